"""What many articles take: time of one and of two workers, memory as it grows, bytes that are written.

Measured by benchmarks/speed.py. The articles are invented, each with names that no other has: what a
vocabulary never forgets would show. Seconds of the processor hold on a busy machine too; those on the clock
only where nothing else runs.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sahel_analysis.corpus import analyze_corpus
from sahel_analysis.corpus.analyzing import analyze_part
from sahel_analysis.corpus.reading import find_source, read_rows
from sahel_analysis.corpus.running import make_parts
from sahel_analysis.pipeline import EMBEDDED

_SENTENCES = (
    "Gunmen attacked a convoy near {town} on {day}, killing at least {n} soldiers, the army said.",
    "{name}, a spokesman for the regional government, said that the road to {town} was closed on {day}.",
    "“We heard shots before dawn and everybody ran,” said {name}, a trader who lives in {town}.",
    "Residents of {town} told a reporter that {n} people had been abducted from the market on {day}.",
    "Nobody has claimed responsibility for the attack, but officials blame an armed group from the north.",
    "The minister, {name}, promised an inquiry and visited the wounded in hospital on {day}.",
)
_TOWNS = "Gao Mopti Kidal Ménaka Timbuktu Bamako Niamey Djibo Tillabéri Ansongo Ségou".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday".split()


def write_articles(path: Path, n: int, sentences_each: int) -> int:
    """Writes so many articles as JSONL, always the same ones, and returns the number of their words."""
    pick = random.Random(17)
    words = 0
    with path.open("w", encoding="utf8") as file:
        for number in range(n):
            sentences = [
                sentence.format(
                    town=pick.choice(_TOWNS), day=pick.choice(_DAYS), n=pick.randint(2, 40), name=_name(pick)
                )
                for sentence in pick.choices(_SENTENCES, k=sentences_each)
            ]
            words += sum(len(sentence.split()) for sentence in sentences)
            text = "\n\n".join(" ".join(sentences[k : k + 3]) for k in range(0, len(sentences), 3))
            day = f"2024-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
            file.write(json.dumps({"id": f"a{number}", "text": text, "published": day}) + "\n")
    return words


def _name(pick: random.Random) -> str:
    first, last = (
        "".join(pick.choice("bdfgklmnst") + pick.choice("aeiou") for _ in range(4)) for _ in range(2)
    )
    return f"{first.title()} {last.title()}"


def run(source: str, workers: int) -> dict[str, float]:
    """A whole run: seconds on the clock, seconds of the processor, bytes written."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        analyze_corpus(source, Path(folder) / "out", workers=workers, part_size=25, quiet=True)
        wall = time.perf_counter() - start
        usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.parquet"))
    return {"wall": wall, "cpu": sum(u.ru_utime + u.ru_stime for u in usage), "bytes": float(size)}


def grow(source: str, steps: int) -> list[tuple[int, float, float]]:
    """After so many articles in one process: memory in MB, milliseconds of the processor per word."""
    rows = find_source(source)
    parts = list(make_parts(read_rows(rows), 50))
    grown, done, words, start = [], 0, 0, time.process_time()
    for number, part in enumerate(parts, start=1):
        analyze_part(part, EMBEDDED)
        done += len(part.rows)
        words += sum(len(row.values["text"].split()) for row in part.rows)
        if number % max(1, len(parts) // steps) == 0:
            cost = 1000 * (time.process_time() - start) / words
            grown.append((done, _memory(), cost))
            words, start = 0, time.process_time()
    return grown


def _memory() -> float:
    """Memory of this process in MB: what it holds now, or where that is not told, the most that it held."""
    if (held := Path("/proc/self/statm")).exists():
        return int(held.read_text().split()[1]) * resource.getpagesize() / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def apart(work: Callable[..., Any], *arguments: Any) -> Any:
    """What a function gives in a process of its own."""
    reader, writer = get_context("spawn").Pipe(duplex=False)
    process = get_context("spawn").Process(target=_send, args=(writer, work, arguments))
    process.start()
    writer.close()
    found = reader.recv()
    process.join()
    return found


def _send(writer: Any, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    writer.send(work(*arguments))
