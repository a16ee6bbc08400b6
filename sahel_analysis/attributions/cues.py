"""Cues: the words that attribute, from the table data/lexicon/attribution_cues.csv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sahel_analysis.parsing.tree import Tree
from sahel_analysis.resources import read_table, read_words

_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "INTJ": "verb"}


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


def find_cue(tree: Tree, i: int) -> Cue | None:
    """The table's cue at a word: with its particle or preposition ("point out", "call for") or alone."""
    known: dict[int, Cue | None] = tree.memo.setdefault("cues", {})
    if i not in known:
        known[i] = _look_up(tree, i)
    return known[i]


def _look_up(tree: Tree, i: int) -> Cue | None:
    if tree.lower[i] == "according":
        return load_cues()["according to", "phrase"]
    part = _PARTS.get(tree.pos[i])
    if part is None:
        return None
    cues, lemma = load_cues(), tree.lemma[i]
    if part == "verb":
        for word in companions(tree, i):
            found = cues.get((f"{lemma} {word}", part))
            if found is not None:
                return found
        if any(tree.relation[k] == "compound:prt" and k > i for k in tree.children[i]):
            return None  # a particle makes another verb of it: "block off", "call off"
    return cues.get((lemma, part))


def companions(tree: Tree, i: int) -> list[str]:
    """A verb's particles, and the prepositions of its complements."""
    words = []
    for k in tree.children[i]:
        if k > i and tree.relation[k] in ("compound:prt", "advmod", "prep"):
            words.append(tree.lower[k])
        elif k > i and tree.relation[k] in ("obl", "nmod", "advcl"):
            words.append(tree.case(k))
        elif k > i and tree.relation[k] == "xcomp" and tree.lemma[i] == "make":  # "made known", "made clear"
            words.append(tree.lower[k])
    return words


def cue_tokens(tree: Tree, i: int) -> list[int]:
    """The tokens of a cue: the word itself, its particle, and the preposition that belongs to it."""
    if tree.lower[i] == "according":
        return [i, i + 1] if i + 1 < len(tree.lower) and tree.lower[i + 1] == "to" else [i]
    tokens = [i] + [k for k in tree.children[i] if tree.relation[k] == "compound:prt" and k > i]
    found = find_cue(tree, i)
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
