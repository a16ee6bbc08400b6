"""What does each part of an analysis cost, against the encoder; is it flat; and what do other tools take?

    python -m benchmarks.speed [--quick]

Shares and costs are seconds of the processor in one run, with one thread: a busy machine changes them little.
Words per second hold for the machine that is named. The texts are the project's own reports (data/reports)
and, where length or number is varied, invented ones (benchmarks/corpus.py).
"""

from __future__ import annotations

import gc
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.corpus import apart, grow, run, write_articles
from benchmarks.running import installed, report
from sahel_analysis.analysis import make_doc, tabulate
from sahel_analysis.article import Article, load_article, make_article
from sahel_analysis.pipeline import COMPONENTS, EMBEDDED, load_pipeline
from sahel_analysis.reports import load_reports
from sahel_analysis.tables import TABLES

RESULTS = Path(__file__).with_name("speed_results.md")
LENGTHS = (100, 1_000, 10_000, 100_000)
PUBLISHED_RATE = [
    "words per second, en_core_web_sm 3.7.1, as its meta.json says of its makers' machine",
    "7,920",
]


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def parts(articles: Sequence[Article]) -> dict[str, float]:
    """Seconds of each step over some articles, one after the other."""
    nlp = load_pipeline(threads=1)
    taken = dict.fromkeys(("cleaning and tokens", *nlp.pipe_names, "tables and links"), 0.0)
    for article in articles:
        start = time.process_time()
        doc = make_doc(nlp, article)
        taken["cleaning and tokens"] += time.process_time() - start
        for name, pipe in nlp.pipeline:
            start = time.process_time()
            doc = pipe(doc)
            taken[name] += time.process_time() - start
        start = time.process_time()
        found = tabulate(article, doc, EMBEDDED)
        [getattr(found, name) for name in TABLES]  # each is made when it is asked for
        taken["tables and links"] += time.process_time() - start
    return taken


def shares(what: str, articles: Sequence[Article]) -> Iterator[list[str]]:
    """Rows: what each step takes, against the encoder, and words per second."""
    parts(articles[:10])  # what is loaded once is loaded now
    taken = parts(articles)
    encoder, words = taken["sahel_neural"], sum(len(article.text.split()) for article in articles)
    yield [f"{what}: words", f"{words:,}"]
    for name, value in taken.items():
        if name != "sahel_neural":
            yield [f"{what}: {name}, against the encoder", f"{value / encoder:.3f}"]
    together = sum(taken[name] for name in COMPONENTS)
    parse = taken["cleaning and tokens"] + encoder + taken["lemmatizer"]
    yield [f"{what}: the four components together, against the encoder", f"{together / encoder:.3f}"]
    yield [f"{what}: sahel_events, against the parse", f"{taken['sahel_events'] / parse:.3f}"]
    yield [f"{what}: words per second, parse only", f"{words / parse:,.0f}"]
    yield [f"{what}: words per second, whole analysis", f"{words / sum(taken.values()):,.0f}"]


def joined(words: int) -> str:
    """Reports one after another, up to so many words."""
    texts = [text.split(" ") for text in load_reports()["text"]]
    found: list[str] = []
    while len(found) < words:
        found += [word for text in texts for word in (*text, "\n\n")]
    return " ".join(found[:words])


def named(persons: int, surname: str = "") -> str:
    """Sentences about so many persons, none twice, of one surname if it is given."""
    letters = [first + second for first in "bdfgklmnst" for second in "aeiou"]
    names = ("".join(letters[k // 50**n % 50] for n in (0, 1, 2, 0)).title() for k in range(persons))
    return " ".join(f"{name} {surname or name[::-1].title()} met the mayor." for name in names)


def attacks(events: int) -> str:
    """Sentences about so many attacks, on days and in places that come back."""
    towns, days = "Gao Mopti Kidal Timbuktu Djibo Niamey".split(), "Monday Tuesday Friday".split()
    return " ".join(
        f"Gunmen attacked a convoy near {towns[n % 6]} on {days[n % 3]}, killing {n % 30 + 2} soldiers."
        for n in range(events)
    )


def texts(quick: bool) -> Iterator[tuple[str, str]]:
    """Single documents by name: longer and longer ones, and those whose cost once grew with the square."""
    for words in LENGTHS[:2] if quick else LENGTHS:
        yield f"{words:,} words of reports", joined(words)
    small = 10 if quick else 1
    for persons in (400, 3_200):
        yield f"{persons // small:,} persons", named(persons // small)
        yield f"{persons // small:,} persons of one surname", named(persons // small, "Traoré")
    for events in (500, 5_000):
        yield f"{events // small:,} attacks", attacks(events // small)
    for marks in (1_000, 10_000):
        yield f"{marks // small:,} quotation marks in a row", '"' * (marks // small)


def by_length(quick: bool) -> Iterator[list[str]]:
    """Rows: milliseconds per token of single documents, the encoder's and the components'."""
    nlp = load_pipeline(threads=1)
    for name, text in texts(quick):
        doc, taken = nlp.make_doc(text), {}
        for step, pipe in nlp.pipeline:
            start = time.process_time()
            doc = pipe(doc)
            taken[step] = 1000 * (time.process_time() - start) / len(doc)
        added = sum(taken[step] for step in COMPONENTS)
        yield [
            f"milliseconds per token, {name}: encoder, components (of these events)",
            f"{taken['sahel_neural']:.3f}, {added:.3f} ({taken['sahel_events']:.3f})",
        ]


def corpora(quick: bool) -> Iterator[list[str]]:
    """Rows: one and two workers, their start left out; memory and cost as the number of articles grows."""
    with tempfile.TemporaryDirectory() as folder:
        first, few, many = (Path(folder) / f"{name}.jsonl" for name in ("first", "few", "many"))
        number = 100 if quick else 500
        start = write_articles(first, 50, 6)  # a part for each of two workers, and so their start
        words = write_articles(few, number, 6) - start
        write_articles(many, 20 * number, 1)
        # By turns, and the middle one counts: what else the machine does changes from minute to minute.
        pairs = [[_steady(str(first), str(few), n) for n in (1, 2)] for _ in range(1 if quick else 3)]
        one, two = sorted(pairs, key=lambda pair: pair[0]["cpu"] / pair[1]["cpu"])[len(pairs) // 2]
        grown = apart(grow, str(many), 5)
    load = " ".join(f"{value:.1f}" for value in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    for name, found in (("one worker", one), ("two workers", two)):
        yield [f"{name}: words per second on the clock", f"{words / found['wall']:,.0f}"]
        yield [f"{name}: seconds of the processor per million words", f"{1e6 * found['cpu'] / words:,.0f}"]
    yield [f"two workers against one, on the clock, at a load of {load}", f"{one['wall'] / two['wall']:.2f}"]
    yield ["two workers against one, by seconds of the processor", f"{2 * one['cpu'] / two['cpu']:.2f}"]
    yield ["Parquet per million words of that run, MB", f"{one['bytes'] / words:,.1f}"]
    for done, peak, cost in grown:
        yield [
            f"after {done:,} short articles: memory in MB, milliseconds per word",
            f"{peak:.0f}, {cost:.3f}",
        ]


def _steady(first: str, whole: str, workers: int) -> dict[str, float]:
    """What a run takes beyond the first articles, and so beyond the start of its workers."""
    start, found = apart(run, first, workers), apart(run, whole, workers)
    return {name: found[name] - start[name] for name in found}


def batches(articles: Sequence[Article]) -> list[str]:
    """A row: `nlp.pipe` against a loop."""
    nlp = load_pipeline(threads=1)
    loop = seconds(lambda: [nlp(make_doc(nlp, article)) for article in articles])
    batch = seconds(lambda: list(nlp.pipe(make_doc(nlp, article) for article in articles)))
    return ["a loop against nlp.pipe, seconds of the processor", f"{loop / batch:.2f}"]


def loading() -> float:
    """Seconds that the events layer takes to be imported and to read its tables, in a fresh process.

    Without a search for garbage, which may fall on any moment and goes through all that is loaded.
    """
    for layer in ("entities", "times", "attributions"):
        import_module(f"sahel_analysis.{layer}.component")
    imported = seconds(lambda: import_module("sahel_analysis.events.component"))
    nlp = load_pipeline(threads=1)
    gc.disable()
    with nlp.select_pipes(disable="sahel_events"):
        doc = nlp(load_article().clean.text)
    events = nlp.get_pipe("sahel_events")
    first, second = (seconds(lambda: events(doc)) for _ in range(2))
    return imported + first - second


def _textacy() -> Callable[[str], object]:
    quotations = import_module("textacy.extract.triples").direct_quotations
    nlp = load_pipeline(threads=1)

    def find(text: str) -> list[object]:
        try:
            return list(quotations(nlp(text, disable=list(COMPONENTS))))
        except ValueError:  # it refuses texts with an odd number of quotation marks
            return []

    return find


def _dateparser() -> Callable[[str], object]:
    search = import_module("dateparser.search").search_dates
    return lambda text: search(text, languages=["en"])


PEERS = {"textacy": _textacy, "dateparser": _dateparser}


def peers(articles: Sequence[Article]) -> Iterator[list[str]]:
    """Rows: words per second of other tools over the same articles, as far as they are installed."""
    words = sum(len(article.text.split()) for article in articles)
    for name, version, tool in installed(PEERS):
        tool(articles[0].text)
        taken: Any = seconds(lambda tool=tool: [tool(article.text) for article in articles])  # type: ignore[misc]
        yield [f"words per second, {name} {version}", f"{words / taken:,.0f}"]


def main(arguments: Sequence[str]) -> None:
    """Measures, prints, and writes the results."""
    quick = "--quick" in arguments
    reports = load_reports()[["text", "published"]].head(12 if quick else 276)
    articles = [make_article(text, day) for text, day in reports.itertuples(index=False)]
    longer = [make_article(joined(3_000), "2024-09-18")] * 3
    rows = [
        *shares("short reports", articles),
        *shares("the seed", [load_article()] * 5),
        *shares("3,000 words in one document", longer),
        ["loading the events layer, seconds", f"{apart(loading):.3f}"],
        batches(articles[:100]),
        *peers(articles[:100]),
        PUBLISHED_RATE,
        *by_length(quick),
        *corpora(quick),
    ]
    machine = f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {platform.system()}"
    about = (
        f"One thread, seconds of the processor unless said otherwise; {machine}. Encoder: sahel_neural. "
        "textacy: direct quotations behind the same parse, which is counted with it; dateparser: dates only, "
        "without a parse."
    )
    report(["measured", "value"], rows, None if quick else RESULTS, "Speed", about)


if __name__ == "__main__":
    main(sys.argv[1:])
