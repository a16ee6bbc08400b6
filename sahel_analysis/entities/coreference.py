"""Which entity does "the outfit", "the capital" or "he" point to, where a rule is safe?

A rule that is not sure says nothing: a wrong link is worse than a missing one. The rules follow
the sieve idea (Lee et al. 2013): the most certain first, each with a name of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from sahel_analysis.parsing.syntax import CONJUNCTS, is_subject, phrase, text_of
from sahel_analysis.resources import read_table

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
_BLANK_LINE, _LINE_END = re.compile(r"\n\s*\n"), re.compile(r"\n")
_MARKS = frozenset({'"', "“", "”", "«", "»", "``", "''"})


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A name mention with its entity: what the rules may link to."""

    start: int
    end: int
    label: str
    entity_id: str
    kind: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A nominal or pronoun (characters `start` to `end`) that means an entity."""

    start: int
    end: int
    kind: str
    antecedent: Antecedent
    rule: str


_Sure = tuple[Antecedent, str]
"""What a nominal points to, and the rule that is sure of it."""


@cache
def _nominals() -> dict[str, str]:
    table = read_table("lexicon/nominals.csv")
    return dict(zip(table["noun"], table["label"], strict=True))


def resolve_anaphora(
    doc: Doc, names: list[Antecedent], skip: Iterable[tuple[int, int]] = ()
) -> list[Anaphor]:
    """Nominals and pronouns of a Doc that a rule can resolve, in order."""
    skipped = list(skip)
    quoted = _inside_quotes(doc)
    found: list[Anaphor] = []
    told = _told_by_words(doc, names)
    called = {**_he_or_she(doc, names, quoted, told), **told}
    for token in doc:
        if token.lower_ not in _PRONOUNS:
            anaphor = _nominal(doc, token, names)
        else:
            anaphor = _pronoun(doc, token, names, called, told) if token.i not in quoted else None
        if anaphor is not None:
            found.append(anaphor)
    return [n for n in found if not any(a < n.end and n.start < b for a, b in skipped)]


@cache
def _genders() -> dict[str, str]:
    table = read_table("lexicon/genders.csv")
    return dict(zip(table["word"], table["pronoun"], strict=True))


def _told_by_words(doc: Doc, names: list[Antecedent]) -> dict[str, str]:
    """Whom the word before a name makes a he or a she: "Ms Diallo", "her brother, Issa"."""
    told: dict[str, str] = {}
    for name in names:
        if name.label == "PERSON":
            before = (
                text_of(doc)[max(name.start - 30, 0) : name.start].rstrip(" ,.").rpartition(" ")[2].lower()
            )
            if before in _genders():
                told.setdefault(name.entity_id, _genders()[before])
    return told


def _he_or_she(doc: Doc, names: list[Antecedent], quoted: set[int], told: dict[str, str]) -> dict[str, str]:
    """What most pronouns call each person, so that nobody is he in one line and she in the next."""
    votes: dict[str, Counter[str]] = {}
    for token in doc:
        if token.lower_ in _PRONOUNS and token.i not in quoted:
            anaphor = _pronoun(doc, token, names, told, told)
            if anaphor is not None:
                votes.setdefault(anaphor.antecedent.entity_id, Counter())[_PRONOUNS[token.lower_]] += 1
    return {person: count.most_common(1)[0][0] for person, count in votes.items()}


def _nominal(doc: Doc, token: Token, names: list[Antecedent]) -> Anaphor | None:
    label = _nominals().get(token.lower_)
    if label is None or token.pos_ not in ("NOUN", "PROPN"):
        return None
    left, right = phrase(token)
    if doc[left].lower_ != "the" or any(
        t.dep_ in ("nmod", "acl:relcl", "relcl", "prep", "acl") for t in token.rights
    ):
        return None
    start, end = doc[left].idx, doc[right].idx + len(doc[right])
    at = bisect_left(names, end, key=lambda n: n.start)
    if at and names[at - 1].start >= start and names[at - 1].end > end - len(token):
        return None  # the noun is part of a name
    rules: list[Callable[[Doc, Token, int, int, list[Antecedent]], _Sure | None]] = []
    if label == "GROUP":
        rules = [_beside_name, _same_phrase, _bare_group]
    elif label == "GPE":
        rules = [_capital, _place]
    elif label == "FAC":
        rules = [_site]
    for rule in rules:
        found = rule(doc, token, start, end, names)
        if found is not None:
            return Anaphor(start, end, "nominal", *found)
    return None


def _before(names: list[Antecedent], at: int, *labels: str) -> Iterator[Antecedent]:
    """Names before a place in the text, the nearest first."""
    return (n for n in reversed(names) if n.end <= at and n.label in labels)


def _pronoun(
    doc: Doc, token: Token, names: list[Antecedent], called: dict[str, str], told: dict[str, str]
) -> Anaphor | None:
    """He or she is the last person named, if only one is in reach.

    In reach are the people whom this sentence names before the pronoun; else those of the last
    sentence that names any, in this paragraph or close by in the one before. Of several people in
    reach it is the one whom a word before the name tells to be he or she (`told`), else the one who is
    the subject, or none of them. `called` tells whom the article calls he and whom she.
    """
    sentence, pronoun = token.sent, _PRONOUNS[token.lower_]
    here = [n for n in _before(names, token.idx, "PERSON") if n.start >= sentence.start_char]
    reach = here or _people_of_last_sentence(doc, token, names)
    reach = [n for n in reach if called.get(n.entity_id, pronoun) == pronoun]
    reach = [n for n in reach if n.entity_id in told] or reach
    if len({n.entity_id for n in reach}) != 1:
        subjects = [n for n in reach if _is_subject_name(doc, n)]
        reach = subjects if len({n.entity_id for n in subjects}) == 1 else []
    if not reach:
        return None
    return Anaphor(token.idx, token.idx + len(token), "pronoun", reach[0], "last person named")


def _people_of_last_sentence(doc: Doc, token: Token, names: list[Antecedent]) -> list[Antecedent]:
    people = list(_before(names, token.sent.start_char, "PERSON"))
    if not people:
        return []
    gap = text_of(doc)[people[0].end : token.idx]
    paragraph_end = _BLANK_LINE if _BLANK_LINE.search(text_of(doc).strip()) else _LINE_END
    breaks = len(paragraph_end.findall(gap))
    if breaks > 1 or (breaks and len(gap) > 600):
        return []
    span = doc.char_span(people[0].start, people[0].end, alignment_mode="expand")
    return [n for n in people if span is not None and n.start >= span.sent.start_char]


def _is_subject_name(doc: Doc, name: Antecedent) -> bool:
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return False
    head = span.root
    while head.dep_ in CONJUNCTS and head.head != head:  # "Traore and Kone left"
        head = head.head
    return is_subject(head)


def _beside_name(doc: Doc, token: Token, start: int, end: int, names: list[Antecedent]) -> _Sure | None:
    """The name follows the noun at once: "the al-Qaida-linked group JNIM"."""
    at = bisect_left(names, end, key=lambda n: n.start)
    if at == len(names) or names[at].label != "GROUP" or names[at].start - end > 2:
        return None
    beside = text_of(doc)[end : names[at].start].strip(" ,(") == ""
    return (names[at], "name beside the noun") if beside else None


def _same_phrase(doc: Doc, token: Token, start: int, end: int, names: list[Antecedent]) -> _Sure | None:
    """The same words elsewhere stand beside a name ("The al-Qaida-linked group ... group JNIM")."""
    words = text_of(doc)[start:end].lower()
    if len(words.split()) < 3:
        return None
    for n in names:
        at = n.start - len(words) - 1
        if n.label == "GROUP" and at >= 0 and text_of(doc)[at : n.start - 1].lower() == words:
            return n, "same phrase beside a name"
    return None


def _bare_group(doc: Doc, token: Token, start: int, end: int, names: list[Antecedent]) -> _Sure | None:
    """A bare "the group" is the last armed group that was named as an actor."""
    if len(text_of(doc)[start:end].split()) > 2 or token.tag_ == "NNS":
        return None
    near = list(_before(names, start, "GROUP"))[:6]
    acting = [n for n in near if "-" not in text_of(doc)[n.end : n.end + 1]]
    return (acting[0], "last group named") if acting else None


def _capital(doc: Doc, token: Token, start: int, end: int, names: list[Antecedent]) -> _Sure | None:
    """A bare "the capital" is the one capital that the article names."""
    if token.lower_ != "capital":
        return None
    capitals = [n for n in names if n.label == "GPE" and n.kind == "capital"]
    if len({n.entity_id for n in capitals}) == 1:
        return capitals[0], "only capital named"
    return None


def _place(doc: Doc, token: Token, start: int, end: int, names: list[Antecedent]) -> _Sure | None:
    """What "the city" or "the country" means: the last one of that kind that was named, in reach."""
    kinds = {
        "city": ("capital", "city", "town"), "town": ("town", "city"), "village": ("village", "town"),
        "country": ("country",), "nation": ("country",),
    }.get(token.lower_)  # fmt: skip
    if kinds is None:
        return None
    near = next((n for n in _before(names, start, "GPE") if n.kind in kinds), None)
    if near is None and token.lower_ == "city":
        near = next((n for n in names if n.kind == "capital"), None)
    if near is None or (len(text_of(doc)[near.end : start]) > 400 and near.start < start):
        return None
    return near, f"last {token.lower_} named"


def _site(doc: Doc, token: Token, start: int, end: int, names: list[Antecedent]) -> _Sure | None:
    """A bare "the airport" is the one airport that the article names."""
    same = [
        n for n in names if n.label == "FAC" and token.lower_ in text_of(doc)[n.start : n.end].lower().split()
    ]
    if len({n.entity_id for n in same}) == 1:
        return same[0], f"only {token.lower_} named"
    return None


def _inside_quotes(doc: Doc) -> set[int]:
    """Tokens inside quotation marks; a mark without a partner ends at its paragraph."""
    inside: set[int] = set()
    start: int | None = None
    for token in doc:
        if token.is_space and "\n" in token.text:
            start = None
        elif token.text in _MARKS:
            if start is None and token.text not in ("”", "»", "''"):
                start = token.i
            elif start is not None:
                inside.update(range(start, token.i))
                start = None
    return inside
