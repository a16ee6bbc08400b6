"""Files of other kinds: pages, PDF and Word files are read, the rest is refused with what to do."""

from __future__ import annotations

import builtins
import io
from pathlib import Path
from typing import Any

import docx
import numpy as np
import pandas as pd
import pypdf
import pytest

import sahel_analysis as sa
from sahel_analysis.article import open_article, read_article
from sahel_analysis.errors import ArticleError

SENTENCES = [
    "Two bridges fell in Kayes on Monday after a week of rain, the mayor said.",
    "Some 400 people fled to Kita, where the school was opened for them.",
    "“We heard the water at night,” said Fanta Coulibaly, who lives beside the river.",
]
PAGE = f"""<!DOCTYPE html><html><head><title>Rain takes bridges</title>
<meta property="og:site_name" content="Kayes Weekly"><meta property="og:title" content="Rain takes bridges">
<meta property="article:published_time" content="2021-05-14T06:30:00Z">
<link rel="canonical" href="https://weekly.example.org/rain"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Rain takes bridges</h1>{"".join(f"<p>{s}</p>" for s in SENTENCES)}</article>
<footer><p>Subscribe to our newsletter</p></footer></body></html>"""


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page, written by hand."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 11 Tf 40 800 Td {shown} ET".encode("latin-1")
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    content = pypdf.generic.DecodedStreamObject()
    content.set_data(stream)
    name = pypdf.generic.NameObject
    font = pypdf.generic.DictionaryObject(
        {
            name("/Type"): name("/Font"),
            name("/Subtype"): name("/Type1"),
            name("/BaseFont"): name("/Helvetica"),
        }
    )
    fonts = pypdf.generic.DictionaryObject({name("/F1"): font})
    page[name("/Resources")] = pypdf.generic.DictionaryObject({name("/Font"): fonts})
    page[name("/Contents")] = content
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word() -> bytes:
    document = docx.Document()
    for sentence in SENTENCES:
        document.add_paragraph(sentence)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def write(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


def test_a_saved_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "rain.html", PAGE.encode()))
    assert all(sentence in article.text for sentence in SENTENCES)
    assert "newsletter" not in article.text
    assert (article.title, article.outlet) == ("Rain takes bridges", "Kayes Weekly")
    assert article.url == "https://weekly.example.org/rain"
    assert str(article.published) == "2021-05-14"
    assert article.published_is_inferred


def test_what_is_given_comes_before_what_a_page_says(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "rain.html", PAGE.encode()), "2031-05-20", title="Rain")
    assert (str(article.published), article.title, article.published_is_inferred) == (
        "2031-05-20",
        "Rain",
        False,
    )


def test_a_pdf_is_read_with_its_lines_joined(tmp_path: Path) -> None:
    lines = [
        "Two bridges fell in Kayes on Monday after",
        "a week of rain, the mayor said. Some 400",
        "people fled.",
    ]
    article = read_article(write(tmp_path, "rain.pdf", pdf(lines)), "2031-05-14")
    assert article.clean.text.strip() == " ".join(lines)


def test_a_word_file_is_read(tmp_path: Path) -> None:
    assert read_article(write(tmp_path, "rain.docx", word())).text.split("\n\n") == SENTENCES


@pytest.mark.parametrize("content", [PAGE.encode(), pdf(["Rain fell."]), word()], ids=["page", "pdf", "word"])
def test_an_open_file_of_any_kind_is_read(content: bytes) -> None:
    assert read_article(io.BytesIO(content)).text.strip()


@pytest.mark.parametrize("content", [PAGE.encode(), pdf(["Rain fell."]), word()], ids=["page", "pdf", "word"])
def test_without_the_extra_the_command_is_named(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name in ("trafilatura", "pypdf", "docx"):
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(ArticleError, match=r'pip install "sahel-analysis\[web\]"'):
        read_article(io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "a Word file of the old kind (.doc). Save it as .docx"),
        (b"{\\rtf1 Rain}", "a rich text file (.rtf). Save it as .docx"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a picture"),
        (b"PK\x03\x04 mimetype application/vnd.oasis", "a packed file or a document of another program"),
        (b"%PDF-1.7\n\0\0\x01", "a PDF that cannot be read"),
        (b"PK\x03\x04 word/document.xml \0", "The Word file is damaged"),
        (pdf([]), "holds no text that can be read, perhaps only pictures of it"),
        (b"<html><body></body></html>", "holds no text that can be read"),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_article(io.BytesIO(content))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rain.json", '{"title": "Rain", "text": "Rain fell."}', "is JSON. Save the article's words"),
        ("rain.json", "[1, ", "is JSON"),
        ("rain.txt", '{"text": "Rain fell."}\n{"text": "Dust rose."}\n', "to `sahel-analysis corpus`"),
        ("rain.txt", "[" * 100_000, "is JSON"),
        ("rain.ipynb", '{"cells": [], "nbformat": 4}', "is a notebook. Save"),
        ("rain.csv", "nr;body\n1;Rain fell.\n", "is a table. Save the article's words as plain text"),
        ("rain.txt", "id;text;outlet\n1;Rain fell.;Radio\n", "to `sahel-analysis corpus`"),
        ("rain.txt", "1\n00:00:01,000 --> 00:00:04,000\nRain fell.\n", "a file of subtitles"),
        ("rain.vtt", "WEBVTT\n\n00:01.000 --> 00:04.000\nRain fell.\n", "a file of subtitles"),
    ],
)  # fmt: skip
def test_data_are_refused_with_the_command_that_reads_them(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    with pytest.raises(ArticleError) as caught:
        read_article(write(tmp_path, name, content.encode()))
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["[Kayes] Rain fell, they say.", "[1] Rain fell.", "{Rain} fell.", "Rain, text and pictures\nIt fell."],
)
def test_a_bracket_or_a_comma_makes_no_data(text: str) -> None:
    assert read_article(io.BytesIO(text.encode())).text == text


@pytest.mark.parametrize(
    "address", ["https://example.org/rain", " www.example.org/rain ", "http://example.org"]
)
@pytest.mark.parametrize("give", [read_article, sa.make_article, sa.analyze])
def test_an_address_is_refused_as_nothing_is_fetched(give: Any, address: str) -> None:
    with pytest.raises(ArticleError, match="is an address, and nothing is fetched from the network"):
        give(address)


def test_a_text_in_place_of_a_name_is_told() -> None:
    with pytest.raises(ArticleError, match="This is a text, not the name of a file"):
        read_article("\n\n".join(SENTENCES))


# What analyze takes


class Words(str):
    """A string of another library, as NumPy and Markup have them."""

    __slots__ = ()


@pytest.mark.parametrize("kind", [Words, np.str_])
def test_a_string_of_another_library_is_a_text(kind: type[str]) -> None:
    about = kind("Rain")
    article = sa.make_article(kind(SENTENCES[0]), "2031-05-14", about, about, about)
    assert {type(words) for words in (article.text, article.title, article.outlet, article.url)} == {str}
    assert sa.analyze(kind(SENTENCES[0]), published="2031-05-14").article.text == SENTENCES[0]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_what_a_table_lacks_is_what_the_page_says(missing: Any) -> None:
    article = read_article(io.BytesIO(PAGE.encode()), missing, missing, missing, missing)
    assert (article.title, article.outlet) == ("Rain takes bridges", "Kayes Weekly")


def test_the_name_of_a_file_a_path_and_an_open_file_stand_for_its_article(tmp_path: Path) -> None:
    name = write(tmp_path, "rain.txt", "\n".join(SENTENCES).encode())
    with Path(name).open(encoding="utf8") as file:
        assert {open_article(given).text for given in (name, Path(name), file)} == {"\n".join(SENTENCES)}


def test_a_text_stands_for_itself() -> None:
    assert open_article(SENTENCES[0]).text == SENTENCES[0]


def test_a_text_or_file_may_come_with_its_day_of_publication(tmp_path: Path) -> None:
    name = write(tmp_path, "rain.txt", b"It rained in Kayes on Monday.")
    with Path(name).open(encoding="utf8") as file:
        for given in (name, Path(name), file, "It rained in Kayes on Monday."):
            found = sa.analyze(given, published="2031-05-14")
            assert found.times["value"].tolist() == ["2031-05-12"]
    with pytest.raises(ArticleError, match="'yesterday' is not a date"):
        sa.analyze(name, published="yesterday")


def test_an_article_has_its_own_day_of_publication() -> None:
    article = sa.make_article("It rained on Monday.", published="2031-05-14")
    with pytest.raises(
        ArticleError, match=r"its own day of publication \(here 2031-05-14\)\. Leave published="
    ):
        sa.analyze(article, published="2031-05-15")
    assert sa.analyze(article, published=None).article.published == article.published


@pytest.mark.parametrize(
    "name", ["no_such_file.txt", "news/Rain in Kayes.html", "rain.PDF", "rain.mhtml", "rain.eml"]
)
def test_the_name_of_a_file_that_is_not_there_is_no_article(name: str) -> None:
    with pytest.raises(ArticleError, match=r"does not exist\. Check the spelling"):
        sa.analyze(name)


@pytest.mark.parametrize("given", [None, 3, b"Rain fell.", ["Rain fell."], {"text": "Rain fell."}])
def test_what_stands_for_no_article_is_refused(given: Any) -> None:
    with pytest.raises(ArticleError, match="An article is needed"):
        sa.analyze(given)
