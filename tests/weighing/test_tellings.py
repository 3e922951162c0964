"""Tellings of one matter in words of their own, joined or kept apart, and how they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import Asked, findings_on

from truceline.model.weighing import QuestionKind

TOLD = (
    Asked(
        "one number of one thing on one day, told in other words",
        (
            (
                "Hill Courier",
                "2033-05-12",
                "On 11 May the bodies of 32 Orvan militiamen were brought to the bridge.",
            ),
            (
                "Lake Gazette",
                "2033-05-13",
                "The lake council transferred 32 on May 11, a clerk said.",
            ),
        ),
        ((0, "32"), (1, "32")),
    ),
    Asked(
        "one event by the names of its sentence, in clauses that share few words",
        (
            (
                "Hill Courier",
                "2033-05-04",
                "The council of Tella Ford said the ferry house by the mill had been set alight by men from the ridge, "
                "and asked for help.",
            ),
            (
                "Lake Gazette",
                "2033-05-09",
                "At Tella Ford raiders from the ridge burned what the council calls the ferry house by the mill.",
            ),
        ),
        ((0, "set alight"), (1, "burned")),
    ),
    Asked(
        "a meeting by its day, told by two in other words",
        (
            (
                "Hill Courier",
                "2033-05-02",
                "The talks between the two valleys are due to open on 10 May in a school at Orvan.",
            ),
            (
                "Lake Gazette",
                "2033-05-04",
                "The negotiations will start on May 10. Few in the lower valley expect much of them.",
            ),
        ),
        ((0, "on 10 May"), (1, "on May 10")),
    ),
    Asked(
        "a beginning on two days, told in other words",
        (
            (
                "Hill Courier",
                "2033-05-15",
                "Their heavy weapons were turned over starting from May 10.",
            ),
            (
                "Lake Gazette",
                "2033-05-12",
                "The Orvan militia, who began to hand over their heavy weapons on Wednesday, asked for pay.",
            ),
        ),
        ((0, "starting from May 10"), (1, "on Wednesday")),
        ("unexplained",),
    ),
    Asked(
        "a charge and its denial in one report",
        (
            (
                "Hill Courier",
                "2033-05-02",
                "The Orvan militia said shells from the eastern ridge had hit the water tower. The eastern "
                "council said no shells from the ridge had hit the water tower.",
            ),
        ),
        ((0, "had hit the water tower"), (0, "no shells from the ridge")),
        ("contested",),
    ),
    Asked(
        "a plan and what came of it",
        (
            (
                "Coast Post",
                "2033-06-01",
                "Rebel commanders will hand over the grain stores to the village committee on Friday.",
            ),
            (
                "Delta Wire",
                "2033-06-06",
                "Rebel commanders handed over the grain stores to the village committee, a trader said.",
            ),
        ),
        ((0, "hand over the grain stores"), (1, "handed over the grain stores")),
        ("planned",),
    ),
    Asked(
        "one matter told by two outlets of their own accord",
        (
            (
                "Coast Post",
                "2033-06-01",
                "Fishermen kept their boats in harbour because mines were drifting off Cape Sund.",
            ),
            (
                "Delta Wire",
                "2033-06-02",
                "Drifting mines off Cape Sund kept most boats in the harbour, traders said.",
            ),
        ),
        ((0, "mines were drifting"), (1, "Drifting mines")),
    ),
    Asked(
        "a report without a date and one with",
        (
            ("Coast Post", "2033-06-05", "The lull along the reef appeared to hold on Sunday."),
            (
                "Delta Wire",
                "",
                "The lull appeared to hold along the reef into Sunday, despite a fire at sea.",
            ),
        ),
        ((0, "appeared to hold"), (1, "appeared to hold")),
    ),
    Asked(
        "a day told without its year",
        (
            ("Hill Courier", "2033-05-02", "Delegates are to meet at the mill on 10 May."),
            ("Lake Gazette", "", "The delegates are to hold their first meeting at the mill on May 10."),
        ),
        ((0, "on 10 May"), (1, "on May 10")),
    ),
    Asked(
        "two reports of other months, and one without a date that tells of the earlier",
        (
            ("Hill Courier", "2033-02-02", "Customs men searched the barge Marusha at the sluice of Orvan."),
            ("Lake Gazette", "2033-06-20", "The fishery was closed again after the flood."),
            ("Coast Post", "", "The barge Marusha was searched by customs men at the Orvan sluice."),
        ),
        ((0, "searched the barge"), (2, "was searched")),
    ),
)
APART = (
    Asked(
        "a small number of people and as many things",
        (
            (
                "Hill Courier",
                "2033-05-12",
                "Five shepherds crossed the ridge at dawn, a nurse said.",
            ),
            (
                "Lake Gazette",
                "2033-05-13",
                "A miller counted five carts on the ridge.",
            ),
        ),
        ((0, "Five shepherds"), (1, "five carts")),
    ),
    Asked(
        "a report without a date that tells of another day",
        (
            ("Hill Courier", "2033-05-02", "Delegates are to meet in the mill on 10 May."),
            ("Lake Gazette", "", "Fishermen met at the weir on 3 April over nets that had been cut."),
        ),
        ((0, "on 10 May"), (1, "on 3 April")),
    ),
    Asked(
        "two matters that share a day and little else",
        (
            (
                "Coast Post",
                "2033-06-02",
                "The bakers of Sund went on strike on 1 June over the price of flour.",
            ),
            ("Delta Wire", "2033-06-02", "On 1 June the council elected a new treasurer by a show of hands."),
        ),
        ((0, "price of flour"), (1, "new treasurer")),
    ),
    Asked(
        "what one would do and what another did",
        (
            (
                "Hill Courier",
                "2033-05-02",
                "The governor said he would not release the prisoners before the harvest. The bishop said "
                "eleven prisoners of the last war are buried at Orvan.",
            ),
        ),
        ((0, "would not release the prisoners"), (0, "buried at Orvan")),
    ),
    Asked(
        "a count, and another that is denied of some of it",
        (
            (
                "Hill Courier",
                "2033-05-02",
                "The mission said the militia had handed over 291 rifles at Orvan.",
            ),
            (
                "Lake Gazette",
                "2033-05-02",
                "The army denied that the militia had handed over 35 rifles at Orvan.",
            ),
        ),
        ((0, "291 rifles"), (1, "35 rifles")),
        ("contested", "differing"),
    ),
    Asked(
        "the day of what was planned, and the day when it was put off",
        (
            (
                "Hill Courier",
                "2033-05-12",
                "On 10 May the militia put off the release of captives, monks said.",
            ),
            (
                "Lake Gazette",
                "2033-05-12",
                "The release of captives planned for 15 May was put off, a nurse said.",
            ),
        ),
        ((0, "put off"), (1, "put off")),
        ("differing",),
    ),
    Asked(
        "two hauls of which each has its own number",
        (
            (
                "Hill Courier",
                "2033-05-12",
                "The militia handed over 12 rifles at the Orvan mill, monks said.",
            ),
            (
                "Lake Gazette",
                "2033-05-12",
                "The militia handed over 40 rifles at the Orvan mill, a nurse said.",
            ),
        ),
        ((0, "12 rifles"), (1, "40 rifles")),
        ("differing", "corroborated"),
    ),
    Asked(
        "two holders of one report of whom neither bears out or denies the other",
        (
            (
                "Hill Courier",
                "2033-05-02",
                "The mayor said the mill at Orvan had been searched for weapons by the militia. A miller said the "
                "weapons of the militia were kept near the mill.",
            ),
        ),
        ((0, "had been searched for weapons"), (0, "were kept near the mill")),
    ),
)


@pytest.mark.parametrize("asked", TOLD, ids=lambda a: a.name)
def test_tellings_of_one_matter_stand_together(asked: Asked, tmp_path: Path) -> None:
    """Whoever tells it, in whatever words; with a verdict or a reason that a careful reader would give."""
    found = findings_on(asked, tmp_path, *QuestionKind)
    assert found
    stand = {x.value for f in found for x in (f.verdict, f.reason) if x is not None}
    assert not asked.stand or stand & set(asked.stand), stand


@pytest.mark.parametrize("asked", APART, ids=lambda a: a.name)
def test_tellings_of_two_matters_do_not(asked: Asked, tmp_path: Path) -> None:
    """A day, a word or a side that is shared makes no matter; nor does who denies one count deny another."""
    found = findings_on(asked, tmp_path, QuestionKind.OCCURRENCE)
    assert not [f for f in found if not asked.stand or f.verdict.value in asked.stand]
