"""Reports with gold, and what the package finds in them with the weights in use."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from sahel_analysis.article import make_article
from sahel_analysis.events import coreference, model
from sahel_analysis.events.coreference import Event
from sahel_analysis.events.extraction import make_view
from sahel_analysis.events.figures import FigureMention, find_figures, read_counts
from sahel_analysis.events.mentions import EventMention, find_mentions
from sahel_analysis.events.scopes import Standing, standings_of
from sahel_analysis.events.view import EventView
from sahel_analysis.pipeline import load_pipeline
from training.report_scores import find_span, overlap

_FOUND: dict[tuple[str, str], Any] = {}
"""What the package finds in a report with the weights in use, by the report's id."""


class Report:
    """A report with gold, read by the first three layers."""

    def __init__(self, gold: dict[str, Any], doc: Doc) -> None:
        self.gold, self.doc, self.text = gold, doc, gold["text"]
        skip = doc._.boilerplate
        self.view: EventView = make_view(doc, doc._.published, skip)
        self.skip = skip
        self.counts = read_counts(self.view)
        self.triggers = [[find_span(self.text, t) for t in event["triggers"]] for event in gold["events"]]
        self.golden = [(find_span(self.text, f["words"]), f) for f in gold.get("figures", [])]

    @property
    def figures(self) -> list[FigureMention]:
        """The figures that the package finds with the weights in use."""
        key = ("figures", self.gold["id"])
        if key not in _FOUND:
            _FOUND[key] = find_figures(self.view)
        return _FOUND[key]

    @property
    def standings(self) -> list[Standing]:
        """How these figures stand by themselves."""
        key = ("standings", self.gold["id"])
        if key not in _FOUND:
            _FOUND[key] = standings_of(self.view, self.figures)
        return _FOUND[key]

    def gold_of(self, mention: EventMention) -> int | None:
        """The gold event that a mention tells of: the one whose trigger fits its words best."""
        tree = self.view.tree
        span = tree.start[mention.first], tree.end[mention.last]
        head = tree.start[mention.head], tree.end[mention.head]
        found = [
            (not overlap(head, s), s[1] - s[0], n)
            for n, spans in enumerate(self.triggers)
            for s in spans
            if overlap(span, s)
        ]
        return min(found)[2] if found else None

    def gold_figure(self, figure: FigureMention) -> dict[str, Any] | None:
        """The gold figure that stands at a figure's words."""
        tree = self.view.tree
        span = tree.start[figure.first], tree.end[figure.last]
        return next((f for s, f in self.golden if overlap(span, s) and f["measure"] == figure.kind), None)


def read_reports(paths: Sequence[Path]) -> list[Report]:
    """Reports from folders of JSON files and from JSONL files, parsed."""
    return [read_report(gold) for gold in read_gold(paths)]


def read_report(gold: dict[str, Any]) -> Report:
    """One report, parsed."""
    nlp = load_pipeline()
    article = make_article(gold["text"], published=gold["published"])
    doc = nlp.make_doc(article.text)
    doc._.boilerplate = tuple((b.start, b.end) for b in article.boilerplate)
    doc._.published = article.published
    with nlp.select_pipes(disable=["sahel_events"]):
        return Report(gold, nlp(doc))


def read_gold(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """The gold of all reports below some paths, but for those that are held out for measuring."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.glob("*.json")):
                yield json.loads(file.read_text(encoding="utf8"))
        else:
            reports = map(json.loads, path.read_text(encoding="utf8").splitlines())
            yield from (report for report in reports if report.get("part") != "held out")


def likely_mentions(report: Report) -> list[EventMention]:
    """All words that may tell of an event."""
    key = ("mentions", report.gold["id"])
    if key not in _FOUND:
        _FOUND[key] = find_mentions(report.view, report.figures, report.standings, report.skip)
    return _FOUND[key]


def chains(report: Report) -> list[tuple[Event, int | None]]:
    """The events that the package finds now, each with the gold event of most of its mentions."""
    key = ("chains", report.gold["id"])
    if key not in _FOUND:
        told = [m for m in likely_mentions(report) if m.likely >= coreference.DOUBTFUL]
        found = coreference.find_events(report.view, told)
        _FOUND[key] = [(event, majority(report, event)) for event in found]
    return _FOUND[key]


def majority(report: Report, event: Event) -> int | None:
    votes = Counter(g for m in event.mentions if (g := report.gold_of(m)) is not None)
    return votes.most_common(1)[0][0] if votes else None


def matched(report: Report) -> Iterator[tuple[Event, dict[str, Any], list[Event]]]:
    """Events found now with their gold, and all that are found."""
    found = [(e, g) for e, g in chains(report) if e.likely >= 0.4 or g is not None]
    events = [e for e, _ in found]
    for event, gold in found:
        if gold is not None and report.gold["events"][gold]["type"] != "other":
            yield event, report.gold["events"][gold], events


def use(weights: dict[str, model.Features], changed: Iterable[str] = ("counts",)) -> None:
    """Makes the package decide by these weights; `changed` names the decisions that differ from before."""
    model.WEIGHTS.clear()
    model.WEIGHTS.update(weights)
    stale = {kind for name in changed for kind in _STALE.get(name.split()[0], ())}
    for key in [key for key in _FOUND if key[0] in stale]:
        del _FOUND[key]


_STALE = {
    "counts": ("figures", "standings", "mentions", "chains"),
    "period": ("standings", "mentions", "chains"),
    "earlier": ("standings",),
    "part": ("standings",),
    "mention": ("mentions", "chains"),
    "coreference": ("chains",),
    "event": ("chains",),
}
"""What has to be found anew in the reports when a decision changes, by its first word."""
