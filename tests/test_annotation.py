"""Hand annotation: mark-up in, spans out; scores of a machine against gold, and of two people."""

from __future__ import annotations

import pandas as pd
import pytest

from sahel_analysis.annotation import (
    agreement,
    load_gold,
    make_scores,
    read_markup,
    score_events,
    score_names,
)
from sahel_analysis.article import load_article
from sahel_analysis.errors import SahelAnalysisError


def test_marks_become_spans() -> None:
    text, spans = read_markup("[Awa Sow PERSON] leads [Mali GPE]’s army.")
    assert text == "Awa Sow leads Mali’s army."
    assert [(text[a:b], label) for a, b, label in spans] == [("Awa Sow", "PERSON"), ("Mali", "GPE")]


@pytest.mark.parametrize("marked", ["[Awa Sow]", "[Awa Sow NAME]", "Awa Sow PERSON]", "[Awa Sow PERSON"])
def test_a_mark_that_is_not_complete_is_shown(marked: str) -> None:
    with pytest.raises(SahelAnalysisError, match=r"is not complete\. Write \[the name LABEL\]"):
        read_markup(marked)


def test_a_score_of_a_table_that_compares_nothing_names_the_function_that_makes_one() -> None:
    table = pd.DataFrame({"text": ["Gao"], "label": ["GPE"]})
    with pytest.raises(SahelAnalysisError, match=r"no column found.*what compare_names returns"):
        score_names(table)
    with pytest.raises(SahelAnalysisError, match=r"no column outcome.*what compare_events returns"):
        score_events(table)


def test_scores_with_nothing_to_divide_by() -> None:
    scores = make_scores([("a", 4, 5, 2), ("b", 0, 3, 0), ("c", 0, 0, 0)]).set_index("label")
    assert scores.loc["a", ["precision", "recall"]].tolist() == [0.5, 0.4]
    assert scores.loc["a", "f1"] == pytest.approx(4 / 9)
    assert pd.isna(scores.loc["b", "precision"])
    assert scores.loc["b", ["recall", "f1"]].tolist() == [0, 0]
    assert scores.loc["c", ["precision", "recall"]].isna().all()
    assert scores.loc["c", "f1"] == 1


def test_names_are_scored_by_label_with_places_as_one() -> None:
    rows = [
        (0, 4, "Mali", "GPE", "GPE", "both"),
        (9, 14, "Sahel", "GPE", "LOC", "both"),
        (20, 23, "Gao", "PERSON", "GPE", "other label"),
        (30, 33, "Awa", None, "PERSON", "only the gold"),
    ]
    comparison = pd.DataFrame(rows, columns=["start", "end", "text", "found", "gold", "outcome"])
    scores = score_names(comparison).set_index("label")
    assert scores.loc["GPE", ["found", "in_gold", "right"]].tolist() == [2, 3, 2]
    assert scores.loc["PERSON", ["found", "in_gold", "right"]].tolist() == [1, 1, 0]
    assert scores.loc["all", ["found", "in_gold", "right"]].tolist() == [3, 4, 2]


def test_agreement_does_not_ask_who_comes_first() -> None:
    first = [(0, 4, "GPE"), (9, 12, "ORG")]
    second = [(0, 4, "GPE"), (9, 12, "GROUP"), (20, 23, "PERSON")]
    assert agreement(first, second) == agreement(second, first) == pytest.approx(0.4)
    assert agreement([], []) == 1


def test_every_name_of_the_gold_stands_in_the_article() -> None:
    text, gold = load_article().text, load_gold()
    rows = gold.mentions
    found = [text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)]
    assert found == rows["text"].tolist()
    assert len(gold.names()) == 39
