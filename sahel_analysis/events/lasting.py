"""What lasts for days: a siege until its end, mourning from its first day or to its last."""

from __future__ import annotations

import re

from sahel_analysis.events.arguments import clause
from sahel_analysis.events.intervals import When, as_when, make_when
from sahel_analysis.events.reading import Reading
from sahel_analysis.times.values import moved


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


def until_end(reading: Reading, head: int, when: When) -> When:
    """The whole time of what began on one day and ended on another.

    "Began on Friday and ended on Sunday"; "broke out on Friday and went on until Sunday".
    """
    tree = reading.tree
    if when.latest is None or when.precision != "day":
        return when
    verb = clause(reading, head)
    for tokens, time in reading.times_of[tree.sentence[head]]:
        end = clause(reading, tokens[-1])
        until = tree.lower[max(tokens[0] - 1, 0)] in ("until", "till")
        ends = (until or reading.is_a(end, "end")) and verb in (end, tree.head[end])
        if ends and time.latest and 0 < (time.latest - when.latest).days <= 31:
            return make_when(when.earliest, time.latest, when.rule)
    return when


def days_from(reading: Reading, head: int, when: When | None) -> When | None:
    """The whole of several days that a sentence counts from a first one or up to a last one.

    "Three days from Monday"; "three days, which will end on Monday".
    """
    tree = reading.tree
    beginnings = [i for i in range(*tree.sentence_span[tree.sentence[head]]) if reading.is_a(i, "beginning")]
    times = reading.times_of[tree.sentence[head]]
    nearest = sorted(times, key=lambda time: abs(time[0][-1] - head))
    lengths = (re.fullmatch(r"P([1-9]\d?)D|PT(24|48|72)H", t.value or "") for _, t in nearest)
    length = next(filter(None, lengths), None)
    if length is None:
        return when
    days = (int(length[1]) if length[1] else int(length[2]) // 24) - 1
    for tokens, time in times:
        if time.latest and time.granularity == "day" and reading.is_a(tree.head[tokens[-1]], "end"):
            return make_when(moved(time.latest, "D", -days), time.latest, "its last day")
    if when is None:  # "mourning starting on Monday"
        starts = (t for tokens, t in times if {1, 2} & {tokens[0] - i for i in beginnings})
        when = next((as_when(reading, t, ahead=True) for t in starts if t.granularity == "day"), None)
    if when and when.rule == "weekday" and beginnings and reading.published and when.latest:
        days_told = (t.latest for _, t in times if t.latest and t.latest != when.latest)
        declared = max(days_told, default=reading.published)
        if (declared - when.latest).days > 3:  # "from Friday", declared on Thursday: the nearest one
            next_one = moved(when.latest, "D", 7)
            when = make_when(next_one, next_one, when.rule)
    if when and when.earliest and beginnings:
        return make_when(when.earliest, moved(when.earliest, "D", days), when.rule)
    return when
