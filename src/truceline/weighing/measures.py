"""Measures: how long, how far, which share, how much money, compared whatever their unit.

"120 hours" and "five days" are one length, "20 miles" and "32 km" one depth. What is measured is the noun or the
deed that the measure stands with ("a 12-hour pause", "two decades of war", "withdraw within 14 months").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import log2
from typing import Generic, TypeVar

from truceline.model.reading import Figure
from truceline.model.weighing import Finding, Lineage, QuestionKind, Verdict
from truceline.weighing.answers import Answer, finding
from truceline.weighing.nodes import Node, day
from truceline.weighing.packed import filled, packed
from truceline.weighing.referents import home_of
from truceline.weighing.scope import mode_of
from truceline.weighing.verdicts import overlap, weigh_figures
from truceline.weighing.words import classes, sentence_at, sentence_bounds, stem, words

_ENOUGH = 2.5
_APART = 4.5
"""So much evidence has measures that no number meets stand side by side as accounts of one thing."""
_DAYS = 30
"""Days within which reports speak of one thing that they measure."""
_RUN = 3
"""Words of a noun phrase, where none of them is known."""
_PHRASE = 8
_OF_SIZE = "~"
"""What opens the key of measures of one size: two or three shared words (of lengths) tell that they are of one thing."""
_SHARED, _SHARED_TIME = 2, 3
_NAMED = (1.5, 0.5)
"""What it tells that one noun is named for both measures, and for both lengths: much lasts a week."""
_BACK, _NEAR = 12, 4
_REACH = 1_500
"""Characters back at which the outlet's own voice is looked for, where no claim holds a measure."""
_LONG = 365.0
"""What lasts so many days is one thing, however it is told; and so is it for a twentieth of its length."""
_SLOWLY, _CONVERTED = 20, 0.08
"""A measure told in another unit is rounded by so much."""
_EXACTLY, _INEXACTLY = 0.015, 0.15
"""Of two units, figures that differ by less are one value."""
_MOST = 60
_CLAUSE = re.compile(r"[;:—–]|,\s|\s-\s")


@dataclass(frozen=True, slots=True, eq=False)
class _Pack:
    """What a language measures with."""

    units: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Unit -> its dimension, and how much of the dimension's own unit it is."""
    asked: dict[str, str] = field(default_factory=dict)
    loosely: frozenset[str] = frozenset()
    measuring: frozenset[str] = frozenset()
    measured_by: frozenset[str] = frozenset()
    along: frozenset[str] = frozenset()
    merely: frozenset[str] = frozenset()
    alike: dict[str, str] = field(default_factory=dict)
    going_on: frozenset[str] = frozenset()


@cache
def measures_pack(language: str = "en") -> _Pack:
    """The pack of a language, or an empty one."""
    data = packed(f"measures/{language}.yaml")
    if data is None:
        return _Pack()
    units = {u: (name, float(of)) for name, some in data["dimensions"].items() for u, of in some.items()}
    alike = {word: name for name, told in data["alike"].items() for word in told}
    return _Pack(**(filled(_Pack, data) | {"units": units, "alike": alike}))


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what is measured (`head`), and the words around it."""

    answer: Answer
    dimension: str
    unit: str
    head: str
    words: frozenset[str]
    days: frozenset[int]
    """The days that its claim tells."""
    on: str
    """The sentence it stands in, by its report and place."""


Key = tuple[str, str, str]
T = TypeVar("T")


def measures_of(
    nodes: Sequence[Node], lines: Mapping[str, Lineage], taken: Iterable[int] = ()
) -> list[tuple[Key, Measure]]:
    """((dimension, rate, what is measured), measure) for the measures of one report; `taken`: where figures begin
    that count something."""
    if not nodes:
        return []
    pack = measures_pack(nodes[0].pack.language)
    by_claim = {n.claim.id: n for n in nodes}
    held = set(taken)
    found = []
    for figure in nodes[0].reading.figures:
        known = pack.units.get((figure.unit or "").split(" per ")[0])
        if known is None or figure.span.start in held or figure.measure:
            continue
        at = figure.span
        node = by_claim.get(figure.claim or "") or home_of(nodes, at) or voice(nodes, at.start)
        if node is None or node.furniture:
            continue
        head, around = _measured(node, figure, pack)
        answer = _answer(node, figure, lines[node.claim.id], *known, pack)
        if answer is None:
            continue
        days = frozenset(d for w in node.told_times if (d := day(w.edtf)) is not None)
        on = f"{node.report.id}:{sentence_bounds(node.report.text, figure.span.start)[0]}"
        rate = (figure.unit or "").partition(" per ")[2] or figure.rate or ""
        told = Measure(answer, known[0], figure.unit or "", head, around, days, on)
        if head:
            found.append(((known[0], rate, head), told))
        size = answer.low or answer.high
        if size and size > 0:
            found.append(((known[0], rate, f"{_OF_SIZE}{round(log2(size) * 2)}"), told))
    return found


def _answer(
    node: Node, figure: Figure, line: Lineage, dimension: str, of: float, pack: _Pack
) -> Answer | None:
    low, best, high = (None if x is None else x * of for x in (figure.low, figure.best, figure.high))
    if low is None and high is None and best is None:
        return None
    if (low is None and high is None) or (best is not None and figure.approximate):
        low = high = best
    elif low is not None and low == high and figure.unit in pack.loosely:
        low, high = max(low - of / 2, 0.0), high + of / 2
    size = best if best is not None else low if low is not None else high
    done = mode_of(node, figure) == "done" and not line.agreement
    return Answer(
        text=figure.span.quote,
        span=figure.span,
        node=node,
        line=line,
        low=low,
        high=high,
        approximate=figure.approximate,
        mode="done" if done else "planned",
        key=f"{size:.4g}|{figure.approximate}|{figure.low is None}|{figure.high is None}",
    )


def _measured(node: Node, figure: Figure, pack: _Pack) -> tuple[str, frozenset[str]]:
    """What a figure measures, and the other words of its clause."""
    text, language = node.report.text, node.pack
    first, last = sentence_bounds(text, figure.span.start)
    before, after = text[first : figure.span.start], text[figure.span.end : last]
    plain = _plain(_CLAUSE.split(after.lstrip("-"), maxsplit=1)[0], node)
    behind = _plain(_CLAUSE.split(before)[-1], node)
    around = frozenset(classes(f"{before} {after}", language)) - language.common
    around = frozenset(w for w in around if not w[0].isdigit())
    head = _named_after(plain, figure, behind, node, pack)
    if not head:
        known = [(k, pack.alike[w]) for k, w in enumerate(behind[-_BACK:]) if w in pack.alike]
        head = known[-1][1] if known else ""
    if not head:
        counted = classes(figure.counted or "", language)
        head = counted[-1] if counted else ""
    if not head:
        found = classes(" ".join(behind[-_BACK:]), language)
        head = next((c for c in reversed(found) if c in language.dated), "")
    if not head and pack.units.get((figure.unit or "").split(" per ")[0], ("",))[0] != "time":
        near = (w for w in reversed(behind[-_NEAR:]) if w not in language.stop and w not in pack.merely)
        head = next((stem(w, language) for w in near), "")
    if head in language.ordinals.values():
        return "", around
    return head, around - {head}


def voice(nodes: Sequence[Node], last: int) -> Node | None:
    """The outlet's own claim before what stands in no claim."""
    own = [n for n in nodes if n.own and not n.furniture and last - _REACH <= n.claim.start < last]
    return own[-1] if own else None


def _plain(text: str, node: Node) -> list[str]:
    """The words of a text, those of a set phrase under its one name."""
    plain, found = words(text, node.pack), list[str]()
    while plain:
        size = next((n for n in (3, 2) if tuple(plain[:n]) in node.pack.phrases and len(plain) >= n), 1)
        found.append(node.pack.phrases[tuple(plain[:size])] if size > 1 else plain[0])
        plain = plain[size:]
    return found


def _named_after(plain: Sequence[str], figure: Figure, behind: Sequence[str], node: Node, pack: _Pack) -> str:
    """The noun that a measure stands before ("a 12-hour pause", "two decades of war", "a period of 60 days for
    talks")."""
    at = 0
    if plain and node.pack.turn("since", plain[0]):
        known = [pack.alike[w] for w in plain[1:_NEAR] if w in pack.alike]
        return known[0] if known else ""
    while at < len(plain) and plain[at] in pack.along:
        at += 1
    hyphen = "-" in figure.span.quote
    led = len(behind) > 1 and behind[-1] in node.pack.genitive and behind[-2] in pack.measuring
    if not hyphen and not (at < len(plain) and plain[at] in pack.measured_by and (led or plain[at] != "for")):
        return ""
    if not hyphen:
        at += 1
    listed = next((w for w in plain[at : at + _PHRASE] if w in pack.alike), None)
    run = _run(plain[at:], node, pack)
    if hyphen is False and listed is not None and pack.alike[listed] in pack.going_on:
        return pack.alike[listed]  # "four days of missile and drone attacks"
    while run and run[-1] in pack.measuring:
        at = plain.index(run[-1], at) + 1
        if at >= len(plain) or plain[at] not in pack.measured_by:
            return ""
        at += 1
        run = _run(plain[at:], node, pack)
    return _name(run[-1], node, pack) if run else ""


def _run(plain: Sequence[str], node: Node, pack: _Pack) -> list[str]:
    """The words of the noun phrase that comes first."""
    found: list[str] = []
    for word in plain[:_PHRASE]:
        if word in node.pack.stop:
            if found:
                break
            continue
        found.append(word)
        if word in pack.alike or word in pack.measuring:
            return found
    return found[:_RUN]


def _name(word: str, node: Node, pack: _Pack) -> str:
    if word in pack.alike:
        return pack.alike[word]
    known = node.pack.alike.get(word)
    return known or stem(word, node.pack)


def measure_findings(key: Key, told: Sequence[Measure]) -> list[Finding]:
    """The findings on one thing that is measured: measures of one question stand together."""
    across = key[2].startswith(_OF_SIZE)
    groups: list[list[Measure]] = []
    for one in sorted(told, key=lambda m: (m.answer.node.order, m.answer.span.start)):
        for group in groups[-_MOST:]:
            if all(_may_stand(one, m) and (not across or _alike(one, m)) for m in group[:6]):
                group.append(one)
                break
        else:
            groups.append([one])
    dimension, rate, head = key
    out = []
    for group in groups:
        answers = _converted(group)
        heads = {m.head for m in group}
        if len({(a.span.report, a.span.start) for a in answers}) < 2 or (across and len(heads) < 2):
            continue
        ruling = weigh_figures(answers)
        if ruling.verdict is Verdict.SINGLE and len({a.node.report.id for a in answers}) == 1:
            continue
        asked = measures_pack(answers[0].node.pack.language).asked[dimension]
        first = answers[0]
        if across:
            head = min(Counter(m.head for m in group if m.head).most_common(), key=lambda h: (-h[1], h[0]))[0]
        thing = first.node.pack.spoken.get(head) or _as_told(head, answers)
        name = f"{asked}: {thing}{f' a {rate}' if rate else ''}"
        if first.mode != "done" and first.size < _LONG:
            name += ", as planned"
        where = f"measure|{'|'.join(key)}|{first.span.report}|{first.span.start}"
        out.append(finding(QuestionKind.FIGURE, where, name, answers, ruling))
    return out


def _as_told(head: str, answers: Sequence[Answer]) -> str:
    """What is measured by its own word, not its stem."""
    told = (w for a in answers for w in words(sentence_at(a.node.report.text, a.span.start), a.node.pack))
    return next((w for w in told if head in (w, stem(w, answers[0].node.pack))), head)


def _converted(group: Sequence[Measure]) -> list[Answer]:
    """The answers of a group; where they are told in several units, an exact one is as exact as a conversion, and
    those that a conversion makes of one another are one value."""
    found: list[Answer] = []
    if len({m.unit for m in group}) < 2:
        return [m.answer for m in group]
    for a in (m.answer for m in group):
        if a.low is None or a.high is None:
            found.append(a)
            continue
        near = (f for f in found if f.low and abs(_middle(f) - _middle(a)) <= _EXACTLY * _middle(a))
        same = next(near, None)
        low, high = a.low * (1 - _CONVERTED / 2), a.high * (1 + _CONVERTED / 2)
        key = same.key if same is not None and same.approximate == a.approximate else a.key
        found.append(replace(a, low=low, high=high, key=key))
    return found


def _middle(answer: Answer) -> float:
    return ((answer.low or 0.0) + (answer.high or 0.0)) / 2


def _may_stand(one: Measure, other: Measure) -> bool:
    """Whether two measures of one thing can answer one question."""
    a, b = one.answer, other.answer
    size = a.size if one.dimension == "time" else 0.0
    if _began_together(one, other):
        return _evidence(one, other) >= 0
    if a.asof is not None and b.asof is not None and abs(a.asof - b.asof) > max(_DAYS, size / _SLOWLY):
        return False
    going_on = one.head in measures_pack(a.node.pack.language).going_on
    brief = size < _LONG and not going_on and not one.days & other.days
    if brief and (a.mode != b.mode or (one.days and other.days and a.mode == "done")):
        return False
    meet = _meet(one, other)
    if not meet and a.span.report == b.span.report:
        return False  # one report tells of two
    return _evidence(one, other) >= 0


def _began_together(one: Measure, other: Measure) -> bool:
    """Whether two lengths of what goes on, each told on its own day, reach back to one beginning."""
    a, b = one.answer, other.answer
    if one.head not in measures_pack(a.node.pack.language).going_on or a.asof is None or b.asof is None:
        return False
    sizes = [x.size for x in (a, b)]
    return abs((a.asof - sizes[0]) - (b.asof - sizes[1])) <= max(1.0, _INEXACTLY * max(sizes))


def _alike(one: Measure, other: Measure) -> bool:
    """Whether two measures of one size are of one thing, whatever noun stands nearest."""
    if one.head == other.head and one.head:
        return True
    known = measures_pack(one.answer.node.pack.language).alike.values()
    if {one.head, other.head} <= set(known) or not _meet(one, other):
        return False
    shared = (one.words | {one.head}) & (other.words | {other.head}) - {""}
    return len(shared) >= (_SHARED_TIME if one.dimension == "time" else _SHARED)


def _meet(one: Measure, other: Measure) -> bool:
    """Whether one number can meet both."""
    if overlap(one.answer, other.answer) or _began_together(one, other):
        return True
    a, b = (m.answer.size for m in (one, other))
    return one.unit != other.unit and abs(a - b) <= _CONVERTED * max(a, b)


def _evidence(one: Measure, other: Measure) -> float:
    """How much more than enough tells that two measures are of one question."""
    a, b = one.answer, other.answer
    meet = _meet(one, other)
    found = float(min(len(one.words & other.words), 4))
    if meet:
        exact = a.low == a.high and b.low == b.high and not (a.approximate or b.approximate)
        found += 1.5 if exact else 1.0
    if one.days & other.days:
        found += 1.0
    if meet and one.head and one.head == other.head:
        found += _NAMED[one.dimension == "time"]
    if _began_together(one, other):
        found += 1.5
    if one.dimension == "time" and a.size >= _LONG:
        found += 1.0
    if a.line.origin == b.line.origin or (a.line.party and a.line.party == b.line.party):
        found += 0.5
    return found - (_ENOUGH if meet else _APART)


class Measures(Generic[T]):
    """What all reports measure, or date, by its key, kept up to date report by report."""

    def __init__(self, found: Callable[[Key, Sequence[T]], list[Finding]]) -> None:
        self._found = found
        self._of_report: dict[str, list[tuple[Key, T]]] = {}
        self._told: dict[Key, dict[str, list[T]]] = {}
        self._dirty: set[Key] = set()

    def put(self, report: str, told: Sequence[tuple[Key, T]]) -> None:
        """What a report measures, instead of what it did."""
        for key, _ in self._of_report.pop(report, ()):
            self._dirty.add(key)
            self._told[key].pop(report, None)
        for key, measure in told:
            self._dirty.add(key)
            self._told.setdefault(key, {}).setdefault(report, []).append(measure)
        if told:
            self._of_report[report] = list(told)

    def settle(self) -> dict[Key, list[Finding]]:
        """The keys under which another is told than before, with their findings."""
        found: dict[Key, list[Finding]] = {}
        for key in self._dirty:
            held = self._told.get(key) or self._told.pop(key, {})
            found[key] = self._found(key, [m for some in held.values() for m in some]) if held else []
        self._dirty = set()
        return found
