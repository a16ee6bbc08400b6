"""Events of many articles joined into incidents; who is heard; figures; exports. All is invented."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import record
from invented_rows import ARMY, ATTACK, DAY, NURSE

import sahel_analysis as sa
from sahel_analysis.corpus import (
    Corpus,
    count_voices,
    find_incidents,
    plot_map,
    plot_timeline,
    plot_voices,
    to_acled,
    to_ucdp,
    write_csv,
)
from sahel_analysis.corpus.drawing import describe_map, describe_timeline, describe_voices
from sahel_analysis.corpus.incidents import join_events
from sahel_analysis.corpus.schemas import DUPLICATES, SCHEMAS, to_parquet
from sahel_analysis.corpus.storing import part_path, write_whole
from sahel_analysis.records import Attribution, Event, Figure
from sahel_analysis.tables import TABLES

Report = tuple[str, str | None, Sequence[Event | Attribution | Figure]]
"""Article, outlet and rows."""


@pytest.fixture
def made(tmp_path: Path) -> Any:
    def make(*reports: Report, copies: dict[str, str] | None = None) -> Corpus:
        """A corpus whose tables hold these rows, published on the day after."""
        tables: dict[str, list[tuple[Any, ...]]] = {name: [] for name in SCHEMAS}
        for number, (key, outlet, rows) in enumerate(reports, start=1):
            known = (DAY + dt.timedelta(days=1), None, outlet, None)
            tables["articles"].append((key, number, key, *known, 9, [], [], "text"))
            for row in rows:
                name = next(name for name, kind in TABLES.items() if isinstance(row, kind))
                tables[name].append((key, *asdict(row).values()))
        for name, rows in tables.items():
            write_whole(part_path(tmp_path, name, 0), to_parquet(name, rows))
        marked = [(copy, original, "near", 0.9) for copy, original in (copies or {}).items()]
        write_whole(part_path(tmp_path, "duplicates", 0), to_parquet("duplicates", marked, DUPLICATES))
        return Corpus(tmp_path, {})

    return make


# Which events are one


def joined(*events: Event) -> list[int]:
    """The number of the incident of each event, every one in an article of its own."""
    return [number for number, _ in join_events([asdict(event)] for event in events)]


@pytest.mark.parametrize(
    "change",
    [
        {"killed_min": 20, "killed_max": 20},
        {"place": "Tin Beta market", "lat": 16.3, "lon": -3.4},
        {"lat": None, "lon": None},
        {"date_latest": DAY + dt.timedelta(days=2)},
        {"date_earliest": DAY - dt.timedelta(days=1)},
        {"is_background": True},
        {"country": None},
    ],
    ids=[
        "other figures",
        "a place nearby",
        "only the name",
        "until Sunday",
        "since Thursday",
        "recalled",
        "no country",
    ],
)
def test_one_incident(change: dict[str, Any]) -> None:
    assert joined(ATTACK, replace(ATTACK, **change)) == [0, 0]


@pytest.mark.parametrize(
    "change",
    [
        {"date_earliest": DAY + dt.timedelta(days=1), "date_latest": DAY + dt.timedelta(days=1)},
        {"lat": 17.0},
        {"place": "Oumdune", "lat": None, "lon": None},
        {"country": "NE", "lat": None, "lon": None},
        {"type": "arrest"},
    ],
    ids=["another day", "another place", "another name", "another country", "another type"],
)
def test_two_incidents(change: dict[str, Any]) -> None:
    assert joined(ATTACK, replace(ATTACK, **change)) == [0, 1]


@pytest.mark.parametrize(
    "change",
    [
        {"date_earliest": None, "date_latest": None},
        {"date_latest": DAY + dt.timedelta(days=3)},
        {"date_earliest": dt.date(2031, 1, 1), "date_latest": dt.date(2031, 12, 31)},
        {"place": None, "lat": None, "lon": None},
    ],
    ids=["no date", "some day of the week", "in that year", "somewhere in the country"],
)
def test_what_could_be_any_of_several_joins_none(change: dict[str, Any]) -> None:
    assert joined(ATTACK, replace(ATTACK, **change)) == [0]


def test_two_attacks_of_an_article_stay_two() -> None:
    second = replace(ATTACK, event_id="V02", start=50, end=56, killed_min=1, killed_max=1)
    article = [asdict(ATTACK), asdict(second)]
    assert [number for number, _ in join_events([article, [asdict(ATTACK)]])] == [0, 1, 0]


def test_the_time_grows_with_the_events_and_not_with_their_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    from sahel_analysis.comparing import matching

    compared = 0
    evidence = matching._evidence

    def count(a: matching.Face, b: matching.Face) -> int:
        nonlocal compared
        compared += 1
        return evidence(a, b)

    monkeypatch.setattr(matching, "_evidence", count)
    pick = random.Random(0)
    places = [(f"P{k}", 12 + k % 10, -8 + k // 10) for k in range(100)]
    spread = [
        replace(ATTACK, place=name, lat=float(lat), lon=float(lon), date_earliest=day, date_latest=day)
        for name, lat, lon in pick.choices(places, k=2000)
        for day in [DAY + dt.timedelta(days=pick.randrange(365))]
    ]
    joined(*spread)
    assert compared < 2000
    compared = 0
    joined(*[ATTACK] * 2000)  # all of them on one day
    assert compared < 2000


# What the reports say

RADIO: Report = ("r", "Radio", [replace(ATTACK, attribution_id="A01"), ARMY])
PAPER: Report = ("p", "Paper", [replace(ATTACK, killed_min=15, killed_max=None, attribution_id="A02"), NURSE])
COPY: Report = ("c", "Site", [replace(ATTACK, attribution_id="A01"), ARMY])
RECALLED: Report = ("b", None, [replace(ATTACK, killed_min=None, killed_max=None, is_background=True)])


def test_an_incident_has_the_range_of_figures_and_the_number_of_outlets(made: Any) -> None:
    (incident,) = find_incidents(made(RADIO, PAPER, COPY, RECALLED, copies={"c": "r"})).table.to_dict(
        "records"
    )
    assert (incident["incident_id"], incident["type"], incident["place"]) == ("I000001", "attack", "Tin Beta")
    assert (incident["n_articles"], incident["n_texts"], incident["n_outlets"]) == (4, 3, 3)
    assert (incident["killed_lowest"], incident["killed_highest"], incident["killed_usual"]) == (4, 15, 4)
    assert pd.isna(incident["wounded_lowest"])
    assert incident["first_published"] == pd.Timestamp("2031-05-03")


def test_figures_by_kind_of_source(made: Any) -> None:
    own = replace(ATTACK, killed_min=5, killed_max=5)
    figures = find_incidents(made(RADIO, PAPER, COPY, ("o", "Radio", [own]), copies={"c": "r"})).figures
    told = ["measure", "source_kind", "lowest", "highest", "n_articles", "n_texts", "n_outlets"]
    assert [tuple(row) for row in figures[told].itertuples(index=False)] == [
        ("killed", "military", 4, 6, 2, 1, 2),
        ("killed", "outlet", 5, 5, 1, 1, 1),
        ("killed", "witness", 15, 15, 1, 1, 1),
    ]


def test_an_article_can_have_figures_of_several_sources(made: Any) -> None:
    army = record(
        Figure, figure_id="F01", text="four", measure="killed", low=4, high=4, party="targets", scope="whole",
        event_id="V01", attribution_id="A01",
    )  # fmt: skip
    nurse = replace(army, figure_id="F02", low=15, high=None, attribution_id="A02")
    attackers = replace(army, figure_id="F03", low=2, high=2, party="attackers", attribution_id=None)
    others = [
        replace(army, low=n, high=n, scope=scope)
        for n, scope in ((1, "part"), (3, "earlier"), (90, "period"))
    ]
    event = replace(ATTACK, killed_min=4, killed_max=None, attribution_id="A01", wounded_min=7, wounded_max=7)
    incidents = find_incidents(made(("a", None, [event, ARMY, NURSE, army, nurse, attackers, *others])))
    told = ["measure", "source_kind", "lowest", "highest"]
    assert [tuple(row) for row in incidents.figures[told].itertuples(index=False)] == [
        ("attackers_killed", "outlet", 2, 2),
        ("killed", "military", 4, 4),
        ("killed", "witness", 15, 15),
        ("wounded", "military", 7, 7),
    ]
    row = incidents.table.iloc[0]
    assert (row["killed_lowest"], row["killed_highest"], row["attackers_killed_highest"]) == (4, 15, 2)


def test_reports_lead_back_to_the_articles(made: Any) -> None:
    reports = find_incidents(made(RADIO, PAPER)).reports
    told = [
        "incident_id",
        "article_id",
        "event_id",
        "outlet",
        "source",
        "source_kind",
        "killed_min",
        "killed_max",
    ]
    assert [tuple(row) for row in reports[told].itertuples(index=False)] == [
        ("I000001", "r", "V01", "Radio", "army", "military", 4, 6),
        ("I000001", "p", "V01", "Paper", "a nurse", "witness", 15, pd.NA),
    ]


def test_incidents_are_numbered_in_time_and_can_be_cut_out(made: Any) -> None:
    before = replace(
        ATTACK, date_earliest=dt.date(2030, 1, 1), date_latest=dt.date(2030, 1, 1), place="Oumdune"
    )
    corpus = made(RADIO, ("x", None, [before]))
    assert find_incidents(corpus).table["place"].to_list() == ["Oumdune", "Tin Beta"]
    assert find_incidents(corpus, since=dt.date(2031, 1, 1)).table["place"].to_list() == ["Tin Beta"]
    assert find_incidents(corpus, until=dt.date(2030, 12, 31)).table["place"].to_list() == ["Oumdune"]


def test_no_events_no_incidents(made: Any) -> None:
    incidents = find_incidents(made(("e", None, [])))
    assert incidents.table.empty
    assert incidents.reports.empty
    assert incidents.figures.empty
    assert "killed_lowest" in incidents.table


# Who is heard


def test_voices_by_kind_without_copies(made: Any) -> None:
    corpus = made(RADIO, PAPER, COPY, copies={"c": "r"})
    told = ["kind", "statements", "share_of_statements", "n_anonymous", "share_anonymous", "articles"]
    assert [tuple(row) for row in count_voices(corpus)[told].itertuples(index=False)] == [
        ("military", 1, 0.5, 0, 0.0, 1),
        ("witness", 1, 0.5, 1, 1.0, 1),
    ]
    assert count_voices(corpus, copies=True)["statements"].to_list() == [2, 1]


def test_voices_by_outlet_and_what_does_not_count(made: Any) -> None:
    heard, nobody = replace(ARMY, act="perception"), replace(NURSE, source=None, source_kind="unknown")
    table = count_voices(made(("r", "Radio", [ARMY, heard]), ("n", None, [nobody])), "outlet", "kind")
    assert table["outlet"].fillna("not known").to_list() == ["Radio", "not known"]
    assert table["kind"].to_list() == ["military", "no source"]


# Figures


def many(made: Any, n: int) -> pd.DataFrame:
    events = [
        replace(ATTACK, date_earliest=day, date_latest=day, place=f"P${k % 40}", lat=12.0 + k % 40 / 8)
        for k in range(n)
        for day in [DAY + dt.timedelta(days=3 * k)]
    ]
    return find_incidents(made(*((f"a{k}", None, [event]) for k, event in enumerate(events)))).table


@pytest.mark.parametrize(
    ("n", "unit"), [(1, "2031-05-02"), (20, "2031-05-02"), (300, "2031-05"), (500, "2031")]
)
def test_the_timeline_counts_days_months_or_years(made: Any, n: int, unit: str) -> None:
    ax = plot_timeline(many(made, n))
    assert ax.child_axes[1].get_xticklabels()[0].get_text() == unit
    assert ax.get_title(loc="left").startswith(f"{n} incident")


def test_figures_of_incidents_in_words(made: Any) -> None:
    table = find_incidents(made(RADIO, PAPER)).table
    assert "2031-05-02: 1, killed 4 to 15." in describe_timeline(table)
    assert "Tin Beta 1. Incidents that are not on the map: 0." in describe_map(table)
    voices = count_voices(made(RADIO, PAPER))
    assert "military: 1 (50%; anonymous 0); witness: 1 (50%; anonymous 1)." in describe_voices(voices)


@pytest.mark.parametrize("n", [0, 1, 60])
def test_the_map_names_the_first_places(made: Any, n: int) -> None:
    ax = plot_map(many(made, n))
    ax.figure.draw_without_rendering()
    assert len([text for text in ax.texts if text.get_text().startswith("P")]) == min(n, 15)


def test_figures_of_nothing_say_so(made: Any) -> None:
    corpus = made(("e", None, []))
    assert (
        plot_timeline(find_incidents(corpus).table).texts[0].get_text()
        == "The corpus has no incidents to draw."
    )
    assert plot_voices(count_voices(corpus)).texts[0].get_text() == "The corpus holds no statement."


# Exports


def test_acled_and_ucdp_are_read_again(made: Any, tmp_path: Path) -> None:
    table = find_incidents(made(RADIO, PAPER)).table
    for export, read in ((to_acled, sa.read_acled), (to_ucdp, sa.read_ucdp)):
        write_csv(export(table), tmp_path / "export.csv")
        (row,) = read(tmp_path / "export.csv").to_dict("records")
        assert (row["date_start"], row["country"], row["place"]) == (pd.Timestamp(DAY), "Mali", "Tin Beta")
        assert (row["lat"], row["lon"], row["killed_min"]) == (16.0, -3.0, 4)
        assert row["killed_max"] == (4 if export is to_acled else 15)
        assert (row["actor"], row["target"]) == ("gunmen", "a market")


def test_deaths_of_all_sides_are_exported(made: Any) -> None:
    table = find_incidents(made(("a", None, [replace(ATTACK, attackers_killed_min=3)]))).table
    assert to_acled(table)["fatalities"].to_list() == [7]
    assert to_acled(table)["source"].to_list() == ["1 article, 1 different text, 0 known outlets"]
    assert to_ucdp(table)[["low", "best", "high"]].to_numpy().tolist() == [[7, 7, 9]]


def test_several_days_are_a_week_around_their_middle(made: Any, tmp_path: Path) -> None:
    long = replace(ATTACK, date_latest=DAY + dt.timedelta(days=2))
    row = to_acled(find_incidents(made(("l", None, [long]))).table).iloc[0]
    assert (row["event_date"], row["time_precision"]) == ("2031-05-03", 2)


@pytest.mark.parametrize(
    ("change", "in_acled", "in_ucdp"),
    [
        ({}, 1, 1),
        ({"killed_min": None, "killed_max": None}, 1, 0),
        ({"lat": None, "lon": None}, 0, 0),
        ({"type": "abduction"}, 1, 0),
        ({"type": "advisory"}, 0, 0),
    ],
)
def test_only_what_they_count_is_exported(
    made: Any, change: dict[str, Any], in_acled: int, in_ucdp: int
) -> None:
    table = find_incidents(made(("a", None, [replace(ATTACK, **change)]))).table
    assert (len(to_acled(table)), len(to_ucdp(table))) == (in_acled, in_ucdp)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_can_be_a_formula(made: Any, tmp_path: Path, cell: str) -> None:
    table = find_incidents(made(("a", None, [replace(ATTACK, actor=cell)]))).table
    write_csv(to_acled(table), tmp_path / "export.csv")
    row = pd.read_csv(tmp_path / "export.csv", keep_default_na=False).iloc[0]
    assert row["actor1"] == f"'{cell}"
    assert row["longitude"] == -3.0
