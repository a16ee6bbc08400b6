"""Which words tell of an event that happened, and what their own sentence and paragraph say of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sahel_analysis.events.clauses import clause, doer, is_apart, named_places, oblique, sufferers
from sahel_analysis.events.dates import (
    EARLIER,
    LASTED,
    LENGTH,
    Lag,
    counted,
    fills_years,
    find_lag,
    opening_time,
    own_time,
    recounted,
    scene_time,
    shared_time,
    since,
)
from sahel_analysis.events.factuality import (
    happened,
    in_headline,
    is_accident,
    is_definite,
    is_frequent,
    is_generic,
    is_now,
    is_predicate,
    is_rehearsed,
)
from sahel_analysis.events.figures import FigureMention, dated_behind, place_behind
from sahel_analysis.events.model import Features, probability
from sahel_analysis.events.scopes import Standing
from sahel_analysis.events.triggers import Sense, Trigger, choose, find_triggers
from sahel_analysis.events.view import PLACES, EventView, When, as_when, is_old, make_when
from sahel_analysis.records import Mention
from sahel_analysis.times.values import moved

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

    head: the verb or noun. when, where, actor, targets: as told beside it. lag: how long before or after
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
    met = [(choose(view, matches, by_word), matches[0]) for matches in find_triggers(view, skip)]
    chosen = [(trigger or first, trigger is not None) for trigger, first in met]
    chosen = [(t, is_met) for t, is_met in chosen if t.head not in view.in_time]
    heads = {t.head for t, is_met in chosen if is_met}
    found: list[EventMention] = []
    last: When | None = None
    for trigger, is_met in chosen:
        own = [f for i in range(trigger.first, trigger.last + 1) for f in by_word[i]]
        mention = _describe(view, trigger, own, heads, last)
        features = mention_features(view, mention, is_met, sums, heads)
        mention = replace(mention, features=features, likely=_likely(mention, features))
        found.append(mention)
        if mention.likely >= 0.5 and mention.family in VIOLENT and mention.when and mention.when.earliest:
            last = mention.when
    gapped = [m for f in figures if f.role == "elsewhere" and (m := _gapped(view, f, found)) is not None]
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


def _likely(mention: EventMention, features: Features) -> float:
    """The probability that a word is a mention of an event that happened."""
    if "accident does it" in features or "rehearsed" in features:
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
    if actor is not None and view.is_a(actor, "attack", "weapon", "accident", "disaster"):
        actor = None  # "the attack killed", "a mine killed": the means are nobody
    targets = list(sufferers(view, i, sense.frame, trigger.last))
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
    another = noun and (
        any(view.is_a(c, "another") for c in tree.children[i]) or view.is_a(tree.head[i], "reason")
    )
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
    counted = any(view.is_a(c, "ordinal") for c in tree.children[noun])
    return "another" in words or ("a" in words and counted)


def mention_features(
    view: EventView, mention: EventMention, is_met: bool, sums: Sequence[FigureMention], heads: set[int]
) -> Features:
    """What speaks for a word being a mention of an event that happened.

    sums: figures over a period; heads: all triggers.
    """
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
        f"relation={tree.relation[i]}&under another={tree.head[i] in heads}",
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
        "irrealis above": any(view.is_a(k, "irrealis") for k in (tree.head[i], tree.head[verb])),
        "modal": any(view.is_a(c, "modal") for c in tree.children[verb]),
        "negation": any(view.is_a(c, "negation") for c in (*tree.children[verb], *tree.children[i])),
        "infinitive": any(tree.lower[c] == "to" and c < i for c in tree.children[i]),
        "accident": view.is_a(i, "accident") or any(view.is_a(c, "accident") for c in tree.children[i]),
        "accident does it": is_accident(view, i, agent),
        "described": tree.relation[verb] == "acl:relcl"
        or any(tree.lower[c] == "had" for c in tree.children[verb]),
        "rehearsed": not mention.figures and is_rehearsed(view, i, mention.actor),
        "one of": tree.relation[i] == "nmod" and tree.lower[tree.head[i]] in ("one", "series", "wave"),
    }
    for name in ("definite", "generic", "actor", "targets", "figures", "dated", "placed", "over years"):
        if flags[name] and told:
            names.add(f"told&{name}")
    return dict.fromkeys([*names, *(name for name, holds in flags.items() if holds)], 1.0)


_LONGEST = 366
"""Days for which one event can last: a siege of half a year is one, a war is not."""

AFTERWARDS = frozenset("arrest advisory mourning emergency ban release politics postponement claim".split())
"""Kinds that follow an attack, some time before publication."""

LASTING = frozenset(
    {"siege", "blockade", "closure", "emergency", "abduction", "fighting", "operation", "shelling"}
)
"""Kinds that last: "since August" is when they began."""


def date_mention(
    view: EventView,
    trigger: Trigger,
    targets: list[int],
    described: bool,
    heads: set[int],
    last: When | None,
) -> tuple[When | None, Lag | None]:
    """The date of a mention, if its paragraph tells, and how long before or after another event it was.

    targets: to whom it was done. described: whether it is said where or to whom. heads: all triggers.
    last: the date of the violence told of before.
    """
    i, kind = trigger.head, trigger.sense.kind
    noun = trigger.sense.pos == "N"
    definite = noun and is_definite(view, i)
    governing = clause(view, i) if noun and kind == "emergency" else i  # "the curfew was extended"
    when = own_time(view, heads, governing, ahead=kind == "mourning")
    if noun and is_predicate(view, i):
        return None, None
    lag = find_lag(view, i, definite)
    if noun and _is_claimed(view, i) and when and when.earliest == when.latest:
        when = own_time(view, heads, i, before_only=True)
    if kind == "claim" and when is None:
        when = _claim_day(view, targets, heads)
    if kind == "mourning":
        when = days_from(view, i, when)
    elif (noun or trigger.last > i) and (lasted := with_length(view, trigger, when, heads)):
        when = until_end(view, i, lasted) if noun else lasted
    elif when is None and kind in LASTING:
        when = since(view, heads, i)
    if when is None and lag is not None:
        when = _lagging(view, lag, heads, known=definite and not described)
    if when is None and not definite:
        apart = kind in AFTERWARDS or lag is not None
        when = shared_time(view, i) or opening_time(view, i)
        if when is None and not apart:
            when = scene_time(view, i)
    if when and (when.rule == EARLIER or when.earliest is None):
        when = recounted(view, i, last) or when
    if when and when.earliest is None and kind in AFTERWARDS:  # "a few hours earlier"
        when = None
    return when, lag


def _lagging(view: EventView, lag: Lag, heads: set[int], known: bool) -> When | None:
    """The date by a lag: from what is dated beside it, or from now; vague if it cannot be counted yet.

    `known`: it is something told of before ("five months after the killings").
    """
    subjects = (c for c in view.tree.children[lag.other] if view.tree.relation[c].startswith("nsubj"))
    dates = (own_time(view, heads, i) for i in (lag.other, *subjects))  # "Monday's raid comes a day after"
    other = next(filter(None, dates), None)
    published = view.published
    if other is None and published and is_now(view, lag.other) and not view.is_a(lag.other, "occur"):
        other = make_when(published, published, "day of publication")
    when = counted(lag, other) if other else None
    if when is None and lag.sign < 0 and published and not known:
        return When(None, published, "vague", "before another event")
    return when


def _is_claimed(view: EventView, noun: int) -> bool:
    """Whether a noun is what a claim of responsibility is for: a day behind it is that of the claim."""
    tree = view.tree
    return tree.head[noun] < noun and view.is_a(tree.head[noun], "credit")


def _claim_day(view: EventView, claimed: list[int], heads: set[int]) -> When | None:
    """The day behind what is claimed: "claimed responsibility for the attack on Tuesday"."""
    for noun in claimed:
        if _is_claimed(view, noun) and own_time(view, heads, noun, before_only=True) is None:
            when = own_time(view, heads, noun)
            return when if when and when.precision == "day" else None
    return None


# What lasts for days: a siege until its end, mourning from its first day or to its last.


def with_length(view: EventView, trigger: Trigger, when: When | None, heads: set[int]) -> When | None:
    """The date of what is told with its length: "a four-day battle", up to its end or from its beginning.

    What ended on a day after more than twelve hours may have begun the day before.
    """
    tree, head = view.tree, trigger.head
    for tokens, time in view.times_of[tree.sentence[head]]:
        length = re.fullmatch(r"P(\d{1,2})([DW])|PT(\d\d)H", time.value or "")
        if length is None or not _is_length_of(view, tokens, trigger):
            continue
        verb = clause(view, head)
        over = is_apart(view, head) or is_apart(view, tokens[-1])  # "after a four-day battle they left"
        day = when or (own_time(view, heads, verb) if over else None)
        if day is None or day.precision != "day" or day.earliest is None:
            return when
        days = int(length[1]) * (7 if length[2] == "W" else 1) if length[1] else 0
        if over or view.is_a(verb, "end"):
            before = days - (not over) if days else int(12 <= int(length[3]) <= 24)
            return make_when(moved(day.earliest, "D", -before), day.latest, LENGTH)
        if days and view.published and view.is_a(verb, "light"):
            last = moved(day.earliest, "D", days - 1) or view.published
            return make_when(day.earliest, min(last, view.published), LENGTH)
    return when


def _is_length_of(view: EventView, tokens: range, trigger: Trigger) -> bool:
    """Whether a time is the length of what a trigger tells: "a four-day battle", "four days of fighting"."""
    tree, last = view.tree, tokens[-1]
    above = tree.head[last]
    within = trigger.first <= above <= trigger.last and not (view.is_verb(above) and is_apart(view, last))
    told = within or (tree.head[above] == trigger.head and above in tokens)
    return (
        told
        or (tree.head[trigger.head] == last and tree.case(trigger.head) == "of")
        or (view.is_a(above, "lasting") and tree.head[above] == trigger.head)
    )


def until_end(view: EventView, head: int, when: When) -> When:
    """The whole time of what began on one day and ended on another.

    "Began on Friday and ended on Sunday"; "broke out on Friday and went on until Sunday".
    """
    tree = view.tree
    if when.latest is None or when.precision != "day":
        return when
    verb = clause(view, head)
    for tokens, time in view.times_of[tree.sentence[head]]:
        end = clause(view, tokens[-1])
        until = tree.lower[max(tokens[0] - 1, 0)] in ("until", "till")
        ends = (until or view.is_a(end, "end")) and verb in (end, tree.head[end])
        if ends and time.latest and 0 < (time.latest - when.latest).days <= 31:
            return make_when(when.earliest, time.latest, when.rule)
    return when


def days_from(view: EventView, head: int, when: When | None) -> When | None:
    """The whole of several days that a sentence counts from a first one or up to a last one.

    "Three days from Monday"; "three days, which will end on Monday".
    """
    tree = view.tree
    beginnings = [i for i in range(*tree.sentence_span[tree.sentence[head]]) if view.is_a(i, "beginning")]
    times = view.times_of[tree.sentence[head]]
    nearest = sorted(times, key=lambda time: abs(time[0][-1] - head))
    lengths = (re.fullmatch(r"P([1-9]\d?)D|PT(24|48|72)H", t.value or "") for _, t in nearest)
    length = next(filter(None, lengths), None)
    if length is None:
        return when
    days = (int(length[1]) if length[1] else int(length[2]) // 24) - 1
    for tokens, time in times:
        if time.latest and time.granularity == "day" and view.is_a(tree.head[tokens[-1]], "end"):
            return make_when(moved(time.latest, "D", -days), time.latest, "its last day")
    if when is None:  # "mourning starting on Monday"
        starts = (t for tokens, t in times if {1, 2} & {tokens[0] - i for i in beginnings})
        when = next((as_when(view, t, ahead=True) for t in starts if t.granularity == "day"), None)
    if when and when.rule == "weekday" and beginnings and view.published and when.latest:
        days_told = (t.latest for _, t in times if t.latest and t.latest != when.latest)
        declared = max(days_told, default=view.published)
        if (declared - when.latest).days > 3:  # "from Friday", declared on Thursday: the nearest one
            next_one = moved(when.latest, "D", 7)
            when = make_when(next_one, next_one, when.rule)
    if when and when.earliest and beginnings:
        return make_when(when.earliest, moved(when.earliest, "D", days), when.rule)
    return when
