"""Which mentions are compared, and what speaks for their telling of one event."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from sahel_analysis.events.coreference import context_of, find_events, link_features, near_events
from sahel_analysis.events.extraction import make_view
from sahel_analysis.events.mentions import find_mentions


def test_what_speaks_for_a_mention_is_the_mean_over_those_before_it(nlp: Language) -> None:
    view = make_view(
        nlp("Gunmen raided a camp. They burned it. The raid lasted an hour."), dt.date(2024, 9, 18)
    )
    raided, burned, raid = find_mentions(view, [], [])
    contexts = {m.head: context_of(view, m) for m in (raided, burned, raid)}
    features = link_features(view, contexts, [raided, burned], raid)
    assert features["pointing=definite"] == pytest.approx(1.0)
    assert features["sentences<=2"] == pytest.approx(0.5)  # from the first, not from the second
    assert features["sentences<=1"] == pytest.approx(0.5)


def test_the_first_events_and_those_told_of_last_are_near() -> None:
    assert near_events(list(range(30))) == [0, 1, 2, *range(15, 30)]
    assert near_events([0, 1, 2, 3]) == [0, 1, 2, 3]


def test_a_claim_is_never_one_event_with_what_is_claimed(nlp: Language) -> None:
    view = make_view(nlp("Gunmen raided a camp in Gao. JNIM claimed the raid."), dt.date(2024, 9, 18))
    events = find_events(view, find_mentions(view, [], []))
    assert [[view.tree.lower[head] for head in event.heads] for event in events] == [
        ["raided", "raid"],
        ["claimed"],
    ]


def test_victims_whom_the_reader_knows_are_taken_up(nlp: Language) -> None:
    view = make_view(nlp("An attack on a patrol failed. Gunmen ambushed the patrol."), dt.date(2024, 9, 18))
    attack, ambushed = find_mentions(view, [], [])
    contexts = {m.head: context_of(view, m) for m in (attack, ambushed)}
    assert contexts[ambushed.head].known == {"patrol"}
    assert not contexts[attack.head].known
    assert "takes up victims" in link_features(view, contexts, [attack], ambushed)
