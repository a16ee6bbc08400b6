"""Who said what: the rooms behind `components/attributions.py`."""
