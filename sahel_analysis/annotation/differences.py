"""Who differs where? Places at which people marked differently, in a table and in words; pairs of labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

import pandas as pd

from sahel_analysis.annotation.agreement import rate_units, same_text
from sahel_analysis.annotation.coefficients import NONE
from sahel_analysis.annotation.marks import Annotation, Mark
from sahel_analysis.wording import shorten


def list_differences(annotators: Mapping[str, Annotation], layer: str | None = "names") -> pd.DataFrame:
    """Every place at which people marked differently, and what each of them has there.

    Marks that overlap, of whomever, are one place.

    Args:
        annotators: marks of one text by name, as `read_annotators` gives them.
        layer: names, times, events or sources; None: all of them together.

    Returns:
        A row for each place. Columns: start, end, text, kind (marked or not, label, extent, or two of them
        joined with "and"), and one for each person: the marks, as in "Oumar Diarra PERSON"; NA for none.

    Raises:
        SahelAnalysisError: fewer than two people, or different texts.

    Example:
        >>> people = annotation.read_annotators("annotators")
        >>> annotation.list_differences(people)[["text", "kind", "Ama"]].iloc[0].tolist()
        ['Moussa', 'marked or not', 'Moussa PERSON']
    """
    people = {name: marked.of_layer(layer) for name, marked in same_text(annotators).items()}
    text = next(iter(people.values())).text
    rows = []
    for start, end in _places(people):
        here = {
            name: [mark for mark in marked.marks if start <= mark.start < end]
            for name, marked in people.items()
        }
        if len({tuple(mark.span for mark in marks) for marks in here.values()}) > 1:
            told = {name: _told(marks, text) for name, marks in here.items()}
            rows.append((start, end, text[start:end], _kind(list(here.values())), *told.values()))
    columns = ["start", "end", "text", "kind", *people]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[2:], "string"))


def describe_differences(annotators: Mapping[str, Annotation], layer: str | None = "names") -> str:
    """Who differs where, in words: a line for each place.

    Example:
        >>> print(annotation.describe_differences(annotation.read_annotators("annotators")))
        2 places differ.
        1. “Moussa”: Ama and Coumba have Moussa PERSON; Bakary has nothing.
        2. “Gao”: Ama and Bakary have Gao GPE; Coumba has Gao LOC.
    """
    table = list_differences(annotators, layer)
    if table.empty:
        return "All marked the same."
    lines = [f"{len(table)} {'place differs' if len(table) == 1 else 'places differ'}."]
    for number, row in enumerate(table.to_dict(orient="records"), start=1):
        groups: dict[str, list[str]] = {}
        for name in annotators:
            groups.setdefault("nothing" if pd.isna(row[name]) else row[name], []).append(name)
        told = [
            f"{join_names(names)} {'has' if len(names) == 1 else 'have'} {marks}"
            for marks, names in sorted(groups.items(), key=lambda group: group[0] == "nothing")
        ]
        lines.append(f"{number}. “{shorten(row['text'], 50)}”: {'; '.join(told)}.")
    return "\n".join(lines)


def confusion_table(
    annotators: Mapping[str, Annotation], layer: str | None = "names", unit: str = "token"
) -> pd.DataFrame:
    """Which label meets which: how often one person has the one and another the other, at the same unit.

    With two people the rows are the labels of the first, the columns those of the second. With more, the
    table is the same on both sides of its diagonal. "none" is no label.

    Args:
        annotators: marks of one text by name.
        layer: names, times, events or sources; None: all of them together.
        unit: "token" or "character".

    Returns:
        Counts of units. Labels that nobody used are left out; the cell of none and none is NA, as it says
        little and would outweigh all others.

    Example:
        >>> annotation.confusion_table(annotation.read_annotators("annotators")).loc["GPE", "LOC"].item()
        2
    """
    said = rate_units(same_text(annotators), layer, unit)
    counts: Counter[tuple[str, str]] = Counter()
    for one, other in combinations(said.values(), 2):
        counts.update(zip(one, other, strict=True))
    if len(said) > 2:
        counts = Counter(
            {
                (a, b): counts[a, b] + (counts[b, a] if a != b else 0)
                for a, b in {*counts, *((b, a) for a, b in counts)}
            }
        )
    labels = [*sorted({label for pair in counts for label in pair} - {NONE}), NONE]
    table = pd.DataFrame([[counts[a, b] for b in labels] for a in labels], labels, labels, dtype="Int64")
    table.loc[NONE, NONE] = pd.NA
    return table


def join_names(names: list[str]) -> str:
    """Names as a list in words: "Ama, Bakary and Coumba"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _places(people: Mapping[str, Annotation]) -> list[tuple[int, int]]:
    """Stretches that marks of anybody cover without a gap between them."""
    places: list[tuple[int, int]] = []
    for start, end, _ in sorted(mark.span for marked in people.values() for mark in marked.marks):
        if places and start < places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


def _told(marks: list[Mark], text: str) -> str | None:
    return ", ".join(f"{shorten(text[m.start : m.end], 60)} {m.label}" for m in marks) or None


def _kind(here: list[list[Mark]]) -> str:
    """In what people differ at a place."""
    marked = [marks for marks in here if marks]
    kinds = []
    if len(marked) < len(here):
        kinds.append("marked or not")
    if len({tuple((mark.start, mark.end) for mark in marks) for marks in marked}) > 1:
        kinds.append("extent")
    if len({tuple(sorted({mark.label for mark in marks})) for marks in marked}) > 1:
        kinds.append("label")
    return " and ".join(kinds)
