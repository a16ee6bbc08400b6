"""Figures, one file per subject.

Every function draws on the Axes that it is given or makes its own, returns them, and has a
counterpart that says in words what the figure shows. Colours are those of Okabe & Ito (2008),
and never the only cue.
"""

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
    "describe_comparison",
    "describe_coverage",
    "describe_event_map",
    "describe_map",
    "describe_names",
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
    "placed_events",
    "places",
    "plot_comparison",
    "plot_coverage",
    "plot_event_map",
    "plot_map",
    "plot_names",
    "plot_scores",
    "plot_source_graph",
    "plot_sources",
    "plot_timeline",
    "plot_tolls",
    "plot_years",
]
