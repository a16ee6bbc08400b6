"""The rooms of event extraction: which words tell of an event, what else the text says of it, what is one.

Triggers with their arguments are found in the manner of the ACE programme (Doddington et al. 2004), told
from what did not happen as in Rich ERE (Song et al. 2015), and classed by the codebook of ACLED (Raleigh et
al. 2010).
All is done by rules over the trees, with the words in `data/lexicon/event_*.csv`: nothing is learnt here.
"""
