"""Which mention of an event a figure belongs to, where its own word tells of none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sahel_analysis.events.arguments import clause
from sahel_analysis.events.casualties import Figure
from sahel_analysis.events.clusters import VIOLENT, Incident
from sahel_analysis.events.dating import fills_years, own_time
from sahel_analysis.events.intervals import is_old, meet
from sahel_analysis.events.reading import Reading

_COUNTED = {"killed": VIOLENT, "wounded": VIOLENT, "detained": frozenset({"arrest"})}
"""Families of which a figure can be told."""


def give_figures(reading: Reading, figures: Sequence[Figure], incidents: Sequence[Incident]) -> None:
    """Hands each figure that no mention has to the nearest one that can have it.

    That is one in its sentence, else the last one before it in its paragraph, else the news. A toll over
    years belongs to none, nor does a figure that is dated otherwise.
    """
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
        if figure in owned or _is_over_years(reading, figure):
            continue
        at = figure.number
        here = sorted(in_sentence[tree.sentence[at]], key=lambda i: abs(i.head - at))
        before = [i for i in reversed(in_paragraph[tree.paragraph[at]]) if i.head < at]
        for chosen in (here, before[:2], news):
            if fitting := [i for i in chosen if _can_have(reading, i, figure)]:
                fitting[0].figures.append(figure)
                break


def _can_have(reading: Reading, incident: Incident, figure: Figure) -> bool:
    """Whether a mention is of a family and time that fit a figure: who repels an attack kills attackers."""
    families = frozenset({"battle"}) if figure.attackers else _COUNTED[figure.kind]
    repelled = incident.sense.kind == "repulse" and not figure.attackers and figure.kind != "detained"
    if incident.family not in families or repelled:
        return False
    verb = clause(reading, figure.number)
    if reading.is_a(verb, "report", "estimate", "revised"):  # "on Sunday it put the toll at 49"
        return True
    when = own_time(reading, set(), verb)
    return when is None or incident.when is None or meet(when, incident.when)


def _is_over_years(reading: Reading, figure: Figure) -> bool:
    """Whether a figure is a toll over years: "has claimed 700 lives since 2015"."""
    tree, last = reading.tree, reading.tree.last[figure.word]
    told = (k for k in range(figure.word + 1, last + 1) if tree.relation[k] in ("acl", "acl:relcl"))
    words = {figure.word, clause(reading, figure.word), clause(reading, figure.number), *told}
    return any(fills_years(reading, i) for i in words)
