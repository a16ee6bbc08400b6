"""Attributions of an article beside its gold annotation, and scores."""

from __future__ import annotations

from typing import Any

import pandas as pd

from sahel_analysis.annotation.names import Gold, load_gold, score_measures
from sahel_analysis.article import load_article

_Row = dict[str, Any]

_LEAST = 0.5
"""Share of its characters that two contents must have in common to be the same."""

_MEASURES = {
    "found": None,
    "same kind of source": "same_kind",
    "same anonymity": "same_anonymity",
    "same quotation": "same_quote_type",
    "same stance": "same_stance",
}


def compare_attributions(found: pd.DataFrame, gold: Gold | None = None) -> pd.DataFrame:
    """Every statement that the machine or the gold has, side by side.

    `found` is a table of attributions, of which the statements count; `gold` that of the lessons unless
    given. Two are the same one if their contents share at least half of their characters (Jaccard) and
    their sources overlap or are both missing, as is usual for quotations (Newell et al. 2018). Returns
    attribution_id, gold_id (NA where a side has no such statement), source, cue, content (in the words of
    the gold, if it has the row), outcome ("both", "only the machine", "only the gold"), same_kind,
    same_anonymity, same_quote_type, same_stance. Optional ones are left out.
    """
    gold = gold or load_gold()
    have = [_plain(row) for row in found[found["act"] == "statement"].to_dict("records")]
    want = [_plain(row) for row in gold.attributions.to_dict("records")]
    partner = _pair(want, have)
    free = _free(gold, want)
    taken = {id(row) for row in partner.values()}
    pairs: list[tuple[_Row | None, _Row | None]] = [
        (partner.get(row["attribution_id"]), row) for row in want if not row["optional"]
    ]
    pairs += [
        (row, None)
        for row in have
        if id(row) not in taken and not any(a < row["cue_end"] and row["cue_start"] < b for a, b in free)
    ]
    shown = sorted((_show(*pair) for pair in pairs), key=lambda row: row["start"])
    columns = ["attribution_id", "gold_id", "source", "cue", "content", "outcome"]
    return pd.DataFrame(shown, columns=[*columns, *filter(None, _MEASURES.values())]).convert_dtypes()


def score_attributions(comparison: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of statements, from `compare_attributions`.

    One row each for: found; found with the same kind of source, anonymity, quotation, stance. Columns: label,
    found (by the machine), in_gold, right, precision, recall, f1 (0 to 1, NA where nothing can be divided).
    """
    return score_measures(comparison, _MEASURES)


def _pair(want: list[_Row], have: list[_Row]) -> dict[str, _Row]:
    """The machine's row for each gold row that has one, by the gold's id: the best fitting pairs first."""
    fits = [
        (_alike(g, h), i, j) for i, g in enumerate(want) for j, h in enumerate(have) if _same_source(g, h)
    ]
    used: set[int] = set()
    partner: dict[str, _Row] = {}
    for share, i, j in sorted(fits, key=lambda fit: (-fit[0], fit[1:])):
        if share >= _LEAST and j not in used and want[i]["attribution_id"] not in partner:
            used.add(j)
            partner[want[i]["attribution_id"]] = have[j]
    return partner


def _alike(first: _Row, second: _Row) -> float:
    one, other = ({i for a, b in row["content"] for i in range(a, b)} for row in (first, second))
    return len(one & other) / len(one | other) if one | other else 0.0


def _same_source(first: _Row, second: _Row) -> bool:
    if first["source_start"] is None or second["source_start"] is None:
        return bool(first["source_start"] == second["source_start"])
    return bool(first["source_start"] < second["source_end"] and second["source_start"] < first["source_end"])


def _free(gold: Gold, want: list[_Row]) -> list[tuple[int, int]]:
    """Stretches in which a cue is neither a miss nor a false alarm."""
    more = gold.unscored[gold.unscored["table"] == "attributions"]
    return [
        *((row["cue_start"], row["cue_end"]) for row in want if row["optional"]),
        *((int(a), int(b)) for a, b in zip(more["start"], more["end"], strict=True)),
    ]


def _show(have: _Row | None, want: _Row | None) -> _Row:
    shown = want or have or {}
    text = load_article().text
    row = {
        "start": shown["cue_start"],
        "attribution_id": have["attribution_id"] if have else pd.NA,
        "gold_id": want["attribution_id"] if want else pd.NA,
        "source": shown["source"],
        "cue": shown["cue"],
        "content": " … ".join(text[a:b] for a, b in shown["content"]),
        "outcome": "both" if have and want else "only the machine" if have else "only the gold",
    }
    for column in filter(None, _MEASURES.values()):
        row[column] = bool(have and want and _agree(have, want, column))
    return row


def _agree(have: _Row, want: _Row, measure: str) -> bool:
    if measure == "same_kind":
        return have["source_kind"] in (want["source_kind"], want["source_kind_alt"])
    column = {"same_anonymity": "anonymous"}.get(measure, measure.removeprefix("same_"))
    return bool(have[column] == want[column])


def _plain(row: Any) -> _Row:
    """A row with None for what is missing."""
    return {str(k): v if isinstance(v, (list, tuple)) or pd.notna(v) else None for k, v in row.items()}
