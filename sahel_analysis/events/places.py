"""Where: the places that a clause names, and what can be said of them without making them more precise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sahel_analysis.events.clauses import clause, is_apart
from sahel_analysis.events.lexicon import words
from sahel_analysis.events.view import COUNTRY, PLACES, REGION, SETTLEMENT, SITE, EventView
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


def named_places(view: EventView, trigger: int) -> list[Mention]:
    """Places that the clause of a trigger names as where it happened, the narrowest first."""
    tree = view.tree
    found: dict[str, Mention] = {}
    beside: dict[str, Mention] = {}  # in a participle's phrase: "civilians digging trenches in Gao"
    if any(tree.tag[c] == "JJS" or view.is_a(c, "ordinal") for c in tree.children[trigger]):
        return []  # "the deadliest attack in Mali", "the third coup in West Africa"
    verb = clause(view, trigger)
    aside = is_apart(view, trigger) or (verb != trigger and view.is_a(verb, "report"))
    tops = [trigger] if aside else [trigger, verb]
    if tree.relation[verb] == "advcl" and tree.tag[verb] == "VBG" and verb in tops:  # "..., killing six"
        tops.append(tree.head[verb])
    for top in tops:
        for i, aside in _inside(view, top, trigger):
            mention = view.mention.get(i)
            if mention is None or mention.label not in PLACES or _is_abroad(view, mention):
                continue
            if _is_where(view, i, mention, trigger):
                (beside if aside else found).setdefault(mention.entity_id, mention)
        if tree.relation[top] == "acl:relcl" and any(tree.lower[c] == "where" for c in tree.children[top]):
            for i in range(tree.first[tree.head[top]], top):
                mention = view.mention.get(i)
                if mention is not None and mention.label in PLACES:
                    found.setdefault(mention.entity_id, mention)
    if not any(view.place_rank(m) < REGION for m in found.values()):
        found.update(beside)
    return sorted(found.values(), key=lambda m: (view.place_rank(m), m.start))


def _is_abroad(view: EventView, mention: Mention) -> bool:
    """Whether words like "the city" would mean a place in another country than the news."""
    country = view.entities[mention.entity_id].country
    return mention.kind != "name" and country is not None and country not in view.countries_named


def _inside(view: EventView, top: int, trigger: int) -> Iterator[tuple[int, bool]]:
    """Words under a word, and whether a participle lies between.

    Not beyond another clause, nor under the subject unless that is the trigger.
    """
    tree = view.tree
    stack = [(top, False)]
    while stack:
        i, aside = stack.pop()
        yield i, aside
        for child in tree.children[i]:
            relation = tree.relation[child]
            participle = relation == "advcl" and tree.tag[child] == "VBG" and tree.case(child) == ""
            if view.is_verb(child) and relation in _CLAUSES and not participle:
                continue
            if relation == "nsubj" and i == top and not tree.first[child] <= trigger <= tree.last[child]:
                continue
            if child not in view.dateline:
                stack.append((child, aside or participle or relation == "acl"))


def _is_where(view: EventView, i: int, mention: Mention, trigger: int) -> bool:
    """Whether a place stands after a preposition of place, or names an object ("Bamako airport")."""
    tree = view.tree
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
                case == "from" and view.is_verb(tree.head[i]) and tree.head[i] != trigger
            )
        if tree.relation[i] in ("obj", "nsubj:pass"):
            return True
        if tree.relation[i] not in _CLIMBED:
            return False
        if tree.relation[i] == "nmod:poss" and view.place_rank(mention) == COUNTRY:
            return False
        i = tree.head[i]
    return False


def distance_phrase(view: EventView, mention: Mention) -> str | None:
    """The phrase that puts an event at a distance from a place: "60 kilometers from Bamako"."""
    tree = view.tree
    tokens = view.tokens(mention.start, mention.end)
    for i in range(tokens[0] - 1, max(tokens[0] - 7, 0), -1):
        if view.is_a(i, "distance") and tree.sentence[i] == tree.sentence[tokens[0]]:
            first = i - 1
            while first > 0 and first in view.number and first - 1 in view.number:
                first -= 1
            return " ".join(tree.text[tree.start[first] : mention.end].split())
        if not (tree.pos[i] in ("ADP", "DET", "ADJ", "NOUN", "ADV", "PROPN") or tree.lower[i] == "-"):
            return None
    return None


def border_phrase(view: EventView, mention: Mention) -> str | None:
    """The phrase that puts an event near a border: "the border with Niger", "the Algeria border"."""
    tree = view.tree
    tokens = view.tokens(mention.start, mention.end)
    i = tree.head[tokens[-1]]
    if not view.is_a(i, "border"):
        return None
    first = min(tree.first[i], i)
    text = " ".join(tree.text[tree.start[first] : max(tree.end[i], mention.end)].split())
    return text


def make_place(view: EventView, mention: Mention) -> Place:
    """A place as the table has it: a town rather than its airport; "60 km from" it has no coordinates."""
    entity = view.entities[mention.entity_id]
    if phrase := distance_phrase(view, mention) or border_phrase(view, mention):
        inside = entity.country if distance_phrase(view, mention) else None
        return Place(phrase, inside, None, None)
    name = entity.name
    if view.place_rank(mention) == SITE:  # "Bamako airport" is in Bamako
        name = next((w for w in mention.text.split() if w in view.towns), name)
    return Place(name, entity.country, entity.lat, entity.lon)


def settlements(view: EventView, where: Iterable[Mention]) -> set[str]:
    """Entities of the towns and villages among places, those that only measure a distance left out."""
    return {
        m.entity_id
        for m in where
        if m.label == "GPE" and view.place_rank(m) == SETTLEMENT and distance_phrase(view, m) is None
    }
