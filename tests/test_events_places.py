"""What speaks for an event having been at a place."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from sahel_analysis import analyze, make_article
from sahel_analysis.events.coreference import find_events
from sahel_analysis.events.extraction import make_view
from sahel_analysis.events.mentions import find_mentions
from sahel_analysis.events.places import candidates, find_placed


@pytest.mark.parametrize(
    ("rest", "treated"),
    [
        ("Three died in a hospital in Gao.", {"Gao"}),
        ("The wounded were flown to Bamako for treatment.", {"Bamako"}),
        ("They came from Gao.", set()),
    ],
)
def test_where_the_hurt_are_treated_is_told_apart(nlp: Language, rest: str, treated: set[str]) -> None:
    view = make_view(nlp(f"Gunmen raided a market in Ansongo on Monday. {rest}"), dt.date(2024, 9, 18))
    events = find_events(view, find_mentions(view, [], []))
    found = candidates(view, events[0], find_placed(events))
    assert {c.mention.text for c in found if "of treatment" in c.features} == treated


def test_a_country_that_speaks_is_not_where_the_sentence_before_was(nlp: Language) -> None:
    text = (
        "Congo's army lost a post. On Monday shelling hit a camp in Nzulovi, aid workers said. Uruguay said "
    )
    doc = nlp(text + "one of its peacekeepers was wounded.")
    assert [e.country for e in doc._.events if e.place == "Nzulovi"] == ["CD"]


def test_what_is_said_to_be_rare_moves_no_event(nlp: Language) -> None:
    doc = nlp("An ambush near Gao killed 50 traders in July. Attacks in Bamako, the capital, are uncommon.")
    assert [e.place for e in doc._.events] == ["Gao"]


def test_a_dated_attack_is_an_event_however_common_such_are() -> None:
    told = "Monday's killing of two priests in Kaduna is not uncommon."
    events = analyze(make_article(told, published="2024-09-18")).events
    assert events[["place", "killed_min"]].values.tolist() == [["Kaduna", 2]]


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("in Ber in Timbuktu region", "Ber"),
        ("in Konduga, Borno state", "Konduga"),
        ("from Ber in Mopti region", "Mopti"),
        ("in Mopti region", "Mopti"),
    ],
)
def test_a_town_goes_before_the_region_in_which_it_lies(nlp: Language, told: str, place: str) -> None:
    doc = nlp(f"Gunmen killed nine traders {told} on Monday.")
    assert [e.place for e in doc._.events] == [place]
