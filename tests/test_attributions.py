"""A sentence in, rows out: the same rows from trees in Universal Dependencies and in en_core_web labels."""

from __future__ import annotations

import doctest
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.attributions import extraction, model, selection
from sahel_analysis.attributions.extraction import extract_attributions
from sahel_analysis.errors import InstallationError
from sahel_analysis.records import Attribution

UD, WEB = "Universal Dependencies", "en_core_web"

POS = {
    **dict.fromkeys(("NN", "NNS"), "NOUN"),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "VERB"),
    **{"NNP": "PROPN", "PRP": "PRON", "WDT": "PRON", "DT": "DET", "IN": "ADP", "JJ": "ADJ", "RB": "ADV"},
    **{"CD": "NUM", "TO": "PART", "CC": "CCONJ", "``": "PUNCT", "''": "PUNCT", ",": "PUNCT", ".": "PUNCT"},
}

# Each word is "form/lemma/tag/head, counted from the word/relation"; the root is its own head.
TREES = {
    "clause": {
        UD: """The/the/DT/1/det governor/governor/NN/1/nsubj said/say/VBD/0/ROOT that/that/IN/4/mark
            the/the/DT/1/det market/market/NN/2/nsubj:pass was/be/VBD/1/aux:pass closed/close/VBN/-5/ccomp
            ./././-6/punct""",
        WEB: """The/the/DT/1/det governor/governor/NN/1/nsubj said/say/VBD/0/ROOT that/that/IN/4/mark
            the/the/DT/1/det market/market/NN/2/nsubjpass was/be/VBD/1/auxpass closed/close/VBN/-5/ccomp
            ./././-6/punct""",
    },
    "after": {
        UD: """Two/two/CD/1/nummod shops/shop/NNS/1/nsubj burned/burn/VBD/0/ROOT ,/,/,/3/punct a/a/DT/1/det
            trader/trader/NN/1/nsubj told/tell/VBD/-4/parataxis reporters/reporter/NNS/-1/iobj
            ./././-6/punct""",
        WEB: """Two/two/CD/1/nummod shops/shop/NNS/1/nsubj burned/burn/VBD/4/ccomp ,/,/,/3/punct a/a/DT/1/det
            trader/trader/NN/1/nsubj told/tell/VBD/0/ROOT reporters/reporter/NNS/-1/dobj ./././-2/punct""",
    },
    "direct": {
        UD: """“/“/``/4/punct The/the/DT/1/det road/road/NN/2/nsubj is/be/VBZ/1/cop open/open/JJ/5/ccomp
            ,/,/,/-1/punct ”/”/''/-2/punct the/the/DT/1/det mayor/mayor/NN/1/nsubj said/say/VBD/0/ROOT
            ./././-1/punct

            “/“/``/2/punct Nobody/nobody/NN/1/nsubj left/leave/VBD/0/ROOT ./././-1/punct ”/”/''/-2/punct""",
        WEB: """“/“/``/3/punct The/the/DT/1/det road/road/NN/1/nsubj is/be/VBZ/6/ccomp open/open/JJ/-1/acomp
            ,/,/,/4/punct ”/”/''/3/punct the/the/DT/1/det mayor/mayor/NN/1/nsubj said/say/VBD/0/ROOT
            ./././-1/punct

            “/“/``/2/punct Nobody/nobody/NN/1/nsubj left/leave/VBD/0/ROOT ./././-1/punct ”/”/''/-2/punct""",
    },
    "according": {
        UD: """The/the/DT/1/det bridge/bridge/NN/2/nsubj has/have/VBZ/1/aux collapsed/collapse/VBN/0/ROOT
            ,/,/,/3/punct according/accord/VBG/2/case to/to/IN/-1/fixed villagers/villager/NNS/-4/obl
            ./././-5/punct""",
        WEB: """The/the/DT/1/det bridge/bridge/NN/2/nsubj has/have/VBZ/1/aux collapsed/collapse/VBN/0/ROOT
            ,/,/,/-1/punct according/accord/VBG/-2/prep to/to/IN/-1/prep villagers/villager/NNS/-1/pobj
            ./././-5/punct""",
    },
    "denial": {
        UD: """The/the/DT/1/det ministry/ministry/NN/1/nsubj denied/deny/VBD/0/ROOT that/that/IN/3/mark
            soldiers/soldier/NNS/2/nsubj had/have/VBD/1/aux left/leave/VBN/-4/ccomp ./././-5/punct""",
        WEB: """The/the/DT/1/det ministry/ministry/NN/1/nsubj denied/deny/VBD/0/ROOT that/that/IN/3/mark
            soldiers/soldier/NNS/2/nsubj had/have/VBD/1/aux left/leave/VBN/-4/ccomp ./././-5/punct""",
    },
    "as": {
        UD: """As/as/IN/3/mark the/the/DT/1/det mayor/mayor/NN/1/nsubj noted/note/VBD/5/advcl ,/,/,/-1/punct
            the/the/DT/1/det well/well/NN/2/nsubj is/be/VBZ/1/cop dry/dry/JJ/0/ROOT ./././-1/punct""",
        WEB: """As/as/IN/3/mark the/the/DT/1/det mayor/mayor/NN/1/nsubj noted/note/VBD/4/advcl ,/,/,/3/punct
            the/the/DT/1/det well/well/NN/1/nsubj is/be/VBZ/0/ROOT dry/dry/JJ/-1/acomp ./././-2/punct""",
    },
    "request": {
        UD: """The/the/DT/1/det mayor/mayor/NN/1/nsubj urged/urge/VBD/0/ROOT residents/resident/NNS/-1/obj
            to/to/TO/1/mark stay/stay/VB/-3/xcomp home/home/RB/-1/advmod ./././-5/punct""",
        WEB: """The/the/DT/1/det mayor/mayor/NN/1/nsubj urged/urge/VBD/0/ROOT residents/resident/NNS/-1/dobj
            to/to/TO/1/aux stay/stay/VB/-3/xcomp home/home/RB/-1/advmod ./././-5/punct""",
    },
    "inverted": {
        UD: """“/“/``/2/punct We/we/PRP/1/nsubj saw/see/VBD/4/ccomp smoke/smoke/NN/-1/obj ,/,/,/-2/punct
            ”/”/''/-3/punct said/say/VBD/0/ROOT a/a/DT/1/det shepherd/shepherd/NN/-2/nsubj
            from/from/IN/1/case Ber/Ber/NNP/-2/nmod ./././-5/punct""",
        WEB: """“/“/``/2/punct We/we/PRP/1/nsubj saw/see/VBD/4/ccomp smoke/smoke/NN/-1/dobj ,/,/,/2/punct
            ”/”/''/1/punct said/say/VBD/0/ROOT a/a/DT/1/det shepherd/shepherd/NN/-2/nsubj
            from/from/IN/-1/prep Ber/Ber/NNP/-1/pobj ./././-5/punct""",
    },
    "fragment": {
        UD: """The/the/DT/1/det general/general/NN/1/nsubj denounced/denounce/VBD/0/ROOT “/“/``/2/punct
            cowardly/cowardly/JJ/1/amod acts/act/NNS/-3/obj ”/”/''/-1/punct in/in/IN/2/case
            the/the/DT/1/det valley/valley/NN/-4/nmod ./././-8/punct""",
        WEB: """The/the/DT/1/det general/general/NN/1/nsubj denounced/denounce/VBD/0/ROOT “/“/``/2/punct
            cowardly/cowardly/JJ/1/amod acts/act/NNS/-3/dobj ”/”/''/-1/punct in/in/IN/-2/prep
            the/the/DT/1/det valley/valley/NN/-2/pobj ./././-8/punct""",
    },
    "plan": {
        UD: """She/she/PRP/1/nsubj plans/plan/VBZ/0/ROOT to/to/TO/1/mark leave/leave/VB/-2/xcomp
            the/the/DT/1/det town/town/NN/-2/obj ./././-5/punct""",
        WEB: """She/she/PRP/1/nsubj plans/plan/VBZ/0/ROOT to/to/TO/1/aux leave/leave/VB/-2/xcomp
            the/the/DT/1/det town/town/NN/-2/dobj ./././-5/punct""",
    },
    "relative": {
        UD: """The/the/DT/1/det school/school/NN/7/nsubj ,/,/,/2/punct which/which/WDT/1/nsubj
            said/say/VBD/-3/acl:relcl it/it/PRP/1/nsubj burned/burn/VBD/-2/ccomp ,/,/,/-3/punct
            reopened/reopen/VBD/0/ROOT ./././-1/punct""",
        WEB: """The/the/DT/1/det school/school/NN/7/nsubj ,/,/,/-1/punct which/which/WDT/1/nsubj
            said/say/VBD/-3/relcl it/it/PRP/1/nsubj burned/burn/VBD/-2/ccomp ,/,/,/-6/punct
            reopened/reopen/VBD/0/ROOT ./././-1/punct""",
    },
    "quoted": {
        UD: """The/the/DT/1/det agency/agency/NN/1/nsubj quoted/quote/VBD/0/ROOT a/a/DT/1/det
            nurse/nurse/NN/-2/obj as/as/IN/1/mark saying/say/VBG/-4/advcl that/that/IN/2/mark
            beds/bed/NNS/1/nsubj burned/burn/VBD/-3/ccomp ./././-8/punct""",
        WEB: """The/the/DT/1/det agency/agency/NN/1/nsubj quoted/quote/VBD/0/ROOT a/a/DT/1/det
            nurse/nurse/NN/-2/dobj as/as/IN/-3/prep saying/say/VBG/-1/pcomp that/that/IN/2/mark
            beds/bed/NNS/1/nsubj burned/burn/VBD/-3/ccomp ./././-8/punct""",
    },
}

# source, cue, content, quote type, act, stance; and the number of the row that holds it.
ROWS = {
    "clause": [("The governor", "said", ["the market was closed"], "indirect", "statement", "neutral", None)],
    "after": [("a trader", "told", ["Two shops burned"], "indirect", "statement", "neutral", None)],
    "direct": [
        ("the mayor", "said", ["The road is open", "Nobody left"], "direct", "statement", "neutral", None)
    ],
    "according": [
        ("villagers", "according to", ["The bridge has collapsed"], "indirect", "statement", "neutral", None)
    ],
    "denial": [("The ministry", "denied", ["soldiers had left"], "indirect", "statement", "deny", None)],
    "as": [("the mayor", "noted", ["the well is dry"], "indirect", "statement", "neutral", None)],
    "request": [("The mayor", "urged", ["residents to stay home"], "indirect", "statement", "urge", None)],
    "inverted": [("a shepherd from Ber", "said", ["We saw smoke"], "direct", "statement", "neutral", None)],
    "fragment": [
        ("The general", "denounced", ["“cowardly acts” in the valley"], "mixed", "statement", "claim", None)
    ],
    "plan": [("She", "plans", ["to leave the town"], "indirect", "attitude", "neutral", None)],
    "relative": [("The school", "said", ["it burned"], "indirect", "statement", "neutral", None)],
    "quoted": [
        (
            "The agency",
            "quoted",
            ["a nurse as saying that beds burned"],
            "indirect",
            "statement",
            "neutral",
            None,
        ),
        ("a nurse", "saying", ["beds burned"], "indirect", "statement", "neutral", "A01"),
    ],
}


ENGLISH = spacy.blank("en")


def read_tree(sentences: str) -> Doc:
    """A Doc from words written as in TREES, a blank line after each sentence."""
    words, lemmas, tags, heads, deps = [], [], [], [], []
    for sentence in sentences.split("\n\n"):
        for unit in sentence.split():
            word, lemma, tag, head, dep = unit.split("/")
            heads.append(len(words) + int(head))
            words.append(word)
            lemmas.append(lemma)
            tags.append(tag)
            deps.append(dep)
    spaces = [w != "“" and n not in (",", ".", "”") for w, n in zip(words, [*words[1:], "."], strict=True)]
    pos = ["AUX" if lemma in ("be", "have") else POS[tag] for lemma, tag in zip(lemmas, tags, strict=True)]
    return Doc(
        ENGLISH.vocab,
        words=words,
        spaces=spaces,
        lemmas=lemmas,
        tags=tags,
        pos=pos,
        heads=heads,
        deps=deps,
    )


def contents(doc: Doc, row: Attribution) -> list[str]:
    return [doc.text[a:b] for a, b in row.content]


def rows_of(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (r.source, r.cue, contents(doc, r), r.quote_type, r.act, r.stance, r.parent_id)
        for r in extract_attributions(doc)
    ]


@pytest.mark.parametrize("scheme", [UD, WEB])
@pytest.mark.parametrize("name", TREES)
def test_the_same_rows_in_both_schemes(name: str, scheme: str) -> None:
    assert rows_of(read_tree(TREES[name][scheme])) == ROWS[name]


@pytest.mark.parametrize("scheme", [UD, WEB])
@pytest.mark.parametrize(
    "name", ["clause", "after", "direct", "according", "denial", "as", "inverted", "plan"]
)
def test_without_weights_the_rules_alone_find_the_plain_ones(
    name: str, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "load_models", lambda: None)
    assert rows_of(read_tree(TREES[name][scheme])) == ROWS[name]


def test_a_missing_file_of_weights_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Results would change in silence otherwise."""
    monkeypatch.setattr(model, "WEIGHTS", "data/no_such_file.npz")
    with pytest.raises(InstallationError, match="no_such_file"):
        model.load_models.__wrapped__()


def said(nlp: Language, text: str) -> list[tuple[str | None, str, list[str]]]:
    """Source, cue and content of every statement in a text."""
    doc = nlp(text)
    return [(r.source, r.cue, contents(doc, r)) for r in doc._.attributions if r.act == "statement"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The dam is safe, says the minister.", [("the minister", "says", ["The dam is safe"])]),
        (
            "Colonel Issa Kone: “We will stay in the valley.”",
            [("Colonel Issa Kone", ":", ["We will stay in the valley"])],
        ),
        (
            "“Our fields burned,” said Awa Diallo, a farmer. “We have nothing left.”",
            [("Awa Diallo", "said", ["Our fields burned", "We have nothing left"])],
        ),
        (
            "The mayor said: “The clinic is full.\n“We need doctors.”",
            [("The mayor", "said", ["The clinic is full", "We need doctors"])],
        ),
        (
            "“The well is dry,” she said.\n“Nobody has come to help us since March.”",
            [("she", "said", ["The well is dry", "Nobody has come to help us since March"])],
        ),
        ("The group claimed responsibility for the blast.", []),
        ("An officer asked not to be named.", []),
        ("The pilot is believed to be alive.", []),
        ("The ministry did not say how many people died.", []),
        ("No one has said they carried out the raid.", []),
        ("Officials declined to comment on the report.", []),
        (
            "BER, Mali (XYZ) — Gunmen burned the market, the mayor said on Monday.",
            [("the mayor", "said", ["Gunmen burned the market"])],
        ),
        (
            "The mayor said two people had died, and announced a day of mourning.",
            [
                ("The mayor", "said", ["two people had died"]),
                ("The mayor", "announced", ["a day of mourning"]),
            ],
        ),
        (
            "The army confirmed that a post was hit, though it did not say how many soldiers died.",
            [("The army", "confirmed", ["a post was hit"])],
        ),
        (
            "A nurse put the number of wounded at more than 30.",
            [("A nurse", "put", ["the number of wounded at more than 30"])],
        ),
        (
            "“Our teams mourn,” Paul Breton said, adding that “those responsible must answer”.",
            [
                ("Paul Breton", "said", ["Our teams mourn"]),
                ("Paul Breton", "adding", ["“those responsible must answer”"]),
            ],
        ),
        (
            "Police left the car “with its engine running”, Captain Roy told reporters.",
            [("Captain Roy", "told", ["Police left the car “with its engine running”"])],
        ),
        (
            "The ministry raised the toll to 23.",
            [("The ministry", "raised", ["the toll to 23"])],
        ),
        ("The ministry raised taxes to pay for it.", []),
        (
            "Aid groups counted 45 raids last year.",
            [("Aid groups", "counted", ["45 raids"])],
        ),
        (
            "Witnesses spoke of “masked riders” on motorbikes.",
            [("Witnesses", "spoke of", ["“masked riders” on motorbikes"])],
        ),
        (
            "Residents predicted a long war.",
            [("Residents", "predicted", ["a long war"])],
        ),
        (
            "The shells hit a school, the army said in a statement.",
            [("the army", "said", ["The shells hit a school"])],
        ),
        (
            "At least 40 fell, a teacher reckons; up to 90, according to the widows.",
            [
                ("a teacher", "reckons", ["At least 40 fell"]),
                ("the widows", "according to", ["up to 90"]),
            ],
        ),
        ("The rebels said they were behind the raid.", []),
        ("The group said it carried out the attack.", []),
        ("The army has not confirmed it, nor has it said who fired.", []),
        (
            "A herder, who asked to be called Issa, said he had walked for two days.",
            [("A herder", "said", ["he had walked for two days"])],
        ),
        (
            "The rain, villagers said, came late.",
            [("villagers", "said", ["The rain", "came late"])],
        ),
    ],
)
def test_statements_of_the_embedded_pipeline(
    nlp: Language, text: str, rows: list[tuple[str | None, str, list[str]]]
) -> None:
    assert said(nlp, text) == rows


def test_a_row_names_the_step_that_found_it(nlp: Language) -> None:
    (row,) = nlp("The governor said that the market was closed.")._.attributions
    assert row.rule == "learned:ccomp"
    assert row.attribution_id == "A01"


def test_boilerplate_is_left_out(nlp: Language) -> None:
    doc = nlp("The governor said that the market was closed.")
    assert extract_attributions(doc, [(0, len(doc.text))]) == []


def test_a_stray_mark_harms_only_its_own_paragraph(nlp: Language) -> None:
    first = "The “old bridge was closed."
    second = "“The road is open,” the mayor said."
    assert said(nlp, f"{first}\n{second}") == [("the mayor", "said", ["The road is open"])]


def check(doc: Doc) -> None:
    """What holds for every row of any text."""
    rows = extract_attributions(doc)
    names = [r.attribution_id for r in rows]
    assert len(set(names)) == len(names)
    for r in rows:
        assert r.parent_id is None or (r.parent_id in names and r.parent_id != r.attribution_id)
        assert doc.text[r.cue_start : r.cue_end] == r.cue
        taken = [(r.cue_start, r.cue_end)]
        if r.source_start is not None and r.source_end is not None:
            assert doc.text[r.source_start : r.source_end] == r.source
            taken.append((r.source_start, r.source_end))
        assert r.content
        assert list(r.content) == sorted(r.content)
        for a, b in r.content:
            assert doc.text[a:b].strip() == doc.text[a:b] != ""
            assert all(b <= start or end <= a for start, end in taken)


MARKS = "“ ” \" '' `` ‘ ’ « » „ , . : ( ) —".split()
WORDS = "said|the mayor|He|told reporters|according to|that|as|we left|quoted|claims|believed to|noted by"
PIECES = st.sampled_from([*MARKS, "\n", "\n\n", " ", *(f" {word} " for word in WORDS.split("|"))])


@pytest.mark.parametrize("text", ["", "\n", "he said that " * 90, "he said, " * 90, "“" * 200 + "he said"])
def test_odd_texts(nlp: Language, text: str) -> None:
    check(nlp(text))


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mess_of_quotation_marks(nlp: Language, text: str) -> None:
    check(nlp(text))


@given(st.text(max_size=120))
def test_any_text(nlp: Language, text: str) -> None:
    check(nlp(text))


def test_a_reporter_who_was_there_perceives(nlp: Language) -> None:
    doc = nlp("A Reuters reporter heard gunfire near the market and saw smoke on Tuesday.")
    rows = [(row.source, row.cue, row.act, row.source_kind) for row in extract_attributions(doc)]
    assert rows == [
        ("A Reuters reporter", "heard", "perception", "media"),
        ("A Reuters reporter", "saw", "perception", "media"),
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # A role and a name between commas
        (
            "The prefect, Salif Dembele, said the ferry was full.",
            [("The prefect, Salif Dembele", "said", ["the ferry was full"])],
        ),
        (
            "A fisher, Bintou Sow, told this newspaper that two boats were missing.",
            [("A fisher, Bintou Sow", "told", ["two boats were missing"])],
        ),
        (
            "“They left before noon,” the imam, Oumar Ba, said.",
            [("the imam, Oumar Ba", "said", ["They left before noon"])],
        ),
        (
            "A potter in Tera, Halima Issaka, said five kilns were smashed by men on horses.",
            [("A potter in Tera, Halima Issaka", "said", ["five kilns were smashed by men on horses"])],
        ),
        (
            "A trader in Gao, Mali, said the market was shut.",
            [("A trader in Gao", "said", ["the market was shut"])],
        ),
        (
            "The clinic put the number of children lost at 12.",
            [("The clinic", "put", ["the number of children lost at 12"])],
        ),
        (
            "The union put at nine the number of shops that burned.",
            [("The union", "put at", ["nine the number of shops that burned"])],
        ),
        (
            "The fund spoke in a note of 20 dead.",
            [("The fund", "spoke", ["of 20 dead"])],
        ),
        ("Oran denied burning the crops.", [("Oran", "denied", ["burning the crops"])]),
        (
            "Two boats sank and, according to the port, nine men are missing.",
            [("the port", "according to", ["nine men are missing"])],
        ),
        (
            "The clinic put the number of children hurt at 12.",
            [("The clinic", "put", ["the number of children hurt at 12"])],
        ),
        # What is no attitude: a deed of things, blame and talk without a clause
        ("The tankers support divers who work in the lake.", []),
        ("Both stories stood against each other.", []),
        (
            "A weaver named Sira Ag Moussa said the well was dry.",
            [("A weaver named Sira Ag Moussa", "said", ["the well was dry"])],
        ),
        ("The mill wheel threatened to break.", []),
        # The speaker is not taken from what is said
        (
            "Farmers chasing cattle thieves say they lost the trail near Ber.",
            [("Farmers", "say", ["they lost the trail near Ber"])],
        ),
        (
            "Rice growers, reached by radio, said that the canal was dry.",
            [("Rice growers", "said", ["the canal was dry"])],
        ),
        (
            "At a meeting in Segou on Friday, Awa Coly, the union's secretary, repeated the charge of theft.",
            [("Awa Coly", "repeated", ["the charge of theft"])],
        ),
        (
            "A tailor, rung on Sunday evening, said that the well was dry.",
            [("A tailor", "said", ["the well was dry"])],
        ),
        (
            "The ferry is late, XTV's Ama Sow-Diarra reports from Konna.",
            [("XTV's Ama Sow-Diarra", "reports", ["The ferry is late"])],
        ),
        (
            "The prefect said that the dam had held, talking to reporters.",
            [("The prefect", "said", ["the dam had held"])],
        ),
        # Clauses of verbs that are no speech
        ("Even as the truce holds, the camps are filling.", []),
        ("The troop is devoted to guarding the dam.", []),
        ("The herders lost 40 cows on Monday as they pressed their march on Hombori.", []),
        ("As bread was being handed out to the families, a clerk was counting the sacks.", []),
        ("Although it has lost the ford, the band has maintained a post on the hill.", []),
        ("The trucks turned back, while Nigerien troops pressed the others to the river.", []),
        ("The mill was shut as the strike continues.", []),
        ("The army replied with shells on Friday.", []),
        ("Police called off the search for the boat.", []),
        ("The fire claims homes of weavers in the north.", []),
        # Names with hyphens and titles cut short
        (
            "“We are ready,” AU envoy Musa El-Amin said.",
            [("AU envoy Musa El-Amin", "said", ["We are ready"])],
        ),
        (
            "“The ford is closed,” says Air Force Brig. Gen. Ada Lind, the base's commander.",
            [("Air Force Brig. Gen. Ada Lind", "says", ["The ford is closed"])],
        ),
        # Where a content begins and ends
        (
            "Ten shops burned in Kita, the prefect has said, but unions suggest that it was more.",
            [
                ("the prefect", "said", ["Ten shops burned in Kita"]),
                ("unions", "suggest", ["it was more"]),
            ],
        ),
        (
            "The road is cut; two bridges are gone, the prefect said.",
            [("the prefect", "said", ["The road is cut; two bridges are gone"])],
        ),
        (
            "The prefect said the road was cut; two bridges are gone.",
            [("The prefect", "said", ["the road was cut; two bridges are gone"])],
        ),
        (
            "The road is cut, the prefect said; the unions say it is open.",
            [("the prefect", "said", ["The road is cut"]), ("the unions", "say", ["it is open"])],
        ),
        (
            "In Tera, a village on the river, residents say that the well is dry.",
            [("residents", "say", ["the well is dry"])],
        ),
        (
            "The mayor, Issa Kone, said the dam held.",
            [("The mayor, Issa Kone", "said", ["the dam held"])],
        ),
        (
            "The ministry counted 31 dead and 17 wounded.",
            [("The ministry", "counted", ["31 dead and 17 wounded"])],
        ),
        ("Radio Tera reported nine dead.", [("Radio Tera", "reported", ["nine dead"])]),
        (
            "A diplomat spoke of four dead and ten injured.",
            [("A diplomat", "spoke of", ["four dead and ten injured"])],
        ),
        (
            "The head of the camp put the dead at 63 and the injured at 36.",
            [("The head of the camp", "put", ["the dead at 63 and the injured at 36"])],
        ),
        (
            "She praised the patient work that nurses and their pupils are doing.",
            [("She", "praised", ["the patient work that nurses and their pupils are doing"])],
        ),
        (
            "The village is short of water — two wells claim to be the last.",
            [("two wells", "claim", ["to be the last"])],
        ),
        (
            "Thieves took nine\ngoats from Ber on Friday, the prefect said.",
            [("the prefect", "said", ["Thieves took nine\ngoats from Ber on Friday"])],
        ),
        (
            "The group said in a message that its men had left the well.",
            [("The group", "said", ["its men had left the well"])],
        ),
        ("Radio Daande reported six dead.", [("Radio Daande", "reported", ["six dead"])]),
        # What is not said
        ("The mission gave no figure.", []),
        ("The judge did not say how many were held.", []),
        ("The envoy asked not to be named.", []),
        ("The group claimed the raid.", []),
        # No verb
        (
            "“We keep the well open until the rains come.” — Captain Sali Ba, army engineer",
            [("Captain Sali Ba", "—", ["We keep the well open until the rains come"])],
        ),
        (
            "And from the prefect, Salif Dembele:\n\n“Nobody in this district went without grain.”",
            [("the prefect, Salif Dembele", ":", ["Nobody in this district went without grain"])],
        ),
        (
            "Six traders hurt in Kita market fire: police",
            [("police", ":", ["Six traders hurt in Kita market fire"])],
        ),
        ("The toll was high: nine men died", []),
        (
            "Nine fishers missing in Mopti storm: Malian officials",
            [("Malian officials", ":", ["Nine fishers missing in Mopti storm"])],
        ),
        (
            "Four traders freed near Koro - police",
            [("police", "-", ["Four traders freed near Koro"])],
        ),
        ("Four traders freed near Koro - BBC News", []),
        (
            "In the words of a weaver, “the street was a river”.",
            [("a weaver", "In", ["the street was a river"])],
        ),
        (
            "This from the mayor, Sira Coly:\n\n“The pumps have run since dawn.”",
            [("the mayor, Sira Coly", ":", ["The pumps have run since dawn"])],
        ),
        (
            "For the imam, Oumar Ba, it was “a day that nobody will forget”.",
            [("the imam, Oumar Ba", "For", ["it was “a day that nobody will forget”"])],
        ),
        (
            "“Who rang?” asked the guard's sister, Mariam.",
            [("the guard's sister, Mariam", "asked", ["Who rang?"])],
        ),
        (
            "Per a nurse at the clinic, nine lorries burned. The depot is empty, per the ministry.",
            [
                ("a nurse at the clinic", "Per", ["nine lorries burned"]),
                ("the ministry", "per", ["The depot is empty"]),
            ],
        ),
        (
            "Word came from the sub-prefect that the ford was mined.",
            [("the sub-prefect", "came", ["the ford was mined"])],
        ),
        (
            "The ministry put the raid down to bandits of the forest.",
            [("The ministry", "put", ["the raid down to bandits of the forest"])],
        ),
        (
            "The union, however, held the drivers and their chief responsible for the fire.",
            [("The union", "held", ["the drivers and their chief responsible for the fire"])],
        ),
        (
            "The network RDH, for its part, puts the toll at between 50 and 55 killed.",
            [("The network RDH", "puts", ["the toll at between 50 and 55 killed"])],
        ),
        (
            "The governor denied reports that a soldier had been taken.",
            [("The governor", "denied", ["reports that a soldier had been taken"])],
        ),
        # When, where and to whom it is said is no part of it
        (
            "The army said on Thursday it had sunk two boats.",
            [("The army", "said", ["it had sunk two boats"])],
        ),
        (
            "The miners said in a letter their pay was late.",
            [("The miners", "said", ["their pay was late"])],
        ),
        (
            "Traders told AFP they had shut their shops.",
            [("Traders", "told", ["they had shut their shops"])],
        ),
        (
            "Traders told AFP in Kaya they had shut their shops.",
            [("Traders", "told", ["they had shut their shops"])],
        ),
        # Whoever is told is no source, however the speaker is described
        (
            "The woman leading the inquiry told judges her deputy had resigned.",
            [("The woman", "told", ["her deputy had resigned"])],
        ),
        (
            "The engineer commanding the works told deputies that the dam had cracked.",
            [("The engineer", "told", ["the dam had cracked"])],
        ),
        (
            "The guides staying with the herders told visitors the wells were dry.",
            [("The guides", "told", ["the wells were dry"])],
        ),
        # What describes the speaker is no part of it
        (
            "A fisher in the village of Tessit, contacted by phone, said the ferry had sunk.",
            [("A fisher in the village of Tessit", "said", ["the ferry had sunk"])],
        ),
        (
            "The Dune Front (DF), a movement founded in 2018, said it had left the talks.",
            [("The Dune Front (DF)", "said", ["it had left the talks"])],
        ),
        (
            "One of the drivers, Musa Bala, 31, said the lorries had been stolen.",
            [("One of the drivers, Musa Bala", "said", ["the lorries had been stolen"])],
        ),
        # A question that is told; a figure that was told before, by nobody in particular
        (
            "A potter, Sani Issa, recounted how the men came from house to house.",
            [("A potter, Sani Issa", "recounted", ["how the men came from house to house"])],
        ),
        (
            "The number has risen to 31, the mayor said, up from 22 reported earlier.",
            [("the mayor", "said", ["The number has risen to 31", "up from 22 reported earlier"])],
        ),
        # What others say against it is no part of it
        (
            "The bridge is safe, according to the ministry, but drivers say that it shakes.",
            [
                ("the ministry", "according to", ["The bridge is safe"]),
                ("drivers", "say", ["it shakes"]),
            ],
        ),
    ],
)
def test_who_said_what(nlp: Language, text: str, rows: list[tuple[str, str, list[str]]]) -> None:
    assert said(nlp, text) == rows


def test_a_credit_of_a_picture_says_nothing(nlp: Language) -> None:
    assert said(nlp, "People inspect a house in Kidal, March 2024 | Photo: A. Sow/XYZ") == []


def test_a_station_is_a_medium_whoever_runs_it(nlp: Language) -> None:
    rows = nlp("Radio Oumdune, the UN-run station, said the ferry sank.")._.attributions
    assert [(row.source, row.source_kind) for row in rows] == [("Radio Oumdune", "media")]


def test_an_organisation_has_a_preposition_in_its_name(nlp: Language) -> None:
    texts = (
        "Doctors Without Borders said the clinic had reopened.",
        "The clinic has reopened, Doctors Without Borders said.",
        "Doctors Without Borders told Radio Kaya that the clinic had reopened.",
    )
    for text in texts:
        (row,) = nlp(text)._.attributions
        assert (row.source, row.source_kind) == ("Doctors Without Borders", "ngo")


def test_a_question_urges_nobody(nlp: Language) -> None:
    assert nlp("“Who rang?” asked the guard.")._.attributions[0].stance == "neutral"
    assert nlp("“Come at once,” urged the guard.")._.attributions[0].stance == "urge"


def test_a_person_who_counts_sees_and_a_body_that_counts_states(nlp: Language) -> None:
    texts = ("He counted 14 graves.", "The league counted 14 graves.")
    assert [nlp(text)._.attributions[0].act for text in texts] == ["perception", "statement"]


PIECES = st.sampled_from(
    "said added asked told who according to by the a his 's ’s “ ” \" ' , . ; : - — ( mayor army residents "
    "Issa Kone Gao killed ten men out that it he they For Inside spokesman".split()
)


@given(st.lists(PIECES, max_size=16).map(" ".join))
def test_source_cue_and_content_never_overlap(nlp: Language, text: str) -> None:
    for row in nlp(text)._.attributions:
        spans = [(row.cue_start, row.cue_end), *row.content]
        if row.source_start is not None and row.source_end is not None:
            spans.append((row.source_start, row.source_end))
        spans.sort()
        assert all(a < b for a, b in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_the_example_of_the_public_function_runs() -> None:
    result = doctest.testmod(extraction)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    "text",
    [
        "The road to Ber is closed, and the senator has called for better lorries.",
        "Issa Kone has been missing since Sunday, when he said Mass in Ber.",
        "The raid left 20 dead and many wounded, and the group claimed it in a film.",
        "Bloodstains on the track showed that two of the raiders had been hit.",
        "The spokesman, Col. Issa Kone, made this known on Friday.",
        "The president has declared three days of mourning.",
        "Diplomats are looking into a claim that seven workers are dead.",
        "The depot sells 40 litres per day.",
    ],
)
def test_what_states_nothing_of_the_clause_before(nlp: Language, text: str) -> None:
    rows = extract_attributions(nlp(text))
    assert [(r.cue, r.rule) for r in rows if r.act == "statement" and r.stance != "urge"] == []
