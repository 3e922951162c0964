"""Sets that grow together: the smallest member leads, whatever the order of joining."""

from __future__ import annotations


class Joined:
    """Disjoint sets of the numbers 0..n-1; each set is led by its smallest member."""

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
