"""Tense of the clause around a date, and what follows for the date."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sahel_analysis.components.times import extract_times
from sahel_analysis.temporal.tense import tense_at

PUBLISHED = dt.date(2024, 9, 18)  # a Wednesday


def parsed(sentence: str) -> Doc:
    """A Doc from words as "form/POS/TAG/head"; heads counted from 0."""
    units = [unit.split("/") for unit in sentence.split()]
    return Doc(
        Vocab(),
        words=[u[0] for u in units],
        pos=[u[1] for u in units],
        tags=[u[2] for u in units],
        heads=[int(u[3]) for u in units],
        deps=["ROOT" if int(u[3]) == i else "dep" for i, u in enumerate(units)],
    )


SENTENCES = [
    ("Talks/NOUN/NNS/2 will/AUX/MD/2 open/VERB/VB/2 Friday/PROPN/NNP/2", "future", "2024-09-20"),
    ("Talks/NOUN/NNS/1 opened/VERB/VBD/1 here/ADV/RB/1 Friday/PROPN/NNP/1", "past", "2024-09-13"),
    ("He/PRON/PRP/1 said/VERB/VBD/1 Friday/PROPN/NNP/1", "told", "2024-09-13"),
    ("He/PRON/PRP/1 said/VERB/VBD/1 on/ADP/IN/3 Friday/PROPN/NNP/1", "told", "2024-09-13"),
    (
        "They/PRON/PRP/2 have/AUX/VBP/2 met/VERB/VBN/2 us/PRON/PRP/2 Friday/PROPN/NNP/2",
        "perfect",
        "2024-09-13",
    ),
    (
        "It/PRON/PRP/2 is/AUX/VBZ/2 set/VERB/VBN/2 to/PART/TO/4 open/VERB/VB/2 Friday/PROPN/NNP/4",
        "future",
        "2024-09-20",
    ),
    ("Talks/NOUN/NNS/2 are/AUX/VBP/2 scheduled/VERB/VBN/2 Friday/PROPN/NNP/2", "future", "2024-09-20"),
    ("Talks/NOUN/NNS/1 open/VERB/VBP/1 Friday/PROPN/NNP/1", "present", "2024-09-13"),
    ("Friday/PROPN/NNP/0", "", "2024-09-13"),
]


@pytest.mark.parametrize(("sentence", "tense", "value"), SENTENCES)
def test_tense_decides_where_a_weekday_is(sentence: str, tense: str, value: str) -> None:
    doc = parsed(sentence)
    start = doc.text.index("Friday")
    assert tense_at(doc, start, start + 6) == tense
    assert [t.value for t in extract_times(doc, PUBLISHED)] == [value]


def test_tense_needs_heads() -> None:
    assert tense_at(Doc(Vocab(), words=["Friday"]), 0, 6) == ""


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Polls/NOUN/NNS/2 will/AUX/MD/2 open/VERB/VB/2 in/ADP/IN/4 February/PROPN/NNP/2", "2025-02"),
        ("Polls/NOUN/NNS/1 opened/VERB/VBD/1 in/ADP/IN/3 February/PROPN/NNP/1", "2024-02"),
        ("Polls/NOUN/NNS/1 opened/VERB/VBD/1 in/ADP/IN/3 December/PROPN/NNP/1", "2023-12"),
        ("Polls/NOUN/NNS/2 will/AUX/MD/2 open/VERB/VB/2 in/ADP/IN/4 December/PROPN/NNP/2", "2024-12"),
    ],
)
def test_tense_decides_the_year_of_a_month(sentence: str, value: str) -> None:
    assert [t.value for t in extract_times(parsed(sentence), PUBLISHED)] == [value]
