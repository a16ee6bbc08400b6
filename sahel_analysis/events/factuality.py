"""Whether a verb or noun tells of something that happened, once: not of what may be, is planned or usual."""

from __future__ import annotations

from sahel_analysis.events.clauses import clause
from sahel_analysis.events.view import EventView, once

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


_PRESUPPOSED = frozenset(
    {"assault", "bombing", "killing", "blast", "shelling", "airstrike", "fighting", "siege", "coup"}
)
"""Kinds of which "the ..." tells that it happened; "the withdrawal" may still be only demanded."""


_LASTING = frozenset({"mourning", "emergency", "closure", "blockade", "ban", "claim"})
"""Kinds of which the present tells too: "the road is closed", "the group claims the raid"."""


_DECIDED = _LASTING | {"withdrawal", "politics", "postponement"}
"""Kinds that are done by being decided: "voted to end the mission", "agreed to extend the curfew"."""


@once
def happened(view: EventView, i: int, kind: str = "assault") -> bool:
    """Whether the event of a verb or noun of some kind is told as a fact."""
    if view.tree.lower[max(i - 1, 0)] == "those":  # "those arrested"
        return False
    if view.is_verb(i):
        return not _nobody_did(view, i) and _verb_happened(view, i, kind)
    return _noun_happened(view, i, kind)


def _nobody_did(view: EventView, verb: int) -> bool:
    """Whether the subject is "no group" or "nobody"."""
    tree = view.tree
    for child in tree.children[verb]:
        if tree.relation[child].startswith("nsubj"):
            return view.has_a((child, *tree.children[child]), "negation")
    return False


def is_definite(view: EventView, noun: int) -> bool:
    """Whether a noun points to what is known: "the raid", "Tuesday's attack", "their assault"."""
    tree = view.tree
    if view.is_a(tree.head[noun], "reason") and tree.child(noun, "nmod") is not None:
        return False  # "in revenge for the murder of a chief"
    return any(
        (tree.relation[c] == "det" and tree.lower[c] in _DEFINITE)
        or (tree.relation[c] == "nmod:poss" and (c in view.in_time or tree.pos[c] == "PRON"))
        for c in tree.children[noun]
    )


def is_predicate(view: EventView, noun: int) -> bool:
    """Whether a noun only says what something is: "it was the fourth attack".

    But not "is under siege", nor "it was the raid in March that drove them out".
    """
    tree = view.tree
    if tree.child(noun, "cop") is None or tree.case(noun) == "under":
        return False
    counted = any(view.is_a(c, "another", "ordinal") or tree.tag[c] == "JJS" for c in tree.children[noun])
    subjects = (c for c in tree.children[noun] if tree.relation[c] in ("nsubj", "expl"))
    return counted or not is_definite(view, noun) or not any(tree.lower[c] == "it" for c in subjects)


def is_told_back(view: EventView, i: int) -> bool:
    """Whether a clause tells what someone of its sentence had done before: "men who had bombed a church"."""
    tree, verb = view.tree, clause(view, i)
    had = any(tree.lower[k] == "had" and tree.relation[k] == "aux" for k in tree.children[verb])
    return had and tree.relation[verb] == "acl:relcl"


def is_now(view: EventView, verb: int) -> bool:
    """Whether a clause tells of the time of writing: "nobody can say", "little is certain", "has known"."""
    tree = view.tree
    helpers = [c for c in tree.children[verb] if tree.relation[c].startswith(("aux", "cop"))]
    present = ("VBZ", "VBP", "MD")
    return tree.tag[verb] in present or any(tree.tag[c] in present for c in helpers)


def is_perfect(view: EventView, verb: int) -> bool:
    """Whether a verb is in the present perfect: "has declared", which tells of lately."""
    tree = view.tree
    return any(tree.lower[c] in ("has", "have") for c in tree.children[verb] if tree.relation[c] == "aux")


def in_headline(view: EventView, i: int) -> bool:
    return view.tree.paragraph[i] in view.headline


def is_generic(view: EventView, noun: int) -> bool:
    """Whether a noun stands for many of its kind: a bare plural, "frequent raids", "a wave of attacks"."""
    tree = view.tree
    if is_definite(view, noun):
        return False
    if is_frequent(view, noun):
        return True
    specific = {"det", "nummod", "nmod:poss"}
    return view.tree.is_plural(noun) and not any(
        tree.relation[c] in specific or c in view.in_time for c in tree.children[noun]
    )


def is_frequent(view: EventView, noun: int) -> bool:
    """Whether the words around a noun make many of it: "frequent raids", "a wave of attacks"."""
    tree = view.tree
    return any(
        view.is_a(c, "generic") and tree.relation[c] in ("det", "amod", "advmod", "case")
        for c in tree.children[noun]
    ) or (
        tree.relation[noun] == "nmod" and tree.case(noun) == "of" and view.is_a(tree.head[noun], "collective")
    )


def is_habit(view: EventView, noun: int) -> bool:
    """Whether something is only said to happen often or seldom: "*attacks* in the capital are uncommon"."""
    tree, told = view.tree, view.tree.head[noun]
    is_said = tree.relation[noun] == "nsubj" and tree.child(told, "cop") is not None
    return is_said and view.is_a(told, "generic") and tree.pos[told] == "ADJ"


def _verb_happened(view: EventView, verb: int, kind: str) -> bool:
    tree = view.tree
    lasting = kind in _LASTING
    for _ in range(6):
        children = tree.children[verb]
        own_subject = any(tree.relation[c].startswith("nsubj") for c in children)
        helpers = [
            c for c in children if tree.relation[c] in ("aux", "aux:pass", "cop", "mark", "advmod", "det")
        ]
        if view.has_a(helpers, "negation", "if"):
            return False
        modal = [c for c in helpers if tree.relation[c] == "aux" and view.is_a(c, "modal")]
        if any(kind != "mourning" or tree.lower[c] not in ("will", "would") for c in modal):
            return False
        if any(view.is_a(c, "habit") for c in children if tree.relation[c] == "advmod"):
            return False
        if _is_present(view, verb) and not lasting and not in_headline(view, verb):
            return False
        head, relation = tree.head[verb], tree.relation[verb]
        if head == verb:
            return True
        if relation in ("acl", "ccomp") and not view.is_verb(head) and _heard(view, head):
            return False  # "denied reports that ..."
        infinitive = any(tree.lower[c] == "to" and tree.relation[c] in ("mark", "aux") for c in children)
        if infinitive and any(tree.lower[c] == "have" and tree.relation[c] == "aux" for c in children):
            return not view.is_a(head, "irrealis")  # "claims to have killed"
        if infinitive or (relation in ("xcomp", "ccomp", "acl", "advcl") and _heard(view, verb)):
            real = view.is_a(head, "implicative", *(["resolved"] if kind in _DECIDED else []))
            if not real and (infinitive or (relation == "advcl" and view.is_verb(head))):
                return False
            if view.is_a(head, "irrealis") and not (kind in _DECIDED and view.is_a(head, "resolved")):
                return False
            verb = head
        elif relation == "conj" and view.is_verb(head) and not (own_subject and is_finite(view, verb)):
            verb = head
        elif relation == "ccomp" or relation == "csubj":
            return not view.is_a(head, "irrealis")
        elif (
            relation in ("advcl", "acl", "xcomp")
            and view.is_verb(head)
            and tree.tag[verb] in ("VBG", "VBN")
            and not any(tree.relation[c].startswith("aux") for c in children)
        ):
            verb = head
        else:
            return True
    return True


def is_finite(view: EventView, verb: int) -> bool:
    """Whether a verb is finite by itself: "hit" in "patrols were often shelled, camps hit" is not."""
    tree = view.tree
    if any(tree.relation[c].startswith("aux") for c in tree.children[verb]):
        return True
    shared = tree.relation[verb] == "conj" and tree.child(tree.head[verb], "aux:pass") is not None
    return tree.tag[verb] != "VBN" and not (shared and tree.child(verb, "obj") is None)


def _heard(view: EventView, verb: int) -> bool:
    """Whether a clause hangs on a word under which nothing happened ("fears of an attack")."""
    return view.is_a(view.tree.head[verb], "irrealis")


def _is_present(view: EventView, verb: int) -> bool:
    """Whether a verb tells of habits or of now: "strike across the border", "is now targeting"."""
    tree = view.tree
    if tree.tag[verb] in ("VBZ", "VBP"):
        if tree.tag[verb] == "VBP" and view.is_a(verb, "unchanging"):
            return False
        return tree.tag[verb] == "VBZ" or tree.lemma[verb] == tree.lower[verb]  # "shot" is never present
    if any(tree.relation[c] == "aux:pass" and tree.tag[c] in ("VBZ", "VBP") for c in tree.children[verb]):
        return True  # "is still held"
    helpers = [c for c in tree.children[verb] if tree.relation[c] == "aux"]
    return (
        tree.tag[verb] == "VBG"
        and any(tree.tag[c] in ("VBZ", "VBP") for c in helpers)
        and not any(tree.lower[c] in ("been", "was", "were", "had") for c in helpers)
    )


def _noun_happened(view: EventView, noun: int, kind: str) -> bool:
    tree = view.tree
    children = tree.children[noun]
    if any(view.is_a(c, "negation") for c in children if tree.relation[c] in ("det", "advmod", "cc:preconj")):
        return False
    if tree.relation[noun] == "compound" and not in_headline(view, noun):
        return False
    if kind in _PRESUPPOSED and (is_definite(view, noun) or _is_past(view, noun)):
        return True
    i = noun
    for _ in range(5):
        head = tree.head[i]
        if head == i:
            break
        resolved = kind in _DECIDED and view.is_a(head, "resolved")
        if (
            not resolved
            and view.is_a(head, "irrealis")
            and tree.relation[i]
            in (
                "nmod",
                "obj",
                "obl",
                "conj",
                "appos",
                "compound",
            )
        ):
            return False
        if view.is_a(head, "call") and tree.case(i) == "for":
            return False
        if view.is_verb(head):
            break
        i = head
    verb = clause(view, noun)
    if verb != noun and view.is_verb(verb) and verb not in _reported(view, noun):
        return _verb_happened(view, verb, kind)
    return not (view.tree.is_plural(noun) and _copula_present(view, verb))


def _is_past(view: EventView, noun: int) -> bool:
    """Whether a noun stands behind a word that puts it in the past: "comes four days after an ambush"."""
    tree = view.tree
    return not is_generic(view, noun) and any(
        view.is_a(c, "past") for c in tree.children[noun] if c < noun and tree.relation[c] == "case"
    )


def _reported(view: EventView, noun: int) -> frozenset[int]:
    """Verbs of saying above a noun: "says" in a headline tells of the past."""
    verb = clause(view, noun)
    return frozenset({verb}) if view.is_a(verb, "report") else frozenset()


def _copula_present(view: EventView, i: int) -> bool:
    copula = view.tree.child(i, "cop")
    return copula is not None and view.tree.tag[copula] in ("VBZ", "VBP")


def is_accident(view: EventView, i: int, agent: int | None) -> bool:
    """Whether an accident did what a verb tells: "a bus crash killed", "died when their bus overturned"."""
    tree = view.tree
    if agent is not None and view.is_a(agent, "accident", "disaster"):
        return not view.has_a(tree.children[agent], *_HOSTILE)
    if _is_ailment(view, i):
        return True
    for child in tree.children[i]:
        if tree.relation[child].startswith("obl") and _is_ailment(view, child):
            return True
        if tree.relation[child].startswith("obl") and view.is_a(child, "disaster"):
            return not view.has_a(tree.children[child], *_HOSTILE)
        if tree.relation[child] == "advcl" and view.is_a(child, "overturning"):
            what = tree.child(child, "nsubj", "nsubj:pass")
            return what is not None and view.is_a(what, "accident")
    return False


_HOSTILE = ("aircraft", "firearm")
"""Means that make no accident of a crash or a fire: "rifle fire"."""


def _is_ailment(view: EventView, noun: int) -> bool:
    """Whether a word for an attack is one of illness: "a heart attack"."""
    tree = view.tree
    return any(
        tree.relation[k] in ("compound", "amod") and view.is_a(k, "ailing") for k in tree.children[noun]
    )


def is_rehearsed(view: EventView, i: int, actor: int | None) -> bool:
    """Whether something is only practised: "rehearsed an ambush", "a mock attack", "in a drill"."""
    tree = view.tree
    if any(view.is_a(k, "rehearsal") for k in tree.children[i] if tree.relation[k] in ("compound", "amod")):
        return True
    verb = clause(view, i)
    if view.is_a(verb, "rehearsal") and verb != i:
        return True
    if actor is None or view.attacks(actor):
        return False  # those whom gunmen attack during an exercise are really attacked
    obliques = [k for k in tree.children[verb] if tree.relation[k].startswith("obl")]
    below = [c for k in obliques if tree.lower[k] == "part" for c in tree.children[k]]
    return view.has_a((*obliques, *below), "rehearsal")
