"""What is a name here: its characters, its label, and which of two overlapping ones stays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Token

from sahel_analysis.entities.gazetteer import Entry
from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.resources import read_table


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Spanned = TypeVar("_Spanned", bound=_Span)

PLACES = frozenset({"GPE", "LOC"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: characters `start` to `end`, which may be a part of a hyphenated word.

    `entries` are the gazetteer's homonyms, the likeliest first; `rule` tells who found the name. An
    acronym `stands_for` the name that the text explains it with.
    """

    start: int
    end: int
    label: str
    entries: tuple[Entry, ...]
    rule: str
    stands_for: str = ""

    def __len__(self) -> int:
        return self.end - self.start


@cache
def title_words() -> frozenset[str]:
    """Words that make up titles before a person's name."""
    return frozenset(w for title in read_table("lexicon/titles.csv")["title"] for w in title.split())


@cache
def forms_of_address() -> frozenset[str]:
    """Titles behind which only a person's name stands: Mr, Madame, Dr."""
    table = read_table("lexicon/titles.csv")
    groups = ("form of address", "honorific")
    return frozenset(t for t, group in zip(table["title"], table["group"], strict=True) if group in groups)


def agree(entry_label: str, seen_label: str) -> bool:
    """Whether two labels may mean one thing: pipelines draw the line between them differently."""
    families = ({"GPE", "LOC", "FAC"}, {"ORG", "GROUP"}, {"PERSON"}, {"NORP"}, {"EVENT", "ORG"})
    return any(entry_label in f and seen_label in f for f in families)


def settle(names: Iterable[Name]) -> list[Name]:
    """Where names overlap, the longest stays (the first of equals)."""
    kept: list[Name] = []  # always in order of their starts
    for name in sorted(names, key=lambda n: (-len(n), n.start)):
        at = bisect_left(kept, name.start, key=lambda n: n.start)
        free_before = at == 0 or kept[at - 1].end <= name.start
        if free_before and (at == len(kept) or name.end <= kept[at].start):
            kept.insert(at, name)
    return kept


def tokens_of(doc: Doc, words: Container[str], plain: Callable[[str], str] = str) -> Iterator[Token]:
    """The tokens that are one of some words, in lower case and made `plain`: each word is looked up once."""
    lower = doc.to_array("LOWER").tolist()
    wanted = {word for word in set(lower) if plain(doc.vocab.strings[word]) in words}
    return (doc[i] for i, word in enumerate(lower) if word in wanted)


def outside(spans: Iterable[_Spanned], skip: Iterable[tuple[int, int]]) -> list[_Spanned]:
    """The spans that touch none of the stretches of text that are left out."""
    skipped: list[tuple[int, int]] = []  # in order, overlapping ones joined
    for start, end in sorted(skip):
        if skipped and start <= skipped[-1][1]:
            skipped[-1] = (skipped[-1][0], max(end, skipped[-1][1]))
        else:
            skipped.append((start, end))
    starts = [start for start, _ in skipped]

    def is_free(span: _Spanned) -> bool:
        at = bisect_left(starts, span.end) - 1  # the last one that begins before the span ends
        return at < 0 or skipped[at][1] <= span.start

    return [span for span in spans if is_free(span)]


def gender_told(doc: Doc, start: int) -> str:
    """Whom the word before a name makes a he or a she: "Ms Diallo", "her brother, Issa"."""
    return _genders().get(word_before(doc, start).rstrip(",.").lower(), "")


def word_before(doc: Doc, start: int) -> str:
    """The word before a character, with the marks that touch it; empty at the start of a text."""
    return "".join(text_of(doc)[max(start - 30, 0) : start].split()[-1:])


@cache
def _genders() -> dict[str, str]:
    """Words before a name that tell a man from a woman, with the pronoun for whoever has it."""
    table = read_table("lexicon/genders.csv")
    return dict(zip(table["word"], table["pronoun"], strict=True))
