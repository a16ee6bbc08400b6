"""Quotation marks, paired by type and paragraph by paragraph, so that a stray mark harms only its own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›"}
_TYPEWRITER = {'"': '"', "''": "''", "``": "''"}
_MARK = re.compile(r"``|''|[“”„«»‹›\"＂]")
_PARAGRAPH = re.compile(r"(?:[^\n\r]+|\r?\n(?=[a-zà-ÿ]))+")
"""A line that goes on in lower case is only wrapped."""

_SINGLE_OPEN = re.compile(r"[‘'](?<![\w.,’'].)(?=[\w“\"])(?!(?:\d\ds|tis|twas|em|til|cause)\b)")
_SINGLE_CLOSE = re.compile(r"[’'](?<=[^\s‘('].)(?!\w)")  # looks back last, since few characters are marks
_ENDS_SPEECH = ".,!?…;"
_DEPTH = 8
"""Quotations within quotations: more marks than these that wait for a partner are strays."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: characters with marks (`start` to `end`) and without (`inner_start` to `inner_end`).

    `whole` says that it fills its paragraph; `open` that no mark closes it (it goes on in the next one).
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    whole: bool = False
    open: bool = False


def find_quotations(text: str) -> list[Quotation]:
    """Outermost quotations of a text, in order, none overlapping another.

    Pairs are curly, straight, „low“, «guillemets», `` '' and single marks that are no apostrophes. A
    quotation ends with its paragraph (line) at the latest; one that opens a paragraph and is not closed
    counts if the next paragraph opens with a mark too.
    """
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(text) if m.group().strip()]
    quotations: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        goes_on = following is not None and bool(_MARK.match(text[slice(*following)].lstrip()[:2]))
        found = list(_double(text, start, end, goes_on))
        singles = _single(text, start, end)
        inside = [(q.start, q.end) for q in found]
        found += [q for q in singles if not any(a < q.end and q.start < b for a, b in inside)]
        for q in sorted(found, key=lambda q: q.start):
            whole = not (text[start : q.start].strip() or text[q.end : end].strip(" \t.,"))
            quotations.append(Quotation(q.start, q.end, q.inner_start, q.inner_end, whole, q.open))
    return quotations


def _double(text: str, start: int, end: int, goes_on: bool) -> Iterator[Quotation]:
    waiting: list[tuple[int, int, str]] = []  # marks that wait for a partner: start, end, what closes them
    closed: list[Quotation] = []
    for match in _MARK.finditer(text, start, end):
        mark = match.group().replace("＂", '"')
        partner = next((k for k in reversed(range(len(waiting))) if mark in waiting[k][2]), None)
        if mark in _TYPEWRITER and mark != "``":
            opens = _opens(text, match.start(), match.end(), start, end)
            if partner is not None and (not opens or match.start() == waiting[partner][1]):
                opens = False
            elif opens and partner is not None:
                del waiting[partner:]  # two openings in a row: the first is a stray
        else:
            opens = mark in ("``", *_PAIRS) and (mark != "“" or partner is None)
        if opens:
            waiting.append((match.start(), match.end(), _PAIRS.get(mark) or _TYPEWRITER[mark]))
            del waiting[:-_DEPTH]
        elif partner is not None:
            a, b, _ = waiting[partner]
            del waiting[partner:]
            while closed and closed[-1].start > a:
                closed.pop()
            closed.append(Quotation(a, match.end(), b, match.start()))
    yield from closed
    if waiting and goes_on and (not closed or closed[-1].end <= waiting[-1][0]):
        a, b, _ = waiting[-1]
        if text[start:a].rstrip()[-1:] not in ("", ":", ","):
            return  # a stray: what goes on over paragraphs begins as speech does
        last = a + len(text[a:end].rstrip())
        yield Quotation(a, last, b, last, open=True)


def _opens(text: str, a: int, b: int, start: int, end: int) -> bool:
    """Whether a typewriter mark stands where an opening one would: a word after it and none before."""
    before = text[a - 1] if a > start else " "
    after = text[b] if b < end else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-/‘'“:")


def _single(text: str, start: int, end: int) -> Iterator[Quotation]:
    at = start
    closings = [m.start() for m in _SINGLE_CLOSE.finditer(text, start, end)]
    openings = [m.start() for m in _SINGLE_OPEN.finditer(text, start, end)]
    for number, a in enumerate(openings):
        if a < at:
            continue
        limit = openings[number + 1] if number + 1 < len(openings) else end
        ends = closings[bisect_right(closings, a + 1) : bisect_left(closings, limit)]
        if not ends:
            continue
        last = next((c for c in reversed(ends) if text[c - 1] in _ENDS_SPEECH), ends[0])
        yield Quotation(a, last + 1, a + 1, last)
        at = last + 1
