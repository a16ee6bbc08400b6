"""Relations between words that hold in both label schemes: Universal Dependencies and en_core_web_*.

Each function takes spaCy tokens of a Doc with heads and labels and names a relation as a grammar
would; the two schemes' labels stand side by side here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass", "csubj", "csubj:pass", "csubjpass"})
APPOSITIONS = frozenset({"appos"})
FLAT = frozenset({"flat", "compound", "flat:name", "fixed", "goeswith", "nmod:desc"})
CONJUNCTS = frozenset({"conj"})
MODIFIERS = frozenset({"det", "amod", "nummod", "poss", "nmod:poss", "nmod", "quantmod"})
"""Before a noun, part of its phrase."""


def text_of(doc: Doc) -> str:
    """The text of a Doc, put together once: `doc.text` joins all tokens each time that it is asked."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    text: str = doc.user_data["text"]
    return text


def is_subject(token: Token) -> bool:
    """Whether the token is the subject of a verb, active or passive."""
    return token.dep_ in SUBJECTS


def appositions(token: Token) -> list[Token]:
    """Heads of the phrases in apposition to a noun ("Goita, the *leader*")."""
    return [child for child in token.children if child.dep_ in APPOSITIONS and child.i > token.i]


def prepositional(token: Token) -> Iterator[tuple[str, Token]]:
    """Prepositions and the nouns they join to a noun: ("from", Center) for "Nasr from the Center"."""
    for child in token.children:
        if child.dep_ == "prep":  # en_core_web_*: noun -> preposition -> object
            for obj in child.children:
                if obj.dep_ == "pobj":
                    yield child.lower_, obj
        elif child.dep_ in ("nmod", "obl"):  # UD: noun -> object -> preposition
            for case in child.children:
                if case.dep_ == "case" and case.i < child.i:
                    yield case.lower_, child
                    break


def phrase(token: Token) -> tuple[int, int]:
    """First and last token of a noun's own words: determiner, adjectives, compounds, the noun."""
    inside = [child for child in token.lefts if child.dep_ in FLAT | MODIFIERS]
    return min([token.i, *(child.left_edge.i for child in inside)]), token.i
