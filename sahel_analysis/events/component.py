"""The spaCy component of layer 4: what happened."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.events.extraction import extract_events
from sahel_analysis.extensions import register_extensions


@Language.factory("sahel_events", assigns=["doc._.events", "doc._.figures"])
def make_events(nlp: Language, name: str) -> Events:
    """The component: fills `doc._.events` and `doc._.figures`."""
    register_extensions(events=None, figures=None, published=None, boilerplate=())
    return Events()


class Events:
    """Runs `extract_events` on a Doc, leaving out the spans in `doc._.boilerplate`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotates a Doc and returns it."""
        doc._.events, doc._.figures = extract_events(doc, doc._.published, doc._.boilerplate)
        return doc
