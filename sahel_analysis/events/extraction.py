"""Events: what happened, when, where, to whom, how many, says who."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc

from sahel_analysis.attributions.extraction import extract_attributions
from sahel_analysis.entities.extraction import extract_entities
from sahel_analysis.events.arguments import phrase_text
from sahel_analysis.events.claims import merge_claims
from sahel_analysis.events.clusters import VIOLENT, Cluster, Incident
from sahel_analysis.events.fallback import News, date_of, find_news
from sahel_analysis.events.finding import find_incidents
from sahel_analysis.events.intervals import When, is_alike, is_old, meet
from sahel_analysis.events.merging import merge
from sahel_analysis.events.places import Place, choose_place
from sahel_analysis.events.reading import Reading
from sahel_analysis.events.reality import in_headline
from sahel_analysis.events.tolls import combine
from sahel_analysis.records import Attribution, Event
from sahel_analysis.times import extract_times


def extract_events(
    doc: Doc, published: dt.date | None = None, skip: Iterable[tuple[int, int]] = ()
) -> list[Event]:
    """Events of a Doc, in order of their triggers, one row per event however often it is mentioned.

    The Doc needs heads, labels and parts of speech of either scheme (see `syntax.py`); mentions,
    entities, times and attributions are taken from `doc._` where the pipeline has run. `published` is
    the day by which undated news is dated. `skip` holds character spans in which nothing is looked for.

    Types follow the event types of ACLED (codebook of 2023), in the words of the design; the table
    data/lexicon/event_triggers.csv maps each trigger to both. Only what is told as a fact is a row:
    no plans, fears, denials, habits or tolls over years. Figures are ranges: None is an open bound;
    "more than 20" is 20 without an upper bound, "dozens" is no figure.
    date_precision is day, month, year or vague. `rule` names the kind of trigger, and how it was dated.
    """
    skipped = list(skip)
    mentions, entities = _known(doc, "mentions"), _known(doc, "entities")
    if mentions is None or entities is None:
        mentions, entities = extract_entities(doc, skipped)
    times = _known(doc, "times")
    if times is None:
        times = extract_times(doc, published, skipped)
    attributions = _known(doc, "attributions")
    if attributions is None:
        attributions = extract_attributions(doc, skipped)
    reading = Reading(doc, mentions, entities, times, published)
    incidents = find_incidents(reading, skipped)
    clusters = merge(reading, [i for i in incidents if i.family != "claim"])
    claims = merge_claims(reading, [i for i in incidents if i.family == "claim"], clusters)
    news = find_news(reading, clusters)
    claimers = {id(event): claim for claim, event in claims if event is not None}
    rows = [_row(reading, c, news, None, claimers.get(id(c)), attributions) for c in clusters]
    rows += [_row(reading, c, news, event, None, attributions) for c, event in claims]
    rows.sort(key=lambda e: (e.start, e.end))
    return [replace(row, event_id=f"V{n:02d}") for n, row in enumerate(rows, start=1)]


def _known(doc: Doc, name: str) -> Any:
    """What the pipeline has put on a Doc, if it has run."""
    return doc._.get(name) if Doc.has_extension(name) else None


def _row(
    reading: Reading,
    cluster: Cluster,
    news: News,
    claimed: Cluster | None,
    claim: Cluster | None,
    attributions: Sequence[Attribution],
) -> Event:
    tree = reading.tree
    clearest = _clearest(reading, cluster)
    when = date_of(reading, cluster, news, claimed)
    place = _place(reading, cluster, clearest, news.main)
    actor_id, actor = _actor(reading, cluster, clearest, claim)
    told = [f for i in cluster.incidents for f in i.figures]
    repelled = any(i.sense.kind == "repulse" for i in cluster.incidents)
    own = [f for f in told if f.attackers == repelled or f.kind == "detained"]
    figures = told if cluster.family in _BATTLES and not (repelled and own) else own
    killed, wounded, detained = (
        combine(reading, [f for f in figures if f.kind == kind]) for kind in ("killed", "wounded", "detained")
    )
    start, end = tree.start[clearest.first], tree.end[clearest.last]
    return Event(
        event_id="",
        start=start,
        end=end,
        trigger=tree.text[start:end],
        type=clearest.sense.type,
        date_earliest=when.earliest if when else None,
        date_latest=when.latest if when else None,
        date_precision=when.precision if when else None,
        place=place.name,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        actor_id=actor_id,
        actor=actor,
        target=_target(reading, cluster, clearest),
        killed_min=killed[0],
        killed_max=killed[1],
        wounded_min=wounded[0],
        wounded_max=wounded[1],
        detained_min=detained[0],
        detained_max=detained[1],
        approx=killed[2] or wounded[2] or detained[2],
        attribution_id=_attribution(reading, cluster, attributions),
        is_background=is_old(claimed.when if claimed else when, reading.published),
        chronology_id=None,
        rule=f"{clearest.sense.kind}; {when.rule if when else 'no date'}",
    )


_BATTLES = frozenset({"battle", "airstrike", "arrest"})
"""Families in which those who attack may be the victims."""


def _clearest(reading: Reading, cluster: Cluster) -> Incident:
    """The mention that says most: in the text rather than in a headline, not of the dead alone."""
    return max(
        cluster.incidents,
        key=lambda i: (
            i.sense.kind != "occurrence",
            not in_headline(reading, i.head),
            i.founding or not (i.is_casualty or i.sense.needs == "definite"),
            not i.is_casualty,
            i.sense.needs not in ("attempt", "loss"),
            (i.actor is not None) + bool(i.targets) + (i.when is not None),
            -i.head,
        ),
    )


_AT_THE_SCENE = VIOLENT | {"blasts", "arson", "closure", "reopening", "sweep", "arrest", "advisory"}
"""Families that, without a place of their own, were where the news was."""


def _place(reading: Reading, cluster: Cluster, clearest: Incident, main: Cluster | None) -> Place:
    if clearest.family == "claim":
        return replace(choose_place(reading, [], clearest.head), name=None)
    where = clearest.where + cluster.where
    if not where and main is not None and cluster.family in _AT_THE_SCENE:
        day = cluster.when or cluster.told_with
        if day is None or main.when is None or _at_once(reading, day, main.when):
            where = main.where
    in_coup = main is not None and main.family == "coup" and (cluster is main or cluster.family == "arrest")
    if not where and in_coup:
        where = reading.dateline_town
    return choose_place(reading, where, clearest.head)


def _at_once(reading: Reading, day: When, main: When) -> bool:
    """Whether a day is that of the main event, or in the month or year by which an old one is told."""
    return meet(day, main) and (is_alike(day, main) or is_old(main, reading.published))


def _actor(
    reading: Reading, cluster: Cluster, clearest: Incident, claim: Cluster | None
) -> tuple[str | None, str | None]:
    """Who did it: the one that is named, else who claims it, else the words for who it was."""
    incidents = [clearest, *cluster.incidents, *(claim.incidents if claim else [])]
    actors = [i.actor for i in incidents if i.actor is not None]
    for i in actors:
        mention = reading.mention.get(i)
        if mention is not None and mention.label in ("GROUP", "ORG", "PERSON"):
            return mention.entity_id, reading.entities[mention.entity_id].name
    for i in actors:
        if reading.tree.pos[i] in ("NOUN", "PROPN"):
            return None, phrase_text(reading, i)
    return None, None


def _target(reading: Reading, cluster: Cluster, clearest: Incident) -> str | None:
    """To whom or what it was done, in the words of the clearest mention that says so."""
    for incident in (clearest, *sorted(cluster.incidents, key=lambda i: in_headline(reading, i.head))):
        nouns = [i for i in incident.targets if reading.tree.pos[i] in ("NOUN", "PROPN")]
        if texts := dict.fromkeys(t for i in nouns if (t := phrase_text(reading, i))):
            return "; ".join(texts)
    return None


def _attribution(reading: Reading, cluster: Cluster, attributions: Sequence[Attribution]) -> str | None:
    """The first attribution that tells of the event, or is the event: "the embassy *advised* staff to leave".

    Who wants, fears or claims the credit for something does not say that it happened.
    """
    starts = [reading.tree.start[i.first] for i in cluster.incidents]
    for attribution in attributions:
        told = (*attribution.content, (attribution.cue_start, attribution.cue_end))
        if attribution.act != "attitude" and any(a <= start < b for a, b in told for start in starts):
            return attribution.attribution_id
    return None
