"""Which articles an input holds, and why a row is none: rows in, articles or reasons out."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sahel_analysis.corpus.reading import find_source, hash_input, read_rows
from sahel_analysis.errors import SahelAnalysisError

RAIN = {"id": "r1", "text": "Rain fell on Gao.", "published": "2024-08-02", "outlet": "Radio"}
DUST = {"id": "d1", "text": "Dust rose over Mopti.", "published": "2024-08-03", "outlet": "Paper"}


def rows(path: Path, columns: dict[str, str] | None = None) -> list[tuple[Any, ...]]:
    """Id, text and date of each row, or its id and why it is refused."""
    return [
        (row.article_id, row.refused)
        if row.refused
        else (row.article_id, row.values["text"], row.values["published"])
        for row in read_rows(find_source(path, columns))
    ]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf8"))
    return path


def jsonl(tmp_path: Path, *lines: object) -> Path:
    return write(tmp_path / "a.jsonl", "".join(f"{json.dumps(line)}\n" for line in lines))


READ = [("r1", "Rain fell on Gao.", "2024-08-02"), ("d1", "Dust rose over Mopti.", "2024-08-03")]


def test_jsonl(tmp_path: Path) -> None:
    assert rows(jsonl(tmp_path, RAIN, DUST)) == READ


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_as_programs_write_it(tmp_path: Path, separator: str) -> None:
    lines = [separator.join(RAIN), separator.join(RAIN.values()), "", separator.join(DUST.values())]
    assert rows(write(tmp_path / "a.csv", "\ufeff" + "\r\n".join(lines))) == READ


def test_a_cell_of_csv_may_hold_paragraphs_and_be_long(tmp_path: Path) -> None:
    text = "Rain fell.\n\n" + "It went on. " * 20_000
    path = write(tmp_path / "a.csv", f'id,text\n1,"{text}"\n2,Dust rose.\n')
    assert rows(path) == [("1", text, None), ("2", "Dust rose.", None)]


def test_parquet_with_dates_of_its_own(tmp_path: Path) -> None:
    table = pa.table(
        {"id": [7, 8], "text": ["Rain fell.", "Dust rose."], "published": [dt.date(2024, 8, 2), None]}
    )
    pq.write_table(table, tmp_path / "a.parquet")
    assert rows(tmp_path / "a.parquet") == [
        ("7", "Rain fell.", dt.date(2024, 8, 2)),
        ("8", "Dust rose.", None),
    ]


def test_a_folder_of_texts_with_what_is_known_of_them(tmp_path: Path) -> None:
    (tmp_path / "mali").mkdir()
    write(tmp_path / "mali" / "rain.txt", "Rain fell.")
    write(tmp_path / "dust.txt", "Dust rose.")
    write(tmp_path / "notes.md", "These are no articles.")
    write(tmp_path / "metadata.csv", "id,published\nmali/rain.txt,2024-08-02\n")
    assert rows(tmp_path) == [("dust.txt", "Dust rose.", None), ("mali/rain.txt", "Rain fell.", "2024-08-02")]


def test_what_systems_leave_in_folders_is_no_article(tmp_path: Path) -> None:
    (tmp_path / ".ipynb_checkpoints").mkdir()
    for name in ("dust.txt", "._dust.txt", "~$dust.txt", ".ipynb_checkpoints/dust.txt"):
        write(tmp_path / name, "Dust rose.")
    assert rows(tmp_path) == [("dust.txt", "Dust rose.", None)]


def test_a_folder_of_files_is_one_input(tmp_path: Path) -> None:
    write(tmp_path / "b.jsonl", json.dumps(DUST))
    write(tmp_path / "a.jsonl", json.dumps(RAIN))
    assert rows(tmp_path) == READ


def test_columns_are_mapped_by_name(tmp_path: Path) -> None:
    path = jsonl(tmp_path, {"nr": 5, "body": "Rain fell.", "date": "2024-08-02"})
    assert rows(path, {"id": "nr", "text": "body", "published": "date"}) == [
        ("5", "Rain fell.", "2024-08-02")
    ]


def test_without_ids_rows_are_numbered(tmp_path: Path) -> None:
    assert rows(jsonl(tmp_path, {"text": "Rain."}, {"text": "Dust."})) == [
        ("1", "Rain.", None),
        ("2", "Dust.", None),
    ]


def test_a_row_says_where_it_stands(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", f"{json.dumps(RAIN)}\n\n{json.dumps(DUST)}\n")
    assert [row.place for row in read_rows(find_source(path))] == ["a.jsonl, line 1", "a.jsonl, line 3"]


# Rows that are refused, while the others go on


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "Rain', "the line is not JSON"),
        (b"[1, 2]", "the line is no JSON object"),
        (b'{"text": "Ga\xf4"}', "the line is not UTF-8"),
        (b"[" * 100_000, "the line is not JSON"),
        (b'{"id": "x"}', "there is no text in 'text'"),
        (b'{"id": "\\ud800", "text": "Rain."}', "the id is not UTF-8"),
        (b'{"id": "r1", "text": "Rain again."}', "an earlier row has the same id"),
    ],
    ids=["cut", "list", "Latin-1", "deep", "no text", "half a character", "same id"],
)
def test_a_bad_line_is_refused_by_itself(tmp_path: Path, line: bytes, reason: str) -> None:
    path = write(
        tmp_path / "a.jsonl", json.dumps(RAIN).encode() + b"\n" + line + b"\n" + json.dumps(DUST).encode()
    )
    first, (_, refused), last = rows(path)
    assert [first, last] == READ
    assert str(refused).startswith(reason)


def test_a_line_without_end_fills_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sahel_analysis.corpus.reading.MAX_LINE", 100)
    long = json.dumps({"id": "x", "text": "Rain. " * 100})
    path = write(tmp_path / "a.jsonl", f"{long}\n{json.dumps(DUST)}\n")
    assert rows(path) == [(None, "the line is over 0 MB"), READ[1]]


def test_a_row_of_csv_with_too_many_cells_is_refused_by_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,text\n1,Rain, they say\n2,Dust rose.\n")
    assert rows(path) == [(None, "the row has 3 cells, the header 2"), ("2", "Dust rose.", None)]


def test_a_quotation_mark_that_is_left_open_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,text,url\n1,Rain fell.,\n2,"Dust rose.,\n3,Wind blew.,\n')
    reason = "the row has 2 cells, the header 3; it goes over 2 lines: is a quotation mark left open?"
    assert rows(path) == [("1", "Rain fell.", None), (None, reason)]


def test_a_row_of_csv_in_another_encoding_is_refused_by_itself(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "id,text\n1,Rain fell.\n2,Né à Gao.\n".encode("latin-1"))
    reason = 'the row is not UTF-8; save the table again as "CSV UTF-8"'
    assert rows(path) == [("1", "Rain fell.", None), (None, reason)]


def test_blanks_beside_the_names_of_columns_are_none_of_them(tmp_path: Path) -> None:
    assert rows(write(tmp_path / "a.csv", "id , text\n1,Rain fell.\n")) == [("1", "Rain fell.", None)]


def test_a_text_file_that_is_no_text_is_refused_by_itself(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\0\1\2")
    write(tmp_path / "b.txt", "Dust rose.")
    (_, reason), dust = rows(tmp_path)
    assert str(reason).startswith("The file 'a.txt' is not plain text")
    assert dust == ("b.txt", "Dust rose.", None)


# Inputs that cannot be read at all


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.csv",
            "id,body\n1,Rain\n",
            "a.csv has no column text; it has id, body. Say which column is which",
        ),
        ("a.csv", "id,text,text\n1,a,b\n", "a.csv has several columns text"),
        ("a.csv", "", "a.csv does not begin with the names of its columns, or is empty"),
        ("a.csv", "id,text\n1,Rain.\n".encode("utf-16"), 'a.csv is not UTF-8. Save it again as "CSV UTF-8"'),
        ("a.parquet", "no table", "a.parquet is no Parquet file"),
        ("a.docx", "x", "is no input. Give a file that ends in .jsonl"),
    ],
)
def test_an_input_that_cannot_be_read_says_what_to_do(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    with pytest.raises(SahelAnalysisError, match=message):
        rows(write(tmp_path / name, content))


def test_a_parquet_file_whose_column_has_a_harmed_name_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["Rain fell."], "outlet": ["Radio"]}), file, store_schema=False)
    file.write_bytes(file.read_bytes().replace(b"outlet", b"\xffutlet"))
    with pytest.raises(SahelAnalysisError, match=r"a\.parquet is no Parquet file"):
        rows(file)


def test_a_mixed_an_empty_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(SahelAnalysisError, match="is no input"):
            find_source(folder)
    write(tmp_path / "a.jsonl", "{}")
    write(tmp_path / "a.csv", "text\n")
    with pytest.raises(SahelAnalysisError, match=r"files of several kinds \(.csv, .jsonl\)"):
        find_source(tmp_path)


def test_an_unknown_field_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match="author: no such field"):
        find_source(jsonl(tmp_path, RAIN), {"author": "by"})


def test_another_byte_or_name_is_another_input(tmp_path: Path) -> None:
    path = jsonl(tmp_path, RAIN)
    first = hash_input(find_source(path))
    assert hash_input(find_source(path)) == first
    assert hash_input(find_source(jsonl(tmp_path, DUST))) != first
