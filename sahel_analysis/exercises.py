"""The notebooks' self-checks: an answer in, a sentence that helps out.

Each check knows the common mistakes of its question. A check never shows the answer; the worked
solution stands in a folded cell of the lesson. What depends on the embedded pipeline is
computed, so that a new version of it needs no change here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sahel_analysis.analysis import Analysis, analyze
from sahel_analysis.annotation import agreement, f1, load_gold, read_markup
from sahel_analysis.article import load_article
from sahel_analysis.errors import SahelAnalysisError


@dataclass(frozen=True)
class Check:
    """Whether an answer is right, and a sentence that helps."""

    passed: bool
    message: str

    def __repr__(self) -> str:
        return f"{'Right.' if self.passed else 'Not yet.'} {self.message}"


_CHECKS: dict[str, Callable[[Any], Check]] = {}


def check(exercise: str, answer: Any) -> Check:
    """Tells whether an answer to an exercise (such as "01-a") is right, and if not, what to look at.

    An answer that is still `...` is told so. Raises SahelAnalysisError, with the known names, for an
    unknown exercise.
    """
    if exercise not in _CHECKS:
        raise SahelAnalysisError(f"There is no exercise {exercise!r}. Known: {', '.join(exercises())}.")
    parts = answer if isinstance(answer, (list, tuple)) else [answer]
    if any(part is ... for part in parts):
        return Check(
            False, "The blank is still open: replace the three dots with your answer and run the cell again."
        )
    try:
        return _CHECKS[exercise](answer)
    except SahelAnalysisError as error:
        return Check(False, str(error))
    except (TypeError, ValueError, AttributeError, IndexError, KeyError, OverflowError):
        return Check(
            False,
            f"This kind of answer ({type(answer).__name__}) cannot be checked. "
            "Read in the task what the answer should look like.",
        )


def exercises() -> list[str]:
    """Names of all exercises."""
    return sorted(_CHECKS)


def _exercise(name: str) -> Callable[[Callable[[Any], Check]], Callable[[Any], Check]]:
    def register(function: Callable[[Any], Check]) -> Callable[[Any], Check]:
        _CHECKS[name] = function
        return function

    return register


@cache
def _analysis() -> Analysis:
    return analyze(load_article())


def _number(answer: Any, right: int, close: dict[int, str], otherwise: str, well: str) -> Check:
    """Checks a count; `close` holds what the common mistakes give."""
    if not isinstance(answer, str) and hasattr(answer, "__len__"):
        return Check(
            False, "That is a table or a list. The task asks for one number: len(...) or .sum() gives one."
        )
    value = float(answer)
    if value == right:
        return Check(True, well)
    return Check(False, close.get(int(value), otherwise) if value.is_integer() else otherwise)


# Lesson 00: start here

SIDE = 20
"""Characters on each side of a mention in exercise 00-a."""


@_exercise("00-a")
def _in_context(answer: Any) -> Check:
    """The last mention with 20 characters on each side, cut out of the article."""
    text, row = load_article().text, _analysis().mentions.iloc[-1]
    start, end = int(row["start"]), int(row["end"])
    if not isinstance(answer, str):
        return Check(False, "The answer is a piece of text: article.text[from:to], with two numbers.")
    if answer == text[start - SIDE : end + SIDE]:
        return Check(
            True, "The words around a mention show what is meant. Every row of every table can be traced so."
        )
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
    if answer and answer in text:
        return Check(
            False, "That stands in the article, but elsewhere. Are start and end those of the last row?"
        )
    return Check(
        False, 'Slice the text: article.text[from:to]. Make both numbers of row["start"], row["end"].'
    )


@_exercise("00-b")
def _count_people(answer: Any) -> Check:
    """How many entities are persons."""
    mentions, entities = _analysis().mentions, _analysis().entities
    people = mentions[mentions["label"] == "PERSON"]
    close = {
        len(people): "That counts mentions. A person who is mentioned twice is one entity: use that table.",
        len(entities): "That counts all entities. Keep only the rows whose label is PERSON.",
        len(mentions): "That counts all mentions. Use the table entities, and the label PERSON.",
        int((people["kind"] == "pronoun").sum()): "That counts the pronouns. Use the table entities.",
    }
    return _number(
        answer, int((entities["label"] == "PERSON").sum()), close,
        "Compare the column label of the table entities with 'PERSON', and count the rows that fit.",
        "A comparison gives True or False for each row, and the sum of these is a count.",
    )  # fmt: skip


# Lesson 01: the article


def _days(answer: Any) -> list[int]:
    """Days of September 2024 from numbers, dates or ISO dates."""
    days = []
    for part in answer:
        if isinstance(part, str) and "-" in part:
            part = dt.date.fromisoformat(part)
        days.append(part.day if isinstance(part, dt.date) else int(part))
    return days


@_exercise("01-a")
def _possible_days(answer: Any) -> Check:
    """First and last day of publication for which "on Friday" means Friday 20 September 2024."""
    if isinstance(answer, (int, float)):
        return Check(False, "The answer is a pair: (first day, last day).")
    days = _days(answer)
    if days == [20, 26]:
        return Check(
            True, "Seven days fit. A weekday alone never tells the day of publication, only the week."
        )
    if days == [26, 20]:
        return Check(False, "Both days are right. Write the earlier one first.")
    if days == [17, 23]:
        return Check(False, "That is the answer for Tuesday 17 September. The task asks about a Friday.")
    if len(days) != 2:
        return Check(False, "The answer is a pair: (first day, last day).")
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


@_exercise("01-b")
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
    return _number(
        answer, sum(words), close,
        "For each b in article.boilerplate, take article.text[b.start:b.end] and count its words.",
        "Whoever counts words without looking counts these too, and the politicians in them.",
    )  # fmt: skip


@_exercise("01-c")
def _offsets(answer: Any) -> Check:
    """Start and end of "neutralize", without the quotation marks."""
    if isinstance(answer, str) or not hasattr(answer, "__len__") or len(answer) != 2:
        return Check(False, "The answer is a pair of numbers: (start, end).")
    start, end = (int(v) for v in answer)
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


@_exercise("01-d")
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
    return _number(
        answer, extra // 2, close,
        "Begin with the difference between bytes and characters. How much of it does one mark bring?",
        "Two numbers, and you know what stands in the text. This package counts characters, never bytes.",
    )  # fmt: skip


# Lesson 02: entities

SENTENCE = (
    "President Awa Sow told Radio Kayes that Mali’s army had left Tin Alpha, "
    "and that al-Qaida-linked fighters had never been there."
)
"""An invented sentence to mark by hand."""

_MARKED = {"Awa Sow": "PERSON", "Radio Kayes": "ORG", "Mali": "GPE", "Tin Alpha": "GPE", "al-Qaida": "GROUP"}


@_exercise("02-a")
def _marked(answer: Any) -> Check:
    """The invented sentence, marked by hand."""
    text, spans = read_markup(str(answer).strip())
    if text.replace("'", "’") != SENTENCE:
        return Check(False, "Add marks and change nothing else: without them, the sentence must be the same.")
    if not spans:
        return Check(False, "There is no mark yet. Put brackets round each name: [Bamako GPE].")
    found = {text[a:b].replace("'", "’"): label for a, b, label in spans}
    if found == _MARKED:
        return Check(True, "Title, possessive, army and fighters stay outside: you marked names, no more.")
    for stretch, advice in _TOO_LONG.items():
        if any(stretch in name for name in found):
            return Check(False, advice)
    if "Kayes" in found:
        return Check(False, "Kayes is a town, but here it is part of a longer name. The longest name counts.")
    if set(found) == set(_MARKED):
        wrong = ", ".join(sorted(n for n in found if found[n] != _MARKED[n]))
        return Check(False, f"All names are marked rightly. Think again about the label of: {wrong}.")
    missing, extra = len(set(_MARKED) - set(found)), len(set(found) - set(_MARKED))
    return Check(False, f"Names that are still missing: {missing}. Marks that fit no name: {extra}.")


_TOO_LONG = {
    "President": "A title is a role, not a part of the name: leave President outside.",
    "Mali’s army": "“Mali’s army” describes an army by its country. Only the country is a name here.",
    "’s": "Leave the possessive ’s outside the name.",
    "fighters": "“fighters” is a common noun, not a name: leave it outside.",
    "-linked": "In a hyphenated word mark the name alone, without “-linked”.",
}


@_exercise("02-b")
def _group_mentions(answer: Any) -> Check:
    """All mentions of JNIM, named or not."""
    mentions = _analysis().mentions
    entity = mentions.loc[mentions["text"] == "JNIM", "entity_id"].iloc[0]
    rows = mentions[mentions["entity_id"] == entity]
    groups = mentions["label"] == "GROUP"
    names = int((rows["kind"] == "name").sum())
    gold = load_gold().mentions
    by_people = gold["entity_id"].value_counts()[gold.loc[gold["text"] == "JNIM", "entity_id"].iloc[0]]
    close = {
        int(by_people): "So many a person may find, with words like “its”. Count the rows of the table.",
        len(rows) - names: "That counts the mentions without a name. The names count too.",
        names: "That is only one of two parts: mentions by name, or without. Count both, by entity_id.",
        int(groups.sum()): "That counts every armed group. Keep the rows with the entity_id of JNIM.",
        int((groups & (mentions["kind"] == "name")).sum()): "That counts the names of all armed groups. "
        "Keep the rows with the entity_id of JNIM.",
    }
    return _number(
        answer, len(rows), close,
        "Take the entity_id of a row whose text is 'JNIM'. Then count all rows that have this id.",
        "Whoever searches for the name alone misses the rest.",
    )  # fmt: skip


_MAP_ADVICE = {
    "b": "b: a circle grows with mentions of a name, not with attacks",
    "d": "d: the name of a country stands somewhere inside it, whatever happened where",
    "e": "e: countries have no circle, so the map does not show how often Mali is named",
}


@_exercise("02-c")
def _map_tells(answer: Any) -> Check:
    """Which of five statements (a to e) the map can support."""
    if isinstance(answer, str):
        answer = [c for c in answer if c.isalpha()]
    chosen = {str(a).strip().lower() for a in answer}
    if not chosen or chosen - set("abcde"):
        return Check(False, 'Answer with the letters a to e, such as "bd".')
    wrong = [_MAP_ADVICE[c] for c in sorted(chosen & set(_MAP_ADVICE))]
    if wrong:
        return Check(False, f"Not from this map. {'; '.join(wrong)}.")
    if chosen == {"a", "c"}:
        return Check(True, "The map tells what is named, and for places that are no country, how often.")
    return Check(False, "What you chose is right, and one more statement can be read from the map.")


COMPARED = (
    ("Colonel Idrissa Ba", None, "PERSON"),
    ("Idrissa Ba", "PERSON", None),
    ("Malian", "NORP", None),
    ("Tin Beta", "GPE", "GPE"),
    ("Gao", "GPE", "PERSON"),
    ("Radio Tamani", "ORG", "ORG"),
)
"""Invented: names of a sentence as (text, label in the gold, label by the machine)."""


@_exercise("02-d")
def _scores_by_hand(answer: Any) -> Check:
    """Precision, recall and F1 of the machine in `COMPARED`."""
    if isinstance(answer, str) or not hasattr(answer, "__len__") or len(answer) != 3:
        return Check(False, "The answer is three numbers: (precision, recall, F1).")
    precision, recall, score = (round(float(v), 2) for v in answer)
    found = sum(machine is not None for _, _, machine in COMPARED)
    in_gold = sum(gold is not None for _, gold, _ in COMPARED)
    right = sum(gold == machine for _, gold, machine in COMPARED)
    if max(precision, recall, score) > 1:
        return Check(False, "Write shares between 0 and 1: a quarter is 0.25, not 25.")
    pair, true_pair = (precision, recall), (round(right / found, 2), round(right / in_gold, 2))
    if pair == true_pair:
        if score == round(f1(right, found, in_gold), 2):
            return Check(True, "One wrong boundary cost twice: once as a false alarm, once as a miss.")
        return Check(
            False, "Precision and recall are right. F1 is 2 * right / (found + in gold), no average."
        )
    if pair == true_pair[::-1]:
        return Check(False, "Precision and recall are swapped: precision asks about what the machine found.")
    for lenient in (right + 1, right + 2):
        if pair == (round(lenient / found, 2), round(lenient / in_gold, 2)):
            return Check(False, "That counts too much as right: start, end and label must all be the same.")
    if round(right / len(COMPARED), 2) in pair:
        return Check(
            False, "The rows of the table are not the measure: each side has names of its own to count."
        )
    return Check(False, "Count three things: right, found by the machine, in the gold. Then divide.")


AMA = (
    "[President Awa Sow PERSON] told [Radio Kayes ORG] that [Mali GPE]’s army had left [Tin Alpha GPE], "
    "and that [al-Qaida GROUP]-linked fighters had never been there."
)
BAKARY = (
    "President [Awa Sow PERSON] told [Radio Kayes ORG] that [Mali GPE]’s army had left [Tin Alpha GPE], "
    "and that al-Qaida-linked fighters had never been there."
)
"""Two invented people mark the same sentence."""


@_exercise("02-e")
def _agreement_by_hand(answer: Any) -> Check:
    """How far Ama and Bakary agree."""
    first, second = set(read_markup(AMA)[1]), set(read_markup(BAKARY)[1])
    value = round(float(answer), 2)
    same = len(first & second)
    if value == round(agreement(first, second), 2):
        return Check(True, "It does not matter who comes first, and nobody is taken to be right.")
    close = {
        same: "That counts the marks on which they agree. Set it against all marks of both.",
        round(same / len(first), 2): "That is the share of Ama’s marks. Bakary’s marks count as well.",
        round(same / len(second), 2): "That is the share of Bakary’s marks. Ama’s marks count as well.",
        round(same / len(first | second), 2): "That sets what they share against what either marked. "
        "F1 is 2 * same / (marks of one + marks of the other).",
        round(f1(same + 1, len(first), len(second)), 2): "Have they the same words inside every bracket?",
    }
    if value > 1:
        return Check(False, close.get(value, "Write a share between 0 and 1: a quarter is 0.25, not 25."))
    return Check(False, close.get(value, "Count the marks of each, and those that are the same in both."))
