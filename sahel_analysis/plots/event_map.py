"""Where the events of an article happened."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from sahel_analysis.colours import BLUE, RED
from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.errors import expect_analysis
from sahel_analysis.plots.borders import REGION, draw_borders
from sahel_analysis.plots.drawing import plain
from sahel_analysis.plots.labels import write_labels
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import join_some, shorten

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

NEAR = 0.3
"""Places that are closer than this, in degrees (33 km), share a mark, which covers them all."""

_MOST_NAMES, _MOST_LINES, _MOST_LEFT = 30, 34, 12
"""How many names stand on the map, lines beside it, and events below it."""


def placed_events(analysis: Analysis) -> pd.DataFrame:
    """Events and their spots on the map, in the order of the text.

    Columns: event_id, trigger, type, place, lat, lon (WGS84 degrees), is_background, on_map, spot (number
    of the spot; NA without coordinates or outside the map).
    """
    expect_analysis(analysis)
    table = analysis.events[["event_id", "trigger", "type", "place", "lat", "lon", "is_background"]].copy()
    west, east, south, north = REGION
    inside = table["lon"].between(west, east) & table["lat"].between(south, north)
    table["on_map"] = inside.fillna(False).astype(bool)
    spots: list[tuple[float, float]] = []
    numbers = [_spot(row.lat, row.lon, spots) if row.on_map else None for row in rows_of(table)]
    return table.assign(spot=pd.array(numbers, dtype="Int64"))


def plot_event_map(analysis: Analysis, ax: Axes | None = None) -> Axes:
    """Draws where the events of an article happened: a mark for each place, with the number of its events.

    A mark is filled if some of its events are news, hollow if all are background. The events are listed
    beside the map, those that are not on it below. Borders: Natural Earth (de facto lines, no statement).

    Args:
        analysis: the analysis of an article.
        ax: where to draw; a figure of its own is made unless given.

    Returns:
        The Axes, in degrees. `plots.describe_event_map` says the same in words, `plots.placed_events`
        gives the table.

    Example:
        >>> ax = sa.plot_event_map(analysis)
        >>> ax.get_title()
        'Where the article says it happened'
    """
    table = placed_events(analysis)
    ax = make_axes(ax, 11, 6.9, lambda: describe_event_map(analysis))
    spots = _spots(table)
    draw_borders(ax)
    marks = [_draw_mark(ax, spot) for spot in spots]
    ax.text(1.02, 1.0, plain(_list(spots)), transform=ax.transAxes, va="top", fontsize=8, linespacing=1.35)
    ax.set_title("Where the article says it happened")
    lost = table[~table["on_map"]]
    note = "The article has no events to draw." if table.empty else ""
    if len(lost):
        note = f"Not on the map: {join_some([_name(row, 30) for row in rows_of(lost)], _MOST_LEFT)}"
    ax.set_xlabel(f"longitude (degrees)\n{plain(textwrap.fill(note, 100))}")
    names = [(*_where(spot), _names(spot, 22), False) for spot in spots[:_MOST_NAMES]]
    write_labels(ax, [*names, *_countries()], marks[: len(names)])  # last, when all has its place
    return ax


def describe_event_map(analysis: Analysis) -> str:
    """The figure of `plot_event_map` in words, with the events that are not on it."""
    table = placed_events(analysis)
    if table.empty:
        return "In words: a map of West Africa without marks; the article has no events to draw."
    shown, lost = table[table["on_map"]], table[~table["on_map"]]
    text = f"In words: a map of West Africa with {len(shown)} of {len(table)} events."
    for _, group in shown.groupby("spot"):
        counts = group["type"].str.replace("_", " ").value_counts(sort=False)
        text += f" {_names(group)}: {', '.join(f'{kind} {n}' for kind, n in counts.items())}."
    if len(lost):
        text += f" Not on the map: {'; '.join(_name(row) for row in rows_of(lost))}."
    return text


def _countries() -> list[tuple[float, float, str, bool]]:
    """The region's countries, as labels."""
    west, east, south, north = REGION
    return [
        (entry.lon, entry.lat, entry.name, True)
        for entry in load_gazetteer().entries.values()
        if entry.kind == "country" and entry.lat is not None and entry.lon is not None
        if west < entry.lon < east and south < entry.lat < north
    ]


def _spot(lat: float, lon: float, spots: list[tuple[float, float]]) -> int:
    """Number of the first spot that is near, or of a new one."""
    for number, (other_lat, other_lon) in enumerate(spots):
        if abs(lat - other_lat) < NEAR and abs(lon - other_lon) < NEAR:
            return number
    spots.append((lat, lon))
    return len(spots) - 1


def _spots(table: pd.DataFrame) -> list[pd.DataFrame]:
    """The events of each spot, the spot with most of them first."""
    groups = [group for _, group in table[table["on_map"]].groupby("spot")]
    return sorted(groups, key=len, reverse=True)


def _where(spot: pd.DataFrame) -> tuple[float, float]:
    """Longitude and latitude of the place with most events."""
    lon, lat = Counter(zip(spot["lon"], spot["lat"], strict=True)).most_common(1)[0][0]
    return float(lon), float(lat)


def _draw_mark(ax: Axes, spot: pd.DataFrame) -> list[Artist]:
    """A circle on the spot, with the number of its events in it."""
    lon, lat = _where(spot)
    is_background = bool(spot["is_background"].all())
    colour = BLUE if is_background else RED
    fill, ink = ("white", colour) if is_background else (colour, "white")
    size = 15 if len(spot) < 100 else 20
    (circle,) = ax.plot(
        [lon], [lat], "o", markersize=size, markerfacecolor=fill, markeredgecolor=colour, zorder=3
    )
    number = ax.annotate(
        str(len(spot)),
        (lon, lat),
        ha="center",
        va="center",
        fontsize=9,
        fontweight="bold",
        color=ink,
        zorder=3,
    )
    return [circle, number]


def _list(spots: list[pd.DataFrame]) -> str:
    """The spots and their events, to stand beside the map."""
    lines = ["filled: news; hollow: background" if spots else ""]
    for spot in spots:
        lines += ["", f"{_names(spot, 40)}: {len(spot)} event{'s' * (len(spot) != 1)}"]
        lines += [f"  {row.event_id} {shorten(row.trigger, 24)} ({_kind(row)})" for row in rows_of(spot)]
    rest = len(lines) - _MOST_LINES
    return "\n".join(lines[:_MOST_LINES] + [f"… and {rest} more lines"] * (rest > 0))


def _kind(row: Any) -> str:
    return f"{str(row.type).replace('_', ' ')}{', background' * row.is_background}"


def _names(group: pd.DataFrame, limit: int = 1000) -> str:
    return shorten(", ".join(group["place"].dropna().unique()), limit) or "place without a name"


def _name(row: Any, limit: int = 1000) -> str:
    place = "no place" if pd.isna(row.place) else shorten(row.place, limit)
    return f"{row.event_id} {shorten(row.trigger, limit)} ({place})"
