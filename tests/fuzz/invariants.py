"""What holds of every analysis, whatever the text."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True)
class Reading:
    """A text, and how its stretches read."""

    text: str
    words: Callable[[int, int], str]

    def words_of(self, start: int, end: int) -> str:
        assert 0 <= start < end <= len(self.text), (start, end)
        return self.words(start, end)


def check_rows(
    text: str, tables: dict[str, list[dict[str, Any]]], words: Callable[[int, int], str] | None = None
) -> None:
    """Raises AssertionError unless the rows of `Analysis.to_dict` fit the text and each other.

    `words` gives the clean words of a stretch of the text, which rows repeat; those of the text unless given.
    """
    read = Reading(text, words or (lambda start, end: text[start:end]))
    json.dumps(tables, allow_nan=False)
    ids = {
        name: [row[f"{name[:-1] if name != 'entities' else 'entity'}_id"] for row in tables[name]]
        for name in ("entities", "attributions", "events", "figures")
    }
    for name, own in ids.items():
        assert len(set(own)) == len(own), f"{name}: an id twice"
    known = {name: {None, *own} for name, own in ids.items()}
    check_mentions(read, tables["mentions"], tables["entities"], known)
    check_times(read, tables["times"])
    check_attributions(read, tables["attributions"], known)
    check_events(read, tables["events"], known)
    check_figures(read, tables["figures"], known)


def check_mentions(read: Reading, mentions: Any, entities: Any, known: Any) -> None:
    for row in mentions:
        assert read.words_of(row["start"], row["end"]) == row["text"], row
        assert row["entity_id"] in known["entities"] - {None}, row
    for row in entities:
        assert row["affiliation"] in known["entities"], row
        mine = [m for m in mentions if m["entity_id"] == row["entity_id"]]
        assert row["n_mentions"] == len(mine), row
        assert row["first_start"] == min(m["start"] for m in mine), row
        check_point(row)


def check_times(read: Reading, times: Any) -> None:
    for row in times:
        assert read.words_of(row["start"], row["end"]) == row["text"], row
        in_order(row["earliest"], row["latest"], row)


def check_attributions(read: Reading, attributions: Any, known: Any) -> None:
    parents = {row["attribution_id"]: row["parent_id"] for row in attributions}
    for row in attributions:
        parts: list[Span] = [(row["cue_start"], row["cue_end"]), *map(tuple, row["content"])]
        if row["source_start"] is not None:
            parts.append((row["source_start"], row["source_end"]))
            assert read.words_of(*parts[-1]) == row["source"], row
        assert read.words_of(*parts[0]) == row["cue"], row
        ordered = sorted(parts)
        assert all(0 <= start < end <= len(read.text) for start, end in ordered), row
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(ordered)), ("parts overlap", row)
        assert row["source_entity_id"] in known["entities"], row
        assert row["parent_id"] in known["attributions"], row
        seen = {row["attribution_id"]}
        above = row["parent_id"]
        while above is not None:
            assert above not in seen, ("a cycle", row)
            seen.add(above)
            above = parents[above]


def check_events(read: Reading, events: Any, known: Any) -> None:
    for row in events:
        assert read.words_of(row["start"], row["end"]) == row["trigger"], row
        in_order(row["date_earliest"], row["date_latest"], row)
        for column in row:
            if column.endswith("_min"):
                in_order(row[column], row[f"{column[:-4]}_max"], row)
                assert row[column] is None or row[column] >= 0, row
        assert row["actor_id"] in known["entities"], row
        assert row["attribution_id"] in known["attributions"], row
        assert 0 <= row["confidence"] <= 1, row
        check_point(row)


def check_figures(read: Reading, figures: Any, known: Any) -> None:
    for row in figures:
        assert read.words_of(row["start"], row["end"]) == row["text"], row
        in_order(row["low"], row["high"], row)
        assert row["event_id"] in known["events"], row
        assert row["attribution_id"] in known["attributions"], row


def in_order(low: Any, high: Any, row: Any) -> None:
    assert low is None or high is None or low <= high, row


def check_point(row: Any) -> None:
    assert (row["lat"] is None) == (row["lon"] is None), row
    assert row["lat"] is None or (abs(row["lat"]) <= 90 and abs(row["lon"]) <= 180), row


def check_starts(values: Iterable[Any]) -> None:
    """Ascending."""
    given = list(values)
    assert given == sorted(given), given
