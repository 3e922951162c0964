"""More reports of invented conflicts: whose dead, shares, what a war has taken, what comes on top."""

from __future__ import annotations

from tests.weighing.asked import Asked

ASKED_NEWS = (
    Asked(
        "a toll of one people, told by its name and as people",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "The war has killed 412 Ovrians and left 2,100 injured, the health ministry of Ovria said on "
                "Wednesday.",
            ),
            (
                "Strait Monitor",
                "2027-03-05",
                "In Ovria 455 people have been killed since the war began, the health ministry said on Friday.",
            ),
        ),
        ((0, "412"), (1, "455")),
        ("update",),
    ),
    Asked(
        "a list of what a war has taken",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "It was the strongest appeal yet in a war that has already killed 412 Ovrians, 31 Kenyan soldiers and "
                "three farmers.",
            ),
            (
                "Strait Monitor",
                "2027-03-05",
                "A total of 36 Kenyan soldiers have died since the war began, the army said on Friday.",
            ),
        ),
        ((0, "31"), (1, "36")),
        ("update",),
    ),
    Asked(
        "shares of the dead of one sort",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "The Red Cross estimated last week that 75 percent of the Ovrians who had been killed were "
                "civilians.",
            ),
            (
                "Strait Monitor",
                "2027-03-05",
                "The Red Cross estimates that more than 70% of the Ovrians killed were civilians.",
            ),
        ),
        ((0, "75 percent"), (1, "more than 70")),
        ("bound",),
    ),
    Asked(
        "a share and a number",
        (
            ("Kaldo Times", "2027-03-03", "The war has killed 82 Ovrians, the health ministry said."),
            (
                "Strait Monitor",
                "2027-03-03",
                "The Red Cross said on Wednesday that 70% of the Ovrians killed were civilians.",
            ),
        ),
        ((0, "82"), (1, "70")),
    ),
    Asked(
        "the dead of two sides",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "Five Kenyan soldiers were killed at Ruvo on Tuesday, the army said.",
            ),
            (
                "Strait Monitor",
                "2027-03-03",
                "Seven Egyptian soldiers were killed at Ruvo on Tuesday, the governor said.",
            ),
        ),
        ((0, "Five"), (1, "Seven")),
    ),
    Asked(
        "some of them and all of them",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "One Kenyan soldier died at the ford. Another four were killed by mortar fire near Ruvo, the army "
                "said.",
            ),
            (
                "Strait Monitor",
                "2027-03-03",
                "Twelve farmers were killed near Ruvo on Wednesday, monitors said.",
            ),
        ),
        ((0, "four"), (1, "Twelve")),
    ),
    Asked(
        "killed fighting, and killed by the war",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "Five were killed fighting raiders who came through a culvert, the army said.",
            ),
            (
                "Strait Monitor",
                "2027-03-03",
                "The death toll of the war has reached 612 people, the health ministry said on Wednesday.",
            ),
        ),
        ((0, "Five"), (1, "612")),
    ),
)

MEASURED = (
    Asked(
        "one time limit, told in two units, as agreed and as it is demanded",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "All hired fighters are to leave Ovria within a maximum period of three months, the accord says.",
            ),
            (
                "Strait Monitor",
                "2027-03-05",
                "The council demands that hired fighters leave Ovria within 90 days.",
            ),
        ),
        ((0, "three months"), (1, "90 days")),
        ("corroborated", "compatible", "single"),
    ),
    Asked(
        "money that is asked for, and that was asked for",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "The relief council has asked donors for $2.6bn to help the islanders until June.",
            ),
            (
                "Strait Monitor",
                "2027-03-09",
                "The revised plan asks donors for $2.56 billion to help the islanders until June, its authors said.",
            ),
        ),
        ((0, "2.6bn"), (1, "2.56 billion")),
        ("corroborated", "compatible", "single"),
    ),
    Asked(
        "spans over which other things are counted",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "Three miners were killed in Ruvo in the past 24 hours, the clinic there said.",
            ),
            (
                "Strait Monitor",
                "2027-03-04",
                "Nine miners were killed in Ruvo in the past 24 hours, the clinic there said.",
            ),
        ),
        ((0, "24 hours"), (1, "24 hours")),
    ),
    Asked(
        "a share of which only the noun is told twice",
        (
            (
                "Harbour Post",
                "2031-05-03",
                "Islanders rejected the charter on Sunday. Turnout was 41 per cent.",
            ),
            (
                "Island Wire",
                "2031-05-03",
                "Turnout was under 42 per cent, after a storm kept ferries in port.",
            ),
        ),
        ((0, "41"), (1, "42")),
        ("compatible",),
    ),
    Asked(
        "a length of one thing under two nouns",
        (
            (
                "Valley Herald",
                "2029-11-03",
                "The charter, reached after six years of talks, was rejected on Sunday.",
            ),
            ("Upland Radio", "2029-11-03", "It was signed in June after six years of negotiations in Tarn."),
        ),
        ((0, "six years"), (1, "six years")),
        ("corroborated", "compatible"),
    ),
    Asked(
        "a pause in hours and in days",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "Kenya agreed to pause its offensive for 120 hours, the vice premier said on Wednesday.",
            ),
            (
                "Strait Monitor",
                "2027-03-04",
                "Kenya agreed to a five-day pause in its offensive, the vice premier's office said.",
            ),
        ),
        ((0, "120 hours"), (1, "five-day")),
        ("corroborated", "single", "compatible"),
    ),
    Asked(
        "how deep a zone is, in miles and in kilometres",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "Rebel fighters must leave a border zone 20 miles deep, the vice premier said.",
            ),
            (
                "Strait Monitor",
                "2027-03-04",
                "Under the deal rebel fighters are to leave a border strip 32 km deep.",
            ),
        ),
        ((0, "20 miles"), (1, "32 km")),
        ("corroborated", "single", "compatible"),
    ),
    Asked(
        "how long a war has lasted",
        (
            ("Kaldo Times", "2027-03-03", "The truce ends an 18-year war in the uplands of Ovria."),
            (
                "Strait Monitor",
                "2027-03-04",
                "After nearly two decades of fighting in the uplands of Ovria the truce holds.",
            ),
        ),
        ((0, "18-year"), (1, "nearly two decades")),
        ("bound", "rounding"),
    ),
    Asked(
        "a time limit for a withdrawal",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "The accord sets a timetable of 14 months for the withdrawal of all Kenyan troops from Ovria.",
            ),
            (
                "Strait Monitor",
                "2027-03-04",
                "Kenyan troops will withdraw from Ovria within 14 months, the two governments said.",
            ),
        ),
        ((0, "14 months"), (1, "14 months")),
        ("corroborated", "single", "compatible"),
    ),
    Asked(
        "a share in words and in figures",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "Around a fifth of the region's salt passes through the Ruvo canal in peacetime.",
            ),
            (
                "Strait Monitor",
                "2027-03-09",
                "The Front closed the Ruvo canal, through which about 20% of the region's salt passes.",
            ),
        ),
        ((0, "Around a fifth"), (1, "about 20")),
        ("corroborated", "compatible", "single"),
    ),
    Asked(
        "two pauses",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "The Front agreed to a 12-hour truce at Ruvo from Saturday morning, its spokesman said.",
            ),
            (
                "Strait Monitor",
                "2027-03-06",
                "Shelling of Port Sella resumed after an almost 12-hour lull, residents said.",
            ),
        ),
        ((0, "12-hour"), (1, "almost 12-hour")),
    ),
    Asked(
        "the length of a truce that was turned down, and of one that was agreed",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "The council rejected a proposal for a week-long truce. It agreed to a 12-hour truce from Saturday, "
                "officials said.",
            ),
            ("Strait Monitor", "2027-03-04", "The 12-hour truce began on Saturday morning."),
        ),
        ((0, "week-long"), (1, "12-hour")),
    ),
    Asked(
        "the time for a withdrawal and for a first step",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "Kenyan troops will withdraw from Ovria within 14 months, the two governments said.",
            ),
            (
                "Strait Monitor",
                "2027-03-04",
                "Kenya will reduce its troops in Ovria to 800 within 135 days, the two governments said.",
            ),
        ),
        ((0, "14 months"), (1, "135 days")),
    ),
    Asked(
        "two limits in one sentence",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "Up to 500 prisoners of the Front and up to 100 prisoners of the other side will be released by "
                "10 March, the accord says.",
            ),
        ),
        ((0, "Up to 500"), (0, "up to 100")),
    ),
)

LEVELS = (
    Asked(
        "how many are to remain",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "Kenyan troops are to be withdrawn to 860 from about 1,300 in the weeks after the signing.",
            ),
            (
                "Strait Monitor",
                "2027-03-04",
                '"Kenya will reduce the number of its troops in Ovria to 860 within 135 days," the statement said.',
            ),
        ),
        ((0, "860"), (1, "860")),
        ("corroborated", "single", "compatible"),
    ),
    Asked(
        "how many there are, and how many are to remain",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "Kenyan troops are to be withdrawn to 860 from about 1,300 in the weeks after the signing.",
            ),
            (
                "Strait Monitor",
                "2027-03-04",
                "Under the accord Kenya draws back some of the roughly 1,300 troops stationed there, although more "
                "than 800 will remain.",
            ),
        ),
        ((0, "about 1,300"), (1, "1,300 troops")),
        ("corroborated", "single", "compatible", "rounding"),
    ),
    Asked(
        "soldiers lost",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "Ovria has lost 52 soldiers in the uplands, its army said on Wednesday.",
            ),
            (
                "Strait Monitor",
                "2027-03-04",
                "A total of 53 Ovrian soldiers have died in the uplands, the ministry said.",
            ),
        ),
        ((0, "52"), (1, "53")),
        ("update", "unexplained", "cumulative"),
    ),
    Asked(
        "what was hit on one day and on another",
        (
            (
                "Kaldo Times",
                "2027-03-03",
                "The army said it had hit 90 military targets, some near the canal.",
            ),
            (
                "Strait Monitor",
                "2027-03-07",
                "The new raids came after Kenyan jets hit 140 military targets, the command said on Saturday.",
            ),
        ),
        ((0, "90"), (1, "140")),
    ),
    Asked(
        "one strike, and all of a day",
        (
            (
                "Kaldo Times",
                "2027-03-02",
                "Ten people were killed on Tuesday when shells hit a camp near the beach, the ministry said. "
                "Residents said more than two dozen people died on Tuesday as rockets struck a camp, a clinic and "
                "the market.",
            ),
        ),
        ((0, "Ten"), (0, "more than two dozen")),
    ),
)
