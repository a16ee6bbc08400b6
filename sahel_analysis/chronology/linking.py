"""Linking an article's events to a chronology, with reasons, or saying that there is no sure match.

In the manner of record linkage (Fellegi & Sunter 1969): each kind of evidence that two records tell
of one event adds to a score, what contradicts it takes away; between sure links and sure non-links
lies a zone in which nothing is decided. The points are small whole numbers, so that a reader can add
them up from the reasons; they are set by hand, not estimated.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import Any

import pandas as pd

from sahel_analysis.cells import refuse_rows, with_days
from sahel_analysis.chronology.reference import as_chronology, country_codes, load_chronology
from sahel_analysis.entities.gazetteer import Entry, fold, load_gazetteer
from sahel_analysis.errors import expect, expect_columns
from sahel_analysis.records import Event
from sahel_analysis.resources import read_table
from sahel_analysis.tables import plain_rows

ENOUGH = 4
"""Points that a link needs."""

LEAD = 2
"""Points by which the best row must lie before the next."""

SAME_PLACE_KM, OTHER_PLACE_KM = 50, 150
"""Coordinates of news and chronologies are right to about 30 km (0.3 degrees)."""

YEAR = 366
"""Days. An interval beyond a year fits too much to be linked."""

RARE = 1 / 20
"""A name or word is telling if no more than this share of the chronology has it."""

_FITS = {"telling": 3, "same": 1, "close": 0}
"""Points for types that fit, by data/chronology/type_matches.csv."""

_COMPARED = ("event_id", "country", "place", "lat", "lon", "actor", "target", "killed_min", "killed_max")
"""The columns that are compared and have one name in both tables; each has some of its own besides."""

_OF_EVENTS = ("type", "date_earliest", "date_latest", "is_background")
_OF_CHRONOLOGY = ("event_type", "date_start", "date_end", "title")

_Range = tuple[int | None, int | None]

_SMALL = 10
"""Persons. Below, two reports agree on a figure by accident more often."""


def link_events(
    events: pd.DataFrame | Sequence[Event], chronology: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Finds the row of a chronology that tells of the same event as an article's event, if one surely does.

    Intervals must overlap, types be compatible, countries and places not contradict each other; a day in
    common counts more than a month or a year, which need evidence from the place, names of actors and
    targets, telling words or figures. There is no match below `ENOUGH` points, on the date and type alone, if
    a second row comes close, or if another event of the article fits the same row better. Method: Fellegi &
    Sunter (1969), with points set by hand.

    Args:
        events: the table of an analysis, or a list of records.
        chronology: a table like that of `load_chronology`, which is taken unless one is given.

    Returns:
        One row per event: event_id, chronology_id (NA means no match), score (points, NA if nothing
        could be compared), reasons (in words), candidates (ids of rows that come into question, best first,
        joined with "; ", or NA).

    Example:
        >>> links = sa.link_events(analysis.events)
        >>> row = links[links["chronology_id"] == "SA079"].iloc[0]
        >>> row["reasons"].split("; ")[0]
        'time: 2024-09-17 and 2024-09-17 (+2)'
    """
    if isinstance(events, pd.DataFrame):
        expect_columns(events, (*_COMPARED, *_OF_EVENTS), "the table of events of an Analysis")
        dated = with_days(
            events,
            ("date_earliest", "date_latest"),
            partial(refuse_rows, "The events", events.reset_index(drop=True)),
        )
        rows = plain_rows(dated)
    else:
        expect(events, (list, tuple), "the table of events of an Analysis, or a list of Events")
        for event in events:
            expect(event, Event, "the table of events of an Analysis, or a list of Events")
        rows = [_as_row(event) for event in events]
    found = _verdicts(rows, _packaged_reference() if chronology is None else _Reference(chronology))
    return pd.DataFrame(
        {
            "event_id": pd.Series([v.event_id for v in found], dtype="string"),
            "chronology_id": pd.Series([v.chronology_id for v in found], dtype="string"),
            "score": pd.Series([v.score for v in found], dtype="Int64"),
            "reasons": pd.Series(["; ".join(v.reasons) for v in found], dtype="string"),
            "candidates": pd.Series(["; ".join(v.candidates) or None for v in found], dtype="string"),
        }
    )


def with_links(events: Sequence[Event]) -> list[Event]:
    """Events with the rows of the reference timeline that tell of the same, where one surely does."""
    found = _verdicts([_as_row(event) for event in events], _packaged_reference())
    pairs = zip(events, found, strict=True)
    return [replace(event, chronology_id=verdict.chronology_id) for event, verdict in pairs]


def _verdicts(rows: Sequence[dict[str, Any]], reference: _Reference) -> list[_Verdict]:
    """What is found for each event; a row of the chronology goes to one of them."""
    found = [_judge(_event_record(row), reference) for row in rows]
    takers: dict[str, _Verdict] = {}
    for verdict in sorted(found, key=lambda v: (-(v.score or 0), v.is_background)):
        row_id = verdict.chronology_id
        if row_id is not None and takers.setdefault(row_id, verdict) is not verdict:
            whole = takers[row_id].event_id
            verdict.chronology_id = None
            verdict.reasons.insert(0, f"no match: {row_id} goes to {whole}, of which this may be a part")
    return found


# Both sides in the same terms


@dataclass(frozen=True)
class _Record:
    """What can be compared, of an article's event or of a chronology's row.

    What takes long to read is read when it is asked for: few records come so far.
    """

    id: str
    type: str
    earliest: dt.date | None
    latest: dt.date | None
    countries: frozenset[str]
    place: str
    point: tuple[float, float] | None
    parties: str
    told: str
    killed: _Range
    is_background: bool = False

    @cached_property
    def names(self) -> frozenset[str]:
        """Gazetteer ids of groups, bodies and sites, and of all that they belong to; codes of countries."""
        return _names(self.parties)

    @cached_property
    def words(self) -> frozenset[str]:
        """The other words of target and title, without those of the place."""
        return _words(self.told) - _words(self.place)

    @cached_property
    def plain_place(self) -> str:
        """The words of the place without accents and signs, with a blank before and after."""
        return " ".join(["", *re.findall(r"[^\W_]+", fold(self.place)), ""])

    @property
    def groups(self) -> frozenset[str]:
        """The armed groups among the names."""
        entries = load_gazetteer().entries
        return frozenset(n for n in self.names if n in entries and entries[n].label == "GROUP")


@dataclass(slots=True)
class _Verdict:
    """A row of the result while it is being made."""

    event_id: str
    is_background: bool
    chronology_id: str | None
    score: int | None
    reasons: list[str]
    candidates: list[str]


class _Reference:
    """A chronology, and how many of its rows have which name or word."""

    def __init__(self, table: pd.DataFrame) -> None:
        known = as_chronology(table, *_COMPARED, *_OF_CHRONOLOGY)
        self.rows = [_chronology_record(row) for row in plain_rows(known)]
        self._counts = Counter(term for row in self.rows for term in row.names | row.words)

    def is_rare(self, term: str) -> bool:
        return self._counts[term] <= max(1, RARE * len(self.rows))


@cache
def _packaged_reference() -> _Reference:
    return _Reference(load_chronology())


def _as_row(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in Event.__slots__}


def _event_record(row: dict[str, Any]) -> _Record:
    return _record(
        row,
        told=row["target"] or "",
        type=row["type"],
        earliest=_day(row["date_earliest"]),
        latest=_day(row["date_latest"]),
        countries=frozenset(re.findall(r"[A-Z]{2}", row["country"] or "")),
        point=None if _is_area(row["place"] or "") else _point(row),
        is_background=bool(row["is_background"]),
    )


def _chronology_record(row: dict[str, Any]) -> _Record:
    return _record(
        row,
        told=f"{row['target'] or ''}; {row['title'] or ''}",
        type=row["event_type"],
        earliest=_day(row["date_start"]),
        latest=_day(row["date_end"]),
        countries=country_codes(row["country"] or "") or frozenset(),
        point=None if row.get("place_precision") == "area" else _point(row),
    )


def _record(row: dict[str, Any], **known: Any) -> _Record:
    """What both sides have by the same name, and what is known beside it."""
    return _Record(
        id=row["event_id"],
        place=row["place"] or "",
        parties=f"{row['actor'] or ''}; {row['target'] or ''}",
        killed=(row["killed_min"], row["killed_max"]),
        **known,
    )


def _day(value: Any) -> dt.date | None:
    """A day of a record, or of a table's plain row."""
    return None if value is None else dt.date.fromisoformat(str(value))


def _point(row: dict[str, Any]) -> tuple[float, float] | None:
    return None if row["lat"] is None or row["lon"] is None else (row["lat"], row["lon"])


def _is_area(place: str) -> bool:
    """Whether a place is a country, region or river, whose coordinates are but a rough centre."""
    entries = load_gazetteer().lookup(place)
    return bool(entries) and entries[0].label in ("GPE", "LOC") and entries[0].kind not in _SPOTS


_SPOTS = frozenset({"capital", "city", "town", "village"})


def _names(text: str) -> frozenset[str]:
    found = load_gazetteer().find(text)
    return frozenset(name for match in found for name in _names_of(match.entries[0]))


def _names_of(entry: Entry) -> Iterator[str]:
    """An entry's id and those that it belongs to (JNIM: al-Qaida too); for countries the code."""
    if entry.kind in ("country", "nationality"):
        yield entry.country or entry.gazetteer_id
    elif entry.label not in ("GPE", "LOC"):
        yield entry.gazetteer_id
        if entry.affiliation:
            yield from _names_of(load_gazetteer()[entry.affiliation])


def _words(text: str) -> frozenset[str]:
    """Words of four letters or more that are no part of a name, without accents and plural s."""
    for match in reversed(load_gazetteer().find(text)):
        text = f"{text[: match.start]};{text[match.end :]}"
    return frozenset(fold(word).removesuffix("s") for word in re.findall(r"[^\W\d_]{4,}", text))


# Comparing


def _judge(event: _Record, reference: _Reference) -> _Verdict:
    rows = [row for row in reference.rows if _is_possible(event, row)]
    verdict = _Verdict(event.id, event.is_background, None, None, [], [])
    if not any(event.type == kind for kind, _ in _type_fits()):
        verdict.reasons = [f"no match: chronologies have no events of the type {event.type}"]
    elif event.earliest is None and event.latest is None:
        verdict.reasons = ["no match: the text gives no date"]
    elif _length(event) > YEAR:
        verdict.reasons = ["no match: the time that the text gives is too wide to tell events apart"]
        verdict.candidates = [row.id for row in rows if _FITS[_type_fits()[event.type, row.type]]]
    elif not rows:
        verdict.reasons = ["no match: no row with this time, type and country"]
    else:
        _weigh(event, rows, reference, verdict)
    return verdict


def _weigh(event: _Record, rows: list[_Record], reference: _Reference, verdict: _Verdict) -> None:
    """Fills in a verdict by the points of the rows that come into question."""
    evidence = {row.id: list(_evidence(event, row, reference)) for row in rows}
    points = {row_id: sum(p for p, _ in found) for row_id, found in evidence.items()}
    ranked = sorted(points, key=lambda row_id: -points[row_id])
    best = ranked[0]
    verdict.score = points[best]
    verdict.reasons = [f"{reason} ({p:+d})" for p, reason in evidence[best]]
    verdict.candidates = [row_id for row_id in ranked if points[row_id] >= ENOUGH - LEAD]
    close = [row_id for row_id in ranked[1:] if points[best] - points[row_id] < LEAD]
    if points[best] < ENOUGH:
        verdict.reasons.insert(0, f"no match: {best} comes nearest, but {ENOUGH} points are needed")
    elif close:
        more = [f"{len(close) - 2} more"] if len(close) > 2 else []
        rivals = " and ".join([best, *close[:2], *more])
        verdict.reasons.insert(0, f"no match: {rivals} fit almost equally")
    else:
        verdict.chronology_id = best


def _is_possible(event: _Record, row: _Record) -> bool:
    """Whether types fit, intervals overlap, and neither country nor distance contradicts."""
    return (
        (event.type, row.type) in _type_fits()
        and (event.earliest or dt.date.min) <= (row.latest or dt.date.max)
        and (row.earliest or dt.date.min) <= (event.latest or dt.date.max)
        and not (event.countries and row.countries and event.countries.isdisjoint(row.countries))
        and (_shares_place(event, row) or (_distance(event, row) or 0) <= OTHER_PLACE_KM)
    )


def _evidence(event: _Record, row: _Record, reference: _Reference) -> Iterator[tuple[int, str]]:
    """Points and reasons for and against a row that is possible."""
    longer = max(_length(event), _length(row))
    yield 2 if longer <= 7 else 1 if longer <= 31 else 0, f"time: {_interval(event)} and {_interval(row)}"
    yield _FITS[_type_fits()[event.type, row.type]], f"type: {event.type} and {row.type}"
    km = _distance(event, row)
    if _shares_place(event, row):
        yield 2, f"place: {row.place}"
    elif km is not None:
        yield 2 if km <= SAME_PLACE_KM else 0, f"place: {km:.0f} km from {row.place or 'the row’s point'}"
    shared = (event.names & row.names) - event.countries - row.countries
    rare = {name for name in shared if reference.is_rare(name)}
    for names, points in ((rare, 2), (shared - rare, 1)):
        if names:
            yield points, f"both name {', '.join(sorted(map(_name, names)))}"
    if event.groups and row.groups and event.groups.isdisjoint(row.groups):
        yield -1, "other groups are named"
    words = [word for word in sorted(event.words & row.words) if reference.is_rare(word)]
    if words:
        yield 2, f"both speak of {', '.join(words)}"
    yield from _figures(event.killed, row.killed)


def _figures(event: _Range, row: _Range) -> Iterator[tuple[int, str]]:
    """Compares ranges of persons killed. Reports differ, so twice or half as many is no contradiction."""
    if event == (None, None) or row == (None, None):
        return
    (low, high), (row_low, row_high) = ((a or 0, math.inf if b is None else b) for a, b in (event, row))
    told = f"killed: {_range(event)} and {_range(row)}"
    given = [figure for figure in event if figure is not None]
    if any(row_low <= figure <= row_high for figure in given):
        yield 1 if max(given) <= _SMALL else 2, told
    elif low > 2 * row_high or row_low > 2 * high:
        yield -2, told
    else:
        yield 0, told


@cache
def _type_fits() -> dict[tuple[str, str], str]:
    table = read_table("chronology/type_matches.csv")
    pairs = zip(table["event_type"], table["chronology_type"], strict=True)
    return dict(zip(pairs, table["fit"], strict=True))


def _length(record: _Record) -> float:
    """Days from first to last; without end if either is open."""
    if record.earliest is None or record.latest is None:
        return math.inf
    return (record.latest - record.earliest).days + 1


def _shares_place(event: _Record, row: _Record) -> bool:
    """Whether one place's name holds the other's; not "60 km from Bamako", nor the name of a country."""
    short, long = sorted((event.plain_place, row.plain_place), key=len)
    if not short.strip() or re.search(r"\d", event.place) or country_codes(event.place):
        return False
    return short in long


def _distance(event: _Record, row: _Record) -> float | None:
    """Kilometres between two points by the haversine formula, on a sphere of 6,371 km."""
    if event.point is None or row.point is None:
        return None
    (lat, lon), (row_lat, row_lon) = (map(math.radians, point) for point in (event.point, row.point))
    a = math.sin((row_lat - lat) / 2) ** 2
    a += math.cos(lat) * math.cos(row_lat) * math.sin((row_lon - lon) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(a))


def _interval(record: _Record) -> str:
    if record.earliest == record.latest:
        return f"{record.earliest}"
    return f"{record.earliest or 'open'} to {record.latest or 'open'}"


def _range(killed: _Range) -> str:
    low, high = killed
    if low == high:
        return f"{low}"
    if high is None:
        return f"{low} or more"
    return f"{low} to {high}" if low is not None else f"up to {high}"


def _name(term: str) -> str:
    """A gazetteer's name for an id; a country's for its code."""
    entries = load_gazetteer().entries
    if term in entries:
        return entries[term].name
    return next((e.name for e in entries.values() if e.kind == "country" and e.country == term), term)
