"""What may each word of a text mean: a month or a verb, a day, a year or a mere number?

A word that may be something else ("May", "march", "second", "fall", a quarter of the city) gets its
class only where its part of speech and its neighbours allow it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc, Token

from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.times.vocabulary import (
    PLAIN,
    Entry,
    Meaning,
    clock,
    cues,
    entries_by_first,
    integer,
    spelled,
    symbols,
)

_ATOM = re.compile(
    r"""
      (?P<BREAK>\n[^\S\n]*\n\s*)
    | (?P<ISO>(?<!\w)\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?(?!\w))
    | (?P<SLASH>(?<![\w/])\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\w/]))
    | (?P<CLOCK>(?<![\w:.])\d{1,2}(?:[:.]\d\d)?(?::\d\d)?\s?(?:[ap]\.m\.?|[ap]m\b))
    | (?P<HOURS>(?<![\w:.])\d{1,2}[:h]\d\d(?::\d\d)?(?![\w:]))
    | (?P<DECADE>(?<!\w)(?:(?:1\d|20)\d0|\d0|['’]\d0)s(?!\w))
    | (?P<SHORT>(?<!\w)['’]\d\d(?!\w))
    | (?P<ORDINAL>(?<!\w)\d{1,3}(?:st|nd|rd|th)(?!\w))
    | (?P<half>(?<![\w.])\d{1,6}(?:[\s-]1/2|\s?½)(?!\w))
    | (?P<big>(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|(?<![\w.])\d{1,9}\.\d{1,9}(?!\w))
    | (?P<number>(?<!\w)\d{1,6}(?!\w))
    | (?P<QUARTER>(?<!\w)Q[1-4](?!\w))
    | (?P<possessive>(?<=\w)['’]s?(?!\w))
    | (?P<word>[^\W\d_]+)
    | (?P<dash>--+|[–—])
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERS = frozenset(("number", "big", "half"))
_SAME = frozenset(("ISO", "SLASH", "SHORT"))
_COUNTS = frozenset(("UNIT", "UNITS", "CARDINAL", "VAGUE"))
_MONEY = frozenset("$€£¥#")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number, date or mark of a text at characters `start` to `end`, and what it may mean.

    `meanings` holds a value per class, such as {"NUMBER": 15.0, "DAY": 15.0}; `symbol` stands for
    its classes.
    """

    start: int
    end: int
    text: str
    meanings: Mapping[str, Meaning]
    symbol: str


class _Atom(NamedTuple):
    """A stretch of text that the first, blind look takes for one piece; `text` is in lower case."""

    kind: str
    start: int
    end: int
    text: str


_NOTHING = _Atom("", 0, 0, "")


def find_words(doc: Doc) -> list[Word]:
    """The words of a Doc in order, phrases of the tables and spelled-out numbers as one word each.

    Parts of speech and heads are used where the Doc has them.
    """
    return _Reader(doc).read()


class _Reader:
    """One pass over a Doc's text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.starts = doc.to_array("IDX").tolist()
        self.tagged = doc.has_annotation("POS")
        self.symbols = symbols()
        self.entries = entries_by_first()
        self.atoms = [
            _Atom(m.lastgroup or "", m.start(), m.end(), m.group().lower().replace("’", "'"))
            for m in _ATOM.finditer(self.text)
        ]
        self.words: list[Word] = []

    def read(self) -> list[Word]:
        i = 0
        while i < len(self.atoms):
            i += self._phrase(i) or self._spelled_number(i) or self._single(i)
        return self.words

    def _at(self, i: int) -> _Atom:
        return self.atoms[i] if 0 <= i < len(self.atoms) else _NOTHING

    def _add(self, start: int, end: int, text: str, meanings: Mapping[str, Meaning], name: str = "") -> None:
        kinds = frozenset((*meanings, name) if name else meanings)
        symbol = self.symbols.get(kinds) or self.symbols[frozenset((PLAIN,))]
        self.words.append(Word(start, end, text, meanings, symbol))

    # Words of the tables

    def _phrase(self, i: int) -> int:
        """Adds the longest spelling of the tables that begins at an atom; returns its number of atoms."""
        for entries in self.entries.get(self.atoms[i].text, ()):
            n = len(entries[0].pieces)
            atoms = self.atoms[i : i + n]
            if tuple(a.text for a in atoms) != entries[0].pieces:
                continue
            if n == 1 and entries[0].kind == "CARDINAL":
                return 0
            kept = {e.kind: e.value for e in entries if e.kind and self._allowed(e, i, i + n)}
            if kept or n == 1:
                return n + self._add_phrase(entries[0], atoms, kept, i + n)
        return 0

    def _add_phrase(
        self, entry: Entry, atoms: Sequence[_Atom], kept: Mapping[str, Meaning], after: int
    ) -> int:
        """Adds a spelling; returns the number of atoms that it takes in behind (an abbreviation's stop)."""
        start, end, stop = atoms[0].start, atoms[-1].end, self._at(after)
        if "CARDINAL" in kept:
            self._add(start, end, "number", {"NUMBER": kept["CARDINAL"]})
            return 0
        abbreviated = entry.needs == "short" or entry.kind == "DAYNAME"
        taken = abbreviated and stop.text == "." and stop.start == end
        self._add(start, end + taken, entry.name, kept, entry.name)
        return int(taken)

    def _allowed(self, entry: Entry, i: int, after: int) -> bool:
        """Whether the word is what the table says, and not its homonym."""
        atom, before, then = self.atoms[i], self._at(i - 1), self._at(after)
        upper = self.text[atom.start].isupper()
        counted = before.text[:1].isdigit() or then.text[:1].isdigit()
        led = before.text in cues("TIME_LEAD")
        match entry.needs:
            case "capital":
                return upper
            case "lower":
                return not upper or counted or then.text == "of"
            case "name":
                if then.text in ("for", "on", "to", "of", "by") and not led:
                    return False
                return upper and (counted or led or self._pos(atom) in ("PROPN", ""))
            case "short":
                return upper and (counted or then.text == ".")
            case "noun":
                if then.text == "of" and not self._names_a_year(after + 1):
                    return False
                pos = self._pos(atom)
                return (not upper or counted) and (pos in ("NOUN", "PROPN") or (not pos and led))
            case "not_verb":
                return self._pos(atom) not in ("VERB", "AUX")
            case "adjective":
                return self._pos(atom) in ("ADJ", "")
            case "adverb":
                return self._pos(atom) in ("ADV", "")
            case "sure adverb":
                return self._pos(atom) == "ADV"
            case "common":
                return not upper or self._pos(atom) != "PROPN"
            case "decade":
                return self._leads_decade(i)
            case "counted":
                return before.kind in _NUMBERS or before.text in cues("COUNT_LEAD")
            case "whole":
                return then.text != "of" and before.text not in ("a", "-")
            case "phrase":
                noun = self._pos(then) in ("NOUN", "PROPN", "ADJ", "NUM") and then.kind == "word"
                counts = {e.kind for es in self.entries.get(then.text, ()) for e in es} & _COUNTS
                return not noun and not counts and then.kind not in _NUMBERS
        return True

    def _leads_decade(self, i: int) -> bool:
        """Whether "the nineties" or "the late '90s" begin here: not "in his late nineties"."""
        before = [self._at(i - 1).text, self._at(i - 2).text]
        return before[0] in cues("DECADE_LEAD") and not cues("OWNER").intersection(before)

    def _names_a_year(self, i: int) -> bool:
        """Whether a year follows: "the fall of 2012", "the spring of last year"."""
        kinds = {e.kind for entries in self.entries.get(self._at(i).text, ()) for e in entries}
        return self._at(i).text.isdigit() or "SHIFT" in kinds

    def _token(self, atom: _Atom) -> Token | None:
        at = bisect_right(self.starts, atom.start) - 1
        return self.doc[at] if at >= 0 else None

    def _pos(self, atom: _Atom) -> str:
        """Part of speech of an atom's token; empty if the Doc tells none."""
        token = self._token(atom) if self.tagged else None
        return token.pos_ if token is not None else ""

    # Numbers in words

    def _spelled_number(self, i: int) -> int:
        """Adds a spelled-out number that begins at an atom; returns its number of atoms."""
        values: list[int] = []
        j, used = i, 0
        while (value := self._cardinal(j)) is not None and spelled([*values, value]) is not None:
            values.append(value)
            used = j + 1 - i
            j += 1
            joined = self._at(j).text == "-" or (self._at(j).text == "and" and values[-1] in (100, 1000))
            j += joined
        meanings = spelled(values) if values else None
        if meanings is None:
            return 0
        number = meanings.get("NUMBER")
        if self._at(i - 1).text == "year" and isinstance(number, float) and 1000 <= number < 2200:
            meanings = {**meanings, "YEAR": number}
        self._add(self.atoms[i].start, self.atoms[i + used - 1].end, "number", meanings)
        return used

    def _cardinal(self, i: int) -> int | None:
        for entries in self.entries.get(self._at(i).text, ()):
            if entries[0].kind == "CARDINAL" and len(entries[0].pieces) == 1:
                return int(entries[0].value)
        return None

    # Numbers in digits, marks, and all other words

    def _single(self, i: int) -> int:
        atom = self.atoms[i]
        self._add(atom.start, atom.end, atom.text, self._meanings(i))
        return 1

    def _meanings(self, i: int) -> Mapping[str, Meaning]:
        atom = self.atoms[i]
        kind = atom.kind
        if kind == "word":
            return {PLAIN: ""}
        if kind in _NUMBERS:
            paid = atom.start > 0 and self.text[atom.start - 1] in _MONEY
            return {"MONEY": ""} if paid else self._number(i)
        if kind in _SAME:
            return {kind: atom.text}
        if kind in ("CLOCK", "HOURS"):
            time = clock(atom.text)
            return {kind: time} if time else {PLAIN: ""}
        if kind == "ORDINAL":
            value = float(atom.text[:-2])
            return {"ORDINAL": value, "DAY": value} if 1 <= value <= 31 else {"ORDINAL": value}
        if kind == "DECADE":
            digits = atom.text.strip("'s")
            if len(digits) == 4:
                return {"DECADE": digits[:3]}
            led = self._leads_decade(i) or atom.text.startswith("'")
            return {"DECADE": f"19{digits[0]}"} if led else {PLAIN: ""}
        if kind == "QUARTER":
            return {"QUARTER": float(atom.text[1])}
        return {{"BREAK": "BREAK", "possessive": "'s", "dash": "–"}.get(kind) or self._mark(atom): ""}

    def _number(self, i: int) -> Mapping[str, Meaning]:
        atom = self.atoms[i]
        if atom.kind == "big":
            return {"NUMBER": float(atom.text.replace(",", ""))}
        digits = re.match(r"\d+", atom.text)
        number = int(digits.group()) if digits else 0
        if atom.kind == "half":
            return {"NUMBER": number + 0.5}
        meanings = integer(number, len(atom.text))
        if "YEAR" in meanings and not self._is_year(i, number):
            del meanings["YEAR"]
        return meanings

    def _mark(self, atom: _Atom) -> str:
        """The class of a mark: a hyphen joins words, a hyphen between spaces is a dash."""
        if atom.text == "-":
            around = self.text[atom.start - 1 : atom.start] + self.text[atom.end : atom.end + 1]
            return "–" if any(c.isspace() for c in around) else "-"
        return atom.text if atom.text in (",", "/") else "STOP"

    def _is_year(self, i: int, number: int) -> bool:
        """Whether four digits are a year: not those of "1990 miles" or "2000 people"."""
        before, then = self._at(i - 1), self._at(i + 1)
        if then.text == "%" or then.text in cues("NOT_YEAR"):
            return False
        token = self._token(self.atoms[i])
        if token is not None and token.dep_ == "nummod" and token.head.i > token.i:
            several = token.head.tag_ == "NNS" or "Plur" in token.head.morph.get("Number", [])
            if several and token.head.pos_ == "NOUN" and (number % 50 == 0 or number < 1900):
                return False
        if any(e.kind == "MONTH" for entries in self.entries.get(before.text, ()) for e in entries):
            return True
        return 1900 <= number < 2100 or before.text in cues("YEAR_LEAD") or before.kind == "number"
