"""Counts of the dead apart from the word for it: "the toll rose to 47", "rights groups say 200"."""

from __future__ import annotations

from sahel_analysis.events.counting import Count
from sahel_analysis.events.fates import first_joined, use
from sahel_analysis.events.reading import Reading

_BESIDE = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "csubj", "amod"})


def find_tally(reading: Reading, count: Count) -> tuple[str, int, str] | None:
    """The kind of a count, the word that names it, and its role: "the *toll* rose to 47".

    A toll that a source gives is an estimate; one that has risen is raised.
    """
    tree = reading.tree
    if not _is_people(reading, count):
        return None
    if near := _tallied_before(reading, count.first):
        if _is_revised(reading, near[1]):
            return *near, "raised"
        return *near, "toll" if reading.is_a(near[1] + 1, "tally") else "estimate"
    i = count.noun
    for _ in range(4):
        head, relation = tree.head[i], tree.relation[i]
        verb = i if tree.child(i, "cop") is not None or head == i else head
        if verb == head and relation == "nsubj":  # "a worker put the toll at 12"
            return None
        if relation in ("nmod", "appos") and (kind := _tallied(reading, head)):
            if any(reading.is_a(k, "former") for k in tree.children[head]):
                return kind, head, "former"
            if _is_revised(reading, head) or _role(reading, tree.head[head]) == "raised":
                return kind, head, "raised"
            return kind, head, "estimate" if tree.relation[head] == "obj" else "toll"
        if verb == i or reading.is_a(verb, "tally"):
            counts = sorted(tree.children[verb], key=lambda k: not reading.is_a(k, "tally noun"))
            for k in counts:
                if k != i and tree.relation[k] in _BESIDE and (kind := _tallied(reading, k)):
                    role = "raised" if _is_revised(reading, k) else _role(reading, verb)
                    return kind, k, "toll" if role == "estimate" and tree.relation[k] != "obj" else role
        if reading.is_verb(head) or head == i:
            return None
        i = head
    return None


def _tallied_before(reading: Reading, first: int) -> tuple[str, int] | None:
    """What stands before a number, where the tree does not tell: "the dead numbered", "the wounded at"."""
    noun = first - 2
    if noun < 0 or not (reading.is_a(first - 1, "tally") or reading.tree.lower[first - 1] == "at"):
        return None
    kind = _tallied(reading, noun)
    return (kind, noun) if kind else None


def _is_people(reading: Reading, count: Count) -> bool:
    return count.noun == count.last or reading.is_a(count.noun, "person", "people")


def _tallied(reading: Reading, noun: int) -> str:
    """What a noun counts: by itself ("the death toll", "fatalities"), or by what it is a count of."""
    tree = reading.tree
    if reading.is_a(noun, "tally noun"):
        for k in range(tree.first[noun], min(tree.last[noun], noun + 8) + 1):
            if k != noun and (kind := use(reading, k, "toll", "noun", "object", "state", "subject")):
                return kind
    if kind := use(reading, noun, "toll"):
        return kind
    return use(reading, noun, "noun", "state") if tree.tag[noun] != "VBG" else ""


def estimate_role(reading: Reading, count: Count) -> str:
    """The role of a number that is all that a source says, else "": "witnesses say 40", "it stands at 22"."""
    tree = reading.tree
    if not _is_people(reading, count) or tree.lower[count.first] == "one":
        return ""
    i = count.noun
    for _ in range(3):
        head, relation = tree.head[i], tree.relation[i]
        if relation == "nsubj" and tree.child(i, "cop") is None:  # "two said that ..." are speakers
            return "estimate" if tree.lower[count.noun + 1 : count.noun + 2] == [","] else ""
        subject = tree.child(i, "nsubj")
        if subject is not None and reading.is_a(subject, "tally noun"):
            return "estimate"
        if head == i:
            return "estimate" if subject is None else ""
        if reading.is_a(head, "estimate"):
            return "estimate"
        if reading.is_verb(head):
            it = any(tree.relation[k] == "nsubj" and tree.lower[k] == "it" for k in tree.children[head])
            counts = reading.is_a(head, "tally") and (it or may_be(reading, count.noun))
            return _role(reading, head) if counts else ""
        i = head
    return ""


def _role(reading: Reading, verb: int) -> str:
    """Whether a count replaces others: it has risen to a figure, or now stands at it."""
    tree = reading.tree
    now = any(tree.lower[k] == "now" for k in tree.children[verb])
    return "raised" if now or reading.is_a(verb, "revised") else "estimate"


def _is_revised(reading: Reading, noun: int) -> bool:
    """Whether a count is told to replace an earlier one: "the revised toll", "a new toll"."""
    return any(reading.is_a(k, "revised") for k in reading.tree.children[noun])


def is_former(reading: Reading, count: Count) -> bool:
    """Whether a source gave a figure at first: "it had earlier spoken of 31", "an initial report said 12"."""
    tree = reading.tree
    i = count.noun
    for _ in range(5):
        i = tree.head[i]
        source = tree.child(i, "nsubj", "nsubj:pass")
        if source is not None and reading.is_a(i, "report", "estimate", "tally"):
            if any(reading.is_a(k, "former") for k in tree.children[source]):
                return True
            said = ("at first", "former") if tree.pos[source] == "PRON" else ("at first",)
            return any(reading.is_a(k, *said) for k in tree.children[i] if source < k < i)
        if reading.is_verb(i) and tree.relation[i] != "ccomp":
            break
    return False


def is_given(reading: Reading, count: Count) -> bool:
    """Whether a source gives a figure of its own: "residents spoke of 30 dead"."""
    tree = reading.tree
    i = first_joined(reading, count.noun)
    if tree.relation[i] in ("nummod", "amod"):
        i = tree.head[i]
    verb = tree.head[i]
    bare = tree.tag[verb] == "VBN" and tree.child(verb, "aux", "aux:pass") is None
    if i < verb and bare and tree.child(verb, "obj") in (None, i):
        i = verb  # "reported 23 soldiers killed"
    return tree.relation[i] in ("obj", "obl", "ccomp") and reading.is_a(tree.head[i], "estimate")


def may_be(reading: Reading, i: int) -> bool:
    """Whether a figure is what a count may still come to: "the toll could reach 60"."""
    tree = reading.tree
    for _ in range(6):
        if reading.is_verb(i) or tree.child(i, "cop") is not None:
            break
        i = tree.head[i]
    return any(tree.relation[k] == "aux" and reading.is_a(k, "possible") for k in tree.children[i])
