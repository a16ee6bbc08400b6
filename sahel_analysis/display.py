"""The article with its layers marked, for reading in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    if layer == "names":
        table = analysis.mentions[analysis.mentions["kind"] == "name"]
        marks = [(r.start, r.end, r.label) for r in table.itertuples()]
    elif layer == "mentions":
        name_of = dict(zip(analysis.entities["entity_id"], analysis.entities["name"], strict=True))
        marks = [
            (r.start, r.end, f"{r.label}: {name_of[r.entity_id]}") for r in analysis.mentions.itertuples()
        ]
    elif layer == "boilerplate":
        marks = [(b.start, b.end, "SITE LINE") for b in analysis.article.boilerplate]
    else:
        raise ValueError(f"There is no layer {layer!r}. Choose one of: {', '.join(LAYERS)}.")
    ends, spans = 0, []
    for start, end, label in sorted(marks, key=lambda m: (m[0], -m[1])):
        if start >= ends:
            spans.append({"start": start, "end": end, "label": label})
            ends = end
    colours = {s["label"]: COLOURS[str(s["label"]).partition(":")[0]] for s in spans}
    html = displacy.render(
        {"text": analysis.article.text, "ents": spans},
        style="ent", manual=True, jupyter=False, options={"colors": colours},
    )  # fmt: skip
    return HTML(html)
