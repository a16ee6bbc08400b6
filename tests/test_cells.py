"""Cells hold days and numbers of persons however they are kept; what is neither is refused with its row."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sahel_analysis.cells import refuse_rows, with_days, with_persons
from sahel_analysis.errors import SahelAnalysisError


def days(*cells: Any) -> list[Any]:
    table = pd.DataFrame({"event_id": [f"X{n}" for n in range(len(cells))], "day": cells})
    return with_days(table, ["day"], partial(refuse_rows, "mine", table))["day"].tolist()


def persons(*cells: Any) -> list[Any]:
    table = pd.DataFrame({"id": [f"X{n}" for n in range(len(cells))], "killed": cells})
    return with_persons(table, ["killed"], partial(refuse_rows, "mine", table, key="id"))["killed"].tolist()


@pytest.mark.parametrize(
    "cell",
    [
        "2024-09-17", "2024-9-17", "2024-09-17 00:00:00", "2024-09-17T23:30:00+01:00", dt.date(2024, 9, 17),
        dt.datetime(2024, 9, 17, 23, 30), pd.Timestamp("2024-09-17 23:30"), np.datetime64("2024-09-17"),
        pd.Timestamp("2024-09-17 23:30", tz="Africa/Bamako"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_day_is_that_of_the_calendar_where_it_was_written(cell: Any) -> None:
    assert days(cell) == [pd.Timestamp("2024-09-17")]
    assert days(cell, "2024-09-18", None)[:2] == [pd.Timestamp("2024-09-17"), pd.Timestamp("2024-09-18")]


@pytest.mark.parametrize("nothing", [None, np.nan, pd.NA, pd.NaT], ids=repr)
def test_what_is_missing_stays_missing(nothing: Any) -> None:
    assert [pd.isna(cell) for cell in days("2024-09-17", nothing)] == [False, True]
    assert [pd.isna(cell) for cell in persons(3, nothing)] == [False, True]


@pytest.mark.parametrize(
    "cell",
    [
        "17/09/2024",
        "03/09/2024",
        "2024",
        "2024-09",
        "20240917",
        "2024-02-30",
        "0202-09-17",
        "soon",
        "",
        45553,
        3.5,
        True,
    ],
)
def test_what_could_be_another_day_is_none(cell: Any) -> None:
    with pytest.raises(SahelAnalysisError) as error:
        days("2024-09-17", cell)
    advice = "write dates that exist as year-month-day, such as 2024-09-17"
    assert str(error.value) == f"mine, row 3 (X1): day is {str(cell)!r}; {advice}."


@pytest.mark.parametrize("cell", [4, 4.0, "4", "4.0", np.int8(4), " 4 "], ids=repr)
def test_persons_are_whole_numbers(cell: Any) -> None:
    assert persons(cell) == [4]


@pytest.mark.parametrize("cell", [-1, 3.5, "3.5", 10**20, 1e30, np.inf], ids=repr)
def test_no_number_of_persons_is_negative_broken_or_without_end(cell: Any) -> None:
    with pytest.raises(SahelAnalysisError, match=r"mine, row 2 \(X0\): killed is .*; write a whole number"):
        persons(cell)


@pytest.mark.parametrize("cell", ["ten", "1 200", "4?"])
def test_persons_are_written_in_digits(cell: str) -> None:
    with pytest.raises(
        SahelAnalysisError, match=rf"killed is '{cell[:-1]}.'; write a number of persons in digits"
    ):
        persons(cell)


@pytest.mark.parametrize("who", ["", None, pd.NA, np.nan], ids=repr)
def test_a_row_without_an_id_is_told_by_its_number(who: Any) -> None:
    table = pd.DataFrame({"event_id": ["X0", who], "title": "Rain"})
    with pytest.raises(
        SahelAnalysisError, match=r"^mine, row 3 \(without an id\): name is 'Rain'; mend it\.$"
    ):
        refuse_rows("mine", table, [False, True], "title", "mend it", {"title": "name"})
