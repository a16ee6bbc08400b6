"""Makes data/borders/sahel.geojson from Natural Earth's country borders.

`python -m training.borders countries-50m.json data/borders/sahel.geojson`, where the first file is
the 1:50 million map of the npm package world-atlas (`npm pack world-atlas@2.0.2`).
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

WEST, SOUTH, EAST, NORTH = -20.0, 0.0, 30.0, 38.0
"""What is kept, in degrees."""

SMALLEST = 0.0005
"""Islands and slivers below this area (square degrees, about 6 square kilometres) are left out."""

# The map has ISO 3166 numeric codes and shortened names; the gazetteer has alpha-2 codes and full names.
COUNTRIES = {
    "012": ("DZ", "Algeria"),
    "120": ("CM", "Cameroon"),
    "140": ("CF", "Central African Republic"),
    "148": ("TD", "Chad"),
    "178": ("CG", "Republic of the Congo"),
    "180": ("CD", "Democratic Republic of the Congo"),
    "204": ("BJ", "Benin"),
    "226": ("GQ", "Equatorial Guinea"),
    "266": ("GA", "Gabon"),
    "270": ("GM", "Gambia"),
    "288": ("GH", "Ghana"),
    "300": ("GR", "Greece"),
    "324": ("GN", "Guinea"),
    "380": ("IT", "Italy"),
    "384": ("CI", "Côte d'Ivoire"),
    "430": ("LR", "Liberia"),
    "434": ("LY", "Libya"),
    "466": ("ML", "Mali"),
    "470": ("MT", "Malta"),
    "478": ("MR", "Mauritania"),
    "504": ("MA", "Morocco"),
    "562": ("NE", "Niger"),
    "566": ("NG", "Nigeria"),
    "620": ("PT", "Portugal"),
    "624": ("GW", "Guinea-Bissau"),
    "678": ("ST", "São Tomé and Príncipe"),
    "686": ("SN", "Senegal"),
    "694": ("SL", "Sierra Leone"),
    "724": ("ES", "Spain"),
    "728": ("SS", "South Sudan"),
    "729": ("SD", "Sudan"),
    "732": ("EH", "Western Sahara"),
    "768": ("TG", "Togo"),
    "788": ("TN", "Tunisia"),
    "792": ("TR", "Turkey"),
    "800": ("UG", "Uganda"),
    "818": ("EG", "Egypt"),
    "854": ("BF", "Burkina Faso"),
}


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """The lines that all shapes of a TopoJSON file share: each point is a step from the one before."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(arc)
    return arcs


def join_arcs(indices: list[int], arcs: list[Ring]) -> Ring:
    """One closed ring; ~i stands for arc i read backwards, and neighbours share their end point."""
    ring: Ring = []
    for i in indices:
        ring += (arcs[i] if i >= 0 else arcs[~i][::-1])[bool(ring) :]
    return ring


def clip(ring: Ring) -> Ring:
    """The part of a ring inside the box (Sutherland & Hodgman 1974); empty if there is none."""
    points = ring[:-1]
    for axis, limit, sign in ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)):
        kept: Ring = []
        for a, b in zip([*points[-1:], *points[:-1]], points, strict=True):
            a_in, b_in = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
            if a_in != b_in:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                cut = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
                cut[axis] = limit
                kept.append((cut[0], cut[1]))
            if b_in:
                kept.append(b)
        points = kept
    return [*points, points[0]] if points else []


def area(ring: Ring) -> float:
    """Area in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def rounded(ring: Ring) -> Ring:
    """To three decimals (about 100 metres), without points that then coincide."""
    points = [(round(x, 3), round(y, 3)) for x, y in ring]
    return [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]


def features(topology: dict[str, Any]) -> list[dict[str, Any]]:
    """One GeoJSON feature per country that has land inside the box, by name."""
    arcs = decode_arcs(topology)
    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        clipped = [[rounded(clip(join_arcs(ring, arcs))) for ring in polygon] for polygon in polygons]
        land = [
            [r for r in polygon if area(r) >= SMALLEST] for polygon in clipped if area(polygon[0]) >= SMALLEST
        ]
        if land:
            iso, name = COUNTRIES[shape["id"]]
            geometry = {"type": "MultiPolygon", "coordinates": land}
            found.append(
                {"type": "Feature", "properties": {"name": name, "iso_a2": iso}, "geometry": geometry}
            )
    return sorted(found, key=lambda f: str(f["properties"]["name"]))


def main(source: Path, target: Path) -> None:
    lines = [
        json.dumps(f, ensure_ascii=False, separators=(",", ":"))
        for f in features(json.loads(source.read_text(encoding="utf8")))
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    target.write_text(text, encoding="utf8", newline="\n")
    print(f"{len(lines)} countries, {len(text.encode()) / 1000:.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
