"""What a source is: whom it stands for, what kind of source it is, and whether one can know who it is.

A source with a name has the kind that the text gives it ("a doctor at the hospital"), else the one that the
gazetteer knows, else that of the body it belongs to. A source without a name has the kind of its noun and of
the words around the noun; a pronoun, and a document without an author, that of what it points back to.
The words stand in data/lexicon/source_words.csv. That sources are told apart by the position from which they
speak goes back to Sigal (1973), Reporters and Officials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary, proxy

from spacy.tokens import Doc, Span, Token

from sahel_analysis.attributions.anonymity import (
    has_another_name,
    owns,
    speaks_in_public,
)
from sahel_analysis.attributions.antecedents import (
    BODIES,
    PEOPLE,
    POSSESSIVE,
    Mentions,
    find_antecedent,
    find_body,
    is_plural,
)
from sahel_analysis.attributions.introductions import Phrase, belongings, introductions
from sahel_analysis.attributions.known_kinds import (
    kind_of_acronym,
    known_affiliation,
    known_entry,
    known_kind,
)
from sahel_analysis.attributions.owners import Owner, is_anonymous, is_bound, kind_with
from sahel_analysis.attributions.source_phrases import (
    NEAR,
    OWNING,
    explains_next,
    head_of,
    lived_through_it,
    points_back,
    words_behind,
)
from sahel_analysis.attributions.source_words import (
    SourceWord,
    by_ending,
    content_words,
    find_word,
    is_counting,
    kind_of_name,
    modifier_kind,
    verb_use,
)
from sahel_analysis.parsing.syntax import APPOSITIONS
from sahel_analysis.records import Entity, Mention

_STEPS = 4
"""From one source to the one that tells what it is ("their leader", "they", "the rebels")."""
_OF_PEOPLE = (*sorted(PEOPLE), "leading", "working", "seeing")
_OF_BODIES = ("body", "collective", "holder", "document")
_WEAK = frozenset({"rank", "seeing", "working", "ending"})
"""Uses of words that count only where nothing else is known of a person."""
_NAMES_ALONE = frozenset({"GROUP", "NORP", "LOC", "GPE"})
"""Labels of names whose words do not tell what they are."""
_INTRODUCED = 5
"""Mentions of a name whose surroundings are read: newcomers are introduced early."""


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """What is known of a source.

    entity_id: whom it stands for, if that has a name in the text. kind: official, military, armed_group,
    expert, witness, media, ngo, international_org, anonymous_official or unknown. anonymous: the text does
    not let one know who it is.
    """

    entity_id: str | None
    kind: str
    anonymous: bool


UNKNOWN = SourceDescription(None, "unknown", False)


def describe_source(
    doc: Doc,
    start: int | None,
    end: int | None,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    cue: Token | None = None,
) -> SourceDescription:
    """Whom a source stands for, its kind, and whether it is anonymous.

    `start` to `end` are the characters of the source's noun phrase (None for a statement without a source).
    `mentions` (in order of their starts) and `entities` are those of the Doc. `cue` is the head of what
    introduces the statement: somebody of whom nothing else is known and who *saw* is a witness.
    """
    span = None if start is None or end is None else doc.char_span(start, end, alignment_mode="expand")
    if span is None or not content_words(span):
        return UNKNOWN
    return _reading(doc, mentions, entities).describe(span, cue)


_READINGS: WeakKeyDictionary[Doc, _Reading] = WeakKeyDictionary()


def _reading(doc: Doc, mentions: Sequence[Mention], entities: Sequence[Entity]) -> _Reading:
    """The Doc's one _Reading: building it for each source would cost the square of the text's length."""
    known = _READINGS.get(doc)
    if known is None or known.mentions is not mentions or known.entities is not entities:
        known = _READINGS[doc] = _Reading(doc, mentions, entities)
    return known


class _Reading:
    """One Doc with its mentions and entities, and the people described so far."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        self.doc: Doc = proxy(doc)  # else the Doc would never be forgotten
        self.mentions, self.entities = mentions, entities
        self._places = Mentions(mentions)
        self._by_id = {e.entity_id: e for e in entities}
        self._names: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.kind == "name":
                self._names.setdefault(mention.entity_id, []).append(mention)
        self._kind_of: dict[str, str] = {}
        self._offices: dict[str, list[Mention]] | None = None
        self._steps = 0

    def describe(self, span: Span, cue: Token | None) -> SourceDescription:
        """A source by its phrase."""
        head = head_of(span)
        mention = self._places.stands_for(head, span.end_char)
        if mention is not None:
            return self._named(mention, cue)
        if head.pos_ == "PRON":
            earlier = self._antecedent(head)
            return self._described_before(earlier) if earlier is not None else UNKNOWN
        return self._unnamed(head, span)

    def _described_before(self, head: Token) -> SourceDescription:
        """The source that a pronoun or a document points back to, which may itself point back."""
        self._steps += 1
        mention = self._places.stands_for(head, head.sent.end_char)
        if mention is None and head.dep_ in APPOSITIONS:  # "Issa Kone, a doctor, ... The doctor"
            mention = self._places.at(head.head)
        if mention is not None:
            found = self._named(mention, None)
        else:
            first = next(t.i for t in head.doc[head.left_edge.i : head.i + 1] if t.pos_ != "ADP")
            found = self._unnamed(head, self.doc[first : head.i + 1])
        self._steps -= 1
        return found

    def _antecedent(self, pointer: Token, word: SourceWord | None = None) -> Token | None:
        return find_antecedent(self._places, pointer, word) if self._steps <= _STEPS else None

    # Sources without a name

    def _unnamed(self, head: Token, span: Span) -> SourceDescription:
        before = content_words(self.doc[max(min(span.start, head.i), head.i - NEAR) : head.i])
        phrase = Phrase([*before, head, *words_behind(head, span.end)], len(before))
        if (known := kind_of_acronym(head.text)) is not None:
            return SourceDescription(None, known, False)
        word, owner = self._read(phrase)
        if word is None:
            return UNKNOWN
        if owner.kind is None and points_back(word, head, before):
            earlier = self._antecedent(head, word)
            if earlier is not None:
                found = self._described_before(earlier)
                return found if word.use in PEOPLE else replace(found, anonymous=False)
        kind = kind_with(word, owner)
        anonymous = is_anonymous(word, owner, before, head)
        if anonymous and word.use in ("holder", "rank") and kind in ("official", "military"):
            counted = any(t.like_num for t in before)  # "two soldiers" do not speak for their army
            if kind == "military" and is_plural(head) and not counted and speaks_in_public(head):
                return SourceDescription(None, kind, False)
            if (named_below := self._named_below(head, word)) is not None:
                return self._named(named_below, None)
            kind = kind if kind == "military" and lived_through_it(head) else "anonymous_official"
        speaks_for = None
        if owner.entity is not None and not owner.place and word.use != "body":
            speaks_for = owner.entity.entity_id if word.anonymous in ("no", "outlet") else None
        return SourceDescription(speaks_for, kind or "unknown", anonymous)

    def _named_below(self, head: Token, word: SourceWord) -> Mention | None:
        """The one name that the text introduces further down by the same office: "*a prosecutor* said"."""
        if word.anonymous != "indefinite" or is_plural(head):
            return None
        if self._offices is None:
            self._offices = {}
            for entity in (e for e in self.entities if e.label == "PERSON"):
                first = next(self._first_names(entity), None)
                for noun in {p.words[p.at].lower_ for p in introductions(first)} if first else ():
                    self._offices.setdefault(noun, []).append(self._names[entity.entity_id][0])
        found = self._offices.get(head.lower_, [])
        return found[0] if len(found) == 1 and found[0].start > head.idx else None

    def _read(self, phrase: Phrase, *uses: str) -> tuple[SourceWord | None, Owner]:
        """What the table says of a phrase's noun or verb, and the body behind it."""
        found = find_word(phrase.words, phrase.at, *uses)
        if found is None:
            noun = phrase.words[phrase.at]
            is_name = self._places.at(noun) is not None or find_word(phrase.words, phrase.at) is not None
            word = by_ending(noun) if not is_name and (not uses or "person" in uses) else None
            return word, self._owner(phrase.words[: phrase.at], phrase.words[phrase.at + 1 :])
        word, first, end = found
        return word, self._owner(phrase.words[:first], phrase.words[end:])

    # Names

    def _named(self, mention: Mention, cue: Token | None) -> SourceDescription:
        entity = self._by_id.get(mention.entity_id)
        if entity is None:
            return UNKNOWN
        kind = self._kind_of_entity(entity)
        if entity.label != "PERSON":
            return SourceDescription(entity.entity_id, kind, False)
        if kind == "unknown" and cue is not None and verb_use(cue) == "seeing":
            kind = "witness"
        changed = any(has_another_name(name.root) for name in self._first_names(entity))
        return SourceDescription(entity.entity_id, kind, changed)

    def _kind_of_entity(self, entity: Entity) -> str:
        """The kind of a name, found once; one that is told by itself in a circle stays unknown."""
        if entity.entity_id not in self._kind_of:
            self._kind_of[entity.entity_id] = "unknown"
            self._steps += 1
            find = self._person if entity.label == "PERSON" else self._body
            self._kind_of[entity.entity_id] = find(entity)
            self._steps -= 1
        return self._kind_of[entity.entity_id]

    def _body(self, entity: Entity) -> str:
        """The kind of what is no person: as the gazetteer knows it, as its name or the text calls it."""
        known = known_kind(known_entry(entity.name, entity.label))
        if known is not None:
            return known
        kinds = (kind for _, kind in self._told(entity, "body", "collective", "document"))
        told = next((kind for kind in kinds if kind not in (None, "unknown")), None)
        if told is None and entity.label not in _NAMES_ALONE:
            told = kind_of_name(entity.name)
        return told or {"GROUP": "armed_group", "GPE": "official"}.get(entity.label, "unknown")

    def _person(self, entity: Entity) -> str:
        told = list(self._told(entity, *_OF_PEOPLE))
        strong = [kind for word, kind in told if kind and word.use not in _WEAK]
        if strong:
            return strong[0]
        entry = known_entry(entity.name, "PERSON")
        known = known_kind(entry) or known_affiliation(entry)
        if known is not None:
            return known
        body = self._by_id.get(entity.affiliation or "")
        if body is not None and body.label in BODIES and (kind := self._kind_of_entity(body)) != "unknown":
            return kind
        weak = next((kind for _, kind in told if kind), None)
        return weak or ("witness" if self._lived_through_it(entity) else "unknown")

    def _lived_through_it(self, entity: Entity) -> bool:
        """Whether somebody's family, friends or belongings are spoken of: "whose husband", "whose house"."""
        phrases = (phrase for name in self._first_names(entity) for phrase in belongings(name))
        words = (find_word(phrase.words, phrase.at, "person", "belonging") for phrase in phrases)
        return any(word is not None and word[0].kind == "witness" for word in words)

    def _told(self, entity: Entity, *uses: str) -> Iterator[tuple[SourceWord, str | None]]:
        """The words beside an entity's first names, and the kinds that they tell."""
        for name in self._first_names(entity) if self._steps <= _STEPS else ():
            for phrase in introductions(name):
                word, owner = self._read(phrase, *uses)
                if word is not None and word.use == "holder" and word.kind is None and owner.kind is None:
                    owner = self._meant_by_title(phrase, word)
                if phrase.words[phrase.at] in name:  # "Issa Kone of the Red Cross", but not "of Senegal"
                    word = SourceWord("holder", None, "no") if not owner.place else None
                if word is not None:
                    yield word, kind_with(word, owner)

    def _meant_by_title(self, phrase: Phrase, word: SourceWord) -> Owner:
        """The body named before a title that names none: "the group said so, *spokesman* Issa Kone added"."""
        title = phrase.words[phrase.at]
        if len(phrase.words) > 1 or word.anonymous != "no":
            return Owner(None)
        owners = (self._named_owner(body) for body in find_body(self._places, title))
        return next((o for o in owners if o.kind not in ("media", "unknown")), Owner(None))

    def _first_names(self, entity: Entity) -> Iterator[Span]:
        for mention in self._names.get(entity.entity_id, [])[:_INTRODUCED]:
            name = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if name is not None:
                yield name

    # The body behind a noun

    def _owner(self, before: list[Token], behind: list[Token]) -> Owner:
        """Whose official, spokesman or statement: a name or a word before it, else what is joined behind."""
        place, words = Owner(None), []
        for k in reversed(range(len(before))):
            owner = self._named_owner(before[k])
            if owner.kind is not None and not owner.place:
                return replace(owner, beside=k == len(before) - 1 and not is_bound(before[k]))
            if owner.place:
                place = owner if place.kind is None else place
            elif owns(before[k]) and (earlier := self._meant(before[: k + 1])) is not None:
                return self._earlier_owner(earlier)
            elif is_counting(before, k):
                continue
            elif (kind_told := modifier_kind(before, k)) is not None:
                words.append((not owns(before[k]), kind_told))
        if words:
            return Owner(min(words, key=lambda w: w[0])[1])
        if place.kind is not None and behind and behind[0].lower_ == "to":  # "France's ambassador to the UN"
            return place
        joined = self._joined(behind)
        return joined if joined.kind is not None else place

    def _joined(self, behind: list[Token]) -> Owner:
        """The first body that a preposition joins to a noun; else the first country or town."""
        place, joining, first = Owner(None), "of", 0
        for k, token in enumerate(behind):
            if token.pos_ == "ADP" or token.lower_ in OWNING:
                joining, first = token.lower_, k + 1
            if joining == "on" and find_word(behind, k, "posting") is not None:
                posting = self._owner(behind[first:k], [])  # "on the movement's website"
                if posting.kind is not None and not posting.place:
                    return posting
            if joining not in OWNING:
                continue
            owner = self._named_owner(token)
            if owner.kind is not None and not owner.place:
                return owner
            if owner.place:
                place = owner if place.kind is None and joining in ("of", "for", "from") else place
            elif token.pos_ in ("NOUN", "PROPN") and (
                k + 1 == len(behind) or not explains_next(token, behind[k + 1])
            ):
                if (earlier := self._meant(behind[first : k + 1])) is not None:  # "speaks for the group"
                    return self._earlier_owner(earlier)
                word, owner = self._read(Phrase(behind[: k + 1], k), *_OF_BODIES)
                kind = kind_with(word, owner) if word is not None else owner.kind
                if kind is not None and (word is not None or not owner.place):
                    return Owner(kind)
        return place

    def _meant(self, words: list[Token]) -> Token | None:
        """What "their" points back to, or a collective noun that says no more: "the group"."""
        if words[-1].lower_ in POSSESSIVE:
            return self._antecedent(words[-1])
        found = find_word(words, len(words) - 1, "collective")
        if found is None or not points_back(found[0], words[-1], words[:-1]):
            return None
        return self._antecedent(words[-1], found[0])

    def _earlier_owner(self, earlier: Token) -> Owner:
        known = self._described_before(earlier)
        kind = "official" if known.kind == "anonymous_official" else known.kind
        return Owner(kind, self._by_id.get(known.entity_id or ""))

    def _named_owner(self, token: Token) -> Owner:
        """The body or the place that a word names, if it names one."""
        mention = self._places.at(token)
        entity = self._by_id.get(mention.entity_id) if mention is not None else None
        if entity is None or mention is None or mention.kind == "pronoun":
            return Owner(None)
        if entity.label in BODIES or (entity.label == "FAC" and mention.kind == "name"):
            return Owner(self._kind_of_entity(entity), entity)
        if entity.label == "PERSON" and mention.kind == "name":  # "a spokesman for Issa Kone"
            theirs = self._kind_of_entity(entity)
            return Owner(theirs if theirs not in ("witness", "unknown") else None)
        entry = known_entry(entity.name, entity.label)
        if entity.label == "EVENT" and (kind := known_kind(entry)) is not None:  # "Operation Barkhane"
            return Owner(kind, entity)
        is_state = entity.label == "GPE" or (entry is not None and entry.kind == "nationality")
        return Owner("official", entity, place=True) if is_state else Owner(None)
