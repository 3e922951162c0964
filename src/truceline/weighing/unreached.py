"""Counts not put into questions yet, found by day and size: what cannot join a count is not looked at.

Many reports that tell one thing with numbers of their own make as many faces of counts. Holding each
against each would cost the square of them; most are of other days or of quite another size, which
`may_meet` tells of a whole block of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from math import inf

from truceline.weighing.answers import Answer
from truceline.weighing.comparable import Alike, Meet, Span, may_meet, same_value_only, span_of
from truceline.weighing.counts import Count
from truceline.weighing.verdicts import FAR, range_of

Home = int | None
Place = tuple[Home, int]
"""A stretch of days, and a face in it."""
Kind = tuple[str, bool, int]
"""Category, whether it counts a measure of the accord, and the frame."""
_WIDE = 2.0
"""A figure whose words allow more than so many times its least number is held against all sizes."""
_NARROW = 0.9
"""The words of a figure that is sorted by size allow nothing below this share of it."""


class Unreached:
    """Counts of one base by home and face, and which of them a count has to be held against."""

    def __init__(
        self, homes: Mapping[Home, Mapping[int, set[int]]], counts: Mapping[int, Count], alike: Alike
    ) -> None:
        self._homes, self._counts, self._alike = homes, counts, alike
        self._left: dict[Home, dict[int, set[int]]] = {}
        self._blocks: dict[Home, dict[Span, dict[Kind, _Block]]] = {}
        self._reach: dict[Place, list[Place]] = {}

    def take(self, c: int, at: Place) -> None:
        """A count that was reached: nothing need be held against it any more."""
        self._open(at[0])
        self.leave(at, self._left[at[0]].get(at[1], set()) - {c})

    def of(self, at: Place) -> set[int]:
        """The counts of a face that are left."""
        return self._left[at[0]].get(at[1], set())

    def leave(self, at: Place, counts: set[int]) -> None:
        """Leave only these of a face."""
        home, face = at
        if counts:
            self._left[home][face] = counts
        elif was := self._left[home].pop(face, None):
            count = self._counts[next(iter(was))]
            blocks = self._blocks[home]
            blocks[span_of(count)][self._kind(count)].drop(face)

    def reach(self, one: Count, at: Place, joinable: Callable[[int, Count], bool]) -> list[Place]:
        """The faces left that a count with this face can join: `joinable` tells it of a face and a count
        that has it."""
        found = self._reach.get(at)
        if found is None:
            home = at[0]
            near = self._homes if home is None else (home - 1, home, home + 1, None)
            found = []
            for h in near:
                if h in self._homes:
                    self._open(h)
                    left = self._left[h]
                    found += [
                        (h, f) for f in self._likely(one, h) if joinable(f, self._counts[next(iter(left[f]))])
                    ]
            self._reach[at] = found
        return [p for p in found if p[1] in self._left[p[0]]]

    def _open(self, home: Home) -> None:
        """Sort the faces of a stretch of days into blocks, once."""
        if home in self._left:
            return
        left = self._left[home] = {f: set(members) for f, members in self._homes[home].items()}
        parts: dict[Span, dict[Kind, list[tuple[int, Count]]]] = defaultdict(lambda: defaultdict(list))
        for face, members in left.items():
            count = self._counts[next(iter(members))]
            parts[span_of(count)][self._kind(count)].append((face, count))
        self._blocks[home] = {
            span: {kind: _Block(faces) for kind, faces in kinds.items()} for span, kinds in parts.items()
        }

    def _likely(self, one: Count, home: Home) -> Iterator[int]:
        size, (least, most) = one.answer.size, _extent(one.answer)
        sizes = (min(least, size) / _WIDE, max(most / _NARROW, size * 2)) if least >= 0 else (-inf, inf)
        category, measured, frame = self._kind(one)
        for span, kinds in self._blocks[home].items():
            meets = {also: may_meet(one, span, measured and also) for also in (False, True)}
            if meets[False] is meets[True] is Meet.NEVER:
                continue
            for (other, also, theirs), block in kinds.items():
                meet = meets[also]
                if meet is Meet.NEVER or not block:
                    continue
                needed = self._alike.needed(frame, theirs)
                if needed is None:
                    continue
                if other != category:
                    if same_value_only(one, category, other, span) and (measured or also):
                        yield from block.within(size, size)
                elif needed:
                    yield from block.sharing(one.words, needed)
                elif meet is Meet.NEAR:
                    yield from block.within(*sizes)
                else:
                    yield from block.within(-inf, inf)

    def _kind(self, count: Count) -> Kind:
        return count.category, bool(count.figure.measure), self._alike.frame(count)


class _Block:
    """Faces in order of size, of which some went; those of no certain size apart."""

    __slots__ = ("_at", "_counts", "_faces", "_loose", "_next", "_sizes", "_telling")

    def __init__(self, faces: Sequence[tuple[int, Count]]) -> None:
        sized = sorted((c.answer.size, f) for f, c in faces if _is_sized(c.answer))
        self._counts = faces
        self._telling: dict[str, list[int]] | None = None
        """Figure among the words -> faces that tell it."""
        self._sizes = [s for s, _ in sized]
        self._faces = [f for _, f in sized]
        self._at = {f: k for k, f in enumerate(self._faces)}
        self._next = list(range(len(sized) + 1))
        """The first that is left from here on, as far as it was looked for."""
        self._loose = {f: None for f, _ in faces if f not in self._at}

    def __bool__(self) -> bool:
        return bool(self._at or self._loose)

    def drop(self, face: int) -> None:
        k = self._at.pop(face, None)
        if k is None:
            del self._loose[face]
        else:
            self._next[k] = k + 1

    def within(self, least: float, most: float) -> Iterator[int]:
        """The faces left from one size to another, and those of no certain size."""
        k = self._first(bisect_left(self._sizes, least))
        while k < len(self._sizes) and self._sizes[k] <= most:
            yield self._faces[k]
            k = self._first(k + 1)
        yield from self._loose

    def sharing(self, words: frozenset[str], least: int) -> Iterator[int]:
        """The faces left whose words tell so many of the figures among `words`."""
        if self._telling is None:
            self._telling = defaultdict(list)
            for face, count in self._counts:
                for word in count.words:
                    if word[0].isdigit():
                        self._telling[word].append(face)
        shared = Counter(chain.from_iterable(self._telling.get(w, ()) for w in words))
        return (f for f, n in shared.items() if n >= least and (f in self._at or f in self._loose))

    def _first(self, k: int) -> int:
        last = k
        while self._next[last] != last:
            last = self._next[last]
        while self._next[k] != last and k != last:
            self._next[k], k = last, self._next[k]
        return last


def _extent(answer: Answer) -> tuple[float, float]:
    """Least and most of the figures that one can meet, but for those that themselves allow others."""
    least, most = range_of(answer)
    return least, least * FAR if most == inf and not answer.approximate else most


def _is_sized(answer: Answer) -> bool:
    least, most = _extent(answer)
    size = answer.size
    return least >= 0 and size * _NARROW <= least and most <= size * _WIDE
