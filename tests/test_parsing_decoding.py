"""From scores to structure: trees are trees, windows cover the text, name spans are well formed."""

from itertools import pairwise, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as stn

from sahel_analysis.parsing.decoding import (
    CANDIDATE_HEADS,
    N_SHAPES,
    Floats,
    Ints,
    Window,
    decode_names,
    decode_tree,
    iob_spans,
    make_windows,
    maximum_arborescence,
    name_transitions,
    word_shape,
)

# Word shapes


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("soldiers été", 0),
        ("Bamako Al", 1),
        ("JNIM EU", 2),
        ("A É", 3),
        ("15 2024", 4),
        ("10,000 3.5 12-15", 5),
        ("FAMa al-Qaida McCain", 6),
        ("Émile Goïta", 7),
        (". “ – $", 8),
        ("مالي", 9),
    ],
)
def test_word_shapes(words: str, shape: int) -> None:
    assert {word: word_shape(word) for word in words.split()} == dict.fromkeys(words.split(), shape)


@given(st.text(min_size=1))
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 <= word_shape(word) < N_SHAPES


# Trees


def depth_to_root(heads: Ints, word: int) -> int:
    """Steps from a word to the artificial root; more than there are words in a cycle."""
    steps, at = 0, word + 1
    while at and steps <= len(heads):
        at, steps = int(heads[at - 1]), steps + 1
    return steps


def is_tree(heads: Ints) -> bool:
    one_root = int((heads == 0).sum()) == 1
    return one_root and all(depth_to_root(heads, w) <= len(heads) for w in range(len(heads)))


def total(scores: Floats, heads: Ints) -> float:
    return float(scores[np.arange(len(heads)), heads].sum())


def best_by_trying_all(scores: Floats) -> float:
    n = len(scores)
    trees = (np.array(heads) for heads in product(range(n + 1), repeat=n))
    return max(total(scores, heads) for heads in trees if is_tree(heads))


def matrices(most: int) -> st.SearchStrategy[Floats]:
    """Scores of a sentence: a row per word, a column per head, the artificial root first."""
    values = st.integers(-30, 30).map(float)
    shape = st.integers(1, most).map(lambda n: (n, n + 1))
    return shape.flatmap(lambda s: stn.arrays(np.float64, s, elements=values))


@given(matrices(14))
def test_any_scores_give_a_tree_with_one_root(scores: Floats) -> None:
    before = scores.copy()
    heads = decode_tree(scores)
    assert len(heads) == len(scores)
    assert is_tree(heads)
    assert (scores == before).all(), "the scores were changed"


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
@settings(max_examples=30)
def test_trees_of_long_sentences(n: int, seed: int) -> None:
    assert is_tree(decode_tree(np.random.default_rng(seed).normal(size=(n, n + 1))))


def test_a_tree_survives_heads_that_nobody_wants() -> None:
    """Every word wants one head, and that head and another word want each other."""
    scores = np.full((6, 7), -1e6)
    scores[:, 1], scores[0, 2], scores[1, 1] = 5.0, 5.0, 6.0
    assert is_tree(decode_tree(scores))


@given(matrices(4))
@settings(max_examples=60)
def test_the_tree_is_the_best_one(scores: Floats) -> None:
    """With four words no candidate is left out, once both of the likeliest roots are all that matter."""
    assert CANDIDATE_HEADS >= 4
    n = len(scores)
    # The search tries the two likeliest roots: make the others impossible.
    margin = [
        scores[w, 0] - max([scores[w, h] for h in range(1, n + 1) if h != w + 1], default=0) for w in range(n)
    ]
    for word in np.argsort(margin, kind="stable")[:-2]:
        scores[word, 0] = -1000.0
    heads = decode_tree(scores)
    assert total(scores, heads) == pytest.approx(best_by_trying_all(scores))


@given(matrices(5), st.integers(0, 4))
@settings(max_examples=25)
def test_the_tree_below_a_certain_root_is_the_best_one(scores: Floats, root: int) -> None:
    root %= len(scores)
    scores[:, 0] = -1000.0
    scores[root, 0] = 1000.0
    heads = decode_tree(scores)
    assert heads[root] == 0
    assert total(scores, heads) == pytest.approx(best_by_trying_all(scores))


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([[0, 9]], [0]),
        ([[5, 0, 1], [0, 5, 0]], [0, 1]),
        ([[1, 0, 8], [3, 9, 0]], [2, 0]),  # both words want each other: the likelier root wins
        ([[9, 0, 0], [8, 1, 0]], [0, 1]),  # both want to be the root
    ],
)
def test_small_trees(rows: list[list[float]], heads: list[int]) -> None:
    assert decode_tree(np.array(rows, dtype=float)).tolist() == heads


# Windows

SIZES = st.lists(st.integers(1, 16), max_size=120)


@given(SIZES, st.lists(st.integers(0, 130), max_size=8), st.integers(20, 60))
def test_windows_cover_every_word_once(sizes: list[int], breaks: list[int], limit: int) -> None:
    windows = make_windows(sizes, sorted(breaks), limit=limit, margin=limit // 6)
    kept = [word for w in windows for word in range(w.keep_start, w.keep_end)]
    assert kept == list(range(len(sizes)))
    for w in windows:
        assert w.start <= w.keep_start < w.keep_end <= w.end
        assert sum(sizes[w.start : w.end]) <= limit or w.end - w.start == 1


@given(st.lists(st.integers(1, 4), min_size=150, max_size=400))
def test_kept_words_of_a_long_paragraph_have_context(sizes: list[int]) -> None:
    """Two windows share two margins of pieces, and each keeps half of the words that they share."""
    windows = make_windows(sizes, limit=192, margin=32)
    assert windows[0].start == 0
    assert windows[-1].end == len(sizes)
    for w, following in pairwise(windows):
        assert sum(sizes[following.start : w.end]) > 64 - max(sizes)
        left, right = w.keep_end - following.start, w.end - w.keep_end
        assert 7 <= left <= right <= left + 1


def test_short_paragraphs_share_a_window() -> None:
    assert make_windows([1] * 30, [10, 20], limit=40, margin=5) == [Window(0, 30, 0, 30)]


def test_a_paragraph_that_does_not_fit_any_more_opens_a_window() -> None:
    assert make_windows([1] * 50, [20, 40], limit=40, margin=5) == [
        Window(0, 40, 0, 40),
        Window(40, 50, 40, 50),
    ]
    assert make_windows([1] * 50, [20], limit=40, margin=5) == [Window(0, 20, 0, 20), Window(20, 50, 20, 50)]


def test_a_long_paragraph_is_cut_with_overlap() -> None:
    first, second = make_windows([1] * 60, limit=40, margin=5)
    assert (first.start, first.end, second.end) == (0, 40, 60)
    assert first.keep_end == second.keep_start == 35
    assert second.start == 30


def test_a_word_larger_than_the_limit_stands_alone() -> None:
    windows = make_windows([1, 100, 1], limit=40, margin=5)
    assert [(w.keep_start, w.keep_end) for w in windows] in ([(0, 1), (1, 2), (2, 3)], [(0, 1), (1, 3)])


def test_no_words_need_no_windows() -> None:
    assert make_windows([]) == []


@given(SIZES, st.lists(st.integers(0, 130), max_size=5))
def test_windows_go_forward(sizes: list[int], breaks: list[int]) -> None:
    windows = make_windows(sizes, breaks, limit=40, margin=6)
    assert all(a.start < b.start and a.end <= b.end for a, b in pairwise(windows))


# Names

LABELS = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG"]


def scored(tags: str) -> Floats:
    """Scores that prefer the given tags."""
    scores = np.zeros((len(tags.split()), len(LABELS)))
    for row, tag in zip(scores, tags.split(), strict=True):
        row[LABELS.index(tag)] = 1.0
    return scores


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O O", []),
        ("B-ORG", [(0, 1, "ORG")]),
        ("O B-PERSON I-PERSON O", [(1, 3, "PERSON")]),
        ("B-ORG B-ORG I-ORG", [(0, 1, "ORG"), (1, 3, "ORG")]),
        ("B-ORG B-PERSON", [(0, 1, "ORG"), (1, 2, "PERSON")]),
    ],
)
def test_well_formed_tags_are_spans(tags: str, spans: list[tuple[int, int, str]]) -> None:
    assert iob_spans(tags.split()) == spans
    assert decode_names(scored(tags), LABELS) == spans


def test_spans_of_tags_that_do_not_fit_together() -> None:
    assert iob_spans(["I-ORG", "I-ORG", "I-PERSON"]) == [(0, 2, "ORG"), (2, 3, "PERSON")]


def test_a_name_that_starts_inside_is_mended_at_the_least_cost() -> None:
    scores = scored("O I-PERSON I-PERSON O")
    scores[1, LABELS.index("B-PERSON")] = 0.9
    assert decode_names(scores, LABELS) == [(1, 3, "PERSON")]
    scores = scored("B-ORG I-PERSON O")
    scores[1, LABELS.index("I-ORG")] = 0.9
    assert decode_names(scores, LABELS) == [(0, 2, "ORG")]


def test_no_words_have_no_names() -> None:
    assert decode_names(np.zeros((0, len(LABELS))), LABELS) == []


def test_which_label_may_follow_which() -> None:
    first, follow = name_transitions(LABELS)
    assert [label for label, score in zip(LABELS, first, strict=True) if score == 0] == [
        "O",
        "B-PERSON",
        "B-ORG",
    ]
    after = {label: [LABELS[j] for j in range(5) if follow[i, j] == 0] for i, label in enumerate(LABELS)}
    assert after == {
        "O": ["O", "B-PERSON", "B-ORG"],
        "B-PERSON": ["O", "B-PERSON", "I-PERSON", "B-ORG"],
        "I-PERSON": ["O", "B-PERSON", "I-PERSON", "B-ORG"],
        "B-ORG": ["O", "B-PERSON", "B-ORG", "I-ORG"],
        "I-ORG": ["O", "B-PERSON", "B-ORG", "I-ORG"],
    }


NAME_SCORES = st.integers(1, 5).flatmap(
    lambda n: stn.arrays(np.float64, (n, len(LABELS)), elements=st.integers(-20, 20).map(float))
)


def well_formed(path: tuple[int, ...]) -> bool:
    tags = ["O", *(LABELS[k] for k in path)]
    return all(b[0] != "I" or (a != "O" and a[2:] == b[2:]) for a, b in pairwise(tags))


@given(NAME_SCORES)
@settings(max_examples=30)
def test_names_are_the_best_well_formed_ones(scores: Floats) -> None:
    n = len(scores)
    spans = decode_names(scores, LABELS)
    tags = ["O"] * n
    for start, end, label in spans:
        tags[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    got = sum(scores[i, LABELS.index(tag)] for i, tag in enumerate(tags))
    paths = (p for p in product(range(len(LABELS)), repeat=n) if well_formed(p))
    assert got == max(sum(scores[i, k] for i, k in enumerate(p)) for p in paths)


@pytest.mark.parametrize("seed", range(20))
def test_cycles_within_cycles_are_solved_as_another_implementation_does(seed: int) -> None:
    random = np.random.default_rng(seed)
    into = {
        word: {int(head): float(random.normal()) for head in random.choice(25, 5) if head != word}
        | {0: -50.0}
        for word in range(1, 25)
    }
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_weighted_edges_from(
        (head, word, score) for word, heads in into.items() for head, score in heads.items()
    )
    wanted = {word: head for head, word in nx.maximum_spanning_arborescence(graph).edges}
    assert maximum_arborescence(into) == wanted
