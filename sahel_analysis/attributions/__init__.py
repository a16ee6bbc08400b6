"""Layer 3, says who: source, cue and content of each attribution.

In the order in which a sentence passes through:

    cues.py             which words attribute, and in which frames (data/lexicon/attribution_cues.csv)
    contents.py         every stretch that may be the content of a cue, and where it may end
    speakers.py         every noun that may be its source
    insertions.py       a speaker and a verb set off by marks: read from the order of the words
    verbless.py         who speaks where no verb says so: a dash, a colon or "for" stands for the cue
    model.py            how likely a candidate is right: the learned step
    boundaries.py       from a chosen candidate to the tokens and characters of content and source
    selection.py        which candidates are attributions, and how they stand to each other
    acts.py             does it state, hold an attitude or perceive; which stance does it take
    sources.py          whom a source stands for, and what kind of source it is
    affiliations.py     whose official, spokesman or statement it is: the body behind a noun
    source_words.py     what words and names tell of a source's kind (data/lexicon/source_words.csv)
    source_phrases.py   the noun phrase of a source; how an article introduces a name
    antecedents.py      what "he", "the spokesman" or "the text" points back to; who goes on speaking
    anonymity.py        whether one can find out who it is (data/lexicon/source_anonymity.csv)
    extraction.py       the rows of the table
    component.py        the spaCy component
"""

from sahel_analysis.attributions.extraction import extract_attributions

__all__ = ["extract_attributions"]
