"""Denials that do not repeat what they deny stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import Asked, findings_on

from truceline.model.weighing import QuestionKind

TOLD = "Chad said its gunners had shot down a transport plane of Niger near Faya. "
DENIED = (
    Asked(
        "called a lie by the other side",
        (
            (
                "River Wire",
                "2031-04-11",
                TOLD + "“Another lie,” said Oumar Hadiza of Niger's defence ministry.",
            ),
            ("Sahel Daily", "2031-04-11", "Rain fell on the wells of Bilma, herders said."),
        ),
        ((0, "had shot down"), (0, "Another lie")),
    ),
    Asked(
        "denied by a pronoun, and then in words of its own",
        (
            (
                "River Wire",
                "2031-04-11",
                TOLD
                + "“Another lie,” said Oumar Hadiza of Niger's defence ministry. Nothing had been lost, she said.",
            ),
            ("Sahel Daily", "2031-04-11", "Rain fell on the wells of Bilma, herders said."),
        ),
        ((0, "had shot down"), (0, "Nothing had been lost")),
    ),
)
ASIDE = (
    Asked(
        "a lie of which the report tells something else by the same speaker",
        (
            (
                "River Wire",
                "2031-04-11",
                "Chad said the road to Faya was open. “The tale of the lost herd is a lie,” Chad said.",
            ),
            ("Sahel Daily", "2031-04-11", "Rain fell on the wells of Bilma, herders said."),
        ),
        ((0, "was open"), (0, "is a lie")),
    ),
    Asked(
        "a lie that is told of what it names itself",
        (
            (
                "River Wire",
                "2031-04-11",
                TOLD
                + "The tale of the forty burnt granaries in the hills is a lie, Niger's defence ministry said.",
            ),
            ("Sahel Daily", "2031-04-11", "Rain fell on the wells of Bilma, herders said."),
        ),
        ((0, "had shot down"), (0, "is a lie")),
    ),
)


@pytest.mark.parametrize("asked", DENIED, ids=lambda a: a.name)
def test_a_denial_that_points_back_is_of_what_was_told_before(asked: Asked, tmp_path: Path) -> None:
    found = findings_on(asked, tmp_path, QuestionKind.OCCURRENCE)
    assert [f.verdict.value for f in found] == ["contested"]


@pytest.mark.parametrize("asked", ASIDE, ids=lambda a: a.name)
def test_a_denial_of_something_else_is_not(asked: Asked, tmp_path: Path) -> None:
    assert not findings_on(asked, tmp_path, QuestionKind.OCCURRENCE)
