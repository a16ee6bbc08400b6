"""Is someone who bears a known name the person that the gazetteer knows?"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from spacy.tokens import Doc

from sahel_analysis.entities.gazetteer import Entry, key_of
from sahel_analysis.entities.roles import role_of
from sahel_analysis.entities.spans import Name
from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.resources import read_words

_EXPERTS = frozenset({"analyst", "journalist", "activist", "aid_worker"})
"""Kinds of people whom news asks; the others hold power, or held it."""

_BYLINE = re.compile(r"(?:^|\n)[ \t]*[Bb][Yy] (?:[^\n.]{0,60}(?:,| and) )?$")
_CREDIT = re.compile(
    r"(?:\b(?:photo|image|picture|video|credit|file|reporting|writing|editing)(?: by|:| /)|©) ?$",
    re.IGNORECASE,
)

_SIGNED = re.compile(r" ?[-–—|,] ?[\w ]{0,30}\b(?:correspondent|reporter|journalist)")
"""Behind a name on a line of its own: "Fanta Kone - Bamako correspondent"."""


def is_known_person(doc: Doc, names: Sequence[Name], entry: Entry, countries: Collection[str | None]) -> bool:
    """Whether the text does not speak against it: by another role, a byline, or a bare surname elsewhere.

    A full name is enough where the text tells no role ("Assimi Goita said"); a herder of that name is
    someone else. A surname alone needs a role that fits, or a text that speaks of the person's country.
    """
    roles = [role for name in names if (role := role_of(doc, name)) is not None]
    if any(_fits(role, entry) for role in roles):
        return True
    if any(is_someone_else(doc, name, entry) for name in names):
        return False
    if entry.kind != "journalist" and all(_is_byline(doc, name) for name in names):
        return False
    full = any(" " in text_of(doc)[name.start : name.end].strip() for name in names)
    return full or entry.country is None or entry.country in countries


def _fits(role: str, entry: Entry) -> bool:
    told = set(key_of(role).split())
    fitting = read_words("public_roles", "expert" if entry.kind in _EXPERTS else "power")
    return bool(told & fitting) or bool(told & set(key_of(entry.role or "").split()))


def is_someone_else(doc: Doc, name: Name, entry: Entry) -> bool:
    """Whether the role told beside a name is none that the known person has, or it is a child's name."""
    if _is_child(doc, name) or (entry.kind not in _EXPERTS and _is_ordinary(doc, name)):
        return True
    role = role_of(doc, name)
    if role is None or _fits(role, entry):
        return False
    told = set(key_of(role).split())
    other: frozenset[str] = frozenset() if entry.kind in _EXPERTS else read_words("public_roles", "expert")
    return bool(told & (read_words("public_roles", "ordinary") | other))


def _is_child(doc: Doc, name: Name) -> bool:
    told = re.match(r", (?:aged )?(\d{1,2})\b", text_of(doc)[name.end : name.end + 12])
    return told is not None and int(told[1]) < OF_AGE


OF_AGE = 18
"""Years under which nobody is known for an office."""


def _is_ordinary(doc: Doc, name: Name) -> bool:
    """Whether the word right before a name is a trade: "the driver Mahamat Deby"."""
    before = text_of(doc)[max(name.start - 30, 0) : name.start].split()
    return bool(before) and before[-1].lower() in read_words("public_roles", "ordinary")


def _is_byline(doc: Doc, name: Name) -> bool:
    """Whether a name signs the text or a picture: "By Fanta Kone" on a line of its own, "Fanta Kone/AFP"."""
    text = text_of(doc)
    if _CREDIT.search(text[max(name.start - 20, 0) : name.start]) or re.match(
        r" ?/ ?[A-Z]", text[name.end :][:4]
    ):
        return True
    end = text.find("\n", name.end)
    line = text[text.rfind("\n", 0, name.start) + 1 : end if end >= 0 else len(text)]
    if _SIGNED.fullmatch(line.strip()[name.end - name.start :]) and line.strip().startswith(
        text[name.start : name.end]
    ):
        return True
    return bool(_BYLINE.search(text[max(name.start - 80, 0) : name.start])) and not re.search(
        r"[a-z]{4,} [a-z]{2,} [a-z]{2,}", text[name.end : end if end >= 0 else len(text)]
    )
