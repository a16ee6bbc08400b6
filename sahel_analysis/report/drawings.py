"""The figures of the package as SVG inside the page, in the page's own colours and type."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.text import Text

from sahel_analysis import colours
from sahel_analysis.plots import (
    describe_event_map,
    describe_people,
    describe_sources,
    describe_timeline,
    plot_event_map,
    plot_people,
    plot_sources,
    plot_timeline,
)

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

_VARIABLES = {
    colours.BLACK: "ink", "#ffffff": "paper", colours.BAND: "band", colours.DARK: "soft",
    colours.SEA: "sea", colours.LAND: "land", colours.BORDER: "border", colours.COUNTRY: "country",
    colours.DARK_GREEN: "green", colours.BLUE: "blue",
}  # fmt: skip
"""Colours that follow the page, light or dark; the others are seen on both."""

_FIGURES: dict[str, tuple[str, Callable[..., Axes], Callable[..., str]]] = {
    "timeline": ("Timeline of the events", plot_timeline, describe_timeline),
    "map": ("Map of the events", plot_event_map, describe_event_map),
    "people": ("How many people, and who says so", plot_people, describe_people),
    "sources": ("Who is heard", plot_sources, describe_sources),
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as SVG, and what it shows in words."""

    svg: str
    words: str


def draw_all(analysis: Analysis, row_ids: Container[str]) -> dict[str, Drawing]:
    """The page's figures; words in them that begin with a row's id lead to that row."""
    drawings = {}
    for name, (title, plot, describe) in _FIGURES.items():
        words = describe(analysis).removeprefix("In words: ")
        drawings[name] = Drawing(_draw(name, title, words, partial(plot, analysis), row_ids), words)
    return drawings


def _draw(name: str, title: str, words: str, plot: Callable[[], Axes], row_ids: Container[str]) -> str:
    """The SVG of a figure, its text as text, so that the reader's fonts have all scripts."""
    file = io.StringIO()
    settings: Any = {"svg.fonttype": "none", "svg.hashsalt": name}
    with plt.rc_context(settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph .* missing from font", UserWarning)
        figure = plot().get_figure(root=True)
        assert figure is not None
        for text in figure.findobj(Text):
            assert isinstance(text, Text)
            found = re.match(r"[A-Z]+\d+\b", text.get_text())
            if found and found[0] in row_ids:
                text.set_url(f"#{found[0]}")
            if text.get_path_effects():  # the halo is the page's, which leaves the text a text
                text.set_path_effects([])
                text.set_gid("halo")
        figure.savefig(file, format="svg", bbox_inches="tight", facecolor="none", metadata={"Date": None})
        plt.close(figure)
    return _inline(file.getvalue(), name, title, words)


def _inline(svg: str, name: str, title: str, words: str) -> str:
    """An SVG file as part of a page: described, without what only a file needs, in the page's colours."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", body, flags=re.DOTALL)
    body = body.replace('<g id="halo">', '<g class="halo">').replace(' target="_blank"', "")
    body = re.sub(r'<g id="[^"]*"', "<g", body)
    body = re.sub(r"font-family:[^;\"]*;? ?", "", body)
    body = re.sub(r'style="[^"]*"', lambda style: re.sub(r"#[0-9a-f]{6}\b", _follow, style[0]), body)
    body = re.sub(r"(\d\.\d)\d+", r"\1", body)
    box = re.findall(r'viewBox="([^"]*)"', body)[0]
    width = float(box.split()[2])
    opening = (
        f'<svg class="drawn" role="group" aria-labelledby="{name}-title" aria-describedby="{name}-words" '
        f'viewBox="{box}" style="max-width: {width:.0f}pt" xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink"><title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-words">{escape(words)}</desc>'
    )
    return re.sub(r"<svg[^>]*>", lambda _: opening, body, count=1)


def _follow(colour: re.Match[str]) -> str:
    variable = _VARIABLES.get(colour[0])
    return f"var(--{variable})" if variable else colour[0]
