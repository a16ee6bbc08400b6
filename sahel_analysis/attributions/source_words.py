"""What words and names tell of a source's kind, alone and with the body that it speaks for.

In data/lexicon/source_words.csv, category says how a word tells it. person: by itself ("resident"). office:
a person who has the kind of the body behind them ("spokesman", "official"), or the word's own where none is
named. body: an institution.
collective: a body whose kind stands before it ("rights *group*"). document: has the kind of whoever wrote it.
rank: a military title, weaker than all else that is said of a person. modifier: before another word
("security *source*"). name: within the name of an organisation. ending: of a noun of occupation.
quantity: "*one* of the residents". leading: a verb whose object is the body that a person speaks for.
working: a verb that joins a person to a body by "at", "for", "with" or "from". seeing: a verb that makes a
person a witness. belonging: what a witness may have lost, in "whose *house* burnt". writing: a verb that
joins a document, or a channel, to whoever stands behind it. posting: where a body posts its statements.
territory: what officials govern, and only they speak for ("the *district's* head"). knowing: behind a person
who was told, and so is no witness ("a man *close* to the mayor").

anonymous: yes, no, indefinite ("a minister" cannot be identified, "the minister" can), or outlet (a reporter
is known by the outlet). data/lexicon/source_kinds.csv gives the kinds of the gazetteer's entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sahel_analysis.entities.gazetteer import Entry, fold, load_gazetteer
from sahel_analysis.parsing.tree import Tree
from sahel_analysis.records import Entity
from sahel_analysis.resources import read_table

HEADS = ("person", "office", "rank", "body", "collective", "document")
"""Categories of words that a source's noun phrase can be built on."""

_LONGEST = 4
_SPLIT = frozenset({"-", "'s", "’s", "'", "’", '"', "“", "”", "‘"})


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word of the table; kind is None where the word alone does not tell."""

    category: str
    kind: str | None
    anonymous: str


@cache
def _table(*categories: str) -> dict[str, SourceWord]:
    table = read_table("lexicon/source_words.csv")
    rows = zip(table["word"], table["category"], table["kind"], table["anonymous"], strict=True)
    return {
        _key(word): SourceWord(category, kind or None, anonymous)
        for word, category, kind, anonymous in rows
        if category in categories
    }


def _key(text: str) -> str:
    return fold(text).replace("-", " ").replace("'s", "")


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    return fold(word)


def content_words(tree: Tree, tokens: Iterable[int]) -> list[int]:
    """The tokens of a phrase without quotation marks, hyphens and possessive endings."""
    return [i for i in tokens if tree.lower[i] not in _SPLIT and tree.pos[i] != "SPACE"]


def find_word(
    tree: Tree, words: Sequence[int], at: int, *categories: str
) -> tuple[SourceWord, int, int] | None:
    """What the table says of words[at] with the words beside it, and where its entry starts and ends.

    `words` are `content_words`. The longest entry wins: "police officer" is one, and so is "chief of staff",
    which starts at its noun. A plural is looked up as such ("militants" are a body), then as a singular.
    """
    table = _table(*(categories or HEADS))
    first = max(at - _LONGEST + 1, 0)
    near = [_folded(tree.lower[i]) for i in words[first : at + _LONGEST]]
    here = at - first
    ends = [here + 1]
    if near[here + 1 : here + 2] in (["of"], ["in"]):
        ends = [*range(len(near), here + 1, -1), here + 1]
    forms = _forms(near[here], tree.lemma[words[at]])
    for end in ends:
        for start in range(here + 1):
            for form in forms:
                found = table.get(" ".join((*near[start:here], form, *near[here + 1 : end])))
                if found is not None:
                    return found, first + start, first + end
    return None


def by_ending(tree: Tree, noun: int) -> SourceWord | None:
    """What the end of a noun that is not in the table tells: a fishmonger is a person."""
    forms = _forms(_folded(tree.lower[noun]), tree.lemma[noun])
    endings = _table("ending").items()
    return next((row for ending, row in endings if any(form.endswith(ending) for form in forms)), None)


def modifier_kind(tree: Tree, words: Sequence[int], at: int) -> str | None:
    """The kind that a word before a noun tells of it: "security", "army", "rebel"."""
    for categories in (("modifier",), ("body", "collective", "office")):
        found = find_word(tree, words, at, *categories)
        if found is not None:
            return found[0].kind
    return None


def kind_of_name(name: str) -> str | None:
    """The kind that the words of an organisation's name tell, the last of them first."""
    words = _key(name).split()
    table = _table("name")
    for end in range(len(words), 0, -1):
        for start in range(max(end - _LONGEST, 0), end):
            found = table.get(" ".join(words[start:end]))
            if found is not None:
                return found.kind
    return None


def is_quantity(tree: Tree, i: int) -> bool:
    """Whether a word counts what follows: "*dozens* of residents"."""
    return _folded(tree.lower[i]) in _table("quantity") or tree.is_number[i]


def is_counting(tree: Tree, words: Sequence[int], at: int) -> bool:
    """Whether a word only counts what stands behind its "of": "a *group* of officers"."""
    return is_quantity(tree, words[at]) and at + 1 < len(words) and tree.lower[words[at + 1]] == "of"


def verb_category(tree: Tree, i: int) -> str | None:
    """leading, working, seeing, writing or None."""
    found = find_word(tree, [i], 0, "leading", "working", "seeing", "writing")
    return found[0].category if found else None


@lru_cache(maxsize=50_000)
def _forms(word: str, lemma: str) -> tuple[str, ...]:
    """A noun as it stands, its lemma, and what it may be the plural of."""
    forms = [word, _folded(lemma) or word]
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith(("ses", "xes", "ches", "shes")):
        forms.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    return tuple(forms)


# The kinds that the gazetteer knows


@cache
def known_entry(name: str, label: str) -> Entry | None:
    """The gazetteer's row for an entity's full name."""
    return next((e for e in load_gazetteer().lookup(name) if e.name == name and e.label == label), None)


def known_kind(entry: Entry | None) -> str | None:
    """The kind of source that an entry is."""
    return _kinds().get(entry.kind) if entry is not None else None


def known_affiliation(entry: Entry | None) -> str | None:
    """The kind of source that the body behind a person's entry is."""
    return known_kind(load_gazetteer().entries.get(entry.affiliation or "")) if entry is not None else None


def kind_of_acronym(text: str) -> str | None:
    """The kind of a name in capitals that could be a word, and so is no mention: "SITE"."""
    entries = load_gazetteer().lookup(text) if text.isupper() and len(text) > 2 else ()
    return next((kind for entry in entries if (kind := known_kind(entry)) is not None), None)


@cache
def _kinds() -> dict[str, str]:
    table = read_table("lexicon/source_kinds.csv")
    return dict(zip(table["gazetteer_kind"], table["kind"], strict=True))


# A word with the body behind it


@dataclass(frozen=True, slots=True)
class Affiliation:
    """The body behind a noun: its kind, and its entity if it is named."""

    kind: str | None
    entity: Entity | None = None
    beside: bool = False
    """Whether its name is all that stands before the noun: "the *Amaq* news agency"."""
    place: bool = False
    """Whether it is a country or town: "*Mali's* spokesman" speaks for a state, "*Mali's* rebels" do not."""

    @property
    def is_unknown_name(self) -> bool:
        """Whether it is the name of an organisation of which nothing is known."""
        return self.kind == "unknown" and self.entity is not None and self.entity.label == "ORG"


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


def kind_with(word: SourceWord, affiliation: Affiliation) -> str | None:
    """The kind of a noun with the body behind it."""
    if word.category in ("office", "collective", "document", "leading"):
        state = word.kind == "official" and word.anonymous == "indefinite"
        if state and (affiliation.kind == "military" or affiliation.is_unknown_name):
            return word.kind  # "the armed forces minister", "the Minister of *Transport*" taken for a name
        if affiliation.place:  # "a Malian source" need not be an official
            return word.kind or (None if word.anonymous == "yes" else affiliation.kind)
        if word.kind == "military" and affiliation.kind in (
            "official",
            "unknown",
        ):  # "the junta's army chief"
            return word.kind
        return affiliation.kind or word.kind
    if word.category == "body":
        if word.kind == "military" and affiliation.kind == "armed_group":  # "the rebels' general staff"
            return affiliation.kind
        if word.kind == "media" and affiliation.kind == "armed_group":  # "the rebels' radio"
            return affiliation.kind
        return affiliation.kind if affiliation.beside and affiliation.kind != "unknown" else word.kind
    if word.category == "working":
        return (
            affiliation.kind
            if not affiliation.place and affiliation.kind not in (None, "unknown")
            else word.kind
        )
    at_work = not affiliation.place and affiliation.kind in ("ngo", "international_org")
    return affiliation.kind if at_work and word.kind in ("expert", "witness", "unknown") else word.kind
