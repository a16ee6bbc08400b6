"""Insertions: a speaker and a verb set off by marks from what is said, read from the order of the words.

"The column, say villagers, was ambushed" and "up to 90, a teacher reckons" are rare in treebanks, and parsers
often take them for something else. Where nothing but a noun phrase and a verb of speech stands between two
marks, the order of the words tells more than the tree. The form follows Quirk et al. 1985, A Comprehensive
Grammar of the English Language, 14.30 (reporting clauses).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sahel_analysis.attributions.cues import Cue, find_cue, load_cues, names_source, words
from sahel_analysis.attributions.source_words import by_ending, find_word
from sahel_analysis.attributions.speakers import CALENDAR
from sahel_analysis.parsing.tree import FINITE, NOUNS, WIDE, Tree

_NOMINAL = frozenset(
    {"DT", "PRP", "PRP$", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "HYPH", "FW"}
)
_LINKING = frozenset({"IN", "CC", "TO", "RB", "VBN"})
_MARKS = frozenset({",", ";", ":", "(", ")", "[", "]", "-", "–", "—", "--", ".", "?", "!"})
_OPENING, _CLOSING = (
    frozenset({",", "(", "-", "–", "—", "--"}),
    frozenset({",", ")", ";", "-", "–", "—", "--", "."}),
)
_GOES_ON = frozenset({"CC", "IN", "RB", "WRB"}) | FINITE
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_AUXILIARIES = frozenset({"have", "had", "has"})
_LONGEST = 30
"""Tokens of an insertion."""

_CLAUSE = 6
"""Tokens between two commas: as many that start with a noun phrase hold a clause."""

_SHORT = 3
"""Tokens: a longer one may go on with words on the speaker."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """A cue, the head of its source, the insertion's own tokens, and what it is inserted in (or nothing)."""

    cue: int
    source: int
    tokens: range
    content: tuple[int, ...]


def find_insertions(tree: Tree) -> dict[int, Insertion]:
    """The insertions of a text by their cues.

    `content` is empty where the words before are a quotation, whose bounds the marks tell, and where the
    clause has no verb, figure or quotation of its own.
    """
    found = {}
    for first, end in tree.sentence_span:
        segments = list(_segments(tree, first, end))
        for number, segment in enumerate(segments):
            sentence = _near(range(first, end), segment.start)
            insertion = _read(tree, segments, number, sentence) if len(segment) <= _LONGEST else None
            if insertion is not None:
                found[insertion.cue] = insertion
    return found


def _segments(tree: Tree, first: int, end: int) -> Iterator[range]:
    """The stretches of a sentence between its marks."""
    start = first
    for i in range(first, end + 1):
        if i == end or _is_mark(tree, i):
            if start < i:
                yield range(start, i)
            start = i + 1


def _is_mark(tree: Tree, i: int) -> bool:
    """Whether a mark parts a sentence: no hyphen within a word, no full stop of a title, no line break."""
    word = tree.lower[i]
    if word == "-" and 0 < i < len(tree.lower) - 1 and tree.end[i - 1] == tree.start[i]:
        return tree.end[i] != tree.start[i + 1]
    if tree.is_title_stop(i) or _short_name(tree, i):
        return False
    if tree.pos[i] == "SPACE":
        return tree.is_break(i)
    return word in _MARKS or tree.tag[i] in ("``", "''")


def _short_name(tree: Tree, i: int) -> bool:
    """Whether a bracket or a word belongs to a short name in brackets: "the Bureau of Inquiry (BI)"."""
    for first in (i, i - 1, i - 2):
        if 0 <= first < len(tree.lower) - 2 and tree.lower[first] == "(" and tree.lower[first + 2] == ")":
            return sum(map(str.isupper, tree.form(first + 1))) > 1
    return False


def _read(tree: Tree, segments: list[range], number: int, sentence: range) -> Insertion | None:
    segment = segments[number]
    start = segment.start
    if start == sentence.start or tree.quoted[start] >= 0 or not _stands_apart(tree, segment, sentence.stop):
        return None
    verdict = _verdict(tree, segment, sentence.start)
    if verdict is not None:
        return verdict
    inverted = len(segment) > 1 and tree.tag[start + 1] in _NOMINAL and _may_invert(tree, start)
    if inverted:
        phrase = _noun_phrase(tree, range(start + 1, segment.stop))
        source = noun_phrase_head(tree, phrase)
        tail = range(phrase.stop, segment.stop)
        names = phrase and tree.lower[phrase.start] in ("a", "an") and _may_name(tree, start)
        if source is None or names or not _may_speak(tree, start, source) or _has_clause(tree, tail):
            return None
        cue = start
    else:
        verb = next((i for i in segment if tree.tag[i] in FINITE and tree.lower[i] not in _AUXILIARIES), None)
        verb = verb or next((i for i in segment if tree.tag[i] == "VBN" and _is_perfect(tree, i)), None)
        relative = _relative(tree, segment) if verb is not None else None
        if relative is not None:  # "residents *who fled* say"
            verb = _behind(tree, range(relative + 2, segment.stop))
        verb = verb or next((i for i in segment if _is_misread(tree, i)), None)
        if verb is None or not _speech_verb(tree, verb) or not _tail_fits(tree, verb, segment.stop):
            return None
        before = [i for i in range(start, verb) if not _is_auxiliary(tree, i)]
        if not before:
            described = _described(tree, segments, number)
            if described is None:
                return None
            start = described.start
        elif not all(
            tree.tag[i] in _NOMINAL | _LINKING or _short_name(tree, i)
            for i in before
            if i < (relative or verb)
        ):
            return None
        source = noun_phrase_head(tree, _noun_phrase(tree, range(start, verb)))
        listed = tree.pos[verb] == "NOUN" and any(tree.tag[i] == "CC" for i in before)  # "shops and posts"
        if source is None or listed:
            return None
        cue = verb
    content = _content(tree, range(start, segment.stop), sentence, inverted=inverted)
    return None if content is None else Insertion(cue, source, range(start, segment.stop), content)


def _verdict(tree: Tree, segment: range, first: int) -> Insertion | None:
    """What is said of the clause before: "Forty men came, a figure disputed by the mayor"."""
    cue = next((i for i in segment if tree.tag[i] == "VBN"), segment.stop)
    if cue + 2 >= segment.stop or tree.lower[cue + 1] != "by" or not _speech_verb(tree, cue):
        return None
    phrase = _noun_phrase(tree, range(cue + 2, segment.stop))
    source = noun_phrase_head(tree, phrase)
    named = range(segment.start, cue)
    if (
        source is None
        or tree.lower[named.start] not in ("a", "an")
        or tree.lower[cue - 1] not in words("verdict")
    ):
        return None
    that = [i for i in range(first, segment.start) if tree.lower[i] == "that" and tree.relation[i] == "mark"]
    start = that[-1] + 1 if that else part_of(tree, segment, range(first, segment.stop)).start
    says = _has_main_clause(tree, range(start, segment.start))
    return Insertion(cue, source, segment, tuple(range(start, segment.start))) if says else None


def _stands_apart(tree: Tree, segment: range, end: int) -> bool:
    mark = next(
        (tree.lower[i] for i in range(segment.start - 1, -1, -1) if tree.tag[i] not in ("``", "''")), ""
    )
    after = segment.stop
    return mark in _OPENING and (after >= end or tree.lower[after] in _CLOSING or tree.pos[after] == "SPACE")


def _speech_verb(tree: Tree, i: int) -> Cue | None:
    """The table's entry of a verb that states a clause, whatever the tagger makes of it."""
    if tree.tag[i] in ("VBG", "NN", "NNP") or tree.lower[i] in _AUXILIARIES:
        return None
    cues, lemma = load_cues(), tree.lemma[i]
    following = tree.lower[i + 1] if i + 1 < len(tree.lower) else ""
    known = cues.get((f"{lemma} {following}", "verb")) or cues.get((lemma, "verb"))
    return known if known is not None and known.act == "statement" and "clause" in known.frames else None


def _is_misread(tree: Tree, i: int) -> bool:
    """Whether a plural or a participle behind a name is a verb: "the XYZ's Awa Ba *reports* from Accra"."""
    following = tree.tag[i + 1] if i + 1 < len(tree.tag) else "."
    ends = following in (".", ",") and tree.pos[i - 1] in NOUNS
    if tree.tag[i] == "VBN":
        return ends or (tree.pos[i - 1] == "PROPN" and tree.lower[i + 1] == "on")
    return tree.tag[i] in ("NNS", "NNPS") and (ends or (tree.pos[i - 1] == "PROPN" and following == "IN"))


def _relative(tree: Tree, segment: range) -> int | None:
    """The "who" or "that" that is the subject of a clause on a noun: "residents *who* fled say"."""
    return next(
        (
            i
            for i in segment[1:-2]
            if tree.tag[i] in _RELATIVE
            and tree.tag[i - 1] != "IN"
            and tree.tag[i + 1] in FINITE | {"MD", "RB"}
        ),
        None,
    )


def _behind(tree: Tree, tokens: range) -> int | None:
    """The verb of speech behind a relative clause: "residents who fled *say*"."""
    verbs = (i for i in tokens if tree.tag[i] in FINITE or _is_perfect(tree, i))
    return next((i for i in verbs if tree.tag[i] != "MD" and _speech_verb(tree, i)), None)


def _may_invert(tree: Tree, i: int) -> bool:
    """Whether a verb can stand before its subject: not if its object is the one who is told or asked."""
    known = _speech_verb(tree, i)
    return known is not None and known.stance != "urge" and tree.lemma[i] not in words("telling")


def _may_name(tree: Tree, i: int) -> bool:
    """Whether a verb may tell what something is called: "the party, *declared* a gang in May, ..."."""
    known = _speech_verb(tree, i)
    return known is not None and "infinitive" in known.frames and "as" in known.frames


def _is_perfect(tree: Tree, i: int) -> bool:
    return tree.lower[i - 1] in _AUXILIARIES


def _is_auxiliary(tree: Tree, i: int) -> bool:
    return tree.lower[i] in _AUXILIARIES or tree.pos[i] == "ADV"


def _noun_phrase(tree: Tree, tokens: range) -> range:
    """The nouns at the start of some words, with what belongs to them ("a Mopti-*based* envoy")."""
    end = tokens.start
    while end < tokens.stop and (
        tree.tag[end] in _NOMINAL
        or tree.pos[end] == "ADV"
        or tree.is_title_stop(end)
        or (end > tokens.start and tree.tag[end - 1] == "HYPH")
    ):
        end += 1
    return range(tokens.start, end)


def noun_phrase_head(tree: Tree, phrase: range) -> int | None:
    """The noun of a phrase on which the others hang."""
    nouns = [i for i in phrase if tree.pos[i] in NOUNS and tree.tag[i] != "PRP$"]
    free = [i for i in nouns if tree.head[i] not in phrase or tree.head[i] == i]
    tops = [i for i in free if tree.relation[i] != "nmod:poss"] or nouns
    return tops[-1] if tops else None


def _may_speak(tree: Tree, verb: int, noun: int) -> bool:
    """Whether a noun behind its verb can be its subject: a name, a person or a body, not what it states."""
    known = _speech_verb(tree, verb)
    if tree.pos[noun] == "PROPN":
        return tree.lower[noun] not in CALENDAR
    if tree.lower[noun] in words("subject pronoun"):
        return True
    owned = tree.tag[verb + 1] == "PRP$"  # "met the men, reported their families"
    return known is not None and not (owned and "object" in known.frames) and is_speaker(tree, noun)


def is_speaker(tree: Tree, noun: int) -> bool:
    """Whether a noun is a word for people or bodies that speak."""
    return find_word(tree, [noun], 0) is not None or by_ending(tree, noun) is not None


def _has_clause(tree: Tree, tokens: range) -> bool:
    """Whether a finite verb comes before any "who" or "which"."""
    first = next((i for i in tokens if tree.tag[i] in FINITE or tree.tag[i] in _RELATIVE), None)
    return first is not None and tree.tag[first] in FINITE


def _tail_fits(tree: Tree, verb: int, end: int) -> bool:
    """Whether nothing but an addressee, a time or a place follows a verb."""
    known = _speech_verb(tree, verb)
    own = len(known.cue.split()) if known is not None else 1
    rest = range(verb + own, end)
    if any(tree.tag[i] in FINITE | {"WRB", "WP", "WDT"} or tree.lower[i] == "that" for i in rest):
        return False
    if not rest:
        return tree.lemma[verb] not in words("telling")
    if tree.lemma[verb] in words("telling"):
        return tree.tag[rest[0]] in _NOMINAL
    if any(tree.relation[i] == "obl:unmarked" and tree.first[i] == rest[0] for i in rest):
        return True  # "said *last night*"
    if tree.tag[rest[0]] == "TO" and any(tree.tag[i] == "VB" for i in rest[1:3]):
        return False  # "claim to lead it"
    return tree.pos[rest[0]] in ("ADP", "ADV") or tree.tag[rest[0]] in ("IN", "TO", "RB", "RBR", "RP")


def _described(tree: Tree, segments: list[range], number: int) -> range | None:
    """The stretches before a verb that name and describe its subject: "its owner, Navitrans, had said"."""
    if number < 2:
        return None
    name, description = segments[number - 2], segments[number - 1]
    is_name = tree.tag[name.start] in _NOMINAL and all(tree.tag[i] in _NOMINAL | _LINKING for i in name)
    describes = tree.tag[description.start] in _NOMINAL | _RELATIVE
    joined = description.start == name.stop + 1 and segments[number].start == description.stop + 1
    if not (is_name and describes and joined) or tree.quoted[name.start] >= 0 or name.start == 0:
        return None
    if tree.tag[description.start] in _NOMINAL and _has_clause(tree, description):
        return None
    set_off = all(tree.lower[i] == "," for i in (name.stop, description.stop))
    return range(name.start, description.stop) if set_off and _is_mark(tree, name.start - 1) else None


def _content(tree: Tree, own: range, sentence: range, *, inverted: bool) -> tuple[int, ...] | None:
    """The clause around an insertion; () for a quotation, None where there is none."""
    part = part_of(tree, own, sentence)
    before = range(part.start, own.start)
    spoken = [i for i in before if tree.is_word(i)]
    if not spoken:
        return None
    if tree.tag[spoken[-1]] in _RELATIVE | {"IN"} or _ends_in_speech(tree, spoken) or _reports(tree, spoken):
        return ()
    rest = range(own.stop + 1, part.stop)
    following = next((i for i in rest if tree.is_word(i)), None)
    if following is not None and tree.quoted[following] >= 0 and tree.form(following).istitle():
        return ()  # a quotation that starts a sentence of its own
    after = rest if _goes_on(tree, own, rest, inverted=inverted) else range(0)
    says = _has_main_clause(tree, before) or (following is not None and tree.tag[following] in FINITE)
    adverbial = {"obl", "obl:unmarked", "advmod", "advcl"}
    counts = any(tree.tag[i] == "CD" or tree.quoted[i] >= 0 for i in before) and not any(
        tree.head[i] in own and tree.relation[i] in adverbial for i in before
    )
    if not says and (after or not (counts or (following is None and _is_long(tree, before)))):
        return None
    return (*before, *after)


def _is_long(tree: Tree, before: range) -> bool:
    """Whether some words are too many for a phrase of time and place, so that a verb must be misread."""
    marks = [before.start - 1, *(i for i in before if tree.lower[i] == ","), before.stop]
    stretches = [range(a + 1, b) for a, b in pairwise(marks) if a + 1 < b]
    return any(len(s) >= _CLAUSE and tree.tag[s.start] not in ("IN", "TO") for s in stretches)


def _ends_in_speech(tree: Tree, spoken: list[int]) -> bool:
    """Whether words end in a quotation that is a clause, or are nothing but one."""
    number = tree.quoted[spoken[-1]]
    inside = [i for i in spoken if tree.quoted[i] == number]
    clause = inside == spoken or any(tree.tag[i] in FINITE for i in inside)
    return number >= 0 and clause


def _reports(tree: Tree, tokens: Sequence[int], *more: str) -> bool:
    """Whether a clause tells by itself who says it, with a finite verb or one that has `more` tags."""
    verbs = [i for i in tokens if tree.quoted[i] < 0 and tree.tag[i] in FINITE | {"VBN", *more}]
    cues = (find_cue(tree, i) if tree.tag[i] in more else _speech_verb(tree, i) for i in verbs)
    return any(cue is not None and cue.act == "statement" and "quote" in cue.frames for cue in cues)


def _has_main_clause(tree: Tree, tokens: range) -> bool:
    """Whether a finite verb stands among some words, elsewhere than in "who ..." or "which ..."."""
    relative = False
    for i in tokens:
        relative = tree.tag[i] in _RELATIVE or (relative and not _is_mark(tree, i))
        if tree.tag[i] in FINITE and not relative and tree.quoted[i] < 0:
            return True
    return False


def part_of(tree: Tree, own: range, sentence: range) -> range:
    """What stands around some words in their sentence, without other parts of it that have a cue.

    Semicolons and colons part it: "at least 40, a teacher reckons; up to 90, according to the families".
    """
    stops = [i for i in sentence if tree.lower[i] in (";", ":") and tree.quoted[i] < 0]
    start = max([i + 1 for i in stops if i < own.start], default=sentence.start)
    end = min([i for i in stops if i >= own.stop], default=sentence.stop)
    others = (*range(sentence.start, start), *range(end, sentence.stop))
    alone = tree.lower[start - 1] == ";" and not _has_main_clause(tree, range(start, own.start))
    if alone or _reports(tree, others) or any(names_source(tree, i) for i in others):
        return range(start, end)
    return sentence


def _near(sentence: range, i: int) -> range:
    return range(max(sentence.start, i - WIDE), min(sentence.stop, i + WIDE))


def part_of_phrase(tree: Tree, cue: int) -> range:
    """The part of its sentence that a phrase such as "according to the army" stands in.

    It is a figure where no verb stands between the same commas: "the men, *forty* according to him, came".
    """
    sentence = _near(range(*tree.sentence_span[tree.sentence[cue]]), cue)
    before = next((i for i in range(cue - 1, sentence.start, -1) if tree.lower[i] != ","), cue)
    if tree.tag[before] == "CC" and before < cue:
        return range(cue, sentence.stop)  # "nine died and, according to him, *two are missing*"
    start = next((i + 1 for i in range(cue - 1, sentence.start, -1) if _is_mark(tree, i)), cue)
    figure = range(start, cue)
    counts = any(tree.tag[i] == "CD" for i in figure)
    if counts and tree.lower[start - 1] in _OPENING and not any(tree.tag[i] in FINITE for i in figure):
        return figure
    part = part_of(tree, range(cue, cue + 1), sentence)
    others = (
        i for i in range(cue + 2, part.stop) if tree.lower[i - 1] == "," and tree.lower[i] in words("aside")
    )
    stop = next((i - 1 for i in others if _reports(tree, range(i, part.stop), "VBG")), part.stop)
    return range(part.start, stop)  # "..., according to the army, *but others say otherwise*"


def _goes_on(tree: Tree, own: range, rest: range, *, inverted: bool) -> bool:
    """Whether the clause goes on behind an insertion, and not the speaker's description or next words."""
    following = next((i for i in rest if tree.is_word(i)), None)
    if following is None or tree.lower[own.stop] == ";":
        return False
    if tree.lower[own.stop] == ")" or tree.quoted[following] >= 0:
        return True
    if tree.lower[following] in words("aside") and _reports(tree, rest, "VBG"):
        return False  # "the army said, but others say otherwise"
    if tree.tag[following] in _RELATIVE or (tree.tag[following] == "VBG" and find_cue(tree, following)):
        return False
    return tree.tag[following] in _GOES_ON if inverted or len(own) > _SHORT else True
