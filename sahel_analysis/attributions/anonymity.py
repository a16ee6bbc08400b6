"""Whether a text lets one find out who a source is."""

from __future__ import annotations

import re
from functools import cache

from sahel_analysis.attributions.source_words import Affiliation, SourceWord, is_quantity
from sahel_analysis.parsing.tree import Tree
from sahel_analysis.resources import read_table

POINTING = frozenset({"the", "this", "that", "these", "those", "same"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})

_INDEFINITE = frozenset({"a", "an", "another", "some", "several", "many", "few", "no", "any"})
_NEAR = 500
"""Characters on each side of a source, within its sentence, in which its anonymity is spoken of."""


def is_anonymous(
    tree: Tree, word: SourceWord, affiliation: Affiliation, before: list[int], head: int
) -> bool:
    """Whether a noun without a name, with the words before it, leaves open who speaks."""
    if word.category in ("body", "collective", "document"):
        return False
    if word.anonymous == "yes" or asks_not_to_be_named(tree, head):
        return True
    if word.anonymous == "no" or (word.anonymous == "outlet" and affiliation.kind == "media"):
        return False
    return is_indefinite(tree, before, head)


def asks_not_to_be_named(tree: Tree, source: int) -> bool:
    """Whether the sentence says that its source is not named ("on condition of anonymity")."""
    return _says(tree, source, "unnamed")


def has_another_name(tree: Tree, name: int) -> bool:
    """Whether the sentence says that a name is not the real one, or only a first name."""
    return _says(tree, name, "named")


def speaks_in_public(tree: Tree, source: int) -> bool:
    """Whether the sentence tells of an announcement to all, such as that of a coup on television."""
    return _says(tree, source, "in public")


def is_indefinite(tree: Tree, before: list[int], noun: int) -> bool:
    """Whether a phrase picks nobody out: "a minister", "ministers", but not "the minister"."""
    if before and (tree.lower[before[0]] in _INDEFINITE or is_quantity(tree, before[0])):
        return True
    definite = any(tree.lower[i] in POINTING or is_possessive(tree, i) for i in before)
    return tree.is_plural(noun) and not definite


def is_possessive(tree: Tree, i: int) -> bool:
    """Whether a word is a possessive, or a possessive ending follows."""
    following = tree.lower[i + 1] if i + 1 < len(tree.lower) else ""
    return tree.lower[i] in POSSESSIVE or following in ("'s", "’s", "'", "’")


def _says(tree: Tree, i: int, applies_to: str) -> bool:
    first, last = tree.sentence_span[tree.sentence[i]]
    start = max(tree.start[first], tree.start[i] - _NEAR)
    end = min(tree.end[last - 1], tree.start[i] + _NEAR)
    return _patterns(applies_to).search(tree.text, start, end) is not None


@cache
def _patterns(applies_to: str) -> re.Pattern[str]:
    table = read_table("lexicon/source_anonymity.csv")
    rows = zip(table["pattern"], table["applies_to"], strict=True)
    return re.compile(
        "|".join(rf"\b(?:{p})\b" for p, applies in rows if applies == applies_to), re.IGNORECASE
    )
