"""By how much do people agree more than by chance? Kappas and alpha, from what each says of every unit.

All take a list per person of what that person says of each unit, in the same order; None (or NaN, NA) where a
person said nothing. They are None where they are not defined: all people say one and the same of every unit.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import chain
from numbers import Integral
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_analysis.errors import SahelAnalysisError

NONE = "none"
"""What is said of a unit that has no label: a category like any other."""

Said = Sequence[str | None]
"""What one person says of each unit."""

_Lists = list[list[Hashable | None]]


def cohen_kappa(first: Said, second: Said) -> float | None:
    """Agreement of two people beyond what their own habits would give by chance (1: all, 0: as by chance).

    Units of which one of them said nothing are left out.

    Source: Cohen (1960), Educational and Psychological Measurement 20(1).

    Example:
        >>> round(annotation.cohen_kappa(list("aabb"), list("aaba")), 2)
        0.5
    """
    said = _as_lists([first, second])
    kinds = _kinds(said)
    both = _counts(said).sum(axis=1) == 2
    one, other = (np.array([[x == kind for kind in kinds] for x in person])[both] for person in said)
    if not both.any():
        return None
    seen = float((one & other).sum() / both.sum())
    by_chance = float(one.mean(axis=0) @ other.mean(axis=0))
    return _beyond(seen, by_chance)


def fleiss_kappa(said: Sequence[Said]) -> float | None:
    """Agreement of any number of people beyond chance, each unit judged by the same number of them.

    Units that somebody left out do not count.

    Source: Fleiss (1971), Psychological Bulletin 76(5).

    Example:
        >>> round(annotation.fleiss_kappa([list("aabb"), list("aaba"), list("aabb")]), 2)
        0.66
    """
    people = _as_lists(said)
    counts = _counts(people)
    counts = counts[counts.sum(axis=1) == len(people)]
    return fleiss_kappa_of_counts(counts) if len(counts) else None


def fleiss_kappa_of_counts(counts: npt.ArrayLike) -> float | None:
    """Fleiss' kappa from a table of units (rows) by categories (columns): how many people chose each."""
    try:
        table = np.asarray(counts, dtype=float)
    except (TypeError, ValueError):
        table = np.empty(0)
    if table.ndim != 2 or not (table >= 0).all():
        raise SahelAnalysisError(
            "These are no counts. Give a row for each unit and a column for each category, with the number "
            "of people who chose it: [[2, 0], [1, 1]]."
        )
    people = table.sum(axis=1)
    if len(set(people)) != 1 or people[0] < 2:
        raise SahelAnalysisError(
            "Fleiss' kappa needs the same number of people, two or more, for every unit. Use Krippendorff's "
            "alpha (krippendorff_alpha), which takes gaps."
        )
    n = people[0]
    seen = float(((table**2).sum(axis=1) - n).mean() / (n * (n - 1)))
    by_chance = float(((table.sum(axis=0) / table.sum()) ** 2).sum())
    return _beyond(seen, by_chance)


def krippendorff_alpha(said: Sequence[Said]) -> float | None:
    """Agreement of any number of people beyond chance, nominal, with gaps (1: all, 0: as by chance).

    Units of which fewer than two people said something are left out.

    Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.

    Example:
        >>> round(annotation.krippendorff_alpha([list("aabb"), ["a", "a", "b", None]]), 2)
        1.0
    """
    disagreement, totals = _disagreement(_counts(_as_lists(said)))
    return _alpha_of(disagreement.sum(), totals.sum(axis=0))


def bootstrap_alpha(
    said: Sequence[Said], blocks: Sequence[int] | None = None, samples: int = 1000, seed: int = 0
) -> tuple[float | None, float | None]:
    """The middle 95 % of alpha when the blocks of units are drawn anew (percentile bootstrap).

    `blocks` gives the number of the block of each unit, such as its sentence: units of one block are drawn
    together. Without it each unit is a block of its own. (None, None) if there are fewer than two blocks.

    Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap; Field & Welsh (2007) for blocks.

    Example:
        >>> one, other = list("aaaabbbbaabb"), list("aaaabbbbaaba")
        >>> low, high = annotation.bootstrap_alpha([one, other])
        >>> low < annotation.krippendorff_alpha([one, other]) < high
        True
    """
    for name, number in (("samples", samples), ("seed", seed)):
        if not isinstance(number, Integral) or number < 0:
            raise SahelAnalysisError(f"{name} is {number!r}. Give a whole number, 0 or more: {name}=1000.")
    disagreement, totals = _disagreement(_counts(_as_lists(said)))
    numbers = np.arange(len(disagreement)) if blocks is None else np.unique(blocks, return_inverse=True)[1]
    if len(numbers) != len(disagreement):
        raise SahelAnalysisError(
            f"There are {len(numbers)} blocks for {len(disagreement)} units. Give each unit the number of "
            "its block."
        )
    n_blocks = int(numbers.max(initial=-1)) + 1
    if n_blocks < 2:
        return None, None
    per_block = np.zeros((n_blocks, 1 + totals.shape[1]))
    np.add.at(per_block, numbers, np.column_stack([disagreement, totals]))
    drawn = np.random.default_rng(seed).multinomial(n_blocks, np.full(n_blocks, 1 / n_blocks), size=samples)
    sums = drawn @ per_block
    values = [value for row in sums if (value := _alpha_of(row[0], row[1:])) is not None]
    if not values:
        return None, None
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def _as_lists(said: object) -> _Lists:
    """What each person says as a list, None for nothing; refuses what is no such lists of one length."""
    people = [_items(person) for person in _items(said) or ()]
    lists = [person for person in people if person is not None]
    if not lists or len(lists) < len(people) or not all(map(pd.api.types.is_scalar, chain(*lists))):
        raise SahelAnalysisError(
            "For each person a list is needed of what that person says of each unit: "
            "[['GPE', 'LOC', None], ['GPE', 'GPE', 'LOC']]. Of the columns of a table, give "
            "[table['Ama'], table['Bakary']]."
        )
    if len({len(person) for person in lists}) != 1:
        raise SahelAnalysisError(
            "Each person must say something of the same units, in the same order: the lists are of different "
            "lengths. Put None where a person said nothing."
        )
    return [[None if pd.isna(kind) else kind for kind in person] for person in lists]


def _items(given: object) -> list[Any] | None:
    """The items of a list or of a column; None if it is neither."""
    if isinstance(given, Sequence | pd.Series | np.ndarray) and not isinstance(given, str | bytes):
        return [*given]
    return None


def _kinds(said: _Lists) -> list[Hashable]:
    return sorted({kind for person in said for kind in person if kind is not None}, key=str)


def _counts(said: _Lists) -> npt.NDArray[np.float64]:
    """How many people chose each category (columns) for each unit (rows)."""
    kinds = {kind: k for k, kind in enumerate(_kinds(said))}
    counts = np.zeros((len(said[0]), len(kinds)))
    for person in said:
        for unit, kind in enumerate(person):
            if kind is not None:
                counts[unit, kinds[kind]] += 1
    return counts


def _disagreement(
    counts: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """What each unit adds to the observed disagreement, and its values that can be paired, by category."""
    people = counts.sum(axis=1, keepdims=True)
    paired = np.where(people >= 2, counts, 0.0)
    total = paired.sum(axis=1)
    return (total**2 - (paired**2).sum(axis=1)) / np.maximum(total - 1, 1), paired


def _alpha_of(disagreement: float, totals: npt.NDArray[np.float64]) -> float | None:
    n = totals.sum()
    expected = n**2 - (totals**2).sum()
    return None if expected == 0 else float(1 - (n - 1) * disagreement / expected)


def _beyond(seen: float, by_chance: float) -> float | None:
    return None if by_chance == 1 else (seen - by_chance) / (1 - by_chance)
