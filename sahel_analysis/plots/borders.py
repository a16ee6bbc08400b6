"""The region's borders, on which the maps are drawn."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from sahel_analysis.colours import BORDER, LAND, SEA, SHADED_LAND
from sahel_analysis.resources import read_json

REGION = (-18.0, 17.0, 3.0, 29.0)
"""West, east, south and north edge of the map, in degrees."""


@cache
def borders() -> list[tuple[str, Path]]:
    """Names and outlines of the countries (longitude, latitude; Natural Earth's de facto lines)."""
    shapes = read_json("data/borders/sahel.geojson")
    countries = []
    for feature in shapes["features"]:
        geometry = feature["geometry"]
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        paths = [Path(ring, closed=True) for rings in polygons for ring in rings]
        countries.append((feature["properties"]["name"], Path.make_compound_path(*paths)))
    return countries


def draw_borders(ax: Axes, shaded: Container[str] = ()) -> None:
    """Draws the countries, some of them shaded, and fits the axes to the region."""
    for name, outline in borders():
        fill = SHADED_LAND if name in shaded else LAND
        ax.add_patch(PathPatch(outline, facecolor=fill, edgecolor=BORDER, linewidth=0.7, zorder=1))
    west, east, south, north = REGION
    ax.set(xlim=(west, east), ylim=(south, north), xlabel="longitude (degrees)", ylabel="latitude (degrees)")
    ax.set_aspect(1.06)
    ax.set_facecolor(SEA)
