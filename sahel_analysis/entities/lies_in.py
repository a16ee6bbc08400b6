"""Does the text tell where a place lies? The words between its name and those of an area or a country.

"Kati, a village in Cameroon", "the Malian town of Gao", "Bama (Borno)" and "Manipur's Chandel district" tell
it; "Gao, Niger and Chad" is a list, and "In Gao, Niger's president spoke" tells nothing of Gao.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from spacy.tokens import Doc

from sahel_analysis.entities.gazetteer import Entry, key_of
from sahel_analysis.entities.geonames import load_geonames
from sahel_analysis.entities.spans import PLACES, Name
from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.resources import read_table, read_words

MOST_MENTIONS = 5
"""Mentions of one place that are weighed."""

SPEAKS_OF = {"country": 1.2, "nationality": 0.8}
"""How much a name tells that a text speaks of its country; a body or person less, a place as a neighbour."""

_LIST = re.compile(r"(?:,|,? (?:and|or)) ")
_CLOSES = re.compile(r"[,.;:)\n]|$")


@dataclass(frozen=True, slots=True)
class Where:
    """The entry that a name means, if any is known, and the country (ISO 3166 alpha-2)."""

    entry: Entry | None
    country: str | None


@dataclass(slots=True)
class Spelling:
    """All names of a text that are spelled alike: they mean one place."""

    key: str
    names: list[Name] = field(default_factory=list)
    entries: tuple[Entry, ...] = ()
    kinds: frozenset[str] = frozenset()
    told: str | None = None
    where: Where | None = None


@dataclass(slots=True)
class Text:
    """A text as the rules see it: names in order, where sentences begin, what is settled so far."""

    text: str
    names: list[Name]
    sentences: list[int]
    spelling_of: dict[int, Spelling]
    countries: dict[str, float] = field(default_factory=dict)
    countries_here: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    nations_here: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    settled: dict[int, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def sentence(self, name: Name) -> int:
        return bisect_right(self.sentences, name.start)

    def written(self, name: Name) -> str:
        return " ".join(self.text[name.start : name.end].split())

    def where(self, name: Name | None) -> Where | None:
        """What a name is settled to mean."""
        spelling = self.spelling_of.get(id(name))
        return spelling.where if spelling is not None else None


@cache
def kinds_of() -> dict[str, frozenset[str]]:
    """The kinds of entries that a noun for places means: "town", "province"."""
    table = read_table("lexicon/place_kinds.csv")
    return {
        noun: frozenset(kinds.split("|")) for noun, kinds in zip(table["noun"], table["kinds"], strict=True)
    }


@cache
def area_kinds() -> frozenset[str]:
    """Kinds of entries that are areas of a country."""
    table = read_table("lexicon/place_kinds.csv")
    rows = zip(table["kinds"], table["group"], strict=True)
    areas = {kind for kinds, group in rows if group == "area of a country" for kind in kinds.split("|")}
    return frozenset(areas) - kinds_of()["city"] - {"country", "village"}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What stands between a place and the area or country that it lies in, or whose it is."""
    kind = "(?:" + "|".join(kinds_of()) + ")"
    side = (
        "(?:(?:the |far |extreme |"
        + "|".join(f"{w} " for w in sorted(read_words("directions")))
        + ")*(?:part )?(?:of )?)"
    )
    words = r"(?:[a-z’'-]+ ){0,3}?"
    return {
        "in": re.compile(
            rf"(?: {kind})?,? (?:\(|in |(?:an?|the) {words}{kind} (?:in|of) ){side}| {kind} of {side}",
            re.IGNORECASE,
        ),
        "comma": re.compile(rf"(?: {kind})?, {side}", re.IGNORECASE),
        "noun in": re.compile(r" (?:[a-z-]+ ){1,2}(?:in|of|near) "),
        "near": re.compile(
            r",? (?:(?:not far|[\w.]+ (?:km|kilomet(?:re|er)s|miles)\b[^.,;]{0,25}?) )?(?:near|outside|from) "
        ),
        "'s": re.compile(rf"['’]s (?:{words}{kind},? (?:of )?|{side})"),
        "nationality": re.compile(rf" {words}{kind},? (?:of )?"),
        "opening": re.compile(rf", (?:in )?the {words}{kind} of "),
        "kind after": re.compile(rf" ({kind})\b"),
        "kind before": re.compile(rf"\b({kind})s?(?: of|,)? $", re.IGNORECASE),
        "kind apposed": re.compile(rf", (?:an?|the) {words}({kind})\b"),
    }


def read_text(doc: Doc, names: Sequence[Name]) -> Text:
    """A text with its places by spelling, and what it speaks of; names are in order and do not overlap."""
    text = Text(
        text_of(doc),
        list(names),
        [s.start_char for s in doc.sents] if doc.has_annotation("SENT_START") else [],
        {},
    )
    alike: dict[tuple[str, str], Spelling] = {}
    for name in names:
        if name.label in PLACES:
            key = (key_of(text.text[name.start : name.end]), name.label)
            spelling = alike.setdefault(key, Spelling(key[0]))
            spelling.entries = tuple(dict.fromkeys([*spelling.entries, *name.entries]))
            spelling.names.append(name)
            text.spelling_of[id(name)] = spelling
        for entry in name.entries:
            weight = SPEAKS_OF.get(entry.kind, 0.0 if name.label in PLACES else 0.6)
            if weight and entry.country and entry.kind == name.entries[0].kind:
                text.countries[entry.country] = max(weight, text.countries.get(entry.country, 0.0))
                if entry.kind in SPEAKS_OF:
                    text.nations_here[text.sentence(name)].add(entry.country)
                if entry.kind == "country":
                    text.countries_here[text.sentence(name)].add(entry.country)
    return text


def told_kinds(text: Text, spelling: Spelling) -> frozenset[str]:
    """The kinds that a word beside the name tells: "the village of Kobe", "Soum province"."""
    for name in spelling.names[:MOST_MENTIONS]:
        before, after = text.text[max(name.start - 30, 0) : name.start], text.text[name.end : name.end + 60]
        found = (
            _patterns()["kind after"].match(after)
            or _patterns()["kind before"].search(before)
            or _patterns()["kind apposed"].match(after)
        )
        if found:
            return kinds_of()[found[1].lower()]
    return frozenset()


def told_apart(text: Text, spelling: Spelling) -> list[Spelling]:
    """The places that names spelled alike mean: one, unless the text tells several countries.

    A name without a country is the one told last before it, at the beginning the one told first.
    """
    if any(e.kind in ("country", "continent") for e in spelling.entries):
        return [spelling]
    told = [_told_country(text, spelling, name) for name in spelling.names]
    first = next((country for country in told if country), None)
    apart: dict[str | None, Spelling] = {}
    for name, country in zip(spelling.names, told, strict=True):
        first = country or first
        if first not in apart:
            apart[first] = replace(spelling, names=[], told=first)
        apart[first].names.append(name)
        text.spelling_of[id(name)] = apart[first]
    return list(apart.values())


def _told_country(text: Text, spelling: Spelling, name: Name) -> str | None:
    """The country that stands beside a name, itself or as the one that an area beside the name lies in."""
    own = {e.country for e in spelling.entries}
    before, after = _beside(text, name)
    for beside, told in ((after, _lies_in(text, name, after)), (before, _is_of(text, name, before))):
        country = _country_of(text, beside) if told and beside is not None else None
        if country and (told == "sure" or not own or country in own or _exists(text, name, country)):
            return country
    return None


def _exists(text: Text, name: Name, country: str) -> bool:
    return any(e.country == country for e in load_geonames().lookup(text.written(name)))


def _beside(text: Text, name: Name) -> tuple[Name | None, Name | None]:
    at = bisect_right(text.names, name.start, key=lambda n: n.start) - 1
    before = text.names[at - 1] if at > 0 else None
    return before, text.names[at + 1] if at + 1 < len(text.names) else None


def _is_kind(name: Name | None, *kinds: str) -> bool:
    return name is not None and bool(name.entries) and name.entries[0].kind in kinds


def _country_of(text: Text, name: Name) -> str | None:
    """The country that a name tells by itself: a country's, a nation's, an area's if there is only one."""
    if _is_kind(name, "country", "nationality"):
        return name.entries[0].country
    if name.label not in PLACES:
        return None
    known = [e for e in name.entries if e.kind in area_kinds()]
    if not name.entries:
        known = [e for e in load_geonames().lookup(text.written(name)) if e.kind == "area 1"]
    countries = {e.country for e in (name.entries if known else ())} | {e.country for e in known}
    return countries.pop() if len(countries) == 1 else None


def _lies_in(text: Text, name: Name, after: Name | None) -> str:
    """How sure it is that a place lies in the country or area named next: "sure", "maybe" or ""."""
    if after is None or after.start - name.end > _FAR or _is_kind(after, "nationality"):
        return ""
    between, country = text.text[name.end : after.start], _is_kind(after, "country")
    following = _beside(text, after)[1]
    if text.text[after.end : after.end + 2] in ("'s", "’s"):  # "Boni, in Kenya's Lamu county"
        owned = (
            following is not None and following.label in PLACES and following.start - after.end == len("'s ")
        )
        return "sure" if owned and _patterns()["in"].fullmatch(between) else ""
    if _patterns()["in"].fullmatch(between):
        return "sure" if country or between != " in " else "maybe"
    if not _patterns()["comma"].fullmatch(between):
        return ""
    listed = _LIST.match(text.text, after.end)
    if listed and following is not None and listed.end() == following.start:
        return ""  # "Gao, Niger and Chad" is a list
    return "sure" if country and _CLOSES.match(text.text, after.end) else "maybe"


_FAR = 60
"""Characters between two names beyond which nothing is told of one by the other."""


def _is_of(text: Text, name: Name, before: Name | None) -> str:
    """How sure it is that a place is in the country or area, or of the nation, named before it."""
    if before is None or name.start - before.end > _FAR:
        return ""
    between = text.text[before.end : name.start]
    if _is_kind(before, "nationality"):
        return "sure" if _patterns()["nationality"].fullmatch(between) else ""
    return "sure" if any(_patterns()[p].fullmatch(between) for p in ("'s", "opening")) else ""


def told_by_area(text: Text, spelling: Spelling, *, near: bool = False) -> str | None:
    """The country of the settled place that the text puts a place in: "Kobe, a village in Diffa region".

    `near` takes also what is only close by ("Kobe, near Diffa"), for places that no table knows.
    """
    patterns = [_patterns()[p] for p in (("in", "comma", "noun in", "near") if near else ("in",))]
    for name in spelling.names[:MOST_MENTIONS]:
        before, after = _beside(text, name)
        where = text.where(after)
        if where and where.country and after is not None:
            between = text.text[name.end : after.start]
            known_elsewhere = spelling.entries and where.country not in {e.country for e in spelling.entries}
            moved = between == " in " and known_elsewhere  # "people from Gao in Diffa"
            if not moved and any(pattern.fullmatch(between) for pattern in patterns):
                return where.country
        where, owner = text.where(before), _patterns()["'s"]
        if where and before is not None and owner.fullmatch(text.text[before.end : name.start]):
            return where.country
    return None


def stand_together(spelling: Spelling, other: Spelling) -> bool:
    """Whether names of two places stand side by side: "Datta Khel, North Waziristan"."""
    pairs = ((a, b) for a in spelling.names[:MOST_MENTIONS] for b in other.names[:MOST_MENTIONS])
    return any(0 <= max(a.start, b.start) - min(a.end, b.end) <= len(" in the ") for a, b in pairs)
