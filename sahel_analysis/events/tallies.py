"""Numbers that a count gives, and which of them others replace: "the toll rose to 47", "witnesses say 40"."""

from __future__ import annotations

from sahel_analysis.events.clauses import first_joined
from sahel_analysis.events.counts import Count
from sahel_analysis.events.outcomes import use
from sahel_analysis.events.view import EventView

_BESIDE = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "csubj", "amod"})


def find_tally(view: EventView, count: Count) -> tuple[str, int, str] | None:
    """The kind of a count, the word that names it, and its role: "the *toll* rose to 47".

    A toll that a source gives is an estimate; one that has risen is raised.
    """
    tree = view.tree
    if not _may_be_people(view, count):
        return None
    if near := _tallied_before(view, count.first):
        if any(view.is_a(k, "former") for k in tree.children[near[1]]):
            return *near, "former"  # "the previous toll was seven"
        if _is_revised(view, near[1]):
            return *near, "raised"
        return *near, "toll" if view.is_a(near[1] + 1, "tally") else "estimate"
    if told := _tallied_by_order(view, count):
        return told
    i = count.noun
    for _ in range(4):
        head, relation = tree.head[i], tree.relation[i]
        verb = i if tree.child(i, "cop") is not None or head == i else head
        if verb == head and relation == "nsubj":  # "a worker put the toll at 12"
            return None
        if relation in ("nmod", "appos") and (kind := _tallied(view, head)):
            if any(view.is_a(k, "former") for k in tree.children[head]):
                return kind, head, "former"
            if _is_revised(view, head) or _role(view, tree.head[head]) == "raised":
                return kind, head, "raised"
            return kind, head, "estimate" if tree.relation[head] == "obj" else "toll"
        if verb == i or view.is_a(verb, "tally"):
            counts = sorted(tree.children[verb], key=lambda k: not view.is_a(k, "tally noun"))
            for k in counts:
                if k != i and tree.relation[k] in _BESIDE and (kind := _tallied(view, k)):
                    if any(view.is_a(c, "former") for c in tree.children[k]):
                        return kind, k, "former"
                    role = "raised" if _is_revised(view, k) else _role(view, verb)
                    return kind, k, "toll" if role == "estimate" and tree.relation[k] != "obj" else role
        if view.is_verb(head) or head == i:
            return None
        i = head
    return None


def _tallied_by_order(view: EventView, count: Count) -> tuple[str, int, str] | None:
    """The same by the words before a number: "pushing the number of those killed in the blasts to 77"."""
    lower, first = view.tree.lower, count.first
    start = max(view.tree.sentence_span[view.tree.sentence[first]][0], first - _FAR)
    if lower[first - 1] not in ("to", "at"):
        return None
    for verb in range(first - 2, start - 1, -1):
        if view.is_a(verb, "revised", "tally"):
            for noun in (*range(verb + 1, first - 1), *range(verb - 1, start - 1, -1)):
                if view.is_a(noun, "tally noun") and (kind := _tallied(view, noun)):
                    return kind, noun, "raised" if view.is_a(verb, "revised") else "estimate"
    return None


_FAR = 30
"""Words before a number in which its count is looked for."""


def _tallied_before(view: EventView, first: int) -> tuple[str, int] | None:
    """What stands before a number, where the tree does not tell: "the dead numbered", "the wounded at"."""
    noun = first - 2
    if noun < 0 or not (view.is_a(first - 1, "tally") or view.tree.lower[first - 1] == "at"):
        return None
    kind = _tallied(view, noun)
    return (kind, noun) if kind else None


def _may_be_people(view: EventView, count: Count) -> bool:
    return count.noun == count.last or view.is_a(count.noun, "person", "people", "attacker")


def _tallied(view: EventView, noun: int) -> str:
    """What a noun counts: by itself ("the death toll", "fatalities"), or by what it is a count of."""
    tree = view.tree
    if view.is_a(noun, "tally noun"):
        for k in range(tree.first[noun], min(tree.last[noun], noun + 8) + 1):
            if k != noun and (kind := use(view, k, "toll", "noun", "object", "state", "subject")):
                return kind
    if kind := use(view, noun, "toll"):
        return kind
    return use(view, noun, "noun", "state") if tree.tag[noun] != "VBG" else ""


def estimate_role(view: EventView, count: Count) -> str:
    """The role of a number that is all that a source says, else "": "witnesses say 40", "it stands at 22"."""
    tree = view.tree
    if not _may_be_people(view, count) or tree.lower[count.first] == "one":
        return ""
    i = count.noun
    for _ in range(3):
        head, relation = tree.head[i], tree.relation[i]
        if relation == "nsubj" and tree.child(i, "cop") is None:  # "two said that ..." are speakers
            return "estimate" if tree.lower[count.noun + 1 : count.noun + 2] == [","] else ""
        subject = tree.child(i, "nsubj")
        if subject is not None and view.is_a(subject, "tally noun"):
            return "estimate"
        if head == i:
            return "estimate" if subject is None else ""
        if view.is_a(head, "estimate"):
            return "estimate"
        if view.is_verb(head):
            it = any(tree.relation[k] == "nsubj" and tree.lower[k] == "it" for k in tree.children[head])
            counts = view.is_a(head, "tally") and (it or may_be(view, count.noun))
            return _role(view, head) if counts else ""
        i = head
    return ""


def _role(view: EventView, verb: int) -> str:
    """Whether a count replaces others: it has risen to a figure, or now stands at it."""
    tree = view.tree
    now = any(tree.lower[k] == "now" for k in tree.children[verb])
    return "raised" if now or view.is_a(verb, "revised") else "estimate"


def _is_revised(view: EventView, noun: int) -> bool:
    """Whether a count is told to replace an earlier one: "the revised toll", "a new toll"."""
    return any(view.is_a(k, "revised") for k in view.tree.children[noun])


def is_former(view: EventView, count: Count) -> bool:
    """Whether a source gave a figure at first: "it had earlier spoken of 31", "an initial report said 12"."""
    tree = view.tree
    i = count.noun
    if tree.relation[i] == "nmod" and view.is_a(tree.head[i], "tally noun"):  # "the earlier figure of 25"
        beside = tree.children[tree.head[i]]  # "a provisional toll" is one that another source gives
        known = any(tree.relation[k] in ("det", "nmod:poss") and tree.lower[k] != "a" for k in beside)
        return known and any(view.is_a(k, "former") for k in beside)
    if {"then", "later", "now"} & set(tree.lower[max(count.first - 2, 0) : count.first]):
        return False
    if _is_first(view, count) or (is_given(view, count) and _opens_before(view, count)):
        return True
    for _ in range(5):
        i = tree.head[i]
        source = tree.child(i, "nsubj", "nsubj:pass")
        if source is not None and view.is_a(i, "report", "estimate", "tally"):
            if any(view.is_a(k, "former") for k in tree.children[source]):
                return True
            said = ("at first", "former") if tree.pos[source] == "PRON" else ("at first",)
            return any(view.is_a(k, *said) for k in tree.children[i] if source < k < i)
        if view.is_verb(i) and tree.relation[i] != "ccomp":
            break
    return False


def _opens_before(view: EventView, count: Count) -> bool:
    """Whether a sentence says at its beginning that it tells of before: "Before that, officials spoke of"."""
    tree = view.tree
    start, end = tree.sentence_span[tree.sentence[count.first]]
    opening = tuple(tree.lower[start : min(start + 2, end)])
    if opening[:1] == ("initially",):
        return True
    if opening != ("before", "that") and opening[:1] not in (("earlier",), ("previously",)):
        return False
    told = {view.mention[k].entity_id for k in range(count.last + 1, end) if k in view.mention}
    inside = {m.entity_id for m in view.places if tree.start[start] <= m.start < tree.end[end - 1]}
    beyond = {m.entity_id for m in view.places if not tree.start[start] <= m.start < tree.end[end - 1]}
    return not (told & inside) - beyond  # "earlier, the army reported nine killed in Gao" is another event


def _is_first(view: EventView, count: Count) -> bool:
    """Whether a later number replaces one: "eleven at first, then 13", "had spoken of six, then of eight"."""
    tree, end = view.tree, view.tree.sentence_span[view.tree.sentence[count.last]][1]
    ends = range(count.last + 1, min(count.last + _NEXT, end))
    between = range(count.last + 1, next((k for k in ends if k in view.number), count.last + 1))
    ahead = count.first - 2 if tree.lower[count.first - 1] == "of" else count.first - 1
    if not any(tree.pos[k] == "ADV" and view.is_a(k, "at first") for k in (*between, ahead)):
        return is_given(view, count) and any(tree.lower[k] in ("then", "later") for k in between)
    return is_given(view, count) or not any(view.is_verb(k) for k in between)


_NEXT = 16
"""Words within which a number is replaced."""


def is_given(view: EventView, count: Count) -> bool:
    """Whether a source gives a figure of its own: "residents spoke of 30 dead"."""
    tree = view.tree
    i = first_joined(view, count.noun)
    if tree.relation[i] in ("nummod", "amod"):
        i = tree.head[i]
    verb = tree.head[i]
    bare = tree.tag[verb] == "VBN" and tree.child(verb, "aux", "aux:pass") is None
    if i < verb and bare and tree.child(verb, "obj") in (None, i):
        i = verb  # "reported 23 soldiers killed"
    return tree.relation[i] in ("obj", "obl", "ccomp") and view.is_a(tree.head[i], "estimate")


def may_be(view: EventView, i: int) -> bool:
    """Whether a figure is what a count may still come to: "the toll could reach 60"."""
    tree = view.tree
    for _ in range(6):
        if view.is_verb(i) or tree.child(i, "cop") is not None:
            break
        i = tree.head[i]
    return any(tree.relation[k] == "aux" and view.is_a(k, "possible") for k in tree.children[i])
