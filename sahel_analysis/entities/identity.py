"""Which names mean the same? Names with one entry of the gazetteer, one surname, or the same words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from spacy.tokens import Doc

from sahel_analysis.entities.gazetteer import Entry, fold
from sahel_analysis.entities.lies_in import Where
from sahel_analysis.entities.namesakes import is_known_person, is_someone_else
from sahel_analysis.entities.places import find_places
from sahel_analysis.entities.spans import PLACES, Name, gender_told
from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.resources import read_table

_Words = tuple[str, ...]


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
    where = find_places(doc, names)
    countries = {place.country for place in where.values()} - {None}
    full_names = _FullNames(doc, names)
    chains: dict[tuple[str, str], Chain] = {}
    for name in names:
        entry, country = _meant(name, where, countries)
        bare = entry is None or len(_words(doc, name)) == 1
        same = full_names.of(name) if name.label == "PERSON" and bare else None
        if same is not None:
            told = _meant(same, where, countries)
            if entry is None or told[0] is not None:  # "Déby" is the one of them whom the text named in full
                entry, country = told
        key = _key(doc, same or name, entry)
        if entry is None and key[0] == "PERSON":
            key = (key[0], f"{key[1]} {full_names.gender_of(same or name)}")
        if key not in chains:
            chains[key] = Chain([], entry.label if entry else name.label, entry, country=country)
        chains[key].names.append(name)
    return [told for chain in chains.values() for told in _told_apart(doc, chain, countries)]


def _told_apart(doc: Doc, chain: Chain, countries: set[str | None]) -> list[Chain]:
    """A person whom the gazetteer knows, and namesakes: the names with a role that is not theirs."""
    if chain.entry is None or chain.label != "PERSON":
        return [chain]
    if not is_known_person(doc, chain.names, chain.entry, countries):
        return [Chain(chain.names, chain.label, None)]
    others = [name for name in chain.names if is_someone_else(doc, name, chain.entry)]
    if not others:
        return [chain]
    rest = [name for name in chain.names if name not in others]
    both = [replace(chain, names=rest), Chain(others, chain.label, None)]
    return sorted(both, key=lambda c: c.names[0].start)


def _meant(
    name: Name, where: dict[int, Where], countries: set[str | None]
) -> tuple[Entry | None, str | None]:
    """The entry that a name means, and its country: of several, one in a country that the text names."""
    if id(name) in where:
        return where[id(name)].entry, where[id(name)].country
    entry = max(name.entries, key=lambda e: e.country in countries, default=None)
    return entry, entry.country if entry else None


def _key(doc: Doc, name: Name, entry: Entry | None) -> tuple[str, str]:
    """Names with the same key mean the same: by gazetteer or by their words."""
    if entry is not None:
        return ("gazetteer", entry.gazetteer_id)
    label = "PLACE" if name.label in PLACES else "ORG" if name.label == "GROUP" else name.label
    return (label, " ".join(_words(doc, name)))


def _words(doc: Doc, name: Name) -> _Words:
    """The words that a name goes by: those of the name that an acronym stands for."""
    return tuple(fold(w) for w in re.findall(r"\w+", name.stands_for or text_of(doc)[name.start : name.end]))


class _FullNames:
    """The full names of people, and which of them a shorter name stands for."""

    def __init__(self, doc: Doc, names: Sequence[Name]) -> None:
        self._doc = doc
        self._by_ending: dict[_Words, _Forms] = defaultdict(_Forms)
        self._by_first_word: dict[_Words, _Forms] = defaultdict(_Forms)
        self._genders: dict[_Words, list[tuple[int, str]]] = defaultdict(list)
        for name in names:
            words = _words(doc, name)
            if name.label == "PERSON" and (gender := gender_told(doc, name.start)):
                self._genders[words].append((name.start, gender))
            if name.label == "PERSON" and len(words) > 1:
                for k in range(1, len(words)):
                    self._by_ending[words[k:]].add(words, name)
                self._by_first_word[words[:1]].add(words, name)

    def of(self, name: Name) -> Name | None:
        """The full name that ends in these words, else, for a first name, the one before that begins with it.

        There must be only one, of those before it if there are any. The last one before it counts, else one
        that follows; but not one that is brought in as a relative: "General Itno left. His father, Idriss
        Itno, stayed."
        """
        words = _words(self._doc, name)
        found = self._by_ending.get(words)
        if found is not None:
            before = bisect_left(found.names, name.start, key=lambda n: n.start)
            if (found.distinct[before - 1] if before else len(found.words)) > 1:
                return None
            if before:
                full = found.names[before - 1]
                return full if self._may_be(name, full) else None
            return None if is_relative(self._doc, found.names[0]) else found.names[-1]
        found = self._by_first_word.get(words)
        if found is None or len(found.words) > 1 or found.names[0].start > name.start:
            return None
        return found.names[0]

    def _may_be(self, name: Name, full: Name) -> bool:
        """Whether a surname can mean someone: "Mrs Keita" no man; "Keita, his wife" not the man before."""
        told, other = gender_told(self._doc, name.start), gender_told(self._doc, full.start)
        kin = _kin_behind().match(text_of(self._doc), name.end)
        return kin is None and not (told and other and told != other)

    def gender_of(self, name: Name) -> str:
        """He or she where the text has a "Mr Keita" and a "Mrs Keita": as told last, up to the name."""
        told = self._genders.get(_words(self._doc, name), [])
        if len({gender for _, gender in told}) == 1 or not told:
            return ""
        at = bisect_right(told, (name.start, "~")) - 1
        return told[max(at, 0)][1]


@dataclass
class _Forms:
    """Full names that share an ending or a first word: their forms, the names in order, forms so far."""

    words: set[_Words] = field(default_factory=set)
    names: list[Name] = field(default_factory=list)
    distinct: list[int] = field(default_factory=list)

    def add(self, words: _Words, name: Name) -> None:
        self.words.add(words)
        self.names.append(name)
        self.distinct.append(len(self.words))


def is_relative(doc: Doc, name: Name) -> bool:
    """Whether someone is brought in as another's relative: "his father, Idriss Itno", "Itno's son Ali"."""
    return _relation().search(text_of(doc), max(name.start - 40, 0), name.start) is not None


@cache
def _kin() -> str:
    table = read_table("lexicon/genders.csv")
    return "|".join(w for w, group in zip(table["word"], table["group"], strict=True) if group == "kinship")


@cache
def _kin_behind() -> re.Pattern[str]:
    return re.compile(rf", (?:his|her) (?:\w+ )?(?:{_kin()})\b")


@cache
def _relation() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:his|her|their)|['’]s?) (?:\w+ )?(?:{_kin()}),? $", re.IGNORECASE)
