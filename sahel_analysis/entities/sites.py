"""When are a name and the kind of site beside it one name ("Bamako airport"), and what is a site?

Functions take the names found so far as character spans, in any order, and return them with what
they add or change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from sahel_analysis.entities.gazetteer import fold
from sahel_analysis.entities.spans import PLACES, Name, settle, tokens_of
from sahel_analysis.parsing.syntax import appositions, text_of
from sahel_analysis.resources import read_table, read_words

_REST = re.compile(r" of the (?:national |military )?(?:police|gendarmerie|army|air force|guard)\b")


@cache
def head_labels() -> dict[str, tuple[str, str]]:
    """Words that tell what a name is the name of ("Airport": FAC), and how they join a name.

    "attach" is yes where a lower-case word becomes part of a name before it ("Bamako airport"), own
    where it does so only after a name that is not a place's ("Soundiata Keita camp"), capital where
    only a capitalised word does ("U.S. Embassy").
    """
    table = read_table("lexicon/name_heads.csv")
    return {
        word: (label, attach)
        for word, label, attach in zip(table["word"], table["label"], table["attach"], strict=True)
    }


def extend_to_sites(doc: Doc, names: list[Name]) -> list[Name]:
    """A name and the site's kind after it are one name.

    "Bamako airport", "Soundiata Keita camp", "Faladie military police school", "U.S. Embassy".
    """
    by_end = {n.end: n for n in names}
    out = list(names)
    for token in tokens_of(doc, _heads(), fold):
        label, attach = head_labels()[fold(token.text)]
        if token.pos_ not in ("NOUN", "PROPN"):
            continue
        first = _first_between(doc, token, by_end)
        name = by_end.get(doc[first - 1].idx + len(doc[first - 1])) if first else None
        if name is not None and _joins_site(doc, name, first, token, attach):
            end = token.idx + len(token)
            rest = _REST.match(text_of(doc), end) if label == "FAC" else None
            out.append(Name(name.start, rest.end() if rest else end, label, (), "site"))
    return settle(out)


@cache
def _heads() -> frozenset[str]:
    """Words that may become part of a name before them."""
    return frozenset(word for word, (_, attach) in head_labels().items() if attach)


def _first_between(doc: Doc, head: Token, by_end: Mapping[int, Name]) -> int:
    """The first of the words that stand between a name and a site's kind, or the kind itself."""
    first = head.i
    while first > 0 and doc[first - 1].is_alpha and doc[first - 1].pos_ in ("NOUN", "ADJ", "PROPN"):
        if doc[first - 1].idx + len(doc[first - 1]) in by_end:
            break
        first -= 1
    return first


def _joins_site(doc: Doc, name: Name, first: int, head: Token, attach: str) -> bool:
    """Whether a name, the words from `first` on and a site's kind make one name."""
    between = doc[first : head.i]
    if len(between) > 3 or text_of(doc)[name.end : doc[first].idx] != " ":
        return False
    if attach == "capital":
        if not (head.text.istitle() and doc[head.i - 1].text[0].isupper()):
            return False
    elif name.label not in ("GPE", "LOC", "ORG", "PERSON", "FAC"):
        return False
    if attach == "own" and (name.label in PLACES or len(between)):
        return False
    if len(between) and (
        name.label != "GPE"
        or any(t.pos_ == "ADJ" and t.is_lower and t.text not in read_words("site_words") for t in between)
        or not any(t.text in read_words("site_words") for t in between)
    ):
        return False
    # "the Mali airport" is an airport of Mali, and not its name.
    country = bool(name.entries) and name.entries[0].kind in ("country", "continent")
    return not (name.label == "GPE" and country and attach != "capital")


def told_by_apposition(doc: Doc, name: Name) -> Name:
    """What follows a name may say that it is a site: "the Cappuccino, a cafe"."""
    if name.label not in ("GPE", "LOC", "ORG", "PERSON"):
        return name
    if name.entries and (not name.rule.startswith("model") or name.entries[0].label in PLACES):
        return name
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return name
    for noun in appositions(span.root):
        label, attach = head_labels().get(noun.lower_, ("", ""))
        if label == "FAC" and attach:
            return replace(name, label="FAC", entries=(), rule="apposition")
    return name
