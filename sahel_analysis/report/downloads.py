"""The tables as CSV inside links, safe to open in a spreadsheet."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from sahel_analysis.files import without_formulas
from sahel_analysis.tables import TABLES

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis


def download_links(analysis: Analysis) -> dict[str, str]:
    """The name of each table's CSV file, and a link that holds it."""
    return {f"{name}.csv": _link(spreadsheet_csv(analysis, name)) for name in TABLES}


def spreadsheet_csv(analysis: Analysis, name: str) -> str:
    """A table for a spreadsheet: contents as words, and no text that would run as a formula.

    A byte order mark tells spreadsheets that it is UTF-8.
    """
    table = getattr(analysis, name).copy()
    if "content" in table:
        text = analysis.article.text
        table["content"] = [" … ".join(text[a:b] for a, b in content) for content in table["content"]]
    return "\ufeff" + str(without_formulas(table).to_csv(index=False, lineterminator="\r\n"))


def _link(content: str) -> str:
    return "data:text/csv;charset=utf-8;base64," + base64.b64encode(content.encode("utf8")).decode("ascii")
