"""What questions on figures are called: by what is counted; those that would bear one name are told apart by the noun
counted, then by when they were reported, then by whose word they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from truceline.model.accord import Vocabulary
from truceline.weighing.counts import Count
from truceline.weighing.nodes import Node, iso
from truceline.weighing.question import Question
from truceline.weighing.words import classes, words


class Titles:
    """The names of questions that come and go."""

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary
        self._steps = (_Step(_noun, by_words=True), _Step(_reported), _Step(_teller))
        self._names: dict[Question, str] = {}

    def __getitem__(self, question: Question) -> str:
        return self._names[question]

    def change(self, gone: Iterable[Question], came: Iterable[Question]) -> set[Question]:
        """Let questions go and take others in: those that bear another name than before."""
        gone = list(gone)
        named: dict[Question, str | None] = dict.fromkeys(gone)
        named |= {q: q.once("title", lambda q: _title(q, self._vocabulary)) for q in came}
        for step in self._steps:
            named = step.change(named)
        for question in gone:
            del self._names[question]
        changed = {q for q, name in named.items() if name is not None and self._names.get(q) != name}
        self._names |= {q: named[q] or "" for q in changed}
        return changed


class _Step:
    """Names with what tells them apart behind those that several bear; `by_words`: only where it is not the same of
    all that bear one."""

    def __init__(self, telling: Callable[[Question], str], *, by_words: bool = False) -> None:
        self._telling, self._by_words = telling, by_words
        self._of: dict[Question, str] = {}
        self._bear: dict[str, dict[Question, None]] = {}
        self._words: dict[str, Counter[str]] = {}
        self._apart: set[str] = set()
        """Names to which something is added."""

    def change(self, named: dict[Question, str | None]) -> dict[Question, str | None]:
        """`named`: names that changed, None of what is gone; the same as they are now told apart."""
        touched: dict[str, None] = {}
        for question, name in named.items():
            was = self._of.pop(question, None)
            if was is not None:
                del self._bear[was][question]
                touched[was] = None
                self._note(question, was, -1)
            if name is not None:
                self._of[question] = name
                self._bear.setdefault(name, {})[question] = None
                touched[name] = None
                self._note(question, name, 1)
        again = dict(named)
        for name in touched:
            some = self._bear[name]
            apart = len(+self._words[name] if self._by_words else some) > 1
            if not some:
                del self._bear[name]
                self._words.pop(name, None)
            if apart != (name in self._apart):
                self._apart ^= {name}
                again |= dict.fromkeys(some, name)
        return {q: None if q not in self._of else self._told(q) for q in again}

    def _note(self, question: Question, name: str, more: int) -> None:
        if self._by_words:
            self._words.setdefault(name, Counter())[question.once(self._telling, self._telling)] += more

    def _told(self, question: Question) -> str:
        name = self._of[question]
        return name + question.once(self._telling, self._telling) if name in self._apart else name


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


def name_of(count: Count, vocabulary: Vocabulary | None) -> str:
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
    name = name_of(first, vocabulary)
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


def key_of(question: Question) -> str:
    """What makes the question's id: of its matter alone where that is enough, so that it outlives
    new answers."""
    first = question.counts[0]
    return "|".join((*first.base, first.category, question.scope, first.head, *sorted(first.places)))


def _says(name: str, category: str, node: Node) -> bool:
    return set(classes(category, node.pack)) <= set(classes(name, node.pack))
