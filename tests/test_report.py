"""The report: one page, safe to open, on which every row leads to its words and back."""

from __future__ import annotations

import base64
import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import analysis_of

import sahel_analysis as sa
from sahel_analysis.annotation import load_accuracy
from sahel_analysis.cli import main
from sahel_analysis.records import Entity, Mention
from sahel_analysis.report.downloads import spreadsheet_csv

HOSTILE = """<script>alert("Gao")</script> Gunmen & <b onclick='x()'>soldiers</b> fought in Gao on Monday.

"At least 4 <img src=x onerror=alert(1)> people died," the army's </p></main> spokesman said.
$x^2$ --> {{ 7 * 7 }}
"""

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Page(HTMLParser):
    """What a page holds: its tags with their attributes, its ids, its text; and that its tags close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data

    def all(self, name: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]


@pytest.fixture(scope="module")
def seed() -> sa.Analysis:
    return sa.analyze(sa.load_article())


@pytest.fixture(scope="module")
def page(seed: sa.Analysis) -> Page:
    return Page(seed.report())


@pytest.fixture(scope="module")
def hostile() -> str:
    return sa.analyze(
        sa.make_article(HOSTILE, "2031-05-14", title="<i>Gao</i>", url="javascript:alert(1)")
    ).report()


def test_every_row_leads_to_its_words_and_back(page: Page, seed: sa.Analysis) -> None:
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    links = [href for href in [*page.all("href"), *page.all("xlink:href")] if href.startswith("#")]
    assert set(links) <= {f"#{name}" for name in ids}
    for name in ("attributions", "events", "figures"):
        for row_id in getattr(seed, name)[f"{name[:-1]}_id"]:
            assert f"#{row_id}" in links
            assert f"#w-{row_id}" in links
    mentions = re.findall(r"#w-(M\d+)", " ".join(links))
    assert len(set(mentions)) == len(seed.mentions)


def test_a_cell_that_ends_with_the_report_shows_one_line(seed: sa.Analysis, tmp_path: Path) -> None:
    page = seed.report(tmp_path / "report.html")
    assert len(repr(page).splitlines()) == 1
    assert "report.html" in repr(page)
    assert (tmp_path / "report.html").read_text(encoding="utf8") == page


def test_a_name_that_comes_again_has_a_number() -> None:
    text = "Gao was calm. Gao was dry. The market of Gao was open."
    html = sa.analyze(sa.make_article(text, "2031-05-14")).report()
    table = html[html.index('<table class="entities">') :]
    links = re.findall(r'<a href="#w-M\d+">([^<]*)</a>', table[: table.index("</table>")])
    assert links == ["Gao", "2", "3"]


def test_without_a_title_the_first_line_stands_for_it_without_tags() -> None:
    text = "<h1>Roads &amp; rain</h1>\n<p>The road to <b>Gao</b> was closed on Monday.</p>"
    html = sa.analyze(sa.make_article(text, "2031-05-14")).report()
    assert "<title>Roads &amp; rain – sahel_analysis</title>" in html


def test_the_whole_article_stands_on_the_page(page: Page, seed: sa.Analysis) -> None:
    html = seed.report()
    text = html[html.index('<div class="text">') : html.index("</section>")]
    text = re.sub(r'<(span|a) class="(tag|sitenote)[^>]*>.*?</\1>', "", text)
    read = Page(f"<div>{text[text.index('<p') :]}".removesuffix("\n</div>\n</div>\n") + "</div>").text
    assert read.split() == seed.article.text.split()


def test_nothing_is_loaded_and_nothing_runs(page: Page) -> None:
    assert not {"script", "iframe", "img", "link", "object", "embed"} & {tag for tag, _ in page.tags}
    assert [name for _, attributes in page.tags for name in attributes if name.startswith("on")] == []
    for link in [*page.all("href"), *page.all("xlink:href"), *page.all("src")]:
        assert link.startswith(("#", "data:text/csv"))
    policy = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_layers_are_switched_by_controls_with_labels(page: Page) -> None:
    switches = [a["id"] for tag, a in page.tags if tag == "input" and a["type"] == "checkbox"]
    labels = [a["for"] for tag, a in page.tags if tag == "label"]
    assert switches == labels == [f"show-{layer}" for layer in ("what", "figures", "says", "who", "when")]


def test_figures_have_a_title_and_a_description_in_words(page: Page, seed: sa.Analysis) -> None:
    drawn = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert len(drawn) == 4
    for attributes in drawn:
        assert {attributes["aria-labelledby"], attributes["aria-describedby"]} <= set(page.all("id"))
    from sahel_analysis.plots import describe_people, describe_timeline

    for words in (describe_timeline(seed), describe_people(seed)):
        assert page.text.count(words.removeprefix("In words: ")) == 2  # in the figure, and below it


def test_how_good_the_machine_is_stands_with_the_results(page: Page) -> None:
    for row in load_accuracy().itertuples():
        assert f"{row.value:.2f}" in page.text
    measured = [f"Measured on {texts}" for texts in load_accuracy().groupby("layer")["texts"].first()]
    assert len(measured) == 5
    assert all(page.text.count(m) == measured.count(m) for m in measured)


def test_the_page_is_small_and_has_one_heading_of_each_part(page: Page, seed: sa.Analysis) -> None:
    assert len(seed.report().encode("utf8")) < 500_000
    assert [tag for tag, _ in page.tags if tag in ("h1", "h2", "h3")] == ["h1", *["h2"] * 8]
    assert {"header", "nav", "main", "footer"} <= {tag for tag, _ in page.tags}


def test_the_same_analysis_gives_the_same_page(seed: sa.Analysis) -> None:
    assert seed.report() == seed.report()


def test_html_in_an_article_is_text(hostile: str) -> None:
    page = Page(hostile)
    assert not {"script", "img", "b", "i"} & {tag for tag, _ in page.tags}
    for words in ('<script>alert("Gao")</script>', "<b onclick='x()'>", "{{ 7 * 7 }}", "$x^2$ -->"):
        assert words in re.sub(r"[A-Z]\d\d|GPE", "", page.text)
    assert "<i>Gao</i>" in page.text
    assert "javascript:alert(1)" in page.text
    assert "javascript:" not in " ".join(page.all("href"))


def test_without_a_date_the_page_says_what_to_do() -> None:
    with pytest.warns(UserWarning, match="no date of publication"):
        page = Page(sa.analyze("Gunmen attacked Gao on Monday.").report())
    assert "Without a day of publication" in page.text
    assert "--published" in page.text


def test_a_text_in_which_nothing_is_found_gives_a_page() -> None:
    page = Page(sa.analyze(sa.make_article("Rain fell.", "2031-05-14")).report())
    assert page.text.count("none was found") == 5
    assert "The article has no events to draw." in page.text


def test_an_empty_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n", encoding="utf8")
    assert main(["report", str(empty), "-o", str(tmp_path / "report.html")]) == 2
    assert "is empty" in capsys.readouterr().err
    assert not (tmp_path / "report.html").exists()


def test_the_command_writes_the_page_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Gunmen attacked Gao on Monday.", encoding="utf8")
    out = tmp_path / "report.html"
    assert main(["report", str(article), "--published", "2031-05-14", "--title", "Gao", "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    assert "<title>Gao – sahel_analysis</title>" in out.read_text(encoding="utf8")


def test_tables_can_be_downloaded_whole(page: Page, seed: sa.Analysis) -> None:
    links = {a["download"]: a["href"] for tag, a in page.tags if tag == "a" and "download" in a}
    assert set(links) >= {
        "mentions.csv",
        "entities.csv",
        "times.csv",
        "attributions.csv",
        "events.csv",
        "figures.csv",
    }
    content = base64.b64decode((links["attributions.csv"] or "").split(",")[1]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert len(rows) == len(seed.attributions)
    text, contents = seed.article.text, seed.attributions["content"]
    words = [" … ".join(text[a:b] for a, b in content) for content in contents]
    assert [row["content"] for row in rows] == words
    assert "At least 15 suspects were detained" in words


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "Gao"]
    mentions = [Mention(0, 4, name, "GPE", "name", "E1", "given") for name in names]
    place = Entity("E1", "Gao", "GPE", None, None, None, "ML", 16.3, -0.04, 7, 0)
    analysis = analysis_of(*mentions, place)
    table = list(csv.DictReader(io.StringIO(spreadsheet_csv(analysis, "mentions"), newline="")))
    assert [row["text"] for row in table] == [*(f"'{name}" for name in names[:-1]), "Gao"]
    (row,) = csv.DictReader(io.StringIO(spreadsheet_csv(analysis, "entities")))
    assert row["lon"] == "-0.04"  # a number, not a formula
