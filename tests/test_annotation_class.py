"""A class: who differs where, which labels meet, and how many readings become one gold."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from sahel_analysis.annotation import (
    Annotation,
    adjudicate,
    compare_names,
    confusion_table,
    describe_differences,
    list_cases,
    list_differences,
    load_annotators,
    load_gold,
    make_gold,
    read_markup,
    write_markup,
)
from sahel_analysis.article import load_article
from sahel_analysis.errors import SahelAnalysisError


def people(**marked: str) -> dict[str, Annotation]:
    return {name: read_markup(text, name)[1] for name, text in marked.items()}


THREE = people(
    Ama="[Colonel Ba PERSON] of [Radio Kayes ORG] left [Gao GPE] for the [Sahel LOC].",
    Bakary="Colonel [Ba PERSON] of Radio [Kayes GPE] left [Gao GPE] for the [Sahel GPE].",
    Coumba="Colonel [Ba PERSON] of [Radio Kayes ORG] left [Gao GPE] for the Sahel.",
)


# Who differs where


def test_each_place_has_what_each_person_marked() -> None:
    table = list_differences(THREE)
    assert table[["text", "kind"]].to_numpy().tolist() == [
        ["Colonel Ba", "extent"],
        ["Radio Kayes", "extent and label"],
        ["Sahel", "marked or not and label"],
    ]
    assert table.loc[1, ["Ama", "Bakary"]].tolist() == ["Radio Kayes ORG", "Kayes GPE"]
    assert pd.isna(table.loc[2, "Coumba"])


def test_differences_in_words() -> None:
    assert describe_differences(THREE).split("\n") == [
        "3 places differ.",
        "1. “Colonel Ba”: Ama has Colonel Ba PERSON; Bakary and Coumba have Ba PERSON.",
        "2. “Radio Kayes”: Ama and Coumba have Radio Kayes ORG; Bakary has Kayes GPE.",
        "3. “Sahel”: Ama has Sahel LOC; Bakary has Sahel GPE; Coumba has nothing.",
    ]
    assert describe_differences(dict.fromkeys(("Ama", "Issa"), THREE["Ama"])) == "All marked the same."


def test_a_layer_at_a_time() -> None:
    both = people(Ama="[Awa PERSON] left [today DATE].", Issa="[Awa PERSON] left today.")
    assert list_differences(both, "names").empty
    assert list_differences(both, "times")["text"].tolist() == ["today"]
    assert list_differences(both, None)["text"].tolist() == ["today"]


# Which labels meet


def test_of_two_the_first_gives_the_rows() -> None:
    table = confusion_table({name: THREE[name] for name in ("Ama", "Bakary")})
    assert table.loc["LOC", "GPE"] == 1
    assert table.loc["GPE", "LOC"] == 0
    assert table.loc["ORG", "none"] == 1  # Radio
    assert pd.isna(table.loc["none", "none"])


def test_of_three_each_two_count_once() -> None:
    table = confusion_table(THREE)
    assert table.loc["GPE", "GPE"] == 3  # Gao, three pairs
    assert table.loc["LOC", "GPE"] == table.loc["GPE", "LOC"] == 1
    assert table.loc["LOC", "none"] == table.loc["none", "LOC"] == 1


# One gold


def test_cases_are_numbered_in_the_order_of_the_text() -> None:
    cases = list_cases(THREE)
    assert cases[["case", "text", "marked_by", "not_by", "kept"]].to_numpy().tolist() == [
        [1, "Colonel Ba", "Ama", "Bakary and Coumba", False],
        [2, "Ba", "Bakary and Coumba", "Ama", True],
        [3, "Radio Kayes", "Ama and Coumba", "Bakary", True],
        [4, "Kayes", "Bakary", "Ama and Coumba", False],
        [5, "Sahel", "Bakary", "Ama and Coumba", False],
        [6, "Sahel", "Ama", "Bakary and Coumba", False],
    ]


def test_the_majority_and_what_was_decided_otherwise() -> None:
    one = adjudicate(THREE, {6: (True, "A region."), 3: False}, annotator="the class")
    assert write_markup(one) == "Colonel [Ba PERSON] of Radio Kayes left [Gao GPE] for the [Sahel LOC]."
    assert one.annotator == "the class"
    assert one.notes[2] == "Case 3, “Radio Kayes” ORG: left out (Ama and Coumba; not Bakary)."
    assert one.notes[5] == "Case 6, “Sahel” LOC: kept (Ama; not Bakary and Coumba). A region."
    assert "left out by the majority" in one.notes[0]


def test_a_tie_is_left_out_until_it_is_decided() -> None:
    two = people(Ama="[Gao GPE] fell.", Issa="Gao fell.")
    assert list(adjudicate(two)) == []
    assert adjudicate(two).notes == ("Case 1, “Gao” GPE: left out, as it was not decided (Ama; not Issa).",)
    assert list(adjudicate(two, {1: True})) == [(0, 3, "GPE")]


def test_attributes_are_those_that_most_give() -> None:
    marked = [
        "[today DATE value=2031-05-09]",
        "[today DATE value=2031-05-10]",
        "[today DATE value=2031-05-09]",
    ]
    one = adjudicate(people(**{f"P{i}": text for i, text in enumerate(marked)}))
    assert one.marks[0].attributes == (("value", "2031-05-09"),)


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ({9: True}, r"no case 9\. list_cases numbers them: 1 to 6"),
        ({1: "yes"}, r"case 1 is 'yes'\. Write True"),
    ],
)
def test_decisions_that_cannot_be_taken(decisions: Any, message: str) -> None:
    with pytest.raises(SahelAnalysisError, match=message):
        adjudicate(THREE, decisions)


def test_where_all_marked_the_same_there_is_nothing_to_decide() -> None:
    alike = people(Ama="[Gao GPE] fell.", Issa="[Gao GPE] fell.")
    with pytest.raises(
        SahelAnalysisError, match=r"^There is no case 1, 11\. All marked the same: leave decisions out\.$"
    ):
        adjudicate(alike, {1: True, 11: False})


def test_the_class_makes_a_gold_of_the_lessons_article() -> None:
    """The three invented readers, joined, against the gold annotation: on the part that they read."""
    article, gold = load_article(), load_gold()
    own = make_gold(adjudicate(load_annotators()), article)
    compared = compare_names(gold.mentions, own)
    assert (compared["outcome"] == "both").sum() == len(own.mentions)
    assert compared["start"].max() < len(next(iter(load_annotators().values())).text)
