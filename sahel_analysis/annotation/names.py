"""Annotation by hand, scores against it, and agreement between people.

A gold annotation is somebody's reading, made by rules that were written down; it is what scores are
measured against, not the truth.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from sahel_analysis.article import Article, load_article
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.resources import path_of

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

LABELS = ("PERSON", "ORG", "GROUP", "GPE", "LOC", "FAC", "NORP", "EVENT")

Span = tuple[int, int, str]
"""Start, end and label."""


@dataclass(frozen=True)
class Gold:
    """A gold annotation of one article, as tables.

    mentions, entities, times, attributions and events have the columns of the analysis where these
    apply, and `optional`: rows that a system may report or not. `unscored` holds further spans of
    that kind. `metadata` says who annotated, by which guidelines, and what is inferred; `notes`
    holds decisions and second readings.
    """

    metadata: dict[str, Any]
    mentions: pd.DataFrame
    entities: pd.DataFrame
    times: pd.DataFrame
    attributions: pd.DataFrame
    events: pd.DataFrame
    unscored: pd.DataFrame
    notes: tuple[str, ...]

    def names(self) -> list[Span]:
        """The names that count in scores."""
        kept = self.mentions[(self.mentions["kind"] == "name") & ~self.mentions["optional"].astype(bool)]
        return _spans(kept)

    def optional_names(self) -> list[tuple[int, int]]:
        """Stretches of text where a name is neither a miss nor a false alarm."""
        rows = self.mentions[self.mentions["optional"].astype(bool)]
        more = self.unscored[self.unscored["table"] == "mentions"]
        return [(int(a), int(b)) for t in (rows, more) for a, b in zip(t["start"], t["end"], strict=True)]


@cache
def load_gold() -> Gold:
    """The gold annotation of the lessons' article, checked against its text.

    Raises SahelAnalysisError if a span, an id or the article's checksum does not fit.
    """
    gold = json.loads(path_of("data/gold/bamako_2024.json").read_text(encoding="utf8"))
    problems = validate_gold(gold, load_article())
    if problems:
        raise SahelAnalysisError("The gold annotation does not fit the article: " + "; ".join(problems[:3]))
    tables = {
        name: pd.DataFrame(gold[name]) for name in ("mentions", "entities", "times", "attributions", "events")
    }
    return Gold(
        gold["metadata"], **tables, unscored=pd.DataFrame(gold["unscored"]), notes=tuple(gold["notes"])
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


# Scores


def compare_names(found: pd.DataFrame, gold: Gold | None = None, merge_places: bool = True) -> pd.DataFrame:
    """Every name that the machine or the gold has, side by side.

    `found` is a table of mentions, `gold` that of the lessons unless given. Returns start, end, text,
    found, gold (labels, NA where a side has none) and outcome: "both", "only the machine", "only the
    gold" or "other label". With
    `merge_places` GPE and LOC count as one. Optional stretches are left out unless both agree.
    """
    gold = gold or load_gold()
    text = load_article().text
    place = {"LOC": "GPE"} if merge_places else {}
    machine = {(a, b): label for a, b, label in _spans(found[found["kind"] == "name"])}
    people = {(a, b): label for a, b, label in gold.names()}
    optional = gold.optional_names()
    rows = []
    for span in sorted({*machine, *people}):
        have, want = machine.get(span), people.get(span)
        if want is None and any(a < span[1] and span[0] < b for a, b in optional):
            continue
        if have is None or want is None:
            outcome = "only the machine" if have else "only the gold"
        else:
            outcome = "both" if place.get(have, have) == place.get(want, want) else "other label"
        rows.append((*span, text[span[0] : span[1]], have, want, outcome))
    return pd.DataFrame(rows, columns=["start", "end", "text", "found", "gold", "outcome"])


def score_names(comparison: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 per label and for all, from `compare_names`.

    Columns: label, found (by the machine), in_gold, right, precision, recall, f1 (0 to 1, NA where
    nothing can be divided). GPE holds the places of LOC.
    """
    table = comparison.replace({"found": {"LOC": "GPE"}, "gold": {"LOC": "GPE"}})
    labels = sorted({*table["found"].dropna(), *table["gold"].dropna()})
    rows = [
        _count(label, table[(table["found"] == label) | (table["gold"] == label)], label) for label in labels
    ]
    return make_scores([*rows, _count("all", table, None)])


def _count(name: str, table: pd.DataFrame, label: str | None) -> tuple[str, int, int, int]:
    found = table["found"].notna() if label is None else table["found"] == label
    gold = table["gold"].notna() if label is None else table["gold"] == label
    return name, int(found.sum()), int(gold.sum()), int((table["outcome"] == "both").sum())


def score_measures(comparison: pd.DataFrame, measures: Mapping[str, str | None]) -> pd.DataFrame:
    """Scores of a comparison whose column `outcome` is "both", "only the machine" or "only the gold".

    `measures` names for each row of the result the column that says what is right; None: all that both have.
    """
    found = int((comparison["outcome"] != "only the gold").sum())
    in_gold = int((comparison["outcome"] != "only the machine").sum())
    both = comparison["outcome"] == "both"
    return make_scores(
        [
            (label, found, in_gold, int((both if column is None else comparison[column]).sum()))
            for label, column in measures.items()
        ]
    )


def make_scores(rows: Iterable[tuple[str, int, int, int]]) -> pd.DataFrame:
    """Rows of (label, found, in_gold, right), with precision, recall and f1 (NA: nothing to divide by)."""
    scores = pd.DataFrame(rows, columns=["label", "found", "in_gold", "right"])
    right = scores["right"].astype("Float64")
    scores["precision"] = right / scores["found"].where(scores["found"] > 0)
    scores["recall"] = right / scores["in_gold"].where(scores["in_gold"] > 0)
    counts = zip(scores["right"], scores["found"], scores["in_gold"], strict=True)
    scores["f1"] = pd.Series([f1(*count) for count in counts], dtype="Float64")
    return scores.astype({"precision": "Float64", "recall": "Float64"})


def f1(right: int, found: int, in_gold: int) -> float:
    """Harmonic mean of precision and recall (van Rijsbergen 1979); 1 if there is nothing to find."""
    return 2 * right / (found + in_gold) if found + in_gold else 1.0


def model_names(analysis: Analysis) -> pd.DataFrame:
    """The names that the pipeline sees by itself, before gazetteer and rules (columns of `mentions`).

    For comparing: what does the neural model add, what do the word lists?
    """
    skip = analysis.article.boilerplate
    spans = [
        e for e in analysis.doc.ents if not any(b.start < e.end_char and e.start_char < b.end for b in skip)
    ]
    return pd.DataFrame(
        [(e.start_char, e.end_char, e.text, e.label_, "name") for e in spans],
        columns=["start", "end", "text", "label", "kind"],
    )


# Annotation by hand

_MARK = re.compile(r"\[([^\[\]]+?) (" + "|".join(LABELS) + r")\]")


def read_markup(marked: str) -> tuple[str, list[Span]]:
    """Reads text that somebody marked by hand: "[Oumar Diarra PERSON] leads [Mali GPE]’s army."

    Returns the text without marks, and the spans in it. Raises SahelAnalysisError where a bracket
    has no label of the guidelines.
    """
    text, spans, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match.group(1)), match.group(2)))
        text += match.group(1)
        at = match.end()
    text += marked[at:]
    stray = re.search(r"[\[\]][^\[\]]{0,30}", text)
    if stray:
        raise SahelAnalysisError(
            f"The mark near {stray.group()!r} is not complete. Write [the name LABEL], with one of: "
            f"{', '.join(LABELS)}."
        )
    return text, spans


def agreement(first: Iterable[Span], second: Iterable[Span]) -> float:
    """How far two people marked the same: F1 of one's spans against the other's (0 to 1).

    For spans, where nobody can count what was rightly left unmarked, this takes the place of
    Cohen's kappa (Hripcsak & Rothschild 2005). It does not matter who comes first.
    """
    a, b = set(first), set(second)
    return f1(len(a & b), len(a), len(b))


def _spans(table: pd.DataFrame) -> list[Span]:
    return [
        (int(a), int(b), str(label))
        for a, b, label in zip(table["start"], table["end"], table["label"], strict=True)
    ]
