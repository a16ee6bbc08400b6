"""Checks of lesson 03: time expressions, events, and a chronology beside them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sahel_analysis.chronology.reference import load_chronology
from sahel_analysis.exercises.checking import Check, exercise, has_parts, letters_check, whole_number
from sahel_analysis.plots.phases import load_phases

DATED = (
    "On Monday soldiers found a mine near Tin Beta. In March two had been found there, "
    "and in 2029 the road had been closed for ten days."
)
"""Invented, published on Wednesday 14 May 2031."""

_VALUES = ("2031-05-12", "2031-03", "2029", "P10D")

_VALUE_ADVICE = {
    "2031-05-19": "Monday: they *found* it. Was that after the article appeared?",
    "2031-05-05": "Monday: that is a week too early. Which is the last Monday before Wednesday 14 May?",
    "XXXX-WXX-1": "Monday: so one writes it as long as the day of publication is not known. Here it is.",
    "2031-W20-1": "Monday: a right way to name that day. Write it as year-month-day, as the tables do.",
    "2030-03": "March: the last March before May 2031 lies in the same year.",
    "XXXX-03": "March: the day of publication tells which March is meant.",
    "10D": "Ten days: a duration begins with P, as in P3W for three weeks.",
    "P10": "Ten days: ten of what? The unit stands at the end, as in P3W for three weeks.",
    "PT10D": "Ten days: a T stands before hours and minutes only.",
}


@exercise("03-a")
def _values(answer: Any) -> Check:
    """TIMEX3 values of the four time expressions in `DATED`."""
    if not has_parts(answer, 4):
        return Check(False, "The answer is four values in the order of the text, each in quotation marks.")
    given = tuple(str(value).strip().upper() for value in answer)
    if given == _VALUES:
        return Check(True, "No value is finer than its words: March stays a month, 2029 stays a year.")
    for value, whole in zip(given, _VALUES, strict=True):
        if value in _VALUE_ADVICE:
            return Check(False, _VALUE_ADVICE[value])
        if whole in _VALUES[1:3] and value.startswith(f"{whole}-"):
            return Check(False, f"{value}: the text does not say so much. Leave out what it leaves out.")
    right = sum(a == b for a, b in zip(given, _VALUES, strict=True))
    return Check(False, f"{right} of 4 are right. Look at the table of notations above.")


_PAIR_ADVICE = {
    "c": "c: on 18 September 2024, which year does “in July” mean?",
    "e": "e: “last week” ends on a Sunday. Does that Tuesday lie before or after it?",
}


@exercise("03-b")
def _pairs(answer: Any) -> Check:
    """Which of five pairs of time expressions (a to e) can mean the same day."""
    return letters_check(
        answer, "abd", _PAIR_ADVICE, "Not every pair.",
        "Two intervals that overlap can mean the same day. They need not.",
        {"b": "Which date has the Tuesday before 18 September 2024, a Wednesday?"},
        "A wide interval holds many days. Ask of each pair whether it has one in common.",
    )  # fmt: skip


PHRASES = (
    "at least 12 people were detained",
    "about 40 people were detained",
    "nine people were detained",
    "up to 30 people were detained",
    "between ten and twelve people were detained",
    "dozens of people were detained",
)
"""Invented."""

_RANGES = [(12, None), (40, 40), (9, 9), (None, 30), (10, 12), (None, None)]


@exercise("03-c")
def _ranges(answer: Any) -> Check:
    """Lowest and highest number that each of `PHRASES` gives."""
    if not has_parts(answer, 6):
        return Check(False, "The answer is six pairs, in the order of the phrases.")
    if not all(has_parts(pair, 2) for pair in answer):
        return Check(False, "Each of the six is a pair, also where both ends are the same: (9, 9).")
    given = [tuple(None if pd.isna(v) else whole_number(v) for v in pair) for pair in answer]
    if given == _RANGES:
        return Check(True, "What the words leave open stays open: None is not zero, and not a guess.")
    at_least, about, nine, up_to, between, dozens = given
    if at_least == (12, 12):
        return Check(False, "“At least 12”: could it be 20? Then the highest number is open.")
    if about[0] != about[1]:
        return Check(False, "“About 40”: the text gives one number. How far it may be off, it does not say.")
    if up_to == (30, None):
        return Check(False, "“Up to 30”: the first of a pair is the lowest number. Is 30 that?")
    if up_to[0] is not None:
        return Check(
            False, "“Up to 30”: the text names one bound. Zero would be a number, and nobody said it."
        )
    if dozens != (None, None):
        return Check(False, "“Dozens” is no number. Two dozen, five dozen? What is not said is None.")
    if between == (11, 11):
        return Check(False, "“Between ten and twelve”: keep both ends. The middle is a number of your own.")
    if any(None in pair for pair in (nine, between)):
        return Check(False, "Where the text gives both ends, write both. One exact number is both at once.")
    right = sum(a == b for a, b in zip(given, _RANGES, strict=True))
    return Check(False, f"{right} of 6 are right. Each pair is (lowest, highest); an open end is None.")


_TIMELINE_ADVICE = {
    "b": "b: the article tells of none. That is not the same",
    "c": "c: look at the end of the mark beside “killed”: is it closed?",
    "e": "e: for the 17th the article has no number. An empty place is not a small number",
}


@exercise("03-d")
def _timeline_tells(answer: Any) -> Check:
    """Which of five statements (a to e) the timeline can support."""
    return letters_check(
        answer, "ad", _TIMELINE_ADVICE, "Not from this timeline.",
        "A bar says how little is known of the day, not how long the event lasted.",
        otherwise="What you chose is right, and one more statement can be read from the timeline.",
    )  # fmt: skip


CLAIMED = "In 2019, attackers killed at least 70 soldiers in a camp in Niger."
"""A claim about the past, as an article might make it."""


@exercise("03-e")
def _row_by_hand(answer: Any) -> Check:
    """Which row of the chronology `CLAIMED` tells of."""
    row_id = str(answer).strip().upper()
    chronology = load_chronology().set_index("event_id")
    if row_id not in chronology.index:
        return Check(False, 'That is no id of the chronology. Write one such as "SA001".')
    row = chronology.loc[row_id]
    if row["country"] != "Niger":
        return Check(False, f"That row is about {row['country']}. The sentence speaks of Niger.")
    if row["date_start"].year != 2019:
        return Check(False, f"Country right, but that row begins in {row['date_start'].year}.")
    if row["killed_max"] < 70:
        return Check(False, "Country and year fit. Now compare the numbers: “at least 70”.")
    return Check(True, "Year, country, type and number agree. One of them alone would not have been enough.")


_BUILT = ("Operation Serval", "MINUSMA", "AES")
"""Words in the titles of the phases that exercise 03-g asks for."""


@exercise("03-g")
def _phases(answer: Any) -> Check:
    """First and last day of three phases, from rows of the chronology."""
    if not has_parts(answer, 3) or not all(has_parts(pair, 2) for pair in answer):
        return Check(False, "The answer is three pairs in a list: (first day, last day) of each phase.")
    given = [tuple(None if day is None else str(day).strip()[:10] for day in pair) for pair in answer]
    table = load_chronology().set_index("event_id")
    right = [_first_and_last(title) for title in _BUILT]
    if given == right:
        return Check(True, "Each bar now rests on rows that anybody can look up.")
    _, mission, alliance = given
    if alliance[1] == _day(table.loc["SA090", "date_start"]):
        return Check(
            False, "AES: that is the last row of the list. The alliance is still there: None is open."
        )
    if mission[1] == _day(table.loc["SA068", "date_start"]):
        return Check(False, "MINUSMA: that day its mandate was ended. When had the mission left?")
    if mission[1] == _day(table.loc["SA073", "date_start"]):
        return Check(False, "MINUSMA: that day it began to close. When had it left? Look at date_end.")
    if [pair[::-1] for pair in given] == right:
        return Check(False, "The days are right. Write the first day first.")
    if any(day is not None and len(day) < 10 for pair in given for day in pair):
        return Check(False, 'Write days as the list does: year-month-day, such as "2013-01-11".')
    names = [name for name, pair, whole in zip(_BUILT, given, right, strict=True) if pair != whole]
    return Check(
        False, f"Not right yet: {', '.join(names)}. Compare with date_start and date_end of the rows."
    )


def _first_and_last(title: str) -> tuple[str, str | None]:
    phases = load_phases()
    row = phases[phases["title"].str.contains(title, regex=False)].iloc[0]
    return _day(row["first"]), None if pd.isna(row["last"]) else _day(row["last"])


def _day(moment: Any) -> str:
    return str(pd.Timestamp(moment).date())


@exercise("03-f")
def _range_of_a_year(answer: Any) -> Check:
    """Deaths in the chronology's events in Mali in 2022, as a range."""
    if not has_parts(answer, 2):
        return Check(False, "The answer is a pair of numbers: (lowest, highest).")
    given = (whole_number(answer[0]), whole_number(answer[1]))
    table = load_chronology()
    in_year, in_mali = table["date_start"].dt.year == 2022, table["country"] == "Mali"
    rows = table[in_year & in_mali]
    right = _sums(rows)
    if given == right:
        missing = int(rows["killed_min"].isna().sum())
        return Check(
            True,
            f"Say it with all its limits: in {len(rows)} selected events, as reported, "
            f"and {missing} of them without a number.",
        )
    if given == right[::-1]:
        return Check(False, "Both numbers are right. Write the lower one first.")
    close = {
        _sums(table[in_year]): "That is the year in all countries. Keep the rows whose country is Mali.",
        _sums(table[in_mali]): "That is Mali in all years. Keep the rows of 2022.",
        (len(rows), len(rows)): "That counts the events. The task asks about people.",
        (right[0], right[0]): "That is the lowest sum twice. The highest comes from killed_max.",
        (right[1], right[1]): "That is the highest sum twice. The lowest comes from killed_min.",
    }
    otherwise = "Choose the rows by country and year, then add up killed_min, and killed_max."
    return Check(False, close.get(given, otherwise))


def _sums(rows: pd.DataFrame) -> tuple[int, int]:
    return int(rows["killed_min"].sum()), int(rows["killed_max"].sum())
