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
from truceline.weighing.begun import begun_findings, told_begun
from truceline.weighing.dates import date_findings, told_times
from truceline.weighing.doer_findings import doer_findings, told_deeds
from truceline.weighing.event_findings import happening_findings, told_happenings
from truceline.weighing.holds import hold_findings, told_holds
from truceline.weighing.holdups import holdup_findings, told_holdup
from truceline.weighing.nodes import Node
from truceline.weighing.participants import (
    mediators_findings,
    parties_of,
    sides_findings,
    told_mediators,
    told_sides,
)
from truceline.weighing.positions import position_findings, told_positions
from truceline.weighing.shelf import Tables, in_memory
from truceline.weighing.states import state_findings, told_states

Matter = tuple[str, str]
"""The kind of question, and which."""


def page_of_matter(matter: Matter) -> int:
    """A page for each matter."""
    return int(digest(*matter)[:12], 16)


class Matters:
    """What the claims (numbers of `nodes`) tell, and the findings made of it."""

    def __init__(
        self, nodes: Mapping[int, Node], vocabulary: Vocabulary | None, tables: Tables = in_memory
    ) -> None:
        self._nodes, self._vocabulary = nodes, vocabulary
        self._names = {t.id: t.name for t in vocabulary.topics} if vocabulary else {}
        self._labels = {e.id: e.name for e in vocabulary.entities} if vocabulary else {}
        self._anchors = dict(vocabulary.dates) if vocabulary else {}
        self._parties = parties_of(vocabulary)
        self._told: MutableMapping[Matter, dict[int, list[Any]]] = tables(page_of_matter, live=True)
        self._of: MutableMapping[int, tuple[Matter, ...]] = tables()
        self._dirty: set[Matter] = set()

    def put(self, i: int, node: Node, line: Lineage) -> None:
        """What a claim (`node`) tells, with its origin, instead of what it told."""
        self.remove(i)
        told: dict[Matter, list[Any]] = defaultdict(list)
        for kind, collect in _COLLECT.items():
            for key, what in collect(self, node, line):
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
            found[matter] = _MAKE[kind](self, key, [what for i in ordered for what in told[i]])
        self._dirty = set()
        return found

    # --- one line a kind of question ---

    def _sides(self, node: Node, line: Lineage) -> Iterable[tuple[str, Any]]:
        told = told_sides(node, line, self._labels)
        return [(line.origin, told)] if told else []

    def _mediators(self, node: Node, line: Lineage) -> Iterable[tuple[str, Any]]:
        told = told_mediators(node, line, self._parties, self._labels)
        return [("", told)] if told else []

    def _times(self, node: Node, line: Lineage) -> Iterable[tuple[str, Any]]:
        return told_times(node, line, self._anchors, self._names)

    def _positions(self, node: Node, line: Lineage) -> Iterable[tuple[str, Any]]:
        return told_positions(node, line, self._names)

    def _begun(self, node: Node, line: Lineage) -> Iterable[tuple[str, Any]]:
        return told_begun(node, line, self._names)

    def _holdups(self, node: Node, line: Lineage) -> Iterable[tuple[str, Any]]:
        told = told_holdup(node, line, self._vocabulary)
        return [("", told)] if told else []

    def _holds(self, node: Node, line: Lineage) -> Iterable[tuple[str, Any]]:
        return told_holds(node, line)

    def _states(self, node: Node, line: Lineage) -> Iterable[tuple[str, Any]]:
        return told_states(node, line)

    def _doers(self, node: Node, line: Lineage) -> Iterable[tuple[str, Any]]:
        return told_deeds(node, line)

    def _events(self, node: Node, line: Lineage) -> Iterable[tuple[str, Any]]:
        return told_happenings(node, line)

    def _sides_found(self, key: str, told: Sequence[Any]) -> list[Finding]:
        return sides_findings(key, told)

    def _mediators_found(self, key: str, told: Sequence[Any]) -> list[Finding]:
        return mediators_findings(told)

    def _times_found(self, key: str, told: Sequence[Any]) -> list[Finding]:
        return date_findings(key, told)

    def _positions_found(self, key: str, told: Sequence[Any]) -> list[Finding]:
        return position_findings(key, told, self._names, self._labels)

    def _begun_found(self, key: str, told: Sequence[Any]) -> list[Finding]:
        return begun_findings(key, told, self._names)

    def _holdups_found(self, key: str, told: Sequence[Any]) -> list[Finding]:
        return holdup_findings(told)

    def _holds_found(self, key: str, told: Sequence[Any]) -> list[Finding]:
        return hold_findings(key, told, self._labels)

    def _states_found(self, key: str, told: Sequence[Any]) -> list[Finding]:
        return state_findings(key, told, self._labels)

    def _doers_found(self, key: str, told: Sequence[Any]) -> list[Finding]:
        return doer_findings(key, told, self._labels)

    def _events_found(self, key: str, told: Sequence[Any]) -> list[Finding]:
        return happening_findings(key, told, self._labels)


_COLLECT: Mapping[str, Callable[[Matters, Node, Lineage], Iterable[tuple[str, Any]]]] = {
    "sides": Matters._sides,
    "mediators": Matters._mediators,
    "times": Matters._times,
    "positions": Matters._positions,
    "begun": Matters._begun,
    "holdups": Matters._holdups,
    "holds": Matters._holds,
    "doers": Matters._doers,
    "events": Matters._events,
    "states": Matters._states,
}
_MAKE: Mapping[str, Callable[[Matters, str, Sequence[Any]], list[Finding]]] = {
    "sides": Matters._sides_found,
    "mediators": Matters._mediators_found,
    "times": Matters._times_found,
    "positions": Matters._positions_found,
    "begun": Matters._begun_found,
    "holdups": Matters._holdups_found,
    "holds": Matters._holds_found,
    "doers": Matters._doers_found,
    "events": Matters._events_found,
    "states": Matters._states_found,
}
