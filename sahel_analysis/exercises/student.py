"""A copy of the lessons to work in: without outputs, and never over anybody's work."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TEACHERS = {"instructor_guide.md"}
"""What students need not read beforehand."""


def cleared(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook (as JSON) without outputs and counts: an empty page to predict on."""
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def write_student_copy(lessons: Path, folder: Path) -> tuple[list[str], list[str]]:
    """Writes cleared notebooks, and the pages beside them, into a folder.

    A file that is there already is left as it is, whatever it holds.

    Returns:
        The names that were written, and the names that were kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written, kept = [], []
    for path in sorted([*lessons.glob("*.ipynb"), *lessons.glob("*.md")]):
        if path.name in TEACHERS:
            continue
        if (folder / path.name).exists():
            kept.append(path.name)
            continue
        text = path.read_text(encoding="utf8")
        if path.suffix == ".ipynb":
            text = json.dumps(cleared(json.loads(text)), ensure_ascii=False, indent=1) + "\n"
        (folder / path.name).write_text(text, encoding="utf8", newline="\n")
        written.append(path.name)
    return written, kept


def main(arguments: list[str]) -> None:
    """Writes the copy and says what became of each file: `main([lessons, folder])`."""
    lessons, folder = map(Path, arguments)
    written, kept = write_student_copy(lessons, folder)
    if written:
        print(f"New in the folder {folder}: {', '.join(written)}")
    if kept:
        print(f"Kept as you left it in {folder}: {', '.join(kept)}")
        print("For a fresh copy of one of them, rename yours and run this again.")


if __name__ == "__main__":
    main(sys.argv[1:])
