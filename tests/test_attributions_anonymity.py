"""Phrases that say who is not named, or not by the real name."""

from __future__ import annotations

import pytest
from conftest import tagged
from spacy.language import Language

from sahel_analysis.attributions.anonymity import (
    asks_not_to_be_named,
    has_another_name,
    is_anonymous,
    is_indefinite,
    speaks_in_public,
)
from sahel_analysis.attributions.source_words import Affiliation, find_word
from sahel_analysis.parsing.tree import Tree


@pytest.mark.parametrize(
    "clause",
    [
        "on condition of anonymity",
        "speaking anonymously",
        "who asked not to be named",
        "who did not want to be identified",
        "who declined to give his name",
        "because he was not authorised to speak to the press",
        "because she wasn’t authorized to talk to reporters",
        "whose name has been withheld",
        "for fear of reprisals",
        "fearing for his life",
    ],
)
def test_a_source_that_is_not_named(nlp: Language, clause: str) -> None:
    assert asks_not_to_be_named(Tree(nlp(f"An officer said so {clause}.")), 1)
    assert not asks_not_to_be_named(Tree(nlp("An officer said so in a speech.")), 1)


@pytest.mark.parametrize(
    "clause",
    [
        "(not her real name)",
        ", whose name has been changed,",
        ", a pseudonym,",
        ", who gave only her first name,",
        ", who would be identified by her first name only,",
        ", who did not want to give her full name,",
    ],
)
def test_a_name_that_is_not_the_real_one(nlp: Language, clause: str) -> None:
    assert has_another_name(Tree(nlp(f"Awa {clause} said so.")), 0)
    assert not has_another_name(Tree(nlp("Awa, who gave no reason, said so.")), 0)


@pytest.mark.parametrize(
    "clause",
    [
        "on state television that they had won",
        "that they had toppled the president",
        "that the coup was over",
    ],
)
def test_what_is_said_to_all(nlp: Language, clause: str) -> None:
    assert speaks_in_public(Tree(nlp(f"Soldiers said {clause}.")), 0)
    assert not speaks_in_public(Tree(nlp("Soldiers said that they had won.")), 0)


@pytest.mark.parametrize(
    ("phrase", "indefinite"),
    [
        ("a minister", True),
        ("two ministers", True),
        ("ministers", True),
        ("Malian ministers", True),
        ("the minister", False),
        ("its ministers", False),
        ("Mali's minister", False),
        ("army chief", False),
    ],
)
def test_who_is_picked_out(nlp: Language, phrase: str, indefinite: bool) -> None:
    noun = len(nlp.make_doc(phrase)) - 1
    assert is_indefinite(Tree(nlp(f"{phrase} said so.")), list(range(noun)), noun) is indefinite


@pytest.mark.parametrize(
    ("phrase", "affiliation", "anonymous"),
    [
        ("a minister", Affiliation("official"), True),
        ("the minister", Affiliation("official"), False),
        ("the source", Affiliation(None), True),
        ("a spokesman", Affiliation("official"), False),
        ("a journalist", Affiliation("media"), False),
        ("a journalist", Affiliation(None), True),
        ("an army", Affiliation(None), False),
    ],
)
def test_who_cannot_be_known(phrase: str, affiliation: Affiliation, anonymous: bool) -> None:
    tree = Tree(tagged(phrase))
    found = find_word(tree, [0, 1], 1)
    assert found is not None
    assert is_anonymous(tree, found[0], affiliation, [0], 1) is anonymous
