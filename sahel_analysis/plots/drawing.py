"""What all figures share: size, colours, names that do not cover each other."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

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


def make_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The Axes given, or new ones of this size in inches."""
    return ax if ax is not None else plt.subplots(figsize=(width, height), dpi=100, layout="constrained")[1]


def write_labels(ax: Axes, labels: list[tuple[float, float, str, bool]]) -> None:
    """Writes names beside their places, each where it covers no other name if there is such a spot."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    renderer: RendererBase = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    taken: list[Any] = []
    for lon, lat, name, is_country in labels:
        halo = [withStroke(linewidth=2.5, foreground="white", alpha=0.8)]
        style: dict[str, Any] = {"fontsize": 9, "zorder": 4, "path_effects": halo}
        if is_country:
            name, style = name.upper(), {**style, "fontsize": 8, "color": "#5a4a2a", "fontstyle": "italic"}
        spots = [(0.0, 0.0)] if is_country else []
        spots += [
            (dx * r, dy * r)
            for r in (9, 16, 26, 40)
            for dx, dy in product((1, -1, 0), (1, -1, 0))
            if dx or dy
        ]
        best: Text | None = None
        for dx, dy in spots:
            align = {1: "left", -1: "right", 0: "center"}[(dx > 0) - (dx < 0)]
            text = ax.annotate(
                name, (lon, lat), (dx, dy), textcoords="offset points", ha=align, va="center", **style
            )
            box = text.get_window_extent(renderer).padded(2)
            if not any(box.overlaps(other) for other in taken):
                best = text
                taken.append(box)
                break
            text.remove()
        if best is None:
            ax.annotate(name, (lon, lat), (10, 0), textcoords="offset points", va="center", **style)
