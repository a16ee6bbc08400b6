"""The kinds of sources that the gazetteer knows, by data/lexicon/source_kinds.csv."""

from __future__ import annotations

from functools import cache

from sahel_analysis.entities.gazetteer import Entry, load_gazetteer
from sahel_analysis.resources import read_table


@cache
def known_entry(name: str, label: str) -> Entry | None:
    """The gazetteer's row for an entity's full name."""
    return next((e for e in load_gazetteer().lookup(name) if e.name == name and e.label == label), None)


def known_kind(entry: Entry | None) -> str | None:
    """The kind of source that an entry is."""
    return _kinds().get(entry.kind) if entry is not None else None


def known_affiliation(entry: Entry | None) -> str | None:
    """The kind of source that the body behind a person's entry is."""
    return known_kind(load_gazetteer().entries.get(entry.affiliation or "")) if entry is not None else None


def kind_of_acronym(text: str) -> str | None:
    """The kind of a name in capitals that could be a word, and so is no mention: "SITE"."""
    entries = load_gazetteer().lookup(text) if text.isupper() and len(text) > 2 else ()
    return next((kind for entry in entries if (kind := known_kind(entry)) is not None), None)


@cache
def _kinds() -> dict[str, str]:
    table = read_table("lexicon/source_kinds.csv")
    return dict(zip(table["gazetteer_kind"], table["kind"], strict=True))
