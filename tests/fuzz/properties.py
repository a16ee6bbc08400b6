"""One property for each reader and layer; what raises anything but the package's own error fails."""

from __future__ import annotations

import contextlib
import io
import json
import signal
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

import sahel_analysis as sa
from sahel_analysis.analysis import TABLES, make_table
from sahel_analysis.annotation import (
    compare_attributions,
    compare_events,
    compare_names,
    compare_times,
    formats,
    load_annotation,
    make_gold,
    read_annotators,
    read_answer,
    read_markup,
    save_annotation,
    write_markup,
)
from sahel_analysis.annotation.marks import Annotation, Mark
from sahel_analysis.chronology.event_data import _ACLED, _UCDP
from sahel_analysis.chronology.reference import COLUMNS
from sahel_analysis.comparing.coverage import CLAIM_TYPES, claims_by_origin, figures_by_day, figures_by_voice
from sahel_analysis.corpus.reading import FIELDS, find_source, read_rows
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.report import make_report
from sahel_analysis.resources import read_table
from sahel_analysis.tables import plain_rows
from tests.fuzz.inputs import (
    DATES,
    FILES,
    JSON,
    documents,
    harmed,
    json_lines,
    marks,
    nearly_right,
    odd_frames,
    parquet,
    tables,
    texts,
    trees,
)
from tests.fuzz.invariants import check_rows

LIMIT = 20.0
"""Seconds of the processor after which an input counts as one that hangs; none needs one."""


def _hangs(*_: object) -> None:
    raise TimeoutError(f"an input takes over {LIMIT:.0f} seconds of the processor")


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """The package may refuse, with an error of its own; it may not hang."""
    can_wait = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if can_wait:
        signal.signal(signal.SIGVTALRM, _hangs)
        signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        with warnings.catch_warnings(), contextlib.suppress(SahelAnalysisError):
            warnings.simplefilter("ignore")
            yield
    finally:
        if can_wait:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@contextlib.contextmanager
def file(name: str, content: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        yield path


def articles(content: bytes) -> None:
    with refusals():
        article = sa.read_article(io.BytesIO(content))
        assert article.text.strip()
        for start, end in article.paragraphs:
            assert 0 <= start < end <= len(article.text)


def arguments(text: Any, published: Any) -> None:
    with refusals():
        sa.make_article(text, published)


def analysis(text: str, published: Any) -> None:
    with refusals():
        found = sa.analyze(sa.make_article(text, published))
        clean = found.article.clean
        check_rows(
            found.article.text,
            found.to_dict(),
            lambda start, end: clean.text[slice(*clean.in_clean(start, end))],
        )


def marked_text(text: str, published: Any) -> None:
    with refusals():
        found = sa.analyze(sa.make_article(text, published))
        for layer in ("names", "mentions", "times", "events", "attributions", "boilerplate"):
            assert "<script>" not in sa.show_text(found, layer).data


def report(text: str, title: str) -> None:
    with refusals():
        page = make_report(sa.analyze(sa.make_article(text, "2024-09-18", title=title)))
        assert "<script>" not in page.split("<body", 1)[1].replace("<script>\n", "", 1)


def any_tree(tree: dict[str, Any], published: Any) -> None:
    """The layers on a parse that no parser would give."""
    nlp = sa.load_pipeline()
    doc = Doc(nlp.vocab, **tree)
    doc._.published = published
    with refusals():
        for name in ("sahel_entities", "sahel_times", "sahel_attributions", "sahel_events"):
            doc = nlp.get_pipe(name)(doc)
    check_rows(doc.text, {name: plain_rows(make_table(name, getattr(doc._, name))) for name in TABLES})


def markup(marked: str) -> None:
    with refusals():
        text, annotation = read_markup(marked)
        assert read_markup(write_markup(annotation)) == (text, annotation)


def annotations(marked: tuple[str, list[tuple[int, int, str]]], tool: str, harm: Any) -> None:
    """What this package writes for other tools comes back; whatever else stands there is refused."""
    text, spans = marked
    suffix, write, read = _TOOLS[tool]
    with tempfile.TemporaryDirectory() as folder:
        with refusals():
            group, *pairs = harm.draw(_NOTES)
            annotation = Annotation(text, tuple(Mark(*span, group, tuple(pairs)) for span in spans), "ama")
            for name in ("ama", "bakary"):
                write(annotation, Path(folder) / f"{name}.{suffix}")
        for file in sorted(Path(folder).glob("ama.*")):
            file.write_bytes(harmed(harm.draw, file.read_bytes(), suffix))
        with refusals():
            read_annotators(folder)
        with refusals():
            found = read(Path(folder) / f"ama.{suffix}")
            for one in [found] if isinstance(found, Annotation) else found:
                assert all(0 <= start < end <= len(one.text) for start, end, _ in one)
                with refusals():
                    gold = make_gold(one, one.text)
                    compare_names(gold.mentions, gold)
                    compare_times(gold.times, gold)
                    compare_events(gold.events, gold)
                    compare_attributions(gold.attributions, gold)
                with refusals():
                    write_markup(one)
                with refusals():
                    load_annotation(save_annotation(one, Path(folder) / "again.json"))


_NOTES = st.sampled_from(
    [[""], ["1", ("place", "Tin Béta")], ["", ("start", "x"), ("other_triggers", "x"), ("cue_end", "x")]]
)
"""Groups and attributes, some called as columns of the package are."""

_TOOLS: dict[str, tuple[str, Callable[..., Path], Callable[[Path], Any]]] = {
    "own": ("json", save_annotation, load_annotation),
    "brat": ("ann", formats.write_brat, formats.read_brat),
    "webanno": ("tsv", formats.write_webanno, formats.read_webanno),
    "label_studio": ("json", formats.write_label_studio, formats.read_label_studio),
    "doccano": ("jsonl", formats.write_doccano, formats.read_doccano),
}


def answer(said: str, about: str) -> None:
    with refusals():
        found = read_answer(said, about).annotation
        assert all(0 <= start < end <= len(about) for start, end, _ in found)


def _event_data(read: Callable[[Path], Any], content: bytes) -> None:
    with file("table.csv", content) as path, refusals():
        table = read(path)
        assert not (table["date_end"] < table["date_start"]).any()
        assert not (table["killed_max"] < table["killed_min"]).any()
        sa.link_events([], table)


def acled(content: bytes) -> None:
    _event_data(sa.read_acled, content)


def ucdp(content: bytes) -> None:
    _event_data(sa.read_ucdp, content)


def chronology(content: bytes) -> None:
    _event_data(sa.load_chronology, content)


def frames(table: pd.DataFrame) -> None:
    with refusals():
        sa.link_events([], sa.read_acled(table))


def coverage(content: bytes) -> None:
    with file("table.csv", content) as path, refusals():
        table = sa.load_coverage(path)
        figures_by_voice(table, tuple(CLAIM_TYPES))
        claims_by_origin(table)
        figures_by_day(table)


def _rows(name: str, content: bytes) -> None:
    with file(name, content) as path, refusals():
        rows = list(read_rows(find_source(path)))
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        assert all((row.refused is None) == (row.values.get("text") is not None) for row in rows)


def corpus_jsonl(content: bytes) -> None:
    _rows("a.jsonl", content)


def corpus_csv(content: bytes) -> None:
    _rows("a.csv", content)


def corpus_parquet(content: bytes) -> None:
    _rows("a.parquet", content)


def corpus_texts(content: bytes) -> None:
    _rows("a.txt", content)


def _packaged(name: str) -> tuple[dict[str, str], ...]:
    """The first rows of a table of the package."""
    table = dict(read_table(name))
    return tuple(dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True))[:40]


def _good(columns: tuple[str, ...], *rows: str) -> tuple[dict[str, str], ...]:
    """Rows that are right, their cells with bars between them."""
    return tuple(dict(zip(columns, row.split("|"), strict=True)) for row in rows)


_ACLED_ROWS = _good(
    _ACLED,
    "MLI1|2031-05-14|1|Battles|Armed clash|Group A|Army|Mali|Tin Beta|16.2|-0.1|1|Radio Dune|Gunmen fell.|4",
    "MLI2|15 May 2031|2|Riots|Mob violence|Crowd|Civilians|Mali|Gao|16,27|-0,05|2|Radio Dune|A crowd.|0",
    "MLI3|16-May-2031|3|Protests|Peaceful protest|Crowd||Niger|Niamey|13.5|2.1|3|Radio Dune|A march.|",
)
_UCDP_ROWS = _good(
    _UCDP,
    "1|1|Army|Group A|Mali|Tin Beta village|1|16.2|-0.1|1|2031-05-14|2031-05-14|4|6|3",
    "2|2|Group B|Group A|Niger|Tera|2|14.0|0.75|4|2031-05-01 00:00:00.000|2031-05-31 00:00:00.000|9|9|9",
    "3|3|Group A|Civilians|Mali|Gao region|6|16.27|-0.05|5|2031-01-01|2031-12-31|0|10|0",
)
_ARTICLES = _good(
    FIELDS,
    "a|Gunmen attacked Gao on Monday.|2031-05-14|An attack|Radio Dune|https://example.org/a",
    "b|Two soldiers were killed, he said.||||",
)

_ANSWERS = st.lists(
    st.dictionaries(st.sampled_from(["trigger", "type", "content", "source", "date", "killed"]), JSON),
    max_size=3,
)

_TIMELINE, _COVERAGE = "chronology/sahel_timeline.csv", "coverage/bamako_2024_coverage.csv"

PROPERTIES: dict[str, tuple[Callable[..., None], Callable[..., Callable[[], None]], float]] = {
    "analysis": (analysis, given(texts(), DATES), 40),
    "any_tree": (any_tree, given(trees(), DATES), 20),
    "markup": (markup, given(st.one_of(texts(), texts().map(lambda text: f"[{text} GPE] [is SOURCE-1]"))), 6),
    "annotations": (annotations, given(marks(), st.sampled_from(sorted(_TOOLS)), st.data()), 4),
    "answer": (answer, given(st.one_of(texts(), _ANSWERS.map(json.dumps)), texts(12)), 2),
    "articles": (articles, given(FILES), 4),
    "documents": (articles, given(documents()), 4),
    "arguments": (arguments, given(st.one_of(texts(), JSON), st.one_of(DATES, JSON)), 4),
    "acled": (acled, given(st.one_of(tables(_ACLED), nearly_right(_ACLED_ROWS))), 3),
    "ucdp": (ucdp, given(st.one_of(tables(_UCDP), nearly_right(_UCDP_ROWS))), 3),
    "chronology": (
        chronology,
        given(st.one_of(tables(tuple(COLUMNS)), nearly_right(_packaged(_TIMELINE)))),
        3,
    ),
    "frames": (frames, given(odd_frames(_ACLED_ROWS)), 1.1),
    "coverage": (coverage, given(nearly_right(_packaged(_COVERAGE))), 2),
    "corpus_jsonl": (corpus_jsonl, given(json_lines(FIELDS)), 3),
    "corpus_csv": (corpus_csv, given(st.one_of(tables(FIELDS), nearly_right(_ARTICLES))), 3),
    "corpus_parquet": (corpus_parquet, given(parquet(FIELDS)), 1),
    "corpus_texts": (corpus_texts, given(FILES), 1),
    "marked_text": (marked_text, given(texts(), DATES), 0.9),
    "report": (report, given(texts(), texts(3)), 0.1),
}
"""Each property, what it is given, and what share of the inputs it gets, in percent."""
