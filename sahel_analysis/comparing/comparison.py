"""Articles of one's own side by side: which events and figures each tells of, and on whose word."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.tables import MEASURES

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

_Row = dict[Hashable, Any]

_VIOLENT = frozenset({"attack", "battle", "explosion", "airstrike"})
_COLUMNS = {
    "origin": "string", "page": "string", "published": "datetime64[s]", "claim_type": "string",
    "value_min": "Int64", "value_max": "Int64", "value_text": "string", "attributed_to": "string",
    "voice": "string", "anonymous": "boolean", "story": "string", "is_main": "bool", "event_id": "string",
    "start": "int64", "end": "int64", "date_earliest": "datetime64[s]", "date_latest": "datetime64[s]",
    "place": "string", "approx": "bool", "is_background": "bool", "only_here": "bool",
}  # fmt: skip


def compare(analyses: Mapping[str, Analysis] | Iterable[Analysis]) -> pd.DataFrame:
    """What several analysed articles tell of the same events, as a table of claims.

    An event has one source, the first that the article names for it; a claim of responsibility is its actor's
    word. All of it is as good as the tables of events and attributions.

    Args:
        analyses: the analyses, named by the keys of a mapping, or else by outlet or title.

    Returns:
        One row per event whose claim_type is its type, and one for each of its figures (killed, wounded,
        detained; persons). Columns: those of `sahel_analysis.comparing.CLAIM`, with the article as page and
        the trigger as value_text; anonymous (whether the source is, NA for the article's own voice), story
        (events that are taken to be the same have the same one, see `match_events`), is_main, event_id, start
        and end (of the trigger in that article), date_earliest, date_latest, place, approx, is_background,
        only_here (no other article has such a fact of that story).

    Raises:
        SahelAnalysisError: there is nothing to compare.

    Example:
        >>> first = sa.make_article("An attack in Gao killed four people on Monday.", "2031-05-14")
        >>> other = sa.make_article("A nurse said the attack in Gao on Monday killed six.", "2031-05-14")
        >>> table = sa.compare({"Desert Wire": sa.analyze(first), "Radio Dune": sa.analyze(other)})
        >>> killed = table[table["claim_type"] == "killed"]
        >>> killed[["page", "value_min", "voice", "story"]].to_numpy().tolist()
        [['Desert Wire', 4, 'outlet', 'S01'], ['Radio Dune', 6, 'witness', 'S01']]
    """
    named = name_articles(analyses)
    stories = match_events({name: analysis.events for name, analysis in named.items()})
    rows = [row for name, analysis in named.items() for row in _claims(name, analysis, stories)]
    table = pd.DataFrame(rows, columns=[c for c in _COLUMNS if c != "only_here"])
    n_pages = table.groupby(["story", "claim_type"])["page"].transform("nunique")
    return table.assign(only_here=n_pages == 1).astype(_COLUMNS)


def voices_by_article(analyses: Mapping[str, Analysis] | Iterable[Analysis]) -> pd.DataFrame:
    """Which kinds of sources each article hears: one row per article, statements counted.

    One column per `source_kind` that occurs, then anonymous (how many of them are). Statements inside
    another's statement count for whoever is reported to make them.
    """
    named = name_articles(analyses)
    tables = [analysis.attributions.assign(article=name) for name, analysis in named.items()]
    said = pd.concat(tables, ignore_index=True)
    said = said[said["act"] == "statement"]
    table = pd.crosstab(said["article"], said["source_kind"]).reindex(list(named), fill_value=0)
    anonymous = said.groupby("article")["anonymous"].sum().reindex(list(named), fill_value=0)
    table.columns.name = None
    return table.assign(anonymous=anonymous.astype("int64"))


def name_articles(analyses: Mapping[str, Analysis] | Iterable[Analysis]) -> dict[str, Analysis]:
    """Analyses by name: the keys given, or outlet, title or number, told apart where two are the same."""
    if isinstance(analyses, Mapping):
        named = {str(name): analysis for name, analysis in analyses.items()}
    else:
        named = {}
        for number, analysis in enumerate(analyses, start=1):
            name = analysis.article.outlet or analysis.article.title or f"article {number}"
            named[f"{name} ({number})" if name in named else name] = analysis
    if not named:
        raise SahelAnalysisError(
            'There is nothing to compare. Give analyses by name: compare({"A": analyze(a), "B": analyze(b)}).'
        )
    return named


def _claims(
    name: str, analysis: Analysis, stories: Mapping[tuple[str, str], str]
) -> Iterator[dict[str, Any]]:
    sources = analysis.attributions.set_index("attribution_id")
    main = main_event(analysis.events)
    for event in analysis.events.to_dict("records"):
        claim = {column: event[column] for column in _COLUMNS if column in event}
        claim |= {
            "origin": analysis.article.outlet or name,
            "page": name,
            "published": analysis.article.published,
            "story": stories[name, event["event_id"]],
            "is_main": event["event_id"] == main,
            "value_text": event["trigger"],
            "attributed_to": "outlet",
            "voice": "outlet",
        }
        if event["type"] == "claim_of_responsibility" and not pd.isna(event["actor"]):
            claim |= {"attributed_to": event["actor"], "voice": "armed_group", "anonymous": False}
        if not pd.isna(event["attribution_id"]):
            source = sources.loc[event["attribution_id"]]
            claim["attributed_to"] = "no source named" if pd.isna(source["source"]) else source["source"]
            claim |= {"voice": source["source_kind"], "anonymous": source["anonymous"]}
        yield claim | {"claim_type": event["type"]}
        for figure in MEASURES:
            low, high = event[f"{figure}_min"], event[f"{figure}_max"]
            if not (pd.isna(low) and pd.isna(high)):
                yield claim | {"claim_type": figure, "value_min": low, "value_max": high}


# The same event in two articles


def main_event(events: pd.DataFrame) -> str | None:
    """The event_id of what an article is about; None if it tells of nothing new.

    Of the news events (not background), a violent one comes before another, one with more figures
    before one with fewer, an attack before the battle that repels it, then the first in the text: news
    puts the main thing first (the inverted pyramid, Pöttker 2003).
    """
    news = events[~events["is_background"]]
    if news.empty:
        return None
    bounds = [f"{figure}_{end}" for figure in MEASURES for end in ("min", "max")]
    ranked = news.assign(
        violent=news["type"].isin(_VIOLENT),
        figures=news[bounds].notna().sum(axis=1),
        battle=news["type"] == "battle",
    ).sort_values(["violent", "figures", "battle", "start"], ascending=[False, False, True, True])
    return str(ranked["event_id"].iloc[0])


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
    stories: list[dict[str, _Row]] = []
    for name, events in tables.items():
        rows = events.assign(is_main=events["event_id"] == (main_event(events) or ""))
        told = rows.to_dict("records")
        pairs = [
            (min(_evidence(row, other) for other in story.values()), -i, -k)
            for i, row in enumerate(told)
            for k, story in enumerate(stories)
        ]
        placed: dict[int, int] = {}
        for score, i, k in sorted(pairs, reverse=True):
            if score >= _ENOUGH and -i not in placed and -k not in placed.values():
                placed[-i] = -k
        for i, row in enumerate(told):
            if i in placed:
                stories[placed[i]][name] = row
            else:
                stories.append({name: row})
    return {
        (name, row["event_id"]): f"S{number:02}"
        for number, story in enumerate(stories, start=1)
        for name, row in story.items()
    }


_ENOUGH = 4
_NEVER = -9


def _evidence(a: _Row, b: _Row) -> int:
    """How much speaks for two events being one; below 0 if something speaks against it."""
    parts = (_same_date(a, b), _same_place(a, b), _same_type(a, b), int(a["is_main"] and b["is_main"]))
    return _NEVER if _NEVER in parts else sum(parts)


def _same_date(a: _Row, b: _Row) -> int:
    days = [(event["date_earliest"], event["date_latest"]) for event in (a, b)]
    if any(pd.isna(earliest) or pd.isna(latest) for earliest, latest in days):
        return 0
    if max(earliest for earliest, _ in days) > min(latest for _, latest in days):
        return _NEVER
    return 2 if all((latest - earliest).days <= 7 for earliest, latest in days) else 1


def _same_place(a: _Row, b: _Row) -> int:
    countries = [set(str(event["country"]).split("; ")) for event in (a, b) if not pd.isna(event["country"])]
    if len(countries) == 2 and not countries[0] & countries[1]:
        return _NEVER
    points = [(event["lat"], event["lon"]) for event in (a, b) if not pd.isna(event["lat"])]
    if len(points) == 2:
        return 2 if all(abs(p - q) <= 0.5 for p, q in zip(*points, strict=True)) else _NEVER
    first, second = (str(event["place"] if pd.notna(event["place"]) else "").casefold() for event in (a, b))
    return 2 if first and second and (first in second or second in first) else 0


def _same_type(a: _Row, b: _Row) -> int:
    if a["type"] != b["type"]:
        return -1 if {a["type"], b["type"]} <= _VIOLENT else _NEVER
    if a["type"] == "other" and a["trigger"].casefold() != b["trigger"].casefold():
        return _NEVER
    return 2
