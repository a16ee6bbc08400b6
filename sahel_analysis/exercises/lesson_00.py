"""Checks of lesson 00: start here."""

from __future__ import annotations

from typing import Any

from sahel_analysis.article import load_article
from sahel_analysis.exercises.checking import Check, count_check, exercise, seed_analysis

SIDE = 20
"""Characters on each side of a mention in exercise 00-a."""


@exercise("00-a")
def _in_context(answer: Any) -> Check:
    """The last mention with 20 characters on each side, cut out of the article."""
    text, row = load_article().text, seed_analysis().mentions.iloc[-1]
    start, end = int(row["start"]), int(row["end"])
    if not isinstance(answer, str):
        return Check(False, "The answer is a piece of text: article.text[from:to], with two numbers.")
    if answer == text[start - SIDE : end + SIDE]:
        return Check(
            True, "The words around a mention show what is meant. Every row of every table can be traced so."
        )
    if "article.text[" in answer:
        return Check(False, "Take the quotation marks away: then Python works out what stands between them.")
    if answer == row["text"]:
        return Check(
            False, f"That is the mention alone. Begin {SIDE} characters before it, end {SIDE} after it."
        )
    if answer in (text[start - SIDE : end], text[start : end + SIDE]):
        return Check(False, f"One side is still without its {SIDE} characters.")
    if answer in (
        text[start + SIDE : end - SIDE],
        text[start + SIDE : end + SIDE],
        text[start - SIDE : end - SIDE],
    ):
        return Check(False, "Minus goes to the left, plus to the right: start - 20 and end + 20.")
    at = text.find(answer, max(start - len(answer), 0)) if answer else -1
    if at >= 0 and at <= start and at + len(answer) >= end:
        return Check(
            False,
            f"The right place, with {start - at} characters before the mention and {at + len(answer) - end} "
            f"after it. The task asks for {SIDE} and {SIDE}.",
        )
    if at >= 0 and (at + len(answer) == start or at == end):
        return Check(False, "That is what stands on one side. The mention and its other side belong to it.")
    if answer and answer in text:
        return Check(
            False, "That stands in the article, but elsewhere. Are start and end those of the last row?"
        )
    return Check(
        False, 'Slice the text: article.text[from:to]. Make both numbers of row["start"], row["end"].'
    )


@exercise("00-b")
def _count_people(answer: Any) -> Check:
    """How many entities are persons."""
    mentions, entities = seed_analysis().mentions, seed_analysis().entities
    people = mentions[mentions["label"] == "PERSON"]
    close = {
        len(people): "That counts mentions. A person who is mentioned twice is one entity: use that table.",
        len(entities): "That counts all entities. Keep only the rows whose label is PERSON.",
        len(mentions): "That counts all mentions. Use the table entities, and the label PERSON.",
        int((people["kind"] == "pronoun").sum()): "That counts the pronouns. Use the table entities.",
    }
    return count_check(
        answer, int((entities["label"] == "PERSON").sum()), close,
        "Compare the column label of the table entities with 'PERSON', and count the rows that fit.",
        "A comparison gives True or False for each row, and the sum of these is a count.",
    )  # fmt: skip
