"""Quotation marks in, quotations out: what stands between the marks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_analysis.parsing.quotation import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "He said “we left” today.",
        'He said "we left" today.',
        "He said „we left“ today.",
        "He said «we left» today.",
        "He said ``we left'' today.",
        "He said ''we left'' today.",
        "He said ‘we left’ today.",
        "He said 'we left' today.",
    ],
)
def test_each_kind_of_mark(text: str) -> None:
    assert quoted(text) == ["we left"]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“The ‘old’ road,” he said, “is shut.”", ["The ‘old’ road,", "is shut."]),
        ('"A," he said. "B."', ["A,", "B."]),
        ("The soldiers’ camp and the mayor’s car", []),
        ("‘The soldiers’ camp burned,’ he said", ["The soldiers’ camp burned,"]),
        ("It was the '90s, and 'tis gone", []),
        ("A “stray mark, and “a pair” after it", ["a pair"]),
        ("A pair “here” and a stray” there", ["here"]),
    ],
)
def test_apostrophes_and_strays(text: str, inside: list[str]) -> None:
    assert quoted(text) == inside


def test_a_stray_mark_ends_with_its_paragraph() -> None:
    assert quoted("A “stray mark.\nA “pair” here.") == ["pair"]


def test_a_quotation_over_paragraphs_opens_in_each() -> None:
    text = "He said: “The first.\n\n“The second.”"
    first, second = find_quotations(text)
    assert quoted(text) == ["The first.", "The second."]
    assert (first.open, first.whole) == (True, False)
    assert (second.open, second.whole) == (False, True)


@given(st.text(alphabet="“”\"'`‘’«»„ab ,.\n", max_size=200))
def test_any_mess_of_marks(text: str) -> None:
    at = 0
    for q in find_quotations(text):
        assert at <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text)
        assert not re.search(r"\n(?![a-z])", text[q.start : q.end])  # lines that go on are only wrapped
        at = q.end
