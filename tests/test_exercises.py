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


def worked(text: str) -> str:
    """The code of a solution, which stands folded in a text cell."""
    found = re.search(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found, f"no code in {text!r}"
    return found[1]


@cache
def lesson_of(exercise: str) -> str:
    """The lesson in which an exercise stands."""
    return next(
        path.stem
        for path in sorted(LESSONS.glob("*.ipynb"))
        if f'"{exercise}-exercise"' in path.read_text(encoding="utf8")
    )


@cache
def lesson(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the cells of a lesson show, by cell id, and the names that they leave behind."""
    import matplotlib.pyplot as plt

    notebook = nbformat.read(LESSONS / f"{name}.ipynb", as_version=4)
    names: dict[str, Any] = {}
    shown: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            shown[cell.id] = run(cell.source, names)
        elif cell.id.endswith("-solution"):
            # In a copy: no later cell may need what only a solution defines.
            shown[cell.id] = run(worked(cell.source), dict(names))
    plt.close("all")
    return shown, names


def test_lessons_and_checks_hold_the_same_exercises() -> None:
    found = [
        (cell.id, "solution" in cell.metadata.get("tags", []))
        for path in LESSONS.glob("*.ipynb")
        for cell in nbformat.read(path, as_version=4).cells
        if 'check("' in cell.source
    ]
    wanted = [(f"{e}-{kind}", kind == "solution") for e in exercises() for kind in ("exercise", "solution")]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize("exercise", exercises())
def test_the_open_blank_is_told_so(exercise: str) -> None:
    result = lesson(lesson_of(exercise))[0][f"{exercise}-exercise"]
    assert not result.passed
    assert repr(result).startswith("Not yet. The blank is still open")


@pytest.mark.parametrize("exercise", exercises())
def test_the_worked_solution_is_right(exercise: str) -> None:
    result = lesson(lesson_of(exercise))[0][f"{exercise}-solution"]
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
    ("03-a", "['2031-05-12', '2031-03', '2029', 'p10d']"),
    ("03-b", "['d', 'a', 'b']"),
    ("03-c", "[[12, None], [40, 40], [9, 9], [None, 30], [10, 12], [None, None]]"),
    ("03-d", "'DA'"),
    ("03-e", "' sa039 '"),
    ("03-g", "[[pd.Timestamp('2013-01-11'), '2014-07-15'], *answer[1:]]"),
    ("03-f", "[rows_of_2022['killed_min'].sum(), rows_of_2022['killed_max'].sum()]"),
    ("04-a", "[answer[0] + ' ', answer[1], answer[2] + '.']"),
    ("04-b", "['Direct', 'INDIRECT', 'mixed', ' none']"),
    ("04-c", "['A', 'C', 'E']"),
    ("04-d", "'a, d, f'"),
    ("04-e", "kinds.loc['expert', 'words'] / kinds['words'].sum()"),
    ("04-f", "('c', 'b', 'e')"),
    ("05-a", "'Airport status'"),
    ("05-b", "[3, 1]"),
    ("05-c", "['d', 'a']"),
    ("05-d", "(70.0, 100.0)"),
    ("05-e", "'From 70 to 100 people were killed on 17 September 2024, officials and diplomats said.'"),
    ("05-e", "'Diplomats speak of about 70 dead, a document of up to 100; the army has not said how many.'"),
    ("05-e", "'At least 70 and up to 100 people, soldiers among them, died, a security official told AFP.'"),
    (
        "05-e",
        "'70 to 100 people were killed in what a diplomat called a \u201cmassacre\u201d, diplomats said.'",
    ),
    ("05-e", "'The army said nothing; diplomats and a document put the dead at between 70 and 100.'"),
    (
        "05-e",
        "'The army confirmed losses without a number while diplomats speak of 70 to 100 dead.'",
    ),
    ("05-e", "'Diplomats told Reuters of 70 dead, a document of 100, which the army has not confirmed.'"),
    (
        "05-e",
        "'Diplomats and a list say that 70 to 100 died; none of it was independently confirmed.'",
    ),
    (
        "05-e",
        "'Diplomats said 70 died, a document said 100, while JNIM claimed hundreds killed or hurt.'",
    ),
    ("05-e", "'70 to 100 people were killed, diplomats said; whether attackers are counted is not known.'"),
    ("05-f", "('C', 'B')"),
    ("05-f", "'B and C'"),
    ("07-a", "[0.8, 0.642857]"),
    ("07-b", "['d', 'A']"),
    ("07-c", "(8, 7, 4, 1)"),
    ("07-c", "'1, 4, 7 and 8'"),
    ("03-b", "'a, b and d'"),
    ("03-c", "[(12, pd.NA), (40, 40), (9, 9), (float('nan'), 30), (10, 12), (None, None)]"),
]
"""Other ways to write a right answer."""

BIDEN = "article.boilerplate[0]"

MISTAKES = [
    ("00-a", "row['text']", "the mention alone"),
    ("00-a", "article.text[start - 20 : end]", "One side"),
    ("00-a", "article.text[start + 20 : end + 20]", "Minus goes to the left"),
    ("00-a", "article.text[0:50]", "elsewhere"),
    ("00-a", "(start - 20, end + 20)", "The answer is a piece of text"),
    ("00-a", "'article.text[start:end]'", "Take the quotation marks away"),
    ("00-a", "'some words of my own'", "Slice the text"),
    ("00-a", "article.text[start - 20 : end + 21]", "20 characters before the mention and 21 after"),
    ("00-a", "article.text[start - 10 : end + 10]", "10 characters before the mention and 10 after"),
    ("00-a", "article.text[end : end + 20]", "on one side"),
    ("00-b", "(analysis.mentions['label'] == 'PERSON').sum()", "counts mentions"),
    ("00-b", "len(analysis.entities)", "all entities"),
    ("00-b", "len(analysis.mentions)", "all mentions"),
    ("00-b", "analysis.entities['label'] == 'PERSON'", "a table or a list"),
    ("00-b", "100", "Compare the column"),
    ("00-b", "None", "means: nothing"),
    ("00-b", "'four'", "in digits"),
    ("01-a", "(26, 20)", "earlier one first"),
    ("01-a", "(17, 23)", "Tuesday 17"),
    ("01-a", "(21, 26)", "on the Friday itself"),
    ("01-a", "(14, 20)", "Before the 20th"),
    ("01-a", "(20, 27)", "The 27th is a Friday too"),
    ("01-a", "(20, 23)", "Go on day by day"),
    ("01-a", "20", "a pair"),
    ("01-a", "('2024-10-20', '2024-10-26')", "does not lie in September"),
    ("01-a", "(20, 26.5)", "no whole number"),
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
    ("02-d", "('50%', '40%', '44%')", "between 0 and 1"),
    ("02-e", "(0, 67)", "a point"),
    ("04-e", "'0,33'", "a point"),
    ("02-e", "3 / 5", "share of Ama"),
    ("02-e", "3 / 4", "share of Bakary"),
    ("02-e", "3 / 6", "what either marked"),
    ("02-e", "8 / 9", "the same words"),
    ("02-e", "3", "the marks on which they agree"),
    ("02-e", "67", "between 0 and 1"),
    ("02-e", "0.1", "Count the marks of each"),
    ("03-a", "('2031-05-19', '2031-03', '2029', 'P10D')", "after the article appeared"),
    ("03-a", "('2031-05-05', '2031-03', '2029', 'P10D')", "a week too early"),
    ("03-a", "('XXXX-WXX-1', '2031-03', '2029', 'P10D')", "as long as the day of publication is not known"),
    ("03-a", "('2031-05-12', '2031-03-01', '2029', 'P10D')", "does not say so much"),
    ("03-a", "('2031-05-12', '2030-03', '2029', 'P10D')", "lies in the same year"),
    ("03-a", "('2031-05-12', 'XXXX-03', '2029', 'P10D')", "which March is meant"),
    ("03-a", "('2031-05-12', '2031-03', '2029', '10D')", "begins with P"),
    ("03-a", "('2031-05-12', '2031-03', '2029', 'P10')", "ten of what"),
    ("03-a", "('Monday', 'March', '2029', 'ten days')", "1 of 4"),
    ("03-a", "'2031-05-12'", "four values"),
    ("03-b", "'abcd'", "which year does"),
    ("03-b", "'abde'", "ends on a Sunday"),
    ("03-b", "'ad'", "Which date has the Tuesday"),
    ("03-b", "'b'", "A wide interval"),
    ("03-b", "'July'", "letters a to e"),
    ("03-c", "[(12, 12), *answer[1:]]", "could it be 20"),
    ("03-c", "[(12, None), (35, 45), *answer[2:]]", "How far it may be off"),
    ("03-c", "[*answer[:3], (0, 30), *answer[4:]]", "Zero would be a number"),
    ("03-c", "[*answer[:4], (11, 11), (None, None)]", "keep both ends"),
    ("03-c", "[*answer[:5], (24, None)]", "is no number"),
    ("03-c", "[*answer[:2], (9, None), *answer[3:]]", "write both"),
    ("03-c", "[(12, None), (40, 40), 9, (None, 30), (10, 12), (None, None)]", "Each of the six is a pair"),
    ("03-c", "[(12, None), (40, 40), ('nine', 'nine'), (None, 30), (10, 12), (None, None)]", "in digits"),
    ("03-c", "[(12, None), (40, 40), (9, 9), (None, 29), (10, 12), (None, None)]", "5 of 6"),
    ("03-c", "(12, None)", "six pairs"),
    ("03-c", "[*answer[:3], (30, None), *answer[4:]]", "Is 30 that"),
    ("03-c", "[(12.5, None), *answer[1:]]", "no whole number"),
    ("03-d", "'abd'", "tells of none"),
    ("03-d", "'acd'", "is it closed"),
    ("03-d", "'ade'", "no number"),
    ("03-d", "'a'", "one more statement"),
    ("03-d", "'V02'", "letters a to e"),
    ("03-e", "'SA032'", "compare the numbers"),
    ("03-e", "'SA036'", "is about Mali"),
    ("03-e", "'SA040'", "begins in 2020"),
    ("03-e", "'Niger, 2019'", "no id"),
    ("03-g", "[*answer[:2], ('2023-09-16', '2025-09-03')]", "still there: None"),
    ("03-g", "[answer[0], ('2013-07-01', '2023-06-30'), answer[2]]", "its mandate was ended"),
    ("03-g", "[answer[0], ('2013-07-01', '2023-12-11'), answer[2]]", "it began to close"),
    ("03-g", "[pair[::-1] for pair in answer]", "the first day first"),
    ("03-g", "[('2013', '2014'), *answer[1:]]", "year-month-day"),
    ("03-g", "[('2013-01-10', '2014-07-15'), *answer[1:]]", "Operation Serval"),
    ("03-g", "answer[0]", "three pairs"),
    ("03-f", "tuple(reversed(answer))", "lower one first"),
    ("03-f", "sums(chronology[chronology['date_start'].dt.year == 2022])", "all countries"),
    ("03-f", "sums(mali)", "all years"),
    ("03-f", "(len(rows_of_2022), len(rows_of_2022))", "counts the events"),
    ("03-f", "(answer[0], answer[0])", "lowest sum twice"),
    ("03-f", "(answer[1], answer[1])", "highest sum twice"),
    ("03-f", "answer[0]", "a pair of numbers"),
    ("03-f", "(1, 2)", "Choose the rows"),
    ("04-a", "('Radio Kayes', answer[1], answer[2])", "hears it"),
    ("04-a", "('Idrissa Ba', answer[1], answer[2])", "The title belongs"),
    ("04-a", "('Colonel Idrissa Ba', answer[1], answer[2])", "with the body behind"),
    ("04-a", "(answer[0], 'told Radio Kayes', answer[2])", "Whoever listens"),
    ("04-a", "(answer[0], answer[1], answer[2] + ',')", "belongs to neither"),
    ("04-a", "(answer[0], answer[1], 'The road to Tin Beta')", "what the statement is about"),
    ("04-a", "answer[::-1]", "another order"),
    ("04-a", "('a colonel', 'said', 'The road is open')", "Copy the words"),
    ("04-a", "('Colonel', 'on Monday', 'is open')", "0 of 3"),
    ("04-a", "' '.join(answer)", "three pieces"),
    ("04-b", "('direct', 'indirect', 'direct', 'none')", "Who chose the words"),
    ("04-b", "('direct', 'indirect', 'indirect', 'none')", "Look at the marks"),
    ("04-b", "('direct', 'indirect', 'mixed', 'direct')", "Does anybody say anything"),
    ("04-b", "('direct', 'none', 'mixed', 'none')", "needs no quotation marks"),
    ("04-b", "('indirect', 'direct', 'mixed', 'none')", "The mayor's own"),
    ("04-b", "('quote', 'none', 'none', 'none')", "There is no kind"),
    ("04-b", "'direct'", "four words"),
    ("04-c", "'abce'", "Did anybody else look"),
    ("04-c", "'acde'", "names nobody who checked"),
    ("04-c", "'ae'", "what must have come before"),
    ("04-c", "'ac'", "How many sides"),
    ("04-c", "'yes'", "letters a to e"),
    ("04-d", "'abdf'", "an army is a body"),
    ("04-d", "'acdf'", "somebody could find her"),
    ("04-d", "'adef'", "has one mayor"),
    ("04-d", "'adfg'", "on the record"),
    ("04-d", "'af'", "named by a noun only"),
    ("04-d", "'df'", "some ask for it"),
    ("04-d", "3", "letters a to g"),
    ("04-e", "kinds.loc['expert', 'statements'] / kinds['statements'].sum()", "share of the statements"),
    ("04-e", "kinds.loc['expert', 'words'] / len(article.text.split())", "share of the article"),
    ("04-e", "kinds.loc['expert', 'words'] / kinds['words'].drop('expert').sum()", "against the others"),
    ("04-e", "kinds.loc['expert', 'words']", "the number of words"),
    ("04-e", "kinds['statements'].sum()", "the number of statements"),
    ("04-e", "100 * answer", "between 0 and 1"),
    ("04-e", "0.01", "Set the words"),
    ("04-f", "'abce'", "That row is in order. a:"),
    ("04-f", "'bcde'", "That row is in order. d:"),
    ("04-f", "'ce'", "Who is “She”"),
    ("04-f", "'be'", "Compare each stance"),
    ("04-f", "'bc'", "On which side"),
    ("04-f", "'row b'", "letters a to e"),
    ("05-a", "'target'", "the chief of staff"),
    ("05-a", "'killed_soldiers'", "televised statement"),
    ("05-a", "'suspects detained'", "though without a name"),
    ("05-a", "'claimed_by'", "the group's own website"),
    ("05-a", "'aircraft_damaged'", "the group's own videos"),
    ("05-a", "'explosions_heard'", "a reporter of AP"),
    ("05-a", "'airport'", "one of the seven"),
    ("05-a", "7", "one claim type"),
    ("05-b", "(3, 3)", "do they carry different texts"),
    ("05-b", "(1, 3)", "swapped"),
    ("05-b", "(6, 4)", "every row about suspects"),
    ("05-b", "(1, 1)", "On how many pages"),
    ("05-b", "(6, 1)", "So many pages carry AP"),
    ("05-b", "(15, 15)", "Count pages, then origins"),
    ("05-b", "3", "a pair of numbers"),
    ("05-b", "(3, 1.5)", "no whole number"),
    ("05-c", "'abd'", "b: both pages"),
    ("05-c", "'acd'", "c: read the words"),
    ("05-c", "'e'", "e: a gap"),
    ("05-c", "'bce'", "b: both pages carry the text of one agency, and it had one source; c: read"),
    ("05-c", "'d'", "one more statement"),
    ("05-c", "'f'", "letters a to e"),
    ("05-d", "(100, 70)", "lower one comes first"),
    ("05-d", "(20, 100)", "soldiers alone"),
    ("05-d", "(0, 100)", "not a zero"),
    ("05-d", "(77, 77)", "or an average"),
    ("05-d", "(70, 255)", "of the wounded"),
    ("05-d", "(70, 79)", "The lower end is right"),
    ("05-d", "(77, 100)", "The higher end is right"),
    ("05-d", "(71, 99)", "smallest value_min"),
    ("05-d", "(50, 100)", "so low a number"),
    ("05-d", "(70, 120)", "so high a number"),
    ("05-d", "77", "a pair of numbers"),
    ("05-e", "'Many people were killed, officials said.'", "no number"),
    ("05-e", "'Between 70 and 255 people were killed, diplomats said.'", "of the wounded"),
    ("05-e", "'About 85 people were killed, according to reports.'", "nobody's claim"),
    ("05-e", "'77 people were killed, a security source told AFP.'", "not the whole range"),
    ("05-e", "'Between 70 and 100 people were killed.'", "on whose word"),
    ("05-e", "'Reports say between 70 and 100 people were killed.'", "Whose reports?"),
    ("05-e", "'It is confirmed that 70 to 100 people were killed, diplomats said.'", "a verdict"),
    ("05-e", "'Only 70 to 100 people were killed, diplomats said.'", "no adjective"),
    ("05-e", "'Terrorists massacred 70 to 100 people, officials said.'", "“terrorists”"),
    ("05-e", "'70 to 100 people were massacred, diplomats said.'", "a word that judges"),
    ("05-e", "'70 to 100 people were neutralised, officials said.'", "hides what happened"),
    ("05-e", "(70, 100)", "in quotation marks"),
    ("05-e", "'Between 70 and 100 soldiers were killed, diplomats said.'", "of all the dead"),
    ("05-e", "'Between 70 and 100 people were wounded, diplomats said.'", "what became of these people"),
    ("05-e", "'The army said that between 70 and 100 people were killed.'", "gave no such figure"),
    ("05-e", "'Hundreds were killed, 70 to 100, say sources.'", "together"),
    ("05-e", "'Sources said 70 to 100 people died, and attackers are not counted.'", "Leave it open"),
    ("05-d", "(70, None)", "both ends are known"),
    ("05-e", "'Diplomats said 70 to 100 people were killed, and deserved it.'", "“deserved”"),
    ("05-f", "'AB'", "Nine is at least four"),
    ("05-f", "['C', 'A']", "Thirty is at least four"),
    ("05-f", "'abc'", "Not all three"),
    ("05-f", "'B'", "two of the letters"),
    ("05-f", "2", "Answer with two letters, such"),
    ("07-a", "(0.8, 0.8)", "what chance alone would bring"),
    ("07-a", "(0.6, 0.44)", "leaves out the words without a label"),
    ("07-a", "(0.7, 0.6)", "Go through the ten rows"),
    ("07-a", "(8, 1)", "between 0 and 1"),
    ("07-a", "(0.8, 0.3)", "with the chance given above"),
    ("07-a", "0.8", "a pair"),
    ("07-b", "'abd'", "no share of marks"),
    ("07-b", "'acd'", "the same mistake"),
    ("07-b", "'ade'", "not of other people"),
    ("07-b", "'a'", "one more statement"),
    ("07-b", "'Ama'", "letters a to e"),
    ("07-c", "[1, 2, 4, 7, 8]", "is no name"),
    ("07-c", "[3, 1, 7, 8]", "“Faladie” alone"),
    ("07-c", "[5, 1, 7, 8]", "without Faladie"),
    ("07-c", "[1, 4, 6, 8]", "Titles stay outside"),
    ("07-c", "[1, 4, 7, 8, 9]", "a label of their own"),
    ("07-c", "[4, 7, 8]", "also as adjectives"),
    ("07-c", "[1, 7, 8]", "its school"),
    ("07-c", "[1, 4, 8]", "the name alone"),
    ("07-c", "[1, 4, 7]", "an organisation such as"),
    ("07-c", "[99]", "numbers of cases"),
]  # fmt: skip
"""Exercise, answer as a student may write it at the end of the lesson, a piece of the reply."""


def answered(exercise: str, answer: str) -> Check:
    _, names = lesson(lesson_of(exercise))
    own: dict[str, Any] = {}
    if exercise == "01-c":
        own["start"] = names["article"].text.index("neutralize")
    if exercise == "02-a":
        own["answer"] = marked = solution_of("02-a")
        own["answer_with_straight_apostrophe"] = marked.replace("’", "'")
    if exercise == "02-b":
        own["rows"] = names["mentions"].head()
    if exercise in ("03-c", "03-f", "03-g", "04-a", "04-e"):
        own["answer"] = solution_of(exercise)
    if exercise == "03-f":
        own["rows_of_2022"] = names["mali"][names["mali"]["date_start"].dt.year == 2022]
        own["sums"] = lambda rows: (int(rows["killed_min"].sum()), int(rows["killed_max"].sum()))
    return check(exercise, eval(answer, {**names, **own}))


def solution_of(exercise: str) -> Any:
    """The answer that the worked solution of an exercise gives."""
    path = LESSONS / f"{lesson_of(exercise)}.ipynb"
    cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    names = dict(lesson(lesson_of(exercise))[1])
    run(worked(cells[f"{exercise}-solution"].source), names)
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


@pytest.mark.parametrize(
    ("sentence", "hint"),
    [
        ("Between 70 and 100 people were killed, said the army.", "gave no such figure"),
        ("70 to 100 people were killed, the junta said.", "gave no such figure"),
        ("Between 70 and 100 people were killed according to the Malian government.", "gave no such figure"),
        ("It is a fact that 70 to 100 people were killed, says the document.", "a verdict"),
    ],
)
def test_a_word_in_a_wrong_mouth_is_noticed_wherever_it_stands(sentence: str, hint: str) -> None:
    assert hint in check("05-e", sentence).message


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
    with pytest.raises(SahelAnalysisError, match=r"no exercise \['00-a'\].*00-a, 00-b, 01-a"):
        check(["00-a"], 1)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["Reportedly,", "According to media reports,", "Some people say that"])
def test_nameless_reports_are_no_source(words: str) -> None:
    result = check("05-e", f"{words} between 70 and 100 people were killed.")
    assert not result.passed
    assert "Whose reports?" in result.message
