"""The project's own corpus: short reports with gold, invented after the manner of real ones."""

from __future__ import annotations

import pandas as pd

from sahel_analysis.resources import read_json


def load_reports() -> pd.DataFrame:
    """Short conflict reports with gold annotation, written for measuring and training.

    Returns:
        One row per report: id, hand (who wrote and annotated it), part ("training" or "held out"), published
        (ISO date), region, manner, text, and the gold as lists of dicts: events, statements and figures, in
        the format of data/reports/GUIDELINES.md. The texts are our own writing; private people are invented,
        and nothing in them may be cited as news.

    Raises:
        InstallationError: the file is missing from the installation, or damaged.

    Example:
        >>> reports = sa.load_reports()
        >>> len(reports) > 250, sorted(set(reports["part"]))
        (True, ['held out', 'training'])
    """
    return pd.DataFrame(read_json("data/reports/reports.jsonl"))
