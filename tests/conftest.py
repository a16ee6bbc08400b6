"""What several test files share: one loaded pipeline, and a small mark-up for names in sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, settings
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

# Examples are counted, not timed: the machine may be busy.
settings.register_profile("sahel", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sahel")

_MARKED = re.compile(r"\[([^\[\]]+) ([A-Z]+)\]")

Row = tuple[str, str]


def read_marked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Takes the mark-up out of "[Bamako GPE] is calm.": the text, and (start, end, label) of each mark."""
    text, spans, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text, at = text + match[1], match.end()
    return text + marked[at:], spans


def write_marked(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """The mark-up of (start, end, label) spans: what `read_marked` reads."""
    for start, end, label in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]} {label}]{text[end:]}"
    return text


def parsed(sentence: str, ents: Sequence[Row] = ()) -> Doc:
    """A Doc from words as "form/POS/head/relation" with heads counted from 0, sentence by sentence.

    A root is its own head; a head of the form +2 or -1 counts from the word itself. A line break in
    `sentence` ends a sentence of the text. `ents` are (text, label), each marked wherever it stands.
    """
    words, pos, heads, deps, starts = [], [], [], [], []
    for line in sentence.strip().split("\n"):
        for k, unit in enumerate(line.split()):
            form, tag, head, dep = unit.rsplit("/", 3)
            words.append(form)
            pos.append(tag)
            heads.append(len(words) - 1 + int(head))
            deps.append(dep)
            starts.append(k == 0)
    spaces = [
        not (i + 1 < len(words) and words[i + 1] in (",", ".", ")", "'s", "”")) and word not in ("(", "“")
        for i, word in enumerate(words)
    ]
    doc = Doc(Vocab(), words=words, spaces=spaces, pos=pos, heads=heads, deps=deps)
    spans: list[Span] = []
    for text, label in ents:
        for found in re.finditer(rf"\b{re.escape(text)}(?!\w)", doc.text):
            span = doc.char_span(*found.span(), label=label)
            assert span is not None, f"{text!r} does not fit the words"
            spans.append(span)
    doc.set_ents(spans)
    return doc


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The embedded pipeline, loaded once."""
    from sahel_analysis.pipeline import load_pipeline

    return load_pipeline()
