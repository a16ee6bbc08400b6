"""Which time is that of a trigger: of its own phrase, clause or scene."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sahel_analysis.events.clauses import clause, is_apart
from sahel_analysis.events.factuality import is_generic
from sahel_analysis.events.intervals import NEWS_DAYS, When, as_when, make_when
from sahel_analysis.events.view import EventView, once
from sahel_analysis.records import TimeExpression

_CLOCK = frozenset({"hour", "part of the day"})
"""Rules of times that name no day: theirs is that of the text, not of the event."""


def own_time(
    view: EventView, others: set[int], head: int, before_only: bool = False, ahead: bool = False
) -> When | None:
    """What the text says of the time of a trigger, in its own phrase or clause, not in that of others.

    `before_only`: only times before the trigger count ("Tuesday's attack"). `ahead`: it may lie ahead.
    """
    tree = view.tree
    found: list[tuple[tuple[bool, bool, int, bool], When]] = []
    for tokens, time in view.times_of[tree.sentence[head]]:
        if not is_dated(view, tokens, time) or (before_only and _is_behind(view, tokens, head)):
            continue
        if _is_open(view, tokens) and not _opens_clause(view, tokens, head, others):
            continue
        if _is_extreme(view, tokens, head):
            continue
        distance = _distance(view, tokens, head, others)
        if distance is None:
            continue
        # Not "recently", if it says more; of two the one behind, as the first is that of the whole sentence.
        owned = tree.relation[tokens[-1]] == "nmod:poss" and tree.head[tokens[-1]] == head  # "Monday's raid"
        near = (time.earliest is None, not owned, distance, tokens[0] < head)
        found.append((near, as_when(view, time, ahead)))
    if not found:
        return None
    best = min(found, key=lambda f: f[0])[1]
    parts = [(near, when) for near, when in found if when.is_within(best)]  # "this week, on Tuesday"
    return min(parts, key=lambda f: f[0])[1] if parts else best


def _is_extreme(view: EventView, tokens: range, head: int) -> bool:
    """Whether a time only says among what something is extreme: "the worst raid it has seen this year"."""
    tree = view.tree
    verb = clause(view, tree.head[tokens[-1]])
    of_it = tree.relation[verb] == "acl:relcl" and tree.head[verb] == head
    return of_it and any(tree.tag[c] == "JJS" for c in tree.children[head])


def _is_behind(view: EventView, tokens: range, head: int) -> bool:
    """Whether a time stands behind a trigger and all that completes it: "the raid on Sunday on a camp"."""
    tree = view.tree
    completed = any(c > tokens[-1] and tree.relation[c] == "nmod" for c in tree.children[head])
    return tokens[0] > head and not completed


def phrase_time(view: EventView, noun: int) -> When | None:
    """The time in a noun's own phrase: "the raid of 22 July", "Monday's raid"."""
    tree = view.tree
    for tokens, time in view.times_of[tree.sentence[noun]]:
        if noun in {tree.head[i] for i in tokens} and is_dated(view, tokens, time):
            return as_when(view, time)
    return None


def time_before(view: EventView, i: int) -> When | None:
    """The day with which a sentence is dated just before a word: "on Sunday, a day after the vote"."""
    found = None
    for tokens, time in view.times_of[view.tree.sentence[i]]:
        if tokens[-1] < i and i - tokens[-1] <= _BESIDE and is_dated(view, tokens, time):
            found = as_when(view, time)
    return found


_BESIDE = 6
"""Words between a day and the "after" behind it: "on Sunday, barely a day after"."""


def since(view: EventView, others: set[int], head: int) -> When | None:
    """The time for which something has lasted: "a blockade since August", "besieged for six months"."""
    for tokens, time in view.times_of[view.tree.sentence[head]]:
        lasted = begun(view, tokens, time)
        if lasted is not None and _distance(view, tokens, head, others) is not None:
            return lasted
    return None


LASTED = ("so long", "since then")
"""Rules of dates from when something began until publication."""

LENGTH = "one end and its length"
"""Rule of dates of which the text tells how long it was."""


def begun(view: EventView, tokens: range, time: TimeExpression) -> When | None:
    """From the beginning that a time names until publication: "since August", "for the past six months"."""
    published = view.published
    if published is None or time.earliest is None or time.earliest > published:
        return None
    if time.type == "DURATION":
        return make_when(time.earliest, published, LASTED[0]) if time.latest == published else None
    if _is_open(view, tokens) and view.tree.lower[tokens[0] - 1] == "since" and is_dated(view, tokens, time):
        return make_when(as_when(view, time).earliest, published, LASTED[1])
    return None


def shared_time(view: EventView, head: int) -> When | None:
    """The time of a clause that a trigger's goes on in: "overran a post and took weapons on Sunday"."""
    tree = view.tree
    verb = clause(view, head)
    for tokens, time in view.times_of[tree.sentence[head]]:
        if _is_open(view, tokens) or not is_dated(view, tokens, time):
            continue
        governor = i = clause(view, tree.head[tokens[-1]])
        if tokens[0] < head and tree.relation[governor] != "advcl":  # "when they came on Monday, a mine ..."
            continue
        while i != verb and not view.is_a(i, "report") and _goes_on(view, i):
            i = tree.head[i]
        if i == verb != governor:
            return as_when(view, time)
    return None


def _goes_on(view: EventView, verb: int) -> bool:
    """Whether a clause is of one time with the one above: joined without a subject, or "as", "when"."""
    tree = view.tree
    if tree.relation[verb] == "conj":
        return view.is_verb(tree.head[verb]) and not _has_subject(view, verb)
    marks = (c for c in tree.children[verb] if tree.relation[c] in ("mark", "advmod"))
    return tree.relation[verb] == "advcl" and any(view.is_a(c, "meanwhile") for c in marks)


def opening_time(view: EventView, head: int) -> When | None:
    """The time with which the sentence of a trigger, or its part up to a semicolon, begins.

    "In March, gunmen attacked a camp and soldiers hunted them": it holds for all that the part tells,
    but not for what "after", "who" or a verb of saying sets apart.
    """
    tree = view.tree
    first = tree.sentence_span[tree.sentence[head]][0]
    first = next((k + 1 for k in range(head, first, -1) if tree.lower[k] == ";"), first)
    found = _begins_with(view, first)
    if found is None or found[0][-1] >= head:
        return None
    i = head
    while tree.head[i] != i and i not in found[0]:
        if tree.relation[i].startswith("acl") or is_apart(view, i):
            return None
        if tree.relation[i] == "ccomp" and not _is_aside(view, tree.head[i], found[0]):
            return None
        i = tree.head[i]
    return as_when(view, found[1])


def scene_time(view: EventView, head: int) -> When | None:
    """The day with which a sentence before the trigger's, in its paragraph, sets the scene."""
    tree = view.tree
    for sentence in range(tree.sentence[head] - 1, max(tree.sentence[head] - 4, -1), -1):
        first = tree.sentence_span[sentence][0]
        if tree.paragraph[first] != tree.paragraph[head]:
            return None
        if (found := _begins_with(view, first)) is not None:
            tokens, time = found
            root = clause(view, tree.head[tokens[-1]])
            return None if view.is_a(root, "report") else as_when(view, time)
    return None


def _begins_with(view: EventView, first: int) -> tuple[range, TimeExpression] | None:
    """The date at the beginning of a sentence or part of one."""
    tree = view.tree
    while first + 1 < len(tree.lower) and not tree.is_word(first):
        first += 1
    for tokens, time in view.times_of[tree.sentence[first]]:
        begins = first <= tokens[0] <= first + 2 and not _is_open(view, tokens)
        if begins and is_dated(view, tokens, time):
            return tokens, time
    return None


@once
def fills_years(view: EventView, head: int) -> bool:
    """Whether a clause counts over a long time ("since 2015", "in the past seven years", "in raids")."""
    tree = view.tree
    for tokens, time in view.times_of[view.tree.sentence[head]]:
        joint = view.tree.lower[tokens[-1] + 1 : tokens[-1] + 2]  # not "two months after the raid"
        counted = "X" not in (time.value or "X") and joint not in (["after"], ["before"])
        long = time.type == "DURATION" and counted and time.granularity in ("month", "year", "decade")
        told_then = head > tokens[-1] and "when" in tree.lower[tokens[-1] + 1 : tokens[-1] + 3]
        worst = "JJS" in tree.tag[max(tokens[0] - 4, 0) : tokens[0]]  # "the worst attack since March"
        if told_then or (worst and _is_open(view, tokens)):  # "... since March, when 30 were killed"
            continue
        begun = time.earliest  # "since Friday" is not long
        recent = begun and view.published and (view.published - begun).days <= NEWS_DAYS
        over = long or (_is_open(view, tokens) and not recent) or _is_period(view, head, time)
        if over and _distance(view, tokens, head, set()) is not None:
            return True
    if any(tree.relation[c] == "advcl" and tree.case(c) == "since" for c in tree.children[head]):
        return True  # "since the mission began"
    dated = any(
        is_dated(view, tokens, time) and time.granularity not in _PERIODS
        for tokens, time in view.times_of[tree.sentence[head]]
    )
    around = [c for c in tree.children[head] if tree.relation[c] == "obl"]
    return any(
        view.is_a(c, "era") or (not dated and view.is_a(c, "attack") and is_generic(view, c))
        for c in around  # "has lost 170 people in attacks"
    )


def _is_period(view: EventView, head: int, time: TimeExpression) -> bool:
    """Whether a verb sums up a period: "have been killed this year", "died in the first half of the year"."""
    tree = view.tree
    perfect = any(tree.relation[c] == "aux" and tree.lower[c] in ("has", "have") for c in tree.children[head])
    return time.granularity in _PERIODS and (perfect or time.granularity != "year")


_PERIODS = frozenset({"quarter", "half-year", "year", "decade", "century"})
"""Granularities of times that are too long for one event."""


def is_dated(view: EventView, tokens: range, time: TimeExpression) -> bool:
    """Whether a time can be the date of an event."""
    if time.type not in ("DATE", "TIME") or (time.earliest is None and time.latest is None):
        return False
    if time.rule in _CLOCK and time.text.lower() != "overnight":
        return False
    if time.earliest is None and time.granularity in ("hour", "minute"):
        return False
    # In a quotation "today" is the day on which it was said.
    return not (tokens[0] in view.quoted and view.has_a(tokens, "deictic"))


def _is_open(view: EventView, tokens: range) -> bool:
    owned = view.tree.lower[tokens[-1] + 1 : tokens[-1] + 2] in (["'s"], ["’s"])  # "by Monday's attack"
    return tokens[0] > 0 and view.is_a(tokens[0] - 1, "open") and not owned


def _distance(view: EventView, tokens: range, head: int, others: set[int]) -> int | None:
    """How far a time stands from a trigger in the tree; None if it belongs to another clause or trigger."""
    tree = view.tree
    if _opens_clause(view, tokens, head, others):
        return 0
    inside = set(tokens)
    top = next((i for i in tokens if tree.head[i] not in inside or tree.head[i] == i), tokens[0])
    governor = _parted(view, tokens, others) or tree.head[top]
    if head in (governor, top) or (tree.head[head] in inside and tree.relation[head] == "acl:relcl"):
        return 0
    if (steps := _steps(view, governor, head, others)) is not None:  # the time is below the trigger
        return steps
    verb = clause(view, governor)
    if governor != verb and _steps(view, governor, verb, others) is None:
        return None
    for steps, i in enumerate(_above(view, head, others), start=1):
        if i in (governor, verb):
            is_speech = i != head and (_is_said(view, i, head) or _is_count(view, i))
            return None if is_speech and not _is_aside(view, i, tokens) else steps
    return None


def day_told(view: EventView, head: int) -> dt.date | None:
    """The day on which was said what a trigger tells of: "announced on Monday that it had agreed"."""
    tree = view.tree
    for tokens, time in view.times_of[tree.sentence[head]]:
        verb = clause(view, tree.head[tokens[-1]])
        above = verb != head and tree.is_under(head, verb)
        if above and is_of_speech(view, tokens) and is_dated(view, tokens, time):
            return as_when(view, time).latest
    return None


def is_of_speech(view: EventView, tokens: range) -> bool:
    """Whether a time is that of a verb of saying: "announced on Monday"."""
    verb = clause(view, view.tree.head[tokens[-1]])
    return view.is_a(verb, "report") or verb in view.cues


def _parted(view: EventView, tokens: range, others: set[int]) -> int | None:
    """The noun that a time parts from what completes it: "the raid on Sunday on a camp"."""
    tree = view.tree
    for i in range(tokens[0] - 1, max(tokens[0] - 4, -1), -1):
        if i in others and any(c > tokens[-1] and tree.relation[c] == "nmod" for c in tree.children[i]):
            return i
    return None


def _is_said(view: EventView, verb: int, head: int) -> bool:
    """Whether a verb only tells of a trigger: not "clashes were reported", "they replied with a raid"."""
    tree = view.tree
    deed = tree.head[head] == verb and (tree.relation[head] == "nsubj:pass" or tree.case(head) == "with")
    return view.is_a(verb, "report") and not deed


def _is_count(view: EventView, verb: int) -> bool:
    """Whether a verb tells what became of a count: "a first toll of the raids was revised on Monday"."""
    tree = view.tree
    subjects = [c for c in tree.children[verb] if tree.relation[c].startswith("nsubj")]
    return view.is_a(verb, "revised") and view.has_a(subjects, "tally noun")


def _opens_clause(view: EventView, tokens: range, head: int, others: set[int]) -> bool:
    """Whether a time stands before the "when" of a clause: "since late May, when they removed ..."."""
    tree = view.tree
    return any(
        tree.lower[c] == "when" and {c - 1, c - 2} & set(tokens)
        for i in _above(view, head, others)
        for c in tree.children[i]
    )


def _is_aside(view: EventView, verb: int, tokens: range) -> bool:
    """Whether a verb of saying is put in after a time: "Nine days earlier, the army said, gunmen ..."."""
    tree = view.tree
    first = tree.sentence_span[tree.sentence[verb]][0]
    return tokens[0] - first <= 1 and tokens[-1] < verb and tree.lower[verb + 1 : verb + 2] == [","]


def _above(view: EventView, head: int, others: set[int]) -> Iterator[int]:
    """Words above a trigger as far as they tell of the same time."""
    tree = view.tree
    i = head
    for _ in range(8):
        yield i
        relation, above = tree.relation[i], tree.head[i]
        if above == i or relation == "parataxis" or (i != head and i in others):
            return
        if relation == "ccomp" and not view.is_a(above, "report"):
            return
        if relation == "acl:relcl" and not _tells_on(view, i):
            return
        if relation == "conj" and view.is_verb(i) and _has_subject(view, i):
            return
        if relation in ("advcl", "obl", "nmod") and is_apart(view, i):
            return
        if relation == "acl" and i == head and tree.tag[i] == "VBN":  # "wept for those killed by a mine"
            return
        i = above


def _tells_on(view: EventView, verb: int) -> bool:
    """Whether a relative clause only goes on with the story: "fled to the forest, where they were shot"."""
    tree = view.tree
    return any(
        tree.lower[c] == "where" and tree.lower[c - 1] == "," and c < verb for c in tree.children[verb]
    )


def _has_subject(view: EventView, verb: int) -> bool:
    return any(view.tree.relation[c].startswith("nsubj") for c in view.tree.children[verb])


def _steps(view: EventView, i: int, head: int, others: set[int]) -> int | None:
    """Steps from a word up to a trigger, not over another statement."""
    tree = view.tree
    for steps in range(1, 6):
        if i == head:
            return steps
        relation = tree.relation[i]
        if i in others or tree.head[i] == i or relation in ("ccomp", "parataxis", "conj"):
            return None
        if relation.startswith("acl") and tree.head[i] != head and _is_apart_by_itself(view, i):
            return None
        if relation in ("advcl", "obl", "nmod") and (
            is_apart(view, i) or (relation == "advcl" and tree.tag[i] != "VBG")
        ):
            return None
        i = tree.head[i]
    return None


def _is_apart_by_itself(view: EventView, i: int) -> bool:
    """Whether a participle or relative clause dates its own noun: "extended the curfew imposed in May"."""
    means = view.tree.relation[view.tree.head[i]] == "obl"  # "claimed it in a video dated 3 May"
    return not means and not view.is_a(i, "beginning", "end")
