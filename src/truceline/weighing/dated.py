"""Days that several reports tell of one thing, whatever it is: "the attack of 22 April", "signed in July".

Reports that give one day need little else to be of one thing: the words that stand with the day, and the more the
further it lies from the day on which they tell it. Days that cannot be one are not set side by side here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from truceline.model.reading import MentionType, When, WhenType
from truceline.model.weighing import Finding, Lineage, QuestionKind
from truceline.weighing.answers import Answer, finding
from truceline.weighing.dates import date_of
from truceline.weighing.events import days_of
from truceline.weighing.measures import Key, voice
from truceline.weighing.nodes import Node
from truceline.weighing.packed import packed
from truceline.weighing.referents import home_of
from truceline.weighing.titles import asking
from truceline.weighing.verdicts import weigh_dates
from truceline.weighing.words import Pack, classes, sentence_bounds, words

_YEAR, _MONTH = len("2001"), len("2001-01")
_SPAN = 31
"""A time of more days tells no month."""
_PARTS = re.compile(r"[;:—–]|,\s|\s-\s|[“”\"]")
_FAR = 3
"""A day no more than so many days from the one on which it is told is met by chance."""
_ENOUGH, _ENOUGH_LOOSELY = 1.0, 1.5
"""So much must be shared of what stands with one day, and with one month or year."""
_NAME = 0.5
"""What a shared name tells, and a word that much news of a truce has."""
_LEAST = 2
"""Words without which a part of a sentence tells nothing."""
_MOST = 60
_ASIDE = 6
_GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands for the time in the words that stand with it: no word of any text."""


@dataclass(frozen=True, slots=True, eq=False)
class _Pack:
    """The turns of a language by what they tell of a day."""

    turns: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def named(self) -> frozenset[str]:
        """The names under which they are kept."""
        return frozenset(self.turns.values())


@cache
def _pack(language: str) -> _Pack:
    data = packed(f"dated/{language}.yaml")
    return _Pack({tuple(t.split()): to for to, some in data["told"].items() for t in some} if data else {})


@cache
def _turns(language: Pack) -> dict[tuple[str, ...], str]:
    return {**language.phrases, **_pack(language.language).turns}


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that a report tells, and the words that stand with it."""

    answer: Answer
    words: frozenset[str]
    names: frozenset[str]
    """Of these the ones that name who takes part, or where."""
    year: bool
    """Whether no more than the year is told."""
    asked: str
    """The key of the question on the beginning or end of something that it answers as well."""
    part: str


def dated_of(nodes: Sequence[Node], lines: Mapping[str, Lineage]) -> list[tuple[Key, Dated]]:
    """((what, "", the day), what is told of it) for the days that a report tells."""
    if not nodes:
        return []
    by_claim = {n.claim.id: n for n in nodes}
    found: list[tuple[Key, Dated]] = []
    for when in nodes[0].reading.times:
        days = _days(when)
        if days is None:
            continue
        node = by_claim.get(when.claim or "")
        if node is not None and not any(s.start <= when.span.start < s.end for s in node.claim.content):
            continue  # when it was said
        node = node or home_of(nodes, when.span) or voice(nodes, when.span.start)
        if node is None or node.furniture:
            continue
        told = _told(node, when, days, lines[node.claim.id])
        if told is None:
            continue
        first = date.fromordinal(days[0]).isoformat()
        if not told.year:
            found.append((("day", "", first[:_MONTH]), told))
        found.append((("day", "", first[:_YEAR]), told))
    return found


def _days(when: When) -> tuple[int, int] | None:
    if when.type not in (WhenType.DATE, WhenType.TIME):
        return None
    found = days_of(when)
    year = (when.edtf or when.value)[:_YEAR]
    if found is None and year.isdecimal() and int(year):
        return date(int(year), 1, 1).toordinal(), date(int(year), 12, 31).toordinal()
    return found


def _told(node: Node, when: When, days: tuple[int, int], line: Lineage) -> Dated | None:
    part = _part(node, when)
    around = frozenset(_classes(part, node.pack))
    own = node.said if node.said is not None else node.known
    if not around or own is None:
        return None
    low, high = days
    near = _FAR if high - low <= 1 else 0
    if low - near <= own <= high + near:
        return None
    here = [m for m in node.told_mentions if m.span.quote in part]
    names = {
        c for m in here if m.party or m.type is MentionType.PLACE for c in classes(m.span.quote, node.pack)
    }
    asked = date_of(node, when, line, {}, {})
    shown = date.fromordinal(low).isoformat()
    if high != low:
        shown += "/" + date.fromordinal(high).isoformat()
    return Dated(
        Answer(when.span.quote, when.span, node, line, float(low), float(high), date=shown, key=shown),
        around,
        around & names,
        high - low > _SPAN,
        asked[0] if asked else "",
        part,
    )


def _part(node: Node, when: When) -> str:
    """The part of a sentence that a time stands in, without the time; with the next one where it tells nothing."""
    first, last = sentence_bounds(node.report.text, when.span.start)
    sentence = node.report.text[first:last]
    at, end = when.span.start - first, when.span.end - first
    inside = [(t.span.start - first, t.span.end - first) for t in node.reading.times]
    cuts = [m for m in _PARTS.finditer(sentence) if not any(a <= m.start() < b for a, b in inside)]
    before = max((m.end() for m in cuts if m.end() <= at), default=0)
    behind = [m for m in cuts if m.start() >= end]
    ends = [*(m.start() for m in behind), len(sentence)]
    opens = [*(m.end() for m in reversed(cuts) if m.end() < before), *([0] if before else [])]
    part = sentence
    for first, last in ((before, ends[0]), *((f, ends[0]) for f in opens), *((0, e) for e in ends[1:])):
        part = f"{sentence[first:at]}{_GAP}{sentence[end:last]}"
        if len(_classes(part, node.pack)) >= _LEAST:
            break
    return part


def _classes(text: str, language: Pack) -> list[str]:
    """The words of a text as classes, those that tell a beginning, an end or a signing under one name."""
    known = _turns(language)
    tokens, found = words(text, language), list[str]()
    while tokens:
        size = next((n for n in (3, 2) if tuple(tokens[:n]) in known), 0)
        here = (known[tuple(tokens[:size])],) if size else classes(tokens[0], language)
        found += [known.get((c,), c) for c in here if not c[0].isdigit()]
        tokens = tokens[max(size, 1) :]
    return [c for c in found if c not in language.months]


def dated_findings(key: Key, told: Sequence[Dated]) -> list[Finding]:
    """The findings on what is told of one day, month or year."""
    groups: list[list[Dated]] = []
    for one in sorted(told, key=lambda d: (d.answer.node.order, d.answer.span.start)):
        near = (g for g in groups[-_MOST:] if _stand(one, g))
        if (group := next(near, None)) is not None:
            group.append(one)
        else:
            groups.append([one])
    out = []
    for group in groups:
        if len({d.answer.node.report.id for d in group}) < 2:
            continue
        if len(key[2]) == _YEAR and not any(d.year for d in group):
            continue  # asked under its month
        if len(asked := {d.asked for d in group}) == 1 and asked != {""}:
            continue  # it is asked already
        answers = [d.answer for d in group]
        first = answers[0]
        where = f"dated|{key[2]}|{first.span.report}|{first.span.start}"
        before, _, after = group[0].part.partition(_GAP)
        asks = asking(before, first.node.pack.spoken["when"], after)
        out.append(finding(QuestionKind.DATE, where, f"when: {asks}", answers, weigh_dates(answers)))
    return out


def _stand(one: Dated, group: Sequence[Dated]) -> bool:
    some = group[:_ASIDE]
    return not any(_apart(one, d) for d in some) and any(_shared(one, d) for d in some)


def _apart(one: Dated, other: Dated) -> bool:
    """Whether the days cannot be one, or one tells a beginning and the other an end."""
    a, b = one.answer, other.answer
    if (a.low or 0) > (b.high or 0) or (b.low or 0) > (a.high or 0):
        return True
    aspects = [d.words & {"begin", "end"} for d in (one, other)]
    return all(aspects) and aspects[0].isdisjoint(aspects[1])


def _shared(one: Dated, other: Dated) -> bool:
    """Whether the words that stand with both tell that they are of one thing: what happened, where a day is told;
    more than that, where no more than a month or a year is."""
    shared, language = one.words & other.words, one.answer.node.pack
    exact = all((d.answer.high or 0) - (d.answer.low or 0) <= 1 for d in (one, other))
    light = (
        one.names
        | other.names
        | (
            language.common - {*language.matters, *language.dated, *_pack(language.language).named}
            if exact
            else language.common
        )
    )
    told = len(shared - light) + _NAME * len(shared & light)
    return told >= (_ENOUGH if exact else _ENOUGH_LOOSELY)
