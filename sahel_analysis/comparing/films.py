"""Who has published the film in which an event is seen? "The group left, posting videos of a burning bus"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sahel_analysis.attributions.boundaries import source_range
from sahel_analysis.attributions.cues import find_cue, words
from sahel_analysis.attributions.source_words import SourceDescription
from sahel_analysis.attributions.sources import Sources
from sahel_analysis.parsing.tree import SUBJECTS, Tree, tree_of

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

_PUBLIC = frozenset({"making something public: a text or a film is no proposition", "speech on the networks"})
"""Groups of cues. A film is no statement, so it has no row of its own in the table attributions."""

_SHOWN = frozenset({"acl", "acl:relcl", "nmod", "nsubj", "obj", "conj", "compound", "amod", "nummod"})
"""How what is seen in a film hangs on it."""

_RELATIVE = ("who", "which", "that")


def publisher_of(analysis: Analysis, start: int) -> tuple[str, SourceDescription] | None:
    """The words for whoever published the film that shows an event, and what is known of them.

    Args:
        analysis: An analysed article.
        start: Where the event's trigger or one of its numbers begins, in characters.
    """
    tree = tree_of(analysis.doc)
    found = next(filter(None, (_publisher(tree, i) for i in tree.tokens(start, start + 1))), None)
    if found is None:
        return None
    phrase = source_range(tree, *found)
    first, end = tree.start[phrase[0]], tree.end[phrase[-1]]
    known = Sources(tree, analysis.doc._.mentions or [], analysis.doc._.entities or [])
    return tree.text[first:end], known.describe(first, end)


def _publisher(tree: Tree, i: int) -> tuple[int, int] | None:
    """The verb that makes a film public and the noun of who does, if a word tells what is seen in it."""
    film = next((k for k in tree.children[i] if tree.lemma[k] in words("film") and tree.case(k) == "in"), i)
    while tree.lemma[film] not in words("film"):
        if tree.relation[film] not in _SHOWN:
            return None
        film = tree.head[film]
    for verb in tree.children[film]:  # "a video published by the group"
        agent = tree.child(verb, "obl:agent")
        if agent is not None and _is_public(tree, verb):
            return verb, agent
    verb = tree.head[film]
    if tree.relation[film] != "obj" or not _is_public(tree, verb):
        return None
    top = verb
    while True:
        subject = next((k for k in tree.children[top] if tree.relation[k] in SUBJECTS), None)
        if subject is not None:
            is_relative = tree.lower[subject] in _RELATIVE and tree.relation[top] == "acl:relcl"
            return verb, tree.head[top] if is_relative else subject
        if tree.relation[top] not in ("advcl", "conj", "xcomp"):
            return None
        top = tree.head[top]


def _is_public(tree: Tree, verb: int) -> bool:
    known = find_cue(tree, verb)
    return known is not None and known.group in _PUBLIC
