"""Layer 1, who and where: names, what they mean, and the words that point back to them.

The files, in the order in which a sentence passes through:

- gazetteer.py: which names are known beforehand (data/gazetteer/), and how may they be spelled?
- spans.py: what is a name here, and which of two overlapping ones stays?
- names.py: where are the names, as the model sees, the gazetteer knows and the text says?
- extent.py: where does a name begin and end, and what did the model leave out?
- kinds.py: what kind of thing has a name, by its own words and those beside it?
- sites.py: when are a name and the kind of site beside it one name ("Bamako airport")?
- variants.py: which acronyms, surnames and short forms stand for a name in this text?
- lies_in.py: does the text tell in which country a place lies?
- places.py: which place of that name is meant?
- geonames.py: which places of the world have a name, beyond the gazetteer's own?
- identity.py: which names mean the same?
- namesakes.py: is someone who bears a known name the person that the gazetteer knows?
- coreference.py: which entity does "the outfit", "the capital" or "he" point to?
- roles.py: which role has a person, and in which body or country?
- extraction.py: the steps one after another, `extract_entities`.
- component.py: the spaCy component `sahel_entities`.
"""

from sahel_analysis.entities.extraction import extract_entities

__all__ = ["extract_entities"]
