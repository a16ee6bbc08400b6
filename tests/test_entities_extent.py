"""Where a name begins and ends: what a model marked (first string), and what the package makes of it."""

import pytest
from conftest import tagged, write_marked

from sahel_analysis.entities.names import find_names


def found(marked: str) -> str:
    doc = tagged(marked)
    return write_marked(doc.text, [(n.start, n.end, n.label) for n in find_names(doc)])


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("They heard Radio [Oumdune PERSON].", "They heard [Radio Oumdune ORG]."),
        ("Guests fled Hotel [Oumdune GPE].", "Guests fled [Hotel Oumdune FAC]."),
        ("the [Dune ORG] Committees met", "the [Dune Committees ORG] met"),
        ("the [Dune Relief ORG] Services met", "the [Dune Relief Services ORG] met"),
        ("[Katib-al-Dune ORG] met", "[Katib-al-Dune ORG] met"),
        ("Sous-[al-Dune PERSON] met", "[Sous-al-Dune PERSON] met"),
        ("[Awa Dune PERSON]-Sow met", "[Awa Dune-Sow PERSON] met"),
        ("[Liwa GPE]-ul-Dune met", "[Liwa-ul-Dune GPE] met"),
    ],
)
def test_a_name_is_completed(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("Friday [Bello PERSON] wept.", "[Friday Bello PERSON] wept."),
        ("Mr Sunday [Bello PERSON] wept.", "Mr [Sunday Bello PERSON] wept."),
        ("On Friday [Bello PERSON] wept.", "On Friday [Bello PERSON] wept."),
        ("“We left,” said Friday [Bello PERSON].", "“We left,” said [Friday Bello PERSON]."),
        (
            "[Awa Kone PERSON] and Sunday [Bello PERSON] wept.",
            "[Awa Kone PERSON] and [Sunday Bello PERSON] wept.",
        ),
        (
            "Monday [Sow PERSON] and Friday [Bello PERSON] wept.",
            "[Monday Sow PERSON] and [Friday Bello PERSON] wept.",
        ),
        ("The teacher Friday [Bello PERSON] wept.", "The teacher [Friday Bello PERSON] wept."),
        ("A nurse, Sunday [Bello PERSON], wept.", "A nurse, [Sunday Bello PERSON], wept."),
        ("Rain fell on Monday and Tuesday [Bello PERSON] left.",) * 2,
        ("Rain fell in the market, Friday [Bello PERSON] said.",) * 2,
        ("Prince [Bello PERSON], a trader, wept.", "[Prince Bello PERSON], a trader, wept."),
        ("Prince [Bello PERSON] wept.", "Prince [Bello PERSON] wept."),
        ("President [Bello PERSON], a trader once, wept.", "President [Bello PERSON], a trader once, wept."),
    ],
)
def test_first_names_that_are_days_or_titles_as_well(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        (
            "[Liwa al-Dune and Katibat Oumdu ORG] met",
            "[Liwa al-Dune GROUP] and [Katibat Oumdu GROUP] met",
        ),
        (
            "[Ansar al-Dune, Jaish Oumdu and Liwa al-Wadi ORG] met",
            "[Ansar al-Dune GROUP], [Jaish Oumdu GROUP] and [Liwa al-Wadi GROUP] met",
        ),
        ("[Harakat al-Dune and Oumdu ORG] met", "[Harakat al-Dune and Oumdu GROUP] met"),
        ("the [Fund for Dune and Liwa ORG] met", "the [Fund for Dune and Liwa ORG] met"),
    ],
)
def test_two_groups_joined_are_two_names(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("Rain fell in [North Mali LOC].", "Rain fell in North [Mali GPE]."),
        ("Rain fell in [Northern Niger LOC].", "Rain fell in Northern [Niger GPE]."),
        ("Rain fell in [South Sudan LOC].", "Rain fell in [South Sudan GPE]."),
        ("Rain fell in [North Kordofan LOC].", "Rain fell in [North Kordofan GPE]."),
    ],
)
def test_the_side_of_a_country_is_no_part_of_its_name(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


@pytest.mark.parametrize(
    "marked",
    [
        "RAIN FELL IN [SOUTH GPE] MALI",
        "[MILITANTS ORG] FLED",
        "They cried [Allahu Akbar PERSON].",
        "the commissioner for [Human Rights ORG]",
    ],
)
def test_words_that_name_nothing(marked: str) -> None:
    assert "[" not in found(marked).replace("[MALI GPE]", "")


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("the Oumdune Doctors Network met", "the [Oumdune Doctors Network ORG] met"),
        ("The Emergency Water Committees met", "The [Emergency Water Committees ORG] met"),
        ("the Water Committees met", "the Water Committees met"),  # two words may be a mere description
        ("the Oumdune Doctors Network News met", "the Oumdune Doctors Network News met"),
    ],
)
def test_bodies_that_a_model_passes_over(seen: str, wanted: str) -> None:
    assert found(seen) == wanted
