"""The noun that a source's phrase is about, the words behind it, and phrases that only point back."""

from __future__ import annotations

import pytest
from conftest import parsed, tagged
from spacy.language import Language

from sahel_analysis.attributions.source_phrases import explains_next, head_of, points_back, words_behind
from sahel_analysis.attributions.source_words import content_words, find_word


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
    doc = nlp(f"{text} left.")
    span = doc.char_span(0, len(text))
    assert span is not None
    assert head_of(span).text == head


def test_an_entry_of_several_words_that_a_parser_takes_apart() -> None:
    doc = parsed(
        "defence/NOUN/4/nsubj and/CCONJ/2/cc security/NOUN/-2/conj forces/NOUN/-3/conj left/VERB/0/ROOT"
    )
    assert head_of(doc[0:4]).text == "forces"


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
    doc = nlp(text)
    assert [t.text for t in words_behind(doc[1], 2)] == behind


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
    doc = nlp(text)
    at = next(t.i for t in doc if t.text in {"text", "statement", "group", "source", "doctor"})
    found = find_word(list(doc[: at + 1]), at)
    assert found is not None
    assert points_back(found[0], doc[at], list(doc[:at])) is pointing


def test_a_noun_that_describes_the_next() -> None:
    words = tagged("army spokesman")
    assert explains_next(words[0], words[1])
    hyphened = content_words(tagged("think-tank"))
    assert explains_next(hyphened[0], hyphened[1])
    name = parsed("group/NOUN/2/nsubj Eau/PROPN/-1/appos left/VERB/0/ROOT")
    assert not explains_next(name[0], name[1])
