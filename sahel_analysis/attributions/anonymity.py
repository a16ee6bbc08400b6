"""Whether a text lets one find out who a source is."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from sahel_analysis.attributions.antecedents import POINTING, POSSESSIVE, is_plural
from sahel_analysis.attributions.source_words import is_quantity
from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.resources import read_table

_INDEFINITE = frozenset({"a", "an", "another", "some", "several", "many", "few", "no", "any"})
_NEAR = 500
"""Characters on each side of a source, within its sentence, in which its anonymity is spoken of."""


def asks_not_to_be_named(source: Token) -> bool:
    """Whether the sentence says that its source is not named ("on condition of anonymity")."""
    return _says(source, "unnamed")


def has_another_name(name: Token) -> bool:
    """Whether the sentence says that a name is not the real one, or only a first name."""
    return _says(name, "named")


def speaks_in_public(source: Token) -> bool:
    """Whether the sentence tells of an announcement to all, such as that of a coup on television."""
    return _says(source, "in public")


def is_indefinite(before: list[Token], noun: Token) -> bool:
    """Whether a phrase picks nobody out: "a minister", "ministers", but not "the minister"."""
    if before and (before[0].lower_ in _INDEFINITE or is_quantity(before[0])):
        return True
    definite = any(t.lower_ in POINTING or owns(t) for t in before)
    return is_plural(noun) and not definite


def owns(token: Token) -> bool:
    """Whether a word is a possessive, or a possessive ending follows."""
    following = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    return token.lower_ in POSSESSIVE or following in ("'s", "’s", "'", "’")


def _says(token: Token, applies_to: str) -> bool:
    sentence = token.sent
    start, end = max(sentence.start_char, token.idx - _NEAR), min(sentence.end_char, token.idx + _NEAR)
    return _patterns(applies_to).search(text_of(token.doc), start, end) is not None


@cache
def _patterns(applies_to: str) -> re.Pattern[str]:
    table = read_table("lexicon/source_anonymity.csv")
    rows = zip(table["pattern"], table["applies_to"], strict=True)
    return re.compile(
        "|".join(rf"\b(?:{p})\b" for p, applies in rows if applies == applies_to), re.IGNORECASE
    )
