"""The lessons' exercises: what the worked solution, the open blank and each common mistake are told.

Exercises and solutions are taken from the notebooks, so that they cannot drift from the checks.
Every answer below is what a student would write in that cell.
"""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest

from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.exercises import Check, check, exercises

LESSONS = Path(__file__).parent.parent / "notebooks"


def run(source: str, names: dict[str, Any]) -> Any:
    """Runs a cell and returns the value of its last line, as a notebook shows it."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None


@cache
def lesson(number: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the cells of a lesson show, by cell id, and the names that they leave behind."""
    import matplotlib.pyplot as plt

    notebook = nbformat.read(next(LESSONS.glob(f"{number}_*.ipynb")), as_version=4)
    names: dict[str, Any] = {}
    shown = {cell.id: run(cell.source, names) for cell in notebook.cells if cell.cell_type == "code"}
    plt.close("all")
    return shown, names


def test_lessons_and_checks_hold_the_same_exercises() -> None:
    found = [
        (cell.id, "solution" in cell.metadata.get("tags", []))
        for path in LESSONS.glob("*.ipynb")
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code" and 'check("' in cell.source
    ]
    wanted = [(f"{e}-{kind}", kind == "solution") for e in exercises() for kind in ("exercise", "solution")]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("exercise", exercises())
def test_the_open_blank_is_told_so(exercise: str) -> None:
    result = lesson(exercise[:2])[0][f"{exercise}-exercise"]
    assert not result.passed
    assert repr(result).startswith("Not yet. The blank is still open")


@pytest.mark.parametrize("exercise", exercises())
def test_the_worked_solution_is_right(exercise: str) -> None:
    result = lesson(exercise[:2])[0][f"{exercise}-solution"]
    assert result.passed, result.message
    assert repr(result).startswith("Right. ")


RIGHT = [
    ("00-b", "int((analysis.entities['label'] == 'PERSON').sum())"),
    ("00-b", "len(analysis.entities[analysis.entities['label'] == 'PERSON'])"),
    ("01-a", "[20, 26]"),
    ("01-a", "('2024-09-20', '2024-09-26')"),
    ("01-a", "(dt.date(2024, 9, 20), dt.date(2024, 9, 26))"),
    ("01-d", "'13'"),
    ("02-a", "answer_with_straight_apostrophe"),
    ("02-c", "['a', 'c']"),
    ("02-c", "'C, A'"),
    ("02-d", "(0.5, 0.4, 4 / 9)"),
    ("02-e", "2 / 3"),
]
"""Other ways to write a right answer."""

BIDEN = "article.boilerplate[0]"

MISTAKES = [
    ("00-a", "row['text']", "the mention alone"),
    ("00-a", "article.text[start - 20 : end]", "One side"),
    ("00-a", "article.text[start + 20 : end + 20]", "Minus goes to the left"),
    ("00-a", "article.text[0:50]", "elsewhere"),
    ("00-a", "(start - 20, end + 20)", "The answer is a piece of text"),
    ("00-a", "'article.text[start:end]'", "Slice the text"),
    ("00-b", "(analysis.mentions['label'] == 'PERSON').sum()", "counts mentions"),
    ("00-b", "len(analysis.entities)", "all entities"),
    ("00-b", "len(analysis.mentions)", "all mentions"),
    ("00-b", "analysis.entities['label'] == 'PERSON'", "a table or a list"),
    ("00-b", "100", "Compare the column"),
    ("00-b", "'four'", "cannot be checked"),
    ("01-a", "(26, 20)", "earlier one first"),
    ("01-a", "(17, 23)", "Tuesday 17"),
    ("01-a", "(21, 26)", "on the Friday itself"),
    ("01-a", "(14, 20)", "Before the 20th"),
    ("01-a", "(20, 27)", "The 27th is a Friday too"),
    ("01-a", "(20, 23)", "Go on day by day"),
    ("01-a", "20", "a pair"),
    ("01-a", "(23, 30)", "the table for Tuesday"),
    ("01-b", "len(article.boilerplate)", "counts the lines"),
    ("01-b", "sum(b.end - b.start for b in article.boilerplate)", "counts the characters"),
    ("01-b", "len(article.text.split())", "the whole file"),
    ("01-b", "sum(len(article.text[a:b].split()) for a, b in article.paragraphs)", "words of the article"),
    ("01-b", f"len(article.text[{BIDEN}.start:{BIDEN}.end].split())", "one line only"),
    ("01-b", "article.text.split()", "one number"),
    ("01-b", "1000", "For each b"),
    ("01-c", "(raw.index(b'neutralize'), raw.index(b'neutralize') + 10)", "places in the bytes"),
    ("01-c", "(start - 1, start + 11)", "the quotation marks"),
    ("01-c", "(start, 10)", "the word's length"),
    ("01-c", "(start, start + 9)", "The last letter is missing"),
    ("01-c", "(start, start + 12)", "With this end"),
    ("01-c", "(0, 10)", "gives the start"),
    ("01-c", "start", "a pair of numbers"),
    ("01-d", "len(raw) - len(article.text)", "beyond the characters"),
    ("01-d", "8", "no more than a letter"),
    ("01-d", "article.text.count('’')", "one kind"),
    ("01-d", "article.text.count('“') + article.text.count('”')", "the double marks"),
    ("01-d", "article.text.count(chr(34))", "not straight"),
    ("01-d", "1000", "Begin with the difference"),
    ("02-a", "SENTENCE", "no mark yet"),
    ("02-a", "'[Awa Sow PERSON] spoke.'", "change nothing else"),
    ("02-a", "SENTENCE.replace('Awa Sow', '[Awa Sow PER]')", "is not complete"),
    ("02-a", "answer.replace('President [', '[President ')", "A title"),
    ("02-a", "answer.replace('[Mali GPE]’s army', '[Mali’s army ORG]')", "describes an army"),
    ("02-a", "answer.replace('[Mali GPE]’s', '[Mali’s GPE]')", "possessive"),
    ("02-a", "answer.replace('[Radio Kayes ORG]', 'Radio [Kayes GPE]')", "The longest name counts"),
    ("02-a", "answer.replace('[al-Qaida GROUP]-linked', '[al-Qaida-linked GROUP]')", "hyphenated"),
    ("02-a", "answer.replace('linked fighters', 'linked [fighters GROUP]')", "common noun"),
    ("02-a", "answer.replace('Tin Alpha GPE', 'Tin Alpha LOC')", "label of: Tin Alpha"),
    ("02-a", "answer.replace('[Awa Sow PERSON]', 'Awa Sow')", "still missing: 1"),
    ("02-b", "(mentions['text'] == 'JNIM').sum()", "one of two parts"),
    ("02-b", "(mentions['label'] == 'GROUP').sum()", "every armed group"),
    ("02-b", "((mentions['label'] == 'GROUP') & (mentions['kind'] == 'name')).sum()", "names of all armed"),
    ("02-b", "(gold.mentions['entity_id'] == 'E07').sum()", "Count the rows of the table"),
    ("02-b", "rows", "one number"),
    ("02-b", "100", "Take the entity_id"),
    ("02-c", "'abc'", "b: a circle"),
    ("02-c", "'acd'", "d: the name of a country"),
    ("02-c", "'ace'", "e: countries have no circle"),
    ("02-c", "'a'", "one more statement"),
    ("02-c", "'Bamako'", "letters a to e"),
    ("02-d", "(0.4, 0.5, 0.44)", "swapped"),
    ("02-d", "(0.5, 0.4, 0.45)", "no average"),
    ("02-d", "(0.75, 0.6, 0.67)", "too much as right"),
    ("02-d", "(50, 40, 44)", "between 0 and 1"),
    ("02-d", "(2 / 6, 2 / 6, 2 / 6)", "The rows of the table"),
    ("02-d", "(0.1, 0.2, 0.3)", "Count three things"),
    ("02-d", "0.44", "three numbers"),
    ("02-e", "3 / 5", "share of Ama"),
    ("02-e", "3 / 4", "share of Bakary"),
    ("02-e", "3 / 6", "what either marked"),
    ("02-e", "8 / 9", "the same words"),
    ("02-e", "3", "the marks on which they agree"),
    ("02-e", "67", "between 0 and 1"),
    ("02-e", "0.1", "Count the marks of each"),
]  # fmt: skip
"""Exercise, answer as a student may write it at the end of the lesson, a piece of the reply."""


def answered(exercise: str, answer: str) -> Check:
    _, names = lesson(exercise[:2])
    own: dict[str, Any] = {}
    if exercise == "01-c":
        own["start"] = names["article"].text.index("neutralize")
    if exercise == "02-a":
        own["answer"] = marked = solution_of("02-a")
        own["answer_with_straight_apostrophe"] = marked.replace("’", "'")
    if exercise == "02-b":
        own["rows"] = names["mentions"].head()
    return check(exercise, eval(answer, {**names, **own}))


def solution_of(exercise: str) -> Any:
    """The answer that the worked solution of an exercise gives."""
    path = next(LESSONS.glob(f"{exercise[:2]}_*.ipynb"))
    cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    names = dict(lesson(exercise[:2])[1])
    run(cells[f"{exercise}-solution"].source, names)
    return names["answer"]


@pytest.mark.parametrize(("exercise", "answer"), RIGHT)
def test_other_right_answers(exercise: str, answer: str) -> None:
    assert answered(exercise, answer).passed


@pytest.mark.parametrize(("exercise", "answer", "reply"), MISTAKES)
def test_mistakes(exercise: str, answer: str, reply: str) -> None:
    result = answered(exercise, answer)
    assert not result.passed
    assert reply in result.message


@pytest.mark.parametrize("exercise", exercises())
def test_each_mistake_has_a_reply_of_its_own(exercise: str) -> None:
    replies = [answered(e, answer).message for e, answer, _ in MISTAKES if e == exercise]
    assert len(replies) > 3
    assert len(set(replies)) == len(replies)


@pytest.mark.parametrize("exercise", exercises())
def test_no_reply_gives_the_answer_away(exercise: str) -> None:
    shown = re.compile(rf"(?<![\w.]){re.escape(str(solution_of(exercise)))}(?![\w.])")
    replies = [answered(e, answer).message for e, answer, _ in MISTAKES if e == exercise]
    assert [reply for reply in replies if shown.search(reply)] == []


@pytest.mark.parametrize("answer", [..., (3, ...), [..., ...]])
def test_a_blank_that_is_open_in_part(answer: Any) -> None:
    assert "still open" in check("01-a", answer).message


@pytest.mark.parametrize("answer", [None, {}, [], "", float("nan"), float("inf"), object()])
@pytest.mark.parametrize("exercise", exercises())
def test_odd_answers_are_no_accident(exercise: str, answer: Any) -> None:
    assert not check(exercise, answer).passed


def test_an_unknown_exercise_names_the_known_ones() -> None:
    with pytest.raises(SahelAnalysisError, match=r"no exercise '9-z'.*00-a, 00-b, 01-a"):
        check("9-z", 1)
