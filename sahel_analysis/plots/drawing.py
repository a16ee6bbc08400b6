"""What all figures share: size, colours, names that do not cover each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sahel_analysis.colours import COUNTRY, DARK

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

HALO = withStroke(linewidth=2.5, foreground="white", alpha=0.8)
"""Keeps words readable over lines."""


def make_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The Axes given, or new ones of this size in inches."""
    return ax if ax is not None else plt.subplots(figsize=(width, height), dpi=100, layout="constrained")[1]


def plain(words: str) -> str:
    """Words that matplotlib writes as they are: what stands between two "$" would be read as a formula."""
    return words.replace("$", r"\$")


def write_nothing(ax: Axes, sentence: str) -> None:
    """Says in the middle of empty Axes why nothing is drawn."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, sentence, transform=ax.transAxes, ha="center", va="center")


def write_labels(
    ax: Axes, labels: Sequence[tuple[float, float, str, bool]], marks: Sequence[Sequence[Artist]] = ()
) -> None:
    """Writes names beside their places, each where it covers no other name, inside the frame.

    A name that finds a free spot only nearer to another place is tied to its own by a line; where no
    spot is free, it stands right of its place. A label is longitude, latitude, name, and
    whether it is a country's. `marks` are what is drawn at the places of the first labels, to be left
    uncovered.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    renderer: RendererBase = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    boxes = [Bbox.union([artist.get_window_extent(renderer) for artist in group]) for group in marks]
    taken: list[Any] = list(boxes)
    frame = ax.get_window_extent(renderer)
    points = [ax.transData.transform((lon, lat)) for lon, lat, _, is_country in labels if not is_country]
    for k, (lon, lat, name, is_country) in enumerate(labels):
        style: dict[str, Any] = {"fontsize": 9, "zorder": 4, "path_effects": [HALO]}
        if is_country:
            name, style = name.upper(), {**style, "fontsize": 8, "color": COUNTRY, "fontstyle": "italic"}
        radii, wide, high = [9, 16, 26, 40], 0.0, 0.0
        if k < len(boxes):
            half = 36 / figure.dpi  # pixels to points, and only the half
            radii, wide, high = [4, *radii], float(boxes[k].width) * half, float(boxes[k].height) * half
        spots = [(0.0, 0.0)] if is_country else []
        spots += [
            (dx * (r + wide), dy * (r + high))
            for r in radii
            for dx, dy in product((1, -1, 0), (1, -1, 0))
            if dx or dy
        ]
        place = ax.transData.transform((lon, lat))
        spare: tuple[float, float] | None = None
        for spot in spots:
            text = _write(ax, name, (lon, lat), spot, style)
            box = text.get_window_extent(renderer).padded(2)
            if _within(box, frame) and not any(box.overlaps(other) for other in taken):
                if is_country or all(_gap(box, place) <= _gap(box, other) for other in points):
                    taken.append(box)
                    break
                spare = spare or spot  # nearer to another place, which a reader would take it for
            text.remove()
        else:
            text = _write(ax, name, (lon, lat), spare or (10.0, 0.0), style)
            if spare:
                taken.append(text.get_window_extent(renderer).padded(2))
                line = {"arrowstyle": "-", "color": DARK, "linewidth": 0.7, "shrinkA": 0, "shrinkB": 0}
                ax.annotate("", (lon, lat), spare, textcoords="offset points", arrowprops=line, zorder=2)


def _write(
    ax: Axes, name: str, point: tuple[float, float], spot: tuple[float, float], style: dict[str, Any]
) -> Text:
    """Writes a name so many points beside a place, on the side that looks away from it."""
    align = {1: "left", -1: "right", 0: "center"}[(spot[0] > 0) - (spot[0] < 0)]
    return ax.annotate(plain(name), point, spot, textcoords="offset points", ha=align, va="center", **style)


def _gap(box: Bbox, point: Any) -> float:
    """Pixels between a box and a point."""
    x, y = point
    return math.hypot(max(box.x0 - x, x - box.x1, 0), max(box.y0 - y, y - box.y1, 0))


def _within(box: Bbox, frame: Bbox) -> bool:
    return bool(frame.contains(box.x0, box.y0) and frame.contains(box.x1, box.y1))
