"""Time expressions: detection, type, value, interval."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from spacy.tokens import Doc

from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.records import TimeExpression
from sahel_analysis.times.grammar import find_expressions
from sahel_analysis.times.resolution import resolve
from sahel_analysis.times.words import find_words


def extract_times(
    doc: Doc, published: dt.date | None = None, skip: Iterable[tuple[int, int]] = ()
) -> list[TimeExpression]:
    """Time expressions of a Doc with what they mean, in order, none overlapping another.

    Any Doc will do; parts of speech, heads and tags, of either label scheme, make it better.
    `published` is the day that "today" means: without it what is relative keeps an unresolved value
    (XXXX-WXX-2) or none, and no interval. `skip` holds character spans (boilerplate) in which
    nothing is looked for.

    Rows are of type DATE, TIME, DURATION or SET with TIMEX3 value and mod (Pustejovsky et al. 2003).
    earliest and latest are inclusive dates, None if open. granularity is day (times of day too),
    weekend, week, month, season, quarter, half-year, year, decade, century, hour, minute, second,
    vague, or None. rule names the row of data/lexicon/time_grammar.csv. No text and no date raises:
    a date that does not exist (30 February) has value None.
    """
    skipped = list(skip)
    text = text_of(doc)
    expressions = [
        found
        for found in find_expressions(find_words(doc))
        if not any(a < found.end and found.start < b for a, b in skipped)
    ]
    return [
        TimeExpression(
            found.start,
            found.end,
            text[found.start : found.end],
            meaning.type,
            meaning.value,
            meaning.mod,
            meaning.earliest,
            meaning.latest,
            meaning.granularity,
            found.rule.name,
        )
        for found, meaning in zip(expressions, resolve(doc, expressions, published), strict=True)
    ]
