"""How far do people agree who annotated the same text? Shared marks of two; coefficients of any number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from sahel_analysis.annotation.coefficients import (
    NONE,
    bootstrap_alpha,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
)
from sahel_analysis.annotation.marks import Annotation, Span, must_be_annotation, must_be_spans
from sahel_analysis.annotation.scores import f1
from sahel_analysis.errors import SahelAnalysisError

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE = re.compile(r"[^\n\r.!?]+(?:[.!?](?!\s|\Z)[^\n\r.!?]*)*[.!?]*[”’\"')]*")


def agreement(first: Iterable[Span], second: Iterable[Span], match: str = "exact") -> float:
    """How far two people marked the same: F1 of one's spans against the other's (0 to 1).

    For spans, where nobody can count what was rightly left unmarked, this takes the place of
    Cohen's kappa (Hripcsak & Rothschild 2005). It does not matter who comes first.

    Args:
        first: the marks of one, as `read_markup` gives them, or any (start, end, label).
        second: the marks of the other.
        match: "exact" (same start, end and label) or "overlap" (same label, and a character in common).

    Returns:
        1 if all is the same or nobody marked anything, 0 if nothing is.

    Raises:
        SahelAnalysisError: the marks belong to different texts, or are none.

    Example:
        >>> _, ama = annotation.read_markup("[Colonel Ba PERSON] left [Gao GPE].")
        >>> _, bakary = annotation.read_markup("Colonel [Ba PERSON] left [Gao GPE].")
        >>> annotation.agreement(ama, bakary), annotation.agreement(ama, bakary, match="overlap")
        (0.5, 1.0)
    """
    first, second = must_be_spans(first), must_be_spans(second)
    if isinstance(first, Annotation) and isinstance(second, Annotation):
        second = second.on(first.text)
    a, b = set(first), set(second)
    if match == "exact":
        return f1(len(a & b), len(a), len(b))
    if match == "overlap":
        return f1(len(pair_overlapping(a, b)), len(a), len(b))
    raise SahelAnalysisError(f'match is {match!r}. Write "exact" or "overlap".')


def pair_overlapping(first: Iterable[Span], second: Iterable[Span]) -> list[tuple[Span, Span]]:
    """Marks of the same label that overlap, each in one pair at most, those that share most first."""
    fits = [
        (-min(a[1], b[1]) + max(a[0], b[0]), a, b)
        for a in first
        for b in second
        if a[2] == b[2] and a[0] < b[1] and b[0] < a[1]
    ]
    pairs: dict[Span, Span] = {}
    for _, a, b in sorted(fits):
        if a not in pairs and b not in pairs.values():
            pairs[a] = b
    return list(pairs.items())


def measure_agreement(
    annotators: Mapping[str, Annotation],
    layer: str | None = "names",
    unit: str = "token",
    samples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """How far any number of people agree: each two of them, and all together.

    Kappa and alpha compare what each person says of every unit of the text: its label, or that it has none.
    As most units of a text have no label, they are told from chance by these units too: read them beside the
    shared marks. Where marks of one person lie inside each other, the shortest counts. The interval comes
    from drawing the text's sentences anew (percentile bootstrap), as neighbouring words are not independent.

    Source: Cohen (1960); Fleiss (1971); Krippendorff (2019), Content Analysis; Hripcsak & Rothschild (2005).

    Args:
        annotators: marks of one text by name, as `read_annotators` gives them.
        layer: names, times, events or sources; None: all of them together.
        unit: "token" (words and signs) or "character" (blanks left out).
        samples: how many samples the bootstrap draws.
        seed: where the drawing begins; the same gives the same interval.

    Returns:
        A row for each two, and a last one for all. Columns: who, exact, overlap (F1 of shared marks; for
        all: the mean of the pairs), kappa (Cohen's; for all: Fleiss'), alpha (Krippendorff's, nominal), low,
        high (95 % interval of alpha), units. NA: cannot be computed, as all say the same of every unit.

    Raises:
        SahelAnalysisError: fewer than two people, or different texts.

    Example:
        >>> table = annotation.measure_agreement(annotation.load_annotators())
        >>> [table[column].iloc[-1].round(2).item() for column in ("exact", "overlap")]
        [0.7, 0.84]
    """
    annotators = same_text(annotators)
    said = rate_units(annotators, layer, unit)
    blocks = _blocks(next(iter(annotators.values())).text, unit)
    marks = {name: marked.of_layer(layer) for name, marked in annotators.items()}
    rows: list[tuple[Any, ...]] = []
    for one, other in combinations(annotators, 2):
        exact = agreement(marks[one], marks[other])
        overlap = agreement(marks[one], marks[other], match="overlap")
        kappa = cohen_kappa(said[one], said[other])
        alpha = _alpha([said[one], said[other]], blocks, samples, seed)
        rows.append((f"{one} and {other}", exact, overlap, kappa, *alpha, len(blocks)))
    if len(annotators) > 2:
        means = (float(np.mean([row[k] for row in rows])) for k in (1, 2))
        kappa = fleiss_kappa(list(said.values()))
        rows.append(("all", *means, kappa, *_alpha([*said.values()], blocks, samples, seed), len(blocks)))
    columns = ["who", "exact", "overlap", "kappa", "alpha", "low", "high", "units"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"who": "string", **dict.fromkeys(columns[1:-1], "Float64")})


def rate_units(
    annotators: Mapping[str, Annotation], layer: str | None = "names", unit: str = "token"
) -> dict[str, list[str]]:
    """What each person says of every unit of the text: its label, or "none"."""
    return {name: _rate(marked.of_layer(layer), unit) for name, marked in annotators.items()}


def _rate(marked: Annotation, unit: str) -> list[str]:
    labels = [NONE] * len(marked.text)
    for mark in sorted(marked.marks, key=lambda mark: mark.start - mark.end):  # the shortest last
        labels[mark.start : mark.end] = [mark.label] * (mark.end - mark.start)
    return [
        next((label for label in labels[start:end] if label != NONE), NONE)
        for start, end in _units(marked.text, unit)
    ]


def _units(text: str, unit: str) -> list[tuple[int, int]]:
    if unit == "token":
        return [match.span() for match in _TOKEN.finditer(text)]
    if unit == "character":
        return [(i, i + 1) for i, character in enumerate(text) if not character.isspace()]
    raise SahelAnalysisError(f'unit is {unit!r}. Write "token" or "character".')


def _blocks(text: str, unit: str) -> list[int]:
    """The number of the sentence that each unit stands in: a simple split, for drawing only."""
    ends = np.array([match.end() for match in _SENTENCE.finditer(text)] or [len(text)])
    starts = [start for start, _ in _units(text, unit)]
    return [int(block) for block in np.searchsorted(ends, starts, side="right")]


def _alpha(
    said: list[Sequence[str]] | list[list[str]], blocks: list[int], samples: int, seed: int
) -> tuple[float | None, float | None, float | None]:
    return krippendorff_alpha(said), *bootstrap_alpha(said, blocks, samples, seed)


def same_text(annotators: Mapping[str, Annotation]) -> dict[str, Annotation]:
    """All marks on the text of the first person; refused if there are fewer than two, or other texts."""
    if not isinstance(annotators, Mapping) or len(annotators) < 2:
        raise SahelAnalysisError(
            "The marks of two people or more are needed, by name: {'Ama': marks, 'Bakary': others}, "
            "or read_annotators(folder)."
        )
    text = must_be_annotation(next(iter(annotators.values()))).text
    named = {}
    for name, marked in annotators.items():
        marked = must_be_annotation(marked)
        named[name] = Annotation(marked.text, marked.marks, name, marked.notes).on(text)
    return named
