"""Whose official, spokesman or statement a source is: the body or the state behind a noun.

A name or a word before the noun tells it ("the *army* spokesman", "*their* leader"), else what a preposition
joins behind ("a spokesman for the *group*"). What only points back is looked up where it points to.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from sahel_analysis.attributions.anonymity import POSSESSIVE, is_possessive
from sahel_analysis.attributions.antecedents import BODIES, Mentions
from sahel_analysis.attributions.source_phrases import OWNING, Phrase, explains_next, is_bound, points_back
from sahel_analysis.attributions.source_words import (
    Affiliation,
    SourceDescription,
    SourceWord,
    by_ending,
    find_word,
    is_counting,
    kind_with,
    known_entry,
    known_kind,
    modifier_kind,
)
from sahel_analysis.parsing.tree import Tree
from sahel_analysis.records import Entity

_OF_BODIES = ("body", "collective", "office", "document")


class Known(Protocol):
    """What is known of a text's names and of those who spoke before."""

    tree: Tree
    places: Mentions
    by_id: dict[str, Entity]

    def kind_of_entity(self, entity: Entity) -> str: ...

    def antecedent(self, pointer: int, word: SourceWord | None = None) -> int | None: ...

    def described_before(self, head: int) -> SourceDescription: ...


class Affiliations:
    """The bodies behind the nouns of one text."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.tree = known.tree

    def read(self, phrase: Phrase, *categories: str) -> tuple[SourceWord | None, Affiliation]:
        """What the table says of a phrase's noun or verb, and the body behind it."""
        found = find_word(self.tree, phrase.words, phrase.at, *categories)
        if found is None:
            noun = phrase.words[phrase.at]
            known = find_word(self.tree, phrase.words, phrase.at) is not None
            is_name = known or self.known.places.at(noun) is not None
            ends = not is_name and (not categories or "person" in categories)
            word = by_ending(self.tree, noun) if ends else None
            return word, self._affiliation(phrase.words[: phrase.at], phrase.words[phrase.at + 1 :])
        word, first, end = found
        behind = phrase.words[end:]
        if word.category == "document" and behind and self.tree.lower[behind[0]] == "to":
            behind = []  # who is written to is not who wrote: "a note *to* the press"
        return word, self._affiliation(phrase.words[:first], behind)

    def _affiliation(self, before: list[int], behind: list[int]) -> Affiliation:
        """Whose official, spokesman or statement: a name or a word before it, else what is joined behind."""
        place, words = Affiliation(None), []
        for k in reversed(range(len(before))):
            affiliation = self.named(before[k])
            if affiliation.kind is not None and not affiliation.place:
                return replace(
                    affiliation, beside=k == len(before) - 1 and not is_bound(self.tree, before[k])
                )
            if affiliation.place:
                place = affiliation if place.kind is None else place
            elif (
                is_possessive(self.tree, before[k]) and (earlier := self._meant(before[: k + 1])) is not None
            ):
                return self._of_earlier(earlier)
            elif is_counting(self.tree, before, k):
                continue
            elif (kind_told := modifier_kind(self.tree, before, k)) is not None:
                words.append((not is_possessive(self.tree, before[k]), kind_told))
        if words:
            return Affiliation(min(words, key=lambda w: w[0])[1])
        if (
            place.kind is not None and behind and self.tree.lower[behind[0]] == "to"
        ):  # "France's ambassador to the UN"
            return place
        joined = self._joined(behind)
        return joined if joined.kind is not None else place

    def _joined(self, behind: list[int]) -> Affiliation:
        """The first body that a preposition joins to a noun; else the first country or town."""
        place, joining, first = Affiliation(None), "of", 0
        tree = self.tree
        for k, i in enumerate(behind):
            if tree.pos[i] == "ADP" or tree.lower[i] in OWNING:
                joining, first = tree.lower[i], k + 1
                continue
            if joining == "on" and find_word(tree, behind, k, "posting") is not None:
                posting = self._affiliation(behind[first:k], [])  # "on the movement's website"
                if posting.kind is not None and not posting.place:
                    return posting
            if joining not in OWNING:
                continue
            affiliation = self.named(i)
            if affiliation.kind is not None and not affiliation.place:
                return affiliation
            if affiliation.place:
                place = affiliation if place.kind is None and joining in ("of", "for", "from") else place
            elif tree.pos[i] in ("NOUN", "PROPN") and (
                k + 1 == len(behind) or not explains_next(tree, i, behind[k + 1])
            ):
                if (earlier := self._meant(behind[first : k + 1])) is not None:  # "speaks for the group"
                    return self._of_earlier(earlier)
                word, affiliation = self.read(Phrase(behind[: k + 1], k), *_OF_BODIES)
                kind = kind_with(word, affiliation) if word is not None else affiliation.kind
                if kind is not None and (word is not None or not affiliation.place):
                    return Affiliation(kind)
        return place

    def _meant(self, words: list[int]) -> int | None:
        """What "their" points back to, or a collective noun that says no more: "the group"."""
        if self.tree.lower[words[-1]] in POSSESSIVE:
            return self.known.antecedent(words[-1])
        found = find_word(self.tree, words, len(words) - 1, "collective")
        if found is None or not points_back(self.tree, found[0], words[-1], words[:-1]):
            return None
        return self.known.antecedent(words[-1], found[0])

    def _of_earlier(self, earlier: int) -> Affiliation:
        known = self.known.described_before(earlier)
        kind = "official" if known.kind == "anonymous_official" else known.kind
        return Affiliation(kind, self.known.by_id.get(known.entity_id or ""))

    def named(self, i: int) -> Affiliation:
        """The body or the place that a word names, if it names one."""
        mention = self.known.places.at(i)
        entity = self.known.by_id.get(mention.entity_id) if mention is not None else None
        if entity is None or mention is None or mention.kind == "pronoun":
            governed = self.tree.pos[i] == "NOUN" and find_word(self.tree, [i], 0, "territory") is not None
            return Affiliation("official", place=True) if governed else Affiliation(None)
        if entity.label in BODIES or (entity.label == "FAC" and mention.kind == "name"):
            return Affiliation(self.known.kind_of_entity(entity), entity)
        if entity.label == "PERSON" and mention.kind == "name":  # "a spokesman for Issa Kone"
            theirs = self.known.kind_of_entity(entity)
            return Affiliation(theirs if theirs not in ("witness", "unknown") else None)
        entry = known_entry(entity.name, entity.label)
        if entity.label == "EVENT" and (kind := known_kind(entry)) is not None:  # "Operation Barkhane"
            return Affiliation(kind, entity)
        is_state = entity.label == "GPE" or (entry is not None and entry.kind == "nationality")
        return Affiliation("official", entity, place=True) if is_state else Affiliation(None)
