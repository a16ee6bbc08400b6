"""What a number counts: people killed, wounded, detained, abducted or missing, or nothing of the kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sahel_analysis.events.clauses import clause
from sahel_analysis.events.counts import Count, find_counts
from sahel_analysis.events.factuality import happened, in_headline
from sahel_analysis.events.lexicon import casualty_uses
from sahel_analysis.events.model import Features, among, probability
from sahel_analysis.events.outcomes import KINDS
from sahel_analysis.events.view import EventView

_LONGEST = 300
"""Words of the longest sentence: what is longer is a table, and the rules would take long over it."""

_NEAR = 12
"""Words to either side of a number in which words for its fate are looked for."""


def find_candidates(view: EventView) -> list[Count]:
    """Numbers that may count people, single people, and words for nobody, in order, none in another."""
    counts = [c for c in find_counts(view) if _is_short(view, c.last)]
    taken = {i for c in counts for i in (*range(c.first, c.last + 1), c.noun)}
    found = [*counts]
    for count in (*_nobody(view), *_single(view)):
        if not taken.intersection(range(count.first, count.last + 1)):
            found.append(count)
            taken.update(range(count.first, count.last + 1))
    return sorted(found, key=lambda c: c.first)


def _is_short(view: EventView, i: int) -> bool:
    start, end = view.tree.sentence_span[view.tree.sentence[i]]
    return end - start <= _LONGEST


def _single(view: EventView) -> list[Count]:
    """People without a number, one each, in sentences that tell of someone's fate: "the mayor", a name."""
    tree = view.tree
    found = []
    for sentence in sorted({tree.sentence[i] for i in view.fates}):
        for i in range(*tree.sentence_span[sentence]):
            mention = view.mention.get(i)
            if mention is not None and mention.label == "PERSON" and mention.kind == "name":
                tokens = view.tokens(mention.start, mention.end)
                if tokens[-1] == i and tree.start[i] not in view.said_by:
                    found.append(Count(tokens[0], i, i, 1, 1, "name"))
                continue
            if mention is not None or tree.pos[i] != "NOUN" or tree.tag[i] == "NNS" or not _is_short(view, i):
                continue
            if not view.is_a(i, "person", "attacker") or tree.start[i] in view.said_by:
                continue
            determiners = [k for k in tree.children[i] if k < i and tree.relation[k] in ("det", "nmod:poss")]
            if determiners and tree.relation[i] not in ("compound", "appos"):
                found.append(Count(min(determiners), i, i, 1, 1, "one"))
    return found


def _nobody(view: EventView) -> list[Count]:
    """Words that say that it befell nobody, with the noun behind them: "nobody", "no casualties"."""
    tree = view.tree
    found = []
    for last, first in view.nobody.items():
        noun = tree.head[last] if last < tree.head[last] <= last + 3 else last
        if noun == last or fate_of(tree.lower[noun]) or view.is_a(noun, "person", "people", "attacker"):
            found.append(Count(first, noun, noun, 0, 0, "none"))
    for i in range(len(tree.lower)):
        if i not in view.nobody and tree.pos[i] in ("PRON", "NOUN") and view.is_a(i, "negation"):
            found.append(Count(i, i, i, 0, 0, "none"))  # "nobody", "none"
    return found


@cache
def fate_of(word: str) -> str:
    """What a word tells of people, whatever its use: "killed" for "slain", "" for any other word."""
    kinds = {kind for kind in casualty_uses().get(word, {}).values() if kind in KINDS}
    return min(kinds, key=KINDS.index) if kinds else ""


def measure_of(view: EventView, features: Features) -> tuple[str, float]:
    """What a number most likely counts, "" for nothing of the kind, with the probability."""
    scores = {kind: probability(f"counts {kind}", features) for kind in KINDS}
    kind = max(scores, key=lambda k: scores[k])
    return (kind, scores[kind]) if scores[kind] >= 0.5 else ("", 1 - scores[kind])


def measure_features(
    view: EventView, count: Count, rule: str, word: int, before: Sequence[tuple[Count, str]]
) -> Features:
    """What speaks for what a number counts. rule: what the grammar around it says, by `word`."""
    tree, at, noun = view.tree, count.last, count.noun
    verb = clause(view, noun)
    relation = tree.relation[noun if tree.head[noun] != at else at]
    kind = (
        next((c for c in ("measure", "attacker", "armed", "people", "person") if view.is_a(noun, c)), "other")
        if noun != at or count.bound in ("one", "name")
        else "bare"
    )
    form = count.bound if count.bound in ("none", "name", "one") else "number"
    near = _nearest(view, count)
    same = [(c, k) for c, k in before[-4:] if tree.sentence[c.last] == tree.sentence[at]]
    last = same[-1] if same else None
    joined = (
        last is not None
        and at - last[0].noun <= 8
        and "," not in tree.lower[last[0].noun : count.first][1:-1]
    )
    passive = tree.child(verb, "aux:pass") is not None
    fate = fate_of(tree.lower[verb])
    below = {fate_of(tree.lower[k]) for k in tree.children[noun]} - {""}
    names = {
        f"rule={rule}",
        f"rule={rule}&form={form}",
        f"rule={rule}&noun={kind}",
        f"form={form}",
        f"noun={kind}",
        f"form={form}&noun={kind}",
        f"lemma={tree.lemma[noun]}",
        f"verb={tree.lemma[verb]}",
        f"verb fate={fate}&relation={relation}",
        f"verb fate={fate}&passive={passive}&relation={relation}",
        f"relation={relation}",
        f"previous={tree.lower[count.first - 1] if count.first else ''}",
        f"next={tree.lower[max(at, noun) + 1] if max(at, noun) + 1 < len(tree.lower) else ''}",
        f"after number={tree.lower[at + 1] if at + 1 < len(tree.lower) else ''}",
        *(f"below={k}" for k in below),
        *(f"near {side}={k}" for side, k, _ in near),
        *(f"near {side}={k}&{among('words', d, (1, 3, 6))}" for side, k, d in near),
        *(f"near {side}={k}&form={form}&noun={kind}" for side, k, d in near),
        among("value", count.low if count.low is not None else count.high or 0, (0, 1, 5, 50, 500, 5000)),
    }
    if last is not None:
        names.add(f"last={last[1]}&joined={joined}")
        names.add(f"last={last[1]}&joined={joined}&noun={kind}")
    elif before and tree.sentence[at] - tree.sentence[before[-1][0].last] == 1:
        names.add(f"told before={before[-1][1]}&noun={kind}&rule={rule}")
    flags = {
        "told": happened(view, verb, "killing") if view.is_verb(verb) else True,
        "speaks": tree.start[noun] in view.said_by,
        "report above": view.is_a(verb, "report", "estimate"),
        "tally above": view.is_a(verb, "tally", "revised") or view.is_a(tree.head[noun], "tally noun"),
        "headline": in_headline(view, at),
        "in an event's phrase": tree.relation[noun] == "nmod" and view.is_a(tree.head[noun], "attack"),
        "of": tree.lower[at + 1 : at + 2] == ["of"],
    }
    names.update(name for name, holds in flags.items() if holds)
    names.update(f"{name}&rule={rule}" for name, holds in flags.items() if holds)
    return dict.fromkeys(names, 1.0)


def _nearest(view: EventView, count: Count) -> list[tuple[str, str, int]]:
    """The words for someone's fate nearest to a number on either side: side, kind, distance in words."""
    tree = view.tree
    start, end = tree.sentence_span[tree.sentence[count.last]]
    found = []
    for side, span in (
        ("before", range(count.first - 1, max(start, count.first - _NEAR) - 1, -1)),
        ("after", range(count.last + 1, min(end, count.last + _NEAR))),
    ):
        hit = next(((fate_of(tree.lower[i]), i) for i in span if fate_of(tree.lower[i])), None)
        if hit is None:
            found.append((side, "none", 0))
        else:
            found.append((side, hit[0], abs(hit[1] - (count.first if side == "before" else count.last))))
    return found
