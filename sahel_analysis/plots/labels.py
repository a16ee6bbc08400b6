"""Names on a map, each where it covers no other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from sahel_analysis.colours import COUNTRY, DARK
from sahel_analysis.plots.drawing import HALO, plain
from sahel_analysis.wording import shorten

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

_Spot = tuple[float, float]
"""Points right of a place and above it; or, of a place, pixels."""

_Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in pixels."""

_LINE: dict[str, Any] = {
    "arrowstyle": "-", "color": DARK, "linewidth": 0.7, "shrinkA": 0, "shrinkB": 0,
}  # fmt: skip


def write_labels(
    ax: Axes, labels: Sequence[tuple[float, float, str, bool]], marks: Sequence[Sequence[Artist]] = ()
) -> None:
    """Writes names beside their places, each where it covers no other name, inside the frame.

    A name that finds a free spot only far off or nearer to another place is tied to its own by a line;
    where no spot is free, it stands right of its place. A label is longitude, latitude, name, and
    whether it is a country's. `marks` are what is drawn at the places of the first labels, to be left
    uncovered.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    renderer: RendererBase = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    boxes = [Bbox.union([artist.get_window_extent(renderer) for artist in group]) for group in marks]
    taken: list[_Box] = [(box.x0, box.y0, box.x1, box.y1) for box in boxes]
    frame = ax.get_window_extent(renderer)
    points: list[_Spot] = [
        tuple(ax.transData.transform((lon, lat))) for lon, lat, _, is_country in labels if not is_country
    ]
    pixels = figure.dpi / 72
    for k, (lon, lat, name, is_country) in enumerate(labels):
        style: dict[str, Any] = {"fontsize": 9, "zorder": 4, "path_effects": [HALO]}
        if is_country:
            name, style = name.upper(), {**style, "fontsize": 8, "color": COUNTRY, "fontstyle": "italic"}
        text = ax.annotate(
            plain(shorten(name, 60)), (lon, lat), (0, 0), textcoords="offset points", va="center", **style
        )
        text.set_in_layout(False)  # a long name must not push the map aside
        size, (x, y) = text.get_window_extent(renderer), ax.transData.transform((lon, lat))
        place = float(x), float(y)
        spare: _Spot | None = None
        for spot, far in _spots(is_country, boxes[k] if k < len(boxes) else None, pixels):
            box = _box(place, spot, size, pixels)
            if _within(box, frame) and not any(_overlap(box, other) for other in taken):
                if is_country or (far <= _FAR and all(_gap(box, place) <= _gap(box, o) for o in points)):
                    taken.append(box)
                    break
                spare = spare or spot  # far, or nearer to another place, which a reader would take it for
        else:
            spot = spare or (10.0, 0.0)
            if spare:
                taken.append(_box(place, spare, size, pixels))
                ax.annotate("", (lon, lat), spare, textcoords="offset points", arrowprops=_LINE, zorder=2)
        text.set(position=spot, ha={1: "left", -1: "right", 0: "center"}[_side(spot)])


_FAR = 40
"""Points from its mark beyond which a name is tied to it by a line."""


def _spots(is_country: bool, mark: Bbox | None, pixels: float) -> list[tuple[_Spot, int]]:
    """Where a name may stand, and how far off, the best first: around its mark; a country on it too."""
    wide, high = (
        (0.0, 0.0) if mark is None else (float(mark.width) / 2 / pixels, float(mark.height) / 2 / pixels)
    )
    around = [(dx, dy) for dx, dy in product((1, -1, 0), (1, -1, 0)) if dx or dy]
    radii = [9, 16, 26, 40, 60, 90] if mark is None else [4, 9, 16, 26, 40, 60, 90]
    return [((0.0, 0.0), 0)] * is_country + [
        ((dx * (r + wide), dy * (r + high)), r) for r in radii for dx, dy in around
    ]


def _side(spot: _Spot) -> int:
    """On which side of its place a name stands, looking away from it."""
    return (spot[0] > 0) - (spot[0] < 0)


def _box(place: _Spot, spot: _Spot, size: Bbox, pixels: float) -> _Box:
    """What a name of this size covers at a spot, with a little room around it."""
    x, y = place[0] + spot[0] * pixels, place[1] + spot[1] * pixels
    left = x - size.width * {1: 0, -1: 1, 0: 0.5}[_side(spot)]
    return left - 2, y - size.height / 2 - 2, left + size.width + 2, y + size.height / 2 + 2


def _gap(box: _Box, point: _Spot) -> float:
    """Pixels between a box and a point."""
    x, y = point
    return math.hypot(max(box[0] - x, x - box[2], 0), max(box[1] - y, y - box[3], 0))


def _overlap(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _within(box: _Box, frame: Bbox) -> bool:
    return bool(frame.contains(box[0], box[1]) and frame.contains(box[2], box[3]))
