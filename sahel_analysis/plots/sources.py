"""Who is heard in an article, and who says what about which event."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from statistics import mean
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

from sahel_analysis.colours import GREY, NO_VOICE, VOICES
from sahel_analysis.comparing.voices import NO_SOURCE, count_voices, share_of_own_voice, source_graph
from sahel_analysis.errors import expect_analysis
from sahel_analysis.plots.drawing import plain, write_nothing
from sahel_analysis.plots.showing import make_axes
from sahel_analysis.tables import rows_of
from sahel_analysis.wording import say_date, shorten

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis

COLOURS = {kind: colour for kind, (_, colour, _) in VOICES.items()} | {NO_SOURCE: NO_VOICE}
"""The colour of each kind of source, as in the figures of coverage."""

_LINE = 0.16
"""Height of a line of text in a node, in inches."""
_COLUMNS = {"source": (0.1, 26), "statement": (3.3, 52), "event": (8.6, 26)}
"""Left edge of each layer in inches, and the characters of its lines."""
_LONGEST = 120


def heard(analysis: Analysis) -> pd.DataFrame:
    """Statements and words by kind of source, named and anonymous, the kind with most words first.

    Columns: kind, statements, words, and of these anonymous_statements, anonymous_words.
    """
    expect_analysis(analysis)
    counts = count_voices(analysis, "kind", "anonymous")
    hidden = counts.assign(
        anonymous_statements=counts["statements"] * counts["anonymous"],
        anonymous_words=counts["words"] * counts["anonymous"],
    )
    table = hidden.groupby("kind", sort=False)[
        ["statements", "words", "anonymous_statements", "anonymous_words"]
    ].sum()
    table = table.sort_values(["words", "statements"], ascending=False, kind="stable").reset_index()
    return table


def plot_sources(analysis: Analysis, ax: Axes | None = None) -> Axes:
    """Draws who is heard: statements and words by kind of source; hatched is who is not named.

    Args:
        analysis: the analysis of an article.
        ax: where to draw; a figure of its own is made unless given.

    Returns:
        The Axes; the two panels are its `child_axes`. `plots.describe_sources` says the same in words,
        `plots.heard` gives the table.

    Example:
        >>> ax = sa.plot_sources(analysis)
        >>> [panel.get_xlabel().splitlines()[0] for panel in ax.child_axes]
        ['statements', 'words']
    """
    table = heard(analysis)
    ax = make_axes(ax, 10, 1.9 + 0.42 * max(len(table), 2), lambda: describe_sources(analysis))
    ax.set_title("Who is heard, as the machine found it", loc="left")
    if table.empty:
        write_nothing(ax, "The table of attributions holds no statement.")
        return ax
    ax.set_axis_off()
    panels = [ax.inset_axes((left, 0.0, 0.48, 1.0)) for left in (0.0, 0.52)]
    for k, (column, panel) in enumerate(zip(("statements", "words"), panels, strict=True)):
        for y, row in enumerate(table.to_dict("records")):
            hidden = row[f"anonymous_{column}"]
            style: dict[str, Any] = {"color": COLOURS[row["kind"]], "edgecolor": "white", "height": 0.7}
            panel.barh([y], [row[column] - hidden], **style)
            panel.barh([y], [hidden], left=[row[column] - hidden], hatch="///", **style)
            panel.annotate(
                str(row[column]), (row[column], y), (4, 0), textcoords="offset points", va="center"
            )
        panel.set_yticks(range(len(table)), [_say(kind) if k == 0 else "" for kind in table["kind"]])
        panel.set(ylim=(len(table) - 0.4, -0.6), xlim=(0, 1.15 * table[column].max() or 1), xlabel=column)
        panel.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        panel.spines[["top", "right"]].set_visible(False)
    keys = [Patch(facecolor=GREY, label="named, or a body"),
            Patch(facecolor=GREY, edgecolor="white", hatch="///", label="anonymous")]  # fmt: skip
    panels[1].legend(handles=keys, loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False)
    panels[0].set_xlabel(f"statements\n{_own_voice(analysis)}", loc="left")
    return ax


def describe_sources(analysis: Analysis) -> str:
    """The figure of `plot_sources` in words."""
    parts = [
        f"{_say(row.kind)}: statements {row.statements} (anonymous {row.anonymous_statements}), "
        f"words {row.words} (anonymous {row.anonymous_words})"
        for row in rows_of(heard(analysis))
    ]
    told = "; ".join(parts) or "no statement was found"
    return f"In words: two panels of bars, by kind of source. {told}. {_own_voice(analysis)}."


def plot_source_graph(analysis: Analysis, most: int = 40, ax: Axes | None = None) -> Axes:
    """Draws who says what about which event: sources, statements and events in three columns.

    Boxes with a broken edge are anonymous sources; a broken arrow leads from a statement to one that it
    quotes. Events that nobody in the article speaks of are left out, and so is, in a long article, what
    follows on the first `most` statements; the title says so.

    Args:
        analysis: the analysis of an article.
        most: how many statements to draw.
        ax: where to draw; a figure of its own is made unless given.

    Returns:
        The Axes. `plots.describe_source_graph` says the same in words, `comparing.source_graph` gives
        the graph.

    Example:
        >>> ax = sa.plot_source_graph(analysis)
        >>> [text.get_text() for text in ax.texts][:3]
        ['source', 'statement', 'event']
    """
    expect_analysis(analysis)
    graph, n_statements = _first(source_graph(analysis), most)
    texts = {
        node: textwrap.fill(_label(node, data), _COLUMNS[data["layer"]][1])
        for node, data in graph.nodes(data=True)
    }
    middles, height = _places(graph, texts)
    ax = make_axes(ax, 11, height + 0.8, lambda: describe_source_graph(analysis))
    cut = f" (the first {most} of {n_statements} statements)" if n_statements > most else ""
    ax.set_title(f"Who says what about which event, as the machine found it{cut}", loc="left")
    if not graph:
        write_nothing(ax, "The table of attributions holds no statement.")
        return ax
    ax.set(xlim=(0, 11), ylim=(height, 0))
    ax.set_axis_off()
    for layer, (left, _) in _COLUMNS.items():
        ax.text(left, 0.12, layer, fontweight="bold", va="center")
    nodes = {}
    for node, data in graph.nodes(data=True):
        colour = COLOURS[data["kind"]] if data["layer"] == "source" else GREY
        edge = "--" if data.get("anonymous") else "-"
        box = {"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": colour, "linestyle": edge,
               "linewidth": 2.0 if data["layer"] == "source" else 0.8}  # fmt: skip
        place = (_COLUMNS[data["layer"]][0], middles[node])
        nodes[node] = ax.text(*place, plain(texts[node]), fontsize=9, va="center", bbox=box, linespacing=1.2)
    _draw_edges(ax, graph, nodes)
    return ax


def describe_source_graph(analysis: Analysis) -> str:
    """The figure of `plot_source_graph` in words."""
    expect_analysis(analysis)
    graph = source_graph(analysis)
    parts = []
    for node, data in graph.nodes(data=True):
        if data["layer"] != "source":
            continue
        said = [_said(graph, statement) for statement in graph.successors(node)]
        parts.append(f"{_label(node, data)} says: {'; '.join(said)}")
    told = ". ".join(parts) or "No statement was found"
    return f"In words: three columns, sources, statements and events, joined by lines. {told}."


def _first(graph: nx.DiGraph[str], most: int) -> tuple[nx.DiGraph[str], int]:
    """The graph of the first statements, and the number of all."""
    said = [node for node, data in graph.nodes(data=True) if data["layer"] == "statement"]
    near = {other for node in said[:most] for other in nx.all_neighbors(graph, node)}
    return graph.subgraph({*said[:most], *(near - set(said))}), len(said)


def _own_voice(analysis: Analysis) -> str:
    share = share_of_own_voice(analysis)
    return f"Words in nobody's statement, told by the article itself: {share:.0%}"


def _said(graph: nx.DiGraph[str], statement: str) -> str:
    data = graph.nodes[statement]
    about = [
        graph.nodes[after]["label"]
        for after in graph.successors(statement)
        if graph.nodes[after]["layer"] == "event"
    ]
    events = f" (about: {', '.join(about)})" if about else ""
    return f"“{shorten(data['label'].strip('“”'), _LONGEST)}”{events}"


def _label(node: str, data: Mapping[str, Any]) -> str:
    """What a node says of itself."""
    if data["layer"] == "source":
        kind = _say(data["kind"])
        hidden = ", anonymous" if data["anonymous"] and "anonymous" not in kind else ""
        return f"{data['label']} ({kind}{hidden})" if data["kind"] != NO_SOURCE else NO_SOURCE
    if data["layer"] == "statement":
        stance = "" if data["stance"] == "neutral" else f", {data['stance']}"
        return f"{node} {data['kind']}{stance}: {shorten(data['label'], _LONGEST)}"
    return f"{node} {data['label']}, {say_date(*data['when'])}"


def _say(kind: str) -> str:
    return kind.replace("_", " ")


def _places(graph: nx.DiGraph[str], texts: Mapping[str, str]) -> tuple[dict[str, float], float]:
    """The middle of each node in inches from the top, and the height of the tallest column.

    Statements keep the order of the text. Sources and events stand as near to the middle of their
    statements as those above them allow, in the order of these middles (Sugiyama et al. 1981).
    """
    size = {node: _LINE * (text.count("\n") + 1) + 0.24 for node, text in texts.items()}
    layers = {
        layer: [node for node, data in graph.nodes(data=True) if data["layer"] == layer]
        for layer in ("source", "statement", "event")
    }
    height = 0.3 + max((sum(size[node] for node in layer) for layer in layers.values()), default=1.0)
    middles = _stack(layers["statement"], size, {}, height)
    for layer in ("source", "event"):
        wanted = {
            node: mean(middles[near] for near in nx.all_neighbors(graph, node) if near in layers["statement"])
            for node in layers[layer]
        }
        middles |= _stack(sorted(layers[layer], key=wanted.__getitem__), size, wanted, height)
    return middles, height


def _stack(
    nodes: Sequence[str], size: Mapping[str, float], wanted: Mapping[str, float], height: float
) -> dict[str, float]:
    """Middles of nodes one below the other, near where they are wanted, none over another."""
    tops: list[float] = []
    edge = 0.3
    for node in nodes:
        edge = max(edge, wanted.get(node, 0.0) - size[node] / 2)
        tops.append(edge)
        edge += size[node]
    below = height
    for k in range(len(nodes) - 1, -1, -1):  # what was pushed out at the foot moves up again
        tops[k] = min(tops[k], below - size[nodes[k]])
        below = tops[k]
    return {node: top + size[node] / 2 for node, top in zip(nodes, tops, strict=True)}


def _draw_edges(ax: Axes, graph: nx.DiGraph[str], nodes: Mapping[str, Text]) -> None:
    """Lines from box to box; each leaves its column at its own height, so that it crosses no other box."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()  # now the boxes have their sizes
    inches = ax.transData.inverted()
    boxes = {node: text.get_window_extent().transformed(inches) for node, text in nodes.items()}
    layer = {node: data["layer"] for node, data in graph.nodes(data=True)}
    column = {
        name: max((box.x1 for n, box in boxes.items() if layer[n] == name), default=0.0) for name in _COLUMNS
    }
    for first, second in graph.edges:
        start, end = boxes[first], boxes[second]
        top, bottom = (nodes[node].get_position()[1] for node in (first, second))
        if layer[first] == layer[second]:
            style = {"arrowstyle": "->", "linestyle": "--", "connectionstyle": "arc3,rad=0.6"}
            ax.annotate("", (end.x0 - 0.08, bottom), (start.x0 - 0.08, top), arrowprops=style)
            continue
        colour = COLOURS[graph.nodes[first]["kind"]] if layer[first] == "source" else GREY
        across = [start.x1 + 0.06, column[layer[first]] + 0.1, end.x0 - 0.06]
        ax.plot(across, [top, top, bottom], color=colour, linewidth=1.2, zorder=0)
