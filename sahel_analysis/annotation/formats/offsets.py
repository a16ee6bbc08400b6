"""Which character does a tool mean, and do its words stand there? Files read and written, offsets checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, product

from sahel_analysis.annotation.marks import Annotation
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.wording import shorten

Told = tuple[int, int, str | None]
"""Start and end as a tool counts, and the words that it says stand there."""


def fit_offsets(
    text: str, told: list[Told], where: str, first: str = "characters", before: str = ""
) -> list[tuple[int, int]]:
    """Start and end in code points of each stretch, in whatever way its tool counts.

    Tools count code points, UTF-16 units, bytes or characters without carriage returns. The first way (that
    of the format, `first`) in which all words stand where they should is taken. `before` stands in the file
    before the text (a byte order mark); some tools count it.

    Raises:
        SahelAnalysisError: the words stand elsewhere in each of them; names file, words and place.
    """
    ways = {"characters": 1, "UTF-16 units": 2, "bytes": 3, "characters without line returns": 4}
    for lead, way in product(dict.fromkeys(("", before)), sorted(ways, key=lambda way: way != first)):
        places = _places(text, way, lead)
        found = [(places.get(start, -1), places.get(end, -1)) for start, end, _ in told]
        if all(_stands(text, span, words) for span, (_, _, words) in zip(found, told, strict=True)):
            return found
    places = _places(text, first)
    for start, end, words in told:
        span = (places.get(start, -1), places.get(end, -1))
        if not _stands(text, span, words):
            there = repr(shorten(text[span[0] : span[1]], 40)) if -1 not in span else "no such place"
            raise SahelAnalysisError(
                f"{where}: {shorten(words or 'a mark', 40)!r} should stand at {start} to {end}, but there is "
                f"{there}. The marks belong to another version of the text: export text and marks together."
            )
    raise AssertionError


def count_offsets(text: str, way: str) -> list[int]:
    """What each place in a text (and its end) is called by a tool that counts so."""
    size = _SIZES[way]
    return [0, *accumulate(size(text, i) for i in range(len(text)))]


_SIZES: Mapping[str, Callable[[str, int], int]] = {
    "characters": lambda text, i: 1,
    "UTF-16 units": lambda text, i: 2 if ord(text[i]) > 0xFFFF else 1,
    "bytes": lambda text, i: len(text[i].encode("utf8", "surrogatepass")),
    "characters without line returns": lambda text, i: int(text[i : i + 2] != "\r\n"),
}
"""How much a character counts."""


def _places(text: str, way: str, lead: str = "") -> dict[int, int]:
    return {called: i for i, called in enumerate(count_offsets(lead + text, way), start=-len(lead))}


def _stands(text: str, span: tuple[int, int], words: str | None) -> bool:
    start, end = span
    if not 0 <= start < end <= len(text):
        return False
    return words is None or _plain(text[start:end]) == _plain(words)


def _plain(words: str) -> str:
    """Words without the difference between a line break, how a tool writes it, and a blank."""
    return "".join(re.sub(r"\\n|\\r", " ", words).split())


def as_list(annotations: Annotation | Iterable[Annotation]) -> list[Annotation]:
    """One annotation or several, as a list."""
    return [annotations] if isinstance(annotations, Annotation) else list(annotations)


def free_groups(taken: Iterable[str]) -> Iterator[str]:
    """Numbers for what belongs together that are not taken yet."""
    used, number = set(taken), 0
    while True:
        number += 1
        if str(number) not in used:
            yield str(number)
