"""Relations between words that hold in both label schemes: Universal Dependencies and en_core_web_*.

Each function takes spaCy tokens of a Doc with heads and labels and names a relation as a grammar
would; the two schemes' labels stand side by side here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass"})
"""Of nouns; a clause may be a subject too, but does nothing and says nothing."""

APPOSITIONS = frozenset({"appos"})
FLAT = frozenset({"flat", "compound", "flat:name", "fixed", "goeswith", "nmod:desc"})
CONJUNCTS = frozenset({"conj"})
MODIFIERS = frozenset({"det", "amod", "nummod", "poss", "nmod:poss", "nmod", "quantmod"})
"""Before a noun, part of its phrase."""

_UNIVERSAL = {
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "nsubj:outer": "nsubj",
    "csubj:outer": "csubj",
    "agent": "obl:agent",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "obl:npmod": "obl:unmarked",
    "obl:tmod": "obl:unmarked",
    "advcl:relcl": "acl:relcl",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
    "pobj": "obl",
    "pcomp": "advcl",
    "intj": "discourse",
}
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})

_TEXTS: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()
"""Beside the Docs: what lies in `user_data`, `Doc.from_docs` complains about."""


def text_of(doc: Doc) -> str:
    """The text of a Doc, put together once: `doc.text` joins all tokens each time that it is asked."""
    text = _TEXTS.get(doc)
    if text is None:
        text = _TEXTS[doc] = doc.text
    return text


def is_subject(token: Token) -> bool:
    """Whether the token is the subject of a verb, active or passive."""
    return token.dep_ in SUBJECTS


def has_object(verb: Token) -> bool:
    """Whether a verb has a direct object."""
    return any(child.dep_ in ("obj", "dobj") for child in verb.children)


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


def universal_tree(doc: Doc) -> tuple[list[int], list[str]]:
    """Head (a root's own index) and relation of every token in the manner of Universal Dependencies.

    The labels of en_core_web_* are rewritten: a noun takes the place of its preposition, a predicate that of
    its copula. Labels beyond the two schemes stay as they are.
    """
    tokens = list(doc)
    heads = [token.head.i for token in tokens]
    labels = [token.dep_ for token in tokens]
    relations = [_UNIVERSAL.get(label, label) for label in labels]
    pos = [token.pos_ for token in tokens]
    for i, label in enumerate(labels):
        if label == "aux" and tokens[i].tag_ == "TO":
            relations[i] = "mark"
        elif label == "obl" and pos[heads[i]] in _NOUNS:
            relations[i] = "nmod"
    for i, label in enumerate(labels):
        if label in ("pobj", "pcomp") or (label == "dep" and labels[heads[i]] == "prep"):
            _lift_over_prepositions(i, heads, relations, labels)
    children: dict[int, list[int]] = {}
    for i, head in enumerate(heads):
        children.setdefault(head, []).append(i)
    for i, label in enumerate(labels):
        if label in ("attr", "acomp") and tokens[heads[i]].lemma_ == "be" and pos[i] != "VERB":
            _lift_over_copula(i, heads, relations, children)
    for i in range(len(heads)):
        if relations[i] == "obl:agent" and labels[i] == "agent":  # a "by" without a noun
            relations[i] = "case"
        if relations[i] == "obl" and pos[heads[i]] in _NOUNS and heads[i] != i:
            relations[i] = "nmod"
    return heads, relations


def _lift_over_prepositions(i: int, heads: list[int], relations: list[str], labels: list[str]) -> None:
    """Hangs the object of a preposition, or of a chain of them ("according to"), where the chain hangs."""
    chain = [heads[i]]
    while labels[chain[-1]] in ("prep", "conj") and labels[heads[chain[-1]]] in ("prep", "agent"):
        if heads[chain[-1]] in chain:
            break
        chain.append(heads[chain[-1]])
    top = chain[-1]
    if relations[top] in ("case", "mark"):  # a second object of one preposition
        heads[i] = heads[top]
        return
    heads[i] = i if heads[top] == top else heads[top]
    if labels[top] == "agent":
        relations[i] = "obl:agent"
    elif heads[i] == i:
        relations[i] = "ROOT"
    for preposition in chain:
        heads[preposition] = i
        relations[preposition] = "mark" if labels[i] == "pcomp" else "case"


def _lift_over_copula(i: int, heads: list[int], relations: list[str], children: dict[int, list[int]]) -> None:
    """Makes a predicate the head of its copula and of all that hangs on it."""
    copula = heads[i]
    if relations[copula] == "cop":  # a second predicate of one copula
        return
    heads[i] = i if heads[copula] == copula else heads[copula]
    relations[i] = relations[copula]
    children.setdefault(heads[i], []).append(i)
    for k in children[copula]:
        if heads[k] == copula and k not in (i, copula):
            heads[k] = i
    heads[copula], relations[copula] = i, "cop"
