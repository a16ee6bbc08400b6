"""Which event a figure belongs to: a short article in, the dead of each of its events out."""

from __future__ import annotations

import datetime as dt

from spacy.language import Language

from training.report_scores import read_total_texts

PUBLISHED = dt.date(2024, 9, 18)  # a Wednesday


def killed_by_event(nlp: Language, text: str) -> list[str]:
    doc = nlp.make_doc(text)
    doc._.published = PUBLISHED
    told = [(e.killed_min, e.killed_max) for e in nlp(doc)._.events]
    return [f"{'' if a is None else a}-{'' if b is None else b}" for a, b in told if (a, b) != (None, None)]


def test_nine_in_ten_short_articles_tell_the_dead_of_each_event(nlp: Language) -> None:
    """The articles also train which figures make a toll; their wording is our own, see training/."""
    read = [(text, sorted(killed), sorted(killed_by_event(nlp, text))) for text, killed in read_total_texts()]
    wrong = [(text, killed, found) for text, killed, found in read if found != killed]
    assert len(wrong) <= 0.1 * len(read), wrong


def test_who_dies_by_the_deed_of_an_event_is_of_that_event(nlp: Language) -> None:
    text = "Raiders fired on a market in Gao on Monday and 34 people died, police said. On Sunday, traders "
    assert killed_by_event(nlp, text + "had seized a thief in Boni and burned him to death.") == [
        "34-34",
        "1-1",
    ]


def test_attackers_who_die_are_no_victims(nlp: Language) -> None:
    doc = nlp("Gunmen attacked the barracks in Gao on Monday. Eight soldiers and six attackers were killed.")
    figures = {doc.text[f.start : f.end]: f.party for f in doc._.figures}
    assert figures == {"Eight": "targets", "six": "attackers"}


def test_who_stands_alone_in_the_headline_is_a_member_of_the_list(nlp: Language) -> None:
    text = (
        "General killed in raid on post\n\nA Chadian general and nine soldiers were killed when Boko Haram "
    )
    assert killed_by_event(nlp, text + "raided a post near Baga Sola on Monday, the army said.") == ["10-10"]
