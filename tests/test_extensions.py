"""An analysed Doc survives bytes and other processes."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language
from spacy.tokens import Doc, DocBin

TEXT = "Gunmen killed at least three people near Gao on Tuesday, Colonel Fanta Coulibaly said."
TABLES = ("mentions", "entities", "times", "attributions", "events")


@pytest.fixture
def doc(nlp: Language) -> Doc:
    made = nlp.make_doc(TEXT)
    made._.published = dt.date(2031, 5, 16)
    return nlp(made)


def test_bytes_and_back(nlp: Language, doc: Doc) -> None:
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    for table in TABLES:
        assert getattr(doc._, table)
        assert getattr(again._, table) == getattr(doc._, table)
    assert again._.published == doc._.published


def test_many_in_one_file(nlp: Language, doc: Doc) -> None:
    stored = DocBin(docs=[doc, doc], store_user_data=True).to_bytes()
    again = list(DocBin().from_bytes(stored).get_docs(nlp.vocab))
    assert [list(d._.events) for d in again] == [doc._.events] * 2


def test_several_processes(nlp: Language) -> None:
    docs = list(nlp.pipe(["Gunmen killed three people in Gao.", "Gao."], n_process=2))
    assert [[e.killed_min for e in d._.events] for d in docs] == [[3], []]
