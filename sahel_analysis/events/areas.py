"""Sides of a country as places: "northern Mali", "the north-east of Mali", "Mali's centre", "the north"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sahel_analysis.parsing.tree import Tree
from sahel_analysis.records import Entity, Mention
from sahel_analysis.resources import read_words


class Area(NamedTuple):
    """A side of a country as a place that the text names."""

    mention: Mention
    entity: Entity


def find_areas(tree: Tree, wide: Sequence[Mention], countries: dict[str, str | None]) -> list[Area]:
    """The sides of countries and regions that a text names, in order.

    wide: names of countries and regions, in order. countries: the country of each entity.
    """
    starts, ends = {m.start: m for m in wide}, {m.end: m for m in wide}
    order = [m.start for m in wide]
    found: list[Area] = []
    for side in _sides().finditer(tree.text):
        n = bisect_right(order, side.start())
        if n and side.start() < wide[n - 1].end:
            continue  # "South Kivu" is a name
        for start, end, name in _phrases(tree.text, side, starts, ends):
            if not found or found[-1].mention.end <= start:
                found.append(_area(tree.text, start, end, _plain(side[0]), name, countries))
                break
    return found


def _phrases(
    text: str, side: re.Match[str], starts: dict[int, Mention], ends: dict[int, Mention]
) -> Iterator[tuple[int, int, Mention | None]]:
    """What a side is a side of: start, end and, unless the text leaves it open, the name."""
    first, last = side.span()
    behind = text[last : last + _REACH]
    if (gap := _BLANK.match(behind)) and (name := starts.get(last + gap.end())):
        yield first, name.end, name  # "northern Mali"
    if side[0].lower().replace(" ", "-") not in read_words("directions", "side"):
        return
    ahead = text[max(first - _REACH, 0) : first]
    gap, led = _OF.match(behind), _THE.search(ahead)
    if gap and led and (name := starts.get(last + gap.end())):
        yield first - len(led[0]), name.end, name  # "the north-east of neighbouring Mali"
    if led and (country := _OF_COUNTRY.match(behind)):
        yield first - len(led[0]), last + country.end(), None  # "the east of the country"
    if owned := _OWNED.search(ahead):
        at = first - len(owned[0])
        if name := ends.get(at):
            yield name.start, last, name  # "Mali's restive north"
        elif country := _COUNTRY.search(text[:at][-_REACH:]):
            yield at - len(country[0]), last, None  # "the country's south"
    if (led := _IN_THE.search(ahead)) and _CLOSED.match(behind) and _plain(side[0]) != "centre":
        yield first - len(led[1]), last, None  # "in the north"


_REACH = 40
"""Characters to either side of a side that are looked at."""

_BLANK = re.compile(r"[^\S\n]+")
_OF = re.compile(r"\s+of\s+(?:the\s+)?(?:[a-z]+\s+)?")
_OF_COUNTRY = re.compile(
    r"\s+of\s+(?:the|this|that)\s+(?:country|nation|region|state|province)\b", re.IGNORECASE
)
_THE = re.compile(r"\bthe\s+(?:[a-z]+\s+)?$", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?\s+(?:[a-z]+\s+){0,2}$")
_COUNTRY = re.compile(
    r"\b(?:the|this|that)\s+(?:[a-z]+\s+)?(?:country|nation|region|state|province)$", re.IGNORECASE
)
_IN_THE = re.compile(r"\b(?:in|across|throughout)\s+(the\s+(?:[a-z]+\s+)?)$", re.IGNORECASE)
_CLOSED = re.compile(
    r"\s*(?:[.,;:)\"”’]|$|(?:and|as|when|where|on|in|since|late|early|last|overnight|by|after|before|who|which|that)\b)"
)


@cache
def _sides() -> re.Pattern[str]:
    """Words for a side of a country, also written in two."""
    words = read_words("directions", "side") | read_words("directions", "adjective")
    sides = "|".join(sorted(words, key=len, reverse=True)).replace("-", "[- ]")
    return re.compile(rf"\b(?:{sides})\b(?!-)", re.IGNORECASE)


def _plain(side: str) -> str:
    """A side as one word whatever its form: "north-eastern" is "northeast"."""
    word = side.lower().replace("-", "").replace(" ", "").removesuffix("ern")
    return "centre" if word in ("center", "central") else word


def _area(
    text: str, start: int, end: int, side: str, name: Mention | None, countries: dict[str, str | None]
) -> Area:
    words, of = " ".join(text[start:end].split()), name.entity_id if name else str(start)
    mention = Mention(start, end, words, "LOC", "name", f"{side} of {of}", "side of a country")
    country = countries[of] if name else None
    entity = Entity(mention.entity_id, words, "LOC", None, None, None, country, None, None, 1, start)
    return Area(mention, entity)
