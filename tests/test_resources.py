"""Packaged files are found in a checkout and in a wheel, and tables are read as they stand."""

from pathlib import Path

import pytest

from sahel_analysis import resources
from sahel_analysis.resources import path_of, read_table, read_words


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, as a wheel lays it out."""
    package = tmp_path / "site-packages" / "sahel_analysis"
    (package / "_packaged" / "data").mkdir(parents=True)
    monkeypatch.setattr(resources, "_HERE", package)
    read_table.cache_clear()
    read_words.cache_clear()
    yield package / "_packaged"
    read_table.cache_clear()
    read_words.cache_clear()


def test_files_of_a_checkout_are_found() -> None:
    assert path_of("seeds/bamako_2024.txt").is_file()
    assert path_of("data/gazetteer").is_dir()


def test_files_of_a_wheel_are_found(packaged: Path) -> None:
    (packaged / "data" / "words.csv").write_text("word\nBer\n", encoding="utf8")
    assert path_of("data/words.csv") == packaged / "data" / "words.csv"


def test_a_missing_file_says_how_to_mend_the_installation() -> None:
    with pytest.raises(FileNotFoundError, match=r"'data/no_such\.csv' is missing .* Install the package"):
        path_of("data/no_such.csv")


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
