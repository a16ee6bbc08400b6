"""Sentences, paragraphs, subtrees and quotations of a Doc, as the rules ask for them."""

from __future__ import annotations

import gc
import weakref

from conftest import parsed
from spacy.language import Language

from sahel_analysis.parsing.tree import Tree, tree_of

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


def test_words_inside_and_outside_a_quotation(nlp: Language) -> None:
    tree = Tree(nlp.make_doc("He said “we left”."))
    assert [w for w, number in zip(tree.lower, tree.quoted, strict=True) if number == 0] == ["we", "left"]
    assert not tree.is_complete(0)


def test_the_word_on_which_others_hang() -> None:
    tree = Tree(parsed(MET))
    assert tree.root(range(3, 6)) == 3
    assert tree.root(range(0, 3)) == 2
    assert list(tree.above(5)) == [3, 2]


def test_a_doc_has_one_tree_until_it_changes(nlp: Language) -> None:
    doc = nlp("Two men met in Gao.")
    tree = tree_of(doc)
    assert tree_of(doc) is tree
    doc[1].dep_ = "obj"
    assert tree_of(doc).relation[1] == "obj"
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    assert tree_of(doc).lower[0] == "two men"


def test_a_tree_is_neither_saved_with_its_doc_nor_keeps_it(nlp: Language) -> None:
    doc = nlp.make_doc("Two men met.")
    before = doc.to_bytes()
    tree_of(doc)
    assert doc.to_bytes() == before
    forgotten = weakref.ref(doc)
    del doc
    gc.collect()
    assert forgotten() is None
