"""The learned step: each decision of this layer is a logistic regression over named features.

A decision's weights stand in data/event_weights.csv, one line per feature, so that a reader can see what
speaks for what and by how much (`training/events.py` makes them). Without that file the hand-set weights of
data/lexicon/event_decisions.csv decide, each with its reason.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import repeat
from math import exp, fsum
from operator import mul

from sahel_analysis.resources import read_table

Features = dict[str, float]
"""What speaks for or against a decision, by name; what is not named is 0."""

BIAS = "bias"


WEIGHTS: dict[str, Features] = {}
"""The weights of each decision by feature: those of the table, once they were asked for."""


def load_weights() -> dict[str, Features]:
    """The weights of each decision by feature."""
    if not WEIGHTS:
        WEIGHTS.update(_read_weights())
    return WEIGHTS


@cache
def _read_weights() -> dict[str, Features]:
    try:
        table = read_table("event_weights.csv")
    except FileNotFoundError:
        table = read_table("lexicon/event_decisions.csv")
    found: dict[str, Features] = {}
    for decision, feature, weight in zip(table["decision"], table["feature"], table["weight"], strict=True):
        found.setdefault(decision, {})[feature] = float(weight)
    return found


def log_odds(decision: str, features: Features) -> float:
    """How strongly features speak for a decision: above 0 more for than against."""
    weights = load_weights().get(decision, {})
    known = map(weights.get, features, repeat(0.0))
    return fsum((weights.get(BIAS, 0.0), *map(mul, known, features.values())))  # whatever their order


def probability(decision: str, features: Features) -> float:
    """The same between 0 and 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds(decision, features)))))


def best(decision: str, candidates: Sequence[Features], least: float = 0.5) -> tuple[int | None, float]:
    """The candidate for which most speaks, with its probability; None where that is less than `least`."""
    if not candidates:
        return None, 0.0
    scores = [probability(decision, features) for features in candidates]
    top = max(range(len(scores)), key=lambda k: scores[k])
    return (top if scores[top] >= least else None), scores[top]


def choose(decision: str, candidates: Sequence[Features]) -> tuple[int, float]:
    """The candidate for which most speaks, and its share among all (a softmax)."""
    scores = [log_odds(decision, features) for features in candidates]
    top = max(range(len(scores)), key=scores.__getitem__)
    return top, 1 / fsum(exp(max(score - scores[top], -30.0)) for score in scores)


def among(prefix: str, value: float, steps: Sequence[float]) -> str:
    """The name of the step that a value falls into: ("sentences", 3, (0, 1, 4)) is "sentences<=4"."""
    return _names_of_steps(prefix, tuple(steps))[bisect_left(steps, value)]


@cache
def _names_of_steps(prefix: str, steps: tuple[float, ...]) -> list[str]:
    return [*(f"{prefix}<={step:g}" for step in steps), f"{prefix}>{steps[-1]:g}"]
