"""Boundaries: from a chosen candidate to the characters of its content and source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sahel_analysis.attributions.contents import Content
from sahel_analysis.attributions.cues import find_cue, names_source, words
from sahel_analysis.attributions.source_words import find_word
from sahel_analysis.attributions.speakers import CALENDAR, quotation_before
from sahel_analysis.entities.gazetteer import load_gazetteer
from sahel_analysis.parsing.tree import FINITE, SUBJECTS, Tree
from sahel_analysis.resources import read_words

_SPEECH = ("ccomp", "parataxis", "up:", "before", "after", "quote", "dep", "beside", "obj")
_CLAUSES = ("ccomp", "parataxis", "up:", "before", "after", "around", "beside")
_NOT_OF_SOURCE = frozenset(
    {"appos", "acl", "acl:relcl", "parataxis", "advcl", "dep", "cop", "mark", "nsubj", "ccomp", "discourse"}
    | {"cc:preconj", "aux", "csubj", "punct", "case", "advmod"}
)
_INTRODUCING = frozenset({"that"})
_PAUSES = frozenset({",", "--", "–", "—", ":", ";"})
_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’ -]+[A-ZÀ-Þ](?:, [^()\n–—-]{2,30})?(?: ?\([^()\n]{2,30}\))?"  # GAO, Mali (XYZ)
    r"|[A-ZÀ-Þ][\w'’ -]{1,30}(?:, [^()\n–—-]{2,30})? ?\([^()\n]{2,30}\)) ?(?:[–—-]|--) "  # Gao (XYZ)
)
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "PART", "NUM"})
_LINKED = frozenset({"conj", "nmod", "obl"})
_VERBAL = frozenset({"VERB", "AUX"})
_OF_NAME = frozenset({"NN", "NNP", "NNPS", "HYPH", "FW"})
_AFTER_NAME = frozenset({",", ".", ":", ";", "(", ")", "–", "—", "--", "”", '"', "''"})
_PLACES = frozenset({"GPE", "LOC"})
_WIDEST = 40
"""Tokens from a source's head to its edge."""

_SETTINGS = frozenset({"obl", "obl:unmarked", "nmod", "advmod"})
_NEAR_START = 6
_LONG, _FAR = 4, 25
"""Words: the least of a quotation that goes on in the same sentence, the most between two parts of one."""

_SHORT = 3
"""Words: a shorter quotation inside a sentence is a borrowed word, not speech."""


def content_tokens(tree: Tree, cue: int, content: Content, left_out: Iterable[int]) -> list[int]:
    """Tokens of a content once whole quotations are in, and its cue, source and edges are out."""
    out = set(left_out)
    paragraph = tree.paragraph[content.head]
    start = _after_dateline(tree, paragraph)
    tokens = {i for i in content.tokens if tree.paragraph[i] == paragraph and i not in out and i >= start}
    if content.frame == "ccomp" and content.head > cue and tree.case(content.head) == "that":
        tokens = {i for i in tokens if i > cue}  # "*In Gao*, residents say that ..." tells where they say it
    reports = content.frame.startswith(_CLAUSES)
    tokens = _beside_semicolons(tree, cue, tokens, reports=reports) or tokens
    own = tree.quoted[cue]
    if own >= 0:
        tokens &= set(range(*tree.inside[own]))
    touched = {tree.quoted[i] for i in tokens if tree.is_word(i)} - {-1, own}
    for number in touched:
        inside = set(range(*tree.inside[number]))
        if not out & inside:
            tokens |= inside
    if own < 0 and content.frame.startswith(_SPEECH) and _opens_or_closes(tree, tokens, touched):
        earlier = quotation_before(tree, cue)
        if earlier is not None:
            a, b = tree.inside[earlier]
            tokens = {i for i in tokens if i < b or tree.quoted[i] >= 0} | (set(range(a, b)) - out)
        for number in (*_begun(tree, min(touched)), *_continued(tree, cue, max(touched))):
            tokens |= set(range(*tree.inside[number])) - out
    return tree.trimmed(_without_setting(tree, cue, _without_that(tree, sorted(tokens))))


def _beside_semicolons(tree: Tree, cue: int, tokens: set[int], *, reports: bool) -> set[int]:
    """The tokens that no semicolon parts from the cue, and the parts beyond that go on with the content.

    As in "it rained; the road was cut, he said" and "he said it rained; the road was cut". A part beyond that
    has no verb, or tells by itself whose words it is, is another statement.
    """
    first, end = tree.sentence_span[tree.sentence[cue]]
    stops = [i for i in range(first, end) if tree.lower[i] == ";" and tree.quoted[i] < 0]
    if not stops:
        return tokens
    edges = [first - 1, *stops, end]
    at = sum(i < cue for i in stops)
    parts = [range(a + 1, b) for a, b in pairwise(edges)]
    kept = {i for i in tokens if i in parts[at] or tree.sentence[i] != tree.sentence[cue]}
    for side, own in (
        (reversed(parts[:at]), range(parts[at].start, cue)),
        (parts[at + 1 :], range(cue, parts[at].stop)),
    ):
        goes_on = reports and sum(tree.is_word(i) for i in kept if i in own) > 1
        for part in side:
            goes_on = goes_on and _is_clause_alone(tree, part)
            kept |= set(part) if goes_on else set()
    return kept


def _is_clause_alone(tree: Tree, part: range) -> bool:
    """Whether a part of a sentence has a finite verb and does not tell who says it."""
    cues = (find_cue(tree, i) for i in part if tree.pos[i] == "VERB" or names_source(tree, i))
    says = any(cue is not None and cue.act == "statement" for cue in cues)
    return not says and any(tree.tag[i] in FINITE for i in part)


def _after_dateline(tree: Tree, paragraph: int) -> int:
    """First token after a dateline such as "OUAGADOUGOU, Burkina Faso (AP) —", or of the paragraph."""
    first, end = tree.paragraph_span[paragraph]
    dateline = _DATELINE.match(tree.text, tree.start[first], tree.end[end - 1])
    return first if dateline is None else first + bisect_left(tree.start[first:end], dateline.end())


def _opens_or_closes(tree: Tree, tokens: set[int], touched: set[int]) -> bool:
    """Whether a content's first or last words are quoted, as speech is, and not only a word within."""
    words = [i for i in sorted(tokens) if tree.is_word(i)]
    return bool(words) and (tree.quoted[words[0]] in touched or tree.quoted[words[-1]] in touched)


def _begun(tree: Tree, number: int) -> Iterable[int]:
    """Earlier quotations that no mark closed, as they go on in this one's paragraph."""
    while (
        number > 0
        and tree.quotations[number - 1].open
        and tree.inside[number - 1][0] < tree.inside[number - 1][1]
    ):
        number -= 1
        yield number


def _continued(tree: Tree, cue: int, last: int) -> Iterable[int]:
    """Later quotations that go on: ``"A," X said. "B."``, and paragraphs that are nothing but a quotation."""
    end = max(cue, tree.inside[last][1])
    for number in range(last + 1, len(tree.quotations)):
        a, b = tree.inside[number]
        if a >= b:
            continue
        if tree.sentence[a] == tree.sentence[cue]:
            goes_on = b - a >= _LONG and a - end <= _FAR and not _cue_between(tree, end, a)
        elif tree.paragraph[a] == tree.paragraph[cue]:
            goes_on = _is_bare(tree, number) and a - end <= _FAR
        else:
            goes_on = tree.quotations[number].whole and _follows(tree, end - 1, a)
        if not goes_on:
            return
        yield number
        end = max(b, cue)


def _cue_between(tree: Tree, end: int, start: int) -> bool:
    """Whether a participle of speech introduces what is quoted next: ``"A," he said, adding that "B"``."""
    known = (find_cue(tree, i) for i in range(end, start) if tree.tag[i] == "VBG" and tree.quoted[i] < 0)
    return any(cue is not None and cue.act == "statement" for cue in known)


def _is_bare(tree: Tree, number: int) -> bool:
    """Whether the sentences of a quotation hold no word outside it."""
    a, b = tree.inside[number]
    first, end = tree.sentence_span[tree.sentence[a]]
    end = max(end, tree.sentence_span[tree.sentence[b - 1]][1])
    return not any(tree.is_word(i) and tree.quoted[i] < 0 for i in range(first, end))


def _follows(tree: Tree, end: int, start: int) -> bool:
    """Whether a paragraph comes right after another, in whose rest nobody else speaks."""
    rest = range(end + 1, tree.paragraph_span[tree.paragraph[end]][1])
    return tree.paragraph[start] == tree.paragraph[end] + 1 and len(rest) <= _FAR


def _without_that(tree: Tree, tokens: list[int]) -> list[int]:
    """Without "that" and what stands before it: "said | by phone that | he had hidden"."""
    for k, i in enumerate(tokens[:_NEAR_START]):
        if tree.pos[i] == "VERB":
            break
        relative = tree.relation[tree.head[i]].startswith("acl") and tree.head[tree.head[i]] in tokens
        introduces = tree.lower[i] in _INTRODUCING and tree.relation[i] == "mark" and not relative
        if introduces and tree.head[i] >= tokens[0]:
            return tokens[k + 1 :]
    return tokens


def _without_setting(tree: Tree, cue: int, tokens: list[int]) -> list[int]:
    """Without when and by what it is said, where no "that" parts it: "said | *on Monday* | it had left"."""
    subject = next((i for i in tokens if tree.relation[i] in SUBJECTS), -1)
    before = [i for i in tokens if i < tree.first[subject]] if subject >= 0 else []
    if (
        not 0 < len(before) < _NEAR_START
        or not 0 < tokens[0] - cue < _NEAR_START
        or tree.quoted[cue + 1] >= 0
    ):
        return tokens
    noun = tree.root(range(before[0], before[-1] + 1))
    phrase = set(tree.subtree(noun))
    if tree.relation[noun] not in _SETTINGS or not phrase.issuperset(before):
        return tokens
    within = tree.case(noun) in words("within a statement") | {"on"} and not tree.is_number[noun]
    written = within and find_word(tree, [noun], 0, "document", "posting") is not None
    goes_on = within and tree.tag[tree.first[subject]] in ("PRP", "PRP$")
    return tokens[len(before) :] if tree.lower[noun] in CALENDAR or written or goes_on else tokens


def source_tokens(tree: Tree, head: int) -> list[int]:
    """A source's noun phrase: title, name, what tells it apart; no appositions, no relative clauses."""
    if tree.relation[head] == "nmod:poss" and tree.pos[head] == "PRON":
        return [head]
    keep, nouns = [head], [head]
    while nouns:
        noun = nouns.pop()
        for k in tree.children[noun]:
            relation = tree.relation[k]
            pause = k > noun and any(tree.lower[i] in _PAUSES for i in range(noun, k))
            close = (k < noun and relation == "advmod") or (relation == "appos" and not pause and k > noun)
            left_out = (relation in _NOT_OF_SOURCE and not close) or (pause and relation != "conj")
            left_out = left_out or (k > noun == head and _is_time(tree, k))  # "officials *on Sunday* said"
            if left_out or abs(k - head) > _WIDEST or (relation == "conj" and tree.pos[k] in _VERBAL):
                continue
            if relation in _LINKED:
                nouns.append(k)
                keep += [k, *(m for m in tree.children[k] if tree.relation[m] in ("case", "cc") and m < k)]
            else:
                keep += tree.subtree(k)
    keep.sort()
    at = keep.index(head)
    a = b = at
    gap = 3  # tokens left out between, such as a comma or "and"
    while a > 0 and keep[a] - keep[a - 1] <= gap and _joins(tree, keep[a - 1] + 1, keep[a]):
        a -= 1
    while b + 1 < len(keep) and keep[b + 1] - keep[b] <= gap and _joins(tree, keep[b] + 1, keep[b + 1]):
        b += 1
    return tree.trimmed(range(keep[a], keep[b] + 1))


def _is_time(tree: Tree, i: int) -> bool:
    """Whether a phrase behind a noun tells when, and not what: "on Sunday", "in May", "Thursday evening"."""
    if tree.lower[i] in read_words("time_calendar", "PART"):
        i = next((k for k in tree.children[i] if tree.lower[k] in CALENDAR), i)
    named = bool(tree.label[i]) or tree.relation[i] == "nmod:poss"
    return tree.lower[i] in CALENDAR and not named and tree.case(i) in ("on", "in", "")


def _joins(tree: Tree, a: int, b: int) -> bool:
    return all(
        not tree.is_word(i) or tree.relation[i] in ("cc", "case", "det", "advmod") for i in range(a, b)
    )


def source_range(tree: Tree, cue: int, head: int) -> range:
    """A source's tokens from first to last, mended where the tree tore a title or a name apart.

    A name that explains the noun belongs to it: "the mayor, *Awa Diallo*,".
    """
    tokens = source_tokens(tree, head)
    first, last = tokens[0], tokens[-1]
    while first < last and tree.tag[first] in ("IN", "POS"):
        first += 1
    while last > first and tree.tag[last] == "POS":
        last -= 1
    torn = range(cue + 2, first) if names_source(tree, cue) else range(0)
    if torn and all(tree.pos[i] in _NAMING for i in torn):
        first = torn[0]
    while last + 1 < len(tree.pos) and tree.pos[last] != "PRON" and tree.pos[last + 1] == "PROPN":
        last += 1
    if first <= cue <= last and cue != head:
        first, last = (cue + 1, last) if cue < head else (first, cue - 1)
    if "(" in tree.lower[first : last + 1] and tree.lower[last + 1 : last + 2] == [")"]:
        last += 1
    named = apposed_name(tree, head, last)
    return range(first, named.stop if named and cue not in named else last + 1)


def _has_role(tree: Tree, head: int) -> bool:
    """Whether a word tells what somebody is, and is no name: "the *Minister* of Trade", "*one* of them"."""
    named = tree.pos[head] == "PROPN" and find_word(tree, [head], 0) is not None
    one = tree.lower[head : head + 2] == ["one", "of"]
    return named or one or tree.pos[head] == "NOUN"


def apposed_name(tree: Tree, head: int, last: int) -> range:
    """The name behind a noun phrase that ends at `last`, with its title; else nothing.

    It stands between commas, or after a participle: "a trader named *Issa Kone*".
    """
    end = tree.sentence_span[tree.sentence[head]][1]
    following = " ".join(tree.lower[last + 1 : min(last + 3, end)])
    naming = next((verb for verb in words("naming") if f"{following} ".startswith(f"{verb} ")), "")
    start = last + 1 + (len(naming.split()) or 1)
    if start >= end or not (naming or tree.lower[last + 1] == ",") or not _has_role(tree, head):
        return range(0)
    stop = start
    while stop < end and (tree.tag[stop] in _OF_NAME or tree.is_title_stop(stop)):
        stop += 1
    name = range(start, stop)
    closed = naming or stop >= end or tree.lower[stop] in _AFTER_NAME or tree.pos[stop] == "SPACE"
    if not name or not closed or tree.pos[name[-1]] != "PROPN" or tree.lower[name[-1]] in CALENDAR:
        return range(0)
    written = tree.text[tree.start[name[0]] : tree.end[name[-1]]]
    is_place = any(entry.label in _PLACES for entry in load_gazetteer().lookup(written))
    is_place = is_place or (len(name) == 1 and tree.label[name[0]] in _PLACES)
    return range(0) if is_place else name


def spans(tree: Tree, tokens: Sequence[int], cue: int) -> tuple[tuple[tuple[int, int], ...], str]:
    """Characters of a content, and its quote type: direct, mixed or indirect.

    A direct content leaves out the outer marks and the last full stop or comma; a mixed one keeps the marks
    within.
    """
    own = tree.quoted[cue]
    words = [i for i in tokens if tree.is_word(i)]
    quoted = [i for i in words if tree.quoted[i] not in (-1, own)]
    direct = bool(quoted) and len(quoted) == len(words) and _is_speech(tree, words)
    direct = direct and not _follows_that(tree, words[0])
    runs: list[list[int]] = []
    for i in words:
        near = runs and not any(tree.is_word(k) for k in range(runs[-1][1] + 1, i))
        if near and (not direct or tree.quoted[i] == tree.quoted[runs[-1][1]]):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    found: list[tuple[int, int]] = []
    for a, b in runs:
        start, end = tree.start[a], tree.end[b]
        if direct:
            q = tree.quotations[tree.quoted[b]]
            rest = tree.text[end : q.inner_end]
            end += len(rest.rstrip(" .,;\n")) if not any(c.isalnum() for c in rest) else 0
        else:
            if tree.quoted[a] not in (-1, own) and a == _outer_words(tree, tree.quoted[a])[0]:
                start = tree.quotations[tree.quoted[a]].start
            if tree.quoted[b] not in (-1, own) and b == _outer_words(tree, tree.quoted[b])[1]:
                end = tree.quotations[tree.quoted[b]].end
            if tree.text[end : end + 1] in (")", "]") and any(c in "([" for c in tree.text[start:end]):
                end += 1
        found.append((start, end))
    return tuple(found), "direct" if direct else "mixed" if quoted else "indirect"


def apart(text: str, span: tuple[int, int], taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a stretch of text without others: no character has two parts in an attribution."""
    left = [span]
    for a, b in taken:
        left = (
            [
                part
                for start, end in left
                for part in ((start, min(end, a)), (max(start, b), end))
                if part[0] < part[1]
            ]
            if any(start < b and a < end for start, end in left)
            else left
        )
    if left == [span]:
        return left
    trimmed = [(b - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in left]
    return [(a, b) for a, b in trimmed if any(c.isalnum() for c in text[a:b])]


def _follows_that(tree: Tree, first: int) -> bool:
    """Whether "that" stands before a content, which makes it part of the author's sentence."""
    before = [i for i in range(max(first - 3, 0), first) if tree.is_word(i)]
    return bool(before) and tree.lower[before[-1]] in _INTRODUCING


def _outer_words(tree: Tree, number: int) -> tuple[int, int]:
    """First and last word of a quotation."""
    words = [i for i in range(*tree.inside[number]) if tree.is_word(i)]
    return words[0], words[-1]


def _is_speech(tree: Tree, words: Sequence[int]) -> bool:
    """Whether what is quoted is a sentence, and not a borrowed phrase."""
    finite = any(tree.pos[i] in ("VERB", "AUX") and tree.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in words)
    ends = any(c in tree.text[tree.end[words[-1]] : tree.end[words[-1]] + 2] for c in ",.!?")
    imperative = tree.tag[words[0]] == "VB"
    return (
        finite or imperative or (len(words) >= _SHORT and ends and tree.text[tree.start[words[0]]].isupper())
    )
