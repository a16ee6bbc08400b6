"""The command: what it prints, what it writes, and how it refuses."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from conftest import record

import sahel_analysis
from sahel_analysis.cli import event_line, main
from sahel_analysis.records import Event
from sahel_analysis.tables import MEASURES

TEXT = "Colonel Fanta Coulibaly visited Gao on Monday. Coulibaly met traders.\n\nGot a question?\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf8")
    return path


def run(*arguments: object) -> int:
    return main([str(a) for a in arguments])


# What it prints


def test_a_summary_for_reading(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("analyze", article, "--published", "2024-08-02") == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[0] == "Published: 2024-08-02"
    assert "found by en_sahel_news" in printed.out
    assert "  PERSON    2 x  Fanta Coulibaly (Colonel)" in printed.out.splitlines()
    assert "  GPE       1 x  Gao" in printed.out.splitlines()
    assert printed.err == ""


def test_the_summary_tells_events_and_statements(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Gunmen attacked a bus near Ansongo on Tuesday, killing at least four people, "
        "Colonel Fanta Coulibaly said.",
        encoding="utf8",
    )
    assert run("analyze", path, "--published", "2024-08-02") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  30 July 2024: attacked (attack); Ansongo; killed: at least 4" in lines
    said = "Gunmen attacked a bus near Ansongo on Tuesday, killing at least four pe…"
    assert f"  Colonel Fanta Coulibaly (military) said: {said}" in lines


def test_without_a_date_a_note_says_how_to_give_one(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("analyze", article) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("Published: not known (give --published)")
    assert printed.err.startswith("Note: The article has no date of publication")
    assert printed.err.count("\n") == 1


def test_json_to_the_screen(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("analyze", article, "--published", "2024-08-02", "--title", "Gao", "--json", "-") == 0
    printed = capsys.readouterr()
    data = json.loads(printed.out)
    assert data["article"]["published"] == "2024-08-02"
    assert data["article"]["title"] == "Gao"
    assert [e["name"] for e in data["entities"]] == ["Fanta Coulibaly", "Gao"]
    assert printed.err == ""


def test_json_to_a_file(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.json"
    assert run("analyze", article, "--published", "2024-08-02", "--json", out) == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert json.loads(out.read_text(encoding="utf8"))["article"]["text"] == TEXT


def test_csv_to_a_folder(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "tables"
    assert run("analyze", article, "--published", "2024-08-02", "--csv", out) == 0
    names = ["mentions.csv", "entities.csv", "times.csv", "attributions.csv", "events.csv", "figures.csv"]
    assert capsys.readouterr().out.splitlines() == [str(out / name) for name in names]
    with (out / "entities.csv").open(encoding="utf8", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Fanta Coulibaly", "Gao"]


def test_json_and_csv_together(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run("analyze", article, "--published", "2024-08-02", "--json", out, "--csv", tmp_path) == 0
    assert out.exists()
    assert (tmp_path / "events.csv").exists()


def test_json_on_the_screen_stands_alone_beside_csv(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("analyze", article, "--published", "2024-08-02", "--json", "-", "--csv", tmp_path) == 0
    printed = capsys.readouterr()
    assert "article" in json.loads(printed.out)
    assert str(tmp_path / "events.csv") in printed.err


def test_info_names_versions_and_licences(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("info") == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"sahel-analysis {sahel_analysis.__version__}, Python 3.")
    assert "spacy 3." in printed
    assert "Model card" in printed
    assert "MODEL_CARD.md" in printed


@pytest.mark.parametrize("arguments", [["--help"], ["analyze", "--help"], ["info", "--help"], ["--version"]])
def test_help_and_version(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 0
    assert "sahel-analysis" in capsys.readouterr().out


@pytest.mark.parametrize("measure", MEASURES)
def test_an_event_is_told_with_every_figure(measure: str) -> None:
    event = record(Event, trigger="raid", type="attack", **{f"{measure}_min": 3, f"{measure}_max": 5})
    assert event_line(asdict(event)) == f"  no date: raid (attack); {measure.replace('_', ' ')}: 3 to 5"


def test_standard_input_and_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in (["analyze", "--json", "-"], ["report", "-o", "-"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("utf8"))))
        assert run(*command, "-", "--published", "2024-08-02") == 0
        assert "Fanta Coulibaly" in capsys.readouterr().out


def test_nothing_in_an_article_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Colonel Fanta \x1b[31mCoulibaly\x9b2J said Gao \u202ewas calm\x07.", encoding="utf8")
    assert run("analyze", path, "--published", "2024-08-02") == 0
    assert not set(capsys.readouterr().out) & set("\x1b\x9b\u202e\x07")
    assert run("analyze", path, "--published", "2024-08-02", "--json", "-") == 0
    printed = capsys.readouterr().out
    assert not set(printed) & set("\x1b\x9b\x07")
    assert json.loads(printed)["article"]["text"] == path.read_text(encoding="utf8")


# How it refuses


@pytest.mark.parametrize(
    "arguments",
    [["analyze", "--json", "events.csv"], ["analyze", "--csv", "."], ["report", "-o", "./../in/events.csv"]],
)
def test_the_article_itself_is_never_overwritten(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    Path("events.csv").write_text(TEXT)
    assert run(*arguments, "events.csv", "--published", "2024-08-02") == 2
    assert "is the article itself. Choose another name" in capsys.readouterr().err
    assert Path("events.csv").read_text() == TEXT
    assert [path.name for path in Path().iterdir()] == ["events.csv"]


@pytest.mark.parametrize("option", ["--title", "--outlet", "--url"])
def test_what_is_no_utf8_is_refused(article: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("analyze", article, option, "\udcff")
    assert f"argument {option}: this is not UTF-8 text" in capsys.readouterr().err


def test_a_full_output_is_explained(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sahel_analysis.cli.summary", full)
    assert run("analyze", article, "--published", "2024-08-02") == 2
    assert capsys.readouterr().err.startswith(
        "sahel-analysis: Cannot read or write the output (No space left"
    )


def test_ctrl_c_stops_without_a_traceback(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sahel_analysis.cli.summary", stop)
    assert run("analyze", article, "--published", "2024-08-02") == 130
    assert capsys.readouterr().err == "Stopped.\n"


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (b"", [], "is empty. Give a text file"),
        (b"\xff\xfeR\0a\0i\0n\0", [], "is not plain text"),
        ("Goïta".encode("latin-1"), [], "is not UTF-8 text"),
        (b"Rain fell.", ["--published", "Tuesday"], "'Tuesday' is not a date"),
        (b"Rain fell.", ["--model", "en_no_such_model"], "python -m pip install en_no_such_model-"),
    ],
    ids=["empty", "UTF-16", "Latin-1", "date", "model"],
)
def test_bad_input_is_explained_and_old_output_stays(
    tmp_path: Path, content: bytes, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    article, out = tmp_path / "article.txt", tmp_path / "out.json"
    article.write_bytes(content)
    out.write_text("old")
    assert run("analyze", article, "--json", out, *options) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("sahel-analysis: ")
    assert message in printed.err
    assert "Traceback" not in printed.err
    assert out.read_text() == "old"


def test_a_missing_file_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("analyze", tmp_path / "nowhere.txt") == 2
    assert "nowhere.txt' does not exist" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_explained(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("analyze", article, "--published", "2024-08-02", "--json", article / "out.json") == 2
    assert "Cannot write" in capsys.readouterr().err
    assert article.read_text(encoding="utf8") == TEXT


@pytest.mark.parametrize("option", ["--json", "--csv"])
def test_an_empty_name_is_refused(article: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("analyze", article, option, "")
    assert caught.value.code == 2
    assert f"argument {option}: the name is empty" in capsys.readouterr().err


def test_a_mark_for_spreadsheets_without_a_table_is_refused(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        run("analyze", article, "--spreadsheet")
    assert caught.value.code == 2
    assert "--spreadsheet marks the files of --csv: give --csv DIR, too" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["analyse"], ["analyze"], ["analyze", "a.txt", "--jason", "-"]])
def test_a_wrong_command_line_shows_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: sahel-analysis")


# From outside


def outside(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)


# No home to write into, a locale that knows ASCII alone, names with blanks and accents.
POOR = {"HOME": os.devnull, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "MPLCONFIGDIR": ""}


def test_any_locale_home_names_and_line_ends(tmp_path: Path) -> None:
    folder = tmp_path / "à lire"
    folder.mkdir()
    text = "Rain fell on Ménaka.\r\n\r\n“It rained,” Fanta Coulibaly said."
    (folder / "un récit.txt").write_text(text, encoding="utf8", newline="")
    names = ["à lire/un récit.txt", "--title", "Été", "--json", "-", "--csv", "à lire/les tables"]
    done = subprocess.run(
        [sys.executable, "-m", "sahel_analysis.cli", "analyze", *names],
        cwd=tmp_path,
        env=os.environ | POOR,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.decode("utf8"))
    assert (found["article"]["text"], found["article"]["title"]) == (text, "Été")
    assert [row["name"] for row in found["entities"]] == ["Menaka", "Fanta Coulibaly"]
    assert "Ménaka" in (folder / "les tables" / "mentions.csv").read_text(encoding="utf8")


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_who_reads_only_the_first_line_gets_it_without_complaint() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "sahel_analysis.cli", "info"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"sahel-analysis")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_behind_the_output_is_explained() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "sahel_analysis.cli", "info"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"sahel-analysis: Cannot read or write the output (No space left")
    assert done.stderr.count(b"\n") == 1


def test_the_module_is_a_command(tmp_path: Path) -> None:
    done = outside("-m", "sahel_analysis.cli", "analyze", str(tmp_path / "nowhere.txt"))
    assert done.returncode == 2
    assert "does not exist" in done.stderr
    assert "Traceback" not in done.stderr


def loaded_by(code: str) -> set[str]:
    """Which of the heavy libraries are loaded after some code ran in a fresh Python."""
    heavy = ("spacy", "pandas", "numpy", "matplotlib", "onnxruntime", "networkx")
    done = outside("-c", f"{code}\nimport sys\nprint(*(m for m in {heavy!r} if m in sys.modules))")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import sahel_analysis") == set()


def test_reading_an_article_loads_nothing_heavy() -> None:
    assert loaded_by("import sahel_analysis as sa; sa.load_article(); dir(sa)") == set()


def test_a_bad_article_is_refused_before_anything_heavy_is_loaded() -> None:
    assert loaded_by("from sahel_analysis.cli import main; main(['analyze', 'nowhere.txt'])") == set()


def test_every_public_name_is_there() -> None:
    for name in sahel_analysis.__all__:
        assert getattr(sahel_analysis, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        _ = sahel_analysis.no_such_name
