"""The ranges of the table of events, from the rows of the table of figures: readable and to be overruled."""

from __future__ import annotations

from collections.abc import Sequence

from sahel_analysis.records import Figure

Range = tuple[int | None, int | None]


def range_of(figures: Sequence[Figure]) -> Range:
    """Lowest and highest number that figures of one measure and party give for one event.

    Earlier counts are left out. Figures for the whole span what the sources say: from the lowest to the
    highest, open above if the highest is. Where nobody gives the whole the parts add up.
    """
    counted = [f for f in figures if f.scope in ("whole", "part")]
    wholes = [f for f in counted if f.scope == "whole"]
    if wholes:
        lows = [f.low for f in wholes if f.low is not None]
        tops = [f.high for f in wholes if f.high is not None]
        beyond = [f.low for f in wholes if f.high is None and f.low is not None]
        is_open = bool(beyond) and (not tops or max(beyond) >= max(tops))
        return min(lows, default=None), None if is_open else max(tops, default=None)
    if not counted:
        return None, None
    low = sum(f.low or 0 for f in counted)
    return low, None if any(f.high is None for f in counted) else sum(f.high or 0 for f in counted)
