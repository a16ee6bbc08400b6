"""Whether the clause around a word speaks of the past, the present or the future."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from sahel_analysis.resources import read_table

_VERBS = frozenset(("VERB", "AUX"))


def tense_at(doc: Doc, start: int, end: int) -> str:
    """ "past", "perfect", "present" or "future" of the verb above characters start to end; "" if unknown."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return ""
    if (found := _told_beside(doc, span.start)):
        return found
    token = span.root
    for _ in range(12):
        if found := _tense(token):
            return found
        if token.head is token or token.head.i == token.i:
            break
        token = token.head
    return ""


def _told_beside(doc: Doc, start: int) -> str:
    """Past if the word before is a verb in the past: "said Thursday that they would"."""
    before = start - 1
    while before >= 0 and doc[before].lower_ in ("on", "late", "early"):
        before -= 1
    return "past" if before >= 0 and doc[before].tag_ == "VBD" else ""


def _tense(verb: Token) -> str:
    helpers = {c.lower_ for c in verb.children if c.pos_ in ("AUX", "PART") and c.i < verb.i} | {verb.lower_}
    if helpers & _future():
        return "future"
    if "to" in helpers and verb.head.i != verb.i and verb.head.lower_ in _plans():
        return "future"
    if verb.lower_ in _plans() and verb.pos_ in _VERBS:
        return "future"
    if helpers & {"has", "have", "'ve", "’ve"} and verb.lower_ not in ("has", "have"):
        return "perfect"
    if verb.tag_ == "VBD" or helpers & {"was", "were", "had", "did"} and verb.pos_ in _VERBS:
        return "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return "present"
    return ""


@cache
def _future() -> frozenset[str]:
    return _words("FUTURE")


@cache
def _plans() -> frozenset[str]:
    return _words("PLAN")


def _words(kind: str) -> frozenset[str]:
    table = read_table("lexicon/time_tense.csv")
    return frozenset(w for w, c in zip(table["word"], table["class"], strict=True) if c == kind)
