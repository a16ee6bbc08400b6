"""Who did it, and to whom: the names and nouns of the whole article for which most speaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sahel_analysis.events.clauses import clause, doer, phrase_text
from sahel_analysis.events.coreference import Event
from sahel_analysis.events.factuality import in_headline
from sahel_analysis.events.mentions import LEARNED, EventMention
from sahel_analysis.events.model import Features, among, best
from sahel_analysis.events.view import EventView, once, reached
from sahel_analysis.resources import read_words

LEAST = 0.3
"""The probability that a candidate must have: the row's confidence says how sure it is."""

_REMEMBERED = 20
"""Candidates that are looked at for an event, the nearest ones."""

_REACH = 100
"""Words for people under arms to either side of a mention that are looked at."""

_BESIDE = 2
"""Sentences to either side of a mention in which those are looked at who do something without arms."""

_BACK = 3
"""Sentences before a pronoun in which someone stands whom it may mean."""

_MANY = frozenset({"they", "their"})
_NAMED = frozenset({"GROUP", "ORG", "PERSON"})
_DESCRIBING = frozenset({"compound", "amod"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun that may be who did it: a named group or body, or words for people under arms."""

    token: int
    features: Features


def actor_of(
    view: EventView, event: Event, claims: Sequence[Event], victims: frozenset[int]
) -> tuple[str | None, str | None, float]:
    """Entity and name, or words, of who did it, with the probability that they are right."""
    found = candidates(view, event, claims, victims)
    if not any(m.sense.type in LEARNED for m in event.mentions):  # who reopened a road need not be who fought
        own = {m.actor for m in event.mentions}
        found = [c for c in found if c.token in own]
    chosen, likely = best("actor", [c.features for c in found], LEAST)
    if chosen is None:
        return None, None, 1 - likely
    token = found[chosen].token
    named_claimer = next(
        (c.token for c in found if "claims" in c.features and view.label(c.token) == "GROUP"), None
    )
    if named_claimer is not None and view.label(token) not in _NAMED:
        token = named_claimer  # "militants attacked ...": the group that claims it says who they were
    mention = view.mention.get(token)
    named = mention is not None and mention.label in _NAMED
    return mention.entity_id if mention and named else None, text_of(view, token), likely


def text_of(view: EventView, i: int) -> str:
    """The name, in the fullest form that the article has of it, or the words for who stands at a token."""
    mention = view.mention.get(i)
    if mention is None or mention.label not in _NAMED:
        describes = view.tree.relation[i] in _DESCRIBING  # "a terrorist attack"
        if describes or in_headline(view, i):
            alike = [k for k in view.armed if view.tree.lemma[k] == view.tree.lemma[i]]
            told = (k for k in alike if not in_headline(view, k) and view.tree.relation[k] not in _DESCRIBING)
            i = next(told, i)
        return phrase_text(view, i)
    return max(view.names_of.get(mention.entity_id, ()), key=len, default=mention.text)


def candidates(
    view: EventView, event: Event, claims: Sequence[Event], victims: frozenset[int]
) -> list[Candidate]:
    """Those who may have done it, each where it stands nearest to a mention of the event."""
    own = {m.actor for m in event.mentions if m.actor is not None and _may_act(view, m.actor)}
    claimed = {m.actor for c in claims for m in c.mentions if m.actor is not None and _may_act(view, m.actor)}
    heads = event.heads
    keys_own = {_key(view, i) for i in own}
    keys_claimed = {_key(view, i) for i in claimed}
    near: dict[str, tuple[tuple[bool, int], int, int]] = {}
    near_by = {view.armed[n] for n in reached(view.armed, heads, _REACH)}.union(_active_near(view, heads))
    armed, all_armed = _armed(view)
    counts = armed + Counter(_key(view, i) for i in (own | claimed) - all_armed)
    for i in sorted(near_by | own | claimed):
        if event.family == "arrest" and i not in own and view.attacks(i):
            continue  # those who attacked are arrested, and arrest nobody unless the text says so
        key = _key(view, i)
        head = view.nearest(heads, i)
        distance = abs(view.tree.sentence[head] - view.tree.sentence[i]) * 1000 + abs(head - i)
        rank = (i not in own, distance)
        if key not in near or rank < near[key][0]:
            near[key] = rank, i, head
    ranked = sorted(near.items(), key=lambda n: n[1][0])[:_REMEMBERED]
    targets = {_key(view, t) for m in event.mentions for t in m.targets} | {_key(view, v) for v in victims}
    pronouns = _pronouns(view, event)
    found = []
    for n, (key, (_, i, head)) in enumerate(ranked):
        known = (key in keys_own, key in keys_claimed, key in targets)
        features = _features(view, event.family, i, head, n, *known, counts[key], bool(own))
        features |= _deed(view, event, i, key) | _wording(view, event, i) | _meant(view, pronouns, i, key)
        found.append(Candidate(i, features))
    return found


def _active_near(view: EventView, heads: Sequence[int]) -> Iterator[int]:
    """Those who do something in the sentences around the mentions of an event."""
    told = _active(view)
    around = (range(view.tree.sentence[h] - _BESIDE, view.tree.sentence[h] + _BESIDE + 1) for h in heads)
    for sentence in {s for sentences in around for s in sentences}:
        yield from told.get(sentence, ())


@once
def _active(view: EventView) -> Mapping[int, Sequence[int]]:
    """People and bodies that do something, or by whom it is done, by their sentences; no sources."""
    tree = view.tree
    found: dict[int, list[int]] = defaultdict(list)
    for i, relation in enumerate(tree.relation):
        doing = relation in ("nsubj", "obl:agent") or (relation in ("obl", "nmod") and tree.case(i) == "by")
        people = view.is_a(i, "person", "people") or view.label(i) in ("ORG", "NORP")
        told = i not in view.left_out and tree.start[i] not in view.said_by
        if doing and people and told and _may_act(view, i):
            found[tree.sentence[i]].append(i)
    return found


def _pronouns(view: EventView, event: Event) -> list[int]:
    """Pronouns that stand for who did it: "they opened fire", "its attack"."""
    tree, found = view.tree, []
    for m in event.mentions:
        subject = doer(view, m.head, m.sense.frame)
        owner = None if view.is_verb(m.head) else tree.child(m.head, "nmod:poss")
        found += [k for k in (subject, owner) if k is not None and tree.pos[k] == "PRON"]
    return found


@once
def _armed(view: EventView) -> tuple[Counter[str], frozenset[int]]:
    """How often those under arms are told of, each by its key, and the words for them."""
    return Counter(_key(view, i) for i in view.armed), frozenset(view.armed)


def _may_act(view: EventView, i: int) -> bool:
    """Whether a doer is a noun for those who can act: no pronoun or number, no means."""
    means = view.is_a(i, "weapon", "shots", "projectile") and not view.is_a(i, "attacker")
    return view.tree.pos[i] in ("NOUN", "PROPN", "ADJ") and i not in view.number and not means


def _deed(view: EventView, event: Event, i: int, key: str) -> Features:
    """What the mentions of an event say of someone: the doer of most of them, of the clearest, or one hit."""
    doers = [_key(view, m.actor) for m in event.mentions if m.actor is not None]
    clearest = max(event.mentions, key=lambda m: m.likely)
    names = {f"doer of={among('', doers.count(key) / len(doers), (0, 0.5, 0.99)) if doers else 'none told'}"}
    if clearest.actor is not None and _key(view, clearest.actor) == key:
        names.add("doer of the clearest")
    if any(view.tree.is_under(i, t) for m in event.mentions for t in m.targets):
        names.add("in the phrase of a target")
    return dict.fromkeys(names, 1.0)


def _wording(view: EventView, event: Event, i: int) -> Features:
    """In what words someone is told of: as whose subject, behind what preposition, described how."""
    tree = view.tree
    verb, core = clause(view, i), tree.relation[i].split(":")[0]
    heads = {m.head for m in event.mentions}
    names = {f"case={tree.case(i)}"}
    names.update(f"{core} of {name}" for name in view.classes[tree.head[i]])
    names.update(f"described={name}" for c in tree.children[i] for name in view.classes[c])
    names.update(f"determiner={tree.lower[c]}" for c in tree.children[i] if tree.relation[c] == "det")
    names.update(f"family={event.family}&word={name}" for name in view.classes[i])
    names.add(f"family={event.family}&speaks={tree.start[i] in view.said_by}")
    if verb in heads:
        names.add(f"clause=same&{core}")
    elif tree.head[verb] in heads or clause(view, tree.head[verb]) in heads:
        names.add(f"clause=below&{core}")
    elif any(clause(view, tree.head[h]) == verb for h in heads):
        names.add(f"clause=above&{core}")
    return dict.fromkeys(names, 1.0)


def _meant(view: EventView, pronouns: Sequence[int], i: int, key: str) -> Features:
    """Whether someone is whom a pronoun that stands for the doer may mean: in number, place and part."""
    tree, core = view.tree, view.tree.relation[i].split(":")[0]
    names = set()
    for pronoun in pronouns:
        back, many = tree.sentence[pronoun] - tree.sentence[i], tree.lower[pronoun] in _MANY
        if i < pronoun and back <= _BACK:
            names.add(f"pronoun many={many}&plural={tree.is_plural(i)}&{core}")
            names.add(f"pronoun many={many}&label={view.label(i)}")
            names.add(f"pronoun&{core}&back={back}")
        elif back < 0:
            names.add("pronoun stands before")
        if pronoun in view.mention:
            names.add(f"pronoun resolved&same={view.mention[pronoun].entity_id == key}")
    return dict.fromkeys(names, 1.0)


def _key(view: EventView, i: int) -> str:
    mention = view.mention.get(i)
    return mention.entity_id if mention is not None else view.tree.lemma[i]


def _features(
    view: EventView,
    family: str,
    i: int,
    head: int,
    n: int,
    is_own: bool,
    is_claimer: bool,
    is_target: bool,
    count: int,
    owned: bool,
) -> Features:
    tree = view.tree
    sentences = tree.sentence[i] - tree.sentence[head]
    side = "before" if sentences < 0 else "after" if sentences > 0 else "same"
    label = view.label(i) or "noun"
    kinds = ("attacker", "aircraft", "armed", "military", "person")
    kind = next((name for name in kinds if view.is_a(i, name)), "")
    verb = clause(view, i)
    names = {
        f"own={is_own}&label={label}",
        f"own={is_own}&kind={kind}",
        f"own={is_own}&owned={owned}",
        f"family={family}&{side}&owned={owned}",
        f"family={family}&kind={kind}",
        f"family={family}&label={label}&own={is_own}",
        f"label={label}",
        f"label={label}&owned={owned}",
        f"kind={kind}&owned={owned}",
        f"label={label}&{side}&{among('sentences', abs(sentences), (0, 1, 3))}",
        f"kind={kind}&{side}&{among('sentences', abs(sentences), (0, 1, 3))}",
        f"relation={tree.relation[i]}&same={sentences == 0}",
        f"own={is_own}&relation={tree.relation[i]}",
        f"{side}&{among('sentences', abs(sentences), (0, 1, 2, 4, 8))}",
        among("nearest", n, (0, 1, 2, 4)),
        among("nearest", n, (0, 1, 2)) + f"&owned={owned}",
        among("count", count, (1, 2, 4)),
    }
    flags = {
        "claims": is_claimer,
        "target": is_target,
        "target&own": is_target and is_own,
        "blamed": view.is_a(verb, "blame") or view.is_a(tree.head[i], "blame"),
        "speaks": tree.start[i] in view.said_by,
        "speaks&own": tree.start[i] in view.said_by and is_own,
        "headline": in_headline(view, i),
        "plural": tree.tag[i] in ("NNS", "NNPS"),
        "agent": tree.relation[i] == "obl:agent" or tree.case(i) == "by",
    }
    names.update(name for name, holds in flags.items() if holds)
    return dict.fromkeys(names, 1.0)


def target_of(view: EventView, event: Event, clearest: EventMention, figures: Sequence[int]) -> str | None:
    """To whom or what it was done, as its paragraph or a headline says; else who was killed or hurt."""
    tree = view.tree

    def is_whose(mention: EventMention) -> bool:
        """Whether only a pronoun says whose it is: "the attacks on its website"."""
        parts = (c for i in mention.targets for c in tree.children[i] if tree.relation[c] == "nmod:poss")
        return any(tree.pos[c] == "PRON" for c in parts)

    here = tree.paragraph[clearest.head]
    near = [m for m in event.mentions if tree.paragraph[m.head] == here or in_headline(view, m.head)]
    ordered = sorted(near, key=lambda m: (in_headline(view, m.head), m.is_casualty, is_whose(m), -m.likely))
    for mention in ordered:
        nouns = [i for i in (mention.inside or mention.targets) if tree.pos[i] in ("NOUN", "PROPN")]
        nouns = [i for i in nouns if tree.lower[i] not in read_words("directions")]  # "raids on the north"
        if texts := dict.fromkeys(t for i in nouns if (t := phrase_text(view, i))):
            return "; ".join(texts)
    nouns = [i for i in figures if view.tree.pos[i] in ("NOUN", "PROPN")]
    texts = dict.fromkeys(t for i in nouns if (t := phrase_text(view, i)))
    return "; ".join(list(texts)[:3]) or None
