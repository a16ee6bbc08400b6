"""An article as this layer sees it: names, times as days, numbers, classes of words, each at its words."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache, cached_property
from itertools import takewhile
from typing import Any, Concatenate, ParamSpec, TypeVar

from spacy.tokens import Doc

from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.events.areas import find_areas
from sahel_analysis.parsing.tree import tree_of
from sahel_analysis.records import Attribution, Entity, Mention, TimeExpression
from sahel_analysis.resources import read_table, read_words
from sahel_analysis.times.dateline import closes_dateline, is_day_of_writing
from sahel_analysis.times.numbers import find_numbers

VERBS = frozenset({"VERB", "AUX"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
KINDS = ("killed", "wounded", "detained", "abducted", "missing")
"""What befalls the people whom the table figures counts."""
SETTLEMENT, SITE, REGION, COUNTRY = range(4)
"""How narrow a place is, the narrowest first. A site comes second: its town is the better known place."""

_SETTLEMENTS = frozenset({"city", "town", "village", "capital"})


_GOAL = 6
"""Words within which a hospital is named: "the Gabriel Toure teaching hospital"."""

_IN_PHRASES = frozenset({"DET", "ADJ", "NOUN", "PROPN"})

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


def once(
    ask: Callable[Concatenate[EventView, _Asked], _Answer],
) -> Callable[Concatenate[EventView, _Asked], _Answer]:
    """A question about a view that many rules ask: the answer is kept, so nobody may change it."""

    def kept(view: EventView, /, *about: _Asked.args, **more: _Asked.kwargs) -> _Answer:
        key = (ask, *about, *more.values())
        try:
            answer: _Answer = view.answers[key]
        except KeyError:
            answer = view.answers[key] = ask(view, *about, **more)
        return answer

    kept.__doc__ = ask.__doc__
    return kept


class EventView:
    """Words with what is known of them.

    tree: the Doc's trees. mention, time, number: what stands at a token. headline: the paragraphs that
    are titles, without a full stop. counts: numbers in times too. upper: the upper end of "12-15", None for
    "20-odd". nobody: "no one", by its last token. All by token index.
    """

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        entities: Sequence[Entity],
        times: Sequence[TimeExpression],
        attributions: Sequence[Attribution],
        published: dt.date | None,
        skip: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.doc = doc
        self.tree = tree_of(doc)
        self.answers: dict[tuple[Any, ...], Any] = {}
        known = _classes()
        self.classes = [known.get(word, _NO_CLASS) for word in self.tree.lower]
        self._having: dict[str, set[int]] = defaultdict(set)
        for i, classes in enumerate(self.classes):
            for name in classes:
                self._having[name].add(i)
        self.left_out = frozenset(i for start, end in skip for i in self.tokens(start, end))
        self.entities = {e.entity_id: e for e in entities}
        self.mention: dict[int, Mention] = {}
        told = [m for m in mentions if self.left_out.isdisjoint(self.tokens(m.start, m.end))]
        for kind in ("pronoun", "nominal", "name"):  # a name wins over what lies around it
            for m in told:
                if m.kind == kind:
                    self.mention.update(dict.fromkeys(self.tokens(m.start, m.end), m))
        self.mentions = sorted(mentions, key=lambda m: m.start)
        self.dateline = self._datelines()
        self.published = published
        placed = ((self.tokens(t.start, t.end), t) for t in times)
        self.times = [(tokens, t) for tokens, t in placed if self.left_out.isdisjoint(tokens)]
        for tokens, time in self.times:
            if tokens and closes_dateline(self.tree.text, time.start, time.end):
                first = self.tree.paragraph_span[self.tree.paragraph[tokens[0]]][0]
                self.dateline.update(range(first, tokens[-1] + 1))
                if self.published is published and is_day_of_writing(time.earliest, published):
                    self.published = time.latest
        self.times_of: dict[int, list[tuple[range, TimeExpression]]] = defaultdict(list)
        for tokens, time in self.times:
            if tokens and tokens[0] not in self.dateline:
                self.times_of[self.tree.sentence[tokens[0]]].append((tokens, time))
        self.in_time = {i for tokens, _ in self.times for i in tokens}
        self.number: dict[int, tuple[int, int]] = {}
        self.counts: dict[int, int] = {}
        self.upper: dict[int, int | None] = {}
        self.nobody: dict[int, int] = {}
        for number in find_numbers(doc):
            last = number.end - 1
            if number.high == 0:
                self.nobody[last] = number.start
            elif (number.high or number.low) < 100_000 and (number.high is not None or self._is_odd(last)):
                self.counts[last] = number.low
                if not self.in_time.intersection(range(number.start, number.end)):
                    self.number[last] = (number.start, number.low)
                    if not number.is_exact:
                        self.upper[last] = number.high
        self.headline = self._headlines()
        self._ranks: dict[str, int] = {}
        self.areas: set[str] = set()
        self._ranks_told: dict[tuple[int, int], int] = {}
        self.towns = {m.text for m in self.mentions if m.label == "GPE" and self.place_rank(m) == SETTLEMENT}
        self.places = sorted(
            (m for m in told if m.label in PLACES and m.kind == "name"), key=lambda m: m.start
        )
        self.countries = [m for m in self.places if self.place_rank(m) == COUNTRY]
        self._add_areas()
        self.countries_named = {self.entities[m.entity_id].country for m in self.countries}
        self.attributions = attributions
        self.said_by = {
            self.tree.start[i]
            for a in attributions
            if a.source_start is not None and a.source_end is not None
            for i in self.tokens(a.source_start, a.source_end)
        }
        self.cues = {
            i for a in attributions if a.act == "statement" for i in self.tokens(a.cue_start, a.cue_end)
        }
        self.armed = [i for i in range(len(self.tree.lower)) if i not in self.left_out and self._is_armed(i)]
        self.quoted = self._quoted()
        self._entries: dict[int, list[dict[str, str]]] = {}
        self.outcomes = self._outcomes()

    def _add_areas(self) -> None:
        """Makes places of the sides of countries: "in northern Mali"."""
        wide = [m for m in self.places if self.place_rank(m) >= REGION]
        found = find_areas(self.tree, wide, {e.entity_id: e.country for e in self.entities.values()})
        for mention, entity in found:
            self.entities[entity.entity_id] = entity
            self.mention.update(dict.fromkeys(self.tokens(mention.start, mention.end), mention))
        self.areas = {mention.entity_id for mention, _ in found}
        self.places = sorted([*self.places, *(m for m, _ in found)], key=lambda m: m.start)

    @cached_property
    def told_in(self) -> dict[int, list[tuple[int, int, Attribution]]]:
        """By each token within what is said or seen: number and length of that part, and the attribution."""
        found: dict[int, list[tuple[int, int, Attribution]]] = defaultdict(list)
        starts = self.tree.start
        for number, a in enumerate(self.attributions):
            if a.act != "attitude":
                for x, y in a.content:
                    for i in range(bisect_left(starts, x), bisect_left(starts, y)):
                        found[i].append((number, y - x, a))
        return dict(found)

    @cached_property
    def cued(self) -> dict[int, int]:
        """The number of the first attribution whose cue a token begins in."""
        found: dict[int, int] = {}
        starts = self.tree.start
        for number, a in enumerate(self.attributions):
            if a.act != "attitude":
                for i in range(bisect_left(starts, a.cue_start), bisect_left(starts, a.cue_end)):
                    found.setdefault(i, number)
        return found

    @cached_property
    def names_of(self) -> dict[str, list[str]]:
        """The names that the article has for each entity, in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for m in self.mentions:
            if m.kind == "name":
                found[m.entity_id].append(m.text)
        return dict(found)

    def nearest(self, tokens: Sequence[int], at: int) -> int:
        """Of some tokens, in order, the one nearest to another: first by sentences, then by words."""
        k, sentence = bisect_left(tokens, at), self.tree.sentence
        beside = tokens[max(k - 1, 0) : k + 1]
        return min(beside, key=lambda i: (abs(sentence[i] - sentence[at]), abs(i - at)))

    def tokens(self, start: int, end: int) -> range:
        """Indexes of the tokens that characters start to end touch."""
        return self.tree.tokens(start, end)

    def is_a(self, i: int, *classes: str) -> bool:
        """Whether a word belongs to one of the classes of words."""
        return not self.classes[i].isdisjoint(classes)

    def attacks(self, i: int) -> bool:
        """Whether someone is of those who attack, in the words of news, or of a group known for it."""
        return self.is_a(i, "attacker") or self.label(i) == "GROUP"

    def has_a(self, tokens: Collection[int], *classes: str) -> bool:
        """Whether any of some words belongs to one of the classes of words."""
        return any(not self._having[name].isdisjoint(tokens) for name in classes)

    def _is_odd(self, last: int) -> bool:
        """Whether a number says how many there are at least: "20-odd", but not "dozens"."""
        return self.tree.lower[last].endswith("odd")

    def outcomes_at(self, i: int) -> Sequence[dict[str, str]]:
        """The entries of the casualty words that begin at a token, the longest first."""
        return self._entries.get(i, ())

    def _outcomes(self) -> dict[int, str]:
        """What the casualty words in the text tell of people, whatever their use, by their first token."""
        lower, longest, uses = self.tree.lower, _longest_by_beginning(), casualty_uses()
        found = {}
        for i, word in enumerate(lower):
            if word not in longest:
                continue
            spelled = [" ".join(lower[i : i + n]) for n in range(longest[word], 0, -1)]
            if self.goes_to_hospital(i):
                spelled.insert(0, f"{word} to hospital")
            self._entries[i] = entries = [uses[words] for words in spelled if words in uses]
            kinds = {kind for entry in entries for kind in entry.values() if kind in KINDS}
            if kinds:
                found[i] = min(kinds, key=KINDS.index)
        return found

    def goes_to_hospital(self, i: int) -> bool:
        """Whether somebody is brought to a hospital: "were *rushed* to Medina Hospital"."""
        tree = self.tree
        if tree.tag[i] != "VBN" or tree.lower[i + 1 : i + 2] != ["to"]:
            return False  # troops may rush to a hospital too
        goal = range(i + 2, min(i + 2 + _GOAL, len(tree.lower)))
        return self.has_a([*takewhile(lambda k: tree.pos[k] in _IN_PHRASES, goal)], "hospital")

    def is_verb(self, i: int) -> bool:
        return self.tree.pos[i] in VERBS

    def label(self, i: int) -> str:
        """Label of the entity that a word names, else ""."""
        mention = self.mention.get(i)
        return mention.label if mention else ""

    def place_rank(self, mention: Mention) -> int:
        """How narrow a place is: SETTLEMENT, SITE, REGION (landscapes too) or COUNTRY."""
        span = mention.start, mention.end
        if span not in self._ranks_told:
            self._ranks_told[span] = self._rank_told(mention)
        return self._ranks_told[span]

    def _rank_told(self, mention: Mention) -> int:
        last = self.tokens(mention.start, mention.end)[-1]
        if any(self.is_a(i, "area") for i in range(last, min(last + 2, len(self.tree.lower)))):
            return REGION  # "the Tahoua region", though Tahoua is a town
        if mention.entity_id in self.areas:
            return REGION
        if mention.entity_id not in self._ranks:
            self._ranks[mention.entity_id] = self._rank(self.entities[mention.entity_id])
        return self._ranks[mention.entity_id]

    def _rank(self, entity: Entity) -> int:
        if entity.label == "FAC":
            return SITE
        kinds = {e.kind for e in load_gazetteer().lookup(entity.name)[:1]}
        if "country" in kinds:
            return COUNTRY
        if entity.label == "GPE" and (not kinds or kinds & _SETTLEMENTS):
            return SETTLEMENT
        return REGION

    def countries_meant(self, i: int) -> str | None:
        """The countries that "these countries" in the sentence of a word means: "ML; NE"."""
        tree = self.tree
        first, last = tree.sentence_span[tree.sentence[i]]
        for k in range(first, last):
            if tree.lower[k] == "countries" and any(tree.lower[c] in _SEVERAL for c in tree.children[k]):
                for sentence in range(tree.sentence[i], max(tree.sentence[i] - 4, -1), -1):
                    a, b = tree.sentence_span[sentence]
                    inside = (m for m in self.countries if tree.start[a] <= m.start < tree.end[b - 1])
                    named = dict.fromkeys(self.entities[m.entity_id].country or "" for m in inside)
                    if len(named) > 1:
                        return "; ".join(named)
        return None

    def _is_armed(self, i: int) -> bool:
        """Whether a word names an armed group or a force, or is a noun for people under arms."""
        mention = self.mention.get(i)
        if mention is not None:
            if self.tokens(mention.start, mention.end)[-1] != i:
                return False
            if mention.label == "GROUP":
                return True
            return (
                mention.label == "ORG"
                and mention.kind == "name"
                and self.is_a(i, "military", "force", "armed")
            )
        return self.tree.pos[i] in ("NOUN", "PROPN") and self.is_a(i, "armed", "attacker", "military")

    def _quoted(self) -> set[int]:
        """Tokens between quotation marks."""
        return {i for q in self.tree.quotations for i in self.tokens(q.inner_start, q.inner_end)}

    def _headlines(self) -> set[int]:
        """Paragraphs that are titles: short and without an end mark."""
        found = set()
        for number, (first, last) in enumerate(self.tree.paragraph_span):
            inside = [i for i in range(first, last) if self.tree.pos[i] != "SPACE"]
            if inside and len(inside) <= 25 and self.tree.lower[inside[-1]] not in _ENDS:
                found.add(number)
        return found

    def _datelines(self) -> set[int]:
        """Tokens before the dash or colon that closes a paragraph's dateline ("GAO, Mali (AP) -")."""
        found: set[int] = set()
        for first, last in self.tree.paragraph_span:
            inside = [i for i in range(first, min(last, first + 16)) if self.tree.pos[i] != "SPACE"]
            if not inside or self.label(inside[0]) != "GPE":
                continue
            for n, i in enumerate(inside[1:], start=1):
                if self.tree.lower[i] in _DASHES:
                    found.update(inside[: n + 1])
                    break
                if self.is_verb(i):
                    break
        return found


_SEVERAL = frozenset({"these", "three", "both", "two"})
_DASHES = frozenset(["-", "–", "—", "--", ":"])
_ENDS = frozenset([".", "!", "?", "”", '"', "…", ":", "''"])


def reached(tokens: Sequence[int], heads: Iterable[int], reach: int) -> list[int]:
    """The positions among some tokens, in order, of those nearest to any head: so many to either side."""
    found: set[int] = set()
    for head in heads:
        k = bisect_left(tokens, head)
        found.update(range(max(k - reach, 0), min(k + reach, len(tokens))))
    return sorted(found)


@cache
def _classes() -> dict[str, frozenset[str]]:
    """The classes to which each word belongs, by `words`."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in {"person", *read_table("lexicon/event_words.csv")["class"]}:
        for word in words(name):
            found[word].add(name)
    return {word: frozenset(names) for word, names in found.items()}


_NO_CLASS: frozenset[str] = frozenset()


def words(name: str) -> frozenset[str]:
    """The words of a class in the table of words; all that WordNet knows for people are persons."""
    return _persons() if name == "person" else read_words("event_words", name)


@cache
def _persons() -> frozenset[str]:
    nouns = read_words("person_nouns")
    others = frozenset(w for of in ("attacker", "armed", "military") for w in read_words("event_words", of))
    plurals = {_plural(noun) for noun in nouns}
    return read_words("event_words", "person") | ((nouns | plurals) - others)


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


@cache
def _longest_by_beginning() -> dict[str, int]:
    """How many words the longest entry has that begins with a word."""
    found: dict[str, int] = {}
    for entry in casualty_uses():
        parts = entry.split()
        found[parts[0]] = max(found.get(parts[0], 0), len(parts))
    return found


@cache
def casualty_uses() -> dict[str, dict[str, str]]:
    """Of each casualty word, the kind (killed, wounded, detained) per use (object, subject, noun ...)."""
    table = read_table("lexicon/event_casualties.csv")
    found: dict[str, dict[str, str]] = {}
    for word, kind, use in zip(table["word"], table["kind"], table["use"], strict=True):
        found.setdefault(word, {})[use] = kind
    return found
