"""Sentences, paragraphs and subtrees of a Doc, as the rules ask for them."""

from __future__ import annotations

from conftest import parsed
from spacy.language import Language

from sahel_analysis.parsing.tree import Tree

MET = "Issa/PROPN/2/nsubj ,/PUNCT/-1/punct met/VERB/0/ROOT men/NOUN/-1/obj of/ADP/1/case Ber/PROPN/-2/nmod"


def test_a_subtree_and_what_is_left_out_of_it() -> None:
    tree = Tree(parsed(MET))
    assert tree.subtree(2) == [0, 1, 2, 3, 4, 5]
    assert tree.subtree(2, without=[3]) == [0, 1, 2]
    assert (tree.first[3], tree.last[3]) == (3, 5)
    assert tree.case(5) == "of"
    assert tree.is_under(5, 3)
    assert not tree.is_under(0, 3)


def test_words_at_the_edges() -> None:
    tree = Tree(parsed(MET))
    assert tree.trimmed([1, 2, 3]) == [2, 3]
    assert tree.trimmed([1]) == []


def test_a_line_break_ends_a_paragraph(nlp: Language) -> None:
    tree = Tree(nlp.make_doc("He left.\n\nThey stayed."))
    assert [tree.lower[a:b][0] for a, b in tree.paragraph_span] == ["he", "they"]
