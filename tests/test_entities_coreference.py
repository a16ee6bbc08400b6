"""Mentions without a name are linked where a rule is safe, and left alone where it is not."""

import re

import pytest
from conftest import parsed, tagged
from spacy.tokens import Doc

from sahel_analysis.entities.coreference import Antecedent, resolve_anaphora
from sahel_analysis.entities.gazetteer import load_gazetteer


def known(doc: Doc, marks: str) -> list[Antecedent]:
    """The marked names wherever they stand; an entity's id is the last word of its name."""
    found = []
    for text, label in re.findall(r"\[([^\[\]]+) ([A-Z]+)\]", marks):
        entry = next(iter(load_gazetteer().lookup(text)), None)
        for at in re.finditer(rf"\b{re.escape(text)}\b", doc.text):
            kind, country = (entry.kind, entry.country) if entry else (None, None)
            found.append(Antecedent(*at.span(), label, text.split()[-1], kind, country))
    return sorted(found, key=lambda k: k.start)


def links(doc: Doc, marks: str) -> list[tuple[str, str]]:
    return [
        (doc.text[n.start : n.end], n.antecedent.entity_id) for n in resolve_anaphora(doc, known(doc, marks))
    ]


# He and she

PEOPLE = "[Fanta Kone PERSON] [Issa Traore PERSON]"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Issa Traore left. He met traders.", [("He", "Traore")]),
        ("Fanta Kone left. She met traders. Her car was old.", [("She", "Kone"), ("Her", "Kone")]),
        ("Issa Traore said his car was old.", [("his", "Traore")]),
        ("Issa Traore spoke. Rain fell. He left.", [("He", "Traore")]),
        ("Issa Traore spoke. Fanta Kone left. She met traders.", [("She", "Kone")]),
        ("Issa Traore spoke.\nHe left.", [("He", "Traore")]),
        ("Issa Traore spoke.\n\nHe left.", [("He", "Traore")]),
        ("Issa Traore spoke.\r\n\r\nHe left.", [("He", "Traore")]),
        ("Issa Traore spoke of himself.", [("himself", "Traore")]),
    ],
)
def test_a_pronoun_means_the_last_person_named(text: str, wanted: list[tuple[str, str]]) -> None:
    assert links(tagged(text), PEOPLE) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "He left.",
        "He met Issa Traore.",  # nobody was named before
        "Issa Traore and Fanta Kone spoke. She left.",
        "Issa Traore met Fanta Kone as he left.",
        "Issa Traore spoke.\nRain fell.\nHe left.",
        "Issa Traore spoke.\n\nRain fell.\n\nHe left.",
        "Issa Traore spoke.\r\n\r\nRain fell.\r\n\r\nHe left.",
        "Issa Traore spoke.\n" + "Rain fell on the old road " * 30 + "and he left.",
        "Issa Traore spoke. “He left,” said a trader.",
        "Issa Traore spoke. They left. It was busy.",
    ],
)
def test_a_pronoun_with_no_one_or_several_in_reach_stays_alone(text: str) -> None:
    assert links(tagged(text), PEOPLE) == []


def test_a_person_is_not_he_and_she() -> None:
    """Most pronouns decide; of as many, the first."""
    doc = tagged("Fanta Kone spoke. He was told. She left. He met her. She spoke.")
    assert links(doc, PEOPLE) == [("She", "Kone"), ("her", "Kone"), ("She", "Kone")]
    doc = tagged("Fanta Kone spoke. She left. He met traders.")
    assert links(doc, PEOPLE) == [("She", "Kone")]


def test_he_and_she_tell_two_people_apart() -> None:
    """Once she is Fanta Kone, he is the other one; the last her may still be either."""
    doc = tagged("Fanta Kone spoke. She left. Issa Traore met Fanta Kone after he lost his car to her.")
    assert links(doc, PEOPLE) == [("She", "Kone"), ("he", "Traore"), ("his", "Traore")]


def test_of_several_people_the_subject_is_meant() -> None:
    doc = parsed("""
        Issa/PROPN/2/nsubj Traore/PROPN/-1/flat met/VERB/0/ROOT Fanta/PROPN/-1/obj Kone/PROPN/-1/flat
        ./PUNCT/-3/punct

        He/PRON/1/nsubj left/VERB/0/ROOT ./PUNCT/-1/punct
    """)
    assert links(doc, PEOPLE) == [("He", "Traore")]


def test_two_subjects_compete() -> None:
    doc = parsed("""
        Issa/PROPN/5/nsubj Traore/PROPN/-1/flat and/CCONJ/1/cc Fanta/PROPN/-3/conj Kone/PROPN/-1/flat
        left/VERB/0/ROOT ./PUNCT/-1/punct

        He/PRON/1/nsubj spoke/VERB/0/ROOT ./PUNCT/-1/punct
    """)
    assert links(doc, PEOPLE) == []


# Groups

GROUP_LEFT = "\n\nThe/DET/1/det group/NOUN/1/nsubj left/VERB/0/ROOT ./PUNCT/-1/punct"
ATTACKED = "{}/PROPN/1/nsubj attacked/VERB/0/ROOT Gao/PROPN/-1/obj ./PUNCT/-2/punct"


@pytest.mark.parametrize("noun", ["group", "outfit", "faction"])
def test_the_group_is_the_last_one_named(noun: str) -> None:
    left = GROUP_LEFT.replace("group", noun)
    doc = parsed(ATTACKED.format("JNIM") + "\n\n" + ATTACKED.format("ISWAP") + left)
    assert links(doc, "[JNIM GROUP] [ISWAP GROUP] [Gao GPE]") == [(f"The {noun}", "ISWAP")]


def test_a_group_inside_a_compound_did_not_act() -> None:
    """The cell is linked to al-Qaida; the group that acts is JNIM."""
    compound = "an/DET/2/det al-Qaida-linked/ADJ/1/amod cell/NOUN/1/nsubj fled/VERB/0/ROOT ./PUNCT/-1/punct"
    doc = parsed(f"{ATTACKED.format('JNIM')}\n\n{compound}{GROUP_LEFT}")
    assert links(doc, "[JNIM GROUP] [al-Qaida GROUP]") == [("The group", "JNIM")]


@pytest.mark.parametrize(
    "sentence",
    [
        "A/DET/1/det group/NOUN/1/nsubj left/VERB/0/ROOT",
        "Groups/NOUN/1/nsubj left/VERB/0/ROOT",
        "The/DET/2/det busy/ADJ/1/amod group/NOUN/1/nsubj left/VERB/0/ROOT",
        "The/DET/1/det group/NOUN/3/nsubj of/ADP/1/case traders/NOUN/-2/nmod left/VERB/0/ROOT",
        "The/DET/1/det group/NOUN/3/nsubj of/ADP/-1/prep traders/NOUN/-1/pobj left/VERB/0/ROOT",
        "The/DET/1/det group/NOUN/3/nsubj that/PRON/1/nsubj left/VERB/-2/acl:relcl spoke/VERB/0/ROOT",
        "The/DET/1/det group/NOUN/3/nsubj that/PRON/1/nsubj left/VERB/-2/relcl spoke/VERB/0/ROOT",
    ],
)
def test_another_group_is_not_linked(sentence: str) -> None:
    assert links(parsed(f"{ATTACKED.format('JNIM')}\n\n{sentence}"), "[JNIM GROUP]") == []


def test_before_any_group_is_named_there_is_nothing_to_link() -> None:
    assert links(parsed(GROUP_LEFT.strip()), "[JNIM GROUP]") == []


BESIDE = """
The/DET/3/det northern/ADJ/2/amod dune/NOUN/1/compound group/NOUN/2/nsubj JNIM/PROPN/-1/appos
left/VERB/0/ROOT ./PUNCT/-1/punct
"""

AGAIN = """
The/DET/3/det northern/ADJ/2/amod dune/NOUN/1/compound group/NOUN/1/nsubj attacked/VERB/0/ROOT
./PUNCT/-1/punct
"""


def test_a_name_beside_the_noun() -> None:
    assert links(parsed(BESIDE), "[JNIM GROUP]") == [("The northern dune group", "JNIM")]


def test_the_same_phrase_means_the_same_before_and_after() -> None:
    phrase = ("The northern dune group", "JNIM")
    assert links(parsed(AGAIN + "\n" + BESIDE), "[JNIM GROUP]") == [phrase, phrase]
    assert links(parsed(BESIDE + "\n" + AGAIN), "[JNIM GROUP]") == [phrase, phrase]


def test_a_noun_inside_a_name_is_not_linked() -> None:
    doc = parsed("""
        JNIM/PROPN/1/nsubj attacked/VERB/0/ROOT the/DET/2/det Wagner/PROPN/1/compound group/NOUN/-3/obj
        ./PUNCT/-4/punct
    """)
    assert links(doc, "[JNIM GROUP] [Wagner group GROUP]") == []


# Places


def visited(place: str) -> str:
    return f"Traders/NOUN/1/nsubj visited/VERB/0/ROOT {place}/PROPN/-1/obj ./PUNCT/-2/punct\n\n"


def the(noun: str) -> str:
    return f"The/DET/1/det {noun}/NOUN/2/nsubj was/AUX/1/cop calm/ADJ/0/ROOT ./PUNCT/-1/punct"


PLACES = "[Bamako GPE] [Niamey GPE] [Gao GPE] [Ber GPE] [Mali GPE] [Niger GPE] [Oumdune GPE]"


@pytest.mark.parametrize(
    ("places", "noun", "wanted"),
    [
        ("Bamako", "capital", "Bamako"),
        ("Bamako Gao", "capital", "Bamako"),
        ("Gao", "capital", None),
        ("Bamako Niamey", "capital", None),  # two capitals compete
        ("Bamako Gao", "city", "Gao"),
        ("Bamako Mali", "city", "Bamako"),
        ("Mali", "city", None),
        ("Gao Ber", "town", "Ber"),
        ("Mali Niger Gao", "country", "Niger"),
        ("Bamako", "country", None),
        ("Oumdune", "village", None),  # the gazetteer does not know what it is
        ("Bamako", "village", None),
        ("Bamako", "market", None),
    ],
)
def test_a_kind_of_place_means_one_that_was_named(places: str, noun: str, wanted: str | None) -> None:
    doc = parsed("".join(visited(place) for place in places.split()) + the(noun))
    assert links(doc, PLACES) == ([(f"The {noun}", wanted)] if wanted else [])


def test_a_place_that_is_out_of_reach() -> None:
    rain = "Rain/NOUN/1/nsubj fell/VERB/0/ROOT again/ADV/-1/advmod ./PUNCT/-2/punct\n\n" * 30
    assert links(parsed(visited("Gao") + rain + the("town")), PLACES) == []
    assert links(parsed(visited("Bamako") + rain + the("capital")), PLACES) == [("The capital", "Bamako")]


# Sites


@pytest.mark.parametrize(
    ("marks", "wanted"),
    [
        ("[Gao airport FAC]", [("The airport", "airport")]),
        ("[Gao GPE]", []),
    ],
)
def test_the_airport_is_the_one_that_the_article_names(marks: str, wanted: list[tuple[str, str]]) -> None:
    doc = parsed(
        "Traders/NOUN/1/nsubj left/VERB/0/ROOT Gao/PROPN/1/compound airport/NOUN/-2/obj ./PUNCT/-3/punct\n\n"
        + the("airport")
    )
    assert links(doc, marks) == wanted


def test_two_airports_compete() -> None:
    doc = parsed(
        "Traders/NOUN/1/nsubj left/VERB/0/ROOT Gao/PROPN/1/compound airport/NOUN/-2/obj for/ADP/2/case "
        "Kidal/PROPN/1/compound airport/NOUN/-5/obl ./PUNCT/-6/punct\n\n" + the("airport")
    )
    start = doc.text.index("Kidal")
    names = [*known(doc, "[Gao airport FAC]"), Antecedent(start, start + 13, "FAC", "other", None, None)]
    assert resolve_anaphora(doc, names) == []


# Boilerplate


def test_nothing_is_linked_in_boilerplate() -> None:
    doc = tagged("Issa Traore left. He spoke.\nREAD MORE: why he left")
    skip = [(doc.text.index("READ"), len(doc.text))]
    found = resolve_anaphora(doc, known(doc, PEOPLE), skip)
    assert [doc.text[n.start : n.end] for n in found] == ["He"]
