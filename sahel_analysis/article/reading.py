"""What was given? A file or a string: an article is made of it, or it is refused with what to do."""

from __future__ import annotations

import datetime as dt
import os
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import IO

from sahel_analysis.article.documents import Found
from sahel_analysis.article.formats import format_of, may_be_large, read_format
from sahel_analysis.article.known import Article, day_of, refuse_no_text, words_of
from sahel_analysis.article.site_lines import find_boilerplate
from sahel_analysis.errors import ArticleError
from sahel_analysis.files import open_to_read
from sahel_analysis.resources import read_text

MAX_BYTES = 5_000_000
"""An article is far shorter; a longer file is a corpus."""

MAX_DOCUMENT = 50_000_000
"""Bytes of a file that may hold pictures: a PDF, a Word file, a mail."""

_ADDRESS = re.compile(r"\s*(?:https?|ftp)://\S+\s*|\s*www\.\S+\.\S+\s*", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"[^\n\r]{0,240}\.(?:txt|text|md|html?|xhtml|mht(?:ml)?|eml|pdf|docx?|odt|rtf|jsonl?|ipynb|csv)\s*",
    re.IGNORECASE,
)
_LONGEST_NAME = 250


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
        published: the day of publication, a date (also pandas') or an ISO date ("2024-09-18"); without it
            "Tuesday" stays a Tuesday.
        title: its title, if known.
        outlet: who published it, if known.
        url: where it was published, if known.

    Returns:
        The article, with the website's own lines marked as boilerplate.

    Raises:
        ArticleError: the text is empty, an address, or something is no string that can be written as UTF-8,
            or the date is none.

    Example:
        >>> report = sa.make_article("The road was closed on Monday.", published="2031-05-14")
        >>> report.published
        datetime.date(2031, 5, 14)
    """
    refuse_no_text(text)
    _refuse_address(text)
    if not text.strip():
        raise ArticleError("The article is empty. Give a text file that holds the article's text.")
    article = Article(text, day_of(published), title, outlet, url, boilerplate=find_boilerplate(text))
    if not article.clean.text.strip():
        raise ArticleError("The article is empty: it holds only characters that nobody sees. Give its text.")
    return article


def read_article(
    path_or_file: str | Path | IO[str] | IO[bytes],
    published: dt.date | str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Article:
    """Reads an article from a UTF-8 text file, a page (HTML, .mhtml), a mail, a PDF or a Word file (.docx).

    Pages, PDF and Word files need the extra `web`: pip install "sahel-analysis[web]". Of a page, title,
    outlet, address and day of publication are read too, where not given; of a mail the day on which it was
    sent. Nothing is fetched from a network.

    Args:
        path_or_file: name of a file, or a file that is open for reading.
        published: the day of publication, a date (also pandas') or an ISO date ("2024-09-18"); without it
            "Tuesday" stays a Tuesday.
        title: its title, if known.
        outlet: who published it, if known.
        url: where it was published, if known.

    Returns:
        The article, with the website's own lines marked as boilerplate.

    Raises:
        ArticleError: with what to do, if the file is missing, empty, of another kind, not UTF-8 or over 5 MB,
            or if the date is no date.

    Example:
        >>> report = sa.read_article("my_article.txt", published="2024-09-18", outlet="Radio Dune")
        >>> report.outlet
        'Radio Dune'
    """
    found = _read(path_or_file)
    given = day_of(published)
    article = make_article(
        found.text,
        given or found.published,
        words_of(title, "title") or found.title,
        words_of(outlet, "outlet") or found.outlet,
        words_of(url, "url") or found.url,
    )
    if given is None and found.published is not None:
        return replace(article, published_is_inferred=True, notes=(found.day_is,))
    return article


def open_article(given: object, published: dt.date | str | None = None) -> Article:
    """An article from whatever stands for one: itself, its text, the name of its file, a path, an open file.

    Raises:
        ArticleError: it is none of these; an address, as nothing is fetched from a network; a file that is
            not there; a day of publication that is none, or is given for an Article, which has its own.
    """
    if isinstance(given, Article):
        if day_of(published) is not None:
            raise ArticleError(
                f"An Article has its own day of publication (here {given.published or 'none'}). Leave "
                "published= out, or give it where the article is made: read_article(..., published=...)."
            )
        return given
    if isinstance(given, str) and not _names_file(given):
        return make_article(given, published)
    if isinstance(given, str | Path) or hasattr(given, "read"):
        return read_article(given, published)  # type: ignore[arg-type]
    raise ArticleError(
        f"An article is needed, not a {type(given).__name__}. Give an Article, as read_article "
        "returns it, its text, or the name of its file."
    )


def load_article() -> Article:
    """The article of the lessons: the attack on Bamako of 17 September 2024.

    What is known of it beyond its words stands in seeds/bamako_2024.toml.

    Returns:
        The article.

    Example:
        >>> sa.load_article().text[:32]
        'Mali’s troops repelled Islamic m'
    """
    known = tomllib.loads(read_text("seeds/bamako_2024.toml"))
    text = read_text(f"seeds/{known['file']}")
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


def _names_file(text: str) -> bool:
    """Whether a string is rather the name of a file than an article."""
    if "\n" in text or "\0" in text or len(text) > _LONGEST_NAME or _ADDRESS.fullmatch(text):
        return False
    try:
        return (Path(text).exists() and bool(text.strip())) or bool(_FILE_NAME.fullmatch(text))
    except (OSError, ValueError):
        return False


def _refuse_address(text: str) -> None:
    if _ADDRESS.fullmatch(text):
        raise ArticleError(
            f"{text.strip()!r} is an address, and nothing is fetched from the network. Open the page, save "
            "it as HTML and give that file's name to read_article, or copy its text into make_article."
        )


def _read(path_or_file: str | Path | IO[str] | IO[bytes]) -> Found:
    if isinstance(path_or_file, (str, Path)):
        _refuse_address(str(path_or_file))
        name = f"The file {str(path_or_file)!r}"
        content = _read_bytes(path_or_file, name)
        suffix = Path(path_or_file).suffix.lower()
    elif not hasattr(path_or_file, "read"):
        raise ArticleError(
            f"A file is needed, not a {type(path_or_file).__name__}. Give its name, or an open file."
        )
    else:
        name, suffix = "The file", ""
        content = _read_open(path_or_file, name)
    kind = format_of(content, suffix)
    if len(content) > (MAX_DOCUMENT if may_be_large(kind) else MAX_BYTES):
        raise ArticleError(
            f"{name} is over {MAX_BYTES // 1_000_000} MB, far more than one article. "
            "Split it into one file per article."
        )
    if not content.strip():
        raise ArticleError(f"{name} is empty. Give a text file that holds the article's text.")
    if kind is not None:
        found = read_format(content, kind, name)
        if not found.text.strip():
            raise ArticleError(
                f"{name} holds no text that can be read, perhaps only pictures of it. Copy the article's "
                "text into a plain text file (UTF-8)."
            )
        if _is_only_site(found):
            raise ArticleError(
                f"{name} holds no article, only lines of the website; the page may need JavaScript. "
                "Open it in a browser, and copy the article's text into a plain text file (UTF-8)."
            )
        return found
    return Found(_decode(content, name))


def _is_only_site(found: Found) -> bool:
    """Whether all that was found are lines of the website, below the title or not."""
    site = {found.text[line.start : line.end] for line in find_boilerplate(found.text)}
    lines = {line.strip() for line in found.text.splitlines()}
    return bool(site) and lines <= {*site, found.title, ""}


def _decode(content: bytes, name: str) -> str:
    if b"\0" in content:
        raise ArticleError(
            f"{name} is not plain text (it may be a Word file, a picture, or UTF-16). "
            'Open it in the program that made it and save it as "plain text, UTF-8".'
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{name} is not UTF-8 text (byte {error.start} does not fit). "
            'Open it in an editor and save it with the encoding "UTF-8".'
        ) from None


def _read_open(file: IO[str] | IO[bytes], name: str) -> bytes:
    try:
        read = file.read(MAX_DOCUMENT + 1)
    except (
        OSError,
        ValueError,
    ) as error:  # closed, open for writing, or not of the encoding it was opened with
        raise ArticleError(
            f"{name} cannot be read ({error}). Open it for reading, with encoding='utf8', or give its name."
        ) from None
    if not isinstance(read, str | bytes):
        raise ArticleError(f"{name} gives no text but a {type(read).__name__}. Give the file's name.")
    return read.encode("utf8", "surrogatepass") if isinstance(read, str) else read


def _read_bytes(path: str | Path, name: str) -> bytes:
    try:
        with open_to_read(path, MAX_DOCUMENT + 1) as file:
            head = file.read(MAX_BYTES + 1)
            is_large = may_be_large(format_of(head, ""))
            return head + (file.read(MAX_DOCUMENT - MAX_BYTES) if is_large else b"")
    except FileNotFoundError:
        if "\n" in str(path) or len(str(path)) > _LONGEST_NAME:
            raise _is_text() from None
        raise ArticleError(f"{name} does not exist. Check the spelling and the folder.") from None
    except IsADirectoryError:
        raise ArticleError(f"{os.fspath(path)!r} is a folder. Give one text file.") from None
    except (OSError, ValueError) as error:
        if "\n" in str(path) or len(str(path)) > _LONGEST_NAME:
            raise _is_text() from None
        raise ArticleError(f"{name} cannot be read ({error}). Check the name and who may read it.") from None


def _is_text() -> ArticleError:
    return ArticleError("This is a text, not the name of a file. Give a text to make_article.")
