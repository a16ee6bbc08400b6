"""Who was killed, wounded or detained, and how many: each figure of a text with what befell those counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sahel_analysis.events.arguments import subject
from sahel_analysis.events.counting import Count, find_counts
from sahel_analysis.events.fates import KINDS, fate_above, fate_at, fate_beside, first_joined, use
from sahel_analysis.events.parties import party_of
from sahel_analysis.events.reading import Reading
from sahel_analysis.events.reality import is_perfect
from sahel_analysis.events.tallies import estimate_role, find_tally, is_former, is_given, may_be


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people. word: the token that says what befell them; noun: who they are, as a token.

    party: attackers, forces, civilians, or "" where the text does not tell. role: count; more (others than
    those counted before); toll (all the dead, as a count says); raised (a toll that replaces lower ones);
    estimate (what a source says in place of a figure before it); former (a count that a later one replaces);
    glimpse (some of the dead: those that someone saw, one of several); mixed (attackers are among them).
    """

    kind: str
    low: int | None
    high: int | None
    approx: bool
    word: int
    noun: int
    number: int
    party: str
    role: str

    @property
    def attackers(self) -> bool:
        """Whether the dead or wounded are those who attacked."""
        return self.party == "attackers" and self.kind != "detained"


def find_figures(reading: Reading) -> list[Figure]:
    """Figures of killed, wounded and detained in a text, in order."""
    tree = reading.tree
    found: list[Figure] = []
    untold: dict[int, Count] = {}  # counts of whose fate nothing is told, by their nouns
    fates: dict[int, str] = {}  # what befell those counted before, by their nouns
    for count in find_counts(reading):
        start, end = tree.sentence_span[tree.sentence[count.last]]
        if end - start > _LONGEST:
            continue
        kind, word, role = _fate(reading, count, found)
        if not kind:
            untold[count.noun] = count
        if kind not in KINDS or _is_part(reading, count, kind, fates, found):
            continue
        fates[count.noun] = kind
        first = untold.pop(tree.head[count.noun], None)
        if first and tree.relation[count.noun] == "conj" and reading.is_a(first.noun, "person"):
            found.append(
                _figure(reading, first, kind, word, "count")
            )  # "five soldiers and 40 militants dead"
        found.append(_figure(reading, count, kind, word, role))
    return found


_LONGEST = 300
"""Words of the longest sentence: what is longer is a table, and the rules would take long over it."""


def _fate(reading: Reading, count: Count, found: Sequence[Figure]) -> tuple[str, int, str]:
    """What befell those counted ("" if it is not told), the word that says so, and the count's role."""
    role = _role(reading, count)
    kind, word = fate_at(reading, count.last, count.noun)
    if not kind and (tally := find_tally(reading, count)):
        kind, word, standing = tally
        return kind, word, role if role == "former" else standing
    if not kind:
        kind, word = fate_above(reading, count.last, count.noun)
    if not kind:
        kind, word = fate_beside(reading, count.first, count.noun)
    if kind:
        given = role in ("count", "glimpse") and is_given(reading, count) and not _is_seen(reading, count)
        return kind, word, "estimate" if given else role
    if (given_role := estimate_role(reading, count)) and (other := _told_last(reading, count, found)):
        return *other, role if role == "former" else given_role
    if found and role == "more" and _is_next(reading, count, found[-1]):
        return found[-1].kind, count.noun, role  # "and nine others in a raid on Dioura"
    return "", count.noun, role


def _figure(reading: Reading, count: Count, kind: str, word: int, role: str) -> Figure:
    """The figure of a count, with the bounds that its role leaves."""
    low, high = count.low, count.high
    tallied = role in ("toll", "raised", "estimate")
    if (tallied or is_perfect(reading, word)) and may_be(reading, count.noun):
        low, role = None, "estimate"
    if role == "glimpse" and _is_seen(reading, count):
        high = None
    if role == "count" and (foes := _foes_among(reading, count)) is not None:
        low, high = (x - foes if x is not None and x > foes else x for x in (low, high))
        role = role if foes else "mixed"
    party = party_of(reading, count.noun, word)
    return Figure(kind, low, high, count.bound == "about", word, count.noun, count.last, party, role)


def _is_next(reading: Reading, count: Count, last: Figure) -> bool:
    """Whether a count is set beside a figure of its sentence by "and"."""
    tree = reading.tree
    return tree.sentence[count.first] == tree.sentence[last.number] and tree.lower[count.first - 1] == "and"


def _told_last(reading: Reading, count: Count, found: Sequence[Figure]) -> tuple[str, int] | None:
    """What another source's figure is about: the figure, or question, in its sentence or the one before."""
    tree = reading.tree
    sentence = tree.sentence[count.last]
    near = [f for f in found[-4:] if sentence - tree.sentence[f.number] <= 1]
    near = [f for f in near if tree.paragraph[f.number] == tree.paragraph[count.last]]
    if near:
        last = next((f for f in reversed(near) if f.kind == "killed"), near[-1])
        return last.kind, last.word
    first = tree.sentence_span[max(sentence - 1, 0)][0]
    for i in range(max(first, count.first - _QUESTION), count.first - 1):
        if tree.lower[i : i + 2] == ["how", "many"]:  # "nobody can say how many died. At least 100, ..."
            for k in range(i, count.first):
                if kind := use(reading, k, "subject", "state", "object"):
                    return kind, k
    return None


_QUESTION = 40
"""Words between a question and the figure that answers it."""


def _role(reading: Reading, count: Count) -> str:
    """How a count stands to others: former, glimpse, more, or a count like any."""
    tree = reading.tree
    start = tree.sentence_span[tree.sentence[count.first]][0]
    before = (tree.head[count.noun], *range(max(start, count.first - 4), count.first))
    risen = tree.lower[count.first - 1] == "from" and any(reading.is_a(i, "revised") for i in before)
    if count.bound == "former" or risen or is_former(reading, count):
        return "former"
    if tree.lower[count.first : count.first + 2] == ["one", "of"] or _is_seen(reading, count):
        return "glimpse"
    if reading.is_a(count.noun, "remains"):  # bodies that are found or flown home are some of the dead
        return "glimpse"
    near = {count.noun, *tree.children[count.noun], *tree.children[tree.head[count.noun]]}
    near -= set(range(count.first, count.last))  # not "more than 100"
    return "more" if any(reading.is_a(k, "further") for k in near) else "count"


def _is_seen(reading: Reading, count: Count) -> bool:
    """Whether someone tells of those whom they saw or lost themselves: "I counted eleven bodies"."""
    tree = reading.tree
    i = count.noun
    if tree.head[i] == count.last and any(tree.lower[k] == "my" for k in tree.children[i]):
        return True  # "two of my uncles"
    for _ in range(3):
        i = tree.head[i]
        if reading.is_a(i, "perceive"):
            return True
        if reading.is_verb(i):
            break
    seer = subject(reading, i) if reading.is_verb(i) else None
    person = "" if seer is None else tree.lower[seer]
    return (person in ("i", "we") and tree.lemma[i] in ("count", "bury")) or (
        person in ("i", "he", "she") and bool(use(reading, i, "lose"))
    )


def _is_part(
    reading: Reading, count: Count, kind: str, fates: Mapping[int, str], found: Sequence[Figure]
) -> bool:
    """Whether a figure is a part of one already told: "including one American", "three of them"."""
    tree = reading.tree
    start, end = tree.sentence_span[tree.sentence[count.first]]
    if _is_listed(reading, count, start, end):
        return True
    if (whole := _whole(reading, count.noun, fates)) is not None:
        return fates[whole] == kind
    if count.noun == count.last and tree.relation[count.noun].startswith("nsubj"):
        for before in found[-2:]:  # "12 people were killed. Eight were burned alive"
            told = tree.paragraph[before.number] == tree.paragraph[count.last] and before.kind == kind
            if told and tree.sentence[before.number] < tree.sentence[count.last]:
                return (before.low or 0) > (count.low or count.high or 0)
    then = tree.lower[count.last + 1 : count.last + 4]
    of_them = "of" in then and any(w in then for w in ("them", "whom", "which", "these", "those"))
    return of_them and bool(found) and found[-1].kind == kind and start <= found[-1].number < count.first


def _is_listed(reading: Reading, count: Count, start: int, end: int) -> bool:
    """Whether those counted are named as some of the dead: "among the dead were two", "two of the dead"."""
    tree = reading.tree
    if any(reading.is_a(i, "including") for i in range(max(start, count.first - 4), count.first)):
        return True
    before = tree.lower[max(start, count.first - _LISTED) : count.first]
    if any(word in before for word in ("include", "includes", "included")):
        return True
    if tree.lower[start : start + 2] == ["among", "the"] and count.first > start + 2:
        return True
    end = next((i for i in range(count.last, end) if tree.lower[i] == "with"), end)
    among = range(count.noun, min(count.noun + 12, end - 1))
    if any(tree.lower[i] == "among" and tree.lower[i + 1] in ("the", "those") for i in among):
        return True
    of = range(count.last + 3, min(count.last + 5, end))
    return tree.lower[count.last + 1 : count.last + 3] == ["of", "the"] and any(
        use(reading, i, "noun", "state") for i in of
    )


_LISTED = 30
"""Words within which "the dead include" reaches."""


def _foes_among(reading: Reading, count: Count) -> int | None:
    """How many attackers a toll includes ("28 dead, including three attackers"), 0 if it does not tell."""
    tree = reading.tree
    if count.noun != count.last and not reading.is_a(count.noun, "people"):
        return None
    end = min(tree.sentence_span[tree.sentence[count.last]][1], count.noun + _INCLUDED)
    for i in range(count.noun + 1, end):
        if reading.is_a(i, "attacker"):
            near = range(max(count.noun, i - 4), min(i + 3, end))
            if any(reading.is_a(k, "including") or tree.lower[k] == "included" for k in near):
                return next((reading.number[k][1] for k in reversed(near) if k in reading.number), 0)
    return None


_INCLUDED = 16
"""Words within which a toll says that it includes attackers."""


def _whole(reading: Reading, noun: int, fates: Mapping[int, str]) -> int | None:
    """The noun that a list in apposition spells out: "12 people, eight soldiers and four civilians"."""
    tree = reading.tree
    i = first_joined(reading, noun)
    return tree.head[i] if tree.relation[i] == "appos" and tree.head[i] in fates else None
