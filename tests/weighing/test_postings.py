"""Which texts are held against each other, by the runs of words that they share."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from truceline.weighing import runs as runs_module
from truceline.weighing.runs import LEADS, Postings


def expected(runs: dict[int, set[int]], keys: list[int], asked: set[int]) -> Counter[tuple[int, int]]:
    """By the rule: of a run that both hold one of the two is among the first by key."""
    found: Counter[tuple[int, int]] = Counter()
    for run in set().union(*runs.values()):
        holders = sorted((t for t in runs if run in runs[t]), key=keys.__getitem__)
        leads = set(holders[:LEADS])
        for a, b in combinations(holders, 2):
            if {a, b} & leads and {a, b} & asked:
                found[min(a, b), max(a, b)] += 1
    return found


@pytest.mark.parametrize("part", [500_000, 7])
def test_texts_are_held_against_those_that_lead_a_run_however_many_hold_it(
    part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As texts come and go, some runs held by many times more texts than may lead one, merged in parts of any size."""
    monkeypatch.setattr(runs_module, "_PART", part)
    rng = random.Random(5)
    keys: list[int] = []
    held: dict[int, set[int]] = {}
    postings = Postings()
    for _ in range(12):
        new = range(len(keys), len(keys) + 20)
        keys += [rng.getrandbits(60) for _ in new]
        gone = rng.sample(sorted(held), k=min(len(held), 4))
        left = sorted(set().union(*(held.pop(t) for t in gone)) if gone else set())
        for t in new:
            held[t] = {rng.randrange(3) if rng.random() < 0.6 else rng.randrange(200) for _ in range(6)}
        entries = [(run, t) for t in new for run in sorted(held[t])]
        postings.change(
            np.array([r for r, _ in entries], np.uint64),
            np.array([t for _, t in entries], np.int64),
            np.array(keys, np.uint64),
            np.array(left, np.uint64),
            gone,
            watched=True,
        )
        asked = set(rng.sample(sorted(held), k=10))
        wanted = [(run, t) for t in sorted(asked) for run in sorted(held[t])]
        pairs, counts = postings.partners(
            np.array([r for r, _ in wanted], np.uint64),
            np.array([t for _, t in wanted], np.int64),
            np.array(keys, np.uint64),
        )
        found = {(p >> 32, p & 0xFFFFFFFF): n for p, n in zip(pairs.tolist(), counts.tolist(), strict=True)}
        assert found == expected(held, keys, asked)
