"""Which day is "Tuesday", "July 15", "yesterday" or "Easter Monday", and which time of that day?"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from sahel_analysis.resources import read_table
from sahel_analysis.times.context import (
    AHEAD,
    Context,
    Resolved,
    in_order,
    modifier,
    resolved,
    without_year,
    year_by_shift,
    year_told,
)
from sahel_analysis.times.grammar import Found, members
from sahel_analysis.times.values import day, easter_sunday, interval, moved, nth_weekday, period, unknown
from sahel_analysis.times.vocabulary import full_year

UNKNOWN_DAY = "XXXX-XX-XX"


def resolve_date(found: Found, context: Context) -> Resolved:
    """A day, with the time of day that the expression adds to it."""
    return at_time(found, _day(found, context))


def resolve_late(found: Found, context: Context) -> Resolved:
    """A day's night for "late on Saturday", the start of its morning for "early on Saturday"."""
    value, phase = _day(found, context), found.get("PHASE")
    if value is None or phase not in ("START", "END"):
        return resolved("DATE", value, modifier(found))
    if phase == "END":
        return resolved("TIME", f"{value}TNI")
    return resolved("TIME", f"{value}TMO", "START")


def resolve_night(found: Found, context: Context) -> Resolved:
    """The night from one day to the next ("from Friday to Saturday", "into Saturday") is the first day's."""
    if found.rule.name == "night before":
        start = interval(_day(found, context))[0]
        date = moved(start, "D", -1) if start else None
    else:
        nights = in_order(members(found), lambda f, c: resolved("DATE", _day(f, c)), context)
        date = nights[0].earliest
        if date is not None and nights[-1].latest is not None:  # both days are told
            return replace(resolved("TIME", f"{date.isoformat()}TNI"), latest=nights[-1].latest)
    return resolved("TIME", f"{date.isoformat() if date else UNKNOWN_DAY}TNI")


def resolve_hour(found: Found, context: Context) -> Resolved | None:
    """An end of "between 6 and 8 p.m. last night": the day is that of both, and p.m. if the order allows."""
    first, last = found.frame or (found.first, found.last)
    whole = replace(found, first=first, last=last, frame=None)
    named = any(whole.get(kind) is not None for kind in ("MONTH", "WEEKDAY", "RELDAY"))
    value = _day(whole, context) if named else resolve_part(whole, context).value
    time = _time_of_day(replace(found, frame=None))[0] or _hour_of(found.number("NUMBER"))
    if time is None:
        return None
    if (
        found.get("CLOCK") is None and whole.get("PART") is not None and time[1:3].isdigit()
    ):  # "between 9 and 11 at night"
        time = _after_noon(int(time[1:3]), whole) + time[3:]
    ends = [str(w.meanings["CLOCK"]) for w in whole.own if "CLOCK" in w.meanings]
    hour = int(time[1:3]) + 12
    if found.get("CLOCK") is None and ends and hour <= int(ends[-1][1:3]):
        time = f"T{hour:02}{time[3:]}"
    return resolved("TIME", (value or UNKNOWN_DAY)[: len(UNKNOWN_DAY)] + time)


def _hour_of(number: float | None) -> str | None:
    """A bare 6 as T06:00, 1430 as T14:30."""
    hour, minute = divmod(int(number or -1), 100) if (number or 0) > 24 else (int(number or 0), 0)
    return f"T{hour:02}:{minute:02}" if number and hour <= 24 and minute < 60 else None


def resolve_beside(found: Found, context: Context) -> Resolved:
    """The day before or after a date that the expression names ("the day before last Tuesday")."""
    start = interval(_day(found, context))[0]
    date = moved(start, "D", found.number("AFTER") or 0.0) if start else None
    return at_time(found, date.isoformat() if date else None)


def resolve_part(found: Found, context: Context) -> Resolved:
    """A time of day whose day is not named: today's ("this morning"), or the day the text speaks of."""
    shift, told = found.number("SHIFT"), found.number("TOLD_SHIFT")
    date = context.published
    last = context.day_ahead or context.last("day")
    if date is None or (told is not None and last is not None):
        return at_time(found, last.isoformat() if last and shift is None else None)
    if shift is None and found.get("TONIGHT") is None:
        date = _day_spoken_of(context, date)
    moved_date = moved(date, "D", shift or told or 0.0)
    return at_time(found, moved_date.isoformat() if moved_date else None)


def _day_spoken_of(context: Context, published: dt.date) -> dt.date:
    """The day that the sentence names, the day told last if near publication, or that of publication."""
    if context.day_ahead is not None:
        return context.day_ahead
    last = context.last("day")
    return last if last is not None and abs((published - last).days) <= 10 else published


def resolve_nth(found: Found, context: Context) -> Resolved:
    """The first Monday in May, the third week of April; without a year the nearest to publication.

    A week belongs to the month in which its Thursday lies, a weekend to that of its Saturday.
    """
    month, weekday, nth = (int(found.number(kind) or 0) for kind in ("MONTH", "WEEKDAY", "ORDINAL"))
    unit = str(found.get("UNIT") or "D")
    weekday = {"W": _THURSDAY, "WE": _SATURDAY}.get(unit, weekday)

    def in_year(year: int) -> str | None:
        date = nth_weekday(year, month, weekday, nth or -1)
        return period(date, unit) if date else None

    year = year_told(found)
    open_value = unknown(unit)
    value = without_year(in_year, found, context, 100, open_value) if year is None else in_year(year)
    return resolved("DATE", value)


def resolve_monthday(found: Found, context: Context) -> Resolved | None:
    """The day of a month that is not named ("on the fifteenth"); None if a thing is numbered.

    It is the nearest one to publication by tense, or follows on a date told just before.
    """
    number = int(found.number("ORDINAL") or 0)
    if found.rule.name == "day of that month":
        return _day_of_month(number, found, context)
    if not 1 <= number <= _LAST_DAY or _numbers_a_thing(found, context, number):
        return None
    if context.published is None:
        return at_time(found, f"XXXX-XX-{number:02}")
    base, ahead = context.last("day", "month"), False
    if base is None or abs((context.published - base).days) <= _LAST_DAY:
        base, ahead = context.published, context.tense(found) in AHEAD
    months = [moved(base.replace(day=1), "M", k) for k in (-2, -1, 0, 1, 2)]
    days = [dt.date.fromisoformat(d) for m in months if m and (d := day(m.year, m.month, number))]
    before, behind = [d for d in days if d <= base], [d for d in days if d > base]
    chosen = behind[:1] if ahead or base != context.published else before[-1:]
    return at_time(found, chosen[0].isoformat() if chosen else None)


def _day_of_month(number: int, found: Found, context: Context) -> Resolved:
    """The 3rd of last month, of this month, of that month."""
    told = found.number("TOLD_SHIFT")
    base = context.published if told is None else context.anchor("M")
    month = moved(base, "M", told or found.number("SHIFT") or 0.0) if base else None
    return resolved("DATE", day(month.year, month.month, number) if month else f"XXXX-XX-{number:02}")


def _numbers_a_thing(found: Found, context: Context, number: int) -> bool:
    """Whether an ordinal belongs to a noun behind it, or is one of a few counted: "on the second"."""
    span = context.doc.char_span(found.start, found.end, alignment_mode="expand")
    then = context.doc[span.end] if span is not None and span.end < len(context.doc) else None
    if then is not None and not then.pos_ and then.text.isalpha():
        return True
    if then is not None and (then.tag_ in ("NN", "NNP", "JJ", "CD", "VBG") or then.pos_ in ("ADJ", "PROPN")):
        return True
    return number <= _FEW and not found.words[found.last - 1].text[:1].isdigit()


_LAST_DAY, _FEW, _THURSDAY, _SATURDAY = 31, 3, 4, 6


# Which day


def week_start_day(found: Found, context: Context) -> dt.date | None:
    """The day that "the week of March 6" names."""
    return interval(_day(found, context))[0]


def _day(found: Found, context: Context) -> str | None:
    if (iso := found.get("ISO")) is not None:
        year, month, number = _ISO.match(str(iso)).groups()  # type: ignore[union-attr]
        return day(int(year), int(month), int(number))
    if (slash := found.get("SLASH")) is not None:
        return _numeric_date(str(slash))
    if (holiday := found.get("HOLIDAY")) is not None:
        return _holiday(str(holiday), found, context)
    month_told, day_told = found.number("MONTH"), found.number("DAY") or found.number("ORDINAL")
    if month_told is not None and day_told is not None:
        return _month_day(int(month_told), int(day_told), found, context)
    if (weekday := found.number("WEEKDAY")) is not None:
        if found.get("UNIT") == "W":
            return _day_of_week(int(weekday), found, context)
        return resolve_weekday(int(weekday), found, context)
    if context.published is None:
        return UNKNOWN_DAY
    steps = found.number("RELDAY")
    date = moved(context.published, "D", found.number("SHIFT") or 0.0 if steps is None else steps)
    return date.isoformat() if date else None


_ISO = re.compile(r"(\d{4})[-/]?(\d\d?)[-/]?(\d\d?)")


def _numeric_date(text: str) -> str | None:
    """17/09/2024, 9/17/2024 or 17.9.2024; the month alone cannot be told in 03/04/2024: its year."""
    parts = re.split(r"[/.-]", text)
    first, second, year = (int(part) for part in parts)
    if len(parts[2]) == 2:
        year = full_year(year)
    day_first, month_first = day(year, second, first), day(year, first, second)
    if "." in text:
        return day_first
    if day_first and month_first and day_first != month_first:
        return f"{year:04}"
    return day_first or month_first


def _day_of_week(weekday: int, found: Found, context: Context) -> str | None:
    """Tuesday of last week."""
    told = found.number("TOLD_SHIFT")
    base = context.published if told is None else context.anchor("W")
    date = moved(base, "W", told or found.number("SHIFT") or 0.0) if base else None
    date = moved(date, "D", weekday - date.isoweekday()) if date else None
    return date.isoformat() if date else f"XXXX-WXX-{weekday}"


def _month_day(month: int, number: int, found: Found, context: Context) -> str | None:
    year = year_told(found) or year_by_shift(found, context)
    if found.rule.name == "compact date" and year is None:
        year = full_year(int(found.own[-1].text))
    if context.ends_by is None and year is not None:
        return day(year, month, number)
    if day(2000, month, number) is None:
        return None
    open_value = f"XXXX-{month:02}-{number:02}"
    return without_year(lambda y: day(y, month, number), found, context, 100, open_value)


def resolve_weekday(weekday: int, found: Found, context: Context) -> str | None:
    """The last such day, publication included; the next one in a clause in the future or with "next".

    "This Friday" is this week's; "a Friday" only the day told last, if it was one.
    """
    told, shift = found.number("TOLD_SHIFT"), found.number("SHIFT")
    base = context.last("day") or context.published if told is not None else context.published
    if found.is_indefinite:  # "18 January 2017, a Wednesday"; "on a Wednesday in July"
        base = context.last("day")
        base = base if base and base.isoweekday() == weekday else None
    if base is None:
        return f"XXXX-WXX-{weekday}"
    if context.ends_by is not None:
        date = moved(context.ends_by, "D", -((context.ends_by.isoweekday() - weekday) % 7 or 7))
        return date.isoformat() if date else None
    back = (base.isoweekday() - weekday) % 7
    ahead = 7 - back
    if (shift or told) == 1:
        offset = ahead
    elif (shift or told) == -1:
        offset = -(back or 7)
    elif 0 in (shift, told) and weekday > base.isoweekday():
        offset = ahead  # "this Friday" on a Wednesday
    elif told is None and back and context.tense(found) in AHEAD:
        offset = ahead
    else:
        offset = -back
    date = moved(base, "D", offset + 7 * (found.number("AFTER") or 0))
    return date.isoformat() if date else None


# Holidays


def _holiday(name: str, found: Found, context: Context) -> str | None:
    if (year := year_told(found)) is not None:
        return _holiday_in(name, year)
    published, shift = context.published, found.number("SHIFT")
    if published is None or not shift:
        fixed = _holiday_in(name, 2000) if _holiday_rule(name)["rule"] == "fixed" else None
        open_value = fixed and "XXXX" + fixed[4:]
        return without_year(lambda y: _holiday_in(name, y), found, context, 100, open_value)
    days = [d for k in (-1, 0, 1) if (d := _holiday_in(name, published.year + k))]
    if shift < 0:
        return max((d for d in days if d < published.isoformat()), default=None)
    return min((d for d in days if d > published.isoformat()), default=None)


def _holiday_rule(name: str) -> dict[str, str]:
    table = read_table("lexicon/time_holidays.csv")
    row = table["word"].index(name)
    return {column: values[row] for column, values in table.items()}


def _holiday_in(name: str, year: int) -> str | None:
    rule = _holiday_rule(name)
    date: dt.date | None
    match rule["rule"]:
        case "fixed":
            return day(year, int(rule["month"]), int(rule["day"]))
        case "easter":
            sunday = easter_sunday(year)
            date = moved(sunday, "D", int(rule["day"])) if sunday else None
        case _:
            date = nth_weekday(year, int(rule["month"]), int(rule["weekday"]), int(rule["nth"]))
            if date is not None and rule["rule"] == "after":
                date = moved(date, "D", int(rule["day"]))
    return date.isoformat() if date else None


# Times of day


def at_time(found: Found, value: str | None) -> Resolved:
    """A day with the time of day in the expression: a DATE if there is none, a TIME otherwise."""
    time, mod = _time_of_day(found)
    if time is None:
        return resolved("DATE", value, modifier(found))
    whole = value is not None and len(value) == len(UNKNOWN_DAY)
    return resolved("TIME", (value if value and (whole or "W" in value) else UNKNOWN_DAY) + time, mod)


def _time_of_day(found: Found) -> tuple[str | None, str | None]:
    """The time of day as the end of a value (T05:00, TMO), and its mod."""
    approx = found.get("APPROX")
    mod = str(approx) if approx else None
    if (clock := found.get("CLOCK")) is not None:
        return str(clock), mod
    if (clock := found.get("HOURS")) is not None:
        return _after_noon(int(str(clock)[1:3]), found) + str(clock)[3:], mod
    zoned = found.get("ZONE") is not None or found.has("hours")
    if zoned and (number := found.number("HHMM")) is not None:
        return f"T{int(number) // 100:02}:{int(number) % 100:02}", mod
    told = found.get("OCLOCK") is not None or (
        found.rule.name.startswith("hour") and found.get("PART") is not None
    )
    if told and (number := found.number("NUMBER")) is not None and number <= 24:
        return _after_noon(int(number), found) + ":00", mod
    for kind in ("EDGE_PART", "PART", "TONIGHT"):
        if (part := found.get(kind)) is not None:
            code, _, edge = str(part).partition(" ")
            return f"T{code}", edge or modifier(found)
    return None, None


def _after_noon(hour: int, found: Found) -> str:
    """An hour as T15; 3 o'clock in the afternoon is 15."""
    part = found.get("PART")
    late = part in ("AF", "EV") or (part == "NI" and hour >= _LATE)
    return f"T{hour + 12 if hour < 12 and late else hour:02}"


_LATE = 6
"""The first hour that is one of the evening in "at night": 3 at night is before the morning."""
