"""Files of users: what is read, and what stays when writing fails."""

from pathlib import Path

import pytest

from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.files import read_text, write_text


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


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match=r"^none\.txt cannot be read \(No such file"):
        read_text(tmp_path / "none.txt")


def test_what_cannot_be_written_leaves_no_trace(tmp_path: Path) -> None:
    (tmp_path / "words.txt").mkdir()
    with pytest.raises(SahelAnalysisError, match=r"^Cannot write '.*words\.txt'"):
        write_text(tmp_path / "words.txt", "Gao")
    assert [path.name for path in tmp_path.iterdir()] == ["words.txt"]
