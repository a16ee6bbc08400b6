"""Contents: every word that may be a cue, with every stretch that may be its content, and where that may end.

The rules here propose much and decide nothing: `selection.py` chooses among the candidates. A candidate's
`frame` says how content and cue hang together, in relations of Universal Dependencies ("ccomp", "obl:about",
"up:parataxis" for a cue that hangs on its content).

In "said | the town was calm, though shops stayed shut" the tree alone does not tell whose words the last
clause is. Each branch at the right edge of a content may be cut, each that follows may be added (`Edge`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sahel_analysis.attributions.cues import brings_news, find_cue, names_by_account, names_source, words
from sahel_analysis.parsing.tree import FINITE, NOUNS, SUBJECTS, WIDE, Tree

_COMPLEMENTS = frozenset(
    {"ccomp", "xcomp", "obj", "iobj", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"}
    | {"nsubj:pass", "dep", "appos", "obl", "nmod", "obl:unmarked", "nsubj"}
)
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl"})
FIGURES = "figures given for what happened: a count or a toll"
"""A group of cues."""
_NEAR = 12
"""Words between a quotation and a cue outside it."""
_MAY_GO = frozenset(
    {"advcl", "acl", "acl:relcl", "obl", "nmod", "conj", "parataxis", "appos", "ccomp", "dep", "obl:unmarked"}
    | {"xcomp", "advmod"}
)
_MAY_COME = frozenset({"advcl", "obl", "obl:unmarked", "xcomp", "nmod", "parataxis", "ccomp", "conj"})
_MOST = 8
"""Branches to look at, the longest of them."""

_LINKS = frozenset({"parataxis", "advcl", "ccomp", "dep", "acl:relcl", "acl", "conj"})
_JOINING = frozenset({"CC", "IN", "WRB", "WDT", "WP"})
"""Tags of words that make another clause of what follows: "it rained, *and* the army called for help"."""

_PAUSES = frozenset({",", "--", "–", "—", "-", ";", ":", "("})


@dataclass(frozen=True, slots=True)
class Content:
    """A possible content of a cue: its tokens, in order, the word that heads it, and its frame."""

    frame: str
    head: int
    tokens: tuple[int, ...]


def find_cues(tree: Tree) -> Iterator[int]:
    """Tokens that may head a cue: verbs, predicates with a complement, nouns with one, "according"."""
    for i, pos in enumerate(tree.pos):
        if names_source(tree, i):
            yield i
        elif pos == "VERB":
            if tree.relation[i] not in ("case", "amod", "compound", "mark", "fixed", "flat"):
                yield i
        elif pos == "AUX":
            if tree.lemma[i] == "be" and tree.child(i, "ccomp") is not None:
                yield i
        elif pos in ("NOUN", "ADJ", "PROPN") and _may_take_content(tree, i):
            yield i


def _may_take_content(tree: Tree, i: int) -> bool:
    known = find_cue(tree, i) is not None
    if names_by_account(tree, i):
        return True
    if tree.pos[i] == "PROPN" and not known:
        return False
    for k in tree.children[i]:
        relation = tree.relation[k]
        if relation in _CLAUSES and k > i:
            return True
        if relation == "cop" and known:
            return True
        if relation in ("obl", "nmod") and k > i and tree.case(k) in words("content of a noun"):
            owned = known or any(tree.relation[m] in ("nmod:poss", "cop") for m in tree.children[i])
            if owned:
                return True
    return known and tree.case(i) in ("in", "by", "as")


def find_contents(tree: Tree, cue: int) -> list[Content]:
    """Possible contents of a cue."""
    if names_source(tree, cue):
        return list(_beside_phrase(tree, tree.head[cue], cue, "according"))
    if brings_news(tree, cue):
        return [c for k in range(cue + 1, tree.last[cue] + 1) if (c := _that_clause(tree, k)) is not None][:1]
    known = find_cue(tree, cue)
    shows = known is not None and known.act != "deed"  # else only a quotation or a clause shows that it does
    if not (shows or tree.paragraph[cue] in tree.beside_quotations or tree.child(cue, "ccomp") is not None):
        return []
    found: list[Content] = []
    parts = {k: _complement_frame(tree, k) for k in tree.children[cue] if tree.relation[k] in _COMPLEMENTS}
    for k, frame in parts.items():
        if frame and (tree.relation[k] != "nsubj" or _is_predicate_noun(tree, cue)):
            found.append(Content(frame, k, tuple(tree.subtree(k))))
    found = _joined_around(tree, cue, found)
    found += _object_and_more(tree, cue, parts)
    found += _above(tree, cue)
    found += _told_of(tree, cue)
    if tree.pos[cue] == "VERB" or known:
        found += _quoted_beside(tree, cue)
    if not shows:
        found = [c for c in found if c.frame == "ccomp" or any(tree.quoted[i] >= 0 for i in c.tokens)]
    counts = known is not None and known.group == FIGURES
    if known is not None and counts:
        found = [c for c in found if _gives_figure(tree, c, changes=known.cue.endswith(" to"))]
    if any(c.frame == "obj+xcomp" for c in found):  # "reported six men *dead*": not without the six
        found = [c for c in found if c.frame != "xcomp" or tree.pos[c.head] in ("VERB", "AUX")]
        found = [c for c in found if c.frame != "obj" or not counts]
    if known is not None and counts:  # "puts *the toll* at between 50 and 55"
        name = f"obj+obl:{known.cue.rpartition(' ')[2]}"
        figure = next((c for c in found if c.frame == name), None)
        if figure is not None:
            found = [c for c in found if set(figure.tokens) <= set(c.tokens)]
    if any(c.frame == "obl+obj" for c in found):  # "put at nine *the dead*": not without the nine
        found = [c for c in found if c.frame != "obj"]
    if any(c.frame == "ccomp" for c in found):  # "it was confirmed that they left"
        found = [c for c in found if not (c.frame == "subject" and tree.lower[c.head] == "it")]
    return [replace(c, tokens=tuple(tokens)) for c in found if (tokens := tree.trimmed(c.tokens))]


def _that_clause(tree: Tree, k: int) -> Content | None:
    return Content("ccomp", k, tuple(tree.subtree(k))) if tree.case(k) == "that" else None


def _told_of(tree: Tree, cue: int) -> Iterator[Content]:
    """What somebody is told of, where it hangs on the one who is told: "told this paper *of 30 dead*"."""
    if tree.lemma[cue] in words("telling"):
        for k in tree.children[cue]:
            if tree.relation[k] in ("obj", "iobj") and k > cue:
                for m in tree.children[k]:
                    if m > k and tree.case(m) in ("of", "about"):
                        yield Content(f"obl:{tree.case(m)}", m, tuple(tree.subtree(m)))


def _gives_figure(tree: Tree, content: Content, *, changes: bool) -> bool:
    """Whether a content has a number or speaks of one: "put the dead at 12", not "put people at risk".

    Only a clause need not, and that not where the cue `changes` a figure: "raised taxes to pay for it".
    """
    return (not changes and not content.frame.startswith(("obj", "subject"))) or any(
        tree.is_number[i] or tree.lower[i] in words("toll") for i in content.tokens
    )


def _joined_around(tree: Tree, cue: int, found: list[Content]) -> list[Content]:
    """The clauses before and after a cue as one content: "It rained, he said, when they came"."""
    before = next((c for c in found if c.frame == "ccomp" and c.tokens[-1] < cue), None)
    after = next((c for c in found if c.frame in ("ccomp", "advcl") and c.tokens[0] > cue), None)
    if before is None or after is None or not (after.frame == "ccomp" or tree.case(after.head)):
        return found
    if any(tree.quoted[i] >= 0 for i in before.tokens) != any(tree.quoted[i] >= 0 for i in after.tokens):
        return found
    rest = [c for c in found if c is not before and c is not after]
    return [Content("ccomp", before.head, (*before.tokens, *after.tokens)), *rest]


def _object_and_more(tree: Tree, cue: int, parts: dict[int, str]) -> Iterator[Content]:
    """An object and what is said of it or asked of it: "called | it a crime", "called on | all to stay"."""
    known = find_cue(tree, cue)
    own = {f"obl:{word}" for word in known.cue.split()[1:]} if known is not None else set()
    counts = known is not None and known.group == FIGURES
    objects = [
        k for k in parts if tree.relation[k] in ("obj", "iobj", "nsubj:pass") or (parts[k] in own and k > cue)
    ]
    for obj in objects[:2]:
        name = "obl" if parts[obj] in own else "obj"
        for k, frame in parts.items():
            if k > obj and tree.relation[k] == tree.relation[obj] == "obj":
                frame = "xcomp"  # a name misread as a second object: "called it | a crime"
            more = frame == "xcomp" or (tree.relation[k] in ("obl", "advcl", "nmod") and frame != "obl:")
            whole = range(tree.first[obj], tree.last[k] + 1)  # "put at | nine the dead"
            if counts and name == "obl" and frame == "obj" and k > obj:
                yield Content("obl+obj", k, tuple(whole))
            if k > obj and frame and more:
                if any(tree.lower[i] == "," for i in range(tree.last[obj] + 1, tree.first[k] + 1)):
                    continue
                several = known is not None and known.cue.count(" ") > 1
                tokens = {*tree.subtree(obj), *tree.subtree(k), *(whole if counts or several else ())}
                yield Content(f"{name}+{frame}", obj, tuple(sorted(tokens)))


def _is_predicate_noun(tree: Tree, cue: int) -> bool:
    return tree.pos[cue] != "VERB" and tree.child(cue, "cop") is not None


def _complement_frame(tree: Tree, k: int) -> str:
    relation, case = tree.relation[k], tree.case(k)
    if relation in ("obl", "nmod"):
        return "" if case in words("no content") else f"obl:{case}"
    if relation in ("advcl", "acl") and case:
        return "" if case in words("no content") else f"advcl:{case}"
    if relation == "nsubj:pass":
        return "subject"
    return relation


def has_main_clause(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether a finite verb stands among some words that no "as", "although" or "who" makes subordinate."""
    for i in tokens:
        if tree.tag[i] in FINITE:
            verb = tree.head[i] if tree.relation[i].startswith(("aux", "cop")) else i
            if tree.relation[verb] not in ("advcl", "acl", "acl:relcl") and not tree.case(verb):
                return True
            if verb not in tokens or tree.case(verb) == "that":
                return True
    return False


def _above(tree: Tree, cue: int) -> Iterator[Content]:
    """Contents that a cue hangs on, or stands beside in a broken tree."""
    relation, head = tree.relation[cue], tree.head[cue]
    clause = tree.children[cue]
    has_subject = any(tree.relation[k] in SUBJECTS for k in clause)
    if tree.pos[cue] != "VERB":
        if names_by_account(tree, cue):
            yield from _beside_phrase(tree, cue, cue, "according")
        elif tree.case(cue) == "in" and relation in ("obl", "nmod", "advmod"):
            yield from _beside_phrase(tree, cue, cue, "in")
        return
    tells_more = _has_own_object(tree, cue) or any(  # "two left, *one of whom came back*"
        tree.tag[i] in ("WP", "WP$") for k in clause if tree.relation[k] in SUBJECTS for i in tree.subtree(k)
    )
    apart = tells_more or _mark_before(tree, cue) in (";", ":")  # "it rained; *the mayor promised help*"
    if head != cue and not apart and relation in _LINKS:
        inverted = any(tree.relation[k] in SUBJECTS and k > cue for k in clause)
        if (
            relation in ("parataxis", "dep")
            or (relation == "conj" and inverted)
            or (relation in ("advcl", "ccomp") and tree.case(cue) in ("as", "") and not _acts(tree, cue))
        ) and not _has_own_clause(tree, cue):
            tokens = tree.subtree(head, without=(cue,))
            yield Content(f"up:{relation}:{tree.case(cue)}", head, tuple(tokens))
        elif relation in ("acl", "acl:relcl") and tree.pos[head] in NOUNS:
            tokens = tree.subtree(head, without=(cue,))
            yield Content(f"up:{relation}", head, tuple(tokens))
    subordinate = relation == "advcl" and tree.case(cue) not in ("as", "")
    reported = relation == "ccomp" and head < cue and find_cue(tree, head) is not None
    if subordinate or reported or tells_more or _has_own_clause(tree, cue):
        return
    if (has_subject or relation == "conj") and relation not in ("acl:relcl", "acl"):
        first, end = tree.sentence_span[tree.sentence[cue]]
        first, end = max(first, cue - WIDE), min(end, cue + WIDE)
        edge = min([tree.first[k] for k in clause if tree.relation[k] in SUBJECTS and k < cue] or [cue])
        before = list(range(first, edge))
        pause = any(tree.lower[i] == "," or tree.tag[i] == "''" for i in before[-2:])
        if pause and tree.tag[before[-1]] not in _JOINING and has_main_clause(tree, before):
            yield Content("before", before[0], tuple(before))
        yield from _around(tree, cue, edge, first, end)
        after = [i for i in range(cue + 1, end) if not tree.is_under(i, cue)]
        if after and len(after) > 2 and find_cue(tree, cue):
            yield Content("after", after[0], tuple(after))


def _mark_before(tree: Tree, cue: int) -> str:
    """The last mark before a cue in its sentence, if any."""
    first = tree.sentence_span[tree.sentence[cue]][0]
    return next((tree.lower[i] for i in range(cue - 1, first - 1, -1) if tree.pos[i] == "PUNCT"), "")


def _has_own_object(tree: Tree, cue: int) -> bool:
    """Whether a verb has an object that is not the one who is told: "the mayor promised *an inquiry*"."""
    if tree.lemma[cue] in words("telling") or not _states(tree, cue):
        return False
    parts = tree.children[cue]  # ", said *the mayor*" has no other subject before it
    subject = any(tree.relation[k] in SUBJECTS and k < cue for k in parts)
    return subject and any(tree.relation[k] == "obj" and k > cue for k in parts)


def _has_own_clause(tree: Tree, cue: int) -> bool:
    """Whether what a cue says follows it, so that no other clause can be it: "claim to be its head"."""
    return any(k > cue and tree.relation[k] in ("ccomp", "xcomp") for k in tree.children[cue])


def _acts(tree: Tree, cue: int) -> bool:
    """Whether an "as" clause tells what else is done: "as they *pressed* their advance", "even as"."""
    if tree.case(cue) != "as":
        return False
    if any(tree.lower[k] in words("no saying") for k in tree.children[cue]):
        return True
    known = find_cue(tree, cue)
    plain = known is None or "clause" not in known.frames or known.stance == "urge"
    return plain or tree.child(cue, "obj") is not None


def _around(tree: Tree, cue: int, edge: int, first: int, end: int) -> Iterator[Content]:
    """What stands before and after a cue between commas: "They came, he said, when night fell"."""
    before = tree.lower[edge - 1] == "," or (edge > first + 1 and tree.lower[edge - 2] == ",")
    comma = next((i for i in range(cue + 1, min(cue + _NEAR, end)) if tree.lower[i] == ","), None)
    late = [k for k in tree.children[cue] if tree.relation[k] in SUBJECTS and k > cue]
    if comma is not None and comma + 1 < end and late and tree.is_under(comma + 1, late[0]):
        return  # "said the mayor, whose house burned"
    if comma is not None and comma + 1 < end and tree.lower[comma + 1] in words("aside"):
        return  # "said the army, but others said otherwise"
    if before and edge - first > 2 and comma is not None and end - comma > 2:
        tokens = [*range(first, edge), *range(comma + 1, end)]
        yield Content("around", first, tuple(tokens))


def _beside_phrase(tree: Tree, noun: int, cue: int, name: str) -> Iterator[Content]:
    """The clause that a phrase such as "according to the army" stands in."""
    head = tree.head[noun]
    first, end = tree.sentence_span[tree.sentence[noun]]
    first, end = max(first, cue - WIDE), min(end, cue + WIDE)
    phrase = set(tree.subtree(noun))
    tokens = [i for i in range(first, end) if i not in phrase]
    if tokens:
        yield Content(f"beside:{name}:sentence", tokens[0], tuple(tokens))
    if head == noun:
        return
    yield Content(f"beside:{name}", head, tuple(tree.subtree(head, without=(noun,))))
    top = head
    while tree.head[top] != top and tree.relation[top] not in ("ccomp", "parataxis", "advcl", "acl:relcl"):
        top = tree.head[top]
    if top != head:
        yield Content(f"beside:{name}:clause", top, tuple(i for i in tree.subtree(top) if i not in phrase))


def _quoted_beside(tree: Tree, cue: int) -> Iterator[Content]:
    """Quotations shortly before or after a cue in its paragraph."""
    if tree.quoted[cue] >= 0:
        return
    start, end = tree.paragraph_span[tree.paragraph[cue]]
    for name, steps in (("before", range(cue - 1, start - 1, -1)), ("after", range(cue + 1, end))):
        for distance, i in enumerate(steps):
            if tree.quoted[i] >= 0:
                a, b = tree.inside[tree.quoted[i]]
                yield Content(f"quote:{name}", a, tuple(range(a, b)))
                break
            if distance > _NEAR or (tree.sentence[i] != tree.sentence[cue] and name == "after"):
                break
    if all(not tree.is_word(i) or tree.is_under(i, cue) for i in range(cue + 1, end)):
        following = next(
            (i for i in range(end, len(tree.head)) if tree.paragraph[i] > tree.paragraph[cue]), None
        )
        if following is not None and tree.lower[_last_word_or_mark(tree, end - 1)] == ":":
            number = max(tree.quoted[following : following + 3], default=-1)
            if number >= 0:
                a, b = tree.inside[number]
                yield Content("quote:below", a, tuple(range(a, b)))


def _last_word_or_mark(tree: Tree, i: int) -> int:
    while i > 0 and tree.pos[i] == "SPACE":
        i -= 1
    return i


# Where a content may end


@dataclass(frozen=True, slots=True)
class Edge:
    """A branch that may be cut off a content, or added to it, with its tokens."""

    kind: str
    head: int
    tokens: tuple[int, ...]


def find_cuts(tree: Tree, content: Content) -> list[Edge]:
    """Branches that end a content, the longest first."""
    inside = set(content.tokens)
    words = [i for i in content.tokens if tree.is_word(i)]
    if not words:
        return []
    found, i = [], words[-1]
    while i in inside:
        if i == content.head:
            break
        first = tree.first[i]
        nested = tree.case(i) == "as" and _states(tree, i)  # "..., as stated in their report" stays inside
        if tree.relation[i] in _MAY_GO and first > words[0] and tree.last[i] >= words[-1] and not nested:
            found.append(Edge("cut", i, tuple(k for k in content.tokens if k >= first)))
        if tree.head[i] == i:
            break
        i = tree.head[i]
    return found[: -_MOST - 1 : -1]


def find_additions(tree: Tree, cue: int, content: Content) -> list[Edge]:
    """The cue's own branches that follow a content at once, in order."""
    end, found = content.tokens[-1], []
    for k in tree.children[cue]:
        if tree.first[k] <= end or not tree.is_word(k):
            continue
        if any(tree.is_word(i) for i in range(end + 1, tree.first[k])) or tree.relation[k] not in _MAY_COME:
            break
        found.append(Edge("add", k, tuple(tree.subtree(k))))
        end = tree.last[k]
    return found


def is_aside(tree: Tree, content: Content, edge: Edge) -> bool:
    """Whether a branch is the author's: behind quoted words, or on what the source left unsaid.

    As in ``"We left," he said, read on the radio`` and in "..., though it did not specify the number" and
    in "..., speaking on the radio".
    """
    before = [i for i in content.tokens if i < edge.tokens[0] and tree.is_word(i)]
    if edge.kind == "cut" and before and tree.quoted[before[-1]] >= 0 and tree.quoted[edge.head] < 0:
        number = tree.quoted[before[-1]]
        if tree.quoted[before[0]] == number and tree.is_complete(number):
            return True
    if edge.kind == "cut" and tree.tag[edge.head] == "VBG" and tree.lemma[edge.head] in words("speaking"):
        return pause_before(tree, edge) == "," and tree.case(edge.head) == ""
    return edge.kind == "cut" and tree.case(edge.head) in words("aside") and _states(tree, edge.head)


def is_parallel(tree: Tree, cue: int, edge: Edge) -> bool:
    """Whether a branch is the source's next statement: "said 17 had died, and announced mourning"."""
    k = edge.head
    if edge.kind != "cut" or tree.relation[k] not in ("conj", "parataxis"):
        return False
    alone = not any(
        tree.relation[m] in SUBJECTS or tree.relation[m].startswith("aux") for m in tree.children[k]
    )
    past = {"VBD", "VBN"}  # "announced" without an auxiliary is read as either
    same = tree.tag[k] == tree.tag[cue] or {tree.tag[k], tree.tag[cue]} == past
    return alone and same and k > cue and _states(tree, k)


def _states(tree: Tree, k: int) -> bool:
    known = find_cue(tree, k)
    return known is not None and known.act == "statement"


def pause_before(tree: Tree, edge: Edge) -> str:
    """The mark before a branch: a comma, a dash, or nothing."""
    i = edge.tokens[0]
    if tree.lower[i] in _PAUSES:
        return tree.lower[i]
    while i > 0 and tree.pos[i - 1] == "SPACE":
        i -= 1
    return tree.lower[i - 1] if i > 0 and tree.lower[i - 1] in _PAUSES else ""
