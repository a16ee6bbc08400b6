"""Articles: reading them, what is known of them, and which of their lines are a site's own."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from sahel_analysis.errors import ArticleError
from sahel_analysis.resources import path_of, read_table

MAX_BYTES = 5_000_000
"""An article is far shorter; a longer file is a corpus."""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A line of the site, not of the article: characters `start` to `end`, and why."""

    start: int
    end: int
    group: str


@dataclass(frozen=True)
class Article:
    """A news article as it was given, and what is known of it.

    Attributes:
        text: the words; never changed, and every offset of every table counts its code points.
        published: the day of publication. None: not known, as in the next three.
        title: its title.
        outlet: who published it.
        url: where it was published.
        published_is_inferred: whether the date was concluded and not stated.
        notes: the reasons for that.
        boilerplate: the site's own lines (links, share buttons, questions to readers), which later layers
            skip: start, end (characters) and group of each.

    Example:
        >>> article.published.isoformat(), article.published_is_inferred
        ('2024-09-18', True)
        >>> start, end = article.paragraphs[4]
        >>> article.text[start:end][:45]
        'Earlier on Tuesday, an AP reporter heard two '
    """

    text: str
    published: dt.date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published_is_inferred: bool = False
    notes: tuple[str, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()

    @property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Start and end of every line that is not blank and not boilerplate."""
        skip = {b.start for b in self.boilerplate}
        return [span for span in _lines(self.text) if span[0] not in skip]


def make_article(
    text: str,
    published: dt.date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """An article from a string, for a text that is already in Python.

    Args:
        text: the article's words, with its line breaks.
        published: the day of publication, a date or an ISO date ("2024-09-18"); without it "Tuesday" stays a
            Tuesday.
        title: its title, if known.
        outlet: who published it, if known.
        url: where it was published, if known.

    Returns:
        The article, with the website's own lines marked as boilerplate.

    Raises:
        ArticleError: the text is empty or holds what cannot be written as UTF-8, or the date is no date.

    Example:
        >>> report = sa.make_article("The road was closed on Monday.", published="2031-05-14")
        >>> report.published
        datetime.date(2031, 5, 14)
    """
    if not text.strip():
        raise ArticleError("The article is empty. Give a text file that holds the article's text.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ArticleError(
            "The text holds halves of characters (lone surrogates), as a wrong decoding leaves them. "
            "Read the file as UTF-8, or give its path to read_article."
        )
    return Article(text, _date(published), title, outlet, url, boilerplate=find_boilerplate(text))


def read_article(
    path_or_file: str | Path | IO[str] | IO[bytes],
    published: dt.date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """Reads an article from a UTF-8 text file (with or without byte order mark) or an open file.

    Args:
        path_or_file: name of a text file, or a file that is open for reading.
        published: the day of publication, a date or an ISO date ("2024-09-18"); without it "Tuesday" stays a
            Tuesday.
        title: its title, if known.
        outlet: who published it, if known.
        url: where it was published, if known.

    Returns:
        The article, with the website's own lines marked as boilerplate.

    Raises:
        ArticleError: with what to do, if the file is missing, empty, not text, not UTF-8 or over 5 MB, or if
            the date is no date.

    Example:
        >>> report = sa.read_article("my_article.txt", published="2024-09-18", outlet="Radio Dune")
        >>> report.outlet
        'Radio Dune'
    """
    return make_article(_read(path_or_file), published, title, outlet, url)


def load_article() -> Article:
    """The article of the lessons: the attack on Bamako of 17 September 2024.

    What is known of it beyond its words stands in seeds/bamako_2024.toml.

    Returns:
        The article.

    Example:
        >>> sa.load_article().text[:32]
        'Mali’s troops repelled Islamic m'
    """
    known = tomllib.loads(path_of("seeds/bamako_2024.toml").read_text(encoding="utf8"))
    text = path_of(f"seeds/{known['file']}").read_bytes().decode("utf8")
    return Article(
        text,
        published=known["published"],
        title=known["title"] or None,
        outlet=known["outlet"] or None,
        url=known["url"] or None,
        published_is_inferred=known["published_is_inferred"],
        notes=(*known["published_reasons"], known["published_effect"]),
        boilerplate=find_boilerplate(text),
    )


def find_boilerplate(text: str) -> tuple[Boilerplate, ...]:
    """The site's own lines of a text, by the patterns of data/lexicon/boilerplate.csv.

    A pattern must match a whole line, whatever its case, so that a sentence which merely begins
    like a link stays.
    """
    found = []
    for start, end in _lines(text):
        line = text[start:end].replace("’", "'")
        group = next((g for pattern, g in _patterns() if pattern.fullmatch(line)), None)
        if group is not None:
            found.append(Boilerplate(start, end, group))
    return tuple(found)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    table = read_table("lexicon/boilerplate.csv")
    return [
        (re.compile(pattern.replace("’", "'"), re.IGNORECASE), group)
        for pattern, group in zip(table["pattern"], table["group"], strict=True)
    ]


def _lines(text: str) -> list[tuple[int, int]]:
    """Start and end of every line with anything on it, without the blanks around it."""
    return [match.span() for match in re.finditer(r"\S(?:[^\n\r]*\S)?", text)]


def _date(published: dt.date | str | None) -> dt.date | None:
    if published is None or published == "":
        return None
    if isinstance(published, dt.datetime):
        return published.date()
    if isinstance(published, dt.date):
        return published
    try:
        return dt.datetime.fromisoformat(published.strip()).date()
    except ValueError:
        raise ArticleError(
            f"{published!r} is not a date. "
            "Write the day of publication as year-month-day, such as 2024-09-18."
        ) from None


def _read(path_or_file: str | Path | IO[str] | IO[bytes]) -> str:
    if isinstance(path_or_file, (str, Path)):
        name = f"The file {str(path_or_file)!r}"
        content = _read_bytes(Path(path_or_file), name)
    else:
        name = "The file"
        read = path_or_file.read(MAX_BYTES + 1)
        content = read.encode("utf8", "surrogatepass") if isinstance(read, str) else read
    if len(content) > MAX_BYTES:
        raise ArticleError(
            f"{name} is over {MAX_BYTES // 1_000_000} MB, far more than one article. "
            "Split it into one file per article."
        )
    if not content.strip():
        raise ArticleError(f"{name} is empty. Give a text file that holds the article's text.")
    if b"\0" in content:
        raise ArticleError(
            f"{name} is not plain text (it may be a PDF or Word file, or UTF-16). "
            'Open it in the program that made it and save it as "plain text, UTF-8".'
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{name} is not UTF-8 text (byte {error.start} does not fit). "
            'Open it in an editor and save it with the encoding "UTF-8".'
        ) from None


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise ArticleError(f"{name} does not exist. Check the spelling and the folder.") from None
    except IsADirectoryError:
        raise ArticleError(f"{str(path)!r} is a folder. Give one text file.") from None
    except (OSError, ValueError) as error:
        raise ArticleError(f"{name} cannot be read ({error}). Check the name and who may read it.") from None


def warn_without_date(article: Article) -> None:
    """Tells the reader once how to give a date of publication."""
    if article.published is None:
        warnings.warn(
            'The article has no date of publication, so words such as "Tuesday" cannot become dates. '
            'Give one: read_article(path, published="2024-09-18"), or --published 2024-09-18 in a terminal.',
            stacklevel=3,
        )
