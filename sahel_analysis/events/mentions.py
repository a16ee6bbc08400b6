"""Which words tell of an event that happened, and what their own sentence and paragraph say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sahel_analysis.events.clauses import clause, doer, named_places, oblique, sufferers
from sahel_analysis.events.dates import LASTED, fills_years
from sahel_analysis.events.factuality import (
    happened,
    in_headline,
    is_accident,
    is_definite,
    is_frequent,
    is_generic,
    is_habit,
    is_predicate,
    is_rehearsed,
)
from sahel_analysis.events.figures import FigureMention, dated_behind, place_behind
from sahel_analysis.events.intervals import When, is_old
from sahel_analysis.events.lags import Lag
from sahel_analysis.events.mention_dates import date_mention
from sahel_analysis.events.model import Features, probability
from sahel_analysis.events.scopes import Standing
from sahel_analysis.events.triggers import Sense, Trigger, choose, find_triggers, plainest
from sahel_analysis.events.view import PLACES, EventView
from sahel_analysis.records import Mention

FAMILIES = {
    "assault": "attack",
    "bombing": "attack",
    "killing": "attack",
    "blast": "attack",
    "shelling": "attack",
    "occurrence": "attack",
    "fighting": "attack",
    "siege": "attack",
    "arson": "attack",
    "repulse": "battle",
    "siege end": "battle",
    "operation": "battle",
}
"""Kinds that can be mentions of one event; any other kind is a family of its own."""


VIOLENT = frozenset({"attack", "battle", "airstrike", "abduction", "capture", "retake", "crash"})
"""Families in which people are killed."""


LEARNED = frozenset("attack battle explosion airstrike abduction arrest coup claim_of_responsibility".split())
"""Types of events for which there are reports with gold; of the others the rules decide alone."""


@dataclass(frozen=True, slots=True, eq=False)
class EventMention:
    """Tokens first to last that tell of an event, with what their own sentence says of it.

    head: the verb or noun. when, where, actor, targets: as told beside it. inside: to what it was done, in
    the midst of its own words ("set a *granary* on fire"). lag: how long before or after
    another event it was. definite: it points to what is known. another: it says that it is a further event.
    several: it counts several. plural: it is a plural noun. likely: the probability that it tells of an
    event that happened. family: what it can be one event with.
    """

    head: int
    first: int
    last: int
    sense: Sense
    when: When | None
    lag: Lag | None
    where: tuple[Mention, ...]
    actor: int | None
    targets: tuple[int, ...]
    inside: tuple[int, ...]
    figures: tuple[FigureMention, ...]
    definite: bool
    another: bool
    several: bool
    plural: bool
    features: Features
    likely: float
    family: str
    gapped: bool = False
    """Whether only a number, its place and maybe its day tell of it: "... and six in Bankass"."""

    @property
    def is_casualty(self) -> bool:
        """Whether it tells only of the dead or hurt, whatever befell them."""
        return self.sense.kind in ("killing", "occurrence")


def find_mentions(
    view: EventView,
    figures: Sequence[FigureMention],
    standings: Sequence[Standing],
    skip: Iterable[tuple[int, int]] = (),
) -> list[EventMention]:
    """Words that may tell of an event, in order, each with how likely it is that it does."""
    by_word: dict[int, list[FigureMention]] = defaultdict(list)
    for figure in figures:
        by_word[figure.word].append(figure)
    sums = [f for f, standing in zip(figures, standings, strict=True) if standing.is_of_period]
    met = [(choose(view, matches, by_word), plainest(matches)) for matches in find_triggers(view, skip)]
    chosen = [(trigger or first, trigger is not None) for trigger, first in met]
    chosen = [
        (t, is_met)
        for t, is_met in chosen
        if t.head not in view.in_time and not view.goes_to_hospital(t.head)
    ]
    chosen = [(t, is_met) for t, is_met in chosen if is_met or t.sense.needs != "own deed"]
    heads = {t.head for t, is_met in chosen if is_met}
    found: list[EventMention] = []
    last: When | None = None
    for trigger, is_met in chosen:
        own = [f for i in range(trigger.first, trigger.last + 1) for f in by_word[i]]
        mention = _describe(view, trigger, own, heads, last)
        features = mention_features(view, mention, is_met, sums)
        mention = replace(mention, features=features, likely=_likely(mention, features))
        found.append(mention)
        if mention.likely >= 0.5 and mention.family in VIOLENT and mention.when and mention.when.earliest:
            last = mention.when
    gapped = [m for f in figures if f.role == "elsewhere" and (m := _gapped(view, f, found)) is not None]
    apart = {t for m in gapped for f in m.figures for t in m.targets if t == f.noun}
    found = [replace(m, targets=tuple(t for t in m.targets if t not in apart)) for m in found]
    return sorted([*found, *gapped], key=lambda m: m.head)


def _gapped(view: EventView, figure: FigureMention, found: Sequence[EventMention]) -> EventMention | None:
    """The event of which a clause without its verb tells: "... and six in Bankass on Tuesday"."""
    verb, place = clause(view, figure.number), place_behind(view, figure.noun)
    told = next((m for m in found if m.first <= verb <= m.last), None)
    if told is None or place is None:
        return None
    return replace(
        told,
        head=figure.number,
        first=figure.first,
        last=figure.last,
        when=dated_behind(view, figure.noun) or told.when,
        lag=None,
        where=(view.mention[place],),
        targets=(figure.noun,) if figure.noun != figure.number else told.targets,
        figures=(figure,),
        another=True,
        gapped=True,
        features={},
        likely=max(told.likely, 0.8),
    )


_NOTHING_HAPPENED = frozenset(
    {"accident does it", "rehearsed", "in words", "befell nobody", "habit", "done to a count", "figurative"}
)
"""Features of a word that tells of no event."""


def _likely(mention: EventMention, features: Features) -> float:
    """The probability that a word is a mention of an event that happened."""
    if _NOTHING_HAPPENED & features.keys():
        return 0.0
    if "only sums" in features and mention.is_casualty:  # "over 1,900 people had been killed this year"
        return 0.0
    if mention.sense.type in LEARNED:
        return probability("mention", features)
    doubts = ("generic", "predicate", "frequent", "ahead")
    lasting = mention.sense.kind in ("mourning", "emergency")
    if mention.sense.needs == "leaver" and "described" in features:
        return 0.1
    told = "told" in features and not any(d in features for d in doubts if not (lasting and d == "ahead"))
    return 0.9 if told else 0.1


def _describe(
    view: EventView, trigger: Trigger, figures: list[FigureMention], heads: set[int], last: When | None
) -> EventMention:
    tree, i, sense = view.tree, trigger.head, trigger.sense
    noun = sense.pos == "N"
    actor = doer(view, i, sense.frame)
    if actor is not None and sense.kind == "killing" and view.is_a(actor, "weapon"):
        sense = replace(sense, type="explosion")  # "a mine killed six": what the means say
    if actor is not None and view.is_a(actor, "attack", "weapon", "shots", "accident", "disaster"):
        actor = None  # "the attack killed", "a mine killed": the means are nobody
    phrase, own = range(trigger.first, trigger.last + 1), trigger.own_words(tree.lower)
    targets = list(sufferers(view, i, sense.frame, tuple(phrase)))
    gap = len(own) < len(phrase)
    inside = tuple(k for k in sufferers(view, i, sense.frame, own) if k in phrase) if gap else ()
    if sense.kind == "claim":  # "responsibility for the raid": the raid
        targets += [c for t in targets for c in oblique(view, t, frozenset({"for"}))]
    targets = [_counted(view, t) for t in targets if t != trigger.last]
    if actor in targets:  # "was ambushed", if its auxiliary is not seen to be passive
        actor = None
    where = named_places(view, i)
    if not where:
        where = [m for t in targets if (m := view.mention.get(t)) is not None and m.label in PLACES]
    when, lag = date_mention(view, trigger, targets, bool(where or targets), heads, last)
    counted = any(tree.relation[c] == "nummod" and c not in view.in_time for c in tree.children[i])
    another = noun and (view.has_a(tree.children[i], "another") or view.is_a(tree.head[i], "reason"))
    if actor is not None and where:  # "a second bomb went off in the town"
        another = another or (not noun and _is_further(view, actor))
    return EventMention(
        head=i,
        first=trigger.first,
        last=trigger.last,
        sense=sense,
        when=when,
        lag=lag,
        where=tuple(where),
        actor=actor,
        targets=tuple(targets),
        inside=inside,
        figures=tuple(figures),
        definite=noun and is_definite(view, i),
        another=another,
        several=noun and counted,
        plural=noun and tree.is_plural(i),
        features={},
        likely=0.0,
        family=_family(sense, noun and tree.is_plural(i)),
    )


def _family(sense: Sense, plural: bool) -> str:
    """What a mention can be one event with."""
    if sense.kind == "blast" and plural:
        return "blasts"
    if sense.kind in ("politics", "postponement"):
        return min(sense.pattern[0])
    return FAMILIES.get(sense.kind, sense.kind)


def _counted(view: EventView, i: int) -> int:
    """Those whom a number counts that stands for them: civilians in "three score civilians"."""
    people = (k for k in view.tree.children[i] if i in view.number and view.is_a(k, "person", "armed"))
    return next(people, i)


def _is_further(view: EventView, noun: int) -> bool:
    """Whether a noun is a new one of a kind told of before: "a second bomb", "another car"."""
    tree = view.tree
    words = [tree.lower[c] for c in tree.children[noun] if tree.relation[c] in ("det", "amod")]
    counted = view.has_a(tree.children[noun], "ordinal")
    return "another" in words or ("a" in words and counted)


def mention_features(
    view: EventView, mention: EventMention, is_met: bool, sums: Sequence[FigureMention]
) -> Features:
    """What speaks for a word being a mention of an event that happened; sums: figures over a period."""
    tree, i, sense = view.tree, mention.head, mention.sense
    told = is_met and happened(view, i, sense.kind)
    verb = clause(view, i)
    agent = doer(view, i, sense.frame)
    lasts = mention.when is not None and mention.when.rule in LASTED and mention.when.length <= _LONGEST
    names = {
        f"kind={sense.kind}",
        f"needs={sense.needs}" if sense.needs else "needs nothing",
        f"kind={sense.kind}&told={told}",
        f"lemma={tree.lemma[i]}",
        f"tag={tree.tag[i]}",
        f"relation={tree.relation[i]}",
    }
    flags = {
        "told": told,
        "needs are met": is_met,
        "not told though met": is_met and not told,
        "definite": mention.definite,
        "plural": mention.plural,
        "generic": sense.pos == "N" and is_generic(view, i),
        "frequent": sense.pos == "N" and is_frequent(view, i),
        "predicate": sense.pos == "N" and is_predicate(view, i),
        "another": mention.another,
        "several": mention.several,
        "headline": in_headline(view, i),
        "headline&told": in_headline(view, i) and told,
        "quoted": i in view.quoted,
        "actor": mention.actor is not None,
        "armed actor": mention.actor is not None
        and (view.is_a(mention.actor, "armed", "attacker") or view.label(mention.actor) == "GROUP"),
        "targets": bool(mention.targets),
        "person target": any(view.is_a(t, "person") or view.label(t) == "PERSON" for t in mention.targets),
        "figures": bool(mention.figures),
        "killed": any(f.kind == "killed" for f in mention.figures),
        "only sums": bool(mention.figures) and all(f in sums for f in mention.figures),
        "dated": mention.when is not None,
        "dated to a day": mention.when is not None and mention.when.precision == "day",
        "old": is_old(mention.when, view.published),
        "ahead": bool(
            mention.when
            and mention.when.earliest
            and view.published
            and mention.when.earliest > view.published
        ),
        "placed": bool(mention.where),
        "over years": any(fills_years(view, k) for k in {i, verb}) and not lasts,
        "irrealis above": view.has_a((tree.head[i], tree.head[verb]), "irrealis"),
        "modal": view.has_a(tree.children[verb], "modal"),
        "negation": view.has_a((*tree.children[verb], *tree.children[i]), "negation"),
        "infinitive": any(tree.lower[c] == "to" and c < i for c in tree.children[i]),
        "accident": view.is_a(i, "accident") or view.has_a(tree.children[i], "accident"),
        "accident does it": is_accident(view, i, agent),
        "described": tree.relation[verb] == "acl:relcl"
        or any(tree.lower[c] == "had" for c in tree.children[verb]),
        "rehearsed": not mention.figures and is_rehearsed(view, i, mention.actor),
        "in words": sense.kind == "assault" and _is_in_words(view, mention),
        "habit": sense.pos == "N" and not mention.figures and mention.when is None and is_habit(view, i),
        "befell nobody": mention.is_casualty and _befell_nobody(mention),
        "figurative": _is_figurative(view, mention),
        "done to a count": sense.pos == "V" and any(_is_toll(view, t) for t in mention.targets),
        "one of": tree.relation[i] == "nmod" and tree.lower[tree.head[i]] in ("one", "series", "wave"),
    }
    for name in ("definite", "generic", "actor", "targets", "figures", "dated", "placed", "over years"):
        if flags[name] and told:
            names.add(f"told&{name}")
    return dict.fromkeys([*names, *(name for name, holds in flags.items() if holds)], 1.0)


def _is_in_words(view: EventView, mention: EventMention) -> bool:
    """Whether a speaker attacks what only words can: "the senator *attacked* the budget".

    Or someone comes under fire from critics, or over what they did.
    """
    tree, i, actor = view.tree, mention.head, mention.actor
    armed = actor is not None and (view.is_a(actor, "armed", "attacker") or view.label(actor) == "GROUP")
    if armed or mention.figures or not view.is_verb(i):
        return False
    if any(view.is_a(t, "in words") for t in mention.targets):
        return True
    if mention.sense.frame != "undergo":
        return False
    reasons = [k for k in tree.children[i] if tree.relation[k].startswith("obl") and k not in view.in_time]
    return any(
        (tree.case(k) == "from" and view.is_a(k, "critics")) or (tree.case(k) == "over" and k > mention.last)
        for k in reasons
    )


def _is_toll(view: EventView, noun: int) -> bool:
    """Whether a noun is a count of the dead or hurt: a toll, "the number of dead", not one of villages."""
    counted = [k for k in view.tree.children[noun] if view.tree.relation[k] == "nmod"]
    alone = view.tree.lemma[noun] != "number" or any(k in view.outcomes for k in counted)
    return alone and view.is_a(noun, "tally noun")


def _is_figurative(view: EventView, mention: EventMention) -> bool:
    """Whether a word is meant otherwise: "an explosion of joy", mines that "claimed the legs" of someone."""
    tree, i, kind = view.tree, mention.head, mention.sense.kind
    if kind == "claim":
        agent = doer(view, i, mention.sense.frame)
        return agent is not None and view.is_a(agent, "weapon", "blast", "disaster", "accident")
    if kind == "blast":
        of = [k for k in tree.children[i] if tree.relation[k] == "nmod" and tree.case(k) == "of"]
        return any(view.is_a(k, "outburst") for k in of)
    return any(view.is_a(k, "weapon") and tree.case(k) == "like" for k in tree.children[i])


def _befell_nobody(mention: EventMention) -> bool:
    """Whether the dead of whom alone a word tells are none: "*no one* was killed"."""
    return bool(mention.figures) and all(figure.high == 0 for figure in mention.figures)


_LONGEST = 366
"""Days for which one event can last: a siege of half a year is one, a war is not."""
