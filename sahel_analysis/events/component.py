"""The spaCy component of layer 4: what happened."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.events.extraction import extract_events
from sahel_analysis.extensions import register_extensions


@Language.factory("sahel_events", assigns=["doc._.events", "doc._.figures"])
def make_events(nlp: Language, name: str) -> Events:
    """The component: fills `doc._.events` and `doc._.figures`."""
    register_extensions(events=None, figures=None, published=None, boilerplate=(), captions=())
    return Events()


class Events:
    """Runs `extract_events` on a Doc, leaving out the site's lines and the captions of old pictures."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotates a Doc and returns it."""
        skip = (*doc._.boilerplate, *doc._.captions)
        doc._.events, doc._.figures = extract_events(doc, doc._.published, skip)
        return doc
