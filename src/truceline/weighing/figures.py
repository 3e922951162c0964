"""Figures grouped into questions (same thing counted, same category, window, mode and place), and the findings on these:
of what comes or goes only that is found again on which it bears."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from truceline.model.accord import Vocabulary
from truceline.model.weighing import Finding, QuestionKind, Reason
from truceline.weighing.answers import finding, finding_id
from truceline.weighing.beside import Beside, plan_and_outcome, plan_beside, plan_keys
from truceline.weighing.comparable import (
    Alike,
    broad_places,
    questions,
    time_of,
)
from truceline.weighing.counts import Count
from truceline.weighing.couples import Question, rank_of
from truceline.weighing.kin import Kin
from truceline.weighing.pairs import one_voice
from truceline.weighing.related import Related, told_closely
from truceline.weighing.titles import Titles, key_of
from truceline.weighing.unreached import Place, Unreached
from truceline.weighing.verdicts import weigh_figures

_ITSELF, _PLANNED, _APART, _RELATED, _CLOSELY = range(5)
Owner = tuple[int, Question]
"""Which kind of finding, and the question that leads it."""


class Moved(NamedTuple):
    """By their ids, findings that are no more as they were and those that came; and how many questions were asked
    again."""

    gone: dict[str, Finding]
    came: dict[str, Finding]
    asked: int


class FigureFindings:
    """What is found of questions that come and go."""

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary
        self._often: Counter[str] = Counter()
        self._looked_at: set[Question] = set()
        self._begin(frozenset(), frozenset())

    def _begin(self, broad: frozenset[str], wide: frozenset[str]) -> None:
        self._broad, self._wide = broad, wide
        self._kin, self._beside, self._related = Kin(wide), Beside(broad), Related(wide)
        self._titles = Titles(self._vocabulary)
        self._plans: dict[str, dict[Question, None]] = {}
        self._planned: Counter[str] = Counter()
        """Matter -> how many plans are told of it."""
        self._outcomes: dict[str, tuple[list[Question], tuple[Question, Finding] | None]] = {}
        """Matter -> the questions on it; the plan that is shown beside its outcome, and the finding."""
        self._shown: dict[Question, Finding] = {}
        """Plans that are shown beside their outcome."""
        self._asked: set[Question] = set()
        """The questions that have a finding by themselves."""
        self._keys: dict[str, dict[Question, None]] = {}
        self._made: dict[Owner, list[Finding]] = {}
        self._by_id: dict[str, dict[Owner, Finding]] = {}

    def change(
        self,
        gone: Iterable[Question],
        came: Iterable[Question],
        left: Iterable[Question],
        counts: int,
        broad: frozenset[str],
    ) -> Moved:
        """Let questions go and take others in. `left`: all questions that are there now; `counts`: how many counts;
        `broad`: places named beside so many that they tell nothing."""
        gone, came = list(gone), list(came)
        for question in gone:
            self._often.subtract(_places(question))
        for question in came:
            self._often.update(_places(question))
        wide = broad_places(self._often, counts)
        before: dict[str, Finding | None] = {}
        if (broad, wide) != (self._broad, self._wide):  # all is looked at again
            before = {id: self._one(id) for id in self._by_id}
            self._begin(broad, wide)
            self._often = +self._often
            gone, came = [], list(left)
        touched = self._settle(gone, came) | before
        moved = Moved({}, {}, len(self._looked_at))
        for id in sorted(touched):
            was, now = touched[id], self._one(id)
            if now is not was:  # what was found again may rest on claims that came back under other numbers
                if was is not None:
                    moved.gone[id] = was
                if now is not None:
                    moved.came[id] = now
        return moved

    def _settle(self, gone: Sequence[Question], came: Sequence[Question]) -> dict[str, Finding | None]:
        """Bring all up to date; the findings touched, as they were."""
        touched: dict[str, Finding | None] = {}
        gone, came = self._kin.joined(gone, came)
        shown, self._shown = self._shown, self._set_beside(gone, came, touched)
        went = set(gone)
        left = [q for q in (*gone, *self._shown) if q in self._asked]
        new = [q for q in came if q not in self._shown]
        new += [q for q in shown if q not in self._shown and q not in went]
        self._asked.difference_update(left)
        self._asked.update(new)
        again = self._titles.change(left, new) | self._keyed(left, new)
        self._looked_at = again
        for question in again:
            self._put((_ITSELF, question), [self._found(question)], touched)
            name = self._titles[question]
            several = len({c.answer.key for c in question.counts}) > 2
            self._put((_CLOSELY, question), told_closely(question, name) if several else [], touched)
        for question in left:
            self._put((_ITSELF, question), [], touched)
            self._put((_CLOSELY, question), [], touched)
        for kind, couples in ((_APART, self._beside), (_RELATED, self._related)):
            affected = couples.hanging(couples.change(left, new) | again)
            self._looked_at |= affected
            found: dict[Question, list[Finding]] = {}
            for lead, one in couples.findings(affected, self._titles.of_two):
                found.setdefault(lead, []).append(one)
            for question in (*affected, *left):
                self._put((kind, question), found.get(question, []), touched)
        return touched

    def _set_beside(
        self, gone: Sequence[Question], came: Sequence[Question], touched: dict[str, Finding | None]
    ) -> dict[Question, Finding]:
        """The plans that are shown beside their outcome, not by themselves as well."""
        for some, more in ((gone, -1), (came, 1)):
            for question in some:
                planned = question.counts[0].answer.mode == "planned"
                for key in plan_keys(question, self._broad):
                    if more > 0:
                        self._plans.setdefault(key, {})[question] = None
                    else:
                        del self._plans[key][question]
                    self._planned[key] += more * planned
                    if not self._plans[key]:
                        del self._plans[key], self._planned[key]
        shown: dict[Question, Finding] = {}
        outcomes = {}
        for key in sorted(k for k, n in self._planned.items() if n and len(self._plans[k]) > n):
            asked = [q for q in sorted(self._plans[key], key=rank_of) if q not in shown]
            was = self._outcomes.get(key)
            if was is None or was[0] != asked:
                pair = plan_and_outcome(asked)
                name = self._titles.of_two(Reason.PLANNED, *pair) if pair else ""
                was = asked, (pair[0], plan_beside(key, *pair, name)) if pair else None
            outcomes[key] = was
            if was[1] is not None:
                shown[was[1][0]] = was[1][1]
        self._outcomes = outcomes
        for question in (*self._shown, *shown):
            found = shown.get(question)
            if self._shown.get(question) is not found:
                self._put((_PLANNED, question), [] if found is None else [found], touched)
        return shown

    def _keyed(self, left: Iterable[Question], new: Iterable[Question]) -> set[Question]:
        """Note what makes the ids of questions: those that may have another id than before."""
        touched: dict[str, None] = {}
        for question in left:
            touched[key := question.once("key", key_of)] = None
            del self._keys[key][question]
        for question in new:
            touched[key := question.once("key", key_of)] = None
            self._keys.setdefault(key, {})[question] = None
        again: set[Question] = set()
        for key in touched:
            again.update(self._keys[key])
            if not self._keys[key]:
                del self._keys[key]
        return again

    def _found(self, question: Question) -> Finding:
        """The finding on a question by itself."""
        key = question.once("key", key_of)
        if len(self._keys[key]) > 1 and min(self._keys[key], key=rank_of) is not question:
            first = question.counts[0].answer.span
            key += f"|{first.report}|{first.start}"
        name = self._titles[question]
        was = question.known.get("found")
        if was is None or was[:2] != (key, name):
            answers = [c.answer for c in question.counts]
            measure = question.counts[0].figure.measure
            made = finding(QuestionKind.FIGURE, key, name, answers, weigh_figures(answers), measure=measure)
            was = question.known["found"] = (key, name, made)
            question.known["id"] = made.id
        found: Finding = was[2]
        return found

    def _put(self, owner: Owner, findings: list[Finding], touched: dict[str, Finding | None]) -> None:
        """What a question leads, instead of what it led."""
        for was in self._made.pop(owner, ()):
            touched.setdefault(was.id, self._one(was.id))
            if (of := self._by_id.get(was.id)) is not None:
                of.pop(owner, None)
                if not of:
                    del self._by_id[was.id]
        for found in findings:
            touched.setdefault(found.id, self._one(found.id))
            self._by_id.setdefault(found.id, {})[owner] = found
        if findings:
            self._made[owner] = findings

    def _one(self, id: str) -> Finding | None:
        """The finding under an id: where several bear it, the one of the last kind, and of the last question."""
        of = self._by_id.get(id)
        return of[max(of, key=lambda o: (o[0], o[1].rank))] if of else None


def _places(question: Question) -> list[str]:
    return [p for c in question.counts if c.profile is not None for p in c.profile.places]


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
