"""A few inputs for each property of tests/fuzz (`make fuzz` tries many), and texts that are hard to read."""

import datetime as dt

import pytest
from hypothesis import settings

from tests.fuzz.properties import PROPERTIES, analysis


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property(name: str) -> None:
    check, draw, share = PROPERTIES[name]
    settings(max_examples=25 if share > 1 else 3)(draw(check))()


@pytest.mark.parametrize(
    "text",
    [
        "Monday last four day mourning",  # counted from the last day that there is
        "From April---July 2031",
        "The drought of 2028---2031",
        "100,000 years ago and 999 weeks later",
        "A spokeswoman for Voices Of Home said two men left.",
        "Issa Diarra's said the",
        "bcas tO--ers said t ah",
        "She added said an official later that to so",
        '"n."a said',
        "told u by v s ttring",
        "“He ”she ‘said’ “",
        "he were Tine or said caltwo guards von of di ’said setteJan.in",
        "1/0 of 0 killed by -0 in 0",
        "killed " * 150,
        "said that he " * 30,
        "“" * 450,
        "of Gao " * 60,
        "\N{COMBINING ACUTE ACCENT}\N{ZERO WIDTH SPACE}Gao\N{RIGHT-TO-LEFT OVERRIDE}",
    ],
)
def test_what_is_hardly_a_text_gives_rows_that_hold_together(text: str) -> None:
    analysis(text, None)
    analysis(text, dt.date(2999, 12, 31))
