"""Which line breaks stand inside a paragraph?

A break inside a sentence is known by what stands on both sides of it: no end of a sentence before it, and a
small letter behind it, or a comma or a word such as "the" before it. Other breaks stand inside a paragraph
only in a text that was wrapped at a width: there a line is full if the next word would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sahel_analysis.resources import read_words

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_ENDED = re.compile(r"[.!?:;…]['’\"”»)\]]*$")
_NARROW, _WIDE = 20, 140
"""Characters of the lines of wrapped texts."""

_FEWEST = 3
"""Breaks inside sentences, from which on a text can be called wrapped."""

_FULL, _GOING_ON = 0.8, 0.34
"""Shares of these breaks: after full lines, and such that the words alone show them."""


@dataclass(frozen=True, slots=True)
class _Break:
    """A line break between two lines that no blank line parts."""

    start: int
    end: int
    line: str
    following: str

    @property
    def ended(self) -> bool:
        return bool(_ENDED.search(self.line))

    @property
    def goes_on(self) -> bool:
        """Whether the words alone show that the sentence goes on."""
        if self.ended or not self.following[0].isalnum():
            return False
        if self.following[0].islower():
            return True
        last = self.line.rsplit(maxsplit=1)[-1]
        return self.line.endswith(",") or last in read_words("languages", "English")

    def is_full(self, width: float) -> bool:
        return len(self.line) + 1 + len(self.following.split(maxsplit=1)[0]) > width


def find_wraps(text: str) -> tuple[list[tuple[int, int]], bool]:
    """The stretches around line breaks that stand inside paragraphs, and whether the text is wrapped."""
    breaks = list(_breaks(text))
    width = _width(breaks)
    wraps = [(b.start, b.end) for b in breaks if b.goes_on or (width is not None and b.is_full(width))]
    return wraps, width is not None


def _breaks(text: str) -> Iterator[_Break]:
    """The breaks between lines; blanks at the ends of lines belong to them."""
    before: re.Match[str] | None = None
    for line in _LINE.finditer(text):
        if before is not None and text.count("\n", before.end(), line.start()) == 1:
            yield _Break(before.end(), line.start(), before[0], line[0])
        before = line


def _width(breaks: list[_Break]) -> float | None:
    """The width at which a text was wrapped; None if it was not."""
    inner = [b for b in breaks if not b.ended]
    if len(inner) < _FEWEST:
        return None
    lengths = sorted(len(b.line) for b in inner)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    full = sum(b.is_full(0.9 * width) for b in inner)
    going_on = sum(b.goes_on for b in inner)
    wrapped = full >= _FULL * len(inner) and going_on >= _GOING_ON * len(inner)
    return 0.9 * width if wrapped and _NARROW <= width <= _WIDE else None
