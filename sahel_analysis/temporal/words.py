"""Which words of a text speak of time: numbers, dates, hours, and the tables `time_*` of data/lexicon/.

Every word gets the classes that it may stand for here (a month, a unit, an ordinal ...), and each
set of classes has a symbol, so that the grammar reads a text as a string of symbols. A word that
may be something else ("May", "march", "second", "fall") gets its class only where its part of
speech and its neighbours allow it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations

from spacy.tokens import Doc, Token

from sahel_analysis.resources import read_table

TABLES = ("calendar", "numbers", "units", "words")

Meaning = str | float

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
    | (?P<big>(?<![\w.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|(?<![\w.])\d+\.\d+(?!\w))
    | (?P<number>(?<!\w)\d{1,6}(?!\w))
    | (?P<QUARTER>(?<!\w)Q[1-4](?!\w))
    | (?P<possessive>(?<=\w)['’]s?(?!\w))
    | (?P<word>[^\W\d_]+)
    | (?P<dash>--+|[–—])
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PIECE = re.compile(r"[^\W\d_]+|['’]s?|\S")
_MONEY = frozenset("$€£¥#")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number, date or mark of a text at characters `start` to `end`, and what it may mean.

    `meanings` holds a value per class, such as {"NUMBER": 15.0, "DAY": 15.0} or {"MONTH": 7.0}.
    """

    start: int
    end: int
    text: str
    meanings: Mapping[str, Meaning]
    symbol: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A spelling of the tables: its words, class, value, and what it needs to count as that."""

    words: tuple[str, ...]
    kind: str
    value: Meaning
    needs: str


@dataclass(frozen=True, slots=True)
class _Atom:
    kind: str
    start: int
    end: int
    text: str


def find_words(doc: Doc) -> list[Word]:
    """The words of a Doc in order, phrases of the tables and spelled-out numbers as one word each."""
    return _Reader(doc).read()


# Symbols


@cache
def _symbols() -> dict[frozenset[str], str]:
    """A character for each set of classes that a word can have."""
    sets = {frozenset(s.split("+")) for s in _SHAPES}
    sets |= {frozenset(_meanings_of_integer(n, digits)) for digits in (1, 2, 3, 4) for n in range(10**digits)}
    for entries in chain.from_iterable(_entries().values()):
        kinds = sorted({e.kind for e in entries if e.kind})
        for size in range(len(kinds) + 1):
            sets |= {frozenset({*some, _literal(entries[0].words)}) for some in combinations(kinds, size)}
    return {s: chr(0xE000 + i) for i, s in enumerate(sorted(sets, key=sorted))}


_SHAPES = (
    "ANY STOP BREAK 's - – , / ( ISO SLASH CLOCK HOURS DECADE SHORT QUARTER HOLIDAY ORDINAL ORDINAL+DAY "
    "NUMBER YEAR"
).split()


def symbols_of(kind: str) -> str:
    """The characters that stand for a class, or for a word of the tables. Raises KeyError if none does."""
    found = "".join(char for kinds, char in _symbols().items() if kind in kinds)
    if not found:
        raise KeyError(f"The grammar speaks of {kind!r}, which no table and no number has.")
    return found


# Tables


@cache
def _entries() -> dict[str, list[list[_Entry]]]:
    """Spellings by their first word, the longest first; entries with the same spelling together."""
    together: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for table in TABLES:
        rows = read_table(f"lexicon/time_{table}.csv")
        for text, kind, value, needs in zip(
            rows["word"], rows["class"], rows["value"], rows["needs"], strict=True
        ):
            words = tuple(_PIECE.findall(text))
            together[words].append(_Entry(words, kind, _plain(value), needs))
    for text in read_table("lexicon/time_holidays.csv")["word"]:
        words = tuple(_PIECE.findall(text))
        together[words].append(_Entry(words, "HOLIDAY", text, "capital"))
    first: dict[str, list[list[_Entry]]] = defaultdict(list)
    for words, entries in sorted(together.items(), key=lambda item: -len(item[0])):
        first[words[0]].append(entries)
    return first


def _plain(value: str) -> Meaning:
    return float(value) if re.fullmatch(r"-?\d+(?:\.\d+)?", value) else value


def _literal(words: tuple[str, ...]) -> str:
    return "_".join(words)


# Numbers


def _meanings_of_integer(number: int, digits: int) -> dict[str, Meaning]:
    value = float(number)
    meanings: dict[str, Meaning] = {"NUMBER": value}
    if digits <= 2 and 1 <= number <= 31:
        meanings["DAY"] = value
    if digits == 2:
        meanings["TWO"] = value
    if digits <= 2 and number <= 24:
        meanings["HOUR"] = value
    if digits == 4 and 1000 <= number < 2200:
        meanings["YEAR"] = value
    if digits == 4 and number // 100 < 24 and number % 100 < 60:
        meanings["HHMM"] = value
    return meanings


def _spelled_number(values: list[int]) -> dict[str, Meaning] | None:
    """Two hundred fifty, nineteen ninety-seven; None if the words do not make one number."""
    if len(values) >= 2 and values[0] in range(17, 22) and values[1] in range(10, 100):
        rest = values[1] if len(values) == 2 else values[1] + values[2]
        simple = len(values) == 2 or (len(values) == 3 and values[1] >= 20 and values[2] < 10)
        return {"YEAR": float(values[0] * 100 + rest)} if simple else None
    total = part = 0
    last = 0
    for value in values:
        if value in (100, 1000):
            part = max(part, 1) * value
            if value == 1000:
                total, part = total + part, 0
        elif last and last not in (100, 1000) and not (last >= 20 and value < 10):
            return None
        else:
            part += value
        last = value
    return {"NUMBER": float(total + part)}


# Reading


class _Reader:
    """One pass over a Doc's text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.tokens = [t.idx for t in doc]
        self.tagged = doc.has_annotation("POS")
        self.atoms = [
            _Atom(m.lastgroup or "", m.start(), m.end(), m.group().lower())
            for m in _ATOM.finditer(self.text)
        ]  # fmt: skip
        self.words: list[Word] = []

    def read(self) -> list[Word]:
        i = 0
        while i < len(self.atoms):
            i += self._phrase(i) or self._number_words(i) or self._atom(i)
        return self.words

    def _add(self, start: int, end: int, text: str, meanings: Mapping[str, Meaning], name: str = "") -> None:
        kinds = frozenset({*meanings, name} if name else meanings)
        symbol = _symbols().get(kinds) or _symbols()[frozenset({"ANY"})]
        self.words.append(Word(start, end, text, meanings, symbol))

    # Words of the tables

    def _phrase(self, i: int) -> int:
        """Adds the longest spelling of the tables that begins at an atom; returns its number of atoms."""
        atom = self.atoms[i]
        for entries in _entries().get(atom.text.replace("’", "'"), ()):
            n = len(entries[0].words)
            atoms = self.atoms[i : i + n]
            if len(atoms) < n or any(
                a.text.replace("’", "'") != w for a, w in zip(atoms, entries[0].words, strict=True)
            ):
                continue
            if entries[0].kind == "CARDINAL" and n == 1:
                return 0
            kept = {e.kind: e.value for e in entries if e.kind and self._allowed(e, i, i + n)}
            if n > 1 and not kept:
                continue
            end = atoms[-1].end
            if any(e.needs == "short" for e in entries) or "DAYNAME" in kept:
                end += self.text[end : end + 1] == "."
            if "CARDINAL" in kept:
                kept = {"NUMBER": kept["CARDINAL"]}
                self._add(atom.start, end, atom.text, kept)
            elif "ORDINAL" in kept and isinstance(kept["ORDINAL"], float) and kept["ORDINAL"] <= 31:
                self._add(atom.start, end, _literal(entries[0].words), kept, _literal(entries[0].words))
            else:
                self._add(atom.start, end, _literal(entries[0].words), kept, _literal(entries[0].words))
            stop = self.atoms[i + n] if i + n < len(self.atoms) else None
            return n + (stop is not None and stop.start < end)
        return 0

    def _allowed(self, entry: _Entry, i: int, after: int) -> bool:
        """Whether the word is what the table says, and not its homonym."""
        atom, text = self.atoms[i], self.text
        upper = text[atom.start].isupper()
        before = self.atoms[i - 1] if i else None
        then = self.atoms[after] if after < len(self.atoms) else None
        counted = (then is not None and then.text[0].isdigit()) or (
            before is not None and before.text[0].isdigit()
        )
        match entry.needs:
            case "capital":
                return upper
            case "lower":
                return not upper or counted or (then is not None and then.text == "of")
            case "name":
                if then is not None and then.text in ("for", "on", "to"):
                    return False
                return upper and (counted or self._pos(atom) in ("PROPN", "") or self._led(i))
            case "short":
                return upper and (counted or text[atom.end : atom.end + 1] == ".")
            case "noun":
                pos = self._pos(atom)
                return (not upper or counted) and (pos in ("NOUN", "PROPN") or (not pos and self._led(i)))
            case "not_verb":
                return self._pos(atom) not in ("VERB", "AUX")
            case "adjective":
                return self._pos(atom) in ("ADJ", "")
            case "adverb":
                return self._pos(atom) in ("ADV", "")
            case "counted":
                return before is not None and (
                    before.kind in ("number", "big", "half") or before.text in _COUNTS
                )
            case "phrase":
                pos = self._pos(then) if then is not None and then.kind == "word" else ""
                return pos not in ("NOUN", "PROPN", "ADJ", "NUM") and (
                    then is None or then.kind not in ("number", "big", "half")
                )
        return True

    def _led(self, i: int) -> bool:
        return i > 0 and self.atoms[i - 1].text in _LEADS

    def _token(self, atom: _Atom) -> Token | None:
        at = bisect_right(self.tokens, atom.start) - 1
        return self.doc[at] if at >= 0 else None

    def _pos(self, atom: _Atom) -> str:
        token = self._token(atom) if self.tagged else None
        return token.pos_ if token is not None else ""

    # Numbers in words

    def _number_words(self, i: int) -> int:
        """Adds a spelled-out number that begins at an atom; returns its number of atoms."""
        values, used, j = [], 0, i
        while j < len(self.atoms):
            value = self._cardinal(j)
            if value is None:
                if values and self.atoms[j].text in ("-", "and") and self._cardinal(j + 1) is not None:
                    if self.atoms[j].text == "and" and values[-1] not in (100, 1000):
                        break
                    j += 1
                    continue
                break
            if _spelled_number([*values, value]) is None and _spelled_number(values) is not None:
                break
            values.append(value)
            j += 1
            used = j - i
        if not values:
            return 0
        meanings = _spelled_number(values)
        if meanings is None:
            used, meanings = 1, {"NUMBER": float(values[0])}
        self._add(self.atoms[i].start, self.atoms[i + used - 1].end, "number", meanings)
        return used

    def _cardinal(self, i: int) -> int | None:
        if i >= len(self.atoms) or self.atoms[i].kind != "word":
            return None
        for entries in _entries().get(self.atoms[i].text, ()):
            if entries[0].kind == "CARDINAL" and len(entries[0].words) == 1:
                return int(entries[0].value)
        return None

    # Everything else

    def _atom(self, i: int) -> int:
        atom = self.atoms[i]
        self._add(atom.start, atom.end, atom.text, self._meanings(i))
        return 1

    def _meanings(self, i: int) -> Mapping[str, Meaning]:
        atom, text = self.atoms[i], self.text
        kind, before = atom.kind, self.atoms[i - 1] if i else None
        if kind in ("number", "big", "half") and atom.start and text[atom.start - 1] in _MONEY:
            return {"ANY": ""}
        match kind:
            case "number":
                meanings = _meanings_of_integer(int(atom.text), len(atom.text))
                if "YEAR" in meanings and not self._is_year(i, int(atom.text)):
                    del meanings["YEAR"]
                return meanings if frozenset(meanings) in _symbols() else {"NUMBER": meanings["NUMBER"]}
            case "big":
                return {"NUMBER": float(atom.text.replace(",", ""))}
            case "half":
                return {"NUMBER": float(re.match(r"\d+", atom.text)[0]) + 0.5}  # type: ignore[index]
            case "ORDINAL":
                value = float(atom.text[:-2])
                return {"ORDINAL": value, "DAY": value} if 1 <= value <= 31 else {"ORDINAL": value}
            case "DECADE":
                if len(atom.text) == 3 and (before is None or before.text not in _DECADE_LEADS):
                    return {"ANY": ""}
                digits = atom.text.strip("'’s")
                return {"DECADE": digits[:3] if len(digits) == 4 else f"19{digits[0]}"}
            case "QUARTER":
                return {"QUARTER": float(atom.text[1])}
            case "ISO" | "SLASH" | "CLOCK" | "HOURS" | "SHORT":
                return {kind: atom.text}
            case "BREAK":
                return {"BREAK": ""}
            case "possessive":
                return {"'s": ""}
            case "dash":
                return {"–": ""}
            case "mark":
                return {self._mark(atom): ""}
        return {"ANY": ""}

    def _mark(self, atom: _Atom) -> str:
        text = self.text
        if atom.text == "-":
            joined = (
                not text[atom.start - 1 : atom.start].isspace()
                and not text[atom.end : atom.end + 1].isspace()
            )
            return "-" if joined else "–"
        return atom.text if atom.text in (",", "/", "(") else "STOP"

    def _is_year(self, i: int, number: int) -> bool:
        """Whether four digits are a year: not "1990 miles", "2000 people", "No. 1990"."""
        before = self.atoms[i - 1] if i else None
        then = self.atoms[i + 1] if i + 1 < len(self.atoms) else None
        if then is not None and (then.text in _NOT_YEARS or (then.kind == "mark" and then.text == "%")):
            return False
        token = self._token(self.atoms[i])
        counts = token is not None and token.dep_ == "nummod" and token.head.tag_ == "NNS"
        if counts and token is not None and token.head.i > token.i and (number % 50 == 0 or number < 1900):
            return False
        if 1900 <= number < 2100:
            return True
        return before is not None and (before.text in _YEAR_LEADS or before.kind == "number")


_COUNTS = frozenset(("per", "every", "each", "split", "-", "one"))
_LEADS = frozenset(
    ("in", "last", "next", "this", "since", "until", "by", "early", "late", "mid", "of", "the", "-")
)
_DECADE_LEADS = frozenset(("the", "early", "late", "mid", "-"))
_YEAR_LEADS = frozenset(
    (
        "in",
        "since",
        "until",
        "by",
        "of",
        "from",
        "to",
        "between",
        "and",
        ",",
        "year",
        "before",
        "after",
        "circa",
        "around",
        "about",
    )
)
_NOT_YEARS = frozenset(
    (
        "percent",
        "million",
        "billion",
        "miles",
        "kilometers",
        "kilometres",
        "km",
        "tons",
        "tonnes",
        "dollars",
        "francs",
        "pounds",
        "euros",
        "troops",
        "soldiers",
        "people",
    )
)
