"""`python -m training CORPORA OUT`: trains, exports and measures the embedded pipeline."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the whole recipe; with `--export-only`, from OUT/checkpoint.pt on."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with the corpora (see training/README.md)")
    parser.add_argument("out", type=Path, help="folder for the checkpoint and the pipeline en_sahel_news")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint that is there")
    parser.add_argument("--export-only", action="store_true", help="use the checkpoint that is there")
    arguments = parser.parse_args(argv)
    try:
        from training.export import export
        from training.fit import Settings, train
    except ImportError as error:
        print(
            f'{error}. The recipe needs more than the package: pip install -e ".[training]"', file=sys.stderr
        )
        return 2
    if not (arguments.corpora / "ud").is_dir():
        print(
            f"{arguments.corpora} has no folder ud/: give the folder that training/README.md describes.",
            file=sys.stderr,
        )
        return 2
    from training import evaluate

    checkpoint = arguments.out / "checkpoint.pt"
    if not arguments.export_only:
        settings = Settings(epochs=arguments.epochs, seed=arguments.seed)
        train(arguments.corpora, arguments.out, settings, arguments.resume)
    pipeline = arguments.out / "en_sahel_news"
    export(checkpoint, pipeline)
    return evaluate.main([str(arguments.corpora), "--pipeline", str(pipeline)])


if __name__ == "__main__":
    sys.exit(main())
