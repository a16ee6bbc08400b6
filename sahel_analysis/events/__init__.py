"""Layer 4, what happened: when, where, to whom, by whom, how many, on whose word."""

from sahel_analysis.events.extraction import extract_events

__all__ = ["extract_events"]
