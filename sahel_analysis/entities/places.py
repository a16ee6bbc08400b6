"""Which place of that name is meant, and in which country does it lie?

What the text tells comes first (`lies_in.py`), then the kind of place, the places named close by, the
countries that the text names, and size last. A name that no table knows gets no position; it gets a country
only if the text tells it, or speaks of one country alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import asin, cos, exp, inf, log10, radians, sin, sqrt

from spacy.tokens import Doc

from sahel_analysis.entities.gazetteer import Entry, key_of
from sahel_analysis.entities.geonames import load_geonames
from sahel_analysis.entities.lies_in import (
    MOST_MENTIONS,
    SPEAKS_OF,
    Spelling,
    Text,
    Where,
    area_kinds,
    kinds_of,
    read_text,
    stand_together,
    told_apart,
    told_by_area,
    told_kinds,
)
from sahel_analysis.entities.spans import Name
from sahel_analysis.resources import read_words

CLOSE_KM, FAR_KM = 200.0, 400.0
"""How near neighbours are, and beyond which distance a place is none."""

LARGE = 100_000
"""People of a city that is known the world over."""

MOST_NEIGHBOURS = 30
"""Places of a text that are weighed as neighbours of others, however far they stand apart."""


def find_places(doc: Doc, names: Sequence[Name]) -> dict[int, Where]:
    """What each name of a place means, by `id(name)`; names are in order and do not overlap."""
    text = read_text(doc, names)
    spellings = [
        told
        for spelling in {id(s): s for s in text.spelling_of.values()}.values()
        for told in told_apart(text, spelling)
    ]
    for spelling in spellings:
        spelling.kinds = told_kinds(text, spelling)
    for spelling in spellings:  # what needs no neighbours gives them
        if spelling.told or len(spelling.entries) == 1:
            _settle(
                text, spelling, _choose(text, spelling, spelling.entries) or _from_geonames(text, spelling)
            )
    for spelling in spellings:
        if spelling.where is None and spelling.entries:
            spelling.told = told_by_area(text, spelling)
            _settle(
                text, spelling, _choose(text, spelling, spelling.entries) or _from_geonames(text, spelling)
            )
    open_ = [spelling for spelling in spellings if spelling.where is None]
    for step in (_by_themselves, _by_themselves, _together, _by_themselves):
        step(text, open_)
        open_ = [spelling for spelling in open_ if spelling.where is None]
    only = _only_country(text)
    for spelling in open_:
        spelling.told = told_by_area(text, spelling, near=True) or _of_sentence(text, spelling) or only
        spelling.where = Where(None, spelling.told)
    return {at: spelling.where for at, spelling in text.spelling_of.items() if spelling.where is not None}


# Which of several


def _best(text: Text, spelling: Spelling) -> Entry | None:
    return _choose(text, spelling, spelling.entries) or _from_geonames(text, spelling)


def _settle(text: Text, spelling: Spelling, best: Entry | None) -> None:
    spelling.where = Where(best, best.country if best else spelling.told)
    if best is not None and best.lat is not None and best.kind not in ("country", "continent"):
        for name in spelling.names:
            text.settled[text.sentence(name)].append(best)


def _by_themselves(text: Text, spellings: Sequence[Spelling]) -> None:
    """Settles places of which GeoNames knows one that the text makes likely."""
    for spelling in spellings:
        spelling.told = told_by_area(text, spelling)
        best = _from_geonames(text, spelling)
        if best is not None:
            _settle(text, spelling, best)


def _together(text: Text, spellings: Sequence[Spelling]) -> None:
    """Settles places that lie close to each other if one of their homonyms is meant: Satipo and Mazamari.

    Two are enough in a country that the text speaks of or if they stand side by side, three anywhere.
    """
    candidates: dict[str, list[tuple[Spelling, Entry]]] = defaultdict(list)
    for spelling in spellings[:MOST_NEIGHBOURS]:
        for entry in _wide(text, spelling):
            if entry.country and entry.lat is not None and not _is_doubtful(spelling, entry):
                candidates[entry.country].append((spelling, entry))
    spoken_of = {place.country for here in text.settled.values() for place in here} | set(text.countries)
    groups = []
    for country, group in candidates.items():
        for spelling, entry in group:
            close = {
                id(s): s for s, other in group if s is not spelling and kilometres(entry, other) < CLOSE_KM
            }
            sure = len(close) > 1 or country in spoken_of or not spoken_of
            if close and (sure or any(stand_together(spelling, other) for other in close.values())):
                groups.append((len(close), entry, spelling))
    for _, entry, spelling in sorted(groups, key=lambda g: (-g[0], -g[1].population)):
        if spelling.where is None:
            _settle(text, spelling, _as_written(text, spelling, entry))


def _is_doubtful(spelling: Spelling, entry: Entry) -> bool:
    """Whether a homonym is spelled otherwise, of another kind than the one told, or an everyday word."""
    return (
        key_of(entry.name) != spelling.key
        or bool(spelling.kinds and entry.kind not in spelling.kinds)
        or (entry.kind == "area 2" and not spelling.kinds and " " not in spelling.key)
        or load_geonames().is_common_word(spelling.key)
    )


def _of_sentence(text: Text, spelling: Spelling) -> str | None:
    """The country of the settled places in its sentence, if they agree and it names no other nation."""
    for name in spelling.names[:MOST_MENTIONS]:
        here = text.sentence(name)
        places = {place.country for place in text.settled.get(here, ())}
        if len(places) == 1 and places >= text.nations_here[here]:
            return places.pop()
    return None


def _only_country(text: Text) -> str | None:
    """The country of all settled places, if the text names no other, nor people of another."""
    places = {place.country for here in text.settled.values() for place in here}
    named = {e.country for name in text.names for e in name.entries[:1] if e.kind in SPEAKS_OF}
    return places.pop() if len(places) == 1 and places >= named else None


def _wide(text: Text, spelling: Spelling) -> tuple[Entry, ...]:
    """The places of GeoNames that bear a name, with its noun or without ("El Gezira state")."""
    written = text.written(spelling.names[0])
    bare, _, noun = written.rpartition(" ")
    if bare and noun.lower() in kinds_of() and (wide := load_geonames().lookup(bare)):
        spelling.key, spelling.kinds = key_of(bare), spelling.kinds | kinds_of()[noun.lower()]
        return wide
    return load_geonames().lookup(written)


def _from_geonames(text: Text, spelling: Spelling) -> Entry | None:
    """The place that only GeoNames knows, under the name that the text gives it."""
    if any(e.kind in ("river", "continent") for e in spelling.entries):
        return None
    wide = _wide(text, spelling)
    best = _choose(text, spelling, [e for e in wide if _is_plausible(text, spelling, e, wide)])
    return _as_written(text, spelling, best) if best else None


def _as_written(text: Text, spelling: Spelling, entry: Entry) -> Entry:
    return replace(entry, name=text.written(spelling.names[0]), label=spelling.names[0].label)


def _choose(text: Text, spelling: Spelling, entries: Iterable[Entry]) -> Entry | None:
    """The likeliest entry, none of another country than the one told."""
    fitting = [e for e in entries if spelling.told is None or e.country in (spelling.told, None)]
    return max(fitting, key=lambda e: _score(text, spelling, e)) if fitting else None


def _score(text: Text, spelling: Spelling, entry: Entry) -> float:
    score = log10(entry.population + 10) + {"country": 20.0, "capital": 2.0}.get(entry.kind, 0.0)
    if spelling.kinds:
        score += 4.0 if entry.kind in spelling.kinds else -2.0
    elif entry.kind in kinds_of()["province"]:
        score -= 2.5  # an area is told to be one
    if key_of(entry.name) != spelling.key:
        score -= 1.0
    if entry.country:
        score += text.countries.get(entry.country, 0.0)
        score += 2.0 * any(
            entry.country in text.nations_here[text.sentence(n)] for n in spelling.names[:MOST_MENTIONS]
        )
    return score + 3.0 * exp(-_distance_to_neighbours(text, spelling, entry) / CLOSE_KM)


def _distance_to_neighbours(text: Text, spelling: Spelling, entry: Entry) -> float:
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


def _is_plausible(text: Text, spelling: Spelling, entry: Entry, homonyms: Sequence[Entry]) -> bool:
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
    if exact and _is_near_any(text, entry):
        return True
    if (exact or inside) and _is_only_area(text, spelling, entry, homonyms):
        return True
    here = any(entry.country in text.countries_here[text.sentence(n)] for n in spelling.names[:MOST_MENTIONS])
    if here or (inside and text.countries.get(entry.country or "", 0.0) >= SPEAKS_OF["country"]):
        return large or distance == inf or entry.kind in kinds_of()["province"]
    others = [e.population for e in homonyms if e.country != entry.country]
    cued = any(_is_cued(text, name) for name in spelling.names[:MOST_MENTIONS])
    least = (LARGE if cued else 5 * LARGE) * (1 if exact else 3)
    return entry.population >= max(least, 5 * max(others, default=0))


def _is_near_any(text: Text, entry: Entry) -> bool:
    """Whether a settled place is close by, wherever the text names it."""
    settled = [place for here in text.settled.values() for place in here[:MOST_MENTIONS]][:MOST_NEIGHBOURS]
    return entry.lat is not None and any(kilometres(entry, place) < CLOSE_KM for place in settled)


def _is_only_area(text: Text, spelling: Spelling, entry: Entry, homonyms: Sequence[Entry]) -> bool:
    """Whether this is the one large area of that name, in the world or where the text is: Manipur, Punjab."""
    if entry.kind not in area_kinds() or entry.kind == "area 2":
        return False
    if spelling.kinds and entry.kind not in spelling.kinds:
        return False
    if load_geonames().is_common_word(spelling.key):
        return False
    rivals = {e.country for e in homonyms if e.kind == entry.kind or e.population >= LARGE} - {entry.country}
    spoken_of = {place.country for here in text.settled.values() for place in here}
    return not rivals or (entry.country in spoken_of and not rivals & spoken_of)


def _is_cued(text: Text, name: Name) -> bool:
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
