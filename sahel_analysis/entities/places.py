"""Which place of that name is meant, and in which country does it lie?

What the text tells comes first: a country beside the name ("Kati, a village in Cameroon", "the Malian town of
Gao"), then the kind of place, the places named close by, the countries that the text names, and size last. A
name that no table knows gets no position; it gets a country only if the text tells it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import asin, cos, exp, inf, log10, radians, sin, sqrt

from spacy.tokens import Doc

from sahel_analysis.entities.gazetteer import Entry, key_of
from sahel_analysis.entities.geonames import load_geonames
from sahel_analysis.entities.spans import PLACES, Name
from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.resources import read_table, read_words

CLOSE_KM, FAR_KM = 200.0, 400.0
"""How near neighbours are, and beyond which distance a place is none."""

LARGE = 100_000
"""People of a city that is known the world over."""

MOST_MENTIONS = 5
"""Mentions of one place that are weighed."""

_LIST = re.compile(r"(?:,|,? (?:and|or)) ")


_SPEAKS_OF = {"country": 1.2, "nationality": 0.8}
"""How much a name tells that a text speaks of its country; a body or person less, a place as a neighbour."""


@dataclass(frozen=True, slots=True)
class Where:
    """The entry that a name means, if any is known, and the country (ISO 3166 alpha-2)."""

    entry: Entry | None
    country: str | None


@dataclass(slots=True)
class _Spelling:
    """All names of a text that are spelled alike: they mean one place."""

    key: str
    names: list[Name] = field(default_factory=list)
    entries: tuple[Entry, ...] = ()
    kinds: frozenset[str] = frozenset()
    told: str | None = None
    where: Where | None = None


@dataclass(slots=True)
class _Text:
    """A text as the rules see it: names in order, where sentences begin, what is settled so far."""

    text: str
    names: list[Name]
    sentences: list[int]
    spelling_of: dict[int, _Spelling]
    countries: dict[str, float] = field(default_factory=dict)
    countries_here: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    settled: dict[int, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def sentence(self, name: Name) -> int:
        return bisect_right(self.sentences, name.start)


@cache
def _kinds() -> dict[str, frozenset[str]]:
    table = read_table("lexicon/place_kinds.csv")
    return {
        noun: frozenset(kinds.split("|")) for noun, kinds in zip(table["noun"], table["kinds"], strict=True)
    }


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What stands between a place and the area or country that it lies in, or whose it is."""
    kind = "(?:" + "|".join(_kinds()) + ")"
    side = (
        "(?:(?:the |far |extreme |"
        + "|".join(f"{w} " for w in sorted(read_words("directions")))
        + ")*(?:part )?(?:of )?)"
    )
    words = r"(?:[a-z’'-]+ ){0,3}?"
    return {
        "in": re.compile(
            rf"(?: {kind})?,? (?:\(|in |(?:an?|the) {words}{kind} (?:in|of) ){side}", re.IGNORECASE
        ),
        "comma": re.compile(rf"(?: {kind})?, {side}", re.IGNORECASE),
        "'s": re.compile(rf"['’]s (?:{words}{kind},? (?:of )?|{side})"),
        "nationality": re.compile(rf" {words}{kind},? (?:of )?"),
        "opening": re.compile(rf", (?:in )?the {words}{kind} of "),
        "kind after": re.compile(rf" ({kind})\b"),
        "kind before": re.compile(rf"\b({kind})s?(?: of|,)? $", re.IGNORECASE),
        "kind apposed": re.compile(rf", (?:an?|the) {words}({kind})\b"),
    }


def find_places(doc: Doc, names: Sequence[Name]) -> dict[int, Where]:
    """What each name of a place means, by `id(name)`; names are in order and do not overlap."""
    text = _read(doc, names)
    spellings = [
        told
        for spelling in {id(s): s for s in text.spelling_of.values()}.values()
        for told in _told_apart(text, spelling)
    ]
    for spelling in spellings:
        spelling.kinds = _told_kinds(text, spelling)
    for spelling in spellings:  # what needs no neighbours gives them
        if spelling.told or len(spelling.entries) == 1:
            _settle(text, spelling)
    for spelling in spellings:
        if spelling.where is None:
            spelling.told = _told_by_area(text, spelling)
            _settle(text, spelling)
    return {at: spelling.where for at, spelling in text.spelling_of.items() if spelling.where is not None}


def _read(doc: Doc, names: Sequence[Name]) -> _Text:
    text = _Text(
        text_of(doc),
        list(names),
        [s.start_char for s in doc.sents] if doc.has_annotation("SENT_START") else [],
        {},
    )
    alike: dict[tuple[str, str], _Spelling] = {}
    for name in names:
        if name.label in PLACES:
            key = (key_of(text.text[name.start : name.end]), name.label)
            spelling = alike.setdefault(key, _Spelling(key[0]))
            spelling.entries = tuple(dict.fromkeys([*spelling.entries, *name.entries]))
            spelling.names.append(name)
            text.spelling_of[id(name)] = spelling
        for entry in name.entries:
            weight = _SPEAKS_OF.get(entry.kind, 0.0 if name.label in PLACES else 0.6)
            if weight and entry.country and entry.kind == name.entries[0].kind:
                text.countries[entry.country] = max(weight, text.countries.get(entry.country, 0.0))
                if entry.kind == "country":
                    text.countries_here[text.sentence(name)].add(entry.country)
    return text


# What the text tells


def _told_kinds(text: _Text, spelling: _Spelling) -> frozenset[str]:
    """The kinds that a word beside the name tells: "the village of Kobe", "Soum province"."""
    for name in spelling.names[:MOST_MENTIONS]:
        before, after = text.text[max(name.start - 30, 0) : name.start], text.text[name.end : name.end + 60]
        found = (
            _patterns()["kind after"].match(after)
            or _patterns()["kind before"].search(before)
            or _patterns()["kind apposed"].match(after)
        )
        if found:
            return _kinds()[found[1].lower()]
    return frozenset()


def _told_apart(text: _Text, spelling: _Spelling) -> list[_Spelling]:
    """The places that names spelled alike mean: one, unless the text tells several countries.

    A name without a country is the one told last before it, at the beginning the one told first.
    """
    if any(e.kind in ("country", "continent") for e in spelling.entries):
        return [spelling]
    told = [_told_country(text, spelling, name) for name in spelling.names]
    first = next((country for country in told if country), None)
    apart: dict[str | None, _Spelling] = {}
    for name, country in zip(spelling.names, told, strict=True):
        first = country or first
        if first not in apart:
            apart[first] = replace(spelling, names=[], told=first)
        apart[first].names.append(name)
        text.spelling_of[id(name)] = apart[first]
    return list(apart.values())


def _told_country(text: _Text, spelling: _Spelling, name: Name) -> str | None:
    """The country that stands beside a name."""
    own = {e.country for e in spelling.entries}
    before, after = _beside(text, name)
    for beside, told in ((after, _lies_in(text, name, after)), (before, _is_of(text, name, before))):
        country = beside.entries[0].country if told and beside is not None and beside.entries else None
        if country and (told == "sure" or not own or country in own):
            return country
    return None


def _beside(text: _Text, name: Name) -> tuple[Name | None, Name | None]:
    at = bisect_right(text.names, name.start, key=lambda n: n.start) - 1
    before = text.names[at - 1] if at > 0 else None
    return before, text.names[at + 1] if at + 1 < len(text.names) else None


def _is_kind(name: Name | None, *kinds: str) -> bool:
    return name is not None and bool(name.entries) and name.entries[0].kind in kinds


def _lies_in(text: _Text, name: Name, after: Name | None) -> str:
    """How sure it is that a place lies in the country named next: "sure", "maybe" or ""."""
    if (
        after is None
        or not _is_kind(after, "country")
        or text.text[after.end : after.end + 2] in ("'s", "’s")
    ):
        return ""
    between = text.text[name.end : after.start]
    if _patterns()["in"].fullmatch(between):
        return "sure"
    if not _patterns()["comma"].fullmatch(between):
        return ""
    following = _beside(text, after)[1]
    listed = _LIST.match(text.text, after.end)
    if listed and following is not None and listed.end() == following.start:
        return ""  # "Gao, Niger and Chad" is a list
    return "maybe"


def _is_of(text: _Text, name: Name, before: Name | None) -> str:
    """How sure it is that a place is in the country, or of the nation, named before it."""
    if before is None:
        return ""
    between = text.text[before.end : name.start]
    if _is_kind(before, "country"):
        return "sure" if any(_patterns()[p].fullmatch(between) for p in ("'s", "opening")) else ""
    return "sure" if _is_kind(before, "nationality") and _patterns()["nationality"].fullmatch(between) else ""


def _told_by_area(text: _Text, spelling: _Spelling) -> str | None:
    """The country of the area or town that the text puts a place in: "Kobe, a village in Diffa region"."""
    for name in spelling.names[:MOST_MENTIONS]:
        _, after = _beside(text, name)
        if after is not None and after.label in PLACES and id(after) in text.spelling_of:
            where = text.spelling_of[id(after)].where
            between = text.text[name.end : after.start]
            if where and where.country and any(_patterns()[p].fullmatch(between) for p in ("in",)):
                return where.country
    return None


# Which of several


def _settle(text: _Text, spelling: _Spelling) -> None:
    best = _choose(text, spelling, spelling.entries)
    if best is None and not any(e.kind in ("river", "continent") for e in spelling.entries):
        best = _from_geonames(text, spelling)
    spelling.where = Where(best, best.country if best else spelling.told)
    if best is not None and best.lat is not None and best.kind not in ("country", "continent"):
        for name in spelling.names:
            text.settled[text.sentence(name)].append(best)


def _from_geonames(text: _Text, spelling: _Spelling) -> Entry | None:
    """The place that only GeoNames knows, under the name that the text gives it."""
    name = spelling.names[0]
    written = " ".join(text.text[name.start : name.end].split())
    wide = load_geonames().lookup(written)
    bare, _, noun = written.rpartition(" ")
    if not wide and noun.lower() in _kinds():  # "El Gezira state"
        spelling.key, spelling.kinds = key_of(bare), spelling.kinds | _kinds()[noun.lower()]
        wide = load_geonames().lookup(bare)
    best = _choose(text, spelling, [e for e in wide if _is_plausible(text, spelling, e, wide)])
    return replace(best, name=written, label=name.label) if best else None


def _choose(text: _Text, spelling: _Spelling, entries: Iterable[Entry]) -> Entry | None:
    """The likeliest entry, none of another country than the one told."""
    fitting = [e for e in entries if spelling.told is None or e.country in (spelling.told, None)]
    return max(fitting, key=lambda e: _score(text, spelling, e)) if fitting else None


def _score(text: _Text, spelling: _Spelling, entry: Entry) -> float:
    score = log10(entry.population + 10) + {"country": 20.0, "capital": 2.0}.get(entry.kind, 0.0)
    if spelling.kinds:
        score += 4.0 if entry.kind in spelling.kinds else -2.0
    elif entry.kind in _kinds()["province"]:
        score -= 2.5  # an area is told to be one
    if key_of(entry.name) != spelling.key:
        score -= 1.0
    if entry.country:
        score += text.countries.get(entry.country, 0.0)
        score += 2.0 * any(
            entry.country in text.countries_here[text.sentence(n)] for n in spelling.names[:MOST_MENTIONS]
        )
    return score + 3.0 * exp(-_distance_to_neighbours(text, spelling, entry) / CLOSE_KM)


def _distance_to_neighbours(text: _Text, spelling: _Spelling, entry: Entry) -> float:
    """Kilometres to the nearest settled place: of the same sentence, else of the sentences around."""
    if entry.lat is None or entry.lon is None:
        return inf
    for reach in (0, 2):
        near = [
            place
            for name in spelling.names[:MOST_MENTIONS]
            for number in range(text.sentence(name) - reach, text.sentence(name) + reach + 1)
            for place in text.settled.get(number, ())[:MOST_MENTIONS]
        ]
        if near:
            return min(kilometres(entry, place) for place in near)
    return inf


def _is_plausible(text: _Text, spelling: _Spelling, entry: Entry, homonyms: Sequence[Entry]) -> bool:
    """Whether a place of GeoNames may be meant: the text must speak of where it is, or it is large."""
    large = entry.population >= LARGE
    if large and spelling.kinds and not spelling.kinds & {entry.kind, "city", "capital"}:
        return False  # "the village of Kobe" is not the city in Japan
    if spelling.told:
        return True
    distance = _distance_to_neighbours(text, spelling, entry)
    if distance < FAR_KM:
        return True
    name = key_of(entry.name)
    exact, inside = name == spelling.key, f" {spelling.key} " in f" {name} "
    here = any(entry.country in text.countries_here[text.sentence(n)] for n in spelling.names[:MOST_MENTIONS])
    if here or (inside and text.countries.get(entry.country or "", 0.0) >= _SPEAKS_OF["country"]):
        return large or distance == inf or entry.kind in _kinds()["province"]
    others = [e.population for e in homonyms if e.country != entry.country]
    cued = any(_is_cued(text, name) for name in spelling.names[:MOST_MENTIONS])
    least = (LARGE if cued else 5 * LARGE) * (1 if exact else 3)
    return entry.population >= max(least, 5 * max(others, default=0))


def _is_cued(text: _Text, name: Name) -> bool:
    """Whether a place opens a dateline, or a word before it makes it a place."""
    before = text.text[max(name.start - 20, 0) : name.start]
    words = before.split()
    return before[-1:] in ("", "\n") or bool(words and words[-1].lower() in read_words("place_cues"))


def kilometres(one: Entry, other: Entry) -> float:
    """Great-circle distance between two places that have a position."""
    lat, other_lat = radians(one.lat or 0.0), radians(other.lat or 0.0)
    half = sin((other_lat - lat) / 2) ** 2
    half += cos(lat) * cos(other_lat) * sin(radians((other.lon or 0.0) - (one.lon or 0.0)) / 2) ** 2
    return 12742 * asin(sqrt(half))
