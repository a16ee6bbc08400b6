"""Which events of many articles are one incident, and what do the reports say of it?

The matching is that of `compare`. An event is set beside those only that fall on one of its days and lie near
it (blocking, as in record linkage: Fellegi & Sunter 1969), so that the time grows with the number of events
and not with that of pairs.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sahel_analysis.comparing.matching import NEAR, Face, Story, choose_stories, face_of, find_main
from sahel_analysis.corpus.results import Corpus
from sahel_analysis.tables import MEASURES
from sahel_analysis.tables import columns as dtypes_of

LONGEST = 3
"""Days. An event that is known less exactly could be any of several, and joins none."""

OWN_VOICE = "outlet"
"""Source of what an article says on nobody's word."""


@dataclass(frozen=True)
class Incidents:
    """Incidents, the reports of them, and the figures that these give.

    table: one row per incident. incident_id; date_earliest, date_latest (the days that no report excludes);
    type, place, country, lat, lon, actor, target, chronology_id (what most reports say); n_articles; n_texts
    (articles without copies of an earlier one); n_outlets (known ones); first_published; and for each measure
    MEASURE_lowest, MEASURE_highest (the numbers that reports give: "at least 15" gives 15) and MEASURE_usual
    (the number that most texts give, the lower one of two).

    reports: one row per event of an article. incident_id, article_id, event_id, outlet, published,
    duplicate_of, is_background, source, source_kind ("outlet": the article's own voice), anonymous, and the
    event's type, trigger, dates, place, actor, target and figures.

    figures: the same numbers by kind of source, as the table `figures` tells them: counts of the whole, not
    of a part of it, nor those that the text calls outdated. incident_id, measure, source_kind, lowest,
    highest, n_articles, n_texts, n_outlets.
    """

    table: pd.DataFrame
    reports: pd.DataFrame
    figures: pd.DataFrame


def find_incidents(corpus: Corpus, since: dt.date | None = None, until: dt.date | None = None) -> Incidents:
    """Joins the events of a corpus into incidents.

    Events count that are known to at most `LONGEST` days and have a place (within a country), so that an
    incident may consist of one. Two attacks on one day within half a degree that different articles tell of
    become one: the reports show what was joined. `since` and `until` are the first and the last day that
    the result covers; the matching still reads all events.
    """
    reports = _reports(corpus, since, until)
    figures = _figures(corpus, reports)
    return Incidents(_summaries(reports, figures), reports, _by_source(figures))


# Which events are one


def join_events(articles: Iterable[Sequence[Mapping[str, Any]]]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Number of the incident, and the event, for the events of each article that can be joined.

    The events are rows of the table that have None for what is missing.
    """
    stories: list[Story] = []
    blocks: defaultdict[Hashable, dict[int, None]] = defaultdict(dict)
    for rows in articles:
        main = find_main(rows)
        able = [row for row in rows if _is_exact(row)]
        faces = [face_of(row, row["event_id"] == main) for row in able]
        near = [{k: None for key in _keys(face, around=1) for k in blocks.get(key, ())} for face in faces]
        chosen = choose_stories(faces, near, stories)
        for i, (row, face) in enumerate(zip(able, faces, strict=True)):
            if i not in chosen:
                chosen[i] = len(stories)
                stories.append(Story())
            stories[chosen[i]].add(face)
            for key in _keys(face, around=0):
                blocks[key][chosen[i]] = None
            yield chosen[i], row


def _is_exact(row: Mapping[str, Any]) -> bool:
    first, last = row["date_earliest"], row["date_latest"]
    is_dated = first is not None and last is not None and (last - first).days < LONGEST
    return is_dated and row["place"] is not None


def _keys(face: Face, around: int) -> Iterator[Hashable]:
    """The blocks of an event: each of its days, with its cell of half a degree, and with its place's name."""
    if face.earliest is None or face.latest is None:
        return
    steps = range(-around, around + 1)
    for day in range(face.earliest.toordinal(), face.latest.toordinal() + 1):
        yield day, face.place
        if face.point is not None:
            north, east = (math.floor(degrees / NEAR) for degrees in face.point)
            yield from ((day, north + up, east + right) for up, right in itertools.product(steps, steps))


# What the reports say

_KEPT = (
    "type", "trigger", "date_earliest", "date_latest", "place", "country", "lat", "lon", "actor", "target",
    "is_background", "chronology_id", *(f"{measure}_{end}" for measure in MEASURES for end in ("min", "max")),
)  # fmt: skip


def _reports(corpus: Corpus, since: dt.date | None, until: dt.date | None) -> pd.DataFrame:
    first, last = since or dt.date.min, until or dt.date.max
    kept = [
        (number, row)
        for number, row in join_events(_events_by_article(corpus))
        if row["date_latest"] >= first and row["date_earliest"] <= last
    ]
    order = {number: k for k, number in enumerate(_in_time(kept), start=1)}
    dtypes = {"article_id": "string", **dtypes_of("events")}
    named = ("article_id", "event_id", "attribution_id", *_KEPT)
    table = pd.DataFrame([[row[name] for name in named] for _, row in kept], columns=list(named))
    table = table.astype({name: dtypes[name] for name in named})
    table["incident_id"] = pd.Series([f"I{order[n]:06}" for n, _ in kept], dtype="string")
    for name in ("articles", "duplicates"):
        columns = [
            "article_id",
            *{"articles": ("outlet", "published"), "duplicates": ("duplicate_of",)}[name],
        ]
        table = table.merge(corpus.table(name, columns), on="article_id", how="left")
    table = _with_sources(corpus, table)
    table["anonymous"] = table["anonymous"].astype("boolean")
    about = ["incident_id", "article_id", "event_id", "outlet", "published", "duplicate_of"]
    ordered = table[[*about, "source", "source_kind", "anonymous", *_KEPT]]
    return ordered.sort_values("incident_id", kind="stable", ignore_index=True)


def _events_by_article(corpus: Corpus) -> Iterator[list[dict[str, Any]]]:
    """The events of one article after another, none of them more than a moment in the memory."""
    wanted = {"article_id", "event_id", "start", "attribution_id", *_KEPT}
    columns = [name for name in corpus.dataset("events").schema.names if name in wanted]
    batches = corpus.dataset("events").to_batches(columns=columns)
    rows = itertools.chain.from_iterable(batch.to_pylist() for batch in batches)
    for _, group in itertools.groupby(rows, key=lambda row: row["article_id"]):
        yield list(group)


def _in_time(kept: Sequence[tuple[int, Mapping[str, Any]]]) -> list[int]:
    """The numbers of the incidents by their first day, those of one day in the order of the articles."""
    first: dict[int, dt.date] = {}
    for number, row in kept:
        first[number] = max(first.get(number, dt.date.min), row["date_earliest"])
    return sorted(first, key=lambda number: (first[number], number))


def _with_sources(corpus: Corpus, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with what is known of the source that their attribution_id names."""
    columns = ["article_id", "attribution_id", "source", "source_kind", "anonymous"]
    joined = rows.merge(corpus.table("attributions", columns), on=columns[:2], how="left")
    return joined.assign(source_kind=joined["source_kind"].mask(joined["attribution_id"].isna(), OWN_VOICE))


_EVENT = ["article_id", "event_id"]
_TOLD = [*_EVENT, "measure"]
_FIGURE = ["incident_id", "article_id", "outlet", "duplicate_of", "source_kind", "measure", "number"]


def _figures(corpus: Corpus, reports: pd.DataFrame) -> pd.DataFrame:
    """One row for each number that a report gives: which measure, by whom, in which article.

    Where a text counts only parts, it is the event's range, which adds them up.
    """
    columns = [*_TOLD, "low", "high", "party", "scope", "attribution_id"]
    whole = corpus.table("figures", columns)
    whole = whole[whole["scope"] == "whole"]
    is_theirs = whole["party"] == "attackers"
    whole = whole.assign(measure=whole["measure"].mask(is_theirs, "attackers_" + whole["measure"]))
    whole = whole[whole["measure"].isin(MEASURES)]
    whole = _with_sources(
        corpus, whole.merge(reports[["incident_id", "outlet", "duplicate_of", *_EVENT]], on=_EVENT)
    )
    ranges = pd.concat(
        [
            reports.assign(measure=measure, low=reports[f"{measure}_min"], high=reports[f"{measure}_max"])
            for measure in MEASURES
        ],
        ignore_index=True,
    )
    counted = pd.MultiIndex.from_frame(whole[_TOLD])
    ranges = ranges[~pd.MultiIndex.from_frame(ranges[_TOLD]).isin(counted)]
    numbers = [
        table.assign(number=table[end])[_FIGURE] for table in (whole, ranges) for end in ("low", "high")
    ]
    figures = pd.concat(numbers, ignore_index=True).dropna(subset=["number"])
    return figures.astype({"measure": "string", "number": "Int64"})


def _with_texts(table: pd.DataFrame) -> pd.DataFrame:
    """With a column that copies share with what they copy."""
    return table.assign(text=table["duplicate_of"].fillna(table["article_id"]))


def _by_source(figures: pd.DataFrame) -> pd.DataFrame:
    grouped = _with_texts(figures).groupby(["incident_id", "measure", "source_kind"])
    table: pd.DataFrame = grouped.agg(lowest=("number", "min"), highest=("number", "max"), **_COUNTS)
    return table.reset_index().astype(dict.fromkeys(_COUNTS, "int64"))


def _summaries(reports: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    grouped = _with_texts(reports).groupby("incident_id")
    usual = ("type", "place", "country", "actor", "target", "chronology_id")
    table = grouped.agg(
        date_earliest=("date_earliest", "max"),
        date_latest=("date_latest", "min"),
        **{name: (name, _most) for name in usual},
        **_COUNTS,
        first_published=("published", "min"),
    )
    table = table.astype({**dict.fromkeys(usual, "string"), **dict.fromkeys(_COUNTS, "int64")})
    points = reports.dropna(subset=["lat"]).drop_duplicates(["incident_id", "place"])
    points = points.set_index(["incident_id", "place"])[["lat", "lon"]]
    table = table.reset_index().merge(points.reset_index(), on=["incident_id", "place"], how="left")
    once = _with_texts(figures).drop_duplicates(["incident_id", "measure", "text", "number"])
    for measure in MEASURES:
        numbers = once[once["measure"] == measure].groupby("incident_id")["number"]
        for name, how in (("lowest", "min"), ("highest", "max"), ("usual", _usual)):
            table[f"{measure}_{name}"] = table["incident_id"].map(numbers.agg(how)).astype("Int64")
    table.insert(list(table).index("country") + 1, "lat", table.pop("lat"))
    table.insert(list(table).index("lat") + 1, "lon", table.pop("lon"))
    return table


_COUNTS: dict[str, Any] = {
    "n_articles": ("article_id", "nunique"), "n_texts": ("text", "nunique"),
    "n_outlets": ("outlet", "nunique"),
}  # fmt: skip


def _most(values: pd.Series) -> Any:
    """What stands there most often, the first of two; NA if nothing does."""
    counted = Counter(values.dropna())
    return counted.most_common(1)[0][0] if counted else pd.NA


def _usual(numbers: pd.Series) -> Any:
    """The number that stands there most often, the lower one of two."""
    counted = Counter(numbers)
    return min(counted, key=lambda number: (-counted[number], number))
