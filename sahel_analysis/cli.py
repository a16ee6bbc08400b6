"""The command `sahel-analysis`."""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import os
import re
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sahel_analysis import __version__
from sahel_analysis.article import read_article
from sahel_analysis.errors import SahelAnalysisError
from sahel_analysis.tables import MEASURES, TABLES

if TYPE_CHECKING:
    from sahel_analysis.analysis import Analysis


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit status: 0; 2 if the input has to be mended; 130 after Ctrl-C."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Windows writes files in an encoding of its own; names of files are bytes on other systems.
        sys.stdout.reconfigure(encoding="utf8", errors="surrogateescape")
    parser = make_parser()
    arguments = parser.parse_args(argv)
    if arguments.command == "analyze" and arguments.spreadsheet and not arguments.csv:
        parser.error("--spreadsheet marks the files of --csv: give --csv DIR, too")
    gc.set_threshold(50_000)  # what is loaded stays: to look for garbage in it took a tenth of the time
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("default")
            COMMANDS[arguments.command](arguments)
        for warning in caught:
            if issubclass(warning.category, UserWarning):
                _complain(f"Note: {warning.message}")
        sys.stdout.flush()
    except SahelAnalysisError as error:
        _complain(f"sahel-analysis: {error}")
        return 2
    except BrokenPipeError:  # who reads the output has seen enough
        _discard_output()
    except OSError as error:
        _discard_output()
        what = error.filename or "the output"
        _complain(f"sahel-analysis: Cannot read or write {what} ({error.strerror or error}).")
        return 2
    except KeyboardInterrupt:
        _complain(f"Stopped.{' Give the same command again to go on.' * (arguments.command == 'corpus')}")
        return 130
    return 0


_UNSEEN = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
"""Characters that steer a terminal or turn the direction of writing."""


def printable(text: str) -> str:
    """A text in which nothing steers a terminal."""
    return _UNSEEN.sub("\ufffd", text)


def _complain(message: str) -> None:
    print(printable(message), file=sys.stderr)


def _discard_output() -> None:
    """Sends nowhere what is still to be printed, so that Python does not fail on it once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def make_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="sahel-analysis", description="Who, where, when, what and says who in a news article."
    )
    parser.add_argument("--version", action="version", version=f"sahel-analysis {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    analyze = commands.add_parser("analyze", help="analyze one article", description="Analyzes one article.")
    analyze.add_argument(
        "--json", metavar="OUT", type=path_name, help='write everything as JSON to a file, or to "-"'
    )
    analyze.add_argument(
        "--csv", metavar="DIR", type=path_name, help="write one CSV file per table into a folder"
    )
    analyze.add_argument(
        "--spreadsheet", action="store_true", help="with --csv: a byte order mark, which Excel needs"
    )
    report = commands.add_parser(
        "report", help="one HTML page about an article", description="Writes one HTML page about an article."
    )
    report.add_argument(
        "-o", "--output", metavar="OUT", type=path_name, required=True, help='the file to write, or "-"'
    )
    for command in (analyze, report):
        add_article(command)
    add_corpus_parser(commands)
    commands.add_parser(
        "info", help="versions, model card, licences", description="Versions, model card, licences."
    )
    return parser


def add_corpus_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command line of `sahel-analysis corpus`."""
    corpus = commands.add_parser(
        "corpus",
        help="analyze many articles",
        description="Analyzes many articles into tables in Parquet files. A run that was stopped goes on "
        "when the same command is given again.",
    )
    corpus.add_argument(
        "input", metavar="INPUT", type=path_name, help="a .jsonl, .csv or .parquet file, or a folder of texts"
    )
    corpus.add_argument(
        "-o", "--output", metavar="OUTDIR", type=path_name, required=True, help="folder for the tables"
    )
    corpus.add_argument(
        "--columns", metavar="FIELD=COLUMN,...", type=column_names, default={},
        help="what the input calls id, text, published, title, outlet, url; such as text=body,published=date",
    )  # fmt: skip
    who = corpus.add_mutually_exclusive_group()
    who.add_argument(
        "--workers",
        metavar="N",
        type=int,
        default=os.cpu_count() or 1,
        help="processes (default: one per core)",
    )
    who.add_argument("--dask", metavar="ADDRESS", help="a Dask scheduler, such as tcp://10.0.0.5:8786")
    corpus.add_argument("--model", metavar="NAME", help="another English spaCy pipeline")
    corpus.add_argument(
        "--part-size", metavar="N", type=int, default=100, help="articles per file of a table (default: 100)"
    )
    corpus.add_argument("--quiet", action="store_true", help="show no progress")


def column_names(text: str) -> dict[str, str]:
    """Which column is which field, from "text=body,published=date"."""
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(field and column for field, _, column in pairs):
        raise argparse.ArgumentTypeError("write FIELD=COLUMN, such as text=body,published=date")
    return {field.strip(): column.strip() for field, _, column in pairs}


def add_article(command: argparse.ArgumentParser) -> None:
    """What every command on one article takes."""
    command.add_argument(
        "article",
        metavar="ARTICLE.txt",
        help='a text file (UTF-8), saved page (.html), PDF or .docx, or "-": standard input',
    )
    command.add_argument("--published", metavar="DATE", help="day of publication, such as 2024-09-18")
    command.add_argument("--title", type=words, help="title of the article")
    command.add_argument("--outlet", type=words, help="who published it")
    command.add_argument("--url", type=words, help="where it was published")
    command.add_argument(
        "--model", metavar="NAME", help="another English spaCy pipeline, such as en_core_web_sm"
    )


def path_name(text: str) -> str:
    """The name of a file or folder; an empty one, such as an unset variable gives, is refused."""
    if not text:
        raise argparse.ArgumentTypeError("the name is empty; give the name of a file or folder")
    return text


def words(text: str) -> str:
    """What is said of an article, as UTF-8 in any locale; other bytes, which no table holds, are refused."""
    try:
        return os.fsencode(text).decode("utf8")
    except UnicodeError:
        raise argparse.ArgumentTypeError("this is not UTF-8 text; set the terminal to UTF-8") from None


def refuse_input_as_output(article: str, *outputs: str | Path) -> None:
    """Raises SahelAnalysisError if a file to be written is the article itself."""
    for path in outputs:
        same = False
        with contextlib.suppress(OSError):  # one of them is not there
            same = Path(path).samefile(article)
        if same:
            raise SahelAnalysisError(
                f"The output {str(path)!r} is the article itself. Choose another name for the output."
            )


def analyze_article(arguments: argparse.Namespace) -> Analysis:
    """The analysis of the article that a command names."""
    source = sys.stdin.buffer if arguments.article == "-" else arguments.article
    article = read_article(source, arguments.published, arguments.title, arguments.outlet, arguments.url)
    # spaCy and pandas load here, after the input is known to be good.
    from sahel_analysis.analysis import analyze

    return analyze(article, **({"model": arguments.model} if arguments.model else {}))


def run_report(arguments: argparse.Namespace) -> None:
    """Writes one HTML page about an article."""
    analysis = analyze_article(arguments)
    refuse_input_as_output(arguments.article, arguments.output)
    page = analysis.report(None if arguments.output == "-" else arguments.output)
    print(page if arguments.output == "-" else Path(arguments.output))


def run_analyze(arguments: argparse.Namespace) -> None:
    """Analyzes one article, writes what was asked for, or prints a summary."""
    analysis = analyze_article(arguments)
    tables = [Path(arguments.csv) / f"{name}.csv" for name in TABLES] if arguments.csv else []
    refuse_input_as_output(arguments.article, *tables, *([arguments.json] if arguments.json else []))
    if arguments.csv:
        for path in analysis.to_csv(arguments.csv, arguments.spreadsheet):
            print(path, file=sys.stderr if arguments.json == "-" else sys.stdout)
    if arguments.json == "-":
        import json

        written = json.dumps(analysis.to_dict(), ensure_ascii=False, indent=1)
        # JSON leaves these as they are, and a terminal obeys them.
        print(re.sub("[\x7f-\x9f]", lambda control: f"\\u{ord(control[0]):04x}", written))
    elif arguments.json:
        analysis.to_json(arguments.json)
        print(Path(arguments.json))
    if not (arguments.csv or arguments.json):
        print(printable(summary(analysis)))


def run_corpus(arguments: argparse.Namespace) -> None:
    """Analyzes many articles and says how many rows there are of what."""
    from sahel_analysis.corpus import analyze_corpus

    corpus = analyze_corpus(
        arguments.input,
        arguments.output,
        columns=arguments.columns,
        workers=arguments.workers,
        dask=arguments.dask,
        part_size=arguments.part_size,
        quiet=arguments.quiet,
        **({"model": arguments.model} if arguments.model else {}),
    )
    if not corpus.manifest["counts"]["articles"]:
        first = corpus.errors.iloc[0]
        raise SahelAnalysisError(
            f"No article could be analysed ({first['place']}: {first['reason']}). Mend the input, and give "
            f"a new folder; why each row gave nothing: the table {Path(arguments.output) / 'errors'}."
        )
    if not arguments.quiet:
        counts = ", ".join(f"{n:,} {name}" for name, n in corpus.manifest["counts"].items())
        print(f"{arguments.output}: {counts}")
        if corpus.manifest["counts"].get("errors"):
            print(f"What could not be read, and why: the table {Path(arguments.output) / 'errors'}")


def summary(analysis: Analysis) -> str:
    """Entities, events and statements of an article, for reading in a terminal."""
    tables = analysis.to_dict()
    published = analysis.article.published
    lines = [
        f"Published: {published or 'not known (give --published)'}",
        f"{len(analysis.mentions)} mentions of {len(analysis.entities)} entities, found by {analysis.model}:",
        "",
    ]
    for row in sorted(tables["entities"], key=lambda row: (row["label"], row["first_start"])):
        about = f" ({row['role']})" if row["role"] else ""
        lines.append(f"  {row['label']:<7} {row['n_mentions']:>3} x  {row['name']}{about}")
    lines += ["", f"{len(analysis.events)} events:", "", *map(event_line, tables["events"])]
    said = [row for row in tables["attributions"] if row["act"] == "statement"]
    lines += ["", f"{len(said)} statements:", ""]
    lines += [statement_line(row, analysis.article.text) for row in said]
    lines += ["", "Every row with its place in the text: --json OUT or --csv DIR"]
    return "\n".join(lines)


def event_line(row: dict[str, Any]) -> str:
    """One event of `Analysis.to_dict()`: its days, what, where, and the figures that the text gives."""
    from sahel_analysis.wording import say_count, say_date

    parts = [f"  {say_date(row['date_earliest'], row['date_latest'])}: {row['trigger']} ({row['type']})"]
    parts += [row["place"]] if row["place"] else []
    for measure in MEASURES:
        count = say_count(row[f"{measure}_min"], row[f"{measure}_max"], row["approx"])
        parts += [f"{measure.replace('_', ' ')}: {count}"] if count else []
    return "; ".join(parts)


def statement_line(row: dict[str, Any], text: str) -> str:
    """One statement of `Analysis.to_dict()`: who, what kind of source, and how the content begins."""
    from sahel_analysis.wording import shorten

    who = " ".join((row["source"] or "no source").split())
    content = " … ".join(text[start:end] for start, end in row["content"])
    return f"  {who} ({row['source_kind']}) {row['cue']}: {shorten(content, 72)}"


def run_info(arguments: argparse.Namespace) -> None:
    """Prints versions, the model card's figures and the data's licences."""
    import platform
    from importlib.metadata import version

    from sahel_analysis.resources import path_of

    print(f"sahel-analysis {__version__}, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in ("spacy", "pandas", "onnxruntime", "matplotlib")))
    for title, name in (("Model card", "data/MODEL_CARD.md"), ("Data", "data/README.md")):
        print(f"\n{title} ({path_of(name)})\n")
        print(path_of(name).read_text(encoding="utf8"))


COMMANDS = {"analyze": run_analyze, "report": run_report, "corpus": run_corpus, "info": run_info}


if __name__ == "__main__":
    sys.exit(main())
