"""Learns the weights of the events layer from reports with gold: `python -m training.events FOLDER ...`.

Each decision of `sahel_analysis/events` (which word is a mention, which mentions are one event, which place,
time and actor belong to it, whose figure a number is) is a logistic regression over the named features that
the package itself computes. This file gives the examples their labels, fits, and writes
data/event_weights.csv.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from benchmarks.reports import match
from sahel_analysis.article import make_article
from sahel_analysis.events import coreference, event_dates, figure_links, model, parties, places, totals
from sahel_analysis.events.coreference import Event, claimed_event
from sahel_analysis.events.extraction import make_view, rows
from sahel_analysis.events.figures import FigureMention, find_figures, read_counts
from sahel_analysis.events.mentions import LEARNED, EventMention, find_mentions
from sahel_analysis.events.scopes import Standing, figure_features, standings_of
from sahel_analysis.events.view import KINDS, EventView
from sahel_analysis.pipeline import load_pipeline
from sahel_analysis.resources import path_of
from sahel_analysis.tables import make_table, plain_rows
from training.choices import Example, choice_examples
from training.report_scores import find_span, overlap, read_sentences, read_total_texts, words

STRENGTH = {
    "coreference": 0.1,
    "actor": 0.1,
    "date": 0.1,
    "figure of event": 0.1,
    "attackers": 0.1,
    "row": 1.0,
}
"""Inverse of the regularization (scikit-learn's C) by decision, else 0.3: least loss on reports left out."""

SMALLEST = 0.02
"""Weights nearer to 0 are left out."""


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


# Examples


def mention_examples(report: Report) -> Iterator[Example]:
    """Words that may tell of an event, and whether the gold has them as a trigger."""
    for mention in likely_mentions(report):
        matched = report.gold_of(mention)
        if mention.sense.type not in LEARNED or mention.gapped:
            continue  # the gold of the reports need not have these
        yield mention.features, matched is not None, 1.0


_FOUND: dict[tuple[str, str], Any] = {}
"""What the package finds in a report with the weights in use, by the report's id."""


def likely_mentions(report: Report) -> list[EventMention]:
    """All words that may tell of an event."""
    key = ("mentions", report.gold["id"])
    if key not in _FOUND:
        _FOUND[key] = find_mentions(report.view, report.figures, report.standings, report.skip)
    return _FOUND[key]


def coreference_examples(report: Report) -> Iterator[Example]:
    """Mentions beside each event told of before, and whether they tell of it.

    Learned from whole events, as they are decided on (Culotta et al. 2007, NAACL), not from pairs of
    mentions.
    """
    told = [(m, gold) for m in likely_mentions(report) if (gold := report.gold_of(m)) is not None]
    contexts = {m.head: coreference.context_of(report.view, m) for m, _ in told}
    before: dict[int, list[EventMention]] = {}
    for mention, gold in told:
        for event, mentions in coreference.near_events(list(before.items())):
            features = coreference.link_features(report.view, contexts, mentions, mention)
            yield features, event == gold, 1.0
        before.setdefault(gold, []).append(mention)


def joined_examples(report: Report) -> Iterator[Example]:
    """The same, and mentions beside events as they are found now, each the gold event of most mentions.

    A decision that sees only events without mistakes does not learn to go on from its own (DAgger, Ross et
    al. 2011, AISTATS): with these examples 46 rather than 44 % of the rows of unseen reports are right.
    """
    yield from coreference_examples(report)
    told = [m for m in likely_mentions(report) if m.likely >= coreference.DOUBTFUL]
    contexts = {m.head: coreference.context_of(report.view, m) for m in told}
    events: list[Event] = []
    for mention in told:
        gold = report.gold_of(mention)
        for event in coreference.near_events(events) if gold is not None else ():
            if (most := majority(report, event)) is not None:
                features = coreference.link_features(report.view, contexts, event.mentions, mention)
                yield features, most == gold, 1.0
        coreference.join(report.view, contexts, events, mention)


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


def event_examples(report: Report) -> Iterator[Example]:
    """Groups of mentions, and whether each is an event of the gold that no group before it is."""
    best: dict[int, Event] = {}
    found = chains(report)
    for event, gold in found:
        if gold is not None and (gold not in best or len(event.mentions) > len(best[gold].mentions)):
            best[gold] = event
    for event, gold in found:
        if not any(m.sense.type in LEARNED for m in event.mentions) or (
            gold is not None and report.gold["events"][gold].get("optional")
        ):
            continue
        label = gold is not None and best[gold] is event
        yield coreference.event_features(report.view, event), label, 1.0


def matched(report: Report) -> Iterator[tuple[Event, dict[str, Any], list[Event]]]:
    """Events found now with their gold, and all that are found."""
    found = [(e, g) for e, g in chains(report) if e.likely >= 0.4 or g is not None]
    events = [e for e, _ in found]
    for event, gold in found:
        if gold is not None and report.gold["events"][gold]["type"] != "other":
            yield event, report.gold["events"][gold], events


def place_examples(report: Report) -> Iterator[Example]:
    for event, gold, events in matched(report):
        wanted, placed = words(gold["places"]), places.find_placed(events)
        if event.family == "claim":
            continue
        for candidate in places.candidates(report.view, event, placed):
            name = candidate.mention.text
            yield candidate.features, bool(words(name) & wanted), 1.0 if wanted else PLACELESS_WEIGHT


PLACELESS_WEIGHT = 0.5
"""How much an event counts for which the gold has no place: some have one that the gold leaves out."""


def actor_examples(report: Report) -> Iterator[Example]:
    for event, gold, events in matched(report):
        wanted = words(gold["actors"])
        claims = [e for e in events if e.family == "claim" and claimed_event(report.view, e, events) is event]
        for candidate in parties.candidates(report.view, event, claims, victims_of(report, event)):
            yield candidate.features, bool(words(parties.text_of(report.view, candidate.token)) & wanted), 1.0


def victims_of(report: Report, event: Event) -> frozenset[int]:
    return frozenset(f.noun for m in event.mentions for f in m.figures)


def date_examples(report: Report) -> Iterator[Example]:
    for event, gold, events in matched(report):
        news = event_dates.find_news(report.view, events)
        claimed = claimed_event(report.view, event, events) if event.family == "claim" else None
        wanted = tuple(gold["date"])
        found = event_dates.candidates(report.view, event, news, claimed)
        told = [tuple(d.isoformat() if d else None for d in (w.earliest, w.latest)) for w, _ in found]
        yield from choice_examples([f for _, f in found], [interval == wanted for interval in told])


def count_examples(report: Report, kind: str) -> Iterator[Example]:
    """Numbers, and whether the gold has them as figures of some kind."""
    tree = report.view.tree
    if not report.golden:
        return
    for reading in report.counts:
        span = tree.start[reading.count.first], tree.end[reading.count.last]
        hits = [f for s, f in report.golden if overlap(span, s)]
        yield reading.features, any(f["measure"] == kind for f in hits), 1.0


def sentence_examples(kind: str) -> Iterator[Example]:
    """Numbers of single sentences, where the range that is told names them."""
    for features, label in _labelled_sentences():
        yield features, label == kind, SENTENCE_WEIGHT


SENTENCE_WEIGHT = 0.5
"""How much a sentence counts beside a report."""


@cache
def _labelled_sentences() -> list[tuple[model.Features, str]]:
    found = []
    for text, told in read_sentences():
        doc = load_pipeline().make_doc(text)
        with load_pipeline().select_pipes(disable=["sahel_events"]):
            view = make_view(load_pipeline()(doc), None)
        ranges = [part.removeprefix("about ").split() for part in told.split(", ") if part != "attackers"]
        values: dict[str, str] = {}
        for bounds, kind in (told for told in ranges if told):
            for n in filter(None, bounds.split("-")):
                values.setdefault(n, kind)
        counts = read_counts(view)
        if not set(values) <= {str(c.count.low if c.count.low is not None else c.count.high) for c in counts}:
            continue  # a sum, or a number that is not found
        if "attackers" in told:
            continue
        for reading in counts:
            value = str(reading.count.low if reading.count.low is not None else reading.count.high)
            found.append((reading.features, values.get(value, "")))
    return found


def figure_examples(report: Report, decision: str) -> Iterator[Example]:
    """Numbers, and what the gold says of them."""
    if not report.golden:
        return
    for n, figure in enumerate(report.figures):
        features = figure_features(report.view, report.figures, n)
        gold = report.gold_figure(figure)
        if gold is not None:
            if decision == "period":
                yield features, gold["scope"] == "period", 1.0
            elif gold["scope"] != "period":
                yield features, gold["scope"] == decision, 1.0


def plain_period_examples() -> Iterator[Example]:
    """Numbers of short articles: those far above the dead of all their events are sums over a period."""
    for report, ranges in _total_texts():
        told = {bound for bounds in ranges for bound in bounds if bound is not None}
        for n, figure in enumerate(report.figures):
            value = figure.low if figure.low is not None else figure.high or 0
            if told and figure.kind == "killed" and (value in told or value > 2 * max(told)):
                yield figure_features(report.view, report.figures, n), value not in told, SENTENCE_WEIGHT


def link_examples(report: Report) -> Iterator[Example]:
    if not report.golden:
        return
    found = [(e, g) for e, g in chains(report) if e.likely >= 0.4 or g is not None]
    heads, golds = figure_links.find_heads([e for e, _ in found]), [g for _, g in found]
    before: list[tuple[FigureMention, int | None]] = []
    for figure in report.figures:
        gold = report.gold_figure(figure)
        if gold is None or gold["scope"] == "period":
            continue
        scene = figure_links.scene_of(report.view, figure)
        others = figure_links.find_company(report.view, figure, before)
        for k, (index, event) in enumerate(figure_links.nearest(report.view, figure, heads)):
            label = gold["event"] is not None and golds[index] == gold["event"]
            features = figure_links.link_features(report.view, figure, scene, event, k)
            features |= figure_links.company(figure, index, others)
            yield features, label, 1.0
        own = golds.index(gold["event"]) if gold["event"] in golds else None
        before.append((figure, None if gold["event"] is None else own))


def party_examples(report: Report) -> Iterator[Example]:
    if not report.golden:
        return
    found = [(e, g) for e, g in chains(report) if e.likely >= 0.4 or g is not None]
    for figure in report.figures:
        gold = report.gold_figure(figure)
        if gold is None:
            continue
        event = next((e for e, g in found if g is not None and g == gold["event"]), None)
        others = [(f, report.gold_figure(f)) for f in report.figures if f is not figure]
        beside = [f for f, g in others if g is not None and g["event"] == gold["event"]]
        features = figure_links.party_features(report.view, figure, event, beside)
        yield features, gold["party"] == "attackers", 1.0


def total_examples(report: Report) -> Iterator[Example]:
    """The tolls that the figures found for an event allow, and whether the gold has them."""
    told = [(e, g) for e, g in chains(report) if e.likely >= coreference.LEAST]
    events = [e for e, _ in told]
    linked = figure_links.link_figures(report.view, report.figures, report.standings, events)
    for members in totals.groups(linked):
        figures = totals.settle(report.view, [linked[n] for n in members])
        measure, party, index = figures[0].figure.kind, figures[0].party, figures[0].event
        if index is None or measure not in ("killed", "wounded") or party != "targets":
            continue
        gold = told[index][1]
        if gold is None:
            continue
        wanted = tuple(report.gold["events"][gold][measure])
        found = totals.find_totals(report.view, figures)
        if wanted in [t.bounds for t in found]:
            for total in found:
                features = totals.total_features(report.view, events[index], figures, total)
                yield features, total.bounds == wanted, 1.0


def plain_total_examples() -> Iterator[Example]:
    """The same from short articles, as far as the package finds as many events with dead as they tell."""
    for report, ranges in _total_texts():
        told = [event for event, _ in chains(report) if event.likely >= coreference.LEAST]
        linked = figure_links.link_figures(report.view, report.figures, report.standings, told)
        settled = [
            totals.settle(report.view, [linked[n] for n in members]) for members in totals.groups(linked)
        ]
        killed = [g for g in settled if g[0].figure.kind == "killed" and g[0].party == "targets"]
        killed = sorted((g for g in killed if g[0].event is not None), key=lambda g: g[0].figure.number)
        if len(killed) != len(ranges):
            continue
        for figures, wanted in zip(killed, ranges, strict=True):
            found = totals.find_totals(report.view, figures)
            if wanted in [t.bounds for t in found]:
                for total in found:
                    features = totals.total_features(report.view, told[figures[0].event or 0], figures, total)
                    yield features, total.bounds == wanted, TOTAL_TEXT_WEIGHT


TOTAL_TEXT_WEIGHT = 0.5
"""How much an event of a short article counts beside one of a report."""


@cache
def _total_texts() -> list[tuple[Report, list[tuple[int | None, ...]]]]:
    found = []
    for n, (text, killed) in enumerate(read_total_texts()):
        gold = {"id": f"total {n}", "text": text, "published": "2024-09-18", "events": []}
        ranges = [tuple(int(x) if x else None for x in told.split("-")) for told in killed]
        found.append((read_report(gold), ranges))
    return found


STAGES: tuple[tuple[tuple[str, Any], ...], ...] = (
    tuple((f"counts {kind}", partial(count_examples, kind=kind)) for kind in KINDS),
    tuple((scope, partial(figure_examples, decision=scope)) for scope in ("period", "earlier", "part")),
    (("mention", mention_examples),),
    (("coreference", coreference_examples),),
    (("coreference", joined_examples),),
    (("event", event_examples),),
    (
        ("place", place_examples),
        ("actor", actor_examples),
        ("date", date_examples),
        ("figure of event", link_examples),
        ("attackers", party_examples),
    ),
    (("total", total_examples),),
)
"""Decisions in the order in which they are learned: later ones see what the earlier ones find."""


def learn(reports: Sequence[Report], folds: int = 4) -> dict[str, model.Features]:
    """The weights of all decisions.

    Each decision is learned from what the earlier ones find in reports from which they were not learned
    (cross-fitting; stacked generalization, Wolpert 1992): a decision that sees others at their best learns to
    trust them too much. So does the last one, how sure a row is.
    """
    examples: dict[str, list[Example]] = {}
    for k in range(folds):
        learn_in_order([report for n, report in enumerate(reports) if n % folds != k])
        held_out = [report for n, report in enumerate(reports) if n % folds == k]
        for name, make in DECISIONS:
            examples.setdefault(name, []).extend(example for report in held_out for example in make(report))
    weights = {name: fit(name, [*more(name), *found]) for name, found in examples.items()}
    use(weights)
    return weights


def learn_in_order(reports: Sequence[Report]) -> None:
    """Learns the decisions one after the other, each from what those before it find in the same reports."""
    weights: dict[str, model.Features] = {"none yet": {}}
    use(weights)
    for stage in STAGES:
        fitted = {
            name: fit(name, [*more(name), *(example for r in reports for example in make(r))])
            for name, make in stage
        }
        weights = {**weights, **fitted}
        use(weights, list(fitted))


def row_examples(report: Report) -> Iterator[Example]:
    """Rows of a report, and whether each can be taken over."""
    told = [event for event, _ in chains(report) if event.likely >= coreference.LEAST]
    linked = figure_links.link_figures(report.view, report.figures, report.standings, told)
    linked = totals.settle_totals(report.view, linked, told)
    evidence: dict[str, model.Features] = {}
    events, figures = rows(report.view, told, linked, report.view.attributions, evidence)
    del figures
    found = make_table("events", events)
    pairs, _, loose = match(report.gold, plain_rows(found))
    for row, is_right in [*((p.found, p.is_row) for p in pairs), *((row, False) for row in loose)]:
        yield evidence[row["event_id"]], is_right, 1.0


DECISIONS = (*dict(decision for stage in STAGES for decision in stage).items(), ("row", row_examples))
"""All decisions, and what gives their examples: of one that is learned twice the later ones."""


def more(name: str) -> Iterable[Example]:
    """Examples of a decision that are not from reports."""
    if name == "total":
        return plain_total_examples()
    if name == "period":
        return plain_period_examples()
    kind = name.removeprefix("counts ")
    return sentence_examples(kind) if kind in _SENTENCE_KINDS else ()


_SENTENCE_KINDS = ("killed", "wounded", "detained")
"""What the sentences tell; of others, such as the abducted, they say nothing, not even that nobody was."""


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


def fit(name: str, examples: Sequence[Example]) -> model.Features:
    """Weights of one decision by logistic regression, without features of fewer than three examples."""
    seen = Counter(feature for features, _, _ in examples for feature in features)
    kept = {feature for feature, count in seen.items() if count >= 3}
    rows = [{f: v for f, v in features.items() if f in kept} for features, _, _ in examples]
    labels = np.array([label for _, label, _ in examples])
    if labels.all() or not labels.any():
        return {model.BIAS: 4.0 if labels.all() else -4.0}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    regression = LogisticRegression(C=STRENGTH.get(name, 0.3), max_iter=2000)
    regression.fit(matrix, labels, sample_weight=[weight for _, _, weight in examples])
    named = zip(vectorizer.get_feature_names_out(), regression.coef_[0], strict=True)
    weights = {str(f): round(float(w), 3) for f, w in named if abs(w) >= SMALLEST}
    return {model.BIAS: round(float(regression.intercept_[0]), 3), **weights}


def write(weights: dict[str, model.Features], path: Path) -> None:
    """Weights as the table that the package reads, the strongest features of each decision first."""
    with path.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["decision", "feature", "weight"])
        for decision, features in weights.items():
            for feature, weight in sorted(
                features.items(), key=lambda f: (f[0] != model.BIAS, -abs(f[1]), f[0])
            ):
                writer.writerow([decision, feature, f"{weight:g}"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Learns from the reports of the project and of further folders, and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.events", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="folders of JSON files, or JSONL files")
    parser.add_argument("--out", type=Path, default=path_of("data/lexicon").parent / "event_weights.csv")
    parser.add_argument(
        "--keep",
        nargs="*",
        default=[],
        help="decisions whose weights stay, such as mention",
    )
    options = parser.parse_args(arguments)
    kept = {name: dict(model.load_weights()[name]) for name in options.keep}
    weights = learn(read_reports(options.paths)) | kept
    write(weights, options.out)
    print(f"{len(weights)} decisions, {sum(map(len, weights.values()))} weights in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
