"""One self-contained HTML page about an article: `make_report`.

The files:

- marks.py: which stretches of the text does each layer mark, and which row do they lead to?
- rows.py: what stands in each table, in words, with links to the text?
- drawings.py: the figures as SVG inside the page, in its colours
- downloads.py: the tables as CSV inside links, safe to open in a spreadsheet
- page.py: all of it on one page (template and style: page.html, page.css)
"""

from sahel_analysis.report.page import make_report

__all__ = ["make_report"]
