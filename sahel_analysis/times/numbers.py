"""Which number is it? "10 000", "twelve hundred", "1.5 million", "half a dozen", "hundreds".

`find_numbers` is the package's one reader of numbers: it gives whole numbers with their bounds, and
leaves out what counts nothing ("one in ten", "1/2", "12 percent", "$5 million", "AK-47").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Token

from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.times.pieces import MONEY, Piece, cut, piece_at
from sahel_analysis.times.vocabulary import Meaning, cues, entries_by_first, ordinals

DIGITS = frozenset(("number", "thousands", "decimal", "half"))
"""Kinds of pieces that are numbers in digits."""

KINDS = frozenset(("CARDINAL", "MULTIPLIER", "MANY", "LEAD", "NONE"))
"""Classes of data/lexicon/time_numbers.csv that only this file reads."""

_DASHES = frozenset("-–—")
_UP_TO = frozenset(("to", "or"))
"""Words between the two ends of a range; "and" is one only behind "between"."""


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number at tokens start to end (exclusive) of a Doc.

    low and high are its bounds: equal for a number that is told ("1 200"), the two ends of "12-15",
    2 × 12 and None for "dozens", 20 and None for "20-odd".
    """

    start: int
    end: int
    low: int
    high: int | None

    @property
    def is_exact(self) -> bool:
        """Whether the text tells the number itself."""
        return self.low == self.high


def find_numbers(doc: Doc) -> Sequence[Number]:
    """The whole numbers of a Doc in order, in digits, words or both, those of dates and ages too.

    Args:
        doc: Any Doc. Parts of speech tell "no" before a noun (0) from other uses.

    Returns:
        Records in order, found once per Doc; two may lie in one token ("3–2"): start, end (tokens, end
        exclusive), low and high (whole numbers; high None if open). "No villagers" and "no one" are 0.
        What counts nothing is left out: shares (one in ten, 1/2, 12 percent), fractions (3.5), amounts
        behind a sign ($5), numbers of names (AK-47). Words around that bound a number ("at least",
        "some") are not read here.

    Example:
        >>> import spacy
        >>> doc = spacy.blank("en")("Of 1 200 villagers, three score fled; dozens, or 40-50, died.")
        >>> [(str(doc[n.start : n.end]), n.low, n.high) for n in find_numbers(doc)]
        [('1 200', 1200, 1200), ('three score', 60, 60), ('dozens', 24, None), ('40-50', 40, 50)]
    """
    found = _FOUND.get(doc)
    if found is None:
        found = _FOUND[doc] = tuple(_Counter(doc).numbers())
    return found


_FOUND: WeakKeyDictionary[Doc, tuple[Number, ...]] = WeakKeyDictionary()
_PIECES: WeakKeyDictionary[Doc, list[Piece]] = WeakKeyDictionary()


def pieces_of(doc: Doc) -> list[Piece]:
    """The pieces of a Doc's text, cut once."""
    pieces = _PIECES.get(doc)
    if pieces is None:
        pieces = _PIECES[doc] = cut(text_of(doc))
    return pieces


class Spelled(NamedTuple):
    """A number that `size` pieces make; `high` is None for "dozens". `is_year`: "nineteen sixty"."""

    size: int
    low: float
    high: float | None
    is_year: bool = False


def read_number(pieces: Sequence[Piece], i: int) -> Spelled | None:
    """The longest number that begins at a piece, in digits, words or both; None if none does."""
    kind, _, _, text = pieces[i]
    if kind in DIGITS:
        return _summed(pieces, i, i + 1, digits_value(pieces[i]), is_spelled=False)
    if kind != "word" or text not in _classes():
        return None
    found = _led(pieces, i) or _many(pieces, i) or _year(pieces, i) or _in_words(pieces, i)
    j = i + (found.size if found else 0)
    if _text(pieces, j) == "-" and _text(pieces, j + 1) in ordinals():  # "twenty-first"
        return None
    return found


def digits_value(piece: Piece) -> float:
    """The value of a number in digits: 1,200, 10.000, 10 000, 10'000, 3.5 or 2½."""
    text = piece.text
    if piece.kind == "half":
        return int(re.split(r"\D", text)[0]) + 0.5
    if piece.kind == "thousands":
        whole, _, rest = text.partition(".") if "," in text else (text, "", "")
        return float(re.sub(r"\D", "", whole) + (f".{rest}" if rest else ""))
    return float(text.replace(",", "."))


@cache
def _classes() -> dict[str, dict[tuple[str, ...], dict[str, Meaning]]]:
    """Spellings of numbers by their first piece, the longest first, with their classes' values."""
    return {
        first: {
            entries[0].pieces: {e.kind: e.value for e in entries if e.kind in KINDS} for entries in spellings
        }
        for first, spellings in entries_by_first().items()
        if any(e.kind in KINDS for entries in spellings for e in entries)
    }


def _value(pieces: Sequence[Piece], i: int, kind: str) -> float | None:
    """The value of a single word of a class, None if it is of another."""
    if i >= len(pieces):
        return None
    value = _classes().get(pieces[i].text, {}).get((pieces[i].text,), {}).get(kind)
    return value if isinstance(value, float) else None


def _text(pieces: Sequence[Piece], i: int) -> str:
    return pieces[i].text if i < len(pieces) else ""


def _spellings(pieces: Sequence[Piece], i: int, kind: str) -> Iterator[tuple[int, Meaning]]:
    """Where the spellings of a class end that begin at a piece, with their values."""
    for spelling, classes in _classes()[pieces[i].text].items():
        n = len(spelling)
        if kind in classes and all(_text(pieces, i + k) == spelling[k] for k in range(1, n)):
            yield i + n, classes[kind]


def _led(pieces: Sequence[Piece], i: int) -> Spelled | None:
    """A hundred, half a million, a couple of thousand; several hundred and a few dozen are at least two."""
    for j, value in _spellings(pieces, i, "LEAD"):
        j += _text(pieces, j) == "-"
        if (multiplier := _value(pieces, j, "MULTIPLIER")) is None:
            continue
        if isinstance(value, float):
            return _summed(pieces, i, j, value)
        then = _value(pieces, j + 1, "MULTIPLIER")
        return Spelled(j + 1 - i + (then is not None), 2 * multiplier * (then or 1), None)
    return None


def _many(pieces: Sequence[Piece], i: int) -> Spelled | None:
    """Dozens, hundreds of thousands: at least two of them."""
    low, j = 2.0, i
    while (value := _value(pieces, j, "MANY")) is not None:
        low *= value
        j += 2 if _text(pieces, j + 1) == "of" else 1
        if j - i == 1 or _text(pieces, j - 1) != "of":
            break
    if j == i:
        return None
    return Spelled(j - i - (_text(pieces, j - 1) == "of"), low, None)


def _year(pieces: Sequence[Piece], i: int) -> Spelled | None:
    """Nineteen ninety-seven, twenty twenty."""
    century, j = _value(pieces, i, "CARDINAL"), i + 1
    j += _text(pieces, j) == "-"
    rest = _value(pieces, j, "CARDINAL")
    if century is None or rest is None or not (17 <= century <= 21 and 10 <= rest < 100):
        return None
    k = j + 1 + (_text(pieces, j + 1) == "-")
    last = _value(pieces, k, "CARDINAL")
    if last is not None and rest % 10 == 0 and rest >= 20 and last < 10:
        return Spelled(k + 1 - i, (number := 100 * century + rest + last), number, is_year=True)
    return Spelled(j + 1 - i, (number := 100 * century + rest), number, is_year=True)


def _in_words(pieces: Sequence[Piece], i: int) -> Spelled | None:
    """Twenty-five, two hundred and six, hundred, a couple of."""
    for j, value in _spellings(pieces, i, "CARDINAL"):
        if isinstance(value, float):
            return _summed(pieces, i, j, value)
    multiplier = _value(pieces, i, "MULTIPLIER")
    return _summed(pieces, i, i, 1.0) if multiplier and multiplier >= _HUNDRED else None


_HUNDRED = 100
"""The least multiplier to which smaller numbers are added: not "two dozen and six"."""


def _summed(pieces: Sequence[Piece], i: int, j: int, part: float, *, is_spelled: bool = True) -> Spelled:
    """A number whose first word or digits, up to piece j, are worth `part`, with what multiplies and adds."""
    total, least, settled = 0.0, float("inf"), (j, 0.0)
    while True:
        k, multiplier, half = _next_multiplier(pieces, j)
        if multiplier is not None:
            part += half
            if not part or multiplier >= least or (multiplier == _HUNDRED and part >= _HUNDRED):
                if total:  # "a thousand and ten | million"
                    j, number = settled
                    return Spelled(j - i, number, number)
                break
            part, is_spelled, j = part * multiplier, True, k
            if multiplier < _HUNDRED:
                break
            if multiplier > _HUNDRED:
                total, part, least = total + part, 0.0, multiplier
                settled = j, total
            continue
        k = j + (_text(pieces, j) == "-" or (_text(pieces, j) == "and" and part % _HUNDRED == 0))
        value = _value(pieces, k, "CARDINAL") if is_spelled else None
        if value is None or not _may_add(part, value) or _begins_another(pieces, k + 1, part):
            break
        part, j = part + value, k + 1
    number = total + part
    return Spelled(j - i, number, number)


def _next_multiplier(pieces: Sequence[Piece], j: int) -> tuple[int, float | None, float]:
    """A multiplier at a piece, the piece behind it, and the half that "and a half" adds before it."""
    j += _text(pieces, j) == "-"
    half = 0.0
    if [_text(pieces, j + n) for n in range(3)] == ["and", "a", "half"]:
        j, half = j + 3, 0.5
    return j + 1, _value(pieces, j, "MULTIPLIER"), half


def _may_add(part: float, value: float) -> bool:
    """Whether a number follows another as in "hundred six" and "twenty-five"."""
    return value >= 1 and (part % _HUNDRED == 0 or (part % 10 == 0 and part % _HUNDRED >= 20 and value < 10))


def _begins_another(pieces: Sequence[Piece], j: int, part: float) -> bool:
    """Whether hundreds behind hundreds begin a number of their own: "two hundred and | three hundred"."""
    return part >= _HUNDRED and _next_multiplier(pieces, j)[1] == _HUNDRED


class _Counter:
    """One pass over the pieces of a Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.pieces = pieces_of(doc)
        self.starts = doc.to_array("IDX").tolist()

    def numbers(self) -> Iterator[Number]:
        i, spelled = 0, _classes()
        while i < len(self.pieces):
            kind, _, _, text = self.pieces[i]
            if text not in spelled and kind not in DIGITS:
                i += 1
                continue
            found = read_number(self.pieces, i)
            if found is None:
                size = self._none(i)
                if size:
                    yield self._number(i, i + size, 0, 0)
                i += size or 1
                continue
            j = i + found.size
            if (share := self._share(i, j, found)) > j:
                i = share
                continue
            end, high = self._range(j, found)
            if self._counts(i, j, found):
                scale = self._shared_scale(i, j, found) if end == j else 1
                yield self._number(i, end, int(found.low) * scale, high and high * scale)
            i = end

    def _at(self, i: int) -> Piece:
        return piece_at(self.pieces, i)

    def _number(self, i: int, j: int, low: int, high: int | None) -> Number:
        first = bisect_right(self.starts, self.pieces[i].start) - 1
        last = bisect_left(self.starts, self.pieces[j - 1].end)
        return Number(first, last, low, high)

    def _token(self, i: int) -> Token:
        return self.doc[bisect_right(self.starts, self.pieces[i].start) - 1]

    def _none(self, i: int) -> int:
        """Pieces of "zero", "no one", or "no" before a noun, 0 of anything else."""
        for j, _ in _spellings(self.pieces, i, "NONE") if self.pieces[i].text in _classes() else ():
            if j == len(self.pieces) or self._at(j).kind != "word":
                return j - i if self.pieces[i].text != "no" or j - i > 1 else 0
            noun = self._token(i).pos_ == "DET" and self._token(j).pos_ in ("NOUN", "ADJ", "PROPN")
            if self.pieces[i].text != "no" or j - i > 1 or noun:
                return j - i
        return 0

    def _range(self, j: int, found: Spelled) -> tuple[int, int | None]:
        """Where a number ends and its upper bound: behind the hyphen of "12-15", open in "20-odd"."""
        high = None if found.high is None else int(found.high)
        dash, upper = self._at(j), self._at(j + 1)
        if "odd" in (dash.text, upper.text if dash.text == "-" else ""):  # 20-odd
            return j + 1 + (dash.text == "-"), None
        glued = dash.text in _DASHES and (dash.start, upper.start) == (self._at(j - 1).end, dash.end)
        if high is None or not glued or upper.kind not in DIGITS or self._at(j - 1).kind not in DIGITS:
            return j, high
        other = read_number(self.pieces, j + 1)
        if other is None or other.low != int(other.low) or not found.low < other.low or _is_year(found.low):
            return j, high
        return j + 1 + other.size, int(other.low)

    def _shared_scale(self, i: int, j: int, found: Spelled) -> int:
        """What multiplies a number and the greater one joined to it: "between *two* and three *dozen*"."""
        joint, own = self._at(j).text, _value(self.pieces, j - 1, "MULTIPLIER")
        joined = joint in _UP_TO or (joint == "and" and i > 0 and self._at(i - 1).text == "between")
        if own is not None or not joined or j + 1 >= len(self.pieces):
            return 1
        upper = read_number(self.pieces, j + 1)
        if upper is None or found.low != found.high:
            return 1
        scale, last = 1.0, j + upper.size
        while last > j + 1 and (multiplier := _value(self.pieces, last, "MULTIPLIER")) is not None:
            scale, last = scale * multiplier, last - 1
        return int(scale) if found.low < upper.low / scale else 1

    def _counts(self, i: int, j: int, found: Spelled) -> bool:
        """Whether a number counts something: not $5, 12 percent, 1/2, AK-47, 3.5 or "he scores"."""
        start, end, then = self._at(i).start, self._at(j - 1).end, self._at(j)
        before = self.text[max(start - 2, 0) : start]
        if before[-1:] in MONEY or before[-1:] == "/" or self.text[end : end + 1] == "/":
            return False
        if found.low != int(found.low) or (found.high is None and self._token(i).pos_ == "VERB"):
            return False
        named = before[-1:] == "-" and before[:1].isalpha() and self._at(i).kind in DIGITS
        return not (
            named or then.text in cues("PERCENT") or (then.text, self._at(j + 1).text) == ("per", "cent")
        )

    def _share(self, i: int, j: int, found: Spelled) -> int:
        """The piece behind "one in ten" and "nine out of ten", the number's own end if it is no share."""
        for joint in (("out", "of"), ("in", "every"), ("of", "every"), ("in",)):
            k = j + len(joint)
            if tuple(self._at(n).text for n in range(j, k)) != joint or k >= len(self.pieces):
                continue
            whole = read_number(self.pieces, k)
            if whole is None or whole.low <= found.low or _is_year(whole.low):
                return j
            then = self._at(k + whole.size).text
            counts = {e.kind for entries in entries_by_first().get(then, ()) for e in entries}
            usual = found.low == 1 or whole.low in (10, _HUNDRED) or len(joint) > 1
            return j if counts & {"UNIT", "UNITS"} or not usual else k + whole.size
        return j


def _is_year(number: float) -> bool:
    return 1900 <= number < 2100
