"""Who may have done it: sentences in, the candidates for the doer and what speaks for each out."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from sahel_analysis.events.coreference import find_events
from sahel_analysis.events.extraction import make_view
from sahel_analysis.events.figures import find_figures
from sahel_analysis.events.mentions import find_mentions
from sahel_analysis.events.model import Features
from sahel_analysis.events.parties import candidates, text_of
from sahel_analysis.events.scopes import standings_of

PUBLISHED = dt.date(2024, 9, 18)  # a Wednesday


def suspects(nlp: Language, text: str) -> dict[str, Features]:
    """The candidates of the last event that a text tells, by their words, with their evidence."""
    doc = nlp(nlp.make_doc(text))
    view = make_view(doc, PUBLISHED)
    figures = find_figures(view)
    mentions = [m for m in find_mentions(view, figures, standings_of(view, figures)) if m.likely >= 0.5]
    event = max(find_events(view, mentions), key=lambda e: e.heads)
    return {text_of(view, c.token): c.features for c in candidates(view, event, [], frozenset())}


def test_people_without_arms_who_do_something_nearby_may_have_done_it(nlp: Language) -> None:
    found = suspects(nlp, "The judge was murdered in Sikasso on Monday. Two students followed her taxi.")
    assert "students" in found
    assert "judge" not in found  # who suffers it does nothing


def test_who_tells_of_it_did_not_do_it(nlp: Language) -> None:
    found = suspects(
        nlp, "The judge was murdered in Sikasso on Monday. Neighbours said that she had no foes."
    )
    assert "Neighbours" not in found


@pytest.mark.parametrize(
    ("pronoun", "number"),
    [
        ("They burned the granaries.", "many=True&plural=True"),
        ("Their attack killed six.", "many=True&plural=True"),
    ],
)
def test_a_pronoun_speaks_for_those_before_it(nlp: Language, pronoun: str, number: str) -> None:
    found = suspects(nlp, f"Horsemen rode into Kani on Monday. {pronoun}")
    assert {f"pronoun {number}&nsubj", "pronoun&nsubj&back=1"} <= found["Horsemen"].keys()


def test_how_someone_is_told_of_is_evidence(nlp: Language) -> None:
    found = suspects(nlp, "Unknown men with rifles attacked a patrol of the army near Boni on Monday.")
    (men,) = [features for words, features in found.items() if "men" in words]
    assert {"clause=same&nsubj", "case="} <= men.keys()
    army = next(features for words, features in found.items() if words.startswith("army"))
    assert "case=of" in army
