"""Which of its senses a trigger has, by what stands beside it."""

from __future__ import annotations

from collections.abc import Container, Iterable

from sahel_analysis.events.arguments import around, doer, objects, sufferers
from sahel_analysis.events.reading import Reading
from sahel_analysis.events.triggers import Trigger
from sahel_analysis.events.vocabulary import Sense, needs


def choose(reading: Reading, matches: Iterable[Trigger], counted: Container[int]) -> Trigger | None:
    """The first of the triggers that begin at a word whose needs are met.

    `counted` holds the words that figures hang on.
    """
    return next((t for t in matches if _is_met(reading, t.head, t.sense, counted)), None)


def _is_met(reading: Reading, i: int, sense: Sense, counted: Container[int]) -> bool:
    """Whether the words that a sense needs stand where it needs them."""
    if not sense.needs:
        return True
    actor = doer(reading, i, sense.frame)
    done_to = sufferers(reading, i, sense.frame)
    pools = [c for k in done_to if k in reading.number for c in reading.tree.children[k]]  # "30 of the men"
    words = {
        "doer": [] if actor is None else [actor],
        "sufferer": done_to + pools,
        "beside": list(around(reading, i)),
    }
    if sense.needs == "own deed":
        return _tells_own_deed(reading, i, actor)
    if sense.needs == "specific":
        return any(k in reading.in_time for k in words["beside"])
    if sense.needs == "fallen" and i not in counted:
        return False
    if sense.needs == "loss":  # "lost": people who are counted, or said by an army
        return i in counted or any(_is_of(reading, k, ("armed",), ("GROUP",)) for k in words["sufferer"])
    return all(
        any(
            _is_of(reading, k, need.classes, need.labels)
            for place in (*need.where, *(["beside"] if sense.pos == "N" else []))
            for k in words[place]
        )
        for need in needs().get(sense.needs, ())
    )


def _is_of(reading: Reading, i: int, classes: tuple[str, ...], labels: tuple[str, ...]) -> bool:
    return reading.label(i) in labels or reading.is_a(i, *classes)


def _tells_own_deed(reading: Reading, verb: int, speaker: int | None) -> bool:
    """Whether an armed group says that it, or its men, attacked or carried out an attack."""
    tree = reading.tree
    if speaker is None or not _is_of(reading, speaker, ("claimer", "attacker"), ("GROUP",)):
        return False
    deed = tree.child(verb, "ccomp")
    if deed is None:
        return False
    parts = (deed, *tree.children[deed])
    led = reading.is_a(deed, "light") and any(reading.is_a(k, "attack") for k in objects(reading, deed))
    if not led and not any(reading.is_a(k, "deed") for k in parts):
        return False
    who = tree.child(deed, "nsubj")
    return who is not None and any(
        tree.lower[k] in ("it", "they", "its", "their") for k in (who, *tree.children[who])
    )
