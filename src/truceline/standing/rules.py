"""Watch rules made ready: found by a word they need, matched where their words stand together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from truceline.model.accord import UNDONE, Watch
from truceline.model.match import Matcher, _Group, compiled, contains, fold
from truceline.model.span import Span

__all__ = ["Piece", "Places", "Rules", "rules_of"]

_BREAK = re.compile(r"[,:()]\s|\s[-–—]\s|—")
_COLON = re.compile(r"[:;]\s")
_REACH = 9
"""So many words may stand between the word that opens a clause of time or condition and the deed in it."""
_FEW = 4
"""With fewer gaps before it, such a clause stands first, and what it hangs on behind it."""
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
    cued: bool = False
    """With the words of saying before it, which name no thing that a clause is about."""
    around: str = " "
    """The folded words of its paragraph."""
    named: frozenset[str] = frozenset()
    """The entities named in its paragraph."""

    @property
    def breaks(self) -> list[int]:
        """Where in the folded words something begins behind a comma, a colon, a bracket or a dash."""
        return self._behind(_BREAK)

    @property
    def colons(self) -> list[int]:
        """Where in the folded words something begins behind a colon or a semicolon."""
        return self._behind(_COLON)

    def _behind(self, mark: re.Pattern[str]) -> list[int]:
        return _places_behind(mark, self.span.quote, len(self.folded))


@lru_cache(maxsize=1024)
def _places_behind(mark: re.Pattern[str], words: str, length: int) -> list[int]:
    parts = [fold(p) for p in mark.split(words)]
    at = length - sum(len(p) - 1 for p in parts) - 1
    out = []
    for part in parts[:-1]:
        at += len(part) - 1
        out.append(max(at, 0))
    return out


@dataclass(frozen=True, slots=True)
class _Ask:
    """The alternatives of one group, those that are plain words by their numbers."""

    words: frozenset[int]
    leads: frozenset[int]
    """How the expressions begin, by number."""
    group: _Group

    def stands(self, piece: Piece, found: Places) -> bool:
        """Whether an alternative, an entity or an expression of the group is in the piece."""
        if not self.words.isdisjoint(found):
            return True
        group = self.group
        if group.entities and not group.entities.isdisjoint(piece.entities):
            return True
        return not self.leads.isdisjoint(found) and any(x.search(piece.folded) for x in group.expressions)

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
        for expression in self.group.expressions if not self.leads.isdisjoint(found) else ():
            places += [m.span() for m in expression.finditer(piece.folded)]
        return sorted(places)

    def within(
        self, piece: Piece, found: Places, start: int, end: int, but: Sequence[tuple[int, int]] = ()
    ) -> bool:
        """Whether an alternative stands whole in a stretch of the folded words, and in none of those left out."""
        here = [at for n in self.words & found.keys() for at in found[n] if at[0] >= start and at[1] <= end]
        for x in self.group.expressions:
            here += [(start + m.start(), start + m.end()) for m in x.finditer(piece.folded[start:end])]
        return any(not any(a <= s and e <= b for a, b in but) for s, e in here)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One pattern of a watch, ready; `undone` are the words that undo what it finds."""

    watch: Watch
    groups: tuple[_Ask, ...]
    none: _Ask
    undone: _Ask
    about: tuple[_Group, ...] = ()

    def fits(self, piece: Piece, found: Places) -> bool:
        """Whether the words of all groups stand together and nothing beside them undoes it. A watch
        without patterns asks for nothing here."""
        if piece.cued and self.watch.spare:
            return False
        return (
            all(g.stands(piece, found) for g in self.groups)
            and not self.none.stands(piece, found)
            and all(
                g.fits(piece.folded, piece.entities) or g.fits(piece.around, piece.named) for g in self.about
            )
            and self._together(piece, found)
        )

    def _together(self, piece: Piece, found: Places) -> bool:
        folded = piece.folded
        # An entity whose form stands outside these words still counts as named.
        of_each = [group.places(piece, found) for group in self.groups]
        places = [at for at in of_each if at]
        heads = bool(places) and bool(of_each[0])
        undoing = not self.undone.words.isdisjoint(found) or not self.undone.leads.isdisjoint(found)
        for chosen in _choices(places):
            start, end = min(s for s, _ in chosen), max(e for _, e in chosen)
            length = folded.count(" ", start, end)
            if length > self.watch.within + 1 or (self.watch.spare and _twice(chosen)):
                continue
            if self.watch.id.endswith(UNDONE) and (
                _inside(chosen[-1], chosen[:-1]) or any(start < at <= end for at in piece.colons)
            ):
                continue  # "no man's land" denies nothing, nor "on prisoners nothing: lists were exchanged" the lists
            if untold(self.watch, piece, start) or (heads and hangs(self.watch, piece, chosen[0][0])):
                continue
            if not undoing:
                return True
            beside = [(start, end)] if length <= _CLOSE else chosen
            but = [*_inserted(self.watch, piece, chosen), *chosen]
            if not any(self.undone.within(piece, found, *_beside(folded, s, e), but) for s, e in beside):
                return True
        return not places


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of some words in folded ones, with the gap before and the one after."""
    plain = (re.escape(w).replace(r"\*", r"\S*").replace(r"\ ", " ") for w in words)
    return re.compile(f" (?:{'|'.join(plain)})(?= )")


def untold(watch: Watch, piece: Piece, at: int) -> bool:
    """Whether what stands at a place is only what somebody says nothing about."""
    return bool(watch.untold) and any(m.start() <= at for m in _any_of(watch.untold).finditer(piece.folded))


def _inserted(watch: Watch, piece: Piece, chosen: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What undoes nothing outside: the clauses between two commas that say more of a noun before them ("the
    committee, which is to oversee it, met") and hold none of the words chosen; phrases that look like a denial
    ("without incident")."""
    if not watch.inserted:
        return []
    opens = _any_of(watch.inserted)
    idle = _any_of(watch.idle).finditer(piece.folded) if watch.idle else ()
    return [*((m.start(), m.end() + 1) for m in idle)] + [
        (max(a - 1, 0), b + 1)
        for a, b in pairwise(piece.breaks)
        if opens.match(piece.folded, a) and not any(s < b and e > a + 1 for s, e in chosen)
    ]


def hangs(watch: Watch, piece: Piece, at: int) -> bool:
    """Whether a deed at a place of the folded words is told in a clause of time or condition that hangs on a
    plan or duty: "they will go home when all have been freed" tells of nobody freed. What is told behind words that
    have words to close them (`none`) hangs on them until a comma and one of these."""
    folded, breaks = piece.folded, piece.breaks
    for hung in watch.hung:
        opening = [*_any_of(hung.all[0]).finditer(folded, 0, at + 1)]
        if len(hung.all) == 1 and watch.idle:
            idle = [m.start() for m in _any_of(watch.idle).finditer(folded)]
            opening = [m for m in opening if m.start() not in idle]
        if not opening:
            continue
        if hung.none:
            closes = _any_of(hung.none)
            if not any(closes.match(folded, b) for b in breaks if opening[-1].end() <= b <= at):
                return True
            continue
        if folded.count(" ", opening[-1].end(), at) > _REACH:
            continue
        if sum(1 for b in breaks if opening[-1].end() <= b <= at) % 2:
            continue  # closed by a comma, and not only broken by a pair of them
        if len(hung.all) == 1:
            return True
        main = folded[: opening[-1].start() + 1]
        if main.count(" ") < _FEW:
            end = min((b for b in breaks if b > at), default=len(folded))
            main = folded[max(end - 1, 0) :]
        if _any_of(hung.all[1]).search(main):
            return True
    return False


def _twice(chosen: Sequence[tuple[int, int]]) -> bool:
    """Whether the same words serve two groups (each begins and ends with a gap that it may share)."""
    beside = sorted(set(chosen))
    return len(beside) < len(chosen) or any(b[0] < a[1] - 1 for a, b in pairwise(beside))


def _inside(place: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies within another."""
    return any(a <= place[0] and place[1] <= b for a, b in others)


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
    needing: Mapping[int | str, tuple[int, ...]]
    """Number of an alternative, or an entity -> numbers of the patterns that are looked at where it stands."""
    always: tuple[int, ...]
    """The patterns that ask for no words."""
    finder: AhoCorasick

    def fitting(self, piece: Piece) -> tuple[Watch, ...]:
        """The watches of which a pattern fits the piece, in the order of their ids."""
        found: dict[int, list[tuple[int, int]]] = {}
        for n, start, end in self.finder.find_matches_as_indexes(piece.folded, overlapping=True):
            found.setdefault(n, []).append((start, end))
        likely = set(self.always)
        here: list[int | str] = [*found, *piece.entities]
        for at in here:
            likely.update(self.needing.get(at, ()))
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
        words, leads = (
            frozenset(numbers.setdefault(w, len(numbers)) for w in some)
            for some in (group.pieces, group.leads)
        )
        return _Ask(words, leads, group)

    def asked(watch: Watch) -> Iterable[_Asked]:
        nothing = contains(())
        undone = ask(contains(watch.undone_by).all[0])
        for m in [compiled(p) for p in watch.patterns] or [Matcher((), nothing.none)]:
            yield _Asked(watch, tuple(ask(g) for g in m.all), ask(m.none), undone, m.about)

    patterns: list[_Asked] = []
    needing: dict[int | str, list[int]] = defaultdict(list)
    always: list[int] = []
    for watch in sorted(watches, key=lambda w: w.id):
        for pattern in asked(watch):
            if pattern.groups:  # an entity stands in more pieces than most words do
                few = min(pattern.groups, key=lambda a: (len(a.group.entities), len(a.words | a.leads)))
                asking: list[int | str] = [*few.words | few.leads, *few.group.entities]
                for one in asking:
                    needing[one].append(len(patterns))
            else:
                always.append(len(patterns))
            patterns.append(pattern)
    return Rules(
        tuple(patterns),
        {n: tuple(of) for n, of in needing.items()},
        tuple(always),
        AhoCorasick(tuple(numbers)),
    )
