"""The kind and the anonymity of a noun with the body behind it."""

from __future__ import annotations

import pytest
from conftest import tagged

from sahel_analysis.attributions.owners import Owner, is_anonymous, is_bound, kind_with
from sahel_analysis.attributions.source_words import find_word


@pytest.mark.parametrize(
    ("noun", "owner", "kind"),
    [
        ("spokesman", Owner("ngo"), "ngo"),
        ("spokesman", Owner(None), None),
        ("spokesman", Owner("official", place=True), "official"),
        ("source", Owner("official", place=True), None),
        ("general staff", Owner("official"), "military"),
        ("army chief", Owner("official"), "military"),
        ("report", Owner("international_org"), "international_org"),
        ("resident", Owner("official"), "witness"),
        ("doctor", Owner("ngo"), "ngo"),
        ("news agency", Owner("armed_group", beside=True), "armed_group"),
        ("news agency", Owner("official"), "media"),
    ],
)
def test_the_kind_of_a_noun_with_its_body(noun: str, owner: Owner, kind: str | None) -> None:
    words = list(tagged(noun))
    found = find_word(words, len(words) - 1)
    assert found is not None
    assert kind_with(found[0], owner) == kind


@pytest.mark.parametrize(
    ("phrase", "owner", "anonymous"),
    [
        ("a minister", Owner("official"), True),
        ("the minister", Owner("official"), False),
        ("the source", Owner(None), True),
        ("a spokesman", Owner("official"), False),
        ("a journalist", Owner("media"), False),
        ("a journalist", Owner(None), True),
        ("an army", Owner(None), False),
    ],
)
def test_who_cannot_be_known(phrase: str, owner: Owner, anonymous: bool) -> None:
    words = list(tagged(phrase))
    found = find_word(words, 1)
    assert found is not None
    assert is_anonymous(found[0], owner, words[:1], words[1]) is anonymous


def test_a_name_that_owns_or_is_a_part_of_a_longer_word() -> None:
    assert is_bound(tagged("Mali's army")[0])
    assert is_bound(tagged("UN-backed force")[0])
    assert not is_bound(tagged("UN force")[0])
