"""Whether the clause around a word speaks of the past, the present or the future."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from sahel_analysis.parsing.syntax import has_object
from sahel_analysis.times.vocabulary import cues

_VERBS = frozenset(("VERB", "AUX"))


def tense_at(doc: Doc, start: int, end: int) -> str:
    """Tense of the clause around characters start to end.

    "past", "perfect", "present", "progressive" or "future" of the verb above; "told" if a verb in the
    past stands just before ("said Thursday"), or "since"; "" if unknown. What holds "until Thursday"
    and is not in the past is in the future. Needs heads and tags or morphology.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP"):
        return ""
    before = doc[span.start - 1].text.lower() if span.start else ""
    if before in cues("FROM_PAST") or _follows_past(doc, span.start):
        return "told"
    token = span.root
    for _ in range(12):
        if found := _tense(token):
            return "future" if before in cues("UNTIL") and found in ("perfect", "present") else found
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
    form, auxiliaries = verb.text.lower(), _auxiliaries(verb)
    before = {a.text.lower() for a in auxiliaries}
    helpers = before | {form}
    if helpers & cues("FUTURE") or (before & cues("MODAL") and not helpers & cues("PERFECT")):
        return "future"
    if "had" in helpers and form != "had":
        return "past"  # whatever "had been scheduled" is over
    if "to" in helpers and verb.head.i != verb.i and verb.head.text.lower() in cues("PLAN"):
        return "past" if any(a.text.lower() == "had" for a in _auxiliaries(verb.head)) else "future"
    if verb.pos_ in _VERBS and helpers & cues("PLANNED"):
        return "future"
    if helpers & cues("PERFECT") and form not in cues("PERFECT"):
        return "perfect"
    if verb.pos_ in _VERBS and (verb.tag_ == "VBD" or helpers & cues("PAST") or _is_finite(verb, "Past")):
        return "past"
    if any(_is_present(a) for a in auxiliaries):  # "is to meet", "is meeting", "is closed"
        return "future" if "to" in helpers else "progressive" if verb.tag_ == "VBG" else "present"
    if _is_present(verb):
        return "future" if form in cues("SCHEDULED") and not has_object(verb) else "present"
    return ""


def _auxiliaries(verb: Token) -> list[Token]:
    """What stands before a verb and tells its tense: auxiliaries, "to", and "due to"."""
    return [
        child
        for child in verb.children
        if child.i < verb.i and (child.pos_ in ("AUX", "PART", "ADJ") or child.dep_ == "mark")
    ]


def _is_present(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP") or (verb.pos_ in _VERBS and _is_finite(verb, "Pres"))


def _is_finite(verb: Token, tense: str) -> bool:
    return "Fin" in verb.morph.get("VerbForm", []) and tense in verb.morph.get("Tense", [])
