"""Runs of words as numbers, many texts at once: what near-copies are found and checked by; and which texts hold which.

A text is lower-cased and parted into words (letters and digits, of any script); every run of `RUN`
words becomes a 64-bit number. All is done on arrays: a page of 500 words takes some 60 microseconds.
Of the texts that hold a run the first `LEADS` by key lead it. Two texts are held against each other
where one of them leads a run that both hold: a function of the set of texts, whatever their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

RUN = 4
_BASE = 0x9E3779B97F4A7C15
_BACK = pow(_BASE, -1, 1 << 64)
_SEED = 0x7275_6E73
_CHUNK = 1 << 16
"""Characters worked on at once."""

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]


@cache
def _letters() -> tuple[NDArray[np.bool_], Numbers]:
    """Which characters make words, and a number for each."""
    makes = np.fromiter(map(str.isalnum, map(chr, range(1 << 16))), np.bool_, 1 << 16)
    makes[0xD800:0xE000] = True  # halves of characters beyond the first plane
    return makes, np.random.Generator(np.random.PCG64(_SEED)).integers(1, 1 << 63, 1 << 16, np.uint64)


@cache
def _powers(size: int) -> tuple[Numbers, Numbers]:
    """Powers of the base and of its inverse, modulo 2**64."""
    up, down = np.full(size, _BASE, np.uint64), np.full(size, _BACK, np.uint64)
    up[0] = down[0] = 1
    return np.cumprod(up, dtype=np.uint64), np.cumprod(down, dtype=np.uint64)


def _mixed(numbers: Numbers) -> Numbers:
    """The finalizer of splitmix64: every bit of the result depends on every bit given."""
    numbers = numbers ^ (numbers >> np.uint64(30))
    numbers = numbers * np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(27)
    numbers *= np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def runs_of(texts: Sequence[str], run: int = RUN) -> tuple[Numbers, Places]:
    """(number, which text) of every run of `run` words, in the order of the texts; a text of fewer
    words has none."""
    numbers: list[Numbers] = []
    owners: list[Places] = []
    first = 0
    while first < len(texts):
        last, size = first, 0
        while last < len(texts) and (last == first or size + len(texts[last]) < _CHUNK):
            size += len(texts[last]) + 1
            last += 1
        found, of = _runs(texts[first:last], run)
        numbers.append(found)
        owners.append(of + first)
        first = last
    if not numbers:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    return np.concatenate(numbers), np.concatenate(owners)


def _runs(texts: Sequence[str], run: int) -> tuple[Numbers, Places]:
    makes, values = _letters()
    units = [t.lower().encode("utf-16-le", "surrogatepass") for t in texts]
    signs = np.frombuffer(b"\n\0".join(units) + b"\n\0", np.uint16)
    inside = np.concatenate(([False], makes[signs]))
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    begins, ends = edges[0::2], edges[1::2]
    if len(begins) < run:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    up, down = _powers(1 << max(16, int(len(signs) + 1).bit_length()))
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(values[signs] * up[: len(signs)])))
    of_word = _mixed((sums[ends] - sums[begins]) * down[begins])
    closes = np.cumsum(np.fromiter((len(u) // 2 + 1 for u in units), np.int64, len(units)))
    owner = np.searchsorted(closes, begins, side="right")
    together = of_word[: len(of_word) - run + 1].copy()
    for k in range(1, run):
        together = together * np.uint64(_BASE) + of_word[k : len(of_word) - run + 1 + k]
    whole = owner[: len(owner) - run + 1] == owner[run - 1 :]
    return _mixed(together[whole]), owner[: len(owner) - run + 1][whole]


def runs_of_words(words: Numbers, owners: Places, run: int = RUN) -> tuple[Numbers, Places]:
    """(number, owner) of every run of `run` words of one owner; `words` are numbers already, one owner's after
    the other's."""
    if len(words) < run:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    last = len(words) - run + 1
    words = _mixed(words)
    together = words[:last].copy()
    for k in range(1, run):
        together = together * np.uint64(_BASE) + words[k : last + k]
    whole = owners[:last] == owners[run - 1 :]
    return _mixed(together[whole]), owners[:last][whole]


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
