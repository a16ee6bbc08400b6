"""The spaCy component of layer 2: when."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.extensions import register_extensions
from sahel_analysis.times.extraction import extract_times


@Language.factory("sahel_times", assigns=["doc._.times"])
def make_times(nlp: Language, name: str) -> Times:
    """The component: fills `doc._.times`, reading the date of publication from `doc._.published`."""
    register_extensions(times=None, published=None, boilerplate=())
    return Times()


class Times:
    """Runs `extract_times` on a Doc, leaving out the spans in `doc._.boilerplate`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotates a Doc and returns it."""
        doc._.times = extract_times(doc, doc._.published, doc._.boilerplate)
        return doc
