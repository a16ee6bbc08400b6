"""A gold of one's own: marks of any article, or a part of it, measure the machine in every comparison."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import analysis_of, record

from sahel_analysis import annotation
from sahel_analysis.annotation import (
    compare_attributions,
    compare_events,
    compare_names,
    compare_times,
    load_gold,
    make_gold,
    read_markup,
    score_attributions,
    score_events,
    score_names,
    score_times,
)
from sahel_analysis.annotation.own_gold import read_count, read_days
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.records import Attribution, Event, Mention, TimeExpression

MARKED = (
    "[Moussa Diarra PERSON] fled [Tin Beta GPE] on [Friday DATE value=2031-05-09], after gunmen "
    "[raided ATTACK date=2031-05-09 killed=6] the town.\n"
    "[“Six people died,” CONTENT quote=direct] [said CUE stance=confirm] [the mayor SOURCE kind=official]. "
    "The road was [closed CLOSURE]."
)
TEXT, MARKS = read_markup(MARKED, annotator="Ama")


def place(words: str) -> dict[str, int]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}


def machine() -> Any:
    """An analysis that found what is marked, but for what is changed."""
    source, cue, content = place("the mayor"), place("said"), place("“Six people died,”")
    rows = [
        record(Mention, **place("Moussa Diarra"), text="Moussa Diarra", label="PERSON", kind="name"),
        record(Mention, **place("Tin Beta"), text="Tin Beta", label="GPE", kind="name"),
        record(TimeExpression, **place("Friday"), text="Friday", type="DATE", value="2031-05-09"),
        record(
            Event, event_id="E1", **place("raided"), trigger="raided", type="attack",
            killed_min=6, killed_max=6,
            date_earliest=pd.Timestamp("2031-05-09"), date_latest=pd.Timestamp("2031-05-09"),
        ),
        record(Event, event_id="E2", **place("closed"), trigger="closed", type="closure"),
        record(
            Attribution, attribution_id="A1", source="the mayor", source_start=source["start"],
            source_end=source["end"], cue="said", cue_start=cue["start"], cue_end=cue["end"],
            content=((content["start"], content["end"]),), source_kind="official",
            quote_type="direct", act="statement", stance="neutral",
        ),
    ]  # fmt: skip
    return analysis_of(*rows, text=TEXT)


def test_words_are_those_of_ones_own_article() -> None:
    compared = compare_names(machine().mentions, make_gold(MARKS, TEXT))
    assert compared[["text", "outcome"]].to_numpy().tolist() == [
        ["Moussa Diarra", "both"],
        ["Tin Beta", "both"],
    ]


def test_every_comparison_takes_it() -> None:
    found, gold = machine(), make_gold(MARKS, TEXT)
    scores = {
        "names": score_names(compare_names(found.mentions, gold)),
        "times": score_times(compare_times(found.times, gold)),
        "events": score_events(compare_events(found.events, gold)),
        "statements": score_attributions(compare_attributions(found.attributions, gold)),
    }
    f1 = {name: dict(zip(table["label"], table["f1"], strict=True)) for name, table in scores.items()}
    assert f1["names"] == {"GPE": 1, "PERSON": 1, "all": 1}
    assert f1["times"] == {"found": 1, "same words": 1, "same value": 1}
    assert f1["events"] == {"found": 1, "same type": 1, "same dates": 1, "same figures": 1}
    assert f1["statements"] == {"found": 1, "same kind of source": 1, "same quotation": 1, "same stance": 0}


def test_what_nobody_wrote_is_not_compared() -> None:
    plain = read_markup(
        "[Moussa PERSON] left on [Friday DATE]. Gunmen [raided ATTACK] [Gao GPE], "
        "[he SOURCE] [said CUE] [it fell CONTENT]."
    )
    gold = make_gold(plain[1], plain[0])
    text = plain[0]
    event = record(
        Event,
        event_id="E1",
        start=text.index("raided"),
        end=text.index("raided") + 6,
        trigger="raided",
        type="battle",
    )
    compared = compare_events(analysis_of(event, text=text).events, gold)
    assert compared[["same_dates", "same_figures"]].isna().all(axis=None)
    assert score_events(compared)["label"].tolist() == ["found", "same type"]


def test_a_part_of_an_article_is_measured_by_itself() -> None:
    first_line = read_markup(MARKED.partition("\n")[0])[1]
    found = machine()
    gold = make_gold(first_line, TEXT)
    assert compare_events(found.events, gold)["trigger"].tolist() == ["raided"]
    last = read_markup("The road was [closed CLOSURE].")[1]
    assert compare_events(found.events, make_gold(last, TEXT))["trigger"].tolist() == ["closed"]


def test_a_layer_that_nobody_annotated_is_refused_unless_it_is_said_to_be_empty() -> None:
    names = read_markup(MARKED)[1].of_layer("names")
    with pytest.raises(SahelAnalysisError, match=r"holds no events: nobody annotated them"):
        compare_events(machine().events, make_gold(names, TEXT))
    compared = compare_events(machine().events, make_gold(names, TEXT, layers=["names", "events"]))
    assert compared["outcome"].tolist() == ["only the machine"] * 2


def test_the_gold_of_another_article_is_refused() -> None:
    found = machine()
    for compare, table in (
        (compare_names, found.mentions), (compare_times, found.times), (compare_events, found.events),
        (compare_attributions, found.attributions),
    ):  # fmt: skip
        with pytest.raises(SahelAnalysisError, match="The table is of another article than the gold"):
            compare(table, load_gold())
    with pytest.raises(SahelAnalysisError, match="another text"):
        make_gold(MARKS, "Rain fell.")


def test_statements_of_one_paragraph_need_numbers() -> None:
    marked = "[Awa SOURCE] [said CUE] [it rained CONTENT]. [Issa SOURCE] [said CUE] [it did not CONTENT]."
    with pytest.raises(SahelAnalysisError, match=r"has 2 sources and 2 cues\. Number the statements"):
        make_gold(*read_markup(marked)[::-1])
    numbered = marked.replace("Issa SOURCE", "Issa SOURCE-2").replace(
        "said CUE] [it did not CONTENT", "said CUE-2] [it did not CONTENT-2"
    )
    text, marks = read_markup(numbered)
    assert make_gold(marks, text).attributions["source"].tolist() == ["Awa", "Issa"]
    with pytest.raises(SahelAnalysisError, match="has no content"):
        make_gold(*read_markup("[Awa SOURCE] [said CUE] nothing.")[::-1])


def test_a_statement_may_have_no_source_and_content_in_pieces() -> None:
    text, marks = read_markup("[“Rain,” CONTENT-1] it was [said CUE-1], [“and wind.” CONTENT-1]")
    row = make_gold(marks, text).attributions.iloc[0]
    assert row["source"] is None
    assert [text[a:b] for a, b in row["content"]] == ["“Rain,”", "“and wind.”"]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2024-09-17", ("2024-09-17", "2024-09-17")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2022", ("2022-01-01", "2022-12-31")),
        ("2024-09-16/2024-09-18", ("2024-09-16", "2024-09-18")),
        ("2023/2024-01", ("2023-01-01", "2024-01-31")),
    ],
)
def test_dates_of_events(written: str, days: tuple[str, str]) -> None:
    assert read_days(written, "it") == days


@pytest.mark.parametrize("written", ["17/09/2024", "2024-13", "2024-02-30", "July", "2024-09-18/2024-09-16"])
def test_dates_that_are_none(written: str) -> None:
    with pytest.raises(SahelAnalysisError, match=r"it: date=.* is no date\. Write 2024-09-17"):
        read_days(written, "it")


@pytest.mark.parametrize(
    ("written", "bounds"),
    [("6", (6, 6)), ("20-22", (20, 22)), ("15+", (15, None)), ("-50", (None, 50)), ("15-", (15, None))],
)
def test_numbers_of_people(written: str, bounds: tuple[int | None, int | None]) -> None:
    assert read_count(written, "it") == bounds


@pytest.mark.parametrize("written", ["many", "", "+", "-", "15+20", "+5"])
def test_numbers_that_are_none(written: str) -> None:
    with pytest.raises(SahelAnalysisError, match=r"is no number of people\. Write 6, 20-22"):
        read_count(written, "it")


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("[Awa SOURCE kind=army] [said CUE] [it rained CONTENT].", "kind cannot be army. Write one of: "),
        ("[Awa SOURCE anonymous=perhaps] [said CUE] [it rained CONTENT].", "Write one of: yes, no"),
        ("[Awa SOURCE] [said CUE stance=angry] [it rained CONTENT].", "stance cannot be angry"),
        ("[Awa SOURCE] [said CUE] [it rained CONTENT quote=half].", "Write one of: direct, indirect, mixed"),
        ("It rained on [Monday DATE value=Monday].", "value=Monday is no TIMEX3 value. Write 2024-09-17"),
        ("It rained on [Monday DATE value=2024-13-45].", "value=2024-13-45 is no TIMEX3 value"),
        ("Gunmen [raided ATTACK date=Monday] it.", "date=Monday is no date"),
        ("Gunmen [raided ATTACK killed=many] it.", "'many' is no number of people"),
    ],
)  # fmt: skip
def test_a_value_that_its_column_cannot_have_is_refused_with_those_that_it_can(
    marked: str, said: str
) -> None:
    text, marks = read_markup(marked)
    with pytest.raises(SahelAnalysisError) as refused:
        make_gold(marks, text)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "value", ["2024-09-17", "2024-W38", "P10Y", "PT2H", "PAST_REF", "XXXX-WXX-2", "2024-09-17TNI"]
)
def test_values_of_times_are_those_of_timeml(value: str) -> None:
    text, marks = read_markup(f"It rained [then DATE value={value}].")
    assert make_gold(marks, text).times["value"].tolist() == [value]


def test_values_may_be_written_in_capitals() -> None:
    text, marks = read_markup("[Awa SOURCE kind=Official anonymous=No] [said CUE] [it rained CONTENT].")
    row = make_gold(marks, text).attributions.iloc[0]
    assert (row["source_kind"], row["anonymous"]) == ("official", False)


def test_an_attribute_of_another_tool_that_is_called_as_a_column_is_left_out() -> None:
    spans = {
        "Monday": "DATE",
        "raided": "ATTACK",
        "Gao": "GPE",
        "He": "SOURCE",
        "said": "CUE",
        "fled": "CONTENT",
    }
    text = "On Monday they raided Gao. He said all fled."
    notes = (("start", "x"), ("end", "9"), ("other_triggers", "x"), ("cue_start", "x"), ("content", "x"))
    marks = [
        annotation.Mark(text.index(word), text.index(word) + len(word), label, attributes=notes)
        for word, label in spans.items()
    ]
    gold = make_gold(annotation.Annotation(text, tuple(marks)), text)
    for compared in (
        annotation.compare_names(gold.mentions, gold),
        annotation.compare_times(gold.times, gold),
        annotation.compare_events(gold.events, gold),
        annotation.compare_attributions(gold.attributions, gold),
    ):
        assert compared["outcome"].tolist() == ["both"]


def test_a_table_that_is_none_of_the_layer_is_refused() -> None:
    gold = make_gold(read_markup("They [raided ATTACK] [Gao GPE].")[1], "They raided Gao.")
    with pytest.raises(SahelAnalysisError, match="has no column trigger"):
        annotation.compare_events(gold.mentions, gold)


def test_a_layer_that_there_is_not_is_refused() -> None:
    with pytest.raises(SahelAnalysisError, match=r"There is no layer 'name'\. Use one of: names"):
        make_gold(MARKS, TEXT, layers=["name"])


@pytest.mark.parametrize("layers", [None, ["times"]])
def test_a_gold_has_the_labels_of_the_guidelines(layers: list[str] | None) -> None:
    marks = annotation.Annotation("Awa left Gao.", [(0, 3, "PER"), (9, 12, "LOCATION")])  # type: ignore[arg-type]
    with pytest.raises(SahelAnalysisError, match=r"labels=\{'PER': 'PERSON', 'LOCATION': 'LOC'\}"):
        make_gold(marks, marks.text, layers)


# Tables that went through a file, and what is no table


COMPARED: dict[str, Callable[..., Any]] = {
    "mentions": compare_names, "times": compare_times, "events": compare_events,
    "attributions": compare_attributions,
}  # fmt: skip


@pytest.mark.parametrize("name", list(COMPARED))
def test_tables_are_compared_alike_from_csv_files(name: str, tmp_path: Path) -> None:
    gold = make_gold(MARKS, TEXT)
    machine().to_csv(tmp_path)
    read = pd.read_csv(tmp_path / f"{name}.csv")
    pd.testing.assert_frame_equal(
        COMPARED[name](read, gold), COMPARED[name](getattr(machine(), name), gold), check_dtype=False
    )


def test_a_gold_is_compared_alike_from_csv_files() -> None:
    gold = make_gold(MARKS, TEXT)
    read = pd.read_csv(io.StringIO(gold.attributions.to_csv(index=False)))
    assert compare_attributions(read, gold)["outcome"].tolist() == ["both"]


@pytest.mark.parametrize(
    "content", ["here", "(1, 2)", "[[0, 'a']]", "((0, 1.5),)", 7, None, "(" * 500], ids=repr
)
def test_a_content_is_places(content: Any) -> None:
    table = machine().attributions.assign(content=content)
    with pytest.raises(SahelAnalysisError, match=r"A content is .*, not places such as \(\(13, 50\),\)"):
        compare_attributions(table, make_gold(MARKS, TEXT))


@pytest.mark.parametrize("name", list(COMPARED))
@pytest.mark.parametrize("given", [[1], None, "events.csv", pd.DataFrame({"x": [1]})], ids=str)
def test_what_is_no_table_is_refused_with_what_to_give(name: str, given: Any) -> None:
    with pytest.raises(SahelAnalysisError, match=r"has no column .*Give the .* of an analysis or a gold"):
        COMPARED[name](given, make_gold(MARKS, TEXT))


@pytest.mark.parametrize("name", list(COMPARED))
def test_places_in_a_table_are_whole_numbers(name: str, tmp_path: Path) -> None:
    machine().to_csv(tmp_path)
    with pytest.raises(
        SahelAnalysisError, match=r"The column (cue_)?start has '\d+', which is no whole number"
    ):
        COMPARED[name](pd.read_csv(tmp_path / f"{name}.csv", dtype=str), make_gold(MARKS, TEXT))


@pytest.mark.parametrize("name", list(COMPARED))
@pytest.mark.parametrize("gold", ["gold.json", MARKS, pd.DataFrame()], ids=lambda gold: type(gold).__name__)
def test_what_is_no_gold_is_refused_with_what_to_give(name: str, gold: Any) -> None:
    with pytest.raises(SahelAnalysisError, match="Give a gold, as make_gold"):
        COMPARED[name](getattr(machine(), name), gold)
