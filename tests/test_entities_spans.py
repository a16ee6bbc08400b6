"""What a name is: its characters, its label, and which of two overlapping ones stays."""

import pytest

from sahel_analysis.entities.spans import Name, agree, settle, title_words


def name(start: int, end: int, label: str = "ORG") -> Name:
    return Name(start, end, label, (), "given")


def test_a_name_is_as_long_as_its_text() -> None:
    assert len(name(3, 10)) == 7


def test_where_names_overlap_the_longest_stays() -> None:
    whole, part, other = name(0, 20), name(4, 10), name(21, 25)
    assert settle([part, other, whole]) == [whole, other]


def test_of_equals_the_first_stays() -> None:
    first, second = name(0, 5, "ORG"), name(0, 5, "GPE")
    assert settle([first, second]) == [first]
    assert settle([name(3, 8), name(0, 5)]) == [name(0, 5)]


@pytest.mark.parametrize(
    ("known", "seen", "may_be_one"),
    [
        ("GPE", "LOC", True),
        ("FAC", "GPE", True),
        ("GROUP", "ORG", True),
        ("EVENT", "ORG", True),
        ("PERSON", "PERSON", True),
        ("NORP", "GPE", False),
        ("PERSON", "ORG", False),
        ("EVENT", "GROUP", False),
    ],
)
def test_labels_that_may_mean_one_thing(known: str, seen: str, may_be_one: bool) -> None:
    assert agree(known, seen) is agree(seen, known) is may_be_one


def test_words_of_titles() -> None:
    assert {"Colonel", "Lt.", "Chief", "Staff"} <= title_words()
