"""The embedded pipeline's component: a small transformer, read by onnxruntime, written into a Doc.

The encoder (a fine-tuned MiniLM, 8-bit) scores every word of a window of running text; what the
scores mean is decided in `decoding.py`. The recipe that makes the weights is in `training/`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import onnxruntime
import srsly
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab
from threadpoolctl import ThreadpoolController
from tokenizers import Tokenizer

from sahel_analysis.parsing.casing import plain_case
from sahel_analysis.parsing.decoding import (
    Floats,
    Ints,
    Window,
    decode_names,
    decode_tree,
    make_windows,
    word_shape,
)

if TYPE_CHECKING:
    from thinc.types import Ints2d

MAX_SENTENCE = 250
"""Words; a longer "sentence" (a table, a list without stops) is cut where a start is likeliest."""

MAX_PIECES = 16
"""Word pieces per word that are read; of longer words (addresses) the first and the last ones."""

_VECTOR_FIELDS = ("names", "start", "arc_head", "arc_dep", "rel_head", "rel_dep")


def word_pieces(tokenizer: Tokenizer, words: Sequence[str]) -> list[list[int]]:
    """The word pieces of every word: at least one, at most `MAX_PIECES`."""
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words]
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if word is not None:  # as only the special tokens have it
            pieces[word].append(piece)
    half, unknown = MAX_PIECES // 2, _token_id(tokenizer, "[UNK]")
    return [(p if len(p) <= MAX_PIECES else p[:half] + p[-half:]) or [unknown] for p in pieces]


def _token_id(tokenizer: Tokenizer, token: str) -> int:
    found = tokenizer.token_to_id(token)
    if found is None:
        raise ValueError(f"The pipeline's tokenizer lacks {token}; its files do not belong together.")
    return found


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Says of which file an error speaks: its reader knows only bytes."""
    try:
        yield
    except Exception as error:
        why = "is missing" if isinstance(error, KeyError) else f"cannot be read ({error})"
        raise ValueError(f"the pipeline's file {name} {why}") from error


_one_at_a_time = Lock()
"""Limits of BLAS are the process's: where two overlap, one restores the limit of the other."""


class Neural:
    """spaCy component that sets tags, parts of speech, morphology, trees, sentences and names.

    Sentence boundaries that a Doc already has are kept, as far as its sentences have at most
    `MAX_SENTENCE` words. Whitespace tokens are not shown to the
    network; a blank line, and a line break before anything but a lower-case word, ends a sentence.
    """

    def __init__(self, vocab: Vocab, threads: int = 0) -> None:
        self.vocab = vocab
        self.threads = threads
        self.folder: Path | None = None
        self.files: dict[str, bytes] = {}

    # Loading and saving

    def from_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> Neural:
        """Loads encoder.onnx, tokenizer.json, labels.json and trees.npz from a folder."""
        self.folder = Path(path)
        self._load({p.name: p.read_bytes() for p in sorted(self.folder.iterdir())})
        return self

    def to_disk(self, path: str | Path, exclude: Sequence[str] = ()) -> None:
        """Writes the same files."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (Path(path) / name).write_bytes(content)

    def __getstate__(self) -> dict[str, object]:
        """What another process needs to build the component again: an onnxruntime session cannot travel."""
        return {"vocab": self.vocab, "threads": self.threads, "folder": self.folder, "files": self.files}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Builds the component again from its files."""
        self.__init__(state["vocab"], state["threads"])  # type: ignore[misc]
        self.folder = state["folder"]
        if state["files"]:
            self._load(state["files"])

    def from_bytes(self, data: bytes, exclude: Sequence[str] = ()) -> Neural:
        """Loads what `to_bytes` gave (so that a pipeline can travel to another process)."""
        self._load(srsly.msgpack_loads(data))
        return self

    def to_bytes(self, exclude: Sequence[str] = ()) -> bytes:
        """All files in one piece."""
        packed: bytes = srsly.msgpack_dumps(self.files)
        return packed

    def _load(self, files: dict[str, bytes]) -> None:
        self.files = files
        with _reading("labels.json"):
            self.labels: dict[str, list[str]] = json.loads(files["labels.json"])
        with _reading("tokenizer.json"):
            self.tokenizer = Tokenizer.from_str(files["tokenizer.json"].decode("utf8"))
        with _reading("trees.npz"), np.load(io.BytesIO(files["trees.npz"])) as arrays:
            self.arrays = {k: arrays[k].astype(np.float32) for k in arrays.files}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.log_severity_level = 3
        # Threads that wait for work by running in circles take the cores from everything else.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        with _reading("encoder.onnx"):
            self.session = onnxruntime.InferenceSession(
                files["encoder.onnx"], options, providers=["CPUExecutionProvider"]
            )
        self.blas = ThreadpoolController()
        self.outputs = [o.name for o in self.session.get_outputs()]
        self.begin, self.end = (_token_id(self.tokenizer, t) for t in ("[CLS]", "[SEP]"))
        self.pos = [m.partition("|")[0] for m in self.labels["morphs"]]
        self.feats = [m.partition("|")[2] for m in self.labels["morphs"]]
        self.tag_ids = np.array([self.vocab.strings.add(t) for t in self.labels["tags"]], dtype=np.uint64)
        self.pos_ids = np.array([self.vocab.strings.add(p) for p in self.pos], dtype=np.uint64)
        self.morph_ids = np.array([self.vocab.morphology.add(f) for f in self.feats], dtype=np.uint64)
        self.dep_names = ["ROOT" if d == "root" else d for d in self.labels["deps"]]
        self.dep_ids = np.array([self.vocab.strings.add(d) for d in self.dep_names], dtype=np.uint64)

    # Reading a Doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """One Doc after another: the result does not depend on the batch size."""
        for doc in stream:
            yield self(doc)

    def __call__(self, doc: Doc) -> Doc:
        """Annotates a Doc in place and returns it."""
        if not hasattr(self, "session"):
            raise ValueError("This pipeline has no weights. Load it with sahel_analysis.load_pipeline().")
        tokens = [t.i for t in doc if not t.is_space]
        if not tokens:
            if len(doc):
                _fill(doc, [TAG, POS], np.tile(self._space(doc), (len(doc), 1)))
            return doc
        breaks, fixed = _paragraphs(doc, tokens)
        words = [doc[i].text for i in tokens]
        written = plain_case(words, _lines(doc, tokens))
        result = self.read(words, breaks, fixed, written)
        self._write(doc, tokens, *result)
        return doc

    def read(
        self,
        words: Sequence[str],
        breaks: Sequence[int] = (),
        starts: Sequence[int] | None = None,
        written: Sequence[str] | None = None,
    ) -> tuple[Ints, Ints, Ints, Ints, list[tuple[int, int, str]]]:
        """Tags, morphology, heads and labels (indices, one per word) and names of a running text.

        `breaks` are words that certainly start a sentence; with `starts` (all of them) the network
        is not asked. `written` are the words with the capitals that count (see `casing.py`), else `words`.
        Heads are positions in `words`; a root is its own head.
        """
        pieces = word_pieces(self.tokenizer, words)
        shapes = np.array([word_shape(w) for w in written or words], dtype=np.int64)
        tags, morphs = (np.zeros(len(words), dtype=np.int64) for _ in range(2))
        heads, deps = (np.zeros(len(words), dtype=np.int64) for _ in range(2))
        names = np.zeros((len(words), len(self.labels["names"])), dtype=np.float32)
        forced = set(breaks) if starts is None else set(starts)
        waiting: dict[str, Floats] = {}
        first = 0  # of the words that wait for the end of their sentence
        for window in make_windows([len(p) for p in pieces], breaks):
            scores = self._run(pieces, shapes, window)
            kept = slice(window.keep_start, window.keep_end)
            tags[kept], morphs[kept] = scores["tags"].argmax(1), scores["morphs"].argmax(1)
            names[kept] = scores["names"]
            new = {k: scores[k] for k in _VECTOR_FIELDS if k != "names"}
            waiting = {k: np.concatenate([waiting[k], v]) for k, v in new.items()} if waiting else new
            last = window.keep_end == len(words)
            bounds = _sentence_bounds(waiting["start"], first, forced, starts is not None, last)
            # Sentences are small: more threads than one would only wait for each other.
            with _one_at_a_time, self.blas.limit(limits=1, user_api="blas"):
                for a, b in pairwise(bounds):
                    sentence = {k: v[a - first : b - first] for k, v in waiting.items()}
                    heads[a:b], deps[a:b] = self._tree(sentence, a)
            waiting = {k: v[bounds[-1] - first :] for k, v in waiting.items()}
            first = bounds[-1]
        return tags, morphs, heads, deps, decode_names(names, self.labels["names"])

    def _run(self, pieces: list[list[int]], shapes: Ints, window: Window) -> dict[str, Floats]:
        """Scores of the words that the window keeps.

        One window at a time: the 8-bit encoder scales its numbers by their range in a batch, so
        that batches would change each other's results.
        """
        inside = pieces[window.start : window.end]
        ends = np.cumsum([len(p) for p in inside])
        ids = [self.begin, *(i for p in inside for i in p), self.end]
        values = self.session.run(
            self.outputs,
            {
                "pieces": np.array([ids], dtype=np.int64),
                "first": np.concatenate([[1], ends[:-1] + 1]).astype(np.int64),
                "last": ends.astype(np.int64),
                "shapes": shapes[window.start : window.end],
            },
        )
        kept = slice(window.keep_start - window.start, window.keep_end - window.start)
        return {name: value[kept] for name, value in zip(self.outputs, values, strict=True)}

    def _tree(self, s: dict[str, Floats], offset: int) -> tuple[Ints, Ints]:
        n, a = len(s["start"]), self.arrays
        ones = np.ones((n, 1), dtype=np.float32)
        arc_head = np.concatenate([a["root_arc_head"][None], s["arc_head"]])
        scores = np.concatenate([s["arc_dep"], ones], 1) @ a["arc_weight"] @ arc_head.T
        tree = decode_tree(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True))
        rel_head = np.concatenate([a["root_rel_head"][None], s["rel_head"]])[tree]
        rel_head = np.concatenate([rel_head, ones], 1)
        dep = np.concatenate([s["rel_dep"], ones], 1)
        mixed = (dep @ a["rel_weight"]).reshape(n, len(self.labels["deps"]), -1)
        labels = np.einsum("nrj,nj->nr", mixed, rel_head)
        root = self.labels["deps"].index("root")
        labels[:, root] = np.where(tree == 0, np.inf, -np.inf)
        heads = np.where(tree == 0, np.arange(n), tree - 1) + offset
        return heads, labels.argmax(1)

    # Writing into a Doc

    def _space(self, doc: Doc) -> NDArray[np.uint64]:
        return np.array([doc.vocab.strings.add("_SP"), doc.vocab.strings.add("SPACE")], dtype=np.uint64)

    def _write(
        self, doc: Doc, tokens: list[int], tags: Ints, morphs: Ints, heads: Ints, deps: Ints,
        names: list[tuple[int, int, str]],
    ) -> None:  # fmt: skip
        """Fills the Doc; a whitespace token hangs on the word before it (the first ones on the next)."""
        n, at = len(doc), np.array(tokens)
        values = np.zeros((n, 5), dtype=np.uint64)
        values[:, 0], values[:, 1] = self._space(doc)
        values[:, 2] = doc.vocab.morphology.add("")
        values[:, 4] = doc.vocab.strings.add("dep")
        before = np.maximum(np.searchsorted(at, np.arange(n), side="right") - 1, 0)
        head_of = at[before]  # for whitespace: the word before
        head_of[at] = at[heads]
        values[at, 0], values[at, 1] = self.tag_ids[tags], self.pos_ids[morphs]
        values[at, 2], values[at, 4] = self.morph_ids[morphs], self.dep_ids[deps]
        values[:, 3] = (head_of - np.arange(n)).astype(np.int64).view(np.uint64)
        _fill(doc, [TAG, POS, MORPH, HEAD, DEP], values)
        doc.set_ents([s for a, b, label in names for s in _name_spans(doc, tokens[a:b], label)])


def _fill(doc: Doc, attributes: Sequence[int], values: NDArray[np.uint64]) -> None:
    doc.from_array([*attributes], cast("Ints2d", values))


def _name_spans(doc: Doc, tokens: list[int], label: str) -> Iterator[Span]:
    """One span, or several where a line break stands inside the name."""
    start = tokens[0]
    for left, right in zip(tokens, [*tokens[1:], None], strict=True):
        if right is None or (right > left + 1 and "\n" in doc[left + 1 : right].text):
            yield Span(doc, start, left + 1, label=label)
            start = right if right is not None else start


def _lines(doc: Doc, tokens: list[int]) -> list[tuple[int, int]]:
    """First word and the one past the last (in `tokens`) of each line."""
    ends = [
        k
        for k, (before, after) in enumerate(pairwise(tokens), start=1)
        if after > before + 1 and "\n" in doc[before + 1 : after].text
    ]
    return list(pairwise([0, *ends, len(tokens)]))


def _paragraphs(doc: Doc, tokens: list[int]) -> tuple[list[int], list[int] | None]:
    """Positions (in `tokens`) that start a sentence for certain, and all starts if the Doc has them."""
    breaks = []
    for k, (before, after) in enumerate(pairwise(tokens), start=1):
        if after > before + 1:
            gap = doc[before + 1 : after].text
            if gap.count("\n") > 1 or ("\n" in gap and not doc[after].text[:1].islower()):
                breaks.append(k)
    if not doc.has_annotation("SENT_START", require_complete=len(doc) > 1):
        return breaks, None
    return breaks, [k for k, i in enumerate(tokens) if doc[i].is_sent_start]


def _sentence_bounds(start: Floats, first: int, forced: set[int], given: bool, last: bool) -> list[int]:
    """Where the complete sentences among the waiting words begin, and where the last of them ends."""
    n = len(start)
    bounds = [first]
    for k in range(first + 1, first + n):
        if k in forced or (not given and start[k - first] > 0):
            bounds.append(k)
        elif k - bounds[-1] >= MAX_SENTENCE:
            recent = start[bounds[-1] + MAX_SENTENCE // 2 - first : k - first]
            bounds.append(bounds[-1] + MAX_SENTENCE // 2 + int(recent.argmax()))
    if last:
        bounds.append(first + n)
    return bounds


@Language.factory(
    "sahel_neural",
    default_config={"threads": 0},
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.head",
        "token.dep",
        "token.is_sent_start",
        "doc.ents",
    ],
)
def make_neural(nlp: Language, name: str, threads: int) -> Neural:
    """The component; `threads` for onnxruntime, 0 for its own choice."""
    return Neural(nlp.vocab, threads)
