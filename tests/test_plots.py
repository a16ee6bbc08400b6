"""Figures of events, places and years: what is drawn, and what is said of it in words."""

import datetime as dt
import io
import math
from functools import partial
from typing import Any

import conftest
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import spacy
from conftest import record
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.text import Annotation, Text

from sahel_analysis.chronology.reference import load_chronology
from sahel_analysis.colours import RED
from sahel_analysis.plots import (
    dated_events,
    describe_event_map,
    describe_map,
    describe_names,
    describe_timeline,
    describe_years,
    event_people,
    events_by_year,
    placed_events,
    plot_event_map,
    plot_map,
    plot_names,
    plot_timeline,
    plot_years,
)
from sahel_analysis.plots.labels import write_labels
from sahel_analysis.records import Entity, Event

ENGLISH = spacy.blank("en")
DAY = dt.date(2031, 5, 14)
analysis_of = partial(conftest.analysis_of, published=DAY)


def event(number: int, **known: Any) -> Event:
    """An event of which only this is known; "date" is one day, "dates" an interval."""
    first, last = known.pop("dates", [known.pop("date", None)] * 2)
    usual = {
        "event_id": f"V{number:02d}", "start": 10 * number, "end": 10 * number + 4, "trigger": "raid",
        "type": "attack", "date_earliest": first, "date_latest": last,
    }  # fmt: skip
    return record(Event, **{**usual, **known})


def chronology_of(*rows: tuple[str, dt.date, int | None, int | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["event_id", "date_start", "killed_min", "killed_max"])
    table["date_start"] = pd.to_datetime(table["date_start"]).astype("datetime64[s]")
    table["title"] = "Raid on " + table["event_id"].astype("string")
    return table.astype({"event_id": "string", "killed_min": "Int64", "killed_max": "Int64"})


@pytest.fixture(autouse=True)
def close_figures() -> Any:
    yield
    plt.close("all")


def written(ax: Axes) -> list[str]:
    """All words in a panel but its ticks and the names of countries, which stand in italics."""
    return [text.get_text() for text in ax.texts if text.get_text() and text.get_fontstyle() == "normal"]


def overlapping(texts: list[Any]) -> list[tuple[str, str]]:
    """Words that cover each other."""
    renderer = texts[0].get_figure(root=True).canvas.get_renderer()
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts if text.get_text()]
    return [(a, b) for k, (a, box) in enumerate(boxes) for b, other in boxes[:k] if box.overlaps(other)]


# The timeline


def test_events_stand_in_order_of_time_and_those_without_a_date_last() -> None:
    table = dated_events(
        analysis_of(
            event(1),
            event(2, date=DAY),
            event(3, dates=(dt.date(2029, 1, 1), dt.date(2029, 12, 31)), is_background=True),
            event(4, dates=(None, DAY), is_background=True),
        )
    )
    assert table["event_id"].tolist() == ["V04", "V03", "V02", "V01"]
    assert table["when"].tolist() == ["until 14 May 2031", "2029", "14 May 2031", "no date"]
    assert table["is_background"].tolist() == [True, True, False, False]


def test_the_people_of_an_event_keep_their_open_ends() -> None:
    people = event_people(
        analysis_of(
            event(1, killed_min=3, killed_max=5, detained_min=15),
            event(2),
            event(3, wounded_max=4, approx=True),
        )
    )
    assert people.values.tolist() == [
        ["V01", "killed", 3, 5, "3 to 5"],
        ["V01", "detained", 15, pd.NA, "at least 15"],
        ["V03", "wounded", pd.NA, 4, "up to about 4"],
    ]


def test_the_days_of_the_news_have_a_panel_of_their_own() -> None:
    news = event(1, date=dt.date(2031, 5, 13))
    years, days = plot_timeline(analysis_of(news, event(2, date=dt.date(2021, 3, 2)))).child_axes
    assert years.get_xlim()[1] - years.get_xlim()[0] > 3650
    assert days.get_xlim()[1] - days.get_xlim()[0] < 4
    assert len(plot_timeline(analysis_of(news)).child_axes) == 1
    assert len(plot_timeline(analysis_of(news, published=None)).child_axes) == 1


def test_a_day_is_a_marker_and_a_month_a_bar() -> None:
    may = (dt.date(2031, 5, 1), dt.date(2031, 5, 31))
    ax = plot_timeline(analysis_of(event(1, date=DAY), event(2, dates=may), published=None))
    (panel,) = ax.child_axes
    (marker,) = [c for c in panel.collections if isinstance(c, PathCollection)]
    (bar,) = [c for c in panel.collections if isinstance(c, PolyCollection) and len(c.get_paths()) == 1]
    epoch = dt.date(1970, 1, 1)
    assert marker.get_offsets().tolist() == [[(DAY - epoch).days, -1.5]]
    ends = bar.get_paths()[0].get_extents()
    assert (ends.x0 + 0.5, ends.x1 - 0.5) == ((may[0] - epoch).days, (may[1] - epoch).days)


def test_an_open_end_is_an_arrow_from_the_known_end() -> None:
    (panel,) = plot_timeline(analysis_of(event(1, dates=(None, DAY)))).child_axes
    (arrow,) = [a for a in panel.texts if isinstance(a, Annotation) and a.arrowprops]
    assert arrow.xy[0] == panel.get_xlim()[0]
    assert arrow.arrowprops["arrowstyle"] == "->"


def test_an_event_without_a_date_is_named_and_said_to_have_none() -> None:
    ax = plot_timeline(analysis_of(event(1, date=DAY), event(2, trigger="clash", place="Oumdune")))
    labels = [label.get_text() for label in ax.child_axes[0].get_yticklabels()]
    assert labels == ["V01 raid (attack)", "V02 clash (attack, Oumdune)"]
    assert "no date" in written(ax.child_axes[0])


def test_background_is_hatched_and_news_is_not() -> None:
    year = (dt.date(2030, 1, 1), dt.date(2030, 12, 31))
    (panel,) = plot_timeline(
        analysis_of(event(1, dates=year), event(2, dates=year, is_background=True), published=None)
    ).child_axes
    assert [bool(c.get_hatch()) for c in panel.collections] == [False, True]


def test_people_are_drawn_as_ranges_with_words() -> None:
    ax = plot_timeline(analysis_of(event(1, date=DAY, killed_min=3, killed_max=5, wounded_min=8)))
    panel = ax.child_axes[-1]
    assert [line.get_xdata().tolist() for line in panel.lines] == [[3, 5], [8]]
    assert written(panel) == ["3 to 5 killed", "at least 8 wounded"]
    assert len([a for a in panel.texts if isinstance(a, Annotation) and a.arrowprops]) == 1


def test_the_chronology_is_joined_to_the_events_that_are_linked_to_it() -> None:
    chronology = chronology_of(
        ("X1", dt.date(2029, 2, 1), 1, 1),
        ("X2", dt.date(2030, 8, 9), 2, 2),
        ("X3", dt.date(1999, 1, 1), 2, 2),
    )
    year = (dt.date(2030, 1, 1), dt.date(2030, 12, 31))
    analysis = analysis_of(
        event(1, dates=(dt.date(2029, 1, 1), DAY)), event(2, dates=year, chronology_id="X2")
    )
    ax = plot_timeline(analysis, chronology)
    (panel,) = ax.child_axes
    ticks = next(c for c in panel.collections if len(c.get_offsets()) == 2)
    assert [label.get_text() for label in panel.get_yticklabels()][-1] == "the chronology"
    (join,) = [
        line for line in panel.lines if len(set(line.get_xdata())) == 1 and line.get_linestyle() == "-"
    ]
    assert join.get_xdata()[0] == ticks.get_offsets()[1][0]
    assert "X2" in written(panel)
    assert "in the chronology X2, Raid on X2" in describe_timeline(analysis, chronology)


def test_the_timeline_in_words_has_every_event() -> None:
    text = describe_timeline(
        analysis_of(event(1, date=DAY, killed_min=2, place="Oumdune"), event(2, is_background=True))
    )
    assert text.startswith("In words: a timeline with a row for each of 2 events.")
    assert "V01 raid (attack, Oumdune): 14 May 2031, news, killed at least 2" in text
    assert "V02 raid (attack): no date, background" in text


def test_no_events_are_said_to_be_none() -> None:
    assert written(plot_timeline(analysis_of())) == ["The article has no events to draw."]
    assert describe_timeline(analysis_of()) == "In words: an empty figure; the article has no events to draw."


def test_a_figure_can_be_drawn_into_axes_of_ones_own() -> None:
    _, axes = plt.subplots(1, 3)
    assert plot_timeline(analysis_of(event(1, date=DAY)), ax=axes[0]) is axes[0]
    assert plot_event_map(analysis_of(event(1)), ax=axes[1]) is axes[1]
    assert plot_years(chronology_of(("X1", DAY, 1, 1)), ax=axes[2]) is axes[2]


dates = st.none() | st.dates()
counts = st.none() | st.integers(0, 10**6)


@settings(max_examples=10)
@given(
    st.lists(
        st.tuples(dates, dates, counts, counts, st.booleans(), st.text("Gao $^{_\\\n", max_size=9)),
        max_size=4,
    ),
    st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
)
def test_any_events_can_be_drawn(rows: list[Any], published: dt.date | None) -> None:
    analysis = analysis_of(
        *(
            event(k, dates=(a, b), killed_min=low, killed_max=high, is_background=old, place=place or None)
            for k, (a, b, low, high, old, place) in enumerate(rows)
        ),
        published=published,
    )
    plot_timeline(analysis, chronology_of(("X1", DAY, 1, 2))).get_figure().draw_without_rendering()
    plot_event_map(analysis)
    assert describe_timeline(analysis)
    plt.close("all")


WORDS = st.text(st.sampled_from("Gao $^{_\\\n\t\x01上💥ኣنو�"), max_size=40)


@pytest.mark.filterwarnings("error")
@settings(max_examples=10)
@given(st.lists(st.tuples(WORDS, WORDS, st.floats(4, 28)), min_size=1, max_size=5))
def test_any_script_is_drawn_without_a_warning(rows: list[tuple[str, str, float]]) -> None:
    analysis = analysis_of(
        *(event(k, trigger=t, place=p, lat=lat, lon=0.0, date=DAY) for k, (t, p, lat) in enumerate(rows))
    )
    for ax in (plot_timeline(analysis), plot_event_map(analysis)):
        ax.get_figure().savefig(io.BytesIO(), format="png")
    plt.close("all")


def test_of_a_long_text_the_timeline_shows_the_first_events_and_says_so() -> None:
    ax = plot_timeline(analysis_of(*(event(k, date=DAY) for k in range(5))), most=2)
    assert ax.get_title(loc="left").endswith("(the first 2 of 5 events)")
    assert len(ax.child_axes[0].get_yticklabels()) == 2


# The map of events


def test_events_of_one_place_share_a_spot_and_events_without_coordinates_have_none() -> None:
    table = placed_events(
        analysis_of(
            event(1, place="Oumdune", lat=15.0, lon=-2.0),
            event(2, place="Oumdune airport", lat=15.1, lon=-2.2),
            event(3, place="Tarat", lat=13.0, lon=1.0),
            event(4, place="far away", lat=51.0, lon=0.0),
            event(5, place="somewhere"),
        )
    )
    assert table["spot"].tolist() == [0, 0, 1, pd.NA, pd.NA]
    assert table["on_map"].tolist() == [True, True, True, False, False]


def test_a_place_has_one_mark_with_the_number_of_its_events_and_a_list_of_them_beside_the_map() -> None:
    here = {"place": "Oumdune", "lat": 15.0, "lon": -2.0}
    ax = plot_event_map(
        analysis_of(
            event(1, **here),
            event(2, **here),
            event(3, type="coup", is_background=True, **here),
            event(4, place="Tarat", lat=13.0, lon=1.0, is_background=True),
        )
    )
    marks = [(line.get_xdata()[0], line.get_ydata()[0], line.get_markerfacecolor()) for line in ax.lines]
    assert marks == [(-2.0, 15.0, RED), (1.0, 13.0, "white")]
    beside, *on_map = sorted(written(ax), key=len, reverse=True)
    assert sorted(on_map) == ["1", "3", "Oumdune", "Tarat"]
    assert beside.split("\n") == [
        "filled: news; hollow: background",
        "",
        "Oumdune: 3 events",
        "  V01 raid (attack)",
        "  V02 raid (attack)",
        "  V03 raid (coup, background)",
        "",
        "Tarat: 1 event",
        "  V04 raid (attack, background)",
    ]


def test_places_that_a_mark_covers_share_it_and_others_do_not() -> None:
    table = placed_events(
        analysis_of(
            event(1, place="Oumdune", lat=15.0, lon=-2.0),
            event(2, place="Oumdune airport", lat=15.1, lon=-2.2),
            event(3, place="a village an hour away", lat=15.5, lon=-2.0),
        )
    )
    assert table["spot"].tolist() == [0, 0, 1]


def test_names_of_near_places_do_not_cover_each_other() -> None:
    ax = plot_event_map(
        analysis_of(
            *(event(k, place=f"Village {k}", lat=14 + 0.6 * k, lon=-3 + 0.6 * (k % 2)) for k in range(8))
        )
    )
    names = [text for text in ax.texts if text.get_text().isupper() or text.get_text().startswith("Village")]
    assert len(names) == 8 + len([text for text in ax.texts if text.get_fontstyle() == "italic"])
    assert not overlapping(names)


def test_a_name_is_not_nearer_to_another_place_unless_a_line_ties_it_to_its_own() -> None:
    places = {"Oumdune": (0.5, 0.5), "Tinzara": (0.53, 0.52), "Kelwa": (0.56, 0.5), "Bossa": (0.54, 0.46)}
    ax = plt.figure().add_subplot()
    write_labels(ax, [(x, y, name, False) for name, (x, y) in places.items()])
    tied = {text.xy for text in ax.texts if isinstance(text, Annotation) and not text.get_text()}
    for text in ax.texts:
        if text.get_text() and places[text.get_text()] not in tied:
            box = text.get_window_extent()
            points = {name: ax.transData.transform(point) for name, point in places.items()}
            gaps = {name: math.dist(p, np.clip(p, box.min, box.max)) for name, p in points.items()}
            assert min(gaps.values()) >= gaps[text.get_text()] - 2


def test_what_is_not_on_the_map_stands_below_it_and_in_the_words() -> None:
    analysis = analysis_of(
        event(1, place="Oumdune", lat=15.0, lon=-2.0), event(2, trigger="clash", place="a valley"), event(3)
    )
    note = "Not on the map: V02 clash (a valley); V03 raid (no place)"
    assert note in plot_event_map(analysis).get_xlabel()
    assert describe_event_map(analysis) == (
        f"In words: a map of West Africa with 1 of 3 events. Oumdune: attack 1. {note}."
    )


def test_a_map_without_events_says_so() -> None:
    assert "The article has no events to draw." in plot_event_map(analysis_of()).get_xlabel()
    assert "no events to draw" in describe_event_map(analysis_of())


def test_an_article_without_names_is_said_to_have_none() -> None:
    ax = plot_names(analysis_of())
    assert [text.get_text() for text in ax.texts] == ["The article has no names to draw."]
    assert "no names to draw" in describe_names(analysis_of())


def test_a_map_without_places_says_which_lie_outside() -> None:
    sudan = Entity("E1", "Sudan", "GPE", None, None, None, "SD", 15.0, 30.0, 1, 0)
    assert plot_map(analysis_of(sudan)).get_xlabel().endswith("Outside the map: Sudan")
    assert plot_map(analysis_of()).get_xlabel().endswith("names no place whose position is known")


def test_the_map_of_places_shades_countries_and_names_the_rest() -> None:
    def place(number: int, name: str, lat: float | None, lon: float | None) -> Entity:
        return Entity(f"E{number}", name, "GPE", None, None, None, None, lat, lon, number, 10 * number)

    analysis = analysis_of(
        place(1, "Mali", 17.0, -4.0),
        place(2, "Oumdune", 15.0, -2.0),
        place(3, "Nowhere", None, None),
    )
    assert [text.get_text() for text in plot_map(analysis).texts] == ["Oumdune", "MALI"]
    assert describe_map(analysis) == (
        "In words: a map of West Africa. Shaded countries: Mali. Circles, with mentions: Oumdune (2). "
        "Without coordinates: Nowhere."
    )


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=5))
@example([(0.0, 0.0)] * 5)  # in a corner of the map
@settings(max_examples=25)
def test_labels_cover_each_other_only_where_no_spot_is_free(points: list[tuple[float, float]]) -> None:
    ax = plt.figure().add_subplot()
    write_labels(ax, [(x, y, f"P{k}", False) for k, (x, y) in enumerate(points)])
    assert not overlapping(list(ax.texts))
    plt.close("all")


# A chronology by year


YEARS = chronology_of(
    ("X1", dt.date(2029, 2, 1), 4, 6),
    ("X2", dt.date(2029, 8, 9), 10, None),
    ("X3", dt.date(2029, 9, 9), None, None),
    ("X4", dt.date(2031, 1, 1), None, 3),
    ("X5", dt.date(2032, 1, 1), None, None),
)


def test_deaths_by_year_are_ranges_and_years_without_events_stay() -> None:
    assert events_by_year(YEARS).values.tolist() == [
        [2029, 3, 1, 14, 16, True],
        [2030, 0, 0, pd.NA, pd.NA, False],
        [2031, 1, 0, 0, 3, False],
        [2032, 1, 1, pd.NA, pd.NA, False],
    ]


def test_bars_of_deaths_go_from_the_lowest_to_the_highest_sum() -> None:
    ax = plot_years(YEARS)
    events, deaths = ax.child_axes
    assert [bar.get_height() for bar in events.patches] == [3, 0, 1, 1]
    assert [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in deaths.patches] == [(14, 16), (0, 3)]
    assert written(deaths) == ["14\nto 16\nor more", "0\nto 3"]
    assert deaths.get_xlabel() == "Events without a known number of deaths: 2; years without an event: 2030"


def test_only_the_packaged_timeline_is_called_a_selection() -> None:
    packaged = load_chronology().tail(40)
    assert "40 events by year\na selection, not a count" in plot_years(packaged).get_title(loc="left")
    assert "a selection, not a count" in describe_years(packaged)
    for own in (plot_years(YEARS).get_title(loc="left"), describe_years(YEARS)):
        assert "selection" not in own
        assert "no table holds everything" in own


def test_a_long_export_keeps_its_title_whole_and_its_words_apart() -> None:
    rows = [
        (f"A{year}-{k}", dt.date(year, 3, 1), 9_000, 20_000 + year)
        for year in range(1990, 2025)
        for k in range(9)
    ]
    ax = plot_years(chronology_of(*rows))
    ax.get_figure().draw_without_rendering()
    title = ax.get_title(loc="left")
    (drawn,) = [text for text in ax.get_children() if isinstance(text, Text) and text.get_text() == title]
    frame = ax.get_figure().bbox
    box = drawn.get_window_extent()
    assert frame.x0 <= box.x0
    assert box.x1 <= frame.x1
    for panel in ax.child_axes:
        assert not overlapping(list(panel.texts))


def test_the_years_in_words() -> None:
    text = describe_years(YEARS)
    assert "2029: events 3, killed 14 to 16 or more; 2030: events 0, killed no figure" in text


def test_an_empty_chronology_is_said_to_be_empty() -> None:
    assert events_by_year(YEARS[:0]).empty
    assert written(plot_years(YEARS[:0])) == ["The chronology has no dated events to draw."]
    assert "No dated events" in describe_years(YEARS[:0])


def test_a_chronology_without_any_figure_can_be_drawn() -> None:
    _, deaths = plot_years(YEARS[2:3]).child_axes
    assert not deaths.patches
