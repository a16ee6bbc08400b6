"""Where an article's events stand in the years since 2012: phases, the chronology, the article."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes

from sahel_analysis.chronology.reference import load_chronology
from sahel_analysis.colours import DARK, ORANGE, SKY
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.plots.timeline import dated_events
from sahel_analysis.resources import read_table
from sahel_analysis.tables import rows_of

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


def plot_phases(analysis: Analysis | None = None, ax: Axes | None = None) -> Axes:
    """Draws the phases as bars, the chronology as ticks, and an article's dated events below.

    Args:
        analysis: an article to place in it; without one only phases and chronology are drawn.
        ax: where to draw; a new figure without it.
    """
    phases, chronology = load_phases(), load_chronology()
    placed = [] if analysis is None else list(rows_of(placed_by_time(analysis)))
    ax = make_axes(ax, 12, 2.2 + 0.4 * (len(phases) + len(placed)), lambda: describe_phases(analysis))
    open_end = chronology["date_start"].max()
    labels = [
        _draw_bar(ax, y, p.first, p.last, open_end, p.title, SKY) for y, p in enumerate(rows_of(phases))
    ]
    ax.plot(chronology["date_start"], [len(labels)] * len(chronology), "|", color=DARK, markersize=14)
    labels.append(f"The chronology: {len(chronology)} events")
    for event in placed:
        title = f"In the article: {event.when}"
        labels.append(_draw_bar(ax, len(labels), event.earliest, event.latest, open_end, title, ORANGE))
    ax.set_yticks(range(len(labels)), labels)
    ax.invert_yaxis()
    ax.xaxis.set_major_locator(mdates.YearLocator())  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))  # type: ignore[no-untyped-call]
    ax.set_title("The Sahel since 2012: phases, and what the article tells of", loc="left")
    ax.spines[["top", "right", "left"]].set_visible(False)
    return ax


def _draw_bar(ax: Axes, y: int, first: Any, last: Any, open_end: Any, title: str, colour: str) -> str:
    """A bar from the first to the last day, with an arrow if the end is open; returns its title."""
    left = float(mdates.date2num(pd.Timestamp(first)))  # type: ignore[no-untyped-call]
    right = float(mdates.date2num(pd.Timestamp(open_end if pd.isna(last) else last)))  # type: ignore[no-untyped-call]
    ax.barh(y, max(right - left, 20), left=left, height=0.6, color=colour, edgecolor=DARK)
    if pd.isna(last):
        ax.plot([right], [y], ">", color=DARK, markersize=9)
    return title


def describe_phases(analysis: Analysis | None = None) -> str:
    """The drawing in words."""
    told = [
        f"{p.title}: " + (f"from {p.first.year}" if pd.isna(p.last) else f"{p.first.year} to {p.last.year}")
        for p in rows_of(load_phases())
    ]
    text = f"In words: a timeline of years. {'; '.join(told)}. Ticks: {len(load_chronology())} events."
    if analysis is not None:
        placed = [f"{event.when} ({event.triggers})" for event in rows_of(placed_by_time(analysis))]
        text += f" Events of the article: {'; '.join(placed) or 'none with a date'}."
    return textwrap.shorten(text, 4000)
