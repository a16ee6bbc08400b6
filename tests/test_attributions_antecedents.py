"""What a pronoun or a bare noun points back to."""

from __future__ import annotations

import pytest
from spacy.language import Language

from sahel_analysis.attributions.antecedents import Mentions, find_antecedent
from sahel_analysis.attributions.source_words import find_word
from sahel_analysis.parsing.tree import Tree


@pytest.mark.parametrize(
    ("text", "pointer", "noun"),
    [
        ("A doctor left the town. He ran.", "He", "doctor"),
        ("The rebels burned the market. They ran.", "They", "rebels"),
        ("The rebels met a doctor. He ran.", "He", "doctor"),
        ("The rebels met a doctor. They ran.", "They", "rebels"),
        ("The ministry told the army to leave. It gave no reason.", "It", "ministry"),
        ("The army said that the rebels had left, as stated in their letter.", "their", "rebels"),
        ("The army lost the camp. A statement came later.", "statement", "army"),
        ("An army spokesman left. The spokesman ran.", "spokesman", "spokesman"),
        ("Villagers said the army had gone. The rebels took the cattle, they said.", "they", "Villagers"),
        ("The juntas met. The ministry spoke. It ran.", "It", "ministry"),
        ("The league sent a report. The army denied it. The report said so.", "report", "report"),
        ("The league said so in a report. The army left. According to the same text", "text", "report"),
        ("In a letter, the ministry denied it.", "letter", "ministry"),
        ("A doctor left. The police came. The doctor ran.", "doctor", "doctor"),
        ("The army left. The same source ran.", "source", "army"),
        ("The army left. The figures of the observatory say otherwise. It ran.", "It", "observatory"),
        ("It rained. He ran.", "He", None),
    ],
)
def test_the_noun_that_agrees(nlp: Language, text: str, pointer: str, noun: str | None) -> None:
    doc = nlp(text)
    tree = Tree(doc)
    i = [t.i for t in doc if t.text == pointer][-1]
    found = find_word(tree, [i], 0)
    word = found[0] if found and tree.pos[i] == "NOUN" else None
    antecedent = find_antecedent(Mentions(tree, doc._.mentions), i, word)
    assert (None if antecedent is None else tree.form(antecedent)) == noun


def test_a_name_behind_a_noun_is_what_the_noun_stands_for(nlp: Language) -> None:
    doc = nlp("The army spokesman Issa Kone left.")
    spokesman = next(t.i for t in doc if t.text == "spokesman")
    mention = Mentions(Tree(doc), doc._.mentions).stands_for(spokesman, len(doc.text))
    assert mention is not None
    assert mention.text == "Issa Kone"
