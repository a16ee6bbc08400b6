"""What parsers often get wrong around verbs of speech, set right from the order of the words.

Without "that", in "the mayor, Issa Kone, said the road was cut", a parser may hang the mayor on "cut", beside
the road. A subject never stands beyond the verb that governs its clause, so it is that verb's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sahel_analysis.parsing.syntax import FLAT, SUBJECTS

_NEAR = 12
"""Words between a verb and its figure."""
_CLAUSES = frozenset({"ccomp", "parataxis"})
_PHRASES = frozenset({"obl", "nmod"})
_COMPLEMENTS = frozenset({"ccomp", "obj", "xcomp"})
_FIGURES = {
    **dict.fromkeys(("put", "puts", "putting"), "at"),
    **dict.fromkeys(("speak", "speaks", "spoke", "spoken", "speaking"), "of"),
}
"""Verbs that give a figure with a preposition, which a parser may hang on the noun before it."""
_TELLING = frozenset({"tell", "tells", "told", "telling"})
"""Verbs between whom and a clause without "that" stands the one who is told."""
_TOLD = frozenset({"obj", "iobj", "obl:agent", "nmod:poss"})
"""What a parser makes of the one who is told, if it hangs them on that clause or on its subject."""
_COUNTED = frozenset({"JJ", "VBN"})


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a Doc (in lower case) and its trees, with the children and the subjects of each word."""

    heads: list[int]
    relations: list[str]
    lower: Sequence[str]
    pos: Sequence[str]
    tags: Sequence[str]
    children: dict[int, list[int]] = field(default_factory=dict)
    subjects: dict[int, list[int]] = field(default_factory=dict)

    def hang(self, i: int, head: int, relation: str) -> None:
        """Hangs a word on another, unless that one hangs on it: a tree has no circles."""
        above = head
        while above != i and self.heads[above] != above:
            above = self.heads[above]
        if above != i:
            self.heads[i], self.relations[i] = head, relation


def mend(
    heads: list[int], relations: list[str], lower: Sequence[str], pos: Sequence[str], tags: Sequence[str]
) -> None:
    """Changes heads and relations in place."""
    words = _Words(heads, relations, lower, pos, tags)
    for i, head in enumerate(heads):
        if head != i:
            words.children.setdefault(head, []).append(i)
            if relations[i] in SUBJECTS:
                words.subjects.setdefault(head, []).append(i)
    for i in range(1, len(heads)):
        if tags[i - 1] == "CD":
            _count(words, i - 1, i)
            _describe(words, i - 1, i)
        if tags[i] == "WRB":
            _open_question(words, i)
        if tags[i] == "VBG" and relations[i] in _CLAUSES:
            _close_participle(words, i)
        if relations[i] == "case":
            _turn_name(words, i)
    for i, head in enumerate(heads):
        if relations[i] == "appos" and relations[head] in FLAT and head < heads[head] < i:
            words.hang(i, heads[head], "appos")  # "*Boko* Haram, a *group*", hung on the name's first word
        if relations[i] == "conj":
            _join_counted(words, i)
    for verb in range(len(heads)):
        if lower[verb] in _FIGURES:
            _return_figure(words, verb)
    for verb in words.subjects:
        if relations[verb] == "acl" and pos[verb] in ("VERB", "AUX"):
            _lift_clause(words, verb)
        elif relations[verb] == "conj":
            _take_clause(words, verb)
    for clause, found in words.subjects.items():
        _return_addressee(words, clause, found)
        _return_subject(words, clause, found)
        _return_apposition(words, clause, found)
        _return_participle(words, clause, found)
    for verb in words.subjects:
        _return_bare_participle(words, verb)
    for verb, found in words.subjects.items():
        for one, other in pairwise(found):
            if other < verb and heads[one] == heads[other] == verb:
                _make_one(words, one, other)


def _count(words: _Words, number: int, counted: int) -> None:
    """Makes a number and what it counts one phrase: "reported *six* dead", "spoke *of six* dead"."""
    relations, heads, verb = words.relations, words.heads, words.heads[counted]
    predicate = relations[counted] == "xcomp" and words.tags[counted] in _COUNTED
    if relations[number] == "obj" and heads[number] == verb and (relations[counted] == "obj" or predicate):
        words.hang(number, counted, "nummod")
        relations[counted] = "obj"
    elif relations[number] == "nummod" and heads[number] == counted:
        for k in words.children.get(number, ()):
            if relations[k] == "case":
                words.hang(k, counted, "case")
        if predicate and not any(relations[k] == "obj" for k in words.children.get(verb, ())):
            relations[counted] = "obj"


def _describe(words: _Words, number: int, participle: int) -> None:
    """Hangs a bare participle on the number before it: "up from 19 *reported* earlier"."""
    if words.heads[number] != participle or words.relations[number] != "obl" or participle in words.subjects:
        return
    case = any(words.relations[k] in ("case", "fixed") for k in range(max(number - 2, 0), number))
    more = ("aux", "obj", "ccomp")
    alone = not any(words.relations[k].startswith(more) for k in words.children.get(participle, ()))
    if case and alone and words.tags[participle] in ("VBN", "VBD"):
        words.hang(number, words.heads[participle], "obl")
        words.hang(participle, number, "acl")


def _join_counted(words: _Words, i: int) -> None:
    """Joins what is counted to what was counted: "killed *three* men on Friday and *two women* on Sunday"."""
    phrase = words.heads[i]
    verb = words.heads[phrase]
    has = [{words.relations[k] for k in words.children.get(j, ())} for j in (i, phrase)]
    if words.relations[phrase] != "obl" or "nummod" not in has[0] or "case" in has[0] or "case" not in has[1]:
        return
    counted = (k for k in words.children.get(verb, ()) if words.relations[k] == "obj" and verb < k < phrase)
    same = next(
        (k for k in counted if any(words.relations[m] == "nummod" for m in words.children.get(k, ()))), None
    )
    if same is not None:
        words.hang(i, same, "conj")


def _open_question(words: _Words, i: int) -> None:
    """Makes an indirect question the clause of its verb: "*recounted* how they *came*"."""
    if words.relations[i] == "obj" and words.heads[i] < i:
        clauses = (
            k for k in words.children.get(i, ()) if words.relations[k] in ("acl:relcl", "advcl", "acl")
        )
        clause = next((k for k in clauses if k > i), None)
        if clause is not None:
            words.hang(clause, words.heads[i], "ccomp")
            words.hang(i, clause, "advmod")


def _close_participle(words: _Words, i: int) -> None:
    """A participle right behind a verb's subject describes it: "*the envoy* leading the talks told them"."""
    noun, verb = i - 1, words.heads[i]
    opened = any(words.relations[k].startswith(("aux", "mark")) for k in words.children.get(i, ()))
    near = i < verb and not opened and "PUNCT" not in words.pos[i:verb]
    own = words.heads[noun] in (i, verb) and words.pos[noun] in ("NOUN", "PROPN")
    if near and own and words.pos[verb] == "VERB":
        words.hang(noun, verb, "nsubj")
        words.hang(i, noun, "acl")


def _turn_name(words: _Words, case: int) -> None:
    """What stands before a subject's preposition is the subject: "*Masons* Without Borders said"."""
    noun, subject = case - 1, words.heads[case]
    relation = words.relations[subject]
    if words.heads[noun] == subject > case and words.relations[noun] in FLAT and relation in SUBJECTS:
        words.hang(noun, words.heads[subject], relation)
        words.hang(subject, noun, "nmod")


def _return_figure(words: _Words, verb: int) -> None:
    """Hangs a figure on the verb that gives it: "put the dead at *nine*", "spoke in court of *nine* dead"."""
    preposition = _FIGURES[words.lower[verb]]
    for case in range(verb + 2, min(verb + _NEAR, len(words.heads))):
        if words.lower[case] == preposition and words.relations[case] == "case":
            figure = words.heads[case]
            number = figure if words.tags[figure] == "CD" else figure - 1
            if words.tags[number] == "CD" and _is_below(words, figure, verb):
                words.hang(figure, verb, "obl")
            return


def _is_below(words: _Words, i: int, verb: int) -> bool:
    """Whether a word hangs on one that hangs on a verb, and not on the verb itself."""
    above = words.heads[i]
    while above != verb and words.heads[above] != above and words.relations[above] not in _CLAUSES:
        i, above = above, words.heads[above]
    return above == verb and words.relations[i] in ("obj", "obl", "xcomp", "nmod")


def _lift_clause(words: _Words, clause: int) -> None:
    """Hangs a clause with "that" on the verb, not on the noun: "said in a *statement* that it had left"."""
    noun = verb = words.heads[clause]
    while words.relations[verb] in _PHRASES and words.heads[verb] != verb:
        verb = words.heads[verb]
    marked = any(words.relations[k] == "mark" and words.lower[k] == "that" for k in words.children[clause])
    fits = marked and verb < noun and words.pos[verb] == "VERB"
    if fits and not any(words.relations[k] in ("ccomp", "obj") for k in words.children[verb]):
        words.hang(clause, verb, "ccomp")


def _take_clause(words: _Words, clause: int) -> None:
    """What follows a verb at once, with a subject and no "and", is its clause: "said one of them died"."""
    verb, subject = words.heads[clause], words.subjects[clause][0]
    joined = any(words.relations[k] == "cc" for k in words.children[clause])
    if joined or clause < verb or words.pos[verb] != "VERB" or words.tags[verb] == "VBN":
        return
    below = words.children[verb]
    taken = any(words.relations[k] in _COMPLEMENTS or verb < k < subject for k in below)
    if not taken:
        words.hang(clause, verb, "ccomp")


def _return_subject(words: _Words, clause: int, found: Sequence[int]) -> None:
    """Gives a governing verb its own subject back, which stands beyond it, or is a clause's second one.

    "*The mayor* said the road was cut"; "the road was cut, *the mayor* said".
    """
    verb = words.heads[clause]
    if words.relations[clause] not in _CLAUSES or words.pos[verb] != "VERB" or verb in words.subjects:
        return
    beyond = next((k for k in found if (k < verb < clause) or (clause < verb < k)), None)
    if beyond is None and len(found) > 1 and clause < found[-1] < verb:
        beyond = found[-1]
    if beyond is not None:
        words.hang(beyond, verb, "nsubj")


def _return_addressee(words: _Words, clause: int, found: Sequence[int]) -> None:
    """The first noun behind "told" is told, no part of the clause: "told *AFP* they had fled"."""
    verb = words.heads[clause]
    if words.relations[clause] not in _CLAUSES or words.lower[verb] not in _TELLING:
        return
    near = (k for i in (clause, found[0]) for k in words.children.get(i, ()) if verb < k < found[0])
    objects = (k for k in near if words.relations[k] in _TOLD and _is_bare(words, k))
    told = next(objects, found[0] if len(found) > 1 and verb < found[0] < found[1] < clause else None)
    if told is not None:
        words.hang(told, verb, "iobj")


def _is_bare(words: _Words, noun: int) -> bool:
    """Whether a noun has no preposition and no "'s", and is none of "his" and "their"."""
    cased = any(words.relations[k] == "case" for k in words.children.get(noun, ()))
    return not cased and words.tags[noun] != "PRP$"


def _return_apposition(words: _Words, clause: int, found: Sequence[int]) -> None:
    """A clause's second subject beyond its verb explains that verb's: "*the MSA*, a *movement*, said it"."""
    verb = words.heads[clause]
    if words.relations[clause] not in _CLAUSES or verb not in words.subjects or len(found) < 2:
        return
    own, beyond = words.subjects[verb][0], found[0]
    if own < beyond < verb < found[1] and "," in words.lower[own:beyond]:
        words.hang(beyond, own, "appos")


def _return_bare_participle(words: _Words, verb: int) -> None:
    """The same where the verb has its subject: "a *trader*, *reached* by phone, said it was shut"."""
    noun = words.subjects[verb][0]
    clauses = [k for k in words.children[verb] if words.relations[k] in _CLAUSES]
    if not clauses or clauses[-1] < verb:
        return
    for k in clauses:
        set_off = noun < k < verb and "," in (words.lower[k - 1], words.lower[k - 2])
        bare = words.tags[k] in ("VBN", "VBD", "VBG") and k not in words.subjects
        alone = not any(words.relations[m].startswith("aux") for m in words.children.get(k, ()))
        if set_off and bare and alone and "," in words.lower[k:verb]:
            words.hang(k, noun, "acl")


def _return_participle(words: _Words, clause: int, found: Sequence[int]) -> None:
    """A participle between commas describes the noun before it: "*a trader*, reached by phone, said ..."."""
    verb, noun = words.heads[clause], found[0]
    set_off = words.lower[clause - 1] == "," and noun < clause - 1 < verb and "," in words.lower[clause:verb]
    alone = not any(words.relations[k].startswith("aux") for k in words.children[clause])
    says = any(k > verb and words.relations[k] in _CLAUSES for k in words.children[verb])
    if (
        words.relations[clause] in _CLAUSES
        and words.tags[clause] in ("VBN", "VBG")
        and set_off
        and alone
        and says
    ):
        words.hang(noun, verb, "nsubj")
        words.hang(clause, noun, "acl")


def _make_one(words: _Words, one: int, other: int) -> None:
    """Makes of two subjects before a verb one: a name, an apposition, or what the first do to the second."""
    following, verb = one + 1, words.heads[other]
    if other == following and words.pos[one] == words.pos[other] == "PROPN":  # "*Radio Kayes* said"
        words.hang(one, other, "compound")
    elif words.tags[following] == "VBG" and words.heads[following] == other:
        words.hang(following, one, "acl")  # "*rebels* fighting *soldiers* said"
        words.hang(other, following, "obj")
    elif words.lower[following] == "," and "," in words.lower[other + 1 : verb]:
        words.hang(other, one, "appos")  # "*the MSA*, an armed *movement*, said"
