"""What does each part of an analysis cost, against the encoder; is it flat; and what do other tools take?

    python -m benchmarks.speed [--quick]

All figures are ratios of seconds of the processor in one run, with one thread: a busy machine does not change
them. Words per second hold for the machine that is named. The texts are the project's own reports
(data/reports) and, where length is varied, invented ones (benchmarks/corpus.py).
"""

from __future__ import annotations

import json
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.corpus import write_articles
from benchmarks.running import installed, report
from sahel_analysis.analysis import analyze, make_doc
from sahel_analysis.article import Article, make_article
from sahel_analysis.pipeline import COMPONENTS, load_pipeline
from sahel_analysis.reports import load_reports

RESULTS = Path(__file__).with_name("speed_results.md")
LENGTHS = (100, 1_000, 10_000, 100_000)
NUMBERS = (10, 100, 1_000, 10_000)


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def parts(articles: Sequence[Article]) -> dict[str, float]:
    """Seconds of each step over some articles, one after the other."""
    nlp = load_pipeline(threads=1)
    taken = dict.fromkeys(("tokens", *nlp.pipe_names, "tables and links"), 0.0)
    for article in articles:
        start = time.process_time()
        doc = make_doc(nlp, article)
        taken["tokens"] += time.process_time() - start
        for name, pipe in nlp.pipeline:
            start = time.process_time()
            doc = pipe(doc)
            taken[name] += time.process_time() - start
    start = time.process_time()
    for article in articles:
        analyze(article)
    whole = time.process_time() - start
    taken["tables and links"] = max(0.0, whole - sum(taken.values()))
    return taken


def invented(words: int) -> str:
    """A text of so many words, each of whose names stands once or twice."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        write_articles(path, max(1, words // 200))
        texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf8").splitlines()]
    return " ".join("\n\n".join(texts).split(" ")[:words])


def by_length(most: int) -> list[tuple[str, float]]:
    """Milliseconds per word of documents of several lengths."""
    nlp = load_pipeline(threads=1)
    found = []
    for words in (n for n in LENGTHS if n <= most):
        text = invented(words)
        found.append((f"{words:,} words in one document", 1000 * seconds(lambda t=text: nlp(t)) / words))  # type: ignore[misc]
    return found


def by_number(most: int) -> list[tuple[str, float]]:
    """Milliseconds per word, and megabytes, over so many documents of 100 words with names of their own."""
    nlp = load_pipeline(threads=1)
    words = invented(100 * most).split(" ")
    texts = [" ".join(words[i : i + 100]) for i in range(0, len(words), 100)]
    found: list[tuple[str, float]] = []
    for number in (n for n in NUMBERS if n <= most):
        with nlp.memory_zone():
            taken = seconds(lambda n=number: [None for _ in nlp.pipe(texts[:n])])  # type: ignore[misc]
        found.append((f"{number:,} documents of 100 words", 1000 * taken / (100 * number)))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
        found.append((f"peak memory after {number:,} documents, MB", peak))
    return found


def _textacy() -> Callable[[str], object]:
    quotations = import_module("textacy.extract.triples").direct_quotations
    nlp = load_pipeline(threads=1)
    return lambda text: list(quotations(nlp(text, disable=list(COMPONENTS))))


def _dateparser() -> Callable[[str], object]:
    search = import_module("dateparser.search").search_dates
    return lambda text: search(text, languages=["en"])


PEERS = {"textacy": _textacy, "dateparser": _dateparser}


def main(arguments: Sequence[str]) -> None:
    """Measures, prints, and writes the results."""
    quick = "--quick" in arguments
    reports = load_reports()[["text", "published"]].head(12 if quick else 276)
    articles = [make_article(text, day) for text, day in reports.itertuples(index=False)]
    words = sum(len(article.text.split()) for article in articles)
    parts(articles[:10])  # what is loaded once is loaded now
    taken = parts(articles)
    encoder = taken["sahel_neural"]
    whole = sum(taken.values())
    rows = [
        [f"{name}: against the encoder", f"{taken[name] / encoder:.3f}"]
        for name in (*COMPONENTS, "tables and links")
    ]
    rows += [
        ["the four components together", f"{sum(taken[name] for name in COMPONENTS) / encoder:.3f}"],
        ["words per second, parse only", f"{words / (taken['tokens'] + encoder):,.0f}"],
        ["words per second, whole analysis", f"{words / whole:,.0f}"],
    ]
    lengths, numbers = (1_000, 100) if quick else (100_000, 10_000)
    for what, value in [*by_length(lengths), *by_number(numbers)]:
        rows.append([what if "MB" in what else f"milliseconds per word: {what}", f"{value:.3f}"])
    for name, version, tool in installed(PEERS):
        alone: Any = seconds(lambda tool=tool: [tool(article.text) for article in articles])  # type: ignore[misc]
        rows.append([f"words per second, {name} {version}", f"{words / alone:,.0f}"])
    machine = f"{platform.processor() or platform.machine()}, {platform.system()}"
    about = (
        f"{len(articles)} reports of {words:,} words for the steps and the other tools; one thread, "
        f"seconds of the processor; {machine}. textacy: direct quotations behind the same parse, which is "
        "counted with it; dateparser: dates only, without a parse."
    )
    report(["measured", "value"], rows, None if quick else RESULTS, "Speed", about)


if __name__ == "__main__":
    main(sys.argv[1:])
