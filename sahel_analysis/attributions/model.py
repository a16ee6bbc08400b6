"""The learned step: logistic regression over hashed features of candidates (see training/attributions.py).

The features are in terms that both label schemes share. Hashing (Weinberger et al. 2009) keeps the weights
small and free of words. A feature is an atom, such as the cue's lemma or the frame, or a pair or triple of
atoms. Weights stand in data/attribution_weights.npz, 8 bits each; without the file the rules decide alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from math import exp
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sahel_analysis.attributions.contents import Content, Edge, pause_before
from sahel_analysis.attributions.cues import companions, find_cue, is_known_frame
from sahel_analysis.attributions.speakers import Source
from sahel_analysis.parsing.tree import FINITE, SUBJECTS, Tree
from sahel_analysis.resources import read_arrays

WEIGHTS = "data/attribution_weights.npz"
BITS = 17
Hashes = NDArray[np.uint32]

_MASK = np.uint32((1 << BITS) - 1)
_PERSONAL = {
    **dict.fromkeys(("he", "she"), "he"),
    **dict.fromkeys(("they",), "they"),
    **dict.fromkeys(("i", "we"), "i"),
    **dict.fromkeys(("you",), "you"),
    **dict.fromkeys(("it", "this", "that", "there"), "it"),
    **dict.fromkeys(("who", "which", "what"), "who"),
}


@lru_cache(maxsize=200_000)
def _hash(atom: str) -> int:
    return crc32(atom.encode())


def _array(*atoms: str) -> Hashes:
    return np.array(list(map(_hash, atoms)), np.uint32)


def _cross(some: Hashes, others: Hashes) -> Hashes:
    """Pairs of features: of two arrays, or of one feature with each of others."""
    return (some * np.uint32(0x9E3779B1)) ^ (others * np.uint32(0x85EBCA6B))


def _bin(n: int) -> str:
    return str(n) if n < 4 else f"{min(n.bit_length(), 7)}b"


def noun_type(tree: Tree, i: int | None) -> str:
    """What sort of word a subject is: he, they, i, it, name, names, noun, nouns, clause, none."""
    if i is None:
        return "none"
    pos = tree.pos[i]
    if pos == "PRON" or tree.lower[i] in _PERSONAL:
        return _PERSONAL.get(tree.lower[i], "pron")
    if pos == "PROPN":
        return "name"
    if pos == "NOUN":
        return "nouns" if tree.tag[i] == "NNS" else "noun"
    return "num" if pos == "NUM" else "other"


class CueFeatures:
    """The atoms of one cue, made once for all its candidates."""

    def __init__(self, tree: Tree, cue: int) -> None:
        self.tree, self.cue = tree, cue
        children = tree.children[cue]
        subject = next((k for k in children if tree.relation[k] in SUBJECTS), None)
        known = find_cue(tree, cue)
        with_it = companions(tree, cue)
        aux = [tree.lemma[k] for k in children if tree.relation[k] in ("aux", "aux:pass", "cop")]
        negated = any(tree.lower[k] in ("not", "n't", "n’t", "never", "no") for k in children)
        head = tree.head[cue]
        relation = tree.relation[cue]
        first = tree.sentence_span[tree.sentence[cue]][0]
        marks = [tree.lower[k] for k in children if tree.relation[k] == "mark" and k < cue]
        self.known = known
        self.lemma = f"l{tree.lemma[cue]}"
        self.group = f"g{known.group if known else tree.pos[cue]}"
        self.subject = f"s{noun_type(tree, subject)}"
        self.tag = f"t{tree.tag[cue]}"
        self.relation = f"r{relation}"
        self.passive = any(tree.relation[k] in ("aux:pass", "nsubj:pass") for k in children)
        self.atoms = [
            self.lemma,
            self.group,
            self.subject,
            self.tag,
            self.relation,
            f"c{tree.lemma[cue]} {with_it[0] if with_it else ''}",
            f"a{' '.join(aux)}{negated}",
            f"n{negated}",
            f"p{self.passive}",
            f"q{tree.quoted[cue] >= 0}",
            f"h{tree.lemma[head] if head != cue else ''}",
            f"hr{relation}{tree.pos[head]}{head < cue}",
            f"m{marks[0] if marks else ''}",
            f"sl{tree.lemma[subject] if subject is not None else ''}",
            f"ff{cue == first}",
            f"up{self._above(tree)}",
            f"ks{'.'.join(sorted({tree.relation[k] for k in children if tree.is_word(k)}))}",
            f"np{noun_type(tree, next((k for k in children if tree.relation[k] == 'nmod:poss'), None))}",
            f"sf{tree.lower[cue][-4:]}",
            f"pv{tree.lower[cue - 1] if cue else ''}",
            f"nx{tree.lower[cue + 1] if cue + 1 < len(tree.lower) else ''}",
        ]
        self.hashed = _array(*self.atoms)

    def _above(self, tree: Tree) -> str:
        """The nearest clause above that could itself attribute, and how the cue hangs below it."""
        i = self.cue
        for _ in range(4):
            head, relation = tree.head[i], tree.relation[i]
            if head == i:
                return ""
            if relation in ("ccomp", "xcomp", "advcl", "acl:relcl", "parataxis", "acl"):
                known = find_cue(tree, head)
                return f"{relation}.{known.act if known else ''}"
            i = head
        return ""


def _content_atoms(cue: CueFeatures, content: Content, rank: int) -> Hashes:
    """The atoms of a candidate content of a cue, its frame first."""
    tree = cue.tree
    tokens, head, i = content.tokens, content.head, cue.cue
    first, last = tokens[0], tokens[-1]
    n = len(tokens)
    own = tree.quoted[i]
    quoted = sum(tree.quoted[k] not in (-1, own) for k in tokens) if tree.quotations else 0
    part = "none" if not quoted else "all" if quoted >= 0.8 * n else "some"
    finite = tree.tag[head] in FINITE or any(
        tree.tag[k] in FINITE for k in tree.children[head] if tree.relation[k] in ("aux", "cop", "aux:pass")
    )
    subject = next((k for k in tree.children[head] if tree.relation[k] in SUBJECTS), None)
    side = "before" if last < i else "after" if first > i else "around"
    gap = i - last if last < i else first - i if first > i else 0
    beside = tree.lower[last + 1] if last < i and last + 1 < len(tree.lower) else tree.lower[first - 1]
    end = tree.sentence_span[tree.sentence[i]][1]
    mark = tree.case(head)
    return _array(
        f"f{content.frame}",
        f"hl{tree.lemma[head]}",
        f"ht{tree.tag[head]}",
        f"mk{mark}{finite}",
        f"ln{_bin(n)}",
        f"sd{side}{_bin(gap)}",
        f"qt{part}",
        f"fw{tree.lower[first]}",
        f"bs{beside}",
        f"es{last >= end - 2}",
        f"sj{noun_type(tree, subject)}",
        f"rk{rank}",
        f"fi{finite}{tree.pos[head]}",
        f"dt{next((tree.lower[k] for k in tree.children[head] if tree.relation[k] == 'det'), '')}",
        f"ow{tree.sentence[first] == tree.sentence[i]}",
        f"kf{is_known_frame(cue.known, content.frame)}{cue.known.act if cue.known else ''}",
    )


def content_features(candidates: Sequence[tuple[CueFeatures, Content, int]]) -> Hashes:
    """Hashed features of candidate contents, each with its cue and its rank among the cue's: a row each."""
    about = np.array([cue.hashed for cue, _, _ in candidates])
    own = np.array([_content_atoms(*candidate) for candidate in candidates])
    lemma, group, subject, tag, relation = (about[:, k : k + 1] for k in range(5))
    frame, mark, side, quoted, known = (own[:, k : k + 1] for k in (0, 3, 5, 6, 15))
    both = np.hstack((about, own[:, 1:]))
    found = (
        frame,
        _cross(_cross(frame, subject), np.hstack((lemma, group, tag, relation, mark, quoted, known))),
        _cross(subject, known),
        _cross(_cross(quoted, side), known),
        _cross(_cross(frame, group), np.hstack((tag, mark))),
        _cross(_cross(frame, lemma), mark),
        _cross(_cross(frame, relation), quoted),
        both,
        _cross(frame, both),
        _cross(lemma, own[:, 1:]),
        _cross(group, own[:, 1:]),
    )
    return np.hstack(found) & _MASK


def source_features(cue: CueFeatures, content: Content, source: Source, rank: int) -> Hashes:
    """Hashed features of a candidate source of a cue and its chosen content."""
    tree = cue.tree
    i, head = cue.cue, source.head
    if head is None:
        atoms = [f"Srk{min(rank, 4)}", "Snone"]
    else:
        atoms = [
            f"Srk{min(rank, 4)}",
            f"Sty{noun_type(tree, head)}",
            f"Sle{tree.lemma[head]}",
            f"Sen{tree.label[head]}",
            f"Ssd{head < i}{_bin(abs(head - i))}",
            f"Sqd{(tree.quoted[head] >= 0)}{tree.quoted[i] >= 0}",
            f"Ssn{tree.sentence[head] == tree.sentence[i]}",
            f"Sdr{tree.relation[head]}",
        ]
    how, hashed = _array(f"w{source.how}"), _array(*atoms)
    context = np.append(cue.hashed[[0, 1, 2, 3, 4, 6, 8, 15]], _array(f"F{content.frame}"))
    found = (
        how,
        hashed,
        _cross(how, hashed),
        _cross(how, context),
        _cross(_cross(how, hashed[1:2]), context),
    )
    return np.concatenate(found) & _MASK


def edge_features(cue: CueFeatures, content: Content, edge: Edge) -> Hashes:
    """Hashed features of a branch that may be cut from a content, or added to it."""
    tree = cue.tree
    k = edge.head
    first, pause = tree.first[k], pause_before(tree, edge)
    head = tree.head[k]
    subject = next((m for m in tree.children[k] if tree.relation[m] in SUBJECTS), None)
    depth = 0
    up = k
    while up not in (content.head, cue.cue) and tree.head[up] != up and depth < 6:
        up, depth = tree.head[up], depth + 1
    quoted = any(tree.quoted[i] >= 0 for i in edge.tokens)
    rest = any(tree.quoted[i] >= 0 for i in content.tokens if i < first)
    plain = f"E{edge.kind}{tree.relation[k]}"
    atoms = [
        f"Ec{tree.case(k)}",
        f"Ef{tree.lower[first]}",
        f"Eh{tree.lemma[k]}",
        f"Et{tree.tag[k]}",
        f"Es{noun_type(tree, subject)}",
        f"Ed{min(depth, 4)}",
        f"El{_bin(len(edge.tokens))}",
        f"Er{_bin(len(content.tokens) - len(edge.tokens))}",
        f"Eq{quoted}{rest}",
        f"Ep{tree.lemma[head]}",
        f"Ex{tree.relation[head]}{tree.pos[head]}",
        f"Ek{find_cue(tree, k) is not None}",
        f"Ew{content.frame}",
        cue.lemma,
        cue.group,
        cue.tag,
        cue.subject,
    ]
    kind, hashed = _array(f"{plain}{pause}"), _array(*atoms)
    found = (
        kind,
        _array(plain),
        hashed,
        _cross(kind, hashed),
        _cross(_cross(kind, hashed[:1]), hashed[2:]),
        _cross(_cross(kind, hashed[3:4]), hashed[4:9]),
    )
    return np.concatenate(found) & _MASK


class Model:
    """Weights of a logistic regression over hashed features."""

    def __init__(self, weights: NDArray[np.int8], scale: float, bias: float) -> None:
        self.weights = weights.astype(np.float32) * scale
        self.bias = bias

    def probability(self, features: Hashes) -> float:
        """Between 0 and 1."""
        return self.probabilities(features[None])[0]

    def probabilities(self, features: Hashes) -> list[float]:
        """The same of each row."""
        totals = [self.bias + total for total in self.weights.take(features).sum(axis=1).tolist()]
        return [1 / (1 + exp(-min(max(total, -30.0), 30.0))) for total in totals]


@cache
def load_models() -> dict[str, Model] | None:
    """The models by name ("content", "source", "edge")."""
    arrays = read_arrays(WEIGHTS)
    return {
        name: Model(arrays[name], float(arrays[f"{name}_scale"]), float(arrays[f"{name}_bias"]))
        for name in ("content", "source", "edge")
    }
