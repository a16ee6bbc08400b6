"""What a pronoun points back to, or a noun that says no more than one: "the spokesman", "the text".

`coreference.py` links pronouns to names where a rule is safe. A source may point to what has no name ("a
doctor ... he said"), and a statement must have somebody who makes it; so here the likeliest noun is taken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sahel_analysis.attributions.anonymity import POINTING, POSSESSIVE
from sahel_analysis.attributions.cues import load_cues, words
from sahel_analysis.attributions.source_words import SourceWord, content_words, find_word
from sahel_analysis.parsing.tree import SUBJECTS, Tree
from sahel_analysis.records import Mention

BODIES = frozenset({"ORG", "GROUP"})
"""Labels of what speaks as one."""

PEOPLE = frozenset({"person", "office", "rank"})
"""Categories of words for people."""

_REACH = 120
"""Tokens: how far back the noun may be."""
_REACH_OF_NOUN = 400
"""Tokens: how far back what is meant may have been named by the same noun."""
_BESIDE = 4
"""Tokens on each side of a noun that may belong to its entry in the table."""
_SPOKE = 60
"""Tokens: how far back one who spoke is likelier to speak on than the last subject."""
_SPEAKS_ON = 120
"""Tokens from one who spoke to the pronoun that goes on speaking."""
_SPEAKING = {"he": "one", "she": "one", "it": "it", "they": "they"}
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_HE_OR_SHE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})


class Mentions:
    """The mentions of a Doc by place; they are in order of their starts."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention]) -> None:
        self.tree = tree
        self.mentions = mentions
        self._starts = [m.start for m in mentions]

    def at(self, i: int) -> Mention | None:
        """The mention that holds a token, a name before others."""
        start = self.tree.start[i]
        end = bisect_right(self._starts, start)
        holding = [m for m in self.mentions[max(end - 4, 0) : end] if start < m.end]
        return next((m for m in holding if m.kind == "name"), holding[-1] if holding else None)

    def apposed(self, head: int, phrase: range) -> Mention | None:
        """The person whose name ends a phrase: "a trader in Bol, *Abakar Djimet*", "a man named *Issa*"."""
        joins = {",", *(verb.split()[-1] for verb in words("naming"))}
        comma = next((i for i in reversed(phrase) if i > head and self.tree.lower[i] in joins), None)
        mention = None if comma is None else self.at(phrase[-1])
        is_name = mention is not None and mention.kind == "name" and mention.label == "PERSON"
        return mention if is_name else None

    def stands_for(self, head: int, end: int) -> Mention | None:
        """The mention of a noun, or the name right behind it and before `end`: "spokesman Issa Kone"."""
        here = self.at(head)
        if here is not None and here.kind == "name":
            return here
        stop = here.end if here is not None else self.tree.end[head]
        following = bisect_left(self._starts, stop)
        for mention in self.mentions[following : following + 1]:
            between = self.tree.text[stop : min(mention.start, stop + 3)]
            if mention.kind == "name" and mention.end <= end and not between.strip(" ,“\"'‘("):
                return mention
        return here


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke last: the head of the phrase, its number (one, it, they), and the pronoun used since."""

    head: int
    number: str
    pronoun: str


def speaker_at(tree: Tree, head: int, label: str | None) -> Speaker:
    """Who speaks, by the head of the phrase and the label of the entity that it stands for, if any."""
    return Speaker(head, _number(tree, head, label), tree.lower[head])


def _number(tree: Tree, head: int, label: str | None) -> str:
    """How a later pronoun may take up a speaker: as he or she, it, or they."""
    if tree.lower[head] in _SPEAKING:
        return _SPEAKING[tree.lower[head]]
    if label is not None:
        return "one" if label == "PERSON" else "it"
    if tree.is_plural(head) or any(tree.relation[k] == "conj" for k in tree.children[head]):
        return "they"
    word = find_word(tree, [head], 0)
    return "one" if word is not None and word[0].category in PEOPLE else "it"


def goes_on(tree: Tree, last: Speaker, pronoun: int) -> Speaker | None:
    """The last speaker, if a pronoun shortly behind can mean that one: who speaks is likely to go on."""
    word = tree.lower[pronoun]
    if not 0 < pronoun - last.head <= _SPEAKS_ON or last.number != _SPEAKING.get(word):
        return None
    if word in ("he", "she") and last.pronoun in ("he", "she") and last.pronoun != word:
        return None
    return replace(last, head=pronoun, pronoun=word)


def find_antecedent(mentions: Mentions, pointer: int, word: SourceWord | None) -> int | None:
    """The nearest earlier noun that can be meant: subjects first, in other sentences of main clauses.

    A pronoun rather goes on with one who spoke, a text with a text. `word` is what the table of source words
    says of the pointer, None for a pronoun.
    """
    tree = mentions.tree
    text = word is not None and word.category == "document"
    if word is not None:
        named = _same_noun(tree, pointer, text) or (_writer(mentions, pointer, word) if text else None)
        if named is not None:
            return named
    speaking = text or tree.lower[pointer] not in POSSESSIVE
    subject: int | None = None
    other: int | None = None
    for i in range(pointer - 1, max(pointer - _REACH, 0) - 1, -1):
        near = tree.sentence[i] == tree.sentence[pointer]
        if tree.lower[pointer] == "its" and other is None and near:
            here = mentions.at(i)  # "taken to the Gao hospital, according to its director"
            if here is not None and here.label == "FAC" and here.kind == "name":
                return i
        if subject is not None and not (speaking and pointer - i <= _SPOKE):
            break
        if tree.pos[i] not in ("NOUN", "PROPN") or not _agrees(mentions, i, pointer, word):
            continue
        if text and _is_document(tree, i):
            return i
        said = (
            tree.head[i] if speaking and _is_document(tree, tree.head[i]) else i
        )  # "the monitor's figures say"
        if speaking and other is None and _is_quoted(tree, said):
            return i
        main = ("ROOT", "conj", "parataxis")
        if tree.relation[said] in SUBJECTS and (near or tree.relation[tree.head[said]] in main):
            if not speaking or _speaks(tree, said):
                return i
            subject = subject or i
        other = other or i
    return subject or other


def find_body(mentions: Mentions, title: int) -> Iterator[int]:
    """The names of bodies before a title that names none, the nearest first."""
    for i in range(title - 1, max(title - _SPOKE, 0) - 1, -1):
        mention = mentions.at(i)
        if mention is not None and mention.kind == "name" and mention.label in BODIES:
            yield i


def _same_noun(tree: Tree, pointer: int, text: bool) -> int | None:
    """What was brought up by the same noun: "a *report*", "its *report*", ... "the report".

    "The same text" may be any text before it.
    """
    if not _is_pointed_at(tree, pointer):
        return None
    start = max(pointer - _REACH_OF_NOUN, 0)
    for i in range(pointer - 1, start - 1, -1):
        if tree.pos[i] == "NOUN" and not _is_pointed_at(tree, i):
            is_text = text and _is_the_same(tree, pointer) and _is_document(tree, i)
            if is_text or tree.lower[i] == tree.lower[pointer]:
                return i
    return None


def _is_pointed_at(tree: Tree, noun: int) -> bool:
    return noun > 0 and tree.lower[noun - 1] in POINTING


def _is_document(tree: Tree, i: int) -> bool:
    return tree.pos[i] == "NOUN" and find_word(tree, [i], 0, "document") is not None


def _is_the_same(tree: Tree, pointer: int) -> bool:
    return pointer > 0 and tree.lower[pointer - 1] == "same"


def _writer(mentions: Mentions, document: int, word: SourceWord) -> int | None:
    """Who speaks in a document: "The *army* said in a statement", "In a statement, the *army* said"."""
    tree = mentions.tree
    if not any(tree.lower[i] == "in" for i in range(max(tree.first[document] - 1, 0), document)):
        return None
    subjects = (
        k for verb in tree.above(document) for k in tree.children[verb] if tree.relation[k] in SUBJECTS
    )
    return next((s for s in subjects if s != document and _agrees(mentions, s, document, word)), None)


def _speaks(tree: Tree, subject: int) -> bool:
    """Whether the verb of a subject attributes."""
    cue = load_cues().get((tree.lemma[tree.head[subject]], "verb"))
    return cue is not None and cue.act != "deed"


def _is_quoted(tree: Tree, noun: int) -> bool:
    """Whether a noun that is no subject speaks: "according to a *trader*", "warned a *trader*"."""
    verb = tree.head[noun]
    if any(tree.lower[i] == "according" for i in (*tree.children[noun], verb, tree.head[verb])):
        return True
    inverted = tree.pos[verb] == "VERB" and verb < noun and tree.child(verb, *SUBJECTS) is None
    return inverted and _speaks(tree, noun)


def _agrees(mentions: Mentions, i: int, pointer: int, word: SourceWord | None) -> bool:
    """Whether a noun can be what the pointer means, by number and by what it is."""
    tree, pronoun = mentions.tree, mentions.tree.lower[pointer]
    mention = mentions.at(i)
    label = mention.label if mention is not None and mention.kind == "name" else None
    category = _category(tree, i) if label is None else None
    if word is not None and word.category in PEOPLE:
        speaks = category in (*PEOPLE, "body", "document") or label in BODIES or label == "PERSON"
        return tree.lower[i] == pronoun or (_is_the_same(tree, pointer) and speaks and not tree.is_plural(i))
    if pronoun in _HE_OR_SHE:
        return label == "PERSON" or (category in PEOPLE and not tree.is_plural(i))
    if pronoun in _THEY:
        return label in BODIES or category == "body" or (category is not None and tree.is_plural(i))
    if category == "document":
        pointed = _is_pointed_at(tree, pointer) and not _is_pointed_at(tree, i)
        return word is not None and word.category == category and pointed
    one = pronoun in _IT or (word is not None and word.category == "collective" and word.kind is None)
    if one and label is None and tree.is_plural(i):
        return False
    if label in BODIES or category == "body" or (word is None and label == "GPE"):
        return True
    return category == "collective" and (word is None or not _is_pointed_at(tree, i))


def _category(tree: Tree, noun: int) -> str | None:
    """How the table of source words has a noun, with the words beside it."""
    start = max(noun - _BESIDE, tree.sentence_span[tree.sentence[noun]][0])
    before = content_words(tree, range(start, noun))
    behind = content_words(tree, range(noun, min(noun + _BESIDE, len(tree.lower))))
    found = find_word(tree, [*before, *behind], len(before))
    return found[0].category if found else None
