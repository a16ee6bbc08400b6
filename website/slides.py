"""A slide deck of each lesson: `python -m website.slides FOLDER`, then open FOLDER/03_timeline.slides.html.

The decks are made by nbconvert for reveal.js, whose files are copied beside them: they open without a
network. A heading begins a slide; what follows goes below it (arrow down) once the slide is full.
"""

from __future__ import annotations

import re
import shutil
import sys
from importlib.resources import files
from math import ceil
from pathlib import Path

import nbformat
from nbconvert.exporters import SlidesExporter
from nbformat import NotebookNode

ROOT = Path(__file__).parent.parent
LOOK = Path(__file__).parent / "slides"
FULL = 24
"""Lines of a slide, of about 100 characters each. What is longer can be scrolled."""

PICTURE = 14
"""Lines that a figure takes."""

REVEAL = (
    "LICENSE",
    "dist/reveal.css",
    "dist/reveal.js",
    "dist/theme/white.css",
    "dist/theme/fonts/source-sans-pro",
    "plugin/notes",
)
"""What the decks use of reveal.js. Some of its other themes ask the network for fonts."""


def lines_of(text: str) -> int:
    return sum(ceil(len(line) / 100) or 1 for line in text.splitlines())


def height(cell: NotebookNode) -> int:
    """About how many lines a cell takes on a slide."""
    if "<details>" in cell.source:
        return 2
    total = lines_of(cell.source) + 1
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        html = data.get("text/html", "")
        if "<img" in html or "image/png" in data:
            total += PICTURE
        elif html:
            total += html.count("<tr") or lines_of(re.sub(r"<[^>]+>", "", html))
        else:
            total += lines_of(output.get("text", "") or data.get("text/plain", ""))
    return total


def without_ways(text: str) -> str:
    """A text whose links to pages of the checkout are plain words: a deck stands by itself."""
    return re.sub(r"(?<!!)\[([^\]]+)\]\((?!https?:|#)[^)]+\)", r"\1", text)


def lay_out(notebook: NotebookNode) -> None:
    """Says in each cell's metadata whether it begins a slide, a slide below, or goes on; takes out links."""
    used = 0
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = without_ways(cell.source)
        need = height(cell)
        if cell.cell_type == "markdown" and re.match(r"#{1,2} ", cell.source):
            place, used = "slide", need
        elif used + need > FULL:
            place, used = "subslide", need
        else:
            place, used = "-", used + need
        cell.metadata["slideshow"] = {"slide_type": place}


def make_decks(folder: Path) -> None:
    """Writes a deck for each lesson, and reveal.js beside them."""
    reveal = Path(str(files("sphinx_revealjs"))) / "_static" / "revealjs"
    for part in REVEAL:
        for path in (reveal / part).rglob("*") if (reveal / part).is_dir() else [reveal / part]:
            copy = folder / "reveal" / path.relative_to(reveal)
            if path.is_file():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, copy)
    shutil.copy(LOOK / "lesson.css", folder / "reveal" / "dist" / "theme")
    exporter = SlidesExporter(
        template_name="slides",
        extra_template_basedirs=[str(LOOK.parent)],
        reveal_url_prefix="reveal",
        reveal_theme="lesson",
    )
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        lay_out(notebook)
        notebook.metadata["title"] = re.sub(r"^#+ ", "", notebook.cells[0].source.splitlines()[0])
        page, _ = exporter.from_notebook_node(notebook)
        (folder / f"{path.stem}.slides.html").write_text(page, encoding="utf8")


if __name__ == "__main__":
    make_decks(Path(sys.argv[1]))
