"""Counts retold: whose figure another report repeats, though in other words.

"The mission counted 43 impacts" in one report and "43 mortar rounds, by the observers' count" in
another go back to one count where the same body is behind both, the figures can be one (the same, rounded,
or a bound), what is counted is the same, and the days fit. Every claim goes back to the one it
fits best; that one is earlier, or stands in a publication of the body itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from itertools import chain
from math import floor, log

from truceline.model.reading import Figure
from truceline.weighing.cast import Who, fits, named_in, shared_by_many
from truceline.weighing.fitting import BACK
from truceline.weighing.nodes import Node, places_of
from truceline.weighing.scope import is_count
from truceline.weighing.shelf import Tables, in_memory
from truceline.weighing.spoken_names import naming
from truceline.weighing.window import Terms, Window
from truceline.weighing.words import classes

ASKED = 1.6
"""How much evidence makes two counts one: a figure that is the same counts 1, what is counted 0.5, who
counted up to 0.5, every further word 0.25."""
_FEW = 10
"""A smaller figure tells little by itself."""
_LITTLE = 0.4
_STEP = 1.25
"""Figures whose quotient is smaller may be one."""
_ROUNDED = 0.05
_FURTHER = 3
MOST = 60
"""So many claims with such a figure are compared, the first ones."""
DAYS = 5
_ALL = ("",)


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure as it is compared: its bounds, what is counted in classes of words, whether denied."""

    low: float | None
    best: float | None
    high: float | None
    about: bool
    counted: frozenset[str]
    denied: bool

    @property
    def size(self) -> float:
        return self.best or self.low or self.high or 0.0


class Retold:
    """Claims (numbers of `nodes`) with counts, and the claims of other reports that they go back to."""

    def __init__(
        self,
        nodes: Mapping[int, Node],
        tables: Tables = in_memory,
    ) -> None:
        self._nodes = nodes
        self._told = Window(self._told_terms, tables)
        self._asking = Window(self._asked_terms, tables)
        self._held: MutableMapping[int, bool] = tables()
        """Claim -> whether somebody stands behind it."""
        self._source: MutableMapping[int, int] = tables()
        self._back: MutableMapping[int, set[int]] = tables(live=True)
        """Claim -> those that go back to it."""
        self._dirty: set[int] = set()
        self._moved: list[tuple[int, frozenset[str]]] = []
        self._fresh = True

    def add(self, i: int) -> None:
        """Take in a claim."""
        node = self._nodes[i]
        if not node.comparable or not any(True for _ in _counts(node)) or not who_counts(node):
            return
        told = node.speaker is not None
        self._held[i] = told
        self._asking.add(_stretch(node), i)
        self._dirty.add(i)
        if told:
            self._told.add(_stretch(node), i)
            self._moved.append((_stretch(node), frozenset(self._told_terms(i)[1])))

    def remove(self, i: int) -> None:
        """Let a claim go, before its node does."""
        told = self._held.pop(i, None)
        if told is None:
            return
        node = self._nodes[i]
        self._dirty.discard(i)
        self._set(i, None)
        self._asking.remove(_stretch(node), i)
        if told:
            self._told.remove(_stretch(node), i)
            self._moved.append((_stretch(node), frozenset(self._told_terms(i)[1])))

    def source(self, i: int) -> int | None:
        """The claim that a claim goes back to."""
        return self._source.get(i)

    def back_to(self, i: int) -> Iterable[int]:
        """The claims that go back to a claim."""
        return self._back.get(i, ())

    def settle(self) -> set[int]:
        """Bring up to date what goes back to what; the claims whose source is another than before."""
        if not self._fresh:
            for home, terms in self._moved:
                for stretch in (home - 1, home, home + 1):
                    self._dirty.update(chain.from_iterable(self._asking.lists(stretch, _ALL, terms)))
        changed = {i for i in self._dirty if self._set(i, self._decide(i))}
        self._dirty, self._moved, self._fresh = set(), [], False
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
        return _ALL, list(_terms(self._nodes[i], (0,)))

    def _asked_terms(self, i: int) -> Terms:
        return _ALL, list(_terms(self._nodes[i], (-1, 0, 1)))

    def _decide(self, i: int) -> int | None:
        node = self._nodes[i]
        if node.issued:
            return None  # what a body publishes is its own word
        home, terms = _stretch(node), frozenset(self._asked_terms(i)[1])
        shared: Counter[int] = Counter()
        for stretch in (home - 1, home, home + 1):
            shared.update(chain.from_iterable(self._told.lists(stretch, _ALL, terms)))
        likely = [
            (other.order, j)
            for j in shared
            if (other := self._nodes[j]).report.id != node.report.id
            and (other.issued or other.order < node.order)
            and _near(node, other)
        ]
        best: tuple[float, int] | None = None
        for _, j in sorted(likely)[:MOST]:
            found = evidence(self._nodes[j], node)
            if found >= ASKED and (best is None or found > best[0]):
                best = (found, j)
        return best[1] if best else None


def who_counts(node: Node) -> Who:
    """Whom a claim's count goes back to: its speaker; in an outlet's own words a body that they name as
    counting ("the mission registered 938")."""
    if node.speaker is not None:
        return node.speaker.who
    known = naming(node.pack.language)
    if known.counting is None or not node.own:
        return Who()
    return named_in(node.claim, node.report.text, node.carries.cast, node.pack, node.told_mentions)


def evidence(one: Node, other: Node) -> float:
    """How much tells that two claims repeat one count; 0 where something speaks against it."""
    known = naming(one.pack.language)
    who = fits(who_counts(one), who_counts(other), shared_by_many(known))
    if one.speaker and other.speaker:
        if one.speaker.party and other.speaker.party and one.speaker.party != other.speaker.party:
            return 0.0
        who = max(who, one.speaker.fits(other.speaker) + 1 if one.speaker.fits(other.speaker) else 0)
    if not who:
        return 0.0
    places, others = places_of(one), places_of(other)
    if places and others and not places & others:
        return 0.0
    best = 0.0
    for a in _counts(one):
        for b in _counts(other):
            best = max(best, _alike(a, b, one, other))
    if not best:
        return 0.0
    return best + {3: 0.5, 2: 0.4}.get(who, 0.25)


def _alike(a: _Count, b: _Count, one: Node, other: Node) -> float:
    share = _meet(a, b)
    if not share or a.denied != b.denied:
        return 0.0
    if min(a.size, b.size) < _FEW:
        share *= _LITTLE
    common = one.pack.common
    if a.counted and b.counted and a.counted & b.counted:
        counted, held = 0.5, a.counted & b.counted
    elif (held := (a.counted & other.words) | (b.counted & one.words)) - common:
        counted = 0.5
    elif a.counted and b.counted:
        return 0.0
    else:
        counted = 0.1
    named = frozenset(
        chain.from_iterable(
            name for w in (who_counts(one), who_counts(other)) for name in (*w.bodies, w.persons)
        )
    )
    further = {
        w for w in (one.rare & other.rare) - held - named if not w[0].isdigit() and w not in one.pack.titles
    }
    if min(a.size, b.size) < _FEW and len(further) < _FURTHER:
        return 0.0
    return share + counted + 0.25 * min(_FURTHER, len(further))


def _meet(a: _Count, b: _Count) -> float:
    """How much two figures tell that they are one: the same 1, rounded 0.7, a bound and what lies
    just beyond it 0.6."""
    if a.best is not None and b.best is not None:
        if a.best == b.best:
            return 1.0
        near = abs(a.best - b.best) <= _ROUNDED * max(a.best, b.best)
        rounded = (a.about and _round(a.best)) or (b.about and _round(b.best))
        return 0.7 if near and rounded else 0.0
    if a.best is None and b.best is None:
        return 1.0 if (a.low, a.high) == (b.low, b.high) else 0.0
    bound, exact = (a, b) if a.best is None else (b, a)
    value = exact.best or 0.0
    if bound.low is not None and bound.high is None:
        if value in (bound.low, bound.low - 1):
            return 0.9
        return 0.6 if bound.low <= value <= _STEP * bound.low else 0.0
    if bound.high is not None and bound.low is None:
        if value in (bound.high, bound.high + 1):
            return 0.9
        return 0.6 if bound.high / _STEP <= value <= bound.high else 0.0
    if bound.low is not None and bound.high is not None:
        return 0.5 if bound.low <= value <= bound.high <= _STEP * bound.low else 0.0
    return 0.0


def _round(value: float) -> bool:
    """Whether a number has one or two telling digits."""
    return value >= _FEW and value % 10 ** max(1, floor(log(value, 10)) - 1) == 0


def _counts(node: Node) -> Iterator[_Count]:
    """The figures of a claim that count something."""
    for figure in node.told_figures:
        if figure.unit in node.pack.time_units or figure.category == "duration" or not is_count(node, figure):
            continue
        size = figure.best or figure.low or figure.high
        if not size or size < 2:
            continue
        yield _count(node, figure)


def _count(node: Node, figure: Figure) -> _Count:
    counted = frozenset(classes(figure.counted or "", node.pack))
    before = " ".join(
        node.report.text[max(s.start, 0) : min(s.end, figure.span.start)]
        for s in node.claim.content
        if s.start < figure.span.start
    )
    held = set(node.pack.negations)
    denied = any(w in held or w.endswith(node.pack.negative) for w in before.lower().split())
    return _Count(figure.low, figure.best, figure.high, figure.approximate, counted, denied)


def _terms(node: Node, steps: tuple[int, ...]) -> Iterator[str]:
    """Under what a claim is looked up: the size of a figure, with a word of a name behind it."""
    who = who_counts(node)
    names = {*who.persons, *who.officers, *chain.from_iterable(who.bodies)}
    if node.speaker is not None:
        names.update(k for k in node.speaker.keys if k.startswith("e:"))
    sizes = {floor(log(c.size, _STEP)) + step for c in _counts(node) for step in steps}
    for size in sizes:
        for name in names:
            yield f"{size}|{name}"


def _stretch(node: Node) -> int:
    return _day(node) // DAYS


def _day(node: Node) -> int:
    return node.said if node.said is not None else node.known or 0


def _near(node: Node, source: Node) -> bool:
    """Whether a claim may repeat another by their days: told of one day, or not long after."""
    if node.said is not None and source.said is not None:
        return abs(node.said - source.said) <= 1
    if node.known is None or source.known is None:
        return True
    return -1 <= node.known - _day(source) <= BACK
