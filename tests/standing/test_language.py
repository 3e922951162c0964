"""What the accord language can say of amounts, at work in the board's notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.standing.made import SHORE, UPLAND, clause, day, lake, signal

from truceline import accord as accords
from truceline.accord.phrase import moment
from truceline.model.accord import (
    Accord,
    Change,
    ChangeKind,
    Clause,
    Deadline,
    DeadlineKind,
    Document,
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
    assert "2 days reported, 1 below what was due, lowest 450" in s.note
    assert "at least 900 in all, 1,000 due on those days" in s.note


def test_a_rate_that_is_only_more_has_no_number() -> None:
    """From the sixth day more than 400: 400 falls short of it, of 450 nobody can say."""
    q = Quantity(QuantityKind.AT_LEAST, 400, unit="sack", period="day", ramp=((1, 400),), then=(6, "more"))
    carts = clause("carts", (SHORE,), DAILY, quantity=q)
    s = one(carts, done("carts", "2031-05-02", 400), done("carts", "2031-05-08", 450))
    assert "2 days reported, none below what was due, lowest 400" in s.note
    assert "at least 850 in all, more than 800 due on those days" in s.note
    short = one(carts, done("carts", "2031-05-08", 400))
    assert "1 day reported, 1 below what was due" in short.note


def test_a_ratio_is_taken_of_what_is_told_of_its_clause_or_of_a_part_of_it() -> None:
    """Thirty boats for each of two envoys, and five more."""
    q = Quantity(QuantityKind.RATIO, 30, unit="boat", per=1, per_clause="envoys-old", plus=5)
    envoys = clause("envoys", (UPLAND,), DAILY, parts=(Part("envoys-old", "the old", 2),))
    fleet = clause("fleet", (SHORE,), replace(DAILY, every=None, kind=DeadlineKind.DURING), quantity=q)
    told = (done("envoys-old", "2031-05-03", 2), done("fleet", "2031-05-03", 40))
    assert "65 due for the 2 reported under envoys-old" in one(fleet, *told, others=(envoys,)).note


def test_periods_without_a_report_are_counted_and_not_judged() -> None:
    """A report every two weeks: told of in one of two; nothing is kept or broken by that."""
    made = clause("paper", (UPLAND,), replace(DAILY, every="2 week", until=day(60)))
    told = replace(signal("grain", K.PERFORMED, "Morning Post", "2031-05-20", dated=True), clause="paper")
    s = one(made, told, as_of="2031-06-01")
    assert "reported in 1 of 2 periods of 2 weeks" in s.note and s.shown.startswith("in effect")


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


def test_an_offset_counts_from_the_start_that_it_names() -> None:
    """Ten days from the planned start, from the actual one, and from the day on which days are counted."""
    accord = replace(lake(), start_planned="2031-05-02T08:30+02:00", start_actual="2031-05-04T11:15+02:00")

    def due(words: str) -> str | None:
        made = clause("ford", (UPLAND,), Deadline(DeadlineKind.BY, due=moment(words)))
        return stand(replace(accord, clauses=(made,)), (), "2031-05-05", "2031-05-05")[0].dates.due

    assert due("10 days after planned start") == "2031-05-12"
    assert due("10 days after actual start") == "2031-05-14"
    assert due("10 days after start") == "2031-05-11"
    assert due("actual start") == "2031-05-04"


def test_a_duty_that_survives_binds_while_the_agreement_is_suspended() -> None:
    """A later text suspends all; what is to survive goes on, and the rest waits until it is resumed."""
    lives = clause("grain", (UPLAND,), DAILY, survives_suspension=True)
    waits = clause("carts", (UPLAND,), DAILY)
    changes = (
        Change("halt", ChangeKind.SUSPENDED, "2031-05-08", "both put it off", (UPLAND, SHORE)),
        Change("again", ChangeKind.RESUMED, "2031-05-20", "both go on", (UPLAND, SHORE)),
    )
    accord = replace(lake(), clauses=(lives, waits), changes=changes)
    states = {
        day: [s.state.value for s in stand(accord, (), day, day)]
        for day in ("2031-05-07", "2031-05-10", "2031-05-21")
    }
    assert states == {
        "2031-05-07": ["in_effect", "in_effect"],
        "2031-05-10": ["in_effect", "suspended"],
        "2031-05-21": ["in_effect", "in_effect"],
    }


def test_the_trace_tells_how_that_stands_which_the_text_puts_before() -> None:
    """A clause before another, whichever is written first; a circle of such orders does no harm."""
    first = clause("ford", (UPLAND,), Deadline(DeadlineKind.BY, due=day(10)))
    then = clause("dam", (SHORE,), Deadline(DeadlineKind.BY, due=day(20)), depends_on=("ford",))
    told = signal("ford", K.PERFORMED, "Morning Post", "2031-05-09", dated=True)
    for others in ((first, then), (then, first), (replace(first, depends_on=("dam",)), then)):
        board = stand(replace(lake(), clauses=others), [told], "2031-05-12", "2031-05-12")
        steps = [t.says for s in board if s.clause == "dam" for t in s.trace if t.rule == "order"]
        assert steps == ["the text puts ford before it: kept"]


def test_the_trace_names_a_paper_that_was_only_leaked() -> None:
    """A clause of a leaked paper says so; one of a signed paper says nothing."""
    papers = tuple(Document(s, f"the {s} paper", s) for s in ("leaked", "signed"))
    made = tuple(
        clause(f"c-{d.id}", (UPLAND,), Deadline(DeadlineKind.BY, due=day(10)), document=d.id) for d in papers
    )
    board = stand(replace(lake(), clauses=made, documents=papers), (), "2031-05-12", "2031-05-12")
    told = {s.clause: [t.says for t in s.trace if t.rule == "document"] for s in board}
    assert told == {
        "c-leaked": ["it stands in a paper that is only leaked: the leaked paper"],
        "c-signed": [],
    }


def test_a_range_is_told_with_both_ends() -> None:
    """Three to five years are owed; four are told."""
    q = Quantity(QuantityKind.RANGE, 3, high=5, unit="year")
    rebuilding = clause("carts", (SHORE,), replace(DAILY, every=None, kind=DeadlineKind.DURING), quantity=q)
    assert "at least 4 reported, 3 to 5 owed" in one(rebuilding, done("carts", "2031-05-03", 4)).note


def test_a_condition_in_words_is_told_and_never_counted() -> None:
    """Nothing says whether the river is low; that the deed is undone is told with the condition."""
    owed = Deadline(DeadlineKind.BY, due=replace(day(10), condition="once the river is low"))
    undone = signal("ford", K.NOT_PERFORMED, "Morning Post", "2031-05-11")
    s = one(clause("ford", (UPLAND,), owed), undone)
    assert s.state == "overdue" and "owed once the river is low" in s.note
    assert any("the text asks once the river is low" in t.says for t in s.trace)


def test_a_patch_of_the_schedule_is_known_from_its_own_day() -> None:
    """Two boats more by the tenth, agreed on the fifth: planned from then on and not before."""
    q = Quantity(QuantityKind.SCHEDULE, 6, unit="boat", schedule=((1, 3), (20, 3)))
    fleet = clause("boats", (SHORE,), replace(DAILY, every="week"), quantity=q)
    more = Change("more", ChangeKind.SUPPLEMENTED, "2031-05-05", "two at once", (), ("boats",))
    more = replace(more, schedule=(("2031-05-10", 2.0), ("2031-05-20", -2.0)))
    accord = replace(lake(), clauses=(fleet,), changes=(more,))
    told = replace(done("boats", "2031-05-01", 3), clause="boats")

    def note(day: str) -> str:
        return stand(accord, [told], day, day)[0].note

    assert "3 due by then" in note("2031-05-04")
    assert "no report of 2 planned for 2031-05-10" in note("2031-05-12")
    assert "1 planned for 2031-05-20" in note("2031-05-22")
