"""Packaged files are found in a checkout and in a wheel, and tables are read as they stand."""

import base64
import hashlib
from importlib.metadata import FileHash, PackagePath
from pathlib import Path

import numpy as np
import pytest

from sahel_analysis import resources
from sahel_analysis.errors import InstallationError
from sahel_analysis.resources import (
    MANIFEST,
    check_folder,
    checked_path,
    path_of,
    read_arrays,
    read_json,
    read_table,
    read_words,
)
from training.manifest import manifest_of


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, as a wheel lays it out."""
    package = tmp_path / "site-packages" / "sahel_analysis"
    (package / "_packaged" / "data").mkdir(parents=True)
    monkeypatch.setattr(resources, "_HERE", package)
    for cached in (read_table, read_words, resources._recorded):
        cached.cache_clear()
    yield package / "_packaged"
    for cached in (read_table, read_words, resources._recorded):
        cached.cache_clear()


def test_files_of_a_checkout_are_found() -> None:
    assert path_of("seeds/bamako_2024.txt").is_file()
    assert path_of("data/gazetteer").is_dir()


def test_files_of_a_wheel_are_found(packaged: Path) -> None:
    (packaged / "data" / "words.csv").write_text("word\nBer\n", encoding="utf8")
    assert path_of("data/words.csv") == packaged / "data" / "words.csv"


def test_a_missing_file_says_how_to_mend_the_installation() -> None:
    with pytest.raises(InstallationError, match=r"'data/no_such\.csv' .* is missing\. Install the package"):
        path_of("data/no_such.csv")


def in_wheel(monkeypatch: pytest.MonkeyPatch, name: str, content: bytes) -> None:
    """The wheel's own list says that it brought a file with this content."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
    path = PackagePath(f"sahel_analysis/_packaged/{name}")
    path.hash = FileHash(f"sha256={digest}")
    monkeypatch.setattr(resources, "files", lambda package: [path])


def test_a_file_of_a_wheel_is_what_the_wheel_brought(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (packaged / "data" / "words.csv").write_bytes(b"word,group\nBer,village\n")
    in_wheel(monkeypatch, "data/words.csv", b"word,group\nBer,village\n")
    assert read_table("words.csv")["word"] == ("Ber",)


def test_a_changed_file_of_a_wheel_is_named(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (packaged / "data" / "words.csv").write_bytes(b"word,group\nBar,village\n")
    in_wheel(monkeypatch, "data/words.csv", b"word,group\nBer,village\n")
    with pytest.raises(InstallationError, match=r"'data/words\.csv' .* is damaged.*Install the package"):
        read_table("words.csv")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"\xef\xbb\xbfword,group\nBer,village\n", "byte order mark"),
        (b"word;group\nBer;village\n", "separated by semicolons"),
        (b"word\tgroup\nBer\tvillage\n", "separated by semicolons or tabs"),
        (b"word,group\nBer,vill", "is cut short"),
        (b"word,group\nBer,village,x\n", "has 3 cells in row 2, not 2"),
        (b"word,group\nBer\n", "has 1 cells in row 2, not 2"),
        ("word,group\nSégou,town\n".encode("latin-1"), "is damaged: it is not UTF-8"),
    ],
)
def test_what_a_spreadsheet_makes_of_a_table_is_said(packaged: Path, content: bytes, why: str) -> None:
    (packaged / "data" / "words.csv").write_bytes(content)
    with pytest.raises(InstallationError, match=rf"'data/words\.csv' .*{why}"):
        read_table("words.csv")


def test_a_column_that_is_missing_is_named(packaged: Path) -> None:
    (packaged / "data" / "words.csv").write_text("Word,group\nBer,village\n", encoding="utf8")
    with pytest.raises(InstallationError, match="has no column 'word'; it has Word, group"):
        read_table("words.csv")["word"]


def test_arrays_that_are_damaged_are_named(packaged: Path) -> None:
    np.savez(packaged / "data" / "numbers.npz", one=np.arange(3))
    assert read_arrays("data/numbers.npz")["one"].tolist() == [0, 1, 2]
    content = (packaged / "data" / "numbers.npz").read_bytes()
    for broken in (content[:40], b"version https://git-lfs", b"", content.replace(b"one.npy", b"two")):
        (packaged / "data" / "numbers.npz").write_bytes(broken)
        with pytest.raises(InstallationError, match=r"'data/numbers\.npz' .* is damaged"):
            read_arrays("data/numbers.npz")


def test_json_that_is_damaged_is_named(packaged: Path) -> None:
    (packaged / "data" / "gold.json").write_bytes(b'{"events": [')
    (packaged / "data" / "rows.jsonl").write_bytes(b'{"id": 1}\n{"id"\n')
    for name in ("gold.json", "rows.jsonl"):
        with pytest.raises(InstallationError, match=rf"'data/{name}' .* is damaged: it is not JSON"):
            read_json(f"data/{name}")


def test_what_another_reader_opens_is_checked_first(packaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (packaged / "data" / "days.csv").write_bytes(b"day\n2024-09-18\n")
    assert checked_path("data/days.csv") == packaged / "data" / "days.csv"
    in_wheel(monkeypatch, "data/days.csv", b"day\n2024-09-17\n")
    resources._recorded.cache_clear()
    with pytest.raises(InstallationError, match=r"'data/days\.csv' .* is damaged"):
        checked_path("data/days.csv")


def test_a_file_that_cannot_be_read_is_named(packaged: Path) -> None:
    (packaged / "data" / "days.csv").mkdir()
    with pytest.raises(InstallationError, match=r"'data/days\.csv' .* cannot be read .*Install the package"):
        read_table("days.csv")


@pytest.fixture
def folder(packaged: Path) -> Path:
    """A packaged folder of two files, with its manifest."""
    made = packaged / "data" / "model"
    (made / "deep").mkdir(parents=True)
    (made / "deep" / "weights.bin").write_bytes(bytes(1000))
    (made / "labels.json").write_text("{}", encoding="utf8")
    (made / MANIFEST).write_text(manifest_of(made), encoding="utf8")
    return made


def test_a_folder_is_what_its_manifest_lists(folder: Path) -> None:
    check_folder("data/model")


@pytest.mark.parametrize("content", [None, b"", bytes(999), bytes(500) + b"\x01" + bytes(499)])
def test_a_file_that_is_not_what_the_manifest_lists_is_named(folder: Path, content: bytes | None) -> None:
    if content is None:
        (folder / "deep" / "weights.bin").unlink()
    else:
        (folder / "deep" / "weights.bin").write_bytes(content)
    with pytest.raises(InstallationError, match=r"'data/model/deep/weights\.bin' .* is (missing|damaged)"):
        check_folder("data/model")


def test_a_manifest_that_is_none_is_named(folder: Path) -> None:
    (folder / MANIFEST).write_text("version https://git-lfs\n", encoding="utf8")
    with pytest.raises(InstallationError, match=r"'data/model/manifest\.sha256' .* is damaged"):
        check_folder("data/model")


def test_the_embedded_pipelines_manifest_is_current() -> None:
    model = path_of("data/en_sahel_news")
    assert (model / MANIFEST).read_text(encoding="utf8") == manifest_of(model)


def test_a_table_is_columns_of_strings(packaged: Path) -> None:
    (packaged / "data" / "words.csv").write_text(
        'word,group,note\nBer,village,\n"Say, the town",town,"north of ""the"" river"\n', encoding="utf8"
    )
    assert read_table("words.csv") == {
        "word": ("Ber", "Say, the town"),
        "group": ("village", "town"),
        "note": ("", 'north of "the" river'),
    }


def test_a_table_without_rows_keeps_its_columns(packaged: Path) -> None:
    (packaged / "data" / "words.csv").write_text("word,group\n", encoding="utf8")
    assert read_table("words.csv") == {"word": (), "group": ()}


def test_words_are_the_first_column_of_a_list_whole_or_by_class(packaged: Path) -> None:
    (packaged / "data" / "lexicon").mkdir()
    (packaged / "data" / "lexicon" / "little.csv").write_text(
        "word,class,group\nin,place,x\nnear,place,x\nafter,time,x\n", encoding="utf8"
    )
    assert read_words("little") == {"in", "near", "after"}
    assert read_words("little", "place") == {"in", "near"}
    assert read_words("little", "manner") == set()


LEXICON = sorted(p.name for p in path_of("data/lexicon").glob("*.csv"))


@pytest.mark.parametrize("name", LEXICON)
def test_every_word_list_gives_a_reason_and_no_row_twice(name: str) -> None:
    table = read_table(f"lexicon/{name}")
    assert "group" in table
    rows = list(zip(*table.values(), strict=True))
    assert [row for row in rows if rows.count(row) > 1] == []
    words = zip(next(iter(table.values())), table["group"], strict=True)
    assert [(word, group) for word, group in words if not (word.strip() and group.strip())] == []


@pytest.mark.parametrize("name", LEXICON)
def test_every_row_of_a_word_list_fits_its_header(name: str) -> None:
    table = read_table(f"lexicon/{name}")
    assert None not in table, "a row has more cells than the header"
    assert [cell for column in table.values() for cell in column if cell is None] == []
