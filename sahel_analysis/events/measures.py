"""What a number counts: the killed, wounded, detained, abducted, missing, or nothing of the kind."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_analysis.events.clauses import clause, repeated
from sahel_analysis.events.counts import Count
from sahel_analysis.events.factuality import happened, in_headline
from sahel_analysis.events.model import Features, among, probability
from sahel_analysis.events.view import KINDS, EventView

_NEAR = 12
"""Words to either side of a number in which words for what befell them are looked for."""


def measure_of(rule: str, features: Features) -> tuple[str, float]:
    """What a number most likely counts, "" for nothing of the kind, with the probability.

    Of two readings that are near each other, and of a doubtful one, the grammar's (rule) holds.
    """
    if rule == "mixed" and "form=none" not in features:
        return "", 1.0  # "15 were killed or wounded": nobody knows how many of each
    scores = {kind: probability(f"counts {kind}", features) for kind in KINDS}
    kind = max(scores, key=lambda k: scores[k] + _GRAMMAR * (k == rule))
    is_told = scores[kind] + _GRAMMAR * (kind == rule) >= 0.5
    return (kind, scores[kind]) if is_told else ("", 1 - scores[kind])


_GRAMMAR = 0.2
"""How much more likely a reading counts that the grammar gives."""


def measure_features(
    view: EventView, count: Count, rule: str, word: int, before: Sequence[tuple[Count, str]]
) -> Features:
    """What speaks for what a number counts. rule: what the grammar around it says, by `word`."""
    tree, at, noun = view.tree, count.last, count.noun
    verb = clause(view, noun)
    relation = tree.relation[noun if tree.head[noun] != at else at]
    if repeated(view, noun) is not None:
        relation = "conj"  # "as were five porters"
    kind = (
        next((c for c in ("measure", "attacker", "armed", "people", "person") if view.is_a(noun, c)), "other")
        if noun != at or count.bound in ("one", "name", "bare")
        else "bare"
    )
    form = count.bound if count.bound in ("none", "name", "one", "bare") else "number"
    near = _nearest(view, count)
    same = [(c, k) for c, k in before[-4:] if tree.sentence[c.last] == tree.sentence[at]]
    last = same[-1] if same else None
    joined = (
        last is not None
        and at - last[0].noun <= 8
        and "," not in tree.lower[last[0].noun : count.first][1:-1]
    )
    passive = tree.child(verb, "aux:pass") is not None
    outcome = view.outcomes.get(verb, "")
    below = {view.outcomes[k] for k in tree.children[noun] if k in view.outcomes}
    names = {
        f"rule={rule}",
        f"rule={rule}&form={form}",
        f"rule={rule}&noun={kind}",
        f"form={form}",
        f"noun={kind}",
        f"form={form}&noun={kind}",
        f"lemma={tree.lemma[noun]}",
        f"verb={tree.lemma[verb]}",
        f"verb outcome={outcome}&relation={relation}",
        f"verb outcome={outcome}&passive={passive}&relation={relation}",
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
    """The words for what befell someone nearest to a number on either side: side, kind, distance in words."""
    tree = view.tree
    start, end = tree.sentence_span[tree.sentence[count.last]]
    found = []
    for side, span in (
        ("before", range(count.first - 1, max(start, count.first - _NEAR) - 1, -1)),
        ("after", range(count.last + 1, min(end, count.last + _NEAR))),
    ):
        hit = next(((view.outcomes[i], i) for i in span if i in view.outcomes), None)
        if hit is None:
            found.append((side, "none", 0))
        else:
            found.append((side, hit[0], abs(hit[1] - (count.first if side == "before" else count.last))))
    return found
