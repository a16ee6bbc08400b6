"""Where does a name begin and end? What the pipeline marked, cut and completed to the guidelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from sahel_analysis.entities.gazetteer import fold, load_gazetteer
from sahel_analysis.entities.geonames import load_geonames
from sahel_analysis.entities.kinds import label_of_words
from sahel_analysis.entities.sites import head_labels
from sahel_analysis.entities.spans import PLACES, Name, settle, title_words
from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.resources import read_table, read_words

MODEL_LABELS = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
}
"""Labels of English pipelines that name something; dates, numbers and works are not names here."""

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LOOSE_ENDS = frozenset({*_POSSESSIVE, ",", ";", ":", "-", "–", "—", '"', "”"})
_JOINING = frozenset({"CCONJ", "DET"})
_OPENS = {kind: f"opens {kind}" for kind in ("ORG", "FAC", "LOC")}
_DOUBLE = re.compile(r"(?:-[A-Z][\w’']+)+")
"""The rest of a double surname: "Awa Ndiaye*-Fall*"."""
_JOINT = re.compile(r",? and |, ")
_HYPHENED = re.compile(r"[A-Z][\w’']*(?:-[\w’']+)+")


def from_model(span: Span) -> Iterator[Name]:
    """A name of the pipeline, cut to our guidelines: no article, title, possessive or loose mark."""
    label = MODEL_LABELS.get(span.label_)
    if label is None:
        return
    tokens = [t for t in span if not t.is_space]
    while tokens and (
        tokens[0].lower_ in ("the", "a", "an", "this") or tokens[0].is_punct or tokens[0].text in _POSSESSIVE
    ):
        tokens = tokens[1:]
    if label == "PERSON":
        while len(tokens) > 1 and (tokens[0].text in title_words() or tokens[0].is_lower):
            tokens = tokens[1:]
        owner = next((i for i, t in enumerate(tokens) if i and t.text in _POSSESSIVE), len(tokens))
        tokens = tokens[:owner]
    while tokens and (tokens[-1].text in _LOOSE_ENDS or tokens[-1].pos_ in _JOINING):
        tokens = tokens[:-1]
    if not tokens:
        return
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    text = text_of(span.doc)[start:end]
    if text.count("(") != text.count(")"):
        inner = text.find("(") if "(" in text else -1
        end = start + len(text[:inner].rstrip()) if inner > 0 else start + len(text.rstrip(")"))
        text = text_of(span.doc)[start:end]
    initials = len(text) < 4 and "/" in (
        text_of(span.doc)[max(start - 1, 0) : start],
        text_of(span.doc)[end : end + 1],
    )
    if _plausible(text, label) and not initials:  # "KT/os": who typed the copy
        yield Name(start, end, label_of_words(text, label), (), "model")


def _plausible(text: str, label: str) -> bool:
    if not any(c.isupper() for c in text) or read_words("not_names") & {text, text.title()}:
        return False
    if text in title_words() and label != "PERSON":
        return False
    words = [w for w in re.findall(r"\w+", text) if w[0].isupper()]
    return bool(words) and len(text) > 1 and not all(w in title_words() for w in words)


# What the pipeline left out


def whole_names(doc: Doc, names: list[Name]) -> list[Name]:
    """Names completed to the left and right where the model saw only a part of them."""
    apart = [part for name in names for part in _groups_apart(doc, name)]
    whole = settle([_body_whole(doc, _opened(doc, _word_whole(doc, n))) for n in apart])
    people: list[Name] = []
    for name in whole:
        people.append(_person_whole(doc, name, people[-1] if people else None))
    return settle([*people, *_bodies(doc)])


def _groups_apart(doc: Doc, name: Name) -> list[Name]:
    """Two groups in one name of the model, each opened by a word that opens groups' names."""
    text = text_of(doc)[name.start : name.end]
    for joint in _JOINT.finditer(text):
        if _opens_group(text[: joint.start()]) and _opens_group(text[joint.end() :]):
            left = replace(name, end=name.start + joint.start(), label="GROUP")
            return [left, *_groups_apart(doc, replace(name, start=name.start + joint.end(), label="GROUP"))]
    return [name]


def _opens_group(text: str) -> bool:
    """Whether a name of several words begins as an armed group's does: "Liwa Hamza", "Ansar al-Haqq"."""
    first, *rest = text.split() or [""]
    sure = fold(first) in read_words("name_words", "group first")
    return bool(rest) and (sure or head_labels().get(fold(first), ("", ""))[0] == "GROUP")


def _word_whole(doc: Doc, name: Name) -> Name:
    """A name that begins or ends inside a hyphenated word with "ul", "al" or the like is the whole word."""
    text = text_of(doc)
    start, end = name.start, name.end
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "-’'"):
        start -= 1
    word = _HYPHENED.match(text, start)
    if word is None or name.entries or word.end() < end:
        return name
    parts = re.split("-", word[0])
    if not any(part.lower() in read_words("particles") for part in parts[1:]):
        return name
    return replace(name, start=start, end=word.end())


def _opened(doc: Doc, name: Name) -> Name:
    """A capitalised word before a name may open it: "Radio Oum Dune", "Hotel Sahel"."""
    before = _token_before(doc, name)
    if before is None or not before.text[:1].isupper() or before.text.isupper() or name.label == "NORP":
        return name
    word = fold(before.text)
    label = next((label for label, kind in _OPENS.items() if word in read_words("name_words", kind)), None)
    return replace(name, start=before.idx, label=label) if label else name


def _body_whole(doc: Doc, name: Name) -> Name:
    """A capitalised noun for a body right after its name belongs to it: "the Dune | Committees"."""
    after = _token_after(doc, name)
    if name.label not in ("ORG", "GROUP") or after is None or not after.text.istitle():
        return name
    known = after.lower_ in read_words("name_words", "body")
    return replace(name, end=after.idx + len(after)) if known else name


def _person_whole(doc: Doc, name: Name, last: Name | None) -> Name:
    """A name with its second surname, or a first name that is a title or a day: "Friday Bello"."""
    before = _token_before(doc, name)
    if (
        before is not None
        and before.is_sent_start
        and before.text in _calendar()
        and _is_told_person(doc, name)
    ):
        return replace(name, start=before.idx, label="PERSON")  # "Monday Okon, a farmer,"
    text = text_of(doc)
    if before is not None and before.text in _months() and before.i and _opens_person(before.nbor(-1)):
        return replace(name, start=before.idx) if name.label == "PERSON" else name  # "said May Ellen Diallo"
    if name.label == "PERSON" and " " in text[name.start : name.end]:
        double = _DOUBLE.match(text, name.end)
        return replace(name, end=double.end()) if double else name
    if name.label != "PERSON" or before is None:
        return name
    if before.text in read_words("name_words", "first name"):
        after = text[name.end : name.end + 5]
        told_else = re.match(r", an? ", after) is not None
        return replace(name, start=before.idx) if told_else else name
    if before.text in _calendar() and (
        before.is_sent_start or _opens_person(before.nbor(-1)) or _follows_person(before, name, last)
    ):
        return replace(name, start=before.idx)  # "Friday Bello"
    return name


def _follows_person(first: Token, name: Name, last: Name | None) -> bool:
    """Whether a day or month before a name stands where only a person can: behind "and", behind a trade.

    As in "Awa Kone and *Friday* Bello", "the teacher *Friday* Bello" and "a teacher, *Friday* Bello,".
    """
    before = first.nbor(-1)
    if before.text == "and" and last is not None and last.label == "PERSON":
        return last.end + 1 == before.idx
    if before.text == "," and before.i and text_of(first.doc)[name.end : name.end + 1] == ",":
        before = before.nbor(-1)
    return before.pos_ == "NOUN" and before.lower_ in read_words("person_nouns")


def _is_told_person(doc: Doc, name: Name) -> bool:
    """Whether a trade or an office follows a name of which nothing else is known."""
    told = re.match(r", (?:an?|the) (?:[\w-]+ )?([\w-]+)\b", text_of(doc)[name.end : name.end + 40])
    people = read_table("lexicon/public_roles.csv")["word"]
    return told is not None and not name.entries and told[1] in people


def _opens_person(token: Token) -> bool:
    inverted = (
        token.pos_ == "VERB" and token.i > 0 and token.nbor(-1).is_punct
    )  # "'We left,' said Friday Bello"
    return inverted or token.text in title_words() or token.lower_ in read_words("roles")


def _calendar() -> frozenset[str]:
    return _months() | _not_names("day")


def _months() -> frozenset[str]:
    return _not_names("month")


@cache
def _not_names(group: str) -> frozenset[str]:
    table = read_table("lexicon/not_names.csv")
    return frozenset(w for w, g in zip(table["word"], table["group"], strict=True) if g == group)


def _token_before(doc: Doc, name: Name) -> Token | None:
    """The word before a name, if one blank stands between them."""
    span = doc.char_span(name.start, name.end)
    before = doc[span.start - 1] if span is not None and span.start else None
    return before if before is not None and before.whitespace_ and before.is_alpha else None


def _token_after(doc: Doc, name: Name) -> Token | None:
    span = doc.char_span(name.start, name.end)
    if span is None or span.end == len(doc) or not doc[span.end - 1].whitespace_:
        return None
    return doc[span.end] if doc[span.end].is_alpha else None


def _bodies(doc: Doc) -> list[Name]:
    """Bodies that the model passed over: "the Oumdune Doctors Network", three capitalised words at least."""
    found = []
    for run in _body().finditer(text_of(doc)):
        span = doc.char_span(*run.span(1))
        if span is not None and all(t.pos_ != "VERB" for t in span):
            found.append(Name(*run.span(1), "ORG", (), "body's noun"))
    return found


@cache
def _body() -> re.Pattern[str]:
    nouns = "|".join(word.title() for word in sorted(read_words("name_words", "body")))
    return re.compile(rf"\b[Tt]he ((?:[A-Z][\w-]*[a-z] ){{2,4}}(?:{nouns}))\b(?! [A-Z])")


# What the pipeline took in


def without_direction(doc: Doc, name: Name) -> Name:
    """The side of a country is no part of its name ("North Mali"), unless it is ("North Kivu")."""
    text = text_of(doc)[name.start : name.end]
    side, _, rest = text.partition(" ")
    if name.entries or name.label not in PLACES or side.lower() not in read_words("directions"):
        return name
    known = tuple(e for e in load_gazetteer().lookup(rest) if e.label in PLACES)
    if not known or load_geonames().lookup(text):
        return name
    return replace(name, start=name.end - len(rest), label=known[0].label, entries=known)
