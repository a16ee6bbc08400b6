"""What stands in each table of the page: rows in words, with links to the text and to other rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from sahel_analysis.report.marks import row_ids
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import say_count, say_date, shorten

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

Part = tuple[str, str]
"""Words, and the anchor that they lead to ("" for none)."""

Cell = list[Part]

SURE = 0.5
"""A row of which the machine is less sure is called a guess: it is more likely wrong than right."""

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its anchor, where its words stand ("" for nowhere), and its cells."""

    row_id: str
    word_id: str
    cells: list[Cell]
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page. layer: whose measured accuracy stands below it."""

    name: str
    caption: str
    layer: str
    columns: list[str]
    rows: list[Row]


def make_tables(analysis: Analysis) -> dict[str, Table]:
    """The page's tables, by name."""
    return {
        name: Table(name, caption, layer, columns.split("|"), list(rows(analysis)))
        for name, caption, layer, columns, rows in _TABLES
    }


def _entities(analysis: Analysis) -> Iterator[Row]:
    mentions = analysis.mentions.assign(mention_id=row_ids(analysis.mentions, "mentions"))
    places = {entity: list(rows_of(group)) for entity, group in mentions.groupby("entity_id", sort=False)}
    for row in rows_of(analysis.entities):
        said = _mentions(places.get(row.entity_id, []))
        first = said[0][1].removeprefix("w-") if said else ""
        cells = [_cell(row.name), _cell(row.label), _cell(row.role), _cell(row.country), said]
        yield Row(row.entity_id, first, cells)


def _mentions(mentions: list[Any]) -> Cell:
    """A link for each mention: its words where they are new, then a number: "Gao 2 3 the town 5"."""
    cell: Cell = []
    seen: set[str] = set()
    for number, mention in enumerate(mentions, start=1):
        words = shorten(mention.text, 40)
        cell.append((str(number) if words in seen else words, f"w-{mention.mention_id}"))
        seen.add(words)
    return cell


def _times(analysis: Analysis) -> Iterator[Row]:
    for row, row_id in zip(rows_of(analysis.times), row_ids(analysis.times, "times"), strict=True):
        means = "" if pd.isna(row.earliest) and pd.isna(row.latest) else say_date(row.earliest, row.latest)
        words = (row.text, row.type, row.value, means, row.rule)
        yield Row(row_id, row_id, [_cell(word) for word in words])


def _attributions(analysis: Analysis) -> Iterator[Row]:
    text = analysis.article.text
    for row in rows_of(analysis.attributions):
        kind = f"{_plain(row.source_kind)}{', anonymous' * row.anonymous}"
        said = " … ".join(text[start:end] for start, end in row.content)
        act = row.act if row.stance == "neutral" else f"{row.act}, {row.stance}"
        words = (row.source, kind, row.cue, said, row.quote_type, act)
        cells = [_cell(word) for word in words]
        yield Row(row.attribution_id, row.attribution_id, [*cells, _link(row.parent_id), _cell(row.rule)])


def _events(analysis: Analysis) -> Iterator[Row]:
    for row in rows_of(analysis.events):
        who = " → ".join(str(end) for end in (row.actor, row.target) if pd.notna(end))
        news = "background" if row.is_background else "news"
        when = say_date(row.date_earliest, row.date_latest)
        people = "; ".join(_people(row))
        words = (row.trigger, _plain(row.type), when, row.place, who, people)
        cells = [_cell(word) for word in words]
        told = [_link(row.attribution_id), _cell(news), _cell(row.chronology_id)]
        is_guess = row.confidence < SURE
        told.append(_cell(f"{row.confidence:.2f}{': a guess' * is_guess}"))
        yield Row(row.event_id, row.event_id, [*cells, *told, _cell(row.rule)], is_guess)


def _people(row: Any) -> Iterator[str]:
    """The numbers of people of an event: "killed: at least 20"."""
    for measure in (field.removesuffix("_min") for field in row._fields if field.endswith("_min")):
        words = say_count(getattr(row, f"{measure}_min"), getattr(row, f"{measure}_max"), row.approx)
        if words:
            yield f"{_plain(measure)}: {words}"


def _figures(analysis: Analysis) -> Iterator[Row]:
    for row in rows_of(analysis.figures):
        number = say_count(row.low, row.high, row.approx)
        words = (row.text, row.measure, number, row.party, row.scope)
        links = [_link(row.event_id), _link(row.attribution_id)]
        yield Row(row.figure_id, row.figure_id, [*map(_cell, words), *links, _cell(row.rule)])


_TABLES: tuple[tuple[str, str, str, str, Callable[[Analysis], Iterator[Row]]], ...] = (
    (
        "events", "Events: what happened, when, where, to whom, on whose word", "events",
        "what|type|when|where|who → to whom|people|said in|news?|in the chronology|how sure|found by",
        _events,
    ),
    (
        "figures", "Figures: every number of people, and who gives it", "figures",
        "words|people who were|number|of which side|scope|event|said in|found by", _figures,
    ),
    (
        "attributions", "Attributions: who says what", "statements",
        "source|kind of source|cue|content|form|act|inside|found by", _attributions,
    ),
    (
        "entities", "Entities: who and where, with every mention", "names",
        "name|label|role|country|mentions", _entities,
    ),
    ("times", "Times: when", "times", "words|type|value|days|found by", _times),
)  # fmt: skip
"""Name, caption, layer of the measured accuracy, columns, rows."""


def _cell(words: Any) -> Cell:
    return [] if pd.isna(words) else [(shorten(str(words), _LONGEST), "")]


def _link(row_id: Any) -> Cell:
    return [] if pd.isna(row_id) else [(str(row_id), str(row_id))]


def _plain(word: str) -> str:
    return word.replace("_", " ")
