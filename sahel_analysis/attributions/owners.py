"""The body behind a source, and what it tells together with the source's own word."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from sahel_analysis.attributions.anonymity import asks_not_to_be_named, is_indefinite, owns
from sahel_analysis.attributions.source_words import SourceWord
from sahel_analysis.records import Entity


@dataclass(frozen=True, slots=True)
class Owner:
    """The body behind a noun: its kind, and its entity if it is named."""

    kind: str | None
    entity: Entity | None = None
    beside: bool = False
    """Whether its name is all that stands before the noun: "the *Amaq* news agency"."""
    place: bool = False
    """Whether it is a country or town: "*Mali's* spokesman" speaks for a state, "*Mali's* rebels" do not."""


def is_anonymous(word: SourceWord, owner: Owner, before: list[Token], head: Token) -> bool:
    """Whether a noun without a name, with the words before it, leaves open who speaks."""
    if word.use in ("body", "collective", "document"):
        return False
    if word.anonymous == "yes" or asks_not_to_be_named(head):
        return True
    if word.anonymous == "no" or (word.anonymous == "outlet" and owner.kind == "media"):
        return False
    return is_indefinite(before, head)


def kind_with(word: SourceWord, owner: Owner) -> str | None:
    """The kind of a noun with the body behind it."""
    if word.use in ("holder", "collective", "document", "leading"):
        if word.kind == "official" and word.anonymous == "indefinite" and owner.kind == "military":
            return word.kind  # "the armed forces minister"
        if owner.place:  # "a Malian source" need not be an official
            return word.kind or (None if word.anonymous == "yes" else owner.kind)
        if word.kind == "military" and owner.kind in ("official", "unknown"):  # "the junta's army chief"
            return word.kind
        return owner.kind or word.kind
    if word.use == "body":
        if word.kind == "military" and owner.kind == "armed_group":  # "the rebels' general staff"
            return owner.kind
        return owner.kind if owner.beside and owner.kind != "unknown" else word.kind
    if word.use == "working":
        return owner.kind if not owner.place and owner.kind not in (None, "unknown") else word.kind
    at_work = not owner.place and owner.kind in ("ngo", "international_org")
    return owner.kind if at_work and word.kind in ("expert", "witness", "unknown") else word.kind


def is_bound(token: Token) -> bool:
    """Whether a name owns what follows, or is a part of a longer word: "UN-backed"."""
    return owns(token) or (token.i + 1 < len(token.doc) and token.nbor(1).text in ("-", "‐", "–"))
