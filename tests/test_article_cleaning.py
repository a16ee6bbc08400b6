"""Text as it is pasted: what is read of it, where that stands, and what its reader is told."""

from __future__ import annotations

import itertools
import textwrap
import warnings

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import sahel_analysis as sa
from sahel_analysis.article import clean_text, find_troubles, make_article
from sahel_analysis.resources import read_table

READ = [
    # Given, read, and the kind of repair of which the reader is told.
    ("Rain fell in Ka\u00adyes.", "Rain fell in Kayes.", "unseen characters"),
    ("Rain\u200b fell\u2060 in \ufeffKayes\x00.", "Rain fell in Kayes.", "unseen characters"),
    ("\u202aRain fell\u202c in Kayes.", "Rain fell in Kayes.", "unseen characters"),
    ("Rain fell in Ka\u00ad\nyes.", "Rain fell in Kayes.", "unseen characters"),
    ("\ufeffRain fell.", "Rain fell.", None),
    ("Rain\u00a0fell\u202fin\u3000Kayes.", "Rain fell in Kayes.", None),
    ("Rain fell.\u2028The river rose.\x0cKayes fled.", "Rain fell.\nThe river rose.\nKayes fled.", None),
    ("Rain fell.\rThe river rose.", "Rain fell.\nThe river rose.", None),
    ("Some 12\u00a0400 people fled to Kayes on Monday.", "Some 12400 people fled to Kayes on Monday.", None),
    ("on\u00a05\u00a0May\u00a012\u00a0400\u00a0fled", "on 5 May 12 400 fled", None),
    ("Kayes` mayor, the Imam`s son", "Kayes` mayor, the Imam’s son", None),
    ("The of\ufb01cer left.", "The officer left.", None),
    ("Mali&rsquo;s army &amp; police &quot;left&quot;", "Mali’s army & police \"left\"", "HTML"),
    ("Mali&amp;#8217;s army", "Mali’s army", "HTML"),
    ("AT&T and R&D; 5 < 6 > 4", "AT&T and R&D; 5 < 6 > 4", None),
    ("<p>Rain <b>fell</b></p><script>x < 1</script>", "\n\nRain fell\n\n", "HTML"),
    ("L\u00e2\u20ac\u2122arm\u00c3\u00a9e", "L’armée", "wrong decoding"),
    ("L\u00c3\u00a2\u00e2\u201a\u00ac\u00e2\u201e\u00a2air", "L’air", "wrong decoding"),
    ("Goïta, São Tomé, Ã", "Goïta, São Tomé, Ã", None),
    ("Rain fell.\\n\\nKayes\\u2019s bank broke.", "Rain fell.\n\nKayes’s bank broke.", "signs of a program"),
    ("C:\\news\\rain", "C:\\news\\rain", None),
    ("The mayor, who fled\nfrom Kayes, said so.", "The mayor, who fled from Kayes, said so.", None),
    ("Rain fell in the\nSahel.", "Rain fell in the Sahel.", None),
    ("Rain fell.\nthe river rose.", "Rain fell.\nthe river rose.", None),
    ("Rain falls\nRivers rise", "Rain falls\nRivers rise", None),
    ("the al-\nMansour school", "the al-Mansour school", None),
    ("The govern-\nment fell. A government rose.", "The government fell. A government rose.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "read", "repair"), READ)
def test_what_is_read(text: str, read: str, repair: str | None) -> None:
    clean = clean_text(text)
    assert clean.text == read
    assert clean.repairs == ((repair,) if repair else ())


def test_a_good_text_needs_no_map() -> None:
    clean = clean_text(sa.load_article().text)
    assert (clean.text, clean.starts, clean.repairs) == (sa.load_article().text, None, ())


def test_a_stretch_stands_where_it_was_given() -> None:
    text = "Ka\u00adyes &amp; Ki\u00adta"
    clean = clean_text(text)
    assert clean.text == "Kayes & Kita"
    assert text[slice(*clean.in_given(0, 5))] == "Ka\u00adyes"
    assert text[slice(*clean.in_given(6, 7))] == "&amp;"
    assert clean.text[slice(*clean.in_clean(*clean.in_given(8, 12)))] == "Kita"


PASTED = st.text(alphabet="aB.\n \u00ad\u00a0\u200b&;#1<b>/Ã©\r-\\nu0", max_size=40)


@given(PASTED | st.text(max_size=40))
def test_every_clean_character_stands_in_the_given_text_in_order(text: str) -> None:
    clean = clean_text(text)
    spans = [clean.in_given(i, i + 1) for i in range(len(clean.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in itertools.pairwise(spans))


@given(PASTED)
@example("Ã\u200b©")
def test_cleaning_what_is_clean_changes_no_word(text: str) -> None:
    once = clean_text(text).text
    assert clean_text(once).text.split() == once.split() or "&" in text or "\\" in text or "<" in text


# The same text, laid out otherwise

NEWS = (
    "Gunmen killed nine traders in the town of Gao on Tuesday, the regional army command said, and burned at "
    "least four of their lorries on the road to Ansongo.\n\n"
    "“We heard shots until the evening,” said Moussa Traore, who sells rice at the market. He added that the "
    "village chief had asked for help as early as Monday.\n\n"
    "The army, which has a base in Labbezanga, sent 40 soldiers to the town, a spokesman for the mayor said."
)
LAYOUTS = {
    "hard wrap": "\n\n".join(textwrap.fill(p, 60) for p in NEWS.split("\n\n")),
    "hard wrap without blank lines": "\n".join(textwrap.fill(p, 60) for p in NEWS.split("\n\n")),
    "no-break blanks": NEWS.replace(" ", "\u00a0"),
    "double blanks": NEWS.replace(" ", "  "),
    "tabs for blanks": NEWS.replace(" ", "\t"),
    "narrow no-break blanks": NEWS.replace(" ", "\u202f"),
    "CR": NEWS.replace("\n", "\r"),
    "CRLF": NEWS.replace("\n", "\r\n"),
    "line separators": NEWS.replace("\n\n", "\u2028"),
    "vertical tabs": NEWS.replace("\n\n", "\x0b"),
    "form feeds": NEWS.replace("\n\n", "\x0c"),
    "zero-width blanks": NEWS.replace(" ", " \u200b"),
    "soft hyphens": NEWS.replace("ar", "a\u00adr"),
    "byte order mark": "\ufeff" + NEWS,
    "HTML": "".join(f"<p>{p}</p>" for p in NEWS.replace("“", "&ldquo;").split("\n\n")),
    "wrong decoding": NEWS.replace("“", "\u00e2\u20ac\u0153").replace("”", "\u00e2\u20ac\u009d"),
}


def rows(text: str) -> dict[str, list[tuple[object, ...]]]:
    """The tables without their offsets; contents as clean words."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = sa.analyze(make_article(text, "2031-05-14"))
    clean = found.article.clean
    tables = found.to_dict()
    for row in tables["attributions"]:
        row["content"] = [
            " ".join(clean.text[slice(*clean.in_clean(*part))].split()) for part in row["content"]
        ]
    return {
        name: [
            tuple(
                (k, v)
                for k, v in row.items()
                if k not in ("start", "end") and not k.endswith(("_start", "_end"))
            )
            for row in tables[name]
        ]
        for name in ("mentions", "entities", "times", "attributions", "events", "figures")
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_text_laid_out_otherwise_gives_the_same_rows(layout: str) -> None:
    assert rows(LAYOUTS[layout]) == rows(NEWS)


def test_rows_point_to_the_given_text_and_hold_clean_words() -> None:
    text = "Gun\u00admen at\u00adtacked Ga\u00ado on Mon\u00adday, the ar\u00admy said."
    with pytest.warns(UserWarning, match="characters that nobody sees"):
        found = sa.analyze(make_article(text, "2031-05-14"))
    event, statement = found.events.iloc[0], found.attributions.iloc[0]
    assert (event["trigger"], text[event["start"] : event["end"]]) == ("attacked", "at\u00adtacked")
    assert (statement["source"], text[statement["source_start"] : statement["source_end"]]) == (
        "the army",
        "the ar\u00admy",
    )
    ((start, end),) = statement["content"]
    assert text[start:end] == text.partition(", the")[0]
    assert found.doc.text == found.article.clean.text


# What the reader is told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rain fell in Ka\u00adyes.", "characters that nobody sees"),
        ("Rain fell &amp; fell.", "holds HTML"),
        ("Rain fell in Kayes, lÃ\u00a0 bas.", "wrong decoding"),
        (LAYOUTS["hard wrap"], "lines were broken"),
        ("Rain fell in Go\ufffdta.", "a letter was lost"),
        ("Rain fell.\\n\\nThe river rose.", "signs of a program"),
        ("La pluie est tombée sur la ville de Kayes et les habitants ont fui vers le sud.", "French"),
        ("La lluvia cayó sobre la ciudad y los habitantes huyeron hacia el sur con sus hijos.", "Spanish"),
        ("Der Regen fiel auf die Stadt und die Menschen sind nach Süden geflohen.", "German"),
        ("Дождь шёл в городе весь день, и река вышла из берегов.", "another script"),
    ],
)
def test_each_trouble_is_told_in_one_sentence(text: str, said: str) -> None:
    (told,) = find_troubles(make_article(text, "2031-05-14")).values()
    assert said in told


def test_a_trouble_is_told_once_however_often_it_is_there() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        sa.analyze(make_article("Rain fell in Ka\u00adyes and Ki\u00adta &amp; Ba\u00admako.", "2031-05-14"))
    assert len(caught) == 2


@pytest.mark.parametrize("text", ["Rain fell.", NEWS, NEWS.upper(), "Diarra, Moussa; Ba, Awa; Traore, Oumar"])
def test_of_a_good_english_text_nothing_is_told(text: str) -> None:
    assert find_troubles(make_article(text, "2031-05-14")) == {}


def test_every_repair_has_its_sentence() -> None:
    table = read_table("lexicon/text_repairs.csv")
    said = {repair for _, _, repair in READ if repair} | {"broken lines", "lost letters"}
    assert set(table["repair"]) == said


def test_a_table_of_articles_may_lack_a_date() -> None:
    table = pd.DataFrame({"text": ["Rain fell on Monday."], "published": [pd.NaT]})
    with pytest.warns(UserWarning, match="no date of publication"):
        found = sa.analyze(make_article(table["text"][0], table["published"][0]))
    assert found.times["value"].tolist() == ["XXXX-WXX-1"]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("The secu-\nrity forces left.", "The security forces left."),  # "rity" is no word
        ("They held the gendar-\nmerie.", "They held the gendarmerie."),  # neither part is one
        ("A well-\nknown chief came.", "A well-known chief came."),
        ("Al-\nQaida men came.", "Al-Qaida men came."),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_whole_again(given: str, read: str) -> None:
    assert clean_text(given).text == read
