"""Which days and numbers of persons do cells of a user's table hold? What is none is told with its row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import cast

import pandas as pd

from sahel_analysis.errors import SahelAnalysisError

Refuse = Callable[[Iterable[bool], str, str], None]
"""Refuses a table for the first bad row, by the column and with advice: `refuse_rows` of that table."""

_DAY = r"^(\d{4}-\d{1,2}-\d{1,2})(?:[ T]\d\d:\d\d[\d:.+Z-]*)?$"


def refuse_rows(
    name: str,
    rows: pd.DataFrame,
    bad: Iterable[bool],
    column: str,
    advice: str,
    called: Mapping[str, str] | None = None,
    key: str = "event_id",
) -> None:
    """Raises SahelAnalysisError for the first bad row of a file, if there is one, with what to do.

    `called` is what the file calls columns that it names otherwise, `key` the column of the rows' ids.
    """
    at = next((i for i, is_bad in enumerate(bad) if is_bad), None)
    if at is not None:
        row = rows.iloc[at]
        who = row.get(key, "")
        raise SahelAnalysisError(
            f"{name}, row {rows.index[at] + 2} ({'without an id' if pd.isna(who) or who == '' else who}): "
            f"{(called or {}).get(column, column)} is {str(row[column])!r}; {advice}."
        )


def with_days(table: pd.DataFrame, columns: Iterable[str], refuse: Refuse) -> pd.DataFrame:
    """A table in which these columns hold days: from dates, datetimes and ISO text.

    "03/09/2024" could be two days: it is none.
    """
    days = {column: _days(table[column]) for column in columns}
    for column, found in days.items():
        advice = "write dates that exist as year-month-day, such as 2024-09-17"
        refuse(found.isna() & table[column].notna(), column, advice)
    return table.assign(**days)


def with_persons(table: pd.DataFrame, columns: Iterable[str], refuse: Refuse) -> pd.DataFrame:
    """A table in which these columns hold whole numbers of persons, or nothing."""
    numbers = {column: pd.to_numeric(table[column], errors="coerce") for column in columns}
    for column, found in numbers.items():
        is_given, is_whole = table[column].notna(), found.between(0, 1e9) & (found % 1 == 0)
        refuse(is_given & found.isna(), column, "write a number of persons in digits, or nothing")
        refuse(is_given & ~is_whole.fillna(False), column, "write a whole number of persons, or nothing")
    return table.assign(**{column: found.astype("Int64") for column, found in numbers.items()})


def _days(cells: pd.Series) -> pd.Series:
    """Days of dates, datetimes and ISO text; what is none is missing."""
    if pd.api.types.is_datetime64_any_dtype(cells):
        return without_slips(cast(pd.Series, cells.dt.tz_localize(None).dt.normalize()))
    text = cells.map(lambda cell: cell.isoformat() if isinstance(cell, dt.date) else cell)
    day = text.astype("string").str.extract(_DAY, expand=False)
    return without_slips(pd.to_datetime(day, format="%Y-%m-%d", errors="coerce"))


def without_slips(days: pd.Series) -> pd.Series:
    """Days without those before the year 1000, which are slips of a hand or of a program."""
    return days.where(days.dt.year >= 1000)
