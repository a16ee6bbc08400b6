"""What an attribution does, if anything: it states, holds an attitude or perceives; and its stance."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_analysis.attributions.contents import FIGURES, has_main_clause
from sahel_analysis.attributions.cues import Cue, find_cue, frame_class, is_known_frame, words
from sahel_analysis.attributions.insertions import is_speaker
from sahel_analysis.attributions.selection import Choice
from sahel_analysis.attributions.source_words import find_word
from sahel_analysis.parsing.tree import FINITE, Tree

_CLAIM = 12
"""Tokens of a bare claim of responsibility."""

_NAMING = "naming and describing"
_TALK = "talk about a matter"
_WORDS = frozenset(
    {"plain speech", "speech that informs", "what documents and figures say", "a statement as a noun"}
    | {"making something public: a text or a film is no proposition", "speech on the networks"}
    | {FIGURES, _TALK, "blame and accusation"}
)
"""Groups of cues that say nothing of what one wants or thinks: no clause, no attribution."""
_PROMISES = "promises made in words"
_JUDGING = frozenset({"blame and accusation", "praise and thanks"})
_WANTED = frozenset({"obj", "xcomp", "advcl:to", "obl:for", "obl:against", "obl+obl:for"})
"""Frames of what is promised or threatened, of which nothing is said."""

_RELATIVE = frozenset({"WDT", "WP"})
_ASKING = _RELATIVE | {"WP$", "WRB"}
_SHOWING = "what documents and figures say"
_LIKELY = 0.5
"""Least score of an attitude: of those below it, most are none (measured on reports of African news)."""


def act_and_stance(tree: Tree, choice: Choice, quote_type: str) -> tuple[str | None, str]:
    """Act (statement, attitude, perception) and stance of an attribution; no act for what is none of these.

    The table data/lexicon/attribution_cues.csv decides. A cue that it does not know states if it stands with
    a direct quotation; one of speech holds an attitude where no words are reported ("demanded his release").
    What is not or not yet said ("no one said", "declined to say"), a hedge without a source ("is believed
    to"), a name that somebody gives ("what they called a raid"),
    the terms on which somebody speaks ("asked not to be named") and a bare claim of responsibility, which is
    an event, state nothing.
    """
    cue = choice.cue
    known = find_cue(tree, cue)
    direct = quote_type == "direct"
    if known is None or known.act == "deed":
        if direct or (known is None and choice.source.how == "inserted"):  # "the mayor: ..."
            return "statement", "neutral"
        thinks = known is None and choice.content.frame == "ccomp" and tree.pos[cue] == "VERB"
        return ("attitude" if thinks and _is_held(tree, choice) else None), "neutral"
    negated = any(tree.lower[k] in words("negation") for k in _around(tree, choice))
    stance = "neutral" if negated or _asks(tree, choice, known) else known.stance
    act: str | None = known.act
    if act == "attitude" and direct and choice.tokens[-1] < cue:
        act = "statement"  # "'We are cut off,' the mayor thinks"
    elif act == "attitude":
        frame = choice.content.frame
        fits = is_known_frame(known, frame) or frame.startswith("obj")  # "feared an attack for weeks"
        act = act if fits and _is_held(tree, choice) else None
    elif act == "statement" and not direct:
        thing = choice.source.head is not None and not _may_speak(tree, choice.source.head)
        looms = thing and known.stance == "warn" and choice.content.frame == "xcomp"
        if negated or looms or _states_nothing(tree, choice, known):
            act = None  # "the bridge threatened to fall"
        elif _wants_or_judges(tree, choice, known):
            act = "attitude" if _is_held(tree, choice) else None
        elif known.group == FIGURES and _counts_oneself(tree, choice):
            act = "perception"
        elif not _reports_words(tree, choice, known):
            wills = known.group not in _WORDS and known.cue not in words("claiming")  # "promised an inquiry"
            act = "attitude" if wills and _is_held(tree, choice) else None
    return act, stance


def _wants_or_judges(tree: Tree, choice: Choice, known: Cue) -> bool:
    """Whether no words are reported, but what one wants to know, intends or thinks of something.

    As in "asked why they came", "threatened to leave" and "blamed the rain"; but "asked for calm" is said to
    somebody, and "blamed the Katiba Macina" says who did it.
    """
    frame, first = choice.content.frame, choice.tokens[0]
    if any(tree.quoted[i] >= 0 for i in choice.tokens):
        return False
    if known.stance in ("urge", "doubt") and (
        tree.tag[first] in _ASKING or tree.lower[first] in words("asking")
    ):
        return True
    if known.group in _JUDGING:
        named = bool(tree.label[choice.content.head])
        return frame == "obj" and not named and not any(tree.tag[i] in FINITE for i in choice.tokens)
    meant = known.group == _PROMISES or tree.lemma[choice.cue] in words("threatening")
    return meant and frame in _WANTED


def _is_held(tree: Tree, choice: Choice) -> bool:
    """Whether somebody holds an attitude: not "bombers thought to be foreign", not a machine."""
    cue, source = choice.cue, choice.source.head
    if source is None or choice.score < _LIKELY:
        return False
    above = find_cue(tree, tree.head[cue]) if tree.tag[cue] == "VB" else None
    aux = any(tree.relation[k] == "aux" for k in tree.children[cue])
    if tree.tag[cue] in ("VBN", "VBD") and not aux and tree.lower[choice.tokens[0]] == "to":
        known = find_cue(tree, cue)
        if known is not None and "infinitive" not in known.frames:
            return False
    if (above is not None and above.act == "attitude") or (tree.tag[cue] == "VBN" and not aux):
        return False
    return _may_speak(tree, source)


def _may_speak(tree: Tree, noun: int) -> bool:
    """Whether a source is a name, a pronoun or a word for people or bodies."""
    return tree.pos[noun] in ("PROPN", "PRON") or is_speaker(tree, noun)


def _counts_oneself(tree: Tree, choice: Choice) -> bool:
    """Whether a person counts what is to be seen: "he counted 40 graves", but not "the UN counted"."""
    source = choice.source.head
    counts = choice.content.frame == "obj" and tree.lemma[choice.cue] in words("counting")
    if source is None or not counts:
        return False
    if tree.lower[source] in words("person pronoun"):
        return True
    nouns = [tree.lower[i] for i in choice.tokens if tree.pos[i] in ("NOUN", "ADJ") and tree.tag[i] != "JJR"]
    if not nouns or not words("casualties").isdisjoint(nouns):
        return False  # "a nurse counted 40 dead" gives a toll
    return _is_person(tree, source)


def _is_person(tree: Tree, source: int) -> bool:
    word = find_word(tree, [source], 0)
    pronoun = tree.lower[source] in words("person pronoun")
    return pronoun or tree.label[source] == "PERSON" or (word is not None and word[0].category == "person")


def _asks(tree: Tree, choice: Choice, known: Cue) -> bool:
    """Whether a question is put, which urges nobody: "'Who left?' she asked"."""
    end = tree.end[choice.tokens[-1]]
    return known.stance == "urge" and "?" in tree.text[end : end + 2]


def _reports_words(tree: Tree, choice: Choice, known: Cue) -> bool:
    """Whether a clause or a quotation is reported, or what the table says that the cue has beside it."""
    frame = choice.content.frame
    if frame_class(frame, known.cue) in ("clause", "quote") or is_known_frame(known, frame):
        return True
    if frame.startswith("obj+") and "object" in known.frames:  # "condemned the raid in strong words"
        return True
    if known.group == _TALK and any(tree.is_number[i] for i in choice.tokens):
        return True  # "spoke in a letter of nine dead"
    if frame in ("obj", "xcomp", "ccomp", "advcl") and _is_gerund(tree, choice.content.head):
        return True  # "denied shelling the town", "recalled having seen it"
    if known.stance == "claim" and frame == "obj" and _is_count(tree, choice.content.head):
        return True  # "claims nine on the other side"
    if has_main_clause(tree, choice.tokens):
        return True
    return _is_mostly_quoted(tree, choice)


def _is_count(tree: Tree, head: int) -> bool:
    """Whether a noun phrase gives a number of people, and not of deeds: "nine", "forty dead"."""
    counted = any(tree.is_number[i] for i in (head, *tree.children[head]))
    return counted and (tree.is_number[head] or tree.lower[head] in words("casualties"))


def _is_gerund(tree: Tree, i: int) -> bool:
    """Whether a word is a gerund, also in the perfect: "shelling", "having seen"."""
    perfect = tree.pos[i] == "VERB" and any(
        tree.tag[k] == "VBG" for k in tree.children[i] if tree.pos[k] == "AUX"
    )
    return tree.tag[i] == "VBG" or perfect


def _states_nothing(tree: Tree, choice: Choice, known: Cue) -> bool:
    cue, source = choice.cue, choice.source.head
    seen = source is not None and (not _may_speak(tree, source) or tree.lemma[source] in words("film"))
    if known.group == _SHOWING and seen:
        return True  # "bloodstains showed that one was hit", "the video shows men on horses"
    if _claims_responsibility(tree, choice.tokens) or _is_of_other_verb(tree, choice):
        return True
    if any(tree.lemma[i] in words("claimed") for i in (choice.content.head,)) and known.stance == "claim":
        return True
    if tree.tag[cue] == "VB" and (above := find_cue(tree, tree.head[cue])) and above.act == "attitude":
        return True
    if all(tree.tag[i] in ("WDT", "WP") for i in choice.tokens):
        return True
    if _points_back(tree, choice) or _only_enrols(tree, choice):
        return True
    passive = any(tree.relation[k] in ("aux:pass", "nsubj:pass") for k in tree.children[cue])
    if source is None and (passive or tree.tag[cue] == "VBN" or tree.pos[cue] == "NOUN"):
        return True
    if tree.tag[cue] == "VBN" and choice.source.how == "acl":
        return True  # "deaths *put down* to the army": they are no source
    if known.group == _NAMING:
        beside = (*tree.children[cue], tree.head[cue])
        if any(tree.lower[k] == "what" for k in beside) or any(
            tree.tag[i] in _RELATIVE for i in choice.tokens
        ):
            return True  # "what they called a raid", "fires that they called a raid"
    opening = [tree.lower[i] for i in choice.tokens[:6]]  # "did not want *to be named*", not "six were named"
    wanted = not words("terms refused").isdisjoint(opening)
    asked = words("terms asked for") if known.stance == "urge" else frozenset()
    terms = words("terms") | asked | (words("terms asked") if wanted else frozenset())
    return not terms.isdisjoint(opening)


def _points_back(tree: Tree, choice: Choice) -> bool:
    """Whether a content is no more than "this" or "it", which was told before: "made *this* known"."""
    frame, head = choice.content.frame, choice.content.head
    alone = frame == "obj" or (frame == "obj+xcomp" and tree.lemma[choice.cue] == "make")
    return alone and tree.lower[head] in words("pointing back")


def _only_enrols(tree: Tree, choice: Choice) -> bool:
    """Whether a body only has so many people, or a paper so many names: "the union counts 90 members".

    What is told of those who are counted makes a statement of it: "counts 90 members killed".
    """
    cue, source = choice.cue, choice.source.head
    if source is None or not choice.content.frame.startswith("obj"):
        return False
    has = tree.lemma[cue] in words("counting") and tree.tag[cue] in ("VBZ", "VBP")
    if not (has or tree.lemma[cue] in words("listing")) or _is_person(tree, source):
        return False
    if any(tree.relation[i].startswith("acl") or tree.lower[i] in words("casualties") for i in choice.tokens):
        return False
    head = choice.content.head
    return tree.lemma[head] in words("enrolled") and not any(
        tree.tag[k] == "VBN" for k in tree.children[head]
    )


def _claims_responsibility(tree: Tree, tokens: Sequence[int]) -> bool:
    """Whether a content says no more than that the source did it, which is an event: "it was behind it"."""
    lemmas = " ".join(tree.lemma[i] for i in tokens)
    own = len(tokens) <= _CLAIM and tree.lower[tokens[0]] in words("subject pronoun")
    return own and any(f" {deed} " in f" {lemmas} " for deed in words("responsibility"))


def _is_of_other_verb(tree: Tree, choice: Choice) -> bool:
    """Whether what is quoted is the object of a deed: "responded by killing 'forty men'"."""
    if choice.content.frame != "quote:after":
        return False
    heads = {tree.head[i] for i in choice.tokens if tree.relation[i] == "obj"} - {choice.cue, *choice.tokens}
    return any(tree.pos[k] == "VERB" and find_cue(tree, k) is None for k in heads)


def _around(tree: Tree, choice: Choice) -> list[int]:
    """The words beside a cue and its source that could negate it."""
    source, content = choice.source.head, choice.content
    beside = tree.children[choice.cue] + ([] if source is None else [source, *tree.children[source]])
    none = content.frame == "obj" and tree.lemma[content.head] not in words("casualties")
    none = none and tree.lower[content.head] not in words("casualties")
    return beside + (list(choice.tokens[:1]) if none else [])  # "gave *no* figure", but "reported no dead"


def _is_mostly_quoted(tree: Tree, choice: Choice) -> bool:
    return 2 * sum(tree.quoted[i] >= 0 for i in choice.tokens) >= len(choice.tokens)
