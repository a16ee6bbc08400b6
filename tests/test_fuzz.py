"""A few inputs for each property of tests/fuzz; `make fuzz` tries many."""

import pytest
from hypothesis import settings

from tests.fuzz.properties import PROPERTIES


@pytest.mark.parametrize("name", PROPERTIES)
def test_a_property(name: str) -> None:
    check, draw, share = PROPERTIES[name]
    settings(max_examples=25 if share > 1 else 3)(draw(check))()
