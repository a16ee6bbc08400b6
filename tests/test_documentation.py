"""What the help and README say is so: every public name is explained, every example runs."""

from __future__ import annotations

import doctest
import inspect
import json
import re
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest
from test_chronology_event_data import ACLED_HEADER, UCDP_HEADER, acled, ucdp

import sahel_analysis as sa

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf8")
REPORT = "Gunmen attacked the market of Tin Alpha in northern Mali on Friday, the army said.\n"
FUNCTIONS = [name for name in sa.__all__ if inspect.isfunction(getattr(sa, name))]


@pytest.fixture(scope="module")
def analysis() -> sa.Analysis:
    return sa.analyze(sa.load_article())


@pytest.fixture
def examples(analysis: sa.Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The names that examples use, in a folder with the files that they read."""
    for name, lines in {
        "my_article.txt": [REPORT],
        "radio.txt": [REPORT],
        "my_articles.jsonl": [json.dumps({"text": REPORT, "published": "2024-09-18"})],
        "my_acled_export.csv": [ACLED_HEADER, acled()],
        "GEDEvent.csv": [UCDP_HEADER, ucdp()],
    }.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf8")
    monkeypatch.chdir(tmp_path)
    yield {"sa": sa, "article": analysis.article, "analysis": analysis}
    plt.close("all")


def run_examples(text: str, names: dict[str, Any], where: str) -> int:
    """Runs the examples of a text, and returns how many there are."""
    test = doctest.DocTestParser().get_doctest(inspect.cleandoc(text), dict(names), where, where, 0)
    said: list[str] = []
    failed, tried = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS).run(
        test, out=said.append
    )
    assert failed == 0, "".join(said)
    return tried


@pytest.mark.parametrize("name", sa.__all__)
def test_the_examples_of_a_public_name_run(name: str, examples: dict[str, Any]) -> None:
    assert run_examples(getattr(sa, name).__doc__, examples, name) > 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_argument_and_result_is_explained(name: str) -> None:
    function = getattr(sa, name)
    explained = re.findall(r"^ {4}(\w+): ", section(function.__doc__, "Args"), re.MULTILINE)
    assert explained == list(inspect.signature(function).parameters)
    assert section(function.__doc__, "Returns")


@pytest.mark.parametrize("name", ["Analysis", "Article"])
def test_every_attribute_is_explained(name: str) -> None:
    kind = getattr(sa, name)
    explained = re.findall(r"^ {4}(\w+): ", section(kind.__doc__, "Attributes"), re.MULTILINE)
    assert explained == list(kind.__dataclass_fields__)


def section(text: str, title: str) -> str:
    """The lines below a title of a docstring, up to the next title."""
    found = re.search(rf"^{title}:\n((?:    .*\n|\n)*)", inspect.cleandoc(text) + "\n", re.MULTILINE)
    return found[1] if found else ""


def test_the_tour_of_the_package_runs_and_names_everything(examples: dict[str, Any]) -> None:
    assert sa.__doc__ is not None
    assert run_examples(sa.__doc__, {}, "sahel_analysis") > 0
    assert sorted(re.findall(r"^    (\w+)  ", sa.__doc__, re.MULTILINE)) == sorted(sa.__all__)


def test_the_python_of_readme_runs(examples: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    from sahel_analysis.corpus import analyze_corpus

    blocks = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    analyze_corpus("my_articles.jsonl", "tables", quiet=True)  # what README does in a terminal
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block, names)
    assert blocks
    assert "Bamako" in capsys.readouterr().out
