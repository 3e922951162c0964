"""What lies ahead, and what supposed facts would move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from icalendar import Calendar
from tests.standing.made import SHORE, UPLAND, clause, day, lake, signal

from truceline.errors import UsageError
from truceline.model.accord import (
    Deadline,
    DeadlineKind,
    Moment,
    MomentKind,
    Quantity,
    QuantityKind,
    SignalKind,
)
from truceline.model.standing import Falls, Signal
from truceline.standing import due_next, ics, late, stand, supposed, told_under, what_if

K = SignalKind


def rows(found: tuple[Falls, ...]) -> list[tuple[str, str, str]]:
    return [(f.clause, f.what, f.on) for f in found]


def test_a_deed_done_late_moves_what_is_counted_from_it() -> None:
    """The dam is due 5 days after the ford is left: 8 days late there are 8 days late here."""
    moved = {
        f.clause: f
        for f in what_if(lake(), (), [late(lake(), "ford=8")], "2031-05-01", "2031-05-01", ["day1"])
    }
    assert moved["dam"].moved_dates == (("due", "2031-05-15", "2031-05-23"),)
    assert moved["ford"].after.shown.startswith("kept late")
    assert set(moved) == {"ford", "dam"}


def test_the_same_lateness_is_another_day_under_another_count() -> None:
    """Late is counted from the day that each reading gives."""
    found = what_if(lake(), (), [late(lake(), "ford=8")], "2031-05-01", "2031-05-01", ["day1", "day0"])
    dam = {f.readings: f.moved_dates for f in found if f.clause == "dam"}
    assert dam == {
        ("day1",): (("due", "2031-05-15", "2031-05-23"),),
        ("day0",): (("due", "2031-05-16", "2031-05-24"),),
    }


def test_an_event_is_supposed_by_its_words() -> None:
    """What hangs on an event has no day until the event is given one, and then has."""
    thaw = Moment(MomentKind.AFTER, "3 days after", n=3, anchor="event: the ice breaks")
    accord = replace(
        lake(), clauses=(*lake().clauses, clause("pier", (UPLAND,), Deadline(DeadlineKind.BY, due=thaw)))
    )
    [found] = what_if(
        accord, (), [supposed(accord, "The ice breaks=2031-05-04")], "2031-05-01", "2031-05-01", ["day1"]
    )
    assert found.clause == "pier" and found.moved_dates == (("due", None, "2031-05-07"),)


def test_a_phase_and_the_start_can_be_supposed() -> None:
    """A phase that waits for an agreement begins when one supposes so; a later start moves every day."""
    two = what_if(lake(), (), [supposed(lake(), "phase 2=2031-06-10")], "2031-06-11", "2031-06-11", ["day1"])
    assert [(f.clause, f.moved_dates[0]) for f in two] == [("peace", ("opens", None, "2031-06-10"))]
    start = what_if(lake(), (), [supposed(lake(), "start=2031-05-03")], "2031-05-01", "2031-05-01", ["day1"])
    ford = next(f for f in start if f.clause == "ford")
    assert ("due", "2031-05-10", "2031-05-12") in ford.moved_dates


def test_what_is_supposed_stays_out_of_the_record() -> None:
    """The signals are as before, and the board says the same as before."""
    told = [signal("ford", K.PERFORMED, "Morning Post", "2031-05-09")]
    before = stand(lake(), told, "2031-05-20", "2031-05-20")
    what_if(lake(), told, [supposed(lake(), "talks:refused=2031-05-10")], "2031-05-20", "2031-05-20")
    assert stand(lake(), told, "2031-05-20", "2031-05-20") == before and len(told) == 1


@pytest.mark.parametrize(
    "words",
    [
        "ford",
        "ford=soon",
        "fort=2031-05-01",
        "ford:sung=2031-05-01",
        "ford:done:many=2031-05-01",
        "boats:done:-5=2031-05-01",
        "boats:done:nan=2031-05-01",
        "calm:condition_ended=2031-05-01",
        "phase 9=2031-05-01",
    ],
)
def test_what_cannot_be_supposed_is_told_with_a_remedy(words: str) -> None:
    """No word is guessed at."""
    with pytest.raises(UsageError) as told:
        supposed(lake(), words)
    assert told.value.mend


def test_an_event_in_other_words_is_told_by_its_own() -> None:
    """Nobody has to know the words of the file by heart."""
    thaw = Moment(
        MomentKind.EVENT, "event: the ice of the lake breaks", anchor="event: the ice of the lake breaks"
    )
    accord = replace(
        lake(), clauses=(*lake().clauses, clause("pier", (UPLAND,), Deadline(DeadlineKind.EVENT, due=thaw)))
    )
    with pytest.raises(UsageError) as told:
        supposed(accord, "ice breaks=2031-05-04")
    assert told.value.mend and told.value.mend.startswith("did you mean 'the ice of the lake breaks'?")


@pytest.mark.parametrize(
    "both",
    [
        ("ford=2031-05-09", "ford:not_performed=2031-05-09"),
        ("start=2031-05-02", "start=2031-05-03"),
        ("phase 2=2031-06-01", "phase 2=2031-06-02"),
    ],
)
def test_two_suppositions_that_cannot_both_be_are_refused(both: tuple[str, str]) -> None:
    """What is supposed done and not done on one day would give an answer to no question."""
    given = [supposed(lake(), words) for words in both]
    with pytest.raises(UsageError, match="cannot both be"):
        what_if(lake(), (), given, "2031-05-01", "2031-05-01")
    apart = [supposed(lake(), "ford:not_performed=2031-05-11"), supposed(lake(), "ford=2031-05-13")]
    assert what_if(lake(), (), apart, "2031-05-01", "2031-05-01", ["day1"])


def test_what_ends_is_looked_at_on_the_day_after() -> None:
    """On its last day a duty still binds; what follows from its end shows on the next."""
    thaw = Moment(MomentKind.EVENT, "event: the ice breaks", anchor="event: the ice breaks")
    road = Deadline(DeadlineKind.DURING, opens=day(1), until=thaw)
    accord = replace(lake(), clauses=(*lake().clauses, clause("road", (UPLAND,), road)))
    [found] = what_if(
        accord, (), [supposed(accord, "the ice breaks=2031-05-04")], "2031-05-01", "2031-05-01", ["day1"]
    )
    assert (found.after.as_of, found.after.state.value) == ("2031-05-05", "ended")
    [ended] = what_if(
        accord, (), [supposed(accord, "calm:ended=2031-05-06")], "2031-05-01", "2031-05-01", ["day1"]
    )
    assert ended.after.shown == "ended (since 2031-05-06; last: unknown (no report))"


def test_the_signing_can_be_supposed_on_another_day() -> None:
    """What is counted from it moves with it."""
    after = Moment(MomentKind.AFTER, "3 days after signing", n=3, anchor="signing")
    accord = replace(
        lake(),
        signed="2031-05-01",
        clauses=(clause("pier", (UPLAND,), Deadline(DeadlineKind.BY, due=after)),),
    )
    [found] = what_if(
        accord, (), [supposed(accord, "signing=2031-05-03")], "2031-05-01", "2031-05-01", ["day1"]
    )
    assert found.moved_dates == (("due", "2031-05-04", "2031-05-06"),)


def test_a_clause_without_a_day_cannot_be_late() -> None:
    """There is nothing to be late for, under no reading."""
    with pytest.raises(UsageError, match="no day"):
        what_if(lake(), (), [late(lake(), "peace=3")], "2031-05-01", "2031-05-01")
    for words in ("ford", "fort=3", "ford=x"):
        with pytest.raises(UsageError):
            late(lake(), words)


def test_what_is_done_falls_due_no_more_and_moves_what_follows() -> None:
    """The ford was left on the 6th, so the dam is due on the 11th, and the ford no longer."""
    told = [signal("ford", K.PERFORMED, "lake-mission", "2031-05-06")]
    ahead = rows(due_next(lake(), "2031-05-07", 10, told, names=["day1"]))
    assert ("dam", "due", "2031-05-11") in ahead and "ford" not in {c for c, _, _ in ahead}
    bare = rows(due_next(lake(), "2031-05-07", 10, names=["day1"]))
    assert ("ford", "due", "2031-05-10") in bare and ("dam", "due", "2031-05-15") in bare


def test_planned_days_and_returning_duties_are_dates_too() -> None:
    """A schedule gives one date for each planned day with its amount; a duty of every two weeks comes back."""
    plan = Quantity(QuantityKind.SCHEDULE, 9, unit="boat", schedule=((1, 2), (8, 3), (15, 4)))
    weekly = Deadline(DeadlineKind.RECURRING, opens=day(1), until=day(40), every="week")
    fortnight = Deadline(DeadlineKind.RECURRING, opens=day(1), until=day(40), every="2 week")
    clauses = (clause("swap", (SHORE,), weekly, quantity=plan), clause("report", (UPLAND,), fortnight))
    found = due_next(replace(lake(), clauses=clauses), "2031-05-02", 30, names=["day1"])
    assert [(f.clause, f.what, f.on, f.amount) for f in found] == [
        ("swap", "planned", "2031-05-08", 3),
        ("report", "again", "2031-05-15", None),
        ("swap", "planned", "2031-05-15", 4),
        ("report", "again", "2031-05-29", None),
    ]


def test_a_calendar_reads_back_as_what_was_written() -> None:
    """Each date is one all-day event with clause, day and reading; lines are folded and end as RFC 5545 asks."""
    found = due_next(lake(), "2031-05-02", 40)
    text = ics(lake(), found, "2031-05-02")
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [str(e.decoded("dtstart")) for e in events] == [f.on for f in found]
    assert all(f.clause in str(e["summary"]) for e, f in zip(events, found, strict=True))
    ford = [str(e["summary"]) for e in events if "ford due" in str(e["summary"])]
    assert len(ford) == 2 and any("[reading: day0]" in s for s in ford)
    assert len({str(e["uid"]) for e in events}) == len(events)
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in lines) and lines[-1] == ""
    assert text == ics(lake(), found, "2031-05-02")


def test_a_date_that_moves_stays_the_same_event() -> None:
    """The dam is due later because the ford was left late: importing again moves it."""

    def uid(told: list[Signal], on: str) -> str:
        found = due_next(lake(), "2031-05-07", 20, told, names=["day1"])
        events = Calendar.from_ical(ics(lake(), found, "2031-05-07")).walk("VEVENT")
        [event] = [e for e in events if str(e["summary"]).startswith("dam due")]
        assert str(event.decoded("dtstart")) == on
        return str(event["uid"])

    late = [signal("ford", K.PERFORMED, "lake-mission", "2031-05-06")]
    assert uid([], "2031-05-15") == uid(late, "2031-05-11")


def test_an_empty_calendar_is_a_calendar() -> None:
    """Nothing ahead is still a file that a calendar can open."""
    assert Calendar.from_ical(ics(lake(), (), "2031-05-02")).walk("VEVENT") == []


def test_readings_are_named_in_few_words() -> None:
    """The day counts, and a rival reading only where it gives what its day count does not."""
    assert told_under(lake(), "ford", ["day1", "by-itself", "later"]) == "day1"
    assert told_under(lake(), "dam", ["day1"]) == "day1, not later"


def test_a_reading_by_which_a_duty_hangs_on_a_further_agreement_gives_it_no_day() -> None:
    """Beside "not due" no day stands by which it is due."""
    told = [signal("ford", SignalKind.PERFORMED, "Morning Post", "2031-05-09", dated=True)]
    plain, later = (
        next(s for s in stand(lake(), told, "2031-05-20", "2031-05-20", how) if s.clause == "dam")
        for how in (None, "later")
    )
    assert plain.dates.due == "2031-05-14"
    assert (later.dates.due, later.shown) == (None, "not due")
    assert later.dates.how == "no day by this reading (only on a further agreement)"
