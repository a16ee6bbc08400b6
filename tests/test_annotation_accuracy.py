"""The measured figures: one table, which README repeats."""

import re
from pathlib import Path

import pytest

from sahel_analysis.annotation import describe_accuracy, load_accuracy

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf8")
LAYERS = ["names", "times", "events", "figures", "statements"]


def test_the_table_has_shares_of_every_layer() -> None:
    table = load_accuracy()
    assert table["layer"].unique().tolist() == LAYERS
    assert table["value"].between(0, 1).all()
    assert table[["layer", "measure", "texts"]].notna().all(axis=None)
    assert not table.duplicated(["layer", "measure", "texts"]).any()


def test_readme_gives_the_figures_of_the_table() -> None:
    header, rows = re.findall(r"^\| \| (.*) \|\n\|-.*\n((?:\| .*\n)+)", README, re.MULTILINE)[0]
    table = load_accuracy()
    texts = header.split(" | ")
    told = {
        (*name.split(": ", 1), text): float(value)
        for name, *values in (line.strip("| ").split(" | ") for line in rows.splitlines())
        for text, value in zip(texts, values, strict=True)
    }
    layers = {layer for layer, _, _ in told}
    shown = table["texts"].isin(texts) & table["layer"].isin(layers)
    measured = table[shown].set_index(["layer", "measure", "texts"])["value"]
    assert told == measured.to_dict()


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_described_by_the_texts_that_say_most(layer: str) -> None:
    first = load_accuracy().query("layer == @layer").iloc[0]
    sentence = describe_accuracy(layer)
    assert sentence.startswith(f"Measured on {first['texts']} (1 is all right): {layer}: {first['measure']}")
    assert f"{first['value']:.2f}" in sentence
