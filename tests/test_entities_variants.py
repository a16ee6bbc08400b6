"""What stands for a name in this text: names marked in, names marked out, one rule at a time."""

import pytest
from conftest import apply_to_names, tagged

from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.entities.spans import Name
from sahel_analysis.entities.variants import before_acronyms, by_acronym, by_short_form, by_surname


def name(start: int, end: int, label: str = "ORG") -> Name:
    return Name(start, end, label, (), "given")


# Acronyms


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("the General Staff (EMAG) met", "the [General Staff ORG] (EMAG) met"),
        (
            "the Directorate of Supplies, Fuel and Transport (DSFT) met",
            "the [Directorate of Supplies, Fuel and Transport ORG] (DSFT) met",
        ),
        ("The Dune Relief Fund (DRF) met", "The [Dune Relief Fund ORG] (DRF) met"),
        ("In [Gao GPE], the Dune Fund (DF) met", "In [Gao GPE], the [Dune Fund ORG] (DF) met"),
        ("the Fund for [Gao GPE] Traders (FGT) met", "the [Fund for Gao Traders ORG] (FGT) met"),
        ("the [Dune GROUP] Front (FDD) met", "the [Dune Front GROUP] (FDD) met"),
        ("Rain fell\nDune Fund (DF) met", "Rain fell\n[Dune Fund ORG] (DF) met"),
    ],
)
def test_the_words_before_an_acronym_are_one_name(given: str, wanted: str) -> None:
    assert apply_to_names(before_acronyms, given) == wanted


@pytest.mark.parametrize(
    "given",
    [
        "the [Dune Fund ORG] (DF) met",
        "the [Big Dune Fund ORG] (DF) met",
        "the fund (DF) met",
        "the Fund (DF) met",
        "the Dune Fund (Monday) met",
        "the DF Fund (DF) met",
        "[Issa Kone PERSON] of Dune (DF) met",
        "[Gao GPE] and [Kidal GPE] Fund (GKF) met",
        "the [African Union ORG] (AU) met",
        "the Fund for [Gao GPE] (FPG) met",
    ],
)
def test_words_before_a_bracket_that_stay_as_they_are(given: str) -> None:
    assert apply_to_names(before_acronyms, given) == given


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (
            "the [Dune Fund ORG] (DF) met. DF left, DF-led traders stayed.",
            "the [Dune Fund ORG] ([DF ORG]) met. [DF ORG] left, [DF ORG]-led traders stayed.",
        ),
        ("the [Dune Front GROUP] (FDD) and FDD", "the [Dune Front GROUP] ([FDD GROUP]) and [FDD GROUP]"),
        ("the [Dune Watch ORG] (Dunewa) and Dunewa", "the [Dune Watch ORG] ([Dunewa ORG]) and [Dunewa ORG]"),
        ("the [Dune Fund ORG] (DF), [DF GPE] and DFs", "the [Dune Fund ORG] ([DF ORG]), [DF ORG] and DFs"),
        ("the [Blue Dune Fund ORG] met. BDF men left.", "the [Blue Dune Fund ORG] met. [BDF ORG] men left."),
        ("the [Fund for the Blue Dunes ORG], FBD men", "the [Fund for the Blue Dunes ORG], [FBD ORG] men"),
    ],
)
def test_an_explained_acronym_is_a_name_everywhere(given: str, wanted: str) -> None:
    assert apply_to_names(by_acronym, given) == wanted


@pytest.mark.parametrize(
    "given",
    [
        "[Issa Kone PERSON] (IK) met. IK left.",
        "[Gao GPE] (GAO) met. GAO left.",
        "the [Dune Fund ORG] met (DF). DF left.",
        "the [Dune Fund ORG] (Tuesday) met. Tuesday passed.",
        "BDF men left. the [Blue Dune Fund ORG] met.",
        "the [Blue Dune Fund ORG] and the [Big Dark Field ORG] met. BDF men left.",
        "the [Dune Fund ORG] met. DF men left.",
    ],
)
def test_brackets_that_explain_nothing(given: str) -> None:
    assert apply_to_names(by_acronym, given) == given


def test_an_acronym_stands_for_the_name_before_it() -> None:
    doc = tagged("the Dune Fund (DF) met")
    names = by_acronym(doc, [name(4, 13)])
    assert [(n.rule, n.stands_for) for n in names] == [("given", ""), ("acronym", "Dune Fund")]


def test_a_new_spelling_is_known_by_its_acronym() -> None:
    doc = tagged("the Front for Islam and Dunes (JNIM) met")
    names = by_acronym(doc, [name(4, 29)])
    assert [[e.gazetteer_id for e in n.entries] for n in names] == [["jnim"], ["jnim"]]
    assert [n.label for n in names] == ["GROUP", "GROUP"]


def test_the_text_explains_an_acronym_better_than_a_doubtful_spelling() -> None:
    """IS is the Islamic State in the gazetteer, and "supported": not here."""
    doc = tagged("the Institute of Sand (IS) met")
    names = by_acronym(doc, [name(4, 21)])
    assert [(n.label, n.entries) for n in names] == [("ORG", ()), ("ORG", ())]


# Surnames


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("[Fanta Kone PERSON] spoke. Kone left.", "[Fanta Kone PERSON] spoke. [Kone PERSON] left."),
        ("[Fanta Koné PERSON] spoke. Kone left.", "[Fanta Koné PERSON] spoke. [Kone PERSON] left."),
        ("[Fanta Kone PERSON] spoke. [Kone ORG] left.", "[Fanta Kone PERSON] spoke. [Kone PERSON] left."),
        ("[Fanta Ba PERSON] spoke. [Ba ORG] left.", "[Fanta Ba PERSON] spoke. [Ba PERSON] left."),
        ("[Fanta Kone PERSON] spoke. Kone’s car", "[Fanta Kone PERSON] spoke. [Kone PERSON]’s car"),
    ],
)
def test_a_later_surname_is_that_persons(given: str, wanted: str) -> None:
    assert apply_to_names(by_surname, given) == wanted


@pytest.mark.parametrize(
    "given",
    [
        "Kone left. [Fanta Kone PERSON] spoke.",  # before the full name, it is nobody's
        "[Kone PERSON] spoke. Kone left.",
        "[Fanta An PERSON] spoke. An hour passed.",  # a word
        "[Fanta Un PERSON] spoke. UN cars left.",  # an acronym
        "[Fanta B PERSON] spoke. B left.",
        "[Fanta Kone PERSON] spoke. kone left.",
        "[Fanta Gao PERSON] spoke. [Gao GPE] is far.",
        "[Fanta Kone PERSON] spoke. The [Kone Fund ORG] met.",
        "[Fanta Kone PERSON] spoke. [Issa Kone PERSON] left.",
    ],
)
def test_words_that_are_nobodys_surname(given: str) -> None:
    assert apply_to_names(by_surname, given) == given


# Short forms


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (
            "[Dune Hotel FAC] burned. Guests fled the Dune.",
            "[Dune Hotel FAC] burned. Guests fled the [Dune FAC].",
        ),
        ("[Dune Hotel FAC] burned. The Dune fell.", "[Dune Hotel FAC] burned. The [Dune FAC] fell."),
        ("[Dune Hotel FAC] burned. [Dune ORG] fell.", "[Dune Hotel FAC] burned. [Dune FAC] fell."),
        ("[Oum ORG], [Oum GPE] and [Oum GPE]", "[Oum GPE], [Oum GPE] and [Oum GPE]"),
        ("[JNIM GROUP], [JNIM GROUP]", "[JNIM GROUP], [JNIM GROUP]"),
    ],
)
def test_the_same_words_carry_the_same_label(given: str, wanted: str) -> None:
    assert apply_to_names(by_short_form, given) == wanted


def test_a_known_name_outweighs_two_guesses() -> None:
    doc = tagged("Gao, Gao and Gao")
    known = Name(13, 16, "GPE", load_gazetteer().lookup("Gao"), "given")
    names = by_short_form(doc, [name(0, 3), name(5, 8), known])
    assert [n.label for n in names] == ["GPE", "GPE", "GPE"]


@pytest.mark.parametrize(
    "given",
    [
        "The Dune fell. [Dune Hotel FAC] burned.",
        "[Dune Hotel FAC] burned. A Dune fell.",
        "[Bamako Hotel FAC] burned. The Bamako office closed.",
        "[Old Dune Hotel FAC] burned. The Dune fell.",
        "[Dune Hotel FAC] burned. The Dunes moved.",
    ],
)
def test_words_that_are_no_short_form(given: str) -> None:
    assert apply_to_names(by_short_form, given) == given
