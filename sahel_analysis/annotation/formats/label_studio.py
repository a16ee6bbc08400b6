"""How does Label Studio write marks? JSON: tasks with their text, and the results of each annotator.

Source: https://labelstud.io/guide/export.html. Older versions count UTF-16 units, newer ones code points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sahel_analysis.annotation.formats.labels import translate
from sahel_analysis.annotation.formats.offsets import as_list, fit_offsets
from sahel_analysis.annotation.formats.own import read_json
from sahel_analysis.annotation.marks import Annotation, Mark, must_be_annotation
from sahel_analysis.annotation.markup import read_attributes, write_attributes
from sahel_analysis.errors import SahelAnalysisError, as_path, reading
from sahel_analysis.files import write_text
from sahel_analysis.wording import shorten


def read_label_studio(path: str | Path, labels: Mapping[str, str] | None = None) -> list[Annotation]:
    """Reads an export of Label Studio: JSON or JSON-MIN.

    Args:
        path: the .json file.
        labels: what the tool's labels are called here, such as {"Person": "PERSON"}.

    Returns:
        The marks of each annotator of each text, named as Label Studio names them (address or number);
        cancelled ones and predictions are left out.

    Raises:
        SahelAnalysisError: the file is something else, or words do not stand where they should.

    Example:
        >>> _, marks = annotation.read_markup("[Gao GPE] is calm.", annotator="ama")
        >>> annotation.read_label_studio(annotation.write_label_studio(marks, "ama.json")) == [marks]
        True
    """
    name = as_path(path).name
    content = read_json(path)
    tasks = content if isinstance(content, list) else [content]
    found: list[Annotation] = []
    for task in tasks:
        if not is_task(task):
            has = f"; a task has {shorten(', '.join(task), 80)}" if isinstance(task, dict) else ""
            raise SahelAnalysisError(
                f"{name} is no export of Label Studio{has}. Export the project as JSON; read_doccano reads "
                "files of doccano."
            )
        with reading(name, "Export the project of Label Studio as JSON; do not edit it by hand."):
            text = _text_of(task, name)
            for who, results in _results_of(task):
                found.append(_annotation(text, who, results, name))
    return translate(found, labels)


def is_task(part: object) -> bool:
    """Whether a part of a JSON file is a task of Label Studio, as JSON or as JSON-MIN.

    JSON-MIN says who annotated, or has nothing in its lists but regions: other tools have lists, too.
    """
    if not isinstance(part, dict):
        return False
    if isinstance(part.get("data"), dict) or _DONE & part.keys() or _MIN & part.keys():
        return True
    lists = [value for value in part.values() if isinstance(value, list)]
    return all(isinstance(one, dict) and _LABELS & one.keys() for value in lists for one in value)


_DONE, _MIN = {"annotations", "completions"}, {"annotator", "annotation_id"}
_LABELS = {"labels", "hypertextlabels"}


def _text_of(task: dict[str, Any], name: str) -> str:
    data = task.get("data", task)
    texts = [value for key, value in data.items() if isinstance(value, str) and key != "created_at"]
    text = data.get("text")
    text = text if isinstance(text, str) else max(texts, key=len, default=None)
    if text is None:
        raise SahelAnalysisError(
            f"{name} is no export of Label Studio with texts: a task has no text. Export it as JSON."
        )
    return text


def _results_of(task: dict[str, Any]) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    """Who annotated a task, and what."""
    for done in task.get("annotations", task.get("completions", ())):
        if not done.get("was_cancelled"):
            who = done.get("completed_by", done.get("id", ""))
            yield str(who.get("email", who.get("id", "")) if isinstance(who, dict) else who), done["result"]
    if "data" not in task:  # JSON-MIN: each control's results under its own name
        results = [
            {"type": "labels", "value": value}
            for part in task.values()
            if isinstance(part, list)
            for value in part
            if isinstance(value, dict) and "start" in value
        ]
        yield str(task.get("annotator", "")), results


def _annotation(text: str, who: str, results: list[dict[str, Any]], name: str) -> Annotation:
    regions = [r for r in results if "start" in r.get("value", {}) and _label_of(r["value"])]
    told = []
    for region in regions:
        value = region["value"]
        offsets = value.get("globalOffsets", value)
        told.append((int(offsets["start"]), int(offsets["end"]), value.get("text")))
    places = fit_offsets(text, told, name)
    marks = []
    for place, region in zip(places, regions, strict=True):
        pairs = read_attributes(" ".join(region.get("meta", {}).get("text", ())))
        group = dict(pairs).get("group", "")
        attributes = tuple(pair for pair in pairs if pair[0] != "group")
        marks += [Mark(*place, label, group, attributes) for label in _label_of(region["value"])]
    return Annotation(text, tuple(marks), who)


def _label_of(value: dict[str, Any]) -> list[str]:
    labels = value.get("labels", value.get("hypertextlabels", []))
    if not isinstance(labels, list):
        raise TypeError("labels")
    return [str(label) for label in labels]


def write_label_studio(annotations: Annotation | Iterable[Annotation], path: str | Path) -> Path:
    """Writes a file that Label Studio imports: a task per text, with the marks of each annotator.

    Its set-up needs `<Labels name="label" toName="text">` and `<Text name="text" value="$text"/>`. Offsets
    are code points, as newer versions count. Groups and attributes stand in the regions' notes (meta).

    Example:
        >>> _, marks = annotation.read_markup("[Gao GPE] is calm.")
        >>> task = json.loads(annotation.write_label_studio(marks, "ama.json").read_text())[0]
        >>> task["annotations"][0]["result"][0]["value"]
        {'start': 0, 'end': 3, 'text': 'Gao', 'labels': ['GPE']}
    """
    tasks: dict[str, dict[str, Any]] = {}
    for annotation in map(must_be_annotation, as_list(annotations)):
        task = tasks.setdefault(
            annotation.text,
            {"id": len(tasks) + 1, "data": {"text": annotation.text}, "annotations": []},
        )
        result = [_region(annotation, mark, k) for k, mark in enumerate(annotation.marks, start=1)]
        task["annotations"].append({"completed_by": {"email": annotation.annotator}, "result": result})
    return write_text(path, json.dumps(list(tasks.values()), ensure_ascii=False, indent=1) + "\n")


def _region(annotation: Annotation, mark: Mark, number: int) -> dict[str, Any]:
    pairs = [*([("group", mark.group)] if mark.group else []), *mark.attributes]
    place = {"start": mark.start, "end": mark.end, "text": annotation.words(mark)}
    return {
        "id": f"m{number}",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {**place, "labels": [mark.label]},
        **({"meta": {"text": [write_attributes(pairs)]}} if pairs else {}),
    }
