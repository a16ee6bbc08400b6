"""Selection: which candidates are attributions, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from sahel_analysis.attributions.boundaries import content_tokens, source_range
from sahel_analysis.attributions.contents import (
    FIGURES,
    Content,
    Edge,
    find_additions,
    find_contents,
    find_cues,
    find_cuts,
    is_aside,
    is_parallel,
    pause_before,
)
from sahel_analysis.attributions.cues import (
    brings_news,
    cue_tokens,
    find_cue,
    frame_class,
    is_known_frame,
    names_by_account,
    names_source,
    words,
)
from sahel_analysis.attributions.insertions import Insertion, find_insertions, part_of_phrase
from sahel_analysis.attributions.model import (
    CueFeatures,
    Model,
    content_features,
    edge_features,
    load_models,
    source_features,
)
from sahel_analysis.attributions.speakers import CALENDAR, Source, find_sources
from sahel_analysis.attributions.verbless import find_verbless
from sahel_analysis.parsing.tree import FINITE, Tree

THRESHOLD = 0.40
"""Least score of an attribution."""

SURE_THRESHOLD = 0.35
"""Least score where the table of cues agrees that this is a statement."""

SURE = 0.5
"""Score of what the rules are sure of, if the learned step gives it less."""

_SENTENCE = 4
"""Words: a shorter quotation that nobody is said to speak may be a slogan or a title."""

_CLOSE = 6
"""Tokens of a branch before its head, in one that gives a figure."""

_CUT = 0.6
"""Least probability that a branch at the end of a content is the author's own."""

SURE_SOURCES = frozenset(
    {"according", "stated in", "quoted as", "parallel", "antecedent", "sent from", "account"}
)
SURE_FRAMES = frozenset({"up:parataxis:", "up:conj:", "before", "around"})

_STOPS = frozenset({";", ":", ".", "(", "–", "—", "--"})

_LEXICON_ORDER = ("clause", "as", "of", "for", "on", "infinitive", "quote", "object")


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen attribution, in tokens.

    rule: the step that accepted it (lexicon, learned) and the frame of its content.
    """

    cue: int
    content: Content
    source: Source
    tokens: tuple[int, ...]
    score: float
    rule: str


def choose(tree: Tree) -> list[Choice]:
    """The attributions of a text, in order of their cues, none having another's content for its own."""
    models = load_models()
    insertions = find_verbless(tree) | find_insertions(tree)
    whole = {cue: _inserted(tree, insertion) for cue, insertion in insertions.items() if insertion.content}
    cues = sorted({*find_cues(tree), *insertions}.difference(whole))
    judged = (_best(one, models, insertions.get(one.cue.cue)) for one in _candidates(tree, cues, models))
    choices = [choice for choice in (*whole.values(), *judged) if choice is not None]
    kept = _disentangled(tree, _apart(choices))
    within = {i for choice in kept for i in choice.tokens}
    kept = [c for c in kept if c.cue not in within or _may_be_nested(tree, c)]
    kept += _unattributed(tree, kept)
    return sorted(kept, key=lambda c: c.cue)


def _unattributed(tree: Tree, choices: list[Choice]) -> Iterator[Choice]:
    """Whole sentences between marks that nothing attributes: the opening mark stands for the cue."""
    taken = {i for choice in choices for i in (*choice.tokens, choice.cue)}
    for number, (first, end) in enumerate(tree.inside):
        words_inside = [i for i in range(first, end) if tree.is_word(i)]
        if len(words_inside) < _SENTENCE or taken.intersection(words_inside) or first == 0:
            continue
        q = tree.quotations[number]
        starts = tree.sentence_span[tree.sentence[first]][0] in (first - 1, first)
        finite = any(tree.tag[i] in FINITE for i in words_inside)
        if starts and finite and tree.text[q.inner_end - 1] in ".!?" and not q.open:
            content = Content("quote:alone", words_inside[0], tuple(words_inside))
            yield Choice(
                first - 1, content, Source("none", None), content.tokens, SURE, "lexicon:quote:alone"
            )


def _disentangled(tree: Tree, choices: list[Choice]) -> list[Choice]:
    """Contents without a cue that runs parallel to theirs ("posting videos ... and claiming")."""
    starts = sorted(tree.first[c.cue] for c in choices if c.source.how == "parallel")
    cut = []
    for choice in choices:
        end = next((a for a in starts if choice.tokens[0] < a <= choice.tokens[-1] and a > choice.cue), None)
        if end is not None:
            tokens = [i for i in choice.tokens if i < end and tree.relation[i] != "cc"]
            choice = replace(choice, tokens=tuple(tokens))
        cut.append(choice)
    return cut


def _may_be_nested(tree: Tree, choice: Choice) -> bool:
    """Whether an attribution inside another's content is plain: the models have not learned of those."""
    known = find_cue(tree, choice.cue)
    return is_known_frame(known, choice.content.frame) and choice.source.head is not None


@dataclass(frozen=True, slots=True)
class _Candidates:
    """What a cue may have for its content, and how likely each is."""

    cue: CueFeatures
    contents: list[Content]
    scores: list[float]


def _candidates(tree: Tree, cues: list[int], models: dict[str, Model] | None) -> list[_Candidates]:
    """The candidates of those cues that have any; the learned step judges all of a text at once."""
    found = [(CueFeatures(tree, cue), contents) for cue in cues if (contents := _contents(tree, cue))]
    asked = [(cue, content, rank) for cue, contents in found for rank, content in enumerate(contents)]
    if models is None:
        scores = [_rule_score(tree, cue.cue, content) for cue, content, _ in asked]
    else:
        scores = models["content"].probabilities(content_features(asked)) if asked else []
    left = iter(scores)
    return [_Candidates(cue, contents, list(islice(left, len(contents)))) for cue, contents in found]


def _contents(tree: Tree, cue: int) -> list[Content]:
    contents = find_contents(tree, cue)
    return [] if contents and _repeats(tree, cue) else contents


def _best(
    candidates: _Candidates, models: dict[str, Model] | None, insertion: Insertion | None
) -> Choice | None:
    features, contents, scores = candidates.cue, candidates.contents, candidates.scores
    tree, cue = features.tree, features.cue
    spoken = insertion is not None
    sure = [
        models is not None and (_is_sure(tree, cue, content) or (spoken and content.frame == "quote:before"))
        for content in contents
    ]
    best = [max(score, SURE) if certain else score for score, certain in zip(scores, sure, strict=True)]
    at = best.index(max(best))
    content = contents[at]
    if best[at] < (SURE_THRESHOLD if _is_statement(tree, cue, content) else THRESHOLD):
        return None
    step = "lexicon" if models is None or best[at] > scores[at] else "learned"
    if models is not None:
        content = _settle_edges(features, content, models["edge"])
    if insertion is not None:
        source = Source("inserted", insertion.source)
    else:
        source = _best_source(features, content, models)
    out = words_of_cue_and_source(tree, cue, source).union(() if insertion is None else insertion.tokens)
    tokens = content_tokens(tree, cue, content, out)
    tokens = _whole_figure(tree, cue, content, tokens)
    if names_source(tree, cue) or names_by_account(tree, cue):
        part = part_of_phrase(tree, cue)
        tokens = tree.trimmed([i for i in tokens if i in part]) or tokens
    if not tokens:
        return None
    return Choice(cue, content, source, tuple(tokens), best[at], f"{step}:{content.frame}")


def _whole_figure(tree: Tree, cue: int, content: Content, tokens: list[int]) -> list[int]:
    """A figure with what is counted and how it is made up: "spoke of 40 *dead, half of them women*".

    It runs to the end of the clause, but for a time or what has a verb of its own.
    """
    noun = content.frame.startswith(("obj", "obl")) and content.tokens[0] > cue
    if not tokens or not noun or not any(tree.is_number[i] for i in tokens) or tree.quoted[tokens[-1]] >= 0:
        return tokens
    end = last = tokens[-1]
    stop = tree.sentence_span[tree.sentence[cue]][1]
    while end + 1 < stop and tree.lower[end + 1] not in _STOPS and tree.quoted[end + 1] < 0:
        end += 1
        time = tree.lower[end] in CALENDAR or tree.relation[end] == "obl:unmarked"  # "on Sunday", "last year"
        if time or tree.tag[end] in FINITE or find_cue(tree, end) is not None:
            return _up_to(tree, tokens, last)
        if tree.is_word(end) and tree.lower[end] in words("casualties") and end == last + 1:
            last = end
    return _up_to(tree, tokens, end)


def _up_to(tree: Tree, tokens: list[int], last: int) -> list[int]:
    return tree.trimmed([*tokens, *range(tokens[-1] + 1, last + 1)]) if last > tokens[-1] else tokens


def _repeats(tree: Tree, cue: int) -> bool:
    """Whether a noun only says where a verb of speech says it: "the army said *in a statement*"."""
    if tree.pos[cue] != "NOUN" or tree.case(cue) != "in":
        return False
    before = next((k for k in range(tree.first[cue] - 1, -1, -1) if tree.is_word(k)), cue)
    return any(
        (known := find_cue(tree, i)) is not None and known.act == "statement" and tree.pos[i] == "VERB"
        for i in (before, tree.head[cue])
    )


def _inserted(tree: Tree, insertion: Insertion) -> Choice | None:
    """What stands around an insertion: the order of the words has decided."""
    cue, tokens = insertion.cue, insertion.content
    source = Source("inserted", insertion.source)
    content = Content("around" if tokens[-1] > cue else "before", tokens[0], tokens)
    out = words_of_cue_and_source(tree, cue, source).union(insertion.tokens)
    kept = content_tokens(tree, cue, content, out)
    return Choice(cue, content, source, tuple(kept), 1.0, f"lexicon:{content.frame}") if kept else None


def _is_statement(tree: Tree, cue: int, content: Content) -> bool:
    """Whether the table knows a cue as one that states in such a frame."""
    known = find_cue(tree, cue)
    return known is not None and known.act == "statement" and is_known_frame(known, content.frame)


def _is_sure(tree: Tree, cue: int, content: Content) -> bool:
    """Whether a cue of the table stands where it cannot but attribute: ", the army said", "as it noted"."""
    known = find_cue(tree, cue)
    at = content.frame == "obj" and known is not None and known.cue.endswith(" at")
    if at and any(tree.lower[i] == "at" for i in content.tokens):
        return True  # "put those hurt in the raid at nine"
    counted = content.frame == "obj" and tree.tag[content.head] in ("JJ", "VBN")  # "nine dead"
    figure = content.frame == "obj+xcomp" or counted
    reports = figure and known is not None and "object" in known.frames
    if known is None or not (reports or is_known_frame(known, content.frame)):
        return False
    if brings_news(tree, cue) or names_by_account(tree, cue):
        return True
    if known.group == "perception":
        return any(tree.lemma[k] in words("bystander") for k in _subjects(tree, cue))
    if known.act != "statement":
        return False
    if content.frame == "up:advcl:as" or (content.frame == "obj+obl:at" and known.cue.endswith(" at")):
        return True
    if reports or (
        known.group == FIGURES and content.frame.startswith(("obj", "obl+obj"))
    ):  # "reported six dead"
        return _gives_figure(tree, cue, content)
    tells = content.frame == "obl:of" and tree.lemma[cue] in words("telling")
    if tells or (content.frame == "obl:to" and known.stance == "confirm"):  # "admits to nine deaths"
        return any(tree.is_number[i] for i in content.tokens)
    relations = {tree.relation[k] for k in tree.children[cue]}
    return content.frame in SURE_FRAMES and bool(relations & {"nsubj", "obl:agent"})


def _subjects(tree: Tree, cue: int) -> list[int]:
    """Subjects of a verb, or of the verb that it is joined to: "a reporter heard shots and *saw* smoke"."""
    verbs = (cue, tree.head[cue]) if tree.relation[cue] == "conj" else (cue,)
    found = [[k for k in tree.children[i] if tree.relation[k] == "nsubj"] for i in verbs]
    return next(filter(None, found), [])


def _gives_figure(tree: Tree, cue: int, content: Content) -> bool:
    """Whether a count is given: "counted 40 raids", "raised the toll to 23"; not "raised taxes"."""
    known = find_cue(tree, cue)
    figure = known.cue.partition(" ")[2] if known is not None else ""
    later = [k for k in tree.children[cue] if k > content.head and tree.relation[k] in ("obl", "nmod")]
    if content.frame == "obj" and any(tree.case(k) == figure for k in later):
        return False  # the content with the figure is another candidate
    toll = tree.lower[content.head] in words("toll")
    counted = tree.lemma[cue] in words("counting") | words("giving") and any(
        tree.tag[i] == "CD" for i in content.tokens
    )
    return (toll or counted) and any(tree.relation[k] == "nsubj" for k in tree.children[cue])


def words_of_cue_and_source(tree: Tree, cue: int, source: Source) -> set[int]:
    """What can be no part of a content."""
    found = set(cue_tokens(tree, cue))
    if source.head is not None:
        found.update(source_range(tree, cue, source.head))
    return found


def _best_source(features: CueFeatures, content: Content, models: dict[str, Model] | None) -> Source:
    sources = find_sources(features.tree, features.cue, content)
    if models is None or sources[0].how in SURE_SOURCES:
        return sources[0]
    scores = [
        models["source"].probability(source_features(features, content, source, rank))
        for rank, source in enumerate(sources)
    ]
    return sources[scores.index(max(scores))]


def _settle_edges(features: CueFeatures, content: Content, model: Model) -> Content:
    """The content without the branches that are likelier the author's, or with those that follow."""
    tree, cue = features.tree, features.cue
    if tree.quoted[content.tokens[-1]] >= 0 and tree.quoted[cue] < 0:
        edge = next(iter(find_additions(tree, cue, content)), None)
        if edge is not None and _describes_quoted(tree, content, edge):
            content = replace(content, tokens=(*content.tokens, *edge.tokens))
        return content
    for edge in find_cuts(tree, content):
        if (
            is_aside(tree, content, edge)
            or is_parallel(tree, cue, edge)
            or model.probability(edge_features(features, content, edge)) > _CUT
        ):
            return replace(content, tokens=tuple(i for i in content.tokens if i < edge.tokens[0]))
    for edge in find_additions(tree, cue, content):
        counts = features.known is not None and features.known.group == FIGURES
        if not (counts and _goes_on_counting(tree, edge)) and (
            model.probability(edge_features(features, content, edge)) < 0.5
        ):
            break
        content = replace(content, tokens=(*content.tokens, *edge.tokens))
    return content


def _describes_quoted(tree: Tree, content: Content, edge: Edge) -> bool:
    """Whether a phrase follows a borrowed word at once: "spoke of 'riders' *on motorbikes*"."""
    joined = tree.relation[edge.head] in ("obl", "nmod") and pause_before(tree, edge) == ""
    return joined and content.frame.startswith("obl:")


def _goes_on_counting(tree: Tree, edge: Edge) -> bool:
    """Whether a branch gives a further figure: "put the dead at 12 *and the wounded at 20*"."""
    joined = tree.relation[edge.head] in ("conj", "appos", "nmod", "obl")
    numbers = any(tree.tag[i] == "CD" for i in edge.tokens) and edge.head - edge.tokens[0] < _CLOSE
    return joined and numbers and not any(tree.tag[i] in FINITE for i in edge.tokens)


def _rule_score(tree: Tree, cue: int, content: Content) -> float:
    known = find_cue(tree, cue)
    if known is None or not is_known_frame(known, content.frame):
        return 0.0
    return 1.0 - _LEXICON_ORDER.index(frame_class(content.frame, known.cue)) / 24


def _apart(choices: list[Choice]) -> list[Choice]:
    """Of two choices with about the same content, neither cue lying in the other's, the better one."""
    kept: list[Choice] = []
    taken: dict[int, list[Choice]] = {}
    for choice in sorted(choices, key=lambda c: (-c.score, c.cue)):
        rivals = {id(r): r for i in choice.tokens for r in taken.get(i, ())}
        if any(_same(choice, rival) for rival in rivals.values()):
            continue
        kept.append(choice)
        for i in choice.tokens:
            taken.setdefault(i, []).append(choice)
    return kept


def _same(a: Choice, b: Choice) -> bool:
    one, other = set(a.tokens), set(b.tokens)
    if a.cue in other or b.cue in one:
        return False
    return len(one & other) > 0.5 * min(len(one), len(other))
