"""Which text does a page, a mail, a PDF or a Word file hold? Read by the libraries of the extra `web`."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import io
import logging
import zipfile
from dataclasses import dataclass, replace
from email.message import MIMEPart
from typing import Any

from sahel_analysis.errors import ArticleError

for _library in ("docx", "htmldate", "pypdf", "trafilatura"):
    # What a library finds odd is logged for those who ask for logs, and printed for nobody else.
    logging.getLogger(_library).addHandler(logging.NullHandler())

_SAVED = "Saved by "
"""How browsers name the sender of a page that they save as a mail (.mhtml); its Date is that of saving."""

_UNSEEN = (
    "ancestor::w:del",
    "ancestor::w:moveFrom",
    "ancestor::*[local-name()='Fallback']",
    "w:rPr/w:vanish",
)
"""Runs that Word does not show: deleted, moved away, drawn anew for old programs, hidden."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds: its text, and what it says of itself; `day_is`: why that is the day."""

    text: str
    published: dt.date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    day_is: str = "The day of publication is the page's own."


def read_html(content: bytes | str) -> Found:
    """The article of a page, without what stands around it, and what the page says of itself."""
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


def read_mail(content: bytes) -> Found:
    """The article of a mail (.eml), or of a page that a browser has saved in the form of one (.mhtml)."""
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.default)
    found = Found("")
    for kind, read in (("html", read_html), ("plain", _read_plain)):
        part = message.get_body((kind,))
        if part is not None and not found.text.strip():
            found = read(_decoded(part))
            found = replace(found, url=found.url or _address(message, part))
    found = replace(found, title=found.title or str(message["Subject"] or "") or None)
    sent = getattr(message["Date"], "datetime", None)
    if found.published is None and sent is not None and _SAVED not in str(message["From"]):
        return replace(found, published=sent.date(), day_is="The day of publication is that of the mail.")
    return found


def _read_plain(content: bytes | str) -> Found:
    return Found(content if isinstance(content, str) else content.decode("utf8", "replace"))


def _decoded(part: MIMEPart) -> bytes | str:
    """What a part of a mail holds; bytes if it does not say in which encoding."""
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)  # a part of text is none of parts
    try:
        return content.decode(part.get_content_charset() or "", "replace")
    except LookupError:
        return content


def _address(message: MIMEPart, part: MIMEPart) -> str | None:
    written = str(message["Snapshot-Content-Location"] or part["Content-Location"])
    return written if written.startswith("http") else None


def read_pdf(content: bytes) -> Found:
    """The text of a PDF, page by page."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError("The PDF is locked with a password. Save a copy without one.")
    return Found("\n".join(page.extract_text() for page in reader.pages))


def read_docx(content: bytes) -> Found:
    """The paragraphs that Word shows, in whatever they stand: tables, text boxes, fields, tracked changes."""
    import docx

    try:
        body = docx.Document(io.BytesIO(content)).element.body
    except (KeyError, ValueError, zipfile.BadZipFile):
        raise ArticleError("The Word file is damaged. Save it again as .docx or as plain text.") from None
    texts: dict[Any, str] = dict.fromkeys(body.xpath(".//w:p"), "")
    for run in body.xpath(f".//w:r[not({' or '.join(_UNSEEN)})]"):
        texts[run.xpath("ancestor::w:p[1]")[0]] += run.text
    return Found("\n\n".join(text for text in texts.values() if text.strip()))
