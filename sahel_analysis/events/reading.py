"""An article as the rules of events read it: trees, names, times and numbers, each found at its words."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.events.vocabulary import words
from sahel_analysis.parsing.tree import Tree
from sahel_analysis.records import Entity, Mention, TimeExpression
from sahel_analysis.times.words import find_words

VERBS = frozenset({"VERB", "AUX"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
SETTLEMENT, SITE, REGION, COUNTRY = range(4)
"""How narrow a place is, the narrowest first. A site comes second: its town is the better known place."""

_SETTLEMENTS = frozenset({"city", "town", "village", "capital"})


class Reading:
    """Words with what is known of them.

    tree: the Doc's trees. mention, time, number: what stands at a token. headline: the paragraphs that
    are titles, without a full stop. counts: numbers in times too. All by token index.
    """

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        entities: Sequence[Entity],
        times: Sequence[TimeExpression],
        published: dt.date | None,
    ) -> None:
        self.doc = doc
        self.tree = Tree(doc)
        self.published = published
        self.entities = {e.entity_id: e for e in entities}
        self.mention: dict[int, Mention] = {}
        for kind in ("pronoun", "nominal", "name"):  # a name wins over what lies around it
            for m in mentions:
                if m.kind == kind:
                    self.mention.update(dict.fromkeys(self.tokens(m.start, m.end), m))
        self.mentions = sorted(mentions, key=lambda m: m.start)
        self.dateline = self._datelines()
        self.times = [(self.tokens(t.start, t.end), t) for t in times]
        self.times_of: dict[int, list[tuple[range, TimeExpression]]] = defaultdict(list)
        for tokens, time in self.times:
            if tokens and tokens[0] not in self.dateline:
                self.times_of[self.tree.sentence[tokens[0]]].append((tokens, time))
        self.in_time = {i for tokens, _ in self.times for i in tokens}
        self.number: dict[int, tuple[int, int]] = {}
        self.counts: dict[int, int] = {}
        for word in find_words(doc):
            value = word.meanings.get("NUMBER")
            if isinstance(value, float) and value == int(value) and value < 100_000:
                tokens = self.tokens(word.start, word.end)
                if tokens:
                    self.counts[tokens[-1]] = int(value)
                if tokens and not self.in_time.intersection(tokens):
                    self.number[tokens[-1]] = (tokens[0], int(value))
        self.headline = self._headlines()
        self._ranks: dict[str, int] = {}
        self.towns = {m.text for m in self.mentions if m.label == "GPE" and self.place_rank(m) == SETTLEMENT}
        self.country = self._country()
        self.dateline_town = [
            m for m in self.mentions if m.label == "GPE" and self.tokens(m.start, m.end)[0] in self.dateline
        ][:1]
        self.quoted = self._quoted()

    def tokens(self, start: int, end: int) -> range:
        """Indexes of the tokens that characters start to end touch."""
        return range(bisect_right(self.tree.end, start), bisect_left(self.tree.start, end))

    def is_a(self, i: int, *classes: str) -> bool:
        """Whether a word belongs to one of the classes of words."""
        return any(self.tree.lower[i] in words(name) for name in classes)

    def is_verb(self, i: int) -> bool:
        return self.tree.pos[i] in VERBS

    def label(self, i: int) -> str:
        """Label of the entity that a word names, else ""."""
        mention = self.mention.get(i)
        return mention.label if mention else ""

    def place_rank(self, mention: Mention) -> int:
        """How narrow a place is: SETTLEMENT, SITE, REGION (landscapes too) or COUNTRY."""
        last = self.tokens(mention.start, mention.end)[-1]
        if any(self.is_a(i, "area") for i in range(last, min(last + 2, len(self.tree.lower)))):
            return REGION  # "the Tahoua region", though Tahoua is a town
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

    def _country(self) -> str | None:
        """The country whose places the article names most."""
        counts = Counter(
            country
            for m in self.mentions
            if m.label == "GPE" and (country := self.entities[m.entity_id].country)
        )
        return counts.most_common(1)[0][0] if counts else None

    def _quoted(self) -> set[int]:
        """Tokens between quotation marks; a mark left open ends with its paragraph."""
        found: set[int] = set()
        for first, last in self.tree.paragraph_span:
            inside = False
            for i in range(first, last):
                mark = self.tree.lower[i]
                inside = (
                    mark == "“"
                    or (mark in ('"', "``", "''") and not inside)
                    or (inside and mark not in ("”", '"', "''"))
                )
                if inside:
                    found.add(i)
        return found

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


_DASHES = frozenset(["-", "–", "—", "--", ":"])
_ENDS = frozenset([".", "!", "?", "”", '"', "…", ":", "''"])
