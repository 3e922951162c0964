"""A duty that waits for another clause: no longer due by its day alone, and never taken for granted."""

from __future__ import annotations

from dataclasses import replace

from tests.standing.made import SHORE, UPLAND, clause, day, lake, signal

from truceline.model.accord import Accord, Deadline, DeadlineKind, Moment, MomentKind, Phase, SignalKind
from truceline.model.standing import EvidenceLevel, Signal, Standing, State
from truceline.standing import Days, over_days, stand

K = SignalKind
AFTER_TEN = Moment(
    MomentKind.DAY, "day 15", n=15, condition="after ten boats", condition_clause="boats", condition_amount=10
)


def accord(due: Moment = AFTER_TEN) -> Accord:
    """The Lake agreement with a gate that Upland opens by day 15, after the tenth boat of Shore."""
    gate = clause("gate", (UPLAND,), Deadline(DeadlineKind.BY, due=due))
    return replace(lake(), clauses=(*lake().clauses, gate))


def boats(n: float, on: str) -> Signal:
    return signal("boats", K.PERFORMED, "Morning Post", on, low=n, high=n, cumulative=True, dated=True)


def gate(*told: Signal, on: str = "2031-05-20", of: Accord | None = None) -> Standing:
    return next(s for s in stand(of or accord(), told, on, on) if s.clause == "gate")


def undone(on: str) -> Signal:
    made = signal("ford", K.NOT_PERFORMED, "Morning Post", on)
    return replace(made, clause="gate", rule="gate-undone", claim=f"gate-{on}")


def test_a_duty_whose_condition_is_told_to_be_short_is_not_due_and_never_overdue() -> None:
    for told in ([boats(6, "2031-05-16")], [boats(6, "2031-05-16"), undone("2031-05-18")]):
        found = gate(*told)
        assert found.state is State.NOT_DUE
        assert "after ten boats" in found.shown
        assert any(s.rule == "condition" and s.signals for s in found.trace)


def test_a_duty_whose_condition_is_told_to_be_met_is_due_on_its_day() -> None:
    found = gate(boats(10, "2031-05-14"), undone("2031-05-18"))
    assert found.state is State.OVERDUE and found.evidence is EvidenceLevel.SINGLE_ORIGIN


def test_a_count_that_is_older_than_the_day_says_nothing_of_the_condition_on_that_day() -> None:
    assert gate(boats(6, "2031-05-10")).state is State.DUE


def test_where_nobody_tells_of_the_condition_the_duty_is_due_and_the_trace_says_that_it_is_open() -> None:
    found = gate()
    assert (found.state, found.evidence, found.shown) == (
        State.DUE,
        EvidenceLevel.SILENT,
        "unknown (no report)",
    )
    assert any("no report settles" in s.says for s in found.trace)


def test_a_deed_that_is_told_as_done_is_done_whatever_it_was_to_wait_for() -> None:
    done = replace(signal("ford", K.PERFORMED, "Morning Post", "2031-05-12", dated=True), clause="gate")
    assert gate(boats(6, "2031-05-16"), done).state is State.KEPT


def test_without_a_number_the_whole_of_the_other_clause_is_asked() -> None:
    due = replace(AFTER_TEN, condition="after the ford", condition_clause="ford", condition_amount=None)
    late = signal("ford", K.NOT_PERFORMED, "Morning Post", "2031-05-16")
    assert gate(late, of=accord(due)).state is State.NOT_DUE
    met = signal("ford", K.PERFORMED, "Morning Post", "2031-05-08", dated=True)
    assert gate(met, undone("2031-05-18"), of=accord(due)).state is State.OVERDUE


def test_the_days_of_a_waiting_clause_follow_the_count_of_the_other() -> None:
    days = [f"2031-05-{n:02}" for n in range(10, 26)]
    old = [boats(6, "2031-05-16"), undone("2031-05-18")]
    first, more = Days.of(accord(), old, days), [boats(12, "2031-05-21")]
    assert first.updated(more).rows == over_days(accord(), [*old, *more], days)
    cells = {c.day: c.state for c in next(r for r in first.updated(more).rows if r.clause == "gate").cells}
    assert (cells["2031-05-14"], cells["2031-05-18"], cells["2031-05-22"]) == (
        "not_due",
        "not_due",
        "overdue",
    )


def test_a_phase_that_begins_after_a_clause_moves_the_days_that_are_counted_in_it() -> None:
    start = Moment(MomentKind.AFTER, "3 days after clause ford", n=3, anchor="clause:ford")
    pier = clause("pier", (SHORE,), Deadline(DeadlineKind.BY, due=replace(day(5), phase=2)), phase=2)
    of = replace(
        lake(),
        phases=(lake().phases[0], Phase(2, "second", start, 30)),
        clauses=(*lake().clauses, pier),
    )
    told = signal("ford", K.PERFORMED, "Morning Post", "2031-05-20", dated=True)
    found = next(s for s in stand(of, [told], "2031-05-21", "2031-05-21") if s.clause == "pier")
    assert found.dates.due == "2031-05-27"
