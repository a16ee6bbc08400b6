"""What is no article, analysis, table or path is refused with what to give instead."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import sahel_analysis as sa
from sahel_analysis import plots
from tests.conftest import analysis_of

WRONG = [None, 5, 1.5, b"Gao", [], {}, pd.DataFrame(), dt.date(2024, 1, 1), pd.NaT, sa.load_article()]

OF_ANALYSES: list[Callable[[Any], object]] = [
    sa.show_text, sa.plot_map, sa.plot_names, sa.plot_timeline, sa.plot_event_map, sa.plot_sources,
    sa.plot_source_graph, plots.plot_people, plots.describe_source_graph, plots.describe_map,
    plots.describe_names, plots.describe_timeline, plots.describe_event_map, plots.describe_sources,
]  # fmt: skip
OF_TABLES: list[Callable[[Any], object]] = [
    sa.plot_years,
    lambda table: sa.link_events(analysis_of().events, table) if table is not None else sa.link_events(table),
    lambda table: sa.plot_timeline(analysis_of(), 0 if table is None else table),
]
OF_PATHS: list[Callable[[Any], object]] = [
    sa.read_acled,
    sa.read_ucdp,
    lambda path: sa.load_chronology(0 if path is None else path),
    lambda path: analysis_of().to_json(path),
    lambda path: analysis_of().to_csv(path),
]


@pytest.mark.parametrize("given", WRONG, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("call", [*OF_ANALYSES, *OF_TABLES, *OF_PATHS, sa.load_pipeline])
def test_a_wrong_type_is_refused(call: Callable[[Any], object], given: Any) -> None:
    before = plt.get_fignums()
    with pytest.raises(sa.SahelAnalysisError, match="Give "):
        call(given)
    assert plt.get_fignums() == before


@pytest.mark.parametrize("given", WRONG[:-1], ids=lambda value: type(value).__name__)
def test_only_articles_and_their_texts_are_analysed(given: Any) -> None:
    with pytest.raises(sa.SahelAnalysisError, match="Give an Article, as read_article"):
        sa.analyze(given)


@pytest.mark.parametrize("field", ["title", "outlet", "url"])
@pytest.mark.parametrize("given", [5, b"Gao", ["Gao"], "Gao\ud800"])
def test_what_is_known_of_an_article_is_words(field: str, given: Any) -> None:
    with pytest.raises(sa.SahelAnalysisError, match=f"is no {field}. Give a string"):
        sa.make_article("Gao is calm.", **{field: given})


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_what_a_table_lacks_is_not_known(missing: Any) -> None:
    article = sa.make_article("Gao is calm.", missing, missing, missing, missing)
    assert (article.published, article.title, article.outlet, article.url) == (None,) * 4


@pytest.mark.parametrize("given", [*WRONG, {"A": 5}, ["A"], "A", analysis_of()])
def test_only_several_analyses_are_compared(given: Any) -> None:
    with pytest.raises(sa.SahelAnalysisError, match="Give "):
        sa.compare(given)


def test_no_layer_of_another_type() -> None:
    with pytest.raises(sa.SahelAnalysisError, match="Give one of: names"):
        sa.show_text(analysis_of(), pd.DataFrame())  # type: ignore[arg-type]


def test_a_path_may_be_a_string_or_a_path(tmp_path: Path) -> None:
    analysis_of().to_json(str(tmp_path / "one.json"))
    analysis_of().to_json(tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
