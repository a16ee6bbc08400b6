"""Attributions: source, cue, content."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from sahel_analysis.attributions.acts import act_and_stance
from sahel_analysis.attributions.boundaries import source_range, spans
from sahel_analysis.attributions.cues import cue_tokens
from sahel_analysis.attributions.quotation import find_quotations
from sahel_analysis.attributions.selection import Choice, choose
from sahel_analysis.attributions.sources import describe_source
from sahel_analysis.attributions.text import Text
from sahel_analysis.entities.extraction import extract_entities
from sahel_analysis.parsing.tree import Tree
from sahel_analysis.records import Attribution, Entity, Mention


def extract_attributions(doc: Doc, skip: Iterable[tuple[int, int]] = ()) -> list[Attribution]:
    """Attributions of a Doc, in order of their cues; see `records.py` for the fields.

    The Doc needs heads, labels and parts of speech of either scheme (see `syntax.py`). Mentions and entities
    are those of `doc._` if the pipeline has run, else they are found here. `skip` holds character spans
    (boilerplate) in which nothing is looked for. Source, cue and content follow PolNeAR (Newell et al. 2018);
    unlike there, an attribution inside another's content is kept, with `parent_id`. No text raises.
    """
    skipped = list(skip)
    tree = Tree(doc)
    text = Text(tree, find_quotations(tree.text))
    choices = [
        c for c in choose(text) if not any(a < tree.end[c.cue] and tree.start[c.cue] < b for a, b in skipped)
    ]
    parents = _parents(choices)
    mentions, entities = _known(doc, skipped)
    return [
        _row(text, choice, number, parents.get(number), mentions, entities)
        for number, choice in enumerate(choices)
    ]


def _known(doc: Doc, skip: list[tuple[int, int]]) -> tuple[list[Mention], list[Entity]]:
    if doc.has_extension("mentions") and doc._.mentions is not None:
        return doc._.mentions, doc._.entities
    return extract_entities(doc, skip)


def _name(number: int) -> str:
    return f"A{number + 1:02d}"


def _parents(choices: list[Choice]) -> dict[int, int]:
    """For each choice whose cue lies in another's content, the one with the smallest such content."""
    holders: dict[int, list[int]] = {}
    for number, choice in enumerate(choices):
        for i in choice.tokens:
            holders.setdefault(i, []).append(number)
    parents = {}
    for number, choice in enumerate(choices):
        own = set(choice.tokens)
        around = [n for n in holders.get(choice.cue, []) if n != number and choices[n].cue not in own]
        if around:
            parents[number] = min(around, key=lambda n: len(choices[n].tokens))
    return parents


def _row(
    text: Text,
    choice: Choice,
    number: int,
    parent: int | None,
    mentions: list[Mention],
    entities: list[Entity],
) -> Attribution:
    tree = text.tree
    cue = cue_tokens(tree, choice.cue)
    cue_start, cue_end = tree.start[cue[0]], tree.end[cue[-1]]
    content, quote_type = spans(text, choice.tokens, choice.cue)
    start = end = None
    if choice.source.head is not None:
        tokens = source_range(tree, choice.cue, choice.source.head)
        start, end = tree.start[tokens[0]], tree.end[tokens[-1]]
    source = describe_source(tree.doc, start, end, mentions, entities, tree.doc[choice.cue])
    act, stance = act_and_stance(text, choice, quote_type)
    return Attribution(
        attribution_id=_name(number),
        source_start=start,
        source_end=end,
        source=None if start is None else tree.text[start:end],
        source_entity_id=source.entity_id,
        source_kind=source.kind,
        anonymous=source.anonymous,
        cue_start=cue_start,
        cue_end=cue_end,
        cue=tree.text[cue_start:cue_end],
        content=content,
        quote_type=quote_type,
        act=act,
        stance=stance,
        parent_id=None if parent is None else _name(parent),
        rule=choice.rule,
    )
