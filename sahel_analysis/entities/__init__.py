"""Layer 1, who and where: names, what they mean, and the words that point back to them."""

from sahel_analysis.entities.extraction import extract_entities

__all__ = ["extract_entities"]
