"""Figures grouped into questions: same thing counted, same category, window, mode and place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from functools import partial

from truceline.model.accord import Vocabulary
from truceline.model.weighing import QuestionKind
from truceline.weighing.answers import finding_id
from truceline.weighing.comparable import (
    Alike,
    broad_places,
    questions,
    time_of,
)
from truceline.weighing.counts import Count
from truceline.weighing.figure_findings import FigureFindings, Moved
from truceline.weighing.pairs import one_voice
from truceline.weighing.question import Question
from truceline.weighing.titles import key_of
from truceline.weighing.unreached import Place, Unreached


class Figures:
    """The questions that the counts of all reports answer, kept up to date report by report."""

    def __init__(self, vocabulary: Vocabulary | None) -> None:
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
        self._gone: dict[Question, None] = {}
        self._came: dict[Question, None] = {}
        self._findings = FigureFindings(vocabulary)
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
            for other in self._let_go(first):
                self._home.pop(other, None)
                if other in self._counts:
                    self._dirty.add(other)
            self._dirty.discard(c)

    def settle(self) -> Moved:
        """Bring the findings on all counts up to date."""
        if not self._touched:
            return Moved({}, {}, 0)
        self._touched = False
        broad = broad_places(+self._places, len(self._counts))
        if broad != self._broad:
            self._broad = broad
            for first in list(self._asked):
                self._let_go(first)
            self._homes, self._home = defaultdict(dict), {}
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
        self._alike.forget()
        gone, came = self._gone, self._came
        self._gone, self._came = {}, {}
        left = (q for _, some in self._asked.values() for q in some)
        return self._findings.change(gone, came, left, len(self._counts), self._broad)

    def known_as(self, ids: Collection[str]) -> dict[str, str]:
        """Of `ids` those that one of its counts would give a question if it were the first -> the question's id:
        a judgement finds its question even where an earlier report came to lead it."""
        found: dict[str, str] = {}
        for _, asked in self._asked.values():
            for question in asked:
                for count in question.counts if len(question.counts) > 1 else ():
                    alias = finding_id(QuestionKind.FIGURE, key_of(Question([count])))
                    if alias in ids and (key := question.known.get("id")) is not None:
                        found.setdefault(alias, str(key))
        return found

    def _ask(self, c: int) -> None:
        """Put the counts that hang together with this one into questions."""
        found = self._together(c)
        for other in found:
            first = self._home.get(other)
            if first in self._asked:
                self._let_go(first)
        for other in found:
            self._home[other] = c
        asked = questions([self._counts[o] for o in found], self._alike)
        self._asked[c] = (sorted(found), asked)
        self._came.update(dict.fromkeys(asked))

    def _let_go(self, first: int) -> list[int]:
        """Let the questions of counts that hang together go; these counts."""
        counts, asked = self._asked.pop(first)
        for question in asked:
            if question in self._came:
                del self._came[question]
            else:
                self._gone[question] = None
        return counts

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
