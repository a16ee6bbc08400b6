"""How reports differ: their figures and whose word they are, and what each of them leaves out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from sahel_analysis.colours import BAND, BLUE, DARK, GREY, VOICES
from sahel_analysis.comparing.coverage import claims_by_origin, expect_claims
from sahel_analysis.plots.drawing import plain, write_nothing
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.tables import MEASURES, rows_of
from sahel_analysis.wording import say_count, shorten

TOLLS = ("killed_total", "killed_soldiers")


def plot_tolls(claims: pd.DataFrame, claim_types: Sequence[str] = TOLLS, ax: Axes | None = None) -> Axes:
    """Draws figures as ranges, a row for each page that speaks of them, in order of publication.

    A marker is one figure, a bar a range, an arrow an open maximum. What is said without a number has a
    hollow marker left of the axis. The marker's shape says whose word it is. `claims` is a table of claims
    (`coverage.load_coverage` or `comparison.compare`).
    """
    rows = _in_order(claims, claim_types)
    ax = make_axes(ax, 12, 2.0 + 0.3 * len(rows), lambda: describe_tolls(claims, claim_types))
    ax.set_title("What was reported, by day and page: claims, not a count", loc="left")
    if rows.empty:
        write_nothing(ax, f"No page here speaks of {_names(claim_types)}.")
        return ax
    labels = [f"{_day(row.published)}   {_page(row)}{_topic(row, claim_types)}" for row in rows_of(rows)]
    ax.set_yticks(range(len(rows)), [plain(label) for label in labels], fontsize=9)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    days = rows["published"].rank(method="dense", na_option="bottom")
    for y, day in enumerate(days):
        ax.axhspan(y - 0.5, y + 0.5, color=BAND if day % 2 else "white", zorder=0)
    places = [(float(y), row) for y, row in enumerate(rows_of(rows))]
    for x, (height, row) in zip(draw_claims(ax, places, widen=2.6), places, strict=True):
        room = 32 if pd.notna(row.value_min) and pd.isna(row.value_max) else 9  # for the arrow
        ax.annotate(
            plain(say_claim(row, 92)), (x, height), (room, 0), textcoords="offset points", va="center",
            fontsize=8, fontstyle="italic" if _has_no_number(row) else "normal",
        )  # fmt: skip
    ax.set_xlabel("people, as reported (pages of one origin are not independent)", loc="left")
    draw_voices(ax, list(rows["voice"]), below=0.62)
    return ax


def describe_tolls(claims: pd.DataFrame, claim_types: Sequence[str] = TOLLS) -> str:
    """The figure of `plot_tolls` in words."""
    rows = _in_order(claims, claim_types)
    if rows.empty:
        return f"In words: an empty figure; no page here speaks of {_names(claim_types)}."
    parts = [
        f"{_day(row.published)}, {_page(row)}{_topic(row, claim_types)}: {_words(row)}"
        f" (says: {row.attributed_to})"
        for row in rows_of(rows)
    ]
    return f"In words: a row for each page, in order of days. {'. '.join(parts)}."


def plot_coverage(claims: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draws which origin's pages tell of what: a square with the number of facts, or a small dash.

    `claims` is a table of claims; its origins are the rows, its claim types the columns.
    """
    table = claims_by_origin(claims)
    ax = make_axes(
        ax, 2.8 + 0.62 * len(table.columns), 2.4 + 0.34 * len(table), lambda: describe_coverage(claims)
    )
    ax.set_title("What is told and what is missing (a gap is no denial)", loc="left")
    if table.empty:
        write_nothing(ax, "There is nothing to show: the table of claims is empty.")
        return ax
    pages = table.pop("pages")
    for y, counts in enumerate(table.itertuples(index=False, name=None)):
        for x, count in enumerate(counts):
            if count:
                ax.scatter([x], [y], marker="s", s=330, color=BLUE)
            ax.text(
                x, y, str(count) if count else "–", ha="center", va="center",
                color="white" if count else GREY, fontweight="bold" if count else "normal",
            )  # fmt: skip
    names = [f"{origin} ({n} page{'s' * (n != 1)})" for origin, n in pages.items()]
    ax.set_yticks(range(len(table)), [plain(name) for name in names])
    ax.set_xticks(range(len(table.columns)), [_name(c) for c in table.columns], rotation=45, ha="left")
    ax.set(xlim=(-0.6, len(table.columns) - 0.4), ylim=(len(table) - 0.4, -0.6))
    ax.set_xlabel("number of facts noted; the pages of one row share a newsroom, and were read in part")
    ax.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)
    return ax


def describe_coverage(claims: pd.DataFrame) -> str:
    """The figure of `plot_coverage` in words."""
    table = claims_by_origin(claims)
    if table.empty:
        return "In words: an empty figure; the table of claims is empty."
    pages = table.pop("pages")
    parts = [
        f"{origin} (pages {n_pages}): " + ", ".join(f"{_name(c)} {n}" for c, n in counts.items() if n)
        for (origin, counts), n_pages in zip(table.iterrows(), pages, strict=True)
    ]
    return (
        "In words: a grid of origins and what they tell of, with the number of facts; "
        f"what is not listed is missing, not denied. {'. '.join(parts)}."
    )


MOST_OF_ONE = 20
"""Figures of one kind that are drawn of one article; how many more there are is written below them."""


def plot_comparison(comparison: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draws how many people each article says were killed, wounded, detained or abducted in the news.

    `comparison` is the table of `comparison.compare`; background is left out. A row for each article,
    a panel for each kind of figure that any article gives; marks as in `plot_tolls`. The panels are the
    `child_axes` of the Axes.
    """
    news, kinds, pages = _news(comparison)
    stacked = min(max(news.groupby(["page", "claim_type"]).size(), default=1), MOST_OF_ONE)
    ax = make_axes(ax, 12, 1.8 + 0.6 * stacked * max(len(pages), 1), lambda: describe_comparison(comparison))
    ax.set_title("The same news in several articles: figures, and whose word they are", loc="left", pad=24)
    if not kinds:
        write_nothing(ax, "None of the articles gives a figure for its news.")
        return ax
    ax.set_axis_off()
    width = 1 / len(kinds)
    names = [plain(shorten(page, 40)) for page in pages]
    for k, kind in enumerate(kinds):
        panel = ax.inset_axes((k * width, 0, width - 0.02, 1))
        panel.set_title(_name(kind), fontsize=11)
        panel.set_xlabel("people, as reported", loc="left", fontsize=9)
        places = []
        for y, page in enumerate(pages):
            panel.axhspan(y - 0.5, y + 0.5, color="white" if y % 2 else BAND, zorder=0)
            told = list(rows_of(news[(news["page"] == page) & (news["claim_type"] == kind)]))
            mine = told[:MOST_OF_ONE]
            places += [(y - 0.5 + (i + 0.4) / len(mine), row) for i, row in enumerate(mine)]
            if not mine:
                _write_left(panel, y, "no figure", fontstyle="italic")
            if len(told) > len(mine):
                more = f"and {len(told) - len(mine)} more"
                _write_left(panel, y + 0.5, more, below=-6, fontstyle="italic")
        panel.set_ylim(len(pages) - 0.5, -0.5)
        draw_claims(panel, places, widen=1.3)
        for height, row in places:
            _write_left(panel, height, say_claim(row, 144 // len(kinds)), below=13)
        panel.set_yticks(range(len(pages)) if k == 0 else [], names if k == 0 else [])
    draw_voices(ax, list(news["voice"]), below=0.75)
    return ax


def describe_comparison(comparison: pd.DataFrame) -> str:
    """The figure of `plot_comparison` in words."""
    news, kinds, pages = _news(comparison)
    if not kinds:
        return "In words: an empty figure; none of the articles gives a figure for its news."
    parts = []
    for page in pages:
        mine = news[news["page"] == page]
        told = [f"{_name(row.claim_type)} {_words(row)} (says: {row.attributed_to})" for row in rows_of(mine)]
        gaps = [f"{_name(kind)} no figure" for kind in kinds if kind not in set(mine["claim_type"])]
        parts.append(f"{page}: {'; '.join(told + gaps)}")
    return f"In words: a row for each article. {'. '.join(parts)}."


# What the figures share


def _in_order(claims: pd.DataFrame, claim_types: Sequence[str]) -> pd.DataFrame:
    expect_claims(claims)
    rows = claims[claims["claim_type"].isin(claim_types)]
    return rows.sort_values(["published", "origin", "page"], kind="stable", ignore_index=True)


def _news(comparison: pd.DataFrame) -> tuple[pd.DataFrame, list[str], list[str]]:
    """Figures of the news, the kinds of them that occur, and all articles."""
    expect_claims(comparison, "is_background")
    news = comparison[comparison["claim_type"].isin(MEASURES) & ~comparison["is_background"]]
    kinds = [kind for kind in MEASURES if (news["claim_type"] == kind).any()]
    return news, kinds, list(dict.fromkeys(comparison["page"]))


def draw_claims(ax: Axes, places: list[tuple[float, Any]], widen: float) -> list[float]:
    """Draws claims at heights, and returns where each of them ends on the right.

    The axis is `widen` times as wide as the figures need.
    """
    ends = [float(end) for _, row in places for end in (row.value_min, row.value_max) if pd.notna(end)]
    most = max(ends, default=1.0) or 1.0
    bare = -0.2 * most  # where a marker without a number stands, clearly not at 0
    has_bare = any(_has_no_number(row) for _, row in places)
    ax.set_xlim(1.6 * bare if has_bare else bare / 3, widen * most)
    ticks = [tick for tick in MaxNLocator(4, integer=True).tick_values(0, most) if 0 <= tick <= most]
    ax.set_xticks(ticks + [bare] * has_bare, [f"{tick:g}" for tick in ticks] + ["no number"] * has_bare)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    rightmost = []
    for y, row in places:
        _, colour, marker = VOICES.get(row.voice, VOICES["unknown"])
        at = [float(end) for end in (row.value_min, row.value_max) if pd.notna(end)] or [bare]
        fill = "white" if _has_no_number(row) else colour
        ax.plot(at, [y] * len(at), marker, color=colour, markerfacecolor=fill, linestyle="-", linewidth=3)
        arrow = {"arrowstyle": "<-", "color": colour, "linewidth": 1.8, "shrinkA": 0, "shrinkB": 0}
        if pd.notna(row.value_min) and pd.isna(row.value_max):
            ax.annotate("", (at[0], y), (28, 0), textcoords="offset points", arrowprops=arrow)
        elif pd.isna(row.value_min) and pd.notna(row.value_max):
            ax.annotate("", (at[0], y), (0, y), arrowprops=arrow)
        rightmost.append(at[-1])
    return rightmost


def _has_no_number(row: Any) -> bool:
    return bool(pd.isna(row.value_min) and pd.isna(row.value_max))


def _write_left(panel: Axes, y: float, words: str, below: float = 0, **style: Any) -> None:
    """Writes at the left edge of a panel, so many points below a height."""
    panel.annotate(
        plain(words), (0.02, y), (0, -below), xycoords=panel.get_yaxis_transform(),
        textcoords="offset points", va="center", fontsize=8, **style,
    )  # fmt: skip


def draw_voices(ax: Axes, voices: list[str], below: float) -> None:
    """The kinds of sources that occur; `below` in inches."""
    handles = [
        Line2D([], [], marker=marker, color=colour, linestyle="", label=name)
        for voice, (name, colour, marker) in VOICES.items()
        if voice in voices
    ]
    handles.append(Line2D([], [], marker=">", color=DARK, linestyle="-", label="no upper bound"))
    ax.legend(
        handles=handles, ncols=5, loc="upper left", bbox_to_anchor=(0, 0), borderaxespad=72 * below / 9,
        frameon=False, fontsize=8,
    )  # fmt: skip


def _words(row: Any) -> str:
    """What is said, with the number as the table has it: "77 (confirmed dead)", "about 70"."""
    number = say_count(row.value_min, row.value_max, getattr(row, "approx", False))
    told = "" if hasattr(row, "approx") or pd.isna(row.value_text) else str(row.value_text)
    if number is None or {str(row.value_min), str(row.value_max)} & set(re.findall(r"\d+", told)):
        return told or "no number"
    return f"{number} ({told})" if told and told not in number else number


def say_claim(row: Any, limit: int) -> str:
    """The figure and who says so, in so many characters."""
    return shorten(f"{_words(row)}: {row.attributed_to}", limit)


def _page(row: Any) -> str:
    return str(row.page) if row.page == row.origin else f"{row.origin} ({row.page})"


def _topic(row: Any, claim_types: Sequence[str]) -> str:
    """What a row is about, unless it is what most are about."""
    return "" if row.claim_type == claim_types[0] else f", {_name(row.claim_type)}"


def _day(published: Any) -> str:
    return "no date" if pd.isna(published) else f"{published.day} {published:%b}"


def _name(claim_type: Any) -> str:
    return str(claim_type).replace("_", " ")


def _names(claim_types: Sequence[str]) -> str:
    return " or ".join(_name(claim_type) for claim_type in claim_types)
