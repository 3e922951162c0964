"""Spans that can be asked what touches a place, in time that does not grow with the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

_STEP = 128


class Spans:
    """(start, end) pairs by the stretch of text in which they lie."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._by: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for start, end in sorted(set(pairs)):
            for part in range(start // _STEP, max(start, end - 1) // _STEP + 1):
                self._by[part].append((start, end))

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans that share a character with `start` .. `end`, each once."""
        seen: set[tuple[int, int]] = set()
        for part in range(start // _STEP, max(start, end - 1) // _STEP + 1):
            for span in self._by.get(part, ()):
                if span[0] < end and start < span[1] and span not in seen:
                    seen.add(span)
                    yield span

    def holds(self, start: int, end: int) -> bool:
        """Whether one of them holds `start` .. `end` wholly."""
        return any(s <= start and end <= e for s, e in self.touching(start, end))
