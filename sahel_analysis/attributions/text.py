"""A Doc's tree together with its quotations."""

from __future__ import annotations

from sahel_analysis.attributions.quotation import Quotation
from sahel_analysis.parsing.tree import Tree


class Text:
    """A Doc's tree with its quotations: `quoted` gives each token's quotation (a number) or -1."""

    def __init__(self, tree: Tree, quotations: list[Quotation]) -> None:
        self.tree = tree
        self.quotations = quotations
        self.quoted = [-1] * len(tree.head)
        self.inside: list[tuple[int, int]] = []
        i, n = 0, len(tree.head)
        for number, q in enumerate(quotations):
            while i < n and tree.end[i] <= q.inner_start:
                i += 1
            a = i
            while i < n and tree.start[i] < q.inner_end:
                self.quoted[i] = number
                i += 1
            self.inside.append((a, i))

    def is_complete(self, number: int) -> bool:
        """Whether a quotation ends as speech does, with a comma or full stop, and not as a borrowed word."""
        q, text = self.quotations[number], self.tree.text
        return text[q.inner_end - 1] in ",.!?" or text[q.end : q.end + 1] == ","
