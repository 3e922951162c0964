"""Which texts hold which run of words, as sorted arrays: twelve bytes an entry.

Of the texts that hold a run the first `LEADS` by key lead it. Two texts are held against each other
where one of them leads a run that both hold: a function of the set of texts, whatever their order.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from truceline.weighing.runs import Numbers, Places

LEADS = 24
_STEP = 4
"""A level of entries is merged into the one before when that is not so many times longer."""
_PART = 500_000
"""Entries of a level that are merged at once."""
Entries = tuple[Numbers, NDArray[np.int32]]


class Postings:
    """Entries (run, text), sorted by run and by the key of the text: twelve bytes an entry."""

    def __init__(self) -> None:
        self._levels: list[Entries] = []
        self._dead: set[int] = set()

    def __len__(self) -> int:
        return sum(len(runs) for runs, _ in self._levels)

    def change(
        self,
        numbers: Numbers,
        texts: Places,
        keys: Numbers,
        left: Numbers,
        gone: Sequence[int],
        watched: bool,
    ) -> tuple[set[int], set[int]]:
        """Add entries, and let the texts `gone` go, which held the runs `left`; `keys` are those of all texts.
        Where `watched`: the texts that lead a run no longer, and those that lead one now (of those that were
        there before, and stay)."""
        runs = _once(np.concatenate((numbers, left))) if watched else numbers[:0]
        before = self._among(runs, keys, LEADS) if watched else _none()
        self._dead.update(gone)
        if len(numbers):
            self._levels.append(_sorted((numbers, texts.astype(np.int32)), keys))
        while len(self._levels) > 1 and len(self._levels[-2][0]) <= _STEP * len(self._levels[-1][0]):
            self._levels[-2:] = [self._merged(self._levels[-2], self._levels[-1], keys)]
            if len(self._levels) == 1:
                self._dead = set()
        if not watched:
            return set(), set()
        was, now = _leads(before), _leads(self._among(runs, keys, LEADS))
        fresh = set(texts.tolist())
        return {t for _, t in was - now} - self._dead - set(gone), {t for _, t in now - was} - fresh

    def partners(
        self, numbers: Numbers, texts: Places, keys: Numbers
    ) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Pairs (one << 32 | other) of one of `texts` and any text, with the number of runs by which
        they are held against each other; `numbers` are the runs of `texts`, `keys` those of all texts."""
        asked = np.zeros(len(keys), np.bool_)
        asked[texts] = True
        run, text = self._among(_once(numbers), keys, LEADS + 1)
        low = np.searchsorted(run, numbers, side="left")
        high = np.searchsorted(run, numbers, side="right")
        shared = np.flatnonzero(high - low > 1)  # most runs stand in one text alone
        numbers, low, high, texts = numbers[shared], low[shared], high[shared], texts[shared]
        mine = keys[texts]
        ones: list[Places] = []
        others: list[Places] = []
        inside = np.arange(len(texts))
        for lead in range(LEADS):
            inside = inside[low[inside] + lead < high[inside]]
            if not len(inside):
                break
            other = text[low[inside] + lead].astype(np.int64)
            # of two that are both asked for the one with the smaller key is the other's partner
            fair = (~asked[other] | (keys[other] < mine[inside])) & (other != texts[inside])
            ones.append(texts[inside][fair])
            others.append(other[fair])
        crowded = np.flatnonzero(high - low > LEADS)
        leading = crowded[mine[crowded] <= keys[text[low[crowded] + LEADS - 1]]]
        run, text = self._among(_once(numbers[leading]), keys)
        begins = np.searchsorted(run, numbers[leading], side="left") + LEADS
        ends = np.searchsorted(run, numbers[leading], side="right")
        for k, begin, end in zip(leading.tolist(), begins.tolist(), ends.tolist(), strict=True):
            rest = text[begin:end].astype(np.int64)
            rest = rest[~asked[rest]]
            ones.append(np.full(len(rest), texts[k]))
            others.append(rest)
        if not ones:
            return np.empty(0, np.uint64), np.empty(0, np.int64)
        a, b = np.concatenate(ones), np.concatenate(others)
        pairs = (np.minimum(a, b).astype(np.uint64) << np.uint64(32)) | np.maximum(a, b).astype(np.uint64)
        return np.unique(pairs, return_counts=True)

    def _among(self, runs: Numbers, keys: Numbers, most: int | None = None) -> Entries:
        """The living entries of those runs (sorted, without repetition): at least the first `most` of each, where
        that is told."""
        parts = []
        for held in self._levels:
            low = np.searchsorted(held[0], runs, side="left")
            sizes = np.searchsorted(held[0], runs, side="right") - low
            if most is not None:
                sizes = np.minimum(sizes, most + len(self._dead))
            shifts = np.repeat(low - np.cumsum(sizes) + sizes, sizes)
            at = shifts + np.arange(len(shifts))
            parts.append((held[0][at], held[1][at]))
        return self._living(parts, keys) if parts else _none()

    def _merged(self, one: Entries, other: Entries, keys: Numbers) -> Entries:
        """The living entries of two levels, worked on in parts: little more is in memory than the two and the one."""
        most = len(one[0]) + len(other[0])
        runs, texts = np.empty(most, np.uint64), np.empty(most, np.int32)
        size = 0
        cuts = np.append(one[0][_PART::_PART], np.uint64(0xFFFFFFFFFFFFFFFF))
        begins = [0, 0]
        for n, cut in enumerate(cuts):
            last = n == len(cuts) - 1
            ends = [len(e[0]) if last else int(np.searchsorted(e[0], cut, side="left")) for e in (one, other)]
            some = [(e[0][a:b], e[1][a:b]) for e, a, b in zip((one, other), begins, ends, strict=True)]
            run, text = self._living(some, keys)
            runs[size : size + len(run)], texts[size : size + len(run)] = run, text
            size, begins = size + len(run), ends
        return runs[:size], texts[:size]

    def _living(self, parts: Sequence[Entries], keys: Numbers) -> Entries:
        run, text = np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
        if self._dead:
            alive = ~np.isin(text, np.fromiter(self._dead, np.int32, len(self._dead)))
            run, text = run[alive], text[alive]
        return _sorted((run, text), keys)


def _once(numbers: Numbers) -> Numbers:
    """Every number once, in order; `np.unique` would load what works on masked arrays for it."""
    numbers = np.sort(numbers)
    return np.concatenate((numbers[:1], numbers[1:][numbers[1:] != numbers[:-1]]))


def _none() -> Entries:
    return np.empty(0, np.uint64), np.empty(0, np.int32)


def _sorted(entries: Entries, keys: Numbers) -> Entries:
    order = np.lexsort((keys[entries[1]], entries[0]))
    run, text = entries[0][order], entries[1][order]
    if len(run) > 1:  # a text that holds a run twice holds it once
        new = np.concatenate(([True], (run[1:] != run[:-1]) | (text[1:] != text[:-1])))
        run, text = run[new], text[new]
    return run, text


def _leads(entries: Entries) -> set[tuple[int, int]]:
    run, text = entries
    if not len(run):
        return set()
    begins = np.flatnonzero(np.concatenate(([True], run[1:] != run[:-1])))
    sizes = np.diff(np.concatenate((begins, [len(run)])))
    place = np.arange(len(run)) - np.repeat(begins, sizes)
    leads = place < LEADS
    return set(zip(run[leads].tolist(), text[leads].tolist(), strict=True))
