"""What a name names, by its own words and those beside it: labels that a model saw in, labels out."""

import pytest
from conftest import tagged, write_marked

from sahel_analysis.entities.names import find_names


def found(marked: str) -> str:
    doc = tagged(marked)
    return write_marked(doc.text, [(n.start, n.end, n.label) for n in find_names(doc)])


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("the [Red Dune ORG] gang fled", "the [Red Dune GROUP] gang fled"),
        ("the [Red Dune GPE] militia fled", "the [Red Dune GROUP] militia fled"),
        ("the [Red Dune gang ORG] fled", "the [Red Dune GROUP] gang fled"),
        ("[Red Dune PERSON] rebels fled", "[Red Dune GROUP] rebels fled"),
        ("the rebel group [Red Dune ORG] fled", "the rebel group [Red Dune GROUP] fled"),
        ("the armed outfit [Red Dune PERSON] fled", "the armed outfit [Red Dune GROUP] fled"),
        (
            "the rebel factions [Red Dune ORG] and [Oum Fateh PERSON] fled",
            "the rebel factions [Red Dune GROUP] and [Oum Fateh GROUP] fled",
        ),
        ("[Red Dune ORG], a jihadist group, fled", "[Red Dune GROUP], a jihadist group, fled"),
        (
            "[Red Dune ORG] (RD), a faction of the militia",
            "[Red Dune GROUP] ([RD GROUP]), a faction of the militia",
        ),
        ("men of the [Oumdu PERSON] gang, fled", "men of the [Oumdu GROUP] gang, fled"),
        ("the [Red Dune vigilante ORG] group fled", "the [Red Dune GROUP] vigilante group fled"),
        ("the [Dune NORP] gang fled", "the [Dune GROUP] gang fled"),
        ("the [Fort Dune FAC] gang fled", "the [Fort Dune GROUP] gang fled"),
        ("the rival [Camp Dune FAC] militia fled", "the rival [Camp Dune GROUP] militia fled"),
        ("the [Fort Dune gang FAC] fled", "the [Fort Dune GROUP] gang fled"),
        ("the [Oumdu GPE] cartel fled", "the [Oumdu GROUP] cartel fled"),
        ("the [Red Dune GPE] self-defence group fled", "the [Red Dune GROUP] self-defence group fled"),
        ("[Oumdu Boys ORG] fled", "[Oumdu Boys GROUP] fled"),
        ("[Jaish al-Dune PERSON] fled", "[Jaish al-Dune GROUP] fled"),
        ("[Liwa al-Dune GPE] fled", "[Liwa al-Dune GROUP] fled"),
        ("a gang known as the [Red Owls ORG] fled", "a gang known as the [Red Owls GROUP] fled"),
        ("a militia called the [Dune Owls ORG] fled", "a militia called the [Dune Owls GROUP] fled"),
        ("a gang known as the Red Owls fled", "a gang known as the [Red Owls GROUP] fled"),
        ("a rebel group called Lions of Oumdu fled", "a rebel group called [Lions of Oumdu GROUP] fled"),
        (
            "an armed movement, known locally as the [Red Owls ORG], fled",
            "an armed movement, known locally as the [Red Owls GROUP], fled",
        ),
    ],
)
def test_what_the_text_calls_an_armed_group(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


@pytest.mark.parametrize(
    "marked",
    [
        "the [Red Dune ORG] group met",
        "the media group [Red Dune ORG] met",
        "a school known as the [Red Owls ORG] met",
        "the rights organisation [Red Dune ORG] met",
        "[Issa Kone PERSON], a militia leader, fled",
        "[Issa Kone PERSON], a member of the rebel group, fled",
        "the rebel commander [Issa Kone PERSON] fled",
        "[Fulani NORP] militias fled",
        "[Gao GPE] rebels fled",
        "[Fort Dune FAC] militants fled",
        "the [Fort Dune FAC] gang leader fled",
        "a gang stormed [Fort Dune FAC]",
        "the [Gao GPE] cartel fled",
    ],
)
def test_what_is_no_armed_group_for_that(marked: str) -> None:
    assert found(marked) == marked


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        (
            "Rain fell in [Oum Fateh PERSON], a village in [Mali GPE].",
            "Rain fell in [Oum Fateh GPE], a village in [Mali GPE].",
        ),
        (
            "They burned [Oum Fateh PERSON], a small border post in the east of [Mali GPE].",
            "They burned [Oum Fateh GPE], a small border post in the east of [Mali GPE].",
        ),
        (
            "They freed [Oum Fateh PERSON], a village chief in [Mali GPE].",
            "They freed [Oum Fateh PERSON], a village chief in [Mali GPE].",
        ),
        (
            "They met [Oum Fateh PERSON], a minister of state in [Mali GPE].",
            "They met [Oum Fateh PERSON], a minister of state in [Mali GPE].",
        ),
        (
            "residents of [Oum Fateh ORG], in [Gao GPE] region",
            "residents of [Oum Fateh GPE], in [Gao GPE] region",
        ),
        (
            "They left [Herat PERSON], in western [Afghanistan GPE].",
            "They left [Herat GPE], in western [Afghanistan GPE].",
        ),
        ("They met [Oum Fateh PERSON], in [Gao GPE].", "They met [Oum Fateh PERSON], in [Gao GPE]."),
        (
            "They met [Tambura PERSON] in [South Sudan GPE].",
            "They met [Tambura PERSON] in [South Sudan GPE].",
        ),
    ],
)
def test_what_the_text_tells_to_be_a_place(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("the [Oum Dune Liberation Army ORG] met", "the [Oum Dune Liberation Army GROUP] met"),
        ("the [People's Liberation Army ORG] met", "the [People's Liberation Army ORG] met"),
        ("the [Dune Liberation Day ORG] was fixed", "the [Dune Liberation Day ORG] was fixed"),
        ("the [ZODECO NORP] militia met", "the [ZODECO GROUP] militia met"),
        ("the [Zodec NORP] rebels met", "the [Zodec GROUP] rebels met"),
        ("the [Tuareg NORP] rebels met", "the [Tuareg NORP] rebels met"),
        ("the [Lendu NORP] fighters met", "the [Lendu NORP] fighters met"),
        ("the [Zodecist NORP] rebels met", "the [Zodecist NORP] rebels met"),
        ("[Zodec NORP] fighters met", "[Zodec NORP] fighters met"),
        (  # names that explain a noun
            "Two gangs, the [Dune Cats ORG] and the [Kites ORG], met",
            "Two gangs, the [Dune Cats GROUP] and the [Kites GROUP], met",
        ),
        (
            "Three rebel groups ([Oum Dune ORG], the [Kites ORG] and the [Owls ORG]) met",
            "Three rebel groups ([Oum Dune GROUP], the [Kites GROUP] and the [Owls GROUP]) met",
        ),
        (
            "He fears an armed group, the [Kites ORG].",
            "He fears an armed group, the [Kites GROUP].",
        ),
        (
            "Two gangs, the [Dune Institute ORG] said, met",
            "Two gangs, the [Dune Institute ORG] said, met",
        ),
        (
            "He fears gangs, the [Dune Institute ORG] and war.",
            "He fears gangs, the [Dune Institute ORG] and war.",
        ),
        ("the [Zodec NORP] militia met", "the [Zodec NORP] militia met"),
        ("Rain fell.\n\n[CHAD MOURNS GPE] TWO KINGS", "Rain fell.\n\n[CHAD GPE] MOURNS TWO KINGS"),
        ("Monday [Okon GPE], a farmer, left.", "[Monday Okon PERSON], a farmer, left."),
        ("Monday [Okon GPE], a village, burned.", "Monday [Okon GPE], a village, burned."),
        ("[Radio Oumdu GPE] closed.", "[Radio Oumdu ORG] closed."),
        ("Traders left [Southern GPE] [Niger GPE].", "Traders left Southern [Niger GPE]."),
    ],
)
def test_what_a_name_is_by_its_words_and_those_beside_it(seen: str, wanted: str) -> None:
    assert found(seen) == wanted
