"""How a check answers, and what all checks share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sahel_analysis.analysis import Analysis, analyze
from sahel_analysis.article import load_article
from sahel_analysis.errors import SahelAnalysisError


@dataclass(frozen=True)
class Check:
    """Whether an answer is right, and a sentence that helps."""

    passed: bool
    message: str

    def __repr__(self) -> str:
        return f"{'Right.' if self.passed else 'Not yet.'} {self.message}"


_IN_DIGITS = "That is no number. Write numbers in digits, without quotation marks."
_POINT = "Python wants a point where you may put a comma: a quarter is 0.25. A comma begins a second number."
_SHARE = "Write a share between 0 and 1: a quarter is 0.25, not 25."

_CHECKS: dict[str, Callable[[Any], Check]] = {}


def check(name: str, answer: Any) -> Check:
    """Tells whether an answer to an exercise (such as "01-a") is right, and if not, what to look at.

    An answer that is still `...` is told so. Raises SahelAnalysisError, with the known names, for an
    unknown exercise.
    """
    if not isinstance(name, str) or name not in _CHECKS:
        raise SahelAnalysisError(f"There is no exercise {name!r}. Known: {', '.join(exercises())}.")
    parts = answer if isinstance(answer, (list, tuple)) else [answer]
    if any(part is ... for part in parts):
        return Check(
            False, "The blank is still open: replace the three dots with your answer and run the cell again."
        )
    try:
        return _CHECKS[name](answer)
    except SahelAnalysisError as error:
        return Check(False, str(error))
    except (TypeError, ValueError, AttributeError, IndexError, KeyError, OverflowError):
        if answer is None:
            return Check(False, "The answer is None, which means: nothing. Give it a value in this cell.")
        return Check(
            False,
            f"This kind of answer ({type(answer).__name__}) cannot be checked. "
            "Read in the task what the answer should look like.",
        )


def exercises() -> list[str]:
    """Names of all exercises."""
    return sorted(_CHECKS)


def exercise(name: str) -> Callable[[Callable[[Any], Check]], Callable[[Any], Check]]:
    """Registers the function below it as the check of an exercise."""

    def register(function: Callable[[Any], Check]) -> Callable[[Any], Check]:
        _CHECKS[name] = function
        return function

    return register


@cache
def seed_analysis() -> Analysis:
    """The analysis of the lessons' article, made once."""
    return analyze(load_article())


def count_check(answer: Any, right: int, close: dict[int, str], otherwise: str, well: str) -> Check:
    """Checks a count; `close` holds what the common mistakes give."""
    if not isinstance(answer, str) and hasattr(answer, "__len__"):
        return Check(
            False, "That is a table or a list. The task asks for one number: len(...) or .sum() gives one."
        )
    try:
        value = float(answer)
    except ValueError:
        return Check(False, _IN_DIGITS)
    if value == right:
        return Check(True, well)
    return Check(False, close.get(int(value), otherwise) if value.is_integer() else otherwise)


def letters_check(
    answer: Any,
    right: str,
    wrong: dict[str, str],
    refusal: str,
    well: str,
    missing: dict[str, str] | None = None,
    otherwise: str = "",
    known: str = "abcde",
) -> Check:
    """Checks a choice of letters, such as "bd" or ["b", "d"].

    `wrong` says of each wrong letter why it is one, behind the sentence `refusal`. If letters are missing,
    the first of `missing` that is not there has the hint, or else `otherwise`.
    """
    chosen = letters_of(answer)
    if not chosen or not chosen <= set(known):
        return Check(False, f'Answer with the letters {known[0]} to {known[-1]}, such as "bd".')
    reasons = "; ".join(wrong[letter] for letter in sorted(chosen - set(right)))
    if reasons:
        return Check(False, f"{refusal} {reasons}{'' if reasons.endswith('?') else '.'}")
    if chosen == set(right):
        return Check(True, well)
    return Check(False, next((hint for c, hint in (missing or {}).items() if c not in chosen), otherwise))


def letters_of(answer: Any) -> set[str]:
    """The letters that somebody chose, small: of "bd", "B, D", "b and d" or ["b", "d"]."""
    if not hasattr(answer, "__iter__"):
        return set()
    parts = re.findall("[^\\W\\d_]", re.sub(r"\band\b", "", answer)) if isinstance(answer, str) else answer
    return {str(part).strip().lower() for part in parts}


def has_parts(answer: Any, number: int) -> bool:
    """Whether an answer is a list or tuple of so many parts; a string is not, nor a set without an order."""
    return not isinstance(answer, (str, set)) and hasattr(answer, "__len__") and len(answer) == number


def share_of(value: Any) -> float:
    """A share, rounded to two digits; what Python reads otherwise than its writer is told so."""
    if has_parts(value, 2) or (isinstance(value, str) and re.search(r"\d,\d", value)):
        raise SahelAnalysisError(_POINT)
    if isinstance(value, str) and value.rstrip().endswith("%"):
        raise SahelAnalysisError(_SHARE)
    try:
        return round(float(value), 2)
    except ValueError:
        raise SahelAnalysisError(_IN_DIGITS) from None


def whole_number(value: Any) -> int:
    """A whole number, also one that is written as text; another number is told so."""
    try:
        number = float(value)
    except ValueError:
        raise SahelAnalysisError(_IN_DIGITS) from None
    if not number.is_integer():
        raise SahelAnalysisError(f"{value} is no whole number, and the task asks for one.")
    return int(number)
