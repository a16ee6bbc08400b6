"""Learns the weights of the events layer from reports with gold: `python -m training.events FOLDER ...`.

Each decision of `sahel_analysis/events` (which word is a mention, which mentions are one event, which place,
time and actor belong to it, whose figure a number is) is a logistic regression over the named features that
the package itself computes. The examples are those of training/examples.py; this file fits them, in order,
and writes data/event_weights.csv.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from sahel_analysis.events import model
from sahel_analysis.events.view import KINDS
from sahel_analysis.resources import path_of
from training.examples import (
    Example,
    actor_examples,
    coreference_examples,
    count_examples,
    date_examples,
    event_examples,
    figure_examples,
    joined_examples,
    link_examples,
    mention_examples,
    more,
    party_examples,
    place_examples,
    row_examples,
    total_examples,
)
from training.gold import Report, read_reports, use

STRENGTH = {
    "coreference": 0.1,
    "actor": 0.1,
    "date": 0.1,
    "figure of event": 0.1,
    "attackers": 0.1,
    "row": 1.0,
}
"""Inverse of the regularization (scikit-learn's C) by decision, else 0.3: least loss on reports left out."""

SMALLEST = 0.02
"""Weights nearer to 0 are left out."""

STAGES: tuple[tuple[tuple[str, Any], ...], ...] = (
    tuple((f"counts {kind}", partial(count_examples, kind=kind)) for kind in KINDS),
    tuple((scope, partial(figure_examples, decision=scope)) for scope in ("period", "earlier", "part")),
    (("mention", mention_examples),),
    (("coreference", coreference_examples),),
    (("coreference", joined_examples),),
    (("event", event_examples),),
    (
        ("place", place_examples),
        ("actor", actor_examples),
        ("date", date_examples),
        ("figure of event", link_examples),
        ("attackers", party_examples),
    ),
    (("total", total_examples),),
)
"""Decisions in the order in which they are learned: later ones see what the earlier ones find."""


def learn(reports: Sequence[Report], folds: int = 4) -> dict[str, model.Features]:
    """The weights of all decisions.

    Each decision is learned from what the earlier ones find in reports from which they were not learned
    (cross-fitting; stacked generalization, Wolpert 1992): a decision that sees others at their best learns to
    trust them too much. So does the last one, how sure a row is.
    """
    examples: dict[str, list[Example]] = {}
    for k in range(folds):
        learn_in_order([report for n, report in enumerate(reports) if n % folds != k])
        held_out = [report for n, report in enumerate(reports) if n % folds == k]
        for name, make in DECISIONS:
            examples.setdefault(name, []).extend(example for report in held_out for example in make(report))
    weights = {name: fit(name, [*more(name), *found]) for name, found in examples.items()}
    use(weights)
    return weights


def learn_in_order(reports: Sequence[Report]) -> None:
    """Learns the decisions one after the other, each from what those before it find in the same reports."""
    weights: dict[str, model.Features] = {"none yet": {}}
    use(weights)
    for stage in STAGES:
        fitted = {
            name: fit(name, [*more(name), *(example for r in reports for example in make(r))])
            for name, make in stage
        }
        weights = {**weights, **fitted}
        use(weights, list(fitted))


DECISIONS = (*dict(decision for stage in STAGES for decision in stage).items(), ("row", row_examples))
"""All decisions, and what gives their examples: of one that is learned twice the later ones."""


def fit(name: str, examples: Sequence[Example]) -> model.Features:
    """Weights of one decision by logistic regression, without features of fewer than three examples."""
    seen = Counter(feature for features, _, _ in examples for feature in features)
    kept = {feature for feature, count in seen.items() if count >= 3}
    rows = [{f: v for f, v in features.items() if f in kept} for features, _, _ in examples]
    labels = np.array([label for _, label, _ in examples])
    if labels.all() or not labels.any():
        return {model.BIAS: 4.0 if labels.all() else -4.0}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    regression = LogisticRegression(C=STRENGTH.get(name, 0.3), max_iter=2000)
    regression.fit(matrix, labels, sample_weight=[weight for _, _, weight in examples])
    named = zip(vectorizer.get_feature_names_out(), regression.coef_[0], strict=True)
    weights = {str(f): round(float(w), 3) for f, w in named if abs(w) >= SMALLEST}
    return {model.BIAS: round(float(regression.intercept_[0]), 3), **weights}


def write(weights: dict[str, model.Features], path: Path) -> None:
    """Weights as the table that the package reads, the strongest features of each decision first."""
    with path.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["decision", "feature", "weight"])
        for decision, features in weights.items():
            for feature, weight in sorted(
                features.items(), key=lambda f: (f[0] != model.BIAS, -abs(f[1]), f[0])
            ):
                writer.writerow([decision, feature, f"{weight:g}"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Learns from the reports of the project and of further folders, and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="folders of JSON files, or JSONL files")
    parser.add_argument("--out", type=Path, default=path_of("data/lexicon").parent / "event_weights.csv")
    parser.add_argument(
        "--keep",
        nargs="*",
        default=[],
        help="decisions whose weights stay, such as mention",
    )
    options = parser.parse_args(arguments)
    kept = {name: dict(model.load_weights()[name]) for name in options.keep}
    weights = learn(read_reports(options.paths)) | kept
    write(weights, options.out)
    print(f"{len(weights)} decisions, {sum(map(len, weights.values()))} weights in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
