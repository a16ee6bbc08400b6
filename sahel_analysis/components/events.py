"""Events: what happened, when, where, to whom, how many, says who."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.components import register_extensions
from sahel_analysis.records import Event


def extract_events(
    doc: Doc, published: dt.date | None = None, skip: Iterable[tuple[int, int]] = ()
) -> list[Event]:
    """Events of a Doc, in order."""
    return []


@Language.factory("sahel_events", assigns=["doc._.events"])
def make_events(nlp: Language, name: str) -> Events:
    """The component: fills `doc._.events`."""
    register_extensions(events=None, published=None, boilerplate=())
    return Events()


class Events:
    """Runs `extract_events` on a Doc, leaving out the spans in `doc._.boilerplate`."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotates a Doc and returns it."""
        doc._.events = extract_events(doc, doc._.published, doc._.boilerplate)
        return doc
