"""The words of events, from `data/lexicon/event_*.csv`, in the form that the rules look them up in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sahel_analysis.resources import read_table, read_words


@dataclass(frozen=True, slots=True)
class Sense:
    """What a trigger may mean: a row of the table of triggers.

    kind is finer than `type` and says what can be the same event; acled_event and acled_sub_event are
    the class in ACLED's codebook; frame says who does it to whom (act), who suffers it (undergo),
    that it has no doer (occur), that it is said (claim, tell); needs names what must stand beside it.
    """

    pattern: tuple[frozenset[str], ...]
    pos: str
    type: str
    kind: str
    acled_event: str
    acled_sub_event: str
    frame: str
    needs: str
    group: str


GAP = frozenset({"..."})
"""In a pattern: up to four words of any kind."""


@cache
def senses() -> dict[str, list[Sense]]:
    """The senses by the first word of their patterns: the longest pattern first, then as in the table."""
    table = read_table("lexicon/event_triggers.csv")
    found: dict[str, list[Sense]] = {}
    for pattern, *rest in zip(*table.values(), strict=True):
        words = tuple(frozenset(w.split("|")) for w in _pieces(pattern))
        for first in words[0]:
            found.setdefault(first, []).append(Sense(words, *rest))
    for entries in found.values():
        entries.sort(key=lambda s: -len(s.pattern))
    return found


def _pieces(pattern: str) -> list[str]:
    return pattern.replace("’", "'").replace("-", " - ").split()


@dataclass(frozen=True, slots=True)
class Need:
    """Words of some classes, or names with some labels, that must stand as doer, as sufferer or beside."""

    where: tuple[str, ...]
    classes: tuple[str, ...]
    labels: tuple[str, ...]


@cache
def needs() -> dict[str, list[Need]]:
    """What the needs of senses stand for; where a need has several rows all must be met."""
    table = read_table("lexicon/event_needs.csv")
    found: dict[str, list[Need]] = {}
    columns = (table["need"], table["where"], table["classes"], table["labels"])
    for name, *lists in zip(*columns, strict=True):
        found.setdefault(name, []).append(Need(*(tuple(filter(None, x.split("|"))) for x in lists)))
    return found


def words(name: str) -> frozenset[str]:
    """The words of a class in the table of words."""
    return read_words("event_words", name)


@cache
def casualty_uses() -> dict[str, dict[str, str]]:
    """Of each casualty word, the kind (killed, wounded, detained) per use (object, subject, noun ...)."""
    table = read_table("lexicon/event_casualties.csv")
    found: dict[str, dict[str, str]] = {}
    for word, kind, use in zip(table["word"], table["kind"], table["use"], strict=True):
        found.setdefault(word, {})[use] = kind
    return found


@cache
def bounds() -> dict[tuple[str, ...], str]:
    """Words before a figure and the bound they make of it: least, most or about."""
    table = read_table("lexicon/event_bounds.csv")
    return {tuple(w.split()): b for w, b in zip(table["words"], table["bound"], strict=True)}
