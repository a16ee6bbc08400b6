"""Kappas and alpha give what the published worked examples give.

Each test names the paper, and where others quote the same numbers from it: the tables here were compared with
those, cell by cell. scikit-learn 1.9, statsmodels 0.15 and krippendorff 0.9 give the same coefficients.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sahel_analysis.annotation import (
    bootstrap_alpha,
    cohen_kappa,
    fleiss_kappa,
    fleiss_kappa_of_counts,
    krippendorff_alpha,
)
from sahel_analysis.errors import SahelAnalysisError


def said(line: str) -> list[str | None]:
    """One person's values, "." where there is none."""
    return [None if value == "." else value for value in line.split()]


def test_cohen_1968() -> None:
    """Two judges sort 200 cases into three diagnoses: kappa without weights 0.492.

    Source: Cohen (1968), Weighted kappa, Psychological Bulletin 70(4), 213-220, table 1, for the kappa of
    Cohen (1960). Quoted in the example of `psych::cohen.kappa` (R), as shares of 200, and in the vignette
    "Weighted kappa" of the R package DMAR.
    """
    table = {("1", "1"): 88, ("1", "2"): 14, ("1", "3"): 18, ("2", "1"): 10, ("2", "2"): 40, ("2", "3"): 10,
             ("3", "1"): 2, ("3", "2"): 6, ("3", "3"): 12}  # fmt: skip
    one = [a for (a, _), n in table.items() for _ in range(n)]
    other = [b for (_, b), n in table.items() for _ in range(n)]
    assert cohen_kappa(one, other) == pytest.approx(0.492, abs=0.0005)


def test_fleiss_1971() -> None:
    """Six psychiatrists, 30 patients, five diagnoses: kappa 0.430.

    Source: Fleiss (1971), Psychological Bulletin 76(5), 378-382, table 1. Quoted as `diagnoses` in the R
    package irr and in statsmodels (stats/tests/test_inter_rater.py), which gives 0.4302445.
    """
    counts = """
        0 0 0 6 0 / 0 3 0 0 3 / 0 1 4 0 1 / 0 0 0 0 6 / 0 3 0 3 0 / 2 0 4 0 0 / 0 0 4 0 2 / 2 0 3 1 0
        2 0 0 4 0 / 0 0 0 0 6 / 1 0 0 5 0 / 1 1 0 4 0 / 0 3 3 0 0 / 1 0 0 5 0 / 0 2 0 3 1 / 0 0 5 0 1
        3 0 0 1 2 / 5 1 0 0 0 / 0 2 0 4 0 / 1 0 2 0 3 / 0 0 0 0 6 / 0 1 0 5 0 / 0 2 0 1 3 / 2 0 0 4 0
        1 0 0 4 1 / 0 5 0 1 0 / 4 0 0 0 2 / 0 2 0 4 0 / 1 0 5 0 0 / 0 0 0 0 6
    """
    rows = [[int(n) for n in row.split()] for row in counts.strip().replace("\n", "/").split("/")]
    assert len(rows) == 30
    assert fleiss_kappa_of_counts(rows) == pytest.approx(0.430, abs=0.0005)


def test_krippendorff_2011_two_people() -> None:
    """Two observers, twelve units: alpha 0.692.

    Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability
    (repository.upenn.edu/asc_papers/43), section B, nominal data, two observers, no missing data.
    """
    ben, gerry = said("a a b b d c c c e d d a"), said("b a b b b c c c e d d d")
    assert krippendorff_alpha([ben, gerry]) == pytest.approx(0.692, abs=0.0005)


def test_krippendorff_2011_four_people_and_gaps() -> None:
    """Four observers who left units out: nominal alpha 0.743.

    Source: Krippendorff (2011), section C, any number of observers, missing data; also Content Analysis, 4th
    edition (2019), page 290. Quoted as the "C" data in the example of `irr::kripp.alpha` (R).
    """
    observers = [
        said("1 2 3 3 2 1 4 1 2 . . ."),
        said("1 2 3 3 2 2 4 1 2 5 . 3"),
        said(". 3 3 3 2 3 4 2 2 5 1 ."),
        said("1 2 3 3 2 4 4 1 2 5 1 ."),
    ]
    assert krippendorff_alpha(observers) == pytest.approx(0.743, abs=0.0005)


def test_fleiss_takes_lists_as_it_takes_counts() -> None:
    people = [said("a b b c"), said("a b c c"), said("a a b c")]
    assert fleiss_kappa(people) == fleiss_kappa_of_counts([[3, 0, 0], [1, 2, 0], [0, 2, 1], [0, 0, 3]])


def test_kappas_leave_units_out_that_somebody_left_out() -> None:
    assert cohen_kappa(said("a b a b"), said("a b . a")) == cohen_kappa(said("a b b"), said("a b a"))
    assert fleiss_kappa([said("a b a b"), said("a b . a")]) == fleiss_kappa([said("a b b"), said("a b a")])


def test_where_all_say_one_thing_there_is_no_chance_to_compare_with() -> None:
    same = said("a a a")
    assert cohen_kappa(same, same) is fleiss_kappa([same, same]) is krippendorff_alpha([same, same]) is None
    assert bootstrap_alpha([same, same]) == (None, None)


def test_the_interval_holds_alpha_and_is_the_same_each_time() -> None:
    one, other = list("aabbccaabbccaabbcc"), list("aabbccaabbcbaabacc")
    low, high = bootstrap_alpha([one, other], samples=500, seed=1)
    alpha = krippendorff_alpha([one, other])
    assert low is not None
    assert high is not None
    assert alpha is not None
    assert low < alpha < high <= 1
    assert bootstrap_alpha([one, other], samples=500, seed=1) == (low, high)


def test_units_that_belong_together_are_drawn_together() -> None:
    """Each unit said four times over tells no more than once: the interval stays as wide."""
    one, other = list("abcabcabcabc"), list("abcabcabbabc")
    blocks = [k for k in range(len(one)) for _ in range(4)]
    four = [[value for value in person for _ in range(4)] for person in (one, other)]
    once = bootstrap_alpha([one, other])
    low, high = bootstrap_alpha(four, blocks)
    assert (low, high) == pytest.approx(once, abs=0.02)
    alone = bootstrap_alpha(four)
    assert alone[0] is not None
    assert low is not None
    assert alone[0] > low


def test_lists_of_different_lengths_are_refused() -> None:
    with pytest.raises(SahelAnalysisError, match="different lengths"):
        krippendorff_alpha([["a"], ["a", "b"]])
    with pytest.raises(SahelAnalysisError, match="same number of people"):
        fleiss_kappa_of_counts([[2, 0], [1, 0]])


# What is given


MEASURES: list[Callable[..., Any]] = [
    krippendorff_alpha, fleiss_kappa, bootstrap_alpha, lambda said: cohen_kappa(*said),
]  # fmt: skip


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("gap", [np.nan, pd.NA, pd.NaT], ids=repr)
def test_whatever_stands_for_nothing_is_a_gap(measure: Callable[..., Any], gap: Any) -> None:
    people = [said("a b a b a"), said("a b . a a")]
    assert measure([[gap if kind is None else kind for kind in one] for one in people]) == measure(people)


@pytest.mark.parametrize("measure", MEASURES)
def test_columns_of_a_table_and_numbers_are_taken(measure: Callable[..., Any]) -> None:
    table = pd.DataFrame({"Ama": [1, 2, 1, 2], "Bakary": [1, 2, np.nan, 1]})
    people = [table["Ama"], table["Bakary"]]
    assert measure(people) == measure([person.to_numpy() for person in people])
    assert measure(people) == measure([said("1 2 1 2"), said("1 2 . 1")])


@pytest.mark.parametrize("measure", MEASURES[:3])
@pytest.mark.parametrize(
    "given",
    [
        None,
        3,
        "aab",
        [],
        pd.DataFrame({"Ama": ["a"]}),
        {"Ama": ["a"]},
        ["aab", "aab"],
        [["a"], None],
        [[["a"]]],
    ],
    ids=str,
)
def test_what_is_no_list_for_each_person_is_refused(measure: Callable[..., Any], given: Any) -> None:
    with pytest.raises(SahelAnalysisError, match=r"For each person a list is needed.*\[table\['Ama'\], "):
        measure(given)


@pytest.mark.parametrize(
    "counts", [[[1, 2], [3]], [["a", "b"]], [1, 2], [[-1, 3]], [[np.nan, 2]], None, "aab"], ids=str
)
def test_what_is_no_table_of_counts_is_refused(counts: Any) -> None:
    with pytest.raises(SahelAnalysisError, match=r"These are no counts\. Give a row for each unit"):
        fleiss_kappa_of_counts(counts)


@pytest.mark.parametrize("option", ["samples", "seed"])
@pytest.mark.parametrize("number", [-5, "10", 1.5, None])
def test_samples_and_seed_are_whole_numbers(option: str, number: Any) -> None:
    with pytest.raises(SahelAnalysisError, match=rf"{option} is {number!r}\. Give a whole number, 0 or more"):
        bootstrap_alpha([said("a b"), said("a b")], **{option: number})


def test_without_samples_there_is_no_interval() -> None:
    assert bootstrap_alpha([said("a b"), said("a a")], samples=0) == (None, None)


def test_each_unit_has_a_block() -> None:
    with pytest.raises(SahelAnalysisError, match="There are 3 blocks for 2 units"):
        bootstrap_alpha([said("a b"), said("a b")], blocks=[1, 2, 3])
