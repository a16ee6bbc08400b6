"""Sites: names marked in, names with the kind of site that belongs to them marked out."""

import pytest
from conftest import apply_to_names, parsed
from spacy.tokens import Doc

from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.entities.sites import extend_to_sites, head_labels, told_by_apposition
from sahel_analysis.entities.spans import Name


def name(start: int, end: int, label: str = "ORG") -> Name:
    return Name(start, end, label, (), "given")


def test_words_that_tell_what_a_name_names() -> None:
    assert head_labels()["airport"] == ("FAC", "yes")
    assert head_labels()["camp"] == ("FAC", "own")
    assert head_labels()["embassy"] == ("ORG", "capital")
    assert {attach for _, attach in head_labels().values()} == {"", "yes", "own", "capital"}


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("[Bamako GPE] airport", "[Bamako airport FAC]"),
        ("[Gao GPE] Airport", "[Gao Airport FAC]"),
        ("near [Gao GPE] hospital and", "near [Gao hospital FAC] and"),
        ("[Fanta Kone PERSON] camp", "[Fanta Kone camp FAC]"),
        ("[Dune Fund ORG] hotel", "[Dune Fund hotel FAC]"),
        ("[Faladie GPE] military police school", "[Faladie military police school FAC]"),
        ("[Faladie GPE] training academy", "[Faladie training academy FAC]"),
        ("[Gao GPE] hospital of the national police", "[Gao hospital of the national police FAC]"),
        ("[Gao GPE] forest", "[Gao forest LOC]"),
        ("[U.S. GPE] Embassy", "[U.S. Embassy ORG]"),
        ("[Russian NORP] Embassy", "[Russian Embassy ORG]"),
    ],
)
def test_a_name_and_a_sites_kind_are_one_name(given: str, wanted: str) -> None:
    assert apply_to_names(extend_to_sites, given) == wanted


@pytest.mark.parametrize(
    "given",
    [
        "[Gao GPE] camp",  # a camp in Gao, not the camp's name
        "[Gao GPE] military camp",
        "[Fanta Kone PERSON] military camp",
        "[Mali GPE] airport",  # one of a country's airports
        "[Niger GPE] military hospital",
        "[Malian NORP] airport",
        "[Russian NORP] embassy",
        "[U.S. GPE] embassy",
        "[Gao GPE] busy market",
        "[Gao GPE] rice market",
        "[Gao GPE], airport",
        "[Gao GPE]’s airport",
        "[Gao GPE] and airport",
        "[Gao GPE]  airport",
        "[Gao GPE] military regional police gendarmerie school",
        "airport",
        "[Gao GPE] station",
    ],
)
def test_words_that_do_not_join_a_name(given: str) -> None:
    assert apply_to_names(extend_to_sites, given) == given


def apposed(noun: str) -> Doc:
    """Says "Guests left the Cappuccino, a cafe." with another noun in place of the cafe."""
    return parsed(
        "Guests/NOUN/1/nsubj left/VERB/0/ROOT the/DET/1/det Cappuccino/PROPN/-2/obj ,/PUNCT/2/punct "
        f"a/DET/1/det {noun}/NOUN/-3/appos ./PUNCT/-6/punct"
    )


@pytest.mark.parametrize(
    ("noun", "label", "told"),
    [
        ("cafe", "ORG", "FAC"),
        ("hotel", "GPE", "FAC"),
        ("hotel", "PERSON", "FAC"),
        ("hotel", "EVENT", "EVENT"),
        ("trader", "ORG", "ORG"),
        ("company", "ORG", "ORG"),
        ("river", "GPE", "GPE"),
    ],
)
def test_an_apposition_tells_a_site(noun: str, label: str, told: str) -> None:
    doc = apposed(noun)
    start = doc.text.index("Cappuccino")
    assert told_by_apposition(doc, name(start, start + 10, label)).label == told


def test_an_apposition_does_not_move_a_known_place() -> None:
    doc = apposed("hotel")
    start = doc.text.index("Cappuccino")
    known = Name(start, start + 10, "GPE", load_gazetteer().lookup("Gao"), "model and gazetteer")
    assert told_by_apposition(doc, known) == known
