"""Who did it to whom: the arguments of a verb or noun."""

from __future__ import annotations

from collections.abc import Iterator

from sahel_analysis.events.lexicon import words
from sahel_analysis.events.view import EventView

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_BEFORE_NOUN = frozenset({"compound", "nmod:poss", "amod", "nmod", "nmod:unmarked"})
_IN_PHRASE = frozenset({"compound", "nmod:poss", "amod", "nmod:desc", "flat"})
_AFTER_NOUN = frozenset({"nmod", "flat", "compound", "fixed"})


def clause(view: EventView, i: int) -> int:
    """The verb (or predicate) of the clause that a word stands in; the word itself if it is one."""
    tree = view.tree
    while not view.is_verb(i) and tree.head[i] != i and tree.child(i, "cop") is None:
        i = tree.head[i]
    return i


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
        found = [c for c in tree.children[verb] if tree.relation[c] in ("iobj", "nsubj:pass") and c > verb]
    return found


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
            if tree.lower[child] == "blamed":
                return next(iter(oblique(view, child, frozenset({"on"}))), None)
    for child in tree.children[i]:
        armed = view.label(child) in ("GROUP", "ORG") or view.is_a(child, "armed")
        if armed and child < i and tree.relation[child] in _BEFORE_NOUN and child not in view.in_time:
            return child
    head = tree.head[i]
    if view.is_a(head, "light") and tree.relation[i] == "obj":
        return subject(view, head)
    if view.is_a(head, "light") and tree.relation[i] == "nsubj:pass":
        return tree.child(head, "obl:agent")
    return None


def sufferers(view: EventView, i: int, frame: str) -> list[int]:
    """The nouns for whom or what it is done to, joined ones too."""
    tree = view.tree
    found: list[int] = []
    if view.is_verb(i):
        if frame == "undergo" or is_passive(view, i):
            found = [s for s in (subject(view, i),) if s is not None]
        else:
            found = objects(view, i) or oblique(view, i, words("on"))
    elif frame != "occur":
        found = oblique(view, i, words("on")) or oblique(view, i, frozenset({"of"}))
        for child in tree.children[i]:
            if not found and tree.relation[child].startswith("acl"):
                found = oblique(view, child, words("on")) or objects(view, child)
        if not found and tree.head[i] != i and view.is_a(tree.head[i], "light"):
            found = oblique(view, tree.head[i], frozenset({"on", "against", "at"}))
    return [x for noun in found for x in (noun, *joined(view, noun))]


def joined(view: EventView, noun: int) -> list[int]:
    """Nouns joined to a noun by "and" or a comma."""
    tree = view.tree
    return [c for c in tree.children[noun] if tree.relation[c] == "conj"]


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
        if child in view.dateline or any(k in view.in_time for k in whole):
            continue
        if child < noun and tree.relation[child] in _IN_PHRASE:
            first = min(first, tree.first[child])
        elif child > noun and tree.relation[child] in _AFTER_NOUN and tree.last[child] - noun < 8:
            last = max(last, tree.last[child])
    while first < noun and (not tree.is_word(first) or tree.pos[first] in ("DET", "ADP", "NUM")):
        first += 1
    while last > noun and not tree.is_word(last):
        last -= 1
    return " ".join(tree.text[tree.start[first] : tree.end[last]].split())
