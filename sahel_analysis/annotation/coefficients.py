"""By how much do people agree more than by chance? Kappas and alpha, from what each says of every unit.

All take a list per person of what that person says of each unit, in the same order; None where a person said
nothing. They are None where they are not defined: all people say one and the same of every unit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sahel_analysis.errors import SahelAnalysisError

NONE = "none"
"""What is said of a unit that has no label: a category like any other."""

Said = Sequence[str | None]
"""What one person says of each unit."""


def cohen_kappa(first: Said, second: Said) -> float | None:
    """Agreement of two people beyond what their own habits would give by chance (1: all, 0: as by chance).

    Units of which one of them said nothing are left out.

    Source: Cohen (1960), Educational and Psychological Measurement 20(1).

    Example:
        >>> round(annotation.cohen_kappa(list("aabb"), list("aaba")), 2)
        0.5
    """
    counts = _counts([first, second])
    both = counts.sum(axis=1) == 2
    kinds = _kinds([first, second])
    one, other = (np.array([[x == kind for kind in kinds] for x in said])[both] for said in (first, second))
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
    counts = _counts(said)
    counts = counts[counts.sum(axis=1) == len(said)]
    return fleiss_kappa_of_counts(counts) if len(counts) else None


def fleiss_kappa_of_counts(counts: npt.ArrayLike) -> float | None:
    """Fleiss' kappa from a table of units (rows) by categories (columns): how many people chose each."""
    table = np.asarray(counts, dtype=float)
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
    disagreement, totals = _disagreement(_counts(said))
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
    disagreement, totals = _disagreement(_counts(said))
    numbers = np.arange(len(disagreement)) if blocks is None else np.unique(blocks, return_inverse=True)[1]
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


def _kinds(said: Sequence[Said]) -> list[str]:
    return sorted({kind for person in said for kind in person if kind is not None})


def _counts(said: Sequence[Said]) -> npt.NDArray[np.float64]:
    """How many people chose each category (columns) for each unit (rows)."""
    if len({len(person) for person in said}) != 1:
        raise SahelAnalysisError(
            "Each person must say something of the same units, in the same order: the lists are of different "
            "lengths. Put None where a person said nothing."
        )
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
