"""The packed places of GeoNames: what a name can mean, and how the file is made."""

import pytest

from sahel_analysis.entities import geonames
from sahel_analysis.entities.geonames import GeoNames, load_geonames
from sahel_analysis.resources import path_of
from training.places import Place, pack


def found(text: str) -> list[tuple[str, str | None]]:
    return [(e.kind, e.country) for e in load_geonames().lookup(text)]


@pytest.mark.parametrize("spelling", ["Bla", "bla", "BLA"])
def test_a_town_is_found_whatever_its_capitals(spelling: str) -> None:
    assert ("town", "ML") in found(spelling)


def test_accents_hyphens_and_apostrophes_do_not_matter() -> None:
    assert found("N'Guigmi") == found("N’Guigmi") == found("n guigmi") != []
    assert found("Ségou") == found("Segou") != []


def test_areas_are_found_without_their_noun() -> None:
    assert ("area 1", "SD") in found("Kassala")
    assert ("area 1", "PE") in found("Cusco")


def test_the_largest_homonym_comes_first() -> None:
    sizes = [e.population for e in load_geonames().lookup("Tripoli")]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) > 1


def test_a_name_that_no_table_knows_means_nothing() -> None:
    assert load_geonames().lookup("Oumdune-les-Puits") == ()
    assert load_geonames().lookup("") == ()


def test_the_file_is_small() -> None:
    assert path_of("data/gazetteer/geonames.npz").stat().st_size < 3_000_000


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> GeoNames:
    """A table of four places, packed as the recipe packs them."""
    places = [
        Place(1, ("Oum Dune", "Oumdune"), "place", "ML", 15.006, -0.504, 12_345),
        Place(2, ("Oum Dune",), "area 1", "NE", None, None, 0),
        Place(3, ("Man",), "place", "CI", 7.41, -7.55, 241_969),
        Place(4, ("Zed",), "country", "ZZ", 1.0, 2.0, 999),
    ]
    packed = pack(places, frozenset({"man"}))
    monkeypatch.setattr(geonames, "read_arrays", lambda name: packed)
    return GeoNames()


def test_a_packed_place_keeps_country_rounded_position_and_size(small: GeoNames) -> None:
    town, area = small.lookup("oumdune")[0], small.lookup("Oum Dune")[1]
    assert (town.name, town.kind, town.country) == ("Oum Dune", "town", "ML")
    assert (town.lat, town.lon, town.population) == (15.01, -0.5, 12_000)
    assert (area.kind, area.country, area.lat, area.lon) == ("area 1", "NE", None, None)


def test_first_and_last_name_of_the_table_are_found(small: GeoNames) -> None:
    assert [e.country for e in small.lookup("Man")] == ["CI"]
    assert [e.country for e in small.lookup("Zed")] == ["ZZ"]


def test_everyday_words_are_marked(small: GeoNames) -> None:
    assert small.is_common_word("Man")
    assert not small.is_common_word("Oum Dune")
    assert not small.is_common_word("Nowhere")
