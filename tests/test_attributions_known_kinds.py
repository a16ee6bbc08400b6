"""Kinds of sources that the gazetteer knows."""

from __future__ import annotations

import pytest

from sahel_analysis.attributions.known_kinds import (
    kind_of_acronym,
    known_affiliation,
    known_entry,
    known_kind,
)


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
