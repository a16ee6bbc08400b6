"""Numbers of people in a text: what they count, and between which bounds they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sahel_analysis.events.lexicon import bounds, casualty_uses
from sahel_analysis.events.view import EventView


@dataclass(frozen=True, slots=True)
class Count:
    """A number: its tokens with those that bound it, the noun that it counts, and what it can mean.

    noun is the last token where no noun follows; low and high are None where the text leaves them open.
    bound: least, most, about, former (a count that another replaced) or "".
    """

    first: int
    last: int
    noun: int
    low: int | None
    high: int | None
    bound: str


def find_counts(view: EventView) -> list[Count]:
    """The numbers in a text that may count people, in order; "15 to 20" is one of them, "no one" is none."""
    found: list[Count] = []
    numbers = _numbers(view)
    used = -1
    for last, (first, value) in sorted(numbers.items()):
        if last <= used or _is_none(view, first) or _is_age(view, first, last):
            continue
        if _is_pool(view, numbers, first, last):
            continue
        noun = _counted(view, first, last)
        if any(view.is_a(k, "measure") for k in (noun, last + 1) if k < len(view.tree.lower)):
            continue
        lead, bound = _bound_before(view, first)
        if bound == "vague":
            continue
        low, high, bound, used = _bounds(view, numbers, first, last, value, noun, bound)
        noun = noun if used == last else _counted(view, first, used)
        count = Count(lead, used, noun, low, high, bound)
        if found and _is_upper(view, found[-1], count):
            count = replace(count, first=found[-1].first, low=found[-1].low, bound="")
            found.pop()
        found.append(count)
    return found


def _is_upper(view: EventView, lower: Count, upper: Count) -> bool:
    """Whether a number is the upper end of the one before it: "at least 20 and perhaps as many as 40"."""
    between = view.tree.lower[lower.last + 1 : upper.first]
    near = len(between) in (1, 2, 3) and all(word in _AND_UP for word in between)
    bounded = upper.bound in ("most", "about") and lower.bound in ("", "least")
    return near and bounded and (lower.low or 0) < (upper.high or 0)


_AND_UP = frozenset({",", "and", "or", "but", "perhaps", "possibly", "maybe"})


def _numbers(view: EventView) -> dict[int, tuple[int, int]]:
    """Numbers by their last token, with their first one and value; words that count by themselves too."""
    tree = view.tree
    found = dict(view.number)
    inside = {i for last, (first, _) in found.items() for i in range(first, last + 1)}
    value = 0
    for i, word in enumerate(tree.lower):
        if i in found:
            value = found[i][1]
        elif i not in inside and (one := _alone(view, i, inside)):
            found[i] = i, one
        elif word == "many" and value and tree.lower[i - 1] == "as" and _is_again(view, i):
            found[i] = i, value * (2 if tree.lower[i - 2] == "twice" else 1)
    return found


def _alone(view: EventView, i: int, inside: set[int]) -> int:
    """How many people a word without a number tells of: "a soldier" is one, "both" are two, else 0.

    "The mayor" and "their driver" count where they are joined to others who do: "the mayor and two guards".
    """
    tree = view.tree
    word, noun = tree.lower[i], tree.head[i]
    if word == "both" and tree.relation[i] in ("nsubj", "nsubj:pass", "det"):
        return 2
    if word == "another" and tree.relation[i] in ("nsubj", "nsubj:pass"):
        return 1
    then = tree.pos[i + 2 : i + 3]
    if word == "a" and then in (["AUX"], ["VERB"], ["ADV"]) and view.is_a(i + 1, "another"):
        return 1  # "a third was hurt"
    people = [noun, tree.head[noun]] if tree.relation[noun] == "conj" else [noun]
    if noun <= i or not any(view.is_a(k, "person", "attacker") for k in people):
        return 0
    if view.doc[noun].tag_ == "NNS":
        return 0
    if inside.intersection(k for k in tree.children[noun] if k < noun and tree.relation[k] == "nummod"):
        return 0
    if word in ("a", "an", "another"):  # who is named is not counted: "a teacher, Amina Diallo, was killed"
        named = any(tree.relation[k] == "appos" and view.label(k) == "PERSON" for k in tree.children[noun])
        deed = tree.relation[noun] == "nmod" and tree.case(noun) == "of"  # "the murder of a chief"
        return int(tree.relation[i] == "det" and not named and not deed)
    if word not in ("the", "his", "her", "their", "its"):
        return 0
    return int(_is_joined(view, noun, inside))


def _is_joined(view: EventView, noun: int, inside: set[int]) -> bool:
    """Whether a noun is joined to others that a number or "a" counts."""
    tree = view.tree
    head = tree.head[noun] if tree.relation[noun] == "conj" else noun
    joined = [k for k in tree.children[head] if tree.relation[k] == "conj"]
    for k in (head, *joined[:_LIST]):
        if k in inside:
            return True
        counted = any(c in inside or tree.lower[c] in ("a", "an") for c in tree.children[k][:_LIST])
        if counted and k != noun and view.is_a(k, "person", "attacker"):
            return True
    return False


_LIST = 10
"""Members of a list that are looked at."""


def _is_again(view: EventView, many: int) -> bool:
    """Whether "as many" repeats the number before it, and is not "as many as 60"."""
    return "as" not in view.tree.lower[many + 1 : many + 3]


def _is_none(view: EventView, first: int) -> bool:
    """Whether a number is said of nobody: "no one", "none of the 40 passengers"."""
    tree = view.tree
    start = tree.sentence_span[tree.sentence[first]][0]
    before = tree.lower[max(start, first - 3) : first]
    return before[-1:] in (["no"], ["not"]) or before[:2] == ["none", "of"] or before[-2:] == ["none", "of"]


def _is_age(view: EventView, first: int, last: int) -> bool:
    """Whether a number is someone's age: "a man, 54, was killed"."""
    tree = view.tree
    around = tree.lower[first - 1 : first] + tree.lower[last + 1 : last + 2]
    noun = first - 2
    person = noun >= 0 and (view.label(noun) == "PERSON" or view.is_a(noun, "person"))
    return around == [",", ","] and person and view.doc[noun].tag_ in ("NN", "NNP")


def _is_pool(view: EventView, numbers: Mapping[int, tuple[int, int]], first: int, last: int) -> bool:
    """Whether a number is of those from whom others are counted: "15 of the 40 hostages"."""
    tree = view.tree
    start = tree.sentence_span[tree.sentence[first]][0]
    shares = (["in"], ["out", "of"])
    if first - 2 in numbers and tree.lower[first - 1 : first] in shares:  # "one in three"
        return True
    if tree.lower[max(start, first - 2) : first] not in (["of", "the"], ["of", "their"], ["of", "its"]):
        return False
    fronted = first - 2 == start and not any(tree.lower[k] in casualty_uses() for k in (last + 1, last + 2))
    return fronted or first - 3 in numbers


_COUNTS = frozenset({"nummod", "compound", "quantmod", "nmod", "det", "nmod:poss", "amod"})


def _counted(view: EventView, first: int, last: int) -> int:
    """The noun that a number counts, or the number itself."""
    tree = view.tree
    noun = last
    for number in (last, first):
        head = tree.head[number]
        counts = tree.relation[number] in _COUNTS
        if counts and last < head < last + 7 and not _is_apart(view, last, head):
            noun = head
            break
    if noun != last:
        total = tree.head[noun]  # "a total of 24 people"
        return total if tree.relation[noun] == "nmod" and tree.lower[total] == "total" else noun
    if tree.lower[last + 1 : last + 2] == ["of"]:  # "two of the attackers"
        of = [k for k in tree.children[last] if tree.relation[k] == "nmod" and tree.case(k) == "of"]
        return of[0] if of and tree.pos[of[0]] in ("NOUN", "PROPN") else last
    return last


def _is_apart(view: EventView, last: int, noun: int) -> bool:
    """Whether a number stands apart from a noun: "ten wounded and 20 rebels", "raised to 17 the toll"."""
    tree = view.tree
    for k in range(last + 1, noun):
        if tree.lower[k] == "the":
            return True
        if tree.lower[k] in (",", ";", "and", "or") and k + 1 in view.number:
            own = range(last + 1, k)  # but "four French and two Dutch soldiers"
            return not all(tree.pos[i] in ("ADJ", "PROPN") for i in own) or any(
                tree.lower[i] in casualty_uses() for i in own
            )
    return False


def _bound_before(view: EventView, first: int) -> tuple[int, str]:
    """The bound that stands before a number, with its first token: "at least", "a minimum of"."""
    lower = view.tree.lower
    start = view.tree.sentence_span[view.tree.sentence[first]][0]
    for end in (first, first - 1 if lower[first - 1 : first] == ["a"] else first):
        for n in (4, 3, 2, 1):
            lead = max(start, end - n)
            if bound := bounds().get(tuple(lower[lead:end])):
                return lead, bound
    return first, ""


def _bounds(
    view: EventView,
    numbers: Mapping[int, tuple[int, int]],
    first: int,
    last: int,
    value: int,
    noun: int,
    bound: str,
) -> tuple[int | None, int | None, str, int]:
    """Lowest and highest number that is meant, the bound that the text sets, and the last token of it."""
    tree = view.tree
    if last in view.upper:
        return value, view.upper[last], bound, last
    start = tree.sentence_span[tree.sentence[first]][0]
    other = next((k for k in range(last + 2, last + 6) if k in numbers and numbers[k][0] == last + 2), None)
    if other is not None and bound in ("", "about") and tree.lower[last + 1] in _TO:
        lead = tree.lower[max(start, first - 1) : first]
        risen = lead == ["from"] and any(view.is_a(k, "revised") for k in range(max(start, first - 4), first))
        joined = tree.lower[last + 1] != "and" or lead == ["between"]
        if joined and not risen and numbers[other][1] > value:
            return value, numbers[other][1], bound, other
    for end in (last, noun):
        bound = bound or bounds().get(("...", *tree.lower[end + 1 : end + 3]), "")
    return None if bound == "most" else value, None if bound == "least" else value, bound, last


_TO = frozenset({"to", "and", "or", "-", "–", "—"})
"""Words between the ends of a range."""
