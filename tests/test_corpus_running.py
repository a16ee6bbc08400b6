"""Many articles: what a run writes, how it goes on after it was stopped, and what it refuses."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sahel_analysis as sa
from sahel_analysis.cli import main
from sahel_analysis.corpus import analyze_corpus, read, running
from sahel_analysis.corpus.analyzing import Part, analyze_part
from sahel_analysis.corpus.storing import JOURNAL, read_journal
from sahel_analysis.tables import TABLES

TEXTS = [
    "Gunmen killed at least six people in Gao on Tuesday, the army said.",
    "Rain fell on Mopti.",
    "A bomb wounded four soldiers near Djibo on Monday, according to two officials.\n\nGot a question?\n",
    "“We ran,” said Awa Keita, a trader in Kidal.",
    "The market of Ansongo was closed.",
]


def write_input(path: Path, articles: list[dict[str, Any]]) -> Path:
    path.write_text("".join(f"{json.dumps(article)}\n" for article in articles), encoding="utf8")
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    articles = [
        {"id": f"a{k}", "text": text, "published": "2024-08-02", "outlet": "Radio"}
        for k, text in enumerate(TEXTS)
    ]
    return write_input(tmp_path / "articles.jsonl", articles)


def files(folder: Path) -> dict[str, str]:
    """The files of a folder, and hashes of what they hold."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def run(source: Path, folder: Path, **options: Any) -> Any:
    return analyze_corpus(source, folder, quiet=True, **{"part_size": 2, **options})


# What it writes


def test_the_tables_are_those_of_each_article_with_its_id(source: Path, tmp_path: Path) -> None:
    corpus = run(source, tmp_path / "out")
    for name in TABLES:
        single = []
        for k, text in enumerate(TEXTS):
            table = getattr(sa.analyze(sa.make_article(text, published="2024-08-02")), name)
            table.insert(0, "article_id", pd.array([f"a{k}"] * len(table), dtype="string"))
            single.append(table)
        pd.testing.assert_frame_equal(corpus.table(name), pd.concat(single, ignore_index=True))


def test_articles_has_what_is_known_and_what_was_wrong(tmp_path: Path) -> None:
    article = {"id": 7, "text": TEXTS[2], "title": " ", "outlet": "Radio", "url": "https://example.org/7"}
    corpus = run(write_input(tmp_path / "a.jsonl", [article]), tmp_path / "out")
    row = corpus.articles.iloc[0]
    assert (row["article_id"], row["row"], row["place"]) == ("7", 1, "a.jsonl, line 1")
    assert (row["outlet"], row["url"], row["n_words"]) == ("Radio", "https://example.org/7", 19)
    assert row[["published", "title"]].isna().all()
    assert row["notes"] == ("no date of publication",)
    assert [TEXTS[2][a:b] for a, b in row["boilerplate"]] == ["Got a question?"]
    assert "text" not in row
    assert corpus.table("articles", ["text"])["text"].to_list() == [TEXTS[2]]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (
            {"published": "2 August"},
            "'2 August' is not a date. Write the day of publication as year-month-day",
        ),
        ({"published": "2024-02-30"}, "'2024-02-30' is not a date"),
        ({"published": 20240802}, "20240802 is not a date. Write the day of publication"),
        ({"text": "  "}, "The article is empty"),
        ({"text": ["Rain."]}, "text is no text but ['Rain.']"),
        ({"text": "Rain \ud800."}, "The text holds halves of characters"),
        ({"text": float("nan")}, "there is no text in 'text'"),
        ({"outlet": ["Radio"]}, "outlet is no text but ['Radio']"),
    ],
)
def test_a_bad_row_stands_in_errors_and_the_others_go_on(
    tmp_path: Path, wrong: dict[str, Any], reason: str
) -> None:
    good, bad = {"id": "good", "text": TEXTS[1]}, {"id": "bad", "text": TEXTS[1], **wrong}
    corpus = run(write_input(tmp_path / "a.jsonl", [bad, good]), tmp_path / "out")
    assert corpus.articles["article_id"].to_list() == ["good"]
    (error,) = corpus.errors.to_dict("records")
    assert (error["row"], error["article_id"], error["stage"]) == (1, "bad", "reading")
    assert error["reason"].startswith(reason)


@pytest.mark.parametrize("missing", [None, float("nan"), "", " "])
def test_what_a_table_lacks_is_not_known(tmp_path: Path, missing: Any) -> None:
    article = {"text": TEXTS[1], **dict.fromkeys(("id", "published", "title", "outlet", "url"), missing)}
    (row,) = run(write_input(tmp_path / "a.jsonl", [article]), tmp_path / "out").articles.to_dict("records")
    assert row["article_id"] == "1"
    assert all(pd.isna(row[field]) for field in ("published", "title", "outlet", "url"))


@pytest.mark.parametrize(("title", "read_as"), [(2024, "2024"), (2024.0, "2024"), (0.5, "0.5")])
def test_a_title_of_digits_is_a_title(tmp_path: Path, title: float, read_as: str) -> None:
    corpus = run(write_input(tmp_path / "a.jsonl", [{"text": TEXTS[1], "title": title}]), tmp_path / "out")
    assert corpus.articles["title"].to_list() == [read_as]


def test_an_article_that_breaks_the_analysis_is_refused_by_itself(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(nlp: Any, article: sa.Article) -> Any:
        if "Mopti" in article.text:
            raise IndexError("no such word")
        return make_doc(nlp, article)

    from sahel_analysis.analysis import make_doc

    monkeypatch.setattr("sahel_analysis.corpus.analyzing.make_doc", fail)
    corpus = run(source, tmp_path / "out", part_size=5)
    assert corpus.articles["article_id"].to_list() == ["a0", "a2", "a3", "a4"]
    (error,) = corpus.errors.to_dict("records")
    assert (error["article_id"], error["stage"], error["reason"]) == (
        "a1",
        "analysis",
        "IndexError: no such word",
    )


def test_ids_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    names = ["../../escaped", "/escaped", "a/b", "..", "nul\0", "C:\\escaped"]
    articles = [{"id": name, "text": TEXTS[1]} for name in names]
    corpus = run(write_input(tmp_path / "a.jsonl", articles), tmp_path / "out" / "deep")
    assert corpus.articles["article_id"].to_list() == names
    assert {path.name for path in tmp_path.iterdir()} == {"a.jsonl", "out"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"deep"}
    assert not [path for path in tmp_path.rglob("*") if "escaped" in path.name]


def test_the_manifest_says_what_made_the_results(source: Path, tmp_path: Path) -> None:
    manifest = run(source, tmp_path / "out").manifest
    assert manifest["sahel_analysis"] == sa.__version__
    assert manifest["model"]["name"] == "en_sahel_news"
    assert (manifest["input"]["rows"], manifest["counts"]["articles"], manifest["complete"]) == (5, 5, True)


def test_results_are_read_by_other_tools_as_one_dataset_per_table(source: Path, tmp_path: Path) -> None:
    corpus = run(source, tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out" / "events").iterdir()) == [
        "part-00000000.parquet", "part-00000001.parquet", "part-00000002.parquet",
    ]  # fmt: skip
    assert len(pd.read_parquet(tmp_path / "out" / "events")) == len(corpus.events)


def test_a_corpus_has_no_other_tables(source: Path, tmp_path: Path) -> None:
    with pytest.raises(AttributeError, match="no table 'words'; it has articles, mentions"):
        _ = run(source, tmp_path / "out").words


# How it ends and goes on

_KILLED = """
import os, signal, sys
from sahel_analysis.corpus import analyze_corpus, running, storing
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
moment, source, folder = sys.argv[1:]
append, replace, write_json = running.append_journal, storing.Path.replace, running.write_json
if moment == "before a rename":
    second = lambda path: path.match("events/*1.parquet")
    storing.Path.replace = lambda self, to: die() if second(to) else replace(self, to)
if moment == "before the journal":
    running.append_journal = lambda folder, entry: die() if entry["part"] == 1 else append(folder, entry)
if moment == "within the journal":
    def cut(folder, entry):
        append(folder, entry)
        if entry["part"] == 1:
            journal = folder / storing.JOURNAL
            journal.write_bytes(journal.read_bytes()[:-9])
            die()
    running.append_journal = cut
if moment == "before the end":
    running.write_json = die
analyze_corpus(source, folder, part_size=2, quiet=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    "moment", ["before a rename", "before the journal", "within the journal", "before the end"]
)
def test_a_killed_run_goes_on_to_the_same_files(source: Path, tmp_path: Path, moment: str) -> None:
    command = [sys.executable, "-c", _KILLED, moment, str(source), str(tmp_path / "killed")]
    assert subprocess.run(command, check=False).returncode == -9
    assert files(tmp_path / "killed")
    with pytest.raises(
        sa.SahelAnalysisError, match=r"not complete\. Run the command that began them once more"
    ):
        read(tmp_path / "killed")
    run(source, tmp_path / "killed")
    run(source, tmp_path / "whole")
    assert files(tmp_path / "killed") == files(tmp_path / "whole")


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the parts that are analysed from now on."""
    numbers: list[int] = []

    def count(part: Part, model: str) -> dict[str, bytes]:
        numbers.append(part.number)
        return analyze_part(part, model)

    monkeypatch.setattr("sahel_analysis.corpus.engines.analyze_part", count)
    return numbers


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_after_ctrl_c_or_a_full_disk_only_the_rest_is_done(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    def fail(folder: Path, number: int, tables: Any) -> Any:
        if number == 1:
            raise stop
        return write_part(folder, number, tables)

    from sahel_analysis.corpus.storing import write_part

    with monkeypatch.context() as patched:
        patched.setattr(running, "write_part", fail)
        with pytest.raises((KeyboardInterrupt, sa.SahelAnalysisError)) as caught:
            run(source, tmp_path / "stopped")
    if isinstance(stop, OSError):
        assert "(No space left on device). Make room" in str(caught.value)
    numbers = counted(monkeypatch)
    run(source, tmp_path / "stopped")
    assert numbers == [1, 2]
    run(source, tmp_path / "whole")
    assert files(tmp_path / "stopped") == files(tmp_path / "whole")


def test_complete_results_are_not_made_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(source, tmp_path / "out").events
    numbers = counted(monkeypatch)
    pd.testing.assert_frame_equal(run(source, tmp_path / "out").events, first)
    assert numbers == []


# What it refuses


def another_input(source: Path) -> dict[str, Any]:
    with source.open("a", encoding="utf8") as file:
        file.write(json.dumps({"text": "Dust rose."}) + "\n")
    return {}


def another_version(source: Path) -> dict[str, Any]:
    manifest = source.parent / "out" / "manifest.json"
    manifest.write_text(
        manifest.read_text(encoding="utf8").replace('"spacy": "3', '"spacy": "2'), encoding="utf8"
    )
    return {}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (another_input, "input.rows is 5 there, 6 here"),
        (another_version, "libraries.spacy is 2"),
        (lambda source: {"part_size": 3}, "settings.part_size is 2 there, 3 here"),
        (lambda source: {"columns": {"title": "id"}}, "settings.columns.title is null there, id here"),
    ],
)
def test_another_input_version_or_setting_is_refused(
    source: Path, tmp_path: Path, change: Callable[[Path], dict[str, Any]], told: str
) -> None:
    run(source, tmp_path / "out")
    options = change(source)
    before = files(tmp_path / "out")
    with pytest.raises(sa.SahelAnalysisError, match="holds results that were made otherwise") as caught:
        run(source, tmp_path / "out", **options)
    assert told in str(caught.value)
    assert "Give a new folder, or delete this one" in str(caught.value)
    assert files(tmp_path / "out") == before


def test_a_folder_with_other_files_is_left_alone(source: Path, tmp_path: Path) -> None:
    with pytest.raises(sa.SahelAnalysisError, match=r"holds other files \(articles.jsonl\)"):
        run(source, tmp_path)
    assert list(tmp_path.iterdir()) == [source]


def test_a_folder_that_cannot_be_made_is_explained(source: Path) -> None:
    with pytest.raises(sa.SahelAnalysisError, match="cannot be written into"):
        run(source, source / "out")


def test_two_runs_do_not_write_into_one_folder(source: Path, tmp_path: Path) -> None:
    from sahel_analysis.corpus.storing import alone

    (tmp_path / "out").mkdir()
    with alone(tmp_path / "out"), pytest.raises(sa.SahelAnalysisError, match="Another run is writing"):
        run(source, tmp_path / "out")


def test_an_input_without_any_article_says_how_to_name_columns(tmp_path: Path) -> None:
    source = write_input(tmp_path / "a.jsonl", [{"body": "Rain fell."}])
    with pytest.raises(
        sa.SahelAnalysisError, match=r"holds no article .*line 1: there is no text in 'text'.*--columns"
    ):
        run(source, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"workers": 0}, "0 workers can do no work"),
        ({"part_size": 0}, "Parts of 0 articles hold nothing"),
        ({"model": "en_no_such_model"}, "is not installed"),
    ],
)
def test_settings_that_make_no_sense_are_refused(
    source: Path, tmp_path: Path, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(sa.SahelAnalysisError, match=message):
        run(source, tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("folder", ["nowhere", "."])
def test_a_folder_without_results_is_no_corpus(tmp_path: Path, folder: str) -> None:
    with pytest.raises(sa.SahelAnalysisError, match="holds no results"):
        read(tmp_path / folder)


def write_results(folder: Path, manifest: str, **tables: bytes) -> Path:
    for name, content in tables.items():
        (folder / name).mkdir()
        (folder / name / "part-00000000.parquet").write_bytes(content)
    (folder / "manifest.json").write_text(manifest, encoding="utf8")
    return folder


@pytest.mark.parametrize(
    "manifest", ["", "null", "[1]", '{"format": 1}', "[" * 100_000, '{"complete": true}']
)
def test_a_damaged_manifest_is_none(tmp_path: Path, manifest: str) -> None:
    with pytest.raises(sa.SahelAnalysisError, match="holds no results"):
        read(write_results(tmp_path, manifest))


def test_a_table_that_is_gone_or_damaged_is_refused(tmp_path: Path) -> None:
    corpus = read(write_results(tmp_path, '{"format": 1, "complete": true}', events=b"PAR1 PAR1"))
    for name in ("events", "figures"):
        with pytest.raises(sa.SahelAnalysisError, match=rf"The table {name} in .* cannot be read"):
            corpus.table(name)


@pytest.mark.parametrize(
    "line", ["null", "{}", '{"part": 0, "rows": 1}', '{"part": 0, "rows": 1, "bytes": 3}']
)
def test_a_damaged_journal_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / JOURNAL).write_text(line + "\n", encoding="utf8")
    with pytest.raises(sa.SahelAnalysisError, match=r"_journal\.jsonl in .* is damaged.*Delete this folder"):
        read_journal(tmp_path)


# The command


def command(*arguments: object) -> int:
    return main([str(argument) for argument in ("corpus", *arguments)])


def test_the_command_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_input(tmp_path / "a.jsonl", [{"nr": 1, "body": TEXTS[1], "date": "2024-08-02"}, {"nr": 2}])
    columns = "id=nr,text=body,published=date"
    assert command(source, "-o", tmp_path / "out", "--workers", 1, "--columns", columns) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith(f"{tmp_path / 'out'}: 1 articles, 1 mentions, 1 entities, 0 times")
    assert "1 errors" in printed.out
    assert printed.out.endswith(f"and why: the table {tmp_path / 'out' / 'errors'}\n")
    row = read(tmp_path / "out").articles.iloc[0]
    assert (row["article_id"], str(row["published"])) == ("1", "2024-08-02 00:00:00")
    assert command(source, "-o", tmp_path / "quiet", "--workers", 1, "--columns", columns, "--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_the_command_complains_if_no_article_could_be_analysed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_input(tmp_path / "a.jsonl", [{"text": TEXTS[1], "published": "Tuesday"}])
    for _ in range(2):  # the second time, the results are complete
        assert command(source, "-o", tmp_path / "out", "--workers", 1, "--quiet") == 2
        told = capsys.readouterr().err
        assert "No article could be analysed (a.jsonl, line 1: 'Tuesday' is not a date." in told
        assert f"the table {tmp_path / 'out' / 'errors'}." in told


def test_the_command_refuses_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(tmp_path / "nowhere.jsonl", "-o", tmp_path / "out") == 2
    assert capsys.readouterr().err.startswith("sahel-analysis: ")
    with pytest.raises(SystemExit):
        command(tmp_path, "-o", tmp_path / "out", "--columns", "text")
    assert "write FIELD=COLUMN, such as text=body" in capsys.readouterr().err


def test_ctrl_c_ends_the_command_without_a_traceback(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "write_part", interrupt)
    assert command(source, "-o", tmp_path / "out", "--workers", 1) == 130
    assert capsys.readouterr().err == "Stopped. Give the same command again to go on.\n"
