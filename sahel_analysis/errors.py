"""The package's own errors: every message says what to do next."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


class SahelAnalysisError(Exception):
    """Anything that a reader of the message can mend; every error of this package is one.

    Example:
        >>> try:
        ...     sa.read_article("no_such_file.txt")
        ... except sa.SahelAnalysisError as error:
        ...     print(error)
        The file 'no_such_file.txt' does not exist. Check the spelling and the folder.
    """


class ArticleError(SahelAnalysisError):
    """The article cannot be read as text."""


class ModelError(SahelAnalysisError):
    """The language pipeline cannot be loaded."""


class InstallationError(ModelError):
    """A file that came with the package is missing or no longer what it was."""


@contextmanager
def reading(what: str, advice: str, kind: type[SahelAnalysisError] = SahelAnalysisError) -> Iterator[None]:
    """Around the parsing of what others wrote: what lacks there, or has another form, is the file's fault.

    `what` names the file, `advice` says what to do with it. What fails there for its structure is raised as
    an error of the package, with the first error as its cause. It belongs around no other code, as it would
    lay our own mistakes to a file.
    """
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        raise kind(f"{what} is damaged, or of another kind: {_fault_of(error)}. {advice}") from error


def _fault_of(error: Exception) -> str:
    """What an error of Python says of the structure that was read."""
    if isinstance(error, KeyError) and error.args:
        return f"{error.args[0]!r} is missing"
    if isinstance(error, LookupError):
        return "a part is missing"
    if isinstance(error, json.JSONDecodeError):
        return "it is not JSON"
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a value is of another kind"


def expect(value: object, kinds: type | tuple[type, ...], wanted: str) -> None:
    """Raises SahelAnalysisError unless a value is of one of the kinds; `wanted` says what to give instead."""
    if not isinstance(value, kinds):
        raise SahelAnalysisError(f"A value of type {type(value).__name__} does not fit here. Give {wanted}.")


def as_path(path: object) -> Path:
    """The path of a file or folder; raises SahelAnalysisError for what names none."""
    expect(path, (str, Path), 'the name of a file or folder, such as "my_table.csv"')
    if "\0" in str(path):
        raise SahelAnalysisError(f"{str(path)!r} names no file. Give the name of a file or folder.")
    return Path(str(path))


def expect_analysis(value: object) -> None:
    """Raises SahelAnalysisError for anything but an Analysis, such as an article that is not analysed yet."""
    if not (hasattr(value, "article") and hasattr(value, "events")):
        expect(value, (), "an Analysis, as sa.analyze(article) returns it")


def expect_columns(table: object, columns: Iterable[str], wanted: str) -> None:
    """Raises SahelAnalysisError unless a value is a table with these columns; `wanted` says what to give."""
    present = list(getattr(table, "columns", ()))
    missing = [column for column in columns if column not in present]
    if missing:
        what = "table" if present else f"value of type {type(table).__name__}"
        raise SahelAnalysisError(f"This {what} has no column {', '.join(missing)}. Give {wanted}.")
