"""Who is heard: attributions by hand over an invented text, and the tables that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from conftest import analysis_of, record
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sahel_analysis.analysis import Analysis, analyze
from sahel_analysis.article import make_article
from sahel_analysis.comparing.voices import (
    NO_SOURCE,
    checked_claims,
    count_voices,
    figures_by_source,
    share_of_own_voice,
    source_graph,
    statements,
)
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.records import Attribution, Event, Figure

TEXT = (
    "Ten men attacked the bridge of Tin Alpha, Mali’s army said. The rebels denied that they had "
    "attacked the bridge. It was empty, they added. An official told Radio Tamani, which reported that a "
    "nurse saw “three wounded men” there. The road was closed, it was said. Awa Diallo heard shots."
)

OF_TEXT: list[dict[str, Any]] = [
    {"source": "Mali’s army", "cue": "said", "content": "Ten men attacked the bridge of Tin Alpha",
     "source_kind": "military", "stance": "claim"},
    {"source": "The rebels", "cue": "denied", "content": "they had attacked the bridge",
     "source_kind": "armed_group", "stance": "deny"},
    {"source": "they", "cue": "added", "content": "It was empty", "source_kind": "armed_group"},
    {"source": "An official", "cue": "told", "source_kind": "anonymous_official", "anonymous": True,
     "content": "which reported that a nurse saw “three wounded men” there"},
    {"source": "a nurse", "cue": "saw", "content": "“three wounded men” there", "source_kind": "witness",
     "anonymous": True, "quote_type": "mixed", "parent_id": "A04"},
    {"source": None, "cue": "was said", "content": "The road was closed"},
    {"source": "Awa Diallo", "cue": "heard", "content": "shots", "act": "perception"},
]  # fmt: skip


def attribution(text: str, number: int, **known: Any) -> Attribution:
    """An attribution whose spans are found by their words; what is not said is ordinary."""

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    source = known.pop("source")
    start, end = (None, None) if source is None else place(source)
    cue, content = place(known.pop("cue")), place(known.pop("content"))
    ordinary = {
        "source_kind": "unknown", "quote_type": "indirect", "act": "statement", "stance": "neutral",
    }  # fmt: skip
    return record(
        Attribution, attribution_id=f"A{number:02d}", source_start=start, source_end=end, source=source,
        cue_start=cue[0], cue_end=cue[1], cue=text[slice(*cue)], content=(content,),
        **{**ordinary, **known},
    )  # fmt: skip


def event(text: str, trigger: str, **known: Any) -> Event:
    start = text.index(trigger)
    usual = {
        "event_id": "V01", "start": start, "end": start + len(trigger), "trigger": trigger, "type": "attack",
    }  # fmt: skip
    return record(Event, **{**usual, **known})


def holds(row: Attribution, figure: Figure) -> bool:
    return any(a <= figure.start < b for a, b in row.content)


def told(nlp: Language, text: str, said: Iterable[dict[str, Any]], events: Iterable[Event] = ()) -> Analysis:
    """An analysis with these attributions and events, and the pipeline's other tables."""
    doc = nlp(text)
    rows = [attribution(text, number, **known) for number, known in enumerate(said, start=1)]
    figures = [
        replace(f, event_id="V01", attribution_id=next((r.attribution_id for r in rows if holds(r, f)), None))
        for f in (doc._.figures if list(events) else ())
    ]
    return analysis_of(*doc._.mentions, *doc._.entities, *doc._.times, *rows, *events, *figures, text=doc)


@pytest.fixture(scope="module")
def analysis(nlp: Language) -> Analysis:
    events = [
        event(TEXT, "attacked", attribution_id="A01"),
        event(TEXT, "closed", event_id="V02", type="closure"),
    ]
    return told(nlp, TEXT, OF_TEXT, events)


def test_a_row_for_each_statement_with_its_speaker(analysis: Analysis) -> None:
    table = statements(analysis)
    assert table["attribution_id"].tolist() == ["A01", "A02", "A03", "A04", "A05", "A06"]
    assert table["speaker"].tolist() == ["army", "rebels", "rebels", "official", "nurse", NO_SOURCE]
    assert table["kind"].tolist()[-2:] == ["witness", NO_SOURCE]


def test_a_word_counts_for_the_inner_source_and_once(analysis: Analysis) -> None:
    assert statements(analysis)["words"].tolist() == [8, 5, 3, 6, 4, 4]


def test_voices_are_counted_by_any_column(analysis: Analysis) -> None:
    kinds = count_voices(analysis).set_index("kind")
    assert kinds.loc["armed_group", ["statements", "words"]].tolist() == [2, 8]
    assert kinds["share_of_statements"].sum() == pytest.approx(1)
    assert kinds["share_of_words"].sum() == pytest.approx(1)
    assert count_voices(analysis, "quote_type").set_index("quote_type")["statements"].to_dict() == {
        "indirect": 5,
        "mixed": 1,
    }
    hidden = count_voices(analysis, "kind", "anonymous")
    assert hidden[hidden["anonymous"]]["kind"].tolist() == ["anonymous_official", "witness"]


@pytest.mark.parametrize("column", ["colour", "words", 1, ["kind"]], ids=repr)
def test_voices_are_counted_by_no_other_column(analysis: Analysis, column: Any) -> None:
    with pytest.raises(
        SahelAnalysisError, match=r"cannot be counted by .*Use one or several of: .*speaker, kind"
    ):
        count_voices(analysis, column)


@pytest.mark.parametrize(
    "table", [statements, count_voices, share_of_own_voice, checked_claims, figures_by_source, source_graph]
)
def test_only_an_analysis_has_voices(analysis: Analysis, table: Callable[[Any], object]) -> None:
    for wrong in (analysis.attributions, analysis.article, None):
        with pytest.raises(SahelAnalysisError, match="Give an Analysis, as"):
            table(wrong)


def test_what_nobody_says_is_the_articles_own_voice(analysis: Analysis) -> None:
    told, all_words = 30, len([t for t in analysis.doc if not t.is_punct and t.text != "’s"])
    assert share_of_own_voice(analysis) == pytest.approx(1 - told / all_words)


def test_a_denial_is_set_beside_the_claim_that_it_answers(analysis: Analysis) -> None:
    (pair,) = checked_claims(analysis).to_dict("records")
    assert (pair["claim_id"], pair["claimed_by"]) == ("A01", "army")
    assert (pair["answer_id"], pair["answered_by"], pair["stance"]) == ("A02", "rebels", "deny")
    assert pair["shared"] == "attack, bridge"


def test_nobody_answers_themselves(nlp: Language) -> None:
    text = "The army said that the camp had fallen. The army confirmed that the camp had fallen."
    said = [
        {"source": "The army", "cue": "said", "content": "the camp had fallen", "source_kind": "military"},
        {"source": "The army", "cue": "confirmed", "content": "the camp had fallen", "stance": "confirm",
         "source_kind": "military"},
    ]  # fmt: skip
    assert checked_claims(told(nlp, text, said)).empty


def test_the_graph_leads_from_sources_over_statements_to_events(analysis: Analysis) -> None:
    graph = source_graph(analysis)
    assert sorted(graph.successors("source: rebels")) == ["A02", "A03"]
    assert graph.edges["source: army", "A01"] == {"relation": "says", "cue": "said"}
    assert graph.edges["A04", "A05"] == {"relation": "quotes"}
    assert graph.edges["A01", "V01"] == graph.edges["A06", "V02"] == {"relation": "about"}
    assert graph.nodes["source: nurse"]["anonymous"]
    assert graph.nodes["A02"]["stance"] == "deny"


FIGURES = (
    "Gunmen attacked a market in Gao on Friday. At least 12 people were killed, the army said. "
    "A nurse said that 15 people were killed."
)


def test_each_figure_has_its_source(nlp: Language) -> None:
    said = [
        {"source": "the army", "cue": "army said", "content": "At least 12 people were killed",
         "source_kind": "military"},
        {"source": "A nurse", "cue": "nurse said", "content": "15 people were killed", "anonymous": True,
         "source_kind": "witness"},
    ]  # fmt: skip
    attack = event(FIGURES, "attacked", killed_min=12)
    table = figures_by_source(told(nlp, FIGURES, said, [attack]))
    assert table["event_id"].tolist() == ["V01", "V01"]
    assert table[["speaker", "low", "kind"]].to_numpy().tolist() == [
        ["army", 12, "military"],
        ["nurse", 15, "witness"],
    ]
    assert table["high"].isna().tolist() == [True, False]


def test_a_figure_of_no_event_is_left_out_and_one_of_no_source_has_none(nlp: Language) -> None:
    attack = event(FIGURES, "attacked", killed_min=15, killed_max=15)
    table = figures_by_source(told(nlp, FIGURES, [], [attack]))
    assert table["speaker"].isna().all()
    assert figures_by_source(told(nlp, FIGURES, [])).empty


def test_an_article_in_which_nobody_speaks(nlp: Language) -> None:
    silent = told(nlp, "Rain fell.", [])
    assert statements(silent).empty
    assert count_voices(silent).empty
    assert checked_claims(silent).empty
    assert len(source_graph(silent)) == 0
    assert share_of_own_voice(silent) == 1


def test_columns_and_types_hold_when_empty(nlp: Language, analysis: Analysis) -> None:
    silent = told(nlp, "Rain fell.", [])
    for table in (statements, count_voices, checked_claims, figures_by_source):
        assert table(silent).dtypes.equals(table(analysis).dtypes)


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from(
            ["“He ran,”", "Awa Diallo", "said", "that", "ten men died", "\n", ".", "the army", "denied"]
        ),
        max_size=30,
    )
)
def test_any_text_is_counted(nlp: Language, words: list[str]) -> None:
    text = " ".join(["So", *words])
    found = analyze(make_article(text, "2031-05-14"))
    table = statements(found)
    assert 0 <= share_of_own_voice(found) <= 1
    assert set(source_graph(found)) >= set(table["attribution_id"])
    assert pd.notna(table["speaker"]).all()
    assert len(checked_claims(found)) <= len(table)
    figures_by_source(found)
