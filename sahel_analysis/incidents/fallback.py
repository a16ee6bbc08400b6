"""When an event without a date of its own was: by what it is, and by the day of the news."""

from __future__ import annotations

from sahel_analysis.incidents.dating import When, as_when, counted_back, is_old, make_when
from sahel_analysis.incidents.merging import VIOLENT, Cluster
from sahel_analysis.incidents.reading import Reading

_AFTERWARDS = frozenset(
    {"arrest", "advisory", "mourning", "emergency", "funeral", "release", "politics", "claim"}
)
"""Kinds that follow an attack, some time before publication."""

_UNRELATED = frozenset(
    "coup withdrawal deployment agreement founding rebellion capture retake dislodge election".split()
)
"""Kinds that need not belong to the news: without a date they are somewhere in the past."""

_LEAD = 6
"""Sentences at the beginning in which a day is that of the news."""


def main_event(reading: Reading, clusters: list[Cluster]) -> Cluster | None:
    """The event that is the news: the first attack that is not long past, else the first such event."""
    news = [c for c in clusters if not is_old(c.when, reading.published)]
    attack = next((c for c in news if c.family == "attack"), None)
    return attack or next((c for c in news if c.family in VIOLENT), news[0] if news else None)


def news_day(reading: Reading, main: Cluster | None) -> When | None:
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


def date_of(reading: Reading, cluster: Cluster, news: When | None, claimed: Cluster | None) -> When | None:
    """The date of an event: its own, else what its kind and the day of the news allow to say."""
    published = reading.published
    kind = cluster.incidents[0].sense.kind
    if cluster.when is not None:
        back = counted_back(news, cluster.lag) if news and cluster.lag else None
        return back if back and cluster.when.precision == "vague" else cluster.when
    if kind in _UNRELATED:
        return When(None, published, "vague", "before publication") if published else None
    base = (claimed.when if claimed is not None else cluster.told_with) or news
    if base is None:
        return None
    if kind not in _AFTERWARDS:
        rule = "as what was told before" if cluster.told_with else "day of the news"
        return When(base.earliest, base.latest, base.precision, rule)
    latest = base.latest
    if published and (latest is None or published > latest):
        latest = published
    return make_when(base.earliest, latest, "from the event to publication")
