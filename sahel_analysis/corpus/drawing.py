"""How do the incidents of a corpus lie in time and on the map, and who is heard? Figures and words."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sahel_analysis.colours import GREY, NO_VOICE, ORANGE, RED, SKY, VOICES
from sahel_analysis.plots.borders import REGION, draw_borders
from sahel_analysis.plots.drawing import plain, write_nothing
from sahel_analysis.plots.labels import write_labels
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import join_some, say_count, shorten

CAVEAT = "as this corpus reports them: what it leaves out is not seen"

_FEW, _MANY = 62, 1200
"""Days up to which bars are days, and from which on they are years; between the two, months."""

_NAMED = 15
"""Places that are named on the map, those with most incidents."""


# In time


def incidents_in_time(incidents: pd.DataFrame) -> pd.DataFrame:
    """Incidents by day, month or year, as long as they stretch: a row for each from the first to the last.

    Columns: period (its first day), incidents, without_figure, killed_lowest and killed_highest (sums of
    the lowest and of the highest numbers that reports give). `incidents` is `Incidents.table`.
    """
    days = incidents["date_earliest"]
    length = (days.max() - days.min()).days if len(days) else 0
    unit = "D" if length <= _FEW else "M" if length <= _MANY else "Y"
    counted = pd.DataFrame(
        {
            "period": days.dt.to_period(unit),
            "incidents": 1,
            "without_figure": incidents["killed_lowest"].isna().astype("int64"),
            "killed_lowest": incidents["killed_lowest"].fillna(0),
            "killed_highest": incidents["killed_highest"].fillna(0),
        }
    )
    table = counted.groupby("period").sum()
    if len(table):
        table = table.reindex(pd.period_range(table.index.min(), table.index.max(), freq=unit, name="period"))
    return table.fillna(0).astype("int64").reset_index()


def plot_timeline(incidents: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draws how many incidents a corpus reports, and below how many people were killed in them.

    Deaths are ranges from the sum of the lowest to that of the highest numbers that reports give. The two
    panels are the `child_axes` of the Axes. `incidents` is `Incidents.table`.
    """
    table = incidents_in_time(incidents)
    ax = make_axes(ax, min(16.0, max(8.0, 0.3 * len(table))), 5.6, lambda: describe_timeline(incidents))
    ax.set_title(f"{len(incidents):,} incidents\n{CAVEAT}", loc="left", fontsize=11)
    if table.empty:
        write_nothing(ax, "The corpus has no incidents to draw.")
        return ax
    ax.set_axis_off()
    upper, lower = ax.inset_axes((0, 0.58, 1, 0.42)), ax.inset_axes((0, 0, 1, 0.5))
    places = range(len(table))
    upper.bar(places, table["incidents"], color=SKY, edgecolor="white")
    heights = (table["killed_highest"] - table["killed_lowest"]).clip(
        lower=0.02 * table["killed_highest"].max()
    )
    lower.bar(places, heights, bottom=table["killed_lowest"], color=ORANGE, edgecolor="black", hatch="//")
    upper.set(ylabel="incidents", xticks=[])
    shown = range(0, len(table), len(table) // 30 + 1)
    lower.set_xticks(list(shown), [str(table["period"][k]) for k in shown], rotation=90, fontsize=8)
    lower.set(ylabel="people killed, as reported", ylim=(0, None))
    lower.set_xlabel(f"Incidents without a number of deaths: {table['without_figure'].sum():,}")
    for panel in (upper, lower):
        panel.set_xlim(-0.7, len(table) - 0.3)
        panel.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        panel.spines[["top", "right"]].set_visible(False)
    return ax


def describe_timeline(incidents: pd.DataFrame) -> str:
    """The figure of `plot_timeline` in words."""
    table = incidents_in_time(incidents)
    parts = [
        f"{row.period}: {row.incidents:,}, killed {say_count(row.killed_lowest, row.killed_highest)}"
        for row in rows_of(table[table["incidents"] > 0])
    ]
    return f"In words: bars of incidents and of people killed, {CAVEAT}. {join_some(parts, 40) or 'None'}."


# On the map


def incidents_by_place(incidents: pd.DataFrame) -> pd.DataFrame:
    """Places and their incidents, the one with most first.

    Columns: place, lat, lon, incidents, killed_lowest, killed_highest, on_map. `incidents` is
    `Incidents.table`; those without a point are left out.
    """
    grouped = incidents.dropna(subset=["lat"]).groupby(["place", "lat", "lon"], sort=False)
    table = grouped.agg(
        incidents=("incident_id", "size"),
        killed_lowest=("killed_lowest", "sum"),
        killed_highest=("killed_highest", "sum"),
    ).reset_index()
    west, east, south, north = REGION
    table["on_map"] = table["lon"].between(west, east) & table["lat"].between(south, north)
    return table.sort_values("incidents", ascending=False, kind="stable", ignore_index=True)


def plot_map(incidents: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draws where the incidents of a corpus happened: the area of a circle grows with their number.

    `incidents` is `Incidents.table`. Borders: Natural Earth (de facto lines, no statement).
    """
    table = incidents_by_place(incidents)
    ax = make_axes(ax, 10, 7.2, lambda: describe_map(incidents))
    ax.set_title(f"Where the incidents happened\n{CAVEAT}", loc="left", fontsize=11)
    draw_borders(ax)
    shown = table[table["on_map"]]
    if len(shown):
        sizes = 25 + 900 * shown["incidents"] / shown["incidents"].max()
        ax.scatter(shown["lon"], shown["lat"], sizes, color=RED, alpha=0.6, edgecolor="white", zorder=3)
    ax.set_xlabel(f"longitude (degrees)\n{_left_out(incidents, shown)}")
    names = [
        (float(row.lon), float(row.lat), f"{shorten(row.place, 24)} {row.incidents}", False)
        for row in rows_of(shown.head(_NAMED))
    ]
    write_labels(ax, names)
    return ax


def describe_map(incidents: pd.DataFrame) -> str:
    """The figure of `plot_map` in words."""
    table = incidents_by_place(incidents)
    shown = table[table["on_map"]]
    parts = [f"{row.place} {row.incidents}" for row in rows_of(shown)]
    told = join_some(parts, 30) or "no incident"
    return f"In words: a map of West Africa, {CAVEAT}. {told}. {_left_out(incidents, shown)}."


def _left_out(incidents: pd.DataFrame, shown: pd.DataFrame) -> str:
    return f"Incidents that are not on the map: {len(incidents) - shown['incidents'].sum():,}"


# Who is heard


def plot_voices(voices: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draws who is heard: statements by kind of source; hatched is who is not named.

    `voices` is what `count_voices(corpus)` gives.
    """
    ax = make_axes(ax, 9, 1.6 + 0.42 * max(len(voices), 2), lambda: describe_voices(voices))
    ax.set_title("Who is heard, as the machine found it", loc="left")
    if voices.empty:
        write_nothing(ax, "The corpus holds no statement.")
        return ax
    for y, row in enumerate(rows_of(voices)):
        style: dict[str, Any] = {"color": _colour(row.kind), "edgecolor": "white", "height": 0.7}
        ax.barh([y], [row.statements - row.n_anonymous], **style)
        ax.barh([y], [row.n_anonymous], left=[row.statements - row.n_anonymous], hatch="///", **style)
        words = f"{row.statements:,} ({row.share_of_statements:.0%})"
        ax.annotate(words, (row.statements, y), (4, 0), textcoords="offset points", va="center")
    ax.set_yticks(range(len(voices)), [plain(_say(kind)) for kind in voices["kind"]])
    ax.set(ylim=(len(voices) - 0.4, -0.6), xlim=(0, 1.2 * voices["statements"].max()), xlabel="statements")
    ax.spines[["top", "right"]].set_visible(False)
    keys = [Patch(facecolor=GREY, label="named, or a body"),
            Patch(facecolor=GREY, edgecolor="white", hatch="///", label="anonymous")]  # fmt: skip
    ax.legend(handles=keys, loc="lower right", frameon=False)
    return ax


def describe_voices(voices: pd.DataFrame) -> str:
    """The figure of `plot_voices` in words."""
    parts = [
        f"{_say(row.kind)}: {row.statements:,} ({row.share_of_statements:.0%}; anonymous {row.n_anonymous:,})"
        for row in rows_of(voices)
    ]
    return f"In words: bars of statements by kind of source. {'; '.join(parts) or 'No statement'}."


def _colour(kind: str) -> str:
    return VOICES[kind][1] if kind in VOICES else NO_VOICE


def _say(kind: str) -> str:
    return kind.replace("_", " ")
