"""What shares words with what, bucket by bucket: a bucket is a day, or a stretch of days.

Only the buckets asked for last are spread out into lists by word; the rest are kept as bare sets,
so that a case of many years costs little. In a case that is weighed for the first time all that lie in some buckets
look at the same others: that is worked out for many at once.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping, Sequence
from functools import cache
from heapq import heapify, heappop, heappush
from itertools import chain, count
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from truceline.weighing.said import BITS
from truceline.weighing.shelf import Tables, in_memory

T = TypeVar("T")
_SPREAD = 64
"""So many buckets are kept spread out."""
_LONG = 4
"""Where buckets are long so many times fewer are."""


def on_day(day: int, number: int) -> int:
    """A number of `BITS` bits as one of that day: those of a day lie together."""
    return (day << BITS) | number


def some_days(item: int) -> int:
    """The page of what is numbered by `on_day`."""
    return item >> (BITS + 2)


def _some_days(bucket: int) -> int:
    return bucket // 4


def _by_itself(bucket: int) -> int:
    return bucket


Terms = tuple[Iterable[str], Iterable[str]]
"""Under which groups (speakers, say) an item is found, and by which words."""
Lists = dict[str, dict[str, list[int]]]


class Window:
    """Items (numbers) in buckets, found by the groups and words that `terms` gives for each."""

    def __init__(
        self, terms: Callable[[int], Terms], tables: Tables = in_memory, *, long: bool = False
    ) -> None:
        """`long`: a bucket is several days, and looked at with the next ones alone."""
        self._terms, self._most = terms, max(_SPREAD // _LONG, 1) if long else _SPREAD
        self._held: MutableMapping[int, set[int]] = tables(_some_days, live=True)
        self._spread: OrderedDict[int, Lists] = OrderedDict()
        self._away: MutableMapping[int, Lists] | None = (
            None if tables is in_memory else tables(_by_itself, few=long)
        )
        """Buckets as they were spread out when they were put away: where items lie far, they are dear to fetch."""
        self._same: set[int] = set()
        """Buckets that lie there as they are now."""

    def add(self, bucket: int, item: int) -> None:
        """Put an item into a bucket."""
        self._held.setdefault(bucket, set()).add(item)
        self._same.discard(bucket)
        if bucket in self._spread:
            self._enter(self._spread[bucket], item)

    def remove(self, bucket: int, item: int) -> None:
        """Take an item out of a bucket."""
        held = self._held.get(bucket)
        if held is not None:
            held.discard(item)
            if not held:
                del self._held[bucket]
        self._same.discard(bucket)
        self._spread.pop(bucket, None)

    def items(self, buckets: Iterable[int]) -> set[int]:
        """The items of some buckets."""
        return set(chain.from_iterable(self._held.get(bucket, ()) for bucket in buckets))

    def shared(self, buckets: Iterable[int], groups: Iterable[str], words: frozenset[str]) -> dict[int, int]:
        """The items of some buckets in one of `groups`, each with how many of `words` it is found by."""
        found: list[list[int]] = []
        for bucket in buckets:
            spread = self._spread.get(bucket)
            if spread is None:
                spread = self._spread_out(bucket)
            else:
                self._spread.move_to_end(bucket)
            for group in groups if spread else ():
                if of := spread.get(group):
                    found.extend(filter(None, map(of.get, words)))
        return Counter(chain.from_iterable(found)) if found else {}

    def _spread_out(self, bucket: int) -> Lists:
        if bucket in self._same and self._away is not None:
            spread = self._away[bucket]
        elif bucket not in self._held:
            return {}
        else:
            spread = {}
            for item in self._held[bucket]:
                self._enter(spread, item)
        self._spread[bucket] = spread
        if len(self._spread) > self._most:
            old, lists = self._spread.popitem(last=False)
            if self._away is not None and old not in self._same:
                self._away[old] = lists
                self._same.add(old)
        return spread

    def _enter(self, spread: Lists, item: int) -> None:
        groups, words = self._terms(item)
        for group in groups:
            of = spread.setdefault(group, {})
            for word in words:
                if word in of:
                    of[word].append(item)
                else:
                    of[word] = [item]


def in_order(
    dirty: set[int],
    order: Callable[[int], Any],
    decide: Callable[[int], bool],
    later: Callable[[int], Iterable[int]],
    last: Any,
) -> Any:
    """Decide on items in their order, and again on those that a changed decision may bear on.

    `decide` tells whether the decision is another than before; `later` names those that look at an
    item and come after it; `last` is the greatest order of those decided on before, None where there are
    none: behind it all are to be decided anyway. The greatest order of all now.
    """
    most = max(map(order, dirty), default=last)
    ahead = [(order(i), i) for i in sorted(dirty)]
    heapify(ahead)
    waiting = set(dirty)
    while ahead:
        here, i = heappop(ahead)
        waiting.discard(i)
        if decide(i) and last is not None and here < last:
            for j in later(i):
                if j not in waiting:
                    waiting.add(j)
                    heappush(ahead, (order(j), j))
    return most if last is None else max(most, last)


TOGETHER = 32
"""Where fewer look into the same buckets they are looked up one by one."""
_PART = 64
"""So many are counted together."""
Numbers = NDArray[np.int64]
_NO_NUMBERS: Numbers = np.empty(0, np.int64)


def together(looking: Iterable[tuple[int, Iterable[int]]]) -> Iterator[tuple[frozenset[int], list[int]]]:
    """Those of which many look into the same buckets, by these."""
    found: defaultdict[frozenset[int], list[int]] = defaultdict(list)
    for one, buckets in looking:
        found[frozenset(buckets)].append(one)
    return ((buckets, some) for buckets, some in found.items() if len(some) >= TOGETHER)


def numbered(terms: Callable[[T], Collection[str]]) -> Callable[[T], Numbers]:
    """Gives the words by which an item is found as numbers in their order, one for each word, each item's once."""
    ids: defaultdict[str, int] = defaultdict(count().__next__)

    @cache
    def numbers(item: T) -> Numbers:
        words = terms(item)
        return np.sort(np.fromiter(map(ids.__getitem__, words), np.int64, len(words)))

    return numbers


def shared_by_all(
    asked: Sequence[Numbers], told: Sequence[Numbers], least: int = 1
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Which of `asked` shares how many words with which of `told`, where it is `least` or more: as three columns, part
    by part, in the order of both. Words are `numbered`."""
    number = np.concatenate([_NO_NUMBERS, *told])
    by_number = np.argsort(number, kind="stable")
    number, holder = number[by_number], np.repeat(np.arange(len(told)), list(map(len, told)))[by_number]
    for first in range(0, len(asked), _PART):
        some = asked[first : first + _PART]
        own = np.repeat(np.arange(len(some)), list(map(len, some)))
        word = np.concatenate(some)
        begins, ends = (np.searchsorted(number, word, side) for side in ("left", "right"))
        many = ends - begins
        at = np.repeat(ends - np.cumsum(many), many) + np.arange(many.sum())
        counts = np.bincount(np.repeat(own * len(told), many) + holder[at])
        there = np.flatnonzero(counts >= least)
        yield there // len(told) + first, there % len(told), counts[there]


def most_shared(asks: Numbers, counts: Numbers, most: int) -> Numbers:
    """Of columns as from `shared_by_all` where the `most` stand of each that share most with it."""
    order = np.lexsort((-counts, asks))
    asks = asks[order]
    return order[np.arange(len(asks)) - np.searchsorted(asks, asks) < most]
