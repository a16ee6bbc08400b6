"""How are many articles analysed, so that the run can end at any moment and go on later?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

from sahel_analysis.corpus import manifest
from sahel_analysis.corpus.analyzing import Part
from sahel_analysis.corpus.duplicates import find_duplicates
from sahel_analysis.corpus.engines import Engine, choose_engine
from sahel_analysis.corpus.progress import Progress
from sahel_analysis.corpus.reading import Row, Source, find_source, hash_input, read_rows
from sahel_analysis.corpus.results import Corpus, read
from sahel_analysis.corpus.schemas import DUPLICATES, SCHEMAS, to_parquet
from sahel_analysis.corpus.storing import (
    JOURNAL,
    MANIFEST,
    alone,
    append_journal,
    part_path,
    read_journal,
    remove_unfinished,
    write_json,
    write_part,
    write_whole,
)
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.pipeline import EMBEDDED

PART = 100
"""Rows that are written together, and lost together when a run is killed."""

MAX_PART = 4_000_000
"""Characters of a part, so that a part of long texts fits the memory too."""


def analyze_corpus(
    source: str | Path,
    folder: str | Path,
    columns: Mapping[str, str] | None = None,
    workers: int = 1,
    dask: str | None = None,
    model: str = EMBEDDED,
    part_size: int = PART,
    quiet: bool = False,
) -> Corpus:
    """Analyses the articles of a file or folder, and writes tables as Parquet into `folder`.

    Args:
        source: a JSONL, CSV or Parquet file with a row per article, or a folder of such files, or of text
            files.
        folder: where the results go. A run that was stopped goes on there when it is started again, and
            ends with the same files.
        columns: fields (id, text, published, title, outlet, url) whose column is named otherwise.
        workers: processes of this machine, each with one thread; 1 means this process.
        dask: address of a Dask scheduler whose workers do the work instead.
        model: the pipeline, see `load_pipeline`.
        part_size: articles that are written together.
        quiet: show no progress.

    Returns:
        The tables, as `read` gives them.

    Raises:
        SahelAnalysisError: the input cannot be read, the folder holds something else, or the disk is full. A
            single article that cannot be read stands in the table `errors` instead.
    """
    engine = choose_engine(workers, dask)
    folder, rows = Path(folder), find_source(source, columns)
    if part_size < 1:
        raise SahelAnalysisError(f"Parts of {part_size} articles hold nothing. Give 1 or more.")
    head = _describe_run(rows, model, part_size)
    if not manifest.begin(folder, head):
        try:
            with alone(folder):
                _run(rows, folder, head, engine, model, quiet)
        except OSError as error:
            raise SahelAnalysisError(
                f"The results cannot be written into {str(folder)!r} ({error.strerror or error}). Make room "
                "or see that you may write there, and run the same command again: it goes on where it was."
            ) from None
    return read(folder)


def _describe_run(source: Source, model: str, part_size: int) -> dict[str, Any]:
    """What the results depend on: the head of the manifest."""
    n_rows, first, usable = 0, "it is empty", False
    for row in read_rows(source):
        n_rows += 1
        usable = usable or row.refused is None
        first = f"{row.place}: {row.refused}" if n_rows == 1 else first
    if not usable:
        raise SahelAnalysisError(
            f"The input holds no article ({first}). "
            "If a column is named otherwise, say so: --columns text=COLUMN,published=COLUMN."
        )
    return {
        **manifest.describe_software(model),
        "input": {"sha256": hash_input(source), "files": len(source.files), "rows": n_rows},
        "settings": {"columns": dict(sorted(source.columns.items())), "part_size": part_size},
    }


def _run(
    source: Source, folder: Path, head: Mapping[str, Any], engine: Engine, model: str, quiet: bool
) -> None:
    remove_unfinished(folder)
    entries = read_journal(folder)
    done = sum(entry["rows"] for entry in entries.values())
    progress = Progress(head["input"]["rows"], done, quiet)
    if done:
        progress.say(f"Going on after {done:,} of {head['input']['rows']:,} articles.")
    missing = (
        part
        for part in make_parts(read_rows(source), head["settings"]["part_size"])
        if part.number not in entries
    )
    try:
        with closing(engine(missing, model)) as results:
            for part, tables in results:
                sizes = write_part(folder, part.number, tables)
                entry = {"part": part.number, "rows": len(part.rows), "bytes": sizes}
                append_journal(folder, entry)
                entries[part.number] = entry
                progress.add(len(part.rows))
    finally:
        progress.close()
    if sum(entry["rows"] for entry in entries.values()) != head["input"]["rows"]:
        raise SahelAnalysisError("The input has changed during the run. Give a new folder, and start again.")
    _finish(folder, head)


def make_parts(rows: Iterator[Row], size: int) -> Iterator[Part]:
    """Cuts an input into parts, always in the same places."""
    numbers = itertools.count()
    waiting: list[Row] = []
    characters = 0
    for row in rows:
        length = len(str(row.values.get("text", "")))
        if waiting and (len(waiting) == size or characters + length > MAX_PART):
            yield Part(next(numbers), tuple(waiting), {})
            waiting, characters = [], 0
        waiting.append(row)
        characters += length
    if waiting:
        yield Part(next(numbers), tuple(waiting), {})


def _finish(folder: Path, head: Mapping[str, Any]) -> None:
    """Marks duplicates, counts, and writes the manifest: the last thing that makes the results complete."""
    sketches = ds.dataset(folder / "sketches", format="parquet").to_table()
    write_whole(
        part_path(folder, "duplicates", 0), to_parquet("duplicates", find_duplicates(sketches), DUPLICATES)
    )
    counts = {
        name: ds.dataset(folder / name, format="parquet").count_rows() for name in (*SCHEMAS, "duplicates")
    }
    write_json(folder / MANIFEST, {**head, "complete": True, "counts": counts})
    (folder / JOURNAL).unlink(missing_ok=True)
