"""What is looked up for many at once is what each would find by itself."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest
from tests.worlds.world import world_by_day

from truceline.weighing import Weigher, alike, retold, window
from truceline.weighing.window import Numbers, most_shared, numbered, shared_by_all, together


def _bags(rng: random.Random, size: int) -> list[frozenset[str]]:
    return [frozenset(rng.choices("abcdefghij", k=rng.randrange(6))) for _ in range(size)]


def _shared(
    asked: Sequence[frozenset[str]], told: Sequence[frozenset[str]], least: int = 1
) -> list[tuple[Numbers, Numbers, Numbers]]:
    words_of = numbered(frozenset[str])
    return list(shared_by_all(list(map(words_of, asked)), list(map(words_of, told)), least))


def test_words_shared_are_counted_as_pair_by_pair() -> None:
    rng = random.Random(3)
    asked, told = _bags(rng, 150), [*_bags(rng, 40), frozenset("k")]
    parts = [zip(*(column.tolist() for column in part), strict=True) for part in _shared(asked, told, 2)]
    pairs = [(a, b, len(one & other)) for a, one in enumerate(asked) for b, other in enumerate(told)]
    assert [row for part in parts for row in part] == [pair for pair in pairs if pair[2] >= 2]


def test_nothing_is_shared_where_nothing_is_held() -> None:
    for asked, told in (([], [frozenset("a")]), ([frozenset("a")], []), ([frozenset("a")], [frozenset()])):
        assert all(not len(column) for part in _shared(asked, told) for column in part)


def test_of_each_the_first_of_those_that_share_most_are_kept() -> None:
    asked, told = [frozenset("abc"), frozenset("ab")], [frozenset(w) for w in ("a", "abc", "ab", "b")]
    ((asks, tells, counts),) = _shared(asked, told)
    kept = most_shared(asks, counts, 2)
    assert list(zip(asks[kept].tolist(), tells[kept].tolist(), strict=True)) == [
        (0, 1),
        (0, 2),
        (1, 1),
        (1, 2),
    ]


def test_only_those_that_many_look_with_are_looked_up_together() -> None:
    looking = [(n, (1, 2)) for n in range(window.TOGETHER)] + [(99, (1,))]
    assert [(set(buckets), len(some)) for buckets, some in together(looking)] == [({1, 2}, window.TOGETHER)]


def test_a_case_weighed_together_is_as_one_looked_up_claim_by_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    def weighed() -> object:
        weigher = Weigher()
        for told in world_by_day(5, 12, outlets=8):
            for report, reading in told:
                weigher.add(report, reading)
        return weigher.weighing()

    at_a_time = weighed()
    looked_up = []

    def one_by_one(
        looking: Iterable[tuple[int, Iterable[int]]],
    ) -> Iterable[tuple[frozenset[int], list[int]]]:
        looked_up.append(sum(1 for _ in looking))
        return ()

    for module in (alike, retold):
        monkeypatch.setattr(module, "together", one_by_one)
    assert weighed() == at_a_time
    assert len(looked_up) == 2
    assert min(looked_up) >= 4 * window.TOGETHER
