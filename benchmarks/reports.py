"""Events and statements on short reports with gold: `python -m benchmarks.reports [PATH ...] [--part PART]`.

PATH is a JSONL file or a folder of JSON files in the format of data/reports/GUIDELINES.md; the project's own
corpus unless given, of which only the held-out part is measured (`--part training` measures what was learned
from). Events match one to one, by a shared trigger first, else by day, place and kind. The second table says
how far `confidence` can be trusted: the share of rows in each band with right place, killed and near date.
Statements match by half of the characters of their contents and by their source.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

import sahel_analysis as sa
from sahel_analysis.article import make_article
from sahel_analysis.resources import path_of
from training.report_scores import find_span, overlap, words

CORE = frozenset("attack battle explosion airstrike abduction arrest coup claim_of_responsibility".split())
VIOLENT = frozenset({"attack", "battle", "explosion", "airstrike"})
WEEK = dt.timedelta(days=7)
BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.01)

Row = dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """A gold event and the found one that matches it, with what agrees."""

    gold: Row
    found: Row
    right: dict[str, bool]

    @property
    def is_row(self) -> bool:
        """Whether the found event can be taken over as it is."""
        return self.right["near"] and self.right.get("places", True) and self.right.get("killed", True)


def read(paths: Sequence[Path], part: str) -> Iterator[Row]:
    """Reports of a part, or all that do not say to which part they belong."""
    for path in paths:
        if path.is_dir():
            files = sorted(path.glob("*.json"))
            reports = [json.loads(file.read_text(encoding="utf8")) for file in files]
        else:
            reports = [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]
        yield from (report for report in reports if report.get("part", part) == part)


def found_rows(report: Row) -> dict[str, list[Row]]:
    """The rows that the package finds by table, with missing cells as None."""
    analysis = sa.analyze(make_article(report["text"], published=report["published"]))
    return analysis.to_dict()


def near(gold: Sequence[str | None], found: Sequence[str | None]) -> bool:
    """Whether two intervals overlap, and the found one is at most a week wider on either side."""
    (a, b), (c, d) = ([dt.date.fromisoformat(x) if x else None for x in pair] for pair in (gold, found))
    if (c is None and a is not None) or (d is None and b is not None):
        return False
    low, high = dt.date(1900, 1, 1), dt.date(2100, 1, 1)
    a, b, c, d = a or low, b or high, c or low, d or high
    return c <= b and a <= d and c >= (a - WEEK if a > low else low) and d <= (b + WEEK if b < high else high)


def compare(gold: Row, found: Row) -> Pair:
    """What agrees in two events that match."""
    dates = [found["date_earliest"], found["date_latest"]]
    right = {"dates": gold["date"] == dates, "near": near(gold["date"], dates)}
    right["types"] = gold["type"] == found["type"]
    for name, column in (("places", "place"), ("actors", "actor")):
        if gold.get(name):
            right[name] = bool(words(gold[name]) & words(found[column]))
    if gold.get("country"):
        right["countries"] = found["country"] in gold["country"]
    for name in ("killed", "wounded"):
        told = gold.get(name) or [None, None]
        got = [found[f"{name}_min"], found[f"{name}_max"]]
        if [None, None] not in (told, got) or told != got:
            right[name] = told == got
    return Pair(gold, found, right)


def match(report: Row, found: Sequence[Row]) -> tuple[list[Pair], int, list[Row]]:
    """Matched scored events, how many are missed, and the false alarms."""
    spans = [[find_span(report["text"], t) for t in e["triggers"]] for e in report["events"]]
    options = []
    for g, gold in enumerate(report["events"]):
        for f, row in enumerate(found):
            pair = compare(gold, row)
            kind = gold["type"] == row["type"] or {gold["type"], row["type"]} <= VIOLENT
            place = pair.right.get("places", False)
            shared = any(overlap(s, (row["start"], row["end"])) for s in spans[g])
            worth = 4 + kind + pair.right["near"] + place if shared else 0
            worth = worth or (1 + place if kind and pair.right["near"] and place else 0)
            if worth:
                options.append((worth, -g, -f, pair))
    options.sort(key=lambda o: o[:3], reverse=True)
    taken: dict[int, Pair] = {}
    used: set[int] = set()
    for _, g, f, pair in options:
        if -g not in taken and -f not in used:
            taken[-g] = pair
            used.add(-f)
    wanted = [g for g, event in enumerate(report["events"]) if not event.get("optional")]
    optional = [s for g, event in enumerate(report["events"]) if event.get("optional") for s in spans[g]]
    loose = [
        row
        for f, row in enumerate(found)
        if f not in used
        and row["type"] in CORE
        and not any(overlap(s, (row["start"], row["end"])) for s in optional)
    ]
    return [taken[g] for g in wanted if g in taken], sum(g not in taken for g in wanted), loose


def match_statements(report: Row, found: Sequence[Row]) -> tuple[list[tuple[Row, Row]], int, int]:
    """Gold statements with the found ones that match, how many are missed, and how many are false."""
    text, used = report["text"], set[int]()
    said = [(row, _characters(text, row["content"])) for row in found if row["act"] == "statement"]
    pairs: list[tuple[Row, Row]] = []
    for gold in report["statements"]:
        told = _characters(text, [find_span(text, part) for part in gold["content"]])
        source = find_span(text, gold["source"]) if gold["source"] else None
        for n, (row, content) in enumerate(said):
            if n not in used and 2 * len(told & content) >= len(told | content) and _is_source(source, row):
                used.add(n)
                pairs.append((gold, row))
                break
    scored = [(gold, row) for gold, row in pairs if not gold.get("optional")]
    wanted = sum(not statement.get("optional") for statement in report["statements"])
    return scored, wanted - len(scored), len(said) - len(used)


def _characters(text: str, spans: Sequence[Sequence[int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def _is_source(gold: tuple[int, int] | None, row: Row) -> bool:
    """Whether a source is where the gold has it, or neither has one."""
    if gold is None or row["source_start"] is None:
        return gold is None and row["source_start"] is None
    return overlap(gold, (row["source_start"], row["source_end"]))


def measure(reports: Sequence[Row]) -> tuple[dict[str, float], pd.DataFrame]:
    """F1 of events, rows and statements, shares of those matched that are right, the calibration table."""
    pairs: list[Pair] = []
    missed, loose = 0, []
    said, unsaid, untrue = list[tuple[Row, Row]](), 0, 0
    for report in reports:
        tables = found_rows(report)
        statements, lost, false_statements = match_statements(report, tables["attributions"])
        said, unsaid, untrue = [*said, *statements], unsaid + lost, untrue + false_statements
        matched, lost, false = match(report, tables["events"])
        pairs += matched
        missed += lost
        loose += false
    right, asked = Counter[str](), Counter[str]()
    for pair in pairs:
        asked.update(list(pair.right))
        right.update(name for name, holds in pair.right.items() if holds)
    rows = sum(pair.is_row for pair in pairs)
    total = 2 * len(pairs) + missed + len(loose)
    shares = {name: right[name] / asked[name] for name in asked}
    scores = {"events": 2 * len(pairs) / total, **shares, "rows": 2 * rows / total}
    scores["statements"] = 2 * len(said) / (2 * len(said) + unsaid + untrue)
    scores["kinds"] = sum(gold["kind"] == row["source_kind"] for gold, row in said) / max(len(said), 1)
    scores["anonymity"] = sum(gold["anonymous"] == row["anonymous"] for gold, row in said) / max(len(said), 1)
    sure = [(pair.found["confidence"], pair.is_row) for pair in pairs]
    sure += [(row["confidence"], False) for row in loose]
    table = pd.DataFrame(sure, columns=["confidence", "right"])
    bands = pd.cut(table["confidence"], list(BANDS), right=False)
    return scores, table.groupby(bands, observed=True)["right"].agg(["size", "mean"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the scores."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reports", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[path_of("data/reports/reports.jsonl")])
    parser.add_argument("--part", default="held out", choices=["held out", "training"])
    options = parser.parse_args(arguments)
    reports = list(read(options.paths, options.part))
    scores, bands = measure(reports)
    print(f"{len(reports)} reports ({options.part}); per cent")
    print(" ".join(f"{name} {100 * value:.1f}" for name, value in scores.items()))
    print(bands.rename(columns={"size": "rows", "mean": "right"}).round(2).to_string())
    return 0


if __name__ == "__main__":
    sys.exit(main())
