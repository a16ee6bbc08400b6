"""How far a run is: a bar on a terminal, lines in a log, nothing where none is wanted."""

import io

import pytest

from sahel_analysis.corpus import progress
from sahel_analysis.corpus.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds on the clock, to be set."""
    seconds = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: seconds[0])
    return seconds


def test_a_log_gets_a_plain_line_now_and_then(clock: list[float]) -> None:
    log = io.StringIO()
    shown = Progress(40_000, done=10_000, stream=log)
    for seconds in (10, 20, 40, 50, 80):
        clock[0] = seconds
        shown.add(1000)
    shown.close()
    assert log.getvalue().splitlines() == [
        "13,000 of 40,000 articles, 75.0 per second, 6 min 0 s left",
        "15,000 of 40,000 articles, 62.5 per second, 6 min 40 s left",
    ]


def test_long_runs_are_told_in_hours(clock: list[float]) -> None:
    shown = Progress(1_000_000, stream=io.StringIO())
    clock[0] = 100
    shown.add(2000)
    assert shown.line().endswith("20.0 per second, 13 h 51 min left")


def test_a_terminal_gets_a_bar_with_rate_and_time_left() -> None:
    terminal = Terminal()
    shown = Progress(10, done=5, stream=terminal)
    shown.add(5)
    shown.close()
    assert "100%" in terminal.getvalue()
    assert "10/10" in terminal.getvalue()
    assert "articles/s" in terminal.getvalue()


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_quiet_is_quiet(stream: io.StringIO, clock: list[float]) -> None:
    shown = Progress(10, quiet=True, stream=stream)
    clock[0] = 100
    shown.add(5)
    shown.say("Going on.")
    shown.close()
    assert stream.getvalue() == ""
