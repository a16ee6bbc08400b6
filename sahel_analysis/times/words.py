"""What may each word of a text mean: a month or a verb, a day, a year or a mere number?

A word that may be something else ("May", "march", "second", "fall", a quarter of the city) gets its
class only where its part of speech and its neighbours allow it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Token

from sahel_analysis.parsing.syntax import SUBJECTS, text_of
from sahel_analysis.times.numbers import DIGITS, KINDS, digits_value, pieces_of, read_number
from sahel_analysis.times.pieces import MONEY, Piece, piece_at
from sahel_analysis.times.vocabulary import (
    PLAIN,
    Entry,
    Meaning,
    cues,
    entries_by_first,
    honorifics,
    integer,
    months,
    symbols,
)

_PLAIN: Mapping[str, Meaning] = {PLAIN: ""}
_NO_CLASS: Mapping[str, Meaning] = {}
_SAME = frozenset(("ISO", "SLASH", "SHORT"))
_COUNTED_BY_NONE = frozenset(("VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PRON"))
"""What no number counts: "on May 3 and 4 *left*"."""
_COUNTS = frozenset(("UNIT", "UNITS", "CARDINAL", "VAGUE"))
_UNITS = frozenset(("UNIT", "UNITS", "WEEKDAYS"))
_ARGUMENTS = SUBJECTS | {"obj", "dobj", "iobj"}


class Word(NamedTuple):
    """A word, number, date or mark of a text at characters `start` to `end`, and what it may mean.

    `meanings` holds a value per class, such as {"NUMBER": 15.0, "DAY": 15.0}; `symbol` stands for
    its classes.
    """

    start: int
    end: int
    text: str
    meanings: Mapping[str, Meaning]
    symbol: str


def find_words(doc: Doc) -> Sequence[Word]:
    """The words of a Doc in order, phrases of the tables and spelled-out numbers as one word each.

    Parts of speech and heads are used where the Doc has them. Found once per Doc.
    """
    state = (doc.has_annotation("POS"), _names(doc))
    known = _WORDS.get(doc)
    if known is None or known[0] != state:
        known = _WORDS[doc] = (state, _Reader(doc, *state).read())
    return known[1]


_Names = tuple[tuple[int, int, str], ...]
_WORDS: WeakKeyDictionary[Doc, tuple[tuple[bool, _Names], list[Word]]] = WeakKeyDictionary()


def _names(doc: Doc) -> _Names:
    """Where the layer below found names."""
    mentions = doc._.mentions if Doc.has_extension("mentions") else None
    return tuple((m.start, m.end, m.label) for m in mentions or () if m.kind == "name")


_BEARERS = frozenset(("PERSON", "ORG", "GROUP", "FAC"))
"""Labels of names that may hold a word of time: Sunday Adewale, the June 5 Movement."""

_YEARLY = frozenset(("GPE", "LOC", "EVENT", "NORP", "PERSON"))
"""Labels of names that a year may follow: Paris 2024."""


class Spelling(NamedTuple):
    """A spelling of the tables with its entries, those aside that only numbers are made of."""

    pieces: tuple[str, ...]
    entries: list[Entry]
    name: str


@cache
def spellings_by_first() -> dict[str, list[Spelling]]:
    """Spellings of the tables by their first piece, the longest first."""
    found: dict[str, list[Spelling]] = {}
    for first, groups in entries_by_first().items():
        for entries in groups:
            if kept := [e for e in entries if e.kind not in KINDS]:
                found.setdefault(first, []).append(Spelling(kept[0].pieces, kept, kept[0].name))
    return found


@cache
def _grammatical() -> dict[str, tuple[str, frozenset[str]]]:
    """Words of the grammar alone ("the", "of"): their symbol, and the second words of longer spellings."""
    found = {}
    for first, groups in entries_by_first().items():
        single = [e for entries in groups for e in entries if e.pieces == (first,)]
        if single and not any(e.kind for e in single):
            seconds = frozenset(entries[0].pieces[1] for entries in groups if len(entries[0].pieces) > 1)
            found[first] = symbols()[frozenset((first,))], seconds
    return found


class _Reader:
    """One pass over a Doc's text."""

    def __init__(self, doc: Doc, tagged: bool, names: _Names) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.starts = doc.to_array("IDX").tolist()
        self.tagged = tagged
        self.names = {i: label for start, end, label in names for i in range(start, end)}
        full = [self.text[start:end].split() for start, end, label in names if label == "PERSON"]
        self.first_names = {words[0].lower() for words in full if len(words) > 1}
        self.symbols = symbols()
        self.plain = self.symbols[frozenset(_PLAIN)]
        self.entries = entries_by_first()
        self.spellings = spellings_by_first()
        self.grammatical = _grammatical()
        self.pieces = pieces_of(doc)
        self.words: list[Word] = []

    def read(self) -> list[Word]:
        i, last = 0, len(self.pieces)
        while i < last:
            kind, start, end, text = self.pieces[i]
            if kind == "word" and text not in self.entries:
                self.words.append(Word(start, end, text, _PLAIN, self.plain))
                i += 1
            elif (known := self.grammatical.get(text)) and self._at(i + 1).text not in known[1]:
                self.words.append(Word(start, end, text, _NO_CLASS, known[0]))
                i += 1
            else:
                i += self._spelled(i) or self._phrase(i) or self._single(i)
        return self.words

    def _at(self, i: int) -> Piece:
        return piece_at(self.pieces, i)

    def _add(self, start: int, end: int, text: str, meanings: Mapping[str, Meaning], name: str = "") -> None:
        symbol = self.symbols.get(frozenset((*meanings, name) if name else meanings), self.plain)
        self.words.append(Word(start, end, text, meanings, symbol))

    # Words of the tables

    def _phrase(self, i: int) -> int:
        """Adds the longest spelling of the tables that begins at a piece; returns its number of pieces."""
        for spelling in self.spellings.get(self.pieces[i].text, ()):
            n = len(spelling.pieces)
            if n > 1 and any(self._at(i + k).text != spelling.pieces[k] for k in range(1, n)):
                continue
            kept = {e.kind: e.value for e in spelling.entries if e.kind and self._allowed(e, i, i + n)}
            if kept or n == 1:
                return n + self._add_phrase(spelling, i, kept)
        return 0

    def _add_phrase(self, spelling: Spelling, i: int, kept: Mapping[str, Meaning]) -> int:
        """Adds a spelling; returns the number of pieces that it takes in behind (an abbreviation's stop)."""
        last = i + len(spelling.pieces) - 1
        start, end, stop = self.pieces[i].start, self.pieces[last].end, self._at(last + 1)
        entry = spelling.entries[0]
        abbreviated = entry.needs == "short" or entry.kind == "DAYNAME"
        taken = abbreviated and stop.text == "." and stop.start == end
        self._add(start, end + taken, spelling.name, kept, spelling.name)
        return int(taken)

    def _allowed(self, entry: Entry, i: int, after: int) -> bool:
        """Whether the word is what the table says, and not its homonym."""
        piece, before, then = self.pieces[i], self._at(i - 1), self._at(after)
        upper = self.text[piece.start].isupper()
        if upper and self._is_in_name(i, after):
            return False
        if entry.kind == "WEEKDAY" and before.text == "the" and self._goes_on_as_name(then):
            return False
        counted = before.text[:1].isdigit() or then.text[:1].isdigit()
        led = before.text in cues("TIME_LEAD")
        match entry.needs:
            case "capital":
                return upper
            case "lower":
                return not upper or counted or then.text == "of"
            case "name":
                dated = then.text == "of" and self._names_a_year(after + 1)
                listed = self._is_month(i - 2) or (then.text == "to" and self._is_month(after + 1))
                day = before.kind in DIGITS  # "17 March by", but not "marched on"
                if then.text in ("for", "on", "to", "of", "by") and not (led or dated or listed or day):
                    return False
                return upper and (counted or led or self._pos(piece) in ("PROPN", ""))
            case "short":
                joined = before.text in ("-", "/") and self._at(i - 2).text.isdigit()
                return upper and (counted or joined or then.text == ".")
            case "noun":
                if then.text == "of" and not self._names_a_year(after + 1):
                    return False
                pos = self._pos(piece)
                return (not upper or counted) and (pos in ("NOUN", "PROPN") or (not pos and led))
            case "not_verb":
                return self._pos(piece) not in ("VERB", "AUX")
            case "adjective":
                return self._pos(piece) in ("ADJ", "")
            case "adverb":
                return self._pos(piece) in ("ADV", "")
            case "sure adverb":
                return self._pos(piece) == "ADV"
            case "common":
                return not upper or self._pos(piece) != "PROPN"
            case "decade":
                return self._leads_decade(i)
            case "counted":
                return before.kind in DIGITS or before.text in cues("COUNT_LEAD")
            case "behind unit":
                return any(e.kind in _UNITS for es in self.entries.get(before.text, ()) for e in es)
            case "whole":
                return then.text != "of" and before.text not in ("a", "-")
            case "phrase":
                noun = self._pos(then) in ("NOUN", "PROPN", "ADJ", "NUM") and then.kind == "word"
                counts = {e.kind for es in self.entries.get(then.text, ()) for e in es} & _COUNTS
                return not noun and not counts and then.kind not in DIGITS
        return True

    def _is_in_name(self, i: int, after: int) -> bool:
        """Whether a word is part of a name, found by the layer below or not: Mr. May, Sunday Okello."""
        piece, then = self.pieces[i], self._at(after)
        opens = self._at(i - 1)
        before = self._at(i - 2) if opens.text == "." else opens
        if self.names.get(piece.start) in _BEARERS or before.text in honorifics():
            return True
        starts = opens.kind in ("", "BREAK") or opens.text in (".", "!", "?")
        if starts and self.names.get(then.start) == "PERSON" and then.start - piece.end == 1:
            return True  # "Friday Okello wept": a date would have "on" or a comma
        token = self._token(piece)
        if piece.text in self.first_names and token is not None and token.dep_ in _ARGUMENTS:
            return True  # "April Mensah met police. April wept."
        return self.tagged and self._is_flat(token)

    def _goes_on_as_name(self, then: Piece) -> bool:
        """Whether a day is the first word of a name: "the *Monday* Market", not "the *Monday* Mass"."""
        timed = any(e.kind for entries in self.entries.get(then.text, ()) for e in entries)
        capital = then.kind == "word" and self.text[then.start].isupper()
        return capital and not timed and then.text not in cues("HELD")

    def _is_flat(self, token: Token | None) -> bool:
        """Whether the parse joins a word to a name beside it."""
        if token is None or token.pos_ != "PROPN":
            return False
        joined = [t for t in (token, *token.children) if t.dep_ == "flat"]
        beside = [token.head if t is token else t for t in joined]
        return any(
            abs(t.i - token.i) == 1 and t.text.istitle() and t.text.lower() not in self.entries
            for t in beside
        )

    def _leads_decade(self, i: int) -> bool:
        """Whether "the nineties" or "the late '90s" begin here: not "in his late nineties"."""
        before = [self._at(i - 1).text, self._at(i - 2).text]
        return before[0] in cues("DECADE_LEAD") and not cues("OWNER").intersection(before)

    def _names_a_year(self, i: int) -> bool:
        """Whether a year follows: "the fall of 2012", "the spring of last year"."""
        kinds = {e.kind for entries in self.entries.get(self._at(i).text, ()) for e in entries}
        return self._at(i).text.isdigit() or "SHIFT" in kinds

    def _is_month(self, i: int) -> bool:
        """Whether a piece is a month, as in "March to *May*" and "in *April* and May"."""
        return self._at(i).text in months()

    def _token(self, piece: Piece) -> Token | None:
        at = bisect_right(self.starts, piece.start) - 1
        return self.doc[at] if at >= 0 else None

    def _pos(self, piece: Piece) -> str:
        """Part of speech of an piece's token; empty if the Doc tells none."""
        token = self._token(piece) if self.tagged else None
        return token.pos_ if token is not None else ""

    # Numbers in words

    def _spelled(self, i: int) -> int:
        """Adds a number in words, or of several pieces; returns its number of pieces."""
        piece = self.pieces[i]
        found = read_number(self.pieces, i)
        if found is None or (piece.kind in DIGITS and (found.size == 1 or self._is_paid(piece))):
            return 0
        meanings: dict[str, Meaning] = {"YEAR" if found.is_year else "NUMBER": found.low}
        size = found.size
        if found.high is None:
            size += self._at(i + size).text == "of"
            meanings = {"VAGUE": "X"}
        if self._at(i - 1).text == "year" and found.low == found.high and 1000 <= found.low < 2200:
            meanings["YEAR"] = found.low
        self._add(piece.start, self.pieces[i + size - 1].end, "number", meanings)
        return size

    def _is_paid(self, piece: Piece) -> bool:
        return self.text[piece.start - 1 : piece.start] in MONEY and piece.start > 0

    # Numbers in digits, marks, and all other words

    def _single(self, i: int) -> int:
        piece = self.pieces[i]
        self._add(piece.start, piece.end, piece.text, self._meanings(i))
        return 1

    def _meanings(self, i: int) -> Mapping[str, Meaning]:
        piece = self.pieces[i]
        kind = piece.kind
        if kind == "word":
            return _PLAIN
        if kind in DIGITS:
            return {"MONEY": ""} if self._is_paid(piece) else self._number(i)
        if kind in _SAME:
            return {kind: piece.text}
        if kind in ("CLOCK", "HOURS"):
            time = clock(piece.text)
            return {kind: time} if time else _PLAIN
        if kind == "ORDINAL":
            value = float(piece.text[:-2])
            return {"ORDINAL": value, "DAY": value} if 1 <= value <= 31 else {"ORDINAL": value}
        if kind == "DECADE":
            digits = piece.text.strip("'s")
            if len(digits) == 4:
                return _PLAIN if self._numbers_a_thing(i, int(digits)) else {"DECADE": digits[:3]}
            led = self._leads_decade(i) or piece.text.startswith("'")
            return {"DECADE": f"19{digits[0]}"} if led else _PLAIN
        if kind == "QUARTER":
            return {"QUARTER": float(piece.text[1])}
        return {{"BREAK": "BREAK", "possessive": "'s", "dash": "–"}.get(kind) or self._mark(piece): ""}

    def _number(self, i: int) -> Mapping[str, Meaning]:
        piece = self.pieces[i]
        value = digits_value(piece)
        if piece.kind != "number":
            return {"NUMBER": value}
        number = int(value)
        meanings = integer(number, len(piece.text))
        if "YEAR" in meanings and not self._is_year(i, number):
            del meanings["YEAR"]
        if "DAY" in meanings and self._pos(self._at(i + 1)) in _COUNTED_BY_NONE:
            meanings["ALONE"] = value
        return meanings

    def _mark(self, piece: Piece) -> str:
        """The class of a mark: a hyphen joins words, a hyphen between spaces is a dash."""
        if piece.text == "-":
            around = self.text[piece.start - 1 : piece.start] + self.text[piece.end : piece.end + 1]
            return "–" if any(c.isspace() for c in around) else "-"
        return piece.text if piece.text in (",", "/") else "STOP"

    def _is_year(self, i: int, number: int) -> bool:
        """Whether four digits are a year: not those of "1990 miles" or "2000 people"."""
        before, then = self._at(i - 1), self._at(i + 1)
        of_month = any(e.kind == "MONTH" for entries in self.entries.get(before.text, ()) for e in entries)
        if of_month and 1900 <= number < 2100 and number % 50:
            return True  # "in June 2019 soldiers shot a man"
        if then.text == "%" or then.text in cues("NOT_YEAR") or self._numbers_a_thing(i, number):
            return False
        if cues("COUNT") & {before.text, f"{self._at(i - 2).text} {before.text}"}:
            return False
        token = self._token(self.pieces[i])
        if token is not None and token.dep_ == "nummod" and token.head.i > token.i:
            several = token.head.tag_ == "NNS" or "Plur" in token.head.morph.get("Number", [])
            if several and token.head.pos_ == "NOUN" and (number % 50 == 0 or number < 1900):
                return False
        if of_month:
            return True
        return 1900 <= number < 2100 or before.text in cues("YEAR_LEAD") or before.kind == "number"

    def _numbers_a_thing(self, i: int, number: int) -> bool:
        """Whether digits are the number of a thing: Resolution 1973, two Mirage 2000s; not Paris 2024."""
        before, then = self._at(i - 1), self._at(i + 1)
        if before.text in ("-", "/", ".") and before.end == self._at(i).start:
            before = self._at(i - 2)  # "Su-2000"
        elif before.text == ".":
            before = self._at(i - 2)
            return before.text in cues("NUMBERED")  # "No. 2003"
        if before.kind != "word" or before.text in cues("YEARLY"):
            return False
        if before.text in cues("NUMBERED"):
            return True
        if not self.text[before.start].isupper() or self._pos(before) != "PROPN":
            return False
        if self.names.get(before.start) in _YEARLY or before.text in self.entries:
            return False
        counted = self._pos(then) == "NOUN" and self._is_one_of_a_kind(i)
        return number % 100 == 0 or counted

    def _is_one_of_a_kind(self, i: int) -> bool:
        """Whether "a", "an" or a number opens the capitalised words before digits: "a Peugeot 2008 car"."""
        while i and self.text[self._at(i - 1).start].isupper() and self._at(i - 1).kind == "word":
            i -= 1
        return self._at(i - 1).text in ("a", "an") or read_number(self.pieces, i - 1) is not None


def clock(text: str) -> str | None:
    """5am, 7:15 p.m., 17:30, 17h30 or 24:00 (midnight) as T05:00 and so on; None if there is no such hour."""
    match = re.match(r"(\d{1,2})(?:[:.h](\d\d))?(?::\d\d)?[^\w:.]*([ap])?", text)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return f"T{hour:02}:{minute:02}" if hour * 60 + minute <= 24 * 60 and minute < 60 else None
