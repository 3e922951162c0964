"""What questions on figures are called: by what is counted; those that would bear one name are told apart by the noun
counted, then by when they were reported, then by whose word they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from truceline.model.accord import Vocabulary
from truceline.model.weighing import Reason
from truceline.weighing.counts import Count
from truceline.weighing.couples import Question
from truceline.weighing.nodes import Node, iso
from truceline.weighing.words import classes, sentence_bounds, words


class Titles:
    """The names of questions that come and go."""

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary
        self._steps = (_Step(_noun, by_words=True), _Step(_words_of), _Step(_reported), _Step(_teller))
        self._names: dict[Question, str] = {}

    def __getitem__(self, question: Question) -> str:
        return self._names[question]

    def of_two(self, reason: Reason, one: Question, other: Question) -> str:
        """The name of two questions set side by side for that reason."""
        return side_by_side(reason, one, other, self._vocabulary)

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
    """The noun counted, where it says more than the name."""
    first = question.counts[0]
    counted = _counted(first)
    return f" ({counted})" if counted and not _says(name_of(first, None), counted, first.answer.node) else ""


def _words_of(question: Question) -> str:
    first = question.counts[0]
    return "" if _needs_words(first) else f": {_in_words(first)}"


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
    counted = _counted(count)
    matter = _matter(count)
    if matter:
        parts = [spoken.get(m, m) for m in matter.split("+")]
        about = " and ".join([parts[0], *(p.split()[-1] for p in parts[1:])])
        told = not counted or not count.head or set(classes(counted, count.pack)) & set(matter.split("+"))
        return about if told else f"{about.replace('people', counted, 1)}"
    return f"number of {counted or spoken.get(count.head, count.head)}"


def _counted(count: Count) -> str:
    """What is counted as the text has it, names with their capitals."""
    told = count.figure.counted or ""
    plain = words(told.lower() if told.isupper() else told, count.pack)
    cased = {w.lower(): w for w in _WORD.findall(told)} if not told.isupper() else {}
    return " ".join(cased.get(w, w) for w in plain if not w[0].isdigit())


def _matter(count: Count) -> str:
    if count.profile is not None and count.profile.deed:
        return count.profile.deed
    return count.thing[2:] if count.thing.startswith("w:") else ""


def _thing(question: Question, vocabulary: Vocabulary | None) -> str:
    """What is counted, in a monitor's words."""
    first = question.counts[0]
    name = name_of(first, vocabulary)
    categories = {c.category for c in question.counts}
    told = first.category.startswith("of the ") or first.category in first.pack.fates.values()
    category = first.category if told else first.figure.category
    if category and len(categories) == 1 and not _says(name, category, first.answer.node):
        name += f" ({category})"
    if first.category == "left":
        name = f"{_counted(first) or name} who are left"
    return name + (f" a {first.figure.rate}" if first.figure.rate else "")


def _when(question: Question) -> str:
    """As what, or over what time, it counts; empty where that is not told."""
    first = question.counts[0]
    if first.answer.mode != "done":
        return "as planned" if first.answer.mode == "planned" else first.answer.mode
    if any(c.answer.cumulative for c in question.counts):
        return "so far"
    day = next((c.on for c in question.counts if c.on is not None), None)
    if day is None and first.profile is not None and None not in (first.profile.start, first.profile.end):
        return f"from {iso(first.profile.start)} to {iso(first.profile.end)}"
    return f"on {iso(day)}" if day is not None else ""


def _title(question: Question, vocabulary: Vocabulary | None) -> str:
    """The question in a monitor's words; where neither a deed nor a measure tells what is asked, with the words that
    tell the figure."""
    first, when = question.counts[0], _when(question)
    name = _thing(question, vocabulary)
    if when == "so far" and first.pack.turn("total", name):
        when = ""
    if when:
        name += f", {when}" if first.answer.mode != "done" else f" {when}"
    return f"{name}: {_in_words(first)}" if _needs_words(first) else name


def _needs_words(count: Count) -> bool:
    """Whether neither a deed nor a measure of the accord tells what is asked."""
    return not (count.thing.startswith("m:") or _matter(count))


def _in_words(count: Count) -> str:
    """The words around a figure, asking for it where it stands."""
    text, at = count.answer.node.report.text, count.figure.span
    start, end = sentence_bounds(text, at.start)
    for told in count.answer.node.claim.content:
        if told.start <= at.start < told.end:  # what is said, not who says it
            start, end = max(start, told.start), min(end, told.end)
    return f"“{asking(text[start : at.start], count.pack.spoken['how_many'], text[at.end : end])}”"


def asking(before: str, asks: str, after: str) -> str:
    """A sentence that asks for what stood between its two parts, each cut to what shows what is asked."""
    return f"{_last(before.split())} [{asks}] {_first(after.split())}".strip()


def _first(some: list[str]) -> str:
    told = " ".join(some)
    return told.rstrip(_MARKS) if len(told) <= _AROUND else told[:_AROUND].rsplit(" ", 1)[0] + " …"


def _last(some: list[str]) -> str:
    told = " ".join(some).lstrip(_MARKS)
    return told if len(told) <= _AROUND else "… " + told[-_AROUND:].partition(" ")[2]


_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_MARKS = ' .,;:"“”'
_AROUND = 60
"""So many characters before and behind a figure show what it counts."""
_SIDE_BY_SIDE = {
    Reason.PLANNED: "planned, and done so far",
    Reason.CUMULATIVE: "one occasion, and the total",
    Reason.WINDOW: "over different spans of time",
    Reason.CATEGORY: "different categories",
    Reason.OBJECT: "different things",
}


def side_by_side(reason: Reason, one: Question, other: Question, vocabulary: Vocabulary | None) -> str:
    """The name of two questions set side by side: what both count once, with what tells them apart."""
    things = [_thing(q, vocabulary) for q in (one, other)]
    if reason is Reason.PLANNED:
        name = " / ".join(dict.fromkeys(things))
    elif things[0] == things[1]:
        times = dict.fromkeys(_when(q) or "with no day told" for q in (one, other))
        name = f"{things[0]}, {' and '.join(times)}"
    else:
        name = " / ".join(f"{t} {_when(q)}".rstrip() for t, q in zip(things, (one, other), strict=True))
    return f"{name}: {_SIDE_BY_SIDE[reason]}"


def key_of(question: Question) -> str:
    """What makes the question's id: of its matter alone where that is enough, so that it outlives
    new answers."""
    first = question.counts[0]
    return "|".join((*first.base, first.category, question.scope, first.head, *sorted(first.places)))


def _says(name: str, category: str, node: Node) -> bool:
    return set(classes(category, node.pack)) <= set(classes(name, node.pack))
