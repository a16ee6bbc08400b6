"""What time expressions point to: values by the date of publication and by other dates of the text.

Bare weekdays are the last such day, publication included; months and days without a year the
nearest, the past one first; what follows from the text ("the day before") counts from the date
that it told last. The conventions are TimeML's (Pustejovsky et al. 2003) as HeidelTime (Strötgen &
Gertz 2010), SUTime (Chang & Manning 2012) and TempEval-3 (UzZaman et al. 2013) apply them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from dateutil.relativedelta import relativedelta
from spacy.tokens import Doc

from sahel_analysis.resources import read_table
from sahel_analysis.temporal.grammar import Found
from sahel_analysis.temporal.tense import tense_at
from sahel_analysis.temporal.values import (
    day,
    duration,
    easter_sunday,
    interval,
    moved,
    moved_period,
    nth_weekday,
    period,
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: TIMEX3 type, value and mod."""

    type: str
    value: str | None
    mod: str | None = None


@dataclass
class Context:
    """What is known when an expression is resolved: the text up to it, and its publication."""

    doc: Doc
    published: dt.date | None
    told: list[str] = field(default_factory=list)
    """Values of the dates so far."""
    quarter: str | None = None
    """The quarter that the text spoke of last."""

    def tense(self, found: Found) -> str:
        """Tense of the clause around an expression."""
        return tense_at(self.doc, found.start, found.end)

    def last(self, *granularities: str) -> str | None:
        """The date told last that has one of some granularities (any, if none are named)."""
        for value in reversed(self.told):
            if not granularities or interval(value)[2] in granularities:
                return value
        return None


def resolve(doc: Doc, expressions: Sequence[Found], published: dt.date | None) -> list[Meaning]:
    """The meanings of a text's expressions, in their order."""
    context = Context(doc, published)
    meanings = []
    for found in expressions:
        meaning = _FAMILIES[found.rule.family](found, context)
        meanings.append(meaning)
        if meaning.type == "DURATION" and meaning.value in ("P9M", "P6M"):
            context.quarter = None
        if meaning.type in ("DATE", "TIME") and meaning.value and interval(meaning.value)[0]:
            if not _goes_back(found):
                context.told.append(meaning.value)
            if (
                found.rule.family == "quarter"
                and not _goes_back(found)
                and "Q" in meaning.value
                and found.number("YEAR") is None
            ):
                context.quarter = meaning.value
    return meanings


# Days


def _date(found: Found, context: Context) -> Meaning:
    value = _day_of(found, context)
    return _at_time(found, value)


def _at_time(found: Found, value: str | None) -> Meaning:
    """A day with the time of day that the expression adds to it."""
    mod = _mod(found)
    time, time_mod = _time_of(found)
    if time is None:
        return Meaning("DATE", value, mod)
    base = value if value is not None and len(value) >= 8 else "XXXX-XX-XX"
    return Meaning("TIME", base + time, time_mod or mod)


def _day_of(found: Found, context: Context) -> str | None:
    if (iso := found.get("ISO")) is not None:
        year, month, number = (int(x) for x in str(iso)[:10].split("-"))
        return day(year, month, number)
    if (slash := found.get("SLASH")) is not None:
        return _numeric_date(str(slash))
    if (holiday := found.get("HOLIDAY")) is not None:
        return _holiday(str(holiday), found, context)
    month, number = found.number("MONTH"), found.number("DAY")
    if month is not None and number is not None:
        return _month_day(int(month), int(number), found, context)
    if (weekday := found.number("WEEKDAY")) is not None:
        return _weekday(int(weekday), found, context)
    offset = found.number("RELDAY")
    if context.published is None or offset is None:
        return "XXXX-XX-XX"
    date = moved(context.published, "D", offset)
    return date.isoformat() if date else None


def _numeric_date(text: str) -> str | None:
    first, second, year = (int(x) for x in re.split(r"[/.-]", text))
    if year < 100:
        year += 1900 if year > 50 else 2000
    if "/" in text and first <= 12:
        return day(year, first, second)
    return day(year, second, first) or day(year, first, second)


def _year_told(found: Found) -> int | None:
    year = found.number("YEAR")
    if year is None and (short := found.get("SHORT")) is not None:
        two = int(str(short)[1:])
        return two + (1900 if two > 50 else 2000)
    return None if year is None else int(year)


def _month_day(month: int, number: int, found: Found, context: Context) -> str | None:
    if (year := _year_told(found)) is not None:
        return day(year, month, number)
    if day(2000, month, number) is None:
        return None
    if context.published is None:
        return f"XXXX-{month:02}-{number:02}"
    return _nearest(lambda y: day(y, month, number), found, context, 100)


def _nearest(make: Callable[[int], str | None], found: Found, context: Context, past: int = 200) -> str | None:
    """The year that brings a date nearest to publication; a clause's tense decides where both are near."""
    assert context.published is not None
    tense = context.tense(found)
    candidates = []
    for year in range(context.published.year - 1, context.published.year + 2):
        value = make(year)
        start, end, _ = interval(value)
        if value is None or start is None or end is None:
            continue
        if start <= context.published <= end:
            distance = 0
        elif end < context.published:
            distance = (context.published - end).days + (150 if tense == "future" else 0)
        else:
            distance = (start - context.published).days + (0 if tense == "future" else 60)
            if tense in ("past", "perfect"):
                distance += past
        candidates.append((distance, value))
    return min(candidates)[1] if candidates else None


def _weekday(weekday: int, found: Found, context: Context) -> str | None:
    if context.published is None:
        return f"XXXX-WXX-{weekday}"
    back = (context.published.isoweekday() - weekday) % 7
    shift = found.number("SHIFT")
    if shift == 1 or (shift is None and context.tense(found) == "future"):
        offset = 7 - back if back or shift == 1 else 0
    elif shift == -1:
        offset = -(back or 7)
    else:
        offset = -back
    if (told := found.number("TOLD_SHIFT")) is not None and (last := context.last("day")):
        anchor = interval(last)[0]
        assert anchor is not None
        gap = (anchor.isoweekday() - weekday) % 7
        offset_date = moved(anchor, "D", -(gap or 7) if told < 0 else (7 - gap if told > 0 else -gap))
        return offset_date.isoformat() if offset_date else None
    date = moved(context.published, "D", offset)
    return date.isoformat() if date else None


def _holiday(name: str, found: Found, context: Context) -> str | None:
    if (year := _year_told(found)) is not None:
        return _holiday_in(name, year)
    if context.published is None:
        return None
    if (shift := found.number("SHIFT")) is not None and shift:
        dates = [_holiday_in(name, context.published.year + k) for k in (-1, 0, 1)]
        today = context.published.isoformat()
        fitting = [d for d in dates if d and (d < today if shift < 0 else d > today)]
        return (max(fitting) if shift < 0 else min(fitting)) if fitting else None
    return _nearest(lambda y: _holiday_in(name, y), found, context)


def _holiday_in(name: str, year: int) -> str | None:
    table = read_table("lexicon/time_holidays.csv")
    row = {k: v[table["word"].index(name)] for k, v in table.items()}
    date: dt.date | None
    match row["rule"]:
        case "fixed":
            return day(year, int(row["month"]), int(row["day"]))
        case "easter":
            sunday = easter_sunday(year)
            date = sunday and moved(sunday, "D", int(row["day"]))
        case _:
            date = nth_weekday(year, int(row["month"]), int(row["weekday"]), int(row["nth"]))
            if date and row["rule"] == "after":
                date = moved(date, "D", int(row["day"]))
    return date.isoformat() if date else None


# Parts of days


def _time_of(found: Found) -> tuple[str | None, str | None]:
    """The time of day in an expression as the end of a value, and its mod."""
    approx = found.get("APPROX")
    mod = str(approx) if approx else None
    for kind in ("CLOCK", "HOURS"):
        if (clock := found.get(kind)) is not None and (time := _clock(str(clock))):
            return time, mod
    if (number := found.number("HHMM")) is not None and found.get("ZONE") is not None:
        return f"T{int(number) // 100:02}:{int(number) % 100:02}", mod
    if found.get("OCLOCK") is not None and (number := found.number("NUMBER")) is not None and number <= 24:
        part = found.get("PART")
        hour = int(number) + (12 if part in ("AF", "EV", "NI") and number < 12 else 0)
        return f"T{hour:02}:00", mod
    for kind in ("PART", "EDGE_PART", "TONIGHT"):
        if (part := found.get(kind)) is not None:
            code, _, edge = str(part).partition(" ")
            return f"T{code}", edge or _mod(found)
    return None, None


def _clock(text: str) -> str | None:
    match = re.match(r"(\d{1,2})(?:[:.h](\d\d))?(?::\d\d)?\s?([ap])?", text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return f"T{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _part(found: Found, context: Context) -> Meaning:
    """A time of day whose day is not told: this, last, the same, or the one the text speaks of."""
    if context.published is None:
        return _at_time(found, None)
    shift, told = found.number("SHIFT"), found.number("TOLD_SHIFT")
    date: dt.date | None = context.published
    if found.get("TONIGHT") is None and shift is None:
        date = _day_spoken_of(context)
    if shift or told:
        date = moved(date or context.published, "D", shift or told or 0)
    return _at_time(found, date.isoformat() if date else None)


def _day_spoken_of(context: Context) -> dt.date:
    """The day told last if it is near publication, else the day of publication."""
    assert context.published is not None
    last = context.last("day")
    start = interval(last)[0] if last else None
    if start is not None and abs((context.published - start).days) <= 10:
        return start
    return context.published


# Counted from the date that the text told last


def _told(found: Found, context: Context) -> Meaning:
    unit = str(found.get("UNIT") or ("D" if found.get("PART") else ""))
    step = found.number("TOLD_SHIFT")
    if step is None:
        step = found.number("AFTER") or found.number("EARLIER") or (found.number("SHIFT") or 0.0)
    if found.rule.name == "later in the day":
        step = 0.0
    if (month := found.number("MONTH")) is not None:
        return _told_month(int(month), int(step), context)
    if (weekday := found.number("WEEKDAY")) is not None:
        return Meaning("DATE", _weekday(int(weekday), found, context), _mod(found))
    anchor = _anchor(unit, context)
    if anchor is None:
        return _at_time(found, None) if unit == "D" and found.get("PART") else Meaning("DATE", _unknown(unit))
    date = moved(anchor, unit, step)
    value = period(date, unit) if date else None
    if found.get("PART"):
        return _at_time(found, value)
    return Meaning("DATE", value, _mod(found))


def _told_month(month: int, step: int, context: Context) -> Meaning:
    last = context.last()
    anchor = interval(last)[0] if last else context.published
    if anchor is None:
        return Meaning("DATE", f"XXXX-{month:02}")
    year = anchor.year
    if step < 0 and month >= anchor.month:
        year -= 1
    if step > 0 and month <= anchor.month:
        year += 1
    return Meaning("DATE", f"{year:04}-{month:02}")


def _anchor(unit: str, context: Context) -> dt.date | None:
    """The date that "the following UNIT" counts from: the last one at least as exact as the unit."""
    exact = {
        "D": ("day",),
        "W": ("day", "week", "weekend"),
        "WE": ("day", "week", "weekend"),
        "M": ("day", "week", "weekend", "month"),
        "Q": ("day", "week", "month", "quarter"),
    }.get(unit, ())
    last = context.last(*exact)
    return interval(last)[0] if last else context.published


def _unknown(unit: str) -> str | None:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
            "Y": "XXXX", "FY": "XXXX", "DE": "XXX", "CE": "XX"}.get(unit)  # fmt: skip


# Months, seasons, quarters, years


def _month(found: Found, context: Context) -> Meaning:
    month = int(found.number("MONTH") or 0)
    mod = _mod(found)
    year = _year_told(found)
    if year is None and (back := _shifted_year(found, context)) is not None:
        year = back
    if year is not None:
        return Meaning("DATE", f"{year:04}-{month:02}", mod)
    if found.number("TOLD_SHIFT") is not None:
        return replace(_told_month(month, int(found.number("TOLD_SHIFT") or 0), context), mod=mod)
    if context.published is None:
        return Meaning("DATE", f"XXXX-{month:02}", mod)
    published, shift = context.published, found.number("SHIFT")
    if shift is None:
        return Meaning("DATE", _nearest(lambda y: f"{y:04}-{month:02}", found, context), mod)
    year = published.year
    if shift < 0 and month >= published.month:
        year -= 1
    if shift > 0 and month <= published.month:
        year += 1
    return Meaning("DATE", f"{year:04}-{month:02}", mod)


def _shifted_year(found: Found, context: Context) -> int | None:
    """The year of "March of last year"."""
    shift = found.number("SHIFT")
    if not found.has("year", "fiscal_year") or (shift is None and found.get("TOLD_SHIFT") is None):
        return None
    if shift is not None:
        return None if context.published is None else context.published.year + int(shift)
    told = found.number("TOLD_SHIFT")
    anchor = _anchor("Y", context)
    return None if anchor is None else anchor.year + int(told or 0)


def _season(found: Found, context: Context) -> Meaning:
    season, mod = str(found.get("SEASON")), _mod(found)
    year = _year_told(found) or _shifted_year(found, context)
    if year is not None:
        return Meaning("DATE", f"{year:04}-{season}", mod)
    if context.published is None:
        return Meaning("DATE", f"XXXX-{season}", mod)
    shift = found.number("SHIFT")
    if not shift:
        return Meaning("DATE", _nearest(lambda y: f"{y:04}-{season}", found, context), mod)
    values = [f"{context.published.year + k:04}-{season}" for k in (-2, -1, 0, 1)]
    ended = [v for v in values if (end := interval(v)[1]) and end < context.published]
    coming = [v for v in values if (start := interval(v)[0]) and start > context.published]
    return Meaning("DATE", ended[-1] if shift < 0 else coming[0] if coming else None, mod)


def _quarter(found: Found, context: Context) -> Meaning:
    mod = _mod(found)
    half = found.has("half")
    ordinal = found.number("ORDINAL") or found.number("QUARTER")
    if found.has("final"):
        ordinal = 2 if half else 4
    year = _year_told(found) or _shifted_year(found, context)
    letter = "H" if half else "Q"
    back = _goes_back(found)
    if ordinal is not None and not 1 <= ordinal <= (2 if half else 4):
        return Meaning("DURATION", "P6M" if half else "P3M", mod)
    if ordinal is None:
        base = context.quarter or (
            None if context.published is None else moved_period(period(context.published, "Q"), -1)
        )
        if base is None:
            return Meaning("DATE", "XXXX-QX", mod)
        if year is not None:
            return Meaning("DATE", f"{year:04}{base[4:]}", mod)
        return Meaning("DATE", moved_period(base, -4) if back else base, mod)
    name = f"{letter}{int(ordinal)}"
    if year is not None:
        return Meaning("DATE", f"{year:04}-{name}", mod)
    if context.published is None:
        return Meaning("DATE", f"XXXX-{name}", mod)
    value = _last_begun(name, found, context)
    if back and value:
        value = f"{int(value[:4]) - 1:04}{value[4:]}"
    return Meaning("DATE", value, mod)


def _goes_back(found: Found) -> bool:
    return (
        found.rule.name == "year-ago quarter"
        or found.get("AGO") is not None
        or found.get("EARLIER") is not None
    )


def _last_begun(name: str, found: Found, context: Context) -> str | None:
    """A numbered quarter or half without a year: the last one that has begun, or the next if it says so."""
    assert context.published is not None
    values = [f"{context.published.year + k:04}-{name}" for k in (-1, 0, 1)]
    begun = [v for v in values if (start := interval(v)[0]) and start <= context.published]
    if found.number("SHIFT") == 1:
        return values[len(begun)] if len(begun) < len(values) else None
    return begun[-1] if begun else None


def _year(found: Found, context: Context) -> Meaning:
    year = _year_told(found)
    return Meaning("DATE", None if year is None else f"{year:04}", _mod(found))


def _decade(found: Found, context: Context) -> Meaning:
    return Meaning("DATE", _digits(found.get("DECADE")), _mod(found))


def _digits(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)


def _century(found: Found, context: Context) -> Meaning:
    ordinal = int(found.number("ORDINAL") or 0)
    return Meaning("DATE", f"{ordinal - 1:02}" if 1 <= ordinal <= 99 else None, _mod(found))


# Counted from publication


def _unit(found: Found, context: Context) -> Meaning:
    unit, shift, mod = str(found.get("UNIT")), found.number("SHIFT") or 0.0, _mod(found)
    if found.rule.name == "year-end":
        mod = mod or "END"
    if unit.startswith("T") or unit == "FN":
        return Meaning("DURATION", duration(1, unit), mod)
    if context.published is None:
        return Meaning("DATE", _unknown(unit), mod)
    base = context.published
    if unit == "W" and found.get("SHIFT") is None and found.get("EDGE") is None and not found.has("latest", "recent"):
        return Meaning("DATE", f"{base.year:04}-WXX", mod)
    if unit == "WE" and found.get("SHIFT") is None:
        shift = 0.0 if base.isoweekday() >= 6 else -1.0
    if unit == "WE" and shift == 0 and base.isoweekday() < 3:
        shift = -1.0
    date = moved(base, unit, shift)
    return Meaning("DATE", period(date, unit) if date else None, mod)


def _week(found: Found, context: Context) -> Meaning:
    start = interval(_day_of(found, context))[0]
    return Meaning("DATE", period(start, "W") if start else None)


def _ago(found: Found, context: Context) -> Meaning:
    unit = str(found.get("UNIT") or found.get("UNITS"))
    count = found.number("NUMBER") if found.get("NUMBER") is not None else 1.0
    approx = found.get("APPROX")
    mod = str(approx) if approx else None
    direction = (
        found.number("AGO")
        or found.number("EARLIER")
        or found.number("LATER")
        or found.number("AFTER")
        or -1.0
    )
    if found.get("VAGUE") is not None:
        return Meaning("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF", mod)
    from_publication = found.get("AGO") is not None
    if unit == "Y" and count == 1 and direction < 0 and context.quarter:
        return Meaning("DATE", moved_period(context.quarter, -4), mod)
    anchor = context.published if from_publication else _anchor_of_count(unit, context)
    if anchor is None:
        return Meaning("DATE", _unknown(unit), mod)
    date = moved(anchor, unit, direction * (count or 0))
    if unit.startswith("T"):
        return Meaning("DATE", period(anchor, "D"), mod)
    shown = {"FN": "W", "FY": "Y"}.get(unit, unit)
    return Meaning("DATE", period(date, shown) if date else None, mod)


def _anchor_of_count(unit: str, context: Context) -> dt.date | None:
    anchor = _anchor(unit, context)
    return anchor


def _vague(found: Found, context: Context) -> Meaning:
    return Meaning("DATE", "PAST_REF")


# Lengths of time, and what is repeated


def _length(found: Found, context: Context) -> Meaning:
    unit = str(found.get("UNITS") or found.get("UNIT"))
    approx = found.get("APPROX")
    count = found.number("NUMBER")
    if count is None and found.get("VAGUE") is None and found.get("UNITS") is None:
        count = 1.0
    return Meaning("DURATION", duration(count, unit), str(approx) if approx else None)


def _set(found: Found, context: Context) -> Meaning:
    if (value := found.get("FREQUENCY")) is not None:
        return Meaning("SET", str(value))
    if (weekday := found.number("WEEKDAY") or found.number("WEEKDAYS")) is not None:
        part = found.get("PART")
        return Meaning("SET", f"XXXX-WXX-{int(weekday)}" + (f"T{part}" if part else ""))
    if (month := found.number("MONTH")) is not None:
        return Meaning("SET", f"XXXX-{int(month):02}")
    if (season := found.get("SEASON")) is not None:
        return Meaning("SET", f"XXXX-{season}")
    if (part := found.get("PART")) is not None:
        return Meaning("SET", f"XXXX-XX-XXT{part}")
    count = found.number("NUMBER") or found.number("ORDINAL") or (2.0 if found.has("other") else 1.0)
    return Meaning("SET", duration(count, str(found.get("UNITS") or found.get("UNIT"))))


def _reference(found: Found, context: Context) -> Meaning:
    return Meaning("DATE", str(found.get("REFERENCE")))


def _mod(found: Found) -> str | None:
    for kind in ("PHASE", "EDGE", "APPROX"):
        if (value := found.get(kind)) is not None:
            return str(value)
    return None


_FAMILIES: dict[str, Callable[[Found, Context], Meaning]] = {
    "date": _date,
    "part": _part,
    "told": _told,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "unit": _unit,
    "week": _week,
    "ago": _ago,
    "vague": _vague,
    "span": _length,
    "length": _length,
    "set": _set,
    "reference": _reference,
}
