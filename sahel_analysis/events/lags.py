"""Dates counted from those of other events: "a day after the vote", "four days earlier"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sahel_analysis.events.clauses import clause
from sahel_analysis.events.intervals import When, make_when
from sahel_analysis.events.view import EventView
from sahel_analysis.times.values import interval, moved, period

EARLIER = "earlier or later"
"""Rule of times that count from what was told before."""

TOLD = ("this morning", "following day")
"""Rules of times of the day, or of the time, that the text speaks of."""

_HOURS = "H"
_COUNTABLE = {"day": "DWMY", "month": "MY", "year": "Y"}
"""Units in which can be counted from a date of some precision."""


@dataclass(frozen=True, slots=True)
class Lag:
    """How long before or after what another word tells something was.

    number: None if not told ("days after"); unit: H, D, W, M or Y; sign: 1 if it came after the other.
    is_main: whether the other is the main clause. joint: the "after", or what stands for it.
    """

    number: int | None
    unit: str
    sign: int
    other: int
    is_main: bool
    joint: int


def find_lag(view: EventView, trigger: int, definite: bool) -> Lag | None:
    """The length that a trigger, its phrase or its clause is put before or after something else, if any.

    Of a definite one, such as "the attack came a day before the summit", the date is known from elsewhere.
    """
    tree = view.tree
    verb = clause(view, trigger)
    if (following := _following(view, trigger)) is not None:
        return following
    first = verb
    while tree.relation[first] == "conj" and view.is_verb(tree.head[first]):  # "after they hit it and left"
        first = tree.head[first]
    for i in dict.fromkeys((trigger, verb, first)):
        if (joint := _joint(view, i)) is not None and tree.head[i] != i:  # "a day after gunmen attacked"
            return _lag(view, joint, clause(view, tree.head[i]), is_main=True)
        for child in tree.children[i]:  # "they attacked a day after the vote"
            if not definite and child != trigger and (joint := _joint(view, child)) is not None:
                return _lag(view, joint, child, is_main=False)
    return None


def _joint(view: EventView, i: int) -> int | None:
    """The "after" or "before" that a length stands in front of, in a phrase or clause."""
    tree = view.tree
    return next(
        (
            c
            for c in tree.children[i]
            if tree.lower[c] in ("after", "since", "before")
            and 0 < c < i
            and view.is_a(c - 1, "unit")
            and not view.is_a(max(c - 2, 0), "later")  # "the next day after heavy fighting"
        ),
        None,
    )


def _lag(view: EventView, joint: int, other: int, is_main: bool) -> Lag:
    """The lag told by an "after" or "before"."""
    tree = view.tree
    sign = -1 if is_main == (tree.lower[joint] != "before") else 1
    unit = tree.lower[joint - 1][0].upper()
    return Lag(_length(view, joint), unit, sign, other, is_main, joint)


def _length(view: EventView, joint: int) -> int | None:
    """The number of units that stands in front of an "after"."""
    for tokens, time in view.times_of[view.tree.sentence[joint]]:
        if tokens[-1] == joint - 1 and (match := re.fullmatch(r"PT?(\d{1,3})[HDWMY]", time.value or "")):
            return int(match[1])
    return None


def _following(view: EventView, i: int) -> Lag | None:
    """The length by which what a verb names came before its subject: "it follows by six days a raid"."""
    tree = view.tree
    verb = tree.head[i]
    if tree.relation[i] not in ("obj", "obl") or i < verb or not view.is_a(verb, "follow"):
        return None
    units = (k for k in tree.children[verb] if tree.case(k) == "by" and view.is_a(k, "unit"))
    unit = next(units, None)
    if unit is None:
        return None
    number = _length(view, unit + 1)
    return Lag(number, tree.lower[unit][0].upper(), -1, verb, is_main=True, joint=unit + 1)


def counted(lag: Lag, other: When) -> When | None:
    """The date that lies a length before or after another, as coarse as either; None if it cannot be told."""
    if other.earliest is None or other.latest is None or other.precision == "vague":
        return None
    rule = "counted from another event"
    if lag.unit == _HOURS and lag.number is not None and lag.number % 24 == 0 and other.precision == "day":
        lag = replace(lag, number=lag.number // 24, unit="D")  # "24 hours after"
    if lag.unit == _HOURS or (lag.number is None and other.precision != "day"):
        return When(other.earliest, other.latest, other.precision, rule)
    if lag.number is None or lag.unit not in _COUNTABLE[other.precision]:
        return None
    first, last = (moved(d, lag.unit, lag.sign * lag.number) for d in (other.earliest, other.latest))
    if first is None or last is None:
        return None
    if lag.unit != "D":
        first, last = interval(period(first, lag.unit))[0], interval(period(last, lag.unit))[1]
    return make_when(first, last, rule)


def is_same(view: EventView, trigger: int) -> bool:
    """Whether the sentence of a trigger puts it at the time of what was told before: "the same night"."""
    lower, times = view.tree.lower, view.times_of[view.tree.sentence[trigger]]
    return any("same" in lower[tokens[0] : tokens[-1] + 1] for tokens, _ in times)


def recounted(view: EventView, trigger: int, last: When | None) -> When | None:
    """The date of "four days earlier" in a trigger's sentence, counted from the event told of last."""
    if last is None:
        return None
    for tokens, time in view.times_of[view.tree.sentence[trigger]]:
        if time.earliest is None and view.tree.lower[tokens[0] : tokens[-1] + 1][-2:-1] == ["hours"]:
            return last  # "hours earlier"
        number = next((n for i in tokens if (n := view.counts.get(i)) is not None), None)
        unit = next((view.tree.lower[i][0].upper() for i in tokens if view.is_a(i, "unit")), "")
        if time.rule == EARLIER and number is not None and unit in "DWMY":
            sign = 1 if view.has_a(tokens, "later") else -1
            return counted(Lag(number, unit, sign, trigger, is_main=True, joint=tokens[-1]), last)
    return None
