"""Layer 3, says who: source, cue and content."""

from sahel_analysis.attributions.extraction import extract_attributions

__all__ = ["extract_attributions"]
