"""Files of users: what is read, and what stays when writing fails."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

import sahel_analysis as sa
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.files import (
    is_left_behind,
    open_to_read,
    read_text,
    without_formulas,
    write_files,
    write_text,
)


def test_a_text_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = write_text(tmp_path / "new folder" / "words.txt", "“Né à Gao”\r\nline\n")
    assert read_text(path) == "“Né à Gao”\r\nline\n"


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_bytes(b"\xef\xbb\xbfGao")
    assert read_text(tmp_path / "words.txt") == "Gao"


def test_another_encoding_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes("Sévaré".encode("latin-1"))
    with pytest.raises(SahelAnalysisError, match=r"^table\.csv is not UTF-8 text. Save it again as CSV with"):
        read_text(tmp_path / "table.csv", "CSV")


@pytest.mark.parametrize(
    "name", [".DS_Store", "._ama.txt", "~$ama.docx", "Thumbs.db", "desktop.ini", "Desktop.INI"]
)
def test_what_systems_and_open_programs_leave_behind(name: str) -> None:
    assert is_left_behind(name)
    assert not is_left_behind(f"ama {name}")


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match=r"^none\.txt cannot be read \(No such file"):
        read_text(tmp_path / "none.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as writer:
        written = writer.submit(pipe.write_bytes, b"Gao\r\nfell.")
        with open_to_read(pipe, 99) as file:
            assert file.read() == b"Gao\r\nfell."
        assert written.result() == 10


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
def test_a_pipe_that_nobody_writes_into_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr("sahel_analysis.files._PATIENCE", 0.1)
    with pytest.raises(sa.SahelAnalysisError, match=r"cannot be read .*nobody writes into this pipe"):
        sa.read_article(tmp_path / "pipe")


def test_what_cannot_be_written_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "words.txt").mkdir()
    with pytest.raises(SahelAnalysisError, match=r"^Cannot write '.*words\.txt'"):
        write_text(tmp_path / "words.txt", "Gao")
    assert [path.name for path in tmp_path.iterdir()] == ["words.txt"]


# Several files, and what they replace

posix = pytest.mark.skipif(os.name == "nt", reason="links and permissions of POSIX")


def test_several_files_are_written_as_they_are(tmp_path: Path) -> None:
    write_files({tmp_path / "a" / "one.txt": "Goïta\r\n", tmp_path / "two.txt": ""})
    assert (tmp_path / "a" / "one.txt").read_bytes() == "Goïta\r\n".encode()
    assert (tmp_path / "two.txt").read_bytes() == b""


def test_all_or_none(tmp_path: Path) -> None:
    first = tmp_path / "first.txt"
    first.write_text("old")
    second = tmp_path / "file" / "second.txt"
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SahelAnalysisError, match=r"Cannot write '.*second\.txt'"):
        write_files({first: "new", second: "new"})
    assert first.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "first.txt"]


def test_a_text_that_is_no_utf8_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match="Cannot write"):
        write_files({tmp_path / "a.txt": "\ud800"})
    assert list(tmp_path.iterdir()) == []


def test_the_longest_name_that_a_file_can_have(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 251 + ".txt")
    write_files({path: "words"})
    assert path.read_text() == "words"


@posix
def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to("target")
    write_files({tmp_path / "link": "new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "new"


@posix
def test_permissions_are_those_of_the_old_file_or_of_the_umask(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("old")
    old.chmod(0o640)
    mask = os.umask(0o077)
    try:
        write_files({old: "new", tmp_path / "new": "new"})
    finally:
        os.umask(mask)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("old", "new")] == [0o640, 0o600]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A"]
)
def test_what_begins_like_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert without_formulas(pd.DataFrame({"text": [cell, "Gao", None]}))["text"].tolist()[:2] == [
        f"'{cell}",
        "Gao",
    ]


def test_numbers_and_spans_stay_as_they_are() -> None:
    table = pd.DataFrame({"lon": [-0.04], "content": [((1, 2),)], "text": ["a=b"]})
    assert without_formulas(table).equals(table)
