"""All of it on one page: text with marks, figures, tables, and how sure the machine is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sahel_analysis import __version__
from sahel_analysis.annotation.accuracy import describe_accuracy, load_accuracy
from sahel_analysis.comparing.voices import share_of_own_voice
from sahel_analysis.report.downloads import download_links
from sahel_analysis.report.drawings import draw_all
from sahel_analysis.report.marks import find_marks, paragraphs
from sahel_analysis.report.rows import SURE, make_tables
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import say_date, shorten

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis
    from sahel_analysis.article import Article

_HERE = Path(__file__).parent

_LAYERS = (
    ("what", "What happened"), ("figures", "How many"), ("says", "Who says so"), ("who", "Who and where"),
    ("when", "When"),
)  # fmt: skip
"""The switches of the text: the class of a layer's marks, and its name."""


class ReportPage(str):
    """The page's HTML. As the last line of a cell it shows one line instead of ten thousand."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f'<a page of {len(self):,} characters; report("report.html") writes one for a browser>'


def make_report(analysis: Analysis) -> str:
    """The page about an article as HTML: one file that needs no network and no scripts.

    Whatever the article holds stands there as text. Figures of long texts show their beginning; the tables
    hold everything.
    """
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    article = analysis.article
    tables = make_tables(analysis)
    ids = {row.row_id for table in tables.values() for row in table.rows}
    drawings = draw_all(analysis, ids)
    page = environment.get_template("page.html").render(
        style=Markup((_HERE / "page.css").read_text(encoding="utf8")),
        article=article,
        title=article.title or _beginning(article),
        published=say_date(article.published, article.published) if article.published else None,
        model=analysis.model,
        version=__version__,
        layers=_LAYERS,
        paragraphs=paragraphs(analysis, find_marks(analysis)),
        tables=tables,
        svg={name: Markup(drawing.svg) for name, drawing in drawings.items()},
        words={name: drawing.words for name, drawing in drawings.items()},
        accuracy={table.layer: describe_accuracy(table.layer) for table in tables.values()},
        measured=list(rows_of(load_accuracy().fillna({"command": ""}))),
        own_voice=f"{share_of_own_voice(analysis):.0%}",
        sure=SURE,
        downloads=download_links(analysis),
    )
    return ReportPage(page)


def _beginning(article: Article) -> str:
    """What stands in for a title: the first line, as it is read, without tags."""
    lines = (line for line in article.clean.text.splitlines() if line.strip())
    return shorten(next(lines, article.text), 80)
