"""The learned step of attributions: which candidates to accept, and which source.

    python -m training.attributions PACK.jsonl.gz [REPORTS ...] [--out data/attribution_weights.npz]

PACK has one article per line, `{text, attributions: [{source, cue, content}], parse}`, spans in characters,
`parse` in the form of `spacy.tokens.Doc`'s arguments. Both that parse and the embedded pipeline's own are
learned from, so that the weights serve both label schemes. The corpus is PolNeAR (Newell et al. 2018).
The project's own reports are added, those of the part "training", and those of further folders REPORTS in the
same format: they are few, so each counts several times.
"""

from __future__ import annotations

import argparse
import gzip
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sahel_analysis.attributions.boundaries import content_tokens, source_tokens
from sahel_analysis.attributions.contents import Content, find_additions, find_contents, find_cues, find_cuts
from sahel_analysis.attributions.cues import find_cue
from sahel_analysis.attributions.model import (
    BITS,
    WEIGHTS,
    CueFeatures,
    Hashes,
    content_features,
    edge_features,
    source_features,
)
from sahel_analysis.attributions.selection import words_of_cue_and_source
from sahel_analysis.attributions.speakers import find_sources
from sahel_analysis.parsing.tree import Tree
from sahel_analysis.resources import path_of
from training.gold import read_gold
from training.report_scores import find_span

Example = tuple[Hashes, bool]
REPORTS = 5.0
"""How often each example of the project's own reports counts."""
STRENGTH = {"content": 0.03, "source": 0.1, "edge": 0.05}
"""Inverse of the penalty of each model."""

Spans = list[list[int]]
Gold = dict[str, frozenset[int]]
"""The words of an attribution's source, cue and content."""


def read_pack(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a pack."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        for line in file:
            yield json.loads(line)


def given_doc(article: dict[str, Any], vocab: Vocab) -> Doc:
    """A Doc with the parse that the pack holds."""
    return Doc(vocab, **{key: value for key, value in article["parse"].items() if key != "ents"})


def tokens_of(tree: Tree, spans: Spans) -> frozenset[int]:
    """The words that share a character with some spans."""
    return frozenset(
        i
        for a, b in spans
        for i in range(bisect_right(tree.end, a), bisect_left(tree.start, b))
        if tree.is_word(i)
    )


def attributions_of(report: Mapping[Any, Any]) -> list[dict[str, Spans]]:
    """The statements of a report of the project's own corpus, as spans."""
    text = report["text"]
    return [
        {
            "source": [list(find_span(text, s["source"]))] if s["source"] else [],
            "cue": [list(find_span(text, s["cue"]))],
            "content": [list(find_span(text, part)) for part in s["content"]],
        }
        for s in report["statements"]
    ]


def learn_from(
    doc: Doc, attributions: list[dict[str, Spans]], *, statements_only: bool = False
) -> dict[str, list[Example]]:
    """Examples of a Doc for each of the models: features and answer.

    `statements_only`: the gold has no attitudes, so of other cues it says nothing.
    """
    tree = Tree(doc)
    gold = [{role: tokens_of(tree, a[role]) for role in ("source", "cue", "content")} for a in attributions]
    within = set().union(*(g["content"] for g in gold))
    found: dict[str, list[Example]] = {"content": [], "source": [], "edge": []}
    for cue in find_cues(tree):
        mine = [g for g in gold if cue in g["cue"]]
        if statements_only and not mine and not _states(tree, cue):
            continue
        if cue in within and not mine:
            continue  # nested: the corpus does not say
        features = CueFeatures(tree, cue)
        best: tuple[float, Content, Gold] | None = None
        for rank, content in enumerate(find_contents(tree, cue)):
            source = find_sources(tree, cue, content)[0]
            left_out = words_of_cue_and_source(tree, cue, source)
            tokens = {i for i in content_tokens(tree, cue, content, left_out) if tree.is_word(i)}
            match = max(mine, key=lambda g: jaccard(tokens, g["content"]), default=None)
            right = match is not None and _is_right(content, tokens, match["content"])
            found["content"].append((content_features([(features, content, rank)])[0], right))
            if match is not None and right:
                score = jaccard(tokens, match["content"])
                best = (score, content, match) if best is None or score > best[0] else best
        if best is not None:
            _, content, match = best
            found["source"] += _source_examples(features, content, match["source"])
            found["edge"] += _edge_examples(features, content, match["content"])
    return found


def _states(tree: Tree, cue: int) -> bool:
    known = find_cue(tree, cue)
    return known is not None and known.act == "statement"


def jaccard(a: AbstractSet[int], b: AbstractSet[int]) -> float:
    """The share of two sets that they have in common."""
    return len(a & b) / len(a | b) if a or b else 0.0


def _is_right(content: Content, tokens: set[int], gold: frozenset[int]) -> bool:
    """Whether a content is much like the gold one, or holds it and only goes on, which another step mends."""
    if jaccard(tokens, gold) >= 0.5:
        return True
    holds = content.head in gold and len(tokens & gold) >= 0.8 * len(gold)
    return holds and min(tokens) + 3 >= min(gold)


def _source_examples(features: CueFeatures, content: Content, gold: frozenset[int]) -> list[Example]:
    tree = features.tree
    heads = {i for i in gold if tree.head[i] not in gold or tree.head[i] == i}
    found = []
    for rank, source in enumerate(find_sources(features.tree, features.cue, content)):
        tokens = set() if source.head is None else set(source_tokens(tree, source.head))
        right = bool(heads & tokens) if tokens else not heads
        found.append((source_features(features, content, source, rank), right))
    return found


def _edge_examples(features: CueFeatures, content: Content, gold: frozenset[int]) -> list[Example]:
    """A branch is to be cut if most of its words are not the gold content's, and added if most are."""
    tree, cue = features.tree, features.cue
    if tree.quoted[content.tokens[-1]] >= 0 and tree.quoted[cue] < 0:
        return []
    found = []
    for edge in (*find_cuts(tree, content), *find_additions(tree, cue, content)):
        words = [i for i in edge.tokens if tree.is_word(i)]
        shared = sum(i in gold for i in words) / max(1, len(words))
        right = shared < 0.5 if edge.kind == "cut" else shared >= 0.5
        found.append((edge_features(features, content, edge), right))
    return found


def fit(examples: list[Example], strength: float, counts: list[float]) -> tuple[NDArray[np.float64], float]:
    """Weights and bias of a logistic regression with an L2 penalty; `counts`: how often each example does."""
    lengths = np.array([len(features) for features, _ in examples])
    indices = np.concatenate([features for features, _ in examples]).astype(np.int32)
    matrix = csr_matrix(
        (np.ones(len(indices), dtype=np.float32), indices, np.concatenate([[0], np.cumsum(lengths)])),
        shape=(len(examples), 1 << BITS),
    )
    answers = np.array([answer for _, answer in examples])
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=200, tol=1e-3)
    model.fit(matrix, answers, sample_weight=counts)
    return model.coef_[0], float(model.intercept_[0])


def main() -> None:
    """Learns the weights of a pack and writes them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pack", type=Path)
    parser.add_argument("reports", type=Path, nargs="*", help="folders of further reports")
    parser.add_argument("--out", type=Path, default=Path(WEIGHTS))
    parser.add_argument("--articles", type=int, default=None, help="only the first so many")
    args = parser.parse_args()
    nlp = spacy.load(path_of("data/en_sahel_news"))
    examples: dict[str, list[Example]] = {"content": [], "source": [], "edge": []}
    own: dict[str, list[Example]] = {name: [] for name in examples}
    for report in read_gold([path_of("data/reports/reports.jsonl"), *args.reports]):
        for name, found in learn_from(
            nlp(report["text"]), attributions_of(report), statements_only=True
        ).items():
            own[name] += found
    for article in list(read_pack(args.pack))[: args.articles]:
        for doc in (given_doc(article, nlp.vocab), nlp(article["text"])):
            for name, found in learn_from(doc, article["attributions"]).items():
                examples[name] += found
    arrays: dict[str, Any] = {}
    for name, strength in STRENGTH.items():
        counts = [1.0] * len(examples[name]) + [REPORTS] * len(own[name])
        weights, bias = fit(examples[name] + own[name], strength, counts)
        scale = float(np.abs(weights).max()) / 127
        arrays[name] = np.round(weights / scale).astype(np.int8)
        arrays[f"{name}_scale"], arrays[f"{name}_bias"] = scale, bias
        print(name, len(examples[name]), "examples,", sum(a for _, a in examples[name]), "of them right")
    np.savez_compressed(args.out, **arrays)


if __name__ == "__main__":
    main()
