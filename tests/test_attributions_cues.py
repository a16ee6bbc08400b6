"""The table of cues is well formed, and found in both shapes of a verb and its particle."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sahel_analysis.attributions.cues import cue_tokens, find_cue, frame_class
from sahel_analysis.parsing.tree import Tree
from sahel_analysis.resources import read_table


def test_every_row_of_the_table_is_complete() -> None:
    table = read_table("lexicon/attribution_cues.csv")
    assert len(set(zip(table["cue"], table["pos"], strict=True))) == len(table["cue"])
    assert set(table["pos"]) == {"verb", "noun", "adjective", "phrase"}
    assert set(table["act"]) == {"statement", "attitude", "perception", "deed"}
    assert set(table["stance"]) == {"neutral", "claim", "confirm", "deny", "warn", "urge", "doubt"}
    known = {"clause", "quote", "object", "infinitive", "as", "of", "for", "on"}
    assert {frame for frames in table["frames"] for frame in frames.split()} == known
    assert all(table["group"])


@pytest.mark.parametrize(
    ("text", "cue", "act", "stance"),
    [
        ("He pointed out that it rained.", "pointed out", "statement", "neutral"),
        ("She called for calm.", "called for", "statement", "urge"),
        ("They ruled out talks.", "ruled out", "statement", "deny"),
        ("According to villagers, it rained.", "According to", "statement", "neutral"),
        ("They fear that it will rain.", "fear", "attitude", "neutral"),
        ("They hope that it will rain.", "hope", "attitude", "neutral"),
        ("He heard two shots.", "heard", "perception", "neutral"),
        ("They warned of floods.", "warned of", "statement", "warn"),
    ],
)
def test_cues_of_a_text(nlp: Language, text: str, cue: str, act: str, stance: str) -> None:
    doc = nlp(text)
    tree = Tree(doc)
    first = cue.split()[0]
    i = next(t.i for t in doc if t.text == first)
    tokens = cue_tokens(tree, i)
    assert text[tree.start[tokens[0]] : tree.end[tokens[-1]]] == cue
    found = find_cue(tree, i)
    assert found is not None
    assert (found.act, found.stance) == (act, stance)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Traders pointed to the price of rice.", "point to"),
        ("Traders pointed the buyers to a shed.", None),
        ("The mayor referred to the flood.", "refer to"),
        ("The mayor referred the herders to a clinic.", None),
        ("The mayor put the number of the dead at nine.", "put at"),
    ],
)
def test_an_object_makes_a_deed_of_some_cues(nlp: Language, text: str, cue: str | None) -> None:
    found = find_cue(Tree(nlp(text)), 2 if text.startswith("The") else 1)
    assert (found and found.cue) == cue


@pytest.mark.parametrize(
    ("frame", "cue", "name"),
    [
        ("ccomp", "say", "clause"),
        ("up:parataxis:", "say", "clause"),
        ("quote:before", "say", "quote"),
        ("obj", "blame", "object"),
        ("subject", "blame", "object"),
        ("obj+xcomp", "urge", "infinitive"),
        ("obj+obl:as", "describe", "as"),
        ("obl:for", "call for", "clause"),
        ("obl:for", "say", "for"),
        ("advcl", "say", ""),
    ],
)
def test_frames_by_the_name_that_the_table_gives_them(frame: str, cue: str, name: str) -> None:
    assert frame_class(frame, cue) == name
