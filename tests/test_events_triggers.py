"""What the text says at a trigger: doer and sufferer, factuality, times, places."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import parsed
from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.entities.extraction import extract_entities
from sahel_analysis.events.clauses import border_phrase, distance_phrase, doer, phrase_text, sufferers
from sahel_analysis.events.dates import day_told, opening_time, own_time, scene_time, shared_time, since
from sahel_analysis.events.factuality import happened, is_accident, is_definite, is_generic
from sahel_analysis.events.intervals import When, is_old, make_when, meet
from sahel_analysis.events.lags import Lag, counted, find_lag
from sahel_analysis.events.mention_dates import days_from, until_end, with_length
from sahel_analysis.events.mentions import find_mentions
from sahel_analysis.events.triggers import choose, find_triggers, plainest
from sahel_analysis.events.view import EventView
from sahel_analysis.times import extract_times

PUBLISHED = dt.date(2024, 9, 18)  # a Wednesday


def read(doc: Doc) -> EventView:
    mentions, entities = extract_entities(doc)
    return EventView(doc, mentions, entities, extract_times(doc, PUBLISHED), [], PUBLISHED)


def at(view: EventView, word: str) -> int:
    return view.tree.lower.index(word)


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("A suicide car bomb attack hit the town.", ["suicide car bomb attack", "hit"]),
        ("Fighters set a plane on fire.", ["set a plane on fire"]),
        ("The group took full responsibility for it.", ["took full responsibility"]),
        ("Troops threw them out of Gao.", ["threw them out"]),
        ("An elected official spoke of the kidnapped nun.", []),  # what somebody is, not what happened
        ("The weather was fine.", []),
    ],
)
def test_triggers_are_found_as_long_as_they_are(nlp: Language, text: str, triggers: list[str]) -> None:
    doc = nlp(text)
    longest = [matches[0] for matches in find_triggers(read(doc))]
    assert [doc[t.first : t.last + 1].text for t in longest] == triggers


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Two jets hit the camp.", ["airstrike"]),
        ("The second explosion hit the camp.", ["bombing"]),
        ("A blast rocked the camp.", ["bombing"]),
        ("Gunmen hit the camp.", ["assault"]),
        ("They hit the camp.", []),  # nobody knows who or what
    ],
)
def test_a_trigger_means_what_stands_beside_it(nlp: Language, text: str, kinds: list[str]) -> None:
    view = read(nlp(text))
    chosen = [choose(view, matches, {}) for matches in find_triggers(view)]
    assert [t.sense.kind for t in chosen if t is not None and t.sense.pos == "V"] == kinds


def test_a_word_without_what_it_needs_is_no_raid_from_the_air(nlp: Language) -> None:
    matches = find_triggers(read(nlp("They opened fire in Gao.")))[0]
    assert [matches[0].sense.kind, plainest(matches).sense.kind] == ["airstrike", "assault"]


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
    view = read(parsed(sentence))
    raided = at(view, "raided")
    agent = doer(view, raided, "act")
    assert agent is not None
    assert phrase_text(view, agent) == "Tuareg rebels"
    assert [phrase_text(view, i) for i in sufferers(view, raided, "act")] == ["town"]


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
        ("He denied reports that gunmen had attacked the town.", "attacked", False),
        ("The raid comes a week after an ambush near Boni.", "ambush", True),
        ("The mayor is still held by the gunmen.", "held", False),
    ],
)
def test_what_happened_is_told_from_what_did_not(nlp: Language, text: str, word: str, real: bool) -> None:
    view = read(nlp(text))
    assert happened(view, at(view, word)) is real


def test_nouns_point_back_or_mean_many(nlp: Language) -> None:
    view = read(nlp("The raid came after frequent attacks, a wave of kidnappings and an ambush."))
    assert is_definite(view, at(view, "raid"))
    assert is_generic(view, at(view, "attacks"))
    assert is_generic(view, at(view, "kidnappings"))
    assert not is_generic(view, at(view, "ambush"))


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Gunmen attacked the town on Monday.", "attacked", dt.date(2024, 9, 16)),
        ("Monday's raid was claimed.", "raid", dt.date(2024, 9, 16)),
        ("The army said on Monday that gunmen attacked the town.", "attacked", None),
        ("Talks were held on Monday after gunmen attacked the town.", "attacked", None),
        ("The violence has gone on since Monday.", "violence", None),
        ("On Sunday, the army said, gunmen attacked the town on Monday.", "attacked", dt.date(2024, 9, 16)),
        ("Troops left a camp built in May 2013.", "left", None),
        ("Troops left the camp on 14 November.", "left", dt.date(2023, 11, 14)),  # not one still to come
        ("Clashes lasted between September 8 and 10.", "clashes", dt.date(2024, 9, 8)),
        ("Clashes near the dam were reported on Monday.", "clashes", dt.date(2024, 9, 16)),
        ("The air force replied on Monday with raids on two camps.", "raids", dt.date(2024, 9, 16)),
        ("Rebels struck twice this month, on Monday and Tuesday.", "struck", dt.date(2024, 9, 16)),
        ("The widows of guards killed by a mine met on Monday.", "killed", None),
        ("It was the ambush on Monday that cut the road.", "ambush", dt.date(2024, 9, 16)),
    ],
)
def test_a_time_belongs_to_what_it_governs(nlp: Language, text: str, word: str, day: dt.date | None) -> None:
    view = read(nlp(text))
    when = own_time(view, set(), at(view, word))
    assert (when.earliest if when else None) == day


def test_a_time_at_the_beginning_holds_for_the_sentence_and_sets_the_scene(nlp: Language) -> None:
    view = read(
        nlp("On Sunday, gunmen attacked Boni and soldiers hunted them. They torched the school. He met them.")
    )
    hunted = opening_time(view, at(view, "hunted"))
    torched = scene_time(view, at(view, "torched"))
    assert hunted is not None
    assert hunted == torched
    assert hunted.earliest == dt.date(2024, 9, 15)


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Fighters overran a post and made off with weapons on Sunday.", "overran", dt.date(2024, 9, 15)),
        ("Fighters set off a bomb as a convoy passed on Sunday.", "set", dt.date(2024, 9, 15)),
        ("Fighters overran a post and the army fled on Sunday.", "overran", None),
    ],
)
def test_a_time_behind_holds_for_what_goes_on(
    nlp: Language, text: str, word: str, day: dt.date | None
) -> None:
    view = read(nlp(text))
    when = shared_time(view, at(view, word))
    assert (when.earliest if when else None) == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Three days of mourning will begin on Friday.", dt.date(2024, 9, 20), dt.date(2024, 9, 22)),
        ("He ordered two days of mourning, which end on Friday.", dt.date(2024, 9, 19), dt.date(2024, 9, 20)),
        ("He ordered 48 hours of mourning from Monday.", dt.date(2024, 9, 16), dt.date(2024, 9, 17)),
    ],
)
def test_mourning_lasts_for_the_days_that_are_told(
    nlp: Language, text: str, first: dt.date, last: dt.date
) -> None:
    view = read(nlp(text))
    head = at(view, "mourning")
    when = days_from(view, head, own_time(view, set(), head, ahead=True))
    assert when is not None
    assert (when.earliest, when.latest) == (first, last)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The siege, which began on Friday evening, ended on Sunday.", "siege"),
        ("Fighting erupted on Friday in Kidal and continued until Sunday.", "fighting"),
        ("The attack began on Friday night and ended on Sunday.", "attack"),
    ],
)
def test_what_lasted_is_dated_from_its_beginning_to_its_end(nlp: Language, text: str, word: str) -> None:
    view = read(nlp(text))
    head = at(view, word)
    began = own_time(view, set(), head)
    assert began is not None
    when = until_end(view, head, began)
    assert (when.earliest, when.latest) == (dt.date(2024, 9, 13), dt.date(2024, 9, 15))


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Fighters have imposed a blockade on Djibo since February 2022.", "blockade", dt.date(2022, 2, 1)),
        ("The garrison has been encircled for two months.", "encircled", dt.date(2024, 7, 1)),
        ("Shelling has gone on for the past three days.", "shelling", dt.date(2024, 9, 15)),
        ("The garrison was encircled for two months.", "encircled", None),  # whenever that was
    ],
)
def test_what_lasts_is_dated_from_its_beginning(
    nlp: Language, text: str, word: str, day: dt.date | None
) -> None:
    view = read(nlp(text))
    when = since(view, set(), at(view, word))
    assert (when.earliest if when else None) == day
    assert when is None or when.latest == PUBLISHED


@pytest.mark.parametrize(
    ("text", "word", "first", "last"),
    [
        ("After a three-day siege the troops left Boni on Monday.", "siege", 13, 16),
        ("The army launched a two-day operation near Boni on Monday.", "operation", 16, 17),
        ("A ten-day offensive began in Boni on Monday.", "offensive", 16, 18),  # as far as anybody knows
        ("Following three days of clashes the troops left Boni on Monday.", "clashes", 13, 16),
        ("A battle that lasted three days ended in Boni on Monday.", "battle", 14, 16),
    ],
)
def test_what_is_told_with_its_length_ends_or_begins_on_the_day(
    nlp: Language, text: str, word: str, first: int, last: int
) -> None:
    view = read(nlp(text))
    trigger = next(m[0] for m in find_triggers(view) if m[0].first <= at(view, word) <= m[0].last)
    when = with_length(view, trigger, own_time(view, set(), trigger.head), set())
    assert when is not None
    assert (when.earliest, when.latest) == (dt.date(2024, 9, first), dt.date(2024, 9, last))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Gunmen raided the town overnight.", 17, 18),
        ("Mourners filled the square on Monday after gunmen raided the town overnight.", 15, 16),
        ("The soldiers came on Monday. The night before, gunmen raided the town.", 15, 16),
        ("The soldiers left on Sunday. The same night, gunmen raided the town.", 15, 16),
        ("From Saturday into Sunday gunmen raided the town.", 14, 15),
        ("Gunmen raided the town on Saturday evening and again on Monday.", 14, 16),
    ],
)
def test_nights_and_several_days_are_all_of_their_days(
    nlp: Language, text: str, first: int, last: int
) -> None:
    view = read(nlp(text))
    when = own_time(view, set(), at(view, "raided"))
    assert when is not None
    assert (when.earliest, when.latest) == (dt.date(2024, 9, first), dt.date(2024, 9, last))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The minister announced on Monday that they had agreed to share the wells.", dt.date(2024, 9, 16)),
        ("On Monday they agreed to share the wells.", None),
    ],
)
def test_it_happened_before_it_was_told(nlp: Language, text: str, day: dt.date | None) -> None:
    view = read(nlp(text))
    assert day_told(view, at(view, "agreed")) == day


@pytest.mark.parametrize(
    ("text", "word", "lag"),
    [
        ("Troops arrived two days after gunmen attacked Boni.", "attacked", (2, "D", -1, "arrived", True)),
        ("Troops left five months after the vote.", "left", (5, "M", 1, "vote", False)),
        ("Hours before he spoke, soldiers seized the palace.", "seized", (None, "H", -1, "spoke", False)),
        ("Gunmen attacked Boni.", "attacked", None),
    ],
)
def test_a_date_may_be_counted_from_another_event(
    nlp: Language, text: str, word: str, lag: tuple[int | None, str, int, str, bool] | None
) -> None:
    view = read(nlp(text))
    found = find_lag(view, at(view, word), definite=False)
    told = found and (found.number, found.unit, found.sign, view.tree.lower[found.other], found.is_main)
    assert told == lag


@pytest.mark.parametrize(
    ("number", "unit", "first", "last", "earliest", "latest"),
    [
        (2, "D", "2024-09-16", "2024-09-16", "2024-09-14", "2024-09-14"),
        (2, "M", "2024-09-16", "2024-09-16", "2024-07-01", "2024-07-31"),
        (None, "H", "2024-09-16", "2024-09-16", "2024-09-16", "2024-09-16"),
        (None, "D", "2021-01-01", "2021-12-31", "2021-01-01", "2021-12-31"),  # days before, in that year
        (None, "D", "2024-09-16", "2024-09-16", None, None),
        (3, "D", "2021-01-01", "2021-12-31", None, None),
    ],
)
def test_a_counted_date_is_no_more_precise_than_what_it_is_counted_from(
    number: int | None, unit: str, first: str, last: str, earliest: str | None, latest: str | None
) -> None:
    other = make_when(dt.date.fromisoformat(first), dt.date.fromisoformat(last), "")
    when = counted(Lag(number, unit, -1, 0, is_main=True, joint=0), other)
    days = (when.earliest, when.latest) if when else (None, None)
    assert [d.isoformat() if d else None for d in days] == [earliest, latest]


def test_late_in_a_month_is_its_last_third(nlp: Language) -> None:
    view = read(nlp("In late May 2021, soldiers removed the president."))
    when = own_time(view, set(), at(view, "removed"))
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
    view = read(nlp("Gunmen struck 60 kilometers from Bamako and near the border with Niger."))
    bamako, niger = (m for m in view.mentions if m.label == "GPE")
    assert distance_phrase(view, bamako) == "60 kilometers from Bamako"
    assert distance_phrase(view, niger) is None
    phrase = border_phrase(view, niger)
    assert phrase is not None
    assert phrase.endswith("the border with Niger")


def test_a_dateline_is_neither_place_nor_time(nlp: Language) -> None:
    view = read(nlp("NIAMEY, Sept 18 (Reuters) - Gunmen attacked the village of Inates on Monday."))
    (mention,) = [m for m in find_mentions(view, [], []) if m.likely >= 0.5]
    assert [m.text for m in mention.where] == ["Inates"]
    assert mention.when is not None
    assert mention.when.earliest == dt.date(2024, 9, 16)


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("NIAMEY, Sept 10 (Reuters) - Gunmen attacked the village of Inates on Monday.", 9),
        ("Niamey, September 11, 2024 — Gunmen attacked the village of Inates on Monday.", 9),
        ("10 September: Gunmen attacked the village of Inates on Monday.", 16),  # an entry of a list
        ("NIAMEY, Oct 10, 2024 - Gunmen attacked the village of Inates on Monday.", 16),  # not yet come
    ],
)
def test_an_older_dateline_says_when_the_text_was_written(nlp: Language, text: str, monday: int) -> None:
    view = read(nlp(text))
    when = own_time(view, set(), at(view, "attacked"))
    assert when is not None
    assert when.earliest == dt.date(2024, 9, monday)
    assert view.published is not None
    assert (view.published == PUBLISHED) == (monday == 16)


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("JNIM said that the raid was theirs.", ["said"]),
        ("JNIM announced that two of its men had blown themselves up.", ["announced"]),
        ("JNIM boasted of having raided the camp.", ["boasted"]),
        ("JNIM signed the act on Sunday.", ["signed"]),
        ("JNIM claimed both.", ["claimed"]),
        ("Both raids were the work of JNIM, the group announced.", ["announced"]),
        ("JNIM presented the raid as revenge.", ["presented"]),
        # Others tell of it too, and a group tells of more than its deeds.
        ("The governor announced that two of his men had blown themselves up.", []),
        ("JNIM said that its men had left the town.", []),
        ("JNIM denied having raided the camp.", []),
    ],
)
def test_an_armed_group_claims_what_it_says_that_it_did(
    nlp: Language, sentence: str, claims: list[str]
) -> None:
    view = read(nlp(sentence))
    met = [choose(view, matches, ()) for matches in find_triggers(view)]
    assert [view.tree.lower[t.head] for t in met if t and t.sense.kind == "claim"] == claims


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Dynamite was hurled from a car at a bank in Gao.", ["bombing"]),
        ("A helicopter put a missile through the roof of the station.", ["shelling"]),
        ("Bamba suffered the same fate on Sunday.", ["assault"]),
        ("Labourers were surprised by gunmen near Gao.", ["assault"]),
        ("Shepherds were found with their throats cut.", ["killing"]),
        ("Villagers had their lives taken in Bamba.", ["killing"]),
        ("A convoy ran over a buried charge near Gao.", ["bombing"]),
        ("Rockets came down outside the camp.", ["shelling"]),
        # In these words nothing is attacked.
        ("Prices came down in Gao.", []),
        ("The minister was surprised by the question.", []),
        ("The boys threw a ball.", []),
    ],
)
def test_violence_is_told_in_many_words(nlp: Language, sentence: str, kinds: list[str]) -> None:
    view = read(nlp(sentence))
    met = [choose(view, matches, ()) for matches in find_triggers(view)]
    assert [t.sense.kind for t in met if t] == kinds


@pytest.mark.parametrize(
    ("sentence", "accident"),
    [
        ("A helicopter was hit by rifle fire.", False),
        ("Two boys were killed by a fire in a market.", True),
    ],
)
def test_the_fire_of_arms_is_no_accident(nlp: Language, sentence: str, accident: bool) -> None:
    view = read(nlp(sentence))
    verb = next(i for i in range(len(view.tree.lower)) if view.tree.lower[i] in ("hit", "killed"))
    assert is_accident(view, verb, doer(view, verb, "act")) is accident
