"""The tables: their columns and dtypes, made from records, read row by row or as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import fields
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
    """Records as a table with the fixed columns and dtypes."""
    import pandas as pd  # the command's help must not wait for it

    values = {f: [getattr(row, f) for row in rows] for f in columns(name)}
    return pd.DataFrame({f: pd.Series(values[f], dtype=dtype) for f, dtype in columns(name).items()})


def rows_of(table: pd.DataFrame) -> Iterable[Any]:
    """The rows of a table, their columns as attributes of any type."""
    return table.itertuples(index=False)


def dicts_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries, with None for what is missing."""
    values = table.astype(object).where(table.notna(), None)
    return [{str(column): value for column, value in row.items()} for row in values.to_dict("records")]


def plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The same as plain data: ISO dates, lists for tuples."""
    return [{column: _plain(value) for column, value in row.items()} for row in dicts_of(table)]


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value.isoformat()[:10] if isinstance(value, dt.date) else value
