"""Checks of lesson 07: a class that annotates together."""

from __future__ import annotations

import re
from typing import Any

from sahel_analysis.annotation import cohen_kappa, list_cases, load_annotators
from sahel_analysis.exercises.checking import (
    Check,
    exercise,
    has_parts,
    letters_check,
    share_of,
    whole_number,
)

TEN = (
    ("Awa", "PERSON", "PERSON"),
    ("left", "-", "-"),
    ("Tin", "GPE", "GPE"),
    ("Beta", "GPE", "GPE"),
    ("with", "-", "-"),
    ("the", "-", "-"),
    ("salt", "-", "-"),
    ("traders", "PERSON", "-"),
    ("on", "-", "-"),
    ("Friday", "-", "GPE"),
)
"""Invented: ten words, and what two readers say of each; "-" is no label."""


@exercise("07-a")
def _kappa_by_hand(answer: Any) -> Check:
    """Share of the ten words on which both readers say the same, and Cohen's kappa."""
    if not has_parts(answer, 2):
        return Check(False, "The answer is a pair: (share of the words with the same label, kappa).")
    share, kappa = (share_of(part) for part in answer)
    first, second = ([row[k] for row in TEN] for k in (1, 2))
    same = sum(a == b for a, b in zip(first, second, strict=True)) / len(TEN)
    labelled = sum({a, b} != {"-"} for a, b in zip(first, second, strict=True))
    if share > 1 or kappa > 1:
        return Check(False, "Both numbers lie between 0 and 1: 7 of 10 is 0.7.")
    if share == round(same, 2) == kappa:
        return Check(False, "The share is right. Kappa is less: take away what chance alone would bring.")
    if share == round((same * len(TEN) - (len(TEN) - labelled)) / labelled, 2):
        return Check(False, "That leaves out the words without a label. Here they count, too.")
    if share != round(same, 2):
        return Check(False, "Go through the ten rows: in how many do both columns say the same?")
    if abs(kappa - (cohen_kappa(first, second) or 0)) <= 0.011:
        return Check(True, "Most words of a text have no label, so that chance alone would bring much.")
    return Check(
        False, "The share is right. Now (share - chance) / (1 - chance), with the chance given above."
    )


_INTERVAL_ADVICE = {
    "b": "b: alpha is no share of marks; it leaves out what chance would bring",
    "c": "c: three people can make the same mistake",
    "e": "e: the interval speaks of other sentences, not of other people",
}


@exercise("07-b")
def _interval_tells(answer: Any) -> Check:
    """Which of five statements (a to e) follow from alpha and its interval."""
    return letters_check(
        answer, "ad", _INTERVAL_ADVICE, "Not that.",
        "A short text gives a wide interval. So an alpha alone, without one, says too much.",
        otherwise="What you chose is right, and one more statement follows.",
    )  # fmt: skip


_KEPT = {
    ("Islamic", "NORP"): "“Islamic”: which label is there for religious groups, also as adjectives?",
    ("Faladie military police school", "FAC"): "Faladie and its school: the longest name counts.",
    ("Oumar Diarra", "PERSON"): "The chief of staff has a name. Which of the cases is the name alone?",
    ("JNIM", "GROUP"): "JNIM: is it an armed group, or an organisation such as an agency?",
}
_LEFT_OUT = {
    ("The al-Qaida-linked group", "GROUP"): "“The al-Qaida-linked group” points to a group and is no name.",
    ("Faladie", "GPE"): "“Faladie” alone: the longest name counts.",
    ("military police school", "FAC"): "“military police school” without Faladie: the longest name counts.",
    ("Army Chief of Staff Oumar Diarra", "PERSON"): "Titles stay outside.",
    ("JNIM", "ORG"): "JNIM: armed groups have a label of their own.",
}


@exercise("07-c")
def _decided(answer: Any) -> Check:
    """Which of the first nine cases are kept under the rules of lesson 02."""
    cases = list_cases(load_annotators())
    known = {
        number: (text, label)
        for number, text, label in zip(cases["case"], cases["text"], cases["label"], strict=True)
        if (text, label) in _KEPT | _LEFT_OUT
    }
    if isinstance(answer, str):
        answer = re.findall(r"\d+" if re.search(r"\d\D+\d", answer) else r"\d", answer)
    given = {whole_number(number) for number in ([answer] if isinstance(answer, int) else answer)}
    if not given or not given <= set(known):
        return Check(False, f"Answer with numbers of cases from {min(known)} to {max(known)}: [2, 3].")
    for number, case in known.items():
        if number in given and case in _LEFT_OUT:
            return Check(False, f"Case {number}: {_LEFT_OUT[case]}")
    for number, case in known.items():
        if number not in given and case in _KEPT:
            return Check(False, _KEPT[case])
    return Check(True, "One of them only a minority had marked. Rules decide, not votes.")
