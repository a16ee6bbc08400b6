"""The examples of the public names of annotation run, and each name says what it is."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

import pytest
from test_documentation import run_examples

import sahel_analysis as sa
from sahel_analysis import annotation

PEOPLE = {
    "Ama.txt": "[Moussa PERSON] left [Gao GPE].",
    "Bakary.txt": "Moussa left [Gao GPE].",
    "Coumba.txt": "[Moussa PERSON] left [Gao LOC].",
}
EXAMPLES = [n for n in annotation.__all__ if ">>>" in (getattr(annotation, n).__doc__ or "")]


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the examples use, in a folder with the files that they read."""
    (tmp_path / "annotators").mkdir()
    for name, marked in PEOPLE.items():
        (tmp_path / "annotators" / name).write_text(marked, encoding="utf8")
    monkeypatch.chdir(tmp_path)
    return {"sa": sa, "annotation": annotation, "json": json}


@pytest.mark.parametrize("name", annotation.__all__)
def test_every_public_name_is_explained(name: str) -> None:
    assert inspect.getdoc(getattr(annotation, name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_a_public_name_run(name: str, names: dict[str, Any]) -> None:
    assert run_examples(getattr(annotation, name).__doc__, names, name) > 0


def test_the_example_of_another_writing_runs(names: dict[str, Any]) -> None:
    assert run_examples(annotation.Annotation.on.__doc__ or "", names, "on") > 0
