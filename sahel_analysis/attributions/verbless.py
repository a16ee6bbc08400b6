"""Who speaks where no verb says so: a mark or "for" stands between a speaker and the words.

"'We hold the road.' - Colonel Issa Kone, army spokesman"; "Mayor Awa Diallo: 'The road is mined'"; "Nine dead
in a raid near Ber: army"; "For the imam, 'it was a massacre'". The mark (or the "for") stands for the cue.
"""

from __future__ import annotations

from collections.abc import Iterator

from sahel_analysis.attributions.boundaries import apposed_name
from sahel_analysis.attributions.contents import has_main_clause
from sahel_analysis.attributions.cues import find_cue
from sahel_analysis.attributions.cues import words as cue_words
from sahel_analysis.attributions.insertions import Insertion, is_speaker, noun_phrase_head
from sahel_analysis.parsing.tree import FINITE, Tree

_DASHES = frozenset({"-", "–", "—", "--", "―"})
_ENDS = frozenset({".", "!", "?"})
_SHORT = 2
"""Tokens: a shorter quotation is a word that somebody uses."""
_LONGEST = 14
"""Tokens of a speaker's name and description."""
_OPENINGS = (["for"], ["in", "the", "words", "of"])
_NAMES = frozenset({"PERSON", "ORG", "GROUP"})
_PLACES = frozenset({"GPE", "LOC"})


def find_verbless(tree: Tree) -> dict[int, Insertion]:
    """The speakers of a text without a verb, by the mark or the word that stands for the cue."""
    found = [*_signed(tree), *_announced(tree), *_titled(tree), *_for_whom(tree)]
    return {insertion.cue: insertion for insertion in found}


def _signed(tree: Tree) -> Iterator[Insertion]:
    """A quotation with a dash and a name behind it."""
    for number, (first, end) in enumerate(tree.inside):
        mark = _next(tree, end + 1)
        if first < end and mark is not None and tree.lower[mark] in _DASHES:
            stop = _paragraph_end(tree, mark)
            yield from _insert(tree, mark, range(mark + 1, stop), tree.inside[number])


def _announced(tree: Tree) -> Iterator[Insertion]:
    """A name and a colon before a quotation, which may stand in the next paragraph."""
    for number, (first, end) in enumerate(tree.inside):
        mark = _previous(tree, first - 2)
        speech = end - first > _SHORT or tree.is_complete(number)
        if first < end and speech and mark is not None and tree.lower[mark] == ":":
            start = max(
                tree.paragraph_span[tree.paragraph[mark]][0], tree.sentence_span[tree.sentence[mark]][0]
            )
            while start < mark and (
                tree.tag[start] in ("CC", "IN") or tree.tag[start + 1] == "IN" or not tree.is_word(start)
            ):
                start += 1
            yield from _insert(tree, mark, range(start, mark), (first, end))


def _titled(tree: Tree) -> Iterator[Insertion]:
    """A headline with its source behind a mark or before a colon: "Nine dead in raid: army"."""
    for start, stop in tree.paragraph_span:
        words = [i for i in range(start, stop) if tree.pos[i] != "SPACE"]
        if not words or tree.lower[words[-1]] in _ENDS or any(tree.quoted[i] >= 0 for i in words):
            continue
        for is_mark in (_is_colon, _is_dash):
            marks = [i for i in words if is_mark(tree, i)]
            if len(marks) != 1 or tree.lower[marks[0] - 1] in cue_words(
                "film"
            ):  # "... in Gao | Photo: Awa Ba"
                continue
            before, behind = range(start, marks[0]), range(marks[0] + 1, words[-1] + 1)
            outlet = is_mark is _is_dash and tree.label[words[-1]] in _NAMES  # "Nine dead in raid - News 24"
            if _tells(tree, before) and not outlet:
                yield from _insert(tree, marks[0], behind, (before.start, before.stop))
            elif is_mark is _is_colon and has_main_clause(tree, behind) and not _says_who(tree, behind):
                yield from _insert(tree, marks[0], before, (behind.start, behind.stop))


def _for_whom(tree: Tree) -> Iterator[Insertion]:
    """What something was "for" somebody, or in whose words: "For the imam, 'it was a massacre'"."""
    for first, end in tree.sentence_span:
        comma = next((i for i in range(first, min(first + _LONGEST, end)) if tree.lower[i] == ","), None)
        opening = max(len(words) * (tree.lower[first : first + len(words)] == words) for words in _OPENINGS)
        if not opening or comma is None:
            continue
        named = apposed_name(tree, comma - 1, comma - 1)
        comma = named.stop if named and tree.lower[named.stop] == "," else comma
        quoted = [i for i in range(comma, end) if tree.quoted[i] >= 0]
        speaks = any((cue := find_cue(tree, i)) and cue.act == "statement" for i in range(comma, end))
        if quoted and not speaks and any(tree.tag[i] in FINITE for i in range(comma, end)):
            yield from _insert(tree, first, range(first + opening, comma), (comma + 1, end))


def _insert(tree: Tree, mark: int, phrase: range, content: tuple[int, int]) -> Iterator[Insertion]:
    """An insertion, if the phrase is nothing but a speaker with a description."""
    name = range(phrase.start, next((i for i in phrase if tree.lower[i] == ","), phrase.stop))
    joined = next((i for i in name if tree.tag[i] == "IN" and i > name.start), name.stop)
    head = noun_phrase_head(tree, range(name.start, joined))
    if head is None or len(phrase) > _LONGEST or any(tree.tag[i] in FINITE for i in phrase):
        return
    is_name = tree.pos[head] == "PROPN" and (tree.label[head] in _NAMES or tree.quoted[content[0]] >= 0)
    if tree.label[head] in _PLACES or not (is_name or is_speaker(tree, head)):
        return
    inside = tuple(i for i in range(*content) if tree.is_word(i))
    if inside and (len(inside) > 1 or tree.quoted[inside[0]] >= 0):
        yield Insertion(mark, head, range(min(mark, phrase.start), max(mark + 1, phrase.stop)), inside)


def _tells(tree: Tree, tokens: range) -> bool:
    """Whether some words tell what happened: with a verb, a participle or a number of people."""
    tells = any(tree.tag[i] in FINITE | {"VBN"} for i in tokens) or tree.is_number[tokens.start]
    return len(tokens) > 2 and tells


def _says_who(tree: Tree, tokens: range) -> bool:
    """Whether a headline names its source, so that a colon parts off its matter: "Dam: two dead, says Ba"."""
    return any((cue := find_cue(tree, i)) and cue.act == "statement" for i in tokens if tree.tag[i] in FINITE)


def _is_colon(tree: Tree, i: int) -> bool:
    return tree.lower[i] == ":"


def _is_dash(tree: Tree, i: int) -> bool:
    """Whether a dash stands between blanks, and not within a word."""
    return tree.lower[i] in _DASHES and 0 < i < len(tree.end) - 1 and tree.end[i - 1] < tree.start[i]


def _next(tree: Tree, i: int) -> int | None:
    """The next token that is no blank, in its paragraph or at the start of the following."""
    return next((k for k in range(i, min(i + 3, len(tree.pos))) if tree.pos[k] != "SPACE"), None)


def _previous(tree: Tree, i: int) -> int | None:
    return next((k for k in range(i, max(i - 3, -1), -1) if tree.pos[k] != "SPACE"), None)


def _paragraph_end(tree: Tree, i: int) -> int:
    return tree.paragraph_span[tree.paragraph[i]][1]
