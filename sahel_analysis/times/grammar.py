"""Which words make one expression? The rules of data/lexicon/time_grammar.csv.

A rule's pattern is a regular expression whose letters are classes and words of `vocabulary.py`:
"the? SHIFT UNIT" is "last month" or "the past year". A choice, a repetition and what must stand
before or after are written as in regular expressions; {date} stands for the part of that name. Where
expressions overlap, the longest counts, then the first rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from sahel_analysis.resources import read_table
from sahel_analysis.times.vocabulary import PLAIN, Meaning, cues, symbols_of
from sahel_analysis.times.words import Word


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the rule's name, and the family that tells how to resolve it."""

    family: str
    name: str
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words first to last (exclusive) of a text that a rule takes for a time expression."""

    rule: Rule
    first: int
    last: int
    words: Sequence[Word]
    """The words of the whole text."""
    frame: tuple[int, int] | None = None
    """Words first to last of the range or list that the expression is a member of ("25" in "25-27 July")."""
    joint: str = ""
    """The word between the expression and the next member of its range or list."""

    @property
    def own(self) -> Sequence[Word]:
        """The expression's words."""
        return self.words[self.first : self.last]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.words[self.first].start

    @property
    def before(self) -> str:
        """The word that stands before."""
        return self.words[self.first - 1].text if self.first else ""

    @property
    def is_indefinite(self) -> bool:
        """Whether it is "a Wednesday", and not "a Wednesday meeting"."""
        then = self.words[self.last].meanings if self.last < len(self.words) else {}
        return self.before in ("a", "an") and PLAIN not in then

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.words[self.last - 1].end

    def get(self, kind: str) -> Meaning | None:
        """What the first word of a class means, None if there is none; a range lends its month and year."""
        for word in (*self.own, *self._lent(kind)):
            if kind in word.meanings:
                return word.meanings[kind]
        return None

    def _lent(self, kind: str) -> Iterable[Word]:
        """Words of the range whose meaning counts for all members: a month near by, a year at the end."""
        if self.frame is None:
            return ()
        first, last = self.frame
        if kind in _OWN:
            return ()
        before, behind = self.words[first : self.first], self.words[self.last : last]
        if kind in ("MONTH", "YEAR"):
            return (*reversed(before), *behind)
        named = [i for i in range(first, last) if not _OWN.isdisjoint(self.words[i].meanings)]
        return self.words[max(named, default=first) + 1 : last]

    def number(self, kind: str) -> float | None:
        """The same for a class whose values are numbers."""
        value = self.get(kind)
        return value if isinstance(value, float) else None

    def has(self, *texts: str) -> bool:
        """Whether one of the texts is a word of the expression."""
        return any(w.text in texts for w in self.own)


_OWN = frozenset(("DAY", "WEEKDAY", "PHASE", "EDGE", "APPROX", "NUMBER", "CLOCK", "HOURS"))
"""What each member of a range has for itself."""


# Rules


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules of data/lexicon/time_grammar.csv in order, the named parts put into their patterns."""
    table = read_table("lexicon/time_grammar.csv")
    parts: dict[str, str] = {}
    rules = []
    for name, family, pattern, example in zip(
        table["name"], table["family"], table["pattern"], table["example"], strict=True
    ):
        full = pattern.format_map(parts)
        if not family:
            parts[name] = full
        else:
            rules.append(Rule(family, name, full, example))
    return tuple(rules)


class _Compiled(NamedTuple):
    """A rule, its pattern over symbols, and sets of symbols of each of which a match holds one."""

    rule: Rule
    pattern: re.Pattern[str]
    needed: frozenset[frozenset[str]]


@cache
def _compiled() -> tuple[_Compiled, ...]:
    found = []
    for rule in load_rules():
        pieces = [_translate(piece) for piece in _PIECE.findall(rule.pattern)]
        found.append(_Compiled(rule, re.compile("".join(pieces)), frozenset(_needed(iter(pieces)))))
    return tuple(found)


@cache
def _asked_for() -> frozenset[frozenset[str]]:
    """The sets of symbols that any rule needs."""
    return frozenset().union(*(needed for _, _, needed in _compiled()))


_PIECE = re.compile(r"\(\?<?[=!]|[\w']+|\S")


def _translate(piece: str) -> str:
    """A piece of a pattern, a class or a sign, as part of a regular expression over symbols."""
    if piece in "()|?*+" or piece.startswith("(?"):
        return "(?:" if piece == "(" else piece
    return f"[{symbols_of(piece)}]"


def _needed(pieces: Iterator[str]) -> list[frozenset[str]]:
    """Sets of symbols of each of which whatever matches a pattern holds at least one."""
    choices: list[list[frozenset[str]]] = [[]]
    for piece in pieces:
        if piece == ")":
            break
        if piece == "|":
            choices.append([])
        elif piece in ("?", "*"):
            choices[-1].pop()
        elif piece.startswith("(?"):
            inside = _needed(pieces)
            choices[-1].append(_rarest(inside) if piece == "(?:" else frozenset())
        elif piece != "+":
            choices[-1].append(frozenset(piece.strip("[]")))
    sets = [[s for s in choice if s] for choice in choices]
    if len(sets) == 1:
        return sets[0]
    return [frozenset().union(*map(_rarest, sets))] if all(sets) else []


def _rarest(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    """The set without words that every text has, such as "the", if there is one; empty if there is none."""
    return min(sets, key=lambda s: (not s.isdisjoint(symbols_of(PLAIN)), len(s)), default=frozenset())


def find_expressions(words: Sequence[Word]) -> list[Found]:
    """Expressions in order, none overlapping another."""
    text = "".join([w.symbol for w in words])
    present = frozenset(text)
    met = {symbols for symbols in _asked_for() if not present.isdisjoint(symbols)}
    found = [
        (m.start() - m.end(), order, m.start(), m.end(), rule)
        for order, (rule, pattern, needed) in enumerate(_compiled())
        if needed <= met
        for m in pattern.finditer(text)
        if m.end() > m.start()
    ]
    found.sort(key=lambda f: f[:3])
    taken = bytearray(len(words))
    kept = []
    for _, _, first, last, rule in found:
        if not any(taken[first:last]):
            taken[first:last] = b"\1" * (last - first)
            whole = Found(rule, first, last, words)
            kept += members(whole) if rule.family in _JOINED else [whole]
    return sorted(kept, key=lambda f: f.first)


_LISTED = frozenset(("DAY", "WEEKDAY", "MONTH", "PHASE"))
"""What stands behind a comma that parts two members."""

_JOINED = frozenset(("range", "hours"))
"""Families of rules whose expressions are ranges and lists."""


def members(whole: Found) -> list[Found]:
    """The members of a range or list as expressions of their own: "Sept. 3", "5" and "8, 2023"."""
    found: list[Found] = []
    start, frame = whole.first, (whole.first, whole.last)
    for i in range(*frame):
        if i < start or not _is_joint(whole, i):
            continue
        behind = i + 1 + _is_joint(whole, i + 1)
        joint = whole.words[behind - 1].text
        joint = "to" if whole.before == "between" or joint not in ("and", "or", ",") else joint
        found.append(replace(whole, first=start, last=i, frame=frame, joint=joint))
        start = behind
    return [*found, replace(whole, first=start, frame=frame)]


def _is_joint(whole: Found, i: int) -> bool:
    """Whether a word parts two members: not the comma of "Tuesday, Sept. 3" or "Sept. 3, 2023"."""
    words = whole.words
    if not whole.first < i < whole.last - 1:
        return False
    word, then = words[i], words[i + 1].meanings
    if word.text == ",":
        dated = "WEEKDAY" in words[i - 1].meanings and "WEEKDAY" not in then
        listed = words[i + 1].text in ("and", "or") or not _LISTED.isdisjoint(then)
        return listed and not dated
    hyphen = word.text == "-" and "PHASE" in words[i - 1].meanings
    return not hyphen and (word.text in cues("JOINT") or "–" in word.meanings)


def is_one_sentence(found: Found, then: Found) -> bool:
    """Whether no full stop and no blank line stand between two expressions."""
    between = found.words[found.last : then.first]
    return not any(word.text in (".", "!", "?") or "BREAK" in word.meanings for word in between)
