"""How a clause stands follows from its dates and from who says what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.standing.made import SHORE, UPLAND, clause, lake, signal

from truceline.model.accord import Deadline, DeadlineKind, HolderRole, Moment, MomentKind, SignalKind
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.standing import EvidenceLevel, Signal, Standing, State
from truceline.standing import board_json, due_next, moved, over_days, stand

K = SignalKind


def one(
    clause: str, as_of: str, *signals: Signal, known_at: str | None = None, reading: str | None = None
) -> Standing:
    found = stand(lake(), signals, as_of, known_at or as_of, reading)
    return next(s for s in found if s.clause == clause)


def test_before_its_day_a_silent_clause_is_not_due() -> None:
    s = one("ford", "2031-05-09")
    assert (s.state, s.evidence, s.shown) == (State.NOT_DUE, EvidenceLevel.SILENT, "not due")


def test_after_its_day_silence_is_unknown_and_neither_kept_nor_overdue() -> None:
    s = one("ford", "2031-05-20")
    assert (s.state, s.evidence, s.shown) == (State.DUE, EvidenceLevel.SILENT, "unknown (no report)")


def test_a_deed_told_in_time_is_kept_and_one_told_later_is_kept_late() -> None:
    early = one("ford", "2031-05-20", signal("ford", K.PERFORMED, "island", "2031-05-10"))
    late = one("ford", "2031-05-20", signal("ford", K.PERFORMED, "island", "2031-05-12", dated=True))
    assert (early.shown, early.evidence) == ("kept", EvidenceLevel.SINGLE_ORIGIN)
    assert late.state is State.KEPT_LATE and late.shown.startswith("kept late")


def test_a_report_after_the_day_that_gives_the_deed_no_day_does_not_make_it_late() -> None:
    told = signal("ford", K.PERFORMED, "island", "2031-05-12")
    found = one("ford", "2031-05-20", told)
    assert found.state is State.KEPT
    assert found.note == "by 2031-05-12 at the latest; due on 2031-05-10"
    for kind in (K.NOT_PERFORMED, K.POSTPONED, K.REFUSED, K.PROMISED):
        undone = signal("ford", kind, "Morning Post", "2031-05-11")
        assert one("ford", "2031-05-20", told, undone).state is State.KEPT_LATE
        # On its day the rest of the day was left.
        assert one("ford", "2031-05-20", told, replace(undone, on="2031-05-10")).state is State.KEPT
    # Another who tells of the same day that it was the day of the deed dates it.
    for who in ("Evening Post", "island"):
        dates_it = signal("ford", K.PERFORMED, who, "2031-05-12", dated=True)
        for both in ((told, dates_it), (dates_it, told)):
            assert one("ford", "2031-05-20", *both).state is State.KEPT_LATE


def test_what_was_done_or_left_undone_before_it_began_keeps_and_breaks_nothing() -> None:
    done = signal("ford", K.PERFORMED, "Morning Post", "2031-04-20", dated=True)
    undone = signal("ford", K.NOT_PERFORMED, "Morning Post", "2031-04-20", dated=True)
    for told in (done, undone):
        assert one("ford", "2031-05-20", told).shown == "unknown (no report)"
    refused = signal("ford", K.REFUSED, UPLAND, "2031-04-20")
    assert one("ford", "2031-05-05", refused).shown.startswith("disputed")


def test_what_was_refused_before_it_was_agreed_is_settled_by_the_agreement() -> None:
    made = replace(lake(), signed="2031-04-25")
    for on, refused in (("2031-04-20", False), ("2031-04-26", True)):
        told = signal("ford", K.REFUSED, UPLAND, on)
        found = {s.clause: s for s in stand(made, [told], "2031-05-05", "2031-05-05")}
        assert found["ford"].shown.startswith("disputed") is refused


def test_on_the_day_itself_nothing_is_overdue_yet() -> None:
    undone = signal("ford", K.NOT_PERFORMED, "Morning Post", "2031-05-10")
    assert one("ford", "2031-05-10", undone).state is State.DUE
    assert one("ford", "2031-05-11", undone).state is State.OVERDUE


def test_told_as_done_to_the_end_keeps_a_clause_that_owes_an_amount_unless_less_is_told() -> None:
    whole = signal("boats", K.COMPLETED, "Morning Post", "2031-05-25")
    kept = one("boats", "2031-05-28", whole)
    assert (kept.state, kept.note) == (State.KEPT, "reported as complete, how much is not")
    less = signal("boats", K.PERFORMED, "Post", "2031-05-26", low=8, high=8, cumulative=True)
    assert one("boats", "2031-05-28", whole, less).state is not State.KEPT


def test_what_is_only_spoken_of_moves_no_state_and_is_no_silence() -> None:
    due = one("ford", "2031-05-20", signal("ford", K.SPOKEN_OF, "Morning Post", "2031-05-12"))
    assert (due.state, due.shown) == (State.DUE, "due (spoken of; whether it was done was not heard)")
    calm = one("calm", "2031-05-20", signal("calm", K.SPOKEN_OF, "Morning Post", "2031-05-12"))
    assert calm.shown == "in effect (it binds; only spoken of, and whether it is kept was not heard)"
    before = one("ford", "2031-05-20", signal("ford", K.SPOKEN_OF, "Morning Post", "2031-05-08"))
    assert before.shown == "unknown (no report)"


def test_what_is_owed_by_a_day_is_not_due_before_it_however_far_it_has_gone() -> None:
    begun = one("ford", "2031-05-08", signal("ford", K.BEGUN, "Morning Post", "2031-05-06"))
    assert (begun.state, begun.evidence) == (State.NOT_DUE, EvidenceLevel.SINGLE_ORIGIN)
    assert begun.shown == "not due (reported as under way)"


@pytest.mark.parametrize("kind", [K.DUTY_STATED, K.PROMISED, K.SPOKEN_OF])
def test_what_has_no_day_binds_from_the_start_whatever_is_told_of_it(kind: SignalKind) -> None:
    """But for what waits for a later phase, or is put off."""
    first = clause("nets", (SHORE,), Deadline(DeadlineKind.NONE))
    accord = replace(lake(), clauses=(first, replace(first, id="later", phase=2)))

    def state(id: str, kind: SignalKind) -> State:
        told = replace(signal("boats", kind, "Morning Post", "2031-05-12"), clause=id)
        return next(s.state for s in stand(accord, [told], "2031-05-20", "2031-05-20") if s.clause == id)

    assert state("nets", kind) is State.IN_EFFECT
    assert state("later", kind) is State.NOT_DUE
    assert state("nets", K.POSTPONED) is State.NOT_DUE


def test_a_finding_that_a_lasting_duty_is_not_kept_stands_beside_its_state() -> None:
    """A reader who saw only "in effect" would take a finding against it for one in its favour."""
    found = signal("calm", K.NOT_PERFORMED, "lake-mission", "2031-05-12", role=HolderRole.VERIFIER)
    calm = one("calm", "2031-05-20", found)
    assert (calm.state, calm.evidence) == (State.IN_EFFECT, EvidenceLevel.ESTABLISHED)
    assert calm.shown == "in effect (found not to be kept by lake-mission)"


def test_a_deed_that_is_only_told_as_begun_is_not_silent_after_its_day() -> None:
    found = one("ford", "2031-05-20", signal("ford", K.BEGUN, "island", "2031-05-05", dated=True))
    assert (found.state, found.evidence) == (State.DUE, EvidenceLevel.SINGLE_ORIGIN)
    assert found.shown == "due (reported as begun, not as done)"


def test_what_only_those_who_owe_it_say_is_alleged_and_two_sides_corroborate() -> None:
    own = signal("ford", K.PERFORMED, UPLAND, "2031-05-09")
    both = (own, signal("ford", K.PERFORMED, SHORE, "2031-05-10"))
    assert one("ford", "2031-05-20", own).evidence is EvidenceLevel.ALLEGED
    assert one("ford", "2031-05-20", *both).evidence is EvidenceLevel.CORROBORATED


def test_two_statements_of_one_party_are_one_interest() -> None:
    two = [signal("ford", K.PERFORMED, SHORE, f"2031-05-0{n}", origin=f"o{n}") for n in (8, 9)]
    assert one("ford", "2031-05-20", *two).evidence is EvidenceLevel.SINGLE_ORIGIN


def test_two_outlets_in_their_own_voice_are_two_origins() -> None:
    two = [signal("ford", K.PERFORMED, who, "2031-05-08") for who in ("Morning Post", "Evening Post")]
    assert one("ford", "2031-05-20", *two).evidence is EvidenceLevel.CORROBORATED


def test_an_allegation_by_the_other_party_alone_is_named_as_its_own() -> None:
    s = one("calm", "2031-05-20", signal("calm", K.BREACH_ALLEGED, SHORE, "2031-05-18"))
    assert (s.state, s.evidence, s.shown) == (
        State.IN_EFFECT,
        EvidenceLevel.ALLEGED,
        "breach alleged by Shore",
    )


def test_an_allegation_that_is_denied_or_returned_is_disputed() -> None:
    told = signal("calm", K.BREACH_ALLEGED, SHORE, "2031-05-18")
    denied = signal("calm", K.DENIED, UPLAND, "2031-05-19")
    returned = signal("calm", K.BREACH_ALLEGED, UPLAND, "2031-05-19")
    assert one("calm", "2031-05-20", told, denied).shown == "disputed"
    assert one("calm", "2031-05-20", told, returned).shown == "disputed"


def test_a_refusal_before_the_day_makes_it_disputed_and_never_breached() -> None:
    s = one("ford", "2031-05-05", signal("ford", K.REFUSED, UPLAND, "2031-05-04", anonymous=True))
    assert s.state is State.NOT_DUE and s.evidence is EvidenceLevel.CONTESTED
    assert s.shown == "disputed (refusal announced)" and s.holders == (UPLAND,)


def test_a_refusal_taken_back_is_no_dispute_any_more() -> None:
    s = one(
        "ford",
        "2031-05-08",
        signal("ford", K.REFUSED, UPLAND, "2031-05-04"),
        signal("ford", K.PROMISED, UPLAND, "2031-05-06"),
    )
    assert s.evidence is not EvidenceLevel.CONTESTED


def test_what_the_other_party_says_is_refused_is_no_refusal() -> None:
    s = one("ford", "2031-05-05", signal("ford", K.REFUSED, SHORE, "2031-05-04"))
    assert s.shown == "not due"


def test_a_named_verifier_can_find_a_breach_and_an_unnamed_one_cannot() -> None:
    found = signal("calm", K.BREACH_ALLEGED, "lake-mission", "2031-05-18")
    unnamed = signal("calm", K.BREACH_ALLEGED, "lake-mission", "2031-05-18", anonymous=True)
    assert one("calm", "2031-05-20", found).shown == "breached"
    assert one("calm", "2031-05-20", found).evidence is EvidenceLevel.ESTABLISHED
    assert one("calm", "2031-05-20", unnamed).state is not State.BREACHED


def test_no_number_of_outlets_makes_a_breach_or_an_established_fact() -> None:
    many = [signal("calm", K.BREACH_ALLEGED, f"Post {n}", "2031-05-18") for n in range(50)]
    s = one("calm", "2031-05-20", *many)
    assert s.state is not State.BREACHED and s.evidence is not EvidenceLevel.ESTABLISHED


def test_that_it_was_not_yet_done_is_history_once_it_is_done() -> None:
    s = one(
        "talks",
        "2031-05-28",
        signal("talks", K.NOT_PERFORMED, SHORE, "2031-05-20"),
        signal("talks", K.BEGUN, "island", "2031-05-25"),
    )
    assert s.state is State.KEPT_LATE and s.evidence is EvidenceLevel.SINGLE_ORIGIN


def test_a_party_who_says_later_that_it_is_not_done_makes_it_disputed_with_both_holders() -> None:
    s = one(
        "talks",
        "2031-05-28",
        signal("talks", K.BEGUN, "island", "2031-05-20"),
        signal("talks", K.NOT_PERFORMED, SHORE, "2031-05-26"),
    )
    assert s.evidence is EvidenceLevel.CONTESTED and s.holders == ("island", SHORE)


def test_an_amount_is_kept_when_all_of_it_is_reported_and_is_counted_as_a_bound_before() -> None:
    some = signal("boats", K.PERFORMED, "Morning Post", "2031-05-12", low=8, high=8, cumulative=True)
    more = signal("boats", K.PERFORMED, "Morning Post", "2031-05-20", low=20, high=20, cumulative=True)
    before = one("boats", "2031-05-15", some)
    assert before.state is State.IN_EFFECT and before.note == "at least 8 of 20 reported"
    assert one("boats", "2031-05-25", some, more).shown == "kept"


def test_dated_rounds_add_up_and_retold_rounds_count_once() -> None:
    rounds = [
        signal("boats", K.PERFORMED, who, f"2031-05-{d}", low=10, high=10, cumulative=False, dated=True)
        for d in ("05", "12")
        for who in ("Morning Post", "Evening Post")
    ]
    assert one("boats", "2031-05-25", *rounds).state is State.KEPT
    assert one("boats", "2031-05-25", *rounds[:2]).state is State.IN_EFFECT


def test_a_total_told_after_the_day_does_not_make_it_late() -> None:
    s = one(
        "boats",
        "2031-06-20",
        signal("boats", K.PERFORMED, "Post", "2031-06-15", low=20, high=20, cumulative=True),
    )
    assert s.state is State.KEPT and "at the latest" in s.note


def test_a_total_that_falls_short_after_the_day_is_overdue() -> None:
    s = one(
        "boats",
        "2031-06-20",
        signal("boats", K.PERFORMED, "Post", "2031-06-15", low=9, high=12, cumulative=True),
    )
    assert s.state is State.OVERDUE


def test_only_what_could_be_known_counts_and_only_what_had_happened() -> None:
    late_news = signal("ford", K.PERFORMED, "island", "2031-05-09", known="2031-05-25")
    assert one("ford", "2031-05-20", late_news).evidence is EvidenceLevel.SILENT
    assert one("ford", "2031-05-20", late_news, known_at="2031-05-25").shown == "kept"
    assert one("ford", "2031-05-08", late_news, known_at="2031-05-25").shown == "not due"


def test_no_access_is_not_silence() -> None:
    s = one("grain", "2031-05-20", signal("grain", K.NO_ACCESS, "lake-mission", "2031-05-18"))
    assert s.shown == "unknown (no access)"
    assert one("grain", "2031-05-20").shown == "unknown (no report)"


def test_observed_none_is_a_finding_and_not_silence() -> None:
    s = one("calm", "2031-05-20", signal("calm", K.OBSERVED_NONE, "lake-mission", "2031-05-18"))
    assert s.state is State.IN_EFFECT and s.evidence is EvidenceLevel.ESTABLISHED


def test_a_suspension_holds_until_it_is_resumed() -> None:
    halt = signal("grain", K.SUSPENDED, UPLAND, "2031-05-10")
    again = signal("grain", K.RESUMED, UPLAND, "2031-05-14")
    assert one("grain", "2031-05-12", halt, again).state is State.SUSPENDED
    assert one("grain", "2031-05-16", halt, again).state is State.IN_EFFECT


def test_a_halt_told_by_others_is_told_of_its_day_and_stands_for_two_weeks() -> None:
    halt = signal("grain", K.SUSPENDED, "Morning Post", "2031-05-02")
    assert one("grain", "2031-05-16", halt).state is State.SUSPENDED
    s = one("grain", "2031-05-17", halt)
    assert s.shown == "in effect (suspended on 2031-05-02 by report; no later report repeats it)"
    own = signal("grain", K.SUSPENDED, UPLAND, "2031-05-02")
    assert one("grain", "2031-05-25", own).state is State.SUSPENDED
    (row,) = [
        r
        for r in over_days(lake(), (halt,), [f"2031-05-{d:02}" for d in range(1, 29)])
        if r.clause == "grain"
    ]
    assert [c.state for c in row.cells if c.day in ("2031-05-16", "2031-05-17")] == ["suspended", "in_effect"]


def test_an_amount_told_as_too_little_ends_a_halt() -> None:
    halt = signal("grain", K.SUSPENDED, UPLAND, "2031-05-05")
    less = replace(signal("grain", K.BREACH_ALLEGED, SHORE, "2031-05-08"), low=4.0)
    assert one("grain", "2031-05-09", halt, less).state is State.IN_EFFECT


def test_one_deed_is_not_the_end_of_a_duty_without_day_and_amount() -> None:
    accord = lake()
    undated = replace(accord.clauses[0], deadline=Deadline(DeadlineKind.NONE))
    accord = replace(accord, clauses=(undated, *accord.clauses[1:]))
    for kind, state in ((K.PERFORMED, State.IN_EFFECT), (K.COMPLETED, State.KEPT)):
        found = stand(
            accord, (signal("ford", kind, "Morning Post", "2031-05-05"),), "2031-05-09", "2031-05-09"
        )
        assert next(s for s in found if s.clause == "ford").state is state


def test_what_is_told_as_kept_up_is_in_effect_though_no_report_names_what_it_hangs_on() -> None:
    accord = lake()
    opens = Moment(MomentKind.EVENT, "when the bridge opens", anchor="event:the bridge opens")
    waits = replace(accord.clauses[4], deadline=Deadline(DeadlineKind.DURING, opens=opens))
    accord = replace(accord, clauses=(*accord.clauses[:4], waits, *accord.clauses[5:]))
    told = signal("grain", K.BEGUN, "Morning Post", "2031-05-05")
    for signals, state in (((), State.NOT_DUE), ((told,), State.IN_EFFECT)):
        found = stand(accord, signals, "2031-05-09", "2031-05-09")
        assert next(s for s in found if s.clause == "grain").state is state


def test_a_suspension_that_only_the_other_party_tells_of_is_an_allegation() -> None:
    s = one("grain", "2031-05-12", signal("grain", K.SUSPENDED, SHORE, "2031-05-10"))
    assert s.shown == "breach alleged by Shore"


def test_a_clause_that_hangs_on_a_disputed_condition_is_disputed() -> None:
    s = one(
        "goes-on",
        "2031-06-05",
        signal("talks", K.BEGUN, "island", "2031-05-20"),
        signal("talks", K.NOT_PERFORMED, SHORE, "2031-05-26"),
    )
    assert s.shown.startswith("disputed")


def test_a_day_counted_from_a_deed_moves_with_the_deed() -> None:
    done = signal("ford", K.PERFORMED, "island", "2031-05-12", dated=True)
    assert one("dam", "2031-05-13", done).dates.due == "2031-05-17"
    assert one("dam", "2031-05-09").dates.due == "2031-05-15"


def test_a_deed_told_without_its_day_moves_no_day_that_is_counted_from_it() -> None:
    told = signal("ford", K.PERFORMED, "island", "2031-05-12")
    assert one("dam", "2031-05-13", told).dates.due == "2031-05-15"


def test_a_duty_without_a_day_binds_once_reports_speak_of_it() -> None:
    accord = lake()
    open_ended = replace(accord.clauses[0], deadline=Deadline(DeadlineKind.NONE), quantity=None)
    accord = replace(accord, clauses=(open_ended, *accord.clauses[1:]))
    spoken = signal(open_ended.id, K.SPOKEN_OF, "Morning Post", "2031-05-05")
    undone = signal(open_ended.id, K.NOT_PERFORMED, "Evening Post", "2031-05-06")
    for signals, state in (
        ((spoken,), State.IN_EFFECT),
        ((spoken, undone), State.NOT_DUE),
        ((), State.NOT_DUE),
    ):
        found = stand(accord, signals, "2031-05-09", "2031-05-09")
        assert next(s for s in found if s.clause == open_ended.id).state is state


def test_each_reading_has_its_own_days() -> None:
    assert one("ford", "2031-05-10").dates.due == "2031-05-10"
    assert one("ford", "2031-05-10", reading="day0").dates.due == "2031-05-11"
    assert one("ford", "2031-05-10", reading=SHORE).dates.due == "2031-05-11"
    assert one("dam", "2031-06-20", reading="later").state is State.NOT_DUE


def test_a_persons_judgement_wins_and_says_whose_it_is() -> None:
    j = Judgement(
        "j1",
        Decision.CORRECT,
        SubjectKind.STANDING,
        "ford@2031-05-12",
        "R. Reader",
        "2031-05-13T10:00:00Z",
        "seen on the spot",
        {"state": "kept"},
    )
    by_day = {
        d: next(s for s in stand(lake(), [], d, d, None, [j]) if s.clause == "ford")
        for d in ("2031-05-11", "2031-05-12", "2031-05-20")
    }
    assert by_day["2031-05-11"].shown == by_day["2031-05-12"].shown == "unknown (no report)"
    assert by_day["2031-05-20"].shown == "kept" and by_day["2031-05-20"].confirmed
    assert by_day["2031-05-20"].evidence is EvidenceLevel.ESTABLISHED
    assert by_day["2031-05-20"].holders == ("R. Reader",)


def test_a_confirmation_holds_as_long_as_the_clause_stands_as_it_was_confirmed() -> None:
    """Nobody has confirmed what the calendar or a report made of it since; the trace tells that it lapsed."""
    seen = Judgement(
        "j",
        Decision.CONFIRM,
        SubjectKind.STANDING,
        "ford@2031-05-09",
        "R. Reader",
        "2031-05-09T10:00:00Z",
        change={"state": "not_due"},
    )
    waits, came = (
        next(s for s in stand(lake(), [], d, d, None, [seen]) if s.clause == "ford")
        for d in ("2031-05-09", "2031-05-20")
    )
    assert waits.confirmed and waits.state is State.NOT_DUE
    assert not came.confirmed and came.shown == "unknown (no report)"
    assert "confirmed as 'not due'" in came.trace[-1].says


def test_every_step_of_a_trace_leads_to_words() -> None:
    s = one("calm", "2031-05-20", signal("calm", K.BREACH_ALLEGED, SHORE, "2031-05-18"))
    assert s.trace and all(step.spans for step in s.trace)
    assert any(step.signals for step in s.trace)
    assert s.settle


def test_what_moved_names_the_signals_that_moved_it() -> None:
    told = signal("calm", K.BREACH_ALLEGED, SHORE, "2031-05-18")
    before = stand(lake(), [told], "2031-05-09", "2031-05-09")
    after = stand(lake(), [told], "2031-05-20", "2031-05-20")
    by_clause = {m.clause: m for m in moved(before, after)}
    assert by_clause["calm"].signals == (told,)
    assert by_clause["ford"].by_calendar and "grain" not in by_clause


def test_who_changed_only_what_is_told_beside_the_word_is_named() -> None:
    """The word rests on an older report; what was halted and taken up since is told by others, not by the calendar."""
    kept_up = signal("grain", K.PERFORMED, "Morning Post", "2031-05-03", low=20.0)
    halted = signal("grain", K.SUSPENDED, UPLAND, "2031-05-06")
    resumed = signal("grain", K.RESUMED, "island", "2031-05-07")
    before = stand(lake(), [kept_up], "2031-05-09", "2031-05-05")
    after = stand(lake(), [kept_up, halted, resumed], "2031-05-09", "2031-05-09")
    [found] = [m for m in moved(before, after) if m.clause == "grain"]
    assert found.same_word and found.before.note != found.after.note
    assert set(found.voices) == {halted, resumed} and not found.by_calendar


def test_what_a_person_decided_is_no_matter_of_the_calendar() -> None:
    decided = Judgement(
        "j", Decision.CONFIRM, SubjectKind.STANDING, "ford", "R. Reader", "2031-05-12T00:00:00Z"
    )
    before = stand(lake(), [], "2031-05-12", "2031-05-12")
    after = stand(lake(), [], "2031-05-12", "2031-05-12", judgements=[decided])
    [found] = moved(before, after)
    assert not found.by_calendar and "R. Reader" in found.texts[0]


def test_what_is_told_of_the_clause_that_it_is_counted_from_is_no_matter_of_the_calendar() -> None:
    """The dam is due five days after the ford: a report of the ford moved its day."""
    accord = replace(
        lake(),
        clauses=tuple(replace(c, depends_on=("ford",)) if c.id == "dam" else c for c in lake().clauses),
    )
    early = signal("ford", K.PERFORMED, "Morning Post", "2031-05-08", dated=True)
    for terms, voices in ((accord, {early}), (lake(), set())):
        before = stand(terms, [], "2031-05-07", "2031-05-07")
        after = stand(terms, [early], "2031-05-20", "2031-05-20")
        [found] = [m for m in moved(before, after) if m.clause == "dam"]
        assert (found.before.shown, found.after.shown) == ("not due", "unknown (no report)")
        assert not found.by_calendar and set(found.voices) == voices


def test_what_falls_due_next_is_told_under_each_reading() -> None:
    ahead = due_next(lake(), "2031-05-08", 4)
    ford = {f.on: f.readings for f in ahead if f.clause == "ford"}
    assert set(ford) == {"2031-05-10", "2031-05-11"}
    assert "day1" in ford["2031-05-10"] and {"day0", SHORE} <= set(ford["2031-05-11"])


def test_the_picture_over_days_says_what_the_board_of_each_day_says() -> None:
    told = [
        signal("calm", K.BREACH_ALLEGED, SHORE, "2031-05-18"),
        signal("ford", K.PERFORMED, "island", "2031-05-12", known="2031-05-14"),
        signal("talks", K.BEGUN, "island", "2031-05-20"),
    ]
    days = [f"2031-05-{n:02}" for n in range(1, 31)]
    rows = over_days(lake(), told, days)
    for i, d in enumerate(days):
        board = stand(lake(), told, d, d)
        assert [(r.cells[i].state, r.cells[i].evidence) for r in rows] == [
            (s.state.value, s.evidence.value) for s in board
        ]


def test_the_document_has_one_cell_a_clause() -> None:
    doc = board_json(stand(lake(), [], "2031-05-20", "2031-05-19"), lake())
    assert (doc["format"], doc["as_of"], doc["known_at"]) == ("truceline-board/1", "2031-05-20", "2031-05-19")
    assert [c["clause"] for c in doc["cells"]] == [c.id for c in lake().clauses]


@pytest.mark.parametrize("role", [HolderRole.OUTLET, HolderRole.MEDIATOR, HolderRole.OTHER])
def test_a_breach_told_by_others_is_noted_beside_the_state(role: HolderRole) -> None:
    s = one("calm", "2031-05-20", signal("calm", K.BREACH_ALLEGED, "Post", "2031-05-18", role=role))
    assert s.state is State.IN_EFFECT and s.shown == "in effect (breach reported by Post)"


def test_where_both_owe_it_to_say_that_it_is_not_done_accuses_nobody() -> None:
    s = one("talks", "2031-05-20", signal("talks", K.NOT_PERFORMED, SHORE, "2031-05-18"))
    assert s.shown == "overdue" and s.evidence is EvidenceLevel.SINGLE_ORIGIN
    told = signal("talks", K.BREACH_ALLEGED, SHORE, "2031-05-18")
    assert one("talks", "2031-05-20", told).shown == "breach alleged by Shore"


def test_a_refusal_is_over_once_the_deed_is_resumed() -> None:
    no = signal("grain", K.REFUSED, UPLAND, "2031-05-10")
    again = signal("grain", K.RESUMED, "Morning Post", "2031-05-14")
    assert one("grain", "2031-05-12", no, again).evidence is EvidenceLevel.CONTESTED
    assert one("grain", "2031-05-16", no, again).evidence is not EvidenceLevel.CONTESTED


def test_what_is_told_after_a_duty_has_ended_is_noted_and_changes_no_state() -> None:
    s = one("grain", "2031-06-05", signal("grain", K.SUSPENDED, "Morning Post", "2031-06-02"))
    assert s.state is State.ENDED and "Morning Post" in s.note


def test_a_breach_told_by_others_and_denied_by_those_concerned_is_disputed() -> None:
    told = signal("calm", K.BREACH_ALLEGED, "island", "2031-05-18")
    denied = signal("calm", K.DENIED, UPLAND, "2031-05-19")
    assert one("calm", "2031-05-20", told, denied).shown == "disputed"


def test_nothing_before_the_start_is_keeping_or_breach() -> None:
    early = signal("calm", K.BREACH_ALLEGED, SHORE, "2031-04-28")
    assert one("calm", "2031-05-20", early).evidence is EvidenceLevel.SILENT


def test_a_rival_reading_that_changes_the_state_is_noted_beside_it() -> None:
    s = one("dam", "2031-06-20")
    assert s.note == "not due by a reading ascribed to Shore" and s.shown == "unknown (no report)"
    assert any(step.rule == "rival reading" for step in s.trace)
    assert one("dam", "2031-06-20", reading="later").note == ""


def test_an_amount_per_day_is_told_by_day_and_in_sum() -> None:
    from dataclasses import replace

    from truceline.model.accord import Quantity, QuantityKind

    accord = lake()
    daily = Quantity(QuantityKind.TARGET, 10, unit="load", period="day", measure="loads")
    clauses = tuple(replace(c, quantity=daily) if c.id == "grain" else c for c in accord.clauses)
    told = [
        signal("grain", K.PERFORMED, "Post", f"2031-05-0{n}", low=a, high=a, cumulative=False, dated=True)
        for n, a in ((2, 14), (3, 15), (4, 5))
    ]
    board = stand(replace(accord, clauses=clauses), told, "2031-05-05", "2031-05-05")
    grain = next(s for s in board if s.clause == "grain")
    assert grain.total == 34
    assert grain.note == "3 days reported, 1 below 10, lowest 5; at least 34 in all, 30 due on those days"


def test_one_voice_that_says_two_things_is_still_one() -> None:
    """An outlet that tells of the begin and of the end of a deed corroborates nobody, itself least."""
    begun = signal("talks", K.BEGUN, "Morning Post", "2031-05-12")
    done = signal("talks", K.PERFORMED, "Morning Post", "2031-05-14")
    assert one("talks", "2031-05-16", begun, done).evidence is EvidenceLevel.SINGLE_ORIGIN
    other = signal("talks", K.PERFORMED, "Evening Post", "2031-05-14")
    assert one("talks", "2031-05-16", begun, other).evidence is EvidenceLevel.CORROBORATED


def test_retold_words_of_nobody_known_are_one_origin() -> None:
    """What "a resident" said, carried by two reports, is heard once; two residents are two."""
    told = signal("ford", K.PERFORMED, "a resident", "2031-05-09", role=HolderRole.OTHER, origin="her words")
    again = replace(told, report="another", claim="another")
    assert one("ford", "2031-05-11", told, again).evidence is EvidenceLevel.SINGLE_ORIGIN
    other = replace(again, origin="his words")
    assert one("ford", "2031-05-11", told, other).evidence is EvidenceLevel.CORROBORATED
