"""Figures in a notebook: shown once, as an image with its description."""

import re
from typing import Any

import matplotlib.pyplot as plt
import nbformat.v4 as nbf
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from sahel_analysis import load_chronology, plot_years
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.plots.showing import WordedAxes, make_axes

ASSIGNED = "_ = plot_years(chronology)"
LAST_VALUE = "plot_years(chronology)"
CHANGED = "ax = plot_years(chronology)\n_ = ax.set_title('By year')\nax"
LATER = "ax"
IN_AXES_OF_ONES_OWN = "_, ax = plt.subplots()\n_ = plot_years(chronology, ax=ax)"


Outputs = dict[str, list[NotebookNode]]


@pytest.fixture(scope="module")
def outputs() -> Outputs:
    first = (
        "import matplotlib.pyplot as plt\nfrom sahel_analysis import load_chronology, plot_years\n"
        "chronology = load_chronology().head(3)"
    )
    cells = [first, ASSIGNED, LAST_VALUE, CHANGED, LATER, IN_AXES_OF_ONES_OWN]
    notebook = nbf.new_notebook(cells=[nbf.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=120).execute()
    return {cell.source: cell.outputs for cell in notebook.cells}


@pytest.mark.parametrize("cell", [ASSIGNED, LAST_VALUE, CHANGED, LATER])
def test_a_figure_is_one_image_with_its_description(outputs: Outputs, cell: str) -> None:
    (output,) = outputs[cell]
    assert set(output.data) == {"text/html", "text/plain"}
    (alt,) = re.findall(r'^<img src="data:image/png;base64,[\w+/=]+" alt="([^"]+)"', output.data["text/html"])
    assert alt.startswith("bars of events, and ranges of deaths, by year; a selection, not a count")
    assert output.data["text/plain"] == f"In words: {alt}"


def test_a_figure_in_axes_of_ones_own_is_an_ordinary_one(outputs: Outputs) -> None:
    (output,) = outputs[IN_AXES_OF_ONES_OWN]
    assert set(output.data) == {"image/png", "text/plain"}


def test_a_description_with_marks_of_html_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data["text/html"]))
    ax = make_axes(None, 1, 1, lambda: 'In words: a "bar" <b>')
    assert isinstance(ax, WordedAxes)
    ax._ipython_display_()
    assert not shown  # pyplot shows it when the cell has run
    plt.close("all")
    ax._ipython_display_()
    assert 'alt="a &quot;bar&quot; &lt;b&gt;"' in shown[0]


@pytest.mark.parametrize("ax", ["x", 3, plt.Figure()], ids=lambda ax: type(ax).__name__)
def test_a_figure_is_drawn_into_axes_alone(ax: Any) -> None:
    with pytest.raises(SahelAnalysisError, match=r"does not fit here\. Give Axes to draw into"):
        plot_years(load_chronology(), ax=ax)
