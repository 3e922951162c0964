"""Who did it: sides that name each other, or say that it was not they, of one day."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import Asked, findings_on

from truceline.model.weighing import Finding, QuestionKind

DISPUTED = (
    Asked(
        "each side says that the other broke the truce",
        (
            (
                "River Wire",
                "2031-04-11",
                "Chad's army violated the truce, Niger's defence ministry said on Friday.",
            ),
            (
                "Sahel Daily",
                "2031-04-11",
                "Niger's troops had broken the ceasefire, Chad's defence ministry said.",
            ),
        ),
        ((0, "violated the truce"), (1, "had broken the ceasefire")),
    ),
    Asked(
        "a side is charged with a breach, and says that it keeps the truce",
        (
            (
                "River Wire",
                "2031-04-11",
                "Chad's army violated the truce, Niger's defence ministry said on Friday.",
            ),
            (
                "Sahel Daily",
                "2031-04-12",
                "“Chad's army did not violate the truce,” Chad's defence ministry said.",
            ),
        ),
        ((0, "violated the truce"), (1, "did not violate")),
    ),
    Asked(
        "each says of one night that the enemy fired",
        (
            (
                "River Wire",
                "2031-04-11",
                "“On the night of April 10 the enemy fired shells at our posts,” Niger's defence ministry said.",
            ),
            (
                "Sahel Daily",
                "2031-04-11",
                "“On the night of April 10 the enemy opened fire on our patrol,” Chad's defence ministry said.",
            ),
        ),
        ((0, "the enemy fired"), (1, "the enemy opened fire")),
    ),
    Asked(
        "one names the attackers of a camp, the other says that it was they, in words parted by who says it",
        (
            (
                "River Wire",
                "2031-04-11",
                "Chad's soldiers shelled the camp of the herders at Bilma on Thursday, Niger's defence ministry said.",
            ),
            (
                "Sahel Daily",
                "2031-04-11",
                "“It was Niger's army,” Chad's defence ministry said, “that shelled the camp of the herders on Thursday.”",
            ),
        ),
        ((0, "shelled the camp"), (1, "shelled the camp")),
    ),
)
ASIDE = (
    Asked(
        "attacks of two days",
        (
            (
                "River Wire",
                "2031-04-11",
                "Chad's army shelled Bilma on April 3, Niger's defence ministry said.",
            ),
            (
                "Sahel Daily",
                "2031-04-11",
                "Niger's army shelled Faya on April 9, Chad's defence ministry said.",
            ),
        ),
        ((0, "shelled Bilma"), (1, "shelled Faya")),
    ),
    Asked(
        "attacks on two places in one day",
        (
            (
                "River Wire",
                "2031-04-11",
                "Chad's army shelled Agadez on April 9, Niger's defence ministry said.",
            ),
            (
                "Sahel Daily",
                "2031-04-11",
                "Niger's army shelled Abeche on April 9, Chad's defence ministry said.",
            ),
        ),
        ((0, "shelled Agadez"), (1, "shelled Abeche")),
    ),
    Asked(
        "two bodies of one side that blame the enemy",
        (
            (
                "River Wire",
                "2031-04-11",
                "“The enemy violated the truce on April 9,” Niger's defence ministry said.",
            ),
            (
                "Sahel Daily",
                "2031-04-11",
                "“The enemy violated the truce on April 9,” said Niger's foreign ministry.",
            ),
        ),
        ((0, "violated the truce"), (1, "violated the truce")),
    ),
    Asked(
        "a side that only fired back is not charged by its foe's own fire",
        (
            ("River Wire", "2031-04-11", "Niger's army was shelled on April 9, monks said."),
            ("Sahel Daily", "2031-04-11", "Niger's army was bombed on April 9, a nurse said."),
        ),
        ((0, "was shelled"), (1, "was bombed")),
    ),
)


def doers(asked: Asked, home: Path) -> list[Finding]:
    return [f for f in findings_on(asked, home, QuestionKind.OCCURRENCE) if "who " in f.question]


@pytest.mark.parametrize("asked", DISPUTED, ids=lambda a: a.name)
def test_two_sides_that_name_each_other_dispute_who_did_it(asked: Asked, tmp_path: Path) -> None:
    found = doers(asked, tmp_path)
    assert found
    assert all((f.verdict.value, f.reason and f.reason.value) == ("contested", "dispute") for f in found)


@pytest.mark.parametrize("asked", ASIDE, ids=lambda a: a.name)
def test_what_is_of_two_deeds_or_of_one_side_disputes_nothing(asked: Asked, tmp_path: Path) -> None:
    assert not doers(asked, tmp_path)


def test_who_cannot_tell_stands_beside_those_who_do(tmp_path: Path) -> None:
    asked = Asked(
        "",
        (
            (
                "River Wire",
                "2031-04-10",
                "Chad's army shelled the market of Agadez on Thursday, Niger's army said.",
            ),
            (
                "Sahel Daily",
                "2031-04-10",
                "Niger's army shelled the market of Agadez on Thursday, Chad's army said.",
            ),
            (
                "Basin Post",
                "2031-04-11",
                "The market of Agadez was shelled on Thursday. The origin of the fire could not be verified, a nurse said.",
            ),
        ),
        ((0, "shelled the market"), (1, "shelled the market"), (2, "could not be verified")),
    )
    (found,) = doers(asked, tmp_path)
    assert found.why.endswith("not established.")
