"""Report and site, on a desk and on a phone: readable by all, nothing cut off, nothing from the network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sahel_analysis as sa

SITE = Path(__file__).parent.parent.parent / "build" / "site"
# Of the students' view and of the slides one stands for all.
PAGES = [
    "slides/00_start_here.slides.html",
    "student/00_start_here.html",
    *sorted(
        path.relative_to(SITE).as_posix()
        for path in SITE.rglob("*.html")
        if not {"slides", "student"} & set(path.relative_to(SITE).parts)
    ),
]
SCREENS = {"desk": (1280, 900, "light"), "phone": (390, 844, "dark")}

PATIENCE = 300_000
"""Milliseconds, of which a calm machine needs a hundredth."""

HOSTILE = """The road <script>document.title = "taken"</script> to <b>Gao</b> was closed, the army said.

"Six people <img src=x onerror=alert(1)> were hurt," a doctor said."""


def held(browser: Any, barriers: Callable[[Any], list[str]], path: Path) -> list[str]:
    """Opens a page, holds it on each screen to what every page must keep to, and returns its titles."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    titles = []
    for name, (width, height, scheme) in SCREENS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name}: wider than the screen"
        assert barriers(page) == [], name
        titles.append(str(page.title()))
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    page.close()
    return titles


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    articles = {
        "the lessons' article": sa.load_article(),
        "an article full of HTML": sa.make_article(
            HOSTILE, published="2031-05-14", title="<script>1</script>"
        ),
    }
    paths = {name: folder / f"{number}.html" for number, name in enumerate(articles)}
    for name, article in articles.items():
        sa.analyze(article).report(paths[name])
    return paths


@pytest.mark.parametrize("name", ["the lessons' article", "an article full of HTML"])
def test_report(
    browser: Any, barriers: Callable[[Any], list[str]], reports: dict[str, Path], name: str
) -> None:
    assert "taken" not in held(browser, barriers, reports[name])


@pytest.mark.parametrize("name", PAGES)
def test_site(browser: Any, barriers: Callable[[Any], list[str]], name: str) -> None:
    assert all(held(browser, barriers, SITE / name))


@pytest.mark.parametrize("view", ["student", "notebooks"])
def test_solutions_are_folded_on_the_site(browser: Any, view: str) -> None:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto((SITE / view / "00_start_here.html").as_uri())
    folds = page.locator("details:has(> summary)")
    assert folds.count() > 0
    assert page.locator("details[open]").count() == 0
    folds.first.locator("summary").click()
    assert folds.first.locator("pre, p, li").first.is_visible()
    page.close()


def test_a_deck_goes_on_with_the_arrow_keys(browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(PATIENCE)
    page.goto((SITE / "slides" / "00_start_here.slides.html").as_uri())
    assert page.locator("section.present:not(.stack) h1").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator("section.present:not(.stack) h2").is_visible()
    page.close()
