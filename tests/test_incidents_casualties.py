"""Figures of dead, wounded and detained: a sentence in, ranges out ("15-" has no upper bound)."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sahel_analysis.incidents.casualties import combine, find_figures
from sahel_analysis.incidents.reading import Reading


def ranges(nlp: Language, text: str) -> str:
    reading = Reading(nlp(text), [], [], [], None)
    figures = find_figures(reading)
    found = []
    for kind in ("killed", "wounded", "detained"):
        chosen = [f for f in figures if f.kind == kind and not f.attackers]
        low, high, approx = combine(reading, chosen)
        if chosen:
            told = str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"
            found.append(f"{'about ' if approx else ''}{told} {kind}")
    if any(f.attackers for f in figures):
        found.append("attackers")
    return ", ".join(found)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # Bounds are those of the text.
        ("Gunmen killed 12 people.", "12 killed"),
        ("At least 53 soldiers have been killed in an attack.", "53- killed"),
        ("No fewer than 90 died.", "90- killed"),
        ("More than 100 people perished.", "100- killed"),
        ("Up to 70 people were killed.", "-70 killed"),
        ("Nearly 300 civilians were slaughtered.", "about 300 killed"),
        ("The blast killed between 10 and 15 people.", "10-15 killed"),
        ("Ten to 15 people died.", "10-15 killed"),
        ("Dozens of people were killed.", ""),
        ("Several soldiers were wounded.", ""),
        # All the ways to say it.
        ("The raid left six dead.", "6 killed"),
        ("There were 8 dead and 4 wounded.", "8 killed, 4 wounded"),
        ("The death toll has risen to 79.", "79 killed"),
        ("An aid worker put the number of dead at more than 100.", "100- killed"),
        ("The attack claimed the lives of 12 soldiers.", "12 killed"),
        ("The army lost 28 men in the fighting.", "28 killed"),
        ("The bodies of 11 villagers were found.", "11 killed"),
        ("The assault, in which 22 people lost their lives, lasted hours.", "22 killed"),
        ("A total of 24 people perished.", "24 killed"),
        ("The attack resulted in at least 20 deaths.", "20- killed"),
        ("It was the worst day, with 71 soldiers killed.", "71 killed"),
        ("Seventeen soldiers were killed and 20 others wounded in an ambush.", "17 killed, 20 wounded"),
        ("Fifteen people were arrested.", "15 detained"),
        # Parties that are counted apart add up; a part is no further figure.
        ("The attack killed 49 civilians and 15 soldiers.", "64 killed"),
        ("A soldier and two civilians were killed.", "3 killed"),
        ("Ten people died in the cafe and 18 in the hotel.", "28 killed"),
        ("Thirty-two people, including six children, were killed.", "32 killed"),
        ("Twelve people were killed, eight soldiers and four civilians.", "12 killed"),
        # What two sources say is a range.
        ("Twelve people died, the army said. A doctor said that 15 people died.", "12-15 killed"),
        ("Twelve people died, the army said. A doctor said that at least 15 people died.", "12- killed"),
        # Other numbers, and other dead.
        ("Ten thousand people fled after the attack.", ""),
        ("Security forces killed 20 militants.", "attackers"),
        ("It took nine hours to free the 126 hostages.", ""),
    ],
)
def test_a_sentence_tells_its_figures(nlp: Language, text: str, figures: str) -> None:
    assert ranges(nlp, text) == figures
