"""The only place that opens packaged files: the folders `data/` and `seeds/`.

They stand at the top of a checkout and inside the package once it is installed from a wheel.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def path_of(name: str) -> Path:
    """Path of a packaged file or folder, such as "data/en_sahel_news" or "seeds/bamako_2024.txt".

    Raises FileNotFoundError if the installation lacks it.
    """
    for root in (_HERE / "_packaged", _HERE.parent):
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(
        f"The file {name!r} is missing from this installation of sahel_analysis. "
        "Install the package again: pip install --force-reinstall sahel-analysis."
    )


@cache
def read_table(name: str) -> dict[str, tuple[str, ...]]:
    """A table of `data/` as columns of strings; empty cells are empty strings."""
    with path_of(f"data/{name}").open(encoding="utf8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    return {column: tuple(row[column] for row in rows) for column in reader.fieldnames or ()}


@cache
def read_words(table: str, kind: str | None = None) -> frozenset[str]:
    """The words of a list of data/lexicon: those of one class, or all.

    The words are the first column, the classes the column "class": `read_words("place_cues")`,
    `read_words("event_words", "armed")`.
    """
    columns = read_table(f"lexicon/{table}.csv")
    first = next(iter(columns.values()))
    if kind is None:
        return frozenset(first)
    return frozenset(word for word, of in zip(first, columns["class"], strict=True) if of == kind)
