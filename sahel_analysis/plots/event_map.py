"""Where the events of an article happened."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation

from sahel_analysis.colours import EVENTS
from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.plots.borders import REGION, draw_borders
from sahel_analysis.plots.drawing import HALO, make_axes, plain, write_labels
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import join_some, shorten

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

NEAR = 0.5
"""Places that are closer than this, in degrees, share a spot on the map."""

_STEP, _LINE = 13, 4
"""Points between the marks of one spot, and how many of them stand in a line."""


def placed_events(analysis: Analysis) -> pd.DataFrame:
    """Events and their spots on the map, in the order of the text.

    Columns: event_id, trigger, type, place, lat, lon (WGS84 degrees), is_background, on_map, spot (number
    of the spot; NA without coordinates or outside the map).
    """
    table = analysis.events[["event_id", "trigger", "type", "place", "lat", "lon", "is_background"]].copy()
    west, east, south, north = REGION
    inside = table["lon"].between(west, east) & table["lat"].between(south, north)
    table["on_map"] = inside.fillna(False).astype(bool)
    spots: list[tuple[float, float]] = []
    numbers = [_spot(row.lat, row.lon, spots) if row.on_map else None for row in rows_of(table)]
    return table.assign(spot=pd.array(numbers, dtype="Int64"))


def plot_event_map(analysis: Analysis, ax: Axes | None = None) -> Axes:
    """Draws where the events of an article happened, a shape for each type; numbers count equal marks.

    News is filled, background hollow. Events that are not on the map stand in the note below it. Borders:
    Natural Earth (de facto lines, no statement).

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
    ax = make_axes(ax, 10, 6.9)
    table = placed_events(analysis)
    draw_borders(ax)
    marks: list[list[Artist]] = []
    labels: list[tuple[float, float, str, bool]] = []
    for _, group in table[table["on_map"]].groupby("spot"):
        lat, lon = float(group["lat"].iloc[0]), float(group["lon"].iloc[0])
        marks.append(_draw_marks(ax, lon, lat, group))
        labels.append((lon, lat, _names(group, 22), False))
    _draw_legend(ax, sorted(set(table.loc[table["on_map"], "type"])))
    write_labels(ax, [*labels, *_countries()], marks)
    ax.set_title("Where the article says it happened")
    lost = table[~table["on_map"]]
    if len(lost):
        note = f"Not on the map: {join_some([_name(row) for row in rows_of(lost)], 12)}"
        ax.set_xlabel(f"longitude (degrees)\n{plain(textwrap.fill(note, 90))}")
    if table.empty:
        ax.set_xlabel("longitude (degrees)\nThe article has no events to draw.")
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


def _draw_marks(ax: Axes, lon: float, lat: float, group: pd.DataFrame) -> list[Artist]:
    """Marks around a spot, side by side, as the events of one place would hide each other."""
    kinds = Counter(zip(group["type"], group["is_background"], strict=True))
    figure = ax.get_figure(root=True)
    assert figure is not None
    drawn: list[Artist] = []
    for k, ((kind, is_background), n) in enumerate(kinds.items()):
        in_line = min(_LINE, len(kinds) - k // _LINE * _LINE)
        across = (k % _LINE - (in_line - 1) / 2) * _STEP
        down = (k // _LINE - (len(kinds) - 1) // _LINE / 2) * _STEP
        moved = ax.transData + ScaledTranslation(across / 72, -down / 72, figure.dpi_scale_trans)
        drawn += ax.plot([lon], [lat], transform=moved, zorder=3, **_style(kind, is_background))
        if n > 1:
            drawn.append(
                ax.annotate(
                    f"×{n}", (lon, lat), (across + 3, -down - 3), textcoords="offset points", fontsize=7,
                    ha="left", va="top", path_effects=[HALO], zorder=4,
                )
            )  # fmt: skip
    return drawn


def _style(kind: str, is_background: bool) -> dict[str, Any]:
    marker, colour = EVENTS.get(kind, EVENTS["other"])
    size = 12 if marker == "*" else 9
    style: dict[str, Any] = {"marker": marker, "linestyle": "", "markersize": size}
    if is_background:
        return {**style, "markerfacecolor": "white", "markeredgecolor": colour, "markeredgewidth": 1.4}
    return {**style, "markerfacecolor": colour, "markeredgecolor": "white", "markeredgewidth": 0.6}


def _draw_legend(ax: Axes, kinds: list[str]) -> None:
    if kinds:
        handles = [Line2D([], [], label=kind.replace("_", " "), **_style(kind, False)) for kind in kinds]
        handles.append(Line2D([], [], label="hollow: background", **_style("other", True)))
        ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, title="events")


def _names(group: pd.DataFrame, limit: int = 1000) -> str:
    names = [shorten(name, limit) for name in group["place"].dropna().unique()]
    return ", ".join(names) or "place without a name"


def _name(row: Any) -> str:
    return f"{row.event_id} {row.trigger} ({'no place' if pd.isna(row.place) else row.place})"
