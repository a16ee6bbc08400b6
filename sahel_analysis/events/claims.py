"""Which event a claim of responsibility is for."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_analysis.events.coreference import Event
from sahel_analysis.events.intervals import is_old
from sahel_analysis.events.mentions import VIOLENT
from sahel_analysis.events.view import EventView


def claimed_event(view: EventView, claim: Event, events: Sequence[Event]) -> Event | None:
    """The event that a claim is for: in its sentence, else told before it in its paragraph, else the news."""
    tree, head = view.tree, claim.mentions[0].head
    violent = [e for e in events if e.family in VIOLENT]
    near = [
        (m.head, e) for e in violent for m in e.mentions if tree.paragraph[m.head] == tree.paragraph[head]
    ]
    beside = [(abs(i - head), n) for n, (i, _) in enumerate(near) if tree.sentence[i] == tree.sentence[head]]
    before = [(head - i, n) for n, (i, _) in enumerate(near) if i < head]
    if beside or before:
        return near[min(beside or before)[1]][1]
    news = [e for e in violent if not is_old(e.when, view.published)]
    return next(iter(news or violent), None)
