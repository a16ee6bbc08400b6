"""One range out of all that a text says of the dead, the wounded or the detained of one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sahel_analysis.events.casualties import Figure
from sahel_analysis.events.fates import first_joined
from sahel_analysis.events.reading import Reading


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says in one sentence: bounds, whether they are rough, and of whom ("" is all)."""

    low: int | None
    high: int | None
    approx: bool
    party: str


def combine(reading: Reading, figures: Iterable[Figure]) -> tuple[int | None, int | None, bool]:
    """One range out of several figures of one kind for one event, and whether a bound of it is a rough one.

    Figures of one sentence add up, and so do those of different parties where no sentence tells the whole.
    Otherwise sentences are what different sources say, of which the lowest and the highest count; a part
    never lowers the whole. A headline counts only where the text has no figure.
    """
    kept = _best(reading, list(figures))
    final = max((f.low for f in kept if f.low is not None and f.role == "raised"), default=0)
    kept = [f for f in kept if f.high is None or f.high >= final]
    groups: dict[tuple[int, int], list[Figure]] = defaultdict(list)
    for f in kept:
        apart = _list(reading, f) if f.role in ("toll", "raised", "estimate") else -_teller(reading, f)
        groups[reading.tree.sentence[f.number], apart].append(f)
    told: list[Told] = []
    more: list[Told] = []
    estimates: list[Told] = []
    for group in groups.values():
        if group[0].role == "estimate":
            estimates.append(_sum(group))
        elif group[0].role == "more" and told and not final:
            more.append(_sum(group))
        else:
            told.append(_sum(_spelled_out(group)))
    whole = _either([t for t in told if not t.party])
    parts = _all(_by_party([t for t in told if t.party]))
    most = whole.high or whole.low
    base = whole if most else parts
    if most and (parts.low or 0) > most:  # what is less than its parts is another source's figure
        base = _either([whole, parts])
    total = _all([base, *_by_party(more)])
    result = _either([total, *estimates]) if kept else total
    return result.low, result.high, result.approx


def _best(reading: Reading, figures: list[Figure]) -> list[Figure]:
    """Figures without those that say less than the rest: of headlines, former counts, some of the dead."""
    headline = reading.headline
    most = max((f.low for f in figures if f.low is not None and f.role != "glimpse"), default=0)
    for weak in (
        {f for f in figures if reading.tree.paragraph[f.number] in headline or f.role == "mixed"},
        {f for f in figures if f.role == "former"},
        {f for f in figures if f.role == "glimpse" and (f.low or 0) <= most},
    ):
        figures = [f for f in figures if f not in weak] or figures
    return figures


def _list(reading: Reading, figure: Figure) -> int:
    """The first member of the list that those counted stand in: "15 soldiers and 3 civilians"."""
    return figure.noun if figure.noun == figure.number else first_joined(reading, figure.noun)


def _teller(reading: Reading, figure: Figure) -> int:
    """The verb of saying above a figure, if one tells where it comes from."""
    tree = reading.tree
    i = figure.word
    for _ in range(5):
        head = tree.head[i]
        if head == i:
            break
        if tree.relation[i] == "ccomp" and reading.is_a(head, "report", "estimate"):
            return head
        i = head
    return 0


def _spelled_out(group: list[Figure]) -> list[Figure]:
    """The figures of a sentence without the parts of a whole: "12 people: eight soldiers, four civilians"."""
    first, *rest = group
    if rest and not first.party and all(f.party and f.word == first.word for f in rest):
        return [first]
    return group


def _sum(group: Sequence[Figure]) -> Told:
    """All figures of a group together."""
    parties = {f.party for f in group}
    told = _all([Told(f.low, f.high, f.approx, f.party) for f in group])
    return Told(told.low, told.high, told.approx, parties.pop() if len(parties) == 1 else "")


def _all(told: Sequence[Told]) -> Told:
    """The sum of what is told of different people."""
    lows, highs = [t.low for t in told], [t.high for t in told]
    low = None if None in lows or not told else sum(x for x in lows if x is not None)
    high = None if None in highs or not told else sum(x for x in highs if x is not None)
    return Told(low, high, any(t.approx for t in told), "")


def _either(told: Sequence[Told]) -> Told:
    """The range of what is told of the same people: open above if the highest figure is open."""
    low = min((t.low for t in told if t.low is not None), default=None)
    high = max((t.high for t in told if t.high is not None), default=None)
    open_above = max((t.low for t in told if t.high is None and t.low is not None), default=None)
    if open_above is not None and (high is None or open_above > high):
        high = None
    rough = any(
        bound is not None and all(t.approx for t in told if getattr(t, name) == bound)
        for name, bound in (("low", low), ("high", high))
    )
    return Told(low, high, rough, "")


def _by_party(told: Sequence[Told]) -> list[Told]:
    """What is told of each party."""
    parties = dict.fromkeys(t.party for t in told)
    return [_either([t for t in told if t.party == party]) for party in parties]
