"""Which words speak of time? The tables `time_*` of data/lexicon/, and a symbol for each set of classes.

A word can belong to several classes ("second": ordinal and unit). Each set of classes that a word
can have gets one character, its symbol, so that the grammar reads a text as a string.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations

from sahel_analysis.resources import read_table, read_words

TABLES = ("calendar", "numbers", "units", "words")

Meaning = str | float
"""What a word means as a member of a class: a number, or a code such as "MO" or "PAST_REF"."""

PLAIN = "ANY"
"""The class of a word that does not speak of time."""

# What reading a text makes without a table: marks, dates and hours in digits, numbers in words.
_SHAPES = (
    "ANY STOP BREAK 's - – , / ISO SLASH CLOCK HOURS DECADE SHORT "
    "QUARTER ORDINAL ORDINAL+DAY NUMBER VAGUE YEAR MONEY"
).split()

_PIECE = re.compile(r"[^\W\d_]+|'s?|\S")


@dataclass(frozen=True, slots=True)
class Entry:
    """A spelling of the tables: its pieces, class, value, and what it needs to count as that."""

    pieces: tuple[str, ...]
    kind: str
    value: Meaning
    needs: str

    @property
    def name(self) -> str:
        """The spelling as the grammar writes it: "fiscal_year"."""
        return "_".join(self.pieces)


@cache
def entries_by_first() -> dict[str, list[list[Entry]]]:
    """Spellings by their first piece, the longest first; entries with the same spelling together."""
    together: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for table in TABLES:
        rows = read_table(f"lexicon/time_{table}.csv")
        for text, kind, value, needs in zip(
            rows["word"], rows["class"], rows["value"], rows["needs"], strict=True
        ):
            pieces = tuple(_PIECE.findall(text))
            together[pieces].append(Entry(pieces, kind, _plain(value), needs))
    for text in read_table("lexicon/time_holidays.csv")["word"]:
        pieces = tuple(_PIECE.findall(text))
        together[pieces].append(Entry(pieces, "HOLIDAY", text, "capital"))
    first: dict[str, list[list[Entry]]] = defaultdict(list)
    for pieces, entries in sorted(together.items(), key=lambda item: -len(item[0])):
        first[pieces[0]].append(entries)
    return dict(first)


def _plain(value: str) -> Meaning:
    return float(value) if re.fullmatch(r"-?\d+(?:\.\d+)?", value) else value


def cues(kind: str) -> frozenset[str]:
    """Words of a class of time_cues.csv: they tell what a word beside them means."""
    return read_words("time_cues", kind)


@cache
def months() -> dict[str, int]:
    """Spellings of months, abbreviated too, with their numbers."""
    rows = read_table("lexicon/time_calendar.csv")
    named = zip(rows["word"], rows["class"], rows["value"], strict=True)
    return {word: int(value) for word, kind, value in named if kind == "MONTH"}


@cache
def ordinals() -> frozenset[str]:
    """First, second, third."""
    return _spellings_of("numbers", "ORDINAL")


def _spellings_of(table: str, kind: str) -> frozenset[str]:
    rows = read_table(f"lexicon/time_{table}.csv")
    return frozenset(w for w, c in zip(rows["word"], rows["class"], strict=True) if c == kind)


@cache
def honorifics() -> frozenset[str]:
    """Forms of address, behind which a name follows: Mr, Mrs."""
    table = read_table("lexicon/titles.csv")
    rows = zip(table["title"], table["group"], strict=True)
    return frozenset(title.lower() for title, group in rows if group in ("form of address", "honorific"))


# Symbols


@cache
def symbols() -> dict[frozenset[str], str]:
    """A character for each set of classes that a word can have."""
    sets = {frozenset(s.split("+")) for s in _SHAPES}
    sets |= {frozenset(integer(n, digits)) for digits in (1, 2, 3, 4) for n in range(10**digits)}
    sets |= {frozenset(integer(n, 4)) - {"YEAR"} for n in range(10_000)}
    sets |= {frozenset({*integer(n, digits), "ALONE"}) for digits in (1, 2) for n in range(1, 32)}
    for entries in chain.from_iterable(entries_by_first().values()):
        kinds = sorted({e.kind for e in entries if e.kind})
        for size in range(len(kinds) + 1):
            sets |= {frozenset({*some, entries[0].name}) for some in combinations(kinds, size)}
    return {s: chr(0xE000 + i) for i, s in enumerate(sorted(sets, key=sorted))}


@cache
def _symbols_by_class() -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for kinds, char in symbols().items():
        for kind in kinds:
            found[kind].append(char)
    return {kind: "".join(chars) for kind, chars in found.items()}


def symbols_of(kind: str) -> str:
    """The characters that stand for a class, or for a word of the tables.

    Raises KeyError if no word can have it: a slip in data/lexicon/time_grammar.csv.
    """
    found = _symbols_by_class().get(kind)
    if found is None:
        raise KeyError(f"The grammar speaks of {kind!r}, which no table and no number has.")
    return found


# Numbers


def full_year(two_digits: int) -> int:
    """The year that two digits stand for: 51 to 99 are of the last century."""
    return two_digits + (1900 if two_digits > 50 else 2000)


def integer(number: int, digits: int) -> dict[str, Meaning]:
    """What a number in digits may be: a day, a year, an hour and minute without a colon."""
    value = float(number)
    meanings: dict[str, Meaning] = {"NUMBER": value}
    if digits <= 2 and 1 <= number <= 31:
        meanings["DAY"] = value
    if digits == 2:
        meanings["TWO"] = value
    if digits == 4 and 1000 <= number < 2200:
        meanings["YEAR"] = value
    if digits == 4 and number // 100 < 24 and number % 100 < 60:
        meanings["HHMM"] = value
    return meanings
