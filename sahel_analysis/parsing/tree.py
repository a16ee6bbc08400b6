"""A Doc's trees as plain lists, in one label scheme, with sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from sahel_analysis.parsing.syntax import text_of, universal_tree

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
WIDE = 150
"""Tokens to either side: no clause is longer, and so the time that a text takes grows with its length."""

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


class Tree:
    """What the rules ask of a Doc, each list with one item per token.

    head, relation: as `universal_tree` gives them. children: in order. first, last: the outermost tokens of
    the subtree. sentence, paragraph: numbers; a line break ends a paragraph. lower, lemma, pos, tag: the
    token's own. start, end: characters.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.head, self.relation = universal_tree(doc)
        tokens = list(doc)
        self.lower = [t.text.lower() for t in tokens]
        self.lemma = [(t.lemma_ or t.text).lower() for t in tokens]
        self.pos = ["SPACE" if t.is_space else t.pos_ for t in tokens]
        self.tag = [t.tag_ for t in tokens]
        self.start = [t.idx for t in tokens]
        self.end = [t.idx + len(t) for t in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self._number([bool(t.is_sent_start) for t in tokens])
        self._measure()

    def _number(self, starts: list[bool]) -> None:
        self.sentence: list[int] = []
        self.paragraph: list[int] = []
        sentence = paragraph = -1
        broken = True
        for i, starts_sentence in enumerate(starts):
            sentence += starts_sentence or i == 0
            if broken and self.pos[i] != "SPACE":
                paragraph += 1
                broken = False
            self.sentence.append(sentence)
            self.paragraph.append(max(paragraph, 0))
            broken = broken or (self.pos[i] == "SPACE" and "\n" in self.lower[i])
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

    def is_word(self, i: int) -> bool:
        """Whether a token is neither blank nor punctuation."""
        return self.pos[i] not in ("SPACE", "PUNCT")

    def child(self, i: int, *relations: str) -> int | None:
        """First child of a token with one of the relations."""
        return next((k for k in self.children[i] if self.relation[k] in relations), None)

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
        words = [self.lower[k] for k in self.children[i] if k < i and self.relation[k] in ("case", "mark")]
        return words[0] if words else ""

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
