"""What do some articles of a corpus say? The rows of all tables, as every worker finds them."""

from __future__ import annotations

import operator
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from sahel_analysis.analysis import make_doc
from sahel_analysis.article import Article, find_troubles, make_article
from sahel_analysis.chronology.linking import with_links
from sahel_analysis.corpus.duplicates import sketch
from sahel_analysis.corpus.reading import Row
from sahel_analysis.corpus.schemas import SCHEMAS, to_parquet
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.pipeline import load_pipeline
from sahel_analysis.tables import TABLES
from sahel_analysis.wording import shorten

BATCH = 50_000
"""Characters that are read together: what the vocabulary learns from them is forgotten afterwards."""

Rows = list[tuple[Any, ...]]

_reading = threading.Lock()  # a worker of Dask may have several threads; the vocabulary has one memory


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of the input that are read and written together: number `number` from 0.

    refused: reasons of rows, by their number, that are not to be read again.
    """

    number: int
    rows: tuple[Row, ...]
    refused: Mapping[int, str]


class _RefusedError(Exception):
    """Why an article gave no results, and at which stage."""

    def __init__(self, stage: str, reason: str) -> None:
        super().__init__(reason)
        self.stage = stage


def analyze_part(part: Part, model: str, tell: Callable[[int], None] | None = None) -> dict[str, bytes]:
    """The tables of a part, each as a Parquet file.

    Rows that cannot be read or analysed stand in `errors`. `tell`, if given, hears the number of each row
    before it is read, one at a time. Raises ModelError if the pipeline cannot be loaded.
    """
    with _reading, threadpool_limits(limits=1):
        nlp = load_pipeline(model, threads=1)
        tables: dict[str, Rows] = {name: [] for name in SCHEMAS}
        for row, found in zip(part.rows, _read(nlp, part, tell), strict=True):
            if isinstance(found, _RefusedError):
                about = (row.number, row.place, row.article_id, found.stage, shorten(str(found), 500))
                tables["errors"].append(about)
            else:
                for name, rows in found.items():
                    tables[name] += rows
        return {name: to_parquet(name, rows) for name, rows in tables.items()}


def _read(
    nlp: Language, part: Part, tell: Callable[[int], None] | None
) -> list[Mapping[str, Rows] | _RefusedError]:
    """What each row gives, in the order of the rows; articles of like length are read together."""
    found: dict[int, Mapping[str, Rows] | _RefusedError] = {}
    articles: list[tuple[Row, Article]] = []
    for row in part.rows:
        try:
            articles.append((row, _article_of(row, part.refused)))
        except _RefusedError as refusal:
            found[row.number] = refusal
    articles.sort(key=lambda pair: len(pair[1].text))
    for batch in _batches(articles, alone=tell is not None):
        if tell is not None:
            tell(batch[0][0].number)
        found |= _read_batch(nlp, batch)
    return [found[row.number] for row in part.rows]


def _article_of(row: Row, refused: Mapping[int, str]) -> Article:
    if row.refused is not None:
        raise _RefusedError("reading", row.refused)
    if row.number in refused:
        raise _RefusedError("analysis", refused[row.number])
    about = [_known(row, field) for field in ("title", "outlet", "url")]
    if not isinstance(row.values["text"], str):
        raise _no_text(row, "text")
    try:
        return make_article(row.values["text"], row.values["published"], *about)
    except SahelAnalysisError as error:
        raise _RefusedError("reading", str(error)) from None


def _known(row: Row, field: str) -> str | None:
    """What is written about an article; a title that is blank or no Unicode is not known."""
    value = row.values[field]
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # in a column with gaps, whole numbers are floats
    if not isinstance(value, str | int | float | None):
        raise _no_text(row, field)
    return None if value is None else str(value).encode("utf8", "replace").decode("utf8").strip() or None


def _no_text(row: Row, field: str) -> _RefusedError:
    return _RefusedError("reading", f"{field} is no text but {shorten(repr(row.values[field]), 60)}")


def _batches(articles: Sequence[tuple[Row, Article]], alone: bool) -> Iterator[Sequence[tuple[Row, Article]]]:
    batch: list[tuple[Row, Article]] = []
    size = 0
    for row, article in articles:
        if batch and (alone or size + len(article.text) > BATCH):
            yield batch
            batch, size = [], 0
        batch.append((row, article))
        size += len(article.text)
    if batch:
        yield batch


def _read_batch(
    nlp: Language, batch: Sequence[tuple[Row, Article]]
) -> dict[int, Mapping[str, Rows] | _RefusedError]:
    """Reads articles together and, if one of them fails, each by itself, so that only that one is refused."""
    try:
        with nlp.memory_zone():
            docs = nlp.pipe([make_doc(nlp, article) for _, article in batch])
            return {
                row.number: _rows(row, article, doc) for (row, article), doc in zip(batch, docs, strict=True)
            }
    except MemoryError:  # of the machine, not of the article
        raise
    except Exception as error:
        if len(batch) == 1:
            return {batch[0][0].number: _RefusedError("analysis", f"{type(error).__name__}: {error}")}
    return {number: found for one in batch for number, found in _read_batch(nlp, [one]).items()}


_VALUES = {name: operator.attrgetter(*(f.name for f in fields(record))) for name, record in TABLES.items()}


def _rows(row: Row, article: Article, doc: Doc) -> Mapping[str, Rows]:
    """The rows of an analysed article."""
    key = row.article_id
    records = {name: article.clean.place(getattr(doc._, name)) for name in TABLES}
    records["events"] = with_links(records["events"])
    rows: dict[str, Rows] = {
        name: [(key, *_VALUES[name](record)) for record in found] for name, found in records.items()
    }
    notes = [*article.notes, *find_troubles(article)]
    boilerplate = [(line.start, line.end) for line in article.boilerplate]
    words = sum(not token.is_space for token in doc)
    known = (article.published, article.title, article.outlet, article.url)
    rows["articles"] = [(key, row.number, row.place, *known, words, boilerplate, notes, article.text)]
    rows["sketches"] = [(key, *sketch(article))]
    return rows
