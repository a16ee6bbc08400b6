"""Mentions of events, and clusters of those that tell of one event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sahel_analysis.events.casualties import Figure
from sahel_analysis.events.intervals import When
from sahel_analysis.events.places import settlements
from sahel_analysis.events.reading import Reading
from sahel_analysis.events.relative import Lag
from sahel_analysis.events.vocabulary import Sense
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

VIOLENT = frozenset({"attack", "battle", "airstrike", "abduction", "capture", "retake", "crash"})
"""Families in which people are killed."""

AFTERWARDS = frozenset("arrest advisory mourning emergency ban release politics postponement claim".split())
"""Kinds that follow an attack, some time before publication."""


@dataclass
class Incident:
    """One mention of an event: tokens first to last with what its own sentence says of it.

    definite: it points to what is known. founding: it can tell of an event that is not yet known.
    another: it says that it is a further event. several: it counts several. plural: there are several.
    lag: how long before or after another event it was.
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
    lag: Lag | None

    @property
    def family(self) -> str:
        """What it can be one event with."""
        if self.sense.kind == "blast" and self.plural:
            return "blasts"
        if self.sense.kind in ("politics", "postponement"):
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
    def lags(self) -> list[Lag]:
        """How long before or after other events it was, where told."""
        return [i.lag for i in self.incidents if i.lag and i.founding]

    @property
    def where(self) -> list[Mention]:
        """The places that its mentions name."""
        return [m for i in self.incidents for m in i.where]


def make_cluster(reading: Reading, incident: Incident) -> Cluster:
    """A cluster of one mention."""
    cluster = Cluster()
    cluster.add(reading, [incident])
    return cluster
