"""Articles of one's own side by side: which events and figures each tells of, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from sahel_analysis.attributions.cues import words
from sahel_analysis.comparing.films import publisher_of
from sahel_analysis.comparing.matching import main_event, match_events
from sahel_analysis.comparing.voices import statements
from sahel_analysis.errors import SahelAnalysisError, expect, expect_analysis
from sahel_analysis.tables import MEASURES

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

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
    word, and what a film shows is that of whoever published it. A number has the source that gives it. All of
    it is as good as the tables of events, figures and attributions.

    Args:
        analyses: the analyses, named by the keys of a mapping, or else by outlet or title.

    Returns:
        One row per event whose claim_type is its type, and one for each of its figures (killed, wounded,
        detained, abducted, attackers_killed; persons). Columns: those of `sahel_analysis.comparing.CLAIM`,
        with the article as page and the trigger as value_text; anonymous (whether the source is, NA for the
        article's own voice), story (events that are taken to be the same have the same one, see
        `match_events`), is_main, event_id, start and end (of the trigger in that article), date_earliest,
        date_latest, place, approx, is_background, only_here (no other article has such a fact of that story).

    Raises:
        SahelAnalysisError: there is nothing to compare.

    Example:
        >>> first = sa.make_article("An attack in Gao killed four people on Monday.", "2031-05-14")
        >>> other = sa.make_article("A villager said the attack in Gao on Monday killed six.", "2031-05-14")
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
    if not isinstance(analyses, Iterable) or isinstance(analyses, (str, bytes)):
        expect(analyses, (), 'several analyses: compare({"A": analyze(a), "B": analyze(b)})')
    if not isinstance(analyses, Mapping):
        analyses = list(analyses)
    for analysis in analyses.values() if isinstance(analyses, Mapping) else analyses:
        expect_analysis(analysis)
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
    main = main_event(analysis.events)
    sources = analysis.attributions.set_index("attribution_id")
    for event in analysis.events.to_dict("records"):
        claim = {column: event[column] for column in _COLUMNS if column in event}
        claim |= {
            "origin": analysis.article.outlet or name,
            "page": name,
            "published": analysis.article.published,
            "story": stories[name, event["event_id"]],
            "is_main": event["event_id"] == main,
            "value_text": event["trigger"],
        }
        claim |= _source(analysis, sources, event)
        yield claim | {"claim_type": event["type"]}
        for figure in MEASURES:
            low, high = event[f"{figure}_min"], event[f"{figure}_max"]
            if not (pd.isna(low) and pd.isna(high)):
                yield (
                    claim
                    | {"claim_type": figure, "value_min": low, "value_max": high}
                    | _giver(analysis, sources, event, figure, low, high)
                )


def _source(analysis: Analysis, sources: pd.DataFrame, event: Mapping[Any, Any]) -> dict[str, Any]:
    """On whose word an event stands: who is said to tell it, who claims it, whose film shows it."""
    if not pd.isna(event["attribution_id"]):
        return _told_by(analysis, sources, event["attribution_id"])
    if event["type"] == "claim_of_responsibility" and not pd.isna(event["actor"]):
        return {"attributed_to": event["actor"], "voice": "armed_group", "anonymous": False}
    return _shown_by(analysis, event["start"])


def _giver(
    analysis: Analysis, sources: pd.DataFrame, event: Mapping[Any, Any], measure: str, low: Any, high: Any
) -> dict[str, Any]:
    """Who gives one of an event's numbers; nothing if the table figures does not hold it."""
    kind = measure.removeprefix("attackers_")
    table = analysis.figures
    given = table[(table["event_id"] == event["event_id"]) & (table["measure"] == kind)]
    given = given[(given["party"] == "attackers") == (kind != measure)] if kind == "killed" else given
    bound, number = ("high", high) if pd.isna(low) else ("low", low)
    given = given[given[bound].eq(number).fillna(False)]
    told = given["attribution_id"].dropna()
    if told.empty:
        return {} if given.empty else _shown_by(analysis, given["start"].iloc[0])
    return _told_by(analysis, sources, told.iloc[0])


def _shown_by(analysis: Analysis, start: int) -> dict[str, Any]:
    """Who published the film that shows what a word tells of, or else the article's own voice."""
    published = publisher_of(analysis, start)
    if published is None:
        return {"attributed_to": "outlet", "voice": "outlet", "anonymous": pd.NA}
    named, source = published
    return {"attributed_to": named, "voice": source.kind, "anonymous": source.anonymous}


def _told_by(analysis: Analysis, sources: pd.DataFrame, attribution_id: str) -> dict[str, Any]:
    """The source of a statement; sources: the table attributions by attribution_id."""
    source = sources.loc[attribution_id]
    named: str = "no source named" if pd.isna(source["source"]) else source["source"]
    if named.lower() in words("person pronoun"):  # "she": as the article has called her before
        speakers = statements(analysis).set_index("attribution_id")["speaker"]
        if attribution_id in speakers:
            first = next(name for name, speaker in speakers.items() if speaker == speakers[attribution_id])
            named = sources["source"].get(first, named)
    return {"attributed_to": named, "voice": source["source_kind"], "anonymous": source["anonymous"]}
