"""What one report more changes is what computing all again would give."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standing.made import SHORE, UPLAND, clause, lake, signal
from tests.standing.test_properties import days, heard, several

from truceline.model.accord import (
    Accord,
    Change,
    ChangeKind,
    Deadline,
    DeadlineKind,
    Moment,
    MomentKind,
    Quantity,
    QuantityKind,
    SignalKind,
)
from truceline.model.standing import Signal
from truceline.standing import Board, Days, over_days, readings, stand

SPAN = [(dt.date(2031, 4, 28) + dt.timedelta(days=n)).isoformat() for n in range(50)]


def wide() -> Accord:
    """The Lake agreement with a clause that waits for an event, one that ends with another, one that
    is carried on, and a successor."""
    accord = lake()
    thaw = Moment(MomentKind.EVENT, "event: the ice breaks", anchor="event: the ice breaks")
    after = Moment(MomentKind.AFTER, "3 days after", n=3, anchor="event: the ice breaks")
    tenth = Moment(MomentKind.DAY, "day 12", n=12, condition_clause="boats", condition_amount=10)
    clauses = [replace(c, carries=("calm", "grain")) if c.id == "goes-on" else c for c in accord.clauses]
    clauses += [
        clause("ferry", (SHORE,), Deadline(DeadlineKind.EVENT, due=thaw)),
        clause("pier", (UPLAND,), Deadline(DeadlineKind.BY, due=after)),
        clause("gate", (UPLAND,), Deadline(DeadlineKind.BY, due=tenth)),
        replace(
            clause("few", (SHORE,), Deadline(DeadlineKind.BY, due=Moment(MomentKind.DAY, "day 9", n=9))),
            quantity=Quantity(QuantityKind.AT_MOST, 5, unit="boat"),
        ),
    ]
    ends = Change("next", ChangeKind.SUPERSEDED, "2031-06-08", "a later text")
    return replace(accord, clauses=tuple(clauses), changes=(ends,))


@st.composite
def of_events(draw: st.DrawFn) -> Signal:
    who = draw(st.sampled_from([UPLAND, SHORE, "island", "Morning Post"]))
    on = f"2031-05-{draw(st.integers(1, 31)):02}"
    kind = draw(st.sampled_from([SignalKind.CONDITION_MET, SignalKind.CONDITION_ENDED, SignalKind.INCIDENT]))
    made = signal("ford", kind, who, on)
    return replace(made, clause=draw(st.sampled_from(["ferry", "pier", "gate", "goes-on", "calm"])))


@st.composite
def of_a_few(draw: st.DrawFn) -> Signal:
    who = draw(st.sampled_from([UPLAND, SHORE, "Morning Post"]))
    made = signal("ford", SignalKind.PERFORMED, who, f"2031-05-{draw(st.integers(1, 31)):02}")
    return replace(
        made, clause="few", low=float(draw(st.integers(1, 9))), cumulative=draw(st.booleans()), dated=True
    )


mixed = st.lists(heard() | of_events() | of_a_few(), max_size=10)


@settings(max_examples=60, deadline=None)
@given(mixed, mixed, st.data())
def test_each_day_after_one_report_more_or_less_is_as_if_computed_afresh(
    old: list[Signal], new: list[Signal], data: st.DataObject
) -> None:
    gone = data.draw(st.lists(st.sampled_from(old), unique_by=id, max_size=3)) if old else []
    left = list(old)
    for s in gone:
        left.remove(s)
    first = Days.of(wide(), old, SPAN)
    before = first.rows
    assert first.updated(new, gone).rows == over_days(wide(), [*left, *new], SPAN)
    assert first.rows == before


@settings(max_examples=120, deadline=None)
@given(st.lists(heard(), min_size=1, max_size=6), st.integers(1, 31), st.data())
def test_a_voice_that_speaks_again_is_weighed_again(old: list[Signal], day: int, data: st.DataObject) -> None:
    again, on = data.draw(st.sampled_from(old)), f"2031-05-{day:02}"
    more = [replace(again, on=on, known_on=on, claim="again")]
    assert Days.of(wide(), old, SPAN).updated(more).rows == over_days(wide(), [*old, *more], SPAN)


def test_who_said_earlier_that_a_deed_was_wanting_settles_that_it_was_late() -> None:
    """A second report of one voice, of a day before its first, is no repetition."""
    done = signal("talks", SignalKind.PERFORMED, UPLAND, "2031-05-16")
    wanting = signal("talks", SignalKind.NOT_PERFORMED, SHORE, "2031-05-17")
    more = [replace(wanting, on="2031-05-16", known_on="2031-05-16", claim="again")]
    old = [done, wanting]
    assert Days.of(wide(), old, SPAN).updated(more).rows == over_days(wide(), [*old, *more], SPAN)


@settings(max_examples=60, deadline=None)
@given(mixed, mixed, days)
def test_a_board_after_one_report_more_or_less_is_as_if_computed_afresh(
    old: list[Signal], new: list[Signal], day: str
) -> None:
    board = Board.of(wide(), old, day, "2031-06-10")
    board.standings()
    more = board.updated(new)
    assert more.standings() == stand(wide(), [*old, *new], day, "2031-06-10")
    assert more.updated(gone=new).standings() == board.standings()


@settings(max_examples=60, deadline=None)
@given(mixed, days)
def test_a_board_under_several_readings_is_the_one_under_each(told: list[Signal], day: str) -> None:
    board, names = Board.of(wide(), told, day, "2031-06-10"), [None, *readings(wide())]
    assert len(names) > 1
    assert board.standings_under(names) == tuple(board.standings(name) for name in names)


@settings(max_examples=60, deadline=None)
@given(mixed)
def test_the_picture_over_days_shows_what_the_board_of_each_day_shows(told: list[Signal]) -> None:
    rows = {r.clause: r.cells for r in over_days(wide(), told, SPAN)}
    for n in (2, 9, 20, 36, 44, 49):
        for s in stand(wide(), told, SPAN[n], SPAN[n]):
            cell = rows[s.clause][n]
            assert (cell.state, cell.evidence) == (s.state.value, s.evidence.value)
            assert s.shown == cell.shown or s.shown.startswith(f"{cell.shown} (")


@settings(max_examples=40, deadline=None)
@given(several)
def test_in_which_order_signals_come_changes_nothing_at_all(told: list[Signal]) -> None:
    day = "2031-06-05"
    assert stand(lake(), told, day, day) == stand(lake(), list(reversed(told)), day, day)
