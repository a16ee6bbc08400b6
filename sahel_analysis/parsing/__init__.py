"""The embedded pipeline's parse, and views of it that the four layers read.

The files, in the order in which a sentence passes through:

- tokenizer.py: which words has a text, even where no blank stands for long?
- casing.py: how would a headline in capitals be written in the text below it?
- neural.py: what does the encoder score, and how is it written into a Doc (the component `sahel_neural`)?
- decoding.py: which windows, trees, names and sentence starts do the scores mean?
- quotation.py: where are the quotations, whatever marks they have?
- syntax.py: how are two words related, in either label scheme?
- mending.py: what do parsers get wrong around verbs of speech?
- tree.py: the same tree as plain lists, with sentences and paragraphs, for layers that walk it much.
"""
