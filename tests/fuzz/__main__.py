"""Runs the properties on many inputs: `make fuzz`, see `python -m tests.fuzz --help`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, seed, settings

from tests.fuzz.properties import PROPERTIES


def run(name: str, n: int, number: int) -> None:
    """A property on so many inputs, drawn from a seed; raises what it finds, reduced to a small input."""
    check, draw, _ = PROPERTIES[name]
    checked = settings(
        max_examples=n, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink], print_blob=False,
    )(seed(number)(draw(check)))  # fmt: skip
    checked()


def main() -> int:
    """Runs until the number of inputs or of minutes is reached; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000, help="how many (default: 100,000)")
    parser.add_argument("--minutes", type=float, help="instead: how long")
    parser.add_argument("--seed", type=int, default=int(time.time()), help="for the same inputs again")
    parser.add_argument("--only", default=",".join(PROPERTIES), help=f"some of: {', '.join(PROPERTIES)}")
    arguments = parser.parse_args()
    shares = {name: PROPERTIES[name][2] for name in arguments.only.split(",")}
    total, began, number = sum(shares.values()), time.monotonic(), arguments.seed
    done: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    print(f"seed {number}")
    while (
        time.monotonic() - began < 60 * arguments.minutes
        if arguments.minutes
        else sum(done.values()) < arguments.inputs
    ):
        rest = 1000 if arguments.minutes else min(1000, arguments.inputs - sum(done.values()))
        for name, share in shares.items():
            n = max(1, round(rest * share / total))
            number += 1
            try:
                run(name, n, number)
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                failed[name] += 1
                print(f"\n{name}, seed {number}:", *_notes(error), sep="\n")
            done[name] += n
        print(
            f"{sum(done.values()):,} inputs, {time.monotonic() - began:.0f} s, failed: {dict(failed)}",
            flush=True,
        )
    return 1 if failed else 0


def _notes(error: BaseException) -> list[str]:
    """What Hypothesis says beside an error: the input, reduced; several errors may be in one."""
    found = getattr(error, "exceptions", [error])
    return [line for one in found for line in (repr(one)[:500], *getattr(one, "__notes__", []))]


if __name__ == "__main__":
    sys.exit(main())
