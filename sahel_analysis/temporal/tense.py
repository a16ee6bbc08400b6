"""Whether the clause around a word speaks of the past, the present or the future."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from sahel_analysis.temporal.vocabulary import cues

_VERBS = frozenset(("VERB", "AUX"))


def tense_at(doc: Doc, start: int, end: int) -> str:
    """Tense of the clause around characters start to end.

    "past", "perfect", "present" or "future" of the verb above; "told" if a verb in the past stands
    just before ("said Thursday"); "" if unknown. Needs heads and tags or morphology.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return ""
    if _follows_past(doc, span.start):
        return "told"
    token = span.root
    for _ in range(12):
        if found := _tense(token):
            return found
        if token.head.i == token.i:
            break
        token = token.head
    return ""


def _follows_past(doc: Doc, start: int) -> bool:
    before = start - 1
    while before >= 0 and doc[before].text.lower() in ("on", "late", "early"):
        before -= 1
    return before >= 0 and _is_past(doc[before]) and doc[before].text.lower() not in cues("PLANNED")


def _is_past(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBN") or (token.pos_ == "VERB" and "Past" in token.morph.get("Tense", []))


def _tense(verb: Token) -> str:
    """The tense of a verb, or of a predicate with its auxiliaries; "" of anything else."""
    helpers = {c.text.lower() for c in verb.children if c.pos_ in ("AUX", "PART") and c.i < verb.i} | {
        verb.text.lower()
    }
    if helpers & cues("FUTURE"):
        return "future"
    if "to" in helpers and verb.head.i != verb.i and verb.head.text.lower() in cues("PLAN"):
        return "future"
    if verb.pos_ in _VERBS and verb.text.lower() in cues("PLANNED"):
        return "future"
    if helpers & cues("PERFECT") and verb.text.lower() not in cues("PERFECT"):
        return "perfect"
    if verb.pos_ in _VERBS and (verb.tag_ == "VBD" or helpers & cues("PAST") or _is_finite(verb, "Past")):
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or (verb.pos_ in _VERBS and _is_finite(verb, "Pres")):
        return "present"
    return ""


def _is_finite(verb: Token, tense: str) -> bool:
    return "Fin" in verb.morph.get("VerbForm", []) and tense in verb.morph.get("Tense", [])
