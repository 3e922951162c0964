"""What a side does, will do, refuses or is asked to do about one matter is one question, in whatever words it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import Asked, findings_on

from truceline.model.weighing import QuestionKind, Verdict

COURSES = (
    Asked(
        "forces that one says are leaving and another that they have been taken out",
        (
            (
                "River Wire",
                "2031-04-10",
                "Niger's soldiers have been removed from Chad, a priest in Agadez said.",
            ),
            ("Sahel Daily", "2031-04-12", "A nurse said Niger would pull its troops out of Chad."),
        ),
        ((0, "removed from Chad"), (1, "pull its troops out")),
        ("planned", "compatible"),
    ),
    Asked(
        "what a side is asked and refuses",
        (
            ("River Wire", "2031-04-10", "Chad called on Niger to release the prisoners."),
            ("Sahel Daily", "2031-04-10", "“We will not free a single hostage,” Niger's government said."),
        ),
        ((0, "release the prisoners"), (1, "free a single hostage")),
        ("contested", "dispute"),
    ),
    Asked(
        "talks that one expects and another does not",
        (
            ("River Wire", "2031-04-10", "The talks are due to begin in Agadez on Friday, a priest said."),
            (
                "Sahel Daily",
                "2031-04-10",
                "A nurse said it was unlikely that the negotiations would go ahead.",
            ),
        ),
        ((0, "due to begin"), (1, "would go ahead")),
    ),
)


@pytest.mark.parametrize("asked", COURSES, ids=lambda a: a.name)
def test_what_is_told_of_a_course_stands_together(asked: Asked, tmp_path: Path) -> None:
    """A course is found by its side and its matter, not by the words that tell it."""
    found = findings_on(asked, tmp_path, QuestionKind.POSITION)
    assert found
    if asked.stand:
        assert {found[0].verdict.value, found[0].reason and found[0].reason.value} & set(asked.stand)


def test_who_is_charged_is_not_who_charges(tmp_path: Path) -> None:
    """A charge of breaking the truce is of the side that it names, and never of the one that makes it."""
    asked = Asked(
        "two charges",
        (
            ("River Wire", "2031-04-10", "Chad accused the herders of violating the truce."),
            ("Sahel Daily", "2031-04-10", "Chad broke the ceasefire at dawn, Niger's army said."),
        ),
        ((0, "violating the truce"), (1, "broke the ceasefire")),
    )
    assert not [f for f in findings_on(asked, tmp_path, QuestionKind.POSITION) if f.party]


def test_one_course_is_no_dispute_between_those_who_only_watch(tmp_path: Path) -> None:
    """That two who are not the side tell otherwise of its course makes nothing contested."""
    asked = Asked(
        "watchers",
        (
            ("River Wire", "2031-04-10", "Niger is honouring the ceasefire, a priest in Agadez said."),
            ("Sahel Daily", "2031-04-10", "Niger has violated the ceasefire, a nurse said."),
        ),
        ((0, "honouring"), (1, "violated")),
    )
    found = [f for f in findings_on(asked, tmp_path, QuestionKind.POSITION) if f.party]
    assert found and all(f.verdict is not Verdict.CONTESTED for f in found)


def test_two_ways_are_not_one_way(tmp_path: Path) -> None:
    """A border that is closed and an airport that is open contradict each other in nothing."""
    for other, differ in (("airport", False), ("border", True)):
        asked = Asked(
            other,
            (
                ("River Wire", "2031-04-10", "Chad has closed the border, a priest in Agadez said."),
                ("Sahel Daily", "2031-04-10", f"A nurse said that the {other} was open."),
            ),
            ((0, "closed"), (1, "was open")),
        )
        folder = tmp_path / other
        folder.mkdir()
        found = [f for f in findings_on(asked, folder, QuestionKind.POSITION) if not f.party]
        assert any(f.verdict is Verdict.DIFFERING for f in found) is differ
