"""The words and rules of data/lexicon/time_*.csv, and what a text's words are taken for."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sahel_analysis.resources import path_of, read_table
from sahel_analysis.times.extraction import _FAMILIES
from sahel_analysis.times.grammar import Rule, find_expressions, load_rules
from sahel_analysis.times.vocabulary import symbols_of
from sahel_analysis.times.words import find_words

ENGLISH = spacy.blank("en")


@pytest.mark.parametrize(
    "rule", [r for r in load_rules() if r.example], ids=lambda r: f"{r.name}: {r.example}"
)
def test_each_rule_finds_its_example(rule: Rule) -> None:
    found = find_expressions(find_words(ENGLISH(rule.example)))
    assert {f.rule.name for f in found} == {rule.name}
    if rule.family not in ("range", "hours", "monthday"):
        assert [(f.start, f.end) for f in found] == [(0, len(rule.example))]


def test_every_rule_can_be_resolved() -> None:
    assert {r.family for r in load_rules()} == set(_FAMILIES)


def test_every_rule_name_has_an_example() -> None:
    assert {r.name for r in load_rules()} == {r.name for r in load_rules() if r.example}


@pytest.mark.parametrize("name", ["calendar", "numbers", "units", "words", "holidays", "cues", "grammar"])
def test_tables_give_a_reason_for_every_row(name: str) -> None:
    table = read_table(f"lexicon/time_{name}.csv")
    assert all(table["group"])
    with path_of(f"data/lexicon/time_{name}.csv").open(encoding="utf8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file)]
    assert [row for row, n in Counter(rows).items() if n > 1] == []


def test_a_class_that_nothing_has_is_a_slip() -> None:
    with pytest.raises(KeyError, match="FORTNIGHTLY"):
        symbols_of("FORTNIGHTLY")


# Words


def meanings(text: str, kind: str) -> list[tuple[str, str | float]]:
    doc = ENGLISH(text)
    return [
        (text[w.start : w.end], w.meanings[kind])
        for w in find_words(doc)
        if kind in w.meanings and w.text != "now"
    ]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Sept. 11 and Jan Smith", "MONTH", [("Sept.", 9.0)]),
        ("May 3, may, in May", "MONTH", [("May", 5.0), ("May", 5.0)]),
        (
            "twenty-five and two hundred and six",
            "NUMBER",
            [("twenty-five", 25.0), ("two hundred and six", 206.0)],
        ),
        ("a couple of 1,250 or 3.5", "NUMBER", [("a couple of", 2.0), ("1,250", 1250.0), ("3.5", 3.5)]),
        ("nineteen ninety-seven", "YEAR", [("nineteen ninety-seven", 1997.0)]),
        ("in 2015, 1700 and in 1789", "YEAR", [("2015", 2015.0), ("1700", 1700.0), ("1789", 1789.0)]),
        ("$2015, 1990 miles, 2015 %", "YEAR", []),
        (
            "the 60s, a 60s man, the '80s, 1990s",
            "DECADE",
            [("60s", "196"), ("'80s", "198"), ("1990s", "199")],
        ),
        ("5am 7:15 p.m. 13am 24:01", "CLOCK", [("5am", "T05:00"), ("7:15 p.m.", "T19:15")]),
        ("17:30 17h30 25:00", "HOURS", [("17:30", "T17:30"), ("17h30", "T17:30")]),
        ("the 21st, the 40th", "DAY", [("21st", 21.0)]),
        ("one second, a second", "UNIT", [("second", "TS")]),
        ("two quarters, three quarters of it", "UNITS", [("quarters", "Q")]),
        ("New Year’s Eve, new year's eve", "HOLIDAY", [("New Year’s Eve", "new year's eve")]),
        ("fall, the fall, the fall of Kidal", "SEASON", [("fall", "FA")]),
    ],
)
def test_words(text: str, kind: str, expected: list[tuple[str, str | float]]) -> None:
    assert meanings(text, kind) == expected


def test_counted_people_are_no_year() -> None:
    doc = Doc(
        Vocab(),
        words=["2000", "villagers", "fled"],
        pos=["NUM", "NOUN", "VERB"],
        tags=["CD", "NNS", "VBD"],
        heads=[1, 2, 2],
        deps=["nummod", "nsubj", "ROOT"],
    )
    assert "YEAR" not in find_words(doc)[0].meanings


def test_an_expression_does_not_cross_a_blank_line() -> None:
    assert [f.own[0].text for f in find_expressions(find_words(ENGLISH("last\n\nweek")))] == []
    assert len(find_expressions(find_words(ENGLISH("last\nweek")))) == 1
