"""Which of its senses a trigger has, by what stands beside it."""

from __future__ import annotations

from collections.abc import Container

from sahel_analysis.incidents.arguments import around, doer, sufferers
from sahel_analysis.incidents.reading import Reading
from sahel_analysis.incidents.triggers import Trigger
from sahel_analysis.incidents.vocabulary import Sense, needs


def choose_sense(reading: Reading, trigger: Trigger, counted: Container[int]) -> Sense | None:
    """The first sense of a trigger whose needs are met; `counted` holds the words that figures hang on."""
    return next((s for s in trigger.senses if _is_met(reading, trigger.head, s, counted)), None)


def _is_met(reading: Reading, i: int, sense: Sense, counted: Container[int]) -> bool:
    """Whether the words that a sense needs stand where it needs them."""
    if not sense.needs:
        return True
    actor = doer(reading, i, sense.frame)
    words = {
        "doer": [] if actor is None else [actor],
        "sufferer": sufferers(reading, i, sense.frame),
        "beside": list(around(reading, i)),
    }
    if sense.needs == "specific":
        return any(k in reading.in_time for k in words["beside"])
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
