"""Words that may tell of an event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sahel_analysis.events.reading import Reading
from sahel_analysis.events.vocabulary import GAP, Sense, senses

_LONGEST_GAP = 4
_POS = {"V": frozenset({"VERB", "AUX"}), "N": frozenset({"NOUN", "PROPN"})}
_NAMES = frozenset({"PERSON", "ORG", "GROUP", "GPE", "LOC", "FAC"})
_STOPS = frozenset({".", ";", ":", "!", "?", ","})


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens first to last tell of an event in some sense; head is the verb or noun among them."""

    head: int
    first: int
    last: int
    sense: Sense


def find_triggers(reading: Reading, skip: Iterable[tuple[int, int]] = ()) -> list[list[Trigger]]:
    """Triggers of the table in a text, in order: at each word all that begin there, the longest first."""
    tree = reading.tree
    skipped = {i for start, end in skip for i in reading.tokens(start, end)}
    found: list[list[Trigger]] = []
    used = -1
    for i, word in enumerate(tree.lower):
        if i <= used or i in skipped or (i and tree.lower[i - 1] == "-"):  # "jihadist-hit" is no event
            continue
        if tree.pos[i] == "VERB" and tree.relation[i] == "amod":  # nor is "an elected official"
            continue
        if reading.label(i) in _NAMES and word != tree.text[tree.start[i] : tree.end[i]]:
            continue  # "the Assault Brigade"
        ends = [(last, s) for s in senses().get(word, ()) if (last := _match(reading, s, i)) is not None]
        if not ends:
            continue
        ends.sort(key=lambda end: -end[0])
        heads = (i if s.pos == "V" else _noun_head(tree.lower, i, last) for last, s in ends)
        found.append([Trigger(head, i, last, s) for head, (last, s) in zip(heads, ends, strict=True)])
        used = ends[0][0]
    return found


def _noun_head(lower: list[str], first: int, last: int) -> int:
    """The noun of a phrase: its last word, or the one before "of"."""
    return next((i - 1 for i in range(first + 1, last) if lower[i] == "of"), last)


def _match(reading: Reading, sense: Sense, i: int) -> int | None:
    """The last token of a pattern that begins at a token, if it does."""
    tree = reading.tree
    at = i + 1
    for k, alternatives in enumerate(sense.pattern[1:], start=1):
        if alternatives is GAP or "..." in alternatives:
            continue
        reach = _LONGEST_GAP if "..." in sense.pattern[k - 1] else 0
        for j in range(at, min(at + reach + 1, len(tree.lower))):
            if tree.lower[j].replace("’", "'") in alternatives:
                at = j + 1
                break
            if tree.lower[j] in _STOPS:
                return None
        else:
            return None
    head = i if sense.pos == "V" else _noun_head(tree.lower, i, at - 1)
    return at - 1 if tree.pos[head] in _POS[sense.pos] else None
