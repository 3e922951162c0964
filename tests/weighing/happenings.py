"""Reports of invented conflicts that tell of one event, or of two that look alike, with how they stand."""

from __future__ import annotations

from tests.weighing.asked import Asked

HAPPENINGS = (
    Asked(
        "the day of a signing, planned, done and remembered",
        (
            (
                "Delta Post",
                "2031-04-10",
                "Officials of Chad and Niger are due to sign a border agreement on Saturday in Agadez.",
            ),
            (
                "River Wire",
                "2031-04-14",
                "The fighting stopped after Chad and Niger signed the border agreement on 12 April.",
            ),
            (
                "Sahel Daily",
                "2031-05-02",
                "Markets have been quiet since the agreement between Niger and Chad was signed in April.",
            ),
        ),
        ((0, "Saturday"), (1, "12 April"), (2, "April")),
        ("compatible", "window"),
    ),
    Asked(
        "a month and the day in it",
        (
            (
                "Delta Post",
                "2031-06-01",
                "Peru and Bolivia signed a truce agreement on 20 May, ending two years of war.",
            ),
            (
                "Andes Wire",
                "2031-06-20",
                "The truce agreement that Bolivia and Peru signed last month is fraying, analysts say.",
            ),
        ),
        ((0, "20 May"), (1, "last month")),
        ("compatible", "window"),
    ),
    Asked(
        "a signing told by its document alone",
        (
            (
                "Lake Courier",
                "2031-03-09",
                "The protocol, signed in Entebbe on 2 March, provides for a ceasefire along the lake.",
            ),
            (
                "Harbour Times",
                "2031-03-11",
                "Some 900 families have gone home since the truce was signed on March 2, the agency says.",
            ),
        ),
        ((0, "2 March"), (1, "March 2")),
        ("corroborated",),
    ),
    Asked(
        "two signings by other sides in one week",
        (
            ("Delta Post", "2031-04-14", "Chad and Niger signed a border agreement on 12 April."),
            ("Cape Wire", "2031-04-14", "Angola and Zambia signed a border agreement on 11 April."),
        ),
        ((0, "12 April"), (1, "11 April")),
    ),
    Asked(
        "one attack by one side on the other, told by both",
        (
            (
                "Gulf Herald",
                "2031-07-03",
                "The Eritrean army shelled Ethiopian positions on Tuesday, the Ethiopian defence ministry said.",
            ),
            (
                "Horn Radio",
                "2031-07-03",
                "Eritrea said its army had attacked Ethiopian posts near the river on Tuesday in reply to sniper fire.",
            ),
        ),
        ((0, "shelled Ethiopian"), (1, "attacked Ethiopian")),
        ("corroborated",),
    ),
    Asked(
        "attacks on two days",
        (
            ("Gulf Herald", "2031-07-03", "Eritrea attacked Ethiopian positions on Tuesday, Ethiopia said."),
            ("Horn Radio", "2031-07-05", "Eritrea attacked Ethiopian positions on Friday, Ethiopia said."),
        ),
        ((0, "attacked Ethiopian"), (1, "attacked Ethiopian")),
    ),
    Asked(
        "attacks by two sides on one day",
        (
            ("Gulf Herald", "2031-07-03", "Eritrea attacked Ethiopia on Tuesday, monitors said."),
            ("Horn Radio", "2031-07-03", "Ethiopia attacked Eritrea on Tuesday, witnesses said."),
        ),
        ((0, "attacked Ethiopia"), (1, "attacked Eritrea")),
    ),
    Asked(
        "told as done by one and as not done by the other",
        (
            (
                "Baltic Post",
                "2031-02-05",
                "Moldova said on Wednesday that Romania had shelled Moldovan border posts on Monday.",
            ),
            (
                "Prut Daily",
                "2031-02-05",
                "Romania did not shell Moldovan border posts on Monday, the Romanian defence ministry said.",
            ),
        ),
        ((0, "had shelled"), (1, "did not shell")),
        ("contested",),
    ),
    Asked(
        "a call told by one side and by an outlet",
        (
            (
                "Isthmus News",
                "2031-08-12",
                "President Arias of Panama telephoned President Solano of Costa Rica on Sunday, Panama said.",
            ),
            (
                "Canal Wire",
                "2031-08-12",
                "President Solano of Costa Rica spoke on the phone with President Arias of Panama on Sunday, his office said.",
            ),
        ),
        ((0, "telephoned"), (1, "spoke on the phone")),
        ("corroborated",),
    ),
    Asked(
        "talks of one side with two others on one day",
        (
            ("Isthmus News", "2031-08-12", "Egypt held talks with Sudan on Sunday, an official said."),
            ("Canal Wire", "2031-08-12", "Egypt held talks with Libya on Sunday, a diplomat said."),
        ),
        ((0, "talks with Sudan"), (1, "talks with Libya")),
    ),
    Asked(
        "an attack told with and without who did it",
        (
            (
                "Coast Mirror",
                "2031-09-08",
                "Three fishermen were killed in an attack on the harbour of Djibouti City on Sunday, the mayor said.",
            ),
            (
                "Spice Wire",
                "2031-09-08",
                "Four fishermen were killed in the attack in Djibouti City on Sunday, according to the Red Cross.",
            ),
        ),
        ((0, "killed in an attack"), (1, "killed in the attack")),
        ("corroborated",),
    ),
    Asked(
        "attacks in two towns on one day",
        (
            (
                "Coast Mirror",
                "2031-09-08",
                "Two people were killed in an attack in Djibouti City on Sunday, the mayor said.",
            ),
            (
                "Spice Wire",
                "2031-09-08",
                "Two people were killed in an attack in Massawa on Sunday, nurses said.",
            ),
        ),
        ((0, "killed in an attack"), (1, "killed in an attack")),
    ),
    Asked(
        "talks expected on a day, by two who know of them",
        (
            (
                "Danube Post",
                "2031-03-01",
                "Talks between Serbia and Kosovo are to begin in Vienna on 10 March, a mediator said.",
            ),
            (
                "Sava Wire",
                "2031-03-03",
                "Serbia and Kosovo will hold talks in Vienna on 10 March, the Austrian foreign ministry said.",
            ),
        ),
        ((0, "10 March"), (1, "10 March")),
        ("corroborated",),
    ),
    Asked(
        "planned by one, done by another",
        (
            (
                "Danube Post",
                "2031-03-08",
                "Serbia and Kosovo will hold talks in Vienna on 10 March, a mediator said.",
            ),
            (
                "Sava Wire",
                "2031-03-11",
                "Serbia and Kosovo held talks in Vienna on Monday, the Austrian foreign ministry said.",
            ),
        ),
        ((0, "will hold talks"), (1, "held talks")),
        ("compatible", "planned"),
    ),
    Asked(
        "a truce that one says holds and, days later, another says is over",
        (
            (
                "Delta Post",
                "2031-04-20",
                "The ceasefire between Chad and Niger is mostly holding, monitors said.",
            ),
            ("River Wire", "2031-04-27", "Niger's president declared that the ceasefire was over."),
        ),
        ((0, "mostly holding"), (1, "was over")),
        ("update",),
    ),
    Asked(
        "a truce that one says holds and another, the same day, says has collapsed",
        (
            (
                "Delta Post",
                "2031-04-20",
                "Chad said on Sunday that the truce still holds along the whole border.",
            ),
            ("River Wire", "2031-04-20", "Niger said on Sunday that the truce has collapsed."),
        ),
        ((0, "still holds"), (1, "has collapsed")),
        ("contested",),
    ),
    Asked(
        "a crossing open by one and closed by the other",
        (
            (
                "Gulf Herald",
                "2031-05-05",
                "Jordan said on Monday that the Allenby Bridge crossing was open to travellers.",
            ),
            (
                "Horn Radio",
                "2031-05-05",
                "Israel said on Monday that it had closed the Allenby Bridge until further notice.",
            ),
        ),
        ((0, "was open"), (1, "had closed")),
        ("contested",),
    ),
    Asked(
        "two ports, one open and one closed",
        (
            ("Gulf Herald", "2031-05-05", "Yemen said on Monday that the port of Aden was open to ships."),
            (
                "Horn Radio",
                "2031-05-05",
                "Yemen's rebels said on Monday that the port of Hodeidah was closed.",
            ),
        ),
        ((0, "was open"), (1, "was closed")),
    ),
    Asked(
        "what a truce would mean, and whether it holds",
        (
            ("Delta Post", "2031-04-20", "Monitors asked whether the ceasefire was over after the shelling."),
            ("River Wire", "2031-04-20", "Chad said on Sunday that the ceasefire still holds."),
        ),
        ((0, "was over"), (1, "still holds")),
    ),
    Asked(
        "each side says that the other broke the truce",
        (
            ("Delta Post", "2031-04-20", "Chad accused Niger of violating the ceasefire along the river."),
            (
                "River Wire",
                "2031-04-22",
                "Niger's army said that Chad had violated the ceasefire twice in a day.",
            ),
        ),
        ((0, "Niger"), (1, "Chad")),
        ("contested",),
    ),
    Asked(
        "two capitals, each of the other",
        (
            ("Andes Wire", "2031-09-02", "Peru said Bolivia has violated the agreement by moving troops."),
            ("Lake Courier", "2031-09-05", "Bolivia accuses Peru of violating the agreement."),
        ),
        ((0, "Bolivia"), (1, "Peru")),
        ("contested",),
    ),
    Asked(
        "one outlet, both sides",
        (
            (
                "Gulf Herald",
                "2031-05-05",
                "Ethiopia accused Eritrea of violating the truce on Sunday.\n\n"
                "Eritrea, for its part, accused Ethiopia of violating the truce on Saturday.",
            ),
        ),
        ((0, "Eritrea of"), (0, "Ethiopia of")),
        ("contested",),
    ),
    Asked(
        "two who accuse a third",
        (
            ("Delta Post", "2031-04-20", "Chad accused Niger of violating the ceasefire along the river."),
            ("River Wire", "2031-04-22", "Libya accused Chad of violating its airspace agreement."),
        ),
        ((0, "Niger"), (1, "Chad")),
    ),
)
