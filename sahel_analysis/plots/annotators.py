"""Who marked what: a text as a row of bricks for each reader, and which labels meet which."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from sahel_analysis.annotation import Annotation, confusion_table, describe_differences, list_differences
from sahel_analysis.annotation.agreement import same_text
from sahel_analysis.colours import BAND, BLACK, BLUE, GREEN, LABELS, ORANGE, PINK, RED, SILVER, SKY, YELLOW
from sahel_analysis.plots.drawing import plain, write_nothing
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.wording import shorten

_MORE = {
    "DATE": (BLUE, ""), "TIME": (ORANGE, "//"), "DURATION": (GREEN, ".."), "SET": (PINK, "xx"),
    "SOURCE": (BLUE, ""), "CUE": (ORANGE, "//"), "CONTENT": (SKY, ".."),
}  # fmt: skip
_EVENTS = [
    (RED, ""),
    (BLUE, "//"),
    (ORANGE, ".."),
    (SKY, "xx"),
    (GREEN, "\\\\"),
    (PINK, "--"),
    (YELLOW, "++"),
]
_WIDTH = 100
"""Characters of the text per line of the wall."""
_MOST_LINES = 60
"""A longer text is drawn without the lines in which nobody marked anything."""


def plot_annotators(
    annotators: Mapping[str, Annotation], layer: str | None = "names", ax: Axes | None = None
) -> Axes:
    """Draws a wall for the class: the text in lines, below each line a row of bricks for each reader.

    A brick is a mark; its colour and hatch are its label. Where readers differ, the words stand in bold and
    the rows have a frame.

    Args:
        annotators: marks of one text by name, as `annotation.read_annotators` gives them.
        layer: names, times, events or sources; None: all of them together.
        ax: where to draw; a figure of its own is made unless given.

    Returns:
        The Axes. `plots.describe_annotators` says the same in words, `annotation.list_differences` gives the
        table.

    Example:
        >>> from sahel_analysis import annotation, plots
        >>> ax = plots.plot_annotators(annotation.load_annotators())
        >>> ax.get_title(loc="left")
        'Who marked what (names): 7 places differ'
    """
    people = {name: marked.of_layer(layer) for name, marked in same_text(annotators).items()}
    differ = list_differences(people, None)
    lines = _lines(next(iter(people.values())).text)
    if len(lines) > _MOST_LINES:
        spans = [mark.span for marked in people.values() for mark in marked.marks]
        lines = [(a, b) for a, b in lines if any(start < b and a < end for start, end, _ in spans)]
    height = 1.0 + 0.3 * len(lines) + 0.2 * len(lines) * len(people)
    ax = make_axes(ax, 14, height, lambda: describe_annotators(annotators, layer))
    many = "1 place differs" if len(differ) == 1 else f"{len(differ)} places differ"
    ax.set_title(f"Who marked what ({layer or 'all layers'}): {many}", loc="left")
    ax.set_axis_off()
    step = len(people) + 1.6
    ax.set(xlim=(-12, _WIDTH + 1), ylim=(step * len(lines), -0.4))
    different = [(int(a), int(b)) for a, b in zip(differ["start"], differ["end"], strict=True)]
    for number, (start, end) in enumerate(lines):
        _draw_line(ax, people, (start, end), number * step, different)
    labels = sorted({mark.label for marked in people.values() for mark in marked.marks})
    handles = [_patch(label, labels) for label in labels]
    if handles:
        ax.legend(handles=handles, ncols=8, loc="upper left", bbox_to_anchor=(0, 0), frameon=False)
    return ax


def describe_annotators(annotators: Mapping[str, Annotation], layer: str | None = "names") -> str:
    """The figure of `plot_annotators` in words."""
    people = same_text(annotators)
    counts = ", ".join(f"{name} {len(marked.of_layer(layer))}" for name, marked in people.items())
    differ = " ".join(describe_differences(people, layer).split("\n"))
    return (
        f"In words: the text, and below each line a row of bricks for each reader. Marks: {counts}. {differ}"
    )


def plot_confusion(
    annotators: Mapping[str, Annotation],
    layer: str | None = "names",
    unit: str = "token",
    ax: Axes | None = None,
) -> Axes:
    """Draws which label meets which at the same unit of the text, from `annotation.confusion_table`.

    Args:
        annotators: marks of one text by name; of two people the first gives the rows.
        layer: names, times, events or sources; None: all of them together.
        unit: "token" or "character".
        ax: where to draw; a figure of its own is made unless given.

    Returns:
        The Axes. `plots.describe_confusion` says the same in words.

    Example:
        >>> from sahel_analysis import annotation, plots
        >>> ax = plots.plot_confusion(annotation.load_annotators())
        >>> [label.get_text() for label in ax.get_xticklabels()][-1]
        'none'
    """
    table = confusion_table(annotators, layer, unit)
    size = 2.0 + 0.7 * len(table)
    ax = make_axes(ax, size + 1.5, size, lambda: describe_confusion(annotators, layer, unit))
    ax.set_title(f"Which label meets which ({unit}s)", loc="left", pad=24)
    if len(table) < 2:
        write_nothing(ax, "Nobody marked anything in this layer.")
        return ax
    most = max(1, *(int(count) for row in table.to_numpy() for count in row if pd.notna(count)))
    for i, row in enumerate(table.index):
        for k, count in enumerate(table.loc[row]):
            if pd.isna(count):
                continue
            colour = GREEN if i == k else ORANGE
            share = 0.15 + 0.7 * int(count) / most if count else 0
            ax.add_patch(Rectangle((k - 0.5, i - 0.5), 1, 1, color=colour, alpha=share, linewidth=0))
            weight = "normal" if i == k else "bold"
            ax.text(k, i, str(count) if count else "·", ha="center", va="center", fontweight=weight)
    ax.set_xticks(range(len(table)), list(table.columns), rotation=30, ha="left")
    ax.set_yticks(range(len(table)), list(table.index))
    ax.set(xlim=(-0.5, len(table) - 0.5), ylim=(len(table) - 0.5, -0.5))
    ax.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    ax.spines[:].set_visible(False)
    if len(annotators) == 2:
        first, second = annotators
        ax.set(ylabel=plain(first), xlabel=plain(second))
    else:
        ax.set_xlabel("each two readers; bold: they differ")
    return ax


def describe_confusion(
    annotators: Mapping[str, Annotation], layer: str | None = "names", unit: str = "token"
) -> str:
    """The figure of `plot_confusion` in words."""
    table = confusion_table(annotators, layer, unit)
    same = [f"{label} {table.loc[label, label]}" for label in table.index if label != "none"]
    other = [
        f"{row} and {column} {table.loc[row, column]}"
        for i, row in enumerate(table.index)
        for k, column in enumerate(table.columns)
        if (i != k if len(annotators) == 2 else i < k) and table.loc[row, column]
    ]
    told = "; ".join(other) or "none"
    return (
        f"In words: a grid of labels, in {unit}s. The same: {'; '.join(same) or 'none'}. Differing: {told}."
    )


def _lines(text: str) -> list[tuple[int, int]]:
    """The text cut into lines of at most so many characters, at blanks where there are any."""
    lines = []
    start = 0
    for paragraph in text.splitlines(keepends=True):
        at, end = start, start + len(paragraph.rstrip())
        while at < end:
            cut = end if end - at <= _WIDTH else text.rfind(" ", at + 1, at + _WIDTH) + 1
            cut = cut if cut > at else at + _WIDTH
            lines.append((at, cut))
            at = cut
        start += len(paragraph)
    return lines


def _draw_line(
    ax: Axes,
    people: Mapping[str, Annotation],
    line: tuple[int, int],
    top: float,
    different: list[tuple[int, int]],
) -> None:
    """One line of the text, letter by letter so that the bricks stand below their words."""
    start, end = line
    text = next(iter(people.values())).text
    labels = sorted({mark.label for marked in people.values() for mark in marked.marks})
    for i in range(start, end):
        if not text[i].isspace():
            bold = any(a <= i < b for a, b in different)
            weight = "bold" if bold else "normal"
            ax.text(
                i - start + 0.5, top + 0.2, plain(text[i]), ha="center", va="center", fontsize=8,
                fontweight=weight, family="monospace",
            )  # fmt: skip
    for row, (name, marked) in enumerate(people.items()):
        y = top + 0.75 + row
        ax.text(-0.5, y + 0.4, plain(shorten(name, 18)), ha="right", va="center", fontsize=8)
        ax.add_patch(Rectangle((0, y + 0.05), end - start, 0.8, color=BAND, linewidth=0))
        for mark in sorted(marked.marks, key=lambda mark: mark.start - mark.end):
            a, b = max(mark.start, start), min(mark.end, end)
            if a < b:
                patch = _patch(mark.label, labels)
                ax.add_patch(
                    Rectangle((a - start, y + 0.05), b - a, 0.8, facecolor=patch.get_facecolor(),
                              hatch=patch.get_hatch(), edgecolor="white", linewidth=0.5)
                )  # fmt: skip
    for a, b in different:
        a, b = max(a, start), min(b, end)
        if a < b:
            ax.add_patch(
                Rectangle((a - start, top + 0.7), b - a, len(people) + 0.05, fill=False, edgecolor=BLACK)
            )


def _patch(label: str, labels: list[str]) -> Patch:
    """Colour and hatch of a label: its own, or by its place among those that occur."""
    others = [other for other in labels if other not in LABELS and other not in _MORE]
    colour, hatch = (
        LABELS.get(label) or _MORE.get(label)
        or (_EVENTS[others.index(label)] if others.index(label) < len(_EVENTS) else (SILVER, "oo"))
    )  # fmt: skip
    return Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=label)
