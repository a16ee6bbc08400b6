"""The student copy: cleared notebooks in a folder of their own, and nobody's work overwritten."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from sahel_analysis.exercises.student import main, write_student_copy


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    folder = tmp_path / "lessons"
    folder.mkdir()
    cells = [
        new_markdown_cell("Predict, then run.", metadata={"tags": ["x"]}),
        new_code_cell("1 + 1", execution_count=3, outputs=[new_output("stream", text="2")]),
    ]
    nbformat.write(new_notebook(cells=cells), folder / "00_first.ipynb")
    (folder / "glossary.md").write_text("mention: a place in the text\n", encoding="utf8")
    (folder / "instructor_guide.md").write_text("answers\n", encoding="utf8")
    return folder


def test_outputs_and_counts_are_gone_and_all_else_is_there(lessons: Path, tmp_path: Path) -> None:
    write_student_copy(lessons, tmp_path / "student")
    copy = nbformat.read(tmp_path / "student" / "00_first.ipynb", as_version=4)
    nbformat.validate(copy)
    text, code = copy.cells
    assert (text.source, text.metadata.tags) == ("Predict, then run.", ["x"])
    assert (code.source, code.outputs, code.execution_count) == ("1 + 1", [], None)


def test_pages_come_along_but_not_the_guide(lessons: Path, tmp_path: Path) -> None:
    written, _ = write_student_copy(lessons, tmp_path / "student")
    assert written == ["00_first.ipynb", "glossary.md"]


def test_the_lessons_keep_their_outputs(lessons: Path, tmp_path: Path) -> None:
    before = (lessons / "00_first.ipynb").read_bytes()
    write_student_copy(lessons, tmp_path / "student")
    assert (lessons / "00_first.ipynb").read_bytes() == before


def test_own_work_is_never_overwritten(
    lessons: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    student = tmp_path / "student"
    student.mkdir()
    (student / "00_first.ipynb").write_text("my answers", encoding="utf8")
    main([str(lessons), str(student)])
    said = capsys.readouterr().out
    assert (student / "00_first.ipynb").read_text(encoding="utf8") == "my answers"
    assert f"New in the folder {student}: glossary.md" in said
    assert f"Kept as you left it in {student}: 00_first.ipynb" in said
    assert "rename yours" in said


def test_the_pages_for_students_lie_beside_them_and_links_fit(lessons: Path, tmp_path: Path) -> None:
    docs = lessons.parent / "docs"
    docs.mkdir()
    (docs / "quiz.md").write_text("See [00](../notebooks/00_first.ipynb).\n", encoding="utf8")
    (docs / "class_plans.md").write_text("For teachers.\n", encoding="utf8")
    (lessons / "word.md").write_text("See [quiz](../docs/quiz.md).\n", encoding="utf8")
    student = tmp_path / "student"
    written, _ = write_student_copy(lessons, student)
    assert "docs/quiz.md" in written
    assert (student / "docs" / "quiz.md").read_text(encoding="utf8") == "See [00](../00_first.ipynb).\n"
    assert (student / "word.md").read_text(encoding="utf8") == "See [quiz](docs/quiz.md).\n"
    assert not (student / "docs" / "class_plans.md").exists()
