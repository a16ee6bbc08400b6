"""How short reports with gold are read and scored: spans of quoted words, matches of names."""

from __future__ import annotations

import unicodedata
from pathlib import Path

_STOP = frozenset(
    (
        "the a an of in and de la al el group region province state department area district town village "
        "city north northern south southern east eastern west western central"
    ).split()
)
"""Words that two names of a place or group may share without being the same."""


def find_span(text: str, quoted: str) -> tuple[int, int]:
    """Characters of "words#n": the n-th place where exactly these words stand. Raises ValueError."""
    words, mark, number = quoted.rpartition("#")
    if not (mark and number.isdigit()):
        words, number = quoted, "1"
    start = -1
    for _ in range(int(number)):
        start = text.find(words, start + 1)
        if start < 0:
            raise ValueError(f"The text does not hold {quoted!r}.")
    return start, start + len(words)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two spans have a character in common."""
    return a[0] < b[1] and b[0] < a[1]


def words(value: str | list[str] | None) -> set[str]:
    """The words of a name that tell it from others, without accents and case."""
    flat = unicodedata.normalize("NFKD", " ".join(value) if isinstance(value, list) else value or "")
    plain = "".join(c if c.isalnum() else " " for c in flat if not unicodedata.combining(c)).lower()
    return {w for w in plain.split() if w not in _STOP and len(w) > 1}


def read_total_texts() -> list[tuple[str, list[str]]]:
    """Short articles with the dead of each event that has some: "12-15", "15-" where the top is open."""
    lines = (Path(__file__).parent / "total_texts.txt").read_text(encoding="utf8").splitlines()
    pairs = (line.split(" | ") for line in lines if line and not line.startswith("#"))
    return [(text.replace("¶", "\n\n"), [t for t in told.split(", ") if t]) for text, told in pairs]


def read_sentences() -> list[tuple[str, str]]:
    """Single sentences with the ranges that they tell."""
    lines = (Path(__file__).parent / "figure_sentences.txt").read_text(encoding="utf8").splitlines()
    pairs = (line.split(" |") for line in lines if line and not line.startswith("#"))
    return [(text, told.strip()) for text, told in pairs]
