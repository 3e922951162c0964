"""Attribution lost on the way: an outlet says in its own voice what another quotes somebody saying.

Two ways to see it. The words: the claim is a copy of an attributed one, or so like it, within
a few days, that they share most of what they say. The place: a claim that goes on ("also")
between two claims of one statement, and speaks of the same thing.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, MutableMapping

from truceline.model.reading import Manner
from truceline.weighing.carried import Carried
from truceline.weighing.held import Held
from truceline.weighing.nodes import Node
from truceline.weighing.one_speech import quoted
from truceline.weighing.shelf import Tables, in_memory
from truceline.weighing.statements import Statements
from truceline.weighing.window import Terms, Window, on_day, some_days
from truceline.weighing.words import likeness

SHARE = 0.6
WEIGHT = 4.0
QUOTE = 3.0
"""A phrase of so much weight in quotation marks is the speaker's, whatever stands around it."""
LEAST = 3
"""Fewer words in common, the frequent ones apart, propose nothing."""
MOST = 40
DAYS = 3
_COMMON = 0.4
"""What a frequent word weighs (`likeness`)."""


class Lost:
    """Claims without a source, and the attributed claims that they go back to (numbers of `nodes`)."""

    def __init__(
        self,
        held: Held,
        statements: Statements,
        carried: Carried,
        tables: Tables = in_memory,
        shelf_of: Callable[[str], int] | None = None,
    ) -> None:
        self._held, self._nodes, self._of_report = held, held.nodes, held.of_report
        self._statements, self._carried = statements, carried
        self._told = Window(self._told_terms, tables)
        """Attributed claims of one day in the same words, as one face, by their figures and their words."""
        self._tellers: MutableMapping[int, list[int]] = tables(some_days, live=True)
        """Face -> its claims, in order."""
        self._own = Window(self._terms, tables)
        self._open: MutableMapping[int, bool] = tables()
        self._source: MutableMapping[int, int] = tables()
        self._goes_on: MutableMapping[int, int] = tables()
        self._additive: MutableMapping[str, list[int]] = tables(shelf_of, live=True)
        self._back: MutableMapping[int, set[int]] = tables(live=True)
        """Attributed claim -> those that go back to it."""
        self._dirty: set[int] = set()
        self._came: set[int] = set()
        self._left: list[tuple[int, str, frozenset[str]]] = []
        self._fresh = True
        self._firsts: dict[int, int] = {}
        """First claim with a text -> the first attributed one."""

    def add(self, i: int, told: bool) -> None:
        """Take in a claim: `told` by a source, or without one."""
        node = self._nodes[i]
        if told:
            if len(node.rare) < LEAST:
                return
            face = _face(node)
            tellers = self._tellers.setdefault(face, [])
            insort(tellers, i, key=self._held.order)
            if len(tellers) == 1:
                self._told.add(_stretch(node), face)
            self._came.add(i)
        elif node.comparable:
            self._open[i] = True
            self._dirty.add(i)
            if node.own:
                self._own.add(_stretch(node), i)
                if node.pack.turn("additive", node.claim.words):
                    self._additive.setdefault(node.report.id, []).append(i)

    def remove(self, i: int) -> None:
        """Let a claim go, before its node does."""
        node = self._nodes[i]
        if i in self._open:
            del self._open[i]
            self._dirty.discard(i)
            self._set(self._source, i, None)
            self._set(self._goes_on, i, None)
            if node.own:
                self._own.remove(_stretch(node), i)
                self._additive.pop(node.report.id, None)
        elif i in self._tellers.get(face := _face(node), ()):
            self._tellers[face].remove(i)
            if not self._tellers[face]:
                del self._tellers[face]
                self._told.remove(_stretch(node), face)
            self._came.discard(i)
            self._left.append((_stretch(node), _figures(node), node.rare))

    def source(self, i: int) -> int | None:
        """The attributed claim that a claim without a source goes back to."""
        found = self._source.get(i)
        return found if found is not None else self._goes_on.get(i)

    def back_to(self, i: int) -> Iterable[int]:
        """The claims without a source that go back to an attributed one."""
        return self._back.get(i, ())

    def settle(self, copied: Iterable[int], groups: Iterable[int]) -> set[int]:
        """Bring up to date what goes back to what; `copied` are claims whose clusters of copies changed,
        `groups` statements that did. The claims whose source is another than before."""
        self._dirty.update(i for i in copied if i in self._open)
        self._tell_firsts(copied)
        if not self._fresh:
            self._look_again()
        changed: set[int] = set()
        reports: set[str] = set()
        for i in sorted(self._dirty):
            if self._set(self._source, i, self._decide(i)):
                changed.add(i)
            reports.add(self._held.report(i))
        for group in sorted(groups):
            reports.update(self._held.report(i) for i in self._statements.claims(group))
        for report in reports:
            for i in self._additive.get(report, ()):
                if self._set(self._goes_on, i, self._going_on(i)):
                    changed.add(i)
        self._dirty, self._came, self._left, self._fresh = set(), set(), [], False
        return changed

    def _tell_firsts(self, copied: Iterable[int]) -> None:
        """Which attributed claim is the first of each text; copies near in time to one that is no more the
        first, or has become it, are looked at again."""
        for lead in {lead for i in copied if (lead := self._carried.lead(i)) is not None}:
            cluster = list(self._carried.members(lead))
            told = [j for j in cluster if j in self._statements]
            first, was = min(told, key=self._held.order, default=None), self._firsts.pop(lead, None)
            if first is not None:
                self._firsts[lead] = first
            if first == was:
                continue
            days = [self._held.known(j) for j in (first, was) if j is not None and j in self._nodes]
            for j in cluster:
                known = self._held.known(j)
                near = known is None or any(d is None or abs(d - known) <= DAYS for d in days)
                if near and j in self._open:
                    self._dirty.add(j)

    def _set(self, table: MutableMapping[int, int], i: int, source: int | None) -> bool:
        was = table.get(i)
        if was == source:
            return False
        if was is not None:
            self._back[was].discard(i)
            if not self._back[was]:
                del self._back[was]
            del table[i]
        if source is not None:
            table[i] = source
            self._back.setdefault(source, set()).add(i)
        return True

    def _look_again(self) -> None:
        """Claims without a source that came and left attributed ones may bear on."""
        came = [(_stretch(n := self._nodes[j]), _figures(n), n.rare) for j in sorted(self._came)]
        for home, figures, rare in dict.fromkeys((*came, *self._left)):
            shared = self._own.shared((home - 1, home, home + 1), (figures,), rare)
            self._dirty.update(i for i, n in shared.items() if n >= LEAST)

    def _terms(self, i: int) -> Terms:
        node = self._nodes[i]
        return (_figures(node),), node.rare

    def _told_terms(self, face: int) -> Terms:
        return self._terms(self._tellers[face][0])

    def _decide(self, i: int) -> int | None:
        node = self._nodes[i]
        if node.claim.manner is not Manner.UNSOURCED and not node.own:
            return None
        lead = self._carried.lead(i)
        first = None if lead is None else self._firsts.get(lead)
        if first is not None and self._close(i, first):
            return first
        return self._alike(i) if node.own else None

    def _alike(self, i: int) -> int | None:
        """The attributed claim of another report, with the same figures, that it shares most of its words with."""
        node = self._nodes[i]
        home, rare, report = _stretch(node), node.rare, node.report.id
        least = max(LEAST, QUOTE - _COMMON * (len(node.words) - len(rare)))
        if len(rare) < least:
            return None
        shared = self._told.shared((home - 1, home, home + 1), (_figures(node),), rare)
        fitting = []
        for face, count in shared.items():
            if count < least or not self._close(i, self._tellers[face][0]):
                continue
            others = (j for j in self._tellers[face] if self._held.report(j) != report)
            first = next(others, None)
            if first is not None:
                fitting.append((-count, self._held.order(first), first))
        best: tuple[float, int] | None = None
        for _, _, j in sorted(fitting)[:MOST]:
            other = self._nodes[j]
            share, weight = likeness(node.words, other.words, node.pack.common)
            quotes = weight >= QUOTE and quoted(node, other) >= QUOTE
            if share >= SHARE and (weight >= WEIGHT or quotes) and (best is None or share > best[0]):
                best = (share, j)
        return best[1] if best else None

    def _close(self, one: int, other: int) -> bool:
        """Whether what an outlet says itself may be what another was told: within a few days, and no
        two days before it."""
        a, b = self._held.known(one), self._held.known(other)
        return a is None or b is None or -DAYS <= b - a <= 1

    def _going_on(self, i: int) -> int | None:
        """The claim before it, where that is of one statement with the one after it, and of the same thing."""
        node = self._nodes[i]
        if i in self._source:
            return None
        around = self._of_report[node.report.id]
        at = around.index(i)
        if not 0 < at < len(around) - 1:
            return None
        before, after = around[at - 1], around[at + 1]
        if before not in self._statements or self._statements.group(before) != self._statements.group(after):
            return None
        words = self._nodes[before].words | self._nodes[after].words
        return before if (node.words & words) - node.pack.common else None


def _figures(node: Node) -> str:
    """What two claims have alike of which one may go back to the other: their figures, and whether they deny."""
    return f"{node.negated}|{','.join(sorted(node.figures))}"


def _face(node: Node) -> int:
    return on_day(node.known or 0, node.text.face)


def _stretch(node: Node) -> int:
    return (node.known or 0) // DAYS
