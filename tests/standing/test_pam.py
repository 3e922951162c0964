"""Levels of implementation, derived by the written rule and never in place of the standing."""

from __future__ import annotations

import pytest
from tests.standing.made import SHORE, UPLAND, lake, signal

from truceline.model.accord import SignalKind
from truceline.model.standing import Signal
from truceline.model.watching import Implemented, Level, Provision
from truceline.standing import pam, stand

K = SignalKind


def provisions(told: list[Signal], day: str = "2031-05-20") -> dict[str, Provision]:
    return {p.id: p for p in pam(lake(), stand(lake(), told, day, day))}


def level(told: list[Signal], clause: str, day: str = "2031-05-20") -> Implemented:
    return next(i for p in provisions(told, day).values() for i in p.clauses if i.clause == clause)


def test_silence_is_no_level() -> None:
    """Nobody reports: not coded, which is another thing than not initiated."""
    assert level([], "ford").low is None and level([], "ford").rule == "no report"
    assert provisions([])["ford"].coded == 0 and provisions([])["ford"].low is None


@pytest.mark.parametrize(
    ("amount", "expected"), [(4.0, Level.MINIMUM), (10.0, Level.INTERMEDIATE), (20.0, Level.COMPLETE)]
)
def test_a_share_of_the_amount_is_a_level(amount: float, expected: Level) -> None:
    """Less than half of twenty boats, half of them, all of them."""
    told = [signal("boats", K.PERFORMED, "Morning Post", "2031-05-12", low=amount, high=amount, dated=True)]
    found = level(told, "boats")
    assert (found.low, found.high) == (expected, expected)


def test_done_is_complete_and_refused_or_only_promised_is_not_initiated() -> None:
    """Late or in time, what is done whole is complete; words alone are no deed."""
    assert level([signal("ford", K.PERFORMED, "Morning Post", "2031-05-18")], "ford").low is Level.COMPLETE
    assert level([signal("ford", K.PROMISED, UPLAND, "2031-05-12")], "ford").high is Level.NOT_INITIATED


def test_accounts_that_contradict_give_a_range() -> None:
    """Done and not done are told: from not initiated to complete, and no average."""
    told = [
        signal("ford", K.PERFORMED, UPLAND, "2031-05-09"),
        signal("ford", K.NOT_PERFORMED, SHORE, "2031-05-12"),
    ]
    found = level(told, "ford")
    assert (found.low, found.high) == (Level.NOT_INITIATED, Level.COMPLETE) and "contradict" in found.rule


def test_a_duty_kept_to_its_end_is_complete_only_then() -> None:
    """While it binds, what is kept up so far is intermediate; after its end, complete."""
    told = [signal("calm", K.OBSERVED_NONE, "lake-mission", "2031-05-12")]
    assert level(told, "calm").low is Level.INTERMEDIATE
    assert level(told, "calm", "2031-06-05").low is Level.COMPLETE


def test_the_standing_is_beside_the_level() -> None:
    """Each level carries how its clause stands, unchanged."""
    told = [signal("ford", K.PERFORMED, "Morning Post", "2031-05-18")]
    board = {s.clause: s for s in stand(lake(), told, "2031-05-20", "2031-05-20")}
    assert all(i.standing == board[i.clause] for p in provisions(told).values() for i in p.clauses)


def test_a_provision_is_complete_only_where_all_its_coded_clauses_are() -> None:
    """Two clauses without a topic of their own stand under one provision."""
    told = [
        signal("grain", K.PERFORMED, "Morning Post", "2031-05-12"),
        signal("dam", K.PERFORMED, SHORE, "2031-05-12"),
    ]
    other = provisions(told)["other"]
    assert other.low is Level.INTERMEDIATE and other.coded == 2
