"""Tables of users: what is read, and what is refused because cells would end up in a wrong column."""

import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sahel_analysis.chronology.spreadsheet import read_rows
from sahel_analysis.errors import SahelAnalysisError


def read(tmp_path: Path, content: str, encoding: str = "utf8") -> list[list[str]]:
    path = tmp_path / "mine.csv"
    path.write_bytes(content.encode(encoding))
    return read_rows(path, ("id", "note"), "Such a table").to_numpy().tolist()


@pytest.mark.parametrize(
    "content",
    [
        'id,note\n1,"Gao, Mali"\n',
        'id;note\n1;"Gao, Mali"\n',
        "id\tnote\n1\tGao, Mali\n",
        '"id","note"\r\n"1","Gao, Mali"\r\n',
        '\ufeffid,note\n1,"Gao, Mali"\n',
    ],
)
def test_commas_semicolons_tabs_and_a_byte_order_mark(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content) == [["1", "Gao, Mali"]]


def test_rows_without_content_are_left_out_and_still_counted(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,note\n,\n2,Gao\n,\n", encoding="utf8")
    rows = read_rows(path, ("id",), "Such a table")
    assert (rows.index.tolist(), rows["id"].tolist()) == ([1], ["2"])


@pytest.mark.parametrize("cell", ["Gao ", " Gao", "\u00a0Gao\u00a0", "\tGao"])
def test_blanks_around_a_cell_are_none_of_it(tmp_path: Path, cell: str) -> None:
    assert read(tmp_path, f"id,note\n1,{cell}\n") == [["1", "Gao"]]
    table = pd.DataFrame({"id": ["1"], "note": [cell]})
    assert read_rows(table, ("id", "note"), "Such a table").to_numpy().tolist() == [["1", "Gao"]]


def test_columns_that_are_not_asked_for_may_have_any_names(tmp_path: Path) -> None:
    assert read(tmp_path, "id,note,x,x ,\n1,Gao,2,3,4\n") == [["1", "Gao", "2", "3", "4"]]


@pytest.mark.parametrize("content", ["id,note,url\n1,Gao,a\n2,Kid", "id;note;url\r\n1;Gao;a\r\n2"])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(SahelAnalysisError, match=r"mine\.csv seems to be cut off.*Download or save it again"):
        read(tmp_path, content)


@pytest.mark.parametrize("content", ["id,note\n1,Gao\n2\n", "id,note\n1,Gao\n2,", "id,note\n1,Gao\n2,\n  "])
def test_a_row_may_lack_its_last_cells(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content) == [["1", "Gao"], ["2", ""]]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["xl/workbook.xml"], r"a workbook \(such as \.xlsx\)\. Save its sheet as CSV"),
        (["mimetype", "content.xml"], "a workbook"),
        (["GEDEvent_v31_1.csv"], r"a packed file \(\.zip\)\. Unpack it, and give the CSV file in it"),
    ],
)
def test_a_packed_file_is_named_by_what_is_in_it(tmp_path: Path, names: list[str], said: str) -> None:
    with zipfile.ZipFile(tmp_path / "mine.csv", "w") as packed:
        for name in names:
            packed.writestr(name, "id,note")
    with pytest.raises(SahelAnalysisError, match=rf"mine\.csv is not a table but {said}"):
        read_rows(tmp_path / "mine.csv", ("id", "note"), "Such a table")


@pytest.mark.parametrize(
    "content",
    [
        "id,note\n1,Gao, Mali\n2,Kidal\n",
        "id,note\n1,Gao\n2,Kidal, Mali\n",
        'id,note\n1,"Gao\n2,"Kidal, Mali"\n',
    ],
)
def test_a_row_with_more_cells_than_the_header_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(SahelAnalysisError, match=r"mine\.csv is not a table: .* between quotation marks\.$"):
        read(tmp_path, content)


def test_what_the_file_has_is_said_beside_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match=r"no column note\. .* this file has id, remark\."):
        read(tmp_path, "id,remark\n1,Gao\n")


@pytest.mark.parametrize(
    ("content", "encoding", "sentence"),
    [("", "utf8", "it is empty"), ("id,note\n1,é\n", "cp1252", "encoding UTF-8")],
)
def test_an_empty_file_and_a_wrong_encoding(
    tmp_path: Path, content: str, encoding: str, sentence: str
) -> None:
    with pytest.raises(SahelAnalysisError, match=sentence):
        read(tmp_path, content, encoding)


@pytest.mark.parametrize(
    "cell", ["Gao, Mali", "Gao\rMali", "Gao\nMali", '"', "=1+1", "Gao\N{LINE SEPARATOR}Mali"]
)
def test_a_cell_of_a_dataframe_stays_as_it_is(cell: str) -> None:
    rows = read_rows(
        pd.DataFrame({"id": ["1", "2"], "note": [cell, "Kidal"]}), ("id", "note"), "Such a table"
    )
    assert rows.to_numpy().tolist() == [["1", cell], ["2", "Kidal"]]


@pytest.mark.parametrize(
    ("columns", "cell", "sentence"),
    [
        (["id", "id"], "Gao", r"The table has several columns id\. Name each only once"),
        (["id", "note"], "\ud800", r"The table is damaged.*Give what pandas reads from a CSV file"),
    ],
)
def test_a_dataframe_that_no_file_can_hold(columns: list[str], cell: Any, sentence: str) -> None:
    table = pd.DataFrame([["1", cell]], columns=columns, dtype=object)
    with pytest.raises(SahelAnalysisError, match=sentence):
        read_rows(table, ("id",), "Such a table")
