"""What pages, mails and Word files hold: all that a reader sees in them, and nothing else."""

from __future__ import annotations

import base64
import datetime as dt
import io
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from sahel_analysis.article import read_article
from sahel_analysis.errors import ArticleError

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


# Word files


def word(inside: str) -> str:
    """The text of a Word file that holds this between two paragraphs; "<t>" is a run with words."""
    document = docx.Document()
    document.add_paragraph("Rain fell.")
    inside = inside.replace("<t>", '<w:r><w:t xml:space="preserve">').replace("</t>", "</w:t></w:r>")
    wrapped = parse_xml(f"<w:body {_NAMESPACES}>{inside}</w:body>")
    for place, element in enumerate(list(wrapped), start=1):
        document.element.body.insert(place, element)
    document.add_paragraph("The river rose.")
    out = io.BytesIO()
    document.save(out)
    first, *middle, last = read_article(io.BytesIO(out.getvalue())).text.split("\n\n")
    assert (first, last) == ("Rain fell.", "The river rose.")
    return "\n\n".join(middle)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<w:tbl><w:tr><w:tc><w:p><t>Kita</t></w:p></w:tc><w:tc><w:p><t>40</t></w:p></w:tc></w:tr></w:tbl>",
         "Kita\n\n40"),
        ("<w:sdt><w:sdtContent><w:p><t>Two bridges fell.</t></w:p></w:sdtContent></w:sdt>",
         "Two bridges fell."),
        ("<w:p><t>Two</t><w:sdt><w:sdtContent><t> bridges</t></w:sdtContent></w:sdt><t> fell.</t></w:p>",
         "Two bridges fell."),
        ("<w:p><t>In </t><w:smartTag w:element='City'><t>Kayes</t></w:smartTag><t>.</t></w:p>", "In Kayes."),
        ("<w:p><w:fldSimple w:instr='DATE'><t>14 May 2031</t></w:fldSimple></w:p>", "14 May 2031"),
        ("<w:p><t>See </t><w:hyperlink w:anchor='x'><t>the map</t></w:hyperlink></w:p>", "See the map"),
        ("<w:p><w:r><w:t>Kita</w:t><w:tab/><w:t>40</w:t><w:br/><w:t>Kayes</w:t></w:r></w:p>",
         "Kita\t40\nKayes"),
    ],
    ids=["table", "block of content", "content in a line", "smart tag", "field", "link", "tab and break"],
)  # fmt: skip
def test_words_are_read_wherever_word_keeps_them(inside: str, shown: str) -> None:
    assert word(inside) == shown


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<w:p><t>Two</t><w:ins w:id='1'><t> old</t></w:ins><t> bridges</t></w:p>", "Two old bridges"),
        ("<w:p><t>Two</t><w:del w:id='1'><t> new</t></w:del><t> bridges</t></w:p>", "Two bridges"),
        ("<w:p><w:moveFrom w:id='1'><t>fell </t></w:moveFrom><t>Two bridges</t>"
         "<w:moveTo w:id='2'><t> fell</t></w:moveTo></w:p>", "Two bridges fell"),
        ("<w:p><t>Two</t><w:r><w:rPr><w:vanish/></w:rPr><w:t> secret</w:t></w:r><t> bridges</t></w:p>",
         "Two bridges"),
    ],
    ids=["inserted", "deleted", "moved", "hidden"],
)  # fmt: skip
def test_changes_are_read_as_word_shows_them(inside: str, shown: str) -> None:
    assert word(inside) == shown


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = "<w:pict><w:txbxContent><w:p><t>A box.</t></w:p></w:txbxContent></w:pict>"
    both = f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    inside = f"<w:p><t>Two </t><w:r>{both}</mc:AlternateContent></w:r><t>bridges fell.</t></w:p>"
    assert word(inside) == "Two bridges fell.\n\nA box."


# Mails, and pages saved in their form

STORY = "“The water came at night,” said Fanta Coulibaly of Ségou."
PAGE = (
    "<html><head><title>Rain</title></head><body><article>"
    f"<p>{STORY}</p><p>Two bridges fell in Kayes.</p></article></body></html>"
)


def mail(content: str, kind: str = "text/plain; charset=utf-8", sender: str = "Awa <awa@example.org>") -> str:
    """A mail as programs save it, its words in base64."""
    return (
        f"From: {sender}\nSubject: Rain takes bridges\nDate: Wed, 14 May 2031 23:10:00 +0000\n"
        f"MIME-Version: 1.0\n{part(content, kind)}"
    )


def part(content: str, kind: str) -> str:
    packed = base64.encodebytes(content.encode()).decode()
    return (
        f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n"
        f"Content-Location: https://weekly.example.org/rain\n\n{packed}"
    )


def saved_page(sender: str = "<Saved by Blink>") -> str:
    """A page as a browser saves it with its pictures (.mhtml)."""
    return (
        f"From: {sender}\nSubject: Rain takes bridges\nDate: Wed, 14 May 2031 23:10:00 +0000\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--B"\n\n'
        f"----B\n{part(PAGE, 'text/html')}\n----B\n{part('no words', 'image/png')}\n----B--\n"
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_mail_gives_its_words_its_subject_and_its_day(line_end: str) -> None:
    article = read_article(io.BytesIO(mail(STORY).replace("\n", line_end).encode()))
    assert (article.text, article.title) == (STORY, "Rain takes bridges")
    assert (article.published, article.published_is_inferred) == (dt.date(2031, 5, 14), True)
    assert article.notes == ("The day of publication is that of the mail.",)


def test_a_mail_that_is_a_page_is_read_as_one() -> None:
    article = read_article(io.BytesIO(mail(PAGE, "text/html").encode()))
    assert (article.text, article.title) == (
        f"Rain\n\n{STORY}\n\nTwo bridges fell in Kayes.",
        "Rain",
    )


def test_of_two_forms_of_a_mail_the_one_with_words_is_read() -> None:
    forms = (
        f"--B\n{part('<html></html>', 'text/html')}\n--B\n{part(STORY, 'text/plain; charset=utf-8')}\n--B--\n"
    )
    head = 'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="B"\n\n'
    assert read_article(io.BytesIO((head + forms).encode())).text == STORY


def test_a_page_saved_with_its_pictures_has_its_address_but_not_the_day_of_saving(tmp_path: Path) -> None:
    (tmp_path / "rain.mhtml").write_text(saved_page(), encoding="utf8")
    article = read_article(tmp_path / "rain.mhtml")
    assert STORY in article.text
    assert (article.url, article.published) == ("https://weekly.example.org/rain", None)


def test_pictures_may_make_a_saved_page_large() -> None:
    large = saved_page().replace("----B--", "x" * 6_000_000 + "\n----B--")
    assert STORY in read_article(io.BytesIO(large.encode())).text


def test_a_colon_makes_no_mail() -> None:
    text = "Kayes: two bridges fell\nSubject: rain\n\nContent-Type: is a line of mails.\n"
    assert read_article(io.BytesIO(text.encode())).text == text


def test_a_mail_without_words_is_refused() -> None:
    with pytest.raises(ArticleError, match="holds no text that can be read"):
        read_article(io.BytesIO(mail("no words", "image/png").encode()))


# Pages


@pytest.mark.parametrize(
    "words",
    [
        "Enable JavaScript",
        "You need to enable JavaScript to run this app.",
        "JavaScript is disabled in your browser.",
        "Just a moment...",
    ],
)
def test_a_page_that_a_script_would_have_filled_is_refused(words: str) -> None:
    page = f"<html><head><title>Weekly</title></head><body><noscript>{words}</noscript></body></html>"
    with pytest.raises(ArticleError, match=r"holds no article.* may need JavaScript\. Open it in a browser"):
        read_article(io.BytesIO(page.encode()))


# Libraries


def test_of_a_cut_pdf_only_one_sentence_is_told(tmp_path: Path) -> None:
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n")
    command = [sys.executable, "-m", "sahel_analysis.cli", "analyze", str(tmp_path / "cut.pdf")]
    told = subprocess.run(command, capture_output=True, encoding="utf8", check=False).stderr.splitlines()
    assert [line.partition(" is ")[2].split(" (")[0] for line in told] == ["a PDF that cannot be read"]
