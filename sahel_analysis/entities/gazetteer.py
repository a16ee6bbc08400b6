"""Which names are known beforehand, and how may they be spelled? The tables of data/gazetteer/.

A spelling matches whatever its accents, apostrophes, hyphens
or spaces, and "al-" in either case; capitals count otherwise, because names are told from words
by them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from sahel_analysis.resources import read_table, read_words

TABLES = ("places", "groups", "organisations", "people", "norp", "facilities", "events")

# With the accents of decomposed text, and without the apostrophe that counts as a letter.
_ATOM = re.compile(r"[^\W\u02bc](?:[^\W\u02bc]|[\u0300-\u036f])*")
_GENERIC = re.compile(r" (province|state|region|cercle|department|district|commune)\b")
_JOINS = re.compile(r"[ \u00a0\u202f'’‘ʼ\-\u2010\u2011–]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the gazetteer; missing values are None."""

    gazetteer_id: str
    name: str
    label: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    population: int
    wikidata: str | None
    role: str | None
    affiliation: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write an entry's name: the text, its words, and what stands between them.

    `noun` must follow, and is not part of the name: "Say" is a department only in "Say department".
    """

    entry: Entry
    text: str
    atoms: tuple[str, ...]
    joins: tuple[str, ...]
    supported: bool
    noun: str


@dataclass(frozen=True, slots=True)
class Match:
    """Characters `start` to `end` spell one of `entries` (homonyms in order of likelihood).

    `supported` means that the spelling alone is not enough to call it a name; `shorter` is then a
    match of its first words that is ("Kidal" in "Kidal military camp").
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    supported: bool
    shorter: Match | None = None


def fold(text: str) -> str:
    """A word without accents, in lower case."""
    if text.isascii():
        return text.lower()
    stripped = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return stripped.casefold()


def key_of(text: str) -> str:
    """The words of a name as they are compared: folded, whatever stands between them."""
    return " ".join(fold(word) for word in _ATOM.findall(text))


class Gazetteer:
    """All entries, by id and by spelling."""

    def __init__(self, entries: dict[str, Entry], spellings: list[Spelling]) -> None:
        self.entries = entries
        self._by_first: dict[str, list[tuple[tuple[str, ...], list[Spelling]]]] = {}
        groups: dict[tuple[str, ...], list[Spelling]] = defaultdict(list)
        for spelling in spellings:
            groups[tuple(fold(a) for a in spelling.atoms)].append(spelling)
        for key, group in sorted(groups.items(), key=lambda item: -len(item[0])):
            group.sort(key=lambda s: (_RANK.get(s.entry.kind, 5), -s.entry.population))
            self._by_first.setdefault(key[0], []).append((key, group))

    def __getitem__(self, gazetteer_id: str) -> Entry:
        return self.entries[gazetteer_id]

    def find(self, text: str) -> list[Match]:
        """All matches in a text, the longest first where two begin together, none overlapping."""
        atoms = [m.span() for m in _ATOM.finditer(text)]
        words = tuple(fold(text[start:end]) for start, end in atoms)
        matches, i = [], 0
        while i < len(atoms):
            match, n_atoms = self._at(text, atoms, words, i) if words[i] in self._by_first else (None, 1)
            if match is not None:
                matches.append(match)
            i += max(n_atoms, 1)
        return matches

    def lookup(self, text: str) -> tuple[Entry, ...]:
        """Entries that a whole text spells (empty if none)."""
        matches = self.find(text)
        return (
            matches[0].entries if len(matches) == 1 and matches[0].end - matches[0].start == len(text) else ()
        )

    def _at(
        self, text: str, atoms: list[tuple[int, int]], words: tuple[str, ...], i: int
    ) -> tuple[Match | None, int]:
        longest: tuple[Match, int] | None = None
        for key, group in self._by_first[words[i]]:
            if words[i : i + len(key)] != key:
                continue
            window = atoms[i : i + len(key)]
            fitting = [s for s in group if _spelled_as(text, window, s)]
            end = window[-1][1]
            following = _GENERIC.match(text, end)
            nouns = ("", following[1]) if following else ("",)
            fitting = [s for s in fitting if s.noun in nouns]
            fitting = [s for s in fitting if s.noun] or fitting
            if fitting:
                if any(s.joins[-1] == "." for s in fitting) and text[end : end + 1] == ".":
                    end += 1
                entries = tuple(dict.fromkeys(s.entry for s in fitting))
                # "ACTED" is safe and fits "Acted" too, which the tables call doubtful.
                exact = [s for s in fitting if s.text == text[window[0][0] : end]]
                supported = all(s.supported for s in exact or fitting)
                match = Match(window[0][0], end, entries, supported)
                if longest is None and not supported:
                    return match, len(key)
                if longest is None:
                    longest = match, len(key)
                elif not supported:
                    return replace(longest[0], shorter=match), longest[1]
        return longest or (None, 0)


_RANK = {"country": 0, "capital": 1, "region": 3, "city": 2, "town": 4, "continent": 1}
"""Which of several places with one name is meant when nothing else tells."""


def _spelled_as(text: str, window: list[tuple[int, int]], spelling: Spelling) -> bool:
    """Whether capitals and the characters between the words fit the spelling."""
    for k, ((start, end), atom) in enumerate(zip(window, spelling.atoms, strict=True)):
        written = text[start:end]
        small = atom.lower() in read_words("particles") and len(spelling.atoms) > 1
        if not small and atom[0].isupper() and not written[0].isupper():
            return False
        if atom.isupper() and 1 < len(atom) < 4 and not written.isupper():
            return False
        if atom[0].islower() and not small and written != atom and not written.isupper():
            return False
        if k + 1 < len(window):
            between = text[end : window[k + 1][0]]
            wanted = spelling.joins[k]
            if between != wanted and not (_JOINS.fullmatch(between) and _JOINS.fullmatch(wanted)):
                return False
    return True


def _spelling(entry: Entry, text: str, supported: bool) -> Spelling | None:
    text = re.sub(r"^[Tt]he ", "", text)  # neither an article nor a generic noun is part of a name
    generic = _GENERIC.search(text)
    noun = generic[1] if generic and generic.end() == len(text) else ""
    text = text.removesuffix(f" {noun}") if noun else text
    found = list(_ATOM.finditer(text))
    if not found:
        return None
    joins = [text[a.end() : b.start()] for a, b in pairwise(found)]
    atoms = tuple(m.group() for m in found)
    return Spelling(entry, text, atoms, (*joins, text[found[-1].end() :]), supported, noun)


def _rows() -> Iterator[dict[str, str]]:
    for name in TABLES:
        table = read_table(f"gazetteer/{name}.csv")
        for values in zip(*table.values(), strict=True):
            yield dict(zip(table, values, strict=True))


@cache
def load_gazetteer() -> Gazetteer:
    """The packaged gazetteer."""
    entries, spellings = {}, []
    for row in _rows():
        entry = Entry(
            gazetteer_id=row["gazetteer_id"],
            name=row["name"],
            label=row["label"],
            kind=row["kind"],
            country=row["country"] or None,
            lat=float(row["lat"]) if row["lat"] else None,
            lon=float(row["lon"]) if row["lon"] else None,
            population=int(row["population"] or 0),
            wikidata=row["wikidata"] or None,
            role=row["role"] or None,
            affiliation=row["affiliation"] or None,
            source=row["source"],
        )
        entries[entry.gazetteer_id] = entry
        doubtful = set(row["supported_aliases"].split("|"))
        for text in (row["name"], *filter(None, row["aliases"].split("|"))):
            spelling = _spelling(entry, text, row["match"] == "supported" or text in doubtful)
            if spelling is not None:
                spellings.append(spelling)
    return Gazetteer(entries, spellings)
