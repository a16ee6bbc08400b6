"""Checks of lesson 01: the article."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sahel_analysis.article import load_article
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.exercises.checking import Check, count_check, exercise, has_parts, whole_number


def _days(answer: Any) -> list[int]:
    """Days of September 2024 from numbers, dates or ISO dates; a date of another month is told so."""
    days = []
    for part in answer:
        if isinstance(part, str) and "-" in part:
            part = dt.date.fromisoformat(part)
        if isinstance(part, dt.date) and (part.year, part.month) != (2024, 9):
            raise SahelAnalysisError(
                f"{part} does not lie in September 2024, and the task is about that month."
            )
        days.append(part.day if isinstance(part, dt.date) else whole_number(part))
    return days


@exercise("01-a")
def _possible_days(answer: Any) -> Check:
    """First and last day of publication for which "on Friday" means Friday 20 September 2024."""
    if not has_parts(answer, 2):
        return Check(False, "The answer is a pair: (first day, last day), without quotation marks.")
    days = _days(answer)
    if days == [20, 26]:
        return Check(
            True, "Seven days fit. A weekday alone never tells the day of publication, only the week."
        )
    if days == [26, 20]:
        return Check(False, "Both days are right. Write the earlier one first.")
    if days == [17, 23]:
        return Check(False, "That is the answer for Tuesday 17 September. The task asks about a Friday.")
    first, last = days
    if first == 21:
        return Check(
            False, "Can a text that appears on the Friday itself say 'on Friday'? Look at the table."
        )
    if first < 20:
        return Check(False, "Before the 20th nobody could report what happened on that Friday.")
    if last == 27:
        return Check(
            False, "The first day is right. The 27th is a Friday too: what would 'on Friday' mean then?"
        )
    if first == 20:
        return Check(False, "The first day is right. Go on day by day: when does another Friday come nearer?")
    return Check(False, "Take the table for Tuesday as a model: which rows had the same date, and why?")


@exercise("01-b")
def _site_words(answer: Any) -> Check:
    """How many words of the file belong to the site."""
    article = load_article()
    lines = [article.text[b.start : b.end] for b in article.boilerplate]
    words = [len(line.split()) for line in lines]
    everything = len(article.text.split())
    close = {
        **dict.fromkeys(words, "That counts one line only. The site has more."),
        len(lines): "That counts the lines. Count the words in them: text.split() cuts at the blanks.",
        sum(map(len, lines)): "That counts the characters. Split each line at its blanks first: .split().",
        everything: "That counts the words of the whole file. Keep to the stretches in article.boilerplate.",
        everything - sum(words): "That counts the words of the article. The task asks about the other lines.",
    }
    return count_check(
        answer, sum(words), close,
        "For each b in article.boilerplate, take article.text[b.start:b.end] and count its words.",
        "Whoever counts words without looking counts these too, and the politicians in them.",
    )  # fmt: skip


@exercise("01-c")
def _offsets(answer: Any) -> Check:
    """Start and end of "neutralize", without the quotation marks."""
    if not has_parts(answer, 2):
        return Check(False, "The answer is a pair of numbers: (start, end).")
    start, end = map(whole_number, answer)
    text, word = load_article().text, "neutralize"
    right = text.index(word)
    if (start, end) == (right, right + len(word)):
        return Check(True, "The end is the place after the last letter, so end - start is the word's length.")
    if start == len(text[:right].encode("utf8")):
        return Check(False, "These are places in the bytes. Search in article.text, which counts characters.")
    if text[max(start, 0) : end] == f"“{word}”":
        return Check(False, "That includes the quotation marks. The task asks for the word alone.")
    if start == right and end == len(word):
        return Check(False, "The second number is the word's length. The end is start + length.")
    if (start, end) == (right, right + len(word) - 1):
        return Check(False, "The last letter is missing: the end is the place after it.")
    if start == right:
        return Check(False, f"The start is right. With this end the slice is {text[start:end]!r}.")
    return Check(False, 'article.text.index("neutralize") gives the start. The end is start plus the length.')


_THREE_BYTES = "A mark takes three bytes, but one is no more than a letter takes: two of them are extra."


@exercise("01-d")
def _curly_marks(answer: Any) -> Check:
    """How many curly marks the article has, concluded from its characters and bytes."""
    text = load_article().text
    extra = len(text.encode("utf8")) - len(text)
    close = {
        extra: "So many bytes there are beyond the characters. How many of them does one mark bring?",
        **dict.fromkeys((extra // 3, round(extra / 3)), _THREE_BYTES),
        text.count("’"): "That counts one kind of curly mark only. The double ones are curly too.",
        text.count("“") + text.count("”"): "That counts the double marks. The curly apostrophe ’ counts too.",
        0: "The marks of this article are curly (“ ” ’), not straight. Search for those.",
    }
    return count_check(
        answer, extra // 2, close,
        "Begin with the difference between bytes and characters. How much of it does one mark bring?",
        "Two numbers, and you know what stands in the text. This package counts characters, never bytes.",
    )  # fmt: skip
