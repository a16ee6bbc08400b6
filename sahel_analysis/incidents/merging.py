"""Which mentions tell of one event: by kind, date, place, and whether they point back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sahel_analysis.gazetteer import load_gazetteer
from sahel_analysis.incidents.arguments import clause
from sahel_analysis.incidents.casualties import Figure
from sahel_analysis.incidents.dating import When, is_alike, is_old, meet
from sahel_analysis.incidents.places import border_phrase, distance_phrase, settlements
from sahel_analysis.incidents.reading import Reading
from sahel_analysis.incidents.vocabulary import Sense
from sahel_analysis.records import Mention

_FAMILIES = {
    "assault": "attack",
    "bombing": "attack",
    "killing": "attack",
    "blast": "attack",
    "shelling": "attack",
    "occurrence": "attack",
    "fighting": "attack",
    "siege": "attack",
    "repulse": "battle",
    "siege end": "battle",
    "operation": "battle",
}
"""Kinds that can be mentions of one event; any other kind is a family of its own."""

VIOLENT = frozenset({"attack", "battle", "airstrike", "abduction", "capture", "retake"})
"""Families in which people are killed."""


@dataclass
class Incident:
    """One mention of an event: tokens first to last with what its own sentence says of it.

    definite: it points to what is known. founding: it can tell of an event that is not yet known.
    another: it says that it is a further event. several: it counts several. plural: there are several.
    lag: how long before another event it was ("P2M").
    """

    head: int
    first: int
    last: int
    sense: Sense
    when: When | None
    where: list[Mention]
    actor: int | None
    targets: list[int]
    figures: list[Figure]
    definite: bool
    founding: bool
    another: bool
    several: bool
    plural: bool
    lag: str | None

    @property
    def family(self) -> str:
        """What it can be one event with."""
        if self.sense.kind == "blast" and self.plural:
            return "blasts"
        if self.sense.kind == "politics":
            return min(self.sense.pattern[0])
        return _FAMILIES.get(self.sense.kind, self.sense.kind)

    @property
    def is_casualty(self) -> bool:
        """Whether it tells only of the dead or hurt, whatever befell them."""
        return self.sense.kind in ("killing", "occurrence")


@dataclass
class Cluster:
    """Mentions of one event."""

    incidents: list[Incident] = field(default_factory=list)
    family: str = "attack"
    """That of its mentions; deaths alone count as an attack."""
    is_casualty: bool = True
    """Whether they tell only of the dead or hurt."""
    settlements: set[str] = field(default_factory=set)
    when: When | None = None
    """The most precise date of its mentions."""
    is_listed: bool = False
    """Whether it is one of several that were announced together."""
    told_with: When | None = None
    """The date of what its paragraph told of before, for an event without a date."""

    def add(self, reading: Reading, incidents: Iterable[Incident]) -> None:
        """Takes in mentions, with the towns and dates that they name."""
        for incident in incidents:
            self.incidents.append(incident)
            if self.is_casualty and not incident.is_casualty:
                self.family, self.is_casualty = incident.family, False
            self.settlements |= settlements(reading, incident.where)
            mine = incident.when
            if mine and (self.when is None or mine.rank < self.when.rank):
                self.when = mine

    @property
    def lag(self) -> str | None:
        """How long before another event it was, if told."""
        return next((i.lag for i in self.incidents if i.lag), None)

    @property
    def where(self) -> list[Mention]:
        """The places that its mentions name."""
        return [m for i in self.incidents for m in i.where]


def make_cluster(reading: Reading, incident: Incident) -> Cluster:
    """A cluster of one mention."""
    cluster = Cluster()
    cluster.add(reading, [incident])
    return cluster


def merge(reading: Reading, incidents: Iterable[Incident]) -> list[Cluster]:
    """Mentions grouped by event, in the order of their first mention.

    First the mentions of one sentence are joined, then the sentences: what is dated goes to an event of
    the same time, what points back to the event told of last, anything else to the news.
    """
    clusters: list[Cluster] = []
    recent: dict[str, Cluster] = {}
    for group in _by_sentence(reading, incidents):
        families = VIOLENT if group.is_casualty else {group.family}
        same = [c for c in clusters if c.family in families]
        same.sort(key=lambda c: c.family == "battle")  # the dead are those of the attack
        last = recent.get("violence" if group.is_casualty else group.family)
        elsewhere = group.when is None and _is_definite(group) and _is_placed_apart(reading, group)
        if elsewhere:  # "the battle near the border": not the news, whatever is told of it
            cluster = next((c for c in clusters if _share_names(reading, group, c)), None)
        else:
            cluster = _find(reading, group, same, last)
        if cluster is None and group.when is None and group.family == "attack" and _is_definite(group):
            cluster = recent.get("violence")  # "the raid" in which hostages were taken
        if cluster is not None:
            cluster.add(reading, group.incidents)
        elif any(i.founding for i in group.incidents) and not _is_one_of_several(group):
            cluster = group
            cluster.is_listed = _is_listed(reading, group, last)
            before = None if elsewhere else recent.get("violence")
            cluster.told_with = _told_before(reading, group, before)
            clusters.append(cluster)
        if cluster is not None:
            recent[cluster.family] = cluster
            if cluster.family in VIOLENT - {"battle"}:
                recent["violence"] = cluster
    return clusters


def _is_placed_apart(reading: Reading, group: Cluster) -> bool:
    """Whether a group is told to have been near a border or at a distance from a place, and nowhere else."""
    return bool(group.where) and all(
        border_phrase(reading, m) or distance_phrase(reading, m) for m in group.where
    )


def _share_names(reading: Reading, group: Cluster, cluster: Cluster) -> bool:
    """Whether two groups tell of something violent with a named actor or victim in common."""
    if not {group.family, cluster.family} <= VIOLENT:
        return False
    return bool(_names(reading, group) & _names(reading, cluster))


def _names(reading: Reading, group: Cluster) -> set[str]:
    """Named groups and bodies that act or suffer in a group; mercenaries go by this word too."""
    nouns = [n for i in group.incidents for n in (i.actor, *i.targets) if n is not None]
    names = set()
    for noun in nouns:
        if reading.label(noun) in ("GROUP", "ORG"):
            entity = reading.entities[reading.mention[noun].entity_id]
            names.add(entity.entity_id)
            if any(e.kind == "pmc" for e in load_gazetteer().lookup(entity.name)):
                names.add("mercenaries")
        elif reading.tree.lower[noun] == "mercenaries":
            names.add("mercenaries")
    return names


def _is_one_of_several(group: Cluster) -> bool:
    """Whether a group speaks of "the first attack": one of those told of, but not known which."""
    return any(i.another and i.definite and i.when is None for i in group.incidents)


def _told_before(reading: Reading, group: Cluster, before: Cluster | None) -> When | None:
    """The date of what a paragraph told of before a group."""
    if before is None or group.family not in VIOLENT or not _same_paragraph(reading, group, before):
        return None
    return before.when or before.told_with


def _by_sentence(reading: Reading, incidents: Iterable[Incident]) -> list[Cluster]:
    """Groups of mentions of one event within a sentence."""
    groups: list[Cluster] = []
    open_groups: list[Cluster] = []
    sentence = -1
    for incident in incidents:
        if reading.tree.sentence[incident.head] != sentence:
            sentence, open_groups = reading.tree.sentence[incident.head], []
        told = [g for g in open_groups if incident.is_casualty and _tells_of(reading, incident, g)]
        for group in told or reversed(open_groups):
            if told or _can_join(reading, incident, group):
                group.add(reading, [incident])
                break
        else:
            open_groups.append(make_cluster(reading, incident))
            groups.append(open_groups[-1])
    return groups


def _tells_of(reading: Reading, casualty: Incident, group: Cluster) -> bool:
    """Whether deaths hang on a noun for what befell people: "the raid in which 30 people died"."""
    tree, i = reading.tree, casualty.head
    relative = tree.relation[i] == "acl:relcl" and group.family in VIOLENT
    return relative and any(tree.head[i] == other.head for other in group.incidents)


def _can_join(reading: Reading, incident: Incident, group: Cluster) -> bool:
    """Whether two mentions in one sentence can tell of one event."""
    casualty = incident.is_casualty or group.is_casualty
    if group.family != incident.family and not (casualty and {group.family, incident.family} <= VIOLENT):
        return False
    further = incident.another and not incident.definite  # not "..., the second coup in a year"
    if (further and not casualty) or _places_differ(reading, incident.where, group):
        return False
    mine, other = incident.when, group.when
    if mine and other:
        return meet(mine, other)
    if casualty or not is_old(mine or other, reading.published):
        return True
    last = group.incidents[-1]
    undated = incident if other else last
    return not undated.definite or clause(reading, incident.head) == clause(reading, last.head)


def _find(reading: Reading, group: Cluster, same: list[Cluster], recent: Cluster | None) -> Cluster | None:
    """The event that a sentence tells of, if it was told of before."""
    published, where = reading.published, group.where
    definite = _is_definite(group)
    if any(i.another for i in group.incidents):
        return None
    if group.when is not None:
        for cluster in reversed(same):
            same_time = not is_old(group.when, published)
            if cluster.when is not None:
                same_time = meet(group.when, cluster.when)
                same_time = same_time and (definite or is_alike(group.when, cluster.when))
            if same_time and (definite or not _places_differ(reading, where, cluster)):
                return cluster
        undated = recent is not None and (recent.when is None or recent.when.precision == "vague")
        points_back = definite and undated and recent and _same_paragraph(reading, group, recent)
        return recent if points_back else None
    if any(i.several for i in group.incidents) and any(c.when for c in same):
        return None
    if _is_listed(reading, group, recent):
        return None
    if recent is not None and _same_paragraph(reading, group, recent):
        weak = group.is_casualty or not any(i.founding for i in group.incidents)
        points_back = definite or weak or is_old(recent.when, published)
        if points_back and not _places_differ(reading, where, recent):
            return recent
    for cluster in same:
        if definite and group.settlements & cluster.settlements:
            return cluster
    for cluster in same:
        if not is_old(cluster.when, published) and not _places_differ(reading, where, cluster):
            return cluster
    return recent if definite and group.family not in VIOLENT else None


def _is_listed(reading: Reading, group: Cluster, before: Cluster | None) -> bool:
    """Whether a group tells of one of several events just announced: "two raids. In Soumpi, ..."."""
    if before is None or not group.settlements or _is_definite(group):
        return False
    announced = before.is_listed or any(i.several for i in before.incidents)
    return announced and _same_paragraph(reading, group, before)


def _is_definite(group: Cluster) -> bool:
    return any(i.definite and not i.another for i in group.incidents)


def _same_paragraph(reading: Reading, group: Cluster, before: Cluster) -> bool:
    paragraph = reading.tree.paragraph
    return paragraph[group.incidents[0].head] == paragraph[before.incidents[-1].head]


def _places_differ(reading: Reading, where: Iterable[Mention], cluster: Cluster) -> bool:
    """Whether both name a settlement, and none in common."""
    mine = settlements(reading, where)
    return bool(mine and cluster.settlements and not mine & cluster.settlements)
