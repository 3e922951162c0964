"""The reports that are weighed, with their readings, and their claims by number: in memory, or on a shelf."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, MutableMapping
from sys import intern
from typing import cast

from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.weighing.nodes import Node, Order, day, last_day, nodes_of, outlet_of
from truceline.weighing.shelf import Distant, Tables

_NEAR = 6_000
"""Claims that are held ready, twice over."""
_TO_A_PAGE = 4


class Held:
    """Reports by their ids, and the numbers of their claims, which grow as reports come in."""

    def __init__(self) -> None:
        self._nodes: dict[int, Node] = {}
        self._numbers: dict[str, list[int]] = {}
        self._pairs: dict[str, tuple[Report, Reading]] = {}
        self._next = 0
        self.nodes: Mapping[int, Node] = self._nodes
        """The claims."""
        self.of_report: Mapping[str, list[int]] = self._numbers
        """The numbers of the claims of each report."""
        self.of_claim: MutableMapping[str, int] = {}

    def add(self, report: Report, reading: Reading) -> list[int]:
        """Take in a report that is not there; the numbers of its claims."""
        first = self._next
        for self._next, node in enumerate(nodes_of(report, reading), first + 1):
            self._nodes[self._next - 1] = node
            self.of_claim[node.claim.id] = self._next - 1
        self._pairs[report.id] = (report, reading)
        self._numbers[report.id] = numbers = list(range(first, self._next))
        return numbers

    def order(self, i: int) -> Order:
        """Where a claim stands in the order of all."""
        return self._nodes[i].order

    def known(self, i: int) -> int | None:
        """The day on which a claim could be known."""
        return self._nodes[i].known

    def report(self, i: int) -> str:
        """The report of a claim."""
        return self._nodes[i].report.id

    def outlet(self, i: int) -> str:
        """The outlet of a claim."""
        return self._nodes[i].outlet

    def remove(self, report: str) -> None:
        """Let a report go."""
        del self._pairs[report]
        for i in self._numbers.pop(report):
            self.of_claim.pop(self._nodes.pop(i).claim.id, None)

    def pair(self, report: str) -> tuple[Report, Reading] | None:
        """A report with its reading."""
        return self._pairs.get(report)

    def lasting(self, i: int) -> Node:
        """A claim as it may be kept for long."""
        return self._nodes[i]

    def __len__(self) -> int:
        return len(self.of_report)

    def __contains__(self, report: object) -> bool:
        return report in self.of_report


class OnShelf(Held):
    """`Held` of a case of any size: what was looked at last is in memory. `tables` are set once the
    shelf is there, which needs `distant`."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._before: dict[str, int] = {}
        """The first number of those that were taken out at some time: where what belongs to them lies."""
        self._first, self._size = array("q"), array("i")
        self._ids: list[str] = []
        self._days: list[str] = []
        self._outlets: list[str] = []
        self.nodes = self._ready = _Ready(self)
        self.of_report = _OfReport(self)

    def put_on(self, tables: Tables) -> None:
        """The tables to work with."""
        self._kept: MutableMapping[int, tuple[Report, Reading]] = tables(lambda n: n // _TO_A_PAGE)
        self.of_claim: MutableMapping[str, int] = tables(scattered=True)

    def add(self, report: Report, reading: Reading) -> list[int]:
        number = len(self._ids)
        first = self._first[-1] + self._size[-1] if number else 0
        nodes = nodes_of(report, reading)
        self._number[report.id] = number
        self._ids.append(report.id)
        self._first.append(first)
        self._size.append(len(nodes))
        self._days.append(intern(last_day(report)))
        self._outlets.append(intern(outlet_of(report)))
        self._kept[number] = (report, reading)
        self._ready.keep(first, nodes)
        for k, node in enumerate(nodes):
            self.of_claim[node.claim.id] = first + k
        return list(range(first, first + len(nodes)))

    def order(self, i: int) -> Order:
        number = self._at(i)
        return self._days[number], self._ids[number], i - self._first[number]

    def known(self, i: int) -> int | None:
        return day(self._days[self._at(i)])

    def report(self, i: int) -> str:
        return self._ids[self._at(i)]

    def outlet(self, i: int) -> str:
        return self._outlets[self._at(i)]

    def _at(self, i: int) -> int:
        return bisect_right(self._first, i) - 1

    def remove(self, report: str) -> None:
        numbers = self.of_report[report]
        for i in numbers:
            self.of_claim.pop(self.nodes[i].claim.id, None)
        number = self._number.pop(report)
        self._before.setdefault(report, number)
        self._ready.drop(numbers)
        del self._kept[number]

    def pair(self, report: str) -> tuple[Report, Reading] | None:
        number = self._number.get(report)
        return None if number is None else self._kept[number]

    def lasting(self, i: int) -> Node:
        return cast("Node", self.distant(i))

    def distant(self, i: int) -> Distant:
        """A claim that is fetched when it is looked at."""
        return Distant(i, self.nodes.__getitem__)

    def page(self, report: str) -> int:
        """Where what belongs to a report lies."""
        number = self._before.get(report, self._number.get(report, -64))
        return number // 16

    def numbers(self, report: str) -> list[int]:
        """The numbers of a report's claims."""
        number = self._number[report]
        first = self._first[number]
        return list(range(first, first + self._size[number]))

    def fetch(self, i: int) -> tuple[int, list[Node]]:
        """The report that holds a claim: its first claim, and its claims."""
        if not self.there(i):
            raise KeyError(i)
        number = self._at(i)
        return self._first[number], nodes_of(*self._kept[number])

    def there(self, i: int) -> bool:
        """Whether there is a claim of that number."""
        number = self._at(i)
        return (
            number >= 0
            and self._number.get(self._ids[number]) == number
            and i < self._first[number] + self._size[number]
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._number)

    def __len__(self) -> int:
        return len(self._number)

    def __contains__(self, report: object) -> bool:
        return report in self._number


class _Ready(Mapping[int, Node]):
    """Those looked at last are held ready, in two parts: when the newer is full, the older is let go."""

    def __init__(self, held: OnShelf) -> None:
        self._held = held
        self._near: dict[int, Node] = {}
        self._before: dict[int, Node] = {}

    def keep(self, first: int, nodes: list[Node]) -> None:
        """Hold the claims of a report ready."""
        if len(self._near) >= _NEAR:
            self._near, self._before, gone = {}, self._near, self._before
            for node in gone.values():
                node.forget()
        for i, node in enumerate(nodes, first):
            if (was := self._near.get(i) or self._before.pop(i, None)) is not None:
                was.forget()
            self._near[i] = node

    def drop(self, numbers: list[int]) -> None:
        """Let claims go."""
        for i in numbers:
            for held in (self._near, self._before):
                if (node := held.pop(i, None)) is not None:
                    node.forget()

    def __getitem__(self, i: int) -> Node:
        found = self._near.get(i)
        if found is None:
            found = self._before.pop(i, None)
            if found is not None:
                self.keep(i, [found])
            else:
                self.keep(*self._held.fetch(i))
                found = self._near[i]
        return found

    def __contains__(self, i: object) -> bool:
        return i in self._near or self._held.there(cast("int", i))

    def __iter__(self) -> Iterator[int]:
        for report in self._held:
            yield from self._held.numbers(report)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _OfReport(Mapping[str, list[int]]):
    def __init__(self, held: OnShelf) -> None:
        self._held = held

    def __getitem__(self, report: str) -> list[int]:
        return self._held.numbers(report)

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
