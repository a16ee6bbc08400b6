"""Headlines in capitals: how their words would be written in the text below."""

import pytest
from spacy.language import Language

from sahel_analysis.parsing.casing import plain_case


def written(text: str) -> str:
    """The first line of a text (words and marks parted by blanks) as the rest of it is written."""
    lines = [line.split() for line in text.split("\n")]
    spans, at = [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line)
    return " ".join(plain_case([w for line in lines for w in line], spans)[: len(lines[0])])


BODY = "\nThe rebels took the town of Oumdune , in Mali , from the army . A trader , Issa Kone , left ."


@pytest.mark.parametrize(
    ("headline", "plain"),
    [
        ("REBELS TAKE TOWN FROM ARMY IN MALI", "rebels take town from army in Mali"),
        ("OUMDUNE : TRADER ISSA KONE LEAVES", "Oumdune : trader Issa Kone leaves"),
        ("Rebels Take Town From Army In Mali", "rebels take town from army in Mali"),
        ("Rebels Take Town in Mali", "rebels take town in Mali"),
    ],
)
def test_a_headline_is_written_as_the_text_writes(headline: str, plain: str) -> None:
    assert written(headline + BODY) == plain


@pytest.mark.parametrize(
    "line",
    [
        "Rebels took the town of Oumdune",  # an ordinary headline
        "Fanta Kone , Awa Diallo , Issa Traore , Moussa Keita",  # a list of names
        "MALI ( AFP )",  # too short to be told
        "Rebels Take Town In Mali .",  # a sentence, whatever its capitals
    ],
)
def test_lines_that_stay(line: str) -> None:
    assert written(line + BODY) == line


def test_a_text_all_in_capitals_stays() -> None:
    assert written("REBELS TAKE TOWN FROM ARMY\nTHE ARMY LEFT THE TOWN") == "REBELS TAKE TOWN FROM ARMY"


def test_the_parse_of_a_headline_in_capitals(nlp: Language) -> None:
    doc = nlp("REBELS TAKE TOWN FROM ARMY\n\nThe rebels took the town of Ber from the army on Monday.")
    assert [t.pos_ for t in doc[:3]] == ["NOUN", "VERB", "NOUN"]
    assert [e.text for e in doc.ents] == ["Ber"]
