"""Who bears a known name: the person of the gazetteer, or a namesake."""

import pytest
from conftest import parsed, tagged

from sahel_analysis.entities import extract_entities


def country(marked: str, name: str) -> str | None:
    return next(e.country for e in extract_entities(tagged(marked))[1] if name in e.name)


@pytest.mark.parametrize(
    "marked",
    [
        "[Assimi Goita PERSON] spoke.",
        "General [Assimi Goita PERSON] spoke.",
        "President [Goita PERSON] spoke.",
        "[Goita PERSON] spoke in [Mali GPE].",
        "By train [Assimi Goita PERSON] left.",
        "[Assimi Goita PERSON], 41, spoke.",
    ],
)
def test_a_known_person(marked: str) -> None:
    assert country(marked, "Goita") == "ML"


@pytest.mark.parametrize(
    "marked",
    [
        "[Goita PERSON] spoke in [Paris GPE].",  # a surname, and nothing that fits
        "By [Assimi Goita PERSON]\n\nRain fell.",
        "[Assimi Goita PERSON] - Gao correspondent\n\nRain fell.",
        "[Assimi Goita PERSON], 14, wept.",
        "The herder [Assimi Goita PERSON] wept.",
        "Rain fell.\nBy [Fanta Kone PERSON] and [Assimi Goita PERSON]\nIt fell in Gao.",
    ],
)
def test_a_namesake(marked: str) -> None:
    assert country(marked, "Goita") is None


def test_a_surname_that_the_gazetteer_gives_to_one_is_the_others_whom_the_text_names_in_full() -> None:
    son = "[Mahamat Idriss Deby PERSON] of [Chad GPE] spoke. "
    (told,) = (e for e in extract_entities(tagged(f"{son}[Deby PERSON] left."))[1] if e.label == "PERSON")
    assert (told.name, told.n_mentions) == ("Mahamat Idriss Deby", 2)
    both = extract_entities(tagged(f"{son}His father was [Idriss Deby PERSON]."))[1]
    assert [e.name for e in both if e.label == "PERSON"] == ["Mahamat Idriss Deby", "Idriss Deby Itno"]


@pytest.mark.parametrize(
    ("noun", "known"), [("herder", False), ("singer", False), ("officer", True), ("man", True)]
)
def test_a_role_tells_a_namesake(noun: str, known: bool) -> None:
    doc = parsed(
        f"Assimi/PROPN/6/nsubj Goita/PROPN/-1/flat ,/PUNCT/2/punct a/DET/1/det {noun}/NOUN/-4/appos "
        ",/PUNCT/-1/punct spoke/VERB/0/ROOT ./PUNCT/-1/punct",
        "[Assimi Goita PERSON]",
    )
    (person,) = extract_entities(doc)[1]
    assert (person.country == "ML") is known
    assert person.role == noun


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("General [Kone PERSON] left. His father, [Issa Kone PERSON], stayed.", ["Kone", "Issa Kone"]),
        ("[Kone PERSON] left. [Issa Kone PERSON] was old.", ["Issa Kone"]),
        ("[Issa Kone PERSON] left. [Kone PERSON]’s son, [Ali Kone PERSON], wept.", ["Issa Kone", "Ali Kone"]),
        ("[Issa Kone PERSON] left [Ali Kone PERSON]. [Kone PERSON] wept.", ["Issa Kone", "Ali Kone", "Kone"]),
        ("Mr [Kone PERSON] left.\nMrs [Kone PERSON] stayed. [Kone PERSON] wept.", ["Kone", "Kone"]),
        ("Mr [Kone PERSON] left. The gate shut. [Kone PERSON] wept.", ["Kone"]),
        ("[Issa Kone PERSON] left. Mrs [Kone PERSON], his wife, stayed.", ["Issa Kone", "Kone"]),
        ("Mr [Keita GPE] left. [Keita GPE] wept in [Gao GPE].", ["Keita", "Gao"]),
        (
            "Dr [Gao GPE] worked in [Gao GPE]. Mr [Niger GPE] left [Niger GPE].",
            ["Gao", "Gao", "Niger", "Niger"],
        ),
        ("[Issa Kone PERSON] left. His father, [Ali Kone PERSON], stayed.", ["Issa Kone", "Ali Kone"]),
        ("[Issa Kone PERSON] left. [Issa PERSON] wept.", ["Issa Kone"]),
        ("[Florence Kone PERSON] left. [Florence PERSON] wept.", ["Florence Kone"]),
    ],
)
def test_relatives_are_several_people_and_a_first_name_is_one(marked: str, names: list[str]) -> None:
    assert [e.name for e in extract_entities(tagged(marked))[1]] == names


@pytest.mark.parametrize("title", ["Mr", "Mrs.", "Madame"])
def test_a_form_of_address_is_no_role(title: str) -> None:
    (person,) = extract_entities(tagged(f"{title} [Issa Kone PERSON] spoke."))[1]
    assert person.role is None


def test_a_known_person_and_a_namesake_in_one_text() -> None:
    doc = parsed(
        "Assimi/PROPN/6/nsubj Goita/PROPN/-1/flat ,/PUNCT/2/punct a/DET/1/det herder/NOUN/-4/appos "
        ",/PUNCT/-1/punct wept/VERB/0/ROOT ./PUNCT/-1/punct\n\n"
        "General/NOUN/1/compound Assimi/PROPN/2/nsubj Goita/PROPN/-1/flat spoke/VERB/0/ROOT ./PUNCT/-1/punct",
        "[Assimi Goita PERSON]",
    )
    assert [(e.role, e.country) for e in extract_entities(doc)[1]] == [("herder", None), ("General", "ML")]


@pytest.mark.parametrize(
    "text", ["Photo: [Assimi Goita PERSON]", "[Assimi Goita PERSON]/AFP", "© [Assimi Goita PERSON]"]
)
def test_a_credit_is_a_namesakes(text: str) -> None:
    assert country(f"{text}\nRain fell in Gao.", "Goita") is None
