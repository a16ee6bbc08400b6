"""Events, as a specification: a text, its date of publication, and the rows that are read out of it."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import parsed
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sahel_analysis.events.extraction import extract_events
from sahel_analysis.records import Event

PUBLISHED = dt.date(2024, 9, 18)  # a Wednesday


def told(event: Event) -> str:
    """An event on one line: type, dates, place, and the figures that it has."""
    days = [d.isoformat() if d else "?" for d in (event.date_earliest, event.date_latest)]
    parts = [event.type, days[0] if days[0] == days[1] else "/".join(days)]
    parts += [f"in {event.place}"] if event.place else []
    for kind in ("killed", "wounded", "detained"):
        low, high = getattr(event, f"{kind}_min"), getattr(event, f"{kind}_max")
        if low is not None or high is not None:
            figure = (
                str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"
            )
            parts.append(f"{'about ' if event.approx else ''}{figure} {kind}")
    return ", ".join(parts)


def read(nlp: Language, text: str, published: dt.date = PUBLISHED) -> list[Event]:
    doc = nlp.make_doc(text)
    doc._.published = published
    return list(nlp(doc)._.events)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # What happened, when, where.
        (
            "Gunmen attacked an army base in Gao on Tuesday, killing six soldiers.",
            ["attack, 2024-09-17, in Gao, 6 killed"],
        ),
        (
            "A car bomb exploded near the market of Mopti on Monday. At least nine people were wounded.",
            ["explosion, 2024-09-16, in Mopti, 9- wounded"],
        ),
        (
            "The army carried out an air strike near Kidal on Sunday. Two civilians died, residents said.",
            ["airstrike, 2024-09-15, in Kidal, 2 killed"],
        ),
        (
            "Armed men kidnapped three aid workers in Ansongo on Sunday.",
            ["abduction, 2024-09-15, in Ansongo"],
        ),
        (
            "Soldiers repelled militants in Menaka on Monday.",
            ["battle, 2024-09-16, in Menaka"],
        ),
        # A date is as coarse as the text.
        (
            "In 2012, rebels captured the town of Kidal.",
            ["battle, 2012-01-01/2012-12-31, in Kidal"],
        ),
        (
            "In July, gunmen ambushed a convoy near Boni, killing about 20 soldiers.",
            ["attack, 2024-07-01/2024-07-31, in Boni, about 20 killed"],
        ),
        # What follows an attack without a date of its own.
        (
            "Militants raided a barracks in Gao on Monday. Al-Qaida claimed responsibility for the raid.",
            ["attack, 2024-09-16, in Gao", "claim_of_responsibility, 2024-09-16/2024-09-18"],
        ),
        (
            "The government declared three days of national mourning from Monday.",
            ["other, 2024-09-16/2024-09-18"],
        ),
        # Several mentions of one event are one row; another day or town is another event.
        (
            "Gunmen attacked a hotel in Sevare on Monday. "
            "The assault lasted hours. Four guests died in the raid.",
            ["attack, 2024-09-16, in Sevare, 4 killed"],
        ),
        (
            "Gunmen attacked a hotel in Sevare on Monday. In March, militants attacked a bar in Bamako.",
            ["attack, 2024-09-16, in Sevare", "attack, 2024-03-01/2024-03-31, in Bamako"],
        ),
        # A day behind the attack that is claimed is that of the claim.
        (
            "Gunmen attacked Gao on Monday. Al-Qaida claimed responsibility for the attack on Tuesday.",
            ["attack, 2024-09-16, in Gao", "claim_of_responsibility, 2024-09-17"],
        ),
        # Those who attack are not counted with those whom they killed.
        # The words of attack, of what the army does, of what the authorities order.
        (
            "A lorry ran over a roadside bomb near Hombori on Sunday, killing four traders.",
            ["explosion, 2024-09-15, in Hombori, 4 killed"],
        ),
        (
            "Rockets fell on a market in Timbuktu on Monday.",
            ["explosion, 2024-09-16, in Timbuktu"],
        ),
        (
            "In August 2020, nine soldiers fell at Ouenkoro.",
            ["attack, 2020-08-01/2020-08-31, in Ouenkoro, 9 killed"],
        ),
        (
            "On Sunday the army carried out air strikes near Kidal.",
            ["airstrike, 2024-09-15, in Kidal"],
        ),
        (
            "A mayor was gunned down in Djibo on Saturday. The governor has banned motorcycles.",
            ["attack, 2024-09-14, in Djibo, 1 killed", "other, 2024-09-14/2024-09-18"],
        ),
        (
            "The UN handed over its camp at Ber in August 2023.",
            ["withdrawal, 2023-08-01/2023-08-31, in Ber"],
        ),
        # A date told by another: before or after an event, before a day's end, in a past already told of.
        (
            "Niger extended its curfew on Monday, a day after gunmen shot dead a priest in Bomoanga.",
            ["other, 2024-09-16", "attack, 2024-09-15, in Bomoanga, 1 killed"],
        ),
        (
            "In March 2022, soldiers killed 30 villagers in Hombori. The last foreign troops left Mali five "
            "months after the killings.",
            ["attack, 2022-03-01/2022-03-31, in Hombori, 30 killed", "withdrawal, 2022-08-01/2022-08-31"],
        ),
        (
            "Gunmen attacked Gao on Monday. Mali decreed three days of mourning, which will end on Friday.",
            ["attack, 2024-09-16, in Gao", "other, 2024-09-18/2024-09-20"],
        ),
        (
            "Gunmen attacked Gao on Monday. Three days earlier, a mine had killed two traders near Ansongo.",
            ["attack, 2024-09-16, in Gao", "explosion, 2024-09-13, in Ansongo, 2 killed"],
        ),
        # Two groups that say they did it are two claims.
        (
            "Gunmen attacked Gao on Monday. Boko Haram claimed the attack. Ansar Dine said it was behind it.",
            [
                "attack, 2024-09-16, in Gao",
                "claim_of_responsibility, 2024-09-16/2024-09-18",
                "claim_of_responsibility, 2024-09-16/2024-09-18",
            ],
        ),
        # A distance or a border is not a point.
        (
            "Gunmen attacked a checkpoint 60 kilometers from Bamako on Monday.",
            ["attack, 2024-09-16, in 60 kilometers from Bamako"],
        ),
        # What lasts into the next day, until today, or for days to come.
        (
            "Gunmen attacked Hombori on the night of Saturday to Sunday, killing nine villagers.",
            ["attack, 2024-09-14/2024-09-15, in Hombori, 9 killed"],
        ),
        (
            "On the night of September 10, rebels shelled a camp in Ber.",
            ["explosion, 2024-09-10/2024-09-11, in Ber"],
        ),
        ("The town of Léré has been under blockade since early August.", ["other, 2024-08-01/2024-09-18"]),
        (
            "In a speech on Tuesday, the president declared three days of mourning from Friday.",
            ["other, 2024-09-20/2024-09-22"],
        ),
        (
            "Three days of mourning would begin on Thursday, the government said.",
            ["other, 2024-09-19/2024-09-21"],
        ),
        (
            "JNIM claimed responsibility on Tuesday for an attack last week on a convoy near Kidal.",
            ["claim_of_responsibility, 2024-09-17", "attack, 2024-09-09/2024-09-15, in Kidal"],
        ),
        # What goes on is dated from when it began; with its length from the day on which it was over.
        ("The village of Boni has been besieged for two months.", ["battle, 2024-07-01/2024-09-18, in Boni"]),
        (
            "Gunmen attacked Hombori on 9 September. Three days after it, a shell hit Douentza.",
            ["attack, 2024-09-09, in Hombori", "explosion, 2024-09-12, in Douentza"],
        ),
        (
            "Ash lay on the road on Sunday, a day after gunmen raided a school in Hombori.",
            ["attack, 2024-09-14, in Hombori"],
        ),
        (
            "When troops reached Hombori on Sunday to bury the dead, gunmen ambushed them.",
            ["attack, 2024-09-15, in Hombori"],
        ),
        (
            "Police were on their guard, alarmed by Saturday's abduction of a nurse in Hombori.",
            ["abduction, 2024-09-14, in Hombori"],
        ),
        (
            "In May 2021 soldiers cornered the chief near Hombori, where they shot him dead.",
            ["attack, 2021-05-01/2021-05-31, in Hombori"],
        ),
        (
            "It was preceded on 17 March by an attack on the camp of Hombori.",
            ["attack, 2024-03-17, in Hombori"],
        ),
        (
            "Heavy fighting has gone on for ten days near Kidal.",
            ["battle, 2024-09-08/2024-09-18, in Kidal"],
        ),
        (
            "A battle of three days near Lere ended on Monday, leaving nine soldiers dead.",
            ["battle, 2024-09-14/2024-09-16, in Lere, 9 killed"],
        ),
        # By whatever words.
        (
            "Three nurses were taken from their vehicle near Djibo on Sunday.",
            ["abduction, 2024-09-15, in Djibo"],
        ),
        (
            "Bombs fell on a clinic in Ansongo on Monday, killing two people.",
            ["explosion, 2024-09-16, in Ansongo, 2 killed"],
        ),
        (
            "The air force responded on Monday with strikes on Kidal, killing six rebels.",
            ["airstrike, 2024-09-16, in Kidal, 6 killed"],
        ),
        (
            "Police sealed off the streets around a bank in Segou on Monday.",
            ["closure, 2024-09-16, in Segou"],
        ),
        # The day on which a count was revised is not that of what is counted.
        (
            "Gunmen raided a village near Mopti on Sunday. "
            "A first toll of the raid was revised upwards on Tuesday.",
            ["attack, 2024-09-15, in Mopti"],
        ),
        # A clause without its verb tells of an event by its place and its number.
        (
            "Gunmen killed seven people in Djibo on Saturday and three in Arbinda on Sunday.",
            ["attack, 2024-09-14, in Djibo, 7 killed", "attack, 2024-09-15, in Arbinda, 3 killed"],
        ),
        (
            "The bishop condemned Monday's raid on Boni. A nun and a cook were killed, as were two novices.",
            ["attack, 2024-09-16, in Boni, 4 killed"],
        ),
        # What was said before is left out, all of it.
        (
            "At least 40 guards and three cooks were killed on Sunday in an attack near Boni. "
            "The previous toll was nine guards and one cook.",
            ["attack, 2024-09-15, in Boni, 43- killed"],
        ),
        # What a verb does by, in or with something is one event with it.
        (
            "An offensive drove the rebels from Ansongo in May.",
            ["battle, 2024-05-01/2024-05-31, in Ansongo"],
        ),
        (
            "Officers seized power in August 2020 in the second coup in ten years.",
            ["coup, 2020-08-01/2020-08-31"],
        ),
        ("Troops stormed a hotel in Segou on Sunday, freeing six guests.", ["battle, 2024-09-15, in Segou"]),
        # A further one, a worse one before, and one that was won back.
        (
            "A bomb exploded in Gao on Monday. "
            "An hour later a second bomb went off in Ansongo, killing three people.",
            ["explosion, 2024-09-16, in Gao", "explosion, 2024-09-16, in Ansongo, 3 killed"],
        ),
        (
            "A bomb killed four soldiers in Mopti on Sunday, in the worst attack since March, "
            "when 20 people died in Gao.",
            ["attack, 2024-09-15, in Mopti, 4 killed", "attack, 2024-03-01/2024-03-31, in Gao, 20 killed"],
        ),
        (
            "A strike near Kidal killed nine people on Sunday, residents said.",
            ["airstrike, 2024-09-15, in Kidal, 9 killed"],
        ),
        (
            "The desert north, which fell to rebels in 2012, is poor.",
            ["battle, 2012-01-01/2012-12-31"],
        ),
        ("The airport of Gao came under drone attack on Sunday.", ["airstrike, 2024-09-15, in Gao"]),
        ("Gunmen raided a camp in Gao at 9 pm last night.", ["attack, 2024-09-17, in Gao"]),
        ("Raiders burned a number of shops in Gao on Sunday.", ["attack, 2024-09-15, in Gao"]),
        # A short text is news even if it names no day, and what somebody had done was before the news.
        ("A rocket hit a filling station in Gao.", ["explosion, ?/2024-09-18, in Gao"]),
        (
            "On Sunday police in Segou showed two men who had kidnapped a teacher.",
            ["abduction, ?/2024-09-15, in Segou"],
        ),
        ("The rebels pulled out of Ber on Sunday.", ["withdrawal, 2024-09-15, in Ber"]),
        ("A mutiny broke out in a barracks in Kati on Monday.", ["other, 2024-09-16, in Kati"]),
        # A group claims in many words.
        ("On Sunday JNIM boasted of the raid.", ["claim_of_responsibility, 2024-09-15"]),
        ("On Sunday JNIM put its name to the shooting.", ["claim_of_responsibility, 2024-09-15"]),
        ("JNIM wrote on Sunday that it was behind the carnage.", ["claim_of_responsibility, 2024-09-15"]),
        (
            "Soldiers raided a bar in Kati on Sunday. The families of those arrested have asked for news.",
            ["attack, 2024-09-15, in Kati"],
        ),
    ],
)
def test_what_is_told(nlp: Language, text: str, rows: list[str]) -> None:
    assert [told(e) for e in read(nlp, text)] == rows


@pytest.mark.parametrize(
    "text",
    [
        "Attacks in Bamako, the capital, are uncommon.",
        "The militants could attack the town again.",
        "Troops were sent to prevent an attack on the town.",
        "No group has claimed responsibility.",
        "The general denied that his men planned an assault.",
        "Gunmen often attack villages in the region.",
        "Thousands of people have been killed since 2012.",
        "The junta demanded the withdrawal of the mission.",
        "Elections will be held in May 2025.",
        "He denied reports that soldiers had been taken hostage.",
        "Prices fell on Monday and the team fought back.",
        "The floods killed 20 people in Segou on Monday.",
        "A lorry crash killed 17 people near Kayes on Monday.",
        "Twelve guests died when their truck overturned near Sikasso on Saturday.",
        "Neighbours combed the ruins on Friday for their goats.",
        "The guards were engaged in a search on Monday.",
        "Gendarmes staged a mock ambush near Segou on Tuesday.",
        "During a drill on Tuesday, commandos stormed an empty hotel in Bamako.",
        "The group said it had launched a new website.",
        "The mediator died of a heart attack in Gao on Sunday.",
        "The winner said that it was behind schedule on Monday.",
        "The minister came under fire from his own party on Monday.",
        "The mayor came under fire over the price of bread on Monday.",
        "The cup was won on Sunday, to an explosion of joy in Segou.",
        "Shares in the mine dropped like a bomb on Monday.",
        "Mines claimed the legs of two herders near Gao on Monday.",
    ],
)
def test_what_did_not_happen_or_happens_always_is_no_event(nlp: Language, text: str) -> None:
    assert read(nlp, text) == []


def test_where_those_attacked_had_set_out_from_is_no_withdrawal(nlp: Language) -> None:
    rows = read(nlp, "The patrol, which had left Sevare at dawn, was ambushed by gunmen on Monday.")
    assert [e.type for e in rows] == ["attack"]


def test_who_did_it_to_whom(nlp: Language) -> None:
    attack, claim = read(
        nlp,
        "Gunmen attacked the barracks and the market of Gao on Monday. "
        "Boko Haram claimed responsibility for the attack.",
    )
    assert attack.target == "barracks; market of Gao"
    assert attack.actor == claim.actor == "Boko Haram"  # who claims it stands for who did it
    assert attack.actor_id == claim.actor_id is not None


def test_a_passive_and_a_noun_name_the_doer_too(nlp: Language) -> None:
    (passive,) = read(nlp, "A convoy was ambushed by bandits near Boni on Monday.")
    assert (passive.actor, passive.target) == ("bandits", "convoy")
    (noun,) = read(nlp, "Bandits launched an attack on a convoy near Boni on Monday.")
    assert (noun.actor, noun.target) == ("Bandits", "convoy near Boni")


def test_those_who_describe_an_attack_stand_as_people(nlp: Language) -> None:
    (row,) = read(nlp, "A terrorist attack shook Boni on Monday. The terrorists burned ten shops.")
    assert row.actor == "terrorists"  # not "terrorist", which only describes


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Arsonists set fire to a dozen shops in Mopti on Monday.", "Arsonists", "shops in Mopti"),
        ("Soldiers opened fire on a minibus near Kidal on Tuesday.", "Soldiers", "minibus near Kidal"),
        ("Bandits laid siege to the town of Boni on Monday.", "Bandits", "town of Boni"),
        ("A bomber drove a lorry into the court of Kano on Monday.", "bomber", "court of Kano"),
        ("Rockets were fired at the camp of Ber on Monday.", None, "camp of Ber"),
        ("A rocket attack blamed on the Dawn Front hit a clinic in Gao.", "Dawn Front", "clinic"),
        ("A suicide attack on a checkpoint killed five soldiers on Monday.", None, "checkpoint"),
        ("Bandits killed between 12 and 15 farmers on Monday.", "Bandits", "farmers"),
        ("A mine killed two score villagers on Monday.", None, "villagers"),
        ("A stray bullet killed a girl in Gao on Monday.", None, "girl"),
        ("Bandits set a granary on fire near Boni on Monday.", "Bandits", "granary"),
        ("Bandits dragged two nurses into a van near Boni on Monday.", "Bandits", "nurses"),
        ("Rebels brought down a helicopter near Kidal on Monday.", "Rebels", "helicopter"),
    ],
)
def test_means_and_idioms_are_not_those_hit(nlp: Language, text: str, actor: str | None, target: str) -> None:
    (event,) = read(nlp, text)
    assert (event.actor, event.target) == (actor, target)


def test_the_people_of_a_country_do_not_say_where_it_was(nlp: Language) -> None:
    (ambush,) = read(nlp, "The ambush of March 2015 killed two US contractors.")
    assert ambush.country is None


def test_where_it_was(nlp: Language) -> None:
    (attack,) = read(nlp, "Gunmen attacked a hotel in Bamako, the capital of Mali, on Monday.")
    assert (attack.place, attack.country) == ("Bamako", "ML")
    assert attack.lat == pytest.approx(12.6, abs=0.3)
    (coarse,) = read(nlp, "Gunmen attacked a village in Mali on Monday.")
    assert (coarse.place, coarse.country, coarse.lat) == (None, "ML", None)


def test_says_who(nlp: Language) -> None:
    doc = nlp("Gunmen attacked a village near Gao on Monday, the army said.")
    (attack,) = doc._.events
    (said,) = doc._.attributions
    assert attack.attribution_id == said.attribution_id


def test_background_is_told_from_news(nlp: Language) -> None:
    events = read(
        nlp, "Gunmen attacked a camp in Gao on Monday. In 2017, a suicide bombing there killed 47 people."
    )
    assert [e.is_background for e in events] == [False, True]


def test_a_quoted_today_is_not_the_day_of_publication(nlp: Language) -> None:
    (attack,) = read(
        nlp,
        "Gunmen attacked a camp in Gao on Monday. “They attacked the camp at dawn today,” the army said.",
    )
    assert attack.date_earliest == attack.date_latest == dt.date(2024, 9, 16)


def test_without_a_date_of_publication_nothing_is_dated_by_it(nlp: Language) -> None:
    (attack,) = nlp("Gunmen attacked a hotel in Bamako.")._.events
    assert (attack.date_earliest, attack.date_latest, attack.date_precision) == (None, None, None)


UD = """
Two/NUM/1/nummod gunmen/NOUN/1/nsubj attacked/VERB/0/ROOT a/DET/1/det convoy/NOUN/-2/obj near/ADP/1/case
Gao/PROPN/-4/obl ,/PUNCT/1/punct killing/VERB/-6/advcl six/NUM/1/nummod soldiers/NOUN/-2/obj ./PUNCT/-9/punct
"""
CORE_WEB = """
Two/NUM/1/nummod gunmen/NOUN/1/nsubj attacked/VERB/0/ROOT a/DET/1/det convoy/NOUN/-2/dobj
near/ADP/-3/prep Gao/PROPN/-1/pobj ,/PUNCT/-5/punct killing/VERB/-6/advcl six/NUM/1/nummod
soldiers/NOUN/-2/dobj ./PUNCT/-9/punct
"""


@pytest.mark.parametrize("sentence", [UD, CORE_WEB], ids=["UD", "en_core_web"])
def test_both_label_schemes_give_the_same(sentence: str) -> None:
    ((attack,), _) = extract_events(parsed(sentence, "[Gao GPE]"), PUBLISHED)
    assert told(attack) == "attack, ?/2024-09-18, in Gao, 6 killed"
    assert (attack.actor, attack.target) == ("gunmen", "convoy")


def test_the_place_and_day_of_what_is_skipped_are_no_events(nlp: Language) -> None:
    text = "A patrol in Segou on 3 May 2021. Gunmen attacked a base."
    doc = nlp.make_doc(text)
    doc._.boilerplate = ((0, text.index("Gunmen")),)
    assert [(e.place, e.date_earliest) for e in nlp(doc)._.events] == [(None, None)]


def test_what_is_skipped_tells_of_nothing(nlp: Language) -> None:
    text = "Gunmen attacked a base in Gao. Militants kidnapped a nun."
    doc = nlp.make_doc(text)
    doc._.boilerplate = ((text.index("Militants"), len(text)),)
    assert [e.type for e in nlp(doc)._.events] == ["attack"]


WORDS = st.sampled_from(
    "Gunmen soldiers attacked killed six at least in Gao on Monday , . “ ” \" ' the an attack was by claimed "
    "responsibility for 2012 more than between 10 and 15 people died 30 February \n\n wounded coup".split(" ")
)


@settings(max_examples=25)
@given(st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=60)))
def test_no_text_raises_and_rows_hold_together(nlp: Language, text: str) -> None:
    rows = read(nlp, text)
    assert rows == read(nlp, text)
    assert len({e.event_id for e in rows}) == len(rows)
    assert rows == sorted(rows, key=lambda e: (e.start, e.end))
    for e in rows:
        assert text[e.start : e.end] == e.trigger
        assert e.date_earliest is None or e.date_latest is None or e.date_earliest <= e.date_latest
        for kind in ("killed", "wounded", "detained"):
            low, high = getattr(e, f"{kind}_min"), getattr(e, f"{kind}_max")
            assert low is None or high is None or low <= high


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The governor said that gunmen attacked a bus near Gao on Monday.", "said"),
        ("The embassy advised its staff to leave Gao on Monday.", "advised"),
    ],
)
def test_who_says_that_it_happened(nlp: Language, text: str, cue: str | None) -> None:
    doc = nlp(text)
    cues = {row.attribution_id: row.cue for row in doc._.attributions}
    assert [cues.get(event.attribution_id) for event in doc._.events] == [cue]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The president condemned the attack.", None),
        ("The president condemned the attack that killed four people.", None),
        ("The attack was the worst in years, the governor said.", None),
        ("The imam called the attack a crime.", None),
        (
            "“The attack shows how weak the state is,” said Awa Sow, an analyst at the Institute of Peace.",
            None,
        ),
        ("The army said the attack began at dawn.", "The army"),
        ("A villager said the gunmen killed four people in the attack.", "A villager"),
    ],
)
def test_who_judges_or_explains_what_has_been_told_is_not_its_source(
    nlp: Language, text: str, source: str | None
) -> None:
    doc = nlp(f"Gunmen attacked the town of Ber on Monday, killing four people.\n\n{text}")
    sources = {row.attribution_id: row.source for row in doc._.attributions}
    (attack,) = doc._.events
    assert sources.get(attack.attribution_id) == source


def test_an_expert_is_the_source_of_what_nobody_else_tells(nlp: Language) -> None:
    doc = nlp(
        "Gunmen attacked the town of Ber on Monday, said Awa Sow, an analyst at the Institute of Peace."
    )
    assert [e.attribution_id for e in doc._.events] == [row.attribution_id for row in doc._.attributions]
