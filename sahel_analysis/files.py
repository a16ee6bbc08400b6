"""Files of users: read as UTF-8, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from sahel_analysis.errors import SahelAnalysisError


def read_text(path: str | Path, save_as: str = "plain text") -> str:
    """A UTF-8 file as it is, line ends included; without a byte order mark.

    Raises SahelAnalysisError if it cannot be read, with what to save it as if it is not UTF-8.
    """
    path = Path(path)
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
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():  # a pipe or device cannot be replaced
            path.write_text(content, encoding="utf8", newline="")
            return path
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf8", newline="") as file:
                file.write(content)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise SahelAnalysisError(
            f"Cannot write {str(path)!r} ({error.strerror or error}). "
            "Choose a folder that exists and that you may write to."
        ) from None
    return path
