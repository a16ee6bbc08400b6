"""Layer 2, when: time expressions, their TIMEX3 values and the days that they can mean."""

from sahel_analysis.times.extraction import extract_times

__all__ = ["extract_times"]
