"""Tolls and other counts that invented reports tell each in their own way, and what a careful reader says of them."""

from __future__ import annotations

from tests.weighing.asked import Asked

TOLLS = (
    Asked(
        "some of those lost, told by the outlet in the same paragraph",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "In its statement the harbour command said that 11 personnel lost their lives while guarding Ovria. Five "
                "personnel of the coast battery lost their lives: Warden Usu, Warden Oran, Pilot Naji, Pilot Faro and "
                "Gunner Mubash.",
            ),
        ),
        ((0, "11"), (0, "Five")),
    ),
    Asked(
        "a toll of the war, told in the perfect",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "The fighting has killed 310 people and wounded at least 1,900 others, the health department said.",
            ),
            (
                "Lake Radio",
                "2028-05-13",
                "More than 2,200 people have been wounded in the fighting, the doctors' league said. It has counted "
                "402 dead.",
            ),
        ),
        ((0, "at least 1,900"), (1, "More than 2,200")),
        ("bound", "update", "unexplained"),
    ),
    Asked(
        "whoever had to leave, by whatever noun and verb",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "The governor said over 14,000 residents of the shore had been relocated to shelters.",
            ),
            (
                "Lake Radio",
                "2028-05-03",
                "Some 14,500 people from the shore have sought refuge in shelters, the Red Cross said.",
            ),
        ),
        ((0, "over 14,000"), (1, "Some 14,500")),
        ("bound", "rounding"),
    ),
    Asked(
        "what two say, set side by side",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "Five barges were burned on their way to the two villages, the harbour council said. Officers of the "
                "fleet said six barges had been set on fire.",
            ),
        ),
        ((0, "Five"), (0, "six")),
        ("unexplained", "dispute"),
    ),
    Asked(
        "acts told by how often they were done",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "The northern army broke the truce eleven times on Monday, the observers' command said.",
            ),
            (
                "Lake Radio",
                "2028-05-02",
                "The observers' command recorded 11 violations of the truce by the northern army on Monday.",
            ),
        ),
        ((0, "eleven times"), (1, "11")),
        ("single", "corroborated", "compatible"),
    ),
    Asked(
        "the dead of a country, told as lost and as killed",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "Zambia, which has lost 14 soldiers, would not go, its president said.",
            ),
            ("Lake Radio", "2028-05-03", "Fourteen Zambians were also killed, the mission said."),
        ),
        ((0, "14"), (1, "Fourteen")),
        ("corroborated",),
    ),
    Asked(
        "the dead of one country and as many of another",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "Zambia, which has lost 14 soldiers, would not go, its president said.",
            ),
            ("Lake Radio", "2028-05-03", "Fourteen Ghanaians were also killed, the mission said."),
        ),
        ((0, "14"), (1, "Fourteen")),
    ),
    Asked(
        "those on whom a plan follows, and those of whom some are told",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "Zambia said it will withdraw its troops, following the death of three of its soldiers.",
            ),
            (
                "Lake Radio",
                "2028-05-03",
                "Zambia's soldiers, three of whom were killed, are preparing to leave.",
            ),
        ),
        ((0, "three"), (1, "three")),
        ("corroborated", "compatible"),
    ),
    Asked(
        "those raped, in a claim that its attribution parts",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "At the prison of Sela at least 165 women are reported to have been raped.",
            ),
            (
                "Lake Radio",
                "2028-05-02",
                "Several hundred women were raped at the prison of Sela, the mission said.",
            ),
        ),
        ((0, "at least 165"), (1, "Several hundred")),
        ("unexplained", "bound", "compatible"),
    ),
    Asked(
        "how long the fighting has gone on, told a week apart",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "Three weeks of warfare have emptied the lake shore.",
            ),
            (
                "Lake Radio",
                "2028-05-09",
                "For nearly a month the shore has seen nothing else. After four weeks of shelling and fighting the "
                "hospital has run out of blood.",
            ),
        ),
        ((0, "Three weeks"), (1, "four weeks")),
        ("unexplained", "update", "rounding"),
    ),
    Asked(
        "the dead of one country and of its neighbour",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "Eleven people were killed in Chad on Sunday, the governor said.",
            ),
            (
                "Lake Radio",
                "2028-05-02",
                "Nine people were killed in Niger on Sunday, the police said.",
            ),
        ),
        ((0, "Eleven"), (1, "Nine")),
    ),
    Asked(
        "those who fled are not those who were killed",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "Over 800 people have been killed and nearly 900 people have been forced from their homes, the "
                "league said.",
            ),
            (
                "Lake Radio",
                "2028-05-02",
                "More than 850 people have been killed, the ministry said.",
            ),
        ),
        ((0, "nearly 900"), (1, "More than 850")),
    ),
    Asked(
        "terms of one plan, each of its own size",
        (
            (
                "Medra Wire",
                "2027-03-03",
                "Under the Orsa accord the junta is to release 60 detainees for each officer. In the first round the "
                "junta is to release 240 detainees from the prison in Tal.",
            ),
            (
                "Isle Post",
                "2027-03-05",
                "Under the Orsa accord the junta is to release 1,200 detainees from the prison in Tal.",
            ),
        ),
        ((0, "60"), (1, "1,200")),
    ),
    Asked(
        "what was told before the day is not that day's",
        (
            (
                "Medra Wire",
                "2027-03-04",
                "The islanders had named 602 detainees on their list, and the list was sent to the junta.",
            ),
            (
                "Isle Post",
                "2027-03-09",
                "The junta released 596 detainees on Tuesday, the Red Crescent said.",
            ),
        ),
        ((0, "602"), (1, "596")),
    ),
    Asked(
        "totals since one day, of which the earlier is the greater",
        (
            (
                "Isle Post",
                "2027-03-06",
                "More than 10,000 aid trucks have entered Tal since 19 January, the relief chief said on 6 March.",
            ),
            (
                "Medra Wire",
                "2027-03-07",
                "8,500 aid trucks had entered Tal since 19 January, the media office said on 7 March.",
            ),
        ),
        ((0, "More than 10,000"), (1, "8,500")),
        ("differing", "contested"),
    ),
    Asked(
        "rifles accepted, as two sides have it",
        (
            ("Isle Post", "2027-03-06", "The mission said 243 rifles had been accepted in Tal."),
            ("Medra Wire", "2027-03-06", "The junta said it recognised only 228 rifles in Tal."),
        ),
        ((0, "243"), (1, "228")),
        ("differing", "contested"),
    ),
    Asked(
        "rifles handed in, and those of them that are disputed",
        (
            ("Isle Post", "2027-03-06", "The islanders handed in 279 rifles in Tal, the mission said."),
            (
                "Medra Wire",
                "2027-03-06",
                "The junta disputes a further 15 rifles in Tal, its spokesman said.",
            ),
        ),
        ((0, "279"), (1, "15")),
    ),
)
