"""Attributions: this package against textacy's direct quotations, accuracy and speed in one run.

    python -m benchmarks.attributions            own sentences; writes benchmarks/attributions_results.md
    python -m benchmarks.attributions PACK       documents of a pack (JSON lines, plain or .gz); prints only

A line holds {"id", "text", "attributions": [{"source", "cue", "content": [[start, end], ...]}]}, and may
hold a "parse" {words, spaces, tags, lemmas, pos, heads, deps, sent_starts, ents}; without one the embedded
pipeline parses. Every tool reads the same parse. Peers (`pip install sahel-analysis[benchmarks]`) that are
not installed are left out. An attribution is found if the tokens of the contents have a Jaccard index of
0.5 or more and the sources agree: both are empty, or a head word of the one in gold lies in the other. Pairs
are taken greedily, best first. Where gold keeps none inside another (as PolNeAR does, Newell et al. 2018),
only the outermost are compared.
"""

from __future__ import annotations

import functools
import importlib
import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from benchmarks.running import installed, read, report, timed
from sahel_analysis.attributions.extraction import extract_attributions
from sahel_analysis.parsing.syntax import CONJUNCTS, text_of
from sahel_analysis.pipeline import COMPONENTS, load_pipeline

HERE = Path(__file__).parent
SENTENCES = HERE / "attributions_sentences.jsonl"
RESULTS = HERE / "attributions_results.md"

MARKS = frozenset('"“”„‟«»＂')


@dataclass(frozen=True)
class Quote:
    """An attribution as tokens, in gold or as a tool gives it; has_marks: quotation marks in or around it."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    has_marks: bool


Spans = Iterable[Sequence[int]]
Tool = Callable[[Doc], list[Quote]]


def make_quote(doc: Doc, source: Spans, cue: Spans, content: Spans) -> Quote:
    """An attribution from spans of characters."""
    text, spans = text_of(doc), list(content)
    has_marks = any(MARKS & set(text[max(start - 1, 0) : end + 1]) for start, end in spans)
    return Quote(_tokens(doc, source), _tokens(doc, cue), _tokens(doc, spans), has_marks)


def _tokens(doc: Doc, spans: Spans) -> frozenset[int]:
    """Tokens that share a character with a span, white space left out."""
    starts = doc.user_data.setdefault("starts", [token.idx for token in doc])
    found = set()
    for start, end in spans:
        i = max(bisect_right(starts, start) - 1, 0)
        while i < len(doc) and starts[i] < end:
            if starts[i] + len(doc[i]) > start and not doc[i].is_space:
                found.add(i)
            i += 1
    return frozenset(found)


# The tools


def sahel_tool(doc: Doc) -> list[Quote]:
    """This package."""
    return [
        make_quote(
            doc,
            []
            if row.source_start is None or row.source_end is None
            else [(row.source_start, row.source_end)],
            [(row.cue_start, row.cue_end)],
            row.content,
        )
        for row in extract_attributions(doc)
    ]


def textacy_tool() -> Tool:
    """Textacy's direct quotations; it refuses a text with an odd number of quotation marks."""
    find = importlib.import_module("textacy.extract").direct_quotations

    def run(doc: Doc) -> list[Quote]:
        try:
            return [
                Quote(
                    frozenset(token.i for token in speaker),
                    frozenset(token.i for token in cue),
                    frozenset(token.i for token in content if not token.is_space),
                    True,
                )
                for speaker, cue, content in find(doc)
            ]
        except ValueError:
            return []

    return run


PEERS: dict[str, Callable[[], Tool]] = {"textacy": textacy_tool}


# Scores


def heads(doc: Doc, tokens: frozenset[int]) -> frozenset[int]:
    """The words of a phrase that hang on none of its others, and what is joined to them by "and"."""
    found = {
        i for i in tokens if (doc[i].head.i == i or doc[i].head.i not in tokens) and not doc[i].is_punct
    } or set(tokens)
    for i in sorted(tokens):
        if doc[i].dep_ in CONJUNCTS and doc[i].head.i in found:
            found.add(i)
    return frozenset(found)


def pair(doc: Doc, gold: Sequence[Quote], found: Sequence[Quote]) -> list[tuple[Quote, Quote]]:
    """Attributions that agree, one to one, those with the most content in common first."""
    candidates = []
    for i, g in enumerate(gold):
        head = heads(doc, g.source)
        for j, f in enumerate(found):
            overlap = (
                len(g.content & f.content) / len(g.content | f.content) if g.content & f.content else 0.0
            )
            if overlap >= 0.5 and (head & f.source or not (g.source or f.source)):
                candidates.append((-overlap, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(candidates):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], found[j]) for i, j in pairs.items()]


def outermost(quotes: Sequence[Quote]) -> list[Quote]:
    """Those whose cue lies in no other's content."""
    return [q for q in quotes if not any(q.cue and q.cue <= o.content for o in quotes if o is not q)]


def score(
    docs: Sequence[Doc], gold: Sequence[Sequence[Quote]], found: Sequence[Sequence[Quote]]
) -> dict[str, float]:
    """Precision, recall and F1 of attributions in per cent, and F1 with and without quotation marks.

    A found attribution has marks if its gold one has, and by its own content if it has none.
    """
    pairs = [p for d, g, f in zip(docs, gold, found, strict=True) for p in pair(d, g, f)]
    hits = len(pairs)
    in_gold, in_found = sum(map(len, gold)), sum(map(len, found))
    marked = sum(g.has_marks for g, _ in pairs)
    marked_gold = sum(q.has_marks for quotes in gold for q in quotes)
    marked_found = sum(q.has_marks for quotes in found for q in quotes)
    marked_found += sum(g.has_marks - f.has_marks for g, f in pairs)
    return {
        "precision": _share(100 * hits, in_found),
        "recall": _share(100 * hits, in_gold),
        "f1": _share(200 * hits, in_gold + in_found),
        "with marks": _share(200 * marked, marked_gold + marked_found),
        "without": _share(200 * (hits - marked), in_gold + in_found - marked_gold - marked_found),
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


# The run


def parse(documents: Sequence[dict[str, Any]]) -> list[Doc]:
    """The documents with the parses that they bring, or that the embedded pipeline makes."""
    nlp = load_pipeline()
    with nlp.select_pipes(disable=list(COMPONENTS)):
        return [_given(nlp.vocab, **d["parse"]) if "parse" in d else nlp(d["text"]) for d in documents]


def _given(vocab: Vocab, ents: Iterable[tuple[int, int, str]] = (), **annotation: Any) -> Doc:
    doc = Doc(vocab, **annotation)
    doc.set_ents([Span(doc, start, end, label) for start, end, label in ents])
    return doc


def run(documents: Sequence[dict[str, Any]]) -> list[list[str]]:
    """A row per tool: name, version, scores, seconds per 1,000 words."""
    thousands = sum(len(d["text"].split()) for d in documents) / 1000
    start = time.process_time()
    docs = parse(documents)
    parsing = (time.process_time() - start) / thousands
    gold = [
        [make_quote(doc, a["source"], a["cue"], a["content"]) for a in d["attributions"]]
        for doc, d in zip(docs, documents, strict=True)
    ]
    nested = any(len(outermost(quotes)) < len(quotes) for quotes in gold)
    tools: dict[str, tuple[str, Tool]] = {"sahel_analysis": (version("sahel-analysis"), sahel_tool)}
    tools |= {name: (number, tool) for name, number, tool in installed(PEERS)}
    rows = []
    for name, (number, tool) in tools.items():
        found, seconds = timed(functools.partial(_find_all, tool, docs))
        kept = found if nested else [outermost(quotes) for quotes in found]
        rows.append(_row(name, number, score(docs, gold, kept), seconds / thousands, parsing))
    return rows


def _find_all(tool: Tool, docs: Sequence[Doc]) -> list[list[Quote]]:
    for doc in docs:
        doc.user_data.clear()  # what an earlier run has kept for a next one
    return [tool(doc) for doc in docs]


def _row(name: str, number: str, scores: dict[str, float], seconds: float, parsing: float) -> list[str]:
    return [
        name,
        number,
        *(f"{value:.1f}" for value in scores.values()),
        f"{seconds:.3f} (+ parse {parsing:.2f})",
    ]


def main(arguments: Sequence[str]) -> None:
    """Runs the comparison and prints it; on the own sentences it writes the results too."""
    documents = read(Path(arguments[0]) if arguments else SENTENCES)
    attributions = sum(len(d["attributions"]) for d in documents)
    about = (
        f"{len(documents)} short texts of the project's own writing with {attributions} attributions "
        "(`attributions_sentences.jsonl`): direct, mixed and indirect speech, pronouns, stray quotation "
        "marks, sources that are not stated, attributions inside others. They show what the tools are "
        "for, not how they fare on other people's news; five lines of the gold were corrected after "
        "a first run. An attribution is found if the contents share half of their words and the sources "
        "agree. textacy finds direct quotations only, by design, and refuses a text with an odd number of "
        "quotation marks. Both read the parse of the embedded pipeline."
    )
    head = ["tool", "version", "precision", "recall", "F1"]
    head += ["F1 with quotation marks", "F1 without", "CPU s / 1,000 words"]
    report(head, run(documents), None if arguments else RESULTS, "Attributions", about)


if __name__ == "__main__":
    main(sys.argv[1:])
