"""Which articles does an input hold, and which of its rows are none?

An input is a JSONL, CSV or Parquet file, or a folder of such files or of text files. It is read row by row,
always in the same order; a row that cannot be read is refused with its reason, and the others go on.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sahel_analysis.article import MAX_BYTES, is_missing, read_article
from sahel_analysis.errors import ArticleError, SahelAnalysisError
from sahel_analysis.files import is_left_behind
from sahel_analysis.wording import shorten

FIELDS = ("id", "text", "published", "title", "outlet", "url")
"""What is read of an article; only the text is needed."""

KINDS = (".jsonl", ".csv", ".parquet", ".txt")
METADATA = "metadata.csv"
"""What is known of the text files of a folder: a row each, whose id is the file's name in the folder."""

MAX_LINE = 8 * MAX_BYTES
"""Bytes of a line of JSONL or a cell of CSV: the longest text, each byte of it escaped."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the input: its number from 1, where it stands, and what it holds or why it is refused."""

    number: int
    place: str
    article_id: str | None
    values: Mapping[str, Any]
    refused: str | None = None


@dataclass(frozen=True)
class Source:
    """The files of an input, in order, all of one kind; `columns` says what the input calls a field."""

    folder: Path
    files: tuple[Path, ...]
    columns: Mapping[str, str]

    def name_of(self, file: Path) -> str:
        """The file's name in the input's folder, with "/" on every system."""
        return file.relative_to(self.folder).as_posix()


_Raw = tuple[str, dict[str, Any] | None, str | None]
"""Place, values, and why the row is refused."""


def find_source(path: str | Path, columns: Mapping[str, str] | None = None) -> Source:
    """The files of an input.

    `columns` maps fields (`FIELDS`) to columns of the input that are named otherwise. Raises
    SahelAnalysisError if there is nothing to read, or files of several kinds.
    """
    path, columns = Path(path), dict(columns or {})
    wrong = sorted(set(columns) - set(FIELDS))
    if wrong:
        raise SahelAnalysisError(
            f"{', '.join(wrong)}: no such field. Map columns as FIELD=COLUMN; "
            f"the fields are {', '.join(FIELDS)}."
        )
    if path.is_dir():
        found = (file for file in path.rglob("*") if file.suffix.lower() in KINDS and file.is_file())
        own = (file for file in found if not any(map(is_left_behind, file.relative_to(path).parts)))
        files = sorted(own, key=lambda file: file.relative_to(path).parts)
        if any(file.suffix.lower() == ".txt" for file in files):
            files = [file for file in files if file != path / METADATA]
        folder = path
    else:
        files, folder = [path] if path.is_file() else [], path.parent
    kinds = {file.suffix.lower() for file in files}
    if not files or not kinds <= set(KINDS):
        raise SahelAnalysisError(
            f"{str(path)!r} is no input. Give a file that ends in .jsonl, .csv or .parquet, "
            "or a folder of such files or of .txt files."
        )
    if len(kinds) > 1:
        raise SahelAnalysisError(
            f"The folder {str(path)!r} holds files of several kinds ({', '.join(sorted(kinds))}). "
            "Give one file, or a folder of one kind."
        )
    return Source(folder, tuple(files), columns)


def hash_input(source: Source) -> str:
    """SHA-256 of the input: names and contents of its files."""
    total = hashlib.sha256()
    metadata = source.folder / METADATA
    for file in (*source.files, *([metadata] if _is_text(source) and metadata.is_file() else [])):
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        total.update(f"{source.name_of(file)}\n{digest}\n".encode("utf8", "surrogateescape"))
    return total.hexdigest()


def read_rows(source: Source) -> Iterator[Row]:
    """The rows of an input, in its order.

    A row without an id gets its number as id; NaN and the like are nothing. Refused: rows that are not of the
    file's form, have no text, or an id that an earlier row has. Raises SahelAnalysisError if a file cannot be
    read at all.
    """
    seen: set[bytes] = set()
    for number, (place, raw, refused) in enumerate(_raw_rows(source), start=1):
        values = {field: (raw or {}).get(source.columns.get(field, field)) for field in FIELDS}
        values = {field: None if is_missing(value) else value for field, value in values.items()}
        given = values.pop("id")
        article_id = str(given) if isinstance(given, (str, int)) and str(given).strip() else None
        if refused is None:
            if article_id is None:
                article_id = str(number)
            elif not _is_unicode(article_id):
                article_id, refused = None, "the id is not UTF-8"
            digest = hashlib.blake2b((article_id or "").encode("utf8"), digest_size=8).digest()
            if article_id is not None and digest in seen:
                refused = "an earlier row has the same id; give every article an id of its own"
            seen.add(digest)
            if refused is None and values["text"] is None:
                refused = f"there is no text in {source.columns.get('text', 'text')!r}"
        yield Row(number, place, article_id, values if refused is None else {}, refused)


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _is_text(source: Source) -> bool:
    return source.files[0].suffix.lower() == ".txt"


def _raw_rows(source: Source) -> Iterator[_Raw]:
    if _is_text(source):
        yield from _text_rows(source)
        return
    readers = {".jsonl": _jsonl_rows, ".csv": _csv_rows, ".parquet": _parquet_rows}
    for file in source.files:
        try:
            yield from readers[file.suffix.lower()](file, source)
        except OSError as error:
            raise SahelAnalysisError(
                f"{source.name_of(file)} cannot be read ({error.strerror or error})."
            ) from None


def _jsonl_rows(file: Path, source: Source) -> Iterator[_Raw]:
    name = source.name_of(file)
    with file.open("rb") as lines:
        for number in itertools.count(1):
            line = lines.readline(MAX_LINE)
            if not line:
                return
            place = f"{name}, line {number}"
            if len(line) == MAX_LINE and not line.endswith(b"\n"):
                while line and not line.endswith(b"\n"):
                    line = lines.readline(MAX_LINE)
                yield place, None, f"the line is over {MAX_LINE // 1_000_000} MB"
            elif line.strip():
                yield place, *_json_object(line)


def _json_object(line: bytes) -> tuple[dict[str, Any] | None, str | None]:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf8"))
    except UnicodeDecodeError:
        return None, "the line is not UTF-8"
    except (ValueError, RecursionError) as error:
        return None, f"the line is not JSON ({shorten(str(error), 100)})"
    return (row, None) if isinstance(row, dict) else (None, "the line is no JSON object ({...})")


def _csv_rows(file: Path, source: Source) -> Iterator[_Raw]:
    name = source.name_of(file)
    csv.field_size_limit(MAX_LINE)  # articles are longer than the 131,072 characters that csv allows
    with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        header_line = lines.readline(MAX_LINE)
        if "\0" in header_line or not _is_unicode(header_line):
            raise SahelAnalysisError(f'{name} is not UTF-8. Save it again as "CSV UTF-8".')
        separator = max(",;\t", key=header_line.count)
        rows = csv.reader(itertools.chain([header_line], lines), delimiter=separator)
        try:
            header = _header(next(rows, []), name, source)
        except csv.Error as error:
            raise SahelAnalysisError(
                f"{name} does not begin with the names of its columns ({error})."
            ) from None
        for number in itertools.count(2):
            before, cells = rows.line_num, None
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield f"{name}, row {number}", None, f"the row is not CSV ({error})"
            if cells:
                yield f"{name}, row {number}", *_csv_row(header, cells, rows.line_num - before)


def _csv_row(header: list[str], cells: list[str], n_lines: int) -> tuple[dict[str, str] | None, str | None]:
    if len(cells) != len(header):
        reason = f"the row has {len(cells)} cells, the header {len(header)}"
        across = f"; it goes over {n_lines:,} lines: is a quotation mark left open?"
        return None, reason + across * (n_lines > 1)
    if not all(map(_is_unicode, cells)):
        return None, 'the row is not UTF-8; save the table again as "CSV UTF-8"'
    return {column: cell for column, cell in zip(header, cells, strict=True) if cell.strip()}, None


def _header(cells: list[str], name: str, source: Source) -> list[str]:
    header = [cell.strip() for cell in cells]
    if not any(header):
        raise SahelAnalysisError(f"{name} does not begin with the names of its columns, or is empty.")
    doubled = sorted({column for column in header if header.count(column) > 1})
    if doubled:
        raise SahelAnalysisError(f"{name} has several columns {', '.join(doubled)}. Name each only once.")
    _refuse_columns(header, name, source)
    return header


def _refuse_columns(present: Iterable[str], name: str, source: Source) -> None:
    """Raises SahelAnalysisError if the text, or a column that the user names, is not there."""
    present = list(present)
    needed = {"text": "text", **source.columns}
    missing = [column for column in needed.values() if column not in present]
    if missing:
        raise SahelAnalysisError(
            f"{name} has no column {', '.join(missing)}; it has {shorten(', '.join(present), 200)}. "
            "Say which column is which: --columns text=COLUMN,published=COLUMN."
        )


def _parquet_rows(file: Path, source: Source) -> Iterator[_Raw]:
    name = source.name_of(file)
    try:
        with pq.ParquetFile(file) as opened:
            present = opened.schema_arrow.names
            _refuse_columns(present, name, source)
            wanted = [source.columns.get(field, field) for field in FIELDS]
            columns = [column for column in wanted if column in present]
            number = 0
            for batch in opened.iter_batches(batch_size=64, columns=columns):
                for k in range(batch.num_rows):
                    number += 1
                    yield f"{name}, row {number}", *_parquet_row(batch.slice(k, 1))
    except (pa.ArrowException, UnicodeDecodeError) as error:  # the name of a column may be harmed too
        raise SahelAnalysisError(f"{name} is no Parquet file ({shorten(str(error), 150)}).") from None


def _parquet_row(one: pa.RecordBatch) -> tuple[dict[str, Any] | None, str | None]:
    try:
        return one.to_pylist()[0], None
    except (ValueError, OverflowError, LookupError, TypeError) as error:
        # no UTF-8, a date beyond Python's, a place of the clock or a type that is not known
        return None, f"the row cannot be read ({shorten(str(error), 100)})"


def _text_rows(source: Source) -> Iterator[_Raw]:
    known = _metadata(source)
    for file in source.files:
        name = source.name_of(file)
        try:
            text = read_article(file).text
        except ArticleError as error:
            yield (
                name,
                None,
                str(error).replace(repr(str(file)), repr(name)),
            )  # results name no folder of yours
            continue
        fields = {"id": name, "text": text}
        yield name, known.get(name, {}) | {source.columns.get(k, k): v for k, v in fields.items()}, None


def _metadata(source: Source) -> dict[str, dict[str, Any]]:
    file = source.folder / METADATA
    if not file.is_file():
        return {}
    own = Source(source.folder, (file,), {"text": source.columns.get("id", "id"), **source.columns})
    rows = [row for _, row, _ in _csv_rows(file, own) if row is not None]
    column = source.columns.get("id", "id")
    return {str(row[column]): row for row in rows if column in row}
