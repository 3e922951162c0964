"""The Gaza agreement of January 2025 from 19 January to 8 March, day by day, on the dated facts.

The facts are those of published accounts (sources: `accords/gaza-2025-01/sources.md`). Rounds are told
as the press told them: by several outlets, rounded, a day apart, planned beside done, totals between.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from truceline import accord as accords
from truceline.model.accord import Accord, HolderRole, SignalKind
from truceline.model.span import Span
from truceline.model.standing import EvidenceLevel, Signal, Standing, State
from truceline.standing import stand
from truceline.standing.amounts import Amounts

K = SignalKind
DAYS = [(dt.date(2025, 1, 19) + dt.timedelta(days=n)).isoformat() for n in range(49)]
RATIOS = ("R1", "R2", "R3", "R4", "R5", "R6")
EXCHANGE = RATIOS[:5]
LIVING, BODIES = "captives_released", "captive_bodies_returned"

CAPTIVES = [  # (day, living, bodies); nationals of a third state, outside the 33, are not among them
    ("2025-01-19", 3, 0),
    ("2025-01-25", 4, 0),
    ("2025-01-30", 3, 0),
    ("2025-02-01", 3, 0),
    ("2025-02-08", 3, 0),
    ("2025-02-15", 3, 0),
    ("2025-02-20", 0, 4),
    ("2025-02-22", 6, 0),
    ("2025-02-27", 0, 4),
]
PRISONERS = [  # (day, all kinds together); nobody dates the release of the 46 held back: the day is ours
    ("2025-01-20", 90),
    ("2025-01-25", 200),
    ("2025-01-30", 110),
    ("2025-02-01", 183),
    ("2025-02-08", 183),
    ("2025-02-15", 369),
    ("2025-02-27", 596),
    ("2025-03-05", 46),
]
BY_KIND = [  # (clause, day, prisoners, captives for whom)
    ("R1", "2025-01-20", 90, 3),
    ("R1", "2025-01-30", 30, 1),
    ("R2", "2025-01-25", 200, 4),
    ("R2", "2025-01-30", 50, 1),
    ("R3", "2025-02-01", 12, 1),
    ("R3", "2025-02-08", 12, 1),
    ("R3", "2025-02-15", 36, 3),
    ("R3", "2025-02-27", 50, 4),
    ("R4", "2025-01-30", 30, 1),
    ("R4", "2025-02-01", 60, 2),
    ("R4", "2025-02-08", 60, 2),
    ("R5", "2025-02-27", 107, 2),
    ("R6", "2025-02-01", 111, 0),
    ("R6", "2025-02-08", 111, 0),
    ("R6", "2025-02-15", 333, 0),
    ("R6", "2025-02-27", 445, 0),
]
TRUCKS = [630, 915, 897, 808, 653, 339]


@cache
def gaza() -> Accord:
    return accords.load(Path(__file__).resolve().parents[2] / "accords" / "gaza-2025-01")


def told(clause: str, kind: SignalKind, who: str, on: str, known: str = "", **more: Any) -> Signal:
    """What `who` (a party's id, or any other name for an outlet) tells of a day."""
    known = known or on
    party = who if who in gaza().parties else None
    [owed] = [c.obligors for c in gaza().clauses if c.id == clause]
    joint = len(owed) > 1 and kind in (K.NOT_PERFORMED, K.BREACH_ALLEGED)
    role = HolderRole.OUTLET
    if party:
        role = HolderRole.OBLIGOR if party in owed and not joint else HolderRole.COUNTERPART
    report = f"{who}-{known}-{clause}-{kind}-{on}"
    spans = (Span(report, 0, 5, "words"),)
    made = Signal(clause, kind, "given", report, report, spans, f"o-{report}", who, role, party, party)
    return replace(made, **{"on": on, "known_on": known, "dated": True, **more})


def amount(n: float) -> dict[str, Any]:
    return {"low": n, "high": n, "cumulative": False}


def total(n: float) -> dict[str, Any]:
    return {"low": n, "high": n, "cumulative": True, "dated": False}


def retold(clause: str, day: str, n: float, **more: Any) -> list[Signal]:
    """One occasion as three outlets tell it: exactly, a day later, and rounded with the day mistaken."""
    after = (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
    rough: dict[str, Any] = {"low": n - n // 20, "high": n + n // 20, "cumulative": None}
    return [
        told(clause, K.PERFORMED, "Morning Post", day, **amount(n), **more),
        told(clause, K.PERFORMED, "Evening Post", day, after, **amount(n), **more),
        told(clause, K.PERFORMED, "Far Gazette", after, **rough, **more),
    ]


@cache
def facts() -> tuple[Signal, ...]:
    out: list[Signal] = []
    for day, living, bodies in CAPTIVES:
        for n, measure in ((living, LIVING), (bodies, BODIES)):
            if n:
                for clause in ("E0", "E-sched"):
                    out += retold(clause, day, n, measure=measure)
    out += [
        # Five nationals of a third state went home too: one outlet counts them in, the others do not.
        told("E0", K.PERFORMED, "Wide Wire", "2025-01-30", **amount(8), measure=LIVING),
        told("E0", K.PERFORMED, "Morning Post", "2025-02-15", **total(19), measure=LIVING),
        told("E0", K.PERFORMED, "Evening Post", "2025-02-28", **total(33), measure=LIVING),
    ]
    for clause in RATIOS:
        for day, n in PRISONERS:
            out += retold(clause, day, n, shared=True)
        out += [
            told(clause, K.PERFORMED, "Morning Post", "2025-02-21", **total(1135), shared=True),
            # "About 1,700" and "about 2,000", widened as a reading widens them.
            told(
                clause,
                K.PERFORMED,
                "Far Gazette",
                "2025-02-28",
                **{**total(1650), "high": 1750.0, "cumulative": None},
                shared=True,
            ),
            told(
                clause,
                K.PERFORMED,
                "Wide Wire",
                "2025-02-28",
                **{**total(1500), "high": 2500.0, "cumulative": None},
                shared=True,
            ),
            # A list of 602 was published before 22 February: a plan is no release.
            told(clause, K.PROMISED, "Wide Wire", "2025-02-22", "2025-02-21", low=602, high=602),
        ]
    for clause, day, n, _ in BY_KIND:
        out += retold(clause, day, n)
    for clause in EXCHANGE:
        out += [
            told(clause, K.SUSPENDED, "Evening Post", "2025-02-22"),
            told(clause, K.REFUSED, "israel", "2025-02-22"),
            told(clause, K.RESUMED, "Morning Post", "2025-02-27"),
            told(clause, K.SUSPENDED, "Wide Wire", "2025-02-27", **amount(46)),
        ]
    for n, trucks in enumerate(TRUCKS):
        out.append(told("AID1", K.PERFORMED, "relief office", DAYS[n], DAYS[n + 1], **amount(trucks)))
    out += [
        told("AID1", K.PERFORMED, "relief office", "2025-01-25", **total(4201) | {"high": None}),
        told("AID1", K.PERFORMED, "relief chief", "2025-02-06", **total(10001) | {"high": None}),
        told("AID1", K.PERFORMED, "hamas", "2025-02-07", **total(8500)),
        told("P2-talks", K.BEGUN, "hamas", "2025-02-04"),
        told("P2-talks", K.NOT_PERFORMED, "israel", "2025-02-08", anonymous=True),
        told("E-sched", K.SUSPENDED, "hamas", "2025-02-10"),
        told("E-sched", K.RESUMED, "hamas", "2025-02-13"),
        told("RET1", K.BEGUN, "Morning Post", "2025-01-27"),
        told("RET2", K.REFUSED, "israel", "2025-01-25"),
        told("RET2", K.RESUMED, "Morning Post", "2025-01-27"),
        told("W4c", K.REFUSED, "israel", "2025-02-27", anonymous=True),
    ]
    return tuple(out)


@cache
def board(day: str, reading: str | None = None) -> dict[str, Standing]:
    return {s.clause: s for s in stand(gaza(), facts(), day, day, reading)}


def beyond(day: str) -> float:
    """How much is noted of all kinds together beyond what is told of each."""
    found = re.search(r"(?:another|at least) ([\d,]+) reported for R1 to R6 together", board(day)["R1"].note)
    return float(found[1].replace(",", "")) if found else 0.0


def test_the_captives_of_every_round_count_once_on_every_day() -> None:
    for day in DAYS:
        out = sum(living + bodies for on, living, bodies in CAPTIVES if on <= day)
        assert (board(day)["E0"].total or 0) == out, day
        assert (board(day)["E-sched"].total or 0) == out, day


def test_twenty_five_are_living_and_eight_are_dead() -> None:
    for measure, expected in ((LIVING, 25), (BODIES, 8)):
        counted = Amounts()
        for s in facts():
            if s.clause == "E-sched" and s.measure == measure:
                counted.add(s, s.on or "")
        assert counted.summed()[0] == expected
    end = board("2025-03-08")["E0"]
    assert end.state is State.KEPT and end.evidence is EvidenceLevel.CORROBORATED


def test_prisoners_told_of_all_kinds_together_count_for_no_kind_and_are_noted_in_sum() -> None:
    for day in DAYS:
        freed = sum(n for on, n in PRISONERS if on <= day)
        # Under way through phase one; after it no more is noted of a clause whose time is over.
        if "2025-01-20" <= day <= "2025-03-01":
            singly = sum(board(day)[c].total or 0 for c in RATIOS)
            assert beyond(day) == max(freed - singly, 0), day
        for clause in RATIOS:
            own = sum(n for c, on, n, _ in BY_KIND if c == clause and on <= day)
            assert (board(day)[clause].total or 0) == own, (day, clause)


def test_1777_prisoners_with_the_46_held_back() -> None:
    counted = Amounts()
    for s in facts():
        if s.clause == "R1" and s.shared and (s.on or "") <= "2025-03-04":
            counted.add(s, s.on or "")
    assert counted.summed()[0] == 1731
    for s in facts():
        if s.clause == "R1" and s.shared and (s.on or "") > "2025-03-04":
            counted.add(s, s.on or "")
    assert counted.summed()[0] == 1777


def test_every_ratio_closes_on_the_reported_rounds() -> None:
    end = board("2025-02-28")
    for clause in gaza().clauses:
        owed = clause.quantity
        if clause.id not in RATIOS or owed is None or owed.value is None:
            continue
        captives = sum(n for c, _, _, n in BY_KIND if c == clause.id)
        due = owed.value
        if owed.kind == "ratio":
            due = owed.value * captives / (owed.per or 1) + (owed.plus or 0)
        assert end[clause.id].total == due, clause.id
    assert end["R6"].shown == "kept"


def test_the_halt_of_22_february_lasts_until_the_release_and_says_why() -> None:
    for day in DAYS:
        s = board(day)["R1"]
        halted = "2025-02-22" <= day < "2025-02-27"
        assert (s.state is State.SUSPENDED) == halted, day
        assert "breach" not in s.shown and "overdue" not in s.shown
    halt = board("2025-02-24")["R1"]
    assert halt.note.startswith("since 2025-02-22")
    assert any(step.rule == "reason given" for step in halt.trace)
    after = board("2025-02-28")["R1"]
    assert "suspended on 2025-02-22, resumed since" in after.note
    assert "46 held back on 2025-02-27" in after.note


def test_a_release_put_off_and_taken_up_again_is_suspended_only_between() -> None:
    assert board("2025-02-11")["E-sched"].state is State.SUSPENDED
    assert board("2025-02-13")["E-sched"].state is State.IN_EFFECT


def test_the_talks_are_disputed_with_both_holders() -> None:
    for day in DAYS:
        s = board(day)["P2-talks"]
        if day < "2025-02-03":
            assert s.shown == "not due"
        elif day >= "2025-02-08":
            assert s.evidence is EvidenceLevel.CONTESTED and set(s.holders) == {"hamas", "israel"}
        assert "breach" not in s.shown and "overdue" not in s.shown


def test_day_50_is_9_or_10_march_by_reading() -> None:
    assert board("2025-03-08", "day1")["W4c"].dates.due == "2025-03-09"
    assert board("2025-03-08", "day0")["W4c"].dates.due == "2025-03-10"
    assert board("2025-03-08")["W4c"].shown.startswith("disputed")


def test_aid_is_tested_day_by_day_and_in_sum() -> None:
    first = board("2025-01-25")["AID1"]
    assert first.total == 4242
    assert "6 days reported, 1 below 600, lowest 339" in first.note
    assert "at least 4,242 in all, 3,600 due on those days" in first.note
    later = board("2025-02-07")["AID1"]
    assert later.total == 8500, "one says more than 10,000, another 8,500: both can be right of 8,500"
    assert "12,000 due by 2025-02-07" in later.note


def test_a_refusal_that_was_settled_stands_no_longer() -> None:
    assert board("2025-01-26")["RET2"].shown == "disputed (refusal announced)"
    assert board("2025-02-03")["RET2"].shown == "unknown (no report)"


def test_no_clause_is_called_broken_or_overdue_on_any_day() -> None:
    for day in DAYS:
        for s in board(day).values():
            assert not s.shown.startswith(("breach", "overdue")), (day, s.clause, s.shown)
