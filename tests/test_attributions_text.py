"""Which words stand inside which quotation."""

from __future__ import annotations

from spacy.language import Language

from sahel_analysis.attributions.quotation import find_quotations
from sahel_analysis.attributions.text import Text
from sahel_analysis.parsing.tree import Tree


def test_words_inside_and_outside_a_quotation(nlp: Language) -> None:
    tree = Tree(nlp.make_doc("He said “we left”."))
    text = Text(tree, find_quotations(tree.text))
    assert [w for w, number in zip(tree.lower, text.quoted, strict=True) if number == 0] == ["we", "left"]
    assert not text.is_complete(0)
