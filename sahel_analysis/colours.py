"""The colours of figures, and the light grounds of marked text.

Those of figures are Okabe & Ito's (2008), which most colour-blind people can tell apart. No colour is
the only cue: each stands with a hatch, a marker or a word.
"""

from __future__ import annotations

from typing import Any

BLACK, ORANGE, SKY, GREEN = "#000000", "#e69f00", "#56b4e9", "#009e73"
YELLOW, BLUE, RED, PINK = "#f0e442", "#0072b2", "#d55e00", "#cc79a7"
DARK_GREEN = "#00694c"
"""Green for words, which need more contrast."""

DARK, GREY, SILVER, BAND = "#555555", "#777777", "#999999", "#f2f2f2"
"""Lines and notes; what is not told apart; the rest; every second row's ground."""

SEA, LAND, SHADED_LAND, BORDER, COUNTRY = "#e4eef5", "#f7f7f7", "#f3e3c3", "#8c8c8c", "#5a4a2a"
"""The maps."""

LABELS = {
    "PERSON": (BLUE, ""), "ORG": (ORANGE, "//"), "GROUP": (RED, "xx"), "GPE": (GREEN, ""), "LOC": (SKY, ".."),
    "FAC": (SILVER, "--"), "NORP": (PINK, "\\\\"), "EVENT": (YELLOW, "++"),
}  # fmt: skip
"""Colour and hatch of each label of entities."""

VOICES = {
    "outlet": ("the outlet itself", BLACK, "v"),
    "military": ("army", BLUE, "s"),
    "official": ("other officials", SKY, "D"),
    "anonymous_official": ("officials without a name", ORANGE, "o"),
    "armed_group": ("armed group", RED, "X"),
    "document": ("document", GREEN, "P"),
    "witness": ("people who were there", PINK, "^"),
    "media": ("other media", GREY, "<"),
    "expert": ("expert", GREY, ">"),
    "ngo": ("aid or rights group", GREY, "p"),
    "international_org": ("international body", GREY, "h"),
    "company": ("company", GREY, "d"),
    "unknown": ("not known who", GREY, "*"),
}
"""Name, colour and marker of each kind of source."""

NO_VOICE = "#bbbbbb"
"""A statement of which no source is named."""

PEOPLE = {
    "killed": (BLACK, "o"), "wounded": (GREEN, "s"), "detained": (PINK, "D"), "abducted": (ORANGE, "^"),
    "attackers_killed": (GREY, "X"),
}  # fmt: skip
"""Colour and marker of each kind of figure."""

NEWS: dict[str, Any] = {"facecolor": RED, "edgecolor": RED, "hatch": ""}
BACKGROUND: dict[str, Any] = {"facecolor": "white", "edgecolor": BLUE, "hatch": "////"}
SCORES = {"precision": (BLUE, ""), "recall": (ORANGE, "//"), "f1": (GREEN, "..")}
"""Colour and hatch of each measure."""

GROUNDS = {
    "PERSON": "#56b4e9", "ORG": "#e9c46a", "GROUP": "#f4a582", "GPE": "#9fd8c0", "LOC": "#c7e9b4",
    "FAC": "#d9d9d9", "NORP": "#e5c1dc", "EVENT": "#f0e442", "SITE LINE": "#eeeeee",
    "DATE": "#9fd8c0", "TIME": "#f0e442", "DURATION": "#e5c1dc", "SET": "#e9c46a",
    "news": "#f4a582", "background": "#cfe3f1",
    "source": "#e9c46a", "cue": "#e5c1dc", "content": "#dff0e9",
}  # fmt: skip
"""Light grounds under black text in marked text; the label stands beside every mark."""
