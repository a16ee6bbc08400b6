"""Who and where, each once: names marked as a model sees them, entities out."""

import doctest
import itertools
from typing import Any

import pytest
from conftest import parsed, read_marked, tagged
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.article import load_article
from sahel_analysis.entities import extraction
from sahel_analysis.entities.extraction import extract_entities
from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.records import Entity, Mention

LABELS = {"PERSON", "ORG", "GROUP", "GPE", "LOC", "FAC", "NORP", "EVENT"}


def people(doc: Doc) -> dict[str, tuple[str | None, str | None]]:
    """Role and affiliation (by name) of every person."""
    entities = extract_entities(doc)[1]
    names = {e.entity_id: e.name for e in entities}
    return {
        e.name: (e.role, names[e.affiliation] if e.affiliation else None)
        for e in entities
        if e.label == "PERSON"
    }


def mentions_of(doc: Doc) -> dict[str, list[str]]:
    """The texts of all mentions of every entity, by the entity's name."""
    mentions, entities = extract_entities(doc)
    return {e.name: [m.text for m in mentions if m.entity_id == e.entity_id] for e in entities}


def entity(marked: str, name: str) -> Entity:
    return next(e for e in extract_entities(tagged(marked))[1] if e.name == name)


# One entity, many mentions


@pytest.mark.parametrize(
    ("marked", "mentions"),
    [
        (
            "[Fanta Kone PERSON] spoke. [Kone PERSON] left, said Kone’s son.",
            {"Fanta Kone": ["Fanta Kone", "Kone", "Kone"]},
        ),
        (
            "[Fanta Kone PERSON] met [Issa Kone PERSON]. [Kone PERSON] left.",
            {"Fanta Kone": ["Fanta Kone"], "Issa Kone": ["Issa Kone"], "Kone": ["Kone"]},
        ),
        (
            "The [Dune Fund ORG] (DF) met. DF left.",
            {"Dune Fund": ["Dune Fund", "DF", "DF"]},
        ),
        (
            "[JNIM ORG] attacked. Jama’at Nusrat al-Islam wal-Muslimin fled.",
            {"Jama'at Nusrat al-Islam wal-Muslimin": ["JNIM", "Jama’at Nusrat al-Islam wal-Muslimin"]},
        ),
        (
            "The [U.S. GPE] and the [United States GPE] met in [Oum Dune LOC], [Oum Dune GPE].",
            {"United States": ["U.S.", "United States"], "Oum Dune": ["Oum Dune", "Oum Dune"]},
        ),
        ("[Malian NORP] traders left [Mali GPE].", {"Malian": ["Malian"], "Mali": ["Mali"]}),
        ("[Goïta PERSON] and [Assimi Goita PERSON] spoke.", {"Assimi Goita": ["Goïta", "Assimi Goita"]}),
        ("[Fanta Kone PERSON] spoke. She left.", {"Fanta Kone": ["Fanta Kone", "She"]}),
        ("an al-Qaida-linked cell", {"Al-Qaida": ["al-Qaida"]}),
        ("[Gao GPE] airport and [Gao GPE]’s market", {"Gao Airport": ["Gao airport"], "Gao": ["Gao"]}),
        ("[Oum  Dune ORG] met", {"Oum Dune": ["Oum  Dune"]}),
    ],
)
def test_mentions_that_mean_the_same(marked: str, mentions: dict[str, list[str]]) -> None:
    assert mentions_of(tagged(marked)) == mentions


def test_kinds_and_rules_of_mentions() -> None:
    mentions, _ = extract_entities(tagged("[Fanta Kone PERSON] spoke. She left [Gao GPE]. Kone slept."))
    assert [(m.text, m.label, m.kind, m.rule) for m in mentions] == [
        ("Fanta Kone", "PERSON", "name", "model"),
        ("She", "PERSON", "pronoun", "last person named"),
        ("Gao", "GPE", "name", "model and gazetteer"),
        ("Kone", "PERSON", "name", "surname"),
    ]


# Places


def test_a_known_place_has_country_and_coordinates() -> None:
    gao = entity("Rain fell in [Gao GPE].", "Gao")
    assert (gao.label, gao.country) == ("GPE", "ML")
    assert (gao.lat, gao.lon) == (pytest.approx(16.27, abs=0.1), pytest.approx(-0.04, abs=0.1))


def test_an_unknown_place_has_none_and_harms_nothing() -> None:
    marked = "Rain fell in [Oumdune GPE].\n\nRain fell in [Gao GPE], [Kidal GPE] and [Diffa GPE]."
    found = entity(marked, "Oumdune")
    assert (found.country, found.lat, found.lon, found.wikidata) == (None, None, None, None)
    assert found.label == "GPE"
    assert entity(marked, "Gao").lat is not None
    assert entity(marked, "Kidal").lat is not None


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("[Mali GPE] and [Koro GPE]", "Koro", "ML"),
        ("[Ivory Coast GPE] and [Koro GPE]", "Koro", "CI"),
        ("[Tripoli GPE] in [Lebanon GPE]", "Tripoli", "LB"),
        ("[Tripoli GPE] in [Libya GPE]", "Tripoli", "LY"),
        ("[Gao GPE] alone", "Gao", "ML"),
        ("[Mali GPE] and [Guinea GPE]", "Mali", "ML"),
    ],
)
def test_homonyms_are_chosen_by_the_countries_of_the_article(marked: str, name: str, country: str) -> None:
    found = [e for e in extract_entities(tagged(marked))[1] if e.name.startswith(name)]
    assert [e.country for e in found] == [country]


@pytest.mark.parametrize(
    ("marked", "labels"),
    [
        ("[Niger GPE] and the [Niger River LOC]", {"Niger": "GPE", "Niger River": "LOC"}),
        ("[Nigerien NORP] and [Nigerian NORP]", {"Nigerien": "NORP", "Nigerian": "NORP"}),
        (
            "[Gao GPE] hospital, the [Fanta Kone PERSON] camp",
            {"Gao hospital": "FAC", "Fanta Kone camp": "FAC"},
        ),
        ("the Sahel and [Timbuktu ORG]", {"Sahel": "LOC", "Timbuktu": "GPE"}),
    ],
)
def test_labels(marked: str, labels: dict[str, str]) -> None:
    found = {e.name: e.label for e in extract_entities(tagged(marked))[1]}
    assert {name.lower(): label for name, label in found.items()} == {
        name.lower(): label for name, label in labels.items()
    }


# People


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("Colonel [Fanta Kone PERSON] spoke.", "Colonel"),
        ("[Colonel Fanta Kone PERSON] spoke.", "Colonel"),
        ("Col. [Fanta Kone PERSON] spoke.", "Col."),
        ("Then Lt. Gen. [Fanta Kone PERSON] spoke.", "Lt. Gen."),
        ("Brig. Gen. [Fanta Kone PERSON] spoke.", "Brig. Gen."),
        ("Army Chief of Staff [Fanta Kone PERSON] spoke.", "Army Chief of Staff"),
        ("Prime Minister [Fanta Kone PERSON] spoke.", "Prime Minister"),
        ("Mali’s Foreign Minister [Fanta Kone PERSON] spoke.", "Foreign Minister"),
        ("[Fanta Kone PERSON] spoke. President [Kone PERSON] left.", "President"),
        ("[Fanta Kone PERSON] spoke to President [Issa Traore PERSON].", None),
        ("In Kidal [Fanta Kone PERSON] spoke.", None),
    ],
)
def test_a_title_is_a_role_and_no_part_of_the_name(marked: str, role: str | None) -> None:
    assert entity(marked, "Fanta Kone").role == role


# The same sentences in both label schemes: (Universal Dependencies, en_core_web), names, what is said.

SCHEMES: dict[str, tuple[str, str, str, dict[str, tuple[str | None, str | None]]]] = {
    "apposition after": (
        """Fanta/PROPN/9/nsubj Kone/PROPN/-1/flat ,/PUNCT/3/punct a/DET/2/det busy/ADJ/1/amod
        analyst/NOUN/-5/appos at/ADP/2/case Dune/PROPN/1/compound Fund/PROPN/-3/nmod spoke/VERB/0/ROOT
        ./PUNCT/-1/punct""",
        """Fanta/PROPN/1/compound Kone/PROPN/8/nsubj ,/PUNCT/-1/punct a/DET/2/det busy/ADJ/1/amod
        analyst/NOUN/-4/appos at/ADP/-1/prep Dune/PROPN/1/compound Fund/PROPN/-2/pobj spoke/VERB/0/ROOT
        ./PUNCT/-1/punct""",
        "[Fanta Kone PERSON] [Dune Fund ORG]",
        {"Fanta Kone": ("busy analyst", "Dune Fund")},
    ),
    "apposition before": (
        """Mali/PROPN/2/nmod:poss 's/PART/-1/case president/NOUN/5/nsubj ,/PUNCT/1/punct
        Fanta/PROPN/-2/appos Kone/PROPN/-1/flat ,/PUNCT/-2/punct spoke/VERB/0/ROOT ./PUNCT/-1/punct""",
        """Mali/PROPN/2/poss 's/PART/-1/case president/NOUN/5/nsubj ,/PUNCT/-1/punct
        Fanta/PROPN/1/compound Kone/PROPN/-3/appos ,/PUNCT/-4/punct spoke/VERB/0/ROOT ./PUNCT/-1/punct""",
        "[Fanta Kone PERSON] [Mali GPE]",
        {"Fanta Kone": ("president", None)},
    ),
    "a role before the name": (
        """The/DET/3/det army/NOUN/1/compound spokesman/NOUN/1/compound Issa/PROPN/2/nsubj
        Traore/PROPN/-1/flat spoke/VERB/0/ROOT ./PUNCT/-1/punct""",
        """The/DET/4/det army/NOUN/1/compound spokesman/NOUN/2/compound Issa/PROPN/1/compound
        Traore/PROPN/1/nsubj spoke/VERB/0/ROOT ./PUNCT/-1/punct""",
        "[Issa Traore PERSON]",
        {"Issa Traore": ("army spokesman", None)},
    ),
    "from a body": (
        """Issa/PROPN/6/nsubj Traore/PROPN/-1/flat from/ADP/3/case the/DET/2/det Dune/PROPN/1/compound
        Fund/PROPN/-5/nmod spoke/VERB/0/ROOT ./PUNCT/-1/punct""",
        """Issa/PROPN/1/compound Traore/PROPN/5/nsubj from/ADP/-1/prep the/DET/2/det Dune/PROPN/1/compound
        Fund/PROPN/-3/pobj spoke/VERB/0/ROOT ./PUNCT/-1/punct""",
        "[Issa Traore PERSON] [Dune Fund ORG]",
        {"Issa Traore": (None, "Dune Fund")},
    ),
    "from a town": (
        """Issa/PROPN/4/nsubj Traore/PROPN/-1/flat from/ADP/1/case Gao/PROPN/-3/nmod spoke/VERB/0/ROOT""",
        """Issa/PROPN/1/compound Traore/PROPN/3/nsubj from/ADP/-1/prep Gao/PROPN/-1/pobj spoke/VERB/0/ROOT""",
        "[Issa Traore PERSON] [Gao GPE]",
        {"Issa Traore": (None, None)},
    ),
    "of a country": (
        """Issa/PROPN/7/nsubj Traore/PROPN/-1/flat ,/PUNCT/2/punct the/DET/1/det leader/NOUN/-4/appos
        of/ADP/1/case Mali/PROPN/-2/nmod spoke/VERB/0/ROOT""",
        """Issa/PROPN/1/compound Traore/PROPN/6/nsubj ,/PUNCT/-1/punct the/DET/1/det leader/NOUN/-3/appos
        of/ADP/-1/prep Mali/PROPN/-1/pobj spoke/VERB/0/ROOT""",
        "[Issa Traore PERSON] [Mali GPE]",
        {"Issa Traore": ("leader", "Mali")},
    ),
    "two people": (
        """Issa/PROPN/2/nsubj Traore/PROPN/-1/flat met/VERB/0/ROOT analyst/NOUN/1/compound
        Fanta/PROPN/-2/obj Kone/PROPN/-1/flat ./PUNCT/-4/punct""",
        """Issa/PROPN/1/compound Traore/PROPN/1/nsubj met/VERB/0/ROOT analyst/NOUN/2/compound
        Fanta/PROPN/1/compound Kone/PROPN/-3/dobj ./PUNCT/-4/punct""",
        "[Issa Traore PERSON] [Fanta Kone PERSON]",
        {"Issa Traore": (None, None), "Fanta Kone": ("analyst", None)},
    ),
}


@pytest.mark.parametrize("scheme", [0, 1], ids=["Universal Dependencies", "en_core_web"])
@pytest.mark.parametrize("name", SCHEMES)
def test_roles_and_affiliations_in_both_label_schemes(name: str, scheme: int) -> None:
    *trees, marks, wanted = SCHEMES[name]
    assert people(parsed(str(trees[scheme]), marks)) == wanted


@pytest.mark.parametrize("name", SCHEMES)
def test_both_label_schemes_give_the_same_rows(name: str) -> None:
    web, ud = (extract_entities(parsed(tree, SCHEMES[name][2])) for tree in SCHEMES[name][:2])
    assert web == ud


def test_an_affiliation_that_the_gazetteer_knows_needs_its_name_in_the_text() -> None:
    katiba = load_gazetteer()["katiba-macina"]
    assert katiba.affiliation == "jnim"
    alone = entity("The [Katiba Macina GROUP] fled.", "Katiba Macina")
    assert alone.affiliation is None
    _, entities = extract_entities(tagged("The [Katiba Macina GROUP] of [JNIM GROUP] fled."))
    assert [(e.entity_id, e.affiliation) for e in entities] == [("E01", "E02"), ("E02", None)]


# Ids, counts, boilerplate


def test_ids_follow_the_first_mention() -> None:
    _, entities = extract_entities(tagged("[Gao GPE], [Kidal GPE], [Gao GPE] and [Timbuktu GPE]"))
    rows = [(e.entity_id, e.name, e.n_mentions, e.first_start) for e in entities]
    assert rows == [("E01", "Gao", 2, 0), ("E02", "Kidal", 1, 5), ("E03", "Timbuktu", 1, 20)]


def test_boilerplate_is_left_out() -> None:
    doc = tagged("[Gao GPE] is calm.\nREAD MORE: [Niger GPE] votes, says [Gao GPE]")
    mentions, entities = extract_entities(doc, [(doc.text.index("READ"), len(doc.text))])
    assert [(m.text, m.start) for m in mentions] == [("Gao", 0)]
    assert [(e.name, e.n_mentions) for e in entities] == [("Gao", 1)]


def test_the_component_leaves_out_what_the_doc_calls_boilerplate(nlp: Language) -> None:
    doc = nlp.make_doc("Rain fell in Gao.\nREAD MORE: Niger votes")
    doc._.boilerplate = ((18, len(doc.text)),)
    assert [e.name for e in nlp(doc)._.entities] == ["Gao"]


def test_a_doc_without_names_has_no_rows() -> None:
    assert extract_entities(tagged("Rain fell.")) == ([], [])
    assert extract_entities(tagged("")) == ([], [])


def check(doc: Doc, mentions: list[Mention], entities: list[Entity]) -> None:
    """What holds for every text."""
    ids = [e.entity_id for e in entities]
    assert ids == [f"E{n:02d}" for n in range(1, len(ids) + 1)]
    assert {m.entity_id for m in mentions} == set(ids)
    assert [(m.start, -m.end) for m in mentions] == sorted((m.start, -m.end) for m in mentions)
    labels = {e.entity_id: e.label for e in entities}
    for m in mentions:
        assert doc.text[m.start : m.end] == m.text
        assert m.text.strip() == m.text != ""
        assert m.label == labels[m.entity_id] in LABELS
        assert m.kind in ("name", "nominal", "pronoun")
        assert m.rule
    for e in entities:
        own = [m for m in mentions if m.entity_id == e.entity_id]
        assert e.n_mentions == len(own)
        assert e.first_start == min(m.start for m in own)
        assert any(m.kind == "name" for m in own)
        assert e.affiliation is None or (e.affiliation in ids and e.affiliation != e.entity_id)
        assert (e.lat is None) == (e.lon is None)
        assert e.name
    names = [m for m in mentions if m.kind == "name"]
    assert all(a.end <= b.start for a, b in itertools.pairwise(names))


def test_the_seeds_rows_hold_together(nlp: Language) -> None:
    doc = nlp(load_article().text)
    check(doc, *extract_entities(doc))


def test_the_seeds_clearest_entities(nlp: Language) -> None:
    """Names that the gazetteer is sure of, whatever the model."""
    mentions, entities = extract_entities(nlp(load_article().text))
    found: dict[str, Any] = {e.name: e for e in entities}
    jnim = found["Jama'at Nusrat al-Islam wal-Muslimin"]
    assert [m.text for m in mentions if m.entity_id == jnim.entity_id and m.kind == "name"] == ["JNIM"] * 3
    assert found["Bamako"].label == "GPE"
    assert found["Burkina Faso"].country == "BF"
    assert found["Al-Qaida"].label == "GROUP"
    assert found["Wagner Group"].label == "GROUP"


PIECES = (
    "[Fanta Kone PERSON]|[Kone PERSON]|[Issa Kone PERSON]|[Assimi Goïta PERSON]|Goita|Colonel|President|He|"
    "she|[Dune Fund ORG]|(DF)|DF|[JNIM ORG]|the group|[Malian NORP]|[Mali GPE]|[Gao GPE]|airport|the airport|"
    "[Koro GPE]|Niger River|[Oumdune LOC]|the capital|[Dune Hotel FAC]|the Dune|’s|,|.|“|”|\n|spoke|of|from"
).split("|")


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=16))
def test_rows_of_any_text_hold_together(pieces: list[str]) -> None:
    doc = tagged(" ".join(pieces))
    check(doc, *extract_entities(doc))


@settings(max_examples=12)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=16))
def test_rows_of_any_text_hold_together_through_the_pipeline(nlp: Language, pieces: list[str]) -> None:
    doc = nlp(read_marked(" ".join(pieces))[0])
    check(doc, doc._.mentions, doc._.entities)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Colonel Fanta Coulibaly visited Gao on Monday. Coulibaly met traders.",
            [("Fanta Coulibaly", "PERSON", "Colonel", 2), ("Gao", "GPE", None, 1)],
        ),
        (
            "JNIM attacked the town of Mopti. The group burned two trucks.",
            [("Jama'at Nusrat al-Islam wal-Muslimin", "GROUP", None, 2), ("Mopti", "GPE", None, 1)],
        ),
        ("Soldiers closed Bamako. The capital was calm.", [("Bamako", "GPE", None, 2)]),
    ],
)
def test_clear_texts_through_the_embedded_pipeline(
    nlp: Language, text: str, rows: list[tuple[str, str, str | None, int]]
) -> None:
    assert [(e.name, e.label, e.role, e.n_mentions) for e in nlp(text)._.entities] == rows


def test_a_role_never_reaches_over_a_verb_or_a_comma() -> None:
    doc = parsed(
        "Issa/PROPN/0/ROOT Kone/PROPN/-1/flat ,/PUNCT/4/punct they/PRON/1/nsubj sacked/VERB/2/amod "
        "army/NOUN/1/compound chief/NOUN/-6/appos",
        "[Issa Kone PERSON]",
    )
    assert [e.role for e in extract_entities(doc)[1]] == ["army chief"]


def test_a_word_before_the_name_tells_he_from_she(nlp: Language) -> None:
    text = "Ms Diallo's brother Issa Kone was hurt. She fled to Mopti."
    doc = nlp(text)
    mentions, entities = extract_entities(doc)
    names = {e.entity_id: e.name for e in entities}
    assert [(m.text, names[m.entity_id]) for m in mentions if m.kind == "pronoun"] == [("She", "Diallo")]


def test_the_example_of_the_docstring_runs() -> None:
    result = doctest.testmod(extraction)
    assert (result.failed, result.attempted) == (0, 6)
