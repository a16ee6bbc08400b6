"""Which objects stand in a text that is JSON, or nearly? Words around it, or no end, do not matter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_COMMA_TOO_MUCH = re.compile(r",(?=\s*[\]}])")
_BARE = re.compile(r"\{[^{}]*\}")
_NEXT_KEY = re.compile(r",\s*(?=[\"'“”‘’][\w ]+[\"'“”‘’]\s*:)")
_BLANKS_AND_MARKS = " \t\r\n\"'“”‘’"


def find_objects(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a text in their order, with all that is in them.

    Of an object without an end, those in it that are whole.

    Example:
        >>> list(find_objects("Here: [{'a': None,}, {'b': [1, 2"))
        [{'a': 'None'}]
    """
    text = _COMMA_TOO_MUCH.sub("", text)
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while (at := text.find("{", at)) >= 0:
        try:
            found, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):  # too deep, or no end, and its objects may be whole
            bare = _BARE.match(text, at)
            found, at = _pairs(bare[0]) if bare else {}, bare.end() if bare else at + 1
        if found:
            yield found


def is_list(text: str) -> bool:
    """Whether a text is a JSON list, of whatever."""
    try:
        return isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False


def _pairs(bare: str) -> dict[str, Any]:
    """An object without others in it, whatever its quotation marks are and where they stand unmarked."""
    pairs = [part.partition(":") for part in _NEXT_KEY.split(bare[1:-1])]
    return {
        key.strip(_BLANKS_AND_MARKS): told.strip(_BLANKS_AND_MARKS) for key, colon, told in pairs if colon
    }
