"""Which places of the world have a name? GeoNames' populated places and areas, behind the gazetteer's own.

The gazetteer's tables were chosen with care and find names in a text; this one is wide (106,000 places) and
is only asked about what is a name already. `training/places.py` makes the file.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from sahel_analysis.entities.gazetteer import Entry, key_of
from sahel_analysis.resources import read_arrays

KINDS = ("place", "area 1", "area 2", "country")
"""What a row is: a populated place, an area of the first or second order below a country, a country."""

_NO_POSITION = -32768
_SIZES = ((100_000, "city"), (5_000, "town"), (0, "village"))


class GeoNames:
    """The packed table: keys in order, each with its rows; texts are decoded when they are asked for."""

    def __init__(self) -> None:
        self._columns = read_arrays("data/gazetteer/geonames.npz")
        self._keys = self._columns["keys"].tobytes()
        self._ends = np.flatnonzero(np.append(self._columns["keys"], 10) == 10)
        self._names = self._columns["names"].tobytes()
        self._name_ends = np.flatnonzero(np.append(self._columns["names"], 10) == 10)
        self._last = np.cumsum(self._columns["n_rows"], dtype=np.int64)
        self._common = np.unpackbits(self._columns["common"])

    def lookup(self, text: str) -> tuple[Entry, ...]:
        """The places that a whole text spells, the largest first (empty if none)."""
        at = self._find(key_of(text))
        if at is None:
            return ()
        rows = self._columns["rows"][self._last[at] - self._columns["n_rows"][at] : self._last[at]]
        return tuple(sorted((self._entry(int(row)) for row in rows), key=lambda e: -e.population))

    def is_common_word(self, text: str) -> bool:
        """Whether a name is made of everyday words ("Same", "Man"), so that it needs support."""
        at = self._find(key_of(text))
        return at is not None and bool(self._common[at])

    def _find(self, key: str) -> int | None:
        wanted = key.encode()
        low, high = 0, len(self._ends)
        while low < high:
            middle = (low + high) // 2
            found = _line(self._keys, self._ends, middle)
            if found == wanted:
                return middle
            low, high = (middle + 1, high) if found < wanted else (low, middle)
        return None

    def _entry(self, row: int) -> Entry:
        column = self._columns
        population, lat, lon = (int(column[name][row]) for name in ("population", "lat", "lon"))
        kind = KINDS[column["kind"][row]]
        if kind == "place":
            kind = next(size for least, size in _SIZES if population >= least)
        known = lat != _NO_POSITION
        return Entry(
            gazetteer_id=f"geonames-{row}",
            name=_line(self._names, self._name_ends, row).decode(),
            label="GPE",
            kind=kind,
            country=str(column["countries"][column["country"][row]]),
            lat=lat / 100 if known else None,
            lon=lon / 100 if known else None,
            population=population,
            wikidata=None,
            role=None,
            affiliation=None,
            source="GeoNames (CC BY 4.0)",
        )


def _line(text: bytes, ends: np.ndarray, number: int) -> bytes:
    return text[int(ends[number - 1]) + 1 if number else 0 : int(ends[number])]


@cache
def load_geonames() -> GeoNames:
    """The packaged table, read when a place is first asked for."""
    return GeoNames()
