"""Annotation by hand, scores against it, and agreement between people."""
