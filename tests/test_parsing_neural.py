"""The embedded pipeline's component: whatever the text, the Doc is whole and well formed."""

import json
import pickle
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
import srsly
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.article import load_article
from sahel_analysis.parsing.neural import MAX_PIECES, MAX_SENTENCE, Neural, make_neural, word_pieces
from sahel_analysis.resources import path_of

Reader = Callable[[str], Doc]

NAMES = {"PERSON", "ORG", "LOC", "NORP", "EVENT"}


@pytest.fixture(scope="module")
def neural(nlp: Language) -> Neural:
    component = nlp.get_pipe("sahel_neural")
    assert isinstance(component, Neural)
    return component


@pytest.fixture(scope="module")
def read(nlp: Language, neural: Neural) -> Reader:
    """Reads a text with this component alone."""
    return lambda text: neural(nlp.make_doc(text))


def rows(doc: Doc) -> list[tuple[object, ...]]:
    """Everything that the component says of a Doc."""
    words = [(t.text, t.tag_, t.pos_, str(t.morph), t.head.i, t.dep_, t.is_sent_start) for t in doc]
    return [*words, *((s.start, s.end, s.label_) for s in doc.ents)]


def assert_whole(doc: Doc, text: str) -> None:
    """The text is unchanged, every sentence has one root and no cycle, names lie inside sentences."""
    assert doc.text == text
    if not len(doc):
        return
    if any(not t.is_space for t in doc):
        assert doc.has_annotation("DEP")
        for sentence in doc.sents:
            roots = [t for t in sentence if t.head == t]
            assert [t.dep_ for t in roots] == ["ROOT"], sentence.text
            assert all(t.head.i in range(sentence.start, sentence.end) for t in sentence)
            assert {t.i for t in roots[0].subtree} == set(range(sentence.start, sentence.end))
    for token in doc:
        assert token.tag_, token.i
        assert token.pos_, token.i
        assert token.is_space == (token.pos_ == "SPACE"), repr(token.text)
    for span in doc.ents:
        assert span.label_ in NAMES
        assert not span[0].is_space
        assert not span[-1].is_space


TEXTS = {
    "empty": "",
    "one blank": " ",
    "only whitespace": " \n\t\r\n  \u00a0\u3000\n",
    "one word": "Rain.",
    "one mark": "!",
    "one letter": "A",
    "whitespace around": "\n\n  Rain fell in Kayes.  \n\n\n The river rose.\t\n",
    "whitespace inside": "Rain  fell \t in\u00a0\u00a0Kayes  and   stayed.",
    "emoji": "🌧️ Rain 🌊 fell 👩🏾‍🌾👨‍👩‍👧 in Kayes 🇲🇱.",
    "zero-width": "Ra\u200bin\u200d fell\ufeff in \u200eKayes\u200f.",
    "control characters": "Rain\x00 fell\x07 in\x1b Kayes\x85.",
    "other scripts": "أمطار في كاي 雨が降った。 Дождь прошёл. ⵜⴰⵎⴰⵛⴻⵇ ߒߞߏ",
    "combining": "Goi\u0308ta a\u0301\u0302\u0303\u0304\u0305 z̸̢̛a̵l̷g̶o̸",
    "a long word": "x" * 5000,
    "an address": "https://example.org/" + "a/" * 400 + "?q=1",
    "no letters": "12 34,5 % --- ... ??? (((((",
    "quotes that do not pair": '“Rain, he said. "Rain”, she said. ‘Rain',
    "upper case": "RAIN FELL IN KAYES ON MONDAY.",
    "a table": "a\tb\tc\n1\t2\t3\n4\t5\t6\n",
    "many line breaks": "Rain\nfell\nin\nKayes\n" * 30,
    "windows line ends": "Rain fell.\r\n\r\nThe river rose.\r\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_doc_is_whole_whatever_the_text(read: Reader, text: str) -> None:
    assert_whole(read(text), text)


@settings(max_examples=15)
@given(text=st.text(max_size=120))
def test_any_text_can_be_read(read: Reader, text: str) -> None:
    text = text.encode("utf8", "ignore").decode("utf8")
    assert_whole(read(text), text)


@settings(max_examples=12)
@given(
    pieces=st.lists(
        st.sampled_from("Rain fell in Kayes . , “ ” \n \n\n Monday Mali ’s 15 ( ) - al-".split(" "))
    )
)
def test_any_words_can_be_read(read: Reader, pieces: list[str]) -> None:
    assert_whole(read(" ".join(pieces)), " ".join(pieces))


def test_a_paragraph_without_a_stop_is_cut_into_sentences(read: Reader) -> None:
    words = "rain river village market road goat rice herder truck bridge".split()
    rng = random.Random(1)
    text = " ".join(rng.choice(words) for _ in range(3000))
    doc = read(text)
    assert_whole(doc, text)
    assert max(len(s) for s in doc.sents) <= MAX_SENTENCE


def test_a_given_sentence_that_is_far_too_long_is_cut_too(nlp: Language, neural: Neural) -> None:
    doc = nlp.make_doc(" ".join(["rain"] * 3 * MAX_SENTENCE))
    for token in doc:
        token.is_sent_start = token.i == 0
    neural(doc)
    assert max(len(s) for s in doc.sents) <= MAX_SENTENCE
    assert_whole(doc, doc.text)


# What it says

PLAIN = "Soldiers closed the bridge. Doctors treated two children in the town."


def test_words_have_tags_and_parts_of_speech(nlp: Language) -> None:
    doc = nlp(PLAIN)
    assert [t.pos_ for t in doc[:5]] == ["NOUN", "VERB", "DET", "NOUN", "PUNCT"]
    assert [t.tag_ for t in doc[:5]] == ["NNS", "VBD", "DT", "NN", "."]


def test_words_have_morphology_and_lemmas(nlp: Language) -> None:
    doc = nlp(PLAIN)
    assert doc[0].morph.get("Number") == ["Plur"]
    assert doc[1].morph.get("Tense") == ["Past"]
    assert [t.lemma_ for t in doc[:5]] == ["soldier", "close", "the", "bridge", "."]


def test_sentences_have_trees(nlp: Language) -> None:
    doc = nlp(PLAIN)
    assert [s.text for s in doc.sents] == PLAIN.replace(". ", ".|").split("|")
    assert [(t.head.text, t.dep_) for t in doc[:4]] == [
        ("closed", "nsubj"),
        ("closed", "ROOT"),
        ("bridge", "det"),
        ("closed", "obj"),
    ]


def test_names_have_labels(nlp: Language) -> None:
    doc = nlp("Fanta Coulibaly lives in Germany.")
    assert [(s.text, s.label_) for s in doc.ents] == [("Fanta Coulibaly", "PERSON"), ("Germany", "LOC")]


# Sentence boundaries and whitespace


def test_a_blank_line_ends_a_sentence(read: Reader) -> None:
    starts = [s.text.strip() for s in read("The town of\n\nkayes is calm").sents]
    assert starts[0] == "The town of"


@pytest.mark.parametrize(
    ("text", "first"),
    [("Rain in Kayes\nMany were glad.", "Rain in Kayes"), ("He came from\r\n\r\nKayes.", "He came from")],
)
def test_a_line_break_before_a_capital_ends_a_sentence(read: Reader, text: str, first: str) -> None:
    assert next(iter(read(text).sents)).text.strip() == first


def test_a_line_break_before_a_lower_case_word_does_not(read: Reader) -> None:
    assert len(list(read("Soldiers closed the\nbridge.").sents)) == 1


def test_sentence_starts_that_are_given_are_kept(nlp: Language, neural: Neural) -> None:
    doc = nlp.make_doc("Soldiers closed the bridge. Doctors treated two children.")
    for token in doc:
        token.is_sent_start = token.i in (0, 3, 7)
    neural(doc)
    assert [t.i for t in doc if t.is_sent_start] == [0, 3, 7]
    assert_whole(doc, doc.text)


def test_whitespace_changes_nothing_for_the_words(read: Reader) -> None:
    plain, spaced = read("Soldiers closed the bridge."), read("  Soldiers closed  the bridge. ")
    words = [t for t in spaced if not t.is_space]
    assert [(t.text, t.tag_, t.dep_, t.head.text) for t in words] == [
        (t.text, t.tag_, t.dep_, t.head.text) for t in plain
    ]


def test_a_name_never_holds_a_line_break(read: Reader) -> None:
    doc = read("He met Fanta\nCoulibaly and Oumar\nTraore of Radio\nKayes.")
    assert [s.text for s in doc.ents if "\n" in s.text] == []


# The same text, the same answer


@pytest.fixture(scope="module")
def lines() -> list[str]:
    article = load_article()
    return [*(article.text[a:b] for a, b in article.paragraphs[:4]), "", "Rain fell.\n", " "]


@pytest.mark.parametrize("batch_size", [1, 2, 7])
def test_batches_do_not_change_the_answer(nlp: Language, lines: list[str], batch_size: int) -> None:
    alone = [rows(nlp(line)) for line in lines]
    assert [rows(doc) for doc in nlp.pipe(lines, batch_size=batch_size)] == alone


def test_order_does_not_change_the_answer(nlp: Language, lines: list[str]) -> None:
    order = list(range(len(lines)))
    random.Random(3).shuffle(order)
    docs = dict(zip(order, nlp.pipe([lines[i] for i in order]), strict=True))
    assert [rows(docs[i]) for i in range(len(lines))] == [rows(nlp(line)) for line in lines]


def test_reading_twice_gives_the_same(nlp: Language, neural: Neural) -> None:
    doc = nlp(PLAIN)
    before = rows(doc)
    assert rows(neural(doc)) == before


# Saving and loading


@pytest.fixture(scope="module")
def alone(nlp: Language) -> Language:
    """The packaged pipeline without what the package adds."""
    return spacy.load(path_of("data/en_sahel_news"))


def test_a_pipeline_travels_as_bytes(alone: Language) -> None:
    copy = spacy.blank("en")
    for name in alone.pipe_names:
        copy.add_pipe(name)
    copy.from_bytes(alone.to_bytes())
    assert rows(copy(PLAIN)) == rows(alone(PLAIN))


def test_a_pipeline_is_saved_to_disk(alone: Language, tmp_path: Path) -> None:
    alone.to_disk(tmp_path / "copy")
    assert rows(spacy.load(tmp_path / "copy")(PLAIN)) == rows(alone(PLAIN))
    files = {p.name for p in (tmp_path / "copy" / "sahel_neural").iterdir()}
    assert files == {"encoder.onnx", "tokenizer.json", "labels.json", "trees.npz"}


def test_a_doc_travels_as_bytes(nlp: Language) -> None:
    doc = nlp.get_pipe("sahel_neural")(nlp.make_doc(PLAIN))
    assert rows(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == rows(doc)


def test_a_component_without_weights_says_what_to_do() -> None:
    blank = spacy.blank("en")
    with pytest.raises(ValueError, match=r"Load it with sahel_analysis\.load_pipeline\(\)"):
        make_neural(blank, "sahel_neural", 1)(blank.make_doc("Rain."))


def test_the_labels_are_those_of_the_weights(neural: Neural) -> None:
    labels = json.loads(neural.files["labels.json"])
    assert {label[2:] for label in labels["names"] if label != "O"} == NAMES
    assert "root" in labels["deps"]
    assert len(set(labels["tags"])) == len(labels["tags"])


# Word pieces


def test_every_word_has_pieces(neural: Neural) -> None:
    words = ["rain", "Ouagadougou", "\u200b", "🌧️", "x" * 900, "", " "]
    pieces = word_pieces(neural.tokenizer, words)
    assert len(pieces) == len(words)
    assert all(1 <= len(p) <= MAX_PIECES for p in pieces)


def test_a_long_word_keeps_its_first_and_last_pieces(neural: Neural) -> None:
    word = "https://example.org/north/south/east/west/market/river/end.html"
    whole = neural.tokenizer.encode([word], is_pretokenized=True, add_special_tokens=False).ids
    assert len(whole) > MAX_PIECES
    assert word_pieces(neural.tokenizer, [word]) == [whole[: MAX_PIECES // 2] + whole[-MAX_PIECES // 2 :]]


def test_the_component_travels_to_another_process(neural: Neural, nlp: Language) -> None:
    """As processes that are started anew need it: an onnxruntime session cannot be pickled."""
    again = pickle.loads(pickle.dumps(neural))
    text = "Rain fell in Gao. The mayor of Kidal left."
    assert rows(again(nlp.make_doc(text))) == rows(neural(nlp.make_doc(text)))
    assert pickle.loads(pickle.dumps(Neural(nlp.vocab, threads=3))).threads == 3


@pytest.mark.parametrize("name", ["encoder.onnx", "labels.json", "tokenizer.json", "trees.npz"])
@pytest.mark.parametrize("content", [None, b"", b"version https://git-lfs"])
def test_a_missing_or_damaged_file_is_named(
    neural: Neural, nlp: Language, name: str, content: bytes | None
) -> None:
    files = {**neural.files, **({name: content} if content is not None else {})}
    if content is None:
        del files[name]
    with pytest.raises(ValueError, match=f"file {name} (is missing|cannot be read)"):
        Neural(nlp.vocab).from_bytes(srsly.msgpack_dumps(files))
