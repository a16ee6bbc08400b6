"""What a language model answered, in any company, is measured like the machine and the class."""

from __future__ import annotations

import json

import pytest

import sahel_analysis as sa
from sahel_analysis.annotation import (
    Answer,
    ask_for,
    compare_answer,
    describe_answer,
    make_gold,
    read_answer,
    read_markup,
    score_attributions,
    score_events,
)
from sahel_analysis.errors import SahelAnalysisError

MARKED = (
    "Gunmen [raided ATTACK date=2031-05-09 killed=6] Tin Beta on Friday. Soldiers [raided OTHER] the camp.\n"
    "[“Six people died,” CONTENT-1 quote=direct] [said CUE-1] [the mayor SOURCE-1 kind=official]. "
    "The road was [closed CLOSURE]."
)
TEXT, GOLD_MARKS = read_markup(MARKED)
GOLD = make_gold(GOLD_MARKS, TEXT)
EVENTS = [
    {"trigger": "raided", "sentence": "Gunmen raided Tin Beta on Friday.", "type": "attack",
     "date": "2031-05-09", "killed": 6},
    {"trigger": "closed", "type": "closure", "date": None, "killed": None},
]  # fmt: skip
WHOLE = json.dumps(EVENTS)


def read(answer: str) -> Answer:
    return read_answer(answer, TEXT)


def triggers(answer: Answer) -> list[str]:
    return [answer.annotation.words(mark) for mark in answer.annotation.marks]


@pytest.mark.parametrize(
    "answer",
    [
        WHOLE,
        f"Sure! Here is the list [of events]:\n```json\n{WHOLE}\n```\nLet me know {{if}} you need more.",
        f"```\n{WHOLE}\n```",
        json.dumps({"article": "Tin Beta", "events": EVENTS}),
        json.dumps({"result": {"events": EVENTS}}, indent=2),
        "\n".join(json.dumps(event) for event in EVENTS),
        WHOLE.replace("}]", "},]").replace("6}", "6,}"),
        WHOLE.removesuffix("]"),
        WHOLE.removesuffix("]") + ', {"trigger": "sai',
        WHOLE.replace('"type"', '"Event type"').replace('"killed"', '"Deaths"'),
        str(EVENTS),
        WHOLE.replace('"', "”").replace("”trigger", "“trigger"),
        WHOLE.replace("Gunmen raided Tin Beta on Friday.", '"Gunmen" raided Tin Beta on Friday.'),
        WHOLE.replace("Gunmen raided Tin Beta", "gunmen raided  Tin Beta"),
    ],
    ids=[
        "json", "fences and chatter", "bare fences", "under a key", "deeper", "a line each",
        "commas too many", "no end", "cut off", "other keys", "Python", "curly marks",
        "marks that were not escaped", "blanks and capitals",
    ],
)  # fmt: skip
def test_events_are_read_in_any_company(answer: str) -> None:
    found = read(answer)
    assert triggers(found) == ["raided", "closed"]
    assert (found.lost, found.remarks) == ((), ())
    compared = compare_answer(found, GOLD)
    assert compared[["trigger", "outcome", "same_dates", "same_figures"]].to_numpy().tolist() == [
        ["raided", "both", True, True],
        ["raided", "only the gold", False, False],
        ["closed", "both", True, True],
    ]


def test_a_word_that_stands_twice_is_taken_in_turn_or_in_its_sentence() -> None:
    twice = read('[{"trigger": "raided"}, {"trigger": "raided"}]')
    assert len(twice.annotation) == 2
    second = read('[{"trigger": "raided", "sentence": "Soldiers raided the camp."}]')
    assert second.annotation[0][0] == TEXT.index("raided the camp")


def test_what_does_not_stand_in_the_article_is_a_false_alarm() -> None:
    found = read('[{"trigger": "raided"}, {"trigger": "bombarded"}]')
    assert found.lost == ("bombarded",)
    compared = compare_answer(found, GOLD)
    assert score_events(compared).loc[0, ["found", "in_gold", "right"]].tolist() == [2, 3, 1]
    assert describe_answer(found, compared).splitlines() == [
        "missed: raided",
        "missed: closed",
        "other type: raided",
        "not in the article: bombarded",
    ]


@pytest.mark.parametrize(
    ("told", "bounds"),
    [
        (6, (6, 6)), ("6", (6, 6)), ("at least 15", (15, None)), ("15+", (15, None)), ("about 50", (50, 50)),
        ("20 to 22", (20, 22)), ("up to 1,000", (None, 1000)), (None, (None, None)),
        ("unknown", (None, None)),
    ],
)  # fmt: skip
def test_numbers_of_people(told: object, bounds: tuple[int | None, int | None]) -> None:
    found = read(json.dumps([{"trigger": "closed", "killed": told}, {"trigger": "raided", "killed": 1}]))
    row = make_gold(found.annotation, TEXT).events.set_index("trigger").loc["closed"]
    assert tuple(None if v != v else v for v in (row["killed_min"], row["killed_max"])) == bounds


def test_a_date_or_number_that_cannot_be_read_is_left_out_with_a_remark() -> None:
    found = read('[{"trigger": "raided", "date": "last Friday", "killed": "many"}]')
    assert triggers(found) == ["raided"]
    assert ["is no date" in found.remarks[0], "is no number of people" in found.remarks[1]] == [True, True]
    assert describe_answer(found, compare_answer(found, GOLD)).startswith(found.remarks[0])


SAID = {"source": "the mayor", "cue": "said", "content": "Six people died", "kind": "official"}


@pytest.mark.parametrize(
    "row",
    [
        SAID,
        {"Speaker": "The mayor", "verb": "said", "quote": '"Six people died,"', "kind": "official"},
        {**SAID, "content": "Six … died."},
    ],
    ids=["as asked", "other keys and marks", "shortened"],
)
def test_statements_are_read(row: dict[str, str]) -> None:
    found = read(json.dumps({"statements": [row]}))
    compared = compare_answer(found, GOLD, "sources")
    assert compared[["source", "outcome", "same_kind"]].to_numpy().tolist() == [["the mayor", "both", True]]
    assert score_attributions(compared)["f1"].tolist() == [1, 1]


def test_a_statement_in_other_words_is_a_false_alarm_and_a_source_in_other_words_a_remark() -> None:
    lost = read(json.dumps([{**SAID, "content": "There were six victims"}]))
    assert lost.lost == ("There were six victims",)
    assert score_attributions(compare_answer(lost, GOLD, "sources")).loc[0, "found"] == 1
    other = read(json.dumps([{**SAID, "source": "the town’s mayor"}]))
    assert "does not stand so in the article" in other.remarks[0]


def test_kinds_of_sources_may_be_written_with_blanks_and_capitals() -> None:
    found = read(json.dumps([{**SAID, "kind": "Anonymous official", "anonymous": True}]))
    row = make_gold(found.annotation, TEXT).attributions.iloc[0]
    assert (row["source_kind"], row["anonymous"]) == ("anonymous_official", True)


def test_a_kind_that_there_is_not_is_left_out_and_told() -> None:
    rows = read(json.dumps([{**SAID, "kind": "eyewitness account"}]))
    assert "source_kind" not in make_gold(rows.annotation, TEXT).attributions
    assert "kind cannot be eyewitness_account" in rows.remarks[0]
    marked = read_answer("[Awa SOURCE kind=army] [said CUE] [it rained CONTENT].", "Awa said it rained.")
    assert "kind cannot be army" in marked.remarks[0]


def test_a_number_that_is_left_out_is_none_if_others_are_given() -> None:
    gold = make_gold(read_markup("Gunmen [raided ATTACK killed=6 wounded=2] Gao.")[1], "Gunmen raided Gao.")
    some = read_answer('[{"trigger": "raided", "killed": 6}]', "Gunmen raided Gao.")
    none = read_answer('[{"trigger": "raided"}]', "Gunmen raided Gao.")
    assert compare_answer(some, gold)["same_figures"].tolist() == [False]
    assert compare_answer(none, gold)["same_figures"].isna().all()


def test_two_statements_keep_their_own_source_and_cue() -> None:
    text = "Awa said it rained. Later Issa said it did not."
    rows = [
        {"source": "Awa", "cue": "said", "content": "it rained"},
        {"source": "Issa", "cue": "said", "content": "it did not"},
    ]
    table = make_gold(read_answer(json.dumps(rows), text).annotation, text).attributions
    assert table["source"].tolist() == ["Awa", "Issa"]
    assert table["cue_start"].tolist() == [text.index("said"), text.rindex("said")]


@pytest.mark.parametrize(
    "around", ["{}", "Here you are:\n\n```\n{}\n```\nI left the rest out.", "> note\n{}"]
)
def test_marked_text_is_read_in_any_company(around: str) -> None:
    found = read(around.format(MARKED))
    assert found.annotation.marks == GOLD_MARKS.marks
    assert compare_answer(found, GOLD)["outcome"].tolist() == ["both"] * 3


def test_marked_lines_that_were_changed_or_have_other_labels_are_remarked() -> None:
    changed = MARKED.replace("The road was [closed CLOSURE].", "\nThe street was [shut CLOSURE].")
    found = read(changed + "\n[Tin Beta LOCATION]")
    assert len(found.annotation) == 5
    assert [remark.partition(":")[0] for remark in found.remarks] == [
        "Line “The street was [shut CLOSURE].”",
        "Line “[Tin Beta LOCATION]”",
    ]


@pytest.mark.parametrize(
    ("answer", "reply"),
    [
        ("", "The answer is empty. Paste what the chatbot wrote"),
        ("  \n", "The answer is empty"),
        ("I am sorry, I cannot help with that.", "neither JSON nor marks in brackets"),
        ("| trigger | type |\n|---|---|\n| raided | attack |", "neither JSON nor marks in brackets"),
        ('[{"name": "raid", "number": 1}]', "none with a trigger or a content. The keys are: name, number"),
        ("[1, 2, 3]", "a list without objects. Ask again with annotation.ask_for"),
        ('["raided"]', "each event and statement is one, as in [{"),
        ('Sure!\n```json\n["raided", "fled"]\n```', "a list without objects"),
        ("Gunmen [raided ATTAC] Tin Beta.", "Did you mean ATTACK"),
        ("Gunmen [stormed ATTACK] Tin Beta.", "belong to another text"),
    ],
)
def test_answers_that_cannot_be_read_say_what_to_do(answer: str, reply: str) -> None:
    with pytest.raises(SahelAnalysisError) as refused:
        read(answer)
    assert reply in str(refused.value)


@pytest.mark.parametrize("answer", ["[]", "There are none:\n```json\n[ ]\n```"])
def test_an_empty_list_is_an_answer(answer: str) -> None:
    found = read(answer)
    assert (len(found.annotation), found.remarks) == (0, ("The list is empty.",))
    assert compare_answer(found, GOLD)["outcome"].tolist() == ["only the gold"] * 3


def test_the_question_holds_the_article_the_keys_and_the_types() -> None:
    events, sources = ask_for(TEXT), ask_for(TEXT, "sources")
    assert events.endswith(TEXT)
    assert sources.endswith(TEXT)
    assert all(word in events for word in ('"trigger"', '"sentence"', "claim_of_responsibility", '"killed"'))
    assert all(word in sources for word in ('"source"', '"cue"', '"content"', '"kind"'))
    with pytest.raises(SahelAnalysisError, match="no question for 'names'"):
        ask_for(TEXT, "names")  # type: ignore[arg-type]


def test_the_gold_of_the_lessons_is_the_measure_unless_another_is_given() -> None:
    article = sa.load_article()
    found = read_answer('[{"trigger": "reopened", "type": "other"}]', article)
    assert score_events(compare_answer(found)).loc[0, "right"] == 1
