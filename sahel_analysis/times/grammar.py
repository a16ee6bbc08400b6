"""Which words make one expression? The rules of data/lexicon/time_grammar.csv.

A rule's pattern is a regular expression whose letters are classes and words of `vocabulary.py`:
"the? SHIFT UNIT" is "last month" or "the past year". A choice, a repetition and what must stand
before or after are written as in regular expressions; {date} stands for the part of that name. Where
expressions overlap, the longest counts, then the first rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

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
    """Words first to last of the range that the expression is an end of ("25" in "25-27 July")."""

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
        for first, last in ((self.first, self.last), self.frame or (0, 0)):
            for word in self.words[first:last]:
                if kind in word.meanings:
                    return word.meanings[kind]
        return None

    def number(self, kind: str) -> float | None:
        """The same for a class whose values are numbers."""
        value = self.get(kind)
        return value if isinstance(value, float) else None

    def has(self, *texts: str) -> bool:
        """Whether one of the texts is a word of the expression."""
        return any(w.text in texts for w in self.own)


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


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(_translate(rule.pattern))) for rule in load_rules())


_PIECE = re.compile(r"\(\?<?[=!]|[\w']+|\S")


def _translate(pattern: str) -> str:
    """A pattern of classes as a regular expression over their symbols."""
    out = []
    for piece in _PIECE.findall(pattern):
        if piece in "()|?*+" or piece.startswith("(?"):
            out.append("(?:" if piece == "(" else piece)
        else:
            out.append(f"[{symbols_of(piece)}]")
    return "".join(out)


def find_expressions(words: Sequence[Word]) -> list[Found]:
    """Expressions in order, none overlapping another."""
    text = "".join(w.symbol for w in words)
    found = [
        (m.start() - m.end(), order, m.start(), m.end(), rule)
        for order, (rule, pattern) in enumerate(_compiled())
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
            kept += _ends(whole) if rule.family == "range" else [whole]
    return sorted(kept, key=lambda f: f.first)


def _ends(whole: Found) -> list[Found]:
    """The two ends of a range as expressions of their own."""
    frame = (whole.first, whole.last)
    joint = next(i for i in range(*frame) if whole.words[i].text in cues("JOINT"))
    return [
        replace(whole, first=a, last=b, frame=frame) for a, b in ((frame[0], joint), (joint + 1, frame[1]))
    ]
