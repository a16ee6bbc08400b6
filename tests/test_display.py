"""The article with its layers marked."""

import html
import re
import sys
from functools import partial
from typing import Any

import conftest
import pytest
import spacy
from conftest import record
from hypothesis import given, settings
from hypothesis import strategies as st

from sahel_analysis.analysis import Analysis
from sahel_analysis.display import LAYERS, show_text
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.records import Attribution, Entity, Event, Mention, TimeExpression

ENGLISH = spacy.blank("en")
TEXT = "The mayor said on 3 May that <two> wells burned, as a herder had reported.\nShare this article\n"
analysis_of = partial(conftest.analysis_of, text=TEXT)


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def attribution(
    number: int, source: tuple[int, int] | None, cue: tuple[int, int], *content: tuple[int, int]
) -> Attribution:
    start, end = source or (None, None)
    return record(
        Attribution, attribution_id=f"A{number:02d}", source_start=start, source_end=end,
        cue_start=cue[0], cue_end=cue[1], content=content,
    )  # fmt: skip


def read(analysis: Analysis, layer: str) -> str:
    """What a reader sees on one line, each marked stretch with its ground: "{#ffffff: word LABEL }"."""
    page = show_text(analysis, layer).data
    page = re.sub(r"<mark[^>]*background: (#\w+)[^>]*>", r"{\1:", page)
    page = re.sub(r"<[^>]+>", "", page.replace("</mark>", "}").replace("<br>", " "))
    return html.unescape(" ".join(page.split()))


MENTIONS = [
    Mention(*at("herder"), "herder", "PERSON", "nominal", "E01", "test"),
    Mention(*at("mayor"), "mayor", "PERSON", "name", "E01", "test"),
    Entity("E01", "Awa <i>", "PERSON", None, None, None, None, None, None, 2, 4),
]


def test_names_are_marked_with_their_label() -> None:
    assert "The {#56b4e9: mayor PERSON } said" in read(analysis_of(*MENTIONS), "names")
    assert "herder PERSON" not in read(analysis_of(*MENTIONS), "names")


def test_mentions_are_marked_with_the_entity_that_they_mean() -> None:
    assert "{#56b4e9: herder PERSON: Awa <i> } had" in read(analysis_of(*MENTIONS), "mentions")


def test_times_are_marked_with_type_and_value() -> None:
    rows = [
        TimeExpression(*at("3 May"), "3 May", "DATE", "2031-05-03", None, None, None, "day", "test"),
        TimeExpression(*at("burned"), "burned", "DATE", None, None, None, None, None, "test"),
    ]
    shown = read(analysis_of(*rows), "times")
    assert "{#9fd8c0: 3 May DATE: 2031-05-03 }" in shown
    assert "DATE: no value" in shown


def test_events_are_marked_with_their_type_and_whether_they_are_news() -> None:
    start, end = at("burned")
    row = record(
        Event, event_id="V01", start=start, end=end, trigger="burned", type="claim_of_responsibility",
        is_background=True,
    )  # fmt: skip
    assert "burned claim of responsibility V01, background }" in read(analysis_of(row), "events")


def test_source_cue_and_content_have_three_grounds_and_their_number() -> None:
    row = attribution(1, at("The mayor"), at("said"), at("<two> wells burned"))
    assert read(analysis_of(row), "attributions").startswith(
        "{#e9c46a:The mayor source A01 } {#e5c1dc:said cue A01 } on 3 May that "
        "{#dff0e9:[A01<two> wells burnedA01]}, as a herder"
    )


def test_attributions_inside_others_keep_their_own_marks() -> None:
    rows = [
        attribution(1, at("The mayor"), at("said"), at("<two> wells burned, as a herder had reported")),
        attribution(2, at("a herder"), at("had reported"), at("<two> wells burned")),
    ]
    assert (
        "{#dff0e9:[A01[A02<two> wells burnedA02]}{#dff0e9:, as }{#e9c46a:a herder source A02 }{#dff0e9: }"
        "{#e5c1dc:had reported cue A02 A01]}." in read(analysis_of(*rows), "attributions")
    )


def test_an_attribution_without_a_source_has_no_mark_for_it() -> None:
    shown = read(analysis_of(attribution(1, None, at("said"), at("burned"))), "attributions")
    assert "source" not in shown


def test_the_sites_own_lines_are_marked() -> None:
    assert "{#eeeeee: Share this article SITE LINE }" in read(analysis_of(), "boilerplate")


def test_paragraphs_have_numbers_and_lines_of_the_site_have_none() -> None:
    text = "Rain fell.\n\n  Wind rose. Awa left.\nShare this article\n"
    start = text.index("Awa")
    rows = [Mention(start, start + 3, "Awa", "PERSON", "name", "E01", "test")]
    page = show_text(analysis_of(*rows, text=text), "names").data
    parts = [re.sub(r"<[^>]+>", " ", part).split() for part in page.split('<div style="display: flex')[1:]]
    assert [" ".join(part).partition("> ")[2] or " ".join(part) for part in parts] == [
        "1 Rain fell.",
        "2 Wind rose. Awa PERSON left.",
        "Share this article",
    ]


def test_a_mark_that_goes_on_in_the_next_paragraph_is_marked_in_both() -> None:
    text = "She said: “Rain fell.\nWind rose.”"
    row = attribution(1, (0, 3), (4, 8), (text.index("Rain"), len(text) - 1))
    shown = read(analysis_of(row, text=text), "attributions")
    assert "{#dff0e9:[A01Rain fell.A01]}" in shown
    assert "{#dff0e9:[A01Wind rose.A01]}”" in shown


@pytest.mark.parametrize("layer", LAYERS)
def test_a_text_without_marks_is_shown_as_it_is(layer: str) -> None:
    assert read(analysis_of(text="Rain <fell> & stayed."), layer) == "Rain <fell> & stayed."


def test_an_unknown_layer_is_answered_with_the_known_ones() -> None:
    with pytest.raises(SahelAnalysisError, match=r"no layer 'verbs'.*names, mentions, times"):
        show_text(analysis_of(), "verbs")


spans = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda s: (min(s), max(s) + 1))


@settings(max_examples=50)
@given(st.lists(st.tuples(st.none() | spans, spans, spans, spans), max_size=5))
def test_any_attributions_leave_the_text_whole(rows: list[Any]) -> None:
    text = "“a” <b> & 'c' -- d e f"
    attributions = [attribution(k, source, cue, a, b) for k, (source, cue, a, b) in enumerate(rows)]
    page = show_text(analysis_of(*attributions, text=text), "attributions").data
    assert page.count("<mark") == page.count("</mark>")
    unlabelled = re.sub(r"<b>.*?</b>", "", page)
    assert html.unescape(re.sub(r"<[^>]+>", "", unlabelled)) == text


def test_sums_of_money_are_no_mathematics() -> None:
    text = r"The mine paid $5 million in May and $6 million in June, or \(more\)."
    page = show_text(conftest.analysis_of(text=text)).data
    assert "$" not in page.replace("<span>$</span>", "")
    assert "\\" not in page.replace("<span>\\</span>", "")
    assert text in html.unescape(re.sub(r"<[^>]+>", "", page))


def test_without_ipython_the_marked_text_shows_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "IPython.display", None)
    shown = show_text(analysis_of(*MENTIONS))
    assert type(shown).__module__ == "sahel_analysis.display"
    assert shown._repr_html_() == shown.data
    assert "<mark" in shown.data
