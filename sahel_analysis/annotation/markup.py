"""How do people mark a text? As in "[Oumar Diarra PERSON] leads [Mali GPE]’s army"; docs/annotating.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sahel_analysis.annotation.marks import (
    LAYERS,
    Annotation,
    Mark,
    closest_label,
    known_labels,
    labels_by_layer,
    layer_of,
    must_be_annotation,
)
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.resources import read_table
from sahel_analysis.wording import shorten

_ATTRIBUTE = r"[a-z_]+=(?:\"[^\"\n]*\"|[^\s\"]+)"
_TAIL = re.compile(rf"\s([A-Z][A-Z_]*)(?:-(\w+))?((?:\s+{_ATTRIBUTE})*)\s*\Z")
_ATTRIBUTES = re.compile(r"([a-z_]+)=(?:\"([^\"\n]*)\"|([^\s\"]+))")
_ALMOST = re.compile(r"\s(\S+)\s*\Z")


def read_markup(
    marked: str, annotator: str = "", labels: Iterable[str] | None = None
) -> tuple[str, Annotation]:
    r"""Reads text that somebody marked by hand: "[Oumar Diarra PERSON] leads [Mali GPE]’s army."

    Marks may lie inside each other. What belongs together shares a number:
    "[The army SOURCE-1] [said CUE-1] [that [Gao GPE] fell CONTENT-1]." Attributes follow the label:
    "[Tuesday DATE value=2024-09-17]", "[killed ATTACK killed=15+ place="Tin Beta"]". A bracket that is no
    mark has a backslash before it: "\[sic\]", a backslash two.

    Args:
        marked: the text with its marks.
        annotator: who made them.
        labels: the labels that may be used; those of the guidelines unless given.

    Returns:
        The text without marks, and the marks in it: an Annotation, a sequence of (start, end, label).

    Raises:
        SahelAnalysisError: a bracket is not closed, or has no label of the guidelines.

    Example:
        >>> text, marks = annotation.read_markup("He said “we wins \\[sic\\]” in [Gao GPE].")
        >>> text
        'He said “we wins [sic]” in Gao.'
        >>> list(marks)
        [(27, 30, 'GPE')]
    """
    if not isinstance(marked, str):
        raise SahelAnalysisError(
            f"Marked text is needed, not a {type(marked).__name__}: read_markup('[Gao GPE] is calm.')."
        )
    known = known_labels() if labels is None else frozenset(labels)
    out: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[int, int]] = []  # where brackets opened: in the text, and in the marked text
    inner = 0  # where the last mark ended: its words are no label of the mark around it
    at = 0
    while at < len(marked):
        character = marked[at]
        if character == "\\" and marked[at + 1 : at + 2] in ("[", "]", "\\"):
            at += 1
            out.append(marked[at])
        elif character == "[":
            opened.append((len(out), at))
        elif character == "]":
            if not opened:
                raise _incomplete(marked, at, known)
            start, began = opened.pop()
            tail = _TAIL.search("".join(out[max(start, inner) :]))
            if tail is None or tail[1] not in known:
                raise _incomplete(marked, began, known)
            del out[max(start, inner) + tail.start() :]
            if not "".join(out[start:]).strip():
                raise _incomplete(marked, began, known)
            marks.append(Mark(start, len(out), tail[1], tail[2] or "", _attributes(tail[3], tail[1])))
            inner = len(out)
        else:
            out.append(character)
        at += 1
    if opened:
        raise _incomplete(marked, opened[-1][1], known)
    text = "".join(out)
    return text, Annotation(text, tuple(marks), annotator)


def write_markup(annotation: Annotation | str) -> str:
    r"""Text with its marks in brackets: what `read_markup` reads.

    Args:
        annotation: the marks; or a text without any, which comes back ready for marking: its own
            brackets have a backslash.

    Raises:
        SahelAnalysisError: two marks overlap without one lying in the other, which brackets cannot show.

    Example:
        >>> annotation.write_markup("He said “we wins [sic]”.")
        'He said “we wins \\[sic\\]”.'
    """
    annotation = Annotation(annotation) if isinstance(annotation, str) else must_be_annotation(annotation)
    text = annotation.text
    inside: dict[int, int] = {}
    closing: dict[int, list[Mark]] = {}
    open_marks: list[Mark] = []
    order = sorted(annotation.marks, key=lambda mark: (mark.start, -mark.end))
    for mark in order:
        open_marks = [other for other in open_marks if other.end > mark.start]
        crossed = next((other for other in open_marks if other.end < mark.end), None)
        if crossed is not None:
            raise SahelAnalysisError(
                f"The marks {shorten(annotation.words(crossed), 40)!r} ({crossed.label}) and "
                f"{shorten(annotation.words(mark), 40)!r} ({mark.label}) overlap without one lying in the "
                "other; brackets cannot show that. Change one of them, or use save_annotation."
            )
        open_marks.append(mark)
        inside[mark.start] = inside.get(mark.start, 0) + 1
        closing.setdefault(mark.end, []).insert(0, mark)
    out = []
    for i, character in enumerate(text):
        out += [_written(mark) for mark in closing.get(i, ())]
        out.append("[" * inside.get(i, 0))
        out.append("\\" + character if character in "[]\\" else character)
    return "".join([*out, *(_written(mark) for mark in closing.get(len(text), ()))])


def describe_notation(layers: Sequence[str] = LAYERS) -> str:
    """The labels and attributes of the notation, a line each, for a sheet or a wall.

    Example:
        >>> print(annotation.describe_notation(["sources"]))
        [... SOURCE]  who says it
        [... CUE]  the word of saying
        [... CONTENT]  what is said
          kind=  kind of source: military, official, armed_group, expert, witness, media, ...
          anonymous=  whether the source has no name
          stance=  neutral, claim, confirm, deny, warn, urge, doubt
          quote=  direct, indirect, mixed
    """
    lines = []
    labels = read_table("lexicon/annotation_labels.csv")
    attributes = read_table("lexicon/annotation_attributes.csv")
    for layer in layers:
        for label, of, group in zip(labels["label"], labels["layer"], labels["group"], strict=True):
            if of == layer:
                lines.append(f"[... {label}]  {group}")
        for name, of, group in zip(
            attributes["attribute"], attributes["label"], attributes["group"], strict=True
        ):
            if of == layer or layer_of(of) == layer != "names":
                lines.append(f"  {name}=  {group}")
    return "\n".join(lines)


def write_attributes(pairs: Iterable[tuple[str, str]]) -> str:
    """Attributes as they stand behind a label: 'killed=15+ place="Tin Beta"'."""
    written = []
    for name, value in pairs:
        if not re.fullmatch(r"[a-z_]+", name) or re.search(r"[\"\n\[\]\\]", value):
            raise SahelAnalysisError(
                f"The attribute {name}={value} cannot be written. Use small letters for its name, and a "
                "value without quotation marks, brackets, backslashes and line breaks."
            )
        written.append(f"{name}={value}" if re.fullmatch(r"\S+", value) else f'{name}="{value}"')
    return " ".join(written)


def read_attributes(written: str) -> tuple[tuple[str, str], ...]:
    """What `write_attributes` wrote."""
    return tuple((name, quoted or bare) for name, quoted, bare in _ATTRIBUTES.findall(written))


def _attributes(written: str, label: str) -> tuple[tuple[str, str], ...]:
    pairs = read_attributes(written)
    table = read_table("lexicon/annotation_attributes.csv")
    allowed = [
        name
        for name, of in zip(table["attribute"], table["label"], strict=True)
        if of in (label, layer_of(label))
    ]
    for name, value in pairs:
        if label in known_labels() and name not in allowed:
            raise SahelAnalysisError(
                f"The mark {label} has no attribute {name}={value}. "
                + (f"It can have: {', '.join(allowed)}." if allowed else "It has none: leave it out.")
            )
    return pairs


def _written(mark: Mark) -> str:
    group = f"-{mark.group}" if mark.group else ""
    if not re.fullmatch(r"[A-Z][A-Z_]*(?:-\w+)?", mark.label + group):
        raise SahelAnalysisError(
            f"The label {mark.label + group!r} cannot be written in brackets. Use capitals, as in PERSON or "
            "SOURCE-1: give the reading function labels={'its word': 'PERSON'}."
        )
    attributes = write_attributes(mark.attributes)
    return f" {mark.label}{group}{' ' if attributes else ''}{attributes}]"


def _incomplete(marked: str, at: int, known: frozenset[str]) -> SahelAnalysisError:
    """What is wrong with a bracket, and how it is written."""
    line = marked.count("\n", 0, at) + 1
    near = shorten(marked[at : at + 40].partition("\n")[0].partition("]")[0], 40)
    if marked[at] == "[" and "]" in marked[at:]:
        near += "]"
    if marked[at] == "]":
        near = shorten(marked[max(0, at - 30) : at + 1].rpartition("\n")[2], 40)
    almost = _ALMOST.search(near.rstrip("]"))
    close = closest_label(almost[1], known) if almost else None
    hint = f" Did you mean {close}?" if close and almost and close != almost[1] else ""
    return SahelAnalysisError(
        f"The mark near {near!r} (line {line}) is not complete. Write [the name LABEL], with one of: "
        f"{', '.join(sorted(known, key=_place_of))}. A bracket that is no mark has a "
        f"backslash: \\[sic\\].{hint}"
    )


def _place_of(label: str) -> tuple[int, str]:
    """Labels in the order of the guidelines, others behind them."""
    order = [known for labels in labels_by_layer().values() for known in labels]
    return (order.index(label) if label in order else len(order)), label
