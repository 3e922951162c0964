"""What the accord language can say of amounts, at work in the board's notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.standing.made import SHORE, UPLAND, clause, day, lake, signal

from truceline import accord as accords
from truceline.model.accord import (
    Accord,
    Clause,
    Deadline,
    DeadlineKind,
    Part,
    Quantity,
    QuantityKind,
    SignalKind,
)
from truceline.model.standing import Signal, Standing
from truceline.standing import board_json, stand

K = SignalKind
DAILY = Deadline(DeadlineKind.RECURRING, opens=day(1), until=day(30), every="day")


def one(made: Clause, *told: Signal, as_of: str = "2031-05-12", others: tuple[Clause, ...] = ()) -> Standing:
    accord: Accord = replace(lake(), clauses=(*others, made))
    return next(s for s in stand(accord, told, as_of, as_of) if s.clause == made.id)


def done(id: str, on: str, amount: float) -> Signal:
    base = signal(
        "grain", K.PERFORMED, "Morning Post", on, low=amount, high=amount, dated=True, cumulative=False
    )
    return replace(base, clause=id)


def test_a_rate_that_rises_is_judged_day_by_day_by_the_rate_of_that_day() -> None:
    """400 a day for five days, then 600: 450 is enough on the second day and too little on the eighth."""
    q = Quantity(QuantityKind.AT_LEAST, 400, unit="sack", period="day", ramp=((1, 400), (6, 600)))
    carts = clause("carts", (SHORE,), DAILY, quantity=q)
    s = one(carts, done("carts", "2031-05-02", 450), done("carts", "2031-05-08", 450))
    assert "2 days told of, 1 below what was due, lowest 450" in s.note
    assert "in sum at least 900, 1000 due on those days" in s.note


def test_a_rate_that_is_only_more_has_no_number() -> None:
    """From the sixth day more than 400: 400 falls short of it, of 450 nobody can say."""
    q = Quantity(QuantityKind.AT_LEAST, 400, unit="sack", period="day", ramp=((1, 400),), then=(6, "more"))
    carts = clause("carts", (SHORE,), DAILY, quantity=q)
    s = one(carts, done("carts", "2031-05-02", 400), done("carts", "2031-05-08", 450))
    assert "2 days told of, none below what was due, lowest 400" in s.note
    assert "in sum at least 850, more than 800 due on those days" in s.note
    short = one(carts, done("carts", "2031-05-08", 400))
    assert "1 day told of, 1 below what was due" in short.note


def test_a_ratio_is_taken_of_what_is_told_of_its_clause_or_of_a_part_of_it() -> None:
    """Thirty boats for each of two envoys, and five more."""
    q = Quantity(QuantityKind.RATIO, 30, unit="boat", per=1, per_clause="envoys-old", plus=5)
    envoys = clause("envoys", (UPLAND,), DAILY, parts=(Part("envoys-old", "the old", 2),))
    fleet = clause("fleet", (SHORE,), replace(DAILY, every=None, kind=DeadlineKind.DURING), quantity=q)
    told = (done("envoys-old", "2031-05-03", 2), done("fleet", "2031-05-03", 40))
    assert "65 due for the 2 told of envoys-old" in one(fleet, *told, others=(envoys,)).note


def test_periods_without_a_report_are_counted_and_not_judged() -> None:
    """A report every two weeks: told of in one of two; nothing is kept or broken by that."""
    made = clause("paper", (UPLAND,), replace(DAILY, every="2 week", until=day(60)))
    told = replace(signal("grain", K.PERFORMED, "Morning Post", "2031-05-20", dated=True), clause="paper")
    s = one(made, told, as_of="2031-06-01")
    assert "told of in 1 of 2 periods of a 2 week" in s.note and s.shown.startswith("in effect")


def test_the_amount_of_another_agreement_is_taken_from_the_folder_beside(tmp_path: Path) -> None:
    """A reference without a value has the value, unit and period of the clause that it names; where
    that agreement is missing, the reference stands alone."""
    source = (accords.find("gaza-2025-10") / "accord.yaml").read_text("utf-8")
    alone = tmp_path / "alone" / "gaza-2025-10"
    alone.mkdir(parents=True)
    (alone / "accord.yaml").write_text(source, "utf-8")
    lonely = accords.load(alone).clause("S3")
    beside = accords.load(accords.find("gaza-2025-10")).clause("S3")
    assert lonely is not None and lonely.quantity is not None and lonely.quantity.value is None
    assert beside is not None and beside.quantity is not None
    assert (beside.quantity.value, beside.quantity.period) == (600, "day")


def test_another_clause_carries_a_measure_only_as_far_as_it_is_in_force_itself() -> None:
    """The calm goes on under the clause that carries it; where that one is disputed, so is its going on."""
    accord = lake()
    carrying = tuple(replace(c, carries=("calm",)) if c.id == "goes-on" else c for c in accord.clauses)
    accord = replace(accord, clauses=carrying)

    def calm(*told: Signal) -> Standing:
        return next(s for s in stand(accord, told, "2031-06-05", "2031-06-05") if s.clause == "calm")

    begun = signal("talks", K.BEGUN, "island", "2031-05-14")
    never = signal("talks", K.NOT_PERFORMED, UPLAND, "2031-05-20")
    assert calm(begun).state == "in_effect" and "goes on after 2031-05-30 under goes-on" in calm(begun).note
    assert calm(begun, never).shown.startswith("disputed")
    over = replace(signal("calm", K.CONDITION_ENDED, "island", "2031-06-02"), clause="goes-on")
    assert calm(begun, over).state == "ended" and calm(begun, over).last is not None


def test_the_document_of_the_board_holds_how_an_ended_clause_stood_last() -> None:
    """Beside "ended": the day, state, evidence and word of its last day; of a clause that lives, nothing."""
    told = [signal("calm", K.BREACH_ALLEGED, SHORE, "2031-05-12")]
    cells = {
        c["clause"]: c for c in board_json(stand(lake(), told, "2031-06-05", "2031-06-05"), lake())["cells"]
    }
    assert cells["calm"]["last"] == {
        "on": "2031-05-30",
        "state": "in_effect",
        "evidence": "alleged",
        "shown": "breach alleged by Shore",
    }
    assert cells["ford"]["last"] is None and cells["calm"]["shown"].startswith("ended (")


def test_a_breach_that_is_alleged_does_not_say_that_the_deed_is_undone() -> None:
    """After its day, only a report that it is not done makes a deed overdue."""
    deed = clause("ford", (UPLAND,), Deadline(DeadlineKind.BY, due=day(10)))
    alleged = one(deed, signal("ford", K.BREACH_ALLEGED, "Morning Post", "2031-05-11"))
    assert alleged.shown.startswith("due (breach reported by Morning Post")
    undone = one(deed, signal("ford", K.NOT_PERFORMED, "Morning Post", "2031-05-11"))
    assert undone.shown == "overdue"
