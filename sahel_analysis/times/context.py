"""What is an expression counted from? Publication, the dates told so far, and the tense of its clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from sahel_analysis.parsing.syntax import CONJUNCTS, has_object
from sahel_analysis.times.grammar import Found
from sahel_analysis.times.values import interval, moved
from sahel_analysis.times.vocabulary import cues, full_year

AHEAD = ("future", "progressive")
"""Tenses in which a bare weekday is the next one: "will meet Monday", "is meeting Monday"."""

_NEAR_WORDS = 25
"""How far a date that tells its year lends it to the next one."""


_MARKS = frozenset('"“”«»')
_VERBS = frozenset(("VERB", "AUX"))


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression means: TIMEX3 type, value and mod, and the interval.

    earliest and latest are inclusive dates, None if open; granularity says how exact the value is.
    """

    type: str
    value: str | None
    mod: str | None
    earliest: dt.date | None
    latest: dt.date | None
    granularity: str | None


def resolved(type_: str, value: str | None, mod: str | None = None) -> Resolved:
    """A meaning whose interval is that of its value."""
    return Resolved(type_, value, mod, *interval(value))


@dataclass
class Context:
    """The text around an expression.

    published: the date that "today" means, None if not known. told: values of the dates so far,
    without those that only look back from one ("a year earlier"). told_today: whether the last of them
    is "today". dated: the last of them that told its year, and the word behind it. quarter: the quarter
    that the text spoke of last. is_history: whether the text tells of the past without a present, so
    that a date without a year follows on from the date told before it. ends_by: the first day of the next
    member of a range, which a member without a year of its own comes before. day_ahead: the day that the
    sentence names further on: "at dawn gunmen attacked the camp on Tuesday".
    """

    doc: Doc
    published: dt.date | None
    told: list[str] = field(default_factory=list)
    told_today: bool = False
    dated: tuple[str, int] | None = None
    quarter: str | None = None
    is_history: bool = False
    ends_by: dt.date | None = None
    day_ahead: dt.date | None = None

    def tense(self, found: Found) -> str:
        """Tense of the clause around an expression (see `tense_at`)."""
        return tense_at(self.doc, found.start, found.end)

    def is_over(self, found: Found) -> bool:
        """Whether something took place at a date, by the verb that it hangs on (see `took_place_at`)."""
        return took_place_at(self.doc, found.start, found.end)

    def last(self, *granularities: str, other_than: dt.date | None = None) -> dt.date | None:
        """First day of the date told last, of those with the given granularities (any, if none)."""
        for value in reversed(self.told):
            start, _, granularity = interval(value)
            fits = not granularities or granularity in granularities
            if start is not None and fits and (other_than is None or start != other_than):
                return start
        return None

    def story(self, found: Found) -> dt.date | None:
        """The day or month of an earlier year that stands just before: "in May 2021" for "in July"."""
        if self.dated is None or self.published is None or self.tense(found) not in ("past", "told", ""):
            return None
        value, word = self.dated
        start, _, granularity = interval(value)
        if start is None or start.year >= self.published.year or granularity not in ("day", "month"):
            return None
        between = found.words[word : found.first]
        return None if len(between) > _NEAR_WORDS or any("BREAK" in w.meanings for w in between) else start

    def is_too_late(self, date: dt.date, found: Found) -> bool:
        """Whether a date is still to come though the clause tells of the past: it counts from another."""
        return (
            self.published is not None
            and date > self.published
            and self.tense(found) in ("past", "told", "perfect")
        )

    def anchor(self, unit: str) -> dt.date | None:
        """What "the following UNIT" counts from: the date told last that is exact enough.

        Publication, if no date has been told; None if only coarser ones have.
        """
        return self.last(*_EXACT_ENOUGH.get(unit, ())) or (None if self.told else self.published)


_EXACT_ENOUGH = {
    "D": ("day",),
    "W": ("day", "week", "weekend"),
    "WE": ("day", "week", "weekend"),
    "FN": ("day", "week", "weekend"),
    "M": ("day", "week", "weekend", "month"),
    "Q": ("day", "week", "weekend", "month", "quarter"),
}
"""By unit, how exact a date must be to count from it."""


def modifier(found: Found) -> str | None:
    """The TIMEX3 mod that an expression's own words give: START, MID, END, APPROX, MORE_THAN ..."""
    for kind in ("PHASE", "EDGE", "APPROX"):
        if (value := found.get(kind)) is not None:
            return str(value)
    return None


def year_told(found: Found) -> int | None:
    """The year in an expression's own words."""
    year = found.number("YEAR")
    if year is None and (short := found.get("SHORT")) is not None:
        return full_year(int(str(short)[1:]))
    return None if year is None else int(year)


def year_by_shift(found: Found, context: Context) -> int | None:
    """The year of "March of last year", "the third quarter of this year"."""
    shift, told = found.number("SHIFT"), found.number("TOLD_SHIFT")
    if found.get("UNIT") not in ("Y", "FY") or (shift is None and told is None) or looks_back(found):
        return None
    base = context.published if told is None else context.anchor("Y")
    date = moved(base, "Y", shift or told or 0.0) if base else None
    return date.year if date else None


def looks_back(found: Found) -> bool:
    """Whether an expression looks back from the date that the text speaks of: "a year earlier"."""
    return (
        found.rule.name == "year-ago quarter"
        or found.get("AGO") is not None
        or (found.rule.family in ("ago", "quarter") and found.get("EARLIER") is not None)
    )


def without_year(
    make: Callable[[int], str | None], found: Found, context: Context, past: int, open_value: str | None
) -> str | None:
    """The value of a date whose year is not told: `make` gives it for a year.

    In a history, and beside a date of an earlier year, it follows on from the date told last;
    otherwise it is the one nearest to publication; `open_value` if neither is known. Days of distance
    from publication decide. What is to come counts 60 more, or more by tense: `past` more in a clause
    in the past, out of reach behind "said" or "ended" and where it is the day of a deed. What is past
    counts 250 more in a clause in the future.
    """
    if context.ends_by is not None:
        return _before(make, context.ends_by)
    last, told_before = context.last() if context.is_history else None, context.story(found)
    if last is not None and (value := _in_the_story(make, last)) is not None:
        return value
    if told_before is not None and (value := _soon_after(make, told_before)) is not None:
        return value
    published = context.published
    if published is None:
        return open_value
    tense = "told" if context.is_over(found) else context.tense(found)
    candidates = []
    for year in range(published.year - 1, published.year + 2):
        value = make(year)
        start, end, _ = interval(value)
        if value is None or start is None or end is None:
            continue
        distance = 0
        if end < published:
            distance = (published - end).days + (250 if tense == "future" else 0)
        elif start > published:
            later = {"future": 0, "past": 60 + past, "perfect": 60 + past, "told": 60 + 400}
            distance = (start - published).days + later.get(tense, 60)
        candidates.append((distance, value))
    return min(candidates)[1] if candidates else None


def in_order(
    group: Sequence[Found], resolve: Callable[[Found, Context], Resolved], context: Context
) -> list[Resolved]:
    """The meanings of a range's members: none lies behind the next, in lists if they are named in order."""
    meanings: list[Resolved] = []
    for found in reversed(group):
        meaning = resolve(found, context)
        then = meanings[0].earliest if meanings else None
        late = then is not None and meaning.earliest is not None and meaning.earliest > then
        if late and (found.joint not in _LISTED or _is_ascending(found, group[-len(meanings)])):
            context.ends_by = then
            meaning = resolve(found, context)
            context.ends_by = None
        meanings.insert(0, meaning)
    return meanings


_LISTED = frozenset(("and", "or", ","))


def _is_ascending(found: Found, then: Found) -> bool:
    """Whether a list names its dates in order: August and November, the 3rd and 5th, Sunday and Monday."""
    first, second = ([f.number(kind) or 0.0 for kind in ("MONTH", "DAY", "WEEKDAY")] for f in (found, then))
    return first[:2] < second[:2] or (not any(second[:2]) and (second[2] - first[2]) % 7 in (1, 2))


def _before(make: Callable[[int], str | None], end: dt.date) -> str | None:
    """The last such date that does not begin behind a day."""
    for year in (end.year, end.year - 1):
        value = make(year)
        start = interval(value)[0]
        if start is not None and start <= end:
            return value
    return None


def _soon_after(make: Callable[[int], str | None], last: dt.date) -> str | None:
    """The first such date behind another, if it is of the same year or not a season away."""
    for year in (last.year, last.year + 1):
        value = make(year)
        start = interval(value)[0]
        if start is not None and start > last:
            return value if year == last.year or (start - last).days <= 90 else None
    return None


def _in_the_story(make: Callable[[int], str | None], last: dt.date) -> str | None:
    """The same year's date, or the next year's where that is nearer to the date told last."""
    near = []
    for year in (last.year, last.year + 1):
        value = make(year)
        start = interval(value)[0]
        if value is not None and start is not None:
            near.append((abs((start - last).days), value))
    return min(near)[1] if near else None


# Tense: whether a clause speaks of the past, the present or the future


def tense_at(doc: Doc, start: int, end: int) -> str:
    """Tense of the clause around characters start to end.

    "past", "perfect", "present", "progressive" or "future" of the verb above; "told" if a verb in the
    past stands just before ("said Thursday"), or "since"; "" if unknown. What holds "until Thursday"
    and is not in the past is in the future. Needs heads and tags or morphology.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return ""
    behind = _word_before(doc, span.start)
    before = "" if behind is None else behind.text.lower()
    if before in cues("FROM_PAST") or (behind is not None and _follows_past(doc, behind)):
        return "told"
    token = span.root
    for _ in range(12):
        if (found := _tense(token)) and not _is_quoted_apart(doc, token.i, span.start):
            lasts = before in cues("UNTIL") and found in ("perfect", "present")
            moved = before in cues("NEW_DATE") and token.text.lower() in cues("POSTPONED")
            return "future" if lasts or moved else found
        if token.head.i == token.i:
            break
        token = token.head
    return ""


def took_place_at(doc: Doc, start: int, end: int) -> bool:
    """Whether characters start to end, alone or in a list, date a verb in the past: "fled the town on May 3".

    Not what was "announced on May 3" or "set for May 3", nor what was to happen then.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return False
    date = span.root
    while date.dep_ in CONJUNCTS and date.head.i < date.i:
        date = date.head
    verb, cases = date.head, [child.lower_ for child in date.children if child.dep_ == "case"]
    if not date.dep_.startswith("obl") or verb.pos_ != "VERB" or not cues("SAID_ON").issuperset(cases):
        return False
    plans = cues("PLAN") | cues("PLANNED") | cues("POSTPONED") | cues("SETS_DATE")
    return _tense(verb) in ("past", "perfect") and verb.lower_ not in plans


def _is_quoted_apart(doc: Doc, verb: int, word: int) -> bool:
    """Whether one of two words is quoted and the other is not: ``"We'll *go*," he said *on Monday*``."""
    between = doc[min(verb, word) : max(verb, word)]
    return sum(token.text in _MARKS for token in between) % 2 == 1


def _word_before(doc: Doc, i: int) -> Token | None:
    """The token before one, blanks and line breaks left out."""
    while i and doc[i - 1].is_space:
        i -= 1
    return doc[i - 1] if i else None


def _follows_past(doc: Doc, token: Token | None) -> bool:
    while token is not None and token.text.lower() in cues("SAID_ON"):
        token = _word_before(doc, token.i)
    if token is None or not _is_past(token) or token.text.lower() in cues("PLANNED"):
        return False
    return _tense(token) != "future"  # "will be held on Friday"


def _is_past(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBN") or (token.pos_ == "VERB" and "Past" in token.morph.get("Tense", []))


def _tense(verb: Token) -> str:
    """The tense of a verb, or of a predicate with its auxiliaries; "" of anything else."""
    form, auxiliaries = verb.text.lower(), _auxiliaries(verb)
    before = {a.text.lower() for a in auxiliaries if a.text != "May"}  # "May Diallo wept"
    helpers = before | {form}
    if helpers & cues("FUTURE") or (before & cues("MODAL") and not helpers & cues("PERFECT")):
        return "future"
    if "had" in helpers and form != "had":
        return "past"  # whatever "had been scheduled" is over
    if "to" in helpers and verb.head.i != verb.i and verb.head.text.lower() in cues("PLAN"):
        return "past" if any(a.text.lower() == "had" for a in _auxiliaries(verb.head)) else "future"
    if verb.pos_ in _VERBS and helpers & cues("PLANNED"):
        return "future"
    if helpers & cues("PERFECT") and form not in cues("PERFECT"):
        return "perfect"
    if before & cues("PAST"):  # of a noun too: "it was the worst night"
        return "past"
    if verb.pos_ in _VERBS and (verb.tag_ == "VBD" or form in cues("PAST") or _is_finite(verb, "Past")):
        return "past"
    if any(_is_present(a) for a in auxiliaries):  # "is to meet", "is meeting", "is closed"
        return "future" if "to" in helpers else "progressive" if verb.tag_ == "VBG" else "present"
    if _is_present(verb):
        return "future" if form in cues("SCHEDULED") and not has_object(verb) else "present"
    return ""


def _auxiliaries(verb: Token) -> list[Token]:
    """What stands before a verb and tells its tense: auxiliaries, "to", and "due to"."""
    return [
        child
        for child in verb.children
        if child.i < verb.i and (child.pos_ in ("AUX", "PART", "ADJ") or child.dep_ == "mark")
    ]


def _is_present(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP") or (verb.pos_ in _VERBS and _is_finite(verb, "Pres"))


def _is_finite(verb: Token, tense: str) -> bool:
    return "Fin" in verb.morph.get("VerbForm", []) and tense in verb.morph.get("Tense", [])
