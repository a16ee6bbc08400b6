"""How an article introduces a name: titles before it, appositions beside it, a relative clause behind it.

"Army spokesman *Issa Kone*", "the town's mayor, *Issa Kone*,", "*Issa Kone*, 41, a trader", "*Issa Kone* of
the Red Cross", "*Issa Kone*, who works as a nurse". Each becomes a phrase around the noun, or the verb, that
tells who it is. Commas are followed rather than the tree, which a parser often gets wrong there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from sahel_analysis.attributions.antecedents import POSSESSIVE
from sahel_analysis.attributions.source_words import content_words, verb_use
from sahel_analysis.parsing.syntax import APPOSITIONS, FLAT

_TITLES = ("NOUN", "PROPN", "ADJ")
_VERBS = ("VERB", "AUX")
_BEING = frozenset({"is", "was", "became"})
_CALLED = frozenset({"called", "named", "as"})
_JOINS = frozenset({"of", "from", "at", "with", "for"})
_OPEN, _CLOSE = (",", "(", "–", "—", "-", "--"), (",", ")", "(", "–", "—", "--", ".", ";", ":")
_LONGEST_TITLE, _LONGEST_ASIDE, _MOST_ASIDES = 10, 18, 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order, and the place of the one that the phrase is built on."""

    words: list[Token]
    at: int


def introductions(name: Span) -> Iterator[Phrase]:
    """What stands beside a name, the surest first."""
    yield from _titles(name)
    yield from _apposed_before(name)
    yield from _asked_to_be_called(name)
    sentence = name.sent
    if name.end < sentence.end and name.doc[name.end].lower_ in _JOINS:
        yield Phrase(content_words(name.doc[name.end - 1 : min(name.end + 8, sentence.end)]), 0)
    yield from _predicate(content_words(name.doc[name.end : sentence.end]))
    for aside in _asides(name.doc, name.end, sentence.end):
        words = content_words(aside)
        if words and words[0].lower_ == "who":
            yield from _relative_clause(words)
        else:
            words = words[: next((at for at, t in enumerate(words) if t.lower_ in ("who", "whose")), None)]
            if not any(_is_finite(t) for t in words):
                yield from _noun(words)


def belongings(name: Span) -> Iterator[Phrase]:
    """Who and what is said to be somebody's: "*Awa Kone*, whose husband is a soldier"."""
    for aside in _asides(name.doc, name.end, name.sent.end):
        words = content_words(aside)
        if words and words[0].lower_ == "whose":
            yield from _noun(words[: next((at for at, t in enumerate(words) if t.pos_ in _VERBS), None)])


def _titles(name: Span) -> Iterator[Phrase]:
    """Each noun in front of a name, the nearest first."""
    first, sentence = name.start, name.sent.start
    while first > max(name.start - _LONGEST_TITLE, sentence) and _may_be_title(name.doc[first - 1]):
        first -= 1
    words = content_words(name.doc[first : name.start])
    yield from (Phrase(words, at) for at in reversed(range(len(words))) if words[at].pos_ in _TITLES)
    if first < name.start and name.doc[name.start - 1].text in ("'s", "’s"):  # "the BBC's Issa Kone"
        yield Phrase([*words, name[0]], len(words))


def _may_be_title(token: Token) -> bool:
    if token.pos_ in (*_TITLES, "NUM") or token.lower_ in POSSESSIVE | {"of", "for", "to", "and", "the"}:
        return True
    return token.text in ("-", "'s", "’s") or (
        token.text == "." and token.i > 0 and token.nbor(-1).text.istitle()
    )


def _apposed_before(name: Span) -> Iterator[Phrase]:
    """The noun that the name explains: "the town's mayor, Issa Kone,"."""
    described = [t for t in name.root.lefts if t.dep_ in FLAT]
    for noun in [name.root.head] if name.root.dep_ in APPOSITIONS else described[:1]:
        if noun.i < name.start and noun.pos_ in ("NOUN", "PROPN"):
            words = content_words(name.doc[noun.left_edge.i : name.start])
            yield from (Phrase(words, at) for at, token in enumerate(words) if token.i == noun.i)


def _asked_to_be_called(name: Span) -> Iterator[Phrase]:
    """The noun before a relative clause that ends in the name: "a trader who asked to be called Bouba"."""
    if name.start == 0 or name.doc[name.start - 1].lower_ not in _CALLED:
        return
    start = max(name.start - _LONGEST_ASIDE, name.sent.start)
    clause = next((t for t in name.doc[start : name.start] if t.lower_ == "who"), None)
    if clause is not None:
        yield from _noun(content_words(t for t in name.doc[start : clause.i] if t.text != ","))


def _asides(doc: Doc, start: int, end: int) -> Iterator[Span]:
    """Stretches between commas, brackets or dashes right behind a name."""
    for _ in range(_MOST_ASIDES):
        if start >= end or doc[start].text not in _OPEN:
            return
        stop = _closed(doc, start + 1, end)
        yield doc[start + 1 : stop]
        start = stop + (stop < end and doc[stop].text == ")")


def _closed(doc: Doc, start: int, end: int) -> int:
    """Where the next comma, bracket, dash or full stop stands."""
    end = min(end, start + _LONGEST_ASIDE)
    return next((i for i in range(start, end) if doc[i].text in _CLOSE), end)


def _is_finite(token: Token) -> bool:
    return token.pos_ in _VERBS and token.tag_ not in ("VBN", "VBG")


def _noun(words: list[Token]) -> Iterator[Phrase]:
    """The noun that an aside is about: the last one before a preposition."""
    found = None
    for at, token in enumerate(words):
        if token.pos_ == "ADP" and found is not None:
            break
        if token.pos_ in ("NOUN", "PROPN"):
            found = at
    if found is not None:
        yield Phrase(words, found)


def _predicate(words: list[Token]) -> Iterator[Phrase]:
    """What somebody is said to be by a form of "be" at the start: "was *prime minister* until 2012"."""
    if words and words[0].lower_ in _BEING:
        stop = next((k for k in range(1, len(words)) if words[k].pos_ not in (*_TITLES, "DET", "ADP")), None)
        yield from _noun(words[1:stop])


def _relative_clause(words: list[Token]) -> Iterator[Phrase]:
    """Verbs that tell who someone is ("heads", "saw"), and the noun after "as" or "a"."""
    for at, token in enumerate(words):
        use = verb_use(token) if token.pos_ == "VERB" else None
        if use == "working":
            place = next((k for k in range(at + 1, len(words)) if words[k].lower_ in _JOINS), len(words))
            yield Phrase([token, *words[place:]], 0)
        elif use is not None:
            yield Phrase(words, at)
        elif token.lower_ in _BEING:  # "who was prime minister until 2012"
            yield from _predicate(words[at:])
        if token.lower_ in ("as", "a", "an"):
            yield from _noun(words[at:])
            return
