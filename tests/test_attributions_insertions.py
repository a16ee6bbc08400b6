"""A speaker and a verb between marks are read from the order of the words, whatever the tree says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from sahel_analysis.attributions.insertions import find_insertions, part_of_phrase
from sahel_analysis.parsing.tree import Tree


def insertions(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    """Source's head, cue and content of each insertion, words joined by blanks."""
    tree = Tree(nlp(text))
    return [
        (
            tree.form(i.source),
            tree.form(i.cue),
            " ".join(tree.form(k) for k in i.content if tree.is_word(k)),
        )
        for i in find_insertions(tree).values()
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The column, say villagers, was ambushed.", [("villagers", "say", "The column was ambushed")]),
        (
            "A truck was hit near the ford, say traders, and two others burned.",
            [("traders", "say", "A truck was hit near the ford and two others burned")],
        ),
        (
            "The patrol left at noon (say traders) and never came back.",
            [("traders", "say", "The patrol left at noon and never came back")],
        ),
        (
            "The men were caught in Gao, said the National Bureau of Inquiry (BNI), which showed rifles.",
            [("Bureau", "said", "The men were caught in Gao")],
        ),
        (
            "Nine soldiers died in the raid, the army of Niger made known on Friday.",
            [("army", "made", "Nine soldiers died in the raid")],
        ),
        ("The pumps have run dry, the mayor said last night.", [("mayor", "said", "The pumps have run dry")]),
        (
            "Eleven had been shot, he added, without saying by whom.",
            [("he", "added", "Eleven had been shot")],
        ),
        (  # where a speaker lives, was born or gets money is no speaker
            "The ferry has sunk, said a Mopti-based pilot.",
            [("pilot", "said", "The ferry has sunk")],
        ),
        (
            "The wells were closed, the Niamey-born colonel told Radio Kaya.",
            [("colonel", "told", "The wells were closed")],
        ),
        (
            "Both bridges are safe, a state-funded observatory reports on its site.",
            [("observatory", "reports", "Both bridges are safe")],
        ),
        ("The league, declared a gang in May, described the dead as heroes.", []),
        (
            "The raids killed dozens of miners, rebels allege.",
            [("rebels", "allege", "The raids killed dozens of miners")],
        ),
        (
            "The cabinet is weighing its options, a person close to the minister told Radio Kaya.",
            [("person", "told", "The cabinet is weighing its options")],
        ),
        (
            "Two shells hit the ferry at dawn, its owner, Navitrans, had said earlier.",
            [("owner", "said", "Two shells hit the ferry at dawn")],
        ),
        (
            "Ten men died, a toll confirmed by the ministry.",
            [("ministry", "confirmed", "Ten men died")],
        ),
        ("“The town is lost,” an envoy, who gave no name, told North News.", [("envoy", "told", "")]),
        ("Farmers met the general, praised the soldiers, and went home.", []),
        ("The army, which said a search went on, asked the public to stay calm.", []),
        ("The colonel left, the mayor went home, and the market opened.", []),
        ("The mayor, Ali Diallo, said the road was closed.", []),
    ],
)
def test_insertions(nlp: Language, text: str, found: list[tuple[str, str, str]]) -> None:
    assert insertions(nlp, text) == found


def test_semicolons_part_what_several_sources_say(nlp: Language) -> None:
    text = "At least 40, a teacher reckons; nearly 200 “traitors”, boasts the militia."
    assert insertions(nlp, text) == [
        ("teacher", "reckons", "At least 40"),
        ("militia", "boasts", "nearly 200 traitors"),
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("At least 40, a teacher reckons; up to 90, according to the widows.", "up to 90 according"),
        ("The men, about forty according to the police, came at dawn.", "about forty"),
        ("Two men died, according to the police.", "Two men died according to the police"),
    ],
)
def test_the_part_that_a_phrase_stands_in(nlp: Language, text: str, part: str) -> None:
    tree = Tree(nlp(text))
    cue = tree.lower.index("according")
    words = [tree.form(i) for i in part_of_phrase(tree, cue) if tree.is_word(i)]
    assert " ".join(words).startswith(part)


PIECES = (
    "say he|, |; |: |(|)|“|” |the mayor |said|told AFP|40 |ran |who |by |\n|. |a claim denied by |and ".split(
        "|"
    )
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text(nlp: Language, text: str) -> None:
    tree = Tree(nlp(text))
    for insertion in find_insertions(tree).values():
        assert not set(insertion.content) & set(insertion.tokens)
        assert insertion.cue in insertion.tokens
