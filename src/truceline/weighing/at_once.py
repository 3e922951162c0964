"""What shares words with what, worked out for many at once: in a case that is weighed for the first time all that
lie in some buckets look at the same others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

TOGETHER = 32
"""Where fewer look into the same buckets they are looked up one by one."""
_PART = 64
"""So many are counted together."""
Numbers = NDArray[np.int64]


def together(looking: Iterable[tuple[int, Iterable[int]]]) -> Iterator[tuple[frozenset[int], list[int]]]:
    """Those of which many look into the same buckets, by these."""
    found: defaultdict[frozenset[int], list[int]] = defaultdict(list)
    for one, buckets in looking:
        found[frozenset(buckets)].append(one)
    return ((buckets, some) for buckets, some in found.items() if len(some) >= TOGETHER)


def shared_by_all(
    asked: Sequence[Collection[str]], told: Sequence[Collection[str]], least: int = 1
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Which of `asked` shares how many words with which of `told`, where it is `least` or more: as three columns, part
    by part, in the order of both."""
    ids: defaultdict[str, int] = defaultdict(count().__next__)
    sizes = [len(words) for words in told]
    number = np.fromiter(map(ids.__getitem__, chain.from_iterable(told)), np.int64, sum(sizes))
    holder = np.repeat(np.arange(len(told)), sizes)[np.argsort(number, kind="stable")]
    ends = np.cumsum(np.bincount(number))
    for first in range(0, len(asked), _PART):
        known = [[ids[w] for w in words if w in ids] for words in asked[first : first + _PART]]
        own = np.repeat(np.arange(len(known)), [len(words) for words in known])
        word = np.fromiter(chain.from_iterable(known), np.int64, len(own))
        many = ends[word] - np.where(word, ends[word - 1], 0)
        at = np.repeat(ends[word] - np.cumsum(many), many) + np.arange(many.sum())
        counts = np.bincount(np.repeat(own * len(told), many) + holder[at])
        there = np.flatnonzero(counts >= least)
        yield there // len(told) + first, there % len(told), counts[there]


def most_shared(asks: Numbers, counts: Numbers, most: int) -> Numbers:
    """Of columns as from `shared_by_all` where the `most` stand of each that share most with it."""
    order = np.lexsort((-counts, asks))
    asks = asks[order]
    return order[np.arange(len(asks)) - np.searchsorted(asks, asks) < most]
