"""The spaCy component of layer 1: who and where."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.entities.extraction import extract_entities
from sahel_analysis.extensions import register_extensions


@Language.factory("sahel_entities", assigns=["doc._.mentions", "doc._.entities"])
def make_entities(nlp: Language, name: str) -> Entities:
    """The component: fills `doc._.mentions` and `doc._.entities`."""
    register_extensions(mentions=None, entities=None, boilerplate=())
    return Entities()


class Entities:
    """Runs `extract_entities` on a Doc, leaving out the spans in `doc._.boilerplate`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotates a Doc and returns it."""
        doc._.mentions, doc._.entities = extract_entities(doc, doc._.boilerplate)
        return doc
