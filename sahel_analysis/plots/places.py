"""A map of the places that an article names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from sahel_analysis.colours import BLUE
from sahel_analysis.errors import expect_analysis
from sahel_analysis.plots.borders import REGION, borders, draw_borders
from sahel_analysis.plots.drawing import plain
from sahel_analysis.plots.labels import write_labels
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import join_some

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis


def places(analysis: Analysis) -> pd.DataFrame:
    """Places with coordinates: name, label, country, lat, lon, n_mentions, is_country, on_map."""
    expect_analysis(analysis)
    table = analysis.entities.dropna(subset=["lat", "lon"]).copy()
    west, east, south, north = REGION
    inside = table["lon"].between(west, east) & table["lat"].between(south, north)
    names = {name for name, _ in borders()}
    table["is_country"] = table["name"].isin(names)
    table["on_map"] = inside.astype(bool)
    kept = ["name", "label", "country", "lat", "lon", "n_mentions", "is_country", "on_map"]
    return table[kept].reset_index(drop=True)


def plot_map(analysis: Analysis, ax: Axes | None = None) -> Axes:
    """Draws the places that an article names on a map of the Sahel.

    Countries that are named are shaded and written in small capitals; other places are circles whose area
    grows with the number of mentions. Borders: Natural Earth (de facto lines, no statement).

    Args:
        analysis: the analysis of an article.
        ax: where to draw; a figure of its own is made unless given.

    Returns:
        The Axes, in degrees. `plots.describe_map` says the same in words, `plots.places` gives the table.

    Example:
        >>> ax = sa.plot_map(analysis)
        >>> "Bamako" in [text.get_text() for text in ax.texts]
        True
    """
    table = places(analysis)
    ax = make_axes(ax, 9, 6.6, lambda: describe_map(analysis))
    draw_borders(ax, shaded=set(table.loc[table["is_country"], "name"]))
    shown = table[table["on_map"]]
    points = shown[~shown["is_country"]]
    ax.scatter(
        points["lon"], points["lat"], s=[30.0 + 22.0 * float(n) for n in points["n_mentions"]],
        color=BLUE, edgecolor="white", linewidth=0.8, zorder=3,
    )  # fmt: skip
    where = (shown["lon"].astype(float).tolist(), shown["lat"].astype(float).tolist())
    labels = list(zip(*where, shown["name"].tolist(), shown["is_country"].tolist(), strict=True))
    write_labels(ax, sorted(labels, key=lambda item: item[3]))
    if shown.empty:
        outside = join_some(table["name"].tolist(), 8)
        note = (
            f"Outside the map: {outside}" if outside else "The article names no place whose position is known"
        )
        ax.set_xlabel(f"longitude (degrees)\n{plain(note)}")
    ax.set_title("Places that the article names (circles grow with mentions; shaded: countries)")
    return ax


def describe_map(analysis: Analysis) -> str:
    """The figure of `plot_map` in words, with what it cannot show."""
    table = places(analysis)
    shown, outside = table[table["on_map"]], table[~table["on_map"]]
    countries = ", ".join(shown.loc[shown["is_country"], "name"]) or "none"
    points = shown[~shown["is_country"]]
    dots = ", ".join(f"{r.name} ({r.n_mentions})" for r in rows_of(points)) or "none"
    located = set(table["name"])
    lost = analysis.entities[analysis.entities["label"].isin(["GPE", "LOC", "FAC"])]
    unknown = [n for n in lost["name"] if n not in located]
    text = f"In words: a map of West Africa. Shaded countries: {countries}. Circles, with mentions: {dots}."
    if len(outside):
        text += f" Outside the map: {', '.join(outside['name'])}."
    if unknown:
        text += f" Without coordinates: {', '.join(unknown)}."
    return text
