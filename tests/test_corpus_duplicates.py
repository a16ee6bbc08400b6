"""Texts that repeat earlier ones: a corpus in, copies and originals out."""

import random

import pytest

from sahel_analysis.article import make_article
from sahel_analysis.corpus.duplicates import find_duplicates, sketch
from sahel_analysis.corpus.schemas import SCHEMAS, to_parquet


def story(seed: int, sentences: int = 20) -> list[str]:
    """Sentences that no other seed has."""
    pick = random.Random(seed)
    words = [f"w{seed}x{k}" for k in range(300)]
    return [" ".join(pick.sample(words, 14)).capitalize() + "." for _ in range(sentences)]


def told(sentences: list[str]) -> str:
    return "\n\n".join(sentences)


def copies(*texts: str) -> list[tuple[str, str, str]]:
    """Copy, original and kind among texts that are called a, b, c in order."""
    import io

    import pyarrow.parquet as pq

    rows = [("abcdefghij"[k], *sketch(make_article(text))) for k, text in enumerate(texts)]
    table = pq.read_table(io.BytesIO(to_parquet("sketches", rows, SCHEMAS["sketches"])))
    return [(copy, original, kind) for copy, original, kind, _ in find_duplicates(table)]


FIRST, OTHER = story(1), story(2)


def test_different_articles_are_no_copies() -> None:
    assert copies(told(FIRST), told(OTHER)) == []


def test_the_same_text_whatever_its_blanks() -> None:
    assert copies(told(FIRST), told(OTHER), told(FIRST).replace("\n\n", "\n  ")) == [("c", "a", "same")]


def test_a_text_too_short_for_a_sketch_is_the_same_or_nothing() -> None:
    assert copies("Rain fell.", "Rain fell.", "Dust rose.") == [("b", "a", "same")]


@pytest.mark.parametrize(
    "copy",
    [
        ["The agency reports:", *FIRST],
        [*FIRST, "Read more on our site.", "Additional reporting by the desk."],
        FIRST[:13],
        [sentence.upper() for sentence in FIRST],
        [*FIRST[:9], story(3)[0], *FIRST[10:]],
    ],
    ids=["a line before", "lines behind", "cut at the end", "other case", "one sentence rewritten"],
)
def test_an_agency_s_text_with_small_changes_is_a_near_copy(copy: list[str]) -> None:
    assert copies(told(OTHER), told(FIRST), told(copy)) == [("c", "b", "near")]


@pytest.mark.parametrize(
    "other",
    [[*FIRST[:10], *OTHER[:10]], FIRST[:6], [*FIRST[:3], *OTHER]],
    ids=["half its own", "a short extract", "a quotation"],
)
def test_what_has_much_of_its_own_or_is_a_short_part_is_no_copy(other: list[str]) -> None:
    assert copies(told(FIRST), told(other)) == []


def test_all_copies_point_to_the_first_and_none_to_another_copy() -> None:
    texts = [told(FIRST), told([*FIRST, "Rain."]), told([*FIRST, "Rain."]), told(["Dust.", *FIRST, "Rain."])]
    assert copies(*texts) == [("b", "a", "near"), ("c", "a", "same"), ("d", "a", "near")]


def test_a_common_phrase_makes_no_copies() -> None:
    phrase = "The army did not immediately respond to a request for comment on Tuesday."
    assert copies(*(told([phrase, *story(seed, 12), phrase]) for seed in range(10))) == []


def test_the_sites_own_lines_do_not_count() -> None:
    own = "\n\nShare on Facebook\n\nGot a question?\n"
    assert sketch(make_article(told(FIRST) + own))[1:] == sketch(make_article(told(FIRST)))[1:]
