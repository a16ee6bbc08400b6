"""Reading the tables row by row: as attributes, or as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

MEASURES = ("killed", "wounded", "detained")
"""Which people an event counts: its columns MEASURE_min and MEASURE_max, in persons."""


def rows_of(table: pd.DataFrame) -> Iterable[Any]:
    """The rows of a table, their columns as attributes of any type."""
    return table.itertuples(index=False)


def plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as plain data: ISO dates, lists for tuples, None for what is missing."""
    values = table.astype(object).where(table.notna(), None)
    return [
        {str(column): _plain(value) for column, value in row.items()}
        for row in values.to_dict(orient="records")
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value.isoformat()[:10] if isinstance(value, dt.date) else value
