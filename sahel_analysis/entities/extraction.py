"""Entities: who and where, each once, with every mention in the text that means it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from sahel_analysis.entities.coreference import Known, find_links
from sahel_analysis.entities.gazetteer import Entry, fold, load_gazetteer
from sahel_analysis.entities.name_context import PLACES, Name, title_words
from sahel_analysis.entities.names import find_names
from sahel_analysis.parsing.syntax import APPOSITIONS, appositions, phrase, prepositional, text_of
from sahel_analysis.records import Entity, Mention
from sahel_analysis.resources import read_table


def extract_entities(doc: Doc, skip: Iterable[tuple[int, int]] = ()) -> tuple[list[Mention], list[Entity]]:
    """Mentions and entities of a Doc.

    The Doc needs heads, labels and parts of speech of either scheme (see `syntax.py`); its `ents`
    are used as far as they name something. `skip` holds character spans (boilerplate) in which
    nothing is looked for. Returns mentions in order of their start and entities in order of their
    first mention; see `records.py` for the fields. A place that the gazetteer does not know has no
    coordinates, and harms nothing else.
    """
    skipped = list(skip)
    clusters = _cluster(doc, find_names(doc, skipped))
    for number, cluster in enumerate(clusters, start=1):
        cluster.entity_id = f"E{number:02d}"
    mentions = [
        Mention(n.start, n.end, text_of(doc)[n.start : n.end], c.label, "name", c.entity_id, n.rule)
        for c in clusters
        for n in c.names
    ]
    known = [
        Known(n.start, n.end, c.label, c.entity_id, c.entry.kind if c.entry else None, c.country)
        for c in clusters
        for n in c.names
    ]
    known.sort(key=lambda k: k.start)
    for link in find_links(doc, known, skipped):
        text, target = text_of(doc)[link.start : link.end], link.target
        mentions.append(
            Mention(link.start, link.end, text, target.label, link.kind, target.entity_id, link.rule)
        )
    mentions.sort(key=lambda m: (m.start, -m.end))
    counts = Counter(m.entity_id for m in mentions)
    first = {m.entity_id: m.start for m in reversed(mentions)}
    ids = {c.entry.gazetteer_id: c.entity_id for c in clusters if c.entry}
    return mentions, [_entity(doc, c, known, ids, counts[c.entity_id], first[c.entity_id]) for c in clusters]


# Which names mean the same


@dataclass
class _Cluster:
    """Names that mean one entity."""

    names: list[Name]
    label: str
    entry: Entry | None
    entity_id: str = ""
    country: str | None = None


def _cluster(doc: Doc, names: list[Name]) -> list[_Cluster]:
    entries = _choose_entries(names)
    clusters: list[_Cluster] = []
    by_key: dict[tuple[str, str], _Cluster] = {}
    full_names = [n for n in names if n.label == "PERSON" and " " in text_of(doc)[n.start : n.end]]
    for name in names:
        key = _key(doc, name, entries.get(id(name)), full_names, entries)
        if key not in by_key:
            entry = load_gazetteer().entries.get(key[1]) if key[0] == "gazetteer" else None
            label, country = (entry.label, entry.country) if entry else (name.label, None)
            by_key[key] = _Cluster([], label, entry, country=country)
            clusters.append(by_key[key])
        by_key[key].names.append(name)
    return clusters


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


# What is known of an entity


def _entity(
    doc: Doc, cluster: _Cluster, known: list[Known], ids: dict[str, str], n_mentions: int, first: int
) -> Entity:
    entry = cluster.entry
    spelled = max((text_of(doc)[n.start : n.end] for n in cluster.names), key=len)
    found = Entity(
        entity_id=cluster.entity_id,
        name=entry.name if entry else " ".join(spelled.split()),
        label=cluster.label,
        wikidata=entry.wikidata if entry else None,
        role=None,
        affiliation=None,
        country=entry.country if entry else None,
        lat=entry.lat if entry else None,
        lon=entry.lon if entry else None,
        n_mentions=n_mentions,
        first_start=first,
    )
    if entry and entry.affiliation in ids:
        found = replace(found, affiliation=ids[entry.affiliation])
    if cluster.label != "PERSON":
        return found
    role, affiliation = None, None
    for name in cluster.names:
        role = role or _role(doc, name)
        affiliation = affiliation or _affiliation(doc, name, known)
    return replace(found, role=role, affiliation=affiliation or found.affiliation)


def _role(doc: Doc, name: Name) -> str | None:
    """The title before a person's name, else the short apposition after or before it."""
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return None
    first = span.start
    while first > 0 and _is_title_word(doc[first - 1]):
        first -= 1
    while first < span.start and doc[first].lower_ in ("of", "and", "-", "for"):
        first += 1
    if first < span.start and any(t.text in title_words() for t in doc[first : span.start]):
        return doc[first : span.start].text.strip()
    before = span.start - 1
    if (
        before > 0
        and doc[before].pos_ == "NOUN"
        and doc[before].lower_ in _roles()
        and doc[before].head in span
    ):
        left, _ = phrase(doc[before])
        return _without_article(doc, left, before)
    for noun in appositions(span.root):
        if noun.pos_ == "NOUN":
            left, right = phrase(noun)
            return _without_article(doc, left, right)
    noun = span.root.head
    if span.root.dep_ in APPOSITIONS and noun.lower_ in _roles():  # "Mali's president, Awa Diallo,"
        left, right = phrase(noun)
        return _without_article(doc, left, right)
    return None


@cache
def _roles() -> frozenset[str]:
    return frozenset(read_table("lexicon/roles.csv")["role"])


_ROLE_WORDS = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "PART", "DET", "NUM", "PRON"})


def _without_article(doc: Doc, left: int, right: int) -> str:
    """A role without "the" or its owner; it never reaches over a verb or a comma, whatever the parse."""
    first = right
    while first > left and (doc[first - 1].pos_ in _ROLE_WORDS or doc[first - 1].text == "-"):
        first -= 1
    left = first
    if doc[left].lower_ in ("the", "a", "an", "his", "her", "their", "its"):
        left += 1
    while left < right and (doc[left].text in ("'s", "’s") or doc[left + 1].text in ("'s", "’s")):
        left += 1
    return doc[left : right + 1].text


def _is_title_word(token: Token) -> bool:
    if token.text in title_words():
        return True
    if token.text == "." and token.i > 0:  # "Col." may come in two tokens
        return f"{token.nbor(-1).text}." in title_words()
    return token.lower_ in ("of", "for", "-") and token.i > 0 and token.nbor(-1).text in title_words()


def _affiliation(doc: Doc, name: Name, known: list[Known]) -> str | None:
    """The body that a person belongs to: "Nasr from the Soufan Center", "Diarra, head of the army"."""
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return None
    for noun in (span.root, *appositions(span.root)):
        for preposition, obj in prepositional(noun):
            if preposition in ("from", "of", "at", "with", "for"):
                found = _named_at(obj, known)
                if found is not None and found.label in ("ORG", "GROUP", "GPE"):
                    if preposition in ("from", "at", "with") and found.label == "GPE":
                        continue
                    return found.entity_id
    return None


def _named_at(noun: Token, known: list[Known]) -> Known | None:
    """The name that holds a noun; names are in order and do not overlap."""
    at = bisect_right(known, noun.idx, key=lambda k: k.start) - 1
    return known[at] if at >= 0 and noun.idx < known[at].end else None
