"""The rooms between words and rows: what is found at a trigger."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import parsed
from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.components.entities import extract_entities
from sahel_analysis.components.times import extract_times
from sahel_analysis.incidents.arguments import doer, phrase_text, sufferers
from sahel_analysis.incidents.dating import When, is_old, make_when, meet, own_time
from sahel_analysis.incidents.finding import find_incidents
from sahel_analysis.incidents.merging import merge
from sahel_analysis.incidents.places import border_phrase, distance_phrase
from sahel_analysis.incidents.reading import Reading
from sahel_analysis.incidents.reality import happened, is_definite, is_generic
from sahel_analysis.incidents.triggers import find_triggers

PUBLISHED = dt.date(2024, 9, 18)  # a Wednesday


def read(doc: Doc) -> Reading:
    mentions, entities = extract_entities(doc)
    return Reading(doc, mentions, entities, extract_times(doc, PUBLISHED), PUBLISHED)


def at(reading: Reading, word: str) -> int:
    return reading.tree.lower.index(word)


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("A suicide car bomb attack hit the town.", ["suicide car bomb attack", "hit"]),
        ("Fighters set a plane on fire.", ["set a plane on fire"]),
        ("The group took full responsibility for it.", ["took full responsibility"]),
        ("Troops threw them out of Gao.", ["threw them out"]),
        ("The weather was fine.", []),
    ],
)
def test_triggers_are_found_as_long_as_they_are(nlp: Language, text: str, triggers: list[str]) -> None:
    doc = nlp(text)
    assert [doc[t.first : t.last + 1].text for t in find_triggers(read(doc))] == triggers


@pytest.mark.parametrize(
    "sentence",
    [
        "The/DET/1/det town/NOUN/2/nsubj:pass was/AUX/1/aux:pass raided/VERB/0/ROOT by/ADP/2/case "
        "Tuareg/ADJ/1/amod rebels/NOUN/-3/obl:agent ./PUNCT/-4/punct",
        "The/DET/1/det town/NOUN/2/nsubjpass was/AUX/1/auxpass raided/VERB/0/ROOT by/ADP/-1/agent "
        "Tuareg/ADJ/1/amod rebels/NOUN/-2/pobj ./PUNCT/-4/punct",
    ],
    ids=["UD", "en_core_web"],
)
def test_a_passive_has_doer_and_sufferer_in_both_schemes(sentence: str) -> None:
    reading = read(parsed(sentence))
    raided = at(reading, "raided")
    agent = doer(reading, raided, "act")
    assert agent is not None
    assert phrase_text(reading, agent) == "Tuareg rebels"
    assert [phrase_text(reading, i) for i in sufferers(reading, raided, "act")] == ["town"]


@pytest.mark.parametrize(
    ("text", "word", "real"),
    [
        ("Gunmen attacked the town.", "attacked", True),
        ("Soldiers managed to repel the gunmen.", "repel", True),
        ("Gunmen tried to storm the camp.", "storm", True),
        ("Gunmen did not attack the town.", "attack", False),
        ("Gunmen may attack the town.", "attack", False),
        ("If gunmen attack the town, it will fall.", "attack", False),
        ("Gunmen plan to attack the town.", "attack", False),
        ("Gunmen regularly attacked the town.", "attacked", False),
        ("Nobody attacked the town.", "attacked", False),
        ("He spoke of the raid.", "raid", True),
        ("He warned of a raid.", "raid", False),
        ("There was no raid.", "raid", False),
    ],
)
def test_what_happened_is_told_from_what_did_not(nlp: Language, text: str, word: str, real: bool) -> None:
    reading = read(nlp(text))
    assert happened(reading, at(reading, word)) is real


def test_nouns_point_back_or_mean_many(nlp: Language) -> None:
    reading = read(nlp("The raid came after frequent attacks, a wave of kidnappings and an ambush."))
    assert is_definite(reading, at(reading, "raid"))
    assert is_generic(reading, at(reading, "attacks"))
    assert is_generic(reading, at(reading, "kidnappings"))
    assert not is_generic(reading, at(reading, "ambush"))


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Gunmen attacked the town on Monday.", "attacked", dt.date(2024, 9, 16)),
        ("Monday's raid was claimed.", "raid", dt.date(2024, 9, 16)),
        ("The army said on Monday that gunmen attacked the town.", "attacked", None),
        ("Talks were held on Monday after gunmen attacked the town.", "attacked", None),
        ("The violence has gone on since Monday.", "violence", None),
    ],
)
def test_a_time_belongs_to_what_it_governs(nlp: Language, text: str, word: str, day: dt.date | None) -> None:
    reading = read(nlp(text))
    when = own_time(reading, set(), at(reading, word))
    assert (when.earliest if when else None) == day


def test_late_in_a_month_is_its_last_third(nlp: Language) -> None:
    reading = read(nlp("In late May 2021, soldiers removed the president."))
    when = own_time(reading, set(), at(reading, "removed"))
    assert when is not None
    assert (when.earliest, when.latest) == (dt.date(2021, 5, 21), dt.date(2021, 5, 31))
    assert when.precision == "month"


def test_intervals() -> None:
    day, year = dt.date(2024, 9, 17), dt.date(2015, 1, 1)
    assert make_when(day, day, "").precision == "day"
    assert make_when(year, dt.date(2015, 12, 31), "").precision == "year"
    assert make_when(None, day, "").precision == "vague"
    assert meet(make_when(day - dt.timedelta(days=30), day, ""), make_when(day, day, ""))
    assert not meet(When(None, day, "vague", ""), make_when(day, day, ""))
    assert not meet(make_when(year, year, ""), make_when(day, day, ""))
    assert is_old(make_when(year, year, ""), PUBLISHED)
    assert not is_old(make_when(day, day, ""), PUBLISHED)
    assert not is_old(make_when(day, day, ""), None)


def test_distances_and_borders_stay_words(nlp: Language) -> None:
    reading = read(nlp("Gunmen struck 60 kilometers from Bamako and near the border with Niger."))
    bamako, niger = (m for m in reading.mentions if m.label == "GPE")
    assert distance_phrase(reading, bamako) == "60 kilometers from Bamako"
    assert distance_phrase(reading, niger) is None
    phrase = border_phrase(reading, niger)
    assert phrase is not None
    assert phrase.endswith("the border with Niger")


def test_mentions_of_one_event_are_merged(nlp: Language) -> None:
    reading = read(
        nlp("Gunmen attacked Gao on Monday. The raid was brief. In 2015, rebels attacked a hotel in Bamako.")
    )
    clusters = merge(reading, find_incidents(reading))
    assert [[reading.tree.lower[i.head] for i in c.incidents] for c in clusters] == [
        ["attacked", "raid"],
        ["attacked"],
    ]


def test_a_dateline_is_neither_place_nor_time(nlp: Language) -> None:
    reading = read(nlp("NIAMEY, Sept 18 (Reuters) - Gunmen attacked the village of Inates on Monday."))
    (incident,) = find_incidents(reading)
    assert [m.text for m in incident.where] == ["Inates"]
    assert incident.when is not None
    assert incident.when.earliest == dt.date(2024, 9, 16)
