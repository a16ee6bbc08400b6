"""Who, where, when, what and says who: reading news of the Sahel with tables that point to the text.

A short tour, with the article of the lessons:

    >>> import sahel_analysis as sa
    >>> article = sa.load_article()  # or sa.read_article("my_article.txt", published="2024-09-18")
    >>> analysis = sa.analyze(article)
    >>> analysis.entities.loc[2, ["name", "label", "country"]].tolist()
    ['Bamako', 'GPE', 'ML']
    >>> sa.plot_sources(analysis).get_title(loc="left")
    'Who is heard, as the machine found it'

Every row of every table points to the characters of the text that it comes from. What the article
does not say is missing, never guessed. The public names, by the question that they answer:

What is the article?
    load_article        the article of the lessons
    read_article        an article of yours, from a text file
    make_article        an article of yours, from a string
    Article             a text and what is known about it

What does it say?
    analyze             an article in, an Analysis out
    Analysis            the tables, and the spaCy Doc that they point to
    load_pipeline       the spaCy pipeline behind it, to use by itself
    show_text           the text with one layer marked

Who and where?
    plot_names          who is named how often
    plot_map            the places on a map

When and what?
    plot_timeline       the events in time, over a chronology
    plot_event_map      the events on a map
    load_chronology     the reference timeline of the Sahel, or a table of yours
    link_events         which row of a chronology tells of the same event, and why
    plot_years          a chronology's events and deaths by year
    read_acled          an ACLED export as a chronology
    read_ucdp           a UCDP GED file as a chronology

Says who?
    plot_sources        who is heard, and how much
    plot_source_graph   who says what about which event
    load_coverage       how 30 pages reported the attack
    load_reports        short reports with gold, for measuring and training
    compare             articles that you have analysed, side by side

What went wrong?
    SahelAnalysisError  what all errors of this package are; the message says what to do

`help(sahel_analysis.analyze)` and the like say what goes in and what comes out; in their examples `sa` is
this package, `article` the lessons' article and `analysis` its analysis. More stands one level down, each
with a map: `entities`, `times`, `attributions`, `events` (the four layers), `parsing`, `chronology`,
`comparing`, `annotation`, `plots`, `exercises`. Importing the package is cheap: spaCy and pandas are loaded
when a name that needs them is used.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

# onnxruntime's telemetry (a device id below the home folder, look-ups on the network) must be off before
# that library is first imported, which only happens below this package.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

__version__ = "0.2.0"

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
    "load_reports": "reports",
    "load_pipeline": "pipeline",
    "make_article": "article",
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
    "load_reports",
    "make_article",
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
    from sahel_analysis.article import Article, load_article, make_article, read_article
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
    from sahel_analysis.reports import load_reports


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(import_module(f"sahel_analysis.{_HOME[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'sahel_analysis' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
