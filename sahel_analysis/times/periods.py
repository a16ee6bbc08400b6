"""Which week, month, season, quarter, year, decade or century is it, named or counted?"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sahel_analysis.times.context import (
    AHEAD,
    Context,
    Resolved,
    looks_back,
    modifier,
    resolved,
    without_year,
    year_by_shift,
    year_told,
)
from sahel_analysis.times.days import UNKNOWN_DAY, at_time, resolve_date, resolve_weekday, week_start_day
from sahel_analysis.times.durations import duration
from sahel_analysis.times.grammar import Found
from sahel_analysis.times.values import interval, moved, moved_period, period, unknown

# Months and seasons


def resolve_month(found: Found, context: Context) -> Resolved:
    """A month; without a year the nearest to publication, or as last, next and the following say."""
    month, mod = int(found.number("MONTH") or 1), modifier(found)
    if found.rule.name == "days of a month":
        mod = "START" if found.number("ORDINAL") == 1 else "END"
    year = year_told(found) or year_by_shift(found, context) if context.ends_by is None else None
    if year is not None:
        meaning = resolved("DATE", f"{year:04}-{month:02}", mod)
        return _half_of_month(meaning, found) if found.has("half") else meaning
    told, shift = found.number("TOLD_SHIFT"), found.number("SHIFT")
    if context.ends_by is not None or found.rule.name == "days of a month":
        told = shift = None  # not "last August" in "the last days of August"
    open_value = f"XXXX-{month:02}"
    if told is None and shift is None:
        value = without_year(lambda y: f"{y:04}-{month:02}", found, context, 200, open_value)
        meaning = resolved("DATE", value, mod)
        return _half_of_month(meaning, found) if found.has("half") else meaning
    base = context.published if told is None else context.last() or context.published
    if base is None:
        return resolved("DATE", open_value, mod)
    step = shift or told or 0.0
    year = base.year
    if step < 0 and month >= base.month - (shift is not None):
        year -= 1  # "last February" in March is no longer this year's: that would be "last month"
    if step > 0 and month <= base.month:
        year += 1
    return resolved("DATE", f"{year:04}-{month:02}" if 1 <= year <= 9999 else None, mod)


def _half_of_month(meaning: Resolved, found: Found) -> Resolved:
    """The first half of a month ends with the 15th."""
    if meaning.earliest is None or meaning.latest is None:
        return meaning
    middle = meaning.earliest.replace(day=_MIDDLE)
    if found.number("ORDINAL") == 1:
        return replace(meaning, mod="START", latest=middle)
    return replace(meaning, mod="END", earliest=middle + dt.timedelta(days=1))


_MIDDLE = 15
"""The last day of a month's first half."""


def resolve_season(found: Found, context: Context) -> Resolved:
    """A season; without a year the nearest to publication, the last that is over or the next to come."""
    season, mod, base = str(found.get("SEASON")), modifier(found), context.published
    year = year_told(found) or year_by_shift(found, context)
    if year is not None:
        return resolved("DATE", f"{year:04}-{season}", mod)
    shift = found.number("SHIFT")
    if base is None or not shift:
        value = without_year(lambda y: f"{y:04}-{season}", found, context, 200, f"XXXX-{season}")
        return resolved("DATE", value, mod)
    values = [f"{base.year + k:04}-{season}" for k in (-2, -1, 0, 1)]
    over = [v for v in values if (end := interval(v)[1]) and end < base]
    ahead = [v for v in values if (start := interval(v)[0]) and start > base]
    chosen = over[-1:] if shift < 0 else ahead[:1]
    return resolved("DATE", chosen[0] if chosen else None, mod)


# Quarters and halves


def resolve_quarter(found: Found, context: Context) -> Resolved:
    """A quarter or half-year: the last that has begun, or the one that the text speaks of.

    A fiscal one has a value but no interval, as its months are the firm's own.
    """
    meaning = resolved("DATE", _quarter(found, context), modifier(found))
    return _without_interval(meaning) if found.has("fiscal", "fiscal_year") else meaning


def _quarter(found: Found, context: Context) -> str | None:
    ordinal = found.number("ORDINAL") or found.number("QUARTER")
    half = found.has("half")
    if found.has("final"):
        ordinal = 2 if half else 4
    year, base = year_told(found) or year_by_shift(found, context), context.published
    if ordinal is None and context.quarter is None and found.has("period") and not found.has("latest"):
        return _period_of_year(found, year, base)
    if ordinal is None:
        ended = moved_period(period(base, "Q"), -1) if base else None
        spoken = ended if found.has("latest") else context.quarter or ended
        if spoken is None:
            return "XXXX-QX"
        if year is not None:
            return f"{year:04}{spoken[4:]}"
        return moved_period(spoken, -4) if looks_back(found) else spoken
    if ordinal > (2 if half else 4):
        return None
    name = f"{'H' if half else 'Q'}{int(ordinal)}"
    if year is not None:
        return f"{year:04}-{name}"
    if base is None:
        return f"XXXX-{name}"
    values = [f"{base.year + k:04}-{name}" for k in (-1, 0, 1)]
    begun = [v for v in values if (start := interval(v)[0]) and start <= base]
    if found.number("SHIFT") == 1:
        return values[len(begun)] if len(begun) < len(values) else None
    back = 2 if half else 4
    return moved_period(begun[-1], -back if looks_back(found) else 0) if begun else None


def _period_of_year(found: Found, year: int | None, base: dt.date | None) -> str | None:
    """The same period of 2018, where no quarter has been told: that year is all that is sure."""
    if year is None and base is not None and looks_back(found):
        year = base.year - 1
    return None if year is None else f"{year:04}"


def _without_interval(meaning: Resolved) -> Resolved:
    return replace(meaning, earliest=None, latest=None)


# Years, decades, centuries


def resolve_year(found: Found, context: Context) -> Resolved:
    """A calendar year, or a fiscal one, whose months are not known."""
    year = year_told(found)
    meaning = resolved("DATE", None if year is None else f"{year:04}", modifier(found))
    return _without_interval(meaning) if found.has("fiscal", "fiscal_year") else meaning


def resolve_decade(found: Found, context: Context) -> Resolved:
    """The 1990s are "199"; the nineties too."""
    value = found.get("DECADE")
    return resolved("DATE", f"{value:.0f}" if isinstance(value, float) else str(value), modifier(found))


def resolve_century(found: Found, context: Context) -> Resolved:
    """The 20th century is "19"."""
    ordinal = int(found.number("ORDINAL") or 0)
    return resolved("DATE", f"{ordinal - 1:02}" if 1 <= ordinal <= 99 else None, modifier(found))


def resolve_range(found: Found, context: Context) -> Resolved:
    """A member of a range or list: what its own words leave out, the others tell ("25" in "25-27 July")."""
    year, two = found.number("YEAR"), found.number("TWO")
    if found.get("WEEKDAY") is not None:
        return resolve_date(found, context)
    if found.get("MONTH") is not None:
        return resolve_month(found, context) if found.get("DAY") is None else resolve_date(found, context)
    if year is not None and two is not None and found.words[found.first].meanings.get("TWO") is not None:
        if 1 <= two <= min(12, year % 100) and year >= 2000:  # "2023-08"
            return resolved("DATE", f"{int(year):04}-{int(two):02}")
        century = int(year) // 100 + (two < year % 100)
        return resolved("DATE", f"{century:02}{int(two):02}")
    return resolve_year(found, context)


# Counted from publication


def resolve_unit(found: Found, context: Context) -> Resolved:
    """Last week, this year, next month, the weekend: the period so many further than publication's.

    A bare "the week" may be any of that year. "Earlier this year" ends with publication, "later this
    year" begins with it.
    """
    unit, shift, mod = str(found.get("UNIT")), found.number("SHIFT"), modifier(found)
    base = context.published
    if unit.startswith("T") or unit in ("FN", "ML"):
        return resolved("DURATION", duration(1, unit), mod)
    if base is None:
        return resolved("DATE", unknown(unit), mod)
    if unit == "W" and shift is None and mod is None and not found.has("latest", "recent"):
        return resolved("DATE", f"{base.year:04}-WXX")
    steps = (shift or 0.0) + (found.number("AFTER") or 0.0)  # "the week before last"
    if unit == "WE" and not shift and base.isoweekday() < (6 if shift is None else 3):
        steps = 0.0 if context.tense(found) in AHEAD else -1.0
    date = moved(base, unit, steps)
    if found.rule.name == "year-end":
        mod = "END"
    meaning = resolved("DATE", period(date, unit) if date else None, mod)
    if unit == "FY":
        return _without_interval(meaning)
    if shift == 0 and meaning.earliest and meaning.latest and meaning.earliest <= base <= meaning.latest:
        if found.get("EARLIER") is not None:
            return replace(meaning, latest=base)
        if found.get("LATER") is not None:
            return replace(meaning, earliest=base)
    return meaning


def resolve_week(found: Found, context: Context) -> Resolved:
    """The week of a date."""
    start = week_start_day(found, context)
    return resolved("DATE", period(start, "W") if start else None)


def resolve_ago(found: Found, context: Context) -> Resolved:
    """So many units before or after publication (ago) or the date told last (earlier, later).

    The value is as exact as the unit: two years ago is a year. In a text about a quarter, a year ago
    is that quarter a year before.
    """
    unit, approx = str(found.get("UNIT") or found.get("UNITS")), found.get("APPROX")
    mod = str(approx) if approx else None
    direction = next(
        (n for k in ("AGO", "EARLIER", "LATER", "AFTER") if (n := found.number(k)) is not None), -1.0
    )
    if found.get("NUMBER") is None and (found.get("VAGUE") or found.get("UNITS")) is not None:
        if direction > 0 and found.get("AGO") is None:  # "days later" may be long ago
            return resolved("DURATION", duration(None, unit), mod)
        return resolve_vague(found, context, "PAST_REF" if direction < 0 else "FUTURE_REF")
    number = found.number("NUMBER")
    if (weekday := found.number("WEEKDAYS")) is not None:
        return resolved("DATE", _weekdays_ago(int(weekday), int(number or 1), direction, context))
    count = (1.0 if number is None else number) + 0.5 * found.has("half")
    if unit == "CE" and count % 1:  # half a century: five decades
        unit, count = "DE", count * 10
    if unit == "Y" and count == 1 and direction < 0 and context.quarter:
        return resolved("DATE", moved_period(context.quarter, -4), mod)
    if unit.startswith("T"):  # hours before or after an hour that is not known
        return resolved("DURATION", duration(count, unit), mod)
    base = context.published if found.get("AGO") is not None else context.anchor(unit)
    if found.get("LATER") is not None and base == context.published and not context.told:
        base = None
    if base is None:
        return resolved("DATE", unknown(unit), mod)
    date = moved(base, unit, direction * count)
    if date is not None and direction > 0 and context.is_too_late(date, found):
        return resolved("DATE", unknown(unit), mod)
    return resolved("DATE", _period_of(date, unit) if date else None, mod)


def _weekdays_ago(weekday: int, count: int, direction: float, context: Context) -> str:
    """Two Tuesdays ago, three Fridays from now."""
    base = context.published
    if base is None:
        return f"XXXX-WXX-{weekday}"
    step = (base.isoweekday() - weekday) % 7 or 7 if direction < 0 else (weekday - base.isoweekday()) % 7 or 7
    date = moved(base, "D", direction * (step + 7 * (count - 1)))
    return date.isoformat() if date else UNKNOWN_DAY


def resolve_vague(found: Found, context: Context, value: str | None = None) -> Resolved:
    """Now, recently, the future: before, around or after publication."""
    meaning = resolved("DATE", value or str(found.get("REFERENCE") or "PAST_REF"))
    if meaning.value == "PAST_REF":
        return replace(meaning, latest=context.published)
    if meaning.value == "FUTURE_REF":
        return replace(meaning, earliest=context.published)
    return meaning


# Counted from the date that the text told last


def resolve_told(found: Found, context: Context) -> Resolved:
    """The day before, the following year, that month, later in the day."""
    unit = str(found.get("UNIT") or "D")
    steps = (found.number(k) for k in ("AFTER", "TOLD_SHIFT", "EARLIER", "SHIFT"))
    step = next((n for n in steps if n is not None), 0.0)
    if found.rule.name == "later in the day":
        step = 0.0
    if found.get("MONTH") is not None:
        return resolve_month(found, context)
    if found.get("SEASON") is not None:
        return resolve_season(found, context)
    if (weekday := found.number("WEEKDAY")) is not None:
        return resolved("DATE", resolve_weekday(int(weekday), found, context), modifier(found))
    if unit == "Q" and step == 0 and context.quarter:
        return resolved("DATE", context.quarter, modifier(found))
    base = context.anchor(unit)
    if unit == "D" and found.number("TOLD_SHIFT") == 0 and context.told_today:  # "that day" is not today
        base = context.last("day", other_than=context.published) or base
    date = moved(base, unit, step) if base and not unit.startswith("T") else None
    if date is not None and step > 0 and context.is_too_late(date, found):
        date = None
    value = _period_of(date, unit) if date else unknown(unit)
    if found.get("PART") is not None:
        return at_time(found, value)
    return resolved("DATE", value, modifier(found))


def _period_of(date: dt.date, unit: str) -> str:
    return period(date, {"FN": "W", "FY": "Y", "ML": "Y"}.get(unit, unit))
