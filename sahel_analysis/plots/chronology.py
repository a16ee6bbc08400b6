"""Events and deaths of a chronology by year."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sahel_analysis.chronology.reference import as_chronology, load_chronology
from sahel_analysis.colours import ORANGE, SKY
from sahel_analysis.plots.drawing import write_nothing
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import say_count

SELECTION = "a selection, not a count: no trend can be read from it"
TABLE = "as this table counts them; no table holds everything that happened"

_CROWDED = 16
"""From so many years on, words stand upright."""


def events_by_year(chronology: pd.DataFrame) -> pd.DataFrame:
    """Events and reported deaths of a chronology, a row for each year from its first to its last.

    Columns: year, events, without_figure (events of which no number of deaths is known), killed_low and
    killed_high (sums over the others; NA if there are none), is_open (a maximum is unknown, so that the
    high sum, which takes the minimum instead, is no bound). An event counts in the year it began in.
    """
    chronology = as_chronology(chronology, "date_start", "killed_min", "killed_max")
    table = chronology.dropna(subset=["date_start"])
    low, high = table["killed_min"], table["killed_max"]
    counted = pd.DataFrame(
        {
            "year": table["date_start"].dt.year,
            "events": 1,
            "without_figure": (low.isna() & high.isna()).astype(int),
            "killed_low": low.mask(low.isna() & high.notna(), 0),
            "killed_high": high.fillna(low),
            "is_open": (high.isna() & low.notna()).astype(int),
        }
    )
    years = counted.groupby("year").sum(min_count=1)
    if len(years):
        years = years.reindex(pd.RangeIndex(years.index.min(), years.index.max() + 1, name="year"))
    whole = ["events", "without_figure", "is_open"]
    years[whole] = years[whole].fillna(0).astype(int)
    return (
        years.astype({"is_open": bool, "killed_low": "Int64", "killed_high": "Int64"})
        .reset_index()
        .astype({"year": "int64"})
    )


def plot_years(chronology: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draws the events of a chronology by year, and below them the deaths that were reported.

    Deaths are ranges from the sum of the lowest to the sum of the highest figures; an arrow says that some
    maximum is unknown. A chronology is a selection: no trend can be read from it.

    Args:
        chronology: a table such as `load_chronology` gives.
        ax: where to draw; a figure of its own is made unless given.

    Returns:
        The Axes; the two panels are its `child_axes`. `plots.describe_years` says the same in words,
        `plots.events_by_year` gives the table.

    Example:
        >>> ax = sa.plot_years(sa.load_chronology())
        >>> [panel.get_ylabel() for panel in ax.child_axes]
        ['events', 'people killed, as reported']
    """
    table = events_by_year(chronology)
    crowded = len(table) > _CROWDED
    width = max(8.0, (0.3 if crowded else 0.66) * len(table))
    ax = make_axes(ax, width, 7.0 if crowded else 5.6, lambda: describe_years(chronology))
    ax.set_title(f"{table['events'].sum():,} events by year\n{_caveat(chronology)}", loc="left", fontsize=11)
    if table.empty:
        write_nothing(ax, "The chronology has no dated events to draw.")
        return ax
    ax.set_axis_off()
    events, deaths = ax.inset_axes((0, 0.6, 1, 0.4)), ax.inset_axes((0, 0, 1, 0.52))
    bars = events.bar(table["year"], table["events"], color=SKY, edgecolor="white")
    turn = 90 if crowded else 0
    events.bar_label(bars, [f"{n:,}" for n in table["events"]], fontsize=8, padding=2, rotation=turn)
    events.set(
        ylabel="events", xticks=[], ylim=(0, (1.3 if crowded else 1.1) * max(1, table["events"].max()))
    )
    events.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    highest = max(1.0, float(table["killed_high"].max())) if table["killed_high"].notna().any() else 1.0
    for year in rows_of(table.dropna(subset=["killed_high"])):
        _draw_deaths(deaths, year, 0.02 * highest, crowded)
    deaths.set(ylabel="people killed, as reported", ylim=(0, (1.9 if crowded else 1.3) * highest))
    deaths.set_xticks(table["year"], table["year"].astype(str), rotation=turn)
    deaths.set_xlabel(textwrap.fill(_note(table), round(12 * width)))
    for panel in (events, deaths):
        panel.set_xlim(table["year"].min() - 0.7, table["year"].max() + 0.7)
        panel.spines[["top", "right"]].set_visible(False)
    return ax


def describe_years(chronology: pd.DataFrame) -> str:
    """The figure of `plot_years` in words."""
    table = events_by_year(chronology)
    parts = [f"{year.year}: events {year.events:,}, killed {_killed(year)}" for year in rows_of(table)]
    words = f"bars of events, and ranges of deaths, by year; {_caveat(chronology)}"
    return f"In words: {words}. {'; '.join(parts) or 'No dated events'}. {_note(table)}."


def _caveat(chronology: pd.DataFrame) -> str:
    """What to know before a trend is read from a table: of the packaged timeline, or of any other."""
    packaged = as_chronology(chronology, "event_id")["event_id"].isin(load_chronology()["event_id"])
    return SELECTION if packaged.all() else TABLE


def _draw_deaths(panel: Axes, year: Any, least: float, crowded: bool) -> None:
    low, high = float(year.killed_low), float(year.killed_high)
    height = max(high - low, least)  # so that a range of one number can be seen
    panel.bar([year.year], [height], bottom=[low], width=0.5, color=ORANGE, edgecolor="black", hatch="//")
    if year.is_open:
        arrow = {"arrowstyle": "<-", "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
        panel.annotate("", (year.year, low + height), (0, 18), textcoords="offset points", arrowprops=arrow)
    words = _killed(year)
    if not crowded:
        words = words.replace(" to ", "\nto ").replace(" or ", "\nor ")
    panel.annotate(
        words, (year.year, low + height), (0, 20 if year.is_open else 3), rotation=90 if crowded else 0,
        textcoords="offset points", ha="center", va="bottom", fontsize=8,
    )  # fmt: skip


def _killed(year: Any) -> str:
    words = say_count(year.killed_low, year.killed_high)
    return "no figure" if words is None else words + " or more" * year.is_open


def _note(table: pd.DataFrame) -> str:
    empty = [str(year.year) for year in rows_of(table) if not year.events]
    gaps = f"; years without an event: {', '.join(empty)}" if empty else ""
    return f"Events without a known number of deaths: {table['without_figure'].sum():,}{gaps}"
