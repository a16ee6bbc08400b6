"""Which time expressions are in a text, and what does each mean: the layer's steps, one after another.

Bare weekdays are the last such day, publication included; months and days without a year the
nearest; what follows from the text ("the day before") counts from the date that it told last. The
conventions are those of TimeML (Pustejovsky et al. 2003) as HeidelTime (Strötgen and Gertz 2010),
SUTime (Chang and Manning 2012) and TempEval-3 (UzZaman et al. 2013) apply them.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from spacy.tokens import Doc

from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.records import TimeExpression
from sahel_analysis.times.context import Context, Resolved, in_order, looks_back, year_told
from sahel_analysis.times.dateline import closes_dateline, is_day_of_writing
from sahel_analysis.times.days import (
    resolve_beside,
    resolve_date,
    resolve_hour,
    resolve_late,
    resolve_monthday,
    resolve_night,
    resolve_nth,
    resolve_part,
)
from sahel_analysis.times.durations import resolve_length, resolve_set
from sahel_analysis.times.grammar import Found, find_expressions, is_one_sentence
from sahel_analysis.times.periods import (
    resolve_ago,
    resolve_century,
    resolve_decade,
    resolve_month,
    resolve_quarter,
    resolve_range,
    resolve_season,
    resolve_told,
    resolve_unit,
    resolve_vague,
    resolve_week,
    resolve_year,
)
from sahel_analysis.times.words import find_words


def extract_times(
    doc: Doc, published: dt.date | None = None, skip: Iterable[tuple[int, int]] = ()
) -> list[TimeExpression]:
    """Time expressions of a Doc with what they mean, in order, none overlapping another.

    Args:
        doc: Any Doc, a blank one too; parts of speech, heads and tags, of either label scheme, make
            the reading better ("May" the month and "may" the verb; the last Friday or the next).
        published: The day that "today" means, if no dateline names an earlier one. Without it what is
            relative keeps an unresolved value ("XXXX-WXX-2") or none, and no interval.
        skip: Pairs of character offsets (boilerplate) in which nothing is looked for.

    Returns:
        A record per expression, whose fields are the columns of the table `times`: start, end
        (characters of `doc.text`, end exclusive), text; type (DATE, TIME, DURATION or SET); value and
        mod as in TIMEX3 (None if there is none); earliest, latest (`datetime.date`, inclusive, None
        if open); granularity (day, weekend, week, month, season, quarter, half-year, year, decade,
        century, hour, minute, second, vague, or None; a time of day has day); rule (the row of
        data/lexicon/time_grammar.csv that found it).

    Raises:
        Nothing: no text and no date is an error. A day that does not exist (30 February) has no value.

    Source:
        Types, values and mods are those of TimeML (Pustejovsky et al. 2003).

    Example:
        >>> import datetime, spacy
        >>> from sahel_analysis.times import extract_times
        >>> doc = spacy.blank("en")("Rebels who took the town in July left on Tuesday.")
        >>> for time in extract_times(doc, published=datetime.date(2024, 9, 18)):
        ...     print(time.text, time.type, time.value, time.earliest, time.latest)
        July DATE 2024-07 2024-07-01 2024-07-31
        Tuesday DATE 2024-09-17 2024-09-17 2024-09-17
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
        for found, meaning in resolve(doc, expressions, day_written(doc, expressions, published))
    ]


def day_written(doc: Doc, expressions: Sequence[Found], published: dt.date | None) -> dt.date | None:
    """The day that "today" means: that of the first dateline with a date, else that of publication."""
    text = text_of(doc)
    for found in expressions:
        if _is_dated(found) and closes_dateline(text, found.start, found.end):
            meaning = _FAMILIES[found.rule.family](found, Context(doc, published))
            if meaning and meaning.granularity == "day" and is_day_of_writing(meaning.earliest, published):
                return meaning.earliest
    return published


# The meanings, in the order of the text

_FAMILIES: dict[str, Callable[[Found, Context], Resolved | None]] = {
    "date": resolve_date,
    "late": resolve_late,
    "beside": resolve_beside,
    "nth": resolve_nth,
    "monthday": resolve_monthday,
    "night": resolve_night,
    "hours": resolve_hour,
    "part": resolve_part,
    "told": resolve_told,
    "month": resolve_month,
    "season": resolve_season,
    "quarter": resolve_quarter,
    "year": resolve_year,
    "range": resolve_range,
    "decade": resolve_decade,
    "century": resolve_century,
    "unit": resolve_unit,
    "week": resolve_week,
    "ago": resolve_ago,
    "vague": resolve_vague,
    "length": resolve_length,
    "set": resolve_set,
}
"""How to resolve an expression, by the family of the rule that found it."""


_NEWS = ("RELDAY", "TONIGHT", "SHIFT", "AGO")
"""Classes of words that speak of the day of publication."""


def resolve(
    doc: Doc, expressions: Sequence[Found], published: dt.date | None
) -> Iterator[tuple[Found, Resolved]]:
    """The meanings of a text's expressions, in their order; without those that turn out to be none."""
    context = Context(doc, published, is_history=_is_history(expressions, published))
    for _, group in groupby(expressions, key=lambda found: found.frame or found.first):
        members = list(group)
        context.day_ahead = _day_ahead(members[-1], expressions, context)
        meanings: list[Resolved | None] = []
        if members[0].rule.family == "range":
            meanings += in_order(members, resolve_range, context)
        else:
            meanings += [_FAMILIES[found.rule.family](found, context) for found in members]
        for found, meaning in zip(members, meanings, strict=True):
            if meaning is not None:
                _remember(found, meaning, context)
                yield found, meaning


def _day_ahead(found: Found, expressions: Sequence[Found], context: Context) -> dt.date | None:
    """The day that a sentence names behind a time of day, if it has named none before it."""
    if found.rule.family not in ("part", "hours"):
        return None
    i = bisect_right(expressions, found.first, key=lambda other: other.first)
    if any(
        _is_dated(other) and is_one_sentence(other, found) for other in expressions[max(i - 3, 0) : i - 1]
    ):
        return None
    for other in expressions[i : i + 2]:
        if _is_dated(other) and is_one_sentence(found, other):
            meaning = _FAMILIES[other.rule.family](other, context)
            return meaning.earliest if meaning and meaning.granularity == "day" else None
    return None


def _is_dated(found: Found) -> bool:
    return found.rule.family in ("date", "late", "monthday")


def _is_history(expressions: Sequence[Found], published: dt.date | None) -> bool:
    """Whether a text tells of the past as histories do: mostly years long gone, hardly a "today"."""
    years = [year for found in expressions if (year := year_told(found)) is not None]
    gone = [year for year in years if published is None or year < published.year - 1]
    news = sum(any(found.get(kind) is not None for kind in _NEWS) for found in expressions)
    return len(years) >= 5 and len(gone) >= 0.75 * len(years) and news <= 0.05 * len(expressions)


def _remember(found: Found, meaning: Resolved, context: Context) -> None:
    """Notes what later expressions may count from."""
    if meaning.type == "DURATION" and meaning.value in ("P6M", "P9M"):
        context.quarter = None  # from here on figures are of that length, not of the quarter
    if meaning.type not in ("DATE", "TIME") or meaning.value is None or looks_back(found):
        return
    if meaning.earliest is not None and meaning.latest is not None:
        context.told.append(meaning.value)
        context.told_today = found.number("RELDAY") == 0
        if year_told(found) is not None:
            context.dated = (meaning.value, found.last)
    if found.rule.family == "quarter" and "-Q" in meaning.value and found.get("YEAR") is None:
        context.quarter = meaning.value if meaning.value[0].isdigit() else context.quarter
