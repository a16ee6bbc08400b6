"""Figures of dead, wounded and detained: a sentence in, ranges out ("15-" has no upper bound)."""

from __future__ import annotations

import pytest
from conftest import parsed
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from sahel_analysis.events.casualties import find_figures
from sahel_analysis.events.reading import Reading
from sahel_analysis.events.tolls import combine

SENTENCES = """
# All the ways to say that people died.
An official said the number killed was 19. | 19 killed
The number of those killed stands at 19. | 19 killed
The number of fatalities had climbed to 19 by Monday. | 19 killed
Nineteen deaths have been confirmed. | 19 killed
Authorities confirmed 19 deaths. | 19 killed
Authorities confirmed the deaths of 19 people. | 19 killed
The killing of 19 villagers shocked the country. | 19 killed
The massacre of 19 villagers shocked the country. | 19 killed
The murder of four priests shocked the country. | 4 killed
The execution of six captives was filmed. | 6 killed
The loss of 19 men shocked the army. | 19 killed
The attack resulted in the death of 19 soldiers. | 19 killed
The attack led to the deaths of 19 soldiers. | 19 killed
The attack ended in the deaths of 19 soldiers. | 19 killed
Nineteen soldiers met their deaths there. | 19 killed
Nineteen soldiers perished in the flames. | 19 killed
The ambush, which killed 19 soldiers, was the worst in years. | 19 killed
The ambush that killed 19 soldiers was the worst in years. | 19 killed
The ambush, in which 19 soldiers died, was the worst in years. | 19 killed
The 19 soldiers killed in the ambush were buried on Monday. | 19 killed
The 19 soldiers who died in the ambush were buried on Monday. | 19 killed
With 19 soldiers dead, it was the worst day of the year. | 19 killed
Nineteen of its soldiers were killed, the army said. | 19 killed
The army said 19 of its soldiers had died. | 19 killed
The army reported 19 dead in its ranks. | 19 killed
The army regretted the loss of 19 soldiers. | 19 killed
The army deplores 19 deaths. | 19 killed
On the army's side, 19 men were killed; on the enemy's, 45. | 19 killed
There are 19 dead. | 19 killed
The gunmen left behind 19 dead. | 19 killed
It left 19 villagers dead, including women and children. | 19 killed
Nineteen people, including women and children, died. | 19 killed
Nineteen villagers had their throats cut. | 19 killed
Nineteen bodies were recovered from the well. | 19 killed
The Red Cross collected 19 bodies. | 19 killed
One person was killed. | 1 killed
A single soldier was killed. | 1 killed
Only one soldier was killed. | 1 killed
Two hundred and fifty people died. | 250 killed
Police killed three protesters. | 3 killed
Three protesters were shot dead by police. | 3 killed
The kidnappers killed two of the 20 hostages. | 2 killed
Gunmen killed 12 people. | 12 killed
At least 53 soldiers have been killed in an attack. | 53- killed
No fewer than 90 died. | 90- killed
More than 100 people perished. | 100- killed
Up to 70 people were killed. | -70 killed
Nearly 300 civilians were slaughtered. | about 300 killed
The blast killed between 10 and 15 people. | 10-15 killed
Ten to 15 people died. | 10-15 killed
The raid left six dead. | 6 killed
There were 8 dead and 4 wounded. | 8 killed, 4 wounded
The death toll has risen to 79. | 79 killed
An aid worker put the number of dead at more than 100. | 100- killed
The attack claimed the lives of 12 soldiers. | 12 killed
The army lost 28 men in the fighting. | 28 killed
The bodies of 11 villagers were found. | 11 killed
The assault, in which 22 people lost their lives, lasted hours. | 22 killed
A total of 24 people perished. | 24 killed
The attack resulted in at least 20 deaths. | 20- killed
It was the worst day, with 71 soldiers killed. | 71 killed
Seventeen soldiers were killed and 20 others wounded in an ambush. | 17 killed, 20 wounded
Fifteen people were arrested. | 15 detained
The attack killed 49 civilians and 15 soldiers. | 64 killed
A soldier and two civilians were killed. | 3 killed
Ten people died in the cafe and 18 in the hotel. | 28 killed
Thirty-two people, including six children, were killed. | 32 killed
Twelve people were killed, eight soldiers and four civilians. | 12 killed
Twelve people died, the army said. A doctor said that 15 people died. | 12-15 killed
Twelve people died, the army said. A doctor said that at least 15 people died. | 12- killed
A dozen soldiers were killed. | 12 killed
Two dozen villagers were killed. | 24 killed
Half a dozen villagers were killed. | 6 killed
A hundred villagers were killed. | 100 killed
Two thousand people died. | 2000 killed
All 13 soldiers aboard died. | 13 killed
All 13 soldiers aboard the helicopter were killed. | 13 killed
Both drivers died. | 2 killed
Both died. | 2 killed
The bodies of 18 men were found. | 18 killed
Rescuers recovered 18 bodies. | 18 killed
Villagers buried 26 people on Sunday. | 26 killed
Seven soldiers fell in the ambush. | 7 killed
The raid cost the lives of 14 soldiers. | 14 killed
The blast took eleven lives. | 11 killed
Eleven lives were lost. | 11 killed
Eleven people lost their lives. | 11 killed
The attack caused 40 deaths. | 40 killed
Four people succumbed to their injuries. | 4 killed
Fifty-four people are confirmed dead. | 54 killed
Fifty-four people are feared dead. | 54 killed
The hospital received 22 bodies. | 22 killed
A 12-year-old girl was killed. | 1 killed
A man, 54, was killed. | 1 killed
Of the 40 hostages, 15 were killed. | 15 killed
The 2013 attack killed 40 workers. | 40 killed
Fighters on 30 motorcycles killed nine villagers. | 9 killed
About 100 gunmen killed nine villagers. | 9 killed
Twenty gunmen attacked the post, killing nine soldiers. | 9 killed
The attack killed nine soldiers and destroyed three vehicles. | 9 killed
A policeman was shot dead. | 1 killed
The ambush claimed 23 lives. | 23 killed
Ninety people, mostly civilians, have died. | 90 killed
Initial reports spoke of eight dead. | 8 killed
The gunmen shot and killed two nuns. | 2 killed
Two nuns were shot and killed by gunmen. | 2 killed
Two aid workers were abducted and later killed. | 2 killed
A mine blast killed all nine people aboard a bus. | 9 killed
All on board, nine people, were killed. | 9 killed
Hospital sources said 14 bodies had been brought in. | 14 killed
Five soldiers died, against 40 on the side of the attackers. | 5 killed
The bandits killed three people and abducted 18. | 3 killed
The bandits killed three people and kidnapped 18 others. | 3 killed
Sixty-three soldiers were killed, 12 are missing and 30 escaped. | 63 killed
Thirteen French soldiers died when two helicopters collided. | 13 killed
Two helicopters collided, killing thirteen soldiers. | 13 killed
Three hundred fighters attacked the base and killed 13 soldiers. | 13 killed
Gunmen on 100 motorcycles attacked three villages, leaving 50 dead. | 50 killed
The gunmen burned 40 houses and killed five men. | 5 killed
They killed five men and burned 40 houses. | 5 killed
The attack displaced 2,000 people and killed 12. | 12 killed
In 2022, 40 people were killed there. | 40 killed
On 14 May 2022, 40 people were killed there. | 40 killed
At 14:00, three soldiers were killed. | 3 killed
A six-year-old boy died. | 1 killed
The two drivers were killed. | 2 killed
All three were killed. | 3 killed
Both soldiers were killed. | 2 killed
He denied that 40 soldiers had been killed. | 40 killed
Thirty soldiers are believed to have been killed. | 30 killed
The jihadists boasted of killing 60 soldiers. | 60 killed
JNIM said it had killed 60 soldiers. | 60 killed
Residents buried 23 people in mass graves. | 23 killed
Twenty-three people were buried in a mass grave. | 23 killed
Investigators found a mass grave with 71 bodies. | 71 killed
The government paid tribute to the 15 fallen soldiers. | 15 killed
The 15 dead were buried on Monday. | 15 killed
The 15 victims were buried on Monday. | 15 killed
The country is mourning 15 soldiers killed in an ambush. | 15 killed
Niger: 17 soldiers killed in ambush | 17 killed
Ambush kills 17 soldiers in Niger | 17 killed
Gunmen kill 17, abduct 5 in Niger | 17 killed
Toll in Niger ambush rises to 17 | 17 killed
Of the 17 dead, 12 were soldiers. | 17 killed
The 17 killed included 12 soldiers. | 17 killed
The attack, the third in a week, killed 17. | 17 killed
The attack killed 17 and was the 12th this month. | 17 killed
It was the worst attack since one in June that killed 53. | 53 killed
The previous attack killed 53 soldiers. | 53 killed
Some 1.5 million people have been displaced and 2,000 killed. | 2000 killed
"We lost seven men," said a captain. | 7 killed
"There were seven dead," said a captain. | 7 killed
"They killed my three brothers," she said. | 3 killed
His two sons were killed. | 2 killed
Four Americans were killed alongside five Nigeriens. | 9 killed
Five Nigeriens were also killed. | 5 killed
Five other soldiers were killed. | 5 killed
Six soldiers died, and not four as announced earlier. | 6 killed
Six died instead of four. | 6 killed
The army killed nine. | 9 killed
A drone strike killed nine civilians. | 9 killed
The twin attacks killed 34. | 34 killed
Both attacks killed 34 people in all. | 34 killed
In total 34 people were killed in the two attacks. | 34 killed
In all, 34 died. | 34 killed
Altogether 34 died. | 34 killed

# Bounds are those of the text.
At least 19 fatalities were recorded. | 19- killed
There were at least 19 people dead. | 19- killed
A dozen or so people were hurt. | about 12 wounded
Ten or more people were hurt. | 10- wounded
Ten people at least were hurt. | 10- wounded
Ten people at most were hurt. | -10 wounded
Not more than ten people were hurt. | -10 wounded
Somewhere between ten and 15 people were hurt. | 10-15 wounded
From ten to 15 people were hurt. | 10-15 wounded
More than 20 and perhaps as many as 40 people died. | 20-40 killed
Over 1,200 have died. | 1200- killed
Nearly 100 villagers were massacred. | about 100 killed
Just over 40 people were killed. | 40- killed
Upwards of 40 people were killed. | 40- killed
As many as 60 people were killed. | -60 killed
Fewer than ten people were killed. | -10 killed
No fewer than 31 people were killed. | 31- killed
No less than 31 people lost their lives. | 31- killed
Between 15 and 20 soldiers were killed. | 15-20 killed
Fifteen to 20 soldiers were killed. | 15-20 killed
The blast killed 15-20 people. | 15-20 killed
The blast killed three to four people. | 3-4 killed
The blast killed two or three people. | 2-3 killed
About a dozen villagers were killed. | about 12 killed
More than 1,000 people have been killed. | 1000- killed
Our reporter saw seven corpses by the road. | 7- killed
We saw two dead men. | 2- killed
The blast killed more than 30 and wounded over 100. | 30- killed, 100- wounded
Some fifteen soldiers were killed. | about 15 killed
An estimated 60 people were killed. | about 60 killed
Perhaps 30 people were killed. | about 30 killed
Around ten people were hurt. | about 10 wounded
More than 60 others are being treated for injuries. | 60- wounded
More than 60 people received treatment for burns. | 60- wounded
At least a dozen people were killed. | 12- killed
More than a dozen people were killed. | 12- killed
More than two dozen people were hurt. | 24- wounded
Over a hundred people were killed. | 100- killed
Nearly a hundred people were killed. | about 100 killed
Up to 14 soldiers and nine civilians were killed. | -23 killed
At least 14 soldiers and nine civilians were killed. | 23- killed
About 14 soldiers and nine civilians were killed. | about 23 killed
Fourteen soldiers and at least nine civilians were killed. | 23- killed
As many as 30 soldiers may have died. | -30 killed
Seventeen soldiers died, according to the army, but local people say it was more than 40. | 17- killed
More than 4,000 people were killed last year. | 4000- killed
"I saw three bodies," said a trader. | 3- killed
The victims number at least 22. | 22- killed

# Parties that are counted apart add up.
A soldier, his wife and two children were killed. | 4 killed
Gunmen killed a teacher, her husband and their son. | 3 killed
The mayor and two guards were killed. | 3 killed
Two soldiers and their officer were killed. | 3 killed
Four people are missing and two are dead. | 2 killed
Three were killed in the first blast and nine in the second. | 12 killed
Seven policemen, a soldier and two civilians died. | 10 killed
Nine villagers died on the spot and three others in hospital. | 12 killed
The army lost a helicopter and five men. | 5 killed
Eighteen people were abducted and three killed. | 3 killed
Twelve hostages were freed and two were killed. | 2 killed
The raiders killed 20 cattle and two herders. | 2 killed
A woman and her baby died. | 2 killed
A father and his three sons were shot dead. | 4 killed
The governor and two of his guards died. | 3 killed
Seventeen soldiers, two gendarmes killed | 19 killed
The dead: 12 soldiers and five civilians. | 17 killed
One officer and four men died. | 5 killed
A captain and his four men died. | 5 killed
A captain, two sergeants and 14 privates were killed. | 17 killed
A US special forces soldier and an interpreter were killed. | 2 killed
Four Nigerien and four American soldiers died. | 8 killed
Four Americans and five Nigeriens were killed. | 9 killed

# A part of those counted is no further figure.
Ten people were injured, two of whom later died. | 2 killed, 10 wounded
Ten people were wounded, three of them seriously. | 10 wounded
Twelve people were killed, including three children. | 12 killed
Twelve people, among them three children, were killed. | 12 killed
Twelve people were killed, three of them children. | 12 killed
At least 100 people were killed, half of them women. | 100- killed
Sixty percent of the 50 wounded were children. | 50 wounded
Nineteen people, 12 of them soldiers, lost their lives. | 19 killed
The group killed 15 of the 40 hostages. | 15 killed
Fifteen of the 40 hostages were killed. | 15 killed
Suspected jihadists executed eleven villagers, three of whom were children. | 11 killed
The gunmen killed at least 13 people — five of them foreigners. | 13- killed
Forty-two were wounded, twelve of them critically. | 42 wounded
A total of 45 people, including 15 children, were killed. | 45 killed
At least eleven people, eight of them children, died when the bus hit a mine. | 11- killed
Some 30 people lost their lives, among them the mayor. | about 30 killed
Thirty people lost their lives, including the mayor and his deputy. | 30 killed
A third of the 60 wounded were children. | 60 wounded
Seventy people perished, nearly all of them women and children. | 70 killed
Thirty-one people, four of them in a serious condition, were taken to hospital. | 31 wounded

# The wounded.
The attack resulted in 19 deaths and 30 injuries. | 19 killed, 30 wounded
The army deplored 19 dead and 12 wounded. | 19 killed, 12 wounded
Nineteen killed, 12 wounded, 3 missing: that was the toll. | 19 killed, 12 wounded
A further 12 people were wounded. | 12 wounded
Another 12 people were wounded. | 12 wounded
An additional 12 people were wounded. | 12 wounded
Twelve wounded soldiers were flown out. | 12 wounded
Twelve of the soldiers were wounded, two seriously. | 12 wounded
Twelve were wounded, including two seriously. | 12 wounded
One was killed and one wounded. | 1 killed, 1 wounded
Police shot dead three protesters and injured 20 others. | 3 killed, 20 wounded
Nobody was killed, but four people were hurt. | 4 wounded
One soldier was killed and six others were wounded. | 1 killed, 6 wounded
Fourteen others were hurt. | 14 wounded
Blast kills two, wounds five | 2 killed, 5 wounded
A mine killed three peacekeepers and seriously wounded five. | 3 killed, 5 wounded
Three peacekeepers were killed and five seriously wounded. | 3 killed, 5 wounded
Three peacekeepers died and five more were seriously hurt. | 3 killed, 5 wounded
Thirty people were treated for gunshot wounds. | 30 wounded
Thirty people were taken to hospital. | 30 wounded
Twenty people suffered burns. | 20 wounded
Five soldiers sustained injuries. | 5 wounded
Hospital staff counted 22 dead and 40 injured. | 22 killed, 40 wounded
He said 17 people had been killed and 20 injured. | 17 killed, 20 wounded
Five gendarmes were killed, the ministry said, and a dozen were wounded. | 5 killed, 12 wounded
The army suffered 14 dead and 11 wounded. | 14 killed, 11 wounded
It recorded 14 fatalities and 11 injuries. | 14 killed, 11 wounded
Fourteen dead and 11 wounded, according to the ministry. | 14 killed, 11 wounded
The raid killed a policeman and wounded three of his colleagues. | 1 killed, 3 wounded
The blast left 12 dead and wounded 30. | 12 killed, 30 wounded
The convoy lost 12 men, with 30 more hurt. | 12 killed, 30 wounded
A bus hit a mine, killing eleven people and injuring nine. | 11 killed, 9 wounded
A hospital official said he had received 14 bodies and 30 injured people. | 14 killed, 30 wounded
Dozens were killed and 12 wounded. | 12 wounded
Seven UN peacekeepers lost their lives and three others were seriously injured. | 7 killed, 3 wounded
Seven peacekeepers lost their lives, while three suffered serious injuries. | 7 killed, 3 wounded
Three peacekeepers were left with serious injuries. | 3 wounded
One dead, three injured in mine blast | 1 killed, 3 wounded
17 soldiers killed, 20 wounded in Niger ambush | 17 killed, 20 wounded
Thirty-one injured people were evacuated to the capital. | 31 wounded
The 31 wounded were flown to Niamey. | 31 wounded
The wounded, 31 in all, were flown to Niamey. | 31 wounded
Four gendarmes sustained gunshot wounds. | 4 wounded
Four gendarmes were slightly hurt. | 4 wounded
Four gendarmes were seriously injured and one died of his wounds. | 1 killed, 4 wounded
An officer was killed and four of his men injured. | 1 killed, 4 wounded

# Those who are held.
Security forces arrested 20 protesters. | 20 detained
Twenty protesters are under arrest. | 20 detained
The army detained 20 people and killed three. | 3 killed, 20 detained
The jihadists captured 20 soldiers. | 20 detained
Twenty soldiers were taken prisoner. | 20 detained
Police arrested 31 suspects. | 31 detained
Thirty-one suspects were taken into custody. | 31 detained
Soldiers detained a dozen people. | 12 detained
Troops captured five fighters. | 5 detained
Police have arrested two suspects. | 2 detained
Two men have been arrested over the attack. | 2 detained
About 15 people are in custody. | about 15 detained
Authorities said 15 suspects had been captured. | 15 detained

# Those who attacked are told apart from their victims.
Security forces killed 20 militants. | attackers
Two soldiers dead, ten wounded and 20 terrorists neutralised. | 2 killed, 10 wounded, attackers
Three soldiers and twelve assailants were killed. | 3 killed, attackers
Twelve attackers and three soldiers were killed. | 3 killed, attackers
Three soldiers were killed and a dozen assailants were neutralised. | 3 killed, attackers
Two of the attackers were shot dead. | attackers
Four suicide bombers died. | attackers
Fifteen militants were killed in a counter-attack. | attackers
Ten civilians and a soldier died, and six gunmen. | 11 killed, attackers
The army said it lost five soldiers and killed 40 terrorists. | 5 killed, attackers
The army says it killed 40 militants and lost five men. | 5 killed, attackers
Five soldiers and 40 militants died in the clash. | 5 killed, attackers
Forty militants, and five soldiers, died. | 5 killed, attackers
The clash left five soldiers and 40 militants dead. | 5 killed, attackers
Two suicide bombers and seven soldiers were killed. | 7 killed, attackers
Troops killed six gunmen and captured two. | 2 detained, attackers
Six of the assailants were killed and two captured. | 2 detained, attackers
Militants killed 12 people and themselves lost nine men. | 12 killed, attackers
The militants lost nine men. | attackers
Nine militants were also killed. | attackers
Nine jihadists and two soldiers died in the fighting. | 2 killed, attackers
The army "neutralised" nine attackers. | attackers
The army said it had "neutralised" nine. | attackers
Nine "terrorists" were killed and seven arrested. | 7 detained, attackers
A strike killed nine Islamist fighters. | attackers

# Counts that stand apart from the word for what they count.
The death toll climbed to 47. | 47 killed
The death toll stood at 33 on Monday. | 33 killed
The death toll reached 61. | 61 killed
The toll has risen from 20 to 26. | 26 killed
The toll was revised to 18 from 15. | 18 killed
Two more people died of their wounds, bringing the toll to 17. | 17 killed
The ministry put the toll at 27. | 27 killed
Officials put the number of dead at 41. | 41 killed
The number of people killed in the raid has risen to 38. | 38 killed
The army said 15 soldiers were killed, while a hospital source gave a toll of 22. | 15-22 killed
The toll could reach 60. | -60 killed
The wounded numbered 54. | 54 wounded
The dead numbered 54. | 54 killed
The army put its losses at 14 dead and 11 wounded. | 14 killed, 11 wounded
The provisional toll is 14 dead and 11 wounded. | 14 killed, 11 wounded
According to a provisional toll, 14 people died. | 14 killed
The toll: 14 dead, 11 wounded, two missing. | 14 killed, 11 wounded
Officials said the death toll had risen to 29 overnight. | 29 killed
The death toll has now passed 100. | 100 killed
The death toll exceeds 100. | 100 killed
The death toll is now 44, up from an initial 31. | 44 killed
The confirmed death toll is 44. | 44 killed
The official toll is 44 dead, 20 of them soldiers. | 44 killed
It gave a toll of 18 dead and 35 wounded. | 18 killed, 35 wounded
The government has given a toll of 18 dead. | 18 killed
An earlier toll had put the number of dead at 15. | 15 killed
The number of dead rose from 15 to 22. | 22 killed
The number of injured stands at 60. | 60 wounded
The number of wounded was put at 60. | 60 wounded
Death toll in Niger ambush climbs to 17 | 17 killed
Estimates of the dead range from 40 to 60. | 40-60 killed
Estimates of the number of dead vary between 40 and 60. | 40-60 killed
The toll, which could not be verified, was given as 60. | 60 killed
The number of victims has reached 22. | 22 killed
The count of the dead reached 22. | 22 killed
The body count reached 22. | 22 killed
Casualty figures rose to 22 dead and 40 injured. | 22 killed, 40 wounded
Total fatalities stand at 22. | 22 killed
Fatalities rose to 22. | 22 killed
Deaths rose to 22. | 22 killed
The losses amount to 22 dead. | 22 killed
The losses amounted to 22. | 22 killed
The balance sheet is heavy: 22 dead. | 22 killed
The provisional toll stands at 22 dead, 31 injured and four missing. | 22 killed, 31 wounded
Six soldiers died, the ministry said, revising an earlier toll of four. | 6 killed

# What several sources say, or what is added later.
The army said 15 soldiers were killed. Local sources gave a figure of 30. | 15-30 killed
The army said 15 soldiers were killed. Residents spoke of 30 dead. | 15-30 killed
The army said 15 soldiers were killed. Residents put the figure at 30. | 15-30 killed
The army said 15 soldiers were killed; a hospital source said 22. | 15-22 killed
Twelve people were killed and the toll could rise. | 12 killed
At least 12 people were killed, and the toll may reach 20. | 12-20 killed
The UN said that 21 civilians had died; the army admitted to three. | 3-21 killed
Nine villagers died on the spot; three more succumbed later. | 12 killed
The government says 12 died; witnesses say the true figure is over 50. | 12- killed
Authorities had earlier put the toll at 15. It now stands at 22. | 22 killed
The rebels claimed to have killed 60 soldiers. | 60 killed
The ministry said 17 soldiers had died. A union spoke of "at least 40". | 17- killed
The junta spoke of 17 dead, the rebels of 80. | 17-80 killed
Seventeen soldiers died, according to the army; the rebels claim 80. | 17-80 killed
The army acknowledged 17 deaths; JNIM claimed to have killed more than 100 soldiers. | 17- killed
The army said 17 had died, a figure that residents put at 40. | 17-40 killed
The ambush killed six French soldiers. Two Malian troops also died. | 8 killed
Four soldiers died in the ambush. Another was wounded. | 4 killed, 1 wounded
Four soldiers died in the ambush. A fifth is missing. | 4 killed
Four soldiers died on the spot. Two more died later in hospital. | 6 killed
Four soldiers died. Two others died of their wounds, taking the toll to six. | 6 killed
Four soldiers died. The toll later rose to six. | 6 killed
Four soldiers died, the army first said. It later raised the figure to six. | 6 killed
Four soldiers died. On Sunday the ministry revised the toll to six. | 6 killed
Twelve civilians were killed. Three soldiers were killed too. | 15 killed
Twelve civilians were killed. The army lost three soldiers. | 15 killed
Twelve people were killed, the mayor said. The dead include three soldiers. | 12 killed
Twelve people were killed. Three of the dead were soldiers. | 12 killed
Twelve people were killed. Three were soldiers. | 12 killed
Twelve people were killed. Eight were burned alive and four were shot. | 12 killed
Gunmen killed 12 people. The 12 were all farmers. | 12 killed

# No figure: nobody, a vague number, another fate, things, parts of what is not told.
Just two soldiers survived. |
The sole survivor was taken to Gao. |
Two survivors were found. |
The sixth victim died on Monday. |
Twenty were taken hostage. |
The kidnappers freed two of the 20 hostages. |
Scores of people were killed. |
Hundreds were killed. |
There were no casualties. |
No one was killed. |
None of the 40 passengers was hurt. |
The attack killed no one. |
The attackers killed 10 percent of the herd. |
Nine people were kidnapped. |
Sixty soldiers are missing. |
An American and a Frenchman were among the dead. |
Among the dead were two French nationals. |
The victims include three Chinese nationals. |
The attack left 40 casualties. |
A policeman was shot. |
A child was among those killed. |
Forty people were killed or wounded. |
The attack left 40 killed or injured. |
The attack left 40 people dead or wounded. |
There were 40 dead and wounded. |
Six people are in a critical condition. |
Ten of the 60 injured are in a critical condition. |
The mayor, his deputy and four guards were among the dead. |
Three of the gunmen blew themselves up. |
Dozens of people, 12 of them children, were killed. |
Several hundred people were killed. |
A few people were killed. |
A handful of soldiers were wounded. |
A number of people died. |
A score of soldiers died. |
It was the 13th attack this year. |
Ninety per cent of the dead were women. |
Half of the 20 victims were children. |
One in three of those killed was a child. |
The attack on the 14 villages left no survivors. |
Some 2,000 people fled. |
The 12-member patrol was ambushed. |
Neither soldier was killed. |
Not a single soldier was killed. |
No soldiers were killed, the army said. |
Nobody was hurt. |
There were no deaths. |
The jihadists claim 60 kills. |
Funerals were held for 15 soldiers. |
Twelve were soldiers and five were civilians. |
Twelve soldiers and five civilians are among the dead. |
"They killed my brother," she said. |
Her husband was killed. |
Dozens of people were killed. |
Several soldiers were wounded. |
Ten thousand people fled after the attack. |
It took nine hours to free the 126 hostages. |
# Counts that a later one replaces.
The country mourned the 71 soldiers whom the jihadists had killed. | 71 killed
A first toll of 60 was revised upwards. | 60 killed
A new toll puts the number of dead at 44. | 44 killed
The ministry had initially reported 12 dead; it now says 19 people died. | 19 killed
The army first spoke of 12 dead before raising the toll to 19. | 19 killed
A provisional toll of 12 was given on Sunday. The final toll stands at 19. | 19 killed
An initial statement spoke of seven soldiers killed. The army later said that 15 had died. | 15 killed
The army had previously said that seven soldiers died. It put the revised toll at 15. | 15 killed
Earlier, a doctor had put the dead at 30. State television said 40 people were killed. | 30-40 killed
The final toll is 40 dead, with 12 wounded. | 40 killed, 12 wounded
The corrected figure is 33 dead. | 33 killed
The toll was raised to 64, from 49, with 49 civilians and 15 soldiers among the dead. | 64 killed
Authorities raised the toll of the attack on the ferry to 64. | 64 killed
The latest count puts the dead at 27, up from 21. | 27 killed
The government first denied any losses, then said 15 soldiers had died. | 15 killed
The governor gave a toll of 12 dead and 30 wounded. | 12 killed, 30 wounded
The death toll, initially put at 12, has now reached 19. | 19 killed
Officials, who initially reported 12 deaths, now say 19 people died. | 19 killed
The toll, first given as 12, was raised to 19. | 19 killed
The ministry revised the toll down to 12 from 15. | 12 killed
The army lowered its toll to 12 dead from an initial 15. | 12 killed
# What may have happened.
At least 50 civilians were killed, and more than 100 may have died, a diplomat said. | 50- killed
At least 50 civilians were killed. More than 100 people may have died, a diplomat said. | 50- killed
As many as 60 soldiers may have been killed. | -60 killed
The army killed more than 40 fighters. As many as 60 civilians may have died. | -60 killed, attackers
Some 60 people might have been killed. | about -60 killed
The attack could kill thousands of people. |
# People in relative clauses, and single ones by their rank.
Flags flew at half-mast for 40 villagers that gunmen killed on Sunday. | 40 killed
Prayers were said for the 18 pupils whom the bomb killed. | 18 killed
Two soldiers died and a third was wounded. | 2 killed, 1 wounded
Three peacekeepers were injured; a fourth died in hospital. | 1 killed, 3 wounded
A third of the houses were burned. |
Twelve people are being treated for burns. | 12 wounded
Twelve people are being treated there. | 12 wounded
Nineteen of the wounded are being treated in Gao. |
They were treated as suspects, all 19 of them. |
The army said that 20 assailants had been put out of action. | attackers
More than 20 soldiers died. A further 12 were hurt. | 20- killed, 12 wounded
The attackers executed 30 of the 50 men whom they had seized. | 30 killed
Another soldier was wounded. | 1 wounded
The statement listed 12 dead, 30 wounded and five missing. | 12 killed, 30 wounded
We buried 13 people, a resident said. | 13- killed
A fourth soldier died of his wounds. | 1 killed
A third victim died in hospital on Monday. | 1 killed
A second attack killed 12 people. | 12 killed
Soldiers said a fourth had been hurt. | 1 wounded
The men whom they had killed were farmers. |
Three of the 12 men whom the rebels seized were killed. | 3 killed
The five hostages that the army freed were unharmed. |
The 22 villagers whom the gunmen executed were all men. | 22 killed
It was the bomb that killed 22 people. | 22 killed
The army chief said that 17 soldiers had been killed, 35 wounded and six were missing. | 17 killed, 35 wounded
The army's chief said 17 soldiers had been killed, 35 wounded and six were missing. | 17 killed, 35 wounded
Forty villagers died, the mayor said. The army said that 30 people were killed. | 30-40 killed
Ten soldiers were killed in the raid. In all 25 people died. | 25 killed
The assault left a hundred dead, and the junta confirmed only 13. | 13-100 killed
"""
"""A sentence or two, and the ranges that they tell; "attackers" where some of the dead are those."""

CASES = [line.split(" |") for line in SENTENCES.splitlines() if line and not line.startswith("#")]


def ranges(doc: Doc) -> str:
    reading = Reading(doc, [], [], [], None)
    figures = find_figures(reading)
    found = []
    for kind in ("killed", "wounded", "detained"):
        low, high, approx = combine(reading, [f for f in figures if f.kind == kind and not f.attackers])
        assert low is None or high is None or low <= high
        if low is not None or high is not None:
            told = str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"
            found.append(f"{'about ' if approx else ''}{told} {kind}")
    return ", ".join([*found, *(["attackers"] if any(f.attackers for f in figures) else [])])


@pytest.mark.parametrize(("text", "figures"), CASES, ids=[text for text, _ in CASES])
def test_a_sentence_tells_its_figures(nlp: Language, text: str, figures: str) -> None:
    assert ranges(nlp(text)) == figures.strip()


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "Twelve/NUM/1/nummod people/NOUN/2/nsubj:pass were/AUX/1/aux:pass killed/VERB/0/ROOT "
            "by/ADP/1/case gunmen/NOUN/-2/obl:agent ./PUNCT/-3/punct",
            "12 killed",
        ),
        (
            "Twelve/NUM/1/nummod people/NOUN/2/nsubjpass were/AUX/1/auxpass killed/VERB/0/ROOT "
            "by/ADP/-1/agent gunmen/NOUN/-1/pobj ./PUNCT/-3/punct",
            "12 killed",
        ),
        (
            "The/DET/1/det toll/NOUN/1/nsubj rose/VERB/0/ROOT to/ADP/1/case 47/NUM/-2/obl ./PUNCT/-3/punct",
            "47 killed",
        ),
        (
            "The/DET/1/det toll/NOUN/1/nsubj rose/VERB/0/ROOT to/ADP/-1/prep 47/NUM/-1/pobj ./PUNCT/-3/punct",
            "47 killed",
        ),
        (
            "A/DET/1/det mine/NOUN/1/nsubj killed/VERB/0/ROOT a/DET/1/det nurse/NOUN/-2/obj and/CCONJ/2/cc "
            "her/PRON/1/nmod:poss driver/NOUN/-3/conj ./PUNCT/-6/punct",
            "2 killed",
        ),
        (
            "A/DET/1/det mine/NOUN/1/nsubj killed/VERB/0/ROOT a/DET/1/det nurse/NOUN/-2/dobj and/CCONJ/-1/cc "
            "her/PRON/1/poss driver/NOUN/-3/conj ./PUNCT/-6/punct",
            "2 killed",
        ),
    ],
    ids=[
        "passive, UD",
        "passive, en_core_web",
        "toll, UD",
        "toll, en_core_web",
        "pair, UD",
        "pair, en_core_web",
    ],
)
def test_both_label_schemes_tell_the_same(sentence: str, figures: str) -> None:
    assert ranges(parsed(sentence)) == figures


@given(
    st.lists(
        st.sampled_from(
            "12 two 1,000 a dozen both no one of the more than up to at least and , . ; – “ ” people "
            "soldiers gunmen killed dead wounded toll rose put said lost bodies among others".split()
        ),
        max_size=30,
    )
)
def test_any_text_has_figures_with_bounds_in_order(nlp: Language, words: list[str]) -> None:
    ranges(nlp(" ".join(words)))
