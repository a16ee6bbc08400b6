"""The rows of the six tables, as frozen records whose fields are the tables' columns.

Offsets are code points into the article's text, end exclusive. What is not known is None, never 0
or "".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or points to an entity.

    label: PERSON, ORG, GROUP, GPE, LOC, FAC, NORP or EVENT. kind: name, nominal ("the group") or
    pronoun ("he"). rule: which rule or model step found it.
    """

    start: int
    end: int
    text: str
    label: str
    kind: str
    entity_id: str
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that the article names, once.

    wikidata: a Wikidata id where it is certain. affiliation: entity_id or, if the text does not name
    it, nothing. country: ISO 3166 alpha-2. lat, lon: WGS84 degrees. first_start: of its first mention.
    """

    entity_id: str
    name: str
    label: str
    wikidata: str | None
    role: str | None
    affiliation: str | None
    country: str | None
    lat: float | None
    lon: float | None
    n_mentions: int
    first_start: int


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression in the manner of TIMEX3 (Pustejovsky et al. 2003), and the interval it means.

    earliest and latest are inclusive dates; None where the text leaves them open.
    """

    start: int
    end: int
    text: str
    type: str
    value: str | None
    mod: str | None
    earliest: dt.date | None
    latest: dt.date | None
    granularity: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: a source, a cue and a content (a tuple of (start, end) pairs)."""

    attribution_id: str
    source_start: int | None
    source_end: int | None
    source: str | None
    source_entity_id: str | None
    source_kind: str
    anonymous: bool
    cue_start: int
    cue_end: int
    cue: str
    content: tuple[tuple[int, int], ...]
    quote_type: str
    act: str
    stance: str
    parent_id: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: trigger, dates, place, who did what to whom, how many, who says so.

    place: as the article writes it, no country unless power is taken there. lat, lon: of a named place only,
    not of "60 kilometers from Bamako" or "northern Mali". confidence: what share of such rows is right.
    """

    event_id: str
    start: int
    end: int
    trigger: str
    type: str
    date_earliest: dt.date | None
    date_latest: dt.date | None
    date_precision: str | None
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    actor_id: str | None
    actor: str | None
    target: str | None
    killed_min: int | None
    killed_max: int | None
    wounded_min: int | None
    wounded_max: int | None
    detained_min: int | None
    detained_max: int | None
    abducted_min: int | None
    abducted_max: int | None
    attackers_killed_min: int | None
    attackers_killed_max: int | None
    approx: bool
    attribution_id: str | None
    is_background: bool
    chronology_id: str | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people who were killed, wounded, detained, abducted or went missing.

    low, high: None where the text leaves them open ("more than 20"). party: targets (the side attacked, and
    bystanders), attackers or unclear. scope: whole (of its event, as one source tells it), part (to be added
    to others, or a share of a whole), earlier (a count that the text itself calls outdated) or period (the
    toll of a war, a month, a year: of no single event). attribution_id: who gives it.
    """

    figure_id: str
    start: int
    end: int
    text: str
    measure: str
    low: int | None
    high: int | None
    approx: bool
    party: str
    scope: str
    event_id: str | None
    attribution_id: str | None
    rule: str


MEASURES = ("killed", "wounded", "detained", "abducted", "missing")
PARTIES = ("targets", "attackers", "unclear")
SCOPES = ("whole", "part", "earlier", "period")
"""What a figure counts, whose people, and of what it is the number."""
