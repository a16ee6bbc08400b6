"""Numbers as a specification: an annotated sentence in, the numbers out.

"[1 200 | 1200]" marks a number; "[12-15 | 12 15]" one with two bounds, "[dozens | 24 -]" an open one.
"""

from __future__ import annotations

import doctest
import re
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sahel_analysis.times import numbers
from sahel_analysis.times.numbers import find_numbers

ENGLISH = spacy.blank("en")
_MARK = re.compile(r"\[([^\[\]|]+) \| ([^\[\]]+)\]")


def check(marked: str) -> None:
    doc = ENGLISH(_MARK.sub(r"\1", marked))
    told = doc.text
    for number in reversed(find_numbers(doc)):
        span = doc[number.start : number.end]
        bounds = f"{number.low}" if number.is_exact else f"{number.low} {number.high or '-'}"
        told = f"{told[: span.start_char]}[{span.text} | {bounds}]{told[span.end_char :]}"
    assert told == marked


DIGITS = [
    "The toll rose from [7 | 7] to [1,250 | 1250] and [2,000,000 | 2000000].",
    "In all [14.000 | 14000] fled, [1.250.000 | 1250000] remain, at 3.125 percent.",
    "Some [2 300 | 2300], [45 000 | 45000] or [7\u202f100 | 7100] herders; [6\u00a0000 | 6000] goats.",
    "Some [3'400 | 3400] tents and [1’250’000 | 1250000] litres.",
    "On Sept. [12 | 12] [300 | 300] left; [99 | 99] [12 | 12] left.",
    "[15 hundred | 1500] and [2.5 million | 2500000] bags.",
    "[1,5 million | 1500000] heads, [3 dozen | 36] carts, [20 thousand | 20000] bags.",
]

WORDS = [
    "[Twenty-five | 25], [two hundred and six | 206], [seven hundred fifty | 750], [ninety | 90].",
    "[A hundred | 100], [a hundred thousand | 100000], [half a million | 500000], [a dozen | 12].",
    "[Four score | 80], [half a dozen | 6], [two dozen | 24], [a couple of | 2] men, [hundred | 100] more.",
    "[One million two hundred thousand | 1200000] and [ten trillion | 10000000000000].",
    "[Two and a half million | 2500000], [three thousand and one | 3001], [twelve hundred | 1200].",
    "[Five | 5] [six | 6], [nineteen ninety-seven | 1997], [twenty | 20]-year-old.",
    "[Two thousand | 2000] [three thousand | 3000]; [ninety | 90] [fifteen | 15].",
]

SHARED_SCALES = [
    "Between [four | 48] and [five dozen | 60] tents, [six | 600] to [seven hundred | 700] goats.",
    "[Three | 3000] or [four thousand | 4000] herders, [40 | 40000] to [50 thousand | 50000] head.",
    "Between [two | 200000] and [three hundred thousand | 300000] litres.",
    "Between [two hundred | 200] and [three hundred | 300] huts, [six | 6] of them empty.",
    "Between [60 | 60] and [two hundred | 200] huts; [two | 2] carts and [three dozen | 36] bags.",
    "Between [nine | 9] and [12 | 12] huts, [a dozen | 12] to [two hundred | 200] goats.",
]

OPEN = [
    "[Dozens | 24 -], [hundreds | 200 -] and [tens of thousands | 20000 -] fled; [scores | 40 -] died.",
    "[20-odd | 20 -] huts, [thirty odd | 30 -] goats, an odd thing.",
    "[Several hundred | 200 -], [a few dozen | 24 -] or [hundreds of thousands | 200000 -].",
    "[12-15 | 12 15] dead, [30–45 | 30 45] hurt; the season [2012 | 2012]-[13 | 13]; [3 | 3]-[2 | 2].",
]

NONE = [
    "[Zero | 0] losses; [no one | 0] came. No, he said.",
]

NO_COUNTS = [
    "One in ten herders, nine out of ten, 1/2 of it, 3.5 metres, 24/7.",
    "12 percent, 12%, 12 per cent; $5 million, €40 and half an hour.",
    "The twenty-first visit.",
    "An AK-47 and an RPG-7.",
    "He killed [one | 1] in [ten | 10] minutes, and [five | 5] in [12 | 12] attacks.",
]


@pytest.mark.parametrize("marked", [*DIGITS, *WORDS, *SHARED_SCALES, *OPEN, *NONE, *NO_COUNTS])
def test_sentence(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    ("words", "low"),
    [
        ("no/DET villagers/NOUN died/VERB", [0]),
        ("no/DET longer/ADV", []),
        ("no/ADV more/ADJ than/ADP three/NUM", [3]),
        ("he/PRON scores/VERB", []),
        ("scores/NOUN died/VERB", [40]),
    ],
)
def test_parts_of_speech_tell_what_counts(words: str, low: list[int]) -> None:
    pairs = [word.split("/") for word in words.split()]
    doc = Doc(Vocab(), words=[w for w, _ in pairs], pos=[p for _, p in pairs])
    assert [number.low for number in find_numbers(doc)] == low


def test_the_example_of_the_documentation() -> None:
    result = doctest.testmod(numbers)
    assert (result.failed, result.attempted) == (0, 3)


_PIECES = st.sampled_from(
    "one two ten twenty ninety hundred thousand million dozen score a half and of in no several dozens "
    "hundreds 1 12 100 000 3.5 1/2 - – , / % $".split()
)


@given(st.lists(_PIECES, max_size=10).map(" ".join) | st.text(max_size=20))
def test_any_text(text: str) -> None:
    doc = ENGLISH.make_doc(text)
    found = find_numbers(doc)
    assert all(n.start < n.end <= len(doc) for n in found)
    assert all(n.low >= 0 and (n.high is None or n.low <= n.high) for n in found)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(found))


@given(st.integers(0, 10**12))
def test_a_number_is_read_however_it_is_grouped(number: int) -> None:
    for text in (f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "\u202f")):
        assert [(n.low, n.high) for n in find_numbers(ENGLISH(f"of {text} people"))] == [(number, number)]
