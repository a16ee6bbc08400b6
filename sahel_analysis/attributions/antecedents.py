"""What a pronoun points back to, or a noun that says no more than one: "the spokesman", "the text".

`coreference.py` links pronouns to names where a rule is safe. A source may point to what has no name ("a
doctor ... he said"), and a statement must have somebody who makes it; so here the likeliest noun is taken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sahel_analysis.attributions.cues import load_cues
from sahel_analysis.attributions.source_words import SourceWord, content_words, find_word
from sahel_analysis.parsing.syntax import is_subject, text_of
from sahel_analysis.records import Mention

BODIES = frozenset({"ORG", "GROUP"})
"""Labels of what speaks as one."""

PEOPLE = frozenset({"person", "holder", "rank"})
"""Uses of words for people."""
POINTING = frozenset({"the", "this", "that", "these", "those", "same"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})

_REACH = 120
"""Tokens: how far back the noun may be."""
_REACH_OF_TEXTS = 400
"""Tokens: how far back a document may have been named."""
_BESIDE = 4
"""Tokens on each side of a noun that may belong to its entry in the table."""
_SPOKE = 60
"""Tokens: how far back one who spoke is likelier to speak on than the last subject."""
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_HE_OR_SHE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})


class Mentions:
    """The mentions of a Doc by place; they are in order of their starts."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self._starts = [m.start for m in mentions]

    def at(self, token: Token) -> Mention | None:
        """The mention that holds a token, a name before others."""
        end = bisect_right(self._starts, token.idx)
        holding = [m for m in self.mentions[max(end - 4, 0) : end] if token.idx < m.end]
        return next((m for m in holding if m.kind == "name"), holding[-1] if holding else None)

    def stands_for(self, head: Token, end: int) -> Mention | None:
        """The mention of a noun, or the name right behind it and before `end`: "spokesman Issa Kone"."""
        here = self.at(head)
        if here is not None and here.kind == "name":
            return here
        stop = here.end if here is not None else head.idx + len(head)
        following = bisect_left(self._starts, stop)
        for mention in self.mentions[following : following + 1]:
            between = text_of(head.doc)[stop : min(mention.start, stop + 3)]
            if mention.kind == "name" and mention.end <= end and not between.strip(" ,“\"'‘("):
                return mention
        return here


def find_antecedent(mentions: Mentions, pointer: Token, word: SourceWord | None) -> Token | None:
    """The nearest earlier noun that can be meant: subjects first, in other sentences of main clauses.

    A pronoun rather goes on with one who spoke, a text with a text. `word` is what the table of source words
    says of the pointer, None for a pronoun.
    """
    text = word is not None and word.use == "document"
    if word is not None:
        named = _same_noun(pointer, text) or (_writer(mentions, pointer, word) if text else None)
        if named is not None:
            return named
    speaking = text or pointer.lower_ not in POSSESSIVE
    subject: Token | None = None
    other: Token | None = None
    for i in range(pointer.i - 1, max(pointer.i - _REACH, 0) - 1, -1):
        token = pointer.doc[i]
        if pointer.lower_ == "its" and other is None and token.sent.start == pointer.sent.start:
            here = mentions.at(token)  # "taken to the Gao hospital, according to its director"
            if here is not None and here.label == "FAC" and here.kind == "name":
                return token
        if subject is not None and not (speaking and pointer.i - i <= _SPOKE):
            break
        if token.pos_ not in ("NOUN", "PROPN") or not _agrees(mentions, token, pointer, word):
            continue
        if text and _is_document(token):
            return token
        said = token.head if speaking and _is_document(token.head) else token  # "the monitor's figures say"
        near = token.sent.start == pointer.sent.start
        if speaking and other is None and _is_quoted(said):
            return token
        if is_subject(said) and (near or said.head.dep_ in ("ROOT", "conj", "parataxis")):
            if not speaking or _speaks(said):
                return token
            subject = subject or token
        other = other or token
    return subject or other


def find_body(mentions: Mentions, title: Token) -> Iterator[Token]:
    """The names of bodies before a title that names none, the nearest first."""
    for i in range(title.i - 1, max(title.i - _SPOKE, 0) - 1, -1):
        mention = mentions.at(title.doc[i])
        if mention is not None and mention.kind == "name" and mention.label in BODIES:
            yield title.doc[i]


def _same_noun(pointer: Token, text: bool) -> Token | None:
    """What was brought up by the same noun: "a *report*", "its *report*", ... "the report".

    "The same text" may be any text before it.
    """
    if not _is_pointed_at(pointer):
        return None
    start = max(pointer.i - (_REACH_OF_TEXTS if text else _REACH), 0)
    for i in range(pointer.i - 1, start - 1, -1):
        token = pointer.doc[i]
        if token.pos_ == "NOUN" and not _is_pointed_at(token):
            is_text = text and _is_the_same(pointer) and _is_document(token)
            if is_text or token.lower_ == pointer.lower_:
                return token
    return None


def _is_pointed_at(noun: Token) -> bool:
    return noun.i > 0 and noun.nbor(-1).lower_ in POINTING


def _is_document(token: Token) -> bool:
    return token.pos_ == "NOUN" and find_word([token], 0, "document") is not None


def _is_the_same(pointer: Token) -> bool:
    return pointer.i > 0 and pointer.nbor(-1).lower_ == "same"


def _writer(mentions: Mentions, document: Token, word: SourceWord) -> Token | None:
    """Who speaks in a document: "The *army* said in a statement", "In a statement, the *army* said"."""
    before = document.doc[max(document.left_edge.i - 1, 0) : document.i]
    if not any(t.lower_ == "in" for t in before):
        return None
    subjects = (child for verb in document.ancestors for child in verb.children if is_subject(child))
    return next((s for s in subjects if s != document and _agrees(mentions, s, document, word)), None)


def _speaks(subject: Token) -> bool:
    """Whether the verb of a subject attributes."""
    cue = load_cues().get((subject.head.lemma_, "verb"))
    return cue is not None and cue.act != "deed"


def _is_quoted(noun: Token) -> bool:
    """Whether a noun that is no subject speaks: "according to a *trader*", "warned a *trader*"."""
    words = [*noun.children, noun.head, noun.head.head]
    if any(t.lower_ == "according" for t in words):
        return True
    verb = noun.head
    inverted = verb.pos_ == "VERB" and verb.i < noun.i and not any(is_subject(t) for t in verb.children)
    return inverted and _speaks(noun)


def _agrees(mentions: Mentions, token: Token, pointer: Token, word: SourceWord | None) -> bool:
    """Whether a noun can be what the pointer means, by number and by what it is."""
    mention = mentions.at(token)
    label = mention.label if mention is not None and mention.kind == "name" else None
    use = _use(token) if label is None else None
    if word is not None and word.use in PEOPLE:
        speaks = use in (*PEOPLE, "body", "document") or label in BODIES or label == "PERSON"
        return token.lower_ == pointer.lower_ or (_is_the_same(pointer) and speaks and not is_plural(token))
    if pointer.lower_ in _HE_OR_SHE:
        return label == "PERSON" or (use in PEOPLE and not is_plural(token))
    if pointer.lower_ in _THEY:
        return label in BODIES or use == "body" or (use is not None and is_plural(token))
    if use == "document":
        return word is not None and word.use == use and _is_pointed_at(pointer) and not _is_pointed_at(token)
    if pointer.lower_ in _IT and label is None and is_plural(token):
        return False
    if label in BODIES or use == "body" or (word is None and label == "GPE"):
        return True
    return use == "collective" and (word is None or not _is_pointed_at(token))


def _use(noun: Token) -> str | None:
    """How the table of source words has a noun, with the words beside it."""
    start = max(noun.i - _BESIDE, noun.sent.start)
    before = content_words(noun.doc[start : noun.i])
    found = find_word([*before, *content_words(noun.doc[noun.i : noun.i + _BESIDE])], len(before))
    return found[0].use if found else None


def is_plural(token: Token) -> bool:
    """Whether a noun is a plural, by its tag or else by its ending."""
    return token.tag_ in ("NNS", "NNPS") if token.tag_ else token.lower_.endswith(("s", "men"))
