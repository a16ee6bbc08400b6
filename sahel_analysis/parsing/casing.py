"""How would a headline in capitals be written in the text below it?

The encoder knows capitals only by the shape of each word (`decoding.word_shape`). In a line that is all
capitals, or has A Capital For Each Word, they tell nothing, and mislead; there a word gets the shape that it
has elsewhere in the text, and one that stands nowhere else that of a plain word.
"""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 4
"""Words of a line whose capitals can be judged."""

_ENDS = frozenset('.!?:;“”"«»‘’()—–-')
_LONG = 4
"""Letters from which on a word has a capital in headlines with one for each word."""


def plain_case(words: Sequence[str], lines: Sequence[tuple[int, int]]) -> list[str]:
    """The words, those of headlines in capitals as the rest of the text writes them.

    `lines` are the first word and the one past the last of each line. Where most of a text is in capitals
    there is nothing to go by, and all words stay.
    """
    loud = [line for line in lines if _is_upper(words[slice(*line)]) or _is_title(words[slice(*line)])]
    inside = {i for start, end in loud for i in range(start, end)}
    if not loud or len(words) - len(inside) < len(inside) / 2:
        return list(words)
    forms = _forms(words, lines, inside)
    written = list(words)
    for start, end in loud:
        line = words[start:end]
        plain = [w.lower() for w in line if len(w) >= _LONG and not w.islower()]
        lower = sum(forms.get(w, {}).get(w, 0) >= 1 for w in plain)
        if _is_upper(line) or lower >= 2:  # else it may be a list of names
            for i in range(start, end):
                seen = forms.get(words[i].lower())
                written[i] = max(seen, key=seen.__getitem__) if seen else words[i].lower()
    return written


def _is_upper(line: Sequence[str]) -> bool:
    spelled = [w for w in line if w.isalpha() and len(w) > 1]
    return len(spelled) >= LEAST and all(w.isupper() for w in spelled)


def _is_title(line: Sequence[str]) -> bool:
    spelled = [w for w in line if w.isalpha() and len(w) >= _LONG]
    if len(spelled) < LEAST or line[-1] == ".":
        return False
    return sum(w[0].isupper() for w in spelled) >= 0.9 * len(spelled)


def _forms(
    words: Sequence[str], lines: Sequence[tuple[int, int]], inside: set[int]
) -> dict[str, dict[str, float]]:
    """How often each word is written how outside the headlines; the start of a sentence tells little."""
    starts = {start for start, _ in lines}
    forms: dict[str, dict[str, float]] = {}
    for i, word in enumerate(words):
        if i not in inside and word[0].isalpha():
            first = i in starts or words[i - 1] in _ENDS
            seen = forms.setdefault(word.lower(), {})
            seen[word] = seen.get(word, 0.0) + (0.1 if first else 1.0)
    return forms
