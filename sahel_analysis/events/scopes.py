"""How a figure stands by its own words: a sum over a period, a part of a toll, an earlier count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from sahel_analysis.events.clauses import clause, first_joined
from sahel_analysis.events.dates import fills_years, own_time
from sahel_analysis.events.factuality import happened, in_headline, is_finite, is_perfect
from sahel_analysis.events.figures import FigureMention
from sahel_analysis.events.model import Features, among, probability
from sahel_analysis.events.view import EventView

_REACH = 100
"""Figures to either side of one that are looked at: so that time grows with length."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How likely a figure is a sum over a period, a part of a toll, an earlier count."""

    periodic: float
    partly: float
    early: float

    @property
    def is_of_period(self) -> bool:
        """Whether it belongs to no single event."""
        return self.periodic >= 0.5


def standings_of(view: EventView, figures: Sequence[FigureMention]) -> list[Standing]:
    """How each figure of a text stands by itself."""
    features = [figure_features(view, figures, n) for n in range(len(figures))]
    return [
        Standing(
            1.0 if _SUMMED in f else probability("period", f),
            probability("part", f),
            probability("earlier", f),
        )
        for f in features
    ]


_SUMMED = "toll of a time"
"""A feature of a figure that can be of no single event."""


def figure_features(view: EventView, figures: Sequence[FigureMention], n: int) -> Features:
    """What the words at a figure say of it: whether it is a fact, a sum over years, a part, an old count."""
    tree, figure = view.tree, figures[n]
    at = figure.number
    sentence = tree.sentence[at]
    verb = clause(view, figure.word)
    near = figures[max(n - _REACH, 0) : n + _REACH]
    same = [f for f in near if f is not figure and f.kind == figure.kind and f.attackers == figure.attackers]
    beside = [f for f in same if tree.sentence[f.number] == sentence]
    joined = [f for f in beside if first_joined(view, f.noun) == first_joined(view, figure.noun)]
    value = figure.low if figure.low is not None else figure.high or 0
    bigger = [f for f in same if (f.low or f.high or 0) > value]
    most = max((f.low or f.high or 0 for f in same), default=0)
    total = sum(f.low or 0 for f in (figure, *joined))
    before = tree.lower[max(figure.first - 3, tree.sentence_span[sentence][0]) : figure.first]
    over_years = any(fills_years(view, i) for i in {figure.word, verb, clause(view, at)})
    own = own_time(view, set(), figure.word) or own_time(view, set(), clause(view, at))
    precision = "none" if own is None else own.precision
    spanned = _is_over_time(view, figure)
    told = happened(view, verb, "killing") if view.is_verb(verb) else True
    number = at in view.number or at in view.counts
    beside_it = range(max(figure.first - 6, 0), min(at + 6, len(tree.lower)))
    names = {
        f"role={figure.role}",
        f"kind={figure.kind}",
        f"role={figure.role}&joined={bool(joined)}",
        f"role={figure.role}&party={figure.party or 'none'}",
        f"role={figure.role}&beside={bool(beside)}",
        among("value", value, (0, 1, 3, 10, 50, 200, 1000)),
        f"over years={over_years}&{among('value', value, (50, 500))}",
        f"party={figure.party or 'none'}",
        f"number={number}",
        f"relation={tree.relation[figure.noun]}",
        f"time={precision}",
        f"time={precision}&{among('value', value, (50, 500))}",
        f"over a time={spanned}&role={figure.role}",
    }
    flags = {
        "told": told,
        "untold and finite": not told and is_finite(view, verb),
        "over years": over_years,
        "over a time": spanned,
        _SUMMED: (figure.role in ("toll", "raised") and _is_toll_of_time(view, figure.word))
        or _is_toll_of_war(view, figure.word),
        "headline": in_headline(view, at),
        "joined": bool(joined),
        "beside": bool(beside),
        "biggest": not bigger,
        "bigger near": any(abs(tree.sentence[f.number] - sentence) <= 2 for f in bigger),
        "a bigger one in the sentence": any(f in beside for f in bigger),
        "sum of the joined is told": total > value and any((f.low or 0) == total for f in same),
        "same value told": any((f.low, f.high) == (figure.low, figure.high) for f in same),
        "far below the most": most > 3 * max(value, 1),
        "including before": view.has_a(range(max(figure.first - 5, 0), figure.first), "including"),
        "among before": "among" in before,
        "former in the sentence": view.has_a(range(*tree.sentence_span[sentence]), "former"),
        "first in the sentence": any(
            tree.lower[k] in ("first", "initial", "initially", "had")
            for k in range(*tree.sentence_span[sentence])
        ),
        "pluperfect above": any(tree.lower[c] == "had" for c in tree.children[clause(view, at)]),
        "not before": bool({"not", "instead"} & set(before)),
        "bigger before": any(f.number < at for f in bigger),
        "bigger after": any(f.number > at for f in bigger),
        "raised elsewhere": any(f.role == "raised" for f in same),
        "former beside": view.has_a(beside_it, "former"),
        "revised beside": view.has_a(beside_it, "revised"),
        "from before": before[-1:] == ["from"],
        "further": view.has_a(range(figure.first, min(figure.noun + 2, len(tree.lower))), "further"),
        "people": view.is_a(figure.noun, "people"),
        "one": value == 1,
        "one&joined": value == 1 and bool(joined),
        "perfect": any(tree.lower[c] in ("has", "have") for c in tree.children[verb]),
        "report above": view.is_a(clause(view, at), "report", "estimate"),
        "quoted": at in view.quoted,
        "years named": any(t.granularity in ("year", "decade") for _, t in view.times_of[sentence]),
        "duration named": any(t.type == "DURATION" for _, t in view.times_of[sentence]),
    }
    names.update(name for name, holds in flags.items() if holds)
    return dict.fromkeys(names, 1.0)


def _is_over_time(view: EventView, figure: FigureMention) -> bool:
    """Whether a count runs over a time: "the number of dead in the month", "have died since the truce"."""
    tree = view.tree
    tops = {figure.word, figure.noun, clause(view, figure.word), clause(view, figure.number)}
    for top in tops:
        for child in tree.children[top]:
            lower = tree.lower[tree.first[child]]
            around = tree.relation[child].startswith(("obl", "nmod", "advcl"))
            if around and (lower == "since" or view.is_a(child, "span")):
                return True
    return False


def _is_toll_of_time(view: EventView, toll: int) -> bool:
    """Whether a toll is that of a time: "the number of deaths in four weeks of unrest"."""
    tree = view.tree
    end = tree.sentence_span[tree.sentence[toll]][1]
    behind = range(toll + 1, min(toll + _PHRASE, end))
    phrase = takewhile(lambda k: tree.pos[k] != "PUNCT" and not view.is_verb(k), behind)
    times = [k for k in phrase if view.is_a(k, "span", "weeks")]
    return view.is_a(toll, "tally noun") and any(
        tree.lower[k + 1 : k + 2] not in (["'s"], ["’s"]) for k in times
    )


def _is_toll_of_war(view: EventView, word: int) -> bool:
    """Whether a war has done it up to now: "the conflict has claimed 6,500 lives"."""
    verb = clause(view, word)
    subject = view.tree.child(verb, "nsubj")
    return subject is not None and view.is_a(subject, "war") and is_perfect(view, verb)


_PHRASE = 8
"""Words behind a toll in which a time may stand that it is of."""
