"""How does brat write marks? Standoff: the text in a .txt file, the marks in an .ann file beside it.

Source: https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

import re
import warnings
from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path

from sahel_analysis.annotation.formats.labels import translate
from sahel_analysis.annotation.formats.offsets import fit_offsets, free_groups
from sahel_analysis.annotation.marks import Annotation, Mark, must_be_annotation
from sahel_analysis.annotation.markup import read_attributes, write_attributes
from sahel_analysis.errors import SahelAnalysisError, as_path, reading
from sahel_analysis.files import read_text, write_text

_TEXTBOUND = re.compile(r"(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t?(.*)")
_ATTRIBUTE = re.compile(r"[AM]\S+\t(\S+) (T\S+)(?: (.+))?")
_NOTE = re.compile(r"#\S*\tAnnotatorNotes (T\S+)\t(.*)")


def read_brat(
    path: str | Path, annotator: str | None = None, labels: Mapping[str, str] | None = None
) -> Annotation:
    """Reads brat's standoff: NAME.ann, with the text in NAME.txt beside it.

    Text-bound marks (T), attributes (A, M) and notes are read. A mark in several pieces becomes several marks
    of one group. Relations, events and links are left out, with a warning that says how many.

    Args:
        path: the .ann or the .txt file.
        annotator: who made the marks; the file's name unless given.
        labels: what brat's labels are called here, such as {"Person": "PERSON"}.

    Returns:
        The marks.

    Raises:
        SahelAnalysisError: a file is missing or damaged, or words do not stand where they should.

    Example:
        >>> _, marks = annotation.read_markup("[Gao GPE] is calm.", annotator="ama")
        >>> annotation.read_brat(annotation.write_brat(marks, "ama.ann")) == marks
        True
    """
    path = as_path(path)
    with reading(str(path), "Give the name of the .ann file."):
        path = path.with_suffix(".ann")
    text = read_text(path.with_suffix(".txt"))
    pieces: dict[str, tuple[str, list[tuple[int, int]], str]] = {}
    notes: dict[str, list[tuple[str, str]]] = {}
    left_out = 0
    for number, line in enumerate(re.split(r"\r?\n", read_text(path)), start=1):
        if found := _TEXTBOUND.fullmatch(line):
            with reading(f"{path.name}, line {number}", "Export text and marks again."):
                spans = [tuple(map(int, piece.split())) for piece in found[3].split(";")]
            pieces[found[1]] = found[2], [(a, b) for a, b in spans], found[4]
        elif found := _ATTRIBUTE.fullmatch(line):
            notes.setdefault(found[2], []).append((found[1].lower(), found[3] or "yes"))
        elif found := _NOTE.fullmatch(line):
            notes.setdefault(found[1], []).extend(read_attributes(found[2]))
        elif line.startswith("T"):
            raise SahelAnalysisError(
                f"{path.name}, line {number}: {line!r} is no mark of brat. Such a line is: T1, a tab, "
                "a label, start and end, a tab, the words."
            )
        elif line.strip():
            left_out += 1
    if left_out:
        warnings.warn(f"{path.name}: relations, events and links left out: {left_out}.", stacklevel=2)
    mark = "\ufeff" * path.with_suffix(".txt").read_bytes().startswith(BOM_UTF8)
    marks = tuple(_marks(text, pieces, notes, path.name, mark))
    return translate([Annotation(text, marks, annotator or path.stem)], labels)[0]


def _marks(
    text: str,
    pieces: dict[str, tuple[str, list[tuple[int, int]], str]],
    notes: dict[str, list[tuple[str, str]]],
    name: str,
    before: str,
) -> list[Mark]:
    """Marks with their places checked; pieces with only blanks between them (a line break) are one."""
    told = [
        (a, b, words if len(spans) == 1 else None) for _, spans, words in pieces.values() for a, b in spans
    ]
    places = iter(fit_offsets(text, told, name, before=before))
    groups = free_groups(value for pairs in notes.values() for key, value in pairs if key == "group")
    marks = []
    for key, (label, spans, words) in pieces.items():
        joined: list[tuple[int, int]] = []
        for start, end in (next(places) for _ in spans):
            if joined and not text[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        there = " ".join(text[a:b] for a, b in joined)
        if there.split() != words.split():
            raise SahelAnalysisError(
                f"{name}: {words!r} ({key}) does not stand where it should: there is {there!r}. The .ann "
                "file belongs to another version of the text."
            )
        group = dict(notes.get(key, ())).get("group", "")
        if len(joined) > 1 and not group:
            group = next(groups)
        attributes = tuple(pair for pair in notes.get(key, ()) if pair[0] != "group")
        marks += [Mark(a, b, label, group, attributes) for a, b in joined]
    return marks


def write_brat(annotation: Annotation, path: str | Path) -> Path:
    r"""Writes brat's standoff: NAME.ann, and the text in NAME.txt beside it.

    Groups and attributes become notes of the marks. brat's own set-up (annotation.conf) must know the labels.

    Returns:
        The .ann file.

    Raises:
        SahelAnalysisError: a label has a blank in it, which brat cannot read.

    Example:
        >>> _, marks = annotation.read_markup("[Gao GPE] is calm.")
        >>> annotation.write_brat(marks, "ama.ann").read_text()
        'T1\tGPE 0 3\tGao\n'
    """
    annotation = must_be_annotation(annotation)
    path = as_path(path).with_suffix(".ann")
    lines = []
    for number, mark in enumerate(annotation.marks, start=1):
        if re.search(r"\s", mark.label):
            raise SahelAnalysisError(f"brat takes no blank in a label: {mark.label!r}. Rename it.")
        # brat wants a piece for each line, and a blank between them in the words
        pieces = [
            (mark.start + found.start(), mark.start + found.end())
            for found in re.finditer(r"[^\r\n]*\S[^\r\n]*", annotation.words(mark))
        ]
        places = ";".join(f"{a} {b}" for a, b in pieces)
        words = " ".join(annotation.text[a:b] for a, b in pieces)
        lines.append(f"T{number}\t{mark.label} {places}\t{words}")
        pairs = [*([("group", mark.group)] if mark.group else []), *mark.attributes]
        if pairs:
            lines.append(f"#{number}\tAnnotatorNotes T{number}\t{write_attributes(pairs)}")
    write_text(path.with_suffix(".txt"), annotation.text)
    return write_text(path, "".join(line + "\n" for line in lines))
