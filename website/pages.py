"""The pages of the site, gathered in one folder for Sphinx: `python -m website.pages FOLDER`.

The folder keeps the layout of the checkout, so that a link which works there works on the site too. What
the site has beyond that: a front page, the students' view of each lesson, and the reference.
"""

from __future__ import annotations

import inspect
import json
import re
import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import sahel_analysis
from sahel_analysis.exercises.student import TEACHERS, cleared

ROOT = Path(__file__).parent.parent
TOP = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff", "LICENSE")
SHOWN = {
    "docs": {".md", ".png", ".svg", ".jpg"},
    "notebooks": {".md", ".ipynb", ".png", ".svg"},
    "data": {".md", ".csv"},
    "training": {".md"},
    "benchmarks": {".md"},
}
BELOW = {
    "What a row of each table holds": "records",
    "Names and places": "entities",
    "Times": "times",
    "Statements": "attributions",
    "Events": "events",
    "Several reports of one event": "comparing",
    "The reference timeline": "chronology",
    "Hand annotation and agreement": "annotation",
    "Many articles": "corpus",
    "Figures": "plots",
}
"""Modules one level down that the reference explains, each under a heading."""


def gather(folder: Path) -> None:
    """Writes all sources of the site into a folder, anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in TOP:
        shutil.copy(ROOT / name, folder)
    for place, kinds in SHOWN.items():
        for path in (ROOT / place).rglob("*"):
            if path.suffix in kinds and ".ipynb_checkpoints" not in path.parts:
                copy = folder / path.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, copy)
    (folder / "student").mkdir()
    for path in (folder / "notebooks").glob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf8"))
        write(folder / "student" / path.name, with_ways(cleared(notebook), path.stem, "student"))
        write(path, with_ways(notebook, path.stem, "notebooks"))
    for path in (folder / "notebooks").glob("*.md"):
        if path.name not in TEACHERS:
            shutil.copy(path, folder / "student")
    shutil.copy(Path(__file__).parent / "index.md", folder)
    (folder / "reference.md").write_text(reference(), encoding="utf8")


def write(path: Path, notebook: dict[str, Any]) -> None:
    path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf8")


def with_ways(notebook: dict[str, Any], name: str, view: str) -> dict[str, Any]:
    """A lesson whose title is followed by what this view shows, and by the ways to the other views."""
    if view == "student":
        here, there = (
            "Students’ view, without results",
            f'<a href="../notebooks/{name}.html">teachers’ view</a>',
        )
    else:
        here, there = "Teachers’ view, with results", f'<a href="../student/{name}.html">students’ view</a>'
    ways = f'{here} · {there} · <a href="../slides/{name}.slides.html">slides</a>'
    first, *others = notebook["cells"]
    title, _, card = "".join(first["source"]).partition("\n")
    opening = {**first, "source": f'{title}\n\n<p class="ways">{ways}</p>\n{card}'}
    return {**notebook, "cells": [opening, *others]}


def reference() -> str:
    """The reference: the public names by the question that they answer, then the modules one level down."""
    tour = sahel_analysis.__doc__ or ""
    lines = ["# Reference", "", "All of it is also in `help(sahel_analysis)` and below.", ""]
    for question, names in re.findall(r"^(\w.+\?)\n((?:    \w+  .+\n)+)", tour, re.MULTILINE):
        lines += [f"## {question}", ""]
        for name in re.findall(r"^    (\w+)", names, re.MULTILINE):
            what = "autofunction" if inspect.isfunction(getattr(sahel_analysis, name)) else "autoclass"
            lines += ["```{eval-rst}", f".. {what}:: sahel_analysis.{name}", "```", ""]
    for heading, module in BELOW.items():
        lines += [f"## {heading}", "", f"`sahel_analysis.{module}`", "", "```{eval-rst}"]
        lines += [f".. automodule:: sahel_analysis.{module}", "   :no-index:", *described(module), "```", ""]
    return "\n".join(lines)


def described(module: str) -> Iterator[str]:
    """The lines that explain the public names of a module, wherever they are defined."""
    loaded = import_module(f"sahel_analysis.{module}")
    names = getattr(loaded, "__all__", None)
    if names is None:
        yield from ["   :members:", ""]
        return
    yield ""
    for name in names:
        thing = getattr(loaded, name)
        if inspect.isfunction(thing) or inspect.isclass(thing):
            what = "autofunction" if inspect.isfunction(thing) else "autoclass"
            yield from [f".. {what}:: sahel_analysis.{module}.{name}", "   :no-index:", ""]


if __name__ == "__main__":
    gather(Path(sys.argv[1]))
