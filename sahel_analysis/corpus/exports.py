"""How do incidents look in the columns of ACLED and of UCDP GED, to be set beside them?"""

from __future__ import annotations

from csv import QUOTE_NONNUMERIC
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.errors import as_path
from sahel_analysis.files import without_formulas, write_files
from sahel_analysis.resources import read_table
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import shorten


def write_csv(table: pd.DataFrame, path: str | Path) -> None:
    """Writes a table as CSV whose cells no spreadsheet program takes for formulas.

    A text that begins like one gets an apostrophe before it; numbers and dates stay as they are.
    """
    content = without_formulas(table).to_csv(index=False, lineterminator="\n", quoting=QUOTE_NONNUMERIC)
    write_files({as_path(path): content})


def to_acled(incidents: pd.DataFrame) -> pd.DataFrame:
    """Incidents in columns of ACLED, those that have a point on the map and a type that ACLED knows.

    `incidents` is `Incidents.table`. time_precision is 1 for a day, else 2 with the day in the middle;
    geo_precision is 1. fatalities, of all sides, is the lowest number killed that a report gives, 0 if none
    gives one, as ACLED counts reports that differ. Event types come from
    data/chronology/incident_types.csv: whether an attack hit civilians or soldiers is not decided there.
    Source: ACLED Codebook (2023).
    """
    rows = []
    for row in _placed(incidents, "event_type"):
        kind = _kinds()[row.type]
        middle = row.date_earliest + (row.date_latest - row.date_earliest) // 2
        rows.append(
            {
                "event_id_cnty": row.incident_id,
                "event_date": middle.date().isoformat(),
                "year": middle.year,
                "time_precision": 1 if row.date_earliest == row.date_latest else 2,
                "event_type": kind["event_type"],
                "sub_event_type": kind["sub_event_type"],
                "actor1": _text(row.actor),
                "actor2": _text(row.target),
                "country": _country(row.country),
                "location": row.place,
                "latitude": row.lat,
                "longitude": row.lon,
                "geo_precision": 1,
                "source": _reports(row),
                "notes": _notes(row),
                "fatalities": _deaths(row, "lowest"),
            }
        )
    return pd.DataFrame(rows, columns=_ACLED)


def to_ucdp(incidents: pd.DataFrame) -> pd.DataFrame:
    """Incidents in columns of UCDP GED: those with a death, a point on the map and a type of violence.

    `incidents` is `Incidents.table`. low and high are the lowest and highest number killed, on all sides,
    that reports give, best the one that most texts give. type_of_violence comes from
    data/chronology/incident_types.csv, and is a guess where the sides are not known. Source: Croicu &
    Sundberg, UCDP GED Codebook.
    """
    rows = []
    for row in _placed(incidents, "type_of_violence"):
        if _deaths(row, "highest") < 1:
            continue
        rows.append(
            {
                "id": row.incident_id,
                "year": row.date_earliest.year,
                "type_of_violence": _kinds()[row.type]["type_of_violence"],
                "side_a": _text(row.actor),
                "side_b": _text(row.target),
                "number_of_sources": row.n_texts,
                "source_article": _reports(row),
                "source_headline": _notes(row),
                "where_coordinates": row.place,
                "where_prec": 1,
                "latitude": row.lat,
                "longitude": row.lon,
                "country": _country(row.country),
                "date_prec": 1 if row.date_earliest == row.date_latest else 2,
                "date_start": row.date_earliest.date().isoformat(),
                "date_end": row.date_latest.date().isoformat(),
                "best": _deaths(row, "usual"),
                "high": _deaths(row, "highest"),
                "low": _deaths(row, "lowest"),
            }
        )
    return pd.DataFrame(rows, columns=_UCDP)


_ACLED = [
    "event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type", "actor1",
    "actor2", "country", "location", "latitude", "longitude", "geo_precision", "source", "notes",
    "fatalities",
]  # fmt: skip
_UCDP = [
    "id", "year", "type_of_violence", "side_a", "side_b", "number_of_sources", "source_article",
    "source_headline", "where_coordinates", "where_prec", "latitude", "longitude", "country", "date_prec",
    "date_start", "date_end", "best", "high", "low",
]  # fmt: skip


@cache
def _kinds() -> dict[str, dict[str, str]]:
    """ACLED's and UCDP's types of each type of event."""
    table = read_table("chronology/incident_types.csv")
    rows = (dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True))
    return {row["type"]: row for row in rows}


def _placed(incidents: pd.DataFrame, column: str) -> list[Any]:
    """The incidents with a point whose type has a counterpart in a column of the table of types."""
    known = [kind for kind, row in _kinds().items() if row[column]]
    return list(rows_of(incidents[incidents["lat"].notna() & incidents["type"].isin(known)]))


def _deaths(row: Any, which: str) -> int:
    """Deaths of all sides: the attacked and bystanders, and the attackers."""
    sides = (getattr(row, f"{measure}_{which}") for measure in ("killed", "attackers_killed"))
    return sum(int(number) for number in sides if pd.notna(number))


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


@cache
def _country_names() -> dict[str, str]:
    entries = load_gazetteer().entries.values()
    return {entry.country: entry.name for entry in entries if entry.kind == "country" and entry.country}


def _country(codes: Any) -> str:
    """English name of the first country; both data sets know one."""
    first = _text(codes).partition("; ")[0]
    return _country_names().get(first, first)


def _reports(row: Any) -> str:
    told = ((row.n_articles, "article"), (row.n_texts, "different text"), (row.n_outlets, "known outlet"))
    return ", ".join(f"{n} {what}{'s' * (n != 1)}" for n, what in told)


def _notes(row: Any) -> str:
    who = f" by {shorten(row.actor, 60)}" if pd.notna(row.actor) else ""
    whom = f" on {shorten(row.target, 60)}" if pd.notna(row.target) else ""
    return f"{row.type.replace('_', ' ')}{who}{whom}, found by machine in {_reports(row)}"
