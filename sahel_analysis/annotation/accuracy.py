"""How good is the machine, as it was measured? One table for README, the report and the lessons."""

from __future__ import annotations

import pandas as pd

from sahel_analysis.resources import read_table


def load_accuracy() -> pd.DataFrame:
    """The measured figures of `data/accuracy.csv`.

    Columns: layer (names, times, statements, events, figures), measure, value (0 to 1), texts (on which it
    was measured; those that say most about new texts first), command (that measures it again, or NA).
    """
    table = pd.DataFrame(read_table("accuracy.csv"), dtype="string").replace("", pd.NA)
    return table.astype({"value": "float64"})


def describe_accuracy(layer: str) -> str:
    """How good a layer is on the texts that say most about new ones, in a sentence."""
    table = load_accuracy()
    rows = table[table["layer"] == layer]
    texts = rows["texts"].iloc[0]
    first = rows[rows["texts"] == texts]
    told = "; ".join(f"{row.measure} {row.value:.2f}" for row in first.itertuples())
    return f"Measured on {texts} (1 is all right): {layer}: {told}."
