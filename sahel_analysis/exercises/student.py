"""A copy of the lessons to work in: without outputs, and never over anybody's work."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TEACHERS = {"instructor_guide.md"}
"""What students need not read beforehand."""

PAGES = ("annotating", "glossary", "marking", "primer", "projects", "quiz", "reading", "red_boxes")
"""The pages that lie in the copy too, in its own folder docs: JupyterLab opens nothing outside the copy."""


def cleared(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook (as JSON) without outputs and counts: an empty page to predict on."""
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def write_student_copy(lessons: Path, folder: Path) -> tuple[list[str], list[str]]:
    """Writes cleared notebooks, the pages beside them and those of docs/ into a folder, links adapted.

    A file that is there already is left as it is, whatever it holds.

    Returns:
        The names that were written, and the names that were kept.
    """
    written, kept = [], []
    for name, path in _files(lessons):
        copy = folder / name
        if copy.exists():
            kept.append(name)
            continue
        text = path.read_text(encoding="utf8")
        if path.suffix == ".ipynb":
            text = json.dumps(cleared(json.loads(text)), ensure_ascii=False, indent=1) + "\n"
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = text.replace("](../docs/", "](docs/").replace("](../notebooks/", "](../")
        copy.write_text(text, encoding="utf8", newline="\n")
        written.append(name)
    return written, kept


def _files(lessons: Path) -> list[tuple[str, Path]]:
    """What the copy holds: each name in it, and where it comes from."""
    beside = sorted([*lessons.glob("*.ipynb"), *lessons.glob("*.md")])
    pages = [lessons.parent / "docs" / f"{name}.md" for name in PAGES]
    return [
        *((path.name, path) for path in beside if path.name not in TEACHERS),
        *((f"docs/{path.name}", path) for path in pages if path.exists()),
    ]


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
