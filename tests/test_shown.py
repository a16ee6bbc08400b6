"""Tables are printed with their main columns first; their data keep the columns' order."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest

from sahel_analysis.shown import MAIN, Table
from sahel_analysis.tables import TABLES, columns, make_table


@pytest.mark.parametrize("name", TABLES)
def test_main_columns_come_first(name: str) -> None:
    table = make_table(name, [])
    assert list(table) == list(columns(name))
    assert set(MAIN[name]) < set(table)
    head = table._repr_html_()
    assert head is not None
    shown = [column for column in head.replace("<", ">").split(">") if column in columns(name)]
    assert shown == [*MAIN[name], *(column for column in columns(name) if column not in MAIN[name])]


def test_print_names_the_other_columns() -> None:
    table = Table(
        {"start": [0], "end": [3], "text": ["Gao"], "label": "GPE", "kind": "name", "entity_id": "E1"}
    )
    assert str(table).split("\n") == [
        "  text label  kind entity_id",
        "0  Gao   GPE  name        E1",
        "More columns: start, end",
    ]


def test_a_part_is_shown_as_chosen() -> None:
    table = make_table("times", [])
    assert type(table[["start", "text"]]) is type(table.head()) is pd.DataFrame
    assert type(pickle.loads(pickle.dumps(table))) is Table


def test_a_table_of_other_columns_is_shown_whole() -> None:
    assert str(Table({"a": [1]})).split() == ["a", "0", "1", "More", "columns:"]
