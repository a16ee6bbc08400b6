"""Which text does a page, a PDF or a Word file hold? Read by the libraries of the extra `web`."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sahel_analysis.errors import ArticleError

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_PAGES = (".html", ".htm", ".xhtml")

_REFUSED = {
    b"\xd0\xcf\x11\xe0": "a Word file of the old kind (.doc). Save it as .docx or as plain text",
    b"{\\rtf": "a rich text file (.rtf). Save it as .docx or as plain text",
    b"\x89PNG": "a picture. Give a file that holds the article's text",
    b"\xff\xd8\xff": "a picture. Give a file that holds the article's text",
    b"GIF8": "a picture. Give a file that holds the article's text",
    b"\x1f\x8b": "a packed file. Unpack it first",
    b"PK": "a packed file or a document of another program. Unpack it, or save it as .docx or as plain text",
}
"""How files begin that are refused, and what to do with them."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: its text, and what it says of itself."""

    text: str
    published: dt.date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None


def format_of(content: bytes, suffix: str) -> str | None:
    """The kind of a file by how it begins, of a page also by its name; None for plain text."""
    if content.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if content.startswith(b"PK") and b"word/" in content:
        return "docx"
    if _PAGE.match(content) or (suffix in _PAGES and b"<" in content):
        return "html"
    return next((f"other {start!r}" for start in _REFUSED if content.startswith(start)), None)


def read_format(content: bytes, kind: str, name: str) -> Found:
    """The text of a page, a PDF or a Word file.

    Raises:
        ArticleError: the extra `web` is not installed, the file is of another kind, or it cannot be read.
    """
    refused = next((advice for start, advice in _REFUSED.items() if kind == f"other {start!r}"), None)
    if refused is not None:
        raise ArticleError(f"{name} is {refused}.")
    try:
        return _READERS[kind](content)
    except ImportError:
        raise ArticleError(
            f"{name} is {_CALLED[kind]}, for which the extra `web` is needed. Install it: "
            'pip install "sahel-analysis[web]". Or copy the article into a plain text file (UTF-8).'
        ) from None
    except ArticleError:
        raise
    except Exception as error:  # each of the three libraries has errors of its own, and of others below it
        raise ArticleError(
            f"{name} is {_CALLED[kind]} that cannot be read ({type(error).__name__}). Copy the article into "
            "a plain text file (UTF-8)."
        ) from None


def _read_html(content: bytes) -> Found:
    import trafilatura

    dates = {"original_date": True, "extensive_search": False}
    page: Any = trafilatura.bare_extraction(
        content,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=dates,
    )
    if page is None:
        return Found("")
    lines = [line.removeprefix("- ").strip() for line in (page.text or "").splitlines()]
    text = "\n\n".join(line for line in lines if line)
    title = page.title or None
    if title and text and not text.startswith(title):
        text = f"{title}\n\n{text}"
    return Found(text, _day(page.date), title, page.sitename or None, page.url or None)


def _day(written: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written or "")
    except ValueError:
        return None


def _read_pdf(content: bytes) -> Found:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError("The PDF is locked with a password. Save a copy without one.")
    return Found("\n".join(page.extract_text() for page in reader.pages))


def _read_docx(content: bytes) -> Found:
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
    except (KeyError, ValueError, zipfile.BadZipFile):
        raise ArticleError("The Word file is damaged. Save it again as .docx or as plain text.") from None
    return Found("\n\n".join(part.text for part in document.paragraphs if part.text.strip()))


_READERS: dict[str, Callable[[bytes], Found]] = {"html": _read_html, "pdf": _read_pdf, "docx": _read_docx}
_CALLED = {"html": "a page (HTML)", "pdf": "a PDF", "docx": "a Word file (.docx)"}
