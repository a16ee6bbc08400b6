"""The light notation: names, times, events and sources in brackets; brackets of the text with a backslash."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_analysis.annotation import Annotation, Mark, describe_notation, read_markup, write_markup
from sahel_analysis.errors import SahelAnalysisError


def read(marked: str) -> list[tuple[str, str, str, tuple[tuple[str, str], ...]]]:
    text, marks = read_markup(marked)
    assert marks.text == text
    return [(marks.words(m), m.label, m.group, m.attributes) for m in marks.marks]


# Reading


def test_names_times_and_events_are_marked_alike() -> None:
    assert read("[Issa Ba PERSON] said gunmen [raided ATTACK] [Tin Beta GPE] on [Friday DATE].") == [
        ("Issa Ba", "PERSON", "", ()),
        ("raided", "ATTACK", "", ()),
        ("Tin Beta", "GPE", "", ()),
        ("Friday", "DATE", "", ()),
    ]


def test_marks_lie_inside_each_other_and_share_a_number() -> None:
    assert read(
        "[The mayor SOURCE-1] [said CUE-1] [the road to [Gao GPE] was [closed CLOSURE] CONTENT-1]."
    ) == [
        ("The mayor", "SOURCE", "1", ()),
        ("said", "CUE", "1", ()),
        ("the road to Gao was closed", "CONTENT", "1", ()),
        ("Gao", "GPE", "", ()),
        ("closed", "CLOSURE", "", ()),
    ]


def test_attributes_follow_the_label() -> None:
    assert read(
        'Fighters [killed ATTACK killed=15+ place="Tin Beta"] traders on [Friday DATE value=2031-05-09].'
    ) == [
        ("killed", "ATTACK", "", (("killed", "15+"), ("place", "Tin Beta"))),
        ("Friday", "DATE", "", (("value", "2031-05-09"),)),
    ]


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (r"They “was \[sic\]” in [Gao GPE].", "They “was [sic]” in Gao."),
        (r"\[Editor’s note: [Gao GPE]\]", "[Editor’s note: Gao]"),
        (r"[Radio \[FM\] ORG]", "Radio [FM]"),
        (r"C:\\[Gao GPE] and C:\home", r"C:\Gao and C:\home"),
    ],
)
def test_a_bracket_with_a_backslash_is_text(marked: str, text: str) -> None:
    assert read_markup(marked)[0] == text


def test_a_mark_leaves_out_blanks_at_its_ends() -> None:
    text, marks = read_markup("[ Gao  GPE] is calm.")
    assert text == " Gao  is calm."
    assert list(marks) == [(1, 4, "GPE")]


def test_only_the_last_word_is_a_label() -> None:
    assert read("[the word GPE GPE]") == [("the word GPE", "GPE", "", ())]


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("“we wins [sic]” in [Gao GPE]", r"near '\[sic\]' \(line 1\).*has a backslash: \\\[sic\\\]"),
        ("calm\n\nthe [Gao GPEE] road", r"line 3.*Did you mean GPE\?"),
        ("the [Gao gpe] road", r"near '\[Gao gpe\]'.*Did you mean GPE\?"),
        ("the [ GPE] road", "is not complete"),
        ("the Gao GPE] road", "near 'the Gao GPE]'"),
        ("the [Gao GPE road", r"near '\[Gao GPE road'"),
        ("[Gao GPE killed=3]", "GPE has no attribute killed=3. It has none"),
        ("[fell BATTLE dead=3]", "BATTLE has no attribute dead=3. It can have: date, place, killed"),
    ],
)
def test_what_is_wrong_is_shown_with_its_line(marked: str, message: str) -> None:
    with pytest.raises(SahelAnalysisError, match=message):
        read_markup(marked)


def test_labels_of_ones_own() -> None:
    assert list(read_markup("[rice CROP] fields", labels=["CROP"])[1]) == [(0, 4, "CROP")]
    with pytest.raises(SahelAnalysisError, match="with one of: CROP"):
        read_markup("[rice GPE] fields", labels=["CROP"])


# Writing


def test_a_text_is_made_ready_for_marking() -> None:
    assert write_markup("He “was [sic]” there.") == r"He “was \[sic\]” there."


def test_marks_that_cross_cannot_be_written() -> None:
    crossing = Annotation("the market of Gao", (Mark(0, 10, "FAC"), Mark(4, 17, "GPE")))
    with pytest.raises(SahelAnalysisError, match=r"'the market' .*'market of Gao'.*overlap.*save_annotation"):
        write_markup(crossing)


def test_a_label_of_another_tool_cannot_be_written() -> None:
    with pytest.raises(SahelAnalysisError, match=r"'Person' cannot be written.*labels="):
        write_markup(Annotation("Awa left", (Mark(0, 3, "Person"),)))
    with pytest.raises(SahelAnalysisError, match="Give what read_markup returns second"):
        write_markup([(0, 3, "PERSON")])  # type: ignore[arg-type]


LETTERS = st.text(alphabet=st.sampled_from(list("ab é𝒳😀’“\n[]\\=\" GPE-1'")), min_size=1, max_size=30)


@st.composite
def nested(draw: st.DrawFn) -> Annotation:
    """A text with brackets, emoji and accents, and marks that lie beside or inside each other."""
    text = draw(LETTERS.filter(str.strip))
    marks: list[Mark] = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        label = draw(st.sampled_from(["PERSON", "GPE", "DATE", "SOURCE", "CONTENT", "ATTACK"]))
        group = draw(st.sampled_from(["", "1", "2"]))
        attributes: Any = (
            (("place", draw(st.sampled_from(["Gao", "Tin Beta"]))),) if label == "ATTACK" else ()
        )
        if text[start:end].strip():
            mark = Annotation(text, (Mark(start, end, label, group, attributes),)).marks[0]
            crosses = any(
                m.start < mark.start < m.end < mark.end or mark.start < m.start < mark.end < m.end
                for m in marks
            )
            if not crosses:
                marks.append(mark)
    return Annotation(text, tuple(marks))


@given(nested())
def test_what_is_written_is_read_again(marked: Annotation) -> None:
    text, marks = read_markup(write_markup(marked))
    assert (text, sorted(marks.marks)) == (marked.text, sorted(marked.marks))


# The annotation itself


def test_a_mark_outside_its_text_or_of_blanks_is_refused() -> None:
    with pytest.raises(SahelAnalysisError, match="from 3 to 9 does not fit a text of 5 characters"):
        Annotation("short", (Mark(3, 9, "GPE"),))
    with pytest.raises(SahelAnalysisError, match="nothing but blanks"):
        Annotation("a  b", (Mark(1, 3, "GPE"),))


def test_a_layer_by_itself() -> None:
    marks = read_markup("[Awa PERSON] left on [Friday DATE].")[1]
    assert [mark.label for mark in marks.of_layer("times").marks] == ["DATE"]
    with pytest.raises(SahelAnalysisError, match="no layer 'dates'"):
        marks.of_layer("dates")


@pytest.mark.parametrize(
    "other",
    [
        "Émile left.\r\nGao’s road fell.",
        "E\u0301mile left.\nGao's road fell.",
        "\ufeffÉmile left. Gao‘s\u00a0road fell.\n\n",
    ],
)
def test_another_writing_of_a_text_takes_the_same_marks(other: str) -> None:
    marks = read_markup("[Émile PERSON] left.\n[Gao’s road FAC] fell.")[1].on(other)
    assert marks.words(marks.marks[0]).endswith("mile")
    assert len(marks.words(marks.marks[1])) == len("Gao’s road")
    assert marks.words(marks.marks[1]).startswith("Gao")


def test_a_part_is_found_in_the_whole_where_it_is_asked_for() -> None:
    part = read_markup("[Gao GPE] fell.")[1]
    assert list(part.on("It rained. Gao fell. All fled.", part=True)) == [(11, 14, "GPE")]
    with pytest.raises(SahelAnalysisError, match="belong to another text"):
        part.on("It rained. Gao fell. All fled.")


def test_the_sheet_names_every_label_and_attribute() -> None:
    sheet = describe_notation()
    for word in (
        "[... PERSON]",
        "[... DATE]",
        "[... ATTACK]",
        "[... CONTENT]",
        "value=",
        "killed=",
        "stance=",
    ):
        assert word in sheet
