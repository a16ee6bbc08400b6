"""What kind of thing has a name, by the name's own words and those beside it?"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from sahel_analysis.entities.gazetteer import fold
from sahel_analysis.entities.sites import head_labels
from sahel_analysis.entities.spans import Name
from sahel_analysis.parsing.syntax import text_of
from sahel_analysis.resources import read_words


def label_of_words(text: str, label: str) -> str:
    """FAC, GROUP or LOC where the name's own words say so ("Gao Airport"); LOC is GPE otherwise."""
    if label not in ("ORG", "LOC", "GPE", "PERSON"):
        return label
    words = [fold(w) for w in re.findall(r"[\w']+", text)]
    if len(words) > 1 and words[0] in read_words("name_words", "group first"):
        return "GROUP"
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


def told_a_group(doc: Doc, name: Name) -> Name:
    """A name that the words beside it call an armed group: "the Black Dogs gang", "X, a rebel faction"."""
    if name.label not in ("ORG", "PERSON", "GPE", "LOC") or name.entries:
        return name
    text = text_of(doc)
    own, _, noun = text[name.start : name.end].rpartition(" ")
    if own and noun in read_words("name_words", "group noun"):  # "Viper gang"
        return replace(name, end=name.start + len(own), label="GROUP", rule="called a group")
    before, after = text[max(name.start - 60, 0) : name.start], text[name.end : name.end + 60]
    told = any(pattern.search(before) for pattern in _group_patterns("before")) or any(
        pattern.match(after) for pattern in _group_patterns("after")
    )
    return replace(name, label="GROUP", rule="called a group") if told else name


@cache
def _group_patterns(side: str) -> tuple[re.Pattern[str], ...]:
    sure, armed, maybe = (
        "|".join(sorted(read_words("name_words", kind))) for kind in ("group noun", "armed", "armed noun")
    )
    noun = rf"(?:(?:{sure})|(?:{armed})(?: [a-z-]+)? (?:{maybe}))"
    of_armed = rf"of (?:the |an? )?(?:[\w-]+ )?(?:{sure}|(?:{armed}) )"
    roles = "|".join(sorted(read_words("public_roles", "power") | read_words("roles")))
    no_person = rf"(?! (?:{roles}|members?|fighters?|leaders|commanders|chiefs)\b)"
    listed = r"(?:[A-Z][\w’'-]*(?: [\w’'-]+){0,3},? and )?"
    if side == "before":
        return (re.compile(rf"\b{noun},? (?:known as |called |named )?{listed}$"),)
    return (
        re.compile(rf" {noun}\b{no_person}"),
        re.compile(rf"(?: \([\w-]+\))?, (?:an?|the) (?:[\w-]+ ){{0,2}}{noun}\b{no_person}"),
        re.compile(rf"(?: \([\w-]+\))?, an? (?:{maybe}) {of_armed}"),
    )
