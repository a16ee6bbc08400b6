"""The only place that opens packaged files: the folders `data/` and `seeds/`.

They stand at the top of a checkout and inside the package once it is installed from a wheel. What is read is
checked as far as that is cheap: the embedded pipeline against the list of hashes beside it, every file of a
wheel against the wheel's own list, tables for what a spreadsheet makes of them.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sahel_analysis.errors import InstallationError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HERE = Path(__file__).resolve().parent
_AGAIN = "Install the package again: pip install --force-reinstall sahel-analysis"
MANIFEST = "manifest.sha256"


def broken(name: str, why: str) -> InstallationError:
    """The error for a packaged file that is missing or damaged: what is wrong, and how to mend it."""
    return InstallationError(
        f"The file {name!r} of this installation of sahel_analysis {why}. "
        f"{_AGAIN}; in a checkout, git checkout {name} brings it back."
    )


def path_of(name: str) -> Path:
    """Path of a packaged file or folder, such as "data/en_sahel_news" or "seeds/bamako_2024.txt".

    Raises InstallationError if the installation lacks it.
    """
    for root in (_HERE / "_packaged", _HERE.parent):
        if (root / name).exists():
            return root / name
    raise broken(name, "is missing")


def read_bytes(name: str) -> bytes:
    """The content of a packaged file; of a wheel's file only what the wheel brought."""
    try:
        content = path_of(name).read_bytes()
    except OSError as error:
        raise broken(name, f"cannot be read ({error.strerror})") from None
    wanted = _recorded().get(name)
    if wanted is not None and hashlib.sha256(content).hexdigest() != wanted:
        raise broken(name, "is damaged: its content is not what was installed")
    return content


def checked_path(name: str) -> Path:
    """Path of a packaged file for those who read it themselves, its content checked."""
    read_bytes(name)
    return path_of(name)


def read_text(name: str) -> str:
    """The text of a packaged file, line ends as they are."""
    try:
        return read_bytes(name).decode("utf8")
    except UnicodeDecodeError:
        raise broken(name, "is damaged: it is not UTF-8") from None


def read_json(name: str) -> Any:
    """What a packaged JSON file holds, or each line of a .jsonl file."""
    text = read_text(name)
    try:
        return [json.loads(line) for line in text.splitlines()] if name.endswith("l") else json.loads(text)
    except ValueError:
        raise broken(name, "is damaged: it is not JSON") from None


@cache
def _recorded() -> dict[str, str]:
    """SHA-256 of the files in the wheel that is installed; nothing in a checkout, where tables are edited."""
    try:
        listed = (files("sahel-analysis") or []) if (_HERE / "_packaged").is_dir() else []
    except PackageNotFoundError:
        return {}
    found = {}
    for path in listed:
        _, packaged, name = path.as_posix().partition("sahel_analysis/_packaged/")
        if packaged and path.hash is not None and path.hash.mode == "sha256":
            found[name] = base64.urlsafe_b64decode(path.hash.value + "=").hex()
    return found


def check_folder(name: str) -> None:
    """Raises InstallationError if a file of a packaged folder is missing or not the one in its manifest."""
    folder, listed = path_of(name), f"{name}/{MANIFEST}"
    for line in path_of(listed).read_text(encoding="utf8", errors="replace").splitlines():
        wanted, _, file = line.partition("  ")
        if len(wanted) != 64 or not file:
            raise broken(listed, "is damaged: it has a line that is no hash and file name")
        try:
            content = (folder / file).read_bytes()
        except OSError:
            raise broken(f"{name}/{file}", "is missing or cannot be read") from None
        if hashlib.sha256(content).hexdigest() != wanted:
            raise broken(f"{name}/{file}", "is damaged: its content is not what was installed")


def read_arrays(name: str) -> dict[str, NDArray[Any]]:
    """The arrays of a packaged .npz file, by name."""
    import numpy as np  # the command's help must not wait for it

    content = read_bytes(name)
    try:
        with np.load(io.BytesIO(content)) as arrays:
            return {key: arrays[key] for key in arrays.files}
    except Exception as error:  # zip, zlib and NumPy have a dozen ways to say that bytes are wrong
        raise broken(name, f"is damaged ({type(error).__name__})") from error


class Columns(dict[str, tuple[str, ...]]):
    """A table as columns of strings; a column that it lacks is an error that says so."""

    def __init__(self, name: str, columns: dict[str, tuple[str, ...]]) -> None:
        super().__init__(columns)
        self.name = name

    def __missing__(self, column: str) -> tuple[str, ...]:
        raise broken(self.name, f"has no column {column!r}; it has {', '.join(self) or 'none'}")


@cache
def read_table(name: str) -> Columns:
    """A table of `data/` as columns of strings; empty cells are empty strings.

    Raises InstallationError if it is missing, empty, or no longer commas and UTF-8.
    """
    name = f"data/{name}"
    text = read_text(name)
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if not any(header):
        raise broken(name, "is empty")
    if text.startswith("\ufeff"):
        raise broken(name, "begins with a byte order mark, as some spreadsheets save tables")
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        raise broken(name, "has its columns separated by semicolons or tabs, not by commas")
    if not text.endswith("\n"):
        raise broken(name, "is cut short: it does not end with a line end")
    rows = [row for row in reader if row]
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise broken(name, f"has {len(row)} cells in row {number}, not {len(header)}")
    columns = list(zip(*rows, strict=True)) or [()] * len(header)
    return Columns(name, dict(zip(header, columns, strict=True)))


@cache
def read_words(table: str, kind: str | None = None) -> frozenset[str]:
    """The words of a list of data/lexicon: those of one class, or all.

    The words are the first column, the classes the column "class": `read_words("place_cues")`,
    `read_words("event_words", "armed")`.
    """
    if kind is not None:
        return _classes_of(table).get(kind, frozenset())
    return frozenset(next(iter(read_table(f"lexicon/{table}.csv").values())))


@cache
def _classes_of(table: str) -> dict[str, frozenset[str]]:
    columns = read_table(f"lexicon/{table}.csv")
    found: dict[str, set[str]] = {}
    for word, kind in zip(next(iter(columns.values())), columns["class"], strict=True):
        found.setdefault(kind, set()).add(word)
    return {kind: frozenset(words) for kind, words in found.items()}
