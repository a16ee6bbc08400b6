"""Who does the work: the same files from one process, several, and a cluster that loses a worker."""

import hashlib
import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sahel_analysis.corpus import analyze_corpus, engines
from sahel_analysis.corpus.analyzing import Part
from sahel_analysis.corpus.reading import Row
from sahel_analysis.corpus.storing import JOURNAL
from sahel_analysis.errors import SahelAnalysisError

needs_signals = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="the extra dask is not installed"
)

TEXTS = [
    "Gunmen killed at least six people in Gao on Tuesday, the army said.",
    "Rain fell on Mopti.",
    "“We ran,” said Awa Keita, a trader in Kidal. She left for Niamey on 3 May.",
    "A bomb wounded four soldiers near Djibo, according to two officials.",
    "The market of Ansongo was closed.",
]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("input") / "articles.jsonl"
    rows = [{"text": text, "published": f"2024-08-{day:02}"} for day, text in enumerate(TEXTS, start=1)]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf8")
    return path


@pytest.fixture(scope="module")
def here(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files that one process gives."""
    folder = tmp_path_factory.mktemp("here") / "out"
    analyze_corpus(source, folder, part_size=1, quiet=True)
    return files(folder)


def files(folder: Path) -> dict[str, str]:
    """The files of a folder, and hashes of what they hold."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def part(*numbers: int) -> Part:
    """A part whose rows have these numbers."""
    return Part(numbers[0], tuple(Row(n, f"line {n}", str(n), {"text": TEXTS[1]}) for n in numbers), {})


# Processes


@needs_signals
def test_processes_one_of_which_is_killed_give_the_same_files(
    source: Path, here: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []

    class Watched(engines._Worker):
        def give(self, part: Part, carefully: bool) -> None:
            super().give(part, carefully)
            started.append(self.process.pid)
            if len(started) == 2:
                os.kill(self.process.pid or 0, signal.SIGKILL)

    monkeypatch.setattr(engines, "_Worker", Watched)
    analyze_corpus(source, tmp_path / "out", workers=2, part_size=1, quiet=True)
    assert len(set(started)) == 3
    assert files(tmp_path / "out") == here


def test_an_article_that_kills_its_process_twice_is_left_out() -> None:
    deaths: dict[int, int] = {}
    once = engines._after_death(part(5, 6), None, deaths)  # read together: it could have been any of them
    again = engines._after_death(once, 6, deaths)
    assert again.refused == {}
    assert engines._after_death(again, 6, deaths).refused == {6: "the process that read it died, twice"}


def test_processes_that_cannot_begin_are_not_started_for_ever() -> None:
    deaths: dict[int, int] = {}
    for _ in range(3):
        engines._after_death(part(1), None, deaths)
    with pytest.raises(SahelAnalysisError, match="too little memory: give fewer workers"):
        engines._after_death(part(1), None, deaths)


_PARENT = """
import os, signal, sys
from sahel_analysis.corpus import engines
from sahel_analysis.corpus.analyzing import Part
if __name__ == "__main__":
    worker = engines._Worker("en_sahel_news")
    print(worker.process.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@needs_signals
def test_processes_end_when_the_one_that_gives_them_work_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT, encoding="utf8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as parent:
        # The child has the same standard output: the pipe ends when both have ended.
        assert parent.stdout is not None
        assert parent.stdout.read().strip().isdigit()
    assert parent.returncode == -signal.SIGKILL


# Dask


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers, started as README says."""
    dask = [sys.executable, "-m", "dask"]
    scheduler = subprocess.Popen(
        [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"],
        stderr=subprocess.PIPE, cwd=folder, text=True,
    )  # fmt: skip
    workers: list[subprocess.Popen[bytes]] = []
    try:
        assert scheduler.stderr is not None
        told = (re.search(r"Scheduler at: *(\S+)", line) for line in scheduler.stderr)
        address = next(found[1] for found in told if found)
        command = [*dask, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        workers += [subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=folder) for _ in range(2)]
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@needs_dask
@needs_signals
def test_a_cluster_that_loses_a_worker_gives_the_same_files(
    source: Path, here: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dask").mkdir()
    with cluster(tmp_path / "dask") as (address, workers):
        killed = threading.Event()

        def kill_one(folder: Path, entry: Any) -> None:
            append_journal(folder, entry)
            if not killed.is_set():
                workers[0].kill()
                killed.set()

        from sahel_analysis.corpus.storing import append_journal

        monkeypatch.setattr("sahel_analysis.corpus.running.append_journal", kill_one)
        analyze_corpus(source, tmp_path / "out", dask=address, part_size=1, quiet=True)
    assert killed.is_set()
    assert not (tmp_path / "out" / JOURNAL).exists()
    assert files(tmp_path / "out") == here


@needs_dask
def test_an_address_without_a_scheduler_says_what_to_start(source: Path, tmp_path: Path) -> None:
    with pytest.raises(
        SahelAnalysisError, match=r"No Dask scheduler answers .*Start one with `dask scheduler`"
    ):
        analyze_corpus(source, tmp_path / "out", dask="nonsense://here", quiet=True)


def test_a_worker_with_another_version_does_nothing() -> None:
    with pytest.raises(SahelAnalysisError, match="A Dask worker has another version"):
        engines._analyze_remotely(part(1), "en_sahel_news", {"sahel_analysis": "0.0.1"})


def test_without_dask_the_message_says_how_to_install_it(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SahelAnalysisError, match=r"pip install \"sahel-analysis\[dask\]\""):
        analyze_corpus(source, tmp_path / "out", dask="tcp://127.0.0.1:8786", quiet=True)
