"""Who did it: a charge and its answer on one deed, told apart by its place or thing and its day."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import Asked
from tests.weighing.test_doers import doers

WIRE, DAILY = ("River Wire", "2031-04-11"), ("Sahel Daily", "2031-04-14")
ONE_REPORT = (
    *WIRE,
    "A clinic in Bilma was hit on Thursday, and nine people died, a nurse said.\n\n"
    "Niger's interior ministry blamed the attack on Chadian aircraft.\n\n"
    "Chad's army spokesman, Colonel Musa Abbo, denied Chad was involved. "
    "“This incident was caused by terrorists whose rockets fell short and hit the clinic,” he said.",
)
CHARGED = (
    *WIRE,
    "Nine people died on Thursday in a school of Bilma. Chadian shells hit the school, the Desert Doctors said.",
)
ANSWERED = (
    *DAILY,
    "Chad's army said it was not responsible for anyone killed last week when a shell landed in the school of Bilma.",
)
CLAIMED = (
    *WIRE,
    "A soldier died near Bilma last week. Chad's army said it was behind a roadside bombing of a patrol near Bilma. "
    "Niger's army said that the soldier was not killed in an attack but fell from a roof.",
)
DISPUTED = (
    Asked("in one report", (ONE_REPORT,), ((0, "the attack on Chadian aircraft"), (0, "Chad was involved"))),
    Asked(
        "days later, of the same school",
        (CHARGED, ANSWERED),
        ((0, "shells hit the school"), (1, "not responsible")),
    ),
    Asked("whether it happened so", (CLAIMED,), ((0, "behind a roadside"), (0, "not killed in an attack"))),
    Asked(
        "reproaches of one week that tell no day",
        (
            (*WIRE, "Chad is not adhering to the ceasefire, Niger's foreign minister said."),
            (*DAILY, "Niger is violating the ceasefire, Chad's defence ministry said."),
        ),
        ((0, "not adhering"), (1, "violating the ceasefire")),
    ),
)
ASIDE = (
    Asked(
        "a denial of another place",
        (
            CHARGED,
            (
                *DAILY,
                "Chad's army said it was not responsible for anyone killed last week in the market of Faya.",
            ),
        ),
        ((0, "shells hit the school"), (1, "not responsible")),
    ),
    Asked(
        "a general reproach and one deed",
        (
            (*WIRE, "Niger's government blamed Chad for civilian deaths."),
            (
                *DAILY,
                "Chad's army said it was not responsible for anyone killed on Sunday in the market of Faya.",
            ),
        ),
        ((0, "civilian deaths"), (1, "not responsible")),
    ),
    Asked(
        "who asks who keeps it",
        (
            (*WIRE, "Chad is violating the ceasefire, Niger's foreign minister said."),
            (*DAILY, "Chad's army spoke to the Daily about who keeps the truce."),
        ),
        ((0, "violating"), (1, "keeps the truce")),
    ),
)


@pytest.mark.parametrize("asked", DISPUTED, ids=lambda a: a.name)
def test_a_charge_and_its_answer_on_one_deed_are_disputed(asked: Asked, tmp_path: Path) -> None:
    found = doers(asked, tmp_path)
    assert found
    assert all((f.verdict.value, f.reason and f.reason.value) == ("contested", "dispute") for f in found)


@pytest.mark.parametrize("asked", ASIDE, ids=lambda a: a.name)
def test_what_is_of_another_deed_answers_nothing(asked: Asked, tmp_path: Path) -> None:
    assert not doers(asked, tmp_path)


def test_the_sides_changed_about_give_the_same_verdict(tmp_path: Path) -> None:
    told = ONE_REPORT[2].replace("Niger", "@").replace("Chadian", "Nigerien").replace("Chad", "Niger")
    turned = Asked(
        "",
        ((*WIRE, told.replace("@", "Chad")),),
        ((0, "the attack on Nigerien aircraft"), (0, "Niger was involved")),
    )
    for n, asked in enumerate((DISPUTED[0], turned)):
        (home := tmp_path / str(n)).mkdir()
        assert [f.verdict.value for f in doers(asked, home)] == ["contested"]
