"""Claims of responsibility, and the event that each is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sahel_analysis.events.clusters import VIOLENT, Cluster, Incident, make_cluster
from sahel_analysis.events.intervals import is_old
from sahel_analysis.events.reading import Reading


def merge_claims(
    reading: Reading, claims: Iterable[Incident], clusters: list[Cluster]
) -> list[tuple[Cluster, Cluster | None]]:
    """Claims of responsibility, one for each event and each group that claims it, with that event."""
    violent = [c for c in clusters if c.family in VIOLENT]
    told: dict[int, list[tuple[int, Cluster]]] = defaultdict(list)
    for cluster in violent:
        for incident in cluster.incidents:
            told[reading.tree.paragraph[incident.head]].append((incident.head, cluster))
    found: list[tuple[Cluster, Cluster | None]] = []
    for claim in claims:
        event = _claimed(reading, claim, violent, told)
        who = _claimer(reading, claim)
        for cluster, other in found:
            whose = {_claimer(reading, i) for i in cluster.incidents} - {None}
            if other is event and (who is None or not whose or who in whose):
                cluster.add(reading, [claim])
                break
        else:
            found.append((make_cluster(reading, claim), event))
    return found


def _claimer(reading: Reading, claim: Incident) -> str | None:
    """The entity that claims, if it is named, as itself or in apposition, or a group not told of before."""
    tree, actor = reading.tree, claim.actor
    if actor is None:
        return None
    beside = [c for c in tree.children[actor] if tree.relation[c] == "appos"]
    for mention in (reading.mention.get(i) for i in (actor, *beside)):
        if mention is not None and mention.label in ("GROUP", "ORG"):
            return mention.entity_id
    is_new = any(tree.lower[c] in ("a", "an", "another") for c in tree.children[actor])
    return tree.lower[actor] if is_new else None


def _claimed(
    reading: Reading, claim: Incident, violent: list[Cluster], told: dict[int, list[tuple[int, Cluster]]]
) -> Cluster | None:
    """The event that a claim is for: in its sentence, else told before it in its paragraph, else news.

    `told` holds the violent events by the paragraphs that tell of them, each with its word.
    """
    tree, head = reading.tree, claim.head
    near = told.get(tree.paragraph[head], [])
    beside = [(abs(i - head), n) for n, (i, _) in enumerate(near) if tree.sentence[i] == tree.sentence[head]]
    before = [(head - i, n) for n, (i, _) in enumerate(near) if i < head]
    if beside or before:
        return near[min(beside or before)[1]][1]
    news = [c for c in violent if not is_old(c.when, reading.published)]
    return next(iter(news or violent), None)
