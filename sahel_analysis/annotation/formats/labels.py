"""What are a tool's labels called here? Translated where somebody says so; the others are told."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sahel_analysis.annotation.marks import Annotation, known_labels, translation
from sahel_analysis.errors import SahelAnalysisError, expect


def translate(annotations: Iterable[Annotation], labels: Mapping[str, str] | None) -> list[Annotation]:
    """Annotations of a tool with the labels that its own have here.

    A label that the guidelines do not have stays as it is, with one warning for all: nobody else's marks
    and no gold have it.

    Raises:
        SahelAnalysisError: what a label is called here is no label of the guidelines.
    """
    called = _checked(labels)
    found = [
        replace(one, marks=tuple(replace(m, label=called.get(m.label, m.label)) for m in one.marks))
        for one in annotations
    ]
    strange = translation(mark.label for one in found for mark in one.marks)
    if strange:
        warnings.warn(
            "Some labels are not of the guidelines, so that they count as wrong beside those that are. "
            f"Say what they are called here: labels={strange}.",
            stacklevel=3,  # the line that called the reading function
        )
    return found


def _checked(labels: Mapping[str, str] | None) -> Mapping[str, str]:
    if labels is None:
        return {}
    expect(labels, Mapping, "labels={'PER': 'PERSON'}: a tool's labels, and what each is called here")
    wrong = [called for called in labels.values() if called not in known_labels()]
    if wrong:
        raise SahelAnalysisError(
            f"labels has {wrong[0]!r}, which the guidelines do not have. "
            f"Use one of: {', '.join(sorted(known_labels()))}."
        )
    return labels
