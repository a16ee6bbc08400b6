"""Which words make a time expression: patterns over the classes of `words.py`, one rule each.

A pattern is a regular expression whose letters are classes and words: "the? SHIFT UNIT" is
"last month" or "the past year". A choice, a repetition and what must stand before or after are
written as in regular expressions. Where expressions overlap, the longest counts, then the first rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sahel_analysis.temporal.words import Meaning, Word, symbols_of


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the rule's name, and the family that tells how to resolve it."""

    family: str
    name: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words first to last (exclusive) of a text that a rule takes for a time expression."""

    rule: Rule
    first: int
    last: int
    words: Sequence[Word]
    """The words of the whole text."""

    @property
    def own(self) -> Sequence[Word]:
        """The expression's words."""
        return self.words[self.first : self.last]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words[self.first].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.words[self.last - 1].end

    def get(self, kind: str, nth: int = 0) -> Meaning | None:
        """What the nth of the words that belong to a class means, None if there is none."""
        found = [w.meanings[kind] for w in self.own if kind in w.meanings]
        return found[nth] if len(found) > nth else None

    def number(self, kind: str, nth: int = 0) -> float | None:
        """The same for a class whose values are numbers."""
        value = self.get(kind, nth)
        return value if isinstance(value, float) else None

    def has(self, *texts: str) -> bool:
        """Whether one of the texts is a word of the expression."""
        return any(w.text in texts for w in self.own)


# Parts of patterns

_PRE = "((the|its|their)? very? EDGE of | (the? PHASE|EARLIER|LATER) -? (in|on)? | sometime (in|on)?)?"
_WHICH = "(the? (SHIFT|TOLD_SHIFT))"
_MONTH_DAY = "(MONTH DAY | the? DAY of? MONTH)"
_DATE = f"((WEEKDAY|DAYNAME) ,?)? {_MONTH_DAY} (,? (YEAR|SHORT))?"
_WEEKDAY = f"{_WHICH}? WEEKDAY"
_HOUR = "((CLOCK|HOURS) ZONE? | NUMBER OCLOCK | HHMM ZONE)"
_PART = "(the? EDGE_PART | (the|PHASE -?)? PART)"
_TIME = f"(,? at? APPROX? {_HOUR} | ,? (at|PHASE)? {_PART} | ,? in the {_PART})"
_COUNT = "((NUMBER|a|an|another) (–|-|to|or) NUMBER | NUMBER|VAGUE)"
_PLURAL = "(UNITS|UNIT)"
_YEAR_BACK = "(year - AGO | year - EARLIER | year EARLIER)"
_QUARTER = "((ORDINAL|final|latest) (fiscal -?)? (quarter|half))"
_OF_YEAR = "((of|in|,)? ((fiscal|the fiscal year|the year)? YEAR | (SHIFT|TOLD_SHIFT|the SHIFT|the TOLD_SHIFT|the) (year|fiscal_year)))"

RULES = (
    # Days
    Rule("date", "ISO date", "ISO"),
    Rule("date", "numeric date", "SLASH"),
    Rule("date", "day and month", f"{_PRE} {_DATE} {_TIME}?"),
    Rule("date", "weekday", f"{_PRE} {_WEEKDAY} {_TIME}?"),
    Rule("date", "today", f"{_PRE} RELDAY {_TIME}?"),
    Rule("date", "hour of a day", f"the? APPROX? {_HOUR} ,? (on|of)? ({_DATE}|{_WEEKDAY}|RELDAY)"),
    Rule("date", "part of a day", f"the? PHASE? -? {_PART} ,? (on|of)? ({_DATE}|{_WEEKDAY}|RELDAY)"),
    Rule("date", "holiday", f"{_PRE} {_WHICH}? HOLIDAY (,? YEAR)?"),
    Rule("part", "hour", f"APPROX? {_HOUR} ( in the PART | this PART)?"),
    Rule("part", "hour", "(?<=at|around|by|until|from|before|after) HOURS"),
    Rule("told", "the next day", "the next (day|PART)"),
    Rule("part", "this morning", f"(PHASE|EARLIER|LATER)? {_WHICH} (EDGE_PART|PART)"),
    Rule("part", "tonight", "(PHASE|LATER)? TONIGHT"),
    Rule("part", "part of the day", "the? EDGE_PART"),
    Rule(
        "part",
        "part of the day",
        "(?<=in|during|by|through|until|since|throughout|before|after|as|of|into) the PHASE? PART",
    ),
    # Day that the text told
    Rule("told", "later in the day", "(EARLIER|LATER|PHASE) (in|on) the UNIT"),
    Rule(
        "told",
        "the day before",
        "the (UNIT|PART|WEEKDAY) (EARLIER|AFTER) (?!ANY|the|a|an|its|their|NUMBER|-)",
    ),
    Rule("told", "the following day", "(EARLIER|LATER|PHASE)? the? TOLD_SHIFT (UNIT|MONTH|SEASON)"),
    # Months, seasons, quarters
    Rule("month", "month", f"{_PRE} {_WHICH}? MONTH ((,|of)? (YEAR|SHORT) | of? {_WHICH} year)?"),
    Rule("season", "season", f"{_PRE} ({_WHICH}|the) SEASON ((of|in)? YEAR | of {_WHICH} year)?"),
    Rule("season", "season", f"{_PRE} (SEASON (of|in)? YEAR | YEAR SEASON)"),
    Rule("season", "season", "(?<=in|by|until|since|through) PHASE? -? SEASON"),
    Rule("quarter", "numbered quarter", f"{_PRE} (the|{_WHICH})? (fiscal -?)? {_QUARTER} {_OF_YEAR}?"),
    Rule(
        "quarter",
        "numbered quarter",
        f"(the|its)? (YEAR|{_WHICH} year 's|fiscal YEAR) 's? (fiscal -?)? {_QUARTER}",
    ),
    Rule("quarter", "numbered quarter", "(fiscal -)? (ORDINAL - (quarter|half))"),
    Rule("quarter", "numbered quarter", "QUARTER (of? YEAR)?"),
    Rule(
        "quarter",
        "year-ago quarter",
        f"the? (same|comparable|corresponding)? {_YEAR_BACK} (fiscal? {_QUARTER} | quarter | period)",
    ),
    Rule(
        "quarter",
        "year-ago quarter",
        f"the? (same|comparable|corresponding|TOLD_SHIFT) (quarter|period|{_QUARTER}) (last year | of last year | a year (AGO|EARLIER) | of YEAR | in YEAR)",
    ),
    Rule("quarter", "the quarter", f"the (YEAR|latest)? (quarter|period)"),
    Rule("quarter", "the quarter", f"the quarter a year (AGO|EARLIER)"),
    # Years and more
    Rule("year", "year", f"{_PRE} (the year)? (APPROX? YEAR | (?<=in|since|of|from|until|to|–|and) SHORT)"),
    Rule(
        "year",
        "fiscal year",
        f"{_PRE} (the? fiscal year? YEAR | the YEAR fiscal_year | the? fiscal_year YEAR)",
    ),
    Rule("decade", "decade", "(the? (PHASE|EDGE of) -? | EDGE of)? the? PHASE? -? DECADE"),
    Rule(
        "century",
        "century",
        "the? (PHASE|EDGE of the|EDGE of) -? ORDINAL -? century | the? ORDINAL -? century",
    ),
    # Counted from publication or another date
    Rule("unit", "last month", f"{_PRE} the? SHIFT UNIT"),
    Rule(
        "unit",
        "the year",
        f"((the very? EDGE of | very? EDGE of)? the (year|week|month|weekend|fiscal_year) | the (latest|recent) (week|month|year))",
    ),
    Rule("unit", "year-end", "(the|APPROX)? year 's? -? EDGE"),
    Rule("week", "the week of a date", f"the? week of ({_MONTH_DAY}|HOLIDAY)"),
    Rule("ago", "ago", f"APPROX? ((a|an|one|{_COUNT}) -? {_PLURAL}) AGO"),
    Rule(
        "ago",
        "earlier or later",
        f"APPROX? (a|an|one|{_COUNT}) -? {_PLURAL} (EARLIER|LATER|AFTER) (?!than|ANY|the|a|an|its|their|NUMBER|-|WEEKDAY|MONTH)",
    ),
    Rule("ago", "earlier or later", f"APPROX? (a|an|one|{_COUNT}) -? {_PLURAL} (EARLIER|LATER) (?!than)"),
    Rule("ago", "year-ago", _YEAR_BACK),
    Rule("vague", "years ago", "(UNITS|VAGUE UNITS) (AGO)"),
    # Lengths of time
    Rule("span", "the past three years", f"the? (SHIFT|TOLD_SHIFT) {_COUNT} {_PLURAL}"),
    Rule("span", "the past years", "the? SHIFT UNITS"),
    Rule("span", "the past decade", "the SHIFT (decade|century)"),
    Rule("span", "recent years", "recent UNITS"),
    Rule(
        "length",
        "length",
        f"APPROX? {_COUNT} (more|full|straight|solid|whole|consecutive)? (-|–)? {_PLURAL} (?!- old|old|of age)",
    ),
    Rule("length", "length", f"APPROX (a|an) UNIT"),
    Rule(
        "length",
        "length",
        f"(?<=for|in|within|than|after|of|about|lasted|lasting|take|takes|took|over|half|until) (a|an) UNIT",
    ),
    Rule("length", "length", "(a|an) UNIT or NUMBER"),
    Rule("length", "length", f"another {_COUNT}? {_PLURAL}"),
    Rule("length", "first months", f"(the|its|their)? (first|last|final|latest|ORDINAL) {_COUNT} {_PLURAL}"),
    Rule("length", "first months", f"the (same|comparable|corresponding)? {_YEAR_BACK} {_COUNT} {_PLURAL}"),
    Rule("length", "first months", f"the {_COUNT} {_PLURAL}"),
    Rule("length", "years", "(?<=for|in|within|after|over|of|last|take|took) UNITS"),
    Rule("length", "years", "(?<=over|in|through|throughout) the UNITS"),
    Rule("length", "years", "the UNITS ahead"),
    Rule("length", "years", "UNITS - (long|old)"),
    # Repeated
    Rule("set", "every day", f"EVERY (NUMBER|ORDINAL|other)? ({_PLURAL}|WEEKDAY|MONTH|SEASON|PART)"),
    Rule("set", "daily", "(APPROX)? FREQUENCY"),
    Rule("set", "Fridays", "WEEKDAYS PART?"),
    # Vague
    Rule("reference", "vague", "REFERENCE"),
)


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(_translate(rule.pattern))) for rule in RULES)


_LETTER = re.compile(r"\(\?<?[=!]|[\w'-]+|[,–]|\S")


def _translate(pattern: str) -> str:
    """A pattern of classes as a regular expression over their symbols."""
    out = []
    for part in _LETTER.findall(pattern):
        if part in "()|?*+" or part.startswith("(?"):
            out.append("(?:" if part == "(" else part)
        else:
            out.append(f"[{symbols_of(part)}]")
    return "".join(out)


def find_expressions(words: Sequence[Word]) -> list[Found]:
    """Expressions in order, none overlapping another."""
    text = "".join(w.symbol for w in words)
    found = [
        (m.start(), m.end(), order, rule)
        for order, (rule, pattern) in enumerate(_compiled())
        for m in pattern.finditer(text)
        if m.end() > m.start()
    ]
    found.sort(key=lambda f: (f[0] - f[1], f[2], f[0]))
    taken = bytearray(len(words))
    kept = []
    for first, last, _, rule in found:
        if not any(taken[first:last]):
            taken[first:last] = b"\1" * (last - first)
            kept.append(Found(rule, first, last, words))
    return sorted(kept, key=lambda f: f.first)
