"""Layer 4: what happened, when, where, by whom and to whom, how many, on whose word.

How a sentence passes through, file by file:

    view.py          the article as this layer sees it: names, times as days, numbers, classes of words
    areas.py         sides of countries as places: "northern Mali", "the north-east of Mali"
    intervals.py     days from one to another, as precise as the text; what a time means for an event
    clauses.py       who does what to whom, and where: doer, sufferers, the places that a clause names
    factuality.py    is it told as having happened?
    counts.py        which numbers may count people, and between which bounds
    measures.py      DECISION: the killed, wounded, detained, abducted, missing?
    outcomes.py      what befell those counted, by the grammar around the number
    tallies.py       numbers that a count gives ("the toll rose to 47"), and which others replace
    figures.py       the figures of people in a text, with side and role
    scopes.py        DECISIONS: is a figure a sum over a period? a part? an earlier count?
    triggers.py      words that may tell of an event, and in which sense
    dates.py         which time is a trigger's: its own, or its scene's
    lags.py          dates counted from those of other events
    mention_dates.py when, by its own sentence and paragraph
    mentions.py      DECISION: is a word a mention of an event that happened?
    coreference.py   DECISIONS: do two mentions tell of one event? is a group an event of its own?
    event_dates.py   DECISION: which time of the article is the event's?
    places.py        DECISION: which place of the article is the event's? its country
    parties.py       DECISION: who did it? and to whom
    figure_links.py  DECISIONS: whose figure is it? of which side?
    totals.py        DECISION: which figures make the total of an event?
    model.py         how a decision is made: named features and the weights of data/event_weights.csv
    extraction.py    `extract_events`: the rows of the tables events and figures, ranges from figures
    component.py     the spaCy component

A decision is a list of named features, which weights learned by training/events.py, or set by hand, weigh.
"""

from sahel_analysis.events.extraction import extract_events

__all__ = ["extract_events"]
