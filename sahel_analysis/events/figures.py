"""Who was killed, wounded or detained, and how many: each figure of a text with what befell those counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.events.clauses import clause, first_joined, is_alongside, repeated, subject
from sahel_analysis.events.counts import Count, find_candidates
from sahel_analysis.events.factuality import is_perfect
from sahel_analysis.events.intervals import When, as_when
from sahel_analysis.events.measures import measure_features, measure_of
from sahel_analysis.events.model import Features
from sahel_analysis.events.outcomes import (
    done_after,
    done_before,
    fate_after,
    is_people,
    nobody_outcome,
    outcome_above,
    outcome_at,
    outcome_beside,
    use,
)
from sahel_analysis.events.tallies import estimate_role, find_tally, is_former, is_given, may_be
from sahel_analysis.events.view import COUNTRY, KINDS, PLACES, EventView


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A number of people: tokens first to last. word: what says what befell them; noun: who they are.

    party: attackers, forces, civilians, or "" where the text does not tell. role: count; more (others than
    those counted before); toll (all the dead, as a count says); raised (a toll that replaces lower ones);
    estimate (what a source says in place of a figure before it); former (a count that a later one replaces);
    glimpse (some of the dead: those that someone saw, one of several); part (of a figure told before);
    elsewhere (of an event that only its place and day tell: "five in Koro and six in Bankass").
    """

    first: int
    last: int
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


def find_figures(view: EventView) -> list[FigureMention]:
    """Numbers of people in a text with what befell them, in order."""
    found: list[FigureMention] = []
    outcomes: dict[int, str] = {}  # what befell those counted before, by their nouns
    told: list[tuple[Count, str]] = []
    for reading in read_counts(view):
        kind, _ = measure_of(reading.rule, reading.features)
        led_off = (kind or reading.rule) in ("abducted", "detained")
        fate = fate_after(view, reading.count.noun) if led_off else ""
        kind = kind or ("killed" if fate == "killed" else "")
        told.append((reading.count, kind))
        if not kind:
            continue
        role = reading.role
        if _is_part(view, reading.count, kind, outcomes, found):
            role = "part"
        added = view.tree.lower[reading.count.first - 1] in ("and", ",")
        former = added and found and found[-1].role == "former"
        if former and _is_joined(view, reading.count.noun, found[-1].noun):
            role = "former"  # "the previous toll was six guards and a driver"
        outcomes[reading.count.noun] = kind
        word = reading.word if reading.rule == kind else _word_for(view, reading.count, kind)
        if _is_elsewhere(view, reading.count, word, found):
            role, word = "elsewhere", reading.count.last
        found.append(_figure(view, reading.count, kind, word, role))
        both = view.is_a(reading.count.noun, "hurt") or reading.rule == "mixed"  # "no one was hurt or killed"
        if reading.count.bound == "none" and both:
            found.append(replace(found[-1], kind="wounded" if kind == "killed" else "killed"))
        elif fate == "killed" != kind:
            found.append(replace(found[-1], kind="killed"))
    return found


def _is_joined(view: EventView, noun: int, other: int) -> bool:
    """Whether two nouns are members of one list."""
    return first_joined(view, noun) == first_joined(view, other)


@dataclass(frozen=True, slots=True)
class CountEvidence:
    """A number, what the grammar around it says (rule, by a word), and all that speaks for what it counts."""

    count: Count
    rule: str
    word: int
    role: str
    features: Features


def read_counts(view: EventView) -> list[CountEvidence]:
    """The numbers of a text that may be of people, with what speaks for what each counts."""
    tree = view.tree
    found: list[FigureMention] = []
    readings: list[CountEvidence] = []
    before: list[tuple[Count, str]] = []
    untold: dict[int, int] = {}
    for count in find_candidates(view):
        rule, word, role = _outcome(view, count, found)
        first = untold.get(tree.head[count.noun]) if tree.relation[count.noun] == "conj" else None
        listed = readings and not readings[-1].rule and tree.lower[count.first - 1] == "and"
        if listed and readings[-1].count.noun == count.first - 2:  # "one nurse and 53 guards", however parsed
            first = len(readings) - 1
        if rule in KINDS and first is not None:
            # "five soldiers and 40 militants dead": what befell the last befell the first
            k = readings[first]
            features = measure_features(view, k.count, rule, word, before[:first])
            readings[first] = CountEvidence(k.count, rule, word, "count", features)
        if not rule:
            untold[count.noun] = len(readings)
        features = measure_features(view, count, rule, word, before)
        readings.append(CountEvidence(count, rule, word, role, features))
        before.append((count, rule))
        if rule in KINDS:
            found.append(_figure(view, count, rule, word, role))
    return readings


def _word_for(view: EventView, count: Count, kind: str) -> int:
    """The word that tells what befell those counted: the nearest of its kind, else the verb."""
    start, end = view.tree.sentence_span[view.tree.sentence[count.last]]
    near = [i for i in range(start, end) if view.outcomes.get(i) == kind]
    return min(near, key=lambda i: abs(i - count.last), default=clause(view, count.noun))


def _outcome(view: EventView, count: Count, found: Sequence[FigureMention]) -> tuple[str, int, str]:
    """What befell those counted ("" if it is not told), the word that says so, and the count's role."""
    role = _role(view, count)
    if count.bound == "none" and view.is_a(count.noun, "harmed"):
        return "killed", count.noun, role
    if count.bound == "none" and not _is_harmed(view, count.noun):
        return "", count.noun, role  # "no shot was fired"
    if count.bound == "none" and (told := nobody_outcome(view, count.noun))[0]:
        return *told, role
    if count.bound != "none" and (kind := done_before(view, count.first)):
        return kind, count.first - 1, role
    if count.bound != "none" and (told := done_after(view, count.last, count.noun))[0]:
        return *told, role
    kind, word = outcome_at(view, count.last, count.noun)
    aside = view.tree.relation[word] == "acl:relcl"  # "put the dead at five rebels, whom it had captured"
    if (not kind or aside) and (tally := find_tally(view, count)):
        kind, word, standing = tally
        return kind, word, role if role == "former" else standing
    described = count.last < word < count.noun and kind != "killed"
    if not kind or described:
        above = outcome_above(view, count.last, count.noun)
        if not kind or above[0] == "killed":  # "two wounded soldiers died"
            kind, word = above
    if not kind:
        kind, word = outcome_beside(view, count.first, count.noun)
    if kind:
        given = role in ("count", "glimpse") and is_given(view, count) and not _is_seen(view, count)
        return kind, word, "estimate" if given else role
    if (given_role := estimate_role(view, count)) and (other := _told_last(view, count, found)):
        return *other, role if role == "former" else given_role
    if found and role == "more" and _is_next(view, count, found[-1]):
        return found[-1].kind, count.noun, role  # "and nine others in a raid on Dioura"
    return "", count.noun, role


def _is_harmed(view: EventView, noun: int) -> bool:
    """Whether a word is one for people, for nobody, or counts the dead or hurt: no shot, no gun."""
    named = view.tree.pos[noun] == "NOUN" and view.tree.lower[noun] != "one"
    return not named or is_people(view, noun) or bool(use(view, noun, "noun", "state"))


def _figure(view: EventView, count: Count, kind: str, word: int, role: str) -> FigureMention:
    """The figure of a count, with the bounds that its role leaves."""
    low, high = count.low, count.high
    tallied = role in ("toll", "raised", "estimate")
    if (tallied or is_perfect(view, word)) and may_be(view, count.noun):
        low, role = None, "estimate"
    party = party_of(view, count.noun, word)
    last = count.noun if count.noun > count.last and view.tree.pos[count.last] == "DET" else count.last
    return FigureMention(
        count.first, last, kind, low, high, count.bound == "about", word, count.noun, count.last, party, role
    )


def _is_next(view: EventView, count: Count, last: FigureMention) -> bool:
    """Whether a count is set beside a figure of its sentence by "and"."""
    tree = view.tree
    return tree.sentence[count.first] == tree.sentence[last.number] and tree.lower[count.first - 1] == "and"


def _told_last(view: EventView, count: Count, found: Sequence[FigureMention]) -> tuple[str, int] | None:
    """What another source's figure is about: the figure, or question, in its sentence or the one before."""
    tree = view.tree
    sentence = tree.sentence[count.last]
    near = [f for f in found[-4:] if sentence - tree.sentence[f.number] <= 1]
    near = [f for f in near if tree.paragraph[f.number] == tree.paragraph[count.last]]
    if near:
        last = next((f for f in reversed(near) if f.kind == "killed"), near[-1])
        return last.kind, last.word
    counts = tree.child(count.noun, "nsubj")
    if counts is not None and view.is_a(counts, "tally noun"):  # "the count so far is 63"
        first = tree.sentence_span[max(sentence - 2, 0)][0]
        dead = [i for i in range(first, count.first) if view.outcomes.get(i) == "killed"]
        return ("killed", dead[-1]) if dead else None
    first = tree.sentence_span[max(sentence - 1, 0)][0]
    for i in range(max(first, count.first - _QUESTION), count.first - 1):
        if tree.lower[i : i + 2] == ["how", "many"]:  # "nobody can say how many died. At least 100, ..."
            for k in range(i, count.first):
                if kind := use(view, k, "subject", "state", "object"):
                    return kind, k
    return None


_QUESTION = 40
"""Words between a question and the figure that answers it."""


def _role(view: EventView, count: Count) -> str:
    """How a count stands to others: former, glimpse, more, or a count like any."""
    tree = view.tree
    start = tree.sentence_span[tree.sentence[count.first]][0]
    before = (tree.head[count.noun], *range(max(start, count.first - 4), count.first))
    risen = tree.lower[count.first - 1] == "from" and view.has_a(before, "revised")
    if count.bound == "former" or risen or is_former(view, count):
        return "former"
    if tree.lower[count.first : count.first + 2] == ["one", "of"] or _is_seen(view, count):
        return "glimpse"
    if repeated(view, count.noun) is not None:
        return "more"
    if view.is_a(count.noun, "remains"):  # bodies that are found or flown home are some of the dead
        return "glimpse"
    first = first_joined(view, count.noun)
    near = {count.noun, *tree.children[count.noun], *tree.children[tree.head[first]]}
    near -= set(range(count.first, count.last))  # not "more than 100"
    added = tree.lower[start] == "besides" or tree.lower[start : start + 2] == ["in", "addition"]
    return "more" if added or _is_after_others(view, count.noun) or view.has_a(near, "further") else "count"


def _is_after_others(view: EventView, noun: int) -> bool:
    """Whether those counted met the fate of others told of before: "two drivers died with them"."""
    tree = view.tree
    return any(
        tree.pos[k] == "PRON"
        and tree.relation[k].startswith("obl")
        and (tree.case(k) == "with" or is_alongside(view, k))
        for k in tree.children[clause(view, noun)]
    )


def _is_seen(view: EventView, count: Count) -> bool:
    """Whether someone tells of those whom they saw or lost themselves: "I counted eleven bodies"."""
    tree = view.tree
    i = count.noun
    if tree.head[i] == count.last and any(tree.lower[k] == "my" for k in tree.children[i]):
        return True  # "two of my uncles"
    for _ in range(3):
        i = tree.head[i]
        if view.is_a(i, "perceive"):
            return True
        if view.is_verb(i):
            break
    seer = subject(view, i) if view.is_verb(i) else None
    person = "" if seer is None else tree.lower[seer]
    return (person in ("i", "we") and tree.lemma[i] in ("count", "bury")) or (
        person in ("i", "he", "she") and bool(use(view, i, "lose"))
    )


def _is_part(
    view: EventView, count: Count, kind: str, outcomes: Mapping[int, str], found: Sequence[FigureMention]
) -> bool:
    """Whether a figure is a part of one already told: "including one American", "three of them"."""
    tree = view.tree
    start, end = tree.sentence_span[tree.sentence[count.first]]
    if _is_listed(view, count, start, end):
        return True
    if (whole := _whole(view, count.noun, outcomes)) is not None:
        return outcomes[whole] == kind
    if count.noun == count.last and tree.relation[count.noun].startswith("nsubj"):
        for before in found[-2:]:  # "12 people were killed. Eight were burned alive"
            told = tree.paragraph[before.number] == tree.paragraph[count.last] and before.kind == kind
            if told and tree.sentence[before.number] < tree.sentence[count.last]:
                return (before.low or 0) > (count.low or count.high or 0)
    then = tree.lower[count.last + 1 : count.last + 4]
    of_them = "of" in then and any(w in then for w in ("them", "whom", "which", "these", "those"))
    return of_them and bool(found) and found[-1].kind == kind and start <= found[-1].number < count.first


def _is_elsewhere(view: EventView, count: Count, word: int, found: Sequence[FigureMention]) -> bool:
    """Whether a place of its own, and maybe a day, set a figure apart from one of its sentence.

    "Five people in Koro on Monday and six in Bankass on Tuesday", "2,000 this year, including 14 in Tera".
    """
    tree = view.tree
    own = place_behind(view, count.noun)
    start = tree.sentence_span[tree.sentence[count.last]][0]
    joint = tree.lower[count.first - 1]
    same = takewhile(lambda f: f.number >= start, reversed(found))
    told = [f.word for f in same if f.role != "elsewhere"]
    if own is None or not told or joint not in ("and", "including", ",", "but", "then"):
        return False
    if told[0] != word and joint != "including":  # "killing five in Koro and wounding six in Bankass"
        return False
    before = (view.mention.get(i) for i in range(count.first - 1, start - 1, -1))
    other = next((m for m in before if m and m.label in PLACES and view.place_rank(m) < COUNTRY), None)
    if other is None:
        return bool((found[-1].low or 0) >= _SUMMED and dated_behind(view, count.noun))
    return view.mention[own].entity_id != other.entity_id


_SUMMED = 50
"""The least number of dead that may be the sum of several attacks."""


def place_behind(view: EventView, noun: int) -> int | None:
    """The first token of a place below a country that "in" or "near" joins to those counted."""
    tree = view.tree
    for i in range(noun + 1, min(noun + 5, len(tree.lower) - 1)):
        if tree.pos[i] in ("VERB", "AUX", "PUNCT", "NUM") or tree.lower[i] == "and":
            return None
        if view.is_a(i, "where"):
            there = [k for k in range(i + 1, min(i + 7, len(tree.lower))) if view.label(k) in PLACES]
            named = [k for k in there[:1] if view.mention[k].kind == "name"]
            return next((k for k in named if view.place_rank(view.mention[k]) < COUNTRY), None)
    return None


def dated_behind(view: EventView, noun: int) -> When | None:
    """The day that stands behind those counted and their place: "14 in Tera on Sunday"."""
    place = place_behind(view, noun)
    if place is None:
        return None
    last = view.tokens(view.mention[place].start, view.mention[place].end)[-1]
    times = view.times_of[view.tree.sentence[noun]]
    return next((as_when(view, t) for tokens, t in times if 0 < tokens[0] - last <= 3 and t.earliest), None)


def _is_listed(view: EventView, count: Count, start: int, end: int) -> bool:
    """Whether those counted are named as some of the dead: "among the dead were two", "two of the dead"."""
    tree = view.tree
    if view.has_a(range(max(start, count.first - 4), count.first), "including"):
        return True
    if "included" in tree.lower[count.noun + 1 : min(count.noun + 4, end)]:  # "15 dead, three women included"
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
        use(view, i, "noun", "state", "toll") for i in of
    )


_LISTED = 30
"""Words within which "the dead include" reaches."""


def _whole(view: EventView, noun: int, outcomes: Mapping[int, str]) -> int | None:
    """The noun that a list in apposition spells out: "12 people, eight soldiers and four civilians"."""
    tree = view.tree
    i = first_joined(view, noun)
    return tree.head[i] if tree.relation[i] == "appos" and tree.head[i] in outcomes else None


# On which side they are: those who attacked, the forces that they fight, or civilians


def party_of(view: EventView, noun: int, word: int) -> str:
    """attackers, forces or civilians, or "" where the text does not tell; `word` says what befell them."""
    tree = view.tree
    of = [k for k in tree.children[noun] if tree.relation[k] == "nmod" and tree.case(k) == "of"]
    hired = any(_is_hired(view, k) for k in (noun, *tree.children[noun], *of))
    if not hired and (use(view, word, "enemy") or _is_own_loss(view, word)):
        return "attackers"
    kinds = [
        k for k in tree.children[noun] if tree.relation[k] == "compound" and tree.lemma[noun] == "member"
    ]
    for i in (noun, *of, *kinds):  # "five gang members"
        if view.is_a(i, "attacker") and not hired:
            return "attackers"
        if hired or view.is_a(i, "armed"):
            return "forces"
        if view.label(i) == "GROUP":
            return "attackers"  # "13 Boko Haram"
    if side := _labelled_side(view, noun):
        return side
    return "" if view.is_a(noun, "people") or not view.is_a(noun, "person") else "civilians"


def _labelled_side(view: EventView, noun: int) -> str:
    """The side that a list names before its figures: "Enemy: 28 dead", "On the rebels' side, seven fell"."""
    tree = view.tree
    start = tree.sentence_span[tree.sentence[noun]][0]
    before = tree.lower[start:noun]
    if ":" in before:
        end = noun - 1 - before[::-1].index(":")
    elif before[:1] == ["on"] and "side" in before:
        end = start + before.index("side")
    else:
        return ""
    label = range(max(start, end - _LABEL), end)
    if any(view.attacks(i) for i in label):
        return "attackers"
    return "forces" if view.has_a(label, "armed") else ""


_LABEL = 4
"""Words of the longest label of a list."""


def _is_hired(view: EventView, i: int) -> bool:
    """Whether a name is that of a private military company, whose fighters stand on an army's side."""
    if view.label(i) != "GROUP":
        return False
    name = view.entities[view.mention[i].entity_id].name
    return any(entry.kind == "pmc" for entry in load_gazetteer().lookup(name))


def _is_own_loss(view: EventView, word: int) -> bool:
    """Whether an armed group tells of its own dead: "the rebels said that they had lost nine men"."""
    tree = view.tree
    if not use(view, word, "lose"):
        return False
    loser, i = subject(view, word), word
    if loser is not None and tree.pos[loser] == "PRON":  # "the rebels said ... that they had lost nine men"
        while tree.relation[i] == "conj":
            i = tree.head[i]
        loser = subject(view, tree.head[i] if tree.relation[i] == "ccomp" else i)
    if loser is None or _is_hired(view, loser):
        return False
    return view.attacks(loser)
