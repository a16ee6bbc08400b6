"""Checks of lesson 04: sources."""

from __future__ import annotations

from typing import Any

from sahel_analysis.article import load_article
from sahel_analysis.comparing.voices import count_voices, statements
from sahel_analysis.exercises.checking import (
    Check,
    exercise,
    has_parts,
    letters_check,
    seed_analysis,
    share_of,
)

SENTENCE = (
    "The road to Tin Beta is open again, Colonel Idrissa Ba of the gendarmerie told Radio Kayes on Monday."
)
"""An invented sentence in which to find source, cue and content."""

_PARTS = ("Colonel Idrissa Ba of the gendarmerie", "told", "The road to Tin Beta is open again")

_PART_ADVICE = {
    "Radio Kayes": "Radio Kayes hears it. Who says it?",
    "the gendarmerie": "A person speaks here. The body that he belongs to is a part of the phrase.",
    "Colonel Idrissa Ba": "The source is the whole phrase for who speaks, with the body behind the person.",
    "Idrissa Ba": "The title belongs to the source, and so does the body that he belongs to.",
    "told Radio Kayes": "The cue is the word for speaking alone. Whoever listens is no part of it.",
    "told Radio Kayes on Monday": "The cue is the word for speaking alone, without the listener and the day.",
    "The road to Tin Beta is open again,": "The comma between content and source belongs to neither.",
    "The road to Tin Beta": "That is what the statement is about. The content is all that is said.",
    "The road to Tin Beta is open": "A word of what is said is missing.",
}


@exercise("04-a")
def _parts(answer: Any) -> Check:
    """Source, cue and content of `SENTENCE`."""
    if not has_parts(answer, 3):
        return Check(
            False,
            "The answer is three pieces of the sentence, each in quotation marks: (source, cue, content).",
        )
    given = tuple(" ".join(str(part).split()).rstrip(".") for part in answer)
    if given == _PARTS:
        return Check(
            True, "Who speaks, the word that says so, and what is said. The day tells when it was said."
        )
    if sorted(given) == sorted(_PARTS):
        return Check(
            False, "The right pieces in another order. Write the source first, then cue, then content."
        )
    strange = [part for part in given if part not in SENTENCE]
    if strange:
        return Check(False, f"Copy the words as they stand. Not in the sentence: {strange[0]!r}.")
    for part in given:
        if part in _PART_ADVICE:
            return Check(False, _PART_ADVICE[part])
    right = sum(a == b for a, b in zip(given, _PARTS, strict=True))
    return Check(False, f"{right} of 3 are right. Ask: who speaks? Which word says so? What is said?")


QUOTED = (
    "“We saw nobody,” said the mayor.",
    "The mayor said that nobody had been seen.",
    "The mayor said that the town was “as calm as a well”.",
    "The house of the mayor is called “Peace”.",
)
"""Four invented sentences."""

_TYPES = ("direct", "indirect", "mixed", "none")

_TYPE_ADVICE = {
    (0, "mixed"): "1: is there a single word of the mayor's statement outside the marks?",
    (0, "indirect"): "1: whose word is “We”? The mayor's own, or the journalist's?",
    (1, "direct"): "2: the mayor would have said “Nobody has been seen.” Whose wording is this?",
    (1, "none"): "2: a statement needs no quotation marks.",
    (1, "mixed"): "2: mixed needs some words between marks.",
    (2, "direct"): "3: only a part stands between the marks. Who chose the words before it?",
    (2, "indirect"): "3: some of the words are the mayor's own. Look at the marks.",
    (2, "none"): "3: there is a source and a cue, so somebody says something.",
    (3, "direct"): "4: there are marks. Does anybody say anything?",
    (3, "mixed"): "4: there are marks. Does anybody say anything?",
    (3, "indirect"): "4: look for the source, then for the cue.",
}


@exercise("04-b")
def _types(answer: Any) -> Check:
    """Quotation of each sentence of `QUOTED`."""
    if not has_parts(answer, len(_TYPES)):
        return Check(False, f"The answer is four words, one for each sentence, out of: {', '.join(_TYPES)}.")
    given = tuple(str(word).strip().lower() for word in answer)
    unknown = [word for word in given if word not in _TYPES]
    if unknown:
        return Check(False, f"There is no kind {unknown[0]!r}. Choose out of: {', '.join(_TYPES)}.")
    for place, (word, right) in enumerate(zip(given, _TYPES, strict=True)):
        if word != right:
            return Check(False, _TYPE_ADVICE.get((place, word), "1: does anybody say anything? Who?"))
    return Check(True, "Marks alone make no statement, and a statement needs no marks.")


_CONFIRM_ADVICE = {
    "b": "b: the army says it, and the other side too. Did anybody else look? The article does not tell",
    "d": "d: the article names nobody who checked. “Confirmed” is the journalist's word for a saying",
}


@exercise("04-c")
def _confirmed(answer: Any) -> Check:
    """What follows (a to e) from "Mali's army confirmed that the militants targeted the airport"."""
    return letters_check(
        answer, "ace", _CONFIRM_ADVICE, "More than the sentence says.",
        "To confirm is to say it again of what another has said. It is not to prove it.",
        {"c": "What you chose is right. Think of the word “confirm”: what must have come before?"},
        "What you chose is right, and it is not all. How many sides say that it was the airport?",
    )  # fmt: skip


_ANONYMITY_ADVICE = {
    "b": "b: an army is a body. It has no name of its own to hide",
    "c": "c: you know her name and her work; somebody could find her",
    "e": "e: a town has one mayor. Whoever wants to know can find out the name",
    "g": "g: whoever speaks for a ministry does so on the record, with or without a name",
}


@exercise("04-d")
def _anonymous(answer: Any) -> Check:
    """Which of seven invented sources (a to g) are anonymous."""
    return letters_check(
        answer, "adf", _ANONYMITY_ADVICE, "Can one find out who it is?",
        "Not the missing name decides, but whether anybody could find out who it was.",
        {"d": "What you chose is right. Look again for people who are named by a noun only."},
        "What you chose is right. Of those who stay anonymous, some ask for it and some do not.",
        known="abcdefg",
    )  # fmt: skip


@exercise("04-e")
def _share_of_words(answer: Any) -> Check:
    """Share of the words in statements that experts have."""
    kinds = count_voices(seed_analysis())
    experts = kinds.set_index("kind").to_dict("index")["expert"]
    value, words = share_of(answer), experts["words"]
    if value == round(experts["share_of_words"], 2):
        return Check(True, "A share of what the machine found: if it missed a statement, this is wrong too.")
    whole = round(words / len(load_article().text.split()), 2)
    others = round(words / int(kinds["words"].sum() - words), 2)
    close = {
        round(experts["share_of_statements"], 2): "That is the share of the statements. Count the words.",
        whole: "That is the share of the article. Divide by the words of all statements.",
        others: "That sets them against the others. Divide by the words of all statements, theirs too.",
        words: "That is the number of words. Divide it by the words of all statements.",
        len(statements(seed_analysis())): "That is the number of statements. The task is about words.",
    }
    if value > 1 and value not in close:
        return Check(False, "Write a share between 0 and 1: a quarter is 0.25, not 25.")
    return Check(False, close.get(value, "Set the words of the kind expert against the sum of all words."))


PARAGRAPH = (
    "“The governor has gone,” a trader said. She added that he went on foot. The army denied that he had "
    "left. Radio Kayes quoted a rebel commander as saying that nobody had fled."
)
MACHINE = (
    ("a", "a trader", "witness", True, "direct", "neutral", "The governor has gone"),
    ("b", "She", "witness", False, "indirect", "neutral", "he went on foot"),
    ("c", "The army", "military", False, "indirect", "confirm", "he had left"),
    (
        "d",
        "Radio Kayes",
        "media",
        False,
        "indirect",
        "neutral",
        "a rebel commander as saying that nobody had fled",
    ),
    ("e", "a rebel commander", "military", True, "indirect", "neutral", "nobody had fled"),
)
"""What an invented machine found there: row, source, kind, anonymous, quotation, stance, content."""

_MACHINE_ADVICE = {
    "a": "a: “trader” is all that one learns, and the words stand between marks",
    "d": "d: the radio quotes, and is named. What it quotes is one more statement, inside its own",
}


@exercise("04-f")
def _wrong_rows(answer: Any) -> Check:
    """Which rows of `MACHINE` (a to e) hold a mistake."""
    return letters_check(
        answer, "bce", _MACHINE_ADVICE, "That row is in order.",
        "Each of them looks right until one reads the sentence that it points to.",
        {
            "b": "There is one more. Who is “She”? Could anybody find out?",
            "c": "There is one more. Compare each stance with the word of the text.",
            "e": "There is one more. On which side does each source stand?",
        },
    )  # fmt: skip
