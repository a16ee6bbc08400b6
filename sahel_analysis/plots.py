"""Figures: who is named how often, a map of places, scores against gold.

Every function draws on the Axes that it is given or makes its own, returns them, and has a
counterpart that says in words what the figure shows. Colours are those of Okabe & Ito (2008),
and never the only cue.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from sahel_analysis.resources import path_of

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

    from sahel_analysis.analysis import Analysis

COLOURS = {
    "PERSON": "#0072b2", "ORG": "#e69f00", "GROUP": "#d55e00", "GPE": "#009e73", "LOC": "#56b4e9",
    "FAC": "#999999", "NORP": "#cc79a7", "EVENT": "#f0e442",
}  # fmt: skip
HATCHES = {
    "PERSON": "", "ORG": "//", "GROUP": "xx", "GPE": "", "LOC": "..", "FAC": "--", "NORP": "\\\\",
    "EVENT": "++",
}  # fmt: skip
REGION = (-18.0, 17.0, 3.0, 29.0)
"""West, east, south and north edge of the map, in degrees."""


def _axes(ax: Axes | None, width: float, height: float) -> Axes:
    return ax if ax is not None else plt.subplots(figsize=(width, height), dpi=100, layout="constrained")[1]


# Who is named how often


def named_most(analysis: Analysis, top: int = 12) -> pd.DataFrame:
    """Entities by number of mentions: name, label, names, others (nominals and pronouns), total.

    The name is the one that the article uses most ("JNIM" rather than what the letters stand for).
    """
    counts = analysis.mentions.assign(is_name=analysis.mentions["kind"] == "name")
    written = counts[counts["is_name"]].groupby("entity_id")["text"].agg(lambda texts: texts.mode().iloc[0])
    counts = counts.groupby("entity_id")["is_name"].agg(names="sum", total="count").reset_index()
    table = analysis.entities[["entity_id", "label", "first_start"]].merge(counts, on="entity_id")
    table["name"] = table["entity_id"].map(written)
    table["others"] = table["total"] - table["names"]
    table = table.sort_values(["total", "first_start"], ascending=[False, True]).head(top)
    return table[["name", "label", "names", "others", "total"]].reset_index(drop=True)


def plot_names(analysis: Analysis, top: int = 12, ax: Axes | None = None) -> Axes:
    """Draws who is named how often: bars for names, lighter ones for "the group", "he" and the like."""
    table = named_most(analysis, top).iloc[::-1]
    ax = _axes(ax, 8, 0.5 + 0.36 * len(table))
    for label in sorted(set(table["label"])):
        rows = table[table["label"] == label]
        at = [len(table) - 1 - int(i) for i in rows.index]
        style: dict[str, Any] = {
            "color": COLOURS[str(label)],
            "edgecolor": "white",
            "hatch": HATCHES[str(label)],
        }
        ax.barh(at, rows["names"], label=label, **style)
        ax.barh(at, rows["others"], left=rows["names"], alpha=0.45, **style)
    ax.set_yticks(range(len(table)), [_shorten(n) for n in table["name"]])
    for y, total in enumerate(table["total"]):
        ax.text(total + 0.1, y, str(total), va="center")
    ax.set(xlabel="mentions (lighter: nominals and pronouns)", title="Who and what is mentioned how often")
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(title="label", loc="lower right", frameon=False)
    return ax


def describe_names(analysis: Analysis, top: int = 12) -> str:
    """The figure of `plot_names` in words."""
    parts = [f"{r.name} ({r.label}) {r.total}" for r in named_most(analysis, top).itertuples(index=False)]
    return f"In words: horizontal bars, longest first. Mentions: {'; '.join(parts)}."


def _shorten(name: str, limit: int = 34) -> str:
    return name if len(name) <= limit else name[: limit - 1].rstrip() + "…"


# Where


@cache
def _borders() -> list[tuple[str, Path]]:
    shapes = json.loads(path_of("data/borders/sahel.geojson").read_text(encoding="utf8"))
    countries = []
    for feature in shapes["features"]:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        paths = [Path(ring, closed=True) for rings in polygons for ring in rings]
        countries.append((feature["properties"]["name"], Path.make_compound_path(*paths)))
    return countries


def places(analysis: Analysis) -> pd.DataFrame:
    """Places with coordinates: name, label, country, lat, lon, n_mentions, is_country, on_map."""
    table = analysis.entities.dropna(subset=["lat", "lon"]).copy()
    west, east, south, north = REGION
    inside = table["lon"].between(west, east) & table["lat"].between(south, north)
    names = {name for name, _ in _borders()}
    table["is_country"] = table["name"].isin(names)
    table["on_map"] = inside.astype(bool)
    kept = ["name", "label", "country", "lat", "lon", "n_mentions", "is_country", "on_map"]
    return table[kept].reset_index(drop=True)


def plot_map(analysis: Analysis, ax: Axes | None = None) -> Axes:
    """Draws the places that an article names on a map of the Sahel.

    Countries that are named are shaded and written in small capitals; other places are circles whose
    area grows with the number of mentions. Borders: Natural Earth (de facto lines, no statement).
    """
    ax = _axes(ax, 9, 6.6)
    table = places(analysis)
    named = set(table.loc[table["is_country"], "name"])
    for name, outline in _borders():
        fill = "#f3e3c3" if name in named else "#f7f7f7"
        ax.add_patch(PathPatch(outline, facecolor=fill, edgecolor="#8c8c8c", linewidth=0.7, zorder=1))
    west, east, south, north = REGION
    ax.set(xlim=(west, east), ylim=(south, north), xlabel="longitude (degrees)", ylabel="latitude (degrees)")
    ax.set_aspect(1.06)
    ax.set_facecolor("#e4eef5")
    shown = table[table["on_map"]]
    points = shown[~shown["is_country"]]
    ax.scatter(
        points["lon"], points["lat"], s=[30.0 + 22.0 * float(n) for n in points["n_mentions"]],
        color=COLOURS["PERSON"], edgecolor="white", linewidth=0.8, zorder=3,
    )  # fmt: skip
    where = (shown["lon"].astype(float).tolist(), shown["lat"].astype(float).tolist())
    labels = list(zip(*where, shown["name"].tolist(), shown["is_country"].tolist(), strict=True))
    _write_labels(ax, sorted(labels, key=lambda item: item[3]))
    ax.set_title("Places that the article names (circles grow with mentions; shaded: countries)")
    return ax


def describe_map(analysis: Analysis) -> str:
    """The figure of `plot_map` in words, with what it cannot show."""
    table = places(analysis)
    shown, outside = table[table["on_map"]], table[~table["on_map"]]
    countries = ", ".join(shown.loc[shown["is_country"], "name"]) or "none"
    points = shown[~shown["is_country"]]
    dots = ", ".join(f"{r.name} ({r.n_mentions})" for r in points.itertuples(index=False)) or "none"
    located = set(table["name"])
    lost = analysis.entities[analysis.entities["label"].isin(["GPE", "LOC", "FAC"])]
    unknown = [n for n in lost["name"] if n not in located]
    text = f"In words: a map of West Africa. Shaded countries: {countries}. Circles, with mentions: {dots}."
    if len(outside):
        text += f" Outside the map: {', '.join(outside['name'])}."
    if unknown:
        text += f" Without coordinates: {', '.join(unknown)}."
    return text


def _write_labels(ax: Axes, labels: list[tuple[float, float, str, bool]]) -> None:
    """Writes names beside their places, each where it covers no other name if there is such a spot."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    renderer: RendererBase = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    taken: list[Any] = []
    for lon, lat, name, is_country in labels:
        halo = [withStroke(linewidth=2.5, foreground="white", alpha=0.8)]
        style: dict[str, Any] = {"fontsize": 9, "zorder": 4, "path_effects": halo}
        if is_country:
            name, style = name.upper(), {**style, "fontsize": 8, "color": "#5a4a2a", "fontstyle": "italic"}
        spots = [(0.0, 0.0)] if is_country else []
        spots += [
            (dx * r, dy * r)
            for r in (9, 16, 26, 40)
            for dx, dy in product((1, -1, 0), (1, -1, 0))
            if dx or dy
        ]
        best: Text | None = None
        for dx, dy in spots:
            align = {1: "left", -1: "right", 0: "center"}[(dx > 0) - (dx < 0)]
            text = ax.annotate(
                name, (lon, lat), (dx, dy), textcoords="offset points", ha=align, va="center", **style
            )
            box = text.get_window_extent(renderer).padded(2)
            if not any(box.overlaps(other) for other in taken):
                best = text
                taken.append(box)
                break
            text.remove()
        if best is None:
            ax.annotate(name, (lon, lat), (10, 0), textcoords="offset points", va="center", **style)


# How good


def plot_scores(
    scores: pd.DataFrame,
    title: str = "Names: the machine against the gold annotation",
    ax: Axes | None = None,
) -> Axes:
    """Draws precision, recall and F1 per label, from `annotation.score_names`."""
    ax = _axes(ax, 8, 4)
    measures = (("precision", "#0072b2", ""), ("recall", "#e69f00", "//"), ("f1", "#009e73", ".."))
    for k, (measure, colour, hatch) in enumerate(measures):
        at = [i + (k - 1) * 0.27 for i in range(len(scores))]
        values = pd.to_numeric(scores[measure]).fillna(0)
        ax.bar(at, values, width=0.25, color=colour, hatch=hatch, edgecolor="white", label=measure)
    ax.set_xticks(range(len(scores)), [f"{r.label}\n({r.in_gold} in gold)" for r in scores.itertuples()])
    ax.set(ylim=(0, 1.05), ylabel="share (1 = all)", title=title)
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=3, frameon=False)
    return ax


def describe_scores(scores: pd.DataFrame) -> str:
    """The figure of `plot_scores` in words."""
    parts = [
        f"{r.label} {_share(r.precision)}, {_share(r.recall)}, {_share(r.f1)}" for r in scores.itertuples()
    ]
    return f"In words: groups of three bars. Precision, recall, F1: {'; '.join(parts)}."


def _share(value: Any) -> str:
    return "none" if pd.isna(value) else f"{float(value):.2f}"
