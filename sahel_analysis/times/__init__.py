"""Layer 2, when: time expressions, their TIMEX3 values and the days that they can mean.

The files, in the order in which a sentence passes through:

- vocabulary.py: which words speak of time (data/lexicon/time_*.csv)?
- pieces.py: how is the text cut into words, numbers, hours and dates in digits, marks?
- numbers.py: which number is "10 000", "twelve hundred", "dozens"? (`find_numbers`, for the layers above too)
- words.py: what may each word of this text mean, a month or a verb, a day, a year or a mere number?
- grammar.py: which words make one expression (data/lexicon/time_grammar.csv)?
- context.py: what is it counted from: publication, a date told before, the tense of its clause?
- dateline.py: on which day was the text written?
- days.py: which day, and which time of that day?
- periods.py: which week, month, season, quarter, year, decade or century?
- durations.py: how long, and how often?
- values.py: which days does a TIMEX3 value mean, and which value has a date?
- extraction.py: the steps one after another, `extract_times`.
- component.py: the spaCy component `sahel_times`.
"""

from sahel_analysis.times.extraction import extract_times
from sahel_analysis.times.numbers import find_numbers

__all__ = ["extract_times", "find_numbers"]
