"""Lengths of time as TIMEX3 values."""

from __future__ import annotations

import pytest

from sahel_analysis.times.durations import duration


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        (3, "Y", "P3Y"),
        (None, "Y", "PXY"),
        (None, "TH", "PTXH"),
        (1, "DE", "P10Y"),
        (2, "CE", "P200Y"),
        (1, "FN", "P2W"),
        (2.5, "Y", "P2Y6M"),
        (0.5, "TH", "PT30M"),
        (1.5, "TM", "PT1M30S"),
        (0.5, "DE", "P5Y"),
        (2.5, "W", "P2.5W"),
        (1, "WE", "P2D"),
    ],
)
def test_duration(count: float | None, unit: str, value: str) -> None:
    assert duration(count, unit) == value
