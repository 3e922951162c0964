"""Figures grouped into questions: same thing counted, same category, window, mode and place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from functools import partial

from truceline.model.accord import Vocabulary
from truceline.model.weighing import Finding, QuestionKind
from truceline.weighing.answers import finding, finding_id
from truceline.weighing.beside import plan_and_outcome, plan_beside, plan_keys, told_apart
from truceline.weighing.comparable import (
    Alike,
    broad_places,
    questions,
    time_of,
)
from truceline.weighing.counts import Count
from truceline.weighing.couples import Couples
from truceline.weighing.kin import joined
from truceline.weighing.nodes import Node, iso
from truceline.weighing.pairs import one_voice
from truceline.weighing.question import Question
from truceline.weighing.related import Apart, related, told_closely
from truceline.weighing.unreached import Place, Unreached
from truceline.weighing.verdicts import weigh_figures
from truceline.weighing.words import classes, words


class Figures:
    """The questions that the counts of all reports answer, kept up to date report by report."""

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary
        self._counts: dict[int, Count] = {}
        self._of_report: dict[str, list[int]] = {}
        self._next = 0
        self._homes: dict[tuple[str, ...], dict[int | None, dict[int, set[int]]]] = defaultdict(dict)
        """Base and stretch of days -> counts, those of one face together."""
        self._alike = Alike()
        self._settled: set[int] = set()
        """Counts that stand in their home."""
        self._asked: dict[int, tuple[list[int], list[Question]]] = {}
        """First count of those that hang together -> all of them, and their questions."""
        self._home: dict[int, int] = {}
        self._unreached: dict[tuple[str, ...], Unreached] = {}
        """Base -> its counts that stand in no question made in this settling."""
        self._places: Counter[str] = Counter()
        self._broad: frozenset[str] = frozenset()
        self._dirty: set[int] = set()
        self._made: dict[str, Finding] = {}
        self._kin: Couples[float] = Couples()
        self._related: Couples[Apart] = Couples()
        self._touched = False

    def put(self, report: str, counts: Sequence[Count]) -> None:
        """The counts of a report, instead of those that it had."""
        before = self._of_report.pop(report, ())
        self._touched = self._touched or bool(before or counts)
        for c in before:
            self._take(c)
        mine = []
        for count in counts:
            c = self._next
            self._next += 1
            self._counts[c] = count
            self._places.update(count.places)
            self._dirty.add(c)
            mine.append(c)
        if mine:
            self._of_report[report] = mine

    def _take(self, c: int) -> None:
        count = self._counts.pop(c)
        self._places.subtract(count.places)
        self._dirty.discard(c)
        self._leave(c, count)

    def _leave(self, c: int, count: Count) -> None:
        """Take a count out of what hangs together with it."""
        self._settled.discard(c)
        home, face = self._homes[count.base].get(time_of(count), {}), self._alike.face(count)
        if c in home.get(face, ()):
            home[face].discard(c)
            if not home[face]:
                del home[face]
        first = self._home.pop(c, None)
        if first is not None and first in self._asked:
            for other in self._asked.pop(first)[0]:
                self._home.pop(other, None)
                if other in self._counts:
                    self._dirty.add(other)
            self._dirty.discard(c)

    def settle(self) -> list[Finding] | None:
        """The findings on all counts; None where they are what they were."""
        if not self._touched:
            return None
        self._touched = False
        broad = broad_places(+self._places, len(self._counts))
        if broad != self._broad:
            self._broad = broad
            self._homes, self._home, self._asked = defaultdict(dict), {}, {}
            self._alike, self._settled = Alike(broad), set()
            self._dirty = set(self._counts)
        for c in self._dirty - self._settled:
            count = self._counts[c]
            faces = self._homes[count.base].setdefault(time_of(count), {})
            faces.setdefault(self._alike.face(count), set()).add(c)
        self._settled |= self._dirty
        for c in sorted(self._dirty, key=lambda c: self._counts[c].order):
            if c not in self._home:
                self._ask(c)
        self._dirty, self._unreached = set(), {}
        return self._findings()

    def known_as(self, ids: Collection[str]) -> dict[str, str]:
        """Of `ids` those that one of its counts would give a question if it were the first -> the question's id:
        a judgement finds its question even where an earlier report came to lead it."""
        found: dict[str, str] = {}
        for _, asked in self._asked.values():
            for question in asked:
                for count in question.counts if len(question.counts) > 1 else ():
                    alias = finding_id(QuestionKind.FIGURE, _key(Question([count])))
                    if alias in ids and (key := question.known.get("id")) is not None:
                        found.setdefault(alias, str(key))
        return found

    def _ask(self, c: int) -> None:
        """Put the counts that hang together with this one into questions."""
        found = self._together(c)
        for other in found:
            first = self._home.get(other)
            if first is not None:
                self._asked.pop(first, None)
        for other in found:
            self._home[other] = c
        self._asked[c] = (sorted(found), questions([self._counts[o] for o in found], self._alike))

    def _together(self, c: int) -> set[int]:
        """The counts that may come to stand in one question with this one, step by step."""
        base = self._counts[c].base
        if base not in self._unreached:
            self._unreached[base] = Unreached(self._homes[base], self._counts, self._alike)
        left = self._unreached[base]
        left.take(c, self._place(c))
        found, ahead = {c}, [c]
        while ahead:
            one, here = self._counts[ahead[-1]], self._place(ahead.pop())
            mine = self._of_report.get(one.answer.span.report, ())
            for at in left.reach(one, here, partial(self._alike.joinable, here[1], one)):
                new = left.of(at)
                own = {o for o in mine if o in new and one_voice(one, self._counts[o])}
                new = new - own
                found |= new
                ahead += new
                left.leave(at, own)
        return found

    def _place(self, c: int) -> Place:
        return time_of(self._counts[c]), self._alike.face(self._counts[c])

    def _findings(self) -> list[Finding]:
        """The findings on all questions; what stays as it was is taken from before."""
        asked = sorted(
            (q for _, some in self._asked.values() for q in some),
            key=lambda q: q.once("order", lambda q: (q.counts[0].base, q.counts[0].order)),
        )
        often = Counter(
            place for q in asked for c in q.counts if c.profile is not None for place in c.profile.places
        )
        wide = broad_places(often, len(self._counts))
        asked = joined(asked, wide, self._kin)
        before, self._made = self._made, {}
        plans: dict[str, list[Question]] = defaultdict(list)
        for question in asked:
            for key in question.once(("plans", self._broad), lambda q: plan_keys(q, self._broad)):
                plans[key].append(question)
        beside: list[Finding] = []
        told: set[int] = set()
        for key in sorted(k for k, some in plans.items() if len(some) > 1):
            pair = plan_and_outcome([q for q in plans[key] if id(q) not in told])
            if pair:
                name = _name(pair[0].counts[0], self._vocabulary)
                beside.append(plan_beside(key, *pair, name))
                told.add(id(pair[0]))  # the plan stands beside its outcome: not a second time by itself
        found: list[Finding] = []
        used: set[str] = set()
        named = _named([q for q in asked if id(q) not in told], self._vocabulary)
        for question, name in named:
            key = question.once("key", _key)
            if key in used:
                first = question.counts[0].answer.span
                key += f"|{first.report}|{first.start}"
            used.add(key)
            if (key, name) not in question.known:
                question.known[(key, name)] = _finding(key, question, name)
            question.known["id"] = question.known[(key, name)].id
            found.append(question.known[(key, name)])
        apart = told_apart([q for q, _ in named], {n: name for n, (_, name) in enumerate(named)}, self._broad)
        kin = related(
            [q for q, _ in named], {n: name for n, (_, name) in enumerate(named)}, wide, self._related
        )
        closely = [
            f for q, name in named if len({c.answer.key for c in q.counts}) > 2 for f in told_closely(q, name)
        ]
        for new in (*beside, *apart, *kin, *closely):
            self._made[new.id] = old if (old := before.get(new.id)) == new and old is not None else new
        return [*found, *self._made.values()]


def _named(asked: Sequence[Question], vocabulary: Vocabulary | None) -> list[tuple[Question, str]]:
    """The questions with their names; those that would bear one name are told apart by the noun
    counted, then by when they were reported."""
    named = [(q, q.once("title", lambda q: _title(q, vocabulary))) for q in asked]
    nouns: dict[str, set[str]] = defaultdict(set)
    for q, name in named:
        nouns[name].add(q.once("noun", _noun))
    named = [(q, name + q.once("noun", _noun) if len(nouns[name]) > 1 else name) for q, name in named]
    for telling in (_reported, _teller):
        often = Counter(name for _, name in named)
        named = [(q, name + q.once(telling, telling) if often[name] > 1 else name) for q, name in named]
    return named


def _teller(question: Question) -> str:
    first = question.counts[0].answer
    return f", by the word of {first.holder} ({first.text})"


def _noun(question: Question) -> str:
    counted = " ".join(words(question.counts[0].figure.counted or "", question.counts[0].pack))
    return f" ({counted})" if counted else ""


def _reported(question: Question) -> str:
    days = [c.answer.node.report.known_on or "" for c in question.counts]
    first = min((d for d in days if d), default="on an unknown day")
    return f", reported {first} ({question.counts[0].answer.node.outlet})"


def _name(count: Count, vocabulary: Vocabulary | None) -> str:
    measure = count.figure.measure if count.thing.startswith("m:") else None
    if measure and vocabulary:
        known = next((m for m in vocabulary.measures if m.id == measure), None)
        if known:
            return known.name
    if measure:
        return measure.replace("_", " ")
    spoken = count.pack.spoken
    counted = " ".join(w for w in words(count.figure.counted or "", count.pack) if not w[0].isdigit())
    matter = count.thing[2:] if count.thing.startswith("w:") else ""
    if count.profile is not None and count.profile.deed:
        matter = count.profile.deed
    if matter:
        parts = [spoken.get(m, m) for m in matter.split("+")]
        about = " and ".join([parts[0], *(p.split()[-1] for p in parts[1:])])
        told = not counted or not count.head or set(classes(counted, count.pack)) & set(matter.split("+"))
        return about if told else f"{about.replace('people', counted, 1)}"
    return f"number of {counted or count.head}"


def _title(question: Question, vocabulary: Vocabulary | None) -> str:
    """The question in a monitor's words."""
    first = question.counts[0]
    answers = [c.answer for c in question.counts]
    name = _name(first, vocabulary)
    categories = {c.category for c in question.counts}
    category = first.category if first.category.startswith("of the ") else first.figure.category
    if category and len(categories) == 1 and not _says(name, category, first.answer.node):
        name += f" ({category})"
    if first.category == "left":
        name = f"{' '.join(words(first.figure.counted or '', first.pack)) or name} who are left"
    if first.figure.rate:
        name += f" a {first.figure.rate}"
    if first.answer.mode != "done":
        name += f", {'as planned' if first.answer.mode == 'planned' else first.answer.mode}"
    elif any(a.cumulative for a in answers):
        return name if first.pack.turn("total", name) else name + " so far"
    day = next((c.on for c in question.counts if c.on is not None), None)
    return f"{name} on {iso(day)}" if day is not None else name


def _key(question: Question) -> str:
    """What makes the question's id: of its matter alone where that is enough, so that it outlives
    new answers."""
    first = question.counts[0]
    return "|".join((*first.base, first.category, question.scope, first.head, *sorted(first.places)))


def _finding(key: str, question: Question, name: str) -> Finding:
    first = question.counts[0]
    answers = [c.answer for c in question.counts]
    return finding(
        QuestionKind.FIGURE, key, name, answers, weigh_figures(answers), measure=first.figure.measure
    )


def _says(name: str, category: str, node: Node) -> bool:
    return set(classes(category, node.pack)) <= set(classes(name, node.pack))
