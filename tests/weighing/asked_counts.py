"""Counts that one report tells of a part and of the whole, and those told in words of another kind."""

from __future__ import annotations

from tests.weighing.asked import Asked

COUNTS = (
    Asked(
        "one group's strength, and that of all of them",
        (
            (
                "Varn Gazette",
                "2031-05-02",
                "The Orrin Front is the oldest of five rebel groups on the lake. It has 900 armed men, and may "
                "become the first rebel group on the lake to hand in its guns.\n\nThe capital has sent two judges to the ferry port to hear what it asks for.\n\nAccording to "
                "military estimates, the five rebel groups on the lake have a total of "
                "some 6,500 armed men.",
            ),
        ),
        ((0, "900"), (0, "6,500")),
    ),
    Asked(
        "three dead, of whom one is told of",
        (
            (
                "Varn Gazette",
                "2031-05-02",
                '"Some lived, but three people were killed. One of them was a clerk of the navy who lived here with his '
                'family," said Oma, who lives on the quay in Sella.\n\nThe Lake news agency reported that three people were '
                "killed and seven injured when two missiles hit the house.",
            ),
        ),
        ((0, "three people were killed. One"), (0, "Lake news agency reported that three")),
        ("corroborated", "compatible"),
    ),
    Asked(
        "so many told loosely above, and nearly to one below",
        (
            (
                "Varn Gazette",
                "2031-05-02",
                "The drone prompted a planned evacuation of thousands of sailors from the lake.\n\nThe league later paused its "
                "planned evacuation of more than 11,000 sailors who have been stranded on the lake since the war erupted.",
            ),
        ),
        ((0, "thousands"), (0, "more than 11,000")),
        ("bound", "rounding", "compatible"),
    ),
    Asked(
        "those freed, told as handed over",
        (
            (
                "Varn Gazette",
                "2031-05-02",
                "The harbour league confirms that 78 people have been handed over today.",
            ),
            (
                "Lake Radio",
                "2031-05-03",
                "Orm and the Orrin Front freed 78 captives on Friday, an Orvan envoy said.",
            ),
        ),
        ((0, "78"), (1, "78")),
        ("corroborated", "compatible"),
    ),
    Asked(
        "boats by two nouns, and nobody killed",
        (
            (
                "Varn Gazette",
                "2031-05-02",
                "The Orvan army said its men killed nine raiders at Sella on Thursday and seized three canoes.",
            ),
            (
                "Lake Radio",
                "2031-05-03",
                "Orvan troops captured three boats at Sella on Thursday, the army command said.",
            ),
        ),
        ((0, "three"), (1, "three")),
        ("compatible", "single", "corroborated"),
    ),
    Asked(
        "many thousands, rounded by each",
        (
            (
                "Varn Gazette",
                "2031-05-02",
                "Some 118,000 people remain displaced by the war, which began in 2026.",
            ),
            (
                "Lake Radio",
                "2031-05-03",
                "The war has driven about 120,000 people from their homes.",
            ),
        ),
        ((0, "Some 118,000"), (1, "about 120,000")),
        ("rounding", "corroborated"),
    ),
)
