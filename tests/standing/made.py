"""An invented agreement between two invented parties, and claims and signals about it."""

from __future__ import annotations

from dataclasses import replace

from truceline.model.accord import (
    Accord,
    Clause,
    ClauseKind,
    DayCount,
    Deadline,
    DeadlineKind,
    HolderRole,
    Moment,
    MomentKind,
    Phase,
    Quantity,
    QuantityKind,
    RivalReading,
    SignalKind,
    Vocabulary,
)
from truceline.model.span import Span
from truceline.model.standing import Signal

UPLAND, SHORE = "upland", "shore"
TEXT = "The Lake agreement between Upland and Shore"


def day(n: int) -> Moment:
    return Moment(MomentKind.DAY, f"day {n}", n=n)


def clause(id: str, obligors: tuple[str, ...], deadline: Deadline, **more: object) -> Clause:
    made = Clause(id, f"Clause {id}", Span("accord:lake", 0, 8, "The Lake"), obligors, deadline)
    return replace(made, **more)  # type: ignore[arg-type]


def lake(order: int = 1) -> Accord:
    """The Lake agreement: day 1 is 1 May 2031, or day 0 as Shore counts."""
    clauses = (
        clause("ford", (UPLAND,), Deadline(DeadlineKind.BY, due=day(10)), topic="ford"),
        clause("talks", (UPLAND, SHORE), Deadline(DeadlineKind.BY, due=day(15), begins=True), topic="talks"),
        clause(
            "calm",
            (UPLAND, SHORE),
            Deadline(DeadlineKind.DURING, opens=day(1), until=day(30)),
            kind=ClauseKind.BAN,
            topic="calm",
        ),
        clause(
            "boats",
            (SHORE,),
            Deadline(DeadlineKind.WINDOW, opens=day(1), due=day(30)),
            quantity=Quantity(QuantityKind.EXACT, 20, unit="boat", measure="boats"),
            topic="boats",
        ),
        clause(
            "grain", (UPLAND,), Deadline(DeadlineKind.RECURRING, opens=day(1), until=day(30), every="day")
        ),
        clause(
            "goes-on",
            (UPLAND, SHORE),
            Deadline(
                DeadlineKind.DURING, opens=day(31), condition_clause="talks", condition="while talks go on"
            ),
            readings=(RivalReading("by-itself", "it goes on by itself", (SHORE,)),),
        ),
        clause(
            "dam",
            (SHORE,),
            Deadline(
                DeadlineKind.BY, due=Moment(MomentKind.AFTER, "5 days after ford", n=5, anchor="clause:ford")
            ),
            readings=(RivalReading("later", "only on a further agreement", (SHORE,), effect="contingent"),),
        ),
        clause("peace", (UPLAND, SHORE), Deadline(DeadlineKind.PHASE), phase=2, topic="peace"),
    )
    return Accord(
        id="lake",
        name="Lake agreement",
        short_name="Lake",
        review="draft",
        text_status="invented",
        parties=(UPLAND, SHORE),
        mediators=("island",),
        start="2031-05-01",
        start_planned=None,
        start_actual=None,
        day_counts=(DayCount("day1", 1, "1 May is day 1"), DayCount("day0", 0, "1 May is day 0", (SHORE,))),
        phases=(Phase(1, "first", day(1), 30), Phase(2, "second", None, 30, contingent=True)),
        clauses=clauses[::order],
        vocabulary=Vocabulary("lake"),
        verifiers=("lake-mission",),
        labels={UPLAND: "Upland", SHORE: "Shore", "island": "Island"},
        text=TEXT,
    )


def signal(
    clause: str,
    kind: SignalKind,
    who: str,
    on: str,
    role: HolderRole | None = None,
    known: str | None = None,
    **more: object,
) -> Signal:
    """A signal by `who`: a party's id, "island", "lake-mission", or any other name for an outlet."""
    accord = lake()
    owed = next(c for c in accord.clauses if c.id == clause).obligors
    party = who if who in accord.parties or who == "island" else None
    if role is None:
        if who in owed:
            joint = len(owed) > 1 and kind in (SignalKind.BREACH_ALLEGED, SignalKind.NOT_PERFORMED)
            role = HolderRole.COUNTERPART if joint else HolderRole.OBLIGOR
        elif who in accord.parties:
            role = HolderRole.COUNTERPART
        else:
            role = {"island": HolderRole.MEDIATOR, "lake-mission": HolderRole.VERIFIER}.get(
                who, HolderRole.OUTLET
            )
    report = f"r-{who}-{on}"
    made = Signal(
        clause=clause,
        kind=kind,
        rule=f"{clause}-{kind}",
        claim=f"{report}-{clause}-{kind}",
        report=report,
        spans=(Span(report, 0, 5, "words"),),
        origin=f"o-{who}-{on}",
        holder=who,
        role=role,
        party=party,
        entity=who if role in (HolderRole.VERIFIER, HolderRole.MEDIATOR) else party,
        on=on,
        known_on=known or on,
    )
    return replace(made, **more)  # type: ignore[arg-type]
