"""Numbers by numbers, held in little."""

from __future__ import annotations

import random

from truceline.weighing.texts import Chains, Column


def test_a_column_is_a_mapping_from_number_to_number() -> None:
    """What is put in, changed and taken out is found, whatever was there before."""
    rng, column, plain = random.Random(2), Column(), dict[int, int]()
    for _ in range(3000):
        key = rng.randrange(400)
        assert (key in column) == (key in plain) and column.get(key) == plain.get(key)
        turn = rng.random()
        if turn < 0.5:
            column[key] = plain[key] = rng.randrange(9)
        elif turn < 0.8:
            assert column.pop(key) == plain.pop(key, None)
        elif key in plain:
            assert column[key] == plain[key]
            del column[key], plain[key]
    assert column.get(10_000) is None and 10_000 not in column


def test_chains_are_sets_of_which_an_item_stands_in_one() -> None:
    """First, middle and last items can be taken out, and a set that is left empty is no more there."""
    rng, chains, plain = random.Random(3), Chains(), dict[int, set[int]]()
    home: dict[int, int] = {}
    for _ in range(3000):
        item = rng.randrange(80)
        if item in home:
            key = home.pop(item)
            chains.remove(key, item)
            plain[key].discard(item)
        else:
            key = home[item] = rng.randrange(12)
            chains.add(key, item)
            plain.setdefault(key, set()).add(item)
        assert set(chains.of(key)) == plain[key] and (key in chains) == bool(plain[key])
        assert len(list(chains.of(key))) == len(plain[key])
