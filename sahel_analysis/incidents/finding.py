"""Mentions of real events: triggers in the right sense, told as facts, with their arguments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sahel_analysis.incidents.arguments import clause, doer, oblique, sufferers
from sahel_analysis.incidents.casualties import Figure, find_figures
from sahel_analysis.incidents.dating import (
    When,
    days_from,
    fills_years,
    is_old,
    lag,
    meet,
    own_time,
    with_night,
)
from sahel_analysis.incidents.merging import VIOLENT, Incident
from sahel_analysis.incidents.needs import choose_sense
from sahel_analysis.incidents.places import named_places
from sahel_analysis.incidents.reading import Reading
from sahel_analysis.incidents.reality import happened, is_definite, is_finite, is_generic, is_plural
from sahel_analysis.incidents.triggers import Trigger, find_triggers
from sahel_analysis.incidents.vocabulary import Sense

_PLURAL = frozenset({"blast", "coup", "fighting", "withdrawal", "arrest"})
"""Kinds of which a bare plural tells ("explosions shook the town"): several together are one event."""

_COUNTED = {"killed": VIOLENT, "wounded": VIOLENT, "detained": frozenset({"arrest"})}
"""Families of which a figure can be told."""


def find_incidents(reading: Reading, skip: Sequence[tuple[int, int]] = ()) -> list[Incident]:
    """Mentions of real events in a text, in order, with the figures of dead, wounded and detained."""
    figures = find_figures(reading)
    by_word: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_word[figure.word].append(figure)
    triggers = [t for t in find_triggers(reading, skip) if t.head not in reading.in_time]
    heads = {t.head for t in triggers}
    found: list[Incident] = []
    untold: set[Figure] = set()  # of what did not happen, or is only denied
    for trigger in triggers:
        sense = choose_sense(reading, trigger, by_word)
        own = [f for i in range(trigger.first, trigger.last + 1) for f in by_word[i]]
        if sense is None:
            continue
        if not happened(reading, trigger.head, sense.kind):
            untold.update(own if is_finite(reading, trigger.head) else ())
        elif (incident := _incident(reading, trigger, sense, own, heads)) is not None:
            found.append(incident)
    _give_figures(reading, [f for f in figures if f not in untold], found)
    return found


def _incident(
    reading: Reading, trigger: Trigger, sense: Sense, figures: list[Figure], heads: set[int]
) -> Incident | None:
    tree, i = reading.tree, trigger.head
    actor = doer(reading, i, sense.frame)
    if actor is not None and reading.is_a(actor, "attack"):  # "the attack killed"
        actor = None
    targets = sufferers(reading, i, sense.frame)
    if sense.kind == "claim":  # "responsibility for the raid": the raid
        targets += [c for t in targets for c in oblique(reading, t, frozenset({"for"}))]
    targets = [t for t in targets if t != trigger.last]
    if sense.kind == "assault" and targets and all(reading.is_a(t, "weapon") for t in targets):
        return None  # "the car hit a mine": the mine tells of it
    if sense.kind == "killing":
        if fills_years(reading, i):
            return None
        if figures and all(f.attackers for f in figures):  # the dead are those who attacked
            sense = replace(sense, type="battle", kind="repulse", needs="")
        elif targets and not figures and any(reading.is_a(t, "attacker") for t in targets):
            return None
    noun = sense.pos == "N"
    when = own_time(reading, heads, i)
    before = lag(reading, i)
    future = when and reading.published and when.earliest and when.earliest > reading.published
    if future and sense.kind not in ("mourning", "emergency"):
        return None
    if noun and _is_claimed(reading, i) and when and when.precision == "day":
        when = own_time(reading, heads, i, before_only=True)
    if sense.kind == "claim" and when is None:
        when = _claim_day(reading, targets, heads)
    if when and sense.kind == "mourning":
        when = days_from(reading, i, when)
    elif when and sense.kind == "siege":
        when = with_night(reading, i, when)
    elif when is None and before is not None and reading.published:
        when = When(None, reading.published, "vague", "before another event")
    where = named_places(reading, i)
    several = noun and any(
        tree.relation[c] == "nummod" and c not in reading.in_time for c in tree.children[i]
    )
    another = noun and any(reading.is_a(c, "another") for c in tree.children[i])
    founding = _is_founding(reading, i, sense, figures) and bool(not another or when or where or figures)
    return Incident(
        i,
        trigger.first,
        trigger.last,
        sense,
        when,
        where,
        actor,
        targets,
        figures,
        noun and is_definite(reading, i),
        founding,
        another or before is not None,
        several and sense.kind == "assault",
        noun and is_plural(reading, i),
        before,
    )


def _is_claimed(reading: Reading, noun: int) -> bool:
    """Whether a noun is what a claim of responsibility is for: a day behind it is that of the claim."""
    tree = reading.tree
    return tree.head[noun] < noun and reading.is_a(tree.head[noun], "credit")


def _claim_day(reading: Reading, claimed: list[int], heads: set[int]) -> When | None:
    """The day behind what is claimed: "claimed responsibility for the attack on Tuesday"."""
    for noun in claimed:
        if _is_claimed(reading, noun) and own_time(reading, heads, noun, before_only=True) is None:
            when = own_time(reading, heads, noun)
            return when if when and when.precision == "day" else None
    return None


def _is_founding(reading: Reading, i: int, sense: Sense, figures: list[Figure]) -> bool:
    """Whether a mention alone is enough to tell of an event."""
    tree = reading.tree
    if sense.needs in ("figure", "loss", "definite", "pronoun") and not figures:
        return False
    if sense.kind == "repulse":  # "after repelling a raid": the raid is the event
        repelled = sufferers(reading, i, sense.frame)
        return tree.tag[i] not in ("VBG", "VB") and not any(reading.is_a(t, "attack") for t in repelled)
    if sense.kind == "arson":  # "vehicles were torched" is part of a raid
        burnt = sufferers(reading, i, sense.frame)
        return any(not is_plural(reading, t) for t in burnt)
    if sense.pos == "N":
        if tree.relation[i] == "nmod" and tree.lower[tree.head[i]] == "one":  # "one of the attacks"
            return False
        if is_generic(reading, i):
            verb = clause(reading, i)
            return sense.kind in _PLURAL and not (sense.kind == "blast" and tree.relation[verb] == "advcl")
    return True


def _give_figures(reading: Reading, figures: list[Figure], incidents: list[Incident]) -> None:
    """Hands each figure that no trigger has to the nearest mention that can have it."""
    tree = reading.tree
    owned = {f for i in incidents for f in i.figures}
    in_sentence: dict[int, list[Incident]] = defaultdict(list)
    in_paragraph: dict[int, list[Incident]] = defaultdict(list)
    for incident in incidents:
        in_sentence[tree.sentence[incident.head]].append(incident)
        in_paragraph[tree.paragraph[incident.head]].append(incident)
    news = [
        i for i in incidents if i.family in VIOLENT and i.founding and not is_old(i.when, reading.published)
    ]
    for figure in figures:
        if figure in owned or fills_years(reading, figure.word):
            continue
        families = frozenset({"battle"}) if figure.attackers else _COUNTED[figure.kind]
        near = [i for i in in_sentence[tree.sentence[figure.number]] if i.family in families]
        before = [
            i
            for i in in_paragraph[tree.paragraph[figure.number]]
            if i.family in families and i.head < figure.number
        ]
        if near:
            min(near, key=lambda i: abs(i.head - figure.number)).figures.append(figure)
            continue
        for incident in before[-1:] or [i for i in news if i.family in families][:1]:
            if not _is_of_another_time(reading, figure, incident):
                incident.figures.append(figure)


def _is_of_another_time(reading: Reading, figure: Figure, incident: Incident) -> bool:
    """Whether a figure's own sentence dates it otherwise."""
    when = own_time(reading, set(), clause(reading, figure.number))
    return when is not None and incident.when is not None and not meet(when, incident.when)
