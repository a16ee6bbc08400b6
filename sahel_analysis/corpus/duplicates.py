"""Which articles repeat the text of an earlier one, word for word or nearly, as copies of an agency's do?

Every text is sketched by the smallest values of 126 hash functions over its sequences of five words (MinHash,
Broder 1997). Only articles that agree in three such values in a row are compared (locality-sensitive hashing,
Indyk & Motwani 1998), and only with the first that has them: never all pairs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sahel_analysis.article import Article

SEQUENCE = 5
"""Words."""

NEAR = 0.8
"""Share of the shorter text's sequences that the other must have."""

LENGTHS = 0.5
"""The shorter text must have so many of the longer one's sequences: a part that is quoted is no copy."""

_BANDS, _BAND = 42, 3
_FUNCTIONS = _BANDS * _BAND
_random = np.random.default_rng(20240917)  # any numbers do, always the same ones
_FACTORS = _random.integers(1, 2**63, _FUNCTIONS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_SUMMANDS = _random.integers(0, 2**63, _FUNCTIONS, dtype=np.uint64)
_POWERS = np.array([pow(0x9E3779B97F4A7C15, k, 2**64) for k in range(SEQUENCE)], dtype=np.uint64)

Sketch = NDArray[np.uint32]


def sketch(article: Article) -> tuple[bytes, int, list[int]]:
    """A hash of the whole text, the number of its different word sequences, and their MinHash values.

    The whole text counts whatever its blanks; the sequences leave out the site's own lines, and case. A
    text of fewer words than a sequence has no values.
    """
    whole = " ".join(unicodedata.normalize("NFC", article.text).split())
    text_hash = hashlib.sha256(whole.encode("utf8")).digest()[:16]
    lines = " ".join(article.text[start:end] for start, end in article.paragraphs)
    words = [zlib.crc32(word.encode("utf8")) for word in re.findall(r"\w+", lines.casefold())]
    if len(words) < SEQUENCE:
        return text_hash, 0, []
    windows = np.lib.stride_tricks.sliding_window_view(np.array(words, dtype=np.uint64), SEQUENCE)
    sequences = np.unique((windows * _POWERS).sum(axis=1, dtype=np.uint64))
    least = np.full(_FUNCTIONS, 2**32 - 1, dtype=np.uint32)
    for chunk in np.array_split(sequences, len(sequences) // 4096 + 1):  # a long text fills no memory
        hashed = (chunk[:, None] * _FACTORS + _SUMMANDS) >> np.uint64(32)
        least = np.minimum(least, hashed.min(axis=0).astype(np.uint32))
    return text_hash, len(sequences), least.tolist()


def find_duplicates(sketches: pa.Table) -> Iterator[tuple[str, str, str, float]]:
    """Article, the earlier one that it repeats, kind ("same" or "near") and share, in the table's order.

    The earlier one is never a copy itself. share: of the shorter text's sequences of five words that the
    other has, estimated from the sketches (standard error 0.04).
    """
    ids = sketches["article_id"]
    sizes = sketches["n_sequences"].to_numpy()
    first = _first_of_same(sketches["text_hash"])
    fresh = np.flatnonzero((first == np.arange(len(first))) & (sizes > 0))
    values = _matrix(sketches["sketch"].take(pa.array(fresh)))
    copies = _near(fresh, values, sizes)
    for k, original in enumerate(first.tolist()):
        if original != k:
            original, _ = copies.get(original, (original, 1.0))
            yield ids[k].as_py(), ids[original].as_py(), "same", 1.0
        elif k in copies:
            original, share = copies[k]
            yield ids[k].as_py(), ids[original].as_py(), "near", round(share, 2)


def _first_of_same(hashes: pa.ChunkedArray) -> NDArray[np.int64]:
    """For each text the first that is the same."""
    codes = hashes.combine_chunks().dictionary_encode()
    indices = codes.indices.to_numpy(zero_copy_only=False)
    _, first = np.unique(indices, return_index=True)
    return first[indices] if len(indices) else np.empty(0, dtype=np.int64)


def _matrix(column: pa.ChunkedArray) -> Sketch:
    flat = column.combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return np.asarray(flat, dtype=np.uint32).reshape(-1, _FUNCTIONS)


def _near(fresh: NDArray[np.int64], values: Sketch, sizes: NDArray[np.int64]) -> dict[int, tuple[int, float]]:
    """Articles that are near copies, with the one that they repeat and the share."""
    candidates: dict[int, set[int]] = {}
    for band in range(_BANDS):
        for k, earlier in _agreeing(values[:, band * _BAND : (band + 1) * _BAND]):
            candidates.setdefault(k, set()).add(earlier)
    copies: dict[int, tuple[int, float]] = {}
    for k in sorted(candidates):
        originals = {copies.get(e, (e, 1.0))[0] for e in candidates[k]}
        best, share = max(
            (
                (e, _share(values[k], values[e], int(sizes[fresh[k]]), int(sizes[fresh[e]])))
                for e in originals
            ),
            key=lambda pair: (pair[1], -pair[0]),
        )
        if share >= NEAR:
            copies[k] = (best, share)
    return {int(fresh[k]): (int(fresh[e]), share) for k, (e, share) in copies.items()}


def _agreeing(band: Sketch) -> Iterator[tuple[int, int]]:
    """Rows of a band that equal an earlier one, and the first that they equal."""
    _, first, inverse = np.unique(band, axis=0, return_index=True, return_inverse=True)
    earliest = first[inverse.reshape(-1)]
    later = np.flatnonzero(earliest != np.arange(len(band)))
    yield from zip(later.tolist(), earliest[later].tolist(), strict=True)


def _share(a: Sketch, b: Sketch, n_a: int, n_b: int) -> float:
    """Share of the shorter text's sequences that the longer has too, by the resemblance of the sketches."""
    shorter, longer = sorted((n_a, n_b))
    if shorter < LENGTHS * longer:
        return 0.0
    resemblance = float((a == b).mean())
    return min(1.0, resemblance * (n_a + n_b) / (1 + resemblance) / shorter)
