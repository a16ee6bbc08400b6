"""From scores to structure: windows over long texts, trees, name spans and sentence starts.

Everything here is plain arithmetic on arrays, so that the embedded pipeline (`neural.py`) and its
training recipe share one definition of what the scores mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]

N_SHAPES = 10
"""Number of word shapes that `word_shape` tells apart."""

CANDIDATE_HEADS = 4
"""Heads per word that a tree search may choose from (the root is always one more)."""


def word_shape(word: str) -> int:
    """Class of a word's spelling, which an encoder without upper case cannot see.

    Returns 0 to 9: lower case, Title, UPPER, one capital, digits, digits mixed with signs, miXed,
    accented Title, punctuation, letters without case. Digits beside letters do not count, so "60km"
    is lower case. The weights are trained on these classes.
    """
    if word.islower():
        return 0
    if word.istitle() and len(word) > 1:
        return 1 if word.isascii() else 7
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if word.isdigit():
        return 4
    if any(c.isdigit() for c in word):
        return 5
    if any(c.isupper() for c in word):
        return 6
    return 9 if any(c.isalpha() for c in word) else 8


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` are read together; those from `keep_start` to `keep_end` are kept."""

    start: int
    end: int
    keep_start: int
    keep_end: int


def make_windows(
    sizes: Sequence[int], breaks: Sequence[int] = (), limit: int = 192, margin: int = 32
) -> list[Window]:
    """Cuts a text into windows that overlap, so that every kept word has context on both sides.

    `sizes` holds the number of word pieces per word, `breaks` the words that begin a paragraph.
    Whole paragraphs share a window while they fit into `limit` pieces and need no overlap; a longer
    paragraph is cut into windows that overlap by about two `margin`s, and each word is kept from
    the window where it stands further from the edge.
    """
    edges = np.concatenate([[0], np.cumsum(sizes)])
    starts = sorted({0, *(b for b in breaks if 0 < b < len(sizes)), len(sizes)})
    windows: list[Window] = []
    begin = 0
    for left, right in pairwise(starts):
        if edges[right] - edges[begin] <= limit:
            continue
        if left > begin:
            windows.append(Window(begin, left, begin, left))
            begin = left
        keep = left
        while edges[right] - edges[begin] > limit:
            end = max(int(np.searchsorted(edges, edges[begin] + limit, side="right")) - 1, begin + 1)
            after = int(np.searchsorted(edges, edges[end] - 2 * margin, side="left"))
            after = min(max(after, begin + 1), end)
            keep_end = min(max((after + end) // 2, keep + 1), end)
            windows.append(Window(begin, end, keep, keep_end))
            begin, keep = after, keep_end
        if keep > begin:
            windows.append(Window(begin, right, keep, right))
            begin = right
    if begin < len(sizes):
        windows.append(Window(begin, len(sizes), begin, len(sizes)))
    return windows


def decode_tree(scores: Floats) -> Ints:
    """Heads of one sentence: the best tree with a single root.

    `scores` has a row per word and a column per possible head, the artificial root first (log
    probabilities or any scores that may be added). Returns, for each word, its head's column.

    The best head of every word is already a tree for most sentences; only the others pay for a
    maximum spanning arborescence (Chu & Liu 1965, Edmonds 1967), over each word's
    best `CANDIDATE_HEADS` heads, below each of the two likeliest roots.
    """
    n = len(scores)
    scores = scores.copy()
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    greedy: Ints = scores.argmax(1)
    if _is_tree(greedy):
        return greedy
    without_root = scores[:, 1:].argmax(1) + 1
    roots = np.argsort(-(scores[:, 0] - scores[:, 1:].max(1, initial=-1e9)), kind="stable")[:2]
    trees = []
    for root in roots:
        heads = without_root.copy()
        heads[root] = 0
        trees.append(heads if _is_tree(heads) else _arborescence(scores, int(root)))
    return max(trees, key=lambda heads: float(scores[np.arange(n), heads].sum()))


def _is_tree(heads: Ints) -> bool:
    if (heads == 0).sum() != 1:
        return False
    reach = heads.copy()
    for _ in range(int(np.ceil(np.log2(len(heads) + 1))) + 1):
        reach = np.where(reach == 0, 0, reach[reach - 1])
    return not reach.any()


def _arborescence(scores: Floats, root: int) -> Ints:
    """The best tree below the given word."""
    n = len(scores)
    lowest = float(scores[np.isfinite(scores)].min()) - 1.0
    into: _Edges = {}
    for word in range(n):
        if word == root:
            continue
        row = scores[word, 1:].tolist()
        best = np.argsort(-scores[word, 1:], kind="stable")[:CANDIDATE_HEADS].tolist()
        into[word] = {head: row[head] for head in best if head != word and np.isfinite(row[head])}
        into[word].setdefault(root, min(row[root], lowest) - 50.0)  # so that a tree always exists
    heads = np.zeros(n, dtype=np.int64)
    for word, head in maximum_arborescence(into).items():
        heads[word] = head + 1
    return heads


_Edges = dict[int, dict[int, float]]
"""For each node but the root, the nodes that it may hang on, with the score of each."""


def maximum_arborescence(into: _Edges) -> dict[int, int]:
    """The head of every node in the tree with the highest sum (Chu & Liu 1965, Edmonds 1967).

    Every node takes its best head; a cycle that comes of it is shrunk to one node, whose edges from
    outside cost what the cycle loses by each, and the rest is solved alike.
    """
    best = {node: max(heads, key=heads.__getitem__) for node, heads in into.items()}
    cycle = _cycle(best)
    if not cycle:
        return best
    shrunk = max(max(into), *(head for heads in into.values() for head in heads)) + 1
    outer: _Edges = {shrunk: {}}
    leaves: dict[int, int] = {}  # node outside -> the node of the cycle that it may hang on
    enters: dict[int, int] = {}  # node outside -> the node of the cycle that may hang on it
    for node, heads in into.items():
        if node in cycle:
            for head, score in heads.items():
                gain = score - heads[best[node]]
                if head not in cycle and gain > outer[shrunk].get(head, -np.inf):
                    outer[shrunk][head], enters[head] = gain, node
            continue
        outer[node] = {head: score for head, score in heads.items() if head not in cycle}
        inside = [head for head in heads if head in cycle]
        if inside:
            leaves[node] = max(inside, key=heads.__getitem__)
            outer[node][shrunk] = heads[leaves[node]]
    tree = maximum_arborescence(outer)
    head = tree.pop(shrunk)
    found = {node: leaves[node] if above == shrunk else above for node, above in tree.items()}
    return {**found, **{node: best[node] for node in cycle}, enters[head]: head}


def _cycle(heads: dict[int, int]) -> set[int]:
    """A cycle of nodes that hang on each other, or nothing."""
    done: set[int] = set()
    for start in heads:
        path: list[int] = []
        node: int | None = start
        while node is not None and node not in done:
            done.add(node)
            path.append(node)
            node = heads.get(node)
        if node in path:
            return set(path[path.index(node) :])
    return set()


def name_transitions(labels: Sequence[str]) -> tuple[Floats, Floats]:
    """Which label may come first and which may follow which: 0 where allowed, -inf elsewhere.

    `labels` are IOB2: O, B-PERSON, I-PERSON, ...
    """
    inside = np.array([label.startswith("I-") for label in labels])
    first = np.where(inside, -np.inf, 0.0)
    follow = np.zeros((len(labels), len(labels)))
    for j, label in enumerate(labels):
        if inside[j]:
            allowed = [before[2:] == label[2:] and before != "O" for before in labels]
            follow[:, j] = np.where(allowed, 0.0, -np.inf)
    return first, follow


def decode_names(scores: Floats, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """The best well-formed name spans of a text, as (first word, word after the last, label).

    `scores` has a row per word and a column per IOB2 label. Viterbi search over the labels; a
    span never begins inside a name of another kind.
    """
    if not len(scores):
        return []
    first, follow = name_transitions(labels)
    back = np.zeros(scores.shape, dtype=np.int64)
    total = scores[0] + first
    for i in range(1, len(scores)):
        step = total[:, None] + follow
        back[i] = step.argmax(0)
        total = step[back[i], np.arange(len(labels))] + scores[i]
    path = [int(total.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return iob_spans([labels[k] for k in reversed(path)])


def iob_spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Spans of IOB2 tags, as (first word, word after the last, label)."""
    spans: list[tuple[int, int, str]] = []
    i = 0
    while i < len(tags):
        j = i + 1
        if tags[i] != "O":
            while j < len(tags) and tags[j] == "I" + tags[i][1:]:
                j += 1
            spans.append((i, j, tags[i][2:]))
        i = j
    return spans
