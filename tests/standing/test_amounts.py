"""Amounts: what is told of one quantity gives a bound that holds, however it is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.standing.made import signal

from truceline.model.accord import SignalKind
from truceline.model.standing import Signal
from truceline.standing.amounts import Amounts, widened

K = SignalKind
START = dt.date(2031, 5, 1)


def day(n: int) -> str:
    return (START + dt.timedelta(days=n)).isoformat()


def boats(who: str, n: int, low: float, high: float | None, **more: Any) -> Signal:
    given: dict[str, Any] = {"cumulative": False, "dated": True, **more}
    return signal("boats", K.PERFORMED, who, day(n), low=low, high=high, **given)


def bound(*signals: Signal, daily: bool = False) -> float:
    counted = Amounts()
    for s in signals:
        counted.add(s, s.on or "")
    return counted.summed(daily=daily)[0]


@st.composite
def true_reports(draw: st.DrawFn) -> tuple[int, list[Signal]]:
    """Rounds three days apart or more, and reports of them that are all true of them: exact, rounded,
    as bounds, a day late, in sum with or without saying so. Returns what was done in all."""
    sizes = draw(st.lists(st.integers(1, 400), min_size=1, max_size=5))
    out, done = [], 0
    for i, size in enumerate(sizes):
        on, done = 3 * i, done + size
        for who in draw(st.lists(st.sampled_from(["Post", "Mail", "Wire", "Echo"]), unique=True, max_size=4)):
            how = draw(st.sampled_from(["exact", "about", "over", "part", "total", "so far", "undated"]))
            slack = draw(st.integers(0, 20))
            match how:
                case "exact":
                    out.append(boats(who, on, size, size))
                case "about":
                    low, high = max(size - slack, 1), size + slack
                    out.append(boats(who, on + draw(st.integers(0, 1)), low, high, cumulative=None))
                case "over":
                    out.append(boats(who, on, max(size - slack, 1), None))
                case "part":
                    out.append(boats(who, on, draw(st.integers(1, size)), None))
                case "total":
                    out.append(boats(who, on, done, done, cumulative=True, dated=False))
                case "so far":
                    out.append(boats(who, on, max(done - slack, 1), done, cumulative=None, dated=False))
                case _:
                    out.append(boats(who, on, size, size, cumulative=None, dated=False))
    return done, out


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(true_reports())
def test_at_least_is_never_more_than_was_done_where_all_reports_are_true(
    told: tuple[int, list[Signal]],
) -> None:
    done, reports = told
    assert bound(*reports) <= done


@given(true_reports(), st.randoms())
def test_the_bound_does_not_hang_on_the_order_of_reports(told: tuple[int, list[Signal]], rng: object) -> None:
    _, reports = told
    mixed = list(reports)
    rng.shuffle(mixed)  # type: ignore[attr-defined]
    assert bound(*mixed) == bound(*reports)


def test_dated_rounds_add_and_a_round_told_again_counts_once() -> None:
    assert bound(boats("Post", 0, 3, 3), boats("Mail", 0, 3, 3), boats("Post", 6, 4, 4)) == 7


def test_a_round_rounded_and_dated_a_day_off_by_another_is_the_same_round() -> None:
    exact, rough = boats("Post", 1, 596, 596), boats("Mail", 0, 550, 650, cumulative=None)
    assert bound(exact, rough) == 596


def test_the_same_voice_on_two_days_tells_of_two_rounds() -> None:
    assert bound(boats("Post", 0, 5, 5), boats("Post", 1, 5, 5)) == 10


def test_days_that_are_owed_each_for_itself_stay_apart() -> None:
    told = boats("Post", 0, 600, 600), boats("Mail", 1, 610, 610)
    assert bound(*told, daily=True) == 1210
    assert bound(*told) == 600


def test_where_voices_contradict_each_other_the_least_holds() -> None:
    assert bound(boats("Post", 0, 8, 8), boats("Mail", 0, 3, 3)) == 3


def test_a_total_and_the_rounds_in_it_are_two_bounds_of_one_quantity() -> None:
    rounds = [boats("Post", 3 * n, 4, 4) for n in range(3)]
    more = boats("Mail", 7, 15, 15, cumulative=True, dated=False)
    less = boats("Mail", 7, 9, 9, cumulative=True, dated=False)
    assert bound(*rounds, more) == 15
    assert bound(*rounds, less) == 12


def test_what_is_dated_clearly_after_a_total_adds_to_it() -> None:
    so_far = boats("Mail", 7, 15, 15, cumulative=True, dated=False)
    assert bound(so_far, boats("Post", 12, 4, 4)) == 19
    assert bound(so_far, boats("Post", 8, 4, 4)) == 15, "a day later it may be in the total already"


def test_a_total_that_another_voice_tells_lower_later_holds_as_far_as_both_can_be_right() -> None:
    much = boats("Post", 6, 10001, None, cumulative=True, dated=False)
    less = boats("Mail", 7, 8500, 8500, cumulative=True, dated=False)
    assert bound(much, less) == 8500


def test_what_neither_names_its_day_nor_says_that_it_is_a_total_never_adds_up() -> None:
    loose = [boats(who, n, 5, 5, dated=False) for n, who in enumerate(("Post", "Mail", "Wire"))]
    assert bound(*loose) == 5


def test_an_approximate_amount_is_widened_by_half_its_last_place() -> None:
    assert widened(1700, 1700) == (1650, 1750)
    assert widened(2000, 2000) == (1500, 2500)
    assert widened(7, 7) == (7, 7)
    assert widened(None, 40) == (None, 45)
