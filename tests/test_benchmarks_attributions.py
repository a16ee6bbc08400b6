"""The comparison of attributions: its sentences, and how it counts."""

import pytest
from conftest import parsed
from spacy.tokens import Doc

from benchmarks.attributions import SENTENCES, Quote, heads, make_quote, outermost, pair, score
from benchmarks.running import read


def quote(source: str, content: str, cue: str = "", has_marks: bool = False) -> Quote:
    """An attribution from numbers of tokens: "0 1"."""
    return Quote(*(frozenset(map(int, words.split())) for words in (source, cue, content)), has_marks)


@pytest.fixture
def doc() -> Doc:
    """Tokens 0 to 6."""
    return parsed(
        "Old/ADJ/1/amod Awa/PROPN/3/nsubj and/CCONJ/1/cc Issa/PROPN/-2/conj "
        "said/VERB/0/ROOT so/ADV/-1/advmod ./PUNCT/-2/punct"
    )


def test_spans_become_the_tokens_that_they_touch(doc: Doc) -> None:
    found = make_quote(doc, source=[(4, 7)], cue=[(17, 19)], content=[(21, 24), (0, 1)])
    assert found == quote("1", "0 5", "4")


def test_quotation_marks_count_inside_a_content_and_at_its_edges() -> None:
    doc = parsed("“/PUNCT/1/punct Go/VERB/0/ROOT ”/PUNCT/-1/punct now/ADV/-2/advmod")
    start = doc.text.index("Go")
    assert make_quote(doc, [], [], [(start, start + 2)]).has_marks
    assert not make_quote(doc, [], [], [(len(doc.text) - 3, len(doc.text))]).has_marks


def test_the_head_of_a_source_is_the_word_that_hangs_on_none_of_its_others(doc: Doc) -> None:
    assert heads(doc, frozenset({0, 1})) == {1}
    assert heads(doc, frozenset({0, 1, 2, 3})) == {1, 3}
    assert heads(doc, frozenset()) == frozenset()


def test_attributions_agree_by_half_of_the_content_and_the_head_of_the_source(doc: Doc) -> None:
    gold = [quote("0 1", "4 5 6")]
    assert pair(doc, gold, [quote("1", "4 5")])
    assert not pair(doc, gold, [quote("1", "4")])
    assert not pair(doc, gold, [quote("0", "4 5 6")])
    assert not pair(doc, gold, [quote("", "4 5 6")])
    assert pair(doc, [quote("", "4 5")], [quote("", "4 5")])


def test_each_attribution_agrees_with_one_other_at_most_and_the_best_first(doc: Doc) -> None:
    gold = [quote("1", "4 5 6"), quote("1", "4 5")]
    assert pair(doc, gold, [quote("1", "4 5")]) == [(gold[1], quote("1", "4 5"))]


def test_an_attribution_inside_another_is_not_outermost() -> None:
    outer, inner = quote("0", "2 3 4 5", "1"), quote("2", "4 5", "3")
    assert outermost([outer, inner]) == [outer]


def test_scores_are_shares_of_attributions(doc: Doc) -> None:
    gold = [quote("1", "4 5", has_marks=True), quote("3", "0")]
    scores = score([doc], [gold], [[quote("1", "4 5"), quote("3", "6", has_marks=True)]])
    assert scores == {"precision": 50.0, "recall": 50.0, "f1": 50.0, "with marks": 200 / 3, "without": 0.0}
    assert set(score([doc], [[]], [[]]).values()) == {0.0}


def test_the_sentences_hold_whole_words() -> None:
    for document in read(SENTENCES):
        text = document["text"]
        for attribution in document["attributions"]:
            assert attribution["cue"], document["id"]
            assert attribution["content"], document["id"]
            for start, end in (span for role in ("source", "cue", "content") for span in attribution[role]):
                assert 0 <= start < end <= len(text)
                assert text[start:end] == text[start:end].strip()
                assert not text[start - 1 : start + 1].isalnum() or start == 0
                assert not text[end - 1 : end + 1].isalnum() or end == len(text)
