"""Mentions of real events: triggers in the right sense, told as facts, with their arguments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sahel_analysis.events.arguments import clause, doer, oblique, sufferers
from sahel_analysis.events.casualties import Figure, find_figures
from sahel_analysis.events.clusters import VIOLENT, Incident
from sahel_analysis.events.dating import fills_years, own_time
from sahel_analysis.events.intervals import When
from sahel_analysis.events.needs import choose
from sahel_analysis.events.owners import give_figures
from sahel_analysis.events.places import named_places
from sahel_analysis.events.reading import PLACES, Reading
from sahel_analysis.events.reality import (
    happened,
    is_definite,
    is_finite,
    is_frequent,
    is_generic,
    is_plural,
    is_predicate,
)
from sahel_analysis.events.timing import date_mention
from sahel_analysis.events.triggers import Trigger, find_triggers
from sahel_analysis.events.vocabulary import Sense

_PLURAL = frozenset({"blast", "coup", "fighting", "withdrawal", "arrest"})
"""Kinds of which a bare plural tells ("explosions shook the town"): several together are one event."""


def find_incidents(reading: Reading, skip: Sequence[tuple[int, int]] = ()) -> list[Incident]:
    """Mentions of real events in a text, in order, with the figures of dead, wounded and detained."""
    figures = find_figures(reading)
    by_word: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_word[figure.word].append(figure)
    chosen = (choose(reading, matches, by_word) for matches in find_triggers(reading, skip))
    triggers = [t for t in chosen if t is not None and t.head not in reading.in_time]
    heads = {t.head for t in triggers}
    found: list[Incident] = []
    dated: list[tuple[int, When]] = []  # violence, by sentence
    untold: set[Figure] = set()  # of what did not happen, or is only denied
    for trigger in triggers:
        own = [f for i in range(trigger.first, trigger.last + 1) for f in by_word[i]]
        if not happened(reading, trigger.head, trigger.sense.kind):
            told = (
                f for f in own if f.role not in ("estimate", "more")
            )  # "40 may have died", "ten others are hurt"
            untold.update(told if is_finite(reading, trigger.head) else ())
        else:
            sentence = reading.tree.sentence[trigger.head]
            last = next((when for number, when in reversed(dated) if number < sentence), None)
            if (incident := _incident(reading, trigger, own, heads, last)) is None:
                continue
            found.append(incident)
            if incident.when and incident.when.earliest and incident.family in VIOLENT:
                dated.append((sentence, incident.when))
    give_figures(reading, [f for f in figures if f not in untold], found)
    return found


def _incident(
    reading: Reading, trigger: Trigger, figures: list[Figure], heads: set[int], last: When | None
) -> Incident | None:
    """A mention with what its sentence says of it; last: the date of the violence told of before."""
    tree, i, sense = reading.tree, trigger.head, trigger.sense
    actor = doer(reading, i, sense.frame)
    if actor is not None and reading.is_a(actor, "attack"):  # "the attack killed"
        actor = None
    targets = sufferers(reading, i, sense.frame)
    if sense.kind == "claim":  # "responsibility for the raid": the raid
        targets += [c for t in targets for c in oblique(reading, t, frozenset({"for"}))]
    targets = [t for t in targets if t != trigger.last]
    if actor in targets:  # "was ambushed", if its auxiliary is not seen to be passive
        actor = None
    if sense.kind == "assault" and targets and all(t in heads and reading.is_a(t, "weapon") for t in targets):
        return None  # "the car hit a mine": the mine tells of it
    if sense.kind == "killing":
        accident = actor is not None and reading.is_a(actor, "accident")  # "the floods killed 20 people"
        if accident or fills_years(reading, i):
            return None
        if figures and all(f.attackers for f in figures):  # the dead are those who attacked
            sense = replace(sense, type="battle", kind="repulse", needs="")
        elif targets and not figures and any(reading.is_a(t, "attacker") for t in targets):
            if own_time(reading, heads, i) is None:
                return None
            sense = replace(sense, type="battle", kind="repulse", needs="")
    if sense.kind == "repulse" and sense.pos == "V" and not (targets or figures):
        return None  # "drove off with the vehicles"
    noun = sense.pos == "N"
    where = named_places(reading, i)
    if not where:
        where = [m for t in targets if (m := reading.mention.get(t)) is not None and m.label in PLACES]
    when, lag = date_mention(reading, trigger, targets, bool(where or targets), heads, last)
    future = when and reading.published and when.earliest and when.earliest > reading.published
    if future and sense.kind not in ("mourning", "emergency"):
        return None
    several = noun and any(
        tree.relation[c] == "nummod" and c not in reading.in_time for c in tree.children[i]
    )
    another = noun and (
        any(reading.is_a(c, "another") for c in tree.children[i]) or reading.is_a(tree.head[i], "reason")
    )
    if actor is not None and where:  # "a second bomb went off in the town"
        another = another or (not noun and _is_further(reading, actor))
    founding = _is_founding(reading, i, sense, targets, figures, when)
    founding = founding and bool(not another or when or where or figures)
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
        another or (lag is not None and when is not None and when.precision == "vague"),
        several and sense.kind in ("assault", "bombing", "killing"),
        noun and is_plural(reading, i),
        lag,
    )


def _is_further(reading: Reading, noun: int) -> bool:
    """Whether a noun is a new one of a kind told of before: "a second bomb", "another car"."""
    tree = reading.tree
    words = [tree.lower[c] for c in tree.children[noun] if tree.relation[c] in ("det", "amod")]
    counted = any(reading.is_a(c, "ordinal") for c in tree.children[noun])
    return "another" in words or ("a" in words and counted)


def _is_founding(
    reading: Reading, i: int, sense: Sense, targets: list[int], figures: list[Figure], when: When | None
) -> bool:
    """Whether a mention alone is enough to tell of an event."""
    tree = reading.tree
    if sense.needs in ("figure", "loss", "definite", "pronoun") and not figures:
        leader = any(reading.is_a(t, "leading") or reading.label(t) == "PERSON" for t in targets)
        return sense.needs == "figure" and leader and when is not None
    if sense.kind == "repulse":  # "after repelling a raid": the raid is the event
        counted = bool(figures) or when is not None or not reading.is_a(i, "felling")
        finite = tree.tag[i] not in ("VBG", "VB")
        named = (t for t in targets if tree.pos[t] != "PRON")
        return counted and finite and not any(reading.is_a(t, "attack") for t in named)
    if sense.kind == "operation" and tree.pos[i] == "PROPN":  # "what remained of Operation Serval"
        return when is not None
    if sense.kind == "arson":  # "vehicles were torched" is part of a raid
        burnt = [t for t in targets if not is_plural(reading, t) and not reading.is_a(t, "share")]
        return when is not None or bool(burnt)
    if sense.pos == "N":
        if is_predicate(reading, i):
            return False
        if tree.relation[i] == "nmod" and tree.lower[tree.head[i]] == "one":  # "one of the attacks"
            return False
        if is_generic(reading, i):
            verb = clause(reading, i)
            if sense.kind in _PLURAL:
                return not (sense.kind == "blast" and tree.relation[verb] == "advcl")
            dated = when is not None and when.precision in ("day", "month")
            return dated and not is_frequent(reading, i) and reading.is_a(verb, "light", "occur")
    return True
