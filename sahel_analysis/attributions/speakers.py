"""Speakers: every noun that may be the source of a cue.

Like `contents.py` this file proposes and does not decide. `how` says by which way a noun was reached:
"nsubj", "agent", "conj>nsubj" (the subject of the verb that the cue is joined to), "according" and so on.
"""

from __future__ import annotations

from calendar import day_name, month_name
from collections.abc import Iterator
from dataclasses import dataclass

from sahel_analysis.attributions.contents import Content
from sahel_analysis.attributions.cues import brings_news, find_cue, names_by_account, names_source, words
from sahel_analysis.parsing.tree import NOUNS, SUBJECTS, Tree

CALENDAR = frozenset(name.lower() for name in (*day_name, *month_name, "today", "yesterday") if name)
"""Days and months, which say nothing."""

_NEAR = 12
"""Words between a quotation and a cue outside it."""

_REACH = 6
"""Verbs and nouns to climb over to a subject that the cue shares."""


@dataclass(frozen=True, slots=True)
class Source:
    """A possible source of a cue: the head noun (None for no source) and how it was reached."""

    how: str
    head: int | None


def find_sources(tree: Tree, cue: int, content: Content) -> list[Source]:
    """Possible sources of a cue, the likeliest first; the last is none."""
    inside = set(content.tokens)
    found: list[Source] = []
    seen: set[int] = set()
    for source in _reach(tree, cue, content):
        head = source.head
        if head is None or head in seen or not tree.is_word(head) or _is_day(tree, head):
            continue
        if head not in inside or (source.how in ("left", "right") and content.tokens[0] < cue):
            seen.add(head)
            found.append(source)
    return [*found, Source("none", None)]


def _is_day(tree: Tree, i: int) -> bool:
    return tree.lower[i] in CALENDAR and tree.label[i] != "PERSON"


def _reach(tree: Tree, cue: int, content: Content) -> Iterator[Source]:
    if names_source(tree, cue):
        yield Source("according", tree.head[cue])
        return
    if names_by_account(tree, cue):
        parts = [k for k in tree.children[cue] if tree.relation[k] in ("nmod:poss", "nmod")]
        yield Source("account", parts[0])
        return
    if brings_news(tree, cue):
        for k in tree.children[cue]:
            if tree.relation[k] in ("obl", "nmod") and tree.case(k) in ("from", "via", "through"):
                yield Source("sent from", k)
        yield Source("none", None)
        return
    if tree.case(cue) == "as" and not any(tree.relation[k] in SUBJECTS for k in tree.children[cue]):
        for k in tree.children[cue]:  # "as stated in their report"
            if tree.relation[k] in ("obl", "nmod") and tree.case(k) in ("in", "on"):
                yield Source("stated in", k)
    if tree.case(cue) == "as" and tree.lemma[tree.head[cue]] in words("quoting"):
        for k in tree.children[tree.head[cue]]:  # "quoted a witness as saying"
            if tree.relation[k] in ("obj", "nsubj:pass"):
                yield Source("quoted as", k)
    parallel = _parallel_subject(tree, cue)
    if parallel is not None:
        yield Source("parallel", parallel)
    verb, how = cue, ""
    for _ in range(_REACH):
        for k in tree.children[verb]:
            if tree.relation[k] == "obl:agent":
                yield Source(f"{how}agent", k)
        for k in _subjects(tree, verb):
            if tree.lower[k] in ("who", "which", "that") and tree.relation[verb] in ("acl:relcl", "acl"):
                yield Source(f"{how}antecedent", _antecedent(tree, k, tree.head[verb]))
            else:
                yield Source(f"{how}{tree.relation[k]}", k)
        if tree.pos[verb] != "VERB" and verb == cue:
            yield from _of_noun(tree, cue)
        relation, head = tree.relation[verb], tree.head[verb]
        if head == verb:
            break
        if relation in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "dep"):
            how += f"{relation}>"
        elif relation in ("acl", "acl:relcl", "appos") and tree.pos[head] in NOUNS:
            behind = _antecedent(tree, tree.first[verb], head) if relation == "acl:relcl" else head
            yield Source(f"{how}{relation}", behind)
            how += f"{relation}>"
        elif (
            relation in ("obj", "obl", "nmod", "nsubj", "nsubj:pass")
            and tree.pos[verb] != "VERB"
            and _is_own(tree, verb)
        ):
            how += f"{relation}>"
        else:
            break
        if relation in ("xcomp", "ccomp", "advcl") and verb == cue:
            for k in tree.children[head]:
                if tree.relation[k] in ("obj", "iobj"):
                    yield Source(f"{how}{tree.relation[k]}", k)
        verb = head
    for k in tree.children[cue]:
        if tree.relation[k] in ("obl", "nmod") and tree.case(k) in ("from", "in", "by", "among", "for"):
            yield Source(f"{tree.case(k)}", k)
    own_subject = any(tree.relation[k] in SUBJECTS for k in tree.children[cue])
    if content.tokens[0] < cue or (tree.pos[cue] == "VERB" and not own_subject):
        yield from _beside(tree, cue)


def _antecedent(tree: Tree, pronoun: int, noun: int) -> int:
    """What "who" or "which" stands for: the noun that it hangs on, or the one that judged it before.

    As in "a claim denied by *the mayor*, who spoke of three".
    """
    for k in tree.children[noun]:
        agent = tree.child(k, "obl:agent") if tree.relation[k] == "acl" else None
        if agent is not None and tree.lower[noun] in words("verdict") and tree.last[agent] < pronoun:
            return agent
    return noun


def _subjects(tree: Tree, verb: int) -> list[int]:
    """A verb's subjects: of several before it (a misread title) only the nearest, and no dateline."""
    found = [
        k
        for k in tree.children[verb]
        if (tree.relation[k] in SUBJECTS and tree.lower[min(tree.last[k] + 1, len(tree.lower) - 1)] != ":")
        or (tree.relation[k] == "expl" and tree.lower[k] in ("it", "there"))
    ]
    before = [k for k in found if k < verb]
    return [k for k in found if k > verb or k == before[-1]]


def _parallel_subject(tree: Tree, cue: int) -> int | None:
    """The group, not the men, in "the group left, posting videos of men riding and claiming ..."."""
    if tree.tag[cue] != "VBG" or tree.relation[cue] != "conj" or tree.relation[tree.head[cue]] != "acl":
        return None
    i = tree.head[cue]
    while tree.head[i] != i and not (tree.relation[i] == "advcl" and tree.tag[i] == "VBG"):
        i = tree.head[i]
    return next((k for k in tree.children[tree.head[i]] if tree.relation[k] in SUBJECTS and k < i), None)


def _of_noun(tree: Tree, cue: int) -> Iterator[Source]:
    for k in tree.children[cue]:
        if tree.relation[k] == "nmod:poss":
            yield Source("poss", k)
    for k in tree.children[cue]:
        if tree.relation[k] == "nmod" and tree.case(k) in ("of", "by", "from", "among"):
            yield Source(f"noun:{tree.case(k)}", k)
    for k in tree.children[cue]:
        if tree.relation[k] in ("amod", "compound") and tree.pos[k] in ("ADJ", "PROPN", "NOUN"):
            yield Source(f"noun:{tree.relation[k]}", k)
    verb = tree.head[cue]
    if tree.relation[cue] in ("obj", "obl") and tree.pos[verb] == "VERB" and _is_own(tree, cue):
        for k in tree.children[verb]:
            if tree.relation[k] in SUBJECTS:
                yield Source("verb>nsubj", k)


def _is_own(tree: Tree, noun: int) -> bool:
    """Whether a verb's subject can be the one whose claim a noun is: not in "denied *reports* that"."""
    known = find_cue(tree, tree.head[noun])
    if tree.relation[noun] == "obl":
        return tree.case(noun) in words("within a statement")
    return tree.relation[noun] != "obj" or known is None or known.stance not in ("deny", "doubt")


def _beside(tree: Tree, cue: int) -> Iterator[Source]:
    """The nearest nouns after and before a cue: an inverted or misread subject."""
    first, end = tree.sentence_span[tree.sentence[cue]]
    for i in range(cue + 1, min(cue + 6, end)):
        if tree.pos[i] in NOUNS and tree.relation[i] not in ("compound", "flat"):
            while tree.relation[i] in ("nmod:poss", "nmod:desc") and i < tree.head[i] < end:
                i = tree.head[i]  # "asked the herder's *son*"
            if tree.relation[i] != "iobj" or tree.lemma[cue] not in words("telling"):
                yield Source("right", i)
            break
    spoken = quotation_before(tree, cue)
    if spoken is not None:
        start = tree.inside[spoken][1]
    else:
        start = cue
        while start > first and tree.pos[start - 1] != "PUNCT" and cue - start < _NEAR:
            start -= 1
    for i in range(start, cue):
        if tree.pos[i] in NOUNS and not start <= tree.head[i] < cue:
            yield Source("left", i)
            break


def quotation_before(tree: Tree, cue: int) -> int | None:
    """The quotation that ends, with a comma or the like, a few words and no verb before a cue."""
    if tree.quoted[cue] >= 0:
        return None
    for i in range(cue - 1, max(cue - _NEAR, -1), -1):
        if (tree.pos[i] == "VERB" and tree.quoted[i] < 0) or tree.paragraph[i] != tree.paragraph[cue]:
            return None
        if tree.quoted[i] >= 0:
            return tree.quoted[i] if tree.is_complete(tree.quoted[i]) else None
    return None
