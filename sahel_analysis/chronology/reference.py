"""The reference timeline of the Sahel: reading it, and checking a table of that form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import cast

import pandas as pd

from sahel_analysis.cells import Refuse, refuse_rows, with_days, with_persons
from sahel_analysis.chronology.spreadsheet import read_rows
from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.errors import as_path, expect_columns
from sahel_analysis.resources import checked_path, read_table

COLUMNS = {
    "event_id": "string",
    "date_start": "datetime64[s]",
    "date_end": "datetime64[s]",
    "date_precision": "string",
    "country": "string",
    "place": "string",
    "lat": "Float64",
    "lon": "Float64",
    "event_type": "string",
    "actor": "string",
    "target": "string",
    "killed_min": "Int64",
    "killed_max": "Int64",
    "title": "string",
    "summary": "string",
    "source": "string",
    "checked": "string",
}
"""Columns of a chronology and their dtypes; data/chronology/README.md says what each means."""

A_CHRONOLOGY = "a chronology, such as sa.load_chronology()"
"""What to give where a chronology is wanted."""

DATE_PRECISIONS = ("day", "week", "month", "year")

_RANGES = (("date_start", "date_end"), ("killed_min", "killed_max"))


def load_chronology(path: str | Path | None = None) -> pd.DataFrame:
    """The reference timeline of the Sahel, or a CSV file of your own with the same columns.

    Args:
        path: the CSV file; the packaged timeline unless given. It has 90 events from 2012 to 2025: a
            selection, not a count.

    Returns:
        One row per event in order of time, with the columns and dtypes of `COLUMNS` (dates inclusive, degrees
        WGS84, persons killed; missing is NA). The column source has a page for each row.

    Raises:
        SahelAnalysisError: the table is not fit for use; names row and column: ids that repeat, rows out
        of order, dates that do not exist or end before they begin, a place outside its country, killed_min
        above killed_max, unknown types, precisions or countries.

    Example:
        >>> chronology = sa.load_chronology().set_index("event_id")
        >>> chronology.loc["SA079", ["date_start", "place", "event_type"]].tolist()
        [Timestamp('2024-09-17 00:00:00'), 'Bamako', 'attack']
    """
    return _packaged().copy() if path is None else _load(as_path(path))


@cache
def _packaged() -> pd.DataFrame:
    return _load(checked_path("data/chronology/sahel_timeline.csv"))


def _load(path: Path) -> pd.DataFrame:
    rows = read_rows(path, tuple(COLUMNS), "A chronology")
    table = make_chronology(rows, path.name)
    refuse = partial(refuse_rows, path.name, rows)
    types = sorted({*read_table("chronology/type_matches.csv")["chronology_type"]})
    refuse(~rows["event_type"].isin(types), "event_type", f"use one of: {', '.join(types)}")
    codes = [country_codes(names) for names in rows["country"]]
    refuse([c is None for c in codes], "country", "write English country names, joined with '; '")
    refuse(_outside(table, codes), "lat", "with its lon, it lies outside the country")
    refuse(table["date_start"].diff().dt.days < 0, "date_start", "sort the rows by date_start")
    return table


def make_chronology(rows: pd.DataFrame, name: str, called: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Rows of strings as a chronology with its dtypes; columns beyond `COLUMNS` become strings.

    `name` is that of the file, `called` what it calls columns that it names otherwise. Raises
    SahelAnalysisError for ids that repeat, what is no date or number, half a pair of coordinates,
    unknown precisions, and ranges whose end lies before their beginning.
    """
    refuse = partial(refuse_rows, name, rows, called=called)
    empty = rows.apply(lambda column: column.str.strip() == "").astype(bool)
    refuse(empty["event_id"], "event_id", "give every row an id")
    refuse(rows["event_id"].duplicated(), "event_id", "give every row an id of its own")
    refuse(empty["date_start"], "date_start", "give every row a date")
    values = _checked(rows.mask(empty), refuse, called)
    refuse(empty["lat"] != empty["lon"], "lat", "give both lat and lon, or neither")
    unknown = ~rows["date_precision"].isin(DATE_PRECISIONS)
    refuse(unknown, "date_precision", f"use one of: {', '.join(DATE_PRECISIONS)}")
    return values.astype({str(c): COLUMNS.get(str(c), "string") for c in values}).reset_index(drop=True)


def as_chronology(table: object, *columns: str) -> pd.DataFrame:
    """A table of that form as `load_chronology` gives one, whatever has become of its days and numbers.

    A file keeps them as text, and pandas has several kinds of each. A day is a date, a datetime or ISO text:
    "03/09/2024" could be two days. Raises SahelAnalysisError for a table without the `columns`, and for what
    is no day or number, or a range whose end lies before its beginning; names the row.
    """
    expect_columns(table, columns, A_CHRONOLOGY)
    rows = cast(pd.DataFrame, table).reset_index(drop=True)
    values = _checked(rows, partial(refuse_rows, "The chronology", rows))
    return values.astype({column: dtype for column, dtype in COLUMNS.items() if column in values})


def _checked(rows: pd.DataFrame, refuse: Refuse, called: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Rows with days and numbers, of the columns that are there."""
    values = with_days(rows, [column for column in _RANGES[0] if column in rows], refuse)
    for column, limit in (("lat", 90), ("lon", 180)):
        if column in rows:
            values[column] = pd.to_numeric(rows[column], errors="coerce")
            no_number = values[column].isna() & rows[column].notna()
            refuse(no_number, column, "write a number such as 12.5, or nothing")
            too_far = (values[column].abs() > limit).fillna(False)
            refuse(too_far, column, f"write degrees from -{limit} to {limit}")
    values = with_persons(values, [column for column in _RANGES[1] if column in rows], refuse)
    for low, high in _RANGES:
        if {low, high} <= set(rows):
            is_less = (values[high] < values[low]).fillna(False)
            refuse(is_less, high, f"it must not be less than {(called or {}).get(low, low)}")
    return values


def country_codes(names: str) -> frozenset[str] | None:
    """ISO 3166 alpha-2 codes of English country names joined with "; "; None if one is unknown."""
    codes = [_country_code(name.strip()) for name in names.split(";")]
    return frozenset(code for code in codes if code) if all(codes) else None


@cache
def _country_code(name: str) -> str | None:
    entries = load_gazetteer().lookup(name)
    return next((entry.country for entry in entries if entry.kind == "country"), None)


def _outside(table: pd.DataFrame, codes: list[frozenset[str] | None]) -> Iterator[bool]:
    """Whether each point lies outside the boxes of all its countries; never if one has no box."""
    boxes = read_table("chronology/countries.csv")
    edges = zip(*(map(float, boxes[side]) for side in ("west", "south", "east", "north")), strict=True)
    box_of = dict(zip(boxes["code"], edges, strict=True))
    for lat, lon, countries in zip(table["lat"], table["lon"], codes, strict=True):
        found = [box_of.get(code) for code in countries or ()]
        yield not pd.isna(lat) and all(box and not _within(box, lat, lon) for box in found)


def _within(box: tuple[float, ...], lat: float, lon: float) -> bool:
    west, south, east, north = box
    return west <= lon <= east and south <= lat <= north
