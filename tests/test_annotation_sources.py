"""The machine's statements beside the gold's: which are the same, and what is right of them."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from sahel_analysis.annotation import compare_attributions, load_gold, score_attributions


@pytest.fixture
def perfect() -> pd.DataFrame:
    """The gold's own rows as a machine would give them."""
    return load_gold().attributions.assign(act="statement", rule="gold")


def test_the_gold_agrees_with_itself(perfect: pd.DataFrame) -> None:
    comparison = compare_attributions(perfect)
    assert set(comparison["outcome"]) == {"both"}
    assert (comparison["attribution_id"] == comparison["gold_id"]).all()
    assert (score_attributions(comparison)["f1"] == 1).all()


def test_optional_statements_do_not_count(perfect: pd.DataFrame) -> None:
    optional = perfect["optional"].astype(bool)
    kept = compare_attributions(perfect[~optional])
    assert compare_attributions(perfect).equals(kept)
    assert not set(kept["gold_id"]) & set(perfect.loc[optional, "attribution_id"])


def test_what_is_missing_and_what_is_invented(perfect: pd.DataFrame) -> None:
    first = perfect.iloc[[0]].copy()
    first["content"] = [[(0, 20)]]
    comparison = compare_attributions(pd.concat([perfect.iloc[2:], first]))
    assert comparison["outcome"].value_counts().to_dict()["only the gold"] == 2
    assert comparison.loc[comparison["outcome"] == "only the machine", "attribution_id"].tolist() == ["A01"]
    found = score_attributions(comparison).set_index("label").loc["found"]
    assert found["in_gold"] - found["right"] == 2
    assert found["found"] - found["right"] == 1


def test_half_of_the_content_is_enough(perfect: pd.DataFrame) -> None:
    (start, end), *_ = perfect.loc[1, "content"]
    for share, outcome in ((0.6, "both"), (0.4, "only the gold")):
        table = perfect.copy()
        table.at[1, "content"] = [(start, start + int(share * (end - start)))]
        assert compare_attributions(table).set_index("gold_id").loc["A02", "outcome"] == outcome


def test_another_source_is_another_statement(perfect: pd.DataFrame) -> None:
    table = perfect.copy()
    table.loc[1, ["source_start", "source_end"]] = [0, 4]
    assert compare_attributions(table).set_index("gold_id").loc["A02", "outcome"] == "only the gold"


def test_properties_are_compared_one_by_one(perfect: pd.DataFrame) -> None:
    table = perfect.copy()
    table.loc[1, ["source_kind", "anonymous", "quote_type", "stance"]] = ["witness", False, "mixed", "claim"]
    row = compare_attributions(table).set_index("gold_id").loc["A02"]
    assert not row[["same_kind", "same_anonymity", "same_quote_type", "same_stance"]].any()
    assert (score_attributions(compare_attributions(table))["right"].diff().dropna() <= 0).any()


def test_a_second_right_answer_counts(perfect: pd.DataFrame) -> None:
    gold = load_gold()
    other = gold.attributions.copy()
    other.loc[1, "source_kind_alt"] = "witness"
    table = perfect.copy()
    table.loc[1, "source_kind"] = "witness"
    row = compare_attributions(table, dataclasses.replace(gold, attributions=other)).set_index("gold_id")
    assert row.loc["A02", "same_kind"]


def test_attitudes_and_perceptions_are_no_statements(perfect: pd.DataFrame) -> None:
    comparison = compare_attributions(perfect.assign(act="attitude"))
    assert set(comparison["outcome"]) == {"only the gold"}
    assert (score_attributions(comparison)["right"] == 0).all()
    assert score_attributions(comparison)["precision"].isna().all()
