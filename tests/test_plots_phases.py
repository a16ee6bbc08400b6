"""The phases since 2012: each rests on rows of the chronology, and an article's events are placed in them."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import sahel_analysis as sa
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.plots.phases import describe_phases, load_phases, placed_by_time, plot_phases


def test_each_phase_rests_on_rows_of_the_chronology_and_begins_and_ends_with_their_days() -> None:
    chronology = sa.load_chronology().set_index("event_id")
    for phase in load_phases().itertuples():
        rows = chronology.loc[str(phase.rows).split()]
        days = {*rows["date_start"], *rows["date_end"]}
        assert phase.first == rows["date_start"].min(), phase.title
        assert pd.isna(phase.last) or phase.last in days, phase.title


def test_an_open_phase_has_no_last_year() -> None:
    assert "Alliance of Sahel States (AES): from 2023." in describe_phases()
    assert "UN mission MINUSMA: 2013 to 2023;" in describe_phases()


def test_events_of_an_article_stand_below_the_phases() -> None:
    text = "Gunmen attacked a hotel in Bamako in 2015. On Monday gunmen attacked a market in Kayes."
    analysis = sa.analyze(sa.make_article(text, published="2024-05-15"))
    assert placed_by_time(analysis)["when"].tolist() == ["2015", "13 May 2024"]
    ax = plot_phases(analysis)
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels[-2:] == ["In the article: 2015", "In the article: 13 May 2024"]
    assert len(ax.patches) == len(load_phases()) + 2
    plt.close("all")


def test_every_year_has_its_label_and_every_bar_its_rows() -> None:
    ax = plot_phases()
    ax.figure.canvas.draw()
    years = [label.get_text() for label in ax.get_xticklabels()]
    chronology = sa.load_chronology()["date_start"].dt.year
    assert {str(year) for year in range(chronology.min(), chronology.max() + 1)} <= set(years)
    assert {text.get_text() for text in ax.texts} == set(load_phases()["rows"])
    plt.close("all")


def test_phases_of_ones_own_are_drawn_step_by_step() -> None:
    mine = pd.DataFrame([("Serval", "2013-01-11", "2014-07-15"), ("AES", "2023-09-16", None)])
    mine.columns = pd.Index(["title", "first", "last"])
    assert len(plot_phases(phases=mine.head(1)).patches) == 1
    assert len(plot_phases(phases=mine).patches) == 2
    assert "Serval: 2013 to 2014; AES: from 2023." in describe_phases(phases=mine)
    with pytest.raises(SahelAnalysisError, match="has no column last"):
        plot_phases(phases=mine[["title", "first"]])
    with pytest.raises(SahelAnalysisError, match=r"The phases, row 3 .*first is '03/09/2024'; write dates"):
        plot_phases(phases=mine.assign(first=["2013-01-11", "03/09/2024"]))
    plt.close("all")


def test_without_an_article_only_phases_and_chronology_are_drawn() -> None:
    assert len(plot_phases().patches) == len(load_phases())
    assert "Events of the article" not in describe_phases()
    plt.close("all")
