"""The spaCy component `sahel_times`: layer 2 in a pipeline."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.extensions import register_extensions
from sahel_analysis.times.extraction import extract_times


@Language.factory("sahel_times", assigns=["doc._.times"])
def make_times(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component: fills `doc._.times`, reading `doc._.published` and leaving out `doc._.boilerplate`."""
    register_extensions(times=None, published=None, boilerplate=())
    return annotate


def annotate(doc: Doc) -> Doc:
    """Fills `doc._.times` of a Doc and returns it."""
    doc._.times = extract_times(doc, doc._.published, doc._.boilerplate)
    return doc
