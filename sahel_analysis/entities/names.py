"""Where are the names? What the model sees, joined with what the gazetteer knows and what the text says.

Three witnesses are heard for every stretch of text: the pipeline's own name spans (`doc.ents`), the
spellings of the gazetteer, and the text itself (an acronym that it explains, a surname whose full
name it has given: `variants.py`). Where they disagree, a name that the gazetteer is sure of
keeps its label, and the longer span wins.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from sahel_analysis.entities.extent import from_model, whole_names, without_direction
from sahel_analysis.entities.gazetteer import Entry, Match, fold, load_gazetteer
from sahel_analysis.entities.geonames import load_geonames
from sahel_analysis.entities.kinds import called_groups, told_a_group, told_a_person, told_a_place
from sahel_analysis.entities.sites import extend_to_sites, told_by_apposition
from sahel_analysis.entities.spans import (
    PLACES,
    Name,
    agree,
    forms_of_address,
    outside,
    settle,
    title_words,
    word_before,
)
from sahel_analysis.entities.variants import before_acronyms, by_acronym, by_short_form, by_surname
from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.resources import read_words


def find_names(doc: Doc, skip: Iterable[tuple[int, int]] = ()) -> list[Name]:
    """All names of a Doc as character spans, in order, none overlapping.

    `skip` holds character spans (boilerplate) in which nothing is looked for.
    """
    seen = whole_names(doc, [n for span in doc.ents for n in from_model(span)])
    names = [_known(doc, n) for n in _join(doc, seen, load_gazetteer().find(text_of(doc)))]
    names = _addressed(doc, _not_a_person(doc, names))
    names = [without_direction(doc, _river(doc, n)) for n in names]
    names = extend_to_sites(doc, names)
    names = [told_a_place(doc, told_a_person(doc, told_by_apposition(doc, n))) for n in names]
    names = settle([*(told_a_group(doc, n) for n in names), *called_groups(doc)])
    names = by_acronym(doc, before_acronyms(doc, names))
    names = by_surname(doc, names)
    names = by_short_form(doc, names)
    return outside(settle(names), skip)


# What the gazetteer knows


def _join(doc: Doc, seen: list[Name], known: list[Match]) -> list[Name]:
    """The model's names and the gazetteer's spellings, as one list."""
    names: list[Name] = []
    used: set[int] = set()
    starts = [n.start for n in seen]  # the model's names are in order and do not overlap

    def beneath(match: Match) -> list[tuple[int, Name]]:
        first, end = bisect_right(starts, match.start) - 1, bisect_left(starts, match.end)
        return [(i, seen[i]) for i in range(max(first, 0), end) if match.start < seen[i].end]

    for match in known:
        over = beneath(match)
        if match.shorter and not any((n.start, n.end) == (match.start, match.end) for _, n in over):
            match = match if _cued(doc, match) else match.shorter
            over = beneath(match)
        exact = next(((i, n) for i, n in over if (n.start, n.end) == (match.start, match.end)), None)
        if exact is not None:
            used.add(exact[0])
            names.append(_exact(match, exact[1]))
        elif any(n.start <= match.start and match.end <= n.end and _whole(doc, n, match) for _, n in over):
            continue
        elif match.supported:
            if _cued(doc, match):
                names.append(_named(match, match.entries, "gazetteer"))
        else:
            used.update(i for i, n in over)
            names.append(_named(match, match.entries, "gazetteer"))
    names += [n for i, n in enumerate(seen) if i not in used]
    return names


def _named(match: Match, entries: tuple[Entry, ...], rule: str) -> Name:
    return Name(match.start, match.end, entries[0].label, entries, rule)


def _exact(match: Match, seen: Name) -> Name:
    """Both see the same span: the gazetteer tells who it is, unless the model sees another kind.

    Models are weakest on a surname alone: one that the gazetteer knows as nothing else is a person.
    """
    fitting = tuple(e for e in match.entries if agree(e.label, seen.label))
    if fitting:
        return _named(match, fitting, "model and gazetteer")
    doubtful = {e.label for e in match.entries} - (
        {"PERSON"} if seen.label == "PERSON" else {"PERSON", *PLACES}
    )
    if match.supported and doubtful:
        return seen
    return _named(match, match.entries, "gazetteer")


def _known(doc: Doc, name: Name) -> Name:
    """A name that only the model saw, with what the gazetteer knows of just these words."""
    if name.entries:
        return name
    known = load_gazetteer().lookup(text_of(doc)[name.start : name.end])
    fitting = tuple(e for e in known if agree(e.label, name.label))
    if not fitting:
        return name
    return replace(name, label=fitting[0].label, entries=fitting, rule="model and gazetteer")


def _not_a_person(doc: Doc, names: list[Name]) -> list[Name]:
    """Lone names of people whose full name never comes are something else if the gazetteer knows of it.

    News gives a person's full name once, so "Wagner" alone is the company.
    """
    people = (text_of(doc)[n.start : n.end].split() for n in names if n.label == "PERSON")
    full = {fold(word) for words in people if len(words) > 1 for word in words}
    out = []
    for name in names:
        text = text_of(doc)[name.start : name.end]
        others = load_gazetteer().lookup(text) if name.label == "PERSON" and not name.entries else ()
        if others and " " not in text and fold(text) not in full and others[0].label != "PERSON":
            name = replace(name, label=others[0].label, entries=others, rule="gazetteer, no full name")
        out.append(name)
    return out


def _addressed(doc: Doc, names: list[Name]) -> list[Name]:
    """Places whose name stands behind a form of address are people: "Mr Keita left. Keita wept".

    Elsewhere the name is theirs too, unless a word such as "in" stands before it or it is a country's.
    """
    text = text_of(doc)
    addressed = {n.start for n in names if word_before(doc, n.start) in forms_of_address()}
    people = {text[n.start : n.end] for n in names if n.label in PLACES and n.start in addressed}

    def is_person(n: Name) -> bool:
        place = word_before(doc, n.start).lower() in read_words("place_cues")
        country = any(entry.kind == "country" for entry in n.entries)
        return text[n.start : n.end] in people and (n.start in addressed or not (place or country))

    return [
        replace(n, label="PERSON", entries=(), rule="form of address") if is_person(n) else n for n in names
    ]


def _river(doc: Doc, name: Name) -> Name:
    """A country's name after "the", with no noun behind it, is the river: "crossed the Niger"."""
    rivers = tuple(e for e in name.entries if e.kind == "river")
    if not rivers or name.entries[0].kind != "country":
        return name
    span = doc.char_span(name.start, name.end)
    if span is None or span.start == 0 or doc[span.start - 1].lower_ != "the":
        return name
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and (
        after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or after.text in ("-", "'s", "’s")
    ):
        return name
    return replace(name, label=rivers[0].label, entries=rivers, rule="gazetteer, river after the article")


def _whole(doc: Doc, name: Name, match: Match) -> bool:
    """Whether a longer name of the model is one name, so that the match is only a part of it.

    "University of Bamako" is; "Malian army", "Mali’s Goita" and "Gao and Kidal" are not.
    """
    text = text_of(doc)[name.start : name.end]
    outside = text.replace(text_of(doc)[match.start : match.end], " ", 1)
    words = re.findall(r"\w+", outside)
    capitals = [w for w in words if w[0].isupper()]
    if not capitals or any(mark in outside for mark in ("’s", "'s", ",", "(", "\n", ";")):
        return False
    if name.label in PLACES and re.search(r"\b(?:and|or)\b|&", outside):
        return False
    if text.isupper() and name.label in PLACES and match.entries[0].label in PLACES:
        return False  # in a headline capitals make no name: "CHAD MOURNS"
    if match.entries[0].label == "NORP" and name.label in ("GPE", "LOC", "NORP"):
        return name.label in PLACES and bool(load_geonames().lookup(text))  # "El Fula", and not "the Fula"
    if all(w in title_words() for w in capitals) and name.label == "PERSON":
        return False
    # A longer spelling that the gazetteer is sure of is not eaten by a model that ran on.
    return not (
        match.entries[0].label in ("GROUP", "ORG", "PERSON", "FAC") and len(match.entries[0].name.split()) > 2
    )


def _cued(doc: Doc, match: Match) -> bool:
    """Whether words beside an ambiguous spelling support it ("in Say", "the village of Ber")."""
    before_it = text_of(doc)[max(match.start - 1, 0) : match.start]
    if match.entries[0].kind == "news_agency" and before_it in ("/", "("):  # a credit, a dateline
        return True
    span = doc.char_span(match.start, match.end)
    if span is None or not span[0].text[0].isupper() or span.text in title_words():
        return False
    if match.entries[0].label not in ("GPE", "LOC", "FAC"):
        return False
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    proper = all(t.pos_ == "PROPN" for t in span)
    return proper and _ends(after) and before is not None and before.lower_ in read_words("place_cues")


def _ends(after: Token | None) -> bool:
    """Whether a name ends before the given token."""
    return after is None or not (after.text[:1].isupper() and after.pos_ == "PROPN")
