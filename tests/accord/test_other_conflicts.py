"""Conflicts other than Gaza in January 2025 are read, placed on clauses and judged in the same way.

The reports are our own words, put together like agency copy: several outlets of either side,
quotations, attribution within attribution, background in the outlet's voice, matters that have
nothing to do with the agreement. What is asked of the board is what a careful reader would say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from truceline import Case
from truceline.case import Library, read
from truceline.model.standing import Standing

ADVERSE = ("overdue", "breached", "breach alleged", "disputed")
Told = tuple[str, str, str]
"""Outlet, day, text."""


@dataclass(frozen=True)
class Conflict:
    """The reports on one conflict and what a careful reader would say of its clauses."""

    accord: str
    reports: tuple[Told, ...]
    spoken: frozenset[str]
    """Clauses of which the reports speak."""
    boards: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By day: what may be shown of a clause (any of these beginnings)."""
    adverse: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By day: the clauses of which an adverse word may be shown; of all others none."""


LEBANON = Conflict(
    "lebanon-2024-11",
    (
        (
            "Harbour Wire",
            "2024-11-28",
            """BEIRUT (HW) - The ceasefire between Israel and Hezbollah was holding on Thursday, a day after it took effect, as thousands of families drove back to Tyre and Nabatieh.

The Lebanese army said it had begun deploying additional troops in south Lebanon. "Our soldiers are moving to their positions in stages," an army officer told the agency on condition of anonymity.

Under the agreement, Israeli forces are to leave Lebanon within 60 days while the Lebanese army takes over their positions. The war, which started in October 2023, killed more than 3,800 people in Lebanon, according to the health ministry in Beirut.

Olive growers in the hills said that most of the harvest was lost.""",
        ),
        (
            "Cedar Standard",
            "2024-12-03",
            """The Israeli enemy keeps trampling on the truce, officials in Beirut said on Tuesday.

Parliament Speaker Nabih Berri said that Israel had violated the ceasefire at least 54 times in six days. "These are flagrant breaches of the agreement," he told the newspaper, calling on Washington and Paris to act.

Lebanon's Health Ministry said that ten people had been killed in Israeli strikes since the ceasefire took effect.

The resistance has shown patience, a lawmaker of Hezbollah, Hassan Fadlallah, said.

In other news, the teachers' union called off a strike that had been planned for Friday.""",
        ),
        (
            "Galilee Daily",
            "2024-12-03",
            """Hezbollah terrorists fired two mortars at Mount Dov on Monday evening, the Israeli military said. It was the first time since the truce began.

Prime Minister Benjamin Netanyahu called it "a serious violation of the ceasefire" by Hezbollah and promised a strong answer. Hours later the air force struck dozens of launchers in southern Lebanon.

"We are enforcing the ceasefire, and every strike is in response to a violation," Defense Minister Israel Katz said.

Schools in the north will open as usual on Wednesday.""",
        ),
        (
            "Meridian Press",
            "2024-12-10",
            """NAQOURA - The committee monitoring the ceasefire in Lebanon held its first meeting on Monday at the headquarters of the UN peacekeepers, the US embassy in Beirut said.

An American general chairs the panel and France, Israel, Lebanon and UNIFIL take part. The embassy said that the participants would meet regularly.

A French diplomat told Meridian Press that the mechanism "needs time".""",
        ),
        (
            "Harbour Wire",
            "2024-12-12",
            """BEIRUT (HW) - Israeli troops pulled out of the southern Lebanese town of Khiam on Wednesday and Lebanese soldiers moved in, the first withdrawal since the truce, the US military said.

The Lebanese army confirmed that it had deployed in Khiam in coordination with UNIFIL. It asked residents to wait until engineers had cleared the streets.""",
        ),
        (
            "Galilee Daily",
            "2025-01-24",
            """Israel will not withdraw from southern Lebanon by Sunday's deadline, the Prime Minister's Office said on Friday. "The withdrawal will continue in coordination with the United States," its statement read, arguing that the Lebanese army had not yet fully deployed in the south.

An Israeli official said that Hezbollah was trying to rebuild its infrastructure south of the Litani.""",
        ),
        (
            "Meridian Press",
            "2025-01-27",
            """WASHINGTON - The arrangement between Lebanon and Israel will remain in effect until February 18, the White House said on Sunday, after the day on which Israel was to have left the country passed.

Lebanon's caretaker prime minister, Najib Mikati, said that his government had agreed to extend the ceasefire.

Israel did not withdraw from several border villages, Lebanon's army said, accusing Israel of procrastinating in its withdrawal. The army said 22 people were killed when Israeli soldiers opened fire on residents who walked home.""",
        ),
        (
            "Cedar Standard",
            "2025-02-19",
            """The Israeli occupation stayed on in five hilltops on Tuesday although its time ran out. President Joseph Aoun, Prime Minister Nawaf Salam and Speaker Nabih Berri said in a joint statement that Israel's remaining in the five points violated the agreement.

Lebanese troops entered Kfar Kila, Odaisseh and other villages overnight, the army said. UNIFIL said any delay in the withdrawal was not what it had hoped for.

Israeli Foreign Minister Gideon Saar said that Israel would stay at the five positions for now, "until there is no threat".""",
        ),
    ),
    spoken=frozenset({"L1", "L2a", "L2b", "L9", "L12a", "L12b"}),
    boards={
        "2024-12-15": {
            "L1": ("disputed",),
            "L2a": ("breach alleged by Israel", "disputed"),
            "L2b": ("disputed",),
            "L9": ("kept", "in effect"),
            "L12a": ("in effect",),
            "L12b": ("in effect",),
            "L10": ("unknown (no report)",),
            "SL4": ("unknown (not watched)",),
            "H1": ("not due",),
        },
        "2025-02-20": {
            "L1": ("disputed",),
            "L2b": ("disputed",),
            "L12a": ("disputed",),
            "X1": ("ended", "disputed"),
            "L10": ("unknown (no report)",),
            "H1": ("not due",),
        },
    },
    adverse={
        "2024-12-15": frozenset({"L1", "L2a", "L2b"}),
        "2025-02-20": frozenset({"L1", "L2a", "L2b", "L5", "L7c", "LH", "L12a", "L12b", "X1"}),
    },
)

MINSK = Conflict(
    "minsk-2015-02",
    (
        (
            "North Wire",
            "2015-02-15",
            """KIEV, Feb 15 (NW) - Guns fell silent along most of the front line in eastern Ukraine on Sunday after a ceasefire negotiated in Minsk took effect at midnight, but fighting went on around the town of Debaltseve.

Ukrainian military spokesman Andriy Lysenko said that the ceasefire was generally observed. Rebels had shelled Ukrainian positions ten times since midnight, he said.

More than 5,000 people have been killed since April, according to the United Nations.""",
        ),
        (
            "Steppe Television",
            "2015-02-17",
            """The Kiev junta breaks the truce every hour, commanders of the militia say. Eduard Basurin, a spokesman for the Donetsk People's Republic, said on Tuesday that Ukrainian forces had violated the ceasefire 27 times in a day.

"Debaltseve is our territory, and the ceasefire does not apply to it," the separatist leader Denis Pushilin said.

Ice fishing is again allowed on the reservoir, the water authority announced.""",
        ),
        (
            "Dnipro Post",
            "2015-02-17",
            """Ukraine will not pull back its heavy weapons as long as the Russian-led terrorists go on shooting, the military said on Monday.

"There can be no question of withdrawing artillery while our men are under fire," spokesman Vladyslav Seleznyov told reporters in Kiev. The deadline for the beginning of the withdrawal passed on Monday night.

A Russian foreign ministry official told a radio station in Moscow that it was up to both sides.""",
        ),
        (
            "Continental News",
            "2015-02-18",
            """The OSCE's monitors were again denied access to Debaltseve on Tuesday, the head of the mission said. "We have not been able to enter the town," he told Continental News. Ukraine and the separatists each say that they hold it.

German Chancellor Angela Merkel spoke of "a massive violation of the ceasefire" there.""",
        ),
        (
            "North Wire",
            "2015-02-22",
            """DONETSK, Feb 22 (NW) - Ukraine and the separatists exchanged prisoners late on Saturday near the village of Zholobok, both sides said. The rebels handed over 139 Ukrainian servicemen and received 52 of their own, a rebel official said.

The exchange was the first since the agreement in Minsk this month, under which all captives are to be set free.""",
        ),
        (
            "Continental News",
            "2015-02-26",
            """Ukraine began withdrawing heavy artillery from the contact line on Thursday, the military said, two days after pro-Russian rebels had started to pull back howitzers near Donetsk.

The OSCE said that it could not yet verify the withdrawal of heavy weapons because neither side had told it where the guns were kept.""",
        ),
        (
            "Dnipro Post",
            "2015-03-18",
            """Ukraine's parliament on Tuesday passed a resolution which names the areas that are to have special status, three days after the day by which the Minsk agreement asked for it.

The law gives the districts self-rule only after elections under Ukrainian law.

Russian Foreign Minister Sergei Lavrov said the law violated the Minsk agreements. The separatist leaders Alexander Zakharchenko and Igor Plotnitsky called the amendments unacceptable and "a one-sided breach" of the Minsk deal.

Farmers near Poltava fear a dry spring.""",
        ),
    ),
    spoken=frozenset({"M1", "M2a", "M2b", "M4b", "M6"}),
    boards={
        "2015-02-19": {
            "M1": ("disputed",),
            "M2a": ("not due", "in effect", "disputed"),
            "M4b": ("not due",),
            "M9": ("not due",),
            "M11": ("not due",),
        },
        "2015-03-20": {
            "M1": ("disputed",),
            "M4b": ("disputed", "kept late"),
            "M6": ("not due", "in effect", "due", "unknown (no report)"),
            "M9": ("not due",),
            "M11": ("not due",),
        },
    },
    adverse={
        "2015-02-19": frozenset({"M1", "M2a", "M2b", "M2c", "M3"}),
        "2015-03-20": frozenset({"M1", "M2a", "M2b", "M2c", "M3", "M4b"}),
    },
)

ETHIOPIA = Conflict(
    "ethiopia-pretoria-2022",
    (
        (
            "Highland Wire",
            "2022-11-05",
            """ADDIS ABABA (HW) - Fighting in northern Ethiopia has stopped since the government and the Tigray People's Liberation Front agreed in Pretoria to end their war, African Union officials said on Saturday.

The deal asks for the commanders of both sides to meet within five days, and for Tigrayan forces to be disarmed within 30.

Two residents of Shire told Highland Wire by telephone that Eritrean soldiers were still in the town.""",
        ),
        (
            "Rift Valley Mail",
            "2022-11-08",
            """NAIROBI - Senior commanders of the Ethiopian army and of Tigray's forces met in Nairobi on Monday for talks on disarmament, the African Union said.

Field Marshal Birhanu Jula leads the federal side and General Tadesse Werede that of Tigray. Former Kenyan president Uhuru Kenyatta opened the meeting.

Kenya's tea exports rose by a fifth last month.""",
        ),
        (
            "Blue Nile Herald",
            "2022-11-24",
            """The Ethiopian government is doing all that it promised, while the TPLF clique hesitates, state media say.

Aid is flowing without hindrance, the Government Communication Service said on Thursday; 104 trucks with food arrived in Mekelle last week.

National security adviser Redwan Hussien said that the TPLF had to be disarmed within the time that was agreed.""",
        ),
        (
            "Axum Voice",
            "2022-11-25",
            """Eritrean troops have not left Tigray, and they go on looting, the Tigray External Affairs Office said on Thursday. "Eritrean forces remain in our towns in violation of the agreement," it said, accusing the Abiy regime of looking away.

Tigrayan forces will not hand over their weapons until Eritrean and Amhara forces have withdrawn, General Tadesse Werede said.

The phone lines in Adigrat are still cut.""",
        ),
        (
            "Highland Wire",
            "2022-12-30",
            """MEKELLE (HW) - The African Union launched its monitoring mission in Mekelle on Thursday to watch over the peace deal in northern Ethiopia.

Eritrean troops were leaving Axum and Shire in convoys of trucks, three residents said. Ethiopian Airlines resumed flights to Mekelle this week, and federal police were deployed at the airport, the Ethiopian government said.""",
        ),
        (
            "Rift Valley Mail",
            "2023-01-12",
            """Tigrayan fighters have begun handing over tanks, rockets and artillery, the African Union's monitors said on Wednesday after a ceremony at Agulae.

"The handover shows the commitment of our side," TPLF spokesman Getachew Reda wrote.

In Addis Ababa the marathon was won by a student.""",
        ),
    ),
    spoken=frozenset({"P3", "P5", "P6b", "P6d", "P11b", "N4", "P7b"}),
    boards={
        "2022-11-26": {
            "P6b": ("kept",),
            "P6d": ("disputed", "not due"),
            "N4": ("disputed", "breach alleged by Tigray People's Liberation Front", "not due"),
            "P6a": ("unknown (no report)",),
            "P10": ("not due",),
            "N6": ("unknown (no report)",),
        },
        "2023-01-15": {
            "P6b": ("kept",),
            "P11b": ("in effect", "kept"),
            "P6a": ("unknown (no report)",),
            "P10": ("not due",),
        },
    },
    adverse={
        "2022-11-26": frozenset({"P3", "P6c", "P6d", "N4", "P7b", "N3"}),
        "2023-01-15": frozenset({"P3", "P6c", "P6d", "N4", "P7b", "N3"}),
    },
)

YEMEN = Conflict(
    "yemen-stockholm-2018",
    (
        (
            "Gulf Wire",
            "2018-12-19",
            """HODEIDAH (GW) - Calm prevailed in the Yemeni port city of Hodeidah on Wednesday, a day after the ceasefire between the Houthi movement and the Saudi-backed government took effect, residents said.

The truce was agreed in Sweden last week. Both sides are to withdraw from the city and its ports within 21 days.

Fishermen complained about the price of diesel.""",
        ),
        (
            "Riyadh Gazette",
            "2018-12-22",
            """The Iranian-backed militia has violated the ceasefire in Hodeidah 32 times since Tuesday, the Saudi-led coalition said on Saturday.

Houthi fighters were digging trenches in the city, the coalition's spokesman, Turki al-Malki, told reporters. Yemeni Information Minister Moammar al-Iryani said the coup militia had "no intention to withdraw".""",
        ),
        (
            "Saba Courier",
            "2018-12-22",
            """The mercenaries of the coalition shelled neighbourhoods east of Hodeidah on Friday despite the truce, Houthi military spokesman Yahya Sarea said. "The forces of aggression have violated the ceasefire dozens of times," he said.

The Houthis deny that they sent fighters to the city.""",
        ),
        (
            "Meridian Press",
            "2018-12-27",
            """UNITED NATIONS - The committee that oversees the redeployment in Hodeidah met for the first time on Wednesday, with officers of the government and of the Houthis, the United Nations said. The retired Dutch general Patrick Cammaert was in the chair.

A UN spokesman in New York told Meridian Press that observers had arrived in Hodeidah on Sunday.""",
        ),
        (
            "Gulf Wire",
            "2018-12-30",
            """ADEN (GW) - Houthi forces began withdrawing from the port of Hodeidah on Saturday and handed it over to the coast guard, a UN official said.

A Yemeni government official called it a sham. "The Houthis handed the port over to themselves," he told Gulf Wire.""",
        ),
        (
            "Meridian Press",
            "2019-01-16",
            """Neither side has withdrawn from Hodeidah, although the day by which both were to leave passed last week, diplomats said on Tuesday.

The redeployment has been delayed, UN envoy Martin Griffiths said, because both sides read the deal in different ways.

The exchange of prisoners has not taken place either, the Red Cross said. The government and the Houthis exchanged lists of prisoners in December.""",
        ),
    ),
    spoken=frozenset({"H1", "H2", "H3", "H5", "PR1", "PR2"}),
    boards={
        "2018-12-31": {
            "H1": ("disputed",),
            "H5": ("kept", "in effect"),
            "H2": ("in effect", "disputed", "not due"),
            "H9": ("not due",),
            "G1": ("not due",),
        },
        "2019-01-25": {
            "H1": ("disputed",),
            "H2": ("overdue", "disputed"),
            "PR1": ("kept",),
            "PR2": ("unknown (no report)", "overdue", "due"),
            "G2": ("unknown (no report)",),
        },
    },
    adverse={
        "2018-12-31": frozenset({"H1", "H2", "H3", "H4"}),
        "2019-01-25": frozenset({"H1", "H2", "H3", "H4", "PR2"}),
    },
)

SUDAN = Conflict(
    "sudan-jeddah-2023",
    (
        (
            "Nile Wire",
            "2023-05-23",
            """KHARTOUM (NW) - Fighting eased in Sudan's capital on Tuesday after a week-long truce between the army and the paramilitary Rapid Support Forces came into effect on Monday evening, residents said.

Three residents of Omdurman said that they heard artillery hours after the ceasefire had begun.

The war, which broke out on April 15, has driven more than a million people from their homes, the UN says.""",
        ),
        (
            "Port Sudan Mirror",
            "2023-05-25",
            """The rebel militia does not honour its word, the army said on Wednesday. It accused the Rapid Support Forces of violating the ceasefire and of occupying hospitals and homes in Khartoum.

"The militia attacked our positions in Bahri," army spokesman Nabil Abdallah said.""",
        ),
        (
            "Darfur Tribune",
            "2023-05-25",
            """Burhan's coup army broke the truce again when its warplanes bombed Khartoum on Wednesday, according to the RSF.

"The army has violated the ceasefire with air strikes and artillery," the Rapid Support Forces said, adding that its own fighters remained committed to the agreement.

A football match in Port Sudan ended without goals.""",
        ),
        (
            "Meridian Press",
            "2023-05-27",
            """JEDDAH - Saudi Arabia and the United States said on Friday that the army and the RSF had both violated the truce in Sudan, although humanitarian aid had reached some areas.

Medical supplies were delivered to seven hospitals in Khartoum, the two mediators said.""",
        ),
        (
            "Nile Wire",
            "2023-05-30",
            """KHARTOUM (NW) - The army and the Rapid Support Forces agreed to extend the ceasefire by five days, Saudi Arabia and the United States announced on Monday.

Doctors said that most hospitals in the capital were out of service.""",
        ),
        (
            "Meridian Press",
            "2023-06-01",
            """Sudan's army suspended its participation in the talks in Jeddah on Wednesday, a diplomat in Khartoum told Meridian Press.

The army accused the RSF of not leaving hospitals and homes, the Sudanese foreign ministry said. The RSF denied that its fighters occupied hospitals.""",
        ),
    ),
    spoken=frozenset({"J1", "J6", "J7"}),
    boards={
        "2023-05-26": {
            "J1": ("disputed",),
            "J6": ("breach alleged by Sudanese Armed Forces", "disputed"),
            "J8": ("unknown (no report)",),
            "J12": ("not due",),
        },
        "2023-06-02": {
            "J1": ("disputed", "suspended"),
            "J6": ("disputed",),
            "J8": ("unknown (no report)",),
            "J10": ("not due",),
            "J12": ("not due",),
        },
    },
    adverse={
        "2023-05-26": frozenset({"J1", "J6"}),
        "2023-06-02": frozenset({"J1", "J6", "J4"}),
    },
)

GAZA_LATER = Conflict(
    "gaza-2025-10",
    (
        (
            "Meridian Press",
            "2025-10-11",
            """JERUSALEM - A ceasefire between Israel and Hamas took effect in Gaza at noon on Friday, after the Israeli government had approved the deal in the night.

Israeli troops withdrew to the agreed lines, US Central Command said on Friday. Tens of thousands of people walked back to Gaza City.

The deal gives Hamas 72 hours from the withdrawal to free all captives, living and dead. More than 67,000 Palestinians have been killed in two years of war, according to the health ministry in Gaza.""",
        ),
        (
            "Galilee Daily",
            "2025-10-14",
            """All 20 living hostages came home on Monday, when the terror group Hamas released them in two groups, the Israeli military said. Four coffins followed in the evening.

"Hamas has failed to return the bodies of the other hostages, and that is a blatant violation of the agreement," Defense Minister Israel Katz said.

The national orchestra will play in the square on Thursday.""",
        ),
        (
            "Strip Voice",
            "2025-10-14",
            """The Zionist occupation released 1,968 Palestinian prisoners on Monday, the Prisoners' Media Office said.

Israeli forces killed five Palestinians east of Gaza City on Tuesday despite the ceasefire, the Civil Defence in Gaza said. Hamas spokesman Hazem Qassem accused Israel of violating the truce.""",
        ),
        (
            "Meridian Press",
            "2025-10-16",
            """Hamas said on Wednesday that it had handed over all the bodies of hostages that it could reach, and that it needed special equipment to recover the others from the rubble.

Israel has told the United Nations that it will let only 300 aid trucks a day into Gaza until more bodies are returned, a UN official said. The Rafah crossing remains closed.""",
        ),
        (
            "Galilee Daily",
            "2025-10-20",
            """Palestinian gunmen killed two soldiers in Rafah on Sunday, and the air force struck dozens of targets in Gaza in answer. The military said in the evening that it had resumed enforcing the ceasefire.

"Hamas breached the agreement, and it will pay for it," Prime Minister Benjamin Netanyahu said. Hamas said that it had no knowledge of clashes in Rafah and remained committed to the ceasefire.""",
        ),
        (
            "Strip Voice",
            "2025-10-28",
            """The Gaza Government Media Office said on Monday that it had documented 125 Israeli violations of the ceasefire since October 10, in which 94 people were killed.

Israel is blocking aid, it said: 145 trucks entered a day on average.""",
        ),
    ),
    spoken=frozenset({"S2", "S3", "S4", "S5a", "S5c"}),
    boards={
        "2025-10-16": {
            "S2": ("disputed", "breach alleged by Hamas"),
            "S4": ("kept",),
            "S5a": ("disputed",),
            "S3": ("disputed",),
            "S5c": ("kept",),
            "S2b": ("unknown (no report)", "ended"),
            "S5e": ("unknown (no report)",),
            "N3": ("not due",),
        },
        "2025-10-29": {
            "S2": ("disputed",),
            "S4": ("kept",),
            "S3": ("breach alleged by Hamas", "disputed"),
            "S5e": ("unknown (no report)",),
            "S5d": ("unknown (no report)",),
        },
    },
    adverse={
        "2025-10-16": frozenset({"S2", "S3", "S3a", "S3b", "S5a"}),
        "2025-10-29": frozenset({"S2", "S3", "S3a", "S3b", "S5a"}),
    },
)

COLOMBIA = Conflict(
    "colombia-2016",
    (
        (
            "Andes Wire",
            "2017-01-04",
            """BOGOTA (AW) - FARC fighters have not reached the zones in which they are to lay down their weapons, although the deadline passed on December 31, Colombia's government said on Tuesday.

The rebels said that the camps were not ready. "The government has not built the houses and violates the agreement," FARC commander Pastor Alape wrote.

The ceasefire is holding, the UN mission said.""",
        ),
        (
            "Plaza Publica",
            "2017-01-05",
            """The FARC terrorists laugh at the country, Senator Alvaro Uribe said.

He told this newspaper that the guerrillas hid weapons and that the Santos regime looked away. Coffee prices fell for the third day.""",
        ),
        (
            "Andes Wire",
            "2017-02-19",
            """BOGOTA (AW) - The last group of FARC fighters reached the zones on Saturday, the United Nations mission in Colombia said. Some 6,900 rebels are now in 26 camps.

Both sides had complied with the ceasefire, the mission said.""",
        ),
        (
            "Meridian Press",
            "2017-05-30",
            """Colombia's government and the FARC agreed to extend the deadline for the rebels' weapons by 20 days, President Juan Manuel Santos said on Monday. The zones will stay open until August.""",
        ),
        (
            "Andes Wire",
            "2017-06-14",
            """MESETAS, Colombia (AW) - The FARC has handed over 60 percent of its weapons, the UN mission said on Tuesday.""",
        ),
        (
            "Meridian Press",
            "2017-06-27",
            """MESETAS - The United Nations has received 100 percent of the registered weapons of the FARC, 7,132 in all, the mission said on Monday.

"Our only weapon will be the word," FARC leader Rodrigo Londono told the crowd. The arms that lie in hundreds of caches are to be collected by September.""",
        ),
    ),
    spoken=frozenset({"C1", "C3", "C7a", "C7b", "C7c"}),
    boards={
        "2017-01-05": {
            "C1": ("in effect",),
            "C3": (
                "overdue",
                "breach alleged by FARC",
                "breach alleged by Government of Colombia",
                "disputed",
            ),
            "C2": ("unknown (no report)",),
            "C7a": ("not due",),
            "C10": ("not due",),
        },
        "2017-06-30": {
            "C1": ("in effect",),
            "C3": ("kept late",),
            "C7a": ("kept",),
            "C7b": ("kept",),
            "C7c": ("kept",),
            "C2": ("unknown (no report)",),
            "C5": ("unknown (no report)",),
            "C10": ("not due",),
        },
    },
    adverse={"2017-01-05": frozenset({"C3"}), "2017-06-30": frozenset()},
)

CONFLICTS = (LEBANON, MINSK, GAZA_LATER, ETHIOPIA, YEMEN, SUDAN, COLOMBIA)


@dataclass
class Ran:
    """A conflict after its reports went through a case."""

    conflict: Conflict
    chosen: dict[str, str | None]
    why: dict[str, str]
    boards: dict[str, dict[str, Standing]]
    spoken: set[str]


@pytest.fixture(scope="module")
def library() -> Library:
    """One library: the parser is loaded once."""
    return Library()


def _files(folder: Path, reports: tuple[Told, ...]) -> list[Path]:
    folder.mkdir()
    files = []
    for n, (outlet, day, text) in enumerate(reports):
        file = folder / f"{n:02}.txt"
        file.write_text(text, "utf-8")
        about = {"outlet": outlet, "published": day, "title": "", "address": f"https://example.org/{n}"}
        file.with_suffix(".meta.json").write_text(json.dumps(about), "utf-8")
        files.append(file)
    return files


def _run(conflict: Conflict, library: Library, folder: Path) -> Ran:
    files = _files(folder / "in", conflict.reports)
    with Case.create(folder / "case", conflict.accord, library=library) as case:
        case.add(files)
        chosen, why = {}, {}
        for report, reading in library.read(case.reports(), "auto"):
            chosen[report.text[:40]], why[report.text[:40]] = reading.accord, reading.accord_why
        boards = {day: {s.clause: s for s in case.view(day).standings(day)} for day in conflict.boards}
        spoken = {s.clause for s in case.view(max(conflict.boards)).signals}
    return Ran(conflict, chosen, why, boards, spoken)


@pytest.fixture(scope="module", params=CONFLICTS, ids=lambda c: c.accord)
def ran(
    request: pytest.FixtureRequest, library: Library, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ran]:
    """Each conflict, once through the whole path."""
    yield _run(request.param, library, tmp_path_factory.mktemp(request.param.accord))


def test_each_report_is_known_to_be_about_its_conflict(ran: Ran) -> None:
    """`auto` chooses the accord by the parties and places named and by the date."""
    wrong = {k: (v, ran.why[k]) for k, v in ran.chosen.items() if v != ran.conflict.accord}
    assert not wrong


def test_the_clauses_that_the_reports_speak_of_are_heard(ran: Ran) -> None:
    """What is told of a clause becomes a signal for that clause."""
    assert ran.conflict.spoken <= ran.spoken


def test_the_board_says_what_a_careful_reader_would_say(ran: Ran) -> None:
    """On each day: kept, disputed, alleged, unknown, not due, as the reports support."""
    wrong = {
        (day, clause): (board[clause].shown, board[clause].evidence, board[clause].holders)
        for day, board in ran.boards.items()
        for clause, may in ran.conflict.boards[day].items()
        if not board[clause].shown.startswith(may)
    }
    assert not wrong


def test_no_adverse_word_that_no_report_supports(ran: Ran) -> None:
    """A clause on which nobody alleges, refuses or disputes anything gets no adverse word."""
    wrong = {
        (day, clause): s.shown
        for day, board in ran.boards.items()
        for clause, s in board.items()
        if s.shown.startswith(ADVERSE) and clause not in ran.conflict.adverse[day]
    }
    assert not wrong


def test_nothing_is_breached_or_established_without_a_verifier_or_an_admission(ran: Ran) -> None:
    """Partisan words of either side never make a breach."""
    assert not [s.clause for board in ran.boards.values() for s in board.values() if s.state == "breached"]


GAZA = """The truce in Gaza held on Saturday, although Hamas accused Israel of violating it.

Israel said that it stood by the ceasefire. Bakeries in the Gaza Strip opened again."""
NORTH = """The truce in Lebanon held on Saturday, although Hezbollah accused Israel of violating it.

Israel said that it stood by the ceasefire with Lebanon. A minister spoke of Gaza, too."""


@pytest.mark.parametrize(
    ("day", "text", "accord"),
    [
        ("2025-02-08", GAZA, "gaza-2025-01"),
        ("2025-11-08", GAZA, "gaza-2025-10"),
        ("2025-08-08", GAZA, None),
        ("2024-12-07", NORTH, "lebanon-2024-11"),
        ("2025-02-08", NORTH, "lebanon-2024-11"),
        (
            "2017-06-09",
            "The FARC has handed over 60 percent of its weapons under the peace deal, the UN mission said. "
            "Colombia's government welcomed it.",
            "colombia-2016",
        ),
        (
            "2020-02-23",
            "South Sudan's unity government took office on Saturday. Riek Machar of the SPLM-IO was sworn in "
            "as first vice president under the peace deal, the transitional government said.",
            "south-sudan-2018",
        ),
        (
            "2001-10-24",
            "The IRA has put arms beyond use, the decommissioning commission said in Belfast. The British "
            "government called it a great day for Northern Ireland and the Good Friday Agreement.",
            "good-friday-1998",
        ),
        (
            "1953-07-28",
            "Guns fell silent in Korea as the armistice between the United Nations Command and the Korean "
            "People's Army took effect.",
            "korea-armistice-1953",
        ),
        ("2019-05-12", NORTH, None),
        ("2023-05-25", "Sudan's harvest was good this year, the farm ministry said.", None),
        (
            "2015-02-20",
            "The ceasefire at the negotiating table is over: the rebels of the back bench will vote no.",
            None,
        ),
    ],
)
def test_a_report_is_placed_by_its_date_and_by_whom_it_names(
    day: str, text: str, accord: str | None, library: Library, tmp_path: Path
) -> None:
    """Agreements of the same parties are told apart by the date; of neighbours by the names; a report on
    something else belongs to none."""
    [file] = _files(tmp_path / "in", (("Meridian Press", day, text),))
    [(_, reading)] = read([file], library=library)
    assert reading.accord == accord, reading.accord_why


@pytest.mark.parametrize("name", Library().installed())
def test_every_shipped_accord_can_read_reports(name: str, library: Library) -> None:
    """It names what its clauses speak of, listens for each clause that can be kept or broken, and every
    rule's `@entity` and topic is one that its vocabulary has."""
    accord = library.accord(name)
    known = {e.id for e in accord.vocabulary.entities} | {e.party for e in accord.vocabulary.entities}
    asked = {
        word[1:]
        for watch in accord.watches
        for pattern in watch.patterns
        for words in (*pattern.all, pattern.none)
        for word in words
        if word.startswith("@")
    }
    assert asked <= known
    assert {m for w in accord.watches for m in w.measures} <= {m.id for m in accord.vocabulary.measures}
    heard = {w.clause for w in accord.watches}
    silent = {c.id for c in accord.clauses if c.kind in ("duty", "ban")} - heard
    assert len(silent) <= len(accord.clauses) / 3, sorted(silent)
