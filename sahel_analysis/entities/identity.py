"""Which names mean the same? Names with one entry of the gazetteer, one surname, or the same words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from sahel_analysis.entities.gazetteer import Entry, fold, load_gazetteer
from sahel_analysis.entities.spans import PLACES, Name
from sahel_analysis.parsing.syntax import text_of


@dataclass
class Chain:
    """A coreference chain: the names that mean one entity."""

    names: list[Name]
    label: str
    entry: Entry | None
    entity_id: str = ""
    country: str | None = None


def find_chains(doc: Doc, names: list[Name]) -> list[Chain]:
    """The entities that names mean, in order of their first name."""
    entries = _choose_entries(names)
    chains: list[Chain] = []
    by_key: dict[tuple[str, str], Chain] = {}
    full_names = [n for n in names if n.label == "PERSON" and " " in text_of(doc)[n.start : n.end]]
    for name in names:
        key = _key(doc, name, entries.get(id(name)), full_names, entries)
        if key not in by_key:
            entry = load_gazetteer().entries.get(key[1]) if key[0] == "gazetteer" else None
            label, country = (entry.label, entry.country) if entry else (name.label, None)
            by_key[key] = Chain([], label, entry, country=country)
            chains.append(by_key[key])
        by_key[key].names.append(name)
    return chains


def _choose_entries(names: list[Name]) -> dict[int, Entry]:
    """For each name, the likeliest homonym in a country that the article speaks of.

    Countries and nationalities need no such support, and give it; else the gazetteer's order counts.
    """
    first = ("country", "nationality")
    sure = [n.entries[0] for n in names if len(n.entries) == 1 or (n.entries and n.entries[0].kind in first)]
    countries = {entry.country for entry in sure} - {None}
    return {
        id(name): min(name.entries, key=lambda e: (e.kind not in first, e.country not in countries))
        for name in names
        if name.entries
    }


def _key(
    doc: Doc, name: Name, entry: Entry | None, full_names: list[Name], entries: dict[int, Entry]
) -> tuple[str, str]:
    """Names with the same key mean the same: by gazetteer, by surname, by their words."""
    if entry is not None:
        return ("gazetteer", entry.gazetteer_id)
    words = _words(doc, name)
    if name.label == "PERSON":
        same = [
            n
            for n in full_names
            if _words(doc, n)[-len(words) :] == words and len(_words(doc, n)) > len(words)
        ]
        before = [n for n in same if n.start < name.start] or same
        if before and len({tuple(_words(doc, n)) for n in same}) == 1:
            return _key(doc, before[-1], entries.get(id(before[-1])), [], entries)
    label = "PLACE" if name.label in PLACES else "ORG" if name.label == "GROUP" else name.label
    return (label, " ".join(words))


def _words(doc: Doc, name: Name) -> list[str]:
    """The words that a name goes by: those of the name that an acronym stands for."""
    return [fold(w) for w in re.findall(r"\w+", name.stands_for or text_of(doc)[name.start : name.end])]
