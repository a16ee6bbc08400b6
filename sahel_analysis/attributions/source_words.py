"""The words that tell what kind of source a noun phrase is: data/lexicon/source_words.csv.

use says how a word tells it. person: by itself ("resident"). holder: a person who has the kind of the body
behind them ("spokesman", "official"), or the word's own where none is named. body: an institution.
collective: a body whose kind stands before it ("rights *group*"). document: has the kind of whoever wrote it.
rank: a military title, weaker than all else that is said of a person. modifier: before another word
("security *source*"). name: within the name of an organisation. ending: of a noun of occupation.
quantity: "*one* of the residents". leading: a verb whose object is the body that a person speaks for.
working: a verb that joins a person to a body by "at", "for", "with" or "from". seeing: a verb that makes a
person a witness. belonging: what a witness may have lost, in "whose *house* burnt". writing: a verb that
joins a document, or a channel, to whoever stands behind it. posting: where a body posts its statements.

anonymous: yes, no, indefinite ("a minister" cannot be identified, "the minister" can), or outlet (a reporter
is known by the outlet).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from sahel_analysis.entities.gazetteer import fold
from sahel_analysis.resources import read_table

HEADS = ("person", "holder", "rank", "body", "collective", "document")
"""Uses of words that a source's noun phrase can be built on."""

_LONGEST = 4
_SPLIT = frozenset({"-", "'s", "’s", "'", "’", '"', "“", "”", "‘"})


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word of the table; kind is None where the word alone does not tell."""

    use: str
    kind: str | None
    anonymous: str


@cache
def _table(*uses: str) -> dict[str, SourceWord]:
    table = read_table("lexicon/source_words.csv")
    rows = zip(table["word"], table["use"], table["kind"], table["anonymous"], strict=True)
    return {
        _key(word): SourceWord(use, kind or None, anonymous)
        for word, use, kind, anonymous in rows
        if use in uses
    }


def _key(text: str) -> str:
    return fold(text).replace("-", " ").replace("'s", "")


def content_words(tokens: Iterable[Token]) -> list[Token]:
    """The tokens of a phrase without quotation marks, hyphens and possessive endings."""
    return [t for t in tokens if t.text not in _SPLIT and not t.is_space]


def find_word(words: Sequence[Token], at: int, *uses: str) -> tuple[SourceWord, int, int] | None:
    """What the table says of words[at] with the words beside it, and where its entry starts and ends.

    `words` are `content_words`. The longest entry wins: "police officer" is one, and so is "chief of staff",
    which starts at its noun. A plural is looked up as such ("militants" are a body), then as a singular.
    """
    table = _table(*(uses or HEADS))
    first = max(at - _LONGEST + 1, 0)
    near = [fold(t.text) for t in words[first : at + _LONGEST]]
    here = at - first
    ends = [here + 1]
    if near[here + 1 : here + 2] in (["of"], ["in"]):
        ends = [*range(len(near), here + 1, -1), here + 1]
    for end in ends:
        for start in range(here + 1):
            for form in _forms(words[at], near[here]):
                found = table.get(" ".join((*near[start:here], form, *near[here + 1 : end])))
                if found is not None:
                    return found, first + start, first + end
    return None


def by_ending(token: Token) -> SourceWord | None:
    """What the end of a noun that is not in the table tells: a fishmonger is a person."""
    forms = tuple(_forms(token, fold(token.text)))
    endings = _table("ending").items()
    return next((row for ending, row in endings if any(form.endswith(ending) for form in forms)), None)


def modifier_kind(words: Sequence[Token], at: int) -> str | None:
    """The kind that a word before a noun tells of it: "security", "army", "rebel"."""
    for uses in (("modifier",), ("body", "collective", "holder")):
        found = find_word(words, at, *uses)
        if found is not None:
            return found[0].kind
    return None


def kind_of_name(name: str) -> str | None:
    """The kind that the words of an organisation's name tell, the last of them first."""
    words = _key(name).split()
    table = _table("name")
    for end in range(len(words), 0, -1):
        for start in range(max(end - _LONGEST, 0), end):
            found = table.get(" ".join(words[start:end]))
            if found is not None:
                return found.kind
    return None


def is_quantity(token: Token) -> bool:
    """Whether a word counts what follows: "*dozens* of residents"."""
    return fold(token.text) in _table("quantity") or token.like_num


def is_counting(words: Sequence[Token], at: int) -> bool:
    """Whether a word only counts what stands behind its "of": "a *group* of officers"."""
    return is_quantity(words[at]) and at + 1 < len(words) and words[at + 1].lower_ == "of"


def verb_use(token: Token) -> str | None:
    """leading, working, seeing, writing or None."""
    found = find_word([token], 0, "leading", "working", "seeing", "writing")
    return found[0].use if found else None


def _forms(token: Token, word: str) -> list[str]:
    """A noun as it stands, its lemma, and what it may be the plural of."""
    forms = [word, fold(token.lemma_) or word]
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith(("ses", "xes", "ches", "shes")):
        forms.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    return forms
