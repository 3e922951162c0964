"""What tells of two questions is worked out for each two once, while both stay as they are."""

from __future__ import annotations

import random
from itertools import combinations

from truceline.weighing.couples import Couples
from truceline.weighing.question import Question


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
        known.again()
        asked.clear()
        found = {
            frozenset((place[id(a)], place[id(b)])): n for a, b, n in known.of("here", first, others, tells)
        }
        couples = [*combinations(first, 2), *((a, b) for a in first for b in others)]
        pairs = {frozenset((place[id(a)], place[id(b)])) for a, b in couples if a is not b}
        assert set(found) == {p for p in pairs if sum(p) % 3 == 0}
        assert all(n == max(p) * min(p) for p, n in found.items())
        known.again()
        asked.clear()
        known.of("here", first, others, tells)
        assert not asked
        some = rng.sample(everyone, k=rng.randint(3, 10))
        first, others = some[: len(some) // 2], some[len(some) // 2 :]
