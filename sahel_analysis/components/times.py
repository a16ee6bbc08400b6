"""Time expressions: detection, type, value, interval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.records import TimeExpression
from sahel_analysis.temporal.grammar import Found, find_expressions
from sahel_analysis.temporal.resolution import Meaning, resolve
from sahel_analysis.temporal.values import interval
from sahel_analysis.temporal.words import find_words


def extract_times(
    doc: Doc, published: dt.date | None = None, skip: Iterable[tuple[int, int]] = ()
) -> list[TimeExpression]:
    """Time expressions of a Doc with their TIMEX3 values (Pustejovsky et al. 2003)."""
    skipped = list(skip)
    expressions = [
        f for f in find_expressions(find_words(doc)) if not any(a < f.end and f.start < b for a, b in skipped)
    ]
    meanings = resolve(doc, expressions, published)
    return [_record(doc, f, m, published) for f, m in zip(expressions, meanings, strict=True)]


def _record(doc: Doc, found: Found, meaning: Meaning, published: dt.date | None) -> TimeExpression:
    earliest, latest, granularity = interval(meaning.value)
    return TimeExpression(
        found.start,
        found.end,
        doc.text[found.start : found.end],
        meaning.type,
        meaning.value,
        meaning.mod,
        earliest,
        latest,
        granularity,
        found.rule.name,
    )
