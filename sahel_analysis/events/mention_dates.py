"""When what a word tells of happened, as its own sentence and paragraph say: a day, a lag, a length."""

from __future__ import annotations

import re

from sahel_analysis.events.clauses import clause, is_apart
from sahel_analysis.events.dates import (
    LENGTH,
    opening_time,
    own_time,
    phrase_time,
    scene_time,
    shared_time,
    since,
    time_before,
)
from sahel_analysis.events.factuality import is_definite, is_now, is_predicate, is_told_back
from sahel_analysis.events.intervals import When, as_when, make_when
from sahel_analysis.events.lags import EARLIER, TOLD, Lag, counted, find_lag, is_same, recounted
from sahel_analysis.events.triggers import Trigger
from sahel_analysis.events.view import EventView
from sahel_analysis.times.values import moved

AFTERWARDS = frozenset("arrest advisory mourning emergency ban release politics postponement claim".split())
"""Kinds that follow an attack, some time before publication."""

LASTING = frozenset(
    {"siege", "blockade", "closure", "emergency", "abduction", "fighting", "operation", "shelling"}
)
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
    if noun and is_predicate(view, i):  # "it was the raid of 22 July"
        return phrase_time(view, i), None
    lag = find_lag(view, i, definite)
    if noun and _is_claimed(view, i) and when and when.earliest == when.latest:
        when = own_time(view, heads, i, before_only=True)
    if kind == "claim" and when is None:
        when = _claim_day(view, targets, heads)
    if kind == "mourning":
        when = days_from(view, i, when)
    elif (noun or trigger.last > i) and (lasted := with_length(view, trigger, when, heads)):
        when = until_end(view, i, lasted) if noun else lasted
    elif when is None and kind in LASTING:
        when = since(view, heads, i)
    if when is None and lag is not None:
        when = _lagging(view, lag, heads, last, known=definite and not described)
    if when is None and not definite and not is_told_back(view, i):
        apart = kind in AFTERWARDS or lag is not None
        when = shared_time(view, i) or opening_time(view, i)
        if when is None and not apart:
            when = scene_time(view, i)
    today = when is not None and when.latest == view.published and when.rule in TOLD
    if today and is_same(view, i):  # "the same night": not that of publication
        when = last
    if when and (when.rule == EARLIER or when.earliest is None):
        when = recounted(view, i, last) or when
    if when and when.earliest is None and kind in AFTERWARDS:  # "a few hours earlier"
        when = None
    return when, lag


def _lagging(view: EventView, lag: Lag, heads: set[int], last: When | None, known: bool) -> When | None:
    """The date by a lag: from what is dated beside it, or from now; vague if it cannot be counted yet.

    last: the date of the violence told of before ("a day after it"). known: it is something told of before
    ("five months after the killings").
    """
    subjects = (c for c in view.tree.children[lag.other] if view.tree.relation[c].startswith("nsubj"))
    dates = (own_time(view, heads, i) for i in (lag.other, *subjects))  # "Monday's raid comes a day after"
    other = (lag.is_main and time_before(view, lag.joint)) or next(filter(None, dates), None)
    if other is None and view.tree.lower[lag.other] in ("it", "that", "this"):
        other = last
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


def with_length(view: EventView, trigger: Trigger, when: When | None, heads: set[int]) -> When | None:
    """The date of what is told with its length: "a four-day battle", up to its end or from its beginning.

    What ended on a day after more than twelve hours may have begun the day before.
    """
    tree, head = view.tree, trigger.head
    for tokens, time in view.times_of[tree.sentence[head]]:
        length = re.fullmatch(r"P(\d{1,2})([DW])|PT(\d\d)H", time.value or "")
        if length is None or not _is_length_of(view, tokens, trigger):
            continue
        verb = clause(view, head)
        over = is_apart(view, head) or is_apart(view, tokens[-1])  # "after a four-day battle they left"
        day = when or (own_time(view, heads, verb) if over else None)
        if day is None or day.precision != "day" or day.earliest is None:
            return when
        days = int(length[1]) * (7 if length[2] == "W" else 1) if length[1] else 0
        if over or view.is_a(verb, "end"):
            before = days - (not over) if days else int(12 <= int(length[3]) <= 24)
            return make_when(moved(day.earliest, "D", -before), day.latest, LENGTH)
        if days and view.published and view.is_a(verb, "light"):
            last = moved(day.earliest, "D", days - 1) or view.published
            return make_when(day.earliest, min(last, view.published), LENGTH)
    return when


def _is_length_of(view: EventView, tokens: range, trigger: Trigger) -> bool:
    """Whether a time is the length of what a trigger tells: "a four-day battle", "four days of fighting"."""
    tree, last = view.tree, tokens[-1]
    above = tree.head[last]
    within = trigger.first <= above <= trigger.last and not (view.is_verb(above) and is_apart(view, last))
    told = within or (tree.head[above] == trigger.head and above in tokens)
    return (
        told
        or (tree.head[trigger.head] == last and tree.case(trigger.head) == "of")
        or (view.is_a(above, "lasting") and tree.head[above] == trigger.head)
    )


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
