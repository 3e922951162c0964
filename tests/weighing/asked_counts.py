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
)
