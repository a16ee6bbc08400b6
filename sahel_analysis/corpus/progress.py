"""How far is a run? A bar on a terminal, a line now and then in a log, nothing where none is wanted."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from tqdm import tqdm

EVERY = 30.0
"""Seconds between the lines in a log."""


class Progress:
    """Counts the articles of a run and shows rate and time left."""

    def __init__(self, total: int, done: int = 0, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.total, self.done, self.before = total, done, done
        self.stream = stream or sys.stderr
        self.quiet = quiet
        self.began = self.said = time.monotonic()
        self.bar: tqdm[None] | None = None
        if not quiet and self.stream.isatty():
            self.bar = tqdm(total=total, initial=done, unit=" articles", file=self.stream, smoothing=0.05)

    def add(self, articles: int) -> None:
        """Says that so many more articles are done."""
        self.done += articles
        if self.bar is not None:
            self.bar.update(articles)
        elif time.monotonic() - self.said >= EVERY:
            self.said = time.monotonic()
            self.say(self.line())

    def line(self) -> str:
        """How far the run is, in words."""
        rate = (self.done - self.before) / max(time.monotonic() - self.began, 1e-9)
        left = f", {_duration((self.total - self.done) / rate)} left" if rate else ""
        return f"{self.done:,} of {self.total:,} articles, {rate:.1f} per second{left}"

    def say(self, sentence: str) -> None:
        """Prints a sentence, unless the run is quiet."""
        if self.bar is not None:
            self.bar.write(sentence, file=self.stream)
        elif not self.quiet:
            print(sentence, file=self.stream, flush=True)

    def close(self) -> None:
        """Ends the bar."""
        if self.bar is not None:
            self.bar.close()


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds} s"
