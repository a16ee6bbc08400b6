"""The words that tell what kind of source a phrase is, and the tables behind them."""

from __future__ import annotations

import re

import pytest
from conftest import tagged

from sahel_analysis.attributions.source_words import (
    HEADS,
    SourceWord,
    by_ending,
    content_words,
    find_word,
    is_counting,
    is_quantity,
    kind_of_name,
    modifier_kind,
)
from sahel_analysis.entities.gazetteer import load_gazetteer
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
    words = content_words(tagged(phrase))
    found = find_word(words, len(words) - 1)
    assert found is not None
    _, first, end = found
    assert [t.text for t in words[first:end]] == [t.text for t in content_words(tagged(entry))]


def test_an_entry_may_go_on_behind_its_noun() -> None:
    words = content_words(tagged("the army's chief of staff"))
    assert find_word(words, 2) == (SourceWord("holder", "military", "indefinite"), 2, 5)


def test_a_plural_may_be_another_thing_than_its_singular() -> None:
    many, one = (find_word(list(tagged(word)), 0) for word in ("militants", "militant"))
    assert many is not None
    assert one is not None
    assert (many[0].use, one[0].use) == ("body", "holder")


def test_a_word_before_the_noun() -> None:
    assert modifier_kind(list(tagged("rebel")), 0) == "armed_group"
    assert modifier_kind(list(tagged("hospital")), 0) == "unknown"
    assert modifier_kind(list(tagged("yellow")), 0) is None


def test_an_occupation_that_is_not_listed_is_known_by_its_ending() -> None:
    potter = by_ending(tagged("potters")[0])
    assert potter is not None
    assert potter.kind == "witness"
    assert by_ending(tagged("window")[0]) is None


def test_quantities() -> None:
    assert is_quantity(tagged("dozens")[0])
    assert is_quantity(tagged("17")[0])
    assert not is_quantity(tagged("residents")[0])


def test_a_word_that_only_counts() -> None:
    words = list(tagged("a group of officers"))
    assert is_counting(words, 1)
    assert not is_counting(words, 3)


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


def test_the_table_of_words_holds_no_word_twice_and_no_unknown_value() -> None:
    table = read_table("lexicon/source_words.csv")
    uses = [use if use not in HEADS else "head" for use in table["use"]]
    keys = list(zip(table["word"], uses, strict=True))
    assert [key for key in keys if keys.count(key) > 1] == []
    assert set(table["use"]) == {
        *HEADS, "modifier", "name", "ending", "quantity",
        "leading", "working", "belonging", "seeing", "writing", "posting",
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
