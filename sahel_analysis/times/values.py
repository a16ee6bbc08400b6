"""Which days does a TIMEX3 value mean, and which value has a date?

Values follow TimeML (Pustejovsky et al. 2003): "2024-09-17", "2024-09", "2024", "2024-W38",
"2024-W38-WE", "2024-Q3", "2024-H1", "2024-SU", "202" (a decade), "20" (a century),
"2024-09-17TMO", "P3Y", "PTXH", "PAST_REF". An X stands for a digit that is not known.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from dateutil.easter import EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta, weekday

GRANULARITIES = {
    "D": "day",
    "W": "week",
    "WE": "weekend",
    "M": "month",
    "Q": "quarter",
    "H": "half-year",
    "S": "season",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}
"""What a period is called in the column `granularity`, by unit."""

_PATTERNS = (
    ("D", re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")),
    ("M", re.compile(r"(\d{4})-(\d\d)")),
    ("WE", re.compile(r"(\d{4})-W(\d\d)-WE")),
    ("W", re.compile(r"(\d{4})-W(\d\d)")),
    ("Q", re.compile(r"(\d{4})-Q([1-4])")),
    ("H", re.compile(r"(\d{4})-H([12])")),
    ("S", re.compile(r"(\d{4})-(SP|SU|FA|WI)")),
    ("Y", re.compile(r"(\d{4})")),
    ("DE", re.compile(r"(\d{3})")),
    ("CE", re.compile(r"(\d\d)")),
)

# First and last day; both the meteorologist's and the astronomer's season lie inside.
_SEASONS = {"SP": (3, 1, 6, 21), "SU": (6, 1, 9, 23), "FA": (9, 1, 12, 22), "WI": (12, 1, 3, 21)}

_STEPS = {
    "D": relativedelta(days=1),
    "W": relativedelta(weeks=1),
    "WE": relativedelta(weeks=1),
    "FN": relativedelta(weeks=2),
    "M": relativedelta(months=1),
    "Q": relativedelta(months=3),
    "H": relativedelta(months=6),
    "Y": relativedelta(years=1),
    "FY": relativedelta(years=1),
    "DE": relativedelta(years=10),
    "CE": relativedelta(years=100),
    "ML": relativedelta(years=1000),
}

_HALVES = {
    "M": relativedelta(days=15),
    "Y": relativedelta(months=6),
    "DE": relativedelta(years=5),
    "CE": relativedelta(years=50),
}

_DURATION_NAMES = {"TH": "hour", "TM": "minute", "TS": "second", "WE": "weekend"}


def period(date: dt.date, unit: str) -> str:
    """The value of the day, week, month, quarter, half, year, decade or century that holds a date."""
    if unit in ("W", "WE"):
        iso = date.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if unit == "WE" else "")
    year = f"{date.year:04}"
    return {
        "D": date.isoformat(),
        "M": f"{year}-{date.month:02}",
        "Q": f"{year}-Q{(date.month + 2) // 3}",
        "H": f"{year}-H{(date.month + 5) // 6}",
        "DE": year[:3],
        "CE": year[:2],
    }.get(unit, year)


def moved(date: dt.date, unit: str, count: float) -> dt.date | None:
    """The date a number of units later (earlier if negative); None beyond the calendar's years.

    Half units count in the next smaller one. The 29th of February becomes the 28th where it must.
    """
    step = _STEPS.get(unit)
    if step is None:
        return date
    if count != int(count) and unit in ("D", "W"):
        step, count = _STEPS["D"], int(count * (7 if unit == "W" else 1))
    elif count != int(count):
        step, count = _HALVES.get(unit, relativedelta()), count * 2
    try:
        found: dt.date = date + step * int(count)
    except (OverflowError, ValueError):
        return None
    return found


def moved_period(value: str, count: int) -> str | None:
    """The value of the period some periods later: ("2024-Q1", -1) gives "2023-Q4"."""
    start, _, granularity = interval(value)
    unit = next((u for u, name in GRANULARITIES.items() if name == granularity), None)
    if start is None or unit is None:
        return None
    if unit == "S":
        year = int(value[:4]) + count
        return f"{year:04}{value[4:]}" if 1 <= year <= 9998 else None
    date = moved(start, unit, count)
    return None if date is None else period(date, unit)


def day(year: int, month: int, number: int) -> str | None:
    """The value of a day; None if there is none ("30 February")."""
    try:
        return dt.date(year, month, number).isoformat()
    except (OverflowError, ValueError):
        return None


def interval(value: str | None) -> tuple[dt.date | None, dt.date | None, str | None]:
    """First day, last day and granularity of what a value means; a vague one has neither day."""
    if value is None:
        return None, None, None
    if value.endswith("_REF"):
        return None, None, "vague"
    if value.startswith("P"):
        return None, None, _duration_granularity(value)
    for unit, pattern in _PATTERNS:
        if match := pattern.fullmatch(value):
            try:
                first, last = _bounds(unit, match)
            except (OverflowError, ValueError):
                return None, None, None
            return first, last, GRANULARITIES[unit]
    return None, None, _unresolved_granularity(value)


def _bounds(unit: str, match: re.Match[str]) -> tuple[dt.date, dt.date]:
    year = int(match[1])
    if unit == "D":
        first = last = dt.date(year, int(match[2]), int(match[3]))
    elif unit == "M":
        month = int(match[2])
        first, last = dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])
    elif unit in ("W", "WE"):
        first = dt.date.fromisocalendar(year, int(match[2]), 6 if unit == "WE" else 1)
        last = dt.date.fromisocalendar(year, int(match[2]), 7)
    elif unit in ("Q", "H"):
        months = 3 if unit == "Q" else 6
        end = months * int(match[2])
        first, last = dt.date(year, end - months + 1, 1), dt.date(year, end, monthrange(year, end)[1])
    elif unit == "S":
        m1, d1, m2, d2 = _SEASONS[match[2]]
        first, last = dt.date(year, m1, d1), dt.date(year + (m2 < m1), m2, d2)
    else:
        length = 10 ** (4 - len(match[1]))
        first, last = dt.date(year * length, 1, 1), dt.date(year * length + length - 1, 12, 31)
    return first, last


_UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "FN": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "FY": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}


def unknown(unit: str) -> str | None:
    """The value of some period of a kind, of which nothing else is known."""
    return _UNKNOWN.get(unit)


_OPEN = (
    ("D", re.compile(r"(?:XXXX-(?:WXX-[1-7]|[\dX]{2}-[\dX]{2}))(?:T.*)?")),
    ("WE", re.compile(r"XXXX-WXX-WE")),
    ("W", re.compile(r"(?:\d{4}|XXXX)-WXX")),
    ("M", re.compile(r"XXXX-[\dX]{2}")),
    ("Q", re.compile(r"XXXX-Q[1-4X]")),
    ("H", re.compile(r"XXXX-H[12]")),
    ("S", re.compile(r"XXXX-(?:SP|SU|FA|WI)")),
    ("Y", re.compile(r"XXXX")),
    ("DE", re.compile(r"XXX")),
    ("CE", re.compile(r"XX")),
)


def _unresolved_granularity(value: str) -> str | None:
    """XXXX-WXX-2 is a day whichever it is, XXXX-07 a month."""
    return next((GRANULARITIES[unit] for unit, pattern in _OPEN if pattern.fullmatch(value)), None)


def _duration_granularity(value: str) -> str | None:
    match = re.fullmatch(r"P(T?)(?:[\d.]+|X)([A-Z])(?:.*)", value)
    if match is None:
        return None
    unit = match[1] + match[2]
    return _DURATION_NAMES.get(unit) or GRANULARITIES.get(unit)


def nth_weekday(year: int, month: int, day_of_week: int, nth: int) -> dt.date | None:
    """The nth Monday (1) to Sunday (7) of a month, the last one if -1."""
    try:
        anchor = dt.date(year, month, 1 if nth > 0 else monthrange(year, month)[1])
        found: dt.date = anchor + relativedelta(weekday=weekday(day_of_week - 1)(nth))
    except (OverflowError, ValueError):
        return None
    return found


def easter_sunday(year: int) -> dt.date | None:
    """Easter Sunday of the Western churches; None outside the years for which it is defined."""
    if not 1583 <= year <= 4099:
        return None
    found: dt.date = easter(year, EASTER_WESTERN)
    return found
