"""Dates and figures in words, no more precise than the table that they come from."""

from __future__ import annotations

from typing import Any

import pandas as pd


def say_date(earliest: Any, latest: Any) -> str:
    """An interval of days in words: "17 September 2024", "17 to 18 September 2024", "July 2024", "2022".

    Both ends count; NA leaves an end open, and two of them give "no date".
    """
    if pd.isna(earliest) and pd.isna(latest):
        return "no date"
    if pd.isna(earliest):
        return f"until {_day(latest)}"
    if pd.isna(latest):
        return f"from {_day(earliest)} on"
    first, last = pd.Timestamp(earliest), pd.Timestamp(latest)
    if first == last:
        return _day(first)
    if first.year == last.year and first.day == 1 and last.is_month_end:
        if first.month == last.month:
            return f"{first:%B} {first.year}"
        if (first.month, last.month) == (1, 12):
            return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def say_count(low: Any, high: Any, approx: bool = False) -> str | None:
    """A number of people in words: "6", "at least 15", "20 to 22", "about 50"; None if unknown."""
    if pd.isna(low) and pd.isna(high):
        return None
    about = "about " if approx else ""
    if pd.isna(high):
        return f"at least {about}{int(low):,}"
    if pd.isna(low):
        return f"up to {about}{int(high):,}"
    return f"{about}{int(low):,}" + (f" to {int(high):,}" if low != high else "")


def shorten(text: str, limit: int) -> str:
    """A text on one line, of at most so many characters, cut with an ellipsis."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def join_some(items: list[str], most: int) -> str:
    """The first items as a list, and how many more there are."""
    more = f"; and {len(items) - most} more" if len(items) > most else ""
    return "; ".join(items[:most]) + more


def _day(date: Any) -> str:
    moment = pd.Timestamp(date)
    return f"{moment.day} {moment:%B} {moment.year}"
