"""On which side the dead and wounded are: those who attacked, the forces that they fight, or civilians."""

from __future__ import annotations

from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.events.arguments import subject
from sahel_analysis.events.fates import use
from sahel_analysis.events.reading import Reading


def party_of(reading: Reading, noun: int, word: int) -> str:
    """attackers, forces or civilians, or "" where the text does not tell; `word` says what befell them."""
    tree = reading.tree
    of = [k for k in tree.children[noun] if tree.relation[k] == "nmod" and tree.case(k) == "of"]
    hired = any(_is_hired(reading, k) for k in (noun, *tree.children[noun], *of))
    if not hired and (use(reading, word, "enemy") or _is_own_loss(reading, word)):
        return "attackers"
    for i in (noun, *of):
        if reading.is_a(i, "attacker") and not hired:
            return "attackers"
        if hired or reading.is_a(i, "armed"):
            return "forces"
    return "" if reading.is_a(noun, "people") or not reading.is_a(noun, "person") else "civilians"


def _is_hired(reading: Reading, i: int) -> bool:
    """Whether a name is that of a private military company, whose fighters stand on an army's side."""
    if reading.label(i) != "GROUP":
        return False
    name = reading.entities[reading.mention[i].entity_id].name
    return any(entry.kind == "pmc" for entry in load_gazetteer().lookup(name))


def _is_own_loss(reading: Reading, word: int) -> bool:
    """Whether an armed group tells of its own dead: "the rebels said that they had lost nine men"."""
    tree = reading.tree
    if not use(reading, word, "lose"):
        return False
    loser, i = subject(reading, word), word
    if loser is not None and tree.pos[loser] == "PRON":  # "the rebels said ... that they had lost nine men"
        while tree.relation[i] == "conj":
            i = tree.head[i]
        loser = subject(reading, tree.head[i] if tree.relation[i] == "ccomp" else i)
    if loser is None or _is_hired(reading, loser):
        return False
    return reading.is_a(loser, "attacker") or reading.label(loser) == "GROUP"
