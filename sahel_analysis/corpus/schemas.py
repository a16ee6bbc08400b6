"""Which columns do the results have, and how are rows written as Parquet?"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sahel_analysis.tables import TABLES

_SPANS = pa.list_(pa.list_(pa.int64()))
_TYPES = {
    "int": pa.int64(),
    "float": pa.float64(),
    "str": pa.string(),
    "bool": pa.bool_(),
    "dt.date": pa.date32(),
    "tuple[tuple[int, int], ...]": _SPANS,
}

ARTICLES = pa.schema(
    {
        "article_id": pa.string(),
        "row": pa.int64(),
        "place": pa.string(),
        "published": pa.date32(),
        "title": pa.string(),
        "outlet": pa.string(),
        "url": pa.string(),
        "n_words": pa.int64(),
        "boilerplate": _SPANS,
        "notes": pa.list_(pa.string()),
        "text": pa.string(),
    }
)
"""What is known of an article: where it stands in the input, the site's own lines, what was wrong with it."""

ERRORS = pa.schema(
    {
        "row": pa.int64(),
        "place": pa.string(),
        "article_id": pa.string(),
        "stage": pa.string(),
        "reason": pa.string(),
    }
)
"""A row of the input that gave no results; stage: reading or analysis."""

SKETCHES = pa.schema(
    {
        "article_id": pa.string(),
        "text_hash": pa.binary(16),
        "n_sequences": pa.int64(),
        "sketch": pa.list_(pa.uint32()),
    }
)
"""What tells articles of the same words, see duplicates.py."""

DUPLICATES = pa.schema(
    {
        "article_id": pa.string(),
        "duplicate_of": pa.string(),
        "kind": pa.string(),
        "share": pa.float64(),
    }
)
"""Articles whose text an earlier one has; kind: same or near; share: of the shorter one's word sequences."""


def _schema_of(record: type) -> pa.Schema:
    fields = [(f.name, _TYPES[str(f.type).removesuffix(" | None")]) for f in dataclasses.fields(record)]
    return pa.schema([("article_id", pa.string()), *fields])


SCHEMAS: Mapping[str, pa.Schema] = {
    "articles": ARTICLES,
    **{name: _schema_of(record) for name, record in TABLES.items()},
    "errors": ERRORS,
    "sketches": SKETCHES,
}
"""The tables that are written part by part, and their columns; `TABLES` with the article's id before them."""


def to_parquet(name: str, rows: Iterable[tuple[Any, ...]], schema: pa.Schema | None = None) -> bytes:
    """Rows of a table as a Parquet file; the same rows give the same bytes."""
    schema = SCHEMAS[name] if schema is None else schema
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()
