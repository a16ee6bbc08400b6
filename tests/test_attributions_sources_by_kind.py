"""Sources of news, many of each kind: a phrase or a source in context in, kind and anonymity out."""

from __future__ import annotations

import pytest
from spacy.language import Language
from test_attributions_sources import describe

PHRASES = {
    ("official", False): """
        The prefect of Tera
        Mayor Ali Saidou
        The transitional authorities
        The military authorities in power
        The ruling council
        The putschists
        Public prosecutor Ali Saidou
        The public prosecutor at the Niamey court
        The foreign ministry in Paris
        The Quai d'Orsay
        The US State Department's Bureau of African Affairs
        The Chinese embassy
        Former president Ali Saidou
        Former prime minister Ali Saidou
        A government toll
        The presidents of Niger and Mali
        The heads of state of the region
        Niger's leader
        Bamako
        Security Minister Ali Saidou
        The opposition senator Ali Saidou
        The presidency's press service
        French President Emmanuel Macron's office
        Paris
        Niger's ambassador to France, Ali Saidou,
        The Russian ambassador in Bamako
        Washington's envoy for the Sahel
        US Secretary of State Anna Berg
        The regional police commander
        Police chief Ali Saidou
        The head of the junta, General Ali Saidou,
        The transitional government's spokesman
        A presidential decree
        The fire service
        The mayor's office
        The governorate of Gao
        The security ministry's communique
        The prosecutor in charge of the case
        The national intelligence agency
        Algeria's foreign minister
        Ouagadougou
        The Burkinabe head of state
        The three juntas
        the Transition Council
        The French armed forces ministry's spokesman, Colonel Luc Morel,
        The foreign minister of Niger, Ali Saidou,
        Niger's junta-appointed prime minister, Ali Saidou,
        The spokeswoman for the US State Department
        The US embassy in Bamako
        The regional council
        The anti-terrorism prosecutor
        The Paris prosecutor's office
        The district's chief medical officer, Ali Saidou,
        The chief electoral officer
    """,
    ("military", False): """
        The army medical officer Ali Saidou
        The joint chiefs of staff
        The army's press committee
        The military's media wing
        The army's information service
        The army's public relations directorate
        The defence and security forces
        The Volunteers for the Defence of the Homeland
        The pro-government militia
        The self-defence militia
        The Dozo hunters
        The commander of the northern zone
        The French military
        Operation Barkhane's spokesman
        A spokesman for Chad's military intelligence
        Nigerien forces
        The chief of staff of the army
        The chief of the general staff, General Ali Saidou,
        The Nigerien army's bulletin
        The armed forces command
        The French general staff
        An operational report from the army
        U.S. Army spokesman Paul Novak
        The head of US Africa Command, General Paul Novak,
        The pro-government Dozo militia
        The Koglweogo self-defence group
        The French army's chief of staff, General Luc Morel,
        The commander of the French force, General Luc Morel,
        The spokesman of Operation Barkhane, Colonel Luc Morel,
        The military junta's army chief
        The head of the self-defence militia, Ali Saidou,
    """,
    ("anonymous_official", True): """
        A councillor from the area
        A member of parliament
        A sub-prefect
        An elected representative of the town
        A senior police officer
        A gendarmerie source
        Police sources
        Three security officials with knowledge of the raid
        A defence ministry official
        A high-ranking officer
        A European military official
        A regional diplomat
        A West African diplomat based in Abuja
        A senior intelligence official
        A presidential adviser
        A source at the presidency
        A source within the army
        Sources in the security services
        A former minister close to the junta
        A customs officer at the border
        A forestry officer
        A leader of the self-defence militia
        Soldiers
        Two Nigerien officials
        A source close to the investigation
        A former intelligence officer
        a French official speaking on condition of anonymity
        One of the diplomats
        A member of the junta
        A member of the security forces
        A member of the presidential guard
        A police officer at the scene
        A lieutenant at the camp
        An army captain
        A defence source
        Defence sources in Niamey
        An administrative source
        A judicial official
        A governor
        A town hall official
        A militiaman
        A VDP member
        a security adviser in the region
        an elected official who requested anonymity
        another security source
        a second official
        a senior official in the regional governor's office
        a former army officer
        sources close to the general staff
        a high-level military source
        a source within the junta
        an aide to the governor
        security officials in the capital
        intelligence sources
        a Nigerien interior ministry source
    """,
    ("armed_group", False): """
        The private army
        The Russian mercenary group
        The private military company
        Africa Corps
        A Telegram channel linked to Wagner
        Africa Corps's Telegram channel
        The mercenaries
        The rebel alliance
        The separatists' coalition
        An alliance of Tuareg rebel groups
        The coalition of armed groups
        The Front for the Liberation of Azawad
        The jihadist alliance
        The al-Qaeda branch
        The group's media wing
        The jihadists' media foundation
        ISIS
        Islamic State's Amaq agency
        The insurgents
        The leader of the insurgents
        The group that carried out the raid
        Ansar Dine
        JNIM's media arm, Az-Zallaqa,
        The Azawad Liberation Front
        The movement's spokesman
        The armed group's statement
        Russian mercenary group Wagner
        The paramilitary group
        The founder of Wagner, Ivan Orlov,
        The local branch of Islamic State
        The jihadist group's leader, Abu Yahya,
        A statement attributed to the jihadists
        A statement posted online by the group JNIM
        The separatists' spokesman
    """,
    ("armed_group", True): """
        A rebel official
        A fighter with the group
        A Tuareg rebel leader
        A separatist source
        A rebel fighter
        A Wagner fighter
        A commander of the rebel alliance
        An official of the rebel movement
        A former rebel
    """,
    ("expert", False): """
        Ali Saidou of the Accra think-tank Gulf View
        Political scientist Ali Saidou
        The monitoring group SITE
        SITE
        A US-based monitoring service
        A conflict monitor
        The think-tank Gulf View
        Anna Berg of the University of Leiden
        Researcher Anna Berg
        Sahel specialist Anna Berg
        the ACLED database
        A study by the Clingendael Institute
        A report by the International Crisis Group
        the research group
        Data from ACLED
        Figures compiled by ACLED
    """,
    ("expert", True): """
        A specialist in jihadist groups
        Security experts
        Military analysts
        A Sahel researcher who asked not to be named
        An analyst who follows the group
        One researcher
        Local analysts
        Some analysts
        a Bamako-based analyst
        A security consultant working in the region
    """,
    ("witness", False): """
        Imam Ali Saidou
        Survivor Awa Saidou
        Student Awa Saidou
        Farmer Ali Saidou
        Resident Ali Saidou
    """,
    ("witness", True): """
        A prisoner
        The wife of a soldier
        Soldiers' wives
        Wives of soldiers
        A relative of one of the hostages
        The family of the hostage
        The hostages' families
        Families of the missing
        A displaced woman
        Displaced people
        People who fled the village
        Two people who were on the boat
        A passenger on the bus
        A lorry driver
        A haulier
        A bus company driver
        Hauliers
        A woman selling fruit by the road
        A cattle trader who asked to be called Bouba
        A student at the university
        Students
        A traditional chief
        A customary chief from the area
        A hunter
        A former prisoner
        A neighbour
        A woman who lost her son
        A young man from the village
        A man in his fifties
        A group of women who had fled
        A mother of five
        Inhabitants
        Villagers
        Locals
        Several witnesses
        Traders at the market
        A cattle herder
        A tribal chief
        A religious leader
        A parent of a schoolgirl
        The driver of the bus
        A bus driver
        The widow of a gendarme
        The son of one of the victims
        A colleague of the victim
        A restaurant worker
        Shoppers
        An airport employee
        A resident who asked not to be named for fear of reprisals
        a resident of a nearby village reached by telephone
        one worshipper who escaped through a window
        neighbours of the school
        two women who sell milk at the market
        a pupil of the school
        A trucker stuck at the border
        A hotel cook
    """,
    ("media", False): """
        Private radio station Echo FM
        Local radio
        A local news site
        A Reuters reporter at the scene
        AFP journalists
        The Associated Press
        Several media outlets
        The French broadcaster RFI
        Jeune Afrique magazine
        The BBC
        Xinhua news agency
        The state news agency
        The national broadcaster, ORTM,
        A Reuters photographer
        Reuters reporters
        AFP's correspondent in Niamey
        French daily Le Monde
        A television report
        Several local news websites
        A journalist with the newspaper Le Jour
        A correspondent for the French newspaper
        The official news agency
        Al Jazeera
        Press reports
        the Malian press
        a documentary by France 24
    """,
    ("media", True): """
        A local journalist
        A journalist on the spot
    """,
    ("ngo", False): """
        Medecins Sans Frontieres
        The medical charity
        The Paris-based NGO Eau Claire
        A coalition of civil society groups
        Reporters Without Borders
        The Committee to Protect Journalists
        A Fulani rights association
        The Malian Red Cross
        Save the Children's country director
        Ali Saidou of the aid group Plan International
        Rights activist Ali Saidou
        Local NGOs
        The Danish Refugee Council
        MSF's head of mission, Anna Berg,
        the president of the Malian human rights league
        The Norwegian aid group
    """,
    ("ngo", True): """
        An aid worker in the camp
        Humanitarian workers
        A humanitarian official
        A member of a human rights group
        An NGO worker
        An employee of an aid organisation
    """,
    ("international_org", False): """
        The UN peacekeeping mission
        The UN's humanitarian office
        UNHCR
        The World Food Programme
        The regional bloc ECOWAS
        The chairman of the African Union Commission
        EU foreign policy chief Anna Berg
        The UN Security Council
        The Alliance of Sahel States
        MINUSMA's spokesman
        UN spokesman Paul Novak
        The UN special envoy
        The UN secretary-general
        The EU's foreign policy chief
        The European Council's president, Paul Novak,
        The World Health Organization
        UNESCO
        The International Organization for Migration
        The International Criminal Court
        ECOWAS leaders
        The commission of the African Union
        The UN's special representative in Mali, Paul Novak,
        The UN high commissioner for human rights
        A UN panel of experts
        The African Union's commission chairman
        UN peacekeepers
        The EU training mission
        a UN note seen by Reuters
        UN Humanitarian Coordinator Anna Berg
    """,
    ("international_org", True): """
        A UN source in Gao
        UN officials
        A peacekeeping official
        A UN employee
    """,
    ("unknown", False): """
        Dr. Ali Saidou
        Dr Awa Saidou
        The mining company Karango Gold
        The airline
        The boat's operator
        The drivers' union
        The hauliers' union
        The teachers' union
        An opposition party
        The latest toll
        The Canadian company
        The uranium company Orano
        Turkish Airlines
        The company's spokesman
        The hotel's management
        A student union
        Social media posts
        Unverified videos
        Pope Francis
        the Catholic church
        the bank
        the national workers' union
        a note whose author is not known
    """,
    ("unknown", True): """
        Opposition politicians
        A medic
        A surgeon at the regional hospital
        A health worker
        a nurse who treated the wounded
        A source at the hospital
        Hospital sources
        A source close to the company
        A company official
        Russian military bloggers
        Bloggers
        The hostages' lawyer
        An airline source
        An industry source
        One source
        Several sources
        A lawyer
        a source at the mine
        an employee representative
        sources on the ground
        a well-informed source
    """,
}
"""By kind and anonymity, one in a line."""

IN_CONTEXT = {
    ("official", False): """
        [[Ali Saidou, Mali's ambassador to the UN]], said the claims were false.
        [[France's envoy to the African Union, Anna Berg]], said the claims were false.
        [[French Armed Forces Minister Anna Berg]] said two jets had left.
        [[A prosecutor]] said so. The men were caught, Ali Saidou, prosecutor in Tera, wrote.
        [[The prosecutor of the anti-terrorist unit, Ali Saidou]], said two men were held.
        [[A message on the ministry's Facebook page]] said the road was shut.
        [[Ali Saidou, a member of parliament for Tera]], said the vote had been put off.
        [[Colonel Ali Saidou, the spokesman of the junta]], said the vote was put off.
        [[The interior minister, General Ali Saidou]], said the vote was put off.
        [[The regional governor, General Ali Saidou]], said the market would open.
        The interior ministry gave a toll of 20. [[The ministry]] said the search went on.
        The interior ministry gave a toll of 20. [[The same source]] said the search went on.
        [[The spokesman for the government, Ali Saidou]], denied it.
        [[Captain Ali Saidou, president of the transition]], said the offensive would go on.
        [[Ali Saidou, the deputy mayor]], said that 12 houses were burnt.
        [[Ali Saidou, a councillor in Tera]], said that 12 houses were burnt.
        [[Ali Saidou, an aide to the president]], said that the palace was calm.
        [[The Malian government]], in a statement, spoke of a cowardly attack.
        [[Ali Saidou, the minister for territorial administration]], said nine were held.
        The governor, Ali Saidou, went to the village. [[He]] said 14 people had been buried.
        The governor went to the village. [[He]] said 14 people had been buried.
        The ministry of defence confirmed the toll. [[Its statement]] said the search went on.
        The interior minister, Ali Saidou, visited the wounded. [[The minister]] said the search went on.
        President Ali Saidou spoke on television. "We will not bend," [[the head of state]] said.
        The government said in a statement that flights would resume. [[The statement]] named no date.
        In a statement, the government said that flights would resume. [[The statement]] named no date.
        In a statement read on television, the junta said the borders would open. [[The text]] named no date.
        [[Ali Saidou, who was prime minister until the coup]], said that talks went on.
        [[Ali Saidou, adviser to the president]], said that talks went on.
        The US embassy told its staff to stay at home. [[The alert]] said that roads were closed.
    """,
    ("military", False): """
        [[The VDP, civilian auxiliaries of the army]], said they had lost nine men.
        [[Colonel Ali Saidou, head of army communications]], said that the pilot was safe.
        [[Major Ali Saidou, who commands the garrison]], said that the pilot was safe.
        [[Soldiers]] said on state television that they had seized power.
        [[A group of officers]] announced on television that they had removed the president.
        [[Army officers]] announced on national television that the constitution was suspended.
        The general staff spoke of a raid in a communique. Two drones fell, according to [[the same text]].
        The army issued a statement on Monday. Rebels had attacked the camp. [[The statement]] gave no toll.
        [[General Ali Saidou, the junta's army chief]], said the offensive would go on.
        [[Ali Saidou, who heads a self-defence militia]], said two men had fled.
        [[Sergeant Ali Saidou]], who fought in the battle, said two men had fled.
        The army took the town. [[It]] said two men had fled.
        The army's communique came at noon. [[It]] put the toll at 12.
        The general staff confirmed the attack. [[A communique]] said 12 soldiers were killed.
        The army lost 12 men, according to [[a provisional toll given by the general staff]].
        According to [[the army's spokesman, Colonel Ali Saidou]], the town was held.
        Colonel Ali Saidou, the army spokesman, denied it. [[The colonel]] said the town was held.
    """,
    ("anonymous_official", True): """
        [[A local elected official reached by telephone]] said ten people had died.
        [[A local elected representative]], reached by phone, said the convoy was hit.
        Security sources believe that the bridge was mined. Two lorries had crossed it at dusk, [[they]] said.
        [[Two soldiers]] told AFP that the coup had failed.
        A local official said that the market had burnt. The men came by boat, [[the official]] said.
        A diplomat said the deal was dead. “They have no plan,” [[the diplomat]] added.
        A senior officer said the camp had fallen. “We had no air cover,” [[the officer]] told the agency.
        A senior officer said the camp had fallen. “We had no air cover,” [[he]] told the agency.
        A Western diplomat called it a failure. [[He]] asked not to be named.
        Two Malian officers described the raid. "We were asleep," [[one of them]] said.
        Two security sources described the raid. [[They]] said the men came on motorbikes.
        A security source described the raid. [[The same source]] said the men came on motorbikes.
        A local official described the raid. “They came at dawn,” [[he]] added, asking for anonymity.
    """,
    ("armed_group", False): """
        The rebels took the town. [[A statement on the movement's website]] said so.
        The rebels had struck at dawn. [[Their army]] said so.
        The raid was claimed by Ansar Dine. [[Spokesman Ali Saidou]] said it would not be the last.
        [[Ali Ag Saidou, a rebel official]], said they held the town.
        [[Ali Ag Saidou, who speaks for the rebels]], said they held the town.
        The separatist alliance met on Sunday. [[Ali Ag Saidou]], who represents the alliance, said so.
        JNIM published a video of the raid. The army denied losses. [[The video]] shows ten captives, it says.
        [[Ali Ag Saidou, a leader of the separatist movement]], said the town was theirs.
        A rebel movement took the fort. "We want talks," said [[its deputy chairman, Ali Ag Saidou]].
        The rebel coalition denied it. "Our men were not there," said [[its spokesman, Ali Ag Saidou]].
        The rebel coalition denied it. [[Its leader]] said his men were not there.
        JNIM claimed the attack. In [[the same message]], it threatened the mayor.
        JNIM claimed the attack in a statement posted on Telegram. [[The group]] said 30 soldiers had died.
        Islamic State wrote of the raid in its newsletter. [[The newsletter]] said 12 died.
    """,
    ("expert", False): """
        [[Ali Saidou, who tracks militias at the Institute for Border Studies]], said the truce was over.
        [[Ali Saidou, an independent researcher]], said the truce was over.
        [[Ali Saidou, author of a book on the army]], said the truce was over.
        [[Ali Saidou, who teaches political science at the University of Niamey]], said the truce was over.
        [[Ali Saidou, an economist]], said the truce was over.
        [[Anna Berg, a Sahel analyst at Northwall Risk]], said the army was stretched.
        [[Anna Berg, a political scientist]], said the army was stretched.
        [[Anna Berg, a fellow at the Clingendael Institute]], said the army was stretched.
        [[Anna Berg, West Africa director at the consultancy Northwall]], said the army was stretched.
        [[Anna Berg, former diplomat and now a researcher]], said the army was stretched.
        [[Anna Berg, who studies armed groups at Leiden University]], said the army was stretched.
        Anna Berg is an analyst at a think-tank in Dakar. [[Berg]] said the army was stretched.
        Analyst Anna Berg saw two reasons for it. The army, [[the analyst]] said, was stretched.
        Anna Berg, a researcher at the Clingendael Institute, saw two reasons. [[She]] said so.
        [[Anna Berg, who runs the Sahel programme at a German foundation]], said the army was stretched.
        [[Anna Berg, deputy director for Africa at the Crisis Group]], said the army was stretched.
        [[Anna Berg, the author of a study on the militias]], said the army was stretched.
        [[Anna Berg, an associate professor at Kent University]], said the army was stretched.
        [[Anna Berg, senior analyst for the Sahel]], said the army was stretched.
        The think-tank published a study on the militias in May. [[The study]] said the army was stretched.
    """,
    ("witness", False): """
        [[Awa Saidou]], whose brother is posted in the north, said she had heard nothing.
        [[Awa Saidou, whose nephew was killed]], said she had heard nothing.
        [[Awa Saidou]], whose house was hit, said she had heard nothing.
        [[Awa Saidou, the wife of a soldier]], said she had heard nothing.
        [[Awa Saidou, a soldier's widow]], said she had heard nothing.
        [[Ali Saidou, who was wounded in the leg]], said it burned.
        [[Ali Saidou]], a father of six, said it burned.
        [[Awa Saidou]], 19, who fled with her children, said it burned.
        [[Awa Saidou, 45, a mother of six who fled the village]], said they had no water.
        [[Awa Saidou, a displaced woman living in a camp]], said they had no water.
        [[Awa Saidou, whose brother was among the dead]], said they had no water.
        [[Ali Saidou, a lorry driver]], said they had no water.
        [[Ali Saidou, the imam of the mosque]], said they had no water.
        [[Ali Saidou, the village chief]], said they had no water.
        [[Ali Saidou]], who witnessed the attack, said they had no water.
        Ali Saidou, a shopkeeper, hid in the yard. “They shot at everyone,” [[he]] said.
        [[Ali Saidou, a 34-year-old herder]], said nobody came.
        [[Ali Saidou, 34, whose shop burned down]], said nobody came.
        [[Awa, a mother of three]], said nobody came.
        [[Ali Saidou, one of the survivors]], said nobody came.
        [[Ali Saidou, who lives near the market]], said nobody came.
        [[Ali Saidou, the head of the village]], said nobody came.
    """,
    ("witness", True): """
        The men fled, according to a waiter who hid in the kitchen. “I saw two of them,” [[he]] said.
        A cattle trader who asked to be called Bouba hid in a well. “I saw ten men,” [[he]] said.
        Residents said the army had gone. The gunmen took the cattle, [[they]] said.
        A shopkeeper hid in the yard. “They shot at everyone,” [[he]] said.
        A shopkeeper hid in the yard. The soldiers came. “They shot at everyone,” [[the shopkeeper]] said.
        A woman lost two sons in the fire. "I have nobody," [[she]] said.
        Survivors reached the town at night. [[Several of them]] said the men had shot at the children.
        Survivors reached the town at night. [[One of them]] said the men had shot at the children.
        “Nobody came to help,” said [[one of the villagers, who gave no name]].
    """,
    ("media", False): """
        [[National television]] said that the president had resigned.
        Radio France Internationale spoke to residents. [[The station]] said shots were heard.
    """,
    ("ngo", False): """
        Eau Claire, an aid group, lost two of its staff. [[Its lawyer Ali Saidou]] said so.
        [[Ali Saidou, a civil society leader]], said that water was short.
        [[Anna Berg, Sahel researcher at Amnesty International]], said it needed tents.
        [[Ali Saidou, president of a human rights association]], said it needed tents.
        [[Ali Saidou, coordinator of a civil society coalition]], said it needed tents.
        Amnesty International spoke to 20 survivors. [[The organisation]] said soldiers had burnt the houses.
        Amnesty International spoke to 20 survivors. [[The report]] said soldiers had burnt the houses.
        Human Rights Watch spoke to 20 survivors. [[The group]] said soldiers had burnt the houses.
        Human Rights Watch spoke to 20 survivors. [[The rights group]] said soldiers had burnt the houses.
        [[Anna Berg, of Amnesty]], said soldiers had burnt the houses.
    """,
    ("international_org", False): """
        The raid was claimed by Al-Qaida. Ten men died, [[the mission]] said.
        [[The regional bloc's chief mediator]] said the talks would go on.
        [[A panel of UN experts]] said the road was shut.
        The UN rights office issued a report on the raid. The army denied it. [[The report]] says 40 men died.
        UN investigators spoke to 50 people. The graves were dug by night, [[the investigators]] said.
        [[The head of the UN mission, Anna Berg]], said a convoy was hit.
        The UN mission lost three men. [[Its spokesman]] said a mine had gone off.
        The UN said 40,000 people had fled. [[The organisation]] called for help.
        The UN human rights office published its findings in May. [[The report]] says the men were shot.
        [[Paul Novak, who heads the UN mission in Mali]], said a mine had gone off.
    """,
    ("unknown", False): """
        [[Ali Saidou, a nurse]], said that the wards were full.
        A trader told the BBC so. Ten men were in the Yalgado hospital, according to [[its director]].
        [[Ali Saidou, leader of an opposition party]], called for a vote.
        [[The opposition leader Ali Saidou]] called for a vote.
        [[Ali Saidou, a lawyer for the detainees]], said that they were well.
        The mining company closed its site. [[The company]] said staff were safe.
        The mining company closed its site. [[A statement]] said staff were safe.
        The mining company closed its site. [[It]] said staff were safe.
    """,
    ("military", True): """
        [[A gendarme who survived the attack]] said that help came late.
        [[A corporal who fled the post]] said that help came late.
        [[A sergeant in hospital in Tera]] said that help came late.
    """,
}


def rows(table: dict[tuple[str, bool], str]) -> list[tuple[str, str, bool]]:
    return [
        (line.strip(), kind, anonymous)
        for (kind, anonymous), lines in table.items()
        for line in lines.strip().splitlines()
    ]


@pytest.mark.parametrize(("phrase", "kind", "anonymous"), rows(PHRASES))
def test_a_source_by_its_phrase(nlp: Language, phrase: str, kind: str, anonymous: bool) -> None:
    found = describe(nlp, f"[[{phrase}]] said that the road was closed.")
    assert (found.kind, found.anonymous) == (kind, anonymous)


@pytest.mark.parametrize(("marked", "kind", "anonymous"), rows(IN_CONTEXT))
def test_a_source_by_its_context(nlp: Language, marked: str, kind: str, anonymous: bool) -> None:
    found = describe(nlp, marked)
    assert (found.kind, found.anonymous) == (kind, anonymous)
