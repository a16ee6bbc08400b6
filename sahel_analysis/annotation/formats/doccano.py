"""How does doccano write marks? JSONL: a text per line, with start, end and label of each mark.

Source: https://doccano.github.io/doccano/ (sequence labelling). Offsets count code points. The format does
not hold the words of a mark, so only their places can be checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sahel_analysis.annotation.formats.offsets import as_list, fit_offsets, rename
from sahel_analysis.annotation.marks import Annotation, Mark, must_be_annotation
from sahel_analysis.annotation.markup import read_attributes, write_attributes
from sahel_analysis.errors import as_path, reading
from sahel_analysis.files import read_text, write_text


def read_doccano(
    path: str | Path, annotator: str | None = None, labels: Mapping[str, str] | None = None
) -> list[Annotation]:
    """Reads doccano's JSONL of sequence labelling: one file per annotator, one text per line.

    Args:
        path: the .jsonl file.
        annotator: who made the marks; the file's name unless given.
        labels: what doccano's labels are called here, such as {"PER": "PERSON"}.

    Returns:
        The marks of each text, in the order of the file.

    Raises:
        SahelAnalysisError: the file is something else, or a mark lies outside its text.

    Example:
        >>> _, marks = annotation.read_markup("[Gao GPE] is calm.", annotator="ama")
        >>> annotation.read_doccano(annotation.write_doccano(marks, "ama.jsonl")) == [marks]
        True
    """
    path = as_path(path)
    found = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            where = f"{path.name}, line {number}"
            with reading(where, _ADVICE):
                text, marks = _read_row(line, where, labels)
            found.append(Annotation(text, tuple(marks), annotator or path.stem))
    return found


_ADVICE = (
    'Export the project of doccano as JSONL; a row is {"text": "Gao is calm.", "label": [[0, 3, "GPE"]]}.'
)


def _read_row(line: str, where: str, labels: Mapping[str, str] | None) -> tuple[str, list[Mark]]:
    """Text and marks of a line."""
    row = json.loads(line)
    text, told = _row(row)
    places = fit_offsets(text, [(start, end, None) for start, end, _ in told], where)
    notes = row.get("meta", row).get("mark_notes", [""] * len(told))
    pairs = zip(places, told, notes, strict=True)
    return text, [_mark(*place, rename(mark[2], labels), note) for place, mark, note in pairs]


def _row(row: dict[str, Any]) -> tuple[str, list[tuple[int, int, str]]]:
    """Text and marks of a row, in any of the spellings of doccano's versions."""
    named = [row[key] for key in ("label", "labels", "entities") if key in row]
    if not named and len(row) > 1:
        raise KeyError("label")
    told = named[0] if named else []
    marks = [
        (int(mark["start_offset"]), int(mark["end_offset"]), str(mark["label"]))
        if isinstance(mark, dict)
        else (int(mark[0]), int(mark[1]), str(mark[2]))
        for mark in told
    ]
    text = row.get("text", row.get("data"))
    if not isinstance(text, str):
        raise KeyError("text")
    return text, marks


def _mark(start: int, end: int, label: str, note: str) -> Mark:
    pairs = read_attributes(note)
    attributes = tuple(pair for pair in pairs if pair[0] != "group")
    return Mark(start, end, label, dict(pairs).get("group", ""), attributes)


def write_doccano(annotations: Annotation | Iterable[Annotation], path: str | Path) -> Path:
    """Writes doccano's JSONL: a row per annotation; groups and attributes in the row's `mark_notes`.

    Example:
        >>> _, marks = annotation.read_markup("[Gao GPE] is calm.")
        >>> print(annotation.write_doccano(marks, "ama.jsonl").read_text(), end="")
        {"text": "Gao is calm.", "label": [[0, 3, "GPE"]]}
    """
    lines = []
    for annotation in map(must_be_annotation, as_list(annotations)):
        row: dict[str, Any] = {
            "text": annotation.text,
            "label": [list(mark.span) for mark in annotation.marks],
        }
        pairs = [
            [*([("group", mark.group)] if mark.group else []), *mark.attributes] for mark in annotation.marks
        ]
        if any(pairs):
            row["mark_notes"] = [write_attributes(of_mark) for of_mark in pairs]
        lines.append(json.dumps(row, ensure_ascii=False))
    return write_text(path, "".join(line + "\n" for line in lines))
