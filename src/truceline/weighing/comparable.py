"""Which counts can stand in one question: of one occasion, or of one stretch of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from copy import copy
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from truceline.weighing.answers import Answer
from truceline.weighing.counts import Count
from truceline.weighing.couples import Question
from truceline.weighing.pairs import accuse_each_other, one_plan, one_voice, told_apart, windows_apart
from truceline.weighing.verdicts import overlap
from truceline.weighing.words import Pack, classes, likeness

_STRETCH = 8
"""Days: counts of one occasion told further apart than this are not looked at together."""
_MOST = 200
_TOLL = 100
"""A total of nothing named that is smaller may be the toll of anything."""
_AFTERWARDS = 5
"""Days within which a count that names no day is taken to tell of an occasion of the same size."""
_AFTER_A_DAY = 3
"""Days within which another figure is taken to tell of an occasion whose day is told."""
_ROUND = 1e-9
_SHARED = 2
"""So many words besides what they count tell that two counts are of one place or event."""
_SHRUNK = 0.7
"""A later count below this share of a total is of an occasion; above it, it contradicts the total."""


def broad_places(often: Mapping[str, int], counts: int) -> frozenset[str]:
    """Places named beside a fifth of all counts: the country, say. Sharing one tells nothing."""
    return frozenset(p for p, n in often.items() if n >= 4 and n * 5 >= counts)


class Alike:
    """Which counts can come to stand in one question, kept by what `joinable` looks at: their faces, as numbers."""

    def __init__(self, broad: frozenset[str] = frozenset()) -> None:
        self._broad = broad
        self._faces: dict[Hashable, int] = {}
        self._joined: dict[tuple[int, int], bool] = {}
        self._frames: dict[Frame, int] = {}
        self._by_number: list[Frame] = []
        self._needed: dict[tuple[int, int], int | None] = {}

    def face(self, count: Count) -> int:
        """The number of a count's face."""
        if count.face is None:
            count.face = face_of(count)
        return self._faces.setdefault(count.face, len(self._faces))

    def frame(self, count: Count) -> int:
        """The number of a count's frame: all of its matter but for which figures it tells."""
        found = frame_of(count, self._broad)
        number = self._frames.setdefault(found, len(self._frames))
        if number == len(self._by_number):
            self._by_number.append(found)
        return number

    def needed(self, frame: int, other: int) -> int | None:
        """How many figures in their words must be the same for two counts with these frames to be of one
        matter; None where they never are."""
        pair = (frame, other) if frame < other else (other, frame)
        if pair not in self._needed:
            self._needed[pair] = figures_needed(self._by_number[frame], self._by_number[other])
        return self._needed[pair]

    def forget(self) -> None:
        """Let go what was told of two: whoever comes later asks of few."""
        self._joined.clear()
        self._needed.clear()

    def joinable(self, face: int, one: Count, other_face: int, other: Count) -> bool:
        """`joinable` of two counts with these faces."""
        pair = (face, other_face) if face < other_face else (other_face, face)
        found = self._joined.get(pair)
        if found is None:
            found = self._joined[pair] = joinable(one, other, self._broad)
        return found


def questions(counts: list[Count], alike: Alike) -> list[Question]:
    """The counts by question: totals and plans of no day first, then counts of a day, then those that tell neither."""
    found: list[Question] = []
    counts = [copy(c) for c in counts]
    by_time: dict[int | None, list[int]] = defaultdict(list)
    faces: dict[int, int] = {}
    for count in sorted(counts, key=lambda c: (_rank(c), c.order)):
        home = _time(count)
        face = alike.face(count)
        times = (home - 1, home, home + 1, None) if home is not None else (None,)
        near = sorted({q for t in times for q in by_time[t][-_MOST:]}, key=lambda q: _preferred(found[q], q))
        for q in near:
            first = found[q].counts[:8]
            if all(alike.joinable(face, count, faces[id(o)], o) and not _kept_apart(count, o) for o in first):
                if found[q].counts[0].answer.cumulative and not count.answer.cumulative:
                    count.answer = replace(count.answer, cumulative=True)
                    count.face = None
                    face = alike.face(count)
                found[q].counts.append(count)
                break
        else:
            found.append(Question([count]))
            by_time[home].append(len(found) - 1)
        faces[id(count)] = face
    return found


def time_of(count: Count) -> int | None:
    """The stretch of days in which a count is looked at; None where it is held against all."""
    return _time(count)


def face_of(count: Count) -> Hashable:
    """All that `joinable` looks at: counts with one face, as copies have, need be looked at once."""
    a = count.answer
    told = (
        a.key,
        a.low,
        a.high,
        a.approximate,
        a.mode,
        a.asof,
        a.window,
        bool(a.cumulative),
        a.grown,
        a.line.agreement,
    )
    if count.thing.startswith("m:"):  # its matter is the measure, whatever the words
        return (*told, count.thing, count.category, count.on)
    matter = (
        count.answer.span.report,
        count.thing,
        count.head,
        count.category,
        count.on,
        count.places,
        count.words,
        count.telling,
    )
    of = count.profile and (
        count.profile.kind.name,
        count.profile.mixed,
        count.profile.places,
        count.profile.around,
        count.profile.lands,
        count.profile.wider,
        count.profile.sides,
        count.profile.share,
    )
    return (*told, *matter, bool(count.figure.measure), count.figure.category, id(count.pack), of)


def joinable(one: Count, other: Count, broad: frozenset[str]) -> bool:
    """Whether two counts can come to stand in one question, if it is not `one_voice` that gives them: what
    cannot reach another by such steps is put into questions by itself. Neither goes first."""
    return (
        not _unlike(one, other)
        and _same_category(one, other)
        and _same_span(one, other)
        and _same_matter(one, other, broad)
    )


def _unlike(one: Count, other: Count) -> bool:
    """Whether two counts are of different things or places; a broader kind with another figure is another."""
    p, q = one.profile, other.profile
    if p is None or q is None or one.thing.startswith("m:"):
        return False
    totals = one.answer.cumulative and other.answer.cumulative
    wider = p.kind.name != q.kind.name and not totals and not overlap(one.answer, other.answer)
    same = overlap(one.answer, other.answer)
    return wider or p.apart(q) or (not totals and not same and p.likely_elsewhere(q))


def _rank(count: Count) -> int:
    if count.on is not None:
        return 1
    return 0 if count.answer.cumulative or count.answer.mode == "planned" else 2


def _preferred(question: Question, number: int) -> tuple[int, int]:
    """A count without a day of its own is looked for on an occasion before it is taken for a total."""
    first = question.counts[0]
    return (0 if first.on is not None else 1 if first.answer.cumulative else 2, number)


def _time(count: Count) -> int | None:
    """The stretch of days that a count of one occasion belongs to; None for totals."""
    day = count.on if count.on is not None else count.answer.asof
    whole = count.answer.cumulative or (count.answer.mode == "planned" and count.on is None)
    return None if whole or day is None else day // _STRETCH


def _same_span(one: Count, other: Count) -> bool:
    """Whether two counts can be of one occasion, or of one stretch of time: counts of different
    occasions do not contradict each other."""
    a, b = one.answer, other.answer
    if a.cumulative and b.cumulative:
        return True
    if one.on is not None and other.on is not None:
        return abs(one.on - other.on) <= 1
    if (a.cumulative and other.on is not None) or (b.cumulative and one.on is not None):
        return False
    if a.cumulative or b.cumulative:
        total, count = (a, b) if a.cumulative else (b, a)
        return not _much_apart(a, b) and not (_later(count, total) and _less(count, total))
    if a.mode == "planned":
        return overlap(a, b) or (one.on is None and other.on is None and _close(a, b) and one_plan(a, b))
    known = [c.on if c.on is not None else c.answer.asof for c in (one, other)]
    if known[0] is None or known[1] is None:
        return overlap(a, b) or not one.figure.measure
    apart = abs(known[0] - known[1])
    if not one.figure.measure:
        dated = one.on is not None or other.on is not None
        near, far = (_AFTER_A_DAY, _AFTERWARDS) if dated else (_AFTERWARDS, _STRETCH - 1)
        if not dated and not (a.grown or b.grown or _of_one_place(one, other)):
            near = 1  # what is told without a day is of the day on which it is told
        return apart <= (far if overlap(a, b) and not _vague(a) and not _vague(b) else near)
    return apart <= _AFTERWARDS if overlap(a, b) else apart <= 1 and _close(a, b)


class Meet(Enum):
    """Which figures of one span of time a count can meet."""

    NEVER = 0
    NEAR = 1
    """Those of about its size: neither more than twice the other, or with a number that both allow."""
    ANY = 2


Span = tuple[bool, int | None, int | None]
"""Whether it is a total; the day of its occasion; else the day up to which it counts."""


def span_of(count: Count) -> Span:
    """All that `may_meet` looks at."""
    total = bool(count.answer.cumulative)
    return total, count.on, None if total or count.on is not None else count.answer.asof


def may_meet(one: Count, span: Span, measure: bool) -> Meet:
    """Which counts of a span can be of one span with this one, by `_same_span`; `measure`: both count a
    measure of the accord."""
    total, on, asof = span
    mine = bool(one.answer.cumulative)
    if mine and total:
        return Meet.ANY
    if one.on is not None and on is not None:
        return Meet.ANY if abs(one.on - on) <= 1 else Meet.NEVER
    if (mine and on is not None) or (total and one.on is not None):
        return Meet.NEVER
    if mine or total or one.answer.mode == "planned":
        return Meet.NEAR
    here, there = one.on if one.on is not None else one.answer.asof, on if on is not None else asof
    if (
        here is not None
        and there is not None
        and abs(here - there) > (_AFTERWARDS if measure else _STRETCH - 1)
    ):
        return Meet.NEVER
    return Meet.NEAR if measure else Meet.ANY


def same_value_only(one: Count, category: str, other: str, span: Span) -> bool:
    """Whether a count of another category can stand beside it where it gives the same value."""
    return "" in (category, other) and not one.answer.cumulative and not span[0]


def _of_one_place(one: Count, other: Count) -> bool:
    """Whether two counts name one place, or share words enough besides what they count."""
    language = one.answer.node.pack
    named = {*classes(one.figure.counted or "", language), *classes(other.figure.counted or "", language)}
    return (
        bool(one.places & other.places)
        or len((one.telling & other.telling) - language.common - named) >= _SHARED
    )


def _vague(answer: Answer) -> bool:
    """Whether it tells no number at all ("dozens"): meeting it is no evidence."""
    return answer.approximate and answer.low is not None and answer.high is None


def _kept_apart(one: Count, other: Count) -> bool:
    """Whether who tells two counts tells them apart."""
    dated = one.on is not None and other.on is not None
    apart = one_voice(one, other) or accuse_each_other(one, other)
    return apart or (dated and told_apart(one.answer, other.answer))


def _later(one: Answer, other: Answer) -> bool:
    return one.asof is not None and other.asof is not None and one.asof >= other.asof


def _less(one: Answer, other: Answer) -> bool:
    a, b = one.high or one.low, other.low or other.high
    return a is not None and b is not None and a < b * _SHRUNK


def _close(one: Answer, other: Answer) -> bool:
    """Whether two figures may be accounts of one thing: neither more than half as much again."""
    a, b = one.size, other.size
    return max(a, b) <= 1.5 * min(a, b)


def _same_category(one: Count, other: Count) -> bool:
    """One category, or the same figure of one occasion told with a category and without one."""
    if one.category == other.category:
        return True
    told = one.answer.cumulative is not True and other.answer.cumulative is not True
    same = one.answer.key == other.answer.key and one.figure.measure is not None
    both = (one.category, other.category)
    return told and same and "" in both and "left" not in both


def _same_matter(one: Count, other: Count, broad: frozenset[str]) -> bool:
    a, b = one.answer, other.answer
    if a.window and b.window and one.on is None and other.on is None and windows_apart(a.window, b.window):
        return False
    if one.thing.startswith("m:"):
        return True
    generic = one.pack.generic
    if one.head != other.head and not ({one.head, other.head} & generic and overlap(a, b)):
        return False
    common = one.pack.common
    if one.head and other.head and one.head != other.head:
        others = one.figure.category != other.figure.category
        if others or not (one.telling & other.telling) - common:
            return False  # the same number of others
    here, there = one.places - broad, other.places - broad
    if here and there and not here & there:
        return False
    tolls = a.cumulative and b.cumulative and one.thing.startswith("w:") and not _much_apart(a, b)
    if tolls and (one.head or min(a.size, b.size) >= _TOLL):
        return True
    share, weight = likeness(one.words, other.words, common)
    asked = _asked(one.thing, one.head, other.head, here & there, one.pack)
    if one.thing.startswith("h:"):
        return share >= asked and weight >= 1.4
    if _much_apart(a, b) and not overlap(a, b):
        asked = max(asked, 0.4)  # figures of another order are of one thing only where more tells it
    if a.asof is None or b.asof is None:
        asked = 0.5  # a report without a date may speak of another occasion
    return share >= asked


class Frame(NamedTuple):
    """What `_same_matter` looks at in a count, but for which figures its words tell, and its size."""

    thing: str
    head: str
    places: frozenset[str]
    words: frozenset[str]
    """Without figures."""
    figures: int
    """How many figures are among its words."""
    total: bool
    undated: bool
    pack: Pack


def frame_of(count: Count, broad: frozenset[str]) -> Frame:
    """The frame of a count."""
    pack, undated = count.pack, count.answer.asof is None
    total = bool(count.answer.cumulative)
    if count.thing.startswith("m:"):
        return Frame(count.thing, "", frozenset(), frozenset(), 0, total, undated, pack)
    plain = frozenset(w for w in count.words if not w[0].isdigit())
    figures = len(count.words) - len(plain)
    return Frame(count.thing, count.head, count.places - broad, plain, figures, total, undated, pack)


def figures_needed(one: Frame, other: Frame) -> int | None:
    """How many of the figures in their words two counts with these frames must share, at least, to be of one
    matter by `_same_matter`; None where they cannot be."""
    if one.thing.startswith("m:"):
        return 0
    if one.head != other.head and not {one.head, other.head} & one.pack.generic:
        return None
    if one.places and other.places and not one.places & other.places:
        return None
    if one.total and other.total:
        return 0
    asked = _asked(one.thing, one.head, other.head, one.places & other.places, one.pack)
    least = min(asked, 0.5) if one.undated or other.undated else asked
    common = one.pack.common
    weights = [len(f.words) - 0.6 * len(f.words & common) + f.figures for f in (one, other)]
    both = one.words & other.words
    shared = len(both) - 0.6 * len(both & common)
    for figures in range(min(one.figures, other.figures) + 1):
        if shared + figures >= least * max(min(weights), 1.0) - _ROUND:
            return figures
    return None


def _asked(thing: str, head: str, other: str, shared: frozenset[str], pack: Pack) -> float:
    """How much of their words counts of one matter share; `shared`: the places that both name."""
    if thing.startswith("h:"):
        return 0.4
    return 0.6 if thing[2:] in pack.held else 0.5 if head != other else 0.2 if shared else 0.4


def _much_apart(one: Answer, other: Answer) -> bool:
    a, b = one.size, other.size
    return min(a, b) * 2 < max(a, b)
