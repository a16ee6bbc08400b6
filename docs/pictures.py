"""Draws the pictures of README out of the package: `make pictures`.

Each picture holds in its file what it shows, in words (PNG text "Description").
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes

import sahel_analysis as sa
from sahel_analysis.plots import describe_source_graph, plot_source_graph
from sahel_analysis.plots.phases import describe_phases, plot_phases

FOLDER = Path(__file__).parent / "pictures"

PICTURES: dict[str, tuple[Callable[[sa.Analysis], Axes], Callable[[sa.Analysis], str]]] = {
    "who_says_what.png": (plot_source_graph, describe_source_graph),
    "sahel_since_2012.png": (plot_phases, describe_phases),
}
"""Each picture: how it is drawn, and how it is said in words."""


def main() -> None:
    """Draws all pictures anew."""
    matplotlib.use("agg")
    FOLDER.mkdir(exist_ok=True)
    analysis = sa.analyze(sa.load_article())
    for name, (draw, describe) in PICTURES.items():
        figure = draw(analysis).get_figure(root=True)
        assert figure is not None
        words = {"Description": describe(analysis), "Software": None}
        figure.savefig(FOLDER / name, dpi=90, bbox_inches="tight", metadata=words)
        print(f"Drawn: {FOLDER / name}")


if __name__ == "__main__":
    main()
