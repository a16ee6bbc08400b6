"""How many people, and on whose word: what is drawn, and what is said of it in words."""

from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from conftest import analysis_of

from sahel_analysis.plots import describe_people, people_told, plot_people
from sahel_analysis.records import Attribution, Event, Figure

TEXT = "The army said at least 4 of its men and two raiders died in the raid. Since May 300 have died."
RAID = Event(**{
    **dict.fromkeys(Event.__dataclass_fields__), "event_id": "V1", "start": 64, "end": 68, "trigger": "raid",
    "type": "attack", "approx": False, "is_background": False, "confidence": 0.5, "rule": "given",
})  # fmt: skip
SAID = Attribution(
    "A1", 0, 8, "The army", None, "military", False, 9, 13, "said", ((14, 68),), "indirect", "statement",
    "neutral", None, "given",
)  # fmt: skip


def figure(number: int, word: str, **known: Any) -> Figure:
    start = TEXT.index(word)
    usual = {
        "measure": "killed",
        "low": None,
        "high": None,
        "approx": False,
        "party": "targets",
        "scope": "whole",
    }
    rest = {**usual, "event_id": "V1", "attribution_id": "A1", "rule": "given", **known}
    return Figure(f"F{number}", start, start + len(word), word, **rest)


FIGURES = (
    figure(1, "at least 4", low=4),
    figure(2, "two", low=2, high=2, party="attackers"),
    figure(3, "300", low=300, high=300, approx=True, scope="period", event_id=None, attribution_id=None),
)


@pytest.fixture(autouse=True)
def close_figures() -> Any:
    yield
    plt.close("all")


def test_every_number_has_what_it_counts_and_who_gives_it() -> None:
    table = people_told(analysis_of(RAID, SAID, *FIGURES, text=TEXT))
    assert table[["event_id", "what", "value_min", "value_max", "voice"]].values.tolist() == [
        ["V1", "raid: killed", 4, pd.NA, "military"],
        ["V1", "raid: killed (attackers)", 2, 2, "military"],
        [pd.NA, "in all: killed (period)", 300, 300, "outlet"],
    ]
    assert table["attributed_to"].tolist() == ["army", "army", "the article itself"]


def test_numbers_are_drawn_as_ranges_with_their_sources() -> None:
    ax = plot_people(analysis_of(RAID, SAID, *FIGURES, text=TEXT))
    assert [line.get_xdata().tolist() for line in ax.lines] == [[4], [2, 2], [300, 300]]
    assert [text.get_text() for text in ax.texts if text.get_text()] == [
        "at least 4: army",
        "2: army",
        "about 300: the article itself",
    ]
    assert [label.get_text() for label in ax.get_yticklabels()][2] == "in all: killed (period)"


def test_numbers_in_words() -> None:
    text = describe_people(analysis_of(RAID, SAID, *FIGURES, text=TEXT))
    assert "V1 raid: killed: at least 4: army; V1 raid: killed (attackers): 2: army" in text


def test_the_title_says_what_is_left_out() -> None:
    ax = plot_people(analysis_of(RAID, SAID, *FIGURES, text=TEXT), most=2)
    assert ax.get_title(loc="left").endswith("(the first 2 of 3 figures)")
    assert len(ax.lines) == 2


def test_an_article_that_counts_nobody_is_said_to() -> None:
    (text,) = plot_people(analysis_of(text=TEXT)).texts
    assert text.get_text() == "The article counts no people."
    assert "counts no people" in describe_people(analysis_of(text=TEXT))
