"""An article's event finds its row of a chronology when the evidence is enough, and no row when it is not."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_analysis.chronology.linking import link_events
from sahel_analysis.chronology.reference import load_chronology
from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.records import Event
from sahel_analysis.tables import make_table

NOTHING = Event(
    event_id="V1", start=0, end=6, trigger="attack", type="attack", date_earliest=None, date_latest=None,
    date_precision=None, place=None, country=None, lat=None, lon=None, actor_id=None, actor=None,
    target=None, killed_min=None, killed_max=None, wounded_min=None, wounded_max=None, detained_min=None,
    detained_max=None, abducted_min=None, abducted_max=None, attackers_killed_min=None,
    attackers_killed_max=None, approx=False, attribution_id=None, is_background=False, chronology_id=None,
    confidence=0.5,
    rule="test",
)  # fmt: skip


def on(first: str, last: str | None = None, **known) -> Event:
    """An event between two days, of which more may be known."""
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    return replace(NOTHING, date_earliest=days[0], date_latest=days[1], **known)


def link(*events: Event) -> list[str | None]:
    ids = link_events([replace(e, event_id=f"V{i}") for i, e in enumerate(events)])["chronology_id"]
    return [None if pd.isna(i) else i for i in ids]


def why(event: Event) -> str:
    return str(link_events([event])["reasons"][0])


# What is found

KANGABA = on("2017-06-18", country="ML", place="Bamako", lat=12.65, lon=-8.0, target="a tourist resort")
GASKINDE = on("2022-09-01", "2022-09-30", country="BF", place="near Gaskindé", target="a convoy")
SOLHAN = on("2021-01-01", "2021-12-31", country="BF", place="Solhan", killed_min=132)


@pytest.mark.parametrize(
    ("event", "row"),
    [
        (KANGABA, "SA023"),
        (GASKINDE, "SA063"),
        (SOLHAN, "SA050"),
        (on("2023-07-01", "2023-07-31", type="coup", country="NE"), "SA069"),
        (on("2023-11-01", "2023-11-30", type="battle", place="Kidal", actor="the army"), "SA072"),
        (on("2022-08-15", type="withdrawal", country="ML", actor="French soldiers"), "SA062"),
        (on("2017-10-04", place="Tongo Tongo", target="American and Nigerien soldiers"), "SA025"),
    ],
)
def test_found(event: Event, row: str) -> None:
    assert link(event) == [row]


def test_reasons_can_be_added_up() -> None:
    found = link_events([SOLHAN]).iloc[0]
    assert found["reasons"] == (
        "time: 2021-01-01 to 2021-12-31 and 2021-06-04 to 2021-06-05 (+0); type: attack and massacre (+1); "
        "place: Solhan (+2); killed: 132 or more and 132 to 160 (+2)"
    )
    assert found["score"] == 5
    assert found["candidates"] == "SA050"


def test_distance_is_told_in_kilometres() -> None:
    south = replace(KANGABA, place="Baguineda", lat=12.6, lon=-7.5)
    assert "place: 33 km from Dougourakoro, near Bamako (+2)" in why(south)
    assert "place: 98 km from Dougourakoro, near Bamako (+0)" in why(replace(south, lon=-6.9))


def test_a_group_that_belongs_to_another_shares_its_name() -> None:
    assert "both name Al-Qaida (+1)" in why(replace(KANGABA, actor="al-Qaida fighters"))
    assert "other groups are named (-1)" in why(replace(KANGABA, actor="Boko Haram"))


# What is not found


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (NOTHING, "the text gives no date"),
        (replace(NOTHING, date_latest=dt.date(2024, 9, 18)), "too wide"),
        (on("2012-01-01", "2022-12-31"), "too wide"),
        (replace(KANGABA, type="advisory"), "no events of the type advisory"),
        (on("2016-12-25"), "no row with this time, type and country"),
        (replace(KANGABA, country="NE"), "no row with this time, type and country"),
        (replace(KANGABA, place="Kidal", lat=18.4, lon=1.4), "no row with this time, type and country"),
    ],
)
def test_not_found(event: Event, reason: str) -> None:
    assert link(event) == [None]
    assert why(event).startswith("no match: ")
    assert reason in why(event)


@pytest.mark.parametrize(
    "event",
    [
        on("2017-06-18", country="ML"),
        on("2024-08-01", "2024-08-31", country="BF", actor="JNIM"),
        on("2018-01-01", "2018-12-31", country="BF", place="Ouagadougou"),
        on("2022-01-01", "2022-12-31", country="ML", killed_min=6, killed_max=6),
        on("2023-01-01", "2023-12-31", country="NE", type="coup"),
    ],
    ids=["day alone", "month and group", "year and city", "year and small figure", "year and coup"],
)
def test_date_and_type_are_not_enough(event: Event) -> None:
    assert link(event) == [None]
    assert "points are needed" in why(event)


def test_a_figure_far_off_speaks_against_a_row() -> None:
    far = on("2021-01-01", "2021-12-31", country="BF", place="Solhan", killed_min=5, killed_max=5)
    assert link(far) == [None]
    assert "killed: 5 and 132 to 160 (-2)" in why(far)
    assert "(+0)" in why(replace(SOLHAN, killed_min=100, killed_max=100)).split("killed")[1]


def test_a_place_so_many_kilometres_from_a_city_is_not_the_city() -> None:
    near = on("2015-01-01", "2015-12-31", country="ML", place="40 km from Bamako", target="a hotel")
    assert "place" not in why(near)


def test_a_place_counts_once_though_target_and_title_name_it_too() -> None:
    event = on("2022-06-01", "2022-06-30", country="ML", place="Diallassagou", target="Diallassagou")
    assert why(event).endswith("place: Diallassagou (+2)")


def test_the_centre_of_a_country_is_no_place() -> None:
    event = replace(KANGABA, place="Mali", lat=17.0, lon=-4.0)
    assert "place" not in why(event)
    assert link(event) == ["SA023"]


def test_two_rows_that_fit_alike_are_both_named() -> None:
    row = load_chronology().set_index("event_id", drop=False).loc[["SA023"]]
    twins = pd.concat([row, row.assign(event_id="SA999")], ignore_index=True)
    found = link_events([KANGABA], twins).iloc[0]
    assert pd.isna(found["chronology_id"])
    assert "SA023 and SA999 fit almost equally" in found["reasons"]
    assert found["candidates"] == "SA023; SA999"


def test_of_many_rows_that_fit_alike_three_are_named() -> None:
    row = load_chronology().set_index("event_id", drop=False).loc[["SA023"]]
    rows = pd.concat([row.assign(event_id=f"X{k}") for k in range(5)], ignore_index=True)
    assert "X0 and X1 and X2 and 2 more fit almost equally" in link_events([KANGABA], rows)["reasons"][0]


def test_a_vague_date_gives_candidates_but_no_match() -> None:
    coups = replace(NOTHING, type="coup", country="NE; BF", date_latest=dt.date(2023, 12, 31))
    assert link_events([coups])["candidates"].tolist() == ["SA053; SA064; SA069"]


# How often it is right

CLAIMS = """
2012    | ML | coup       |              |                           |                        |      | none
2015-08 | ML | attack     | Sevare       |                           | a hotel                | 13   | SA015
2016-01 | BF | attack     | Ouagadougou  |                           | a hotel and a cafe     | 30   | SA017
2016-03 | CI | attack     |              |                           | a beach resort         | 19   | SA018
2016    | CI | attack     | Grand-Bassam |                           | a beach resort         |      | SA018
2017    | ML | explosion  | Gao          |                           | a military camp        | 77+  | SA021
2017-10 | NE | attack     |              |                           | U.S. soldiers          | 4    | SA025
2018-03 | BF | attack     | Ouagadougou  |                           | the French embassy     |      | SA026
2019-03 | ML | attack     | Ogossagou    |                           | villagers              | 160+ | SA031
2019-12 | NE | attack     | Inates       |                           | soldiers               | 71   | SA039
2020-01 | NE | attack     | Chinegodar   |                           | soldiers               | 89   | SA040
2020-08 | ML | coup       |              |                           |                        |      | SA045
2021-05 | ML | coup       |              | Assimi Goita              |                        |      | SA049
2021-06 | BF | attack     | Solhan       |                           | civilians              | 160+ | SA050
2021-11 | BF | attack     | Inata        |                           | gendarmes              | 53   | SA052
2022-03 | ML | attack     | Moura        | the Malian army; Wagner   | civilians              | 500+ | SA055
2022-07 | ML | attack     | Kati         |                           | a military base        |      | SA060
2022-08 | ML | withdrawal |              | French troops             |                        |      | none
2022-09 | BF | coup       |              | Ibrahim Traore            |                        |      | SA064
2023-02 | BF | attack     |              |                           | an army convoy         | 51+  | SA065
2023-04 | BF | attack     | Karma        | men in army uniform       | villagers              | 136+ | SA066
2023    | NE | coup       |              |                           | President Bazoum       |      | SA069
2023-09 | ML | attack     |              |                           | a passenger boat       | 64   | SA070
2023-11 | ML | battle     | Kidal        | the army                  |                        |      | SA072
2024-08 | BF | attack     |              | JNIM                      | people digging trenches| 200+ | SA078
2025-01 | BJ | attack     |              |                           | soldiers               | 28   | SA081
2025-03 | NE | attack     |              |                           | a mosque               | 44+  | SA083
2019    | BF | attack     | Djibo        |                           |                        | 5    | none
2019-11 | ML | attack     | Tabankort    | Islamic State             | a Malian army patrol   | 30   | none
2019-12 | BF | attack     | Arbinda      |                           |                        | 35   | none
2020    | ML | attack     |              |                           | an army base           | 24   | none
2021    | ML | attack     |              |                           | a bus                  | 31   | none
2021    | NE | attack     |              |                           | villagers              | 30   | none
2022-03 | ML | attack     | Mondoro      |                           | an army base           | 27   | none
2022-06 | BF | attack     |              |                           | a gold mine            | 10   | none
2022    | ML | attack     |              | JNIM                      | an army post           | 15   | none
2022    | BF | attack     |              |                           | a convoy               | 11   | none
2023-04 | ML | attack     | Sevare       |                           | an airport             | 10+  | none
2023    | BF | attack     |              |                           | soldiers               | 40   | none
2024-02 | BF | attack     | Essakane     |                           | a church               | 15   | none
2024-07 | ML | attack     | Dembo        | JNIM                      | villagers              | 21   | none
2024-08 | ML | attack     |              | JNIM                      | an army camp           |      | none
"""
"""What articles recall: time, country, type, place, actor, target, killed, and the row meant. The first 27
rows are in the chronology (two of them too vague to be linked), the others are not."""


def claim(line: str) -> tuple[Event, str | None]:
    when, country, kind, place, actor, target, killed, row = (cell.strip() for cell in line.split("|"))
    period = pd.Period(when)
    spots = load_gazetteer().lookup(place)
    figure = int(killed.rstrip("+")) if killed else None
    event = on(
        str(period.start_time.date()), str(period.end_time.date()), country=country, type=kind,
        place=place or None, lat=spots[0].lat if spots else None, lon=spots[0].lon if spots else None,
        actor=actor or None, target=target or None, killed_min=figure,
        killed_max=None if killed.endswith("+") else figure, is_background=True,
    )  # fmt: skip
    return event, None if row == "none" else row


@pytest.mark.parametrize("line", CLAIMS.strip().splitlines())
def test_claims_about_the_past(line: str) -> None:
    event, row = claim(line)
    assert link(event) == [row]


# Several events


def test_events_are_linked_alike_from_a_csv_file() -> None:
    events = make_table("events", [on("2024-09-17", place="Bamako", country="ML", actor="JNIM")])
    read = pd.read_csv(io.StringIO(events.to_csv(index=False)))
    pd.testing.assert_frame_equal(link_events(read), link_events(events))
    with pytest.raises(
        SahelAnalysisError, match=r"^The events, row 2 .*date_latest is '17/09/2024'; write dates"
    ):
        link_events(read.assign(date_latest="17/09/2024"))


def test_a_row_goes_to_the_event_that_fits_best() -> None:
    part = replace(KANGABA, type="explosion", target=None)
    assert link(part, KANGABA) == [None, "SA023"]
    reasons = link_events([replace(part, event_id="V2"), KANGABA])["reasons"][0]
    assert reasons.startswith("no match: SA023 goes to V1, of which this may be a part")


def test_among_equals_the_first_is_taken_and_news_before_background() -> None:
    assert link(KANGABA, KANGABA) == ["SA023", None]
    assert link(replace(KANGABA, is_background=True), KANGABA) == [None, "SA023"]


def test_a_table_gives_what_records_give() -> None:
    events = [KANGABA, replace(SOLHAN, event_id="V2"), replace(NOTHING, event_id="V3")]
    pd.testing.assert_frame_equal(link_events(events), link_events(make_table("events", events)))


def test_what_is_no_event_is_refused() -> None:
    with pytest.raises(SahelAnalysisError, match="or a list of Events"):
        link_events([1])  # type: ignore[list-item]


def test_no_events_no_rows() -> None:
    columns = ["event_id", "chronology_id", "score", "reasons", "candidates"]
    for none in ([], make_table("events", [])):
        table = link_events(none)
        assert len(table) == 0
        assert list(table.columns) == columns


_texts = st.none() | st.text(max_size=30) | st.sampled_from(["Bamako", "JNIM", "a hotel; Mali", "60 km"])
_days = st.none() | st.dates(dt.date(2012, 1, 1), dt.date(2025, 12, 31))
_figures = st.none() | st.integers(0, 500)


@given(
    events=st.lists(
        st.builds(
            replace,
            st.just(NOTHING),
            type=st.sampled_from(["attack", "battle", "coup", "other", "closure"]),
            date_earliest=_days,
            date_latest=_days,
            place=_texts,
            country=st.none() | st.sampled_from(["ML", "BF", "ML; NE"]),
            lat=st.none() | st.floats(-90, 90),
            lon=st.none() | st.floats(-180, 180),
            actor=_texts,
            target=_texts,
            killed_min=_figures,
            killed_max=_figures,
        ),
        max_size=4,
    )
)
def test_any_events_give_one_row_each_and_no_row_of_the_chronology_twice(events: list[Event]) -> None:
    table = link_events([replace(e, event_id=f"V{i}") for i, e in enumerate(events)])
    linked = table["chronology_id"].dropna()
    assert len(table) == len(events)
    assert linked.is_unique
    assert set(linked) <= set(load_chronology()["event_id"])
    assert table["reasons"].str.len().gt(0).all()
