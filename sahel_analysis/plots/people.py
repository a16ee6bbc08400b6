"""How many people an article counts, and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes

from sahel_analysis.colours import BAND
from sahel_analysis.comparing.voices import NO_SOURCE, statements
from sahel_analysis.errors import expect_analysis
from sahel_analysis.plots.coverage import draw_claims, draw_voices, say_claim
from sahel_analysis.plots.drawing import TALL, plain, write_nothing
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import shorten

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

_NOTHING = "The article counts no people."


def people_told(analysis: Analysis) -> pd.DataFrame:
    """The numbers of people in an article, event by event, and on whose word they stand.

    Columns: event_id (NA: the toll of a war, a month, a year), what (what happened and what became of the
    people, in words), value_min and value_max (persons; NA is open), approx, voice (kind of source; "outlet"
    is the article itself), attributed_to (who says so).
    """
    expect_analysis(analysis)
    told = statements(analysis)[["attribution_id", "speaker", "kind"]]
    events = analysis.events[["event_id", "trigger"]].assign(order=range(len(analysis.events)))
    table = analysis.figures.merge(events, on="event_id", how="left")
    table = table.merge(told, on="attribution_id", how="left").sort_values(["order", "start"])
    table = table.rename(columns={"low": "value_min", "high": "value_max"})
    table["what"] = pd.array([_what(row) for row in rows_of(table)], dtype="string")
    table["voice"] = table["kind"].fillna("outlet").replace(NO_SOURCE, "unknown")
    table["attributed_to"] = table["speaker"].fillna("the article itself")
    kept = ["event_id", "what", "value_min", "value_max", "approx", "voice", "attributed_to"]
    return table[kept].reset_index(drop=True)


def plot_people(analysis: Analysis, most: int = 60, ax: Axes | None = None) -> Axes:
    """Draws the numbers of people in an article as ranges, a row each, with who says so.

    A marker is one number, a bar a range, an arrow an open end; the marker's shape is the kind of source.
    In a long text, what follows on the first `most` rows is left out; the title says so.
    """
    table = people_told(analysis)
    rows = list(rows_of(table.head(most)))
    ax = make_axes(ax, 11, 1.9 + 0.36 * len(rows), lambda: describe_people(analysis))
    cut = f" (the first {most} of {len(table)} figures)" if len(table) > most else ""
    ax.set_title(f"How many people, and who says so: claims, not a count{cut}", loc="left")
    if not rows:
        write_nothing(ax, _NOTHING)
        return ax
    ax.set_yticks(range(len(rows)), [plain(_name(row, 44)) for row in rows], fontsize=9)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    for band in range(0, len(rows), 2):
        ax.axhspan(band - 0.5, band + 0.5, color=BAND, zorder=0)
    ax.tick_params(axis="x", top=len(rows) > TALL, labeltop=len(rows) > TALL)
    places = [(float(y), row) for y, row in enumerate(rows)]
    for x, (y, row) in zip(draw_claims(ax, places, widen=2.6), places, strict=True):
        room = 32 if pd.isna(row.value_max) else 9  # for the arrow
        words = plain(say_claim(row, 70))
        ax.annotate(words, (x, y), (room, 0), textcoords="offset points", va="center", fontsize=8)
    ax.set_xlabel("people, as reported", loc="left")
    draw_voices(ax, [row.voice for row in rows], below=0.62)
    return ax


def describe_people(analysis: Analysis) -> str:
    """The figure of `plot_people` in words."""
    rows = rows_of(people_told(analysis))
    parts = [f"{_name(row)}: {say_claim(row, 200)}" for row in rows]
    if not parts:
        return f"In words: an empty figure. {_NOTHING}"
    return f"In words: a row for each number of people, and who gives it. {'; '.join(parts)}."


def _name(row: Any, limit: int = 1000) -> str:
    return shorten(row.what if pd.isna(row.event_id) else f"{row.event_id} {row.what}", limit)


def _what(row: Any) -> str:
    """What happened and what became of the people: "ambush: killed (attackers)"."""
    notes = [row.party] * (row.party != "targets") + [row.scope] * (row.scope != "whole")
    trigger = "in all" if pd.isna(row.trigger) else row.trigger
    return f"{trigger}: {row.measure}" + f" ({', '.join(notes)})" * bool(notes)
