"""What would be read, had the text been pasted well? The clean text, and where it stands in the given one.

Repairs are those that nobody would object to: characters that nobody sees are left out, blanks of all
widths are single blanks, HTML and wrong decodings are read as what they stand for, lines broken at a width
run on. The text itself is never changed: the layers read the clean one, and their rows are set back to
the given one.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from typing import Any, TypeVar

from sahel_analysis.article.lines import find_wraps
from sahel_analysis.resources import read_json, read_table, read_words

Edit = tuple[int, int, str]
"""Start, end, and what is read there."""

_Record = TypeVar("_Record")

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_PLAIN = str.maketrans(
    {**dict.fromkeys(_BLANKS, " "), **dict.fromkeys(_BREAKS, "\n"), "\u2010": "-", "\u2011": "-"}
)
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_LIGATURES = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", "ff fi fl ffi ffl st st".split(), strict=True)
)
_APOSTROPHE = re.compile(r"(?<=\w)[`´ʼ′＇](?=\w)")
_THOUSANDS = re.compile(r"(?<![\w.,])\d{1,3}(?:[\u00a0\u202f\u2007\u2009]\d{3})+(?![\w])")
_GROUPED = re.compile("[\u00a0\u202f\u2007\u2009]")
_RETURN = re.compile(r"\r(?!\n)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,24}\d{0,2});")
_UTF8_READ_AS_WINDOWS = re.compile(
    "(?:[\u00c2-\u00df][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    "|[\u00e0-\u00ef][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}"
    "|[\u00f0-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{3})+"
)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[nrt\"])")
_WIDE = re.compile(r"(?<=\S)(?:[ \t]{2,}|\t)(?=\S)")
_HYPHEN = re.compile(r"[-–—]\s*\n\s*(?=\w)")


@dataclass(frozen=True)
class Clean:
    """A text as it is read, and where each of its characters stands in the text that was given.

    Attributes:
        text: the clean text.
        starts: where each character begins in the given text; None: where it stands in the clean one.
        ends: where each ends.
        repairs: which kinds of repair were needed, of those that a reader should know of.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    repairs: tuple[str, ...] = ()

    def in_given(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the clean text, in the given one."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= len(self.starts):
            behind = self.ends[-1] if self.ends else 0
            return behind, behind
        return self.starts[start], max(
            self.ends[end - 1], self.starts[start]
        ) if end > start else self.starts[start]

    def in_clean(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the given text, in the clean one."""
        if self.starts is None or self.ends is None:
            return start, end
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def place(self, records: Iterable[_Record]) -> list[_Record]:
        """Rows found in the clean text, with the offsets of the given one; their words stay clean."""
        if self.starts is None:
            return list(records)
        return [self._place(record) for record in records]

    def _place(self, record: Any) -> Any:
        moved: dict[str, Any] = {}
        for name in (field.name for field in fields(record)):
            value = getattr(record, name)
            if value is None:
                continue
            if name == "content":
                moved[name] = tuple(self.in_given(a, b) for a, b in value)
            elif name == "start" or name.endswith("_start"):
                end = getattr(record, name.removesuffix("start") + "end", value + 1)
                moved[name], behind = self.in_given(value, end)
                if hasattr(record, name.removesuffix("start") + "end"):
                    moved[name.removesuffix("start") + "end"] = behind
        return replace(record, **moved)


@lru_cache(maxsize=8)
def clean_text(text: str) -> Clean:
    """A text as it is read, with a map to the text that was given."""
    clean = Clean(text)
    present = set(text)
    for kind, signs, find in _STEPS:
        edits = [] if present.isdisjoint(signs) else find(clean.text)
        if edits:
            clean = _apply(clean, edits)
            present = set(clean.text)
            if kind:
                clean = replace(clean, repairs=(*dict.fromkeys((*clean.repairs, kind)),))
    wraps, wrapped = find_wraps(clean.text)
    if wraps:
        clean = _apply(clean, [(a, b, " ") for a, b in wraps])
    wide = [(*blanks.span(), " ") for blanks in _WIDE.finditer(clean.text)]  # only now: lines have widths
    if wide:
        clean = _apply(clean, wide)
    return replace(clean, repairs=(*clean.repairs, "broken lines")) if wrapped else clean


def _apply(clean: Clean, edits: Sequence[Edit]) -> Clean:
    """The text with its edits made; where none changes a length, no map is needed."""
    parts, at = [], 0
    for start, end, read in edits:
        parts += [clean.text[at:start], read]
        at = end
    text = "".join([*parts, clean.text[at:]])
    if clean.starts is None and all(len(read) == end - start for start, end, read in edits):
        return replace(clean, text=text)
    before_starts = clean.starts if clean.starts is not None else range(len(clean.text))
    before_ends = clean.ends if clean.ends is not None else range(1, len(clean.text) + 1)
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, read in edits:
        starts += before_starts[at:start]
        ends += before_ends[at:start]
        if len(read) == end - start:
            starts += before_starts[start:end]
            ends += before_ends[start:end]
        else:
            starts += [before_starts[start]] * len(read)
            ends += [before_ends[end - 1]] * len(read)
        at = end
    starts += before_starts[at:]
    ends += before_ends[at:]
    return replace(clean, text=text, starts=starts, ends=ends)


# The steps, in order


def _escapes(text: str) -> list[Edit]:
    r"""What a program writes for line breaks and letters: "\n", "\u00e9"; in a path "\n" follows a letter."""
    found = list(_ESCAPE.finditer(text))
    if not any(m[0][1] == "u" or text[m.start() - 1 : m.start()] in (*".!?”’\"' ",) for m in found):
        return []
    plain = {"n": "\n", "r": "\n", "t": " ", '"': '"'}
    read = [chr(int(m[0][2:], 16)) if m[0][1] == "u" else plain[m[0][1]] for m in found]
    return [(*m.span(), c) for m, c in zip(found, read, strict=True) if not "\ud800" <= c <= "\udfff"]


def _decoded(text: str) -> list[Edit]:
    """Letters of UTF-8 that were read as Windows-1252 ("Ã©"), read again."""
    edits = []
    for match in _UTF8_READ_AS_WINDOWS.finditer(text):
        try:
            edits.append((*match.span(), b"".join(map(_byte, match[0])).decode("utf8")))
        except UnicodeDecodeError:
            continue
    return edits


def _byte(character: str) -> bytes:
    return character.encode("latin-1") if ord(character) < 0x100 else character.encode("cp1252")


def _markup(text: str) -> list[Edit]:
    """Tags of HTML, comments, and what a page never shows."""
    blocks = read_words("html_tags", "block")
    return [
        (
            *m.span(),
            "\n\n"
            if (m["tag"] or "").lower() in blocks
            else "\n"
            if (m["tag"] or "").lower() == "br"
            else "",
        )
        for m in _tags().finditer(text)
    ]


@cache
def _tags() -> re.Pattern[str]:
    hidden = "|".join(read_words("html_tags", "hidden"))
    names = "|".join(sorted(read_table("lexicon/html_tags.csv")["tag"], key=len, reverse=True))
    return re.compile(
        rf"<!--.*?-->|<!doctype[^<>]*>|<(?P<unseen>{hidden})\b[^<>]*>.*?</(?P=unseen)\s*>"
        rf"|</?(?P<tag>{names})(?:\s[^<>]*|/)?>",
        re.IGNORECASE | re.DOTALL,
    )


def _entities(text: str) -> list[Edit]:
    found = [(*m.span(), html.unescape(m[0])) for m in _ENTITY.finditer(text)]
    return [(a, b, read) for a, b, read in found if read != text[a:b] and not _is_half(read)]


def _is_half(read: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in read)


def _pattern(pattern: re.Pattern[str], read: Callable[[str], str]) -> Callable[[str], list[Edit]]:
    def find(text: str) -> list[Edit]:
        return [(*match.span(), read(match[0])) for match in pattern.finditer(text)]

    return find


def _thousands(text: str) -> list[Edit]:
    """A fixed blank between the digits of a number ("1 200"), where it is not the text's every blank."""
    if 2 * len(_GROUPED.findall(text)) > text.count(" "):
        return []
    numbers = _THOUSANDS.finditer(text)
    return [
        (n.start() + g.start(), n.start() + g.end(), "") for n in numbers for g in _GROUPED.finditer(n[0])
    ]


def _blanks(text: str) -> list[Edit]:
    return [(0, len(text), text.translate(_PLAIN))]


def _hyphens(text: str) -> list[Edit]:
    """A line break behind a hyphen; the hyphen goes too where it only breaks a word."""
    return [
        (*m.span(), _joint(text, m))
        for m in _HYPHEN.finditer(text)
        if m.start() and text[m.start() - 1].isalnum() and text.count("\n", *m.span()) == 1
    ]


def _joint(text: str, at: re.Match[str]) -> str:
    before, behind = (
        re.search(r"\w+$", text[max(0, at.start() - 40) : at.start()]),
        re.match(r"\w+", text[at.end() :]),
    )
    if at[0][0] != "-" or not before or not behind:
        return at[0][0]
    whole = re.search(rf"\b{before[0]}{behind[0]}\b", text, re.IGNORECASE)
    return "" if whole or _is_broken(before[0].lower(), behind[0].lower()) else at[0][0]


def _is_broken(before: str, behind: str) -> bool:
    """Whether a hyphen breaks a word: the whole is a common word, or neither part is: "secu-rity"."""
    common = _common_words()
    return before + behind in common or not (before in common or behind in common)


@cache
def _common_words() -> frozenset[str]:
    """The whole words of the encoder's vocabulary, the most frequent of English (not its word pieces)."""
    vocabulary = read_json("data/en_sahel_news/sahel_neural/tokenizer.json")["model"]["vocab"]
    return frozenset(word for word in vocabulary if word.isalpha() and len(word) > 1)


def _chars(*ranges: tuple[int, int]) -> frozenset[str]:
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))


_JOINER = "\u200d"
_NOBODY_SEES = frozenset("\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2060\ufeff") | _chars(
    (0, 8), (14, 27), (31, 31), (127, 132), (134, 159), (0x202A, 0x202E), (0x2061, 0x206F), (0xFFF9, 0xFFFB)
)
_UNSEEN = (
    re.compile(  # a soft hyphen at the end of a line takes the line break along; emoji need their joiners
        f"\u00ad\\s*\n\\s*(?=[a-zà-ÿ])|[{re.escape(''.join(sorted(_NOBODY_SEES)))}]+|(?<=\\w){_JOINER}"
    )
)
_STEPS: tuple[tuple[str, frozenset[str], Callable[[str], list[Edit]]], ...] = (
    ("signs of a program", frozenset("\\"), _escapes),
    ("wrong decoding", _chars((0xC2, 0xF4)), _decoded),
    ("wrong decoding", _chars((0xC2, 0xF4)), _decoded),  # twice read wrongly
    ("HTML", frozenset("<"), _markup),
    ("HTML", frozenset("&"), _entities),
    ("HTML", frozenset("&"), _entities),  # "&amp;rsquo;"
    ("", frozenset("\ufeff"), lambda text: [(0, 1, "")] if text.startswith("\ufeff") else []),
    ("unseen characters", _NOBODY_SEES | {_JOINER}, _pattern(_UNSEEN, lambda found: "")),
    ("wrong decoding", _chars((0xC2, 0xF4)), _decoded),  # one that an unseen character had torn
    ("", frozenset(_LIGATURES), _pattern(_LIGATURE, _LIGATURES.__getitem__)),
    ("", frozenset("`´ʼ′＇"), _pattern(_APOSTROPHE, lambda found: "’")),
    ("", frozenset("\u00a0\u202f\u2007\u2009"), _thousands),
    ("", frozenset(map(chr, _PLAIN)), _blanks),
    ("", frozenset("\r"), _pattern(_RETURN, lambda found: "\n")),
    ("", frozenset("\n"), _hyphens),
)
"""The kind of repair that a reader is told of (none: nobody minds), its signs, and what finds its edits."""
