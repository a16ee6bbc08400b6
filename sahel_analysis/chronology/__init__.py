"""The reference timeline of the Sahel, event data of others in its form, and an article's events tied to it.

The files:

- reference.py: what happened in the Sahel since 2012, and is a table of that form fit for use?
- spreadsheet.py: how is a CSV file read that a spreadsheet program wrote?
- event_data.py: what do exports of ACLED and UCDP GED say in this form?
- linking.py: which row tells of the same event as an article, and why?
"""

from sahel_analysis.chronology.event_data import read_acled, read_ucdp
from sahel_analysis.chronology.linking import link_events
from sahel_analysis.chronology.reference import COLUMNS, load_chronology

__all__ = ["COLUMNS", "link_events", "load_chronology", "read_acled", "read_ucdp"]
