"""Annotation by hand: what people mark, how good the machine is beside it, and how far people agree.

The files:

- marks.py: what did one person mark in one text?
- markup.py: how do people mark a text?
- gold.py: what did people annotate? The gold annotation of the lessons' article, loaded and checked
- own_gold.py: what does an annotation say as a gold of one's own?
- answers.py: what did a language model answer? JSON or mark-up as one more annotator
- loose_json.py: which objects stand in a text that is JSON, or nearly?
- side_by_side.py: who has what? Names, times, events and statements of the machine beside the gold's
- scores.py: how much is right? Precision, recall and F1
- accuracy.py: how good is the machine, as it was measured?
- agreement.py: how far do people agree who annotated the same text?
- coefficients.py: by how much do they agree more than by chance?
- differences.py: who differs where?
- adjudication.py: how do many readings become one?
- formats/: how do other tools write marks, and how are they saved here? A folder of annotators' files
"""

from sahel_analysis.annotation.accuracy import describe_accuracy, load_accuracy
from sahel_analysis.annotation.adjudication import adjudicate, list_cases
from sahel_analysis.annotation.agreement import agreement, measure_agreement
from sahel_analysis.annotation.answers import (
    Answer,
    ask_for,
    compare_answer,
    describe_answer,
    read_answer,
)
from sahel_analysis.annotation.coefficients import (
    bootstrap_alpha,
    cohen_kappa,
    fleiss_kappa,
    fleiss_kappa_of_counts,
    krippendorff_alpha,
)
from sahel_analysis.annotation.differences import confusion_table, describe_differences, list_differences
from sahel_analysis.annotation.formats import (
    load_annotation,
    load_annotators,
    read_annotators,
    read_brat,
    read_doccano,
    read_label_studio,
    read_webanno,
    save_annotation,
    write_brat,
    write_doccano,
    write_label_studio,
    write_webanno,
)
from sahel_analysis.annotation.gold import LABELS, Gold, load_gold, validate_gold
from sahel_analysis.annotation.marks import Annotation, Mark
from sahel_analysis.annotation.markup import describe_notation, read_markup, write_markup
from sahel_analysis.annotation.own_gold import make_gold
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
    "Annotation",
    "Answer",
    "Gold",
    "Mark",
    "adjudicate",
    "agreement",
    "ask_for",
    "bootstrap_alpha",
    "cohen_kappa",
    "compare_answer",
    "compare_attributions",
    "compare_events",
    "compare_names",
    "compare_times",
    "confusion_table",
    "describe_accuracy",
    "describe_answer",
    "describe_differences",
    "describe_notation",
    "f1",
    "fleiss_kappa",
    "fleiss_kappa_of_counts",
    "krippendorff_alpha",
    "list_cases",
    "list_differences",
    "load_accuracy",
    "load_annotation",
    "load_annotators",
    "load_gold",
    "make_gold",
    "make_scores",
    "measure_agreement",
    "model_names",
    "read_annotators",
    "read_answer",
    "read_brat",
    "read_doccano",
    "read_label_studio",
    "read_markup",
    "read_webanno",
    "save_annotation",
    "score_attributions",
    "score_events",
    "score_names",
    "score_times",
    "validate_gold",
    "write_brat",
    "write_doccano",
    "write_label_studio",
    "write_markup",
    "write_webanno",
]
