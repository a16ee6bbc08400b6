"""Who has what? The machine's rows beside those of the gold annotation, paired where they are the same."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from operator import index
from typing import TYPE_CHECKING, Any

import pandas as pd

from sahel_analysis.annotation.gold import Gold, as_gold, spans_of
from sahel_analysis.article import load_article
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.tables import MEASURES, plain_rows
from sahel_analysis.wording import shorten

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

DATES = ("date_earliest", "date_latest")
FIGURES = tuple(f"{measure}_{end}" for measure in MEASURES for end in ("min", "max"))

_Stretch = tuple[int, int]
_Row = dict[str, Any]
_Pair = tuple[_Row | None, _Row | None]
"""The machine's row and the gold's; None where a side has none."""

_SOURCE = ("source", "source_start", "source_end")

_LEAST = 0.5
"""Share of its characters that two contents must have in common to be the same."""


def compare_names(found: pd.DataFrame, gold: Gold | None = None, merge_places: bool = True) -> pd.DataFrame:
    """Every name that the machine or the gold has, side by side.

    `found` is a table of mentions, `gold` that of the lessons unless given. Returns start, end, text,
    found, gold (labels, NA where a side has none) and outcome: "both", "only the machine", "only the
    gold" or "other label". With `merge_places` GPE and LOC count as one. Optional stretches are left out
    unless both agree.
    """
    gold = as_gold(gold)
    gold.require("names", found, "start", "end", "text", "label", "kind")
    found = found[found["kind"] == "name"]
    words = {
        (a, b): w
        for t in (gold.mentions, found)
        for a, b, w in zip(t["start"], t["end"], t["text"], strict=True)
    }
    place = {"LOC": "GPE"} if merge_places else {}
    machine = {(a, b): label for a, b, label in spans_of(found)}
    people = {(a, b): label for a, b, label in gold.names()}
    optional = gold.optional_names()
    rows = []
    for span in sorted({*machine, *people}):
        have, want = machine.get(span), people.get(span)
        if want is None and any(a < span[1] and span[0] < b for a, b in optional):
            continue
        if have is None or want is None:
            outcome = "only the machine" if have else "only the gold"
        else:
            outcome = "both" if place.get(have, have) == place.get(want, want) else "other label"
        rows.append((*span, words[span], have, want, outcome))
    return pd.DataFrame(rows, columns=["start", "end", "text", "found", "gold", "outcome"])


def model_names(analysis: Analysis) -> pd.DataFrame:
    """The names that the pipeline sees by itself, before gazetteer and rules (columns of `mentions`).

    For comparing: what does the neural model add, what do the word lists?
    """
    skip = analysis.article.boilerplate
    in_given = analysis.article.clean.in_given
    found = [(*in_given(e.start_char, e.end_char), e.text, e.label_, "name") for e in analysis.doc.ents]
    return pd.DataFrame(
        [row for row in found if not any(b.start < row[1] and row[0] < b.end for b in skip)],
        columns=["start", "end", "text", "label", "kind"],
    )


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
            **_both("value", "found", "gold", have, want),
            "outcome": _outcome(have, want),
            "same_words": _same(have, want, "start", "end"),
            "same_value": _same(have, want, "value"),
        }

    gold = as_gold(gold)
    gold.require("times", found, "start", "end", "text")
    columns = ["start", "end", "text", "found", "gold", "outcome", "same_words", "same_value"]
    return _show(_pair_words("times", found, gold), show, columns)


def compare_events(found: pd.DataFrame, gold: Gold | None = None) -> pd.DataFrame:
    """Every event that the machine or the gold has, side by side.

    `found` is a table of events, `gold` that of the lessons unless given. Two events are the same one
    if their triggers overlap; where the gold knows further words for an event ("the assault"), these
    count as its trigger too, and are no false alarm. Returns start, trigger, event_id, gold_id (NA where
    a side has no such event), outcome ("both", "only the machine", "only the gold"), same_type,
    same_dates and same_figures (all those that the gold counts). Optional ones are left out.
    """
    gold = as_gold(gold)
    figures = [column for column in FIGURES if column in gold.events] or FIGURES

    def show(have: _Row | None, want: _Row | None) -> _Row:
        shown = have or want or {}
        return {
            **{column: shown[column] for column in ("start", "trigger")},
            **_both("event_id", "event_id", "gold_id", have, want),
            "outcome": _outcome(have, want),
            "same_type": _same(have, want, "type"),
            "same_dates": _same(have, want, *DATES),
            "same_figures": _same(have, want, *figures),
        }

    columns = [
        "start",
        "trigger",
        "event_id",
        "gold_id",
        "outcome",
        "same_type",
        "same_dates",
        "same_figures",
    ]
    gold.require("events", found, "start", "end", "trigger")
    return _show(_pair_words("events", found, gold), show, columns)


def compare_attributions(found: pd.DataFrame, gold: Gold | None = None) -> pd.DataFrame:
    """Every statement that the machine or the gold has, side by side.

    `found` is a table of attributions, of which the statements count (all, if it is a gold's); `gold` that of
    the lessons unless given. Two are the same one if their contents share at least half of their characters
    (Jaccard) and their sources overlap or are both missing, as is usual for quotations (Newell et al. 2018).
    Returns attribution_id, gold_id (NA where a side has no such statement), source, cue, content (in the
    words of the gold, if it has the row), outcome ("both", "only the machine", "only the gold"), same_kind,
    same_anonymity, same_quote_type, same_stance. Optional ones are left out.
    """
    gold = as_gold(gold)
    gold.require("sources", found, "cue_start", "cue_end", "cue", "content", *_SOURCE)
    found = found.assign(content=found["content"].map(_as_pairs).astype(object))
    text = gold.text or load_article().text

    def show(have: _Row | None, want: _Row | None) -> _Row:
        shown = want or have or {}
        return {
            "start": shown["cue_start"],
            **_both("attribution_id", "attribution_id", "gold_id", have, want),
            **{column: shown[column] for column in ("source", "cue")},
            "content": " … ".join(text[a:b] for a, b in shown["content"]),
            "outcome": _outcome(have, want),
            "same_kind": _same(have, _with_alternative(have, want), "source_kind"),
            "same_anonymity": _same(have, want, "anonymous"),
            "same_quote_type": _same(have, want, "quote_type"),
            "same_stance": _same(have, want, "stance"),
        }

    columns = ["attribution_id", "gold_id", "source", "cue", "content", "outcome"]
    columns += ["same_kind", "same_anonymity", "same_quote_type", "same_stance"]
    return _show(_pair_statements(found, gold), show, columns)


# Pairs


def _pair_words(name: str, found: pd.DataFrame, gold: Gold) -> list[_Pair]:
    """Each row of a table with a row of the gold that overlaps it, and all that have none.

    A row's own words are looked at before further words for it, which may belong to another row.
    """
    have, want = plain_rows(found), plain_rows(getattr(gold, name))
    counted = [row for row in want if not row["optional"]]
    partner: dict[int, int] = {}
    for own in (slice(0, 1), slice(1, None)):
        for i, row in enumerate(counted):
            if i not in partner:
                stretches = _stretches(row)[own]
                fitting = (j for j in range(len(have)) if _meets_any(_stretches(have[j])[0], stretches))
                j = next((j for j in fitting if j not in partner.values()), None)
                if j is not None:
                    partner[i] = j
    known = [stretch for row in want for stretch in _stretches(row)] + _unscored(gold, name)
    alone = [
        row
        for j, row in enumerate(have)
        if j not in partner.values() and not _meets_any(_stretches(row)[0], known)
    ]
    return [
        *((have[partner[i]] if i in partner else None, row) for i, row in enumerate(counted)),
        *((row, None) for row in alone),
    ]


def _pair_statements(found: pd.DataFrame, gold: Gold) -> list[_Pair]:
    """Each statement with one of the gold, the best fitting pairs first, and all that have none."""
    is_statement = found["act"] == "statement" if "act" in found else slice(None)
    have = plain_rows(found[is_statement])
    want = plain_rows(gold.attributions)
    fits = sorted(
        (-_alike(g, h), i, j) for i, g in enumerate(want) for j, h in enumerate(have) if _same_source(g, h)
    )
    partner: dict[int, int] = {}
    for share, i, j in fits:
        if -share >= _LEAST and j not in partner.values() and i not in partner:
            partner[i] = j
    free = [_cue(row) for row in want if row["optional"]] + _unscored(gold, "attributions")
    return [
        *(
            (have[partner[i]] if i in partner else None, row)
            for i, row in enumerate(want)
            if not row["optional"]
        ),
        *(
            (row, None)
            for j, row in enumerate(have)
            if j not in partner.values() and not _meets_any(_cue(row), free)
        ),
    ]


def _unscored(gold: Gold, name: str) -> list[_Stretch]:
    """Stretches of text in which a row is neither a miss nor a false alarm."""
    rows = gold.unscored[gold.unscored["table"] == name]
    return [(int(a), int(b)) for a, b in zip(rows["start"], rows["end"], strict=True)]


def _stretches(row: _Row) -> list[_Stretch]:
    """The characters of a row, its own words first, then further words for the same."""
    return [(row["start"], row["end"]), *((t["start"], t["end"]) for t in row.get("other_triggers") or ())]


def _cue(row: _Row) -> _Stretch:
    return row["cue_start"], row["cue_end"]


def _meets_any(stretch: _Stretch, others: Iterable[_Stretch]) -> bool:
    start, end = stretch
    return any(a < end and start < b for a, b in others)


def _as_pairs(content: Any) -> list[_Stretch]:
    """The stretches of a content; a CSV file holds them as text: "((13, 50),)"."""
    try:
        pairs = ast.literal_eval(content) if isinstance(content, str) else content
        return [(index(start), index(end)) for start, end in pairs]
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        raise SahelAnalysisError(
            f"A content is {shorten(repr(content), 40)}, not places such as ((13, 50),). Give the "
            "attributions of an analysis, or what pd.read_csv reads of their CSV file."
        ) from None


def _alike(first: _Row, second: _Row) -> float:
    """What two contents share of their characters (Jaccard)."""
    one, other = ({i for a, b in row["content"] for i in range(a, b)} for row in (first, second))
    return len(one & other) / len(one | other) if one | other else 0.0


def _same_source(first: _Row, second: _Row) -> bool:
    one, other = ((row["source_start"], row["source_end"]) for row in (first, second))
    if None in (*one, *other):
        return one[0] is other[0] is None
    return _meets_any(one, [other])


# What is shown of a pair


def _show(
    pairs: list[_Pair], show: Callable[[_Row | None, _Row | None], _Row], columns: list[str]
) -> pd.DataFrame:
    shown = sorted((show(*pair) for pair in pairs), key=lambda row: int(row["start"]))
    return pd.DataFrame(shown, columns=columns).convert_dtypes()


def _both(column: str, ours: str, theirs: str, have: _Row | None, want: _Row | None) -> _Row:
    """One column of both sides; NA where a side has no row."""
    return {name: row.get(column, pd.NA) if row else pd.NA for name, row in ((ours, have), (theirs, want))}


def _outcome(have: _Row | None, want: _Row | None) -> str:
    if have is None:
        return "only the gold"
    return "both" if want else "only the machine"


def _same(have: _Row | None, want: _Row | None, *columns: str) -> Any:
    """Whether both rows have the same there; NA if the gold does not speak of it, or the machine's table."""
    if have is None or want is None:
        return False
    if any(column not in row for row in (have, want) for column in columns):
        return pd.NA
    return all(have[column] == want[column] for column in columns)


def _with_alternative(have: _Row | None, want: _Row | None) -> _Row | None:
    """The gold's row with its second reading of the kind of source, where the machine has that one."""
    if have and want and want.get("source_kind_alt") and have["source_kind"] == want["source_kind_alt"]:
        return {**want, "source_kind": want["source_kind_alt"]}
    return want
