"""Marks are tied to a text: what stands for a mark is one, what is none is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sahel_analysis.annotation import (
    Annotation,
    Mark,
    agreement,
    load_annotation,
    save_annotation,
    write_doccano,
    write_label_studio,
)
from sahel_analysis.annotation.marks import closest_label, known_labels, translation
from sahel_analysis.errors import SahelAnalysisError

AWA = Annotation("Awa left Gao.", (Mark(0, 3, "PERSON"),))


@pytest.mark.parametrize(
    "given",
    [(0, 3, "PERSON"), [0, 3, "PERSON"], Mark(np.int64(0), np.int64(3), "PERSON"), (np.int8(0), 3, "PERSON")],
    ids=repr,
)
def test_start_end_and_label_are_a_mark(given: Any) -> None:
    assert Annotation(AWA.text, [given]) == AWA  # type: ignore[arg-type]


def test_places_of_numpy_are_written_as_others_are(tmp_path: Path) -> None:
    starts = np.array([0, 9])
    marks = Annotation("Awa left Gao.", tuple(Mark(at, at + 3, "PERSON") for at in starts))
    assert load_annotation(save_annotation(marks, tmp_path / "ama.json")) == marks
    assert json.loads(write_doccano(marks, tmp_path / "ama.jsonl").read_text())["label"][1][:2] == [9, 12]
    assert json.loads(write_label_studio(marks, tmp_path / "ls.json").read_text())


@pytest.mark.parametrize("given", ["Awa", (0, 3), (0, 3, "PERSON", ""), None, {"start": 0}], ids=repr)
def test_what_is_no_mark_is_refused_with_what_to_give(given: Any) -> None:
    with pytest.raises(SahelAnalysisError, match=r"is no mark\. Give start, end and label: Mark\(0, 3"):
        Annotation(AWA.text, (given,))


@pytest.mark.parametrize("place", [("0", "3"), (0.0, 3.0), (0, None)], ids=repr)
def test_a_place_is_two_whole_numbers(place: Any) -> None:
    with pytest.raises(SahelAnalysisError, match=r"has no place\. Give whole numbers"):
        Annotation(AWA.text, ((*place, "PERSON"),))


def test_people_agree_in_whatever_numbers_their_places_are() -> None:
    assert agreement([(np.int64(0), np.int64(3), "PERSON")], AWA) == 1


# Labels


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("PER", "PERSON"), ("Person", "PERSON"), ("PERS", "PERSON"), ("LOCATION", "LOC"),
        ("Organization", "ORG"), ("Atack", "ATTACK"), ("TIMEX", "TIME"), ("MISC", None), ("", None),
        ("C", None),
    ],
)  # fmt: skip
def test_the_label_that_somebody_may_mean(label: str, meant: str | None) -> None:
    assert closest_label(label, known_labels()) == meant


def test_what_to_say_of_labels_that_are_not_known() -> None:
    assert translation(["GPE", "PER", "PER", "MISC"]) == "{'PER': 'PERSON', 'MISC': ...}"
    assert translation(["GPE", "DATE", "ATTACK", "CUE"]) == ""
