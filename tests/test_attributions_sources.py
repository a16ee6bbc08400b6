"""What a source is: a sentence with the source in [[ ]] in, its kind and whether it is anonymous out."""

from __future__ import annotations

import pytest
from conftest import parsed
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.attributions.source_words import SourceDescription
from sahel_analysis.attributions.sources import Sources
from sahel_analysis.entities.extraction import extract_entities
from sahel_analysis.parsing.tree import tree_of


def describe(nlp: Language, marked: str, cue: str | None = None) -> SourceDescription:
    """Describes the source between [[ and ]]; cue is a word of the text."""
    start = marked.index("[[")
    end = marked.index("]]") - 2
    doc = nlp(marked.replace("[[", "").replace("]]", ""))
    cue_token = next((t.i for t in doc if t.text == cue), None)
    return sources_of(doc).describe(start, end, cue_token)


def sources_of(doc: Doc) -> Sources:
    """What the pipeline has found in a Doc, as the description of sources reads it."""
    return Sources(tree_of(doc), doc._.mentions, doc._.entities)


INSTITUTIONS = [
    ("[[The army]] said four soldiers had died.", "military"),
    ("[[Niger’s army]] confirmed the toll on Friday.", "military"),
    ("[[Burkina Faso's armed forces]] gave no figure.", "military"),
    ("The post was retaken by noon, [[the general staff]] announced.", "military"),
    ("[[The military]] denied that its drones had hit the market.", "military"),
    ("[[The French army]] said it had killed a senior commander.", "military"),
    ("[[The gendarmerie]] said the convoy was escorted.", "military"),
    ("[[The Chadian military]] said that it lost nine men.", "military"),
    ("[[The government]] declared three days of mourning.", "official"),
    ("[[The authorities]] have urged calm.", "official"),
    ("[[Malian authorities]] called the report baseless.", "official"),
    ("[[The junta]] accused Paris of arming rebels.", "official"),
    ("[[Niger's ruling junta]] said the border would stay closed.", "official"),
    ("[[The foreign ministry]] summoned the envoy and protested, it said.", "official"),
    ("[[The Ministry of Security]] denounced a cowardly act.", "official"),
    ("[[The interior ministry]] put the toll at 12.", "official"),
    ("[[Police]] said two people were held.", "official"),
    ("[[The police]] asked drivers to avoid the bridge.", "official"),
    ("[[The prosecutor's office]] said an inquiry was open.", "official"),
    ("[[The presidency]] wrote that the council had met.", "official"),
    ("[[The State Department]] told Americans to leave.", "official"),
    ("[[The French embassy]] advised its citizens to stay indoors.", "official"),
    ("[[The US Embassy in Niamey]] warned of attacks.", "official"),
    ("[[France]] said it would pull its planes out.", "official"),
    ("[[Algeria]] rejected the charge.", "official"),
    ("[[The militants]] claimed to have killed 30 soldiers.", "armed_group"),
    ("[[The jihadists]] said the convoy carried mercenaries.", "armed_group"),
    ("[[Tuareg separatists]] said they had shot down a helicopter.", "armed_group"),
    ("[[The rebels]] denied losing the town.", "armed_group"),
    ("[[JNIM]] said its men had entered the base.", "armed_group"),
    ("[[Islamic State]] claimed it had killed fifteen.", "armed_group"),
    ("[[Boko Haram]] said the girls would be sold.", "armed_group"),
    ("[[The al-Qaida affiliate]] warned villagers not to pay taxes.", "armed_group"),
    ("[[The armed group]] said that it had freed the driver.", "armed_group"),
    ("[[Az-Zallaqa]] said that the attack was an answer to raids.", "armed_group"),
    ("[[Human Rights Watch]] said soldiers had burnt the houses.", "ngo"),
    ("[[Amnesty International]] called for an inquiry.", "ngo"),
    ("[[Doctors Without Borders]] said it had treated 42 people.", "ngo"),
    ("[[A local rights group]] counted 60 bodies.", "ngo"),
    ("[[The aid agency]] said its staff were safe.", "ngo"),
    ("[[Two charities]] said that food was running out.", "ngo"),
    ("[[The United Nations]] said 90,000 people had fled.", "international_org"),
    ("[[The UN mission]] said a helmet of its had been hit.", "international_org"),
    ("[[MINUSMA]] said that it was looking into the deaths.", "international_org"),
    ("[[The UN refugee agency]] warned of hunger.", "international_org"),
    ("[[ECOWAS]] condemned the attack.", "international_org"),
    ("[[The African Union]] called for restraint.", "international_org"),
    ("[[The West African bloc]] threatened to act.", "international_org"),
    ("[[Reuters]] reported that the airport was shut.", "media"),
    ("[[State television]] said the president was safe.", "media"),
    ("[[State broadcaster ORTM]] reported a toll of nine.", "media"),
    ("[[Local media]] reported shooting near the bridge.", "media"),
    ("[[The news agency]] wrote that the town was calm.", "media"),
    ("[[A French newspaper]] reported that talks had begun.", "media"),
    ("[[The website Mondafrique]] said the chief had been moved.", "media"),
    ("[[Radio France Internationale]] reported that two planes burned.", "media"),
    ("[[An AFP reporter]] saw smoke above the barracks.", "media"),
    ("[[A Reuters journalist]] heard three blasts.", "media"),
    ("[[The BBC's correspondent]] said that shops were closed.", "media"),
    ("[[International Crisis Group]] wrote that the road was cut.", "expert"),
    ("[[The Institute for Security Studies]] said that raids had doubled.", "expert"),
    ("[[SITE Intelligence Group]] reported that the group spoke of 50 dead.", "expert"),
    ("[[ACLED]] counted 400 deaths in the region.", "expert"),
    ("[[The think tank]] said the state had withdrawn.", "expert"),
    ("[[The hospital]] said that it had no beds left.", "unknown"),
    ("[[The mining company]] said that work had stopped.", "unknown"),
]

UNNAMED = [
    ("[[A security official]] said the attackers came on motorbikes.", "anonymous_official"),
    ("[[A security source]] told AFP that ten men had died.", "anonymous_official"),
    ("[[Two security sources]] said the camp had fallen.", "anonymous_official"),
    ("[[A military source]] said reinforcements were on the way.", "anonymous_official"),
    ("[[Military sources]] spoke of heavy losses.", "anonymous_official"),
    ("[[A senior army officer]] said the base was taken by surprise.", "anonymous_official"),
    ("[[A soldier]] said they had run out of bullets.", "anonymous_official"),
    ("[[A gendarme]] said the road was mined.", "anonymous_official"),
    ("[[A police source]] said that a suspect was held.", "anonymous_official"),
    ("[[A local official]] said that 20 houses were burnt.", "anonymous_official"),
    ("[[Officials]] said the school would open again.", "anonymous_official"),
    ("[[Western officials]] said they had seen the plan.", "anonymous_official"),
    ("[[A Western diplomat]] said the junta had been warned.", "anonymous_official"),
    ("[[A government source]] said that talks went on.", "anonymous_official"),
    ("[[A source close to the presidency]] said he had left the palace.", "anonymous_official"),
    ("[[An elected official from the area]] said the market was empty.", "anonymous_official"),
    ("[[An official of the ministry]] said that the list was not final.", "anonymous_official"),
    ("[[A minister]] said the decision was near.", "anonymous_official"),
    ("[[A U.S. defense official]] said no Americans were hurt.", "anonymous_official"),
    ("[[A judicial source]] said that nine had been charged.", "anonymous_official"),
    ("[[A lawmaker]] said the bill would pass.", "anonymous_official"),
    ("[[Three intelligence officials]] said that the group had grown.", "anonymous_official"),
    ("[[An airport official]] said flights would start on Monday.", "anonymous_official"),
    ("[[Witnesses]] said that the gunmen wore uniforms.", "witness"),
    ("[[An eyewitness]] said that the driver shouted.", "witness"),
    ("[[A resident]] said the shooting lasted an hour.", "witness"),
    ("[[Residents of the town]] said they had buried 14 people.", "witness"),
    ("[[One of the residents]] said they hid until dawn.", "witness"),
    ("[[Dozens of villagers]] said that soldiers had come at night.", "witness"),
    ("[[A survivor]] said he lay under the bodies.", "witness"),
    ("[[A doctor at the hospital]] said that children were among the wounded.", "unknown"),
    ("[[A nurse]] told Reuters that beds were full.", "unknown"),
    ("[[A shopkeeper near the market]] said he saw four men.", "witness"),
    ("[[A taxi driver]] said the bridge was blocked.", "witness"),
    ("[[A farmer]] said his herd was taken.", "witness"),
    ("[[A teacher in the village]] said that the school was burnt.", "witness"),
    ("[[The mother of one victim]] said nobody had called her.", "witness"),
    ("[[Relatives of the dead]] said they were waiting for the bodies.", "witness"),
    ("[[A blacksmith]] told AFP that he fled through the field.", "witness"),
    ("[[One worker at the hotel]] said that the guests ran.", "witness"),
    ("[[A wounded soldier]] said he had crawled for an hour.", "witness"),
    ("[[Analysts]] say the group is growing.", "expert"),
    ("[[Experts]] warn that the coast is next.", "expert"),
    ("[[Some observers]] say the pact will not last.", "expert"),
    ("[[A security analyst]] said that the raid was a message.", "expert"),
    ("[[A researcher on the Sahel]] said the front had moved.", "expert"),
    ("[[An aid worker]] said that the camp had no water.", "ngo"),
    ("[[A humanitarian source]] said that trucks were stopped.", "ngo"),
    ("[[A human rights activist]] said that the men were shot.", "ngo"),
    ("[[A UN official]] said the figure could rise.", "international_org"),
    ("[[A rebel commander]] said that his men held the hill.", "armed_group"),
    ("[[One militant]] said that he had been paid.", "armed_group"),
    ("[[A member of the jihadist group]] said that it would fight on.", "armed_group"),
    ("[[A source]] said that the plane had landed.", "unknown"),
    ("[[A hospital source]] spoke of eight dead.", "unknown"),
    ("[[A Malian source]] spoke of eight dead.", "unknown"),
    ("[[A medical source]] said that ten were in surgery.", "unknown"),
    ("[[Local sources]] said that the town was empty.", "unknown"),
]

ON_RECORD = [
    ("[[An army spokesman]] said that the town was held.", "military"),
    ("[[A spokesman for the army]] said that the town was held.", "military"),
    ("[[The government spokesman]] said that the talks had failed.", "official"),
    ("[[A police spokeswoman]] said that two were held.", "official"),
    ("[[A UN spokesman]] said that the convoy had turned back.", "international_org"),
    ("[[A spokesman for JNIM]] said that the ban stood.", "armed_group"),
    ("[[A rebel spokesman]] said that they had taken the fort.", "armed_group"),
    ("[[A spokesperson for the aid agency]] said its staff were safe.", "ngo"),
    ("[[The defence minister]] said the army would stay.", "official"),
    ("[[Mali's president]] said the army would stay.", "official"),
    ("[[The mayor of Djibo]] said that the wells were dry.", "official"),
    ("[[The regional governor]] said that a curfew would begin.", "official"),
    ("[[The army chief]] said the men had fought well.", "military"),
    ("[[The prime minister]] said that the state would pay.", "official"),
    ("[[The group's leader]] said that there would be no talks.", "armed_group"),
]

DOCUMENTS = [
    ("[[An army statement]] said the camp was safe.", "military"),
    ("[[The army's communique]] said the camp was safe.", "military"),
    ("[[A statement by the general staff]] spoke of 12 dead.", "military"),
    ("[[A statement from the presidency]] spoke of 12 dead.", "official"),
    ("[[A government statement]] said that flights would resume.", "official"),
    ("[[A UN report]] said that 500 people were killed.", "international_org"),
    ("[[A report by Human Rights Watch]] said houses were burnt.", "ngo"),
    ("[[An internal police report]] said that the alarm came late.", "official"),
    ("[[A JNIM video]] said that the men were spies.", "armed_group"),
    ("[[The embassy's notice]] said that staff must stay at home.", "official"),
]

NAMED = [
    ("Army spokesman [[Issa Diallo]] said that the camp was safe.", "military"),
    ("[[Colonel Issa Diallo]] said that the camp was safe.", "military"),
    ("[[Gen. Issa Diallo, the army chief]], said that the camp was safe.", "military"),
    ("[[Defence Minister Issa Diallo]] said that the camp was safe.", "official"),
    ("[[Issa Diallo]], the mayor of Djibo, said that the wells were dry.", "official"),
    ("The mayor of Djibo, [[Issa Diallo]], said that the wells were dry.", "official"),
    ("[[Issa Diallo]], a spokesman for the junta, said that the border was closed.", "official"),
    ("[[Issa Diallo]], a resident of the town, said that he heard shots.", "witness"),
    ("[[Issa Diallo]], 41, a trader, said that he heard shots.", "witness"),
    ("[[Issa Diallo]], who sells fish at the market, said that he heard shots.", "witness"),
    ("[[Issa Diallo]], who works as a nurse in the town, said that beds were full.", "unknown"),
    ("[[Shopkeeper Issa Diallo]] said that he heard shots.", "witness"),
    ("[[Issa Diallo]], a doctor at the city's hospital, said that beds were full.", "unknown"),
    ("[[Issa Diallo]], a political analyst in Niamey, said that the pact was dead.", "expert"),
    ("[[Analyst Issa Diallo]] said that the pact was dead.", "expert"),
    ("[[Issa Diallo]] from the Timbuktu Institute said that the pact was dead.", "expert"),
    (
        "[[Issa Diallo]], who heads the Sahel programme at the Konrad Adenauer Foundation, noted a change.",
        "expert",
    ),
    ("[[Issa Diallo]], a professor at the University of Bamako, noted a change.", "expert"),
    ("[[Issa Diallo]], Sahel director at Human Rights Watch, noted a change.", "ngo"),
    ("[[Issa Diallo]] of Amnesty International noted a change.", "ngo"),
    ("[[Issa Diallo]], head of the UN mission in Mali, noted a change.", "international_org"),
    ("[[UN envoy Issa Diallo]] noted a change.", "international_org"),
    ("[[Issa Diallo]], a spokesman for the separatist group, said that they had won.", "armed_group"),
    ("[[Rebel leader Issa Diallo]] said that they had won.", "armed_group"),
    ("[[Issa Diallo]], a journalist with Reuters, saw the smoke.", "media"),
    ("[[President Emmanuel Macron]] said so.", "official"),
    ("[[Assimi Goita]] said so.", "official"),
    ("[[Iyad Ag Ghaly]] said so.", "armed_group"),
    ("[[Antonio Guterres]] said so.", "international_org"),
]

IN_CONTEXT = [
    ("A doctor in Djibo said the wards were full. “We have no more blood,” [[he]] said.", "unknown", True),
    (
        "A security official said that ten men had died. [[The official]] asked not to be named.",
        "anonymous_official",
        True,
    ),
    (
        "A spokesman for the army said the camp was safe. [[The spokesman]] gave no figures.",
        "military",
        False,
    ),
    (
        "Moussa Keita, a resident of Gao, said he heard shots. [[Keita]] said the shots lasted an hour.",
        "witness",
        False,
    ),
    ("The gunmen burnt the market, [[they]] said in a video.", "armed_group", False),
    (
        "The army lost the camp. [[A statement]] read on state television said 17 soldiers were killed.",
        "military",
        False,
    ),
    (
        "Human Rights Watch visited the village in May. [[Its report]] said that 40 men were shot.",
        "ngo",
        False,
    ),
    (
        "The junta closed the airspace on Sunday. In [[its statement]], it blamed its neighbours.",
        "official",
        False,
    ),
    (
        "“They came at dawn and shot everyone,” said [[a villager who gave only his first name]], Amadou.",
        "witness",
        True,
    ),
    ("“It's over,” [[an officer on the base]] told AFP by phone.", "anonymous_official", True),
    ("According to [[a source in the mission]], three peacekeepers were hurt.", "international_org", True),
    ("According to [[a note seen by Reuters]], the men had been trained abroad.", "unknown", False),
    ("At least 100 people died, according to [[local officials and residents]].", "anonymous_official", True),
    ("[[Residents and officials]] said the town was empty.", "witness", True),
    ("[[Sami Barka, senior researcher at ACLED]], said the front was moving south.", "expert", False),
    (
        "[[Lina Berg]], director of the Africa programme at the Egmont Institute, saw a change.",
        "expert",
        False,
    ),
    (
        "[[Omar Fall]], head of the Dakar-based Timbuktu Institute, said the threat was near.",
        "expert",
        False,
    ),
    (
        "[[Hamid Ag Issouf]], secretary-general of the pro-government militia, spoke on Friday.",
        "military",
        False,
    ),
    (
        "[[Sidi Ag Almouner]], leader of the rebel coalition, said his men held the town.",
        "armed_group",
        False,
    ),
    ("[[Seydou Bah]], Mali's security minister, said nine were freed.", "official", False),
    (
        "[[Paul Sanou]], Communications Minister, said that four assailants were killed.",
        "official",
        False,
    ),
    ("[[The minister]] said four assailants were killed.", "official", False),
    (
        "[[General Luc Morel]], France's chief of the defence staff, spoke on Friday.",
        "military",
        False,
    ),
    ("[[French Defence Minister Anne Morel]] said two soldiers had died.", "official", False),
    ("[[UN Secretary-General Antonio Guterres]] said so.", "international_org", False),
    ("[[Paul Novak, a UN spokesman]], said the base had been shelled.", "international_org", False),
    ("[[Clara Stone]] of Human Rights Watch said the two sides had killed civilians.", "ngo", False),
    ("[[The head of the medical charity in Mali]] said the clinic would close.", "ngo", False),
    ("[[The Islamic State in the Greater Sahara]] claimed it had killed 85 soldiers.", "armed_group", False),
    ("[[The Amaq news agency]] said that fighters had ambushed a patrol.", "armed_group", False),
    ("[[Barkhane]] said that a drone had struck the column.", "military", False),
    ("[[The G5 Sahel force]] said its headquarters had been hit.", "international_org", False),
    ("[[A US State Department spokesperson]] said Washington was watching.", "official", False),
    ("[[The Pentagon]] said two troops were wounded.", "official", False),
    ("[[U.S. Africa Command]] said it had found no sign of civilian deaths.", "military", False),
    ("[[The Kremlin]] said it would keep working with Bamako.", "official", False),
    ("[[Wagner]] acknowledged losses on its Telegram channel.", "armed_group", False),
    ("[[The local governor]] said the attackers wore turbans.", "official", False),
    ("[[A regional governor]] said the attackers wore turbans.", "anonymous_official", True),
    ("[[The town's mayor]] said that 17 people were buried.", "official", False),
    ("[[A village chief]] said that 17 people were buried.", "witness", True),
    ("[[An imam in the town]] said that prayers were called off.", "witness", True),
    ("[[A student]] said the windows shook.", "witness", True),
    ("[[A hotel employee]] said that guests hid in the kitchen.", "witness", True),
    ("[[Some residents]] told Radio France Internationale they had been warned.", "witness", True),
    ("[[Many in the town]] said that nobody came to help.", "unknown", False),
    ("[[A Burkinabe journalist]] said that phones were cut.", "media", True),
    ("[[Burkinabe security sources]] said that the toll would rise.", "anonymous_official", True),
    ("[[A second source]] said the chief of police was wounded.", "unknown", True),
    ("[[Two sources in the ministry]] said the list was not final.", "anonymous_official", True),
    (
        "[[One diplomat]], speaking on condition of anonymity, said the plan was dead.",
        "anonymous_official",
        True,
    ),
    (
        "[[A Malian army spokesman, who asked not to be named]], said troops were on the way.",
        "anonymous_official",
        True,
    ),
    ("[[The Malian Association of Human Rights]] said eight men were missing.", "ngo", False),
    ("[[Niger's national police]] said that four people were held.", "official", False),
    ("[[The country's military rulers]] said elections would wait.", "official", False),
    ("[[The Central Bank]] said that cash would be flown in.", "official", False),
    ("[[The company that runs the mine]] said the convoy was attacked.", "unknown", False),
    ("[[Karango Gold]], the Canadian mining company, said the convoy was attacked.", "unknown", False),
    ("[[The opposition]] said that the vote was rigged.", "unknown", False),
    (
        "[[Jean Maret, Sahel project director at the International Crisis Group]], saw a change.",
        "expert",
        False,
    ),
    (
        "[[an analyst with the risk consultancy Northwall]] said that mines were at risk.",
        "expert",
        True,
    ),
    (
        "[[Al-Qaida in the Islamic Maghreb]] said that it had carried out the attack with Al-Mourabitoun.",
        "armed_group",
        False,
    ),
    (
        "[[The SITE group]], which tracks jihadists, said that the claim was posted on Friday.",
        "expert",
        False,
    ),
    ("[[Aminata Diop (not her real name)]] said that she walked for two days.", "unknown", True),
    ("[[Mariam, 32,]] said that she walked for two days.", "witness", False),
    ("[[A man]] said that he had lost his brother.", "witness", True),
    ("[[A witness who declined to be named]] said that he saw bodies.", "witness", True),
    ("[[Colonel Goita]] said so.", "official", False),
    (
        "[[Captain Paul Sanou, Burkina Faso's junta leader]], said the war would be won.",
        "official",
        False,
    ),
    ("[[Mali's prime minister, Seydou Bah]], said France had left the country alone.", "official", False),
    ("[[The Coordination of Azawad Movements]] said the army had broken the peace.", "armed_group", False),
    ("[[The French presidency]] said that the hostage was free.", "official", False),
    ("[[A French presidential source]] said the hostage was in good health.", "anonymous_official", True),
    ("[[The Elysee]] said that the hostage was free.", "official", False),
    ("[[French media]] said that the hostage was free.", "media", False),
    ("[[The Red Cross]] said it had taken 30 people to hospital.", "ngo", False),
    ("[[The governor's office]] said that 12 people had died.", "official", False),
    ("[[the hospital's director]] said that 12 people had died.", "unknown", False),
    ("[[The union of magistrates]] said two judges were taken.", "unknown", False),
    ("[[Rights groups]] say that both sides kill civilians.", "ngo", False),
    ("[[Local people]] say that both sides kill civilians.", "witness", True),
    ("[[A trader who fled the town]] said both sides kill civilians.", "witness", True),
    ("The attackers arrived on motorbikes, [[local sources]] told Anadolu.", "unknown", True),
    ("“It was a massacre,” [[Issa Diallo, who lost two brothers]], said.", "witness", False),
    (
        "[[Burkina Faso's security minister, Luc Sanou]], told state television that the toll was 30.",
        "official",
        False,
    ),
    (
        "[[Luc Sanou, the minister of security]], told state television that the toll was 30.",
        "official",
        False,
    ),
    (
        "[[The governor of the Sahel region, Colonel Paul Sanou]], said 35 people were killed.",
        "official",
        False,
    ),
    ("[[Col Paul Sanou]], governor of the Sahel region, said 35 people were killed.", "official", False),
    (
        "[[The Collective against Impunity and Stigmatisation of Communities (CISC)]] said 50 were killed.",
        "ngo",
        False,
    ),
    ("[[The High Council of Azawad]] said the army had killed herders.", "armed_group", False),
    ("[[the Permanent Strategic Framework (CSP)]] said it had taken the camp.", "armed_group", False),
    ("[[Sidi Ag Almouner, a spokesman for the CMA]], said the men were in Tessalit.", "armed_group", False),
    ("[[A spokesman for the former rebels]] said the men were in Tessalit.", "armed_group", False),
    ("[[Pro-government militia Gatia]] said it lost 12 fighters.", "military", False),
    ("[[The French president]] called the attack barbaric.", "official", False),
    ("[[The company]] said 125 guests were inside.", "unknown", False),
    ("[[A security guard who was at the hotel]] said they shouted slogans.", "witness", True),
    ("[[A senior Malian officer]] said the army had cleared the area.", "anonymous_official", True),
    ("[[Malian officials]] said the army had cleared the area.", "anonymous_official", True),
    (
        "[[an army officer speaking on condition of anonymity]] said the post fell.",
        "anonymous_official",
        True,
    ),
    ("[[one of the officials]] said the post fell.", "anonymous_official", True),
    ("[[two Western diplomats and a military source]] said the post fell.", "anonymous_official", True),
    ("[[A Nigerien security source contacted by AFP]] said the post fell.", "anonymous_official", True),
    ("[[Niger's defence ministry]] said 71 soldiers died.", "official", False),
    ("[[Colonel Issa Diallo, army spokesman]], read a statement on television.", "military", False),
    ("[[Army spokesman Colonel Issa Diallo]] said 71 soldiers died.", "military", False),
    ("[[A local mayor]] said 79 people died, most of them traders.", "anonymous_official", True),
    ("[[Issa Diallo, the mayor of the commune]], told AFP that 70 died.", "official", False),
    ("[[a former minister]] said that the state was absent.", "anonymous_official", True),
    ("[[UNICEF]] said 37 children were among the dead.", "international_org", False),
    ("[[The UN human rights office]] said soldiers were responsible.", "international_org", False),
    ("[[UN human rights experts]] asked for an inquiry.", "international_org", True),
    ("[[A UN report seen by AFP]] said 500 people were killed.", "international_org", False),
    ("[[The European Union]] said it would train soldiers no more.", "international_org", False),
    ("[[The African Union's Peace and Security Council]] condemned the attack.", "international_org", False),
    ("[[A White House spokeswoman]] said the base would stay.", "official", False),
    ("[[The father of one of the soldiers]] said nobody had called.", "witness", True),
    ("[[The Armed Conflict Location and Event Data Project]] says 6,000 people died.", "expert", False),
    ("[[state radio]] reported that the ministers had met.", "media", False),
    ("[[RFI]] reported that the ministers had met.", "media", False),
    ("[[local newspaper Le Republicain]] reported that the ministers had met.", "media", False),
    ("[[The private newspaper]] reported that the ministers had met.", "media", False),
    ("[[A reporter for the BBC in Bamako]] heard three blasts.", "media", False),
    ("[[Our correspondent in Gao]] said that shops were shut.", "media", False),
    ("[[An AFP photographer at the scene]] saw two bodies.", "media", False),
    ("[[Mauritanian news agency Al-Akhbar]] said it got a call from the group.", "media", False),
    ("[[the Mauritanian agency ANI]] said it got a call.", "media", False),
    ("[[Al-Mourabitoun]], a group led by Abu Hamza, said it carried out the attack.", "armed_group", False),
    ("[[Amadou Koufa]] said so.", "armed_group", False),
    ("[[A jihadist source]] said the men came from the north.", "armed_group", True),
    ("[[The group's propaganda arm]] said the men came from the north.", "armed_group", False),
    ("[[A message attributed to the group]] said the men came from the north.", "armed_group", False),
    ("[[the ministry's communique]] said four gendarmes were killed.", "official", False),
    ("[[the mission]] said four peacekeepers were killed.", "international_org", False),
    ("[[Father Luc Morel, a priest in Gao]], said the church was shut.", "witness", False),
    ("[[Ousmane, a driver who did not want to give his full name]], said the road was cut.", "witness", True),
    ("[[A father of four]] said the road was cut.", "witness", True),
    ("[[an elderly woman]] said her house was burnt.", "witness", True),
    ("[[Several people in the town]] said shots rang out.", "witness", True),
    ("[[A man who lives near the camp]] said shots rang out.", "witness", True),
    ("[[an inhabitant of Kati reached by phone]] said shots rang out.", "witness", True),
    ("[[officials at the airport]] said flights were cancelled.", "anonymous_official", True),
    ("[[the airport authority]] said flights were cancelled.", "official", False),
    ("[[Air France]] said flights were cancelled.", "unknown", False),
    ("[[the Malian Red Cross]] said it took away 30 bodies.", "ngo", False),
    ("[[A Red Cross official]] said it took away 30 bodies.", "ngo", True),
    ("[[The prosecutor of the anti-terrorism court]] said six men were held.", "official", False),
    ("[[The intelligence services]] said six men were held.", "official", False),
    ("[[Russia]] denied it.", "official", False),
    ("[[Moscow]] denied it.", "official", False),
    ("[[The Russian foreign ministry]] denied it.", "official", False),
    ("[[the Wagner group]] denied it.", "armed_group", False),
    ("[[Telegram channels close to Wagner]] said 20 men died.", "armed_group", False),
    ("[[A nurse at Menaka's hospital]] said that the dead lay in the yard.", "unknown", True),
    ("[[The ministry of tourism]] said the hotel was insured.", "official", False),
    ("[[A local elected representative]] said the school was burnt.", "anonymous_official", True),
    ("[[An elected representative]] said the school was burnt.", "anonymous_official", True),
    ("[[Niger's army chief]] said the school was burnt.", "military", False),
    ("[[An internal UN security report]] said the town had fallen.", "international_org", False),
    ("[[The French army's chief of staff]] said the unit was safe.", "military", False),
    ("[[A customs source]] said two trucks were taken.", "anonymous_official", True),
    ("[[The hunters' association]] said three members had died.", "ngo", False),
    ("[[A senior UN official]] said that the convoy was hit.", "international_org", True),
    ("[[Several diplomats]] said that the convoy was hit.", "anonymous_official", True),
    ("[[The families]] said that nobody told them.", "witness", True),
    ("[[The MNLA]] said that the town was free.", "armed_group", False),
    ("[[The ex-rebels]] said that the accord was dead.", "armed_group", False),
    ("[[The Norwegian foreign ministry]] said one was safe.", "official", False),
    ("[[An Algerian security official]] said the siege was over.", "anonymous_official", True),
    ("[[Algeria's state news agency]] said the siege was over.", "media", False),
    ("[[A freed hostage]] said they wore belts.", "witness", True),
    ("[[The Islamist group Ansar Dine]] said it would fight.", "armed_group", False),
    ("[[Islamist fighters]] said they would fight.", "armed_group", False),
    ("[[A spokesman for the Islamists]] said they would fight.", "armed_group", False),
    ("[[The French defence ministry]] said the pilot had died.", "official", False),
    ("[[The French government]] said the pilot had died.", "official", False),
    ("[[Mauritania's president]] said the pilot had died.", "official", False),
    ("[[The Malian presidency]] said the pilot had died.", "official", False),
    ("[[a Malian government statement]] said the pilot had died.", "official", False),
    ("[[the state-run broadcaster]] said the pilot had died.", "media", False),
    ("[[a guest trapped on the seventh floor]] said shots rang out.", "witness", True),
    ("[[A Chinese guest]] said shots rang out.", "witness", True),
    ("[[A UN spokesman in New York]] said 12 bodies were found.", "international_org", False),
    ("[[A UN source]] said 12 bodies were found.", "international_org", True),
    ("[[the Malian army general staff]] said 12 bodies were found.", "military", False),
    ("[[the Army Staff]] said 12 bodies were found.", "military", False),
    ("[[FAMa]] said 12 bodies were found.", "military", False),
    ("[[The Armed Forces of Burkina Faso]] said 12 bodies were found.", "military", False),
    ("[[The air force chief]] said 12 bodies were found.", "military", False),
    ("[[The gendarmerie commander]] said 12 bodies were found.", "military", False),
    ("[[A gendarmerie officer]] said 12 bodies were found.", "anonymous_official", True),
    ("[[The regional security director]] said 12 bodies were found.", "official", False),
    ("[[The director of the hospital]] said 12 bodies were found.", "unknown", False),
    ("[[One local resident]] said 12 bodies were found.", "witness", True),
    ("[[an onlooker]] said 12 bodies were found.", "witness", True),
    ("[[a police commissioner]] said 12 bodies were found.", "anonymous_official", True),
    ("[[a military officer stationed there]] said 12 bodies were found.", "anonymous_official", True),
    ("[[an officer in the elite unit]] said 12 bodies were found.", "anonymous_official", True),
    ("[[Two soldiers]] said 12 bodies were found.", "anonymous_official", True),
    ("[[a jihadist leader]] said 12 bodies were found.", "armed_group", True),
    ("[[the emir of the katiba]] said 12 bodies were found.", "armed_group", False),
    ("[[the terror group]] said 12 bodies were found.", "armed_group", False),
    ("[[the audio message]] said 12 bodies were found.", "unknown", False),
    ("[[the Mediapart website]] said 12 bodies were found.", "media", False),
    ("[[Jeune Afrique]] said 12 bodies were found.", "media", False),
    ("[[Le Monde's correspondent]] said 12 bodies were found.", "media", False),
    ("[[French daily Le Figaro]] said 12 bodies were found.", "media", False),
    ("[[a Sahel expert at a Dakar think tank]] said so.", "expert", True),
    ("[[MENASTREAM, a research consultancy]], said so.", "expert", False),
    ("[[Oxfam's country director]] said so.", "ngo", False),
    ("[[Save the Children]] said so.", "ngo", False),
    ("[[The Norwegian Refugee Council]] said so.", "ngo", False),
    ("[[The International Committee of the Red Cross]] said so.", "ngo", False),
    ("[[the UN's OCHA]] said so.", "international_org", False),
    ("[[The OIC]] said so.", "international_org", False),
    ("[[Senegal's foreign minister]] said so.", "official", False),
    ("[[Berlin]] said so.", "official", False),
    ("[[A German military spokesman]] said so.", "military", False),
    ("[[The Bundeswehr]] said so.", "military", False),
    ("[[Ousmane Diagana, a teacher]], said so.", "witness", False),
    ("[[Aly Dolo, mayor of Sangha]], told RFI.", "official", False),
    ("[[Dogon militia Dan Na Ambassagou]] denied it.", "military", False),
    ("MNLA spokesman [[Sidi Ag Almouner]] said that the town was free.", "armed_group", False),
    ("[[The BBC's Paul Novak in Bamako]] said shots rang out.", "media", False),
    ("[[Lina Berg of Chatham House]] said so.", "expert", False),
    ("[[Paul Sanou, an anthropologist]], said so.", "expert", False),
    ("[[Fulani leaders]] said so.", "unknown", True),
    ("[[Clara Stone, a spokeswoman for the UN mission]], said so.", "international_org", False),
]


@pytest.mark.parametrize(
    ("marked", "kind", "anonymous"),
    [
        *((marked, kind, False) for marked, kind in INSTITUTIONS + ON_RECORD + DOCUMENTS + NAMED),
        *((marked, kind, True) for marked, kind in UNNAMED),
        *IN_CONTEXT,
    ],
)
def test_kind_and_anonymity(nlp: Language, marked: str, kind: str, anonymous: bool) -> None:
    found = describe(nlp, marked)
    assert (found.kind, found.anonymous) == (kind, anonymous)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Army spokesman [[Issa Diallo]] said so.", "Issa Diallo"),
        ("[[Army spokesman Issa Diallo]] said so.", "Issa Diallo"),
        ("[[Mali's army]] said so.", None),
        ("[[The al-Qaida-linked group JNIM]] said so.", "Jama'at Nusrat al-Islam wal-Muslimin"),
        ("[[The outlet Az-Zallaqa]] said so.", "Az-Zallaqa"),
        ("[[An AFP journalist]] said so.", "Agence France-Presse"),
        ("[[A spokesman for JNIM]] said so.", "Jama'at Nusrat al-Islam wal-Muslimin"),
        ("[[A commander of JNIM]] said so.", None),
        ("[[A security official in Bamako]] said so.", None),
        ("Human Rights Watch visited the village. [[Its report]] said so.", "Human Rights Watch"),
        ("Issa Diallo is a doctor. [[He]] said so.", "Issa Diallo"),
    ],
)
def test_whom_a_source_stands_for(nlp: Language, marked: str, name: str | None) -> None:
    doc = nlp(marked.replace("[[", "").replace("]]", ""))
    found = describe(nlp, marked)
    assert {e.entity_id: e.name for e in doc._.entities}.get(found.entity_id) == name


def test_a_stretch_without_words_is_no_source(nlp: Language) -> None:
    assert sources_of(nlp("It rained. ")).describe(0, 0) == SourceDescription(None, "unknown", False)


def test_who_saw_it_is_a_witness_if_nothing_else_is_known(nlp: Language) -> None:
    marked = "[[Awa Diallo]] saw the smoke from her yard."
    assert describe(nlp, marked).kind == "unknown"
    assert describe(nlp, marked, cue="saw").kind == "witness"


BOTH_SCHEMES = [
    (
        "spokesman for the army",
        "a/DET/1/det spokesman/NOUN/4/nsubj for/ADP/2/case the/DET/1/det army/NOUN/-3/nmod left/VERB/0/ROOT",
        "a/DET/1/det spokesman/NOUN/4/nsubj for/ADP/-1/prep the/DET/1/det army/NOUN/-2/pobj left/VERB/0/ROOT",
        "military",
        False,
    ),
    (
        "one of the residents",
        "one/NUM/4/nsubj of/ADP/2/case the/DET/1/det residents/NOUN/-3/nmod left/VERB/0/ROOT",
        "one/NUM/4/nsubj of/ADP/-1/prep the/DET/1/det residents/NOUN/-2/pobj left/VERB/0/ROOT",
        "witness",
        True,
    ),
    (
        "the ministry's statement",
        "the/DET/1/det ministry/NOUN/2/nmod:poss 's/PART/-1/case statement/NOUN/1/nsubj left/VERB/0/ROOT",
        "the/DET/1/det ministry/NOUN/2/poss 's/PART/-1/case statement/NOUN/1/nsubj left/VERB/0/ROOT",
        "official",
        False,
    ),
    (
        "they and their relatives",
        "they/PRON/4/nsubj and/CCONJ/2/cc their/PRON/1/nmod:poss relatives/NOUN/-3/conj left/VERB/0/ROOT",
        "they/PRON/4/nsubj and/CCONJ/-1/cc their/PRON/1/poss relatives/NOUN/-3/conj left/VERB/0/ROOT",
        "witness",
        True,
    ),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["UD", "en_core_web"])
@pytest.mark.parametrize(("source", "ud", "clear", "kind", "anonymous"), BOTH_SCHEMES)
def test_both_label_schemes(
    source: str, ud: str, clear: str, kind: str, anonymous: bool, scheme: int
) -> None:
    doc = parsed((ud, clear)[scheme])
    start = doc.text.index(source)
    found = Sources(tree_of(doc), *extract_entities(doc)).describe(start, start + len(source))
    assert (found.kind, found.anonymous) == (kind, anonymous)


KINDS = (
    "official military armed_group expert witness media ngo international_org anonymous_official unknown"
).split()

WORDS = st.sampled_from(
    "the a their his group's army JNIM said , . who is of leader Issa Kone he they it text - ' “ one".split()
)


@given(st.lists(WORDS, max_size=40).map(" ".join), st.integers(0, 200), st.integers(0, 200))
def test_any_text_and_any_span_are_described(nlp: Language, text: str, start: int, end: int) -> None:
    doc = nlp(text)
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    found = sources_of(doc).describe(start, end)
    assert found.kind in KINDS
    assert found.entity_id in {None, *(e.entity_id for e in doc._.entities)}


@given(st.text(max_size=80))
def test_any_characters_are_described(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert sources_of(doc).describe(0, len(text)).kind in KINDS


def test_names_that_explain_each_other_in_a_circle_end(nlp: Language) -> None:
    chain = "The leader of their group, whose leader is the leader of its group, said so. " * 60
    doc = nlp(chain)
    assert sources_of(doc).describe(len(chain) - 20, len(chain) - 2).kind in KINDS


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        (
            "“It held,” Sali Ba, an economist, said.\n\nThe army chose Omar Sow. [[He]] said it held.",
            "expert",
        ),
        (
            "Brah Sow, a spokesman for the ministry, said the dam held. But a security source said it broke. "
            "[[He]] said the water had come at night.",
            "anonymous_official",
        ),
        (
            "The district governor, Brah Sow, said the dam was full. [[The official]] said the town was dry.",
            "official",
        ),
        ("The mayor of Tera said the well was dry. [[Salif Barry]] said it had rained.", "official"),
        ("The mayor of Tera said the well was dry. [[Salif Barry]], a baker, said it had rained.", "witness"),
        (
            "Residents said the well was dry. The army came. [[They]] said it had been dry for weeks.",
            "witness",
        ),
    ],
)
def test_who_spoke_last_goes_on_speaking(nlp: Language, marked: str, kind: str) -> None:
    start, end = marked.index("[["), marked.index("]]") - 2
    rows = nlp(marked.replace("[[", "").replace("]]", ""))._.attributions
    assert [r.source_kind for r in rows if (r.source_start, r.source_end) == (start, end)] == [kind]


@pytest.mark.parametrize(
    ("marked", "kind", "anonymous"),
    [
        ("[[A potter in Tera, Halima Issaka]], said so.", "witness", False),
        ("[[The Minister of Wells, Salif Dembele]], said so.", "official", False),
        ("[[A retired colonel]] said so.", "expert", True),
        ("Raids by rebels have grown, according to [[several studies]].", "expert", False),
        ("[[Mali's civil defence agency]] said so.", "official", False),
        ("Awa Coly, [[the vice-president]], said so.", "official", False),
        ("[[The governor of Tera, General Issa Sow]], said so.", "official", False),
        ("[[BRQ Superintendent Paul Novak]] said so.", "official", False),
        ("[[Colonel Awa Coly, head of Sector Zero]], said so.", "military", False),
        ("[[Opposition leaders]] said so.", "unknown", True),
        ("[[The rebels' radio]] said so.", "armed_group", False),
        ("[[The truth commission]] said so.", "official", False),
        ("[[The Blue Valley Cartel]] said so.", "armed_group", False),
        ("[[The ELN guerrillas]] said so.", "armed_group", False),
        ("[[Salif Barry]], who administers the district, said so.", "official", False),
        ("[[Salif Barry]], who runs education for the county, said so.", "official", False),
        ("[[The region's head]] said so.", "official", False),
        ("[[A herder of the district]] said so.", "witness", True),
        ("[[Two people]] close to the trader said so.", "unknown", True),
        ("[[A man]] with direct knowledge of the talks said so.", "unknown", True),
        ("[[Salif Barry]], 24, said so.", "witness", False),
        ("[[Salif Barry]], who had been fetching water, said so.", "witness", False),
        ("[[Salif Barry]], who was appointed in May, said so.", "unknown", False),
        ("[[Salif Barry]], who had spoken with the rebels, said so.", "unknown", False),
        ("The ministry wrote a note to the press. [[The note]] said so.", "official", False),
        ("The JNIM claimed it in an audio recording. [[The recording]] said so.", "armed_group", False),
        ("The JNIM claimed it, according to [[a short video message]].", "armed_group", False),
        ("The FLA claimed it in [[a statement]] that admitted a loss.", "armed_group", False),
        (
            "Two nurses of the Red Cross whom militants held are free, [[the organization]] said.",
            "ngo",
            False,
        ),
        ("The Counter Crime Department closed. [[A CCD spokesman]] said so.", "official", False),
    ],
)
def test_named_roles_and_bodies(nlp: Language, marked: str, kind: str, anonymous: bool) -> None:
    found = describe(nlp, marked)
    assert (found.kind, found.anonymous) == (kind, anonymous)
