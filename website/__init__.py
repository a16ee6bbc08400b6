"""How the site and the slides are made out of the lessons, the pages and the docstrings."""
