"""What all figures share: words as they are, and what stands where nothing is drawn."""

from __future__ import annotations

from functools import cache

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patheffects import withStroke

HALO = withStroke(linewidth=2.5, foreground="white", alpha=0.8)
"""Keeps words readable over lines."""

TALL = 30
"""A figure with more rows has its scale above them too."""


def plain(words: str) -> str:
    """Words that matplotlib writes as they are, without a warning.

    What stands between two "$" would be read as a formula; a character that the figures' font lacks
    becomes an empty box, but in SVG with text as text, where the reader's own fonts are used.
    """
    if plt.rcParams["svg.fonttype"] != "none":
        known = _characters(findfont(FontProperties(family=plt.rcParams["font.family"])))
        words = "".join(c if c == "\n" or ord(c) in known else "\u25a1" for c in words)
    return words.replace("$", r"\$")


@cache
def _characters(font: str) -> frozenset[int]:
    """The code points that a font file has glyphs for."""
    return frozenset(get_font(font).get_charmap())


def write_nothing(ax: Axes, sentence: str) -> None:
    """Says in the middle of empty Axes why nothing is drawn."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, sentence, transform=ax.transAxes, ha="center", va="center")
