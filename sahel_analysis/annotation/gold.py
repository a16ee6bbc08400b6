"""What did people annotate? The gold annotation of the lessons' article, as tables, checked against its text.

A gold annotation is somebody's reading, made by rules that were written down; it is what scores are
measured against, not the truth.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from numbers import Integral
from typing import Any

import pandas as pd

from sahel_analysis.annotation.marks import Span
from sahel_analysis.article import Article, load_article
from sahel_analysis.errors import SahelAnalysisError, expect, expect_columns
from sahel_analysis.resources import read_json

LABELS = ("PERSON", "ORG", "GROUP", "GPE", "LOC", "FAC", "NORP", "EVENT")


@dataclass(frozen=True)
class Gold:
    """A gold annotation of one article, as tables.

    mentions, entities, times, attributions and events have the columns of the analysis where these
    apply, and `optional`: rows that a system may report or not. `unscored` holds further spans of
    that kind. `metadata` says who annotated, by which guidelines, and what is inferred; `notes`
    holds decisions and second readings. `text` is the article's, as far as it is known.
    """

    metadata: dict[str, Any]
    mentions: pd.DataFrame
    entities: pd.DataFrame
    times: pd.DataFrame
    attributions: pd.DataFrame
    events: pd.DataFrame
    unscored: pd.DataFrame
    notes: tuple[str, ...]
    text: str | None = None

    def require(self, layer: str, found: pd.DataFrame, start: str, end: str, words: str, *more: str) -> None:
        """Refuses what is no such table, one of another article, and a layer that nobody annotated.

        `start`, `end` and `words` name the columns that say where each row stands, `more` further ones.
        """
        expect_columns(found, (start, end, words, *more), f"the {layer} of an analysis or a gold, as a table")
        for column in (start, end):
            place = next((cell for cell in found[column] if not isinstance(cell, Integral)), None)
            if place is not None:
                raise SahelAnalysisError(
                    f"The column {column} has {place!r}, which is no whole number. Give the table of an "
                    "analysis, or what pd.read_csv reads of its CSV file."
                )
        if layer not in self.metadata.get("layers", [layer]):
            raise SahelAnalysisError(
                f"This gold holds no {layer}: nobody annotated them. Mark them, or say that there are none: "
                f"make_gold(..., layers=[..., {layer!r}])."
            )
        if self.text is None:
            return
        for a, b, told in zip(found[start], found[end], found[words], strict=True):
            if pd.notna(told) and self.text[a:b] != told:
                raise SahelAnalysisError(
                    f"The table is of another article than the gold: {told!r} stands at {a}, where the "
                    f"gold's article has {self.text[a:b]!r}. Give the gold of this article (make_gold)."
                )

    def names(self) -> list[Span]:
        """The names that count in scores."""
        kept = self.mentions[(self.mentions["kind"] == "name") & ~self.mentions["optional"].astype(bool)]
        return spans_of(kept)

    def optional_names(self) -> list[tuple[int, int]]:
        """Stretches of text where a name is neither a miss nor a false alarm."""
        rows = self.mentions[self.mentions["optional"].astype(bool)]
        more = self.unscored[self.unscored["table"] == "mentions"]
        return [(int(a), int(b)) for t in (rows, more) for a, b in zip(t["start"], t["end"], strict=True)]


def as_gold(given: Gold | None) -> Gold:
    """The gold that is given, or that of the lessons; refuses what is none."""
    if given is None:
        return load_gold()
    expect(given, Gold, "a gold, as make_gold(marks, article) or load_gold() returns it")
    return given


@cache
def load_gold() -> Gold:
    """The gold annotation of the lessons' article, checked against its text.

    Raises SahelAnalysisError if a span, an id or the article's checksum does not fit.
    """
    gold = read_json("data/gold/bamako_2024.json")
    article = load_article()
    problems = validate_gold(gold, article)
    if problems:
        raise SahelAnalysisError("The gold annotation does not fit the article: " + "; ".join(problems[:3]))
    tables = {
        name: pd.DataFrame(gold[name]) for name in ("mentions", "entities", "times", "attributions", "events")
    }
    return Gold(
        gold["metadata"],
        **tables,
        unscored=pd.DataFrame(gold["unscored"]),
        notes=tuple(gold["notes"]),
        text=article.text,
    )


def validate_gold(gold: dict[str, Any], article: Article) -> list[str]:
    """What is wrong with a gold annotation: one sentence per fault, none if all is well."""
    text, problems = article.text, []
    if hashlib.sha256(text.encode("utf8")).hexdigest() != gold["metadata"]["sha256"]:
        problems.append("the checksum is that of another text")
    boilerplate = [(b["start"], b["end"]) for b in gold["boilerplate"]]
    ids = {"entity_id": {e["entity_id"] for e in gold["entities"]}}
    ids["attribution_id"] = ids["parent_id"] = {a["attribution_id"] for a in gold["attributions"]}
    for table in ("mentions", "times", "attributions", "events"):
        for row in gold[table]:
            start, end = (row.get("start", row.get("cue_start")), row.get("end", row.get("cue_end")))
            told = row.get("text", row.get("cue", row.get("trigger")))
            if text[start:end] != told:
                problems.append(f"{table}: {told!r} does not stand at {start}-{end}")
            if any(a < end and start < b for a, b in boilerplate):
                problems.append(f"{table}: {told!r} lies in boilerplate")
            for column, known in ids.items():
                if row.get(column) is not None and row[column] not in known:
                    problems.append(f"{table}: {column} {row[column]} does not exist")
            for early, late in (("earliest", "latest"), ("date_earliest", "date_latest")):
                if row.get(early) and row.get(late) and row[early] > row[late]:
                    problems.append(f"{table}: {told!r} ends before it begins")
    problems += [
        f"mentions: unknown label {m['label']}" for m in gold["mentions"] if m["label"] not in LABELS
    ]
    return problems


def spans_of(table: pd.DataFrame) -> list[Span]:
    """Start, end and label of each row of a table of mentions."""
    return [
        (int(a), int(b), str(label))
        for a, b, label in zip(table["start"], table["end"], table["label"], strict=True)
    ]
