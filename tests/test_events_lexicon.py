"""The tables of event words: whole, readable, with a reason for every row."""

from __future__ import annotations

import pytest

from sahel_analysis.events.counts import bounds
from sahel_analysis.events.triggers import needs, senses
from sahel_analysis.events.view import casualty_uses, words
from sahel_analysis.resources import read_table

TYPES = set(
    "attack battle explosion airstrike abduction arrest coup withdrawal claim_of_responsibility "
    "closure advisory other".split()
)
ACLED = {
    "Battles": {
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    },
    "Explosions/Remote violence": {
        "Air/drone strike",
        "Grenade",
        "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
    },
    "Violence against civilians": {"Abduction/forced disappearance", "Attack"},
    "Protests": {"Peaceful protest"},
    "Riots": {"Violent demonstration"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Headquarters or base established",
        "Looting/property destruction",
        "Other",
    },
    "": {""},
}


def test_triggers_have_known_types_in_the_design_and_in_acled() -> None:
    for entries in senses().values():
        for sense in entries:
            assert sense.type in TYPES
            assert sense.acled_sub_event in ACLED[sense.acled_event]
            assert sense.pos in ("V", "N")
            assert sense.frame in ("act", "undergo", "occur", "claim", "tell")


def test_every_need_is_told_in_words_that_exist() -> None:
    in_code = {"", "figure", "loss", "definite", "specific", "attempt", "own deed"}
    assert {s.needs for entries in senses().values() for s in entries} <= in_code | set(needs())
    for rows in needs().values():
        for need in rows:
            assert set(need.where) <= {"doer", "sufferer", "beside"}
            assert all(words(name) for name in need.classes)


@pytest.mark.parametrize("name", ["triggers", "words", "casualties", "bounds", "needs"])
def test_every_row_has_its_reason_and_stands_once(name: str) -> None:
    table = read_table(f"lexicon/event_{name}.csv")
    assert all(table["group"])
    columns = [c for c in table if c not in ("group", "acled_event", "acled_sub_event", "type")]
    rows = list(zip(*(table[c] for c in columns), strict=True))
    assert len(set(rows)) == len(rows)


def test_the_longest_pattern_comes_first() -> None:
    lengths = [len(s.pattern) for s in senses()["suicide"]]
    assert lengths == sorted(lengths, reverse=True)


def test_the_smaller_tables_are_looked_up_by_word() -> None:
    assert "gunmen" in words("armed")
    assert casualty_uses()["died"] == {"subject": "killed"}
    assert bounds()["at", "least"] == "least"
