"""The noun phrase of a source: the noun it is about, the words around it, and how little it may say."""

from __future__ import annotations

from spacy.tokens import Span, Token

from sahel_analysis.attributions.antecedents import POINTING
from sahel_analysis.attributions.source_words import (
    SourceWord,
    content_words,
    find_word,
    is_quantity,
    verb_use,
)
from sahel_analysis.parsing.syntax import CONJUNCTS, is_subject

OWNING = frozenset({"of", "for", "from", "at", "with", "in", "within", "inside", "by", "to"})
"""Prepositions that join a body to a noun."""

NEAR = 14
"""Tokens of a noun phrase that are read on each side of its noun."""

_CLAUSE = 5
"""Tokens of a relative clause in which its verb is looked for."""
_CHOOSING = frozenset({"that", "which", "who", "behind"})


def head_of(span: Span) -> Token:
    """The word that a phrase is about: "one of the *residents*", "they and their *relatives*"."""
    root = span.root
    if root.pos_ in ("VERB", "AUX"):  # "an *official* reached by telephone", read as a clause
        root = next((t for t in root.lefts if is_subject(t) and t.i >= span.start), root)
    if root.pos_ == "PRON":
        root = next((t for t in span if t.dep_ == "conj" and t.head == root and t.pos_ == "NOUN"), root)
    if is_quantity(root) and root.i + 2 < span.end and root.nbor(1).lower_ == "of":
        for token in span[root.i + 2 - span.start :]:
            if token.pos_ in ("NOUN", "PROPN", "PRON") and (
                token.i + 1 == span.end or token.nbor(1).pos_ not in ("NOUN", "PROPN")
            ):
                return token
    while root.pos_ in ("NOUN", "PROPN") and root.i + 1 < span.end and root.nbor(1).pos_ == "NOUN":
        root = root.nbor(1)  # a parser may miss a compound
    return _end_of_entry(root, span)


def _end_of_entry(root: Token, span: Span) -> Token:
    """The last noun of a joint entry that a parser hangs on its first: "defence and security *forces*"."""
    words = content_words(span)
    for at in range(len(words) - 1, 0, -1):
        if (
            words[at].pos_ == "NOUN"
            and root.i < words[at].i
            and any(t.dep_ in CONJUNCTS for t in root.children)
        ):
            found = find_word(words, at)
            if found is not None and words[found[1]].i <= root.i:
                return words[at]
    return root


def words_behind(head: Token, end: int) -> list[Token]:
    """The words behind a noun up to a comma or a verb; a preposition may join more than the span has."""
    behind: list[Token] = []
    for token in head.doc[head.i + 1 : head.i + NEAR]:
        joins = token.lower_ in OWNING or (token.pos_ == "VERB" and verb_use(token) == "writing")
        if (token.is_punct and token.text != "-") or token.is_space:
            break
        if not joins and (token.pos_ in ("VERB", "AUX", "SCONJ") or (token.i >= end and not behind)):
            break
        behind.append(token)
    return content_words(behind)


def points_back(word: SourceWord, head: Token, before: list[Token]) -> bool:
    """Whether a phrase says no more than a pronoun: "the text", "a statement", "the same source"."""
    following = head.nbor(1) if head.i + 1 < len(head.doc) else head
    if following.lower_ in _CHOOSING and following.pos_ != "SCONJ":  # "the group that did it"
        return False
    definite = bool(before) and all(t.lower_ in POINTING for t in before)
    if word.use in ("document", "collective"):
        return definite or not before or (len(before) == 1 and word.use == "document")
    if word.use == "holder" and word.kind is None:
        return definite or not before
    return definite and word.use in ("holder", "rank", "person")


def lived_through_it(head: Token) -> bool:
    """Whether the words behind tell that somebody was there: "a sergeant who *survived*", "in hospital"."""
    following = head.doc[head.i + 1 : head.i + 1 + _CLAUSE]
    if [t.lower_ for t in following[:2]] == ["in", "hospital"]:
        return True
    if not following or following[0].lower_ != "who":
        return False
    verb = next((t for t in following if t.pos_ == "VERB"), None)
    return verb is not None and verb_use(verb) == "seeing"


def explains_next(token: Token, following: Token) -> bool:
    """Whether a noun only describes the noun after it, which a common noun before a name does not."""
    if following.i == token.i + 2 and token.nbor(1).text == "-":  # "think-tank"
        return True
    return following.i == token.i + 1 and following.pos_ in ("NOUN", token.pos_)
