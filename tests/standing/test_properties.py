"""What holds for every accord and every set of signals."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standing.made import SHORE, UPLAND, lake, signal

from truceline.model.accord import Accord, Deadline, Moment, RivalReading, SignalKind
from truceline.model.standing import EvidenceLevel, Signal, Standing, State
from truceline.standing import Board, stand
from truceline.standing.tally import Tally

SWAP = {UPLAND: SHORE, SHORE: UPLAND, "Upland": "Shore", "Shore": "Upland"}
CLAUSES = [c.id for c in lake().clauses]


@st.composite
def heard(draw: st.DrawFn) -> Signal:
    clause = draw(st.sampled_from(CLAUSES))
    kind = draw(st.sampled_from(list(SignalKind)))
    who = draw(st.sampled_from([UPLAND, SHORE, "island", "lake-mission", "Morning Post", "Evening Post"]))
    on = f"2031-05-{draw(st.integers(1, 31)):02}"
    known = draw(st.sampled_from([on, "2031-06-02"]))
    low = draw(st.sampled_from([None, 5.0, 20.0])) if clause == "boats" else None
    return signal(
        clause,
        kind,
        who,
        on,
        known=max(on, known),
        anonymous=draw(st.booleans()),
        low=low,
        high=low,
        cumulative=draw(st.sampled_from([None, True, False])),
        dated=draw(st.booleans()),
    )


several = st.lists(heard(), max_size=12)
days = st.integers(1, 31).map(lambda n: f"2031-05-{n:02}") | st.just("2031-06-10")


def swapped(value: Any) -> Any:
    """The same with the parties exchanged, names and all."""
    if isinstance(value, str):
        return re.sub("|".join(SWAP), lambda m: SWAP[m.group()], value)
    if isinstance(value, tuple):
        return tuple(swapped(v) for v in value)
    return value


def mirrored_accord(accord: Accord) -> Accord:
    def of(reading: RivalReading) -> RivalReading:
        return replace(reading, holders=swapped(reading.holders))

    return replace(
        accord,
        parties=swapped(accord.parties),
        labels={SWAP.get(k, k): SWAP.get(v, v) for k, v in accord.labels.items()},
        day_counts=tuple(replace(c, holders=swapped(c.holders)) for c in accord.day_counts),
        clauses=tuple(
            replace(c, obligors=swapped(c.obligors), readings=tuple(map(of, c.readings)))
            for c in accord.clauses
        ),
    )


def mirrored(s: Signal) -> Signal:
    return replace(s, holder=swapped(s.holder), party=swapped(s.party), entity=swapped(s.entity))


def mirrored_standing(s: Standing) -> Standing:
    steps = tuple(replace(t, says=swapped(t.says), signals=tuple(map(mirrored, t.signals))) for t in s.trace)
    return replace(
        s,
        shown=swapped(s.shown),
        note=swapped(s.note),
        holders=swapped(s.holders),
        settle=tuple(swapped(w) for w in s.settle),
        signals=tuple(map(mirrored, s.signals)),
        trace=steps,
    )


@settings(max_examples=150, deadline=None)
@given(several, days)
def test_swapping_the_parties_swaps_them_in_the_board_and_changes_nothing_else(
    told: list[Signal], day: str
) -> None:
    board = stand(lake(), told, day, "2031-06-10")
    mirror = stand(mirrored_accord(lake()), [mirrored(s) for s in told], day, "2031-06-10")
    for plain, other in zip(board, mirror, strict=True):
        got = mirrored_standing(plain)
        # Where both sides are named in one breath, their order is the accord's or the first speaker's.
        assert (got.state, got.evidence, got.holders, got.note, got.dates) == (
            other.state,
            other.evidence,
            other.holders,
            other.note,
            other.dates,
        )
        assert got.shown == other.shown and got.settle == other.settle and got.trace == other.trace


@settings(max_examples=80, deadline=None)
@given(several, days)
def test_the_order_of_clauses_and_of_signals_changes_nothing(told: list[Signal], day: str) -> None:
    board = {s.clause: s for s in stand(lake(), told, day, "2031-06-10")}
    other = {s.clause: s for s in stand(lake(-1), list(reversed(told)), day, "2031-06-10")}
    for id, s in board.items():
        assert (s.state, s.evidence, s.shown, s.dates) == (
            other[id].state,
            other[id].evidence,
            other[id].shown,
            other[id].dates,
        )


@settings(max_examples=80, deadline=None)
@given(several, heard(), days)
def test_a_signal_for_one_clause_changes_only_that_clause_and_those_that_hang_on_it(
    told: list[Signal], more: Signal, day: str
) -> None:
    hangs = {"ford": {"dam"}, "talks": {"goes-on"}}.get(more.clause, set()) | {more.clause}
    before = stand(lake(), told, day, "2031-06-10")
    after = stand(lake(), [*told, more], day, "2031-06-10")
    for a, b in zip(before, after, strict=True):
        if a.clause not in hangs:
            assert a == b


@settings(max_examples=80, deadline=None)
@given(several, days, days)
def test_what_becomes_known_later_does_not_change_what_was_known(
    told: list[Signal], as_of: str, known: str
) -> None:
    late = [s for s in told if (s.known_on or "") > known]
    kept = [s for s in told if s not in late]
    assert stand(lake(), told, as_of, known) == stand(lake(), kept, as_of, known)


@settings(max_examples=150, deadline=None)
@given(several, days)
def test_nothing_is_breached_or_established_without_a_named_verifier_or_an_admission(
    told: list[Signal], day: str
) -> None:
    for s in stand(lake(), told, day, "2031-06-10"):
        if s.state is State.BREACHED or s.evidence is EvidenceLevel.ESTABLISHED:
            assert any(not x.anonymous and (x.role in ("verifier", "obligor")) for x in s.signals)


@settings(max_examples=150, deadline=None)
@given(several, days)
def test_nobody_without_a_name_establishes_anything(told: list[Signal], day: str) -> None:
    """An unnamed verifier and an unnamed admission are heard, and settle nothing."""
    unnamed = [replace(s, anonymous=True) for s in told]
    for s in stand(lake(), unnamed, day, "2031-06-10"):
        assert s.state is not State.BREACHED and s.evidence is not EvidenceLevel.ESTABLISHED


def test_the_finding_of_an_unnamed_verifier_weighs_as_a_report_does() -> None:
    """The same words are a finding where the mission is named, and a report where "a monitor" says so;
    of a breach and of a deed alike."""
    for clause, kind in (("calm", SignalKind.BREACH_ALLEGED), ("ford", SignalKind.PERFORMED)):
        found = signal(clause, kind, "lake-mission", "2031-05-09")
        for anonymous, level in ((False, EvidenceLevel.ESTABLISHED), (True, EvidenceLevel.SINGLE_ORIGIN)):
            board = stand(lake(), [replace(found, anonymous=anonymous)], "2031-05-09", "2031-05-09")
            assert next(s for s in board if s.clause == clause).evidence is level


@settings(max_examples=150, deadline=None)
@given(several, days, days, days)
def test_evidence_only_accumulates_as_more_can_be_known(
    told: list[Signal], as_of: str, one: str, other: str
) -> None:
    """On any later day of knowledge every voice of an earlier one is still heard, its first word no later
    and its last no earlier, and every amount is still there: nothing that was known is lost."""
    early, late = sorted((one, other))
    before, after = (Board.of(lake(), told, as_of, known) for known in (early, late))
    for clause, signals in before.signals.items():
        assert set(signals) <= set(after.signals[clause])
        old, new = before.tallies[clause], after.tallies[clause]
        for key, voice in old.voices.items():
            heard = new.voices[key]
            assert heard.first_on <= voice.first_on and heard.last_on >= voice.last_on
            assert heard.named is not None or voice.named is None
        for day, voices in old.amounts.rounds.items():
            assert all((new.amounts.rounds[day][i].low or 0) >= (s.low or 0) for i, s in voices.items())
        assert {*old.deeds} <= {*new.deeds}


TAKES_BACK = {SignalKind.PROMISED, SignalKind.RESUMED, SignalKind.PERFORMED, SignalKind.BEGUN}
"""What takes a refusal back: nobody speaks against the clause any more, and nothing is told of the deed."""


@settings(max_examples=200, deadline=None)
@given(several, days, days, days)
def test_what_was_spoken_of_never_falls_silent_again(
    told: list[Signal], as_of: str, one: str, other: str
) -> None:
    """A clause of which something is known is not "unknown" on a later day of knowledge, unless those who
    refused took it back."""
    early, late = sorted((one, other))
    before, after = (stand(lake(), told, as_of, known) for known in (early, late))
    for old, new in zip(before, after, strict=True):
        if new.evidence is EvidenceLevel.SILENT and old.evidence is not EvidenceLevel.SILENT:
            kinds = {s.kind for s in told if s.clause == old.clause}
            assert SignalKind.REFUSED in kinds and kinds & TAKES_BACK, (old, new)


@settings(max_examples=80, deadline=None)
@given(several, heard(), days)
def test_what_is_withdrawn_leaves_no_trace_and_comes_back_with_it(
    told: list[Signal], more: Signal, day: str
) -> None:
    """A report that is taken back is as if it had never been; nothing else takes evidence away."""
    board = Board.of(lake(), told, day, "2031-06-10")
    grown = board.updated([more])
    assert grown.updated(gone=[more]).standings() == board.standings()
    assert grown.standings() == stand(lake(), [*told, more], day, "2031-06-10")


@settings(max_examples=80, deadline=None)
@given(days)
def test_a_silent_board_says_nothing_for_or_against_anybody(day: str) -> None:
    for s in stand(lake(), [], day, day):
        assert s.evidence is EvidenceLevel.SILENT and s.holders == ()
        assert s.shown.split(" (")[0] in ("not due", "unknown", "ended")


def test_unused_moments_do_not_break_dates() -> None:
    """A deadline without any moment gives no date and no error."""
    from truceline.model.accord import DeadlineKind, MomentKind
    from truceline.standing import dates

    empty = replace(lake().clauses[0], deadline=Deadline(DeadlineKind.NONE))
    assert dates(empty, lake()).due is None
    odd = replace(
        empty, deadline=Deadline(DeadlineKind.BY, due=Moment(MomentKind.EVENT, "x", anchor="event: x"))
    )
    assert dates(odd, lake()).due is None


@given(several, st.randoms(use_true_random=False), st.sets(st.sampled_from(list(SignalKind))))
def test_a_tally_keeps_since_when_and_how_long_a_kind_is_told_whatever_the_order(
    made: list[Signal], rng: Random, aside: set[SignalKind]
) -> None:
    """The days kept as signals come are those that its voices tell, also of what a reading leaves."""
    tally = Tally()
    for s in rng.sample(made, len(made)):
        tally.add(s)
    for held in (tally, tally.without(aside)):
        for kind in SignalKind:
            voices = held.of(kind)
            assert held.latest(kind) == max((w.last_on for w in voices), default="")
            assert held.since(kind) == min(((w.first_on, not w.dated) for w in voices), default=None)
