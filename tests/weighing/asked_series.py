"""Counts that go on from report to report, and what stands beside them, as invented reports tell them."""

from __future__ import annotations

from tests.weighing.asked import Asked

SERIES = (
    Asked(
        "a number of nobody's day, told again a fortnight later",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "Five days of fighting along the border killed at least 43 people.",
            ),
            (
                "Lake Radio",
                "2028-05-14",
                "More than 40 people were killed along the border in those five days, and the bridges are closed.",
            ),
        ),
        ((0, "43"), (1, "40")),
        ("bound",),
    ),
    Asked(
        "one stretch of days, told at other times",
        (
            (
                "Varn Gazette",
                "2028-10-20",
                "About 30,694 families went back to Tella between June and August, the relief office said.",
            ),
            (
                "Lake Radio",
                "2028-11-10",
                "From June to August 3,694 families returned to the Tella region, the relief office wrote.",
            ),
        ),
        ((0, "30,694"), (1, "3,694")),
        ("unexplained", "misquotation", "differing"),
    ),
    Asked(
        "an upper bound far above a number is not met by it",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "So far 13 bodies have been found in the lower town, the mayor said.",
            ),
            ("Lake Radio", "2028-05-09", "The dead are fewer than 800, the council of the upper town said."),
        ),
        ((0, "13"), (1, "800")),
    ),
    Asked(
        "a toll told on three days, of soldiers by the noun before it and of the military by its toll",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "The Orland staff published the names of another 28 servicemen who fell. Their number has reached 404 "
                "since April 20.",
            ),
            (
                "Lake Radio",
                "2028-05-04",
                "The defence department of Orland reported another 45 casualties among its military on Wednesday, "
                "pushing the death toll to 525.",
            ),
            (
                "Reed Post",
                "2028-05-11",
                "Orland's toll of military dead climbed to 710 yesterday evening, the defence department of Orland said.",
            ),
        ),
        ((0, "404"), (1, "525"), (2, "710")),
        ("update",),
    ),
    Asked(
        "some of those counted have a day and a place of their own",
        (
            (
                "Varn Gazette",
                "2028-05-10",
                "Since 20 April, 60 villagers have been killed, the prosecutor said.",
            ),
            (
                "Lake Radio",
                "2028-05-11",
                "The prosecutor said that 61 of the villagers have been killed, 14 of them on Saturday at Port Sella.",
            ),
        ),
        ((0, "60"), (1, "61")),
        ("update",),
    ),
    Asked(
        "a running count told ten days later",
        (
            (
                "Varn Gazette",
                "2028-05-02",
                "The relief agency said 1.1 million people had fled.",
            ),
            (
                "Lake Radio",
                "2028-05-12",
                "Since 20 April 1.2 million people have been displaced, the relief agency said.",
            ),
        ),
        ((0, "1.1 million"), (1, "1.2 million")),
        ("update",),
    ),
    Asked(
        "a place and its district",
        (
            ("Varn Gazette", "2028-05-08", "Seven villagers were killed at Sella, the commissioner said."),
            (
                "Lake Radio",
                "2028-05-09",
                "The guild of pilots said seven villagers were killed at Sella Tarn.",
            ),
        ),
        ((0, "Seven"), (1, "seven")),
        ("corroborated", "compatible"),
    ),
    Asked(
        "how often, with the figure beside the word",
        (
            (
                "Varn Gazette",
                "2028-05-03",
                "In three days since the truce took effect at noon on 30 April the guards violated it SIX (6) times, the "
                "fleet said.",
            ),
            (
                "Lake Radio",
                "2028-05-07",
                "The fleet said the guards had broken the truce 15 times since 30 April.",
            ),
        ),
        ((0, "SIX"), (1, "15 times")),
        ("update",),
    ),
    Asked(
        "what is rounded to a word for its scale",
        (
            (
                "Varn Gazette",
                "2028-05-03",
                "The relief plan asks for $2.6bn for the islands, the agency said.",
            ),
            ("Lake Radio", "2028-05-04", "The relief plan asks for US$2.56 billion for the islands."),
        ),
        ((0, "2.6bn"), (1, "2.56 billion")),
        ("rounding",),
    ),
    Asked(
        "a part of those named, where nothing meets it",
        (
            (
                "Varn Gazette",
                "2028-05-03",
                "Of the women held at Port Sella, at least 165 were hurt, the guild said.",
            ),
            (
                "Lake Radio",
                "2028-05-03",
                "The guild of nurses said several hundred women were hurt at Port Sella.",
            ),
        ),
        ((0, "at least 165"), (1, "several hundred")),
        ("bound", "rounding"),
    ),
)
