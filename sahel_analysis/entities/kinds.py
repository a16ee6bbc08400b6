"""What kind of thing has a name, by the name's own words and those beside it?"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span

from sahel_analysis.entities.gazetteer import fold, load_gazetteer
from sahel_analysis.entities.geonames import load_geonames
from sahel_analysis.entities.sites import head_labels
from sahel_analysis.entities.spans import Name
from sahel_analysis.parsing.syntax import APPOSITIONS, text_of
from sahel_analysis.resources import read_table, read_words


def label_of_words(text: str, label: str) -> str:
    """FAC, GROUP or LOC where the name's own words say so ("Gao Airport"); LOC is GPE otherwise."""
    if label not in ("ORG", "LOC", "GPE", "PERSON"):
        return label
    words = [fold(w) for w in re.findall(r"[\w']+", text)]
    if len(words) > 1 and words[0] in read_words("name_words", "group first"):
        return "GROUP"
    if len(words) > 1 and words[0] in read_words("name_words", "opens ORG"):
        return "ORG"
    if label == "ORG" and _is_liberation(words):
        return "GROUP"
    heads = head_labels()
    before_of = words[: words.index("of")] if "of" in words[1:] else words
    label = "GPE" if label == "LOC" else label
    for word in dict.fromkeys((before_of[-1], words[0], words[-1])):
        told = heads.get(word, ("", ""))[0]
        if label == "PERSON" and not heads.get(word, ("", ""))[1]:
            continue  # a "Father Bridge" may exist, a "Radisson Hotel" is nobody
        if told == "FAC" or (told == "GROUP" and label == "ORG") or (told == "LOC" and label == "GPE"):
            return told
    return label


def _is_liberation(words: list[str]) -> bool:
    """Whether a name is that of an army or front of liberation; a people's own is a state's: China's."""
    nouns = read_words("name_words", "liberation")
    return len(words) > 2 and "'" not in words[0] and "liberation" in words[1:-1] and words[-1] in nouns


def told_a_place(doc: Doc, name: Name) -> Name:
    """A name that the words beside it make a place: "residents of Oumdune, in Gao", "X, a town in Mali"."""
    if name.label not in ("ORG", "PERSON") or name.entries:
        return name
    text = text_of(doc)
    after = _in_place().match(text, name.end)
    if after is None:
        return name
    apposed = after[0].startswith(",") and after["kind"] is not None
    if apposed or _place_before().search(text, max(name.start - 30, 0), name.start):
        return replace(name, label="GPE", rule="told to be a place")
    if not after[0].startswith(","):
        return name
    countries = {e.country for e in load_gazetteer().lookup(after["area"]) if e.kind == "country"}
    known = load_geonames().lookup(text[name.start : name.end]) if countries else ()
    if any(place.country in countries for place in known):
        return replace(name, label="GPE", rule="told to be a place")
    return name


def told_a_person(doc: Doc, name: Name) -> Name:
    """A name that the words beside it make a person's: "the prefect, Goni Malam," and "his mother Asabe"."""
    span = doc.char_span(name.start, name.end)
    if name.label not in ("ORG", "GPE", "LOC") or name.entries or span is None or span.start == 0:
        return name
    noun = before = doc[span.start - 1]
    owned = any(child.pos_ == "PRON" for child in noun.lefts)
    if before.text == "," and span.root.dep_ in APPOSITIONS and _closes(span):
        noun, owned = span.root.head, True
    if owned and noun.pos_ == "NOUN" and noun.lower_ in read_words("person_nouns"):
        return replace(name, label="PERSON", rule="told to be a person")
    return name


def _closes(span: Span) -> bool:
    """Whether a comma, a mark or the end follows a name."""
    return span.end == len(span.doc) or span.doc[span.end].is_punct


@cache
def _in_place() -> re.Pattern[str]:
    sides = "|".join(sorted(read_words("directions")))
    kinds = "|".join(read_table("lexicon/place_kinds.csv")["noun"])
    place = r"(?P<area>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
    return re.compile(
        rf",? (?:in|an? (?:[a-z-]+ )?(?P<kind>{kinds}) (?:in|of)) (?:the )?(?:(?:{sides}) )*(?:of )?{place}"
    )


@cache
def _place_before() -> re.Pattern[str]:
    kinds = "|".join(read_table("lexicon/place_kinds.csv")["noun"])
    people = "|".join(sorted(read_words("name_words", "of a place")))
    return re.compile(rf"\b(?:in|near|at|outside|around|(?:{people}|{kinds}) of) $", re.IGNORECASE)


def told_a_group(doc: Doc, name: Name) -> Name:
    """A name that the words beside it call an armed group: "the Black Dogs gang", "X, a rebel faction"."""
    text = text_of(doc)
    before, after = text[max(name.start - 60, 0) : name.start], text[name.end : name.end + 60]
    following = "".join(re.findall(r"^ ([\w-]+)", after))
    banded = following in read_words("name_words", "no people's")
    if name.label == "PERSON" and banded and before.endswith("the "):  # "the Ture gang", whoever Ture is
        return replace(name, label="GROUP", entries=(), rule="called a group")
    capitals = text[name.start : name.end].isupper()
    own, _, noun = text[name.start : name.end].rpartition(" ")
    armed = name.label == "NORP" and (capitals or banded)  # "the CODECO militia", "the Dune gang"
    no_site = read_words("name_words", "no site's")  # "the Fort Dune gang"
    armed |= name.label == "FAC" and not no_site.isdisjoint({noun, *after.split()[:1]})
    band = following in read_words("name_words", "band") and before[-4:].lower() == "the "
    manned = name.label == "NORP" and band and _ADJECTIVE.search(noun) is None  # "the Zodec rebels"
    armed |= manned
    if name.entries or not (armed or name.label in ("ORG", "GROUP", "PERSON", "GPE", "LOC")):
        return name
    nouns = read_words("name_words", "group noun")
    if name.label == "GROUP":
        nouns |= read_words("name_words", "armed noun")
    if own and noun in nouns:  # "Viper gang"
        return replace(name, end=name.start + len(own), label="GROUP", rule="called a group")
    if own and noun in read_words("name_words", "armed"):  # "Viper vigilante | group"
        name, after = replace(name, end=name.start + len(own)), f" {noun}{after}"
    told = (
        manned
        or any(pattern.search(before) for pattern in _group_patterns("before"))
        or any(pattern.match(after) for pattern in _group_patterns("after"))
        or _is_listed(text, name)
    )
    return replace(name, label="GROUP", rule="called a group") if told else name


def _is_listed(text: str, name: Name) -> bool:
    """Whether a name stands among those that explain a noun: "two gangs, the Dune Cats *and the Kites*,"."""
    start = max(name.start - _LIST, 0)
    return any(
        item.start("own") == name.start
        for found in _explained().finditer(text, start, name.end + _LIST)
        for item in re.compile(_ITEM).finditer(text, *found.span("names"))
    )


_ITEM = (
    r"(?:the )?[“\"‘]?"
    r"(?P<own>[A-Z][\w’'-]*(?: (?:(?:of|for|the) )*(?:[a-z]{2,3}-)?[A-Z][\w’'-]*){0,5})"
    r"[”\"’]?"
)
"""A name with its article: "the Sons of Dune", "Liwa al-Dune"."""

_ADJECTIVE = re.compile("(?:ist|phone|ian|ese|ish)$")
"""Endings of words that tell what rebels hold or whence they are, and do not name them."""

_LIST = 160
"""Characters to either side of a name in which the list stands that it is part of."""


@cache
def _explained() -> re.Pattern[str]:
    mark = r" ?[,(:–—-] ?"
    name = _ITEM.replace("?P<own>", "?:")
    counts = "|".join(sorted(read_words("name_words", "counts groups")))
    noun = rf"\b(?:{counts}) (?:[\w-]+ )?{_armed_nouns()}"
    return re.compile(rf"(?i:{noun}){mark}(?P<names>{name}(?:(?:, | and |, and ){name})*) ?[,.;)–—-]")


def called_groups(doc: Doc) -> list[Name]:
    """Groups that the model passed over where the text introduces them: "a gang known as *the Dune Cats*"."""
    found = (match.span("name") for match in _introduced_group().finditer(text_of(doc)))
    return [Name(*span, "GROUP", (), "called a group") for span in found if doc.char_span(*span) is not None]


@cache
def _introduced_group() -> re.Pattern[str]:
    introduced = "|".join(sorted(read_words("name_words", "introduces a group")))
    name = r"(?P<name>[A-Z][\w’'-]+(?: (?:(?:of|for|and) (?:the )?)?[A-Z][\w’'-]+){0,4})"
    return re.compile(rf"\b{_armed_nouns()},? (?:{introduced}) (?:the )?[“\"‘]?{name}")


@cache
def _armed_nouns() -> str:
    sure, armed, maybe = (
        "|".join(sorted(read_words("name_words", kind))) for kind in ("group noun", "armed", "armed noun")
    )
    return rf"(?:(?:{sure})|(?:{armed})(?: [a-z-]+)? (?:{maybe}))"


@cache
def _group_patterns(side: str) -> tuple[re.Pattern[str], ...]:
    sure, armed, maybe = (
        "|".join(sorted(read_words("name_words", kind))) for kind in ("group noun", "armed", "armed noun")
    )
    noun = _armed_nouns()
    of_armed = rf"of (?:the |an? )?(?:[\w-]+ )?(?:{sure}|(?:{armed}) )"
    roles = "|".join(sorted(read_words("public_roles", "power") | read_words("roles")))
    no_person = rf"(?! (?:{roles}|members?|fighters?|leaders|commanders|chiefs)\b)"
    listed = r"(?:[A-Z][\w’'-]*(?: [\w’'-]+){0,3},? and )?"
    if side == "before":
        introduced = "|".join(sorted(read_words("name_words", "introduces a group")))
        return (re.compile(rf"\b{noun},? (?:(?:{introduced}) (?:the )?)?[“\"‘]?{listed}$"),)
    return (
        re.compile(rf" {noun}\b{no_person}"),
        re.compile(rf"(?: \([\w-]+\))?, (?:an?|the) (?:[\w-]+ ){{0,2}}{noun}\b{no_person}"),
        re.compile(rf"(?: \([\w-]+\))?, an? (?:{maybe}) {of_armed}"),
    )
