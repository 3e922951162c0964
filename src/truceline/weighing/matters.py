"""Findings by matter: what each claim tells of which question, and the findings of the questions touched.

A claim tells several things: a date, a position, who was there. Each is kept under its matter; a
matter is looked at again only when a claim that tells of it came, left, or has another origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from typing import Any

from truceline.model.accord import Vocabulary
from truceline.model.identity import digest
from truceline.model.weighing import Finding, Lineage
from truceline.weighing.answers import Context
from truceline.weighing.courses import course_findings, told_courses
from truceline.weighing.dates import date_findings, told_times
from truceline.weighing.event_findings import happening_findings, told_happenings
from truceline.weighing.nodes import Node
from truceline.weighing.positions import position_findings, told_positions
from truceline.weighing.shelf import Tables, in_memory
from truceline.weighing.states import hold_findings, state_findings, told_holds, told_states
from truceline.weighing.talks import (
    begun_findings,
    holdup_findings,
    mediators_findings,
    sides_findings,
    told_begun,
    told_holdups,
    told_mediators,
    told_sides,
)
from truceline.weighing.who_did import doer_findings, told_deeds

Matter = tuple[str, str]
"""The kind of question, and which."""
_Told = Callable[[Node, Lineage, Context], Iterable[tuple[str, Any]]]
_Found = Callable[[str, Sequence[Any], Context], list[Finding]]


def page_of_matter(matter: Matter) -> int:
    """A page for each matter."""
    return int(digest(*matter)[:12], 16)


class Matters:
    """What the claims (numbers of `nodes`) tell, and the findings made of it."""

    def __init__(
        self, nodes: Mapping[int, Node], vocabulary: Vocabulary | None, tables: Tables = in_memory
    ) -> None:
        self._nodes, self._context = nodes, Context.of(vocabulary)
        self._told: MutableMapping[Matter, dict[int, list[Any]]] = tables(page_of_matter, live=True)
        self._of: MutableMapping[int, tuple[Matter, ...]] = tables()
        self._dirty: set[Matter] = set()

    def put(self, i: int, node: Node, line: Lineage) -> None:
        """What a claim (`node`) tells, with its origin, instead of what it told."""
        self.remove(i)
        told: dict[Matter, list[Any]] = defaultdict(list)
        for kind, (tells, _) in _KINDS.items():
            for key, what in tells(node, line, self._context):
                told[(kind, key)].append(what)
        if told:
            self._of[i] = tuple(told)
            for matter, what in told.items():
                self._told.setdefault(matter, {})[i] = what
                self._dirty.add(matter)

    def remove(self, i: int) -> None:
        """Forget what a claim told."""
        for matter in self._of.pop(i, ()):
            del self._told[matter][i]
            self._dirty.add(matter)

    def settle(self) -> dict[Matter, list[Finding]]:
        """The matters that are another than before, with their findings."""
        found: dict[Matter, list[Finding]] = {}
        for matter in self._dirty:
            told = self._told.get(matter)
            if not told:
                self._told.pop(matter, None)
                found[matter] = []
                continue
            ordered = sorted(told, key=lambda i: self._nodes[i].order)
            kind, key = matter
            found[matter] = _KINDS[kind][1](key, [what for i in ordered for what in told[i]], self._context)
        self._dirty = set()
        return found


_KINDS: Mapping[str, tuple[_Told, _Found]] = {
    "sides": (told_sides, sides_findings),
    "mediators": (told_mediators, mediators_findings),
    "times": (told_times, date_findings),
    "positions": (told_positions, position_findings),
    "begun": (told_begun, begun_findings),
    "holdups": (told_holdups, holdup_findings),
    "holds": (told_holds, hold_findings),
    "doers": (told_deeds, doer_findings),
    "events": (told_happenings, happening_findings),
    "states": (told_states, state_findings),
    "courses": (told_courses, course_findings),
}
"""Of each kind of question what a claim tells, by which question, and what is found of all that is told of one."""
