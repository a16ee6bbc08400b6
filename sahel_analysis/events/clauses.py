"""Who does what to whom, and where: the arguments of a verb or noun in its clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sahel_analysis.events.view import COUNTRY, PLACES, REGION, SETTLEMENT, EventView, once, words
from sahel_analysis.records import Mention

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_BEFORE_NOUN = frozenset({"compound", "nmod:poss", "amod", "nmod", "nmod:unmarked"})
_IN_PHRASE = frozenset({"compound", "nmod:poss", "amod", "nmod:desc", "flat"})
_AFTER_NOUN = frozenset({"nmod", "flat", "compound", "fixed"})


@once
def clause(view: EventView, i: int) -> int:
    """The verb (or predicate) of the clause that a word stands in; the word itself if it is one."""
    tree = view.tree
    while not view.is_verb(i) and tree.head[i] != i and tree.child(i, "cop") is None:
        i = tree.head[i]
    return i


@once
def is_passive(view: EventView, verb: int) -> bool:
    """Whether a verb is passive: by its auxiliary, else because it has no object."""
    tree = view.tree
    if tree.child(verb, "aux:pass") is not None:
        return True
    if objects(view, verb) or tree.tag[verb] in ("VBD", "VBG", "VBZ", "VBP", "VB"):
        return False
    return tree.child(verb, "nsubj:pass", "obl:agent") is not None or tree.relation[verb] == "acl"


def objects(view: EventView, verb: int) -> list[int]:
    """The objects of an active verb."""
    tree = view.tree
    found = [c for c in tree.children[verb] if tree.relation[c] == "obj" and c not in view.in_time]
    if not found and tree.child(verb, "aux:pass") is None:  # after the verb no subject stands
        after = [c for c in tree.children[verb] if c > verb]
        found = [c for c in after if tree.relation[c] in ("iobj", "nsubj:pass")]
        found = found or [c for c in after if is_between(view, c)]
    return found


def is_between(view: EventView, noun: int) -> bool:
    """Whether a preposition belongs to a number of people: "killed between 30 and 45 people"."""
    tree = view.tree
    first = tree.first[noun]
    bounded = tree.lower[first] in ("between", "from") and first + 1 in view.counts
    counted = bounded and tree.lower[first + 2] in ("and", "to") and first + 3 in view.counts
    return counted and noun not in view.in_time and (noun == first + 3 or view.is_a(noun, "person", "people"))


@once
def subject(view: EventView, verb: int, depth: int = 6) -> int | None:
    """The subject of a verb: of a relative pronoun its antecedent, else that of the verb it depends on."""
    tree = view.tree
    for own in tree.children[verb]:
        if tree.relation[own] in ("nsubj", "nsubj:pass", "csubj") and own not in view.dateline:
            if tree.lower[own] in _RELATIVE and tree.relation[verb] == "acl:relcl":
                return tree.head[verb]
            return own
    head, relation = tree.head[verb], tree.relation[verb]
    if head == verb or depth == 0:
        return None
    if relation in ("acl", "acl:relcl"):
        return head
    if relation == "xcomp":
        return tree.child(head, "obj", "iobj") or subject(view, head, depth - 1)
    if relation in ("conj", "advcl") and view.is_verb(head):
        return subject(view, head, depth - 1)
    return None


def oblique(view: EventView, i: int, prepositions: frozenset[str]) -> list[int]:
    """Nouns that a preposition joins to a word."""
    tree = view.tree
    return [
        c
        for c in tree.children[i]
        if tree.relation[c].startswith(("obl", "nmod"))
        and tree.case(c) in prepositions
        and c not in view.in_time
    ]


@once
def doer(view: EventView, i: int, frame: str) -> int | None:
    """The noun for who does what a verb or noun tells."""
    tree = view.tree
    if frame in ("occur", "undergo"):
        return tree.child(i, "obl:agent")
    if view.is_verb(i):
        return tree.child(i, "obl:agent") if is_passive(view, i) else subject(view, i)
    for child in tree.children[i]:
        if tree.relation[child] in ("nmod", "obl", "obl:agent") and tree.case(child) == "by":
            return child
        if tree.relation[child] == "acl":
            if (agent := tree.child(child, "obl:agent")) is not None:
                return agent
            if view.is_a(child, "blame"):
                return next(iter(oblique(view, child, frozenset({"on", "to"}))), None)
    for child in tree.children[i]:
        armed = view.label(child) in ("GROUP", "ORG") or view.is_a(child, "armed")
        if armed and child < i and tree.relation[child] in _BEFORE_NOUN and child not in view.in_time:
            return child
    head = tree.head[i]
    if view.is_a(head, "light") and tree.relation[i] == "obj":
        return subject(view, head)
    if view.is_verb(head) and tree.relation[i] == "obl" and tree.case(i) == "with":
        return subject(view, head)  # "hit back with drone strikes"
    if view.is_a(head, "light") and tree.relation[i] == "nsubj:pass":
        return tree.child(head, "obl:agent")
    return None


@once
def sufferers(view: EventView, i: int, frame: str, own: tuple[int, ...] = ()) -> tuple[int, ...]:
    """The nouns for whom or what it is done to, joined ones too.

    `own`: the words of the trigger, whose own nouns suffer nothing ("opened fire on a bus").
    """
    tree = view.tree
    found: list[int] = []
    if view.is_verb(i):
        if frame == "undergo" or is_passive(view, i):
            found = [s for s in (subject(view, i),) if s is not None]
        else:
            found = objects(view, i)
        means = view.is_a(i, "propelling") and view.has_a(found, "weapon", "projectile")
        found = _aims(view, i) if means else [k for k in found if k not in own]
        if not found and frame != "undergo":
            found = oblique(view, i, words("on"))
            found = found or [k for word in own[1:] for k in oblique(view, word, _TOWARDS)]
            found = found or (oblique(view, i, _TOWARDS) if len(own) > 1 else [])
    elif frame != "occur":
        found = oblique(view, i, words("on")) or oblique(view, i, frozenset({"of"}))
        for child in tree.children[i]:
            if not found and tree.relation[child].startswith("acl") and not view.is_a(child, "blame"):
                found = oblique(view, child, words("on")) or objects(view, child)
        if not found and tree.head[i] != i and view.is_a(tree.head[i], "light"):
            found = oblique(view, tree.head[i], _AIMED)
        if not found and tree.relation[i] == "nsubj" and view.is_a(tree.head[i], "hitting"):
            found = objects(view, tree.head[i])  # "a rocket attack hit a clinic"
    return tuple(x for noun in found for x in (noun, *joined(view, noun)))


_AIMED = frozenset({"on", "against", "at"})
_TOWARDS = frozenset({"to", "at", "upon"})


def _aims(view: EventView, verb: int) -> list[int]:
    """At what means are aimed: "rammed a van into the court", "rockets were fired at the camp"."""
    tree = view.tree
    prepositions = words("on") | _TOWARDS | frozenset({"onto"})
    after = range(verb + 1, min(tree.last[verb] + 1, verb + _AIMING))
    aims = (k for k in after if tree.relation[k] in ("obl", "nmod") and tree.case(k) in prepositions)
    return [k for k in aims if k not in view.in_time][:1]


_AIMING = 14
"""Words within which the aim stands behind a verb."""


def joined(view: EventView, noun: int) -> list[int]:
    """Nouns joined to a noun by "and" or a comma."""
    tree = view.tree
    return [c for c in tree.children[noun] if tree.relation[c] == "conj"]


_LIST = 10
"""Members that a list of people may have."""


@once
def first_joined(view: EventView, i: int) -> int:
    """The first word of the list that a word stands in: soldiers for "15 soldiers and 3 civilians"."""
    tree = view.tree
    for _ in range(_LIST):
        again = repeated(view, i)
        told = None if again is None else tree.child(again, "nsubj:pass", "nsubj")
        if told is not None and told != i:
            i = told  # "a cook was killed, as were five porters"
        elif tree.relation[i] == "conj":
            i = tree.head[i]
        elif (mate := _mate(view, i)) is not None:
            i = mate
        elif tree.relation[i] == "obl" and is_alongside(view, i):
            verb = tree.head[i]
            told = tree.child(verb, "obj") or tree.child(verb, "nsubj:pass", "nsubj")
            if told is None or told == i:
                break
            i = told  # "a teacher was shot along with two pupils"
        else:
            break
    return i


def is_alongside(view: EventView, i: int) -> bool:
    """Whether a word joins those who met the same fate: "along with two pupils", "alongside them"."""
    tree = view.tree
    cases = [k for k in tree.children[i] if k < i and tree.relation[k] == "case"]
    return any(
        view.is_a(k, "alongside") or (k and tree.lower[k] == "with" and view.is_a(k - 1, "alongside"))
        for k in cases
    )


def _mate(view: EventView, i: int) -> int | None:
    """What "and" joins a noun to where the tree has both under one word: "a cook and his boy died"."""
    tree = view.tree
    if tree.pos[i] not in ("NOUN", "PROPN") or not any(
        k < i and tree.relation[k] == "cc" for k in tree.children[i]
    ):
        return None
    same = [k for k in tree.children[tree.head[i]] if k < i and tree.relation[k] == tree.relation[i]]
    return same[-1] if same and same[-1] != i else None


def repeated(view: EventView, i: int) -> int | None:
    """The verb that tells what befell others too: "was killed, as were five porters", "so did two"."""
    tree = view.tree
    top = i if tree.child(i, "cop") is not None else tree.head[i]
    if tree.relation[top] not in ("advcl", "parataxis") or not (top == i or tree.lower[top] in _REPEATING):
        return None
    marked = any(tree.lower[k] in ("as", "so") for k in tree.children[top] if tree.relation[k] in _MARKS)
    return tree.head[top] if marked else None


_REPEATING = frozenset({"did", "do", "does", "was", "were"})
_MARKS = frozenset({"mark", "advmod"})


def around(view: EventView, i: int) -> Iterator[int]:
    """Words that stand in the phrases beside a trigger: what it is done by, to and with."""
    tree = view.tree
    for child in tree.children[i]:
        yield child
        yield from tree.children[child]
    if not view.is_verb(i) or tree.relation[i] in ("acl", "acl:relcl", "xcomp", "advcl", "conj"):
        yield tree.head[i]
        yield from tree.children[tree.head[i]]


def is_apart(view: EventView, i: int) -> bool:
    """Whether a phrase or clause begins with a word that gives it a time of its own ("after the raid")."""
    tree = view.tree
    return any(
        view.is_a(c, "after") for c in tree.children[i] if c < i and tree.relation[c] in ("case", "mark")
    )


def phrase_text(view: EventView, noun: int) -> str:
    """A noun with what describes it, without articles and numbers."""
    tree = view.tree
    first, last = noun, noun
    for child in tree.children[noun]:
        whole = range(child, min(tree.last[child], child + 8) + 1)
        if child in view.dateline or child in view.number or any(k in view.in_time for k in whole):
            continue
        if child < noun and tree.relation[child] in _IN_PHRASE:
            first = min(first, tree.first[child])
        elif child > noun and tree.relation[child] in _AFTER_NOUN and tree.last[child] - noun < 8:
            if any(view.is_verb(k) for k in range(noun + 1, child)):
                continue  # "REBELS TAKE TOWN FROM ARMY"
            last = max(last, tree.last[child])
    while first < noun and (not tree.is_word(first) or tree.pos[first] in ("DET", "ADP", "NUM")):
        first += 1
    while last > noun and not tree.is_word(last):
        last -= 1
    return " ".join(tree.text[tree.start[first] : tree.end[last]].split())


_CLAUSES = frozenset({"ccomp", "parataxis", "conj", "advcl", "acl:relcl"})


_CLIMBED = frozenset(
    {"compound", "appos", "conj", "flat", "nmod:poss", "nmod", "obl:unmarked", "nmod:unmarked"}
)


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


def settlements(view: EventView, where: Iterable[Mention]) -> set[str]:
    """Entities of the towns and villages among places, those that only measure a distance left out."""
    return {
        m.entity_id
        for m in where
        if m.label == "GPE" and view.place_rank(m) == SETTLEMENT and distance_phrase(view, m) is None
    }
