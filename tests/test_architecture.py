"""What the pages for developers say is so: components, floors, rows, files and commands."""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from spacy.language import Language

ROOT = Path(__file__).parent.parent
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf8")
PACKAGE = ROOT / "sahel_analysis"
FLOORS = [
    set(re.findall(r"`(\w+)`", line)) for line in re.findall(r"^\d+\. (.*):", ARCHITECTURE, re.MULTILINE)
]


def test_the_components_and_what_they_write(nlp: Language) -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\|([^|]*)\|$", ARCHITECTURE, re.MULTILINE)
    table = {name: re.findall(r"doc\._\.\w+", writes) for name, writes in rows if name in nlp.pipe_names}
    assert list(table) == nlp.pipe_names
    for name, fields in table.items():
        assigned = nlp.get_pipe_meta(name).assigns
        assert fields == [field for field in assigned if field.startswith("doc._.")], name


def test_the_sentence_ends_in_the_rows_that_are_shown() -> None:
    blocks = "\n".join(re.findall(r"^```python\n(.*?)^```", ARCHITECTURE, re.MULTILINE | re.DOTALL))
    test = doctest.DocTestParser().get_doctest(blocks, {}, "ARCHITECTURE.md", "ARCHITECTURE.md", 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert result.attempted > 5
    assert result.failed == 0, "".join(said)


def test_every_part_of_the_package_has_a_floor() -> None:
    parts = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    named = [name for floor in FLOORS for name in floor]
    assert sorted(named) == sorted(parts - {"__init__"})


@pytest.mark.parametrize(
    "folder", sorted(str(path.parent.relative_to(PACKAGE)) for path in PACKAGE.glob("*/**/__init__.py"))
)
def test_every_file_of_a_folder_is_on_its_map(folder: str) -> None:
    page = ast.get_docstring(ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf8"))) or ""
    named = re.findall(r"^ *(?:- )?([\w*]+\.py)\b", page, re.MULTILINE)
    there = [path.name for path in (PACKAGE / folder).glob("*.py") if path.name != "__init__.py"]
    assert [name for name in there if not any(fnmatch(name, pattern) for pattern in named)] == []
    assert [pattern for pattern in named if not any(fnmatch(name, pattern) for name in there)] == []


@pytest.mark.parametrize("number", range(len(FLOORS)))
def test_floors_import_from_below_only(number: int) -> None:
    below = {name for floor in FLOORS[:number] for name in floor}
    upwards = [
        f"{path.relative_to(PACKAGE)} imports {part}"
        for name in FLOORS[number]
        for path in (
            [PACKAGE / f"{name}.py"] if (PACKAGE / f"{name}.py").exists() else (PACKAGE / name).rglob("*.py")
        )
        for part in imported(path)
        if part not in below | {name}
    ]
    assert upwards == []


def imported(path: Path) -> Iterator[str]:
    """The parts of the package that a file imports when it runs, at the top or within a function."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    for_types = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in for_types:
            top, _, rest = (node.module or "").partition(".")
            if top == PACKAGE.name:
                names = [rest.partition(".")[0]] if rest else [alias.name for alias in node.names]
                yield from (name for name in names if not name.startswith("_"))


def test_imports_are_read() -> None:
    assert set(imported(PACKAGE / "wording.py")) == set()
    assert {"article", "records", "pipeline"} <= set(imported(PACKAGE / "analysis.py"))
    assert "analysis" not in set(imported(PACKAGE / "display.py"))


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"])
def test_files_and_commands_that_a_page_names_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf8")
    named = re.findall(r"`([\w./-]+(?:/|\.(?:py|md|csv|txt|toml|ipynb|json|cff|jsonl|yml|yaml)))`", text)
    assert named
    if page == "README.md":
        named = [name for name in named if "/" in name]  # it names files that commands write, too
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert [
        target for target in re.findall(r"\bmake ([a-z-]+)", text) if f"\n{target}:" not in makefile
    ] == []
    assert [m for m in re.findall(r"python -m ((?:training|benchmarks)[\w.]*)", text) if not module(m)] == []


def module(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__main__.py").exists()
