"""Which event a figure belongs to: a short article in, the dead of each of its events out."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

PUBLISHED = dt.date(2024, 9, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (
            "Gunmen attacked a village near Soumpi on Monday, killing 12 people. The violence has claimed "
            "more than 3,000 lives since 2015.",
            ["12-12"],
        ),
        (
            "Gunmen attacked a village near Soumpi on Monday, killing 12 people.\n\n"
            "Some 3,000 people have been killed in the region over the past decade.",
            ["12-12"],
        ),
        (
            "Gunmen attacked a village near Soumpi on Monday, killing 12 people.\n\n"
            "The insurgency has killed thousands and displaced 2.5 million people since 2012, according "
            "to the UN.",
            ["12-12"],
        ),
        (
            "Gunmen attacked a village near Soumpi on Monday, killing 12 people.\n\n"
            "The conflict has left 40,000 dead in ten years.",
            ["12-12"],
        ),
        (
            "Gunmen attacked a village near Soumpi on Monday, killing 12 people.\n\n"
            "So far this year, 800 civilians have been killed in Mali, a monitoring group says.",
            ["12-12"],
        ),
        (
            "Gunmen attacked a village near Soumpi on Monday, killing 12 people.\n\n"
            "Last year 1,300 people died in such attacks.",
            ["12-12"],
        ),
        (
            "Gunmen attacked a village near Soumpi on Monday, killing 12 people.\n\n"
            "In June, 30 soldiers were killed in an ambush near Dioura.",
            ["12-12", "30-30"],
        ),
        (
            "Gunmen attacked a village near Soumpi on Monday, killing 12 people.\n\n"
            "It was the deadliest attack since March, when 41 people died in a raid on Dioura.",
            ["12-12", "41-41"],
        ),
        (
            "Gunmen attacked a village near Soumpi on Monday, killing 12 people.\n\n"
            "In June, 30 soldiers were killed in an ambush near Dioura, and in July a blast in Gao left "
            "seven dead.",
            ["12-12", "30-30", "7-7"],
        ),
        (
            "Gunmen attacked a village near Soumpi on Monday, killing 12 people, the ministry said.\n\n"
            "A local official put the toll at 19.",
            ["12-19"],
        ),
        (
            "Gunmen attacked a village near Soumpi on Monday, killing 12 people, the ministry said.\n\n"
            "Residents fear that the toll could rise to 30.",
            ["12-30"],
        ),
        (
            "Gunmen attacked an army post at Soumpi on Monday, killing 12 soldiers.\n\n"
            "The army said its troops had repelled the assault and neutralised 40 terrorists.",
            ["12-12", "40-40"],
        ),
        (
            "At least 20 soldiers died in an attack on their camp at Dioura on Monday, the army said.\n\n"
            "The jihadists claimed to have killed 60 soldiers.",
            ["20-60"],
        ),
        (
            "Thirty-five civilians died when gunmen attacked Soumpi on Monday.\n\n"
            "Seven soldiers also lost their lives.",
            ["42-42"],
        ),
        (
            "A roadside bomb killed three peacekeepers near Kidal on Monday.\n\n"
            "More than 200 peacekeepers have been killed in Mali since the mission began in 2013.",
            ["3-3"],
        ),
        (
            "Mali on Tuesday began three days of mourning for the 49 soldiers killed in an ambush near "
            "Bandiagara on Sunday.",
            ["49-49"],
        ),
        (
            "The death toll from an attack on a bus near Bandiagara on Monday has risen to 38, officials "
            "said, up from 31.",
            ["38-38"],
        ),
        (
            "Soldiers killed 20 terrorists in an operation near Gao on Monday, the army said.",
            ["20-20"],
        ),
        (
            "Gunmen abducted nine people near Gao on Monday and killed two.",
            ["2-2"],
        ),
        (
            "Police arrested 14 people after Monday’s attack in Bamako, in which 20 people died.",
            ["20-20"],
        ),
        (
            "Jihadists attacked Soumpi on Monday. There were no casualties, the army said.",
            [],
        ),
        (
            "Jihadists attacked Soumpi on Monday. The army did not give a toll, but a medical source "
            "spoke of at least 15 dead.",
            ["15-"],
        ),
        (
            "Jihadists killed at least 15 villagers and burned their homes in Kobé on Saturday, residents "
            "said.\n\n"
            "“They killed my father and two of my uncles,” said a woman who fled to Mopti.\n\n"
            "The army put the number of dead at 18.",
            ["15-18"],
        ),
        (
            "Armed men stormed a church in Dablo on Sunday, killing six people including the priest, then "
            "set fire to shops.",
            ["6-6"],
        ),
        (
            "A mine killed six peacekeepers and wounded 15 near Kidal on Tuesday, the mission said. Three "
            "of the wounded are in a serious condition.\n\n"
            "The blast came a week after rockets hit the camp, killing two.",
            ["6-6", "2-2"],
        ),
        (
            "The army killed more than 30 “terrorists” in raids near Djenne on Saturday, the general "
            "staff said. It also arrested eight suspects.",
            ["30-"],
        ),
        (
            "A Swiss national and two Malian drivers were kidnapped near Timbuktu on Sunday.",
            [],
        ),
        (
            "Gunmen opened fire at a bar in the Hippodrome district on Saturday, killing five people: a "
            "Frenchman, a Belgian and three Malians. Nine others were hurt, among them two UN experts.",
            ["5-5"],
        ),
        (
            "Islamist fighters stormed the prison at Koutiala on Tuesday and freed dozens of inmates. Two "
            "guards were killed.",
            ["2-2"],
        ),
        (
            "Troops stormed the village of Dan on Tuesday, killing 30 civilians, residents said.",
            ["30-30"],
        ),
        (
            "Soldiers stormed the presidential palace on Wednesday. No one was hurt.",
            [],
        ),
        (
            "A new toll from the attack on Friday in Boni puts the dead at 42, the governor said. An "
            "initial count had given 29.",
            ["42-42"],
        ),
        (
            "The government said at first that 12 soldiers had died in Sunday's attack in Boni. It has "
            "since raised the toll to 19.",
            ["19-19"],
        ),
        (
            "The raid on Boni on Sunday killed 12 soldiers, the army said. It brings the number of "
            "soldiers killed since January to more than 300.",
            ["12-12"],
        ),
        (
            "On Monday the ministry put the toll of Saturday's attack on Boni at 12, with seven wounded.",
            ["12-12"],
        ),
        (
            "Gunmen attacked Boni on Saturday. On Tuesday the army gave a toll of 12 soldiers dead and "
            "seven wounded.",
            ["12-12"],
        ),
        (
            "The president paid tribute to the 12 soldiers whom jihadists killed at Boni on Saturday.",
            ["12-12"],
        ),
        (
            "A mine blast near Boni killed two peacekeepers on Saturday. Another peacekeeper was "
            "seriously wounded.",
            ["2-2"],
        ),
        (
            "An attack on Boni on Saturday left seven dead and eleven hurt, nine of whom were being "
            "treated in Mopti.",
            ["7-7"],
        ),
        (
            "Jihadists attacked a camp at Boni on Saturday, killing more than 20 soldiers. As many as 60 "
            "may have died, according to a diplomat.",
            ["20-60"],
        ),
        (
            "A drone strike on Boni on Saturday killed nine people. A second strike hit rescuers, killing "
            "three more.",
            ["9-9", "3-3"],
        ),
        (
            "An air strike hit a market in Boni on Saturday, killing 14 people and wounding 30.",
            ["14-14"],
        ),
        (
            "The blast struck a bus in Boni on Saturday, killing 14 people and wounding 30.",
            ["14-14"],
        ),
        (
            "A bus hit a landmine near Konna on Tuesday. “Eleven people were killed and 53 wounded, many "
            "of them seriously,” a hospital source said. A police official gave a provisional toll of ten "
            "dead.",
            ["10-11"],
        ),
        (
            "Eight Chadian soldiers were killed and 11 wounded when a suicide bomber struck their "
            "position in the village of Litri on Sunday, the presidency said. Two local hunters who were "
            "helping them also lost their lives.",
            ["10-10"],
        ),
        (
            "At least 37 civilians, including 14 children, died on Monday when gunmen on motorbikes "
            "attacked the village of Darey-Dai. Of the 37, four were women.",
            ["37-"],
        ),
        (
            "Gunmen who attacked a convoy of displaced people near Barga on Saturday killed 35 and "
            "wounded 37, mostly women and children, said the governor. An earlier report by the army had "
            "mentioned five dead.",
            ["35-35"],
        ),
        (
            "Two helicopters collided as they chased jihadists near Liptako on Monday night. All 13 "
            "French soldiers on board were killed.",
            ["13-13"],
        ),
        (
            "Fourteen people were killed and four were missing after an attack on the gold mine at Kobadi "
            "on Tuesday, two security sources said. The mine's owners put the number of victims at six.",
            ["6-14"],
        ),
        (
            "Gunmen killed the mayor of Tillaber, his driver and two bodyguards on Monday, the governor "
            "said. A fifth person is in hospital.",
            ["4-4"],
        ),
        (
            "More than 80 people have been killed since Friday in fighting around Kidal, among them 30 "
            "soldiers, the army said.",
            ["80-"],
        ),
        (
            "At least two dozen soldiers were killed on Sunday when gunmen attacked a base in Koutougou. "
            "Around ten others are wounded and as many are missing.",
            ["24-"],
        ),
        (
            "The deaths of eight gendarmes in a mine blast near Sokolo on Tuesday bring to more than 60 "
            "the number of members of the security forces killed since the start of the year.",
            ["8-8"],
        ),
        (
            "The jihadists' assault on the town of Djibasso on Sunday left around a hundred dead, "
            "according to residents, and the junta confirmed only 13.",
            ["13-100"],
        ),
        (
            "Twin blasts in the market of Mopti on Monday killed nine people and injured 38, a hospital "
            "official said, raising an earlier toll of five.",
            ["9-9"],
        ),
        (
            "The convoy of the interim president came under fire near Gao on Sunday. None of the 40 "
            "people in it was hurt, but a bystander was killed.",
            ["1-1"],
        ),
    ],
)
def test_each_event_has_the_dead_that_are_told_of_it(nlp: Language, text: str, killed: list[str]) -> None:
    doc = nlp.make_doc(text)
    doc._.published = PUBLISHED
    told = [(e.killed_min, e.killed_max) for e in nlp(doc)._.events]
    found = [f"{'' if a is None else a}-{'' if b is None else b}" for a, b in told if (a, b) != (None, None)]
    assert sorted(found) == sorted(killed)
