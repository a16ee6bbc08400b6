"""How many were killed, wounded or detained, as ranges: no figure is made up, no open bound is closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sahel_analysis.incidents.arguments import clause
from sahel_analysis.incidents.reading import Reading
from sahel_analysis.incidents.vocabulary import bounds, casualty_uses


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people. word: the token that says what befell them; noun: who they are, as a token."""

    kind: str
    low: int | None
    high: int | None
    approx: bool
    word: int
    noun: int
    number: int
    attackers: bool
    more: bool


def find_figures(reading: Reading) -> list[Figure]:
    """Figures of killed, wounded and detained in a text, in order."""
    found = []
    ends: set[int] = set()
    for last, (first, value) in sorted({**_single(reading), **reading.number}.items()):
        if last in ends:
            continue
        noun = _counted(reading, last)
        kind, word = _fate(reading, last, noun)
        if not kind or _is_part(reading, first, noun):
            continue
        low, high, approx, end = _bounds(reading, first, last, value, noun)
        ends.add(end)
        found.append(
            Figure(
                kind,
                low,
                high,
                approx,
                word,
                noun,
                last,
                reading.is_a(noun, "attacker"),
                _is_more(reading, noun),
            )
        )
    return found


def _single(reading: Reading) -> dict[int, tuple[int, int]]:
    """Articles that count people: "a soldier" is one, "both soldiers" are two."""
    tree = reading.tree
    return {
        i: (i, 2 if tree.lower[i] == "both" else 1)
        for i, word in enumerate(tree.lower)
        if word in ("a", "an", "both")
        and tree.relation[i] == "det"
        and reading.is_a(tree.head[i], "person", "attacker")
        and not any(k in reading.number for k in range(i, tree.head[i]))
    }


def _counted(reading: Reading, number: int) -> int:
    """The noun that a number counts, or the number itself."""
    tree = reading.tree
    head, relation = tree.head[number], tree.relation[number]
    counts = relation in ("nummod", "compound", "quantmod", "nmod", "det")
    noun = head if counts and number < head < number + 7 else number
    total = tree.head[noun]  # "a total of 24 people"
    return total if tree.relation[noun] == "nmod" and tree.lower[total] == "total" else noun


def _fate(reading: Reading, number: int, noun: int) -> tuple[str, int]:
    """What befell those counted, and the word that says so."""
    tree = reading.tree

    def use(i: int, *names: str) -> str:
        return _use(reading, i, *names)

    for i in dict.fromkeys((number, noun)):
        if kind := use(i, "noun", "state"):
            return kind, i
        for child in tree.children[i]:
            beside = child > number and tree.relation[child] in ("amod", "acl", "xcomp", "advmod", "dep")
            if beside and tree.tag[child] != "VBG" and (kind := use(child, "state", "object", "noun")):
                return kind, child
    then = noun + 1  # "and 20 others wounded"
    participle = then + 1 < len(tree.lower) and tree.tag[then] == "VBN" and tree.lower[noun - 1] != "by"
    if participle and tree.pos[then + 1] not in ("NUM", "DET") and (kind := use(then, "object")):
        return kind, then
    after = number + 1
    while after < len(tree.lower) and after - number < 4 and tree.sentence[after] == tree.sentence[number]:
        if (kind := use(after, "state", "noun")) and tree.pos[after] != "VERB" and after <= noun + 2:
            return kind, after
        after += 1
    kind, word = _fate_above(reading, number, noun)
    return (kind, word) if kind else _fate_beside(reading, noun)


def _use(reading: Reading, i: int, *names: str) -> str:
    """What a casualty word in one of some uses tells, else ""."""
    entry = casualty_uses().get(reading.tree.lower[i], {})
    return next((entry[name] for name in names if name in entry), "")


def _fate_beside(reading: Reading, noun: int) -> tuple[str, int]:
    """The same by the words that follow, where the tree does not tell: "63 soldiers ... have been killed"."""
    tree = reading.tree
    if not reading.is_a(noun, "person", "attacker", "people"):
        return "", noun
    last = tree.sentence_span[tree.sentence[noun]][1]
    for i in range(noun + 1, min(noun + 12, last)):
        if tree.lower[i] in (";", ":", "."):
            break
        if tree.lower[i] in ("were", "was", "been", "being"):
            for k in range(i + 1, min(i + 3, last)):
                if kind := _use(reading, k, "object"):
                    return kind, k
            break
    return "", noun


def _fate_above(reading: Reading, number: int, noun: int) -> tuple[str, int]:
    """What befell those counted by the words above them in the tree."""
    tree = reading.tree

    def use(i: int, *names: str) -> str:
        return _use(reading, i, *names)

    i = noun
    for _ in range(5):
        head, relation = tree.head[i], tree.relation[i]
        if head == i:
            return "", i
        kind = ""
        if relation == "obj" or (relation == "obl" and tree.case(i) in ("", "between") and i > head):
            kind = use(head, "object", "suffer")
            if not kind and reading.is_a(noun, "person"):
                kind = use(head, "lose")
            if not kind and tree.lower[i] in ("life", "lives"):
                kind = use(head, "take")
            for child in tree.children[head]:
                if not kind and child > i and tree.relation[child] in ("xcomp", "advcl", "amod"):
                    kind = use(child, "state", *(() if tree.relation[child] == "advcl" else ("object",)))
        elif relation == "nsubj:pass" or (relation == "obl:agent" and not tree.case(i)):
            kind = use(head, "object", "state")
        elif relation in ("nsubj", "nsubj:outer"):
            kind = use(head, "subject", "state")
            if not kind and use(head, "suffer"):
                kind = next((k for c in tree.children[head] if (k := use(c, "noun", "state"))), "")
            if not kind and tree.tag[head] == "VBN":
                kind = use(head, "object")
            if not kind and any(tree.lower[c] in ("life", "lives") for c in tree.children[head]):
                kind = use(head, "lose")
        elif relation == "obl" and noun == number and tree.relation[number] == "conj":
            kind = use(head, "subject", "object")  # "ten died in the cafe and 18 in the hotel"
        elif relation == "nmod" and tree.case(i) in ("of", "to", "at"):
            kind = use(head, "noun")
        if kind:
            return kind, head
        if relation in ("obl", "nmod", "obj", "xcomp", "dep", "nummod") and (toll := _toll(reading, number)):
            return toll
        if relation not in ("conj", "appos", "nmod", "nummod", "dep", "obl", "list"):
            return "", i
        if relation in ("obl", "nmod") and i != number and tree.relation[number] != "conj":
            return "", i
        i = head
    return "", i


def _toll(reading: Reading, number: int) -> tuple[str, int] | None:
    """The toll that a number is put at: "the death toll rose to 47", "put the dead at 40"."""
    tree = reading.tree
    first = number
    while first > 0 and tree.sentence[first - 1] == tree.sentence[number] and number - first < 14:
        first -= 1
    for i in range(number - 1, first, -1):
        kinds = casualty_uses().get(tree.lower[i], {})
        kind = kinds.get("toll") or (kinds.get("noun") if tree.tag[i] != "VBG" else None)
        if kind and tree.relation[i] in _TOLL_RELATIONS and clause(reading, i) == clause(reading, number):
            return kind, i
    return None


_TOLL_RELATIONS = frozenset({"obj", "nsubj", "nsubj:pass", "nmod", "conj", "compound", "obl"})


def _is_part(reading: Reading, first: int, noun: int) -> bool:
    """Whether a figure is a part of one already told: "including one American", "three of them"."""
    tree = reading.tree
    before = {
        tree.lower[i] for i in range(max(0, first - 3), first) if tree.sentence[i] == tree.sentence[first]
    }
    after = [tree.lower[i] for i in range(first + 1, min(first + 4, len(tree.lower)))]
    start = tree.sentence_span[tree.sentence[first]][0]
    last = tree.sentence_span[tree.sentence[first]][1]
    among = any(  # "two soldiers were among the dead"
        tree.lower[i] == "among" and tree.lower[i + 1] == "the" for i in range(noun, min(noun + 12, last - 1))
    )
    listed = among or any(tree.lower[i] in ("include", "includes", "included") for i in range(start, first))
    return (
        listed
        or bool(before & {"including", "among"})
        or ("of" in after and bool({"them", "whom", "which", "these", "those"} & set(after)))
    )


def _is_more(reading: Reading, noun: int) -> bool:
    tree = reading.tree
    near = {tree.lower[noun], *(tree.lower[c] for c in tree.children[noun])}
    return bool(near & {"other", "others", "another", "more", "also", "further", "additional"})


def _bounds(
    reading: Reading, first: int, last: int, value: int, noun: int
) -> tuple[int | None, int | None, bool, int]:
    """Lowest and highest number that is meant, whether it is a rough one, and the last token of it."""
    tree = reading.tree
    low: int | None = value
    high: int | None = value
    approx = False
    for n in (3, 2, 1):
        before = tuple(tree.lower[max(0, first - n) : first])
        bound = bounds().get(before)
        if bound is None and n == 1 and first > 1 and tree.lower[first - 1] == "a":
            bound = bounds().get(tuple(tree.lower[max(0, first - 3) : first - 1]))
        if bound == "least":
            return value, None, False, last
        if bound == "most":
            return None, value, False, last
        if bound == "about":
            approx = True
            break
    then = tree.lower[last + 1 : last + 3]
    if then[:1] and then[0] in ("to", "and", "-", "–", "or") and last + 2 < len(tree.lower):
        other = next(
            (k for k in range(last + 2, min(last + 5, len(tree.lower))) if k in reading.number), None
        )
        between = then[0] != "and" or (first > 0 and tree.lower[first - 1] == "between")
        if other is not None and reading.number[other][0] == last + 2 and between:
            return value, max(value, reading.number[other][1]), approx, other
    if tree.lower[last + 1 : last + 3] == ["or", "more"] or tree.lower[noun + 1 : noun + 3] == ["or", "more"]:
        return value, None, False, last
    return low, high, approx, last


def combine(reading: Reading, figures: Iterable[Figure]) -> tuple[int | None, int | None, bool]:
    """One range out of several figures of one kind for one event.

    Figures of one sentence for different parties add up; those of different sentences are what
    different sources say, of which the lowest and the highest count. A headline counts only where the
    text has no figure; a part (five soldiers) never lowers the whole (20 people).
    """
    tree = reading.tree
    figures = list(figures)
    body = [f for f in figures if tree.paragraph[f.number] not in reading.headline] or figures
    by_sentence: dict[int, list[Figure]] = defaultdict(list)
    for f in body:
        by_sentence[tree.sentence[f.number]].append(f)
    told = [t for group in by_sentence.values() for t in _told(reading, group)]
    if any(t[3] for t in told):  # wholes are told: parts say nothing more
        told = [t for t in told if t[3]]
    if not told:
        return None, None, False
    final = _final(reading, body)
    told = [t for t in told if final is None or t[1] is None or t[1] >= final]
    lows = [t[0] for t in told if t[0] is not None]
    highs = [t[1] for t in told if t[1] is not None]
    open_above = [t[0] for t in told if t[1] is None and t[0] is not None]
    low = min(lows, default=None)
    high = max(highs, default=None)
    if open_above and (high is None or max(open_above) > high):
        high = None
    exact = [t for t in told if not t[2]]
    return low, high, not exact


def _final(reading: Reading, figures: list[Figure]) -> int | None:
    """The figure that a count has "risen to", which replaces lower ones."""
    tree = reading.tree
    for f in figures:
        first = tree.sentence_span[tree.sentence[f.number]][0]
        if any(reading.is_a(i, "revised") for i in range(max(first, f.number - 4), f.number)):
            return f.low
    return None


def _told(reading: Reading, group: list[Figure]) -> list[tuple[int | None, int | None, bool, bool]]:
    """What one sentence says: (low, high, approx, is a whole), added up where it counts parties apart."""
    wholes = [f for f in group if _is_whole(reading, f)]
    parts = [f for f in group if f not in wholes]
    if any("toll" in casualty_uses().get(reading.tree.lower[f.word], {}) for f in group):
        return [(f.low, f.high, f.approx, True) for f in group]
    if len(group) > 1 and (not wholes or any(f.more for f in group) or _same_clause(reading, group)):
        if wholes and parts and not any(f.more for f in group):
            return [(f.low, f.high, f.approx, True) for f in wholes]
        lows, highs = [f.low for f in group], [f.high for f in group]
        low = None if None in lows else sum(x for x in lows if x is not None)
        high = None if None in highs else sum(x for x in highs if x is not None)
        return [(low, high, any(f.approx for f in group), True)]
    return [(f.low, f.high, f.approx, f in wholes) for f in wholes or parts]


def _same_clause(reading: Reading, group: list[Figure]) -> bool:
    return len({f.word for f in group}) == 1


def _is_whole(reading: Reading, figure: Figure) -> bool:
    return figure.noun == figure.number or reading.is_a(figure.noun, "people")
