"""From an article to its tables."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.article import Article, find_captions, open_article, warn_of_troubles
from sahel_analysis.cells import refuse_rows, with_persons
from sahel_analysis.chronology.linking import link_events, with_links
from sahel_analysis.errors import as_path, expect_columns
from sahel_analysis.events.extraction import ranges_of
from sahel_analysis.files import without_formulas, write_files, write_text
from sahel_analysis.pipeline import EMBEDDED, load_pipeline
from sahel_analysis.records import MEASURES, PARTIES, SCOPES, Figure
from sahel_analysis.shown import Table
from sahel_analysis.tables import TABLES, columns, make_table, plain_rows
from sahel_analysis.wording import say_count, say_date, shorten

_SHOWN = 3
"""Events and statements of a summary."""


class _Table:
    """A table of an analysis, which may be given as a function that makes it: it is made when asked for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, analysis: Analysis | None, owner: type | None = None) -> pd.DataFrame:
        if analysis is None:  # the field has no default
            raise AttributeError(self.name)
        given: pd.DataFrame | Callable[[], pd.DataFrame] = vars(analysis)[self.name]
        table = given if isinstance(given, pd.DataFrame) else given()
        vars(analysis)[self.name] = table
        return table

    def __set__(self, analysis: Analysis, given: pd.DataFrame | Callable[[], pd.DataFrame]) -> None:
        vars(analysis)[self.name] = given


@dataclass(frozen=True, repr=False)
class Analysis:
    """What an article says, as tables; every row points to characters of `article.text`.

    The tables are pandas DataFrames, each made when it is first asked for.
    `sahel_analysis.tables.columns(name)` gives the columns and dtypes of each, `sahel_analysis.records` says
    what each means. What is not known is missing (`pd.NA`), never 0.

    Attributes:
        article: the article.
        doc: the spaCy Doc, of the article's clean text (`article.clean`, which has the map between the two).
        model: the pipeline's name.
        mentions: every stretch of text that names or points to an entity, with its label.
        entities: who and what is named, once each, with role, country and coordinates (WGS84 degrees).
        times: time expressions with TIMEX3 values and the days (inclusive) that they can mean.
        attributions: who says what: source, cue and content, with kind of source, act and stance.
        events: what happened, with dates, place, actor, target, numbers of people and who says so.
        figures: every number of people, from which the ranges in `events` follow.

    Example:
        >>> analysis.times.loc[0, ["text", "type", "value"]].tolist()
        ['Tuesday', 'DATE', '2024-09-17']
        >>> row = analysis.mentions.iloc[0]
        >>> analysis.article.text[row["start"] : row["end"]] == row["text"]
        True
    """

    article: Article
    doc: Doc
    model: str
    mentions: _Table = _Table()
    entities: _Table = _Table()
    times: _Table = _Table()
    attributions: _Table = _Table()
    events: _Table = _Table()
    figures: _Table = _Table()

    def to_dict(self) -> dict[str, Any]:
        """The article and its tables as plain data: one object per row, ISO dates, None for missing."""
        article = dataclasses.asdict(self.article)
        article["published"] = self.article.published and self.article.published.isoformat()
        article["model"] = self.model
        return {"article": article, **{name: plain_rows(getattr(self, name)) for name in TABLES}}

    def to_json(self, path: str | Path) -> None:
        """Writes `to_dict()` as a UTF-8 JSON file; the file appears whole or not at all."""
        write_text(path, json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n")

    def to_csv(self, folder: str | Path, spreadsheet: bool = False) -> list[Path]:
        """Writes one CSV file per table into a folder, all of them or none, and returns their paths.

        Beside the offsets of each content of `attributions` stand its words, as content_text. A text that a
        spreadsheet program would run as a formula gets an apostrophe before it.

        Args:
            folder: where to write them; it is made if it is not there.
            spreadsheet: whether a byte order mark tells spreadsheet programs that the files are UTF-8.

        Returns:
            The paths of the files.

        Raises:
            SahelAnalysisError: a file cannot be written.
        """
        words = [self._words(content) for content in self.attributions["content"]]
        told = self.attributions.copy()
        told.insert(list(told).index("content") + 1, "content_text", words)
        tables = {name: getattr(self, name) for name in TABLES} | {"attributions": told}
        mark = "\ufeff" if spreadsheet else ""
        contents = {
            as_path(folder) / f"{name}.csv": mark
            + without_formulas(table).to_csv(index=False, lineterminator="\n")
            for name, table in tables.items()
        }
        write_files(contents)
        return list(contents)

    def _words(self, content: Iterable[tuple[int, int]]) -> str:
        """What is said, on one line and without what nobody sees."""
        clean = self.article.clean
        parts = (clean.text[slice(*clean.in_clean(start, end))] for start, end in content)
        return " … ".join(" ".join(part.split()) for part in parts)

    def __repr__(self) -> str:
        """A summary of a few lines; the tables have the rest."""
        article = self.article
        known = [shorten(article.title or article.clean.text, 60), str(article.published or "no date")]
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in TABLES)
        lines = [f"Analysis of “{known[0]}” ({known[1]}): {counts}"]
        for row in plain_rows(self.events[:_SHOWN]):
            where = f" in {row['place']}" if row["place"] else ""
            killed = say_count(row["killed_min"], row["killed_max"], row["approx"])
            dead = f", killed: {killed}" if killed else ""
            day = say_date(row["date_earliest"], row["date_latest"])
            lines.append(f"  {day}: {row['trigger']} ({row['type']}){where}{dead}")
        for row in plain_rows(self.attributions[self.attributions["act"] == "statement"][:_SHOWN]):
            source = " ".join((row["source"] or "no source").split())
            lines.append(f"  {source} {row['cue']}: {shorten(self._words(row['content']), 60)}")
        return "\n".join([*lines, "  Tables: " + ", ".join(f".{name}" for name in TABLES)])

    def recount(self, figures: pd.DataFrame) -> Analysis:
        """The same analysis after a reader has overruled some figures: the ranges of its events follow anew.

        Args:
            figures: a changed copy of `figures`; rows may be left out.

        Returns:
            An analysis with these figures; the ranges and links of its events follow from them.

        Raises:
            SahelAnalysisError: a column of the table is missing, or a row has what no figure can have: names
                the row.

        Example:
            >>> mine = analysis.figures[analysis.figures["measure"] != "killed"]
            >>> analysis.recount(mine).events["killed_min"].count().item()
            0
        """
        figures = _checked(figures, self.events["event_id"])
        rows = [Figure(**row) for row in plain_rows(figures[list(columns("figures"))])]
        ranges = [ranges_of([f for f in rows if f.event_id == name]) for name in self.events["event_id"]]
        events = self.events.copy()
        for name in ranges[0] if ranges else ():
            dtype: Any = columns("events")[name]
            events[name] = pd.Series([row[name] for row in ranges], index=events.index, dtype=dtype)
        events["chronology_id"] = link_events(events)["chronology_id"]
        return dataclasses.replace(self, events=Table(events), figures=Table(figures))

    def report(self, path: str | Path | None = None) -> str:
        """The article with its marks, figures and tables as one HTML page, which needs no network.

        Args:
            path: a file to write it to; it appears whole or not at all.

        Returns:
            The page. Whatever the article holds stands in it as text.

        Raises:
            SahelAnalysisError: the file cannot be written.
        """
        # The page stands some floors above: it is loaded only where it is asked for.
        page: str = import_module("sahel_analysis.report").make_report(self)
        if path is not None:
            write_text(path, page)
        return page


def analyze(
    article: Article | str | Path, model: str = EMBEDDED, published: dt.date | str | None = None
) -> Analysis:
    """Finds who, where, when, what and who says so in an article.

    Events are tied to the reference timeline where the match is sure, see `link_events`.

    Args:
        article: an Article; or a text or the name of a file, see `make_article` and `read_article`.
        model: the name of the pipeline, see `load_pipeline`.
        published: the day of publication of a text or file, a date (also pandas') or an ISO date
            ("2024-09-18"); an Article has its own.

    Returns:
        The analysis with its tables. Offsets are characters of `article.text`, end exclusive.

    Raises:
        ArticleError: what is given is no article: an address, a missing file, bytes; the date is none, or
            is given for an Article.
        ModelError: the pipeline cannot be loaded.

    Warns:
        UserWarning: the article has no date of publication, is not in English, or was pasted with what had to
            be repaired; a sentence each.

    Example:
        >>> found = sa.analyze("Gunmen attacked Gao on Monday, the army said.", published="2031-05-14")
        >>> found.events.loc[0, ["trigger", "type", "date_earliest", "place"]].tolist()
        ['attacked', 'attack', Timestamp('2031-05-12 00:00:00'), 'Gao']
        >>> found.attributions.loc[0, ["source", "cue", "source_kind"]].tolist()
        ['the army', 'said', 'military']
    """
    article = open_article(article, published)
    warn_of_troubles(article)
    nlp = load_pipeline(model)
    return tabulate(article, nlp(make_doc(nlp, article)), model)


def tabulate(article: Article, doc: Doc, model: str) -> Analysis:
    """The tables of an article that a pipeline has read, with links to the reference timeline."""
    return Analysis(article, doc, model, **{name: partial(_table, article, doc, name) for name in TABLES})


def _table(article: Article, doc: Doc, name: str) -> pd.DataFrame:
    """One of the tables."""
    rows = article.clean.place(getattr(doc._, name))
    return make_table(name, with_links(rows) if name == "events" else rows)


def _checked(figures: pd.DataFrame, event_ids: pd.Series) -> pd.DataFrame:
    """A reader's table of figures with persons as whole numbers; refuses rows that no figure can have."""
    expect_columns(figures, columns("figures"), "a changed copy of the figures: analysis.figures.copy()")
    refuse = partial(refuse_rows, "The figures", figures.reset_index(drop=True), key="figure_id")
    for column, known in (("measure", MEASURES), ("party", PARTIES), ("scope", SCOPES)):
        refuse(~figures[column].isin(known), column, f"use one of: {', '.join(known)}")
    strange = figures["event_id"].notna() & ~figures["event_id"].isin(event_ids)
    refuse(strange, "event_id", "write one of analysis.events, or nothing")
    counted = with_persons(figures, ("low", "high"), refuse)
    is_less = (counted["high"] < counted["low"]).fillna(False)
    refuse(is_less, "high", "it must not be less than low")
    return counted


def make_doc(nlp: Language, article: Article) -> Doc:
    """An article as the pipeline takes it: its clean words, its date, the site's lines and old captions."""
    clean = article.clean
    doc = nlp.make_doc(clean.text)
    doc._.boilerplate = tuple(clean.in_clean(b.start, b.end) for b in article.boilerplate)
    doc._.captions = tuple(clean.in_clean(*caption) for caption in find_captions(article.text))
    doc._.published = article.published
    return doc
