"""Where: the places that a clause names, and what can be said of them without making them more precise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sahel_analysis.events.arguments import clause, is_apart
from sahel_analysis.events.reading import COUNTRY, PLACES, REGION, SETTLEMENT, SITE, Reading
from sahel_analysis.events.vocabulary import words
from sahel_analysis.records import Mention

_CLAUSES = frozenset({"ccomp", "parataxis", "conj", "advcl", "acl:relcl"})
_CLIMBED = frozenset(
    {"compound", "appos", "conj", "flat", "nmod:poss", "nmod", "obl:unmarked", "nmod:unmarked"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it stands in the table of events; lat and lon only for a place that is itself named."""

    name: str | None
    country: str | None
    lat: float | None
    lon: float | None


def named_places(reading: Reading, trigger: int) -> list[Mention]:
    """Places that the clause of a trigger names as where it happened, the narrowest first."""
    tree = reading.tree
    found: dict[str, Mention] = {}
    beside: dict[str, Mention] = {}  # in a participle's phrase: "civilians digging trenches in Gao"
    if any(tree.tag[c] == "JJS" or reading.is_a(c, "ordinal") for c in tree.children[trigger]):
        return []  # "the deadliest attack in Mali", "the third coup in West Africa"
    verb = clause(reading, trigger)
    aside = is_apart(reading, trigger) or (verb != trigger and reading.is_a(verb, "report"))
    tops = [trigger] if aside else [trigger, verb]
    if tree.relation[verb] == "advcl" and tree.tag[verb] == "VBG" and verb in tops:  # "..., killing six"
        tops.append(tree.head[verb])
    for top in tops:
        for i, aside in _inside(reading, top, trigger):
            mention = reading.mention.get(i)
            if mention is None or mention.label not in PLACES or _is_abroad(reading, mention):
                continue
            if _is_where(reading, i, mention, trigger):
                (beside if aside else found).setdefault(mention.entity_id, mention)
        if tree.relation[top] == "acl:relcl" and any(tree.lower[c] == "where" for c in tree.children[top]):
            for i in range(tree.first[tree.head[top]], top):
                mention = reading.mention.get(i)
                if mention is not None and mention.label in PLACES:
                    found.setdefault(mention.entity_id, mention)
    if not any(reading.place_rank(m) < REGION for m in found.values()):
        found.update(beside)
    return sorted(found.values(), key=lambda m: (reading.place_rank(m), m.start))


def _is_abroad(reading: Reading, mention: Mention) -> bool:
    """Whether words like "the city" would mean a place in another country than the news."""
    country = reading.entities[mention.entity_id].country
    return mention.kind != "name" and country is not None and country != reading.country


def _inside(reading: Reading, top: int, trigger: int) -> Iterator[tuple[int, bool]]:
    """Words under a word, and whether a participle lies between.

    Not beyond another clause, nor under the subject unless that is the trigger.
    """
    tree = reading.tree
    stack = [(top, False)]
    while stack:
        i, aside = stack.pop()
        yield i, aside
        for child in tree.children[i]:
            relation = tree.relation[child]
            participle = relation == "advcl" and tree.tag[child] == "VBG" and tree.case(child) == ""
            if reading.is_verb(child) and relation in _CLAUSES and not participle:
                continue
            if relation == "nsubj" and i == top and not tree.first[child] <= trigger <= tree.last[child]:
                continue
            if child not in reading.dateline:
                stack.append((child, aside or participle or relation == "acl"))


def _is_where(reading: Reading, i: int, mention: Mention, trigger: int) -> bool:
    """Whether a place stands after a preposition of place, or names an object ("Bamako airport")."""
    tree = reading.tree
    while tree.head[i] != i and mention.start <= tree.start[tree.head[i]] < mention.end:
        i = tree.head[i]
    for _ in range(4):
        case = tree.case(i)
        if case == "of":
            i = tree.head[i]
            if i == trigger:  # "the battle of Konna"
                return True
            continue
        if case:
            return case in words("where") and not (
                case == "from" and reading.is_verb(tree.head[i]) and tree.head[i] != trigger
            )
        if tree.relation[i] in ("obj", "nsubj:pass"):
            return True
        if tree.relation[i] not in _CLIMBED:
            return False
        if tree.relation[i] == "nmod:poss" and reading.place_rank(mention) == COUNTRY:
            return False
        i = tree.head[i]
    return False


def distance_phrase(reading: Reading, mention: Mention) -> str | None:
    """The phrase that puts an event at a distance from a place: "60 kilometers from Bamako"."""
    tree = reading.tree
    tokens = reading.tokens(mention.start, mention.end)
    for i in range(tokens[0] - 1, max(tokens[0] - 7, 0), -1):
        if reading.is_a(i, "distance") and tree.sentence[i] == tree.sentence[tokens[0]]:
            first = i - 1
            while first > 0 and first in reading.number and first - 1 in reading.number:
                first -= 1
            return " ".join(tree.text[tree.start[first] : mention.end].split())
        if not (tree.pos[i] in ("ADP", "DET", "ADJ", "NOUN", "ADV", "PROPN") or tree.lower[i] == "-"):
            return None
    return None


def border_phrase(reading: Reading, mention: Mention) -> str | None:
    """The phrase that puts an event near a border: "the border with Niger", "the Algeria border"."""
    tree = reading.tree
    tokens = reading.tokens(mention.start, mention.end)
    i = tree.head[tokens[-1]]
    if not reading.is_a(i, "border"):
        return None
    first = min(tree.first[i], i)
    text = " ".join(tree.text[tree.start[first] : max(tree.end[i], mention.end)].split())
    return text


def choose_place(reading: Reading, where: Iterable[Mention], nearby: int) -> Place:
    """The narrowest of the places named; a country alone is no place, a distance from one has no point."""
    where = list(where)
    exact = [m for m in where if distance_phrase(reading, m) is None and border_phrase(reading, m) is None]
    for mention in sorted(exact, key=lambda m: reading.place_rank(m)):
        entity = reading.entities[mention.entity_id]
        if reading.place_rank(mention) == COUNTRY:
            break
        name = entity.name
        if reading.place_rank(mention) == SITE:  # "Bamako airport" is in Bamako
            name = next((w for w in mention.text.split() if w in reading.towns), name)
        return Place(name, entity.country or country_near(reading, nearby), entity.lat, entity.lon)
    for mention in where:
        phrase = distance_phrase(reading, mention) or border_phrase(reading, mention)
        if phrase:
            inside = reading.entities[exact[0].entity_id].country if exact else None
            if inside is None and distance_phrase(reading, mention):
                inside = reading.entities[mention.entity_id].country
            return Place(phrase, inside or country_near(reading, nearby), None, None)
    for mention in exact:
        return Place(None, reading.entities[mention.entity_id].country, None, None)
    return Place(None, country_near(reading, nearby), None, None)


def country_near(reading: Reading, i: int) -> str | None:
    """Countries that "these countries" beside a word means, else the one that the article speaks of most."""
    tree = reading.tree
    first, last = tree.sentence_span[tree.sentence[i]]
    for k in range(first, last):
        if tree.lower[k] == "countries" and any(
            tree.lower[c] in ("these", "three", "both", "two") for c in tree.children[k]
        ):
            for sentence in range(tree.sentence[i], max(tree.sentence[i] - 4, -1), -1):
                named = _countries(reading, *tree.sentence_span[sentence])
                if len(named) > 1:
                    return "; ".join(named)
    return reading.country


def _countries(reading: Reading, first: int, last: int) -> list[str]:
    found: dict[str, None] = {}
    for i in range(first, last):
        mention = reading.mention.get(i)
        if mention is not None and mention.label == "GPE" and reading.place_rank(mention) == COUNTRY:
            found[reading.entities[mention.entity_id].country or ""] = None
    found.pop("", None)
    return list(found)


def settlements(reading: Reading, where: Iterable[Mention]) -> set[str]:
    """Entities of the towns and villages among places, those that only measure a distance left out."""
    return {
        m.entity_id
        for m in where
        if m.label == "GPE" and reading.place_rank(m) == SETTLEMENT and distance_phrase(reading, m) is None
    }
