"""Who, where, when, what and says who: reading news of the Sahel with tables that point to the text.

    import sahel_analysis as sa
    analysis = sa.analyze(sa.load_article())
    analysis.entities

Importing the package is cheap: spaCy and pandas are loaded when a name that needs them is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOME = {
    "Article": "article",
    "load_article": "article",
    "read_article": "article",
    "Analysis": "analysis",
    "analyze": "analysis",
    "load_pipeline": "pipeline",
    "plot_map": "plots",
    "plot_names": "plots",
    "show_text": "display",
    "SahelAnalysisError": "errors",
}

__all__ = [
    "Analysis",
    "Article",
    "SahelAnalysisError",
    "analyze",
    "load_article",
    "load_pipeline",
    "plot_map",
    "plot_names",
    "read_article",
    "show_text",
]

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis, analyze
    from sahel_analysis.article import Article, load_article, read_article
    from sahel_analysis.display import show_text
    from sahel_analysis.errors import SahelAnalysisError
    from sahel_analysis.pipeline import load_pipeline
    from sahel_analysis.plots import plot_map, plot_names


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(import_module(f"sahel_analysis.{_HOME[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'sahel_analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
