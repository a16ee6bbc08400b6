"""The spaCy component of layer 3: says who."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.attributions.extraction import extract_attributions
from sahel_analysis.extensions import register_extensions


@Language.factory("sahel_attributions", assigns=["doc._.attributions"])
def make_attributions(nlp: Language, name: str) -> Attributions:
    """The component: fills `doc._.attributions`."""
    register_extensions(attributions=None, boilerplate=())
    return Attributions()


class Attributions:
    """Runs `extract_attributions` on a Doc, leaving out the spans in `doc._.boilerplate`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotates a Doc and returns it."""
        doc._.attributions = extract_attributions(doc, doc._.boilerplate)
        return doc
