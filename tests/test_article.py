"""Reading articles: the text stays as it was given, and every refusal says what to do."""

import datetime as dt
import hashlib
import io
import re
import tomllib
import warnings
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_analysis.article import (
    MAX_BYTES,
    Article,
    find_boilerplate,
    find_captions,
    load_article,
    make_article,
    read_article,
    warn_of_troubles,
)
from sahel_analysis.errors import ArticleError, SahelAnalysisError
from sahel_analysis.resources import path_of

NEWS = "Rain fell in Kayes.\n\nThe river rose – “slowly”, said Fanta Coulibaly.\n"


def write(folder: Path, content: bytes) -> Path:
    path = folder / "article.txt"
    path.write_bytes(content)
    return path


# Reading


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    assert read_article(write(tmp_path, NEWS.encode())).text == NEWS


def test_a_path_may_be_a_string(tmp_path: Path) -> None:
    assert read_article(str(write(tmp_path, NEWS.encode()))).text == NEWS


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert read_article(write(tmp_path, NEWS.encode("utf-8-sig"))).text == NEWS


def test_line_ends_of_windows_are_kept(tmp_path: Path) -> None:
    windows = NEWS.replace("\n", "\r\n")
    assert read_article(write(tmp_path, windows.encode())).text == windows


@pytest.mark.parametrize("file", [io.StringIO(NEWS), io.BytesIO(NEWS.encode())], ids=["text", "bytes"])
def test_an_open_file_is_read(file: io.StringIO | io.BytesIO) -> None:
    assert read_article(file).text == NEWS


def test_what_is_known_is_kept(tmp_path: Path) -> None:
    article = read_article(
        write(tmp_path, NEWS.encode()), "2024-08-02", "Rain", "Kayes Weekly", "https://example.org/rain"
    )
    assert article == Article(
        NEWS, dt.date(2024, 8, 2), "Rain", "Kayes Weekly", "https://example.org/rain", boilerplate=()
    )


def test_what_is_not_known_is_none() -> None:
    article = make_article(NEWS)
    assert (article.published, article.title, article.outlet, article.url) == (None, None, None, None)


# Refusing


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "is empty. Give a text file"),
        (b" \r\n\t\n", "is empty. Give a text file"),
        (b"\xef\xbb\xbf", "is empty. Give a text file"),
        ("\u00a0\u2003\n".encode(), "is empty. Give a text file"),
        (b"MZ\x90\0\0\x01", 'is not plain text (it may be a Word file, a picture, or UTF-16). Open it in'),
        (NEWS.encode("utf-16"), 'save it as "plain text, UTF-8"'),
        ("Assimi Goïta".encode("latin-1"), 'is not UTF-8 text (byte 9 does not fit). Open it in an editor'),
        ("Le président".encode("cp1252"), 'save it with the encoding "UTF-8"'),
        (b"word " * (MAX_BYTES // 5 + 1), "is over 5 MB, far more than one article. Split it"),
    ],
    ids=[
        "empty", "blank", "only a byte order mark", "only wide blanks", "binary", "UTF-16", "Latin-1",
        "Windows", "too large",
    ],
)  # fmt: skip
@pytest.mark.parametrize("opened", [False, True], ids=["path", "file"])
def test_a_file_that_is_no_article_is_refused(
    tmp_path: Path, content: bytes, advice: str, opened: bool
) -> None:
    with pytest.raises(ArticleError) as caught:
        read_article(io.BytesIO(content) if opened else write(tmp_path, content))
    assert advice in str(caught.value)


def test_five_megabytes_are_still_read(tmp_path: Path) -> None:
    assert len(read_article(write(tmp_path, b"w" * MAX_BYTES)).text) == MAX_BYTES


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ArticleError, match=r"'no/Such\.txt' does not exist\. Check the spelling"):
        read_article("no/Such.txt")


def test_a_folder_is_named_as_it_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "My Articles"
    folder.mkdir()
    with pytest.raises(ArticleError) as caught:
        read_article(folder)
    assert str(caught.value) == f"{str(folder)!r} is a folder. Give one text file."


def test_a_name_that_no_system_knows_is_refused() -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        read_article("a\0b.txt")


def test_an_endless_file_is_refused() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no endless file on this system")
    with pytest.raises(ArticleError, match="over 5 MB"):
        read_article("/dev/zero")


@pytest.mark.parametrize("text", ["", " \n", "\u3000"])
def test_an_empty_string_is_refused(text: str) -> None:
    with pytest.raises(ArticleError, match="The article is empty"):
        make_article(text)


def test_halves_of_characters_are_refused() -> None:
    broken = "Goïta".encode("latin-1").decode("utf8", "surrogateescape")
    with pytest.raises(ArticleError, match="Read the file as UTF-8"):
        make_article(broken)
    with pytest.raises(ArticleError, match="not UTF-8"):
        read_article(io.StringIO(broken))


def test_every_refusal_is_of_the_packages_family() -> None:
    assert issubclass(ArticleError, SahelAnalysisError)


# Dates


@pytest.mark.parametrize(
    "published",
    [
        pd.Timestamp("2024-09-18 06:30"),
        pd.Timestamp("2024-09-18 06:30", tz="UTC"),
        np.datetime64("2024-09-18"),
        np.datetime64("2024-09-18T06:30"),
        "2024-09-18",
        " 2024-09-18 ",
        "2024-09-18T06:30:00",
        "2024-09-18T23:59:59+00:00",
        dt.date(2024, 9, 18),
        dt.datetime(2024, 9, 18, 23, 59),
    ],
)
def test_a_date_is_a_day(published: str | dt.date) -> None:
    article = make_article(NEWS, published)
    assert article.published == dt.date(2024, 9, 18)
    assert type(article.published) is dt.date


@pytest.mark.parametrize("published", [None, "", " ", pd.NaT, pd.NA, float("nan"), np.datetime64("NaT")])
def test_what_stands_for_missing_in_tables_is_no_date(published: Any) -> None:
    assert make_article(NEWS, published).published is None
    assert Article(NEWS, published).published is None


@pytest.mark.parametrize(
    "published",
    [20240918, 1.5, (2024, 9, 18), b"2024-09-18", True, dt.time(6), dt.date(1, 1, 1), pd.Timedelta("1D")],
    ids=repr,
)
@pytest.mark.parametrize("make", [make_article, Article])
def test_what_is_no_date_is_refused(make: Callable[..., Article], published: Any) -> None:
    with pytest.raises(ArticleError, match=r"is not a date\. Write the day of publication as year-month-day"):
        make(NEWS, published)


@pytest.mark.parametrize("text", [NEWS.encode(), bytearray(b"Rain"), None, 3, ["Rain"], Path("rain.txt")])
@pytest.mark.parametrize("make", [make_article, Article])
def test_what_is_no_text_is_refused(make: Callable[..., Article], text: Any) -> None:
    with pytest.raises(ArticleError, match=r"The text is (bytes|no string)"):
        make(text)


@pytest.mark.parametrize(
    "published", ["18.9.2024", "yesterday", "2024-13-01", "2023-02-29", "Sept. 18, 2024"]
)
def test_a_date_in_another_form_is_refused(published: str) -> None:
    with pytest.raises(ArticleError) as caught:
        make_article(NEWS, published)
    assert str(caught.value) == (
        f"{published!r} is not a date. Write the day of publication as year-month-day, such as 2024-09-18."
    )


def test_a_warning_tells_how_to_give_a_date() -> None:
    with pytest.warns(UserWarning, match=r'published="2024-09-18" to read_article or make_article'):
        warn_of_troubles(make_article(NEWS))


def test_with_a_date_nothing_is_warned_of() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warn_of_troubles(make_article(NEWS, "2024-09-18"))


# Boilerplate

LINKS = """
YOU MAY ALSO READ: Senegal counts its votes
You may also like
You might also like these stories
Also read: Senegal counts its votes
Read more: Senegal counts its votes
Read also – Senegal counts its votes
Read more
Continue reading...
Related stories
Related: Senegal counts its votes
RECOMMENDED READING
Most read
Most read in Africa
Top stories
More to read
Further reading
See also: Senegal counts its votes
WATCH | Senegal counts its votes
Video: how the river rose
In pictures: how the river rose
More on this story
More from the author
More from West Africa
Previous article
Load more
""".strip().split("\n")

OTHERS = """
contact: Got a Question?
contact: Have a tip? Write to the desk
contact: Find us on Facebook
contact: Find us on Socials or Contact us, we answer every letter.
contact: Follow us on X
contact: Contact us
contact: E-mail us at desk@example.org
contact: For more information, contact the desk.
subscription: Subscribe to our newsletter
subscription: Sign up for free
subscription: Register now
subscription: Support our journalism
subscription: Get the latest news in your inbox
subscription: Have the week's best stories sent to your inbox
subscription: Newsletter
subscription: Already a subscriber?
subscription: Download our app
share: Share
share: Share this article
share: Share this:
share: Share this story:
share: Share via:
share: Share on WhatsApp
share: Facebook Twitter WhatsApp
share: Facebook | X | Email | Print | Copy link
share: Copy link
share: Tweet this
share: Telegram
share: 120 shares
comments: Leave a comment
comments: Comments (12)
comments: No comments yet.
comments: Join the conversation!
advertisement: Advertisement
advertisement: Sponsored content
advertisement: Story continues below this advertisement
photo: View image in full size
photo: Image 3 of 12
photo: Hide caption
photo: Getty Images
photo: Image source, AFP
legal: © 2024 The Kayes Weekly
legal: Copyright 2024
legal: Copyright 2024 The Kayes Weekly.
legal: Copyright The Kayes Weekly
legal: The Kayes Weekly 2024, all rights reserved.
legal: Terms of use | Privacy policy | Cookies
legal: This website uses cookies to count its readers.
legal: This material may not be published or redistributed.
navigation: Home > News > Africa
navigation: Africa » Mali
navigation: Back to top
navigation: Menu
navigation: Click here for the map
navigation: Tags: Mali, rain, rivers
navigation: Filed under: Weather
navigation: Updated 3 hours ago
navigation: Published: 2 days ago · 4 min read
navigation: 4 min read
""".strip().split("\n")


@pytest.mark.parametrize("line", LINKS)
def test_links_to_other_articles_are_boilerplate(line: str) -> None:
    assert [b.group in ("related", "navigation") for b in find_boilerplate(line)] == [True]


@pytest.mark.parametrize("line", OTHERS)
def test_lines_of_the_site_are_boilerplate(line: str) -> None:
    group, line = line.split(": ", 1)
    assert [(b.group, b.start, b.end) for b in find_boilerplate(line)] == [(group, 0, len(line))]


@pytest.mark.parametrize("line", ["got a question?", "GOT A QUESTION?", "  Got a question?\t"])
def test_case_and_blanks_do_not_matter(line: str) -> None:
    assert [line[b.start : b.end] for b in find_boilerplate(line)] == [line.strip()]


def test_apostrophes_of_both_kinds_match() -> None:
    straight, curly = "More from Cote d'Ivoire", "More from Cote d’Ivoire"
    assert len(find_boilerplate(straight)) == len(find_boilerplate(curly)) == 1


PAGE = """
stamp: Sunday, 14 May 2031
stamp: May 14, 2031
stamp: 14/05/2031
stamp: 2031-05-14 06:30
stamp: 06:30 GMT
stamp: 9.05 a.m.
stamp: 3h ago
stamp: Updated at 14.35 BST
stamp: Last updated: May 14, 2031 · 06:30
stamp: Published 14 May 2031 by the desk
stamp: LIVE
stamp: Key events
navigation: HomeWorldFlood takes two bridges in Kayes
navigation: Tagged:
navigation: #Kayes #rain
navigation: TagsKayes, rain
navigation: Reading time: 3 minutes
navigation: Next article: Rain in Kita »
credit: Photo: Fanta Coulibaly
credit: Image credit: Kayes Weekly
credit: (Photo by Fanta Coulibaly/AFP via Getty Images)
credit: REUTERS/Fanta Coulibaly
credit: Fanta Coulibaly/AFP
credit: AFP
credit: (with Reuters and AP)
credit: Source: Kayes Weekly
credit: (Reporting by Fanta Coulibaly; Editing by Awa Ba)
credit: fc/ab/mk
comments: Please enter your comment!
comments: Your email address will not be published. Required fields are marked *
comments: Save my name and website in this browser for the next time I comment.
subscription: Log in to leave a comment
related: Read the full story at Kayes Weekly
related: Read the original article on the Weekly.
related: Editor's picks
legal: This article was first published by Kayes Weekly.
legal: The post Flood takes two bridges appeared first on Kayes Weekly.
legal: Accept all cookies
legal: Please enable JavaScript to see this page
contact: Follow our WhatsApp channel
subscription: Stay informed: our letter every morning
subscription: By signing up you agree to our terms
share: FacebookTwitterWhatsApp
share: ShareTweet
share: 1.2K shares
photo: Listen to this article (3 min)
""".strip().split("\n")


@pytest.mark.parametrize("line", PAGE)
def test_what_a_page_adds_is_boilerplate(line: str) -> None:
    test_lines_of_the_site_are_boilerplate(line)


def marked(text: str) -> list[str]:
    return [text[b.start : b.end] for b in find_boilerplate(text)]


@pytest.mark.parametrize(
    "heading", ["Read also:", "Related stories", "You may also like", "Most read", "More from Mali"]
)
def test_headlines_below_a_heading_are_boilerplate(heading: str) -> None:
    below = ["Senegal counts its votes", "Flood: two bridges lost in Kita"]
    assert marked("\n".join(["Rain fell in Kayes.", "", heading, *below])) == [heading, *below]
    assert marked("\n\n".join([heading, *below, "Rain fell in Kayes."])) == [heading, *below]


def test_key_words_below_a_heading_are_boilerplate() -> None:
    text = "Rain fell.\n\nTags:\nKayes\nrainy season\n\nThe river rose."
    assert marked(text) == ["Tags:", "Kayes\nrainy season"]


def test_sentences_and_a_lone_subheading_below_a_link_stay() -> None:
    assert marked("Read more\n\nThe river rises\n\nThe river rose on Monday.") == ["Read more"]
    assert marked("Read also:\nThe river rose on Monday, the mayor said.") == ["Read also:"]


CAPTIONS = """
FILE - A bridge in Kayes in 2019.| The bridge fell on Monday, the mayor said.
FILE PHOTO: Smoke over Kita, Jan. 3, 2019.| REUTERS/Awa Ba
(File photo) A market in Kita.|
[File] A market in Kita in 2019.| [XYZ]
File photo of a bridge in Kayes|
A bridge in Kayes in 2019. (AFP/File)|
The bridge of Kayes in 2019 [File: Awa Ba/Kayes Weekly]|
The bridge of Kayes (archive image)|
The bridge of Kayes in 2019. File photo. AFP|
Image caption Smoke over Kita after the fire of Monday|
Media caption: The bridge of Kayes fell on Monday.|
""".strip().split("\n")


@pytest.mark.parametrize("line", CAPTIONS)
def test_captions_of_old_pictures_are_known_to_their_end(line: str) -> None:
    assert find_captions(line.replace("|", "")) == ((0, line.index("|")),)


@pytest.mark.parametrize(
    "line",
    [
        "File a complaint, the judge said.",
        "Files burned in the town hall. Nobody was hurt.",
        "The clerk (who kept the files) left.",
        "A bridge fell in Kayes (Reuters).",
        "Stock-taking began on Monday.",
    ],
)
def test_other_lines_are_no_captions_of_old_pictures(line: str) -> None:
    assert find_captions(line) == ()


SENTENCES = """
Photo of the bridge shocked the town.
Live rounds were fired.
Source of the fire was a lamp.
Home fires burned in Kita.
Reporting by the envoy was late.
Follow our lead, the colonel told his men.
The article was first read out in court.
Close the market, the mayor said.
Print runs fell by half.
Updated rolls were shown to the court.
On 14 May 2031 the bridge fell.
At 06:30 GMT the bridge fell.
Help us, the mayor said.
Watch the border, said the colonel.
Watch towers were built along the road.
Read the statement in full
Read more slowly, the teacher told the class.
Related violence killed two herders in March.
Most articles of the law were suspended on Friday.
Most links to the north were cut.
Top news from the front reached Bamako late.
Further reading of the bill was put off until June.
Also read out was a letter from the governor.
More from Mali were expected, but only two came.
More than a hundred families fled.
Share prices fell in Abidjan.
Shares of the mine lost a tenth.
Contact with the patrol was lost at dawn.
Find the missing, the families asked.
Follow the river and you reach Ansongo.
Support for the junta grew.
Register books burned in the town hall.
Donated tents arrived in Menaka.
Comments drew anger.
Comments by the envoy were brief.
Facebook this week removed accounts that praised the coup.
Twitter this month was slow in Niamey.
Telegram channels carried the claim.
Published two years ago, the report named no one.
Posted an hour ago to the north, the unit saw nothing.
Africa has seen eight coups since 2020.
News of the attack spread fast.
World leaders condemned the attack.
Home to 90,000 people, the town has one well.
Search teams found the truck.
Top officers were dismissed.
Advertisements for the army hung in every street.
Picture Bamako at dawn.
View from the bridge: soldiers everywhere.
Copyright law was not the issue.
Terms of the truce were not made public.
Topics ranged from rice to rifles.
Image by image, the film shows the raid.
Got a question from the judge, the witness paused.
120 people fled.
Tell us what you saw, the officer said.
""".strip().split("\n")


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_that_begins_like_a_link_stays(line: str) -> None:
    assert find_boilerplate(line) == ()


def test_boilerplate_is_marked_where_it_stands_and_never_deleted() -> None:
    text = "  Rain fell.\r\nGot a question?  \r\n\r\nThe river rose.\nRead more"
    article = make_article(text)
    assert article.text == text
    assert [(text[b.start : b.end], b.group) for b in article.boilerplate] == [
        ("Got a question?", "contact"),
        ("Read more", "navigation"),
    ]
    assert [text[a:b] for a, b in article.paragraphs] == ["Rain fell.", "The river rose."]


@pytest.mark.parametrize(
    "line",
    ["Africa has seen many coups " * 40, "News aa" * 100, "Copy link " * 60 + "!", "Home > a" + " >" * 300],
    ids=["a long sentence", "no blanks", "a long row of buttons", "a long trail"],
)
def test_a_long_line_is_judged_at_once(line: str) -> None:
    """These lines took longer than anyone waits when a pattern could match them in many ways."""
    find_boilerplate(line)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_has_its_lines_in_order(text: str) -> None:
    article = Article(text, boilerplate=find_boilerplate(text))
    spans = sorted([*article.paragraphs, *((b.start, b.end) for b in article.boilerplate)])
    read = [article.clean.text[slice(*article.clean.in_clean(a, b))] for a, b in spans]
    assert "".join("".join(read).split()) == "".join(article.clean.text.split())
    assert all(text[a:b].strip() and not re.search(r"\n\s*\n", text[a:b]) for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


# The seed


def test_the_seed_is_unchanged() -> None:
    known = tomllib.loads(path_of("seeds/bamako_2024.toml").read_text(encoding="utf8"))
    content = path_of(f"seeds/{known['file']}").read_bytes()
    assert hashlib.sha256(content).hexdigest() == known["sha256"]
    assert load_article().text.encode() == content


def test_the_seeds_date_is_an_inference_with_reasons() -> None:
    article = load_article()
    assert article.published == dt.date(2024, 9, 18)
    assert article.published_is_inferred
    assert len(article.notes) >= 2
    assert (article.title, article.outlet, article.url) == (None, None, None)


def test_the_seeds_last_three_lines_are_the_sites() -> None:
    article = load_article()
    assert [b.group for b in article.boilerplate] == ["related", "contact", "contact"]
    assert article.text[article.boilerplate[0].start :].startswith("YOU MAY ALSO READ: US President")
    assert article.boilerplate[-1].end == len(article.text.rstrip())
    assert len(article.paragraphs) == 13
