"""Which lines are the website's, and which are captions of old pictures?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sahel_analysis.article.cleaning import clean_text
from sahel_analysis.article.known import Boilerplate
from sahel_analysis.resources import read_table

_LINE = re.compile(r"\S(?:[^\n\r]*\S)?")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_WORDS = {"links": 24, "keywords": 4}
"""Words that an item of a list has at most: headlines under "Read also:", key words under "Tags:"."""


def find_boilerplate(text: str) -> tuple[Boilerplate, ...]:
    """The site's own lines of a text, by the patterns of data/lexicon/boilerplate.csv.

    A pattern must match a whole line, whatever its case, so that a sentence which merely begins
    like a link stays. Under the heading of a list ("Read also:") the headlines below it are the site's too.
    """
    clean = clean_text(text)
    lines = [match.span() for match in _LINE.finditer(clean.text)]
    groups = [_group(clean.text[a:b]) for a, b in lines]
    for k, group in enumerate(groups):
        kind = _heading(clean.text[slice(*lines[k])]) if group is not None else None
        if kind is not None:
            for below in _below(clean.text, lines, groups, k, _WORDS[kind]):
                groups[below] = group
    found = zip(lines, groups, strict=True)
    return tuple(Boilerplate(*clean.in_given(*line), group) for line, group in found if group is not None)


def find_captions(text: str) -> tuple[tuple[int, int], ...]:
    """Captions of pictures from an archive, whose events are not the article's news.

    The stretch reaches to the end of the first sentence where a mark such as "FILE" stands before it, as
    agencies go on with the news behind it; to the line's end where the mark is a credit ("AFP/File").
    """
    clean = clean_text(text)
    found = []
    for match in _LINE.finditer(clean.text):
        for pattern, extent in _caption_patterns():
            caption = pattern.match(match[0]) if extent == "sentence" else pattern.fullmatch(match[0])
            if caption is not None:
                found.append(clean.in_given(match.start(), match.start() + caption.end()))
                break
    return tuple(found)


def _group(line: str) -> str | None:
    line = line.replace("’", "'")
    return next((group for pattern, group in _patterns() if pattern.fullmatch(line)), None)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    table = read_table("lexicon/boilerplate.csv")
    return [
        (re.compile(_filled(pattern.replace("’", "'")), re.IGNORECASE), group)
        for pattern, group in zip(table["pattern"], table["group"], strict=True)
    ]


def _filled(pattern: str) -> str:
    """A pattern with its parts, such as {stamp}, and theirs."""
    table = read_table("lexicon/boilerplate_parts.csv")
    parts = dict(zip(table["name"], table["pattern"], strict=True))
    return re.sub(r"\{([a-z]+)\}", lambda part: _filled(parts[part[1]]), pattern)


@cache
def _caption_patterns() -> list[tuple[re.Pattern[str], str]]:
    table = read_table("lexicon/captions.csv")
    return [
        (re.compile(pattern), extent)
        for pattern, extent in zip(table["pattern"], table["extent"], strict=True)
    ]


@cache
def _headings() -> list[tuple[re.Pattern[str], str]]:
    table = read_table("lexicon/list_headings.csv")
    rows = zip(table["pattern"], table["class"], strict=True)
    return [(re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in rows]


def _heading(line: str) -> str | None:
    """Which kind of list a line is the heading of: links, keywords."""
    line = line.replace("’", "'")
    return next((kind for pattern, kind in _headings() if pattern.fullmatch(line)), None)


def _below(
    text: str, lines: list[tuple[int, int]], groups: list[str | None], heading: int, most: int
) -> Iterator[int]:
    """The lines of a list: those next to its heading; behind blank lines two or more, or the text's last."""
    beside: list[int] = []
    behind: list[int] = []
    at = heading + 1
    while at < len(lines) and (groups[at] is not None or _is_item(text[slice(*lines[at])], most)):
        gap = text.count("\n", lines[at - 1][1], lines[at][0])
        (behind if behind or gap > 1 else beside).append(at)
        at += 1
    yield from beside
    if len(behind) > 1 or at == len(lines):
        yield from behind


def _is_item(line: str, most: int) -> bool:
    return len(line.split()) <= most and not _SENTENCE_END.search(line)
