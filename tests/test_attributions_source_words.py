"""The words that tell what kind of source a phrase is, and the tables behind them."""

from __future__ import annotations

import re

import pytest
from conftest import tagged

from sahel_analysis.attributions.source_words import (
    HEADS,
    Affiliation,
    SourceWord,
    by_ending,
    content_words,
    find_word,
    is_counting,
    is_quantity,
    kind_of_acronym,
    kind_of_name,
    kind_with,
    known_affiliation,
    known_entry,
    known_kind,
    modifier_kind,
)
from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.parsing.tree import Tree
from sahel_analysis.resources import read_table

KINDS = {
    "official",
    "military",
    "armed_group",
    "expert",
    "witness",
    "media",
    "ngo",
    "international_org",
    "unknown",
}


def read(phrase: str) -> tuple[Tree, list[int]]:
    """The tree of a phrase, and its words."""
    tree = Tree(tagged(phrase))
    return tree, content_words(tree, range(len(tree.lower)))


@pytest.mark.parametrize(
    ("phrase", "entry"),
    [
        ("a resident", "resident"),
        ("two residents", "residents"),
        ("a police officer", "police officer"),
        ("an officer", "officer"),
        ("a think-tank", "think-tank"),
        ("the governor's office", "governor's office"),
        ("the rights groups", "rights groups"),
        ("three policemen", "policemen"),
        ("the authorities", "authorities"),
    ],
)
def test_the_longest_entry_that_ends_at_the_noun(phrase: str, entry: str) -> None:
    tree, words = read(phrase)
    found = find_word(tree, words, len(words) - 1)
    assert found is not None
    _, first, end = found
    alone, parts = read(entry)
    assert [tree.form(i) for i in words[first:end]] == [alone.form(i) for i in parts]


def test_an_entry_may_go_on_behind_its_noun() -> None:
    found = find_word(*read("the army's chief of staff"), 2)
    assert found == (SourceWord("office", "military", "indefinite"), 2, 5)


def test_a_plural_may_be_another_thing_than_its_singular() -> None:
    many, one = (find_word(*read(word), 0) for word in ("militants", "militant"))
    assert many is not None
    assert one is not None
    assert (many[0].category, one[0].category) == ("body", "office")


def test_a_word_before_the_noun() -> None:
    assert modifier_kind(*read("rebel"), 0) == "armed_group"
    assert modifier_kind(*read("hospital"), 0) == "unknown"
    assert modifier_kind(*read("yellow"), 0) is None


def test_an_occupation_that_is_not_listed_is_known_by_its_ending() -> None:
    potter = by_ending(Tree(tagged("potters")), 0)
    assert potter is not None
    assert potter.kind == "witness"
    assert by_ending(Tree(tagged("window")), 0) is None


def test_quantities() -> None:
    assert is_quantity(Tree(tagged("dozens")), 0)
    assert is_quantity(Tree(tagged("17")), 0)
    assert not is_quantity(Tree(tagged("residents")), 0)


def test_a_word_that_only_counts() -> None:
    tree, words = read("a group of officers")
    assert is_counting(tree, words, 1)
    assert not is_counting(tree, words, 3)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Radio Kayes", "media"),
        ("Tin Beta Institute", "expert"),
        ("Ministry of Wells", "official"),
        ("Committee for Human Rights", "ngo"),
        ("Front for the Liberation of Tin Beta", "armed_group"),
        ("Karango Gold", None),
    ],
)
def test_the_kind_that_a_name_tells(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("name", "label", "kind"),
    [
        ("Mali", "GPE", "official"),
        ("Reuters", "ORG", "media"),
        ("Human Rights Watch", "ORG", "ngo"),
        ("Wagner Group", "GROUP", "armed_group"),
        ("Tin Beta", "GPE", None),
    ],
)
def test_the_kind_of_an_entry(name: str, label: str, kind: str | None) -> None:
    assert known_kind(known_entry(name, label)) == kind


def test_the_body_behind_a_person() -> None:
    assert known_affiliation(known_entry("Rita Katz", "PERSON")) == "expert"
    assert known_affiliation(None) is None


def test_a_name_in_capitals_that_could_be_a_word() -> None:
    assert kind_of_acronym("SITE") == "expert"
    assert kind_of_acronym("Site") is None
    assert kind_of_acronym("WELL") is None


@pytest.mark.parametrize(
    ("noun", "affiliation", "kind"),
    [
        ("spokesman", Affiliation("ngo"), "ngo"),
        ("spokesman", Affiliation(None), None),
        ("spokesman", Affiliation("official", place=True), "official"),
        ("source", Affiliation("official", place=True), None),
        ("general staff", Affiliation("official"), "military"),
        ("army chief", Affiliation("official"), "military"),
        ("report", Affiliation("international_org"), "international_org"),
        ("resident", Affiliation("official"), "witness"),
        ("doctor", Affiliation("ngo"), "ngo"),
        ("news agency", Affiliation("armed_group", beside=True), "armed_group"),
        ("news agency", Affiliation("official"), "media"),
    ],
)
def test_the_kind_of_a_noun_with_its_body(noun: str, affiliation: Affiliation, kind: str | None) -> None:
    tree, words = read(noun)
    found = find_word(tree, words, len(words) - 1)
    assert found is not None
    assert kind_with(found[0], affiliation) == kind


def test_the_table_of_words_holds_no_word_twice_and_no_unknown_value() -> None:
    table = read_table("lexicon/source_words.csv")
    categories = [c if c not in HEADS else "head" for c in table["category"]]
    keys = list(zip(table["word"], categories, strict=True))
    assert [key for key in keys if keys.count(key) > 1] == []
    assert set(table["category"]) == {
        *HEADS, "modifier", "name", "ending", "quantity",
        "leading", "working", "belonging", "seeing", "writing", "posting", "territory", "knowing",
    }  # fmt: skip
    assert set(table["kind"]) <= KINDS | {""}
    assert set(table["anonymous"]) == {"yes", "no", "indefinite", "outlet", ""}
    assert all(table["group"])
    assert all(word == word.lower().strip() for word in table["word"])


def test_the_table_of_kinds_knows_kinds_of_the_gazetteer() -> None:
    table = read_table("lexicon/source_kinds.csv")
    assert set(table["kind"]) <= KINDS
    known = {entry.kind for entry in load_gazetteer().entries.values()}
    assert set(table["gazetteer_kind"]) <= known
    assert len(set(table["gazetteer_kind"])) == len(table["gazetteer_kind"])


def test_phrases_of_anonymity_are_patterns() -> None:
    table = read_table("lexicon/source_anonymity.csv")
    assert set(table["applies_to"]) == {"unnamed", "named", "in public"}
    for pattern in table["pattern"]:
        re.compile(pattern)
