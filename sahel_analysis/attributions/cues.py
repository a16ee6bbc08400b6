"""Cues: the words that attribute, from the table data/lexicon/attribution_cues.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sahel_analysis.attributions.source_words import find_word
from sahel_analysis.parsing.tree import SUBJECTS, Tree
from sahel_analysis.resources import read_table, read_words

_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "INTJ": "verb"}

_SPEAKERS = frozenset({"PERSON", "ORG", "GROUP", "NORP"})


@dataclass(frozen=True, slots=True)
class Cue:
    """An expression that attributes: its act, its stance, and the frames in which it is sure to."""

    cue: str
    act: str
    stance: str
    frames: frozenset[str]
    group: str


@cache
def load_cues() -> dict[tuple[str, str], Cue]:
    """The table's cues by expression and part of speech (verb, noun, adjective, phrase)."""
    table = read_table("lexicon/attribution_cues.csv")
    rows = zip(*(table[c] for c in ("cue", "pos", "act", "stance", "frames", "group")), strict=True)
    return {
        (cue, pos): Cue(cue, act, stance, frozenset(frames.split()), group)
        for cue, pos, act, stance, frames, group in rows
    }


def words(name: str) -> frozenset[str]:
    """A set of little words of the table data/lexicon/attribution_words.csv."""
    return read_words("attribution_words", name)


def names_source(tree: Tree, i: int) -> bool:
    """Whether a word stands before a source without a verb: "*according* to him", "*per* the ministry"."""
    word = tree.lower[i]
    if word not in words("before a source"):
        return word == "according"
    noun = tree.head[i]  # and not "per day", "per cent"
    proper = tree.pos[noun] == "PROPN" and tree.label[noun] in _SPEAKERS
    return tree.relation[i] == "case" and i < noun and (proper or find_word(tree, [noun], 0) is not None)


def names_by_account(tree: Tree, i: int) -> bool:
    """Whether a noun names a source with its owner: "by the army's *count*", "in the *tally* of the UN"."""
    if tree.lemma[i] not in words("reckoning") or tree.case(i) not in ("by", "in"):
        return False
    return any(
        tree.relation[k] == "nmod:poss" or (tree.relation[k] == "nmod" and tree.case(k) == "of" and k > i)
        for k in tree.children[i]
    )


def brings_news(tree: Tree, cue: int) -> bool:
    """Whether a verb tells that something was heard of: "*word* came from the prefect that it is shut"."""
    return tree.lemma[cue] in words("arriving") and any(
        tree.relation[k] in SUBJECTS and tree.lower[k] in words("news") for k in tree.children[cue]
    )


def find_cue(tree: Tree, i: int) -> Cue | None:
    """The table's cue at a word: with its particle or preposition ("point out", "call for") or alone."""
    known: dict[int, Cue | None] = tree.memo.setdefault("cues", {})
    if i not in known:
        known[i] = _look_up(tree, i)
    return known[i]


def _look_up(tree: Tree, i: int) -> Cue | None:
    if names_source(tree, i) or names_by_account(tree, i):
        return load_cues()["according to", "phrase"]
    if brings_news(tree, i):
        return load_cues()["word comes that", "phrase"]
    part = _PARTS.get(tree.pos[i])
    if part is None:
        return None
    cues, lemma = load_cues(), tree.lemma[i]
    if part == "verb":
        found_with = companions(tree, i)
        for words_with in (*(f"{a} {b}" for a, b in pairwise(found_with)), *found_with):
            found = cues.get((f"{lemma} {words_with}", part))
            if found is not None and not _moves_an_object(tree, i, found):
                return found
        if any(tree.relation[k] == "compound:prt" and k > i for k in tree.children[i]):
            return None  # a particle makes another verb of it: "block off", "call off"
    return cues.get((lemma, part))


def _moves_an_object(tree: Tree, verb: int, found: Cue) -> bool:
    """Whether an object makes a deed of what is speech without one: "pointed *them* to the door"."""
    return found.cue in words("no object") and any(
        k > verb and tree.relation[k] in ("obj", "iobj") for k in tree.children[verb]
    )


def companions(tree: Tree, i: int) -> list[str]:
    """A verb's particles, and the prepositions of its complements."""
    words = []
    for k in tree.children[i]:
        if k > i and tree.relation[k] in ("compound:prt", "advmod", "prep"):
            words.append(tree.lower[k])
        elif k > i and tree.relation[k] in ("obl", "nmod", "advcl"):
            words.append(tree.case(k))
        elif k > i and tree.relation[k] == "xcomp":  # "made known", "held responsible"
            words.append(tree.lower[k])
    if (
        "at" not in words
        and (f"{tree.lemma[i]} at", "verb") in load_cues()
        and _figure_within(tree, i) is not None
    ):
        words.append("at")
    return words


def _figure_within(tree: Tree, verb: int) -> int | None:
    """The "at" before a number, misread as part of an object: "put *those hurt in the raid at nine*"."""
    for k in tree.children[verb]:
        if k > verb and tree.relation[k] == "obj":
            for i in range(k + 1, tree.last[k]):
                if tree.lower[i] == "at" and any(tree.is_number[i + 1 : i + 3]):
                    return i
    return None


def cue_tokens(tree: Tree, i: int) -> list[int]:
    """The tokens of a cue: the word itself, its particle, and the preposition that belongs to it."""
    if names_source(tree, i):
        return [i, i + 1] if i + 1 < len(tree.lower) and tree.lower[i + 1] == "to" else [i]
    particles = (k for k in tree.children[i] if tree.relation[k] == "compound:prt" and k > i)
    found = find_cue(tree, i)
    several = found is not None and found.cue.count(" ") > 1  # "*put* the raid down to"
    tokens = [i, *(k for k in particles if k == i + 1 or not several)]
    if found is not None and " " in found.cue:
        words = found.cue.split()[1:]
        at = i + 1
        while words and at < len(tree.lower) and tree.lower[at] == words[0]:
            tokens.append(at)
            words.pop(0)
            at += 1
    return sorted(set(tokens))


def frame_class(frame: str, cue: str) -> str:
    """The table's name for a candidate's frame: clause, quote, infinitive, object, as, of, for, or ""."""
    if frame in ("obj", "subject"):
        return "object"
    if frame.startswith("quote"):
        return "quote"
    if frame.startswith(
        ("ccomp", "csubj", "up:", "before", "after", "around", "parataxis", "beside", "advcl:that")
    ):
        return "clause"
    if frame.endswith(("xcomp", "acl", "advcl:to")):
        return "infinitive"
    if frame.startswith(("obl+obl:", "obl+obj")):
        return "clause"  # a preposition of the cue's own, and a second phrase: "spoke of riders on horses"
    if frame.startswith("obj+obl:") and frame.rpartition(":")[2] in cue.split()[1:]:
        return "clause"
    if frame.startswith(("obj+", "obl+")) and frame.endswith((":as", ":of", ":for", ":at", ":on")):
        preposition = frame.rpartition(":")[2]
        return "clause" if preposition in cue.split()[1:] else preposition
    if frame.startswith(("obl:", "advcl:")):
        preposition = frame.partition(":")[2]
        return "clause" if preposition in cue.split()[1:] else preposition
    return ""


def is_known_frame(known: Cue | None, frame: str) -> bool:
    """Whether the table says that a cue attributes in a frame."""
    return known is not None and frame_class(frame, known.cue) in known.frames
