"""What tells of two questions is worked out for each two once, while both stay as they are."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, pairwise

from tests.weighing.build import Built, Said

from truceline.weighing.couples import Couples, Question
from truceline.weighing.kin import together
from truceline.weighing.weigher import Weigher


def test_only_those_that_came_are_asked_about_and_nothing_is_missed() -> None:
    """Whatever comes, goes or moves from the others to the first, each two have the answer that is theirs."""
    rng = random.Random(9)
    everyone = [Question() for _ in range(12)]
    place = {id(q): n for n, q in enumerate(everyone)}
    asked: list[frozenset[int]] = []

    def tells(one: Question, other: Question) -> int | None:
        a, b = place[id(one)], place[id(other)]
        asked.append(frozenset((a, b)))
        return a * b if (a + b) % 3 == 0 else None

    known: Couples[int] = Couples()
    first, others = everyone[:5], everyone[5:8]
    for _ in range(30):
        asked.clear()
        found = {
            frozenset((place[id(a)], place[id(b)])): n for a, b, n in known.of("here", first, others, tells)
        }
        couples = [*combinations(first, 2), *((a, b) for a in first for b in others)]
        pairs = {frozenset((place[id(a)], place[id(b)])) for a, b in couples if a is not b}
        assert set(found) == {p for p in pairs if sum(p) % 3 == 0}
        assert all(n == max(p) * min(p) for p, n in found.items())
        asked.clear()
        known.of("here", first, others, tells)
        assert not asked
        some = rng.sample(everyone, k=rng.randint(3, 10))
        first, others = some[: len(some) // 2], some[len(some) // 2 :]


class _Near(Couples[int]):
    """Questions with numbers: two tell something where they lie in one stretch of ten or in the next, and their
    numbers are no further than three apart."""

    def __init__(self) -> None:
        super().__init__()
        self.looked: list[tuple[int]] = []

    def places(self, question: Question) -> Iterable[tuple[int]]:
        return [(question.known["n"] // 10,)]

    def looking(self, place: tuple[int]) -> Iterable[tuple[int]]:
        return [(place[0] - 1,)]

    def told(self, place: tuple[int]) -> Iterable[tuple[Question, Question, int]]:
        self.looked.append(place)
        return self.of(place, [*self.here(place)], [*self.here((place[0] + 1,))], self._tell)

    def _tell(self, one: Question, other: Question) -> int | None:
        apart = abs(one.known["n"] - other.known["n"])
        return apart if apart <= 3 else None


def test_what_hangs_together_is_found_where_something_came_or_went() -> None:
    """Those named again hold every question whose company is another than before; far places are not looked at."""
    rng = random.Random(4)
    everyone = [Question(known={"n": n, "rank": (n,)}) for n in rng.sample(range(400), k=150)]
    near, there = _Near(), set[Question]()
    before: dict[Question, frozenset[Question]] = {}
    for _ in range(60):
        gone = set(rng.sample(sorted(there, key=lambda q: q.rank), k=min(len(there), rng.randint(0, 3))))
        came = set(rng.sample([q for q in everyone if q not in there], k=rng.randint(0, 4)))
        near.looked.clear()
        again = near.change(gone, came)
        there = there - gone | came
        row = sorted(there, key=lambda q: q.rank)
        parts: list[set[Question]] = []
        for n, question in enumerate(row):
            if not n or question.known["n"] - row[n - 1].known["n"] > 3:
                parts.append(set())
            parts[-1].add(question)
        now = {q: frozenset(part) for part in parts for q in part}
        assert {q for q in there if now[q] != before.get(q)} <= again <= there
        assert all(now[q] <= again for q in again)
        couples = {(a.known["n"], b.known["n"]) for a, b, _ in near.between(there)}
        assert all(
            (a.known["n"], b.known["n"]) in couples
            for p in parts
            for a, b in pairwise(sorted(p, key=lambda q: q.rank))
        )
        stretches = {q.known["n"] // 10 for q in gone | came}
        assert {p for (p,) in near.looked} <= {s + step for s in stretches for step in (-1, 0)}
        before = now


def test_two_questions_put_together_hold_the_counts_that_they_hold_now() -> None:
    """A report that was taken out and put in again, or corrected in place, brings counts of its own: what was put
    together with those of before, though as many and from the same first to the same last, is made again."""
    built = Built()
    for day in range(1, 5):
        words = f"shells killed 12 fishermen on the quay of Sall, said the radio of the {day}th"
        built.add("Lowland Post", f"2031-05-0{day}", Said(words, figures=(("12", 12, 12, "fishermen"),)))
    weigher = Weigher()
    weigher.hold(built.reports, built.readings)
    weigher.update()
    lead, first, between, last = sorted(weigher._figures._counts.values(), key=lambda c: c.order)
    one = Question([lead])
    before = together(one, Question([first, between, last]))
    assert together(one, Question([first, between, last])) is before
    corrected = replace(between, answer=replace(between.answer, low=15.0, high=15.0))
    assert together(one, Question([first, corrected, last])).counts == [lead, first, corrected, last]
