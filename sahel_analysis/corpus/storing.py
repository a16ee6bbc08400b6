"""How are results kept so that a run which is killed at any moment leaves nothing half written?

A file is written beside its place, flushed to the disk and then renamed. A part counts once the journal names
it, in a line of its own that is flushed too; what the journal does not name is written again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sahel_analysis.errors import SahelAnalysisError, reading

MANIFEST, JOURNAL, LOCK = "manifest.json", "_journal.jsonl", "_lock"
_UNFINISHED = ".unfinished"


def part_path(folder: Path, table: str, number: int) -> Path:
    """Where a part of a table is kept; no name in the input decides on it."""
    return folder / table / f"part-{number:08}.parquet"


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file that appears whole or not at all, even if the power fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + _UNFINISHED)
    with unfinished.open("wb") as file:
        file.write(content)
        _flush(file)
    unfinished.replace(path)
    _flush_folder(path.parent)


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Writes plain data as a JSON file, whole or not at all."""
    write_whole(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf8"))


def write_part(folder: Path, number: int, tables: Mapping[str, bytes]) -> dict[str, int]:
    """Writes the tables of a part and returns their bytes."""
    for name, content in tables.items():
        write_whole(part_path(folder, name, number), content)
    return {name: len(content) for name, content in tables.items()}


def append_journal(folder: Path, entry: Mapping[str, Any]) -> None:
    """Says that a part is written: one line, on the disk when this returns."""
    with (folder / JOURNAL).open("ab") as file:
        if file.tell() == 0:
            _flush_folder(folder)
        file.write(json.dumps(entry).encode("utf8") + b"\n")
        _flush(file)


def read_journal(folder: Path) -> dict[int, dict[str, Any]]:
    """The entries of the parts that are written, by their number.

    A last line that a kill has cut is no entry, and is taken away; nor is one of whose files one is gone or
    has another size.
    """
    path = folder / JOURNAL
    if not path.exists():
        return {}
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        write_whole(path, whole)
    with reading(f"{JOURNAL} in {str(folder)!r}", "Delete this folder, and start again with a new one."):
        told = [
            (int(entry["part"]), int(entry["rows"]), entry) for entry in map(json.loads, whole.splitlines())
        ]
        return {number: entry for number, _, entry in told if _is_there(folder, number, entry["bytes"])}


def _is_there(folder: Path, number: int, sizes: Mapping[str, int]) -> bool:
    paths = {part_path(folder, name, number): size for name, size in sizes.items()}
    return all(path.is_file() and path.stat().st_size == size for path, size in paths.items())


def remove_unfinished(folder: Path) -> None:
    """Takes away what a killed run was about to write."""
    for path in folder.rglob(f"*{_UNFINISHED}"):
        path.unlink()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keeps a second run out of a folder; the system lets go of the lock however this one ends."""
    path = folder / LOCK
    with path.open("ab") as file:
        try:
            _lock(file)
        except OSError:
            raise SahelAnalysisError(
                f"Another run is writing into {str(folder)!r}. Wait for its end, or choose another folder."
            ) from None
        yield
    path.unlink(missing_ok=True)


def _lock(file: IO[bytes]) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _flush(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Makes a rename last; Windows knows no such thing, and needs none."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
