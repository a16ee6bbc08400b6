"""The embedded pipeline's parse, and views of it that the four layers read."""
