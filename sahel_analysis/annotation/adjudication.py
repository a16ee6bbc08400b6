"""How do many readings become one? Marks of the majority, and decisions on open cases with their reasons."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sahel_analysis.annotation.agreement import same_text
from sahel_analysis.annotation.differences import join_names
from sahel_analysis.annotation.marks import Annotation, Mark, Span
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.wording import shorten


def list_cases(annotators: Mapping[str, Annotation], layer: str | None = None) -> pd.DataFrame:
    """Every mark that some have and others have not: what is to be decided for a gold of one's own.

    Args:
        annotators: marks of one text by name, as `read_annotators` gives them.
        layer: names, times, events or sources; None: all of them together.

    Returns:
        A row for each mark, in the order of the text. Columns: case (its number), start, end, text, label,
        marked_by, not_by (names), votes, kept (whether the majority has it), around (the words around it).

    Raises:
        SahelAnalysisError: fewer than two people, or different texts.

    Example:
        >>> cases = annotation.list_cases(annotation.read_annotators("annotators"))
        >>> cases[["text", "label", "marked_by", "not_by"]].iloc[0].tolist()
        ['Moussa', 'PERSON', 'Ama and Coumba', 'Bakary']
    """
    people = {name: marked.of_layer(layer) for name, marked in same_text(annotators).items()}
    text = next(iter(people.values())).text
    rows: list[tuple[object, ...]] = []
    for span, names in _votes(people).items():
        if len(names) < len(people):
            start, end, label = span
            others = [name for name in people if name not in names]
            around = shorten(text[max(0, start - 30) : end + 30], 90)
            rows.append(
                (len(rows) + 1, start, end, text[start:end], label, join_names(names), join_names(others),
                 len(names), 2 * len(names) > len(people), around)
            )  # fmt: skip
    columns = ["case", "start", "end", "text", "label", "marked_by", "not_by", "votes", "kept", "around"]
    words = dict.fromkeys(("text", "label", "marked_by", "not_by", "around"), "string")
    return pd.DataFrame(rows, columns=columns).astype({**words, "kept": "bool"})


def adjudicate(
    annotators: Mapping[str, Annotation],
    decisions: Mapping[int, bool | tuple[bool, str]] | None = None,
    layer: str | None = None,
    annotator: str = "adjudicated",
) -> Annotation:
    """One annotation out of many: what more than half have, and what was decided otherwise.

    Args:
        annotators: marks of one text by name, as `read_annotators` gives them.
        decisions: for numbers of `list_cases`, whether the mark is kept; or that and the reason.
        layer: names, times, events or sources; None: all of them together.
        annotator: who decided.

    Returns:
        The marks, with a note for every case: who had it, and what was decided. Groups and attributes are
        those that most have. `make_gold` makes a gold of it.

    Raises:
        SahelAnalysisError: a decision on a case that does not exist, or that is neither True nor False.

    Example:
        >>> people = annotation.read_annotators("annotators")
        >>> one = annotation.adjudicate(people, {2: (True, "A town, not a region.")})
        >>> [one.words(mark) for mark in one.marks]
        ['Moussa', 'Gao']
        >>> one.notes[1]
        'Case 2, “Gao” GPE: kept (Ama and Bakary; not Coumba). A town, not a region.'
    """
    cases = list_cases(annotators, layer)
    decided = {case: _decision(case, given) for case, given in (decisions or {}).items()}
    unknown = sorted(set(decided) - set(cases["case"]))
    if unknown:
        numbers = f"list_cases numbers them: 1 to {len(cases)}"
        there = numbers if len(cases) else "All marked the same: leave decisions out"
        raise SahelAnalysisError(f"There is no case {', '.join(map(str, unknown))}. {there}.")
    people = {name: marked.of_layer(layer) for name, marked in same_text(annotators).items()}
    kept = {span for span, names in _votes(people).items() if len(names) == len(people)}
    notes = []
    for case in cases.to_dict(orient="records"):
        keep, reason = decided.get(case["case"], (case["kept"], ""))
        if keep:
            kept.add((case["start"], case["end"], case["label"]))
        how = ("kept" if keep else "left out") + ("" if case["case"] in decided else " by the majority")
        if 2 * case["votes"] == len(people) and case["case"] not in decided:
            how = "left out, as it was not decided"
        notes.append(
            f"Case {case['case']}, “{shorten(case['text'], 50)}” {case['label']}: {how} "
            f"({case['marked_by']}; not {case['not_by']}). {reason}".strip()
        )
    text = next(iter(people.values())).text
    return Annotation(text, tuple(_usual(people, span) for span in kept), annotator, tuple(notes))


def _votes(people: Mapping[str, Annotation]) -> dict[Span, list[str]]:
    """Who has each mark, in the order of the text."""
    votes: dict[Span, list[str]] = {}
    for name, marked in people.items():
        for span in dict.fromkeys(marked):
            votes.setdefault(span, []).append(name)
    return dict(sorted(votes.items()))


def _usual(people: Mapping[str, Annotation], span: Span) -> Mark:
    """A mark with the group and attributes that most who have it give."""
    marks = [mark for marked in people.values() for mark in marked.marks if mark.span == span]
    return max(marks, key=marks.count)


def _decision(case: int, given: bool | tuple[bool, str]) -> tuple[bool, str]:
    keep, reason = given if isinstance(given, tuple) and len(given) == 2 else (given, "")
    if not isinstance(keep, bool):
        raise SahelAnalysisError(
            f"The decision on case {case} is {given!r}. Write True (keep the mark), False (leave it out), or "
            "(True, 'the reason')."
        )
    return keep, str(reason)
