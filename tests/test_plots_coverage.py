"""Figures of how reports differ: what is drawn, and what is said of it in words. All rows are invented."""

import warnings
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.text import Annotation

from sahel_analysis.colours import VOICES
from sahel_analysis.comparing.coverage import load_coverage
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.plots import (
    describe_comparison,
    describe_coverage,
    describe_tolls,
    plot_comparison,
    plot_coverage,
    plot_tolls,
)
from sahel_analysis.resources import read_table

DTYPES = {
    "published": "datetime64[s]", "value_min": "Int64", "value_max": "Int64", "value_text": "string",
}  # fmt: skip


def claims_of(*rows: dict[str, Any]) -> pd.DataFrame:
    """Claims of Radio Dune on its own page, but for what is given."""
    usual = {
        "origin": "Radio Dune", "page": "Radio Dune", "published": "2031-05-02", "claim_type": "killed_total",
        "value_min": None, "value_max": None, "value_text": None, "attributed_to": "army",
        "voice": "military",
    }  # fmt: skip
    return pd.DataFrame([usual | row for row in rows], columns=list(usual)).astype(DTYPES)


def comparison_of(*rows: dict[str, Any]) -> pd.DataFrame:
    usual = {"claim_type": "killed"}
    table = claims_of(*(usual | row for row in rows))
    return table.assign(approx=False, is_background=[bool(row.get("background")) for row in rows])


CLAIMS = claims_of(
    {"value_min": 9, "value_text": "at least", "attributed_to": "a nurse", "voice": "witness"},
    {"page": "Ber Post", "origin": "Desert Wire", "value_min": 4, "value_max": 6, "published": "2031-05-01"},
    {"page": "Salt News", "value_text": "many dead", "published": None, "voice": "outlet"},
    {"value_min": 5, "value_max": 5, "value_text": "five soldiers", "claim_type": "killed_soldiers"},
    {"value_min": 30, "value_max": 30, "claim_type": "wounded"},
)


@pytest.fixture(autouse=True)
def close_figures() -> Any:
    yield
    plt.close("all")


def words(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts if text.get_text()]


def overlapping(ax: Axes) -> list[tuple[str, str]]:
    """Level words of a figure that cover each other."""
    figure: Any = ax.get_figure(root=True)
    figure.draw_without_rendering()
    renderer = figure.canvas.get_renderer()
    legend = ax.get_legend()
    texts = [ax._left_title, *(legend.get_texts() if legend else [])]
    for panel in (ax, *ax.child_axes):
        texts += [panel.title, *panel.texts]
        if panel.axison:
            texts += [panel.xaxis.label, *panel.get_xticklabels(), *panel.get_yticklabels()]
    level = [text for text in texts if text.get_text() and text.get_rotation() == 0]
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in level]
    return [(a, b) for k, (a, box) in enumerate(boxes) for b, other in boxes[:k] if box.overlaps(other)]


# Tolls


def test_a_row_for_each_page_in_order_of_days() -> None:
    ax = plot_tolls(CLAIMS)
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "1 May   Desert Wire (Ber Post)",
        "2 May   Radio Dune",
        "2 May   Radio Dune, killed soldiers",
        "no date   Radio Dune (Salt News)",
    ]


def test_a_range_is_a_bar_and_no_number_is_not_zero() -> None:
    ax = plot_tolls(CLAIMS)
    drawn = [tuple(float(x) for x in line.get_xdata()) for line in ax.lines]
    assert drawn[:3] == [(4.0, 6.0), (9.0,), (5.0, 5.0)]
    assert drawn[3][0] < 0
    assert ax.lines[3].get_markerfacecolor() == "white"
    assert "no number" in [label.get_text() for label in ax.get_xticklabels()]


def test_an_open_maximum_is_an_arrow() -> None:
    ax = plot_tolls(CLAIMS)
    arrows = [t for t in ax.texts if isinstance(t, Annotation) and t.arrow_patch is not None]
    assert [arrow.xy for arrow in arrows] == [(9.0, 1.0)]


def test_whose_word_it_is_stands_beside_it_and_in_the_legend() -> None:
    ax = plot_tolls(CLAIMS)
    assert words(ax) == ["4 to 6: army", "at least 9: a nurse", "5 (five soldiers): army", "many dead: army"]
    legend = ax.get_legend()
    assert legend is not None
    named = [text.get_text() for text in legend.get_texts()]
    assert named == ["the outlet itself", "army", "people who were there", "no upper bound"]


def test_tolls_in_words() -> None:
    assert describe_tolls(CLAIMS) == (
        "In words: a row for each page, in order of days. "
        "1 May, Desert Wire (Ber Post): 4 to 6 (says: army). "
        "2 May, Radio Dune: at least 9 (says: a nurse). "
        "2 May, Radio Dune, killed soldiers: 5 (five soldiers) (says: army). "
        "no date, Radio Dune (Salt News): many dead (says: army)."
    )


def test_other_figures_are_drawn_on_demand() -> None:
    assert words(plot_tolls(CLAIMS, ["wounded"])) == ["30: army"]
    assert "wounded" not in describe_tolls(CLAIMS)


# What is missing


def test_present_and_absent_are_told_apart_without_colour() -> None:
    ax = plot_coverage(CLAIMS)
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "Radio Dune (2 pages)",
        "Desert Wire (1 page)",
    ]
    assert [label.get_text() for label in ax.get_xticklabels()] == [
        "killed total",
        "killed soldiers",
        "wounded",
    ]
    assert words(ax) == ["2", "1", "1", "1", "–", "–"]


def test_coverage_in_words() -> None:
    assert describe_coverage(CLAIMS) == (
        "In words: a grid of origins and what they tell of, with the number of facts; what is not listed is "
        "missing, not denied. Radio Dune (pages 2): killed total 2, killed soldiers 1, wounded 1. "
        "Desert Wire (pages 1): killed total 1."
    )


# Articles of one's own

COMPARISON = comparison_of(
    {"page": "A", "value_min": 4, "value_max": 6, "value_text": "attack"},
    {"page": "A", "value_min": 70, "claim_type": "killed", "background": True},
    {"page": "B", "value_min": 9, "attributed_to": "a nurse", "voice": "witness", "value_text": "raid"},
    {"page": "B", "value_min": 3, "value_max": 3, "claim_type": "detained"},
    {"page": "C", "claim_type": "attack"},
)


def test_a_panel_for_each_kind_of_figure_and_a_row_for_each_article() -> None:
    ax = plot_comparison(COMPARISON)
    assert [panel.get_title() for panel in ax.child_axes] == ["killed", "detained"]
    killed, detained = ax.child_axes
    assert [label.get_text() for label in killed.get_yticklabels()] == ["A", "B", "C"]
    assert words(killed) == ["no figure", "4 to 6: army", "at least 9: a nurse"]
    assert words(detained) == ["no figure", "no figure", "3: army"]


def test_a_comparison_in_words_leaves_background_out() -> None:
    assert describe_comparison(COMPARISON) == (
        "In words: a row for each article. A: killed 4 to 6 (says: army); detained no figure. "
        "B: killed at least 9 (says: a nurse); detained 3 (says: army). "
        "C: killed no figure; detained no figure."
    )


def test_about_stays_about() -> None:
    rows = COMPARISON[:1].assign(approx=True)
    assert "about 4 to 6 (says" in describe_comparison(rows)


# All of them


DRAWN = [
    (plot_tolls, describe_tolls, CLAIMS),
    (plot_coverage, describe_coverage, CLAIMS),
    (plot_comparison, describe_comparison, COMPARISON),
]


def test_attackers_and_the_abducted_have_panels_of_their_own() -> None:
    rows = comparison_of(
        {"claim_type": "abducted", "value_min": 7, "value_max": 7},
        {"claim_type": "attackers_killed", "value_min": 3, "value_max": None},
    )
    titles = [panel.get_title() for panel in plot_comparison(rows).child_axes if isinstance(panel, Axes)]
    assert titles == ["abducted", "attackers killed"]
    assert "attackers killed at least 3 (says: army)" in describe_comparison(rows)


@pytest.mark.parametrize(("plot", "describe", "table"), DRAWN)
def test_an_empty_table_gives_an_honest_empty_figure(plot: Any, describe: Any, table: pd.DataFrame) -> None:
    assert len(words(plot(table[:0]))) == 1
    assert describe(table[:0]).startswith("In words: an empty figure")


@pytest.mark.parametrize(("plot", "describe", "table"), DRAWN)
def test_axes_can_be_given(plot: Any, describe: Any, table: pd.DataFrame) -> None:
    ax = plt.subplots()[1]
    assert plot(table, ax=ax) is ax


@pytest.mark.parametrize(("plot", "describe", "table"), DRAWN)
def test_only_a_table_of_claims_is_drawn(plot: Any, describe: Any, table: pd.DataFrame) -> None:
    for draw in (plot, describe):
        with pytest.raises(SahelAnalysisError, match="Give a table of claims"):
            draw(table[["page"]])
    assert plt.get_fignums() == []


@pytest.mark.parametrize(
    ("plot", "table"), [(plot_tolls, None), (plot_coverage, None), (plot_comparison, COMPARISON)]
)
def test_no_words_cover_each_other(plot: Any, table: pd.DataFrame | None) -> None:
    ax = plot(load_coverage() if table is None else table)
    assert overlapping(ax) == []


def test_every_kind_of_source_has_a_mark_of_its_own() -> None:
    kinds = set(read_table("lexicon/coverage_voices.csv")["voice"])
    assert kinds <= set(VOICES)
    assert len({marker for _, _, marker in VOICES.values()}) == len(VOICES)


COUNT = st.none() | st.integers(0, 10**6)
ROW = st.fixed_dictionaries(
    {"value_min": COUNT, "value_max": COUNT, "page": st.text("a$_{^\n\\", max_size=4)},
    optional={
        "value_text": st.text(max_size=5), "voice": st.text(max_size=3), "published": st.just("2031-05-02"),
    },
)  # fmt: skip


@settings(max_examples=15)
@given(st.lists(ROW, max_size=3))
def test_any_claims_can_be_drawn(rows: list[dict[str, Any]]) -> None:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph")
        for plot, table in (
            (plot_tolls, claims_of),
            (plot_coverage, claims_of),
            (plot_comparison, comparison_of),
        ):
            figure = plot(table(*rows)).get_figure(root=True)
            figure.draw_without_rendering()
            plt.close(figure)
