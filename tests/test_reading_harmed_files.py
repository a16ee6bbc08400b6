"""A file that is harmed in whatever way is refused, with its name and what to do, never with a bare error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sahel_analysis as sa
from sahel_analysis.annotation import (
    Annotation,
    Mark,
    load_annotation,
    make_gold,
    read_answer,
    read_brat,
    read_doccano,
    read_label_studio,
    read_markup,
    read_webanno,
)
from sahel_analysis.errors import SahelAnalysisError, reading

HEADER = "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.NamedEntity|identifier|value\n\n\n#Text=Gao fell.\n"
REGION = {"value": {"start": 0, "end": 3, "text": "Gao", "labels": ["GPE"]}}
TASK = {"data": {"text": "Gao fell."}, "annotations": [{"completed_by": 1, "result": [REGION]}]}
SAVED = {
    "kind": "sahel_analysis annotation 1", "annotator": "Ama", "notes": [], "text": "Gao fell.",
    "marks": [{"start": 0, "end": 3, "text": "Gao", "label": "GPE"}],
}  # fmt: skip


def saved(tmp_path: Path, name: str, content: Any) -> Path:
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf8")
    return path


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("1-1\t99999999999-100000000002\tGao\t*\tGPE\n", "a value is of another kind"),
        (f"1-1\t{'1' * 5000}-3\tGao\t*\tGPE\n", "a value is of another kind"),
    ],
    ids=["a place beyond the file", "a number without end"],
)
def test_webanno(tmp_path: Path, rows: str, fault: str) -> None:
    with pytest.raises(SahelAnalysisError, match=rf"ama\.tsv is damaged.*{fault}\. Export it again"):
        read_webanno(saved(tmp_path, "ama.tsv", HEADER + rows))


def test_a_row_of_webanno_with_fewer_columns_than_the_header(tmp_path: Path) -> None:
    told = r"ama\.tsv, line 6: '1-1.*' lacks columns: the layers of the header have 2, this row 1\. Export"
    with pytest.raises(SahelAnalysisError, match=told):
        read_webanno(saved(tmp_path, "ama.tsv", HEADER + "1-1\t0-3\tGao\t*\n"))


@pytest.mark.parametrize(
    ("task", "fault"),
    [
        ({**TASK, "annotations": [{"completed_by": 1}]}, "'result' is missing"),
        ({**TASK, "annotations": [{"result": None}]}, "a value is of another kind"),
        ({**TASK, "annotations": [{"result": ["GPE"]}]}, "a value is of another kind"),
        ({**TASK, "annotations": [{"result": [{"value": [0, 3, "start"]}]}]}, "a value is of another kind"),
        ({**TASK, "annotations": [{"result": [{"value": {"start": 0, "labels": ["X"]}}]}]}, "'end' is miss"),
        ({**TASK, "annotations": [{"result": [{**REGION, "meta": {"text": [1]}}]}]}, "a value is of another"),
        ({**TASK, "annotations": [{"result": [{"value": {"start": 0, "labels": "GPE"}}]}]}, "a value is of"),
        ({**TASK, "annotations": 3}, "a value is of another kind"),
        ({"data": None, "annotations": []}, "a value is of another kind"),
    ],
)
def test_label_studio(tmp_path: Path, task: dict[str, Any], fault: str) -> None:
    with pytest.raises(SahelAnalysisError, match=rf"ama\.json is damaged.*{fault}.*Export the project"):
        read_label_studio(saved(tmp_path, "ama.json", [task]))


@pytest.mark.parametrize(
    "row",
    [
        {"text": "Gao fell.", "label": [[0, 3]]},
        {"text": "Gao fell.", "label": [[0, 3, "GPE"]], "mark_notes": []},
        {"text": "Gao fell.", "label": [[0, 3, "GPE"]], "mark_notes": [7]},
        {"text": "Gao fell.", "label": [[0, 3, "GPE"]], "meta": "none"},
        {"text": ["Gao"], "label": []},
        {"text": "Gao fell.", "tags": []},
        [0, 3, "GPE"],
        None,
    ],
)
def test_doccano(tmp_path: Path, row: Any) -> None:
    with pytest.raises(SahelAnalysisError, match=r"ama\.jsonl, line 1 is damaged.*Export the project of doc"):
        read_doccano(saved(tmp_path, "ama.jsonl", row))


def test_brat(tmp_path: Path) -> None:
    saved(tmp_path, "ama.txt", "Gao fell.")
    with pytest.raises(SahelAnalysisError, match=r"ama\.ann, line 1 is damaged"):
        read_brat(saved(tmp_path, "ama.ann", f"T1\tGPE {'1' * 5000} 3\tGao\n"))
    with pytest.raises(SahelAnalysisError, match=r"Give the name of the \.ann file"):
        read_brat("")


@pytest.mark.parametrize(
    "harm",
    [
        {"marks": None}, {"marks": {"start": 0}}, {"marks": [{"start": 0, "end": 3, "text": "Gao"}]},
        {"marks": [{**SAVED["marks"][0], "attributes": ["place"]}]},  # type: ignore[index]
        {"marks": [{**SAVED["marks"][0], "attributes": {"place": ["Gao"]}}]},  # type: ignore[index]
        {"marks": [{**SAVED["marks"][0], "label": None}]},  # type: ignore[index]
        {"text": 7}, {"annotator": None}, {"notes": [None]},
    ],
)  # fmt: skip
def test_a_saved_annotation(tmp_path: Path, harm: dict[str, Any]) -> None:
    assert len(load_annotation(saved(tmp_path, "ama.json", SAVED))) == 1
    with pytest.raises(SahelAnalysisError, match=r"damaged|strings"):
        load_annotation(saved(tmp_path, "ama.json", {**SAVED, **harm}))


def test_json_that_is_too_deep_or_has_numbers_without_end(tmp_path: Path) -> None:
    for written in ("[" * 100_000, "[" + "1" * 5000 + "]"):
        with pytest.raises(SahelAnalysisError, match=r"ama\.json is damaged.*Export it again"):
            load_annotation(saved(tmp_path, "ama.json", written))
    with pytest.raises(SahelAnalysisError, match="neither JSON nor marks"):
        read_answer('{"a":' * 2000, "Gao fell.")


def test_a_number_of_people_without_end() -> None:
    _, marks = read_markup(f"Gunmen [killed ATTACK killed={'1' * 5000}] a man.")
    with pytest.raises(SahelAnalysisError, match="is no number of people"):
        make_gold(marks, "Gunmen killed a man.")


def test_an_annotation_is_made_of_words_and_places() -> None:
    for label, start in ((None, 0), ("GPE", "0"), ("GPE", 0.0)):
        with pytest.raises(SahelAnalysisError, match=r"strings|whole numbers"):
            Annotation("Gao fell.", (Mark(start, 3, label),))  # type: ignore[arg-type]


@pytest.mark.parametrize("best", ["2024-09-17", "3.5", "inf", "-1"])
def test_an_estimate_of_ucdp_is_a_whole_number(best: str) -> None:
    row = {
        "id": "1", "type_of_violence": "1", "side_a": "A", "side_b": "B", "country": "Mali",
        "where_coordinates": "Gao", "where_prec": "1", "latitude": "16.2", "longitude": "-0.1",
        "date_prec": "1", "date_start": "2031-05-14", "date_end": "2031-05-14", "best": best, "high": "",
        "low": "",
    }  # fmt: skip
    with pytest.raises(SahelAnalysisError, match=r"best is .*write a whole number of persons"):
        sa.read_ucdp(pd.DataFrame([row]))


def test_a_table_whose_header_does_not_end(tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match=r"table\.csv is not a table"):
        sa.load_coverage(saved(tmp_path, "table.csv", '"' + "outlet," * 50_000))


@pytest.mark.parametrize("name", ["", "ama\0.csv"])
def test_a_name_that_names_no_file(name: str) -> None:
    with pytest.raises(SahelAnalysisError, match=r"cannot be read|names no file"):
        sa.load_chronology(name)


def test_our_own_errors_keep_their_cause_and_others_pass() -> None:
    told = r"a\.csv is damaged.*'id' is missing\. Save it"
    with pytest.raises(SahelAnalysisError, match=told) as raised, reading("a.csv", "Save it again."):
        {}["id"]
    assert isinstance(raised.value.__cause__, KeyError)
    with pytest.raises(SahelAnalysisError, match=r"^line 3$"), reading("a.csv", "Save it again."):
        raise SahelAnalysisError("line 3")
    with pytest.raises(AssertionError), reading("a.csv", "Save it again."):
        raise AssertionError
