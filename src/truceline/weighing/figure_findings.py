"""The findings on questions on figures: of what comes or goes only that is found again on which it bears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from truceline.model.accord import Vocabulary
from truceline.model.weighing import Finding, QuestionKind, Reason
from truceline.weighing.answers import finding
from truceline.weighing.beside import Beside, plan_and_outcome, plan_beside, plan_keys
from truceline.weighing.comparable import broad_places
from truceline.weighing.kin import Kin
from truceline.weighing.question import Question, rank_of
from truceline.weighing.related import Related, told_closely
from truceline.weighing.titles import Titles, key_of
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
