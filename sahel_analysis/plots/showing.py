"""How a figure shows itself in a notebook: one picture, its description as the alt text.

JupyterLab and nbconvert drop the `alt` that stands in the metadata of an output of type image/png, so
that the picture goes out as an HTML `<img>`.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from html import escape

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sahel_analysis.errors import expect


class WordedFigure(Figure):
    """A figure that knows how to say in words what it shows.

    Where it is displayed in a notebook, it is an image with these words as alt text.
    """

    describe: Callable[[], str]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        words = self.describe()
        file = io.BytesIO()
        self.savefig(file, format="png", bbox_inches="tight")
        picture = base64.b64encode(file.getvalue()).decode("ascii")
        alt = escape(words.removeprefix("In words: "))
        image = f'<img src="data:image/png;base64,{picture}" alt="{alt}" style="max-width: 100%">'
        display({"text/html": image, "text/plain": words}, raw=True)  # type: ignore[no-untyped-call]


class WordedAxes(Axes):
    """Axes that fill a figure of their own: as the last value of a cell they are that figure, shown once."""

    def _ipython_display_(self) -> None:
        figure = self.get_figure(root=True)
        if isinstance(figure, WordedFigure) and figure.number not in plt.get_fignums():
            figure._ipython_display_()  # else pyplot shows it when the cell has run


def make_axes(ax: Axes | None, width: float, height: float, describe: Callable[[], str]) -> Axes:
    """The Axes given, or new ones of this size in inches, in a figure that is described so."""
    if ax is not None:
        expect(ax, Axes, "Axes to draw into, such as those of figure, ax = plt.subplots()")
        return ax
    size = (width, height)
    figure = plt.figure(figsize=size, dpi=100, layout="constrained", FigureClass=WordedFigure)
    assert isinstance(figure, WordedFigure)
    figure.describe = describe
    return figure.add_subplot(axes_class=WordedAxes)
