"""Tables of users: what is read, and what is refused because cells would end up in a wrong column."""

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


@pytest.mark.parametrize("cell", ["Gao, Mali", "Gao\rMali", "Gao\nMali", '"', "=1+1", "\N{LINE SEPARATOR}"])
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
