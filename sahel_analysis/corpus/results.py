"""What do the results of many articles say? The tables of a folder, as pandas or for other tools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from sahel_analysis.corpus.manifest import read_manifest
from sahel_analysis.corpus.schemas import SCHEMAS
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.tables import TABLES
from sahel_analysis.tables import columns as dtypes_of
from sahel_analysis.wording import shorten

NAMES = (*SCHEMAS, "duplicates")


@dataclass(frozen=True)
class Corpus:
    """The results of many articles: `corpus.articles`, `.events` and so on are pandas DataFrames.

    Their columns are those of `Analysis`, behind `article_id`, in the order of the input; `articles` has what
    is known of each text, `errors` the rows of the input that gave nothing and why, `duplicates` the articles
    that repeat an earlier one. A table is read when it is asked for. `manifest` says what made the results.
    """

    folder: Path
    manifest: dict[str, Any]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in NAMES:
            return self.table(name)
        raise AttributeError(f"A corpus has no table {name!r}; it has {', '.join(NAMES)}.")

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """A table, or some columns of it; without columns, `articles` comes without its texts."""
        dataset = self.dataset(name)
        if columns is None:
            columns = [column for column in dataset.schema.names if (name, column) != ("articles", "text")]
        with _whole(self.folder, name):
            return _to_pandas(name, dataset.to_table(columns=list(columns)))

    def dataset(self, name: str) -> ds.Dataset:
        """A table that is larger than the memory: to be filtered, or read in pieces."""
        with _whole(self.folder, name):
            return ds.dataset(self.folder / name, format="parquet")


@contextmanager
def _whole(folder: Path, name: str) -> Iterator[None]:
    """Around the reading of a table: what is gone or damaged there is an error of the package."""
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        raise SahelAnalysisError(
            f"The table {name} in {str(folder)!r} cannot be read ({shorten(str(error), 150)}). Ask for a "
            "table and columns that it has; if it is damaged, analyse the articles anew into a new folder."
        ) from None


def read(folder: str | Path) -> Corpus:
    """The results that `sahel-analysis corpus` wrote into a folder.

    Raises SahelAnalysisError if there are none, or they are not complete yet.
    """
    manifest = read_manifest(Path(folder))
    if not manifest["complete"]:
        raise SahelAnalysisError(
            f"The results in {str(folder)!r} are not complete. Run the command that began them once more."
        )
    return Corpus(Path(folder), manifest)


def _to_pandas(name: str, table: pa.Table) -> pd.DataFrame:
    """A table with the dtypes of `Analysis`: what is missing is NA, spans are tuples."""
    known = dtypes_of(name) if name in TABLES else {}
    frame = {}
    for field in table.schema:
        dtype = known.get(field.name) or _DTYPES.get(field.type, "object")
        values = (
            table[field.name].to_pylist() if pa.types.is_list(field.type) else table[field.name].to_pandas()
        )
        if dtype == "object" and pa.types.is_list(field.type):
            values = [tuple(tuple(v) if isinstance(v, list) else v for v in value) for value in values]
        frame[field.name] = pd.Series(values, dtype=dtype)
    return pd.DataFrame(frame)


_DTYPES = {pa.int64(): "Int64", pa.float64(): "Float64", pa.string(): "string", pa.date32(): "datetime64[s]"}
