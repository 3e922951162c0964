"""Runs of words as numbers, many texts at once: what near-copies are found and checked by.

A text is lower-cased and parted into words (letters and digits, of any script); every run of `RUN`
words becomes a 64-bit number. All is done on arrays: a page of 500 words takes some 60 microseconds.
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
