"""Tense of the clause around a date, and what follows for the date."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sahel_analysis.times import extract_times
from sahel_analysis.times.context import tense_at

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
    ("Troops/NOUN/NNS/1 guard/VERB/VBP/1 it/PRON/PRP/1 Friday/PROPN/NNP/1", "present", "2024-09-13"),
    ("Talks/NOUN/NNS/1 open/VERB/VBP/1 Friday/PROPN/NNP/1", "future", "2024-09-20"),
    ("They/PRON/PRP/2 are/AUX/VBP/2 meeting/VERB/VBG/2 Friday/PROPN/NNP/2", "progressive", "2024-09-20"),
    (
        "It/PRON/PRP/2 is/AUX/VBZ/2 closed/VERB/VBN/2 here/ADV/RB/2 Friday/PROPN/NNP/2",
        "present",
        "2024-09-13",
    ),
    ("It/PRON/PRP/3 is/AUX/VBZ/3 to/PART/TO/3 open/VERB/VB/3 Friday/PROPN/NNP/3", "future", "2024-09-20"),
    (
        "It/PRON/PRP/4 is/AUX/VBZ/4 due/ADJ/JJ/4 to/ADP/IN/2 open/VERB/VB/4 Friday/PROPN/NNP/4",
        "future",
        "2024-09-20",
    ),
    ("It/PRON/PRP/2 must/AUX/MD/2 open/VERB/VB/2 Friday/PROPN/NNP/2", "future", "2024-09-20"),
    (
        "It/PRON/PRP/3 may/AUX/MD/3 have/AUX/VB/3 opened/VERB/VBN/3 here/ADV/RB/3 Friday/PROPN/NNP/3",
        "perfect",
        "2024-09-13",
    ),
    (
        "It/PRON/PRP/3 had/AUX/VBD/3 been/AUX/VBN/3 scheduled/VERB/VBN/3 to/PART/TO/5 open/VERB/VB/3 "
        "Friday/PROPN/NNP/5",
        "past",
        "2024-09-13",
    ),
    (
        "They/PRON/PRP/2 have/AUX/VBP/2 closed/VERB/VBN/2 it/PRON/PRP/2 until/ADP/IN/5 Friday/PROPN/NNP/2",
        "future",
        "2024-09-20",
    ),
    (
        "They/PRON/PRP/2 were/AUX/VBD/2 put/VERB/VBN/2 off/ADP/RP/2 until/ADP/IN/5 Friday/PROPN/NNP/2",
        "future",
        "2024-09-20",
    ),
    (
        "It/PRON/PRP/3 will/AUX/MD/3 be/AUX/VB/3 held/VERB/VBN/3 on/ADP/IN/5 Friday/PROPN/NNP/3",
        "future",
        "2024-09-20",
    ),
    (
        "It/PRON/PRP/3 was/AUX/VBD/3 a/DET/DT/3 night/NOUN/NN/3 like/ADP/IN/5 Friday/PROPN/NNP/3",
        "past",
        "2024-09-13",
    ),
    ("Friday/PROPN/NNP/0", "", "2024-09-13"),
]


@pytest.mark.parametrize(("sentence", "tense", "value"), SENTENCES)
def test_tense_decides_where_a_weekday_is(sentence: str, tense: str, value: str) -> None:
    doc = parsed(sentence)
    start = doc.text.index("Friday")
    assert tense_at(doc, start, start + 6) == tense
    assert [t.value for t in extract_times(doc, PUBLISHED)] == [value]


def test_a_headline_in_the_present_is_no_schedule() -> None:
    doc = Doc(
        Vocab(),
        words=["Gunmen", "open", "fire", "Friday"],
        pos=["NOUN", "VERB", "NOUN", "PROPN"],
        tags=["NNS", "VBP", "NN", "NNP"],
        heads=[1, 1, 1, 1],
        deps=["nsubj", "ROOT", "obj", "obl"],
    )
    assert [t.value for t in extract_times(doc, PUBLISHED)] == ["2024-09-13"]


def test_tense_needs_heads() -> None:
    assert tense_at(Doc(Vocab(), words=["Friday"]), 0, 6) == ""


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Polls/NOUN/NNS/2 will/AUX/MD/2 open/VERB/VB/2 in/ADP/IN/4 February/PROPN/NNP/2", "2025-02"),
        (
            "It/PRON/PRP/2 will/AUX/MD/2 end/VERB/VB/2 calm/NOUN/NN/2 since/ADP/IN/5 December/PROPN/NNP/3",
            "2023-12",
        ),
        ("Polls/NOUN/NNS/1 opened/VERB/VBD/1 in/ADP/IN/3 February/PROPN/NNP/1", "2024-02"),
        ("Polls/NOUN/NNS/1 opened/VERB/VBD/1 in/ADP/IN/3 December/PROPN/NNP/1", "2023-12"),
        ("Polls/NOUN/NNS/2 will/AUX/MD/2 open/VERB/VB/2 in/ADP/IN/4 December/PROPN/NNP/2", "2024-12"),
    ],
)
def test_tense_decides_the_year_of_a_month(sentence: str, value: str) -> None:
    assert [t.value for t in extract_times(parsed(sentence), PUBLISHED)] == [value]


@pytest.mark.parametrize(
    ("verb", "value"),
    [("came/VERB/VBD/2 back/ADV/RB/2", "XXXX-XX-XX"), ("will/AUX/MD/3 come/VERB/VB/3", "2024-09-19")],
)
def test_what_is_told_of_the_past_is_not_to_come(verb: str, value: str) -> None:
    root = 2 if verb.startswith("came") else 3
    doc = parsed(
        f"Wednesday/PROPN/NNP/{root} they/PRON/PRP/{root} {verb} a/DET/DT/5 day/NOUN/NN/6 later/ADV/RB/{root}"
    )
    assert [t.value for t in extract_times(doc, PUBLISHED)][-1] == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # Days on which something took place, alone and in a list, lie behind publication
        ("Floods drowned six people on Jan. 7, 9 and 12.", ["2024-01-07", "2024-01-09", "2024-01-12"]),
        ("The ferry sank near the port on Jan. 30.", ["2024-01-30"]),
        ("The pumps have failed in two towns on Dec. 2 and 5.", ["2023-12-02", "2023-12-05"]),
        # What was announced or set in the past, and what "would" be, is to come
        ("The mayor announced a fair on Dec. 2 and 5.", ["2024-12-02", "2024-12-05"]),
        ("The fair was set for Dec. 2.", ["2024-12-02"]),
        ("The fair would open on Dec. 2 and 5.", ["2024-12-02", "2024-12-05"]),
    ],
)
def test_what_took_place_is_over(nlp: Language, text: str, values: list[str]) -> None:
    doc = nlp.make_doc(text)
    doc._.published = PUBLISHED
    assert [row.value for row in nlp(doc)._.times] == values
