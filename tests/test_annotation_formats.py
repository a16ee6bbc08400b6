"""Marks go out to other tools and come back; what does not stand where it should is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_analysis.annotation import (
    Annotation,
    Mark,
    load_annotation,
    read_annotators,
    read_brat,
    read_doccano,
    read_label_studio,
    read_markup,
    read_webanno,
    save_annotation,
    write_brat,
    write_doccano,
    write_label_studio,
    write_markup,
    write_webanno,
)
from sahel_analysis.annotation.formats.offsets import fit_offsets
from sahel_analysis.errors import SahelAnalysisError

WAYS: dict[str, tuple[Callable[[Annotation, Path], Path], Callable[[Path], Annotation]]] = {
    "own.json": (save_annotation, load_annotation),
    "brat.ann": (write_brat, read_brat),
    "webanno.tsv": (write_webanno, read_webanno),
    "studio.json": (write_label_studio, lambda path: read_label_studio(path)[0]),
    "doccano.jsonl": (write_doccano, lambda path: read_doccano(path)[0]),
}

CHARACTERS = [*"ab1._-*|;[]\\\"'# \t\n\ré😀𝒳’\u2028\u00a0", "e\u0301", "👩🏾", "->", "\r\n"]
TEXTS = st.lists(st.sampled_from(CHARACTERS), min_size=1, max_size=40).map("".join).filter(str.strip)


@st.composite
def marked(draw: st.DrawFn) -> Annotation:
    """Any text with any marks, crossing ones too, with groups and attributes."""
    text = draw(TEXTS)
    marks = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        if text[start:end].strip():
            label = draw(st.sampled_from(["PERSON", "GPE", "CONTENT", "CLAIM_2"]))
            group = draw(st.sampled_from(["", "1", "2"]))
            place = draw(
                st.sampled_from([(), (("place", "Tin Béta"),), (("date", "2031-05"), ("killed", "3"))])
            )
            marks.append(Mark(start, end, label, group, place))
    return Annotation(text, tuple(marks), "ama")


@pytest.mark.filterwarnings("ignore:Some labels are not of the guidelines")
@pytest.mark.parametrize("name", list(WAYS))
@given(marks=marked())
def test_what_goes_out_comes_back(
    name: str, marks: Annotation, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write, read = WAYS[name]
    path = write(marks, tmp_path_factory.mktemp("out") / name)
    back = read(path)
    if name == "webanno.tsv":  # it does not keep the blanks between sentences
        assert "".join(back.text.split()) == "".join(marks.text.split())
        assert sorted((back.words(m).split(), m.label, m.group, m.attributes) for m in back.marks) == sorted(
            (marks.words(m).split(), m.label, m.group, m.attributes) for m in marks.marks
        )
    else:
        assert (back.text, back.marks) == (marks.text, marks.marks)


# Offsets as tools count them


TEXT = "😀 Awa é 👩🏾 left Gao.\r\nAll fled Gao."
FIRST, LAST = TEXT.index("Gao"), TEXT.rindex("Gao")


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    "count",
    [len, utf16, lambda text: len(text.encode()), lambda text: len(text.replace("\r\n", "\n"))],
    ids=["code points", "utf-16", "bytes", "without carriage returns"],
)
def test_offsets_are_read_in_whatever_way_a_tool_counts(count: Callable[[str], int]) -> None:
    told: list[Any] = [(count(TEXT[:at]), count(TEXT[: at + 3]), "Gao") for at in (FIRST, LAST)]
    assert fit_offsets(TEXT, told, "a.json") == [(FIRST, FIRST + 3), (LAST, LAST + 3)]


def test_words_that_stand_elsewhere_are_refused() -> None:
    with pytest.raises(
        SahelAnalysisError, match=r"a\.json: 'Kidal' should stand at 2 to 5, but there is 'Awa'"
    ):
        fit_offsets(TEXT, [(2, 5, "Kidal")], "a.json")
    with pytest.raises(SahelAnalysisError, match="no such place"):
        fit_offsets(TEXT, [(200, 205, "Kidal")], "a.json")


# brat


def brat(tmp_path: Path, text: str, *lines: str) -> Path:
    (tmp_path / "ama.txt").write_bytes(text.encode())
    path = tmp_path / "ama.ann"
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    return path


def test_brat_pieces_attributes_and_labels(tmp_path: Path) -> None:
    path = brat(
        tmp_path, "North and South Kivu fell.",
        "T1\tPlace 0 5;16 20\tNorth Kivu", "T2\tPlace 10 20\tSouth Kivu", "A1\tSure T2", "A2\tKind T2 region",
    )  # fmt: skip
    marks = read_brat(path, labels={"Place": "GPE"})
    assert marks.annotator == "ama"
    assert [(marks.words(m), m.label, m.group, m.attributes) for m in marks.marks] == [
        ("North", "GPE", "1", ()),
        ("South Kivu", "GPE", "", (("sure", "yes"), ("kind", "region"))),
        ("Kivu", "GPE", "1", ()),
    ]


def test_brat_events_and_relations_are_left_out_and_counted(tmp_path: Path) -> None:
    path = brat(
        tmp_path,
        "Gao fell.",
        "T1\tGPE 0 3\tGao",
        "T2\tBATTLE 4 8\tfell",
        "E1\tBATTLE:T2 Place:T1",
        "R1\tIn Arg1:T2 Arg2:T1",
    )
    with pytest.warns(UserWarning, match="left out: 2"):
        assert len(read_brat(path)) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1\tGPE 4 7\tGao", "'Gao' should stand at 4 to 7, but there is 'fel'"),
        ("T1 GPE 0 3 Gao", "line 1: .* is no mark of brat"),
        ("T1\tGPE 0 1;2 3\tG x", "does not stand where it should"),
    ],
)
def test_brat_faults(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(SahelAnalysisError, match=message):
        read_brat(brat(tmp_path, "Gao fell.", line))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("counted", [0, 1])
def test_brat_may_count_a_byte_order_mark(tmp_path: Path, counted: int, end: str) -> None:
    text = f"Awa fled.{end}Gao fell."
    lines = [
        f"T{n}\t{label} {text.index(words) + counted} {text.index(words) + counted + 3}\t{words}"
        for n, (words, label) in enumerate([("Awa", "PERSON"), ("Gao", "GPE")])
    ]
    marks = read_brat(brat(tmp_path, "\ufeff" + text, *lines))
    assert marks.text == text
    assert [marks.words(mark) for mark in marks.marks] == ["Awa", "Gao"]


def test_without_a_byte_order_mark_none_is_counted(tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match="'Gao' should stand at 1 to 4"):
        read_brat(brat(tmp_path, "Gao fell.", "T1\tGPE 1 4\tGao"))


def test_brat_without_its_text(tmp_path: Path) -> None:
    (tmp_path / "ama.ann").write_text("", encoding="utf8")
    with pytest.raises(SahelAnalysisError, match=r"ama\.txt cannot be read"):
        read_brat(tmp_path / "ama.ann")


# WebAnno


def webanno(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "ama.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    return path


def test_webanno_stacks_parts_of_words_and_several_layers(tmp_path: Path) -> None:
    path = webanno(
        tmp_path,
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=a.NamedEntity|identifier|value",
        "#T_SP=webanno.custom.Event|kind",
        "#T_CH=a.Coref|referenceType|referenceRelation",
        "#T_RL=webanno.custom.Of|type|BT_webanno.custom.Event",
        "", "",
        "#Text=😀 Awa Ba left Malian towns .",
        "1-1\t0-2\t😀\t_\t_\t_\t_\t_\t_\t_\t",
        "1-2\t3-6\tAwa\t*[1]|*[2]\tPER[1]|TITLE[2]\t_\t_\t_\t_\t_\t",
        "1-3\t7-9\tBa\t*[1]\tPER[1]\t_\tx[3]\ty->3-1\t_\t_\t",
        "1-4\t10-14\tleft\t_\t_\tGO\\_OUT\t_\t_\t_\t_\t",
        "1-5\t15-21\tMalian\t_\t_\t_\t_\t_\t_\t_\t",
        "1-5.1\t15-19\tMali\tkind=state\tLOC\t_\t_\t_\t_\t_\t",
        "1-6\t22-27\ttowns\t_\t_\t*\t_\t_\t_\t_\t",
        "1-7\t28-29\t.\t_\t_\t_\t_\t_\t_\t_\t",
        "",
    )  # fmt: skip
    with pytest.warns(UserWarning, match=r"labels=\{'TITLE': \.\.\., 'GO_OUT': \.\.\., 'MARK': \.\.\.\}"):
        marks = read_webanno(path, labels={"PER": "PERSON"})
    assert [(marks.words(m), m.label, m.attributes) for m in marks.marks] == [
        ("Awa", "TITLE", ()),
        ("Awa Ba", "PERSON", ()),
        ("left", "GO_OUT", ()),
        ("Mali", "LOC", (("kind", "state"),)),
        ("towns", "MARK", ()),
    ]


def test_webanno_counts_utf16_units_between_sentences_too(tmp_path: Path) -> None:
    path = write_webanno(read_markup("😀 [Awa PERSON] left.\n\n\n[Gao GPE] fell 😀.")[1], tmp_path / "a.tsv")
    assert "2-1\t15-18\tGao\t*\tGPE" in path.read_text(encoding="utf8")
    assert read_webanno(path).text == "😀 Awa left.\n\n\nGao fell 😀."


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["1-1\t0-3\tGao"], "no WebAnno TSV 3 file"),
        (["#FORMAT=WebAnno TSV 3.3", "", "#Text=Gao", "1-1;0-3;Gao"], "line 4: .* no row"),
        (["#FORMAT=WebAnno TSV 3.3", "", "#Text=Gao", "1-1\t0-3\tBer"], "'Ber' should stand at 0 to 3"),
    ],
)
def test_webanno_faults(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(SahelAnalysisError, match=message):
        read_webanno(webanno(tmp_path, *lines))


# Label Studio


def studio(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(content), encoding="utf8")
    return path


def region(start: int, end: int, words: str, label: str = "GPE", **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": words, "labels": [label]}
    return {"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def test_label_studio_has_a_text_and_its_annotators(tmp_path: Path) -> None:
    text = "😀 Gao\nfell."
    done = [
        {
            "completed_by": {"email": "ama@x.org"},
            "result": [region(2, 5, "Gao"), {"type": "choices", "value": {"choices": ["a"]}}],
        },
        {"completed_by": 7, "result": [region(3, 6, "Gao")]},
        {"completed_by": 8, "was_cancelled": True, "result": [region(0, 1, "?")]},
    ]
    found = read_label_studio(studio(tmp_path, [{"data": {"text": text}, "annotations": done}]))
    assert [(marks.annotator, list(marks)) for marks in found] == [
        ("ama@x.org", [(2, 5, "GPE")]),
        ("7", [(2, 5, "GPE")]),
    ]


def test_label_studio_writes_line_breaks_in_two_characters(tmp_path: Path) -> None:
    task = {
        "data": {"text": "Tin\nBeta"},
        "annotations": [{"completed_by": 1, "result": [region(0, 8, "Tin\\nBeta")]}],
    }
    assert list(read_label_studio(studio(tmp_path, [task]))[0]) == [(0, 8, "GPE")]


def test_label_studio_json_min(tmp_path: Path) -> None:
    row = {
        "id": 1,
        "text": "Gao fell.",
        "annotator": 3,
        "label": [{"start": 0, "end": 3, "text": "Gao", "labels": ["GPE"]}],
    }
    found = read_label_studio(studio(tmp_path, [row]))
    assert [(m.annotator, list(m)) for m in found] == [("3", [(0, 3, "GPE")])]


@pytest.mark.parametrize("who", [{"annotator": 3}, {"annotation_id": 9}, {}])
def test_label_studio_json_min_without_a_mark(tmp_path: Path, who: dict[str, int]) -> None:
    (found,) = read_label_studio(studio(tmp_path, [{"id": 1, "text": "Gao fell.", **who}]))
    assert (found.text, list(found)) == ("Gao fell.", [])


@pytest.mark.parametrize(
    "marks",
    [
        {"label": [[0, 3, "GPE"]]},
        {"entities": [[0, 3, "GPE"]]},
        {"spans": [{"start": 0, "end": 3, "label": "GPE"}]},
        {"tokens": [{"text": "Gao", "start": 0, "end": 3, "id": 0}]},
    ],
    ids=["doccano", "spaCy", "Prodigy", "tokens"],
)
def test_marks_of_other_tools_are_refused_not_lost(tmp_path: Path, marks: dict[str, Any]) -> None:
    told = rf"export\.json is no export of Label Studio; a task has text, {next(iter(marks))}\. Export"
    with pytest.raises(SahelAnalysisError, match=told):
        read_label_studio(studio(tmp_path, [{"text": "Gao fell.", **marks}]))


def test_label_studio_annotators_of_one_text_share_a_task(tmp_path: Path) -> None:
    one, other = Annotation("Gao", (Mark(0, 3, "GPE"),), "ama"), Annotation("Gao", (), "bakary")
    path = write_label_studio([one, other], tmp_path / "both.json")
    assert len(json.loads(path.read_text(encoding="utf8"))) == 1
    assert read_label_studio(path) == [one, other]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([1], "no export of Label Studio"),
        ([{"data": {"image": 3}, "annotations": []}], "a task has no text"),
        (
            [{"data": {"text": "Gao"}, "annotations": [{"result": [region(0, 2, "Gao")]}]}],
            "'Gao' should stand at 0 to 2",
        ),
    ],
)
def test_label_studio_faults(tmp_path: Path, content: Any, message: str) -> None:
    with pytest.raises(SahelAnalysisError, match=message):
        read_label_studio(studio(tmp_path, content))


# doccano


@pytest.mark.parametrize(
    "row",
    [
        '{"id": 1, "text": "Gao fell.", "label": [[0, 3, "GPE"]]}',
        '{"id": 1, "text": "Gao fell.", "labels": [[0, 3, "GPE"]], "meta": {"a": 1}}',
        '{"id": 1, "data": "Gao fell.", "label": [[0, 3, "GPE"]], "Comments": []}',
        '{"text": "Gao fell.", "entities": [{"id": 5, "label": "GPE", "start_offset": 0, "end_offset": 3}]}',
    ],
)
def test_doccano_in_the_spellings_of_its_versions(tmp_path: Path, row: str) -> None:
    path = tmp_path / "ama.jsonl"
    path.write_text(row + "\n\n", encoding="utf8")
    assert read_doccano(path) == [Annotation("Gao fell.", (Mark(0, 3, "GPE"),), "ama")]


def test_doccano_rows_may_be_one_list(tmp_path: Path) -> None:
    path = tmp_path / "ama.json"
    rows = [{"text": f"{town} fell.", "label": [[0, 3, "GPE"]]} for town in ("Gao", "Ber")]
    path.write_text(json.dumps(rows, indent=1), encoding="utf8")
    assert [marks.text for marks in read_doccano(path)] == ["Gao fell.", "Ber fell."]
    path.write_text(json.dumps([*rows, {"text": "Ber", "spans": []}]), encoding="utf8")
    with pytest.raises(SahelAnalysisError, match=r"ama\.json, row 3 is damaged.*'label' is missing"):
        read_doccano(path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('{"text": "Gao"', "line 1 is damaged.*a row is"),
        ('{"text": "Gao", "label": [[0, 3]]}', "line 1 is damaged.*a row is"),
        ('[["Gao"]]', "line 1 is damaged.*a row is"),
        ('{"text": "Gao", "label": [[0, 9, "GPE"]]}', "'a mark' should stand at 0 to 9"),
    ],
)
def test_doccano_faults(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "a.jsonl").write_text(row, encoding="utf8")
    with pytest.raises(SahelAnalysisError, match=message):
        read_doccano(tmp_path / "a.jsonl")


# Labels


READERS: dict[str, tuple[str, Callable[..., Any]]] = {
    "ama.ann": ("T1\tPER 0 3\tAwa", read_brat),
    "ama.tsv": ("#FORMAT=WebAnno TSV 3.3\n#T_SP=a.Name|value\n\n#Text=Awa\n1-1\t0-3\tAwa\tPER", read_webanno),
    "ama.json": (
        '[{"text": "Awa", "annotator": 1, "ner": [{"start": 0, "end": 3, "labels": ["PER"]}]}]',
        read_label_studio,
    ),
    "ama.jsonl": ('{"text": "Awa", "label": [[0, 3, "PER"]]}\n' * 2, read_doccano),
}


@pytest.fixture(params=list(READERS))
def read_per(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., list[Annotation]]:
    """Reads a file of a tool in which a person is called PER."""
    written, read = READERS[request.param]
    (tmp_path / "ama.txt").write_text("Awa", encoding="utf8")
    (tmp_path / request.param).write_text(written, encoding="utf8")

    def call(**options: Any) -> list[Annotation]:
        found = read(tmp_path / request.param, **options)
        return [found] if isinstance(found, Annotation) else found

    return call


def test_a_label_that_the_guidelines_do_not_have_is_told_once(read_per: Callable[..., Any]) -> None:
    with pytest.warns(UserWarning, match=r"labels=\{'PER': 'PERSON'\}") as told:
        found = read_per()
    assert len(told) == 1
    assert told[0].filename == __file__, "the line that called the reading function"
    assert {mark.label for marks in found for mark in marks.marks} == {"PER"}


@pytest.mark.filterwarnings("error")
def test_a_label_is_translated(read_per: Callable[..., Any]) -> None:
    found = read_per(labels={"PER": "PERSON", "ORGA": "ORG"})
    assert {mark.label for marks in found for mark in marks.marks} == {"PERSON"}


@pytest.mark.parametrize("called", ["PERSONNE", "person", ..., 3])
def test_a_label_is_translated_into_one_of_the_guidelines(read_per: Callable[..., Any], called: Any) -> None:
    with pytest.raises(SahelAnalysisError, match=r"which the guidelines do not have\. Use one of: .*PERSON"):
        read_per(labels={"PER": called})


def test_labels_are_pairs(read_per: Callable[..., Any]) -> None:
    with pytest.raises(SahelAnalysisError, match=r"Give labels=\{'PER': 'PERSON'\}"):
        read_per(labels=["PERSON"])


# Saved here


def test_an_annotation_keeps_its_name_and_notes(tmp_path: Path) -> None:
    marks = Annotation("Gao fell.", (Mark(0, 3, "GPE"),), "Ama", ("Gao is the town.",))
    assert load_annotation(save_annotation(marks, tmp_path / "new" / "a.json")) == marks


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "was not made by save_annotation"),
        ('{"kind": "sahel_analysis annotation 1"}', "is damaged.*'marks' is missing"),
    ],
)
def test_saved_files_that_are_none(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf8")
    with pytest.raises(SahelAnalysisError, match=message):
        load_annotation(tmp_path / "a.json")


def test_a_saved_text_that_was_changed_is_refused(tmp_path: Path) -> None:
    path = save_annotation(Annotation("Gao fell.", (Mark(0, 3, "GPE"),)), tmp_path / "a.json")
    path.write_text(path.read_text(encoding="utf8").replace("Gao fell", "In Gao fell"), encoding="utf8")
    with pytest.raises(SahelAnalysisError, match=r"a\.json: 'Gao' should stand at 0 to 3"):
        load_annotation(path)


# A folder


def test_a_folder_holds_annotators_in_any_format(tmp_path: Path) -> None:
    marks = read_markup("[Awa PERSON] left Gao 😀.\n[Tin Beta GPE] fell.")[1]
    write_brat(marks, tmp_path / "Brat.ann")
    write_webanno(marks, tmp_path / "Webanno.tsv")
    write_doccano(marks, tmp_path / "Doccano.jsonl")
    save_annotation(marks, tmp_path / "Own.json")
    write_label_studio(marks, tmp_path / "Studio.json")
    (tmp_path / "Hand.txt").write_bytes(write_markup(marks).replace("\n", "\r\n").encode("utf-8-sig"))
    (tmp_path / "README.md").write_text("who is who", encoding="utf8")
    (tmp_path / "Thumbs.db").write_bytes(b"\xd0\xcf pictures of pictures")
    people = read_annotators(tmp_path)
    assert list(people) == ["Brat", "Doccano", "Hand", "Own", "Studio", "Webanno"]
    assert {tuple(person) for person in people.values()} == {tuple(marks)}
    assert len({person.text for person in people.values()}) == 1


@pytest.mark.parametrize("as_list", [True, False])
def test_doccano_in_a_file_that_is_called_json(tmp_path: Path, as_list: bool) -> None:
    row = {"id": 1, "text": "Awa left Gao.", "label": [[0, 3, "PERSON"]]}
    for name in ("Ama", "Issa"):
        content = json.dumps([row] if as_list else row)
        (tmp_path / f"{name}.json").write_text(content, encoding="utf8")
    people = read_annotators(tmp_path)
    assert {name: list(marks) for name, marks in people.items()} == {
        "Ama": [(0, 3, "PERSON")],
        "Issa": [(0, 3, "PERSON")],
    }


def test_a_tool_that_is_not_read_here_is_named_by_its_file(tmp_path: Path) -> None:
    for name in ("Ama", "Issa"):
        row = {"text": "Awa left.", "spans": [{"start": 0, "end": 3, "label": "PERSON"}]}
        (tmp_path / f"{name}.json").write_text(json.dumps([row]), encoding="utf8")
    with pytest.raises(SahelAnalysisError, match=r"Ama\.json is no export of Label Studio.*text, spans"):
        read_annotators(tmp_path)


def hand(tmp_path: Path, **files: str) -> Path:
    for name, marked in files.items():
        (tmp_path / f"{name}.txt").write_text(marked, encoding="utf8")
    return tmp_path


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"Ama": "[Gao GPE]"}, "holds marks of 1 annotators; two or more"),
        (
            {"Ama": "[Gao GPE] fell.", "Issa": "[Gao GPE] is calm."},
            "The marks of Issa belong to another text",
        ),
        (
            {"Ama": "[Gao GPE] fell.", "Issa": "[Gao GPE fell."},
            r"Issa\.txt: The mark near '\[Gao GPE fell\.' \(line 1\)",
        ),
    ],
)
def test_folders_that_cannot_be_compared(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(SahelAnalysisError, match=message):
        read_annotators(hand(tmp_path, **files))


def test_a_file_of_another_kind_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(SahelAnalysisError, match="is no folder"):
        read_annotators(tmp_path / "none")
    (tmp_path / "Ama.docx").write_bytes(b"PK")
    with pytest.raises(SahelAnalysisError, match=r"Ama\.docx is of no kind that is read here"):
        read_annotators(tmp_path)


def test_a_file_of_several_texts_needs_the_text_that_counts(tmp_path: Path) -> None:
    texts = [Annotation("Gao fell.", (Mark(0, 3, "GPE"),)), Annotation("Ber fell.", (Mark(0, 3, "GPE"),))]
    for name in ("Ama", "Issa"):
        write_doccano(texts, tmp_path / f"{name}.jsonl")
    with pytest.raises(SahelAnalysisError, match="Ama is there twice"):
        read_annotators(tmp_path)
    people = read_annotators(tmp_path, "Ber fell.")
    assert {name: marks.words(marks.marks[0]) for name, marks in people.items()} == {
        "Ama": "Ber",
        "Issa": "Ber",
    }
    with pytest.raises(SahelAnalysisError, match="The marks of Ama belong to another text"):
        read_annotators(tmp_path, "Kidal fell.")
