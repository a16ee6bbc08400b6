"""Every figure with nothing to draw and with 160 rows, whose names no font or layout was made for."""

import datetime as dt
import warnings
from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest

import sahel_analysis as sa
from sahel_analysis import plots
from sahel_analysis.analysis import Analysis
from sahel_analysis.comparing import compare
from sahel_analysis.records import Attribution, Entity, Event, Figure, Mention
from sahel_analysis.report import make_report
from tests.conftest import analysis_of, record

HOSTILE = "$x^2$ & <b>Мали</b> 馬里 عربي \N{EARTH GLOBE EUROPE-AFRICA} " + "Ñ" * 120


def make(n: int) -> Analysis:
    rows: list[object] = []
    for i in range(n):
        day, name = dt.date(2023, 1, 1) + dt.timedelta(days=i), f"{HOSTILE} {i}"
        known, point = {"start": 0, "end": 4}, {"lat": 10 + i / 60, "lon": -10 + i / 30}
        rows += [
            record(Entity, entity_id=f"E{i}", name=name, label="GPE", **point, n_mentions=1),
            record(Mention, **known, text="Rain", label="GPE", kind="name", entity_id=f"E{i}"),
            record(
                Attribution, attribution_id=f"A{i}", source_start=0, source_end=4, source=name, cue="said",
                cue_start=5, cue_end=9, content=((0, 4),), source_kind="witness", act="statement",
                quote_type="indirect", stance="neutral",
            ),
            record(
                Event, **known, event_id=f"V{i}", trigger=name, type="attack", date_earliest=day,
                date_latest=day, date_precision="day", place=name, country="ML",
                **point, actor=name, target=name,
                killed_min=i, killed_max=i + 1, attribution_id=f"A{i}",
            ),
            record(
                Figure, **known, figure_id=f"F{i}", text=name, measure="killed", low=i, high=i + 1,
                party="targets", scope="whole", event_id=f"V{i}", attribution_id=f"A{i}",
            ),
        ]  # fmt: skip
    return analysis_of(*rows, published="2024-09-18", title=HOSTILE)


@pytest.fixture(scope="module", params=[0, 160], ids=["nothing", "160 rows"])
def extreme(request: pytest.FixtureRequest) -> Analysis:
    return make(request.param)


@pytest.fixture(autouse=True)
def _no_warning() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    plt.close("all")


@pytest.mark.parametrize(
    "name", ["names", "map", "timeline", "event_map", "sources", "source_graph", "people"]
)
def test_a_figure_is_drawn_and_described(extreme: Analysis, name: str) -> None:
    ax = getattr(plots, f"plot_{name}")(extreme)
    ax.get_figure(root=True).draw_without_rendering()
    assert getattr(plots, f"describe_{name}")(extreme)


def test_articles_side_by_side(extreme: Analysis) -> None:
    table = compare({HOSTILE: extreme, "other": extreme})
    plots.plot_comparison(table).get_figure(root=True).draw_without_rendering()
    assert plots.describe_comparison(table)


def test_tables_without_rows() -> None:
    plots.plot_years(sa.load_chronology().head(0))
    claims = sa.load_coverage().head(0)
    plots.plot_tolls(claims)
    plots.plot_coverage(claims)
    assert plots.describe_tolls(claims)
    assert plots.describe_coverage(claims)


def test_the_report_holds_names_as_text() -> None:
    page = make_report(make(20))
    assert "<b>Мали" not in page
    assert "&lt;b&gt;Мали" in page


@pytest.mark.parametrize("rows", [10, 60])
def test_a_long_figure_has_its_scale_above_as_well(rows: int) -> None:
    analysis = make(rows)
    timeline = plots.plot_timeline(analysis).child_axes
    for ax in (*timeline, plots.plot_people(analysis)):
        assert ax.xaxis.get_tick_params()["labeltop"] == (rows == 60)
