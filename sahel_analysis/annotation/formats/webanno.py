"""How do WebAnno and INCEpTION write marks? TSV 3: a row for each token, offsets in UTF-16 units.

Source: the section "WebAnno TSV 3.3 File format" of INCEpTION's user guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from sahel_analysis.annotation.formats.labels import translate
from sahel_analysis.annotation.formats.offsets import count_offsets, fit_offsets, free_groups
from sahel_analysis.annotation.marks import Annotation, Mark, must_be_annotation
from sahel_analysis.annotation.markup import read_attributes, write_attributes
from sahel_analysis.errors import SahelAnalysisError, as_path, reading
from sahel_analysis.files import read_text, write_text

_LAYER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_TOKEN = re.compile(r"\w+|[^\w\s]")
_ROW = re.compile(r"(\d+)-(\d+)(\.\d+)?\t(\d+)-(\d+)\t([^\t]*)(?:\t(.*))?")
_RESERVED = re.compile(r"->|[\\\[\]|_;\t\n\r*]")
_NAMES = {"\t": "t", "\n": "n", "\r": "r"}


@dataclass
class _Sentence:
    lines: list[str] = field(default_factory=list)
    rows: list[tuple[bool, int, int, str, list[str]]] = field(default_factory=list)
    """For each row: whether it is a whole token, start, end, words, and the columns of the layers."""


def read_webanno(
    path: str | Path, annotator: str | None = None, labels: Mapping[str, str] | None = None
) -> Annotation:
    """Reads a WebAnno TSV 3 file, as WebAnno and INCEpTION export it for one annotator.

    Span layers are read; their feature `value` or `label`, or else their first one with a value, is the
    label, the others are attributes. Relations and chains are left out. The format does not keep what stands
    between two sentences: line breaks take its place.

    Args:
        path: the .tsv file.
        annotator: who made the marks; the file's name unless given.
        labels: what the tool's labels are called here, such as {"PER": "PERSON"}.

    Returns:
        The marks.

    Raises:
        SahelAnalysisError: the file is something else or damaged, or words do not stand where they should.

    Example:
        >>> _, marks = annotation.read_markup("[Gao GPE] is calm.", annotator="ama")
        >>> annotation.read_webanno(annotation.write_webanno(marks, "ama.tsv")) == marks
        True
    """
    path = as_path(path)
    content = re.split(r"\r?\n", read_text(path))
    if not content[0].startswith("#FORMAT=WebAnno TSV 3"):
        raise SahelAnalysisError(
            f"{path.name} is no WebAnno TSV 3 file: its first line is {content[0][:40]!r}. Export it again, "
            'as "WebAnno TSV v3.3".'
        )
    with reading(path.name, 'Export it again, as "WebAnno TSV v3.3"; do not edit it by hand.'):
        found = _read(content, path.name, annotator or path.stem)
    return translate([found], labels)[0]


def _read(content: list[str], name: str, annotator: str) -> Annotation:
    """The marks in the lines of a file."""
    layers = [line.partition("=")[2].split("|") for line in content if re.match(r"#T_(SP|CH|RL)=", line)]
    is_span = [line.startswith("#T_SP=") for line in content if re.match(r"#T_(SP|CH|RL)=", line)]
    width = sum(max(1, len(layer) - 1) for layer in layers)
    sentences = list(_sentences(content, name, width))
    text = _text(sentences, sum(map(len, content)))
    rows = [row for sentence in sentences for row in sentence.rows]
    places = fit_offsets(text, [(a, b, words) for _, a, b, words, _ in rows], name, "UTF-16 units")
    marks: list[Mark] = []
    at = 0
    groups = free_groups(())
    for layer, is_wanted in zip(layers, is_span, strict=True):
        width = max(1, len(layer) - 1)
        if is_wanted:
            cells = [(place, row[4][at : at + width]) for place, row in zip(places, rows, strict=True)]
            marks += _marks(cells, layer[1:], text, groups)
        at += width
    return Annotation(text, tuple(marks), annotator)


def _sentences(content: list[str], name: str, width: int) -> Iterator[_Sentence]:
    sentence = _Sentence()
    for number, line in enumerate([*content, ""], start=1):
        if line.startswith("#Text="):
            sentence.lines.append(line.removeprefix("#Text="))
        elif found := _ROW.fullmatch(line):
            columns = (found[7] or "").split("\t")
            if len(columns) < width:
                raise SahelAnalysisError(
                    f"{name}, line {number}: {line[:40]!r} lacks columns: the layers of the header "
                    f"have {width}, this row {len(columns)}. Export it again; do not edit it by hand."
                )
            sentence.rows.append(
                (found[3] is None, int(found[4]), int(found[5]), _unescape(found[6]), columns)
            )
        elif not line.strip() and sentence.rows:
            yield sentence
            sentence = _Sentence()
        elif line.strip() and not line.startswith("#"):
            raise SahelAnalysisError(
                f"{name}, line {number}: {line[:40]!r} is no row of a WebAnno TSV 3 file. Export it again; "
                "do not open and save it in a spreadsheet program."
            )


def _text(sentences: list[_Sentence], longest: int) -> str:
    """The text, put together from its sentences; line breaks stand between them, fewer than `longest`."""
    parts: list[str] = []
    length = 0  # in UTF-16 units
    for sentence in sentences:
        start = sentence.rows[0][1]
        if start - length > longest:
            raise ValueError("a sentence begins behind all that the file can hold")
        words = "\n".join(_unescape(line) for line in sentence.lines)
        raw = "\n".join(sentence.lines)
        first = sentence.rows[0][3]
        words = raw if raw.startswith(first) and not words.startswith(first) else words
        parts += ["\n" * (start - length), words]
        length = max(start, length) + count_offsets(words, "UTF-16 units")[-1]
    return "".join(parts)


def _marks(
    cells: list[tuple[tuple[int, int], list[str]]],
    features: list[str],
    text: str,
    groups: Iterator[str],
) -> list[Mark]:
    """The marks of one layer, from its columns in each row."""
    main = next((k for k, name in enumerate(features) if name in ("value", "label")), None)
    spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
    values: dict[tuple[str, int], list[str]] = {}
    for row, (place, columns) in enumerate(cells):
        if not columns or columns[0] in ("_", ""):
            continue
        stacks = [re.split(r"(?<!\\)\|", column) for column in columns]
        for k in range(len(stacks[0])):
            parts = [stack[k] if k < len(stack) else "*" for stack in stacks]
            number = re.search(r"(?<!\\)\[(\d+)\]\Z", parts[0])
            key = (number[1], -1) if number else (f"{row}.{k}", row)
            spans.setdefault(key, []).append(place)
            values.setdefault(key, [re.sub(r"(?<!\\)\[\d+\]\Z", "", part) for part in parts])
    marks = []
    for key, places in spans.items():
        told = [None if value == "*" else _unescape(value) for value in values[key]]
        at = main if main is not None and told[main] else next((k for k, v in enumerate(told) if v), None)
        label = told[at] or "" if at is not None else "MARK"
        pairs = [
            pair
            for k, (name, value) in enumerate(zip(features, told, strict=False))
            if value and k != at
            for pair in (read_attributes(value) or ((name.lower(), value),))
        ]
        group = dict(pairs).get("group", "")
        attributes = tuple(pair for pair in pairs if pair[0] != "group")
        marks.append(Mark(min(a for a, _ in places), max(b for _, b in places), label, group, attributes))
    return marks


def write_webanno(annotation: Annotation, path: str | Path) -> Path:
    r"""Writes a WebAnno TSV 3.3 file: marks as named entities, which each project of INCEpTION knows.

    Each line of the text becomes a sentence. Groups and attributes stand in the feature `identifier`.

    Example:
        >>> _, marks = annotation.read_markup("[Gao GPE] is calm.")
        >>> annotation.write_webanno(marks, "ama.tsv").read_text().splitlines()[5]
        '1-1\t0-3\tGao\t*\tGPE'
    """
    annotation = must_be_annotation(annotation)
    text = annotation.text
    units = count_offsets(text, "UTF-16 units")
    lines = ["#FORMAT=WebAnno TSV 3.3", f"#T_SP={_LAYER}|identifier|value", "", ""]
    tokens = _tokens(annotation)
    for number, sentence in enumerate(re.finditer(r"\S(?:[^\n]*\S)?", text), start=1):
        lines.append(f"#Text={_escape(sentence[0])}")
        here = [(a, b) for a, b in tokens if sentence.start() <= a < sentence.end()]
        for k, (start, end) in enumerate(here, start=1):
            over = [(i, m) for i, m in enumerate(annotation.marks, 1) if m.start < end and start < m.end]
            identifiers = "|".join(f"{_identifier(mark)}[{i}]" for i, mark in over)
            values = "|".join(f"{_escape(mark.label)}[{i}]" for i, mark in over)
            if len(over) == 1 and (over[0][1].start, over[0][1].end) == (start, end):
                identifiers, values = _identifier(over[0][1]), _escape(over[0][1].label)
            place = f"{number}-{k}\t{units[start]}-{units[end]}\t{_escape(text[start:end])}"
            lines.append(f"{place}\t{identifiers or '_'}\t{values or '_'}")
        lines.append("")
    return write_text(path, "\n".join(lines) + "\n")


def _tokens(annotation: Annotation) -> list[tuple[int, int]]:
    """Words and signs, cut where a mark begins or ends inside one."""
    edges = {edge for mark in annotation.marks for edge in (mark.start, mark.end)}
    tokens = []
    for found in _TOKEN.finditer(annotation.text):
        cuts = sorted({found.start(), found.end(), *(e for e in edges if found.start() < e < found.end())})
        tokens += list(pairwise(cuts))
    return tokens


def _identifier(mark: Mark) -> str:
    pairs = [*([("group", mark.group)] if mark.group else []), *mark.attributes]
    return _escape(write_attributes(pairs)) or "*"


def _escape(words: str) -> str:
    return _RESERVED.sub(lambda found: "\\" + _NAMES.get(found[0], found[0]), words)


def _unescape(words: str) -> str:
    back = {name: character for character, name in _NAMES.items()}
    return re.sub(r"\\(->|.)", lambda found: back.get(found[1], found[1]), words, flags=re.DOTALL)
