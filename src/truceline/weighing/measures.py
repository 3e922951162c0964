"""Measures: how long, how far, which share, how much money, compared whatever their unit.

"120 hours" and "five days" are one length, "20 miles" and "32 km" one depth. What is measured is the noun or the
deed that the measure stands with ("a 12-hour pause", "two decades of war", "withdraw within 14 months").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Generic, TypeVar

from truceline.model.reading import Figure, WhenType
from truceline.model.weighing import Finding, Lineage, QuestionKind, Verdict
from truceline.weighing.answers import Answer, finding
from truceline.weighing.lengths import LENGTH
from truceline.weighing.measured import CONVERTED, Measure, apart, likely
from truceline.weighing.nodes import Node, day, places_of
from truceline.weighing.packed import filled, packed
from truceline.weighing.referents import home_of
from truceline.weighing.scope import mode_of
from truceline.weighing.verdicts import weigh_figures
from truceline.weighing.words import classes, sentence_at, sentence_bounds, stem, words

_ENOUGH, _LEAST = -1.0, -2.5
"""The log-odds from which on measures are of one thing, on the whole and each of them."""
_STRETCH = 32
"""Days: reports further apart than two of these do not speak of one thing that they measure."""
_RUN = 3
"""Words of a noun phrase, where none of them is known."""
_PHRASE = 8
_BACK, _NEAR = 12, 4
_REACH = 1_500
"""Characters back at which the outlet's own voice is looked for, where no claim holds a measure."""
_LONG = 365.0
"""What lasts so many days is told as it is, not as planned."""
_EXACTLY = 0.015
"""Of two units, figures that differ by less are one value."""
_FIRST, _MOST, _FAR = 6, 12, 40
"""So many measures of a group, and so many groups, a measure is held against."""
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
    names: frozenset[str] = frozenset()
    """The names under which what is measured is known."""
    elapsed: frozenset[str] = frozenset()
    """Before a length: it has passed ("after 16 hours of talks")."""
    spans: frozenset[str] = frozenset()
    """Before a length: the span over which something else is counted."""


@cache
def measures_pack(language: str = "en") -> _Pack:
    """The pack of a language, or an empty one."""
    data = packed(f"measures/{language}.yaml")
    if data is None:
        return _Pack()
    units = {u: (name, float(of)) for name, some in data["dimensions"].items() for u, of in some.items()}
    alike = {word: name for name, told in data["alike"].items() for word in told}
    own = filled(_Pack, data) | {"units": units, "alike": alike}
    return _Pack(**own, names=frozenset(data["alike"]))


Key = tuple[str, str, str]
T = TypeVar("T")


def measures_of(
    nodes: Sequence[Node], lines: Mapping[str, Lineage], taken: Iterable[int] = ()
) -> list[tuple[Key, Measure]]:
    """((dimension, rate, stretch of days), measure) for the measures of one report, each under its own stretch and the
    next; `taken`: where figures begin that count something."""
    if not nodes:
        return []
    pack = measures_pack(nodes[0].pack.language)
    by_claim = {n.claim.id: n for n in nodes}
    held = set(taken)
    found = []
    for figure in (*nodes[0].reading.figures, *_unnumbered(nodes[0], pack)):
        known = pack.units.get((figure.unit or "").split(" per ")[0])
        if known is None or figure.span.start in held or figure.measure:
            continue
        at = figure.span
        led = words(nodes[0].report.text[max(0, at.start - 12) : at.start], nodes[0].pack)[-1:]
        if led and led[0] in pack.spans:
            continue
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
        told = Measure(
            answer,
            known[0],
            figure.unit or "",
            head,
            around,
            days,
            on,
            places_of(node),
            head in pack.names,
            head in pack.going_on,
        )
        at_all = node.known if node.known is not None else 0
        found += [((known[0], rate, str(at_all // _STRETCH + n)), told) for n in (0, 1)]
    return found


def _unnumbered(node: Node, pack: _Pack) -> Iterator[Figure]:
    """Lengths told in one word ("a weeklong lull"), which tells no number."""
    figures = node.reading.figures
    for when in node.reading.times:
        found = LENGTH.match(when.value) if when.type is WhenType.DURATION else None
        if found is None or " " in when.span.quote or any(f.span.overlaps(when.span) for f in figures):
            continue
        unit = next(
            (u for u, letter in node.pack.lengths.items() if letter == found[2] and u in pack.units), None
        )
        much = float(found[1])
        if unit is not None:
            yield Figure(when.span, much, much, much, unit=unit, category="duration", claim=when.claim)


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
    led = words(node.report.text[max(0, figure.span.start - 12) : figure.span.start], node.pack)[-1:]
    passed = dimension == "time" and bool(led) and led[0] in pack.elapsed
    done = (passed or mode_of(node, figure) == "done") and not line.agreement
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
        near_by = behind[-_BACK:]
        of = node.pack.genitive
        known = [
            (k, pack.alike[w])
            for k, w in enumerate(near_by)
            if w in pack.alike and not (k and near_by[k - 1] in of)
        ]  # "prisoners of war" tells of no war
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
    """The findings on what is measured in one dimension: measures of one thing stand together. Of those that lie in two
    stretches only what began in the first is told here."""
    dimension, rate, stretch = key
    out = []
    for group in _groups(sorted(told, key=lambda m: (m.answer.node.order, m.answer.span.start))):
        first = group[0].answer
        if (first.node.known or 0) // _STRETCH != int(stretch) - 1:
            continue
        answers = _converted(group)
        if len({(a.span.report, a.span.start) for a in answers}) < 2:
            continue
        ruling = weigh_figures(answers)
        if ruling.verdict is Verdict.SINGLE and len({a.node.report.id for a in answers}) == 1:
            continue
        head = _head(group)
        thing = first.node.pack.spoken.get(head) or _as_told(head, answers)
        asked = measures_pack(first.node.pack.language).asked[dimension]
        name = f"{asked}: {thing}{f' a {rate}' if rate else ''}"
        if first.mode != "done" and first.size < _LONG:
            name += ", as planned"
        where = f"measure|{dimension}|{rate}|{first.span.report}|{first.span.start}"
        out.append(finding(QuestionKind.FIGURE, where, name, answers, ruling))
    return out


def _groups(told: Sequence[Measure]) -> list[list[Measure]]:
    """Measures that are likely of one thing: each goes with those before it with which it most likely belongs."""
    groups: list[list[Measure]] = []
    by_word: dict[str, list[int]] = {}
    for one in told:
        shared = Counter(n for w in _looked_up(one) for n in by_word.get(w, ())[-_FAR:])
        best, into = _ENOUGH, len(groups)
        for n in sorted(shared, key=lambda n: (-shared[n], -n))[:_MOST]:
            if any(apart(one, m) for m in groups[n][:_FIRST]):
                continue
            odds = [likely(one, m) for m in groups[n][:_FIRST]]
            mean = sum(odds) / len(odds)
            if mean >= best and min(odds) >= _LEAST:
                best, into = mean, n
        if into == len(groups):
            groups.append([])
        groups[into].append(one)
        for word in _looked_up(one):
            of = by_word.setdefault(word, [])
            if not of or of[-1] != into:
                of.append(into)
    return groups


def _looked_up(measure: Measure) -> set[str]:
    """By what measures of one thing are found: their words, what is measured, and how much it is."""
    size = f"={measure.answer.size:.2g}"
    return {*measure.words, size, measure.head} - {""}


def _head(group: Sequence[Measure]) -> str:
    """By which noun a group is called: one that is known to be measured, else the one most often named for it, else one
    that most of them tell and that is no name."""
    known = Counter(m.head for m in group if m.known) or Counter(m.head for m in group if m.head)
    known = known or Counter(w for m in group for w in m.words if _is_no_name(w, m.answer))
    return min(known, key=lambda w: (-known[w], w)) if known else ""


def _is_no_name(word: str, answer: Answer) -> bool:
    """Whether a word stands small in the sentence of an answer."""
    language = answer.node.pack
    told = sentence_at(answer.node.report.text, answer.span.start).split()
    return any(word in classes(w, language) for w in told if w.islower())


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
        low, high = a.low * (1 - CONVERTED / 2), a.high * (1 + CONVERTED / 2)
        key = same.key if same is not None and same.approximate == a.approximate else a.key
        found.append(replace(a, low=low, high=high, key=key))
    return found


def _middle(answer: Answer) -> float:
    return ((answer.low or 0.0) + (answer.high or 0.0)) / 2


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

    def told(self) -> Iterator[T]:
        """What all reports tell, each once."""
        return iter({id(t): t for told in self._of_report.values() for _, t in told}.values())

    def settle(self) -> dict[Key, list[Finding]]:
        """The keys under which another is told than before, with their findings."""
        found: dict[Key, list[Finding]] = {}
        for key in self._dirty:
            held = self._told.get(key) or self._told.pop(key, {})
            found[key] = self._found(key, [m for some in held.values() for m in some]) if held else []
        self._dirty = set()
        return found
