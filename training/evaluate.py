"""Measures the packaged pipeline: `python -m training.evaluate CORPORA` prints the model card's table.

Trees: labelled attachment on gold tokens, punctuation left out (Zeman et al. 2018, without their
tokenization). Names: exact spans, PERSON, ORG and LOC (Tjong Kim Sang & De Meulder 2003).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.parsing.decoding import iob_spans
from sahel_analysis.parsing.neural import Neural
from sahel_analysis.resources import path_of
from training.corpora import Document, Sentence, name_development_sets, treebank


@dataclass(frozen=True)
class Figure:
    """A measured figure and the least that it has to be (or the most, for seconds and megabytes)."""

    what: str
    value: float
    floor: float | None = None
    at_most: bool = False

    @property
    def good(self) -> bool:
        """Whether the floor is met."""
        return self.floor is None or (self.value <= self.floor if self.at_most else self.value >= self.floor)


def parse(nlp: Language, sentences: Sequence[Sentence], with_starts: bool) -> Doc:
    """Runs the pipeline on gold tokens, with or without gold sentence starts."""
    words = [w for s in sentences for w in s.words]
    starts: list[bool | int | None] = [i == 0 for s in sentences for i in range(len(s.words))]
    doc = Doc(nlp.vocab, words=words, sent_starts=starts if with_starts else None)
    component = nlp.get_pipe("sahel_neural")
    assert isinstance(component, Neural)
    return component(doc)


def tree_figures(nlp: Language, name: str, documents: Iterable[Document]) -> list[Figure]:
    """Tags, and LAS with gold and with own sentence starts."""
    right = {"tags": 0, True: 0, False: 0}
    words = arcs = 0
    for document in documents:
        gold = [s for s in document if s.tags and s.morphs and s.heads and s.deps]
        tags = [t for s in gold for t in s.tags or ()]
        deps = ["ROOT" if d == "root" else d for s in gold for d in s.deps or ()]
        punctuation = [m.startswith("PUNCT") for s in gold for m in s.morphs or ()]
        heads, offset = [], 0
        for s in gold:
            heads += [offset + (h - 1 if h else i) for i, h in enumerate(s.heads or ())]
            offset += len(s.words)
        words += len(tags)
        arcs += punctuation.count(False)
        for with_starts in (True, False):
            doc = parse(nlp, gold, with_starts)
            right[with_starts] += sum(
                t.head.i == h and t.dep_ == d
                for t, h, d, p in zip(doc, heads, deps, punctuation, strict=True)
                if not p
            )
            if with_starts:
                right["tags"] += sum(t.tag_ == g for t, g in zip(doc, tags, strict=True))
    floor = {"EWT test": 0.955, "GUM test": 0.97}.get(name)
    return [
        Figure(f"{name}: tags (PTB)", right["tags"] / words, floor),
        Figure(f"{name}: LAS, gold sentences", right[True] / arcs, 0.88),
        Figure(f"{name}: LAS, whole documents, own sentence starts", right[False] / arcs, 0.86),
    ]


def name_figure(nlp: Language, name: str, document: Document, floor: float) -> Figure:
    """F1 of PERSON, ORG and LOC on gold sentences."""
    hits = predicted = gold_total = 0
    kinds = ("PERSON", "ORG", "LOC")
    for sentence in document:
        doc = parse(nlp, [sentence], with_starts=True)
        found = {(e.start, e.end, e.label_) for e in doc.ents if e.label_ in kinds}
        gold = {s for s in iob_spans(sentence.names or ()) if s[2] in kinds}
        hits, predicted, gold_total = hits + len(found & gold), predicted + len(found), gold_total + len(gold)
    return Figure(f"{name}: names F1", 2 * hits / (predicted + gold_total), floor)


def start_figure(nlp: Language, name: str, documents: Iterable[Document], floor: float | None) -> Figure:
    """F1 of sentence starts in running text (the first of a document is not counted)."""
    hits = predicted = gold_total = 0
    for document in documents:
        gold, at = set(), 0
        for sentence in document:
            gold.add(at)
            at += len(sentence.words)
        found = {s.start for s in parse(nlp, document, with_starts=False).sents} - {0}
        gold -= {0}
        hits, predicted, gold_total = hits + len(found & gold), predicted + len(found), gold_total + len(gold)
    return Figure(f"{name}: sentence starts F1", 2 * hits / (predicted + gold_total), floor)


def raw_text(document: Document, paragraph: int = 5) -> str:
    """Running text with a blank line after every few sentences (for speed, not for accuracy)."""
    sentences = [" ".join(s.words) for s in document]
    groups = [sentences[i : i + paragraph] for i in range(0, len(sentences), paragraph)]
    return "\n\n".join(" ".join(group) for group in groups)


def speed_figure(nlp: Language, documents: Sequence[Document], rounds: int = 5) -> Figure:
    """Words per second of the whole embedded pipeline (lemmas included), from raw text."""
    texts = [raw_text(d) for d in documents]
    words = sum(len(text.split()) for text in texts)
    with nlp.select_pipes(disable=[p for p in nlp.pipe_names if p.startswith("sahel_ent")]):
        seconds = []
        for _ in range(rounds):
            start = time.perf_counter()
            for text in texts:
                nlp(text)
            seconds.append(time.perf_counter() - start)
    return Figure("words per second, one core, median of 5", words / statistics.median(seconds), 2500)


def load_figure(path: Path) -> Figure:
    """Seconds to load the pipeline in a fresh process, spaCy's own import left out."""
    code = (
        "import time, spacy, sahel_analysis.parsing.neural; t = time.perf_counter(); "
        f"spacy.load({str(path)!r}); print(time.perf_counter() - t)"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)
        for _ in range(5)
    ]
    return Figure("seconds to load, median of 5", statistics.median(times), 2.0, at_most=True)


def evaluate(corpora: Path, path: Path) -> list[Figure]:
    """All figures of the model card."""
    import spacy

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    nlp = spacy.load(path, config={"components": {"sahel_neural": {"threads": 1}}})
    ud = corpora / "ud"
    figures: list[Figure] = []
    for name in ("EWT", "GUM"):
        figures += tree_figures(nlp, f"{name} test", treebank(ud / f"{name.lower()}-test.conllu.gz"))
    sets = name_development_sets(corpora)
    figures.append(name_figure(nlp, "CoNLL-2003 dev", sets["CoNLL-2003 dev"], 0.90))
    figures.append(name_figure(nlp, "UNER-EWT dev", sets["UNER-EWT dev"], 0.66))
    gum = [*treebank(ud / "gum-dev.conllu.gz"), *treebank(ud / "gum-test.conllu.gz")]
    news = treebank_genre(ud / "gum-dev.conllu.gz", "news") + treebank_genre(
        ud / "gum-test.conllu.gz", "news"
    )
    figures.append(start_figure(nlp, "GUM news (dev and test)", news, 0.90))
    figures.append(start_figure(nlp, "GUM (dev and test, all genres)", gum, None))
    figures.append(speed_figure(nlp, treebank(ud / "gum-test.conllu.gz")))
    figures.append(load_figure(path))
    size = sum(p.stat().st_size for p in path.rglob("*") if p.is_file()) / 1e6
    figures.append(Figure("megabytes", size, 32, at_most=True))
    return figures


def treebank_genre(path: Path, genre: str) -> list[Document]:
    """The documents of a treebank whose names hold a genre."""
    import gzip

    with gzip.open(path, "rt", encoding="utf8") as file:
        names = [line.split("=", 1)[1].strip() for line in file if line.startswith("# newdoc")]
    return [d for d, name in zip(treebank(path), names, strict=True) if genre in name]


def as_table(figures: list[Figure]) -> str:
    """The figures as a Markdown table."""
    lines = ["| measured | value | floor | |", "|---|---|---|---|"]
    for f in figures:
        digits = 4 if f.value < 1.5 and not f.at_most else 1 if f.value < 100 else 0
        sign = "≤" if f.at_most else "≥"
        floor = "" if f.floor is None else f"{sign} {f.floor:g}"
        lines.append(f"| {f.what} | {f.value:.{digits}f} | {floor} | {'' if f.good else 'NOT MET'} |")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the table; exit status 1 if a floor is not met."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m training.evaluate")
    parser.add_argument("corpora", type=Path, help="folder with the corpora (see training/README.md)")
    parser.add_argument("--pipeline", type=Path, default=path_of("data/en_sahel_news"))
    arguments = parser.parse_args(argv)
    figures = evaluate(arguments.corpora, arguments.pipeline)
    print(as_table(figures))
    return 0 if all(f.good for f in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
