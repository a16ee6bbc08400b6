"""How far do people agree who annotated the same text?"""

from __future__ import annotations

from collections.abc import Iterable

from sahel_analysis.annotation.gold import Span
from sahel_analysis.annotation.scores import f1


def agreement(first: Iterable[Span], second: Iterable[Span]) -> float:
    """How far two people marked the same: F1 of one's spans against the other's (0 to 1).

    For spans, where nobody can count what was rightly left unmarked, this takes the place of
    Cohen's kappa (Hripcsak & Rothschild 2005). It does not matter who comes first.
    """
    a, b = set(first), set(second)
    return f1(len(a & b), len(a), len(b))
