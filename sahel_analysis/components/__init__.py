"""One file per spaCy component: pure functions over a Doc first, the factory as a thin wrapper last."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

import sahel_analysis.serialization  # noqa: F401  (what lies in `doc._` can be saved)


def register_extensions(**defaults: Any) -> None:
    """Makes the attributes `doc._.NAME` known, each once, with the value that it has before a run."""
    for name, default in defaults.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
