"""What an attribution does: it states, wants, judges, or tells nothing of what was said."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        # What one wants or means to do is no statement, unless words are quoted
        ("The gang threatened to burn the mill.", ["attitude"]),
        ("The gang threatened to “burn every boat”.", ["statement"]),
        ("Parents asked why the school was shut.", ["attitude"]),
        ("The mayor called on the herders to leave the fields.", ["statement"]),
        # Nor is whom one blames
        ("The herders blamed the rain.", ["attitude"]),
        ("The governor blamed Boko Haram.", ["statement"]),
        # Pictures show, and say nothing
        ("The video shows men on horses.", []),
        ("The group posted videos of fighters burning a lorry.", []),
        # Advice and requests are made aloud, to somebody
        ("The mayor asked the traders to stay at home.", ["statement"]),
        ("The embassy advised its staff to leave Gao.", ["statement"]),
        # A report of none is a report, and what one recalls is told
        ("The prefect reported no victims from the flood.", ["statement"]),
        ("A nurse recalled seeing two boats.", ["statement"]),
        ("The militia claims nine dead on the other side.", ["statement"]),
        # How many people a body has, or which names a paper, is no report; what is told of them is
        ("The cooperative counts 90 members in Tera.", []),
        ("The clinic counts nine nurses.", []),
        ("The decree lists 12 names.", []),
        ("The cooperative counts 90 members hurt by the floods.", ["statement"]),
        ("The mayor counted 90 boats lost in the storm.", ["statement"]),
        ("The inquiry lists nine failures of the engineers.", ["statement"]),
        # Only terms that are asked for are terms
        ("The mayor said that two drowned men had been identified.", ["statement"]),
        ("They left the boats behind, she added.", ["statement"]),
    ],
)
def test_what_an_attribution_does(nlp: Language, text: str, acts: list[str]) -> None:
    assert [row.act for row in nlp(text)._.attributions] == acts


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # A relative clause stands between speaker and verb, or a verb is read as a noun
        ("The bridge held, a teacher who lives beside it says.", [("a teacher", "The bridge held")]),
        ("The dam broke, the Water Directorate states.", [("the Water Directorate", "The dam broke")]),
        # When it was said is no part of who said it
        ("The mayor on Sunday denied that the mill had burned.", [("The mayor", "the mill had burned")]),
        ("Police on Friday evening denied that it was shut.", [("Police", "it was shut")]),
        (
            "The imam of the Friday mosque said the road was open.",
            [("The imam of the Friday mosque", "the road was open")],
        ),
        # A count names its source by its owner
        ("Nine shops burned, by the union's count.", [("the union", "Nine shops burned")]),
        ("In the estimate of the ministry, nine shops burned.", [("the ministry", "nine shops burned")]),
        ("The fair was put off on account of the rain.", []),
        # A figure goes with what is counted, and with what it is made up of
        (
            "The mayor put the number of those hurt when the wall fell at nine.",
            [("The mayor", "the number of those hurt when the wall fell at nine")],
        ),
        (
            "The clinic spoke of nine hurt in all, two of them children.",
            [("The clinic", "nine hurt in all, two of them children")],
        ),
        # A clause with an object of its own says nothing of the clause before
        ("Six shops burned, two of which gave credit to farmers.", []),
        ("The mill burned; the mayor promised an inquiry.", []),
    ],
)
def test_who_said_what(nlp: Language, text: str, rows: list[tuple[str, str]]) -> None:
    found = [(row.source, text[slice(*row.content[0])]) for row in nlp(text)._.attributions]
    assert found == rows
