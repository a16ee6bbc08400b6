"""Words of a text, whatever runs without blanks it has."""

import pickle

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from sahel_analysis.parsing.tokenizer import LONGEST_RUN, BoundedTokenizer

ENGLISH = spacy.blank("en").tokenizer
BOUNDED = BoundedTokenizer(ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        '"' * 50_000,
        "He said " + "“" * 30_000 + " and left.",
        "x" * 9_000 + ", " + "-" * 9_000 + "\n\nRain fell.",
        "." * (LONGEST_RUN + 1),
    ],
)
def test_long_runs_keep_every_character(text: str) -> None:
    doc = BOUNDED(text)
    assert doc.text == text
    assert max(len(token) for token in doc) <= LONGEST_RUN


def test_what_stands_beside_a_long_run_is_read_as_ever() -> None:
    doc = BOUNDED("Rain fell in Gao. " + "!" * 2_000 + " It didn’t stop.")
    words = [token.text for token in doc if token.text != "!"]
    assert words == ["Rain", "fell", "in", "Gao", ".", "It", "did", "n’t", "stop", "."]


@given(st.text(alphabet='ab \n"“.,-’', max_size=300))
def test_other_texts_are_read_as_by_the_tokenizer_itself(text: str) -> None:
    assert [(t.text, t.whitespace_) for t in BOUNDED(text)] == [
        (t.text, t.whitespace_) for t in ENGLISH(text)
    ]


def test_it_can_be_saved_and_sent() -> None:
    again = pickle.loads(pickle.dumps(BOUNDED))
    assert [t.text for t in again("It didn’t stop.")] == ["It", "did", "n’t", "stop", "."]
    assert BOUNDED.to_bytes() == ENGLISH.to_bytes()
