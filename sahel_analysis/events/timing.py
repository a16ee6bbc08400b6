"""The date of a mention: by its own time, by another event, by what its sentence or paragraph begins with."""

from __future__ import annotations

from sahel_analysis.events.arguments import clause
from sahel_analysis.events.clusters import AFTERWARDS
from sahel_analysis.events.dating import opening_time, own_time, scene_time, shared_time, since
from sahel_analysis.events.intervals import When, make_when
from sahel_analysis.events.lasting import days_from, until_end, with_night
from sahel_analysis.events.reading import Reading
from sahel_analysis.events.reality import is_definite, is_now, is_predicate
from sahel_analysis.events.relative import EARLIER, Lag, counted, find_lag, recounted
from sahel_analysis.events.triggers import Trigger

_LASTING = frozenset({"siege", "blockade", "closure", "emergency", "abduction", "fighting"})
"""Kinds that last: "since August" is when they began."""


def date_mention(
    reading: Reading,
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
    definite = noun and is_definite(reading, i)
    governing = clause(reading, i) if noun and kind == "emergency" else i  # "the curfew was extended"
    when = own_time(reading, heads, governing, ahead=kind == "mourning")
    if noun and is_predicate(reading, i):
        return None, None
    lag = find_lag(reading, i, definite)
    if noun and _is_claimed(reading, i) and when and when.earliest == when.latest:
        when = own_time(reading, heads, i, before_only=True)
    if kind == "claim" and when is None:
        when = _claim_day(reading, targets, heads)
    if kind == "mourning":
        when = days_from(reading, i, when)
    elif when and noun:
        when = until_end(reading, i, with_night(reading, i, when))
    elif when is None and kind in _LASTING:
        when = since(reading, heads, i)
    if when is None and lag is not None:
        when = _lagging(reading, lag, heads, known=definite and not described)
    if when is None and not definite:
        apart = kind in AFTERWARDS or lag is not None
        when = shared_time(reading, i) or opening_time(reading, i)
        if when is None and not apart:
            when = scene_time(reading, i)
    if when and when.rule == EARLIER:
        when = recounted(reading, i, last) or when
    if when and when.earliest is None and kind in AFTERWARDS:  # "a few hours earlier"
        when = None
    return when, lag


def _lagging(reading: Reading, lag: Lag, heads: set[int], known: bool) -> When | None:
    """The date by a lag: from what is dated beside it, or from now; vague if it cannot be counted yet.

    `known`: it is something told of before ("five months after the killings").
    """
    other = own_time(reading, heads, lag.other)
    published = reading.published
    if other is None and published and is_now(reading, lag.other) and not reading.is_a(lag.other, "occur"):
        other = make_when(published, published, "day of publication")
    when = counted(lag, other) if other else None
    if when is None and lag.sign < 0 and published and not known:
        return When(None, published, "vague", "before another event")
    return when


def _is_claimed(reading: Reading, noun: int) -> bool:
    """Whether a noun is what a claim of responsibility is for: a day behind it is that of the claim."""
    tree = reading.tree
    return tree.head[noun] < noun and reading.is_a(tree.head[noun], "credit")


def _claim_day(reading: Reading, claimed: list[int], heads: set[int]) -> When | None:
    """The day behind what is claimed: "claimed responsibility for the attack on Tuesday"."""
    for noun in claimed:
        if _is_claimed(reading, noun) and own_time(reading, heads, noun, before_only=True) is None:
            when = own_time(reading, heads, noun)
            return when if when and when.precision == "day" else None
    return None
