"""Which entity does "the outfit", "the capital" or "he" point to, where a rule is safe?

A rule that is not sure says nothing: a wrong link is worse than a missing one. The rules follow
the sieve idea (Lee et al. 2013): the most certain first, each with a name of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile

from spacy.tokens import Doc, Token

from sahel_analysis.entities.spans import gender_told, outside, tokens_of
from sahel_analysis.parsing.quotation import find_quotations
from sahel_analysis.parsing.syntax import CONJUNCTS, is_subject, phrase, text_of
from sahel_analysis.resources import read_table

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
_BLANK_LINE, _LINE_END = re.compile(r"\n\s*\n"), re.compile(r"\n")
FAR = 400
"""Characters after which "the city" no longer means the one named last."""

MOST = 5000
"""Characters after which "he" means nobody named before."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A name mention with its entity: what the rules may link to."""

    start: int
    end: int
    label: str
    entity_id: str
    kind: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A nominal or pronoun (characters `start` to `end`) that means an entity."""

    start: int
    end: int
    kind: str
    antecedent: Antecedent
    rule: str


_Sure = tuple[Antecedent, str]
"""What a nominal points to, and the rule that is sure of it."""


@cache
def _nominals() -> dict[str, str]:
    table = read_table("lexicon/nominals.csv")
    return dict(zip(table["noun"], table["label"], strict=True))


def resolve_anaphora(
    doc: Doc, names: list[Antecedent], skip: Iterable[tuple[int, int]] = ()
) -> list[Anaphor]:
    """Nominals and pronouns of a Doc that a rule can resolve, in order; `names` are in order too."""
    named = _Named(doc, names)
    told = _told_by_words(doc, names)
    pronouns = _outside_quotations(doc, list(tokens_of(doc, _PRONOUNS)))
    called = {**_he_or_she(doc, named, pronouns, told), **told}
    found = [_nominal(doc, t, named) for t in tokens_of(doc, _nominals())]
    found += [_pronoun(doc, t, named, called, told) for t in pronouns]
    return outside(sorted((a for a in found if a is not None), key=lambda a: a.start), skip)


def _outside_quotations(doc: Doc, tokens: list[Token]) -> list[Token]:
    """The tokens that the writer says, not a speaker."""
    quotations = find_quotations(text_of(doc)) if tokens else []
    starts = [q.inner_start for q in quotations]

    def is_quoted(token: Token) -> bool:
        at = bisect_right(starts, token.idx) - 1
        return at >= 0 and token.idx < quotations[at].inner_end

    return [t for t in tokens if not is_quoted(t)]


class _Named:
    """The names of a text, looked up by place, label, kind and word, so that no rule reads them all."""

    def __init__(self, doc: Doc, names: list[Antecedent]) -> None:
        self.all, self.text = names, text_of(doc)
        self.starts = [n.start for n in names]
        self.paragraph_end = _BLANK_LINE if _BLANK_LINE.search(self.text.strip()) else _LINE_END
        self.capitals: list[Antecedent] = []
        self.sites: dict[str, list[Antecedent]] = {}
        self._by_label: dict[str, list[Antecedent]] = {}
        self._first_of_kind: dict[str, int] = {}
        self._beside: dict[str, Antecedent | None] = {}
        for name in names:
            self._by_label.setdefault(name.label, []).append(name)
            if name.label == "GPE":
                self._first_of_kind.setdefault(name.kind or "", name.end)
                self.capitals += [name] if name.kind == "capital" else []
            elif name.label == "FAC":
                for word in self.text[name.start : name.end].lower().split():
                    self.sites.setdefault(word, []).append(name)

    def before(self, at: int, label: str) -> Iterator[Antecedent]:
        """Names with a label that end before a place in the text, the nearest first."""
        names = self._by_label.get(label, [])
        for i in range(bisect_left(names, at, key=lambda n: n.start) - 1, -1, -1):
            if names[i].end <= at:
                yield names[i]

    def near_of_kind(self, at: int, kinds: Container[str | None]) -> Antecedent | None:
        """The last place of some kinds that was named up to `FAR` characters before."""
        for name in self.before(at, "GPE"):
            if at - name.end > FAR:
                break
            if name.kind in kinds:
                return name
        return None

    def has_kind_before(self, at: int, kinds: Iterable[str]) -> bool:
        """Whether any place of some kinds was named before."""
        return any(self._first_of_kind.get(kind, at + 1) <= at for kind in kinds)

    def beside(self, words: str) -> Antecedent | None:
        """The first group whose name follows these words."""
        if words not in self._beside:
            self._beside[words] = next(
                (n for n in self._by_label.get("GROUP", []) if self._follows(n, words)), None
            )
        return self._beside[words]

    def _follows(self, name: Antecedent, words: str) -> bool:
        at = name.start - len(words) - 1
        return at >= 0 and self.text[at : name.start - 1].lower() == words


def _told_by_words(doc: Doc, names: list[Antecedent]) -> dict[str, str]:
    """Whom the word before a name makes a he or a she: "Ms Diallo", "her brother, Issa"."""
    told: dict[str, str] = {}
    for name in names:
        if name.label == "PERSON":
            gender = gender_told(doc, name.start)
            if gender:
                told.setdefault(name.entity_id, gender)
    return told


def _he_or_she(doc: Doc, names: _Named, pronouns: list[Token], told: dict[str, str]) -> dict[str, str]:
    """What most pronouns call each person, so that nobody is he in one line and she in the next."""
    votes: dict[str, Counter[str]] = {}
    for token in pronouns:
        anaphor = _pronoun(doc, token, names, told, told)
        if anaphor is not None:
            votes.setdefault(anaphor.antecedent.entity_id, Counter())[_PRONOUNS[token.lower_]] += 1
    return {person: count.most_common(1)[0][0] for person, count in votes.items()}


def _nominal(doc: Doc, token: Token, names: _Named) -> Anaphor | None:
    label = _nominals()[token.lower_]
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    left, right = phrase(token)
    if doc[left].lower_ != "the" or any(
        t.dep_ in ("nmod", "acl:relcl", "relcl", "prep", "acl") for t in token.rights
    ):
        return None
    start, end = doc[left].idx, doc[right].idx + len(doc[right])
    at = bisect_left(names.starts, end)
    if at and names.all[at - 1].start >= start and names.all[at - 1].end > end - len(token):
        return None  # the noun is part of a name
    rules: list[Callable[[Doc, Token, int, int, _Named], _Sure | None]] = []
    if label == "GROUP":
        rules = [_beside_name, _same_phrase, _bare_group]
    elif label == "GPE":
        rules = [_capital, _place]
    elif label == "FAC":
        rules = [_site]
    for rule in rules:
        found = rule(doc, token, start, end, names)
        if found is not None:
            return Anaphor(start, end, "nominal", *found)
    return None


def _pronoun(
    doc: Doc, token: Token, names: _Named, called: dict[str, str], told: dict[str, str]
) -> Anaphor | None:
    """He or she is the last person named, if only one is in reach.

    In reach are the people whom this sentence names before the pronoun; else those of the last
    sentence that names any, in this paragraph or close by in the one before. Of several people in
    reach it is the one whom a word before the name tells to be he or she (`told`), else the one who is
    the subject, or none of them. `called` tells whom the article calls he and whom she.
    """
    sentence, pronoun = token.sent, _PRONOUNS[token.lower_]
    start = sentence.start_char
    here = list(takewhile(lambda n: n.start >= start, names.before(token.idx, "PERSON")))
    reach = here or _people_of_last_sentence(doc, token, names)
    reach = [n for n in reach if called.get(n.entity_id, pronoun) == pronoun]
    reach = [n for n in reach if n.entity_id in told] or reach
    if len({n.entity_id for n in reach}) != 1:
        subjects = [n for n in reach if _is_subject_name(doc, n)]
        reach = subjects if len({n.entity_id for n in subjects}) == 1 else []
    if not reach:
        return None
    return Anaphor(token.idx, token.idx + len(token), "pronoun", reach[0], "last person named")


def _people_of_last_sentence(doc: Doc, token: Token, names: _Named) -> list[Antecedent]:
    last = next(names.before(token.sent.start_char, "PERSON"), None)
    if last is None:
        return []
    gap = names.text[last.end : token.idx] if token.idx - last.end < MOST else "\n\n" * 2
    breaks = len(names.paragraph_end.findall(gap))
    if breaks > 1 or (breaks and len(gap) > 600):
        return []
    span = doc.char_span(last.start, last.end, alignment_mode="expand")
    if span is None:
        return []
    start = span.sent.start_char
    return list(takewhile(lambda n: n.start >= start, names.before(token.sent.start_char, "PERSON")))


def _is_subject_name(doc: Doc, name: Antecedent) -> bool:
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return False
    head = span.root
    while head.dep_ in CONJUNCTS and head.head != head:  # "Traore and Kone left"
        head = head.head
    return is_subject(head)


def _beside_name(doc: Doc, token: Token, start: int, end: int, names: _Named) -> _Sure | None:
    """The name follows the noun at once: "the al-Qaida-linked group JNIM"."""
    at = bisect_left(names.starts, end)
    if at == len(names.all) or names.all[at].label != "GROUP" or names.all[at].start - end > 2:
        return None
    beside = names.text[end : names.starts[at]].strip(" ,(") == ""
    return (names.all[at], "name beside the noun") if beside else None


def _same_phrase(doc: Doc, token: Token, start: int, end: int, names: _Named) -> _Sure | None:
    """The same words elsewhere stand beside a name ("The al-Qaida-linked group ... group JNIM")."""
    words = text_of(doc)[start:end].lower()
    if len(words.split()) < 3:
        return None
    found = names.beside(words)
    return (found, "same phrase beside a name") if found else None


def _bare_group(doc: Doc, token: Token, start: int, end: int, names: _Named) -> _Sure | None:
    """A bare "the group" is the last armed group that was named as an actor."""
    if len(text_of(doc)[start:end].split()) > 2 or token.tag_ == "NNS":
        return None
    near = islice(names.before(start, "GROUP"), 6)
    acting = [n for n in near if "-" not in text_of(doc)[n.end : n.end + 1]]
    return (acting[0], "last group named") if acting else None


def _capital(doc: Doc, token: Token, start: int, end: int, names: _Named) -> _Sure | None:
    """A bare "the capital" is the one capital that the article names."""
    if token.lower_ != "capital":
        return None
    if len({n.entity_id for n in names.capitals}) == 1:
        return names.capitals[0], "only capital named"
    return None


def _place(doc: Doc, token: Token, start: int, end: int, names: _Named) -> _Sure | None:
    """What "the city" or "the country" means: the last one of that kind that was named, in reach."""
    kinds = {
        "city": ("capital", "city", "town"), "town": ("town", "city"), "village": ("village", "town"),
        "country": ("country",), "nation": ("country",),
    }.get(token.lower_)  # fmt: skip
    if kinds is None:
        return None
    near = names.near_of_kind(start, kinds)
    if near is None and token.lower_ == "city" and names.capitals and not names.has_kind_before(start, kinds):
        near = names.capitals[0]
    return (near, f"last {token.lower_} named") if near else None


def _site(doc: Doc, token: Token, start: int, end: int, names: _Named) -> _Sure | None:
    """A bare "the airport" is the one airport that the article names."""
    same = names.sites.get(token.lower_, [])
    if len({n.entity_id for n in same}) == 1:
        return same[0], f"only {token.lower_} named"
    return None
