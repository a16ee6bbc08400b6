"""How is a table shown? Its main columns first; the data keep their order."""

from __future__ import annotations

from typing import cast

import pandas as pd

_WIDEST = 40
"""Characters of a cell in print."""

MAIN = {
    "mentions": ("text", "label", "kind", "entity_id"),
    "entities": ("name", "label", "role", "country", "n_mentions"),
    "times": ("text", "type", "value", "earliest", "latest"),
    "attributions": ("source", "source_kind", "cue", "content", "quote_type", "act", "stance"),
    "events": (
        *("trigger", "type", "date_earliest", "date_latest", "place", "country", "actor", "target"),
        *("killed_min", "killed_max", "wounded_min", "wounded_max", "attribution_id"),
    ),
    "figures": ("text", "measure", "low", "high", "approx", "party", "scope", "event_id"),
}
"""What a reader looks for, by table: shown before offsets and what else the rows hold."""


class Table(pd.DataFrame):
    """A DataFrame that is printed with its main columns first.

    A part of it, and what is computed from it, is a plain DataFrame, so that columns which a reader has
    chosen stand as chosen.

    Example:
        >>> str(analysis.times).split()[:5]
        ['text', 'type', 'value', 'earliest', 'latest']
        >>> analysis.times.columns[:3].tolist()
        ['start', 'end', 'text']
    """

    def __repr__(self) -> str:
        """The main columns as pandas prints them, and the names of the others."""
        main, others = self._parted()
        with pd.option_context("display.max_columns", None, "display.max_colwidth", _WIDEST):
            return f"{pd.DataFrame(self)[main]!r}\nMore columns: {', '.join(others)}"

    def _repr_html_(self) -> str | None:
        """All columns, for a notebook, in which wide tables scroll."""
        main, others = self._parted()
        with pd.option_context("display.max_columns", None):
            return cast("str | None", pd.DataFrame(self)[main + others]._repr_html_())  # type: ignore[operator]

    def _parted(self) -> tuple[list[str], list[str]]:
        """The names of the main columns and of the others."""
        names = list(self.columns)
        main = next((list(columns) for columns in MAIN.values() if set(columns) <= set(names)), names)
        return main, [name for name in names if name not in main]
