"""What all comparisons share: reading packs, finding peers, timing, writing the results."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def read(path: Path) -> list[dict[str, Any]]:
    """The documents of a pack: JSON lines, plain or .gz."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def installed(peers: Mapping[str, Callable[[], T]]) -> Iterator[tuple[str, str, T]]:
    """Name, version and tool of each peer that is installed; the others are named as left out."""
    for name, make in peers.items():
        try:
            yield name, version(name), make()
        except (PackageNotFoundError, ImportError):
            print(f"{name} is not installed and left out.", file=sys.stderr)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and the processor's seconds in the fastest of three runs."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        result = work()
        seconds.append(time.process_time() - start)
    return result, min(seconds)


def report(
    head: Sequence[str], rows: Sequence[Sequence[str]], file: Path | None, title: str, about: str
) -> None:
    """Prints a table, and writes it as Markdown to a file, with what it is about, the day and the machine."""
    table = "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows]) + "\n"
    print(table)
    if file is not None:
        made = f"{dt.date.today():%d %B %Y}, Python {platform.python_version()}, spaCy {version('spacy')}"
        command = f"`python -m benchmarks.{file.stem.removesuffix('_results')}`"
        text = f"# {title}\n\n{about}\n\n{made}, {platform.machine()}; {command}\n\n{table}"
        file.write_text(text, encoding="utf8")
