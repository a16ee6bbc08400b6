"""The written pages: their Python runs and gives what they say, their links lead somewhere."""

from __future__ import annotations

import ast
import contextlib
import doctest
import importlib.util
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any
from urllib.parse import unquote

import matplotlib.pyplot as plt
import pytest
from PIL import Image

import sahel_analysis as sa
from sahel_analysis.annotation import read_markup
from sahel_analysis.exercises.student import write_student_copy

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FOLDERS = (".", "docs", "notebooks", "data", "data/*", "training", "benchmarks")
PAGES = sorted(path for folder in FOLDERS for path in ROOT.glob(f"{folder}/*.md"))
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))

BLOCK = re.compile(r"^( *)```python\n(.*?)^\1```\n(?:\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^(`{3,}).*?^\1$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)|(?:href|src)=\"([^\"]+)\"")
HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
WEB = re.compile(r"[a-z]+:|//")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# Python


def shown(code: str, names: dict[str, Any]) -> str:
    """What a cell shows: what it prints, the value of its last line, and the last line of a red box."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            tree = ast.parse(code)
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, "page", "exec"), names)
            value = eval(compile(ast.Expression(last.value), "page", "eval"), names) if last else None
            if value is not None:
                print(repr(value))
        except Exception as error:
            print(f"{type(error).__name__}: {error.msg if isinstance(error, SyntaxError) else error}")
    return out.getvalue()


@pytest.mark.parametrize("name", ["primer.md", "red_boxes.md", "annotating.md", "projects.md"])
def test_python_gives_what_the_page_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    blocks = BLOCK.findall((DOCS / name).read_text(encoding="utf8"))
    assert blocks
    same = doctest.OutputChecker().check_output
    for _, code, said in blocks:
        found = shown(dedent(code), names)
        if said:
            assert same(said, found, doctest.ELLIPSIS), f"{code}\n{found}"
        else:
            assert "Error: " not in found, f"{code}\n{found}"
    plt.close("all")


def test_the_marks_that_the_page_on_annotating_shows_can_be_read() -> None:
    page = re.sub(r"^```.*?^```$", "", (DOCS / "annotating.md").read_text("utf8"), flags=re.M | re.S)
    shown_marks = [code for code in re.findall(r"`([^`\n]+)`", page) if re.search(r"\[.* [A-Z]+.*\]", code)]
    assert len(shown_marks) > 5
    assert all(len(read_markup(marked)[1]) for marked in shown_marks)


# Links


def slug(heading: str) -> str:
    """The anchor of a heading, as it is made on the web: small letters, no signs, hyphens for blanks."""
    words = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[*`]|<[^>]+>", r"\1", heading)
    return re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")


def prose(path: Path) -> str:
    """A page, or the text cells of a lesson."""
    text = path.read_text(encoding="utf8")
    if path.suffix == ".ipynb":
        cells = json.loads(text)["cells"]
        text = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return text


def anchors(path: Path) -> set[str]:
    text = re.sub(r"^(`{3,}).*?^\1$", "", prose(path), flags=re.MULTILINE | re.DOTALL)
    seen: Counter[str] = Counter()
    found = set(re.findall(r"\bid=\"([^\"]+)\"", text))
    for heading in HEADING.findall(text):
        anchor = slug(heading)
        found.add(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
        seen[anchor] += 1
    return found


def links(path: Path) -> Iterator[str]:
    for found in LINK.findall(CODE.sub("", prose(path))):
        link = unquote(found[0] or found[1])
        if not WEB.match(link):
            yield link


def fault_of(link: str, path: Path) -> str | None:
    """Why a link of a page leads nowhere."""
    place, _, anchor = link.partition("#")
    target = (path.parent / place).resolve() if place else path
    if not target.is_relative_to(ROOT.resolve()) or not target.exists():
        return f"{link}: there is no such file"
    if anchor and target.suffix in (".md", ".ipynb") and anchor.lower() not in anchors(target):
        return f"{link}: {name_of(target)} has no such heading"
    return None


@pytest.mark.parametrize("path", [*PAGES, *LESSONS], ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert [fault for link in links(path) if (fault := fault_of(link, path))] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[a](two.md)", "two.md: there is no such file"),
        ("[a](one.md#gold)", "one.md#gold: one.md has no such heading"),
        ("![a](picture.svg)", "picture.svg: there is no such file"),
        ("## Precision, recall & F1\n\n[a](#precision-recall--f1) [b](https://example.org/x)", None),
        ("`[a](two.md)`\n\n```\n[a](two.md)\n```", None),
    ],
)
def test_links_that_lead_nowhere_are_found(
    text: str, fault: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    path = tmp_path / "one.md"
    path.write_text(text, encoding="utf8")
    assert next((found for link in links(path) if (found := fault_of(link, path))), None) == fault


def test_links_fit_in_the_student_copy_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_student_copy(ROOT / "notebooks", tmp_path)
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    copies = [*tmp_path.glob("*.ipynb"), *tmp_path.rglob("*.md")]
    assert len(copies) > len(LESSONS)
    assert [fault for path in copies for link in links(path) if (fault := fault_of(link, path))] == []


def test_the_map_of_pages_lists_them_all() -> None:
    listed = {link.partition("#")[0] for link in links(DOCS / "README.md")}
    assert {path.name for path in DOCS.glob("*.md")} - {"README.md"} <= listed
    assert {f"../notebooks/{path.name}" for path in LESSONS} <= listed


# Quiz and glossary


def test_every_question_of_the_quiz_has_a_folded_answer() -> None:
    page = (DOCS / "quiz.md").read_text(encoding="utf8")
    questions = re.split(r"^\*\*(\d+)\.\*\* ", page, flags=re.MULTILINE)[1:]
    assert questions[::2] == [str(number) for number in range(1, 13)]
    folded = re.compile(r"<details>\n<summary>Answer</summary>\n\n\S.+\n\n</details>", re.DOTALL)
    assert all(len(folded.findall(text)) == 1 for text in questions[1::2])


def test_the_glossary_is_in_the_order_of_the_alphabet_and_each_term_is_explained() -> None:
    page = (DOCS / "glossary.md").read_text(encoding="utf8")
    parts = re.split(r"^## (.+)\n", page, flags=re.MULTILINE)[1:]
    terms, meanings = parts[::2], parts[1::2]
    assert len(terms) >= 40
    assert terms == sorted(terms, key=str.casefold)
    assert [term for term, meaning in zip(terms, meanings, strict=True) if len(meaning.split()) < 6] == []


# Minutes


@pytest.mark.parametrize("path", LESSONS, ids=name_of)
def test_readme_and_the_guide_give_the_minutes_of_the_lesson(path: Path) -> None:
    card = re.search(r"^\*\*Time\*\*: (\d+) minutes taught, (\d+)", prose(path), re.MULTILINE)
    assert card
    taught, practised = card.groups()
    readme, guide = ROOT / "README.md", ROOT / "notebooks" / "instructor_guide.md"
    assert re.search(rf"^\|.*{path.name}.*\| {taught} \+ {practised} \|$", prose(readme), re.MULTILINE)
    assert f"| {path.stem} | {taught} minutes | {practised} minutes |" in prose(guide)


def test_the_plans_of_the_guide_add_up() -> None:
    """A plan's rows add up to the minutes in the heading (or the line) above it: taught + practised."""
    guide = prose(ROOT / "notebooks" / "instructor_guide.md")
    plans = re.findall(
        r"\((\d+) \+ (\d+) minutes\)[*:]*\n\n\| minutes \| what \|\n\|.*\n((?:\|.*\n)+)", guide
    )
    assert len(plans) == guide.count("| minutes | what |") >= len(LESSONS)
    for taught, practised, rows in plans:
        minutes = re.findall(r"^\| (\d+) \| (\*practised\*)?", rows, re.MULTILINE)
        sums = [sum(int(m) for m, kind in minutes if bool(kind) == wanted) for wanted in (False, True)]
        assert sums == [int(taught), int(practised)], rows


# Pictures


@pytest.fixture(scope="module")
def analysis() -> sa.Analysis:
    return sa.analyze(sa.load_article())


@pytest.mark.parametrize("path", sorted((DOCS / "pictures").glob("*.png")), ids=name_of)
def test_a_picture_shows_what_the_package_draws_today(path: Path, analysis: sa.Analysis) -> None:
    """The words in its file are those of the figure: if not, `make pictures`."""
    spec = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
    assert spec
    assert spec.loader
    pictures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pictures)
    _, describe = pictures.PICTURES[path.name]
    with Image.open(path) as picture:
        assert picture.info["Description"] == describe(analysis)


def test_pictures_have_alt_texts() -> None:
    """But for badges, which are links: theirs say where they lead."""
    shown = [
        found
        for page in PAGES
        for found in re.findall(r"(?<!\[)!\[([^\]]*)\]\(([^)]+)\)", CODE.sub("", prose(page)))
    ]
    assert shown
    assert [picture for alt, picture in shown if len(alt.split()) < 10] == []
