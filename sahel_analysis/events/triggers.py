"""Which words may tell of an event, and in which sense, by what stands beside them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sahel_analysis.events.clauses import around, doer, is_passive, objects, oblique, sufferers
from sahel_analysis.events.view import EventView
from sahel_analysis.resources import read_table


@dataclass(frozen=True, slots=True)
class Sense:
    """What a trigger may mean: a row of the table of triggers.

    kind is finer than `type` and says what can be the same event; acled_event and acled_sub_event are
    the class in ACLED's codebook; frame says who does it to whom (act), who suffers it (undergo),
    that it has no doer (occur), that it is said (claim, tell); needs names what must stand beside it.
    """

    pattern: tuple[frozenset[str], ...]
    pos: str
    type: str
    kind: str
    acled_event: str
    acled_sub_event: str
    frame: str
    needs: str
    group: str


GAP = frozenset({"..."})
"""In a pattern: up to four words of any kind."""


@cache
def senses() -> dict[str, list[Sense]]:
    """The senses by the first word of their patterns: the longest pattern first, then as in the table."""
    table = read_table("lexicon/event_triggers.csv")
    found: dict[str, list[Sense]] = {}
    for pattern, *rest in zip(*table.values(), strict=True):
        words = tuple(map(_choices, _pieces(pattern)))
        for first in words[0]:
            found.setdefault(first, []).append(Sense(words, *rest))
    for entries in found.values():
        entries.sort(key=lambda s: -len(s.pattern))
    return found


@cache
def _choices(word: str) -> frozenset[str]:
    """The words of which one must stand: "carry|carried"."""
    return frozenset(word.split("|"))


def _pieces(pattern: str) -> list[str]:
    return pattern.replace("’", "'").replace("-", " - ").split()


@dataclass(frozen=True, slots=True)
class Need:
    """Words of some classes, or names with some labels, that must stand as doer, as sufferer or beside."""

    where: tuple[str, ...]
    classes: tuple[str, ...]
    labels: tuple[str, ...]


@cache
def needs() -> dict[str, list[Need]]:
    """What the needs of senses stand for; where a need has several rows all must be met."""
    table = read_table("lexicon/event_needs.csv")
    found: dict[str, list[Need]] = {}
    columns = (table["need"], table["where"], table["classes"], table["labels"])
    for name, *lists in zip(*columns, strict=True):
        found.setdefault(name, []).append(Need(*(tuple(filter(None, x.split("|"))) for x in lists)))
    return found


_LONGEST_GAP = 4
_POS = {"V": frozenset({"VERB", "AUX"}), "N": frozenset({"NOUN", "PROPN"})}
_NAMES = frozenset({"PERSON", "ORG", "GROUP", "GPE", "LOC", "FAC"})
_STOPS = frozenset({".", ";", ":", "!", "?", ",", "like"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens first to last tell of an event in some sense; head is the verb or noun among them."""

    head: int
    first: int
    last: int
    sense: Sense

    def own_words(self, lower: Sequence[str]) -> tuple[int, ...]:
        """Its tokens without those in a gap: "set" and "on fire" in "set a village on fire"."""
        told = frozenset().union(*(words for words in self.sense.pattern if "..." not in words))
        return tuple(k for k in range(self.first, self.last + 1) if lower[k] in told)


def find_triggers(view: EventView, skip: Iterable[tuple[int, int]] = ()) -> list[list[Trigger]]:
    """Triggers of the table in a text, in order: at each word all that begin there, the longest first."""
    tree, known = view.tree, senses()
    skipped = {i for start, end in skip for i in view.tokens(start, end)}
    found: list[list[Trigger]] = []
    used = -1
    for i, word in enumerate(tree.lower):
        if (
            word not in known or i <= used or i in skipped or (i and tree.lower[i - 1] == "-")
        ):  # "jihadist-hit" is no event
            continue
        if tree.pos[i] == "VERB" and tree.relation[i] == "amod":  # nor is "an elected official"
            continue
        if view.label(i) in _NAMES and word != tree.text[tree.start[i] : tree.end[i]]:
            continue  # "the Assault Brigade"
        ends = [(last, s) for s in known[word] if (last := _match(view, s, i)) is not None]
        if not ends:
            continue
        ends.sort(key=lambda end: -end[0])
        heads = (i if s.pos == "V" else _noun_head(tree.lower, i, last) for last, s in ends)
        found.append([Trigger(head, i, last, s) for head, (last, s) in zip(heads, ends, strict=True)])
        used = ends[0][0]
    return found


def _noun_head(lower: list[str], first: int, last: int) -> int:
    """The noun of a phrase: its last word, or the one before "of"."""
    return next((i - 1 for i in range(first + 1, last) if lower[i] == "of"), last)


def _match(view: EventView, sense: Sense, i: int) -> int | None:
    """The last token of a pattern that begins at a token, if it does."""
    tree = view.tree
    at = i + 1
    for k, alternatives in enumerate(sense.pattern[1:], start=1):
        if alternatives is GAP or "..." in alternatives:
            continue
        reach = _LONGEST_GAP if "..." in sense.pattern[k - 1] else 0
        for j in range(at, min(at + reach + 1, len(tree.lower))):
            if tree.lower[j].replace("’", "'") in alternatives:
                at = j + 1
                break
            if tree.lower[j] in _STOPS:
                return None
        else:
            return None
    head = i if sense.pos == "V" else _noun_head(tree.lower, i, at - 1)
    return at - 1 if tree.pos[head] in _POS[sense.pos] else None


def choose(view: EventView, matches: Iterable[Trigger], counted: Container[int]) -> Trigger | None:
    """The first of the triggers that begin at a word whose needs are met.

    `counted` holds the words that figures hang on.
    """
    return next((t for t in matches if _is_met(view, t.head, t.sense, counted)), None)


def plainest(matches: Sequence[Trigger]) -> Trigger:
    """What a word means where no need is met: an assault if it can be one, rather than one from the air."""
    return next((t for t in matches if t.sense.needs == "hostile"), matches[0])


def _is_met(view: EventView, i: int, sense: Sense, counted: Container[int]) -> bool:
    """Whether the words that a sense needs stand where it needs them."""
    if not sense.needs:
        return True
    actor = doer(view, i, sense.frame)
    done_to = sufferers(view, i, sense.frame)
    if sense.frame == "claim":  # "boasted of the raid", "put its name to the raid"
        done_to += tuple(oblique(view, i, _CLAIMED))
    pools = (c for k in done_to if k in view.number for c in view.tree.children[k])  # "30 of the men"
    words = {
        "doer": [] if actor is None else [actor],
        "sufferer": [*done_to, *pools],
        "beside": list(around(view, i)),
    }
    if sense.frame == "claim" and sense.needs == "attack":
        acts = words["sufferer"]
        known = view.has_a(acts, "own deed") or any(view.tree.lower[k] in _ONES for k in acts)
        return (known and _is_claimer(view, i, actor)) or any(_is_act(view, k) for k in acts)
    if sense.needs == "own deed":
        return _tells_own_deed(view, i, actor)
    if sense.needs == "specific":
        return any(k in view.in_time for k in words["beside"])
    if sense.needs == "enemy" and actor is None and is_passive(view, i):
        return False  # "were engaged in a search"
    if sense.needs == "fallen" and i not in counted:
        return False
    if sense.needs == "loss":  # "lost": people who are counted, or said by an army
        return i in counted or any(_is_of(view, k, ("armed",), ("GROUP",)) for k in words["sufferer"])
    return all(
        any(
            _is_of(view, k, need.classes, need.labels)
            for place in (*need.where, *(["beside"] if sense.pos == "N" else []))
            for k in words[place]
        )
        for need in needs().get(sense.needs, ())
    )


_CLAIMED = frozenset({"of", "to", "for"})
_ONES = frozenset({"it", "one", "both", "all", "first", "second", "third"})
"""Words that stand for attacks told of before: "claimed that one too"."""


def _is_of(view: EventView, i: int, classes: tuple[str, ...], labels: tuple[str, ...]) -> bool:
    return view.label(i) in labels or view.is_a(i, *classes)


def _is_act(view: EventView, noun: int) -> bool:
    """Whether a noun names violence."""
    return view.is_a(noun, "attack") or view.tree.lower[noun] in _words_of_violence()


@cache
def _words_of_violence() -> frozenset[str]:
    """The single nouns among the triggers of violence that need nothing beside them."""
    told = (s for entries in senses().values() for s in entries if s.pos == "N" and s.type in _VIOLENCE)
    return frozenset(word for s in told if len(s.pattern) == 1 and not s.needs for word in s.pattern[0])


def _is_own(view: EventView, deed: int) -> bool:
    """Whether a clause says whose deed something is: "it was theirs", "both raids were the work of JNIM"."""
    tree = view.tree
    owner = any(tree.lower[k] in ("its", "their") or view.label(k) == "GROUP" for k in tree.children[deed])
    owned = tree.lower[deed] == "theirs" or (owner and view.is_a(deed, "own deed"))
    return owned and tree.child(deed, "nsubj") is not None


def _tells_own_deed(view: EventView, verb: int, speaker: int | None) -> bool:
    """Whether an armed group says that it, or its men, attacked or carried out an attack."""
    tree = view.tree
    if not _is_claimer(view, verb, speaker):
        return False
    said = tree.head[verb] if tree.relation[verb] == "parataxis" else None  # "they were its work, it said"
    deed = said if said is not None and said < verb else tree.child(verb, "ccomp", "advcl", "xcomp")
    if deed is None or (tree.relation[deed] == "advcl" and tree.case(deed) != "of"):
        return False
    parts = (deed, *tree.children[deed])
    if view.has_a(parts, "negation"):
        return False
    if _is_own(view, deed):  # "that the raid was its own"
        return True
    led = view.is_a(deed, "light") and any(_is_act(view, k) for k in objects(view, deed))
    behind = tree.case(deed) == "behind"  # whatever it calls its deed
    if not (led or behind or _is_violent(view, deed)) and not view.has_a(parts, "deed"):
        return False
    if tree.relation[deed] in ("advcl", "xcomp"):  # "boasted of having routed them"
        return True
    who = tree.child(deed, "nsubj")
    below = () if who is None else (who, *tree.children[who])  # "its men", "two of its men"
    return any(tree.lower[k] in _ITS for i in below for k in (i, *tree.children[i]))


_ITS = frozenset({"it", "they", "its", "their"})


def _is_claimer(view: EventView, verb: int, speaker: int | None) -> bool:
    """Whether it is an armed group that says something."""
    if speaker is not None and _is_of(view, speaker, ("claimer", "attacker"), ("GROUP",)):
        return True
    number = view.cued.get(verb)
    return number is not None and view.attributions[number].source_kind == "armed_group"


def _is_violent(view: EventView, verb: int) -> bool:
    """Whether a verb, with what belongs to it, tells of violence whoever does it: "blew themselves up"."""
    known = (s for s in senses().get(view.tree.lower[verb], ()) if s.pos == "V" and not s.needs)
    return view.is_verb(verb) and any(
        s.type in _VIOLENCE and _match(view, s, verb) is not None for s in known
    )


_VIOLENCE = ("attack", "battle", "explosion", "airstrike", "abduction")
