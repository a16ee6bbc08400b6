"""How much is right? Precision, recall and F1 of comparisons with the gold annotation."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from sahel_analysis.errors import expect_columns

_CALLED = {"same_kind": "same kind of source", "same_quote_type": "same quotation"}
"""What a row of scores is called, where it is not the comparison's column."""


def score_names(comparison: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 per label and for all, from `compare_names`.

    Columns: label, found (by the machine), in_gold, right, precision, recall, f1 (0 to 1, NA where
    nothing can be divided). GPE holds the places of LOC.
    """
    expect_columns(comparison, ("found", "gold", "outcome"), "what compare_names returns")
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


def score_times(comparison: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of time expressions, from `compare_times`.

    One row each for: found (words overlap), the same words, the same value. Columns: label, found, in_gold,
    right, precision, recall, f1 (0 to 1, NA where nothing can be divided).
    """
    return _score(comparison, "compare_times")


def score_events(comparison: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of events, from `compare_events`.

    One row each for: found, and found with the same type, dates, figures. Columns as in `score_times`.
    """
    return _score(comparison, "compare_events")


def score_attributions(comparison: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of statements, from `compare_attributions`.

    One row each for: found; found with the same kind of source, anonymity, quotation, stance. Columns: label,
    found (by the machine), in_gold, right, precision, recall, f1 (0 to 1, NA where nothing can be divided).
    """
    return _score(comparison, "compare_attributions")


def _score(comparison: pd.DataFrame, compare: str) -> pd.DataFrame:
    """A row for what both sides have, and one for each column `same_...` that says what they have alike.

    Raises:
        SahelAnalysisError: the table is not what the function named `compare` returns.
    """
    expect_columns(comparison, ["outcome"], f"what {compare} returns")
    found = int((comparison["outcome"] != "only the gold").sum())
    in_gold = int((comparison["outcome"] != "only the machine").sum())
    right = {"found": comparison["outcome"] == "both"}
    right |= {
        _CALLED.get(column, column.replace("_", " ")): comparison[column]
        for column in comparison.columns
        if column.startswith("same_") and not comparison.loc[right["found"], column].isna().any()
    }
    return make_scores([(label, found, in_gold, int(rows.sum())) for label, rows in right.items()])


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
