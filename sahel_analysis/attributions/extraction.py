"""From the chosen attributions to the rows of the table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from sahel_analysis.attributions.acts import act_and_stance
from sahel_analysis.attributions.boundaries import apart, source_range, spans
from sahel_analysis.attributions.cues import cue_tokens
from sahel_analysis.attributions.selection import Choice, choose
from sahel_analysis.attributions.source_words import UNKNOWN
from sahel_analysis.attributions.sources import Sources
from sahel_analysis.entities.extraction import extract_entities
from sahel_analysis.parsing.tree import Tree, tree_of
from sahel_analysis.records import Attribution, Entity, Mention


def extract_attributions(doc: Doc, skip: Iterable[tuple[int, int]] = ()) -> list[Attribution]:
    """Who says what in a Doc: source, cue and content of each attribution, in order of the cues.

    Example:
        >>> from sahel_analysis.pipeline import load_pipeline
        >>> doc = load_pipeline()("The bridge is open, the mayor of Gao said.")
        >>> [row] = extract_attributions(doc)
        >>> row.source, row.source_kind, row.cue, row.quote_type
        ('the mayor of Gao', 'official', 'said', 'indirect')
        >>> [doc.text[start:end] for start, end in row.content]
        ['The bridge is open']

    Args:
        doc: A Doc with heads, dependency labels, tags, parts of speech and sentences, in the labels of
            Universal Dependencies or of en_core_web_*. If the pipeline has run, the mentions and entities
            are those of `doc._`, else they are found here.
        skip: Stretches in which nothing is looked for, such as lines of the website (start and end in
            characters, end exclusive).

    Returns:
        Records whose fields are the columns of `analysis.attributions`. Offsets are characters of
        `doc.text`, end exclusive; source, cue and content of a row never overlap.

        - attribution_id: A01, A02 ...; parent_id: the attribution in whose content this one stands, or None.
        - source_start, source_end, source: the source's noun phrase; None where none is stated.
        - source_entity_id: whom it stands for, if the text has the name.
        - source_kind: official, military, armed_group, expert, witness, media, ngo, international_org,
          anonymous_official or unknown. anonymous: the text does not let one know who it is.
        - cue_start, cue_end, cue: the word or words that attribute ("said", "according to").
        - content: pairs of start and end, in order, without the outer marks of a direct quotation.
        - quote_type: direct, indirect or mixed.
        - act: statement, attitude or perception. stance: neutral, claim, confirm, deny, warn, urge or doubt.
        - rule: the step that accepted it (lexicon or learned), and how content and cue hang together.

    Raises:
        Nothing of its own: no text is an error, and one in which nobody speaks gives an empty list.

    Source: The parts of an attribution follow PolNeAR (Newell, Margolin and Ruths 2018, An Attribution
    Relations Corpus for Political News); unlike there, an attribution inside another's content is kept.
    """
    skipped = list(skip)
    tree = tree_of(doc)
    choices = [
        c for c in choose(tree) if not any(a < tree.end[c.cue] and tree.start[c.cue] < b for a, b in skipped)
    ]
    found = [parts for choice in choices if (parts := _read(tree, choice)) is not None]
    parents = _parents([parts.choice for parts in found])
    sources = Sources(tree, *_known(doc, skipped))
    return [_row(tree, parts, number, parents.get(number), sources) for number, parts in enumerate(found)]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The characters of an attribution, what it does, and the choice that it was made from."""

    choice: Choice
    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    quote_type: str
    act: str
    stance: str


def _read(tree: Tree, choice: Choice) -> _Parts | None:
    """The parts of an attribution, none over another; None for what neither states nor holds anything."""
    tokens = cue_tokens(tree, choice.cue)
    cue = (tree.start[tokens[0]], tree.end[tokens[-1]])
    source = None
    if choice.source.head is not None:
        noun_phrase = source_range(tree, choice.cue, choice.source.head)
        whole = (tree.start[noun_phrase[0]], tree.end[noun_phrase[-1]])
        source = max(apart(tree.text, whole, [cue]), key=lambda s: s[1] - s[0], default=None)
    content, quote_type = spans(tree, choice.tokens, choice.cue)
    taken = [cue] if source is None else [cue, source]
    content = tuple(part for span in content for part in apart(tree.text, span, taken))
    act, stance = act_and_stance(tree, choice, quote_type)
    if not content or act is None:
        return None
    return _Parts(choice, source, cue, content, quote_type, act, stance)


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


def _row(tree: Tree, parts: _Parts, number: int, parent: int | None, sources: Sources) -> Attribution:
    start, end = parts.source or (None, None)
    source = UNKNOWN if parts.source is None else sources.describe(*parts.source, parts.choice.cue)
    return Attribution(
        attribution_id=_name(number),
        source_start=start,
        source_end=end,
        source=None if start is None else tree.text[start:end],
        source_entity_id=source.entity_id,
        source_kind=source.kind,
        anonymous=source.anonymous,
        cue_start=parts.cue[0],
        cue_end=parts.cue[1],
        cue=tree.text[slice(*parts.cue)],
        content=parts.content,
        quote_type=parts.quote_type,
        act=parts.act,
        stance=parts.stance,
        parent_id=None if parent is None else _name(parent),
        rule=parts.choice.rule,
    )
