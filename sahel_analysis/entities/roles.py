"""Which role has a person, and which body or country is it a role in?"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from spacy.tokens import Doc, Token

from sahel_analysis.entities.coreference import Antecedent
from sahel_analysis.entities.spans import Name, title_words
from sahel_analysis.parsing.syntax import APPOSITIONS, appositions, phrase, prepositional
from sahel_analysis.resources import read_table, read_words


def role_of(doc: Doc, name: Name) -> str | None:
    """The title before a person's name, else the short apposition after or before it."""
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return None
    first = span.start
    while first > 0 and _is_title_word(doc[first - 1]):
        first -= 1
    while first < span.start and doc[first].lower_ in ("of", "and", "-", "for"):
        first += 1
    title = doc[first : span.start]
    if any(t.text in title_words() and t.text not in _forms_of_address() for t in title):
        return title.text.strip()
    before = span.start - 1
    if (
        before > 0
        and doc[before].pos_ == "NOUN"
        and doc[before].lower_ in read_words("roles")
        and doc[before].head in span
    ):
        left, _ = phrase(doc[before])
        return _without_article(doc, left, before)
    for noun in appositions(span.root):
        if noun.pos_ == "NOUN":
            left, right = phrase(noun)
            return _without_article(doc, left, right)
    noun = span.root.head  # "Mali's president, Awa Diallo,"
    if span.root.dep_ in APPOSITIONS and noun.lower_ in read_words("roles"):
        left, right = phrase(noun)
        return _without_article(doc, left, right)
    return None


@cache
def _forms_of_address() -> frozenset[str]:
    """Titles that tell no role: "Mr", "Madame"."""
    table = read_table("lexicon/titles.csv")
    return frozenset(t for t, g in zip(table["title"], table["group"], strict=True) if g == "form of address")


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
    if token.i + 1 < len(token.doc) and token.nbor(1).text == "." and f"{token.text}." in title_words():
        return True
    return token.lower_ in ("of", "for", "-") and token.i > 0 and token.nbor(-1).text in title_words()


def affiliation_of(doc: Doc, name: Name, known: list[Antecedent]) -> str | None:
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


def _named_at(noun: Token, known: list[Antecedent]) -> Antecedent | None:
    """The name that holds a noun; names are in order and do not overlap."""
    at = bisect_right(known, noun.idx, key=lambda k: k.start) - 1
    return known[at] if at >= 0 and noun.idx < known[at].end else None
