"""Attributions: source, cue, content."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.components import register_extensions
from sahel_analysis.records import Attribution


def extract_attributions(doc: Doc, skip: Iterable[tuple[int, int]] = ()) -> list[Attribution]:
    """Attributions of a Doc, in order."""
    return []


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
