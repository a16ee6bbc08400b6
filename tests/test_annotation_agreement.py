"""How far people agree: the same text, exact and overlapping marks, and all of a class at once."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from sahel_analysis.annotation import (
    agreement,
    cohen_kappa,
    krippendorff_alpha,
    load_annotators,
    measure_agreement,
    read_markup,
)
from sahel_analysis.annotation.agreement import rate_units
from sahel_analysis.errors import SahelAnalysisError


def marks(marked: str) -> Any:
    return read_markup(marked)[1]


# The same text


@pytest.mark.parametrize(
    "other",
    [
        "[Moussa PERSON] left.\r\n[Gao GPE] fell.",
        "[Moussa PERSON] left. [Gao GPE] fell.\n",
        "\ufeff[Moussa PERSON] left.\n\n[Gao GPE] fell.",
    ],
)
def test_the_same_marks_agree_however_the_text_is_laid_out(other: str) -> None:
    one = marks("[Moussa PERSON] left.\n[Gao GPE] fell.")
    assert agreement(one, marks(other)) == agreement(marks(other), one) == 1


def test_marks_of_different_texts_are_refused_and_it_is_said_where_they_part() -> None:
    with pytest.raises(
        SahelAnalysisError, match=r"another text, which has 'The test' where this one has 'Foo bar'"
    ):
        agreement(marks("[Foo PERSON] bar"), marks("[The PERSON] test"))
    with pytest.raises(SahelAnalysisError, match="has its end where this one has"):
        agreement(marks("[Awa PERSON] left Gao."), marks("[Awa PERSON] left"))


@pytest.mark.parametrize(
    "wrong",
    ["[Moussa PERSON]", read_markup("[Moussa PERSON]"), None, 3, ["Moussa"], [(0, 6)]],
    ids=str,
)
def test_what_is_no_marks_is_refused_with_what_to_give(wrong: Any) -> None:
    with pytest.raises(SahelAnalysisError, match="Give what read_markup returns second"):
        agreement(wrong, wrong)


def test_spans_without_a_text_are_taken_as_they_are() -> None:
    assert agreement([(0, 6, "PERSON")], {(0, 6, "PERSON")}) == 1
    assert agreement([[0, 6, "PERSON"]], marks("[Moussa PERSON]")) == 1


# Exact and overlapping


def test_overlapping_marks_of_one_label_agree_where_it_is_asked_for() -> None:
    one, other = marks("[Colonel Ba PERSON] left [Gao GPE]."), marks("Colonel [Ba PERSON] left [Gao LOC].")
    assert agreement(one, other) == 0
    assert agreement(one, other, match="overlap") == 0.5
    with pytest.raises(SahelAnalysisError, match='Write "exact" or "overlap"'):
        agreement(one, other, match="fuzzy")


def test_one_long_mark_is_no_two_short_ones() -> None:
    one, other = marks("[Awa and Issa Ba PERSON]"), marks("[Awa PERSON] and [Issa Ba PERSON]")
    assert agreement(one, other, match="overlap") == pytest.approx(2 / 3)


# Units


def test_units_are_words_and_signs_or_characters_and_the_shortest_mark_counts() -> None:
    both = {"Ama": marks("[Mali’s [Gao GPE] road FAC]."), "Bakary": marks("Mali’s Gao road.")}
    assert rate_units(both)["Ama"] == ["FAC", "FAC", "FAC", "GPE", "FAC", "none"]
    assert rate_units(both)["Bakary"] == ["none"] * 6
    assert len(rate_units(both, unit="character")["Ama"]) == len("Mali’sGaoroad.")
    with pytest.raises(SahelAnalysisError, match='Write "token" or "character"'):
        rate_units(both, unit="word")


def test_each_layer_is_measured_by_itself() -> None:
    one, other = marks("[Awa PERSON] left on [Friday DATE]."), marks("[Awa PERSON] left on Friday.")
    by_layer = {layer: agreement(one.of_layer(layer), other.of_layer(layer)) for layer in ("names", "times")}
    assert by_layer == {"names": 1, "times": 0}


# A class


def test_each_two_and_all_together() -> None:
    people = load_annotators()
    table = measure_agreement(people, samples=200).set_index("who")
    assert list(table.index) == ["Ama and Bakary", "Ama and Coumba", "Bakary and Coumba", "all"]
    said = rate_units(people)
    assert table.loc["Ama and Bakary", "exact"] == agreement(people["Ama"], people["Bakary"])
    assert table.loc["Ama and Bakary", "kappa"] == pytest.approx(cohen_kappa(said["Ama"], said["Bakary"]))
    assert table.loc["all", "alpha"] == pytest.approx(krippendorff_alpha(list(said.values())))
    assert table.loc["all", "exact"] == pytest.approx(table["exact"].iloc[:3].mean())
    assert (table["low"] < table["alpha"]).all()
    assert (table["alpha"] < table["high"]).all()


def test_two_people_have_one_row() -> None:
    table = measure_agreement({"Ama": marks("[Gao GPE] fell."), "Bakary": marks("[Gao GPE] fell.")})
    assert table["who"].tolist() == ["Ama and Bakary"]
    assert table.loc[0, ["exact", "kappa", "alpha"]].tolist() == [1, 1, 1]
    assert pd.isna(table.loc[0, "low"])


def test_what_nobody_marked_cannot_be_told_from_chance() -> None:
    table = measure_agreement({"Ama": marks("Gao fell."), "Bakary": marks("Gao fell.")}, layer="times")
    assert table.loc[0, "exact"] == 1
    assert table.loc[0, ["kappa", "alpha"]].isna().all()


@pytest.mark.parametrize("people", [{}, {"Ama": marks("[Gao GPE]")}, [marks("[Gao GPE]")]])
def test_one_person_alone_is_refused(people: Any) -> None:
    with pytest.raises(SahelAnalysisError, match="two people or more"):
        measure_agreement(people)


def test_whoever_marked_another_text_is_named() -> None:
    people = {"Ama": marks("[Gao GPE] fell."), "Bakary": marks("[Gao GPE] is calm.")}
    with pytest.raises(
        SahelAnalysisError, match=r"The marks of Bakary .*'Gao is calm\.' where .*'Gao fell\.'"
    ):
        measure_agreement(people)


@pytest.mark.parametrize("samples", [-5, "10"])
def test_the_number_of_samples_is_a_whole_number(samples: Any) -> None:
    people = {"Ama": marks("[Gao GPE] fell."), "Bakary": marks("Gao fell.")}
    with pytest.raises(SahelAnalysisError, match=rf"samples is {samples!r}\. Give a whole number"):
        measure_agreement(people, samples=samples)
