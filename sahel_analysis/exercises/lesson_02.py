"""Checks of lesson 02: entities."""

from __future__ import annotations

from typing import Any

from sahel_analysis.annotation import agreement, f1, load_gold, read_markup
from sahel_analysis.exercises.checking import (
    Check,
    count_check,
    exercise,
    has_parts,
    letters_check,
    seed_analysis,
    share_of,
)

SENTENCE = (
    "President Awa Sow told Radio Kayes that Mali’s army had left Tin Alpha, "
    "and that al-Qaida-linked fighters had never been there."
)
"""An invented sentence to mark by hand."""

NAMES = ("PERSON", "ORG", "GROUP", "GPE", "LOC", "FAC", "NORP", "EVENT")
"""The labels that the lesson has explained."""

_MARKED = {"Awa Sow": "PERSON", "Radio Kayes": "ORG", "Mali": "GPE", "Tin Alpha": "GPE", "al-Qaida": "GROUP"}


@exercise("02-a")
def _marked(answer: Any) -> Check:
    """The invented sentence, marked by hand."""
    text, spans = read_markup(str(answer).strip(), labels=NAMES)
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


@exercise("02-b")
def _group_mentions(answer: Any) -> Check:
    """All mentions of JNIM, named or not."""
    mentions = seed_analysis().mentions
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
    return count_check(
        answer, len(rows), close,
        "Take the entity_id of a row whose text is 'JNIM'. Then count all rows that have this id.",
        "Whoever searches for the name alone misses the rest.",
    )  # fmt: skip


_MAP_ADVICE = {
    "b": "b: a circle grows with mentions of a name, not with attacks",
    "d": "d: the name of a country stands somewhere inside it, whatever happened where",
    "e": "e: countries have no circle, so the map does not show how often Mali is named",
}


@exercise("02-c")
def _map_tells(answer: Any) -> Check:
    """Which of five statements (a to e) the map can support."""
    return letters_check(
        answer, "ac", _MAP_ADVICE, "Not from this map.",
        "The map tells what is named, and for places that are no country, how often.",
        otherwise="What you chose is right, and one more statement can be read from the map.",
    )  # fmt: skip


COMPARED = (
    ("Colonel Idrissa Ba", None, "PERSON"),
    ("Idrissa Ba", "PERSON", None),
    ("Malian", "NORP", None),
    ("Tin Beta", "GPE", "GPE"),
    ("Gao", "GPE", "PERSON"),
    ("Radio Tamani", "ORG", "ORG"),
)
"""Invented: names of a sentence as (text, label in the gold, label by the machine)."""


@exercise("02-d")
def _scores_by_hand(answer: Any) -> Check:
    """Precision, recall and F1 of the machine in `COMPARED`."""
    if not has_parts(answer, 3):
        return Check(False, "The answer is three numbers: (precision, recall, F1).")
    precision, recall, score = (share_of(v) for v in answer)
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


@exercise("02-e")
def _agreement_by_hand(answer: Any) -> Check:
    """How far Ama and Bakary agree."""
    first, second = set(read_markup(AMA)[1]), set(read_markup(BAKARY)[1])
    value = share_of(answer)
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
