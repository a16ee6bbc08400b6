"""Reading event data of conflict research as a chronology: exports of ACLED and of UCDP GED.

Neither is shipped: both have terms of use of their own. What their codes for precision mean is kept:
a date that is known to the month becomes the month's interval, a place that is known to the region
gets no distance.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sahel_analysis.cells import refuse_rows, without_slips
from sahel_analysis.chronology.reference import COLUMNS, make_chronology
from sahel_analysis.chronology.spreadsheet import name_of, read_rows, with_decimal_points
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.resources import read_table

_ACLED = (
    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "actor2",
    "country", "location", "latitude", "longitude", "geo_precision", "source", "notes", "fatalities",
)  # fmt: skip
_ACLED_DATES = ("%Y-%m-%d", "%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%d-%b-%Y")
_ACLED_TIME = {"1": "day", "2": "week", "3": "month"}
_ACLED_PLACE = {"1": "exact", "2": "near", "3": "area"}

_UCDP = (
    "id", "type_of_violence", "side_a", "side_b", "country", "where_coordinates", "where_prec",
    "latitude", "longitude", "date_prec", "date_start", "date_end", "best", "high", "low",
)  # fmt: skip
_UCDP_TYPES = {"1": "battle", "2": "battle", "3": "massacre"}
_UCDP_TIME = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}
_UCDP_PLACE = {"1": "exact", "2": "near", **dict.fromkeys("34567", "area")}


def read_acled(path: str | Path | pd.DataFrame) -> pd.DataFrame:
    """Reads an export of ACLED (CSV) as a chronology, in order of time.

    time_precision 1 is the day; 2, the week, becomes the seven days around event_date; 3 becomes its month.
    geo_precision 1 is exact, 2 near (a town nearby stands for it), 3 an area (a region's capital does). ACLED
    gives one figure of deaths, which stands in killed_min and killed_max; 0 means that none were reported.
    actor and target are actor1 and actor2, whose order does not say who attacked whom. Dates may be written
    2024-09-17 or 17 September 2024. If an event stands there again, corrected, the newest timestamp counts.

    Source: ACLED Codebook (2023); Raleigh et al. (2010), Journal of Peace Research 47(5).

    Args:
        path: the CSV file, or its rows as a DataFrame.

    Returns:
        The columns of `load_chronology` (dates inclusive, degrees WGS84, persons killed) and place_precision
        (exact, near, area).

    Raises:
        SahelAnalysisError: another file, or codes and dates that ACLED does not have.

    Example:
        >>> table = sa.read_acled("my_acled_export.csv")
        >>> table[["event_type", "place", "killed_min"]].to_dict("records")
        [{'event_type': 'battle', 'place': 'Tin Beta', 'killed_min': 4}]
    """
    name = name_of(path)
    rows = _once(read_rows(path, _ACLED, "An export of ACLED").rename(columns={"event_id_cnty": "event_id"}))
    rows = _newest(rows)
    _refuse_actor_based(rows, name)
    day = _dates(rows, "event_date", name, _ACLED_DATES)
    rows["date_precision"] = _coded(rows, "time_precision", name, _ACLED_TIME)
    rows["place_precision"] = _coded(rows, "geo_precision", name, _ACLED_PLACE)
    week, month = rows["date_precision"] == "week", rows["date_precision"] == "month"
    last_of_month = day + pd.offsets.MonthEnd(0)
    start = day.mask(week, day - pd.Timedelta(days=3)).mask(month, last_of_month - pd.offsets.MonthBegin(1))
    end = day.mask(week, day + pd.Timedelta(days=3)).mask(month, last_of_month)
    rows["event_type"] = _acled_types(rows)
    rows["title"] = rows["sub_event_type"] + ", " + rows["location"]
    names = {
        "location": "place", "latitude": "lat", "longitude": "lon", "actor1": "actor", "actor2": "target",
        "notes": "summary", "fatalities": "killed_min",
    }  # fmt: skip
    return _chronology(rows.assign(killed_max=rows["fatalities"]), names, start, end, name)


def read_ucdp(path: str | Path | pd.DataFrame) -> pd.DataFrame:
    """Reads a table of UCDP GED (CSV) as a chronology, in order of time.

    date_start and date_end bound the time already; date_prec 1 is a day, 2 (two to six days) and 3 a week, 4
    a month, 5 a year. where_prec 1 is exact, 2 near (within about 25 km), 3 to 7 an area. killed_min and
    killed_max are `low` and `high` (deaths of all sides). type_of_violence 1 and 2 (between armed sides) are
    battles, 3 (against civilians) is a massacre, as one-sided violence by definition kills somebody.

    Source: Sundberg & Melander (2013), Journal of Peace Research 50(4); Croicu & Sundberg, UCDP GED Codebook.

    Args:
        path: the CSV file, or its rows as a DataFrame.

    Returns:
        The columns of `load_chronology` (dates inclusive, degrees WGS84, persons killed) and place_precision
        (exact, near, area); killed_best is UCDP's best estimate (persons).

    Raises:
        SahelAnalysisError: another file, or codes and dates that UCDP does not have.

    Example:
        >>> table = sa.read_ucdp("GEDEvent.csv")
        >>> table[["event_type", "place", "killed_min", "killed_max"]].to_dict("records")
        [{'event_type': 'battle', 'place': 'Tin Beta village', 'killed_min': 3, 'killed_max': 6}]
    """
    name = name_of(path)
    rows = _once(read_rows(path, _UCDP, "A table of UCDP GED").rename(columns={"id": "event_id"}))
    start = _dates(rows, "date_start", name, ("%Y-%m-%d",))
    end = _dates(rows, "date_end", name, ("%Y-%m-%d",))
    rows["date_precision"] = _coded(rows, "date_prec", name, _UCDP_TIME)
    rows["place_precision"] = _coded(rows, "where_prec", name, _UCDP_PLACE)
    rows["event_type"] = _coded(rows, "type_of_violence", name, _UCDP_TYPES)
    rows["title"] = rows["side_a"] + " – " + rows["side_b"] + ", " + rows["where_coordinates"]
    for column, other in (("summary", "source_headline"), ("source", "source_article")):
        rows[column] = rows.get(other, "")
    best, low, high = (pd.to_numeric(rows[c], errors="coerce") for c in ("best", "low", "high"))
    no_number = (rows["best"] != "") & ~(best.between(0, 1e9) & (best % 1 == 0))
    refuse_rows(name, rows, no_number, "best", "write a whole number of persons, or nothing")
    refuse_rows(
        name, rows, (low <= high) & ((best < low) | (best > high)), "best", "it must lie between low and high"
    )
    names = {
        "where_coordinates": "place", "latitude": "lat", "longitude": "lon", "side_a": "actor",
        "side_b": "target", "low": "killed_min", "high": "killed_max",
    }  # fmt: skip
    table = _chronology(rows.assign(killed_best=rows["best"]), names, start, end, name, "killed_best")
    return table.assign(killed_best=pd.to_numeric(table["killed_best"]).astype("Int64"))


def _once(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without repeated ones, as pages of a download overlap; degrees with decimal points."""
    rows = rows.drop_duplicates()
    return rows.assign(**{column: with_decimal_points(rows[column]) for column in ("latitude", "longitude")})


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without those that ACLED has corrected since, as downloads of several days have both."""
    if "timestamp" not in rows:
        return rows
    written = pd.to_numeric(rows["timestamp"], errors="coerce")
    return rows[written.isna() | (written == written.groupby(rows["event_id"]).transform("max"))]


def _refuse_actor_based(rows: pd.DataFrame, name: str) -> None:
    """Raises SahelAnalysisError for an export with a row for each actor, which counts all deaths twice."""
    told = ["event_id", "event_date", "event_type", "location", "fatalities"]
    again = rows.duplicated(told, keep="first") & (rows["event_id"] != "")
    if again.any():
        raise SahelAnalysisError(
            f"{name} seems to be ACLED's actor-based export: the event {rows.loc[again, 'event_id'].iloc[0]} "
            "stands in it once for each actor, and its deaths would be counted twice. Download the "
            "event-based export, which has a row for each event."
        )


def _chronology(
    rows: pd.DataFrame, names: dict[str, str], start: pd.Series, end: pd.Series, name: str, *more: str
) -> pd.DataFrame:
    rows = rows.rename(columns=names)
    rows["date_start"], rows["date_end"] = start.dt.strftime("%Y-%m-%d"), end.dt.strftime("%Y-%m-%d")
    rows["checked"] = ""
    called = {ours: theirs for theirs, ours in names.items()}
    table = make_chronology(rows[[*COLUMNS, "place_precision", *more]], name, called)
    return table.sort_values("date_start", kind="stable", ignore_index=True)


def _dates(rows: pd.DataFrame, column: str, name: str, formats: tuple[str, ...]) -> pd.Series:
    """Days, in any of several formats; UCDP's have a time of day behind them, which says nothing."""
    text = rows[column].str.replace(r"[ T]00:00:00(\.0+)?$", "", regex=True)
    days = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[s]")
    for written in formats:
        days = days.fillna(pd.to_datetime(text, format=written, errors="coerce"))
    days = without_slips(days)
    advice = (
        "write dates such as 2024-09-17; if a spreadsheet program has changed them, download the file again"
    )
    refuse_rows(name, rows, days.isna(), column, advice)
    return days


def _coded(rows: pd.DataFrame, column: str, name: str, meaning: dict[str, str]) -> pd.Series:
    codes = rows[column].str.removesuffix(".0")
    refuse_rows(name, rows, ~codes.isin(meaning), column, f"the codes are {', '.join(meaning)}")
    return codes.map(meaning)


def _acled_types(rows: pd.DataFrame) -> pd.Series:
    """Types of a chronology: by event and sub-event type, else by event type, else political."""
    table = read_table("chronology/acled_types.csv")
    pairs = zip(map(_key, table["event_type"]), map(_key, table["sub_event_type"]), strict=True)
    types = dict(zip(pairs, table["chronology_type"], strict=True))
    return pd.Series(
        [
            types.get((kind, sub)) or types.get((kind, ""), "political")
            for kind, sub in zip(*(map(_key, rows[c]) for c in ("event_type", "sub_event_type")), strict=True)
        ],
        index=rows.index,
        dtype="string",
    )


def _key(words: str) -> str:
    """Words as they are compared: capitals and blanks tell nothing."""
    return " ".join(words.lower().split())
