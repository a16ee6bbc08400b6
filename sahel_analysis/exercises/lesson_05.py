"""Checks of lesson 05: how reports differ."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pandas as pd

from sahel_analysis.comparing.coverage import load_coverage
from sahel_analysis.exercises.checking import (
    Check,
    exercise,
    has_parts,
    letters_check,
    letters_of,
    whole_number,
)
from sahel_analysis.resources import read_table


@cache
def _coverage() -> pd.DataFrame:
    return load_coverage()


@exercise("05-a")
def _lost_source(answer: Any) -> Check:
    """Which fact of AP's evening text stands in the lessons' article without its source."""
    if not isinstance(answer, str):
        return Check(False, 'Answer with one claim type in quotation marks, such as "target".')
    chosen = answer.strip().lower().replace(" ", "_")
    if chosen == "airport_status":
        return Check(True, "AP names a ministry and its spokesman. In our article nobody says it any more.")
    if chosen in _KEPT_SOURCES:
        return Check(False, _KEPT_SOURCES[chosen])
    return Check(False, "Choose one of the seven claim types in the table above, spelt as it is there.")


_KEPT_SOURCES = {
    "target": "Paragraphs 2 and 4 say whose word that is: the chief of staff, and the army.",
    "killed_soldiers": "Paragraph 3 keeps the source: the army, in a televised statement.",
    "suspects_detained": "Paragraph 2 keeps the source, though without a name: a security official.",
    "claimed_by": "Paragraph 4 keeps it: the group's own website.",
    "aircraft_damaged": "Paragraph 4 keeps it: the group's own videos.",
    "explosions_heard": "Paragraph 5 keeps it: a reporter of AP heard them.",
}


@exercise("05-b")
def _pages_and_origins(answer: Any) -> Check:
    """How many pages, and how many origins, give "at least 15" suspects."""
    if not has_parts(answer, 2):
        return Check(False, "The answer is a pair of numbers: (pages, origins).")
    pair = (whole_number(answer[0]), whole_number(answer[1]))
    detained = _coverage()[_coverage()["claim_type"] == "suspects_detained"]
    rows = detained[(detained["value_min"] == 15) & detained["value_max"].isna()]
    pages, origins = rows["page"].nunique(), rows["origin"].nunique()
    close = {
        (pages, pages): "The pages are right. But do they carry different texts? Look at the column origin.",
        (origins, pages): "The two numbers are swapped: first the pages, then the origins.",
        (detained["page"].nunique(), detained["origin"].nunique()): "That counts every row about suspects. "
        "Keep those with the figure 15.",
        (origins, origins): "The origins are right. On how many pages does the figure stand?",
        (_coverage()[_coverage()["origin"] == "AP"]["page"].nunique(), origins): "So many pages carry AP in "
        "this table. Not all of them have this figure.",
    }  # fmt: skip
    if pair == (pages, origins):
        return Check(True, "Whoever counts pages would think that several had found it out.")
    return Check(False, close.get(pair, "Find the rows whose value_min is 15. Count pages, then origins."))


_NOT_SUPPORTED = {
    "b": "b: both pages carry the text of one agency, and it had one source",
    "c": "c: read the words again. Whom does the group count, and does it give a number?",
    "e": "e: a gap in the table means that nothing was noted there",
}


@exercise("05-c")
def _table_tells(answer: Any) -> Check:
    """Which of five statements (a to e) the table supports."""
    return letters_check(
        answer, "ad", _NOT_SUPPORTED, "Not from this table.",
        "Both say what stands in the table, and no more than that.",
        otherwise="What you chose is right, and one more statement can be read from the table.",
    )  # fmt: skip


@exercise("05-d")
def _range_of_the_toll(answer: Any) -> Check:
    """Lowest and highest number of all dead that any page gives."""
    if not has_parts(answer, 2):
        return Check(False, "The answer is a pair of numbers: (lowest, highest).")
    if None in answer:
        return Check(False, "Rows without a number are left out. Of the others both ends are known.")
    low, high = (whole_number(n) for n in answer)
    tolls = _coverage()[_coverage()["claim_type"] == "killed_total"]
    right = (int(tolls["value_min"].min()), int(tolls["value_max"].max()))
    if (low, high) == right:
        return Check(True, "It is the spread of what was written. The true number may lie outside it.")
    if low > high:
        return Check(False, "The lower one comes first.")
    if low == 20:
        return Check(False, "20 is said of soldiers alone, and by nobody who is named. Keep killed_total.")
    if low in (0, 1):
        return Check(False, "A row without a number is not a zero. Leave it out.")
    if low == high:
        return Check(False, "That is one figure, or an average. A range has the two ends of what was said.")
    if high in (200, 255):
        return Check(False, "That end is a figure of the wounded. Keep the rows with killed_total.")
    if low < right[0]:
        return Check(False, "No page gives so low a number for killed_total. Keep to the rows of that kind.")
    if high > right[1]:
        return Check(False, "No page gives so high a number for killed_total. Keep to the rows of that kind.")
    if low == right[0]:
        return Check(False, "The lower end is right. Is there a row whose value_max is higher?")
    if high == right[1]:
        return Check(False, "The higher end is right. Is there a row whose value_min is lower?")
    return Check(
        False, "Take the smallest value_min and the largest value_max of the rows with killed_total."
    )


_SOURCES = re.compile(
    r"accord|sa(y|id)\b|told|report|diplomat|source|document|official|agenc|AFP|Reuters", re.IGNORECASE
)
_NOBODY = re.compile(
    r"\b(according to )?((some|many|several|various|media|news|press|local) )*(reports?|people|they|media)"
    r" (say|said|claim\w*|report\w*|speak|spoke)\b"
    r"|according to ((some|many|several|various|media|news|press|local|the) )*(reports?|people|media)\b"
    r"|\breportedly\b|\bit (is|was) (said|reported)\b",
    re.IGNORECASE,
)
"""Words that sound like a source and name none."""

_DEAD = re.compile(r"\b(kill|die|dead\b|death|fatal|toll\b|lives\b|casualt)", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(not|never|nobody|no one|no-one)\b (\w+ )?(kill|die)|n[’']t (\w+ )?(kill|die)", re.IGNORECASE
)
_SOME_OF_THEM = re.compile(
    r"\d (\w+ )?(soldiers|troops|gendarmes|cadets|trainees|police\w*|civilians|attackers|militants|fighters"
    r"|gunmen|rebels)\b",
    re.IGNORECASE,
)
_SIDE = (
    r"\b(army|JNIM|militants|junta|government|armed group|general staff)"
    r"( (spokes\w+|chief|leaders?|officers?|statement))?"
)
_SAYS = r"\b(said|says?|told|reported|reports|claim\w*|confirm\w*)\b"
_ANOTHER = (
    r"[,;:.]|\b(but|while|whereas|though|although|diplomats?|sources?|documents?|officials?|AFP|Reuters)\b"
)
_SILENT_SIDES = re.compile(
    rf"according to (the |a )?(Mali\w* )?{_SIDE}"
    rf"|{_SIDE} (has |have )?{_SAYS}((?!{_ANOTHER}).)*\d"  # the number is what that side said
    rf"|({_SIDE} {_SAYS}|{_SAYS} (the |a )?(Mali\w* )?{_SIDE})\s*([,;.!]|$)",
    re.IGNORECASE,
)
"""Those who gave no number of the dead, where one is put into their mouths: the army gave none, the group
one of killed and wounded together. What else they said, or that they said nothing, may stand beside it."""

_HUNDREDS = re.compile(r"\bhundreds\b(?!.*\b(wounded|injured|hurt)\b)", re.IGNORECASE)
_ATTACKERS_COUNTED = re.compile(
    r"^(?!.*\b(whether|if|unclear|unknown)\b).*\battackers (are|were) (not |also )?(counted|included)",
    re.IGNORECASE,
)
_VERDICTS = re.compile(
    r"\b(confirmed|exactly|certain(ly)?|proven|fact|final|truth|truly|really|definitely|undoubtedly|obviously)\b",
    re.IGNORECASE,
)
_NO_VERDICTS = re.compile(
    rf"(\b(not|never|no|none|nobody|nothing|cannot)\b|n[’']t\b)( \w+){{0,4}}? {_VERDICTS.pattern}"
    rf"|{_SIDE} (has |have )?confirmed",
    re.IGNORECASE,
)
"""Words that say how sure a number is, and the same words denied: “has not been confirmed” is no verdict."""

_SCALES = re.compile(r"\b(only|just|merely|mere|massive|shocking|horrific|bloody)\b", re.IGNORECASE)


@exercise("05-e")
def _honest_sentence(answer: Any) -> Check:
    """One sentence on the death toll, in the student's own words."""
    if not isinstance(answer, str):
        return Check(False, "The answer is a sentence of your own, in quotation marks.")
    numbers = {int(n) for n in re.findall(r"\d+", answer)} - {17, 18, 19, 20, 2024}
    tolls = _coverage()[_coverage()["claim_type"] == "killed_total"]
    given = {int(n) for n in (*tolls["value_min"].dropna(), *tolls["value_max"].dropna())}
    ends = {min(given), max(given)}
    if not numbers:
        return Check(
            False,
            "There is no number (in digits) in it. Readers should learn between which figures reports lie.",
        )
    if numbers & {200, 255} and not re.search("wounded|injured|hurt", answer):
        return Check(False, "One of these numbers is of the wounded. They were not killed.")
    if numbers - given - {200, 255}:
        return Check(
            False, "One number stands in no report on the dead. An average or sum is nobody's claim."
        )
    if not ends <= numbers:
        return Check(False, "Figures of the reports, but not the whole range: its two ends must be there.")
    if _SOME_OF_THEM.search(answer):
        return Check(
            False, "The figures are of all the dead. How many belonged to one side, the reports do not say."
        )
    if _SILENT_SIDES.search(answer):
        return Check(
            False,
            "That side gave no such figure: look at the column attributed_to. Whose word are the two ends?",
        )
    if not _SOURCES.search(_NOBODY.sub("", answer)) and _NOBODY.search(answer):
        return Check(False, "Whose reports? The column attributed_to tells who gave the two ends.")
    if not _SOURCES.search(answer):
        return Check(False, "Both ends are there. Now say on whose word: a number without a source is yours.")
    if _VERDICTS.search(_NO_VERDICTS.sub("", answer)):
        return Check(
            False, "That is a verdict. Nobody in this table could check the figures; say who gave them."
        )
    if _HUNDREDS.search(answer):
        return Check(
            False, "“Hundreds” is said of the dead and the wounded together, and by nobody of the dead."
        )
    if _ATTACKERS_COUNTED.search(answer):
        return Check(False, "Whether attackers are counted, nobody here tells. Leave it open.")
    own_words = re.sub('“[^”]*”|"[^"]*"', "", answer).lower()
    table = read_table("lexicon/judging_words.csv")
    for stem, kind in zip(table["stem"], table["kind"], strict=True):
        if found := re.search(rf"\b{stem}\w*", own_words):
            return Check(False, f"“{found[0]}”: {_JUDGING[kind]}")
    if not _DEAD.search(answer) or _DENIED.search(answer):
        return Check(False, "Both ends are there. Say plainly what became of these people: they were killed.")
    if _SCALES.search(answer):
        return Check(False, "Leave out words that make it small or large. The dead need no adjective.")
    return Check(True, "Both ends, whose word they are, and no verdict of your own.")


_JUDGING = {
    "side": "a word that one side has for the other, or for its own. Say what was done.",
    "deed": "a word that judges. Readers can judge by what happened: people were killed.",
    "hidden": "a word that hides what happened. Say what became of the people.",
}


ARTICLES = {
    "A": (
        "Desert Wire",
        "2031-05-03",
        "Gunmen attacked the market of Tin Alpha, a town in northern Mali, on Friday and killed at least "
        "four people, the army said in a statement. Soldiers arrested three suspects, army spokesman Idrissa "
        "Ba told Desert Wire. The market was closed after the attack.",
    ),
    "B": (
        "Radio Dune",
        "2031-05-04",
        "Between nine and twelve people were killed in an attack on the market of Tin Alpha in northern Mali "
        "on Friday, a nurse at the hospital said. She spoke on condition of anonymity. “Eleven more "
        "were wounded,” she said. Residents told Radio Dune that they had heard two explosions.",
    ),
    "C": (
        "Salt Gazette",
        "2031-05-04",
        "An armed group claimed responsibility for Friday’s attack on the market of Tin Alpha in northern "
        "Mali. In a message on its website, the group said that its fighters had killed 30 people, all "
        "of them soldiers. The army has not commented on this.",
    ),
}
"""Invented: outlet, day of publication and text of three articles on an attack that never was."""


@exercise("05-f")
def _cannot_both_be_right(answer: Any) -> Check:
    """Which two of the three invented articles contradict each other on the dead."""
    if not isinstance(answer, (str, list, tuple, set)):
        return Check(False, 'Answer with two letters, such as "AB".')
    chosen = "".join(sorted(letters_of(answer))).upper()
    replies = {
        "AB": "“At least four” leaves the upper end open. Nine is at least four.",
        "AC": "“At least four” leaves the upper end open. Thirty is at least four.",
        "ABC": "Not all three: one of these pairs fits together. Compare two at a time.",
    }
    if chosen == "BC":
        return Check(True, "An open end contradicts nothing above it. Two closed ranges that do not meet do.")
    return Check(False, replies.get(chosen, 'Answer with two of the letters A, B and C, such as "AB".'))
