"""From an article to its tables, and from the tables to files."""

import csv
import dataclasses
import datetime as dt
import json
import os
import re
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sahel_analysis import records
from sahel_analysis.analysis import Analysis, analyze
from sahel_analysis.article import Article, load_article, make_article
from sahel_analysis.errors import ArticleError, SahelAnalysisError
from sahel_analysis.events.view import KINDS
from sahel_analysis.records import Attribution, Entity, Event, Figure, Mention, TimeExpression
from sahel_analysis.tables import TABLES, columns, make_table

TEXT = "Rain fell in Gao.\n\nTraders left Oumdune for Gao, “slowly”.\n\nGot a question?\n"


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyze(make_article(TEXT, "2024-08-02", title="Rain"))


# The tables


COLUMNS = {
    "mentions": "start end text label kind entity_id rule",
    "entities": "entity_id name label wikidata role affiliation country lat lon n_mentions first_start",
    "times": "start end text type value mod earliest latest granularity rule",
    "attributions": (
        "attribution_id source_start source_end source source_entity_id source_kind anonymous "
        "cue_start cue_end cue content quote_type act stance parent_id rule"
    ),
    "events": (
        "event_id start end trigger type date_earliest date_latest date_precision place country lat lon "
        "actor_id actor target killed_min killed_max wounded_min wounded_max detained_min detained_max "
        "abducted_min abducted_max attackers_killed_min attackers_killed_max "
        "approx attribution_id is_background chronology_id confidence rule"
    ),
    "figures": ("figure_id start end text measure low high approx party scope event_id attribution_id rule"),
}


def test_the_columns_are_those_of_the_design() -> None:
    assert {name: " ".join(columns(name)) for name in TABLES} == COLUMNS


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_dtypes_of_every_table(analysis: Analysis, table: str) -> None:
    frame = getattr(analysis, table)
    assert {c: str(t) for c, t in frame.dtypes.items()} == columns(table)
    assert list(frame.columns) == list(columns(table))


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_has_the_same_columns_and_dtypes(table: str) -> None:
    empty = make_table(table, [])
    assert len(empty) == 0
    assert {c: str(t) for c, t in empty.dtypes.items()} == columns(table)
    assert list(empty.columns) == list(columns(table))


ROWS = {
    "mentions": Mention(13, 16, "Gao", "GPE", "name", "E01", "gazetteer"),
    "entities": Entity("E01", "Gao", "GPE", None, None, None, "ML", 16.25, None, 2, 13),
    "times": TimeExpression(0, 4, "July", "DATE", None, None, dt.date(2024, 7, 1), None, "month", "month"),
    "attributions": Attribution(
        "A01", None, None, None, None, "unknown", False, 3, 7, "said", ((8, 9), (11, 20)), "mixed",
        "statement", "neutral", None, "verb",
    ),
    "events": Event(
        "V01", 0, 4, "blast", "explosion", dt.date(2024, 7, 1), None, "month", "Gao", "ML", None, None,
        None, None, None, 15, None, None, None, None, None, None, None, None, None, True, None, False, None,
        0.5, "noun",
    ),
    "figures": Figure(
        "F01", 4, 6, "15", "killed", 15, None, False, "targets", "whole", "V01", None, "count"
    ),
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_a_row_has_the_same_dtypes_and_missing_stays_missing(table: str) -> None:
    frame = make_table(table, [ROWS[table]])
    assert {c: str(t) for c, t in frame.dtypes.items()} == columns(table)
    for column, value in dataclasses.asdict(ROWS[table]).items():
        cell = frame[column].iloc[0]
        if value is None:
            assert pd.isna(cell), column
        elif isinstance(value, dt.date):
            assert cell.date() == value
        else:
            assert cell == value


def test_every_mention_points_to_its_text(analysis: Analysis) -> None:
    for row in analysis.mentions.itertuples():
        assert analysis.article.text[row.start : row.end] == row.text


def test_boilerplate_has_no_rows() -> None:
    found = analyze(make_article("Rain fell in Gao.\nREAD MORE: Niger votes", "2024-08-02"))
    assert found.entities["name"].tolist() == ["Gao"]


def test_the_result_keeps_article_doc_and_model(analysis: Analysis) -> None:
    assert analysis.article.title == "Rain"
    assert analysis.doc.text == analysis.article.text == TEXT
    assert analysis.model == "en_sahel_news"


def test_running_twice_gives_the_same() -> None:
    first, second = (analyze(load_article()) for _ in range(2))
    assert first.to_dict() == second.to_dict()
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(first, table), getattr(second, table))


def test_a_string_is_an_article_without_a_date() -> None:
    with pytest.warns(UserWarning, match="no date of publication"):
        found = analyze("Rain fell in Gao.")
    assert found.entities["name"].tolist() == ["Gao"]


def test_the_warning_comes_once_and_names_the_readers_line() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        analyze(make_article("Rain fell in Gao on Monday. Traders left on Tuesday."))
    assert [Path(w.filename).name for w in caught] == [Path(__file__).name]


def test_with_a_date_nothing_is_warned_of() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        analyze(make_article("Rain fell in Gao.", "2024-08-02"))


def test_an_empty_string_is_refused() -> None:
    with pytest.raises(ArticleError, match="The article is empty"):
        analyze("  \n")


@pytest.mark.parametrize("text", ["Rain.", "?", "🌧️", "a\x00b", "(((", "“", "x" * 3000])
def test_short_and_odd_articles(text: str) -> None:
    found = analyze(make_article(text, "2024-08-02"))
    json.dumps(found.to_dict())
    assert found.doc.text == text.replace("\0", "")


# JSON


TOLL = "Gunmen attacked a market in Gao on Friday and killed 12 people, the mayor said."


def test_a_reader_can_overrule_a_figure() -> None:
    found = analyze(make_article(TOLL, "2031-05-14"))
    mine = found.figures.copy()
    mine.loc[0, ["low", "high"]] = 3, pd.NA
    counted = found.recount(mine)
    assert found.events.loc[0, ["killed_min", "killed_max"]].tolist() == [12, 12]
    assert counted.events.loc[0, "killed_min"] == 3
    assert counted.events["killed_max"].isna().all()
    assert counted.figures.loc[0, "low"] == 3
    assert counted.events.dtypes.equals(found.events.dtypes)


def test_a_figure_of_another_party_or_none_leaves_no_toll() -> None:
    found = analyze(make_article(TOLL, "2031-05-14"))
    attackers = found.recount(found.figures.assign(party="attackers")).events.iloc[0]
    assert pd.isna(attackers["killed_min"])
    assert attackers["attackers_killed_min"] == 12
    assert found.recount(found.figures.head(0)).events["killed_min"].isna().all()
    with pytest.raises(SahelAnalysisError, match=r"no column figure_id.*figures\.copy"):
        found.recount(found.figures[["low"]])


def test_figures_that_stay_leave_the_events_as_they_are(analysis: Analysis) -> None:
    pd.testing.assert_frame_equal(analysis.recount(analysis.figures).events, analysis.events)


def test_figures_may_come_back_from_a_csv_file(tmp_path: Path) -> None:
    found = analyze(make_article(TOLL, "2031-05-14"))
    found.to_csv(tmp_path)
    counted = found.recount(pd.read_csv(tmp_path / "figures.csv"))
    pd.testing.assert_frame_equal(counted.events, found.events)
    assert counted.figures["low"].dtype == found.figures["low"].dtype
    assert counted.report()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"low": -4}, "low is '-4'; write a whole number of persons, or nothing"),
        ({"low": "four"}, "low is 'four'; write a number of persons in digits, or nothing"),
        ({"high": 30.5}, "high is '30.5'; write a whole number of persons, or nothing"),
        ({"high": 10**20}, "high is '100000000000000000000'; write a whole number of persons, or nothing"),
        ({"low": 9, "high": 3}, "high is '3'; it must not be less than low"),
        (
            {"measure": "eaten"},
            "measure is 'eaten'; use one of: killed, wounded, detained, abducted, missing",
        ),
        ({"party": "nobody"}, "party is 'nobody'; use one of: targets, attackers, unclear"),
        ({"scope": None}, "scope is 'None'; use one of: whole, part, earlier, period"),
        ({"event_id": "V99"}, "event_id is 'V99'; write one of analysis.events, or nothing"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_with_its_row(change: dict[str, object], sentence: str) -> None:
    found = analyze(make_article(TOLL, "2031-05-14"))
    for mine in (found.figures.assign(**change), found.figures.assign(**change).set_axis(["mine"])):
        with pytest.raises(SahelAnalysisError) as error:
            found.recount(mine)
        assert str(error.value) == f"The figures, row 2 (F01): {sentence}."


def test_a_figure_may_belong_to_no_event_and_be_written_as_text() -> None:
    found = analyze(make_article(TOLL, "2031-05-14"))
    assert found.recount(found.figures.assign(low="4", high="4")).events.loc[0, "killed_min"] == 4
    assert found.recount(found.figures.assign(event_id=None)).events["killed_min"].isna().all()


@pytest.mark.parametrize("given", [None, [1], "figures.csv", {}], ids=str)
def test_figures_are_a_table(analysis: Analysis, given: Any) -> None:
    with pytest.raises(
        SahelAnalysisError, match=r"Give a changed copy of the figures: analysis\.figures\.copy"
    ):
        analysis.recount(given)


def test_what_the_machine_finds_is_what_figures_can_have() -> None:
    found = analyze(load_article())
    pd.testing.assert_frame_equal(found.recount(found.figures).events, found.events)
    assert records.MEASURES == KINDS


def test_plain_data_has_one_object_per_row(analysis: Analysis) -> None:
    data = analysis.to_dict()
    assert list(data) == ["article", *TABLES]
    for table in TABLES:
        assert len(data[table]) == len(getattr(analysis, table))
        assert all(list(row) == list(columns(table)) for row in data[table])


def test_plain_data_tells_what_is_known_of_the_article(analysis: Analysis) -> None:
    article = analysis.to_dict()["article"]
    assert set(article) == {f.name for f in dataclasses.fields(Article)} | {"model"}
    assert (article["text"], article["published"], article["title"]) == (TEXT, "2024-08-02", "Rain")
    assert (article["outlet"], article["url"], article["model"]) == (None, None, "en_sahel_news")
    assert [b["group"] for b in article["boilerplate"]] == ["contact"]


def test_json_is_valid_and_writes_missing_as_null(analysis: Analysis, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "folder" / "out.json"
    analysis.to_json(path)
    content = path.read_text(encoding="utf8")
    data = json.loads(content, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    assert data == json.loads(json.dumps(analysis.to_dict()))
    assert "“slowly”" in content, "the text is written as it is"
    unknown = next(e for e in data["entities"] if e["name"] == "Oumdune")
    assert (unknown["lat"], unknown["lon"], unknown["wikidata"], unknown["role"]) == (None, None, None, None)
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("table", TABLES)
def test_dates_numbers_and_spans_as_json(analysis: Analysis, table: str) -> None:
    full = dataclasses.replace(analysis, **{table: make_table(table, [ROWS[table]])})
    (row,) = json.loads(json.dumps(full.to_dict()))[table]
    for column, value in dataclasses.asdict(ROWS[table]).items():
        if isinstance(value, dt.date):
            assert row[column] == value.isoformat()
        elif isinstance(value, tuple):
            assert row[column] == [list(span) for span in value]
        else:
            assert row[column] == value
            assert type(row[column]) is type(value)


def test_an_article_without_a_date_is_null_in_json() -> None:
    with pytest.warns(UserWarning, match="no date of publication"):
        data = analyze("Rain fell in Gao.").to_dict()
    assert data["article"]["published"] is None


# CSV


def test_csv_files_hold_the_tables(analysis: Analysis, tmp_path: Path) -> None:
    paths = analysis.to_csv(tmp_path / "tables")
    assert [p.name for p in paths] == [f"{name}.csv" for name in TABLES]
    for path in paths:
        assert b"\r" not in path.read_bytes()
        with path.open(encoding="utf8", newline="") as file:
            header, *rows = csv.reader(file)
        more = ["content_text"] if path.stem == "attributions" else []
        assert [column for column in header if column not in more] == list(columns(path.stem))
        assert len(rows) == len(getattr(analysis, path.stem))
    with (tmp_path / "tables" / "entities.csv").open(encoding="utf8", newline="") as file:
        unknown = next(row for row in csv.DictReader(file) if row["name"] == "Oumdune")
    assert (unknown["lat"], unknown["role"]) == ("", "")


def test_csv_holds_the_words_of_each_content(tmp_path: Path) -> None:
    found = analyze(make_article("“Rain fell,” said the mayor. “Two\nbridges fell.”", "2024-08-02"))
    found.to_csv(tmp_path)
    with (tmp_path / "attributions.csv").open(encoding="utf8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["content_text"] == "Rain fell … Two bridges fell"
    assert list(row).index("content_text") == list(row).index("content") + 1


@pytest.mark.parametrize("spreadsheet", [False, True])
def test_csv_for_spreadsheets_has_a_byte_order_mark(
    analysis: Analysis, tmp_path: Path, spreadsheet: bool
) -> None:
    for path in analysis.to_csv(tmp_path, spreadsheet):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") == spreadsheet


def test_an_analysis_prints_as_a_summary_of_a_few_lines() -> None:
    text = "Gunmen killed nine people in Gao on Monday, the army said."
    assert repr(analyze(make_article(text, "2031-05-14"))).splitlines() == [
        f"Analysis of “{text}” (2031-05-14): "
        "1 mentions, 1 entities, 1 times, 1 attributions, 1 events, 1 figures",
        "  12 May 2031: killed (attack) in Gao, killed: 9",
        "  the army said: Gunmen killed nine people in Gao on Monday",
        "  Tables: .mentions, .entities, .times, .attributions, .events, .figures",
    ]


def test_dates_in_csv_are_days(analysis: Analysis, tmp_path: Path) -> None:
    full = dataclasses.replace(analysis, times=make_table("times", [ROWS["times"]]))
    full.to_csv(tmp_path)
    assert re.search(r",2024-07-01,,month,", (tmp_path / "times.csv").read_text(encoding="utf8"))


# Places that cannot be written


def test_a_folder_in_the_way_is_an_error_and_stays(analysis: Analysis, tmp_path: Path) -> None:
    (tmp_path / "out.json").mkdir()
    with pytest.raises(SahelAnalysisError, match=r"Cannot write '.*out\.json' .* Choose a folder"):
        analysis.to_json(tmp_path / "out.json")
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_a_file_in_place_of_the_folder_is_an_error_and_stays(analysis: Analysis, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(SahelAnalysisError, match="Cannot write"):
        analysis.to_csv(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "kept"


def test_a_failure_leaves_the_old_file(
    analysis: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")

    def full_disk(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(SahelAnalysisError, match="No space left on device"):
        analysis.to_json(path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
def test_a_pipe_is_written_to_and_stays(analysis: Analysis, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_text, encoding="utf8")
        analysis.to_json(pipe)
        assert json.loads(read.result(timeout=10))["article"]["text"] == TEXT
    assert pipe.is_fifo()


def test_several_threads_find_what_one_finds() -> None:
    articles = [
        make_article(
            f"Gunmen attacked Gao on {day}, killing {n} people, Colonel Fanta Coulibaly said.", "2024-08-02"
        )
        for n, day in enumerate(["Monday", "Tuesday", "Wednesday", "Thursday"], start=2)
    ] * 2
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(analyze, articles))
    assert [one.to_dict() for one in found] == [analyze(article).to_dict() for article in articles]
