"""Who is named how often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sahel_analysis.colours import LABELS
from sahel_analysis.errors import expect_analysis
from sahel_analysis.plots.drawing import plain, write_nothing
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import shorten

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis


def named_most(analysis: Analysis, top: int = 12) -> pd.DataFrame:
    """Entities by number of mentions: name, label, names, others (nominals and pronouns), total.

    The name is the one that the article uses most ("JNIM" rather than what the letters stand for).
    """
    expect_analysis(analysis)
    counts = analysis.mentions.assign(is_name=analysis.mentions["kind"] == "name")
    written = counts[counts["is_name"]].groupby("entity_id")["text"].agg(lambda texts: texts.mode().iloc[0])
    counts = counts.groupby("entity_id")["is_name"].agg(names="sum", total="count").reset_index()
    table = analysis.entities[["entity_id", "label", "first_start"]].merge(counts, on="entity_id")
    table["name"] = table["entity_id"].map(written)
    table["others"] = table["total"] - table["names"]
    table = table.sort_values(["total", "first_start"], ascending=[False, True]).head(top)
    return table[["name", "label", "names", "others", "total"]].reset_index(drop=True)


def plot_names(analysis: Analysis, top: int = 12, ax: Axes | None = None) -> Axes:
    """Draws who is named how often: bars for names, lighter ones for "the group", "he" and the like.

    Args:
        analysis: the analysis of an article.
        top: how many entities, those with most mentions first.
        ax: where to draw; a figure of its own is made unless given.

    Returns:
        The Axes. `plots.describe_names` says the same in words, `plots.named_most` gives the table.

    Example:
        >>> ax = sa.plot_names(analysis, top=5)
        >>> len(ax.get_yticklabels())
        5
    """
    table = named_most(analysis, top).iloc[::-1]
    ax = make_axes(ax, 8, max(2.0, 0.5 + 0.36 * len(table)), lambda: describe_names(analysis, top))
    ax.set_title("Who and what is mentioned how often")
    if table.empty:
        write_nothing(ax, "The article has no names to draw.")
        return ax
    for label in sorted(set(table["label"])):
        rows = table[table["label"] == label]
        at = [len(table) - 1 - int(i) for i in rows.index]
        colour, hatch = LABELS[str(label)]
        style: dict[str, Any] = {"color": colour, "edgecolor": "white", "hatch": hatch}
        ax.barh(at, rows["names"], label=label, **style)
        ax.barh(at, rows["others"], left=rows["names"], alpha=0.45, **style)
    ax.set_yticks(range(len(table)), [plain(shorten(n, 34)) for n in table["name"]])
    for y, total in enumerate(table["total"]):
        ax.annotate(str(total), (total, y), (4, 0), textcoords="offset points", va="center")
    ax.set_ylim(-0.6, max(len(table), 3) - 0.4)
    ax.set_xlim(0, 1.1 * table["total"].max())
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel("mentions (lighter: nominals and pronouns)")
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(title="label", loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    return ax


def describe_names(analysis: Analysis, top: int = 12) -> str:
    """The figure of `plot_names` in words."""
    parts = [f"{r.name} ({r.label}) {r.total}" for r in rows_of(named_most(analysis, top))]
    if not parts:
        return "In words: an empty figure; the article has no names to draw."
    return f"In words: horizontal bars, longest first. Mentions: {'; '.join(parts)}."
