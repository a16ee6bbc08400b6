"""Figures. Every function draws on the Axes that it is given or makes its own, and returns them.

Each has a counterpart `describe_...` that says in words what it shows, and most a function that gives its
data as a table. The files:

- names.py: who is named how often?
- places.py: which places are named, on a map?
- timeline.py: when did the article's events happen, and to how many people?
- phases.py: where do they stand in the years since 2012?
- event_map.py: where did they happen?
- chronology.py: how many events and deaths has a chronology, by year?
- sources.py: who is heard, and who says what about which event?
- people.py: how many people does the article count, and on whose word?
- coverage.py: how do reports differ, and what does each leave out?
- annotators.py: who marked what, and which labels meet which?
- scores.py: how much of it is right?
- showing.py: how does a figure show itself in a notebook?
- labels.py: where on a map does a name cover no other?
- drawing.py: what do all figures share? (their colours are in sahel_analysis/colours.py)
- borders.py: on which outlines are the maps drawn?
"""

from sahel_analysis.plots.annotators import (
    describe_annotators,
    describe_confusion,
    plot_annotators,
    plot_confusion,
)
from sahel_analysis.plots.chronology import describe_years, events_by_year, plot_years
from sahel_analysis.plots.coverage import (
    describe_comparison,
    describe_coverage,
    describe_tolls,
    plot_comparison,
    plot_coverage,
    plot_tolls,
)
from sahel_analysis.plots.event_map import describe_event_map, placed_events, plot_event_map
from sahel_analysis.plots.names import describe_names, named_most, plot_names
from sahel_analysis.plots.people import describe_people, people_told, plot_people
from sahel_analysis.plots.places import describe_map, places, plot_map
from sahel_analysis.plots.scores import describe_scores, plot_scores
from sahel_analysis.plots.sources import (
    describe_source_graph,
    describe_sources,
    heard,
    plot_source_graph,
    plot_sources,
)
from sahel_analysis.plots.timeline import dated_events, describe_timeline, event_people, plot_timeline

__all__ = [
    "dated_events",
    "describe_annotators",
    "describe_comparison",
    "describe_confusion",
    "describe_coverage",
    "describe_event_map",
    "describe_map",
    "describe_names",
    "describe_people",
    "describe_scores",
    "describe_source_graph",
    "describe_sources",
    "describe_timeline",
    "describe_tolls",
    "describe_years",
    "event_people",
    "events_by_year",
    "heard",
    "named_most",
    "people_told",
    "placed_events",
    "places",
    "plot_annotators",
    "plot_comparison",
    "plot_confusion",
    "plot_coverage",
    "plot_event_map",
    "plot_map",
    "plot_names",
    "plot_people",
    "plot_scores",
    "plot_source_graph",
    "plot_sources",
    "plot_timeline",
    "plot_tolls",
    "plot_years",
]
