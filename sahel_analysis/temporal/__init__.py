"""Time expressions, from the ground up.

values      what TIMEX3 values mean, and date arithmetic
vocabulary  the tables of words, and numbers
words       which words of a text speak of time
grammar     which of them make an expression
tense       whether a clause speaks of the past or the future
context     what is known when an expression is resolved
days, periods, lengths      what expressions mean, by kind
resolution  the expressions of a text, one after another
"""
