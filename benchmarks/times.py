"""Time expressions: this package against every peer that pip installs, accuracy and speed in one run.

    python -m benchmarks.times            own sentences; writes benchmarks/times_results.md
    python -m benchmarks.times PACK       documents of a pack (JSON lines, plain or .gz); prints only

A line holds {"id", "dct" (date of publication), "text", "timexes": [{"start", "end", "type",
"value"}]}. Peers (`pip install sahel-analysis[benchmarks]`) that are not installed are left out.
Scores are TempEval-3's (UzZaman et al. 2013): expressions pair left to right with the first that
overlaps; strict counts equal extents; value F1 is relaxed F1 times the share of equal values.
Peers give points in time; each is written at the precision that the peer itself reports.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc

from benchmarks.running import installed, read, report, timed
from sahel_analysis.pipeline import COMPONENTS, load_pipeline
from sahel_analysis.times import extract_times

HERE = Path(__file__).parent
SENTENCES = HERE / "times_sentences.jsonl"
RESULTS = HERE / "times_results.md"


@dataclass(frozen=True)
class Timex:
    """An expression with its value, in gold or as a tool gives it."""

    start: int
    end: int
    value: str | None


Tool = Callable[[str, dt.date], list[Timex]]


# The tools


def dateparser_tool() -> Tool:
    """Dateparser's search, its values at the period (day, month, year) that its parser reports."""
    search = importlib.import_module("dateparser.search").search_dates
    parser = importlib.import_module("dateparser.date").DateDataParser
    shapes = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y", "time": "%Y-%m-%dT%H:%M"}

    def find(text: str, published: dt.date) -> list[Timex]:
        base = dt.datetime.combine(published, dt.time())
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
        found, at = [], 0
        read = parser(languages=["en"], settings=settings)
        for words, when in search(text, languages=["en"], settings=settings) or []:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                period = read.get_date_data(words).period or "day"
                found.append(Timex(start, at, when.strftime(shapes.get(period, shapes["day"]))))
        return found

    return find


def parsedatetime_tool() -> Tool:
    """Parsedatetime's nlp(), days as days and the rest to the minute."""
    module = importlib.import_module("parsedatetime")
    constants = module.Constants()
    constants.DOWParseStyle = -1  # "Tuesday" is the last one ...
    constants.CurrentDOWParseStyle = True  # ... or today
    constants.YearParseStyle = 0
    calendar = module.Calendar(constants)

    def find(text: str, published: dt.date) -> list[Timex]:
        base = dt.datetime.combine(published, dt.time())
        rows = calendar.nlp(text, base) or ()
        return [
            Timex(start, end, when.strftime("%Y-%m-%d" if flag == 1 else "%Y-%m-%dT%H:%M"))
            for when, flag, start, end, _ in rows
        ]

    return find


def timexy_tool() -> Tool:
    """Timexy's TIMEX3 values; its midnight stands for a day."""
    importlib.import_module("timexy")
    nlp = spacy.blank("en")
    nlp.add_pipe("timexy")

    def find(text: str, published: dt.date) -> list[Timex]:
        found = []
        for ent in nlp(text).ents:
            value = re.search(r'value="([^"]*)"', ent.kb_id_)
            if value:
                found.append(Timex(ent.start_char, ent.end_char, value[1].removesuffix("T00:00:00")))
        return found

    return find


PEERS: dict[str, Callable[[], Tool]] = {
    "dateparser": dateparser_tool,
    "parsedatetime": parsedatetime_tool,
    "timexy": timexy_tool,
}


# Scores


def pair(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Expressions that overlap, left to right, one to one."""
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(found):
        if gold[i].end <= found[j].start:
            i += 1
        elif found[j].end <= gold[i].start:
            j += 1
        else:
            pairs.append((gold[i], found[j]))
            i, j = i + 1, j + 1
    return pairs


def score(gold: Sequence[Sequence[Timex]], found: Sequence[Sequence[Timex]]) -> dict[str, float]:
    """Strict, relaxed and value F1 in per cent over documents."""
    pairs = [p for g, f in zip(gold, found, strict=True) for p in pair(g, f)]
    total = sum(map(len, gold)) + sum(map(len, found))
    counts = {
        "strict": sum((g.start, g.end) == (f.start, f.end) for g, f in pairs),
        "relaxed": len(pairs),
        "value": sum(g.value == f.value for g, f in pairs),
    }
    return {name: 200 * count / total if total else 0.0 for name, count in counts.items()}


# The run


def run(documents: Sequence[dict[str, Any]]) -> list[list[str]]:
    """A row per tool: name, version, scores, processor seconds per 1,000 words."""
    texts = [d["text"] for d in documents]
    dates = [dt.date.fromisoformat(d["dct"][:10]) for d in documents]
    gold = [
        sorted(
            (Timex(t["start"], t["end"], t["value"]) for t in d["timexes"]), key=lambda t: (t.start, t.end)
        )
        for d in documents
    ]
    thousands = sum(len(text.split()) for text in texts) / 1000
    rows = []

    nlp = load_pipeline()
    start = time.process_time()
    with nlp.select_pipes(disable=COMPONENTS):
        docs: list[Doc] = list(nlp.pipe(texts))
    parse = (time.process_time() - start) / thousands
    found, seconds = timed(
        lambda: [
            [Timex(t.start, t.end, t.value) for t in extract_times(doc, date)]
            for doc, date in zip(docs, dates, strict=True)
        ]
    )
    speed = f"{seconds / thousands:.3f} (+ parse {parse:.2f})"
    rows.append(_row("sahel_analysis", version("sahel-analysis"), score(gold, found), speed))

    for name, number, find in installed(PEERS):
        found, seconds = timed(functools.partial(_find_all, find, texts, dates))
        rows.append(_row(name, number, score(gold, found), f"{seconds / thousands:.3f}"))
    return rows


def _find_all(find: Tool, texts: Sequence[str], dates: Sequence[dt.date]) -> list[list[Timex]]:
    return [
        sorted(find(text, date), key=lambda t: (t.start, t.end))
        for text, date in zip(texts, dates, strict=True)
    ]


def _row(name: str, number: str, scores: dict[str, float], seconds: str) -> list[str]:
    return [name, number, *(f"{scores[k]:.1f}" for k in ("strict", "relaxed", "value")), seconds]


def main(arguments: Sequence[str]) -> None:
    """Runs the comparison and prints it; on the own sentences it writes the results too."""
    documents = read(Path(arguments[0]) if arguments else SENTENCES)
    expressions = sum(len(d["timexes"]) for d in documents)
    about = (
        f"{len(documents)} sentences of the project's own writing with {expressions} expressions "
        "(`times_sentences.jsonl`), scored as in TempEval-3. Made by the hand that wrote the rules: "
        "it shows what the tools are for, not how they fare on other people's news."
    )
    head = ["tool", "version", "strict F1", "relaxed F1", "value F1", "CPU s / 1,000 words"]
    report(head, run(documents), None if arguments else RESULTS, "Time expressions", about)


if __name__ == "__main__":
    main(sys.argv[1:])
