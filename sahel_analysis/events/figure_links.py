"""Whose figure a number is: of which event, of which side, and how it stands to the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sahel_analysis.attributions.cues import words
from sahel_analysis.events.clauses import clause, doer, first_joined
from sahel_analysis.events.coreference import Event, scene_before, scene_day
from sahel_analysis.events.dates import own_time
from sahel_analysis.events.factuality import in_headline
from sahel_analysis.events.figures import FigureMention
from sahel_analysis.events.intervals import When, is_old, meet
from sahel_analysis.events.mentions import VIOLENT
from sahel_analysis.events.model import Features, among, best, probability
from sahel_analysis.events.scopes import Standing
from sahel_analysis.events.view import COUNTRY, PLACES, EventView, once

_REMEMBERED = 12
"""Events that are looked at, the nearest ones."""

_REACH = 100
"""Mentions, and figures, to either side of a figure that are looked at: so that time grows with length."""


@dataclass(frozen=True, slots=True)
class LinkedFigure:
    """A figure with its event (an index, or None), party and scope.

    likely, partly, early: how likely it is of that event, a part of a toll, and an earlier count.
    """

    figure: FigureMention
    event: int | None
    party: str
    scope: str
    likely: float
    partly: float
    early: float


def link_figures(
    view: EventView,
    figures: Sequence[FigureMention],
    standings: Sequence[Standing],
    events: Sequence[Event],
) -> list[LinkedFigure]:
    """Figures with the event to which each belongs, and on which side; those of a period belong to none."""
    linked: list[LinkedFigure] = []
    before: list[tuple[FigureMention, int | None]] = []
    heads = find_heads(events)
    for figure, standing in zip(figures, standings, strict=True):
        early, partly = standing.early, standing.partly
        if standing.is_of_period:
            linked.append(LinkedFigure(figure, None, "targets", "period", 1.0, partly, early))
            continue
        near = nearest(view, figure, heads)
        if (own := _gapped(figure, near)) is not None:
            linked.append(LinkedFigure(figure, own, "targets", "whole", 1.0, 0.0, 0.0))
            before.append((figure, own))
            continue
        scene, others = scene_of(view, figure), find_company(view, figure, before)
        features = [
            link_features(view, figure, scene, event, k) | company(figure, index, others)
            for k, (index, event) in enumerate(near)
        ]
        chosen, likely = best("figure of event", features)
        event = None if chosen is None else near[chosen][0]
        before.append((figure, event))
        # earlier counts are rare, and a whole toll that is lost costs more
        scope = "earlier" if early >= 0.7 else "part" if partly >= 0.5 else "whole"
        linked.append(LinkedFigure(figure, event, "targets", scope, likely, partly, early))
    by_event: dict[int | None, list[FigureMention]] = {}
    for f in linked:
        by_event.setdefault(f.event, []).append(f.figure)
    return [replace(f, party=_party(view, f, by_event[f.event], events)) for f in linked]


def _gapped(figure: FigureMention, near: Sequence[tuple[int, Event]]) -> int | None:
    """The event of which the figure alone tells: "... and six in Bankass"."""
    if figure.role != "elsewhere":
        return None
    return next((n for n, e in near for m in e.mentions if m.gapped and m.head == figure.number), None)


def _party(
    view: EventView, linked: LinkedFigure, others: Sequence[FigureMention], events: Sequence[Event]
) -> str:
    """The side of those counted; where no event is known, by their own words."""
    if linked.event is None:
        return "attackers" if linked.figure.attackers else "targets"
    n = bisect_left(others, linked.figure.number, key=lambda f: f.number)
    beside = [f for f in others[max(n - _REACH, 0) : n + _REACH] if f is not linked.figure]
    if _are_doers(view, linked.figure, events[linked.event]):
        return "attackers"
    features = party_features(view, linked.figure, events[linked.event], beside)
    return "attackers" if probability("attackers", features) >= 0.5 else "targets"


def _are_doers(view: EventView, figure: FigureMention, event: Event) -> bool:
    """Whether those counted are called as those who did it: "herders attacked", "five herders died"."""
    tree, clearest = view.tree, max(event.mentions, key=lambda m: m.likely)
    if clearest.actor is None or clearest.head == figure.word or view.is_a(figure.noun, "military", "force"):
        return False
    compounds = (k for k in tree.children[figure.noun] if tree.relation[k] == "compound")
    nouns = (k for k in (figure.noun, *compounds) if k != figure.number and tree.pos[k] == "NOUN")
    hit = {tree.lemma[t] for m in event.mentions for t in m.targets if m.head != figure.word}
    called = {tree.lemma[k] for k in nouns} - hit
    killed = figure.kind == "killed" and tree.relation[figure.noun] != "obj" and tree.is_plural(figure.noun)
    return killed and tree.lemma[clearest.actor] in called


def find_heads(events: Sequence[Event]) -> list[tuple[int, int, Event]]:
    """The words that tell of events, but for claims, in order, each with its event and the event's index."""
    told = [(head, n, e) for n, e in enumerate(events) if e.family != "claim" for head in e.heads]
    return sorted(told, key=lambda t: t[:2])


def nearest(
    view: EventView, figure: FigureMention, heads: Sequence[tuple[int, int, Event]]
) -> list[tuple[int, Event]]:
    """The events told of nearest to a figure, with their indexes; heads: see `find_heads`.

    A figure whose word tells of an event ("gunmen *killed* nine") can be of no other.
    """
    tree, at = view.tree, figure.number
    sentence, paragraph = tree.sentence[at], tree.paragraph[at]
    found: dict[int, tuple[int, int, Event]] = {}
    here = bisect_left(heads, at, key=lambda t: t[0])
    for head, n, event in heads[max(here - _REACH, 0) : here + _REACH]:
        distance = (
            abs(tree.sentence[head] - sentence) * 1000
            + (tree.paragraph[head] != paragraph) * 500
            + (head > at) * 10
            + abs(head - at)
        )
        if n not in found or distance < found[n][0]:
            found[n] = distance, n, event
    ranked = sorted(found.values(), key=lambda t: t[:2])
    near = [(n, event) for _, n, event in ranked[:_REMEMBERED]]
    return [(n, event) for n, event in near if figure.word in _tokens_of(view, event)] or near


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when a figure is told: its own time, the places of its sentence, those told last, the day."""

    when: When | None
    here: frozenset[str]
    places: frozenset[str]
    day: When | None


def scene_of(view: EventView, figure: FigureMention) -> Scene:
    """What the text around a figure tells of place and time, found once for all events."""
    tree, at = view.tree, figure.number
    first, last = tree.sentence_span[tree.sentence[at]]
    here = frozenset(
        m.entity_id
        for k in range(first, last)
        if (m := view.mention.get(k)) is not None
        and m.label in PLACES
        and view.place_rank(m) < COUNTRY
        and k not in view.dateline
    )
    when = own_time(view, set(), clause(view, at))
    return Scene(when, here, here or scene_before(view, at), scene_day(view, at))


def link_features(view: EventView, figure: FigureMention, scene: Scene, event: Event, n: int) -> Features:
    """What speaks for a figure belonging to an event that is the n-th nearest."""
    tree, at = view.tree, figure.number
    nearest_head = view.nearest(event.heads, at)
    sentences = tree.sentence[nearest_head] - tree.sentence[at]
    side = "before" if sentences < 0 else "after" if sentences > 0 else "same"
    own = figure.word in _tokens_of(view, event)
    clauses = _clauses_of(view, event)
    verb = clause(view, figure.word)
    here = scene.here
    when, family = event.when, event.family
    days = _days(scene.when, when)
    there = event.places
    places = "none" if not here or not there else "shared" if here & there else "different"
    told = "none" if not scene.places or not there else "shared" if scene.places & there else "different"
    victims = _victims_of(view, event)
    who = "none" if not victims else "shared" if tree.lemma[figure.noun] in victims else "different"
    fits = _fits(figure, event)
    old = is_old(when, view.published)
    scene_days = f"scene days={_days(scene.day, when)}"
    leads = tree.sentence[event.mentions[0].head] <= 2
    report = view.is_a(clause(view, at), "report", "estimate", "revised")
    begins = tree.sentence_span[tree.sentence[at]][0]
    toll = f"toll={any(tree.lemma[k] in words('toll') for k in range(begins, at))}"
    names = {
        f"own={own}",
        f"own={own}&nearest={min(n, 3)}",
        f"nearest={min(n, 3)}&{side}",
        f"{side}&{among('sentences', abs(sentences), (0, 1, 2, 4, 8))}",
        f"{side}&{among('sentences', abs(sentences), (0, 1, 3))}&fits={fits}",
        f"fits={fits}&kind={figure.kind}",
        f"attackers={figure.attackers}&family={family if family in VIOLENT else 'other'}",
        f"days={days}&report={report}",
        f"places={places}",
        f"places={places}&{side}",
        f"scene={told}",
        f"scene={told}&{side}",
        scene_days,
        f"{scene_days}&{side}",
        f"victims={who}&{side}",
        f"mentions={min(len(event.mentions), 4)}&nearest={min(n, 2)}",
        f"old={old}",
        f"old={old}&{side}&nearest={min(n, 2)}",
        among("likely", event.likely, (0.3, 0.5, 0.7, 0.9)),
        f"role={figure.role}&{side}",
        f"{toll}&{side}",
        f"{toll}&leads={leads}",
    }
    flags = {
        "same clause": verb in clauses or clause(view, at) in clauses,
        "same paragraph": tree.paragraph[nearest_head] == tree.paragraph[at],
        "same paragraph&before": tree.paragraph[nearest_head] == tree.paragraph[at] and sentences <= 0,
        "headline": in_headline(view, at),
        "headline&old": in_headline(view, at) and old,
        "leads": leads,
        "leads&nearest=0": leads and n == 0,
        "several": event.several,
        "several&same": event.several and side == "same",
    }
    names.update(name for name, holds in flags.items() if holds)
    return dict.fromkeys(names, 1.0)


@once
def _tokens_of(view: EventView, event: Event) -> frozenset[int]:
    return frozenset(i for m in event.mentions for i in range(m.first, m.last + 1))


@once
def _clauses_of(view: EventView, event: Event) -> frozenset[int]:
    return frozenset(clause(view, head) for head in event.heads)


@once
def _victims_of(view: EventView, event: Event) -> frozenset[str]:
    return frozenset(view.tree.lemma[t] for m in event.mentions for t in m.targets)


Placed = tuple[FigureMention, int | None]
"""A figure with the index of the event to which it went."""


@dataclass(frozen=True, slots=True)
class Company:
    """The figures before one that say whose it is: the last, that of its sentence, list, value; its kind."""

    last: Placed | None
    mate: Placed | None
    joined: Placed | None
    again: Placed | None
    same: Sequence[Placed]


def find_company(view: EventView, figure: FigureMention, before: Sequence[Placed]) -> Company:
    """The figures before one that count for it."""
    near = before[-_REACH:]
    last = near[-1] if near else None
    sentence, first = view.tree.sentence, first_joined(view, figure.noun)
    same = [b for b in near if b[0].kind == figure.kind]

    def latest(found: Iterable[Placed]) -> Placed | None:
        return next(iter(found), None)

    return Company(
        last,
        last if last and sentence[last[0].number] == sentence[figure.number] else None,
        latest(b for b in reversed(near) if first_joined(view, b[0].noun) == first),
        latest(b for b in reversed(same) if (b[0].low, b[0].high) == (figure.low, figure.high)),
        same,
    )


def company(figure: FigureMention, event: int, others: Company) -> Features:
    """What the figures before one, with the events (indexes) to which they went, say of its going to another.

    Figures of one list or sentence mostly go together, and so do those that are told twice.
    """

    def stands(other: tuple[FigureMention, int | None] | None) -> str:
        if other is None:
            return "nothing"
        return "nowhere" if other[1] is None else "here" if other[1] == event else "elsewhere"

    mate, again = others.mate, f"again={stands(others.again)}"
    value = figure.low if figure.low is not None else figure.high or 0
    names = {
        f"last={stands(others.last)}",
        f"mate={stands(mate)}",
        f"mate={stands(mate)}&same kind={mate is not None and mate[0].kind == figure.kind}",
        f"joined={stands(others.joined)}",
        again,
        f"{again}&large={value > 3}",
        f"same kind={stands(others.same[-1] if others.same else None)}",
        f"same kind here={min(sum(b[1] == event for b in others.same), 2)}",
    }
    return dict.fromkeys(names, 1.0)


def _fits(figure: FigureMention, event: Event) -> bool:
    """Whether an event is of a kind that has such figures."""
    families = {"detained": {"arrest", "sweep", "coup"}, "abducted": {"abduction", "attack"}}
    return event.family in families.get(figure.kind, VIOLENT | {"blasts", "crash", "coup", "rebellion"})


def _days(when: When | None, other: When | None) -> str:
    if when is None:
        return "untold"
    if other is None:
        return "told"
    return "meet" if meet(when, other) else "different"


def party_features(
    view: EventView, figure: FigureMention, event: Event | None, beside: Sequence[FigureMention]
) -> Features:
    """What speaks for those counted being of the side that attacked; beside: other figures of the event."""
    tree = view.tree
    family, kinds, by_army, by_group, begun, targets = _sides(view, event)
    names = {
        f"party={figure.party or 'none'}",
        f"party={figure.party or 'none'}&family={family}",
        f"party={figure.party or 'none'}&by army={by_army}&by group={by_group}",
        f"repulse={'repulse' in kinds}&party={figure.party or 'none'}",
        f"kinds={len(kinds - {'killing', 'occurrence', 'repulse'}) > 0}&party={figure.party or 'none'}",
    }
    killer = _side(view, doer(view, figure.word, "act") if view.is_verb(figure.word) else None)
    names |= {
        f"begun by={begun}&party={figure.party or 'none'}",
        f"killer={killer}&party={figure.party or 'none'}",
        f"begun by={begun}&killer={killer}&party={figure.party or 'none'}",
        f"begun by={begun}&killer={killer}&family={family}",
    }
    victims = any(f.kind in ("killed", "wounded") and f.party != "attackers" for f in beside)
    here = [f for f in beside if tree.sentence[f.number] == tree.sentence[figure.number]]
    both = any(f.kind == figure.kind and f.party not in ("attackers", "") for f in here)
    names.add(f"party={figure.party or 'none'}&another side in the sentence={both}")
    names.add(f"party={figure.party or 'none'}&other victims={victims}")
    names.add(f"party={figure.party or 'none'}&other victims={victims}&family={family}")
    if figure.noun in targets:
        names.add(f"target&party={figure.party or 'none'}")
    if view.is_a(figure.noun, "attacker"):
        names.add(f"attacker word&family={family}")
        names.add(f"attacker word&other victims={victims}")
    if view.label(figure.noun) == "GROUP":
        names.add("of a group")
    if view.is_a(figure.noun, "agent"):  # "14 attackers"
        names.update(("agent", f"agent&family={family}", f"agent&other victims={victims}"))
    return dict.fromkeys(names, 1.0)


@once
def _sides(
    view: EventView, event: Event | None
) -> tuple[str, frozenset[str], bool, bool, str, frozenset[int]]:
    """An event's family, kinds, whether an army or a group acts, who began it, and those whom it befell."""
    mentions = event.mentions if event is not None else []
    told = [m for m in mentions if m.actor is not None]
    actors = {m.actor for m in told if m.actor is not None}
    first = max((m for m in told if not m.is_casualty), key=lambda m: m.likely, default=None)
    return (
        event.family if event is not None else "none",
        frozenset(m.sense.kind for m in mentions),
        any(view.is_a(a, "military", "force") or view.label(a) == "ORG" for a in actors),
        any(view.attacks(a) for a in actors),
        _side(view, first.actor if first is not None else None),
        frozenset(t for m in mentions for t in m.targets),
    )


def _side(view: EventView, i: int | None) -> str:
    """On which side those stand who do something: a group, a force of a state, or nobody knows."""
    if i is None:
        return "untold"
    if view.attacks(i):
        return "group"
    return "force" if view.is_a(i, "military", "force", "armed") or view.label(i) == "ORG" else "other"
