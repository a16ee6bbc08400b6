"""Where an article's events stand in the years since 2012: phases, the chronology, the article."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import TYPE_CHECKING, Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes

from sahel_analysis.cells import refuse_rows, with_days
from sahel_analysis.chronology.reference import load_chronology
from sahel_analysis.colours import DARK, ORANGE, SKY
from sahel_analysis.errors import expect_columns
from sahel_analysis.plots.drawing import plain
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.plots.timeline import dated_events
from sahel_analysis.resources import read_table
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import shorten

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis


def load_phases() -> pd.DataFrame:
    """The phases of `data/chronology/phases.csv`, in order of their beginning.

    Columns: title, first and last (days, inclusive; a missing last is open), rows (ids of the chronology,
    separated by spaces; their pages are the sources), note (what the days mean).
    """
    table = pd.DataFrame(read_table("chronology/phases.csv"), dtype="string")
    for column in ("first", "last"):
        table[column] = pd.to_datetime(table[column].replace("", pd.NA))
    return table


def placed_by_time(analysis: Analysis) -> pd.DataFrame:
    """Events of an article that have both ends of a date, gathered by date.

    Columns: when (in words), earliest, latest, triggers (separated by commas).
    """
    table = dated_events(analysis).dropna(subset=["earliest", "latest"])
    columns = {"earliest": ("earliest", "first"), "latest": ("latest", "first")}
    grouped = table.groupby("when", sort=False)
    return grouped.agg(**columns, triggers=("trigger", ", ".join)).reset_index()


def plot_phases(
    analysis: Analysis | None = None, phases: pd.DataFrame | None = None, ax: Axes | None = None
) -> Axes:
    """Draws the phases as bars, the chronology as ticks, and an article's dated events below.

    Behind each bar stand the rows of the chronology on which it rests, or the triggers of the events.

    Args:
        analysis: an article to place in it; without one only phases and chronology are drawn.
        phases: phases of your own: title, first and last (days; a missing last is open), rows; those of
            `load_phases` unless given.
        ax: where to draw; a figure of its own is made unless given.

    Returns:
        The Axes. `describe_phases` says the same in words; `load_phases` and `placed_by_time` give tables.
    """
    shown, chronology = _dated(phases), load_chronology()
    placed = [] if analysis is None else list(rows_of(placed_by_time(analysis)))
    height = 1.4 + 0.42 * (len(shown) + len(placed) + 1)
    ax = make_axes(ax, 12, height, lambda: describe_phases(analysis, phases))
    beginning, open_end = chronology["date_start"].min(), chronology["date_start"].max()
    ax.set_xlim(_number(pd.Timestamp(beginning.year, 1, 1)), _number(pd.Timestamp(open_end.year + 1, 1, 1)))
    labels: list[str] = []
    for phase in rows_of(shown):
        last = open_end if pd.isna(phase.last) else phase.last
        _draw_bar(ax, len(labels), phase.first, last, SKY, phase.rows)
        if pd.isna(phase.last):
            ax.plot([_number(last)], [len(labels)], ">", color=DARK, markersize=9)
        labels.append(phase.title)
    ax.plot(chronology["date_start"], [len(labels)] * len(chronology), "|", color=DARK, markersize=14)
    labels.append(f"The chronology: {len(chronology)} events")
    for event in placed:
        _draw_bar(ax, len(labels), event.earliest, event.latest, ORANGE, shorten(event.triggers, 60))
        labels.append(f"In the article: {event.when}")
    ax.set_yticks(range(len(labels)), [plain(label) for label in labels])
    ax.invert_yaxis()
    ax.xaxis.set_major_locator(mdates.YearLocator())  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))  # type: ignore[no-untyped-call]
    ax.set_title("The Sahel since 2012: phases, and what the article tells of", loc="left")
    ax.spines[["top", "right", "left"]].set_visible(False)
    return ax


def _dated(phases: pd.DataFrame | None) -> pd.DataFrame:
    """Phases with days as days, those of the kit unless others are given."""
    if phases is None:
        return load_phases()
    expect_columns(phases, ("title", "first", "last"), "phases, each with its title, first and last day")
    phases = phases.assign(rows=phases.get("rows", "")).reset_index(drop=True)
    return with_days(phases, ("first", "last"), partial(refuse_rows, "The phases", phases))


def _draw_bar(ax: Axes, y: int, first: Any, last: Any, colour: str, beside: str) -> None:
    """A bar from the first to the last day, wide enough to be seen, with words beside it, or in it."""
    left, right = _number(first), _number(last)
    ax.barh(y, max(right - left, 20), left=left, height=0.6, color=colour, edgecolor=DARK)
    start, end = ax.get_xlim()
    at, gap, side = (right, 12, "left") if right < (start + end) / 2 else (left, -6, "right")
    if right - left > (end - start) / 3:
        at, gap, side = (left + right) / 2, 0, "center"
    ax.annotate(
        plain(str(beside)), (at, y), (gap, 0), textcoords="offset points", va="center", ha=side, fontsize=8
    )


def _number(day: Any) -> float:
    return float(mdates.date2num(pd.Timestamp(day)))  # type: ignore[no-untyped-call]


def describe_phases(analysis: Analysis | None = None, phases: pd.DataFrame | None = None) -> str:
    """The drawing in words."""
    told = [
        f"{p.title}: " + (f"from {p.first.year}" if pd.isna(p.last) else f"{p.first.year} to {p.last.year}")
        for p in rows_of(_dated(phases))
    ]
    text = f"In words: a timeline of years. {'; '.join(told)}. Ticks: {len(load_chronology())} events."
    if analysis is not None:
        placed = [f"{event.when} ({event.triggers})" for event in rows_of(placed_by_time(analysis))]
        text += f" Events of the article: {'; '.join(placed) or 'none with a date'}."
    return textwrap.shorten(text, 4000)
