"""The dateline of a report, "GAO, Sept 12 (Reuters) -": a date in it says when it was written."""

from __future__ import annotations

import datetime as dt
import re

_BEFORE = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]*(?:[ -][\w.'’-]+){0,3}, ?){0,2}"  # Port-au-Prince, Haiti,
    r"(?:[A-ZÀ-Þ][\w'’]+(?: [A-ZÀ-Þ][\w'’]+){0,2} ?(?:\([^()\n]+\) ?)?)?"  # GAO (Reuters)
)
_BEHIND = re.compile(r"(?:,? ?\d{4})? ?(?:\([^()\n]{2,30}\) ?)?(?:[–—]|--? |: )")
_OLDEST = 366
"""Days before publication on which an article can have been written."""


def closes_dateline(text: str, start: int, end: int) -> bool:
    """Whether the characters start to end, a date, stand in the dateline with which a paragraph opens.

    A date alone, "30 May: ...", begins an entry of a list.
    """
    begins = text.rfind("\n", 0, start) + 1
    behind = _BEHIND.match(text, end)
    named = begins < start or (behind is not None and "(" in behind[0])
    return bool(named and behind and _BEFORE.fullmatch(text, begins, start))


def is_day_of_writing(day: dt.date | None, published: dt.date | None) -> bool:
    """Whether the day of a dateline can be that of an article published on a day."""
    return day is not None and (published is None or 0 <= (published - day).days <= _OLDEST)
