"""Which numbers may count people, and between which bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from sahel_analysis.events.view import EventView
from sahel_analysis.resources import read_table


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
        if _is_pool(view, numbers, first, last) or _is_label(view, numbers, first, last):
            continue
        noun = _counted(view, first, last)
        if any(view.is_a(k, "measure") for k in (noun, last + 1) if k < len(view.tree.lower)):
            continue
        if noun != last and _is_thing(view, noun):
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
    if word not in _COUNTING:
        return 0
    then = tree.pos[i + 2 : i + 3]
    if word == "a" and then in (["AUX"], ["VERB"], ["ADV"]) and view.is_a(i + 1, "another"):
        return 1  # "a third was hurt"
    people = [noun, tree.head[noun]] if tree.relation[noun] == "conj" else [noun]
    if noun <= i or not any(view.is_a(k, "person", "attacker") or view.label(k) == "NORP" for k in people):
        return 0
    if view.doc[noun].tag_ == "NNS" or view.is_a(noun, "ensemble"):
        return 0
    if inside.intersection(k for k in tree.children[noun] if k < noun and tree.relation[k] == "nummod"):
        return 0
    if word in ("a", "an", "another"):  # who is named is not counted: "a teacher, Amina Diallo, was killed"
        named = any(tree.relation[k] == "appos" and view.label(k) == "PERSON" for k in tree.children[noun])
        named = named or (tree.relation[noun] == "appos" and view.label(tree.head[noun]) == "PERSON")
        deed = tree.relation[noun] == "nmod" and tree.case(noun) == "of"  # "the murder of a chief"
        return int(tree.relation[i] == "det" and not named and not deed)
    return int(_is_joined(view, noun, inside))


_COUNTING = frozenset({"a", "an", "another", "the", "his", "her", "their", "its"})
"""Words before a noun that may count one."""


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
    """Whether a number is someone's age: "a man, 54, was killed", "a boy of nine", "aged 8 and 9"."""
    tree = view.tree
    before = tree.lower[max(first - 3, 0) : first]
    if before[-1:] == ["aged"] or (before[:1] == ["aged"] and before[2:] in (["and"], ["or"])):
        return True
    aged = tree.head[last]
    if (
        tree.lower[first - 1] == "of"
        and aged == first - 2
        and tree.tag[aged] == "NN"
        and _is_bare(view, last)
    ):
        return view.is_a(aged, "person") and not view.is_a(aged, "ensemble")
    around = tree.lower[first - 1 : first] + tree.lower[last + 1 : last + 2]
    noun = first - 2
    person = noun >= 0 and (view.label(noun) == "PERSON" or view.is_a(noun, "person"))
    return around == [",", ","] and person and view.doc[noun].tag_ in ("NN", "NNP")


def _is_bare(view: EventView, last: int) -> bool:
    """Whether no noun follows that a number counts."""
    return view.tree.pos[last + 1 : last + 2] not in (["NOUN"], ["PROPN"], ["ADJ"])


def _is_label(view: EventView, numbers: Mapping[int, tuple[int, int]], first: int, last: int) -> bool:
    """Whether a number names a thing, or says how people followed one another: "No. 12", "one by one"."""
    lower = view.tree.lower
    if _is_code(view, numbers, first, last):
        return True
    ahead = lower[last + 1 : last + 2] == ["by"] and last + 2 in numbers
    numbered = lower[first - 1] == "no." or lower[max(first - 2, 0) : first] == ["no", "."]
    return ahead or numbered or (lower[first - 1] == "by" and first - 2 in numbers)


def _is_code(view: EventView, numbers: Mapping[int, tuple[int, int]], first: int, last: int) -> bool:
    """Whether a number is of a sign made of letters and digits: "NB 4411-12", "the RN 16"; not "12-15"."""
    tree = view.tree
    letters = tree.text[tree.start[first - 1] : tree.end[first - 1]] if first else ""
    if letters.isupper() and letters.isalpha() and len(letters) <= _SIGN and tree.lower[last].isdigit():
        told = last + 1 in view.outcomes and tree.tag[last + 1] in ("VBN", "JJ")
        told = told or tree.pos[last + 1 : last + 2] == ["AUX"]  # "according to the UN 15 were killed"
        return _is_bare(view, last) and not told
    if tree.lower[first - 1] not in ("-", "–") or first - 2 not in numbers:
        return False
    return numbers[first - 2][1] >= numbers[last][1] and tree.end[first - 2] + 1 == tree.start[first]


_SIGN = 3
"""Letters before the digits of a sign."""


def _is_pool(view: EventView, numbers: Mapping[int, tuple[int, int]], first: int, last: int) -> bool:
    """Whether a number is of those from whom others are counted: "15 of the 40 hostages"."""
    tree = view.tree
    start = tree.sentence_span[tree.sentence[first]][0]
    shares = (["in"], ["out", "of"])
    if first - 2 in numbers and tree.lower[first - 1 : first] in shares:  # "one in three"
        return True
    if tree.lower[max(start, first - 2) : first] not in (["of", "the"], ["of", "their"], ["of", "its"]):
        return False
    fronted = first - 2 == start and not any(k in view.outcomes for k in (last + 1, last + 2))
    return fronted or first - 3 in numbers


def _is_thing(view: EventView, noun: int) -> bool:
    """Whether a plural is no word for people, what is left of them or what befell them: "nine houses"."""
    plain = view.tree.tag[noun] == "NNS" and view.tree.pos[noun] == "NOUN" and noun not in view.outcomes
    return plain and not view.is_a(noun, *_COUNTED)


_COUNTED = ("person", "attacker", "armed", "people", "force", "hurt", "harmed", "remains", "tally noun")
"""Classes of words that a number of people may count."""

_COUNTS = frozenset({"nummod", "compound", "quantmod", "nmod", "det", "nmod:poss", "amod"})


def _counted(view: EventView, first: int, last: int) -> int:
    """The noun that a number counts, or the number itself."""
    tree = view.tree
    noun = last
    listed = tree.lower[last + 2 : last + 3] in (["and"], ["or"], [","])
    if listed and view.is_a(last + 1, "person", "armed", "attacker"):  # "one civilian and 53 soldiers"
        return last + 1
    for number in (last, first):
        head = _described(view, tree.head[number])
        counts = tree.relation[number] in _COUNTS
        if counts and last < head < last + 7 and not _is_apart(view, last, head):
            noun = head
            break
    if noun != last:
        total = tree.head[noun]  # "a total of 24 people"
        return total if tree.relation[noun] == "nmod" and tree.lower[total] == "total" else noun
    if (joined := _described_next(view, last)) is not None:
        return joined
    then = last + 1
    beside = tree.head[then : then + 1] == [last] and tree.pos[then] == "NOUN"
    lost = tree.relation[last] in ("list", "appos", "dep") and tree.tag[then : then + 1] == ["NNS"]
    if (beside or lost) and view.is_a(then, "person", "armed", "attacker"):
        return then  # "three score civilians", "... on 6 May. 22 terrorists were killed"
    if tree.lower[last + 1 : last + 2] == ["of"]:  # "two of the attackers"
        of = [k for k in tree.children[last] if tree.relation[k] == "nmod" and tree.case(k) == "of"]
        return of[0] if of and tree.pos[of[0]] in ("NOUN", "PROPN") else last
    return last


def _described_next(view: EventView, last: int) -> int | None:
    """The people right behind a number of a list and what describes them: "and 53 Malian soldiers"."""
    tree = view.tree
    if tree.relation[last] not in ("conj", "list", "dep", "appos"):
        return None
    then = last + 1
    while then < len(tree.lower) and then <= last + 2 and tree.pos[then] in ("ADJ", "PROPN"):
        then += 1
    plural = tree.tag[then : then + 1] == ["NNS"]
    return then if plural and then > last + 1 and view.is_a(then, "person", "armed", "attacker") else None


def _described(view: EventView, i: int) -> int:
    """The noun that a word in front of it describes: "three Kashmiri herders", "20 border guards"."""
    tree = view.tree
    noun = tree.head[i]
    if view.label(i) == "NORP" and tree.tag[i + 1 : i + 2] == ["NNS"] and view.is_a(i + 1, "person", "armed"):
        return i + 1  # "one civilian and 53 Malian soldiers"
    describes = tree.relation[i] in ("amod", "compound") and i < noun <= i + 3
    return noun if describes and tree.pos[noun] in ("NOUN", "PROPN") else i


def _is_apart(view: EventView, last: int, noun: int) -> bool:
    """Whether a number stands apart from a noun: "ten wounded and 20 rebels", "raised to 17 the toll"."""
    tree = view.tree
    for k in range(last + 1, noun):
        if tree.lower[k] == "the":
            return True
        if k == last + 1 and k + 1 in view.number and tree.lower[k] in _STOPS:
            return True  # "killed 20 - 12 soldiers and eight farmers"
        if tree.lower[k] in (",", ";", "and", "or") and k + 1 in view.number:
            own = range(last + 1, k)  # but "four French and two Dutch soldiers"
            return not all(tree.pos[i] in ("ADJ", "PROPN") for i in own) or any(
                i in view.outcomes for i in own
            )
    return False


_STOPS = frozenset({",", ";", ":", "-", "–", "—"})
"""Signs behind a number that stands for itself before a list of its parts."""


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
        risen = lead == ["from"] and view.has_a(range(max(start, first - 4), first), "revised")
        joined = tree.lower[last + 1] != "and" or lead == ["between"]
        if joined and not risen and numbers[other][1] > value:
            return value, numbers[other][1], bound, other
    for end in (last, noun):
        bound = bound or bounds().get(("...", *tree.lower[end + 1 : end + 3]), "")
    return None if bound == "most" else value, None if bound == "least" else value, bound, last


_TO = frozenset({"to", "and", "or", "-", "–", "—"})
"""Words between the ends of a range."""


@cache
def bounds() -> dict[tuple[str, ...], str]:
    """Words before a figure and the bound they make of it: least, most or about."""
    table = read_table("lexicon/event_bounds.csv")
    return {tuple(w.split()): b for w, b in zip(table["words"], table["bound"], strict=True)}


_LONGEST = 300
"""Words of the longest sentence: what is longer is a table, and the rules would take long over it."""


def find_candidates(view: EventView) -> list[Count]:
    """Numbers that may count people, single people, and words for nobody, in order, none in another."""
    counts = [c for c in find_counts(view) if _is_short(view, c.last)]
    taken = {i for c in counts for i in (*range(c.first, c.last + 1), c.noun)}
    found = [*counts]
    for count in (*_nobody(view), *_single(view)):
        if not taken.intersection(range(count.first, count.last + 1)):
            found.append(count)
            taken.update(range(count.first, count.last + 1))
    return sorted(found, key=lambda c: c.first)


def _is_short(view: EventView, i: int) -> bool:
    start, end = view.tree.sentence_span[view.tree.sentence[i]]
    return end - start <= _LONGEST


def _single(view: EventView) -> list[Count]:
    """People without a number, one each, in sentences that tell what befell someone: "the mayor", a name."""
    tree = view.tree
    found = []
    for sentence in sorted({tree.sentence[i] for i in view.outcomes}):
        for i in range(*tree.sentence_span[sentence]):
            mention = view.mention.get(i)
            if mention is not None and mention.label == "PERSON" and mention.kind == "name":
                tokens = view.tokens(mention.start, mention.end)
                if tokens[-1] == i and tree.start[i] not in view.said_by and not _is_spot(view, tokens[0]):
                    top = next((k for k in tokens if tree.head[k] not in tokens), i)
                    described = tree.relation[top] == "appos" and view.is_a(
                        tree.head[top], "person", "attacker"
                    )
                    if not described:  # "the mayor, Ali Sidi": one
                        found.append(Count(tokens[0], i, top, 1, 1, "name"))
                continue
            if mention is not None or tree.pos[i] != "NOUN" or tree.tag[i] == "NNS" or not _is_short(view, i):
                continue
            if not view.is_a(i, "person", "attacker") or view.is_a(i, "ensemble"):
                continue
            of_whom = (
                tree.relation[i] == "nmod" and tree.case(i) == "of" and view.is_a(tree.head[i], "person")
            )
            if of_whom or tree.start[i] in view.said_by:  # not "the daughter of a judge"
                continue
            determiners = [k for k in tree.children[i] if k < i and tree.relation[k] in ("det", "nmod:poss")]
            told = tree.relation[i] in ("nsubj", "nsubj:pass", "obj")  # "Policeman killed", in headlines
            if (determiners or told) and tree.relation[i] not in ("compound", "appos"):
                found.append(Count(min(determiners, default=i), i, i, 1, 1, "one" if determiners else "bare"))
    return found


def _is_spot(view: EventView, first: int) -> bool:
    """Whether words before a name make it a place, whatever the model took it for: "close to Bwito"."""
    before = tuple(view.tree.lower[max(first - 2, 0) : first])
    return before[-1:] in (("near",), ("in",), ("at",)) or before in (("close", "to"), ("next", "to"))


def _nobody(view: EventView) -> list[Count]:
    """Words that say that it befell nobody, with the noun behind them: "nobody", "no casualties"."""
    tree = view.tree
    found = []
    for last, first in view.nobody.items():
        noun = tree.head[last] if last < tree.head[last] <= last + 3 else last
        if noun == last or noun in view.outcomes or view.is_a(noun, "person", "people", "attacker"):
            found.append(Count(first, noun, noun, 0, 0, "none"))
        elif tree.pos[noun] in ("VERB", "AUX"):  # "no one was reported killed"
            found.append(Count(first, last, last, 0, 0, "none"))
    for i in range(len(tree.lower)):
        if i not in view.nobody and tree.pos[i] in ("PRON", "NOUN") and view.is_a(i, "negation"):
            found.append(Count(i, i, i, 0, 0, "none"))  # "nobody", "none"
        elif tree.lower[i] == "without":
            harmed = [k for k in range(i + 1, min(i + 4, len(tree.lower))) if view.is_a(k, "harmed")]
            found.extend(Count(i, k, k, 0, 0, "none") for k in harmed[:1])
            if tree.lower[i + 2 : i + 3] in (["anyone"], ["anybody"]) and i + 1 in view.outcomes:
                found.append(Count(i, i + 2, i + 2, 0, 0, "none"))  # "without killing anyone"
    return found
