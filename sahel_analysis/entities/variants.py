"""Which other words stand for a name in this text: an acronym that it explains, a surname, a short form.

Functions take the names found so far as character spans, in any order, and return them with what
they add or change.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from spacy.tokens import Doc

from sahel_analysis.entities.gazetteer import fold, load_gazetteer
from sahel_analysis.entities.spans import PLACES, Name, agree, settle
from sahel_analysis.parsing.syntax import text_of

_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z-]*")
_BRACKETED = re.compile(r"\(\s*([A-Z][\w-]{1,11})\s*\)")
_CAPITAL_RUN = re.compile(
    r"(?:[A-Z][\w’'-]+)(?:(?:,? (?:of|for|the|and|de|des|du|et|to|in|&) (?:the )?|, | )[A-Z][\w’'-]+)*$"
)
_CAPITALISED = re.compile(r"\b[^\W\d_a-z]\w+")
_HYPHENED = re.compile(r"(?<![\w-])[A-Z][\w-]*")
_CAPITALS = re.compile(r"\b[A-Z]{3,8}\b")
_SMALL = re.compile(r"of|for|the|and|in|on|to|against|from|by|with|at|de|des|du|la|le|et", re.IGNORECASE)
LONGEST = 300
"""Characters before an acronym in which its name is looked for."""

_SENTENCE_OPENING = re.compile(r"(?:The|In|On|At|A|An|But|And|For|From|By|With|, the) ")


# Acronyms


def before_acronyms(doc: Doc, names: list[Name]) -> list[Name]:
    """The whole run of capitalised words before an acronym in brackets is one name.

    "the General Staff (EMAG)", "Directorate of Supplies, Fuel and Transport (DSFT)"; Schwartz &
    Hearst (2003) match letters, but acronyms of translated names do not match theirs.
    """
    text = text_of(doc)
    starts = [n.start for n in names]  # in order, and none overlaps another
    places = {n.start: n.end for n in names if n.label in PLACES}
    replaced: set[int] = set()
    found: list[Name] = []
    for bracket in _BRACKETED.finditer(text):
        line = max(text.rfind("\n", 0, bracket.start()) + 1, bracket.start() - LONGEST)
        end = line + len(text[line : bracket.start()].rstrip())
        run = _CAPITAL_RUN.search(text[line:end])
        short = bracket.group(1)
        if run is None or not _ACRONYM.fullmatch(short) or short.casefold() in run[0].casefold():
            continue
        start = line + run.start()
        while word := _SENTENCE_OPENING.match(text, places.get(start, start)):  # "In Mali, the ..."
            start = word.end()
        first = max(bisect_left(starts, start) - 1, 0)
        inside = [n for n in names[first : bisect_left(starts, end)] if n.end > start]
        if _is_body(text[start:end], inside, start, end):
            label = next((n.label for n in inside if n.label in ("GROUP", "EVENT")), "ORG")
            replaced.update(n.start for n in inside)
            found.append(Name(start, end, label, (), "before acronym"))
    return settle([*(n for n in names if n.start not in replaced), *found])


def _is_body(text: str, inside: list[Name], start: int, end: int) -> bool:
    """Whether capitalised words and the names among them may be one body's name."""
    if len(text.split()) < 2 or any(n.label == "PERSON" for n in inside):
        return False
    if len([n for n in inside if n.label in PLACES]) > 1:
        return False
    return not any(n.end == end and (n.entries or n.start <= start) for n in inside)


def by_acronym(doc: Doc, names: list[Name]) -> list[Name]:
    """An acronym in brackets after a name, or its initials, is a name of the same thing wherever it stands.

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
    told = {**_by_initials(doc, names), **told}
    extra: list[Name] = []
    meant: dict[str, Name] = {}
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
        meant[short] = replace(full, rule="acronym", stands_for=stands_for)
    for word in _HYPHENED.finditer(text_of(doc)) if meant else ():
        for end in (m.start() for m in re.finditer(r"-|$", word[0])):  # "AU", "AU-led"
            if word[0][:end] in meant:
                start = word.start()
                extra.append(replace(meant[word[0][:end]], start=start, end=start + end))
    spans = {(e.start, e.end) for e in extra}
    return settle([*extra, *(n for n in names if (n.start, n.end) not in spans)])


def _by_initials(doc: Doc, names: list[Name]) -> dict[str, Name]:
    """Capitals behind the one body whose initials they are: "the Counter Crime Office ... the CCO"."""
    bodies: dict[str, list[Name]] = {}
    for name in names:
        words = [
            w for w in re.findall(r"\w+", text_of(doc)[name.start : name.end]) if not _SMALL.fullmatch(w)
        ]
        if name.label in ("ORG", "GROUP") and len(words) > 2 and all(w[0].isupper() for w in words):
            bodies.setdefault("".join(w[0] for w in words), []).append(name)
    found = {}
    for word in _CAPITALS.finditer(text_of(doc)) if bodies else ():
        meant = bodies.get(word[0], [])
        same = {text_of(doc)[n.start : n.end].casefold() for n in meant}
        if len(same) == 1 and meant[0].end <= word.start() and not load_gazetteer().lookup(word[0]):
            found[word[0]] = meant[0]
    return found


# Surnames and short forms


def by_surname(doc: Doc, names: list[Name]) -> list[Name]:
    """A later surname, once the full name was given, is that person's whatever the model saw."""
    people = [n for n in names if n.label == "PERSON"]
    surnames: dict[str, list[Name]] = {}
    for person in people:
        words = text_of(doc)[person.start : person.end].split()
        if len(words) > 1:
            surnames.setdefault(fold(words[-1]), []).append(person)
    starts = [n.start for n in names]  # in order, and none overlaps another
    extra: list[Name] = []
    dropped: set[int] = set()
    for word in _CAPITALISED.finditer(text_of(doc)) if surnames else ():
        found = surnames.get(fold(word[0]))
        if not found or word.start() < found[0].end:
            continue
        start, end = word.span()
        if len(word[0]) == _SHORTEST and not _is_proper(doc, found[0], start, end):
            continue
        at = bisect_right(starts, start) - 1
        over = names[at] if at >= 0 and names[at].end > start else None
        if over is not None and end <= over.end:
            if (over.start, over.end) != (start, end) or (over.label != "PERSON" and over.entries):
                continue
            if over.label != "PERSON":
                dropped.add(id(over))
        extra.append(Name(start, end, "PERSON", (), "surname"))
    have = {(p.start, p.end) for p in people}
    kept = [n for n in names if id(n) not in dropped]
    return settle([*kept, *(e for e in extra if (e.start, e.end) not in have)])


_SHORTEST = 2
"""Letters of a surname that may be a word or an acronym: "Do", "An", "Un"."""


def _is_proper(doc: Doc, person: Name, start: int, end: int) -> bool:
    """Whether a short word is spelled as in the person's name, and read as a name."""
    text, span = text_of(doc), doc.char_span(start, end)
    return text[person.start : person.end].endswith(text[start:end]) and (
        span is not None and all(token.pos_ == "PROPN" for token in span)
    )


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
        sure = n.entries or n.rule == "form of address"
        out.append(n if sure or n.label == best else replace(n, label=best))
    have = {(n.start, n.end) for n in out}
    sites = {word: site for word, site in sites.items() if not load_gazetteer().lookup(word)}
    for found in re.finditer(r"(?<=[Tt]he )[\w-]+(?:[’'.](?!s\b)\w+)*", text_of(doc)) if sites else ():
        site = sites.get(found[0])
        if site is not None and found.start() > site.end and found.span() not in have:
            out.append(Name(found.start(), found.end(), "FAC", site.entries, "short form"))
    return settle(out)
