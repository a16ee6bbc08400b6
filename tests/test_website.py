"""The site and the slides: what they are made of, and how their links are held."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import sahel_analysis
from website import links, pages, slides


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    pages.gather(folder)
    return folder


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf8"))["cells"]
    return found


def test_students_see_a_lesson_without_results_and_teachers_with_them(gathered: Path) -> None:
    students, teachers = (cells(gathered / view / "03_timeline.ipynb") for view in ("student", "notebooks"))
    assert [cell for cell in students if cell.get("outputs")] == []
    assert [cell for cell in teachers if cell.get("outputs")]
    assert len(students) == len(teachers)


def test_the_guide_is_no_page_for_students(gathered: Path) -> None:
    assert (gathered / "notebooks" / "instructor_guide.md").exists()
    assert not (gathered / "student" / "instructor_guide.md").exists()


def test_a_view_opens_with_the_ways_to_the_others() -> None:
    lesson = {"cells": [{"cell_type": "markdown", "source": ["# 09 Rain\n", "\n", "It rains."]}]}
    source = pages.with_ways(lesson, "09_rain", "student")["cells"][0]["source"]
    assert source.startswith("# 09 Rain\n\n<p ")
    assert source.endswith("</p>\n\nIt rains.")
    assert re.findall(r'href="([^"]+)"', source) == [
        "../notebooks/09_rain.html",
        "../slides/09_rain.slides.html",
    ]


def test_the_reference_explains_every_public_name(gathered: Path) -> None:
    text = (gathered / "reference.md").read_text(encoding="utf8")
    explained = re.findall(r"^\.\. auto(?:function|class):: sahel_analysis\.(\w+)$", text, re.MULTILINE)
    assert sorted(explained) == sorted(sahel_analysis.__all__)


def test_a_heading_begins_a_slide_and_a_full_slide_goes_on_below() -> None:
    table = "<table>" + "<tr><td>Gao</td></tr>" * 20 + "</table>"
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# A lesson"),
            new_markdown_cell("One line."),
            new_code_cell("names", outputs=[new_output("display_data", data={"text/html": table})]),
            new_markdown_cell("Look at it." + "\n\nAnd again." * 5),
            new_markdown_cell("<details>\n<summary>Solution</summary>\n\n" + "long\n" * 90 + "\n</details>"),
            new_markdown_cell("## A part"),
            new_markdown_cell("### A part of it"),
        ]
    )
    slides.lay_out(notebook)
    places = [cell.metadata["slideshow"]["slide_type"] for cell in notebook.cells]
    assert places == ["slide", "-", "subslide", "subslide", "-", "slide", "-"]


def test_a_deck_keeps_links_to_the_web_only() -> None:
    text = "A [source](../docs/glossary.md#source), [W3C](https://www.w3.org), [above](#a), ![map](map.png)."
    assert slides.without_ways(text) == ("A source, [W3C](https://www.w3.org), [above](#a), ![map](map.png).")


PAGES = {
    "index.html": '<a href="sub/a.html">A</a> <a href="sub/a.html#here">here</a> <a href="https://example.org">far</a>',
    "sub/a.html": '<h1 id="here">A</h1> <a href="../index.html">back</a> <img src="map.png" alt="a map">',
    "sub/map.png": "",
}


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ("", None),
        ('<a href="sub/b.html">B</a>', "index.html: sub/b.html leads nowhere"),
        (
            '<a href="sub/a.html#there">A</a>',
            "index.html: sub/a.html#there names a place that the page does not have",
        ),
        ('<a href="#here">A</a>', "index.html: #here names a place that the page does not have"),
        ('<img src="sub/map.png">', "index.html: a picture has no alt text"),
        (
            '<script src="https://example.org/x.js"></script>',
            "index.html: https://example.org/x.js would come from the network",
        ),
        (
            '<link rel="stylesheet" href="//example.org/font.css">',
            "index.html: //example.org/font.css would come from the network",
        ),
    ],
)
def test_links_of_the_site_are_held(tmp_path: Path, more: str, complaint: str | None) -> None:
    for name, text in {**PAGES, "index.html": PAGES["index.html"] + more}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf8")
    assert links.complaints(tmp_path) == ([complaint] if complaint else [])
