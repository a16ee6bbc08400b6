"""When: the time expression that governs a trigger."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sahel_analysis.incidents.arguments import clause, is_apart
from sahel_analysis.incidents.reading import Reading
from sahel_analysis.incidents.reality import is_generic
from sahel_analysis.records import TimeExpression
from sahel_analysis.temporal.values import interval, moved, period

NEWS_DAYS = 10
"""Days before publication within which an event is news."""

PRECISIONS = ("day", "month", "year", "vague")

_CLOCK = frozenset({"hour", "part of the day"})
"""Rules of times that name no day: theirs is that of the text, not of the event."""


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


def own_time(reading: Reading, others: set[int], head: int, before_only: bool = False) -> When | None:
    """What the text says of the time of a trigger, in its own phrase or clause, not in that of others.

    `before_only`: only times before the trigger count ("Tuesday's attack").
    """
    best: tuple[int, When] | None = None
    for tokens, time in reading.times_of[reading.tree.sentence[head]]:
        if not _is_dated(reading, tokens, time) or (before_only and tokens[0] > head):
            continue
        if _is_open(reading, tokens) and not _opens_clause(reading, tokens, head):
            continue
        distance = _distance(reading, tokens, head, others)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, as_when(reading, time)
    return best[1] if best else None


def fills_years(reading: Reading, head: int) -> bool:
    """Whether a clause counts over a long time ("since 2015", "in the past seven years", "in raids")."""
    for tokens, time in reading.times_of[reading.tree.sentence[head]]:
        counted = "X" not in (time.value or "X")  # not "the worst in years"
        long = time.type == "DURATION" and counted and time.granularity in ("month", "year", "decade")
        if (long or _is_open(reading, tokens)) and _distance(reading, tokens, head, set()) is not None:
            return True
    tree = reading.tree
    dated = any(_is_dated(reading, *time) for time in reading.times_of[tree.sentence[head]])
    around = [c for c in tree.children[head] if tree.relation[c] == "obl"]
    return any(
        reading.is_a(c, "era") or (not dated and reading.is_a(c, "attack") and is_generic(reading, c))
        for c in around  # "has lost 170 people in attacks"
    )


def lag(reading: Reading, i: int) -> str | None:
    """How long before another event a phrase or clause was: "P2M" for "two months after the raid".

    "" if the length has no number, None if none is told.
    """
    tree = reading.tree
    for child in tree.children[i]:
        if tree.lower[child] in ("after", "since") and child and reading.is_a(child - 1, "unit"):
            times = reading.times_of[tree.sentence[child]]
            return next((t.value or "" for tokens, t in times if tokens[-1] == child - 1), "")
    return None


def counted_back(news: When, length: str) -> When | None:
    """The day, week, month or year that lies a length ("P2M") before the news."""
    match = re.fullmatch(r"P([1-9]\d{0,2})([DWMY])", length)
    if match is None or news.earliest is None or news.precision != "day":
        return None
    date = moved(news.earliest, match[2], -int(match[1]))
    if date is None:
        return None
    earliest, latest, _ = interval(period(date, match[2]))
    return make_when(earliest, latest, "counted back from the news")


def with_night(reading: Reading, head: int, when: When) -> When:
    """The date of what ended on a day after more than twelve hours: it may have begun the day before."""
    tree = reading.tree
    verb = clause(reading, head)
    if when.precision != "day" or when.earliest is None or not reading.is_a(verb, "end"):
        return when
    for tokens, time in reading.times_of[tree.sentence[head]]:
        hours = re.fullmatch(r"PT(\d\d)H", time.value or "")
        if hours and 12 <= int(hours[1]) <= 24 and tree.head[tokens[-1]] == head:
            return When(moved(when.earliest, "D", -1), when.latest, when.precision, "its end and length")
    return when


def days_from(reading: Reading, head: int, when: When) -> When:
    """The whole of several days that a sentence counts from a first one ("three days from Monday")."""
    tree = reading.tree
    first, last = tree.sentence_span[tree.sentence[head]]
    if not any(reading.is_a(i, "beginning") for i in range(first, last)) or when.earliest is None:
        return when
    for _, time in reading.times_of[tree.sentence[head]]:
        days = re.fullmatch(r"P([1-9]\d?)D", time.value or "")
        if days and time.type == "DURATION":
            return make_when(when.earliest, moved(when.earliest, "D", int(days[1]) - 1), when.rule)
    return when


def as_when(reading: Reading, time: TimeExpression) -> When:
    """The interval of a time; early, mid and late in a month are its thirds.

    A weekday that a told event would put after publication is the one before it.
    """
    earliest, latest, published = time.earliest, time.latest, reading.published
    if time.granularity == "month" and earliest and latest and 27 <= (latest - earliest).days <= 30:
        if time.mod == "START":
            latest = earliest.replace(day=10)
        elif time.mod == "MID":
            earliest, latest = earliest.replace(day=11), earliest.replace(day=20)
        elif time.mod == "END":
            earliest = earliest.replace(day=21)
        return When(earliest, latest, "month", time.rule)
    if published and earliest and latest and 0 < (earliest - published).days <= 7:
        earliest, latest = moved(earliest, "D", -7), moved(latest, "D", -7)
    for other in _range_partners(reading, time):
        earliest = min((d for d in (earliest, other.earliest) if d), default=None)
        latest = max((d for d in (latest, other.latest) if d), default=None)
    return make_when(earliest, latest, time.rule)


def _range_partners(reading: Reading, time: TimeExpression) -> Iterator[TimeExpression]:
    """The other end of a range: "4 to 5 June", "between July 25 and 27"."""
    tree = reading.tree
    tokens = reading.tokens(time.start, time.end)
    for others, other in reading.times_of[tree.sentence[tokens[0]]]:
        first, second = sorted((tokens, others), key=lambda t: t[0])
        if second[0] - first[-1] != 2 or other is time:
            continue
        joint, before = tree.lower[first[-1] + 1], tree.lower[max(first[0] - 1, 0)]
        if (other.rule == time.rule and "of a range" in time.rule) or (before, joint) in (
            ("between", "and"),
            ("from", "to"),
        ):
            yield other


def _is_dated(reading: Reading, tokens: range, time: TimeExpression) -> bool:
    """Whether a time can be the date of an event."""
    if time.type not in ("DATE", "TIME") or (time.earliest is None and time.latest is None):
        return False
    if time.rule in _CLOCK:
        return False
    # In a quotation "today" is the day on which it was said.
    return not (tokens[0] in reading.quoted and any(reading.is_a(i, "deictic") for i in tokens))


def _is_open(reading: Reading, tokens: range) -> bool:
    return tokens[0] > 0 and reading.is_a(tokens[0] - 1, "open")


def _distance(reading: Reading, tokens: range, head: int, others: set[int]) -> int | None:
    """How far a time stands from a trigger in the tree; None if it belongs to another clause or trigger."""
    tree = reading.tree
    if _opens_clause(reading, tokens, head):
        return 0
    inside = set(tokens)
    top = next((i for i in tokens if tree.head[i] not in inside or tree.head[i] == i), tokens[0])
    governor = tree.head[top]
    if head in (governor, top) or (tree.head[head] in inside and tree.relation[head] == "acl:relcl"):
        return 0
    if (steps := _steps(reading, governor, head, others)) is not None:  # the time is below the trigger
        return steps
    verb = clause(reading, governor)
    if governor != verb and _steps(reading, governor, verb, others) is None:
        return None
    for steps, i in enumerate(_above(reading, head, others), start=1):
        if i in (governor, verb):
            is_speech = i != head and reading.is_a(i, "report")
            return None if is_speech and not _is_aside(reading, i, tokens) else steps
    return None


def _opens_clause(reading: Reading, tokens: range, head: int) -> bool:
    """Whether a time stands before the "when" of a clause: "since late May, when they removed ..."."""
    tree = reading.tree
    return any(tree.lower[c] == "when" and {c - 1, c - 2} & set(tokens) for c in tree.children[head])


def _is_aside(reading: Reading, verb: int, tokens: range) -> bool:
    """Whether a verb of saying is put in after a time: "Nine days earlier, the army said, gunmen ..."."""
    tree = reading.tree
    first = tree.sentence_span[tree.sentence[verb]][0]
    return tokens[0] - first <= 1 and tokens[-1] < verb and tree.lower[verb + 1 : verb + 2] == [","]


def _above(reading: Reading, head: int, others: set[int]) -> Iterator[int]:
    """Words above a trigger as far as they tell of the same time."""
    tree = reading.tree
    i = head
    for _ in range(8):
        yield i
        relation, above = tree.relation[i], tree.head[i]
        if above == i or relation == "parataxis" or (i != head and i in others):
            return
        if relation == "ccomp" and not reading.is_a(above, "report"):
            return
        if relation == "acl:relcl" or (
            relation == "conj" and reading.is_verb(i) and _has_subject(reading, i)
        ):
            return
        if relation in ("advcl", "obl", "nmod") and is_apart(reading, i):
            return
        i = above


def _has_subject(reading: Reading, verb: int) -> bool:
    return any(reading.tree.relation[c].startswith("nsubj") for c in reading.tree.children[verb])


def _steps(reading: Reading, i: int, head: int, others: set[int]) -> int | None:
    """Steps from a word up to a trigger, not over another statement."""
    tree = reading.tree
    for steps in range(1, 6):
        if i == head:
            return steps
        relation = tree.relation[i]
        if i in others or tree.head[i] == i or relation in ("ccomp", "parataxis", "conj"):
            return None
        if relation in ("advcl", "obl", "nmod") and (
            is_apart(reading, i) or (relation == "advcl" and tree.tag[i] not in ("VBG", "VBN"))
        ):
            return None
        i = tree.head[i]
    return None
