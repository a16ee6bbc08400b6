"""The notebooks' self-checks: an answer in, a sentence that helps out.

Each check knows the common mistakes of its question. A check never shows the answer; the worked
solution stands in a folded cell of the lesson. What depends on the embedded pipeline is
computed, so that a new version of it needs no change here. The files:

- checking.py: what do all checks share? `check` itself, counts, choices of letters
- lesson_*.py: is an answer right? One file per lesson
- student.py: how does a class get its copy of the lessons, without outputs?
"""

from sahel_analysis.exercises import (
    lesson_00,
    lesson_01,
    lesson_02,
    lesson_03,
    lesson_04,
    lesson_05,
    lesson_07,
)
from sahel_analysis.exercises.checking import Check, check, exercises

__all__ = [
    "Check",
    "check",
    "exercises",
    "lesson_00",
    "lesson_01",
    "lesson_02",
    "lesson_03",
    "lesson_04",
    "lesson_05",
    "lesson_07",
]
