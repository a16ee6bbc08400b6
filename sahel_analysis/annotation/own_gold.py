"""What does an annotation say as a gold of one's own? Its marks as tables, like those of the analysis."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from sahel_analysis.annotation.gold import Gold
from sahel_analysis.annotation.marks import LAYERS, Annotation, Mark, must_be_annotation, translation
from sahel_analysis.article import Article
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.resources import read_table
from sahel_analysis.times.values import interval
from sahel_analysis.wording import shorten

_TABLES = {"names": "mentions", "times": "times", "events": "events", "sources": "attributions"}
"""The table that holds each layer."""

_COLUMNS = {
    "mentions": ("start", "end", "text", "label", "entity_id", "kind", "optional"),
    "times": ("start", "end", "text", "type", "optional"),
    "events": ("event_id", "start", "end", "trigger", "type", "other_triggers", "optional"),
    "attributions": (
        "attribution_id", "source_start", "source_end", "source", "cue_start", "cue_end", "cue", "content",
        "optional",
    ),
}  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_COUNT = re.compile(r"(\d{1,9})?(?:(-|\+)(\d{1,9})?)?")


def make_gold(annotation: Annotation, article: Article | str, layers: Iterable[str] | None = None) -> Gold:
    """A gold of one's own, for every `compare_...`: somebody's marks of an article.

    What nobody wrote is not compared: without the attribute `killed=` at any event, figures are left out. If
    only a part of the article was marked, the rest counts neither as a miss nor as a false alarm.

    Args:
        annotation: the marks, of the whole article or of a part of it.
        article: the article, or its text.
        layers: the layers that were annotated (names, times, events, sources); else those with a mark.

    Returns:
        The gold. In the table of events, dates, place and figures come from the attributes; statements are
        the sources, cues and contents of one number (or, without a number, of one paragraph).

    Raises:
        SahelAnalysisError: the marks are of another text; there is no such layer; the guidelines do not have
            a label; an attribute has a value that its column cannot have; a statement has no content, or a
            paragraph two statements without numbers.

    Example:
        >>> report = sa.make_article("Gunmen attacked Gao.", published="2031-05-14")
        >>> _, marks = annotation.read_markup("Gunmen [attacked ATTACK] [Gao GPE].", annotator="Ama")
        >>> gold = annotation.make_gold(marks, report)
        >>> annotation.compare_names(sa.analyze(report).mentions, gold)["outcome"].tolist()
        ['both']
    """
    text = article if isinstance(article, str) else article.text
    annotation = must_be_annotation(annotation)
    part = replace(annotation, marks=(Mark(0, len(annotation.text), "PART"),)).on(text, part=True).marks[0]
    annotation = annotation.on(text, part=True)
    kept = {mark.layer for mark in annotation.marks} if layers is None else set(layers)
    for layer in kept:
        annotation.of_layer(layer)  # refuses one that there is not
    if strange := translation(mark.label for mark in annotation.marks):
        raise SahelAnalysisError(
            "A gold has the labels of the guidelines, and some marks have others. Read them again, and say "
            f"what these are called here: labels={strange}."
        )
    for mark in annotation.marks:
        for name, value in mark.attributes:
            refuse_value(name, value, f"{annotation.words(mark)!r} ({mark.label})")
    rows: dict[str, list[dict[str, Any]]] = {
        "mentions": [
            {**_place(annotation, mark), "label": mark.label, "entity_id": None, "kind": "name"}
            for mark in annotation.of_layer("names").marks
        ],
        "times": [
            {**_place(annotation, mark), "type": mark.label, **dict(_attributes(mark))}
            for mark in annotation.of_layer("times").marks
        ],
        "events": [
            _event(annotation, mark, number)
            for number, mark in enumerate(annotation.of_layer("events").marks, start=1)
        ],
        "attributions": _statements(annotation),
    }
    beside = [(a, b) for a, b in ((0, part.start), (part.end, len(text))) if text[a:b].strip()]
    unscored = [(table, a, b, text[a:b], "not annotated") for table in rows for a, b in beside]
    return Gold(
        {"annotator": annotation.annotator or None, "layers": [layer for layer in LAYERS if layer in kept]},
        **{name: _table(name, found) for name, found in rows.items()},
        entities=pd.DataFrame(columns=["entity_id", "name", "label"]),
        unscored=pd.DataFrame(unscored, columns=["table", "start", "end", "text", "reason"]),
        notes=annotation.notes,
        text=text,
    )


def _table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a table: the columns of every gold first, then those that somebody's attributes give."""
    given = dict.fromkeys(column for row in rows for column in row)
    columns = [*_COLUMNS[name], *(column for column in given if column not in _COLUMNS[name])]
    table = pd.DataFrame([{"optional": False, **row} for row in rows], columns=columns).astype(object)
    return table.where(table.notna(), None)


def _place(annotation: Annotation, mark: Mark, text: str = "text") -> dict[str, Any]:
    return {"start": mark.start, "end": mark.end, text: annotation.words(mark)}


def _event(annotation: Annotation, mark: Mark, number: int) -> dict[str, Any]:
    labels = read_table("lexicon/annotation_labels.csv")
    types = dict(zip(labels["label"], labels["value"], strict=True))
    row = {"event_id": f"V{number:02}", **_place(annotation, mark, "trigger"), "type": types[mark.label]}
    row["other_triggers"] = []
    forms = read_table("lexicon/annotation_attributes.csv")
    form_of = dict(zip(forms["attribute"], forms["form"], strict=True))
    for name, value in _attributes(mark):
        where = f"{annotation.words(mark)!r} ({mark.label})"
        if form_of.get(name) == "date":
            row["date_earliest"], row["date_latest"] = read_days(value, where)
        elif form_of.get(name) == "count":
            row[f"{name}_min"], row[f"{name}_max"] = read_count(value, where)
        else:
            row[name] = value
    return row


def _attributes(mark: Mark) -> list[tuple[str, str]]:
    """What a mark says beside its label; without what another tool calls as a column is called here."""
    ours = {*read_table("lexicon/annotation_attributes.csv")["attribute"], "optional"}
    taken = {column for columns in _COLUMNS.values() for column in columns} - ours
    return [(name, value) for name, value in mark.attributes if name not in taken]


def _statements(annotation: Annotation) -> list[dict[str, Any]]:
    """The sources, cues and contents of each number, or else of each paragraph."""
    groups: dict[tuple[str, int], list[Mark]] = {}
    for mark in annotation.of_layer("sources").marks:
        paragraph = -1 if mark.group else annotation.text.count("\n", 0, mark.start)
        groups.setdefault((mark.group, paragraph), []).append(mark)
    statements = sorted(groups.values(), key=lambda marks: marks[0].start)
    return [_statement(annotation, marks, number) for number, marks in enumerate(statements, start=1)]


def _statement(annotation: Annotation, marks: list[Mark], number: int) -> dict[str, Any]:
    by_label: dict[str, list[Mark]] = {"SOURCE": [], "CUE": [], "CONTENT": []}
    for mark in marks:
        by_label[mark.label].append(mark)
    near = shorten(annotation.words(marks[0]), 40)
    if not by_label["CONTENT"]:
        raise SahelAnalysisError(
            f"The statement with {near!r} has no content. Mark what is said, too: [... CONTENT]. Source, cue "
            "and content of one statement have the same number, or none."
        )
    if len(by_label["SOURCE"]) > 1 or len(by_label["CUE"]) > 1:
        raise SahelAnalysisError(
            f"The statement with {near!r} has {len(by_label['SOURCE'])} sources and {len(by_label['CUE'])} "
            "cues. Number the statements of one paragraph: [... SOURCE-1], [... CUE-1], [... CONTENT-1]."
        )
    row: dict[str, Any] = {"attribution_id": f"A{number:02}"}
    for label, name in (("SOURCE", "source"), ("CUE", "cue")):
        only = by_label[label][0] if by_label[label] else None
        row[f"{name}_start"], row[f"{name}_end"] = (only.start, only.end) if only else (None, None)
        row[name] = annotation.words(only) if only else None
    row["content"] = [[mark.start, mark.end] for mark in by_label["CONTENT"]]
    if row["cue_start"] is None:  # where the row stands in the text
        row["cue_start"] = row["cue_end"] = row["content"][0][0]
        row["cue"] = ""
    columns = read_table("lexicon/annotation_attributes.csv")
    column_of = dict(zip(columns["attribute"], columns["column"], strict=True))
    given: dict[str, Any] = {
        column_of.get(name, name): value.lower() if name in column_of else value
        for mark in marks
        for name, value in _attributes(mark)
    }
    if "anonymous" in given:
        given["anonymous"] = given["anonymous"] in ("yes", "true", "1")
    return {**row, **given}


def refuse_value(name: str, value: str, where: str) -> None:
    """Raises SahelAnalysisError if an attribute has a value that its column cannot have.

    A time's value is one of TimeML, a word one of those that the tables know.
    """
    forms = read_table("lexicon/annotation_attributes.csv")
    values_of = dict(zip(forms["attribute"], forms["values"], strict=True))
    form_of = dict(zip(forms["attribute"], forms["form"], strict=True))
    if form_of.get(name) == "value" and interval(value)[2] is None:
        raise SahelAnalysisError(
            f"{where}: {name}={value} is no TIMEX3 value. Write 2024-09-17, 2024-07, 2022, 2024-W38, P10Y, "
            "PAST_REF, PRESENT_REF or FUTURE_REF; a Tuesday of which the date is not known is XXXX-WXX-2."
        )
    known = (values_of.get(name) or "").split("|")
    if any(known) and value.lower() not in known:
        raise SahelAnalysisError(f"{where}: {name} cannot be {value}. Write one of: {', '.join(known)}.")


def read_days(value: str, where: str) -> tuple[str, str]:
    """First and last day of "2024-09-17", "2024-07", "2022" or "2024-09-16/2024-09-18"."""
    first, _, last = value.partition("/")
    days = [_day(part, end) for part, end in ((first, 0), (last or first, 1))]
    if None in days or str(days[0]) > str(days[1]):
        raise SahelAnalysisError(
            f"{where}: date={value} is no date. Write 2024-09-17, 2024-07, 2022 or 2024-09-16/2024-09-18."
        )
    return str(days[0]), str(days[1])


def _day(part: str, end: int) -> str | None:
    found = _DATE.fullmatch(part.strip())
    if not found:
        return None
    year, month, day = (int(number) if number else None for number in found.groups())
    month = month or (12 if end else 1)
    if not year or not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    day = day or (last if end else 1)
    return f"{year:04}-{month:02}-{day:02}" if day <= last else None


def read_count(value: str, where: str) -> tuple[int | None, int | None]:
    """Lowest and highest number of "6", "20-22", "15+" (at least) or "-50" (at most)."""
    found = _COUNT.fullmatch(value.strip())
    low, sign, high = found.groups() if found else (None, None, None)
    if not (low or high) or (sign == "+" and high) or (sign == "+" and not low):
        raise SahelAnalysisError(
            f"{where}: {value!r} is no number of people. Write 6, 20-22, 15+ (at least) or -50 (at most)."
        )
    if sign is None:
        high = low
    return int(low) if low else None, int(high) if high else None
