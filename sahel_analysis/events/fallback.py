"""When an event without a date of its own was: by what it is, and by the day of the news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sahel_analysis.events.arguments import clause, is_apart
from sahel_analysis.events.clusters import AFTERWARDS, VIOLENT, Cluster
from sahel_analysis.events.intervals import When, as_when, is_old, make_when
from sahel_analysis.events.reading import Reading
from sahel_analysis.events.reality import is_now
from sahel_analysis.events.relative import Lag, date_from

_MEASURES = frozenset({"emergency", "politics", "closure", "arrest"})
"""Kinds that those who take power announce with it."""

_UNRELATED = frozenset(
    "coup withdrawal deployment agreement founding rebellion capture retake dislodge election".split()
)
"""Kinds that need not belong to the news: without a date they are somewhere in the past."""

_LEAD = 6
"""Sentences at the beginning in which a day is that of the news."""


@dataclass(frozen=True, slots=True)
class News:
    """What the news of an article is: its main event and its day; told: what each verb or noun tells of."""

    main: Cluster | None
    day: When | None
    told: dict[int, Cluster]


def find_news(reading: Reading, clusters: Sequence[Cluster]) -> News:
    """What the news of an article is, by the clusters of its events."""
    mentions = [(i.head, c) for c in clusters for i in c.incidents]
    told = {clause(reading, head): c for head, c in reversed(mentions)} | dict(mentions)
    main = _main_event(reading, clusters)
    return News(main, _news_day(reading, main), told)


def _main_event(reading: Reading, clusters: Sequence[Cluster]) -> Cluster | None:
    """The event that is the news: the first attack that is not long past, else the first such event.

    Where the beginning tells only of something old, as a report on it does, that is the news.
    """
    news = [c for c in clusters if not is_old(c.when or c.told_with, reading.published)]
    violent = [c for c in news if c.family in VIOLENT]
    leading = [c for c in clusters if c.family in VIOLENT and _is_leading(reading, c)]
    if leading and not any(c.when or c in leading for c in violent):
        return leading[0]
    first = (c for c in news if c.family == "attack" or (c.family == "coup" and _is_leading(reading, c)))
    return next(first, None) or next(iter(violent or news), None)


def _is_leading(reading: Reading, cluster: Cluster) -> bool:
    return reading.tree.sentence[cluster.incidents[0].head] < _LEAD


def _news_day(reading: Reading, main: Cluster | None) -> When | None:
    """The day of the news: of the main event, else a day named in the beginning, else of publication."""
    if main is not None and main.when is not None:
        return main.when
    published = reading.published
    if published is None:
        return None
    for tokens, time in reading.times:
        if not tokens or reading.tree.sentence[tokens[0]] >= _LEAD or tokens[0] in reading.dateline:
            continue
        when = as_when(reading, time)
        told = when.latest is not None and when.latest <= published and not is_old(when, published)
        if told and time.granularity == "day" and when.precision == "day":
            return When(when.earliest, when.latest, when.precision, "day named at the beginning")
    return make_when(published, published, "day of publication")


def date_of(reading: Reading, cluster: Cluster, news: News, claimed: Cluster | None) -> When | None:
    """The date of an event: its own, else what its kind and the day of the news allow to say."""
    published = reading.published
    head, kind = cluster.incidents[0].head, cluster.incidents[0].sense.kind
    own = cluster.when
    if own is None or own.precision == "vague":
        own = date_from(cluster.lags, lambda lag: _other_date(cluster, lag, news)) or own
    if own is not None:
        return _until_retaken(reading, cluster, own, news)
    past = cluster.told_with is not None and is_old(cluster.told_with, published)
    if kind in _UNRELATED and not past and not _is_news(reading, cluster):
        return When(None, published, "vague", "before publication") if published else None
    base = (claimed and (claimed.when or claimed.told_with)) or cluster.told_with or news.day
    if base is None:
        return None
    if kind == "sweep" and published and is_now(reading, clause(reading, head)):
        return make_when(published, published, "day of publication")
    announced = kind in _MEASURES and news.main is not None and news.main.family == "coup"
    at_once = announced or (kind != "claim" and is_old(base, published))
    if at_once or not (kind in AFTERWARDS or _is_still(reading, cluster)):
        rule = "as what was told before" if cluster.told_with else "day of the news"
        return When(base.earliest, base.latest, base.precision, rule)
    latest = base.latest
    if published and (latest is None or published > latest):
        latest = published
    return make_when(base.earliest, latest, "from the event to publication")


def _until_retaken(reading: Reading, cluster: Cluster, own: When, news: News) -> When:
    """The date of an attack that "began" on a day, until the day on which the place was taken back."""
    begun = any(reading.is_a(clause(reading, i.head), "beginning") for i in cluster.incidents)
    if not begun or own.precision != "day" or own.latest is None:
        return own
    for other in news.told.values():
        end = other.when.latest if other.when else None
        same_place = other.family in ("retake", "dislodge") and other.settlements & cluster.settlements
        if same_place and end and 0 < (end - own.latest).days <= 7:
            return make_when(own.earliest, end, own.rule)
    return own


def _other_date(cluster: Cluster, lag: Lag, news: News) -> When | None:
    """The date from which a lag counts: of what the other word tells; a main clause is news."""
    other = news.told.get(lag.other)
    if other is cluster or (other is None and not lag.is_main):
        return None
    return (other and (other.when or other.told_with)) or cluster.told_with or news.day


def _is_still(reading: Reading, cluster: Cluster) -> bool:
    """Whether a place that was shut is said to be so now: "the road is closed"."""
    tree, i = reading.tree, cluster.incidents[0].head
    return cluster.family == "closure" and any(
        tree.relation[c] in ("aux:pass", "cop") and tree.tag[c] in ("VBZ", "VBP") for c in tree.children[i]
    )


_FOUGHT_FOR = frozenset({"capture", "retake", "dislodge", "coup"})
"""Kinds that are news like an attack where the text goes on to tell of them."""


def _is_news(reading: Reading, cluster: Cluster) -> bool:
    """Whether the text tells of an event as it tells the news: "the army retook the base"."""
    tree = reading.tree
    for incident in cluster.incidents:
        verb = incident.head
        if cluster.family not in _FOUGHT_FOR or not reading.is_verb(verb):
            continue
        helpers = [tree.lower[c] for c in tree.children[verb] if tree.relation[c].startswith("aux")]
        main = tree.relation[verb] in ("ROOT", "conj", "ccomp", "advcl", "parataxis")
        told = tree.relation[verb] == "ccomp"  # "said they had seized power"
        if main and (told or "had" not in helpers) and not is_apart(reading, verb):
            return True
    return False
