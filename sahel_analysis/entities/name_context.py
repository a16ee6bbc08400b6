"""What the text itself says of its names: sites, explained acronyms, surnames, short forms.

Most functions take the names found so far as character spans, in any order, and return them with
what they add or change. How names get into the list is decided one floor up, in `names.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from sahel_analysis.entities.gazetteer import Entry, fold, load_gazetteer
from sahel_analysis.parsing.syntax import appositions, text_of
from sahel_analysis.resources import read_table

PLACES = frozenset({"GPE", "LOC"})

_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z-]*")
_BRACKETED = re.compile(r"\(\s*([A-Z][\w-]{1,11})\s*\)")
_CAPITAL_RUN = re.compile(
    r"(?:[A-Z][\w’'-]+)(?:(?:,? (?:of|for|the|and|de|des|du|et|to|in|&) (?:the )?|, | )[A-Z][\w’'-]+)*$"
)
_SENTENCE_OPENING = re.compile(r"(?:The|In|On|At|A|An|But|And|For|From|By|With|, the) ")
_SITE_REST = re.compile(r" of the (?:national |military )?(?:police|gendarmerie|army|air force|guard)\b")


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
def head_labels() -> dict[str, tuple[str, str]]:
    """Words that tell what a name is the name of ("Airport": FAC), and how they join a name.

    "attach" is yes where a lower-case word becomes part of a name before it ("Bamako airport"), own
    where it does so only after a name that is not a place's ("Soundiata Keita camp"), capital where
    only a capitalised word does ("U.S. Embassy").
    """
    table = read_table("lexicon/name_heads.csv")
    return {
        word: (label, attach)
        for word, label, attach in zip(table["word"], table["label"], table["attach"], strict=True)
    }


@cache
def title_words() -> frozenset[str]:
    """Words that make up titles before a person's name."""
    return frozenset(w for title in read_table("lexicon/titles.csv")["title"] for w in title.split())


@cache
def not_names() -> frozenset[str]:
    """Capitalised words that are no names alone."""
    return frozenset(read_table("lexicon/not_names.csv")["word"])


@cache
def _site_words() -> frozenset[str]:
    return frozenset(read_table("lexicon/site_words.csv")["word"])


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


# Sites


def extend_to_sites(doc: Doc, names: list[Name]) -> list[Name]:
    """A name and the site's kind after it are one name.

    "Bamako airport", "Soundiata Keita camp", "Faladie military police school", "U.S. Embassy".
    """
    by_end = {n.end: n for n in names}
    out = list(names)
    for token in doc:
        label, attach = head_labels().get(fold(token.text), ("", ""))
        if not attach or token.pos_ not in ("NOUN", "PROPN"):
            continue
        first = _first_between(doc, token, by_end)
        name = by_end.get(doc[first - 1].idx + len(doc[first - 1])) if first else None
        if name is not None and _joins_site(doc, name, first, token, attach):
            end = token.idx + len(token)
            rest = _SITE_REST.match(text_of(doc), end) if label == "FAC" else None
            out.append(Name(name.start, rest.end() if rest else end, label, (), "site"))
    return settle(out)


def _first_between(doc: Doc, head: Token, by_end: Mapping[int, Name]) -> int:
    """The first of the words that stand between a name and a site's kind, or the kind itself."""
    first = head.i
    while first > 0 and doc[first - 1].is_alpha and doc[first - 1].pos_ in ("NOUN", "ADJ", "PROPN"):
        if doc[first - 1].idx + len(doc[first - 1]) in by_end:
            break
        first -= 1
    return first


def _joins_site(doc: Doc, name: Name, first: int, head: Token, attach: str) -> bool:
    """Whether a name, the words from `first` on and a site's kind make one name."""
    between = doc[first : head.i]
    if len(between) > 3 or text_of(doc)[name.end : doc[first].idx] != " ":
        return False
    if attach == "capital":
        if not (head.text.istitle() and doc[head.i - 1].text[0].isupper()):
            return False
    elif name.label not in ("GPE", "LOC", "ORG", "PERSON", "FAC"):
        return False
    if attach == "own" and (name.label in PLACES or len(between)):
        return False
    if len(between) and (
        name.label != "GPE"
        or any(t.pos_ == "ADJ" and t.is_lower and t.text not in _site_words() for t in between)
        or not any(t.text in _site_words() for t in between)
    ):
        return False
    # "the Mali airport" is an airport of Mali, and not its name.
    country = bool(name.entries) and name.entries[0].kind in ("country", "continent")
    return not (name.label == "GPE" and country and attach != "capital")


def told_by_apposition(doc: Doc, name: Name) -> Name:
    """What follows a name may say that it is a site: "the Cappuccino, a cafe"."""
    if name.label not in ("GPE", "LOC", "ORG", "PERSON"):
        return name
    if name.entries and (not name.rule.startswith("model") or name.entries[0].label in PLACES):
        return name
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return name
    for noun in appositions(span.root):
        label, attach = head_labels().get(noun.lower_, ("", ""))
        if label == "FAC" and attach:
            return replace(name, label="FAC", entries=(), rule="apposition")
    return name


# Acronyms


def before_acronyms(doc: Doc, names: list[Name]) -> list[Name]:
    """The whole run of capitalised words before an acronym in brackets is one name.

    "the General Staff (EMAG)", "Directorate of Supplies, Fuel and Transport (DSFT)"; Schwartz &
    Hearst (2003) match letters, but acronyms of translated names do not match theirs.
    """
    out = list(names)
    for bracket in _BRACKETED.finditer(text_of(doc)):
        short = bracket.group(1)
        before = text_of(doc)[: bracket.start()].rstrip()
        run = _CAPITAL_RUN.search(before, before.rfind("\n") + 1)
        if (
            run is None
            or not _ACRONYM.fullmatch(short)
            or short.casefold() in before[run.start() :].casefold()
        ):
            continue
        start = run.start()
        places = {n.start: n.end for n in out if n.label in PLACES}
        while word := _SENTENCE_OPENING.match(text_of(doc), places.get(start, start)):  # "In Mali, the ..."
            start = word.end()
        words = before[start:].split()
        inside = [n for n in out if n.start < len(before) and n.end > start]
        if len(words) < 2 or any(n.label == "PERSON" for n in inside):
            continue
        if len([n for n in inside if n.label in PLACES]) > 1:
            continue
        if any(n.end == len(before) and (n.entries or n.start <= start) for n in inside):
            continue
        label = next((n.label for n in inside if n.label in ("GROUP", "EVENT")), "ORG")
        out = [n for n in out if n not in inside]
        out.append(Name(start, len(before), label, (), "before acronym"))
    return settle(out)


def by_acronym(doc: Doc, names: list[Name]) -> list[Name]:
    """An acronym in brackets after a name is a name of the same thing wherever it stands.

    A name that the gazetteer does not know, as the text spells it, is what it knows the acronym
    for, if that is safe alone.
    """
    by_end = {n.end: n for n in names}
    told: dict[str, Name] = {}
    for match in _BRACKETED.finditer(text_of(doc)):
        name = by_end.get(len(text_of(doc)[: match.start()].rstrip()))
        short = match.group(1)
        if name is None or name.label not in ("ORG", "GROUP", "EVENT"):
            continue
        if _ACRONYM.fullmatch(short) or len(short) <= 6:
            told[short] = name
    extra = []
    for short, name in told.items():
        full = name
        if not name.entries:
            safe = [
                m for m in load_gazetteer().find(short) if m.end - m.start == len(short) and not m.supported
            ]
            fitting = tuple(e for m in safe for e in m.entries if agree(e.label, name.label))
            full = replace(name, label=fitting[0].label, entries=fitting) if fitting else name
        if full != name:
            extra.append(full)
        stands_for = "" if full.entries else text_of(doc)[full.start : full.end]
        for found in re.finditer(rf"(?<![\w-]){re.escape(short)}(?!\w)", text_of(doc)):
            extra.append(Name(found.start(), found.end(), full.label, full.entries, "acronym", stands_for))
    spans = {(e.start, e.end) for e in extra}
    return settle([*extra, *(n for n in names if (n.start, n.end) not in spans)])


# Surnames and short forms


def by_surname(doc: Doc, names: list[Name]) -> list[Name]:
    """A later surname, once the full name was given, is that person's whatever the model saw."""
    people = [n for n in names if n.label == "PERSON"]
    surnames: dict[str, list[Name]] = {}
    for person in people:
        words = text_of(doc)[person.start : person.end].split()
        if len(words) > 1:
            surnames.setdefault(fold(words[-1]), []).append(person)
    taken = [(n.start, n.end) for n in names if n.label != "PERSON"] + [(p.start, p.end) for p in people]
    extra: list[Name] = []
    dropped: set[int] = set()
    for token in doc:
        found = surnames.get(fold(token.text))
        if not found or not token.text[:1].isupper() or len(token) < 3 or token.idx < found[0].end:
            continue
        start, end = token.idx, token.idx + len(token)
        if any(a <= start and end <= b and (a, b) != (start, end) for a, b in taken):
            continue
        same = [n for n in names if (n.start, n.end) == (start, end) and n.label != "PERSON"]
        if any(n.entries for n in same):
            continue
        dropped.update(id(n) for n in same)
        extra.append(Name(start, end, "PERSON", (), "surname"))
    have = {(p.start, p.end) for p in people}
    kept = [n for n in names if id(n) not in dropped]
    return settle([*kept, *(e for e in extra if (e.start, e.end) not in have)])


def by_short_form(doc: Doc, names: list[Name]) -> list[Name]:
    """The same words carry the same label all through an article; a site may lose its head word.

    After "Splendid Hotel", "the Splendid" is the hotel. A span that the model saw twice as one kind
    and once as another keeps the commoner label.
    """
    sites = {
        text_of(doc)[n.start : n.end].split()[0]: n
        for n in names
        if n.label == "FAC" and len(text_of(doc)[n.start : n.end].split()) == 2
    }
    out: list[Name] = []
    votes: dict[str, dict[str, int]] = {}
    for n in names:
        text = text_of(doc)[n.start : n.end]
        votes.setdefault(text, {}).setdefault(n.label, 0)
        votes[text][n.label] += 3 if n.entries else 1
    for n in names:
        text = text_of(doc)[n.start : n.end]
        site = sites.get(text)
        if site is not None and not n.entries and n.start > site.end:
            out.append(replace(n, label="FAC", entries=site.entries, rule="short form"))
            continue
        best = max(votes[text].items(), key=lambda item: item[1])[0]
        out.append(n if n.entries or n.label == best else replace(n, label=best))
    have = {(n.start, n.end) for n in out}
    for word, site in sites.items():
        if load_gazetteer().lookup(word):
            continue
        for found in re.finditer(rf"(?<=[Tt]he ){re.escape(word)}(?!\w)", text_of(doc)):
            if found.start() > site.end and found.span() not in have:
                out.append(Name(found.start(), found.end(), "FAC", site.entries, "short form"))
    return settle(out)
