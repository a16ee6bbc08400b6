"""The attributes `doc._.NAME`: made known to spaCy, and written in its byte format.

So an analysed Doc can be saved, or sent to another process. spaCy writes `doc._` with srsly's msgpack,
which takes encoders by name. Importing this file registers them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import srsly
from spacy.tokens import Doc

from sahel_analysis.records import Attribution, Entity, Event, Figure, Mention, TimeExpression

_RECORDS = {
    record.__name__: record for record in (Mention, Entity, TimeExpression, Attribution, Event, Figure)
}
_RECORD, _DATE = "__sahel_record__", "__date__"


def register_extensions(**defaults: Any) -> None:
    """Makes the attributes `doc._.NAME` known, each once, with the value that it has before a run."""
    for name, default in defaults.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


_Chain = Callable[[Any], Any] | None


def encode(value: Any, chain: _Chain = None) -> Any:
    """A record or a date as plain data; what is neither goes on to the next encoder."""
    if type(value) in _RECORDS.values():
        fields = [getattr(value, field.name) for field in dataclasses.fields(value)]
        return {_RECORD: type(value).__name__, "values": fields}
    if isinstance(value, dt.date):
        return {_DATE: value.isoformat()}
    return value if chain is None else chain(value)


def decode(value: Any, chain: _Chain = None) -> Any:
    """A record or a date from what `encode` made of it."""
    if _RECORD in value:
        record = _RECORDS[value[_RECORD]](*value["values"])
        if isinstance(record, Attribution):  # msgpack knows lists only
            record = dataclasses.replace(record, content=tuple((a, b) for a, b in record.content))
        return record
    if _DATE in value:
        return dt.date.fromisoformat(value[_DATE])
    return value if chain is None else chain(value)


srsly.msgpack_encoders.register("sahel_records", func=encode)
srsly.msgpack_decoders.register("sahel_records", func=decode)
