"""Reads the corpora and brings their labels into one set.

Every corpus becomes a list of documents, a document a list of `Sentence`s; what a corpus does not
say is None. Names: PERSON without title, ORG, LOC (places and countries), NORP (nationalities,
ethnic and religious groups) and EVENT. Treebanks: Universal Dependencies.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sahel_analysis.parsing.decoding import iob_spans
from sahel_analysis.resources import read_table

NAME_LABELS = ("PERSON", "ORG", "LOC", "NORP", "EVENT")

EVENT_WORDS = re.compile(
    r"(Cup|Open|Championships?|Olympics?|Games|Grand Prix|Festival|Summit|Conference|War|League|Masters"
    r"|Prix)$"
)
"""CoNLL-2003 puts events under misc; these last words tell them from products and languages."""


@dataclass(frozen=True)
class Sentence:
    """Words, and one value per word for each layer that the corpus has (None where it has not)."""

    words: list[str]
    tags: list[str] | None = None
    morphs: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    names: list[str] | None = None
    starts_known: bool = True


Document = list[Sentence]


def demonyms() -> frozenset[str]:
    """Nationalities, peoples and religions, from the gazetteer."""
    table = read_table("gazetteer/norp.csv")
    return frozenset(
        word
        for name, aliases in zip(table["name"], table["aliases"], strict=True)
        for word in (name, *aliases.split("|"))
        if word
    )


def titles() -> frozenset[str]:
    """Words that stand before a person's name and are not part of it."""
    return frozenset(word for title in read_table("lexicon/titles.csv")["title"] for word in title.split())


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf8") as file:
        yield from file.read().split("\n")


def treebank(path: Path, names: bool = False) -> list[Document]:
    """A CoNLL-U file. With `names`, GUM's entities that are names become IOB2 labels."""
    documents: list[Document] = []
    rows: list[list[str]] = []
    for line in _lines(path):
        if line.startswith("# newdoc"):
            documents.append([])
        elif line[:1].isdigit():
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif not line and rows:
            documents[-1].append(
                Sentence(
                    words=[r[1] for r in rows],
                    tags=[r[4] for r in rows],
                    morphs=[f"{r[3]}|{r[5]}" if r[5] != "_" else r[3] for r in rows],
                    heads=[int(r[6]) for r in rows],
                    deps=[r[7] for r in rows],
                    names=_gum_names(rows) if names else None,
                )
            )
            rows = []
    return documents


_GUM_LABELS = {"person": "PERSON", "place": "LOC", "organization": "ORG", "event": "EVENT"}
_INSIDE_NAME = re.compile(r"of|the|and|for|in|on|de|la|le|du|von|van|al|el|bin|&|-|'s|’s|\.", re.IGNORECASE)


def _gum_names(rows: list[list[str]]) -> list[str]:
    """GUM marks every entity; a name is an entity whose words are proper nouns and small words."""
    open_spans: dict[str, list[tuple[int, str]]] = {}
    spans: list[tuple[int, int, str]] = []
    for i, row in enumerate(rows):
        field = next((f[7:] for f in row[9].split("|") if f.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", field):
            fields = part.strip("()").split("-")
            if part.startswith("("):
                open_spans.setdefault(fields[0], []).append((i, fields[1] if len(fields) > 1 else ""))
            if part.endswith(")") and open_spans.get(fields[0]):
                start, kind = open_spans[fields[0]].pop()
                spans.append((start, i + 1, kind))
    people = demonyms()
    out = ["O"] * len(rows)
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        while start < end and (rows[start][3] in ("DET", "ADP", "PUNCT") or rows[start][1] in _TITLES):
            start += 1
        while start < end and rows[end - 1][1] in ("'s", "’s", "'", "’"):
            end -= 1
        words = rows[start:end]
        proper = [r[4].startswith("NNP") for r in words]
        if not any(proper) or kind not in _GUM_LABELS or set(out[start:end]) != {"O"}:
            continue
        if all(
            p or _INSIDE_NAME.fullmatch(r[1]) or r[3] == "NUM" for p, r in zip(proper, words, strict=True)
        ):
            out[start:end] = _iob(_GUM_LABELS[kind], end - start)
    for i, row in enumerate(rows):
        if row[1] in people and out[i] == "O":
            out[i] = "B-NORP"
    return out


def _iob(label: str, length: int) -> list[str]:
    return [f"B-{label}"] + [f"I-{label}"] * (length - 1)


def _columns(path: Path, word: int, tag: int) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in _lines(path):
        fields = line.split("\t")
        if line.startswith("#"):
            continue
        if len(fields) > max(word, tag):
            rows.append((fields[word], fields[tag].strip() or "O"))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _gmb(path: Path) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for row in csv.reader(io.StringIO("\n".join(_lines(path)))):
        if len(row) < 4 or row[0] == "Sentence #":
            continue
        if row[0].startswith("Sentence") and rows:
            yield rows
            rows = []
        rows.append((row[1], row[3]))
    if rows:
        yield rows


def unify(rows: list[tuple[str, str]], mapping: dict[str, str], people: frozenset[str]) -> list[str]:
    """One corpus's IOB labels as ours: nationalities to NORP, titles out of persons."""
    words = [w for w, _ in rows]
    tags = []
    for i, (_, tag) in enumerate(rows):  # IOB1 or IOB2 to IOB2
        prefix, _, label = tag.partition("-")
        before = rows[i - 1][1] if i else "O"
        tags.append("O" if tag == "O" else f"{'I' if prefix == 'I' and before[2:] == label else 'B'}-{label}")
    out = ["O"] * len(words)
    for first, end, kind in iob_spans(tags):
        label, start = mapping.get(kind, "O"), first
        text = " ".join(words[start:end])
        if label in ("LOC", "MISC") and (text in people or text.title() in people):
            label = "NORP"
        elif label == "MISC":
            label = "EVENT" if EVENT_WORDS.search(text) else "O"
        if label == "PERSON":
            while start < end and words[start] in _TITLES:
                start += 1
        if label in ("ORG", "EVENT") and start < end and words[start] in ("the", "The"):
            start += 1
        if label != "O" and start < end:
            out[start:end] = _iob(label, end - start)
    return out


_GMB = {"geo": "LOC", "gpe": "LOC", "per": "PERSON", "org": "ORG", "eve": "EVENT"}
_CONLL = {"person": "PERSON", "organisation": "ORG", "location": "LOC", "misc": "MISC"}
_POLITICS = {
    "politician": "PERSON", "person": "PERSON", "organisation": "ORG", "politicalparty": "ORG",
    "event": "EVENT", "election": "EVENT", "country": "LOC", "location": "LOC", "misc": "MISC",
}  # fmt: skip
_UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
_TITLES = titles()


def _named(sentences: Iterable[list[tuple[str, str]]], mapping: dict[str, str], starts: bool) -> Document:
    people = demonyms()
    return [
        Sentence(words=[w for w, _ in rows], names=unify(rows, mapping, people), starts_known=starts)
        for rows in sentences
    ]


def training_documents(corpora: Path) -> list[Document]:
    """Everything that the pipeline is trained on, treebanks first."""
    ner = corpora / "ner"
    politics = [
        _named(_columns(ner / f"crossner-politics-{part}.tsv.gz", 0, 1), _POLITICS, starts=True)
        for part in ("train", "dev")
    ]
    return [
        *treebank(corpora / "ud/ewt-train.conllu.gz"),
        *treebank(corpora / "ud/gum-train.conllu.gz", names=True),
        _named(_gmb(ner / "gmb.csv.gz"), _GMB, starts=True),
        # Reuters sets tables and bylines as sentences of their own: no lesson in splitting text.
        _named(_columns(ner / "conll2003-train.tsv.gz", 0, 1), _CONLL, starts=False),
        *politics,
    ]


def name_development_sets(corpora: Path) -> dict[str, Document]:
    """CoNLL-2003 dev and Universal NER on EWT dev, neither of which is trained on."""
    ner = corpora / "ner"
    return {
        "CoNLL-2003 dev": _named(_columns(ner / "conll2003-dev.tsv.gz", 0, 1), _CONLL, starts=False),
        "UNER-EWT dev": _named(_columns(ner / "uner-ewt-dev.iob2.gz", 1, 2), _UNER, starts=True),
    }


def without_long_sentences(documents: list[Document], limit: int = 120) -> list[Document]:
    """Leaves out sentences that would fill a window by themselves."""
    return [[s for s in document if len(s.words) <= limit] for document in documents]


def renamed(sentence: Sentence, words: list[str], names: list[str]) -> Sentence:
    """The sentence with other names in it (only for corpora without a tree)."""
    return replace(sentence, words=words, names=names)
