"""Do all links of the built site lead somewhere, without a network? `python -m website.links FOLDER`.

Addresses of other sites are allowed in links that a reader follows, and nowhere else.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

FETCHED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "video": "src"}
"""What a browser fetches by itself."""


@dataclass
class Page(HTMLParser):
    """What a page points to, and where others can point to in it."""

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    without_alt: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what an element points to, and its name."""
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if given.get(FETCHED.get(tag, "")):
            self.fetched.append(given[FETCHED[tag]])
        self.without_alt += tag == "img" and not given.get("alt")


def complaints(folder: Path) -> list[str]:
    """Dead links, files that would come from the network, and pictures without words, page by page."""
    pages: dict[Path, Page] = {}
    for path in sorted(folder.resolve().rglob("*.html")):
        pages[path] = Page()
        pages[path].feed(path.read_text(encoding="utf8"))
    found = []
    for path, page in pages.items():
        name = path.relative_to(folder.resolve()).as_posix()
        found += [f"{name}: a picture has no alt text"] * page.without_alt
        for address in page.fetched:
            if urlsplit(address).netloc:
                found.append(f"{name}: {address} would come from the network")
        for address in dict.fromkeys([*page.links, *page.fetched]):
            target = urlsplit(address)
            if target.scheme or target.netloc:
                continue
            file = (path.parent / unquote(target.path)).resolve() if target.path else path
            anchors = {target.fragment, unquote(target.fragment)}  # browsers try both
            if not file.exists():
                found.append(f"{name}: {address} leads nowhere")
            elif target.fragment and file in pages and not anchors & pages[file].anchors:
                found.append(f"{name}: {address} names a place that the page does not have")
    return found


if __name__ == "__main__":
    wrong = complaints(Path(sys.argv[1]))
    print("\n".join(wrong), file=sys.stderr)
    sys.exit(bool(wrong))
