"""What an attribution does: it states, holds an attitude or perceives; and the stance that it takes."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_analysis.attributions.cues import find_cue, frame_class, is_known_frame, words
from sahel_analysis.attributions.selection import Choice
from sahel_analysis.parsing.tree import Tree

_BELIEF = "belief given as a view"
_CLAIM = 12
"""Tokens of a bare claim of responsibility."""

_NAMING = "naming and describing"


def act_and_stance(tree: Tree, choice: Choice, quote_type: str) -> tuple[str, str]:
    """Act (statement, attitude, perception) and stance of an attribution.

    The table data/lexicon/attribution_cues.csv decides. A cue that it does not know, or knows in other
    frames only, states if it stands with a direct quotation, and holds an attitude if not. A hedge without
    a source ("is believed to"), what one calls oneself sure of ("I think"), what is not or not yet said
    ("no one said", "declined to say"), a name that somebody gives ("what they called a raid") and the terms
    on which somebody speaks ("asked not to be named") state nothing. A bare claim of responsibility is an
    event.
    """
    cue = choice.cue
    known = find_cue(tree, cue)
    if known is None or known.act == "deed":
        return ("statement" if quote_type == "direct" else "attitude"), "neutral"
    negated = any(tree.lower[k] in words("negation") for k in _around(tree, choice))
    act = known.act
    unsaid = negated and known.group != _BELIEF
    if act == "statement" and quote_type != "direct" and (unsaid or _is_no_statement(tree, choice)):
        act = "attitude"
    return act, "neutral" if negated else known.stance


def _is_no_statement(tree: Tree, choice: Choice) -> bool:
    cue, source = choice.cue, choice.source.head
    known = find_cue(tree, cue)
    if known is None:
        return True
    clausal = frame_class(choice.content.frame, known.cue) in ("clause", "quote")
    if not (clausal or _is_mostly_quoted(tree, choice) or is_known_frame(known, choice.content.frame)):
        return True
    if _claims_responsibility(tree, choice.tokens) or _is_of_other_verb(tree, choice):
        return True
    if tree.tag[cue] == "VB" and (above := find_cue(tree, tree.head[cue])) and above.act == "attitude":
        return True
    if all(tree.tag[i] in ("WDT", "WP") for i in choice.tokens):
        return True
    passive = any(tree.relation[k] in ("aux:pass", "nsubj:pass") for k in tree.children[cue])
    if source is None and (passive or tree.tag[cue] == "VBN"):
        return True
    if known.group == _BELIEF and (source is None or tree.lower[source] in words("first person")):
        return True
    if known.group == _NAMING and any(tree.lower[k] == "what" for k in (*tree.children[cue], tree.head[cue])):
        return True
    asked = words("terms asked for") if known.stance == "urge" else frozenset()
    return any(tree.lower[i] in words("terms") | asked for i in choice.tokens[:6])


def _claims_responsibility(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether a content says no more than that the source did it, which is an event: "it was behind it"."""
    lemmas = " ".join(tree.lemma[i] for i in tokens)
    own = len(tokens) <= _CLAIM and tree.lower[tokens[0]] in words("subject pronoun")
    return own and any(f" {deed} " in f" {lemmas} " for deed in words("responsibility"))


def _is_of_other_verb(tree: Tree, choice: Choice) -> bool:
    """Whether what is quoted is the object of a deed: "responded by killing 'forty men'"."""
    if choice.content.frame != "quote:after":
        return False
    heads = {tree.head[i] for i in choice.tokens if tree.relation[i] == "obj"} - {choice.cue, *choice.tokens}
    return any(tree.pos[k] == "VERB" and find_cue(tree, k) is None for k in heads)


def _around(tree: Tree, choice: Choice) -> list[int]:
    """The words beside a cue and its source that could negate it."""
    source = choice.source.head
    return tree.children[choice.cue] + ([] if source is None else [source, *tree.children[source]])


def _is_mostly_quoted(tree: Tree, choice: Choice) -> bool:
    return 2 * sum(tree.quoted[i] >= 0 for i in choice.tokens) >= len(choice.tokens)
