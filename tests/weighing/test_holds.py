"""Who holds a place: taken, fallen or not, held still or left, each by the word of its holder."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import Asked, findings_on

from truceline.model.weighing import QuestionKind

HELD = (
    Asked(
        "one says that a town fell, another that it has not",
        (
            (
                "River Wire",
                "2031-04-10",
                "Fighting began around Agadez at dawn. By noon the town had fallen, traders said.",
            ),
            ("Sahel Daily", "2031-04-11", "“Agadez has not fallen,” the governor of Niger's north said."),
        ),
        ((0, "the town had fallen"), (1, "Agadez has not fallen")),
        ("contested", "dispute"),
    ),
    Asked(
        "a capture told by its taker and by others",
        (
            ("River Wire", "2031-04-10", "Chadian soldiers captured the town of Agadez, monks said."),
            ("Sahel Daily", "2031-04-10", "A nurse said Agadez was under the control of Chad."),
        ),
        ((0, "captured the town of Agadez"), (1, "Agadez was under the control")),
        ("corroborated",),
    ),
    Asked(
        "taken, and lost a week later",
        (
            ("River Wire", "2031-04-10", "Chadian soldiers captured Agadez, monks said."),
            ("Sahel Daily", "2031-04-17", "Chadian soldiers were driven out of Agadez, a nurse said."),
        ),
        ((0, "captured Agadez"), (1, "driven out of Agadez")),
        ("update",),
    ),
    Asked(
        "taken as one says, and unclear to another",
        (
            ("River Wire", "2031-04-10", "Chadian soldiers captured Agadez, monks said."),
            ("Sahel Daily", "2031-04-10", "Control of Agadez was unclear, the United Nations said."),
        ),
        ((0, "captured Agadez"), (1, "Control of Agadez was unclear")),
        ("differing",),
    ),
    Asked(
        "a capture, and its denial by the side that is charged with it",
        (
            ("River Wire", "2031-04-10", "Chadian soldiers captured Agadez, monks said."),
            ("Sahel Daily", "2031-04-11", "Chad's army denied that its soldiers had captured Agadez."),
        ),
        ((0, "captured Agadez"), (1, "captured Agadez")),
        ("contested",),
    ),
    Asked(
        "soldiers who have left, and those who see them still",
        (
            ("River Wire", "2031-04-10", "Chadian soldiers have left Agadez, monks said."),
            ("Sahel Daily", "2031-04-11", "Chadian soldiers still sit in Agadez, a nurse said."),
        ),
        ((0, "have left Agadez"), (1, "still sit in Agadez")),
        ("differing",),
    ),
)
ASIDE = (
    Asked(
        "soldiers of two sides who left one town",
        (
            ("River Wire", "2031-04-10", "Chadian soldiers have left Agadez, monks said."),
            ("Sahel Daily", "2031-04-11", "Libyan soldiers have left Agadez, a nurse said."),
        ),
        ((0, "have left Agadez"), (1, "have left Agadez")),
    ),
    Asked(
        "a town and its airport",
        (
            ("River Wire", "2031-04-10", "Chadian soldiers captured Agadez, monks said."),
            ("Sahel Daily", "2031-04-10", "Niger's army held Agadez airport, a nurse said."),
        ),
        ((0, "captured Agadez"), (1, "held Agadez airport")),
    ),
)


@pytest.mark.parametrize("asked", HELD, ids=lambda a: a.name)
def test_who_holds_a_place_is_one_question(asked: Asked, tmp_path: Path) -> None:
    """Whether it is told by who took it, by its fall, or by who is there."""
    found = [f for f in findings_on(asked, tmp_path, QuestionKind.OCCURRENCE) if "Agadez: " in f.question]
    assert len(found) == 1
    assert found[0].verdict.value in asked.stand or (found[0].reason and found[0].reason.value in asked.stand)


@pytest.mark.parametrize("asked", ASIDE, ids=lambda a: a.name)
def test_what_is_of_two_sides_or_places_is_not_set_side_by_side(asked: Asked, tmp_path: Path) -> None:
    """Two who left one town do not bear each other out, nor does an airport tell of its town."""
    found = findings_on(asked, tmp_path, QuestionKind.OCCURRENCE)
    assert not [f for f in found if "Agadez: " in f.question]
