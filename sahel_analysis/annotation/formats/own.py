"""How is an annotation saved and loaded here? As JSON: the text, and for each mark its place and words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sahel_analysis.annotation.formats.offsets import Told, fit_offsets
from sahel_analysis.annotation.marks import Annotation, Mark, must_be_annotation
from sahel_analysis.errors import SahelAnalysisError, as_path, reading
from sahel_analysis.files import read_text, write_text

KIND = "sahel_analysis annotation 1"
"""What the file calls itself."""


def save_annotation(annotation: Annotation, path: str | Path) -> Path:
    """Saves an annotation as a JSON file that holds its text, marks (offsets and words), name and notes.

    Example:
        >>> _, marks = annotation.read_markup("[Gao GPE] is calm.", annotator="Ama")
        >>> annotation.save_annotation(marks, "ama.json").name
        'ama.json'
    """
    annotation = must_be_annotation(annotation)
    marks = [
        {
            "start": mark.start,
            "end": mark.end,
            "text": annotation.words(mark),
            "label": mark.label,
            **({"group": mark.group} if mark.group else {}),
            **({"attributes": dict(mark.attributes)} if mark.attributes else {}),
        }
        for mark in annotation.marks
    ]
    content = {
        "kind": KIND,
        "annotator": annotation.annotator,
        "notes": list(annotation.notes),
        "text": annotation.text,
        "marks": marks,
    }
    return write_text(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def load_annotation(path: str | Path) -> Annotation:
    """Loads what `save_annotation` saved.

    Raises:
        SahelAnalysisError: the file is something else, or the words of a mark do not stand at its place.

    Example:
        >>> _, marks = annotation.read_markup("[Gao GPE] is calm.", annotator="Ama")
        >>> annotation.load_annotation(annotation.save_annotation(marks, "ama.json")) == marks
        True
    """
    name = as_path(path).name
    content = read_json(path)
    if not isinstance(content, dict) or content.get("kind") != KIND:
        raise SahelAnalysisError(f"{name} was not made by save_annotation. Give a file that it saved.")
    with reading(name, "Save the annotation again with save_annotation."):
        return _from_plain(content, name)


def _from_plain(content: dict[str, Any], name: str) -> Annotation:
    told: list[Told] = [(int(m["start"]), int(m["end"]), str(m["text"])) for m in content["marks"]]
    places = fit_offsets(content["text"], told, name)
    marks = tuple(
        Mark(*place, m["label"], m.get("group", ""), tuple(m.get("attributes", {}).items()))
        for place, m in zip(places, content["marks"], strict=True)
    )
    return Annotation(content["text"], marks, content["annotator"], tuple(content["notes"]))


def read_json(path: str | Path) -> Any:
    """The content of a JSON file."""
    written = read_text(path)
    name, advice = as_path(path).name, "Export it again; do not edit it by hand."
    with reading(name, advice):
        try:
            return json.loads(written)
        except json.JSONDecodeError as error:
            raise SahelAnalysisError(f"{name} is not JSON (line {error.lineno}). {advice}") from None
