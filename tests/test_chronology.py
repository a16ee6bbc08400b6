"""The reference timeline holds what its README promises, and a faulty table is refused with a sentence."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_analysis.chronology.reference import COLUMNS, country_codes, load_chronology
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.resources import path_of, read_table

GOOD = {
    "event_id": "X1", "date_start": "2020-05-01", "date_end": "2020-05-02", "date_precision": "day",
    "country": "Mali", "place": "Bamako", "lat": "12.6", "lon": "-8", "event_type": "attack",
    "actor": "", "target": "a market", "killed_min": "2", "killed_max": "3", "title": "Invented",
    "summary": "Invented.", "source": "none", "checked": "no",
}  # fmt: skip


@pytest.fixture
def write(tmp_path: Path):
    def write_rows(*rows: dict[str, str], **options) -> Path:
        path = tmp_path / "mine.csv"
        pd.DataFrame(rows).to_csv(path, index=False, **options)
        return path

    return write_rows


# The packaged timeline


def test_columns_and_dtypes_are_fixed() -> None:
    table = load_chronology()
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == COLUMNS
    assert len(table) == 90


def test_what_is_missing_is_missing() -> None:
    table = load_chronology().set_index("event_id")
    assert pd.isna(table.loc["SA090", "date_end"])
    assert pd.isna(table.loc["SA086", "killed_max"])
    assert pd.isna(table.loc["SA006", "lat"])
    assert "" not in set(table["actor"].dropna())


def test_every_row_has_a_source_with_an_address() -> None:
    assert load_chronology()["source"].str.contains(r": https?://\S+$").all()


def test_changing_a_table_changes_no_other() -> None:
    table = load_chronology()
    table["country"] = "Atlantis"
    assert "Atlantis" not in set(load_chronology()["country"])


def test_readme_tells_the_number_of_rows() -> None:
    readme = path_of("data/chronology/README.md").read_text(encoding="utf8")
    assert f"`sahel_timeline.csv`: {len(load_chronology())} events" in readme
    assert all(f"`{column}`" in readme for column in COLUMNS)


@pytest.mark.parametrize("name", ["type_matches", "countries", "acled_types", "incident_types"])
def test_tables_beside_it_give_reasons(name: str) -> None:
    assert all(read_table(f"chronology/{name}.csv")["group"])


# Tables of a reader's own


def test_a_table_of_ones_own(write) -> None:
    table = load_chronology(write(GOOD, {**GOOD, "event_id": "X2", "date_end": "", "killed_max": ""}))
    assert table["date_start"].dt.strftime("%Y-%m-%d").tolist() == ["2020-05-01", "2020-05-01"]
    assert table["killed_max"].isna().tolist() == [False, True]


@pytest.mark.parametrize("options", [{"sep": ";"}, {"sep": "\t"}, {"encoding": "utf-8-sig"}])
def test_separators_and_byte_order_marks(write, options) -> None:
    assert load_chronology(write(GOOD, **options))["place"].tolist() == ["Bamako"]


def test_countries_may_be_several() -> None:
    assert country_codes("Mali; Burkina Faso") == {"ML", "BF"}
    assert country_codes("Côte d'Ivoire") == {"CI"}
    assert country_codes("Mali; Atlantis") is None


FAULTS = [
    ({"event_id": ""}, "row 2 (without an id): event_id is ''; give every row an id"),
    ({"date_start": ""}, "date_start is ''; give every row a date"),
    ({"date_start": "2020-02-30"}, "date_start is '2020-02-30'; write dates that exist"),
    ({"date_end": "1 May 2020"}, "date_end is '1 May 2020'; write dates that exist"),
    ({"date_end": "2020-04-30"}, "date_end is '2020-04-30'; it must not be less than date_start"),
    ({"date_precision": "about"}, "date_precision is 'about'; use one of: day, week, month, year"),
    ({"country": "Atlantis"}, "country is 'Atlantis'; write English country names"),
    ({"country": ""}, "country is ''; write English country names"),
    ({"lat": ""}, "lat is ''; give both lat and lon, or neither"),
    ({"lat": "north"}, "lat is 'north'; write a number"),
    ({"lat": "95"}, "lat is '95'; write degrees from -90 to 90"),
    ({"lon": "8"}, "lat is '12.6'; with its lon, it lies outside the country"),
    ({"event_type": "raid"}, "event_type is 'raid'; use one of: abduction, accident"),
    ({"killed_min": "4"}, "killed_max is '3'; it must not be less than killed_min"),
    ({"killed_min": "-1"}, "killed_min is '-1'; write a whole number"),
    ({"killed_min": "1.5"}, "killed_min is '1.5'; write a whole number"),
    ({"killed_max": "1e30"}, "killed_max is '1e30'; write a whole number"),
    ({"killed_max": "inf"}, "killed_max is 'inf'; write a whole number"),
    ({"killed_max": "dozens"}, "killed_max is 'dozens'; write a number"),
]


@pytest.mark.parametrize(("fault", "sentence"), FAULTS)
def test_a_fault_is_named_with_row_column_and_advice(write, fault, sentence) -> None:
    with pytest.raises(SahelAnalysisError) as error:
        load_chronology(write({**GOOD, **fault}))
    assert str(error.value).startswith("mine.csv, row 2 (")
    assert sentence in str(error.value)


def test_ids_are_unique_and_rows_in_order(write) -> None:
    with pytest.raises(SahelAnalysisError, match=r"row 3 \(X1\): event_id .* an id of its own"):
        load_chronology(write(GOOD, GOOD))
    with pytest.raises(SahelAnalysisError, match=r"row 3 \(X0\): date_start .* sort the rows"):
        load_chronology(write(GOOD, {**GOOD, "event_id": "X0", "date_start": "2019-01-01"}))


def test_files_that_are_no_chronology(write, tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match="no column event_id, date_start"):
        load_chronology(write({"name": "Bamako"}))
    with pytest.raises(SahelAnalysisError, match="cannot be read"):
        load_chronology(tmp_path / "none.csv")
    for content in (b"", b"\xff\xfe\x00a"):
        (tmp_path / "odd.csv").write_bytes(content)
        with pytest.raises(SahelAnalysisError, match=r"odd\.csv is not"):
            load_chronology(tmp_path / "odd.csv")


def test_a_row_that_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"{','.join(GOOD)}\nX1,2020-05-01,2020-05-02,day\n", encoding="utf8")
    with pytest.raises(SahelAnalysisError, match=r"row 2 \(X1\): event_type is ''"):
        load_chronology(path)


@given(column=st.sampled_from(sorted(GOOD)), cell=st.text(max_size=12))
def test_any_cell_is_taken_or_refused(write, column: str, cell: str) -> None:
    try:
        table = load_chronology(write({**GOOD, column: cell}, encoding="utf8", errors="replace"))
    except SahelAnalysisError:
        return
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == COLUMNS


@given(content=st.binary(max_size=60))
def test_any_file_is_taken_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    with pytest.raises(SahelAnalysisError, match=r"^any\.csv"):
        load_chronology(path)
