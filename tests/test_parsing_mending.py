"""Subjects and clauses around verbs of speech, hung where the order of the words has them."""

from __future__ import annotations

import pytest
from conftest import parsed

from sahel_analysis.parsing.tree import Tree


@pytest.mark.parametrize(
    ("sentence", "word", "head", "relation"),
    [
        (  # a subject beyond the verb that governs its clause
            "Mayors/NOUN/4/nsubj:pass say/VERB/0/ROOT roads/NOUN/2/nsubj:pass are/AUX/1/aux:pass "
            "cut/VERB/-3/ccomp",
            "mayors",
            "say",
            "nsubj",
        ),
        (  # a second subject behind its clause
            "Men/NOUN/1/nsubj came/VERB/2/ccomp mayors/NOUN/-1/nsubj said/VERB/0/ROOT",
            "mayors",
            "said",
            "nsubj",
        ),
        (  # a clause hung on the noun that holds it
            "They/PRON/1/nsubj said/VERB/0/ROOT in/ADP/1/case letters/NOUN/-2/obl that/SCONJ/2/mark "
            "men/NOUN/1/nsubj left/VERB/-3/acl",
            "left",
            "said",
            "ccomp",
        ),
        (  # a clause joined without "and"
            "They/PRON/1/nsubj said/VERB/0/ROOT men/NOUN/1/nsubj left/VERB/-2/conj",
            "left",
            "said",
            "ccomp",
        ),
        (  # a joined clause with "and" stays
            "They/PRON/1/nsubj spoke/VERB/0/ROOT and/CCONJ/2/cc men/NOUN/1/nsubj left/VERB/-3/conj",
            "left",
            "spoke",
            "conj",
        ),
        (  # two subjects that are one name
            "Radio/PROPN/2/nsubj Kaya/PROPN/1/nsubj says/VERB/0/ROOT so/ADV/-1/advmod",
            "radio",
            "kaya",
            "compound",
        ),
        (  # the one who is told, read as a second subject
            "They/PRON/1/nsubj told/VERB/0/ROOT Kisal/PROPN/2/nsubj men/NOUN/1/nsubj left/VERB/-3/ccomp",
            "kisal",
            "told",
            "iobj",
        ),
        (  # the one who is told, read as an object of what is told, or as the owner of its subject
            "They/PRON/1/nsubj told/VERB/0/ROOT judges/NOUN/3/obl:agent men/NOUN/2/nsubj:pass "
            "were/AUX/1/aux:pass freed/VERB/-4/ccomp",
            "judges",
            "told",
            "iobj",
        ),
        (
            "They/PRON/1/nsubj told/VERB/0/ROOT herders/NOUN/1/nmod:poss thieves/NOUN/1/nsubj "
            "fled/VERB/-3/ccomp",
            "herders",
            "told",
            "iobj",
        ),
        (
            "They/PRON/1/nsubj told/VERB/0/ROOT herders/NOUN/2/nmod:poss '/PART/-1/case "
            "sons/NOUN/1/nsubj fled/VERB/-4/ccomp",
            "herders",
            "sons",
            "nmod:poss",
        ),
        (  # a name with a preposition, hung on its last word
            "Masons/PROPN/2/compound Without/ADP/1/case Walls/PROPN/1/nsubj spoke/VERB/0/ROOT",
            "masons",
            "spoke",
            "nsubj",
        ),
        (
            "Masons/PROPN/2/compound Without/ADP/1/case Walls/PROPN/1/nsubj spoke/VERB/0/ROOT",
            "walls",
            "masons",
            "nmod",
        ),
        (  # an apposition, hung on the first word of a name
            "Oum/PROPN/1/compound Dune/PROPN/6/nsubj ,/PUNCT/2/punct a/DET/1/det group/NOUN/-4/appos "
            ",/PUNCT/-1/punct left/VERB/1/dep yesterday/NOUN/0/ROOT",
            "group",
            "dune",
            "appos",
        ),
        (  # what is counted, joined to the day before it
            "Men/NOUN/1/nsubj killed/VERB/0/ROOT two/NUM/1/nummod boys/NOUN/-2/obj on/ADP/1/case "
            "Friday/PROPN/-4/obl and/CCONJ/2/cc three/NUM/1/nummod girls/NOUN/-3/conj",
            "girls",
            "boys",
            "conj",
        ),
        (  # two subjects, the second between commas
            "Kisal/PROPN/4/nsubj ,/PUNCT/1/punct monitors/NOUN/2/nsubj ,/PUNCT/-1/punct spoke/VERB/0/ROOT",
            "monitors",
            "kisal",
            "appos",
        ),
    ],
)
def test_what_a_word_hangs_on(sentence: str, word: str, head: str, relation: str) -> None:
    tree = Tree(parsed(sentence))
    i = tree.lower.index(word)
    assert (tree.lower[tree.head[i]], tree.relation[i]) == (head, relation)
