"""Several reports of one event side by side: a table of claims is checked, and read in three ways."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_analysis.comparing.coverage import (
    CLAIM,
    CLAIM_TYPES,
    claims_by_origin,
    figures_by_day,
    figures_by_voice,
    load_coverage,
    tell_voice,
)
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.resources import read_table

HEADER = "outlet,url,published,claim_type,value_min,value_max,value_text,attributed_to"

INVENTED = """\
Desert Wire (Ber Post copy),https://ber.example/1,2031-05-02,killed_total,4,6,between four and six,army
Desert Wire (Ber Post copy),https://ber.example/1,2031-05-02,suspects_detained,3,,at least,army
Desert Wire (Oasis Times copy),https://oasis.example/1,2031-05-03,killed_total,4,6,the same,army statement
Radio Dune,https://dune.example/1,2031-05-03,killed_total,9,,at least nine,a nurse; residents
Radio Dune,https://dune.example/1,2031-05-03,killed_total,,,"many dead, not counted",outlet
Salt News (citing Desert Wire),https://salt.example/1,,wounded,11,11,,anonymous security official
"""
"""An attack that never was, in outlets that do not exist."""


@pytest.fixture
def claims(tmp_path: Path) -> pd.DataFrame:
    return load_coverage(written(tmp_path, INVENTED))


def written(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "coverage.csv"
    path.write_text(f"{header}\n{rows}", encoding="utf8")
    return path


# Loading


def test_the_packaged_facts() -> None:
    coverage = load_coverage()
    assert (len(coverage), coverage["url"].nunique()) == (60, 30)
    assert set(coverage["claim_type"]) == set(CLAIM_TYPES)
    assert coverage["url"].str.startswith("https://").all()
    assert set(CLAIM) <= set(coverage.columns)


def test_dtypes_are_fixed(claims: pd.DataFrame) -> None:
    text = dict.fromkeys(("outlet", "url", "claim_type", "value_text", "attributed_to"), "string")
    text |= dict.fromkeys(("origin", "page", "relation", "voice"), "string")
    expected = text | {"published": "datetime64[s]", "value_min": "Int64", "value_max": "Int64"}
    assert {c: str(t) for c, t in claims.dtypes.items()} == expected
    assert {c: str(t) for c, t in load_coverage().dtypes.items()} == expected


def test_what_is_not_known_stays_empty(claims: pd.DataFrame) -> None:
    at_least, no_number, undated = claims.iloc[1], claims.iloc[4], claims.iloc[5]
    assert (at_least["value_min"], at_least["value_max"] is pd.NA) == (3, True)
    assert no_number[["value_min", "value_max"]].isna().all()
    assert pd.isna(undated["published"])
    assert undated["value_text"] is pd.NA


WRONG = {
    "no claim type": ("claim_type", "", "the cell is empty"),
    "another claim type": ("claim_type", "rumour", "'rumour' is not known; use one of killed_total, "),
    "no source": ("attributed_to", " ", "the cell is empty"),
    "a word for a date": ("published", "Tuesday", "'Tuesday' is no date such as 2024-09-17"),
    "a day that is not": ("published", "2031-02-30", "'2031-02-30' is no date"),
    "a word for a number": ("value_min", "four", "'four' is no whole number"),
    "a minus": ("value_max", "-6", "'-6' is no whole number"),
    "ends swapped": ("value_max", "2", "2 is below value_min, 4"),
}


@pytest.mark.parametrize(("column", "value", "fault"), WRONG.values(), ids=WRONG)
def test_a_wrong_value_is_named_with_row_and_column(
    tmp_path: Path, column: str, value: str, fault: str
) -> None:
    row = dict(zip(HEADER.split(","), INVENTED.splitlines()[0].split(","), strict=True)) | {column: value}
    path = written(tmp_path, INVENTED.splitlines()[3] + "\n" + ",".join(row.values()))
    with pytest.raises(SahelAnalysisError) as error:
        load_coverage(path)
    assert f"'coverage.csv' does not fit. Row 3, column {column}: {fault}" in str(error.value)


def test_neither_number_nor_word_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match="Row 2, column value_text: there is neither a number"):
        load_coverage(written(tmp_path, "A,https://a.example,,wounded,,,,army"))


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ("B,https://a.example,2031-05-02,wounded,1,1,,army", "Row 3, column outlet: 'B' is not what row 2"),
        ("A,https://a.example,2031-05-03,wounded,1,1,,army", "Row 3, column published: '2031-05-03' is not"),
        (
            "A,https://a.example,2031-05-02,wounded,2,2,,army",
            "Row 3, column url: the whole row repeats",
        ),
    ],
)
def test_one_address_is_one_page(tmp_path: Path, second: str, fault: str) -> None:
    with pytest.raises(SahelAnalysisError, match=fault):
        load_coverage(written(tmp_path, f"A,https://a.example,2031-05-02,wounded,2,2,,army\n{second}"))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match="has no column published"):
        load_coverage(written(tmp_path, "", HEADER.replace(",published", "")))


def test_three_faults_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match=r"Row 4.*There are 2 more such problems"):
        load_coverage(written(tmp_path, "".join(f"A,u{n},soon,wounded,1,1,,army\n" for n in range(5))))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'outlet,url\n"open'])
def test_what_is_no_table_is_told_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "coverage.csv"
    path.write_bytes(content)
    with pytest.raises(SahelAnalysisError):
        load_coverage(path)
    with pytest.raises(SahelAnalysisError, match="cannot be read"):
        load_coverage(tmp_path / "nowhere.csv")


def test_a_table_without_rows_has_all_columns(tmp_path: Path) -> None:
    assert list(load_coverage(written(tmp_path, ""))) == list(load_coverage())


# Whose text, whose word


@pytest.mark.parametrize(
    ("outlet", "origin", "page", "relation"),
    [
        ("AFP (Dawn copy)", "AFP", "Dawn", "copy"),
        ("AP (WHIO copy, earlier version)", "AP", "WHIO", "copy"),
        ("Reuters (SeneNews rewrite)", "Reuters", "SeneNews", "rewrite"),
        ("AFP (The Standard, Kenya)", "AFP", "The Standard, Kenya", "copy"),
        ("Khaama Press (via MENAFN)", "Khaama Press", "MENAFN", "copy"),
        ("Sweet Melodies FM (Africanews text)", "Africanews", "Sweet Melodies FM", "copy"),
        ("News.Az (citing Al Jazeera)", "Al Jazeera", "News.Az", "rewrite"),
        ("Libreinfo (Burkina Faso)", "Libreinfo", "Libreinfo", "own"),
        ("PressAfrik", "PressAfrik", "PressAfrik", "own"),
        ("A bracket (that (nests))", "A bracket (that (nests))", "A bracket (that (nests))", "own"),
    ],
)
def test_whose_text_a_page_carries(
    tmp_path: Path, outlet: str, origin: str, page: str, relation: str
) -> None:
    row = load_coverage(written(tmp_path, f'"{outlet}",https://a.example,,wounded,1,1,,army')).iloc[0]
    assert tuple(row[["origin", "page", "relation"]]) == (origin, page, relation)


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("outlet, own voice", "outlet"),
        ("AP reporter", "outlet"),
        ("army chief of staff; army statement", "military"),
        ("an anonymous security official inside the camp", "anonymous_official"),
        ("security sources", "anonymous_official"),
        ("two diplomats in the region", "anonymous_official"),
        ("JNIM website", "armed_group"),
        ("confidential official document", "document"),
        ("Reuters, residents", "witness"),
        ("a family of the wounded", "witness"),
        ("state television", "official"),
        ("WFP spokesperson", "international_org"),
        ("an analyst of a think tank", "expert"),
        ("Médecins Sans Frontières (MSF)", "ngo"),
        ("a local newspaper", "media"),
        ("the mountain", "unknown"),
    ],
)
def test_whose_word_it_is(words: str, voice: str) -> None:
    assert tell_voice(words) == voice


def test_a_voice_is_found_for_every_packaged_row() -> None:
    coverage = load_coverage()
    assert "unknown" not in set(coverage["voice"])
    assert set(coverage["voice"]) <= set(read_table("lexicon/coverage_voices.csv")["voice"])


@given(st.text())
def test_any_words_have_a_voice(words: str) -> None:
    assert tell_voice(words) in {*read_table("lexicon/coverage_voices.csv")["voice"], "unknown"}


# Three ways of reading


def test_who_gives_which_figure_on_whose_word(claims: pd.DataFrame) -> None:
    table = figures_by_voice(claims, ["suspects_detained", "killed_total"])
    kept = ["claim_type", "value_min", "value_max", "voice", "origins", "n_origins", "n_pages"]
    assert table[kept].astype(object).where(table[kept].notna(), None).values.tolist() == [
        ["suspects_detained", 3, None, "military", "Desert Wire", 1, 1],
        ["killed_total", 4, 6, "military", "Desert Wire", 1, 2],
        ["killed_total", 9, None, "witness", "Radio Dune", 1, 1],
        ["killed_total", None, None, "outlet", "Radio Dune", 1, 1],
    ]
    assert table["attributed_to"][1] == "army; army statement"
    assert table["first"][1] == pd.Timestamp("2031-05-02")


def test_what_is_missing(claims: pd.DataFrame) -> None:
    table = claims_by_origin(claims)
    assert list(table.columns) == ["pages", "killed_total", "wounded", "suspects_detained"]
    assert table.to_dict("index") == {
        "Desert Wire": {"pages": 3, "killed_total": 2, "wounded": 1, "suspects_detained": 1},
        "Radio Dune": {"pages": 1, "killed_total": 2, "wounded": 0, "suspects_detained": 0},
    }


def test_a_figure_over_the_days(claims: pd.DataFrame) -> None:
    table = figures_by_day(claims, ("killed_total", "wounded"))
    assert table["published"].dt.day.fillna(0).tolist() == [2, 3, 0]
    assert table["lowest"].tolist() == [4, 4, 11]
    assert table["highest"].tolist() == [6, 6, 11]
    assert table["open"].tolist() == [False, True, False]
    assert table["without_number"].tolist() == [0, 1, 0]
    assert table["n_origins"].tolist() == [1, 2, 1]
    assert table["voices"][1] == "military; witness; outlet"


def test_without_claims_the_tables_are_empty(claims: pd.DataFrame) -> None:
    none = claims[:0]
    assert len(figures_by_voice(none, ["wounded"])) == 0
    assert len(claims_by_origin(none)) == 0
    assert list(figures_by_day(none).columns) == list(figures_by_day(claims).columns)


@pytest.mark.parametrize(
    "table", [claims_by_origin, figures_by_day, lambda claims: figures_by_voice(claims, ["wounded"])]
)
@pytest.mark.parametrize("wrong", [pd.DataFrame({"page": ["A"]}), [], None, "claims.csv"], ids=str)
def test_only_a_table_of_claims_is_read(table: Any, wrong: Any) -> None:
    with pytest.raises(SahelAnalysisError, match=r"no column .*Give a table of claims, as sa\.compare\(\)"):
        table(wrong)


def test_the_agencies_are_counted_once() -> None:
    coverage = load_coverage()
    detained = figures_by_voice(coverage, ["suspects_detained"]).iloc[1]
    assert (detained["value_min"], detained["n_pages"], detained["n_origins"]) == (15, 3, 1)
    assert claims_by_origin(coverage)["pages"].sum() == 30
