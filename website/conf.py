"""Settings of Sphinx for `make site`: nothing in a built page comes from the network."""

from __future__ import annotations

import os
from typing import Any

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

from sahel_analysis import __version__

project = "sahel_analysis"
author = "The sahel_analysis authors"
copyright = f"{author}. Code: MIT licence"
version = release = __version__
html_title = "Reading news from the Sahel"
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["data/*.csv", "seeds"]

# Stored outputs are shown as they are: strict checks of the notebooks hold them elsewhere.
nb_execution_mode = "off"
nb_ipywidgets_js: dict[str, dict[str, str]] = {}
nb_merge_streams = True
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4

# In the docstrings `word` is code. A docstring is written for `help()` first, so its mark-up is forgiven.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_preserve_defaults = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
suppress_warnings = ["docutils", "misc.highlighting_failure"]

html_theme = "furo"
html_static_path = ["site.css", "site.js"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_copy_source = False
html_use_index = False
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {
    "sidebar_hide_name": False,
    "light_css_variables": {
        "font-stack": 'system-ui, "Noto Sans", "DejaVu Sans", sans-serif',
        "font-stack--monospace": 'ui-monospace, "DejaVu Sans Mono", "Noto Sans Mono", monospace',
        "color-brand-primary": "#00527f",
        "color-brand-content": "#00527f",
        "color-brand-visited": "#5b3f7d",
    },
    "dark_css_variables": {
        "color-brand-primary": "#8ecbf0",
        "color-brand-content": "#8ecbf0",
        "color-brand-visited": "#c7aee6",
    },
}
# Both palettes have a contrast of at least 4.5 to 1.
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"


def name_levels(app: Any, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Gives the captions of the sidebar, which Sphinx calls headings, the level that screen readers need."""
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace('role="heading"', 'role="heading" aria-level="2"')


def setup(app: Any) -> None:
    """Comes after Furo, which makes the sidebar."""
    app.connect("html-page-context", name_levels, priority=900)
