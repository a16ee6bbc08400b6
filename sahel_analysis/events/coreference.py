"""Event coreference: which mentions tell of one event.

Mentions are read in order; each joins the event told of before for which most speaks, or begins a new one
(a mention-pair model with averaged links, as in Ng and Cardie 2002 for nouns, Bejan and Harabagiu 2010 for
events, learned from whole events as in Culotta et al. 2007). Evidence is another place, day, toll, victim
or side as much as words and distance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from math import log
from typing import Any, TypeVar

from sahel_analysis.attributions.cues import words
from sahel_analysis.events.clauses import clause, settlements, subject
from sahel_analysis.events.dates import LENGTH, is_dated
from sahel_analysis.events.factuality import in_headline, is_definite, is_perfect
from sahel_analysis.events.intervals import When, as_when, is_alike, is_old, meet
from sahel_analysis.events.mentions import LEARNED, VIOLENT, EventMention
from sahel_analysis.events.model import Features, among, log_odds, probability
from sahel_analysis.events.view import COUNTRY, PLACES, EventView, once

T = TypeVar("T")

REMEMBERED = 15
"""Events told of last that a mention may belong to, beside the first ones: so that time grows with length."""

_FIRST = 3
"""Events told of first, which are what an article is about."""


DOUBTFUL = 0.3
"""Mentions that are less likely than this are left out from the beginning."""

LEAST = 0.38
"""The probability that an event must have: lower than a half, since one that is missed costs as much.

From 0.35 to 0.45 F1 on reports from which nothing was learned is the same (80.2 to 80.5)."""

_CERTAIN = 10.0
"""Log-odds of what cannot be otherwise."""

_COMPARED = 12
"""Mentions of an event that a further one is compared with: the first and the last ones."""


@dataclass(eq=False)
class Event:
    """Mentions of one event, in order; what they tell together is asked once they are complete."""

    mentions: list[EventMention] = field(default_factory=list)
    likely: float = 0.0
    """The probability that it is an event that happened, told as one of its own."""

    @cached_property
    def family(self) -> str:
        """That of its mentions; deaths alone count as an attack."""
        return next((m.family for m in self.mentions if not m.is_casualty), "attack")

    @cached_property
    def when(self) -> When | None:
        """The most precise date of its mentions; of two the one that says how long it was."""
        dates = [m.when for m in self.mentions if m.when is not None]
        return min(dates, key=lambda when: (when.rank, when.rule != LENGTH, when.length)) if dates else None

    @cached_property
    def heads(self) -> list[int]:
        """The words that tell of it, in order."""
        return sorted(m.head for m in self.mentions)

    @cached_property
    def places(self) -> frozenset[str]:
        """The entities that its mentions name as where it happened."""
        return frozenset(m.entity_id for mention in self.mentions for m in mention.where)

    @cached_property
    def several(self) -> bool:
        """Whether a mention counts several events."""
        return any(m.several for m in self.mentions)


@dataclass(frozen=True, slots=True)
class Context:
    """What a mention brings into comparisons, found once."""

    towns: frozenset[str]
    """Settlements that it names as where it happened."""
    near: frozenset[str]
    """Places below a country in its sentence."""
    scene: frozenset[str]
    """The same, or if there are none those told last before in its paragraph."""
    day: When | None
    """Its date, or that which its sentence or the ones before in its paragraph name last."""
    classes: frozenset[str]
    """Of what kind those are to whom it was done: forces, attackers, civilians."""
    victims: frozenset[str]
    """Lemmas of those to whom it was done."""
    known: frozenset[str]
    """Those of them whom the reader is taken to know: "ambushed *the patrol*"."""
    actor: str
    killed: frozenset[tuple[int | None, int | None]]
    headline: bool
    perfect: bool
    pluperfect: bool
    apart: bool
    """Whether its sentence begins as one on something else: "in another", "separately"."""
    clause: int
    casualty: bool
    pointing: str
    old: bool


def find_events(view: EventView, mentions: Sequence[EventMention]) -> list[Event]:
    """Mentions grouped by event, in the order of their first mention."""
    contexts = {m.head: context_of(view, m) for m in mentions}
    events: list[Event] = []
    for mention in mentions:
        join(view, contexts, events, mention)
    for event in events:
        if any(m.sense.type in LEARNED for m in event.mentions):
            event.likely = probability("event", event_features(view, event))
        else:
            event.likely = max(m.likely for m in event.mentions)
    learned = [e for e in events if any(m.sense.type in LEARNED for m in e.mentions)]
    if len(learned) == 1 and _is_told_fact(learned[0]):  # it is not the rest of another one
        learned[0].likely = (learned[0].likely + max(m.likely for m in learned[0].mentions)) / 2
    return events


def join(view: EventView, contexts: dict[int, Context], events: list[Event], mention: EventMention) -> None:
    """Puts a mention to the event told of before for which most speaks, or begins a new one."""
    near = near_events(events)
    scored = [(link(view, contexts, event, mention), n) for n, event in enumerate(near)]
    score, n = max(scored, default=(0.0, -1), key=lambda s: (s[0], s[1]))
    if n >= 0 and score > 0:
        near[n].mentions.append(mention)
    else:
        events.append(Event([mention]))


def _is_told_fact(event: Event) -> bool:
    """Whether an event is told as a fact of some day, or of some people somewhere; not as a year's sum."""
    when, best = event.when, max(event.mentions, key=lambda m: m.likely)
    if "told" not in best.features or best.several:
        return False
    if when is None or when.precision == "vague":
        return best.sense.pos == "V" and bool(best.targets and best.where) and not best.plural
    return when.precision != "year" or not all("over years" in m.features for m in event.mentions)


def link(view: EventView, contexts: dict[int, Context], event: Event, mention: EventMention) -> float:
    """How strongly a mention goes with those of an event."""
    sentence = view.tree.sentence
    beside = takewhile(lambda m: sentence[m.head] == sentence[mention.head], reversed(event.mentions))
    if any(_is_apart(view, m, mention) for m in beside):
        return -1.0
    if _is_scene(view, mention) and not _is_scene(view, event.mentions[0]):  # a film shows a scene of its own
        return -1.0
    claims = [family == "claim" for family in (event.family, mention.family)]
    if any(claims) and not all(claims):  # who claims a raid does another thing
        return -_CERTAIN
    actors = {contexts[m.head].actor for m in (event.mentions[0], mention)} - {""}
    if all(claims) and len(actors) == 2:  # each group claims for itself
        return -_CERTAIN
    return log_odds("coreference", link_features(view, contexts, event.mentions, mention))


def link_features(
    view: EventView, contexts: dict[int, Context], told: Sequence[EventMention], mention: EventMention
) -> Features:
    """What speaks for a mention telling of the event of others before it: the mean over pairs with them."""
    half = _COMPARED // 2
    compared = [*told[:half], *told[half:][-half:]]
    found: Features = {}
    for m in compared:
        pair = pair_features(view, contexts[m.head], contexts[mention.head], m, mention)
        for name, value in pair.items():
            found[name] = found.get(name, 0.0) + value / len(compared)
    return found


def near_events(events: Sequence[T]) -> list[T]:
    """The events that a further mention may belong to: the first ones and those told of last."""
    return [*events[:_FIRST], *events[_FIRST:][-REMEMBERED:]]


def _is_apart(view: EventView, one: EventMention, two: EventMention) -> bool:
    """Whether two mentions cannot tell of one event.

    They share a clause of which one has left out the verb: "... and six in Bankass"; or one was some time
    before or after the other: "two days before the bombing eight were shot".
    """
    if one.gapped or two.gapped:
        return clause(view, one.head) == clause(view, two.head)
    return any(
        a.lag is not None and b.head in (a.lag.other, subject(view, a.lag.other))
        for a, b in ((one, two), (two, one))
    )


@once
def _is_scene(view: EventView, mention: EventMention) -> bool:
    """Whether a film shows someone do it to something: "a video of fighters setting a lorry on fire"."""
    tree, i = view.tree, mention.head
    if not view.is_verb(i) or tree.child(i, "obj") is None:
        return False
    for _ in range(3):
        i = tree.head[i]
        if tree.lemma[i] in words("film"):
            return True
    return False


def context_of(view: EventView, mention: EventMention) -> Context:
    """What a mention is compared by."""
    tree, i = view.tree, mention.head
    verb = clause(view, i)
    first, last = tree.sentence_span[tree.sentence[i]]
    near = _places_between(view, first, last)
    victims = (*mention.targets, *(f.noun for f in mention.figures))
    helpers = {tree.lower[c] for c in tree.children[verb] if tree.relation[c].startswith("aux")}
    opening = [k for k in range(first, min(first + 5, last)) if tree.is_word(k)]
    actor = ""
    if mention.actor is not None:
        named = view.mention.get(mention.actor)
        actor = named.entity_id if named else tree.lemma[mention.actor]
    return Context(
        towns=frozenset(settlements(view, mention.where)),
        near=near,
        scene=near or scene_before(view, i),
        day=mention.when or scene_day(view, i),
        classes=frozenset(c for t in victims for c in _CLASSES if view.is_a(t, c)),
        victims=frozenset(tree.lemma[t] for t in victims),
        known=frozenset(tree.lemma[t] for t in victims if is_definite(view, t)),
        actor=actor,
        killed=frozenset((f.low, f.high) for f in mention.figures if f.kind == "killed"),
        headline=in_headline(view, i),
        perfect=is_perfect(view, verb),
        pluperfect="had" in helpers,
        apart=view.has_a(opening, "apart", "another"),
        clause=verb,
        casualty=mention.is_casualty,
        pointing=_pointing(mention),
        old=is_old(mention.when, view.published),
    )


_CLASSES = ("attacker", "armed", "military", "people", "person", "site", "facility", "road")


def _places_between(view: EventView, first: int, last: int) -> frozenset[str]:
    found = (view.mention[k] for k in range(first, last) if k in view.mention and k not in view.dateline)
    return frozenset(
        m.entity_id
        for m in found
        if m.label in PLACES
        and m.kind == "name"
        and m.entity_id not in view.areas  # a town of the news may lie in them
        and view.place_rank(m) < COUNTRY
    )


def scene_before(view: EventView, i: int) -> frozenset[str]:
    """The places told last before in the paragraph of a word."""
    tree, before = view.tree, view.tree.sentence[i] - 1
    if before < 0 or tree.paragraph[tree.sentence_span[before][0]] != tree.paragraph[i]:
        return frozenset()
    return _scenes(view)[before][0]


@once
def _scenes(view: EventView) -> list[tuple[frozenset[str], When | None]]:
    """By sentence the places and the day told last up to its end, in its paragraph."""
    tree = view.tree
    found: list[tuple[frozenset[str], When | None]] = []
    for sentence, (first, last) in enumerate(tree.sentence_span):
        goes_on = (
            sentence > 0 and tree.paragraph[tree.sentence_span[sentence - 1][0]] == tree.paragraph[first]
        )
        places, day = found[-1] if goes_on else (frozenset(), None)
        dated = [t for tokens, t in view.times_of.get(sentence, ()) if is_dated(view, tokens, t)]
        found.append(
            (_places_between(view, first, last) or places, as_when(view, dated[-1]) if dated else day)
        )
    return found


def scene_day(view: EventView, i: int) -> When | None:
    """The day that the sentence of a word, or the ones before in its paragraph, name last."""
    tree, sentence = view.tree, view.tree.sentence[i]
    is_same = tree.paragraph[tree.sentence_span[sentence][0]] == tree.paragraph[i]
    return _scenes(view)[sentence][1] if is_same else None


def pair_features(view: EventView, one: Context, two: Context, a: EventMention, b: EventMention) -> Features:
    """What speaks for two mentions, a before b, telling of one event."""
    tree = view.tree
    sentences = tree.sentence[b.head] - tree.sentence[a.head]
    same_family = a.family == b.family
    pair = "casualty" if one.casualty or two.casualty else "&".join(sorted((a.family, b.family)))
    pointing, apart = f"pointing={two.pointing}", among("sentences", sentences, (0, 1, 3))
    days, near = f"days={_days(view, a.when, b.when)}", f"near={_shared(one.near, two.near)}"
    scene, scene_days = f"scene={_shared(one.scene, two.scene)}", f"days={_days(view, one.day, two.day)}"
    names = {
        f"families={pair}",
        pointing,
        among("sentences", sentences, (0, 1, 2, 4, 8)),
        f"{pointing}&{apart}",
        days,
        f"{days}&definite={b.definite}",
        f"towns={_shared(one.towns, two.towns)}",
        near,
        f"{near}&definite={b.definite}",
        f"killed={_shared(one.killed, two.killed)}",
        f"victims={_shared(one.victims, two.victims)}",
        f"actor={_shared(frozenset({one.actor} - {''}), frozenset({two.actor} - {''}))}",
        f"headline={one.headline}{two.headline}",
        f"scene {scene_days}",
        f"scene {scene_days}&{pointing}",
        scene,
        f"{scene}&{pointing}",
        f"{scene}&{scene_days}",
        f"classes={_shared(one.classes, two.classes)}",
    }
    flags = {
        "same family": same_family,
        "violent": a.family in VIOLENT and b.family in VIOLENT,
        "one violent": (a.family in VIOLENT) != (b.family in VIOLENT),
        "same lemma": tree.lemma[a.head] == tree.lemma[b.head],
        "same paragraph": tree.paragraph[a.head] == tree.paragraph[b.head],
        "same clause": one.clause == two.clause,
        "b under a": sentences == 0 and tree.is_under(b.head, a.head),
        "a under b": sentences == 0 and tree.is_under(a.head, b.head),
        "joined": tree.relation[b.head] == "conj" and tree.head[b.head] == a.head,
        "b another": b.another,
        "a several": a.several or a.plural,
        "b several": b.several or b.plural,
        "b opens apart": two.apart,
        "a perfect": one.perfect,
        "b perfect": two.perfect,
        "a pluperfect": one.pluperfect,
        "b pluperfect": two.pluperfect,
        "tenses differ": one.pluperfect != two.pluperfect,
        "one old": one.old != two.old,
        "both old": one.old and two.old,
        "lag": b.lag is not None,
        "takes up victims": not two.known.isdisjoint(one.victims),
        "new victims": bool(two.known) and two.known.isdisjoint(one.victims),
    }
    names.update(name for name, holds in flags.items() if holds)
    for name in ("same family", "violent", "same lemma"):
        if flags[name]:
            names.update((f"{name}&{apart}", f"{name}&{pointing}", f"{name}&{days}", f"{name}&{near}"))
    return dict.fromkeys(names, 1.0)


def _pointing(b: EventMention) -> str:
    """How a mention takes up what was told: as a definite noun, an indefinite one, a death or a verb."""
    if b.is_casualty:
        return "casualty"
    if b.sense.pos == "V":
        return "verb"
    return "definite" if b.definite else "plural" if b.plural else "indefinite"


def _shared(one: frozenset[Any], two: frozenset[Any]) -> str:
    if not one and not two:
        return "none"
    if not one or not two:
        return "one"
    return "shared" if one & two else "different"


def _days(view: EventView, one: When | None, two: When | None) -> str:
    if one is None and two is None:
        return "none"
    if one is None:
        return "second old" if is_old(two, view.published) else "second"
    if two is None:
        return "first old" if is_old(one, view.published) else "first"
    if (one.earliest, one.latest) == (two.earliest, two.latest):
        return "equal"
    if "vague" in (one.precision, two.precision):
        return "vague"
    return "different" if not meet(one, two) else "meet" if is_alike(one, two) else "within"


def event_features(view: EventView, event: Event) -> Features:
    """What speaks for some mentions being an event of its own that happened."""
    best = max(event.mentions, key=lambda m: m.likely)
    likely = best.likely
    names = {
        among("likeliest", likely, (0.2, 0.35, 0.5, 0.65, 0.8, 0.9)),
        among("mentions", len(event.mentions), (1, 2, 4)),
        f"family={event.family}",
        f"pointing={_pointing(best)}",
    }
    flags = {
        "only headlines": all(in_headline(view, m.head) for m in event.mentions),
        "only casualties": all(m.is_casualty for m in event.mentions),
        "only nouns": all(m.sense.pos == "N" for m in event.mentions),
        "only definite": all(m.definite for m in event.mentions),
        "dated": event.when is not None,
        "old": is_old(event.when, view.published),
        "placed": any(m.where for m in event.mentions),
        "actor": any(m.actor is not None for m in event.mentions),
        "targets": any(m.targets for m in event.mentions),
        "figures": any(m.figures for m in event.mentions),
        "several": any(m.several for m in event.mentions),
        "another": any(m.another for m in event.mentions),
        "leads": view.tree.sentence[event.mentions[0].head] <= 2,
        "quoted": all(m.head in view.quoted for m in event.mentions),
    }
    names.update(name for name, holds in flags.items() if holds)
    for name in ("dated", "placed", "figures", "only casualties", "only definite"):
        if flags[name]:
            names.add(f"{name}&{among('mentions', len(event.mentions), (1, 2))}")
    return {**dict.fromkeys(names, 1.0), "likelihood": _logit(likely)}


def _logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return log(p / (1 - p))


def claimed_event(view: EventView, claim: Event, events: Sequence[Event]) -> Event | None:
    """The event that a claim is for: in its sentence, else told before it in its paragraph, else the news."""
    tree, head = view.tree, claim.mentions[0].head
    violent = [e for e in events if e.family in VIOLENT]
    near = [
        (m.head, e) for e in violent for m in e.mentions if tree.paragraph[m.head] == tree.paragraph[head]
    ]
    beside = [(abs(i - head), n) for n, (i, _) in enumerate(near) if tree.sentence[i] == tree.sentence[head]]
    before = [(head - i, n) for n, (i, _) in enumerate(near) if i < head]
    if beside or before:
        return near[min(beside or before)[1]][1]
    news = [e for e in violent if not is_old(e.when, view.published)]
    return next(iter(news or violent), None)
