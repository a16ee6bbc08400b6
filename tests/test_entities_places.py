"""Which place is meant: names marked as a model sees them, country and rough position out."""

import pytest
from conftest import tagged

from sahel_analysis.entities import extract_entities
from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.entities.places import kilometres
from sahel_analysis.records import Entity


def place(marked: str, name: str) -> Entity:
    return next(e for e in extract_entities(tagged(marked))[1] if e.name.startswith(name))


# The text tells the country


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("Rain fell in [Kati GPE], a village in [Togo GPE].", "Kati", "TG"),
        ("Rain fell in [Kati GPE], a small border town in northern [Togo GPE].", "Kati", "TG"),
        ("Rain fell in [Gaya GPE], in [Nigeria GPE].", "Gaya", "NG"),
        ("Rain fell in [Gaya GPE] in the south of [Niger GPE].", "Gaya", "NE"),
        ("Rain fell in [Gaya GPE] ([Nigeria GPE]).", "Gaya", "NG"),
        ("Rain fell in [Gaya GPE], northern [Nigeria GPE].", "Gaya", "NG"),
        ("[Nigeria GPE]’s town of [Gaya GPE] was calm.", "Gaya", "NG"),
        ("[Niger GPE]’s [Gaya GPE] was calm.", "Gaya", "NE"),
        ("The [Nigerian NORP] town of [Gaya GPE] was calm.", "Gaya", "NG"),
        ("In [Niger GPE], the town of [Gaya GPE] was calm.", "Gaya", "NE"),
        ("Rain fell in [Oumdune GPE], a village in [Chad GPE].", "Oumdune", "TD"),
        ("Rain fell in [Oumdune GPE], a village in [Diffa GPE] region.", "Oumdune", "NE"),
        ("Rain fell in [Herat GPE], in [Afghanistan GPE].", "Herat", "AF"),
        ("Rain fell in [Gao GPE], in [Kenya GPE]’s [Lamu GPE] county.", "Gao", "KE"),
        ("Rain fell in [Gao GPE], [Sudan GPE].", "Gao", "SD"),
        ("Rain fell in [Gao GPE], in [Ohio GPE].", "Gao", "US"),
        ("Rain fell in [Vienna GPE], [Ontario GPE], and [Paris GPE], [Texas GPE].", "Paris", "US"),
        ("Rain fell in the [Oumdune GPE] district of [Chad GPE].", "Oumdune", "TD"),
        ("[Kenya GPE] is dry. Rain fell in [Mombasa GPE]’s [Oumdune GPE] quarter.", "Oumdune", "KE"),
    ],
)
def test_a_country_beside_the_name_is_where_it_lies(marked: str, name: str, country: str) -> None:
    assert place(marked, name).country == country


def test_a_known_place_of_another_country_lends_no_position() -> None:
    kati = place("Rain fell in [Kati GPE], a village in [Togo GPE].", "Kati")
    assert (kati.country, kati.lat, kati.lon) == ("TG", None, None)


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("Rain fell in [Gao GPE], [Niger GPE] and [Chad GPE].", "Gao", "ML"),  # a list
        ("In [Gao GPE], [Niger GPE]’s president spoke.", "Gao", "ML"),
        ("The [Nigerien NORP] minister flew to [Gao GPE].", "Gao", "ML"),
        ("The ambassador of [France GPE] flew to [Oumdune GPE].", "Oumdune", None),
        ("[U.S. GPE] troops left [Oumdune GPE].", "Oumdune", None),
        ("[Mali GPE], [Mali GPE] and [Mali GPE]: rain fell in [Oumdune GPE].", "Oumdune", None),
        ("The [U.S. GPE] envoy in [Gao GPE] spoke of [Oumdune GPE].", "Oumdune", None),
        ("The [French NORP] envoy in [Gao GPE] spoke of [Oumdune GPE].", "Oumdune", None),
        ("People from [Gao GPE] in [Diffa GPE] are many.", "Gao", "ML"),
    ],
)
def test_what_does_not_tell_where_a_place_lies(marked: str, name: str, country: str | None) -> None:
    assert place(marked, name).country == country


# Kind, neighbours, size


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("Rain fell in [Gao GPE] and [Kidal GPE].", "Gao", "ML"),
        ("Rain fell in [Gao GPE] and [Gorom-Gorom GPE].", "Gao", "ML"),  # nearer, though of another country
        ("Rain fell in [Koro GPE] and [Bankass GPE].", "Koro", "ML"),
        ("Rain fell in [Touba GPE] and [Man GPE], in [Ivory Coast GPE].", "Touba", "CI"),
    ],
)
def test_neighbours_tell_which_of_several(marked: str, name: str, country: str) -> None:
    assert place(marked, name).country == country


@pytest.mark.parametrize(
    ("marked", "country"),
    [
        ("[Lebanese NORP] firemen saved a market in [Tripoli GPE].", "LB"),
        ("[Libyan NORP] firemen saved a market in [Tripoli GPE].", "LY"),
        ("[Lebanese NORP] firemen trained in [Tripoli GPE], [Libya GPE].", "LY"),
        ("[Italian NORP] firemen trained in [Tripoli GPE].", "LY"),
    ],
)
def test_a_nationality_tells_which_of_several(marked: str, country: str) -> None:
    assert place(marked, "Tripoli").country == country


def test_a_kind_tells_which_of_several() -> None:
    quarter = place("Rain fell in the [Faladié GPE] district of [Bamako GPE].", "Faladi")
    village = place("Rain fell in the village of [Faladié GPE].", "Faladi")
    assert (quarter.lat, village.lat) == (pytest.approx(12.59, abs=0.05), pytest.approx(13.14, abs=0.05))


# Places that only GeoNames knows


@pytest.mark.parametrize(
    ("marked", "name", "country", "lat"),
    [
        ("Rain fell in [Herat GPE], [Afghanistan GPE].", "Herat", "AF", 34.3),
        ("Rain fell in [Tambura GPE], a town in [South Sudan GPE].", "Tambura", "SS", 5.6),
        ("Rain fell in [Kassala GPE] state, [Sudan GPE].", "Kassala", "SD", 15.5),
        ("Flights left from [Osaka GPE].", "Osaka", "JP", 34.7),
    ],
)
def test_a_place_of_the_world_has_country_and_position(
    marked: str, name: str, country: str, lat: float
) -> None:
    found = place(marked, name)
    assert (found.name, found.country) == (name, country)
    assert found.lat == pytest.approx(lat, abs=0.2)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Rain fell in the village of [Osaka GPE], near [Gao GPE].", "Osaka"),  # a village is no great city
        ("Rain fell in [Moura GPE] near [Mopti GPE].", "Moura"),
        ("Rain fell in [Same GPE].", "Same"),
    ],
)
def test_a_far_namesake_lends_nothing(marked: str, name: str) -> None:
    found = place(marked, name)
    assert found.country in (None, "ML")
    assert found.lat is None or found.country == "ML"


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("Rain fell in [Manipur GPE].", "Manipur", "IN"),
        ("Rain fell in [Farah GPE] Province.", "Farah", "AF"),
        ("Rain fell in [Punjab GPE].", "Punjab", None),  # two areas of that name
        ("Rain fell in [Turbat GPE], in [Pakistan GPE]. Rain fell in [Punjab GPE].", "Punjab", "PK"),
        ("Rain fell in the [North East GPE].", "North East", None),
    ],
)
def test_the_one_large_area_of_a_name_needs_no_support(marked: str, name: str, country: str | None) -> None:
    assert place(marked, name).country == country


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("Rain fell in [Pasni GPE]. Then in [Ormara GPE].", "Pasni", "PK"),
        ("Rain fell in [Datta Khel GPE], [North Waziristan GPE]; [Mali GPE] was dry.", "Datta Khel", "PK"),
        ("Rain fell in [Pasni GPE].", "Pasni", None),  # one alone proves nothing
        ("Rain fell in [Pasni GPE]. [Mali GPE] was dry. So was [Ormara GPE].", "Pasni", None),
    ],
)
def test_small_places_vouch_for_each_other(marked: str, name: str, country: str | None) -> None:
    assert place(marked, name).country == country


# Places that no table knows


@pytest.mark.parametrize(
    ("marked", "country"),
    [
        ("Rain fell in [Oumdune GPE] and [Gao GPE]. [Diffa GPE] was dry.", "ML"),  # of its sentence
        ("Rain fell in [Oumdune GPE], 12 km north from [Gao GPE]. [Diffa GPE] was dry.", "ML"),
        ("Rain fell in the [Oumdune GPE] forest near [Diffa GPE]. [Gao GPE] was dry.", "NE"),
        ("Rain fell in [Oumdune GPE]. [Gao GPE] was dry.", "ML"),  # the text speaks of one country alone
        ("Rain fell in [Oumdune GPE]. [Gao GPE] was dry, and so was [Niger GPE].", None),
        ("Rain fell in [Oumdune GPE]. [Gao GPE] and [Diffa GPE] were dry.", None),
    ],
)
def test_an_unknown_place_lies_where_its_text_is(marked: str, country: str | None) -> None:
    found = place(marked, "Oumdune")
    assert (found.country, found.lat) == (country, None)


def test_only_names_are_looked_up() -> None:
    assert extract_entities(tagged("The Same rain fell."))[1] == []
    person = extract_entities(tagged("[Osaka PERSON] spoke."))[1]
    assert [(e.label, e.country) for e in person] == [("PERSON", None)]


def test_distances_are_great_circles() -> None:
    known = load_gazetteer()
    assert kilometres(known["gao"], known["gao"]) == 0
    assert kilometres(known["gao"], known["bamako"]) == pytest.approx(940, abs=20)


def test_one_spelling_of_two_countries_is_two_places() -> None:
    found = extract_entities(
        tagged("They left [Gaya GPE], in [Niger GPE], for [Gaya GPE], in [Nigeria GPE].")
    )[1]
    assert [(e.country, e.n_mentions) for e in found if e.name.startswith("Gaya")] == [("NE", 1), ("NG", 1)]
