"""Events of a Doc: from words that may tell of one to the rows of the tables events and figures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc

from sahel_analysis.attributions import extract_attributions
from sahel_analysis.entities import extract_entities
from sahel_analysis.events.coreference import DOUBTFUL, LEAST, claimed_event, find_events
from sahel_analysis.events.coreference import Event as EventChain
from sahel_analysis.events.event_dates import News, date_of, find_news
from sahel_analysis.events.factuality import in_headline, is_definite, is_predicate
from sahel_analysis.events.figure_links import LinkedFigure, link_figures
from sahel_analysis.events.figures import find_figures
from sahel_analysis.events.intervals import is_old
from sahel_analysis.events.mentions import EventMention, find_mentions
from sahel_analysis.events.model import Features, probability
from sahel_analysis.events.parties import actor_of, target_of
from sahel_analysis.events.places import Placed, find_placed, place_of
from sahel_analysis.events.scopes import standings_of
from sahel_analysis.events.totals import range_of, settle_totals
from sahel_analysis.events.view import EventView
from sahel_analysis.parsing.tree import NOUNS, SUBJECTS
from sahel_analysis.records import Attribution, Event, Figure
from sahel_analysis.times import extract_times


def extract_events(
    doc: Doc, published: dt.date | None = None, skip: Iterable[tuple[int, int]] = ()
) -> tuple[list[Event], list[Figure]]:
    """Events of a Doc, one row per event however often it is mentioned, and its figures of people.

    Args:
        doc: A Doc with heads, labels and parts of speech of either scheme (see `parsing/syntax.py`).
            Mentions, entities, times and attributions are taken from `doc._` where the pipeline has run, else
            found here.
        published: The day by which undated news is dated; without it such dates stay open.
        skip: Character spans (boilerplate) in which nothing is looked for.

    Returns:
        Records of `Event`, in order of their triggers, and of `Figure`, in order of the text; `records.py`
        says what each field means. Types follow ACLED (codebook of 2023) in the words of the table
        data/lexicon/event_triggers.csv. Only what is told as a fact is a row: no plans, fears, denials,
        habits or tolls over years. Numbers are persons, ranges with None for an open bound, and follow from
        the figures. confidence is the estimated share of such rows that are right in place, killed and
        (within a week) date.

    Raises:
        Nothing: no text and no date raises.

    Source:
        Event coreference by mention pairs (Bejan and Harabagiu 2010, ACL); the decisions are logistic
        regressions over named features, see `events/model.py` and training/events.py.

    Example:
        >>> from sahel_analysis import load_pipeline
        >>> doc = load_pipeline()("Gunmen attacked a village near Gao in May 2023, killing 12 people.")
        >>> events, figures = extract_events(doc)
        >>> [(e.trigger, str(e.date_earliest), e.place, e.killed_min) for e in events]
        [('attacked', '2023-05-01', 'Gao', 12)]
        >>> [(f.text, f.measure, f.event_id) for f in figures]
        [('12', 'killed', 'V01')]
    """
    skipped = list(skip)
    view = make_view(doc, published, skipped)
    attributions = view.attributions
    figures = [figure for figure in find_figures(view) if figure.first not in view.left_out]
    standings = standings_of(view, figures)
    mentions = [m for m in find_mentions(view, figures, standings, skipped) if m.likely >= DOUBTFUL]
    chains = [c for c in find_events(view, mentions) if c.likely >= LEAST]
    linked = settle_totals(view, link_figures(view, figures, standings, chains), chains)
    return rows(view, chains, linked, attributions)


def make_view(doc: Doc, published: dt.date | None, skip: Sequence[tuple[int, int]] = ()) -> EventView:
    """What this layer sees of a Doc: what the other layers left on it, or what they find now."""
    mentions, entities = _known(doc, "mentions"), _known(doc, "entities")
    if mentions is None or entities is None:
        mentions, entities = extract_entities(doc, skip)
    times = _known(doc, "times")
    if times is None:
        times = extract_times(doc, published, skip)
    attributions = _known(doc, "attributions")
    if attributions is None:
        attributions = extract_attributions(doc, skip)
    return EventView(doc, mentions, entities, times, attributions, published, skip)


def _known(doc: Doc, name: str) -> Any:
    """What the pipeline has put on a Doc, if it has run."""
    return doc._.get(name) if Doc.has_extension(name) else None


def rows(
    view: EventView,
    chains: Sequence[EventChain],
    linked: Sequence[LinkedFigure],
    attributions: Sequence[Attribution],
    evidence: dict[str, Features] | None = None,
) -> tuple[list[Event], list[Figure]]:
    """The rows of both tables. `evidence` is filled with what speaks for each event's row, by event_id."""
    news = find_news(view, chains)
    claims = {id(c): claimed_event(view, c, chains) for c in chains if c.family == "claim"}
    own: dict[int | None, list[LinkedFigure]] = defaultdict(list)
    for f in linked:
        own[f.event].append(f)
    order = sorted(range(len(chains)), key=lambda n: view.tree.start[clearest(view, chains[n]).first])
    names = {n: f"V{k:02d}" for k, n in enumerate(order, start=1)}
    figures = [_figure_row(view, f, names) for f in linked]
    figures = [replace(f, figure_id=f"F{k:02d}") for k, f in enumerate(figures, start=1)]
    given: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        given[figure.event_id].append(figure)
    placed, events = find_placed(chains), []
    for n in order:
        claimers = [c for c in chains if c.family == "claim" and claims[id(c)] is chains[n]]
        row, sure = _row(view, chains[n], placed, news, claims.get(id(chains[n])), claimers, own[n])
        if evidence is not None:
            evidence[names[n]] = sure
        confidence = round(probability("row", sure), 2)
        events.append(replace(row, event_id=names[n], confidence=confidence, **ranges_of(given[names[n]])))
    return events, figures


def ranges_of(figures: Sequence[Figure]) -> dict[str, Any]:
    """The columns of an event that follow from its figures."""
    found: dict[str, Any] = {"approx": False}
    for column, measure, party in (
        ("killed", "killed", ("targets", "unclear")),
        ("wounded", "wounded", ("targets", "unclear")),
        ("detained", "detained", ("targets", "attackers", "unclear")),
        ("abducted", "abducted", ("targets", "unclear")),
        ("attackers_killed", "killed", ("attackers",)),
    ):
        counted = [f for f in figures if f.measure == measure and f.party in party]
        found[f"{column}_min"], found[f"{column}_max"] = range_of(counted)
        found["approx"] = found["approx"] or any(f.approx and f.scope != "earlier" for f in counted)
    return found


def _row(
    view: EventView,
    event: EventChain,
    placed: Placed,
    news: News,
    claimed: EventChain | None,
    claims: Sequence[EventChain],
    figures: Sequence[LinkedFigure],
) -> tuple[Event, Features]:
    tree = view.tree
    mention = clearest(view, event)
    when, sure_when = date_of(view, event, news, claimed)
    place, sure_where = place_of(view, event, placed)
    if event.family == "claim":
        place = replace(place, name=None, lat=None, lon=None)
    victims = frozenset(f.figure.noun for f in figures if f.party == "targets")
    actor_id, actor, _ = actor_of(view, event, claims, victims)
    start, end = tree.start[mention.first], tree.end[mention.last]
    row = Event(
        event_id="",
        start=start,
        end=end,
        trigger=tree.text[start:end],
        type=mention.sense.type,
        date_earliest=when.earliest if when else None,
        date_latest=when.latest if when else None,
        date_precision=when.precision if when else None,
        place=place.name,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        actor_id=actor_id,
        actor=actor,
        target=target_of(view, event, mention, sorted(victims)),
        killed_min=None,
        killed_max=None,
        wounded_min=None,
        wounded_max=None,
        detained_min=None,
        detained_max=None,
        abducted_min=None,
        abducted_max=None,
        attackers_killed_min=None,
        attackers_killed_max=None,
        approx=False,
        attribution_id=_attribution(view, event),
        is_background=is_old((claimed or event).when or when, view.published),
        chronology_id=None,
        confidence=0.0,
        rule=f"{mention.sense.kind}; {when.rule if when else 'no date'}",
    )
    return row, row_features(event, sure_when, sure_where, figures)


def row_features(
    event: EventChain, sure_when: float, sure_where: float, figures: Sequence[LinkedFigure]
) -> Features:
    """What speaks for a row being right: how sure its decisions are, and how many there were to be taken."""
    killed = [f for f in figures if f.figure.kind == "killed"]
    doubtful = min((f.likely for f in killed), default=1.0)
    return {
        "event": event.likely,
        "date": sure_when,
        "place": sure_where,
        "event&date&place": event.likely * sure_when * sure_where,
        "weakest figure": doubtful,
        "no figures": float(not killed),
        "one figure": float(len(killed) == 1),
        "many figures": float(len(killed) > 2),
        "parts": float(any(f.scope == "part" for f in killed)),
        "one mention": float(len(event.mentions) == 1),
    }


def clearest(view: EventView, event: EventChain) -> EventMention:
    """The mention that says most: in the text rather than in a headline, not of the dead alone."""
    return max(
        event.mentions,
        key=lambda m: (
            m.sense.kind != "occurrence",
            not in_headline(view, m.head),
            m.likely >= 0.5,
            not m.is_casualty,
            m.sense.needs not in ("attempt", "loss"),
            (m.actor is not None) + bool(m.targets) + (m.when is not None),
            -m.head,
        ),
    )


def _figure_row(view: EventView, linked: LinkedFigure, names: dict[int, str]) -> Figure:
    figure = linked.figure
    start, end = view.tree.start[figure.first], view.tree.end[figure.last]
    return Figure(
        figure_id="",
        start=start,
        end=end,
        text=view.tree.text[start:end],
        measure=figure.kind,
        low=figure.low,
        high=figure.high,
        approx=figure.approx,
        party=linked.party,
        scope=linked.scope,
        event_id=None if linked.event is None else names[linked.event],
        attribution_id=_told_by(view, figure.first),
        rule=figure.role,
    )


def _told_by(view: EventView, i: int) -> str | None:
    """The innermost statement that tells what stands at a token."""
    around = [a for _, _, a in view.told_in.get(i, ())]
    return min(around, key=lambda a: sum(y - x for x, y in a.content)).attribution_id if around else None


def _attribution(view: EventView, event: EventChain) -> str | None:
    """The first attribution that tells of the event, or is the event: "the embassy *advised* staff to leave".

    Who wants, fears or claims the credit for something does not say that it happened, nor does who judges or
    explains what the article has told before.
    """
    told = [number for m in event.mentions for number in _tellers(view, event, m)]
    is_told = [view.cued[m.first] for m in event.mentions if m.first in view.cued]
    number = min((*told, *is_told), default=None)
    return None if number is None else view.attributions[number].attribution_id


def _tellers(view: EventView, event: EventChain, mention: EventMention) -> Iterator[int]:
    """The numbers of the statements that tell of an event by a mention, and do not only recall it."""
    recalls = _recalls(view, mention.head)
    for number, _, said in view.told_in.get(mention.first, ()):
        known = any(
            m.head < mention.head
            and not in_headline(view, m.head)
            and all(n != number for n, _, _ in view.told_in.get(m.first, ()))
            for m in event.mentions
        )
        if not (known and (recalls or said.source_kind == "expert")):
            yield number


def _recalls(view: EventView, i: int) -> bool:
    """Whether a word is a noun that points back, describes one or judges: "called *the raid* a *crime*".

    Not if it is said what the event did: "the army said *the raid* began at dawn".
    """
    tree = view.tree
    while tree.relation[i].startswith("acl"):
        i = tree.head[i]
    acts = tree.relation[i] in SUBJECTS and tree.pos[tree.head[i]] == "VERB"
    judges = tree.relation[i] == "xcomp" or is_predicate(view, i)
    return tree.pos[i] in NOUNS and (judges or (is_definite(view, i) and not acts))
