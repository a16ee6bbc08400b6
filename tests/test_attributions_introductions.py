"""How a name is introduced: the phrases beside it, each with the word that it is built on."""

from __future__ import annotations

import pytest
from conftest import parsed
from spacy.language import Language

from sahel_analysis.attributions.introductions import belongings, introductions


def words_beside(nlp: Language, marked: str) -> list[str]:
    """The words on which the phrases beside the name in [ ] are built."""
    start, end = marked.index("["), marked.index("]") - 1
    doc = nlp(marked.replace("[", "").replace("]", ""))
    name = doc.char_span(start, end)
    assert name is not None
    return [phrase.words[phrase.at].text for phrase in introductions(name)]


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
    doc = nlp("Awa Kone, whose younger brother is a soldier, left.")
    assert [phrase.words[phrase.at].text for phrase in belongings(doc[0:2])] == ["brother"]
    assert list(belongings(nlp("Awa Kone, who is a soldier, left.")[0:2])) == []


def test_titles_come_with_the_nearest_first(nlp: Language) -> None:
    assert words_beside(nlp, "Deputy army spokesman [Issa Kone] left.")[0] == "spokesman"


def test_a_noun_that_the_name_explains() -> None:
    doc = parsed(
        "the/DET/1/det mayor/NOUN/4/nsubj ,/PUNCT/-1/punct Issa/PROPN/-2/appos Kone/PROPN/-1/flat "
        "left/VERB/0/ROOT"
    )
    assert [phrase.words[phrase.at].text for phrase in introductions(doc[3:5])] == ["mayor"]
