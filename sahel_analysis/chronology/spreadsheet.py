"""Reading the CSV files of users, as spreadsheet programs write them."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

import pandas as pd

from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.files import read_text
from sahel_analysis.wording import shorten


def read_rows(path: Path, columns: tuple[str, ...], what: str) -> pd.DataFrame:
    """A CSV file as strings, with commas, semicolons or tabs, with or without byte order mark.

    Rows without any content are left out; the index still counts them, from 0. Raises
    SahelAnalysisError if the file cannot be read, lacks one of `columns`, or has a row with more cells
    than the header, as then it is not sure which cell belongs to which column.
    """
    text = io.StringIO(read_text(path, "CSV"), newline=None).read()  # any kind of line end
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    try:
        with warnings.catch_warnings():
            # pandas cuts a long first row with a warning, and refuses a later one
            warnings.simplefilter("error", pd.errors.ParserWarning)
            rows = pd.read_csv(
                io.StringIO(text), sep=separator, dtype=str, keep_default_na=False, index_col=False
            )
    except pd.errors.EmptyDataError:
        raise SahelAnalysisError(
            f"{path.name} is not a table: it is empty. Give a CSV file with a header."
        ) from None
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        where = "in the first row" if isinstance(error, Warning) else str(error).strip()
        raise SahelAnalysisError(
            f"{path.name} is not a table: a row has more cells than the header, or a quotation mark is not "
            f"closed ({where}). Put cells that hold a {separator!r} between quotation marks."
        ) from None
    missing = [column for column in columns if column not in rows]
    if missing:
        raise SahelAnalysisError(
            f"{path.name} has no column {', '.join(missing)}. {what} has the columns {', '.join(columns)}; "
            f"this file has {shorten(', '.join(map(str, rows)), 200)}."
        )
    rows = rows.fillna("")  # a short row lacks its last cells
    return rows[(rows != "").any(axis=1)]
