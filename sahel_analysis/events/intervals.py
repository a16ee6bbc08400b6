"""Days from one to another, as precise as the text: what a time means for an event, and how two compare."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sahel_analysis.events.view import EventView
from sahel_analysis.records import TimeExpression
from sahel_analysis.times.values import moved

NEWS_DAYS = 10
"""Days before publication within which an event is news."""

PRECISIONS = ("day", "month", "year", "vague")


@dataclass(frozen=True, slots=True)
class When:
    """Days from earliest to latest (None: open), as precise as the text: day, month, year or vague."""

    earliest: dt.date | None
    latest: dt.date | None
    precision: str
    rule: str

    @property
    def rank(self) -> int:
        """0 for the most precise."""
        return PRECISIONS.index(self.precision)

    @property
    def length(self) -> int:
        """Days from the first to the last; what is open is longest."""
        return (self.latest - self.earliest).days if self.earliest and self.latest else 10**6

    def is_within(self, other: When) -> bool:
        """Whether it is a part of another interval, and not all of it."""
        if not (self.earliest and self.latest and other.earliest and other.latest):
            return False
        inside = other.earliest <= self.earliest and self.latest <= other.latest
        return inside and self.length < other.length


def make_when(earliest: dt.date | None, latest: dt.date | None, rule: str) -> When:
    """An interval with its precision: day (up to a week), month (up to a quarter), year, or vague."""
    if earliest is None or latest is None:
        return When(earliest, latest, "vague", rule)
    days = (latest - earliest).days
    name = "day" if days <= 7 else "month" if days <= 92 else "year" if days <= 366 else "vague"
    return When(earliest, latest, name, rule)


def meet(a: When, b: When) -> bool:
    """Whether two intervals have a day in common; what is vague meets nothing."""
    return "vague" not in (a.precision, b.precision) and not (
        (a.latest is not None and b.earliest is not None and a.latest < b.earliest)
        or (b.latest is not None and a.earliest is not None and b.latest < a.earliest)
    )


def is_alike(a: When, b: When) -> bool:
    """Whether two intervals are about as long: "last week" is not likely to mean "on Sunday"."""
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return False
    lengths = [(w.latest - w.earliest).days for w in (a, b) if w.latest and w.earliest]
    return abs(lengths[0] - lengths[1]) <= 3


def is_old(when: When | None, published: dt.date | None) -> bool:
    """Whether a date lies before the news."""
    if when is None or published is None or when.latest is None:
        return False
    return (published - when.latest).days > NEWS_DAYS or when.precision in ("year", "vague")


def as_when(view: EventView, time: TimeExpression, ahead: bool = False) -> When:
    """The interval of a time; early, mid and late in a month are its thirds.

    A weekday, or a day or month without a year, that would put what is told after publication is the one
    before it.
    """
    earliest, latest, published = time.earliest, time.latest, view.published
    if published and earliest and latest and earliest > published and not ahead:
        if (earliest - published).days <= 7:
            earliest, latest = moved(earliest, "D", -7), moved(latest, "D", -7)
        elif not re.search(r"\d{4}", time.text):
            earliest, latest = moved(earliest, "Y", -1), moved(latest, "Y", -1)
    if published and earliest and latest and earliest <= published < latest and not ahead:
        latest = published  # "this year" is over as far as it is told of
    if time.granularity == "month" and earliest and latest and 27 <= (latest - earliest).days <= 30:
        if time.mod == "START":
            latest = earliest.replace(day=10)
        elif time.mod == "MID":
            earliest, latest = earliest.replace(day=11), earliest.replace(day=20)
        elif time.mod == "END":
            earliest = earliest.replace(day=21)
    if (last := _range_day(view, time)) is not None:
        latest = last
    if earliest and _NIGHT.search(time.text.lower()):  # it ends on the next day
        latest = moved(earliest, "D", 1)
    elif earliest and time.text.lower() == "overnight":  # it ended on the day of the sentence or the news
        ended = max(d for d in (latest, published) if d) if _is_alone(view, time) else latest
        earliest, latest = moved(ended, "D", -1) if ended else None, ended
    for other in (*_range_partners(view, time), *_list_partners(view, time)):
        ends = [other.earliest, other.latest]
        if earliest and other.latest and other.start > time.start and -7 < (other.latest - earliest).days < 0:
            ends = [moved(other.latest, "D", 7)]  # "from Monday to Friday", told on Wednesday
        earliest = min((d for d in (earliest, *ends) if d), default=None)
        latest = max((d for d in (latest, *ends) if d), default=None)
    return make_when(earliest, latest, time.rule)


def _is_alone(view: EventView, time: TimeExpression) -> bool:
    """Whether no other time of its sentence names a day."""
    sentence = view.tree.sentence[view.tokens(time.start, time.end)[0]]
    return not any(t.granularity == "day" and t is not time for _, t in view.times_of[sentence])


_NIGHT = re.compile(r"\bnight (of|before)\b|\b(same|that) night\b")


def _range_partners(view: EventView, time: TimeExpression) -> Iterator[TimeExpression]:
    """The other end of a range: "4 to 5 June", "between July 25 and 27"."""
    tree = view.tree
    tokens = view.tokens(time.start, time.end)
    for others, other in view.times_of[tree.sentence[tokens[0]]]:
        first, second = sorted((tokens, others), key=lambda t: t[0])
        if second[0] - first[-1] != 2 or other is time:
            continue
        joint, before = tree.lower[first[-1] + 1], tree.lower[max(first[0] - 1, 0)]
        if (other.rule == time.rule and "of a range" in time.rule) or (before, joint) in (
            ("between", "and"),
            ("from", "to"),
            ("from", "into"),
            ("from", "until"),
        ):
            yield other


def _list_partners(view: EventView, time: TimeExpression) -> list[TimeExpression]:
    """The other members of a list of times: "on Monday and Tuesday", "in January, March and June 2022"."""
    tree = view.tree
    inside = sorted(view.times_of[tree.sentence[view.tokens(time.start, time.end)[0]]], key=lambda t: t[0][0])
    runs: list[list[TimeExpression]] = [[]]
    joints: list[set[str]] = [set()]
    last = None
    for tokens, other in inside:
        between: set[str] = set() if last is None else set(tree.lower[last + 1 : tokens[0]])
        near = last is not None and 0 < tokens[0] - last <= 4 and between <= _IN_LISTS
        if not near or other.granularity != runs[-1][-1].granularity:
            runs.append([])
            joints.append(set())
        runs[-1].append(other)
        joints[-1] |= between & {"and"} if near else set()
        last = tokens[-1]
    run = next((r for r, j in zip(runs, joints, strict=True) if time in r and "and" in j), [])
    return [other for other in run if other is not time]


_IN_LISTS = frozenset({",", "and", "again", "on", "in"})


def _range_day(view: EventView, time: TimeExpression) -> dt.date | None:
    """The last day of a range of which the text names the month once: "between July 25 and 27"."""
    tree = view.tree
    tokens = view.tokens(time.start, time.end)
    number = tokens[-1] + 2
    if time.granularity != "day" or time.earliest is None or number not in view.number:
        return None
    before, joint = tree.lower[max(tokens[0] - 1, 0)], tree.lower[number - 1]
    day = view.number[number][1]
    if (before, joint) in (("between", "and"), ("from", "to")) and time.earliest.day < day <= 31:
        return moved(time.earliest, "D", day - time.earliest.day)
    return None
