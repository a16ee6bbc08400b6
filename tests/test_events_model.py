"""Decisions: named features, weights that can be read, and rules that work without learned ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import pytest
from spacy.language import Language

from sahel_analysis.events import model
from sahel_analysis.resources import read_table


@pytest.fixture
def by_hand() -> Iterator[None]:
    """The weights set by hand, as when data/event_weights.csv is missing."""
    learned = dict(model.load_weights())
    table = read_table("lexicon/event_decisions.csv")
    model.WEIGHTS.clear()
    for decision, feature, weight in zip(table["decision"], table["feature"], table["weight"], strict=True):
        model.WEIGHTS.setdefault(decision, {})[feature] = float(weight)
    yield
    model.WEIGHTS.clear()
    model.WEIGHTS.update(learned)


def test_every_decision_has_weights_of_both_kinds() -> None:
    by_reason = set(read_table("lexicon/event_decisions.csv")["decision"])
    assert by_reason == set(read_table("event_weights.csv")["decision"])


def test_the_candidate_for_which_most_speaks_is_chosen(by_hand: None) -> None:
    near, far = {"nearest<=0": 1.0, "same&sentences<=0": 1.0}, {"source": 1.0}
    assert model.best("place", [far, near])[0] == 1
    assert model.best("place", [far])[0] is None
    assert model.best("place", []) == (None, 0.0)


def test_the_order_of_features_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(model.WEIGHTS, "order", {"a": 0.1, "b": 0.2, "c": 0.3})  # 0.1 + 0.2 + 0.3 is not 0.6
    weighed = {model.log_odds("order", dict.fromkeys(names, 1.0)) for names in permutations("abc")}
    assert weighed == {0.6}


def test_rules_alone_still_find_events_and_figures(nlp: Language, by_hand: None) -> None:
    doc = nlp("Gunmen attacked a village near Gao in May 2023, killing 12 people.")
    assert [(e.type, e.killed_min, e.place) for e in doc._.events] == [("attack", 12, "Gao")]
