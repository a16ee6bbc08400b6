"""How is a text cut into pieces: words, numbers, hours and dates in digits, marks?

By one look at the characters alone, whatever the Doc's tokens are. A blank line, or a mark that
ends a paragraph, is a piece; any other blanks and line breaks only part pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sahel_analysis.times.vocabulary import full_year, months

_BLANK = "[ \t\xa0\u2007\u2009\u202f]"
"""A blank inside a line: of any width, breaking or not."""

_INVISIBLE = "\xad\u200b-\u200f\u2060-\u2064\ufeff"
"""Characters without width: they part nothing."""

_PIECE = re.compile(
    rf"""
    (?![ ]\w)  # so that at most blanks the long list need not be tried
    (?: (?P<QUARTER>(?<!\w)Q[1-4](?!\w))
    | (?P<word>[^\W\d_]+)
    | (?P<BREAK>(?:\r\n|\n|\r(?!\n))[^\S\r\n]*[\r\n]\s*|\s*[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*)
    | (?P<ISO>(?<!\w)(?:\d{{4}}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?
        |(?:19|20)\d\d(?:/[01]?\d/[0-3]?\d|[01]\d[0-3]\d)(?!/))(?!\w))
    | (?P<joined>(?<!\w)[0-3]?\d[^\W\d_]{{3,9}}(?:19|20)?\d\d(?!\w))
    | (?P<SLASH>(?<![\w/])\d{{1,2}}(?P<sep>[/.-])\d{{1,2}}(?P=sep)(?:\d{{4}}|\d\d)(?![\w/]))
    | (?P<CLOCK>(?<![\w:.])\d{{1,2}}(?:[:.]\d\d)?(?::\d\d)?[\s{_INVISIBLE}]{{0,3}}(?:[ap]\.m\.?|[ap]m\b))
    | (?P<HOURS>(?<![\w:.])\d{{1,2}}[:h]\d\d(?::\d\d)?(?![\w:]))
    | (?P<DECADE>(?<!\w)(?:(?:1\d|20)\d0|\d0|['’]\d0)s(?!\w))
    | (?P<SHORT>(?<!\w)['’]\d\d(?!\w))
    | (?P<ORDINAL>(?<!\w)\d{{1,3}}(?:st|nd|rd|th)(?!\w))
    | (?P<half>(?<![\w.])\d{{1,6}}(?:[\s{_INVISIBLE}-]{{1,3}}1/2|\s?½)(?!\w))
    | (?P<thousands>(?<![\w.,])[1-9]\d{{0,2}}(?:
          (?:,\d{{3}})+(?:\.\d+)?
        | (?:\.\d{{3}})+(?!{_BLANK}?(?:[mb]illion|per|%))
        | (?:{_BLANK}\d{{3}}|['’]\d{{3}})+
        )(?![\w/]|[,.]\d))
    | (?P<decimal>(?<![\w.])\d{{1,9}}\.\d{{1,9}}(?!\w)|(?<![\w.])\d{{1,3}},\d{{1,2}}(?={_BLANK}[mb]illion))
    | (?P<number>(?<!\w)\d{{1,9}}(?!\w))
    | (?P<possessive>(?<=\w)['’]s?(?!\w))
    | (?P<dash>--+|[–—])
    | (?P<mark>[^\w\s{_INVISIBLE}]))
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Piece(NamedTuple):
    """Characters start to end of a text; `text` is in lower case, with straight apostrophes."""

    kind: str
    start: int
    end: int
    text: str


NOTHING = Piece("", 0, 0, "")
"""What stands before the first piece and behind the last."""


MONEY = frozenset("$€£¥#")
"""Marks before sums and house numbers, which are no dates and count nobody."""


def piece_at(pieces: Sequence[Piece], i: int) -> Piece:
    """A piece of a text, or `NOTHING` before its first and behind its last."""
    return pieces[i] if 0 <= i < len(pieces) else NOTHING


def cut(text: str) -> list[Piece]:
    """The pieces of a text in order."""
    pieces: list[Piece] = []
    for m in _PIECE.finditer(text):
        start, end = m.span()
        kind, found = m.lastgroup or "", text[start:end].lower()
        if "’" in found:
            found = found.replace("’", "'")
        if kind == "thousands" and not {p.text for p in pieces[-2:]}.isdisjoint(months()):
            for part in re.finditer(r"\S+", found):  # "on Sept. 12 300 people fled"
                pieces.append(Piece("number", start + part.start(), start + part.end(), part.group()))
        elif kind == "joined":
            pieces.append(_joined(start, end, found))
        else:
            pieces.append(Piece(kind, start, end, found))
    return pieces


def _joined(start: int, end: int, text: str) -> Piece:
    """17SEP2024 as the ISO date that it is; of anything else that is written so only the word."""
    day, word, year = re.split(r"(\D+)", text)
    if word in months():
        whole = int(year) if len(year) == len("2024") else full_year(int(year))
        return Piece("ISO", start, end, f"{whole}-{months()[word]:02}-{int(day):02}")
    return Piece("word", start + len(day), end - len(year), word)
