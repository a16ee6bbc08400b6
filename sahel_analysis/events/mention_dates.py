"""The date of a mention: by its own time, by another event, by what its sentence or paragraph begins with."""

from __future__ import annotations

import re

from sahel_analysis.events.clauses import clause
from sahel_analysis.events.dates import opening_time, own_time, scene_time, shared_time, since
from sahel_analysis.events.factuality import is_definite, is_now, is_predicate
from sahel_analysis.events.intervals import When, as_when, make_when
from sahel_analysis.events.relative_dates import EARLIER, Lag, counted, find_lag, recounted
from sahel_analysis.events.triggers import Trigger
from sahel_analysis.events.view import EventView
from sahel_analysis.times.values import moved

AFTERWARDS = frozenset("arrest advisory mourning emergency ban release politics postponement claim".split())
"""Kinds that follow an attack, some time before publication."""

_LASTING = frozenset({"siege", "blockade", "closure", "emergency", "abduction", "fighting"})
"""Kinds that last: "since August" is when they began."""


def date_mention(
    view: EventView,
    trigger: Trigger,
    targets: list[int],
    described: bool,
    heads: set[int],
    last: When | None,
) -> tuple[When | None, Lag | None]:
    """The date of a mention, if its paragraph tells, and how long before or after another event it was.

    targets: to whom it was done. described: whether it is said where or to whom. heads: all triggers.
    last: the date of the violence told of before.
    """
    i, kind = trigger.head, trigger.sense.kind
    noun = trigger.sense.pos == "N"
    definite = noun and is_definite(view, i)
    governing = clause(view, i) if noun and kind == "emergency" else i  # "the curfew was extended"
    when = own_time(view, heads, governing, ahead=kind == "mourning")
    if noun and is_predicate(view, i):
        return None, None
    lag = find_lag(view, i, definite)
    if noun and _is_claimed(view, i) and when and when.earliest == when.latest:
        when = own_time(view, heads, i, before_only=True)
    if kind == "claim" and when is None:
        when = _claim_day(view, targets, heads)
    if kind == "mourning":
        when = days_from(view, i, when)
    elif when and noun:
        when = until_end(view, i, with_night(view, i, when))
    elif when is None and kind in _LASTING:
        when = since(view, heads, i)
    if when is None and lag is not None:
        when = _lagging(view, lag, heads, known=definite and not described)
    if when is None and not definite:
        apart = kind in AFTERWARDS or lag is not None
        when = shared_time(view, i) or opening_time(view, i)
        if when is None and not apart:
            when = scene_time(view, i)
    if when and when.rule == EARLIER:
        when = recounted(view, i, last) or when
    if when and when.earliest is None and kind in AFTERWARDS:  # "a few hours earlier"
        when = None
    return when, lag


def _lagging(view: EventView, lag: Lag, heads: set[int], known: bool) -> When | None:
    """The date by a lag: from what is dated beside it, or from now; vague if it cannot be counted yet.

    `known`: it is something told of before ("five months after the killings").
    """
    other = own_time(view, heads, lag.other)
    published = view.published
    if other is None and published and is_now(view, lag.other) and not view.is_a(lag.other, "occur"):
        other = make_when(published, published, "day of publication")
    when = counted(lag, other) if other else None
    if when is None and lag.sign < 0 and published and not known:
        return When(None, published, "vague", "before another event")
    return when


def _is_claimed(view: EventView, noun: int) -> bool:
    """Whether a noun is what a claim of responsibility is for: a day behind it is that of the claim."""
    tree = view.tree
    return tree.head[noun] < noun and view.is_a(tree.head[noun], "credit")


def _claim_day(view: EventView, claimed: list[int], heads: set[int]) -> When | None:
    """The day behind what is claimed: "claimed responsibility for the attack on Tuesday"."""
    for noun in claimed:
        if _is_claimed(view, noun) and own_time(view, heads, noun, before_only=True) is None:
            when = own_time(view, heads, noun)
            return when if when and when.precision == "day" else None
    return None


# What lasts for days: a siege until its end, mourning from its first day or to its last.


def with_night(view: EventView, head: int, when: When) -> When:
    """The date of what ended on a day after more than twelve hours: it may have begun the day before."""
    tree = view.tree
    verb = clause(view, head)
    if when.precision != "day" or when.earliest is None or not view.is_a(verb, "end"):
        return when
    for tokens, time in view.times_of[tree.sentence[head]]:
        hours = re.fullmatch(r"PT(\d\d)H", time.value or "")
        if hours and 12 <= int(hours[1]) <= 24 and tree.head[tokens[-1]] == head:
            return When(moved(when.earliest, "D", -1), when.latest, when.precision, "its end and length")
    return when


def until_end(view: EventView, head: int, when: When) -> When:
    """The whole time of what began on one day and ended on another.

    "Began on Friday and ended on Sunday"; "broke out on Friday and went on until Sunday".
    """
    tree = view.tree
    if when.latest is None or when.precision != "day":
        return when
    verb = clause(view, head)
    for tokens, time in view.times_of[tree.sentence[head]]:
        end = clause(view, tokens[-1])
        until = tree.lower[max(tokens[0] - 1, 0)] in ("until", "till")
        ends = (until or view.is_a(end, "end")) and verb in (end, tree.head[end])
        if ends and time.latest and 0 < (time.latest - when.latest).days <= 31:
            return make_when(when.earliest, time.latest, when.rule)
    return when


def days_from(view: EventView, head: int, when: When | None) -> When | None:
    """The whole of several days that a sentence counts from a first one or up to a last one.

    "Three days from Monday"; "three days, which will end on Monday".
    """
    tree = view.tree
    beginnings = [i for i in range(*tree.sentence_span[tree.sentence[head]]) if view.is_a(i, "beginning")]
    times = view.times_of[tree.sentence[head]]
    nearest = sorted(times, key=lambda time: abs(time[0][-1] - head))
    lengths = (re.fullmatch(r"P([1-9]\d?)D|PT(24|48|72)H", t.value or "") for _, t in nearest)
    length = next(filter(None, lengths), None)
    if length is None:
        return when
    days = (int(length[1]) if length[1] else int(length[2]) // 24) - 1
    for tokens, time in times:
        if time.latest and time.granularity == "day" and view.is_a(tree.head[tokens[-1]], "end"):
            return make_when(moved(time.latest, "D", -days), time.latest, "its last day")
    if when is None:  # "mourning starting on Monday"
        starts = (t for tokens, t in times if {1, 2} & {tokens[0] - i for i in beginnings})
        when = next((as_when(view, t, ahead=True) for t in starts if t.granularity == "day"), None)
    if when and when.rule == "weekday" and beginnings and view.published and when.latest:
        days_told = (t.latest for _, t in times if t.latest and t.latest != when.latest)
        declared = max(days_told, default=view.published)
        if (declared - when.latest).days > 3:  # "from Friday", declared on Thursday: the nearest one
            next_one = moved(when.latest, "D", 7)
            when = make_when(next_one, next_one, when.rule)
    if when and when.earliest and beginnings:
        return make_when(when.earliest, moved(when.earliest, "D", days), when.rule)
    return when
