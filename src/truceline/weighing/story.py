"""Stories: reports of several outlets and days that carry one text, wholly or in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from truceline.model.report import Rendering, Report
from truceline.weighing.joined import Joined
from truceline.weighing.near import NearCopies
from truceline.weighing.runs import Numbers, Places, runs_of

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
