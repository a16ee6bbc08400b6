"""What did a language model answer? Events or statements as JSON or mark-up, with whatever stands around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

import pandas as pd

from sahel_analysis.annotation.gold import Gold, as_gold
from sahel_analysis.annotation.loose_json import find_objects, is_list
from sahel_analysis.annotation.marks import Annotation, Mark
from sahel_analysis.annotation.markup import read_markup
from sahel_analysis.annotation.own_gold import make_gold, read_count, read_days, refuse_value
from sahel_analysis.annotation.side_by_side import FIGURES, compare_attributions, compare_events
from sahel_analysis.article import Article
from sahel_analysis.errors import SahelAnalysisError, reading
from sahel_analysis.resources import read_table
from sahel_analysis.wording import shorten

Layer = Literal["events", "sources"]

_FENCED = re.compile(
    r"^[ \t]*(?:```|~~~)[^\n]*\n(.*?)(?:^[ \t]*(?:```|~~~)[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_EMPTY = re.compile(r"^\W*\[\s*\]\W*$", re.MULTILINE)
_CUT = re.compile(r"\s*(?:\[\s*(?:\.\.\.|…)\s*\]|\.\.\.|…)\s*")
_ALIKE = {mark: f"[{re.escape(marks)}]" for marks in ("'‘’‚‛´`", '"“”„‟«»', "-‐‑") for mark in marks}
_NOTHING = {"", "none", "null", "unknown", "not known", "not given", "n/a", "na", "-", "unspecified"}


@dataclass(frozen=True)
class Answer:
    """What a language model answered about one article.

    Attributes:
        annotation: its marks in the article: one more annotator, for every comparison.
        lost: rows whose words do not stand in the article, in words; they count as false alarms.
        remarks: what could not be read, a sentence each.
    """

    annotation: Annotation
    lost: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def ask_for(article: Article | str, layer: Layer = "events") -> str:
    """The question to paste into a chatbot: what is wanted, in which form, and the article.

    Args:
        article: the article, or its text.
        layer: "events" (what happened) or "sources" (who said what).

    Returns:
        The question. What comes back, `read_answer` reads.

    Raises:
        SahelAnalysisError: another layer.

    Example:
        >>> print(annotation.ask_for("Gunmen raided Gao.").splitlines()[0])
        List the events that this article tells of, as a JSON list, one object for each event.
    """
    types = [
        value for value, of in zip(_labels()["value"], _labels()["layer"], strict=True) if of == "events"
    ]
    wanted = {
        "events": (
            "List the events that this article tells of, as a JSON list, one object for each event.\n"
            'Keys: "trigger" (the word that tells of it, copied from the article), "sentence" (copied), '
            f'"type" (one of: {", ".join(types)}), "date" (2024-09-17, 2024-07, 2022, or null), "killed", '
            '"wounded", "detained" (6, "20-22", "15+" for at least 15, or null).\n'
        ),
        "sources": (
            "List who says what in this article, as a JSON list, one object for each statement.\n"
            'Keys: "source", "cue" (the word of saying), "content" (what is said), all three copied from the '
            'article; "kind" (military, official, armed_group, expert, witness, media, ngo, '
            'international_org, anonymous_official, unknown); "anonymous" (true or false).\n'
        ),
    }
    if layer not in wanted:
        raise SahelAnalysisError(f'There is no question for {layer!r}. Ask for "events" or "sources".')
    text = article if isinstance(article, str) else article.text
    return f"{wanted[layer]}Use only this article. Answer with the JSON alone.\n\n{text}"


def read_answer(answer: str, article: Article | str, name: str = "chatbot") -> Answer:
    """Reads what a language model answered: JSON, or the article with marks in brackets.

    Code fences, words before and after, further keys, a comma too much and an end that is missing are no
    hindrance.

    Args:
        answer: the answer, as it was pasted.
        article: the article that it was asked about, or its text.
        name: what to call the one who answered.

    Returns:
        Its marks in the article, with what was lost and what could not be read.

    Raises:
        SahelAnalysisError: nothing in the answer can be read; says what to ask the chatbot for.

    Example:
        >>> said = 'Sure! ```json [{"trigger": "raided", "type": "attack"}, {"trigger": "fled"}]```'
        >>> answer = annotation.read_answer(said, "Gunmen raided Gao.")
        >>> list(answer.annotation), answer.lost
        ([(7, 13, 'ATTACK')], ('fled',))
    """
    if not isinstance(answer, str) or not answer.strip():
        raise SahelAnalysisError(
            "The answer is empty. Paste what the chatbot wrote between the quotation marks."
        )
    text = article if isinstance(article, str) else article.text
    with reading("The answer", "Ask the chatbot again with annotation.ask_for(article)."):
        objects = [row for found in find_objects(answer) for row in _rows_in(found)]
    reader = _Reader(text)
    for row in objects:
        reader.read(row)
    if objects and not reader.marks and not reader.lost:
        raise SahelAnalysisError(
            f"The JSON has objects, but none with a trigger or a content. The keys are: {_some(objects[0])}. "
            'Ask again with annotation.ask_for(article): each event needs a "trigger", each statement '
            'a "content".'
        )
    if not objects and _EMPTY.search(answer):
        reader.remarks.append("The list is empty.")
    elif not objects:
        reader.read_marked(answer)
    return Answer(Annotation(text, tuple(reader.marks), name), tuple(reader.lost), tuple(reader.remarks))


def compare_answer(answer: Answer, gold: Gold | None = None, layer: Layer = "events") -> pd.DataFrame:
    """Every event (or statement) that the chatbot or the gold has, side by side.

    Args:
        answer: what `read_answer` gives.
        gold: what it is measured against; the gold of the lessons' article unless given.
        layer: "events" or "sources".

    Returns:
        The table of `compare_events` or `compare_attributions`, for `score_events` or `score_attributions`;
        "the machine" in `outcome` is the chatbot. Words that do not stand in the article come last, as only
        the machine's.

    Raises:
        SahelAnalysisError: the gold is of another article, or holds no such layer.

    Example:
        >>> said = '[{"trigger": "attacked", "sentence": "troops repelled Islamic militants who attacked"}]'
        >>> compared = annotation.compare_answer(annotation.read_answer(said, sa.load_article()))
        >>> compared["outcome"].value_counts()["both"]
        1
    """
    gold = as_gold(gold)
    own = make_gold(answer.annotation, gold.text or answer.annotation.text, layers=["events", "sources"])
    if layer == "events":
        compared = compare_events(_with_all_counts(own.events), gold)
        lost = pd.DataFrame({"trigger": answer.lost})
    else:
        compared = compare_attributions(own.attributions.assign(act="statement"), gold)
        lost = pd.DataFrame({"content": answer.lost})
    if lost.empty:
        return compared
    same = [
        column
        for column in map(str, compared)
        if column.startswith("same_") and not compared[column].isna().all()
    ]
    lost = lost.assign(outcome="only the machine", **dict.fromkeys(same, False))
    return pd.concat([compared, lost.reindex(columns=compared.columns)], ignore_index=True).convert_dtypes()


def _with_all_counts(events: pd.DataFrame) -> pd.DataFrame:
    """Numbers of people that an answer leaves out are none, if it gives any."""
    given = [column for column in FIGURES if column in events]
    return events.assign(**dict.fromkeys(set(FIGURES) - set(given), None)) if given else events


def describe_answer(answer: Answer, compared: pd.DataFrame) -> str:
    """What the chatbot has and the gold has not, and the other way round, in words: a line for each.

    Example:
        >>> answer = annotation.read_answer('[{"trigger": "flooded"}]', sa.load_article())
        >>> print(annotation.describe_answer(answer, annotation.compare_answer(answer)).splitlines()[-1])
        not in the article: flooded
    """
    words = "trigger" if "trigger" in compared else "content"
    lines = list(answer.remarks)
    for outcome, told in (("only the gold", "missed"), ("only the machine", "not in the gold")):
        rows = compared[compared["outcome"] == outcome]
        lines += [f"{told}: {shorten(row, 90)}" for row in rows[words] if row not in answer.lost]
    both = compared[compared["outcome"] == "both"]
    for column in [name for name in map(str, compared) if name.startswith("same_")]:
        differ = both[both[column].eq(False).fillna(False)]
        lines += [
            f"other {column.removeprefix('same_').replace('_', ' ')}: {shorten(w, 90)}" for w in differ[words]
        ]
    return "\n".join([*lines, *(f"not in the article: {shorten(row, 90)}" for row in answer.lost)])


class _Reader:
    """Rows and marked lines of an answer, one after the other, as marks in the article."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks: list[Mark] = []
        self.lost: list[str] = []
        self.remarks: list[str] = []

    def read(self, row: dict[str, Any]) -> None:
        """One event or statement."""
        given = {means: _plain(row[key]) for key, means in _known_keys(row)}
        if given.get("trigger"):
            self._event({"sentence": given.get("content", ""), **given})
        elif given.get("content"):
            self._statement(given)

    def _event(self, given: dict[str, str]) -> None:
        label = _label_of(given.get("type", ""))
        taken = {(mark.start, mark.end) for mark in self.marks}
        found = [
            span for span in _find(given["trigger"], self.text, given.get("sentence")) if span not in taken
        ]
        if not found:
            self.lost.append(given["trigger"])
            return
        attributes = []
        for name, reads in (
            ("date", read_days),
            ("killed", read_count),
            ("wounded", read_count),
            ("detained", read_count),
        ):
            value = _count(given.get(name, "")) if reads is read_count else given.get(name, "")
            if value:
                try:
                    reads(value, f"“{given['trigger']}”")
                    attributes.append((name, value))
                except SahelAnalysisError as error:
                    self.remarks.append(str(error))
        self.marks.append(Mark(*found[0], label, attributes=tuple(attributes)))

    def _statement(self, given: dict[str, str]) -> None:
        number = str(1 + sum(mark.label == "CONTENT" for mark in self.marks) + len(self.lost))
        pieces = [_find(piece, self.text) for piece in _CUT.split(given["content"]) if piece.strip(" .")]
        if not all(pieces) or not pieces:
            self.lost.append(given["content"])
            return
        near = pieces[0][0][0], max(spans[0][1] for spans in pieces)  # with what was shortened away
        if "\n" in self.text[slice(*near)]:
            near = pieces[0][0]
        of = {"kind": "SOURCE", "anonymous": "SOURCE", "stance": "CUE", "quote": "CONTENT"}
        one = {name: _one_word(given[name]) for name in of if name in given}
        self._keep_known(one, f"“{shorten(given['content'], 40)}”")
        for label, spans in (
            ("SOURCE", _nearest(_find(given.get("source", ""), self.text), near)),
            ("CUE", _nearest(_find(given.get("cue", ""), self.text), near)),
            ("CONTENT", [near]),
        ):
            pairs = tuple((name, value) for name, value in one.items() if of[name] == label)
            self.marks += [Mark(*span, label, number, pairs) for span in spans]
        if given.get("source") and not _find(given["source"], self.text):
            self.remarks.append(
                f"The source “{shorten(given['source'], 60)}” does not stand so in the article."
            )

    def _keep_known(self, attributes: dict[str, str], where: str) -> None:
        """Leaves out what an attribute cannot be, with a remark."""
        for name, value in list(attributes.items()):
            try:
                refuse_value(name, value, where)
            except SahelAnalysisError as error:
                self.remarks.append(str(error))
                del attributes[name]

    def _with_known(self, mark: Mark) -> Mark:
        known = dict(mark.attributes)
        self._keep_known(known, f"“{self.text[mark.start : mark.end]}”")
        return replace(mark, attributes=tuple(known.items()))

    def read_marked(self, answer: str) -> None:
        """The lines of an article with marks in brackets; others are left out."""
        fenced = "\n".join(_FENCED.findall(answer))
        if any(map(is_list, (answer, fenced))):
            raise SahelAnalysisError(
                "The JSON is a list without objects. Ask again with annotation.ask_for(article): each event "
                'and statement is one, as in [{"trigger": "attacked", "type": "attack"}].'
            )
        errors = []
        for line in (fenced if "[" in fenced else answer).splitlines():
            if "[" not in line:
                continue
            try:
                self.marks += map(self._with_known, read_markup(line)[1].on(self.text, part=True).marks)
            except SahelAnalysisError as error:
                errors.append(f"Line “{shorten(line, 40)}”: {error}")
        if not self.marks:
            raise SahelAnalysisError(
                errors[0]
                if errors
                else "The answer holds neither JSON nor marks in brackets. Ask the chatbot again "
                "with annotation.ask_for(article), and paste all that it writes."
            )
        self.remarks += errors


# Rows, and what their keys mean


def _rows_in(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, list):
        for part in found:
            yield from _rows_in(part)
    elif isinstance(found, dict):
        inner = [row for part in found.values() for row in _rows_in(part)]
        own = {means for _, means in _known_keys(found)}
        yield from [found] if own & {"trigger", "content"} or not inner else inner


def _known_keys(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys of a row that mean something, each meaning once, by the key that says it best."""
    written = {re.sub(r"\W+", "_", key.strip().lower()).strip("_"): key for key in row}
    seen = set()
    for word, means in _words().items():
        if word in written and means not in seen and not isinstance(row[written[word]], dict | list):
            seen.add(means)
            yield written[word], means


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "" if value is None else str(value).strip()
    return "" if text.lower() in _NOTHING else text


def _some(row: dict[str, Any]) -> str:
    return shorten(", ".join(map(str, row)), 80) or "none"


# Words and their places


def _find(words: str, text: str, sentence: str | None = None) -> list[tuple[int, int]]:
    """Where words stand in a text, whole words first; in the sentence that is given, if it is there."""
    words = words.strip().strip("\"“”'‘’").strip(" .,;:")
    if not words:
        return []
    inside = _find(sentence, text) if sentence else []
    low, high = inside[0] if inside else (0, len(text))
    pattern = "".join(_ALIKE.get(c, r"\s+" if c == " " else re.escape(c)) for c in " ".join(words.split()))
    for end in (r"(?!\w)", ""):
        spans = [m.span() for m in re.finditer(rf"(?<!\w){pattern}{end}", text, re.IGNORECASE)]
        if here := [span for span in spans if low <= span[0] < high] or spans:
            return here
    return []


def _nearest(spans: Iterable[tuple[int, int]], near: tuple[int, int]) -> list[tuple[int, int]]:
    """The one of the spans that stands nearest to another."""
    return sorted(spans, key=lambda span: max(near[0] - span[1], span[0] - near[1]))[:1]


# Labels and numbers


@cache
def _labels() -> dict[str, list[str]]:
    table = read_table("lexicon/annotation_labels.csv")
    return {name: list(table[name]) for name in ("label", "layer", "value")}


@cache
def _words() -> dict[str, str]:
    """Keys of an answer, and what they mean."""
    table = read_table("lexicon/answer_words.csv")
    return dict(zip(table["word"], table["means"], strict=True))


@cache
def _bounds() -> dict[str, str]:
    """Words that bound a number, the longest first, and whether it is the least or the most."""
    table = read_table("lexicon/event_bounds.csv")
    pairs = zip(table["words"], table["bound"], strict=True)
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


def _label_of(kind: str) -> str:
    """The label of a type of events, however it is written; OTHER if it is none."""
    wanted = _one_word(kind)
    table = _labels()
    for label, of, value in zip(table["label"], table["layer"], table["value"], strict=True):
        if of == "events" and wanted in (label.lower(), value):
            return label
    return "OTHER"


def _one_word(told: str) -> str:
    """A value as the tables write it: "Anonymous official" is anonymous_official."""
    return re.sub(r"\W+", "_", told.strip().lower())


def _count(told: str) -> str:
    """A number of people in the notation of marks: "at least 15" is 15+, "about 50" 50, "20 to 22" 20-22."""
    told = re.sub(r"(\d)\s*(?:to|–|—)\s*(\d)", r"\1-\2", told.strip().lower()).replace(",", "")
    for words, bound in _bounds().items():
        if told.startswith(f"{words} "):
            number = told.removeprefix(words).strip()
            return {"least": f"{number}+", "most": f"-{number}"}.get(bound, number)
    return told
