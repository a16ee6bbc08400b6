"""Dates and figures in words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from sahel_analysis.wording import join_some, say_count, say_date, shorten

DAY = dt.date(2031, 5, 14)


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (DAY, DAY, "14 May 2031"),
        (dt.date(2031, 5, 1), dt.date(2031, 5, 31), "May 2031"),
        (dt.date(2032, 2, 1), dt.date(2032, 2, 29), "February 2032"),
        (dt.date(2031, 1, 1), dt.date(2031, 12, 31), "2031"),
        (dt.date(2031, 5, 1), dt.date(2031, 5, 30), "1 to 30 May 2031"),
        (dt.date(2031, 5, 30), dt.date(2031, 6, 2), "30 May to 2 June 2031"),
        (dt.date(2030, 12, 30), dt.date(2031, 1, 2), "30 December 2030 to 2 January 2031"),
        (dt.date(2030, 12, 1), dt.date(2031, 1, 31), "1 December 2030 to 31 January 2031"),
        (None, DAY, "until 14 May 2031"),
        (DAY, None, "from 14 May 2031 on"),
        (pd.NaT, pd.NaT, "no date"),
    ],
)
def test_a_date_is_said_as_coarsely_as_it_is_known(earliest: Any, latest: Any, words: str) -> None:
    assert say_date(earliest, latest) == words


@pytest.mark.parametrize(
    ("low", "high", "approx", "words"),
    [
        (6, 6, False, "6"),
        (20, 22, False, "20 to 22"),
        (15, pd.NA, False, "at least 15"),
        (pd.NA, 9, False, "up to 9"),
        (50, 50, True, "about 50"),
        (1200, 1200, False, "1,200"),
        (0, 0, False, "0"),
        (pd.NA, pd.NA, False, None),
    ],
)
def test_a_number_is_said_with_its_open_ends(low: Any, high: Any, approx: bool, words: str | None) -> None:
    assert say_count(low, high, approx) == words


def test_long_words_and_lists_are_cut_openly() -> None:
    assert shorten("a well near Oumdune", 8) == "a well…"
    assert shorten("a well", 8) == "a well"
    assert join_some(["a", "b", "c"], 2) == "a; b; and 1 more"
    assert join_some(["a", "b"], 2) == "a; b"
