"""Of which kind is a file, and is that kind read or refused?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from sahel_analysis.article.documents import Found, read_docx, read_html, read_mail, read_pdf
from sahel_analysis.errors import ArticleError

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_PAGES = (".html", ".htm", ".xhtml")
_MAIL = re.compile(
    rb"\s*(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type):", re.IGNORECASE
)
_JSON = (".json", ".jsonl", ".ndjson", ".geojson", ".ipynb")
_TABLES = (".csv", ".tsv")
_SUBTITLES = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:WEBVTT\b|\d+\s+\d\d:\d\d:\d\d[,.]\d{3}\s+-->)")

_PICTURE = "a picture. Give a file that holds the article's text"
_BEGINNINGS = {
    b"\xd0\xcf\x11\xe0": "a Word file of the old kind (.doc). Save it as .docx or as plain text",
    b"{\\rtf": "a rich text file (.rtf). Save it as .docx or as plain text",
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"\x1f\x8b": "a packed file. Unpack it first",
    b"PK": "a packed file or a document of another program. Unpack it, or save it as .docx or as plain text",
}
"""How files begin that are refused, and what to do with them."""

_WORDS_ONLY = "Save the article's words as plain text (UTF-8)"
_OF_DATA = {
    "json": f"JSON. {_WORDS_ONLY}, or give JSON lines (.jsonl) with a text each to `sahel-analysis corpus`",
    "notebook": f"a notebook. {_WORDS_ONLY}",
    "table": f"a table. {_WORDS_ONLY}, or give a table with a text in each row to `sahel-analysis corpus`",
    "subtitles": f"a file of subtitles. {_WORDS_ONLY}, without the times",
}
"""Kinds of files of characters that are refused, and what to do with them."""


def format_of(content: bytes, suffix: str) -> str | None:
    """The kind of a file by how it begins, of pages and data also by its name; None for plain text."""
    if content.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if content.startswith(b"PK") and b"word/" in content:
        return "docx"
    if _PAGE.match(content) or (suffix in _PAGES and b"<" in content):
        return "html"
    if _MAIL.match(content):
        return "mail"
    other = next((f"other {start!r}" for start in _BEGINNINGS if content.startswith(start)), None)
    return other or _data_of(content, suffix)


def may_be_large(kind: str | None) -> bool:
    """Whether files of a kind may hold pictures beside their text."""
    return kind in ("pdf", "docx", "mail")


def read_format(content: bytes, kind: str, name: str) -> Found:
    """The text of a page, a mail, a PDF or a Word file.

    Raises:
        ArticleError: the extra `web` is not installed, the file is of another kind, or it cannot be read.
    """
    advice = {f"other {start!r}": advice for start, advice in _BEGINNINGS.items()} | _OF_DATA
    if kind in advice:
        raise ArticleError(f"{name} is {advice[kind]}.")
    try:
        return _READERS[kind](content)
    except ImportError:
        raise ArticleError(
            f"{name} is {_CALLED[kind]}, for which the extra `web` is needed. Install it: "
            'pip install "sahel-analysis[web]". Or copy the article into a plain text file (UTF-8).'
        ) from None
    except ArticleError:
        raise
    except Exception as error:  # each of the libraries has errors of its own, and of others below it
        raise ArticleError(
            f"{name} is {_CALLED[kind]} that cannot be read ({type(error).__name__}). Copy the article into "
            "a plain text file (UTF-8)."
        ) from None


_READERS: dict[str, Callable[[bytes], Found]] = {
    "html": read_html,
    "mail": read_mail,
    "pdf": read_pdf,
    "docx": read_docx,
}
_CALLED = {
    "html": "a page (HTML)",
    "mail": "a mail or a page saved as one (.eml, .mhtml)",
    "pdf": "a PDF",
    "docx": "a Word file (.docx)",
}


def _data_of(content: bytes, suffix: str) -> str | None:
    """The kind of a file whose characters are data rather than an article; None for plain text."""
    text = content.decode("utf-8-sig", "replace").lstrip()
    if text.startswith(("{", "[")) and (suffix in _JSON or _is_json(text)):
        return "notebook" if '"nbformat"' in text else "json"
    names = _column_names(text.partition("\n")[0])
    if len(names) > 1 and (suffix in _TABLES or "text" in names):
        return "table"
    return "subtitles" if _SUBTITLES.match(content) else None


def _is_json(text: str) -> bool:
    """Whether a text is JSON, or begins with a line of JSON."""
    try:
        found, end = json.JSONDecoder().raw_decode(text)
    except RecursionError:
        return True
    except ValueError:
        return False
    return isinstance(found, dict) or not text[end:].strip()


def _column_names(line: str) -> list[str]:
    """The names of columns of which a line is the header: bare words; none if there are others."""
    separator = max(",;\t", key=line.count)
    names = [name.strip() for name in line.replace('"', "").split(separator)]
    return names if all(re.fullmatch(r"[\w.-]+", name) for name in names) else []
