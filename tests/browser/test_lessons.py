"""`make lab` as a student meets it: every lesson runs through in JupyterLab, and no solution unfolds."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
TOKEN = "lesson"
PATIENCE = 900
"""Seconds for one lesson, or for JupyterLab to open, of which a calm machine needs a thirtieth."""


def until_it_answers(server: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(PATIENCE):
        assert server.poll() is None, "make lab has ended"
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(1)
    raise AssertionError("make lab does not answer")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder and address of JupyterLab, opened by `make lab` in a copy of the checkout."""
    folder = tmp_path_factory.mktemp("kit")
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    (folder / ".venv").symlink_to(ROOT / ".venv")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"--no-browser --ServerApp.port={port} --IdentityProvider.token={TOKEN}"
    # What is installed stays: -o takes .venv/ready for new.
    command = ["make", "-o", ".venv/ready", "lab", f"ARGS={options}"]
    with (folder / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        until_it_answers(server, f"{address}/api")
        yield folder / "student", address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=PATIENCE)


def pictures(notebook: dict[str, Any]) -> int:
    """How many figures with a text description the outputs of a notebook hold."""
    return len(
        re.findall(r"<img [^>]*alt=\\\"[^\"]+\\\"", json.dumps([c.get("outputs") for c in notebook["cells"]]))
    )


def errors(notebook: dict[str, Any]) -> list[str]:
    return [
        f"{output['ename']}: {output['evalue']}"
        for cell in notebook["cells"]
        if "raises-exception" not in cell["metadata"].get("tags", [])
        for output in cell.get("outputs", [])
        if output["output_type"] == "error"
    ]


@pytest.mark.parametrize("name", LESSONS)
def test_lesson_runs_through(browser: Any, lab: tuple[Path, str], name: str) -> None:
    folder, address = lab
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{address}/lab/tree/{name}.ipynb?token={TOKEN}&reset")
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    done = run_all(page, folder / f"{name}.ipynb")
    folds = folds_of(page)
    page.close()
    stored = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf8"))
    assert len(folds) == sum("<details>" in "".join(cell["source"]) for cell in stored["cells"])
    assert [cell for cell, is_open in folds.items() if is_open] == []
    assert errors(done) == []
    assert pictures(done) == pictures(stored)


def run_all(page: Any, path: Path) -> dict[str, Any]:
    """Menu *Run*, *Run All Cells*; returns what is saved once every cell has been run.

    JupyterLab asks for a kernel if it was still busy with opening; then its own choice is taken.
    """
    prompts = page.locator(".jp-Notebook .jp-CodeCell .jp-InputArea-prompt")
    idle = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
    idle.wait_for()
    for second in range(PATIENCE):
        if second % 30 == 0 and not any(
            re.search(r"\[[\d*]+\]", text) for text in prompts.all_text_contents()
        ):
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_timeout(1000)
        if page.locator(".jp-Dialog").is_visible():  # "Select Kernel", where the kernel was not there yet
            page.locator(".jp-Dialog .jp-mod-accept").click()
        if not idle.is_visible():  # to save is work for a busy machine
            continue
        page.keyboard.press("Control+s")
        text = path.read_text(encoding="utf8")
        if not text.endswith("}\n"):  # just now being written
            continue
        notebook: dict[str, Any] = json.loads(text)
        if all(cell["execution_count"] for cell in notebook["cells"] if cell["cell_type"] == "code"):
            return notebook
    raise AssertionError("the lesson was not run to its end")


def folds_of(page: Any) -> dict[str, bool]:
    """Whether the fold of each cell is open; the page is scrolled, as cells out of sight are not drawn."""
    found: dict[str, bool] = {}
    page.evaluate("document.querySelector('.jp-Notebook .jp-WindowedPanel-outer').scrollTop = 0")
    page.wait_for_timeout(300)
    while True:
        found |= page.evaluate(SEEN)
        if page.evaluate(AT_END):
            return found
        page.wait_for_timeout(300)


SEEN = """() => Object.fromEntries([...document.querySelectorAll(".jp-Notebook details")].map(
    (fold) => [fold.closest(".jp-Cell").dataset.windowedListIndex, fold.open]))"""
AT_END = """() => {
    const box = document.querySelector(".jp-Notebook .jp-WindowedPanel-outer");
    const before = box.scrollTop;
    box.scrollTop += box.clientHeight / 2;
    return box.scrollTop === before;
}"""
