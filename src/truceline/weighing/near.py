"""Near-copies among many texts, as they come in (proposed by sampled runs, checked by all of them), and the stories that
they make: reports of several outlets and days that carry one text, wholly or in part.

Every text is known by the runs of words whose numbers fall under a bound, the same for all texts of
its size (FracMinHash: a sample of what two texts share is shared by their samples; a longer text's
sample is part of what it would be if it were short). Texts that share enough of their samples are
compared by all their runs. A part of a page that is copied is found as well as the whole: what
counts is the share of the shorter text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from truceline.model.report import Rendering, Report
from truceline.weighing.joined import Joined
from truceline.weighing.runs import RUN, Numbers, Places, runs_of

SHARE = 0.25
"""Of the shorter text's runs of words; where every tenth word is changed two thirds are
left, and a third where half of the page is another as well."""
LEADS = 8
"""A text is compared with so many of the first that hold a run: a flood costs no more than a copy."""
_KEPT = 48
"""So many runs of a text are kept to propose it, about."""
_SEGMENTS = 8
"""So many unmerged parts does the index hold."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts by their numbers, the earlier first, and the share of the shorter that the other holds."""

    one: int
    other: int
    share: float


class NearCopies:
    """An index of texts that grows; texts are numbered in the order in which they are added."""

    def __init__(self, share: float = SHARE, run: int = RUN) -> None:
        self._share, self._run = share, run
        self._runs: list[NDArray[np.uint32]] = []
        self._bits: list[int] = []
        self._segments: list[tuple[Numbers, Places]] = []

    def __len__(self) -> int:
        return len(self._runs)

    def add(self, texts: Sequence[str]) -> list[Pair]:
        """Add texts; the pairs that they make with one another and with those added before."""
        return self.add_runs(*runs_of(texts, self._run), len(texts))

    def add_runs(self, numbers: Numbers, owners: Places, count: int) -> list[Pair]:
        """As `add`, of `count` texts by their runs as `runs_of` gives them."""
        first = len(self)
        sizes = np.bincount(owners, minlength=count) if count else np.empty(0, np.int64)
        bits = np.maximum(np.ceil(np.log2(np.maximum(sizes, 1) / _KEPT)), 0).astype(np.int64)
        self._bits += bits.tolist()
        ends = np.cumsum(sizes).tolist()
        halves = (numbers >> np.uint64(32)).astype(np.uint32)
        start = 0
        for end in ends:
            self._runs.append(np.unique(halves[start:end]))
            start = end
        chosen = (numbers << np.uint64(32)) >> (np.uint64(64) - bits[owners].astype(np.uint64)) == 0
        chosen |= bits[owners] == 0
        order = np.argsort(numbers[chosen], kind="stable")
        new = (numbers[chosen][order], owners[chosen][order] + first)
        proposed = self._proposed(new)
        self._keep(new)
        return [pair for one, other in proposed if (pair := self._checked(one, other))]

    def _proposed(self, new: tuple[Numbers, Places]) -> list[tuple[int, int]]:
        """Pairs (earlier, later) that share enough of their samples to be compared in full."""
        numbers, owners = new
        left: list[Places] = []
        right: list[Places] = []
        for held, of in (*self._segments, new):
            low = np.searchsorted(held, numbers, side="left")
            high = np.searchsorted(held, numbers, side="right")
            for lead in range(LEADS):
                at = low + lead
                hit = np.flatnonzero(at < high)
                if not len(hit):
                    break
                one, other = of[at[hit]], owners[hit]
                apart = one < other
                left.append(one[apart])
                right.append(other[apart])
        if not left:
            return []
        pairs, counts = np.unique((np.concatenate(right) << 32) | np.concatenate(left), return_counts=True)
        likely = []
        for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
            one, other = pair & 0xFFFFFFFF, pair >> 32
            bits = max(self._bits[one], self._bits[other])
            least = min(len(self._runs[one]), len(self._runs[other])) / (1 << bits)
            if count * 2 >= self._share * least:
                likely.append((one, other))
        return likely

    def _checked(self, one: int, other: int) -> Pair | None:
        a, b = self._runs[one], self._runs[other]
        if len(a) > len(b):
            a, b = b, a
        if not len(a):
            return None
        at = np.minimum(np.searchsorted(b, a), len(b) - 1)
        share = np.count_nonzero(b[at] == a) / len(a)
        return Pair(one, other, round(float(share), 4)) if share >= self._share else None

    def _keep(self, new: tuple[Numbers, Places]) -> None:
        """Keep the new part of the index; parts are merged so that there are never many."""
        if len(new[0]):
            self._segments.append(new)
        while len(self._segments) > 1 and (
            len(self._segments) > _SEGMENTS or len(self._segments[-2][0]) <= 2 * len(self._segments[-1][0])
        ):
            (a, of_a), (b, of_b) = self._segments[-2:]
            numbers = np.concatenate((a, b))
            order = np.argsort(numbers, kind="stable")  # earlier texts stay before later ones
            self._segments[-2:] = [(numbers[order], np.concatenate((of_a, of_b))[order])]


STORY = 0.4
"""Of the shorter report's runs of words: less is a passage quoted by both."""
_FURNITURE = 6
"""A run that so many pages of one outlet hold, and no other outlet's, is furniture."""
FLOOD = 25
"""So many outlets with one text are worth a look: a wire, or a flood."""


@dataclass(frozen=True, slots=True)
class Story:
    """Reports (ids, in the order of days) that carry one text, and the outlets that carry it."""

    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    share: float
    """The least share by which a report hangs on to the others."""

    @property
    def flood(self) -> bool:
        """Whether so many outlets carry it that a person should look: a wire, or a flood."""
        return len(self.outlets) >= FLOOD


def stories(reports: Sequence[Report]) -> list[Story]:
    """The texts that two reports or more carry, the most carried first; digests take no part.

    What the pages of one outlet share with one another alone (menus, notices, who it is) counts for
    nothing. A pure function of the set of reports.
    """
    once = {r.id: r for r in reports if r.rendering is not Rendering.DIGEST}
    ordered = sorted(once.values(), key=lambda r: (r.known_on or r.published or "9999", r.id))
    numbers, owners = runs_of([r.text for r in ordered])
    kept = ~_furniture(numbers, owners, ordered)
    pairs = NearCopies(STORY).add_runs(numbers[kept], owners[kept], len(ordered))
    sets = Joined(len(ordered))
    best: dict[int, float] = {}
    for pair in pairs:
        sets.join(pair.one, pair.other)
        for n in (pair.one, pair.other):
            best[n] = max(best.get(n, 0.0), pair.share)
    found = [
        Story(
            tuple(ordered[n].id for n in members),
            tuple(sorted({ordered[n].outlet or ordered[n].address or ordered[n].id for n in members})),
            min(best[n] for n in members),
        )
        for members in sets.sets().values()
        if len(members) > 1
    ]
    return sorted(found, key=lambda s: (-len(s.outlets), -len(s.reports), s.reports))


def _furniture(numbers: Numbers, owners: Places, reports: Sequence[Report]) -> NDArray[np.bool_]:
    """Which runs many pages of one outlet share and no other outlet's."""
    names = {name: n for n, name in enumerate(dict.fromkeys(r.outlet or r.id for r in reports))}
    outlet = np.fromiter((names[r.outlet or r.id] for r in reports), np.int64, len(reports))
    if not len(numbers):
        return np.zeros(0, np.bool_)
    order = np.lexsort((owners, numbers))
    run, of = numbers[order], owners[order]
    begins = np.flatnonzero(np.concatenate(([True], run[1:] != run[:-1])))
    group = np.cumsum(np.concatenate(([False], run[1:] != run[:-1])))
    new_page = np.concatenate(([True], (run[1:] != run[:-1]) | (of[1:] != of[:-1])))
    pages = np.add.reduceat(new_page.astype(np.int64), begins)
    by = outlet[of]
    alone = np.minimum.reduceat(by, begins) == np.maximum.reduceat(by, begins)
    furniture = (pages >= _FURNITURE) & alone
    found = np.zeros(len(numbers), np.bool_)
    found[order] = furniture[group]
    return found
