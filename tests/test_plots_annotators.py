"""Figures of a class that annotated: bricks below the words, labels that meet, and both in words."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from sahel_analysis.annotation import read_markup
from sahel_analysis.colours import LABELS
from sahel_analysis.plots import describe_annotators, describe_confusion, plot_annotators, plot_confusion

PEOPLE = {
    "Ama": read_markup("[Awa Ba PERSON] left [Gao GPE] on [Friday DATE].")[1],
    "Issa": read_markup("Awa [Ba PERSON] left [Gao GPE] on Friday.")[1],
}


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


def bricks(ax: plt.Axes, label: str) -> list[tuple[float, float]]:
    colour, hatch = LABELS[label]
    return sorted(
        (patch.get_x(), patch.get_width())
        for patch in ax.patches
        if isinstance(patch, Rectangle) and patch.get_fill() and to_hex(patch.get_facecolor()) == colour
        and (patch.get_hatch() or "") == hatch
    )  # fmt: skip


def test_bricks_stand_below_their_words() -> None:
    ax = plot_annotators(PEOPLE)
    assert bricks(ax, "PERSON") == [(0, 6), (4, 2)]
    assert bricks(ax, "GPE") == [(12, 3), (12, 3)]


def test_what_differs_is_framed_and_bold() -> None:
    ax = plot_annotators(PEOPLE)
    frames = [p for p in ax.patches if isinstance(p, Rectangle) and not p.get_fill()]
    assert [(frame.get_x(), frame.get_width()) for frame in frames] == [(0, 6)]
    bold = "".join(text.get_text() for text in ax.texts if text.get_fontweight() == "bold")
    assert bold == "AwaBa"
    assert ax.get_title(loc="left") == "Who marked what (names): 1 place differs"


def test_a_mark_over_two_lines_has_a_brick_in_each() -> None:
    words = " ".join(["word"] * 30)
    both = {name: read_markup(f"[{words} ORG] ends.")[1] for name in ("Ama", "Issa")}
    assert [start for start, _ in bricks(plot_annotators(both), "ORG")] == [0, 0, 0, 0]


def test_a_long_text_is_drawn_without_its_empty_lines() -> None:
    text = "\n".join(["Nothing here."] * 80)
    both = {name: read_markup(f"{text}\n[Gao GPE] fell.")[1] for name in ("Ama", "Issa")}
    ax = plot_annotators(both)
    assert sum(text.get_text() in both for text in ax.texts) == 2
    assert len(bricks(ax, "GPE")) == 2


def test_the_wall_in_words() -> None:
    assert describe_annotators(PEOPLE) == (
        "In words: the text, and below each line a row of bricks for each reader. Marks: Ama 2, Issa 2. "
        "1 place differs. 1. “Awa Ba”: Ama has Awa Ba PERSON; Issa has Ba PERSON."
    )


def test_all_layers_and_one_without_marks() -> None:
    assert "2 places differ" in plot_annotators(PEOPLE, layer=None).get_title(loc="left")
    assert "0 places differ" in plot_annotators(PEOPLE, layer="events").get_title(loc="left")
    assert [t.get_text() for t in plot_confusion(PEOPLE, layer="events").texts] == [
        "Nobody marked anything in this layer."
    ]


def test_the_grid_has_a_cell_for_each_two_labels() -> None:
    ax = plot_confusion(PEOPLE)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["GPE", "PERSON", "none"]
    cells = {tuple(map(int, text.get_position())): text.get_text() for text in ax.texts}
    assert cells[0, 0] == "1"
    assert cells[2, 1] == "1"  # Awa: PERSON for Ama, nothing for Issa
    assert cells[1, 2] == "·"
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("Ama", "Issa")


def test_the_grid_in_words() -> None:
    assert describe_confusion(PEOPLE) == (
        "In words: a grid of labels, in tokens. The same: GPE 1; PERSON 1. Differing: PERSON and none 1."
    )
