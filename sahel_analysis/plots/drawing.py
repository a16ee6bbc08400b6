"""What all figures share: size, colours, names that do not cover each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

COLOURS = {
    "PERSON": "#0072b2", "ORG": "#e69f00", "GROUP": "#d55e00", "GPE": "#009e73", "LOC": "#56b4e9",
    "FAC": "#999999", "NORP": "#cc79a7", "EVENT": "#f0e442",
}  # fmt: skip
HATCHES = {
    "PERSON": "", "ORG": "//", "GROUP": "xx", "GPE": "", "LOC": "..", "FAC": "--", "NORP": "\\\\",
    "EVENT": "++",
}  # fmt: skip
HALO = withStroke(linewidth=2.5, foreground="white", alpha=0.8)
"""Keeps words readable over lines."""


def make_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The Axes given, or new ones of this size in inches."""
    return ax if ax is not None else plt.subplots(figsize=(width, height), dpi=100, layout="constrained")[1]


def rows_of(table: pd.DataFrame) -> Iterable[Any]:
    """The rows of a table, their columns as attributes of any type."""
    return table.itertuples(index=False)


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

    Where no such spot is free, it stands right of its place. A label is longitude, latitude, name, and
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
    for k, (lon, lat, name, is_country) in enumerate(labels):
        style: dict[str, Any] = {"fontsize": 9, "zorder": 4, "path_effects": [HALO]}
        if is_country:
            name, style = name.upper(), {**style, "fontsize": 8, "color": "#5a4a2a", "fontstyle": "italic"}
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
        best: Text | None = None
        for dx, dy in spots:
            align = {1: "left", -1: "right", 0: "center"}[(dx > 0) - (dx < 0)]
            text = ax.annotate(
                plain(name), (lon, lat), (dx, dy), textcoords="offset points", ha=align, va="center", **style
            )
            box = text.get_window_extent(renderer).padded(2)
            if _within(box, frame) and not any(box.overlaps(other) for other in taken):
                best = text
                taken.append(box)
                break
            text.remove()
        if best is None:
            ax.annotate(plain(name), (lon, lat), (10, 0), textcoords="offset points", va="center", **style)


def _within(box: Bbox, frame: Bbox) -> bool:
    return bool(frame.contains(box.x0, box.y0) and frame.contains(box.x1, box.y1))
