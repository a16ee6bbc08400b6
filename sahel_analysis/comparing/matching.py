"""Which events of several articles are the same?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sahel_analysis.tables import MEASURES, dicts_of

VIOLENT = frozenset({"attack", "battle", "explosion", "airstrike"})

NEAR = 0.5
"""Degrees: coordinates of one place differ by less in each of the two."""

SHORT = 7
"""Days from the first to the last of an interval that says much."""

_ENOUGH = 4
_NEVER = -9


def main_event(events: pd.DataFrame) -> str | None:
    """The event_id of what an article is about; None if it tells of nothing new.

    Of the news events (not background), a violent one comes before another, one with more figures
    before one with fewer, an attack before the battle that repels it, then the first in the text: news
    puts the main thing first (the inverted pyramid, Pöttker 2003).
    """
    return find_main(dicts_of(events))


def find_main(rows: Sequence[Mapping[str, Any]]) -> str | None:
    """The same of rows that have None for what is missing."""
    news = [row for row in rows if not row["is_background"]]
    return min(news, key=_rank)["event_id"] if news else None


def _rank(row: Mapping[str, Any]) -> tuple[bool, int, bool, int]:
    figures = sum(row[f"{figure}_{end}"] is not None for figure in MEASURES for end in ("min", "max"))
    return row["type"] not in VIOLENT, -figures, row["type"] == "battle", row["start"]


def match_events(tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str], str]:
    """Which events of several articles are the same: a story ("S01") for each (article, event_id).

    Two events can be one if nothing speaks against it: they differ neither in country nor by more
    than half a degree, their dates overlap, and their types are the same or both violent (attack,
    battle, explosion, airstrike). Evidence for it is added up: dates within a week 2, wider ones 1;
    the same place 2; the same type 2 (for "other", the same trigger), two violent ones -1; both their
    article's main event 1. From 4 on they are one, the best pairs first, and an article has at most
    one event in a story. Two attacks on one day and place in one article therefore stay two, and one
    event that two articles place or date differently is not recognised.
    """
    stories: list[Story] = []
    found: dict[tuple[str, str], str] = {}
    for name, events in tables.items():
        rows = dicts_of(events)
        main = find_main(rows)
        faces = [face_of(row, row["event_id"] == main) for row in rows]
        chosen = choose_stories(faces, [range(len(stories))] * len(faces), stories)
        for i, (row, face) in enumerate(zip(rows, faces, strict=True)):
            if i not in chosen:
                chosen[i] = len(stories)
                stories.append(Story())
            stories[chosen[i]].add(face)
            found[name, row["event_id"]] = f"S{chosen[i] + 1:02}"
    return found


@dataclass(frozen=True, slots=True)
class Face:
    """What of an event is compared."""

    earliest: dt.date | None
    latest: dt.date | None
    countries: frozenset[str]
    point: tuple[float, float] | None
    place: str
    type: str
    trigger: str
    is_main: bool


def face_of(row: Mapping[str, Any], is_main: bool) -> Face:
    """What is compared of a row of the table events that has None for what is missing."""
    return Face(
        row["date_earliest"],
        row["date_latest"],
        frozenset((row["country"] or "").split("; ")) - {""},
        None if row["lat"] is None else (row["lat"], row["lon"]),
        (row["place"] or "").casefold(),
        row["type"],
        row["trigger"].casefold() if row["type"] == "other" else "",
        is_main,
    )


class Story:
    """Events of several articles that are one: their different faces, few however many there are."""

    def __init__(self) -> None:
        self.faces: dict[Face, None] = {}

    def add(self, face: Face) -> None:
        """Adds an event."""
        self.faces[face] = None

    def evidence(self, face: Face) -> int:
        """How much speaks for an event's being this one, by the member that it is least like."""
        return min(_evidence(face, other) for other in self.faces)


def choose_stories(
    faces: Sequence[Face], candidates: Sequence[Iterable[int]], stories: Sequence[Story]
) -> dict[int, int]:
    """The story of each event of an article, by number, if it has one: the best pairs first, none twice.

    `candidates` are the numbers of the stories that come into question for each.
    """
    pairs = [(stories[k].evidence(face), -i, -k) for i, face in enumerate(faces) for k in candidates[i]]
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, k in sorted(pairs, reverse=True):
        if score >= _ENOUGH and -i not in chosen and k not in taken:
            chosen[-i] = -k
            taken.add(k)
    return chosen


def _evidence(a: Face, b: Face) -> int:
    """How much speaks for two events being one; below 0 if something speaks against it."""
    parts = (_same_date(a, b), _same_place(a, b), _same_type(a, b), int(a.is_main and b.is_main))
    return _NEVER if _NEVER in parts else sum(parts)


def _same_date(a: Face, b: Face) -> int:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return 0
    if max(a.earliest, b.earliest) > min(a.latest, b.latest):
        return _NEVER
    return 2 if max((a.latest - a.earliest).days, (b.latest - b.earliest).days) <= SHORT else 1


def _same_place(a: Face, b: Face) -> int:
    if a.countries and b.countries and not a.countries & b.countries:
        return _NEVER
    if a.point and b.point:
        return 2 if all(abs(p - q) <= NEAR for p, q in zip(a.point, b.point, strict=True)) else _NEVER
    return 2 if a.place and b.place and (a.place in b.place or b.place in a.place) else 0


def _same_type(a: Face, b: Face) -> int:
    if a.type != b.type:
        return -1 if {a.type, b.type} <= VIOLENT else _NEVER
    return _NEVER if a.trigger != b.trigger else 2
