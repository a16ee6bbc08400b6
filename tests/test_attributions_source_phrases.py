"""The noun that a source's phrase is about, phrases that only point back, and what introduces a name."""

from __future__ import annotations

import pytest
from conftest import parsed, tagged
from spacy.language import Language

from sahel_analysis.attributions.source_phrases import (
    belongings,
    explains_next,
    head_of,
    introductions,
    points_back,
    words_behind,
)
from sahel_analysis.attributions.source_words import find_word
from sahel_analysis.parsing.tree import Tree


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("the army", "army"),
        ("one of the residents", "residents"),
        ("dozens of people from the town", "people"),
        ("the ministry source", "source"),
        ("two diplomats and a soldier", "diplomats"),
        ("they and their relatives", "relatives"),
    ],
)
def test_the_word_that_a_phrase_is_about(nlp: Language, text: str, head: str) -> None:
    tree = Tree(nlp(f"{text} left."))
    assert tree.form(head_of(tree, tree.tokens(0, len(text)))) == head


def test_an_entry_of_several_words_that_a_parser_takes_apart() -> None:
    doc = parsed(
        "defence/NOUN/4/nsubj and/CCONJ/2/cc security/NOUN/-2/conj forces/NOUN/-3/conj left/VERB/0/ROOT"
    )
    assert head_of(Tree(doc), range(4)) == 3


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("A spokesman for the army left.", ["for", "the", "army"]),
        ("A channel linked to the rebels left.", ["linked", "to", "the", "rebels"]),
        ("A spokesman, for once, left.", []),
        ("A spokesman left the town.", []),
    ],
)
def test_the_words_behind_a_noun(nlp: Language, text: str, behind: list[str]) -> None:
    tree = Tree(nlp(text))
    assert [tree.form(i) for i in words_behind(tree, 1, 2)] == behind


@pytest.mark.parametrize(
    ("text", "pointing"),
    [
        ("The text said so.", True),
        ("A statement said so.", True),
        ("The group said so.", True),
        ("The same source said so.", True),
        ("The doctor said so.", True),
        ("The group that did it said so.", False),
        ("A group said so.", False),
        ("A doctor said so.", False),
        ("The rebel group said so.", False),
    ],
)
def test_a_phrase_that_says_no_more_than_a_pronoun(nlp: Language, text: str, pointing: bool) -> None:
    tree = Tree(nlp(text))
    at = next(
        i for i, word in enumerate(tree.lower) if word in {"text", "statement", "group", "source", "doctor"}
    )
    found = find_word(tree, range(at + 1), at)
    assert found is not None
    assert points_back(tree, found[0], at, list(range(at))) is pointing


def test_a_noun_that_describes_the_next() -> None:
    assert explains_next(Tree(tagged("army spokesman")), 0, 1)
    assert explains_next(Tree(tagged("think-tank")), 0, 2)
    name = parsed("group/NOUN/2/nsubj Eau/PROPN/-1/appos left/VERB/0/ROOT")
    assert not explains_next(Tree(name), 0, 1)


def words_beside(nlp: Language, marked: str) -> list[str]:
    """The words on which the phrases beside the name in [ ] are built."""
    start, end = marked.index("["), marked.index("]") - 1
    tree = Tree(nlp(marked.replace("[", "").replace("]", "")))
    return [tree.form(p.words[p.at]) for p in introductions(tree, tree.tokens(start, end))]


@pytest.mark.parametrize(
    ("marked", "word"),
    [
        ("Army spokesman [Issa Kone] left.", "spokesman"),
        ("Shopkeeper [Awa Diallo] left.", "Shopkeeper"),
        ("[Issa Kone], the mayor of Tin Beta, left.", "mayor"),
        ("[Issa Kone], 41, a trader, left.", "trader"),
        ("[Issa Kone] (a trader) left.", "trader"),
        ("[Issa Kone] – a trader – left.", "trader"),
        ("[Issa Kone], a trader who sells cloth, left.", "trader"),
        ("[Issa Kone], who works as a nurse, left.", "nurse"),
        ("[Issa Kone], who heads the clinic, left.", "heads"),
        ("[Issa Kone] of the Red Cross left.", "Kone"),
        ("[Issa Kone] was a trader in the town.", "trader"),
        ("[Issa Kone], who was mayor until May, left.", "mayor"),
        ("[Issa Kone], who works with the Red Cross, left.", "works"),
        ("A trader who asked to be called [Issa] left.", "trader"),
        ("Its lawyer [Issa Kone] left.", "lawyer"),
    ],
)
def test_the_word_that_tells_who_it_is(nlp: Language, marked: str, word: str) -> None:
    assert word in words_beside(nlp, marked)


@pytest.mark.parametrize(
    "marked", ["[Issa Kone] left.", "[Issa Kone], the army said, left.", "So [Issa Kone], it seems, left."]
)
def test_a_clause_beside_a_name_is_no_introduction(nlp: Language, marked: str) -> None:
    assert words_beside(nlp, marked) == []


def test_what_is_said_to_be_somebodys(nlp: Language) -> None:
    tree = Tree(nlp("Awa Kone, whose younger brother is a soldier, left."))
    assert [tree.form(p.words[p.at]) for p in belongings(tree, range(2))] == ["brother"]
    assert list(belongings(Tree(nlp("Awa Kone, who is a soldier, left.")), range(2))) == []


def test_titles_come_with_the_nearest_first(nlp: Language) -> None:
    assert words_beside(nlp, "Deputy army spokesman [Issa Kone] left.")[0] == "spokesman"


def test_a_noun_that_the_name_explains() -> None:
    tree = Tree(
        parsed(
            "the/DET/1/det mayor/NOUN/4/nsubj ,/PUNCT/-1/punct Issa/PROPN/-2/appos Kone/PROPN/-1/flat "
            "left/VERB/0/ROOT"
        )
    )
    assert {tree.form(p.words[p.at]) for p in introductions(tree, range(3, 5))} == {"mayor"}
