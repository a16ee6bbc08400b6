"""When the events of an article happened, how sure their dates are, and how many people they hit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from sahel_analysis.chronology.reference import as_chronology
from sahel_analysis.colours import BACKGROUND, BAND, DARK, DARK_GREEN, GREEN, GREY, NEWS, PEOPLE, YELLOW
from sahel_analysis.errors import expect_analysis
from sahel_analysis.plots.drawing import HALO, TALL, plain, write_nothing
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import say_count, say_date, shorten

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

NEARBY = 14
"""Events at most so many days from publication share a panel of days; the others one of years."""

_OF_CHRONOLOGY = ("event_id", "date_start", "title")

_EPOCH = dt.date(1970, 1, 1).toordinal()
_FIRST, _LAST = dt.date.min.toordinal() - _EPOCH, dt.date.max.toordinal() - _EPOCH


def dated_events(analysis: Analysis) -> pd.DataFrame:
    """Events in order of their dates, those without a date last.

    Columns: event_id, trigger, type, place, earliest, latest (dates, inclusive, NA if open), when (in
    words), is_background, chronology_id.
    """
    expect_analysis(analysis)
    table = analysis.events.rename(columns={"date_earliest": "earliest", "date_latest": "latest"})
    table["when"] = [say_date(a, b) for a, b in zip(table["earliest"], table["latest"], strict=True)]
    undated = table["earliest"].isna() & table["latest"].isna()
    order = table.assign(undated=undated, open=table["earliest"].notna()).sort_values(
        ["undated", "open", "earliest", "latest", "start"]
    )
    kept = ["event_id", "trigger", "type", "place", "earliest", "latest", "when", "is_background"]
    return order[[*kept, "chronology_id"]].reset_index(drop=True)


def event_people(analysis: Analysis) -> pd.DataFrame:
    """The numbers of people in events: event_id, kind (killed, wounded...), low, high, words.

    An open end is NA; "about" stands in the words alone.
    """
    rows = [
        (event.event_id, kind, low, high, say_count(low, high, event.approx))
        for event in rows_of(analysis.events)
        for kind in PEOPLE
        for low, high in [(getattr(event, f"{kind}_min"), getattr(event, f"{kind}_max"))]
        if pd.notna(low) or pd.notna(high)
    ]
    table = pd.DataFrame(rows, columns=["event_id", "kind", "low", "high", "words"])
    return table.astype({"event_id": "string", "kind": "string", "low": "Int64", "high": "Int64"})


def plot_timeline(
    analysis: Analysis, chronology: pd.DataFrame | None = None, most: int = 150, ax: Axes | None = None
) -> Axes:
    """Draws the events of an article, a row each: when, and how many people were hit.

    A day is a marker; a month, a year or any longer interval a bar; an arrow is an open end. The days around
    publication get a panel of their own. News is filled, background hatched.

    Args:
        analysis: the analysis of an article.
        chronology: events to show as ticks below, on the day on which each began, joined with those of the
            article that are linked to them (columns event_id, date_start, title: see `load_chronology`).
        most: in a long text, what follows on so many events is left out; the title says so.
        ax: where to draw; a figure of its own is made unless given.

    Returns:
        The Axes; the panels are its `child_axes`. `plots.describe_timeline` says the same in words,
        `plots.dated_events` and `plots.event_people` give the tables.

    Example:
        >>> ax = sa.plot_timeline(analysis, sa.load_chronology())
        >>> ax.get_title(loc="left")
        'What the article reports: when, and how many people'
    """
    events, people = dated_events(analysis), event_people(analysis)
    if chronology is not None:
        chronology = as_chronology(chronology, *_OF_CHRONOLOGY)
    first = set(analysis.events.sort_values("start")["event_id"].head(most))
    events = events[events["event_id"].isin(first)]
    rows = _rows(events, people)
    ax = make_axes(
        ax, 12, 2.3 + 0.3 * sum(row.height for row in rows), lambda: describe_timeline(analysis, chronology)
    )
    cut = f" (the first {most} of {len(analysis.events)} events)" if len(analysis.events) > most else ""
    is_tall = len(rows) > TALL
    title = f"What the article reports: when, and how many people{cut}"
    ax.set_title(title, loc="left", y=1.0, pad=36 if is_tall else None)
    if not rows:
        write_nothing(ax, "The article has no events to draw.")
        return ax
    ax.set_axis_off()
    published = analysis.article.published
    stretches = _stretches(rows, published)
    panels = _panels(ax, [3.0, 2.0][: len(stretches)] + [2.4] * (not people.empty))
    bottom = rows[-1].y - rows[-1].height / 2
    strip = bottom - 0.8
    for panel in panels:
        panel.set_ylim(bottom - (0.2 if chronology is None else 1.3), 0.2)
        for row in rows[::2]:
            panel.axhspan(row.y - row.height / 2, row.y + row.height / 2, color=BAND, zorder=0)
        panel.set_yticks([])
        panel.spines[["top", "right", "left"]].set_visible(False)
        panel.tick_params(axis="x", top=is_tall, labeltop=is_tall)
        _settle(panel)
    for panel, stretch in zip(panels, stretches, strict=False):
        _draw_dates(panel, stretch, published)
        if chronology is not None:
            _draw_chronology(panel, stretch.rows, chronology, strip)
    if len(stretches) > 1:
        panels[0].axvspan(stretches[1].first, stretches[1].last, color=YELLOW, alpha=0.4, zorder=0)
        panels[0].set_xlabel("the whole period\n(yellow: enlarged beside)", fontsize=9)
    if published is not None:
        panels[len(stretches) - 1].set_xlabel(f"published\n{say_date(published, published)}", fontsize=9)
    if not people.empty:
        _draw_people(panels[-1], rows, people)
    for words in (words for panel in panels for words in panel.texts):
        words.set_in_layout(False)  # they stand inside, and measuring them takes long
    names = [(row.y, row.label) for row in rows] + [(strip, "the chronology")] * (chronology is not None)
    panels[0].set_yticks([y for y, _ in names], [plain(name) for _, name in names], fontsize=9)
    panels[0].tick_params(axis="y", length=0)
    _draw_legend(ax, chronology is not None)
    return ax


def describe_timeline(analysis: Analysis, chronology: pd.DataFrame | None = None) -> str:
    """The figure of `plot_timeline` in words, events without a date included."""
    events, people = dated_events(analysis), event_people(analysis)
    titles = {}
    if chronology is not None:
        chronology = as_chronology(chronology, *_OF_CHRONOLOGY)
        titles = chronology.set_index("event_id")["title"].dropna().to_dict()
    if events.empty:
        return "In words: an empty figure; the article has no events to draw."
    parts = []
    for event in rows_of(events):
        words = [event.when, "background" if event.is_background else "news"]
        mine = people[people["event_id"] == event.event_id]
        words += [f"{p.kind.replace('_', ' ')} {p.words}" for p in rows_of(mine)]
        if pd.notna(event.chronology_id):
            words.append(f"in the chronology {event.chronology_id}")
            words += [titles[event.chronology_id]] if event.chronology_id in titles else []
        parts.append(f"{_name(event)}: {', '.join(words)}")
    text = f"In words: a timeline with a row for each of {len(events)} events. {'. '.join(parts)}."
    if chronology is not None and len(chronology):
        text += f" Below, ticks for the chronology's {len(chronology)} events."
    return text


@dataclass(frozen=True, slots=True)
class _Row:
    """An event's place in the figure; y is the middle of the row, both in units of one line.

    dates: the ends of its interval that are known, in matplotlib's days.
    """

    event: Any
    label: str
    y: float
    height: float
    dates: tuple[float, ...]

    @property
    def is_whole(self) -> bool:
        return len(self.dates) == 2

    def is_near(self, day: float) -> bool:
        """Whether both ends are known and close to this day."""
        return self.is_whole and all(abs(date - day) <= NEARBY for date in self.dates)

    def extent(self, left: float, right: float) -> tuple[float, float]:
        """From the morning of its first day to the evening of its last; an open end is the panel's edge.

        One moment, where this is a day or too short to be seen.
        """
        start = left if pd.isna(self.event.earliest) else self.dates[0] - 0.5
        stop = right if pd.isna(self.event.latest) else self.dates[-1] + 0.5
        if self.is_whole and stop - start < max(1.5, 0.01 * (right - left)):
            return (start + stop) / 2, (start + stop) / 2
        return start, stop


def _rows(events: pd.DataFrame, people: pd.DataFrame) -> list[_Row]:
    lines = people["event_id"].value_counts()
    rows, top = [], 0.0
    for event in rows_of(events):
        height = max(1.0, 0.8 * float(lines.get(event.event_id, 0)))
        dates = tuple(_number(d) for d in (event.earliest, event.latest) if pd.notna(d))
        rows.append(_Row(event, _name(event, 24), top - height / 2, height, dates))
        top -= height
    return rows


def _name(event: Any, limit: int = 1000) -> str:
    place = "" if pd.isna(event.place) else f", {shorten(event.place, limit)}"
    return f"{event.event_id} {shorten(event.trigger, limit)} ({event.type.replace('_', ' ')}{place})"


def _panels(ax: Axes, widths: list[float]) -> list[Axes]:
    """Panels side by side inside the Axes, with a little space between them."""
    gap = 0.025
    unit = (1 - gap * (len(widths) - 1)) / sum(widths)
    lefts = [sum(widths[:i]) * unit + gap * i for i in range(len(widths))]
    return [ax.inset_axes((left, 0, width * unit, 1)) for left, width in zip(lefts, widths, strict=True)]


def _settle(panel: Axes) -> None:
    """Fixes where title and label of the rows go; else they are placed anew, row by row, at each drawing."""
    panel.set_title("", y=1.0)
    panel.yaxis.set_label_coords(0, 0.5)


# Time


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of time, in matplotlib's days, and the rows that are drawn in it."""

    first: float
    last: float
    rows: list[_Row]


def _stretches(rows: list[_Row], published: dt.date | None) -> list[_Stretch]:
    """All time that the rows need; if the news and older events both have dates, two stretches."""
    day = [] if published is None else [_number(published)]
    near = [row for row in rows if day and row.is_near(day[0])]
    far = [row for row in rows if not (day and row.is_near(day[0]))]
    parts = [far, near] if near and any(row.dates for row in far) else [rows]
    return [_Stretch(*_padded([*(d for row in part for d in row.dates), *day]), part) for part in parts]


def _padded(days: list[float]) -> tuple[float, float]:
    if not days:
        return 0.0, 1.0
    room = max(1.2, 0.05 * (max(days) - min(days)))
    return max(min(days) - room, _FIRST), min(max(days) + room, _LAST)


def _number(date: Any) -> float:
    """Days since 1970, as matplotlib counts them."""
    return float(pd.Timestamp(date).date().toordinal() - _EPOCH)


def _draw_dates(panel: Axes, stretch: _Stretch, published: dt.date | None) -> None:
    left, right = stretch.first, stretch.last
    panel.set_xlim(left, right)
    for row in stretch.rows:
        style = BACKGROUND if row.event.is_background else NEWS
        start, stop = row.extent(left, right)
        if not row.dates:
            panel.text(0.01, row.y, "no date", transform=panel.get_yaxis_transform(), va="center", fontsize=8)
        elif not row.is_whole:
            panel.annotate("", (start, row.y), (stop, row.y), zorder=3, arrowprops={
                "arrowstyle": "->" if pd.isna(row.event.earliest) else "<-", "color": style["edgecolor"],
                "linestyle": "--", "shrinkA": 0, "shrinkB": 0,
            })  # fmt: skip
        elif start == stop:
            panel.scatter([start], [row.y], s=46, zorder=3, **style)
        else:
            panel.broken_barh([(start, stop - start)], (row.y - 0.22, 0.44), zorder=3, **style)
    if published is not None:
        panel.axvline(_number(published), color=DARK, linewidth=0.8, linestyle=":", zorder=1)
    panel.xaxis.set_visible(any(row.dates for row in stretch.rows))
    locator = mdates.AutoDateLocator(minticks=2, maxticks=4)  # type: ignore[no-untyped-call]
    locator.intervald[mdates.MONTHLY] = [1, 2, 3, 4, 6, 12]  # else 18 to 24 months have no interval
    formats = ["%Y", "%b\n%Y", "%d\n%b", "%H:%M", "%H:%M", "%H:%M"]
    panel.tick_params(axis="x", labelsize=9)
    panel.xaxis.set_major_locator(locator)
    panel.xaxis.set_major_formatter(
        mdates.ConciseDateFormatter(locator, formats=formats, zero_formats=formats, show_offset=False)  # type: ignore[no-untyped-call]
    )


def _draw_chronology(panel: Axes, rows: list[_Row], chronology: pd.DataFrame, y: float) -> None:
    left, right = panel.get_xlim()
    dated = chronology.dropna(subset=["date_start"])
    starts = [_number(date) for date in dated["date_start"]]
    days = {i: day for i, day in zip(dated["event_id"], starts, strict=True) if left <= day <= right}
    panel.scatter(list(days.values()), [y] * len(days), marker="|", s=60, color=GREY, linewidth=0.9)
    for row in rows:
        day = None if pd.isna(row.event.chronology_id) else days.get(row.event.chronology_id)
        if day is None or not row.dates:
            continue
        panel.plot([day, day], [row.y, y], color=GREEN, linewidth=0.9, zorder=2)
        panel.scatter([day], [y], marker="D", s=34, color=GREEN, zorder=4)
        start, stop = row.extent(left, right)
        before = start - left > right - stop  # on the side with more room
        panel.annotate(
            str(row.event.chronology_id), (start if before else stop, row.y), (-8 if before else 8, 0),
            textcoords="offset points", ha="right" if before else "left", va="center", fontsize=8,
            color=DARK_GREEN, path_effects=[HALO], zorder=4,
        )  # fmt: skip


# People


def _draw_people(panel: Axes, rows: list[_Row], people: pd.DataFrame) -> None:
    """A line for each number: a marker for one figure, a bar for a range, an arrow for an open end."""
    most = float(people[["low", "high"]].max().max())
    panel.set_xlim(-0.05 * most, 2.6 * most + 0.1)  # room for the words on the right
    ticks = MaxNLocator(2, integer=True).tick_values(0, most)
    panel.set_xticks([tick for tick in ticks if 0 <= tick <= most])
    panel.set_xlabel("people, as reported", loc="left", fontsize=9)
    for row in rows:
        mine = people[people["event_id"] == row.event.event_id]
        for k, figure in enumerate(rows_of(mine)):
            y = row.y + row.height / 2 - (k + 0.5) * row.height / len(mine)
            colour, marker = PEOPLE[figure.kind]
            ends = [float(end) for end in (figure.low, figure.high) if pd.notna(end)]
            panel.plot(ends, [y] * len(ends), marker=marker, color=colour, linewidth=2.5, markersize=5.5)
            arrow = {"arrowstyle": "<-", "color": colour, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
            room = 8
            if pd.isna(figure.high):
                room = 26
                panel.annotate("", (ends[0], y), (20, 0), textcoords="offset points", arrowprops=arrow)
            elif pd.isna(figure.low):
                panel.annotate("", (ends[0], y), (0, y), arrowprops=arrow)
            words = f"{figure.words} {figure.kind.replace('_', ' ')}"
            panel.annotate(
                words, (ends[-1], y), (room, 0), textcoords="offset points", fontsize=8, va="center"
            )


def _draw_legend(ax: Axes, chronology: bool) -> None:
    grey: dict[str, Any] = {"color": DARK, "linestyle": ""}
    handles: list[Any] = [
        Patch(label="news", **NEWS),
        Patch(label="background", **BACKGROUND),
        Line2D([], [], marker="o", label="a day", **grey),
        Line2D([], [], marker=">", label="open end", **{**grey, "linestyle": "--"}),
        Line2D([], [], label="day of publication", **{**grey, "linestyle": ":"}),
    ]
    if chronology:
        handles.append(Line2D([], [], marker="|", label="in the chronology", **grey))
        handles.append(Line2D([], [], marker="D", color=GREEN, label="linked to it"))
    ax.legend(
        handles=handles, ncols=4, loc="upper center", bbox_to_anchor=(0.4, 0), borderaxespad=8,
        frameon=False, fontsize=8,
    )  # fmt: skip
