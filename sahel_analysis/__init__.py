"""Who, where, when, what and says who: reading news of the Sahel with tables that point to the text.

    import sahel_analysis as sa
    analysis = sa.analyze(sa.load_article())
    analysis.entities

Importing the package is cheap: spaCy and pandas are loaded when a name that needs them is used.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

# onnxruntime's telemetry (a device id below the home folder, look-ups on the network) must be off before
# that library is first imported, which only happens below this package.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

__version__ = "0.1.0"

_HOME = {
    "Analysis": "analysis",
    "Article": "article",
    "SahelAnalysisError": "errors",
    "analyze": "analysis",
    "compare": "comparing.comparison",
    "link_events": "chronology.linking",
    "load_article": "article",
    "load_chronology": "chronology.reference",
    "load_coverage": "comparing.coverage",
    "load_pipeline": "pipeline",
    "plot_event_map": "plots",
    "plot_map": "plots",
    "plot_names": "plots",
    "plot_source_graph": "plots",
    "plot_sources": "plots",
    "plot_timeline": "plots",
    "plot_years": "plots",
    "read_acled": "chronology.event_data",
    "read_article": "article",
    "read_ucdp": "chronology.event_data",
    "show_text": "display",
}

__all__ = [
    "Analysis",
    "Article",
    "SahelAnalysisError",
    "analyze",
    "compare",
    "link_events",
    "load_article",
    "load_chronology",
    "load_coverage",
    "load_pipeline",
    "plot_event_map",
    "plot_map",
    "plot_names",
    "plot_source_graph",
    "plot_sources",
    "plot_timeline",
    "plot_years",
    "read_acled",
    "read_article",
    "read_ucdp",
    "show_text",
]

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis, analyze
    from sahel_analysis.article import Article, load_article, read_article
    from sahel_analysis.chronology.event_data import read_acled, read_ucdp
    from sahel_analysis.chronology.linking import link_events
    from sahel_analysis.chronology.reference import load_chronology
    from sahel_analysis.comparing.comparison import compare
    from sahel_analysis.comparing.coverage import load_coverage
    from sahel_analysis.display import show_text
    from sahel_analysis.errors import SahelAnalysisError
    from sahel_analysis.pipeline import load_pipeline
    from sahel_analysis.plots import (
        plot_event_map,
        plot_map,
        plot_names,
        plot_source_graph,
        plot_sources,
        plot_timeline,
        plot_years,
    )


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(import_module(f"sahel_analysis.{_HOME[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'sahel_analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
