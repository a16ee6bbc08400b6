"""Figures of dead, wounded and detained: a sentence in, ranges out ("15-" has no upper bound)."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from sahel_analysis.events.totals import range_of
from sahel_analysis.records import Figure
from training.report_scores import read_sentences


def ranges(nlp: Language, text: str) -> str:
    figures = nlp(text)._.figures
    found = []
    for measure in ("killed", "wounded", "detained"):
        own = [f for f in figures if f.measure == measure and f.party != "attackers"]
        low, high = range_of(own)
        assert low is None or high is None or low <= high
        if low is not None or high is not None:
            told = str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"
            found.append(f"{'about ' if any(f.approx for f in own) else ''}{told} {measure}")
    foes = any(f.party == "attackers" and f.measure == "killed" for f in figures)
    return ", ".join([*found, *(["attackers"] if foes else [])])


def test_nine_in_ten_sentences_tell_their_figures(nlp: Language) -> None:
    """The sentences also train what a number counts; their wording is our own, see training/."""
    wrong = [(text, told, got) for text, told in read_sentences() if (got := ranges(nlp, text)) != told]
    assert len(wrong) <= 0.1 * len(read_sentences()), wrong


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Fourteen people were rushed to Fatouma Hospital after the raid.", "14 wounded"),
        ("Nine were taken to the old regional teaching hospital.", "9 wounded"),
        ("On Monday troops rushed to the hospital.", ""),
        ("Gunmen killed 12 people in Gao on Monday.", "12 killed"),
        ("Gunmen killed or wounded 12 people in Gao on Monday.", ""),
        ("Twelve people were killed or wounded in Gao on Monday.", ""),
        ("A nurse was shot dead in Gao on Monday along with her two sons.", "3 killed"),
        ("Four cooks were killed in Gao on Monday; six porters were killed alongside them.", "10 killed"),
        ("Six carters died near Gao on Monday and 41 were hurt.", "6 killed, 41 wounded"),
        (
            "Six carters died near Gao on Monday and nine others sustained injuries of every kind.",
            "6 killed, 9 wounded",
        ),
        ("On Monday some 80 horsemen fell upon a village near Gao.", ""),
        ("Nine soldiers fell near Gao on Monday.", "9 killed"),
        ("Two sisters aged 12 and 14 were killed in Gao on Monday.", "2 killed"),
        ("Gunmen entered Gao on Monday, but no shot was fired.", ""),
        ("Seven soldiers and four civilians were killed in Gao on Monday.", "11 killed"),
        ("Nobody was hurt when a shell fell on Gao on Monday.", "0 wounded"),
        ("Four soldiers died in Gao on Monday. The toll later rose to six.", "6 killed"),
        ("Militants raided Gao on Monday, without casualties.", "0 killed, 0 wounded"),
        ("The blast on Sunday left 20–25 dead and 30-odd wounded in Jos.", "20-25 killed, 30- wounded"),
        ("A score of soldiers and two score civilians were killed in Gao on Monday.", "60 killed"),
        ("Raiders killed from 10 to 12 herders near Boni on Monday.", "10-12 killed"),
        ("Six soldiers died near Gao on Monday, as did a civilian.", "7 killed"),
        (
            "Ten men, including three elders, and two soldiers were killed in Gao on Monday.",
            "12 killed",
        ),
        ("Since the truce of 4 April, 910 people have been killed, the office said.", ""),
        ('The army "neutralised" nine attackers near Gao on Monday.', ""),
        ("Gunmen killed 12 people, wounded nine and abducted three.", "12 killed, 9 wounded"),
        ("The blast on Monday killed two, wounded five.", "2 killed, 5 wounded"),
        ("Fifty-one people, 30 of them pupils, are now known to have been killed in Gao.", "51 killed"),
        ("At least 14 traders (most of them women) have lost their lives in Gao.", "14- killed"),
        ("Thirty worshippers are now known to have lost their lives in Jos on Monday.", "30 killed"),
        ("Six pupils and four teachers are known to have perished in Gao on Monday.", "10 killed"),
        (
            "A fire in Jos took the number of those killed in the blasts in Gao to 41.",
            "41 killed",
        ),
        ("Soldiers led away seven herders near Boni on Monday and executed them by the river.", "7 killed"),
        ("Two young Germans were snatched in Agadez on Monday and died a day later.", "2 killed"),
        ("On Monday gunmen shot to death Ibrahim Sow, a councillor of Gao.", "1 killed"),
        ("Gunmen burned nine tractors in Gao on Monday and slaughtered 40 cows and three men.", "3 killed"),
        ("Peacekeepers buried five Chadians in Gao on Monday.", "5 killed"),
        ("Ministers put the dead in the raid on Gao at five guards, whom it had captured.", "5 killed"),
        ("Seventy-one are killed, twelve wounded in Monday's raid on Gao.", "71 killed, 12 wounded"),
        ("A nun of 70 and a boy of nine were killed in Gao on Monday.", "2 killed"),
        ("A family of five was killed in Gao on Monday.", "5 killed"),
        ("A couple and their driver were killed in Gao on Monday.", "3 killed"),
        ("Raiders shot the herders of Boni one by one on Monday, killing 14.", "14 killed"),
        ("Two wounded soldiers died in Gao on Monday.", "2 killed"),
        ("The army had spoken of six dead in the raid on Gao on Monday, then of eight.", "8 killed"),
        ("It spoke first of about forty dead in the raid on Gao on Monday, later of 62.", "about 62 killed"),
        ("Ten men were killed in Gao on Monday. The earlier figure of four left six out.", "10 killed"),
        ("The daughter of a judge was killed in Gao on Monday.", "1 killed"),
        ("DAILY NEWS, No. 331. Gunmen shot up a column on Monday; the driver lost his life.", "1 killed"),
        ("Eleven people at first, then 13 were said to have died in Gao on Monday.", "13 killed"),
        ("Around 20 border guards were killed near Gao on Monday.", "about 20 killed"),
        ("Shots were fired in Gao on Monday, but no one was killed.", "0 killed"),
        ("No civilians were killed or wounded in the strike on Monday.", "0 killed, 0 wounded"),
        ("A deputy said that 40 people had been slain.", "40 killed"),
        ("Gunmen shot to death Julio Ramos on Tuesday night.", "1 killed"),
        ("A grenade was thrown into the yard on Monday without hurting anyone.", "0 wounded"),
        ('Officials put the dead at nine "bandits" on Tuesday.', "attackers"),
        ("The bus hit a mine on Monday. Seven of the passengers did not survive.", "7 killed"),
        ("Three were shot dead in Gao on Monday; their bus, registered as NB 4411-12, burned.", "3 killed"),
        ("According to the UN 15 were killed in an ambush near Gao on Monday.", "15 killed"),
        ("The clashes in Gao killed 20 - 12 soldiers and eight guards - on Monday.", "20 killed"),
        ("Earlier on Monday, the army reported nine soldiers killed in an ambush near Gao.", "9 killed"),
        ("The shooting on the NH 44 on Monday left 12-15 people dead.", "12-15 killed"),
        ("The attack killed 14 Nigerien soldiers and wounded 22 on Monday.", "14 killed, 22 wounded"),
        ("The army lost six men near Gao on Monday and two more were taken alive.", "6 killed, 2 detained"),
        (
            "The raid on Guri killed at least 25 people on Monday. Earlier the mayor had spoken of ten dead.",
            "25- killed",
        ),
        ("Before that, officials had spoken of eight dead. The raid on Guri killed 21 people.", "21 killed"),
        (
            "About 22 farmers lost their lives on Monday. Besides them, 40 rebels and six guards died.",
            "about 28 killed, attackers",
        ),
    ],
)
def test_a_sentence_tells_its_figures(nlp: Language, text: str, told: str) -> None:
    assert ranges(nlp, text) == told


def test_each_member_of_a_list_is_counted_whatever_its_tree(nlp: Language) -> None:
    doc = nlp("One civilian and 53 Malian soldiers died in Gao on Monday.")
    assert [(f.text, f.measure) for f in doc._.figures] == [("One", "killed"), ("53", "killed")]


def test_the_toll_of_weeks_is_of_no_single_event(nlp: Language) -> None:
    text = "Police killed two marchers in Gao on Monday, taking to 46 the number of deaths in three weeks."
    figures = nlp(text)._.figures
    assert [(f.low, f.scope, f.event_id) for f in figures] == [(2, "whole", "V01"), (46, "period", None)]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Herders attacked Boni on Monday, killing nine farmers. Two herders died.",
            ["targets", "attackers"],
        ),
        (
            "Gangs attacked Boni on Monday, killing nine people. Two gang members died.",
            ["targets", "attackers"],
        ),
        ("Soldiers attacked Boni on Monday, killing two soldiers of the guard.", ["targets"]),
    ],
)
def test_those_who_are_called_as_the_doers_are_the_doers(
    nlp: Language, text: str, parties: list[str]
) -> None:
    assert [f.party for f in nlp(text)._.figures] == parties


def test_another_sources_toll_is_no_part_beside_the_attackers_dead(nlp: Language) -> None:
    text = (
        "Nine soldiers were killed near Boni on Monday, residents said. "
        "The army said six soldiers died and 20 militants were killed."
    )
    (event,) = nlp(text)._.events
    assert (event.killed_min, event.killed_max, event.attackers_killed_min) == (6, 9, 20)


def test_the_toll_of_a_war_is_of_no_single_event(nlp: Language) -> None:
    text = "Two cooks were shot dead in Gao on Monday. The {} has claimed 6,400 lives."
    figures = nlp(text.format("conflict"))._.figures
    assert [(f.low, f.scope, f.event_id) for f in figures] == [(2, "whole", "V01"), (6400, "period", None)]
    (figure,) = nlp("The violence in Gao on Monday has killed nine people.")._.figures
    assert (figure.low, figure.scope) == (9, "whole")


def test_those_with_others_share_what_befell_them(nlp: Language) -> None:
    figures = nlp("The mayor was shot dead with two others on Friday near Gao.")._.figures
    assert [(f.low, f.measure) for f in figures] == [(1, "killed"), (2, "killed")]


@given(
    st.lists(
        st.sampled_from(
            "12 two 1,000 a dozen both no one of the more than up to at least and , . ; – “ ” people "
            "soldiers gunmen killed dead wounded toll rose put said lost bodies among others".split()
        ),
        max_size=30,
    )
)
def test_any_text_has_figures_with_bounds_in_order(nlp: Language, words: list[str]) -> None:
    ranges(nlp, " ".join(words))


def figure(scope: str, low: int | None, high: int | None) -> Figure:
    return Figure("F1", 0, 1, "x", "killed", low, high, False, "targets", scope, "V01", None, "count")


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ([("whole", 7, 7)], (7, 7)),
        ([("whole", 7, 7), ("whole", 30, 30)], (7, 30)),  # two sources
        ([("whole", 7, 7), ("whole", 20, None)], (7, None)),  # "at least 20"
        ([("whole", 50, 50), ("whole", 20, None)], (20, 50)),
        ([("part", 7, 7), ("part", 4, 4)], (11, 11)),
        ([("whole", 12, 12), ("part", 3, 3)], (12, 12)),  # "among them three women"
        ([("whole", 12, 12), ("earlier", 9, 9)], (12, 12)),
        ([("period", 900, 900)], (None, None)),
        ([], (None, None)),
    ],
)
def test_ranges_follow_from_the_figures(
    figures: list[tuple[str, int | None, int | None]], told: tuple[int | None, int | None]
) -> None:
    assert range_of([figure(*f) for f in figures]) == told


@pytest.mark.parametrize(("scope", "low"), list(product(("whole", "part"), (0, 1, 5))))
def test_a_range_is_never_below_what_is_told(scope: str, low: int) -> None:
    assert range_of([figure(scope, low, None)]) == (low, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # two events in one clause
            "Gunmen killed six guards in Ansongo on Friday and two nurses in Menaka on Sunday.",
            [("guards", "Ansongo", 6), ("nurses in Menaka", "Menaka", 2)],
        ),
        ("No one was killed in Gao on Sunday, the mayor said.", []),
        ("The senator attacked the budget on Monday.", []),  # in words
        ("Gunmen took 30 pupils on Monday in Gao.", [("pupils", "Gao", None)]),
    ],
)
def test_what_a_sentence_tells_of(nlp: Language, text: str, told: list[tuple[str, str, int | None]]) -> None:
    doc = nlp.make_doc(text)
    doc._.published = dt.date(2024, 9, 18)
    assert [(e.target, e.place, e.killed_min) for e in nlp(doc)._.events] == told


def test_nobody_of_the_sites_lines_has_done_it(nlp: Language) -> None:
    text = "Six farmers were shot dead in Gao on Monday.\n\nMore on this story\nBandits raid a market in Kaya"
    doc = nlp.make_doc(text)
    doc._.published, doc._.boilerplate = dt.date(2024, 9, 18), ((text.index("More"), len(text)),)
    assert [(e.target, e.actor) for e in nlp(doc)._.events] == [("farmers", None)]
