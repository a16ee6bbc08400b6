"""Figures, one file per subject.

Every function draws on the Axes that it is given or makes its own, returns them, and has a
counterpart that says in words what the figure shows. Colours are those of Okabe & Ito (2008),
and never the only cue.
"""

from sahel_analysis.plots.names import describe_names, named_most, plot_names
from sahel_analysis.plots.places import describe_map, places, plot_map
from sahel_analysis.plots.scores import describe_scores, plot_scores

__all__ = [
    "describe_map",
    "describe_names",
    "describe_scores",
    "named_most",
    "places",
    "plot_map",
    "plot_names",
    "plot_scores",
]
