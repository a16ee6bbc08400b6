"""How good: precision, recall and F1."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from sahel_analysis.colours import SCORES
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.tables import rows_of


def plot_scores(
    scores: pd.DataFrame,
    title: str = "Names: the machine against the gold annotation",
    ax: Axes | None = None,
) -> Axes:
    """Draws precision, recall and F1 per label, from `annotation.score_names`."""
    ax = make_axes(ax, 8, 4, lambda: describe_scores(scores))
    for k, (measure, (colour, hatch)) in enumerate(SCORES.items()):
        at = [i + (k - 1) * 0.27 for i in range(len(scores))]
        values = pd.to_numeric(scores[measure]).fillna(0)
        ax.bar(at, values, width=0.25, color=colour, hatch=hatch, edgecolor="white", label=measure)
    ax.set_xticks(range(len(scores)), [f"{r.label}\n({r.in_gold} in gold)" for r in rows_of(scores)])
    ax.set(ylim=(0, 1.05), ylabel="share (1 = all)", title=title)
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3, frameon=False)
    return ax


def describe_scores(scores: pd.DataFrame) -> str:
    """The figure of `plot_scores` in words."""
    parts = [f"{r.label} {_share(r.precision)}, {_share(r.recall)}, {_share(r.f1)}" for r in rows_of(scores)]
    return f"In words: groups of three bars. Precision, recall, F1: {'; '.join(parts)}."


def _share(value: Any) -> str:
    return "none" if pd.isna(value) else f"{float(value):.2f}"
