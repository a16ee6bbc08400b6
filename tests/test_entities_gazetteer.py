"""The gazetteer finds names whatever their accents and hyphens, and its tables hold together."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_analysis.entities.gazetteer import TABLES, Match, fold, load_gazetteer
from sahel_analysis.resources import read_table


def found(text: str) -> list[tuple[str, str]]:
    """Every match: its text and the id of the likeliest entry."""
    return [(text[m.start : m.end], m.entries[0].gazetteer_id) for m in load_gazetteer().find(text)]


def supported(text: str) -> list[str]:
    """Matches that a cue must support."""
    return [text[m.start : m.end] for m in load_gazetteer().find(text) if m.supported]


# Spelling


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Goïta", "goita"), ("Goi\u0308ta", "goita"), ("FALADIÉ", "faladie"), ("Straße", "strasse"), ("", "")],
)
def test_folding_leaves_out_accents_and_case(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("spellings", "gazetteer_id"),
    [
        ("Assimi Goita|Assimi Goïta|Assimi Goi\u0308ta|ASSIMI GOITA|ASSIMI GOÏTA", "assimi-goita"),
        (
            "al-Qaida|Al-Qaida|al Qaida|Al Qaida|AL-QAIDA|al\u2011Qaida|al-Qaeda|al-Qa'ida|al-Qa’ida",
            "al-qaida",
        ),
        ("N'Djamena|N’Djamena|NʼDjamena|Ndjamena|N'DJAMENA", "ndjamena"),
        ("Côte d'Ivoire|Côte d’Ivoire|Cote d'Ivoire|CÔTE D’IVOIRE|Ivory Coast", "ivory-coast-country"),
        ("Burkina Faso|Burkina-Faso|Burkina\u00a0Faso|BURKINA FASO", "burkina-faso-country"),
        ("JNIM|Jnim", "jnim"),
        ("Jama’at Nusrat al-Islam wal-Muslimin|Jama'at Nusrat Al-Islam Wal-Muslimin", "jnim"),
        ("FAMa|FAMA|Fama", "malian-armed-forces"),
        ("U.S.|US|USA|United States", "united-states-country"),
        ("U.N.|UN|United Nations", "united-nations"),
    ],
)
def test_spellings_of_one_name(spellings: str, gazetteer_id: str) -> None:
    for spelling in spellings.split("|"):
        assert found(f"Word of {spelling} again") == [(spelling, gazetteer_id)]


@pytest.mark.parametrize(
    "text",
    [
        "jnim",
        "goita",
        "it is theirs",
        "Is it theirs?",
        "they told us",
        "Us too",
        "they say no",
        "a man of the people",
        "mali",
        "malians",
        "burkina faso",
        "Au revoir",
        "who knows",
        "Who knows?",
    ],
)
def test_words_that_are_no_names_by_their_capitals(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["IS", "Say", "Man", "WHO", "Ber", "Goita", "Acted"])
def test_names_that_are_words_too_need_support(text: str) -> None:
    assert supported(f"They saw {text} again") == [text]


@pytest.mark.parametrize("text", ["Islamic State", "Bamako", "JNIM", "U.S.", "Assimi Goita", "FAMa", "ACTED"])
def test_names_that_are_safe_alone(text: str) -> None:
    assert supported(text) == []
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("in the U.S. on Monday", "U.S."),
        ("in the U.S.", "U.S."),
        ("Bamako.", "Bamako"),
        ("Bamako’s", "Bamako"),
        ("Kidal-based", "Kidal"),
        ("(JNIM)", "JNIM"),
        ("The Gambia", "Gambia"),
        ("the Malian", "Malian"),
    ],
)
def test_what_belongs_to_a_name(text: str, matched: str) -> None:
    assert [m for m, _ in found(text)] == [matched]


@pytest.mark.parametrize("text", ["Bamakoland", "subMali", "Kidal7", "Malisse", "_Gao_"])
def test_part_of_a_word_is_no_name(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["Burkina, Faso", "Burkina. Faso", "Burkina/Faso", "Assimi, Goita"])
def test_a_name_is_not_found_across_other_marks(text: str) -> None:
    assert [m for m, _ in found(text) if len(m.split()) > 1 or m == text] == []


# Longest match


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Guinea", [("Guinea", "guinea-country")]),
        ("Guinea-Bissau", [("Guinea-Bissau", "guinea-bissau-country")]),
        ("Guinea Bissau", [("Guinea Bissau", "guinea-bissau-country")]),
        ("Equatorial Guinea", [("Equatorial Guinea", "equatorial-guinea-country")]),
        ("Guinea, Bissau", [("Guinea", "guinea-country"), ("Bissau", "bissau")]),
        ("Niger", [("Niger", "niger-country")]),
        ("Niger River", [("Niger River", "niger-river")]),
        ("Niger State", [("Niger State", "niger-state-nigeria")]),
        ("Niger, Nigeria", [("Niger", "niger-country"), ("Nigeria", "nigeria-country")]),
        ("Islamic State in the Sahel", [("Islamic State in the Sahel", "islamic-state-sahel")]),
        ("Islamic State in a village", [("Islamic State", "islamic-state")]),
        ("Nigerien, Nigerian", [("Nigerien", "nigerien"), ("Nigerian", "nigerian")]),
    ],
)  # fmt: skip
def test_the_longest_name_is_found(text: str, rows: list[tuple[str, str]]) -> None:
    assert found(f"They named {text}.") == rows


@pytest.mark.parametrize(
    ("text", "matched", "gazetteer_id"),
    [
        ("in Niger state", "Niger", "niger-state-nigeria"),
        ("in Niger", "Niger", "niger-country"),
        ("in Say department", "Say", "say-department"),
        ("in Say", "Say", "say"),
        ("in Borno state", "Borno", "borno-state"),
        ("in Gao cercle", "Gao", "gao-cercle"),
        ("in Gao", "Gao", "gao"),
        ("in Gao region", "Gao", "gao"),
    ],
)
def test_a_generic_noun_tells_areas_from_towns(text: str, matched: str, gazetteer_id: str) -> None:
    assert found(text) == [(matched, gazetteer_id)]


@pytest.mark.parametrize(
    "text", ["Keita spoke", "Delta Force", "Plateau", "Rivers rose", "Keita departments"]
)
def test_an_area_is_not_found_without_its_generic_noun(text: str) -> None:
    assert [m for m in load_gazetteer().find(text) if not m.supported] == []


def test_homonyms_come_in_order_of_likelihood() -> None:
    (match,) = load_gazetteer().find("Mali")
    assert [e.kind for e in match.entries] == ["country", "city"] or match.entries[0].kind == "country"
    (match,) = load_gazetteer().find("Gao")
    assert [e.country for e in match.entries] == ["ML", "BF"]


# Looking up a whole text


def test_lookup_wants_the_whole_text() -> None:
    gazetteer = load_gazetteer()
    assert [e.gazetteer_id for e in gazetteer.lookup("Kidal")] == ["kidal"]
    assert gazetteer.lookup("Kidal town") == gazetteer.lookup("Kidal Gao") == gazetteer.lookup("") == ()


def test_an_entry_is_found_by_its_id() -> None:
    entry = load_gazetteer()["bamako"]
    assert (entry.name, entry.label, entry.kind, entry.country) == ("Bamako", "GPE", "capital", "ML")
    assert entry.lat == pytest.approx(12.6, abs=0.2)
    assert entry.lon == pytest.approx(-8.0, abs=0.2)


# Any text


def check(text: str, matches: list[Match]) -> None:
    assert all(0 <= m.start < m.end <= len(text) and m.entries for m in matches)
    assert all(before.end <= after.start for before, after in pairwise(matches))


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    check(text, load_gazetteer().find(text))


SPELLINGS = sorted({*read_table("gazetteer/places.csv")["name"], *read_table("gazetteer/groups.csv")["name"]})


@given(
    st.lists(
        st.one_of(st.sampled_from(SPELLINGS), st.sampled_from("the of al- ' . -\u0301 \n ( de ß".split(" ")))
    )
)
def test_matches_never_overlap(pieces: list[str]) -> None:
    for text in ("".join(pieces), " ".join(pieces), " ".join(pieces).upper()):
        check(text, load_gazetteer().find(text))


# The tables

COLUMNS = (
    "gazetteer_id name aliases label kind country lat lon population wikidata role affiliation match "
    "supported_aliases source note"
).split()

LABELS = {
    "places": {"GPE", "LOC"},
    "groups": {"GROUP"},
    "organisations": {"ORG"},
    "people": {"PERSON"},
    "norp": {"NORP"},
    "facilities": {"FAC"},
    "events": {"EVENT"},
}


def rows(table: str) -> list[dict[str, str]]:
    columns = read_table(f"gazetteer/{table}.csv")
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


@pytest.fixture(params=TABLES)
def table(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_columns(table: str) -> None:
    assert list(read_table(f"gazetteer/{table}.csv")) == COLUMNS


def test_labels(table: str) -> None:
    assert {row["label"] for row in rows(table)} == LABELS[table]


def test_ids_are_unique_over_all_tables() -> None:
    ids = [row["gazetteer_id"] for table in TABLES for row in rows(table)]
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []
    assert len(ids) == len(set(ids)) == len(load_gazetteer().entries)


def test_every_row_has_a_name_a_kind_and_a_source(table: str) -> None:
    assert [row for row in rows(table) if not (row["name"] and row["kind"] and row["source"])] == []


def test_cells_have_no_blanks_around_them(table: str) -> None:
    assert [row for row in rows(table) if any(cell != cell.strip() for cell in row.values())] == []


def test_match_is_always_or_supported(table: str) -> None:
    assert {row["match"] for row in rows(table)} <= {"always", "supported"}


def test_no_alias_is_empty_or_given_twice(table: str) -> None:
    for row in rows(table):
        aliases = row["aliases"].split("|") if row["aliases"] else []
        assert all(a and a == a.strip() for a in aliases), row
        assert len(aliases) == len(set(aliases)), row


def test_supported_aliases_are_spellings_of_the_row(table: str) -> None:
    for row in rows(table):
        doubtful = set(filter(None, row["supported_aliases"].split("|")))
        assert doubtful <= {row["name"], *row["aliases"].split("|")}, row


def test_affiliations_exist(table: str) -> None:
    affiliations = {row["affiliation"] for row in rows(table)} - {""}
    assert affiliations - set(load_gazetteer().entries) == set()


def test_coordinates_are_both_or_neither_and_in_range(table: str) -> None:
    for row in rows(table):
        assert bool(row["lat"]) == bool(row["lon"]), row
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row
            assert (float(row["lat"]), float(row["lon"])) != (0, 0), row


def test_places_of_the_central_sahel_lie_there() -> None:
    """A degree of latitude mistaken for longitude, or a lost minus sign, would show."""
    boxes = {"ML": (10, 25.1, -12.4, 4.4), "BF": (9.3, 15.2, -5.7, 2.6), "NE": (11.5, 23.6, 0, 16.1)}
    for row in rows("places") + rows("facilities"):
        if row["country"] in boxes and row["lat"]:
            south, north, west, east = boxes[row["country"]]
            assert south <= float(row["lat"]) <= north, row
            assert west <= float(row["lon"]) <= east, row


def test_at_least_400_places_have_coordinates() -> None:
    assert sum(bool(row["lat"]) for row in rows("places")) >= 400


def test_country_codes_are_alpha_2(table: str) -> None:
    # Places with a code of their own that the tables do not call countries.
    areas = {"EH", "HK", "PS"}
    known = {row["country"] for row in rows("places") if row["kind"] == "country"} | areas | {""}
    assert all(re.fullmatch("([A-Z]{2})?", code) for code in known)
    assert {row["country"] for row in rows(table)} - known == set()


def test_countries_of_the_sahel_have_the_right_codes() -> None:
    names = {row["name"]: row["country"] for row in rows("places") if row["kind"] == "country"}
    wanted = {"Mali": "ML", "Niger": "NE", "Nigeria": "NG", "Chad": "TD", "Guinea": "GN", "Algeria": "DZ"}
    assert {name: names[name] for name in wanted} == wanted


def test_populations_are_whole_numbers(table: str) -> None:
    assert [row for row in rows(table) if not re.fullmatch(r"([1-9]\d*)?", row["population"])] == []


def test_wikidata_ids_have_their_form(table: str) -> None:
    assert [row for row in rows(table) if not re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"])] == []


GENERIC = re.compile(" (province|state|region|cercle|department|district|commune)$")


def test_every_row_is_found_by_every_spelling(table: str) -> None:
    gazetteer = load_gazetteer()
    for row in rows(table):
        for spelling in filter(None, [row["name"], *row["aliases"].split("|")]):
            text = re.sub("^[Tt]he ", "", spelling)
            matches = [m for m in gazetteer.find(text) if gazetteer[row["gazetteer_id"]] in m.entries]
            assert [m.start for m in matches] == [0], spelling
            assert matches[0].end == len(GENERIC.sub("", text).rstrip(")")), spelling
