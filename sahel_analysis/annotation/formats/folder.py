"""Which annotators' files lie in a folder, whatever their format? All of them, on one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sahel_analysis.annotation.agreement import same_text
from sahel_analysis.annotation.formats.brat import read_brat
from sahel_analysis.annotation.formats.doccano import is_row, read_doccano
from sahel_analysis.annotation.formats.label_studio import is_task, read_label_studio
from sahel_analysis.annotation.formats.own import KIND, load_annotation, read_json
from sahel_analysis.annotation.formats.webanno import read_webanno
from sahel_analysis.annotation.marks import Annotation
from sahel_analysis.annotation.markup import read_markup
from sahel_analysis.errors import SahelAnalysisError, as_path
from sahel_analysis.files import is_left_behind, read_text
from sahel_analysis.resources import path_of


def read_annotators(
    folder: str | Path, text: str | None = None, labels: Mapping[str, str] | None = None
) -> dict[str, Annotation]:
    """Reads the files of any number of annotators, who marked one text, from a folder.

    Each file is one annotator, named as the file: mark-up (.txt), saved annotations (.json), brat (.ann with
    .txt), WebAnno (.tsv), Label Studio (.json), doccano (.jsonl, .json). A file of Label Studio may hold
    several.

    Args:
        folder: the folder; README files, and what systems and open programs leave in it, are left out.
        text: the text that was marked, if files hold several texts or a part of it; else that of the first.
        labels: what other tools' labels are called here, such as {"PER": "PERSON"}.

    Returns:
        The marks by annotator, in the order of their names, all on one text.

    Raises:
        SahelAnalysisError: the folder holds fewer than two annotators, a file cannot be read, or somebody
            marked another text; says who and where it differs.

    Example:
        >>> list(annotation.read_annotators("annotators"))
        ['Ama', 'Bakary', 'Coumba']
    """
    folder = as_path(folder)
    if not folder.is_dir():
        raise SahelAnalysisError(
            f"{str(folder)!r} is no folder. Give the folder that holds a file per annotator."
        )
    found: list[Annotation] = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name.casefold()):
        if path.is_file() and not (is_left_behind(path.name) or path.name.startswith("README")):
            found += _read(path, labels)
    if text is not None:
        found = _that_fit(found, text)
    named: dict[str, Annotation] = {}
    for marked in found:
        if marked.annotator in named:
            raise SahelAnalysisError(
                f"{marked.annotator} is there twice in {str(folder)!r}, or marked several texts. Keep "
                "one file per annotator, or say which text counts: read_annotators(folder, article.text)."
            )
        named[marked.annotator] = marked
    if len(named) < 2:
        raise SahelAnalysisError(
            f"{str(folder)!r} holds marks of {len(named)} annotators; two or more are needed, a file each: "
            "ama.txt, bakary.txt, with the same text and the marks of each."
        )
    return same_text(named)


def load_annotators() -> dict[str, Annotation]:
    """Three invented readers who marked the first paragraphs of the lessons' article, each in an own way.

    Example:
        >>> annotators = annotation.load_annotators()
        >>> {name: len(marks) for name, marks in annotators.items()}
        {'Ama': 15, 'Bakary': 13, 'Coumba': 15}
    """
    return read_annotators(path_of("data/annotators"))


def _that_fit(found: list[Annotation], text: str) -> list[Annotation]:
    """Annotations of a text or of a part of it; those of other texts in a file of several are left out."""
    fitting, errors = [], []
    for marked in found:
        try:
            fitting.append(marked.on(text))
        except SahelAnalysisError as error:
            errors.append(error)
    if not fitting and errors:
        raise errors[0]
    lost = {marked.annotator for marked in found} - {marked.annotator for marked in fitting}
    if lost:
        raise next((e for e in errors if any(name in str(e) for name in lost)), errors[0])
    return fitting


def _read(path: Path, labels: Mapping[str, str] | None) -> list[Annotation]:
    """The annotations of one file, by its ending; none for the text beside an .ann file."""
    match path.suffix.lower():
        case ".txt":
            if path.with_suffix(".ann").exists():
                return []
            try:
                return [read_markup(read_text(path).replace("\r\n", "\n"), path.stem)[1]]
            except SahelAnalysisError as error:
                raise SahelAnalysisError(f"{path.name}: {error}") from None
        case ".ann":
            return [read_brat(path, labels=labels)]
        case ".tsv":
            return [read_webanno(path, labels=labels)]
        case ".jsonl":
            return read_doccano(path, labels=labels)
        case ".json":
            content = read_json(path)
            if isinstance(content, dict) and content.get("kind") == KIND:
                marked = load_annotation(path)
                return [marked if marked.annotator else replace(marked, annotator=path.stem)]
            parts = content if isinstance(content, list) else [content]
            if all(map(is_row, parts)) and not all(map(is_task, parts)):
                return read_doccano(path, labels=labels)
            named = read_label_studio(path, labels=labels)
            return [m if m.annotator else replace(m, annotator=path.stem) for m in named]
    raise SahelAnalysisError(
        f"{path.name} is of no kind that is read here. Take it out of the folder, or save it as one of: "
        "marked text (.txt), brat (.ann), WebAnno (.tsv), Label Studio (.json), doccano (.jsonl)."
    )
