"""A Doc's trees as plain lists, in one label scheme, with sentences, paragraphs and quotations.

All rules of attributions and events read a `Tree`, and name words by their index in it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from sahel_analysis.parsing.mending import mend
from sahel_analysis.parsing.quotation import Quotation, find_quotations
from sahel_analysis.parsing.syntax import SUBJECTS, text_of, universal_tree
from sahel_analysis.resources import read_words

__all__ = ["FINITE", "NOUNS", "SUBJECTS", "WIDE", "Tree", "tree_of"]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that have a tense."""
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_SHORTENED = 5
"""Letters of a title cut short that no table has."""
WIDE = 150
"""Tokens to either side: no clause is longer, and so the time that a text takes grows with its length."""

_PARSE: list[int | str] = ["ORTH", "HEAD", "DEP", "LEMMA", "POS", "TAG", "SENT_START", "ENT_TYPE", "SPACY"]
_TREES: WeakKeyDictionary[Doc, tuple[bytes, Tree]] = WeakKeyDictionary()
"""Beside the Docs, so that nothing of it is saved with them."""


def tree_of(doc: Doc) -> Tree:
    """The tree of a Doc, made once, and again if its words, heads, labels or sentences have changed."""
    parse = doc.to_array(_PARSE).tobytes()
    known = _TREES.get(doc)
    if known is None or known[0] != parse:
        known = _TREES[doc] = (parse, Tree(doc))
    return known[1]


class Tree:
    """What the rules ask of a Doc, each list with one item per token.

    head, relation: as `universal_tree` gives them, mended. children: in order. first, last: the outermost
    tokens of the subtree. sentence, paragraph: numbers; a line break ends a paragraph, unless the sentence
    goes on. lower, lemma, pos, tag, label (of the model's name), is_number: the token's own. start, end:
    characters. It keeps no hold on the Doc.
    """

    def __init__(self, doc: Doc) -> None:
        self.memo: dict[str, Any] = {}
        """What rules keep about the text while they read it."""
        self.text = text_of(doc)
        self.head, self.relation = universal_tree(doc)
        tokens = list(doc)
        self.lower = [t.text.lower() for t in tokens]
        self.lemma = [(t.lemma_ or t.text).lower() for t in tokens]
        self.pos = ["SPACE" if t.is_space else t.pos_ for t in tokens]
        self.tag = [t.tag_ for t in tokens]
        self.label = [t.ent_type_ for t in tokens]
        self.is_number: list[bool] = [t.like_num for t in tokens]
        mend(self.head, self.relation, self.lower, self.pos, self.tag)
        self.start = [t.idx for t in tokens]
        self.end = [t.idx + len(t) for t in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        self._case = [""] * len(tokens)
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
                if i < head and not self._case[head] and self.relation[i] in ("case", "mark"):
                    self._case[head] = self.lower[i]
        self._number([bool(t.is_sent_start) for t in tokens])
        self._measure()

    def _number(self, starts: list[bool]) -> None:
        self.sentence: list[int] = []
        for i, starts_sentence in enumerate(starts):
            before = self.sentence[-1] if i else -1
            self.sentence.append(before + (starts_sentence or i == 0))
        self.paragraph: list[int] = []
        paragraph, broken = -1, True
        for i, pos in enumerate(self.pos):
            if broken and pos != "SPACE":
                paragraph += 1
                broken = False
            self.paragraph.append(max(paragraph, 0))
            broken = broken or ("\n" in self.lower[i] and self.is_break(i))
        self.sentence_span: list[tuple[int, int]] = _runs(self.sentence)
        self.paragraph_span: list[tuple[int, int]] = _runs(self.paragraph)

    def _measure(self) -> None:
        n = len(self.head)
        self.first, self.last = list(range(n)), list(range(n))
        open_children = [len(children) for children in self.children]
        ready = [i for i in range(n) if not open_children[i]]
        while ready:  # leaves first
            i = ready.pop()
            head = self.head[i]
            if head == i:
                continue
            self.first[head] = min(self.first[head], self.first[i])
            self.last[head] = max(self.last[head], self.last[i])
            open_children[head] -= 1
            if not open_children[head]:
                ready.append(head)

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The outermost quotations of the text."""
        return find_quotations(self.text)

    @cached_property
    def inside(self) -> list[tuple[int, int]]:
        """The first token between the marks of each quotation, and the one past the last."""
        found, last = [], 0
        for q in self.quotations:
            first = max(bisect_right(self.end, q.inner_start), last)
            last = max(bisect_left(self.start, q.inner_end), first)
            found.append((first, last))
        return found

    @cached_property
    def quoted(self) -> list[int]:
        """The number of the quotation that each token stands in, or -1."""
        numbers = [-1] * len(self.head)
        for number, (first, end) in enumerate(self.inside):
            numbers[first:end] = [number] * (end - first)
        return numbers

    @cached_property
    def beside_quotations(self) -> frozenset[int]:
        """The paragraphs with a quotation in them or in the next."""
        quoted = {self.paragraph[i] for i, number in enumerate(self.quoted) if number >= 0}
        return frozenset(quoted | {paragraph - 1 for paragraph in quoted})

    def is_complete(self, number: int) -> bool:
        """Whether a quotation ends as speech does, with a comma or full stop, and not as a borrowed word."""
        q = self.quotations[number]
        return self.text[q.inner_end - 1] in ",.!?" or self.text[q.end : q.end + 1] == ","

    def tokens(self, start: int, end: int) -> range:
        """The tokens that share a character with a stretch of the text."""
        return range(bisect_right(self.end, start), bisect_left(self.start, end))

    def form(self, i: int) -> str:
        """A token as it is written."""
        return self.text[self.start[i] : self.end[i]]

    def is_plural(self, i: int) -> bool:
        """Whether a noun is a plural, by its tag or else by its ending."""
        return self.tag[i] in ("NNS", "NNPS") if self.tag[i] else self.lower[i].endswith(("s", "men"))

    def is_word(self, i: int) -> bool:
        """Whether a token is neither blank nor punctuation."""
        return self.pos[i] not in ("SPACE", "PUNCT")

    def child(self, i: int, *relations: str) -> int | None:
        """First child of a token with one of the relations."""
        return next((k for k in self.children[i] if self.relation[k] in relations), None)

    def above(self, i: int) -> Iterator[int]:
        """What a token hangs on, and what that hangs on, up to the root."""
        for _ in range(len(self.head)):
            if self.head[i] == i:
                return
            i = self.head[i]
            yield i

    def root(self, tokens: range) -> int:
        """The token on which a stretch of others hangs: of several, the first that is nearest to the root."""
        tops = [i for i in tokens if self.head[i] == i or self.head[i] not in tokens]
        return min(tops, key=lambda i: sum(1 for _ in self.above(i)), default=tokens.start)

    def is_title_stop(self, i: int) -> bool:
        """Whether a token is the full stop of a title cut short, within its sentence: "Gen. Issa Kone"."""
        if self.lower[i] != "." or not 0 < i < len(self.head) - 1:
            return False
        if self.sentence[i - 1] != self.sentence[i + 1]:
            return False
        title = self.form(i - 1)
        if not read_words("titles").isdisjoint((title, f"{title}.")):
            return True
        named = self.pos[i - 1] == self.pos[i + 1] == "PROPN" and not self.label[i - 1]
        return named and title.istitle() and len(title) <= _SHORTENED

    def is_break(self, i: int) -> bool:
        """Whether a token is white space that parts: a blank line, or a line's end that ends a sentence."""
        return self.pos[i] == "SPACE" and not (
            0 < i < len(self.head) - 1
            and self.text.count("\n", self.start[i], self.end[i]) < 2
            and self.sentence[i - 1] == self.sentence[i + 1]
        )

    def subtree(self, i: int, without: Iterable[int] = ()) -> list[int]:
        """Tokens below a token, itself included, in order, leaving out whole branches and what is far."""
        left_out = set(without)
        found, stack = [], [i]
        while stack:
            k = stack.pop()
            if k not in left_out and abs(k - i) <= WIDE:
                found.append(k)
                stack.extend(self.children[k])
        return sorted(found)

    def trimmed(self, tokens: Sequence[int]) -> list[int]:
        """Tokens from the first word among them to the last."""
        a, b = 0, len(tokens)
        while a < b and not self.is_word(tokens[a]):
            a += 1
        while a < b and not self.is_word(tokens[b - 1]):
            b -= 1
        return list(tokens[a:b])

    def case(self, i: int) -> str:
        """The preposition or conjunction that introduces a phrase or clause, else ""."""
        return self._case[i]

    def is_under(self, i: int, ancestor: int) -> bool:
        """Whether a token hangs below another, or is it."""
        for _ in range(WIDE):
            if i == ancestor or self.head[i] == i:
                break
            i = self.head[i]
        return i == ancestor


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """First token and the one past the last of each run of equal numbers."""
    spans: list[tuple[int, int]] = []
    for i, number in enumerate(numbers):
        if number == len(spans):
            spans.append((i, i + 1))
        else:
            spans[number] = (spans[number][0], i + 1)
    return spans
