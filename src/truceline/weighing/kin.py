"""Questions that are one, told in other words: soldiers and servicemen, "938" by noon and "940 members".

Counts are put together by their words first (`comparable`). What reports count in words of their own is then
compared by its profile: what is counted, what was done to it, where, when. Two questions become one where all
of their counts can stand together and what they share is evidence enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from truceline.weighing.answers import Answer
from truceline.weighing.counts import Count
from truceline.weighing.couples import Couples, Question, rank_of
from truceline.weighing.kinds import PERSON, Kind, kind_of
from truceline.weighing.one_time import (
    SAME_DAYS,
    close,
    grows,
    meets,
    near_in_size,
    occasion,
    same_time,
    whose,
)
from truceline.weighing.pairs import accuse_each_other, one_voice, told_apart
from truceline.weighing.profile import places_met
from truceline.weighing.scope import HARM
from truceline.weighing.verdicts import overlap
from truceline.weighing.words import classes, words

ENOUGH, MET = 3.0, 2.5
"""So much evidence makes two counts answers to one question; and where one number meets both."""
_FIRST = 6
"""So many counts of a question are compared."""
_MOST = 40
"""So many questions of one thing and stretch of days are held against each."""
_STRETCH = 8
_BACK = 3
"""So many stretches before its own a count is looked for."""
_UNDATED = -10
"""The stretch of those that nobody can tell the day of."""
ALL_ALONG = -20
"""The stretch of totals and plans, which later reports take up again."""
_WIDER = "with others"
_BESIDE = 400
"""Characters within which a report sets side by side what two say of one thing."""
_FEW = 50
"""Fewer are told of many things on one day."""
_LARGE = 10_000
"""From so many on two numbers seldom meet by chance."""
_FREED = frozenset({"release", "return"})
_NOUN = 24
"""Characters within which a figure's own noun stands."""
Stretch = tuple[str, str, str, int]
"""Family of kinds, mode, rate, and a stretch of days."""


class Kin(Couples[float]):
    """Questions that are one told in other words, by the evidence that they are. `broad`: places that tell nothing."""

    def __init__(self, broad: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._broad = broad
        self._one: dict[Question, Question] = {}
        """Question -> what it is one with, as one question."""
        self._likeness: dict[tuple[Question, Question], float] = {}
        """Of two that lie together in several stretches of days, for the time of one change."""

    def places(self, question: Question) -> list[Stretch]:
        return question.once("kin", _keys)

    def looking(self, place: Stretch) -> list[Stretch]:
        *of, stretch = place
        if stretch == _UNDATED:
            return [p for p in self._here if list(p[:3]) == of]  # type: ignore[index,misc]
        return [(*place[:3], stretch - n) for n in range(1, _BACK + 1)]

    def told(self, place: Stretch) -> list[tuple[Question, Question, float]]:
        later = [q for n in range(1, _BACK + 1) for q in self.here((*place[:3], place[3] + n))[:_MOST]]
        if place[3] != _UNDATED:
            later += self.here((*place[:3], _UNDATED))[-_MOST:]
        return self.of(place, self.here(place)[-_MOST:], later, self._enough)

    def _enough(self, one: Question, other: Question) -> float | None:
        if one.rank > other.rank:
            one, other = other, one
        told = self._likeness.get((one, other))
        if told is None:
            told = self._likeness[one, other] = likeness_of(one, other, self._broad)
        return told if told >= MET else None

    def joined(
        self, gone: Sequence[Question], came: Sequence[Question]
    ) -> tuple[list[Question], list[Question]]:
        """Those that are one put together, once some are `gone` and others `came`: what is no more, and what is new."""
        again = self.change(gone, came)
        self._likeness.clear()
        was = {self._one.pop(q): None for q in (*gone, *again) if q in self._one}
        one_of: dict[Question, Question] = {}

        def lead(q: Question) -> Question:
            while one_of.get(q, q) is not q:
                q = one_of[q]
            return q

        found = {q: q for q in again}
        ranked = sorted(
            ((-told, a.rank, b.rank, a, b) for a, b, told in self.between(again)), key=lambda r: r[:3]
        )
        for *_, a, b in ranked:
            a, b = sorted((lead(a), lead(b)), key=rank_of)
            if a is b or not _stand_together(found[a], found[b]):
                continue
            found[a], one_of[b] = together(found[a], found.pop(b)), a
        for q in again:
            self._one[q] = found[lead(q)]
        now = dict.fromkeys(found.values())
        return [q for q in was if q not in now], [q for q in now if q not in was]


def _keys(question: Question) -> list[Stretch]:
    """Where a question is looked for."""
    first = question.counts[0]
    if first.profile is None:
        return []
    days = {c.answer.asof // _STRETCH for c in question.counts if c.answer.asof is not None} or {_UNDATED}
    if first.answer.cumulative or first.answer.mode == "planned":
        days.add(ALL_ALONG)
    return [(first.profile.kind.family, first.answer.mode, first.figure.rate or "", d) for d in sorted(days)]


def together(one: Question, other: Question) -> Question:
    """Two questions as one: it is told by what it counts, so the first keeps its place."""
    known, counts = ("one", name_of(other)), [*one.counts, *other.counts]
    found: Question | None = one.known.get(known)
    if found is None or set(map(id, found.counts)) != set(map(id, counts)):
        lead = one.counts[0]
        rest = sorted((c for c in counts if c is not lead), key=lambda c: c.order)
        found = one.known[known] = Question([lead, *rest])
    return found


def likeness_of(one: Question, other: Question, broad: frozenset[str] = frozenset()) -> float:
    """The evidence that two questions are one: that of the two counts that tell it best."""
    pairs = product(one.counts[:_FIRST], other.counts[:_FIRST])
    told = ((evidence(a, b, broad), _tells(a, b)) for a, b in pairs if can_be_one(a, b))
    return max((found for found, least in told if found >= least), default=0.0)


def _tells(one: Count, other: Count) -> float:
    """How much evidence makes two counts one: less where the same is counted, and one number meets both."""
    assert one.profile is not None and other.profile is not None  # noqa: S101
    same = one.profile.kind.name == other.profile.kind.name != PERSON
    if same and overlap(one.answer, other.answer):
        return MET
    alike = one.profile.kind.name == other.profile.kind.name or (
        one.profile.deed == other.profile.deed != "" and one.profile.sides & other.profile.sides
    )
    if not alike and (one.answer.high or _FEW) < _FEW:
        return ENOUGH + MET  # as many soldiers as people, of whom there are many tens
    return ENOUGH


def name_of(question: Question) -> tuple[object, ...]:
    """What tells a question as it stands from any other: its first count, its last, and how many there are."""
    return question.counts[0].order, question.counts[-1].order, len(question.counts)


def _stand_together(one: Question, other: Question) -> bool:
    pairs = product(one.counts[:_FIRST], other.counts[:_FIRST])
    return all(not _kept_apart(a, b) and (not one_voice(a, b) or _goes_on(a, b)) for a, b in pairs)


def _goes_on(one: Count, other: Count) -> bool:
    """Whether one voice tells a running count twice, of two days."""
    a, b = one.answer, other.answer
    return bool(a.cumulative and b.cumulative and a.asof != b.asof and grows(a, b))


def can_be_one(one: Count, other: Count) -> bool:
    """Whether two counts may be one: nothing keeps them apart, and a broader kind gives a figure that the
    narrower one meets."""
    if _kept_apart(one, other):
        return False
    p, q = one.profile, other.profile
    return p is not None and q is not None and (p.kind.name == q.kind.name or meets(one, other))


def _kept_apart(one: Count, other: Count) -> bool:
    """Whether something that two counts tell keeps them apart."""
    p, q = one.profile, other.profile
    if p is None or q is None or one.answer.mode != other.answer.mode or p.apart(q):
        return True
    occasions = one.answer.cumulative is False or other.answer.cumulative is False
    series = not occasions and p.deed not in HARM
    if p.kind.name != q.kind.name and not series and not meets(one, other):
        return True
    if (
        p.deed != q.deed
        and not _handed_over(one, other)
        and ((p.deed and q.deed) or p.kind.broadest or q.kind.broadest or not meets(one, other))
    ):
        return True
    if accuse_each_other(one, other) or told_apart(one.answer, other.answer):
        return True
    return _each_its_own(one, other) or not _same_category(one, other) or not same_time(one, other)


def _handed_over(one: Count, other: Count) -> bool:
    """Whether one number of people is told to be freed and to be handed over: those who hold them do both at once."""
    p, q = one.profile, other.profile
    return p is not None and q is not None and {p.deed, q.deed} == _FREED and meets(one, other)


def _each_its_own(one: Count, other: Count) -> bool:
    """Whether two parties tell two numbers of those harmed, with no side or place that is the same: each may tell
    of its own people."""
    p, q = one.profile, other.profile
    a, b = one.answer, other.answer
    if p is None or q is None or p.deed not in HARM or overlap(a, b):
        return False
    parties = a.line.party and b.line.party and a.line.party != b.line.party
    return bool(parties) and not p.sides & q.sides and not p.places & q.places


def _of_its_kind(count: Count) -> bool:
    """ "Of the miners held there, 16 were hurt": as many miners were hurt, whatever else is told of the others."""
    kind = kind_of(count.category.removeprefix("of the "), count.pack)
    p = count.profile
    return p is not None and kind is not None and kind.name == p.kind.name and bool(p.deed)


def left_over(count: Count) -> frozenset[str]:
    """What of a category its kind and its deed do not tell."""
    if count.profile is None or count.category.startswith("of the "):
        return frozenset({count.category})
    language = count.pack
    left = {_WIDER} if count.profile.wider else set()
    for word in count.category.split(", "):
        kind = kind_of(word, language)
        told = kind is not None and count.profile.kind.within(kind)
        if (
            word
            and not told
            and not set(classes(word.split(" ")[0], language)) <= {"kill", "injure", "displace"}
        ):
            left.add(word)
    return frozenset(left)


def _same_category(one: Count, other: Count) -> bool:
    if left_over(one) == left_over(other):
        return True
    return overlap(one.answer, other.answer) and _told_as(one) == _told_as(other)


def _told_as(count: Count) -> frozenset[str]:
    return frozenset() if _of_its_kind(count) else left_over(count)


def evidence(one: Count, other: Count, broad: frozenset[str] = frozenset()) -> float:
    """How much tells that two counts that can be one are one. `broad`: places named beside so many counts that
    sharing one tells nothing."""
    p, q = one.profile, other.profile
    assert p is not None and q is not None  # noqa: S101
    a, b = one.answer, other.answer
    language = one.pack
    found = 0.0
    if places_met(p.places, q.places) - broad:
        found += 2.0
    elif places_met(p.places | p.around, q.places | q.around) - broad:
        found += 1.0
    if p.owners & q.owners or (not found and whose(one) & whose(other)):
        found += 1.5
    if p.sides & q.sides:
        found += 1.0
    if p.start is not None and q.start is not None and abs(p.start - q.start) <= SAME_DAYS:
        found += 1.0
    if near_in_size(a, b):
        telling = any(str(int(x.size)).rstrip("0")[2:] for x in (a, b))
        found += 3.0 if telling else 2.0
    elif overlap(a, b):
        size = a.size
        vague = any(x.approximate and x.high is None for x in (a, b))
        open_ = a.low is None or a.high is None or b.low is None or b.high is None
        found += (
            0.5
            if size < 10
            else 2.0
            if size >= _LARGE and not vague
            else 1.5
            if size >= 50 and (a.approximate or b.approximate or open_)
            else 1.0
        )
    nouns = [set(classes(c.figure.counted or "", language)[:-1]) - {p.kind.name} for c in (one, other)]
    if nouns[0] & nouns[1]:
        found += 1.0
    if p.whole is not None and p.whole == q.whole:
        found += 2.0
    if p.kind.name == q.kind.name != PERSON:
        found += 1.0
    if (p.deed and p.deed == q.deed) or _handed_over(one, other):
        found += 1.0
    if (a.grown or b.grown) and grows(a, b):
        found += 0.5
    if a.cumulative and b.cumulative and p.deed in HARM and p.deed == q.deed and grows(a, b):
        found += 1.5  # a toll goes on from report to report
    if p.kind.name == q.kind.name and _told_beside(one, other) and close(a, b):
        found += 2.0
    if p.since & q.since:
        found += 1.0
    if _one_teller(a, b):
        found += 1.0
    days = occasion(one), occasion(other)
    if days[0] is not None and days[0] == days[1]:
        found += 1.0
    drop = {
        *language.common,
        *classes(one.figure.counted or "", language),
        *classes(other.figure.counted or "", language),
    }
    shared = {w for w in one.telling & other.telling - drop if w not in language.titles and w != p.deed}
    found += min(len(shared), 3)
    return found


def _told_beside(one: Count, other: Count) -> bool:
    """Whether one report sets side by side what two say, each with the noun that it counts."""
    a, b = one.answer, other.answer
    if a.span.report != b.span.report or a.holder == b.holder or abs(a.span.start - b.span.start) > _BESIDE:
        return False
    nouns = [(c.figure.counted_span, c.answer.span.end) for c in (one, other)]
    return all(noun is not None and abs(noun.start - end) <= _NOUN for noun, end in nouns)


def _one_teller(one: Answer, other: Answer) -> bool:
    """Whether the same body tells both."""
    if one.line.party and one.line.party == other.line.party:
        return True
    names = [set(words(a.holder, a.node.pack)) - a.node.pack.stop for a in (one, other)]
    shared = names[0] & names[1]
    return len(shared) > 1 and len(shared) * 3 >= 2 * min(map(len, names))


def broader(one: Kind, other: Kind) -> bool:
    """Whether all of the other kind are of the one, and not the reverse."""
    return one.name != other.name and other.within(one)
