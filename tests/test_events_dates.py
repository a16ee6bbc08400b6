"""When an event may have been: the intervals among which the weights choose."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from sahel_analysis.events import model
from sahel_analysis.events.coreference import claimed_event, find_events
from sahel_analysis.events.event_dates import candidates, find_news
from sahel_analysis.events.extraction import make_view
from sahel_analysis.events.figures import find_figures
from sahel_analysis.events.mentions import find_mentions
from sahel_analysis.events.scopes import standings_of
from training.examples import choice_examples

PUBLISHED = dt.date(2024, 9, 18)  # a Wednesday


def intervals(nlp: Language, text: str) -> dict[str, set[str]]:
    """Of each event, by its first word, the intervals in which it may have been."""
    doc = nlp.make_doc(text)
    doc._.published = PUBLISHED
    view = make_view(nlp(doc), PUBLISHED)
    figures = find_figures(view)
    events = find_events(view, find_mentions(view, figures, standings_of(view, figures)))
    news = find_news(view, events)
    found = {}
    for event in events:
        claimed = claimed_event(view, event, events) if event.family == "claim" else None
        whens = [when for when, _ in candidates(view, event, news, claimed)]
        found[view.tree.lower[event.heads[0]]] = {f"{w.earliest} to {w.latest}" for w in whens}
    return found


@pytest.mark.parametrize(
    ("text", "word", "interval"),
    [
        # What was told on a day was between the news and that day.
        (
            "Gunmen stormed a camp in Gao on Sunday. Six men were arrested, the governor said on Monday.",
            "arrested",
            "2024-09-15 to 2024-09-16",
        ),
        # A claim may come on the day itself.
        (
            "Gunmen stormed a camp in Gao on Sunday. JNIM claimed responsibility within hours.",
            "claimed",
            "2024-09-15 to 2024-09-15",
        ),
        # "The same night" is that of the event told of before.
        (
            "Gunmen stormed a camp in Gao on 2 September. The market reopened last week. "
            "The same night, rebels burned a school in Bamba.",
            "burned",
            "2024-09-02 to 2024-09-02",
        ),
        # What was earlier in a month was before the news.
        (
            "Gunmen stormed a camp in Gao on Monday. Earlier this month, rebels burned a school in Bamba.",
            "burned",
            "2024-09-01 to 2024-09-16",
        ),
        # A length holds for all that its clause joins.
        (
            "Gunmen stormed a camp in Gao on 14 September. It came two days after traders were stopped and "
            "kidnapped near Bamba.",
            "kidnapped",
            "2024-09-12 to 2024-09-12",
        ),
    ],
)
def test_an_event_may_have_been_in_an_interval(nlp: Language, text: str, word: str, interval: str) -> None:
    assert interval in intervals(nlp, text)[word]


def test_the_date_for_which_most_speaks_is_chosen_with_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "load_weights", lambda: {"date": {"own": 2.0, "news": 2.0, "open": -40.0}})
    assert model.choose("date", [{"open": 1.0}, {"own": 1.0}]) == (1, pytest.approx(1.0))
    assert model.choose("date", [{"news": 1.0}, {"own": 1.0}]) == (0, pytest.approx(0.5))


def test_a_choice_is_learned_from_what_sets_the_right_candidate_apart() -> None:
    examples = choice_examples([{"own": 1.0, "day": 1.0}, {"news": 1.0, "day": 1.0}], [True, False])
    assert list(examples) == [
        ({"own": 1.0, "news": -1.0}, True, 1.0),
        ({"own": -1.0, "news": 1.0}, False, 1.0),
    ]
    assert list(choice_examples([{"own": 1.0}], [False])) == []  # none is right: nothing to learn
