"""What did one person mark in one text? Marks with labels, tied to their text and other writings of it."""

from __future__ import annotations

import difflib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from numbers import Integral
from typing import overload

from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.resources import read_table
from sahel_analysis.wording import shorten

Span = tuple[int, int, str]
"""Start, end and label."""

LAYERS = ("names", "times", "events", "sources")

_FOLDED = str.maketrans("‘’‚‛´`“”„‟«»‐‑", "''''''\"\"\"\"\"\"--", "\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a text with a label.

    Attributes:
        start: its first character, counted from 0.
        end: the character behind its last.
        label: what it is, such as PERSON (`data/lexicon/annotation_labels.csv`).
        group: what belongs together has the same one: a source, its cue and its content; empty if alone.
        attributes: further pairs of a word and a value, such as ("date", "2024-09-17").
    """

    start: int
    end: int
    label: str
    group: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def span(self) -> Span:
        """Start, end and label."""
        return self.start, self.end, self.label

    @property
    def layer(self) -> str:
        """The layer of its label (names, times, events, sources); names if it is not of the guidelines."""
        return layer_of(self.label)


@dataclass(frozen=True)
class Annotation(Sequence[Span]):
    """What one person marked in one text: a sequence of (start, end, label) that knows its text.

    Attributes:
        text: the text; offsets are its code points, end exclusive.
        marks: the marks in order, each once, without blanks at their ends; (start, end, label) is one, too.
        annotator: who made them.
        notes: what was decided, and why.

    Raises:
        SahelAnalysisError: a mark lies outside the text or holds nothing but blanks.

    Example:
        >>> ama = annotation.Annotation("Moussa left Gao.", [(12, 15, "GPE")])
        >>> list(ama)
        [(12, 15, 'GPE')]
    """

    text: str
    marks: tuple[Mark, ...] = ()
    annotator: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", tuple(map(_as_mark, self.marks)))
        _refuse_other_types(self)
        kept = tuple(sorted({_trimmed(mark, self.text) for mark in self.marks}))
        object.__setattr__(self, "marks", kept)
        object.__setattr__(self, "notes", tuple(self.notes))

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Span]: ...
    def __getitem__(self, index: int | slice) -> Span | Sequence[Span]:
        spans = [mark.span for mark in self.marks]
        return spans[index]

    def __len__(self) -> int:
        return len(self.marks)

    def __iter__(self) -> Iterator[Span]:
        return (mark.span for mark in self.marks)

    def of_layer(self, layer: str | None) -> Annotation:
        """The marks of one layer (names, times, events, sources); all if None."""
        if layer is None:
            return self
        if layer not in LAYERS:
            raise SahelAnalysisError(f"There is no layer {layer!r}. Use one of: {', '.join(LAYERS)}.")
        return replace(self, marks=tuple(mark for mark in self.marks if mark.layer == layer))

    def words(self, mark: Mark | Span) -> str:
        """The words of a mark."""
        start, end = (mark.start, mark.end) if isinstance(mark, Mark) else mark[:2]
        return self.text[start:end]

    def on(self, text: str, part: bool = False) -> Annotation:
        r"""The same marks on another writing of the same text; with `part`, on a longer text that holds it.

        Line breaks, blanks, the shape of quotation marks, composed accents and soft hyphens may differ.

        Raises:
            SahelAnalysisError: it is another text; says where the two part.

        Example:
            >>> marks = annotation.read_markup("[Gao GPE]\r\nfell.")[1]
            >>> list(marks.on("On Monday: Gao fell.", part=True))
            [(11, 14, 'GPE')]
        """
        if text == self.text:
            return self
        (ours, our_places), (theirs, their_places) = _letters(self.text), _letters(text)
        shift = theirs.find(ours) if part else 0
        if shift < 0 or (not part and ours != theirs):
            raise SahelAnalysisError(self._parting(text))
        moved = []
        for mark in self.marks:
            first, behind = (bisect_left(our_places, at) for at in (mark.start, mark.end))
            if first == behind:
                raise SahelAnalysisError(f"The mark {self.words(mark)!r} holds no letters. Remove it.")
            start, last = their_places[first + shift], their_places[behind - 1 + shift]
            moved.append(replace(mark, start=start, end=last + 1))
        return replace(self, text=text, marks=tuple(moved))

    def _parting(self, text: str) -> str:
        """Where two texts begin to differ, in two sentences."""
        ours, theirs = _letters(self.text)[0], _letters(text)[0]
        pairs = enumerate(zip(ours, theirs, strict=False))
        same = next((k for k, (a, b) in pairs if a != b), min(len(ours), len(theirs)))
        who = f"The marks of {self.annotator}" if self.annotator else "These marks"
        return (
            f"{who} belong to another text, which has {_around(self.text, same)} where this one has "
            f"{_around(text, same)}. Marks can only be compared on one text: mark a fresh copy, and change "
            "nothing but the marks."
        )


@cache
def _letters(text: str) -> tuple[str, list[int]]:
    """What stays the same however a text is laid out, and where each of its characters stands.

    No blanks, plain quotation marks, accents apart.
    """
    letters, places = [], []
    for i, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character).translate(_FOLDED):
            if not part.isspace():
                letters.append(part)
                places.append(i)
    return "".join(letters), places


def _around(text: str, k: int) -> str:
    """Some words around the k-th letter of a text."""
    places = _letters(text)[1]
    if k >= len(places):
        return "its end"
    return repr(shorten(text[places[max(0, k - 12)] :], 30))


def _as_mark(given: object) -> Mark:
    """A mark, also of (start, end, label), its places as whole numbers of Python: NumPy's are no JSON."""
    mark = Mark(*given) if isinstance(given, tuple | list) and len(given) == 3 else given
    if not isinstance(mark, Mark):
        raise SahelAnalysisError(
            f"{shorten(repr(given), 60)} is no mark. Give start, end and label: "
            'Mark(0, 3, "GPE"), or (0, 3, "GPE").'
        )
    if not isinstance(mark.start, Integral) or not isinstance(mark.end, Integral):
        raise SahelAnalysisError(
            f"A mark from {mark.start!r} to {mark.end!r} has no place. Give whole numbers."
        )
    return replace(mark, start=int(mark.start), end=int(mark.end))


def _refuse_other_types(given: Annotation) -> None:
    """Raises SahelAnalysisError unless texts are strings."""
    strings = [given.text, given.annotator, *given.notes]
    for mark in given.marks:
        pairs = [part for pair in mark.attributes for part in pair]
        strings += [mark.label, mark.group, *pairs]
    wrong = [string for string in strings if not isinstance(string, str)]
    if wrong:
        raise SahelAnalysisError(
            f"An annotation has {shorten(repr(wrong[0]), 40)} where words belong. Give text, annotator, "
            "notes, labels, groups and attributes as strings."
        )


def _trimmed(mark: Mark, text: str) -> Mark:
    if not 0 <= mark.start < mark.end <= len(text):
        raise SahelAnalysisError(
            f"A mark {mark.label} from {mark.start} to {mark.end} does not fit a text of {len(text)} "
            "characters. Offsets count characters from 0, the end is exclusive: is it a mark of another text?"
        )
    words = text[mark.start : mark.end]
    if not words.strip():
        raise SahelAnalysisError(
            f"The mark {mark.label} at {mark.start} holds nothing but blanks. Remove it, or mark a word."
        )
    start = mark.start + len(words) - len(words.lstrip())
    return replace(mark, start=start, end=start + len(words.strip()))


@cache
def labels_by_layer() -> dict[str, tuple[str, ...]]:
    """The labels of each layer: names, times, events, sources."""
    table = read_table("lexicon/annotation_labels.csv")
    pairs = list(zip(table["layer"], table["label"], strict=True))
    return {layer: tuple(label for of, label in pairs if of == layer) for layer in LAYERS}


def layer_of(label: str) -> str:
    """The layer of a label; a label that the guidelines do not know counts as one of names."""
    return next((layer for layer, labels in labels_by_layer().items() if label in labels), "names")


@cache
def known_labels() -> frozenset[str]:
    """The labels of the guidelines."""
    return frozenset(label for labels in labels_by_layer().values() for label in labels)


def closest_label(label: str, known: Iterable[str]) -> str | None:
    """Which of the known labels somebody may mean: PERSON by PER, LOC by LOCATION, ATTACK by Atack."""
    word, known = label.upper(), sorted(known)
    alike = [one for one in known if len(word) > 2 and (one.startswith(word) or word.startswith(one))]
    found = difflib.get_close_matches(word, alike, 1, 0) or difflib.get_close_matches(word, known, 1, 0.75)
    return found[0] if found else None


def translation(labels: Iterable[str]) -> str:
    """What to give as `labels` for those that the guidelines do not have; empty if they have all.

    Example:
        >>> from sahel_analysis.annotation.marks import translation
        >>> translation(["PER", "GPE", "MISC"])
        "{'PER': 'PERSON', 'MISC': ...}"
    """
    unknown = [label for label in dict.fromkeys(labels) if label not in known_labels()]
    close = {label: closest_label(label, known_labels()) for label in unknown}
    pairs = ", ".join(f"{label!r}: {repr(known) if known else '...'}" for label, known in close.items())
    return f"{{{pairs}}}" if pairs else ""


def must_be_annotation(given: object, what: str = "annotation") -> Annotation:
    """Refuses what is no Annotation, with what to give instead."""
    if isinstance(given, Annotation):
        return given
    raise _wrong(given, what)


def must_be_spans(given: object) -> Iterable[Span]:
    """Refuses what is no collection of (start, end, label), with what to give instead."""
    if isinstance(given, Annotation):
        return given
    if isinstance(given, Iterable) and not isinstance(given, str):
        spans = [tuple(span) if isinstance(span, list | tuple) else () for span in given]
        kinds = (Integral, Integral, str)
        if all(len(span) == 3 and all(map(isinstance, span, kinds)) for span in spans):
            return spans
    raise _wrong(given, "annotation, or (start, end, label) for each mark,")


def _wrong(given: object, what: str) -> SahelAnalysisError:
    return SahelAnalysisError(
        f"An {what} is needed, not {_called(given)}. "
        'Give what read_markup returns second: text, marks = read_markup("[Gao GPE] is calm.").'
    )


def _called(given: object) -> str:
    if isinstance(given, str):
        return f"text ({shorten(given, 30)!r})"
    if isinstance(given, tuple) and len(given) == 2 and isinstance(given[0], str):
        return "both results of read_markup"
    return f"a {type(given).__name__}"
