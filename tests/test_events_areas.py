"""Sides of a country are places: nothing more precise than the text, and nothing less."""

from __future__ import annotations

import pandas as pd
import pytest

from sahel_analysis import analyze, make_article


@pytest.mark.parametrize(
    ("told", "place", "country"),
    [
        ("Gunmen killed nine herders in northern Mali on Monday.", "northern Mali", "ML"),
        (
            "An attack of 1 August in the north-east of neighbouring Niger killed 11 soldiers.",
            "the north-east of neighbouring Niger",
            "NE",
        ),
        ("Seven nurses were kidnapped in Burkina Faso's east on Tuesday.", "Burkina Faso's east", "BF"),
        (
            "Raiders killed 14 farmers in the country’s restive south on Friday.",
            "the country’s restive south",
            None,
        ),
        ("Raiders killed 14 farmers in the northwest on Friday.", "the northwest", None),
        ("Raiders killed 14 farmers in north eastern Nigeria on Friday.", "north eastern Nigeria", "NG"),
        ("Raiders killed 14 farmers in the east of the country on Friday.", "the east of the country", None),
    ],
)
def test_a_side_of_a_country_is_where_it_was(told: str, place: str, country: str | None) -> None:
    row = analyze(make_article(told, published="2024-09-18")).events.iloc[0]
    assert row["place"] == place
    assert pd.isna(row["country"]) if country is None else row["country"] == country
    assert row[["lat", "lon"]].isna().all()


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("Gunmen raided the town of Djibo, in the north of Burkina Faso, on Tuesday, killing six.", "Djibo"),
        ("Gunmen attacked a post in South Kivu on Tuesday, killing six.", "South Kivu"),
        ("Gunmen raided Gao from the north on Tuesday, killing six.", "Gao"),
    ],
)
def test_a_narrower_place_or_a_name_goes_before(told: str, place: str) -> None:
    assert analyze(make_article(told, published="2024-09-18")).events.iloc[0]["place"] == place


def test_an_older_attack_is_not_moved_to_the_town_told_before() -> None:
    text = (
        "Fighters attacked a convoy at Gossi on Monday, killing three. An attack of 1 August in the "
        "north-east of neighbouring Niger, in which 11 soldiers died, was claimed by the group."
    )
    events = analyze(make_article(text, published="2024-09-18")).events
    attacks = events[events["type"] == "attack"]
    assert list(attacks["place"]) == ["Gossi", "the north-east of neighbouring Niger"]


def test_a_dateline_is_not_where_the_news_was() -> None:
    text = (
        "DAKAR, Senegal (AP) - At least ten villagers were killed by an airstrike, the army said Friday. "
        "The villagers were bombed by mistake near Silame on Wednesday."
    )
    events = analyze(make_article(text, published="2024-12-27")).events
    assert set(events["place"]) == {"Silame"}


def test_a_town_of_the_news_goes_before_the_side_of_the_country_in_the_lead() -> None:
    text = (
        "A car bomb killed nine soldiers in northern Mali on Tuesday. The bomber drove into a barracks in "
        "Gao, the army said. Gao has seen two such blasts this year."
    )
    events = analyze(make_article(text, published="2024-09-18")).events
    assert events.loc[events["killed_min"] == 9, "place"].tolist() == ["Gao"]


@pytest.mark.parametrize(
    ("told", "country"),
    [
        ("French forces based in northern Chad killed ten rebels in Libya on Monday.", "LY"),
        ("A trader from northern Nigeria was killed by gunmen in Benin on Monday.", "BJ"),
        ("Refugees fled to eastern Chad after militiamen killed 20 people in Sudan on Monday.", "SD"),
        ("Niger's army said it killed 15 rebels on Monday. The war began in northern Mali in 2012.", "NE"),
    ],
)
def test_the_side_of_another_country_is_not_where_it_was(told: str, country: str) -> None:
    row = analyze(make_article(told, published="2024-09-18")).events.query("type != 'other'").iloc[0]
    assert (row["country"], str(row["place"])) == (country, "<NA>")


def test_a_dateline_does_not_narrow_the_side_of_its_country() -> None:
    told = "BAMAKO, Sept 17 - Jihadists killed nine soldiers in central Mali on Monday, the army said."
    assert analyze(make_article(told, published="2024-09-18")).events["place"].tolist() == ["central Mali"]
