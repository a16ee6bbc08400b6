"""One property on inputs that reach new lines of the package, by atheris (libFuzzer), installed by itself.

    python -m tests.fuzz.guided markup -max_total_time=600 -timeout=60

What follows the property's name goes to libFuzzer.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["sahel_analysis"], enable_loader_override=False):
    from tests.fuzz.properties import PROPERTIES


def main() -> None:
    """Runs until libFuzzer's limits are reached or the property fails."""
    check, draw, _ = PROPERTIES[sys.argv.pop(1)]
    atheris.Setup(sys.argv, draw(check).hypothesis.fuzz_one_input)  # type: ignore[attr-defined]
    atheris.Fuzz()


if __name__ == "__main__":
    main()
