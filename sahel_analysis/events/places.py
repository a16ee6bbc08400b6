"""Where an event was: the place of the whole article for which most speaks, no more precise than the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sahel_analysis.events.clauses import border_phrase, distance_phrase
from sahel_analysis.events.coreference import Event
from sahel_analysis.events.factuality import in_headline
from sahel_analysis.events.mentions import LEARNED
from sahel_analysis.events.model import Features, among, best
from sahel_analysis.events.view import COUNTRY, PLACES, REGION, SETTLEMENT, SITE, EventView, once, reached
from sahel_analysis.records import Mention


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it stands in the table of events; lat and lon only for a place that is itself named."""

    name: str | None
    country: str | None
    lat: float | None
    lon: float | None


def make_place(view: EventView, mention: Mention) -> Place:
    """A place as the table has it: a town rather than its airport; "60 km from" it has no coordinates."""
    entity = view.entities[mention.entity_id]
    if phrase := distance_phrase(view, mention) or border_phrase(view, mention):
        inside = entity.country if distance_phrase(view, mention) else None
        return Place(phrase, inside, None, None)
    name = _name_in_text(view, mention)
    if view.place_rank(mention) == SITE:  # "Bamako airport" is in Bamako
        name = next((w for w in mention.text.split() if w in view.towns), name)
    return Place(name, entity.country, entity.lat, entity.lon)


def _name_in_text(view: EventView, mention: Mention) -> str:
    """The usual name of a place if the article has it, else as the article writes it."""
    name = view.entities[mention.entity_id].name
    return name if name in view.names_of.get(mention.entity_id, ()) else mention.text


_AT_THE_SCENE = frozenset({"closure", "reopening", "sweep", "advisory"})
"""Kinds without gold that, without a place of their own, were where the first event was."""

LEAST = 0.2
"""The probability that a candidate must have, low since nearly every event was somewhere that is told.

Of places with 0.2 to 0.35 about four in ten are right; the row's confidence says how sure it is.
"""

_REMEMBERED = 12
"""Places that are looked at for an event, the nearest ones."""

_REACH = 100
"""Mentions of places to either side of a mention that are looked at: so that time grows with length."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention of a place, with what speaks for an event having been there."""

    mention: Mention
    features: Features


Placed = Mapping[str, Sequence[Event]]
"""The events that happened at each place, as far as their own sentences tell."""


def find_placed(events: Sequence[Event]) -> Placed:
    """The events by the places that their own sentences name."""
    found: dict[str, list[Event]] = {}
    for event in events:
        for place in event.places:
            found.setdefault(place, []).append(event)
    return found


def place_of(view: EventView, event: Event, placed: Placed) -> tuple[Place, float]:
    """The place of an event with the probability that it is right; without a likely one only its country."""
    found = candidates(view, event, placed)
    learned = any(m.sense.type in LEARNED for m in event.mentions)
    if not learned or event.family == "coup":  # an emergency or a coup need not be where the news is
        told = {m.start for mention in event.mentions for m in mention.where}
        found = [c for c in found if c.mention.start in told]
    found = [c for c in found if not _is_of_another(view, event, c)]
    chosen, likely = best("place", [c.features for c in found], LEAST)
    if chosen is None:
        own = _countries_of(view, event)  # "they fled to Chad after 20 had died in Sudan"
        country = next(iter(own)) if len(own) == 1 else country_of(view, event)
        name = None if event.family != "coup" else _name_of_country(view, country)
        return Place(name, country, None, None), 1 - likely
    chosen, likely = _narrowed(view, event, found, chosen, likely)
    mention = found[chosen].mention
    place = make_place(view, mention)
    country = place.country or country_of(view, event, mention)
    return replace(place, country=country), likely


def _is_of_another(view: EventView, event: Event, candidate: Candidate) -> bool:
    """Whether a side of a country is beside the point: the event's own words name another country.

    "Rebels based in eastern Chad killed nine soldiers in Sudan", "a trader from northern Nigeria, in Benin".
    """
    mention = candidate.mention
    country = view.entities[mention.entity_id].country
    if mention.entity_id not in view.areas or country is None:
        return False
    lands = _countries_of(view, event)
    if any(mention in m.where for m in event.mentions):
        return bool(lands - {country}) and "case=from" in candidate.features
    if not lands:
        told = {view.tree.sentence[k] for k in event.heads}
        if view.tree.sentence[view.tokens(mention.start, mention.end)[0]] in told:
            return False
        lands = frozenset().union(*(_countries_told(view).get(sentence, ()) for sentence in told))
    return bool(lands) and country not in lands


def _countries_of(view: EventView, event: Event) -> frozenset[str | None]:
    """The countries that the event's own sentences name as where it was."""
    found = set()
    for mention in (m for told in event.mentions for m in told.where if view.place_rank(m) == COUNTRY):
        if not _is_nationality(view, view.tokens(mention.start, mention.end)[-1], mention):
            found.add(view.entities[mention.entity_id].country)
    return frozenset(found)


@once
def _countries_told(view: EventView) -> dict[int, set[str | None]]:
    """The countries that each sentence names, but for nationalities."""
    found: dict[int, set[str | None]] = {}
    for at, mention in zip(*_lands(view), strict=True):
        if view.place_rank(mention) == COUNTRY:
            country = view.entities[mention.entity_id].country
            found.setdefault(view.tree.sentence[at], set()).add(country)
    return found


def _narrowed(
    view: EventView, event: Event, found: Sequence[Candidate], chosen: int, likely: float
) -> tuple[int, float]:
    """A town rather than the side of its country that the lead names: "in northern Mali ... at Kidal"."""
    area = found[chosen].mention.entity_id
    if area not in view.areas:
        return _town_before(view, found, chosen), likely
    country = view.entities[area].country
    inside = [
        n
        for n, c in enumerate(found)
        if c.mention.entity_id not in view.areas
        and "dateline" not in c.features
        and country in (None, view.entities[c.mention.entity_id].country)
        and (country or area not in event.places or "where another was" not in c.features)
    ]
    n, narrower = best("place", [found[n].features for n in inside], NARROWER)
    return (chosen, likely) if n is None else (inside[n], narrower)


def _town_before(view: EventView, found: Sequence[Candidate], chosen: int) -> int:
    """The town that stands right before the region in which it lies: "in Bama, in Borno state"."""
    region = found[chosen]
    if "narrower beside" not in region.features or view.place_rank(region.mention) != REGION:
        return chosen
    before = [
        n
        for n, c in enumerate(found)
        if 0 < region.mention.start - c.mention.end <= _BESIDE
        and view.place_rank(c.mention) < REGION
        and "case=from" not in c.features
    ]
    return max(before, key=lambda n: found[n].mention.start, default=chosen)


_BESIDE = 20
"""Characters between a town and the region in which it lies: ", in the northern "."""

NARROWER = 0.4
"""The probability that a town must have to be taken rather than the side of a country in which it lies."""


@once
def _spots(view: EventView) -> tuple[list[int], list[Mention]]:
    """The places below a country that an article names, in order, with the last token of each."""
    found = [m for m in view.places if view.place_rank(m) != COUNTRY]
    return [view.tokens(m.start, m.end)[-1] for m in found], found


@once
def _lands(view: EventView) -> tuple[list[int], list[Mention]]:
    """The places of which the country is known, in order, with the last token of each."""
    known = [(view.tokens(m.start, m.end)[-1], m) for m in view.places if view.entities[m.entity_id].country]
    found = [(at, m) for at, m in known if not _is_nationality(view, at, m)]
    return [at for at, _ in found], [m for _, m in found]


@once
def _told_of_countries(view: EventView) -> frozenset[int]:
    """The sentences that name a country."""
    return frozenset(view.tree.sentence[view.tokens(m.start, m.end)[0]] for m in view.countries)


def candidates(view: EventView, event: Event, placed: Placed) -> list[Candidate]:
    """The places below a country that an article names, each with its best mention for an event.

    Best is the mention that the event's own sentences name as where it was, else the nearest.
    """
    own = {m.start for e in event.mentions for m in e.where}
    heads, (ends, spots) = event.heads, _spots(view)
    near: dict[str, tuple[tuple[bool, int], Mention, int]] = {}
    for mention, at in ((spots[n], ends[n]) for n in reached(ends, heads, _REACH)):
        head = view.nearest(heads, at)
        distance = abs(view.tree.sentence[head] - view.tree.sentence[at]) * 1000 + abs(head - at)
        key = (mention.start not in own, distance)
        if mention.entity_id not in near or key < near[mention.entity_id][0]:
            near[mention.entity_id] = key, mention, head
    told = {view.tree.sentence[k] for k in heads}
    country = not told.isdisjoint(_told_of_countries(view))
    beside = country, any(view.countries_meant(k) is not None for k in heads)
    ranked = sorted(near.values(), key=lambda n: n[0])[:_REMEMBERED]
    nearest = [m.entity_id for _, m, _ in ranked]
    elsewhere = {place for place in nearest if any(e is not event for e in placed.get(place, ()))}
    towns = [m.entity_id for _, m, _ in ranked if view.place_rank(m) in (SETTLEMENT, SITE)]
    return [
        Candidate(
            mention,
            _features(view, event, mention, head, mention.start in own, nearest, towns, elsewhere, *beside),
        )
        for _, mention, head in ranked
    ]


def _features(
    view: EventView,
    event: Event,
    mention: Mention,
    head: int,
    is_own: bool,
    nearest: list[str],
    towns: list[str],
    elsewhere: set[str],
    country: bool,
    several: bool,
) -> Features:
    tree = view.tree
    tokens = view.tokens(mention.start, mention.end)
    at, rank = tokens[-1], view.place_rank(mention)
    sentences = tree.sentence[at] - tree.sentence[head]
    side = "before" if sentences < 0 else "after" if sentences > 0 else "same"
    case = _case(view, tokens)
    narrower = _narrower(view, tokens)
    owned = any(m.where for m in event.mentions)
    old = event.when is not None and event.when.precision in ("year", "month")
    names = {
        f"own={is_own}&rank={rank}",
        f"own={is_own}&place in nearest={nearest.index(mention.entity_id)}" if is_own else "",
        f"own={is_own}&others own={owned}",
        f"{side}&{among('sentences', abs(sentences), (0, 1, 2, 4, 8))}",
        f"{side}&{among('sentences', abs(sentences), (0, 1, 2, 4))}&old={old}",
        f"family={event.family}&{side}",
        f"family={event.family}&own={is_own}&others own={owned}",
        f"a country beside={country}&{side}",
        f"a country beside={country}&{side}&others own={owned}",
        f"several countries={several}&{side}",
        f"when={event.when.precision if event.when else 'untold'}&{side}",
        f"rank={rank}",
        f"case={case}",
        f"label={mention.label}",
        among("nearest", nearest.index(mention.entity_id), (0, 1, 2, 4)),
        among("nearest", nearest.index(mention.entity_id), (0, 1, 2)) + f"&owned={owned}",
        among("towns", towns.index(mention.entity_id), (0, 1, 2, 4)) if mention.entity_id in towns else "",
        among("words", abs(at - head), (3, 6, 12, 25)) + f"&{side}",
    }
    flags = {
        "narrower beside": narrower,
        "narrower beside&own": narrower and is_own,
        "where another was": mention.entity_id in elsewhere,
        "where another was&own": mention.entity_id in elsewhere and is_own,
        "dateline": tokens[0] in view.dateline,
        "headline": in_headline(view, at),
        "headline&not owned": in_headline(view, at) and not owned,
        "in a title or name": bool(at + 1 < len(tree.lower) and tree.pos[at + 1] == "PROPN"),
        "owner": at + 1 < len(tree.lower) and tree.lower[at + 1] in ("'s", "’s"),
        "describes": tree.relation[tokens[-1]] in ("compound", "amod") and case == "",
        "same paragraph": tree.paragraph[at] == tree.paragraph[head],
        "same paragraph&not owned": tree.paragraph[at] == tree.paragraph[head] and not owned,
        "distance": distance_phrase(view, mention) is not None,
        "border": border_phrase(view, mention) is not None,
        "source": mention.start in view.said_by,
        "only one": len(nearest) == 1,
        "of treatment": _is_of_treatment(view, tokens),
        "named in the lead": tree.sentence[at] <= 2,
        "named in the lead&not owned": tree.sentence[at] <= 2 and not owned,
    }
    names.update(name for name, holds in flags.items() if holds)
    names.discard("")
    return dict.fromkeys(names, 1.0)


def _case(view: EventView, tokens: range) -> str:
    """The preposition before a place, over articles and what describes it: "in the northern town of Gao"."""
    tree = view.tree
    for i in range(tokens[0] - 1, max(tokens[0] - 7, -1), -1):
        if tree.pos[i] == "ADP" and tree.lower[i] != "of":
            return tree.lower[i] if tree.lower[i] in _CASES else "other"
        if tree.lower[i] != "of" and tree.pos[i] not in ("DET", "ADJ", "NOUN", "PROPN"):
            return ""
    return ""


_CASES = frozenset("in at near from to around outside on for between towards toward of".split())


def _is_of_treatment(view: EventView, tokens: range) -> bool:
    """Whether a place is where the hurt are brought or treated: "a hospital in Kaya", "flown to Bangui"."""
    tree, i = view.tree, tokens[-1]
    above = [i]
    for _ in range(3):
        above.append(tree.head[above[-1]])
    beside = (
        *above[1:],
        *tree.children[i],
        *(c for c in tree.children[above[1]] if tree.case(c) in ("in", "at")),
    )
    return view.has_a((*beside, tokens[-1] + 1), "treating", "hospital")


def _narrower(view: EventView, tokens: range) -> bool:
    """Whether a place stands right before that lies in this one: "in Ansongo, Gao region"."""
    first = tokens[0]
    before = (view.mention.get(k) for k in range(max(first - 5, 0), first))
    return any(m is not None and m.label in PLACES and view.place_rank(m) < REGION for m in before)


def _name_of_country(view: EventView, code: str | None) -> str | None:
    """The name of a country that the article names: power is taken in a whole country."""
    return next((m.text for m in view.countries if view.entities[m.entity_id].country == code), None)


def _is_nationality(view: EventView, at: int, mention: Mention) -> bool:
    """Whether a country only says whose people or bodies are meant: "US soldiers", "a US firm"."""
    tree = view.tree
    if tree.relation[at] not in ("compound", "amod", "nmod") or tree.head[at] <= at or tree.case(at):
        return False
    head = tree.head[at]
    bodies = ("person", "people", "armed", "attacker", "military", "force", "officer", "aircraft", "national")
    return view.place_rank(mention) == COUNTRY and view.is_a(head, *bodies)


def country_of(view: EventView, event: Event, place: Mention | None = None) -> str | None:
    """The country of what the text names nearest to an event, or to its place; never the most frequent one.

    A country goes before a town of the same sentence: "from Gao, in Mali, to Niger".
    """
    tree = view.tree
    heads = [m.head for m in event.mentions]
    if place is not None:
        heads.insert(0, view.tokens(place.start, place.end)[-1])
    for head in heads:
        if (several := view.countries_meant(head)) is not None:
            return several
    ends, named = _lands(view)
    if not named:
        return None

    def distance(at: int, head: int, mention: Mention) -> tuple[int, int, int, int]:
        apart = abs(tree.sentence[at] - tree.sentence[head])
        if apart and mention.start in view.said_by:  # "Uruguay said" tells nothing of the sentence before
            apart += _REACH
        town = int(view.place_rank(mention) != COUNTRY)
        return (apart, town, int(tree.paragraph[at] != tree.paragraph[head]), abs(at - head))

    here = heads if place is None else heads[:1]
    ranked = ((distance(ends[n], h, named[n]), n) for h in here for n in reached(ends, [h], _REACH))
    return view.entities[named[min(ranked)[1]].entity_id].country
