"""Which mentions tell of one event: by kind, date, place, and whether they point back."""

from __future__ import annotations

from collections.abc import Container, Iterable

from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.events.arguments import clause
from sahel_analysis.events.clusters import VIOLENT, Cluster, Incident, make_cluster
from sahel_analysis.events.intervals import When, is_alike, is_old, meet
from sahel_analysis.events.places import border_phrase, distance_phrase, settlements
from sahel_analysis.events.reading import Reading
from sahel_analysis.events.reality import is_perfect
from sahel_analysis.records import Mention


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
            before = () if elsewhere else (recent.get("violence"), clusters[-1] if clusters else None)
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
    return group.when is None and any(i.another and i.definite for i in group.incidents)


def _told_before(reading: Reading, group: Cluster, before: Iterable[Cluster | None]) -> When | None:
    """The date of what a paragraph told of before a group: of violence for violence, for all what is past."""
    for cluster in before:
        if cluster is None or not _same_paragraph(reading, group, cluster):
            continue
        when = cluster.when or cluster.told_with
        violent = {group.family, cluster.family} <= VIOLENT
        if when is None or (violent and not is_old(when, reading.published)):
            return when
        aside = _is_beside(reading, cluster.incidents[-1].head, group.incidents[0].head)
        lately = is_perfect(reading, clause(reading, group.incidents[0].head))
        if when.earliest and is_old(when, reading.published) and not (aside or lately):
            return when
    return None


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
    if any(_is_means(reading, i, incident) for i in group.incidents):
        return True
    casualty = incident.is_casualty or group.is_casualty
    if {group.family, incident.family} == {"battle", "airstrike"}:  # "killed 20 fighters in an air strike"
        return clause(reading, incident.head) == clause(reading, group.incidents[-1].head)
    if group.family != incident.family and not (casualty and {group.family, incident.family} <= VIOLENT):
        return False
    if _are_foes([incident, *group.incidents]):
        return False
    if any(_is_lagged(reading, *pair) for i in group.incidents for pair in ((i, incident), (incident, i))):
        return False
    if reading.is_a(reading.tree.head[incident.head], "reason"):
        return False
    if any(_is_part(reading, *pair) for i in group.incidents for pair in ((i, incident), (incident, i))):
        return True
    further = incident.another and not incident.definite  # not "..., the second coup in a year"
    if (further and not casualty) or _places_differ(reading, incident.where, group):
        return False
    mine, other = incident.when, group.when
    if mine and other:
        return meet(mine, other)
    if not is_old(mine or other, reading.published):
        return True
    last = group.incidents[-1]
    undated, dated = (incident, last) if other else (last, incident)
    if _is_beside(reading, dated.head, undated.head):
        return False
    at_once = casualty and clause(reading, undated.head) == clause(reading, dated.head)
    return at_once or not undated.definite or dated.definite


def _is_means(reading: Reading, incident: Incident, other: Incident) -> bool:
    """Whether a mention is that by which, or with which, another came about.

    "An air strike hit the market"; "an offensive drove them out of the town"; "stormed the hotel, freeing
    the hostages".
    """
    tree = reading.tree
    drives = tree.relation[incident.head] == "nsubj" and tree.head[incident.head] == other.head
    strikes = drives and incident.family == "airstrike" and other.family == "attack"
    drives = drives and incident.sense.kind == "operation" and other.family in ("dislodge", "retake")
    frees = other.family == "release" and tree.tag[other.head] == "VBG" and incident.family in VIOLENT
    return (
        strikes
        or drives
        or (frees and tree.relation[other.head] == "advcl" and tree.head[other.head] == incident.head)
    )


def _is_part(reading: Reading, noun: Incident, verb: Incident) -> bool:
    """Whether a noun says in what a verb happened: "seized power in the second coup in a year"."""
    tree = reading.tree
    return (
        tree.head[noun.head] == verb.head
        and tree.relation[noun.head] == "obl"
        and tree.case(noun.head) == "in"
    )


_WON = frozenset({"repulse", "siege end"})
"""Kinds of which the dead, if they are counted, are those who attacked."""


def _are_foes(mentions: list[Incident], won: Container[str] = ("repulse",)) -> bool:
    """Whether some mentions tell of those who attacked, others of victims: "12 were hurt; 20 foes fell"."""
    victims = any(m.is_casualty and m.figures and not any(f.attackers for f in m.figures) for m in mentions)
    return victims and any(m.sense.kind in won for m in mentions)


def _is_lagged(reading: Reading, incident: Incident, other: Incident) -> bool:
    """Whether a mention is put some time before or after another."""
    return incident.lag is not None and incident.lag.other in (other.head, clause(reading, other.head))


def _is_beside(reading: Reading, i: int, other: int) -> bool:
    """Whether a word stands in a relative clause that does not hold another."""
    tree = reading.tree
    while tree.head[i] != i and tree.relation[i] != "acl:relcl":
        i = tree.head[i]
    return tree.head[i] != i and not tree.first[i] <= other <= tree.last[i] and tree.head[i] != other


def _find(reading: Reading, group: Cluster, same: list[Cluster], recent: Cluster | None) -> Cluster | None:
    """The event that a sentence tells of, if it was told of before."""
    published, where = reading.published, group.where
    definite = _is_definite(group)
    if any(i.another for i in group.incidents):
        return None
    if group.is_casualty and group.settlements:  # the dead of one town are not those of "two raids"
        same = [c for c in same if not any(i.several for i in c.incidents)]
        recent = next((c for c in same if c is recent), None)
    if group.is_casualty:
        same = [
            c for c in same if c.family != "battle" or not _are_foes([*group.incidents, *c.incidents], _WON)
        ]
        recent = next((c for c in same if c is recent), None)
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
    news = [c for c in same if not is_old(c.when, published)]
    if same and any(i.definite and i.lag and i.lag.is_main for i in group.incidents):
        return next((c for c in news if c.when), same[0])  # "two days before the attack"
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
    for cluster in news:
        if not _places_differ(reading, where, cluster):
            return cluster
    return recent if definite and group.family not in VIOLENT else None


def _is_listed(reading: Reading, group: Cluster, before: Cluster | None) -> bool:
    """Whether a group tells of one of several events just announced: "two raids. In Soumpi, ..."."""
    if before is None or not group.settlements or _is_definite(group):
        return False
    announced = before.is_listed or any(i.several for i in before.incidents)
    return announced and not group.settlements & before.settlements


def _is_definite(group: Cluster) -> bool:
    return any(i.definite and not i.another for i in group.incidents)


def _same_paragraph(reading: Reading, group: Cluster, before: Cluster) -> bool:
    paragraph = reading.tree.paragraph
    return paragraph[group.incidents[0].head] == paragraph[before.incidents[-1].head]


def _places_differ(reading: Reading, where: Iterable[Mention], cluster: Cluster) -> bool:
    """Whether both name a settlement, and none in common."""
    mine = settlements(reading, where)
    return bool(mine and cluster.settlements and not mine & cluster.settlements)
