"""Annotation by hand: what people mark, how good the machine is beside it, and how far people agree.

The files:

- gold.py: what did people annotate? The gold annotation of the lessons' article, loaded and checked
- markup.py: how do people mark names in a text?
- side_by_side.py: who has what? Names, times, events and statements of the machine beside the gold's
- scores.py: how much is right? Precision, recall and F1
- accuracy.py: how good is the machine, as it was measured?
- agreement.py: how far do people agree who annotated the same text?
"""

from sahel_analysis.annotation.accuracy import describe_accuracy, load_accuracy
from sahel_analysis.annotation.agreement import agreement
from sahel_analysis.annotation.gold import LABELS, Gold, load_gold, validate_gold
from sahel_analysis.annotation.markup import read_markup
from sahel_analysis.annotation.scores import (
    f1,
    make_scores,
    score_attributions,
    score_events,
    score_names,
    score_times,
)
from sahel_analysis.annotation.side_by_side import (
    compare_attributions,
    compare_events,
    compare_names,
    compare_times,
    model_names,
)

__all__ = [
    "LABELS",
    "Gold",
    "agreement",
    "compare_attributions",
    "compare_events",
    "compare_names",
    "compare_times",
    "describe_accuracy",
    "f1",
    "load_accuracy",
    "load_gold",
    "make_scores",
    "model_names",
    "read_markup",
    "score_attributions",
    "score_events",
    "score_names",
    "score_times",
    "validate_gold",
]
