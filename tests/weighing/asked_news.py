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
