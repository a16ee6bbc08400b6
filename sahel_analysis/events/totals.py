"""The total of an event: which of its figures tell the whole, how the parts add up, what is left out.

The figures of one event, measure and side allow several totals: each figure by itself, their sum, their span.
One DECISION weighs them; the scopes of the figures follow from it, so that `range_of` gives the total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sahel_analysis.events.clauses import first_joined
from sahel_analysis.events.coreference import Event
from sahel_analysis.events.factuality import in_headline
from sahel_analysis.events.figure_links import LinkedFigure
from sahel_analysis.events.figures import FigureMention
from sahel_analysis.events.model import Features, among, log_odds
from sahel_analysis.events.view import EventView
from sahel_analysis.records import Figure

Range = tuple[int | None, int | None]


class Scoped(NamedTuple):
    """The bounds of a figure, and how it stands to the others of its event."""

    low: int | None
    high: int | None
    scope: str


@dataclass(slots=True)
class Total:
    """A range that figures allow. by: how (none, one, rule, sum, span), with the figures that make it."""

    bounds: Range
    by: dict[str, tuple[int, ...]] = field(default_factory=dict)


_MOST = 40
"""Figures of one event, measure and side of which a total is made: so that time grows with length."""


def settle_totals(
    view: EventView, linked: Sequence[LinkedFigure], events: Sequence[Event]
) -> list[LinkedFigure]:
    """Figures with scopes that make the likeliest total of their event, measure and side."""
    found = list(linked)
    for members in (group[:_MOST] for group in groups(linked)):
        scoped = settle(view, [linked[n] for n in members])
        event = linked[members[0]].event
        if event is not None:
            totals = find_totals(view, scoped)
            scores = [log_odds("total", total_features(view, events[event], scoped, t)) for t in totals]
            scoped = _scopes(scoped, totals[max(range(len(totals)), key=lambda k: scores[k])])
        for n, figure in zip(members, scoped, strict=True):
            found[n] = figure
    return found


def groups(linked: Sequence[LinkedFigure]) -> list[list[int]]:
    """The figures of each event, measure and side, in order; those of a period stand alone."""
    found: dict[tuple[int | None, str, str], list[int]] = {}
    for n, item in enumerate(linked):
        if item.scope != "period":
            found.setdefault((item.event, item.figure.kind, item.party), []).append(n)
    return list(found.values())


def find_totals(view: EventView, figures: Sequence[LinkedFigure]) -> list[Total]:
    """The totals that the figures of one event, measure and side allow."""
    found: dict[Range, Total] = {(None, None): Total((None, None), {"none": ()})}

    def add(bounds: Range, by: str, members: Sequence[int]) -> None:
        found.setdefault(bounds, Total(bounds)).by.setdefault(by, tuple(members))

    ranges = [(f.figure.low, f.figure.high) for f in figures]
    everyone = [n for n, f in enumerate(figures) if f.figure.role != "former"] or range(len(figures))
    lists = [_list_of(view, f) if f.figure.role != "part" else None for f in figures]
    who = [_who(view, f) for f in figures]
    listed = {who[n] for n in everyone if lists[n] is not None and lists.count(lists[n]) > 1}
    for n in everyone:
        if who[n] not in listed:  # "a chief and two of his sons": neither is all of them, nor "chief killed"
            add(ranges[n], "one", [k for k in everyone if ranges[k] == ranges[n]])
    add(range_of([Scoped(*r, f.scope) for r, f in zip(ranges, figures, strict=True)]), "rule", everyone)
    tree = view.tree
    together: dict[tuple[str, int], list[int]] = {}
    for n in everyone:
        f = figures[n]
        together.setdefault(("list", _list_of(view, f)), []).append(n)
        together.setdefault(("sentence", tree.sentence[f.figure.number]), []).append(n)
        together.setdefault(("paragraph", tree.paragraph[f.figure.number]), []).append(n)
        if f.partly >= 0.5:
            together.setdefault(("parts", 0), []).append(n)
        if f.partly < 0.5 and f.early < 0.5:
            together.setdefault(("wholes", 0), []).append(n)
    for (by, _), members in together.items():
        if len(members) > 1:
            summed = _without_parts(figures, members)
            add(range_of([Scoped(*ranges[n], "part") for n in summed]), f"sum of {by}", summed)
            add(range_of([Scoped(*ranges[n], "whole") for n in members]), f"span of {by}", members)
    return list(found.values())


def _list_of(view: EventView, figure: LinkedFigure) -> int:
    """The first of the list in which those counted stand: the chief of "a chief and two of his sons"."""
    number, noun = figure.figure.number, figure.figure.noun
    return first_joined(view, number if view.tree.head[noun] == number else noun)


def _without_parts(figures: Sequence[LinkedFigure], members: Sequence[int]) -> list[int]:
    """Figures that add up: not the children in "ten people, three of them children, and two soldiers"."""
    tops = [_most(figures[n]) for n in members if figures[n].figure.role != "part"]
    most = max(tops, default=0)
    return [n for n in members if figures[n].figure.role != "part" or _most(figures[n]) >= most]


def total_features(view: EventView, event: Event, figures: Sequence[LinkedFigure], total: Total) -> Features:
    """What speaks for a total: how it is made, and from which figures."""
    tree = view.tree
    n = min(len(figures), 4)
    measure = figures[0].figure.kind
    ranges = [(f.figure.low, f.figure.high) for f in figures]
    same = [f for f, bounds in zip(figures, ranges, strict=True) if bounds == total.bounds]
    made = [figures[k] for k in min(total.by.values(), key=len)]
    others = [f for f in figures if f not in made]
    tops = [_most(f) for f in figures]
    likely = among("", max(f.likely for f in figures), (0.5, 0.7, 0.9))
    most = total.bounds[1] if total.bounds[1] is not None else total.bounds[0] or 0
    names = {
        f"measure={measure}&none={'none' in total.by}",
        f"likely={likely}&none={'none' in total.by}",
        f"figures={n}&told={min(len(same), 3)}",
        f"open={None in total.bounds}&figures={n}",
    }
    sources = {_source(view, f) for f in figures}
    roles = {f.figure.role for f in figures if (f.figure.low, f.figure.high) != ranges[0]}
    nouns = _nouns(view, figures)
    sides = {f.figure.party for f in figures if f.scope == "whole"}
    for by in total.by:
        names |= {f"by={by}&another role={role}" for role in roles}
        names |= {
            f"by={by}&sources={min(len(sources), 3)}",
            f"by={by}&sources={min(len(sources), 3)}&figures={n}",
            f"by={by}&two sides={len(sides - {''}) > 1}",
            f"by={by}&nouns={nouns}",
            f"by={by}&nouns={nouns}&figures={n}",
            f"by={by}&nouns={nouns}&one source={len(sources) == 1}",
        }
        names |= {f"by={by}", f"by={by}&figures={n}", f"by={by}&measure={measure}"}
    for f in made[:6]:
        at = f.figure.number
        joined = sum(first_joined(view, g.figure.noun) == first_joined(view, f.figure.noun) for g in figures)
        by = "one" if "one" in total.by else next(iter(total.by))
        names |= {
            f"{by}: role={f.figure.role}",
            f"{by}: scope={f.scope}",
            f"{by}: part {among('', f.partly, (0.1, 0.3, 0.5, 0.7, 0.9))}",
            f"{by}: early {among('', f.early, (0.05, 0.2, 0.5, 0.7))}",
            f"{by}: likely {among('', f.likely, (0.4, 0.6, 0.8, 0.9))}",
            f"{by}: headline={in_headline(view, at)}",
            f"{by}: sentence {among('', tree.sentence[at], (0, 1, 2, 5))}",
            f"{by}: in list={joined > 1}",
            f"{by}: own={any(m.first <= f.figure.word <= m.last for m in event.mentions)}",
            f"{by}: party={f.figure.party or 'none'}",
        }
    if made and "one" in total.by:
        last, first = made[-1] is figures[-1], made[0] is figures[0]
        names |= {
            f"one of {n}: most={most == max(tops)}",
            f"one of {n}: least={most == min(tops)}",
            f"one of {n}: first={first}",
            f"one of {n}: last={last}",
            f"one of {n}: by rule={'rule' in total.by}",
            f"one is a sum={any(by.startswith('sum') for by in total.by)}",
            f"one of {n}: others add up to it={_adds_up(made[0], others)}",
            f"one of {n}: alike={min(sum(_least(f) == _least(made[0]) for f in figures), 3)}",
        }
    if made and others:
        left = max(map(_most, others))
        names.add(f"left out={'more' if left > most else 'same' if left == most else 'less'}&figures={n}")
        names.add(
            f"left out early={among('', max(f.early for f in others if f not in made), (0.05, 0.3, 0.6))}"
        )
        whole = [f for f in others if f.partly < 0.5 and f.early < 0.5]
        names.add(f"wholes left out={min(len(whole), 2)}")
    if any(by.startswith("span") for by in total.by) and "one" not in total.by and total.bounds[0]:
        names.add(f"span {among('', most / max(total.bounds[0], 1), (1.3, 2, 4, 10))}")
    return dict.fromkeys(names, 1.0)


def _nouns(view: EventView, figures: Sequence[LinkedFigure]) -> str:
    """Whether figures count the same people, everybody, or different ones: "two guards", "a nurse"."""
    tree = view.tree
    told = [
        ""
        if f.figure.noun == f.figure.number or view.is_a(f.figure.noun, "people")
        else tree.lemma[f.figure.noun]
        for f in figures
    ]
    if "" in told:
        return "everybody" if len(set(told)) == 1 else "everybody and some"
    return "different" if len(set(told)) == len(told) else "same" if len(set(told)) == 1 else "mixed"


def _source(view: EventView, figure: LinkedFigure) -> tuple[int | None, str | None]:
    """Who gives a figure: the source of the innermost statement around it."""
    around = view.told_in.get(figure.figure.number)
    if not around:
        return None, None
    _, _, told = min(around, key=lambda a: a[1])
    return told.source_start, told.source_entity_id


def _scopes(figures: Sequence[LinkedFigure], total: Total) -> list[LinkedFigure]:
    """The figures with scopes from which the total follows; where there is none, they go to no event."""
    if "none" in total.by:
        return [replace(f, event=None) for f in figures]
    if "rule" in total.by:
        return list(figures)
    by, members = min(total.by.items(), key=lambda b: (b[0] != "one", len(b[1])))
    scope = "part" if by.startswith("sum") else "whole"
    most = total.bounds[1] if total.bounds[1] is not None else total.bounds[0] or 0
    found = []
    for n, f in enumerate(figures):
        if n in members:
            found.append(replace(f, scope=scope))
        elif scope == "part" or _most(f) > most or f.early >= 0.5:
            found.append(replace(f, scope="earlier"))
        else:
            found.append(replace(f, scope="part"))
    return found


def _adds_up(figure: LinkedFigure, others: Sequence[LinkedFigure]) -> bool:
    """Whether two or more figures that follow one another, of which none is it, add up to a figure."""
    for n in range(len(others)):
        total = _least(others[n])
        for other in others[n + 1 :]:
            total += _least(other)
            if total == _least(figure):
                return True
    return False


def _least(figure: LinkedFigure) -> int:
    return figure.figure.low if figure.figure.low is not None else figure.figure.high or 0


def _most(figure: LinkedFigure) -> int:
    bounds = figure.figure.low, figure.figure.high
    return bounds[1] if bounds[1] is not None else bounds[0] or 0


def settle(view: EventView, linked: Sequence[LinkedFigure]) -> list[LinkedFigure]:
    """Figures of one event, measure and side with scopes that fit one another, by rules.

    A raised total makes the lower ones before it earlier counts; members of a list ("49 civilians and 15
    soldiers"), those added later ("two more") and different sides of which nobody tells the sum are parts.
    """
    scopes = {n: f.scope for n, f in enumerate(linked)}
    figures = [f.figure for f in linked]
    for n in scopes:
        if figures[n].role == "former":
            scopes[n] = "earlier"
    for n in scopes:
        if figures[n].role == "raised":
            scopes[n] = "whole"
            lower = [k for k in scopes if k != n and _most(linked[k]) < _most(linked[n])]
            scopes.update({k: "earlier" for k in lower if scopes[k] == "whole"})
    told = [n for n in scopes if scopes[n] in ("whole", "part")]
    lists: dict[tuple[int, int], list[int]] = {}
    for n in told:
        if figures[n].role in ("count", "more", "estimate"):
            key = (view.tree.sentence[figures[n].number], first_joined(view, figures[n].noun))
            lists.setdefault(key, []).append(n)
    listed = {n for joined in lists.values() if len(joined) > 1 for n in joined}
    scopes.update(dict.fromkeys(listed, "part"))
    members = {_who(view, linked[n]) for n in listed}
    again = [n for n in told if n not in listed and _who(view, linked[n]) in members]
    scopes.update(dict.fromkeys(again, "earlier"))  # "General killed", then "a general and nine soldiers"
    for n in told:
        within = [k for k in scopes if k < n and _is_sentence(view, figures[k], figures[n])]
        wholes = [k for k in within if scopes[k] == "part" and figures[k].role != "part"]
        if figures[n].role == "part" and any(_most(linked[k]) > _most(linked[n]) for k in wholes):
            scopes[n] = "earlier"  # "nine people, among them two children, and a guard" are ten
    for n in told:
        before = [k for k in told if k < n and scopes[k] == "whole" and figures[k].role == "count"]
        if figures[n].role == "more" and before and not any(figures[k].role == "raised" for k in told):
            scopes.update({n: "part", before[-1]: "part"})
    wholes = [n for n in told if scopes[n] == "whole" and not in_headline(view, figures[n].number)]
    if {figures[n].party for n in wholes} == {"civilians", "forces"}:
        scopes.update(dict.fromkeys(wholes, "part"))
    return [replace(f, scope=scopes[n]) for n, f in enumerate(linked)]


def _who(view: EventView, figure: LinkedFigure) -> tuple[str, int | None, int | None]:
    """Whom a figure counts, and how many."""
    return view.tree.lemma[figure.figure.noun], figure.figure.low, figure.figure.high


def _is_sentence(view: EventView, one: FigureMention, other: FigureMention) -> bool:
    return view.tree.sentence[one.number] == view.tree.sentence[other.number]


def range_of(figures: Sequence[Scoped | Figure]) -> Range:
    """Lowest and highest number that figures of one measure and side give for one event.

    Earlier counts are left out. Figures for the whole span what the sources say: from the lowest to the
    highest, open above if the highest is. Where nobody gives the whole the parts add up.
    """
    wholes = [f for f in figures if f.scope == "whole"]
    if wholes:
        lows = [f.low for f in wholes if f.low is not None]
        tops = [f.high for f in wholes if f.high is not None]
        beyond = [f.low for f in wholes if f.high is None and f.low is not None]
        is_open = bool(beyond) and (not tops or max(beyond) >= max(tops))
        return min(lows, default=None), None if is_open else max(tops, default=None)
    parts = [f for f in figures if f.scope == "part"]
    if not parts:
        return None, None
    total = sum(f.low or 0 for f in parts)
    return total, None if any(f.high is None for f in parts) else sum(f.high or 0 for f in parts)
