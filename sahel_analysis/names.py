"""Names in a Doc: what the model sees, joined with what the gazetteer knows and what the text says.

Three witnesses are heard for every stretch of text: the pipeline's own name spans (`doc.ents`), the
spellings of the gazetteer, and the text itself (an acronym that it explains, a surname whose full
name it has given). Where they disagree, a name that the gazetteer is sure of keeps its label, and
the longer span wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from sahel_analysis.gazetteer import Entry, Match, fold, load_gazetteer
from sahel_analysis.resources import read_table
from sahel_analysis.syntax import appositions

MODEL_LABELS = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP",
    "EVENT": "EVENT",
}  # fmt: skip
"""Labels of English pipelines that name something; dates, numbers and works are not names here."""

PLACES = frozenset({"GPE", "LOC"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z-]*")
_OPEN, _CLOSE = frozenset('([“"‘'), frozenset(')]”"’')


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens `start` to `end` (a character span where a hyphen joins words)."""

    start: int
    end: int
    label: str
    entries: tuple[Entry, ...]
    rule: str

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
def _not_names() -> frozenset[str]:
    return frozenset(read_table("lexicon/not_names.csv")["word"])


def find_names(doc: Doc, skip: Iterable[tuple[int, int]] = ()) -> list[Name]:
    """All names of a Doc as character spans, in order, none overlapping.

    `skip` holds character spans (boilerplate) in which nothing is looked for.
    """
    skipped = list(skip)
    seen = [n for span in doc.ents for n in _from_model(span)]
    names = [_known(doc, n) for n in _join(doc, seen, load_gazetteer().find(doc.text))]
    names = _not_a_person(doc, names)
    names = _extend_to_sites(doc, names)
    names = [_told_by_apposition(doc, n) for n in names]
    names = _by_acronym(doc, _before_acronyms(doc, names))
    names = _by_surname(doc, names)
    names = _by_short_form(doc, names)
    return [n for n in _settle(names) if not any(a < n.end and n.start < b for a, b in skipped)]


def _settle(names: Iterable[Name]) -> list[Name]:
    """Where names overlap, the longest stays (the first of equals)."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (-len(n), n.start)):
        if all(name.end <= k.start or k.end <= name.start for k in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.start)


# What the model sees


def _from_model(span: Span) -> Iterator[Name]:
    """A name of the pipeline, cut to our guidelines: no article, title, possessive or loose mark."""
    label = MODEL_LABELS.get(span.label_)
    if label is None:
        return
    tokens = [t for t in span if not t.is_space]
    while tokens and (
        tokens[0].lower_ in ("the", "a", "an", "this") or tokens[0].is_punct or tokens[0].text in _POSSESSIVE
    ):
        tokens = tokens[1:]
    if label == "PERSON":
        while len(tokens) > 1 and (tokens[0].text in title_words() or tokens[0].is_lower):
            tokens = tokens[1:]
        tokens = _until(tokens, lambda t: t.text in _POSSESSIVE)
    while tokens and (
        tokens[-1].text in _POSSESSIVE or tokens[-1].text in (",", ";", ":", "-", "–", "—", '"', "”")
    ):
        tokens = tokens[:-1]
    if not tokens:
        return
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    text = span.doc.text[start:end]
    if text.count("(") != text.count(")"):
        inner = text.find("(") if "(" in text else -1
        end = start + len(text[:inner].rstrip()) if inner > 0 else start + len(text.rstrip(")"))
        text = span.doc.text[start:end]
    if _plausible(text, label, tokens):
        yield Name(start, end, _head_label(text, label), (), "model")


def _until(tokens: list[Token], stop: object) -> list[Token]:
    for i, token in enumerate(tokens):
        if i and callable(stop) and stop(token):
            return tokens[:i]
    return tokens


def _plausible(text: str, label: str, tokens: list[Token]) -> bool:
    if not any(c.isupper() for c in text) or text in _not_names():
        return False
    if text in title_words() and label != "PERSON":
        return False
    words = [w for w in re.findall(r"\w+", text) if w[0].isupper()]
    initials = label == "PERSON" and len(text) < 3  # of whoever typed the copy
    return bool(words) and len(text) > 1 and not initials and not all(w in title_words() for w in words)


def _head_label(text: str, label: str) -> str:
    """FAC, GROUP or LOC where the name's own words say so ("Gao Airport"); LOC is GPE otherwise."""
    if label not in ("ORG", "LOC", "GPE", "PERSON"):
        return label
    words = [fold(w) for w in re.findall(r"[\w']+", text)]
    heads = head_labels()
    before_of = words[: words.index("of")] if "of" in words[1:] else words
    label = "GPE" if label == "LOC" else label
    for word in dict.fromkeys((before_of[-1], words[0], words[-1])):
        told = heads.get(word, ("", ""))[0]
        if label == "PERSON" and not heads.get(word, ("", ""))[1]:
            continue  # a "Father Bridge" may exist, a "Radisson Hotel" is nobody
        if told == "FAC" or (told == "GROUP" and label == "ORG") or (told == "LOC" and label == "GPE"):
            return told
    return label


# What the gazetteer knows


def _join(doc: Doc, seen: list[Name], known: list[Match]) -> list[Name]:
    """The model's names and the gazetteer's spellings, as one list."""
    names: list[Name] = []
    used: set[int] = set()
    for match in known:
        over = [(i, n) for i, n in enumerate(seen) if n.start < match.end and match.start < n.end]
        exact = next(((i, n) for i, n in over if (n.start, n.end) == (match.start, match.end)), None)
        if exact is not None:
            used.add(exact[0])
            names.append(_exact(doc, match, exact[1]))
        elif any(n.start <= match.start and match.end <= n.end and _whole(doc, n, match) for _, n in over):
            continue
        elif match.supported:
            if _cued(doc, match):
                names.append(_named(match, match.entries, "gazetteer"))
        else:
            used.update(i for i, n in over)
            names.append(_named(match, match.entries, "gazetteer"))
    names += [n for i, n in enumerate(seen) if i not in used]
    return names


def _named(match: Match, entries: tuple[Entry, ...], rule: str) -> Name:
    return Name(match.start, match.end, entries[0].label, entries, rule)


def _exact(doc: Doc, match: Match, seen: Name) -> Name:
    """Both see the same span: the gazetteer tells who it is, unless the model sees another kind."""
    fitting = tuple(e for e in match.entries if _agree(e.label, seen.label))
    if fitting:
        return replace(_named(match, fitting, "model and gazetteer"))
    if match.supported:
        return seen
    return _named(match, match.entries, "gazetteer")


def _known(doc: Doc, name: Name) -> Name:
    """A name that only the model saw, with what the gazetteer knows of just these words."""
    if name.entries:
        return name
    fitting = tuple(
        e for e in load_gazetteer().lookup(doc.text[name.start : name.end]) if _agree(e.label, name.label)
    )
    return (
        replace(name, label=fitting[0].label, entries=fitting, rule="model and gazetteer")
        if fitting
        else name
    )


def _not_a_person(doc: Doc, names: list[Name]) -> list[Name]:
    """News gives a person's full name once. A lone surname whose full name never comes is something
    else if the gazetteer knows of it ("Wagner").
    """
    full = {fold(w) for n in names if n.label == "PERSON" for w in doc.text[n.start : n.end].split()[1:]}
    out = []
    for name in names:
        text = doc.text[name.start : name.end]
        others = load_gazetteer().lookup(text) if name.label == "PERSON" and not name.entries else ()
        if others and " " not in text and fold(text) not in full and others[0].label != "PERSON":
            name = replace(name, label=others[0].label, entries=others, rule="gazetteer, no full name")
        out.append(name)
    return out


def _agree(entry_label: str, seen_label: str) -> bool:
    families = ({"GPE", "LOC", "FAC"}, {"ORG", "GROUP"}, {"PERSON"}, {"NORP"}, {"EVENT", "ORG"})
    return any(entry_label in f and seen_label in f for f in families)


def _whole(doc: Doc, name: Name, match: Match) -> bool:
    """Whether a longer name of the model is one name, so that the match is only a part of it.

    "University of Bamako" is; "Malian army" and "Mali’s Goita" are not.
    """
    text = doc.text[name.start : name.end]
    outside = text.replace(doc.text[match.start : match.end], " ", 1)
    words = re.findall(r"\w+", outside)
    capitals = [w for w in words if w[0].isupper()]
    if not capitals or any(mark in outside for mark in ("’s", "'s", ",", "(", "\n", ";")):
        return False
    if match.entries[0].label == "NORP" and name.label in ("GPE", "LOC", "NORP"):
        return False
    if all(w in title_words() for w in capitals) and name.label == "PERSON":
        return False
    # A longer spelling that the gazetteer is sure of is not eaten by a model that ran on.
    return not (
        match.entries[0].label in ("GROUP", "ORG", "PERSON", "FAC") and len(match.entries[0].name.split()) > 2
    )


_PLACE_CUES = frozenset("in near at around from to between village town city region province district commune circle "
                        "cercle outside toward towards of".split())  # fmt: skip


def _cued(doc: Doc, match: Match) -> bool:
    """Whether words beside an ambiguous spelling support it ("in Say", "the village of Ber")."""
    span = doc.char_span(match.start, match.end)
    if span is None or not span[0].text[0].isupper() or span.text in title_words():
        return False
    if match.entries[0].label not in ("GPE", "LOC", "FAC"):
        return False
    before = doc[span.start - 1] if span.start else None
    proper = all(t.pos_ == "PROPN" for t in span)
    after = doc[span.end] if span.end < len(doc) else None
    alone = after is None or not (after.text[:1].isupper() and after.pos_ == "PROPN")
    return proper and alone and before is not None and before.lower_ in _PLACE_CUES


# What the text says


def _extend_to_sites(doc: Doc, names: list[Name]) -> list[Name]:
    """ "Bamako airport", "Soundiata Keita camp", "Faladie military police school", "Hotel X"."""
    by_end = {n.end: n for n in names}
    out = list(names)
    heads = head_labels()
    for token in doc:
        label, attach = heads.get(fold(token.text), ("", ""))
        if not attach or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if attach == "capital" and not (
            token.text.istitle() and token.i and doc[token.i - 1].text[0].isupper()
        ):
            continue
        first = token.i
        while first > 0 and doc[first - 1].is_alpha and doc[first - 1].pos_ in ("NOUN", "ADJ", "PROPN"):
            previous = doc[first - 1]
            if previous.idx + len(previous) in by_end:
                break
            first -= 1
        if first == 0 or token.i - first > 3:
            continue
        name = by_end.get(doc[first - 1].idx + len(doc[first - 1]))
        if name is None or doc.text[name.end : doc[first].idx] != " ":
            continue
        if name.label not in ("GPE", "LOC", "ORG", "PERSON", "FAC") and attach != "capital":
            continue
        direct = first == token.i
        if attach == "own" and (name.label in PLACES or not direct):
            continue
        if not direct and (
            name.label != "GPE"
            or any(t.pos_ == "ADJ" and t.is_lower and t.text not in _SITE_WORDS for t in doc[first : token.i])
        ):
            continue
        if not direct and not any(t.text in _SITE_WORDS for t in doc[first : token.i]):
            continue
        country = name.entries and name.entries[0].kind in ("country", "continent")
        if name.label == "GPE" and country and attach != "capital":
            continue
        end = token.idx + len(token)
        rest = _SITE_REST.match(doc.text, end) if label == "FAC" else None
        out.append(Name(name.start, rest.end() if rest else end, label, (), "site"))
    return _settle(out)


def _told_by_apposition(doc: Doc, name: Name) -> Name:
    """ "the Cappuccino, a cafe": what follows a name may say that it is a site."""
    if (
        (name.entries
        and not name.rule.startswith("model"))
        or name.label not in ("GPE", "LOC", "ORG", "PERSON")
    ):
        return name
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None or (name.entries and name.entries[0].label in PLACES):
        return name
    for noun in appositions(span.root):
        label, attach = head_labels().get(noun.lower_, ("", ""))
        if label == "FAC" and attach:
            return replace(name, label="FAC", entries=(), rule="apposition")
    return name


_SITE_REST = re.compile(r" of the (?:national |military )?(?:police|gendarmerie|army|air force|guard)\b")
_SITE_WORDS = frozenset(
    "military police gendarmerie international training central regional national main air".split()
)


_BRACKETED = re.compile(r"\(\s*([A-Z][\w-]{1,11})\s*\)")
_CAPITAL_RUN = re.compile(
    r"(?:[A-Z][\w’'-]+)(?:(?:,? (?:of|for|the|and|de|des|du|et|to|in|&) (?:the )?|, | )[A-Z][\w’'-]+)*$"
)


def _before_acronyms(doc: Doc, names: list[Name]) -> list[Name]:
    """The whole run of capitalised words before an acronym in brackets is one name.

    "the General Staff (EMAG)", "Directorate of Supplies, Fuel and Transport (DSFT)"; Schwartz &
    Hearst (2003) match letters, but acronyms of translated names do not match theirs.
    """
    out = list(names)
    for bracket in _BRACKETED.finditer(doc.text):
        short = bracket.group(1)
        before = doc.text[: bracket.start()].rstrip()
        line = before.rfind("\n") + 1
        run = _CAPITAL_RUN.search(before, line)
        if (
            run is None
            or not _ACRONYM.fullmatch(short)
            or short.casefold() in before[run.start() :].casefold()
        ):
            continue
        start = run.start()
        while True:  # "In Mali, the ..." begins with a word of the sentence
            word = re.match(r"(?:The|In|On|At|A|An|But|And|For|From|By|With) ", doc.text[start:])
            if word is None:
                break
            start += word.end()
        inside = [n for n in out if n.start < len(before) and n.end > start]
        whole = [n for n in inside if n.end == len(before) and n.start <= start]
        several = len([n for n in inside if n.label in PLACES or n.label == "PERSON"]) > 1
        if whole or several or " " not in before[start:] or any(n.label == "PERSON" for n in inside):
            continue
        if any(n.end == len(before) and n.entries for n in inside):
            continue
        if all(w in title_words() for w in before[start:].split()) and len(before[start:].split()) < 2:
            continue
        label = next((n.label for n in inside if n.label in ("GROUP", "EVENT")), "ORG")
        out = [n for n in out if n not in inside]
        out.append(Name(start, len(before), label, (), "before acronym"))
    return _settle(out)


def _by_acronym(doc: Doc, names: list[Name]) -> list[Name]:
    """An acronym in brackets after a name is a name of the same thing wherever it stands."""
    by_end = {n.end: n for n in names}
    told: dict[str, Name] = {}
    for match in _BRACKETED.finditer(doc.text):
        before = doc.text[: match.start()].rstrip()
        name = by_end.get(len(before))
        short = match.group(1)
        if (
            name is None
            or name.label not in ("ORG", "GROUP", "EVENT")
            or (not _ACRONYM.fullmatch(short)
            and len(short) > 6)
        ):
            continue
        told[short] = name
    extra = []
    for short, name in told.items():
        for found in re.finditer(rf"(?<![\w-]){re.escape(short)}(?!\w)", doc.text):
            entries = load_gazetteer().lookup(short) or name.entries
            fitting = tuple(e for e in entries if _agree(e.label, name.label))
            extra.append(
                Name(
                    found.start(),
                    found.end(),
                    fitting[0].label if fitting else name.label,
                    fitting,
                    "acronym",
                )
            )
    spans = {(e.start, e.end) for e in extra}
    return _settle([*extra, *(n for n in names if (n.start, n.end) not in spans)])


def _by_surname(doc: Doc, names: list[Name]) -> list[Name]:
    """A later surname, once the full name was given, is that person's whatever the model saw."""
    people = [n for n in names if n.label == "PERSON"]
    surnames: dict[str, list[Name]] = {}
    for person in people:
        words = doc.text[person.start : person.end].split()
        if len(words) > 1:
            surnames.setdefault(fold(words[-1]), []).append(person)
    taken = [(n.start, n.end) for n in names if n.label != "PERSON"] + [(p.start, p.end) for p in people]
    extra, dropped = [], set()
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
    return _settle([*kept, *(e for e in extra if (e.start, e.end) not in have)])


def _by_short_form(doc: Doc, names: list[Name]) -> list[Name]:
    """The same words carry the same label all through an article; a site may lose its head word.

    After "Splendid Hotel", "the Splendid" is the hotel. A span that the model saw twice as one kind
    and once as another keeps the commoner label.
    """
    sites = {
        doc.text[n.start : n.end].split()[0]: n
        for n in names
        if n.label == "FAC" and len(doc.text[n.start : n.end].split()) == 2
    }
    out: list[Name] = []
    votes: dict[str, dict[str, int]] = {}
    for n in names:
        text = doc.text[n.start : n.end]
        votes.setdefault(text, {}).setdefault(n.label, 0)
        votes[text][n.label] += 3 if n.entries else 1
    for n in names:
        text = doc.text[n.start : n.end]
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
        for found in re.finditer(rf"(?<=[Tt]he ){re.escape(word)}(?!\w)", doc.text):
            if found.start() > site.end and found.span() not in have:
                out.append(Name(found.start(), found.end(), "FAC", site.entries, "short form"))
    return _settle(out)
