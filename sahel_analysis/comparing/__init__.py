"""Several reports of one event side by side, and who is heard in an article.

The files:

- coverage.py: what did pages report of the attack on Bamako, on whose word? Tables of claims
- matching.py: which events of several articles are the same?
- films.py: who has published the film in which an event is seen?
- comparison.py: what do articles of one's own tell of the same events? The same kind of table
- voices.py: who is heard in an article, how much, about what, and who confirms or denies whom?
"""

from sahel_analysis.comparing.comparison import compare, voices_by_article
from sahel_analysis.comparing.coverage import (
    CLAIM,
    CLAIM_TYPES,
    claims_by_origin,
    figures_by_day,
    figures_by_voice,
    load_coverage,
)
from sahel_analysis.comparing.matching import main_event, match_events
from sahel_analysis.comparing.voices import (
    checked_claims,
    count_voices,
    figures_by_source,
    share_of_own_voice,
    source_graph,
    statements,
)

__all__ = [
    "CLAIM",
    "CLAIM_TYPES",
    "checked_claims",
    "claims_by_origin",
    "compare",
    "count_voices",
    "figures_by_day",
    "figures_by_source",
    "figures_by_voice",
    "load_coverage",
    "main_event",
    "match_events",
    "share_of_own_voice",
    "source_graph",
    "statements",
    "voices_by_article",
]
