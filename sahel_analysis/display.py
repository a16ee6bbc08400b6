"""The article with its layers marked, for reading in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from IPython.display import HTML
from spacy import displacy

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

COLOURS = {
    "PERSON": "#56b4e9", "ORG": "#e9c46a", "GROUP": "#f4a582", "GPE": "#9fd8c0", "LOC": "#c7e9b4",
    "FAC": "#d9d9d9", "NORP": "#e5c1dc", "EVENT": "#f0e442", "SITE LINE": "#eeeeee",
}  # fmt: skip
"""Light grounds under black text (after Okabe & Ito 2008); the label stands beside every mark."""

LAYERS = ("names", "mentions", "boilerplate")


def show_text(analysis: Analysis, layer: str = "names") -> HTML:
    """The article's text with one layer marked.

    `layer`: "names"; "mentions" (names, nominals and pronouns with the entity they mean; the outer
    one where two overlap); or "boilerplate" (lines of the site). Raises ValueError for another.
    """
    mentions = analysis.mentions
    starts, ends = mentions["start"].tolist(), mentions["end"].tolist()
    if layer == "names":
        labels = mentions["label"].where(mentions["kind"] == "name").tolist()
    elif layer == "mentions":
        name_of = dict(zip(analysis.entities["entity_id"], analysis.entities["name"], strict=True))
        labels = [f"{a}: {name_of[b]}" for a, b in zip(mentions["label"], mentions["entity_id"], strict=True)]
    elif layer == "boilerplate":
        starts, ends, labels = [], [], []
        for line in analysis.article.boilerplate:
            starts.append(line.start)
            ends.append(line.end)
            labels.append("SITE LINE")
    else:
        raise ValueError(f"There is no layer {layer!r}. Choose one of: {', '.join(LAYERS)}.")
    spans: list[dict[str, Any]] = []
    for start, end, label in sorted(zip(starts, ends, labels, strict=True), key=lambda m: (m[0], -m[1])):
        if not pd.isna(label) and (not spans or start >= spans[-1]["end"]):
            spans.append({"start": start, "end": end, "label": label})
    colours = {s["label"]: COLOURS[s["label"].partition(":")[0]] for s in spans}
    html = displacy.render(
        {"text": analysis.article.text, "ents": spans},
        style="ent", manual=True, jupyter=False, options={"colors": colours},
    )  # fmt: skip
    return HTML(html)  # type: ignore[no-untyped-call]
