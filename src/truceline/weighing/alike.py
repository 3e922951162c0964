"""Tellings of one matter, in one report or several, whether or not an accord has a topic for them.

Every telling looks for the likeliest of those before it (`tellings.likely`) and joins the `HEADS` that are likely
enough. What joined a telling makes an account with it, unless all of that stands in another account. A report
without a date may be of any day: its tellings come after all others, and look at those of every day.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from itertools import chain, islice
from math import inf

import numpy as np

from truceline.weighing.event_findings import look_alikes
from truceline.weighing.events import told_events
from truceline.weighing.held import Held
from truceline.weighing.nodes import Node
from truceline.weighing.said import number_of
from truceline.weighing.shelf import Tables, in_memory
from truceline.weighing.tellings import (
    Telling,
    answered,
    likely,
    may_answer,
    may_meet,
    tellings_of,
    terms_of,
)
from truceline.weighing.window import (
    Terms,
    Window,
    most_shared,
    numbered,
    on_day,
    shared_by_all,
    some_days,
    together,
)

HEADS = 2
ENOUGH = -0.8
"""The log-odds from which on a telling joins another."""
LEAST = 2
"""Tellings that share fewer of what they are found by are no candidates."""
MOST = 16
"""So many candidates are compared."""
DAYS = 16
STRETCHES = 48
"""In a case of more stretches of days than these, what has no date is not looked for in all of them."""
_ALL = ("",)
_NO_DAY = 0
Order = tuple[str, str, int, int]
Place = tuple[int, int]
"""A claim by its number, and which of its clauses."""


class Accounts:
    """Which tellings of claims (numbers of `held`) are of one matter, kept up to date.

    Tellings of one day in the same words go together, as one face; the first of them stands for all.
    """

    def __init__(self, held: Held, tables: Tables = in_memory) -> None:
        self._held, self._nodes = held, held.nodes
        self._of: MutableMapping[int, tuple[int, ...]] = tables()
        """Claim -> the faces of its clauses."""
        self._places: MutableMapping[int, list[Place]] = tables(some_days)
        """Face -> where it stands, in order."""
        self._faces = Window(self._terms, tables)
        """Faces by the days of their reports."""
        self._telling = Window(self._terms, tables)
        """Faces by other days that they tell."""
        self._heads: MutableMapping[int, tuple[int, ...]] = tables(some_days)
        """Face -> those that it joined."""
        self._members: MutableMapping[int, set[int]] = tables(some_days, live=True)
        """Face -> those that joined it."""
        self._stretches: Counter[int] = Counter()
        """The stretches of days of reports, with how many faces lie in each."""
        self._undated: set[int] = set()
        """Faces of reports without a date."""
        self._everywhere = True
        """Whether what has no date was looked for in all stretches."""
        self._dirty: set[int] = set()
        self._changed: set[int] = set()
        self._last: Order | None = None
        self._seen: dict[int, tuple[Order, Telling]] = {}
        """First places of faces, for the time of one settling."""

    def add(self, i: int, agreement: bool) -> None:
        """Take in a claim; those that retell the agreement and those of captions are no accounts."""
        node = self._nodes[i]
        if agreement or node.furniture:
            return
        day, faces = _day(node), []
        for k, telling in enumerate(tellings_of(node)):
            face = on_day(day, number_of(node.pack.language, telling.span.quote))
            faces.append(face)
            places = self._places.get(face)
            if places is None:
                self._places[face] = [(i, k)]
                self._put_in(face, telling)
            elif (i, k) not in places:
                self._changed.update((face, *self._heads.get(face, ())))
                insort(places := [*places], (i, k), key=self._order_of)
                self._stand(face, places)
        if faces:
            self._of[i] = tuple(faces)

    def remove(self, i: int) -> None:
        """Let a claim go, before its node does."""
        for face in dict.fromkeys(self._of.pop(i, ())):
            self._changed.update((face, *self._heads.get(face, ())))
            self._stand(face, [place for place in self._places[face] if place[0] != i])

    def _stand(self, face: int, places: list[Place]) -> None:
        """Put a face where it stands now instead of where it stood; the first of the places stands for it."""
        if places[:1] == self._places[face][:1]:
            self._places[face] = places
            return
        self._take_out(face)
        if places:
            self._places[face] = places
            self._put_in(face, self._lead(face))
        else:
            del self._places[face]

    def _put_in(self, face: int, lead: Telling) -> None:
        home = _home(lead)
        for bucket in _buckets(lead):
            (self._faces if bucket == home else self._telling).add(bucket, face)
        self._stretches[home] += 1
        if home == _NO_DAY:
            self._undated.add(face)
        self._dirty.add(face)

    def _take_out(self, face: int) -> None:
        if self._last is not None and self._order(face) <= self._last:
            self._dirty.update(self._later(face))
        lead = self._lead(face)
        home = _home(lead)
        for bucket in _buckets(lead):
            (self._faces if bucket == home else self._telling).remove(bucket, face)
        self._stretches[home] -= 1
        if not self._stretches[home]:
            del self._stretches[home]
        self._undated.discard(face)
        self._join(face, ())
        joined = self._members.pop(face, set())
        for other in joined:
            self._heads[other] = tuple(h for h in self._heads[other] if h != face)
        self._changed.update((face, *joined))
        self._dirty.update(joined)
        self._dirty.discard(face)

    def accounts(self, i: int) -> set[int]:
        """The accounts that a claim may stand in, by the tellings that lead them."""
        faces = self._of.get(i, ())
        return {*faces, *chain.from_iterable(self._heads.get(face, ()) for face in faces)}

    def members(self, account: int) -> list[Telling]:
        """The tellings of an account, the one that leads it first; none where all of it stands in another."""
        joined = self._members.get(account)
        if not joined or account not in self._places:
            return []
        for head in self._heads.get(account, ()):
            if joined <= self._members[head]:
                return []
        first = self._places[account]
        places = chain(
            first, sorted(chain.from_iterable(self._places[f] for f in joined), key=self._order_of)
        )
        return [tellings_of(self._nodes[i])[k] for i, k in places]

    def settle(self) -> set[int]:
        """Bring the accounts up to date; those that came, changed, or are no more."""
        last, dirty = self._last, self._dirty
        if (everywhere := len(self._stretches) <= STRETCHES) != self._everywhere:
            self._everywhere = everywhere
            dirty.update(self._undated)
        for face in list(dirty):
            if last is not None and self._order(face) < last:
                dirty.update(self._later(face))
        ahead = self._before_all(dirty) if last is None else {}
        for face in sorted(dirty):  # day by day: what is near in time is looked up together
            self._join(face, self._likeliest(face, ahead.get(face)))
        self._last = max(chain(map(self._order, dirty), () if last is None else (last,)), default=None)
        changed = self._changed.union(*(self._members.get(f, ()) for f in self._changed))
        self._dirty, self._changed, self._seen = set(), set(), {}
        return changed

    def _join(self, face: int, heads: tuple[int, ...]) -> None:
        was = self._heads.get(face, ())
        if was == heads:
            return
        for head in was:
            self._members[head].discard(face)
            if not self._members[head]:
                del self._members[head]
        for head in heads:
            self._members.setdefault(head, set()).add(face)
        if heads:
            self._heads[face] = heads
        else:
            del self._heads[face]
        self._changed.update((face, *was, *heads))

    def _likeliest(self, face: int, ahead: Iterable[int] | None = None) -> tuple[int, ...]:
        """The faces that one joins; `ahead` are those that it is compared with, where that is known."""
        seen = self._seen
        order, lead = seen.get(face) or self._see(face)
        if (denied := self._answered(face)) is not None:
            return (denied,)
        if ahead is None:
            known = lead.node.known
            sharing = self._sharing(self._looked_at(lead), lead, inf if known is None else _home(lead))
            ahead = islice(self._before(order, sharing, inf if known is None else on_day(known + 1, 0)), MOST)
        likeliest = []
        for other in ahead:
            earlier, first = seen[other]
            if first.node is not lead.node and (score := likely(first, lead)) >= ENOUGH:
                likeliest.append((-score, earlier, other))
        return tuple(islice((f for *_, f in sorted(likeliest) if self._meet(f, lead)), HEADS))

    def _answered(self, face: int) -> int | None:
        """The face of what a denial is of that does not repeat it."""
        i, k = self._places[face][0]
        telling = tellings_of(self._nodes[i])[k]
        if not may_answer(telling):
            return None
        numbers = [j for j in self._held.of_report[telling.span.report] if j != i and j in self._of]
        of = answered(telling, [self._nodes[j] for j in numbers])
        if of is None:
            return None
        j = next(
            j for j in numbers if self._nodes[j] is of.node or self._nodes[j].claim.id == of.node.claim.id
        )
        return self._of[j][tellings_of(self._nodes[j]).index(of)]

    def _meet(self, face: int, telling: Telling) -> bool:
        """Whether what two tellings tell can be of one matter, and no two events."""
        first = self._seen[face][1]
        if not (met := may_meet(first, telling)) or not first.acts & telling.acts:
            return met
        return not look_alikes(first.node.once(told_events), telling.node.once(told_events))

    def _before(self, order: Order, sharing: Mapping[int, int], tomorrow: float) -> Iterator[int]:
        """The faces before that order, none of which is of `tomorrow` or later, those first that share most."""
        by_count: dict[int, list[int]] = defaultdict(list)
        for face, count in sharing.items():
            if count >= LEAST and face < tomorrow:
                by_count[count].append(face)
        for count in sorted(by_count, reverse=True):
            for face in sorted(by_count[count]):
                if (self._seen.get(face) or self._see(face))[0] < order:
                    yield face

    def _before_all(self, faces: Iterable[int]) -> dict[int, list[int]]:
        """The first of those that `_before` tells of each, where all faces are looked at for the first time: of those
        of which many look into the same stretches."""
        place = {face: n for n, face in enumerate(sorted(faces, key=lambda f: self._see(f)[0]))}
        found: dict[int, list[int]] = {}
        words_of = numbered(self._found_by)
        for buckets, some in together((face, self._looked_at(self._seen[face][1])) for face in place):
            found |= {face: [] for face in some}
            others = sorted(self._faces.items(buckets) | self._telling.items(buckets))
            words, held = (list(map(words_of, of)) for of in (some, others))
            one, other = (np.array([place[face] for face in of]) for of in (some, others))
            for asks, told, counts in shared_by_all(words, held, LEAST):
                earlier = np.flatnonzero(other[told] < one[asks])
                first = earlier[most_shared(asks[earlier], counts[earlier], MOST)]
                for n, m in zip(asks[first].tolist(), told[first].tolist(), strict=True):
                    found[some[n]].append(others[m])
        return found

    def _see(self, face: int) -> tuple[Order, Telling]:
        seen = self._seen[face] = (self._order(face), self._lead(face))
        return seen

    def _later(self, face: int) -> set[int]:
        """The faces that may look at this one, and come after it."""
        lead, order = self._lead(face), self._order(face)
        near = {_NO_DAY, *(b + n for b in _buckets(lead) for n in (-1, 0, 1))}
        shared = self._sharing(near, lead, inf)
        return {f for f, n in shared.items() if n >= LEAST and self._order(f) > order}

    def _sharing(self, buckets: Iterable[int], telling: Telling, last: float) -> dict[int, int]:
        """The faces of some buckets, with how much each shares of that by which it is found; not those of reports
        that came in buckets behind `last`."""
        terms = terms_of(telling)
        ahead = sorted(buckets)
        shared = self._faces.shared([b for b in ahead if b <= last], _ALL, terms)
        for bucket in ahead:  # a face in two of them is counted once
            for face, count in self._telling.shared((bucket,), _ALL, terms).items():
                shared[face] = max(count, shared.get(face, 0))
        return shared

    def _looked_at(self, telling: Telling) -> set[int]:
        """The stretches of days in which a telling looks for others."""
        home = _home(telling)
        if home == _NO_DAY and self._everywhere:
            return {*self._stretches, *_buckets(telling)}
        return {home - 1, home, home + 1, *_buckets(telling)}

    def _lead(self, face: int) -> Telling:
        i, k = self._places[face][0]
        return tellings_of(self._nodes[i])[k]

    def _order(self, face: int) -> Order:
        return self._order_of(self._places[face][0])

    def _order_of(self, place: Place) -> Order:
        return (*self._held.order(place[0]), place[1])

    def _found_by(self, face: int) -> frozenset[str]:
        return terms_of(self._seen[face][1])

    def _terms(self, face: int) -> Terms:
        return _ALL, terms_of(self._lead(face))


def _buckets(telling: Telling) -> set[int]:
    """The stretches of days under which a telling is found: of its report, and of the days that it tells."""
    told = {first // DAYS for first, last in telling.days if last - first <= 1}
    return {_home(telling), *told}


def _home(telling: Telling) -> int:
    return _day(telling.node) // DAYS


def _day(node: Node) -> int:
    return node.known if node.known is not None else 0
