"""Which stretches of the text each layer marks, and which row of a table they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from sahel_analysis.tables import rows_of

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that a row speaks of.

    layer: whose switch shows it. kind: its class in the page's style. word_id: its anchor ("" if another
    mark of the row has it). row_id: the row's anchor. before, after: what is written around it.
    """

    start: int
    end: int
    layer: str
    kind: str
    word_id: str
    row_id: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the same marks all over; those that begin with it, and those that end."""

    text: str
    classes: str
    opening: tuple[Mark, ...]
    closing: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the article; `is_site`: it is the website's own."""

    pieces: tuple[Piece, ...]
    is_site: bool


def find_marks(analysis: Analysis) -> list[Mark]:
    """The marks of all layers."""
    return [
        *_mentions(analysis),
        *_rows(analysis, "times", "when"),
        *_attributions(analysis),
        *_rows(analysis, "events", "what"),
        *_rows(analysis, "figures", "figures"),
    ]


def row_ids(table: pd.DataFrame, name: str) -> list[str]:
    """The anchors of a table's rows: their ids, or their number after the table's first letter."""
    column = f"{name[:-1]}_id"
    if column in table and name != "mentions":
        return table[column].tolist()
    return [f"{name[0].upper()}{k + 1:02}" for k in range(len(table))]


def paragraphs(analysis: Analysis, marks: list[Mark]) -> list[Paragraph]:
    """The article, line by line, cut where a mark begins or ends."""
    article = analysis.article
    lines = [(start, end, False) for start, end in article.paragraphs]
    lines += [(line.start, line.end, True) for line in article.boilerplate]
    lines.sort()
    cuts = [0, *(start for start, _, _ in lines[1:]), len(article.text)]  # with what was left out around them
    return [
        Paragraph(tuple(_pieces(article.text, *_trimmed(article.text, *stretch), marks)), is_site)
        for stretch, (_, _, is_site) in zip(list(pairwise(cuts))[: len(lines)], lines, strict=True)
    ]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the blanks at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _mentions(analysis: Analysis) -> Iterator[Mark]:
    for row, mention_id in zip(
        rows_of(analysis.mentions), row_ids(analysis.mentions, "mentions"), strict=True
    ):
        yield Mark(row.start, row.end, "who", "who", mention_id, row.entity_id, after=row.label)


def _rows(analysis: Analysis, name: str, layer: str) -> Iterator[Mark]:
    table = getattr(analysis, name)
    for row, row_id in zip(rows_of(table), row_ids(table, name), strict=True):
        yield Mark(row.start, row.end, layer, layer, row_id, row_id, after=row_id)


def _attributions(analysis: Analysis) -> Iterator[Mark]:
    for row in rows_of(analysis.attributions):
        row_id = row.attribution_id
        yield Mark(row.cue_start, row.cue_end, "says", "cue", row_id, row_id, after=row_id)
        if pd.notna(row.source_start):
            yield Mark(row.source_start, row.source_end, "says", "source", "", row_id)
        for start, end in row.content:
            yield Mark(start, end, "says", "content", "", row_id, "[", f"]{row_id}")


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> Iterator[Piece]:
    here = [mark for mark in marks if mark.start < end and start < mark.end]
    cuts = {start, end, *(at for m in here for at in (m.start, m.end) if start < at < end)}
    edges = sorted(cuts)
    for first, last in pairwise(edges):
        over = [mark for mark in here if mark.start < last and first < mark.end]
        opening = [mark for mark in over if mark.start == first]
        closing = [mark for mark in over if mark.end == last]
        yield Piece(
            text[first:last],
            " ".join(dict.fromkeys(mark.kind for mark in over)),
            tuple(sorted(opening, key=lambda mark: -mark.end)),
            tuple(sorted(closing, key=lambda mark: -mark.start)),
        )
