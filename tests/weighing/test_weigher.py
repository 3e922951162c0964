"""Adding to a weighing and taking from it gives, byte for byte, what weighing all at once gives."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weighing.build import Built, Said
from tests.weighing.test_order import corpora
from tests.worlds.reasons import make_reasons
from tests.worlds.world import make_world, world_by_day

from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.weighing import Weighing
from truceline.weighing import Weigher, alike, weigh, weighing_json
from truceline.weighing.utterances import most_alike


def text(weighing: Weighing) -> str:
    return json.dumps(weighing_json(weighing, []), indent=0)


def at_once(built: Built, numbers: set[int], judgements: tuple[Judgement, ...] = ()) -> str:
    chosen = sorted(numbers)
    reports, readings = [built.reports[n] for n in chosen], [built.readings[n] for n in chosen]
    return text(weigh(reports, readings, None, judgements))


def put(weigher: Weigher, built: Built, n: int) -> None:
    weigher.add(built.reports[n], built.readings[n])


@settings(max_examples=60, deadline=None)
@given(built=corpora(), data=st.data())
def test_one_by_one_in_any_order_is_the_same_as_at_once(built: Built, data: st.DataObject) -> None:
    """Findings are asked for after every report, or not; reports are taken out and put back."""
    weigher, inside = Weigher(), set[int]()
    steps = data.draw(st.permutations(range(len(built.reports))))
    for n in [*steps, *data.draw(st.lists(st.sampled_from(steps), max_size=6))]:
        if n in inside:
            weigher.remove(built.reports[n].id)
            inside.discard(n)
        else:
            put(weigher, built, n)
            inside.add(n)
        if data.draw(st.booleans()):
            assert text(weigher.weighing()) == at_once(built, inside)
    assert text(weigher.weighing()) == at_once(built, inside)


@pytest.mark.parametrize(("seed", "stretches"), [(3, alike.STRETCHES), (19, 1)])
def test_a_world_told_report_by_report_is_the_world(
    seed: int, stretches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies, lost attributions, counts and statements among them; reports come late and are taken back, some
    of them have no date."""
    monkeypatch.setattr(alike, "STRETCHES", stretches)
    rng = random.Random(seed)
    built = make_world(seed, days=7, outlets=8).built
    more = make_reasons(seed, each=1).built
    built.reports += more.reports
    built.readings += more.readings
    built.reports[::6] = [replace(r, published=None, available_at=None) for r in built.reports[::6]]
    order = list(range(len(built.reports)))
    rng.shuffle(order)
    weigher, inside = Weigher(), set[int]()
    for step, n in enumerate(order):
        put(weigher, built, n)
        inside.add(n)
        if step % 7 == 3:
            gone = rng.choice(sorted(inside))
            weigher.remove(built.reports[gone].id)
            inside.discard(gone)
        weigher.update()
        if step % 12 == 0:
            assert text(weigher.weighing()) == at_once(built, inside), f"seed {seed}, step {step}"
    assert text(weigher.weighing()) == at_once(built, inside), f"seed {seed}"


def test_an_update_tells_what_changed_and_nothing_else() -> None:
    """What was, less what went, with what came, is what is."""
    built = make_world(29, days=5, outlets=8).built
    weigher = Weigher()
    shown: dict[str, object] = {}
    for n in range(len(built.reports)):
        put(weigher, built, n)
        changed = weigher.update()
        for gone in changed.gone:
            shown.pop(gone, None)
        shown |= {f.id: f for f in changed.findings}
        if n % 9 == 0:
            assert shown == {f.id: f for f in weigher.weighing().findings}
    assert shown == {f.id: f for f in weigher.weighing().findings}
    assert weigher.update().findings == ()


def test_holding_other_reports_is_weighing_those() -> None:
    """What a weighing is to hold may be told whole: what stays is not weighed again."""
    built = make_world(41, days=5, outlets=8).built
    weigher = Weigher()
    for first, last in ((0, 20), (5, 30), (0, 12), (8, len(built.reports))):
        weigher.hold(built.reports[first:last], built.readings[first:last])
        assert text(weigher.weighing()) == at_once(built, set(range(first, min(last, len(built.reports)))))
        assert weigher.update().findings == ()


def test_a_report_goes_that_quotes_somebody_with_words_that_tell_nothing() -> None:
    """Who is quoted as saying "No" has said no word that is compared, and may be taken out like others."""
    built = Built()
    built.add("Orva Post", "2031-03-01", Said("No", "Zora Kell", "velia", "zora-kell"))
    built.add("Sall Star", "2031-03-01", Said("The bridge stays shut", "Zora Kell", "velia", "zora-kell"))
    weigher = Weigher()
    weigher.hold(built.reports, built.readings)
    weigher.update()
    weigher.remove(built.reports[0].id)
    assert text(weigher.weighing()) == at_once(built, {1})


@pytest.mark.parametrize("seed", [5, 31])
def test_what_people_decided_holds_whenever_it_was_decided(seed: int) -> None:
    """Judgements made before, between or after the reports come give the same; undone, the first state."""
    rng = random.Random(seed)
    built = make_world(seed, days=4, outlets=8).built
    first = weigh(built.reports, built.readings, None)
    lines = [x for x in first.lineages if len(x.members) > 2]
    one, other, third = rng.sample(lines, 3)
    made = [
        (Decision.MERGE, SubjectKind.LINEAGE, one.origin, (other.origin,)),
        (Decision.SPLIT, SubjectKind.LINEAGE, third.origin, (third.members[-1].claim,)),
        (Decision.WITHDRAW, SubjectKind.LINEAGE, one.members[-1].claim, ()),
        (Decision.WITHDRAW, SubjectKind.REPORT, built.reports[3].id, ()),
        (Decision.REJECT, SubjectKind.FINDING, first.findings[0].id, ()),
        (Decision.CONFIRM, SubjectKind.FINDING, first.findings[1].id, ()),
    ]
    judgements = tuple(
        Judgement(
            f"j{n}", decision, kind, subject, "an analyst", f"2031-06-0{n + 1}T00:00:00Z", others=others
        )
        for n, (decision, kind, subject, others) in enumerate(made)
    )
    weigher = Weigher(judgements=judgements[:2])
    order = list(range(len(built.reports)))
    rng.shuffle(order)
    for step, n in enumerate(order):
        put(weigher, built, n)
        if step == len(order) // 2:
            weigher.weighing()
            weigher.judge(judgements)
    assert text(weigher.weighing()) == at_once(built, set(order), judgements)
    undone = tuple(
        Judgement(f"u{n}", Decision.UNDO, SubjectKind.JUDGEMENT, j.id, "an analyst", "2031-07-01T00:00:00Z")
        for n, j in enumerate(judgements)
    )
    weigher.judge((*judgements, *undone))
    assert text(weigher.weighing()) == text(first)


def test_figures_may_wait_while_a_case_is_taken_in() -> None:
    """Settled piece by piece, whatever day the pieces are of, the case comes out as weighed at once."""
    built = make_world(47, days=8, outlets=8).built
    order = list(range(len(built.reports)))
    random.Random(47).shuffle(order)
    weigher = Weigher()
    for step, n in enumerate(order):
        put(weigher, built, n)
        if step % 9 == 0:
            weigher.settle()
    assert text(weigher.weighing()) == at_once(built, set(order))


def test_a_late_report_asks_as_much_again_in_a_long_case_as_in_a_short_one() -> None:
    """One report more touches the questions of its days, however many there are before and behind them."""
    asked = []
    for days in (36, 60):
        weigher, late = Weigher(), []
        for n, told in enumerate(world_by_day(5, days, outlets=8)):
            if n == 11:
                late.append(told.pop())
            for report, reading in told:
                weigher.add(report, reading)
        weigher.update()
        weigher.add(*late[0])
        changed = weigher.update()
        assert changed.findings
        asked.append(changed.asked)
    assert asked[0] == asked[1] < 160


def test_a_late_report_is_looked_at_without_its_whole_cluster_of_copies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of a text that many carried long ago only the first and the new copy are made again."""
    built = Built()
    words = "carts full of bricks stood near Ormun on the road to Salvik as clerks looked on"
    for n in range(30):
        built.add(f"Outlet {n}", f"2031-05-{n % 28 + 1:02}", Said(words))
    weigher = Weigher()
    weigher.hold(built.reports, built.readings)
    weigher.update()
    made: list[int] = []
    monkeypatch.setattr(weigher._matters, "put", lambda i, node, line: made.append(i))
    late = built.add("Late Post", "2031-07-01", Said(words))
    weigher.add(late, built.readings[-1])
    weigher.update()
    assert len(made) == 1
    assert len(weigher.weighing().lineages[0].members) == 31


@pytest.mark.parametrize("reports", [60, 240])
def test_like_sentences_with_other_figures_are_not_held_against_each_other(
    reports: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a flood an utterance is held against the first of each statement, and those with its figures."""
    scored = 0

    def counted(*told: Any) -> float | None:
        nonlocal scored
        scored += 1
        return most_alike(*told)

    monkeypatch.setattr("truceline.weighing.statements.most_alike", counted)
    built = Built()
    body = ("Harbour Authority", "velia", "harbour-authority")
    for n in range(reports):
        words = f"{1000 + n} lorries with {5000 + n} sacks of flour crossed the bridge of Ormun"
        built.add(f"Outlet {n}", "2031-05-02", Said(words, *body))
    weigh(built.reports, built.readings, None)
    assert scored <= 3 * reports
