"""What shares words with what, bucket by bucket: a bucket is a day, or a stretch of days.

Only the buckets asked for last are spread out into lists by word; the rest are kept as bare sets,
so that a case of many years costs little.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, MutableMapping
from heapq import heapify, heappop, heappush
from itertools import chain
from typing import Any

from truceline.weighing.said import BITS
from truceline.weighing.shelf import Tables, in_memory

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
