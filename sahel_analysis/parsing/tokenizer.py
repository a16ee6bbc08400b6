"""Words of a text by spaCy's tokenizer, in time that grows with the text even where no blank stands.

spaCy peels marks off a run without blanks one at a time, copying the rest each time: 100,000 quotation marks
take minutes. A run longer than `LONGEST_RUN` is cut into pieces that are read by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc

LONGEST_RUN = 400
"""Characters without a blank that are read in one piece: longer than any word or address of an article."""

_LONG = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_PIECE = re.compile(rf"\S{{1,{LONGEST_RUN}}}")


class BoundedTokenizer:
    """A spaCy tokenizer that is asked about runs without blanks piece by piece; else it is that tokenizer."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self.inner: Any = tokenizer

    def __call__(self, text: str) -> Doc:
        """The words of a text, with all its characters."""
        doc: Doc
        if not _LONG.search(text):
            doc = self.inner(text)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _pieces(text):
            doc = self.inner(piece)
            words += [token.text for token in doc]
            spaces += [bool(token.whitespace_) for token in doc]
        return Doc(self.inner.vocab, words=words, spaces=spaces)

    def __getattr__(self, name: str) -> Any:
        """What spaCy asks of its tokenizer: `to_bytes`, `vocab`, `infixes` and the like."""
        if name == "inner":  # not there yet, while it is unpickled
            raise AttributeError(name)
        return getattr(self.inner, name)


def _pieces(text: str) -> list[str]:
    """The text cut inside its long runs; the last piece of a run takes what follows it."""
    cuts = [
        piece.start()
        for run in _LONG.finditer(text)
        for piece in list(_PIECE.finditer(text, *run.span()))[1:]
    ]
    return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
