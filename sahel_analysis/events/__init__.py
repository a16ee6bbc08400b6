"""Layer 4: what happened, when, where, by whom and to whom, how many, on whose word.

How a sentence passes through, file by file:

    view.py            the article as this layer sees it: trees, names, times, numbers, headlines, datelines
    lexicon.py         the tables of trigger words, word classes and casualty words
    clauses.py         who does what to whom in a clause: doer, sufferers, the words for a noun
    counts.py          numbers that may count people, and the bounds that stand beside them
    outcomes.py        what befell those counted, by the grammar around the number
    tallies.py         counts apart from the word for it: "the toll rose to 47"
    measures.py        DECISION: does a number count the killed, wounded, detained, abducted, missing?
    figures.py         the figures of people in a text, with side and role
    triggers.py        words that may tell of an event, and in which sense
    factuality.py      is it told as having happened?
    intervals.py       days from earliest to latest, as precise as the text
    dates.py           which time expression belongs to a trigger
    relative_dates.py  dates counted from another event: "two days after the raid"
    mention_dates.py   the date of a mention by its own sentence or paragraph
    places.py          places that a clause names as where it happened
    mentions.py        DECISION: is a word a mention of an event that happened?
    coreference.py     DECISIONS: do two mentions tell of one event? is a group an event of its own?
    claims.py          which event a claim of responsibility is for
    event_dates.py     DECISION: which time of the article is the event's?
    event_places.py    DECISION: which place of the article is the event's? its country
    parties.py         DECISION: who did it? and to whom
    figure_links.py    DECISIONS: whose figure is it? of which side? whole, part, earlier or of a period?
    ranges.py          the ranges of an event from its figures, by a dozen lines
    model.py           how a decision is made: named features and the weights of data/event_weights.csv
    extraction.py      `extract_events`: the rows of the tables events and figures
    component.py       the spaCy component

A decision is a list of named features, which weights learned by training/events.py, or set by hand, weigh.
"""

from sahel_analysis.events.extraction import extract_events

__all__ = ["extract_events"]
