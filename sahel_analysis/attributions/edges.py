"""Edges: where a content ends, when its clause goes on with what the author adds.

In "said | the town was calm, though shops stayed shut" the tree alone does not tell whose words the last
clause is. Each branch at the right edge may be cut, each that follows may be added; a learned step decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from sahel_analysis.attributions.candidates import Content
from sahel_analysis.attributions.cues import find_cue, words
from sahel_analysis.attributions.text import Text
from sahel_analysis.parsing.tree import SUBJECTS, Tree

_MAY_GO = frozenset(
    {"advcl", "acl", "acl:relcl", "obl", "nmod", "conj", "parataxis", "appos", "ccomp", "dep", "obl:unmarked"}
    | {"xcomp", "advmod"}
)
_MAY_COME = frozenset({"advcl", "obl", "obl:unmarked", "xcomp", "nmod", "parataxis", "ccomp", "conj"})
_MOST = 8
"""Branches to look at, the longest of them."""

_PAUSES = frozenset({",", "--", "–", "—", "-", ";", ":", "("})


@dataclass(frozen=True, slots=True)
class Edge:
    """A branch that may be cut off a content, or added to it, with its tokens."""

    kind: str
    head: int
    tokens: tuple[int, ...]


def find_cuts(text: Text, content: Content) -> list[Edge]:
    """Branches that end a content, the longest first."""
    tree = text.tree
    inside = set(content.tokens)
    words = [i for i in content.tokens if tree.is_word(i)]
    if not words:
        return []
    found, i = [], words[-1]
    while i in inside:
        if i == content.head:
            break
        first = tree.first[i]
        nested = tree.case(i) == "as" and _states(tree, i)  # "..., as stated in their report" stays inside
        if tree.relation[i] in _MAY_GO and first > words[0] and tree.last[i] >= words[-1] and not nested:
            found.append(Edge("cut", i, tuple(k for k in content.tokens if k >= first)))
        if tree.head[i] == i:
            break
        i = tree.head[i]
    return found[: -_MOST - 1 : -1]


def find_additions(text: Text, cue: int, content: Content) -> list[Edge]:
    """The cue's own branches that follow a content at once, in order."""
    tree = text.tree
    end, found = content.tokens[-1], []
    for k in tree.children[cue]:
        if tree.first[k] <= end or not tree.is_word(k):
            continue
        if any(tree.is_word(i) for i in range(end + 1, tree.first[k])) or tree.relation[k] not in _MAY_COME:
            break
        found.append(Edge("add", k, tuple(tree.subtree(k))))
        end = tree.last[k]
    return found


def is_aside(text: Text, content: Content, edge: Edge) -> bool:
    """Whether a branch is the author's: behind quoted words, or on what the source left unsaid.

    As in ``"We left," he said, read on the radio`` and in "..., though it did not specify the number".
    """
    tree = text.tree
    before = [i for i in content.tokens if i < edge.tokens[0] and tree.is_word(i)]
    if edge.kind == "cut" and before and text.quoted[before[-1]] >= 0 and text.quoted[edge.head] < 0:
        number = text.quoted[before[-1]]
        if text.quoted[before[0]] == number and text.is_complete(number):
            return True
    return edge.kind == "cut" and tree.case(edge.head) in words("aside") and _states(tree, edge.head)


def is_parallel(text: Text, cue: int, edge: Edge) -> bool:
    """Whether a branch is the source's next statement: "said 17 had died, and announced mourning"."""
    tree, k = text.tree, edge.head
    if edge.kind != "cut" or tree.relation[k] not in ("conj", "parataxis"):
        return False
    alone = not any(
        tree.relation[m] in SUBJECTS or tree.relation[m].startswith("aux") for m in tree.children[k]
    )
    past = {"VBD", "VBN"}  # "announced" without an auxiliary is read as either
    same = tree.tag[k] == tree.tag[cue] or {tree.tag[k], tree.tag[cue]} == past
    return alone and same and _states(tree, k)


def _states(tree: Tree, k: int) -> bool:
    known = find_cue(tree, k)
    return known is not None and known.act == "statement"


def pause_before(tree: Tree, edge: Edge) -> str:
    """The mark before a branch: a comma, a dash, or nothing."""
    i = edge.tokens[0]
    if tree.lower[i] in _PAUSES:
        return tree.lower[i]
    while i > 0 and tree.pos[i - 1] == "SPACE":
        i -= 1
    return tree.lower[i - 1] if i > 0 and tree.lower[i - 1] in _PAUSES else ""
