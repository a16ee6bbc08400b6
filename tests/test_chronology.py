"""The reference timeline holds what its README promises, and a faulty table is refused with a sentence."""

import io
from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sahel_analysis as sa
from sahel_analysis import plots
from sahel_analysis.chronology.reference import COLUMNS, as_chronology, country_codes, load_chronology
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.resources import path_of, read_table
from tests.conftest import analysis_of

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
    ({"killed_max": "dozens"}, "killed_max is 'dozens'; write a number of persons in digits"),
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


# Tables that went through a file, or another program


def same(table: pd.DataFrame) -> pd.DataFrame:
    return as_chronology(table, *COLUMNS)


CHANGES: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "nothing": lambda table: table,
    "a CSV file": lambda table: pd.read_csv(io.StringIO(table.to_csv(index=False))),
    "a CSV file read as text": lambda table: pd.read_csv(io.StringIO(table.to_csv(index=False)), dtype=str),
    "dates": lambda table: table.assign(date_start=table["date_start"].dt.date.astype(object)),
    "datetimes": lambda table: table.assign(date_start=table["date_start"].astype(object)),
    "a time zone": lambda table: table.assign(date_start=table["date_start"].dt.tz_localize("Africa/Bamako")),
    "hours": lambda table: table.assign(date_start=table["date_start"] + pd.Timedelta(hours=18)),
    "text with hours": lambda table: table.assign(date_start=table["date_start"].astype(str) + " 00:00:00"),
    "floats": lambda table: table.astype({"killed_min": "float64", "killed_max": "float64"}),
    "another index": lambda table: table.set_axis([f"row {n}" for n in range(len(table))]),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_days_and_numbers_are_known_however_they_are_kept(change: str) -> None:
    table = load_chronology()
    pd.testing.assert_frame_equal(same(CHANGES[change](table)), table)


def test_a_part_of_a_chronology_keeps_what_it_lacks() -> None:
    table = load_chronology()[["event_id", "date_start"]].assign(date_start=pd.NaT, mine="a")
    assert list(as_chronology(table, "event_id").columns) == ["event_id", "date_start", "mine"]
    assert as_chronology(table, "event_id")["date_start"].isna().all()
    with pytest.raises(SahelAnalysisError, match=r"no column title\. Give a chronology, such as"):
        as_chronology(table, "title")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"date_start": "17/09/2024"}, "date_start is '17/09/2024'; write dates that exist"),
        ({"date_start": "03/09/2024"}, "date_start is '03/09/2024'; write dates that exist"),
        ({"date_start": "2024-09-31"}, "date_start is '2024-09-31'; write dates that exist"),
        ({"date_start": "soon"}, "date_start is 'soon'; write dates that exist"),
        ({"date_start": 45553}, "date_start is '45553'; write dates that exist"),
        ({"date_end": pd.Timestamp("1999-01-01")}, "it must not be less than date_start"),
        ({"killed_min": "ten"}, "killed_min is 'ten'; write a number of persons in digits"),
        ({"killed_min": -5}, "killed_min is '-5'; write a whole number of persons"),
        ({"killed_min": 1.5}, "killed_min is '1.5'; write a whole number of persons"),
        ({"killed_min": 9, "killed_max": 3}, "killed_max is '3'; it must not be less than killed_min"),
        ({"lat": 123.0}, "lat is '123.0'; write degrees from -90 to 90"),
    ],
)
def test_what_is_no_day_or_number_is_refused_with_its_row(change: dict[str, object], sentence: str) -> None:
    table = load_chronology().iloc[2:4].assign(**change)
    with pytest.raises(SahelAnalysisError) as error:
        same(table)
    assert str(error.value).startswith("The chronology, row 2 (SA003): ")
    assert sentence in str(error.value)


def test_a_row_without_an_id_is_told_by_its_number() -> None:
    table = load_chronology().assign(event_id=pd.NA, date_start="soon")
    for rows in (table, table.drop(columns="event_id")):
        with pytest.raises(
            SahelAnalysisError, match=r"^The chronology, row 2 \(without an id\): date_start is"
        ):
            as_chronology(rows)


@pytest.mark.parametrize(
    "use",
    [
        sa.plot_years, plots.describe_years, plots.events_by_year,
        lambda table: sa.plot_timeline(analysis_of(), table),
        lambda table: plots.describe_timeline(analysis_of(), table),
        lambda table: sa.link_events(analysis_of().events, table),
    ],
)  # fmt: skip
def test_whatever_takes_a_chronology_checks_it(use: Callable[[pd.DataFrame], object]) -> None:
    table = load_chronology()
    for change in ("a CSV file", "dates"):
        told = use(CHANGES[change](table))
        if isinstance(told, str):
            assert told == use(table)
    plt.close("all")
    for bad in (table.assign(date_start="03/09/2024"), table.assign(killed_min="ten")):
        with pytest.raises(SahelAnalysisError, match=r"The chronology, row 2 \(SA001\)"):
            use(bad)
    for none in (pd.DataFrame({"x": [1]}), [1], "mine.csv"):
        with pytest.raises(SahelAnalysisError, match="Give a chronology, such as"):
            use(none)  # type: ignore[arg-type]
    assert plt.get_fignums() == []
