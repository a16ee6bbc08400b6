"""The tables: their columns and dtypes, made from records, read row by row or as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sahel_analysis.records import Attribution, Entity, Event, Figure, Mention, TimeExpression

if TYPE_CHECKING:
    import numpy as np
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
    here the dtype says what arrays some columns are, and the arrays become the table as they are.
    """
    from pandas import RangeIndex  # the command's help must not wait for these
    from pandas.api.internals import create_dataframe_from_blocks

    from sahel_analysis.shown import Table

    names, values_of, places = _header(name)
    values = list(zip(*map(values_of, rows), strict=True)) or [()] * len(names)
    blocks = [_blocks([values[n] for n in at], dtype, at) for dtype, at in places.items()]
    table: pd.DataFrame = create_dataframe_from_blocks(
        [*chain.from_iterable(blocks)], RangeIndex(len(rows)), names
    )
    table.__class__ = Table  # Table(table) would copy what describes each column
    return table


@cache
def _header(table: str) -> tuple[pd.Index[str], Callable[[Any], tuple[Any, ...]], dict[str, np.ndarray]]:
    """The names of the columns, as pandas has them, a record's values, and the places of each dtype."""
    import numpy as np
    from pandas import Index

    names, dtypes = zip(*columns(table).items(), strict=True)
    places = {dtype: np.flatnonzero(np.array(dtypes) == dtype) for dtype in dict.fromkeys(dtypes)}
    return Index(list(names), dtype="str"), attrgetter(*names), places


def _blocks(values: Sequence[Sequence[Any]], dtype: str, at: np.ndarray) -> list[tuple[Any, Any]]:
    """Columns of one dtype as the arrays that a table holds them in, with their places.

    NumPy's are the rows of one matrix, pandas' own an array each, cut from one that is made of all.
    """
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    cells, n = list(chain.from_iterable(values)), len(values[0])
    stretches = [slice(k * n, (k + 1) * n) for k in range(len(at))]
    arrays: Iterable[Any]
    if dtype == "string":
        words = pa.array(cells, pa.large_string())
        arrays = (pd.arrays.ArrowStringArray(words[stretch]) for stretch in stretches)
    elif dtype in ("Int64", "Float64"):
        missing = np.array([cell is None for cell in cells], bool)
        known = np.array([0 if cell is None else cell for cell in cells], dtype.lower())
        kind = pd.arrays.IntegerArray if dtype == "Int64" else pd.arrays.FloatingArray
        arrays = (kind(known[stretch], missing[stretch]) for stretch in stretches)
    elif dtype == "object":  # tuples, which `np.array` would take for further dimensions
        return [(np.fromiter(cells, object, len(cells)).reshape(len(at), n), at)]
    else:
        return [(np.array(cells, dtype).reshape(len(at), n), at)]
    return list(zip(arrays, at[:, None], strict=True))


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
