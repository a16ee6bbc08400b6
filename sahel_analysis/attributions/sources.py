"""What a source is: whom it stands for, what kind of source it is, and whether one can know who it is.

A source with a name has the kind that the text gives it ("a doctor at the hospital"), else the one that the
gazetteer knows, else that of the body it belongs to. A source without a name has the kind of its noun and of
the words around the noun; a pronoun, and a document without an author, that of what it points back to.
The words stand in data/lexicon/source_words.csv. That sources are told apart by the position from which they
speak goes back to Sigal (1973), Reporters and Officials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sahel_analysis.attributions.affiliations import Affiliations
from sahel_analysis.attributions.anonymity import (
    has_another_name,
    is_anonymous,
    speaks_in_public,
)
from sahel_analysis.attributions.antecedents import (
    BODIES,
    PEOPLE,
    Mentions,
    Speaker,
    find_antecedent,
    find_body,
    goes_on,
    speaker_at,
)
from sahel_analysis.attributions.source_phrases import (
    NEAR,
    Phrase,
    belongings,
    head_of,
    introductions,
    lived_through_it,
    names_one,
    points_back,
    tells_a_life,
    was_told,
    words_behind,
)
from sahel_analysis.attributions.source_words import (
    UNKNOWN,
    Affiliation,
    SourceDescription,
    SourceWord,
    content_words,
    find_word,
    kind_of_acronym,
    kind_of_name,
    kind_with,
    known_affiliation,
    known_entry,
    known_kind,
    verb_category,
)
from sahel_analysis.parsing.syntax import APPOSITIONS
from sahel_analysis.parsing.tree import Tree
from sahel_analysis.records import Entity, Mention

_STEPS = 4
"""From one source to the one that tells what it is ("their leader", "they", "the rebels")."""
_OF_PEOPLE = (*sorted(PEOPLE), "leading", "working", "seeing")
_WEAK = frozenset({"rank", "seeing", "working", "ending"})
"""Categories of words that count only where nothing else is known of a person."""
_NOMINAL = frozenset({"DET", "PRON", "NUM", "ADJ", "NOUN", "PROPN"})
_NAMES_ALONE = frozenset({"GROUP", "NORP", "LOC", "GPE"})
"""Labels of names whose words do not tell what they are."""
_SAME_OFFICE = frozenset(
    {("official", "official"), ("official", "military"), ("military", "military"), ("military", "official")}
)
"""Kinds of "the official" and "the officer", and of those whom they may mean."""
_INTRODUCED = 5
"""Mentions of a name whose surroundings are read: newcomers are introduced early."""


class Sources:
    """One text with its mentions (in order of their starts) and entities, and the people described so far."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        self.tree, self.entities = tree, entities
        self.places = Mentions(tree, mentions)
        self.by_id = {e.entity_id: e for e in entities}
        self._names: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.kind == "name":
                self._names.setdefault(mention.entity_id, []).append(mention)
        self._kind_of: dict[str, str] = {}
        self._offices: dict[str, list[Mention]] | None = None
        self._affiliations = Affiliations(self)
        self._steps = 0
        self._speaker: Speaker | None = None
        self._spoke = UNKNOWN

    def describe(self, start: int, end: int, cue: int | None = None) -> SourceDescription:
        """Whom a source stands for, its kind, and whether it is anonymous.

        `start` to `end` are the characters of its noun phrase. `cue` is the head of what introduces the
        statement: somebody of whom nothing else is known and who *saw* is a witness.
        """
        phrase = self.tree.tokens(start, end)
        if not content_words(self.tree, phrase):
            return UNKNOWN
        end = self.tree.end[phrase.stop - 1]
        head = head_of(self.tree, phrase)
        if self._speaker is not None and (speaker := goes_on(self.tree, self._speaker, head)) is not None:
            self._speaker = speaker
            return self._spoke
        mention = self.places.stands_for(head, end) or self.places.apposed(head, phrase)
        if mention is not None:
            found = self._named(mention, cue)
            if found.kind == "unknown" and head not in self.tree.tokens(mention.start, mention.end):
                found = self._by_role(found, head, phrase)
            elif found.kind == "unknown" and self._has_just_spoken(mention, head):
                found = self._with_kind(found, self._spoke.kind)
        elif names_one(self.tree, head, phrase):  # a name that the model takes for a place
            found = replace(self._unnamed(head, range(phrase.start, head + 1)), anonymous=False)
        elif self.tree.pos[head] == "PRON":
            earlier = self.antecedent(head)
            found = self.described_before(earlier) if earlier is not None else UNKNOWN
        else:
            found = self._unnamed(head, phrase)
        entity = self.by_id.get(mention.entity_id) if mention is not None else None
        self._speaker, self._spoke = speaker_at(self.tree, head, entity.label if entity else None), found
        return found

    def _by_role(self, found: SourceDescription, head: int, phrase: range) -> SourceDescription:
        """Somebody named, with the kind of the role that stands before the name."""
        kind = self._unnamed(head, range(phrase.start, head + 1)).kind
        return self._with_kind(found, "official" if kind == "anonymous_official" else kind)

    def _with_kind(self, found: SourceDescription, kind: str) -> SourceDescription:
        if found.entity_id is not None:
            self._kind_of[found.entity_id] = kind
        return replace(found, kind=kind)

    def _has_just_spoken(self, mention: Mention, head: int) -> bool:
        """Whether a new name, told nothing of, is the officer's before: "*The mayor* said. *Issa Kone*"."""
        last, new = self._speaker, self._names[mention.entity_id][0] is mention
        bare = not self.tree.text[mention.end :].startswith((",", " (", " –", " —", " -"))
        if last is None or last.number != "one" or not (new and bare) or mention.label != "PERSON":
            return False
        word = find_word(self.tree, [last.head], 0)
        near = 0 < self.tree.sentence[head] - self.tree.sentence[last.head] <= 1
        unnamed = self._spoke.entity_id is None and not self._spoke.anonymous
        return near and unnamed and word is not None and word[0].category == "office"

    def described_before(self, head: int) -> SourceDescription:
        """The source that a pronoun or a document points back to, which may itself point back."""
        self._steps += 1
        tree = self.tree
        sentence_end = tree.end[tree.sentence_span[tree.sentence[head]][1] - 1]
        mention = self.places.stands_for(head, sentence_end)
        if mention is None and tree.relation[head] in APPOSITIONS:  # "Issa Kone, a doctor, ... The doctor"
            mention = self.places.at(tree.head[head])
        if mention is not None:
            found = self._named(mention, None)
        else:
            outside = (i for i in range(tree.first[head], head) if tree.pos[i] in _NOMINAL)
            first = next(outside, head)  # behind "according to"
            found = self._unnamed(head, range(first, head + 1))
        self._steps -= 1
        return found

    def antecedent(self, pointer: int, word: SourceWord | None = None) -> int | None:
        """What a pronoun, or a noun that says no more than one, points back to."""
        return find_antecedent(self.places, pointer, word) if self._steps <= _STEPS else None

    # Sources without a name

    def _unnamed(self, head: int, source: range) -> SourceDescription:
        tree = self.tree
        before = content_words(tree, range(max(min(source.start, head), head - NEAR, 0), head))
        phrase = Phrase([*before, head, *words_behind(tree, head, source.stop)], len(before))
        if (known := kind_of_acronym(tree.form(head))) is not None:
            return SourceDescription(None, known, False)
        word, affiliation = self._affiliations.read(phrase)
        if word is None:
            return UNKNOWN
        if affiliation.kind is None and points_back(tree, word, head, before):
            earlier = self.antecedent(head, word)
            if earlier is not None:
                found = self.described_before(earlier)
                return found if word.category in PEOPLE else replace(found, anonymous=False)
            if self._speaker is not None and self._steps == 0 and self._may_be_last(word, before):
                found = self._spoke
                return found if word.category in PEOPLE else replace(found, anonymous=False)
        kind = kind_with(word, affiliation)
        if kind == "witness" and word.category == "person" and was_told(tree, head):
            kind = "unknown"
        anonymous = is_anonymous(tree, word, affiliation, before, head)
        if anonymous and word.category in ("office", "rank") and kind in ("official", "military"):
            counted = any(tree.is_number[i] for i in before)  # "two soldiers" do not speak for their army
            in_public = tree.is_plural(head) and not counted and speaks_in_public(tree, head)
            if kind == "military" and in_public:
                return SourceDescription(None, kind, False)
            if (named_below := self._named_below(head, word)) is not None:
                return self._named(named_below, None)
            survived = kind == "military" and lived_through_it(tree, head)
            kind = kind if survived else "anonymous_official"
        speaks_for = None
        if affiliation.entity is not None and not affiliation.place and word.category != "body":
            speaks_for = affiliation.entity.entity_id if word.anonymous in ("no", "outlet") else None
        return SourceDescription(speaks_for, kind or "unknown", anonymous)

    def _may_be_last(self, word: SourceWord, before: list[int]) -> bool:
        """Whether a noun may mean who spoke last: one that says no more, or "the officer" after a colonel."""
        if word.kind is None or self._speaker is None:
            return True
        fits = (word.kind, self._spoke.kind) in _SAME_OFFICE and self._speaker.number == "one"
        return fits and word.anonymous == "yes" and bool(before) and self.tree.lower[before[0]] == "the"

    def _named_below(self, head: int, word: SourceWord) -> Mention | None:
        """The one name that the text introduces further down by the same office: "*a prosecutor* said"."""
        if word.anonymous != "indefinite" or self.tree.is_plural(head):
            return None
        if self._offices is None:
            self._offices = {}
            for entity in (e for e in self.entities if e.label == "PERSON"):
                first = next(self._first_names(entity), None)
                nouns = (
                    {self.tree.lower[p.words[p.at]] for p in introductions(self.tree, first)} if first else ()
                )
                for noun in nouns:
                    self._offices.setdefault(noun, []).append(self._names[entity.entity_id][0])
        found = self._offices.get(self.tree.lower[head], [])
        return found[0] if len(found) == 1 and found[0].start > self.tree.start[head] else None

    # Names

    def _named(self, mention: Mention, cue: int | None) -> SourceDescription:
        entity = self.by_id.get(mention.entity_id)
        if entity is None:
            return UNKNOWN
        kind = self.kind_of_entity(entity)
        if entity.label != "PERSON":
            return SourceDescription(entity.entity_id, kind, False)
        if kind == "unknown" and cue is not None and verb_category(self.tree, cue) == "seeing":
            kind = "witness"
        changed = any(has_another_name(self.tree, self.tree.root(name)) for name in self._first_names(entity))
        return SourceDescription(entity.entity_id, kind, changed)

    def kind_of_entity(self, entity: Entity) -> str:
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
        if kind_of_name(entity.name) == "media":  # "Radio Kayes, a UN-run station"
            return "media"
        kinds = (kind for _, kind in self._told(entity, "body", "collective", "document"))
        told = next((kind for kind in kinds if kind not in (None, "unknown")), None)
        if told is None and entity.label not in _NAMES_ALONE:
            told = kind_of_name(entity.name)
        return told or {"GROUP": "armed_group", "GPE": "official"}.get(entity.label, "unknown")

    def _person(self, entity: Entity) -> str:
        told = list(self._told(entity, *_OF_PEOPLE))
        bare = [word.kind is None and kind == "unknown" for word, kind in told]
        if any(bare):  # "Colonel Issa Kone, *head of Sector Two*": other words may tell more
            told = [of for of, nothing in zip(told, bare, strict=True) if not nothing]
        strong = [kind for word, kind in told if kind and word.category not in _WEAK]
        if strong:
            ranked = strong[0] == "international_org" and any(
                word.category == "rank" and kind == "military" for word, kind in told
            )
            return "military" if ranked else strong[0]
        entry = known_entry(entity.name, "PERSON")
        known = known_kind(entry) or known_affiliation(entry)
        if known is not None:
            return known
        body = self.by_id.get(entity.affiliation or "")
        if body is not None and body.label in BODIES and (kind := self.kind_of_entity(body)) != "unknown":
            return kind
        weak = next((kind for _, kind in told if kind), None)
        return weak or ("witness" if not any(bare) and self._lived_through_it(entity) else "unknown")

    def _lived_through_it(self, entity: Entity) -> bool:
        """Whether a life is told, or kin, friends, belongings: "who hid", "whose husband", "whose house"."""
        if any(tells_a_life(self.tree, name) for name in self._first_names(entity)):
            return True
        phrases = (phrase for name in self._first_names(entity) for phrase in belongings(self.tree, name))
        words = (find_word(self.tree, phrase.words, phrase.at, "person", "belonging") for phrase in phrases)
        return any(word is not None and word[0].kind == "witness" for word in words)

    def _told(self, entity: Entity, *categories: str) -> Iterator[tuple[SourceWord, str | None]]:
        """The words beside an entity's first names, and the kinds that they tell."""
        for name in self._first_names(entity) if self._steps <= _STEPS else ():
            for phrase in introductions(self.tree, name):
                word, affiliation = self._affiliations.read(phrase, *categories)
                if (
                    word is not None
                    and word.category == "office"
                    and word.kind is None
                    and affiliation.kind is None
                ):
                    affiliation = self._meant_by_title(phrase, word)
                if phrase.words[phrase.at] in name:  # "Issa Kone of the Red Cross", but not "of Senegal"
                    word = SourceWord("office", None, "no") if not affiliation.place else None
                if word is not None:
                    yield word, kind_with(word, affiliation)

    def _meant_by_title(self, phrase: Phrase, word: SourceWord) -> Affiliation:
        """The body named before a title that names none: "the group said so, *spokesman* Issa Kone added"."""
        title = phrase.words[phrase.at]
        if len(phrase.words) > 1 or word.anonymous != "no":
            return Affiliation(None)
        affiliations = (self._affiliations.named(body) for body in find_body(self.places, title))
        return next((o for o in affiliations if o.kind not in ("media", "unknown")), Affiliation(None))

    def _first_names(self, entity: Entity) -> Iterator[range]:
        for mention in self._names.get(entity.entity_id, [])[:_INTRODUCED]:
            yield self.tree.tokens(mention.start, mention.end)
