"""Watch rules made ready: found by a word they need, matched where their words stand together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from truceline.model.accord import Watch
from truceline.model.match import Matcher, _Group, compiled, contains
from truceline.model.span import Span

__all__ = ["Piece", "Places", "Rules", "rules_of"]

_BEFORE, _AFTER = 4, 1
"""How many words before and after a match can undo it ("would not", "... never")."""
_CLOSE = 9
"""Up to so many words, all that stand between the matched ones can undo it; in a longer stretch only
those beside each ("all 33 who were to be freed have been returned")."""

Places = Mapping[int, Sequence[tuple[int, int]]]
"""Number of an alternative -> where it stands in folded words; what stands nowhere is not there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a claim's own words (what a nested claim says is not its own)."""

    span: Span
    folded: str
    entities: Mapping[str, tuple[str, ...]]
    """The entities named in it, each with its folded forms there."""
    question: bool


@dataclass(frozen=True, slots=True)
class _Ask:
    """The alternatives of one group, those that are plain words by their numbers."""

    words: frozenset[int]
    group: _Group

    def stands(self, piece: Piece, found: Places) -> bool:
        """Whether an alternative, an entity or an expression of the group is in the piece."""
        if not self.words.isdisjoint(found):
            return True
        group = self.group
        if group.entities and not group.entities.isdisjoint(piece.entities):
            return True
        return bool(group.expressions) and any(x.search(piece.folded) for x in group.expressions)

    def places(self, piece: Piece, found: Places) -> list[tuple[int, int]]:
        """Where the alternatives stand, in order; an entity stands where its forms do."""
        places = [at for n in self.words & found.keys() for at in found[n]]
        if self.group.entities:
            forms = [
                f
                for e, names in piece.entities.items()
                if e in self.group.entities
                for f in names
                if f.strip()
            ]
            for words in forms:
                at = piece.folded.find(words)
                while at >= 0:
                    places.append((at, at + len(words)))
                    at = piece.folded.find(words, at + 1)
        for expression in self.group.expressions:
            places += [m.span() for m in expression.finditer(piece.folded)]
        return sorted(places)

    def within(self, piece: Piece, found: Places, start: int, end: int) -> bool:
        """Whether an alternative stands whole in a stretch of the folded words."""
        if any(s >= start and e <= end for n in self.words & found.keys() for s, e in found[n]):
            return True
        expressions = self.group.expressions
        return bool(expressions) and any(x.search(piece.folded[start:end]) for x in expressions)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One pattern of a watch, ready; `undone` are the words that undo what it finds."""

    watch: Watch
    groups: tuple[_Ask, ...]
    none: _Ask
    undone: _Ask

    def fits(self, piece: Piece, found: Places) -> bool:
        """Whether the words of all groups stand together and nothing beside them undoes it. A watch
        without patterns asks for nothing here."""
        return (
            all(g.stands(piece, found) for g in self.groups)
            and not self.none.stands(piece, found)
            and self._together(piece, found)
        )

    def _together(self, piece: Piece, found: Places) -> bool:
        folded = piece.folded
        # An entity whose form stands outside these words still counts as named.
        places = [at for group in self.groups if (at := group.places(piece, found))]
        undoing = bool(self.undone.group.expressions) or not self.undone.words.isdisjoint(found)
        for chosen in _choices(places):
            start, end = min(s for s, _ in chosen), max(e for _, e in chosen)
            length = folded.count(" ", start, end)
            if length > self.watch.within + 1 or (self.watch.spare and _twice(chosen)):
                continue
            if not undoing:
                return True
            beside = [(start, end)] if length <= _CLOSE else chosen
            if not any(self.undone.within(piece, found, *_beside(folded, s, e)) for s, e in beside):
                return True
        return not places


def _twice(chosen: Sequence[tuple[int, int]]) -> bool:
    """Whether the same words serve two groups (each begins and ends with a gap that it may share)."""
    beside = sorted(set(chosen))
    return len(beside) < len(chosen) or any(b[0] < a[1] - 1 for a, b in pairwise(beside))


def _choices(places: Sequence[Sequence[tuple[int, int]]]) -> Iterator[Sequence[tuple[int, int]]]:
    """Ways to take one place of each group: around each place, the nearest of the other groups."""
    if len(places) == 1:
        yield from ((at,) for at in places[0])
        return
    for centre in places:
        for start, end in centre:
            yield [
                (start, end)
                if other is centre
                else other[0]
                if len(other) == 1
                else min(other, key=lambda p: (max(p[0] - end, start - p[1], 0), p[0]))
                for other in places
            ]


def _beside(folded: str, start: int, end: int) -> tuple[int, int]:
    """The words of a stretch with a few before and one after: where that begins and ends. Folded
    words begin and end with a space."""
    for _ in range(_BEFORE + 1):
        start = folded.rfind(" ", 0, start)
        if start < 0:
            start = 0
            break
    for _ in range(_AFTER + 1):
        at = folded.find(" ", end)
        if at < 0:
            end = len(folded)
            break
        end = at + 1
    return start, end


@dataclass(frozen=True, slots=True)
class Rules:
    """Watch rules, each pattern found by words that it needs; one look at a sentence finds all
    alternatives of all rules that stand in it."""

    patterns: tuple[_Asked, ...]
    """In the order of the ids of their watches."""
    needing: Mapping[int, tuple[int, ...]]
    """Number of an alternative -> numbers of the patterns that are looked at where it stands."""
    always: tuple[int, ...]
    """The patterns that no word leads to."""
    finder: AhoCorasick

    def fitting(self, piece: Piece) -> tuple[Watch, ...]:
        """The watches of which a pattern fits the piece, in the order of their ids."""
        found: dict[int, list[tuple[int, int]]] = {}
        for n, start, end in self.finder.find_matches_as_indexes(piece.folded, overlapping=True):
            found.setdefault(n, []).append((start, end))
        likely = set(self.always)
        for n in found:
            likely.update(self.needing.get(n, ()))
        fitting: list[Watch] = []
        for n in sorted(likely):
            asked = self.patterns[n]
            if fitting and fitting[-1] is asked.watch:
                continue
            if asked.fits(piece, found):
                fitting.append(asked.watch)
        return tuple(fitting)


@lru_cache(maxsize=16)
def rules_of(watches: tuple[Watch, ...]) -> Rules:
    """The rules made ready; the same watches are made ready once."""
    numbers: dict[str, int] = {}

    def ask(group: _Group) -> _Ask:
        return _Ask(frozenset(numbers.setdefault(w, len(numbers)) for w in group.pieces), group)

    def asked(watch: Watch) -> Iterable[_Asked]:
        nothing = contains(())
        undone = ask(contains(watch.undone_by).all[0])
        for m in [compiled(p) for p in watch.patterns] or [Matcher((), nothing.none)]:
            yield _Asked(watch, tuple(ask(g) for g in m.all), ask(m.none), undone)

    patterns: list[_Asked] = []
    needing: dict[int, list[int]] = defaultdict(list)
    always: list[int] = []
    for watch in sorted(watches, key=lambda w: w.id):
        for pattern in asked(watch):
            plain = [
                a for a in pattern.groups if a.words and not a.group.entities and not a.group.expressions
            ]
            if plain:
                for word in min(plain, key=lambda a: len(a.words)).words:
                    needing[word].append(len(patterns))
            else:
                always.append(len(patterns))
            patterns.append(pattern)
    return Rules(
        tuple(patterns),
        {n: tuple(of) for n, of in needing.items()},
        tuple(always),
        AhoCorasick(tuple(numbers)),
    )
