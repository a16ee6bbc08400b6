"""Names in a text: what a model saw (marked in the first string), and what the package makes of it."""

import pytest
from conftest import parsed, read_marked, tagged, write_marked
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sahel_analysis.entities.names import find_names

LABELS = {"PERSON", "ORG", "GROUP", "GPE", "LOC", "FAC", "NORP", "EVENT"}


def found(marked: str) -> str:
    doc = tagged(marked)
    return write_marked(doc.text, [(n.start, n.end, n.label) for n in find_names(doc)])


# What the model sees is cut to the guidelines


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("He met [Colonel Issa Kone PERSON].", "He met Colonel [Issa Kone PERSON]."),
        ("He met [Army Chief of Staff Issa Kone PERSON].", "He met Army Chief of Staff [Issa Kone PERSON]."),
        ("He met [spokesman Issa Kone PERSON].", "He met spokesman [Issa Kone PERSON]."),
        ("[Issa Kone’s PERSON] house", "[Issa Kone PERSON]’s house"),
        ("[Issa Kone's house PERSON]", "[Issa Kone PERSON]'s house"),
        ("[the Dune Fund ORG] left", "the [Dune Fund ORG] left"),
        ("[The Dune Fund, ORG] he said,", "The [Dune Fund ORG], he said,"),
        ("[Dune Fund (DF ORG] left", "[Dune Fund ORG] (DF left"),
        ("the [Dune Fund) ORG] left", "the [Dune Fund ORG]) left"),
        ("“[Dune Fund” ORG] left", "“[Dune Fund ORG]” left"),
    ],
)
def test_spans_leave_out_titles_articles_possessives_and_marks(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


@pytest.mark.parametrize(
    "seen",
    [
        "It rained on [Monday EVENT].",
        "He spoke in [March PERSON].",
        "the [Embassy ORG] closed",
        "the [army ORG] left",
        "[President PERSON] who?",
        "[President ORG] who?",
        "[IK PERSON]/os/abj",
        "[X ORG] left",
        "[' ORG] left",
        "He paid [$15 MONEY] on [Friday DATE].",
    ],
)
def test_what_is_no_name_is_dropped(seen: str) -> None:
    assert found(seen) == read_marked(seen)[0]


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("[Oum Dune Airport ORG] closed", "[Oum Dune Airport FAC] closed"),
        ("[Dune Hotel PERSON] closed", "[Dune Hotel FAC] closed"),
        ("[Dune Bridge LOC] closed", "[Dune Bridge FAC] closed"),
        ("[Lake Dune GPE] rose", "[Lake Dune LOC] rose"),
        ("[Lake Dune LOC] rose", "[Lake Dune LOC] rose"),
        ("[Oum Dune LOC] is far", "[Oum Dune GPE] is far"),
        ("[Katiba Dune ORG] fled", "[Katiba Dune GROUP] fled"),
        ("[Dune Liberation Front ORG] fled", "[Dune Liberation Front GROUP] fled"),
        ("[Hospital of Oum Dune ORG] closed", "[Hospital of Oum Dune FAC] closed"),
        ("[Friends of the Airport ORG] met", "[Friends of the Airport FAC] met"),
        ("[Fanta Bridge PERSON] spoke", "[Fanta Bridge FAC] spoke"),
        ("[Fanta Front PERSON] spoke", "[Fanta Front PERSON] spoke"),
    ],
)
def test_a_names_own_words_tell_its_label(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


# What the gazetteer knows


@pytest.mark.parametrize(
    "text",
    [
        "JNIM fighters left [Gao GPE]",
        "[Malian NORP] soldiers fled to [Burkina Faso GPE].",
        "an [al-Qaida GROUP]-linked cell",
        "The [Niger River LOC] rose in [Niger GPE].",
        "[Mali GPE]’s army",
        "[U.S. GPE] troops left the [U.S. GPE]",
        "an [African Union ORG] plan for the [Sahel LOC]",
        "[Operation Barkhane EVENT] is over",
    ],
)
def test_what_the_gazetteer_is_sure_of_needs_no_model(text: str) -> None:
    text = text.replace("JNIM", "[JNIM GROUP]")
    assert found(read_marked(text)[0]) == text


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("[JNIM ORG] fled", "[JNIM GROUP] fled"),
        ("[JNIM PERSON] fled", "[JNIM GROUP] fled"),
        ("[Malian GPE] soldiers", "[Malian NORP] soldiers"),
        ("[Mali ORG] voted", "[Mali GPE] voted"),
        ("[El Fula GPE] is calm", "[El Fula GPE] is calm"),
        ("[Fula Quarters GPE] is calm", "[Fula NORP] Quarters is calm"),
        ("[Lake Chad GPE] rose", "[Lake Chad LOC] rose"),
        ("[Mali’s JNIM ORG] fled", "[Mali GPE]’s [JNIM GROUP] fled"),
        ("[Bamako and Gao GPE] are calm", "[Bamako GPE] and [Gao GPE] are calm"),
        ("[Kidal, Mali GPE] is calm", "[Kidal GPE], [Mali GPE] is calm"),
        ("[University of Oum Bamako ORG] closed", "[University of Oum Bamako ORG] closed"),
        ("[Bamako Dune Fund ORG] closed", "[Bamako Dune Fund ORG] closed"),
    ],
)
def test_the_gazetteer_and_the_model_settle_a_name(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("They live in Say.", "They live in [Say GPE]."),
        ("They live near Ber.", "They live near [Ber GPE]."),
        ("the village of Ber", "the village of [Ber GPE]"),
        ("[Ber GPE] is calm", "[Ber GPE] is calm"),
        ("They spoke of it. Say nothing.", "They spoke of it. Say nothing."),
        ("Ber spoke", "Ber spoke"),
        ("he spoke in Man City", "he spoke in Man City"),
        ("He spoke to Mr Say", "He spoke to Mr Say"),
    ],
)
def test_a_name_that_is_a_word_too_needs_a_cue_or_the_model(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("[Wagner PERSON] fled", "[Wagner GROUP] fled"),
        (
            "[Anna Wagner PERSON] spoke. [Wagner PERSON] left.",
            "[Anna Wagner PERSON] spoke. [Wagner PERSON] left.",
        ),
    ],
)
def test_a_lone_surname_that_is_known_as_something_else(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("herders crossed the Niger.", "herders crossed the [Niger LOC]."),
        ("herders left Niger.", "herders left [Niger GPE]."),
        ("the Niger army left", "the [Niger GPE] army left"),
        ("the Niger’s banks", "the [Niger GPE]’s banks"),
    ],
)
def test_a_country_after_the_article_is_the_river(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


# Sites, acronyms and surnames come in from sites.py and variants.py


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ("fighters attacked Kidal hospital", "fighters attacked [Kidal hospital FAC]"),
        ("The [Dune Fund ORG] (DF) met. DF left.", "The [Dune Fund ORG] ([DF ORG]) met. [DF ORG] left."),
        ("[Fanta Kone PERSON] spoke. Kone left.", "[Fanta Kone PERSON] spoke. [Kone PERSON] left."),
    ],
)
def test_what_the_text_says_is_heard(seen: str, wanted: str) -> None:
    assert found(seen) == wanted


def test_a_cafe_by_its_apposition() -> None:
    doc = parsed(
        "Guests/NOUN/1/nsubj left/VERB/0/ROOT the/DET/1/det Cappuccino/PROPN/-2/obj ,/PUNCT/2/punct "
        "a/DET/1/det cafe/NOUN/-3/appos ./PUNCT/-6/punct",
        "[Cappuccino ORG]",
    )
    assert [(doc.text[n.start : n.end], n.label) for n in find_names(doc)] == [("Cappuccino", "FAC")]


# Boilerplate, order, any text


def test_nothing_is_looked_for_in_boilerplate() -> None:
    doc = tagged("[Issa Kone PERSON] left Gao. READ MORE: Niger votes")
    skip = [(doc.text.index("READ"), len(doc.text))]
    assert [doc.text[n.start : n.end] for n in find_names(doc, skip)] == ["Issa Kone", "Gao"]


def test_every_name_says_which_rule_found_it() -> None:
    doc = tagged(
        "The Dune Fund (DF) and [Issa Kone PERSON] left [Gao GPE] for Mali, Gao hospital. Kone spoke."
    )
    assert {doc.text[n.start : n.end]: n.rule for n in find_names(doc)} == {
        "Issa Kone": "model",
        "Dune Fund": "before acronym",
        "DF": "acronym",
        "Gao": "model and gazetteer",
        "Mali": "gazetteer",
        "Gao hospital": "site",
        "Kone": "surname",
    }


def test_an_empty_doc_has_no_names() -> None:
    assert find_names(tagged("")) == find_names(tagged(" \n")) == []


PIECES = (
    "[Issa Kone PERSON]|[Kone PERSON]|[Dune Fund ORG]|[Bamako GPE]|[Say LOC]|[Gao Hotel FAC]|(DF)|Mali|JNIM|"
    "Niger River|Say|airport|Embassy|Colonel|the|in|,|’s|.|\n|(|)|-|“|”"
).split("|")


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_names_of_any_text_are_in_order_and_apart(pieces: list[str]) -> None:
    doc = tagged(" ".join(pieces))
    names = find_names(doc)
    at = 0
    for name in names:
        assert at <= name.start < name.end <= len(doc.text)
        assert name.label in LABELS
        assert doc.text[name.start : name.end].strip() == doc.text[name.start : name.end]
        assert all(e.name for e in name.entries)
        at = name.end


@pytest.mark.parametrize(
    "marked",
    [
        "[Fanta Coulibaly PERSON] visited [Gao GPE] on Monday.",
        "[Malian NORP] soldiers left [Kidal GPE].",
        "The [United Nations ORG] sent food to [Niger GPE].",
        "[JNIM GROUP] claimed the attack near [Sikasso GPE].",
    ],
)
def test_clear_sentences_through_the_embedded_pipeline(nlp: Language, marked: str) -> None:
    text, spans = read_marked(marked)
    assert [(n.start, n.end, n.label) for n in find_names(nlp(text))] == spans


def test_a_doubtful_longer_spelling_leaves_the_sure_name_at_its_start(nlp: Language) -> None:
    doc = nlp("They reached Kidal military camp.")
    doc.ents = ()
    assert [doc.text[n.start : n.end] for n in find_names(doc)] == ["Kidal"]


def test_a_news_agency_behind_a_stroke_is_a_credit(nlp: Language) -> None:
    doc = nlp("Sacks of millet at the market. Photo: Awa Sow/AP")
    assert ("AP", "ORG") in [(doc.text[n.start : n.end], n.label) for n in find_names(doc)]
