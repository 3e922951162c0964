"""Of a flood of counts only those are held against each other that can stand in one question."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache, partial

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.weighing.build import Built, Said

from truceline.weighing.comparable import Alike, joinable, time_of
from truceline.weighing.counts import Count
from truceline.weighing.unreached import Home, Unreached
from truceline.weighing.weigher import Weigher


@cache
def one_a_day() -> tuple[Count, ...]:
    """A count of each of twelve days, and of a report without a date."""
    built = Built()
    for day in (*range(1, 13), None):
        words = f"shells killed 12 fishermen on the quay of Sall, by radio {day or 'at last'}"
        published = f"2031-05-{day:02}" if day else ""
        built.add("Lowland Post", published, Said(words, figures=(("12", 12, 12, "fishermen"),)))
    weigher = Weigher()
    weigher.hold(built.reports, built.readings)
    weigher.update()
    return tuple(weigher._figures._counts.values())


@st.composite
def counts(draw: st.DrawFn) -> Count:
    one = draw(st.sampled_from(one_a_day()))
    low = draw(st.none() | st.integers(0, 60).map(float))
    high = (
        draw(st.integers(0, 60).map(float))
        if low is None
        else draw(st.sampled_from((low, low, None, 2.2 * low)))
    )
    total = draw(st.booleans())
    day = draw(st.none() | st.integers(-9, 9))
    answer = replace(
        one.answer,
        low=low,
        high=high,
        approximate=draw(st.booleans()),
        cumulative=total,
    )
    answer = replace(answer, key=f"{low}|{high}|{answer.approximate}")
    measured = draw(st.booleans())
    return replace(
        one,
        answer=answer,
        figure=replace(one.figure, measure="killed" if measured else None),
        on=None if total or day is None else (one.answer.asof or 741_000) + day,
        category=draw(st.sampled_from(("", "children", "left"))),
        head=draw(st.sampled_from((one.head, "people", "nurse"))),
        places=draw(st.sampled_from((frozenset(), frozenset({"sall"}), frozenset({"orm"})))),
        words=frozenset(
            draw(st.sets(st.sampled_from(("kill", "quay", "shell", "7", "40", "300")), min_size=1))
        ),
    )


def joins(one: Count, _: int, other: Count) -> bool:
    return joinable(one, other, frozenset())


@settings(max_examples=150, deadline=None)
@given(st.lists(counts(), min_size=2, max_size=14), st.sampled_from(("done", "planned")))
def test_nothing_that_can_join_a_count_is_passed_over(some: list[Count], mode: str) -> None:
    """What is told of whole blocks never keeps apart two counts that `joinable` puts together."""
    some = [replace(c, answer=replace(c.answer, mode=mode)) for c in some]
    homes: dict[Home, dict[int, set[int]]] = defaultdict(dict)
    for n, count in enumerate(some):
        homes[time_of(count)][n] = {n}
    for n, one in enumerate(some):
        left = Unreached(homes, dict(enumerate(some)), Alike())
        left.take(n, (time_of(one), n))
        reach = left.reach(one, (time_of(one), n), partial(joins, one))
        found = {f for _, f in reach}
        near = {m for m, other in enumerate(some) if m != n and joins(one, m, other)}
        assert found == near


def test_a_face_that_was_reached_is_not_met_again() -> None:
    """Each count is put into questions once, however many could have reached it."""
    some = dict(enumerate(one_a_day()[:3]))
    left = Unreached(
        {time_of(c): {m: {m} for m, o in some.items() if time_of(o) == time_of(c)} for c in some.values()},
        some,
        Alike(),
    )
    at = time_of(some[0]), 0
    left.take(0, at)
    first = left.reach(some[0], at, lambda _, __: True)
    assert sorted(f for _, f in first) == [1, 2]
    left.leave((time_of(some[1]), 1), set())
    assert [f for _, f in left.reach(some[0], at, lambda _, __: True)] == [2]
