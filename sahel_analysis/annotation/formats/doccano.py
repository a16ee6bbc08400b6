"""How does doccano write marks? JSONL or JSON: a text per row, with start, end and label of each mark.

Source: https://doccano.github.io/doccano/ (sequence labelling). Offsets count code points. The format does
not hold the words of a mark, so only their places can be checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sahel_analysis.annotation.formats.labels import translate
from sahel_analysis.annotation.formats.offsets import as_list, fit_offsets
from sahel_analysis.annotation.marks import Annotation, Mark, must_be_annotation
from sahel_analysis.annotation.markup import read_attributes, write_attributes
from sahel_analysis.errors import as_path, reading
from sahel_analysis.files import read_text, write_text


def read_doccano(
    path: str | Path, annotator: str | None = None, labels: Mapping[str, str] | None = None
) -> list[Annotation]:
    """Reads doccano's JSONL or JSON of sequence labelling: one file per annotator, one text per row.

    Args:
        path: the .jsonl or .json file.
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
    for where, row in _rows(path):
        with reading(where, _ADVICE):
            text, marks = _read_row(row, where)
        found.append(Annotation(text, tuple(marks), annotator or path.stem))
    return translate(found, labels)


_ADVICE = (
    'Export the project of doccano as JSONL; a row is {"text": "Gao is calm.", "label": [[0, 3, "GPE"]]}.'
)


def _rows(path: Path) -> Iterator[tuple[str, Any]]:
    """The rows of a file, and where each stands: the objects of one list (JSON), or of lines (JSONL)."""
    written = read_text(path)
    content: Any = None
    with reading(path.name, _ADVICE), suppress(json.JSONDecodeError):
        content = json.loads(written)
    if isinstance(content, list) and all(isinstance(row, dict) for row in content):
        yield from ((f"{path.name}, row {number}", row) for number, row in enumerate(content, start=1))
        return
    for number, line in enumerate(written.split("\n"), start=1):
        if line.strip():
            where = f"{path.name}, line {number}"
            with reading(where, _ADVICE):
                row = json.loads(line)
            yield where, row


def _read_row(row: dict[str, Any], where: str) -> tuple[str, list[Mark]]:
    """Text and marks of a row."""
    text, told = _row(row)
    places = fit_offsets(text, [(start, end, None) for start, end, _ in told], where)
    notes = row.get("meta", row).get("mark_notes", [""] * len(told))
    pairs = zip(places, told, notes, strict=True)
    return text, [_mark(*place, mark[2], note) for place, mark, note in pairs]


def is_row(part: object) -> bool:
    """Whether a part of a JSON file has marks where doccano has them."""
    return isinstance(part, dict) and not part.keys().isdisjoint(_MARKS)


_MARKS = ("label", "labels", "entities")


def _row(row: dict[str, Any]) -> tuple[str, list[tuple[int, int, str]]]:
    """Text and marks of a row, in any of the spellings of doccano's versions."""
    named = [row[key] for key in _MARKS if key in row]
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
