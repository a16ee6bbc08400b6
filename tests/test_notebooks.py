"""What every lesson must keep to, besides running (which nbval checks).

Each rule takes a notebook and gives a list of complaints; the first half of the file shows each rule at
work on invented notebooks, the second half applies them all to the lessons.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import sahel_analysis as sa

Notebook = Any
Cell = Any

LESSONS = Path(__file__).parent.parent / "notebooks"
EXPECTED = [
    "00_start_here",
    "01_the_article",
    "02_entities",
    "03_timeline",
    "03b_since_2012",
    "04_sources",
    "05_coverage",
    "06_your_own_article",
    "07_annotate_together",
]
LONGEST = 15
MACHINE_PATH = re.compile(
    rf"(?<![\w/:.])/(?:home|Users|root|tmp|var|opt|mnt)/|\b[A-Z]:\\\\|{re.escape(str(LESSONS.parent))}"
)
"""In JSON, where a backslash is two."""


def code_cells(notebook: Notebook) -> Iterator[tuple[int, Cell]]:
    for i, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            yield i, cell


def tags(cell: Cell) -> list[str]:
    return list(cell.metadata.get("tags", []))


def was_run(notebook: Notebook) -> list[str]:
    """Every code cell has an execution count; nbval skips one that has none without a word."""
    return [
        f"cell {i} was not run"
        for i, cell in code_cells(notebook)
        if cell.source and not cell.execution_count
    ]


def python_kernel(notebook: Notebook) -> list[str]:
    """The notebook opens with the kernel that every installation has, without a question."""
    name = notebook.metadata.get("kernelspec", {}).get("name")
    return [] if name == "python3" else [f"the kernel is {name!r}, not 'python3'"]


def no_errors(notebook: Notebook) -> list[str]:
    """No stored error, except where the lesson means to show one."""
    return [
        f"cell {i} ends in {output.ename}"
        for i, cell in code_cells(notebook)
        for output in cell.outputs
        if output.output_type == "error" and "raises-exception" not in tags(cell)
    ]


def short_cells(notebook: Notebook) -> list[str]:
    """A code cell fits on a projector."""
    lengths = [(i, len(cell.source.splitlines())) for i, cell in code_cells(notebook)]
    return [f"cell {i} has {n} lines, more than {LONGEST}" for i, n in lengths if n > LONGEST]


def no_machine_paths(notebook: Notebook) -> list[str]:
    """Neither metadata nor outputs name a folder of the machine that ran the notebook."""
    complaints = []
    if MACHINE_PATH.search(json.dumps(notebook.metadata)):
        complaints.append("the notebook's metadata name a folder of one machine")
    for i, cell in enumerate(notebook.cells):
        texts = [cell.metadata, said(cell), [output.get("traceback") for output in cell.get("outputs", [])]]
        if MACHINE_PATH.search(json.dumps(texts)):
            complaints.append(f"cell {i} names a folder of one machine")
    return complaints


def opens_with_card(notebook: Notebook) -> list[str]:
    """The first cell says what will be learnt, and how many minutes it takes."""
    first = notebook.cells[0] if notebook.cells else None
    if first is None or first.cell_type != "markdown":
        return ["the first cell is not a card"]
    card = first.source
    complaints = []
    if "What you will learn" not in card:
        complaints.append('the card does not say "What you will learn"')
    if not re.search(r"\d+\s+minutes|minutes\W+\d+", card, re.IGNORECASE):
        complaints.append("the card does not say how many minutes the lesson takes")
    return complaints


def figures_in_words(notebook: Notebook) -> list[str]:
    """Every picture has a description: its alt text, or "In words: ..." in its output or the next cell."""
    complaints = []
    for i, cell in code_cells(notebook):
        if re.search(r"<img(?![^>]* alt=\"[^\"]+\")", said(cell)):
            complaints.append(f"a picture of cell {i} has no alt text")
        if not any("image/png" in output.get("data", {}) for output in cell.outputs):
            continue
        following = notebook.cells[i + 1] if i + 1 < len(notebook.cells) else None
        around = [said(cell)] + ([following.source, said(following)] if following else [])
        if not any("In words:" in text for text in around):
            complaints.append(f'the figure of cell {i} has no description ("In words: ...")')
    return complaints


def said(cell: Cell) -> str:
    """Everything that a cell printed or showed as text."""
    texts = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        texts += [
            output.get("text", ""),
            *(data.get(kind, "") for kind in ("text/plain", "text/markdown", "text/html")),
        ]
    return "\n".join(texts)


def folded_solutions(notebook: Notebook) -> list[str]:
    """A solution is text in a fold of its own, which running the notebook does not open."""
    complaints = []
    for i, cell in enumerate(notebook.cells):
        marked = "solution" in tags(cell)
        if cell.cell_type == "code":
            first_line = cell.source.split("\n")[0]
            if marked or re.match(r"#\s*(a |the )?solution", first_line, re.IGNORECASE):
                complaints.append(f"the solution in cell {i} is code: running the notebook would show it")
            continue
        folded = re.fullmatch(r"<details>\n<summary>.+</summary>\n\n.+</details>", cell.source, re.DOTALL)
        if marked and not folded:
            complaints.append(f"the solution in cell {i} is not folded")
        if marked and "hide-cell" not in tags(cell):
            complaints.append(f'the solution in cell {i} has no tag "hide-cell"')
        if "<details>" in cell.source and not marked:
            complaints.append(f'cell {i} looks like a solution and has no tag "solution"')
    return complaints


RULES: list[Callable[[Notebook], list[str]]] = [
    was_run,
    python_kernel,
    no_errors,
    short_cells,
    no_machine_paths,
    opens_with_card,
    figures_in_words,
    folded_solutions,
]


# The rules at work. -------------------------------------------------------------------------------

CARD = (
    "# A lesson\n\n**What you will learn**: to count.\n\n**Time**: 20 minutes taught, 10 minutes practised."
)
PICTURE = new_output("display_data", data={"image/png": "aGVsbG8=", "text/plain": "<Figure size 640x480>"})
ERROR = new_output("error", ename="ValueError", evalue="no", traceback=[])


KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}


def lesson(*cells: Cell) -> Notebook:
    return new_notebook(cells=[new_markdown_cell(CARD), *cells], metadata=KERNEL)


def run(source: str = "1 + 1", **more: Any) -> Cell:
    return new_code_cell(source, **{"execution_count": 1, **more})


def image(alt: str) -> Any:
    return new_output("display_data", data={"text/html": f'<img src="data:image/png;base64,aGVsbG8=" {alt}>'})


SOLVED = "<details>\n<summary>Solution</summary>\n\n```python\nlen(names)\n```\n\n</details>"


def solution(source: str = SOLVED, names: tuple[str, ...] = ("solution", "hide-cell")) -> Cell:
    return new_markdown_cell(source, metadata={"tags": list(names)})


GOOD = {
    "an ordinary lesson": lesson(run(), run("2 + 2", outputs=[new_output("stream", text="4")])),
    "an empty cell": lesson(run(), new_code_cell("")),
    "an error on purpose": lesson(run(outputs=[ERROR], metadata={"tags": ["raises-exception"]})),
    "fifteen lines": lesson(run("\n".join(["x = 1"] * 15))),
    "an address of the web": lesson(
        run(outputs=[new_output("stream", text="https://example.org/home/news")])
    ),
    "a colon at the end of a line": lesson(run(outputs=[new_output("stream", text="Answer A:\nMali")])),
    "a figure and words in the next cell": lesson(
        run(outputs=[PICTURE]), new_markdown_cell("In words: a map.")
    ),
    "a figure and words in its output": lesson(
        run(outputs=[PICTURE, new_output("stream", text="In words: a map.")])
    ),
    "a figure and words printed next": lesson(
        run(outputs=[PICTURE]), run(outputs=[new_output("stream", text="In words: a map.")])
    ),
    "a figure with an alt text": lesson(run(outputs=[image('alt="a map"')])),
    "a folded solution": lesson(run(), solution()),
}

BAD = [
    (was_run, lesson(new_code_cell("1 + 1")), "cell 1 was not run"),
    (python_kernel, new_notebook(), "the kernel is None, not 'python3'"),
    (
        python_kernel,
        new_notebook(metadata={"kernelspec": {"name": "my-env", "display_name": "Mine"}}),
        "the kernel is 'my-env', not 'python3'",
    ),
    (no_errors, lesson(run(outputs=[ERROR])), "cell 1 ends in ValueError"),
    (short_cells, lesson(run("\n".join(["x = 1"] * 16))), "cell 1 has 16 lines, more than 15"),
    (
        no_machine_paths,
        new_notebook(cells=[new_markdown_cell(CARD)], metadata={"papermill": {"input": "/home/ana/a.ipynb"}}),
        "the notebook's metadata name a folder of one machine",
    ),
    (
        no_machine_paths,
        lesson(run(metadata={"source": "C:\\Users\\ana"})),
        "cell 1 names a folder of one machine",
    ),
    (
        no_machine_paths,
        lesson(run(outputs=[new_output("stream", text="saved to '/tmp/x.png'")])),
        "cell 1 names a folder of one machine",
    ),
    (opens_with_card, new_notebook(cells=[]), "the first cell is not a card"),
    (opens_with_card, new_notebook(cells=[run()]), "the first cell is not a card"),
    (
        opens_with_card,
        new_notebook(cells=[new_markdown_cell("# Hello. 20 minutes.")]),
        'the card does not say "What you will learn"',
    ),
    (
        opens_with_card,
        new_notebook(cells=[new_markdown_cell("What you will learn: to count.")]),
        "the card does not say how many minutes the lesson takes",
    ),
    (
        figures_in_words,
        lesson(run(outputs=[PICTURE]), new_markdown_cell("A map."), new_markdown_cell("In words: too late.")),
        'the figure of cell 1 has no description ("In words: ...")',
    ),
    (
        figures_in_words,
        lesson(run(outputs=[PICTURE])),
        'the figure of cell 1 has no description ("In words: ...")',
    ),
    (figures_in_words, lesson(run(outputs=[image("")])), "a picture of cell 1 has no alt text"),
    (figures_in_words, lesson(run(outputs=[image('alt=""')])), "a picture of cell 1 has no alt text"),
    (folded_solutions, lesson(solution("The answer is 4.")), "the solution in cell 1 is not folded"),
    (
        folded_solutions,
        lesson(solution(names=("solution",))),
        'the solution in cell 1 has no tag "hide-cell"',
    ),
    (
        folded_solutions,
        lesson(solution(names=())),
        'cell 1 looks like a solution and has no tag "solution"',
    ),
    (
        folded_solutions,
        lesson(run("# A solution\nlen(names)")),
        "the solution in cell 1 is code: running the notebook would show it",
    ),
    (
        folded_solutions,
        lesson(run(metadata={"tags": ["solution"]})),
        "the solution in cell 1 is code: running the notebook would show it",
    ),
]


@pytest.mark.parametrize("notebook", GOOD.values(), ids=GOOD)
def test_rules_let_pass(notebook: Notebook) -> None:
    assert [complaint for rule in RULES for complaint in rule(notebook)] == []


@pytest.mark.parametrize(("rule", "notebook", "complaint"), BAD)
def test_rules_complain(rule: Callable[[Notebook], list[str]], notebook: Notebook, complaint: str) -> None:
    assert rule(notebook) == [complaint]


def test_every_rule_is_shown_to_complain() -> None:
    assert {rule.__name__ for rule, _, _ in BAD} == {rule.__name__ for rule in RULES}


# The lessons. -------------------------------------------------------------------------------------


def test_all_lessons_are_there() -> None:
    found = {path.stem for path in LESSONS.glob("*.ipynb")}
    assert [name for name in EXPECTED if name not in found] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", sorted(LESSONS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_lesson(path: Path, rule: Callable[[Notebook], list[str]]) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert rule(notebook) == []


@pytest.mark.parametrize("path", sorted(LESSONS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_links_to_other_pages_lead_somewhere(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    links = [link for cell in cells for link in re.findall(r"\]\(([^)#:]+\.(?:md|ipynb))", cell.source)]
    assert [link for link in links if not (LESSONS / link).exists()] == []


def test_the_background_names_rows_of_the_chronology_and_their_pages() -> None:
    sources = sa.load_chronology().set_index("event_id")["source"]
    cells = nbformat.read(LESSONS / "03b_since_2012.ipynb", as_version=4).cells
    page = next(cell.source for cell in cells if cell.id == "03b-background")

    def plain(address: str) -> str:
        """An address whose brackets are not written as signs, as Markdown needs them."""
        return address.replace("%28", "(").replace("%29", ")")

    links = re.findall(r"\[(SA\d+)\]\((\S+?)\)[,).]", page)
    assert len(links) == len(re.findall(r"\bSA\d+\b", page)) > 20
    assert [row for row, address in links if not sources[row].endswith(f": {plain(address)}")] == []


def test_checks_are_imported_once_at_the_top() -> None:
    for path in LESSONS.glob("*.ipynb"):
        cells = [cell for _, cell in code_cells(nbformat.read(path, as_version=4))]
        imports = [k for k, cell in enumerate(cells) if "exercises import check" in cell.source]
        uses = [k for k, cell in enumerate(cells) if 'check("' in cell.source]
        assert len(imports) == (1 if uses else 0), path.stem
        assert not uses or imports[0] < uses[0], path.stem


@pytest.mark.parametrize("path", sorted(LESSONS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_lesson_is_a_valid_notebook(path: Path) -> None:
    nbformat.validate(nbformat.read(path, as_version=nbformat.NO_CONVERT))
