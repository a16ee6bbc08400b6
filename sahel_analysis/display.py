"""The article with its layers marked, for reading in a notebook."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
from spacy import displacy

from sahel_analysis.colours import GROUNDS
from sahel_analysis.errors import SahelAnalysisError, expect, expect_analysis
from sahel_analysis.tables import rows_of

if TYPE_CHECKING:
    from IPython.display import HTML

    from sahel_analysis.analysis import Analysis
    from sahel_analysis.article import Article

LAYERS = ("names", "mentions", "times", "events", "attributions", "boilerplate")

Mark = tuple[int, int, str, str]
"""Start, end, the colour's name, and the label to write."""


@dataclass(frozen=True)
class MarkedText:
    """Marked text where IPython is not installed: `data` is its HTML, which a notebook shows."""

    data: str

    def _repr_html_(self) -> str:
        return self.data


def show_text(analysis: Analysis, layer: str = "names") -> HTML | MarkedText:
    """The article's text with one layer marked, for a notebook: a gap and a number for each paragraph.

    Args:
        analysis: the analysis of the article.
        layer: "names"; "mentions" (names, nominals and pronouns with the entity they mean); "times" (type and
            TIMEX3 value); "events" (type, and whether news or background); "attributions" (source, cue and
            content, with the attribution's id; content stands in brackets, which may nest); or "boilerplate"
            (lines of the site). Except in "attributions", the outer one shows where two overlap.

    Returns:
        The marked text, which a notebook shows as HTML; elsewhere its `data` can be written to a file.

    Raises:
        SahelAnalysisError: there is no such layer.

    Example:
        >>> marked = sa.show_text(analysis, layer="attributions")
        >>> "<mark" in marked.data
        True
    """
    expect_analysis(analysis)
    expect(layer, str, f"one of: {', '.join(LAYERS)}")
    if layer not in LAYERS:
        raise SahelAnalysisError(f"There is no layer {layer!r}. Choose one of: {', '.join(LAYERS)}.")
    marks = _attributions(analysis) if layer == "attributions" else _MARKS[layer](analysis)
    page = _in_paragraphs(analysis.article, marks, _nested if layer == "attributions" else _flat)
    page = page.replace("\\", "<span>\\</span>").replace(
        "$", "<span>$</span>"
    )  # or "$5 ... $6" is mathematics
    try:
        from IPython.display import HTML
    except ImportError:  # without the extra `lab`
        return MarkedText(page)
    return HTML(page)  # type: ignore[no-untyped-call]


# The marks of each layer


def _names(analysis: Analysis) -> list[Mark]:
    table = analysis.mentions[analysis.mentions["kind"] == "name"]
    return [(m.start, m.end, m.label, m.label) for m in rows_of(table)]


def _mentions(analysis: Analysis) -> list[Mark]:
    name_of = dict(zip(analysis.entities["entity_id"], analysis.entities["name"], strict=True))
    return [
        (m.start, m.end, m.label, f"{m.label}: {name_of[m.entity_id]}") for m in rows_of(analysis.mentions)
    ]


def _times(analysis: Analysis) -> list[Mark]:
    return [
        (t.start, t.end, t.type, f"{t.type}: {'no value' if pd.isna(t.value) else t.value}")
        for t in rows_of(analysis.times)
    ]


def _events(analysis: Analysis) -> list[Mark]:
    marks = []
    for event in rows_of(analysis.events):
        when = "background" if event.is_background else "news"
        marks.append(
            (event.start, event.end, when, f"{event.type.replace('_', ' ')} {event.event_id}, {when}")
        )
    return marks


def _boilerplate(analysis: Analysis) -> list[Mark]:
    return [(line.start, line.end, "SITE LINE", "SITE LINE") for line in analysis.article.boilerplate]


def _attributions(analysis: Analysis) -> list[Mark]:
    marks = []
    for row in rows_of(analysis.attributions):
        if pd.notna(row.source_start):
            marks.append((row.source_start, row.source_end, "source", row.attribution_id))
        marks.append((row.cue_start, row.cue_end, "cue", row.attribution_id))
        marks += [(start, end, "content", row.attribution_id) for start, end in row.content]
    return marks


_MARKS: dict[str, Callable[[Analysis], list[Mark]]] = {
    "names": _names,
    "mentions": _mentions,
    "times": _times,
    "events": _events,
    "boilerplate": _boilerplate,
}


# From marks to HTML


def _in_paragraphs(article: Article, marks: list[Mark], draw: Callable[[str, list[Mark]], str]) -> str:
    """Each line by itself, with its number if it is one of several paragraphs; the site's lines have none."""
    numbers = {start: n for n, (start, _) in enumerate(article.paragraphs, start=1)}
    lines = []
    for line in re.finditer(r"\S(?:[^\n\r]*\S)?", article.text):
        start, end = line.span()
        here = [
            (max(a, start) - start, min(b, end) - start, colour, label)
            for a, b, colour, label in marks
            if a < end and start < b
        ]
        number = numbers.get(start, "") if len(numbers) > 1 else ""
        beside = f'<b style="min-width: 1.8em; text-align: right; line-height: 2.2">{number}</b>'
        gaps = "display: flex; gap: 0.8em; margin-bottom: 0.8em"
        lines.append(f'<div style="{gaps}">{beside}<div>{draw(line[0], here)}</div></div>')
    return "\n".join(lines)


def _flat(text: str, marks: list[Mark]) -> str:
    """Marks side by side; where two overlap, the one that begins first or is longer."""
    spans: list[dict[str, Any]] = []
    colours = {}
    for start, end, colour, label in sorted(marks, key=lambda m: (m[0], -m[1])):
        if not spans or start >= spans[-1]["end"]:
            written = escape(label, quote=False)  # displacy writes labels as they are
            colours[written] = GROUNDS[colour]
            spans.append({"start": start, "end": end, "label": written})
    html: str = displacy.render(
        {"text": text, "ents": spans}, style="ent", manual=True, jupyter=False, options={"colors": colours}
    )
    return html


def _nested(text: str, marks: list[Mark]) -> str:
    """Marks inside marks: each stretch of text has the ground of its shortest mark.

    A content stands between brackets with its label, a source or a cue has its label behind it.
    """
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(mark[0], []).append(mark)
        closing.setdefault(mark[1], []).append(mark)
    cuts = sorted({0, len(text), *opening, *closing})
    parts, active = [], []
    for start, end in pairwise(cuts):
        new = sorted(opening.get(start, ()), key=_length, reverse=True)
        active += new
        done = sorted(closing.get(end, ()), key=_length)
        words = (
            "".join(f"<b>[<sup>{escape(label)}</sup></b>" for _, _, kind, label in new if kind == "content")
            + escape(text[start:end], quote=False)
            + "".join(_ending(kind, escape(label)) for _, _, kind, label in done)
        )
        if active:
            ground = GROUNDS[min(active, key=_length)[2]]
            words = f'<mark style="background: {ground}; color: black; padding: 0.15em 0">{words}</mark>'
        parts.append(words)
        active = [mark for mark in active if mark[1] > end]
    return f'<div style="line-height: 2.2">{"".join(parts)}</div>'


def _length(mark: Mark) -> int:
    return mark[1] - mark[0]


def _ending(kind: str, label: str) -> str:
    return f"<b><sup>{label}</sup>]</b>" if kind == "content" else f"<b><sup> {kind} {label} </sup></b>"
