"""The noun phrase of a source, and how an article introduces a name.

Of a phrase: the noun it is about, the words behind it, and how little it may say. Of a name: titles before
it, appositions beside it, a relative clause behind it. "Army spokesman *Issa Kone*", "the town's mayor,
*Issa Kone*,", "*Issa Kone*, 41, a trader", "*Issa Kone* of the Red Cross", "*Issa Kone*, who works as a
nurse": each becomes a phrase around the noun, or the verb, that tells who it is. Commas are followed rather
than the tree, which a parser often gets wrong there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.lang.lex_attrs import is_punct

from sahel_analysis.attributions.anonymity import POINTING, POSSESSIVE, is_possessive
from sahel_analysis.attributions.antecedents import PEOPLE
from sahel_analysis.attributions.cues import find_cue
from sahel_analysis.attributions.source_words import (
    SourceWord,
    content_words,
    find_word,
    is_quantity,
    verb_category,
)
from sahel_analysis.parsing.syntax import APPOSITIONS, CONJUNCTS, FLAT
from sahel_analysis.parsing.tree import SUBJECTS, Tree

OWNING = frozenset({"of", "for", "from", "at", "with", "in", "within", "inside", "by", "to"})
"""Prepositions that join a body to a noun."""

NEAR = 14
"""Tokens of a noun phrase that are read on each side of its noun."""

_CLAUSE = 5
"""Tokens of a relative clause in which its verb is looked for."""
_NEXT = 3
"""Tokens behind a noun: "people *with direct knowledge*"."""
_CHOOSING = frozenset({"that", "which", "who", "behind"})
_TITLES = ("NOUN", "PROPN", "ADJ")
_VERBS = ("VERB", "AUX")
_NOT_LED = frozenset({"to", "with", "from", "of", "about", "against", "at", "by"})
_BEING = frozenset({"is", "was", "became"})
_CALLED = frozenset({"called", "named", "as"})
_JOINS = frozenset({"of", "from", "at", "with", "for"})
_OPEN, _CLOSE = (",", "(", "–", "—", "-", "--"), (",", ")", "(", "–", "—", "--", ".", ";", ":")
_LONGEST_TITLE, _LONGEST_ASIDE, _MOST_ASIDES = 10, 18, 3


def head_of(tree: Tree, tokens: range) -> int:
    """The word that a phrase is about: "one of the *residents*", "they and their *relatives*"."""
    root, end = tree.root(tokens), tokens.stop
    if tree.pos[root] in _VERBS:  # "an *official* reached by telephone", read as a clause
        subjects = (
            k for k in tree.children[root] if tokens.start <= k < root and tree.relation[k] in SUBJECTS
        )
        root = next(subjects, root)
    if tree.pos[root] == "PRON":
        joined = (k for k in tree.children[root] if k in tokens and tree.relation[k] == "conj")
        root = next((k for k in joined if tree.pos[k] == "NOUN"), root)
    if is_quantity(tree, root) and root + 2 < end and tree.lower[root + 1] == "of":
        for i in range(root + 2, end):
            if tree.pos[i] in ("NOUN", "PROPN", "PRON") and (
                i + 1 == end or tree.pos[i + 1] not in ("NOUN", "PROPN")
            ):
                return i
    while tree.pos[root] in ("NOUN", "PROPN") and root + 1 < end and tree.pos[root + 1] == "NOUN":
        root += 1  # a parser may miss a compound
    return _end_of_entry(tree, root, tokens)


def _end_of_entry(tree: Tree, root: int, tokens: range) -> int:
    """The last noun of a joint entry that a parser hangs on its first: "defence and security *forces*"."""
    if not any(tree.relation[k] in CONJUNCTS for k in tree.children[root]):
        return root
    words = content_words(tree, tokens)
    for at in range(len(words) - 1, 0, -1):
        if tree.pos[words[at]] == "NOUN" and root < words[at]:
            found = find_word(tree, words, at)
            if found is not None and words[found[1]] <= root:
                return words[at]
    return root


def words_behind(tree: Tree, head: int, end: int) -> list[int]:
    """The words behind a noun up to a comma or a verb; a preposition may join more than the phrase has."""
    behind: list[int] = []
    for i in range(head + 1, min(head + NEAR, len(tree.lower))):
        word = tree.lower[i]
        joins = word in OWNING or (tree.pos[i] == "VERB" and verb_category(tree, i) == "writing")
        if (is_punct(tree.form(i)) and word != "-") or tree.pos[i] == "SPACE":
            break
        if not joins and (tree.pos[i] in ("VERB", "AUX", "SCONJ") or (i >= end and not behind)):
            break
        behind.append(i)
    return content_words(tree, behind)


def points_back(tree: Tree, word: SourceWord, head: int, before: list[int]) -> bool:
    """Whether a phrase says no more than a pronoun: "the text", "a statement", "the same source"."""
    following = min(head + 1, len(tree.lower) - 1)
    written = word.category == "document" and tree.case(head) == "in"  # "said *in a text* that admitted"
    if tree.lower[following] in _CHOOSING and tree.pos[following] != "SCONJ" and not written:
        return False  # "the group that did it"
    definite = bool(before) and all(tree.lower[i] in POINTING for i in before)
    if word.category == "document":  # "an audio message", of which the table does not say whose it is
        described = bool(before) and word.kind is None and tree.pos[before[0]] in ("DET", "PRON")
        return definite or not before or described
    if word.category == "collective":
        return definite or not before
    if word.category == "office" and word.kind is None:
        return definite or not before
    return definite and word.category in ("office", "rank", "person")


def names_one(tree: Tree, head: int, phrase: range) -> bool:
    """Whether a person of some role has a name behind a comma, whatever it was taken for."""
    word = find_word(tree, [head], 0)
    comma = tree.lower[phrase[-1] - 1] == "," or tree.pos[phrase[-1] - 1] == "PROPN"
    behind = any(tree.lower[i] == "," for i in phrase if i > head)
    person = word is not None and word[0].category in PEOPLE
    return person and behind and comma and tree.pos[phrase[-1]] == "PROPN"


def is_bound(tree: Tree, i: int) -> bool:
    """Whether a name owns what follows, or is a part of a longer word: "UN-backed"."""
    return is_possessive(tree, i) or tree.lower[i + 1 : i + 2] in (["-"], ["‐"], ["–"])


def lived_through_it(tree: Tree, head: int) -> bool:
    """Whether the words behind tell that somebody was there: "a sergeant who *survived*", "in hospital"."""
    following = range(head + 1, min(head + 1 + _CLAUSE, len(tree.lower)))
    if [tree.lower[i] for i in following[:2]] == ["in", "hospital"]:
        return True
    if not following or tree.lower[following[0]] != "who":
        return False
    verb = next((i for i in following if tree.pos[i] == "VERB"), None)
    return verb is not None and verb_category(tree, verb) == "seeing"


def was_told(tree: Tree, head: int) -> bool:
    """Whether the words behind tell that somebody knows of it from others: "a man *close* to the mayor"."""
    following = range(head + 1, min(head + 1 + _NEXT, len(tree.lower)))
    return any(find_word(tree, [i], 0, "knowing") is not None for i in following)


def explains_next(tree: Tree, i: int, following: int) -> bool:
    """Whether a noun only describes the noun after it, which a common noun before a name does not."""
    if following == i + 2 and tree.lower[i + 1] == "-":  # "think-tank"
        return True
    return following == i + 1 and tree.pos[following] in ("NOUN", tree.pos[i])


# How a name is introduced


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in order, and the place of the one that the phrase is built on."""

    words: list[int]
    at: int


def introductions(tree: Tree, name: range) -> Iterator[Phrase]:
    """What stands beside a name, the surest first."""
    yield from _titles(tree, name)
    yield from _explained(tree, name)
    yield from _apposed_before(tree, name)
    yield from _asked_to_be_called(tree, name)
    end = _sentence_end(tree, name)
    if name.stop < end and tree.lower[name.stop] in _JOINS:
        yield Phrase(content_words(tree, range(name.stop - 1, min(name.stop + 8, end))), 0)
    yield from _predicate(tree, content_words(tree, range(name.stop, end)))
    for aside in _asides(tree, name.stop, end):
        words = content_words(tree, aside)
        if words and tree.lower[words[0]] == "who":
            yield from _relative_clause(tree, words)
        else:
            relative = (at for at, i in enumerate(words) if tree.lower[i] in ("who", "whose"))
            words = words[: next(relative, None)]
            if not any(_is_finite(tree, i) for i in words):
                yield from _noun(tree, words)


def belongings(tree: Tree, name: range) -> Iterator[Phrase]:
    """Who and what is said to be somebody's: "*Awa Kone*, whose husband is a soldier"."""
    for aside in _asides(tree, name.stop, _sentence_end(tree, name)):
        words = content_words(tree, aside)
        if words and tree.lower[words[0]] == "whose":
            verb = next((at for at, i in enumerate(words) if tree.pos[i] in _VERBS), None)
            yield from _noun(tree, words[:verb])


def tells_a_life(tree: Tree, name: range) -> bool:
    """Whether somebody is brought in as a person only: by age, by whereabouts, by what they went through.

    "*Awa Kone*, 41," and "*Awa Kone*, in Ber," and "*Awa Kone*, who hid in a well".
    """
    for aside in _asides(tree, name.stop, _sentence_end(tree, name)):
        words = content_words(tree, aside)
        age = len(words) == 1 and tree.is_number[words[0]]
        here = len(words) == 2 and tree.lower[words[0]] in ("in", "from") and tree.pos[words[1]] == "PROPN"
        if age or here or (words and tree.lower[words[0]] == "who" and _went_through(tree, words)):
            return True
    return False


def _went_through(tree: Tree, words: list[int]) -> bool:
    """Whether a clause with "who" is in the past, and tells neither what somebody became nor said."""
    at = next((k for k, i in enumerate(words) if tree.pos[i] in _VERBS), None)
    if at is None or tree.tag[words[at]] != "VBD":
        return False
    rest = words[at + 1 :]
    if tree.lower[words[at]] == "had" and rest:
        return tree.tag[rest[0]] == "VBN" and not _states(tree, rest[0])
    if tree.lower[words[at]] in _BEING and rest:
        return tree.pos[rest[0]] in ("ADP", "ADV") or tree.tag[rest[0]] == "VBG"
    return not _states(tree, words[at])


def _states(tree: Tree, verb: int) -> bool:
    cue = find_cue(tree, verb)
    return cue is not None and cue.act == "statement" and "clause" in cue.frames


def _sentence_end(tree: Tree, name: range) -> int:
    return tree.sentence_span[tree.sentence[name.start]][1]


def _titles(tree: Tree, name: range) -> Iterator[Phrase]:
    """Each noun in front of a name, the nearest first."""
    first, sentence = name.start, tree.sentence_span[tree.sentence[name.start]][0]
    while first > max(name.start - _LONGEST_TITLE, sentence) and _may_be_title(tree, first - 1):
        first -= 1
    words = content_words(tree, range(first, name.start))
    yield from (Phrase(words, at) for at in reversed(range(len(words))) if tree.pos[words[at]] in _TITLES)
    if first < name.start and tree.lower[name.start - 1] in ("'s", "’s"):  # "the BBC's Issa Kone"
        yield Phrase([*words, name.start], len(words))


def _may_be_title(tree: Tree, i: int, *, joined: bool = False) -> bool:
    word = tree.lower[i]
    if tree.pos[i] in (*_TITLES, "NUM") or word in POSSESSIVE | {"of", "for", "to", "and", "the"}:
        return True
    if joined and (word in OWNING | {"a", "an", "on"} or tree.pos[i] == "DET"):
        return True
    return word in ("-", "'s", "’s") or (word == "." and i > 0 and tree.form(i - 1).istitle())


def _apposed_before(tree: Tree, name: range) -> Iterator[Phrase]:
    """The noun that the name explains: "the town's mayor, Issa Kone,"."""
    root = tree.root(name)
    described = [k for k in tree.children[root] if k < root and tree.relation[k] in FLAT]
    for noun in [tree.head[root]] if tree.relation[root] in APPOSITIONS else described[:1]:
        if noun < name.start and tree.pos[noun] in ("NOUN", "PROPN"):
            words = content_words(tree, range(tree.first[noun], name.start))
            yield from (Phrase(words, at) for at, i in enumerate(words) if i == noun)


def _explained(tree: Tree, name: range) -> Iterator[Phrase]:
    """The noun of the phrase that a name between commas explains: "the *head* of the clinic, Awa Kone,"."""
    first = tree.sentence_span[tree.sentence[name.start]][0]
    comma = name.start - 1
    while comma > first and (
        tree.relation[comma] in FLAT or tree.is_title_stop(comma)
    ):  # ", *General* Issa Kone"
        comma -= 1
    if comma <= first or tree.lower[comma] != ",":
        return
    start = comma
    while start > max(first, comma - _LONGEST_ASIDE) and _may_be_title(tree, start - 1, joined=True):
        start -= 1
    if start < comma and (tree.pos[start] in ("DET", "PRON", "NOUN") or start == first):
        yield from _noun(tree, content_words(tree, range(start, comma)))


def _asked_to_be_called(tree: Tree, name: range) -> Iterator[Phrase]:
    """The noun before a relative clause that ends in the name: "a trader who asked to be called Bouba"."""
    if name.start == 0 or tree.lower[name.start - 1] not in _CALLED:
        return
    first = tree.sentence_span[tree.sentence[name.start]][0]
    before = range(max(name.start - _LONGEST_ASIDE, first), name.start)
    clause = next((i for i in before if tree.lower[i] == "who"), None)
    if clause is not None:
        yield from _noun(
            tree, content_words(tree, (i for i in before if i < clause and tree.lower[i] != ","))
        )


def _asides(tree: Tree, start: int, end: int) -> Iterator[range]:
    """Stretches between commas, brackets or dashes right behind a name."""
    for _ in range(_MOST_ASIDES):
        if start >= end or tree.lower[start] not in _OPEN:
            return
        stop = _closed(tree, start + 1, end)
        yield range(start + 1, stop)
        start = stop + (stop < end and tree.lower[stop] == ")")


def _closed(tree: Tree, start: int, end: int) -> int:
    """Where the next comma, bracket, dash or full stop stands."""
    end = min(end, start + _LONGEST_ASIDE)
    return next((i for i in range(start, end) if tree.lower[i] in _CLOSE), end)


def _is_finite(tree: Tree, i: int) -> bool:
    return tree.pos[i] in _VERBS and tree.tag[i] not in ("VBN", "VBG")


def _noun(tree: Tree, words: list[int]) -> Iterator[Phrase]:
    """The noun that an aside is about: the last one before a preposition."""
    found = None
    for at, i in enumerate(words):
        if tree.pos[i] == "ADP" and found is not None:
            break
        if tree.pos[i] in ("NOUN", "PROPN"):
            found = at
    if found is not None:
        yield Phrase(words, found)


def _predicate(tree: Tree, words: list[int]) -> Iterator[Phrase]:
    """What somebody is said to be by a form of "be" at the start: "was *prime minister* until 2012"."""
    if words and tree.lower[words[0]] in _BEING:
        within = (*_TITLES, "DET", "ADP")
        stop = next((k for k in range(1, len(words)) if tree.pos[words[k]] not in within), None)
        yield from _noun(tree, words[1:stop])


def _relative_clause(tree: Tree, words: list[int]) -> Iterator[Phrase]:
    """Verbs that tell who someone is ("heads", "saw"), and the noun after "as" or "a"."""
    for at, i in enumerate(words):
        category = verb_category(tree, i) if tree.pos[i] == "VERB" else None
        if category == "working":
            rest = range(at + 1, len(words))
            place = next((k for k in rest if tree.lower[words[k]] in _JOINS), len(words))
            yield Phrase([i, *words[place:]], 0)
        elif category == "leading" and at + 1 < len(words) and tree.lower[words[at + 1]] in _NOT_LED:
            continue  # "who spoke with the rebels"
        elif category is not None:
            yield Phrase(words, at)
        elif tree.lower[i] in _BEING:  # "who was prime minister until 2012"
            yield from _predicate(tree, words[at:])
        if tree.lower[i] in ("as", "a", "an"):
            yield from _noun(tree, words[at:])
            return
