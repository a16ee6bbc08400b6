"""Time expressions as a specification: an annotated sentence in, its rows out.

"[Tuesday | DATE 2024-09-17]" marks an expression with its type and value; a mod may follow. A dash
stands for no value. Unless told otherwise the sentences were published on Wednesday, 18 September
2024, and have no parts of speech.
"""

from __future__ import annotations

import datetime as dt
import doctest
import re
from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from sahel_analysis.extensions import register_extensions
from sahel_analysis.records import Mention, TimeExpression
from sahel_analysis.times import extract_times, extraction
from sahel_analysis.times.values import interval
from sahel_analysis.times.vocabulary import entries_by_first

PUBLISHED = dt.date(2024, 9, 18)
ENGLISH = spacy.blank("en")

_MARK = re.compile(r"\[([^\[\]|]+) \| ([^\[\]]+)\]")


def check(marked: str, published: dt.date | None = PUBLISHED) -> None:
    text = _MARK.sub(r"\1", marked)
    rows = extract_times(ENGLISH(text), published)
    told = text
    for row in reversed(rows):
        parts = (row.type, row.value or "-", row.mod or "")
        told = f"{told[: row.start]}[{row.text} | {' '.join(p for p in parts if p)}]{told[row.end :]}"
    assert told == marked


def only(text: str, published: dt.date | None = PUBLISHED) -> TimeExpression:
    rows = extract_times(ENGLISH(text), published)
    assert len(rows) == 1, rows
    return rows[0]


DAYS = [
    "Troops left [Tuesday | DATE 2024-09-17].",
    "He spoke on [Wednesday | DATE 2024-09-18].",
    "ABUJA, [Sept. 12 | DATE 2024-09-12] (AP) - He spoke on [Wednesday | DATE 2024-09-11].",
    "[12 September | DATE 2024-09-12]: He spoke on [Wednesday | DATE 2024-09-18].",
    "The camp fell [last Wednesday | DATE 2024-09-11], not [next Friday | DATE 2024-09-20].",
    "[Yesterday | DATE 2024-09-17] was calm, [today | DATE 2024-09-18] is not.",
    "The attack of [17 September 2024 | DATE 2024-09-17] and that of [June 9, 2022 | DATE 2022-06-09].",
    "It began on [Friday, Sept. 13 | DATE 2024-09-13].",
    "On [the 21st of March | DATE 2024-03-21] they met; on [Dec. 30 | DATE 2024-12-30] they will part.",
    "The report of [2024-09-17 | DATE 2024-09-17].",
    "[Early Tuesday | DATE 2024-09-17 START] shots rang out; [later in the day | DATE 2024-09-17] none.",
    "[Earlier on Tuesday | DATE 2024-09-17] there was smoke.",
    "Not [this Monday | DATE 2024-09-16] but [this Friday | DATE 2024-09-20].",
    "On [Tuesday of last week | DATE 2024-09-10], [two Mondays ago | DATE 2024-09-09], it was so too.",
    "In [the second week of July | DATE 2024-W28] and [the first half of August | DATE 2024-08 START].",
    "On [this Monday, 16 September | DATE 2024-09-16] a list dated [09-Jan-21 | DATE 2021-01-09] was shown.",
    "On [the twenty-first of June | DATE 2024-06-21], for the twenty-first time.",
    "On [March sixth | DATE 2024-03-06] and on [the eighth of June | DATE 2024-06-08] it rained.",
    "By [May tenth, 2020 | DATE 2020-05-10] it was known; in the [May | DATE 2024-05] second round not.",
    "On [the eleventh | DATE 2024-09-11], the bridge was closed, on [the 21st | DATE 2024-08-21], the road.",
    "On the second, on the first day and on the fifth floor.",
    "[The Sunday before last | DATE 2024-09-08] and [the week before last | DATE 2024-W36] were calm.",
    "[The night of the 12th | TIME 2024-09-12TNI], they say, was loud.",
    "On [2021/04/03 | DATE 2021-04-03] and [20210405 | DATE 2021-04-05], with ticket 20219999.",
    "On [2023-08-07 | DATE 2023-08-07]/[2023-08-08 | DATE 2023-08-08].",
    "In [2023 | DATE 2023]-[08 | DATE 2023-08] and in [2012 | DATE 2012]-[13 | DATE 2013].",
    "In [the last days of June | DATE 2024-06 END] it was hot.",
    "On [the first Monday in May | DATE 2024-05-06] and [the last Friday of June 2023 | DATE 2023-06-30].",
]

NUMERIC = [
    "On [17/09/2024 | DATE 2024-09-17] or [9/17/2024 | DATE 2024-09-17] or [17.9.24 | DATE 2024-09-17].",
    "[03/04/2024 | DATE 2024] tells little.",
    "[04/04/2024 | DATE 2024-04-04] cannot be misread.",
]

HOLIDAYS = [
    "The truce held over [Christmas | DATE 2024-12-25] and until [New Year's Day 2025 | DATE 2025-01-01].",
    "Not on [Christmas Day in 1968 | DATE 1968-12-25].",
    "On [Easter Monday 2024 | DATE 2024-04-01] and [last Christmas | DATE 2023-12-25].",
    "[Election Day 2024 | DATE 2024-11-05] and [Thanksgiving 2023 | DATE 2023-11-23].",
]

TIMES_OF_DAY = [
    "Shots rang out at [around 5am | TIME 2024-09-18T05:00 APPROX].",
    "At [5:30 p.m. on Tuesday | TIME 2024-09-17T17:30] it ended.",
    "At [0500 GMT | TIME 2024-09-18T05:00] and at [17h30 | TIME 2024-09-18T17:30].",
    "They came at [dawn on Tuesday | TIME 2024-09-17TMO START].",
    "The bomb of [Tuesday morning | TIME 2024-09-17TMO] woke the town.",
    "[This morning | TIME 2024-09-18TMO] and [last night | TIME 2024-09-17TNI].",
    "They will talk [tonight | TIME 2024-09-18TNI].",
    "[Late on Saturday | TIME 2024-09-14TNI] the siege ended.",
    "It was [Monday | DATE 2024-09-16]; at [first light | TIME 2024-09-16TMO START] they fled.",
    "By [noon | TIME 2024-09-18T12:00] the road was open, at [midnight | TIME 2024-09-18T24:00] it was shut.",
    "At [seven o'clock | TIME 2024-09-18T07:00] and at 25:99 pm.",
    "On [5 June 2023 at 3:30 in the afternoon | TIME 2023-06-05T15:30].",
    "At [11 o'clock in the morning | TIME 2024-09-18T11:00] they left.",
    "Between [5 | TIME 2024-09-17T17:00] and [7 p.m. last night | TIME 2024-09-17T19:00] a storm raged.",
    "From [11 | TIME 2024-09-14T11:00] to [1 p.m. on Saturday | TIME 2024-09-14T13:00] roads were shut.",
    "At [dawn | TIME 2024-09-16TMO START] rebels entered the market town on [Monday | DATE 2024-09-16].",
    "They fled in [the night of 3 to 4 August | TIME 2024-08-03TNI].",
    "Rain fell [overnight into Sunday | TIME 2024-09-14TNI].",
    "It burned [overnight from Sunday to Monday | TIME 2024-09-15TNI].",
    "At [around 20:30 local time on Monday evening | TIME 2024-09-16T20:30 APPROX].",
]

MONTHS = [
    "An ambush in [July | DATE 2024-07] killed many; the vote is due in [October | DATE 2024-10].",
    "In [late May 2021 | DATE 2021-05 END] and in [November 2023 | DATE 2023-11].",
    "In [June 2019 | DATE 2019-06] soldiers came; on [17 March | DATE 2024-03-17] by lorry they left.",
    "[Last September | DATE 2023-09] and [next March | DATE 2025-03].",
    "They left on [12 March last year | DATE 2023-03-12], not on [May 3 of this year | DATE 2024-05-03].",
    "In [March of last year | DATE 2023-03] and by [mid-July | DATE 2024-07 MID].",
    "In [early March | DATE 2024-03 START] it rained.",
]

PERIODS = [
    "[Last week | DATE 2024-W37], [this month | DATE 2024-09], [next year | DATE 2025].",
    "By [the end of the year | DATE 2024 END]; over [the weekend | DATE 2024-W37-WE].",
    "In [the summer of 2023 | DATE 2023-SU] and [last winter | DATE 2023-WI].",
    "In [the third quarter | DATE 2024-Q3] and in [the second quarter of 2015 | DATE 2015-Q2].",
    "In [Q1 2016 | DATE 2016-Q1], as in [last year's fourth quarter | DATE 2023-Q4].",
    "In [the first half of 2015 | DATE 2015-H1] and in [fiscal 2015 | DATE 2015].",
    "In [the year two thousand | DATE 2000] and in [the year 2000 | DATE 2000].",
    "[Easter week 2024 | DATE 2024-W13].",
    "In [2015 | DATE 2015], since [late 2012 | DATE 2012 END].",
    "In [the 1990s | DATE 199], [the late 1980s | DATE 198 END] and [the '60s | DATE 196].",
    "In [the 20th century | DATE 19].",
    "In [the late nineties | DATE 199 END] she was in her late forties.",
    "It was [the week of March 6 | DATE 2024-W10].",
]

COUNTED = [
    "[Two years ago | DATE 2022], [three months ago | DATE 2024-06], [ten days ago | DATE 2024-09-08].",
    "[A decade ago | DATE 201] the war began; [several years ago | DATE PAST_REF] it spread.",
    "It began [a week and a half ago | DATE 2024-W36], not [a year and a half ago | DATE 2023].",
    "Five fell [2 1/2 years ago | DATE 2022], six [three and a half years ago | DATE 2021].",
]

FOLLOWING = [
    "He took power on [18 August 2020 | DATE 2020-08-18]. [The day before | DATE 2020-08-17], all was calm.",
    "On [30 December 2019 | DATE 2019-12-30] they met. [Two days later | DATE 2020-01-01] they fought.",
    "They came in [2012 | DATE 2012] and left [the following year | DATE 2013].",
    "In [May 2021 | DATE 2021-05] he was removed, [nine months before | DATE 2020-08], he had been chosen.",
    "In [2015 | DATE 2015] it was worse than [a year earlier | DATE 2014].",
    "On [Monday | DATE 2024-09-16], “rain [today | DATE 2024-09-18],” he said [that day | DATE 2024-09-16].",
    "On [3 May 2019 | DATE 2019-05-03] it rained. [That day | DATE 2019-05-03] they fled.",
    "On [3 May 2019 | DATE 2019-05-03] it rained; by [the next morning | TIME 2019-05-04TMO] it was dry.",
    "In [March 2019 | DATE 2019-03] and [the previous month | DATE 2019-02].",
    "In [March 2019 | DATE 2019-03] and [the month before that | DATE 2019-02].",
    "[Days later | DURATION PXD] and [several weeks later | DURATION PXW] they left.",
    "[Two days later | DATE XXXX-XX-XX] they left.",
    "On [3 May 2019 | DATE 2019-05-03] he was held; [the same night | TIME 2019-05-03TNI] he resigned.",
    "On [2 May 2019 | DATE 2019-05-02], a [Thursday | DATE 2019-05-02], it rained.",
    "On a [Wednesday | DATE XXXX-WXX-3] in [July | DATE 2024-07]; [the day after | DATE XXXX-XX-XX], not.",
    "[Monday | DATE 2024-09-16] was calm; [that Thursday | DATE 2024-09-19] was not.",
    "It fell on [3 May 2019 | DATE 2019-05-03] and rose again [some 12 days later | DATE 2019-05-15 APPROX].",
]

EARLIER_YEARS = [
    "In [May 2021 | DATE 2021-05] he fell; in [July | DATE 2021-07] he was tried.",
    "On [30 December 2019 | DATE 2019-12-30] they met, on [2 January | DATE 2020-01-02] they fought.",
    "He fell in [May 2021 | DATE 2021-05].\n\nIn [July | DATE 2024-07] he was tried.",
    "On [7 December 2019 | DATE 2019-12-07] they fought, on [July 4 | DATE 2024-07-04] they rest.",
    "After [2021 | DATE 2021] there was calm; in [July | DATE 2024-07] it ended.",
]

QUARTERS = [
    "Sales rose in [the third quarter | DATE 2024-Q3] from [a year ago | DATE 2023-Q3].",
    "In [the second quarter | DATE 2024-Q2] it lost; in [the year-earlier quarter | DATE 2023-Q2] it won.",
    "Sales rose in [the second quarter | DATE 2024-Q2] from [the same period a year earlier | DATE 2023-Q2].",
    "Here 30 died, after 20 in [the same period of 2018 | DATE 2018].",
    "In [the latest quarter | DATE 2024-Q2] it lost, in [the third quarter | DATE 2024-Q3] it won.",
    "Profit for [the third quarter | DATE 2024-Q3] rose, and for [the quarter | DATE 2024-Q3] as a whole.",
]

RANGES = [
    "Between [2012 | DATE 2012] and [2015 | DATE 2015], or [2012 | DATE 2012]-[13 | DATE 2013].",
    "The battle of [25 | DATE 2024-07-25]-[27 July | DATE 2024-07-27].",
    "From [January | DATE 2015-01] to [March 2015 | DATE 2015-03].",
    "From [July 3 | DATE 2015-07-03] to [August 5, 2015 | DATE 2015-08-05].",
    "In the [2012 | DATE 2012]-[2013 | DATE 2013] school year.",
    "On [April 24 | DATE 2024-04-24] and [25 | DATE 2024-04-25].",
    "Between [June 3 | DATE 2024-06-03] and [5 | DATE 2024-06-05] herders fled.",
    "On [May 2 | DATE 2022-05-02], [4 | DATE 2022-05-04] and [9, 2022 | DATE 2022-05-09] wells ran dry.",
    "[Sunday 1 | DATE 2024-09-01], [Monday 2 | DATE 2024-09-02] and [Friday 6 September | DATE 2024-09-06].",
    "On [2 | DATE 2024-06-02], [3 | DATE 2024-06-03] and [5 June | DATE 2024-06-05] it was hot.",
    "On [March 9 | DATE 2021-03-09], [April 3 | DATE 2021-04-03] and [6, 2021 | DATE 2021-04-06] they met.",
    "On [July 9 | DATE 2021-07-09], [Aug. 3 | DATE 2021-08-03] and [Oct. 2, 2021 | DATE 2021-10-02].",
    "In [February | DATE 2022-02], [May | DATE 2022-05] and [July 2022 | DATE 2022-07] prices fell.",
    "In [May | DATE 2023-05] and [June of last year | DATE 2023-06] there was calm.",
    "In [April | DATE 2022-04] and [May of 2022 | DATE 2022-05] there was calm.",
    "It rained from [July | DATE 2022-07] to [March of 2023 | DATE 2023-03].",
    "From [August | DATE 2023-08] to [April | DATE 2024-04] a truce held.",
    "From [late November | DATE 2021-11 END] to [early February 2022 | DATE 2022-02 START] it was cold.",
    "Fairs were held on [Wednesday | DATE 2024-09-11] and [Thursday | DATE 2024-09-12].",
    "From [Monday | DATE 2024-09-09] to [Friday | DATE 2024-09-13] shops were shut.",
    "On [Saturday | DATE 2024-09-14], [Sunday | DATE 2024-09-15] and [Monday | DATE 2024-09-16] it rained.",
    "In [August | DATE 2024-08] and [May | DATE 2024-05], 15 and 30 people left.",
    "In [May | DATE 2024-05]---[June 2024 | DATE 2024-06] and in [2012 | DATE 2012]---[2015 | DATE 2015].",
]

LENGTHS = [
    "For [over a decade | DURATION P10Y MORE_THAN] and [at least 30 days | DURATION P30D EQUAL_OR_MORE].",
    "In [the past three years | DURATION P3Y] and [the next two weeks | DURATION P2W].",
    "Over [the past week | DURATION P1W], in [the last month | DURATION P1M]; [last month | DATE 2024-08].",
    "For [two hundred and six days | DURATION P206D] and [dozens of years | DURATION PXY].",
    "In [recent months | DURATION PXM] and [the past decade | DURATION P10Y].",
    "A [12-hour | DURATION PT12H] siege, a [decade-long | DURATION P10Y] war.",
    "For [a year and a half | DURATION P1Y6M] and [half an hour | DURATION PT30M].",
    "For [2 1/2 years | DURATION P2Y6M] and [a couple of weeks | DURATION P2W].",
    "The deadliest in [years | DURATION PXY]; within [hours | DURATION PTXH] they claimed it.",
    "In [the first nine months | DURATION P9M]; after [12 to 18 months | DURATION P12M EQUAL_OR_MORE].",
    "[Hours | DURATION PTXH] after the blast and [a week | DURATION P1W] after the vote.",
    "[Two days | DURATION P2D] before [Christmas 2023 | DATE 2023-12-25].",
    "After [months | DURATION PXM] of siege.",
    "The [decade-old | DURATION P10Y] insurgency, a [12-year-old | DURATION P12Y] war, a 12-year-old girl.",
    "He served [20-plus years | DURATION P20Y].",
    "It took [over four hours | DURATION PT4H MORE_THAN], not [a year or two | DURATION P1Y EQUAL_OR_MORE].",
]

CLOCKS = [
    "They came at [3 in the morning | TIME 2024-09-18T03:00] and at [10 at night | TIME 2024-09-18T22:00].",
    "They came at [10 o’clock at night on Sunday | TIME 2024-09-15T22:00].",
    "It was between [2 | TIME 2024-09-18T02:00] and [4 in the morning | TIME 2024-09-18T04:00].",
    "It was between [9 | TIME 2024-09-18T21:00] and [11 at night | TIME 2024-09-18T23:00].",
    "They came at [0330 hours | TIME 2024-09-18T03:30] and flew for [300 hours | DURATION PT300H].",
]

DAYS_OF_A_MONTH = [
    "On [the 3rd of last month | DATE 2024-08-03] and on [the 12th of this month | DATE 2024-09-12].",
    "On [17SEP2024 | DATE 2024-09-17] and [3Aug24 | DATE 2024-08-03]; not 3abc24.",
]

HALVES = [
    "It was [two-and-a-half months ago | DATE 2024-07]; [half a century ago | DATE 197] it was not.",
    "The [two-and-a-half-year | DURATION P2Y6M] war.",
]

REPEATED = [
    "[Every Friday | SET XXXX-WXX-5] and [each year | SET P1Y] they pray.",
    "Attacks are [almost daily | SET P1D]; [twice a week | SET P1W] there are talks.",
    "The market opens on [Tuesdays | SET XXXX-WXX-2] and [every Friday night | SET XXXX-WXX-5TNI].",
    "In [daily | SET P1D] life; 300 deaths [a year | SET P1Y].",
    "It costs $5 million [a year | SET P1Y], up from $4 million [a year earlier | DATE 2023].",
]

VAGUE = [
    "It is quiet [now | DATE PRESENT_REF], and was [recently | DATE PAST_REF].",
    "Nobody knows [the future | DATE FUTURE_REF].",
    "They hope to return [one day | DATE FUTURE_REF], if only for [one day | DURATION P1D].",
    "From [today | DATE 2024-09-18] on and [three days from today | DATE 2024-09-21].",
    "They fled the [Friday | DATE 2024-09-13] Prayers.",
    "It was [a week or so ago | DATE 2024-W37 APPROX], by [mid-afternoon | TIME 2024-09-18TAF MID].",
]

NO_TIMES = [
    "The 25-year-old, aged 19, is 30 years old and in his 40s.",
    "He may march on; they might fall.",
    "A second blast and a third of the men, three quarters of them, a quarter of the capital.",
    "2000 people, 1990 miles, $2015 and 1,995 men.",
    "An AK-47, a MiG-21 and Route 66.",
    "The fall of Kidal.",
    "Mr. May and Mrs Sunday met Dr. August.",
    "The Sunday Times saw the Thursday Bridge and the Friday Mosque.",
    "Resolution 1973, Flight 2012, Decree No. 2014.",
    "Some 1900 came, more than 2000 left, up to 2012 stayed; 2000 wounded, 2015 rebels.",
]


@pytest.mark.parametrize(
    "marked",
    [*DAYS, *NUMERIC, *HOLIDAYS, *TIMES_OF_DAY, *MONTHS, *PERIODS, *COUNTED, *FOLLOWING, *EARLIER_YEARS,
     *QUARTERS, *RANGES,
     *CLOCKS, *DAYS_OF_A_MONTH, *HALVES, *LENGTHS, *REPEATED, *VAGUE, *NO_TIMES],
)  # fmt: skip
def test_sentence(marked: str) -> None:
    check(marked)


# Parts of speech


def tagged(sentence: str) -> Doc:
    """A Doc from words as "form/POS"."""
    pairs = [unit.rsplit("/", 1) for unit in sentence.split()]
    return Doc(Vocab(), words=[w for w, _ in pairs], pos=[p for _, p in pairs])


@pytest.mark.parametrize(
    ("sentence", "texts"),
    [
        ("May/AUX they/PRON rest/VERB", []),
        ("May/PROPN was/AUX quiet/ADJ", ["May"]),
        ("On/ADP Sunday/PROPN Adama/PROPN spoke/VERB", ["Sunday"]),
        ("March/VERB on/ADP Bamako/PROPN", []),
        ("the/DET fall/NOUN was/AUX dry/ADJ", ["the fall"]),
        ("talks/NOUN last/VERB two/NUM weeks/NOUN", ["two weeks"]),
        ("the/DET last/ADJ two/NUM weeks/NOUN", ["the last two weeks"]),
        ("the/DET current/ADJ army/NOUN", ["current"]),
        ("the/DET current/NOUN is/AUX strong/ADJ", []),
        ("the/DET past/NOUN is/AUX past/ADJ", ["the past"]),
        ("the/DET past/ADJ president/NOUN", []),
        ("two/NUM Falcon/PROPN 2000s/NOUN and/CCONJ a/DET Falcon/PROPN 2000/NUM", []),
        ("a/DET Falcon/PROPN 2008/NUM jet/NOUN", []),
        ("In/ADP 2000/NUM came/VERB Expo/PROPN 2000/NUM", ["2000", "2000"]),
        ("the/DET Falcon/PROPN 2008/NUM", ["2008"]),
    ],
)
def test_parts_of_speech_tell_homonyms_apart(sentence: str, texts: list[str]) -> None:
    assert [row.text for row in extract_times(tagged(sentence), PUBLISHED)] == texts


@pytest.mark.parametrize(
    ("text", "label", "texts"),
    [
        ("Sunday Okello met April Diarra.", "PERSON", []),
        ("The Sunday Mirror wrote.", "ORG", []),
        ("The June 5 Movement marched.", "ORG", []),
        ("Friday Okello wept.", "PERSON", []),
        ("On Friday Okello wept.", "PERSON", ["Friday"]),
        ("Friday Bandits struck.", "GROUP", ["Friday"]),
        ("Oumdune 2000 was calm.", "GPE", ["2000"]),
    ],
)
def test_names_that_the_layer_below_found_hold_no_times(text: str, label: str, texts: list[str]) -> None:
    names = (
        "Sunday Okello",
        "April Diarra",
        "Sunday Mirror",
        "June 5 Movement",
        "Okello",
        "Bandits",
        "Oumdune",
    )
    register_extensions(mentions=None)
    doc = ENGLISH(text)
    doc._.mentions = [
        Mention(text.index(name), text.index(name) + len(name), name, label, "name", "e1", "test")
        for name in names
        if name in text
    ]
    assert [row.text for row in extract_times(doc, PUBLISHED)] == texts


def test_a_first_name_alone_is_still_a_name() -> None:
    register_extensions(mentions=None)
    doc = Doc(
        Vocab(),
        words="April Diarra met police . April wept in April .".split(),
        pos="PROPN PROPN VERB NOUN PUNCT PROPN VERB ADP PROPN PUNCT".split(),
        heads=[2, 0, 2, 2, 2, 6, 6, 8, 6, 6],
        deps="nsubj flat ROOT obj punct nsubj ROOT case obl punct".split(),
    )
    doc._.mentions = [Mention(0, 12, "April Diarra", "PERSON", "name", "e1", "test")]
    assert [row.start for row in extract_times(doc, PUBLISHED)] == [doc.text.rindex("April")]


def test_the_name_may_is_no_verb_of_the_future() -> None:
    doc = Doc(
        Vocab(),
        words="May Diarra wept on Tuesday".split(),
        pos="AUX PROPN VERB ADP PROPN".split(),
        tags="MD NNP VBD IN NNP".split(),
        heads=[2, 2, 2, 4, 2],
        deps="aux nsubj ROOT case obl".split(),
    )
    assert [row.value for row in extract_times(doc, PUBLISHED)] == ["2024-09-17"]


def test_a_name_that_only_the_parse_shows() -> None:
    doc = Doc(
        Vocab(),
        words="General Sunday Okello spoke".split(),
        pos="PROPN PROPN PROPN VERB".split(),
        heads=[3, 0, 1, 3],
        deps="nsubj flat flat ROOT".split(),
    )
    assert extract_times(doc, PUBLISHED) == []


# Intervals


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "granularity"),
    [
        ("on Tuesday", "2024-09-17", "2024-09-17", "day"),
        ("in July", "2024-07-01", "2024-07-31", "month"),
        ("in 2015", "2015-01-01", "2015-12-31", "year"),
        ("last week", "2024-09-09", "2024-09-15", "week"),
        ("over the weekend", "2024-09-14", "2024-09-15", "weekend"),
        ("the second quarter of 2015", "2015-04-01", "2015-06-30", "quarter"),
        ("in the 1990s", "1990-01-01", "1999-12-31", "decade"),
        ("at dawn", "2024-09-18", "2024-09-18", "day"),
        ("earlier this year", "2024-01-01", "2024-09-18", "year"),
        ("later this year", "2024-09-18", "2024-12-31", "year"),
        ("fiscal 2015", None, None, "year"),
        ("in the past three years", "2021-01-01", "2024-09-18", "year"),
        ("in recent months", None, "2024-09-18", "month"),
        ("over the next two weeks", "2024-09-18", "2024-10-06", "week"),
        ("in the past month", "2024-08-01", "2024-09-18", "month"),
        ("the second half of July", "2024-07-16", "2024-07-31", "month"),
        ("the last weekend of August", "2024-08-31", "2024-09-01", "weekend"),
        ("in the night of 3 to 4 August", "2024-08-03", "2024-08-04", "day"),
        ("for three days", None, None, "day"),
        ("recently", None, "2024-09-18", "vague"),
        ("now", None, None, "vague"),
        ("every Friday", None, None, "day"),
        ("30 February 2024", None, None, None),
    ],
)
def test_intervals_are_no_more_precise_than_the_text(
    text: str, earliest: str | None, latest: str | None, granularity: str | None
) -> None:
    row = only(text)
    found = [d and d.isoformat() for d in (row.earliest, row.latest)]
    assert [*found, row.granularity] == [earliest, latest, granularity]


def test_a_length_in_a_clause_in_the_perfect_reaches_publication() -> None:
    doc = Doc(
        Vocab(),
        words="For over a decade Mali has been at war".split(),
        pos="ADP ADP DET NOUN PROPN AUX AUX ADP NOUN".split(),
        heads=[3, 3, 3, 8, 8, 8, 8, 8, 8],
        deps="case advmod det obl nsubj aux cop case ROOT".split(),
    )
    (row,) = extract_times(doc, PUBLISHED)
    assert (row.text, row.value, row.mod) == ("over a decade", "P10Y", "MORE_THAN")
    assert (row.earliest, row.latest, row.granularity) == (None, PUBLISHED, "year")


# Publication


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Tuesday", "XXXX-WXX-2"),
        ("in July", "XXXX-07"),
        ("on July 15", "XXXX-07-15"),
        ("today", "XXXX-XX-XX"),
        ("last week", "XXXX-WXX"),
        ("last year", "XXXX"),
        ("two years ago", "XXXX"),
        ("in the third quarter", "XXXX-Q3"),
        ("on Christmas Day", "XXXX-12-25"),
        ("on Easter Monday", None),
        ("at dawn", "XXXX-XX-XXTMO"),
    ],
)
def test_without_publication_what_is_relative_stays_unresolved(text: str, value: str | None) -> None:
    row = only(text, None)
    assert (row.value, row.earliest, row.latest) == (value, None, None)


def test_without_publication_the_text_itself_may_tell() -> None:
    check("They came on [3 May 2019 | DATE 2019-05-03]; [the day before | DATE 2019-05-02], it rained.", None)


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("on Tuesday", "2024-09-17", "2024-09-17"),  # a Tuesday is its own Tuesday
        ("last Tuesday", "2024-09-17", "2024-09-10"),
        ("next Tuesday", "2024-09-17", "2024-09-24"),
        ("on Sunday", "2024-01-02", "2023-12-31"),
        ("last month", "2024-01-31", "2023-12"),
        ("next month", "2024-01-31", "2024-02"),
        ("a year ago", "2024-02-29", "2023"),
        ("yesterday", "2024-03-01", "2024-02-29"),
        ("tomorrow", "2023-12-31", "2024-01-01"),
        ("this week", "2021-01-02", "2020-W53"),  # week 53 reaches into January
        ("last week", "2021-01-04", "2020-W53"),
        ("next week", "2020-12-27", "2020-W53"),
        ("in December", "2024-01-10", "2023-12"),
        ("on February 29", "2024-03-05", "2024-02-29"),
        ("on February 29", "2026-03-05", None),  # no such day from 2025 to 2027
        ("last February", "2024-03-10", "2023-02"),
    ],
)
def test_turns_of_the_year(text: str, published: str, value: str | None) -> None:
    assert only(text, dt.date.fromisoformat(published)).value == value


@pytest.mark.parametrize(
    "text",
    ["30 February 2024", "99/99/9999", "31 June", "2024-13-45", "0000-00-00", "December 31, 9999", "31/02/99",
     "May 0", "the 99th century", "1000000 years ago", "9999 years ago", "2023½ years ago",
     "999999 centuries ago"],
)  # fmt: skip
@pytest.mark.parametrize("published", [None, dt.date.min, PUBLISHED, dt.date.max])
def test_dates_that_do_not_exist_harm_nothing(text: str, published: dt.date | None) -> None:
    extract_times(
        ENGLISH(f"It was {text}, they say. The day before, a year earlier, two days later."), published
    )


@pytest.mark.parametrize("unit", ["hundred and ", "twenty-", "1 ", "the end of ", "2015-", "last year and "])
def test_long_runs_of_one_word_harm_nothing(unit: str) -> None:
    extract_times(ENGLISH.make_doc(unit * 500), PUBLISHED)


# Histories


def test_a_history_tells_its_dates_in_order() -> None:
    check(
        "In [1960 | DATE 1960] the country was free. In [August | DATE 1960-08] the union broke. "
        "A coup came in [1968 | DATE 1968], another on [26 March 1991 | DATE 1991-03-26]; "
        "in [April | DATE 1991-04] a council ruled. War began in [1990 | DATE 1990] and [2006 | DATE 2006]."
    )  # fmt: skip


# The documentation and the component


def test_the_example_of_the_documentation() -> None:
    result = doctest.testmod(extraction)
    assert (result.failed, result.attempted) == (0, 4)


def test_component_fills_the_doc() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sahel_times")
    doc = nlp.make_doc("Two fell on Tuesday. Read more: the best of Monday.")
    doc._.published = PUBLISHED
    doc._.boilerplate = ((21, 51),)
    assert [(t.text, t.value) for t in nlp(doc)._.times] == [("Tuesday", "2024-09-17")]


def test_the_article(nlp: Language) -> None:
    doc = nlp("Mali’s troops repelled militants on Tuesday. In 2015, gunmen had attacked a hotel.")
    assert [t.value for t in extract_times(doc, PUBLISHED)] == ["2024-09-17", "2015"]


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max])
def test_all_layers_bear_both_ends_of_the_calendar(nlp: Language, published: dt.date) -> None:
    text = "Three days of mourning will begin on Sunday. Rebels hit Gao from Monday to Friday, a day later."
    doc = nlp.make_doc(text)
    doc._.published = published
    assert [t.text for t in nlp(doc)._.times] == ["Three days", "Sunday", "Monday", "Friday", "a day later"]


@pytest.mark.parametrize("blank", ["  ", "\n", "\r\n", "\xa0", "\u202f", " \u200b", "\t"])
def test_the_layout_of_a_text_changes_nothing(blank: str) -> None:
    text = "At 5 p.m. on Tuesday, between July 25 and 27 and a year and a half ago, 2 1/2 days before noon."
    rows, others = (extract_times(ENGLISH(t), PUBLISHED) for t in (text, text.replace(" ", blank)))
    assert len(rows) == 6
    assert [(row.value, row.rule) for row in rows] == [(row.value, row.rule) for row in others]
    assert [row.text.split() for row in rows] == [re.sub(r"\u200b", "", row.text).split() for row in others]


@pytest.mark.parametrize("end", ["\n\n", "\r\r", "\r\n\r\n", "\u2028", "\x0c", "\x0b", " \u2029 "])
def test_an_expression_does_not_cross_the_end_of_a_paragraph(end: str) -> None:
    assert extract_times(ENGLISH(f"It was the last{end}week was long"), PUBLISHED) == []


# Any text, any date

_WORDS = sorted({" ".join(e.pieces) for group in entries_by_first().values() for es in group for e in es})
_PIECES = st.one_of(
    st.sampled_from(_WORDS).map(str.title),
    st.sampled_from(_WORDS),
    st.integers(0, 10**7).map(str),
    st.from_regex(r"[0-9]{1,4}[-/.:h][0-9]{1,2}([-/.:][0-9]{1,4})?( ?[ap]\.?m\.?)?", fullmatch=True),
    st.sampled_from(
        ["'", "’90s", "1990s", "21st", "½", "-", "–", ",", ".", "\n", "\n\n", "the", "of", "Q3", "(", "’s"]
    ),
    st.text(max_size=6),
)
_TEXTS = st.lists(_PIECES, max_size=14).map(" ".join)
_DATES = (
    st.none()
    | st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31))
    | st.dates(max_value=dt.date(3, 1, 1))
    | st.dates(min_value=dt.date(9997, 1, 1))
)


@given(_TEXTS, _DATES)
def test_any_text_and_any_date(text: str, published: dt.date | None) -> None:
    doc = ENGLISH.make_doc(text)
    rows = extract_times(doc, published)
    for row in rows:
        assert row.text
        assert row.text == text[row.start : row.end]
        assert row.rule
        assert row.type in ("DATE", "TIME", "DURATION", "SET")
        first, last, granularity = interval(row.value)
        assert row.granularity == granularity
        if row.earliest and row.latest:
            assert row.earliest <= row.latest
        if row.type in ("DATE", "TIME") and first and last and row.rule != "night of a range":
            assert row.earliest is None or first <= row.earliest <= last
            assert row.latest is None or first <= row.latest <= last
    assert all(a.end <= b.start for a, b in pairwise(rows))
    assert rows == extract_times(doc, published)


@given(_TEXTS, _DATES, st.integers(0, 60), st.integers(0, 60))
def test_what_is_skipped_is_left_out(text: str, published: dt.date | None, a: int, b: int) -> None:
    skip = (min(a, b), max(a, b))
    rows = extract_times(ENGLISH.make_doc(text), published, [skip])
    assert not any(row.start < skip[1] and skip[0] < row.end for row in rows)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Raids on May 2, 4 and 9 killed 12 people.", ["2024-05-02", "2024-05-04", "2024-05-09"]),
        ("On May 2, 4 guards and 9 porters fled.", ["2024-05-02"]),
        ("Raids on May 2 and 4 killed 12 people.", ["2024-05-02", "2024-05-04"]),
        ("Raids on May 2 and 4 in Gao killed 12 people.", ["2024-05-02", "2024-05-04"]),
        ("“We will go back,” a trader from Gao said on Monday.", ["2024-06-10"]),
        ("“We will go back,” said Awa Sow, a trader from Gao, on Monday.", ["2024-06-10"]),
    ],
)
def test_days_of_one_month_before_any_word(nlp: Language, text: str, days: list[str]) -> None:
    assert [t.value for t in extract_times(nlp(text), dt.date(2024, 6, 14))] == days
