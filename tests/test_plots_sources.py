"""Figures of sources: what is drawn, and what is said of it in words."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Text
from spacy.language import Language
from test_comparing_voices import OF_TEXT, TEXT, event, told

from sahel_analysis.analysis import Analysis
from sahel_analysis.colours import VOICES
from sahel_analysis.plots import (
    describe_source_graph,
    describe_sources,
    heard,
    plot_source_graph,
    plot_sources,
)
from sahel_analysis.plots.sources import COLOURS


@pytest.fixture(autouse=True)
def close_figures() -> Any:
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def analysis(nlp: Language) -> Analysis:
    return told(nlp, TEXT, OF_TEXT, [event(TEXT, "attacked", attribution_id="A01")])


@pytest.fixture(scope="module")
def silent(nlp: Language) -> Analysis:
    return told(nlp, "Rain fell.", [])


def test_every_kind_of_source_has_a_colour() -> None:
    assert set(COLOURS) == {*VOICES, "no source"}


def test_heard_tells_named_from_anonymous(analysis: Analysis) -> None:
    table = heard(analysis).set_index("kind")
    assert table.loc["anonymous_official"].tolist() == [1, 6, 1, 6]
    assert table.loc["armed_group"].tolist() == [2, 8, 0, 0]
    assert table["words"].is_monotonic_decreasing


def test_bars_are_as_long_as_the_table_says(analysis: Analysis) -> None:
    table = heard(analysis)
    for column, panel in zip(("statements", "words"), plot_sources(analysis).child_axes, strict=True):
        ends: dict[float, float] = {}
        for bar in panel.patches:
            y = bar.get_y() + bar.get_height() / 2
            ends[y] = max(ends.get(y, 0), bar.get_x() + bar.get_width())
        assert list(ends.values()) == table[column].tolist()
        assert [text.get_text() for text in panel.texts] == [str(n) for n in table[column]]


def test_anonymous_parts_are_hatched(analysis: Analysis) -> None:
    panel = plot_sources(analysis).child_axes[1]
    hatched = sum(bar.get_width() for bar in panel.patches if bar.get_hatch())
    assert hatched == heard(analysis)["anonymous_words"].sum()


def test_the_figure_in_words_holds_every_number(analysis: Analysis) -> None:
    words = describe_sources(analysis)
    assert words.startswith("In words:")
    for row in heard(analysis).to_dict("records"):
        kind = row["kind"].replace("_", " ")
        assert f"{kind}: statements {row['statements']} (anonymous {row['anonymous_statements']})" in words


def boxes_of(texts: list[Text]) -> list[Any]:
    figure = texts[0].get_figure(root=True)
    figure.canvas.draw()
    return [text.get_window_extent() for text in texts]


def test_no_box_of_the_graph_covers_another(analysis: Analysis) -> None:
    boxes = boxes_of([text for text in plot_source_graph(analysis).texts if text.get_text()])
    assert not any(a.overlaps(b) for k, a in enumerate(boxes) for b in boxes[:k])


def test_the_graph_shows_each_source_statement_and_event(analysis: Analysis) -> None:
    written = [" ".join(text.get_text().split()) for text in plot_source_graph(analysis).texts]
    assert "nurse (witness, anonymous)" in written
    assert "official (anonymous official)" in written
    assert "no source" in written
    assert "A02 indirect, deny: they had attacked the bridge" in written
    assert "V01 attacked, no date" in written


def test_lines_join_a_source_to_each_of_its_statements(analysis: Analysis) -> None:
    ax = plot_source_graph(analysis)
    arrows = [text for text in ax.texts if not text.get_text()]
    assert len(ax.lines) == 7  # six statements, one event
    assert len(arrows) == 1  # one statement inside another


def test_anonymous_sources_have_a_broken_edge(analysis: Analysis) -> None:
    broken = [
        text.get_text().split()[0]
        for text in plot_source_graph(analysis).texts
        if text.get_bbox_patch() is not None and text.get_bbox_patch().get_linestyle() in ("--", "dashed")
    ]
    assert broken == ["official", "nurse"]


def test_the_graph_in_words(analysis: Analysis) -> None:
    words = describe_source_graph(analysis)
    assert words.startswith("In words:")
    assert "army (military) says: “Ten men attacked the bridge of Tin Alpha” (about: attacked)" in words


def test_a_long_article_shows_its_first_statements_and_says_so(nlp: Language) -> None:
    names = [f"the {word} ministry" for word in "red blue green black white".split()]
    text = " ".join(f"Tower {k} fell, {name} said so." for k, name in enumerate(names))
    said = [
        {"source": name, "cue": f"{name} said"[len(name) - 8 :], "content": f"Tower {k} fell"}
        for k, name in enumerate(names)
    ]
    ax = plot_source_graph(told(nlp, text, said), most=3)
    assert "the first 3 of 5 statements" in ax.get_title(loc="left")
    assert len(ax.lines) == 3


def test_signs_of_formulas_are_written_as_they_are(nlp: Language) -> None:
    text = "It cost $5 and $6, Awa Diallo said."
    said = [{"source": "Awa Diallo", "cue": "said", "content": "It cost $5 and $6"}]
    assert boxes_of(list(plot_source_graph(told(nlp, text, said)).texts))


def test_figures_of_nobody_say_so(silent: Analysis) -> None:
    assert "no statement" in plot_sources(silent).texts[0].get_text()
    assert "no statement" in plot_source_graph(silent).texts[0].get_text()
    assert "no statement was found" in describe_sources(silent)
    assert "No statement was found" in describe_source_graph(silent)


def test_figures_draw_on_axes_that_they_are_given(analysis: Analysis) -> None:
    _, ax = plt.subplots()
    assert plot_sources(analysis, ax) is ax
    _, ax = plt.subplots()
    assert plot_source_graph(analysis, ax=ax) is ax
