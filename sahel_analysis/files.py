"""Files of users: read as UTF-8, written whole or not at all, and safe to open in a spreadsheet program."""

from __future__ import annotations

import errno
import io
import os
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sahel_analysis.errors import SahelAnalysisError, as_path

if TYPE_CHECKING:
    import pandas as pd


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet program takes for the beginning of a formula; the last four are of full width."""


_PATIENCE = 5.0
"""Seconds that a named pipe is given until somebody writes into it."""


_LEFT_BEHIND = ("thumbs.db", "desktop.ini")
"""What Windows writes into folders."""


def is_left_behind(name: str) -> bool:
    """Whether a file or folder is a system's or an open program's, nobody's work: .DS_Store, ~$ama.docx."""
    return name.startswith((".", "~$")) or name.casefold() in _LEFT_BEHIND


def open_to_read(path: str | Path, most: int) -> IO[bytes]:
    """A file opened for reading, of a named pipe its first `most` bytes.

    Raises OSError if it cannot be opened, or is a named pipe that nobody opens for writing: to wait for that
    would be to wait for ever.
    """
    if not (hasattr(os, "O_NONBLOCK") and Path(path).is_fifo()):
        return Path(path).open("rb")
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as pipe:
        first, given_up = b"", time.monotonic() + _PATIENCE
        while first == b"":  # None: somebody is there who has not written yet
            if time.monotonic() > given_up:
                raise OSError(errno.ETIMEDOUT, "nobody writes into this pipe")
            time.sleep(0.02)
            first = pipe.read(1)
        os.set_blocking(pipe.fileno(), True)
        return io.BytesIO((first or b"") + io.BufferedReader(pipe).read(most))


def read_text(path: str | Path, save_as: str = "plain text") -> str:
    """A UTF-8 file as it is, line ends included; without a byte order mark.

    Raises SahelAnalysisError if it cannot be read, with what to save it as if it is not UTF-8.
    """
    path = as_path(path)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SahelAnalysisError(
            f"{path.name} is not UTF-8 text. Save it again as {save_as} with the encoding UTF-8."
        ) from None
    except OSError as error:
        raise SahelAnalysisError(f"{path.name} cannot be read ({error.strerror}). Check the path.") from None


def write_text(path: str | Path, content: str) -> Path:
    """Writes a UTF-8 file as it is, line ends included, and returns its path.

    It is written beside the target first, so that a failure leaves what was there. Raises
    SahelAnalysisError if it cannot be written.
    """
    path = as_path(path)
    write_files({path: content})
    return path


def write_files(contents: Mapping[Path, str]) -> None:
    """Writes UTF-8 files, line ends as they are: all of them whole, or none.

    Each is written beside its place and renamed once all are complete. A link stays and what it points to is
    replaced, a file keeps its permissions, and a pipe or a device is written to. Raises SahelAnalysisError,
    with what to do, if that is not possible.
    """
    unfinished: dict[Path, Path] = {}
    path = Path()
    try:
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            target = path.resolve()
            if target.exists() and not target.is_file():
                target.write_text(content, encoding="utf8", newline="")
                continue
            beside = target.with_name(f".{secrets.token_hex(8)}.unfinished")  # whatever the name's length
            unfinished[beside] = target
            with beside.open("x", encoding="utf8", newline="") as file:
                file.write(content)
            if target.exists():
                beside.chmod(target.stat().st_mode & 0o777)
        for beside, target in unfinished.items():
            beside.replace(target)
    except (OSError, UnicodeEncodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SahelAnalysisError(
            f"Cannot write {str(path)!r} ({reason}). Choose a folder that exists and that you may write to."
        ) from None
    finally:
        for beside in unfinished:
            beside.unlink(missing_ok=True)


def without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose texts no spreadsheet program runs: what begins like a formula gets an apostrophe first.

    Spreadsheet programs do not show it. Numbers and dates stay as they are.
    """
    texts = table.select_dtypes(include=["object", "string"]).columns
    return table.assign(**{name: table[name].map(_defuse, na_action="ignore") for name in texts})


def _defuse(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
