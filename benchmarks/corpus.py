"""What many articles take: time of one and of two workers, memory as it grows, bytes that are written.

    python -m benchmarks.corpus [ARTICLES]

The articles are invented, each with names that no other has: what a vocabulary never forgets would show.
Seconds of the processor hold on a busy machine too; the seconds on the clock only where nothing else runs.
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

from benchmarks.running import report
from sahel_analysis.corpus import analyze_corpus
from sahel_analysis.corpus.analyzing import analyze_part
from sahel_analysis.corpus.reading import find_source, read_rows
from sahel_analysis.corpus.running import make_parts
from sahel_analysis.pipeline import EMBEDDED

RESULTS = Path(__file__).with_name("corpus_results.md")

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


def write_articles(path: Path, n: int) -> int:
    """Writes so many articles as JSONL, always the same ones, and returns the number of their words."""
    pick = random.Random(17)
    words = 0
    with path.open("w", encoding="utf8") as file:
        for number in range(n):
            sentences = [
                sentence.format(
                    town=pick.choice(_TOWNS), day=pick.choice(_DAYS), n=pick.randint(2, 40), name=_name(pick)
                )
                for sentence in pick.choices(_SENTENCES, k=pick.randint(8, 28))
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


def grow(source: str, steps: int) -> list[tuple[int, float]]:
    """Peak memory of one process in MB, after so many articles."""
    rows = find_source(source)
    parts = list(make_parts(read_rows(rows), 50))
    peaks, done = [], 0
    for number, part in enumerate(parts, start=1):
        analyze_part(part, EMBEDDED)
        done += len(part.rows)
        if number % max(1, len(parts) // steps) == 0:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            peaks.append((done, peak / (1e6 if sys.platform == "darwin" else 1e3)))
    return peaks


def _apart(work: Callable[..., Any], *arguments: Any) -> Any:
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


def main(n: int = 2000) -> None:
    """Measures, prints, and writes the results."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder) / "few.jsonl", Path(folder) / "many.jsonl"
        words = write_articles(few, n // 5)
        write_articles(many, n)
        runs = {workers: _apart(run, str(few), workers) for workers in (1, 2)}
        peaks = _apart(grow, str(many), 4)
    rows = []
    for workers, found in runs.items():
        rows += [
            [f"{workers} worker{'s' * (workers > 1)}: articles per second", f"{n // 5 / found['wall']:.2f}"],
            ["seconds of the processor per article", f"{found['cpu'] / (n // 5):.4f}"],
            ["words per second of the processor", f"{words / found['cpu']:.0f}"],
        ]
    rows += [["two workers against one", f"{runs[1]['wall'] / runs[2]['wall']:.2f}"]]
    rows += [
        ["words per article", f"{words / (n // 5):.0f}"],
        ["bytes written per article", f"{runs[1]['bytes'] / (n // 5):.0f}"],
    ]
    rows += [[f"peak memory after {done:,} articles, MB", f"{peak:.0f}"] for done, peak in peaks]
    about = (
        f"{n // 5:,} invented articles for the speed, start and loading included, {n:,} for the memory, "
        "each with names of its own (benchmarks/corpus.py)."
    )
    report(["measured", "value"], rows, RESULTS, "Many articles", about)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
