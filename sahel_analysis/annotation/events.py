"""Time expressions and events of an article beside its gold annotation, and scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from sahel_analysis.annotation.names import Gold, load_gold, score_measures

DATES = ("date_earliest", "date_latest")
FIGURES = ("killed_min", "killed_max", "wounded_min", "wounded_max", "detained_min", "detained_max")

_Stretch = tuple[int, int]
_Row = dict[str, Any]


def compare_times(found: pd.DataFrame, gold: Gold | None = None) -> pd.DataFrame:
    """Every time expression that the machine or the gold has, side by side.

    `found` is a table of times, `gold` that of the lessons unless given. Two expressions that overlap
    are the same one (the relaxed match of TempEval-3). Returns start, end, text, found and gold (TIMEX3
    values, NA where a side has no such expression), outcome ("both", "only the machine", "only the
    gold"), same_words and same_value. Optional ones are left out.

    Source: UzZaman et al. (2013), SemEval-2013 Task 1 (TempEval-3).
    """

    def show(have: _Row | None, want: _Row | None) -> _Row:
        shown = have or want or {}
        return {
            **{column: shown[column] for column in ("start", "end", "text")},
            "found": have["value"] if have else pd.NA,
            "gold": want["value"] if want else pd.NA,
            "outcome": _outcome(have, want),
            "same_words": _same(have, want, ("start", "end")),
            "same_value": _same(have, want, ("value",)),
        }

    columns = ["start", "end", "text", "found", "gold", "outcome", "same_words", "same_value"]
    return _side_by_side(found, gold or load_gold(), "times", show, columns)


def compare_events(found: pd.DataFrame, gold: Gold | None = None) -> pd.DataFrame:
    """Every event that the machine or the gold has, side by side.

    `found` is a table of events, `gold` that of the lessons unless given. Two events are the same one
    if their triggers overlap; where the gold knows further words for an event ("the assault"), these
    count as its trigger too, and are no false alarm. Returns start, trigger, event_id, gold_id (NA where
    a side has no such event), outcome ("both", "only the machine", "only the gold"), same_type,
    same_dates and same_figures (all of killed, wounded and detained). Optional ones are left out.
    """

    def show(have: _Row | None, want: _Row | None) -> _Row:
        shown = have or want or {}
        return {
            "start": shown["start"],
            "trigger": shown["trigger"],
            "event_id": have["event_id"] if have else pd.NA,
            "gold_id": want["event_id"] if want else pd.NA,
            "outcome": _outcome(have, want),
            "same_type": _same(have, want, ("type",)),
            "same_dates": _same(have, want, DATES),
            "same_figures": _same(have, want, FIGURES),
        }

    columns = [
        "start", "trigger", "event_id", "gold_id", "outcome", "same_type", "same_dates", "same_figures",
    ]  # fmt: skip
    return _side_by_side(found, gold or load_gold(), "events", show, columns)


def score_times(comparison: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of time expressions, from `compare_times`.

    One row each for: found (words overlap), the same words, the same value. Columns: label, found, in_gold,
    right, precision, recall, f1 (0 to 1, NA where nothing can be divided).
    """
    return score_measures(comparison, {"found": None, "same words": "same_words", "same value": "same_value"})


def score_events(comparison: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of events, from `compare_events`.

    One row each for: found, and found with the same type, dates, figures. Columns as in `score_times`.
    """
    measures = {"found": None, "same type": "same_type", "same dates": "same_dates"}
    return score_measures(comparison, {**measures, "same figures": "same_figures"})


def _side_by_side(
    found: pd.DataFrame,
    gold: Gold,
    name: str,
    show: Callable[[_Row | None, _Row | None], _Row],
    columns: list[str],
) -> pd.DataFrame:
    """Pairs the rows of a table with the gold's, and shows each pair and each row without one."""
    have, want = _rows(found), _rows(getattr(gold, name))
    free = [row for row in want if row["optional"]] + _rows(gold.unscored[gold.unscored["table"] == name])
    counted = [row for row in want if not row["optional"]]
    pairs = _pair(counted, have)
    known = [stretch for row in (*free, *counted) for stretch in _stretches(row)]
    pairs += [
        (row, None)
        for row in have
        if all(row is not paired for paired, _ in pairs) and not _meets_any(row, known)
    ]
    shown = sorted((show(*pair) for pair in pairs), key=_start)
    return pd.DataFrame(shown, columns=columns).convert_dtypes()


def _pair(want: list[_Row], have: list[_Row]) -> list[tuple[_Row | None, _Row | None]]:
    """Each row of the gold with a row of the machine that overlaps it, or with none.

    A row's own words are looked at before further words for it, which may belong to another row.
    """
    partner: dict[int, int] = {}
    for own in (slice(0, 1), slice(1, None)):
        for i, row in enumerate(want):
            if i not in partner:
                stretches = _stretches(row)[own]
                fitting = (j for j in range(len(have)) if _meets_any(have[j], stretches))
                j = next((j for j in fitting if j not in partner.values()), None)
                if j is not None:
                    partner[i] = j
    return [(have[partner[i]] if i in partner else None, row) for i, row in enumerate(want)]


def _stretches(row: _Row) -> list[_Stretch]:
    """The characters of a row, its own words first, then further words for the same."""
    further = row.get("other_triggers")
    others = [(t["start"], t["end"]) for t in further] if isinstance(further, list) else []
    return [(row["start"], row["end"]), *others]


def _meets_any(row: _Row, stretches: list[_Stretch]) -> bool:
    return any(a < row["end"] and row["start"] < b for a, b in stretches)


def _rows(table: pd.DataFrame) -> list[_Row]:
    """Rows with None for what is missing, and dates as ISO strings."""
    values = table.astype(object).where(table.notna(), None)
    return [
        {str(k): v.date().isoformat() if isinstance(v, pd.Timestamp) else v for k, v in row.items()}
        for row in values.to_dict(orient="records")
    ]


def _start(row: _Row) -> int:
    return int(row["start"])


def _outcome(have: _Row | None, want: _Row | None) -> str:
    if have is None:
        return "only the gold"
    return "both" if want else "only the machine"


def _same(have: _Row | None, want: _Row | None, columns: tuple[str, ...]) -> bool:
    return bool(have and want and all(have[column] == want[column] for column in columns))
