"""What hangs together: step by step from some, or as sets that grow together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def reached(some: Iterable[T], beside: Callable[[T], Iterable[T]]) -> set[T]:
    """These, those beside them, and so on."""
    found = set(some)
    ahead = list(found)
    while ahead:
        for other in beside(ahead.pop()):
            if other not in found:
                found.add(other)
                ahead.append(other)
    return found


class Joined:
    """Disjoint sets of the numbers 0..n-1; each set is led by its smallest member, whatever the order of joining."""

    def __init__(self, n: int) -> None:
        self._up = list(range(n))

    def find(self, i: int) -> int:
        """The leader of the set that holds `i`."""
        up = self._up
        while up[i] != i:
            up[i] = up[up[i]]
            i = up[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make one set of the two."""
        a, b = self.find(i), self.find(j)
        if a != b:
            self._up[max(a, b)] = min(a, b)

    def sets(self) -> dict[int, list[int]]:
        """Leader -> members, in rising order."""
        out: dict[int, list[int]] = {}
        for i in range(len(self._up)):
            out.setdefault(self.find(i), []).append(i)
        return out
