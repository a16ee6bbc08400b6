"""Each relation is the same in Universal Dependencies and in the labels of en_core_web_*."""

import pytest
from conftest import parsed
from spacy.tokens import Doc

from sahel_analysis.parsing.syntax import (
    appositions,
    has_object,
    is_subject,
    phrase,
    prepositional,
    universal_tree,
)

UD, WEB = "Universal Dependencies", "en_core_web"


def word(doc: Doc, text: str) -> int:
    return [t.text for t in doc].index(text)


# "Issa Kone, a busy trader from Gao, met the old army chief of Mali."
TRADER = {
    UD: """
        Issa/PROPN/8/nsubj Kone/PROPN/-1/flat ,/PUNCT/3/punct a/DET/2/det busy/ADJ/1/amod
        trader/NOUN/-5/appos from/ADP/1/case Gao/PROPN/-2/nmod met/VERB/0/ROOT the/DET/3/det
        old/ADJ/2/amod army/NOUN/1/compound chief/NOUN/-4/obj of/ADP/1/case Mali/PROPN/-2/nmod
        ./PUNCT/-7/punct
    """,
    WEB: """
        Issa/PROPN/1/compound Kone/PROPN/7/nsubj ,/PUNCT/-1/punct a/DET/2/det busy/ADJ/1/amod
        trader/NOUN/-4/appos from/ADP/-1/prep Gao/PROPN/-1/pobj met/VERB/0/ROOT the/DET/3/det
        old/ADJ/2/amod army/NOUN/1/compound chief/NOUN/-4/dobj of/ADP/-1/prep Mali/PROPN/-1/pobj
        ./PUNCT/-7/punct
    """,
}

# "Oumar was seen near Kati."
SEEN = {
    UD: """
        Oumar/PROPN/2/nsubj:pass was/AUX/1/aux:pass seen/VERB/0/ROOT near/ADP/1/case Kati/PROPN/-2/obl
        ./PUNCT/-3/punct
    """,
    WEB: """
        Oumar/PROPN/2/nsubjpass was/AUX/1/auxpass seen/VERB/0/ROOT near/ADP/-1/prep Kati/PROPN/-1/pobj
        ./PUNCT/-3/punct
    """,
}

schemes = pytest.mark.parametrize("scheme", [UD, WEB])


@schemes
def test_subjects_of_active_and_passive_verbs(scheme: str) -> None:
    trader, seen = parsed(TRADER[scheme]), parsed(SEEN[scheme])
    head = "Issa" if scheme == UD else "Kone"
    assert [t.text for t in trader if is_subject(t)] == [head]
    assert [t.text for t in seen if is_subject(t)] == ["Oumar"]


@schemes
def test_appositions(scheme: str) -> None:
    doc = parsed(TRADER[scheme])
    assert {t.text: [n.text for n in appositions(t)] for t in doc if appositions(t)} == {
        "Issa" if scheme == UD else "Kone": ["trader"]
    }


def test_a_noun_before_is_no_apposition() -> None:
    doc = parsed("The/DET/1/det poet/NOUN/1/appos Kone/PROPN/1/nsubj left/VERB/0/ROOT")
    assert appositions(doc[2]) == []


@schemes
def test_prepositions_of_a_noun(scheme: str) -> None:
    doc = parsed(TRADER[scheme])
    pairs = {t.text: [(p, n.text) for p, n in prepositional(t)] for t in doc if t.pos_ == "NOUN"}
    assert pairs == {"trader": [("from", "Gao")], "army": [], "chief": [("of", "Mali")]}


@schemes
def test_a_nouns_own_words(scheme: str) -> None:
    doc = parsed(TRADER[scheme])
    phrases = {}
    for noun in ("trader", "chief"):
        left, right = phrase(doc[word(doc, noun)])
        phrases[noun] = doc[left : right + 1].text
    assert phrases == {"trader": "a busy trader", "chief": "the old army chief"}


@schemes
def test_a_possessor_is_part_of_the_phrase(scheme: str) -> None:
    poss = "nmod:poss" if scheme == UD else "poss"
    doc = parsed(f"Mali/PROPN/3/{poss} 's/PART/-1/case busy/ADJ/1/amod army/NOUN/1/nsubj left/VERB/0/ROOT")
    left, right = phrase(doc[3])
    assert doc[left : right + 1].text == "Mali's busy army"


@schemes
def test_a_word_alone_is_its_own_phrase(scheme: str) -> None:
    doc = parsed(SEEN[scheme])
    assert phrase(doc[0]) == (0, 0)
    assert appositions(doc[0]) == []
    assert list(prepositional(doc[0])) == []


@pytest.mark.parametrize("scheme", [UD, WEB])
def test_object(scheme: str) -> None:
    trader, seen = parsed(TRADER[scheme]), parsed(SEEN[scheme])
    assert has_object(trader[word(trader, "met")])
    assert not has_object(seen[word(seen, "seen")])


# "The wells of Ber were dug by traders according to the mayor, who is ill."
WELLS = {
    UD: """
        The/DET/1/det wells/NOUN/4/nsubj:pass of/ADP/1/case Ber/PROPN/-2/nmod were/AUX/1/aux:pass
        dug/VERB/0/ROOT by/ADP/1/case traders/NOUN/-2/obl:agent according/VERB/3/case to/ADP/-1/fixed
        the/DET/1/det mayor/NOUN/-6/obl ,/PUNCT/3/punct who/PRON/2/nsubj is/AUX/1/cop
        ill/ADJ/-4/acl:relcl ./PUNCT/-11/punct
    """,
    WEB: """
        The/DET/1/det wells/NOUN/4/nsubjpass of/ADP/-1/prep Ber/PROPN/-1/pobj were/AUX/1/auxpass
        dug/VERB/0/ROOT by/ADP/-1/agent traders/NOUN/-1/pobj according/VERB/-3/prep to/ADP/-1/prep
        the/DET/1/det mayor/NOUN/-2/pobj ,/PUNCT/-1/punct who/PRON/1/nsubj is/AUX/-3/relcl
        ill/ADJ/-1/acomp ./PUNCT/-11/punct
    """,
}


@schemes
def test_one_tree_for_both_schemes(scheme: str) -> None:
    doc = parsed(WELLS[scheme])
    doc[word(doc, "is")].lemma_ = "be"
    heads, relations = universal_tree(doc)
    expected = {
        "wells": ("nsubj:pass", "dug"),
        "Ber": ("nmod", "wells"),
        "dug": ("ROOT", "dug"),
        "traders": ("obl:agent", "dug"),
        "by": ("case", "traders"),
        "mayor": ("obl", "dug"),
        "according": ("case", "mayor"),
        "who": ("nsubj", "ill"),
        "is": ("cop", "ill"),
        "ill": ("acl:relcl", "mayor"),
    }
    found = {t.text: (relations[t.i], doc[heads[t.i]].text) for t in doc if t.text in expected}
    assert found == expected


def test_labels_of_neither_scheme_stay() -> None:
    doc = parsed("Dust/NOUN/1/topic rose/VERB/0/ROOT")
    assert universal_tree(doc) == ([1, 1], ["topic", "ROOT"])
