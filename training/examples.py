"""What teaches each decision of the events layer: features that the package computes, with what is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from benchmarks.reports import match
from sahel_analysis.events import coreference, event_dates, figure_links, model, parties, places, totals
from sahel_analysis.events.coreference import Event, claimed_event
from sahel_analysis.events.extraction import make_view, rows
from sahel_analysis.events.figures import FigureMention, read_counts
from sahel_analysis.events.mentions import LEARNED, EventMention
from sahel_analysis.events.scopes import figure_features
from sahel_analysis.pipeline import load_pipeline
from sahel_analysis.tables import make_table, plain_rows
from training.gold import Report, chains, likely_mentions, majority, matched, read_report
from training.report_scores import overlap, read_sentences, read_total_texts, words

Example = tuple[model.Features, bool, float]
"""Features, label, and how much the example counts."""


def mention_examples(report: Report) -> Iterator[Example]:
    """Words that may tell of an event, and whether the gold has them as a trigger."""
    for mention in likely_mentions(report):
        matched = report.gold_of(mention)
        if mention.sense.type not in LEARNED or mention.gapped:
            continue  # the gold of the reports need not have these
        yield mention.features, matched is not None, 1.0


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


def choice_examples(candidates: Sequence[model.Features], right: Sequence[bool]) -> Iterator[Example]:
    """What sets the right one of several candidates apart from each other one, and the other way round.

    Source:
        Learning to rank from pairs (RankNet, Burges et al. 2005, ICML). Dates are right more often than if
        each candidate is an example of its own: 72.5 and 76.5 % instead of 71.6 and 76.1 % in two groups of
        reports, in four-fold cross-validation.
    """
    for chosen in (features for features, is_right in zip(candidates, right, strict=True) if is_right):
        others = [features for features, is_right in zip(candidates, right, strict=True) if not is_right]
        for other in others:
            apart = {f: chosen.get(f, 0.0) - other.get(f, 0.0) for f in {*chosen, *other}}
            apart = {f: value for f, value in apart.items() if value}
            yield apart, True, 1 / len(others)
            yield {f: -value for f, value in apart.items()}, False, 1 / len(others)


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
