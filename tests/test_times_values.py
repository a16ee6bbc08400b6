"""TIMEX3 values: made from dates, moved, and read as intervals."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_analysis.times.values import (
    day,
    easter_sunday,
    interval,
    moved,
    moved_period,
    nth_weekday,
    period,
    unknown,
)

UNITS = ("D", "W", "WE", "M", "Q", "H", "Y", "DE", "CE")


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("D", "2020-12-31"),
        ("W", "2020-W53"),
        ("WE", "2020-W53-WE"),
        ("M", "2020-12"),
        ("Q", "2020-Q4"),
        ("H", "2020-H2"),
        ("Y", "2020"),
        ("DE", "202"),
        ("CE", "20"),
    ],
)
def test_period(unit: str, value: str) -> None:
    assert period(dt.date(2020, 12, 31), unit) == value


@pytest.mark.parametrize(
    ("value", "first", "last", "granularity"),
    [
        ("2024-09-17", "2024-09-17", "2024-09-17", "day"),
        ("2024-09-17TMO", "2024-09-17", "2024-09-17", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2023-02", "2023-02-01", "2023-02-28", "month"),
        ("2020-W53", "2020-12-28", "2021-01-03", "week"),
        ("2024-W38-WE", "2024-09-21", "2024-09-22", "weekend"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "quarter"),
        ("2024-H2", "2024-07-01", "2024-12-31", "half-year"),
        ("2024-SU", "2024-06-01", "2024-09-23", "season"),
        ("2024-WI", "2024-12-01", "2025-03-21", "season"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("199", "1990-01-01", "1999-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", "century"),
        ("PAST_REF", None, None, "vague"),
        ("P10Y", None, None, "year"),
        ("PT12H", None, None, "hour"),
        ("P2Y6M", None, None, "year"),
        ("XXXX-WXX-2", None, None, "day"),
        ("XXXX-07", None, None, "month"),
        ("2024-WXX", None, None, "week"),
        ("2024-02-30", None, None, None),
        ("2023-W53", None, None, None),
        ("0000", None, None, None),
        ("9999-WI", None, None, None),
        ("nonsense", None, None, None),
        (None, None, None, None),
    ],
)
def test_interval(value: str | None, first: str | None, last: str | None, granularity: str | None) -> None:
    start, end, found = interval(value)
    assert (start and start.isoformat(), end and end.isoformat(), found) == (first, last, granularity)


@pytest.mark.parametrize(
    ("date", "unit", "count", "result"),
    [
        ("2024-02-29", "Y", -1, "2023-02-28"),
        ("2024-01-31", "M", 1, "2024-02-29"),
        ("2024-09-18", "FN", -1, "2024-09-04"),
        ("2024-09-18", "Y", -2.5, "2022-03-18"),
        ("2024-09-18", "Y", 1_000_000, None),
        ("0001-01-01", "D", -1, None),
        ("2024-09-18", "CE", 10**12, None),
        ("2024-09-18", "TH", 5, "2024-09-18"),
    ],
)
def test_moved(date: str, unit: str, count: float, result: str | None) -> None:
    found = moved(dt.date.fromisoformat(date), unit, count)
    assert (found and found.isoformat()) == result


@pytest.mark.parametrize(
    ("value", "count", "result"),
    [
        ("2024-Q1", -1, "2023-Q4"),
        ("2024-Q3", -4, "2023-Q3"),
        ("2024-H1", -2, "2023-H1"),
        ("2021-W01", -1, "2020-W53"),
        ("2024-SU", -1, "2023-SU"),
        ("0001-SU", -1, None),
        ("P3D", 1, None),
    ],
)
def test_moved_period(value: str, count: int, result: str | None) -> None:
    assert moved_period(value, count) == result


def test_days_that_do_not_exist() -> None:
    assert day(2024, 2, 29) == "2024-02-29"
    assert [day(2023, 2, 29), day(2024, 13, 1), day(0, 1, 1), day(99999, 1, 1)] == [None] * 4


def test_movable_days() -> None:
    assert easter_sunday(2024) == dt.date(2024, 3, 31)
    assert easter_sunday(1500) is None
    assert nth_weekday(2023, 11, 4, 4) == dt.date(2023, 11, 23)
    assert nth_weekday(2024, 5, 1, -1) == dt.date(2024, 5, 27)
    assert nth_weekday(0, 5, 1, -1) is None


def test_what_is_unknown_of_a_period() -> None:
    assert (unknown("W"), unknown("TH")) == ("XXXX-WXX", None)


@given(st.dates(), st.sampled_from(UNITS))
def test_a_period_holds_its_date(date: dt.date, unit: str) -> None:
    first, last, _ = interval(period(date, unit))
    if first is None or last is None:  # the last week, or the first century, of the calendar
        return
    assert first <= last
    assert unit == "WE" or first <= date <= last


@given(st.text(max_size=12))
def test_no_value_raises(value: str) -> None:
    interval(value)
