"""The tables: their columns and dtypes, made from records, read row by row or as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
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


def make_table(name: str, rows: Sequence[Any]) -> pd.DataFrame:
    """Records as a table with the fixed columns and dtypes, printed with its main columns first.

    pandas would look at every value of every column to find out what it is, which takes ten times as long:
    here the dtype says what array a column is, and the arrays become the table as they are.
    """
    import numpy as np  # the command's help must not wait for these
    from pandas import RangeIndex
    from pandas.api.internals import create_dataframe_from_blocks

    from sahel_analysis.shown import Table

    names, dtypes = _header(name)
    values = list(zip(*map(attrgetter(*names), rows), strict=True)) or [()] * len(names)
    arrays = map(_array, values, dtypes)
    blocks = [(array, np.array([n])) for n, array in enumerate(arrays)]
    table: pd.DataFrame = create_dataframe_from_blocks(blocks, RangeIndex(len(rows)), names)
    table.__class__ = Table  # Table(table) would copy what describes each column
    return table


@cache
def _header(table: str) -> tuple[pd.Index[str], tuple[str, ...]]:
    """The names of the columns, as pandas has them, and their dtypes."""
    from pandas import Index

    return Index(list(columns(table)), dtype="str"), tuple(columns(table).values())


def _array(values: Sequence[Any], dtype: str) -> Any:
    """A column as the array that a table holds it in: pandas' own, or a row of a NumPy matrix."""
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    if dtype == "string":
        return pd.arrays.ArrowStringArray(pa.array(values, pa.large_string()))
    if dtype in ("Int64", "Float64"):
        missing = np.array([value is None for value in values], bool)
        known = np.array([0 if value is None else value for value in values], dtype.lower())
        return (pd.arrays.IntegerArray if dtype == "Int64" else pd.arrays.FloatingArray)(known, missing)
    if dtype == "object":  # of tuples, which `np.array` would take for further dimensions
        return np.fromiter(values, object, len(values))[None]
    return np.array(values, dtype)[None]


def rows_of(table: pd.DataFrame) -> Iterable[Any]:
    """The rows of a table, their columns as attributes of any type."""
    return table.itertuples(index=False)


def dicts_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries, with None for what is missing."""
    if table.empty:  # as most tables of a short text are; their columns alone would take longest
        return []
    names = [str(column) for column in table.columns]
    values = [
        [None if gone else v for v, gone in zip(column.tolist(), column.array.isna(), strict=True)]
        for _, column in table.items()
    ]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The same as plain data: ISO dates, lists for tuples."""
    return [{column: _plain(value) for column, value in row.items()} for row in dicts_of(table)]


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value.isoformat()[:10] if isinstance(value, dt.date) else value
