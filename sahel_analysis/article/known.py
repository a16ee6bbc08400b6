"""What is known of an article: its words, its day, and which of its lines are the website's."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from sahel_analysis.article.cleaning import Clean, clean_text
from sahel_analysis.errors import ArticleError

_LINE = re.compile(r"\S(?:[^\n\r]*\S)?")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A line of the site, not of the article: characters `start` to `end`, and why."""

    start: int
    end: int
    group: str


@dataclass(frozen=True)
class Article:
    """A news article as it was given, and what is known of it.

    Attributes:
        text: the words; never changed, and every offset of every table counts its code points.
        published: the day of publication; dates in other forms are read (see `day_of`). None: not known, as
            in the next three.
        title: its title.
        outlet: who published it.
        url: where it was published.
        published_is_inferred: whether the date was concluded and not stated.
        notes: the reasons for that.
        boilerplate: the site's own lines (links, share buttons, questions to readers), which later layers
            skip: start, end (characters) and group of each.

    Raises:
        ArticleError: text, title, outlet or url is no string or cannot be written as UTF-8, or the date is
            none.

    Example:
        >>> article.published.isoformat(), article.published_is_inferred
        ('2024-09-18', True)
        >>> start, end = article.paragraphs[4]
        >>> article.text[start:end][:45]
        'Earlier on Tuesday, an AP reporter heard two '
    """

    text: str
    published: dt.date | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published_is_inferred: bool = False
    notes: tuple[str, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()

    def __post_init__(self) -> None:
        refuse_no_text(self.text)
        object.__setattr__(self, "text", str(self.text))  # not a kind of string of another library
        object.__setattr__(self, "published", day_of(self.published))
        for field in ("title", "outlet", "url"):
            object.__setattr__(self, field, words_of(getattr(self, field), field))

    @cached_property
    def clean(self) -> Clean:
        """The text as the layers read it: without what nobody sees, with whole paragraphs."""
        return clean_text(self.text)

    @property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Start and end of every paragraph that is not boilerplate."""
        skip = {b.start for b in self.boilerplate}
        return [span for span in lines_of(self.clean) if span[0] not in skip]


def lines_of(clean: Clean) -> list[tuple[int, int]]:
    """Start and end, in the given text, of every clean line with anything on it, without blanks around it."""
    return [clean.in_given(*match.span()) for match in _LINE.finditer(clean.text)]


def refuse_no_text(text: object) -> None:
    """Raises ArticleError if a text is no string, or none that can be written."""
    if isinstance(text, bytes | bytearray):
        raise ArticleError(
            "The text is bytes, not characters. Decode it first, text.decode('utf8'), or give the file's "
            "name to read_article."
        )
    if not isinstance(text, str):
        raise ArticleError(f"The text is no string but a {type(text).__name__}. Give the article's words.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ArticleError(
            "The text holds halves of characters (lone surrogates), as a wrong decoding leaves them. "
            "Read the file as UTF-8, or give its path to read_article."
        )


def words_of(given: object, field: str) -> str | None:
    """A title, outlet or url; None where a table has nothing."""
    if is_missing(given):
        return None
    if not isinstance(given, str) or any("\ud800" <= character <= "\udfff" for character in given):
        raise ArticleError(f"{given!r} is no {field}. Give a string that can be written as UTF-8, or None.")
    return str(given)


def is_missing(given: object) -> bool:
    """Whether something stands for a missing value in tables: None, NaN, pandas' NaT and NA."""
    return given is None or (not isinstance(given, str) and str(given) in ("NaT", "<NA>", "nan"))


def day_of(published: object) -> dt.date | None:
    """The day that a date, a time of a day, or an ISO date in a string names.

    What stands for "missing" in tables (None, "", NaN, pandas' NaT and NA) is None.

    Raises:
        ArticleError: it is no date.

    Example:
        >>> from sahel_analysis.article import day_of
        >>> day_of("2024-09-18T06:30:00").isoformat()
        '2024-09-18'
    """
    if is_missing(published):
        return None
    if isinstance(published, dt.datetime):
        return _sure(published.date(), published)
    if isinstance(published, dt.date):
        return _sure(published, published)
    if type(published).__name__ == "datetime64":  # NumPy's, as the cells of a table are
        published = str(published)[:10]
    if isinstance(published, str):
        if not published.strip():
            return None
        try:
            return _sure(dt.datetime.fromisoformat(published.strip()).date(), published)
        except ValueError:
            pass
    raise _no_date(published)


_YEARS = range(1000, 3000)
"""Years in which something can have been published; beyond them reckoning with dates fails."""


def _sure(day: dt.date, given: object) -> dt.date:
    if day.year not in _YEARS:
        raise _no_date(given)
    return day


def _no_date(given: object) -> ArticleError:
    return ArticleError(
        f"{given!r} is not a date. Write the day of publication as year-month-day, such as 2024-09-18."
    )
