"""Reading the tables of users: CSV files as spreadsheet programs and R write them, or DataFrames."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import pandas as pd

from sahel_analysis.errors import SahelAnalysisError, as_path, reading
from sahel_analysis.files import read_text
from sahel_analysis.wording import shorten

_MISSING = frozenset({"NA", "N/A", "#N/A", "NaN", "nan", "NaT", "NULL", "null", "None", "<NA>"})
"""What programs write for nothing."""

_SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?[ \t]*\n", re.IGNORECASE)
_DECIMAL_COMMA = r"\s*([+-]?\d{1,3}),(\d+)\s*"

_OTHER_FILES = {
    b"PK": "a packed file (.zip). Unpack it, and give the CSV file in it",
    b"\x1f\x8b": "a packed file (such as .gz or .rds). Unpack it, or save it as CSV (UTF-8)",
    b"\xd0\xcf\x11\xe0": "a workbook (.xls). Save its sheet as CSV (UTF-8)",
    b"{": "JSON. Take the CSV export",
    b"[": "JSON. Take the CSV export",
    b"<stata_dta>": "a file of Stata (.dta). Save it as CSV (UTF-8)",
    b"<": "a page (HTML or XML), perhaps one with an error message. Take the CSV export",
}
"""How files begin that are no CSV, and what to do."""

_WORKBOOK = "a workbook (such as .xlsx). Save its sheet as CSV (UTF-8)"
_IN_WORKBOOKS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
"""Files in packed files that are workbooks."""

_KNOWN_TABLES = {
    ("event_id_cnty", "sub_event_type", "fatalities"): "an export of ACLED. Read it with sa.read_acled",
    ("type_of_violence", "side_a", "best"): "a table of UCDP GED. Read it with sa.read_ucdp",
    ("type_of_violence", "side_a", "best_est"): (
        "an old table of UCDP GED, whose columns had other names. Download the current version"
    ),
    ("week", "sub_event_type", "events", "fatalities"): (
        "ACLED's aggregated table, which counts events by week and region. Download the export of single "
        "events, and read it with sa.read_acled"
    ),
}
"""Columns that tell tables which are often taken for another, and what to do with them."""


def read_rows(given: str | Path | pd.DataFrame, columns: tuple[str, ...], what: str) -> pd.DataFrame:
    """A table as strings: a CSV file with commas, semicolons or tabs, or a DataFrame.

    A byte order mark, a first line "sep=;", a line of HXL tags and what programs write for nothing (NA) are
    left out, as are blanks around a cell; column names may be in capitals and with blanks. Rows without any
    content are left out; the index still counts them, from 0. Raises SahelAnalysisError if the file cannot be
    read or is cut off, lacks one of `columns` or has one twice, or has a row with more cells than the header,
    as then it is not sure which cell belongs to which.
    """
    if isinstance(given, pd.DataFrame):
        name = name_of(given)
        _refuse_doubled(name, [str(column) for column in given.columns])
        with reading(name, "Give what pandas reads from a CSV file."):
            rows = _strings(given)
    else:
        path = as_path(given)
        name, rows = path.name, _read_csv(path)
    wanted = {column.lower(): column for column in columns}
    rows.columns = [wanted.get("_".join(str(c).lower().split()), str(c).strip()) for c in rows.columns]
    _refuse_doubled(name, [column for column in rows.columns if column in columns])
    missing = [column for column in columns if column not in rows]
    if missing:
        _refuse_known_tables(name, rows)
        raise SahelAnalysisError(
            f"{name} has no column {', '.join(missing)}. {what} has the columns {', '.join(columns)}; "
            f"this file has {shorten(', '.join(map(str, rows)) or 'none', 200)}. Give a table that has them."
        )
    rows = rows.fillna("")  # a short row lacks its last cells
    cells: pd.DataFrame = rows.apply(lambda column: column.str.strip())
    rows = cells.mask(cells.isin(_MISSING), "")
    told = [any(row) and not _has_tags(row) for row in rows.itertuples(index=False)]
    return rows[pd.Series(told, index=rows.index, dtype=bool)]


def _refuse_known_tables(name: str, rows: pd.DataFrame) -> None:
    """Raises SahelAnalysisError for a table that another function reads, or none."""
    present = {"_".join(str(column).lower().split()) for column in rows.columns}
    kind = next((kind for columns, kind in _KNOWN_TABLES.items() if present.issuperset(columns)), None)
    if kind is not None:
        raise SahelAnalysisError(f"{name} is {kind}.")


def name_of(given: str | Path | pd.DataFrame) -> str:
    """What messages call a table."""
    return "The table" if isinstance(given, pd.DataFrame) else as_path(given).name


def with_decimal_points(cells: pd.Series) -> pd.Series:
    """Degrees with a decimal comma ("12,58"), as spreadsheets of some languages have them, with a point."""
    return cells.str.replace(rf"^{_DECIMAL_COMMA}$", r"\1.\2", regex=True)


def _strings(table: pd.DataFrame) -> pd.DataFrame:
    """The cells of a DataFrame as a CSV file would have them."""
    if table.columns.empty:
        return pd.DataFrame()
    text = table.to_csv(
        index=False, date_format="%Y-%m-%d", lineterminator="\n", quoting=csv.QUOTE_ALL
    )  # a carriage return ends a row unless it is quoted
    return pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)


def _refuse_doubled(name: str, columns: Sequence[str]) -> None:
    """Raises SahelAnalysisError if a column that has a name is there twice."""
    doubled = sorted({column for column in columns if column.strip() and columns.count(column) > 1})
    if doubled:
        raise SahelAnalysisError(f"{name} has several columns {', '.join(doubled)}. Name each only once.")


def _has_tags(cells: Iterable[str]) -> bool:
    """Whether a row is one of HXL tags ("#event+code"): so are all of its cells."""
    told = [cell.strip() for cell in cells if cell.strip()]
    return len(told) > 1 and all(re.fullmatch(r"#\w+([ +]\w+)*", cell) for cell in told)


def _read_csv(path: Path) -> pd.DataFrame:
    _refuse_other_files(path)
    text = io.StringIO(read_text(path, "CSV"), newline=None).read()  # any kind of line end
    told = _SEPARATOR.match(text)
    if told:
        text = text[told.end() :]
    header = text.partition("\n")[0]
    separator = told[1] if told else max(",;\t", key=header.count)
    with reading(path.name, "Give a CSV file with a header."):
        return _parse(path.name, text, header, separator)


def _parse(name: str, text: str, header: str, separator: str) -> pd.DataFrame:
    try:
        names = next(csv.reader([header], delimiter=separator), [])
        _refuse_doubled(name, names)
        _refuse_cut(name, text, len(names), separator)
        with warnings.catch_warnings():
            # pandas cuts a long first row with a warning, and refuses a later one
            warnings.simplefilter("error", pd.errors.ParserWarning)
            return pd.read_csv(
                io.StringIO(text), sep=separator, dtype=str, keep_default_na=False, index_col=False
            )
    except pd.errors.EmptyDataError:
        raise SahelAnalysisError(
            f"{name} is not a table: it is empty. Give a CSV file with a header."
        ) from None
    except (csv.Error, pd.errors.ParserError, pd.errors.ParserWarning) as error:
        where = "in the first row" if isinstance(error, Warning) else str(error).strip()
        raise SahelAnalysisError(
            f"{name} is not a table: a row has more cells than the header, or a quotation mark is not "
            f"closed ({where}). Put cells that hold a {separator!r} between quotation marks."
        ) from None


def _refuse_cut(name: str, text: str, n_cells: int, separator: str) -> None:
    """Raises SahelAnalysisError if a table ends within a row, as a download does that broke off."""
    if text.rstrip(" ").endswith("\n"):
        return
    last = deque(csv.reader(io.StringIO(text), delimiter=separator), maxlen=1)
    if last and len(last[0]) < n_cells:
        raise SahelAnalysisError(
            f"{name} seems to be cut off: its last row has fewer cells than the header and no end. "
            "Download or save it again, or complete the row."
        )


def _refuse_other_files(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError:
        return  # reading it says why
    kind = next((kind for start, kind in _OTHER_FILES.items() if head.startswith(start)), None)
    if head.startswith(b"PK"):
        with suppress(zipfile.BadZipFile, NotImplementedError, ValueError), zipfile.ZipFile(path) as packed:
            kind = _WORKBOOK if _IN_WORKBOOKS.intersection(packed.namelist()) else kind
    if kind is not None:
        raise SahelAnalysisError(f"{path.name} is not a table but {kind}.")
