"""What several test files share: the pipeline, sentences with marks or trees, analyses of given rows."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pytest
import spacy
from hypothesis import HealthCheck, settings
from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis
    from sahel_analysis.entities.spans import Name

# Examples are counted, not timed: the machine may be busy.
settings.register_profile(
    "sahel",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("sahel")

Span = tuple[int, int, str]
R = TypeVar("R")

_MARKED = re.compile(r"\[([^\[\]]+) ([A-Z]+)\]")
_CLOSED = {
    "ADP": "in at of on near from to by with for after before between",
    "DET": "the a an this",
    "CCONJ": "and or but",
    "PRON": "he she him her his they it who himself",
    "ADJ": "military busy old northern",
    "VERB": "met left spoke burned closed visited attacked fled lost said told was is",
}
_POS = {word: pos for pos, words in _CLOSED.items() for word in words.split()}


def read_marked(marked: str) -> tuple[str, list[Span]]:
    """Takes the mark-up out of "[Bamako GPE] is calm.": the text, and (start, end, label) of each mark."""
    text, spans, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text, at = text + match[1], match.end()
    return text + marked[at:], spans


def write_marked(text: str, spans: Sequence[Span]) -> str:
    """The mark-up of (start, end, label) spans: what `read_marked` reads."""
    for start, end, label in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]} {label}]{text[end:]}"
    return text


@cache
def _english() -> Language:
    return spacy.blank("en")


def tagged(marked: str) -> Doc:
    """A Doc without a tree, whose names are the marked ones: a model of which the test is sure.

    Parts of speech go by capitals and a short list of little words; any other word is a noun. A
    full stop or a line break ends a sentence.
    """
    text, spans = read_marked(marked)
    doc = _english().make_doc(text)
    start = True
    for token in doc:
        token.is_sent_start = start
        start = token.text in (".", "?", "!") or "\n" in token.text
        if token.is_space:
            token.pos_ = "SPACE"
        elif token.is_punct:
            token.pos_ = "PUNCT"
        else:
            token.pos_ = _POS.get(token.lower_, "PROPN" if token.text[0].isupper() else "NOUN")
    ents = [doc.char_span(a, b, label=label) for a, b, label in spans]
    assert None not in ents, "a mark does not fit the words"
    doc.set_ents([span for span in ents if span is not None])
    return doc


def parsed(sentences: str, marks: str = "") -> Doc:
    """A Doc with trees, written word by word as "form/POS/head/relation", a blank line after each.

    The head is counted from the word itself: "the/DET/1/det group/NOUN/1/nsubj left/VERB/0/ROOT".
    `marks` are the names that a model sees, as in "[Issa Kone PERSON]", each of them wherever it stands.
    """
    words, pos, heads, deps, starts = [], [], [], [], []
    for sentence in re.split(r"\n\s*\n", sentences.strip()):
        for k, unit in enumerate(sentence.split()):
            form, part, head, dep = unit.rsplit("/", 3)
            heads.append(len(words) + int(head))
            words.append(form)
            pos.append(part)
            deps.append(dep)
            starts.append(k == 0)
    close_up = (",", ".", ")", "'s", "’s", "”")
    spaces = [
        word not in ("(", "“") and not (i + 1 < len(words) and words[i + 1] in close_up)
        for i, word in enumerate(words)
    ]
    doc = Doc(_english().vocab, words=words, spaces=spaces, pos=pos, heads=heads, deps=deps)
    assert [t.is_sent_start for t in doc] == starts, "a sentence is not one tree"
    spans = [
        doc.char_span(*found.span(), label=label)
        for name, label in _MARKED.findall(marks)
        for found in re.finditer(rf"\b{re.escape(name)}(?!\w)", doc.text)
    ]
    assert None not in spans, "a mark does not fit the words"
    doc.set_ents([span for span in spans if span is not None])
    return doc


def apply_to_names(rule: Callable[[Doc, list[Name]], list[Name]], marked: str) -> str:
    """Runs a rule over the marked names; names that the gazetteer knows come with their entries."""
    from sahel_analysis.entities.gazetteer import load_gazetteer
    from sahel_analysis.entities.spans import Name

    doc = tagged(marked)
    names = [
        Name(a, b, label, load_gazetteer().lookup(doc.text[a:b]), "given")
        for a, b, label in read_marked(marked)[1]
    ]
    return write_marked(doc.text, [(n.start, n.end, n.label) for n in rule(doc, names)])


def record(kind: type[R], /, **known: Any) -> R:
    """A row of which only this is known: what may be missing is missing, the rest is empty."""
    empty: dict[str, Any] = {"str": "", "int": 0, "float": 0.0, "bool": False}
    fields = {field.name: empty.get(str(field.type)) for field in dataclasses.fields(cast(Any, kind))}
    return kind(**{**fields, **known})


def analysis_of(*rows: Any, text: str | Doc = "Rain fell.", published: Any = None, **known: str) -> Analysis:
    """An analysis whose tables hold these rows, in whatever table each belongs to."""
    from sahel_analysis.analysis import Analysis
    from sahel_analysis.article import make_article
    from sahel_analysis.tables import TABLES, make_table

    doc = _english()(text) if isinstance(text, str) else text
    tables = {
        name: make_table(name, [row for row in rows if isinstance(row, kind)])
        for name, kind in TABLES.items()
    }
    return Analysis(make_article(doc.text, published, **known), doc, "none", **tables)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The embedded pipeline, loaded once."""
    from sahel_analysis.pipeline import load_pipeline

    return load_pipeline()
