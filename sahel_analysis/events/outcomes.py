"""What befell the people that a number counts, by the grammar around it or by the word for a toll."""

from __future__ import annotations

from sahel_analysis.events.clauses import is_alongside, is_between, repeated
from sahel_analysis.events.view import KINDS, EventView, casualty_uses


def use(view: EventView, i: int, *names: str) -> str:
    """What the casualty word that begins at a token tells in one of some uses, else ""."""
    for entry in view.outcomes_at(i):
        if kind := next((entry[name] for name in names if name in entry), ""):
            return kind
    return ""


def _use_or_next(view: EventView, i: int, *names: str) -> tuple[str, int]:
    """The same, of a verb and the one joined to it: "kidnapped and killed" tells of the dead.

    "Killed or wounded" tells of neither.
    """
    tree = view.tree
    found = {_use_or_denied(view, i, *names): i}
    for child in tree.children[i]:
        joined = tree.relation[child] == "conj" and i < child <= i + 3 and child + 1 < len(tree.lower)
        if joined and tree.lower[child + 1] != "as" and not any(k in view.number for k in range(i, child)):
            found.setdefault(use(view, child, *names), child)
    if "killed" in found and "wounded" in found:
        return "mixed", i
    return next(((kind, found[kind]) for kind in KINDS if kind in found), next(iter(found.items())))


def _use_or_denied(view: EventView, i: int, *names: str) -> str:
    """The same of a verb, or of a phrase that its denial begins: "did not survive" tells of the dead."""
    denied = i > 0 and view.tree.lower[i - 1] in ("not", "never")
    return (use(view, i - 1, *names) if denied else "") or use(view, i, *names)


def nobody_outcome(view: EventView, verb: int) -> tuple[str, int]:
    """What befell nobody, by the verb that a word for nobody stands before: "no one was killed or hurt"."""
    return _use_or_next(view, verb, "object", "people", "subject", "state")


def done_before(view: EventView, first: int) -> str:
    """What the verb right before a number does to those counted, whatever its tree: "and wounded 29"."""
    verb = first - 1
    if verb < 0 or view.tree.tag[verb] not in _DOING or view.tree.lower[verb - 1] in ("the", "were", "was"):
        return ""
    kind = use(view, verb, "object")
    other = use(view, verb - 2, "object") if verb > 1 and view.tree.lower[verb - 1] == "or" else kind
    return kind if kind == other else "mixed"  # "killed or wounded 15"


def done_after(view: EventView, last: int, noun: int) -> tuple[str, int]:
    """What the passive right behind those counted tells, whatever its tree, and its verb: "36 were hurt".

    And what they suffered: "18 others sustained injuries".
    """
    tree = view.tree
    end = tree.sentence_span[tree.sentence[last]][1]
    i = max(last, noun if noun <= last + 3 else last) + 1
    if i < end and tree.lower[i] in ("more", "others"):
        i += 1
    if i < end and use(view, i, "suffer"):
        for k in range(i + 1, min(i + _SUFFERED, end)):
            if kind := use(view, k, "noun"):
                return kind, k
    auxiliaries = 0
    while i < end and tree.lower[i] in _PASSIVE:
        auxiliaries, i = auxiliaries + 1, i + 1
    if not auxiliaries or i >= end or tree.tag[i] != "VBN" or tree.lower[i - 1] not in _BEEN:
        return "", last
    return _use_or_next(view, i, "object")


_SUFFERED = 6
"""Words behind "sustained" in which it is told what."""

_PASSIVE = frozenset({"are", "were", "was", "been", "being", "have", "has", "had"})

_DOING = frozenset({"VB", "VBD", "VBG", "VBP", "VBZ", "VBN"})


def outcome_at(view: EventView, number: int, noun: int) -> tuple[str, int]:
    """What befell those counted by the words at the number, and which one says so: "32 dead"."""
    tree = view.tree
    done_to = ("object", "people") if is_people(view, noun) else ("object",)
    end = tree.sentence_span[tree.sentence[number]][1]
    then = number + 1
    kind = use(view, then, "state", "noun") if then < end and tree.pos[then] in ("ADJ", "NOUN") else ""
    if kind in KINDS or (kind and then > noun):  # not "the bodies of eight missing men"
        return _or_mixed(view, then, kind), then
    for i in dict.fromkeys((number, noun)):
        if kind := use(view, i, "noun", "state"):
            return _or_mixed(view, i, kind), i
        for child in tree.children[i]:
            pooled = tree.head[i] == number and i != number  # "300 of the 500 men whom they had seized"
            if (
                tree.relation[child] == "acl:relcl"
                and not pooled
                and (kind := _outcome_in_relative(view, child))
            ):
                return kind, child
            beside = child > number and tree.relation[child] in ("amod", "acl", "xcomp", "advmod", "dep")
            if (
                beside
                and not _counts_others(view, child)
                and tree.tag[child] != "VBG"
                and (kind := use(view, child, "state", *done_to, "noun"))
            ):
                return _or_mixed(view, child, kind), child
    then = noun + 1
    while then < end and tree.pos[then] == "ADV":  # "and 20 others seriously wounded"
        then += 1
    participle = then + 1 < len(tree.lower) and tree.tag[then] == "VBN" and tree.lower[noun - 1] != "by"
    if participle and tree.pos[then + 1] not in ("NUM", "DET") and (kind := use(view, then, *done_to)):
        return _or_mixed(view, then, kind), then
    for after in range(number + 1, min(number + 4, noun + 3, end)):
        if tree.pos[after] == "PUNCT" and tree.lower[after] != "-":
            break
        if after > noun and tree.pos[after] == "VERB" and after in view.outcomes:
            break  # "three others died in hospital"
        if (tree.pos[after] != "VERB" or tree.tag[after] == "JJ") and (
            kind := use(view, after, "state", "noun")
        ):
            return _or_mixed(view, after, kind), after
    return "", noun


def _counts_others(view: EventView, i: int) -> bool:
    """Whether a casualty word tells of a count of its own: "17 killed, 35 wounded", "two, wounded five"."""
    tree = view.tree
    behind = tree.lower[i - 1] == "," and tree.pos[i + 1 : i + 2] == ["NUM"]
    return behind or tree.child(i, "nummod", "obj") is not None


def _outcome_in_relative(view: EventView, verb: int) -> str:
    """What a relative clause tells of its noun: "the 71 who fell", "who were killed", "whom they shot"."""
    tree = view.tree
    subjects = [k for k in tree.children[verb] if tree.relation[k] == "nsubj"]
    pronouns = ("who", "whom", "that", "which")
    done_to = tree.child(verb, "obj")
    if any(tree.lower[k] not in pronouns for k in subjects) and (
        done_to is None or tree.lower[done_to] in pronouns
    ):
        return use(view, verb, "object", "people")
    for child in tree.children[verb]:
        if tree.relation[child] == "nsubj" and tree.lower[child] in ("who", "that"):
            return use(view, verb, "subject", *_fall(view, verb), "state")
        if tree.relation[child] == "nsubj:pass" and tree.lower[child] in ("who", "that"):
            return use(view, verb, "object", "state")
    return ""


def is_people(view: EventView, noun: int) -> bool:
    """Whether a noun is a word for people: "herders", "Rwandans", or a number that stands for some."""
    return (
        view.is_a(noun, "person", "attacker", "people") or view.label(noun) == "NORP" or noun in view.number
    )


def _or_mixed(view: EventView, i: int, kind: str) -> str:
    """The kind of a word, unless one of another kind shares its figure: "40 killed or wounded"."""
    tree = view.tree
    if i + 2 < len(tree.lower) and tree.lower[i + 1] in ("and", "or", "/"):
        other = use(view, i + 2, "object", "state", "noun")
        if other and other != kind and tree.pos[min(i + 3, len(tree.pos) - 1)] not in ("NUM", "DET", "ADJ"):
            return "mixed"
    return kind


def outcome_above(view: EventView, number: int, noun: int) -> tuple[str, int]:
    """What befell those counted by the words above them in the tree: "gunmen killed 12 people"."""
    tree = view.tree
    person = is_people(view, noun)
    i = number if tree.head[noun] == number else noun
    for _ in range(5):
        head, relation = tree.head[i], tree.relation[i]
        if head == i:
            return "", i
        if (outcome := _outcome_under(view, number, noun, i, person))[0]:
            return outcome
        if relation not in ("conj", "appos", "nmod", "nummod", "dep", "obl", "list"):
            return "", i
        if relation in ("obl", "nmod") and i != number and tree.relation[number] != "conj":
            return "", i
        i = head
    return "", i


def _outcome_under(view: EventView, number: int, noun: int, i: int, person: bool) -> tuple[str, int]:
    """What the word above a token does to it, and the word that says so."""
    tree = view.tree
    head, relation = tree.head[i], tree.relation[i]
    children = tree.children[head]
    life = any(tree.lower[k] in ("life", "lives") for k in (i, *children))
    names: tuple[str, ...] = ()
    if (verb := repeated(view, i)) is not None:
        return _use_or_next(view, verb, "object", "subject", "state")
    bare = relation == "obl" and i > head and (tree.case(i) in ("", "between") or is_between(view, i))
    if relation == "obj" or bare:
        names = ("object", "suffer", *(("lose", "people") if person else ()), *(("take",) if life else ()))
        if (outcome := _use_or_next(view, head, *names))[0]:
            return outcome
        if kind := _around(view, head, i, *names):
            return kind, head
        for child in children:
            if child > i and tree.relation[child] in ("xcomp", "advcl", "amod"):
                further = () if tree.relation[child] == "advcl" else ("object",)
                if kind := use(view, child, "state", *further):
                    return kind, head
        return _taken_up(view, head, relation)
    if relation == "nsubj:pass" or (relation == "obl:agent" and not tree.case(i)):
        names = ("object", "state", *(("people",) if person else ()))
    elif relation in ("nsubj", "nsubj:outer"):
        names = ("subject", "state", *(_fall(view, head) if person else ()), *(("lose",) if life else ()))
        if tree.tag[head] == "VBN" and tree.child(head, "obj") is None and not view.is_a(noun, "attack"):
            names += ("object",)
        if tree.case(head) == "among":  # "a priest was among the victims"
            names += ("noun", "toll")
    elif relation == "obl" and noun == number and tree.relation[number] == "conj":
        names = ("subject", "object")  # "ten died in the cafe and 18 in the hotel"
    elif relation.startswith("obl") and _is_beside(view, i, person):
        names = ("object", "subject")
    elif relation == "conj" and (tree.child(i, "orphan") is not None or (i == number and view.is_verb(head))):
        names = ("subject", "object")  # "nine died on the spot and three others in hospital"
    elif relation in ("flat", "dep") and i == head + 1:
        names = ("object",)  # "blast kills two, wounds five"
    elif relation == "nmod" and tree.case(i) in ("of", "to", "at"):
        names = ("noun",)
    if (outcome := _use_or_next(view, head, *names))[0]:
        return outcome
    if relation.startswith("nsubj"):  # "five suffered injuries", "40 are feared dead"
        suffers = bool(use(view, head, "suffer"))
        for child in children:
            told: tuple[str, ...] = ("noun",) if suffers else ("state",)
            if tree.relation[child] == "xcomp" and tree.child(child, "aux:pass") is not None:
                told = ("object", "state")  # "are known to have been killed"
            elif tree.relation[child] == "xcomp" and tree.child(child, "aux") is not None:
                told = ("subject", "fall", "lose")  # "are known to have perished"
            below = ("obj", "xcomp", "obl") if suffers else ("xcomp", "obl")
            if tree.relation[child] in below and (kind := use(view, child, *told)):
                return kind, head
    return _taken_up(view, head, relation)


def _fall(view: EventView, verb: int) -> tuple[str, ...]:
    """The use of "the soldiers fell", unless they "fell upon a village" and so attacked it."""
    tree = view.tree
    below = [k for k in tree.children[verb] if k > verb]
    upon = any(
        tree.case(k) == "upon"
        or (tree.case(k) == "on" and (view.is_a(k, *_ATTACKED) or view.label(k) in ("GPE", "FAC")))
        for k in below
    )
    return () if upon else ("fall",)


_ATTACKED = ("town", "base", "armed", "military", "people", "person")


def _is_beside(view: EventView, i: int, person: bool) -> bool:
    """Whether people share what befell others: "shot dead along with her driver", "with two others"."""
    with_them = view.tree.case(i) == "with" and (person or view.tree.lower[i] == "others")
    return with_them or is_alongside(view, i)


def _around(view: EventView, verb: int, thing: int, *names: str) -> str:
    """What a phrase tells whose verb stands before its object: "bundled six nurses into", "led him away"."""
    lower, then = view.tree.lower, view.tree.last[thing] + 1
    if thing < verb:
        return ""
    for end in (then + 2, then + 1):
        entry = casualty_uses().get(" ".join((lower[verb], *lower[then:end])), {})
        if kind := next((entry[name] for name in names if name in entry), ""):
            return kind
    return ""


def _taken_up(view: EventView, verb: int, relation: str) -> tuple[str, int]:
    """What a later verb of the clause does to the same: "seized two nuns and killed them"."""
    tree = view.tree
    for child in tree.children[verb]:
        if tree.relation[child] != "conj" or child < verb:
            continue
        own = tree.child(child, "nsubj", "nsubj:pass")
        done_to = tree.child(child, "obj")
        names: tuple[str, ...] = ()
        if relation == "obj" and done_to is not None and tree.lower[done_to] in _THEM:
            names = ("object", "people")
        elif relation == "nsubj:pass" and own is None and done_to is None:
            if tree.tag[child] in _DONE or not view.is_verb(child):  # "was dragged out and *shot*", as a noun
                names = ("object", "state", "subject")  # "were seized and died"
        elif (
            relation == "nsubj" and own is None and done_to is None and tree.child(child, "aux:pass") is None
        ):
            names = ("subject",)
        around = _around(view, child, done_to, *names) if names and done_to is not None else ""
        if names and (kind := around or use(view, child, *names)):
            return kind, child
    return "", verb


def fate_after(view: EventView, noun: int) -> str:
    """What later befell those who were led off: "seized two nuns and killed them", "were held and died"."""
    return _taken_up(view, view.tree.head[noun], view.tree.relation[noun])[0]


_THEM = frozenset({"them", "him", "her", "both"})
_DONE = frozenset({"VBN", "VBD"})


def outcome_beside(view: EventView, first: int, noun: int) -> tuple[str, int]:
    """The same by the words around, where the tree does not tell: "63 soldiers ... have been killed"."""
    tree = view.tree
    people = is_people(view, noun)
    done_to = ("object", "people") if people else ("object",)
    if first > 0 and tree.pos[first - 1] == "VERB" and (kind := use(view, first - 1, *done_to)):
        return kind, first - 1
    for verb in range(max(first - _PHRASE, 0), first):  # "shot to death Rosa Lima"
        entry = casualty_uses().get(" ".join(tree.lower[verb:first]), {})
        if "object" in entry and (tree.pos[verb] == "VERB" or "noun" not in entry):
            return entry["object"], verb
    if not people:
        return "", noun
    last = tree.sentence_span[tree.sentence[noun]][1]
    if (told := _told_next(view, _behind_aside(view, noun), last)) is not None:
        return told
    for i in range(noun + 1, min(noun + 12, last)):
        if tree.lower[i] in (";", ":", "."):
            break
        if tree.lower[i] in _BEEN:
            for k in range(i + 1, min(i + 3, last)):
                if kind := use(view, k, "object", "people"):
                    return kind, k
            break
    return "", noun


def _told_next(view: EventView, start: int, last: int) -> tuple[str, int] | None:
    """What a chain of verbs that begins at a word tells: "are now known to have been killed"."""
    tree, been = view.tree, False
    for i in range(start, min(start + _CHAIN, last)):
        names = ("object", "people", "state") if been else ("subject", *_fall(view, i))
        if kind := use(view, i, *names):
            return kind, i
        been = been or tree.lower[i] in _BEEN
        if tree.pos[i] not in ("AUX", "ADV", "PART") and not view.is_a(i, "implicative", "estimate"):
            break
    return None


_PHRASE = 4
"""Words of the longest phrase for what is done to someone that stands before them."""

_BEEN = frozenset({"are", "were", "was", "been", "being"})

_CHAIN = 7
"""Words from the first of a chain of verbs to the last."""


def _behind_aside(view: EventView, noun: int) -> int:
    """The word behind a noun and what commas or dashes set apart: "people, among them two nurses, have"."""
    tree = view.tree
    last = tree.sentence_span[tree.sentence[noun]][1]
    mark = tree.lower[noun + 1] if noun + 1 < last else ""
    if mark not in (",", "-", "–", "—", "("):
        return noun + 1
    closing = ")" if mark == "(" else mark
    return next(
        (i + 1 for i in range(noun + 2, min(noun + _ASIDE, last)) if tree.lower[i] == closing), noun + 1
    )


_ASIDE = 16
"""Words that may stand between a noun and its verb as an aside."""
