"""What goes back to what by evidence that no single word gives: one body's count in other words, one speaker's
sentence in another rendering, a content of a word or two.

Every claim goes back to the one that it fits best. That one is earlier, or stands in a publication of the
body itself. Whether two claims fit is asked of the two alone, so that nothing creeps on from one to
the next.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import lru_cache
from itertools import chain
from math import floor, inf, log

import numpy as np
from numpy.typing import NDArray

from truceline.weighing import one_speech, renderings, tallies, tellers
from truceline.weighing.joined import reached
from truceline.weighing.nodes import Node, Order, Speaker, described
from truceline.weighing.shelf import Tables, in_memory
from truceline.weighing.utterances import BACK
from truceline.weighing.who import NOBODY, Who, heads_of, noun_of
from truceline.weighing.window import Terms, Window, most_shared, numbered, shared_by_all, together
from truceline.weighing.words import Pack

MOST = 60
"""So many claims are compared with one: those that share most of what it is looked up by."""
DAYS = 5
LATE = 14
"""So many days after a count was told it is still repeated."""
FEW = 40
"""Of so many stretches of `DAYS` days all are looked at for what bears no date; of more, none."""
_NO_DAY = 0
_LEAST = 0.01
_SLACK = 1e-6
"""Sums of the same in another order differ by less."""
_COPIES = 2_000
_NEXT = 300
"""What so many texts are found by, and what is found by it, is kept: copies come within days."""
_ALL = ("",)
_NONE: frozenset[str] = frozenset()
Likely = tuple[int, Order, int, Node]
"""How much a claim shares of what another is looked up by, less than nothing, its place, its number and itself."""


class Retold:
    """Claims (numbers of `nodes`) with counts, and the claims of other reports that they go back to."""

    def __init__(
        self,
        nodes: Mapping[int, Node],
        tables: Tables = in_memory,
    ) -> None:
        self._nodes = nodes
        self._told = Window(self._told_terms, tables, long=True)
        self._asking = Window(self._asked_terms, tables, long=True)
        self._held: MutableMapping[int, bool] = tables()
        """Claim -> whether somebody stands behind it."""
        self._source: MutableMapping[int, int] = tables()
        self._back: MutableMapping[int, set[int]] = tables(live=True)
        """Claim -> those that go back to it."""
        self._stretches: Counter[int] = Counter()
        """Stretch of days -> how many claims were told in it."""
        self._asked_on: set[int] = set()
        """The stretches that claims may ever have been told in: what bears no date bears on all."""
        self._undated: set[int] = set()
        self._few = True
        self._dirty: set[int] = set()
        self._moved: list[tuple[int, frozenset[str]]] = []
        self._fresh = True
        self._found = lru_cache(_NEXT)(self._told.shared)
        """What is found by what, for the time of one settling."""

    def add(self, i: int) -> None:
        """Take in a claim."""
        node = self._nodes[i]
        if not node.comparable or not _terms(node, around=False):
            return
        told = node.speaker is not None
        self._held[i] = told
        self._asking.add(_stretch(node), i)
        self._asked_on.add(_stretch(node))
        self._dirty.add(i)
        if not _day(node):
            self._undated.add(i)
        if told:
            self._stretches[_stretch(node)] += 1
            self._told.add(_stretch(node), i)
            if not self._fresh:
                self._moved.append((_stretch(node), _terms(node, around=False)))

    def remove(self, i: int) -> None:
        """Let a claim go, before its node does."""
        told = self._held.pop(i, None)
        if told is None:
            return
        node = self._nodes[i]
        self._dirty.discard(i)
        self._set(i, None)
        self._asking.remove(_stretch(node), i)
        self._undated.discard(i)
        if told:
            self._stretches[_stretch(node)] -= 1
            if not self._stretches[_stretch(node)]:
                del self._stretches[_stretch(node)]
            self._told.remove(_stretch(node), i)
            self._moved.append((_stretch(node), _terms(node, around=False)))

    def source(self, i: int) -> int | None:
        """The claim that a claim goes back to."""
        return self._source.get(i)

    def together(self, i: int) -> int | None:
        """The claim that a claim goes back to with all that its speaker says beside it: a land says in one breath what
        this and that body of it told, and each goes back alone."""
        j = self._source.get(i)
        return None if j is None or tellers.alone(self._nodes[j], self._nodes[i]) else j

    def back_to(self, i: int) -> Iterable[int]:
        """The claims that go back to a claim, or to one of these."""
        return reached(self._back.get(i, ()), lambda j: self._back.get(j, ()))

    def settle(self) -> set[int]:
        """Bring up to date what goes back to what; the claims whose source is another than before."""
        few = len(self._stretches) <= FEW
        if few != self._few:
            self._dirty |= self._undated
            self._few = few
        if not self._fresh:
            for home, terms in self._moved:
                days = (
                    {*range(home - LATE // DAYS - 1, home + LATE // DAYS + 2), _NO_DAY}
                    if home != _NO_DAY
                    else self._asked_on
                )
                self._dirty.update(self._asking.shared(days, _ALL, terms))
        ahead = self._earlier_all() if self._fresh else {}
        changed = {i for i in sorted(self._dirty) if self._set(i, self._decide(i, ahead.get(i)))}
        self._dirty, self._moved, self._fresh = set(), [], False
        self._found.cache_clear()
        return changed

    def _set(self, i: int, source: int | None) -> bool:
        was = self._source.get(i)
        if was == source:
            return False
        if was is not None:
            self._back[was].discard(i)
            if not self._back[was]:
                del self._back[was]
            del self._source[i]
        if source is not None:
            self._source[i] = source
            self._back.setdefault(source, set()).add(i)
        return True

    def _told_terms(self, i: int) -> Terms:
        return _ALL, _terms(self._nodes[i], around=False)

    def _asked_terms(self, i: int) -> Terms:
        return _ALL, _terms(self._nodes[i], around=True)

    def _decide(self, i: int, likely: Sequence[Likely] | None = None) -> int | None:
        """What a claim goes back to; `likely` are those that it is compared with, where that is known."""
        node = self._nodes[i]
        if node.issued:
            return None  # what a body publishes is its own word
        if likely is None:
            stretches = self._stretches_of(i)  # copies ask the same
            likely = self._earlier(node, self._found(stretches, _ALL, _terms(node, around=True)))
            if len(likely) > MOST:
                likely = sorted(likely)[:MOST]
        best: tuple[float, int, Order, int] | None = None
        named = node.speaker is None or not node.speaker.anonymous
        known: dict[int, int | None] = {}
        for less, place, j, other in _at_first_sight(node, likely):
            if id(other.speaker) in known:
                who = known[id(other.speaker)]
            else:
                who = tellers.same_teller(other, node)
                if named:
                    known[id(other.speaker)] = who
            if who is None:
                continue
            found = _evidence(other, node, who)[0]
            if found > 0 and (best is None or (-found, less, place, j) < best):
                best = (-found, less, place, j)
        return best[3] if best else None

    def _earlier(self, node: Node, shared: Mapping[int, int]) -> list[Likely]:
        """Those that a claim may repeat: of other reports, and told on one day or not long before, if not published
        by the body itself. Who lost whose word it tells may do so before others tell it."""
        nodes, order, report = self._nodes, node.order, node.report.id
        said, known, lost = node.said, node.known, node.speaker is None
        found = []
        for j, count in shared.items():
            other = nodes[j]
            place = other.order
            if place[1] == report or (place > order and not other.issued and not lost):
                continue
            if said is not None and other.said is not None:
                near = -1 <= said - other.said <= 1
            elif known is None or other.known is None:
                near = True
            else:
                ahead = LATE if other.issued else 1
                near = -ahead <= known - (other.known if other.said is None else other.said) <= LATE
            if near:
                found.append((-count, place, j, other))
        return found

    def _stretches_of(self, i: int) -> tuple[int, ...]:
        """The stretches of days in which a claim looks for others."""
        anywhere = i in self._undated and self._few
        return tuple(sorted(self._stretches)) if anywhere else _looked_at(self._nodes[i])

    def _earlier_all(self) -> dict[int, list[Likely]]:
        """The first of those that `_earlier` tells of each, where all claims are looked at for the first time: of those
        of which many look into the same stretches."""
        nodes = self._nodes
        asking = [i for i in sorted(self._dirty) if not nodes[i].issued]
        found: dict[int, list[Likely]] = {}

        def by(of: tuple[int, bool]) -> frozenset[str]:
            return _terms(nodes[of[0]], around=of[1])

        words_of = numbered(by)
        for stretches, some in together((i, self._stretches_of(i)) for i in asking):
            found |= {i: [] for i in some}
            told = sorted(self._told.items(stretches), key=lambda j: nodes[j].order)
            ones, others = [nodes[i] for i in some], [nodes[j] for j in told]
            orders = [node.order for node in others]
            before = np.array([bisect_left(orders, node.order[:2]) for node in ones])
            behind = np.array([bisect_left(orders, (*node.order[:2], inf)) for node in ones])
            issued = np.array([node.issued for node in others], np.bool_)
            lost = np.array([node.speaker is None for node in ones], np.bool_)
            one, other = _days(ones), _days(others)
            terms = [words_of((i, True)) for i in some], [words_of((j, False)) for j in told]
            for asks, tells, counts in shared_by_all(*terms):
                may = (tells < before[asks]) | ((issued[tells] | lost[asks]) & (tells >= behind[asks]))
                near = np.flatnonzero(may & _near(one[:, asks], other[:, tells], issued[tells]))
                first = near[most_shared(asks[near], counts[near], MOST)]
                for n, m, count in zip(*(x[first].tolist() for x in (asks, tells, counts)), strict=True):
                    found[some[n]].append((-count, orders[m], told[m], others[m]))
        return found


def _days(nodes: Sequence[Node]) -> NDArray[np.float64]:
    """The days on which claims were said, and could be known."""
    return np.array([[n.said for n in nodes], [n.known for n in nodes]], np.float64)


def _near(
    one: NDArray[np.float64], other: NDArray[np.float64], issued: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """As `_earlier` holds days against each other, of many."""
    (said, known), (said2, known2) = one, other
    behind = known - np.where(np.isnan(said2), known2, said2)
    any_day = np.isnan(known) | np.isnan(known2)
    by_known = any_day | ((behind >= np.where(issued, -LATE, -1)) & (behind <= LATE))
    by_said: NDArray[np.bool_] = np.abs(said - said2) <= 1  # of what bears no date never
    near: NDArray[np.bool_] = by_said | (by_known & (np.isnan(said) | np.isnan(said2)))
    return near


def _at_first_sight(node: Node, likely: Iterable[Likely]) -> Iterator[Likely]:
    """Those that may be what a claim goes back to, as a count or as what somebody says."""
    (counts, few), speaks = node.once(_ways), node.speaker is not None
    own = node.once(one_speech.remark_of)
    for found in likely:
        other = found[3]
        counts_too, few_too = other.once(_ways)
        if (counts and counts_too) or (
            speaks
            and other.speaker is not None
            and ((few and few_too) or not one_speech.unlike(other.once(one_speech.remark_of), own))
        ):
            yield found


def told_by(one: Node, other: Node) -> str:
    """In words, what tells that a claim goes back to another."""
    who = tellers.same_teller(one, other)
    return "" if who is None else _evidence(one, other, who)[1]


def _evidence(one: Node, other: Node, who: int) -> tuple[float, str]:
    """How much more than is asked for tells that a claim goes back to another, and what does; `who` is as told by
    `same_teller`."""
    (counts, few), (counts_too, few_too) = one.once(_ways), other.once(_ways)
    if counts and counts_too:
        count, figure = tallies.evidence(one, other, who)
        if count > -_SLACK:
            lost = "" if who or other.speaker is not None else ", told without its holder"
            return max(0.0, count) + _LEAST, f"one count: {figure}{lost}"
    if one.speaker is None or other.speaker is None or not who or tallies.long_after(one, other):
        return 0.0, ""
    if few and few_too and (said := renderings.evidence(one, other, who)):
        return said + _LEAST, "one sentence in other words"
    if said := one_speech.evidence(one, other, who):
        return said + _LEAST, "one utterance: who, when, where and what agree"
    return 0.0, ""


def _ways(node: Node) -> tuple[bool, bool]:
    """Whether a claim may be held against another as a count, and as a sentence in other words."""
    return bool(tallies.tallies(node)), renderings.may_be(node)


def _terms(node: Node, around: bool) -> frozenset[str]:
    """Under what a claim is found: the size of a figure with a word of a name behind it, a word of a sentence
    with the last name of who says it, or the noun of the body. `around`: the next sizes as well."""
    return node.once(_asked if around else _told)


def _told(node: Node) -> frozenset[str]:
    sizes = {floor(log(c.size, tallies.STEP)) for c in tallies.tallies(node)}
    speaker = node.speaker
    find = renderings.terms if node.once(renderings.may_be_rendered) else renderings.plain_terms
    told = find(node)
    if not sizes and not told:
        return frozenset()
    exact = tallies.terms(node) if sizes else _NONE
    who = tellers.who_counts(node)
    if not who and not (told and speaker is not None and speaker.anonymous):
        return exact
    relays = tellers.relayed_by(node) if speaker is not None and speaker.anonymous else frozenset()
    found = _each(told, _callers(who, speaker, relays, node.pack))
    return found.union(exact, _sized(node, sizes)) if sizes else found


@lru_cache(maxsize=_COPIES)
def _callers(who: Who, speaker: Speaker | None, relays: frozenset[str], language: Pack) -> frozenset[str]:
    """The names under which what somebody says is found."""
    callers = {*who.persons, *who.given, *who.officers, *(noun_of(b, language) for b in who.bodies)}
    if speaker is not None and speaker.anonymous:
        callers.update((*described(speaker), *relays))
    if speaker is not None and speaker.party:
        callers.add(f"p:{speaker.party}")
    elif speaker is not None:
        callers.update(f"p:{word}" for body in who.bodies for word in body - heads_of(speaker.known))
    return frozenset(callers)


@lru_cache(maxsize=_COPIES)
def _each(told: tuple[str, ...], callers: frozenset[str]) -> frozenset[str]:
    """Every word with every name."""
    return frozenset([f"{word}|{name}" for word in told for name in callers])


def _asked(node: Node) -> frozenset[str]:
    told = node.once(_told)
    sizes = {floor(log(c.size, tallies.STEP)) + step for c in tallies.tallies(node) for step in (-1, 1)}
    return told.union(_sized(node, sizes)) if sizes else told


def _sized(node: Node, sizes: set[int]) -> Iterable[str]:
    who = tellers.who_counts(node) if sizes else NOBODY
    if not who:
        return ()
    names = {*who.persons, *who.officers, *who.seats, *chain.from_iterable(who.bodies)}
    if node.speaker is not None:
        names.update(node.speaker.keys[:2])
    return (f"{size}#{name}" for size in sizes for name in names)


def _stretch(node: Node) -> int:
    return _day(node) // DAYS


def _day(node: Node) -> int:
    return node.said if node.said is not None else node.known or 0


def _looked_at(node: Node) -> tuple[int, ...]:
    """The stretches next to its own that hold what it may repeat by their days, and what bears no date."""
    home = _stretch(node)
    back, ahead = (LATE, LATE) if tallies.terms(node) else (BACK, 1)
    around = tuple(dict.fromkeys((*range(home - back // DAYS - 1, home + ahead // DAYS + 2), _NO_DAY)))
    if node.known is None:
        return around
    near = {_NO_DAY, *range((node.known - back) // DAYS, (node.known + ahead) // DAYS + 1)}
    if node.said is not None:
        near.update(range((node.said - 1) // DAYS, (node.said + 1) // DAYS + 1))
    return tuple(s for s in around if s in near)
