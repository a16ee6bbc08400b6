"""How do people mark names in a text? As in "[Oumar Diarra PERSON] leads [Mali GPE]’s army"."""

from __future__ import annotations

import re

from sahel_analysis.annotation.gold import LABELS, Span
from sahel_analysis.errors import SahelAnalysisError

_MARK = re.compile(r"\[([^\[\]]+?) (" + "|".join(LABELS) + r")\]")


def read_markup(marked: str) -> tuple[str, list[Span]]:
    """Reads text that somebody marked by hand: "[Oumar Diarra PERSON] leads [Mali GPE]’s army."

    Returns the text without marks, and the spans in it. Raises SahelAnalysisError where a bracket
    has no label of the guidelines.
    """
    text, spans, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match.group(1)), match.group(2)))
        text += match.group(1)
        at = match.end()
    text += marked[at:]
    stray = re.search(r"[\[\]][^\[\]]{0,30}", text)
    if stray:
        raise SahelAnalysisError(
            f"The mark near {stray.group()!r} is not complete. Write [the name LABEL], with one of: "
            f"{', '.join(LABELS)}."
        )
    return text, spans
