"""The learned step: logistic regression over hashed features (see training/attributions.py).

Weights stand in data/attribution_weights.npz, 8 bits each. Without the file the rules decide alone.
"""

from __future__ import annotations

from functools import cache
from math import exp

import numpy as np
from numpy.typing import NDArray

from sahel_analysis.resources import path_of

WEIGHTS = "data/attribution_weights.npz"


class Model:
    """Weights of a logistic regression: `probability` of hashed features."""

    def __init__(self, weights: NDArray[np.int8], scale: float, bias: float) -> None:
        self.weights = weights.astype(np.float32) * scale
        self.bias = bias

    def probability(self, features: NDArray[np.uint32]) -> float:
        """Between 0 and 1."""
        total = self.bias + float(self.weights[features].sum())
        return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))


@cache
def load_models() -> dict[str, Model] | None:
    """The models by name ("content", "source", "edge"), or None if the file is missing."""
    try:
        path = path_of(WEIGHTS)
    except FileNotFoundError:
        return None
    with np.load(path) as file:
        return {
            name: Model(file[name], float(file[f"{name}_scale"]), float(file[f"{name}_bias"]))
            for name in ("content", "source", "edge")
        }
