"""The tables: their columns and dtypes, made from records, read row by row or as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from sahel_analysis.records import Attribution, Entity, Event, Figure, Mention, TimeExpression

if TYPE_CHECKING:
    import pandas as pd

TABLES: dict[str, type] = {
    "mentions": Mention,
    "entities": Entity,
    "times": TimeExpression,
    "attributions": Attribution,
    "events": Event,
    "figures": Figure,
}
"""The tables, in the order of the JSON output, and the records that are their rows."""

_DTYPES = {
    "int": "int64",
    "int | None": "Int64",
    "float": "float64",
    "float | None": "Float64",
    "str": "string",
    "str | None": "string",
    "bool": "bool",
    "dt.date | None": "datetime64[s]",
    "tuple[tuple[int, int], ...]": "object",
}

MEASURES = tuple(f.name.removesuffix("_min") for f in fields(Event) if f.name.endswith("_min"))
"""Which people an event counts: its columns MEASURE_min and MEASURE_max, in persons."""


def columns(table: str) -> dict[str, str]:
    """Column names of a table and their pandas dtypes, in order."""
    return {f.name: _DTYPES[str(f.type)] for f in fields(TABLES[table])}


@cache
def _dtypes(table: str) -> dict[str, Any]:
    """The same with the dtypes themselves, as finding them by name takes a third of the time."""
    from pandas.api.types import pandas_dtype

    return {name: pandas_dtype(dtype) for name, dtype in columns(table).items()}


def make_table(name: str, rows: Sequence[Any]) -> pd.DataFrame:
    """Records as a table with the fixed columns and dtypes, printed with its main columns first."""
    import pandas as pd  # the command's help must not wait for it
    from pandas.api.extensions import ExtensionDtype

    from sahel_analysis.shown import Table

    def column(field: str, dtype: Any) -> Any:
        values = [getattr(row, field) for row in rows]
        if dtype.kind in "OM" and not isinstance(dtype, ExtensionDtype):
            return pd.Series(values, dtype=dtype)
        return pd.array(values, dtype=dtype)  # a Series for each column would take half of the time

    return Table({f: column(f, dtype) for f, dtype in _dtypes(name).items()}, copy=False)


def rows_of(table: pd.DataFrame) -> Iterable[Any]:
    """The rows of a table, their columns as attributes of any type."""
    return table.itertuples(index=False)


def dicts_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries, with None for what is missing."""
    names = [str(column) for column in table.columns]
    values = []
    for n in range(len(names)):
        column = table.iloc[:, n]
        values.append([None if gone else v for v, gone in zip(column.tolist(), column.isna(), strict=True)])
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The same as plain data: ISO dates, lists for tuples."""
    return [{column: _plain(value) for column, value in row.items()} for row in dicts_of(table)]


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value.isoformat()[:10] if isinstance(value, dt.date) else value
