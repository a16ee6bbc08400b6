"""Articles of one's own side by side. Rows of the tables in, claims out; attack and places are invented."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
import spacy
from conftest import analysis_of
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_rows import ARMY, ATTACK, NURSE

from sahel_analysis.analysis import Analysis, analyze
from sahel_analysis.article import make_article
from sahel_analysis.comparing.comparison import (
    compare,
    name_articles,
    voices_by_article,
)
from sahel_analysis.comparing.coverage import CLAIM, claims_by_origin, figures_by_day, figures_by_voice
from sahel_analysis.comparing.matching import main_event, match_events
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.records import Attribution, Event
from sahel_analysis.tables import make_table

ENGLISH = spacy.blank("en")

ARREST = replace(
    ATTACK, event_id="V02", start=20, end=27, trigger="arrests", type="arrest", actor=None, target=None,
    killed_min=None, killed_max=None, detained_min=3,
)  # fmt: skip
OLD = replace(
    ATTACK, event_id="V03", start=40, end=44, trigger="raid", place="Oumdune", lat=13.0, lon=2.0,
    country="NE", date_earliest=dt.date(2029, 1, 1), date_latest=dt.date(2029, 12, 31),
    date_precision="year", killed_min=20, killed_max=None, is_background=True,
)  # fmt: skip
HEARD = replace(ARMY, attribution_id="A03", act="perception")


def made(*rows: Event | Attribution, published: str | None = "2031-05-03", **known: str) -> Analysis:
    """An analysis whose tables hold these rows, of a text that does not matter."""
    return analysis_of(*rows, text="attack by army said arrests", published=published, **known)


def events(*rows: Event) -> pd.DataFrame:
    return make_table("events", rows)


# What an article is about


def test_the_main_event_is_violent_news_with_figures() -> None:
    blast = replace(ATTACK, event_id="V04", start=2, killed_min=None, killed_max=None, type="explosion")
    assert main_event(events(OLD, ARREST, blast, ATTACK)) == "V01"
    assert main_event(events(OLD, ARREST)) == "V02"
    assert main_event(events(OLD)) is None
    assert main_event(events()) is None


def test_of_two_alike_the_first_in_the_text_is_the_main_event() -> None:
    assert main_event(events(replace(ATTACK, event_id="V09", start=90, end=96), ATTACK)) == "V01"


def test_an_attack_comes_before_the_battle_that_repels_it() -> None:
    repelled = replace(OLD, event_id="V00", start=0, type="battle", is_background=False, killed_min=None)
    raid = replace(repelled, event_id="V01", start=9, type="attack")
    assert main_event(events(repelled, raid)) == "V01"
    assert main_event(events(replace(repelled, killed_min=3), raid)) == "V00"


# The same event


SAME = {
    "the same day, place and type": {},
    "another day of one week": {"date_earliest": dt.date(2031, 5, 1), "date_latest": dt.date(2031, 5, 4)},
    "a battle": {"type": "battle", "trigger": "clashes"},
    "the month only": {"date_earliest": dt.date(2031, 5, 1), "date_latest": dt.date(2031, 5, 31)},
    "no date": {"date_earliest": None, "date_latest": None, "date_precision": None},
    "no place": {"place": None, "country": None, "lat": None, "lon": None},
    "a place without coordinates": {"place": "market of Tin Beta", "lat": None, "lon": None},
    "other figures": {"killed_min": 40, "killed_max": None},
    "near by": {"place": "a village", "lat": 16.3, "lon": -3.2},
}
OTHER = {
    "another day": {"date_earliest": dt.date(2031, 5, 9), "date_latest": dt.date(2031, 5, 9)},
    "far away": {"place": "Oumdune", "lat": 13.0, "lon": 2.0},
    "another country": {"country": "NE", "lat": None, "lon": None, "place": None},
    "another kind": {"type": "closure"},
    "nothing but the type": {
        "date_earliest": None, "date_latest": None, "place": None, "country": None, "lat": None, "lon": None,
    },
}  # fmt: skip


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_one_event(change: dict[str, Any]) -> None:
    second = replace(ATTACK, event_id="V07", **change)
    stories = match_events({"A": events(ATTACK), "B": events(second)})
    assert stories == {("A", "V01"): "S01", ("B", "V07"): "S01"}


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_two_events(change: dict[str, Any]) -> None:
    second = replace(ATTACK, event_id="V07", **change)
    stories = match_events({"A": events(ATTACK), "B": events(second)})
    assert stories == {("A", "V01"): "S01", ("B", "V07"): "S02"}


def test_other_events_need_the_same_word() -> None:
    reopened = replace(ATTACK, type="other", trigger="reopened")
    mourned = replace(reopened, trigger="mourned")
    assert len(set(match_events({"A": events(reopened), "B": events(mourned)}).values())) == 2
    assert len(set(match_events({"A": events(reopened), "B": events(reopened)}).values())) == 1


def test_two_events_of_an_article_stay_two() -> None:
    fire = replace(ATTACK, event_id="V05", start=10, end=14, trigger="fire", killed_min=None, killed_max=None)
    stories = match_events({"A": events(ATTACK, fire), "B": events(fire, ATTACK)})
    assert stories[("A", "V01")] == stories[("B", "V01")] == "S01"
    assert stories[("A", "V05")] == stories[("B", "V05")] == "S02"


def test_the_best_pairs_are_joined_first() -> None:
    clash = replace(ATTACK, event_id="V02", start=10, end=15, trigger="clash", type="battle", killed_min=None)
    blast = replace(clash, event_id="V03", start=20, end=25, trigger="blast", type="explosion")
    stories = match_events({"A": events(ATTACK, blast), "B": events(ATTACK, clash, blast)})
    assert stories[("A", "V03")] == stories[("B", "V03")]
    assert stories[("B", "V02")] not in (stories[("A", "V01")], stories[("A", "V03")])


def test_background_of_one_can_be_news_of_another() -> None:
    told_again = replace(ATTACK, event_id="V06", is_background=True)
    assert len(set(match_events({"A": events(ATTACK), "B": events(told_again)}).values())) == 1


# Side by side


@pytest.fixture
def side_by_side() -> pd.DataFrame:
    first = made(replace(ATTACK, attribution_id="A01"), ARREST, OLD, ARMY, outlet="Desert Wire")
    second = made(
        replace(ATTACK, killed_min=9, killed_max=None, attribution_id="A02"), NURSE, published="2031-05-04"
    )
    return compare({"A": first, "B": second})


def test_columns_are_those_of_claims(side_by_side: pd.DataFrame) -> None:
    assert set(CLAIM) <= set(side_by_side.columns)
    assert list(compare({"none": made()}).columns) == list(side_by_side.columns)
    assert compare({"none": made()}).dtypes.astype(str).tolist() == side_by_side.dtypes.astype(str).tolist()


def test_each_event_and_each_figure_is_a_row(side_by_side: pd.DataFrame) -> None:
    kept = ["page", "claim_type", "value_min", "value_max", "attributed_to", "voice", "story", "only_here"]
    table = side_by_side[kept].astype(object)
    assert table.where(table.notna(), None).values.tolist() == [
        ["A", "attack", None, None, "army", "military", "S01", False],
        ["A", "killed", 4, 6, "army", "military", "S01", False],
        ["A", "arrest", None, None, "outlet", "outlet", "S02", True],
        ["A", "detained", 3, None, "outlet", "outlet", "S02", True],
        ["A", "attack", None, None, "outlet", "outlet", "S03", True],
        ["A", "killed", 20, None, "outlet", "outlet", "S03", True],
        ["B", "attack", None, None, "a nurse", "witness", "S01", False],
        ["B", "killed", 9, None, "a nurse", "witness", "S01", False],
    ]
    assert side_by_side["is_main"].tolist() == [True, True, False, False, False, False, True, True]
    assert side_by_side["is_background"].tolist() == [False] * 4 + [True] * 2 + [False] * 2
    assert side_by_side["anonymous"].tolist()[:1] + side_by_side["anonymous"].tolist()[-1:] == [False, True]


def test_rows_lead_back_to_the_text(side_by_side: pd.DataFrame) -> None:
    assert (side_by_side["start"][0], side_by_side["end"][0], side_by_side["value_text"][0]) == (
        0,
        6,
        "attack",
    )


def test_claims_of_articles_are_read_like_those_of_pages(side_by_side: pd.DataFrame) -> None:
    main = side_by_side[side_by_side["is_main"]]
    assert figures_by_voice(main, ["killed"])["voice"].tolist() == ["military", "witness"]
    assert figures_by_day(main, ["killed"])["open"].tolist() == [False, True]
    assert claims_by_origin(side_by_side).loc["B", ["killed", "detained"]].tolist() == [1, 0]


def test_a_claim_of_responsibility_is_its_actor_s_word() -> None:
    claim = replace(ATTACK, type="claim_of_responsibility", actor="the group")
    row = compare({"A": made(claim)}).iloc[0]
    assert (row["attributed_to"], row["voice"]) == ("the group", "armed_group")


def test_a_statement_without_a_source_says_so() -> None:
    unknown = replace(ARMY, source=None, source_start=None, source_end=None, source_kind="unknown")
    row = compare({"A": made(replace(ATTACK, attribution_id="A01"), unknown)}).iloc[0]
    assert (row["attributed_to"], row["voice"]) == ("no source named", "unknown")


def test_who_is_heard() -> None:
    table = voices_by_article({"A": made(ARMY, NURSE, HEARD), "B": made(NURSE), "C": made()})
    assert table.to_dict("index") == {
        "A": {"military": 1, "witness": 1, "anonymous": 1},
        "B": {"military": 0, "witness": 1, "anonymous": 1},
        "C": {"military": 0, "witness": 0, "anonymous": 0},
    }


def test_names_come_from_keys_outlets_titles_or_numbers() -> None:
    analyses = [made(outlet="Desert Wire"), made(title="Calm"), made(), made(outlet="Desert Wire")]
    assert list(name_articles(analyses)) == ["Desert Wire", "Calm", "article 3", "Desert Wire (4)"]
    assert list(name_articles({"x": made()})) == ["x"]


def test_nothing_to_compare_says_what_to_give() -> None:
    with pytest.raises(SahelAnalysisError, match=r"nothing to compare.*compare\(\{"):
        compare([])


NUMBERS = st.none() | st.integers(0, 99)
EVENTS = st.builds(
    replace, st.just(ATTACK), type=st.sampled_from(["attack", "arrest", "battle", "other"]),
    place=st.none() | st.text(max_size=3), country=st.none() | st.sampled_from(["ML", "ML; NE", ""]),
    lat=st.none(), lon=st.none(), date_earliest=st.none() | st.dates(dt.date(1990, 1, 1)),
    date_latest=st.none(), killed_min=NUMBERS, is_background=st.booleans(),
)  # fmt: skip


@settings(max_examples=30)
@given(st.lists(st.lists(EVENTS, max_size=4), min_size=1, max_size=3))
def test_any_events_have_one_story_each(articles: list[list[Event]]) -> None:
    numbered = [[replace(e, event_id=f"V{k}") for k, e in enumerate(rows)] for rows in articles]
    named = {str(k): made(*rows) for k, rows in enumerate(numbered)}
    table = compare(named)
    heads = table[table["claim_type"].isin(["attack", "arrest", "battle", "other"])]
    assert len(heads) == sum(map(len, articles))
    assert not heads.duplicated(["page", "story"]).any()
    assert heads.groupby("page")["is_main"].sum().le(1).all()


# The whole way, from invented articles


FIRST = (
    "Gunmen attacked a market in Gao on Friday, killing six people, the army said. "
    "Soldiers arrested three suspects, a spokesman said."
)
SECOND = (
    "At least nine people were killed in an attack on a market in Gao on Friday, residents told Radio Dune."
)


def test_two_short_articles() -> None:
    named = {
        "first": analyze(make_article(FIRST, "2031-05-03")),
        "second": analyze(make_article(SECOND, "2031-05-04")),
    }
    table = compare(named)
    killed = table[(table["claim_type"] == "killed") & table["is_main"]]
    assert killed["value_min"].tolist() == [6, 9]
    assert killed["value_max"].tolist() == [6, pd.NA]
    assert killed["voice"].tolist() == ["military", "witness"]
    assert killed["story"].nunique() == 1


# On whose word


@pytest.mark.parametrize(
    ("text", "source", "voice"),
    [
        (
            "The Dawn Front claimed the raid, posting videos of men setting a bus on fire in Ber on Monday.",
            "The Dawn Front",
            "armed_group",
        ),
        (
            "The army published footage of its drones striking a camp near Ber on Monday.",
            "The army",
            "military",
        ),
        ("The army released footage of the air strike on Ber on Monday.", "The army", "military"),
        (
            "The group, which has posted clips of fighters shelling the town of Ber, denied the killing of "
            "civilians.",
            "The group",
            "armed_group",
        ),
        ("In a video published by the army, gunmen set a lorry on fire near Ber.", "the army", "military"),
        ("The army keeps footage of drones striking a camp near Ber on Monday.", "outlet", "outlet"),
    ],
)
def test_what_a_film_shows_is_the_word_of_who_published_it(text: str, source: str, voice: str) -> None:
    table = compare({"A": analyze(make_article(text, "2031-05-03"))})
    seen = table[table["claim_type"].isin(["attack", "airstrike", "explosion"])].iloc[-1]
    assert (seen["attributed_to"], seen["voice"]) == (source, voice)


def test_a_number_that_a_film_shows_has_its_publisher() -> None:
    text = "The police published photos of officers arresting two men in Mopti on Monday."
    table = compare({"A": analyze(make_article(text, "2031-05-03"))})
    assert table.set_index("claim_type")["attributed_to"].to_dict() == {
        "arrest": "The police",
        "detained": "The police",
    }


def test_a_number_has_the_source_that_gives_it() -> None:
    text = (
        "Gunmen attacked the town of Ber on Monday, killing four people.\n\n"
        "The army said the attack began at dawn. Nine people were wounded, a nurse said."
    )
    table = compare({"A": analyze(make_article(text, "2031-05-03"))}).set_index("claim_type")
    said = table["attributed_to"].to_dict()
    assert said == {"attack": "The army", "killed": "outlet", "wounded": "a nurse"}
