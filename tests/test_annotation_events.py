"""Time expressions and events beside a gold annotation: who has what, and what counts as right."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from sahel_analysis.annotation import (
    Gold,
    compare_events,
    compare_times,
    load_gold,
    score_events,
    score_times,
)
from sahel_analysis.annotation.side_by_side import DATES, FIGURES

NO_FIGURES = dict.fromkeys(FIGURES)


def time(start: int, end: int, value: str | None, optional: bool = False) -> dict[str, Any]:
    return {"start": start, "end": end, "text": "x" * (end - start), "value": value, "optional": optional}


def event(
    event_id: str,
    start: int,
    type: str = "attack",
    days: tuple[str | None, str | None] = ("2031-01-01", "2031-01-01"),
    further: tuple[int, ...] = (),
    optional: bool = False,
    **figures: int | None,
) -> dict[str, Any]:
    """An event whose triggers are all six characters long."""
    others = [{"start": s, "end": s + 6} for s in further]
    return {
        "event_id": event_id, "start": start, "end": start + 6, "trigger": "attack", "type": type,
        "other_triggers": others, "optional": optional, **dict(zip(DATES, days, strict=True)),
        **NO_FIGURES, **figures,
    }  # fmt: skip


def gold(
    times: list[dict[str, Any]] = (), events: list[dict[str, Any]] = (), unscored: list[Any] = ()
) -> Gold:
    none = pd.DataFrame()
    free = pd.DataFrame(unscored, columns=["table", "start", "end"])
    return Gold({}, none, none, pd.DataFrame(times), none, pd.DataFrame(events), free, ())


def machine(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as the analysis has them: dates are dates, figures may be missing, no gold columns."""
    table = pd.DataFrame(rows).drop(columns=["optional", "other_triggers"], errors="ignore")
    for column in set(DATES) & set(table):
        table[column] = pd.to_datetime(table[column]).astype("datetime64[s]")
    return table.astype(dict.fromkeys(set(FIGURES) & set(table), "Int64"))


# Time expressions


def test_times_side_by_side() -> None:
    people = [time(0, 7, "2031-01-01"), time(20, 24, "2031"), time(40, 44, "2030")]
    found = [time(0, 7, "2031-01-01"), time(18, 24, "2032"), time(60, 64, "2029")]
    table = compare_times(machine(found), gold(times=people))
    assert table["outcome"].tolist() == ["both", "both", "only the gold", "only the machine"]
    assert table["same_words"].tolist() == [True, False, False, False]
    assert table["same_value"].tolist() == [True, False, False, False]
    assert table["found"].fillna("-").tolist() == ["2031-01-01", "2032", "-", "2029"]
    assert table["start"].tolist() == [0, 18, 40, 60]


def test_optional_and_unscored_times_count_for_neither_side() -> None:
    people = gold([time(0, 3, "PRESENT_REF", optional=True)], unscored=[("times", 10, 14)])
    assert compare_times(machine([time(0, 3, "FUTURE_REF"), time(10, 14, "2031")]), people).empty


def test_unscored_events_excuse_no_time() -> None:
    people = gold([time(0, 4, "2031")], unscored=[("events", 10, 14)])
    assert compare_times(machine([time(10, 14, "2031")]), people)["outcome"].tolist() == [
        "only the gold", "only the machine",
    ]  # fmt: skip


def test_scores_of_times() -> None:
    people = [time(0, 7, "2031-01-01"), time(20, 24, "2031"), time(40, 44, "2030")]
    found = [time(0, 7, "2031-01-01"), time(18, 24, "2031")]
    scores = score_times(compare_times(machine(found), gold(times=people))).set_index("label")
    assert scores["right"].to_dict() == {"found": 2, "same words": 1, "same value": 2}
    assert scores.loc["found", "precision"] == 1
    assert scores.loc["found", "recall"] == pytest.approx(2 / 3)
    assert scores.loc["same words", "f1"] == pytest.approx(2 / 5)


# Events


def test_events_side_by_side() -> None:
    people = [event("G1", 0), event("G2", 20), event("G3", 40)]
    found = [event("V1", 0), event("V2", 42, type="battle"), event("V3", 60)]
    table = compare_events(machine(found), gold(events=people))
    assert table["gold_id"].fillna("-").tolist() == ["G1", "G2", "G3", "-"]
    assert table["event_id"].fillna("-").tolist() == ["V1", "-", "V2", "V3"]
    assert table["outcome"].tolist() == ["both", "only the gold", "both", "only the machine"]
    assert table["same_type"].tolist() == [True, False, False, False]


def test_further_words_for_an_event_are_its_trigger_too() -> None:
    people = [event("G1", 0, further=(20, 40))]
    assert compare_events(machine([event("V1", 20)]), gold(events=people))["outcome"].tolist() == ["both"]
    twice = compare_events(machine([event("V1", 20), event("V2", 40)]), gold(events=people))
    assert twice["outcome"].tolist() == ["both"]


def test_an_events_own_words_go_before_anothers_further_words() -> None:
    people = [event("G1", 0, further=(20,)), event("G2", 20)]
    table = compare_events(machine([event("V1", 20)]), gold(events=people))
    assert table["gold_id"].tolist() == ["G1", "G2"]
    assert table["outcome"].tolist() == ["only the gold", "both"]


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({}, ()),
        ({"days": ("2031-01-01", "2031-01-02")}, ("same_dates",)),
        ({"days": (None, "2031-01-01")}, ("same_dates",)),
        ({"killed_min": 3}, ("same_figures",)),
        ({"detained_max": 0}, ("same_figures",)),
        ({"type": "battle", "days": (None, None)}, ("same_type", "same_dates")),
    ],
)
def test_what_is_the_same(changes: dict[str, Any], differs: tuple[str, ...]) -> None:
    table = compare_events(machine([event("V1", 0, **changes)]), gold(events=[event("G1", 0)]))
    wrong = [c for c in ("same_type", "same_dates", "same_figures") if not table[c][0]]
    assert tuple(wrong) == differs


def test_scores_of_events() -> None:
    people = [event("G1", 0, killed_min=2, killed_max=2), event("G2", 20), event("G3", 40, optional=True)]
    found = [event("V1", 0, killed_min=2), event("V2", 60)]
    scores = score_events(compare_events(machine(found), gold(events=people))).set_index("label")
    assert scores["right"].to_dict() == {"found": 1, "same type": 1, "same dates": 1, "same figures": 0}
    assert scores["in_gold"].tolist() == [2, 2, 2, 2]
    assert scores["f1"].tolist() == [0.5, 0.5, 0.5, 0]


def test_nothing_found_nothing_gained() -> None:
    empty = machine([event("V1", 0)]).head(0)
    scores = score_events(compare_events(empty, gold(events=[event("G1", 0)])))
    assert scores["f1"].tolist() == [0, 0, 0, 0]
    assert scores["precision"].isna().all()


def test_the_gold_agrees_with_itself() -> None:
    people = load_gold()
    assert score_times(compare_times(machine(people.times.to_dict("records"))))["f1"].tolist() == [1] * 3
    assert score_events(compare_events(machine(people.events.to_dict("records"))))["f1"].tolist() == [1] * 4
