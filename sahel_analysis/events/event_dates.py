"""When an event was: the time of the whole article for which most speaks."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahel_analysis.events.clauses import clause, subject
from sahel_analysis.events.coreference import Event
from sahel_analysis.events.dates import begun, day_told, is_dated, is_of_speech
from sahel_analysis.events.factuality import in_headline, is_now, is_told_back
from sahel_analysis.events.intervals import When, as_when, is_old, make_when
from sahel_analysis.events.lags import Lag, counted
from sahel_analysis.events.mention_dates import AFTERWARDS, LASTING
from sahel_analysis.events.mentions import LEARNED, VIOLENT, EventMention
from sahel_analysis.events.model import Features, among, choose
from sahel_analysis.events.view import EventView
from sahel_analysis.records import TimeExpression

_LEAD = 6
"""Sentences at the beginning in which a day is that of the news."""

_REACH = 4
"""Sentences to either side of an event whose times are looked at."""


SAID_ON = "day on which it was told"
"""Rule of the day of news of which the text says only when it was told."""


@dataclass(frozen=True, slots=True)
class News:
    """What the news of an article is: its main event and its day; told: what each verb or noun tells of.

    dated: days of events by the words that tell of them, in order. is_today: whether the article names the
    day of publication; says_today: in words like "today".
    """

    main: Event | None
    day: When | None
    told: dict[int, Event]
    dated: list[tuple[int, When]]
    is_today: bool
    says_today: bool


def find_news(view: EventView, events: Sequence[Event]) -> News:
    """What the news of an article is, by its events."""
    mentions = [(m.head, e) for e in events for m in e.mentions]
    told = {clause(view, head): e for head, e in reversed(mentions)} | dict(mentions)
    fresh = [e for e in events if not is_old(e.when, view.published)]
    violent = [e for e in fresh if e.family in VIOLENT or e.family == "coup"]
    main = next(iter(violent or fresh), None)
    today = [
        tokens
        for inside in view.times_of.values()
        for tokens, t in inside
        if t.earliest == t.latest == view.published and not _is_of_text(view, tokens, t)
    ]
    says_today = any(view.is_a(i, "deictic") for tokens in today for i in tokens)
    dated = [(head, e.when) for head, e in mentions if e.when and e.when.precision == "day"]
    days = sorted(dated, key=lambda d: d[0])
    return News(main, _news_day(view, main), told, days, bool(today), says_today)


def _news_day(view: EventView, main: Event | None) -> When | None:
    """The day of the news: of the main event, else a day named in the beginning."""
    if main is not None and main.when is not None:
        return main.when
    published = view.published
    if published is None:
        return None
    named: list[tuple[bool, bool, When]] = []
    for tokens, time in view.times:
        if not tokens or view.tree.sentence[tokens[0]] >= _LEAD or tokens[0] in view.dateline:
            continue
        if not is_dated(view, tokens, time) or time.granularity != "day" or _is_same(view, tokens):
            continue
        when = as_when(view, time)
        told = when.latest is not None and when.latest <= published and not is_old(when, published)
        if told and when.precision == "day":
            said = is_of_speech(view, tokens) or _is_of_text(view, tokens, time)
            named.append((said, in_headline(view, tokens[0]), when))
    if not named:
        return None
    said, _, when = min(named, key=lambda n: n[:2])  # rather in the text than in a title or a caption
    rule = SAID_ON if said else "day named at the beginning"
    return When(when.earliest, when.latest, when.precision, rule)


def date_of(view: EventView, event: Event, news: News, claimed: Event | None) -> tuple[When | None, float]:
    """The date of an event with the probability that it is right; open where the text tells of none."""
    if not any(m.sense.type in LEARNED for m in event.mentions):
        return _told_date(view, event, news), 0.5
    found = candidates(view, event, news, claimed)
    if not found:
        return None, 0.0
    chosen, share = choose("date", [features for _, features in found])
    return found[chosen][0], share


_UNRELATED = frozenset("withdrawal deployment agreement founding election release".split())
"""Kinds that need not belong to the news: without a date they are somewhere in the past."""


def _told_date(view: EventView, event: Event, news: News) -> When | None:
    """The date of what is no violence: its own, else by the news after which it was decided or declared."""
    published, kind = view.published, event.mentions[0].sense.kind
    lagging = (_lagging(view, m.lag, event, news) for m in event.mentions if m.lag is not None)
    own = event.when if event.when and event.when.precision != "vague" else None
    own = own or next(filter(None, lagging), None) or event.when
    if own is not None:
        return own
    if kind in _UNRELATED:
        told = filter(None, (day_told(view, m.head) for m in event.mentions))
        latest = min(told, default=published)
        return When(None, latest, "vague", "before it was told") if latest else None
    if news.day is None:
        return make_when(published, published, "day of publication") if published else None
    still = kind == "closure" and is_now(view, event.mentions[0].head)  # "the road is closed"
    if (kind in AFTERWARDS or still) and not is_old(news.day, published):
        return _until(news.day, published, "from the event to publication")
    return When(news.day.earliest, news.day.latest, news.day.precision, "day of the news")


def _until(first: When, published: dt.date | None, rule: str) -> When:
    """From the beginning of an interval to publication."""
    late = published is None or (first.latest is not None and first.latest > published)
    return make_when(first.earliest, first.latest if late else published, rule)


def _before_its_sentence(view: EventView, event: Event) -> When:
    """Up to the day of the sentence that tells what someone had done before."""
    sentence = view.tree.sentence[event.mentions[0].head]
    times = [as_when(view, t) for tokens, t in view.times_of.get(sentence, ()) if is_dated(view, tokens, t)]
    days = [when.latest for when in times if when.latest is not None]
    return When(None, max(days, default=view.published), "vague", "before another event")


def candidates(
    view: EventView, event: Event, news: News, claimed: Event | None
) -> list[tuple[When, Features]]:
    """The intervals in which an event may have been, each with what speaks for it."""
    tree, published = view.tree, view.published
    found: dict[tuple[dt.date | None, dt.date | None], tuple[When, set[str]]] = {}

    def add(when: When | None, *names: str) -> None:
        if when is None or (when.earliest is None and when.latest is None):
            return
        key = (when.earliest, when.latest)
        if key not in found:
            found[key] = when, set()
        found[key][1].update(names)

    owned = event.when
    if owned is None and all(is_told_back(view, m.head) for m in event.mentions):
        return [(_before_its_sentence(view, event), {"told back": 1.0})]
    best_mention = max(event.mentions, key=lambda m: m.likely)
    for mention in event.mentions:
        names = [f"own of {'noun' if mention.sense.pos == 'N' else 'verb'}"]
        if mention is best_mention:
            names.append("own of the likeliest")
        if in_headline(view, mention.head):
            names.append("own in a headline")
        counted_on = _lagging(view, mention.lag, event, news) if mention.lag is not None else None
        add(counted_on, "counted from another event", "own", *names)
        if mention.when is not None and not (counted_on and mention.when.earliest is None):
            names.append(f"own rule={mention.when.rule}")
            add(mention.when, "own", f"own precision={mention.when.precision}", *names)
            if published and mention.sense.kind in LASTING and begins(view, mention):
                begun_then = _until(mention.when, published, "since it began")
                add(begun_then, "begun then", f"begun then&kind={mention.sense.kind}")
    if owned is not None:
        add(owned, "most precise of its own")
    main = event is news.main
    apart = event.family == "coup" and not main and owned is None  # told of to say who rules
    for when, *names in () if apart else _by_context(view, event, news):
        add(when, *names)
    heads = event.heads
    sentences = {tree.sentence[h] for h in heads}
    near_by = {s for told in sentences for s in range(told - _REACH, told + _REACH + 1)}
    for tokens, time in (time for s in sorted(near_by) for time in view.times_of.get(s, ())):
        at = tree.sentence[tokens[0]]
        if at in sentences:
            lasted = begun(view, tokens, time)
            add(lasted, "lasted", f"lasted&family={event.family}", f"lasted&owned={owned is not None}")
        if not is_dated(view, tokens, time):
            continue
        head = view.nearest(heads, tokens[0])
        steps = at - tree.sentence[head]
        if apart and steps:
            continue
        side = "before" if steps < 0 else "after" if steps > 0 else "same"
        near = f"{side}&{among('sentences', abs(steps), (0, 1, 2, 4))}"
        opens = tokens[0] - tree.sentence_span[at][0] <= 2
        same = tree.paragraph[tokens[0]] == tree.paragraph[head]
        governor = clause(view, tree.head[tokens[-1]])
        clauses = governor == clause(view, head)
        reports = is_of_speech(view, tokens)
        when = as_when(view, time)
        if reports and when.latest is not None and side != "after":
            until = When(None, when.latest, "vague", "until it was told")
            add(until, f"until told {side}", f"until told&owned={owned is not None}&{side}")
            if news.day is not None and news.day.earliest is not None and news.day.earliest < when.latest:
                told_since = make_when(news.day.earliest, when.latest, "from the news until it was told")
                add(told_since, f"since until told {side}", "since until told")
        add(
            when,
            f"time {near}",
            f"time {near}&owned={owned is not None}",
            f"time {near}&paragraph={same}",
            f"time opens={opens}&{side}",
            f"{side}&{among('words', abs(tokens[0] - head), (4, 9, 16))}&behind={tokens[0] > head}",
            *([f"of the text&{side}"] if _is_of_text(view, tokens, time) else []),
            *(["time in the clause"] if clauses and steps == 0 else []),
            *([f"reports={side}", f"reports={side}&only={len(sentences)}"] if reports else []),
        )
    if news.day is not None and not apart:
        add(news.day, "news", f"news&main={main}", f"news&owned={owned is not None}")
        by = "main" if news.main is not None and news.main.when is not None else news.day.rule
        add(news.day, f"news by={by}", f"news by={by}&main={main}", f"news by={by}&owned={owned is not None}")
        add(news.day, f"news by={by}&today={news.says_today}")
        if by == SAID_ON:
            until = When(None, news.day.latest, "vague", "until it was told")
            add(
                until,
                "until news",
                f"until news&owned={owned is not None}",
                f"until news&today={news.says_today}",
            )
    claimed_then = claimed.when if claimed is not None else None
    of_it = (
        claimed_then
        and owned
        and (owned.earliest, owned.latest) == (claimed_then.earliest, claimed_then.latest)
    )
    dated = event.family == "claim" and owned is not None and owned.rank == 0 and not of_it
    if claimed_then is not None and published and not dated:
        soon = f"soon={_is_soon(view, event)}"
        add(claimed_then, "at once", f"at once&{soon}")
        until = _until(claimed_then, published, "from what is claimed until publication")
        add(until, "claim", f"claim&{soon}")
    if news.day is not None and news.day.earliest is not None and published and not (dated or apart):
        since = _until(news.day, published, "from the news until publication")
        add(since, "since", f"since&main={main}")
    if published is not None:
        add(When(None, published, "vague", "before publication"), "open", f"open&owned={owned is not None}")
        if news.is_today:
            add(make_when(published, published, "day of publication"), "published")
    kind = best_mention.sense.kind
    lasts = any(m.sense.kind in LASTING and begins(view, m) for m in event.mentions)
    pluperfect = any(
        tree.lower[c] == "had" for m in event.mentions for c in tree.children[clause(view, m.head)]
    )
    shared = {
        f"family={event.family if event.family in _OWN_WAYS else 'other'}",
        f"afterwards={kind in AFTERWARDS}",
        f"pluperfect={pluperfect}",
        f"lasts={lasts}",
        f"news dated={news.day is not None}",
        f"first sentence={min(sentences) <= 2}",
        f"main={main}",
        f"owned={owned is not None}",
    }
    dates = [m.when for m in event.mentions if m.when is not None]
    for when, evidence in found.values():
        if any(when.is_within(other) for other in dates):
            evidence.add("within another of its own")
            evidence.update({f"within&{name}" for name in evidence if name.startswith("time ")})
        if any(other.is_within(when) for other in dates):
            evidence.add("around another of its own")
        if claimed_then is not None:
            same = (when.earliest, when.latest) == (claimed_then.earliest, claimed_then.latest)
            evidence.add(f"when it was={same}")
    return [(when, _features(view, when, evidence, shared, owned)) for when, evidence in found.values()]


def _by_context(view: EventView, event: Event, news: News) -> Iterator[tuple[When, *tuple[str, ...]]]:
    """Intervals that follow from what was told before it, or end with the news, with their names."""
    owned, day = event.when, news.day and news.day.latest
    times = view.times_of.get(view.tree.sentence[event.heads[0]], ())
    same = any(_is_same(view, tokens) for tokens, _ in times)
    n = bisect_left(news.dated, event.heads[0], key=lambda d: d[0])
    if n > 0:
        before = news.dated[n - 1][1]
        yield before, "event before", f"event before&same={same}&owned={owned is not None}"
    first, last = (owned.earliest, owned.latest) if owned else (None, None)
    if first and last and day and first < day < last == view.published:  # "earlier this week"
        yield make_when(first, day, "until the news"), "until the news"


def _is_same(view: EventView, tokens: range) -> bool:
    """Whether a time is that of what was told before: "the same night"."""
    return "same" in view.tree.lower[tokens[0] : tokens[-1] + 1]


def _is_soon(view: EventView, event: Event) -> bool:
    """Whether something followed on the same day: "claimed it within hours", "that same night"."""
    sentences = {view.tree.sentence[h] for h in event.heads}
    beside = {view.tree.lower[i] for s in sentences for i in range(*view.tree.sentence_span[s])}
    return not beside.isdisjoint(("hours", "minutes", "same"))


def begins(view: EventView, mention: EventMention) -> bool:
    """Whether a mention tells only of the beginning of what may last: "fighting broke out on Monday"."""
    verb = clause(view, mention.head)
    return view.is_a(verb, "beginning") or any(
        view.tree.lower[c] == "since" and view.tree.relation[c] in ("mark", "case")
        for c in (*view.tree.children[verb], *view.tree.children[mention.head])
    )


def _is_of_text(view: EventView, tokens: range, time: TimeExpression) -> bool:
    """Whether a time in a line without a full stop is the day of the text: "Daily flash of 3 May 2023"."""
    return in_headline(view, tokens[0]) and time.earliest == time.latest == view.published


_OWN_WAYS = VIOLENT | {"claim", "arrest", "coup"}
"""Families that are dated each in its own way."""


_CROSSED = (
    "own",
    "news",
    "since",
    "open",
    "published",
    "claim",
    "since until told",
    "time same&sentences<=0",
)
"""Evidence that weighs differently by what kind of event it is."""


def _features(view: EventView, when: When, names: set[str], shared: set[str], owned: When | None) -> Features:
    told = set(names)
    told.add(f"precision={when.precision}")
    told.add(f"old={is_old(when, view.published)}")
    told.add(f"rule={when.rule}")
    if view.published and when.earliest and when.earliest > view.published:
        told.add("ahead")
    if owned is not None:
        told.add(f"equals own={(when.earliest, when.latest) == (owned.earliest, owned.latest)}")
    for name in _CROSSED:
        if name in names:
            told.update(f"{name}&{other}" for other in shared)
    return dict.fromkeys(told, 1.0)


def _lagging(view: EventView, lag: Lag, event: Event, news: News) -> When | None:
    """The date that lies a length before or after that of what another word, or its subject, tells."""
    who = subject(view, lag.other) if view.is_verb(lag.other) else None
    other = news.told.get(lag.other) or (news.told.get(who) if who is not None else None)
    if other is event and lag.is_main:  # "the raid comes a day after": what comes is the news
        other = news.main if news.main is not event else None
    elif other is event or (other is None and not lag.is_main):
        return None
    when = (other and other.when) or news.day
    return counted(lag, when) if when else None
