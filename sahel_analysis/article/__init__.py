"""Articles: reading them, what is known of them, and which of their lines are a site's own.

The files, in the order in which a text passes through:

- documents.py: which text does a page, a mail, a PDF or a Word file hold?
- formats.py: of which kind is a file, and is that kind read or refused?
- reading.py: what was given? A file, a string, a table's cell; what is none is refused with what to do
- known.py: what is known of an article: `Article`
- cleaning.py: what would be read, had the text been pasted well? The clean text, and a map
- lines.py: which line breaks stand inside a paragraph?
- site_lines.py: which lines are the website's, and which are captions of old pictures?
- troubles.py: what should its reader be told? One sentence for each kind of trouble
"""

from sahel_analysis.article.cleaning import Clean, clean_text
from sahel_analysis.article.known import Article, Boilerplate, day_of, is_missing
from sahel_analysis.article.reading import MAX_BYTES, load_article, make_article, open_article, read_article
from sahel_analysis.article.site_lines import find_boilerplate, find_captions
from sahel_analysis.article.troubles import find_troubles, warn_of_troubles

__all__ = [
    "MAX_BYTES",
    "Article",
    "Boilerplate",
    "Clean",
    "clean_text",
    "day_of",
    "find_boilerplate",
    "find_captions",
    "find_troubles",
    "is_missing",
    "load_article",
    "make_article",
    "open_article",
    "read_article",
    "warn_of_troubles",
]
