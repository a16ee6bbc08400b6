"""Exports of ACLED and UCDP GED become chronologies. Every row here is invented."""

import warnings
from pathlib import Path

import pandas as pd
import pytest
from test_chronology_linking import on

from sahel_analysis.chronology.event_data import read_acled, read_ucdp
from sahel_analysis.chronology.linking import link_events
from sahel_analysis.chronology.reference import COLUMNS, load_chronology
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.plots import describe_years

ACLED_HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,actor2,"
    "country,admin1,location,latitude,longitude,geo_precision,source,notes,fatalities"
)
UCDP_HEADER = (
    "id,year,type_of_violence,side_a,side_b,source_article,source_headline,where_prec,where_coordinates,"
    "adm_1,latitude,longitude,country,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,"
    "deaths_unknown,best,high,low"
)


def acled(
    day: str = "2031-02-10", precision: str = "1", kind: str = "Battles", sub: str = "Armed clash",
    spot: str = "1", killed: str = "4", country: str = "Mali",
) -> str:  # fmt: skip
    return (
        f"XXX1,{day},2031,{precision},Political violence,{kind},{sub},JNIM,Military Forces of Mali,"
        f"{country},Gao,Tin Beta,16.1,0.5,{spot},Invented,An invented row.,{killed}"
    )


def ucdp(
    kind: str = "1", precision: str = "1", first: str = "2031-02-10 00:00:00.000",
    last: str = "2031-02-10", spot: str = "1",
) -> str:  # fmt: skip
    return (
        f"501,2031,{kind},Government of Mali,JNIM,Invented,An invented headline,{spot},Tin Beta village,"
        f"Gao,16.1,0.5,Mali,{precision},{first},{last},1,2,1,0,4,6,3"
    )


@pytest.fixture
def write(tmp_path: Path):
    def write_lines(*lines: str, encoding: str = "utf8") -> Path:
        path = tmp_path / "export.csv"
        path.write_text("\n".join(lines) + "\n", encoding=encoding)
        return path

    return write_lines


# ACLED


def test_acled_becomes_a_chronology(write) -> None:
    table = read_acled(write(ACLED_HEADER, acled()))
    assert list(table.columns) == [*COLUMNS, "place_precision"]
    assert {c: str(table[c].dtype) for c in COLUMNS} == COLUMNS
    row = table.iloc[0]
    assert row[["event_id", "place", "event_type", "actor", "target"]].tolist() == [
        "XXX1", "Tin Beta", "battle", "JNIM", "Military Forces of Mali",
    ]  # fmt: skip
    assert (row["killed_min"], row["killed_max"]) == (4, 4)
    assert row["title"] == "Armed clash, Tin Beta"


@pytest.mark.parametrize(
    ("precision", "first", "last", "word"),
    [
        ("1", "2031-02-10", "2031-02-10", "day"),
        ("2", "2031-02-07", "2031-02-13", "week"),
        ("3", "2031-02-01", "2031-02-28", "month"),
    ],
)
def test_acled_time_precision_becomes_an_interval(write, precision, first, last, word) -> None:
    row = read_acled(write(ACLED_HEADER, acled(precision=precision))).iloc[0]
    assert [row["date_start"].date().isoformat(), row["date_end"].date().isoformat()] == [first, last]
    assert row["date_precision"] == word


def test_acled_months_end_where_they_end(write) -> None:
    for day, last in (("2031-12-31", "2031-12-31"), ("2032-02-01", "2032-02-29")):
        row = read_acled(write(ACLED_HEADER, acled(day, "3"))).iloc[0]
        assert row["date_start"].date().isoformat() == f"{last[:8]}01"
        assert row["date_end"].date().isoformat() == last


@pytest.mark.parametrize("day", ["2031-02-10", "10 February 2031", "10-February-2031", "10 Feb 2031"])
def test_acled_dates_are_written_in_several_ways(write, day) -> None:
    assert read_acled(write(ACLED_HEADER, acled(day)))["date_start"][0].date().isoformat() == "2031-02-10"


@pytest.mark.parametrize(
    ("kind", "sub", "event_type"),
    [
        ("Battles", "Government regains territory", "battle"),
        ("Violence against civilians", "Attack", "attack"),
        ("Violence against civilians", "Abduction/forced disappearance", "abduction"),
        ("Explosions/Remote violence", "Remote explosive/landmine/IED", "explosion"),
        ("Explosions/Remote violence", "Air/drone strike", "airstrike"),
        ("Strategic developments", "Arrests", "arrest"),
        ("Strategic developments", "Agreement", "political"),
        ("A type of a later codebook", "", "political"),
    ],
)
def test_acled_types(write, kind, sub, event_type) -> None:
    assert read_acled(write(ACLED_HEADER, acled(kind=kind, sub=sub)))["event_type"][0] == event_type


def test_acled_from_a_spreadsheet_program(write) -> None:
    lines = [line.replace(",", ";") for line in (ACLED_HEADER, acled())]
    assert len(read_acled(write(*lines, encoding="utf-8-sig"))) == 1


def test_acled_rows_come_in_order_of_time(write) -> None:
    older = acled("2030-01-01").replace("XXX1", "XXX2")
    assert read_acled(write(ACLED_HEADER, acled(), older))["event_id"].tolist() == ["XXX2", "XXX1"]


def test_a_country_that_is_not_in_the_gazetteer_harms_nothing(write) -> None:
    table = read_acled(write(ACLED_HEADER, acled(country="Bailiwick of Jersey")))
    event = on("2031-02-10", type="battle", country="ML", place="Tin Beta", killed_min=4)
    assert link_events([event], table)["chronology_id"].tolist() == ["XXX1"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (acled(day="10/02/2031"), "event_date is '10/02/2031'; write dates such as 2024-09-17"),
        (acled(day=""), "event_date is ''"),
        (acled(precision="4"), "time_precision is '4'; the codes are 1, 2, 3"),
        (acled(spot="0"), "geo_precision is '0'; the codes are 1, 2, 3"),
        (acled(killed="many"), "fatalities is 'many'; write a number"),
    ],
)
def test_acled_faults(write, line, sentence) -> None:
    with pytest.raises(SahelAnalysisError) as error:
        read_acled(write(ACLED_HEADER, line))
    assert f"export.csv, row 2 (XXX1): {sentence}" in str(error.value)


def test_the_words_of_a_type_may_be_in_capitals_or_have_blanks(write) -> None:
    for kind in ("Battles ", "battles", "BATTLES"):
        assert read_acled(write(ACLED_HEADER, acled(kind=kind)))["event_type"][0] == "battle"


def test_acled_as_r_writes_it(write) -> None:
    line = acled().replace("Military Forces of Mali", "NA").replace(",4", ",NA")
    row = read_acled(write(ACLED_HEADER, line)).iloc[0]
    assert row[["target", "killed_min", "killed_max"]].isna().all()


def test_a_line_of_hxl_tags_is_left_out(write) -> None:
    tags = ",".join(f"#event+{column}" for column in ACLED_HEADER.split(","))
    table = read_acled(write(ACLED_HEADER, tags, acled()))
    assert table["event_id"].tolist() == ["XXX1"]


def test_semicolons_with_a_line_that_says_so(write) -> None:
    lines = [line.replace(",", ";") for line in (ACLED_HEADER, acled())]
    assert len(read_acled(write("sep=;", *lines))) == 1


def test_column_names_may_be_in_capitals(write) -> None:
    assert len(read_acled(write(ACLED_HEADER.upper(), acled()))) == 1
    assert len(read_acled(write(ACLED_HEADER.replace("_", " ").title(), acled()))) == 1


def test_degrees_may_have_a_decimal_comma(write) -> None:
    lines = [line.replace(",", ";") for line in (ACLED_HEADER, acled().replace("16.1", "16@1"))]
    row = read_acled(write(lines[0], lines[1].replace("@", ","))).iloc[0]
    assert (row["lat"], row["lon"]) == (16.1, 0.5)


def test_a_row_that_stands_twice_is_read_once(write) -> None:
    assert len(read_acled(write(ACLED_HEADER, acled(), acled()))) == 1


def test_a_row_that_stands_twice_but_for_blanks_is_read_once(write) -> None:
    blanks = acled().replace("XXX1", " XXX1\u00a0").replace("JNIM", " JNIM").replace("Mali,Gao", "Mali ,Gao")
    (row,) = read_acled(write(ACLED_HEADER, acled(), blanks)).to_dict("records")
    assert (row["event_id"], row["actor"], row["country"]) == ("XXX1", "JNIM", "Mali")


@pytest.mark.parametrize("lines", [(0, 1), (1, 0)])
def test_of_an_event_and_its_correction_the_newer_one_counts(write, lines) -> None:
    both = [f"{acled(killed='4')},1928448000", f"{acled('2031-02-11', killed='6')},1929052800"]
    (row,) = read_acled(write(f"{ACLED_HEADER},timestamp", *(both[k] for k in lines))).to_dict("records")
    assert (row["date_start"].day, row["killed_min"]) == (11, 6)


def test_the_actor_based_export_is_named(write) -> None:
    other = acled().replace("JNIM,Military Forces of Mali", "Military Forces of Mali,JNIM")
    with pytest.raises(SahelAnalysisError, match=r"actor-based export: the event XXX1 .* event-based"):
        read_acled(write(ACLED_HEADER, acled(), other))


def test_two_events_of_one_id_are_refused(write) -> None:
    with pytest.raises(SahelAnalysisError, match="give every row an id of its own"):
        read_acled(write(ACLED_HEADER, acled(), acled("2031-03-01")))


def test_a_download_that_was_cut_off_is_refused(write) -> None:
    path = write(ACLED_HEADER, acled(), acled().replace("XXX1", "XXX2"))
    path.write_bytes(path.read_bytes()[:-25])
    with pytest.raises(SahelAnalysisError, match=r"export\.csv seems to be cut off"):
        read_acled(path)


@pytest.mark.parametrize(("read", "header"), [(read_acled, ACLED_HEADER), (read_ucdp, UCDP_HEADER)])
def test_a_search_without_result_is_an_empty_table(write, read, header) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = read(write(header))
    assert len(table) == 0
    assert {c: str(table[c].dtype) for c in COLUMNS} == COLUMNS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 no end", r"not a table but a packed file \(\.zip\)\. Unpack it"),
        (b"\x1f\x8b\x08", r"not a table but a packed file \(such as \.gz or \.rds\)\. Unpack it"),
        (b"<stata_dta><header>", r"not a table but a file of Stata \(\.dta\)\. Save it as CSV"),
        (b"\xd0\xcf\x11\xe0", "not a table but a workbook"),
        (b'{"status": 200, "data": []}', "not a table but JSON. Take the CSV export"),
        (b"<!doctype html>", "not a table but a page"),
    ],
)
def test_other_files_are_named(tmp_path, content, said) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    for read in (read_acled, read_ucdp):
        with pytest.raises(SahelAnalysisError, match=said):
            read(path)


def test_a_column_that_stands_twice_is_refused(write) -> None:
    with pytest.raises(SahelAnalysisError, match="has several columns fatalities"):
        read_acled(write(f"{ACLED_HEADER},fatalities", f"{acled()},5"))


def test_a_data_frame_is_as_good_as_its_file(write) -> None:
    for read, lines in ((read_acled, (ACLED_HEADER, acled())), (read_ucdp, (UCDP_HEADER, ucdp()))):
        path = write(*lines)
        frame = pd.read_csv(path)
        column = "event_date" if read is read_acled else "date_start"
        frame[column] = pd.to_datetime(frame[column])
        pd.testing.assert_frame_equal(read(frame), read(path))


# UCDP GED


def test_ucdp_keeps_its_best_estimate(write) -> None:
    row = read_ucdp(write(UCDP_HEADER, ucdp())).iloc[0]
    assert (row["killed_min"], row["killed_best"], row["killed_max"]) == (3, 4, 6)


def test_a_fault_is_told_in_the_words_of_the_file(write) -> None:
    with pytest.raises(SahelAnalysisError, match="high is '2'; it must not be less than low"):
        read_ucdp(write(UCDP_HEADER, ucdp().replace("4,6,3", "4,2,3")))
    with pytest.raises(SahelAnalysisError, match="best is '9'; it must lie between low and high"):
        read_ucdp(write(UCDP_HEADER, ucdp().replace("4,6,3", "9,6,3")))


def test_ucdp_becomes_a_chronology(write) -> None:
    table = read_ucdp(write(UCDP_HEADER, ucdp()))
    assert {c: str(table[c].dtype) for c in COLUMNS} == COLUMNS
    row = table.iloc[0]
    assert (row["killed_min"], row["killed_max"]) == (3, 6)
    assert row["date_start"].date().isoformat() == "2031-02-10"
    assert (row["title"], row["summary"]) == (
        "Government of Mali – JNIM, Tin Beta village", "An invented headline",
    )  # fmt: skip


@pytest.mark.parametrize(("code", "event_type"), [("1", "battle"), ("2", "battle"), ("3", "massacre")])
def test_ucdp_types_of_violence(write, code, event_type) -> None:
    assert read_ucdp(write(UCDP_HEADER, ucdp(kind=code)))["event_type"][0] == event_type


@pytest.mark.parametrize(
    ("code", "word"), [("1", "day"), ("2", "week"), ("3", "week"), ("4", "month"), ("5", "year")]
)
def test_ucdp_date_precision(write, code, word) -> None:
    table = read_ucdp(write(UCDP_HEADER, ucdp(precision=code, first="2031-02-01", last="2031-02-28")))
    assert table["date_precision"][0] == word
    assert table["date_end"][0].date().isoformat() == "2031-02-28"


@pytest.mark.parametrize(("code", "word"), [("1", "exact"), ("2", "near"), ("3", "area"), ("7", "area")])
def test_ucdp_place_precision(write, code, word) -> None:
    assert read_ucdp(write(UCDP_HEADER, ucdp(spot=code)))["place_precision"][0] == word


@pytest.mark.parametrize("time", ["", " 00:00:00.000", "T00:00:00"])
def test_ucdp_days_may_have_a_time_behind_them(write, time) -> None:
    row = read_ucdp(write(UCDP_HEADER, ucdp(first=f"2031-02-10{time}", last=f"2031-02-11{time}"))).iloc[0]
    assert (row["date_start"].day, row["date_end"].day) == (10, 11)


def test_older_ucdp_tables_lack_the_headline(write) -> None:
    header = UCDP_HEADER.replace("source_headline", "source")
    assert read_ucdp(write(header, ucdp()))["summary"].isna().all()


def test_an_area_has_no_distance(write) -> None:
    event = on("2031-02-10", country="ML", place="Bamako", lat=12.6, lon=-8.0, killed_min=30)
    exact, area = (link_events([event], read_ucdp(write(UCDP_HEADER, ucdp(spot=s)))) for s in "16")
    assert "no row with this time" in exact["reasons"][0]
    assert "km" not in area["reasons"][0]
    assert "killed" in area["reasons"][0]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (ucdp(kind="9"), "type_of_violence is '9'; the codes are 1, 2, 3"),
        (ucdp(precision="6"), "date_prec is '6'; the codes are 1, 2, 3, 4, 5"),
        (ucdp(first="2031"), "date_start is '2031'; write dates"),
        (ucdp(last="2031-01-01"), "date_end is '2031-01-01'; it must not be less than date_start"),
    ],
)
def test_ucdp_faults(write, line, sentence) -> None:
    with pytest.raises(SahelAnalysisError) as error:
        read_ucdp(write(UCDP_HEADER, line))
    assert f"export.csv, row 2 (501): {sentence}" in str(error.value)


# Both


def test_figures_take_them_as_they_take_the_packaged_chronology(write) -> None:
    for read, lines in ((read_acled, (ACLED_HEADER, acled())), (read_ucdp, (UCDP_HEADER, ucdp()))):
        assert "2031: events 1, killed" in describe_years(read(write(*lines)))


# The wrong file


def test_one_kind_is_told_from_the_other(write) -> None:
    with pytest.raises(SahelAnalysisError, match=r"is a table of UCDP GED\. Read it with sa\.read_ucdp"):
        read_acled(write(UCDP_HEADER, ucdp()))
    for read in (read_ucdp, load_chronology):
        with pytest.raises(SahelAnalysisError, match=r"is an export of ACLED\. Read it with sa\.read_acled"):
            read(write(ACLED_HEADER, acled()))


def test_a_table_of_neither_is_told_what_is_missing(write) -> None:
    with pytest.raises(SahelAnalysisError, match=r"no column event_id_cnty.*An export of ACLED has"):
        read_acled(write("id,place", "1,Gao"))
    with pytest.raises(SahelAnalysisError, match=r"no column type_of_violence.*A table of UCDP GED has"):
        read_ucdp(write("id,place", "1,Gao"))


def test_the_aggregated_and_the_old_table_are_named(write) -> None:
    weekly = "WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,SUB_EVENT_TYPE,EVENTS,FATALITIES"
    with pytest.raises(SahelAnalysisError, match=r"ACLED's aggregated table.*export of single events"):
        read_acled(write(weekly, "2031-02-08,Western Africa,Mali,Gao,Battles,Armed clash,3,4"))
    old = UCDP_HEADER.replace("best,high,low", "best_est,high_est,low_est")
    with pytest.raises(SahelAnalysisError, match=r"an old table of UCDP GED.*Download the current version"):
        read_ucdp(write(old, ucdp()))
